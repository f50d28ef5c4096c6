"""Rows of tables, one at a time: CSV, TSV, JSON, JSON Lines and Parquet files, data frames, any iterable of mappings.

Rows are mappings from column to cell, and are read in constant memory. A row that cannot be read is a `BadRow`; if the
rest of a table cannot be read, a `TableError` is raised.
"""

import csv
import gzip
import io
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from itertools import chain
from os import PathLike
from typing import IO, Any, NamedTuple, Protocol, cast

from attrs import frozen

from kzru_forums.archives import BROKEN
from kzru_forums.containers import GZIP, PARQUET, RefusedError, bounded, delimiter_of, what_it_is
from kzru_forums.encodings import stream_encoding
from kzru_forums.errors import needing
from kzru_forums.files import Limits, check_path, possible

_PEEK = 1 << 18
"""Number of bytes used to detect the format and encoding of a file."""
_READ = 1 << 16
"""Minimum number of characters of JSON to read at a time."""
_BATCH = 64
"""Number of rows of a Parquet file or data frame to hold at a time."""

Row = Mapping[str, object]


class Frame(Protocol):
    """A data frame of pandas, polars, pyarrow or another library supported by narwhals."""

    @property
    def columns(self) -> object:
        """The names of the columns, or the columns."""


class ArrowStream(Protocol):
    """Any object with the Arrow C stream interface."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The stream, as a capsule."""


RowSource = str | PathLike[str] | IO[bytes] | Iterable[Mapping[str, object]] | Frame | ArrowStream
"""The sources that `iter_rows` accepts."""


class TableError(Exception):
    """A table that cannot be read, or not to its end."""


class TooLongError(TableError):
    """A line or row that exceeds a limit; the message names the limit."""


@frozen
class BadRow:
    """A row that cannot be read, although the following rows can."""

    message: str


class OpenedTable(NamedTuple):
    """An open table."""

    columns: Collection[str]
    """The column names; if rows differ, those of the first row."""
    rows: Callable[[Collection[str]], Iterator[Row | BadRow]]
    """Yields the rows with at least the given columns."""
    guessed: str | None = None
    """The encoding, if it was guessed from the text."""


def opened_table(source: RowSource, encoding: str | None, limits: Limits, stack: ExitStack) -> OpenedTable:
    """Open the table in a source; `stack` closes everything that is opened for it.

    Raises:
        OSError: the file cannot be opened.
        RefusedError: the file is not a table.
        TableError: the table cannot be read.
        TypeError: the value contains no rows.
    """
    if isinstance(source, str | PathLike):
        check_path(source)
        file = stack.enter_context(possible(source).open("rb"))
        return _table_in(_peekable(file, stack), encoding, limits, stack)
    if hasattr(source, "read"):
        if isinstance(source, io.TextIOBase):
            raise TypeError("expected a path, or a file opened in binary mode; this one is opened in text mode")
        return _table_in(_peekable(cast("IO[bytes]", source), stack), encoding, limits, stack)
    if not isinstance(source, Mapping | bytes | bytearray):
        if hasattr(source, "__arrow_c_stream__") or hasattr(type(source), "columns"):
            frame = _in_frame(source)
            if frame is not None:
                return frame
        if isinstance(source, Iterable):
            return _of_mappings(iter(source))
    kind = type(source).__name__
    raise TypeError(f"expected a path, a data frame or an iterable of mappings, not {kind}")


def _peekable(file: IO[bytes] | gzip.GzipFile, stack: ExitStack) -> "io.BufferedReader[io.RawIOBase]":
    """A file that can be inspected before it is read. The file itself stays open."""
    reader = io.BufferedReader(cast("io.RawIOBase", file), _PEEK)
    stack.callback(reader.detach)
    return reader


