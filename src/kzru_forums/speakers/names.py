"""Names of people in labels, in persons tags and across pages.

The words of a name may be as printed or folded; compared names must be in the same form.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kzru_forums.facts.given_names import is_given_name
from kzru_forums.patterns import regex
from kzru_forums.text import decomposed

PARTICLES = frozenset("al al- bin bint ibn ben abu ould van von der den de da dos du di del la le el zu ter".split())
"""Small words inside names, in lower case."""
ROMAN = regex(r"[IVX]{1,5}")
ENDINGS = {"jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr"}
"""Words after a family name that set a son and a father apart, and one way of writing each."""
_NOT_IN_WORDS = regex(r"[^\w]|_")
_ONE_SPELLING = tuple(
    (regex(pattern), spelling)
    for pattern, spelling in (
        ("(?<=[aeou])j(?![aeiou])", "i"),  # Sergej
        ("dzh|dj|zh", "j"),
        ("shch", "sch"),
        ("kh", "h"),
        ("ph", "f"),
        ("x", "ks"),
        ("ck|q|c(?=[aolrtu]|$)", "k"),
        ("w", "v"),
        ("yo", "e"),
        ("y", "i"),
        ("ie", "e"),  # Ignatyev, Ignatiev; Yelena
        ("ii+", "i"),
        ("ndr(?![aeiou])", "nder"),  # Aleksandr
    )
)
_DOUBLED = regex(r"(.)\1+")
_PRESIDENT = regex(r"(?:Acting )?President of (?:the )?(?P<country>.+)", re.IGNORECASE)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Fold a word of a name, so that its spelling variants become equal: no accents, capitals or hyphens.

    Different transliterations of Russian and Kazakh names become the same.

    Examples:
        >>> folded("Sergey") == folded("Sergei"), folded("Kovalyova"), folded("Zhomart")
        (True, 'kovaleva', 'jomart')
    """
    plain = decomposed(word.casefold())
    plain = _NOT_IN_WORDS.sub("", "".join(char for char in plain if not unicodedata.combining(char)))
    if len(plain) < 3:  # Xi, Yi, Li: too short to have spelling variants.
        return plain
    for pattern, spelling in _ONE_SPELLING:
        plain = pattern.sub(spelling, plain)
    # In short words a doubled letter may be the only difference between two names: Lee and Le.
    return _DOUBLED.sub(r"\1", plain) if len(plain) > 4 else plain


@lru_cache(maxsize=4096)
def country_led(role: str) -> str | None:
    """The country or other body, as printed, of a president in a role, including acting presidents.

    Examples:
        >>> country_led("Acting President of the Russian Federation"), country_led("Prime Minister of Russia")
        ('Russian Federation', None)
    """
    match = _PRESIDENT.fullmatch(role)
    return match["country"] if match else None


def turned(tag: str) -> Iterator[str]:
    """Yield the names that a persons tag may stand for: the family name comes first and may have several words.

    Examples:
        >>> list(turned("Loomov Ivan Pavlovich"))
        ['Ivan Pavlovich Loomov', 'Pavlovich Loomov Ivan']
    """
    words = tag.split()
    for cut in range(1, min(len(words), 4)):
        yield " ".join(words[cut:] + words[:cut])


def likeness(one: str, other: str) -> float:
    """Similarity of two strings from 0 to 1, symmetric: the share of letters that they have in common, in order."""
    first, second = sorted((one, other))
    total = len(first) + len(second)
    if first == second or not total:
        return 1.0
    start = _common_start(first, second)
    end = _common_start(first[start:][::-1], second[start:][::-1])
    middle = first[start : len(first) - end], second[start : len(second) - end]
    return 2.0 * (start + end + (_in_common(*middle) if all(middle) else 0)) / total


def _common_start(one: str, other: str) -> int:
    """Length of the common prefix of two different strings."""
    index, least = 0, min(len(one), len(other))
    while index < least and one[index] == other[index]:
        index += 1
    return index


def _in_common(one: str, other: str) -> int:
    """Number of letters that two strings have in common, in order."""
    if min(len(one), len(other)) == 1:
        return int(one in other or other in one)
    from difflib import SequenceMatcher  # noqa: PLC0415 - slow to load, and for names that are nearly alike only

    return sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())


def are_two_given_names(one: str, other: str) -> bool:
    """Whether two words are different given names and not spelling variants, such as `Maria` and `Marina`."""
    return is_given_name(one) and is_given_name(other) and folded(one) != folded(other)


def generation(words: Sequence[str]) -> str:
    """What follows a name to set apart those who share it, in one way of writing; empty where nothing does.

    Examples:
        >>> [generation(name.split()) for name in ("Ivan Loomov Junior", "Ivan Loomov III", "Ivan Loomov")]
        ['jr', 'III', '']
    """
    if len(words) < 2:
        return ""
    last = words[-1].strip(".")
    return ENDINGS.get(last.lower()) or (last if ROMAN.fullmatch(last) else "")


def without_generation(words: Sequence[str]) -> Sequence[str]:
    """The words of a name without what sets apart those who share it."""
    return words[:-1] if generation(words) else words


def leaves_out_given_names(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name is the other with given names left out or shortened to initials, and the same family name.

    Examples:
        >>> full = ["Andrei", "Petrovich", "Voronin"]
        >>> [leaves_out_given_names(short.split(), full) for short in ("Voronin", "A. Voronin", "Andrei")]
        [True, True, False]
    """
    if short == full or short[-1] != full[-1] or len(short) > len(full):
        return False
    given = iter(full[:-1])
    return all(any(may_stand_for(word, other) for other in given) for word in short[:-1])


def may_stand_for(word: str, other: str) -> bool:
    """Whether a word of a name equals another one or is its initial."""
    return word == other or (len(word.removesuffix(".")) == 1 and word[0] == other[0])
