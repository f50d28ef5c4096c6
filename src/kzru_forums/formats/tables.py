"""Events and forums as joinable Arrow tables, as Parquet or CSV, and as data frames. Needs the extra `tables`.

The tables are forums, events, speakers, statements, agreements, notes and exchanges. `SCHEMAS` describes them: the
metadata of every field contains its description, and that of every schema the licence and attribution of the pages.
`statements` begins with `doc_id` and `text`, as text tools in R and Python expect.

What tables cannot hold:

- the end of a paragraph that contains a blank line: `text` joins the paragraphs of a statement with blank lines, and no
  reader produces such a paragraph;
- an integer beyond 64 bits, and an amount of money with more than four decimals or 34 digits before them: the cell is
  empty;
- a lone surrogate, which UTF-8 cannot encode: it becomes U+FFFD.

CSV has no lists, so a list is written as a JSON array. It has no types either; they depend on the program that reads
it.
"""

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set, Sized
from contextlib import ExitStack, closing
from datetime import date, datetime, time
from decimal import Context, Decimal
from enum import StrEnum
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast, overload

import attrs

from kzru_forums.errors import DataError, Problem, needing

with needing("pyarrow", "tables", __name__):
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow.csv import CSVWriter
    from pyarrow.parquet import ParquetWriter

from kzru_forums import licence
from kzru_forums.events.known import Known
from kzru_forums.facts.editions import editions
from kzru_forums.files import Limits
from kzru_forums.formats.columns import SPEECHES, TABLES, Column, Row, Table, columns_of, rows
from kzru_forums.formats.shared import flattened
from kzru_forums.model import Event, Forum
from kzru_forums.reading import iter_events
from kzru_forums.row_sources import RowSource
from kzru_forums.rows import iter_rows
from kzru_forums.writing import whole_folder

if TYPE_CHECKING:
    import pandas
    import polars

_ROWS = 4096
_README = "README.txt"
_LIMIT = 2**63
_DECIMALS = Decimal("0.0001")
_LARGEST = Decimal(10) ** 34
_WIDE = Context(prec=40)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Text that spreadsheets treat as a formula. It includes leading apostrophes, so that removing one restores the text.
# Spaces and invisible characters are included, because some spreadsheets ignore them at the beginning.
_FORMULA = (
    r"\A('*[\x00-\x20=+\-@＝＋－＠\x7f-\xa0\xad\x{1680}\x{180e}"
    r"\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}\x{3000}\x{feff}])"
)
_TYPES: Mapping[type, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    bool: pa.bool_(),
    date: pa.date32(),
    time: pa.time64("us"),
    datetime: pa.timestamp("us"),
    Decimal: pa.decimal128(38, 4),  # No currency in ISO 4217 has more than four decimals.
}


def _type(column: Column) -> pa.DataType:
    """The Arrow type of a column: vocabularies are dictionaries of strings, and records are structs."""
    if attrs.has(column.kind):
        kind: pa.DataType = pa.struct([(inner.name, _type(inner)) for inner in columns_of(column.kind)])
    elif issubclass(column.kind, StrEnum):
        kind = pa.dictionary(pa.int8(), pa.string())
    else:
        kind = _TYPES[column.kind]
    return pa.list_(pa.field("element", kind)) if column.many else kind


def _schema(table: Table) -> pa.Schema:
    fields = [pa.field(column.name, _type(column), metadata={"about": column.about}) for column in table.columns]
    return pa.schema(fields, metadata=dict(licence.METADATA.items()))


_ALL = {**TABLES, SPEECHES.name: SPEECHES}
_SCHEMAS = {name: _schema(table) for name, table in _ALL.items()}
SCHEMAS: Mapping[str, pa.Schema] = MappingProxyType({name: _SCHEMAS[name] for name in TABLES})
"""The schemas of all tables by name: forums, events, speakers, statements, agreements, notes, exchanges.

Vocabularies are dictionaries of strings, which pandas reads as categories.
"""


