"""Reader for HTML: a page as served, as saved by a browser, or only its article.

The markup provides what the text readers have to infer. The reader walks through the body once, renders it as page text
and records the kind of each paragraph; spans refer to that rendering. Hover cards are removed first, because they show
the post held when the page was saved. A label is a bold beginning of a paragraph, followed by a colon. If a page has no
such label, or prints one in plain type, labels are recognised as in page text.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, chain, groupby
from typing import TYPE_CHECKING, ClassVar, Literal

from kzru_forums.errors import ProblemCode, Report, Severity
from kzru_forums.files import Limits
from kzru_forums.pages import body as _body
from kzru_forums.pages import hover
from kzru_forums.pages import items as _items
from kzru_forums.pages.blocks import BlockKind, Facts, Piece
from kzru_forums.pages.draft import Draft
from kzru_forums.pages.furniture import ENGLISH
from kzru_forums.pages.items import Item
from kzru_forums.pages.markup import (
    Metadata,
    attribute,
    broken_lines,
    classes_in,
    classes_of,
    clean,
    is_attachment,
    lines_in,
    mark_by_type,
    metadata_of,
    page_address,
    page_number,
    paragraphs_in,
    tagged,
    target,
)
from kzru_forums.pages.other_pages import list_of_events, part_of_event
from kzru_forums.pages.parsing import (
    BODY,
    BREAK,
    TITLE,
    articles_of,
    clear,
    escaped_once,
    excerpts,
    mark_around,
    parsed,
    too_deep,
    too_many_attributes,
)
from kzru_forums.pages.plain import outline
from kzru_forums.text import date_and_rest, is_day, normal, printed_day

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_START = 1000
_END = "</html>"
_CATEGORY = ".read__categ"
_SLIDES = ".slide, .slider, .read__cut"
"""The slides of a gallery, and what adds to a page without having text."""
_PARTS = ".media__title, .video__description, .cut__title, .cut__item, .cut__date"


def read(
    text: str, report: Report, limits: Limits, *, is_page: bool = False, encoded: bytes | None = None
) -> tuple[str, list[list[Piece]]]:
    """Render an HTML source as page text; return the text and the pieces of each page.

    Args:
        text: the source.
        report: collects the problems.
        limits: content that exceeds them is not read.
        is_page: whether the source is known to be an event page, even if its HTML does not show it.
        encoded: the source in UTF-8, if it is at hand.

    Raises:
        ImportError: selectolax is not installed; the message names the extra.
    """
    if len(text) > limits.html_characters:
        message = f"{len(text)} characters of HTML, more than the limit of {limits.html_characters} (html_characters)"
        return _refused(text, ProblemCode.LIMIT_EXCEEDED, message, 0, report)
    page = text.encode("utf-8", "ignore") if encoded is None else encoded
    if b"<html:html" in page[:_START]:  # XHTML whose names have a prefix.
        page = page.replace(b"<html:", b"<").replace(b"</html:", b"</")
    for parts in excerpts(page):
        if beyond := _beyond(parts.content, limits):
            message, offset = beyond
            start = len(page[: parts.offset_in_page(offset)].decode())
            return _refused(text, ProblemCode.LIMIT_EXCEEDED, message, start, report)
        content, repaired = escaped_once(parts.content)
        tree = parsed(content)
        metadata = metadata_of(tree)
        if part := part_of_event(metadata.addresses):
            return _refused(text, ProblemCode.NOT_AN_EVENT_PAGE, f"{part}, which is not its page", 0, report)
        articles, others = articles_of(tree)
        if articles:
            if _is_followed(text):
                message = "after the HTML there seems to be a page in another layout: put it into a separate file"
                report.add(ProblemCode.UNKNOWN_BLOCK, message)
            _report_repaired(repaired, report)
            return _read(articles, others, metadata, report)
    if listed := list_of_events(tree):
        return _refused(text, ProblemCode.NOT_AN_EVENT_PAGE, f"{listed}, not the page of one", 0, report)
    _report_repaired(repaired, report)
    if read_piece := _read_piece(tree, metadata, report, is_page=is_page):
        return read_piece
    message = f"expected the HTML of an event page, with a heading {TITLE!r}; found {text.strip()[:60]!r}"
    return _refused(text, ProblemCode.NOT_A_TRANSCRIPT, message, 0, report)


def _beyond(content: bytes, limits: Limits) -> tuple[str, int] | None:
    """Which limit HTML is beyond, and where; None if it may be parsed."""
    deep = too_deep(content, limits)
    if deep is not None:
        message = (
            f"tags nested deeper than the limit of {limits.nesting} (nesting), more than {limits.tags} (tags), or"
            " too many formatting tags left open"
        )
        return message, deep
    wide = too_many_attributes(content, limits)
    if wide is not None:
        return f"a tag with more attributes than the limit of {limits.attributes} (attributes)", wide
    return None


def _read_piece(
    tree: "LexborHTMLParser", metadata: Metadata, report: Report, *, is_page: bool
) -> tuple[str, list[list[Piece]]] | None:
    """Read a piece of a page, without its heading or the marks of the site; None if nothing indicates an event page."""
    root = tree.body
    if root is None:
        return None
    clear(root)
    page = _Piece(root, metadata)
    if not page.has_body or not (is_page or page.looks_like_page()):
        return None
    return _as_text([page], report)


def _read(
    articles: Sequence["LexborNode"], others: Iterable["LexborNode"], metadata: Metadata, report: Report
) -> tuple[str, list[list[Piece]]]:
    """Read articles, and what else may belong to the last one."""
    if len(articles) > 1:  # Several pages in a source are parsed as one tree, so its head describes none of them.
        metadata = metadata._replace(addresses=())
    pages = [_page(article, metadata) for article in articles]
    for node in others:
        pages[-1].add_unknown(node)
    return _as_text(pages, report)


def _page(article: "LexborNode", metadata: Metadata) -> "_Page":
    """The page in an article; without a body element, everything is the body, if it contains speech."""
    page = _Page(article, metadata)
    if page.lacks_body:
        piece = _Piece(article, metadata)
        if piece.has_labels():
            piece.lacks_body = True
            return piece
    return page


def _is_followed(text: str) -> bool:
    """Whether a line with a date follows the HTML, as on every page in another layout."""
    ends = text.rfind(_END)
    return ends >= 0 and any(date_and_rest(normal(line)) for line in text[ends + len(_END) :].split("\n"))


def _refused(text: str, code: ProblemCode, message: str, where: int, report: Report) -> tuple[str, list[list[Piece]]]:
    report.add(code, message, where, len(text))
    return text, [[Piece(BlockKind.UNKNOWN, "", 0, len(text))]] if text else []


def _report_repaired(places: int, report: Report) -> None:
    if places:
        where = f"{places} places" if places > 1 else "1 place"
        message = f"signs that were escaped twice, such as '&amp;nbsp;', were read as the signs in {where}"
        report.add(ProblemCode.REPAIRED, message, 0, 0)


def _report_unknown(items: Sequence[Item], report: Report) -> None:
    """A warning, because everything that the page is known for was read."""
    message = f"text that belongs to no part of the page, {items[0].text[:60]!r}"
    report.add(ProblemCode.UNKNOWN_BLOCK, message, items[0].start, items[-1].end, severity=Severity.WARNING)


def _as_text(pages: Sequence["_Page"], report: Report) -> tuple[str, list[list[Piece]]]:
    """Render pages as page text, one line per item, and record the offsets of the items."""
    lines: list[str] = []
    length = 0
    for item in chain.from_iterable(page.items for page in pages):
        line = item.text
        lines.append(line)
        item.start = length
        item.end = length = length + len(line)
        length += 1
    text = "\n".join([*lines, ""])
    report.move(text)
    return text, [page.pieces(text, report) for page in pages]


_Place = Literal["body", "insert", "outside", "tags", "status"]
"""Where an element is: it is read differently in the body, in a gallery, media box or link box, and in the foot."""


_Reader = Callable[["_Page", "LexborNode"], _Place | None]


def _added(kind: BlockKind, facts: Facts | None = None) -> _Reader:
    """Adds the text of an element."""
    return lambda page, node: page.add(kind, clean(node.text()), facts)


class _Page:
    """One article, and its content as the items of a page text."""

    lacks_body = False
    """Whether the element that contains the body is missing."""

    def __init__(self, article: "LexborNode", metadata: Metadata) -> None:
        self.items: list[Item] = []
        """Head, body and foot."""
        self._feet: list[LexborNode] = []
        self._is_foot = False
        self._is_dated = True
        self._article = article
        self._address = page_address(metadata.addresses, article)
        self._taken = set[int]()
        """Elements that were read."""
        self._around = set[int]()
        """These elements and their ancestors."""
        self._unread_body = article.css_first(BODY)
        self._read_head(metadata.language)
        self._body_begins = self._body_ends = len(self.items)
        self._read_article()
        self._read_foot()

    def _read_article(self) -> None:
        """Read the body, and what the article holds beside it: text that no rule knows."""
        body = self._unread_body
        self.lacks_body = body is None
        if body is None or body.mem_id != self._article.mem_id:
            self._read_parts(self._article, "outside")
        if self._unread_body is not None:  # It is the article, or inside an element that was read.
            self._read_body(self._unread_body)

    def _read_body(self, body: "LexborNode") -> None:
        self._take(body)
        self._unread_body = None
        self._body_begins = len(self.items)
        self._read_parts(body, "body")
        self._body_ends = len(self.items)

    def pieces(self, text: str, report: Report) -> list[Piece]:
        """The pieces and problems of this page in the complete rendering."""
        self._mark_labels()
        self._check(report)
        return _items.pieces(text, self.items)

    def _mark_labels(self) -> bool:
        """Mark the labels of the body; return whether there are any."""
        body = self.items[self._body_begins : self._body_ends]
        if any(item.kind is BlockKind.LABEL for item in body):
            _body.mark_repeated_labels(body)
            return True
        tags = [item.text for item in self.items[self._body_ends :] if item.kind is BlockKind.TAG]
        return bool(_body.classify(body, tags))

    def _check(self, report: Report) -> None:
        first = self.items[0]
        kinds = {item.kind for item in self.items[: self._body_begins]}
        if BlockKind.TITLE not in kinds:
            report.add(ProblemCode.MISSING_TITLE, f"expected a title ({TITLE}), found none", first.start, first.end)
        if BlockKind.DATE not in kinds:
            report.add(
                ProblemCode.MISSING_DATE, "expected a date (time.read__published), found none", first.start, first.end
            )
        if self.lacks_body:
            report.add(ProblemCode.MISSING_BODY, f"expected a body ({BODY}), found none", first.start, first.end)
        if any(item.kind is BlockKind.UNKNOWN for item in self.items):
            for is_unknown, run in groupby(self.items, lambda item: item.kind is BlockKind.UNKNOWN):
                if is_unknown:
                    _report_unknown(list(run), report)

    def add(self, kind: BlockKind | None, text: str, facts: Facts | None = None) -> None:
        """Add an item of the page unless it is empty."""
        if text:
            self.items.append(Item(kind, text, 0, 0, facts))

    def _read_head(self, language: str) -> None:
        article = self._article
        stated = attribute(article.css_first('meta[itemprop="inLanguage"]'), "content")
        self._add_start(stated or language)
        category = article.css_first(_CATEGORY)
        if category is not None and clean(category.text()) == ENGLISH.first:
            self._take(category)
        self.add(BlockKind.TITLE, self._text(article.css_first(TITLE)))
        self._read_lead()
        published = article.css_first(_PUBLISHED)
        if published is not None:
            self._take(published)
            self.add(BlockKind.DATE, _date(published))
        self.add(BlockKind.TIME, self._text(article.css_first(".read__time")))
        self.add(BlockKind.PLACE, self._text(article.css_first(".read__place")))

    def _add_start(self, language: str) -> None:
        facts = Facts(url=self._address or None, number=page_number(self._address), language=language or None)
        self.add(BlockKind.START, ENGLISH.first, facts)

    def _read_lead(self) -> None:
        lead = self._article.css_first(".read__lead")
        if lead is not None:
            self._take(lead)
            for paragraph in paragraphs_in(lead):
                self.add(BlockKind.LEAD, paragraph)

    def _take(self, node: "LexborNode") -> None:
        """Remember that an element was read, so that it is not read once more."""
        self._taken.add(node.mem_id)
        mark_around(node, self._around)

    def _text(self, node: "LexborNode | None") -> str:
        """The text of an element, which is not to be read once more."""
        if node is None:
            return ""
        self._take(node)
        return clean(node.text())

    def _read_parts(self, root: "LexborNode", place: _Place) -> None:
        """Read the children of an element in order; containers are opened, and loose text becomes separate lines."""
        loose: list[str] = []
        opened = [(_children(root), place, True)]
        while opened:
            nodes, place, is_block = opened[-1]
            for node in nodes:
                tag = node.tag
                if tag == "-text":
                    loose.append(node.text(deep=False))
                elif tag == "p" and place == "body" and node.mem_id not in self._around:
                    if loose:
                        self._add_loose(loose, place)
                    self._paragraph(node)
                elif container := self._read_element(node, tag, place, loose):
                    opened.append(container)
                    break
            else:
                opened.pop()
                if is_block and loose:
                    self._add_loose(loose, place)

    def _read_element(
        self, node: "LexborNode", tag: str | None, place: _Place, loose: list[str]
    ) -> tuple[Iterator["LexborNode"], _Place, bool] | None:
        """Read an element, or return its children, where they are, and whether it is a block."""
        if not node.is_element_node:
            return None
        read = self._reader(node, tag, place)
        is_block = read is not None or tag in _BLOCKS
        if is_block and loose:
            self._add_loose(loose, place)
        inner = place if read is None else read(self, node)
        return None if inner is None else (_children(node), inner, is_block)

    def _reader(self, node: "LexborNode", tag: str | None, place: _Place) -> "_Reader | None":
        """What reads an element; None for a container."""
        identity = node.mem_id
        if identity in self._taken:
            return _Page._nothing
        if self._unread_body is not None and identity == self._unread_body.mem_id:
            return _Page._read_body
        readers = self._READERS[place]
        for name in classes_of(node):
            if name in readers:
                return readers[name]
        return readers.get(f"<{tag}>") if identity not in self._around else None

    def _nothing(self, _: "LexborNode") -> None:
        """An element that was read."""

    def _add_loose(self, loose: list[str], place: _Place) -> None:
        """Add text that is in no paragraph."""
        for words in lines_in("".join(loose)):
            is_unknown = place != "body" or is_attachment(words)
            self.add(BlockKind.UNKNOWN if is_unknown else _items.mark(words), words)
        loose.clear()

    def add_unknown(self, node: "LexborNode") -> None:
        """Text outside of the article."""
        self._add_loose([node.text()], "outside")

    def _pull_quote(self, node: "LexborNode") -> None:
        for paragraph in paragraphs_in(node):
            self.add(BlockKind.PULL_QUOTE, paragraph)

    def _paragraph(self, node: "LexborNode") -> None:
        text = node.text()
        if BREAK in text:
            self.items += broken_lines(node)
        elif text := clean(text):
            item = Item(_items.mark(text), text, 0, 0)
            self.items.append(item)
            if item.kind is None:
                mark_by_type(item, node)

    def _gallery(self, node: "LexborNode") -> _Place | None:
        """Add the counter, the caption of the displayed photograph, and the other captions."""
        parts = [part.attributes for part in node.css(_SLIDES)]
        slides = [part for part in parts if "slide" in classes_in(part)]
        captions = [clean(slide.get("data-cycle-desc") or "") for slide in slides]
        shown = next((index for index, slide in enumerate(slides) if "starting-slide" in classes_in(slide)), 0)
        if slides:
            self.add(BlockKind.COUNTER, f"{shown + 1} of {len(slides)}")
            self.add(BlockKind.CAPTION, captions[shown])
        for index, caption in enumerate(captions):
            if index != shown:
                self.add(BlockKind.CAPTION, caption, Facts(number=index + 1, shown=False))
        # One that is not closed swallows what follows.
        return "insert" if not node.text().isspace() or len(parts) > len(slides) + 1 else None

    def _insert(self, _: "LexborNode") -> _Place:
        """A media box or a link box."""
        self._is_dated = True
        return "insert"

    def _link(self, node: "LexborNode") -> None:
        """Add an entry of a link box, including a link without text."""
        self.items.append(Item(BlockKind.RELATED_TITLE, clean(node.text()), 0, 0, target(node, self._address)))
        self._is_dated = False

    def _link_date(self, node: "LexborNode") -> _Place | None:
        if self._is_dated:
            return "insert"
        self.add(BlockKind.RELATED_DATE, clean(node.text()))
        self._is_dated = True
        return None

    def _paragraph_or_more(self, node: "LexborNode") -> _Place | None:
        """Read a paragraph in an insert, unless a part of the insert is inside it."""
        if node.css_first(_PARTS) is not None:
            return "insert"
        self._paragraph(node)
        return None

    def _foot(self, node: "LexborNode") -> _Place | None:
        """Put a part of the foot aside until everything else is read."""
        if self._is_foot:
            return _place_in_foot(node)
        self._feet.append(node)
        return None

    def _read_foot(self) -> None:
        """Read tags and status, which are inside the body."""
        self._is_foot = True
        for foot in self._feet:
            self._read_parts(foot, _place_in_foot(foot))

    def _tags(self, node: "LexborNode") -> None:
        is_second = self.items[-1].kind is BlockKind.TAGS
        self.add(BlockKind.UNKNOWN if is_second else BlockKind.TAGS, clean(node.text()))

    def _tag(self, node: "LexborNode") -> None:
        self.add(BlockKind.TAG, clean(node.text()), tagged(node))

    def _status_line(self, node: "LexborNode") -> None:
        text = clean(node.text())
        kind = next((kind for words, kind in _FOOT if text.startswith(words)), BlockKind.INTERFACE)
        self.add(BlockKind.END if text == ENGLISH.last else kind, text)

    _INSERTS: ClassVar[dict[str, "_Reader"]] = {
        "slider": _gallery,
        **dict.fromkeys(("media", "media__container", "read__cut"), _insert),
        **dict.fromkeys(("read__bottommeta", "read__tags", "read__tagscol", "read__status"), _foot),
    }
    _READERS: ClassVar[dict[_Place, dict[str, "_Reader"]]] = {
        "outside": _INSERTS,
        "body": {**_INSERTS, "<blockquote>": _pull_quote},
        "insert": {
            **_INSERTS,
            "media__title": _added(BlockKind.CAPTION),
            "video__description": _added(BlockKind.CAPTION, Facts(shown=False)),
            "cut__title": _added(BlockKind.BOX),
            "cut__item": _link,
            "cut__date": _link_date,
            "<p>": _paragraph_or_more,
            "<blockquote>": _pull_quote,
        },
        "tags": {**_INSERTS, "<h3>": _tags, "<li>": _tag},
        "status": {**_INSERTS, "<h3>": _added(BlockKind.STATUS), "<p>": _status_line},
    }
    """What reads an element with a class or a tag, and returns where its children are; None if it is read whole."""


def _children(node: "LexborNode") -> Iterator["LexborNode"]:
    """The children of an element, without its text if that is blank."""
    return node.iter(include_text=not node.text(deep=False).isspace())


def _place_in_foot(node: "LexborNode") -> _Place:
    classes = classes_of(node)
    return "tags" if "read__tagscol" in classes else "status" if "read__status" in classes else "outside"


class _Piece(_Page):
    """A piece of a page: the body alone, paragraphs, or an article rewritten by other software.

    Title and date are taken from their usual places in such pieces; everything else is the body.
    """

    @property
    def has_body(self) -> bool:
        """Whether there is any text in the body."""
        return any(item.kind is not BlockKind.INTERFACE for item in self.items[self._body_begins : self._body_ends])

    def _check(self, report: Report) -> None:
        super()._check(report)
        if cards := [card for around in self._cards.values() for card in around]:
            where = f"{len(cards)} places" if len(cards) > 1 else "1 place"
            message = f"hidden cards of linked names, known by their words alone, were left out in {where}"
            report.add(ProblemCode.REPAIRED, message, cards[0].start, cards[0].start)

    def has_labels(self) -> bool:
        """Whether there are any labels."""
        return self._mark_labels()

    def looks_like_page(self) -> bool:
        """Whether there is a label, a title with a date, or a mark of the site that indicates an event page."""
        return self.has_labels() or self._is_headed or self._article.css_first(BODY) is not None

    def _read_article(self) -> None:
        """Read the site's own body in a whole page; everything in a piece, so that nothing is lost."""
        self._cards: dict[Item, list[Item]] = {}
        """Hover cards that only their words show, by the items that they were in."""
        is_classed = self._unread_body is not None
        body = self._unread_body if self._article.css_first("nav, footer") is not None else None
        self._read_body(self._article if body is None else body)
        kinds = {item.kind for item in self.items[: self._body_begins]}
        self._is_headed = {BlockKind.TITLE, BlockKind.DATE} <= kinds
        if not is_classed:
            self._outline()

    def _outline(self) -> None:
        """Recognise head, boxes and foot among the paragraphs by their words, as in page text."""
        head, body = self.items[: self._body_begins], self.items[self._body_begins :]
        title = [item for item in head if item.kind is BlockKind.TITLE]
        is_dated = any(item.kind is BlockKind.DATE for item in head)
        above = 0 if is_dated else len(title)
        self._cards = _without_cards(body)
        found = outline([item.text for item in (*title[:above], *body)], has_head=not is_dated)
        more = [Item(piece.kind, piece.text, 0, 0) for piece in found.head[above:]]
        first = max(0, found.taken - above)
        for index, item in enumerate(body[first:], first + above):
            item.kind = item.kind or found.kinds.get(index)
        cards = chain.from_iterable(self._cards.get(item, ()) for item in body[:first])
        rest = chain.from_iterable((item, *self._cards.get(item, ())) for item in body[first:])
        self.items = [*head, *more, *cards, *rest]
        self._body_begins += len(more)
        self._body_ends = len(self.items)

    def _read_head(self, language: str) -> None:
        article = self._article
        self._add_start(language)
        self.add(BlockKind.TITLE, self._text(article.css_first(".entry-title, .p-name") or _only(article.css("h1"))))
        self._read_lead()
        self.add(BlockKind.DATE, self._day())
        self.add(BlockKind.TIME, self._text(article.css_first(".read__time")))
        self.add(BlockKind.PLACE, self._text(article.css_first(".read__place, .p-location")))

    def _day(self) -> str:
        """The date from its usual place, from a `time` element above everything else, or from the first paragraph."""
        published = self._article.css_first(_PUBLISHED)
        if published is not None:
            self._take(published)
            if day := _date(published):
                return day
        stated = _time_above(self._article)
        if stated is not None and (day := _stated_day(stated)):
            self._take(stated)
            return day
        first = self._article.css_first("p")
        return self._text(first) if first is not None and is_day(clean(first.text())) else ""

    def _reader(self, node: "LexborNode", tag: str | None, place: _Place) -> "_Reader | None":
        if tag in _INTERFACE and node.mem_id not in self._taken:
            return _add_interface
        return super()._reader(node, tag, place)


