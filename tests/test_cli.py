"""The command line, run in this process: what all commands share, `check`, `sample` and `schema`."""

import io
import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.metadata import version
from zipfile import ZipFile

import pytest

import kzru_forums
from kzru_forums import cli
from kzru_forums.cli import sources as _sources
from kzru_forums.formats.schema import json_schema
from shell import PARTIAL, SAMPLE, TABLE, UNDATED, Shell

COMMANDS = ["show", "convert", "search", "stats", "check", "editions", "sample", "schema"]


def test_sample_prints_the_page_that_ships(shell: Shell) -> None:
    assert shell.run("sample") == (0, SAMPLE, "")


def test_the_sample_has_no_problems(shell: Shell) -> None:
    assert shell.run("check", "--strict", shell.page("sample.txt", SAMPLE)) == (0, "", "")


FORUM = [
    "1-meeting.txt",
    "2-plenary-session.txt",
    "3-press-conference.md",
    "4-round-table.html",
    "5-exhibition.txt",
    "6-greeting.txt",
]


def test_sample_writes_the_pages_of_a_forum_into_a_folder(shell: Shell) -> None:
    assert shell.run("sample", "-o", shell.folder / "new" / "forum") == (0, "", "")
    assert sorted(path.name for path in (shell.folder / "new" / "forum").iterdir()) == FORUM
    assert (shell.folder / "new" / "forum" / FORUM[1]).read_text(encoding="utf-8") == SAMPLE


def test_every_page_of_the_sample_is_read_without_errors(shell: Shell) -> None:
    shell.run("sample", "-o", shell.folder / "forum")
    events = [event for name in FORUM for event in kzru_forums.load(shell.folder / "forum" / name)]
    assert [event.edition for event in events] == [9] * len(FORUM)
    assert [len(event.statements) for event in events] == [6, 5, 23, 19, 9, 0]


def test_sample_may_be_written_twice_but_replaces_nothing_else(shell: Shell) -> None:
    folder = shell.page("forum/notes.txt", "My notes.\n").parent
    assert shell.run("sample", "-o", folder) == shell.run("sample", "-o", folder) == (0, "", "")
    mine = shell.page("forum/4-round-table.html", "My own page.\n")
    (folder / FORUM[0]).unlink()
    complaint = f"kzru-forums: {mine} exists with other content; choose another folder\n"
    assert shell.run("sample", "--output", folder) == (2, "", complaint)
    assert mine.read_text(encoding="utf-8") == "My own page.\n"
    assert not (folder / FORUM[0]).exists()


def test_schema_prints_the_json_schema(shell: Shell) -> None:
    status, printed, complaint = shell.run("schema")
    assert (status, complaint) == (0, "")
    assert json.loads(printed) == json_schema()


@pytest.mark.parametrize("command", ["convert", "check", "show"])
def test_a_dash_is_standard_input(shell: Shell, command: str) -> None:
    shell.feed(UNDATED)
    status, printed, complaint = shell.run(command, "-")
    assert status == 1
    assert "[missing-date]" in printed + complaint


@pytest.mark.parametrize("command", ["convert", "check", "show"])
def test_a_missing_file_is_one_line_on_standard_error(shell: Shell, command: str) -> None:
    missing = shell.folder / "missing.txt"
    complaint = f"{missing}: error: cannot be read: No such file or directory [unreadable-file]\n"
    assert shell.run(command, missing) == (2, "", complaint)


def test_a_name_that_no_file_has_is_named(shell: Shell) -> None:
    assert shell.run("check", "") == (2, "", "error: cannot be read: no file has the name '' [unreadable-file]\n")


@pytest.mark.parametrize("command", ["convert", "check", "show"])
def test_a_folder_without_pages_is_one_line_on_standard_error(shell: Shell, command: str) -> None:
    complaint = (
        "error: cannot be read: no file in it ends in .txt, .md, .html, .htm, .xhtml, .mhtml or .mht [unreadable-file]"
    )
    assert shell.run(command, shell.folder) == (2, "", f"{shell.folder}: {complaint}\n")


@pytest.mark.parametrize("command", ["convert", "check", "show"])
def test_html_without_its_extra_is_one_line_on_standard_error(shell: Shell, command: str) -> None:
    shell.monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    status, printed, complaint = shell.run(
        command, shell.page("a.html", "<html><body><h1 class='entry-title'>A visit</h1>")
    )
    assert (status, printed) == (2, "")
    assert re.fullmatch(r'.*a\.html: error: .*\[html\]" \[unreadable-file\]\n', complaint)


def test_check_prints_a_warning_with_its_place(shell: Shell) -> None:
    partial = shell.page("partial.txt", PARTIAL)
    status, printed, complaint = shell.run("check", partial)
    assert (status, complaint) == (0, "")
    assert printed.splitlines() == [str(problem) for problem in kzru_forums.read(partial).problems]
    assert "warning: " in printed


