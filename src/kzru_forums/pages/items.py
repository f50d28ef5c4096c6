"""Items: the paragraphs of a body, between lines and pieces.

A reader creates items from its lines, other modules mark their kinds, and `pieces` converts them with a single state:
whether somebody is speaking.
"""

from kzru_forums.pages.blocks import BlockKind, Facts, Piece, new_piece
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import LONGEST_LABEL
from kzru_forums.text import CLOSE, all_joined, offsets_in

_OPEN_ENDED = regex(r"(?:[\w\]%’'–—-]|(?<![.!?…])[)”“\"])\Z")
_SEPARATOR = regex(r"(?:\*\s*){3,}|_{3,}|-{3,}")
_OMISSION = regex(r"[<‹〈«\[(]\s*(?:…|\.\s*\.\s*\.)\s*[>›〉»\])]")
_NOTE = regex(r"\([^()]*(?:\([^()]*\)[^()]*)*\)[.:]?|\[[^\[\]]*\][.:]?|<[^<>]{1,60}>")
_PLAYED = "anthems?|videos?|films?|clips?|footage|recordings?|songs?|music|tune|march|presentations?|slides?|trailers?|\
documentary|documentaries|fragments?|reports?|broadcast|hymn"
_BARE_DIRECTION = regex(
    r"(?:(?:The |A |An |Then )?(?:[\w’-]+ ){0,4}?(?i:" + _PLAYED + r")(?: of [\w’ ]{3,40}?| about [\w’ ]{3,40}?)? "
    r"(?:(?:is|are|was|were) (?:being )?(?:played|shown|screened|performed|sung|demonstrated|broadcast)|plays?|sounds?|"
    r"begins?|starts?|follows?|ends?)"
    r"|(?:The )?(?:National|State|national|state) [Aa]nthems? [^.!?]*\b(?:is|are|was|were) (?:played|performed|sung)"
    r"|(?:A )?(?:[Mm]inute|[Mm]oment) of silence(?: is (?:observed|held|declared)| follows)?"
    r"|(?:(?:Prolonged|Loud|General|Stormy|Long) )?(?:[Aa]pplause|[Ll]aughter|[Oo]vation)"
    r"(?:(?:,| and) (?:applause|laughter))?"
    r"|(?:The )?(?:(?:agreements?|documents?) (?:is|are) signed|signing ceremony (?:follows|takes place)"
    r"|awards? (?:is|are) presented|awarding ceremony follows)"
    r")\.?|\(?To be continued\.?\)?\.?",
)
_LONGEST_DIRECTION = 100
_LAST_IN_DIRECTION = frozenset(
    """played shown screened performed sung demonstrated broadcast play plays sound sounds begin begins start starts
    follow follows end ends silence observed held declared applause laughter ovation signed place presented
    continued""".split()
)
"""The last words of stage directions, which are faster to check than the whole text."""
_DROPPED = "\u200b\u00ad\ufeff"
"""Characters that are not in normalised text."""
_BRACKETS = "([<‹〈«"
_MARKS = f"*_-{_BRACKETS}"
_LONGEST_MARK = 40
_LABEL, _NARRATION, _PARAGRAPH = BlockKind.LABEL, BlockKind.NARRATION, BlockKind.PARAGRAPH
"""The most frequent kinds: to look one up in its enumeration takes longer than to compare it."""
_SILENCING = frozenset({BlockKind.SEPARATOR, BlockKind.HEADING})


class Item:
    """A paragraph of the body; `kind` is None until it is known."""

    __slots__ = ("colon", "end", "facts", "has_colon", "kind", "start", "text")

    def __init__(self, kind: BlockKind | None, text: str, start: int, end: int, facts: Facts | None = None) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.facts = facts
        self.colon = -1
        """Offset of the colon in `text`, if this is a label with its first paragraph."""
        self.has_colon = True
        """Whether there is a colon; otherwise `colon` is the end of the label."""

    @property
    def head(self) -> str:
        """The words before the first colon; empty if it is too far away."""
        colon = self.text.find(":", 0, LONGEST_LABEL)
        return self.text[:colon].rstrip() if colon > 0 else ""


