"""JSON and JSON Lines: envelopes, schema versions, files, and the text around the plain values of `_wire`.

orjson is trusted where it provably does what `json` does, and `json` takes the rest: a document that orjson writes
again as the same text repeats no key and holds no number that orjson would round.
"""

import gzip
import json
import os
import re
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, overload

from kzru_forums._shapes import ENVELOPE, MAJOR, NUMBER, TYPES
from kzru_forums._wire import Constant, Faults, Repeating, Wrong, expected, key_faults, plain, typed
from kzru_forums.errors import DataError, Problem, ProblemCode, UnsupportedSchemaError
from kzru_forums.files import PathOrFile, text_to
from kzru_forums.model import Event, Forum
from kzru_forums.text import check_number

_MIGRATIONS: tuple[Callable[[str, object], object], ...] = ()
"""Step n makes data of version 1.n+1 out of data of version 1.n: a pure function of the envelope's type and its data.

A step runs before the data is checked, so it leaves alone whatever does not look as it expects.
"""
_NARROWED: dict[object, tuple[str, ...]] = {None: tuple(TYPES), Event: ("event", "events"), Forum: ("forum", "forums")}
_VERSION = re.compile(rf"({NUMBER})\.({NUMBER})")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BROKEN_STREAM = (EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError)
_MOST = 10
_LONGEST = 200


def to_json(
    obj: Event | Forum | list[Event] | tuple[Event, ...] | list[Forum] | tuple[Forum, ...],
    *,
    indent: int | None = None,
) -> str:
    """Write records as one JSON document.

    The document is an envelope: `schema_version`, `type` (event, events, forum, forums) and `data`. Every field is
    written, in the order of its class. The text is the same every time, with and without orjson. Characters stand for
    themselves, except a lone surrogate, which is written as an escape so that the text can always be encoded as UTF-8.
    An empty list is written as events.

    Args:
        obj: an `Event`, a `Forum`, or a list or tuple of either.
        indent: blanks a level; None writes one line.

    Raises:
        DataError: a record holds what its class does not allow, such as a string for a date; all such fields are named.
        TypeError: `obj` or `indent` is something else.
        ValueError: `indent` is negative.

    Examples:
        >>> import kzru_forums
        >>> kzru_forums.to_json([])
        '{"schema_version":"1.0","type":"events","data":[]}'
    """
    if indent is not None:
        check_number("indent", indent)
    kind = _kind_of(obj)
    try:
        data = plain(tuple(obj) if isinstance(obj, list) else obj, TYPES[kind])
    except Wrong as wrong:
        raise DataError(wrong.below("data")) from None
    return _written({"schema_version": newest_version(), "type": kind, "data": data}, indent)


@overload
def from_json(text: str | bytes, cls: None = None) -> Event | Forum | list[Event] | list[Forum]: ...
@overload
def from_json(text: str | bytes, cls: type[Event]) -> Event | list[Event]: ...
@overload
def from_json(text: str | bytes, cls: type[Forum]) -> Forum | list[Forum]: ...
def from_json(
    text: str | bytes, cls: type[Event] | type[Forum] | None = None
) -> Event | Forum | list[Event] | list[Forum]:
    """Read what `to_json` has written: one record, or a list of records, as the envelope says.

    Nothing is guessed: every key must be there once and no other, a value of another type is not converted, and
    references between records (a speaker, a statement's position) are taken as they stand. A document of an older minor
    version is brought up to date; one of a newer minor version is read where it holds nothing new.

    Args:
        text: the document; bytes are UTF-8. A byte order mark is skipped.
        cls: `Event` or `Forum` to refuse documents of the other.

    Raises:
        DataError: with every fault of the document and its path, such as `data.statements[2].label`.
        UnsupportedSchemaError: the document's schema version is beyond this version of the package.
        TypeError: an argument is something else.

    Examples:
        >>> import kzru_forums
        >>> kzru_forums.from_json('{"schema_version":"1.0","type":"event","data":[]}')
        Traceback (most recent call last):
        ...
        kzru_forums.errors.DataError: data: expected an object, not an array
    """
    if not isinstance(text, str | bytes):
        raise TypeError(f"from_json takes the text of a document as str or bytes, not {type(text).__name__}")
    if cls not in (None, Event, Forum):
        raise TypeError(f"cls is Event, Forum or None, not {cls!r}")
    records: Event | Forum | list[Event] | list[Forum] = _opened(_parsed(text), _NARROWED[cls])
    return records


