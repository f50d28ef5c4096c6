"""The command line, run in this process."""

import io
import os
import runpy
import sys
import threading
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

import kzru_forums
from kzru_forums import cli

SAMPLE = (files("kzru_forums") / "data" / "sample_page.txt").read_text(encoding="utf-8")
PARTIAL = "Events\nA short visit\nMay 9, 2013\nVladimir Putin: Good afternoon.\n"
UNDATED = "Events\nA visit without a day\nVladimir Putin: Good afternoon.\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line: status, standard output and standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        status = cli.main([str(argument) for argument in arguments])
        return status, *capsys.readouterr()

    return call


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a page to a file of a name."""

    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


Page = Callable[[str, str], Path]


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_sample_prints_the_page_that_ships(run: Run) -> None:
    assert run("sample") == (0, SAMPLE, "")


def test_the_sample_has_no_problems(run: Run, page: Page) -> None:
    assert run("check", "--strict", page("sample.txt", SAMPLE)) == (0, "", "")


def test_convert_prints_one_json_document_of_all_events(run: Run, page: Page) -> None:
    first, second = page("a.txt", SAMPLE), page("b.txt", PARTIAL)
    status, printed, complaints = run("convert", first, second)
    assert (status, complaints) == (0, "")
    assert kzru_forums.from_json(printed) == kzru_forums.load(first) + kzru_forums.load(second)
    assert printed.count("\n") == 1


def test_indent_sets_the_blanks_a_level(run: Run, page: Page) -> None:
    _, printed, _ = run("convert", page("a.txt", SAMPLE), "--indent", "3")
    assert printed.startswith('{\n   "schema_version"')


def test_a_dash_is_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, SAMPLE)
    status, printed, _ = run("convert", "-")
    assert status == 0
    assert kzru_forums.from_json(printed) == kzru_forums.loads(SAMPLE)


@pytest.mark.parametrize("name", ["all.jsonl", "ALL.NDJSON", "all.jsonl.gz"])
def test_the_ending_of_the_output_asks_for_json_lines(run: Run, page: Page, tmp_path: Path, name: str) -> None:
    source = page("two.txt", SAMPLE + PARTIAL)
    assert run("convert", source, "-o", tmp_path / name) == (0, "", "")
    assert list(kzru_forums.read_jsonl(tmp_path / name)) == kzru_forums.load(source)


def test_any_other_ending_asks_for_json(run: Run, page: Page, tmp_path: Path) -> None:
    source, target = page("two.txt", SAMPLE + PARTIAL), tmp_path / "all.data"
    run("convert", source, "-o", target)
    assert kzru_forums.from_json(target.read_bytes()) == kzru_forums.load(source)


def test_a_format_that_is_named_beats_the_ending(run: Run, page: Page, tmp_path: Path) -> None:
    source, target = page("two.txt", SAMPLE + PARTIAL), tmp_path / "all.json"
    run("convert", source, "-o", target, "--to", "jsonl")
    assert target.read_text(encoding="utf-8").count("\n") == 2


def test_json_lines_are_not_indented(run: Run, page: Page) -> None:
    status, printed, complaint = run("convert", page("a.txt", SAMPLE), "--to", "jsonl", "--indent", "2")
    assert (status, printed) == (2, "")
    assert complaint == "kzru-forums: --indent is for JSON; JSON Lines has one event a line\n"


@pytest.mark.parametrize("name", ["all.json", "all.jsonl"])
def test_a_page_with_an_error_leaves_the_output_as_it_was(run: Run, page: Page, tmp_path: Path, name: str) -> None:
    good, bad, target = page("good.txt", SAMPLE), page("bad.txt", UNDATED), page(name, "as it was")
    before = sorted(tmp_path.iterdir())
    status, printed, complaint = run("convert", good, bad, "-o", target)
    assert (status, printed) == (1, "")
    assert complaint.startswith(f"{bad}:")
    assert complaint.endswith("[missing-date]\n")
    assert target.read_text(encoding="utf-8") == "as it was"
    assert sorted(tmp_path.iterdir()) == before


def test_keep_going_writes_what_can_be_read(run: Run, page: Page) -> None:
    good, bad = page("good.txt", SAMPLE), page("bad.txt", UNDATED)
    status, printed, complaint = run("convert", good, bad, "--keep-going")
    assert status == 1
    assert "[missing-date]" in complaint
    assert kzru_forums.from_json(printed) == [*kzru_forums.load(good), *kzru_forums.read(bad).events]


def test_warnings_do_not_stop_a_conversion(run: Run, page: Page) -> None:
    status, _, complaint = run("convert", page("partial.txt", PARTIAL))
    assert (status, complaint) == (0, "")


@pytest.mark.parametrize("command", ["convert", "check"])
def test_a_missing_file_is_one_line_on_standard_error(run: Run, tmp_path: Path, command: str) -> None:
    missing = tmp_path / "missing.txt"
    status, printed, complaint = run(command, missing)
    assert (status, printed) == (2, "")
    assert complaint == f"{missing}: error: cannot be read: No such file or directory [unreadable-file]\n"


@pytest.mark.parametrize("command", ["convert", "check"])
def test_a_folder_without_pages_is_one_line_on_standard_error(run: Run, tmp_path: Path, command: str) -> None:
    assert run(command, tmp_path) == (2, "", f"kzru-forums: {tmp_path}: no pages found\n")


def test_an_empty_file_is_one_line(run: Run, page: Page) -> None:
    empty = page("empty.txt", "")
    status, printed, complaint = run("convert", empty)
    assert (status, printed) == (1, "")
    assert complaint.count("\n") == 1
    assert complaint.startswith(f"{empty}:")
    assert run("check", empty) == (1, complaint, "")


def test_an_output_in_no_folder_is_one_line_on_standard_error(run: Run, page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    complaint = f"kzru-forums: {folder}: no such folder\n"
    assert run("convert", page("a.txt", SAMPLE), "-o", folder / "all.json") == (2, "", complaint)


def test_an_output_that_is_a_folder_is_one_line_on_standard_error(run: Run, page: Page, tmp_path: Path) -> None:
    complaint = f"kzru-forums: {tmp_path}: Is a directory\n"
    assert run("convert", page("a.txt", SAMPLE), "-o", tmp_path) == (2, "", complaint)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_an_output_that_is_a_pipe_is_written_into(run: Run, page: Page, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    status, _, _ = run("convert", page("a.txt", SAMPLE), "-o", pipe)
    reader.join()
    assert status == 0
    assert kzru_forums.from_json(received[0]) == kzru_forums.loads(SAMPLE)
    assert pipe.is_fifo()


def test_check_prints_a_warning_with_its_place(run: Run, page: Page) -> None:
    partial = page("partial.txt", PARTIAL)
    status, printed, complaint = run("check", partial)
    assert (status, complaint) == (0, "")
    assert printed.splitlines() == [str(problem) for problem in kzru_forums.read(partial).problems]
    assert "warning: " in printed


def test_strict_lets_warnings_count(run: Run, page: Page) -> None:
    assert run("check", "--strict", page("partial.txt", PARTIAL))[0] == 1


def test_check_goes_on_after_a_file_with_errors(run: Run, page: Page) -> None:
    bad, partial = page("bad.txt", UNDATED), page("partial.txt", PARTIAL)
    status, printed, _ = run("check", bad, partial)
    assert status == 1
    assert {line.partition(":")[0] for line in printed.splitlines()} == {str(bad), str(partial)}


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)


def test_errors_are_red_on_a_terminal(run: Run, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    on_terminal(monkeypatch)
    _, printed, _ = run("check", page("bad.txt", UNDATED))
    assert "\x1b[31m" in printed


def test_without_the_extra_a_terminal_gets_plain_lines(run: Run, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    on_terminal(monkeypatch)
    monkeypatch.setitem(sys.modules, "rich.console", None)
    bad = page("bad.txt", UNDATED)
    assert run("check", bad)[1].splitlines() == [str(problem) for problem in kzru_forums.read(bad).problems]


def test_a_broken_pipe_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert cli.main(["sample"]) == 141
    assert capsys.readouterr().err == ""


def test_an_interruption_leaves_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "iter_readings", interrupt)
    assert run("check", "sample.txt") == (130, "", "")


def test_a_failing_device_is_one_line_on_standard_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise OSError("the device is gone")

    feed(monkeypatch, SAMPLE)
    monkeypatch.setattr(cli, "read", fail)
    assert run("check", "-") == (2, "", "kzru-forums: the device is gone\n")


def test_output_may_be_any_text_stream() -> None:
    stream = io.StringIO()
    with redirect_stdout(stream):
        cli.main(["sample"])
    assert stream.getvalue() == SAMPLE


def test_help_teaches_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main(["--help"])
    assert "  kzru-forums convert sample.txt --indent 2 " in capsys.readouterr().out


def test_no_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main([])
    assert "usage: kzru-forums" in capsys.readouterr().err


def test_the_version_is_the_one_of_the_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["kzru-forums", "--version"])
    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("kzru_forums", run_name="__main__")
    assert capsys.readouterr().out == f"kzru-forums {version('kzru-forums')}\n"
