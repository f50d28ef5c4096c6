"""Addresses of the site: the number of a page or person in them, the code of a country, the page's own address."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from kzru_forums.pages.blocks import Facts
from kzru_forums.pages.markup import attribute, clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_PERSON = re.compile(r"/catalog/persons/([0-9]{1,9})\b")
_COUNTRY = re.compile(r"/catalog/(?:countries|regions)/([\w-]{1,12})\b")
_PAGE = re.compile(
    r"(?:/d/|/news/|/transcripts/[\w/]*?|/speeches/|/letters/|/messages/|/|\A)([0-9]{2,9})(?:\.html)?/?(?:[?#].*)?\Z"
)
_ARTICLE = re.compile(r"event-([0-9]{1,9})\Z")
_ADDRESS = re.compile(r"https?://[\w.-]+/(?:events|d)/")
_CANONICAL = 'meta[property="og:url"], link[rel="canonical"]'


def page_address(head: "LexborNode | None", article: "LexborNode") -> str:
    """The page's address: as the metadata of its head state it, or its direct link, or made of the article's number."""
    stated = next(filter(_ADDRESS.match, _stated(head, article)), None)
    if stated is not None:
        return stated
    found = _ARTICLE.match(attribute(article, "id"))
    return f"http://en.kremlin.ru/d/{found[1]}" if found else ""


def _stated(head: "LexborNode | None", article: "LexborNode") -> Iterator[str]:
    if head is not None:
        for node in sorted(head.css(_CANONICAL), key=lambda node: node.tag != "meta"):
            yield attribute(node, "content" if node.tag == "meta" else "href")
    yield attribute(article.css_first("a.print_link"), "href")


def page_number(address: str) -> int | None:
    """The site's number of the page an address leads to."""
    found = _PAGE.search(address) if address else None
    return int(found[1]) if found else None


def target(link: "LexborNode", base: str) -> Facts:
    """Address and number of the page a link leads to; `base` is the address of the page it stands on."""
    href = attribute(link, "href")
    url = urljoin(base, href.removesuffix(".html") if "/" not in href else href) if base else href
    return Facts(url=url or None, number=page_number(href))


def tagged(tag: "LexborNode") -> Facts | None:
    """What the link of a tag tells: the code of a country or region, or the number of a person."""
    href = attribute(tag.css_first("a"), "href")
    if country := _COUNTRY.search(href):
        return Facts(code=country[1])
    person = _PERSON.search(href)
    return Facts(number=int(person[1])) if person else None


def person_in(paragraph: "LexborNode", head: str) -> Facts | None:
    """The person a label links to; `head` is the label."""
    for link in paragraph.css("a"):
        found = _PERSON.search(attribute(link, "href"))
        if found:
            name = clean(link.text())
            return Facts(number=int(found[1]), name=name) if name and name in head else None
    return None
