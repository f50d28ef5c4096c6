"""HTML: a page as served, as saved by a browser, or its article alone.

The markup says what the text readers have to find out. The reader walks through the body once, renders it as page text
and notes the kind of each paragraph; spans point into that rendering. Hover cards are taken out first: they show the
post held when the page was saved. A label is what a bold beginning and a colon mark; where a page has none, or prints
one in plain type, the text decides as it does for page text.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kzru_forums.errors import ProblemCode, Report
from kzru_forums.files import Limits
from kzru_forums.pages import body as _body
from kzru_forums.pages import items as _items
from kzru_forums.pages.blocks import BlockKind, Facts, Piece
from kzru_forums.pages.furniture import ENGLISH
from kzru_forums.pages.items import Item
from kzru_forums.pages.markup import (
    BODY,
    BREAK,
    TITLE,
    articles_of,
    attribute,
    classes_of,
    clean,
    excerpts,
    lines_in,
    mark_by_type,
    page_address,
    page_number,
    paragraphs_in,
    parsed,
    tagged,
    target,
    text_of,
    too_deep,
)
from kzru_forums.text import date_and_rest, is_day, normal, printed_day

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_END = "</html>"
_HOLDS_BLOCKS = "p, div, li, blockquote"


def read(text: str, report: Report, limits: Limits) -> tuple[str, list[list[Piece]]]:
    """The page-text rendering of an HTML source, and the pieces of each page in it.

    Raises:
        ImportError: selectolax is not installed; the message names the extra.
    """
    if len(text) > limits.html_characters:
        message = f"{len(text)} characters of HTML, more than the limit of {limits.html_characters}"
        return _refused(text, ProblemCode.LIMIT_EXCEEDED, message, 0, report)
    for parts in excerpts(text):
        deep = too_deep(parts.text, limits)
        if deep is not None:
            message = f"tags nested deeper than the limit of {limits.nesting}, or too many formatting tags left open"
            return _refused(text, ProblemCode.LIMIT_EXCEEDED, message, parts.offset_in_page(deep), report)
        tree = parsed(parts.text)
        if articles := articles_of(tree):
            if _is_followed(text):
                message = "behind the HTML stands what looks like a page in another layout: give it a file of its own"
                report.add(ProblemCode.UNKNOWN_BLOCK, message)
            return _read(tree, articles, report)
    message = f"expected the HTML of an event page, with a heading {TITLE!r}; found {text.strip()[:60]!r}"
    return _refused(text, ProblemCode.NOT_A_TRANSCRIPT, message, 0, report)


def _read(tree: "LexborHTMLParser", articles: Sequence["LexborNode"], report: Report) -> tuple[str, list[list[Piece]]]:
    # A source of several pages is parsed as one tree: what its head says is said of none of them alone.
    head = tree.head if len(articles) == 1 else None
    pages = [_Page(article, head, attribute(tree.root, "lang")) for article in articles]
    rendered = _rendered(item for page in pages for item in page.items)
    report.move(rendered)
    return rendered, [page.pieces(rendered, report) for page in pages]


def _is_followed(text: str) -> bool:
    """Whether a line with a date stands behind the HTML, as on every page in another layout."""
    ends = text.rfind(_END)
    return ends >= 0 and any(date_and_rest(normal(line)) for line in text[ends + len(_END) :].split("\n"))


def _refused(text: str, code: ProblemCode, message: str, where: int, report: Report) -> tuple[str, list[list[Piece]]]:
    report.add(code, message, where, len(text))
    return text, [[Piece(BlockKind.UNKNOWN, "", 0, len(text))]] if text else []


def _rendered(items: Iterable[Item]) -> str:
    """The items as page text, a line each; from here on they know where they stand in it."""
    lines, length = [], 0
    for item in items:
        line = item.text
        lines.append(line)
        item.start = length
        item.end = length = length + len(line)
        length += 1
    return "\n".join([*lines, ""])


class _Page:
    """One article: what stands on it, as the items of a page text."""

    def __init__(self, article: "LexborNode", head: "LexborNode | None", language: str) -> None:
        self.items: list[Item] = []
        """Head, body and foot."""
        self._feet: list[LexborNode] = []
        self._inserts = {
            "slider": self._gallery,
            "media": self._media,
            "media__container": self._media,
            "read__cut": self._box,
            **dict.fromkeys(("read__bottommeta", "read__tags", "read__status"), self._feet.append),
        }
        self._article = article
        self._address = page_address(head, article)
        self._read_head(language)
        self._body_begins = len(self.items)
        body = article.css_first(BODY)
        self._has_body = body is not None
        if body is not None:
            self._read_body(body)
        self._body_ends = len(self.items)
        self._read_foot()

    def pieces(self, text: str, report: Report) -> list[Piece]:
        """Pieces and problems of this page in the whole rendering."""
        items = self.items
        body = items[self._body_begins : self._body_ends]
        if not any(item.kind is BlockKind.LABEL for item in body):
            _body.classify(body, [item.text for item in items[self._body_ends :] if item.kind is BlockKind.TAG])
        else:
            _body.mark_repeated_labels(body)
        self._check(report)
        return _items.pieces(text, items)

    def _check(self, report: Report) -> None:
        first = self.items[0]
        kinds = {item.kind for item in self.items[: self._body_begins]}
        if BlockKind.TITLE not in kinds:
            report.add(ProblemCode.MISSING_TITLE, f"expected a title ({TITLE}), found none", first.start, first.end)
        if BlockKind.DATE not in kinds:
            report.add(
                ProblemCode.MISSING_DATE, "expected a date (time.read__published), found none", first.start, first.end
            )
        if not self._has_body:
            report.add(ProblemCode.MISSING_BODY, f"expected a body ({BODY}), found none", first.start, first.end)

    def _add(self, kind: BlockKind | None, text: str, facts: Facts | None = None) -> None:
        """An item of the page; what says nothing is none."""
        if text:
            self.items.append(Item(kind, text, 0, 0, facts))

    def _read_head(self, language: str) -> None:
        article = self._article
        number = page_number(self._address)
        stated = attribute(article.css_first('meta[itemprop="inLanguage"]'), "content")
        facts = Facts(url=self._address or None, number=number, language=stated or language or None)
        self._add(BlockKind.START, ENGLISH.first, facts)
        self._add(BlockKind.TITLE, text_of(article, TITLE))
        lead = article.css_first(".read__lead")
        for paragraph in paragraphs_in(lead) if lead is not None else ():
            self._add(BlockKind.LEAD, paragraph)
        self._add(BlockKind.DATE, _date(article))
        self._add(BlockKind.TIME, text_of(article, ".read__time"))
        self._add(BlockKind.PLACE, text_of(article, ".read__place"))

    def _read_body(self, body: "LexborNode") -> None:
        """The children of the body in order; containers are opened, loose text makes paragraphs of its own."""
        loose: list[str] = []
        behind: list[LexborNode | None] = []
        node = body.child
        while node is not None or behind:
            if node is None:
                node = behind.pop()
                continue
            tag = node.tag or "-undef"
            if tag == "p":
                if loose:
                    self._loose(loose)
                self._paragraph(node)
            elif tag == "-text":
                loose.append(node.text())
            elif tag not in _BLOCKS and node.css_first(_HOLDS_BLOCKS) is None:
                loose.append("" if tag[0] == "-" else node.text())
            else:
                self._loose(loose)
                if not self._insert(node, tag):
                    behind.append(node.next)
                    node = node.child
                    continue
            node = node.next
        self._loose(loose)

    def _loose(self, loose: list[str]) -> None:
        """Text that stands in no paragraph."""
        for words in lines_in("".join(loose)):
            self._add(_items.mark(words), words)
        loose.clear()

    def _insert(self, node: "LexborNode", tag: str) -> bool:
        """Take a block that is no paragraph; False for a container whose children are to be read."""
        if tag == "blockquote":
            for paragraph in paragraphs_in(node):
                self._add(BlockKind.PULL_QUOTE, paragraph)
            return True
        take = next((self._inserts[name] for name in classes_of(node) if name in self._inserts), None)
        if take is not None:
            take(node)
        return take is not None

    def _paragraph(self, node: "LexborNode") -> None:
        text = node.text()
        if BREAK in text:
            for line in lines_in(text):
                self._add(None, line)
        elif text := clean(text):
            item = Item(_items.mark(text), text, 0, 0)
            self.items.append(item)
            if item.kind is None:
                mark_by_type(item, node)

    def _gallery(self, node: "LexborNode") -> None:
        """The counter, the caption of the photograph that is shown, and those of the others."""
        slides = node.css(".slide")
        shown = next((index for index, slide in enumerate(slides) if "starting-slide" in classes_of(slide)), 0)
        if slides:
            self._add(BlockKind.COUNTER, f"{shown + 1} of {len(slides)}")
        for index in sorted(range(len(slides)), key=lambda index: index != shown):
            facts = None if index == shown else Facts(number=index + 1, shown=False)
            self._add(BlockKind.CAPTION, clean(attribute(slides[index], "data-cycle-desc")), facts)

    def _media(self, node: "LexborNode") -> None:
        """The caption below a photograph or video, and the description of a video, which only markup carries."""
        for title in node.css(".media__title"):
            self._add(BlockKind.CAPTION, clean(title.text()))
        for description in node.css(".video__description"):
            self._add(BlockKind.CAPTION, clean(description.text()), Facts(shown=False))

    def _box(self, node: "LexborNode") -> None:
        """The entries of a link box; a link without words is one too."""
        dated = True
        for part in node.css(".cut__title, .cut__item, .cut__date"):
            text, classes = clean(part.text()), classes_of(part)
            if "cut__title" in classes:
                self._add(BlockKind.BOX, text)
            elif "cut__date" not in classes:
                self.items.append(Item(BlockKind.RELATED_TITLE, text, 0, 0, target(part, self._address)))
                dated = False
            elif not dated:
                self._add(BlockKind.RELATED_DATE, text)
                dated = True

    def _read_foot(self) -> None:
        """Tags and status, which stand inside the body."""
        for column in self._in_feet(".read__tagscol"):
            self._add(BlockKind.TAGS, text_of(column, "h3"))
            for tag in column.css("li"):
                self._add(BlockKind.TAG, clean(tag.text()), tagged(tag))
        for status in self._in_feet(".read__status")[:1]:
            self._status(status)

    def _in_feet(self, selector: str) -> list["LexborNode"]:
        """What fits a selector in the feet met in the body, or else anywhere in the article."""
        return [node for foot in self._feet for node in foot.css(selector)] or self._article.css(selector)

    def _status(self, status: "LexborNode") -> None:
        self._add(BlockKind.STATUS, text_of(status, "h3"))
        for paragraph in status.css("p"):
            text = clean(paragraph.text().replace(BREAK, " "))
            kind = next((kind for words, kind in _FOOT if text.startswith(words)), BlockKind.INTERFACE)
            self._add(BlockKind.END if text == ENGLISH.last else kind, text)


_FOOT = (
    (ENGLISH.section, BlockKind.SECTIONS),
    (ENGLISH.published.rstrip(":"), BlockKind.PUBLISHED),
    (ENGLISH.link.rstrip(":"), BlockKind.LINK),
)


def _date(article: "LexborNode") -> str:
    """The date as printed, or as the markup states it where it is printed in another language."""
    node = article.css_first("time.read__published")
    if node is None:
        return ""
    text = clean(node.text())
    if is_day(text):
        return text
    try:
        return printed_day(date.fromisoformat(attribute(node, "datetime")[:10]))
    except ValueError:
        return text
