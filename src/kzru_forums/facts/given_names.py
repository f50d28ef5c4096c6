"""Given names of many languages in Latin letters, and family names that are printed before a given name.

The tables help to find the beginning of a name in a label. Sources of `data/given_names.txt`:

- the locale lists of Faker 40 (https://github.com/joke2k/faker, MIT licence, whose text is in the file), transliterated
  from Cyrillic, Greek, Armenian, Georgian and Korean letters and without accents; words that have another meaning in
  English (`Line`, `Gala`, `Valid`) are left out;
- lists written for this project: names as the site spells them, and names from countries that Faker does not cover.

`data/family_names_first.txt` contains Chinese, Korean and Vietnamese family names from the same sources. No table is
complete, so a missing word proves nothing.
"""

import unicodedata
from functools import cache, lru_cache

from kzru_forums.facts.tables import lines

_SPELLINGS = (
    *(("iy", "y"), ("ey", "ei"), ("ay", "ai"), ("oy", "oi"), ("uy", "ui"), ("ks", "x"), ("iya", "ia"), ("yo", "e")),
    *(
        ("dzh", "j"),
        ("zh", "j"),
        ("ii", "y"),
        ("ia", "ya"),
        ("yu", "iu"),
        ("je", "ye"),
        ("kh", "h"),
        ("w", "v"),
        ("ee", "i"),
        ("oo", "u"),
    ),
)
"""Spelling variants of names in Latin letters, with the spellings that are more likely to be in the tables."""
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‑": "-"})
_OWN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ə": "a", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th"}
)


def _plain(word: str) -> str:
    """The word in lower case without accents."""
    low = word.translate(_APOSTROPHES).lower()
    if low.isascii():
        return low
    decomposed = unicodedata.normalize("NFKD", low.translate(_OWN_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(word.lower() for line in lines(name) if line[:1] != "#" for word in line.split())


def given_names() -> frozenset[str]:
    """All given names of the table, in lower case and without accents."""
    return _table("given_names.txt")


def _spellings(word: str) -> frozenset[str]:
    """The word and its spelling variants."""
    other = {word.replace(printed, usual) for printed, usual in _SPELLINGS if printed in word}
    if word[0] == "e":
        other.add("y" + word)
    return frozenset({word, *other})


@lru_cache(maxsize=16384)
def is_given_name(word: str) -> bool:
    """Whether a word is a given name in the table, ignoring case, accents and common spelling variants.

    A compound name counts if the table contains it or its first part.

    Examples:
        >>> [is_given_name(word) for word in ("Sergey", "Sergei", "Jörg", "Ivan-Pekka", "Ministry")]
        [True, True, True, True, False]
    """
    plain = _plain(word)
    table = _table("given_names.txt")
    if not plain or plain in table:
        return bool(plain)
    first, hyphen, _ = plain.partition("-")
    if hyphen:
        return first in table and len(first) > 1
    return not table.isdisjoint(_spellings(plain))


@lru_cache(maxsize=4096)
def is_family_name_first(word: str) -> bool:
    """Whether a word is a family name that is printed before the given name (`Xi Jinping`, `Nguyen Xuan Phuc`)."""
    return _plain(word) in _table("family_names_first.txt")
