"""Events made by hand for the tests of the corpus."""

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve

from kzru_forums import Event, Speaker, SpeakerKind, Statement, StatementKind
from kzru_forums.corpus import Corpus
from kzru_forums.corpus.known import KnownPerson
from kzru_forums.corpus.names import Decision, Rule
from kzru_forums.corpus.people import Person
from kzru_forums.speakers.resolve import speaker_id
from kzru_forums.text import event_id, statement_id

DAY = date(2013, 5, 7)


def speaker(
    name: str,
    role: str | None = None,
    *,
    number: int | None = None,
    wikidata: str | None = None,
    place: str | None = None,
) -> Speaker:
    return Speaker(
        id=speaker_id(name),
        name=name,
        kind=SpeakerKind.PERSON,
        role=role,
        place=place,
        site_person_id=number,
        wikidata=wikidata,
    )


def event(
    *speakers: Speaker | str, day: date | None = DAY, title: str = "Talks on rail", persons: Sequence[str] = ()
) -> Event:
    """An event at which these people speak, once each; a text is the label of somebody without a name."""
    own = event_id(day, title)
    said = []
    for position, who in enumerate(speakers):
        nameless = Speaker(id=f"{statement_id(own, position)}.speaker", kind=SpeakerKind.UNNAMED)
        label = who if isinstance(who, str) else who.name or ""
        words = (f"Words of {label} in {title}.",)
        speaks = nameless if isinstance(who, str) else who
        kind = StatementKind.QUESTION if who == "Question" else StatementKind.SPEECH
        said.append(Statement(position=position, label=label, speaker=speaks, kind=kind, paragraphs=words))
    return Event(id=own, title=title, date=day, statements=tuple(said), persons=tuple(persons))


def apart(*speakers: Speaker) -> list[Event]:
    """One event for each speaker, on days that follow one another."""
    return [event(one, day=DAY + timedelta(days=index), title=f"Talks {index}") for index, one in enumerate(speakers)]


def names(corpus: Corpus) -> list[set[str]]:
    """The spellings of each person."""
    return sorted(({person.name, *person.aliases} for person in corpus.people), key=sorted)


def corpus_of(*speakers: Speaker, known: Sequence[KnownPerson] = ()) -> Corpus:
    """A corpus in which each speaker speaks at an event of their own."""
    return Corpus(apart(*speakers), known=known)


def rules(corpus: Corpus, *, merged: bool = True) -> list[Rule]:
    return [pair.rule for pair in corpus.decisions if pair.merged is merged]


def only(corpus: Corpus) -> Person:
    (person,) = corpus.people
    return person


def decision(corpus: Corpus) -> Decision:
    (pair,) = corpus.decisions
    return pair


def dated(one: Event, day: date) -> Event:
    return evolve(one, date=day, id=event_id(day, one.title))