def _table_in(
    file: "io.BufferedReader[io.RawIOBase]", encoding: str | None, limits: Limits, stack: ExitStack
) -> OpenedTable:
    """The table in an open file."""
    head = file.peek(_PEEK)
    if head.startswith(GZIP):
        file = _peekable(gzip.GzipFile(fileobj=file), stack)
        try:
            head = file.peek(_PEEK)
        except BROKEN as error:
            raise TableError(f"a damaged gzip file: {error}") from None
    if head.startswith(PARQUET):
        return _in_parquet(file, limits)
    if refusal := what_it_is(head):
        raise RefusedError(refusal)
    found, guessed = (encoding, False) if encoding else stream_encoding(head)
    errors = "surrogateescape" if found == "utf-8" else "strict"
    text = io.TextIOWrapper(file, found, errors, newline="")
    stack.callback(text.detach)
    made = _in_text(text, limits.cell)
    return made._replace(guessed=found) if guessed else made


def _in_text(text: io.TextIOWrapper, longest: int) -> OpenedTable:
    first = ""
    while not first.strip("\ufeff \t\r\n"):
        first = _read(lambda: text.readline(_READ), text)
        if not first:
            raise TableError("expected a table, found nothing: the file is empty")
    first = first.lstrip("\ufeff")
    begin = first.lstrip()[:1]
    if begin == "[":  # An array is often a single line of any length.
        return _of_mappings(_in_array(first, text, longest))
    if len(first) >= _READ and first[-1] != "\n":
        first += _read(lambda: text.readline(longest), text)
    lines = chain([_bounded(first, longest)], _lines(text, longest))
    return _of_mappings(_in_json_lines(lines)) if begin == "{" else _in_csv(lines, longest)


def _lines(text: io.TextIOWrapper, longest: int) -> Iterator[str]:
    """Yield the lines of a text, including line breaks."""
    while line := _read(lambda: text.readline(longest + 1), text):
        yield _bounded(line, longest)


def _bounded(line: str, longest: int) -> str:
    if len(line) > longest:
        raise TooLongError(f"a line longer than the limit of {longest} characters (cell)")
    return line


def _read(read: Callable[[], str], text: io.TextIOWrapper) -> str:
    try:
        return read()
    except UnicodeError:
        raise TableError(f"bytes that are invalid in {text.encoding}") from None
    except BROKEN as error:
        raise TableError(f"cannot be read: {error}") from None


def _in_csv(lines: Iterator[str], longest: int) -> OpenedTable:
    header = next(lines)
    if header.startswith("sep="):  # The separator line that Excel writes.
        delimiter, header = header[4:5], next(lines, "")
    else:
        delimiter = delimiter_of(header)
    cells = _cells(csv.reader(chain([header], lines), delimiter=delimiter, strict=True), longest)
    names = [name.strip() for name in next(cells, [])]

    def rows(_: Collection[str]) -> Iterator[Row | BadRow]:
        for row in cells:
            if len(row) == len(names):
                yield dict(zip(names, row, strict=True))
            elif row:
                yield BadRow(f"expected {len(names)} cells, one per column, found {len(row)}")

    return OpenedTable(names, rows)


def _cells(reader: Iterator[list[str]], longest: int) -> Iterator[list[str]]:
    while (row := _next_row(reader, longest)) is not None:
        yield row


def _next_row(reader: Iterator[list[str]], longest: int) -> list[str] | None:
    # The limit applies to the whole process and is 131,072 by default, so it is raised only while a row is read.
    before = csv.field_size_limit(longest)
    try:
        return next(reader, None)
    except csv.Error as error:
        if "field larger" in str(error) or "unexpected end" in str(error):
            message = f"an unclosed quotation mark, or a cell that exceeds the limit of {longest} characters (cell)"
            raise TableError(message) from None
        raise TableError(f"not a readable CSV file: {error}") from None
    finally:
        csv.field_size_limit(before)


def _in_json_lines(lines: Iterator[str]) -> Iterator[object]:
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            yield json.loads(line)
        except (ValueError, RecursionError) as error:
            if number == 0:
                raise TableError(f"expected a JSON array or JSON Lines: {_brief(error)}") from None
            yield BadRow(f"not JSON: {_brief(error)}")


def _brief(error: Exception) -> str:
    """The message of an error without the position, which refers to a line or buffer."""
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)[:100]


