"""Tables and their columns, shared by Parquet, CSV, data frames and SQLite.

Columns are derived from the fields of the records: each field is a column of the same name, type and description, and
the fields of a nested record are separate columns (`span` becomes `span_start` and `span_end`). `TABLES` lists the
exceptions. Names reserved in SQL (`end`, `offset`) are not used.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from attrs import define, evolve, field, frozen

from kzru_forums.formats.schema import json_schema
from kzru_forums.model import Agreement, Event, Forum, Note, Speaker, Statement
from kzru_forums.text import statement_id


@define
class Row:
    """The source of a row: its record, and what the record belongs to."""

    record: Any
    event: Any = None
    statement: Any = None
    position: int = 0
    forum: Any = None

    @property
    def doc_id(self) -> str:
        """Id of the statement."""
        return statement_id(self.event.id, self.statement.position)

    @property
    def asks(self) -> list[str]:
        """Ids of the asking statements of an exchange."""
        return [statement_id(self.event.id, statement.position) for statement in self.record.asks]

    @property
    def answers(self) -> list[str]:
        """Ids of the answering statements of an exchange."""
        return [statement_id(self.event.id, statement.position) for statement in self.record.answers]

    @property
    def mentioned_in(self) -> str | None:
        """Id of the statement that mentions an agreement."""
        position = self.record.statement
        return None if position is None else statement_id(self.event.id, position)


@frozen
class Column:
    """One column of a table."""

    name: str
    kind: type
    """Type of the value, or of the items of a list: one of Python's own types, a vocabulary, or a record."""
    about: str
    """Description of the value."""
    path: str = ""
    """Path of the value in a `Row`."""
    part: str = ""
    """Attribute of that value, which may itself be None."""
    many: bool = field(default=False, kw_only=True)
    """Whether the value is a list."""


@frozen(kw_only=True, slots=False)
class Table:
    """A table."""

    name: str
    about: str
    """Description of a row."""
    key: tuple[str, ...]
    """The columns that identify a row."""
    joins: Mapping[str, tuple[str, ...]]
    """Other tables, each with the columns that refer to it."""
    columns: tuple[Column, ...]

    @cached_property
    def _get(self) -> Any:
        return attrgetter(*(column.path for column in self.columns))

    @cached_property
    def _parts(self) -> list[str]:
        return [column.part for column in self.columns]

    def cells(self, row: Row) -> list[Any]:
        """The values of a row, in the order of the columns."""
        return [
            getattr(value, part) if part and value is not None else value
            for part, value in zip(self._parts, self._get(row), strict=True)
        ]


def _descriptions() -> dict[str, dict[str, str]]:
    """The description of each field of each class: the docstrings of the fields, from the JSON Schema."""
    schema: Any = json_schema()
    return {
        name: {field: _first_sentence(shape.get("description", "")) for field, shape in made["properties"].items()}
        for name, made in schema["$defs"].items()
        if "properties" in made
    }


def _first_sentence(text: str) -> str:
    """The first sentence of a description, rephrased for cells of a table."""
    first = re.split(r"(?<=[^.]{2})\. ", text, maxsplit=1)[0].removesuffix(".")
    first = re.sub(r"\bnull\b", "empty", first)
    return first[:1].upper() + first[1:]


_ABOUT = _descriptions()


def columns_of(record: type, left_out: Collection[str] = ()) -> Iterator[Column]:
    """Yield the columns for the fields of a class, except those left out."""
    for name, hint in get_type_hints(record).items():
        kind, many = _item(hint)
        path = f"record.{name}"
        if name in left_out:
            continue
        if attrs.has(kind) and not many:
            for inner in columns_of(kind):
                yield evolve(inner, name=f"{name}_{inner.name}", path=path, part=inner.name)
        else:
            fields = f": {', '.join(attrs.fields_dict(kind))}" if attrs.has(kind) else ""
            yield Column(name, kind, _ABOUT[record.__name__][name] + fields, path, many=many)


def _item(hint: Any) -> tuple[type, bool]:
    """The class in a type hint `T`, `T | None` or `tuple[T, ...]`, and whether it is a tuple."""
    kind = next((part for part in get_args(hint) if part is not type(None)), hint)
    return kind, get_origin(hint) is tuple


def _table(
    record: type,
    about: str,
    *extra: Column,
    key: tuple[str, ...],
    joins: Mapping[str, tuple[str, ...]],
    left_out: Collection[str] = (),
    renamed: Mapping[str, str],
) -> Table:
    """The table of a class: additional columns, then the fields of the class."""
    derived = (evolve(column, name=renamed.get(column.name, column.name)) for column in columns_of(record, left_out))
    name = f"{record.__name__.lower()}s"
    return Table(name=name, about=about, key=key, joins=joins, columns=(*extra, *derived))


