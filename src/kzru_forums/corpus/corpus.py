"""A corpus of events: people across pages, forums, links, agreements, and look-ups."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from itertools import chain
from typing import TypeVar

from attrs import frozen

from kzru_forums.corpus.documents import Document, Mention, documents
from kzru_forums.corpus.known import KnownPerson
from kzru_forums.corpus.merging import kept_apart
from kzru_forums.corpus.names import Decision, name_key, name_words
from kzru_forums.corpus.pages import Links
from kzru_forums.corpus.people import MergedPage, Person, Profile, Registry
from kzru_forums.corpus.search import Hits, Index, filter_by
from kzru_forums.errors import Problem
from kzru_forums.exchanges import Exchange
from kzru_forums.facts.editions import group
from kzru_forums.files import Limits, Paths
from kzru_forums.model import Event, EventKind, Forum, Related, Source, Speaker, Statement, StatementKind
from kzru_forums.reading import iter_events
from kzru_forums.speakers.resolve import speaker_id
from kzru_forums.text import check_number, first_day, last_day
from kzru_forums.workers import Workers

T = TypeVar("T")

_MOST = 5
"""Maximum number of ids in an error message."""

Who = Person | Speaker | str
"""Ways to identify a person: the record, a speaker, an id, or a name in any of its spellings."""


@frozen(init=False, eq=False, repr=False)
class Corpus:
    r"""Events with the people in them.

    A corpus is built once and immutable, and the result does not depend on the order of the events. Copies of one page
    (in several layouts, from several addresses) are one event; `readings` and `sources` keep all of them. If two pages
    have the same day and title, the id of the second ends in `-2`. Unnamed speakers are not among the people.

    The page “Who is who” of the documentation explains what is never guessed, and how to make corrections.

    Raises:
        TypeError: `events` contains anything but events, or `known` anything but `KnownPerson`.

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
    """The events, by date, time and page number; events without a date come last."""
    people: tuple[Person, ...]
    """Everybody who speaks and has a name, sorted by id."""
    _registry: Registry

    def __init__(self, events: Iterable[Event], *, known: Iterable[KnownPerson] = ()) -> None:
        """Build a corpus.

        Args:
            events: the events, in any order.
            known: people listed by the user, see `read_people`.
        """
        registry = Registry(
            _all(events, Event, "events"), _all(known, KnownPerson, "people as `read_people` returns them")
        )
        self.__attrs_init__(
            events=tuple(page.event for page in registry.pages.values()),
            people=tuple(registry.people.values()),
            registry=registry,
        )

    @classmethod
    def from_paths(
        cls,
        paths: Paths,
        *,
        known: Iterable[KnownPerson] = (),
        on_problem: Callable[[Problem], object] | None = None,
        exclude: str | Iterable[str] = (),
        encoding: str | None = None,
        agreements: bool = True,
        limits: Limits | None = None,
        workers: Workers = 1,
    ) -> "Corpus":
        r"""Read many files into one corpus.

        Args:
            paths: one or more files, folders, zip files or glob patterns, as for `iter_events`.
            known: people listed by the user, see `read_people`.
            on_problem: called with each problem of the sources; without it, reading is strict.
            exclude: glob patterns of files to leave out, see `iter_readings`.
            encoding: encoding of every file, see `parse`.
            agreements: whether to look for agreements.
            limits: see `parse`.
            workers: number of processes that read, see `iter_readings`.

        Raises:
            TranscriptError: without `on_problem`, at the first source with an error.
            TypeError: an argument is of the wrong type.

        Examples:
            >>> from pathlib import Path
            >>> from tempfile import TemporaryDirectory
            >>> with TemporaryDirectory() as folder:
            ...     page = "Events\nTalks on rail\nMay 9, 2013\nVladimir Putin: Good afternoon.\n"
            ...     _ = Path(folder, "page.txt").write_text(page, encoding="utf-8")
            ...     Corpus.from_paths(folder)
            <Corpus of 1 events and 1 people>
        """
        events = iter_events(
            paths,
            on_problem=on_problem,
            exclude=exclude,
            encoding=encoding,
            agreements=agreements,
            limits=limits,
            workers=workers,
        )
        return cls(events, known=known)

    def __repr__(self) -> str:
        """The numbers of events and people."""
        return f"<Corpus of {len(self.events)} events and {len(self.people)} people>"

    def __len__(self) -> int:
        """Number of events."""
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        """The events, in order."""
        return iter(self.events)

    @cached_property
    def forums(self) -> tuple[Forum, ...]:
        """The editions of the forum that the events belong to, with these events."""
        return tuple(group(self.events))

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Names that were joined, then similar names that were not, most similar first; with rule and evidence.

        Of the names that were not joined, only similar pairs are listed.
        """
        apart = sorted(
            kept_apart(self._registry.who.groups),
            key=lambda pair: (-pair.likeness, pair.one, pair.other, pair.evidence),
        )
        return (*self._registry.who.decisions(), *apart)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings about printed roles that contradict the tables, and about people who cannot be distinguished."""
        return tuple(self._registry.problems())

    @cached_property
    def _by_name(self) -> dict[str, list[Person]]:
        """People by the key of each name, and by the id that each name would have."""
        found: dict[str, list[Person]] = {}
        for person in self.people:
            names = (person.name, *person.aliases)
            for key in dict.fromkeys((*map(name_key, names), *(f"id {speaker_id(name)}" for name in names))):
                found.setdefault(key, []).append(person)
        return found

    def event(self, event_id: str) -> Event:
        """The event with this id.

        Raises:
            LookupError: there is no such event.
        """
        return self._page(event_id).event

    def _page(self, event: Event | str) -> MergedPage:
        event_id = event.id if isinstance(event, Event) else event
        if not isinstance(event_id, str):
            raise TypeError(f"expected an event or its id, not {type(event).__name__}")
        if event_id not in self._registry.pages:
            raise LookupError(f"no event has the id {event_id!r}{_hint(event_id, self._registry.pages)}")
        return self._registry.pages[event_id]

    def readings(self, event: Event | str) -> tuple[Event, ...]:
        """The readings that were merged into an event, as given, the most complete first."""
        return self._page(event).readings

    def sources(self, event: Event | str) -> tuple[Source, ...]:
        """The sources of all readings of an event, without duplicates."""
        return tuple(dict.fromkeys(reading.source for reading in self.readings(event) if reading.source))

    def person(self, who: Who) -> Person:
        """The person with this id, or with this name in any of its spellings.

        Args:
            who: a `Person`, an id, a name, or a `Speaker` with a name.

        Raises:
            LookupError: nobody or more than one person matches; unnamed speakers match nobody.
            TypeError: `who` is something else.
        """
        found = self._meant(who)
        if len(found) == 1:
            return found[0]
        wanted = who if isinstance(who, str) else who.id
        if found:
            raise LookupError(f"{wanted!r} may be {' or '.join(person.id for person in found)}: pass one of these ids")
        hint = self._namesakes(wanted) or _hint(wanted, self._known_as())
        raise LookupError(f"no person in this corpus is called {wanted!r}{hint}")

    def _known_as(self) -> Iterator[str]:
        return chain(self._registry.people, (person.name for person in self.people))

    def _namesakes(self, wanted: str) -> str:
        """A hint with the ids of people whose names contain all the words of a name; empty if there are none."""
        ids = [person.id for person in self._with_words_of(wanted)]
        more = f" and {len(ids) - _MOST} more" if len(ids) > _MOST else ""
        return f"; people whose names contain it: {', '.join(ids[:_MOST])}{more}" if ids else ""

    def _meant(self, who: Who) -> list[Person]:
        if isinstance(who, Speaker):
            named = self._by_name.get(name_key(who.name), []) if who.name else []
            numbered = [person for person in named if who.site_person_id in person.site_person_ids]
            return numbered or named
        if not isinstance(who, str | Person):
            raise TypeError(f"expected a person, a speaker, an id or a name, not {type(who).__name__}")
        wanted = who.id if isinstance(who, Person) else who
        if wanted in self._registry.people:
            return [self._registry.people[wanted]]
        return self._by_name.get(name_key(wanted)) or self._by_name.get(f"id {wanted}", [])

    def person_of(self, event: Event | str, statement_or_speaker: Statement | Speaker) -> Person | None:
        """The person who makes a statement at an event; None for unnamed speakers.

        Raises:
            LookupError: the event is not in the corpus, or the speaker does not speak at it.
            TypeError: an argument has the wrong type.
        """
        page = self._page(event)
        given = statement_or_speaker
        speaker = given.speaker if isinstance(given, Statement) else given
        if not isinstance(speaker, Speaker):
            raise TypeError(f"expected a statement or a speaker, not {type(given).__name__}")
        if speaker not in page.event.speakers:
            raise LookupError(f"{speaker.id!r} does not speak at {page.event.id!r}")
        return self._registry.person_of(page, speaker)

    def _profile(self, who: Who) -> Profile:
        return self._registry.profile(self.person(who).id)

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import corpus_html  # noqa: PLC0415 - a writer, needed in notebooks alone

        return corpus_html(self.events, len(self.people))

    def events_of(self, who: Who) -> tuple[Event, ...]:
        """The events at which a person speaks, in order; takes a person like `person`."""
        return tuple(self._profile(who).events.values())

    def statements_by(self, who: Who, *, event: Event | str | None = None) -> tuple[Statement, ...]:
        """The statements of a person, in order, at all events or at one; takes a person like `person`."""
        statements = self._profile(who).statements
        if event is None:
            return tuple(chain.from_iterable(statements.values()))
        return tuple(statements.get(self._page(event).event.id, ()))

    def statements(
        self,
        *,
        speaker: Who | None = None,
        kind: StatementKind | str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> tuple[Statement, ...]:
        r"""The statements of all events, in order, optionally filtered.

        Args:
            speaker: only statements by this person, in any form that `person` accepts.
            kind: only statements of this kind, e.g. `"question"`.
            since: only statements of events on or after this day: a date, or `"2012"`, `"2012-09"`, `"2012-09-19"`.
            until: only statements of events on or before this day; a year or month means its last day.

        Raises:
            LookupError: nobody or more than one person matches `speaker`.
            TypeError: an argument is of the wrong type.
            ValueError: an argument is not a kind or a date, or `until` is before `since`.

        Examples:
            >>> import kzru_forums
            >>> page = "Events\nTalks on rail\nMay 9, 2013\nQuestion: When?\nVladimir Putin: Soon.\n"
            >>> corpus = kzru_forums.Corpus(kzru_forums.parse(page).events)
            >>> [statement.text for statement in corpus.statements(kind="question", since="2013-05")]
            ['When?']
        """
        wanted = None if kind is None else StatementKind(kind)
        by_person = None if speaker is None else self._profile(speaker).statements
        return tuple(
            statement
            for event in (self.events if since is until is None else self.between(since, until))
            for statement in (event.statements if by_person is None else by_person.get(event.id, ()))
            if wanted is None or statement.kind is wanted
        )

    def exchanges(
        self,
        *,
        asker: Who | None = None,
        answerer: Who | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
    ) -> tuple[tuple[Event, Exchange], ...]:
        r"""Questions and their answers: the exchanges of all events, in order, optionally filtered.

        Each exchange comes with its event. Unnamed askers are only included if `asker` is None.

        Args:
            asker: only exchanges in which this person asks, in any form that `person` accepts.
            answerer: only exchanges in which this person answers.
            since: only exchanges of events on or after this day, as in `statements`.
            until: only exchanges of events on or before this day.

        Raises:
            LookupError: nobody or more than one person matches `asker` or `answerer`.
            TypeError: an argument is of the wrong type.
            ValueError: an argument is not a date, or `until` is before `since`.

        Examples:
            >>> import kzru_forums
            >>> page = "Events\nTalks on rail\nMay 9, 2013\nQuestion: When?\nVladimir Putin: Soon.\n"
            >>> corpus = kzru_forums.Corpus(kzru_forums.parse(page).events)
            >>> for event, exchange in corpus.exchanges(answerer="Vladimir Putin", since="2013"):
            ...     print(event.date, exchange.asks[0].text, exchange.answers[0].text)
            2013-05-09 When? Soon.
        """
        asked_by = None if asker is None else self._profile(asker).statements
        answered_by = None if answerer is None else self._profile(answerer).statements
        return tuple(
            (event, exchange)
            for event in (self.events if since is until is None else self.between(since, until))
            for exchange in event.exchanges
            if _is_among(exchange.asks, asked_by, event) and _is_among(exchange.answers, answered_by, event)
        )

    def words_by(self, who: Who, *, event: Event | str | None = None) -> int:
        """The number of words that a person says, counted like `Statement.words`."""
        return sum(said.words for said in self.statements_by(who, event=event))

    @cached_property
    def _days(self) -> list[date]:
        return [event.date for event in self.events if event.date]

    def between(self, start: date | str | None = None, end: date | str | None = None) -> tuple[Event, ...]:
        """The events from `start` to `end`, inclusive.

        None means no limit. Events without a date are left out.

        Args:
            start: the first day: a date, or `"2012"`, `"2012-09"`, `"2012-09-19"`.
            end: the last day; a year or month means its last day.

        Raises:
            TypeError: an argument is neither a date nor a string.
            ValueError: an argument is not a valid date, or `end` is before `start`.
        """
        first, last = first_day(start), last_day(end)
        if first and last and last < first:
            raise ValueError(f"expected start before end, not {start} and {end}")
        begin = bisect_left(self._days, first) if first else 0
        return self.events[begin : bisect_right(self._days, last) if last else len(self._days)]

    @cached_property
    def _index(self) -> Index:
        return Index(self._units())

    def _units(self) -> Iterator[tuple[Event, Statement | None, str | None]]:
        """Yield lead and narration of each event, then its statements, each with the id of the person who speaks."""
        for page in self._registry.pages.values():
            yield page.event, None, None
            people = {speaker: self._registry.person_of(page, speaker) for speaker in page.event.speakers}
            for statement in page.event.statements:
                person = people[statement.speaker]
                yield page.event, statement, person.id if person else None

    def search(
        self,
        what: str | re.Pattern[str],
        *,
        speaker: Who | None = None,
        kind: EventKind | StatementKind | str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
    ) -> Hits:
        r"""Search statements, leads and narration for words; the best matches come first.

        The query syntax and the ranking are those of SQLite's
        [FTS5](https://www.sqlite.org/fts5.html#full_text_query_syntax): words (all must appear), `"a phrase"`,
        `prefix*`, `AND`, `OR`, `NOT`, `NEAR(a b, 5)`. Case and accents are ignored. A phrase cannot extend over several
        paragraphs. A regular expression is applied to each paragraph separately, and its hits are in the order of the
        events. The first search builds an index of the corpus.

        Args:
            what: the query, or a compiled regular expression.
            speaker: only statements by this person, in any form that `person` accepts, or any part of a name that only
                one person has.
            kind: only statements, or only events, of this kind; `"speech"` is the kind of statement.
            since: only events on or after this day: a date, or `"2012"`, `"2012-09"`, `"2012-09-19"`.
            until: only events on or before this day; a year or month means its last day.
            limit: maximum number of hits.

        Raises:
            LookupError: nobody or more than one person matches `speaker`.
            TypeError: an argument is of the wrong type.
            ValueError: the query is empty or malformed, an argument is not a kind or a date, or `until` is before
                `since`.

        Examples:
            >>> import kzru_forums
            >>> page = "Events\nTalks on rail\nMay 7, 2013\nIvan Loomov: The looms of Omsk are quiet.\n"
            >>> corpus = Corpus(kzru_forums.parse(page).events)
            >>> for hit in corpus.search("loom* AND quiet", since="2013", speaker="Loomov"):
            ...     print(hit.date, hit.speaker.name, hit.snippet(before="[", after="]"))
            2013-05-07 Ivan Loomov The [looms] of Omsk are [quiet].
        """
        if limit is not None:
            check_number("limit", limit)
        person = None if speaker is None else self._one_named(speaker).id
        only = filter_by(person=person, kind=kind, since=since, until=until)
        return self._index.search(what, only, limit)

    def _one_named(self, who: Who) -> Person:
        """The person that `person` returns, or the only one whose name contains the words of `who`."""
        try:
            return self.person(who)
        except LookupError:
            found = self._with_words_of(who) if isinstance(who, str) else []
            if len(found) != 1:
                raise
            return found[0]

    def _with_words_of(self, name: str) -> list[Person]:
        """People whose names contain all the words of a name, if it has any."""
        words = {*name_words(name)}
        return [person for person in self.people if words and words <= {*name_words(person.name)}]

    @cached_property
    def _documents(self) -> tuple[tuple[Document, ...], tuple[Mention, ...]]:
        return documents(self.events)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that the events mention, by date, each with all its mentions."""
        return self._documents[0]

    @property
    def loose_mentions(self) -> tuple[Mention, ...]:
        """Mentions of agreements that cannot be assigned to a document (`this document`, `agreements`)."""
        return self._documents[1]

    @cached_property
    def _links(self) -> Links:
        return Links.between(self.events)

    def target(self, entry: Related) -> Event | None:
        """The event that an entry of a link box refers to, by number, address, or title and date.

        None if it is not in the corpus or several events match.

        Raises:
            TypeError: `entry` is not a `Related`.
        """
        if not isinstance(entry, Related):
            raise TypeError(f"expected an entry of a link box, not {type(entry).__name__}")
        return self._links.target(entry)

    @cached_property
    def _linked(self) -> dict[str, dict[str, Event]]:
        """For each event, the events that its link boxes refer to."""
        return {
            event.id: {found.id: found for entry in event.related if (found := self.target(entry))}
            for event in self.events
        }

    def linked_from(self, event: Event | str) -> tuple[Event, ...]:
        """The events that the link boxes of an event refer to, in the order of the page."""
        return tuple(self._linked[self._page(event).event.id].values())

    def linking_to(self, event: Event | str) -> tuple[Event, ...]:
        """The events whose link boxes refer to an event, by date."""
        wanted = self._page(event).event.id
        return tuple(other for other in self.events if wanted in self._linked[other.id])


def _all(values: Iterable[T], cls: type[T], what: str) -> tuple[T, ...]:
    """The values as a tuple; raises TypeError unless all belong to one class."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise TypeError(f"expected {what}, not a single {type(values).__name__}")
    found = tuple(values)
    for value in found:
        if not isinstance(value, cls):
            raise TypeError(f"expected {what}, found {type(value).__name__}")
    return found


def _is_among(statements: Iterable[Statement], wanted: Mapping[str, Sequence[Statement]] | None, event: Event) -> bool:
    """Whether any of the statements is in `wanted`, which maps event ids to a person's statements; None matches all."""
    if wanted is None:
        return True
    positions = {statement.position for statement in wanted.get(event.id, ())}
    return any(statement.position in positions for statement in statements)


def _hint(wanted: str, known: Iterable[str]) -> str:
    near = get_close_matches(wanted, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
