"""`kzru-forums convert`: pages to files that other programs open."""

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from typing import IO, NamedTuple

from kzru_forums.cli.sources import PROBLEMS, Sources
from kzru_forums.cli.terminal import STANDARD, desk, for_data
from kzru_forums.errors import DataError
from kzru_forums.facts.editions import editions
from kzru_forums.files import is_stream, whole_file, would_read
from kzru_forums.formats.json import to_json, write_jsonl
from kzru_forums.formats.page_text import dumps
from kzru_forums.model import Event, Forum

_README = "README.txt"


class UsageError(Exception):
    """What is asked for does not go together; the message says why."""


class RefusedError(Exception):
    """A source has errors, so nothing is to be written."""


class Job(NamedTuple):
    """What is to be converted, and how."""

    sources: Sources
    keep_going: bool
    indent: int | None

    def events(self) -> Iterator[Event]:
        """The events of all sources.

        Raises:
            RefusedError: at the end, where there was an error and nothing is to be written.
        """
        yield from self.sources.events_of_all()
        self.finish()

    def finish(self) -> None:
        """Refuse to write where there was an error, unless the user has said to go on."""
        if self.sources.status and not self.keep_going:
            raise RefusedError

    def records(self) -> Iterator[Event | Forum]:
        """The events, and behind them the forums that they belong to."""
        met = set()
        for event in self.events():
            met.add(event.edition)
            yield event
        yield from (forum for forum in editions() if forum.number in met)


def _json(job: Job, target: IO[str]) -> None:
    target.write(to_json(list(job.events()), indent=job.indent) + "\n")


def _jsonl(job: Job, target: IO[str]) -> None:
    write_jsonl(job.events(), target)


def _text(job: Job, target: IO[str]) -> None:
    for event in job.events():
        try:
            target.write(dumps(event))
        except DataError as error:
            fields = ", ".join(path.rpartition(".")[2] for path, _ in error.errors)
            name = f"{event.source.name}: " if event.source and event.source.name else ""
            job.sources.fail(f"{name}{event.id}: page text cannot carry {fields}", PROBLEMS)
    job.finish()


def _tei(job: Job, target: IO[str]) -> None:
    from kzru_forums.formats import tei  # noqa: PLC0415 - only this format needs it

    records = job.records()
    first = list(islice(records, 2))
    alone = [record for record in first if isinstance(record, Event)]
    tei.write(alone[0] if len(alone) == 1 else chain(first, records), target)


def _tei_folder(job: Job, folder: Path) -> None:
    from kzru_forums.formats import tei  # noqa: PLC0415 - only this format needs it

    tei.write_folder(job.records(), folder)


def _csv(job: Job, folder: Path) -> None:
    from kzru_forums.formats import tables  # noqa: PLC0415 - an extra, and slow to load

    tables.write_csv(job.records(), folder)


def _parquet(job: Job, folder: Path) -> None:
    from kzru_forums.formats import tables  # noqa: PLC0415 - an extra, and slow to load

    tables.write_parquet(job.records(), folder)


def _convokit(job: Job, folder: Path) -> None:
    from kzru_forums.formats import convokit  # noqa: PLC0415 - only this format needs it

    convokit.write(job.records(), folder)


def _no_file(_job: Job, _target: IO[str]) -> None:
    raise UsageError("this format is a folder of files; name it with -o FOLDER")


class Format(NamedTuple):
    """What writes a format: to a file, whose name has one of its endings, or into a folder, or either."""

    endings: tuple[str, ...] = ()
    to_file: Callable[[Job, IO[str]], None] = _no_file
    to_folder: Callable[[Job, Path], None] | None = None
    like_page: str = ""
    """Name of the file in the folder that has the ending of a page."""


FORMATS = {
    "json": Format((".json",), _json),
    "jsonl": Format((".jsonl", ".ndjson"), _jsonl),
    "csv": Format(to_folder=_csv, like_page=_README),
    "parquet": Format(to_folder=_parquet, like_page=_README),
    "convokit": Format(to_folder=_convokit, like_page=_README),
    "tei": Format((".xml", ".tei"), _tei, _tei_folder),
    "text": Format((".txt",), _text),
}


