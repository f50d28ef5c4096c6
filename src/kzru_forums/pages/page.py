"""Page text: the text of a copied event page.

Pages are separated at their first and last lines. Within a page, head and foot are recognised by the form of their
lines and read in one pass. Everything between them becomes items, which are joined if a hover card broke a line; `body`
and `inserts` determine their kinds.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase

from kzru_forums.errors import ProblemCode, Report
from kzru_forums.pages import body as _body
from kzru_forums.pages import inserts as _inserts
from kzru_forums.pages import items as _items
from kzru_forums.pages.blocks import BlockKind, PageLimit, Piece, new_piece, unread
from kzru_forums.pages.furniture import ENGLISH, is_interface, is_menu, is_sender
from kzru_forums.pages.items import Broken, Item
from kzru_forums.pages.lines import Lines, lines_of
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import Shape, looks_like
from kzru_forums.text import is_day, is_range, is_time

_FIRST = ENGLISH.first
_LAST = ENGLISH.last
_BOTH = regex(r"(Text version)[\s\u200b]*(Events)")
_COUNTER = regex(r"([0-9]{1,4}) of ([0-9]{1,4})")
_STATUS = ENGLISH.status
_SECTIONS = regex(r"Published in sections?:.*", re.DOTALL)
_PUBLISHED = ENGLISH.published
_LINK = ENGLISH.link
_MORE = regex(r"[0-9]+ more")
_LONGEST_PLACE = 80
_LONGEST_MENU = 200
_LONGEST_TAG = 120
_LONGEST_LINK_TITLE = 300
_HEAD_LINES = 60
"""Maximum number of lines in a head: a lead is broken by a hover card at every link."""

_PLAIN = {
    **dict.fromkeys(ENGLISH.boxes, BlockKind.BOX),
    **dict.fromkeys(ENGLISH.tags, BlockKind.TAGS),
    _STATUS: BlockKind.STATUS,
    _LAST: BlockKind.END,
}
_TAG, _NAME = BlockKind.TAG, Shape.NAME
"""Members that loops compare: to look one up in its enumeration takes longer than to compare it."""
_LONGEST_PLAIN = max(map(len, _PLAIN))
_CONTINUED = (ENGLISH.section, _PUBLISHED, _LINK)
"""Beginnings of lines in the foot that continue after a heading."""
_BOUNDARIES = (_FIRST, _LAST, _PUBLISHED, _LINK)
"""Beginnings of lines at which one page may end and the next one begin."""
_BOUNDARY_LETTERS = frozenset(words[0] for words in _BOUNDARIES)
_STRUCTURE_LETTERS = frozenset(words[0] for words in (*_PLAIN, _PUBLISHED, _LINK))
_ORDINARY = frozenset(ascii_uppercase) - _STRUCTURE_LETTERS - {"O"}
"""First letters of lines that are never structure and always begin a paragraph."""
_LONGEST_STRUCTURE = 60
"""Longer lines are structure only if they continue after a heading."""


def structure(line: str) -> BlockKind | None:
    """The kind of a line in the body or foot that is structure and not text; None for any other line."""
    first = line[0]
    if first in _STRUCTURE_LETTERS:
        if len(line) <= _LONGEST_PLAIN and line in _PLAIN:
            return _PLAIN[line]
        return _foot(line) if line.startswith(_CONTINUED) else None
    if first == "O":
        return BlockKind.INTERFACE if is_sender(line) else None
    if first.isdigit():
        return BlockKind.COUNTER if len(line) <= 12 and _counts(line) else None
    return None if first.isalpha() else _items.mark(line)


def _foot(line: str) -> BlockKind | None:
    """The kind of a line in the foot that begins with a heading and continues."""
    if line.startswith(ENGLISH.section):
        return BlockKind.SECTIONS if _SECTIONS.fullmatch(line) else None
    return BlockKind.PUBLISHED if line.startswith(_PUBLISHED) else BlockKind.LINK


def _counts(line: str) -> bool:
    found = _COUNTER.fullmatch(line)
    return found is not None and 0 < int(found[1]) <= int(found[2])


def read(
    text: str, report: Report, lines: Lines | None = None, limit: PageLimit | None = None
) -> Iterator[list[Piece]]:
    """Yield the pieces of each page in `text`; a page longer than `limit` is one unknown piece."""
    lines = lines_of(text) if lines is None else lines
    marks = _boundaries(lines.texts)
    glued = [index for index in marks if _BOTH.fullmatch(lines.texts[index])]
    if glued:
        lines = _split(text, lines, glued)
        marks = _boundaries(lines.texts)
    for first, last in _pages(lines.texts, marks):
        if refused := unread(*lines.span(first, last), limit, report):
            yield refused
            continue
        whole = last - first == len(lines.texts)
        yield Page(text, lines if whole else lines.part(first, last), report, whole=whole).read()


def _boundaries(lines: Sequence[str]) -> list[int]:
    """The indices of lines at which one page may end and the next one begin."""
    return [index for index, line in enumerate(lines) if line[0] in _BOUNDARY_LETTERS and line.startswith(_BOUNDARIES)]


def _split(text: str, lines: Lines, glued: Iterable[int]) -> Lines:
    """Split lines such as `Text versionEvents`, which end one page and begin the next (quirk 1)."""
    split = Lines([], [], [])
    done = 0
    for index in glued:
        start, end = lines.starts[index], lines.ends[index]
        cut = text.rindex(_FIRST[0], start, end)
        split.add(lines.part(done, index))
        split.add(Lines([_LAST, _FIRST], [start, cut], [text.rindex(_LAST[-1], start, cut) + 1, end]))
        done = index + 1
    split.add(lines.part(done, len(lines.texts)))
    return split


def _pages(lines: Sequence[str], boundaries: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the beginning and end of each page as indices of lines."""
    begin = 0
    for index in boundaries:
        end = _end_at(lines, begin, index)
        if end > begin:
            yield begin, end
            begin = end
    if begin < len(lines):
        yield begin, len(lines)


