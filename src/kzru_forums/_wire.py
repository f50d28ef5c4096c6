"""The converters: records as plain JSON values and back.

A record is an object with every field as a key. Two cattrs converters hold the same rules for single values: the quick
one stops at the first fault, the careful one then names all of them, each with its path.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

import attrs

from kzru_forums._quick import Hook, Hooks, quick_in, quick_out
from kzru_forums._shapes import ENUMS, FIELDS, PLAIN, SHAPES, Shape, field_types, is_optional, is_tuple, without_null

if TYPE_CHECKING:
    from cattrs import Converter

Faults = list[tuple[str, str]]
"""`(path, message)` of everything wrong with a value; a path is empty or starts with `.` or `[`."""

_Map = Callable[[Hook, Iterable[Any]], Iterable[Any]]
_Sequence = type[list[Any]] | type[tuple[Any, ...]]

_SHOWN = 40


class Wrong(Exception):  # noqa: N818 - it carries faults up to the document and never leaves the package
    """What is wrong with a value and with everything inside it."""

    def __init__(self, faults: Faults) -> None:
        super().__init__()
        self.faults = faults

    def below(self, step: str) -> Faults:
        """The faults as seen from the record or array that holds the value under `step`."""
        return [(step + path, message) for path, message in self.faults]


class Constant(str):
    """`NaN` or `Infinity`, which Python's reader takes for a number. No hook takes it for anything."""

    __slots__ = ()


