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
from kzru_forums.readers import _body, _items
from kzru_forums.readers._items import Item
from kzru_forums.readers._nesting import too_deep
from kzru_forums.readers._report import Report
from kzru_forums.text import normal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TITLE = "h1.entry-title"
_BODY = ".read__internal_content"
_NOISE = "script, style, noscript, template, svg, .read__tooltip, .tooltip_person, .tooltip_term, .read__tagsmore, br"
_BLOCKS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5"
    " h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HOLDS_BLOCKS = "p, div, li, blockquote"
_BOLD = frozenset({"b", "strong"})
_LEANING = frozenset({"i", "em"})
_BREAK = "\u2028"
_SPACES = ("\n", "\r", "\t", "\f")
_PERSON = re.compile(r"/catalog/persons/([0-9]{1,9})\b")
_COUNTRY = re.compile(r"/catalog/(?:countries|regions)/([\w-]{1,12})\b")
_PAGE = re.compile(
    r"(?:/d/|/news/|/transcripts/[\w/]*?|/speeches/|/letters/|/messages/|/|\A)([0-9]{2,9})(?:\.html)?/?(?:[?#].*)?\Z"
)
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


def read(text: str, report: Report, limits: Limits) -> tuple[str, list[list[Piece]]]:
    """The page-text rendering of an HTML source, and the pieces of each page in it.

    Raises:
        ImportError: selectolax is not installed; the message names the extra.
    """
    deep = None if len(text) > limits.html_characters else too_deep(text, limits)
    if len(text) > limits.html_characters or deep is not None:
        return _refused(text, deep, report, limits)
    tree = _parsed(text)
    titles = tree.css(_TITLE)
    if not titles:
        message = f"expected the HTML of an event page, with a heading {_TITLE!r}; found {text.strip()[:60]!r}"
        report.add(ProblemCode.NOT_A_TRANSCRIPT, message, 0, len(text))
        return text, [[Piece(BlockKind.UNKNOWN, "", 0, len(text))]] if text else []
    rendering = _Rendering()
    pages = [_Page(tree, _cleared(_article(title)), rendering) for title in titles]
    rendered = rendering.text()
    report.move(rendered)
    return rendered, [page.pieces(rendered, report) for page in pages]


def _refused(text: str, deep: int | None, report: Report, limits: Limits) -> tuple[str, list[list[Piece]]]:
    if deep is None:
        message = f"{len(text)} characters of HTML, more than the limit of {limits.html_characters}"
    else:
        message = f"tags nested deeper than the limit of {limits.nesting}, or too many formatting tags left open"
    report.add(ProblemCode.LIMIT_EXCEEDED, message, deep or 0, len(text))
    return text, [[Piece(BlockKind.UNKNOWN, "", 0, len(text))]]


def _parsed(text: str) -> "LexborHTMLParser":
    try:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - an extra, imported where it is used
    except ImportError as error:
        raise ImportError("reading HTML needs selectolax: pip install kzru_forums[html]") from error
    return LexborHTMLParser(text)


def _article(title: "LexborNode") -> "LexborNode":
    """The element that holds a title and its body: the nearest one above the title that has a body, or the highest."""
    node = title
    while node.parent is not None and node.parent.tag not in ("html", "-document", "-undef"):
        node = node.parent
        if node.tag == "article" or node.css_first(_BODY) is not None:
            break
    return node


def _cleared(article: "LexborNode") -> "LexborNode":
    """The article without what is no text of it, line breaks as characters."""
    for node in article.css(_NOISE):
        if node.tag == "br":
            node.replace_with(_BREAK)
        else:
            node.decompose()
    return article


def _clean(text: str | None) -> str:
    if not text:
        return ""
    if not text.isprintable():
        for space in _SPACES:
            text = text.replace(space, " ")
    return normal(text)


