"""Which layout a source has, told by its content."""

import re

from kzru_forums.model import Layout

# How far the sniffing looks: interface lines, a byte order mark or a doctype stand at the very beginning.
_HEAD = 4_000
_MARKUP = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|section|main|div|meta|p|h1)\b", re.I | re.S)
_SITE = re.compile(r"^[ \t\u00a0]*Official (?:website|web site|site) of the President of Russia[ \t\u00a0]*\r?$", re.M)
_SECTION = re.compile(r"^[ \t\u00a0]*\w[\w \u00a0,]{0,60}[ \u00a0]{2,}/[ \t\u00a0]*\r?$", re.M)


def sniff(text: str) -> Layout:
    """The layout of a decoded source; page text where nothing tells otherwise."""
    head = text[:_HEAD].lstrip("\ufeff")
    if _MARKUP.match(head):
        return Layout.HTML
    if _SITE.search(head) or _SECTION.search(head):
        return Layout.TEXT_VERSION
    return Layout.PAGE
