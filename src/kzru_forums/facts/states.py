"""The states named in a text, by noun or adjective."""

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
"""Words after the adjective of a state that show that it is not a given name: `the German Chancellor`."""
_POSSESSIVE = re.compile(r"[’']s?\Z")


@lru_cache(maxsize=1024)
def _state(name: str) -> str | None:
    """The short name of the state for a name or an adjective."""
    code = country_code(name) or country_of_adjective(name)
    if code:
        return _short_names()[code]
    return name if is_country(name) else None


@cache
def _short_names() -> dict[str, str]:
    """The short names of states by code."""
    return {row["code"]: row["names"].split("|")[0] for row in rows("countries.csv") if row["code"]}


@cache
def _longest_names() -> dict[str, int]:
    """The maximum number of words in names and adjectives of states, by their first word in lower case."""
    longest: dict[str, int] = {}
    for row in rows("countries.csv"):
        for name in filter(None, f"{row['names']}|{row['adjectives']}".split("|")):
            first, *others = _WORD.findall(name.lower())
            longest[first] = max(longest.get(first, 1), len(others) + 1)
    return longest


@lru_cache(maxsize=4096)
def _longest_name(word: str) -> int | None:
    """The maximum number of words in the names of states that begin with `word`; None if there are none."""
    return _longest_names().get(_POSSESSIVE.sub("", word.lower()))


@lru_cache(maxsize=1024)
def states_in(text: str) -> tuple[str, ...]:
    """The short names of the states named in a short text, by noun or adjective, in order.

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
    """The longest name of a state at the start of the tokens: its number of words, and the state, if there is one."""
    for size in range(min(longest, len(tokens)), 0, -1):
        name = " ".join(tokens[:size])
        state = _state(_POSSESSIVE.sub("", name))
        if state and not _is_given_name(name, tokens[size : size + 1]):
            return size, state
    return 0, None


def _is_given_name(word: str, following: list[str]) -> bool:
    """Whether an adjective is a personal name: it precedes a capitalised word that is not an office."""
    if not following or not following[0][0].isupper() or is_country(word):
        return False
    return following[0].lower() not in _OFFICES and country_of_adjective(following[0]) is None
