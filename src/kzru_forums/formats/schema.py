r"""The JSON of the records: its version, its types, and the JSON Schema of the documents.

`formats.json` converts by the tables of this module. Patterns keep to what Python and JSON Schema (ECMA-262) read
alike: `[0-9]`, because `\d` matches other scripts' digits in one of them.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

from kzru_forums import model
from kzru_forums.facts.tables import text
from kzru_forums.model import Event, Forum

MAJOR = 1
VERSION = f"{MAJOR}.1"
"""The version of the schema that is written."""
ENVELOPE = ("schema_version", "type", "data")
"""The keys of a document."""
NUMBER = "(?:0|[1-9][0-9]{0,8})"
"""A number of a version, major or minor."""
TYPES: Mapping[str, object] = {
    "event": Event,
    "events": tuple[Event, ...],
    "forum": Forum,
    "forums": tuple[Forum, ...],
}
"""The type of the data, by the type that the envelope states."""
VOCABULARIES = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
PLAIN: Mapping[type, str] = {str: "a string", int: "a non-negative integer", bool: "true or false"}
"""Types that JSON has, in words. Every integer of the model counts or numbers something."""


class Text(NamedTuple):
    """A string that stands for another value."""

    pattern: str
    parse: Callable[[str], object]
    """Raises ValueError for a string that fits the pattern and names no value: 31 June."""
    what: str
    format: str | None = None
    """Name of the format in JSON Schema, where it has one. Its `time` and `date-time` demand an offset."""


_DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{6})?)?"
_DECIMAL = r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-][0-9]{1,8})?"
TEXTS: Mapping[type, Text] = {
    date: Text(_DATE, date.fromisoformat, "a date such as '2012-09-19'", "date"),
    time: Text(_TIME, time.fromisoformat, "a time such as '18:00'"),
    datetime: Text(f"{_DATE}T{_TIME}", datetime.fromisoformat, "a date and time such as '2012-09-19T18:00'"),
    Decimal: Text(_DECIMAL, Decimal, "a decimal number in a string such as '150000.50'"),
}
"""Strings that stand for other values, by the type of the value."""


def json_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a document, as the package ships it.

    It is derived from the record classes; their docstrings are its descriptions. `from_json` and the schema accept the
    same documents, with four exceptions that a schema cannot express and `from_json` alone refuses: a day that does not
    exist, a span that ends before it starts, an integer written as `1.0`, and an object that holds a key twice.
    Definitions have the names of the classes, so that another schema can refer to `<$id>#/$defs/Event`.

    Examples:
        >>> schema = json_schema()
        >>> schema["$id"]
        'https://kzru-forums.example/schema-1.1.json'
        >>> schema["$defs"]["Note"]["properties"]["paragraph"]["type"]
        'integer'
    """
    schema: dict[str, object] = json.loads(schema_text())
    return schema


def schema_text() -> str:
    """The schema as the text of its file."""
    return text(f"schema-{VERSION}.json")


def is_optional(hint: object) -> bool:
    """Whether a type is `X | None`."""
    return isinstance(hint, UnionType)


def is_tuple(hint: object) -> bool:
    """Whether a type is `tuple[X, ...]`."""
    return get_origin(hint) is tuple


def without_null(hint: Any) -> Any:
    """X of `X | None`; any other type as it is."""
    return get_args(hint)[0] if is_optional(hint) else hint
