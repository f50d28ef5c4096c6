"""Limits beyond which content is refused, so that no input exhausts time or memory."""

from attrs import frozen


@frozen(kw_only=True)
class Limits:
    """How large and how deeply nested a source may be. What is beyond is refused with a problem, not read in part."""

    characters: int = 256_000_000
    """Characters of a decoded source."""
    nesting: int = 600
    """Depth of open tags in HTML."""
    tags: int = 100_000
    """Tags in HTML, opening and closing."""
    html_characters: int = 3_000_000
    """Characters of HTML."""


DEFAULT = Limits()
