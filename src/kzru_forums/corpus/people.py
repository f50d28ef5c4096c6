"""People across the events of a corpus: the records, the data collected for each person, and their pages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

from attrs import evolve, field, frozen

from kzru_forums.corpus.identity import UNSURE, Form, Sightings
from kzru_forums.corpus.known import KnownPerson, Office
from kzru_forums.corpus.merging import Partition
from kzru_forums.corpus.names import name_key, role_key
from kzru_forums.corpus.pages import by_richness, in_full, merged, same_page
from kzru_forums.errors import Problem, ProblemCode
from kzru_forums.events.ids import renamed
from kzru_forums.facts.countries import country_code
from kzru_forums.facts.heads import heads, heads_on
from kzru_forums.model import Event, Speaker, Statement
from kzru_forums.speakers.names import country_led
from kzru_forums.speakers.resolve import speaker_id
from kzru_forums.text import UniqueNames, free_id, slug


@frozen(kw_only=True)
class Role:
    """A printed role of a person, with the dates between which it is printed."""

    title: str
    """The most frequent wording of the role."""
    first: date | None
    """Day of the first event that prints it; None if no such event has a date."""
    last: date | None
    """Day of the last event that prints it."""
    events: int
    """Number of events that print it."""

    def seen_on(self, day: date) -> bool:
        """Whether `day` is between the first and the last event that print the role."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last


@frozen(kw_only=True)
class Person:
    """Somebody who speaks, across the events of a corpus."""

    id: str
    """Derived from the name; unique in the corpus."""
    name: str
    """The name that most events print, or the one given by the user."""
    aliases: tuple[str, ...] = ()
    """Other names and spellings, in alphabetical order."""
    roles: tuple[Role, ...] = field(default=(), repr=lambda roles: f"<{len(roles)}>")
    """Printed roles, by the day they first appear."""
    offices: tuple[Office, ...] = field(default=(), repr=lambda offices: f"<{len(offices)}>")
    """Offices from tables: the built-in table of heads of state, and the user's own."""
    site_person_ids: tuple[int, ...] = ()
    """The site's numbers of the person."""
    wikidata: str | None = None
    """Wikidata item, if exactly one is known."""

    def roles_on(self, day: date) -> tuple[Role, ...]:
        """Roles that are printed on `day`, or both before and after it."""
        return tuple(role for role in self.roles if role.seen_on(day))

    def offices_on(self, day: date) -> tuple[Office, ...]:
        """Offices held on `day` according to the tables."""
        return tuple(office for office in self.offices if office.holds_on(day))

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import person_html  # noqa: PLC0415 - needed in notebooks alone

        return person_html(self)


@lru_cache(maxsize=16384)
def _parts(role: str) -> tuple[tuple[str, frozenset[str], str | None], ...]:
    """The offices in a printed role: wording, key, and the country if the office is that of a head of state."""
    return tuple((part, role_key(part), country_code(country_led(part) or "")) for part in role.split(", "))


@lru_cache(maxsize=16384)
def _heads_by_key(day: date) -> tuple[tuple[str, str, str], ...]:
    """Country, key and name of everybody who is head of state on `day`."""
    return tuple((head.country, name_key(head.name), head.name) for head in heads_on(day))


def terms_as_head(keys: Iterable[str], wikidata: str | None) -> Iterator[Office]:
    """The terms as head of state of a person with such names, unless the Wikidata item belongs to somebody else."""
    own = set(keys)
    for head in heads():
        if name_key(head.name) in own and (wikidata is None or head.wikidata in (None, wikidata)):
            yield Office(title=head.office, starts_on=head.starts_on, ends_on=head.ends_on)


class Terms:
    """Terms of office, to be compared with printed roles."""

    def __init__(self, known: Sequence[KnownPerson]) -> None:
        self._known = known
        self._by_office: dict[frozenset[str], list[tuple[int, Office]]] = {}
        for index, person in enumerate(known):
            for office in person.offices:
                self._by_office.setdefault(role_key(office.title), []).append((index, office))

    def disagreements(self, role: str, day: date, keys: frozenset[str], known: int) -> Iterator[str]:
        """Contradictions between a printed role and the tables: another holder, or another term of office.

        Args:
            role: the role as printed.
            day: the day of the event.
            keys: keys of the person's names.
            known: index of the person in the user's list; negative if there is none.
        """
        for wording, key, country in _parts(role):
            named = [(own in keys, name) for land, own, name in _heads_by_key(day) if land == country]
            terms = self._by_office.get(key, ())
            named += [(index == known, self._known[index].name) for index, term in terms if term.holds_on(day)]
            own_terms = [term for index, term in terms if index == known]
            if any(is_own for is_own, _ in named):
                continue
            if named:
                yield f"{wording!r} is the office of {' and '.join(dict.fromkeys(name for _, name in named))} on {day}"
            elif own_terms:
                printed = ", ".join(f"{term.starts_on or '…'} to {term.ends_on or '…'}" for term in own_terms)
                yield f"{wording!r} is held {printed}, not on {day}"


