"""JSON and JSON Lines: records in an envelope that states the version of the schema and their type.

The rules of JSON are hooks of two cattrs converters. The fast one stops at the first error and leaves plain values to
the validators of the model; the detailed one then reports every error with its path. Writing checks nothing, because
the model has already done so.

orjson (the extra `fast`) is used only if its result provably equals that of `json`: if it writes the document back as
the same text, no key is repeated and no number was rounded. Otherwise `json` is used.
"""

import gzip
import json
import os
import zlib
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from importlib import import_module
from operator import itemgetter
from types import ModuleType
from typing import IO, TYPE_CHECKING, Any, NoReturn, get_args, overload

import attrs

from kzru_forums.errors import DataError, Problem, ProblemCode, UnsupportedSchemaError
from kzru_forums.files import DEFAULT_LIMITS, Limits, PathOrFile, possible
from kzru_forums.formats.schema import (
    MAJOR,
    NUMBER,
    PLAIN,
    TEXTS,
    TYPES,
    VERSION,
    VOCABULARIES,
    Text,
    is_optional,
    is_tuple,
    without_null,
)
from kzru_forums.model import Event, Forum, Party, Speaker
from kzru_forums.patterns import regex
from kzru_forums.text import check_number
from kzru_forums.writing import text_to

if TYPE_CHECKING:
    from cattrs import Converter

_Hook = Callable[[Any, Any], Any]
"""Converts a value to a type. Hooks are created per type and ignore the type that cattrs passes."""


def _add_traits(kind: str, data: object) -> None:
    """Migrate 1.0 to 1.1: a source has traits."""
    for event in _events_in(kind, data):
        if isinstance(event, dict) and isinstance(source := event.get("source"), dict):
            source.setdefault("traits", [])


_MIGRATIONS: tuple[Callable[[str, object], None], ...] = (_add_traits,)
"""Step n migrates data from version 1.n to 1.n+1 in place, given the envelope's type and its data.

A step runs before the data is checked, so it must ignore data of an unexpected form.
"""


@attrs.frozen(kw_only=True)
class _Envelope:
    """The envelope of a document; its fields are the keys, in order."""

    schema_version: str = attrs.field(validator=attrs.validators.instance_of(str))
    type: str = attrs.field(validator=attrs.validators.instance_of(str))
    data: Any


_VERSIONS = regex(rf"({NUMBER})\.({NUMBER})")
_NARROWED: dict[object, tuple[str, ...]] = {None: tuple(TYPES), Event: ("event", "events"), Forum: ("forum", "forums")}
_SHARED = (Speaker, Party)
"""Classes whose records a document repeats: equal ones become one value and are converted once."""
_LONG = 10_000_000
"""Size of a document in bytes above which memory matters."""
_EVENTS, _DATA = b'"type":"events"', b'"data":['
_VERSION_KEY = '"schema_version"'
_LONG_JUNK = 1_000_000
"""Length from which on a document is not parsed unless it has this key: parsed, junk takes thirty times the memory."""
_ENVELOPE_ENDS = 200
"""Maximum number of characters before the data in an envelope."""
_SURROGATE = regex("[\ud800-\udfff]")
_BROKEN_STREAM = (EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError)
_RECORDS_KEPT = 1024
"""Number of records of each shared class in the cache."""
_CHARACTERS_NAMED = 40
"""Maximum length of a string or key quoted in a message."""
_MOST_FAULTS = 1_000
"""Maximum number of errors of one document; the search for more ends there."""
_FAULTS_NAMED = 10
"""Maximum number of errors in the message of a problem."""
_CHARACTERS_QUOTED = 200
"""Maximum length of the quoted line in a problem."""


def to_json(
    obj: Event | Forum | list[Event] | tuple[Event, ...] | list[Forum] | tuple[Forum, ...],
    *,
    indent: int | None = None,
) -> str:
    """Write records as one JSON document.

    The document is an envelope: `schema_version`, `type` (event, events, forum, forums) and `data`. Every field is
    written, in the order of its class. The output is deterministic, with and without orjson. Characters are not
    escaped, except a lone surrogate, so that the text can always be encoded as UTF-8. An empty list is written as
    events.

    Args:
        obj: an `Event`, a `Forum`, or a list or tuple of either.
        indent: number of spaces per level; None writes one line.

    Raises:
        DataError: an integer has more digits than Python writes.
        TypeError: `obj` or `indent` has the wrong type.
        ValueError: `indent` is negative.

    Examples:
        >>> import kzru_forums
        >>> kzru_forums.to_json([])
        '{"schema_version":"1.1","type":"events","data":[]}'
    """
    if indent is not None:
        check_number("indent", indent)
    kind = _kind_of(obj)
    data = [*map(to_plain, obj)] if isinstance(obj, list | tuple) else to_plain(obj)
    return _written({"schema_version": VERSION, "type": kind, "data": data}, indent)


