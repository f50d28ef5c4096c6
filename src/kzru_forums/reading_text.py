"""Events -> the text a person reads: what the event is, who speaks, what is said.

Not made to be read back (`dumps` is), so a paragraph is not kept from looking like a label. Left out are photographs,
pull quotes, link boxes, tags and agreements. Narration and headings come before the statements: the records do not know
where else.
"""

import textwrap
from collections.abc import Iterator

from kzru_forums import licence
from kzru_forums._arguments import check_number
from kzru_forums._placed import Paragraph, placed, whole
from kzru_forums.dates import printed_day
from kzru_forums.model import Event, Note, Statement
from kzru_forums.text import joined


def to_text(event: Event, *, notes: bool = True, width: int | None = None) -> str:
    r"""The text of an event for people: title, day, time and place, lead, narration, and the statements under labels.

    Paragraphs stand apart by a blank line. The last one names the source and its licence.

    Args:
        event: the event.
        notes: False to leave out stage directions, insertions and omission marks.
        width: characters beyond which a line is broken at a blank; None for one line a paragraph. A longer word stays
            whole.

    Raises:
        TypeError: `event` is no `Event`, or `width` no whole number.
        ValueError: `width` is not positive.

    Examples:
        >>> import kzru_forums
        >>> from kzru_forums.reading_text import to_text
        >>> page = "Events\nA visit\nMay 9, 2013\n10:00\nOmsk\nVladimir Putin: Good afternoon. (Applause.)\n"
        >>> print(to_text(kzru_forums.parse(page).events[0], notes=False, width=60))
        A visit
        <BLANKLINE>
        May 9, 2013, 10:00, Omsk
        <BLANKLINE>
        Vladimir Putin: Good afternoon.
        <BLANKLINE>
        Source: the website of the President of Russia
        (http://en.kremlin.ru/), licensed under Creative Commons
        Attribution 4.0 International (CC BY 4.0)
        <BLANKLINE>
    """
    if not isinstance(event, Event):
        raise TypeError(f"to_text takes an Event, not {type(event).__name__}")
    if width is not None:
        check_number("width", width, least=1)
    paragraphs = _paragraphs(event, notes=notes)
    return "\n\n".join(text if width is None else _broken(text, width) for text in paragraphs if text) + "\n"


def _broken(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


def _paragraphs(event: Event, *, notes: bool) -> Iterator[str]:
    yield event.title
    yield ", ".join(_when_and_where(event))
    yield from event.lead
    yield from event.narration
    yield from event.headings
    for statement in event.statements:
        first, *others = _spoken(statement, notes=notes) or [""]
        yield f"{statement.label}: {first}".rstrip()
        yield from others
    yield licence.ATTRIBUTION


def _when_and_where(event: Event) -> Iterator[str]:
    if event.date:
        yield printed_day(event.date)
    if event.time:
        yield f"{event.time:%H:%M}"
    if event.place:
        yield event.place


def _spoken(statement: Statement, *, notes: bool) -> list[str]:
    """The paragraphs of a statement and the notes that stand alone, or the paragraphs without any note."""
    parts = placed(statement)
    if notes:
        return [part.text if isinstance(part, Note) else whole(part) for part in parts]
    return [text for part in parts if not isinstance(part, Note) and (text := without_notes(part))]


def without_notes(paragraph: Paragraph) -> str:
    """The words of a paragraph: where a note stood between blanks, one blank is left, none before punctuation."""
    words: list[str] = []
    apart = False
    for piece in paragraph:
        if isinstance(piece, Note) or not piece:
            continue
        text = piece.strip()
        apart = apart or piece[0].isspace()
        if text:
            words.append(joined(words[-1][-1], text)[1:] if words and apart else text)
        apart = piece[-1].isspace()
    return "".join(words)
