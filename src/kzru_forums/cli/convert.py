"""`kzru-forums convert`: converts pages to files for other programs."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from kzru_forums.cli.sources import PROBLEMS, Sources
from kzru_forums.cli.terminal import STANDARD, desk, for_data
from kzru_forums.errors import DataError
from kzru_forums.facts.editions import editions
from kzru_forums.files import PathOrFile, would_read
from kzru_forums.formats import FORMATS, Format, Target, named_by
from kzru_forums.model import Event, Forum
from kzru_forums.reading.tasks import unchanged
from kzru_forums.writing import is_stream

T = TypeVar("T")

_NOTHING = "nothing is written"


class UsageError(Exception):
    """The arguments contradict each other; the message explains how."""


class NothingWrittenError(Exception):
    """A source has errors, so nothing is written."""


def run(options: Namespace) -> int:
    """Write the events of the files and return the exit status."""
    output: str = options.output
    form = FORMATS[options.to] if options.to else _implied_by(output)
    _check(form, output, options)
    _keep_sources(options.files, form, output)
    on_screen = output == STANDARD and sys.stdout.isatty()
    with desk(options.files, bar=not (options.quiet or on_screen)) as place:
        sources = Sources(
            options.files, place, limits=options.allow, exclude=options.exclude, columns=dict(options.column)
        )
        outcome = [] if output == STANDARD else [_NOTHING]
        with suppress(NothingWrittenError):
            _write(form, sources, for_data() if output == STANDARD else output, options)
            outcome.clear()
    if not options.quiet:
        sources.summarise(*outcome)
    return sources.status


def _write(form: Format, sources: Sources, target: PathOrFile, options: Namespace) -> None:
    """Write the events of all sources; of a format of independent parts, the workers make the parts.

    Raises:
        NothingWrittenError: nothing is to be written.
    """
    if form.parts and options.indent is None:
        form.write_parts(_checked(sources.made(form.part(), options.workers), sources, options), target)
    else:
        form.write(_records(sources, form, options), target, **_chosen(form, options, sources))


def _checked(made: Iterator[T], sources: Sources, options: Namespace) -> Iterator[T]:
    """What is made of all sources.

    Raises:
        NothingWrittenError: after the last one, if no events were read, or if there was an error and reading is strict.
    """
    yield from made
    if sources.status and (options.strict or sources.refused == sources.events):
        raise NothingWrittenError


def _records(sources: Sources, form: Format, options: Namespace) -> Iterator[Event | Forum]:
    """Yield the events of all sources, then the forums they belong to, if the format stores them.

    Raises:
        NothingWrittenError: after the last event, see `_checked`.
    """
    met = set()
    for event in _checked(sources.made(unchanged, options.workers), sources, options):
        met.add(event.edition)
        yield event
    if form.forums:
        yield from (forum for forum in editions() if forum.number in met)


def _chosen(form: Format, options: Namespace, sources: Sources) -> dict[str, Any]:
    """The options of the format for which the command line has a value."""
    known: dict[str, object] = {"indent": options.indent, "on_refused": _complaint(sources)}
    return {name: value for name, value in known.items() if name in form.options}


def _complaint(sources: Sources) -> Callable[[Event, DataError], None]:
    """A function that reports an event that a format cannot represent."""

    def complain(event: Event, error: DataError) -> None:
        fields = ", ".join(path.rpartition(".")[2] for path, _ in error.errors)
        name = f"{event.source.name}: " if event.source and event.source.name else ""
        sources.refused += 1
        sources.fail(f"{name}{event.id}: page text cannot represent {fields}", PROBLEMS)

    return complain


def _implied_by(output: str) -> Format:
    """The format for the extension of the output; JSON if there is none.

    Raises:
        UsageError: no format has this extension.
    """
    ending = Path(output.lower().removesuffix(".gz")).suffix
    if output == STANDARD or not ending or is_stream(output):
        return FORMATS["json"]
    if form := named_by(output):
        return form
    raise UsageError(f"{output}: no format has the extension {ending}; choose one with --to {','.join(FORMATS)}")


def _check(form: Format, output: str, options: Namespace) -> None:
    """Reject contradictory arguments before anything is read.

    Raises:
        UsageError: the arguments contradict each other.
    """
    if options.indent is not None and "indent" not in form.options:
        raise UsageError(f"--indent applies to json, not to {form.name}")
    if not Path(output).parent.is_dir():
        raise UsageError(f"{Path(output).parent}: no such folder")
    if (output == STANDARD or is_stream(output)) and Target.STREAM not in form.targets:
        what = "folder of files; use -o FOLDER" if Target.FOLDER in form.targets else "file; use -o FILE"
        raise UsageError(f"the output is a {what}")
    if form.binary and output == STANDARD and sys.stdout.isatty():
        raise UsageError(f"{form.name} cannot be shown on a terminal; use -o FILE")
    if Target.FOLDER not in form.targets and _names_folder(output):
        *folders, last = (row.name for row in FORMATS.values() if Target.FOLDER in row.targets)
        others = f"{', '.join(folders)} and {last} are folders"
        raise UsageError(f"{output} is a folder, but {form.name} is written as one file; {others}")
    if form.is_folder(output) and Path(output).is_file():
        hint = f"; use a name that ends in {form.endings[0]} for one file" if form.endings else ""
        raise UsageError(f"{output} is a file, but {form.name} is written as a folder{hint}")


def _names_folder(output: str) -> bool:
    """Whether a name is that of a folder: it exists as one, or it ends in a slash."""
    return Path(output).is_dir() or output.endswith(("/", "/.", os.sep))


def _keep_sources(files: Iterable[str], form: Format, output: str) -> None:
    """Refuse to overwrite an input page, or to write a file that the same command would read next time.

    Raises:
        UsageError: the output would do so.
    """
    written = _like_page(form, output)
    if written and any(file != STANDARD and would_read(file, written) for file in files):
        problem = "is one of the files to read" if written.exists() else "would be read as a page next time"
        raise UsageError(f"{written} {problem}; write somewhere else")


def _like_page(form: Format, output: str) -> Path | None:
    """The output file that a later command might read as a page."""
    if output == STANDARD or is_stream(output):
        return None
    if not form.is_folder(output):
        return Path(output)
    return Path(output, form.readme) if form.readme else None
