"""Decoding bytes: byte order marks, declared encodings, UTF-8, and 8-bit encodings guessed from the text."""

import codecs
import re
from itertools import islice
from typing import NamedTuple

from kzru_forums.containers import NOT_TEXT, RefusedError
from kzru_forums.patterns import regex

UTF_8 = "utf-8"
_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32"),  # Before UTF-16, whose byte order mark is a prefix of it.
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = (
    regex(rb"<\?xml[^>]{1,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.IGNORECASE),
    regex(rb"<meta[^>]{1,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE),
)
_USUAL = ("utf-8", "cp", "iso8859", "koi8", "kz1048", "ptcp154", "mac", "gb", "big5", "shift_jis", "euc", "ascii")
"""Prefixes of encodings that a page may declare; `unicode_escape` and the like are not allowed."""
_AS_BROWSERS = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""Encodings that browsers use instead of some declared ones."""
_HEAD = 4096
"""Number of initial bytes searched for a declaration and used to detect binary files and UTF-16."""
_CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x1a\x1b"})
_MOST_CONTROLS = 0.02
_MANY_NULS, _FEW_NULS = 0.3, 0.05
_BAD = regex("[\udc80-\udcff]+")
_REPLACED = regex("\ufffd+")
_REPLACEMENTS = dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd")
_SHOWN = 8


class Decoded(NamedTuple):
    """A text and the way it was decoded."""

    text: str
    encoding: str
    guessed: bool = False
    """Whether the encoding was guessed from the text."""
    bad: int = 0
    """Number of places where U+FFFD replaces invalid bytes."""
    first_bad: tuple[int, int] = (0, 0)
    """Position of the first such place in the text."""
    bad_bytes: str = ""
    """The bytes at that place in hexadecimal, if known."""


def check_encoding(name: str) -> None:
    """Raise an error unless texts can be in an encoding, and whatever is invalid in it can be replaced.

    Raises:
        LookupError: they cannot.
    """
    try:
        b"\xff".decode(name, "replace")
    except ValueError:  # Of `undefined` and of the encodings of host names, for example.
        raise LookupError(f"no text is in the encoding {name!r}") from None


def decoded(content: bytes, encoding: str | None = None, stated: str | None = None) -> Decoded:
    """Decode the content of a file.

    Args:
        content: the bytes.
        encoding: encoding passed by the caller; overrides everything else.
        stated: encoding stated by the container, such as the headers of an MHTML file.

    Raises:
        LookupError: `encoding` is unknown.
        RefusedError: the bytes are not text.
    """
    if encoding is not None:
        return _as(content, encoding)
    if marked := _marked(content):
        return _as(content, marked)
    if wide := _wide(content):
        return _as(content, wide)._replace(guessed=True)
    if _is_binary(content):
        raise RefusedError(NOT_TEXT)
    declared = usual(stated) or _declared(content)
    try:
        text = content.decode(UTF_8)
    except UnicodeDecodeError:
        return _eight_bit(content, declared)
    # Valid UTF-8 with non-ASCII characters is hardly ever anything else, whatever a saved page declares.
    other = declared not in (None, UTF_8)
    if other and declared and (text.isascii() or not _is_single_byte(declared)):
        return _as(content, declared)
    return Decoded(text, UTF_8, guessed=other)


def stream_encoding(head: bytes) -> tuple[str, bool]:
    """Detect the encoding of a longer file from its beginning; also return whether it was guessed from the text.

    Raises:
        RefusedError: the bytes are not text.
    """
    if marked := _marked(head):
        return ("utf-8-sig" if marked == UTF_8 else marked), False
    if wide := _wide(head[: len(head) // 2 * 2]):
        return wide, True
    if _is_binary(head):
        raise RefusedError(NOT_TEXT)
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(head)
    except UnicodeDecodeError:
        if guess := _guess(head):
            return guess, True
    return UTF_8, False


def _marked(content: bytes) -> str | None:
    """The encoding that a byte order mark states."""
    return next((name for mark, name in _MARKS if content.startswith(mark)), None)


def usual(name: str | None) -> str | None:
    """The codec for an encoding that a page or container declares; None if it is not used for pages."""
    try:
        codec = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    if codec.startswith("utf-16"):  # A declaration that is readable as ASCII is not in UTF-16.
        return UTF_8
    codec = _AS_BROWSERS.get(codec, codec)
    return codec if codec.startswith(_USUAL) else None


def _declared(content: bytes) -> str | None:
    head = content[:_HEAD]
    found = next((match for pattern in _DECLARED if (match := pattern.search(head))), None)
    return usual(found[1].decode("ascii", "replace")) if found else None


def _is_single_byte(codec: str) -> bool:
    return codec.startswith(("cp125", "cp866", "iso8859", "koi8", "kz1048", "ptcp154", "mac"))


def _as(content: bytes, encoding: str) -> Decoded:
    """Decode with a given encoding, replacing invalid bytes by U+FFFD."""
    if codecs.lookup(encoding).name == UTF_8:
        return _as_utf_8(content.removeprefix(codecs.BOM_UTF8))
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeError:
        text = content.decode(encoding, "replace")
    first, count = _REPLACED.search(text), sum(1 for _ in _REPLACED.finditer(text))
    return Decoded(text, encoding, bad=count, first_bad=first.span() if first else (0, 0))


def _as_utf_8(content: bytes) -> Decoded:
    escaped = content.decode(UTF_8, "surrogateescape")
    first = _BAD.search(escaped)
    if first is None:
        return Decoded(escaped, UTF_8)
    count = sum(1 for _ in _BAD.finditer(escaped))
    text = escaped.translate(_REPLACEMENTS)
    first_bytes = " ".join(f"{ord(char) - 0xDC00:02X}" for char in first[0][:_SHOWN])
    more = " …" if len(first[0]) > _SHOWN else ""
    return Decoded(text, UTF_8, bad=count, first_bad=first.span(), bad_bytes=first_bytes + more)


def _wide(content: bytes) -> str | None:
    """UTF-16 without a byte order mark, recognised by the zero bytes of Latin letters and spaces."""
    head = content[:_HEAD]
    if len(content) % 2 or len(head) < 4:
        return None
    evens, odds = head[::2], head[1::2]
    low, high = evens.count(0) / len(evens), odds.count(0) / len(odds)
    if max(low, high) < _MANY_NULS or min(low, high) > _FEW_NULS:
        return None
    codec = "utf-16-le" if high > low else "utf-16-be"
    text = head.decode(codec, "replace")
    return codec if sum(char in _NO_TEXT for char in text) <= _MOST_CONTROLS * len(text) else None


_NO_TEXT = frozenset({*_CONTROLS.decode("ascii"), "\ufffd"})


def _is_binary(content: bytes) -> bool:
    """Whether there are more control characters than in text."""
    head = content[:_HEAD]
    return len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head)


def _eight_bit(content: bytes, declared: str | None) -> Decoded:
    """Decode bytes that are not UTF-8: as declared, as guessed, or as damaged UTF-8."""
    if declared and declared != UTF_8:
        return _as(content, declared)
    guess = _guess(content)
    if guess:
        try:
            return Decoded(content.decode(guess), guess, guessed=True)
        except UnicodeDecodeError:  # A byte that is invalid in this encoding.
            pass
    return _as_utf_8(content)


_SAMPLE = 5000
"""Number of non-ASCII places used to guess an encoding."""
_RUN = regex(rb"[A-Za-z]?[\x80-\xff]+[a-z]?")
_UTF_8_CHAR = regex(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SIGNS = b"\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa7\xa9\xab\xad\xae\xb0\xb7\xbb"
"""Quotation marks, dashes and other signs with the same codes in Windows-1252 and Windows-1251."""
_CYRILLIC = regex(rb"[\xc0-\xff\xa8\xb8]+")
_CYRILLIC_CAPITALS = bytes({*range(0xC0, 0xE0), 0xA8})
_NOT_CYRILLIC = bytes({*range(0x80, 0xC0)} - {*_SIGNS, *b"\xa8\xb8\xb9"})
# What Windows-1252 hardly ever has in a text: a capital or an odd sign after a small letter, three letters with accents
# in a row, signs of programmers; and, where Mac OS had its quotation marks, a capital on its own.
_NOT_LATIN = regex(
    rb"[a-z][\xc0-\xd6\xd8-\xde\x8a\x8c\x8e]|[a-z][\x82\x84\x8b\x93\x94\x99\x9b\xab\xbb]+[a-z]"
    rb"|[\xc0-\xd6\xd8-\xf6\xf8-\xff]{3}|[\x81\x8d\x8f\x90\x9d\xa4\xa6\xa8\xac\xaf\xb5\xb6\xb8\xde\xf0\xfe\xff]|\A[\xd0-\xd5]\Z"
)
_MOST_ODD = 0.1


def _guess(content: bytes) -> str | None:
    """Windows-1251 or Windows-1252, if the non-ASCII bytes are plausible text in it; otherwise None."""
    runs = [match[0] for match in islice(_RUN.finditer(content), _SAMPLE)]
    most_odd = len(runs) * _MOST_ODD
    if sum(_UTF_8_CHAR.search(run) is not None for run in runs) > most_odd:
        return None  # Damaged UTF-8.
    words = [word for run in runs for word in _CYRILLIC.findall(run)]
    long = b"".join(word for word in words if len(word) > 2)
    if 2 * len(long) > sum(map(len, words)):
        capitals, others = _count(long, _CYRILLIC_CAPITALS), sum(_count(run, _NOT_CYRILLIC) for run in runs)
        plausible = 2 * capitals < len(long) and len(set(long)) > 2 and others <= most_odd
        return "cp1251" if plausible else None
    return "cp1252" if sum(_NOT_LATIN.search(run) is not None for run in runs) <= most_odd else None


def _count(content: bytes, chosen: bytes) -> int:
    return len(content) - len(content.translate(None, chosen))