def continues(last: str, line: str) -> bool:
    """Whether `line` continues the previous line, which a hover card broke (quirk 2)."""
    first = line[0]
    if first.isupper() or first.isdigit():
        return False
    if CLOSE.match(line):
        return True
    if not _OPEN_ENDED.search(last[-2:]):
        return False
    return first.islower() or (first in "(–—-" and not _is_direction(line))


def _is_direction(line: str) -> bool:
    """Whether a whole line is a stage direction, `(Applause.)`, and not the end of a broken line, `(left)`."""
    return line[0] == "(" and line[-1] == ")" and line[1:2].isupper()


class Broken:
    """Paragraphs broken by hover cards, with their continuation lines."""

    def __init__(self) -> None:
        self._lines: dict[Item, list[str]] = {}

    def takes(self, item: Item, line: str, end: int) -> bool:
        """Whether a line continues a paragraph; if so, it is kept for `mend`."""
        lines = self._lines.get(item)
        if not continues(lines[-1] if lines else item.text, line):
            return False
        if lines is None:
            lines = self._lines[item] = [item.text]
        lines.append(line)
        item.end = end
        return True

    def mend(self) -> None:
        """Join the broken paragraphs."""
        for item, lines in self._lines.items():
            item.text = all_joined(lines)


def mark(line: str) -> BlockKind | None:
    """The kind of a separator or omission mark in any spelling (quirk 17); None for other lines."""
    if len(line) > _LONGEST_MARK or line[0] not in _MARKS:
        return None
    if _SEPARATOR.fullmatch(line):
        return BlockKind.SEPARATOR
    return BlockKind.OMISSION if _OMISSION.fullmatch(line) else None


def pieces(text: str, items: list[Item]) -> list[Piece]:
    """The pieces of a body, with labels separated from their text, and speech from narration (quirk 15).

    The list of items is empty afterwards: each item is freed when its pieces exist, which saves memory on huge pages.
    """
    made: list[Piece] = []
    labels: dict[str, str] = {}
    speaking = False
    items.reverse()
    while items:
        item = items.pop()
        kind = item.kind
        if kind is None:
            kind = _spoken(item.text) if speaking else _NARRATION
        elif kind is _LABEL:
            speaking = True
            made += _label(text, item, labels)
            continue
        elif kind in _SILENCING:
            speaking = False
        made.append(new_piece((kind, item.text, item.start, item.end, item.facts, False)))
    return made


def _spoken(text: str) -> BlockKind:
    """The kind of a paragraph below a label."""
    if len(text) > _LONGEST_DIRECTION and text[0] not in _BRACKETS:
        return _PARAGRAPH
    if text[0] in _BRACKETS:
        if mark(text) is BlockKind.OMISSION:
            return BlockKind.OMISSION
        if _NOTE.fullmatch(text):
            return BlockKind.NOTE
    if len(text) > _LONGEST_DIRECTION or text.rstrip(".)").rpartition(" ")[2].lower() not in _LAST_IN_DIRECTION:
        return _PARAGRAPH
    return BlockKind.NOTE if _BARE_DIRECTION.fullmatch(text) else _PARAGRAPH


def _label(text: str, item: Item, labels: dict[str, str]) -> list[Piece]:
    """The pieces for a label with its colon, and for the first paragraph if there is one.

    `labels` has one string for all labels that are equal.
    """
    words, colon = item.text, item.colon
    if item.has_colon:
        behind = text.index(":", item.start) + 1
    else:
        behind = item.start + offsets_in(text[item.start : item.end])[colon - 1] + 1
    head = words[:colon].rstrip()
    label = new_piece((_LABEL, labels.setdefault(head, head), item.start, behind, item.facts, False))
    rest = words[colon + 1 :].lstrip() if item.has_colon else words[colon:].lstrip(" –—-")
    if not rest:
        return [label]
    start = behind
    dropped = _DROPPED if item.has_colon else f"{_DROPPED}–—-"
    while text[start] == " " or text[start] in dropped or text[start].isspace():
        start += 1
    return [label, new_piece((_spoken(rest), rest, start, item.end, None, False))]
