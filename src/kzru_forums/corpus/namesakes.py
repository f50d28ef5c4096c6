"""People whose names are near one another, and why they are not one."""

from collections.abc import Iterable, Iterator, Sequence

from kzru_forums.corpus.identity import Form, may_be_one, order_of
from kzru_forums.corpus.names import may_be_short_for, name_words, nearness, with_one_letter_less
from kzru_forums.corpus.people import Decision, Rule

_NEIGHBOURS = 10
"""Names of one family name, by the alphabet, that each is compared with."""
_NEAR = 0.8

_Entry = tuple[tuple[str, ...], int]
"""The words of a name, and the index of the person who has it."""


def kept_apart(groups: Iterable[Sequence[Form]]) -> Iterator[Decision]:
    """People whose names are near one another, by their nearest names, in no particular order.

    Not every pair of names is looked at: those a letter apart, and neighbours by family name.
    """
    named = {
        (words, index): form
        for index, group in enumerate(groups)
        for form in reversed(group)
        if (words := name_words(form.name))
    }
    nearest: dict[tuple[int, ...], tuple[float, _Entry, _Entry]] = {}
    for one, other in _candidates(named):
        near = nearness(one[0], other[0])
        if one[1] != other[1] and (near >= _NEAR or one[0][-1] == other[0][-1] or may_be_short_for(one[0], other[0])):
            people = tuple(sorted((one[1], other[1])))
            nearest[people] = max(nearest.get(people, (0.0, one, other)), (near, one, other))
    for near, one, other in nearest.values():
        yield _decision(named[one], named[other], near)


def _candidates(entries: Iterable[_Entry]) -> dict[tuple[_Entry, _Entry], None]:
    by_family = sorted(entries, key=lambda entry: (entry[0][-1], entry))
    blocks: dict[str, list[_Entry]] = {}
    for entry in sorted(by_family):
        for less in with_one_letter_less("".join(entry[0])):
            blocks.setdefault(less, []).append(entry)
    return {
        (one, other): None
        for block in (*blocks.values(), by_family)
        for place, one in enumerate(block)
        for other in block[place + 1 : place + 1 + _NEIGHBOURS]
    }


def _decision(one: Form, other: Form, near: float) -> Decision:
    first, second = sorted((one, other), key=lambda form: (form.name, order_of(form)))
    evidence: list[str] = []
    rule = Rule.NO_EVIDENCE
    if one.known >= 0 and other.known >= 0:
        rule = Rule.KNOWN
    elif not may_be_one(one, other):
        rule = Rule.MARKS_DIFFER
        evidence = [str(form.number or form.wikidata or form.place) for form in (first, second)]
    elif _differ_in_given_names(name_words(one.name), name_words(other.name)):
        rule = Rule.GIVEN_NAMES_DIFFER
    return Decision(one=first.name, other=second.name, merged=False, rule=rule, likeness=near, evidence=tuple(evidence))


def _differ_in_given_names(one: Sequence[str], other: Sequence[str]) -> bool:
    return (
        one[-1] == other[-1] and one != other and not may_be_short_for(one, other) and not may_be_short_for(other, one)
    )
