"""Markup: HTML as a tree of nodes, and what these say in normal form.

Only the head and the articles of a page are parsed: menus and scripts around them are more than half of a served page.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from kzru_forums._extras import explain
from kzru_forums.text import normal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

TITLE = "h1.entry-title"
BODY = ".read__internal_content"
BREAK = "\u2028"
"""Stands for a line break."""
_NOISE = "script, style, noscript, template, svg, .read__tooltip, .tooltip_person, .tooltip_term, .read__tagsmore, br"
_SPACES = ("\n", "\r", "\t", "\f")
_HEAD_ENDS, _ARTICLE, _ARTICLE_ENDS = "</head>", "<article", "</article>"
_ENTRY = TITLE.partition(".")[2]
# What hides the tags that stand in it. Written so that `re` looks for `<`, which makes it six times as fast.
_HIDING = re.compile(r"<(?:!--|s(?:cript|tyle)|te(?:mplate|xtarea))")


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


def excerpt(page: str) -> Excerpt:
    """Head and articles of a page; the whole page where these do not stand apart from what is around them."""
    head = page.find(_HEAD_ENDS) + len(_HEAD_ENDS)
    begin = page.find(_ARTICLE, head)
    end = page.rfind(_ARTICLE_ENDS, begin) + len(_ARTICLE_ENDS)
    if len(_HEAD_ENDS) <= head < begin < end - len(_ARTICLE_ENDS) and _stand_apart(page, head, begin, end):
        return Excerpt(page[:head] + page[begin:end], head, begin - head)
    return Excerpt(page, len(page), 0)


def _stand_apart(page: str, head: int, begin: int, end: int) -> bool:
    """Whether all titles are in the articles, and nothing before these can hide them."""
    titled = page.find(_ENTRY, head, begin) >= 0 or page.find(_ENTRY, end) >= 0
    return not titled and _HIDING.search(page, head, begin) is None


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


def article_of(title: "LexborNode") -> "LexborNode":
    """The element that holds a title and its body: the nearest one above the title that has a body, or the highest.

    What is no text of it is taken out, line breaks become characters.
    """
    node = title
    while node.parent is not None and node.parent.tag not in ("html", "-document", "-undef"):
        node = node.parent
        if node.tag == "article" or node.css_first(BODY) is not None:
            break
    for noise in node.css(_NOISE):
        if noise.tag == "br":
            noise.replace_with(BREAK)
        else:
            noise.decompose()
    return node


def clean(text: str | None) -> str:
    """The normal form of what markup says, where a line break is white space like any other."""
    if not text:
        return ""
    if not text.isprintable():
        for space in _SPACES:
            text = text.replace(space, " ")
    return normal(text)


def text_of(node: "LexborNode", selector: str) -> str:
    """The text of the first node inside another that fits a selector; empty where none does."""
    found = node.css_first(selector)
    return "" if found is None else clean(found.text())


def paragraphs_in(node: "LexborNode") -> list[str]:
    """The texts of the paragraphs in a node, or its own text where it has none."""
    texts = [paragraph.text() for paragraph in node.css("p")] or [node.text()]
    return [words for text in texts for part in text.split(BREAK) if (words := clean(part))]


def classes_of(node: "LexborNode") -> list[str]:
    """The classes of a node."""
    return node.attrs.sget("class").split()


def attribute(node: "LexborNode | None", name: str) -> str:
    """An attribute of a node; empty where it has none, or there is no node."""
    return "" if node is None else node.attrs.sget(name)
