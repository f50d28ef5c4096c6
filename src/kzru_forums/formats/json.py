"""JSON and JSON Lines: records in an envelope that states the version of the schema and their type."""

import gzip
import os
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from typing import IO, Any, overload

import attrs

from kzru_forums.errors import DataError, Problem, ProblemCode, UnsupportedSchemaError
from kzru_forums.files import DEFAULT_LIMITS, Limits, PathOrFile, name_of, possible
from kzru_forums.formats.json_records import MOST_FAULTS, ONLY_THE_FIRST, UnexpectedError, structured, to_plain
from kzru_forums.formats.json_text import LONG, StepwiseDecoder, object_of, parsed, written
from kzru_forums.formats.schema import MAJOR, NUMBER, TYPES, VERSION
from kzru_forums.model import Event, Forum
from kzru_forums.patterns import regex
from kzru_forums.text import check_number
from kzru_forums.writing import text_to

__all__ = [
    "events_from_json",
    "from_json",
    "line_of",
    "part_of",
    "read_jsonl",
    "to_json",
    "to_plain",
    "write",
    "write_document",
    "write_jsonl",
    "write_lines",
]


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
    kind = kind_of(obj)
    data = [*map(to_plain, obj)] if isinstance(obj, list | tuple) else to_plain(obj)
    return written({"schema_version": VERSION, "type": kind, "data": data}, indent)


def kind_of(obj: object) -> str:
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


def part_of(record: Event | Forum) -> str:
    """A record as it is written in a document of several, on one line.

    Raises:
        DataError: an integer has more digits than Python writes.
    """
    return written(to_plain(record), None)


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
    allowed = _NARROWED[cls]
    opened = _opened_in_steps(text, allowed) if len(text) > LONG else _opened(parsed(text), allowed)
    records: Event | Forum | list[Event] | list[Forum] = opened
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


_NARROWED: dict[object, tuple[str, ...]] = {None: tuple(TYPES), Event: ("event", "events"), Forum: ("forum", "forums")}
_VERSIONS = regex(rf"({NUMBER})\.({NUMBER})")


@attrs.frozen(kw_only=True)
class _Envelope:
    """The envelope of a document; its fields are the keys, in order."""

    schema_version: str = attrs.field(validator=attrs.validators.instance_of(str))
    type: str = attrs.field(validator=attrs.validators.instance_of(str))
    data: Any


def _opened(document: object, allowed: Sequence[str]) -> Any:
    """The records in an envelope."""
    faults, minor = _envelope_faults(document, allowed), _minor(document)
    records = None
    if isinstance(document, dict) and document.get("type") in allowed and "data" in document:
        records, more = _converted(document.get("data"), document.get("type", ""), minor)
        faults += more
    return _concluded(records, faults, minor)


def _converted(data: object, kind: str, minor: int, path: str = "data") -> tuple[Any, list[tuple[str, str]]]:
    """Records of an earlier minor version, migrated and converted, and their errors."""
    for upgrade in _MIGRATIONS[minor:]:
        upgrade(kind, data)
    try:
        return structured(data, TYPES[kind]), []
    except DataError as error:
        return None, [(f"{path}{step}", message) for step, message in error.errors]


def _concluded(records: Any, faults: list[tuple[str, str]], minor: int) -> Any:
    """The records, if there is no error."""
    if not faults:
        return list(records) if isinstance(records, tuple) else records
    if minor <= len(_MIGRATIONS):
        raise DataError(faults)
    newer = f"version {MAJOR}.{minor} is newer than {VERSION}, the newest this version of the package reads"
    raise UnsupportedSchemaError([("schema_version", newer), *faults])


def _opened_in_steps(text: str | bytes, allowed: Sequence[str]) -> Any:
    """The records in a long document, each converted before the next one is decoded."""
    decoder, pairs = StepwiseDecoder(text), list[tuple[str, object]]()
    if (first := decoder.next()) != "{":
        raise DataError([("", str(UnexpectedError("an object", [] if first == "[" else decoder.value())))])
    records, faults, used = None, list[tuple[str, str]](), dict[str, object]()
    for key in decoder.members():
        if key == "data" and not used:
            used = {**_stated_below(text), **dict(pairs)}
            if used.get("type") not in allowed:
                raise DataError(_envelope_faults({"schema_version": VERSION, **used, key: None}, allowed))
            records, faults = _converted_in_steps(decoder, str(used["type"]), _minor(used))
            pairs.append((key, None))
        else:
            pairs.append((key, decoder.value()))
    decoder.end()
    document = object_of(pairs)
    if any(used.get(key) != document.get(key) for key in used):
        faults = [("data", f"expected after {' and '.join(_STATED_KEYS)} in a document of this length")]
    return _concluded(records, _envelope_faults(document, allowed) + faults, _minor(document))


_STATED_KEYS = ("schema_version", "type")
_STATED = regex(rf'"({"|".join(_STATED_KEYS)})"\s{{0,9}}:\s{{0,9}}"([^"\\]{{0,40}})"')
_ENVELOPE = 500
"""Number of characters in which the version and the type are looked for if the data comes first."""


