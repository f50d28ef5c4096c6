"""Conversion of HTML to text: checks before parsing, nodes and their text, type faces, addresses."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kzru_forums.errors import explain
from kzru_forums.files import Limits
from kzru_forums.pages.blocks import BlockKind, Facts
from kzru_forums.pages.items import Item
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import Shape, looks_like
from kzru_forums.text import CLOSE, normal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TAG = regex(r"</?[a-zA-Z][a-zA-Z0-9]*")
_VOID = "area base br col embed frame hr img input keygen link meta param source track wbr"
# Elements that end at the next one of their kind, so pages that never close them are not nested.
_SELF_CLOSING = "p li dt dd tr td th thead tbody tfoot option optgroup html head body"
_FORMATTING = "a b big code em font i nobr s small strike strong tt u"
_WINDOW = 1 << 16
_REMEMBERED, _WORD = 1_000, 20


class _Steps(dict[str, int]):
    """The change in the number of open elements for each tag, `<name` or `</name`."""

    def __init__(self, names: Iterable[str], step: int, other: int) -> None:
        super().__init__({f"{slash}{name}": sign * step for name in names for slash, sign in (("<", 1), ("</", -1))})
        self._other = other

    def __missing__(self, tag: str) -> int:
        known = tag.lower()
        step = self[known] if known != tag else -self._other if tag[1] == "/" else self._other
        if len(self) < _REMEMBERED and len(tag) <= _WORD:
            self[tag] = step
        return step


_DEPTH = _Steps((_VOID + " " + _SELF_CLOSING).split(), 0, 1)
_OPEN_TYPE = _Steps(_FORMATTING.split(), 1, 0)


def too_deep(text: str, limits: Limits) -> int | None:
    """Offset at which tags open beyond the limits; None if everything is within them."""
    tags = text.count("<")
    if tags <= limits.nesting or tags - text.count("</") <= limits.nesting:
        return None  # The total number of tags is below the limit for open tags.
    depth = open_type = cost = tags = start = 0
    while start < len(text):
        end = text.find("<", start + _WINDOW)
        end = len(text) if end < 0 else end
        found = _TAG.findall(text, start, end)
        depths = [depth, *accumulate(map(_DEPTH.__getitem__, found), initial=depth)]
        types = [open_type, *accumulate(map(_OPEN_TYPE.__getitem__, found), initial=open_type)]
        tags, cost = tags + len(found), cost + sum(types)
        # Unmatched closing tags must not hide the tags that are opened after them.
        if max(depths) - min(0, *depths) > limits.nesting or cost > limits.html_characters or tags > limits.tags:
            return start
        depth, open_type, start = max(0, depths[-1]), max(0, types[-1]), end
    return None


_OVERLAP, _NEAR = 20, 50
ATTRIBUTE = r"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+)"""
"""An attribute as the standard cuts a tag into them. Nothing in it is given back, so the time is linear."""


@cache
def _attributes(most: int) -> re.Pattern[str]:
    """A tag; the group matches if it has more attributes than that."""
    return regex(rf"<[a-zA-Z][^\s/>]*+{ATTRIBUTE}{{0,{most}}}+({ATTRIBUTE})?+")


def too_many_attributes(text: str, limits: Limits) -> int | None:
    """Offset of a tag with more attributes than the limit; None if there is none.

    Every `<` before a letter counts as a tag, because comments and scripts may hide where a value begins. Tags that
    overlap so often that this would take long are beyond the limit too.
    """
    if not _may_hold_tag(text, 2 * limits.attributes):
        return None
    tag, left, begin = _attributes(limits.attributes), _OVERLAP * len(text), 0
    while found := tag.search(text, begin):
        left -= len(found[0])
        if found[1] or left < 0:
            return found.start()
        begin = found.start() + 1
    return None


def _may_hold_tag(text: str, length: int) -> bool:
    """Whether there may be a tag longer than that: one that extends beyond a `>`, which is in a value then."""
    begin = 0
    while len(text) - begin > length:
        end = text.rfind(">", begin, begin + length)
        if end < 0:
            return True
        for quote in "\"'":
            last = text.rfind(quote, begin, end)
            if last >= 0 and text[max(0, last - _NEAR) : last].rstrip()[-1:] in ("=", ""):
                return True
        begin = end + 1
    return False