def write_jsonl(events: Iterable[Event | Forum], target: PathOrFile) -> None:
    """Write records as JSON Lines, one envelope a line, as they come.

    A path is written whole or not at all: the lines go to a new file beside it that takes its place at the end. A path
    that ends in `.gz` is compressed. An open file gets the lines as they come, as text or as UTF-8, and stays open.

    Args:
        events: events or forums; any iterable, read once.
        target: a path, or a file open for writing.

    Raises:
        DataError: a record holds what its class does not allow.
        TypeError: an argument is something else.

    Examples:
        >>> import io, kzru_forums
        >>> file = io.StringIO()
        >>> kzru_forums.write_jsonl([kzru_forums.Event(id="ev-talks", title="Talks")], file)
        >>> len(file.getvalue().splitlines())
        1
    """
    if not isinstance(events, Iterable):
        raise TypeError(f"write_jsonl takes an iterable of events or forums, not {type(events).__name__}")
    with text_to(target) as write:
        for record in events:
            if not isinstance(record, Event | Forum):
                raise TypeError(f"write_jsonl takes events or forums, not {type(record).__name__}")
            write(to_json(record) + "\n")


@overload
def read_jsonl(
    source: PathOrFile, cls: None = None, *, on_problem: Callable[[Problem], object] | None = None
) -> Iterator[Event | Forum]: ...
@overload
def read_jsonl(
    source: PathOrFile, cls: type[Event], *, on_problem: Callable[[Problem], object] | None = None
) -> Iterator[Event]: ...
@overload
def read_jsonl(
    source: PathOrFile, cls: type[Forum], *, on_problem: Callable[[Problem], object] | None = None
) -> Iterator[Forum]: ...
def read_jsonl(
    source: PathOrFile,
    cls: type[Event] | type[Forum] | None = None,
    *,
    on_problem: Callable[[Problem], object] | None = None,
) -> Iterator[Event] | Iterator[Forum] | Iterator[Event | Forum]:
    """Read JSON Lines record by record, in constant memory.

    Blank lines are skipped; a line that holds a list gives its records one by one. The file is opened at the first
    record and closed behind the last.

    Args:
        source: a path (`.gz` at its end: compressed), or a file open for reading, text or binary, which stays open.
        cls: `Event` or `Forum` to refuse lines of the other.
        on_problem: takes a `Problem` with the line's number for every line that holds no valid record, and the reading
            goes on; without it the first such line raises.

    Raises:
        DataError: naming the line, where `on_problem` is None.
        TypeError: an argument is something else.
        OSError: the file cannot be read.

    Examples:
        >>> import io, kzru_forums
        >>> problems = []
        >>> list(kzru_forums.read_jsonl(io.StringIO("{broken"), on_problem=problems.append))
        []
        >>> problems[0].line
        1
    """
    if not isinstance(source, str | os.PathLike) and not hasattr(source, "read"):
        raise TypeError(f"read_jsonl takes a path or an open file, not {type(source).__name__}")
    return _records(source, cls, on_problem)


def _kind_of(obj: object) -> str:
    """The type that the envelope of these records states."""
    many = isinstance(obj, list | tuple)
    kinds = set(map(type, obj)) if isinstance(obj, list | tuple) else {type(obj)}
    if kinds <= {Event}:
        return "events" if many else "event"
    if kinds == {Forum}:
        return "forums" if many else "forum"
    names = ", ".join(sorted(kind.__name__ for kind in kinds))
    raise TypeError(
        f"to_json takes an Event, a Forum, or a list or tuple of either, not {'a sequence of ' if many else ''}{names}"
    )


def _written(document: dict[str, object], indent: int | None) -> str:
    if indent in (None, 2) and (orjson := _orjson()):
        try:
            written: bytes = orjson.dumps(document, option=orjson.OPT_INDENT_2 if indent else None)
            return written.decode()
        except TypeError:
            pass  # a lone surrogate or an integer beyond 64 bits, which json can write
    try:
        text = json.dumps(
            document, ensure_ascii=False, indent=indent, separators=(",", ":" if indent is None else ": ")
        )
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    except ValueError as error:  # an integer of more digits than Python writes
        raise DataError([("data", str(error))]) from None
    return text


@cache
def _orjson() -> ModuleType | None:
    """The extra `fast`, where it is installed."""
    try:
        return import_module("orjson")
    except ImportError:
        return None


def _parsed(text: str | bytes) -> object:
    document = _parsed_fast(text)
    return _parsed_carefully(text) if document is None else document


def _parsed_fast(text: str | bytes) -> object:
    """What orjson reads, if it writes the same text again; else None."""
    orjson = _orjson()
    if orjson is None:
        return None
    try:
        raw = text.encode() if isinstance(text, str) else text
        document: object = orjson.loads(raw)
        option = orjson.OPT_INDENT_2 if raw.startswith(b"{\n") else None
        return document if orjson.dumps(document, option=option) == raw.rstrip() else None
    except (ValueError, TypeError):  # json says what is wrong, if anything is
        return None


