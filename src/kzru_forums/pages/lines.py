"""Lines of a source in normal form, with where they stand."""

from typing import NamedTuple

from kzru_forums.text import normal

_UNTIDY = ("\r", "\u200b", "\u00ad", "\ufeff")
"""What a line in normal form has not, blanks at its ends apart."""


class Lines(NamedTuple):
    """Lines that are not blank, in order: three lists, because most of a reader asks for the texts alone."""

    texts: list[str]
    """The lines in normal form."""
    starts: list[int]
    """Offset of the first character of each that is not blank."""
    ends: list[int]
    """Offset behind the last character of each that is not blank."""

    def part(self, first: int, last: int) -> "Lines":
        """The lines from one index up to another."""
        return Lines(self.texts[first:last], self.starts[first:last], self.ends[first:last])

    def add(self, more: "Lines") -> None:
        """Lines that follow these."""
        self.texts.extend(more.texts)
        self.starts.extend(more.starts)
        self.ends.extend(more.ends)


def lines_of(text: str) -> Lines:
    """The lines of `text` that are not blank; line breaks are those of a text file (LF, CRLF, CR)."""
    lines = texts, starts, ends = Lines([], [], [])
    text = text.replace("\u00a0", " ").replace("\t", " ")  # offsets stay
    last = max(map(text.rfind, _UNTIDY))  # one look at the whole text saves one at each line behind it
    start = 0
    for raw in text.split("\n"):
        end = start + len(raw)
        if (start > last or raw.isprintable()) and "  " not in raw and raw.strip() == raw:
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
