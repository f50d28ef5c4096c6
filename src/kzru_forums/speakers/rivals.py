"""Two offices printed with one name, which may belong to one person or to two people."""

from collections.abc import Iterable
from itertools import combinations

from kzru_forums.speakers.labels import Label
from kzru_forums.speakers.tokens import is_link, tokens_of
from kzru_forums.speakers.words import bare, is_office


def rival_roles(parts: Iterable[Label]) -> tuple[str, str] | None:
    """The first two roles of one name that may belong to two people: no common office, and neither contains the other.

    Examples:
        >>> from kzru_forums.speakers.labels import parse
        >>> rival_roles(map(parse, ["Governor Ivan Loomov", "Weaver Ivan Loomov"]))
        ('Governor', 'Weaver')
        >>> rival_roles(map(parse, ["Governor Ivan Loomov", "Deputy Governor Ivan Loomov"]))
    """
    roles: dict[str, dict[str, set[str]]] = {}
    for label in parts:
        if label.name and label.role and len(printed := roles.setdefault(label.name, {})) < _MOST_ROLES:
            printed[label.role] = _words(label.role)
    for printed in roles.values():
        for (one, first), (other, second) in combinations(printed.items(), 2):
            if _are_rivals(first, second):
                return one, other
    return None


_MOST_ROLES = 30
"""Number of different roles of a name that are compared."""


def _are_rivals(first: set[str], second: set[str]) -> bool:
    """Whether the words of two roles name offices, none of them in common, and neither role contains the other."""
    offices = [set(filter(is_office, words)) for words in (first, second)]
    contained = first <= second or second <= first
    return all(offices) and offices[0].isdisjoint(offices[1]) and not contained


def _words(role: str) -> set[str]:
    return {bare(token) for token in tokens_of(role) if token[0].isalpha() and not is_link(token)}
