"""HTML: a page as served, as saved by a browser, or its article alone (FORMAT.md section 3).

The markup says what the text readers have to find out. The reader walks through the body once, renders it as page text
and notes the kind of each paragraph; spans point into that rendering. Hover cards are taken out first: they show the
post held when the page was saved. A label is what a bold beginning and a colon mark; where a page has none, or prints
one in plain type, the text decides as it does for page text.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from kzru_forums.blocks import BlockKind, Facts, Piece
from kzru_forums.dates import is_day, printed_day
from kzru_forums.errors import ProblemCode
from kzru_forums.labels import LONGEST_LABEL, Shape, looks_like
from kzru_forums.limits import Limits
from kzru_forums.readers import _body
from kzru_forums.readers._body import Item
from kzru_forums.readers._nesting import too_deep
from kzru_forums.readers._report import Report
from kzru_forums.text import normal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TITLE = "h1.entry-title"
_BODY = ".read__internal_content"
_NOISE = "script, style, noscript, template, svg, .read__tooltip, .tooltip_person, .tooltip_term, .hidden-copy .read__share"
_BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_BOLD = frozenset({"b", "strong"})
_LEANING = frozenset({"i", "em"})
_BREAK = "\u2028"
_SPACES = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\f": " "})
_PERSON = re.compile(r"/catalog/persons/([0-9]{1,9})\b")
_COUNTRY = re.compile(r"/catalog/(?:countries|regions)/([\w-]{1,12})\b")
_PAGE = re.compile(r"(?:/d/|/news/|/transcripts/[\w/]*?|/speeches/|/letters/|/messages/|/|\A)([0-9]{2,9})(?:\.html)?/?(?:[?#].*)?\Z")
_ARTICLE = re.compile(r"event-([0-9]{1,9})\Z")
_ADDRESS = re.compile(r"https?://[\w.-]+/(?:events|d)/")


class _Rendering:
    """Page text in the making."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def item(self, kind: BlockKind | None, text: str, facts: Facts | None = None) -> Item:
        start = self._length
        self._parts.append(text)
        self._length += len(text) + 1
        return Item(kind, text, start, start + len(text), facts)

    def piece(self, kind: BlockKind, text: str, facts: Facts | None = None) -> Piece:
        item = self.item(kind, text, facts)
        return Piece(kind, text, item.start, item.end, facts)

    def text(self) -> str:
        return "".join(part + "\n" for part in self._parts)
