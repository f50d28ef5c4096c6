"""Spellings of personal names and offices: variants, misprints and short forms.

Names are compared by their folded words: without accents, capitals and hyphens, and with transliterations of Russian
and Kazakh names made equal (`Sergey`/`Sergei`, `Yelena`/`Elena`, `Zhomart`/`Jomart`, `Kovalyova`/ `Kovaleva`). This
module only measures the similarity of spellings; it does not decide that two people are one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import combinations

from attrs import frozen

from kzru_forums.facts.given_names import given_names
from kzru_forums.speakers.names import (
    ENDINGS,
    PARTICLES,
    ROMAN,
    folded,
    generation,
    leaves_out_given_names,
    likeness,
    may_stand_for,
)
from kzru_forums.speakers.repair import unglued
from kzru_forums.speakers.words import OF_MANY, is_office


class Rule(StrEnum):
    """Reason why two names were joined or kept separate."""

    SPELLING = "spelling"
    """The names are the same except for capitals, missing spaces, accents and transliteration."""
    SITE_NUMBER = "site-number"
    """The site's number of the person is the same, and the names share a word or differ by a misprint."""
    WIKIDATA = "wikidata"
    """The Wikidata item is the same, and the names share a word or differ by a misprint."""
    KNOWN = "known"
    """The user's list joins them."""
    MISPRINT = "misprint"
    """One or two letters differ, and both hold an office that only one person holds at a time."""
    SHORT_NAME = "short-name"
    """One name is a short form of the other, and both hold an office that only one person holds at a time."""
    WORD_ORDER = "word-order"
    """The same words in a different order, and both hold an office that only one person holds at a time."""
    PERSONS_TAG = "persons-tag"
    """The printed name is a misprint or short form of the only matching person in the tags at the end of the page."""
    CONVERSATION = "conversation"
    """Family names that differ by one or two letters, in statements with one statement between them."""
    MARKS_DIFFER = "marks-differ"
    """Separate: the site's numbers, the Wikidata items or, for people without a role, the places differ."""
    GIVEN_NAMES_DIFFER = "given-names-differ"
    """Separate: the same family name, but different given names."""
    NO_EVIDENCE = "no-evidence"
    """Separate: the names are similar, but there is no evidence."""


@frozen(kw_only=True)
class Decision:
    """Two names, whether they were joined, and why."""

    one: str
    """The name that comes first alphabetically."""
    other: str
    """The other name; the same name if two people with one name are kept separate."""
    merged: bool
    """True if they are one person, False if they are kept separate."""
    rule: Rule
    """The reason."""
    likeness: float
    """Similarity of the spellings, from 0 to 1, ignoring case, accents and transliteration."""
    evidence: tuple[str, ...] = ()
    """The evidence in words: numbers, offices, persons tags, statements."""


ALIKE = 0.87
"""Minimum similarity of two complete names that may be misprints of each other."""
_ALIKE_WORD = 0.75
"""Minimum similarity of the word that differs."""
_SHORTEST = 4
"""Minimum number of letters in a misprinted word."""

_GIVEN_TOO = frozenset({"Abu", "Ben"})
"""Particles that, if capitalised, may be given names."""
_BETWEEN = frozenset("a an and at by for in of on the to".split())
Words = tuple[str, ...]
"""The folded words of a name."""
_FEW = 60
"""If more names than this share a word, or a spelling except for one letter, they are not compared."""


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name; missing spaces are restored, hyphenated parts joined, generations distinguished.

    Examples:
        >>> name_words("Yelena Kovalyova"), name_words("KASSYM-ZHOMART Tokayev")
        (('elena', 'kovaleva'), ('kasimjomart', 'tokaev'))
    """
    words = unglued(name).split()
    if own := generation(words):
        return *(word for word in map(folded, words[:-1]) if word), own.lower()
    return tuple(word for word in map(folded, words) if word)


def name_key(name: str) -> str:
    """The folded words joined; equal for two spellings of one name.

    Examples:
        >>> name_key("Sergey Ignatiev") == name_key("Sergei Ignatyev")
        True
    """
    return "".join(name_words(name))


@cache
def _given_names() -> frozenset[str]:
    """Folded given names: two different ones belong to two people, however similar."""
    return frozenset(map(folded, given_names()))


def is_whole(name: str) -> bool:
    """Whether a name has a given and a family name: two words, not counting initials, numerals and particles.

    Examples:
        >>> [is_whole(name) for name in ("Oleg Safonov", "A. Voronin", "Albert II", "Dmitry")]
        [True, False, False, False]
    """
    proper = [
        word
        for word in unglued(name).split()
        if len(folded(word)) > 1 and not ROMAN.fullmatch(word) and not _is_particle(word) and not _is_ending(word)
    ]
    return len(proper) > 1


def _is_ending(word: str) -> bool:
    return word.strip(".").lower() in ENDINGS


def _is_particle(word: str) -> bool:
    return word.lower() in PARTICLES and word not in _GIVEN_TOO


def nearness(one: Iterable[str], other: Iterable[str]) -> float:
    """Similarity of two names by their folded words, rounded for display."""
    return round(likeness("".join(one), "".join(other)), 3)


def with_one_letter_less(key: str) -> Iterator[str]:
    """Yield `key` and all strings that lack one of its letters; keys that differ by a misprint share one of these."""
    yield key
    for index in range(len(key)):
        yield key[:index] + key[index + 1 :]


def differing_word(one: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    """The only word in which two names with the same number of words differ; None if there is no such word."""
    if len(one) != len(other):
        return None
    unlike = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return unlike[0] if len(unlike) == 1 else None


def is_misprint(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name may be a misprint of the other: one word differs by one or two letters.

    False if the difference is that of masculine and feminine forms, or of two given names.

    Examples:
        >>> is_misprint(name_words("Oleg Safonov"), name_words("Oleg Safronov"))
        True
        >>> is_misprint(name_words("Oleg Safonov"), name_words("Oleg Safonova"))
        False
        >>> is_misprint(name_words("Maria Safonova"), name_words("Marina Safonova"))
        False
    """
    pair = differing_word(one, other)
    if pair is None or min(map(len, pair)) < _SHORTEST:
        return False
    if pair[0].endswith("a") != pair[1].endswith("a"):
        return False
    alike = likeness(*pair) >= _ALIKE_WORD and likeness("".join(one), "".join(other)) >= ALIKE
    return alike and not _given_names().issuperset(pair)