def _without_cards(items: Sequence[Item]) -> dict[Item, list[Item]]:
    """Cut hover cards that only their words show out of items; return them by item."""
    text = "\n".join(item.text for item in items)
    if not hover.may_have_cards(text):
        return {}
    draft = Draft(text)
    edits = hover.hover_cards(text)
    draft.edit(edits)
    lines = draft.text.split("\n")
    if len(lines) != len(items):
        return {}
    ends = list(accumulate(len(item.text) + 1 for item in items))
    cards: dict[Item, list[Item]] = {}
    for edit in edits:
        if edit.kind:
            item = items[bisect_right(ends, edit.start)]
            cards.setdefault(item, []).append(Item(edit.kind, normal(text[edit.start : edit.end]), 0, 0))
    for item, line in zip(items, lines, strict=True):
        item.text = normal(line) or item.text
        item.colon = item.text.find(":") if item.colon >= 0 else -1
    return cards


def _add_interface(page: _Page, node: "LexborNode") -> None:
    for words in lines_in(node.text()):
        page.add(BlockKind.INTERFACE, words)


_INTERFACE = frozenset({"nav", "footer", "form"})
_PUBLISHED = "time.read__published, .announce_date"
_TIME_OR_TEXT = "time[datetime], p, .read__cut, blockquote"


def _only(nodes: Sequence["LexborNode"]) -> "LexborNode | None":
    return nodes[0] if len(nodes) == 1 else None


def _time_above(article: "LexborNode") -> "LexborNode | None":
    """The first `time` element, if it precedes all text and boxes; a later one is the date of something else."""
    first = article.css_first(_TIME_OR_TEXT)
    return first if first is not None and first.tag == "time" else None


def _stated_day(node: "LexborNode") -> str:
    """The day stated by a `time` element."""
    try:
        return printed_day(date.fromisoformat(attribute(node, "datetime")[:10]))
    except ValueError:
        return ""


_FOOT = (
    (ENGLISH.section, BlockKind.SECTIONS),
    (ENGLISH.published.rstrip(":"), BlockKind.PUBLISHED),
    (ENGLISH.link.rstrip(":"), BlockKind.LINK),
)


def _date(node: "LexborNode") -> str:
    """The date as printed, or as stated in the markup if it is printed in another language."""
    text = clean(node.text())
    if is_day(text):
        return text
    return _stated_day(node) or text