def to_plain(record: attrs.AttrsInstance) -> dict[str, object]:
    """One record of the model as the JSON object that `to_json` writes, without an envelope.

    Examples:
        >>> from kzru_forums.model import Party
        >>> to_plain(Party(name="Kazakhstan", country="KZ"))
        {'name': 'Kazakhstan', 'country': 'KZ'}
    """
    made: dict[str, object] = _converter().unstructure(record)
    return made


@overload
def from_json(text: str | bytes, cls: None = None) -> Event | Forum | list[Event] | list[Forum]: ...
@overload
def from_json(text: str | bytes, cls: type[Event]) -> Event | list[Event]: ...
@overload
def from_json(text: str | bytes, cls: type[Forum]) -> Forum | list[Forum]: ...
def from_json(
    text: str | bytes, cls: type[Event] | type[Forum] | None = None
) -> Event | Forum | list[Event] | list[Forum]:
    """Read a document written by `to_json`: one record or a list of records, depending on the envelope.

    Nothing is guessed: every key must occur exactly once, unknown keys are errors, and no value is converted from
    another type. References between records (a speaker, a statement's position) are not checked. Documents of an older
    minor version are upgraded; documents of a newer minor version are read if they contain nothing new.

    Args:
        text: the document; bytes are UTF-8. A byte order mark is skipped.
        cls: `Event` or `Forum` to reject documents of the other type.

    Raises:
        DataError: lists every error of the document with its path, such as `data.statements[2].label`.
        UnsupportedSchemaError: this version of the package cannot read the document's schema version.
        TypeError: an argument has the wrong type.

    Examples:
        >>> import kzru_forums
        >>> kzru_forums.from_json('{"schema_version":"1.1","type":"event","data":[]}')
        Traceback (most recent call last):
        ...
        kzru_forums.errors.DataError: data: expected an object, not an array
    """
    if not isinstance(text, str | bytes):
        raise TypeError(f"from_json expects the text of a document as str or bytes, not {type(text).__name__}")
    if cls not in (None, Event, Forum):
        raise TypeError(f"cls must be Event, Forum or None, not {cls!r}")
    records: Event | Forum | list[Event] | list[Forum] = _opened(_parsed(text), _NARROWED[cls])
    return records


def events_from_json(text: str | bytes) -> list[Event]:
    """Read a document of events as a list, whether it contains one event or several.

    Args:
        text: the document, as for `from_json`.

    Raises:
        DataError: the document has errors or contains forums.
        UnsupportedSchemaError: this version of the package cannot read the document's schema version.
        TypeError: `text` is neither str nor bytes.

    Examples:
        >>> import kzru_forums
        >>> event = kzru_forums.Event(id="ev-talks", title="Talks")
        >>> events_from_json(kzru_forums.to_json(event)) == [event]
        True
    """
    events = from_json(text, Event)
    return events if isinstance(events, list) else [events]


def write(
    records: Iterable[Event | Forum], target: PathOrFile, *, indent: int | None = None, lines: bool = False
) -> None:
    r"""Write events or forums as one JSON document or as JSON Lines.

    Args:
        records: only events or only forums, all of which are kept in memory; for JSON Lines, any records, one by one.
        target: a path, which is written completely or not at all, or a file open for writing, which stays open.
        indent: number of spaces per level of the document; None writes one line.
        lines: True for JSON Lines, like `write_jsonl`.

    Raises:
        DataError: an integer has more digits than Python writes.
        TypeError: an argument has the wrong type.
        ValueError: `indent` is negative.
        OSError: the file cannot be written.

    Examples:
        >>> import io, kzru_forums
        >>> file = io.StringIO()
        >>> write([kzru_forums.Event(id="ev-talks", title="Talks")], file)
        >>> file.getvalue() == kzru_forums.to_json([kzru_forums.Event(id="ev-talks", title="Talks")]) + "\n"
        True
    """
    if lines:
        write_jsonl(records, target)
        return
    if indent is not None:
        text = to_json([*records], indent=indent)  # type: ignore[arg-type]  # to_json refuses a mixture
        with text_to(target) as write_text:
            write_text(text + "\n")
        return
    first, parts = None, []
    for record in records:  # a record takes much less memory as text
        first = record if first is None else first
        kind = _kind_of([first, record])
        parts.append(part_of(record).encode())
    _write_document(kind if parts else "events", parts, target)


