"""Lines of a source in normal form, with where they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from kzru_forums.text import normal


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
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        if raw.isprintable() and raw.strip() == raw and "  " not in raw:
            if raw:
                yield Line(raw, start, end)
        elif "\r" in raw:
            yield from _lines_with_returns(raw, start)
        elif words := normal(raw):
            yield _line(words, raw, start)
        start = end + 1


def _lines_with_returns(raw: str, start: int) -> Iterator[Line]:
    for part in raw.split("\r"):
        if words := normal(part):
            yield _line(words, part, start)
        start += len(part) + 1


def _line(words: str, raw: str, start: int) -> Line:
    left = raw.lstrip()
    return Line(words, start + len(raw) - len(left), start + len(raw.rstrip()))
