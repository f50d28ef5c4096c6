"""Readings of the same page in several layouts or from several addresses, and links between pages."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from attrs import evolve, field, frozen

from kzru_forums.corpus._groups import by_key, components, grouped
from kzru_forums.model import Event, Layout, Related
from kzru_forums.text import slug

_ADDRESS = re.compile(r"(?:https?:)?(?://)?(?:www\.)?([^#?]*)", re.IGNORECASE)
_SHARED = 0.5
"""Share of paragraphs of the shorter reading that both readings must contain."""
_FEW = 50
"""If more readings of one title than this share a paragraph, not all of them are compared with one another."""
_SEVERAL = 2
"""Number of pages that makes the page of a reading ambiguous."""
_ANY = object()
"""Any time of day."""
_RICHNESS = {Layout.HTML: 3, Layout.PAGE: 2, Layout.TEXT_VERSION: 1, Layout.PLAIN: 0}
"""Layouts ranked by how much of a page they contain."""
_FILLED = (
    *("time", "place", "published", "url", "page_number", "photos", "related", "geography", "geography_codes"),
    *("topics", "persons", "sections"),
)
"""Fields that a merged event takes from another reading if its own value is empty."""


def title_key(title: str) -> str:
    """The key of a title: its letters and digits, or its words if it has no Latin letters.

    Examples:
        >>> title_key("Meeting with the Mayor’s council.") == title_key("Meeting with the Mayor's Council")
        True
    """
    return slug(title, longest=4 * len(title)) or " ".join(title.casefold().split())


def _address(url: str | None) -> str | None:
    """An address without the parts that may differ for one page: scheme, `www`, query, fragment, final slash."""
    match = _ADDRESS.match(url or "")
    return (match[1].rstrip("/").lower() or None) if match else None


def same_page(readings: Sequence[Event]) -> list[list[Event]]:
    """Group readings by page, in no particular order.

    Readings belong to one page if the number, the address or the position in one file is the same. They also do if date
    and title are the same, unless numbers, times, languages or most paragraphs differ. A reading without a number that
    could belong to several numbered pages is assigned to the one with which it shares most paragraphs, or to none in a
    tie.
    """
    pairs = [
        (group[0], other)
        for trait in (_number_of, _address_of, _place_of)
        for group in _alike(readings, trait)
        for other in group[1:]
    ]
    roots = components(pairs)
    for group in _alike(readings, _title_of):
        clusters = by_key(group, lambda index: roots.get(index, index))
        if len(clusters) > 1:
            pairs.extend(_same_title([_Cluster.of(root, members, readings) for root, members in clusters.items()]))
    joined = components(pairs)
    pages = by_key(range(len(readings)), lambda index: joined.get(index, index))
    return [[readings[index] for index in page] for page in pages.values()]


def _alike(readings: Sequence[Event], trait: Callable[[Event], object]) -> Iterator[list[int]]:
    return grouped(range(len(readings)), lambda index: trait(readings[index]))


def _number_of(event: Event) -> object:
    return None if event.page_number is None else (event.page_number, event.language)


def _address_of(event: Event) -> object:
    return _address(event.url)


def _place_of(event: Event) -> object:
    return (event.source.sha256, event.span) if event.source and event.span else None


def _title_of(event: Event) -> object:
    return (event.date, title_key(event.title)) if event.date and event.title else None


@frozen(kw_only=True, eq=False)
class _Cluster:
    """Readings of one page, with their combined facts."""

    root: int
    numbered: bool
    languages: frozenset[str]
    times: frozenset[object]
    paragraphs: frozenset[str]

    @classmethod
    def of(cls, root: int, members: Sequence[int], readings: Sequence[Event]) -> "_Cluster":
        events = [readings[index] for index in members]
        return cls(
            root=root,
            numbered=any(event.page_number is not None for event in events),
            languages=frozenset(event.language for event in events),
            times=frozenset(event.time for event in events if event.time),
            paragraphs=frozenset(chain.from_iterable(map(_paragraphs, events))),
        )

    def richness(self) -> tuple[object, ...]:
        """Sort key for readings of one title that does not depend on their order; the longest comes first."""
        return -len(self.paragraphs), sorted(self.paragraphs), sorted(map(str, self.times))

    def content(self) -> object:
        """Content that is equal in identical readings of a page without a number."""
        return self.languages, self.times, self.paragraphs

    def shared(self, other: "_Cluster") -> float:
        """Share of paragraphs in common; 0 if the two contradict each other or have little in common."""
        if not self.languages & other.languages or (self.times and other.times and not self.times & other.times):
            return 0.0
        fewer = min(len(self.paragraphs), len(other.paragraphs))
        share = len(self.paragraphs & other.paragraphs) / fewer if fewer else 0.0
        return share if share >= _SHARED else 0.0


def _paragraphs(event: Event) -> Iterator[str]:
    yield from event.lead
    yield from event.narration
    for statement in event.statements:
        yield from statement.paragraphs


def _same_title(clusters: Sequence[_Cluster]) -> Iterator[tuple[int, int]]:
    """Yield pairs of clusters with the same date and title that belong to one page."""
    bare = [cluster for cluster in clusters if not cluster.numbered]
    numbered = [cluster for cluster in clusters if cluster.numbered]
    alike = [(group[0], other) for group in grouped(bare, _Cluster.content) for other in group[1:]]
    worded = list({cluster.content(): cluster for cluster in reversed(bare) if cluster.paragraphs}.values())
    alike += [pair for pair in _with_common_paragraphs(worded) if pair[0].shared(pair[1])]
    pairs = [(one.root, other.root) for one, other in alike]
    yield from pairs
    roots = components(pairs)
    yield from _without_words([cluster for cluster in bare if not cluster.paragraphs], worded, roots)
    yield from _numbered_pages(bare, numbered)


def _by_paragraph(clusters: Iterable[_Cluster]) -> dict[str, list[_Cluster]]:
    found: dict[str, list[_Cluster]] = {}
    for cluster in clusters:
        for paragraph in cluster.paragraphs:
            found.setdefault(paragraph, []).append(cluster)
    return found


def _with_common_paragraphs(clusters: Iterable[_Cluster]) -> Iterator[tuple[_Cluster, _Cluster]]:
    """Yield pairs of clusters with a paragraph in common; if very many share it, each is paired with the first."""
    pairs: dict[tuple[_Cluster, _Cluster], None] = {}
    for sharing in _by_paragraph(clusters).values():
        firsts = sharing if len(sharing) <= _FEW else [min(sharing, key=_Cluster.richness)]
        pairs.update(dict.fromkeys(_ordered(one, other) for one in firsts for other in sharing if one is not other))
    return iter(pairs)


def _ordered(one: _Cluster, other: _Cluster) -> tuple[_Cluster, _Cluster]:
    return (one, other) if one.root < other.root else (other, one)


class _Candidates:
    """Pages that a reading without text may belong to, by language and time."""

    def __init__(self) -> None:
        self._roots: dict[tuple[str, object], set[int]] = {}

    def add(self, cluster: _Cluster, root: int) -> None:
        """Add a reading of the page `root`."""
        for language in cluster.languages:
            for time in (*(cluster.times or (None,)), _ANY):
                roots = self._roots.setdefault((language, time), set())
                if len(roots) < _SEVERAL:
                    roots.add(root)

    def only(self, cluster: _Cluster) -> int | None:
        """The only page that a reading may belong to; None if there are several or none."""
        times = (*cluster.times, None) if cluster.times else (_ANY,)
        found = {
            root for language in cluster.languages for time in times for root in self._roots.get((language, time), ())
        }
        return found.pop() if len(found) == 1 else None


def _without_words(
    empty: Sequence[_Cluster], worded: Iterable[_Cluster], roots: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of a reading without text and the only page it may belong to."""
    pages = _Candidates()
    for cluster in worded:
        pages.add(cluster, roots.get(cluster.root, cluster.root))
    for cluster in sorted(empty, key=lambda cluster: not cluster.times):
        page = pages.only(cluster)
        if page is None:
            pages.add(cluster, roots.get(cluster.root, cluster.root))
        else:
            yield page, cluster.root