def part_of(record: Event | Forum) -> str:
    """A record as it is written in a document of several, on one line.

    Raises:
        DataError: an integer has more digits than Python writes.
    """
    return _written(to_plain(record), None)


def write_document(parts: Iterable[str], target: PathOrFile) -> None:
    """Write a document of events from their parts; nothing is written if a part fails."""
    _write_document("events", [part.encode() for part in parts], target)


def _write_document(kind: str, parts: Sequence[bytes], target: PathOrFile) -> None:
    head, tail = _written({"schema_version": VERSION, "type": kind, "data": []}, None).rsplit("]", 1)
    with text_to(target) as write_text:
        write_text(head)
        for number, part in enumerate(parts):
            write_text(f",{part.decode()}" if number else part.decode())
        write_text(f"]{tail}\n")


def write_jsonl(events: Iterable[Event | Forum], target: PathOrFile) -> None:
    """Write records as JSON Lines, one envelope per line, in constant memory.

    A path is written completely or not at all: the lines go to a temporary file next to it, which replaces it at the
    end. A path that ends in `.gz` is compressed. An open file receives each line at once, as text or UTF-8, and stays
    open.

    Args:
        events: events or forums; any iterable, read once.
        target: a path, or a file open for writing.

    Raises:
        DataError: an integer has more digits than Python writes.
        TypeError: an argument has the wrong type.
        OSError: the file cannot be written.

    Examples:
        >>> import io, kzru_forums
        >>> file = io.StringIO()
        >>> kzru_forums.write_jsonl([kzru_forums.Event(id="ev-talks", title="Talks")], file)
        >>> len(file.getvalue().splitlines())
        1
    """
    if not isinstance(events, Iterable):
        raise TypeError(f"write_jsonl expects an iterable of events or forums, not {type(events).__name__}")
    write_lines(map(line_of, events), target)


def line_of(record: Event | Forum) -> str:
    """A record as a line of JSON Lines.

    Raises:
        DataError: an integer has more digits than Python writes.
        TypeError: `record` is something else.
    """
    if not isinstance(record, Event | Forum):
        raise TypeError(f"write_jsonl expects events or forums, not {type(record).__name__}")
    return to_json(record) + "\n"


def write_lines(lines: Iterable[str], target: PathOrFile) -> None:
    """Write lines made by `line_of` one by one; see `write_jsonl`."""
    with text_to(target) as write:
        for line in lines:
            write(line)


