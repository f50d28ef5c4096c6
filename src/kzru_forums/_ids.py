"""Ids that no two records share: `ev-talks`, then `ev-talks-2`, and what follows an event that gets another one."""

from collections.abc import Container, Iterator
from itertools import count

from attrs import evolve

from kzru_forums.model import Event, Speaker


def free_id(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or where that is taken the first of `wanted-2`, `wanted-3` … that is not."""
    return next(name for name in _numbered(wanted) if name not in taken)


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}-{number}" for number in count(2))


class Names:
    """Names given out, none of them twice, however many want the same one in linear time."""

    def __init__(self, *given: str) -> None:
        self._given = set(given)
        self._left: dict[str, Iterator[str]] = {}

    def new(self, wanted: str) -> str:
        """`wanted`, with a number where it has been given out before."""
        name = wanted
        if name in self._given:
            left = self._left.setdefault(wanted, _numbered(wanted))
            name = next(name for name in left if name not in self._given)
        self._given.add(name)
        return name


def renamed(event: Event, event_id: str) -> Event:
    """The event under another id; the ids of its unnamed speakers, which are its own id, a dot and more, follow."""
    own = f"{event.id}."

    def follow(speaker: Speaker) -> Speaker:
        if speaker.name or not speaker.id.startswith(own):
            return speaker
        return evolve(speaker, id=f"{event_id}.{speaker.id.removeprefix(own)}")

    said = tuple(evolve(statement, speaker=follow(statement.speaker)) for statement in event.statements)
    return evolve(event, id=event_id, statements=said)