T = TypeVar("T")

TITLE = "h1.entry-title"
BODY = ".read__internal_content"
BREAK = "\u2028"
"""Stands for a line break."""
_NOISE = "script, style, noscript, template, svg, .read__tooltip, .tooltip_person, .tooltip_term, .read__tagsmore, br"
_ROOTS = ("html", "-document", "-undef")
_HEAD_ENDS, _ARTICLE, _ARTICLE_ENDS = "</head>", "<article", "</article>"
_NAMED = (TITLE.partition(".")[2], BODY.removeprefix("."))
"""Classes that identify titles and bodies."""
# Elements that can hide the tags inside them. Checking the first two letters makes the search five times as fast.
_HIDING = regex(
    r"<(?=[!imnpstxIMNPSTX][-acefilmotvACEFILMOTV])"
    r"(?:!--|(?i:script|style|template|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math|select))"
)


class Excerpt(NamedTuple):
    """The parts of a page that are parsed."""

    text: str
    head: int
    """Length of the first part, which extends to the end of the head."""
    left_out: int
    """Number of characters between the two parts."""

    def offset_in_page(self, offset: int) -> int:
        """The offset in the page of a character of the excerpt."""
        return offset if offset < self.head else offset + self.left_out


def excerpts(page: str) -> Iterator[Excerpt]:
    """Yield the text to search for an event: head and articles, if they can be separated, then everything."""
    part = _head_and_articles(page)
    if part is not None:
        yield part
    yield Excerpt(page, len(page), 0)


def _head_and_articles(page: str) -> Excerpt | None:
    head_ends = page.find(_HEAD_ENDS)
    begin = page.find(_ARTICLE, head_ends)
    end = page.rfind(_ARTICLE_ENDS, begin)
    if head_ends < 0 or begin < 0 or end < 0:
        return None
    head, end = head_ends + len(_HEAD_ENDS), _end_of_parent(page, end + len(_ARTICLE_ENDS))
    for name in _NAMED:
        if page.find(name, head, begin) >= 0 or page.find(name, end) >= 0:
            return None
    if _HIDING.search(page, head, begin):
        return None
    return Excerpt(page[:head] + page[begin:end], head, begin - head)


def _end_of_parent(page: str, begin: int) -> int:
    """Where the element ends in which an article has ended: what follows the article there may belong to it."""
    depth = 0
    for tag in _TAG.finditer(page, begin):
        depth += _DEPTH[tag[0]]
        if depth < 0:
            return tag.start()
    return begin


def parsed(text: str) -> "LexborHTMLParser":
    """Parse a page.

    Raises:
        ImportError: selectolax is not installed; the message names the extra.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - an extra, imported where it is used
    except ModuleNotFoundError as error:
        explain(error, "selectolax", "html", "reading HTML")
    return LexborHTMLParser(as_html(text))


def articles_of(tree: "LexborHTMLParser") -> tuple[list["LexborNode"], list["LexborNode"]]:
    """The elements with a title and its body, and what else may belong to their pages.

    An article is the nearest ancestor of a title that contains a body, or the topmost. Everything inside it is part of
    it, including another title. What else there is: other `article` elements, and what follows a page in its parent.
    Content that is not text is removed from both, and line breaks become characters.
    """
    with_body = set[int]()
    for body in tree.css(BODY):
        mark_around(body, with_body)
    homes: dict[int, LexborNode] = {}
    elements: list[LexborNode] = []
    for node in tree.css(f"article, {TITLE}"):
        if node.tag == "article":
            elements.append(node)
        else:
            _look_up(node, homes, lambda node: node if _is_home(node, with_body) else None, otherwise=node)
    pages = {home.mem_id: home for home in homes.values()}
    inside: dict[int, bool] = {}

    def is_inside(node: "LexborNode") -> bool:
        return _look_up(node.parent, inside, lambda node: node.mem_id in pages or None, otherwise=False)

    articles = [page for page in pages.values() if len(pages) == 1 or not is_inside(page)]
    others = _others(articles, [node for node in elements if node.mem_id not in pages and not is_inside(node)])
    for node in (*articles, *others):
        if not node.is_text_node:
            clear(node)
    return articles, others


def mark_around(node: "LexborNode | None", known: set[int]) -> None:
    """Add an element and its ancestors to those that are known."""
    while node is not None and node.mem_id not in known:
        known.add(node.mem_id)
        node = node.parent


_AROUND = frozenset({"header", "nav", "footer", "aside", "form", "head", "-comment"})
"""Elements beside an article that are not part of the page's text."""
_NOT_TEXT = frozenset({"script", "style", "noscript", "template", "svg"})


