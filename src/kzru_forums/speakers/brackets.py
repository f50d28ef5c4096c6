"""Brackets in labels: delivery, addressee, place or role, also unclosed ones (quirk 7 of docs/format.md)."""

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
_LEFT_OPEN = regex(r"\s*\(([^()]*)\Z")
_NEVER_OPENED = regex(r"\)(?=[^(]*\Z)")
_BARE_DELIVERY = regex(r"\s+((?:re-?)?translated(?: from \w+)?)\)\Z")
_PLACE = regex(r"(?:the )?[A-Z][^,()]*\Z")
_FAMILY_NAME = regex(r"[A-Z][^\W\d_]+")


class Told(NamedTuple):
    """What brackets say."""

    delivery: str | None = None
    addressee: str | None = None
    role: str | None = None
    place: str | None = None


def closed(label: str) -> str:
    """A label whose last bracket is closed, and without a closing bracket that nothing opened.

    Examples:
        >>> closed("Ivan Loomov (retranslated"), closed("Head of the Weavers’ Union (WFX Ivan Loomov")
        ('Ivan Loomov (retranslated)', 'Head of the Weavers’ Union (WFX) Ivan Loomov')
    """
    opened, shut = label.count("("), label.count(")")
    if opened > shut and (found := _LEFT_OPEN.search(label)):
        if told_by(found[1]) or is_place(found[1].strip()):
            return f"{label})"
        first, _, others = found[1].partition(" ")
        return f"{label[: found.start()]} ({first}) {others}".rstrip()
    if shut > opened:
        if found := _BARE_DELIVERY.search(label):
            return f"{label[: found.start()]} ({found[1]})"
        return _NEVER_OPENED.sub("", label, count=1)
    return label


def told_by(inside: str) -> Told | None:
    """What a bracket says of delivery or addressee; None if it says neither."""
    inside = inside.strip()
    if _ADDRESSEE.match(inside):
        return Told(addressee=inside)
    if not _DELIVERY.search(inside):
        return None
    role, comma, delivery = inside.rpartition(", ")  # (ABC News, retranslated)
    if comma and _DELIVERY.search(delivery) and not _DELIVERY.search(role) and role[0].isupper():
        return Told(delivery=delivery, role=role)
    return Told(delivery=inside)


def without_brackets(label: str, known: Collection[str]) -> tuple[str, Told]:
    """A label without the brackets at its end, and what they say; one that belongs to the role stays."""
    told = Told()
    while found := _AT_END.search(label):
        rest = label[: found.start()]
        more = told_by(found[1]) or _behind_name(rest, found[1].strip(), known)
        if more is None:
            break
        label, told = rest, _both(told, more)
    return label, told


def _both(one: Told, other: Told) -> Told:
    return Told(
        delivery=other.delivery or one.delivery,
        addressee=other.addressee or one.addressee,
        role=joined((one.role, other.role)),
        place=other.place or one.place,
    )


def _behind_name(rest: str, inside: str, known: Collection[str]) -> Told | None:
    """What a bracket after a name says: where the person is from, or a role; None if it is elsewhere."""
    tokens = tokens_of(rest)
    first, comma = segments(tokens)
    begin = begin_of_name(tokens, known)
    alone = len(tokens) == 1 and is_name_word(tokens[0])
    if not inside or (comma and is_whole_name(first, known)) or (begin == len(tokens) and not alone):
        return None
    if is_holy(tokens) and _FAMILY_NAME.fullmatch(inside) and not is_place(inside):
        return None  # the family name of somebody who is called by a religious name
    if (begin == 0 or alone) and (is_place(inside) or _may_be_place(inside)):
        return Told(place=inside)
    return Told(role=inside)


def _may_be_place(text: str) -> bool:
    """Whether a bracket after a bare name may be a place that the table lacks: no acronym, no word of an office."""
    return _PLACE.match(text) is not None and not text.isupper() and not any(map(is_role_word, tokens_of(text)))
