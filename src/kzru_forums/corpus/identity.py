"""Printed names, and what says that two of them are one person.

Everything is decided by pairs: two names are joined if something about those two says so. `Sightings` gathers names and
pairs event by event, in any order; `merging` decides which pairs hold. The price of joining by spelling: of two people
whom the site numbers apart, a mention without a number may be either, and holds them together; such a person is
reported. Only what a user says in a file of their own keeps names apart that spelling would join.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import product
from typing import NamedTuple

from kzru_forums.corpus._groups import grouped
from kzru_forums.corpus.known import KnownPerson
from kzru_forums.corpus.names import (
    Rule,
    Words,
    is_misprint,
    is_whole,
    may_be_short_for,
    name_key,
    name_words,
    near,
    offices,
    role_key,
    with_one_letter_less,
)
from kzru_forums.corpus.pages import title_key
from kzru_forums.model import Event, Speaker, SpeakerKind, Statement
from kzru_forums.speakers.names import turned
from kzru_forums.speakers.words import is_office

MOST_NEAR = 12
"""Names near one another beyond which none of them is joined with another."""
NOBODY = -1
UNSURE = -2

_Office = frozenset[str]


class Form(NamedTuple):
    """A name as printed, with everything that distinguishes it from the same name elsewhere."""

    name: str
    number: int | None = None
    """The site's number of the person."""
    wikidata: str | None = None
    known: int = NOBODY
    """Index of the user's person who is meant; negative where there is none, or one of several."""
    place: str = ""
    """Where somebody without role and number comes from, as far as it is printed."""
    bound: str = ""
    """What an incomplete name belongs to, one statement of one event; empty for a whole name."""


Pair = tuple[Form, Form, Rule]


def order_of(form: Form) -> tuple[object, ...]:
    """A place for each form that does not depend on the events' order; those with fewest marks first."""
    number, wikidata = form.number, form.wikidata
    return (
        number is not None,
        wikidata is not None,
        form.place,
        form.known,
        form.name,
        number or 0,
        wikidata or "",
        form.bound,
    )


class Roster:
    """The people users know, to be found by number, name or office."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self.people = tuple(people)
        self._by_mark: dict[object, int] = {}
        self._by_key: dict[str, list[int]] = {}
        for index, person in enumerate(self.people):
            for mark in (*person.site_person_ids, *filter(None, [person.wikidata])):
                self._by_mark[mark] = index
            for key in dict.fromkeys(filter(None, map(name_key, (person.name, *person.aliases)))):
                self._by_key.setdefault(key, []).append(index)

    def index_of(self, speaker: Speaker, day: date | None) -> int:
        """Index of the person a speaker is; `UNSURE` where several may be meant."""
        for mark in (speaker.site_person_id, speaker.wikidata):
            if mark in self._by_mark:
                return self._by_mark[mark]
        found = [index for index in self._by_key.get(name_key(speaker.name or ""), ()) if self._may_be(index, speaker)]
        if len(found) > 1:
            found = [index for index in found if self._holds(index, speaker.role, day)] or found
        return NOBODY if not found else found[0] if len(found) == 1 else UNSURE

    def _may_be(self, index: int, speaker: Speaker) -> bool:
        """Whether no mark contradicts; one that is the person's own has been found before."""
        person = self.people[index]
        return not (speaker.site_person_id and person.site_person_ids) and not (speaker.wikidata and person.wikidata)

    def _holds(self, index: int, role: str | None, day: date | None) -> bool:
        printed = set(map(role_key, (role or "").split(", ")))
        return day is not None and any(
            role_key(office.title) in printed and office.holds_on(day) for office in self.people[index].offices
        )


def may_be_one(one: Form, other: Form) -> bool:
    """Whether nothing says that two forms are two people; the user's word goes before the numbers."""
    if one.known >= 0 and other.known >= 0:
        return one.known == other.known
    return (
        (one.number is None or other.number is None or one.number == other.number)
        and (one.wikidata is None or other.wikidata is None or one.wikidata == other.wikidata)
        and (not one.place or not other.place or one.place == other.place)
    )