def may_be_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name may be a short form of the other, if there is other evidence that they are one person.

    Unlike in `leaves_out_given_names`, a given name alone is enough, and the first of several given names must be
    present: on other pages, a patronymic without it could belong to anybody.

    Examples:
        >>> full = name_words("Andrei Petrovich Voronin")
        >>> [may_be_short_for(name_words(name), full) for name in ("A. Voronin", "Andrei", "Petrovich Voronin")]
        [True, True, False]
    """
    if len(short) == 1:
        return len(full) > 1 and short[0] in (full[0], full[-1])
    return leaves_out_given_names(short, full) and may_stand_for(short[0], full[0])


@lru_cache(maxsize=65536)
def may_be_one_name(one: Words, other: Words) -> bool:
    """Whether two names may be one, given other evidence: a short form, misprint, other order, or several of these.

    Examples:
        >>> may_be_one_name(name_words("O. Safonov"), name_words("Oleg Safronov"))
        True
        >>> may_be_one_name(name_words("Oleg Safonov"), name_words("Ivan Safonov"))
        False
    """
    if sorted(one) == sorted(other) or may_be_short_for(one, other) or may_be_short_for(other, one):
        return True
    short, full = sorted((one, other), key=len)
    if len(short) == 1:
        return any(_may_be_word(short[0], word) for word in (full[0], full[-1]))
    return _may_be_word(short[-1], full[-1]) and _may_be_word(short[0], full[0])


def _may_be_word(one: str, other: str) -> bool:
    """Whether two words may be one: equal, an initial, or misprints of each other."""
    if may_stand_for(one, other) or may_stand_for(other, one):
        return True
    alike = min(len(one), len(other)) >= _SHORTEST and one.endswith("a") == other.endswith("a")
    return alike and likeness(one, other) >= _ALIKE_WORD


def near(names: Iterable[Words]) -> Iterator[tuple[Words, Words, Rule]]:
    """Yield pairs of names that differ by a misprint, are short forms, or differ in word order.

    Very large sets of similar names are not compared, because they are not misprints.
    """
    known = dict.fromkeys(names)
    for one, other in dict.fromkeys(_candidates(known)):
        if sorted(one) == sorted(other):
            yield one, other, Rule.WORD_ORDER
        elif may_be_short_for(one, other) or may_be_short_for(other, one):
            yield one, other, Rule.SHORT_NAME
        elif is_misprint(one, other):
            yield one, other, Rule.MISPRINT


def _candidates(names: Mapping[Words, None]) -> Iterator[tuple[Words, Words]]:
    """Yield pairs of names worth comparing, in alphabetical order within each pair."""
    blocks: dict[tuple[str, object], list[Words]] = {}
    for words in sorted(filter(None, names)):
        for less in with_one_letter_less("".join(words)):
            blocks.setdefault(("less", less), []).append(words)
        for word in {words[0], words[-1]}:
            blocks.setdefault(("word", word), []).append(words)
            if len(words) > 1 and (word,) in names:
                yield min((word,), words), max((word,), words)
        blocks.setdefault(("order", tuple(sorted(words))), []).append(words)
        blocks.setdefault(("initial", (words[0][0], words[-1])), []).append(words)
    for block in blocks.values():
        if len(block) <= _FEW:
            yield from combinations(block, 2)


@lru_cache(maxsize=65536)
def role_key(role: str) -> frozenset[str]:
    """The meaningful words of a role, regardless of order.

    Examples:
        >>> role_key("Governor of the Omsk Region") == role_key("Omsk Region Governor")
        True
    """
    words = (word.removesuffix("'s").strip(".'") for word in re.findall(r"[\w'.-]+", role.lower().replace("’", "'")))
    return frozenset(word for word in words if word and word not in _BETWEEN)


@lru_cache(maxsize=65536)
def offices(role: str) -> frozenset[frozenset[str]]:
    """The offices in a role that only one person holds at a time, without ranks, trades and deputies.

    Each is the key of a comma-separated part that names a specific office.

    Examples:
        >>> [sorted(key) for key in offices("Major, Mayor of Uralsk")]
        [['mayor', 'uralsk']]
    """
    return frozenset(key for key in map(role_key, role.split(", ")) if _is_office_of_one(key))


def _is_office_of_one(key: frozenset[str]) -> bool:
    return key.isdisjoint(OF_MANY) and any(map(is_office, key)) and not all(map(is_office, key))