class _Page:
    """One article, rendered; its pieces are told when the rendering is complete."""

    def __init__(self, tree: "LexborHTMLParser", article: "LexborNode", rendering: _Rendering) -> None:
        self._rendering = rendering
        self._article = article
        self._address = _address(tree, article)
        self._head = list(self._read_head(tree))
        self._items: list[Item] = []
        self._inserts = {
            "slider": self._gallery,
            "media": self._media,
            "media__container": self._media,
            "read__cut": self._box,
            **dict.fromkeys(("read__bottommeta", "read__tags", "read__status"), self._skip),
        }
        body = article.css_first(_BODY)
        if body is not None:
            self._read_body(body)
        self._has_body = body is not None
        self._foot = list(self._read_foot())

    def pieces(self, text: str, report: Report) -> list[Piece]:
        """Pieces and problems of this page in the whole rendering."""
        items = self._items
        if not any(item.kind is BlockKind.LABEL for item in items):
            _body.classify(items, [piece.text for piece in self._foot if piece.kind is BlockKind.TAG])
        else:
            _body.mark_repeated_labels(items)
        first = self._head[0]
        kinds = {piece.kind for piece in self._head}
        if BlockKind.TITLE not in kinds:
            report.add(ProblemCode.MISSING_TITLE, f"expected a title ({_TITLE}), found none", first.start, first.end)
        if BlockKind.DATE not in kinds:
            report.add(
                ProblemCode.MISSING_DATE, "expected a date (time.read__published), found none", first.start, first.end
            )
        if not self._has_body:
            report.add(ProblemCode.MISSING_BODY, f"expected a body ({_BODY}), found none", first.start, first.end)
        return [*self._head, *_items.pieces(text, items), *self._foot]

    def _read_head(self, tree: "LexborHTMLParser") -> Iterator[Piece]:
        add, article = self._rendering.piece, self._article
        number = _PAGE.search(self._address) if self._address else None
        facts = Facts(
            url=self._address or None, number=int(number[1]) if number else None, language=_language(tree, article)
        )
        yield add(BlockKind.START, "Events", facts)
        title = _clean(_text_of(article, _TITLE))
        if title:
            yield add(BlockKind.TITLE, title)
        lead = article.css_first(".read__lead")
        for paragraph in _paragraphs_in(lead) if lead is not None else ():
            yield add(BlockKind.LEAD, paragraph)
        if day := _date(article):
            yield add(BlockKind.DATE, day)
        if clock := _clean(_text_of(article, ".read__time")):
            yield add(BlockKind.TIME, clock)
        if place := _clean(_text_of(article, ".read__place")):
            yield add(BlockKind.PLACE, place)

    def _read_body(self, body: "LexborNode") -> None:
        """The children of the body in order; containers are opened, loose text makes paragraphs of its own."""
        loose: list[str] = []
        stack = [body.child]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            stack.append(node.next)
            tag = node.tag or "-undef"
            if tag == "-text":
                loose.append(node.text())
            elif tag == "p":
                self._loose(loose)
                self._paragraph(node)
            elif tag not in _BLOCKS and node.css_first(_HOLDS_BLOCKS) is None:
                loose.append("" if tag[0] == "-" else node.text())
            else:
                self._loose(loose)
                if not self._insert(node, tag):
                    stack.append(node.child)
        self._loose(loose)

    def _loose(self, loose: list[str]) -> None:
        """Text that stands in no paragraph."""
        if not loose:
            return
        for words in filter(None, map(_clean, "".join(loose).split(_BREAK))):
            self._items.append(self._rendering.item(_items.mark(words), words))
        loose.clear()

    def _insert(self, node: "LexborNode", tag: str) -> bool:
        """Take a block that is no paragraph; False for a container whose children are to be read."""
        if tag == "blockquote":
            self._add(BlockKind.PULL_QUOTE, _paragraphs_in(node))
            return True
        classes = (node.attributes.get("class") or "").split()
        take = next((takes for name, takes in self._inserts.items() if name in classes), None)
        if take is not None:
            take(node)
        return take is not None

    def _add(self, kind: BlockKind | None, texts: Iterable[str]) -> None:
        self._items.extend(self._rendering.item(kind, text) for text in texts)

    def _paragraph(self, node: "LexborNode") -> None:
        text = node.text()
        if _BREAK in text:
            self._add(None, filter(None, map(_clean, text.split(_BREAK))))
            return
        text = _clean(text)
        if not text:
            return
        item = self._rendering.item(_items.mark(text), text)
        self._items.append(item)
        if item.kind is None:
            first = node.child
            while first is not None and first.tag == "-text" and not first.text().strip():
                first = first.next
            if first is not None and first.tag != "-text":
                _mark_by_type(item, node)

    def _gallery(self, node: "LexborNode") -> None:
        """The counter, the caption of the photograph that is shown, and those of the others."""
        slides = node.css(".slide")
        first = ("starting-slide" in (slide.attributes.get("class") or "") for slide in slides)
        shown = next((index for index, starts in enumerate(first) if starts), 0)
        if slides:
            self._add(BlockKind.COUNTER, [f"{shown + 1} of {len(slides)}"])
        for index in sorted(range(len(slides)), key=lambda index: index != shown):
            caption = _clean(slides[index].attributes.get("data-cycle-desc"))
            if caption:
                facts = None if index == shown else Facts(number=index + 1, shown=False)
                self._items.append(self._rendering.item(BlockKind.CAPTION, caption, facts))

    def _media(self, node: "LexborNode") -> None:
        """The caption below a photograph or video, and the description of a video, which only markup carries."""
        self._add(BlockKind.CAPTION, filter(None, (_clean(title.text()) for title in node.css(".media__title"))))
        for described in filter(None, (_clean(text.text()) for text in node.css(".video__description"))):
            self._items.append(self._rendering.item(BlockKind.CAPTION, described, Facts(shown=False)))

    def _box(self, node: "LexborNode") -> None:
        dated = True
        for part in node.css(".cut__title, .cut__item, .cut__date"):
            text = _clean(part.text())
            classes = part.attributes.get("class") or ""
            if "cut__title" in classes:
                self._add(BlockKind.BOX, [text])
            elif "cut__date" not in classes:
                self._items.append(self._rendering.item(BlockKind.RELATED_TITLE, text, self._target(part)))
                dated = False
            elif not dated:
                self._add(BlockKind.RELATED_DATE, filter(None, [text]))
                dated = True

    def _target(self, link: "LexborNode") -> Facts:
        href = link.attributes.get("href") or ""
        number = _PAGE.search(href)
        url = urljoin(self._address, href.removesuffix(".html") if "/" not in href else href) if self._address else href
        return Facts(url=url or None, number=int(number[1]) if number else None)

    def _skip(self, node: "LexborNode") -> None:
        """The foot stands inside the body; `_read_foot` reads it."""

    def _read_foot(self) -> Iterator[Piece]:
        add = self._rendering.piece
        for column in self._article.css(".read__tagscol"):
            heading = _clean(_text_of(column, "h3"))
            if heading:
                yield add(BlockKind.TAGS, heading)
            for tag in column.css("li"):
                if name := _clean(tag.text()):
                    yield add(BlockKind.TAG, name, _tag_facts(tag))
        status = self._article.css_first(".read__status")
        if status is not None:
            yield from self._status(status)

    def _status(self, status: "LexborNode") -> Iterator[Piece]:
        add = self._rendering.piece
        if heading := _clean(_text_of(status, "h3")):
            yield add(BlockKind.STATUS, heading)
        for paragraph in status.css("p"):
            text = _clean(paragraph.text().replace(_BREAK, " "))
            if text.startswith("Published in"):
                yield add(BlockKind.SECTIONS, text)
            elif text.startswith("Publication date"):
                yield add(BlockKind.PUBLISHED, text)
            elif text.startswith("Direct link"):
                yield add(BlockKind.LINK, text)
            elif text:
                yield add(BlockKind.END if text == "Text version" else BlockKind.INTERFACE, text)