def _numbered_pages(bare: Sequence[_Cluster], numbered: Sequence[_Cluster]) -> Iterator[tuple[int, int]]:
    """Yield pairs of a reading without a number and the numbered page with which it shares most paragraphs."""
    by_paragraph = _by_paragraph(numbered)
    pages, empty = _Candidates(), _Candidates()
    for cluster in numbered:
        pages.add(cluster, cluster.root)
        if not cluster.paragraphs:
            empty.add(cluster, cluster.root)
    for cluster in bare if numbered else ():
        near = {
            other: None
            for paragraph in cluster.paragraphs
            if len(sharing := by_paragraph.get(paragraph, ())) <= _FEW
            for other in sharing
        }
        shares = sorted(((share, other.root) for other in near if (share := cluster.shared(other))), reverse=True)
        if not shares:
            page = (empty if cluster.paragraphs else pages).only(cluster)
        else:
            page = shares[0][1] if len(shares) == 1 or shares[0][0] > shares[1][0] else None
        if page is not None:
            yield cluster.root, page


def in_full(event: Event) -> tuple[object, ...]:
    """Sort key for readings that does not depend on their original order."""
    source, span = event.source, event.span
    return (
        *(str(event.date or ""), str(event.time or ""), event.page_number or 0, event.title, event.url or ""),
        *((source.layout, source.name or "", source.sha256) if source else ("", "", "")),
        *((span.start, span.end) if span else (0, 0)),
        *(
            event.lead,
            event.narration,
            tuple((statement.label, statement.paragraphs) for statement in event.statements),
        ),
        repr(event),
    )


