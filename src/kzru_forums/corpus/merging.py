"""Groups of names that belong to one person, and similar names that are kept separate.

Spelling, marks and the user's list join names regardless of the rest of the corpus. Names that are only similar are
joined only if all names in the resulting group are similar to one another: similarity is not transitive.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations
from types import MappingProxyType

from kzru_forums.corpus._groups import by_key, components
from kzru_forums.corpus.identity import MOST_NEAR, NOBODY, UNSURE, Form, Pair, may_be_one, order_of
from kzru_forums.corpus.names import (
    Decision,
    Rule,
    Words,
    is_misprint,
    may_be_one_name,
    may_be_short_for,
    name_words,
    nearness,
    with_one_letter_less,
)

_NEAR_RULES = frozenset({Rule.MISPRINT, Rule.SHORT_NAME, Rule.WORD_ORDER, Rule.PERSONS_TAG, Rule.CONVERSATION})
"""Rules that join names which are only similar."""
_MOST_MISPRINTS = 3
"""Maximum number of misspelled names that may be one person if none of them is the most common."""
_MOST_CHAINED = 6
"""If more names than this are connected by similarity, all of them must be similar to one another."""
_SHOWN = 5
"""Maximum number of pieces of evidence in a decision."""
_NEIGHBOURS = 10
"""Number of alphabetical neighbours with the same family name that each name is compared with."""
_NEAR = 0.8

_Entry = tuple[tuple[str, ...], int]
"""The words of a name, and the index of the person with that name."""


class Partition:
    """The groups of forms that belong to one person, and the reasons."""

    def __init__(
        self, forms: Iterable[Form], pairs: Mapping[Pair, set[str]], events: Mapping[Words, int] = MappingProxyType({})
    ) -> None:
        """Group `forms` by `pairs`; a name that could be either of two people listed by the user belongs to neither.

        Args:
            forms: all forms.
            pairs: pairs for which there is evidence, with the evidence.
            events: the number of events that print a name, by its folded words.
        """
        pairs = _consistent(pairs, events)
        whole = components(pair[:2] for pair in pairs)
        meant: dict[Form, set[int]] = {}
        for form, root in whole.items():
            meant.setdefault(root, set()).add(form.known)
        contested = {root for root, known in meant.items() if len(known - {NOBODY, UNSURE}) > 1}
        kept = {
            pair: evidence
            for pair, evidence in pairs.items()
            if whole[pair[0]] not in contested or (pair[0].known < 0) == (pair[1].known < 0)
        }
        roots = components(pair[:2] for pair in kept)
        groups = by_key(sorted(forms, key=order_of), lambda form: roots.get(form, form))
        self.groups = sorted(groups.values(), key=lambda group: order_of(group[0]))
        self.index = {form: index for index, group in enumerate(self.groups) for form in group}
        self._pairs = kept

    def decisions(self) -> Iterator[Decision]:
        """Yield names that differ and are one person, in alphabetical order, with the evidence."""
        evidence_by_decision: dict[tuple[str, str, Rule], set[str]] = {}
        for (one, other, rule), evidence in self._pairs.items():
            if one.name != other.name:
                names = sorted((one.name, other.name))
                evidence_by_decision.setdefault((names[0], names[1], rule), set()).update(filter(None, evidence))
        for (one_name, other_name, rule), found in sorted(evidence_by_decision.items()):
            yield Decision(
                one=one_name,
                other=other_name,
                merged=True,
                rule=rule,
                likeness=nearness(name_words(one_name), name_words(other_name)),
                evidence=tuple(sorted(found)[:_SHOWN]),
            )


def _is_near(pair: Pair) -> bool:
    """Whether only similarity connects the pair."""
    return pair[2] in _NEAR_RULES and name_words(pair[0].name) != name_words(pair[1].name)


def _consistent(pairs: Mapping[Pair, set[str]], events: Mapping[Words, int]) -> dict[Pair, set[str]]:
    """The pairs, without those of similar names that other names contradict.

    Spelling, marks and the user's list always join names. Names that are only similar are joined if every name similar
    to one of them is also similar to the other, and if all names in the resulting group are similar to one another.
    """
    sure = components(pair[:2] for pair in pairs if not _is_near(pair))
    named: dict[Form, set[Words]] = {}
    for form in {form for pair in pairs for form in pair[:2]}:
        named.setdefault(sure.get(form, form), set()).add(name_words(form.name))
    joined = {pair: roots for pair in pairs if _is_near(pair) and len(set(roots := _roots(pair, sure))) > 1}
    around: dict[Form, set[Words]] = {}
    for one, other in joined.values():
        around.setdefault(one, set()).update(named[other])
        around.setdefault(other, set()).update(named[one])
    chained = _names_together(joined.values(), named)
    agreed = {
        (one, other): None
        for one, other in joined.values()
        if _agree(around[one], named[other]) and _agree(around[other], named[one])
        if len(chained[one]) <= _MOST_CHAINED or _may_all_be_one(chained[one], events)
    }
    together = _names_together(agreed, named)
    return {
        pair: evidence
        for pair, evidence in pairs.items()
        if pair not in joined or (joined[pair] in agreed and _may_all_be_one(together[joined[pair][0]], events))
    }


def _names_together(
    pairs: Iterable[tuple[Form, Form]], named: Mapping[Form, Set[Words]]
) -> dict[Form, frozenset[Words]]:
    """For each group of forms in pairs, the names of all groups that the pairs connect."""
    roots = components(pairs)
    names: dict[Form, set[Words]] = {}
    for form, root in roots.items():
        names.setdefault(root, set()).update(named[form])
    frozen = {root: frozenset(words) for root, words in names.items()}
    return {form: frozen[root] for form, root in roots.items()}


def _roots(pair: Pair, sure: Mapping[Form, Form]) -> tuple[Form, Form]:
    return sure.get(pair[0], pair[0]), sure.get(pair[1], pair[1])


def _agree(near_one: Set[Words], other: Set[Words]) -> bool:
    """Whether all names similar to one group are similar to another group too; False if there are too many."""
    return len(near_one) <= MOST_NEAR and all(any(may_be_one_name(name, own) for own in other) for name in near_one)


def _may_all_be_one(names: frozenset[Words], events: Mapping[Words, int]) -> bool:
    """Whether all names are similar to one another; several misprints require one name that most events print."""
    if len(names) > MOST_NEAR or not all(may_be_one_name(*pair) for pair in combinations(names, 2)):
        return False
    misprinted = {name for pair in combinations(names, 2) if is_misprint(*pair) for name in pair}
    counts = [events.get(name, 1) for name in misprinted]
    return len(misprinted) <= _MOST_MISPRINTS or 2 * max(counts) > sum(counts)


def kept_apart(groups: Iterable[Sequence[Form]]) -> Iterator[Decision]:
    """Yield people with similar names, by their most similar names, in no particular order.

    Only names that differ by a letter and alphabetical neighbours with the same family name are compared.
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
