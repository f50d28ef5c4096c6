"""Lines with styles: broken to a width, and free of everything that moves a terminal's cursor or changes its state."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import accumulate

_TOKENS = re.compile(r"\S+|\s+")
_LEAST = 20
"""Cells that text has beside what it hangs on."""


class Style(Enum):
    """What a piece of a line is; `_rich` says how that looks."""

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


Piece = tuple[str, Style]
Line = Sequence[Piece]
Painter = Callable[[Line], object]
"""What puts a line out."""


def safe(text: str) -> str:
    """The text as a terminal may have it.

    Blanks of any sort are blanks, characters without a shape of their own (those that turn the direction of the text
    among them) are left out, and for other control characters and half characters stands U+FFFD.
    """
    return text if text.isprintable() else "".join(map(_safe, text))


def _safe(char: str) -> str:
    if char.isprintable():
        return char
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) == "Cf" else "\ufffd"


def cells(text: str) -> int:
    """Number of cells of a terminal that a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fitted(text: str, width: int) -> str:
    """The text in exactly `width` cells: cut with an ellipsis, or filled up with blanks."""
    text = safe(text)
    if cells(text) > width:
        ends = accumulate(map(_cells, text))
        text = text[: sum(end < width for end in ends)] + "…"
    return text + " " * (width - cells(text))


def broken(pieces: Iterable[Piece], width: int) -> Iterator[list[Piece]]:
    """The pieces in lines of at most `width` cells, broken at blanks; a longer word stays whole."""
    line: list[Piece] = []
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


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    word: list[Piece] = []
    for text, style in pieces:
        for token in _TOKENS.findall(text):
            if not token.isspace():
                word.append((token, style))
            elif word:
                yield word
                word = []
    if word:
        yield word


def _append(line: list[Piece], text: str, style: Style) -> None:
    if line and line[-1][1] is style:
        line[-1] = (line[-1][0] + text, style)
    else:
        line.append((text, style))


def hung(head: Line, pieces: Iterable[Piece], width: int) -> Iterator[Line]:
    """`head`, and behind it the pieces in lines, all beginning where the first begins."""
    indent = sum(cells(text) for text, _ in head)
    lines = broken(pieces, max(width - indent, _LEAST))
    yield [*head, *next(lines, [])]
    for line in lines:
        yield [(" " * indent, Style.PLAIN), *line]