def test_strict_lets_warnings_count(shell: Shell) -> None:
    assert shell.run("check", "--strict", shell.page("partial.txt", PARTIAL))[0] == 1


def test_check_goes_on_after_a_file_with_errors(shell: Shell) -> None:
    bad, partial = shell.page("bad.txt", UNDATED), shell.page("partial.txt", PARTIAL)
    status, printed, _ = shell.run("check", bad, partial)
    assert status == 1
    assert {line.partition(":")[0] for line in printed.splitlines()} == {str(bad), str(partial)}


def damaged(count: int) -> str:
    """A page with so many link boxes whose dates are no days, and so many lines where it should end."""
    boxes = "See also\nThe mill opens\nMay 99, 2013\n" * count
    return SAMPLE.replace("Geography\n", f"{boxes}Geography\n").replace("Text version\n", "Wool.\n" * count)


def test_the_problems_of_a_page_are_printed_up_to_a_number(shell: Shell) -> None:
    most = _sources.MOST_PRINTED
    few, many = shell.page("few.txt", damaged(most // 2 - 1)), shell.page("many.txt", damaged(most))
    printed = shell.run("check", few)[1]
    assert (printed.count("\n"), printed.count("more problem")) == (most - 1, 0)
    problems = kzru_forums.read(many).problems
    assert len(problems) > 2 * most
    status, printed, complaint = shell.run("check", many, few)
    lines = printed.splitlines()
    assert (status, len(lines)) == (1, most + 1 + most - 1)
    assert lines[:most] == [str(problem) for problem in problems[:most]]
    assert lines[most].startswith(f"{many}: {len(problems) - most} more problems: {most} unknown-block, 1 ")
    assert complaint.splitlines()[0].endswith(f" {len(problems) + most - 1} problems")


@pytest.mark.parametrize("command", ["show", "convert"])
def test_errors_are_printed_up_to_a_number(shell: Shell, command: str) -> None:
    most = _sources.MOST_PRINTED
    page = shell.page("page.txt", damaged(most + 1))
    lines = shell.run(command, page)[2].splitlines()
    assert len(lines) == most + 1
    assert lines[0].endswith("[unknown-block]")
    assert lines[-1] == f"{page}: 1 more problem: 1 unknown-block"


def test_standard_input_has_no_name_in_the_count(shell: Shell) -> None:
    shell.feed(damaged(_sources.MOST_PRINTED))
    assert re.match(r"\d+ more problems: ", shell.run("check", "-")[1].splitlines()[-1])


def test_an_empty_file_is_one_line(shell: Shell) -> None:
    empty = shell.page("empty.txt", "")
    status, printed, complaint = shell.run("check", empty)
    assert (status, complaint) == (1, "")
    assert printed.count("\n") == 1
    assert printed.startswith(f"{empty}:")


def test_a_name_with_control_characters_stays_one_harmless_line(shell: Shell) -> None:
    printed = shell.run("check", shell.page("two\nlines\x1b[2J.txt", UNDATED))[1]
    assert printed.count("\n") == 2
    assert "two lines\ufffd[2J.txt:2:1: error: " in printed


def test_several_files_are_summed_up_on_standard_error(shell: Shell) -> None:
    bad, partial, sample = (
        shell.page("bad.txt", UNDATED),
        shell.page("partial.txt", PARTIAL),
        shell.page("sample.txt", SAMPLE),
    )
    assert shell.run("check", bad, partial, sample)[2] == (
        "3 files, 3 events, 7 statements, 3 problems\n"
        "  missing-footer  2 warnings\n"
        "  missing-date    1 error\n"
    )  # fmt: skip


def test_the_summary_of_sound_files_is_one_line(shell: Shell) -> None:
    first, second = shell.page("a.txt", SAMPLE), shell.page("b.txt", SAMPLE)
    assert shell.run("check", first, second) == (0, "", "2 files, 2 events, 10 statements, no problems\n")


def test_the_members_of_a_zip_file_are_files(shell: Shell) -> None:
    with ZipFile(shell.folder / "pages.zip", "w") as archive:
        archive.writestr("a.txt", SAMPLE)
        archive.writestr("b.txt", SAMPLE)
    assert shell.run("check", shell.folder / "pages.zip")[2].startswith("2 files, ")


@pytest.mark.parametrize("command", ["check", "convert"])
def test_quiet_silences_the_summary(shell: Shell, command: str) -> None:
    first, second = shell.page("a.txt", SAMPLE), shell.page("b.txt", SAMPLE)
    assert shell.run(command, "--quiet", first, second)[2] == ""


def test_errors_are_red_on_a_terminal(shell: Shell) -> None:
    shell.terminal("stdout")
    assert "\x1b[31m" in shell.run("check", shell.page("bad.txt", UNDATED))[1]


def test_without_the_extra_a_terminal_gets_plain_lines(shell: Shell) -> None:
    shell.terminal("stdout", "stderr")
    shell.without("rich.console", "kzru_forums.cli.colours")
    bad, sample = shell.page("bad.txt", UNDATED), shell.page("sample.txt", SAMPLE)
    _, printed, complaint = shell.run("check", bad, sample)
    assert printed.splitlines() == [str(problem) for problem in kzru_forums.read(bad).problems]
    assert "\x1b" not in complaint


def test_nothing_that_looks_like_markup_is_markup(shell: Shell) -> None:
    shell.terminal("stdout")
    assert "[red]a[/red] :smile:.txt" in shell.run("check", shell.page("[red]a[/red] :smile:.txt", UNDATED))[1]


def test_several_files_have_a_bar_on_a_terminal_that_goes_away(shell: Shell) -> None:
    shell.terminal("stderr")
    shell.page("pages/a.txt", SAMPLE)
    folder = shell.page("pages/b.txt", UNDATED).parent
    _, printed, complaint = shell.run("check", folder)
    assert "[missing-date]" in printed
    assert "\x1b" not in printed
    assert "0/2" in complaint
    bar, _, rest = complaint.rpartition("\x1b[2K")
    assert "2/2" in bar
    assert rest.startswith("2 files, ")


def test_lines_are_put_above_the_bar_where_both_share_a_terminal(shell: Shell) -> None:
    shell.terminal("stdout", "stderr")
    shell.page("pages/a.txt", SAMPLE)
    folder = shell.page("pages/b.txt", UNDATED).parent
    _, printed, complaint = shell.run("check", folder)
    assert printed == ""
    assert "[missing-date]" in complaint


def test_the_bar_counts_the_members_of_zip_files_and_standard_input(shell: Shell) -> None:
    shell.terminal("stderr")
    shell.feed(SAMPLE)
    with ZipFile(shell.folder / "pages.zip", "w") as archive:
        for name in ("a.txt", "b.txt", "picture.png"):
            archive.writestr(name, SAMPLE)
    (shell.folder / "pages.zip").rename(shell.folder / "pages")  # its content tells, not its name
    broken = shell.page("broken.zip", "PK\x03\x04")
    assert "/5" in shell.run("check", shell.folder / "pages", broken, shell.folder / "missing.zip", "-")[2]


def test_one_file_has_no_bar(shell: Shell) -> None:
    shell.terminal("stderr")
    assert shell.run("check", shell.page("a.txt", SAMPLE)) == (0, "", "")


def test_quiet_silences_the_bar(shell: Shell) -> None:
    shell.terminal("stderr")
    assert shell.run("check", "--quiet", shell.page("a.txt", SAMPLE).parent, shell.page("b.txt", SAMPLE))[2] == ""


def test_a_broken_pipe_is_quiet(shell: Shell) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        shell.monkeypatch.setattr(sys, "stdout", stream)
        assert cli.main(["sample"]) == 141
    assert shell.capsys.readouterr().err == ""


def test_a_broken_pipe_is_quiet_in_colour_too(shell: Shell) -> None:
    shell.monkeypatch.setenv("FORCE_COLOR", "1")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        shell.monkeypatch.setattr(sys, "stdout", stream)
        assert cli.main(["show", str(shell.page("a.txt", SAMPLE))]) == 141
    assert shell.capsys.readouterr().err == ""


def test_an_interruption_leaves_no_traceback(shell: Shell) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    shell.monkeypatch.setattr(_sources, "file_tasks", interrupt)
    assert shell.run("check", "sample.txt") == (130, "", "")


def test_an_interruption_of_the_start_leaves_no_traceback() -> None:
    code = """
import runpy, sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupting())
runpy.run_module("kzru_forums", run_name="__main__", alter_sys=False)
"""
    for module in ("argparse", "attrs", "kzru_forums.cli.parser", "kzru_forums.reading"):
        command = [sys.executable, "-c", code, module]
        run = subprocess.run(command, capture_output=True, check=False, text=True)
        assert (run.returncode, run.stderr) == (130, ""), module


def test_a_failing_device_is_one_line_on_standard_error(shell: Shell) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("the device is gone")

    shell.feed(SAMPLE)
    shell.monkeypatch.setattr(_sources, "open_task", fail)
    assert shell.run("check", "-") == (2, "", "kzru-forums: the device is gone\n")


@pytest.mark.parametrize("arguments", [["sample"], ["editions", "--json"], ["editions"]])
def test_output_may_be_any_text_stream(arguments: list[str]) -> None:
    stream = io.StringIO()
    with redirect_stdout(stream):
        assert cli.main(arguments) == 0
    assert stream.getvalue()


def test_data_is_utf_8_whatever_the_terminal_has(shell: Shell) -> None:
    command = [sys.executable, "-m", "kzru_forums", "convert", str(shell.page("a.txt", SAMPLE.replace("Omsk", "Омск")))]
    run = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True)
    assert "Омск" in run.stdout.decode("utf-8")


def test_starting_up_loads_no_extra() -> None:
    code = (
        "import sys, kzru_forums.cli as cli; cli.main(['editions']);"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} & {'rich', 'pyarrow', 'orjson', 'selectolax'}))"
    )
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8").stdout
    assert printed.splitlines()[-1] == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_by_examples(shell: Shell, command: str) -> None:
    assert f"\nexamples:\n  kzru-forums {command}" in shell.stopped(command, "--help", status=0)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_a_terminal_of_any_encoding(shell: Shell, command: str) -> None:
    shell.monkeypatch.setenv("COLUMNS", "80")
    text = shell.stopped(*command.split(), "--help", status=0)
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 80


