"""Detection of pages of the site that are not about one event: photographs, videos, lists."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kzru_forums.pages.markup import attribute
from kzru_forums.pages.parsing import BODY
from kzru_forums.patterns import regex

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_PART = regex(r"[0-9]{2,9}/(photos?|videos?|audios?)(?:\.html)?/?(?:[?#].*)?\Z")
_EVENT = regex(r"(?:/events/[\w/-]{1,80}|/d)/([0-9]{2,9})(?:\.html)?/?\Z")
_ENTRY = ".hentry, .h-entry"
_FEWEST_LINKS = 5
"""Minimum number of links to events that make a list."""


def part_of_event(addresses: Iterable[str]) -> str | None:
    """Description of a page that shows part of an event, judging by its addresses; None for any other page."""
    found = next(filter(None, map(_PART.search, addresses)), None)
    return f"the {found[1].rstrip('s')}s of an event" if found else None


def list_of_events(tree: "LexborHTMLParser") -> str | None:
    """Description of a page that lists events; None for any other page."""
    if tree.css_first(BODY) is not None:
        return None
    events = {found[1] for link in tree.css("a[href]") if (found := _EVENT.search(attribute(link, "href")))}
    entries = len(tree.css(_ENTRY))
    return "a list of events" if entries > 1 or len(events) >= _FEWEST_LINKS else None
