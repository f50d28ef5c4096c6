"""Name, role and place in a label without the brackets at its end (quirk 5 of docs/format.md).

The name is at the end (`Minister of Looms, Carpets and Wool Ivan Loomov`), before a comma or a dash (`Ivan Loomov,
weaver`), or between a title and a see (`Patriarch Pavel of Loomsk`).
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from kzru_forums.facts.given_names import is_given_name
from kzru_forums.patterns import regex
from kzru_forums.speakers.names import ENDINGS, PARTICLES, ROMAN
from kzru_forums.speakers.repair import INITIAL
from kzru_forums.speakers.tokens import (
    begins_name,
    is_link,
    is_name_word,
    is_place,
    is_whole_name,
    names_office,
    tokens_of,
)
from kzru_forums.speakers.words import CLERGY_AND_ROYALTY, GIVEN_OFFICES, NOT_NAMES, bare, is_office, is_role_word

_DASH = regex(r"\s+[–—-]\s+")
_AND = regex(r"\s+(?:and|&)\s+")


_LONGEST_ABBREVIATION = 3
"""Characters of an initial of two letters and its full stop (`Yu.`)."""


class Named(NamedTuple):
    """The person named in a label."""

    name: str
    role: str | None = None
    place: str | None = None


def joined(parts: Iterable[str | None]) -> str | None:
    """Join the parts of a role that are present with commas."""
    return ", ".join(part for part in parts if part) or None


def name_of(tokens: Sequence[str]) -> str:
    """A name in ordinary capitals, without a full stop that ends no initial."""
    words = [token.capitalize() if _is_shouted(token, index) else token for index, token in enumerate(tokens)]
    if _ends_in_stop(words[-1]):
        words[-1] = words[-1].removesuffix(".")
    return " ".join(words)


def _ends_in_stop(word: str) -> bool:
    """Whether the full stop after the last word of a name is none of an abbreviation."""
    return word.endswith(".") and len(word) > _LONGEST_ABBREVIATION and bare(word) not in ENDINGS


def _is_shouted(token: str, index: int) -> bool:
    """Whether a word of a name is in capitals and is neither initials nor a numeral after the name."""
    return (
        token.isupper() and len(token) > 1 and not INITIAL.fullmatch(token) and not (index and ROMAN.fullmatch(token))
    )


def spelled(text: str, tokens: Sequence[str]) -> str | None:
    """The part of `text` that consists of the first tokens, as printed."""
    return text[: _end_of(text, tokens)].strip(" ,–—-") or None


def _end_of(text: str, tokens: Sequence[str]) -> int:
    """Where the first tokens of `text` end."""
    position = 0
    for token in tokens:
        position = text.index(token, position) + len(token)
    return position


def segments(tokens: Sequence[str]) -> tuple[Sequence[str], bool]:
    """The words before the first comma, and whether there is one."""
    return (tokens[: tokens.index(",")], True) if "," in tokens else (tokens, False)


def is_holy(tokens: Iterable[str]) -> bool:
    """Whether the words contain a title of clergy or royalty, whose holders are known by a single name."""
    return any(bare(token) in CLERGY_AND_ROYALTY for token in tokens)


def begin_of_name(tokens: Sequence[str], known: Collection[str]) -> int:
    """Index of the first word of the name at the end of a label; the number of words if there is none."""
    return begins_name(tokens, known, holy=is_holy(tokens))


def names_two(text: str, known: Collection[str]) -> bool:
    """Whether the text consists of two complete names joined by `and`."""
    sides = _AND.split(text) if " and " in text or "&" in text else ()
    return len(sides) == 2 and all(is_whole_name(tokens_of(side), known) for side in sides)


def named_in(text: str, tokens: Sequence[str], known: Collection[str]) -> Named | None:
    """The person named in a label; None if it names nobody.

    Args:
        text: the label without the brackets at its end.
        tokens: its words.
        known: complete names found elsewhere on the page.
    """
    first, comma = segments(tokens)
    end = _end_of(text, first)  # A comma may be in a bracket too.
    head, after = text[:end], text[end:].partition(",")[2]
    if not comma and (dash := _DASH.search(text)) and is_whole_name(tokens_of(text[: dash.start()]), known):
        head, after = text[: dash.start()], text[dash.end() :]
        first, comma = tokens_of(head), True
    if enclosed := _enclosed(first):
        return enclosed._replace(role=joined((enclosed.role, after.strip())))
    begin = begin_of_name(tokens, known)
    if begin < len(tokens) and not (comma and _is_first(first, tokens, begin, known)):
        return Named(name_of(tokens[begin:]), spelled(text, tokens[:begin]))
    if comma:
        return _before_comma(head, first, after.strip(), known)
    alone = len(tokens) == 1 and is_name_word(tokens[0]) and tokens[0].lower() not in NOT_NAMES
    return Named(name_of(tokens)) if alone else None


def _is_first(first: Sequence[str], tokens: Sequence[str], begin: int, known: Collection[str]) -> bool:
    """Whether the name precedes the first comma although another seems to end the label (`Ivan Loomov, Loom Sons`)."""
    if is_whole_name(first, known):
        return True
    own = begin_of_name(first, known)
    return own < len(first) and is_given_name(first[own]) and not is_given_name(tokens[begin])


def _before_comma(head: str, first: Sequence[str], after: str, known: Collection[str]) -> Named | None:
    """The person named before a comma, optionally with a bracket between name and comma."""
    bracket = None
    if len(first) > 1 and first[-1][0] == "(":
        first, bracket = first[:-1], first[-1].strip("()")
    begin = begin_of_name(first, known)
    if begin == len(first):
        if len(first) != 1 or not is_name_word(first[0]):
            return None
        begin = 0
    role, place = _after_name(after, first[begin:], has_role=begin > 0)
    return Named(name_of(first[begin:]), joined((spelled(head, first[:begin]), bracket, role)), place)


def _after_name(text: str, name: Sequence[str], *, has_role: bool) -> tuple[str | None, str | None]:
    """Role and place from the text after a name and a comma: a bare place is a place, anything else is a role.

    After a given name alone, any capitalised word is a place, because callers introduce themselves like this (`Dmitry,
    Moscow`).
    """
    words = tokens_of(text)
    calls_in = len(name) == 1 and 0 < len(words) <= 2
    calls_in = calls_in and all(word[0].isupper() and not is_role_word(word) for word in words)
    if not has_role and (is_place(text) or calls_in):
        return None, text
    return text or None, None


def _enclosed(tokens: Sequence[str]) -> Named | None:
    """The person named between a title and a see (`King Abdullah II of Jordan`), or after it (`Metropolitan Pavel`).

    Other offices surround a name only if a country follows (`President Ivan Loomov of Jordan`).
    """
    titles = [index + 1 for index, token in enumerate(tokens) if bare(token) in CLERGY_AND_ROYALTY]
    if not titles and "of" not in tokens:
        return None
    begin = titles[-1] if titles else next((index + 1 for index, token in enumerate(tokens) if is_office(token)), 0)
    if not 0 < begin < len(tokens) or not is_name_word(tokens[begin]):
        return None
    end = begin + 1
    while end < len(tokens) and (is_name_word(tokens[end]) or tokens[end] in PARTICLES or ROMAN.fullmatch(tokens[end])):
        end += 1
    see = tokens[end + 1 :]
    is_see = all(token[0].isupper() or is_link(token) for token in see) if titles else is_place(" ".join(see))
    if tokens[end : end + 1] == ["of"] and is_see and (titles or end - begin > 1):
        return Named(name_of(tokens[begin:end]), " ".join((*tokens[:begin], *tokens[end:])))
    return _titled(tokens, begin) if titles else None


def _titled(tokens: Sequence[str], begin: int) -> Named | None:
    """The person after a title without a see: a single name, optionally followed by the family name in brackets."""
    after = tokens[begin:]
    if len(after) == 2 and after[1][0] == "(":
        return Named(f"{name_of(after[:1])} {after[1]}", " ".join(tokens[:begin]))
    if len(after) != 1 or _is_given(tokens, begin - 1):
        return None
    return Named(name_of(after), " ".join(tokens[:begin]))


def _is_given(tokens: Sequence[str], index: int) -> bool:
    """Whether a title is a given name: on its own before a family name, or after an office (`King Loomov`)."""
    if bare(tokens[index]) not in GIVEN_OFFICES or is_given_name(tokens[index + 1]):
        return False
    return not index or (names_office(tokens[:index]) and bare(tokens[index - 1]) not in CLERGY_AND_ROYALTY)
