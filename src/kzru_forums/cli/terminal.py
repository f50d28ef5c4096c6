"""Lines with styles, and where they go: in colour to a terminal where rich is installed, elsewhere as plain text.

One layout serves both: lines are broken here, and rich does nothing but colour them. Whatever a page holds, no
character that moves a terminal's cursor or changes its state gets through.
"""

import codecs
import io
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from functools import partial
from itertools import accumulate
from typing import IO, NamedTuple

from kzru_forums.files import count_pages

_TOKENS = re.compile(r"\S+|\s+")
NARROWEST = 40
"""Cells that lines have at least, however narrow the terminal."""
WIDEST = 120
"""Cells that lines have at most, unless the user says more: longer ones are hard to read."""
_LEAST = 20
"""Cells that text has beside what it hangs on."""
_ASCII = dict(zip("–—−─·█▌×’‘“”„«»‹›", "-----##x''" + 5 * '"' + "<>", strict=True)) | {"…": "..."}
_PLAINER = "kzru_forums.plainer"


class Style(Enum):
    """What a piece of a line is; `_rich` says how that looks."""

    PLAIN = auto()
    TITLE = auto()
    HEADING = auto()
    LABEL = auto()
    LEAD = auto()
    NOTE = auto()
    FAINT = auto()
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


def terminal_width() -> int:
    """The width to break lines at: that of the terminal or of `COLUMNS`, else 80; at most what is easy to read."""
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def for_data() -> IO[str]:
    """Standard output for data: UTF-8, whatever the terminal has."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    return sys.stdout


def for_people() -> Painter:
    """Standard output for people, in colour where that is seen."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
        stream.reconfigure(encoding=stream.encoding if chosen else "utf-8", errors=_PLAINER, newline="\n")
    if stream.isatty() or os.environ.get("FORCE_COLOR"):
        try:
            from kzru_forums.cli.colours import painter  # noqa: PLC0415 - an extra, and slow to load
        except ImportError:
            pass
        else:
            return painter(stream)
    return plain(stream)


def plain(stream: IO[str]) -> Painter:
    """Puts lines out as plain text."""
    return partial(_write, stream)


def _write(stream: IO[str], line: Line) -> None:
    stream.write("".join(safe(text) for text, _ in line).rstrip() + "\n")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that an encoding does not have: the nearest in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_ASCII.get(char) or _base(char) or "?" for char in text), error.end


def _base(char: str) -> str:
    return unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()


codecs.register_error(_PLAINER, _plainer)


STANDARD = "-"
"""Standard input or standard output."""


class Desk(NamedTuple):
    """Where a command puts its lines."""

    err: Painter
    """Standard error."""
    advance: Callable[[], object]
    """To be called after each file."""
    above: Painter | None = None
    """Puts lines above the bar, where bar and standard output share a terminal."""

    def out(self) -> Painter:
        """Standard output, for people."""
        return self.above or for_people()

    def complain(self, message: str) -> None:
        """Put a line on standard error."""
        self.err([(message, Style.PLAIN)])


@contextmanager
def desk(names: Sequence[str] = (), *, bar: bool = False) -> Iterator[Desk]:
    """A desk; with a progress bar on standard error where that is a terminal and `names` are several files.

    Args:
        names: the files that will be read, as the user gave them.
        bar: False for none in any case.
    """
    if bar and sys.stderr.isatty() and (total := _count(names)) > 1:
        try:
            from kzru_forums.cli.colours import progress  # noqa: PLC0415 - an extra, and slow to load
        except ImportError:
            pass
        else:
            with progress(sys.stderr, total) as (above, advance):
                yield Desk(above, advance, above if sys.stdout.isatty() else None)
            return
    yield Desk(plain(sys.stderr), lambda: None)


def _count(names: Sequence[str]) -> int:
    """Number of files that `iter_readings` will read."""
    return sum(1 if name == STANDARD else count_pages(name) for name in names)