_NOTHING = "nothing is written; --keep-going writes what can be read"


def run(options: Namespace) -> int:
    """Write the events of the files, and return the status."""
    output: str = options.output
    name = options.to or _told_by(output)
    _check(name, output, options.indent)
    _keep_sources(options.files, FORMATS[name], output)
    seen = output == STANDARD and sys.stdout.isatty()
    with desk(options.files, bar=not (options.quiet or seen)) as place:
        sources = Sources(options.files, place)
        outcome = [] if output == STANDARD else [_NOTHING]
        with suppress(RefusedError):
            _write(FORMATS[name], output, Job(sources, options.keep_going, options.indent))
            outcome.clear()
    if not options.quiet:
        sources.summarise(*outcome)
    return sources.status


def _told_by(output: str) -> str:
    """The format that the ending of a name tells; JSON where there is no ending."""
    path = Path(_plain_name(output))
    if output == STANDARD or not path.suffix or is_stream(output):
        return "json"
    for name, form in FORMATS.items():
        if path.suffix in form.endings:
            return name
    raise UsageError(f"{output}: no format has the ending {path.suffix}; name one with --to {','.join(FORMATS)}")


def _plain_name(output: str) -> str:
    return output.lower().removesuffix(".gz")


def _names_folder(output: str) -> bool:
    """Whether a name is that of a folder: of one that is there, or because it ends as none of a file does."""
    return Path(output).is_dir() or output.endswith(("/", "/.", os.sep))


def _check(name: str, output: str, indent: int | None) -> None:
    """Refuse what does not go together before anything is read.

    Raises:
        UsageError: it does not.
    """
    parent = Path(output).parent
    if indent is not None and name != "json":
        raise UsageError(f"--indent is for json, not for {name}")
    if not parent.is_dir():
        raise UsageError(f"{parent}: no such folder")
    if FORMATS[name].to_folder is None and _names_folder(output):
        raise UsageError(f"{output} is a folder, and {name} is one file; csv, parquet, convokit and tei are folders")
    if not _is_file(FORMATS[name], output) and Path(output).is_file():
        endings = FORMATS[name].endings
        hint = f"; end the name in {endings[0]} for one file" if endings else ""
        raise UsageError(f"{output} is a file, and {name} is a folder{hint}")


def _is_file(form: Format, output: str) -> bool:
    """Whether a format goes to one file or stream, and not into a folder."""
    if form.to_folder is None or output == STANDARD or is_stream(output):
        return True
    return _plain_name(output).endswith(form.endings)


def _keep_sources(files: Iterable[str], form: Format, output: str) -> None:
    """Refuse to write over a page that is to be read, and to write what the same command would read next time.

    Raises:
        UsageError: it would.
    """
    written = _like_page(form, output)
    if written and any(file != STANDARD and would_read(file, written) for file in files):
        manner = "is one of the files to read" if written.exists() else "would be read as a page next time"
        raise UsageError(f"{written} {manner}; write somewhere else")


def _like_page(form: Format, output: str) -> Path | None:
    """The file that is written and that a later command might take for a page."""
    if output == STANDARD or is_stream(output):
        return None
    if _is_file(form, output):
        return Path(output)
    return Path(output, form.like_page) if form.like_page else None


def _write(form: Format, output: str, job: Job) -> None:
    to_folder = None if _is_file(form, output) else form.to_folder
    if to_folder is None:
        with _target(output) as target:
            form.to_file(job, target)
    else:
        to_folder(job, Path(output))


@contextmanager
def _target(output: str) -> Iterator[IO[str]]:
    """Standard output, a device or pipe, or a file that is there only when all of it is written."""
    if output == STANDARD:
        yield for_data()
    else:
        with whole_file(output) as file, io.TextIOWrapper(file, "utf-8", newline="\n") as stream:
            yield stream
