"""JSON Schema of the documents that `to_json` writes and `from_json` reads."""

import json

from kzru_forums.facts.tables import text
from kzru_forums.jsonio import newest_version


def json_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a document, as the package ships it.

    It is made of the record classes, and their docstrings are its descriptions. What it refuses, `from_json` refuses;
    what it accepts, `from_json` reads, except for four things that a schema cannot tell: a day that no calendar has, a
    span that ends before it starts, an integer written as `1.0`, and an object that holds a key twice.
    Definitions have the names of the classes, so that another schema can refer to `<$id>#/$defs/Event`.

    Examples:
        >>> schema = json_schema()
        >>> schema["$id"]
        'https://kzru-forums.example/schema-1.0.json'
        >>> schema["$defs"]["Note"]["properties"]["paragraph"]["type"]
        'integer'
    """
    found: dict[str, object] = json.loads(schema_text())
    return found


def schema_text() -> str:
    """The schema as the text of its file."""
    return text(f"schema-{newest_version()}.json")
