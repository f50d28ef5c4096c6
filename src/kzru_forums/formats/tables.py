"""Events and forums -> Arrow tables that join, as Parquet, CSV or record batches. Needs the extra `tables`.

Six tables: forums, events, speakers, statements, agreements, notes. `_columns` describes them, column by column, and
`SCHEMAS` is made of that: every field says as metadata what it means, every schema carries the licence and the
attribution of the pages.
`statements` begins with `doc_id` and `text`, as tools for text in R and Python expect it.

What tables cannot hold:

- where a paragraph ends that has a blank line in it: `text` joins the paragraphs of a statement by a blank line, and no
  reader makes such a paragraph;
- a whole number beyond 64 bits, and an amount of money with more than four decimals or 34 digits before them: the cell
  stays empty;
- a lone surrogate, which no UTF-8 file can hold: it becomes U+FFFD.

CSV has no lists, so a list is a JSON array in its cell, and no types beyond what its reader makes of the text.
"""

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from decimal import Context, Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from kzru_forums.errors import explain

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow.csv import CSVWriter
    from pyarrow.parquet import ParquetWriter
except ModuleNotFoundError as error:
    explain(error, "pyarrow", "tables", __name__)

from kzru_forums import licence
from kzru_forums.files import whole_folder
from kzru_forums.formats.columns import TABLES, Column, Row
from kzru_forums.formats.shared import flattened
from kzru_forums.model import Event, Forum

_ROWS = 4096
_README = "README.txt"
_LIMIT = 2**63
_DECIMALS = Decimal("0.0001")
_LARGEST = Decimal(10) ** 34
_WIDE = Context(prec=40)
_SURROGATE = re.compile("[\ud800-\udfff]")
# How spreadsheets know a formula. The apostrophes before it are part of it: one more can always be dropped again.
_FORMULA = r"\A('*[=+\-@＝＋－＠\t\r\n])"


def _schema(table: str) -> pa.Schema:
    fields = [pa.field(column.name, column.type, metadata={"about": column.about}) for column in TABLES[table]]
    return pa.schema(fields, metadata=dict(licence.METADATA.items()))


SCHEMAS: Mapping[str, pa.Schema] = MappingProxyType({table: _schema(table) for table in TABLES})
"""The schema of every table by its name: forums, events, speakers, statements, agreements, notes.

Vocabularies are dictionaries of strings, which pandas reads as categories.
"""


def batches(records: Iterable[Event | Forum], table: str = "statements") -> Iterator[pa.RecordBatch]:
    """One table as record batches, made as the records come, in constant memory.

    Args:
        records: events, or forums with their events; read once.
        table: one of `SCHEMAS`.

    Raises:
        TypeError: `records` is something else.
        ValueError: there is no such table.

    Examples:
        >>> from kzru_forums import editions
        >>> [batch.schema.names[:3] for batch in batches(editions(), "forums")]
        [['edition', 'series', 'year']]
    """
    if table not in TABLES:
        raise ValueError(f"there is no table {table!r}; the tables are {', '.join(TABLES)}")
    return (batch for _, batch in _batches(flattened(records), [table]))


def to_tables(records: Iterable[Event | Forum]) -> dict[str, pa.Table]:
    """All tables by name, in memory.

    The rows of `forums` are the forums among the records: `[*kzru_forums.editions(), *events]` fills it.

    Args:
        records: events, or forums with their events; read once.

    Raises:
        TypeError: `records` is something else.

    Examples:
        >>> {name: table.num_rows for name, table in to_tables([]).items()}
        {'forums': 0, 'events': 0, 'speakers': 0, 'statements': 0, 'agreements': 0, 'notes': 0}
    """
    made: dict[str, list[pa.RecordBatch]] = {table: [] for table in TABLES}
    for table, batch in _batches(flattened(records), TABLES):
        made[table].append(batch)
    return {table: pa.Table.from_batches(made[table], SCHEMAS[table]) for table in TABLES}


def write_parquet(records: Iterable[Event | Forum], folder: str | os.PathLike[str]) -> None:
    """Write all tables as Parquet into a folder, whole or not at all, in constant memory.

    An earlier export in the folder is replaced. Beside the tables stands `README.txt` with the licence.

    Args:
        records: events, or forums with their events; read once.
        folder: the folder to make.

    Raises:
        FileExistsError: the folder is the current one, or holds something else than such tables.
        TypeError: an argument is something else.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from kzru_forums import editions
        >>> with TemporaryDirectory() as folder:
        ...     write_parquet(editions(), folder)
        ...     print((Path(folder) / "forums.parquet").exists())
        True
    """
    _write(records, folder, "parquet", ParquetWriter, "")


def write_csv(records: Iterable[Event | Forum], folder: str | os.PathLike[str]) -> None:
    r"""Write all tables as CSV in UTF-8, as `write_parquet` writes Parquet, with its arguments and errors.

    Every text is quoted, so that `""` is an empty text and an empty cell is no value. A list is a JSON array.
    A text that a spreadsheet would run as a formula gets an apostrophe in front of it, and so does one that has such
    apostrophes already: dropping the first character of texts that match `'+[=+\-@＝＋－＠\t\r\n]` gives all back.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from kzru_forums import editions
        >>> with TemporaryDirectory() as folder:
        ...     write_csv(editions(), folder)
        ...     print((Path(folder) / "forums.csv").exists())
        True
    """
    _write(records, folder, "csv", _CsvWriter, _CSV_README)


