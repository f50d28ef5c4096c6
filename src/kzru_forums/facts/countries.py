"""Names and adjectives of states, with their ISO 3166-1 alpha-2 codes.

Comparison of names ignores case, accents, the style of apostrophes and hyphens, dots and a leading `the`. Abbreviations
(`US`, `PRC`) are recognised only in capitals, because `us` is a word. A state without a code of its own (Abkhazia), or
a name that could mean several states (`Korea`), is recognised as a name but has no code.
"""

import re
import unicodedata
from functools import cache
from itertools import islice

from kzru_forums.facts.tables import rows
from kzru_forums.patterns import regex

_SHAPES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "–": "-", "\u00a0": " ", ".": None})
_FIRST_WORD = regex(r"(?:the\s+)?(\w+)", re.IGNORECASE)
# A name ends at the end of a word, but not in `Russia-Kazakhstan` or `Russia’s`.
_WORD_END = regex(r"(?<=\w)(?![\w‑‐–-]|[’']s\b)")


def _shaped(name: str) -> str:
    return " ".join(name.translate(_SHAPES).replace("&", "and").split())


def _folded(shaped: str) -> str:
    if not shaped.isascii():
        shaped = "".join(c for c in unicodedata.normalize("NFKD", shaped) if not unicodedata.combining(c))
    return shaped.casefold().removeprefix("the ")


def _keyed(column: str) -> dict[str, str]:
    """Map keys of names to codes; the key of an abbreviation keeps its capitals."""
    words = ((word, row["code"]) for row in rows("countries.csv") for word in row[column].split("|") if word)
    return {word if word.isupper() else _folded(_shaped(word)): code for word, code in words}


@cache
def _names() -> dict[str, str]:
    return _keyed("names")


@cache
def _adjectives() -> dict[str, str]:
    return _keyed("adjectives")


@cache
def _first_words() -> dict[str, int]:
    """The first words of the names, each with the most words that a name has which begins with it."""
    most: dict[str, int] = {}
    for name in _names():
        words = re.findall(r"\w+", name)
        most[words[0]] = max(most.get(words[0], 0), len(words))
    return most


def _code_of(name: str, codes: dict[str, str]) -> str | None:
    """The code of `name`, which may be empty; None if the name is unknown."""
    shaped = _shaped(name).removeprefix("the ")
    code = codes.get(shaped)
    return codes.get(_folded(shaped)) if code is None else code


def country_code(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the state called `name`; None if the name is unknown or has no code.

    Short, official and former English names are known. The whole text must be the name.

    Examples:
        >>> country_code("the Republic of Kazakhstan"), country_code("Türkiye"), country_code("Abkhazia")
        ('KZ', 'TR', None)
    """
    return _code_of(name, _names()) or None


def is_country(name: str) -> bool:
    """Whether `name` is the name of a state, including states without a code.

    >>> is_country("Abkhazia"), is_country("Siberia")
    (True, False)
    """
    return _code_of(name, _names()) is not None


def may_open_country(word: str) -> bool:
    """Whether `word` is or begins the name of a state; a quick check before `country_at_start`."""
    first = _FIRST_WORD.match(word)
    return first is not None and not _first_words().keys().isdisjoint(
        (first[1], _folded(_shaped(first[1])), _folded(first[1]))
    )


def country_at_start(words: str) -> int:
    """Length of the longest name of a state at the start of `words`, including a leading `the`; 0 if there is none.

    Examples:
        >>> country_at_start("Guinea-Bissau and others")
        13
    """
    first = _FIRST_WORD.match(words)
    most = max(_first_words().get(word, 0) for word in (first[1], _folded(first[1]))) if first else 0
    if not most:
        return 0
    ends = (end.start() for end in islice(_WORD_END.finditer(words), most + 1))
    return max((end for end in ends if is_country(words[:end])), default=0)


def country_of_adjective(word: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the state for an adjective or the name of its people.

    None if the word is ambiguous (`Korean`) or the state has no code.

    Examples:
        >>> country_of_adjective("Kazakhstani"), country_of_adjective("South Korean"), country_of_adjective("northern")
        ('KZ', 'KR', None)
    """
    return _code_of(word, _adjectives()) or None
