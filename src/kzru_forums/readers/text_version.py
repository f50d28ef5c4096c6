"""Text version: the site's plain layout (FORMAT.md section 2).

A page begins with interface lines and ends with its date line, printed a second time. Links leave no trace, so no line
is broken; there are no photographs, link boxes or tags, and the lead cannot be told from the narration.
"""

import re
from collections.abc import Iterator, Sequence

from kzru_forums.blocks import BlockKind, Piece
from kzru_forums.dates import date_and_rest
from kzru_forums.errors import ProblemCode
from kzru_forums.readers import _body, _items
from kzru_forums.readers._items import Item
from kzru_forums.readers._lines import Line, lines_of
from kzru_forums.readers._report import Report
from kzru_forums.text import offsets_in

_SITE = re.compile(r"Official (?:website|web site|site) of the President of Russia")
_SECTION = re.compile(r"(\S.{0,80}?) ?/")
INTERFACE = frozenset(
    {
        *("View settings", "Settings", "Font size:", "Site colours:", "Images", "Images:"),
        *("Structure", "Videos and Photos", "Documents", "Contacts", "Search", "Special version", "Text version"),
    }
)
_HEAD_LINES = 12


def read(text: str, report: Report) -> Iterator[list[Piece]]:
    """The pieces of each page in `text`, page by page."""
    lines = list(lines_of(text))
    for first, last in _pages(lines):
        yield _page(text, lines[first:last], report)


def is_interface(line: str) -> bool:
    """Whether a line is one of the site's interface and carries no content."""
    return line in INTERFACE or _SITE.fullmatch(line) is not None


def _pages(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where pages begin and end, as indices of lines.

    A page ends with its date line, printed a second time, or where interface lines follow other lines.
    """
    begin = 0
    interface = True
    dated = ""
    for index, line in enumerate(lines):
        opens = is_interface(line.text) or (index == begin and _SECTION.fullmatch(line.text) is not None)
        if opens and not interface:
            yield begin, index
            begin, dated = index, ""
        interface = opens
        if dated and line.text == dated:
            yield begin, index + 1
            begin, dated, interface = index + 1, "", True
        elif not dated and index - begin < _HEAD_LINES and date_and_rest(line.text):
            dated = line.text
    if begin < len(lines):
        yield begin, len(lines)


def _page(text: str, lines: Sequence[Line], report: Report) -> list[Piece]:
    head = list(_head(text, lines, report))
    dated = next((piece.text for piece in head if piece.kind is BlockKind.DATE), "")
    used = sum(piece.kind is not BlockKind.PLACE for piece in head)
    last = len(lines)
    foot: list[Piece] = []
    if dated and last > used and lines[-1].text == lines[used - 1].text:
        last -= 1
        foot.append(Piece(BlockKind.END, lines[last].text, lines[last].start, lines[last].end))
    else:
        report.add(
            ProblemCode.MISSING_END, "expected the date line a second time, at the end: a partial copy?", lines[-1].end
        )
    items = [Item(_items.mark(line.text), line.text, line.start, line.end) for line in lines[used:last]]
    _body.classify(items, ())
    return [*head, *_items.pieces(text, items), *foot]


def _head(text: str, lines: Sequence[Line], report: Report) -> Iterator[Piece]:
    """Interface lines, section, title and date line."""
    index = 0
    while index < len(lines) and is_interface(lines[index].text):
        yield Piece(BlockKind.INTERFACE, *lines[index])
        index += 1
    if index < len(lines) and (found := _SECTION.fullmatch(lines[index].text)):
        yield Piece(BlockKind.SECTION, found[1].strip(), lines[index].start, lines[index].end)
        index += 1
    titles = _lines_before_date(lines, index)
    for line in lines[index : index + max(titles, 0)]:
        yield Piece(BlockKind.TITLE, *line)
    index += max(titles, 0)
    where = lines[min(index, len(lines) - 1)]
    if titles < 1:
        report.add(ProblemCode.MISSING_TITLE, f"expected a title, found {where.text[:60]!r}", where.start, where.end)
    if titles < 0:
        message = f"expected a date line like 'September 19, 2012, Pavlodar', found {where.text[:60]!r}"
        report.add(ProblemCode.MISSING_DATE, message, where.start, where.end)
        return
    yield from _date_line(text, where)


def _lines_before_date(lines: Sequence[Line], begin: int) -> int:
    """Number of lines between the section and the date line: the title; -1 where no date line follows."""
    for index in range(begin, min(begin + _HEAD_LINES, len(lines))):
        if date_and_rest(lines[index].text):
            return index - begin
    return -1


def _date_line(text: str, line: Line) -> Iterator[Piece]:
    """Date and place, which share a line."""
    day, place = date_and_rest(line.text) or ("", "")
    if not place:
        yield Piece(BlockKind.DATE, *line)
        return
    cut = line.start + offsets_in(text[line.start : line.end])[len(line.text) - len(place)]
    yield Piece(BlockKind.DATE, day, line.start, cut)
    yield Piece(BlockKind.PLACE, place, cut, line.end)
