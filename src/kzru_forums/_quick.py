"""The quick conversions: functions that convert a record and stop at the first fault, with a ValueError.

They are written out as source, which cattrs does too, but with plain values, words and arrays converted in line: calls
take as long again. Nothing goes into the source but names of classes and fields of the model.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, get_args

import attrs

from kzru_forums import model
from kzru_forums._shapes import ENUMS, FIELDS, PLAIN, field_types, is_tuple, without_null

Hook = Callable[..., Any]
"""Takes the value. The type, which cattrs passes to some as well, every hook has from its factory."""
Hooks = Callable[[Any], Hook]
"""Finds the hook of a type."""

_REPEATED = (model.Speaker, model.Party)
"""Records that one document holds many times: each is converted once, and equal ones become one value again."""
_REMEMBERED = 1024


class _Way(NamedTuple):
    """Into records or out of them: pieces of source, in which `@` is the variable that is converted."""

    record: str
    """Holds of a record."""
    field: str
    """A field of a record."""
    made: tuple[str, str, str]
    """Opens, fills and closes what a record becomes."""
    word: tuple[str, str]
    """Type of a word of a vocabulary, and what it becomes; None where there is no such word."""
    array: tuple[str, str, str]
    """Type of an array, what it becomes where it is empty, and where it holds something."""


_IN = _Way(
    record="type(@) is dict and @.keys() == @keys",
    field="@['{}']",
    made=("@class(", "{0}=@{0}_", ")"),
    word=("str", "@words.get(@)"),
    array=("list", "()", "tuple({})"),
)
_OUT = _Way(
    record="type(@) is @class",
    field="@.{}",
    made=("{", "'{0}': @{0}_", "}"),
    word=("@class", "@._value_"),
    array=("tuple", "[]", "[*{}]"),
)


def quick_in(cls: type, hooks: Hooks) -> Hook:
    """Out of plain JSON values."""
    hook = _Source(_IN, hooks).compiled(cls)
    return _once_in(cls, hook) if cls in _REPEATED else hook


def quick_out(cls: type, hooks: Hooks) -> Hook:
    """Into plain JSON values."""
    hook = _Source(_OUT, hooks).compiled(cls)
    return _once_out(hook) if cls in _REPEATED else hook


class _Source:
    """Source of a conversion, and the names that it needs.

    A variable ends with an underscore and its fields continue its name; what belongs to it continues it without one.
    """

    def __init__(self, way: _Way, hooks: Hooks) -> None:
        self._way = way
        self._hooks = hooks
        self._names: dict[str, Any] = {}

    def compiled(self, cls: type) -> Hook:
        """A function that converts a record."""
        lines = ["def convert(_, __=None):", *self._record(cls, "_"), "return _"]
        exec("\n  ".join(lines), self._names)  # noqa: S102 - for the reason above
        hook: Hook = self._names["convert"]
        return hook

    def _record(self, cls: type, variable: str) -> list[str]:
        """Lines that convert a record, and the records in it that are not in arrays."""
        hints = field_types(cls)
        self._names |= {f"{variable}class": cls, f"{variable}keys": {*hints}}
        lines = [_demand(self._way.record)]
        for name, hint in hints.items():
            kind = without_null(hint)
            lines += [
                f"@{name}_ = {self._way.field.format(name)}",
                "if True:" if kind is hint else f"if @{name}_ is not None:",
            ]
            lines += [f"  {line}" for line in self._value(kind, f"{variable}{name}_")]
            lines += self._shaped(cls, name, f"{variable}{name}_")
        first, each, last = self._way.made
        lines.append(f"@ = {first}{', '.join(each.format(name) for name in hints)}{last}")
        return [line.replace("@", variable) for line in lines]

    def _value(self, kind: Any, variable: str) -> list[str]:
        """Lines that convert a value that is not null."""
        if attrs.has(kind) and kind not in _REPEATED:
            return self._record(kind, variable)
        if kind in PLAIN:
            lines = [_demand(f"type(@) is {kind.__name__}{' and @ >= 0' if kind is int else ''}")]
        elif kind in ENUMS:
            self._names |= {f"{variable}class": kind, f"{variable}words": {str(word): word for word in kind}}
            type_, made = self._way.word
            lines = [_demand(f"type(@) is {type_}"), f"@ = {made}", _demand("@ is not None")]
        elif is_tuple(kind):
            lines = self._array(get_args(kind)[0], variable)
        else:
            self._names[f"{variable}hook"] = self._hooks(kind)
            lines = ["@ = @hook(@)"]
        return [line.replace("@", variable) for line in lines]

    def _shaped(self, cls: type, name: str, variable: str) -> list[str]:
        """A line for a field whose strings have a shape."""
        if (cls, name) not in FIELDS:
            return []
        self._names[f"{variable}fits"] = re.compile(FIELDS[cls, name].pattern).fullmatch
        return [f"if not ({variable} is None or {variable}fits({variable})): raise ValueError"]

    def _array(self, item: Any, variable: str) -> list[str]:
        type_, empty, made = self._way.array
        if item in PLAIN:
            self._names[f"{variable}types"] = {item}
            filled = [_demand("{*map(type, @)} == @types"), f"@ = {made.format('@')}"]
        else:
            self._names[f"{variable}hook"] = self._hooks(item)
            filled = [f"@ = {made.format('map(@hook, @)')}"]
        return [_demand(f"type(@) is {type_}"), "if @:", *(f"  {line}" for line in filled), f"else: @ = {empty}"]


def _demand(condition: str) -> str:
    return f"if not ({condition}): raise ValueError"


def _once_in(cls: type, hook: Hook) -> Hook:
    """The same record for equal plain values."""
    names = [*field_types(cls)]
    values_of = itemgetter(*names)

    @lru_cache(maxsize=_REMEMBERED, typed=True)  # typed, because 1, 1.0 and True are one key otherwise
    def from_values(*values: object) -> object:
        return hook(dict(zip(names, values, strict=True)))

    def structure(value: Any, _: object = None) -> object:
        if type(value) is dict and len(value) == len(names):
            try:
                return from_values(*values_of(value))
            except (KeyError, TypeError):
                pass  # a key is missing, or a value has no hash: the hook refuses both
        return hook(value)

    return structure


def _once_out(hook: Hook) -> Hook:
    """The same plain values for the same record, which is known by its identity as long as it is kept here."""
    kept: dict[int, tuple[object, object]] = {}

    def unstructure(value: object) -> object:
        known = kept.get(id(value))
        if known and known[0] is value:
            return known[1]
        made = hook(value)
        if len(kept) >= _REMEMBERED:
            kept.clear()
        kept[id(value)] = value, made
        return made

    return unstructure
