"""The arguments of `kzru-forums`, and its help texts."""

import sys
import textwrap
from argparse import Action, ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, NoReturn

from attrs import fields

from kzru_forums.cli import convert, listings, show
from kzru_forums.cli.sources import FAILED, MOST_PRINTED
from kzru_forums.cli.terminal import NARROWEST, WIDEST
from kzru_forums.containers import COLUMNS
from kzru_forums.files import Limits
from kzru_forums.formats import FORMATS, Format
from kzru_forums.workers import Workers

_EXAMPLES = """\
examples:
  kzru-forums sample > sample.txt             save a sample page
  kzru-forums show sample.txt                 read it
  kzru-forums check sample.txt                check it: no problems
  kzru-forums convert sample.txt --indent 2   its events as JSON
  kzru-forums convert pages -o all.jsonl      a folder of pages as JSON Lines
  kzru-forums sample | kzru-forums convert -  a page from standard input

kzru-forums COMMAND --help shows the options of a command, with examples.

status:
  0  done
  1  a page has errors
  2  wrong usage, or a file that cannot be opened or written
"""
_SHOW = """\
examples:
  kzru-forums show sample.txt             a page
  kzru-forums show sample.txt --no-notes  without (Applause.) and the like
  kzru-forums show pages | less           a folder of pages, one after the other
  FORCE_COLOR=1 kzru-forums show pages | less -R
                                          the same in colour, if the extra
                                          cli is installed; NO_COLOR=1: never
"""
_CONVERT = """\
formats:
{formats}

  The extension of OUT determines the format, unless --to is given. The default
  is json. Text files with an additional extension .gz are compressed.
  {extras}

examples:
  kzru-forums convert sample.txt --indent 2             readable JSON
  kzru-forums convert pages -o all.jsonl                a folder of pages
  kzru-forums convert 'pages/*.txt' -o all.jsonl.gz     files of a pattern
  kzru-forums convert pages.zip --to parquet -o tables  a zip file of pages
  kzru-forums convert sample.txt -o sample.xml          TEI
  kzru-forums convert pages --to tei -o corpus          TEI, a file per event
  kzru-forums convert pages -o all.json --strict  nothing if a page has errors
  kzru-forums convert pages -o all.json --exclude '*photos*'
                                              a folder without some files
  kzru-forums convert speeches.csv -o rows.jsonl  a table with a page per row
  kzru-forums convert speeches.csv -o rows.jsonl --column text=content
                                              and its column with the text
"""
_CHECK = """\
examples:
  kzru-forums check sample.txt              no output: no problems
  kzru-forums check pages                   a folder of pages, and a summary
  kzru-forums check pages --strict --quiet  status 1 for any problem
"""
_SEARCH = """\
A query finds statements, and the lead and narration of events:
  customs union           both words, in any order
  '"customs union"'       the phrase
  'custom* OR tariff*'    words with this prefix; also AND, NOT, NEAR(a b, 5)
Case and accents are ignored. The best match comes first.

examples:
  kzru-forums search '"customs union"' pages --since 2012 --speaker Nazarbayev
  kzru-forums search energy pages --kind forum --limit all | less
  kzru-forums search 'agree(d|ment)' pages --regex
"""
_STATS = """\
examples:
  kzru-forums stats pages                      readable tables
  kzru-forums stats pages --to csv > all.csv   every number, one row per group
  kzru-forums stats pages --to json            the same as JSON
"""
_EDITIONS = """\
A question mark follows a fact that is only probable.

examples:
  kzru-forums editions                       the table
  kzru-forums editions --json > forums.json  every fact, and its sources
"""
_SAMPLE = """\
examples:
  kzru-forums sample > sample.txt           one page
  kzru-forums sample | kzru-forums show -   the same page, displayed
  kzru-forums sample -o forum               six pages of one forum
"""
_SCHEMA = """\
examples:
  kzru-forums schema > schema.json
"""


