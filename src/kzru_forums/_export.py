"""What exports of many records share: records are checked as they come, and no two events have one id."""

from collections.abc import Iterable, Iterator

import attrs

from kzru_forums.model import Event, Forum, Speaker


def flattened(records: Iterable[Event | Forum]) -> Iterator[Event | Forum]:
    """Every event, and every forum followed by its events.

    An event whose id an earlier one has gets `-2`, `-3` … behind it. All that is remembered are ids.

    Raises:
        TypeError: `records` is no iterable of events or forums.
    """
    if not isinstance(records, Iterable):
        raise TypeError(f"expected an iterable of events or forums, not {type(records).__name__}")
    return _flattened(records)


def _flattened(records: Iterable[Event | Forum]) -> Iterator[Event | Forum]:
    taken: dict[str, int] = {}
    for record in records:
        if isinstance(record, Forum):
            yield record
            yield from (_unique(event, taken) for event in record.events)
        elif isinstance(record, Event):
            yield _unique(record, taken)
        else:
            raise TypeError(f"expected events or forums, not {type(record).__name__}")


def _unique(event: Event, taken: dict[str, int]) -> Event:
    """The event under an id that is not in `taken`, which counts the events of every id."""
    identity = event.id
    while identity in taken:
        taken[event.id] += 1
        identity = f"{event.id}-{taken[event.id]}"
    taken[identity] = 1
    return event if identity == event.id else _renamed(event, identity)


def _renamed(event: Event, identity: str) -> Event:
    """The event under another id; the ids of its unnamed speakers, which begin with it, follow."""
    own = f"{event.id}."

    def follow(speaker: Speaker) -> Speaker:
        if not speaker.id.startswith(own):
            return speaker
        return attrs.evolve(speaker, id=f"{identity}.{speaker.id.removeprefix(own)}")

    said = tuple(attrs.evolve(statement, speaker=follow(statement.speaker)) for statement in event.statements)
    return attrs.evolve(event, id=identity, statements=said)
