"""Records as read by all formats: one by one, with unique event ids."""

from collections.abc import Iterable, Iterator

from kzru_forums.events.ids import renamed
from kzru_forums.model import Event, Forum
from kzru_forums.text import UniqueNames


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
