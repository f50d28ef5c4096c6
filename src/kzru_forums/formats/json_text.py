"""The text of JSON documents and the plain values in them.

orjson (the extra `fast`) is used only if its result provably equals that of `json`: if it writes the document back as
the same text, no key is repeated and no number was rounded. Otherwise `json` is used.
"""

import json
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from kzru_forums.errors import DataError
from kzru_forums.patterns import regex

_LONG = 10_000_000
"""Size of a document in bytes above which memory matters."""
_EVENTS, _DATA = b'"type":"events"', b'"data":['
_VERSION_KEY = '"schema_version"'
_LONG_JUNK = 1_000_000
"""Length from which on a document is not parsed unless it has this key: parsed, junk takes thirty times the memory."""
_ENVELOPE_ENDS = 200
"""Maximum number of characters before the data in an envelope."""
_SURROGATE = regex("[\ud800-\udfff]")


def written(document: dict[str, object], indent: int | None) -> str:
    """A document as text; the same with and without orjson.

    Raises:
        DataError: an integer has more digits than Python writes.
    """
    if indent in (None, 2) and (orjson := _orjson()):
        try:
            written: bytes = orjson.dumps(document, option=orjson.OPT_INDENT_2 if indent else None)
            return written.decode()
        except TypeError:
            pass  # A lone surrogate or an integer beyond 64 bits, which json can write.
    try:
        text = json.dumps(
            document, ensure_ascii=False, indent=indent, separators=(",", ":" if indent is None else ": ")
        )
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    except ValueError as error:  # An integer with more digits than Python writes.
        raise DataError([("data", str(error))]) from None
    return text


@cache
def _orjson() -> ModuleType | None:
    """The module orjson, if the extra `fast` is installed."""
    try:
        return import_module("orjson")
    except ImportError:
        return None


def parsed(text: str | bytes) -> object:
    """The plain values of a document. Repeated keys and `NaN` are kept for those who name the place.

    Raises:
        DataError: the text is not JSON.
    """
    if len(text) > _LONG_JUNK and not _has_version(text):
        raise DataError([("", f"expected an object with the key {_VERSION_KEY}, which occurs nowhere")])
    document = _parsed_fast(text)
    return _parsed_carefully(text) if document is None else document


def _has_version(text: str | bytes) -> bool:
    return _VERSION_KEY in text if isinstance(text, str) else _VERSION_KEY.encode() in text


def _parsed_fast(text: str | bytes) -> object:
    """The document as parsed by orjson, if it writes the same text again; otherwise None."""
    orjson = _orjson()
    if orjson is None:
        return None
    try:
        raw = text.encode() if isinstance(text, str) else text
        if len(raw) > _LONG and _EVENTS in raw[:_ENVELOPE_ENDS]:
            return _parsed_by_event(raw, orjson)
        document: object = orjson.loads(raw)
        option = orjson.OPT_INDENT_2 if raw.startswith(b"{\n") else None
        return document if orjson.dumps(document, option=option) == raw.rstrip() else None
    except (ValueError, TypeError):  # json reports what is wrong, if anything.
        return None


def _parsed_by_event(raw: bytes, orjson: ModuleType) -> object:
    """A long document, parsed event by event to save memory; None if it differs from what `to_json` would write.

    Raises:
        ValueError: a part is not valid JSON.
    """
    head = raw[: raw.index(_DATA) + len(_DATA)]
    begin, end = len(head), raw.rindex(b"]}")
    envelope = orjson.loads(head + b"]}")
    records = []
    is_same: bool = orjson.dumps(envelope) == head + b"]}" and not raw[end + 2 :].strip()
    while is_same and begin < end:
        # No string has these characters: a quotation mark in a string has a backslash before it.
        found = raw.find(b'},{"id":"', begin, end)
        stop = found + 1 if found >= 0 else end
        record = orjson.loads(raw[begin:stop])
        is_same = orjson.dumps(record) == raw[begin:stop]
        records.append(record)
        begin = stop + 1
    return {**envelope, "data": records} if is_same else None


def _parsed_carefully(text: str | bytes) -> object:
    try:
        decoded = text if isinstance(text, str) else text.decode()
        return json.loads(decoded.removeprefix("\ufeff"), object_pairs_hook=_object, parse_constant=Constant)
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}"
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:
        message = "nested too deeply"
    except ValueError as error:  # An integer with more digits than Python reads.
        message = str(error)
    raise DataError([("", message)])


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeating(pairs)


class RepeatedKeysError(ValueError):
    """An object contains the keys in `args` twice."""


class Repeating(dict[str, object]):
    """An object with repeated keys. It cannot be indexed, so that nothing mistakes it for an ordinary object."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]

    def __getitem__(self, key: str) -> NoReturn:
        """Reject any use as an ordinary object."""
        raise RepeatedKeysError(*self.repeated)


class Constant(str):
    """`NaN` or `Infinity`, which Python parses as a number. No hook accepts it."""

    __slots__ = ()
