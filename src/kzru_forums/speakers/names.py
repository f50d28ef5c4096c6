"""What is known of names of people wherever they stand: in labels, in persons tags and across pages.

The words of a name are as printed or folded: whoever asks about two names has both in one form.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

PARTICLES = frozenset("al al- bin bint ibn ben abu ould van von der den de da dos du di del la le el zu ter".split())
"""Small words inside names, in lower case."""
_PRESIDENT = re.compile(r"(?:Acting )?President of (?:the )?(?P<country>.+)", re.IGNORECASE)


def country_led(role: str) -> str | None:
    """The country, as printed, whose president a role names, acting ones included; of any body that has a president.

    Examples:
        >>> country_led("Acting President of the Russian Federation"), country_led("Prime Minister of Russia")
        ('Russian Federation', None)
    """
    found = _PRESIDENT.fullmatch(role)
    return found["country"] if found else None


def turned(tag: str) -> Iterator[str]:
    """The names a persons tag may mean: it prints the family name first, which may have several words.

    Examples:
        >>> list(turned("Loomov Ivan Pavlovich"))
        ['Ivan Pavlovich Loomov', 'Pavlovich Loomov Ivan']
    """
    words = tag.split()
    for cut in range(1, min(len(words), 4)):
        yield " ".join(words[cut:] + words[:cut])


def likeness(one: str, other: str) -> float:
    """How alike two strings are, from 0 to 1, the same in either order: the share of letters in common, in order."""
    first, second = sorted((one, other))
    total = len(first) + len(second)
    if first == second or not total:
        return 1.0
    start = _common_start(first, second)
    end = _common_start(first[start:][::-1], second[start:][::-1])
    middle = first[start : len(first) - end], second[start : len(second) - end]
    return 2.0 * (start + end + (_in_common(*middle) if all(middle) else 0)) / total


def _common_start(one: str, other: str) -> int:
    """How many letters two strings that differ have in common at their beginning."""
    index, least = 0, min(len(one), len(other))
    while index < least and one[index] == other[index]:
        index += 1
    return index


def _in_common(one: str, other: str) -> int:
    """How many letters two strings have in common, in order."""
    if min(len(one), len(other)) == 1:
        return int(one in other or other in one)
    return sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())


def leaves_out_given_names(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name is the other with given names left out or cut to initials; the family name stays.

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
    """Whether a word of a name is another one, or its initial."""
    return word == other or (len(word.removesuffix(".")) == 1 and word[0] == other[0])
