"""Lines of the site's interface, which carry no content."""

import re


_INTERFACE = frozenset(
    {
        *("View settings", "Settings", "Font size:", "Site colours:", "Images", "Images:"),
        *("Structure", "Videos and Photos", "Documents", "Contacts", "Search", "Special version", "Text version"),
    }
)
_LONGEST = 50
_SITE = re.compile(r"Official (?:website|web site|site) of the President of Russia")


def is_interface(line: str) -> bool:
    """Whether a line is one of the site's interface and carries no content."""
    return len(line) <= _LONGEST and (line in _INTERFACE or is_site_name(line))


def is_site_name(line: str) -> bool:
    """Whether a line is the name of the site, which stands above the section of a text version."""
    return line.startswith("Official") and _SITE.fullmatch(line) is not None


TERM_CARD = "Background information"
"""The heading of the hover card of a term."""