@overload
def read_jsonl(
    source: PathOrFile,
    cls: None = None,
    *,
    on_problem: Callable[[Problem], object] | None = None,
    limits: Limits | None = None,
) -> Iterator[Event | Forum]: ...
@overload
def read_jsonl(
    source: PathOrFile,
    cls: type[Event],
    *,
    on_problem: Callable[[Problem], object] | None = None,
    limits: Limits | None = None,
) -> Iterator[Event]: ...
@overload
def read_jsonl(
    source: PathOrFile,
    cls: type[Forum],
    *,
    on_problem: Callable[[Problem], object] | None = None,
    limits: Limits | None = None,
) -> Iterator[Forum]: ...
def read_jsonl(
    source: PathOrFile,
    cls: type[Event] | type[Forum] | None = None,
    *,
    on_problem: Callable[[Problem], object] | None = None,
    limits: Limits | None = None,
) -> Iterator[Event] | Iterator[Forum] | Iterator[Event | Forum]:
    """Read JSON Lines record by record, in constant memory.

    Blank lines are skipped; a line that contains a list yields its records one by one. The file is opened when the
    first record is requested, and closed after the last.

    Args:
        source: a path (compressed if it ends in `.gz`), or a file open for reading, text or binary, which stays open.
        cls: `Event` or `Forum` to reject lines of the other type.
        on_problem: called with a `Problem`, which states the line, for every line without a valid record; reading
            continues. Without it, the first such line raises.
        limits: a line beyond `bytes` (for a text file: `characters`) is an error, and is not kept in memory. By default
            `Limits()`.

    Raises:
        DataError: a line does not contain a valid record and `on_problem` is None; the paths begin with the line.
        TypeError: an argument has the wrong type.
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
        raise TypeError(f"read_jsonl expects a path or an open file, not {type(source).__name__}")
    if limits is not None and not isinstance(limits, Limits):
        raise TypeError(f"limits must be of type Limits, not {type(limits).__name__}")
    return _records(source, cls, on_problem, limits or DEFAULT_LIMITS)


def _kind_of(obj: object) -> str:
    """The type of these records for the envelope."""
    many = isinstance(obj, list | tuple)
    kinds = set(map(type, obj)) if isinstance(obj, list | tuple) else {type(obj)}
    if kinds <= {Event}:
        return "events" if many else "event"
    if kinds == {Forum}:
        return "forums" if many else "forum"
    names = ", ".join(sorted(kind.__name__ for kind in kinds))
    raise TypeError(
        f"to_json expects an Event, a Forum, or a list or tuple of them, not {'a sequence of ' if many else ''}{names}"
    )


def _written(document: dict[str, object], indent: int | None) -> str:
    if indent in (None, 2) and (orjson := _orjson()):
        try:
            written: bytes = orjson.dumps(document, option=orjson.OPT_INDENT_2 if indent else None)
            return written.decode()
        except TypeError:
            pass  # A lone surrogate or an integer beyond 64 bits, which json can write.
    try:
        text = json.dumps(
            document, ensure_ascii=False, indent=indent, separators=(",", ":" if indent is None else ": ")
        )
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    except ValueError as error:  # An integer with more digits than Python writes.
        raise DataError([("data", str(error))]) from None
    return text


@cache
def _orjson() -> ModuleType | None:
    """The module orjson, if the extra `fast` is installed."""
    try:
        return import_module("orjson")
    except ImportError:
        return None


def _parsed(text: str | bytes) -> object:
    if len(text) > _LONG_JUNK and not _has_version(text):
        raise DataError([("", f"expected an object with the key {_VERSION_KEY}, which occurs nowhere")])
    document = _parsed_fast(text)
    return _parsed_carefully(text) if document is None else document


def _has_version(text: str | bytes) -> bool:
    return _VERSION_KEY in text if isinstance(text, str) else _VERSION_KEY.encode() in text


def _parsed_fast(text: str | bytes) -> object:
    """The document as parsed by orjson, if it writes the same text again; otherwise None."""
    orjson = _orjson()
    if orjson is None:
        return None
    try:
        raw = text.encode() if isinstance(text, str) else text
        if len(raw) > _LONG and _EVENTS in raw[:_ENVELOPE_ENDS]:
            return _parsed_by_event(raw, orjson)
        document: object = orjson.loads(raw)
        option = orjson.OPT_INDENT_2 if raw.startswith(b"{\n") else None
        return document if orjson.dumps(document, option=option) == raw.rstrip() else None
    except (ValueError, TypeError):  # json reports what is wrong, if anything.
        return None


def _parsed_by_event(raw: bytes, orjson: ModuleType) -> object:
    """A long document, parsed event by event to save memory; None if it differs from what `to_json` would write.

    Raises:
        ValueError: a part is not valid JSON.
    """
    head = raw[: raw.index(_DATA) + len(_DATA)]
    begin, end = len(head), raw.rindex(b"]}")
    envelope = orjson.loads(head + b"]}")
    records = []
    is_same: bool = orjson.dumps(envelope) == head + b"]}" and not raw[end + 2 :].strip()
    while is_same and begin < end:
        # No string has these characters: a quotation mark in a string has a backslash before it.
        found = raw.find(b'},{"id":"', begin, end)
        stop = found + 1 if found >= 0 else end
        record = orjson.loads(raw[begin:stop])
        is_same = orjson.dumps(record) == raw[begin:stop]
        records.append(record)
        begin = stop + 1
    return {**envelope, "data": records} if is_same else None


def _parsed_carefully(text: str | bytes) -> object:
    try:
        decoded = text if isinstance(text, str) else text.decode()
        return json.loads(decoded.removeprefix("\ufeff"), object_pairs_hook=_object, parse_constant=_Constant)
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}"
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:
        message = "nested too deeply"
    except ValueError as error:  # An integer with more digits than Python reads.
        message = str(error)
    raise DataError([("", message)])


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Repeating(pairs)


class _Repeating(dict[str, object]):
    """An object with repeated keys. It cannot be indexed, so that nothing mistakes it for an ordinary object."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]

    def __getitem__(self, key: str) -> NoReturn:
        raise _RepeatedKeysError(*self.repeated)