def _text_of(node: "LexborNode", selector: str) -> str:
    found = node.css_first(selector)
    return "" if found is None else found.text()


def _paragraphs_in(node: "LexborNode") -> list[str]:
    """The texts of the paragraphs in a node, or its own text where it has none."""
    texts = [paragraph.text() for paragraph in node.css("p")] or [node.text()]
    return [words for text in texts for part in text.split(_BREAK) if (words := _clean(part))]


def _date(article: "LexborNode") -> str:
    """The date as printed, or as the markup states it where it is printed in another language."""
    node = article.css_first("time.read__published")
    if node is None:
        return ""
    text = _clean(node.text())
    if is_day(text):
        return text
    try:
        return printed_day(date.fromisoformat((node.attributes.get("datetime") or "")[:10]))
    except ValueError:
        return text


def _address(tree: "LexborHTMLParser", article: "LexborNode") -> str:
    """The page's address: as its own metadata state it, or its direct link, or made of the article's number."""
    for selector, attribute in (('meta[property="og:url"]', "content"), ('link[rel="canonical"]', "href")):
        for node in tree.head.css(selector) if tree.head is not None else ():
            stated = node.attributes.get(attribute) or ""
            if _ADDRESS.match(stated):
                return stated
    link = article.css_first("a.print_link")
    if link is not None and _ADDRESS.match(link.attributes.get("href") or ""):
        return link.attributes.get("href") or ""
    found = _ARTICLE.match(article.attributes.get("id") or "")
    return f"http://en.kremlin.ru/d/{found[1]}" if found else ""