def _others(articles: Sequence["LexborNode"], elements: Iterable["LexborNode"]) -> list["LexborNode"]:
    """Those of the elements that are not around an article, and what follows an article in its parent."""
    pages = {article.mem_id for article in articles}
    around = set[int]()
    for article in articles:
        mark_around(article.parent, around)
    others = {node.mem_id: node for node in elements if node.mem_id not in around}
    for article in articles:
        node = article.next
        while node is not None and node.mem_id not in pages:
            if node.tag not in _AROUND | _NOT_TEXT and node.mem_id not in around:
                others[node.mem_id] = node
            node = node.next
    return list(others.values())


def _is_home(node: "LexborNode", with_body: Collection[int]) -> bool:
    return node.tag == "article" or node.mem_id in with_body or node.parent is None or node.parent.tag in _ROOTS


def _look_up(
    node: "LexborNode | None", known: dict[int, T], tell: Callable[["LexborNode"], T | None], *, otherwise: T
) -> T:
    """The result for the nearest ancestor that has one, cached for the nodes in between."""
    passed: list[int] = []
    told: T | None = None
    while node is not None and told is None and node.mem_id not in known:
        passed.append(node.mem_id)
        told = tell(node)
        node = node.parent
    if told is None:
        told = otherwise if node is None else known[node.mem_id]
    known.update(dict.fromkeys(passed, told))
    return told


def clear(article: "LexborNode") -> None:
    """Remove content that is not text, and convert line breaks to characters."""
    for noise in article.css(_NOISE):
        if noise.tag == "br":
            noise.replace_with(BREAK)
        else:
            noise.decompose()


def clean(text: str) -> str:
    """Normalise text from markup.

    A line break is ordinary white space. However, software that breaks lines between tags leaves one before closing
    punctuation, after an opening bracket, and in `10<sup>th</sup>`, where no space belongs.
    """
    if not text.isprintable():
        text = text.replace(BREAK, "\n")
        if "\n" in text:
            if _BEFORE_CLOSE.search(text) or (("(" in text or "[" in text) and _AFTER_OPEN.search(text)):
                text = _unbroken(text)
            text = text.replace("\n", " ")
        if "\r" in text or "\f" in text:
            text = text.replace("\r", " ").replace("\f", " ")
    return normal(text)


def _unbroken(text: str) -> str:
    lines = [words for line in text.split("\n") if (words := line.strip())]
    parts = lines[:1]
    for before, line in pairwise(lines):
        follows = before[-1] in _OPENING or CLOSE.match(line) or (before[-1].isdigit() and _ORDINAL.match(line))
        parts += (line,) if follows else (" ", line)
    return "".join(parts)


_OPENING = "(["
_ORDINAL = regex(r"(?:st|nd|rd|th)\b")
# Line breaks that are never or sometimes a space; both patterns begin with characters that are found fast.
_BEFORE_CLOSE = regex(r"\n[ \u00a0\t\r\n]{0,99}(?:[.,:;!?)’'\]]|(?:st|nd|rd|th)\b)")
_AFTER_OPEN = regex(r"[(\[][ \u00a0\t\r]{0,99}\n")
_SELF_CLOSED = regex(r"<([A-Za-z][\w.-]{0,40})((?:\s[^<>]{0,2000})?)/>")
_XHTML = regex(r"\s{0,99}<\?xml\b|[^>]{0,400}<html\b[^>]{0,1000}\bxmlns\s?=", re.IGNORECASE)


def as_html(text: str) -> str:
    """A page in which empty elements are closed as in HTML, if it is XHTML, where `<i/>` is an empty element."""
    if not _XHTML.match(text[:_BEGINNING]):
        return text
    return _SELF_CLOSED.sub(lambda found: found[0] if found[1].lower() in _VOIDS else _closed(found), text)


