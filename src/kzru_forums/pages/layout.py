"""Detection of the layout of a source from its content."""

import re

from kzru_forums.model import Layout
from kzru_forums.pages.furniture import ENGLISH, is_interface, is_settings, is_site_name
from kzru_forums.patterns import regex
from kzru_forums.text import date_and_rest, normal

# How far to look: interface lines, a byte order mark or a doctype are at the very beginning.
_HEAD = 4_000
_LINES = 40
_MARKUP = regex(
    r"<(?:!doctype\s+html|(?:html:)?html|head|body|article|section|main|div|meta|p|h[1-6]|b|strong|i|em|span|a|ul|ol|blockquote"
    r"|figure|header|nav|time|table|title|link|script|style|center|font|br)(?=[\s/>])",
    re.IGNORECASE,
)
_SECTION = regex(r"\w[\w ,]{0,60} /")
_MARKDOWN = regex(r"\n(?:#{1,6} \S|\*\*\S|-   \[)|\]\((?:https?:|/)")
_PARAGRAPH = regex(r"<(?:p|h1|article|time)\b", re.IGNORECASE)
_LONGEST_PLACE = 80
_WITH_PLACE = regex(r"^[A-Z][a-z]{2,8} [0-9]{1,2}, [0-9]{4}, [A-Z][^\n]{0,79}(?<![.!?:;,])\r?$", re.MULTILINE)
_CLOSING = frozenset(".!?…>*)")
"""Last characters of the last paragraph of a page, or of a mark below it."""


def sniff(text: str) -> Layout:
    """The layout of a decoded source; plain text if it contains none of the site's furniture."""
    if text.startswith(f"{ENGLISH.first}\n"):
        return Layout.PAGE
    head = text[:_HEAD].lstrip("\ufeff \t\r\n\u00a0")
    while head.startswith(("<!--", "<?")):
        head = head.partition(">")[2].lstrip() if head.startswith("<?") else head.partition("-->")[2].lstrip()
    if head.startswith("<") and _MARKUP.match(head) and not (head.startswith("<div") and _is_markdown(text)):
        return Layout.HTML
    layout = Layout.PLAIN
    for line in head.replace("\r", "\n").split("\n", _LINES)[:_LINES]:
        words = normal(line)
        if words == ENGLISH.first:
            return Layout.PAGE
        if (words[-1:] == "/" and _SECTION.fullmatch(words)) or is_site_name(words) or is_settings(words):
            layout = Layout.TEXT_VERSION
        elif dated := date_and_rest(words):
            is_version = layout is Layout.TEXT_VERSION or (is_place(dated[1]) if dated[1] else _is_version(text))
            return Layout.TEXT_VERSION if is_version else Layout.PAGE
    return Layout.PAGE if layout is Layout.PLAIN and _has_foot(text) else layout


def is_place(words: str) -> bool:
    """Whether the words that follow the day on a date line can be its place; there may be none."""
    return not words or (words[0].isupper() and len(words) <= _LONGEST_PLACE and words[-1] not in ".!?:;")


def _is_version(text: str) -> bool:
    """Whether a text whose first date has no place is a text version.

    Only there does a date share its line with a place, and only there is the date line printed again at the end, below
    a paragraph. In a link box, a date is below a title.
    """
    above, _, last = text[-_HEAD:].rstrip().rpartition("\n")
    is_again = date_and_rest(normal(last)) is not None and text.find(last) < text.rfind(last)
    is_closed = is_again and above.rstrip()[-1:] in _CLOSING
    return not _has_foot(text) and (is_closed or _WITH_PLACE.search(text) is not None)


def layout_of_copy(text: str) -> Layout | None:
    """The layout of a text that begins and ends exactly like the site's pages; None for any other text."""
    last = text[-200:].rstrip().rpartition("\n")[2]
    if text.startswith(f"{ENGLISH.first}\n"):
        return Layout.PAGE if last == ENGLISH.last else None
    if date_and_rest(normal(last)) is None or text.find(last) + len(last) > len(text.rstrip()) - 1:
        return None
    first = text[:200].lstrip().partition("\n")[0].rstrip()
    return Layout.TEXT_VERSION if is_interface(first) or _SECTION.fullmatch(normal(first)) else None


def _is_markdown(text: str) -> bool:
    """Whether a text is Markdown with containers left by a converter."""
    return _MARKDOWN.search(text) is not None and _PARAGRAPH.search(text) is None


def _has_foot(text: str) -> bool:
    """Whether a text contains a line from the end of a page."""
    return ENGLISH.status in text or ENGLISH.published in text or ENGLISH.last in text
