"""Documents, grouped from mentions of agreements.

Two mentions refer to one document if they have the same kind and subject and something identifies it: the same event,
the same parties, a proper name (`Pavlodar Declaration`) or an identical long title. Dates must not contradict each
other, because a document is signed once. Documents that the same parties sign on one day with one subject are one
document, even at different events. The same applies to sets with the same number of documents, one mention of which may
omit the subject. A mention that only points back (`this agreement`) belongs to a document if its event has exactly one
that it can refer to.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from attrs import field, frozen

from kzru_forums.agreements.lexicon import HEADS, WORDS, classify, is_plural_head
from kzru_forums.facts.countries import country_code, country_of_adjective
from kzru_forums.model import Agreement, AgreementKind, AgreementStatus, Event, Party
from kzru_forums.text import MONTHS, NUMBER_WORDS

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*\+?")
_EMPTY = frozenset(
    """
    a additional bilateral commercial countries country draft final government her him intergovernmental
    inter-governmental international interregional inter-regional interstate issue issues it its joint kind matter me
    multilateral my new number our package parties part parts points practical principal question questions range series
    set sides sort terms that their them these this those trilateral two us vein way year your you
    """.split()
)
"""Words that do not describe the subject of a document, regardless of class and spelling."""
_SUBJECT_CLASSES = frozenset(("noun", "name"))
"""Classes of lower-case words that describe the subject."""
_DROPPED = frozenset(("determiner", "adverb", "past"))
"""Classes of words removed from the beginning of a title: `this treaty`, `just signed contracts`."""
_RELATING = frozenset(
    "corresponding following month’s other relevant said similar today’s week’s year’s yesterday’s".split()
)
"""Other words that are removed there."""
_PERIODS = frozenset(("year’s", "month’s", "week’s"))
"""Words that are removed there with `last`."""
_LONG = 5
"""Number of words in a subject that is enough to identify a document."""
_LENGTH_OF_DAY = 10
"""Characters of a day in ISO 8601."""
_STATUSES = (AgreementStatus.MENTIONED, AgreementStatus.PLANNED, AgreementStatus.CONCLUDED, AgreementStatus.SIGNED)


@frozen(kw_only=True)
class Mention:
    """A place where an event mentions a document."""

    event: str
    """Id of the event."""
    day: str
    """Day of the event in ISO 8601; empty if it has none."""
    agreement: Agreement
    """The agreement as mentioned there."""


@frozen(kw_only=True)
class Document:
    """A document that parties conclude, or a set of documents, with every mention of it."""

    title: str
    """The most complete wording."""
    kind: AgreementKind
    """Kind of document."""
    status: AgreementStatus
    """The most advanced status: signed, then concluded, then planned, then mentioned."""
    date: str | None
    """Day, month or year of the document in ISO 8601: from the mentions, or from the event at which it is signed."""
    parties: tuple[Party, ...] = ()
    """The parties from the most complete mention; if mentions differ, only those in common."""
    is_set: bool = False
    """True if the mentions refer to several documents together."""
    mentions: tuple[Mention, ...] = field(default=(), repr=lambda mentions: f"<{len(mentions)}>")
    """The mentions, by date."""

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import document_html  # noqa: PLC0415 - needed in notebooks alone

        return document_html(self)


@frozen(kw_only=True)
class _ParsedMention:
    """A mention with the details derived from its wording."""

    mention: Mention
    subject: frozenset[str]
    """Words that describe the subject of the document; empty if the mention only points back."""
    named: bool
    """Whether the words before its head noun are a name (`Minsk agreements`)."""
    proper: bool
    """Whether they are a name and the head noun is capitalised too (`Minsk Agreements`)."""
    several: bool
    parties: frozenset[str]
    date: str
    """ISO 8601; empty if unknown."""
    edition: int | None
    """Edition of the forum that the event belongs to."""
    order: tuple[object, ...]
    """Sort key independent of the order of the events: the most precise date first, mentions without a date last."""

    @property
    def points_back(self) -> bool:
        """Whether the mention has no meaning without an earlier one."""
        return not self.subject and not self.mention.agreement.count

    @property
    def key(self) -> object:
        """Key that mentions of the same document share."""
        agreement = self.mention.agreement
        own = (self.mention.event, agreement.count) if self.several and not self.named else None
        return agreement.kind, self.subject, own


class _Cluster:
    """Mentions of one document, with their combined details."""

    def __init__(self, *, names_tell: bool) -> None:
        """Create an empty cluster; `names_tell` states whether a name before the head noun identifies a document."""
        self._names_tell = names_tell
        self.members: list[_ParsedMention] = []
        self._events: set[str] = set()
        self._parties: set[frozenset[str]] = set()
        self._dates: set[str] = set()
        self._days: dict[AgreementStatus, set[str]] = {status: set() for status in _STATUSES}

    def add(self, one: _ParsedMention) -> None:
        """Add a mention."""
        self.members.append(one)
        self._events.add(one.mention.event)
        if one.parties:
            self._parties.add(one.parties)
        if one.date:
            self._dates.add(one.date)
        elif one.mention.day:
            self._days[one.mention.agreement.status].add(one.mention.day)

    def take(self, other: "_Cluster") -> None:
        """Add all mentions of another cluster."""
        for one in other.members:
            self.add(one)

    def signing(self) -> object:
        """Key shared by clusters of one document that is signed at two events on one day; None if a part is unknown."""
        first = self.members[0]
        if len(self._dates) != 1 or len(self._parties) != 1 or not _is_day(first.date):
            return None
        agreement = first.mention.agreement
        own = (agreement.count, first.edition) if first.several else None
        return agreement.kind, first.date, first.parties, first.several, own

    def is_named_by(self, one: _ParsedMention) -> bool:
        """Whether there is evidence that a mention of the same kind and subject refers to this document."""
        return (
            one.mention.event in self._events
            or (len(one.subject) > 1 and one.parties in self._parties)
            or (one.named and self._names_tell and self.members[0].named)
            or len(one.subject) >= _LONG
        )

    def may_be_meant_by(self, one: _ParsedMention) -> bool:
        """Whether a mention that points back to a document of the event can refer to this one."""
        first = self.members[0]
        return (
            not (one.several or first.several)
            and one.mention.agreement.kind in (AgreementKind.OTHER, first.mention.agreement.kind)
            and (not one.parties or not self._parties or one.parties in self._parties)
            and self.allows(one)
        )

    def parties(self) -> tuple[Party, ...]:
        """The parties of the most complete mention, without those that other mentions lack."""
        found = [one.mention.agreement.parties for one in self.members if one.parties]
        most = max(found, key=len, default=())
        if all(one.parties <= _keys(most) for one in self.members):
            return most
        return tuple(party for party in most if all(_keys([party]) <= parties for parties in self._parties))

    def allows(self, one: _ParsedMention) -> bool:
        """Whether neither dates nor parties contradict a mention."""
        if one.parties and any(map(one.parties.isdisjoint, self._parties)):
            return False
        if one.date:
            return all(date.startswith(one.date) or one.date.startswith(date) for date in self._dates) and all(
                _in_time(status, day, one.date) for status, days in self._days.items() for day in days
            )
        return all(_in_time(one.mention.agreement.status, one.mention.day, date) for date in self._dates)


def _is_day(date: str) -> bool:
    return len(date) == _LENGTH_OF_DAY


def _in_time(status: AgreementStatus, day: str, date: str) -> bool:
    """Whether a document of `date` can have this status on `day`; an unknown day never contradicts."""
    day = day[: len(date)]
    if status is AgreementStatus.CONCLUDED and day:
        return date <= day
    return status is not AgreementStatus.PLANNED or not day or day <= date


def documents(events: Iterable[Event]) -> tuple[tuple[Document, ...], tuple[Mention, ...]]:
    """The documents that `events` mention, by date and title, and the mentions that belong to no document.

    The order of the events does not matter. Mentions of a set of documents belong together only within one event, or at
    events of the same day and edition, with the same parties and the same number of documents.
    """
    read = sorted(
        (_parsed(event, index, found) for event in events for index, found in enumerate(event.agreements)),
        key=lambda one: one.order,
    )
    names = {one.key for one in read if one.proper}
    groups: dict[object, list[_Cluster]] = {}
    for one in read:
        if not one.points_back:
            _place(one, groups.setdefault(one.key, []), names_tell=one.key in names)
    clusters = list(_signed_once(chain.from_iterable(groups.values())))
    met: dict[str, list[_Cluster]] = {}
    for cluster in clusters:
        for event in dict.fromkeys(one.mention.event for one in cluster.members):
            met.setdefault(event, []).append(cluster)
    pointing = [one for one in read if one.points_back]
    loose = [one.mention for one in pointing if not _attach(one, met.get(one.mention.event, []))]
    found = [_document(cluster) for cluster in clusters]
    return tuple(sorted(found, key=lambda made: (made.date or "9999", made.title, made.mentions[0].event))), tuple(
        loose
    )


def _parsed(event: Event, index: int, agreement: Agreement) -> _ParsedMention:
    day = event.date.isoformat() if event.date else ""
    date = agreement.date or (day if agreement.status is AgreementStatus.SIGNED else "")
    before, head, after = _around_head(agreement.title)
    own = {word for party in agreement.parties for word in _subject_words(party.name)}
    ahead = [word for word in _subject_words(before) if word not in own]
    subject = frozenset((*ahead, *(word for word in _subject_words(after) if word not in own)))
    names = [word for word in _words(before) if not _is_idle(word)]
    named = bool(names) and all(word[0].isupper() for word in names) and subject <= set(ahead)
    return _ParsedMention(
        mention=Mention(event=event.id, day=day, agreement=agreement),
        subject=subject,
        named=named,
        proper=named and head[:1].isupper(),
        several=agreement.kind is AgreementKind.PACKAGE or (agreement.count or 1) > 1 or is_plural_head(head.lower()),
        parties=_keys(agreement.parties),
        date=date,
        edition=event.edition,
        order=(-len(date), date, day, event.id, agreement.statement is not None, agreement.statement or 0, index),
    )


def _around_head(title: str) -> tuple[str, str, str]:
    """Split a title into the words before the head noun, the head noun, and the words after it."""
    for match in _WORD.finditer(title):
        if match[0].lower() in HEADS:
            return title[: match.start()], match[0], title[match.end() :]
    return "", "", title


def _keys(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.country or party.name.casefold() for party in parties)


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text as printed, with possessive endings removed."""
    return tuple(word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text))


