"""The editions of the forum, the edition that an event belongs to, and the events of each edition.

An event belongs to an edition if its text names the forum and its date fits. The name of the forum has changed over the
years, from a forum of border regions to one of interregional cooperation, so the pattern covers all its forms. The date
determines the edition. If a printed ordinal contradicts it, the event belongs to no edition.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from attrs import evolve

from kzru_forums.facts.countries import country_code, country_of_adjective
from kzru_forums.facts.tables import rows
from kzru_forums.model import Event, Forum, ForumFormat, ForumStatus
from kzru_forums.patterns import regex
from kzru_forums.text import ORDINALS, ordinal_number

_DAY = timedelta(days=1)
_OPENING_PARAGRAPHS = 5  # An article consists entirely of narration, and only its beginning indicates what it is about.
_SHAPES = str.maketrans({"‑": "-", "‐": "-", "–": "-", "—": "-", "\u00a0": " "})

_SIDE = r"(?:russ(?:ia\w*|o)|kazakh\w*)"
_PAIR = rf"{_SIDE}(?:\s?-\s?|\s+and\s+){_SIDE}"
_BORDERS = r"border(?:ing)?\s+(?:regions?['’]?|areas?|territor(?:y|ies)|cooperation)"
_ACROSS = rf"(?:inter[-\s]?regional|(?:cross|trans)[-\s]?border|{_BORDERS})"
_FEW_WORDS = r"(?:[\w'’-]+\s+){0,6}?"
_NAME = regex(
    rf"""
    \b
    (?: (?P<ordinal> [ivx]{{1,6}} | \d{{1,2}}(?:st|nd|rd|th) | {"|".join(sorted(ORDINALS, reverse=True))} ) \s+
        (?: edition\s+of\s+the\s+ )?
    )?
    (?: (?: anniversary | jubilee | annual | traditional | regular | international | bilateral | joint
          | {_PAIR} | {_SIDE} ) \s+ ){{0,4}}
    (?: # Interregional Forum, Interregional Cooperation Forum, Border Regions Forum
        {_ACROSS} \s+ (?: (?: and | {_ACROSS} | {_PAIR} | economic | trade | co-?operation | partnership
                            | leaders['’]? | heads['’]? ) \s+ ){{0,4}} forum
        # Forum of Border Regions, Forum of Heads of Russian and Kazakhstani Border Regions
      | forum \s+ (?: of | for | on ) \s+ {_FEW_WORDS} {_ACROSS}
        # Meeting with the Heads of Border Regions
      | (?: meeting | conference ) \s+ (?: with | of | between ) \s+ (?: the \s+ )?
        (?: heads | leaders | governors ) \s+ of \s+ {_FEW_WORDS} {_BORDERS}
        # names that stand for the forum only beside both countries
      | forum \s+ of \s+ (?: the \s+ )? (?: {_PAIR} \s+ regions | regions \s+ of \s+ {_PAIR} )
      | {_PAIR} \s+ (?: region(?:s|al) \s+ (?: co-?operation \s+ )? )? forum
        (?! \s+ (?: of | for | on ) \s+ (?!regions) )
    )
    \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_END = regex(r"[.!?](?:\s|\Z)")
_WITH_RUSSIA = regex(
    r"\bruss(?:ia\w*|o)(?:\s?-\s?|\s+and\s+)(?:the\s+)?(?:republic\s+of\s+)?(\w+)|(\w+)(?:\s?-\s?|\s+and\s+)(?:the\s+)?russia",
    re.IGNORECASE,
)


class _Window(NamedTuple):
    """The days on which an event of an edition can take place."""

    number: int
    first: date
    last: date
    known: bool
    """False if only the year is known. The title must then name the forum."""


def _day(row: dict[str, str], *columns: str) -> date | None:
    """The first of these columns that contains a date."""
    return next((date.fromisoformat(row[column]) for column in columns if row[column]), None)


def _window(row: dict[str, str]) -> _Window:
    """One day before to one day after: meetings may take place around the forum, and some first days are uncertain."""
    first, last = _day(row, "starts_on", "plenary_on"), _day(row, "ends_on", "plenary_on", "starts_on")
    number, year = int(row["edition"]), int(row["year"])
    if first and last:
        return _Window(number, first - _DAY, last + _DAY, known=True)
    first, last = _day(row, "not_before"), _day(row, "not_after")
    if first and last:
        return _Window(number, first, last, known=True)
    return _Window(number, date(year, 1, 1), date(year, 12, 31), known=False)


