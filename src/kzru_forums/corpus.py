"""Many events as one corpus: people across pages, forums, links, agreements, and look-ups among them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from itertools import chain

from attrs import field, frozen

from kzru_forums.documents import Document, Mention, documents
from kzru_forums.errors import Problem, ProblemCode, Severity
from kzru_forums.forums import group
from kzru_forums.identity import Form, Partition, Sightings, kept_apart
from kzru_forums.known import KnownPerson
from kzru_forums.model import Event, Forum, Related, Source, Speaker, Statement
from kzru_forums.names import name_key
from kzru_forums.offices import Terms
from kzru_forums.pages import Links, by_richness, free_id, in_full, merged, renamed, same_page
from kzru_forums.people import Decision, Person
from kzru_forums.portraits import Portrait, people
from kzru_forums.speakers import speaker_id

# Stand in until `ProblemCode` has members for them.
_ROLE_DISAGREES = ProblemCode.INVALID_RECORD
_AMBIGUOUS_PERSON = ProblemCode.INVALID_RECORD

_BLANKS = re.compile(r"\s+")


@frozen(kw_only=True)
class Hit:
    """A place where a search finds something."""

    event: Event = field(repr=lambda event: repr(event.id))
    """The event."""
    statement: Statement | None = field(repr=lambda said: repr(said and said.position))
    """The statement; None in lead or narration."""
    paragraph: str
    """The paragraph."""
    start: int
    """Offset of the first character in the paragraph, 0-based."""
    end: int
    """Offset behind the last character."""

    @property
    def text(self) -> str:
        """What was found."""
        return self.paragraph[self.start : self.end]


@frozen(kw_only=True, eq=False)
class _Page:
    """An event of the corpus, the readings it is made of, and the printed name behind each of its speakers."""

    event: Event
    readings: tuple[Event, ...]
    forms: Mapping[Speaker, Form]


def _pages(events: Sequence[Event], sightings: Sightings) -> list[_Page]:
    """The pages that `events` are readings of, by date, time and number, each with an id of its own."""
    pages: dict[str, list[_Page]] = {}
    for readings in same_page(events):
        ranked = by_richness(readings)
        forms = [sightings.add(reading) for reading in ranked]
        page = _Page(event=merged(ranked), readings=tuple(ranked), forms=forms[0])
        pages.setdefault(page.event.id, []).append(page)
    taken = dict.fromkeys(pages)
    for own in sorted(pages):
        first, *others = sorted(pages[own], key=lambda page: in_full(page.event)) if len(pages[own]) > 1 else pages[own]
        pages[own] = [first]
        for page in others:
            taken[new := free_id(own, taken)] = None
            pages[own].append(evolve(page, event=renamed(page.event, new)))
    return sorted(chain.from_iterable(pages.values()), key=_when)


def _when(page: _Page) -> tuple[object, ...]:
    event = page.event
    return event.date or date.max, event.time or time.max, event.page_number or 0, event.id


def _portraits(pages: Iterable[_Page], who: Partition) -> dict[int, Portrait]:
    """What the events show of each person, by the person's place in `who`."""
    portraits: dict[int, Portrait] = {}
    for page in pages:
        for said in page.event.statements:
            if form := page.forms.get(said.speaker):
                place = who.index[form]
                if place not in portraits:
                    portraits[place] = Portrait(who.groups[place])
                portraits[place].add(page.event, said)
    return portraits