def _end_at(lines: Sequence[str], begin: int, index: int) -> int:
    """The end of the page that begins at `begin`, given the line at `index`; 0 if the page continues."""
    line = lines[index]
    if line == _LAST:
        return 0 if index + 1 < len(lines) and lines[index + 1] == _LAST else index + 1
    if line == _FIRST:
        return index if index > begin and _has_head(lines, index + 1) else 0
    return index + 1 if line.startswith((_PUBLISHED, _LINK)) and _restarts(lines, index + 1) else 0


def _restarts(lines: Sequence[str], index: int) -> bool:
    """Whether a page without its first line begins after the foot of another one (quirk 16)."""
    return index < len(lines) and structure(lines[index]) is None and _has_head(lines, index)


def _has_head(lines: Sequence[str], begin: int) -> bool:
    return _date_line(lines, begin) > begin


def _date_line(lines: Sequence[str], begin: int) -> int:
    """Index of the date line of the head that begins at `begin`; -1 if there is none."""
    for index in range(begin, min(begin + _HEAD_LINES, len(lines))):
        line = lines[index]
        if is_day(line):
            return index
        if structure(line) is not None or is_time(line) or (line == _FIRST and index > begin):
            return -1
    return -1


class Page:
    """Converts the lines of one page to pieces."""

    def __init__(self, text: str, lines: Lines, report: Report, *, whole: bool) -> None:
        self._whole = whole
        self._text = text
        self._lines = lines
        self._texts, self._starts, self._ends = lines
        self._report = report
        self._at = 0
        self._pieces: list[Piece] = []
        self._title = ""
        self._lead: list[str] = []

    def read(self) -> list[Piece]:
        """The pieces of the page, in order."""
        if not self._is_page():
            return self._unknown()
        self._head()
        items = self._items()
        head = self._pieces
        self._pieces = []
        self._foot_of_page()
        foot = self._pieces
        persons = _tags_under(foot, ENGLISH.persons)
        labels = _body.classify(items, persons)
        _inserts.mark_inserts(items, self._title, self._lead, labels)
        self._check_start()
        self._check_end(foot)
        return [*head, *_items.pieces(self._text, items), *foot]

    def _check_start(self) -> None:
        if self._texts[0] != _FIRST:
            self._tell(ProblemCode.MISSING_START, f"expected the first line {_FIRST!r}: a partial copy?", 0)

    def _is_page(self) -> bool:
        """Whether any of these lines belongs to the format: a first line, a date, a label, or a foot below others."""
        lines = self._texts
        if structure(lines[0]) in _FOOT and all(structure(line) in _FOOT for line in lines):
            return False
        if len(lines) > 1 and self._is_interface():
            return False
        if lines[0] == _FIRST or _date_line(lines, 0) >= 0:
            return True
        if len(lines) > 1 and self._is_menu():
            return False
        return any(structure(line) is not None or opens_statement(line) for line in lines)

    def _is_interface(self) -> bool:
        return all(line == _FIRST or is_interface(line) for line in self._texts)

    def _is_menu(self) -> bool:
        """Whether most of these lines are known from menus, and none of the others is long or begins a statement."""
        others = [line for line in self._texts if not (line == _FIRST or is_interface(line) or is_menu(line))]
        return 2 * len(others) <= len(self._texts) and not any(
            len(line) > _LONGEST_MENU or opens_statement(line) for line in others
        )

    def _unknown(self) -> list[Piece]:
        """All lines as pieces of the interface or as unknown pieces, with one problem for the latter."""
        if not self._whole and (self._is_interface() or self._is_menu()):
            return self._all_as(BlockKind.INTERFACE)
        self._report.add(
            ProblemCode.NOT_A_TRANSCRIPT if self._whole else ProblemCode.UNKNOWN_BLOCK,
            f"expected an event page: a line {_FIRST!r}, a date like 'September 19, 2012', or a label with a colon;"
            f" found {self._texts[0][:60]!r}",
            self._starts[0],
            self._ends[-1],
        )
        return self._all_as(BlockKind.UNKNOWN)

    def _all_as(self, kind: BlockKind) -> list[Piece]:
        return [Piece(kind, *line) for line in zip(*self._lines, strict=True)]

    def _tell(self, code: ProblemCode, message: str, index: int) -> None:
        self._report.add(code, message, self._starts[index], self._ends[index])

    def _take(self, kind: BlockKind) -> str:
        at = self._at
        line = self._texts[at]
        self._pieces.append(new_piece((kind, line, self._starts[at], self._ends[at], None, False)))
        self._at += 1
        return line

    def _item(self, kind: BlockKind | None) -> Item:
        at = self._at
        self._at += 1
        return Item(kind, self._texts[at], self._starts[at], self._ends[at])

    def _next(self) -> str:
        return self._texts[self._at] if self._at < len(self._texts) else ""

    def _head(self) -> None:
        if self._next() == _FIRST:
            self._take(BlockKind.START)
        dated = _date_line(self._texts, self._at)
        if dated < 0:
            self._head_without_date()
            return
        if dated > self._at:
            self._title = self._take(BlockKind.TITLE)
            self._read_lead(dated)
        else:
            self._tell(ProblemCode.MISSING_TITLE, "expected a title before the date line", dated)
        self._date_and_place()

    def _head_without_date(self) -> None:
        """Read a head without a date: only the title can be recognised, and only after the first line."""
        index = min(self._at, len(self._texts) - 1)
        found = f"{self._texts[index][:60]!r}"
        if self._pieces and self._next() and structure(self._next()) is None and not opens_statement(self._next()):
            self._title = self._take(BlockKind.TITLE)
        else:
            self._tell(ProblemCode.MISSING_TITLE, f"expected a title, found {found}", index)
        message = "expected a date line like 'September 19, 2012' below the title; the page begins"
        self._tell(ProblemCode.MISSING_DATE, f"{message} {found}", index)

    def _read_lead(self, dated: int) -> None:
        items: list[Item] = []
        broken = Broken()
        while self._at < dated:
            if items and broken.takes(items[-1], self._next(), self._ends[self._at]):
                self._at += 1
            else:
                items.append(self._item(BlockKind.LEAD))
        broken.mend()
        self._lead = [item.text for item in items]
        self._pieces.extend(Piece(BlockKind.LEAD, item.text, item.start, item.end) for item in items)

    def _date_and_place(self) -> None:
        self._take(BlockKind.DATE)
        self._time_and_place()

    def _time_and_place(self, *, has_time: bool = False, has_place: bool = False) -> None:
        if not has_time and is_time(self._next()):
            self._take(BlockKind.TIME)
        if not has_place and self._next() and self._is_place(self._next()):
            self._take(BlockKind.PLACE)

    def _is_place(self, line: str) -> bool:
        """Whether the line below date and time is the place: a short phrase, not a sentence, caption or heading."""
        if len(line) > _LONGEST_PLACE or structure(line) is not None or not line[0].isalnum():
            return False
        if (
            line[-1] in ".!?…,;:”“"
            or ":" in line
            or is_range(line)
            or line == self._title
            or _body.is_heading_like(line)
        ):
            return False
        behind = self._texts[self._at + 1] if self._at + 1 < len(self._texts) else ""
        return not (behind and _items.continues(line, behind))

    def _items(self) -> list[Item]:
        """The body up to the foot: lines joined to paragraphs, link boxes and galleries recognised by their form."""
        items: list[Item] = []
        broken = Broken()
        paragraph: Item | None = None
        texts, starts, ends = self._lines
        while (at := self._at) < len(texts):
            line = texts[at]
            if line[0] in _ORDINARY or (len(line) > _LONGEST_STRUCTURE and not line.startswith(_CONTINUED)):
                kind = None
            elif (kind := self._kind_here(line)) in _FOOT:
                break
            self._at = at + 1
            if kind is None:
                if paragraph is None or line[0].isupper() or not broken.takes(paragraph, line, ends[at]):
                    paragraph = Item(None, line, starts[at], ends[at])
                    items.append(paragraph)
                continue
            items.append(Item(kind, line, starts[at], ends[at]))
            paragraph = None
            if kind is BlockKind.BOX:
                self._box(items)
            elif kind is BlockKind.COUNTER and self._caption(items):
                paragraph = items[-1]
        broken.mend()
        return items

    def _kind_here(self, line: str) -> BlockKind | None:
        """The kind of the next line of the body; a heading of tags counts only if tags follow."""
        kind = structure(line)
        return None if kind is BlockKind.TAGS and not self._heads_tags() else kind

    def _heads_tags(self) -> bool:
        """Whether a line such as `Topics` begins a list of tags: no sentence precedes the next line of the foot."""
        box = False
        for index in range(self._at + 1, len(self._texts)):
            line = self._texts[index]
            kind = structure(line)
            if kind is BlockKind.BOX:
                box = True
            elif kind is not None:
                return kind in _FOOT
            elif not (_may_be_link(line) if box else _may_be_tag(line)):
                return False
        return True

    def _box(self, items: list[Item]) -> None:
        """Read the entries of a link box: titles with dates below them; only the first may lack a date (quirk 3)."""
        first = True
        while self._at < len(self._texts):
            line = self._next()
            dated = self._at + 1 < len(self._texts) and is_range(self._texts[self._at + 1])
            if structure(line) is not None or not (dated or (first and _may_be_link(line))):
                return
            items.append(self._item(BlockKind.RELATED_TITLE))
            if dated:
                items.append(self._item(BlockKind.RELATED_DATE))
            first = False

    def _caption(self, items: list[Item]) -> bool:
        """Read the caption below a photo counter; return whether there is one."""
        line = self._next()
        if not line or structure(line) is not None or opens_statement(line):
            return False
        items.append(self._item(BlockKind.CAPTION))
        return True

    def _foot_of_page(self) -> None:
        tags = False
        while self._at < len(self._texts):
            line = self._next()
            kind = structure(line)
            if kind in _FOOT:
                self._take(kind)
                tags = kind is BlockKind.TAGS
            elif kind is BlockKind.BOX:
                tags = False
                items = [self._item(kind)]
                self._box(items)
                self._pieces.extend(_items.pieces(self._text, items))
            elif tags and len(line) <= _LONGEST_TAG:
                self._take(BlockKind.INTERFACE if _MORE.fullmatch(line) else BlockKind.TAG)
            else:
                self._stray()

    def _stray(self) -> None:
        line = self._take(BlockKind.UNKNOWN)
        self._tell(ProblemCode.UNKNOWN_BLOCK, f"expected the end of the page, found {line[:60]!r}", self._at - 1)

    def _check_end(self, foot: Sequence[Piece]) -> None:
        end = self._ends[-1]
        kinds = {piece.kind for piece in foot}
        if BlockKind.STATUS not in kinds and BlockKind.PUBLISHED not in kinds:
            self._report.add(ProblemCode.MISSING_FOOTER, f"expected {_STATUS!r}: a partial copy?", end, end)
        elif BlockKind.END not in kinds:
            self._report.add(ProblemCode.MISSING_END, f"expected the last line {_LAST!r}: a partial copy?", end, end)


_FOOT = frozenset(
    {BlockKind.TAGS, BlockKind.STATUS, BlockKind.SECTIONS, BlockKind.PUBLISHED, BlockKind.LINK, BlockKind.END}
)


def _may_be_tag(line: str) -> bool:
    return len(line) <= _LONGEST_TAG and line[-1] not in ".!?…,;:" and not opens_statement(line)


def _may_be_link(line: str) -> bool:
    return len(line) <= _LONGEST_LINK_TITLE and line[-1] not in ".,;:" and not opens_statement(line)


def opens_statement(line: str) -> bool:
    """Whether a line begins with a label."""
    colon = line.find(":", 0, 250)
    return colon >= 0 and looks_like(line[:colon].rstrip()) >= _NAME


def _tags_under(foot: Sequence[Piece], heading: str) -> list[str]:
    tags, inside = [], False
    for piece in foot:
        if piece.kind is _TAG:
            if inside:
                tags.append(piece.text)
        else:
            inside = piece.kind is BlockKind.TAGS and piece.text == heading
    return tags