_BEGINNING = 4000
_VOIDS = frozenset(_VOID.split())


def _closed(found: "re.Match[str]") -> str:
    return f"<{found[1]}{found[2]}></{found[1]}>"


def lines_in(text: str) -> list[str]:
    """The normalised lines of a text, without empty ones."""
    return [line for part in text.split(BREAK) if (line := clean(part))]


_ATTACHMENT = regex(
    r".{0,200}?\b(?:PDF|DOCX?|XLSX?|PPTX?|RTF|ODT|TXT|ZIP|RAR|JPE?G|PNG|MP3|MP4)\b[\s,.:;()–-]{0,5}"
    r"[0-9]{1,4}(?:[.,][0-9]{1,3})?\s?[KMG]B\)?",
    re.IGNORECASE,
)


def is_attachment(line: str) -> bool:
    """Whether a line is about a file to download: it ends in its format and size, `Report, PDF, 1.2 MB`."""
    return line[-3:].rstrip(")")[-1:] in ("B", "b") and len(line) <= 240 and _ATTACHMENT.fullmatch(line) is not None


def paragraphs_in(node: "LexborNode") -> list[str]:
    """The texts of the paragraphs in a node, and the text between them."""
    if node.css_first("p") is None:
        return lines_in(node.text())
    parts: list[str] = []
    left: list[LexborNode | None] = [node.child]
    while left:
        below = left.pop()
        if below is None:
            continue
        left.append(below.next)
        if below.tag == "-text":
            parts.append(below.text())
        elif below.tag == "p":
            parts += BREAK, below.text(), BREAK
        else:
            left.append(below.child)
    return lines_in("".join(parts))


def classes_of(node: "LexborNode") -> list[str]:
    """The classes of a node."""
    return node.attrs.sget("class").split()


def attribute(node: "LexborNode | None", name: str) -> str:
    """An attribute of a node; empty if it or the node does not exist."""
    return "" if node is None else node.attrs.sget(name)


_BOLD = frozenset({"b", "strong"})
_LEANING = frozenset({"i", "em"})


def mark_by_type(item: Item, paragraph: "LexborNode") -> None:
    """Mark a paragraph with a bold label, and a paragraph that is bold or italic as a whole."""
    first = paragraph.child
    while first is not None and first.is_text_node:
        first = None if first.next is None or first.text().strip() else first.next
    if first is None:
        return
    head = item.head
    if head and _is_bold_to_colon(paragraph, first, head) and looks_like(head) is not Shape.NONE:
        item.kind, item.colon = BlockKind.LABEL, item.text.index(":")
        item.facts = person_in(paragraph, head)
    elif all(bold or leaning for _, bold, leaning in _runs(paragraph)):
        is_note = item.text[0] in "([" and item.text[-1] in ").]"
        item.kind = None if is_note else BlockKind.HEADING


def _runs(paragraph: "LexborNode", *, blank: bool = False) -> Iterator[tuple[str, bool, bool]]:
    """Yield the text of a paragraph with its type, bold and italic; blank text only on request."""
    known: dict[int, tuple[bool, bool]] = {}
    for node in paragraph.traverse(include_text=True):
        if node.tag == "-text":
            text = node.text()
            if blank or text.strip():
                yield text, *_type_in(node.parent, known)


def _type_in(node: "LexborNode | None", known: dict[int, tuple[bool, bool]]) -> tuple[bool, bool]:
    """Whether text in a node is bold and whether it is italic; results are cached in `known`."""
    passed: list[LexborNode] = []
    while node is not None and node.tag != "p" and node.mem_id not in known:
        passed.append(node)
        node = node.parent
    bold, leaning = known.get(node.mem_id, (False, False)) if node is not None else (False, False)
    for below in reversed(passed):
        bold, leaning = bold or below.tag in _BOLD, leaning or below.tag in _LEANING
        known[below.mem_id] = bold, leaning
    return bold, leaning