class _Constant(str):
    """`NaN` or `Infinity`, which Python parses as a number. No hook accepts it."""

    __slots__ = ()


def _opened(document: object, allowed: tuple[str, ...]) -> Any:
    """The records in an envelope."""
    faults, minor = _envelope_faults(document, allowed), _minor(document)
    records = None
    if isinstance(document, dict) and document.get("type") in allowed and "data" in document:
        kind, data = document.get("type", ""), document.get("data")
        for upgrade in _MIGRATIONS[minor:]:
            upgrade(kind, data)
        try:
            records = _structured(data, TYPES[kind])
        except DataError as error:
            faults += [(f"data{path}", message) for path, message in error.errors]
    if not faults:
        return list(records) if isinstance(records, tuple) else records
    if minor <= len(_MIGRATIONS):
        raise DataError(faults)
    newer = f"version {MAJOR}.{minor} is newer than {VERSION}, the newest this version of the package reads"
    raise UnsupportedSchemaError([("schema_version", newer), *faults])


def _envelope_faults(document: Any, allowed: Sequence[str]) -> list[tuple[str, str]]:
    """The errors of an envelope, not including those of its data."""
    try:
        _structured(document, _Envelope)
        faults = []
    except DataError as error:
        faults = [(path.removeprefix("."), message) for path, message in error.errors]
    if isinstance(version := _value(document, "schema_version"), str) and not _VERSIONS.fullmatch(version):
        faults.append(("schema_version", str(_UnexpectedError(f"a version such as {VERSION!r}", version))))
    if isinstance(kind := _value(document, "type"), str) and kind not in allowed:
        faults.append(("type", str(_UnexpectedError(f"one of {', '.join(allowed)}", kind))))
    return faults


def _minor(document: object) -> int:
    """The minor version stated in a document; the newest if there is none.

    Raises:
        UnsupportedSchemaError: it states another major version.
    """
    stated = _value(document, "schema_version")
    numbers = _VERSIONS.fullmatch(stated) if isinstance(stated, str) else None
    if numbers is None:
        return len(_MIGRATIONS)
    if int(numbers[1]) != MAJOR:
        message = f"version {stated} cannot be read; this version of the package reads {MAJOR}.x"
        raise UnsupportedSchemaError([("schema_version", message)])
    return int(numbers[2])


def _value(document: object, key: str) -> object:
    return document.get(key) if isinstance(document, dict) else None


def _events_in(kind: str, data: Any) -> Iterator[object]:
    """Yield the events in unchecked data, as far as it has the expected form."""
    records = data if kind in ("events", "forums") else [data]
    for record in records if isinstance(records, list) else []:
        if kind in ("event", "events"):
            yield record
        elif isinstance(record, dict) and isinstance(events := record.get("events"), list):
            yield from events


def _records(
    source: PathOrFile, cls: Any, on_problem: Callable[[Problem], object] | None, limits: Limits
) -> Iterator[Any]:
    number = 0
    with closing(_lines(source, limits)) as lines:
        while True:
            number += 1
            line: str | bytes = ""
            code = ProblemCode.INVALID_RECORD
            try:
                line = next(lines)
                if refusal := _too_long(line, limits):
                    code = ProblemCode.LIMIT_EXCEEDED
                    raise DataError([("", refusal)])
                found = [] if line.isspace() else from_json(line, cls)
            except StopIteration:
                return
            except DataError as error:
                if on_problem is None:
                    raise _on_line(error, number) from None
                on_problem(_problem(code, error, source, number, line))
            else:
                yield from found if isinstance(found, list) else [found]


