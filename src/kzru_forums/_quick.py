"""The quick conversions: functions that convert a record and stop at the first fault, with a ValueError.

They are written out as source, which cattrs does too, but with plain values, words and arrays converted in line: calls
take as long again. Nothing goes into the source but names of classes and fields of the model.
"""

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, get_args

from kzru_forums import model
from kzru_forums._shapes import ENUMS, PLAIN, field_types, is_tuple, without_null

Hook = Callable[..., Any]
"""Takes the value. The type, which cattrs passes to some as well, every hook has from its factory."""
Hooks = Callable[[Any], Hook]
"""Finds the hook of a type."""

_REPEATED = (model.Speaker, model.Party)
"""Records that one document holds many times: each is converted once, and equal ones become one value again."""
_REMEMBERED = 1024


class _Way(NamedTuple):
    """Into records or out of them: pieces of source, in which `@` is the variable of a field."""

    guard: str
    """Must hold of `value`."""
    taken: str
    """A field of `value`."""
    made: tuple[str, str, str]
    """Opens, fills and closes the result."""
    word: tuple[str, str]
    """Type of a word of a vocabulary, and what it becomes; None where there is no such word."""
    array: tuple[str, str]
    """Type of an array, and what it becomes."""


_IN = _Way(
    guard="type(value) is dict and value.keys() == keys",
    taken="value['{}']",
    made=("cls(", "{0}={0}_", ")"),
    word=("str", "@words.get(@)"),
    array=("list", "tuple"),
)
_OUT = _Way(
    guard="type(value) is cls",
    taken="value.{}",
    made=("{", "'{0}': {0}_", "}"),
    word=("@kind", "@._value_"),
    array=("tuple", "list"),
)


def quick_in(cls: type, hooks: Hooks) -> Hook:
    """Out of plain JSON values."""
    hook = _quick(cls, hooks, _IN)
    return _once_in(cls, hook) if cls in _REPEATED else hook


def quick_out(cls: type, hooks: Hooks) -> Hook:
    """Into plain JSON values."""
    hook = _quick(cls, hooks, _OUT)
    return _once_out(hook) if cls in _REPEATED else hook


def _quick(cls: type, hooks: Hooks, way: _Way) -> Hook:
    """A function that converts a record."""
    hints = field_types(cls)
    names: dict[str, Any] = {"cls": cls, "keys": set(hints)}
    lines = ["def convert(value, _=None):", f"  if not ({way.guard}): raise ValueError"]
    for name, hint in hints.items():
        kind = without_null(hint)
        steps = _steps(kind, name, hooks, way, names)
        there = "True" if kind is hint else "@ is not None"
        source = [f"  @ = {way.taken.format(name)}", f"  if {there}:", *(f"    {step}" for step in steps)]
        lines += [line.replace("@", f"{name}_") for line in source]
    first, each, last = way.made
    lines.append(f"  return {first}{', '.join(each.format(name) for name in hints)}{last}")
    exec("\n".join(lines), names)  # noqa: S102 - for the reason above
    hook: Hook = names["convert"]
    return hook


def _steps(kind: Any, name: str, hooks: Hooks, way: _Way, names: dict[str, Any]) -> list[str]:
    """Lines that convert the variable `@`, whose type is `kind`; what they need is added to `names`."""
    if kind in PLAIN:
        return [_demand(kind.__name__)]
    if kind in ENUMS:
        names |= {f"{name}_kind": kind, f"{name}_words": {str(word): word for word in kind}}
        type_, made = way.word
        return [_demand(type_), f"@ = {made}", "if @ is None: raise ValueError"]
    if not is_tuple(kind):
        names[f"{name}_hook"] = hooks(kind)
        return ["@ = @hook(@)"]
    type_, made = way.array
    item = get_args(kind)[0]
    if item in PLAIN:
        return [_demand(type_), f"if not {{*map(type, @)}} <= {{{item.__name__}}}: raise ValueError", f"@ = {made}(@)"]
    names[f"{name}_hook"] = hooks(item)
    return [_demand(type_), f"@ = {made}(map(@hook, @)) if @ else {made}()"]


def _demand(kind: str) -> str:
    return f"if type(@) is not {kind}: raise ValueError"


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
