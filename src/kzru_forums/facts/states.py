"""Which states a text names, by noun or adjective."""

import re
from functools import cache, lru_cache
from itertools import islice

from kzru_forums.facts.countries import country_code, country_of_adjective, is_country
from kzru_forums.facts.tables import rows

_WORD = re.compile(r"[\w’']+")
_CAPITALISED = re.compile(r"\b[A-Z][\w’']*")
_OFFICES = frozenset(
    """president prime foreign federal vice chancellor minister defence king communist defense deputy first state
    interior economy finance national embassy ambassador tv""".split()
)
"""What follows an adjective of a state, so that it is not a given name: `the German Chancellor`."""
_POSSESSIVE = re.compile(r"[’']s?\Z")


@lru_cache(maxsize=1024)
def _state(name: str) -> str | None:
    """The usual name of the state that a name or an adjective stands for."""
    code = country_code(name) or country_of_adjective(name)
    if code:
        return _short_names()[code]
    return name if is_country(name) else None


@cache
def _short_names() -> dict[str, str]:
    """The usual name of a state by its code."""
    return {row["code"]: row["names"].split("|")[0] for row in rows("countries.csv") if row["code"]}


@cache
def _longest_names() -> dict[str, int]:
    """For the first word of each name and adjective of a state, in lower case, the words of the longest of them."""
    longest: dict[str, int] = {}
    for row in rows("countries.csv"):
        for name in filter(None, f"{row['names']}|{row['adjectives']}".split("|")):
            first, *others = _WORD.findall(name.lower())
            longest[first] = max(longest.get(first, 1), len(others) + 1)
    return longest


@lru_cache(maxsize=4096)
def _longest_name(word: str) -> int | None:
    """The words of the longest name of a state that begins with a word; None where none does."""
    return _longest_names().get(_POSSESSIVE.sub("", word.lower()))


@lru_cache(maxsize=1024)
def states_in(text: str) -> tuple[str, ...]:
    """The states that a short text names, by noun or adjective, in order, by their usual names.

    Examples:
        >>> states_in("Russian-Chinese talks in the Kyrgyz Republic")
        ('Russia', 'China', 'Kyrgyzstan')
    """
    found: dict[str, None] = {}
    behind = 0
    for match in _CAPITALISED.finditer(text):
        longest = _longest_name(match[0])
        if longest is not None and match.start() >= behind:
            places = [match, *islice(_WORD.finditer(text, match.end(), match.end() + 80), longest)]
            size, state = _longest_state([place[0] for place in places], longest)
            if state:
                found[state] = None
                behind = places[size - 1].end()
    return tuple(found)


def _longest_state(tokens: list[str], longest: int) -> tuple[int, str | None]:
    """How many of the words, at most `longest`, name a state, and which; none where they do not begin with one."""
    for size in range(min(longest, len(tokens)), 0, -1):
        name = " ".join(tokens[:size])
        state = _state(_POSSESSIVE.sub("", name))
        if state and not _is_given_name(name, tokens[size : size + 1]):
            return size, state
    return 0, None


def _is_given_name(word: str, following: list[str]) -> bool:
    """Whether an adjective is a person's name: it precedes a capitalised word that is not an office."""
    if not following or not following[0][0].isupper() or is_country(word):
        return False
    return following[0].lower() not in _OFFICES and country_of_adjective(following[0]) is None