class Sightings:
    """The names of a corpus and what speaks for two of them being one, gathered event by event."""

    def __init__(self, known: Iterable[KnownPerson] = ()) -> None:
        self.roster = Roster(known)
        self._forms: dict[Form, None] = {}
        self._by_office: dict[_Office, dict[Words, dict[Form, None]]] = {}
        self._pairs: dict[Pair, set[str]] = {}
        self._events: Counter[Words] = Counter()

    def add(self, event: Event) -> dict[Speaker, Form]:
        """Add an event; returns the form of each speaker who is a person with a name."""
        forms: dict[Speaker, Form] = {}
        for said in event.statements:
            speaker = said.speaker
            if speaker not in forms and speaker.kind is SpeakerKind.PERSON and speaker.name:
                forms[speaker] = form = self._form(event, said, speaker.name)
                self._forms[form] = None
                if speaker.role and (words := name_words(form.name)):
                    for office in offices(speaker.role):
                        self._by_office.setdefault(office, {}).setdefault(words, {})[form] = None
        self._events.update({name_words(form.name) for form in forms.values()})
        self._compare_with_tags(event, forms.values())
        self._compare_neighbours(event, forms)
        return forms

    def _form(self, event: Event, said: Statement, name: str) -> Form:
        speaker = said.speaker
        known = self.roster.index_of(speaker, event.date) if self.roster.people else NOBODY
        # The words make two readings of one page agree, and two pages of one day and title differ.
        bound = "" if is_whole(name) else f"{event.id}.s{said.position:04d} {''.join(said.paragraphs[:1])}"
        place = title_key(speaker.place or "") if speaker.role is None and speaker.site_person_id is None else ""
        return Form(name, speaker.site_person_id, speaker.wikidata, known, place, bound)

    def _compare_with_tags(self, event: Event, forms: Iterable[Form]) -> None:
        """Pair names with the one persons tag of the page that they are short for, or a misprint of."""
        tags = [tag for tag in event.persons if is_whole(tag) and not any(map(is_office, tag.split()))]
        met = {word for tag in tags for word in name_words(tag)}
        for form in forms if tags else ():
            words = name_words(form.name)
            if met.isdisjoint(words) or any(sorted(words) == sorted(name_words(tag)) for tag in tags):
                continue
            meant = {tag: name for tag in tags if (name := _meant(words, tag))}
            for tag, name in meant.items() if len(meant) == 1 else ():
                speaker = Speaker(id="tag", name=name, kind=SpeakerKind.PERSON)
                whole = Form(name, known=self.roster.index_of(speaker, None))
                self._pair(form, whole, Rule.PERSONS_TAG, f"persons tag {tag!r} of {event.id}")

    def _compare_neighbours(self, event: Event, forms: Mapping[Speaker, Form]) -> None:
        """Pair names in statements with one between them that differ by a misprint in the family name."""
        for said, answer in zip(event.statements, event.statements[2:], strict=False):
            one, other = said.speaker, answer.speaker
            if one is other or one.name == other.name or (one.role and other.role):
                continue
            if one in forms and other in forms:
                first, second = name_words(forms[one].name), name_words(forms[other].name)
                if first[:1] == second[:1] and is_misprint(first, second):
                    where = f"statements {said.position} and {answer.position} of {event.id}"
                    self._pair(forms[one], forms[other], Rule.CONVERSATION, where)

    def _pair(self, one: Form, other: Form, rule: Rule, evidence: str) -> None:
        if one != other and may_be_one(one, other):
            pair = (one, other) if order_of(one) < order_of(other) else (other, one)
            self._pairs.setdefault((*pair, rule), set()).add(evidence)

    def _pair_all(self, ones: Sequence[Form], others: Sequence[Form], rule: Rule, evidence: str) -> None:
        """Pair the forms of two groups, which may be the same, as far as marks allow: enough pairs to hold them."""
        for one, other in linked(ones, others):
            self._pair(one, other, rule, evidence)

    @property
    def forms(self) -> Iterable[Form]:
        """Every form that somebody speaks under."""
        return self._forms.keys()

    @property
    def events(self) -> Mapping[Words, int]:
        """The number of events that print a name, by its folded words."""
        return self._events

    def pairs(self) -> dict[Pair, set[str]]:
        """Every pair of forms that something says are one, with what says so."""
        tagged = (form for pair in self._pairs for form in pair[:2])
        forms = sorted({*self._forms, *tagged}, key=order_of)
        for group in grouped(forms, lambda form: form.known if form.known >= 0 else None):
            self._pair_all(group, group, Rule.KNOWN, self.roster.people[group[0].known].id)
        for group in grouped(forms, lambda form: (name_key(form.name), form.known) if not form.bound else None):
            self._pair_all(group, group, Rule.SPELLING, "")
        for group in grouped(forms, lambda form: form.number):
            self._pair_marked(group, Rule.SITE_NUMBER, f"site number {group[0].number}")
        for group in grouped(forms, lambda form: form.wikidata):
            self._pair_marked(group, Rule.WIKIDATA, f"Wikidata item {group[0].wikidata}")
        for office, names in self._by_office.items():
            self._pair_holders(names, f"office {' '.join(sorted(office))}")
        return self._pairs

    def _pair_marked(self, group: Sequence[Form], rule: Rule, mark: str) -> None:
        """Pair forms with one number where they have a word in common or are a misprint apart: a link may be wrong."""
        alike: dict[str, list[Form]] = {}
        for form in group:
            for trait in {*name_words(form.name), *with_one_letter_less(name_key(form.name))}:
                alike.setdefault(trait, []).append(form)
        for forms in alike.values():
            self._pair_all(forms, forms, rule, mark)

    def _pair_holders(self, names: Mapping[Words, Mapping[Form, None]], office: str) -> None:
        """Pair forms of people who hold one office."""
        ordered = {words: sorted(forms, key=order_of) for words, forms in names.items()}
        for forms in ordered.values():
            bound = [form for form in forms if form.bound]
            self._pair_all(bound, bound, Rule.SHORT_NAME, office)
        pairs = list(near(ordered))
        neighbours = Counter(words for pair in pairs for words in pair[:2])
        for one, other, rule in pairs:
            if max(neighbours[one], neighbours[other]) <= MOST_NEAR:
                self._pair_all(ordered[one], ordered[other], rule, office)