def _parsed_carefully(text: str | bytes) -> object:
    try:
        decoded = text if isinstance(text, str) else text.decode()
        return json.loads(decoded.removeprefix("\ufeff"), object_pairs_hook=_object, parse_constant=Constant)
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}"
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:
        message = "nested too deeply"
    except ValueError as error:  # an integer of more digits than Python reads
        message = str(error)
    raise DataError([("", message)])


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeating(pairs)


def _opened(document: object, allowed: tuple[str, ...]) -> Any:
    """The records in an envelope."""
    if not isinstance(document, dict):
        raise DataError(expected(f"an object with the keys {', '.join(ENVELOPE)}", document).faults)
    faults = key_faults(document, ENVELOPE)
    minor = _minor(document, faults)
    records = _records_in(document, allowed, minor, faults)
    if not faults:
        return list(records) if isinstance(records, tuple) else records
    errors = [(path.removeprefix("."), message) for path, message in faults]
    if minor <= len(_MIGRATIONS):
        raise DataError(errors)
    newer = f"version {MAJOR}.{minor} is newer than {newest_version()}, the newest this version of the package reads"
    raise UnsupportedSchemaError([("schema_version", newer), *errors])


def newest_version() -> str:
    """The version of the schema that this version of the package writes."""
    return f"{MAJOR}.{len(_MIGRATIONS)}"


def _minor(document: dict[str, object], faults: Faults) -> int:
    """The minor version a document states; the newest where it states none, which is added to `faults`."""
    stated = document.get("schema_version")
    found = _VERSION.fullmatch(stated) if isinstance(stated, str) else None
    if found is None:
        if "schema_version" in document:
            faults += expected(f"a version such as {newest_version()!r}", stated).below(".schema_version")
        return len(_MIGRATIONS)
    if int(found[1]) != MAJOR:
        message = f"version {stated} cannot be read; this version of the package reads {MAJOR}.x"
        raise UnsupportedSchemaError([("schema_version", message)])
    return int(found[2])


def _records_in(document: dict[str, object], allowed: tuple[str, ...], minor: int, faults: Faults) -> object:
    """The data of an envelope, brought up to date and typed; what is wrong is added to `faults`."""
    kind, data = document.get("type"), document.get("data")
    if kind not in allowed:
        if "type" in document:
            faults += expected(f"one of {', '.join(allowed)}", kind).below(".type")
    elif "data" in document:
        for step in _MIGRATIONS[minor:]:
            data = step(kind, data)
        try:
            return typed(data, TYPES[kind])
        except Wrong as wrong:
            faults += wrong.below(".data")
    return None


def _records(source: PathOrFile, cls: Any, on_problem: Callable[[Problem], object] | None) -> Iterator[Any]:
    number = 0
    with closing(_lines(source)) as lines:
        while True:
            number += 1
            line: str | bytes = ""
            try:
                line = next(lines)
                found = [] if line.isspace() else from_json(line, cls)
            except StopIteration:
                return
            except DataError as error:
                if on_problem is None:
                    raise _on_line(error, number) from None
                on_problem(_problem(error, source, number, line))
            else:
                yield from found if isinstance(found, list) else [found]


def _lines(source: PathOrFile) -> Generator[str | bytes, None, None]:
    try:
        if isinstance(source, str | os.PathLike):
            path = Path(source)
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
                yield from stream
        else:
            yield from source
    except _BROKEN_STREAM as error:
        raise DataError([("", f"nothing can be read from here on: {error}")]) from None


def _on_line(error: DataError, number: int) -> DataError:
    """The same error, its paths led by the line."""
    return type(error)((f"line {number}{', ' if path else ''}{path}", message) for path, message in error.errors)


def _problem(error: DataError, source: PathOrFile, number: int, line: str | bytes) -> Problem:
    faults = [f"{path}: {message}" if path else message for path, message in error.errors[:_MOST]]
    more = [f"and {len(error.errors) - _MOST} more"] if len(error.errors) > _MOST else []
    name = os.fspath(source) if isinstance(source, str | os.PathLike) else getattr(source, "name", None)
    return Problem(
        code=ProblemCode.INVALID_RECORD,
        severity=ProblemCode.INVALID_RECORD.severity,
        message="; ".join(faults + more),
        line=number,
        text=(line if isinstance(line, str) else line.decode(errors="replace"))[:_LONGEST],
        source=name if isinstance(name, str) else None,
    )