class Repeating(dict[str, object]):
    """An object with repeated keys."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def plain(value: object, hint: Any) -> object:
    """A value of the given type as plain JSON values.

    Raises:
        Wrong: with everything in it that the type does not allow.
    """
    try:
        return _converter().unstructure(value, unstructure_as=hint)
    except (Wrong, ValueError):
        return _converter(careful=True).unstructure(value, unstructure_as=hint)


def typed(value: object, hint: Any) -> object:
    """Plain JSON values as a value of the given type.

    Raises:
        Wrong: with everything in them that the type does not allow.
    """
    try:
        return _converter().structure(value, hint)
    except (Wrong, ValueError):
        return _converter(careful=True).structure(value, hint)


def expected(what: str, value: object) -> Wrong:
    """The fault of a value that should be something else."""
    return Wrong([("", f"expected {what}, not {_described(value)}")])


def key_faults(found: dict[str, object], keys: Sequence[str]) -> Faults:
    """Missing, unknown and repeated keys of an object."""
    faults = [(_step(key), "missing key") for key in keys if key not in found]
    faults += [(_step(key), "unknown key") for key in found if key not in keys]
    repeated = found.repeated if isinstance(found, Repeating) else []
    return faults + [(_step(key), "repeated key") for key in repeated]


def _described(value: object) -> str:
    """A value in the words of JSON; one that JSON does not have, by its Python type."""
    if value is None or value is True or value is False:
        return json.dumps(value)
    if type(value) is str:
        return f"the string {value if len(value) <= _SHOWN else value[: _SHOWN - 1] + '…'!r}"
    if type(value) is int:
        return f"the integer {value}" if value.bit_length() < 64 else "an integer beyond 64 bits"
    if type(value) is float:
        return f"the number {value}"
    if type(value) is Constant:
        return f"{value}, which is not JSON"
    if type(value) is list:
        return "an array"
    return "an object" if isinstance(value, dict) else f"a value of type {type(value).__name__}"


def _step(key: str) -> str:
    """A key as a step of a path: `.label`, or `["odd key"]` where it is no short identifier."""
    return f".{key}" if len(key) <= _SHOWN and key.isidentifier() else f"[{json.dumps(key[:_SHOWN])}]"


def _plain_hook(kind: type, or_null: str = "") -> Hook:
    """Both ways: the exact type or nothing, so that no 5 becomes `"5"` and no `true` a 1."""

    def same(value: object, _: object = None) -> object:
        if type(value) is kind and not (type(value) is int and value < 0):
            return value
        raise expected(PLAIN[kind] + or_null, value)

    return same


def _enum_in(kind: type[StrEnum]) -> Hook:
    members: dict[object, StrEnum] = {str(member): member for member in kind}

    def structure(value: object, _: object = None) -> StrEnum:
        if type(value) is str and value in members:
            return members[value]
        raise expected(f"one of {', '.join(kind)}", value)

    return structure


def _exact_out(kind: type, written: Callable[[Any], object]) -> Hook:
    def unstructure(value: object) -> object:
        if type(value) is kind:
            return written(value)
        raise expected(f"a value of type {kind.__name__}", value)

    return unstructure


def _text_in(shape: Shape) -> Hook:
    """Dates, times and decimals: text of one shape that also names a value there is."""
    fits = re.compile(shape.pattern).fullmatch

    def structure(value: object, _: object = None) -> object:
        if type(value) is str and fits(value):
            with suppress(ValueError):  # the shape is right and there is no such value: 30 February
                return shape.parse(value)
        raise expected(shape.what, value)

    return structure


def _clock_out(kind: type[time] | type[datetime]) -> Hook:
    """A time or a datetime: `18:00`, with seconds only where there are any."""

    def unstructure(value: Any) -> str:
        if type(value) is kind and value.tzinfo is None:
            return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
        raise expected(f"a value of type {kind.__name__} without an offset", value)

    return unstructure


def _decimal_out(value: object) -> str:
    if type(value) is Decimal and re.fullmatch(SHAPES[Decimal].pattern, text := str(value)):
        return text
    raise expected("a finite value of type Decimal with an exponent of up to 8 digits", value)


def _optional(hint: Any, hooks: Hooks) -> Hook:
    """`X | None`: null, or what X takes."""
    kind = without_null(hint)
    return _or_null(_plain_hook(kind, " or null") if kind in PLAIN else hooks(kind))


def _or_null(hook: Hook) -> Hook:
    def convert(value: object, _: object = None) -> object:
        return None if value is None else hook(value)

    return convert


def _array(hint: Any, hooks: Hooks, taken: _Sequence, made: _Sequence, apply: _Map) -> Hook:
    """`tuple[X, ...]`: a list as a tuple, or back. A string is not a sequence of letters."""
    hook = hooks(get_args(hint)[0])
    what = "an array" if taken is list else "a value of type tuple"

    def convert(values: Any, _: object = None) -> object:
        if type(values) is taken:
            return made(apply(hook, values)) if values else made()
        raise expected(what, values)

    return convert


def _map_all(hook: Hook, values: Iterable[object]) -> list[object]:
    """`map` that does not stop at the first fault."""
    converted = []
    faults: Faults = []
    for index, value in enumerate(values):
        try:
            converted.append(hook(value))
        except Wrong as wrong:
            faults += wrong.below(f"[{index}]")
    if faults:
        raise Wrong(faults)
    return converted


def _convert(record: dict[str, Any], hooks: dict[str, Hook], faults: Faults) -> dict[str, Any]:
    """The fields of a record, converted; `faults` are what is already known to be wrong with it."""
    converted = {}
    for name, value in record.items():
        try:
            converted[name] = hooks[name](value)
        except Wrong as wrong:
            faults += wrong.below(f".{name}")
    if faults:
        raise Wrong(faults)
    return converted


def _shaped(cls: type, name: str, hint: Any) -> Hook | None:
    """Both ways: a string of the shape of the field; None for a field whose strings have none."""
    if (cls, name) not in FIELDS:
        return None
    hook = _text_in(FIELDS[cls, name])
    return _or_null(hook) if is_optional(hint) else hook


def _careful_in(cls: type, hooks: Hooks) -> Hook:
    fields = {name: _shaped(cls, name, hint) or hooks(hint) for name, hint in field_types(cls).items()}

    def structure(value: object, _: object = None) -> object:
        if not isinstance(value, dict):
            raise expected("an object", value)
        record = {name: value[name] for name in fields if name in value}
        converted = _convert(record, fields, key_faults(value, [*fields]))
        try:
            return cls(**converted)
        except ValueError as error:  # what the class itself demands: a span does not end before it starts
            raise Wrong([("", str(error))]) from None

    return structure


def _careful_out(cls: type, hooks: Hooks) -> Hook:
    fields = {name: _shaped(cls, name, hint) or hooks(hint) for name, hint in field_types(cls).items()}

    def unstructure(value: object) -> object:
        if type(value) is cls:
            return _convert({name: getattr(value, name) for name in fields}, fields, [])
        raise expected(f"a value of type {cls.__name__}", value)

    return unstructure


@cache
def _converter(*, careful: bool = False) -> "Converter":
    from cattrs import Converter  # noqa: PLC0415 - nobody who does without JSON waits for it

    converter = Converter()
    _add_single(converter)
    _add_composed(converter, careful=careful)
    return converter


def _add_single(converter: "Converter") -> None:
    """The rules of single values, which the two converters share."""
    for kind in PLAIN:
        converter.register_structure_hook(kind, _plain_hook(kind))
        converter.register_unstructure_hook(kind, _plain_hook(kind))
    for enum in ENUMS:
        converter.register_structure_hook(enum, _enum_in(enum))
        converter.register_unstructure_hook(enum, _exact_out(enum, str))
    for text, shape in SHAPES.items():
        converter.register_structure_hook(text, _text_in(shape))
    converter.register_unstructure_hook(date, _exact_out(date, date.isoformat))
    converter.register_unstructure_hook(time, _clock_out(time))
    converter.register_unstructure_hook(datetime, _clock_out(datetime))
    converter.register_unstructure_hook(Decimal, _decimal_out)


def _add_composed(converter: "Converter", *, careful: bool) -> None:
    """The rules that are made of other rules: `X | None`, `tuple[X, ...]` and records."""
    read, write = converter.get_structure_hook, converter.get_unstructure_hook
    record_in, record_out, apply = (_careful_in, _careful_out, _map_all) if careful else (quick_in, quick_out, map)
    converter.register_structure_hook_factory(is_optional, lambda hint: _optional(hint, read))
    converter.register_unstructure_hook_factory(is_optional, lambda hint: _optional(hint, write))
    converter.register_structure_hook_factory(is_tuple, lambda hint: _array(hint, read, list, tuple, apply))
    converter.register_unstructure_hook_factory(is_tuple, lambda hint: _array(hint, write, tuple, list, apply))
    converter.register_structure_hook_factory(attrs.has, lambda cls: record_in(cls, read))
    converter.register_unstructure_hook_factory(attrs.has, lambda cls: record_out(cls, write))