def _meant(words: Words, tag: str) -> str | None:
    """The name a persons tag may mean that `words` are a misprint of or short for; a given name alone is too little."""
    for name in turned(tag):
        whole = name_words(name)
        if is_misprint(words, whole) or (words[-1] == whole[-1] and may_be_short_for(words, whole)):
            return name
    return None


def linked(ones: Sequence[Form], others: Sequence[Form]) -> Iterator[tuple[Form, Form]]:
    """Pairs of forms, one of each group, that may be one: as many as hold together what all such pairs would.

    Which marks contradict depends on those that both forms have. So forms are sorted by which marks they have, and of
    two sorts those that agree in the marks of both are paired with the first of the other sort: few pairs, not all.
    """
    for mine, theirs in product(_by_sort(ones).items(), _by_sort(others).items()):
        (one_known, one_sort), (other_known, other_sort) = mine[0], theirs[0]
        if one_known and other_known:
            yield from _stars(mine[1], theirs[1], lambda form: form.known)
        else:
            both = [index for index in range(3) if one_sort[index] and other_sort[index]]
            yield from _stars(mine[1], theirs[1], partial(_marks_at, both))


_Sort = tuple[bool, tuple[bool, ...]]


def _marks(form: Form) -> tuple[object, ...]:
    return form.number, form.wikidata, form.place or None


def _marks_at(places: Iterable[int], form: Form) -> tuple[object, ...]:
    return tuple(_marks(form)[place] for place in places)


def _by_sort(forms: Iterable[Form]) -> dict[_Sort, list[Form]]:
    """Forms by whether a user knows who is meant and by which marks they have."""
    sorts: dict[_Sort, list[Form]] = {}
    for form in forms:
        marks = tuple(mark is not None for mark in _marks(form))
        sorts.setdefault((form.known >= 0, marks), []).append(form)
    return sorts


def _stars(
    ones: Sequence[Form], others: Sequence[Form], trait: Callable[[Form], object]
) -> Iterator[tuple[Form, Form]]:
    """Pairs of forms that share a trait: each with the first of the other group."""
    mine, theirs = _by_trait(ones, trait), _by_trait(others, trait)
    for value in mine.keys() & theirs.keys():
        for form in theirs[value]:
            yield mine[value][0], form
        for form in mine[value]:
            yield form, theirs[value][0]


def _by_trait(forms: Iterable[Form], trait: Callable[[Form], object]) -> dict[object, list[Form]]:
    groups: dict[object, list[Form]] = {}
    for form in forms:
        groups.setdefault(trait(form), []).append(form)
    return groups
