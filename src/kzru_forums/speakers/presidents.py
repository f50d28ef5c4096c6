"""Names of heads of state that are printed without an office.

Initials and patronymics are looked up in the table of heads of state; a complete name without a patronymic is used as
it is. A person who is introduced with another role, or with another given name that matches the initials, is somebody
else.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from kzru_forums.facts.heads import HeadOfState, heads
from kzru_forums.patterns import regex
from kzru_forums.speakers.names import leaves_out_given_names
from kzru_forums.speakers.repair import INITIAL

_PARTED = regex(r"(?<=\.)-?(?=[^\W\d_])")
"""Position between initials that are printed together."""


def given_words(name: str) -> list[str]:
    """The words of a name before the family name, with initials as separate words.

    Examples:
        >>> given_words("I.P. Loomov"), given_words("Ivan Pavlovich Loomov")
        (['I.', 'P.'], ['Ivan', 'Pavlovich'])
    """
    return [part for word in name.split()[:-1] for part in _PARTED.split(word)]


def may_be_name_of(name: str, head: HeadOfState) -> bool:
    """Whether a name is that of a head of state with the patronymic, or with initials for the given names."""
    given = given_words(name)
    if not given or name.rpartition(" ")[2] != head.family_name:
        return False
    if any(map(INITIAL.fullmatch, given)):
        return any(_stand_for(given, whole) for whole in _given_names(head))
    return given == [head.given_name, head.patronymic]


def _given_names(head: HeadOfState) -> Iterator[Sequence[str]]:
    """Yield the words that initials may stand for: given name and patronymic, or the parts of the given name."""
    yield [head.given_name, *filter(None, [head.patronymic])]
    yield head.given_name.split("-")


def _stand_for(given: Sequence[str], whole: Sequence[str]) -> bool:
    return len(given) <= len(whole) and all(
        word == full or (INITIAL.fullmatch(word) and word[0] == full[0])
        for word, full in zip(given, whole, strict=False)
    )


@cache
def _by_family_name() -> dict[str, tuple[HeadOfState, ...]]:
    found: dict[str, dict[str, HeadOfState]] = {}
    for head in heads():
        found.setdefault(head.family_name, {})[head.name] = head
    return {name: tuple(terms.values()) for name, terms in found.items()}


def head_named(name: str, others: Collection[str], on_day: Iterable[HeadOfState]) -> HeadOfState | None:
    """The head of state that a name refers to; None if there is none, or if it may be somebody else.

    Args:
        name: the name as printed.
        others: the names on the page; `name` is ambiguous if it may be short for one of somebody else.
        on_day: the heads of state on the day; a single initial can only refer to them.
    """
    for head in _by_family_name().get(name.rpartition(" ")[2], ()):
        if name == head.name or not may_be_name_of(name, head):
            continue
        if len(given_words(name)) > 1 or head.name in {term.name for term in on_day}:
            rivals = [other for other in others if not may_be_name_of(other, head) and other != head.name]
            return None if _may_be_short(name, rivals) else head
    return None


def _may_be_short(name: str, others: Iterable[str]) -> bool:
    """Whether `name` may be short for one of `others`."""
    words = [*given_words(name), name.rpartition(" ")[2]]
    return any(leaves_out_given_names(words, other.split()) for other in others)
