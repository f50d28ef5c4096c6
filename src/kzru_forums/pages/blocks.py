"""Blocks, which readers produce and `assemble` consumes.

A reader splits its source into a flat list of blocks. They cover the text: each block ends where the next one begins,
the first begins at 0, and the last ends at the end of the text. White space and line breaks belong to the preceding
block.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from attrs import field, frozen

from kzru_forums.errors import ProblemCode, Report
from kzru_forums.model import Span


class BlockKind(StrEnum):
    """The kind of a block."""

    START = "start"
    """The first line, `Events`."""
    INTERFACE = "interface"
    """Lines of the site's interface without content."""
    SECTION = "section"
    """Section of the site at the top of a text version."""
    TITLE = "title"
    LEAD = "lead"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    COUNTER = "counter"
    """Photo counter, `2 of 3`."""
    CAPTION = "caption"
    NARRATION = "narration"
    """A paragraph that is not speech."""
    SEPARATOR = "separator"
    HEADING = "heading"
    LABEL = "label"
    """Label of a statement with its colon; the text follows as a paragraph."""
    PARAGRAPH = "paragraph"
    """A paragraph of a statement."""
    NOTE = "note"
    """A stage direction on a line of its own."""
    OMISSION = "omission"
    """The editors' omission mark, `<…>`."""
    PULL_QUOTE = "pull_quote"
    BOX = "box"
    """Heading of a link box."""
    RELATED_TITLE = "related_title"
    RELATED_DATE = "related_date"
    TAGS = "tags"
    """Heading of a list of tags."""
    TAG = "tag"
    STATUS = "status"
    """The line `Publication status`."""
    SECTIONS = "sections"
    PUBLISHED = "published"
    LINK = "link"
    """The line `Direct link`."""
    END = "end"
    """The last line, `Text version`."""
    HOVER_CARD = "hover_card"
    """The hidden card of a linked name, left in the text: the name again, and the post held when the page was saved."""
    BLANK = "blank"
    """White space before the first page."""
    UNKNOWN = "unknown"
    """Text that no rule recognises; it is reported as a problem."""


for _kind in BlockKind:
    # On Python 3.11, each look-up of a member runs a descriptor written in Python; from 3.12 on, it does not.
    type.__setattr__(BlockKind, _kind.name, _kind)


@frozen(kw_only=True)
class Block:
    """A part of the text and its kind."""

    kind: BlockKind
    """Kind of the block."""
    text: str = field(repr=lambda text: repr(text if len(text) <= 60 else text[:57] + "…"))
    """Normalised text, in which lines broken by a hover card are joined."""
    span: Span
    """Position in `Reading.text`."""
    event: int | None = None
    """Index of the event it belongs to, in `Reading.events`."""
    statement: int | None = None
    """Position of the statement it belongs to."""
    continues: bool = False
    """Whether it continues a block of the same kind that was interrupted by a hover card or an image."""


class Facts(NamedTuple):
    """Facts about a piece that are found only in HTML."""

    url: str | None = None
    """Target of its link."""
    number: int | None = None
    """The site's number of the person or page it links to."""
    name: str | None = None
    """Name of that person, as in the link."""
    code: str | None = None
    """The site's code of a geography tag."""
    language: str | None = None
    """The page's language."""
    shown: bool = True
    """False for the caption of a photograph that the gallery does not display at first."""


class Piece(NamedTuple):
    """A block before its event and statement are known, as passed from a reader to `assemble`."""

    kind: BlockKind
    text: str
    """Normalised text."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """End offset (exclusive), without trailing white space."""
    facts: Facts | None = None
    """Facts found only in HTML."""
    continues: bool = False
    """As in `Block.continues`."""


new_piece: Callable[[tuple[BlockKind, str, int, int, Facts | None, bool]], Piece] = partial(tuple.__new__, Piece)
"""Create a piece from a tuple of all its fields, which takes less than half as long as a call of the class."""


class PageLimit(NamedTuple):
    """The limit on the length of one page."""

    characters: int
    name: str
    """Its name in `Limits`."""

    def message(self, length: int) -> str:
        """The message for a page that is longer."""
        return f"{length} characters on one page, more than the limit of {self.characters} ({self.name})"


def unread(start: int, end: int, limit: PageLimit | None, report: Report) -> list[Piece]:
    """The piece of a page that is longer than the limit, which is reported; none for any other page."""
    if limit is None or end - start <= limit.characters:
        return []
    report.add(ProblemCode.LIMIT_EXCEEDED, limit.message(end - start), start, end)
    return [Piece(BlockKind.UNKNOWN, "", start, end)]