def _language(tree: "LexborHTMLParser", article: "LexborNode") -> str | None:
    node = article.css_first('meta[itemprop="inLanguage"]')
    if node is not None and node.attributes.get("content"):
        return node.attributes["content"]
    root = tree.root
    return root.attributes.get("lang") if root is not None else None


def _tag_facts(tag: "LexborNode") -> Facts | None:
    link = tag.css_first("a")
    href = (link.attributes.get("href") or "") if link is not None else ""
    if country := _COUNTRY.search(href):
        return Facts(code=country[1])
    person = _PERSON.search(href)
    return Facts(number=int(person[1])) if person else None


def _mark_by_type(item: Item, paragraph: "LexborNode") -> None:
    """Mark a paragraph whose bold beginning and a colon make a label, or which is bold or leaning as a whole."""
    runs = list(_runs(paragraph))
    head = item.head
    if head and _is_bold_to_colon(runs) and looks_like(head) is not Shape.NONE:
        item.kind, item.colon = BlockKind.LABEL, item.text.index(":")
        item.facts = _speaker(paragraph, head)
    elif all(bold or leaning for _, bold, leaning in runs):
        is_note = item.text[0] in "([" and item.text[-1] in ").]"
        item.kind = None if is_note else BlockKind.HEADING


def _runs(paragraph: "LexborNode") -> Iterator[tuple[str, bool, bool]]:
    """The text of a paragraph with its type: whether bold, whether leaning; up to where both are plain."""
    length = 0
    for node in paragraph.traverse(include_text=True):
        if node.tag != "-text":
            continue
        text = node.text()
        if not text.strip():
            continue
        bold = leaning = False
        above = node.parent
        while above is not None and above.tag != "p":
            bold, leaning = bold or above.tag in _BOLD, leaning or above.tag in _LEANING
            above = above.parent
        yield text, bold, leaning
        length += len(text)
        if not (bold or leaning) and length > LONGEST_LABEL:
            return


def _is_bold_to_colon(runs: Iterable[tuple[str, bool, bool]]) -> bool:
    """Whether everything before the first colon is bold, brackets and what stands in them apart."""
    depth, bold_letters = 0, 0
    for text, bold, _ in runs:
        for char in text:
            if char == ":":
                return bold_letters > 0
            if char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
            elif not char.isspace() and not bold and depth <= 0 and char not in ",.\u200b\u00ad":
                return False
            bold_letters += bold
    return False  # pragma: no cover - the head of an item ends at a colon


def _speaker(paragraph: "LexborNode", head: str) -> Facts | None:
    """The person a label links to."""
    for link in paragraph.css("a"):
        found = _PERSON.search(link.attributes.get("href") or "")
        if found:
            name = _clean(link.text())
            return Facts(number=int(found[1]), name=name) if name and name in head else None
    return None
