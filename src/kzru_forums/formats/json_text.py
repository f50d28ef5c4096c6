"""The text of JSON documents and the plain values in them.

orjson (the extra `fast`) is used only if its result provably equals that of `json`: if it writes the document back as
the same text, no key is repeated and no number was rounded. Otherwise `json` is used. A long document is decoded value
by value, so that its plain values are never all in memory at once.
"""

import codecs
import json
from collections import Counter
from collections.abc import Iterator, Sequence
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


LONG = 4_000_000
"""Documents larger than this are decoded in steps: parsed, junk takes thirty times its memory."""
_MOST_VALUES = 1_000_000
"""Number of values that one record may have."""
_LEAST_LENGTH = 8
"""A record may have more values if each takes so many characters on average, as in every statement."""
_PART = 1_000_000
"""Number of characters or bytes that are added at a time."""
_LONGEST_TOKEN = 12
"""An error that far from the end of the part may be a token that the next part completes."""
_BLANKS = regex("[ \t\r\n]*")
_STRING = regex(r'"[^"\\]*+(?:\\(?:[\s\S]|\Z)[^"\\]*+)*+(?:"|\Z)')
_DECODER = json.JSONDecoder(object_pairs_hook=object_of, parse_constant=Constant)


class StepwiseDecoder:
    """Decodes a document from its beginning to its end. Every error states the line and the column."""

    def __init__(self, text: str | bytes) -> None:
        self._rest = text
        self._taken = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._part, self._at = "", 0
        self._line, self._column = 1, 1
        self._more()
        self._part = self._part.removeprefix("\ufeff")

    def next(self) -> str:
        """The next character that is not a blank; an empty string at the end."""
        while True:
            self._at = _BLANKS.match(self._part, self._at).end()  # type: ignore[union-attr]  # it matches anything
            if self._at < len(self._part) or not self._more():
                return self._part[self._at : self._at + 1]

    def value(self) -> object:
        """The next value.

        Raises:
            DataError: it is not JSON, or has more parts than a record can have.
        """
        self.next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._part, self._at)
            except json.JSONDecodeError as error:
                is_cut = error.msg.startswith("Unterminated") or error.pos >= len(self._part) - _LONGEST_TOKEN
                if not (is_cut and self._more()):
                    self._fail(f"not JSON: {error.msg}", error.pos - self._at)
            except RecursionError:
                self._fail("nested too deeply")
            except ValueError as error:  # An integer with more digits than Python reads.
                self._fail(str(error))
            else:
                if end < len(self._part) or not self._more():  # A number may continue in the next part.
                    self._at = end
                    return value

    def items(self) -> Iterator[object]:
        """Yield the values of the array that is next."""
        self._take("[")
        if self.next() != "]":
            yield self.value()
            while self.next() == ",":
                self._take(",")
                yield self.value()
        self._take("]")

    def members(self) -> Iterator[str]:
        """Yield the keys of the object that is next; take the value of each before the next key."""
        self._take("{")
        if self.next() != "}":
            yield self._key()
            while self.next() == ",":
                self._take(",")
                yield self._key()
        self._take("}")

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.next():
            self._fail("not JSON: Extra data")

    def _key(self) -> str:
        if self.next() != '"':
            self._fail("not JSON: expected a key")
        key = str(self.value())
        self._take(":")
        return key

    def _take(self, char: str) -> None:
        if self.next() != char:
            self._fail(f"not JSON: expected {char!r}")
        self._at += 1

    def _more(self) -> bool:
        """Drop what was decoded, and add the next part; False at the end of the document."""
        kept = self._part[self._at :]
        self._check(kept)
        size = max(_PART, len(kept))
        raw = self._rest[self._taken : self._taken + size]
        if not raw:
            return False
        self._line, self._column = self._place(self._at)
        self._part, self._at = kept + (raw if isinstance(raw, str) else self._decoded(raw)), 0
        self._taken += size
        return True

    def _decoded(self, raw: bytes) -> str:
        pending = len(self._decoder.getstate()[0])
        try:
            return self._decoder.decode(raw, final=self._taken + len(raw) == len(self._rest))
        except UnicodeDecodeError as error:
            raise DataError([("", not_utf_8(error, self._taken - pending))]) from None

    def _check(self, kept: str) -> None:
        """Refuse a value with too many parts before it is decoded as a whole."""
        most = max(_MOST_VALUES, len(kept) // _LEAST_LENGTH)
        if len(kept) > _PART and _values(kept) > most and _values(_STRING.sub("", kept)) > most:
            self._fail(f"expected a record, found more than {most:,} values in one")

    def _place(self, at: int) -> tuple[int, int]:
        """Line and column of an offset in the part."""
        breaks = self._part.count("\n", 0, at)
        return self._line + breaks, at - self._part.rfind("\n", 0, at) if breaks else self._column + at

    def _fail(self, message: str, ahead: int = 0) -> NoReturn:
        line, column = self._place(self._at + ahead)
        raise DataError([("", f"{message} at line {line}, column {column}")]) from None


def _values(text: str) -> int:
    """The number of values in a text at most."""
    return sum(map(text.count, "[{,"))
