"""Ids in a TEI document: those of the records wherever XML allows them, and none of them twice.

An event's id has no dot. What belongs to an event has the event's id, a dot and `s` or `a` with a number. Categories
and forums have the name of their taxonomy and a dot. Ids of people look like none of these.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from kzru_forums.model import (
    AgreementKind,
    AgreementStatus,
    Event,
    EventKind,
    ForumFormat,
    ForumStatus,
    StatementKind,
)
from kzru_forums.text import UniqueNames, statement_id

OF_EVENTS: dict[str, tuple[str, type[StrEnum]]] = {
    "event": ("Kinds of events", EventKind),
    "statement": ("Kinds of statements", StatementKind),
    "agreement": ("Kinds of agreements", AgreementKind),
    "status": ("Where an agreement stands, seen from the event that mentions it", AgreementStatus),
}
"""For each taxonomy what it tells, and the vocabulary. The id of a category is `taxonomy.value`."""
OF_FORUMS: dict[str, tuple[str, type[StrEnum]]] = {
    "forum": ("Whether an edition of the forum took place", ForumStatus),
    "format": ("How the heads of state took part in an edition of the forum", ForumFormat),
}
_LONGEST = 200
"""Characters of an id, which is a file name too."""
_ALIKE = re.compile(rf"[^.]*\.[sa][0-9-]|(?:{'|'.join(OF_EVENTS | OF_FORUMS)})\.")


@frozen(kw_only=True)
class EventIds:
    """The ids of an event and of what is in it."""

    event: str
    statements: tuple[str, ...]
    """Those of the statements, in order."""
    people: Mapping[str, str]
    """Those of the speakers, by the ids of the records."""
    local: frozenset[str]
    """The ids, in the records, of speakers who are known in this event only, because no name is printed."""

    def agreement(self, index: int) -> str:
        """That of an agreement."""
        return f"{self.event}.a{index:04d}"


class DocumentIds:
    """The ids of a document, event by event.

    Args:
        given: ids that are taken.
    """

    def __init__(self, *given: str) -> None:
        self._names = UniqueNames(*given)
        self.people: dict[str, str] = {}
        """Ids of people who have a name, by the ids of the records."""

    def of(self, event: Event) -> EventIds:
        """The ids of one more event."""
        name, own = self._names.new(_plain(event.id)), f"{event.id}."
        names = UniqueNames()
        statements = tuple(names.new(statement_id(name, said.position)) for said in event.statements)
        people = {}
        for speaker in (said.speaker.id for said in event.statements):
            if speaker not in people:
                people[speaker] = (
                    names.new(_below(name, speaker.removeprefix(own)))
                    if speaker.startswith(own)
                    else self._person(speaker)
                )
        local = frozenset(speaker for speaker in people if speaker.startswith(own))
        return EventIds(event=name, statements=statements, people=people, local=local)

    def _person(self, speaker: str) -> str:
        if speaker not in self.people:
            name = speaker[:_LONGEST]
            self.people[speaker] = self._names.new(_plain(name) if _ALIKE.match(name) else name)
        return self.people[speaker]


def _plain(text: str) -> str:
    return text[:_LONGEST].replace(".", "_")


def _below(event: str, rest: str) -> str:
    """An id below an event; `rest` is `s0003.speaker` where a reader made it."""
    name = f"{event}.{rest}"[:_LONGEST]
    return name if _ALIKE.match(name) and not name.startswith(f"{event}.a") else f"{event}.s-{_plain(rest)}"
