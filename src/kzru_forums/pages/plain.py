"""Plain text: paragraphs without the site's furniture, alone or below a title and a date in any common spelling.

Text that other sites add above and below a republished page is interface. A title is recognised by its position above a
date; without a date, a first line that does not end like a sentence is the title.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kzru_forums.errors import ProblemCode, Report
from kzru_forums.pages.blocks import BlockKind, PageLimit, Piece, unread
from kzru_forums.pages.date_lines import date_line
from kzru_forums.pages.furniture import is_menu, is_of_copy
from kzru_forums.pages.lines import Lines, lines_of
from kzru_forums.pages.page import Page, opens_statement, structure

_HEAD_LINES = 12
_LONGEST_TITLE = 250
_LONGEST_FOOT = 30


def read(
    text: str, report: Report, lines: Lines | None = None, limit: PageLimit | None = None
) -> Iterator[list[Piece]]:
    """Yield the pieces of the only page in `text`; a page longer than `limit` is one unknown piece."""
    lines = lines_of(text) if lines is None else lines
    if lines.texts:
        refused = unread(*lines.span(0, len(lines.texts)), limit, report)
        yield refused or PlainPage(text, lines, report, whole=True).read()


class Outline(NamedTuple):
    """What the paragraphs of a page are by their words alone."""

    head: list[Piece]
    """Title, lead, date, time and place, if there is a date."""
    taken: int
    """The number of paragraphs in the head."""
    kinds: dict[int, BlockKind | None]
    """The kinds of the other paragraphs, by their index; none or None for text."""


def outline(paragraphs: Sequence[str], *, has_head: bool) -> Outline:
    """The outline of a page from markup without the classes of the site.

    Args:
        paragraphs: the texts of the paragraphs.
        has_head: whether to look for a head among them.
    """
    count = len(paragraphs)
    lines = Lines(list(paragraphs), list(range(count)), list(range(1, count + 1)))
    return PlainPage("", lines, Report(""), whole=True).outline(has_head=has_head)


class PlainPage(Page):
    """Converts the lines of a page without furniture to pieces."""

    def __init__(self, text: str, lines: Lines, report: Report, *, whole: bool) -> None:
        last = _foot_begins(lines.texts)
        self._below = lines.part(last, len(lines.texts))
        super().__init__(text, lines.part(0, last), report, whole=whole)

    def read(self) -> list[Piece]:
        """The pieces of the page, including the lines that a republished copy adds below it."""
        below = zip(*self._below, strict=True)
        return [*super().read(), *(Piece(BlockKind.INTERFACE, *line) for line in below)]

    def outline(self, *, has_head: bool) -> Outline:
        """The kinds of the lines, whose offsets are their indices."""
        if has_head and _dated(self._texts) is not None:
            self._head()
        head, taken = self._pieces, self._at
        kinds = {item.start: item.kind for item in self._items()}
        self._pieces = []
        self._foot_of_page()
        foot = {piece.start: piece.kind for piece in self._pieces}
        if any(kind is BlockKind.UNKNOWN and opens_statement(self._texts[index]) for index, kind in foot.items()):
            foot = {}  # What looked like the foot was none.
        return Outline(head, taken, kinds | foot | dict.fromkeys(self._below.starts, BlockKind.INTERFACE))

    def _is_page(self) -> bool:
        return super()._is_page() or _dated(self._texts) is not None

    def _head(self) -> None:
        dated = _dated(self._texts)
        self._pass_by(self._texts[: dated or 0] or self._texts[:3])
        if dated is None:
            self._head_without_date()
            return
        if dated > self._at:
            self._title = self._take(BlockKind.TITLE)
            while self._at < dated:
                self._take_lead()
        self._date_line()
        self._pass_by(self._texts[self._at : self._at + 3])
        if not self._title and self._is_title(self._next()):
            self._title = self._take(BlockKind.TITLE)
        if not self._title:
            self._tell(ProblemCode.MISSING_TITLE, "expected a title above the date line", dated)

    def _head_without_date(self) -> None:
        index = min(self._at, len(self._texts) - 1)
        found = f"{self._texts[index][:60]!r}"
        if self._is_title(self._next()):
            self._title = self._take(BlockKind.TITLE)
        else:
            self._tell(ProblemCode.MISSING_TITLE, f"expected a title, found {found}", index)
        self._tell(ProblemCode.MISSING_DATE, f"expected a date below the title; the page begins {found}", index)

    def _take_lead(self) -> None:
        if is_of_copy(self._next()) or is_menu(self._next()):
            self._take(BlockKind.INTERFACE)
        else:
            self._lead.append(self._take(BlockKind.LEAD))

    def _pass_by(self, lines: Sequence[str]) -> None:
        """Skip the lines that a republished copy prints above the text, if they are next."""
        for line in lines:
            if line != self._next() or not (is_of_copy(line) or is_menu(line)):
                return
            self._take(BlockKind.INTERFACE)

    def _date_line(self) -> None:
        """Read day, time and place from one line, in printed order, and a time or place below it."""
        at = self._at
        found = date_line(self._texts[at])
        if found is None:  # pragma: no cover - `_dated` has found one here
            return
        parts = {BlockKind.DATE: found.day, BlockKind.TIME: found.time, BlockKind.PLACE: found.place}
        placed = sorted((part[1], kind, part[0]) for kind, part in parts.items() if part)
        start, end = self._starts[at], self._ends[at]
        for index, (offset, kind, words) in enumerate(placed):
            begin = start + (offset if index else 0)
            stop = start + placed[index + 1][0] if index + 1 < len(placed) else end
            self._pieces.append(Piece(kind, words, begin, stop))
        self._at += 1
        self._time_and_place(has_time=found.time is not None, has_place=found.place is not None)

    def _is_title(self, line: str) -> bool:
        """Whether a line without a date below it is a title: short, and not ending like a sentence or label."""
        return (
            0 < len(line) <= _LONGEST_TITLE
            and line[-1] not in ".!?…:;,"
            and line[0].isalnum()
            and structure(line) is None
            and not opens_statement(line)
            and self._at + 1 < len(self._texts)
        )

    def _check_start(self) -> None:
        """No first line is expected."""

    def _check_end(self, foot: Sequence[Piece]) -> None:
        """No foot is expected."""


def _dated(lines: Sequence[str]) -> int | None:
    """The index of the date line in the head of a page; None if there is none."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if date_line(line):
            return index
        if structure(line) is not None or opens_statement(line):
            return None
    return None


def _foot_begins(lines: Sequence[str]) -> int:
    """Index of the first line that a republished copy adds below the text."""
    last = len(lines)
    while last > 1 and len(lines) - last < _LONGEST_FOOT and (is_of_copy(lines[last - 1]) or is_menu(lines[last - 1])):
        last -= 1
    return last