def batches(records: Iterable[Event | Forum], table: str = "statements") -> Iterator[pa.RecordBatch]:
    """Yield one table as record batches, in constant memory.

    Args:
        records: events, or forums with their events; read once.
        table: one of `SCHEMAS`.

    Raises:
        TypeError: `records` has the wrong type.
        ValueError: there is no such table.

    Examples:
        >>> from kzru_forums import editions
        >>> [batch.schema.names[:3] for batch in batches(editions(), "forums")]
        [['edition', 'series', 'year']]
    """
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}; the tables are {', '.join(TABLES)}")
    return (batch for _, batch in _batches(_rows(records, [table]), [table]))


def read_batches(
    source: RowSource | Iterable[str | os.PathLike[str]] | Iterable[pa.RecordBatch] | pa.RecordBatch,
    table: str = "statements",
    *,
    columns: Mapping[str, str | None] | None = None,
    on_problem: Callable[[Problem], object] | None = None,
    known: Known | None = None,
    encoding: str | None = None,
    agreements: bool = True,
    limits: Limits | None = None,
    dictionaries: bool = True,
) -> Iterator[pa.RecordBatch]:
    r"""Read a part of a collection into record batches of one table, for engines that run on many machines.

    The batches of all parts, in order, are the table that a single process would produce. Ids are unique only within a
    part: if two parts contain events with the same id, both keep it, whereas `to_tables` appends `-2` to the second.

    Args:
        source: paths, as for `iter_events`, or rows, as for `iter_rows`, such as an Arrow table, a data frame,
            mappings, or an iterator of record batches. A part may be empty.
        table: one of `SCHEMAS`, or `speeches`.
        columns: the columns of the rows by their content, see `iter_rows`.
        on_problem: called with each problem; reading continues. Without it, reading is strict.
        known: facts about every page, see `parse`.
        encoding: encoding of the files, see `parse`.
        agreements: whether to look for agreements.
        limits: see `parse`.
        dictionaries: False to write the vocabularies as plain strings, for engines without dictionaries such as Spark.

    Raises:
        TranscriptError: without `on_problem`, at the first source with an error.
        TypeError: `source` is something else.
        ValueError: there is no such table.

    Examples:
        >>> rows = [{"title": "Looms", "date": "2012-09-19", "text": "Vladimir Putin: Good afternoon."}]
        >>> [batch.column("text").to_pylist() for batch in read_batches(rows)]
        [['Good afternoon.']]
    """
    if table not in _ALL:
        raise ValueError(f"there is no table {table!r}; the tables are {', '.join(_ALL)}")
    options = {
        "on_problem": on_problem,
        "known": known,
        "encoding": encoding,
        "agreements": agreements,
        "limits": limits,
    }
    events = _events_in(source, columns, options)
    parts = _speeches(flattened(events)) if table == SPEECHES.name else _rows(events, [table])
    made = (batch for _, batch in _batches(parts, [table]))
    return made if dictionaries else map(_without_dictionaries, made)


def _events_in(source: Any, columns: Mapping[str, str | None] | None, options: Mapping[str, Any]) -> Iterator[Event]:
    """The events of paths or of rows; nothing for an empty part."""
    if isinstance(source, str | os.PathLike):
        return iter_events(source, **options)
    if isinstance(source, pa.RecordBatch):
        source = [source]
    if isinstance(source, Iterator | Sequence | Set):
        given = iter(source)
        first = next(given, None)
        source = chain([first], given)
        if first is None:
            return iter(())
        if isinstance(first, pa.RecordBatch):
            return _events_in((row for batch in source for row in batch.to_pylist()), columns, options)
        if isinstance(first, str | os.PathLike):
            return iter_events(source, **options)
    elif isinstance(source, Sized) and not len(source):  # a data frame
        return iter(())
    return iter_rows(source, columns=columns, **options)


