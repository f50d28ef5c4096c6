"""Markup: HTML as a tree of nodes, and what these say in normal form.

Only the head and the articles of a page are parsed: menus and scripts around them are more than half of a served page.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from kzru_forums._extras import explain
from kzru_forums.text import normal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

T = TypeVar("T")

TITLE = "h1.entry-title"
BODY = ".read__internal_content"
BREAK = "\u2028"
"""Stands for a line break."""
_NOISE = "script, style, noscript, template, svg, .read__tooltip, .tooltip_person, .tooltip_term, .read__tagsmore, br"
_SPACES = ("\n", "\r", "\t", "\f")
_ROOTS = ("html", "-document", "-undef")
_HEAD_ENDS, _ARTICLE, _ARTICLE_ENDS = "</head>", "<article", "</article>"
_NAMED = (TITLE.partition(".")[2], BODY.removeprefix("."))
"""What titles and bodies are told by."""
# What can hide the tags that stand in it. The look at its first letter makes the search three times as fast.
_HIDING = re.compile(
    r"<(?=[!imnpstxIMNPSTX])"
    r"(?:!--|(?i:script|style|template|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math|select))"
)


class Excerpt(NamedTuple):
    """The parts of a page that are parsed."""

    text: str
    head: int
    """Length of the first part, which reaches to the end of the head."""
    left_out: int
    """Number of characters between the two parts."""

    def offset_in_page(self, offset: int) -> int:
        """Where a character of the excerpt stands in the page."""
        return offset if offset < self.head else offset + self.left_out


def excerpts(page: str) -> Iterator[Excerpt]:
    """What to look for an event in: head and articles, where these stand apart from what is around them, then all."""
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
    head, end = head_ends + len(_HEAD_ENDS), end + len(_ARTICLE_ENDS)
    for name in _NAMED:
        if page.find(name, head, begin) >= 0 or page.find(name, end) >= 0:
            return None
    if _HIDING.search(page, head, begin):
        return None
    return Excerpt(page[:head] + page[begin:end], head, begin - head)


def parsed(text: str) -> "LexborHTMLParser":
    """The tree of a page.

    Raises:
        ImportError: selectolax is not installed; the message names the extra.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - an extra, imported where it is used
    except ModuleNotFoundError as error:
        explain(error, "selectolax", "html", "reading HTML")
    return LexborHTMLParser(text)


def articles_of(tree: "LexborHTMLParser") -> list["LexborNode"]:
    """The elements that hold a title and its body: the nearest one above a title that has a body, or the highest.

    What stands in one of them is part of it, also another title. What is no text of theirs is taken out, and line
    breaks become characters.
    """
    with_body: dict[int, bool] = {}
    for body in tree.css(BODY):
        _look_up(body, with_body, lambda _: None, otherwise=True)
    homes: dict[int, LexborNode] = {}
    for title in tree.css(TITLE):
        _look_up(title, homes, lambda node: node if _is_home(node, with_body) else None, otherwise=title)
    pages = {home.mem_id: home for home in homes.values()}
    inside: dict[int, bool] = {}
    articles = [
        page
        for page in pages.values()
        if not _look_up(page.parent, inside, lambda node: node.mem_id in pages or None, otherwise=False)
    ]
    for article in articles:
        _clear(article)
    return articles


def _is_home(node: "LexborNode", with_body: Collection[int]) -> bool:
    return node.tag == "article" or node.mem_id in with_body or node.parent is None or node.parent.tag in _ROOTS


def _look_up(
    node: "LexborNode | None", known: dict[int, T], tell: Callable[["LexborNode"], T | None], *, otherwise: T
) -> T:
    """What the nearest node from here upwards tells; remembered for those on the way, so that none is asked twice."""
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


def _clear(article: "LexborNode") -> None:
    for noise in article.css(_NOISE):
        if noise.tag == "br":
            noise.replace_with(BREAK)
        else:
            noise.decompose()


def clean(text: str) -> str:
    """The normal form of what markup says, where a line break is white space like any other."""
    if not text.isprintable():
        for space in _SPACES:
            text = text.replace(space, " ")
    return normal(text)


def lines_in(text: str) -> list[str]:
    """The lines of a text, in normal form, without empty ones."""
    return [line for part in text.split(BREAK) if (line := clean(part))]


def text_of(node: "LexborNode", selector: str) -> str:
    """The text of the first node inside another that fits a selector; empty where none does."""
    found = node.css_first(selector)
    return "" if found is None else clean(found.text())


def paragraphs_in(node: "LexborNode") -> list[str]:
    """The texts of the paragraphs in a node, or its own text where it has none."""
    texts = [paragraph.text() for paragraph in node.css("p")] or [node.text()]
    return [line for text in texts for line in lines_in(text)]


def classes_of(node: "LexborNode") -> list[str]:
    """The classes of a node."""
    return node.attrs.sget("class").split()


def attribute(node: "LexborNode | None", name: str) -> str:
    """An attribute of a node; empty where it has none, or there is no node."""
    return "" if node is None else node.attrs.sget(name)
