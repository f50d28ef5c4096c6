"""Records as HTML for notebooks: a card for one record, a table for many.

This module does not import the record classes; it identifies them by name. All text from pages is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from kzru_forums.display import counted, days_of, names_of, side_by_side, speaker_or_label, statement_parts, web_address
from kzru_forums.text import check_number, printed_days

if TYPE_CHECKING:
    from decimal import Decimal

    from kzru_forums.corpus.documents import Document
    from kzru_forums.corpus.people import Person
    from kzru_forums.corpus.search import Hit
    from kzru_forums.display import Paragraph
    from kzru_forums.exchanges import Exchange
    from kzru_forums.model import Agreement, Event, Forum, Note, Statement

__all__ = ["Listing"]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_ROWS = 12
"""Maximum number of rows in a table on a card."""
_OPENING = 90
"""Maximum number of characters of a statement or sentence in a table."""
_CONTEXT = 160
"""Number of characters displayed around a hit."""
_PARAGRAPHS = 6
"""Maximum number of paragraphs on the card of a statement."""


class _Html(str):
    """Markup that is not escaped again."""

    __slots__ = ()


_Cell = str | int | None


class Listing:
    """Records as one table in a notebook, one row per record.

    Examples:
        >>> from kzru_forums import editions
        >>> table = Listing(editions())
        >>> "Innovation cooperation" in table._repr_html_()
        True
    """

    def __init__(self, records: Iterable[object], *, rows: int = 100) -> None:
        """Create a table of records.

        Args:
            records: an iterable of records of one class.
            rows: maximum number of rows; the table states how many rows were left out.

        Raises:
            TypeError: `records` is not an iterable of records of one class.
        """
        check_number("rows", rows, least=1)
        if isinstance(records, str) or not isinstance(records, Iterable):
            raise TypeError(f"expected records, not {type(records).__name__}")
        self.records = tuple(records)
        """The records, in order."""
        self._rows = rows
        names = sorted({type(record).__name__ for record in self.records})
        if len(names) > 1 or not {*names} <= {*_LISTED}:
            raise TypeError(f"expected records of one class ({', '.join(_LISTED)}), not {' and '.join(names)}")
        self._class = names[0] if names else ""

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        if not self.records:
            return "<div><p>nothing to list</p></div>"
        head, row = _LISTED[self._class]
        return f"<div>{_table(head, map(row, self.records), len(self.records), most=self._rows)}</div>"


def event_html(event: Event) -> str:
    """An event: kind, day, place and link, words per speaker, agreements, and the beginning of each statement.

    Examples:
        >>> from kzru_forums import Event
        >>> event_html(Event(id="ev-talks", title="Talks on <rail>"))
        '<div><p><strong>Talks on &lt;rail&gt;</strong><br>other</p></div>'
    """
    edition = f"edition {event.edition} of the forum" if event.edition is not None else ""
    words = event.words_by_speaker()
    return _section(
        _linked(event.title or event.id, event.url),
        [event.kind.replace("_", " "), printed_days(event.date), event.place, edition],
        _table(("speaker", "words"), words.items(), len(words)),
        _table(_AGREEMENTS, map(_agreement_row, event.agreements), len(event.agreements)),
        _table(("", *_STATEMENTS[1:]), map(_statement_row, event.statements), len(event.statements)),
    )


def statement_html(statement: Statement) -> str:
    r"""A statement: the speaker, and the paragraphs with notes in a faint colour.

    Examples:
        >>> from kzru_forums import parse
        >>> event = parse("Events\nTalks\nMay 9, 2013\nIvan Loomov: Good day. (Applause.)\n").events[0]
        >>> statement_html(event.statements[0])[:68]
        '<div><p><strong>Ivan Loomov</strong><br>speech 0 · 2 words</p><p>Goo'
    """
    speaker = statement.speaker
    count = counted(statement.words, "word")
    facts = [speaker.role, f"{statement.kind} {statement.position}", count, statement.delivery, statement.addressee]
    parts = list(statement_parts(statement))
    html = "".join(f"<p>{_spoken_html(part)}</p>" for part in parts[:_PARAGRAPHS])
    return _section(escape(speaker_or_label(statement)), facts, html, _more(len(parts) - _PARAGRAPHS, "paragraph"))


def _spoken_html(part: Note | Paragraph) -> str:
    pieces = part if isinstance(part, list) else [part]
    return "".join(escape(piece) if isinstance(piece, str) else _faint(piece.text) for piece in pieces)


def _faint(text: str) -> str:
    return f'<span style="opacity: 0.6">{escape(text)}</span>'


def agreement_html(agreement: Agreement) -> str:
    """A mention of an agreement: its facts, and the sentence with the agreement highlighted."""
    facts = {
        "parties": names_of(agreement.parties),
        "date": agreement.date,
        "documents": _at_least(agreement.count, agreement),
        "value": _at_least(agreement.value.amount, agreement, agreement.value.currency) if agreement.value else None,
        "statement": None if agreement.statement is None else str(agreement.statement),
    }
    before, title, after = agreement.sentence.partition(agreement.title or agreement.sentence or " ")
    sentence = f"{escape(before)}<mark>{escape(title)}</mark>{escape(after)}" if title else escape(before)
    return _section(
        escape(agreement.title), [agreement.kind, agreement.status], _facts_table(facts), f"<p>{sentence}</p>"
    )


def _at_least(amount: int | Decimal | None, agreement: Agreement, unit: str = "") -> str | None:
    if amount is None:
        return None
    figure = f"{amount:,}" if isinstance(amount, int) else f"{amount:,f}".removesuffix(".0")
    return f"{'at least ' if agreement.at_least else ''}{figure} {unit}".rstrip()


def exchange_html(exchange: Exchange) -> str:
    """An exchange: the turns that ask and the turns that answer, in order."""
    asks = {statement.position for statement in exchange.asks}
    turns = sorted((*exchange.asks, *exchange.answers), key=lambda statement: statement.position)
    rows = [("asks" if one.position in asks else "answers", *_statement_row(one)) for one in turns]
    return _section(
        escape(f"{exchange.asker or 'somebody'} asks"), [], _table(("", "", *_STATEMENTS[1:]), rows, len(rows))
    )


def person_html(person: Person) -> str:
    """A person: names, offices, and printed roles with the first and last day of each."""
    facts = {
        "id": person.id,
        "other names": ", ".join(person.aliases),
        "site's number": ", ".join(map(str, person.site_person_ids)),
        "Wikidata": person.wikidata,
    }
    offices = [(one.title, str(one.starts_on or ""), str(one.ends_on or "")) for one in person.offices]
    roles = [(role.title, str(role.first or ""), str(role.last or ""), role.events) for role in person.roles]
    return _section(
        escape(person.name),
        [],
        _facts_table(facts),
        _table(("office", "from", "to"), offices, len(offices)),
        _table(("role as printed", "first", "last", "events"), roles, len(roles)),
    )


def document_html(document: Document) -> str:
    """A document: its facts, and every mention."""
    facts = {"date": document.date, "parties": names_of(document.parties)}
    rows = [(one.day, one.agreement.status, one.agreement.title, one.event) for one in document.mentions]
    return _section(
        escape(document.title),
        [document.kind, document.status, "several documents" if document.is_set else ""],
        _facts_table(facts),
        _table(("mentioned", "status", "as", "event"), rows, len(rows)),
    )


def hits_html(hits: Sequence[Hit]) -> str:
    """The hits of a search: day, speaker and event of each, and the words highlighted in their context."""
    return _section(counted(len(hits), "hit"), [], _table(_HITS, map(_hit_row, hits), len(hits), most=100))


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
    return _section(escape(title), [], _facts_table(facts), _events(forum.events))


def corpus_html(events: Sequence[Event], people: int) -> str:
    """A corpus: its first and last day, and its first events.

    Args:
        events: the events, in order.
        people: the number of people who speak at them.

    Examples:
        >>> corpus_html([], 0)
        '<div><p><strong>0 events, 0 people</strong></p></div>'
    """
    return _section(f"{len(events):,} events, {people:,} people", [days_of(events)], _events(events))


_EVENTS = ("date", "kind", "title", "statements", "words", "agreements")
_FORUMS = ("no.", "year", "city", "country", "theme", "status", "events")
_PEOPLE = ("id", "name", "role", "events")
_DOCUMENTS = ("date", "status", "kind", "title", "parties", "mentions")
_AGREEMENTS = ("status", "kind", "agreement", "date", "parties")
_STATEMENTS = ("position", "speaker", "words", "begins")
_HITS = ("date", "speaker", "in context", "event")


def _events(events: Sequence[Event]) -> str:
    return _table(_EVENTS, map(_event_row, events), len(events))


def _event_row(event: Event) -> tuple[_Cell, ...]:
    words = sum(statement.words for statement in event.statements)
    kind, title = event.kind.replace("_", " "), _Html(_linked(event.title or event.id, event.url))
    return str(event.date or ""), kind, title, len(event.statements), words, len(event.agreements)


def _forum_row(forum: Forum) -> tuple[_Cell, ...]:
    status = forum.status.replace("_", " ")
    return forum.number, str(forum.year), forum.city, forum.country, forum.theme, status, len(forum.events)


def _person_row(person: Person) -> tuple[_Cell, ...]:
    role = max(person.roles, key=lambda role: role.events, default=None)
    return person.id, person.name, role.title if role else None, sum(role.events for role in person.roles)


def _document_row(document: Document) -> tuple[_Cell, ...]:
    parties = names_of(document.parties)
    return document.date, document.status, document.kind, document.title, parties, len(document.mentions)


def _agreement_row(agreement: Agreement) -> tuple[_Cell, ...]:
    parties = names_of(agreement.parties)
    return agreement.status, agreement.kind, agreement.title, agreement.date, parties


def _statement_row(statement: Statement) -> tuple[_Cell, ...]:
    opening = _shortened(" ".join(statement.paragraphs))
    return statement.position, speaker_or_label(statement), statement.words, opening


def _exchange_row(exchange: Exchange) -> tuple[_Cell, ...]:
    first, answers = exchange.asks[0], exchange.answers
    names = ", ".join(dict.fromkeys(map(speaker_or_label, answers)))
    return first.position, exchange.asker, _shortened(first.text), names, len(answers)


def _hit_row(hit: Hit) -> tuple[_Cell, ...]:
    pieces = hit.pieces(_CONTEXT)
    context = "".join(f"<mark>{escape(text)}</mark>" if match else escape(text) for text, match in pieces)
    statement = hit.statement
    speaker = f"{speaker_or_label(statement)} [{statement.position}]" if statement else ""
    return str(hit.date or ""), speaker, _Html(context), _Html(_linked(hit.event.title or hit.event.id, hit.event.url))


_LISTED: dict[str, tuple[tuple[str, ...], Callable[[Any], tuple[_Cell, ...]]]] = {
    "Event": (_EVENTS, _event_row),
    "Forum": (_FORUMS, _forum_row),
    "Person": (_PEOPLE, _person_row),
    "Document": (_DOCUMENTS, _document_row),
    "Agreement": (_AGREEMENTS, _agreement_row),
    "Statement": (_STATEMENTS, _statement_row),
    "Exchange": (("position", "asker", "question", "answered by", "answers"), _exchange_row),
    "Hit": (_HITS, _hit_row),
}
"""Columns and row functions by class name, because this module must not import the classes."""


def _shortened(text: str) -> str:
    return text if len(text) <= _OPENING else f"{text[:_OPENING]}…"


def _linked(text: str, url: str | None) -> str:
    """The escaped text, as a link if `url` is a web address."""
    address = web_address(url)
    return f'<a href="{escape(address)}">{escape(text)}</a>' if address else escape(text)


def _section(title: str, facts: Iterable[str | None], *parts: str) -> str:
    """A card: a title as markup, a line of facts, and further markup below."""
    known = side_by_side(*facts)
    below = f"<br>{escape(known)}" if known else ""
    return f"<div><p><strong>{title}</strong>{below}</p>{''.join(parts)}</div>"


def _facts_table(facts: Mapping[str, str | None]) -> str:
    known = [(name, fact) for name, fact in facts.items() if fact]
    return _table((), known, len(known))


def _table(head: Sequence[str], rows: Iterable[Sequence[_Cell]], count: int, *, most: int = _ROWS) -> str:
    """A table of the first of `count` rows, with numbers right-aligned; an empty string if there are no rows."""
    if not count:
        return ""
    visible = [*islice(rows, most)]
    sides = ["right" if isinstance(cell, int) else "left" for cell in visible[0]]
    first = "".join(
        f'<th style="text-align: {side}">{escape(name)}</th>' for name, side in zip(head, sides, strict=False)
    )
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in visible)
    top = f"<thead><tr>{first}</tr></thead>" if head else ""
    return f"<table>{top}<tbody>{body}</tbody></table>{_more(count - most)}"


def _more(count: int, noun: str = "") -> str:
    if count < 1:
        return ""
    return f"<p>… and {count:,} more{f' {noun}' if noun else ''}{'s' if noun and count > 1 else ''}</p>"


def _cell(value: _Cell) -> str:
    if isinstance(value, int):
        return f'<td style="text-align: right">{value:,}</td>'
    if value and _DATE.fullmatch(value):
        return f'<td style="text-align: left; white-space: nowrap">{value}</td>'
    return f'<td style="text-align: left">{value if isinstance(value, _Html) else escape(value or "")}</td>'
