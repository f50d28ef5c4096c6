"""The columns of the six tables: what each is called, what it holds and where it comes from.

A row is seen from its record: a column takes the record's field of its own name unless it says otherwise.
Names that SQL reserves (`end`, `offset`) are not used.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from operator import attrgetter
from typing import Any

import attrs
import pyarrow as pa
from attrs import frozen

from kzru_forums.model import (
    AgreementKind,
    AgreementStatus,
    EventKind,
    ForumFormat,
    ForumStatus,
    Layout,
    NoteKind,
    SpeakerKind,
    StatementKind,
)
from kzru_forums.text import statement_id

_TEXT = pa.string()
_INT = pa.int64()
_FLAG = pa.bool_()
_DAY = pa.date32()
_CLOCK = pa.time64("us")
_MOMENT = pa.timestamp("us")
# Four decimals are the most that a currency of ISO 4217 has.
_AMOUNT = pa.decimal128(38, 4)


@frozen
class Row:
    """What the columns of a table take their values from: the record of the row, and what it belongs to."""

    record: Any
    event: Any = None
    said: Any = None
    position: int = 0


@frozen
class Column:
    """One column of a table."""

    name: str
    type: pa.DataType
    about: str
    get: Callable[[Row], Any]
    members: Mapping[str | None, int | None] | None = None
    """Indices of the members of a vocabulary, where the column is one."""


def _column(
    name: str, kind: pa.DataType | type[StrEnum], about: str, get: str | Callable[[Row], Any] | None = None
) -> Column:
    """A column whose value is the record's field of its name, unless `get` is something else."""
    taken = get if callable(get) else attrgetter(get or f"record.{name}")
    if isinstance(kind, pa.DataType):
        return Column(name, kind, about, taken)
    members: dict[str | None, int | None] = {None: None, **{member: index for index, member in enumerate(kind)}}
    return Column(name, pa.dictionary(pa.int8(), _TEXT), about, taken, members)


def _many(kind: pa.DataType) -> pa.DataType:
    return pa.list_(pa.field("element", kind))


def _if_any(path: str) -> Callable[[Row], Any]:
    """A field of a part of the record that may be missing, such as `span.start`."""
    part, _, name = path.partition(".")

    def get(row: Row) -> Any:
        found = getattr(row.record, part)
        return None if found is None else getattr(found, name)

    return get


def _structs(name: str) -> Callable[[Row], list[dict[str, object]]]:
    """The small records of a field."""
    return lambda row: [attrs.asdict(record, recurse=False) for record in getattr(row.record, name)]


def _doc_id(row: Row) -> str:
    return statement_id(row.event.id, row.said.position)


def _doc_id_of_agreement(row: Row) -> str | None:
    position = row.record.statement
    return None if position is None else statement_id(row.event.id, position)


_PHOTO = pa.struct([("caption", _TEXT), ("number", _INT), ("count", _INT), ("shown", _FLAG)])
_RELATED = pa.struct(
    [("heading", _TEXT), ("title", _TEXT), ("date", _DAY), ("ends_on", _DAY), ("url", _TEXT), ("page_number", _INT)]
)
_PARTY = pa.struct([("name", _TEXT), ("country", _TEXT)])
_SPANS = (
    _column(
        "span_start", _INT, "Offset of its first character in the text of the page, 0-based", _if_any("span.start")
    ),
    _column("span_end", _INT, "Offset behind its last character", _if_any("span.end")),
)
_EVENT_ID = _column("event_id", _TEXT, "The event; joins `events`", "event.id")