class _Seen:
    """A role and the events that print it."""

    def __init__(self) -> None:
        self.wordings: Counter[str] = Counter()
        self.days: list[date] = []

    def role(self) -> Role:
        days = self.days
        return Role(
            title=min(self.wordings, key=lambda wording: (-self.wordings[wording], wording)),
            first=min(days, default=None),
            last=max(days, default=None),
            events=self.wordings.total(),
        )


class Profile:
    """Data collected from events about one person."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = forms
        self.known = max(form.known for form in forms)
        self.keys = frozenset(name_key(form.name) for form in forms)
        self.numbers = tuple(sorted({form.number for form in forms if form.number is not None}))
        self.items = tuple(sorted({form.wikidata for form in forms if form.wikidata}))
        self.events: dict[str, Event] = {}
        self.statements: dict[str, list[Statement]] = {}
        self._names: Counter[str] = Counter()
        self._roles: dict[frozenset[str], _Seen] = {}

    def add(self, event: Event, statement: Statement) -> None:
        """Add a statement."""
        if event.id not in self.events:
            self.events[event.id] = event
            self.statements[event.id] = []
            self._see(event, statement.speaker)
        self.statements[event.id].append(statement)

    def _see(self, event: Event, speaker: Speaker) -> None:
        self._names[speaker.name or ""] += 1
        if speaker.role:
            seen = self._roles.setdefault(role_key(speaker.role), _Seen())
            seen.wordings[speaker.role] += 1
            if event.date:
                seen.days.append(event.date)

    @property
    def name(self) -> str:
        """The name that most events print; the longest if there are several."""
        return min(self._names, key=lambda name: (-self._names[name], -len(name), name))

    def may_be(self, known: Sequence[KnownPerson]) -> list[str]:
        """Ids of the people in the user's list that this may be, if several have the name."""
        unsure = {name_key(form.name) for form in self.forms if form.known == UNSURE}
        return [person.id for person in known if unsure.intersection(map(name_key, (person.name, *person.aliases)))]

    def person(self, person_id: str, known: KnownPerson | None) -> Person:
        """Create the record."""
        name = known.name if known else self.name
        wikidata = (known and known.wikidata) or (self.items[0] if len(self.items) == 1 else None)
        terms = [*terms_as_head(self.keys, wikidata), *(known.offices if known else ())]
        return Person(
            id=person_id,
            name=name,
            aliases=tuple(sorted({*(form.name for form in self.forms), *(known.aliases if known else ())} - {name})),
            roles=tuple(sorted((seen.role() for seen in self._roles.values()), key=_by_day)),
            offices=tuple(dict.fromkeys(sorted(terms, key=lambda term: str(term.starts_on or "")))),
            site_person_ids=tuple(sorted({*self.numbers, *(known.site_person_ids if known else ())})),
            wikidata=wikidata,
        )


def _by_day(role: Role) -> tuple[date, date, str]:
    return role.first or date.max, role.last or date.max, role.title


def people(profiles: Mapping[int, Profile], known: Sequence[KnownPerson]) -> Iterator[tuple[int, Person]]:
    """The person for each profile, by id.

    Ids are derived from names. If people share a name, each id gets a stable suffix that does not depend on other
    people: the site's number, the Wikidata item, or the first event of an incomplete name.
    """
    wanted: dict[str, list[int]] = {}
    for place, profile in profiles.items():
        own = known[profile.known].id if profile.known >= 0 else speaker_id(profile.name)
        wanted.setdefault(own, []).append(place)
    taken: dict[str, int] = {}
    for own, sharing in sorted(wanted.items()):
        for place in sorted(sharing, key=lambda place: (-profiles[place].known, _mark(profiles[place]))):
            alone = len(sharing) == 1 or profiles[place].known >= 0
            taken[free_id(own if alone else f"{own}-{_mark(profiles[place])}", taken)] = place
    for person_id, place in sorted(taken.items()):
        profile = profiles[place]
        yield place, profile.person(person_id, known[profile.known] if profile.known >= 0 else None)


def _mark(profile: Profile) -> str:
    """Suffix that distinguishes a person from others with the same name."""
    marks = [*map(str, profile.numbers), *profile.items]
    return slug(marks[0]) if marks else min(event.id for event in profile.events.values())