def _forum(row: dict[str, str]) -> Forum:
    columns = {"starts_on": "starts_confidence", "plenary_on": "plenary_confidence", "theme": "theme_confidence"}
    return Forum(
        number=int(row["edition"]) if row["edition"] else None,
        year=int(row["year"]),
        status=ForumStatus(row["status"]),
        city=row["city"] or None,
        city_today=row["city_today"] or None,
        region=row["region_iso_3166_2"] or None,
        country=row["country"] or None,
        theme=row["theme"] or None,
        starts_on=_day(row, "starts_on"),
        ends_on=_day(row, "ends_on"),
        plenary_on=_day(row, "plenary_on"),
        format=ForumFormat(row["format"]) if row["format"] else None,
        sources=tuple(row["sources"].split(" ; ")),
        uncertain=tuple(name for name, column in columns.items() if row[column] == "probable"),
    )


@cache
def years() -> tuple[Forum, ...]:
    """All years since the first edition, including years without a forum, in order."""
    return tuple(map(_forum, rows("editions.csv")))


@cache
def editions() -> tuple[Forum, ...]:
    """The numbered editions, including planned ones, in order and without events.

    Examples:
        >>> editions()[8].city
        'Pavlodar'
    """
    return tuple(forum for forum in years() if forum.number is not None)


def edition(number: int) -> Forum:
    """The edition with this number, without events.

    Raises:
        LookupError: there is no such edition.
        TypeError: `number` is not an integer.

    Examples:
        >>> edition(18).theme
        'Removal of infrastructural constraints on international trade'
    """
    if type(number) is not int:
        raise TypeError(f"expected the number of an edition as an int, not {number!r}")
    for forum in editions():
        if forum.number == number:
            return forum
    raise LookupError(f"there is no edition {number}; editions are {editions()[0].number} to {editions()[-1].number}")


@cache
def _windows() -> tuple[_Window, ...]:
    return tuple(_window(row) for row in rows("editions.csv") if row["edition"])


@lru_cache(maxsize=1024)
def _window_of(day: date) -> _Window | None:
    return next((one for one in _windows() if one.first <= day <= one.last), None)


def _is_of_others(text: str, name: re.Match[str]) -> bool:
    """Whether the forum named here is one between Russia and a state other than Kazakhstan."""
    end = _SENTENCE_END.search(text, name.end())
    around = text[max(0, name.start() - 60) : min(name.end() + 80, end.start() if end else len(text))]
    partners = [one or other for one, other in _WITH_RUSSIA.findall(around)]
    codes = {country_code(partner) or country_of_adjective(partner) for partner in partners} - {None, "RU"}
    return bool(codes) and "KZ" not in codes


def _mentions(text: str) -> set[int | None]:
    """The ordinals with which a text names the forum, including None if it names the forum without one."""
    words = text.lower()
    if "forum" not in words and "border" not in words:
        return set()
    text = text.translate(_SHAPES)
    return {ordinal_number(name["ordinal"]) for name in _NAME.finditer(text) if not _is_of_others(text, name)}


def edition_of(title: str, lead: Sequence[str], narration: Sequence[str], day: date | None) -> int | None:
    """The number of the edition that an event belongs to.

    None unless the title, the lead or the beginning of the narration names the forum and `day` is within the dates of
    an edition, extended by one day before and after. Also None if the text prints the ordinal of another edition.

    Args:
        title: title of the event.
        lead: paragraphs of its lead.
        narration: paragraphs before the first statement, including the lead if the layout does not distinguish it.
        day: day of the event.

    Examples:
        >>> edition_of("XIV Forum of Interregional Cooperation", [], [], date(2017, 11, 9))
        14
    """
    window = _window_of(day) if day else None
    if window is None:
        return None
    if not window.known:
        lead = narration = ()
    opening = narration[:_OPENING_PARAGRAPHS]
    decisive = [title, *(lead or opening[:1])]
    named: set[int | None] = set()
    for position, text in enumerate(chain(decisive, opening)):
        named |= (here := _mentions(text))
        if window.number in here:
            return window.number
        if position < len(decisive) and here - {None}:
            return None
    return window.number if None in named else None


def _when(event: Event) -> tuple[date, time]:
    return event.date or date.max, event.time or time.max


def group(events: Iterable[Event]) -> list[Forum]:
    """Group events by edition, sorted by date and time. Events that belong to no edition are left out.

    Events with the same date and time keep their order; events without a date come last. Duplicates are kept.

    Raises:
        TypeError: `events` is not an iterable of events.
    """
    found: dict[int | None, list[Event]] = {}
    for event in sorted(_events(events), key=_when):
        found.setdefault(event.edition, []).append(event)
    return [evolve(forum, events=tuple(found[forum.number])) for forum in editions() if forum.number in found]


def _events(events: object) -> Iterator[Event]:
    if not isinstance(events, Iterable):
        raise TypeError(f"group expects a list or other iterable of events, not {type(events).__name__}")
    for event in events:
        if not isinstance(event, Event):
            raise TypeError(f"group expects events, not {type(event).__name__}")
        yield event
