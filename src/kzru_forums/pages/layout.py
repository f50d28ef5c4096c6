"""Which layout a source has, told by its content."""

import re

from kzru_forums.model import Layout
from kzru_forums.pages.furniture import is_site_name
from kzru_forums.text import date_and_rest, normal

# How far the sniffing looks: interface lines, a byte order mark or a doctype stand at the very beginning.
_HEAD = 4_000
_LINES = 40
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|section|main|div|meta|p|h[1-6]|b|strong|i|em|span|a|ul|ol|blockquote"
    r"|figure|header|nav|time|table|title|link|script|style|center|font|br)(?=[\s/>])",
    re.IGNORECASE,
)
_SECTION = re.compile(r"\w[\w ,]{0,60} /")
_FIRST_LINE = "Events"
_LONGEST_PLACE = 80


def sniff(text: str) -> Layout:
    """The layout of a decoded source; page text where nothing tells otherwise."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n\u00a0")
    while head.startswith(("<!--", "<?")):
        head = head.partition(">")[2].lstrip() if head.startswith("<?") else head.partition("-->")[2].lstrip()
    if head.startswith("<") and _MARKUP.match(head):
        return Layout.HTML
    layout = Layout.PAGE
    for line in head.replace("\r", "\n").split("\n", _LINES)[:_LINES]:
        words = normal(line)
        if words == _FIRST_LINE:
            return Layout.PAGE
        if (words[-1:] == "/" and _SECTION.fullmatch(words)) or is_site_name(words):
            layout = Layout.TEXT_VERSION
        elif dated := date_and_rest(words):
            place = dated[1]
            is_place = place[:1].isupper() and len(place) <= _LONGEST_PLACE and place[-1] not in ".!?:;"
            return Layout.TEXT_VERSION if is_place else layout
    return layout
