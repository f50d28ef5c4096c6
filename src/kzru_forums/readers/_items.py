"""Items: the paragraphs of a body on their way from lines to pieces.

A reader makes items of its lines, other modules mark what they are, `pieces` walks through them with one state, whether
somebody is speaking.
"""

import re
from collections.abc import Iterable, Iterator

from kzru_forums.blocks import BlockKind, Facts, Piece
from kzru_forums.labels import LONGEST_LABEL
from kzru_forums.text import CLOSE, all_joined

_OPEN_ENDED = re.compile(r"(?:[\w\]%’'–—-]|(?<![.!?…])[)”“\"])\Z")
_SEPARATOR = re.compile(r"(?:\*\s*){3,}|_{3,}|-{3,}")
_OMISSION = re.compile(r"[<‹〈«\[(]\s*(?:…|\.\s*\.\s*\.)\s*[>›〉»\])]")
_NOTE = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)[.:]?|\[[^\[\]]*\][.:]?|<[^<>]{1,60}>")
_BARE_DIRECTION = re.compile(
    r"(?:The )?(?:(?:National|State) )*[Aa]nthems? [^.!?]*\b(?:is|are|was|were) (?:played|performed|sung)\.|"
    r"(?:The )?\w+ (?:is|are) (?:shown|screened|played)\.|(?:Applause|Laughter|A minute of silence)\.?|"
    r"\(?To be continued\.?\)?\.?"
)
_LONGEST_DIRECTION = 100


class Item:
    """A paragraph of the body on its way to become a piece; `kind` is None until something is known."""

    __slots__ = ("colon", "end", "facts", "kind", "start", "text")

    def __init__(self, kind: BlockKind | None, text: str, start: int, end: int, facts: Facts | None = None) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.facts = facts
        self.colon = -1
        """Offset of the colon in `text` where this is a label with its first paragraph."""

    @property
    def head(self) -> str:
        """The words before the first colon, empty where it is too far away."""
        colon = self.text.find(":", 0, LONGEST_LABEL)
        return self.text[:colon].rstrip() if colon > 0 else ""


def continues(last: str, line: str) -> bool:
    """Whether `line` goes on with the line before it, which a hover card broke (quirk 2)."""
    first = line[0]
    if first.isupper() or first.isdigit():
        return False
    if CLOSE.match(line):
        return True
    if not _OPEN_ENDED.search(last[-2:]):
        return False
    return first.islower() or (first in "(–—-" and not _is_direction(line))


def _is_direction(line: str) -> bool:
    """Whether a whole line is a stage direction, `(Applause.)`, not the end of a broken line, `(left)`."""
    return line[0] == "(" and line[-1] == ")" and line[1:2].isupper()


class Paragraph:
    """The item that is being read, and the lines a hover card broke off it."""

    def __init__(self) -> None:
        self._item: Item | None = None
        self._lines: list[str] = []

    def begin(self, item: Item | None) -> None:
        """Close the paragraph before; `item` may go on below, None cannot."""
        if self._item is not None and len(self._lines) > 1:
            self._item.text = all_joined(self._lines)
        self._item, self._lines = item, [item.text] if item else []

    def takes(self, line: str, end: int) -> bool:
        """Whether a line goes on with the paragraph; if so, it is added."""
        if self._item is None or not continues(self._lines[-1], line):
            return False
        self._lines.append(line)
        self._item.end = end
        return True


def mark(line: str) -> BlockKind | None:
    """Whether a line is a separator or the omission mark, in any of their spacings (quirk 17)."""
    if line[0] in "*_-" and len(line) <= 40 and _SEPARATOR.fullmatch(line):
        return BlockKind.SEPARATOR
    return BlockKind.OMISSION if len(line) <= 9 and _OMISSION.fullmatch(line) else None


def pieces(text: str, items: Iterable[Item]) -> Iterator[Piece]:
    """The pieces of a body: labels apart from what follows them, and speech apart from narration (quirk 15)."""
    speaking = False
    for item in items:
        if item.kind is BlockKind.LABEL:
            speaking = True
            yield from _label(text, item)
        elif item.kind is None:
            yield Piece(_kind(item.text, speaking), item.text, item.start, item.end, item.facts)
        else:
            speaking = speaking and item.kind not in (BlockKind.SEPARATOR, BlockKind.HEADING)
            yield Piece(item.kind, item.text, item.start, item.end, item.facts)


def _kind(text: str, speaking: bool) -> BlockKind:
    if not speaking:
        return BlockKind.NARRATION
    if mark(text) is BlockKind.OMISSION:
        return BlockKind.OMISSION
    if text[0] in "([<" and _NOTE.fullmatch(text):
        return BlockKind.NOTE
    return (
        BlockKind.NOTE if len(text) <= _LONGEST_DIRECTION and _BARE_DIRECTION.fullmatch(text) else BlockKind.PARAGRAPH
    )


def _label(text: str, item: Item) -> Iterator[Piece]:
    """A label with its colon, and the first paragraph where there is one."""
    behind = text.index(":", item.start) + 1
    yield Piece(BlockKind.LABEL, item.text[: item.colon].rstrip(), item.start, behind, item.facts)
    rest = item.text[item.colon + 1 :].lstrip()
    if rest:
        start = behind
        while text[start].isspace() or text[start] in "\u200b\u00ad\ufeff":
            start += 1
        yield Piece(_kind(rest, speaking=True), rest, start, item.end)