_EVENT_ID = Column("event_id", str, "The event", "event.id")
_ROWS = (
    _table(
        Forum,
        "an edition of the forum, or a year without one",
        key=("edition",),
        joins={},
        left_out=["events"],
        renamed={"number": "edition"},
    ),
    _table(
        Event,
        "an event page",
        key=("event_id",),
        joins={"forums": ("edition",)},
        left_out=["statements", "agreements"],
        renamed={"id": "event_id"},
    ),
    _table(
        Speaker,
        "a speaker at an event",
        _EVENT_ID,
        key=("event_id", "speaker_id"),
        joins={"events": ("event_id",)},
        renamed={"id": "speaker_id"},
    ),
    _table(
        Statement,
        "an uninterrupted turn of one speaker",
        Column("doc_id", str, "Id of the statement", "doc_id"),
        Column("text", str, "Its paragraphs, joined with blank lines", "record.text"),
        _EVENT_ID,
        Column("speaker_id", str, "Who speaks", "record.speaker", "id"),
        Column("words", int, "Number of words spoken, without notes", "record.words"),
        key=("doc_id",),
        joins={"speakers": ("event_id", "speaker_id"), "events": ("event_id",)},
        left_out=["speaker", "paragraphs", "notes"],
        renamed={},
    ),
    _table(
        Agreement,
        "a mention of a document",
        _EVENT_ID,
        Column("position", int, "Number of the mention in the event, 0-based", "position"),
        Column("doc_id", str, "Statement of the mention; empty for lead and narration", "mentioned_in"),
        key=("event_id", "position"),
        joins={"statements": ("doc_id",), "events": ("event_id",)},
        left_out=["statement"],
        renamed={"value_amount": "value", "value_currency": "currency"},
    ),
    _table(
        Note,
        "a stage direction, an insertion or an omission",
        Column("doc_id", str, "Statement of the note", "doc_id"),
        Column("position", int, "Number of the note in the statement, 0-based", "position"),
        _EVENT_ID,
        key=("doc_id", "position"),
        joins={"statements": ("doc_id",), "events": ("event_id",)},
        renamed={"offset": "paragraph_offset"},
    ),
    Table(
        name="exchanges",
        about="a question or request, with its answers",
        key=("event_id", "position"),
        joins={"events": ("event_id",)},
        columns=(
            _EVENT_ID,
            Column("position", int, "Number of the exchange in the event, 0-based", "position"),
            Column("asker", str, "The asker, from the label or the words of the first question", "record.asker"),
            Column("asks", str, "The statements that ask, the first of which opens the exchange", "asks", many=True),
            Column("answers", str, "The statements that answer; empty if nobody does", "answers", many=True),
        ),
    ),
)
TABLES: dict[str, Table] = {table.name: table for table in _ROWS}
"""All tables by name."""


def rows(record: Event | Forum, *, exchanges: bool = True) -> Iterator[tuple[str, Row]]:
    """Yield the rows for a record, with the names of their tables.

    Args:
        record: an event, or a forum without its events.
        exchanges: whether to include exchanges, which take longer than everything else.
    """
    if isinstance(record, Forum):
        yield "forums", Row(record)
        return
    yield "events", Row(record, record)
    for speaker in record.speakers:
        yield "speakers", Row(speaker, record)
    for statement in record.statements:
        yield "statements", Row(statement, record, statement)
        for position, note in enumerate(statement.notes):
            yield "notes", Row(note, record, statement, position)
    for position, agreement in enumerate(record.agreements):
        yield "agreements", Row(agreement, record, None, position)
    if exchanges:
        for position, exchange in enumerate(record.exchanges):
            yield "exchanges", Row(exchange, record, None, position)


_PAGE_ALONE = frozenset({"lead", "narration", "headings", "pull_quotes", "photos", "related"})
"""Columns of events that describe the page and not the speech."""


def _joined() -> Iterator[tuple[str, str, Column]]:
    """Yield the columns of `SPEECHES`, each with its original table and column."""
    for column in TABLES["statements"].columns:
        yield "statements", column.name, column
    for column in TABLES["speakers"].columns[2:]:
        yield (
            "speakers",
            column.name,
            evolve(column, name=f"speaker_{column.name}", path=f"record.speaker.{column.name}"),
        )
    for column in TABLES["events"].columns[1:]:
        if column.name not in _PAGE_ALONE:
            name = column.name if column.name == "edition" else f"event_{column.name}"
            yield "events", column.name, evolve(column, name=name, path=column.path.replace("record", "event", 1))
    for column in TABLES["forums"].columns[1:]:
        yield "forums", column.name, evolve(column, name=f"forum_{column.name}", path="forum", part=column.name)


ORIGINS: Mapping[str, tuple[str, str]] = {column.name: (table, name) for table, name, column in _joined()}
"""The original table and column of each column of `SPEECHES`."""
SPEECHES = Table(
    name="speeches",
    about="a statement, with its speaker, its event and its forum",
    key=("doc_id",),
    joins={},
    columns=tuple(column for _, _, column in _joined()),
)
"""Statements joined with their speakers, events and forums; their columns have prefixes such as `speaker_`."""
