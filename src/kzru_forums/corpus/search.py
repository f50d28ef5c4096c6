"""Places in the words of events where a text stands or a pattern matches."""

import re
from collections.abc import Iterator

from attrs import field, frozen

from kzru_forums.model import Event, Statement


@frozen(kw_only=True)
class Hit:
    """A place where a search finds something."""

    event: Event = field(repr=lambda event: repr(event.id))
    """The event."""
    statement: Statement | None = field(repr=lambda said: repr(said and said.position))
    """The statement; None in lead or narration."""
    paragraph: str
    """The paragraph."""
    start: int
    """Offset of the first character in the paragraph, 0-based."""
    end: int
    """Offset behind the last character."""

    @property
    def text(self) -> str:
        """What was found."""
        return self.paragraph[self.start : self.end]


def pattern_of(what: str | re.Pattern[str]) -> re.Pattern[str]:
    """The pattern that finds a text in any case and across any blank; a pattern as it is.

    Raises:
        TypeError: `what` is neither.
        ValueError: `what` is an empty text.
    """
    if isinstance(what, re.Pattern) and isinstance(what.pattern, str):
        return what
    if not isinstance(what, str):
        raise TypeError(f"expected a text or a pattern of text, not {type(what).__name__}")
    if not what.strip():
        raise ValueError("expected a text to search for, not an empty one")
    return re.compile(r"\s+".join(map(re.escape, what.split())), re.IGNORECASE)


def hits(event: Event, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Every place in lead, narration and statements of an event, in this order."""
    for paragraph in (*event.lead, *event.narration):
        yield from _hits(event, None, paragraph, pattern)
    for said in event.statements:
        for paragraph in said.paragraphs:
            yield from _hits(event, said, paragraph, pattern)


def _hits(event: Event, said: Statement | None, paragraph: str, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for found in pattern.finditer(paragraph):
        if found[0]:
            yield Hit(event=event, statement=said, paragraph=paragraph, start=found.start(), end=found.end())