def _without_dictionaries(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A batch with plain strings for vocabularies."""
    schema = plain_schema(batch.schema)
    arrays = [column.cast(kind) for column, kind in zip(batch.columns, schema.types, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """A schema with plain strings for vocabularies, as in `read_batches` with `dictionaries=False`.

    Examples:
        >>> SCHEMAS["statements"].field("kind").type == plain_schema(SCHEMAS["statements"]).field("doc_id").type
        False
        >>> plain_schema(SCHEMAS["statements"]).field("kind").type
        DataType(string)
    """
    fields = [field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in schema]
    return pa.schema(fields, metadata=dict(licence.METADATA.items()))


def to_tables(records: Iterable[Event | Forum]) -> dict[str, pa.Table]:
    """All tables by name, in memory.

    The rows of `forums` are the forums among the records, so pass `[*kzru_forums.editions(), *events]` to fill it.

    Args:
        records: events, or forums with their events; read once.

    Raises:
        TypeError: `records` has the wrong type.

    Examples:
        >>> {name: table.num_rows for name, table in to_tables([]).items()}
        {'forums': 0, 'events': 0, 'speakers': 0, 'statements': 0, 'agreements': 0, 'notes': 0, 'exchanges': 0}
    """
    return _gathered(_rows(records), TABLES)


def speeches(records: Iterable[Event | Forum]) -> pa.Table:
    r"""Every statement with its speaker, its event and its forum, in one table in memory.

    The columns are those of `statements`, and those of the other tables prefixed with `speaker_`, `event_` or `forum_`
    (`speaker_name`, `event_date`, `forum_city`). Columns of events that describe the page are left out: lead,
    narration, headings, pull quotes, photos and related pages. The forum is taken from the records before the event, or
    from the editions built into this package.

    Args:
        records: events, or forums with their events; read once.

    Raises:
        TypeError: `records` has the wrong type.

    Examples:
        >>> import kzru_forums
        >>> page = "Events\nA visit\nMay 9, 2013\nVladimir Putin: Good afternoon.\n"
        >>> speeches(kzru_forums.loads(page)).select(["speaker_name", "event_title", "words"]).to_pylist()
        [{'speaker_name': 'Vladimir Putin', 'event_title': 'A visit', 'words': 2}]
    """
    return _gathered(_speeches(flattened(records)), [SPEECHES.name])[SPEECHES.name]


@overload
def to_pandas(records: pa.Table) -> "pandas.DataFrame": ...
@overload
def to_pandas(records: Iterable[Event | Forum]) -> "dict[str, pandas.DataFrame]": ...
def to_pandas(records: pa.Table | Iterable[Event | Forum]) -> "pandas.DataFrame | dict[str, pandas.DataFrame]":
    """Convert records to a pandas data frame per table, or a single Arrow table, such as `speeches`, to one data frame.

    Dates and times become `datetime64`, integers and booleans become nullable types (`Int64`, `boolean`), vocabularies
    become categories, and lists become arrays. The extra `tables` does not install pandas.

    Examples:
        >>> from kzru_forums import editions
        >>> to_pandas(editions())["forums"]["plenary_on"].dt.year.iloc[8].item()
        2012.0
    """
    import pandas  # noqa: PLC0415 - needed by this function alone

    if not isinstance(records, pa.Table):
        return {name: to_pandas(table) for name, table in to_tables(records).items()}
    types = {pa.int64(): pandas.Int64Dtype(), pa.bool_(): pandas.BooleanDtype()}
    return records.to_pandas(types_mapper=types.get, date_as_object=False)


@overload
def to_polars(records: pa.Table) -> "polars.DataFrame": ...
@overload
def to_polars(records: Iterable[Event | Forum]) -> "dict[str, polars.DataFrame]": ...
def to_polars(records: pa.Table | Iterable[Event | Forum]) -> "polars.DataFrame | dict[str, polars.DataFrame]":
    """Convert records to a polars data frame per table, or a single Arrow table, such as `speeches`, to one data frame.

    All types are kept; vocabularies become categories. The extra `tables` does not install polars.

    Examples:
        >>> from kzru_forums import editions
        >>> to_polars(editions())["forums"]["plenary_on"][8]
        datetime.date(2012, 9, 19)
    """
    import polars  # noqa: PLC0415 - needed by this function alone

    if not isinstance(records, pa.Table):
        return {name: to_polars(table) for name, table in to_tables(records).items()}
    return cast("polars.DataFrame", polars.from_arrow(records))


def write(
    records: Iterable[Event | Forum],
    folder: str | os.PathLike[str],
    *,
    format: Literal["parquet", "csv"] = "parquet",  # noqa: A002 - what the command line calls it too
) -> None:
    r"""Write all tables into a folder, completely or not at all, in constant memory.

    An earlier export in the folder is replaced. `README.txt` in the folder describes the columns and states the
    licence.

    CSV files are UTF-8. Every text is quoted, so `""` is an empty text and an empty cell has no value. A list is a JSON
    array. A text that a spreadsheet might run as a formula is prefixed with an apostrophe, even if it begins with
    apostrophes already. This includes texts that begin with a space or an invisible character, because some
    spreadsheets ignore these. To restore the texts, remove the first character of those that match
    `'+[\s\x00-\x1f=+\-@＝＋－＠\x7f-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]`.

    Args:
        records: events, or forums with their events; read once.
        folder: the folder to create.
        format: `parquet` or `csv`.

    Raises:
        DataError: a text for CSV contains a null character, at which many programs end it.
        FileExistsError: the folder is the current one, or contains anything other than such tables.
        TypeError: an argument has the wrong type.
        ValueError: there is no such format.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from kzru_forums import editions
        >>> with TemporaryDirectory() as folder:
        ...     write(editions(), folder, format="csv")
        ...     print((Path(folder) / "forums.csv").exists())
        True
    """
    if format not in _WRITERS:
        raise ValueError(f"there is no format {format!r} of tables; the formats are {', '.join(_WRITERS)}")
    opened, conventions = _WRITERS[format]
    parts = _rows(records)
    names = {table: f"{table}.{format}" for table in TABLES}
    with whole_folder(folder, [*names.values(), _README], _README) as new:
        (new / _README).write_text(_readme(format, conventions), encoding="utf-8", newline="\n")
        with ExitStack() as stack:
            files = {
                table: stack.enter_context(closing(opened(new / name, SCHEMAS[table]))) for table, name in names.items()
            }
            for table, batch in _batches(parts, TABLES):
                files[table].write_batch(batch)


class _Writer(Protocol):
    def write_batch(self, batch: pa.RecordBatch) -> None: ...
    def close(self) -> None: ...


class _CsvWriter:
    """Writes record batches to a CSV file."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._table = path.stem
        self._schema = pa.schema([field.with_type(_cell_type(field.type)) for field in schema])
        self._file = CSVWriter(path, self._schema)

    def write_batch(self, batch: pa.RecordBatch) -> None:
        cells = list(map(_cells, batch.columns))
        for name, column in zip(self._schema.names, cells, strict=True):
            if pa.types.is_string(column.type) and pc.any(pc.match_substring(column, "\0")).as_py():
                raise DataError([(f"{self._table}.{name}", "CSV cannot carry a null character (U+0000)")])
        self._file.write_batch(pa.RecordBatch.from_arrays(cells, schema=self._schema))

    def close(self) -> None:
        self._file.close()


def _cell_type(kind: pa.DataType) -> pa.DataType:
    """The type of a column in CSV."""
    return pa.string() if pa.types.is_dictionary(kind) or pa.types.is_list(kind) else kind


def _cells(column: "pa.Array[Any]") -> "pa.Array[Any]":
    """The values of a column as CSV can represent them."""
    if pa.types.is_string(column.type):
        return pc.replace_substring_regex(column, pattern=_FORMULA, replacement=r"'\1")
    if pa.types.is_list(column.type):
        return pa.array([json.dumps(value, ensure_ascii=False, default=str) for value in column.to_pylist()])
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


_CSV_README = """\
Every text is quoted, so "" is an empty text and an empty cell has no value. A list is a JSON array.
A text that a spreadsheet might run as a formula is prefixed with an apostrophe: it begins with = + - @ (or their
full-width forms), a space or an invisible character, optionally after apostrophes.

"""


def _readme(ending: str, conventions: str) -> str:
    """The contents of the folder, column by column, and the licence."""
    lines = ["Tables made of event pages by kzru_forums.\n\n"]
    for name, table in TABLES.items():
        width = max(len(column.name) for column in table.columns)
        lines.append(f"{name}.{ending}: {table.about}; key: {', '.join(table.key)}\n")
        lines += [f"  {column.name:{width}}  {column.about}\n" for column in table.columns]
        lines += [f"  joins {other} by {' and '.join(columns)}\n" for other, columns in table.joins.items()]
        lines.append("\n")
    return "".join([*lines, conventions, licence.TEXT])


_WRITERS: dict[str, tuple[Callable[[Path, pa.Schema], _Writer], str]] = {
    "parquet": (ParquetWriter, ""),
    "csv": (_CsvWriter, _CSV_README),
}
"""The writer of each format, and the conventions explained in README.txt."""


_Rows = Iterator[tuple[str, Row]]
"""Rows with the names of their tables."""


def _rows(records: Iterable[Event | Forum], wanted: Collection[str] = TABLES) -> _Rows:
    """Yield the rows for the records, at least those of the wanted tables."""
    return (row for record in flattened(records) for row in rows(record, exchanges="exchanges" in wanted))


def _speeches(records: Iterator[Event | Forum]) -> _Rows:
    """Yield the rows of `speeches`."""
    forums = {forum.number: forum for forum in editions()}
    for record in records:
        if isinstance(record, Forum):
            forums[record.number] = record
        else:
            forum = forums.get(record.edition) if record.edition else None
            for statement in record.statements:
                yield SPEECHES.name, Row(statement, record, statement, forum=forum)


def _gathered(parts: _Rows, wanted: Iterable[str]) -> dict[str, pa.Table]:
    made: dict[str, list[pa.RecordBatch]] = {table: [] for table in wanted}
    for table, batch in _batches(parts, made):
        made[table].append(batch)
    return {table: pa.Table.from_batches(batches, _SCHEMAS[table]) for table, batches in made.items()}


def _batches(parts: _Rows, wanted: Iterable[str]) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield batches of the wanted tables with their names, as soon as a table has enough rows."""
    # Values are buffered, not rows: a row would keep its whole event in memory.
    waiting: dict[str, list[list[Any]]] = {table: [] for table in wanted}
    for name, row in parts:
        if name in waiting:
            cells = waiting[name]
            cells.append(_ALL[name].cells(row))
            if len(cells) >= _ROWS:
                yield name, _batch(_ALL[name], cells)
                cells.clear()
    for name, cells in waiting.items():
        if cells:
            yield name, _batch(_ALL[name], cells)


def _batch(table: Table, cells: list[list[Any]]) -> pa.RecordBatch:
    arrays = [_array(*column) for column in zip(table.columns, zip(*cells, strict=True), strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=_SCHEMAS[table.name])


def _array(column: Column, values: Sequence[Any]) -> "pa.Array[Any]":
    if issubclass(column.kind, StrEnum) and not column.many:
        members = [str(member) for member in column.kind]
        codes: dict[str | None, int | None] = {member: code for code, member in enumerate(members)}
        codes[None] = None
        return pa.DictionaryArray.from_arrays(pa.array([codes[value] for value in values], pa.int8()), members)
    if attrs.has(column.kind):
        values = [[attrs.asdict(record, recurse=False) for record in many] for many in values]
    try:
        return pa.array(values, _type(column))
    except (pa.ArrowInvalid, OverflowError, UnicodeEncodeError):
        return pa.array([_held(value) for value in values], _type(column))


def _held(value: Any) -> Any:
    """The part of a value that a column can hold: see the module's docstring."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, int):
        return value if value < _LIMIT else None
    if isinstance(value, Decimal):
        fits = value.copy_abs() < _LARGEST and value.quantize(_DECIMALS, context=_WIDE) == value
        return value if fits else None
    if isinstance(value, dict):
        return {key: _held(item) for key, item in value.items()}
    return [*map(_held, value)] if isinstance(value, tuple | list) else value
