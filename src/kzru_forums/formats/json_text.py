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
    document = _parsed_fast(text)
    return _parsed_carefully(text) if document is None else document


def _parsed_fast(text: str | bytes) -> object:
    """The document as parsed by orjson, if it writes the same text again; otherwise None."""
    orjson = _orjson()
    if orjson is None:
        return None
    try:
        raw = text.encode() if isinstance(text, str) else text
        document: object = orjson.loads(raw)
        option = orjson.OPT_INDENT_2 if raw.startswith(b"{\n") else None
        return document if orjson.dumps(document, option=option) == raw.rstrip() else None
    except (ValueError, TypeError):  # json reports what is wrong, if anything.
        return None


def _parsed_carefully(text: str | bytes) -> object:
    try:
        decoded = text if isinstance(text, str) else text.decode()
        return json.loads(decoded.removeprefix("\ufeff"), object_pairs_hook=object_of, parse_constant=Constant)
    except UnicodeDecodeError as error:
        message = not_utf_8(error)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:
        message = "nested too deeply"
    except ValueError as error:  # An integer with more digits than Python reads.
        message = str(error)
    raise DataError([("", message)])


def not_utf_8(error: UnicodeDecodeError, before: int = 0) -> str:
    """The message for bytes that are not UTF-8; `before` is the offset of the bytes that were decoded."""
    return f"not UTF-8: byte 0x{error.object[error.start]:02x} at offset {before + error.start}"


def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object with these keys and values, even if a key is repeated."""
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