def _lines(source: PathOrFile, limits: Limits) -> Generator[str | bytes, None, None]:
    try:
        if isinstance(source, str | os.PathLike):
            path = possible(source)
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
                yield from _lines_of(stream, limits)
        else:
            yield from _lines_of(source, limits) if hasattr(source, "readline") else source
    except _BROKEN_STREAM as error:
        raise DataError([("", f"nothing can be read from here on: {error}")]) from None


def _lines_of(file: IO[str] | IO[bytes] | gzip.GzipFile, limits: Limits) -> Iterator[str | bytes]:
    """The lines of a file; a line beyond the limit is cut off just after it."""
    most = max(limits.bytes, limits.characters) + 1
    while line := file.readline(most):
        yield line
        rest, asked = line, most
        while len(rest) == asked and rest[-1:] not in ("\n", b"\n"):
            rest, asked = file.readline(_PART), _PART


_PART = 1 << 20
"""Characters or bytes of a line beyond the limit that are skipped at a time."""


def _too_long(line: str | bytes, limits: Limits) -> str | None:
    """What is wrong with a line that is beyond the limit."""
    name = "characters" if isinstance(line, str) else "bytes"
    most: int = getattr(limits, name)
    return f"a line of more than {most} {name}, which is the limit ({name})" if len(line) > most else None


def _on_line(error: DataError, number: int) -> DataError:
    """The same error with the line at the beginning of its paths."""
    return type(error)((f"line {number}{', ' if path else ''}{path}", message) for path, message in error.errors)


def _problem(code: ProblemCode, error: DataError, source: PathOrFile, number: int, line: str | bytes) -> Problem:
    faults = [f"{path}: {message}" if path else message for path, message in error.errors[:_FAULTS_NAMED]]
    more = [f"and {len(error.errors) - _FAULTS_NAMED} more"] if len(error.errors) > _FAULTS_NAMED else []
    name = os.fspath(source) if isinstance(source, str | os.PathLike) else getattr(source, "name", None)
    return Problem(
        code=code,
        severity=code.severity,
        message="; ".join(faults + more),
        line=number,
        text=(line if isinstance(line, str) else line[: 4 * _CHARACTERS_QUOTED].decode(errors="replace"))[
            :_CHARACTERS_QUOTED
        ],
        source=name if isinstance(name, str) else None,
    )


def _structured(data: Any, hint: Any) -> Any:
    """Convert plain JSON values to a type.

    Raises:
        DataError: lists every error; a path is empty or starts with `.` or `[`.
    """
    try:
        return _converter().structure(data, hint)
    except Exception:  # noqa: BLE001 - whatever is wrong, the detailed converter names it
        return _structured_in_detail(data, hint)


def _structured_in_detail(data: Any, hint: Any) -> Any:
    """The same, reporting every error, which takes about twice as long."""
    from cattrs import BaseValidationError, transform_error  # noqa: PLC0415 - see _converter

    try:
        return _converter(detailed=True).structure(data, hint)
    except (BaseValidationError, _UnexpectedError) as error:
        texts = transform_error(error, "", _message)
    faults = [fault for text in texts for fault in _faults(text)]
    more = [("", f"only the first {_MOST_FAULTS:,} errors are listed")] if len(faults) > _MOST_FAULTS else []
    raise DataError(faults[:_MOST_FAULTS] + more)


def _message(error: BaseException, _: object) -> str:
    """The message of an error, followed by lines with the keys concerned."""
    if isinstance(error, KeyError):
        return "missing key"
    if isinstance(error, _RepeatedKeysError):
        return "\n".join(["repeated key", *map(_step, error.args)])
    if keys := getattr(error, "extra_fields", None):
        return "\n".join(["unknown key", *map(_step, sorted(keys))])
    return str(error)