def by_richness(readings: Iterable[Event]) -> list[Event]:
    """Readings of one page, the most complete first: most paragraphs of speech, then HTML before text."""

    def place(event: Event) -> tuple[object, ...]:
        richness = _RICHNESS[event.source.layout] if event.source else 0
        return -sum(len(statement.paragraphs) for statement in event.statements), -richness, *in_full(event)

    found = list(readings)
    return sorted(found, key=place) if len(found) > 1 else found


def merged(readings: Iterable[Event]) -> Event:
    """Merge several readings of one page: the most complete one, with details added from the others.

    Text, labels and speakers come from the most complete reading. If a field is empty in it (time, place, address,
    number, photos, links, tags), it is taken from the next reading that has it. No printed text is replaced.

    Raises:
        ValueError: there are no readings.
    """
    ranked = by_richness(readings)
    if not ranked:
        raise ValueError("expected at least one reading")
    first, *others = ranked
    filled: dict[str, Any] = {
        name: value
        for name in _FILLED
        if not getattr(first, name) and (value := next(filter(None, (getattr(other, name) for other in others)), None))
    }
    if not first.abridged and any(other.abridged for other in others):
        filled["abridged"] = True
    return evolve(first, **filled) if filled else first


@frozen(kw_only=True, eq=False)
class Links:
    """Finds the event that an entry of a link box refers to."""

    _by_number: dict[int, list[Event]] = field(factory=dict)
    _by_address: dict[str, list[Event]] = field(factory=dict)
    _by_title: dict[tuple[str, int | None], list[Event]] = field(factory=dict)
    """Events by title and number, and by title alone, each sorted by date."""

    @classmethod
    def between(cls, events: Iterable[Event]) -> "Links":
        """Create an index of `events`."""
        links = cls()
        for event in sorted(events, key=_day):
            if event.page_number is not None:
                links._by_number.setdefault(event.page_number, []).append(event)
            if address := _address(event.url):
                links._by_address.setdefault(address, []).append(event)
            if event.title:
                for key in {(title_key(event.title), event.page_number), (title_key(event.title), _ANY_NUMBER)}:
                    links._by_title.setdefault(key, []).append(event)
        return links

    def target(self, entry: Related) -> Event | None:
        """The event that an entry refers to, by number, address, or title and date; None unless exactly one matches."""
        for found in (
            self._by_number.get(entry.page_number, []) if entry.page_number is not None else [],
            self._by_address.get(_address(entry.url) or "", []),
        ):
            exact = found if len(found) == 1 else [event for event in found if _is_titled(entry, event)]
            if len(exact) == 1:
                return exact[0]
        titled = self._titled(entry)
        return titled[0] if len(titled) == 1 else None

    def _titled(self, entry: Related) -> list[Event]:
        """Events that an entry may refer to by title, date and page number: at most two."""
        numbers = (_ANY_NUMBER,) if entry.page_number is None else (entry.page_number, None)
        title = title_key(entry.title)
        first, last = (entry.date, entry.ends_on or entry.date) if entry.date else (date.min, date.max)
        found: list[Event] = []
        for number in numbers:
            events = self._by_title.get((title, number), [])
            begin = bisect_left(events, first, key=_day)
            found += events[begin : min(bisect_right(events, last, key=_day), begin + _SEVERAL)]
        return found


_ANY_NUMBER = -1


def _day(event: Event) -> date:
    """The day of an event; the earliest possible date if it has none."""
    return event.date or date.min


def _is_titled(entry: Related, event: Event) -> bool:
    """Whether an event has the title and date of an entry."""
    if title_key(entry.title) != title_key(event.title):
        return False
    if entry.date is None:
        return True
    return event.date is not None and entry.date <= event.date <= (entry.ends_on or entry.date)