def examples(shell: Shell) -> Iterator[str]:
    """The commands that help shows, without what is said of them."""
    for command in ("", *COMMANDS):
        text = shell.stopped(*command.split(), "--help", status=0).partition("\nexamples:\n")[2]
        for found in re.finditer(r"^  ((?:FORCE_COLOR=1 )?kzru-forums .*?)(?:  .*)?$", text, re.MULTILINE):
            yield found[1]


@pytest.mark.skipif(not shutil.which("bash"), reason="some examples are written for a POSIX shell")
def test_the_examples_of_the_help_work(shell: Shell) -> None:
    shell.page("sample.txt", SAMPLE)
    shell.page("pages/sample.txt", SAMPLE)
    with ZipFile(shell.folder / "pages.zip", "w") as archive:
        archive.writestr("sample.txt", SAMPLE)
    shell.page("speeches.csv", TABLE)
    shell.monkeypatch.chdir(shell.folder)
    lines = list(dict.fromkeys(examples(shell)))
    assert len(lines) > 15
    script = [f'kzru-forums() {{ "{sys.executable}" -m kzru_forums "$@"; }}', "less() { cat; }"]
    for line in lines:
        if re.search(r"[|>=]", line):
            script.append(line)
        else:
            assert shell.run(*shlex.split(line)[1:])[0] == 0, line
    command = ["bash", "-euo", "pipefail", "-c", "\n".join(script)]
    subprocess.run(command, capture_output=True, check=True)
    assert (shell.folder / "corpus" / "corpus.xml").exists()


