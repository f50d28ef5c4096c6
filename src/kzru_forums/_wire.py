"""The converter: records as plain JSON values and back.

A record is an object with every field as a key. Its hook keeps the combinations of value types it has accepted before:
in a combination it knows, the fields that their type alone decides (strings, integers, truth values, null) need no
second look. Any other record goes through the hooks field by field. Every fault is kept with its path; nothing stops
at the first.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from cattrs import Converter

from kzru_forums import model

Faults = list[tuple[str, str]]
"""`(path, message)` of everything wrong with a value; a path is empty or starts with `.` or `[`."""

_Hook = Callable[..., Any]
"""Takes the value. The type, which cattrs passes to some as well, every hook has from its factory."""
_Hooks = Callable[[Any], _Hook]
_Sequence = type[list[Any]] | type[tuple[Any, ...]]

_PLAIN = {str: "a string", int: "an integer", float: "a number", bool: "true or false"}
_ENUMS = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
_DATE = r"\d{4}-\d\d-\d\d"
_TIME = r"(?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d{6})?)?"
_TEXTS: tuple[tuple[type, str, Callable[[str], object], str], ...] = (
    (date, _DATE, date.fromisoformat, "a date such as '2012-09-19'"),
    (time, _TIME, time.fromisoformat, "a time such as '18:00'"),
    (datetime, f"{_DATE}T{_TIME}", datetime.fromisoformat, "a date and time such as '2012-09-19T18:00'"),
    (Decimal, r"-?\d+(?:\.\d+)?(?:E[+-]\d+)?", Decimal, "a decimal number in a string such as '150000.50'"),
)
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


def plain(value: object, hint: object) -> object:
    """A value of the given type as plain JSON values, the same strings and numbers.

    Raises:
        Wrong: with everything in it that the type does not allow.
    """
    hook: _Hook = _converter().get_unstructure_hook(hint)
    return hook(value)


def typed(value: object, hint: object) -> object:
    """Plain JSON values as a value of the given type.

    Raises:
        Wrong: with everything in them that the type does not allow.
    """
    hook: _Hook = _converter().get_structure_hook(hint)
    return hook(value)


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


def _plain_hook(kind: type) -> _Hook:
    """Both ways: the exact type or nothing, so that no 5 becomes `"5"` and no `true` a 1."""

    def same(value: object, _: object = None) -> object:
        if type(value) is kind:
            return value
        raise expected(_PLAIN[kind], value)

    return same


def _enum_in(kind: type[StrEnum]) -> _Hook:
    members: dict[object, StrEnum] = {str(member): member for member in kind}

    def structure(value: object, _: object = None) -> StrEnum:
        if type(value) is str and value in members:
            return members[value]
        raise expected(f"one of {', '.join(kind)}", value)

    return structure


def _enum_out(kind: type[StrEnum]) -> _Hook:
    def unstructure(value: object) -> object:
        if type(value) is kind:
            return value  # a string already
        raise expected(f"a value of type {kind.__name__}", value)

    return unstructure


def _text_in(pattern: str, parse: Callable[[str], object], what: str) -> _Hook:
    """Dates, times and decimals: text of one shape that also names a value there is."""
    shape = re.compile(pattern, re.ASCII)

    def structure(value: object, _: object = None) -> object:
        if type(value) is str and shape.fullmatch(value):
            try:
                return parse(value)
            except (ValueError, ArithmeticError):
                pass  # the shape is right and there is no such value: 30 February
        raise expected(what, value)

    return structure


def _date_out(value: object) -> str:
    if type(value) is date:
        return value.isoformat()
    raise expected("a value of type date", value)


def _clock_out(kind: type[time] | type[datetime]) -> _Hook:
    """A time or a datetime: `18:00`, with seconds only where there are any."""

    def unstructure(value: Any) -> str:
        if type(value) is kind and value.tzinfo is None:
            return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
        raise expected(f"a value of type {kind.__name__} without an offset", value)

    return unstructure


def _decimal_out(value: object) -> str:
    if type(value) is Decimal and value.is_finite():
        return str(value)
    raise expected("a finite value of type Decimal", value)


def _optional(hint: Any, hooks: _Hooks) -> _Hook:
    """`X | None`: null, or what X takes."""
    hook = hooks(next(kind for kind in get_args(hint) if kind is not NoneType))

    def convert(value: object, _: object = None) -> object:
        return None if value is None else hook(value)

    return convert


def _many(hint: Any, hooks: _Hooks, source: _Sequence, target: _Sequence) -> _Hook:
    """`tuple[X, ...]`: a list as a tuple, or back. A string is not a sequence of letters."""
    kind = get_args(hint)[0]
    hook = hooks(kind)
    settled = {kind} & _PLAIN.keys()
    what = "an array" if source is list else "a value of type tuple"

    def convert(values: Any, _: object = None) -> object:
        if type(values) is not source:
            raise expected(what, values)
        if settled and settled.issuperset(map(type, values)):
            return target(values)
        converted = []
        faults: Faults = []
        for index, value in enumerate(values):
            try:
                converted.append(hook(value))
            except Wrong as wrong:
                faults += wrong.below(f"[{index}]")
        if faults:
            raise Wrong(faults)
        return target(converted)

    return convert


def _fields(cls: type, hooks: _Hooks, settled: AbstractSet[object]) -> tuple[dict[str, _Hook], dict[str, _Hook]]:
    """The hooks of all fields in the order they are written, and of those that a right type alone does not settle."""
    hints = get_type_hints(cls)
    names = [field.name for field in attrs.fields(cls)]
    kinds = {name: get_args(hints[name]) if _is_optional(hints[name]) else (hints[name],) for name in names}
    every = {name: hooks(hints[name]) for name in names}
    return every, {name: every[name] for name in names if not settled >= {*kinds[name]} - {NoneType}}


def _convert(record: dict[str, Any], hooks: dict[str, _Hook], faults: Faults) -> None:
    """Convert fields of a record in place; `faults` are what is already known to be wrong with it."""
    for name, hook in hooks.items():
        try:
            record[name] = hook(record[name])
        except Wrong as wrong:
            faults += wrong.below(f".{name}")
    if faults:
        raise Wrong(faults)


def _record_in(cls: type, converter: Converter) -> _Hook:
    hooks, unsettled = _fields(cls, converter.get_structure_hook, _PLAIN.keys())
    values_of = itemgetter(*hooks)
    accepted: set[tuple[type, ...]] = set()

    def is_accepted(value: dict[str, object]) -> bool:
        try:
            return len(value) == len(hooks) and tuple(map(type, values_of(value))) in accepted
        except KeyError:
            return False

    def checked(value: dict[str, object]) -> dict[str, object]:
        record = {name: value[name] for name in hooks if name in value}
        _convert(record, {name: hooks[name] for name in record}, key_faults(value, [*hooks]))
        accepted.add(tuple(map(type, values_of(value))))
        return record

    def structure(value: object, _: object = None) -> object:
        if not isinstance(value, dict):
            raise expected("an object", value)
        if type(value) is dict and is_accepted(value):
            record = dict(value)
            _convert(record, unsettled, [])
        else:
            record = checked(value)
        try:
            return cls(**record)
        except ValueError as error:  # what the class itself demands: a span does not end before it starts
            raise Wrong([("", str(error))]) from None

    return structure


def _record_out(cls: type, converter: Converter) -> _Hook:
    hooks, unsettled = _fields(cls, converter.get_unstructure_hook, {*_PLAIN, *_ENUMS})
    values_of = attrgetter(*hooks)
    accepted: set[tuple[type, ...]] = set()

    def unstructure(value: object) -> object:
        if type(value) is not cls:
            raise expected(f"a value of type {cls.__name__}", value)
        values = values_of(value)
        types = tuple(map(type, values))
        record = dict(zip(hooks, values, strict=True))
        if types in accepted:
            _convert(record, unsettled, [])
        else:
            _convert(record, hooks, [])
            accepted.add(types)
        return record

    return unstructure


def _is_optional(hint: object) -> bool:
    return isinstance(hint, UnionType)


def _is_tuple(hint: object) -> bool:
    return get_origin(hint) is tuple


@cache
def _converter() -> Converter:
    """The one converter, with every rule of the wire."""
    converter = Converter()
    _add_rules_in(converter)
    _add_rules_out(converter)
    return converter


def _add_rules_in(converter: Converter) -> None:
    hooks = converter.get_structure_hook
    for kind in _PLAIN:
        converter.register_structure_hook(kind, _plain_hook(kind))
    for enum in _ENUMS:
        converter.register_structure_hook(enum, _enum_in(enum))
    for kind, pattern, parse, what in _TEXTS:
        converter.register_structure_hook(kind, _text_in(pattern, parse, what))
    converter.register_structure_hook_factory(_is_optional, lambda hint: _optional(hint, hooks))
    converter.register_structure_hook_factory(_is_tuple, lambda hint: _many(hint, hooks, list, tuple))
    converter.register_structure_hook_factory(attrs.has, lambda cls: _record_in(cls, converter))


def _add_rules_out(converter: Converter) -> None:
    hooks = converter.get_unstructure_hook
    for kind in _PLAIN:
        converter.register_unstructure_hook(kind, _plain_hook(kind))
    for enum in _ENUMS:
        converter.register_unstructure_hook(enum, _enum_out(enum))
    converter.register_unstructure_hook(date, _date_out)
    converter.register_unstructure_hook(time, _clock_out(time))
    converter.register_unstructure_hook(datetime, _clock_out(datetime))
    converter.register_unstructure_hook(Decimal, _decimal_out)
    converter.register_unstructure_hook_factory(_is_optional, lambda hint: _optional(hint, hooks))
    converter.register_unstructure_hook_factory(_is_tuple, lambda hint: _many(hint, hooks, tuple, list))
    converter.register_unstructure_hook_factory(attrs.has, lambda cls: _record_out(cls, converter))
