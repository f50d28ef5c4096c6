"""JSON Schema of the documents that `to_json` writes and `from_json` reads."""

import json

from kzru_forums.facts.tables import text
from kzru_forums.formats.json import VERSION


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
