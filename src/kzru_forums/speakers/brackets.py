"""Brackets in labels, closed or not: delivery, addressee, place or role (quirk 7 of docs/format.md)."""

import re
from collections.abc import Collection
from typing import NamedTuple

from kzru_forums.patterns import regex
from kzru_forums.speakers.parts import begin_of_name, is_holy, joined, segments
from kzru_forums.speakers.tokens import is_name_word, is_place, is_whole_name, tokens_of
from kzru_forums.speakers.words import is_role_word

_DELIVERY = regex(
    r"(?:re-?)?translat|interpret|transcript|\bin [A-Z]\w+$|^in (?:the )?[\w ]*language$|speak|\bvia\b"
    r"|\bby (?:video|telephone|phone)|video|on (?:the )?(?:phone|screen)|"
    r"read(?:s|ing)|unofficial|quiet|aside|sing(?:s|ing)|remotely|online",
    re.IGNORECASE,
)
_ADDRESSEE = regex(
    r"(?:to|answering|address(?:ing|es)?|turn(?:ing|s) to|(?:responding|replying|speaking|talking) to)\b",
    re.IGNORECASE,
)
_AT_END = regex(r"\s*\(([^()]*)\)\s*\Z")
_MAY_END = (")", " ")
_LEFT_OPEN = regex(r"\s*\(([^()]*)\Z")
_NEVER_OPENED = regex(r"\)(?=[^(]*\Z)")
_BARE_DELIVERY = regex(r"\s+((?:re-?)?translated(?: from \w+)?)\)\Z")
_PLACE = regex(r"(?:the )?[A-Z][^,()]*\Z")
_FAMILY_NAME = regex(r"[A-Z][^\W\d_]+")


class BracketDetails(NamedTuple):
    """Details given in brackets."""

    delivery: str | None = None
    addressee: str | None = None
    role: str | None = None
    place: str | None = None


def closed(label: str) -> str:
    """Close the last bracket of a label, and remove a closing bracket without an opening one.

    Examples:
        >>> closed("Ivan Loomov (retranslated"), closed("Head of the Weavers’ Union (WFX Ivan Loomov")
        ('Ivan Loomov (retranslated)', 'Head of the Weavers’ Union (WFX) Ivan Loomov')
    """
    opened, shut = label.count("("), label.count(")")
    if opened > shut and (match := _LEFT_OPEN.search(label)):
        if details_of(match[1]) or is_place(match[1].strip()):
            return f"{label})"
        first, _, others = match[1].partition(" ")
        return f"{label[: match.start()]} ({first}) {others}".rstrip()
    if shut > opened:
        if match := _BARE_DELIVERY.search(label):
            return f"{label[: match.start()]} ({match[1]})"
        return _NEVER_OPENED.sub("", label, count=1)
    return label


def details_of(inside: str) -> BracketDetails | None:
    """Delivery or addressee given in a bracket; None if it contains neither."""
    inside = inside.strip()
    if _ADDRESSEE.match(inside):
        return BracketDetails(addressee=inside)
    if not _DELIVERY.search(inside):
        return None
    role, comma, delivery = inside.rpartition(", ")  # (ABC News, retranslated)
    if comma and _DELIVERY.search(delivery) and not _DELIVERY.search(role) and role[0].isupper():
        return BracketDetails(delivery=delivery, role=role)
    return BracketDetails(delivery=inside)


def without_brackets(label: str, known: Collection[str]) -> tuple[str, BracketDetails]:
    """Split off the brackets at the end of a label and parse them; a bracket that belongs to the role stays."""
    details = BracketDetails()
    while label[-1:] in _MAY_END and (match := _AT_END.search(label)):
        rest = label[: match.start()]
        more = details_of(match[1]) or _after_name(rest, match[1].strip(), known)
        if more is None:
            break
        label, details = rest, _both(details, more)
    return label, details


def _both(one: BracketDetails, other: BracketDetails) -> BracketDetails:
    return BracketDetails(
        delivery=other.delivery or one.delivery,
        addressee=other.addressee or one.addressee,
        role=joined((one.role, other.role)),
        place=other.place or one.place,
    )


def _after_name(rest: str, inside: str, known: Collection[str]) -> BracketDetails | None:
    """Details of a bracket after a name: a place or a role; None if the bracket is not there."""
    tokens = tokens_of(rest)
    first, comma = segments(tokens)
    begin = begin_of_name(tokens, known)
    alone = len(tokens) == 1 and is_name_word(tokens[0])
    if not inside or (comma and is_whole_name(first, known)) or (begin == len(tokens) and not alone):
        return None
    if is_holy(tokens) and _FAMILY_NAME.fullmatch(inside) and not is_place(inside):
        return None  # The family name of a person known by a religious name.
    if (begin == 0 or alone) and (is_place(inside) or _may_be_place(inside)):
        return BracketDetails(place=inside)
    return BracketDetails(role=inside)


def _may_be_place(text: str) -> bool:
    """Whether a bracket after a bare name may be a place that is not in the table: no acronym, no office."""
    return _PLACE.match(text) is not None and not text.isupper() and not any(map(is_role_word, tokens_of(text)))
