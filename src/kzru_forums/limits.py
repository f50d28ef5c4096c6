"""Limits beyond which content is refused, so that no input exhausts time or memory."""

from attrs import Attribute, field, frozen

from kzru_forums._arguments import check_number


def _whole_number(_: "Limits", attribute: "Attribute[int]", value: int) -> None:
    check_number(attribute.name, value)


@frozen(kw_only=True)
class Limits:
    """How large and how deeply nested a source may be. What is beyond is refused with a problem, not read in part.

    Raises:
        TypeError: a limit is no whole number.
        ValueError: a limit is negative.
    """

    characters: int = field(default=64_000_000, validator=_whole_number)
    """Characters of a decoded source."""
    nesting: int = field(default=600, validator=_whole_number)
    """Depth of open tags in HTML: in head and articles, where these stand apart, else in all of it."""
    tags: int = field(default=100_000, validator=_whole_number)
    """Tags there, opening and closing."""
    html_characters: int = field(default=3_000_000, validator=_whole_number)
    """Characters of HTML."""


DEFAULT = Limits()