class _Writer(Protocol):
    def write_batch(self, batch: pa.RecordBatch) -> None: ...
    def close(self) -> None: ...


class _CsvWriter:
    """A CSV file that takes record batches."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._schema = pa.schema([field.with_type(_cell_type(field.type)) for field in schema])
        self._file = CSVWriter(path, self._schema)

    def write_batch(self, batch: pa.RecordBatch) -> None:
        self._file.write_batch(pa.RecordBatch.from_arrays(list(map(_cells, batch.columns)), schema=self._schema))

    def close(self) -> None:
        self._file.close()


def _cell_type(kind: pa.DataType) -> pa.DataType:
    """The type that a column of this type has in CSV."""
    return pa.string() if pa.types.is_dictionary(kind) or pa.types.is_list(kind) else kind


def _cells(column: "pa.Array[Any]") -> "pa.Array[Any]":
    """A column as CSV can hold it."""
    if pa.types.is_string(column.type):
        return pc.replace_substring_regex(column, pattern=_FORMULA, replacement=r"'\1")
    if pa.types.is_list(column.type):
        return pa.array([json.dumps(value, ensure_ascii=False, default=str) for value in column.to_pylist()])
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


_CSV_README = """\
Every text is quoted, so that "" is an empty text and an empty cell is no value. A list is a JSON array.
A text that begins with = + - @ (full-width ones too), a tab or a line break, so that a spreadsheet might run it as a
formula, has an apostrophe in front of it; where apostrophes stood there already, there is one more.

"""


def _readme(ending: str, conventions: str) -> str:
    """What lies in the folder, column by column, and the licence."""
    lines = ["Tables made of event pages by kzru_forums.\n\n"]
    for table, columns in TABLES.items():
        width = max(len(column.name) for column in columns)
        lines.append(f"{table}.{ending}\n")
        lines += [f"  {column.name:{width}}  {column.about}\n" for column in columns]
        lines.append("\n")
    return "".join([*lines, conventions, licence.TEXT])


def _write(
    records: Iterable[Event | Forum],
    folder: str | os.PathLike[str],
    ending: str,
    opened: Callable[[Path, pa.Schema], _Writer],
    conventions: str,
) -> None:
    parts = flattened(records)
    names = {table: f"{table}.{ending}" for table in TABLES}
    with whole_folder(folder, [*names.values(), _README], _README) as new:
        (new / _README).write_text(_readme(ending, conventions), encoding="utf-8", newline="\n")
        with ExitStack() as stack:
            files = {
                table: stack.enter_context(closing(opened(new / name, SCHEMAS[table]))) for table, name in names.items()
            }
            for table, batch in _batches(parts, TABLES):
                files[table].write_batch(batch)


def _batches(records: Iterable[Event | Forum], wanted: Collection[str]) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Batches of the wanted tables with their names, as soon as a table has rows enough for one."""
    # Values wait, not rows: a row would keep its whole event in memory.
    waiting: dict[str, list[list[Any]]] = {table: [] for table in wanted}
    for record in records:
        for table, row in _rows(record):
            if table in waiting:
                waiting[table].append([column.get(row) for column in TABLES[table]])
        for table, rows in waiting.items():
            if len(rows) >= _ROWS:
                yield table, _batch(table, rows)
                rows.clear()
    for table, rows in waiting.items():
        if rows:
            yield table, _batch(table, rows)


def _rows(record: Event | Forum) -> Iterator[tuple[str, Row]]:
    """The rows that a record makes, with the names of their tables."""
    if isinstance(record, Forum):
        yield "forums", Row(record)
        return
    yield "events", Row(record)
    for speaker in record.speakers:
        yield "speakers", Row(speaker, record)
    for said in record.statements:
        yield "statements", Row(said, record, said)
        for position, note in enumerate(said.notes):
            yield "notes", Row(note, record, said, position)
    for position, agreement in enumerate(record.agreements):
        yield "agreements", Row(agreement, record, None, position)


def _batch(table: str, rows: list[list[Any]]) -> pa.RecordBatch:
    arrays = [_array(*column) for column in zip(TABLES[table], zip(*rows, strict=True), strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMAS[table])


def _array(column: Column, values: Sequence[Any]) -> "pa.Array[Any]":
    if column.members is not None:
        codes = pa.array([column.members[value] for value in values], pa.int8())
        return pa.DictionaryArray.from_arrays(codes, [member for member in column.members if member is not None])
    try:
        return pa.array(values, column.type)
    except (pa.ArrowInvalid, OverflowError, UnicodeEncodeError):
        return pa.array([_held(value) for value in values], column.type)


def _held(value: Any) -> Any:
    """What a column can hold of a value: see the module's docstring."""
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