def test_without_a_command_the_help_is_printed_as_for_wrong_usage(shell: Shell) -> None:
    status, printed, complaint = shell.run()
    assert (status, printed) == (2, "")
    assert complaint == shell.stopped("--help", status=0)


def test_the_version_is_the_one_of_the_package(shell: Shell) -> None:
    shell.monkeypatch.setattr(sys, "argv", ["kzru-forums", "--version"])
    shell.monkeypatch.delitem(sys.modules, "kzru_forums.__main__", raising=False)  # Another test may have imported it.
    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("kzru_forums", run_name="__main__")
    assert shell.capsys.readouterr().out == f"kzru-forums {version('kzru-forums')}\n"


def test_an_interruption_of_the_command_line_has_its_own_status(monkeypatch: pytest.MonkeyPatch) -> None:
    from kzru_forums import __main__ as start  # noqa: PLC0415 - importing it runs nothing

    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    assert start.run() == 130


@pytest.mark.parametrize("command", [["check"], ["show"], ["stats"], ["search", "afternoon"], ["convert"]])
def test_a_limit_can_be_set(shell: Shell, command: list[str]) -> None:
    page = shell.page("page.txt", PARTIAL)
    status, printed, complaints = shell.run(*command, page, "--allow", "lines=2", "--allow", "cell=5")
    assert status == 1
    assert "page.txt:1:1: error: 4 lines, more than the limit of 2 (lines) [limit-exceeded]" in printed + complaints
    assert "limit-exceeded" not in "".join(shell.run(*command, page, "--allow", "lines=4")[1:])


@pytest.mark.parametrize("text", ["looms=2", "lines", "lines=", "lines=-2", "lines=many", "=2"])
def test_a_limit_has_a_known_name_and_a_number(shell: Shell, text: str) -> None:
    assert re.search(
        r"--allow: expected (LIMIT=N, where LIMIT is one of characters,|an integer)",
        shell.stopped("check", "--allow", text, "x", status=2),
    )
