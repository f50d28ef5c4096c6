"""What the events of a corpus show of each person: names, roles by date, events and statements."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kzru_forums.corpus.identity import UNSURE, Form
from kzru_forums.corpus.known import KnownPerson
from kzru_forums.corpus.names import name_key, role_key
from kzru_forums.corpus.offices import terms_as_head
from kzru_forums.corpus.people import Person, Role
from kzru_forums.model import Event, Speaker, Statement
from kzru_forums.speakers.resolve import speaker_id
from kzru_forums.text import free_id, slug


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


class Portrait:
    """What events show of one person."""

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

    def add(self, event: Event, said: Statement) -> None:
        """Take in a statement."""
        if event.id not in self.events:
            self.events[event.id] = event
            self.statements[event.id] = []
            self._see(event, said.speaker)
        self.statements[event.id].append(said)

    def _see(self, event: Event, speaker: Speaker) -> None:
        self._names[speaker.name or ""] += 1
        if speaker.role:
            seen = self._roles.setdefault(role_key(speaker.role), _Seen())
            seen.wordings[speaker.role] += 1
            if event.date:
                seen.days.append(event.date)

    @property
    def name(self) -> str:
        """The name that most events print; of several the longest."""
        return min(self._names, key=lambda name: (-self._names[name], -len(name), name))

    def may_be(self, known: Sequence[KnownPerson]) -> list[str]:
        """Ids of the user's people of whom this may be one, where their names do not tell."""
        unsure = {name_key(form.name) for form in self.forms if form.known == UNSURE}
        return [person.id for person in known if unsure.intersection(map(name_key, (person.name, *person.aliases)))]

    def person(self, person_id: str, known: KnownPerson | None) -> Person:
        """The record."""
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


def people(portraits: Mapping[int, Portrait], known: Sequence[KnownPerson]) -> Iterator[tuple[int, Person]]:
    """The person behind each portrait, by id.

    An id is made of the name; where people share one, all of them have something added that does not change when
    others come: the site's number, the Wikidata item, or the first event of a name that is not whole.
    """
    wanted: dict[str, list[int]] = {}
    for place, portrait in portraits.items():
        own = known[portrait.known].id if portrait.known >= 0 else speaker_id(portrait.name)
        wanted.setdefault(own, []).append(place)
    taken: dict[str, int] = {}
    for own, sharing in sorted(wanted.items()):
        for place in sorted(sharing, key=lambda place: (-portraits[place].known, _mark(portraits[place]))):
            alone = len(sharing) == 1 or portraits[place].known >= 0
            taken[free_id(own if alone else f"{own}-{_mark(portraits[place])}", taken)] = place
    for person_id, place in sorted(taken.items()):
        portrait = portraits[place]
        yield place, portrait.person(person_id, known[portrait.known] if portrait.known >= 0 else None)


def _mark(portrait: Portrait) -> str:
    """What tells a person from others of one name, whichever others there are."""
    marks = [*map(str, portrait.numbers), *portrait.items]
    return slug(marks[0]) if marks else min(event.id for event in portrait.events.values())