@lru_cache(maxsize=16384)
def _subject_words(text: str) -> tuple[str, ...]:
    """The words of a text that describe the subject of a document, in lower case."""
    return tuple(word.lower() for word in _words(text) if not _is_idle(word))


@lru_cache(maxsize=16384)
def _is_idle(word: str) -> bool:
    """Whether a word does not describe the subject: a date, number, country or empty word, or neither noun nor name."""
    lower = word.lower()
    if lower in _EMPTY or lower in MONTHS or lower in NUMBER_WORDS or word[0].isdigit():
        return True
    if bool(country_code(word) or country_of_adjective(word)):
        return True
    if word[0].isupper():
        return classify(lower) not in (*_SUBJECT_CLASSES, "adjective", "past", "gerund", "verb")
    return classify(word) not in _SUBJECT_CLASSES and lower not in WORDS["traded"] and "-" not in word


def _place(one: _ParsedMention, clusters: list[_Cluster], *, names_tell: bool) -> _Cluster:
    """The only document of this kind and subject that a mention can refer to; a new one if that is not certain."""
    fitting = [cluster for cluster in clusters if cluster.is_named_by(one) and cluster.allows(one)]
    if len(fitting) != 1:
        clusters.append(_Cluster(names_tell=names_tell))
        fitting = clusters[-1:]
    fitting[0].add(one)
    return fitting[0]


