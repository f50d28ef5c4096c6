"""An event or forum as a person reads it: as plain text, and as HTML in a notebook."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from kzru_forums import licence
from kzru_forums.text import check_number, joined, printed_day, printed_days

if TYPE_CHECKING:
    from kzru_forums.model import Event, Forum, Note, Statement

Paragraph = list["str | Note"]
"""Pieces of a paragraph in order; together, notes by their text, they are the paragraph."""


def statement_parts(statement: Statement) -> Iterator[Note | Paragraph]:
    """The paragraphs and the notes that are in none, in order.

    A note that is not where it says, which no reader makes, comes after the paragraph it names.
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
    """The text of a paragraph, notes inside it included."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in paragraph)


def to_text(event: Event, *, notes: bool = True, width: int | None = None) -> str:
    r"""The text of an event for people: title, day, time and place, lead, narration, and the statements under labels.

    Paragraphs stand apart by a blank line. The last one names the source and its licence.

    Args:
        event: the event.
        notes: False to leave out stage directions, insertions and omission marks.
        width: characters beyond which a line is broken at a blank; None for one line a paragraph. A longer word stays
            whole.

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
    """The paragraphs of a statement and the notes between them, or the paragraphs without any note."""
    parts = statement_parts(statement)
    if notes:
        return [whole(part) if isinstance(part, list) else part.text for part in parts]
    return [text for part in parts if isinstance(part, list) and (text := without_notes(part))]


def without_notes(paragraph: Paragraph) -> str:
    """The words of a paragraph: one blank is left where a note was between blanks, none before punctuation."""
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


_ROWS = 12
_OPENING = 90
"""Characters of a statement that are shown."""

_Cell = str | int


def event_html(event: Event) -> str:
    """An event: kind, day and place, who speaks how much, and how each statement begins.

    Examples:
        >>> from kzru_forums import Event
        >>> event_html(Event(id="ev-talks", title="Talks on <rail>"))
        '<div><p><strong>Talks on &lt;rail&gt;</strong><br>other</p></div>'
    """
    edition = f"edition {event.edition} of the forum" if event.edition is not None else ""
    facts = [event.kind.replace("_", " "), printed_days(event.date), event.place, edition]
    words = event.words_by_speaker()
    return _section(
        event.title or event.id,
        [fact for fact in facts if fact],
        _table(("speaker", "words"), words.items(), len(words)),
        _table(("", "speaker", "words", "begins"), map(_said, event.statements), len(event.statements)),
    )


def _said(statement: Statement) -> tuple[_Cell, ...]:
    text = " ".join(statement.paragraphs)
    opening = text if len(text) <= _OPENING else f"{text[:_OPENING]}…"
    return statement.position, statement.speaker.name or statement.label, statement.words, opening


def forum_html(forum: Forum) -> str:
    """An edition of the forum: its facts, and the events in it.

    Examples:
        >>> from kzru_forums import edition
        >>> "Innovation cooperation" in forum_html(edition(9))
        True
    """
    title = forum.series if forum.number is None else f"{forum.series}, edition {forum.number}"
    facts = {
        "year": str(forum.year),
        "status": forum.status.replace("_", " "),
        "city": ", ".join(part for part in (forum.city, forum.country) if part),
        "theme": forum.theme,
        "days": printed_days(forum.starts_on, forum.ends_on),
        "heads of state": forum.format and forum.format.replace("_", " "),
        "only probable": ", ".join(forum.uncertain),
    }
    known = [(name, fact) for name, fact in facts.items() if fact]
    return _section(title, [], _table((), known, len(known)), _events(forum.events))


def corpus_html(events: Sequence[Event], people: int) -> str:
    """A corpus: its first and last day, and its first events.

    Args:
        events: the events, in order.
        people: the number of people who speak at them.

    Examples:
        >>> corpus_html([], 0)
        '<div><p><strong>0 events, 0 people</strong></p></div>'
    """
    days = [event.date for event in events if event.date]
    span = printed_days(min(days), max(days)) if days else ""
    return _section(f"{len(events):,} events, {people:,} people", [span] if span else [], _events(events))


def _events(events: Sequence[Event]) -> str:
    return _table(("date", "kind", "title", "statements", "words"), map(_event_row, events), len(events))


def _event_row(event: Event) -> tuple[_Cell, ...]:
    words = sum(statement.words for statement in event.statements)
    return str(event.date or ""), event.kind.replace("_", " "), event.title, len(event.statements), words


def _section(title: str, facts: Sequence[str], *tables: str) -> str:
    below = f"<br>{escape(' · '.join(facts))}" if facts else ""
    return f"<div><p><strong>{escape(title)}</strong>{below}</p>{''.join(tables)}</div>"


def _table(head: Sequence[str], rows: Iterable[Sequence[_Cell]], count: int) -> str:
    """A table of the first of `count` rows; nothing where there is no row."""
    if not count:
        return ""
    first = f"<thead><tr>{''.join(f'<th>{escape(name)}</th>' for name in head)}</tr></thead>" if head else ""
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in islice(rows, _ROWS))
    rest = f"<p>… and {count - _ROWS:,} more</p>" if count > _ROWS else ""
    return f"<table>{first}<tbody>{body}</tbody></table>{rest}"


def _cell(value: _Cell) -> str:
    if isinstance(value, int):
        return f'<td style="text-align: right">{value:,}</td>'
    return f'<td style="text-align: left">{escape(value)}</td>'
