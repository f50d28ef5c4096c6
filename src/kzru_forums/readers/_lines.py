"""Lines of a source in normal form, with where they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kzru_forums.text import normal

_BREAKS = re.compile(r"\r\n|\n|\r")


class Line(NamedTuple):
    """A line that is not blank."""

    text: str
    """The line in normal form."""
    start: int
    """Offset of its first character that is not blank."""
    end: int
    """Offset behind its last character that is not blank."""


def lines_of(text: str) -> Iterator[Line]:
    """The lines of `text` that are not blank; line breaks are those of a text file (LF, CRLF, CR)."""
    if "\r" not in text:
        start = 0
        for raw in text.split("\n"):
            if line := _line(raw, start):
                yield line
            start += len(raw) + 1
        return
    start = 0
    for found in _BREAKS.finditer(text):
        if line := _line(text[start : found.start()], start):
            yield line
        start = found.end()
    if line := _line(text[start:], start):
        yield line


def _line(raw: str, start: int) -> Line | None:
    words = normal(raw)
    if not words:
        return None
    if words == raw:
        return Line(words, start, start + len(raw))
    left = raw.lstrip()
    return Line(words, start + len(raw) - len(left), start + len(raw.rstrip()))
