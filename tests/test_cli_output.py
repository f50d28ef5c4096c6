"""Standard output that is full, closed, or a pipe that nobody reads: never exit status 0 if something was lost."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kzru_forums import cli, formats
from kzru_forums.cli.terminal import drop_output, sound_streams
from shell import SAMPLE, Shell

resource = pytest.importorskip("resource", reason="this system has no limits for processes")

START = (sys.executable, "-m", "kzru_forums")
UNBUFFERED = (sys.executable, "-u", "-m", "kzru_forums")


def small_files(most: int) -> None:
    """Let this process write no file beyond so many bytes, as if the disk were full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def printed(start: tuple[str, ...], command: str, file: Path | str, prepare: Callable[[], object]) -> tuple[int, str]:
    """Exit status and standard error of a command whose standard output is a file."""
    with Path(file).open("wb") as output:
        run = subprocess.run(
            [*start, command],
            stdout=output,
            stderr=subprocess.PIPE,
            preexec_fn=prepare,
            check=False,
            text=True,
        )
    return run.returncode, run.stderr


@pytest.mark.parametrize("start", [START, UNBUFFERED])
@pytest.mark.parametrize("command", ["sample", "--help"])
def test_output_that_is_cut_off_is_an_error(start: tuple[str, ...], command: str, tmp_path: Path) -> None:
    status, complaint = printed(start, command, tmp_path / "out", partial(small_files, 100))
    assert (status, complaint) == (2, "kzru-forums: standard output: File too large\n")
    assert (tmp_path / "out").stat().st_size == 100


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no such device")
@pytest.mark.parametrize("start", [START, UNBUFFERED])
def test_a_full_device_is_an_error(start: tuple[str, ...]) -> None:
    status, complaint = printed(start, "--version", "/dev/full", lambda: None)
    assert (status, complaint) == (2, "kzru-forums: standard output: No space left on device\n")


@pytest.mark.parametrize("command", ["sample", "--version"])
def test_output_that_is_closed_is_an_error(command: str) -> None:
    status, complaint = printed(START, command, os.devnull, partial(os.close, 1))
    assert (status, complaint) == (2, "kzru-forums: standard output: Bad file descriptor\n")


def test_closed_output_does_not_matter_if_nothing_is_written_to_it(shell: Shell) -> None:
    shell.monkeypatch.setattr(sys, "stdout", None)
    shell.monkeypatch.setattr(sys, "stderr", None)
    page = shell.page("a.txt", SAMPLE)
    assert cli.main(["check", str(page)]) == 0
    assert cli.main(["sample"]) == 2
    assert sys.stdout is None


def test_what_stands_in_for_closed_output_tells_only_at_the_end_that_it_lost_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with sound_streams():
        assert sys.stdout.writable()
        sys.stdout.flush()
        assert sys.stdout.write("wool") == 4
        with pytest.raises(OSError, match="standard output"):
            sys.stdout.flush()


def test_closed_input_is_an_error(shell: Shell) -> None:
    shell.monkeypatch.setattr(sys, "stdin", None)
    assert shell.run("check", "-") == (2, "", "kzru-forums: standard input: Bad file descriptor\n")


def test_help_into_a_pipe_that_nobody_reads_is_cut_off_quietly(shell: Shell) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        shell.monkeypatch.setattr(sys, "stdout", stream)
        assert cli.main(["--help"]) == 141
    assert shell.capsys.readouterr().err == ""


def test_output_without_a_buffer_is_written_whole(shell: Shell) -> None:
    file = shell.folder / "out"
    with file.open("wb", buffering=0) as raw, io.TextIOWrapper(raw, "utf-8", write_through=True) as stream:
        shell.monkeypatch.setattr(sys, "stdout", stream)
        assert cli.main(["sample"]) == 0
        assert sys.stdout is stream
    assert file.read_text(encoding="utf-8") == SAMPLE


def test_complaints_that_nobody_can_read_do_not_matter(shell: Shell) -> None:
    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError

    shell.monkeypatch.setattr(sys, "stderr", Full())
    assert cli.main(["check", "no such file"]) == 2


def test_output_of_this_program_is_dropped_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.StringIO):
        def flush(self) -> None:
            raise OSError

    monkeypatch.setattr(sys, "stdout", Broken())
    drop_output()


WAYS = {
    "json": "o.json",
    "jsonl": "o.jsonl.gz",
    "csv": "o",
    "parquet": "o",
    "sqlite": "o.db",
    "convokit": "o",
    "tei": "o",
    "html": "o",
    "svg": "o.svg",
    "png": "o.png",
    "text": "o.txt",
}


def test_every_format_is_tried() -> None:
    assert set(WAYS) == set(formats.FORMATS)


@pytest.mark.parametrize("name", WAYS)
def test_a_full_disk_leaves_nothing_and_is_named(name: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(SAMPLE, encoding="utf-8")
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / WAYS[name]
    run = subprocess.run(
        [*START, "convert", str(page), "-o", str(target), "--to", name],
        preexec_fn=partial(small_files, 700),
        capture_output=True,
        check=False,
        text=True,
    )
    assert run.returncode == 2
    assert run.stderr.startswith(f"kzru-forums: {target}: ")
    assert len(run.stderr.splitlines()) == 1
    assert list(target.parent.iterdir()) == []
