"""Exports that are interrupted: an earlier one stays or the new one is there, whole, and nothing is left beside it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kzru_forums import writing
from kzru_forums.writing import whole_file

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process per step is a fork")
SCRIPT = Path(__file__).with_name("interruptions.py")


def outcomes(*arguments: str) -> list[tuple[int, str, list[str]]]:
    command = [sys.executable, str(SCRIPT), *arguments]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return [(status, content, others) for status, content, others in json.loads(run.stdout)]


WAYS = [
    ("file", "SIGINT", "5"),
    ("file", "SIGTERM", "5"),
    ("folder", "SIGINT", "7"),
    ("folder", "SIGTERM", "7"),
    ("folder", "SIGTERM", "7", "two-steps"),
]


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_an_interrupted_export_is_whole_and_alone(way: Sequence[str]) -> None:
    left = outcomes(*way)
    assert {content for _, content, _ in left} == {"old", "new"}
    assert [others for _, _, others in left if others] == []
    if way[1] == "SIGTERM":
        assert {status for status, _, _ in left} == {-signal.SIGTERM}


def test_a_killed_export_leaves_the_earlier_one() -> None:
    left = outcomes("folder", "SIGKILL", "7")
    assert {content for _, content, _ in left} == {"old", "new"}


def ended(code: str, folder: Path) -> int:
    program = f"import os, signal, time\nfrom kzru_forums.writing import whole_file\n{code}"
    return subprocess.run([sys.executable, "-c", program], cwd=folder, check=False, timeout=60).returncode


def test_a_signal_that_is_swallowed_ends_the_program_after_the_export(tmp_path: Path) -> None:
    code = """
with whole_file("out") as file:
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except BaseException:
        file.write(b"whole")
print("not reached")
"""
    assert ended(code, tmp_path) == -signal.SIGTERM
    assert (tmp_path / "out").read_bytes() == b"whole"


def test_a_signal_that_the_program_handles_is_left_to_it(tmp_path: Path) -> None:
    code = """
signal.signal(signal.SIGTERM, lambda *_: file.write(b"handled"))
with whole_file("out") as file:
    os.kill(os.getpid(), signal.SIGTERM)
"""
    assert ended(code, tmp_path) == 0
    assert (tmp_path / "out").read_bytes() == b"handled"


def test_a_child_process_ends_at_once(tmp_path: Path) -> None:
    code = """
with whole_file("out") as file:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, b".")  # from here on the interpreter loses no signal
    while not child:
        time.sleep(0.01)
    os.read(reading, 1)
    os.kill(child, signal.SIGTERM)
    file.write(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
"""
    assert ended(code, tmp_path) == 0
    assert (tmp_path / "out").read_text(encoding="ascii") == str(-signal.SIGTERM)
    assert len(list(tmp_path.iterdir())) == 1


def test_ctrl_c_waits_until_a_step_is_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    replace = Path.replace
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)  # A shell may start a command that ignores it.

    def interrupted(path: Path, target: Path) -> Path:
        signal.raise_signal(signal.SIGINT)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "out") as file:
        file.write(b"whole")
    signal.signal(signal.SIGINT, handler)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"whole"]


def test_a_signal_removes_the_export_before_it_ends_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sent: list[tuple[int, object, list[Path]]] = []
    monkeypatch.setattr(
        signal,
        "raise_signal",
        lambda number: sent.append((number, signal.getsignal(number), list(tmp_path.iterdir()))),
    )
    with pytest.raises(writing._EndedError), whole_file(tmp_path / "out"):  # noqa: SLF001 - as below
        os.kill(os.getpid(), signal.SIGTERM)
    assert sent == [(signal.SIGTERM, signal.SIG_DFL, [])]


def test_an_ignored_signal_stays_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    replace = Path.replace

    def hung_up(path: Path, target: Path) -> Path:
        signal.raise_signal(signal.SIGHUP)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", hung_up)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with whole_file(tmp_path / "out") as file:
            file.write(b"whole")
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"whole"]


def test_the_end_of_a_program_is_not_an_exception() -> None:
    assert not issubclass(writing._EndedError, Exception)  # noqa: SLF001 - nothing public shows it
