"""The formats of `kzru-forums convert`: what each is called, how it is told from a name, and what writes it."""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, NamedTuple

from kzru_forums.cli._sources import PROBLEMS, Sources
from kzru_forums.errors import DataError
from kzru_forums.facts.editions import editions
from kzru_forums.formats.dumping import dumps
from kzru_forums.jsonio import to_json, write_jsonl
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
