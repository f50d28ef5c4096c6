"""Printed names, and the evidence that two of them belong to one person.

All decisions are about pairs: two names are joined if there is evidence for this particular pair. `Sightings` collects
names and pairs event by event, in any order; `merging` decides which pairs are accepted. Joining by spelling has a
cost: if two people have the same name but different site numbers, a mention without a number could mean either and
joins them. Such a person is reported. Only the user's own file can separate names that spelling would join.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import product
from typing import NamedTuple

from kzru_forums.corpus._groups import by_key, grouped
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
"""If more names than this are similar to one another, none of them is joined with another."""
NOBODY = -1
UNSURE = -2

_Office = frozenset[str]


class Form(NamedTuple):
    """A printed name, with everything that distinguishes it from the same name elsewhere."""

    name: str
    number: int | None = None
    """The site's number of the person."""
    wikidata: str | None = None
    known: int = NOBODY
    """Index of the user's person; negative if there is none, or if several match."""
    place: str = ""
    """The printed place of somebody without a role or number."""
    bound: str = ""
    """The statement that an incomplete name belongs to; empty for a complete name."""


Pair = tuple[Form, Form, Rule]


def order_of(form: Form) -> tuple[object, ...]:
    """Sort key for forms that does not depend on the order of the events; forms with the fewest marks come first."""
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
    """The people listed by the user, indexed by number, name and office."""

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
        """Index of the person that a speaker is; `UNSURE` if several match."""
        for mark in (speaker.site_person_id, speaker.wikidata):
            if mark in self._by_mark:
                return self._by_mark[mark]
        found = [index for index in self._by_key.get(name_key(speaker.name or ""), ()) if self._may_be(index, speaker)]
        if len(found) > 1:
            found = [index for index in found if self._holds(index, speaker.role, day)] or found
        return NOBODY if not found else found[0] if len(found) == 1 else UNSURE

    def _may_be(self, index: int, speaker: Speaker) -> bool:
        """Whether no mark contradicts; the caller has already found matches by the person's own marks."""
        person = self.people[index]
        return not (speaker.site_person_id and person.site_person_ids) and not (speaker.wikidata and person.wikidata)

    def _holds(self, index: int, role: str | None, day: date | None) -> bool:
        printed = set(map(role_key, (role or "").split(", ")))
        return day is not None and any(
            role_key(office.title) in printed and office.holds_on(day) for office in self.people[index].offices
        )


def may_be_one(one: Form, other: Form) -> bool:
    """Whether nothing indicates that two forms are two people; the user's list takes precedence over numbers."""
    if one.known >= 0 and other.known >= 0:
        return one.known == other.known
    return (
        (one.number is None or other.number is None or one.number == other.number)
        and (one.wikidata is None or other.wikidata is None or one.wikidata == other.wikidata)
        and (not one.place or not other.place or one.place == other.place)
    )


