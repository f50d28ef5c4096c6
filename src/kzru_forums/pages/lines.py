"""Normalised lines of a source with their offsets."""

from typing import NamedTuple

from kzru_forums.text import normal

_UNTIDY = ("\r", "\u200b", "\u00ad", "\ufeff", "  ")
"""Characters that normalised lines do not contain."""


class Lines(NamedTuple):
    """Non-blank lines, in order; three lists, because most of a reader needs only the texts."""

    texts: list[str]
    """The normalised lines."""
    starts: list[int]
    """Offset of the first non-blank character of each line."""
    ends: list[int]
    """End offset (exclusive) of each line, without trailing blanks."""

    def part(self, first: int, last: int) -> "Lines":
        """The lines from one index up to another."""
        return Lines(self.texts[first:last], self.starts[first:last], self.ends[first:last])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Start and end of the lines from one index up to another."""
        return self.starts[first], self.ends[last - 1]

    def add(self, more: "Lines") -> None:
        """Append lines."""
        self.texts.extend(more.texts)
        self.starts.extend(more.starts)
        self.ends.extend(more.ends)


def lines_of(text: str) -> Lines:
    """The non-blank lines of `text`; line breaks are those of a text file (LF, CRLF, CR)."""
    lines = texts, starts, ends = Lines([], [], [])
    text = text.replace("\u00a0", " ").replace("\t", " ")  # Offsets are preserved.
    last = max(map(text.rfind, _UNTIDY))  # One check of the whole text saves a check of each line.
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        if (start > last or (raw.isprintable() and "  " not in raw)) and raw.strip() == raw:
            if raw:
                texts.append(raw)
                starts.append(start)
                ends.append(end)
        else:
            _add_normal(lines, raw, start)
        start = end + 1
    return lines


def _add_normal(lines: Lines, raw: str, start: int) -> None:
    for part in raw.split("\r"):
        if words := normal(part):
            lines.texts.append(words)
            lines.starts.append(start + len(part) - len(part.lstrip()))
            lines.ends.append(start + len(part.rstrip()))
        start += len(part) + 1
