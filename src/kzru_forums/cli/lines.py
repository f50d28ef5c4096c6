"""Styled lines, broken to a width and without control characters that affect the terminal."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import accumulate

_TOKENS = re.compile(r"\S+|\s+")
_LEAST = 20
"""Minimum number of cells for text after an indent."""


class Style(Enum):
    """The meaning of a piece of a line; `colours` defines its appearance."""

    PLAIN = auto()
    TITLE = auto()
    HEADING = auto()
    LABEL = auto()
    LEAD = auto()
    NOTE = auto()
    FAINT = auto()
    MATCH = auto()
    BAR = auto()
    ERROR = auto()
    WARNING = auto()


Styled = tuple[str, Style]
Line = Sequence[Styled]
Painter = Callable[[Line], object]
"""Prints a line."""


def safe(text: str) -> str:
    """Make a text safe to print on a terminal.

    All white space becomes spaces, invisible characters (including those that change the text direction) are removed,
    and other control characters and surrogates are replaced by U+FFFD.
    """
    return text if text.isprintable() else "".join(map(_safe, text))


def _safe(char: str) -> str:
    if char.isprintable():
        return char
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) == "Cf" else "\ufffd"


def cells(text: str) -> int:
    """Number of terminal cells that a text occupies."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fitted(text: str, width: int) -> str:
    """The text in exactly `width` cells: truncated with an ellipsis, or padded with spaces."""
    text = safe(text)
    if cells(text) > width:
        ends = accumulate(map(_cells, text))
        text = text[: sum(end < width for end in ends)] + "…"
    return text + " " * (width - cells(text))


def broken(pieces: Iterable[Styled], width: int) -> Iterator[list[Styled]]:
    """Break the pieces into lines of at most `width` cells at spaces; longer words are not broken."""
    line: list[Styled] = []
    used = 0
    for word in _words(pieces):
        needed = sum(cells(text) for text, _ in word)
        if line and used + 1 + needed > width:
            yield line
            line, used = [], 0
        if line:
            _append(line, " ", word[0][1] if line[-1][1] is word[0][1] else Style.PLAIN)
            used += 1
        for text, style in word:
            _append(line, text, style)
        used += needed
    if line:
        yield line


def _words(pieces: Iterable[Styled]) -> Iterator[list[Styled]]:
    word: list[Styled] = []
    for text, style in pieces:
        for token in _TOKENS.findall(text):
            if not token.isspace():
                word.append((token, style))
            elif word:
                yield word
                word = []
    if word:
        yield word


def _append(line: list[Styled], text: str, style: Style) -> None:
    if line and line[-1][1] is style:
        line[-1] = (line[-1][0] + text, style)
    else:
        line.append((text, style))


def hung(head: Line, pieces: Iterable[Styled], width: int) -> Iterator[Line]:
    """`head`, followed by the pieces in lines that are all aligned with the first."""
    indent = sum(cells(text) for text, _ in head)
    lines = broken(pieces, max(width - indent, _LEAST))
    yield [*head, *next(lines, [])]
    for line in lines:
        yield [(" " * indent, Style.PLAIN), *line]
