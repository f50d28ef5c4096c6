"""What formats share: records one by one, with unique event ids, and text that is kept until its place comes."""

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

from kzru_forums.events.ids import renamed
from kzru_forums.model import Event, Forum
from kzru_forums.text import UniqueNames

_IN_MEMORY = 1 << 24
"""Size up to which a temporary file stays in memory."""
_CHUNK = 1 << 20


def flattened(records: Iterable[Event | Forum]) -> Iterator[Event | Forum]:
    """Yield each event, and each forum followed by its events.

    If an earlier event has the same id, `-2`, `-3` … is appended to it. Only ids are remembered.

    Raises:
        TypeError: `records` is not an iterable of events or forums.
    """
    if not isinstance(records, Iterable):
        raise TypeError(f"expected an iterable of events or forums, not {type(records).__name__}")
    return _flattened(records)


def events_in(records: Iterable[Event | Forum]) -> Iterator[Event]:
    """Yield only the events of `flattened`."""
    return (record for record in flattened(records) if isinstance(record, Event))


def _flattened(records: Iterable[Event | Forum]) -> Iterator[Event | Forum]:
    names = UniqueNames()
    for record in records:
        if isinstance(record, Forum):
            yield record
            yield from (_unique(event, names) for event in record.events)
        elif isinstance(record, Event):
            yield _unique(record, names)
        else:
            raise TypeError(f"expected events or forums, not {type(record).__name__}")


def _unique(event: Event, names: UniqueNames) -> Event:
    name = names.new(event.id)
    return event if name == event.id else renamed(event, name)


def kept_for_later() -> "SpooledTemporaryFile[str]":
    """A temporary file for text that follows something known only at the end; a short one stays in memory."""
    return SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")


def kept_in(file: "SpooledTemporaryFile[str]") -> Iterator[str]:
    """Yield the text of such a file from its beginning."""
    file.seek(0)
    yield from iter(lambda: file.read(_CHUNK), "")
