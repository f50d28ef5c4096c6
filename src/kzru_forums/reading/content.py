"""The text of a source: taken out of its containers and decoded, or the reason why it is not read."""

import re
from codecs import BOM_UTF8
from itertools import chain
from typing import NamedTuple

from kzru_forums.containers import GZIP, RefusedError, TooLargeError, is_mhtml, too_large, what_data_it_is, what_it_is
from kzru_forums.encodings import UTF_8, Decoded, decoded
from kzru_forums.errors import ProblemCode
from kzru_forums.files import Limits
from kzru_forums.model import Layout
from kzru_forums.pages import forms
from kzru_forums.pages.blocks import PageLimit
from kzru_forums.pages.furniture import ENGLISH
from kzru_forums.pages.layout import sniff
from kzru_forums.patterns import regex


def checksum(content: str | bytes) -> str:
    """The SHA-256 of a source, in hexadecimal; a text is encoded part by part, which saves a copy of it."""
    from hashlib import sha256  # noqa: PLC0415 - loads OpenSSL

    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    digest = sha256()
    for start in range(0, len(content), _PART):
        digest.update(content[start : start + _PART].encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


_PART = 1 << 20
"""Characters that are encoded at a time."""


class Content(NamedTuple):
    """The text of a source, taken out of its containers."""

    decoded: Decoded
    url: str | None = None
    """Address of the page, if a container states it."""
    encoded: bytes | None = None
    """The text in UTF-8, if it was read from that."""


def opened(content: str | bytes, encoding: str | None, limits: Limits) -> Content:
    """The text of a source.

    Raises:
        RefusedError: it contains no text or exceeds a limit.
    """
    if isinstance(content, str):
        if not is_mhtml(content):
            return Content(Decoded(content, ""))
        content = content.encode("utf-8", "replace")
    if len(content) > limits.bytes:
        raise too_large(len(content), limits.bytes)
    if content.startswith(GZIP):
        from kzru_forums.archives import gunzipped  # noqa: PLC0415 - few sources are compressed

        content = gunzipped(content, limits.bytes)
    if refusal := what_it_is(content):
        raise RefusedError(refusal)
    if len(content) > _MOST_BYTES * limits.html_characters and _is_html(content):
        most = limits.html_characters
        message = f"{len(content)} bytes of HTML, more than the limit of {most} characters (html_characters)"
        raise TooLargeError(message)
    if is_mhtml(content):
        from kzru_forums.archives import page_in_mhtml  # noqa: PLC0415 - few sources are MHTML

        saved = page_in_mhtml(content)
        return Content(decoded(saved.content, encoding, saved.encoding), saved.url)
    text = decoded(content, encoding)
    return Content(text, encoded=content.removeprefix(BOM_UTF8) if text.encoding == UTF_8 and not text.bad else None)


_HEAD = 8192
_MOST_BYTES = 4
"""Maximum number of bytes per character."""


def _is_html(content: bytes) -> bool:
    return sniff(content[:_HEAD].decode("utf-8", "replace")) is Layout.HTML


_PATH = regex(
    r"\S[^\r\n]{0,250}\.(?:txt|text|x?html?|mht|mhtml|zip|csv|tsv|parquet|json|jsonl|gz)|(?:[A-Za-z]:\\|\.{0,2}/)\S[^\r\n]{0,250}",
    re.IGNORECASE,
)


_LIMIT = ProblemCode.LIMIT_EXCEEDED
_Refusal = tuple[ProblemCode, str, int, int]
"""Why a text is not read at all: a problem with its place."""


def refusal(text: str, layout: Layout, limits: Limits, *, is_path: bool) -> _Refusal | None:
    """The reason why a text is not read at all, if there is one."""
    if len(text) > limits.characters:
        message = f"{len(text)} characters, more than the limit of {limits.characters} (characters)"
        return _LIMIT, message, 0, len(text)
    if is_path and len(text) < _LONGEST_PATH and _PATH.fullmatch(text.strip()):
        message = f"{text.strip()!r} looks like a path; use load() or read() for paths"
        return ProblemCode.LOOKS_LIKE_A_PATH, message, 0, len(text)
    if data := what_data_it_is(text):
        return ProblemCode.NOT_A_TRANSCRIPT, data, 0, len(text)
    return None if layout is Layout.HTML else _too_long_for(layout, text, limits)


_LONGEST_PATH = 256


def _too_long_for(layout: Layout, text: str, limits: Limits) -> _Refusal | None:
    """Why and where a text has too many lines, or is mostly one page that is too long."""
    count = sum(map(text.count, "\n\r" + forms.BREAKS)) - text.count("\r\n") if len(text) > limits.lines else 0
    if count > limits.lines:
        return _LIMIT, f"{count} lines, more than the limit of {limits.lines} (lines)", 0, len(text)
    most = page_limit(layout, limits)
    if layout is Layout.PLAIN:
        return (_LIMIT, most.message(len(text)), 0, len(text)) if len(text) > most.characters else None
    start, end = _longest_stretch(layout, text, most.characters)
    if 2 * (end - start) <= len(text):  # Its other pages are read, and this one is refused on its own.
        return None
    return _LIMIT, most.message(end - start), start, end


def page_limit(layout: Layout, limits: Limits) -> PageLimit:
    """The limit for one page of a text."""
    if layout is Layout.PLAIN:
        return PageLimit(limits.plain_characters, "plain_characters")
    return PageLimit(limits.page_characters, "page_characters")


_BOUNDARIES = {
    Layout.PAGE: regex(f"{ENGLISH.first}|{ENGLISH.last}|{ENGLISH.published}|{ENGLISH.link}"),
    Layout.TEXT_VERSION: regex("(?:19|20)[0-9]{2}"),
}
"""What every page contains near its beginning or at its end: words of the site, or the year."""


def _longest_stretch(layout: Layout, text: str, longest: int) -> tuple[int, int]:
    """The longest part of a text that is certainly one page, if it is longer than a page can be."""
    if len(text) <= 2 * longest:  # Two boundaries may belong to two pages.
        return 0, 0
    before, found = 0, (0, 0)
    for place in chain((match.start() for match in _BOUNDARIES[layout].finditer(text)), (len(text),)):
        if place - before > max(2 * longest, found[1] - found[0]):
            found = before, place
        before = place
    return found
