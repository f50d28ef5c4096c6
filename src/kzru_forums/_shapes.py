r"""What stands on the wire: the envelope, the types of its data, and the shapes of texts.

`_wire` converts by it, `schema` describes it. Patterns are of whole texts and keep to what Python and ECMA-262, the
language of patterns in JSON Schema, read alike: `[0-9]`, because `\d` takes other scripts' digits in one of them.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from kzru_forums import model
from kzru_forums.model import Event, Forum

MAJOR = 1
ENVELOPE = ("schema_version", "type", "data")
TYPES: Mapping[str, object] = {
    "event": Event,
    "events": tuple[Event, ...],
    "forum": Forum,
    "forums": tuple[Forum, ...],
}
"""The type of the data, by the type that the envelope states."""
PLAIN = {str: "a string", int: "a non-negative integer", float: "a number", bool: "true or false"}
"""Types that JSON has, in words. Every integer of the model counts or numbers something."""
ENUMS = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
NUMBER = "(?:0|[1-9][0-9]{0,8})"
"""A number of a version, major or minor."""


@attrs.frozen
class Shape:
    """What a text looks like."""

    pattern: str
    parse: Callable[[str], object]
    """Raises ValueError where the shape is right and there is no such value: 31 June."""
    what: str
    """What is expected, for messages."""
    format: str | None = None
    """Name of the format in JSON Schema, where it has one. Its `time` and `date-time` demand an offset."""


_DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{6})?)?"
_DECIMAL = r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-][0-9]{1,8})?"
SHAPES: Mapping[object, Shape] = {
    date: Shape(_DATE, date.fromisoformat, "a date such as '2012-09-19'", "date"),
    time: Shape(_TIME, time.fromisoformat, "a time such as '18:00'"),
    datetime: Shape(f"{_DATE}T{_TIME}", datetime.fromisoformat, "a date and time such as '2012-09-19T18:00'"),
    Decimal: Shape(_DECIMAL, Decimal, "a decimal number in a string such as '150000.50'"),
}
"""Texts that stand for other values, by the type of the value."""

_ID = Shape(
    "[A-Za-z_][A-Za-z0-9._-]*", str, "an id of Latin letters, digits, '.', '_' and '-' such as 'abai-kunanbaev'"
)
_PARTIAL_DATE = Shape(
    "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?",
    str,
    "a day, month or year such as '2012-09-19', '2012-09' or '2012'",
)
_COUNTRY = Shape("[A-Z]{2}", str, "a code of two capitals such as 'KZ'")
FIELDS: Mapping[tuple[type, str], Shape] = {
    (model.Event, "id"): _ID,
    (model.Speaker, "id"): _ID,
    (model.Speaker, "country"): _COUNTRY,
    (model.Speaker, "wikidata"): Shape("Q[1-9][0-9]*", str, "a Wikidata item such as 'Q7747'"),
    (model.Agreement, "date"): _PARTIAL_DATE,
    (model.Party, "country"): _COUNTRY,
    (model.Money, "currency"): Shape("[A-Z]{3}", str, "a code of three capitals such as 'KZT'"),
    (model.Forum, "region"): Shape("[A-Z]{2}-[A-Z0-9]{1,3}", str, "a code of a region such as 'KZ-PAV'"),
    (model.Forum, "country"): _COUNTRY,
}
"""Shapes of fields that are strings in the model too."""


def field_types(cls: type) -> dict[str, Any]:
    """The types of a record's fields, in the order they are written."""
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in attrs.fields(cls)}


def is_optional(hint: object) -> bool:
    return isinstance(hint, UnionType)


def is_tuple(hint: object) -> bool:
    return get_origin(hint) is tuple


def without_null(hint: Any) -> Any:
    """X of `X | None`; any other type as it is."""
    return next(kind for kind in get_args(hint) if kind is not NoneType) if is_optional(hint) else hint
