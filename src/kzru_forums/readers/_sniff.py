"""Which layout a source has, told by its content."""

import re

from kzru_forums.model import Layout

# How far the sniffing looks: interface lines, a byte order mark or a doctype stand at the very beginning.
_HEAD = 4_000
_LINES = 40
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|article|section|main|div|meta|p|h1)\b", re.IGNORECASE)
_SITE = re.compile(r"\s*Official (?:website|web site|site) of the President of Russia\s*")
_SECTION = re.compile(r"\s*\w[\w \u00a0,]{0,60}[ \u00a0]{2,}/\s*")


def sniff(text: str) -> Layout:
    """The layout of a decoded source; page text where nothing tells otherwise."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n\u00a0")
    while head.startswith(("<!--", "<?")):
        head = head.partition(">")[2].lstrip() if head.startswith("<?") else head.partition("-->")[2].lstrip()
    if head.startswith("<") and _MARKUP.match(head):
        return Layout.HTML
    for line in head.split("\n", _LINES)[:_LINES]:
        if (line.rstrip().endswith("/") and _SECTION.fullmatch(line)) or ("Official" in line and _SITE.fullmatch(line)):
            return Layout.TEXT_VERSION
    return Layout.PAGE
