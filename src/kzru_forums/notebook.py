"""Records -> the HTML that a notebook shows for them.

Every text of a record is escaped, a title and a name too: a page is written by others. There are no scripts and no
styles but the alignment of cells, so that the notebook's theme stays in force. Long tables are cut and say so.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

from kzru_forums.dates import printed_days
from kzru_forums.model import Event, Forum, Statement

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