def _faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield `(path, message)` from a cattrs message: text from `_message`, ` @ ` and a path of fields and indices."""
    found, _, path = text.rpartition(" @ ")
    message, *steps = found.split("\n")
    yield from ((path + step, message) for step in steps or [""])


def _step(key: str) -> str:
    """A key as a path step: `.label`, or `["odd key"]` unless it is a short identifier."""
    return (
        f".{key}"
        if len(key) <= _CHARACTERS_NAMED and key.isidentifier()
        else f"[{json.dumps(key[:_CHARACTERS_NAMED])}]"
    )


class _RepeatedKeysError(ValueError):
    """An object contains the keys in `args` twice."""


class _UnexpectedError(ValueError):
    """A value is not of the expected kind."""

    def __init__(self, what: str, value: object) -> None:
        super().__init__()
        self.what = what
        self.value = value

    def __str__(self) -> str:
        return f"expected {self.what}, not {_described(self.value)}"


def _described(value: object) -> str:
    """A value described in JSON terms."""
    if value is None or value is True or value is False:
        return json.dumps(value)
    if type(value) is str:
        return f"the string {value if len(value) <= _CHARACTERS_NAMED else value[: _CHARACTERS_NAMED - 1] + '…'!r}"
    if type(value) is int:
        return f"the integer {value}" if value.bit_length() < 64 else "an integer beyond 64 bits"
    if type(value) is _Constant:
        return f"{value}, which is not JSON"
    if type(value) is list:
        return "an array"
    return "an object" if isinstance(value, dict) else f"the number {value}"


@cache
def _converter(*, detailed: bool = False) -> "Converter":
    """Create a converter between records and plain JSON values."""
    from cattrs import Converter  # noqa: PLC0415 - slow to import, and reading pages does not need it

    converter = Converter(
        detailed_validation=detailed,
        forbid_extra_keys=True,
        prefer_attrib_converters=True,
        unstruct_collection_overrides={tuple: list},
    )
    for kind in PLAIN:
        converter.register_structure_hook(kind, _plain_in(kind))
    for vocabulary in VOCABULARIES:
        converter.register_structure_hook(vocabulary, _word_in(vocabulary))
    for kind, text in TEXTS.items():
        converter.register_structure_hook(kind, _text_in(text))
    converter.register_structure_hook_factory(is_optional, _optional_in)
    converter.register_structure_hook_factory(is_tuple, _array_in)
    converter.register_structure_hook_factory(attrs.has, _record_in)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(time, _clock_out)
    converter.register_unstructure_hook(datetime, _clock_out)
    converter.register_unstructure_hook(Decimal, str)
    return converter


def _plain_in(kind: Any) -> _Hook:
    """Accept the exact type only, so that 5 never becomes `"5"` and `true` never becomes 1."""

    def structure(value: Any, _: object) -> Any:
        if type(value) is kind and (kind is not int or value >= 0):
            return value
        raise _UnexpectedError(PLAIN[kind], value)

    return structure


def _text_in(text: Text) -> _Hook:
    """Convert a string that matches a pattern to the value it stands for."""
    fits = regex(text.pattern).fullmatch

    def structure(value: Any, _: object) -> Any:
        if type(value) is str and fits(value):
            try:
                return text.parse(value)
            except ValueError:
                pass  # The pattern matches but the value does not exist: 30 February.
        raise _UnexpectedError(text.what, value)

    return structure


def _word_in(kind: type[StrEnum]) -> _Hook:
    """Convert a string to a vocabulary member."""
    members: dict[object, StrEnum] = {str(member): member for member in kind}

    def structure(value: Any, _: object) -> StrEnum:
        if type(value) is str and value in members:
            return members[value]
        raise _UnexpectedError(f"one of {', '.join(kind)}", value)

    return structure


def _optional_in(hint: Any, converter: "Converter") -> _Hook:
    kind = without_null(hint)
    return _or_null(converter.get_structure_hook(kind), kind)


def _or_null(hook: _Hook, kind: object) -> _Hook:
    """Accept null, or whatever another hook accepts."""

    def structure(value: Any, _: object) -> Any:
        if value is None:
            return None
        try:
            return hook(value, kind)
        except _UnexpectedError as error:
            raise _UnexpectedError(f"{error.what} or null", error.value) from None

    return structure


def _array_in(hint: Any, converter: "Converter") -> _Hook:
    """Convert an array to `tuple[X, ...]`; a string is not an array of letters."""
    item = get_args(hint)[0]
    items = list[item]  # type: ignore[valid-type]  # known only at run time
    hook = _same if _is_left(item, converter) else converter.get_structure_hook(items)
    if converter.detailed_validation:
        hook = _until_many_fail(converter.get_structure_hook(item), item)

    def structure(values: Any, _: object) -> tuple[Any, ...]:
        if type(values) is not list:
            raise _UnexpectedError("an array", values)
        return tuple(hook(values, items)) if values else ()

    return structure


def _until_many_fail(hook: _Hook, item: Any) -> _Hook:
    """Convert the items of an array; the errors of those that cannot be converted are collected up to a number."""
    from cattrs import IterableValidationError, IterableValidationNote  # noqa: PLC0415 - see _converter

    def structure(values: list[object], kind: Any) -> list[Any]:
        made: list[Any] = []
        faults: list[Exception] = []
        number = 0
        for index, value in enumerate(values):
            try:
                made.append(hook(value, item))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is reported with its index
                error.add_note(IterableValidationNote(f"index {index}", index, item))
                faults.append(error)
                number += _number_in(error)
                if number > _MOST_FAULTS:
                    break
        if faults:
            raise IterableValidationError("invalid items", faults, kind)
        return made

    return structure


def _number_in(error: Exception) -> int:
    """The number of errors in an error."""
    return sum(map(_number_in, error.exceptions)) if isinstance(error, ExceptionGroup) else 1


def _is_left(hint: object, converter: "Converter") -> bool:
    """Whether a value is left to the validators of the model: plain values, unless every error is to be reported."""
    return without_null(hint) in PLAIN and not converter.detailed_validation


def _same(value: Any, _: object = None) -> Any:
    return value


def _record_in(cls: type[attrs.AttrsInstance], converter: "Converter") -> _Hook:
    """Convert an object with exactly the fields of the class as keys, each once."""
    from cattrs.gen import make_dict_structure_fn_from_attrs, override  # noqa: PLC0415 - see _converter

    # Without defaults every key is required. cattrs passes fields with a converter to the class unchanged.
    fields = [
        field.evolve(default=attrs.NOTHING, converter=_same if _is_left(field.type, converter) else None)
        for field in attrs.fields(cls)
    ]
    codes: dict[str, Any] = {
        field.name: override(struct_hook=_code_in(field))
        for field in fields
        if "code" in field.metadata and not _is_left(field.type, converter)
    }
    hook: _Hook = make_dict_structure_fn_from_attrs(fields, cls, converter, **codes)
    if not converter.detailed_validation:  # Raises for anything that is not an object.
        return _shared(cls, hook) if cls in _SHARED else hook

    def structure(value: Any, _: object) -> Any:
        if type(value) is dict:
            return hook(value, cls)
        if not isinstance(value, _Repeating):
            raise _UnexpectedError("an object", value)
        return _refused(value, hook, cls)

    return structure


def _refused(value: _Repeating, hook: _Hook, cls: type[attrs.AttrsInstance]) -> NoReturn:
    """Reject an object for its repeated keys and any other errors in it."""
    from cattrs import ClassValidationError  # noqa: PLC0415 - see _converter

    faults: list[Exception] = [_RepeatedKeysError(*value.repeated)]
    try:
        hook(dict(value), cls)
    except ClassValidationError as error:
        faults = [*error.exceptions, *faults]
    raise ClassValidationError("repeated keys", faults, cls)


def _code_in(field: "attrs.Attribute[Any]") -> _Hook:
    """Accept a string of the form that the model requires."""
    code = field.metadata["code"]
    fits = code.fits

    def structure(value: Any, _: object) -> Any:
        if type(value) is str and fits(value):
            return value
        raise _UnexpectedError(code.what, value)

    return _or_null(structure, str) if is_optional(field.type) else structure


def _shared(cls: type[attrs.AttrsInstance], hook: _Hook) -> _Hook:
    """Return the same record for equal objects."""
    names = [field.name for field in attrs.fields(cls)]
    values_of = itemgetter(*names)

    @lru_cache(maxsize=_RECORDS_KEPT, typed=True)  # Typed, because 1, 1.0 and True would otherwise be the same key.
    def of_values(*values: object) -> Any:
        return hook(dict(zip(names, values, strict=True)), cls)

    def structure(value: dict[str, object], _: object) -> Any:
        return of_values(*values_of(value)) if len(value) == len(names) else hook(value, cls)

    return structure


def _clock_out(moment: time | datetime) -> str:
    """`18:00`, with seconds only if they are not zero."""
    return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")
