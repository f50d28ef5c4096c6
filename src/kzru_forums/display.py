"""Readable text of an event, the paragraphs and notes of statements in order, and phrases that all views share."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kzru_forums import licence
from kzru_forums.text import check_number, joined, printed_day, printed_days

if TYPE_CHECKING:
    from kzru_forums.model import Event, Note, Party, Statement

Paragraph = list["str | Note"]
"""Pieces of a paragraph, in order; joined together they give the whole paragraph."""


def counted(count: int, noun: str, nouns: str = "") -> str:
    """A number with its noun in the plural (`nouns`, or `noun` with an s), or in the singular if the number is 1."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"


def side_by_side(*facts: str | None) -> str:
    """The facts that are known, on one line."""
    return " · ".join(fact for fact in facts if fact)


def days_of(events: Iterable[Event]) -> str:
    """The first and the last day of events; empty if none has a date."""
    days = [event.date for event in events if event.date]
    return printed_days(min(days), max(days)) if days else ""


def names_of(parties: Iterable[Party]) -> str:
    """The names of parties."""
    return ", ".join(party.name for party in parties)


def speaker_or_label(statement: Statement) -> str:
    """The name of the speaker, or the label of one without a name."""
    return statement.speaker.name or statement.label


def web_address(url: str | None) -> str:
    """A web address; empty for anything that a browser might execute."""
    return url if url and url.startswith(("http://", "https://")) else ""


def statement_parts(statement: Statement) -> Iterator[Note | Paragraph]:
    """Yield the paragraphs of a statement and the notes on lines of their own, in order.

    A note that is not at its offset, which no reader produces, follows its paragraph.
    """
    last = len(statement.paragraphs)
    alone: list[list[Note]] = [[] for _ in range(last + 1)]
    inside: list[list[Note]] = [[] for _ in range(last + 1)]
    for note in statement.notes:
        place = min(note.paragraph, last)
        (alone if note.offset is None or place == last else inside)[place].append(note)
    for index, paragraph in enumerate(statement.paragraphs):
        yield from alone[index]
        pieces, misplaced = _pieces(paragraph, inside[index])
        yield pieces
        yield from misplaced
    yield from alone[last]


def _pieces(paragraph: str, notes: list[Note]) -> tuple[Paragraph, list[Note]]:
    pieces: Paragraph = []
    misplaced = []
    at = 0
    for note in notes:
        offset = note.offset or 0
        if offset >= at and paragraph.startswith(note.text, offset):
            pieces += [paragraph[at:offset], note]
            at = offset + len(note.text)
        else:
            misplaced.append(note)
    return [*pieces, paragraph[at:]], misplaced


def whole(paragraph: Paragraph) -> str:
    """The text of a paragraph, including the notes inside it."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in paragraph)


def to_text(event: Event, *, notes: bool = True, width: int | None = None) -> str:
    r"""The event as readable text: title, day, time and place, lead, narration, and the statements under their labels.

    Paragraphs are separated by blank lines. The last one names the source and its licence.

    Args:
        event: the event.
        notes: whether to include stage directions, insertions and omission marks.
        width: number of columns to wrap the text to; None puts each paragraph on one line. Longer words are not broken.

    Raises:
        TypeError: `width` is not an integer.
        ValueError: `width` is not positive.

    Examples:
        >>> import kzru_forums
        >>> from kzru_forums.display import to_text
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
        first, *others = statement_lines(statement, notes=notes) or [""]
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


def statement_lines(statement: Statement, *, notes: bool) -> list[str]:
    """The paragraphs of a statement with its notes, or the paragraphs without any notes."""
    parts = statement_parts(statement)
    if notes:
        return [whole(part) if isinstance(part, list) else part.text for part in parts]
    return [text for part in parts if isinstance(part, list) and (text := without_notes(part))]


def without_notes(paragraph: Paragraph) -> str:
    """The text of a paragraph without notes; a note between spaces leaves one space, but none before punctuation."""
    words: list[str] = []
    apart = False
    for piece in paragraph:
        if not isinstance(piece, str) or not piece:
            continue
        text = piece.strip()
        apart = apart or piece[0].isspace()
        if text:
            words.append(joined(words[-1][-1], text)[1:] if words and apart else text)
        apart = piece[-1].isspace()
    return "".join(words)
