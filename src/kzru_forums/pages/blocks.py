"""Block: what readers yield and `assemble` takes.

A reader cuts its source into a flat list of blocks. They tile the text: each block ends where the next begins,
the first at 0 and the last at the end. White space and line breaks belong to the block before them.
"""

from enum import StrEnum
from typing import NamedTuple

from attrs import field, frozen

from kzru_forums.model import Span


class BlockKind(StrEnum):
    """What a stretch of a page is."""

    START = "start"
    """The first line, `Events`."""
    INTERFACE = "interface"
    """Lines of the site's interface that carry no content."""
    SECTION = "section"
    """Section of the site at the head of a text version."""
    TITLE = "title"
    LEAD = "lead"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    COUNTER = "counter"
    """Photo counter, `2 of 3`."""
    CAPTION = "caption"
    NARRATION = "narration"
    """A paragraph nobody speaks."""
    SEPARATOR = "separator"
    HEADING = "heading"
    LABEL = "label"
    """Label of a statement with its colon; its text follows as a paragraph."""
    PARAGRAPH = "paragraph"
    """A paragraph of a statement."""
    NOTE = "note"
    """A stage direction alone on a line."""
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
    """Text that no rule knows; there is a problem for it."""


@frozen(kw_only=True)
class Block:
    """A stretch of the text and what it is."""

    kind: BlockKind
    """What it is."""
    text: str = field(repr=lambda text: repr(text if len(text) <= 60 else text[:57] + "…"))
    """Its text in normal form, lines broken by a hover card joined."""
    span: Span
    """Where it stands in `Reading.text`."""
    event: int | None = None
    """Index of the event it belongs to, in `Reading.events`."""
    statement: int | None = None
    """Position of the statement it belongs to."""
    continues: bool = False
    """Whether it goes on with a block of the same kind that a hover card or an image interrupted."""


class Facts(NamedTuple):
    """What only markup knows of a piece."""

    url: str | None = None
    """Target of its link."""
    number: int | None = None
    """The site's number of the person or page it links to."""
    name: str | None = None
    """Name of that person, as the link has it."""
    code: str | None = None
    """The site's code of a geography tag."""
    language: str | None = None
    """The page's language."""
    shown: bool = True
    """False for the caption of a photograph that the gallery does not show at first."""


class Piece(NamedTuple):
    """A block on its way from a reader to `assemble`, before it is known which event and statement it belongs to."""

    kind: BlockKind
    text: str
    """Text in normal form."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset behind its last character that is not white space."""
    facts: Facts | None = None
    """What only markup knows of it."""
    continues: bool = False
    """As for `Block.continues`."""
