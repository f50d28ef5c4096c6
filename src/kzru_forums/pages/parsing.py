"""From the source of HTML to its pages: checks before parsing, what is parsed, and the elements that hold a page."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kzru_forums.errors import needing
from kzru_forums.files import Limits
from kzru_forums.patterns import regex

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TAG = regex(rb"</?[a-zA-Z][a-zA-Z0-9]*")
_VOID = b"area base br col embed frame hr img input keygen link meta param source track wbr"
# Elements that end at the next one of their kind, so pages that never close them are not nested.
_SELF_CLOSING = b"p li dt dd tr td th thead tbody tfoot option optgroup html head body"
_FORMATTING = b"a b big code em font i nobr s small strike strong tt u"
_WINDOW = 1 << 16
_REMEMBERED, _WORD = 1_000, 20


class _Steps(dict[bytes, int]):
    """The change in the number of open elements for each tag, `<name` or `</name`."""

    def __init__(self, names: Iterable[bytes], step: int, other: int) -> None:
        super().__init__({slash + name: sign * step for name in names for slash, sign in ((b"<", 1), (b"</", -1))})
        self._other = other

    def __missing__(self, tag: bytes) -> int:
        known = tag.lower()
        step = self[known] if known != tag else -self._other if tag.startswith(b"</") else self._other
        if len(self) < _REMEMBERED and len(tag) <= _WORD:
            self[tag] = step
        return step


_DEPTH = _Steps((_VOID + b" " + _SELF_CLOSING).split(), 0, 1)
_OPEN_TYPE = _Steps(_FORMATTING.split(), 1, 0)


def too_deep(text: bytes, limits: Limits) -> int | None:
    """Offset at which tags open beyond the limits; None if everything is within them."""
    tags = len(text) - len(text.replace(b"<", b""))  # Faster than `count`.
    if tags <= limits.nesting or tags - text.count(b"</") <= limits.nesting:
        return None  # The total number of tags is below the limit for open tags.
    depth = open_type = cost = tags = start = 0
    while start < len(text):
        end = text.find(b"<", start + _WINDOW)
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
ATTRIBUTE = rb"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+)"""
"""An attribute as the standard cuts a tag into them. Nothing in it is given back, so the time is linear."""


@cache
def _attributes(most: int) -> re.Pattern[bytes]:
    """A tag; the group matches if it has more attributes than that."""
    return regex(rb"<[a-zA-Z][^\s/>]*+%b{0,%d}+(%b)?+" % (ATTRIBUTE, most, ATTRIBUTE))


def too_many_attributes(text: bytes, limits: Limits) -> int | None:
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


def _may_hold_tag(text: bytes, length: int) -> bool:
    """Whether there may be a tag longer than that: one that extends beyond a `>`, which is in a value then."""
    begin = 0
    while len(text) - begin > length:
        end = text.rfind(b">", begin, begin + length)
        if end < 0:
            return True
        for quote in (b'"', b"'"):
            last = text.rfind(quote, begin, end)
            if last >= 0 and text[max(0, last - _NEAR) : last].rstrip()[-1:] in (b"=", b""):
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
_HEAD_ENDS, _ARTICLE, _ARTICLE_ENDS = b"</head>", b"<article", b"</article>"
_NAMED = (b"entry-title", b"read__internal_content")
"""Classes that identify titles and bodies."""
# Elements that can hide the tags inside them. Checking the first two letters makes the search five times as fast.
_HIDING = regex(
    rb"<(?=[!imnpstxIMNPSTX][-acefilmotvACEFILMOTV])"
    rb"(?:!--|(?i:script|style|template|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math|select))"
)


class Excerpt(NamedTuple):
    """The parts of a page that are parsed."""

    content: bytes
    head: int
    """Length of the first part, which extends to the end of the head."""
    left_out: int
    """Number of bytes between the two parts."""

    def offset_in_page(self, offset: int) -> int:
        """The offset in the page of a byte of the excerpt."""
        return offset if offset < self.head else offset + self.left_out


def excerpts(page: bytes) -> Iterator[Excerpt]:
    """Yield what to search for an event in a page in UTF-8: head and articles, if they can be separated, then all."""
    part = _head_and_articles(page)
    if part is not None:
        yield part
    yield Excerpt(page, len(page), 0)


def _head_and_articles(page: bytes) -> Excerpt | None:
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


def _end_of_parent(page: bytes, begin: int) -> int:
    """Where the element ends in which an article has ended: what follows the article there may belong to it."""
    depth = 0
    for tag in _TAG.finditer(page, begin):
        depth += _DEPTH[tag[0]]
        if depth < 0:
            return tag.start()
    return begin


def parsed(content: bytes) -> "LexborHTMLParser":
    """Parse a page in UTF-8.

    Raises:
        ImportError: selectolax is not installed; the message names the extra.
    """
    with needing("selectolax", "html", "reading HTML"):
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - an extra, imported where it is used
    return LexborHTMLParser(as_html(content))


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


_SELF_CLOSED = regex(rb"<([A-Za-z][\w.\x80-\xff-]{0,40})((?:\s[^<>]{0,2000})?)/>")
_XHTML = regex(rb"\s{0,99}<\?xml\b|[^>]{0,400}<html\b[^>]{0,1000}\bxmlns\s?=", re.IGNORECASE)


def as_html(page: bytes) -> bytes:
    """A page in which empty elements are closed as in HTML, if it is XHTML, where `<i/>` is an empty element."""
    if not _XHTML.match(page[:_BEGINNING]):
        return page
    return _SELF_CLOSED.sub(lambda found: found[0] if found[1].lower() in _VOIDS else _closed(found), page)


_BEGINNING = 4000
_VOIDS = frozenset(_VOID.split())


def _closed(found: "re.Match[bytes]") -> bytes:
    return b"<%b%b></%b>" % (found[1], found[2], found[1])


_ESCAPED_TWICE = regex(
    rb"&amp;(?:amp;){0,9}(?=(?:nbsp|amp|lt|gt|quot|apos|[lr]s?aquo|[lrb]dquo|[lr]squo|sbquo|"
    rb"[nm]dash|hellip|shy|bull|middot|copy|euro|deg|"
    rb"(?i:[a-z](?:acute|grave|uml|circ|tilde|cedil|caron))|#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5});)"
)


def escaped_once(page: bytes) -> tuple[bytes, int]:
    """A page without signs that software escaped twice, `&amp;nbsp;`, and the number of places where there were any."""
    at = page.find(b"&")
    while at >= 0 and page[at : at + 5] != b"&amp;":  # Several times as fast as a search for more than one byte.
        at = page.find(b"&", at + 1)
    return _ESCAPED_TWICE.subn(b"&", page) if at >= 0 else (page, 0)