TABLES: dict[str, tuple[Column, ...]] = {
    "forums": (
        _column("edition", _INT, "Key: number of the edition; empty for a year without one", "record.number"),
        _column("series", _TEXT, "Name of the series"),
        _column("year", _INT, "Year of the edition"),
        _column("status", ForumStatus, "Held, planned or not held"),
        _column("city", _TEXT, "Host city, as the site spells it"),
        _column("city_today", _TEXT, "Host city, by its name of today"),
        _column("region", _TEXT, "ISO 3166-2 code of the host region"),
        _column("country", _TEXT, "ISO 3166-1 alpha-2 code of the host country"),
        _column("theme", _TEXT, "Theme of the edition"),
        _column("starts_on", _DAY, "First day"),
        _column("ends_on", _DAY, "Last day"),
        _column("plenary_on", _DAY, "Day of the plenary session with the heads of state"),
        _column("format", ForumFormat, "How the heads of state took part"),
        _column("sources", _many(_TEXT), "Where the facts come from"),
        _column("uncertain", _many(_TEXT), "Names of fields that are only probable"),
    ),
    "events": (
        _column("event_id", _TEXT, "Key: id of the event", "record.id"),
        _column("kind", EventKind, "What sort of occasion it is"),
        _column("title", _TEXT, "Title"),
        _column("date", _DAY, "Day of the event"),
        _column("time", _CLOCK, "Time as printed (Moscow)"),
        _column("place", _TEXT, "Place as printed"),
        _column("edition", _INT, "Number of the forum it belongs to; joins `forums`"),
        _column("language", _TEXT, "BCP 47 tag of the page's language"),
        _column("lead", _many(_TEXT), "Paragraphs between title and date"),
        _column("narration", _many(_TEXT), "Paragraphs nobody speaks"),
        _column("headings", _many(_TEXT), "Headings inside the transcript"),
        _column("pull_quotes", _many(_TEXT), "Sentences the editors set apart"),
        _column("photos", _many(_PHOTO), "Photographs and videos: caption, number, count, shown", _structs("photos")),
        _column(
            "related",
            _many(_RELATED),
            "Entries of the link boxes: heading, title, date, ends_on, url, page_number",
            _structs("related"),
        ),
        _column("geography", _many(_TEXT), "Tags: countries and regions"),
        _column("geography_codes", _many(_TEXT), "The site's codes of the geography tags"),
        _column("topics", _many(_TEXT), "Tags: topics"),
        _column("persons", _many(_TEXT), "Tags: persons, family name first"),
        _column("sections", _many(_TEXT), "Sections of the site the page is published in"),
        _column("published", _MOMENT, "Publication date and time as printed (Moscow, no offset)"),
        _column("url", _TEXT, "Address of the page"),
        _column("page_number", _INT, "The site's number of the page"),
        _column("abridged", _FLAG, "Whether the page carries the editors' omission mark"),
        *_SPANS,
        _column("source_name", _TEXT, "File name or path of the source, as it was given", _if_any("source.name")),
        _column("source_layout", Layout, "Layout that was recognised", _if_any("source.layout")),
        _column(
            "source_traits", _many(_TEXT), "What had happened to the text before it was read", _if_any("source.traits")
        ),
        _column("source_sha256", _TEXT, "Hexadecimal SHA-256 of the source", _if_any("source.sha256")),
    ),
    "speakers": (
        _EVENT_ID,
        _column("speaker_id", _TEXT, "Key, together with `event_id`: id of the speaker", "record.id"),
        _column("name", _TEXT, "Name; empty where none is printed"),
        _column("kind", SpeakerKind, "Person, group, or one speaker without a name"),
        _column("role", _TEXT, "Everything printed that says who they are on that day"),
        _column("place", _TEXT, "Where they speak from or come from"),
        _column("country", _TEXT, "ISO 3166-1 alpha-2 code"),
        _column("wikidata", _TEXT, "Wikidata item"),
        _column("site_person_id", _INT, "The site's number of the person"),
        _column("resolved_by", _TEXT, "Name of the rule that told who the speaker is"),
    ),
    "statements": (
        _column("doc_id", _TEXT, "Key: id of the statement", _doc_id),
        _column("text", _TEXT, "Its paragraphs, joined by a blank line"),
        _EVENT_ID,
        _column("position", _INT, "Number of the statement in its event, 0-based"),
        _column("speaker_id", _TEXT, "Who speaks; joins `speakers` together with `event_id`", "record.speaker.id"),
        _column("label", _TEXT, "Label as printed, without its colon"),
        _column("kind", StatementKind, "Speech, question, reply or remark"),
        _column("delivery", _TEXT, "How the words came across, where the label says so"),
        _column("addressee", _TEXT, "Whom the words answer or address, where the label says so"),
        _column("words", _INT, "Number of words spoken, notes left out"),
        *_SPANS,
    ),
    "agreements": (
        _EVENT_ID,
        _column("position", _INT, "Key, together with `event_id`: number in the event, 0-based", "position"),
        _column("doc_id", _TEXT, "Statement of the mention; empty for lead and narration", _doc_id_of_agreement),
        _column("title", _TEXT, "The noun phrase as worded"),
        _column("kind", AgreementKind, "What sort of document it is"),
        _column("status", AgreementStatus, "Where the document stands, seen from the event"),
        _column("date", _TEXT, "Day, month or year of the document in ISO 8601"),
        _column("parties", _many(_PARTY), "Parties: name as worded, ISO 3166-1 alpha-2 code", _structs("parties")),
        _column("count", _INT, "Number of documents, where the mention counts them"),
        _column("value", _AMOUNT, "What the documents are worth, in whole units", _if_any("value.amount")),
        _column("currency", _TEXT, "ISO 4217 code of the value", _if_any("value.currency")),
        _column("at_least", _FLAG, "Whether count or value is a lower bound"),
        _column("sentence", _TEXT, "Sentence of the mention, verbatim"),
        _column("rule", _TEXT, "Name of the rule that found it"),
        *_SPANS,
    ),
    "notes": (
        _column("doc_id", _TEXT, "Statement the note stands in; joins `statements`", _doc_id),
        _column("position", _INT, "Key, together with `doc_id`: number in the statement, 0-based", "position"),
        _EVENT_ID,
        _column("kind", NoteKind, "Applause, laughter, silence, action, insertion, omission, summary or other"),
        _column("text", _TEXT, "The note as printed, with its brackets"),
        _column("paragraph", _INT, "Index of its paragraph; for a note on its own line, the paragraphs before it"),
        _column(
            "paragraph_offset",
            _INT,
            "Character offset in the paragraph, 0-based; empty for a note on its own line",
            "record.offset",
        ),
    ),
}