@frozen(kw_only=True, eq=False)
class MergedPage:
    """An event of a corpus, the readings it was merged from, and the printed name of each named speaker."""

    event: Event
    readings: tuple[Event, ...]
    forms: Mapping[Speaker, Form]


class Registry:
    """The pages of a corpus and the people on them."""

    def __init__(self, events: Sequence[Event], known: tuple[KnownPerson, ...]) -> None:
        sightings = Sightings(known)
        pages = _pages(events, sightings)
        self._known = known
        self.who = Partition(sightings.forms, sightings.pairs(), sightings.events)
        self.pages = {page.event.id: page for page in pages}
        self._profiles = self._profiled(pages)
        self._by_place = dict(people(self._profiles, known))
        self._places = {person.id: place for place, person in self._by_place.items()}
        self.people = {person.id: person for person in self._by_place.values()}

    def _profiled(self, pages: Iterable[MergedPage]) -> dict[int, Profile]:
        """Collect data about each person, by the index of the person's group of names."""
        profiles: dict[int, Profile] = {}
        for page in pages:
            for statement in page.event.statements:
                if form := page.forms.get(statement.speaker):
                    place = self.who.index[form]
                    if place not in profiles:
                        profiles[place] = Profile(self.who.groups[place])
                    profiles[place].add(page.event, statement)
        return profiles

    def profile(self, person_id: str) -> Profile:
        """The data collected about a person."""
        return self._profiles[self._places[person_id]]

    def person_of(self, page: MergedPage, speaker: Speaker) -> Person | None:
        """The person that a speaker on a page is; None for unnamed speakers."""
        form = page.forms.get(speaker)
        return self._by_place[self.who.index[form]] if form else None

    def problems(self) -> Iterator[Problem]:
        """Yield printed roles that contradict the tables, then people who cannot be distinguished."""
        terms = Terms(self._known)
        for page in self.pages.values():
            yield from self._contradicted(page, terms)
        for place, person in self._by_place.items():
            profile = self._profiles[place]
            if len(profile.numbers) > 1 and profile.known < 0:
                numbers = " and ".join(map(str, profile.numbers))
                message = f"{person.id}: the site has the numbers {numbers}, mentions without a number may be either"
                yield _ambiguous(message, person)
            if meant := profile.may_be(self._known):
                message = f"{person.id}: may be {' or '.join(meant)}"
                yield _ambiguous(message, person)

    def _contradicted(self, page: MergedPage, terms: Terms) -> Iterator[Problem]:
        day = page.event.date
        first = {statement.speaker: statement for statement in reversed(page.event.statements)}
        for speaker, form in page.forms.items():
            if day and speaker.role:
                profile = self._profiles[self.who.index[form]]
                for message in terms.disagreements(speaker.role, day, profile.keys, profile.known):
                    yield _disagreement(page.event, first[speaker], f"{speaker.name}: {message}")


def _disagreement(event: Event, statement: Statement, message: str) -> Problem:
    return Problem(
        code=ProblemCode.ROLE_DISAGREES,
        severity=ProblemCode.ROLE_DISAGREES.severity,
        message=f"{event.id}: {message}",
        span=statement.span,
        text=statement.label[:200],
        source=event.source.name if event.source else None,
    )


def _pages(events: Iterable[Event], sightings: Sightings) -> list[MergedPage]:
    """The pages that `events` are readings of, by date, time and number, each with a unique id."""
    pages: dict[str, list[MergedPage]] = {}
    for readings in same_page(list(events)):
        ranked = by_richness(readings)
        forms = [sightings.add(reading) for reading in ranked]
        page = MergedPage(event=merged(ranked), readings=tuple(ranked), forms=forms[0])
        pages.setdefault(page.event.id, []).append(page)
    ids = UniqueNames(*pages)
    for own, sharing in sorted(pages.items()):
        ordered = sorted(sharing, key=lambda page: in_full(page.event)) if len(sharing) > 1 else sharing
        for index, page in enumerate(ordered[1:], 1):
            ordered[index] = evolve(page, event=renamed(page.event, ids.new(own)))
        pages[own] = ordered
    return sorted(chain.from_iterable(pages.values()), key=_when)


def _when(page: MergedPage) -> tuple[object, ...]:
    event = page.event
    return event.date or date.max, str(event.time or "~"), event.page_number or 0, event.id


def _ambiguous(message: str, person: Person) -> Problem:
    code = ProblemCode.AMBIGUOUS_PERSON
    return Problem(code=code, severity=code.severity, message=message, text=person.name)