def _is_bold_to_colon(paragraph: "LexborNode", first: "LexborNode", head: str) -> bool:
    """Whether everything before the first colon is bold, except for text in brackets.

    `first` is the first non-blank node in the paragraph, which usually contains the whole label.
    """
    bold_text = first.text() if first.tag in _BOLD else ""
    return ":" in bold_text or clean(bold_text) == head or _bold_to_colon(_runs(paragraph))


def _bold_to_colon(runs: Iterable[tuple[str, bool, bool]]) -> bool:
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


def broken_lines(paragraph: "LexborNode") -> Iterator[tuple[str, Facts | None, bool]]:
    """The lines of a paragraph with line breaks: text, the person in a label, and whether there is a label."""
    lines: list[list[tuple[str, bool, bool]]] = [[]]
    for text, bold, leaning in _runs(paragraph, blank=True):
        first, *others = text.split(BREAK)
        lines[-1].append((first, bold, leaning))
        lines.extend([(other, bold, leaning)] for other in others)
    for line in lines:
        if words := clean("".join(text for text, _, _ in line)):
            head = Item(None, words, 0, 0).head
            is_label = bool(head) and _bold_to_colon(line) and looks_like(head) is not Shape.NONE
            yield words, person_in(paragraph, head) if is_label else None, is_label


_PERSON = regex(r"/catalog/persons/([0-9]{1,9})\b")
_COUNTRY = regex(r"/catalog/(?:countries|regions)/([\w-]{1,12})\b")
_PAGE = regex(
    r"(?:/d/|/news/|/transcripts/[\w/]*?|/speeches/|/letters/|/messages/|/|\A)([0-9]{2,9})(?:\.html)?/?(?:[?#].*)?\Z"
)
_EVENT_ID = regex(r"event-([0-9]{1,9})\Z")
_ADDRESS = regex(r"https?://[\w.-]+/(?:events|d)/")
_CANONICAL = 'meta[property="og:url"], link[rel="canonical"]'


class Metadata(NamedTuple):
    """What a source states about all that is in it."""

    addresses: Sequence[str]
    language: str


def metadata_of(tree: "LexborHTMLParser") -> Metadata:
    """The metadata of a source, with the address for sharing first."""
    nodes = tree.head.css(_CANONICAL) if tree.head is not None else []
    nodes = sorted(nodes or tree.css(_CANONICAL), key=lambda node: node.tag != "meta")
    addresses = [attribute(node, "content" if node.tag == "meta" else "href") for node in nodes]
    return Metadata(addresses, attribute(tree.root, "lang"))


def page_address(stated: Sequence[str], article: "LexborNode") -> str:
    """The page's address: one that it states, its direct link, or the article's number."""
    for address in stated:
        if _ADDRESS.match(address):
            return address
    link = attribute(article.css_first("a.print_link"), "href")
    if _ADDRESS.match(link):
        return link
    found = _EVENT_ID.match(attribute(article, "id"))
    return f"http://en.kremlin.ru/d/{found[1]}" if found else ""


def page_number(address: str) -> int | None:
    """The site's number of the page with this address."""
    found = _PAGE.search(address) if address else None
    return int(found[1]) if found else None


def target(link: "LexborNode", base: str) -> Facts:
    """Address and number of the linked page; `base` is the address of the page that contains the link."""
    from urllib.parse import urljoin  # noqa: PLC0415 - slow to load, and for links in HTML only

    href = attribute(link, "href")
    is_relative = base and not href.startswith(("http://", "https://"))
    url = urljoin(base, href.removesuffix(".html") if "/" not in href else href) if is_relative else href
    return Facts(url=url or None, number=page_number(href))


def tagged(tag: "LexborNode") -> Facts | None:
    """The facts in the link of a tag: the code of a country or region, or the number of a person."""
    href = attribute(tag.css_first("a"), "href")
    if country := _COUNTRY.search(href):
        return Facts(code=country[1])
    person = _PERSON.search(href)
    return Facts(number=int(person[1])) if person else None


def person_in(paragraph: "LexborNode", head: str) -> Facts | None:
    """The person that a label links to; `head` is the label."""
    for node in paragraph.traverse():
        if node.tag == "a" and (found := _PERSON.search(attribute(node, "href"))):
            name = clean(node.text())
            return Facts(number=int(found[1]), name=name) if name and name in head else None
    return None