def parser() -> ArgumentParser:
    """Create the argument parser; parsed options have the function that runs the command as `run`."""
    made = ArgumentParser(
        prog="kzru-forums",
        description="Read event pages with transcripts into typed records.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    made.set_defaults(run=lambda _: _help(made))
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    for name, row in _commands().items():
        command = commands.add_parser(
            name, help=row.help, epilog=row.examples, formatter_class=RawDescriptionHelpFormatter
        )
        command.description = row.description
        for option in row.options.split():
            flags, settings = _OPTIONS[option]
            command.add_argument(*flags, **settings)
        command.set_defaults(run=row.run)
    return made


def _convert_help() -> str:
    """The formats and examples of `convert`."""
    lines = [line for form in FORMATS.values() for line in _format_help(form)]
    needs = [(extra, [form.name for form in FORMATS.values() if form.extra == extra]) for extra in _extras()]
    extras = "".join(
        f"{' and '.join(names)} need{'s' * (len(names) == 1)} the extra {extra}, " for extra, names in needs
    )
    extras = textwrap.fill(f"{extras}HTML pages need the extra html.", 78, subsequent_indent="  ")
    return _CONVERT.format(formats="\n".join(lines), extras=extras)


def _extras() -> list[str]:
    return [*dict.fromkeys(form.extra for form in FORMATS.values() if form.extra)]


def _format_help(form: Format) -> list[str]:
    """The name and description of a format, in lines of 80 cells."""
    endings = f" ({', '.join(form.endings)})" if form.endings and ".xml" not in form.about else ""
    return textwrap.wrap(f"{form.about}{endings}", 80, initial_indent=f"  {form.name:10}", subsequent_indent=" " * 12)


def _help(made: ArgumentParser) -> int:
    """Print the help if no command was given."""
    made.print_help(sys.stderr)
    return FAILED


def _search(options: Namespace) -> int:
    from kzru_forums.cli import search  # noqa: PLC0415 - loads a corpus, which other commands do without

    return search.run(options)


def _stats(options: Namespace) -> int:
    from kzru_forums.cli import stats  # noqa: PLC0415 - loads a corpus, which other commands do without

    return stats.run(options)


def _workers(text: str) -> Workers:
    return "auto" if text == "auto" else _number(text, least=1)


def _limit(text: str) -> int | None:
    return None if text == "all" else _number(text, least=0)


def _column(text: str) -> tuple[str, str | None]:
    """The mapping of a column, `text=words`; None if the name is empty."""
    fact, equals, name = text.partition("=")
    if not equals or fact not in COLUMNS:
        raise ArgumentTypeError(f"expected one of {', '.join(COLUMNS)}, = and the name of a column, not {text!r}")
    return fact, name or None


def _limited(text: str) -> tuple[str, int]:
    """A limit and its value, `lines=5000000`."""
    name, equals, number = text.partition("=")
    names = [limit.name for limit in fields(Limits)]
    if not equals or name not in names:
        raise ArgumentTypeError(f"expected LIMIT=N, where LIMIT is one of {', '.join(names)}, not {text!r}")
    return name, _number(number, least=0)


_MOST_DIGITS = 18
"""Maximum number of digits of a number; Python parses no more than 4,300."""


def _number(text: str, least: int) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS or int(text) < least:
        at_most = f" and at most {_MOST_DIGITS} digits" if len(text) > _MOST_DIGITS else ""
        raise ArgumentTypeError(f"expected an integer of at least {least}{at_most}, not {text[: 2 * _MOST_DIGITS]!r}")
    return int(text)


_indent, _width = partial(_number, least=0), partial(_number, least=NARROWEST)


def _option(*flags: str, **settings: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The arguments of `add_argument`."""
    return flags, settings


_FILES = "page, folder of pages, zip file, table of pages or glob; - for standard input"
_ALLOW = "another limit for what is read, such as plain_characters=5000000"
_WIDTH = f"break lines at N characters, at least {NARROWEST}; by default the terminal width, up to {WIDEST}"
_WORKERS = "number of processes that read; auto, the default, uses all cores when there is enough work"
_COLUMN = "column of a table with text, title, date, time, place, url or language"
_OPTIONS = {
    "files": _option("files", nargs="+", metavar="FILE", help=_FILES),
    "query": _option("query", metavar="QUERY", help="words, phrases in double quotes, AND, OR, NOT, prefix*"),
    "quiet": _option("-q", "--quiet", action="store_true", help="no progress bar, no summary of several files"),
    "exclude": _option(
        "--exclude", action="append", default=[], metavar="PATTERN", help="skip files such as '*photos*'"
    ),
    "allow": _option("--allow", action="append", default=[], type=_limited, metavar="LIMIT=N", help=_ALLOW),
    "width": _option("--width", type=_width, metavar="N", help=_WIDTH),
    "no-notes": _option(
        "--no-notes", action="store_true", help="leave out stage directions, insertions and omission marks"
    ),
    "output": _option(
        "-o", "--output", default="-", metavar="OUT", help="file or folder, written completely or not at all"
    ),
    "folder": _option("-o", "--output", metavar="FOLDER", help="write the six pages of the sample forum to FOLDER"),
    "to": _option(
        "--to", choices=FORMATS, metavar="FORMAT", help="one of those below; by default OUT's extension, else json"
    ),
    "to-text": _option("--to", choices=("csv", "json"), help="all numbers as CSV or JSON instead of tables"),
    "indent": _option(
        "--indent", type=partial(_number, least=0), metavar="N", help="indent JSON by N spaces per level"
    ),
    "strict": _option("--strict", action="store_true", help="write nothing if a page has an error"),
    "strict-status": _option("--strict", action="store_true", help="status 1 for warnings too"),
    "column": _option("--column", action="append", default=[], type=_column, metavar="FACT=NAME", help=_COLUMN),
    "workers": _option("--workers", type=_workers, default="auto", metavar="N", help=_WORKERS),
    "regex": _option("--regex", action="store_true", help="QUERY is a regular expression; case is ignored"),
    "speaker": _option(
        "--speaker", metavar="NAME", help="only statements by this person: an id, a name or part of one"
    ),
    "kind": _option("--kind", help="only statements or events of this kind, such as question or forum"),
    "since": _option("--since", metavar="DAY", help="only events on or after DAY: 2012, 2012-09 or 2012-09-19"),
    "until": _option("--until", metavar="DAY", help="only events on or before DAY"),
    "limit": _option(
        "--limit", type=_limit, default=20, metavar="N|all", help="print at most N hits (20), or all of them"
    ),
    "json": _option("--json", action="store_true", help="as JSON, with the sources of every fact"),
}
"""The options of the commands, by name."""


class _Command(NamedTuple):
    """A command."""

    help: str
    description: str
    examples: str
    run: Callable[[Namespace], int]
    options: str = ""
    """Names in `_OPTIONS`, in the order of the help."""


def _commands() -> dict[str, _Command]:
    return {
        "show": _Command(
            "display pages in a readable form",
            "Display pages in a readable form: words per speaker, then the statements.",
            *(_SHOW, show.run, "no-notes width allow files"),
        ),
        "convert": _Command(
            "write pages as JSON, tables, TEI and more",
            "Convert pages to other formats. Everything that can be read is written.",
            *(_convert_help(), convert.run, "output to indent strict column workers exclude allow quiet files"),
        ),
        "check": _Command(
            "print the problems found in pages, one per line",
            "Print problems as FILE:LINE:COLUMN: SEVERITY: MESSAGE [CODE].\n"
            f"Of a page with more than {MOST_PRINTED} problems, the others are counted.",
            *(_CHECK, listings.print_problems, "strict-status exclude allow quiet files"),
        ),
        "search": _Command(
            "search statements, leads and narration",
            "Print the statements that contain the words, with their context.",
            *(_SEARCH, _search, "query regex speaker kind since until limit width allow quiet files"),
        ),
        "stats": _Command(
            "count events, words, people and agreements",
            "Count events, words, people and agreements, by year, kind and speaker.",
            *(_STATS, _stats, "to-text width allow quiet files"),
        ),
        "editions": _Command(
            "print the editions of the forum",
            "Print the editions of the forum, including planned ones.",
            *(_EDITIONS, listings.print_editions, "json width"),
        ),
        "sample": _Command(
            "print the sample page",
            "Print the sample page. Its facts are real, its sentences are invented.",
            *(_SAMPLE, listings.print_sample, "folder"),
        ),
        "schema": _Command(
            "print the JSON Schema of events and forums",
            "Print the JSON Schema (2020-12) of the json and jsonl output of convert.",
            *(_SCHEMA, listings.print_schema),
        ),
    }


class _Version(Action):
    """Prints the version, which is read from the package metadata only if requested, because that takes time."""

    def __call__(self, parser: ArgumentParser, *_: object) -> NoReturn:
        """Print the version and exit, as in the base class."""
        from kzru_forums import __version__  # noqa: PLC0415 - see above

        sys.stdout.write(f"{parser.prog} {__version__}\n")
        parser.exit()