def _in_array(first: str, text: io.TextIOWrapper, longest: int) -> Iterator[object]:
    """Yield the values of a JSON array, each as soon as it is complete."""
    decoder = json.JSONDecoder()
    buffer, at, more = first.lstrip(), 1, True
    while True:
        at = _skip(buffer, at)
        if buffer[at : at + 1] == "]":
            return
        try:
            value, end = decoder.raw_decode(buffer, at)
            if end == len(buffer) and more:  # A number may continue.
                raise json.JSONDecodeError("unfinished", buffer, end)
        except RecursionError:
            raise TableError("JSON that is nested too deeply") from None
        except ValueError as error:
            if not more:
                raise TableError(f"an incomplete JSON array: {_brief(error)}") from None
            if len(buffer) - at > longest:
                raise TableError(
                    f"broken JSON, or a row that exceeds the limit of {longest} characters (cell)"
                ) from None
            part = _read(partial(text.read, max(_READ, len(buffer) - at)), text)
            buffer, at, more = buffer[at:] + part, 0, bool(part)
            continue
        yield value
        at = end


def _skip(buffer: str, at: int) -> int:
    while at < len(buffer) and buffer[at] in " \t\r\n,":
        at += 1
    return at


def _of_mappings(values: Iterator[object]) -> OpenedTable:
    first = next(values, None)
    if first is None:
        raise TableError("the table has no rows")
    if not isinstance(first, Mapping):
        raise TableError(f"expected rows that are mappings from column to cell, found {type(first).__name__}")

    def rows(_: Collection[str]) -> Iterator[Row | BadRow]:
        for value in chain([first], values):
            if isinstance(value, Mapping | BadRow):
                yield value
            else:
                yield BadRow(f"expected a mapping from column to cell, found {type(value).__name__}")

    return OpenedTable([str(name) for name in first], rows)


def _in_parquet(file: "io.BufferedReader[io.RawIOBase]", limits: Limits) -> OpenedTable:
    with needing("pyarrow", "tables", "reading Parquet"):
        import pyarrow as pa  # noqa: PLC0415 - an extra, imported where it is used
        from pyarrow import parquet  # noqa: PLC0415 - the same
    is_packed = not file.seekable() or isinstance(file.raw, gzip.GzipFile)
    broken = (pa.ArrowException, *BROKEN)
    try:
        content = io.BytesIO(bounded(file, limits.bytes)) if is_packed else file
        opened = parquet.ParquetFile(content)
        names = opened.schema_arrow.names
    except broken as error:
        raise TableError(f"a damaged Parquet file: {error}") from None

    def rows(columns: Collection[str]) -> Iterator[Row | BadRow]:
        try:
            for batch in opened.iter_batches(_BATCH, columns=[name for name in names if name in columns]):
                yield from batch.to_pylist()
        except broken as error:
            raise TableError(f"a damaged Parquet file: {error}") from None

    return OpenedTable(names, rows)


def _in_frame(source: object) -> OpenedTable | None:
    """The rows of a data frame or Arrow stream; None for anything else."""
    with needing("narwhals", "tables", "reading a data frame"):
        import narwhals as nw  # noqa: PLC0415 - an extra, imported where it is used
    try:
        frame = nw.from_native(source, pass_through=True)
        if isinstance(frame, nw.LazyFrame):
            frame = frame.collect()
        if not isinstance(frame, nw.DataFrame):
            return _in_arrow_stream(source) if hasattr(source, "__arrow_c_stream__") else None
        names = frame.columns
    except ValueError as error:  # The base class of all narwhals errors.
        raise TableError(" ".join(str(error).split())) from None
    found = frame

    def rows(columns: Collection[str]) -> Iterator[Row | BadRow]:
        yield from found.select([name for name in names if name in columns]).iter_rows(named=True, buffer_size=_BATCH)

    return OpenedTable(names, rows)


def _in_arrow_stream(source: Any) -> OpenedTable:
    with needing("pyarrow", "tables", "reading an Arrow stream"):
        import pyarrow as pa  # noqa: PLC0415 - an extra, imported where it is used
    reader = pa.RecordBatchReader.from_stream(source)

    def rows(columns: Collection[str]) -> Iterator[Row | BadRow]:
        for batch in reader:
            whole = batch.select([name for name in reader.schema.names if name in columns])
            for start in range(0, whole.num_rows, _BATCH):
                yield from whole.slice(start, _BATCH).to_pylist()

    return OpenedTable(reader.schema.names, rows)
