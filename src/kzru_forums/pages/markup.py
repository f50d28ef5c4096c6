"""Text and facts of HTML elements: normalised text, type faces, addresses and links."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kzru_forums.pages.blocks import BlockKind, Facts
from kzru_forums.pages.items import Item, mark
from kzru_forums.pages.parsing import BREAK
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import LONGEST_LABEL, Shape, looks_like
from kzru_forums.text import CLOSE, normal

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


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
    return classes_in(node.attributes)


def classes_in(attributes: Mapping[str, str | None]) -> list[str]:
    """The classes among the attributes of a node, which take longer to get than to read."""
    return (attributes.get("class") or "").split()


def attribute(node: "LexborNode | None", name: str) -> str:
    """An attribute of a node; empty if it or the node does not exist."""
    return "" if node is None else node.attributes.get(name) or ""


_BOLD = frozenset({"b", "strong"})
_LEANING = frozenset({"i", "em"})


def mark_by_type(item: Item, paragraph: "LexborNode") -> None:
    """Mark a paragraph with a bold label, and a paragraph that is bold or italic as a whole."""
    first = paragraph.first_child
    while first is not None and first.is_text_node:
        following = first.next
        first = following if following is not None and not first.text().strip() else None
    if first is None:
        return
    colon = item.text.find(":", 0, LONGEST_LABEL)
    head = item.text[:colon].rstrip() if colon > 0 else ""
    if head and _is_bold_to_colon(paragraph, first, head) and looks_like(head) is not Shape.NONE:
        item.kind, item.colon = BlockKind.LABEL, colon
        item.facts = person_in(paragraph, head)
    elif all(bold or leaning for _, bold, leaning in _runs(paragraph)):
        item.kind = None if _is_note(item.text) else BlockKind.HEADING


def _is_note(text: str) -> bool:
    return text[0] in "([" and text[-1] in ").]"


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


def broken_lines(paragraph: "LexborNode") -> Iterator[Item]:
    """The lines of a paragraph with line breaks, marked like paragraphs; one of several in italics is no heading."""
    lines: list[list[tuple[str, bool, bool]]] = [[]]
    for text, bold, leaning in _runs(paragraph, blank=True):
        first, *others = text.split(BREAK)
        lines[-1].append((first, bold, leaning))
        lines.extend([(other, bold, leaning)] for other in others)
    printed = [(words, line) for line in lines if (words := clean("".join(text for text, _, _ in line)))]
    speaks = False
    for words, line in printed:
        item = Item(mark(words), words, 0, 0)
        head = item.head
        types = [bold or (leaning and len(printed) == 1) for text, bold, leaning in line if text.strip()]
        if head and _bold_to_colon(line) and looks_like(head) is not Shape.NONE:
            item.kind, item.colon = BlockKind.LABEL, words.index(":")
            item.facts = person_in(paragraph, head)
            speaks = True
        elif item.kind is None and all(types) and not _is_note(words) and not (speaks and _is_said(words)):
            item.kind = BlockKind.HEADING
        yield item


def _is_said(words: str) -> bool:
    """Whether a line below a label in the same paragraph is speech in bold type, and no heading."""
    return words[-1] in ".!?…,;:" or words[0].islower()


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
