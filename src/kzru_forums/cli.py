"""The command line: `kzru-forums`, also `python -m kzru_forums`.

Thin: it opens what it is told to, calls the functions of the package and turns problems into lines and a status.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import IO

from kzru_forums.errors import Problem, ProblemCode, Severity
from kzru_forums.files import whole_file
from kzru_forums.jsonio import to_json, write_jsonl
from kzru_forums.model import Event
from kzru_forums.transcript import Reading, iter_readings, read

_DONE, _PROBLEMS, _FAILED = 0, 1, 2
_INTERRUPTED, _BROKEN_PIPE = 130, 141  # what a shell reports for a program that SIGINT or SIGPIPE ended

_STANDARD = "-"
_LINES = "jsonl"
_JSON_LINES = (".jsonl", ".jsonl.gz", ".ndjson")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_EXAMPLES = """\
examples:
  kzru-forums sample > sample.txt             save the sample page, to see how a page looks
  kzru-forums check sample.txt                print its problems: there are none
  kzru-forums convert sample.txt --indent 2   print its events as JSON
  kzru-forums convert pages -o all.jsonl      a folder of pages as JSON Lines, one event a line
  kzru-forums sample | kzru-forums convert -  a page from standard input

status:
  0  done
  1  a page has errors
  2  wrong usage, or a file that cannot be opened or written
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: what follows the name of the program; taken from `sys.argv` where it is None.

    Raises:
        SystemExit: after `--help` and `--version`, and with status 2 for wrong usage.
    """
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more when it ends, and would complain about the same pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return _FAILED
    return status


def _complain(message: str) -> None:
    print(f"kzru-forums: {message}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kzru-forums",
        description="Read event pages with transcripts into typed records.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('kzru-forums')}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_convert(commands.add_parser("convert", help="write the events of pages as JSON or JSON Lines"))
    _add_check(commands.add_parser("check", help="print the problems of pages, one a line"))
    commands.add_parser("sample", help="print the sample page, whose words are invented").set_defaults(run=_sample)
    return parser


def _add_files(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int]) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="page, folder of pages, zip file or glob; - for standard input"
    )
    parser.set_defaults(run=run)


def _add_convert(parser: argparse.ArgumentParser) -> None:
    parser.description = "Write the events of pages; print errors and write nothing where a page cannot be read."
    parser.add_argument("-o", "--output", default=_STANDARD, metavar="OUT", help="file to write, whole or not at all")
    parser.add_argument("--to", choices=("json", _LINES), help="format; by default the ending of OUT tells, else json")
    parser.add_argument("--indent", type=int, metavar="N", help="indent JSON by N blanks a level")
    parser.add_argument("--keep-going", action="store_true", help="write what can be read, also where there are errors")
    _add_files(parser, _convert)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print problems as FILE:LINE:COLUMN: SEVERITY: MESSAGE [CODE]; status 1 where one is an error."
    parser.add_argument("--strict", action="store_true", help="status 1 for warnings too")
    _add_files(parser, _check)


def _sample(_: argparse.Namespace) -> int:
    sys.stdout.write((files("kzru_forums") / "data" / "sample_page.txt").read_text(encoding="utf-8"))
    return _DONE


def _check(options: argparse.Namespace) -> int:
    sources = _Sources(options.files, strict=options.strict)
    show = _printer()
    for reading in sources.readings():
        for problem in reading.problems:
            show(problem)
    return sources.status


def _printer() -> Callable[[Problem], None]:
    """What prints a problem: in colour on a terminal, where the extra `cli` is installed."""
    if sys.stdout.isatty():
        try:
            from rich.console import Console  # noqa: PLC0415 - an extra, and slow to load
        except ImportError:
            return print
        console = Console(highlight=False, soft_wrap=True)
        return lambda problem: console.print(str(problem), style=_COLOURS[problem.severity], markup=False, emoji=False)
    return print


def _convert(options: argparse.Namespace) -> int:
    lines = _as_lines(options)
    folder = Path(options.output).parent
    if lines and options.indent is not None:
        _complain("--indent is for JSON; JSON Lines has one event a line")
        return _FAILED
    if not folder.is_dir():
        _complain(f"{folder}: no such folder")
        return _FAILED
    sources = _Sources(options.files)
    events = sources.events(keep_going=options.keep_going)
    with suppress(_RefusedError), _target(options.output) as target:
        if lines:
            write_jsonl(events, target)
        else:
            target.write(to_json(list(events), indent=options.indent) + "\n")
    return sources.status


def _as_lines(options: argparse.Namespace) -> bool:
    output: str = options.output
    return output.lower().endswith(_JSON_LINES) if options.to is None else options.to == _LINES


@contextmanager
def _target(output: str) -> Iterator[IO[str]]:
    """Standard output, a device or pipe, or a file that is there only when all of it is written."""
    path = Path(output)
    if output == _STANDARD:
        yield sys.stdout
    elif path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
    else:
        with whole_file(path) as file, io.TextIOWrapper(file, "utf-8", newline="\n") as stream:
            yield stream


class _RefusedError(Exception):
    """A source has errors, so nothing is to be written."""


class _Sources:
    """Sources read one after the other, and the status they deserve together.

    Args:
        names: paths as `iter_readings` takes them, or `-`.
        strict: whether warnings count as errors.
    """

    def __init__(self, names: Iterable[str], *, strict: bool = False) -> None:
        self.status = _DONE
        self._names = names
        self._strict = strict

    def readings(self) -> Iterator[Reading]:
        """Each reading; what cannot be opened is told on standard error and left out."""
        for name in self._names:
            found = False
            for reading in [read(sys.stdin.buffer)] if name == _STANDARD else iter_readings(name):
                found = True
                if self._judge(reading) < _FAILED:
                    yield reading
            if not found:
                _complain(f"{name}: no pages found")
                self.status = _FAILED

    def _judge(self, reading: Reading) -> int:
        status = _DONE
        for problem in reading.problems:
            if problem.code is ProblemCode.UNREADABLE_FILE:
                print(problem, file=sys.stderr)
                status = _FAILED
            elif self._strict or problem.severity is Severity.ERROR:
                status = max(status, _PROBLEMS)
        self.status = max(self.status, status)
        return status

    def events(self, *, keep_going: bool) -> Iterator[Event]:
        """The events of each reading; errors are told on standard error.

        Raises:
            _RefusedError: at the end, where there was an error and `keep_going` is false.
        """
        for reading in self.readings():
            for problem in reading.problems:
                if problem.severity is Severity.ERROR:
                    print(problem, file=sys.stderr)
            yield from reading.events
        if self.status and not keep_going:
            raise _RefusedError
