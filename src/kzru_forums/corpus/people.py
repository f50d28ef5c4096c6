"""The records of people across events: `Person`, `Role`, and the `Decision`s that made one person of several names."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from kzru_forums.corpus.known import Office


class Rule(StrEnum):
    """Why two names are taken for one person, or not."""

    SPELLING = "spelling"
    """One name but for capitals, glue, accents and the way it is written in Latin letters."""
    SITE_NUMBER = "site-number"
    """The site's number of the person is the same, and the names have a word in common or are a misprint apart."""
    WIKIDATA = "wikidata"
    """The Wikidata item is the same, and the names have a word in common or are a misprint apart."""
    KNOWN = "known"
    """Whoever made the corpus says so."""
    MISPRINT = "misprint"
    """A letter or two apart, and both hold an office that one person holds at a time."""
    SHORT_NAME = "short-name"
    """One name is short for the other, and both hold an office that one person holds at a time."""
    WORD_ORDER = "word-order"
    """The same words in another order, and both hold an office that one person holds at a time."""
    PERSONS_TAG = "persons-tag"
    """The page names one person at its foot that the printed name is a misprint of, or short for."""
    CONVERSATION = "conversation"
    """Family names a letter or two apart, in statements with only one between them."""
    MARKS_DIFFER = "marks-differ"
    """Apart: the site's numbers, the Wikidata items or, of people without a role, the places are not the same."""
    GIVEN_NAMES_DIFFER = "given-names-differ"
    """Apart: a family name in common, and two given names."""
    NO_EVIDENCE = "no-evidence"
    """Apart: the names are alike, and nothing else says that they are one."""


@frozen(kw_only=True)
class Decision:
    """Two names, whether they are one person, and why."""

    one: str
    """The name that comes first by the alphabet."""
    other: str
    """The other name; the same again where two people of one name are kept apart."""
    merged: bool
    """True: one person. False: kept apart."""
    rule: Rule
    """Why."""
    likeness: float
    """How alike the spellings are, from 0 to 1: case, accents and ways of writing in Latin letters apart."""
    evidence: tuple[str, ...] = ()
    """What the rule found, in words: numbers, offices, persons tags, statements."""


@frozen(kw_only=True)
class Role:
    """What pages print of somebody, and from when to when they do."""

    title: str
    """The role in its most frequent wording."""
    first: date | None
    """Day of the first event that prints it; None where no such event has a date."""
    last: date | None
    """Day of the last event that prints it."""
    events: int
    """Number of events that print it."""

    def seen_on(self, day: date) -> bool:
        """Whether `day` lies between the first and the last event that prints the role."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last


@frozen(kw_only=True)
class Person:
    """Somebody who speaks, across the events of a corpus."""

    id: str
    """Made of the name; unique in its corpus."""
    name: str
    """The name that most events print, or the one a user gave."""
    aliases: tuple[str, ...] = ()
    """Other names and spellings, by the alphabet."""
    roles: tuple[Role, ...] = field(default=(), repr=lambda roles: f"<{len(roles)}>")
    """What pages print, by the day they first do."""
    offices: tuple[Office, ...] = field(default=(), repr=lambda offices: f"<{len(offices)}>")
    """What tables say: that of the heads of state, and the user's own."""
    site_person_ids: tuple[int, ...] = ()
    """The site's numbers of the person."""
    wikidata: str | None = None
    """Wikidata item, where exactly one is known."""

    def roles_on(self, day: date) -> tuple[Role, ...]:
        """Roles that pages print both before and after `day`, or on it."""
        return tuple(role for role in self.roles if role.seen_on(day))

    def offices_on(self, day: date) -> tuple[Office, ...]:
        """Offices held on `day` by the tables."""
        return tuple(office for office in self.offices if office.holds_on(day))

    def _repr_html_(self) -> str:
        """What a notebook shows, everything escaped."""
        from kzru_forums.notebook import person_html  # noqa: PLC0415 - needed in notebooks alone

        return person_html(self)