@frozen(init=False, eq=False, repr=False)
class Corpus:
    """Events with the people in them.

    Built once and immutable, independent of the order of the events. Readings of one page (in several layouts, from
    several addresses) are one event; `readings` and `sources` keep them all. Two pages of one day and title get ids that
    differ: the second ends in `-2`. Speakers without a name are people of no corpus: they stay in their statements.

    What is never guessed, and how to correct what is, says the page on identity in the documentation.

    Raises:
        TypeError: `events` holds something else than events, or `known` something else than `KnownPerson`.

    Examples:
        >>> import kzru_forums
        >>> page = "Events\nTalks on rail\nMay {}, 2013\nMayor of Uralsk {}: Good afternoon.\nQuestion: When?\n"
        >>> texts = page.format(7, "Sergei Ignatyev"), page.format(9, "Sergey Ignatiev")
        >>> corpus = Corpus(event for text in texts for event in kzru_forums.parse(text).events)
        >>> [(person.name, person.aliases) for person in corpus.people]
        [('Sergei Ignatyev', ('Sergey Ignatiev',))]
        >>> corpus.people[0].roles[0].last
        datetime.date(2013, 5, 9)
    """

    events: tuple[Event, ...]
    """The events, by date, time and page number; those without a date last."""
    people: tuple[Person, ...]
    """Everybody who speaks and has a name, by id."""
    _pages: Mapping[str, _Page]
    _who: Partition
    _portraits: Mapping[int, Portrait]
    """By place in `_who`."""
    _places: Mapping[str, int]
    """By id of the person."""
    _known: tuple[KnownPerson, ...]

    def __init__(self, events: Iterable[Event], *, known: Iterable[KnownPerson] = ()) -> None:
        """Build a corpus.

        Args:
            events: the events, in any order; an iterator is read once.
            known: people as the user knows them, see `read_people`.
        """
        given = _all(events, Event, "events")
        roster = _all(known, KnownPerson, "known people")
        sightings = Sightings(roster)
        pages = _pages(given, sightings)
        who = sightings.people()
        portraits = _portraits(pages, who)
        found = dict(people(portraits, roster))
        self.__attrs_init__(  # type: ignore[attr-defined]
            events=tuple(page.event for page in pages),
            people=tuple(found.values()),
            pages={page.event.id: page for page in pages},
            who=who,
            portraits=portraits,
            places={person.id: place for place, person in found.items()},
            known=roster,
        )

    def __repr__(self) -> str:
        return f"<Corpus of {len(self.events)} events and {len(self.people)} people>"

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    @cached_property
    def forums(self) -> tuple[Forum, ...]:
        """The editions of the forum that events belong to, with these events."""
        return tuple(group(self.events))

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Names taken for one person, then the nearest that are not, the most alike first; with rule and evidence.

        Not every pair of names that are two people is listed: only near ones.
        """
        apart = sorted(kept_apart(self._who.groups), key=lambda pair: (-pair.likeness, pair.one, pair.other, pair.evidence))
        return (*self._who.decisions, *apart)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings: printed roles that tables contradict, and people who cannot be told apart. Nothing is changed."""
        return (*self._contradicted_roles(), *self._mixed_people())

    @cached_property
    def _by_name(self) -> dict[str, list[Person]]:
        """People by the key of each name, and by the id each name would have."""
        found: dict[str, list[Person]] = {}
        for person in self.people:
            names = (person.name, *person.aliases)
            for key in dict.fromkeys((*map(name_key, names), *map(speaker_id, names))):
                found.setdefault(key, []).append(person)
        return found

    def event(self, event_id: str) -> Event:
        """The event of this id.

        Raises:
            LookupError: there is none.
        """
        return self._page(event_id).event

    def _page(self, event: Event | str) -> _Page:
        event_id = event.id if isinstance(event, Event) else event
        if event_id not in self._pages:
            near = get_close_matches(str(event_id), self._pages, n=1)
            raise LookupError(f"no event {event_id!r}{f'; did you mean {near[0]!r}?' if near else ''}")
        return self._pages[event_id]

    def readings(self, event: Event | str) -> tuple[Event, ...]:
        """The readings an event is made of, as they were given, the richest first."""
        return self._page(event).readings

    def sources(self, event: Event | str) -> tuple[Source, ...]:
        """The sources of all readings of an event, each once."""
        return tuple(dict.fromkeys(reading.source for reading in self.readings(event) if reading.source))

    def person(self, who: Who) -> Person:
        """The person of this id, or of this name in any of its spellings.

        Args:
            who: a `Person`, an id, a name, or a `Speaker` with a name.

        Raises:
            LookupError: nobody, or more than one person, is meant; unnamed speakers are nobody.
            TypeError: `who` is something else.
        """
        wanted = who.id if isinstance(who, Person) else who.name if isinstance(who, Speaker) else who
        if wanted is None:
            raise LookupError("a speaker without a name is nobody's statement but that of their event")
        if not isinstance(wanted, str):
            raise TypeError(f"expected a person, a speaker, an id or a name, not {type(who).__name__}")
        if wanted in self._places and not isinstance(who, Speaker):
            return self._of_place[self._places[wanted]]
        found = [] if isinstance(who, Person) else self._by_name.get(name_key(wanted)) or self._by_name.get(wanted, [])
        if isinstance(who, Speaker) and who.site_person_id is not None and len(found) > 1:
            found = [person for person in found if who.site_person_id in person.site_person_ids]
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(f"{wanted!r} is {', '.join(person.id for person in found)}: pass one of these ids")
        names = [name for person in self.people for name in (person.id, person.name)]
        near = get_close_matches(wanted, names, n=1)
        raise LookupError(f"nobody is {wanted!r}{f'; did you mean {near[0]!r}?' if near else ''}")

    def person_of(self, event: Event | str, said: Statement | Speaker) -> Person | None:
        """Who says a statement of an event; None for speakers without a name.

        Raises:
            LookupError: the event is not in the corpus, or nobody in it is that speaker.
        """
        page = self._page(event)
        speaker = said.speaker if isinstance(said, Statement) else said
        if speaker in page.forms:
            return self._of_place[self._who.index[page.forms[speaker]]]
        if speaker in page.event.speakers:
            return None
        raise LookupError(f"{speaker.id!r} does not speak at {page.event.id!r}")

    @cached_property
    def _of_place(self) -> dict[int, Person]:
        return {self._places[person.id]: person for person in self.people}

    def _portrait(self, who: Who) -> Portrait:
        return self._portraits[self._places[self.person(who).id]]

    def events_of(self, who: Who) -> tuple[Event, ...]:
        """The events at which a person speaks, in order; `who` as `person` takes it."""
        return tuple(self._portrait(who).events.values())

    def statements_by(self, who: Who, *, event: Event | str | None = None) -> tuple[Statement, ...]:
        """What a person says, in order, at every event or at one; `who` as `person` takes it."""
        said = self._portrait(who).statements
        if event is None:
            return tuple(chain.from_iterable(said.values()))
        return tuple(said.get(self._page(event).event.id, ()))

    def words_by(self, who: Who, *, event: Event | str | None = None) -> int:
        """How many words a person says, as `Statement.words` counts them."""
        return sum(said.words for said in self.statements_by(who, event=event))

    @cached_property
    def _days(self) -> list[date]:
        return [event.date for event in self.events if event.date]

    def between(self, start: date | None = None, end: date | None = None) -> tuple[Event, ...]:
        """The events from `start` to `end`, both days included; None leaves a side open. Without a date none.

        Raises:
            TypeError: a side is no date.
            ValueError: `end` is before `start`.
        """
        for side in (start, end):
            if side is not None and (not isinstance(side, date) or isinstance(side, datetime)):
                raise TypeError(f"expected a date, not {type(side).__name__}")
        if start and end and end < start:
            raise ValueError(f"expected start before end, not {start} and {end}")
        first = bisect_left(self._days, start) if start else 0
        return self.events[first : bisect_right(self._days, end) if end else len(self._days)]

    def search(self, what: str | re.Pattern[str]) -> tuple[Hit, ...]:
        """Every place in lead, narration and statements where a text stands or a pattern matches, in order.

        A text is found in any case and across any blank, also inside longer words; a pattern is used as it is.
        Matches do not overlap or run over the end of a paragraph; those of length 0 are left out.

        Raises:
            TypeError: `what` is neither.
            ValueError: `what` is an empty text.
        """
        return tuple(hit for event in self.events for hit in _hits(event, _pattern(what)))

    @cached_property
    def _documents(self) -> tuple[tuple[Document, ...], tuple[Mention, ...]]:
        return documents(self.events)

    def agreements(self) -> tuple[Document, ...]:
        """The documents that events name, by date, each with its mentions wherever it is named."""
        return self._documents[0]

    def loose_mentions(self) -> tuple[Mention, ...]:
        """Mentions of agreements that belong to no document for certain (`this document`, `agreements`)."""
        return self._documents[1]

    @cached_property
    def _links(self) -> Links:
        return Links.between(self.events)

    def target(self, entry: Related) -> Event | None:
        """The event that an entry of a link box means: by number, address, or title and date.

        None where the corpus does not have it, or several events fit.
        """
        return self._links.target(entry)

    @cached_property
    def _linked(self) -> dict[str, dict[str, Event]]:
        """For each event those its link boxes mean."""
        return {
            event.id: {found.id: found for entry in event.related if (found := self.target(entry))}
            for event in self.events
        }

    def linked_from(self, event: Event | str) -> tuple[Event, ...]:
        """The events that the link boxes of an event mean, in order of the page."""
        return tuple(self._linked[self._page(event).event.id].values())

    def linking_to(self, event: Event | str) -> tuple[Event, ...]:
        """The events whose link boxes mean an event, by date."""
        wanted = self._page(event).event.id
        return tuple(other for other in self.events if wanted in self._linked[other.id])

    def _contradicted_roles(self) -> Iterator[Problem]:
        terms = Terms(self._known)
        for event in self.events:
            forms = self._pages[event.id].forms
            for said in {said.speaker: said for said in reversed(event.statements)}.values() if event.date else ():
                if said.speaker in forms and said.speaker.role:
                    portrait = self._portraits[self._who.index[forms[said.speaker]]]
                    against = terms.disagreements(said.speaker.role, event.date, portrait.keys, portrait.known)
                    for message in against:
                        yield _warning(_ROLE_DISAGREES, f"{said.speaker.name}: {message}", event, said)

    def _mixed_people(self) -> Iterator[Problem]:
        for person in self.people:
            portrait = self._portraits[self._places[person.id]]