class Sightings:
    """The names of a corpus and the evidence that pairs of them are one person, collected event by event."""

    def __init__(self, known: Iterable[KnownPerson] = ()) -> None:
        self.roster = Roster(known)
        self._forms: dict[Form, None] = {}
        self._by_office: dict[_Office, dict[Words, dict[Form, None]]] = {}
        self._pairs: dict[Pair, set[str]] = {}
        self._events: Counter[Words] = Counter()

    def add(self, event: Event) -> dict[Speaker, Form]:
        """Add an event; return the form of each speaker who is a named person."""
        forms: dict[Speaker, Form] = {}
        for statement in event.statements:
            speaker = statement.speaker
            if speaker not in forms and speaker.kind is SpeakerKind.PERSON and speaker.name:
                forms[speaker] = form = self._form(event, statement, speaker.name)
                self._forms[form] = None
                if speaker.role and (words := name_words(form.name)):
                    for office in offices(speaker.role):
                        self._by_office.setdefault(office, {}).setdefault(words, {})[form] = None
        self._events.update({name_words(form.name) for form in forms.values()})
        self._compare_with_tags(event, forms.values())
        self._compare_neighbours(event, forms)
        return forms

    def _form(self, event: Event, statement: Statement, name: str) -> Form:
        speaker = statement.speaker
        known = self.roster.index_of(speaker, event.date) if self.roster.people else NOBODY
        # The text makes two readings of one page equal, and two pages with the same day and title different.
        bound = "" if is_whole(name) else f"{event.id}.s{statement.position:04d} {''.join(statement.paragraphs[:1])}"
        place = title_key(speaker.place or "") if speaker.role is None and speaker.site_person_id is None else ""
        return Form(name, speaker.site_person_id, speaker.wikidata, known, place, bound)

    def _compare_with_tags(self, event: Event, forms: Iterable[Form]) -> None:
        """Pair names with the only persons tag of the page that they are a short form or misprint of."""
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
        """Pair names in statements with one statement between them whose family names differ by a misprint."""
        for statement, answer in zip(event.statements, event.statements[2:], strict=False):
            one, other = statement.speaker, answer.speaker
            if one is other or one.name == other.name or (one.role and other.role):
                continue
            if one in forms and other in forms:
                first, second = name_words(forms[one].name), name_words(forms[other].name)
                if first[:1] == second[:1] and is_misprint(first, second):
                    where = f"statements {statement.position} and {answer.position} of {event.id}"
                    self._pair(forms[one], forms[other], Rule.CONVERSATION, where)

    def _pair(self, one: Form, other: Form, rule: Rule, evidence: str) -> None:
        if one != other and may_be_one(one, other):
            pair = (one, other) if order_of(one) < order_of(other) else (other, one)
            self._pairs.setdefault((*pair, rule), set()).add(evidence)

    def _pair_all(self, ones: Sequence[Form], others: Sequence[Form], rule: Rule, evidence: str) -> None:
        """Pair the forms of two groups (or one group) if their marks allow it; only enough pairs to connect them."""
        for one, other in linked(ones, others):
            self._pair(one, other, rule, evidence)

    @property
    def forms(self) -> Iterable[Form]:
        """All forms of names that speakers have."""
        return self._forms.keys()

    @property
    def events(self) -> Mapping[Words, int]:
        """The number of events that print a name, by its folded words."""
        return self._events

    def pairs(self) -> dict[Pair, set[str]]:
        """All pairs of forms for which there is evidence, with the evidence."""
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
        """Pair forms with the same number if they share a word or differ by a misprint, because a link may be wrong."""
        alike: dict[str, list[Form]] = {}
        for form in group:
            for trait in {*name_words(form.name), *with_one_letter_less(name_key(form.name))}:
                alike.setdefault(trait, []).append(form)
        for forms in alike.values():
            self._pair_all(forms, forms, rule, mark)

    def _pair_holders(self, names: Mapping[Words, Mapping[Form, None]], office: str) -> None:
        """Pair forms of people who hold the same office."""
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
    """The name in a persons tag that `words` are a misprint or short form of; a given name alone is not enough."""
    for name in turned(tag):
        whole = name_words(name)
        if is_misprint(words, whole) or (words[-1] == whole[-1] and may_be_short_for(words, whole)):
            return name
    return None


def linked(ones: Sequence[Form], others: Sequence[Form]) -> Iterator[tuple[Form, Form]]:
    """Yield pairs of forms from two groups that may be one person: just enough to connect what all such pairs would.

    Marks can only contradict if both forms have them. Forms are therefore sorted by the marks they have. For each two
    sorts, forms that agree in the common marks are paired with the first form of the other sort, so there are few
    pairs.
    """
    for mine, theirs in product(by_key(ones, _sort).items(), by_key(others, _sort).items()):
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


def _sort(form: Form) -> _Sort:
    """Whether the user's list identifies a form, and which marks it has."""
    return form.known >= 0, tuple(mark is not None for mark in _marks(form))


def _stars(
    ones: Sequence[Form], others: Sequence[Form], trait: Callable[[Form], object]
) -> Iterator[tuple[Form, Form]]:
    """Yield pairs of forms with the same key: each form with the first of the other group."""
    mine, theirs = by_key(ones, trait), by_key(others, trait)
    for value in mine.keys() & theirs.keys():
        for form in theirs[value]:
            yield mine[value][0], form
        for form in mine[value]:
            yield form, theirs[value][0]
