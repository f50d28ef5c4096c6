"""The JSON Schema made of the record classes, which the package ships as a file: `test_schema` compares the two."""

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
from kzru_forums.formats.schema import (
    ENVELOPE,
    MAJOR,
    NUMBER,
    TEXTS,
    TYPES,
    VERSION,
    VOCABULARIES,
    is_optional,
    is_tuple,
    without_null,
)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: dict[object, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0},
    bool: {"type": "boolean"},
}
_ABOUT = (
    "Records of forum transcripts: an event or a forum, or a list of them, in an envelope that states their type. "
    "A schema cannot express everything: readers of documents also refuse a day that does not exist (31 June), a span "
    "that ends before it starts, an integer written as 1.0, and an object that holds a key twice."
)
_ABOUT_VERSION = "Version of the schema: a major number, a dot, a minor number."
_TYPE = "What `data` is: one record, or a list of records."
_DATA = "The record, or the records."
_PYTHON = re.compile(r"\b(?:None|True|False)\b")
_OF_CLASSES = " Takes no part in equality."
_JSON = {"None": "null", "True": "true", "False": "false"}


def built() -> dict[str, object]:
    """The schema; the docstrings of the classes are its descriptions."""
    version = {"description": _ABOUT_VERSION, "type": "string", "pattern": rf"^{MAJOR}\.{NUMBER}$"}
    kind = {"description": _TYPE, "enum": [*TYPES]}
    return {
        "$schema": _DIALECT,
        "$id": f"https://kzru-forums.example/schema-{VERSION}.json",
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
    return [
        kind for kind in vars(model).values() if kind in VOCABULARIES or (isinstance(kind, type) and attrs.has(kind))
    ]


def _definition(part: Any) -> dict[str, object]:
    """A record with all its fields, or a vocabulary with all its words."""
    docs = _docstrings()[part.__name__]
    if issubclass(part, StrEnum):
        meanings = [f"`{word}`: {docs[word.name]}" for word in part if word.name in docs]
        return _about(" ".join([docs[""], *meanings]) if docs else None) | {"type": "string", "enum": [*map(str, part)]}
    fields: dict[str, object] = {
        field.name: _about(docs.get(field.name)) | _value(field.type) | _pattern(field.metadata.get("code"))
        for field in attrs.fields(part)
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
    if hint in TEXTS:
        return {"type": "string"} | _pattern(TEXTS[hint])
    return dict(_PLAIN.get(hint) or {"$ref": f"#/$defs/{hint.__name__}"})


def _pattern(code: Any) -> dict[str, object]:
    """Pattern and format of a string, which the code of a field or a text that stands for another value has."""
    if code is None:
        return {}
    named = {"format": code.format} if getattr(code, "format", None) else {}
    return {"pattern": f"^{code.pattern}$", **named}


@cache
def _docstrings() -> dict[str, dict[str, str]]:
    """Docstrings of each class of the model by field, its own under the empty name.

    A string below a field is no docstring for Python, which leaves only the source to take it from.
    """
    tree = ast.parse(inspect.getsource(model))
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