def _signed_once(clusters: Iterable[_Cluster]) -> Iterator[_Cluster]:
    """The clusters, after merging those that the same parties sign on one day with one subject.

    Among sets with the same number of documents, one may lack a subject, if all others have the same one.
    """
    signed: dict[object, dict[frozenset[str], _Cluster]] = {}
    for cluster in clusters:
        signing, subject = cluster.signing(), cluster.members[0].subject
        if signing is None:
            yield cluster
        elif other := signed.setdefault(signing, {}).get(subject):
            other.take(cluster)
        else:
            signed[signing][subject] = cluster
    for by_subject in signed.values():
        first, *others = by_subject.values()
        if len(others) == 1 and frozenset() in by_subject and first.members[0].several:
            first.take(others.pop())
        yield from (first, *others)


def _attach(one: _ParsedMention, here: Iterable[_Cluster]) -> bool:
    """Assign a mention that points back to the document of its event that it can refer to, if there is only one."""
    fitting = [cluster for cluster in here if cluster.may_be_meant_by(one)]
    if len(fitting) == 1:
        fitting[0].add(one)
    return len(fitting) == 1


def _document(cluster: _Cluster) -> Document:
    members = sorted(cluster.members, key=lambda one: (one.mention.day, one.order[3:]))
    agreements = [one.mention.agreement for one in members]
    best = max((one for one in members if not one.points_back), key=_fullness)
    return Document(
        title=_title(best.mention.agreement.title),
        kind=best.mention.agreement.kind,
        status=max((agreement.status for agreement in agreements), key=_STATUSES.index),
        date=max((one.date for one in members if one.date), key=lambda date: (len(date), date), default=None),
        parties=cluster.parties(),
        is_set=cluster.members[0].several,
        mentions=tuple(one.mention for one in members),
    )


def _fullness(one: _ParsedMention) -> tuple[bool, int, str]:
    """Sort key for how suitable the wording of a mention is as a title: a proper name, then length."""
    title = _title(one.mention.agreement.title)
    return one.proper, len(title), title


def _tells_nothing(words: list[str]) -> bool:
    """Whether the first word only relates a document to another, to a person or to the day: `other`, `Last year’s`."""
    first, next_word = (word.casefold().replace("'", "’") for word in words[:2])
    return classify(first) in _DROPPED or first in _RELATING or (first == "last" and next_word in _PERIODS)


def _title(worded: str) -> str:
    """The wording without determiners and hedges at the beginning: `our pension agreement` -> `pension agreement`."""
    words = worded.split(" ")
    while len(words) > 1 and _tells_nothing(words):
        words = words[1:]
    return " ".join(words)
