"""From events to pages and the people on them: what a `Corpus` is built of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from attrs import evolve, frozen

from kzru_forums.corpus.identity import Form, Sightings
from kzru_forums.corpus.known import KnownPerson
from kzru_forums.corpus.offices import Terms
from kzru_forums.corpus.pages import by_richness, in_full, merged, same_page
from kzru_forums.corpus.people import Person
from kzru_forums.corpus.portraits import Portrait, people
from kzru_forums.errors import Problem, ProblemCode
from kzru_forums.events.ids import renamed
from kzru_forums.model import Event, Speaker, Statement
from kzru_forums.text import UniqueNames


@frozen(kw_only=True, eq=False)
class Page:
    """An event of a corpus, the readings it is made of, and the printed name behind each of its named speakers."""

    event: Event
    readings: tuple[Event, ...]
    forms: Mapping[Speaker, Form]


class Cast:
    """The pages of a corpus and everybody on them."""

    def __init__(self, events: Sequence[Event], known: tuple[KnownPerson, ...]) -> None:
        sightings = Sightings(known)
        pages = _pages(events, sightings)
        self._known = known
        self.who = sightings.people()
        self.pages = {page.event.id: page for page in pages}
        self._portraits = self._portrayed(pages)
        self._by_place = dict(people(self._portraits, known))
        self._places = {person.id: place for place, person in self._by_place.items()}
        self.people = {person.id: person for person in self._by_place.values()}

    def _portrayed(self, pages: Iterable[Page]) -> dict[int, Portrait]:
        """What the pages show of each person, by the person's place among the groups of names."""
        portraits: dict[int, Portrait] = {}
        for page in pages:
            for said in page.event.statements:
                if form := page.forms.get(said.speaker):
                    place = self.who.index[form]
                    if place not in portraits:
                        portraits[place] = Portrait(self.who.groups[place])
                    portraits[place].add(page.event, said)
        return portraits

    def portrait(self, person_id: str) -> Portrait:
        """What events show of a person."""
        return self._portraits[self._places[person_id]]

    def person_of(self, page: Page, speaker: Speaker) -> Person | None:
        """Who a speaker of a page is; None for one without a name."""
        form = page.forms.get(speaker)
        return self._by_place[self.who.index[form]] if form else None

    def problems(self) -> Iterator[Problem]:
        """Printed roles that tables contradict, then people who cannot be told apart."""
        terms = Terms(self._known)
        for page in self.pages.values():
            yield from self._contradicted(page, terms)
        for place, person in self._by_place.items():
            portrait = self._portraits[place]
            if len(portrait.numbers) > 1 and portrait.known < 0:
                numbers = " and ".join(map(str, portrait.numbers))
                message = f"{person.id}: the site has the numbers {numbers}, mentions without a number may be either"
                yield _ambiguous(message, person)
            if meant := portrait.may_be(self._known):
                message = f"{person.id}: may be {' or '.join(meant)}"
                yield _ambiguous(message, person)

    def _contradicted(self, page: Page, terms: Terms) -> Iterator[Problem]:
        day = page.event.date
        first = {said.speaker: said for said in reversed(page.event.statements)}
        for speaker, form in page.forms.items():
            if day and speaker.role:
                portrait = self._portraits[self.who.index[form]]
                for message in terms.disagreements(speaker.role, day, portrait.keys, portrait.known):
                    yield _disagreement(page.event, first[speaker], f"{speaker.name}: {message}")


def _disagreement(event: Event, said: Statement, message: str) -> Problem:
    return Problem(
        code=ProblemCode.ROLE_DISAGREES,
        severity=ProblemCode.ROLE_DISAGREES.severity,
        message=f"{event.id}: {message}",
        span=said.span,
        text=said.label[:200],
        source=event.source.name if event.source else None,
    )


def _pages(events: Iterable[Event], sightings: Sightings) -> list[Page]:
    """The pages that `events` are readings of, by date, time and number, each with an id of its own."""
    pages: dict[str, list[Page]] = {}
    for readings in same_page(list(events)):
        ranked = by_richness(readings)
        forms = [sightings.add(reading) for reading in ranked]
        page = Page(event=merged(ranked), readings=tuple(ranked), forms=forms[0])
        pages.setdefault(page.event.id, []).append(page)
    ids = UniqueNames(*pages)
    for own, sharing in sorted(pages.items()):
        ordered = sorted(sharing, key=lambda page: in_full(page.event)) if len(sharing) > 1 else sharing
        for index, page in enumerate(ordered[1:], 1):
            ordered[index] = evolve(page, event=renamed(page.event, ids.new(own)))
        pages[own] = ordered
    return sorted(chain.from_iterable(pages.values()), key=_when)


def _when(page: Page) -> tuple[object, ...]:
    event = page.event
    return event.date or date.max, str(event.time or "~"), event.page_number or 0, event.id


def _ambiguous(message: str, person: Person) -> Problem:
    code = ProblemCode.AMBIGUOUS_PERSON
    return Problem(code=code, severity=code.severity, message=message, text=person.name)
