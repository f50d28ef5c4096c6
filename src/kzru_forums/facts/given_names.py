"""Given names of many languages in Latin letters, and family names that are printed before a given name.

The tables are used to find where in a label a name begins. Sources of `data/given_names.txt`:

- the locale lists of Faker 40 (https://github.com/joke2k/faker, MIT licence, whose text is in the file), transliterated
  from Cyrillic, Greek, Armenian, Georgian and Korean letters and without accents; words that English uses otherwise
  (`Line`, `Gala`, `Valid`) are left out;
- lists that were written for this project: names as the site spells them, and names of peoples that Faker lacks.

`data/family_names_first.txt` holds Chinese, Korean and Vietnamese family names from the same sources.
No table is complete: that a word is missing says nothing.
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
"""Ways of writing one name in Latin letters, and those the tables are more likely to have."""
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‑": "-"})
_OWN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ə": "a", "ß": "ss", "æ": "ae", "ð": "d", "þ": "th"}
)


def _plain(word: str) -> str:
    """A word in small letters without accents."""
    low = word.translate(_APOSTROPHES).lower()
    if low.isascii():
        return low
    decomposed = unicodedata.normalize("NFKD", low.translate(_OWN_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(word.lower() for line in lines(name) if line[:1] != "#" for word in line.split())


def given_names() -> frozenset[str]:
    """Every given name of the table, in small letters and without accents."""
    return _table("given_names.txt")


def _spellings(word: str) -> frozenset[str]:
    """A word and the ways it may also be written."""
    other = {word.replace(printed, usual) for printed, usual in _SPELLINGS if printed in word}
    if word[0] == "e":
        other.add("y" + word)
    return frozenset({word, *other})


@lru_cache(maxsize=16384)
def is_given_name(word: str) -> bool:
    """Whether a word is a given name of the table, in any case, with or without accents, in a usual spelling.

    A name of several parts counts if its first part does, or if the table has it as it is.

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
