"""JSON Schema of the documents that `to_json` writes and `from_json` reads."""

import ast
import inspect
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, get_args

import attrs

from kzru_forums import model
from kzru_forums._shapes import (
    ENUMS,
    ENVELOPE,
    MAJOR,
    NUMBER,
    SHAPES,
    TYPES,
    field_types,
    is_optional,
    is_tuple,
    without_null,
)
from kzru_forums.jsonio import newest_version

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[object, str] = {str: "string", int: "integer", bool: "boolean"}
_COUNTED = {(model.Span, "start"), (model.Span, "end")}
"""Integers that begin at 0, because the class itself demands it."""
_ABOUT = (
    "Records of forum transcripts: an event or a forum, or a list of them, in an envelope that states their type. "
    "Beyond what a schema can tell, a reader of documents refuses a day that no calendar has (31 June), a span that "
    "ends before it starts, an integer written as 1.0, and an object that holds a key twice."
)
_VERSION = "Version of the shape of the records: a major number, a dot, a minor number."
_TYPE = "What `data` is: one record, or a list of records."
_DATA = "The record, or the records."
_PYTHON = re.compile(r"\b(?:None|True|False)\b")
_OF_CLASSES = " Takes no part in equality."
_JSON = {"None": "null", "True": "true", "False": "false"}


def json_schema() -> dict[str, object]:
    """Make the JSON Schema (draft 2020-12) of a document.

    It is made of the record classes, and their docstrings are its descriptions. What it refuses, `from_json` refuses;
    what it accepts, `from_json` reads, except for four things that a schema cannot tell: a day that no calendar has, a
    span that ends before it starts, an integer written as `1.0`, and an object that holds a key twice.
    Definitions have the names of the classes, so that another schema can refer to `<$id>#/$defs/Event`.
    Where the package is installed without its source, records and fields have no descriptions.

    Examples:
        >>> schema = json_schema()
        >>> schema["$id"]
        'https://kzru-forums.example/schema-1.0.json'
        >>> schema["$defs"]["Note"]["properties"]["paragraph"]["type"]
        'integer'
    """
    version = {"description": _VERSION, "type": "string", "pattern": rf"^{MAJOR}\.{NUMBER}$"}
    kind = {"description": _TYPE, "enum": [*TYPES]}
    return {
        "$schema": _DIALECT,
        "$id": f"https://kzru-forums.example/schema-{newest_version()}.json",
        "title": "kzru_forums document",
        "description": _ABOUT,
        **_object(dict(zip(ENVELOPE, (version, kind, {"description": _DATA}), strict=True))),
        "oneOf": [{"properties": {"type": {"const": name}, "data": _value(hint)}} for name, hint in TYPES.items()],
        "$defs": {part.__name__: _definition(part) for part in _parts()},
    }


def _object(properties: dict[str, object]) -> dict[str, object]:
    """An object with exactly these keys."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _parts() -> list[type]:
    """The records and vocabularies of the model, in its order."""
    return [kind for kind in vars(model).values() if kind in ENUMS or (isinstance(kind, type) and attrs.has(kind))]


def _definition(part: type) -> dict[str, object]:
    """A record with all its fields, or a vocabulary with all its words."""
    docs = _docstrings().get(part.__name__, {})
    if issubclass(part, StrEnum):
        meanings = [f"`{word}`: {docs[word.name]}" for word in part if word.name in docs]
        return _about(" ".join([docs[""], *meanings]) if docs else None) | {"type": "string", "enum": [*map(str, part)]}
    fields: dict[str, object] = {
        name: _about(docs.get(name)) | _value(hint) | ({"minimum": 0} if (part, name) in _COUNTED else {})
        for name, hint in field_types(part).items()
    }
    return _about(docs.get("")) | _object(fields)


def _about(text: str | None) -> dict[str, object]:
    return {"description": text} if text else {}


def _value(hint: Any) -> dict[str, object]:
    """What stands for a value of this type."""
    if is_optional(hint):
        schema = _value(without_null(hint))
        if "type" in schema:
            return schema | {"type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}
    if is_tuple(hint):
        return {"type": "array", "items": _value(get_args(hint)[0])}
    if hint in SHAPES:
        shape = SHAPES[hint]
        named = {"format": shape.format} if shape.format else {}
        return {"type": "string", "pattern": f"^{shape.pattern}$", **named}
    return {"type": _PLAIN[hint]} if hint in _PLAIN else {"$ref": f"#/$defs/{hint.__name__}"}


@cache
def _docstrings() -> dict[str, dict[str, str]]:
    """Docstrings of each class of the model by field, its own under the empty name; nothing where there is no source.

    A string below a field is no docstring for Python, which leaves only the source to take it from.
    """
    try:
        tree = ast.parse(inspect.getsource(model))
    except OSError:
        return {}
    return {node.name: dict(_documented(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _documented(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in pairwise([node, *node.body]):
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str):
            yield _name(field), _in_json(text.value.value)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.target)
    return ast.unparse(node.targets[0]) if isinstance(node, ast.Assign) else ""


def _in_json(docstring: str) -> str:
    """A docstring in terms of JSON, on one line, without what concerns the class alone."""
    text = " ".join(docstring.partition("\n\n    Raises:")[0].split())
    return _PYTHON.sub(lambda found: _JSON[found[0]], text.replace(_OF_CLASSES, ""))
