r"""The JSON format of the records: its version, its types, and the JSON Schema of the documents.

`formats.json` uses the tables of this module for conversion. Patterns use only syntax with the same meaning in Python
and JSON Schema (ECMA-262): `[0-9]`, because in one of them `\d` matches the digits of other scripts.
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
"""A major or minor version number."""
TYPES: Mapping[str, object] = {
    "event": Event,
    "events": tuple[Event, ...],
    "forum": Forum,
    "forums": tuple[Forum, ...],
}
"""The Python type of the data, by the type stated in the envelope."""
VOCABULARIES = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
PLAIN: Mapping[type, str] = {str: "a string", int: "a non-negative integer", bool: "true or false"}
"""JSON's own types, in words. All integers in the model count or number something."""


class Text(NamedTuple):
    """A string that represents another value."""

    pattern: str
    parse: Callable[[str], object]
    """Raises ValueError for a string that matches the pattern but has no value: 31 June."""
    what: str
    format: str | None = None
    """Name of the format in JSON Schema, if it has one. Its `time` and `date-time` require an offset."""


_DATE = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{6})?)?"
_DECIMAL = r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-][0-9]{1,8})?"
TEXTS: Mapping[type, Text] = {
    date: Text(_DATE, date.fromisoformat, "a date such as '2012-09-19'", "date"),
    time: Text(_TIME, time.fromisoformat, "a time such as '18:00'"),
    datetime: Text(f"{_DATE}T{_TIME}", datetime.fromisoformat, "a date and time such as '2012-09-19T18:00'"),
    Decimal: Text(_DECIMAL, Decimal, "a decimal number in a string such as '150000.50'"),
}
"""Strings that represent other values, by the type of the value."""


def json_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a document, as shipped with the package.

    It is derived from the record classes, whose docstrings are used as descriptions. `from_json` and the schema accept
    the same documents, with four exceptions that a schema cannot express and only `from_json` rejects: a day that does
    not exist, a span that ends before it starts, an integer written as `1.0`, and an object with a duplicate key.
    Definitions are named after the classes, so another schema can refer to `<$id>#/$defs/Event`.

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
    """The text of the schema file."""
    return text(f"schema-{VERSION}.json")


def is_optional(hint: object) -> bool:
    """Whether a type is `X | None`."""
    return isinstance(hint, UnionType)


def is_tuple(hint: object) -> bool:
    """Whether a type is `tuple[X, ...]`."""
    return get_origin(hint) is tuple


def without_null(hint: Any) -> Any:
    """X for `X | None`; any other type unchanged."""
    return get_args(hint)[0] if is_optional(hint) else hint
