"""The context of a sentence: the event, the section of the page, the speaker, and the documents mentioned before."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import filterfalse
from typing import Literal, NamedTuple

from attrs import define, field

from kzru_forums.agreements.lexicon import WORDS, Head
from kzru_forums.model import Agreement, AgreementKind, AgreementStatus, Event, EventKind, Span, StatementKind
from kzru_forums.text import offsets_in

Printed = Literal["title", "narration", "speech", "note"]
"""The kind of a paragraph on its page: title; lead or narration; speech; a stage direction."""
Section = Literal["title", "narration", "article", "note", "press", "ceremony", "opening", "answers"]
"""Part of a page, which determines the default status of the documents mentioned in it.

`narration` reports what was signed; an `article` is about the world, and so is the account of a telephone call. Speech
is a statement to the `press` after talks, an address at a `ceremony`, the `opening` of talks or any other address, or
`answers` after the first question.
"""

PRESS = frozenset((EventKind.PRESS_STATEMENTS, EventKind.PRESS_CONFERENCE))
_ARTICLES = frozenset(("article", "greeting", "conversation", "interview", "announcement"))


def section_of(printed: Printed, kind: EventKind, *, asked: bool) -> Section:
    """The section of a paragraph, given its kind, the kind of the event, and whether questions have begun."""
    if printed == "narration":
        return "article" if kind in _ARTICLES else "narration"
    if printed != "speech":
        return printed
    if asked or kind is EventKind.INTERVIEW:
        return "answers"
    if kind in PRESS:
        return "press"
    return "ceremony" if kind is EventKind.CEREMONY else "opening"


class Paragraph(NamedTuple):
    """A normalised paragraph of an event, and its position in the source."""

    text: str
    printed: Printed
    start: int
    """Offset of its first character in the source."""
    end: int
    """End offset (exclusive) in the source."""
    statement: int | None = None
    """Position of the statement it belongs to."""

    def locate(self, source: str) -> "range | list[int]":
        """The offset in the source of each character of the text, relative to `start`."""
        # If nothing was dropped, all characters of the normalised text are at their original offsets.
        size = self.end - self.start
        return range(size + 1) if len(self.text) == size else offsets_in(source[self.start : self.end])


@define(kw_only=True)
class Context:
    """The event that a paragraph belongs to; section and role change with the paragraph."""

    date: "date | None" = None
    """The day of the event."""
    title: str = ""
    lead: tuple[str, ...] = ()
    kind: EventKind = EventKind.OTHER
    roles: tuple[str, ...] = ()
    """The printed roles of the speakers of the event."""
    names: tuple[str, ...] = ()
    """Names of speakers and tagged persons, who sign but are not parties."""
    section: Section = "opening"
    role: str | None = None
    """Role of the speaker; None if no role is printed or the paragraph is not speech."""

    @classmethod
    def of(cls, event: Event) -> "Context":
        """The known facts of an event before its paragraphs are read."""
        # Statements share the object of their speaker.
        everybody = {id(statement.speaker): statement.speaker for statement in event.statements}.values()
        names = (speaker.name for speaker in everybody if speaker.name)
        return cls(
            date=event.date,
            title=event.title,
            lead=event.lead,
            kind=event.kind,
            roles=tuple(dict.fromkeys(speaker.role for speaker in everybody if speaker.role)),
            names=tuple(dict.fromkeys((*names, *event.persons))),
        )

    @property
    def spoken(self) -> bool:
        """Whether the paragraph is speech."""
        return self.section in ("press", "ceremony", "opening", "answers")

    @property
    def reports(self) -> bool:
        """Whether title, lead, narration or a stage direction reports the event."""
        return self.section in ("title", "narration", "note")

    @property
    def of_event(self) -> bool:
        """Whether the section is about what was signed at the event."""
        return self.reports or self.section in ("press", "ceremony")


def first_question(event: Event) -> int | None:
    """Position of the first question of an event, if it has one."""
    return next((one.position for one in event.statements if one.kind is StatementKind.QUESTION), None)


class Known(NamedTuple):
    """An earlier mention."""

    agreement: Agreement
    head: Head
    paragraph: int
    """Number of its paragraph."""
    end: int
    """End offset (exclusive) of its title in its paragraph."""
    words: frozenset[str]
    """The words of its title, in lower case, without words that occur in any title."""


@define
class Memory:
    """The mentions of an event so far, for phrases that point back (`this document`).

    There is one object per event; it is updated with every paragraph.
    """

    known: list[Known] = field(factory=list)
    paragraph: int = 0
    """Number of the current paragraph."""
    titles: dict[tuple[str, ...], Known] = field(factory=dict)
    """The last mention of each title, by its distinctive words in order."""
    nouns: set[str] = field(factory=set)
    """Their head nouns."""
    signs: bool = False
    """Whether something was signed at the event."""

    def add(self, agreement: Agreement, head: Head, end: int, words: Sequence[str]) -> None:
        """Store a mention; `words` are the words of its title in lower case."""
        telling = telling_words(words)
        known = Known(agreement, head, self.paragraph, end, frozenset(telling))
        self.known.append(known)
        self.titles[telling] = known
        self.nouns.add(head.noun)
        self.signs = self.signs or agreement.status is AgreementStatus.SIGNED

    def latest(self, paragraphs: int) -> Known | None:
        """The last mention in this paragraph or the given number of paragraphs before it."""
        if self.known and self.paragraph - self.known[-1].paragraph <= paragraphs:
            return self.known[-1]
        return None

    def programmes(self) -> list[Known]:
        """The last mentions of programmes, which other mentions may repeat."""
        return [one for one in self.known[-30:] if one.agreement.kind is AgreementKind.PROGRAMME]


def telling_words(words: Iterable[str]) -> tuple[str, ...]:
    """The words that distinguish one document from another."""
    return tuple(filterfalse(WORDS["empty"].__contains__, words))


def span_of(offsets: "range | list[int]", start: int, begin: int, end: int) -> Span:
    """Where a stretch of a paragraph that begins at `start` of the source appears there."""
    return Span(start=start + offsets[begin], end=start + offsets[end - 1] + 1)
