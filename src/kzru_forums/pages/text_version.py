"""The text version, which is the site's plain layout.

A page begins with interface lines and ends with its date line, printed a second time. Links leave no trace, so lines
are not broken. There are no photographs, link boxes or tags, and the lead cannot be distinguished from the narration.
"""

from collections.abc import Iterator, Sequence

from kzru_forums.errors import ProblemCode, Report
from kzru_forums.pages import body as _body
from kzru_forums.pages import items as _items
from kzru_forums.pages.blocks import BlockKind, PageLimit, Piece, unread
from kzru_forums.pages.furniture import LONGEST_INTERFACE, is_interface, is_option
from kzru_forums.pages.items import Item
from kzru_forums.pages.layout import is_place
from kzru_forums.pages.lines import Lines, lines_of
from kzru_forums.pages.page import opens_statement
from kzru_forums.patterns import regex
from kzru_forums.text import MONTHS, date_and_rest, offsets_in

_SECTION = regex(r"(\S.{0,80}?) ?/")
_HEAD_LINES = 12
_MONTHS = frozenset(name[:3].capitalize() for name in MONTHS)
"""Beginnings of date lines."""


def read(
    text: str, report: Report, lines: Lines | None = None, limit: PageLimit | None = None
) -> Iterator[list[Piece]]:
    """Yield the pieces of each page in `text`; a page longer than `limit` is one unknown piece."""
    lines = lines_of(text) if lines is None else lines
    for first, last in _pages(lines.texts):
        yield unread(*lines.span(first, last), limit, report) or _page(text, lines.part(first, last), report)


def _pages(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the beginning and end of each page as indices of lines.

    A page ends with its date line, printed a second time. Without that line, the next page begins with its interface
    lines, or with its title if another date line follows.
    """
    begin = 0
    interface = True
    dated = ""
    last = {line: index for index, line in enumerate(lines) if line[:3] in _MONTHS}
    for index, line in enumerate(lines):
        is_short = len(line) <= LONGEST_INTERFACE
        opens = is_short and (
            is_interface(line)
            or (index == begin and _SECTION.fullmatch(line) is not None)
            or (interface and index > begin and is_option(line))
        )
        if opens and not interface:
            yield begin, index
            begin, dated = index, ""
        interface = opens
        may_open = is_short and dated and line[:3] in _MONTHS and index - begin > 2
        if may_open and _is_below_title(lines, index) and not _closes(lines, last[dated], index):
            yield begin, index - 1
            begin, dated = index - 1, line
        elif dated and line == dated:
            yield begin, index + 1
            begin, dated, interface = index + 1, "", True
        elif not dated and index - begin < _HEAD_LINES and date_and_rest(line):
            dated = line
    if begin < len(lines):
        yield begin, len(lines)


def _closes(lines: Sequence[str], last: int, index: int) -> bool:
    """Whether the last of the lines with the page's date ends this page, below the line at `index`."""
    return last > index and not _is_below_title(lines, last)


def _is_below_title(lines: Sequence[str], index: int) -> bool:
    """Whether a line in the body is the date line of another page: no page has a line of a date there."""
    dated, title = date_and_rest(lines[index]), lines[index - 1]
    return (
        dated is not None
        and index + 1 < len(lines)
        and is_place(dated[1])
        and title[0] not in "(["
        and title[-1] not in ".!?…,:;>"
        and _items.mark(title) is None
        and not opens_statement(title)
    )


def _page(text: str, lines: Lines, report: Report) -> list[Piece]:
    texts, starts, ends = lines
    head = list(_head(text, lines, report))
    used = sum(piece.kind is not BlockKind.PLACE for piece in head)
    last = len(texts)
    foot: list[Piece] = []
    is_dated = any(piece.kind is BlockKind.DATE for piece in head)
    if not is_dated and last > used and date_and_rest(texts[-1]):
        last -= 1
        foot += _date_line(text, texts[last], starts[last], ends[last])
    elif is_dated and last > used and texts[-1] == texts[used - 1]:
        last -= 1
        foot.append(Piece(BlockKind.END, texts[last], starts[last], ends[last]))
    else:
        report.add(
            ProblemCode.MISSING_END, "expected the date line a second time, at the end: a partial copy?", ends[-1]
        )
    body = lines.part(used, last)
    items = [Item(_items.mark(line), line, start, end) for line, start, end in zip(*body, strict=True)]
    _body.classify(items, ())
    return [*head, *_items.pieces(text, items), *foot]


def _head(text: str, lines: Lines, report: Report) -> Iterator[Piece]:
    """Yield interface lines, section, title and date line."""
    texts, starts, ends = lines
    index = 0
    while index < len(texts) and (is_interface(texts[index]) or (index and is_option(texts[index]))):
        yield Piece(BlockKind.INTERFACE, texts[index], starts[index], ends[index])
        index += 1
    if index < len(texts) and (found := _SECTION.fullmatch(texts[index])):
        yield Piece(BlockKind.SECTION, found[1].strip(), starts[index], ends[index])
        index += 1
    titles = _lines_before_date(texts, index)
    for _ in range(titles):
        yield Piece(BlockKind.TITLE, texts[index], starts[index], ends[index])
        index += 1
    where = min(index, len(texts) - 1)
    place = starts[where], ends[where]
    if titles < 1:
        report.add(ProblemCode.MISSING_TITLE, f"expected a title, found {texts[where][:60]!r}", *place)
    if titles >= 0:
        yield from _date_line(text, texts[where], *place)
    elif not date_and_rest(texts[-1]):
        message = f"expected a date line like 'September 19, 2012, Pavlodar', found {texts[where][:60]!r}"
        report.add(ProblemCode.MISSING_DATE, message, *place)


def _lines_before_date(lines: Sequence[str], begin: int) -> int:
    """Number of lines between the section and the date line: the title; -1 if no date line follows.

    A date line that ends the page is the closing one, unless the lines before it can only be a title.
    """
    for index in range(begin, min(begin + _HEAD_LINES, len(lines))):
        line = lines[index]
        if date_and_rest(line):
            is_closing = index == len(lines) - 1 and (index - begin > 1 or lines[index - 1][-1] in ".!?…")
            return -1 if index > begin and is_closing else index - begin
        if _items.mark(line) is not None or (index > begin and opens_statement(line)):
            return -1
    return -1


def _date_line(text: str, line: str, start: int, end: int) -> Iterator[Piece]:
    """Yield date and place, which share a line."""
    day, place = date_and_rest(line) or ("", "")
    if not place:
        yield Piece(BlockKind.DATE, line, start, end)
        return
    cut = start + offsets_in(text[start:end])[len(line) - len(place)]
    yield Piece(BlockKind.DATE, day, start, cut)
    yield Piece(BlockKind.PLACE, place, cut, end)
