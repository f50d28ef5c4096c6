"""JSON documents: records in an envelope that states the version of the schema and their type."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

import attrs

from kzru_forums.errors import DataError, UnsupportedSchemaError
from kzru_forums.formats.json_records import MOST_FAULTS, ONLY_THE_FIRST, UnexpectedError, structured, to_plain
from kzru_forums.formats.json_steps import LONG, Steps
from kzru_forums.formats.json_text import object_of, parsed, written
from kzru_forums.formats.schema import MAJOR, NUMBER, TYPES, VERSION
from kzru_forums.model import Event, Forum
from kzru_forums.patterns import regex
from kzru_forums.text import check_number


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
    steps, pairs = Steps(text), list[tuple[str, object]]()
    if (first := steps.next()) != "{":
        raise DataError([("", str(UnexpectedError("an object", [] if first == "[" else steps.value())))])
    records, faults, used = None, list[tuple[str, str]](), dict[str, object]()
    for key in steps.members():
        if key == "data" and not used:
            used = {**_stated_below(text), **dict(pairs)}
            if used.get("type") not in allowed:
                raise DataError(_envelope_faults({"schema_version": VERSION, **used, key: None}, allowed))
            records, faults = _converted_in_steps(steps, str(used["type"]), _minor(used))
            pairs.append((key, None))
        else:
            pairs.append((key, steps.value()))
    steps.end()
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


def _converted_in_steps(steps: Steps, kind: str, minor: int) -> tuple[Any, list[tuple[str, str]]]:
    """The records that come next, or all errors up to a number."""
    if kind in ("event", "forum") or steps.next() != "[":
        return _converted(steps.value(), kind, minor)
    records, faults = [], list[tuple[str, str]]()
    for index, item in enumerate(steps.items()):
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