def _stated_below(text: str | bytes) -> dict[str, str]:
    """The version and the type at the end of a document."""
    end = text[-_ENVELOPE:]
    return dict(_STATED.findall(end if isinstance(end, str) else end.decode(errors="replace")))


def _converted_in_steps(decoder: StepwiseDecoder, kind: str, minor: int) -> tuple[Any, list[tuple[str, str]]]:
    """The records that come next, or all errors up to a number."""
    if kind in ("event", "forum") or decoder.next() != "[":
        return _converted(decoder.value(), kind, minor)
    records, faults = [], list[tuple[str, str]]()
    for index, item in enumerate(decoder.items()):
        record, more = _converted(item, kind.removesuffix("s"), minor, f"data[{index}]")
        records.append(record)
        if more:
            faults += more
            records.clear()
        if len(faults) > MOST_FAULTS:
            return _concluded(None, [*faults[:MOST_FAULTS], ("data", ONLY_THE_FIRST)], minor), []
    return records, faults


def _envelope_faults(document: Any, allowed: Sequence[str]) -> list[tuple[str, str]]:
    """The errors of an envelope, not including those of its data."""
    try:
        structured(document, _Envelope)
        faults = []
    except DataError as error:
        faults = [(path.removeprefix("."), message) for path, message in error.errors]
    if isinstance(version := _value(document, "schema_version"), str) and not _VERSIONS.fullmatch(version):
        faults.append(("schema_version", str(UnexpectedError(f"a version such as {VERSION!r}", version))))
    if isinstance(kind := _value(document, "type"), str) and kind not in allowed:
        faults.append(("type", str(UnexpectedError(f"one of {', '.join(allowed)}", kind))))
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


def _add_traits(kind: str, data: object) -> None:
    """Migrate 1.0 to 1.1: a source has traits."""
    for event in _events_in(kind, data):
        if isinstance(event, dict) and isinstance(source := event.get("source"), dict):
            source.setdefault("traits", [])


_MIGRATIONS: tuple[Callable[[str, object], None], ...] = (_add_traits,)
"""Step n migrates data from version 1.n to 1.n+1 in place, given the envelope's type and its data.

A step runs before the data is checked, so it must ignore data of an unexpected form.
"""


def _events_in(kind: str, data: Any) -> Iterator[object]:
    """Yield the events in unchecked data, as far as it has the expected form."""
    records = data if kind in ("events", "forums") else [data]
    for record in records if isinstance(records, list) else []:
        if kind in ("event", "events"):
            yield record
        elif isinstance(record, dict) and isinstance(events := record.get("events"), list):
            yield from events


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
    if not isinstance(records, Iterable):
        raise TypeError(f"expected an iterable of events or forums, not {type(records).__name__}")
    if indent is not None:
        text = to_json([*records], indent=indent)  # type: ignore[arg-type]  # to_json refuses a mixture
        with text_to(target) as write_text:
            write_text(text + "\n")
        return
    first, parts = None, []
    for record in records:  # a record takes much less memory as text
        first = record if first is None else first
        kind = kind_of([first, record])
        parts.append(part_of(record).encode())
    _write_document(kind if parts else "events", parts, target)


def write_document(parts: Iterable[str], target: PathOrFile) -> None:
    """Write a document of events from their parts; nothing is written if a part fails."""
    _write_document("events", [part.encode() for part in parts], target)


def _write_document(kind: str, parts: Sequence[bytes], target: PathOrFile) -> None:
    head, tail = written({"schema_version": VERSION, "type": kind, "data": []}, None).rsplit("]", 1)
    with text_to(target) as write_text:
        write_text(head)
        for number, part in enumerate(parts):
            write_text(f",{part.decode()}" if number else part.decode())
        write_text(f"]{tail}\n")


_BROKEN_STREAM = (EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError)
_FAULTS_NAMED = 10
"""Maximum number of errors in the message of a problem."""
_CHARACTERS_QUOTED = 200
"""Maximum length of the quoted line in a problem."""


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
    is_file = hasattr(source, "read") and (hasattr(source, "readline") or hasattr(source, "__iter__"))
    if not isinstance(source, str | os.PathLike) and not is_file:
        raise TypeError(f"read_jsonl expects a path or an open file, not {type(source).__name__}")
    if limits is not None and not isinstance(limits, Limits):
        raise TypeError(f"limits must be of type Limits, not {type(limits).__name__}")
    if on_problem is not None and not callable(on_problem):
        raise TypeError(f"on_problem takes a function, not {type(on_problem).__name__}")
    return _records(source, cls, on_problem, limits or DEFAULT_LIMITS)


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
                if not isinstance(line, str | bytes):
                    raise TypeError(f"expected lines of text or bytes, not {type(line).__name__}")
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
    return Problem(
        code=code,
        severity=code.severity,
        message="; ".join(faults + more),
        line=number,
        text=(line if isinstance(line, str) else line[: 4 * _CHARACTERS_QUOTED].decode(errors="replace"))[
            :_CHARACTERS_QUOTED
        ],
        source=name_of(source),
    )
