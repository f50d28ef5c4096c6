"""Dates as the site prints them, in date lines and link boxes."""

import re
from calendar import month_name
from datetime import date, datetime, time
from functools import lru_cache

_MONTHS = {name: number for number, name in enumerate(month_name) if name}
_MONTH = "|".join(_MONTHS)
_RANGE = re.compile(
    rf"(?P<month>{_MONTH}) (?P<day>[0-9]{{1,2}})(?:, (?P<year>[0-9]{{4}}))?"
    rf"(?: ?[-\u2010-\u2015\u2212] ?(?:(?P<to_month>{_MONTH}) )?(?P<to_day>[0-9]{{1,2}}))?"
    rf"(?(year)(?:, (?P<to_year>[0-9]{{4}}))?|, (?P<last_year>[0-9]{{4}}))"
)
_DAY = re.compile(rf"({_MONTH}) ([0-9]{{1,2}}), ([0-9]{{4}})")
_SHORT = frozenset(name[:3] for name in _MONTHS)
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")


def is_day(text: str) -> bool:
    """Whether a whole line has the form of a day, `MONTH DAY, YEAR`."""
    return text[:3] in _SHORT and _DAY.fullmatch(text) is not None


def date_and_rest(text: str) -> tuple[str, str] | None:
    """Day and place of a line `MONTH DAY, YEAR[, PLACE]`, as printed; None for any other line."""
    found = _DAY.match(text) if text[:3] in _SHORT else None
    if not found:
        return None
    rest = text[found.end() :]
    if rest and not rest.startswith(", "):
        return None
    return found[0], rest[2:]


def printed_day(day: date) -> str:
    """A day as the site prints it, `MONTH DAY, YEAR`."""
    return f"{month_name[day.month]} {day.day}, {day.year:04d}"


def printed_range(first: date, last: date | None = None) -> str:
    """A range of days as the site prints it, without repeating month or year; a day where `last` is None."""
    if last is None:
        return printed_day(first)
    if first.year != last.year:
        return f"{printed_day(first)} − {printed_day(last)}"
    if first.month != last.month:
        return f"{month_name[first.month]} {first.day} − {printed_day(last)}"
    return f"{month_name[first.month]} {first.day} − {last.day}, {last.year:04d}"


def printed_days(*days: date | None) -> str:
    """The first and the last day of a range in full, for people to read; one where they are equal or one is None."""
    return " – ".join(dict.fromkeys(printed_day(day) for day in days if day))


def is_range(text: str) -> bool:
    """Whether a whole line has the form of a day or of a range of days."""
    return text[:3] in _SHORT and _RANGE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def to_day(text: str) -> date | None:
    """The day a line `MONTH DAY, YEAR` names; None where no calendar has it."""
    found = _DAY.fullmatch(text)
    return _date(found[3], found[1], found[2]) if found else None


@lru_cache(maxsize=4096)
def to_range(text: str) -> tuple[date | None, date | None]:
    """First and last day of a range; the last is None where one day is named."""
    found = _RANGE.fullmatch(text)
    if not found:
        return None, None
    last_year = found["to_year"] or found["last_year"] or found["year"]
    first = _date(found["year"] or last_year, found["month"], found["day"])
    if not found["to_day"]:
        return first, None
    return first, _date(last_year, found["to_month"] or found["month"], found["to_day"])


def is_possible_range(text: str) -> bool:
    """Whether a day or range has the form the site prints, and calendars have each of its days."""
    found = _RANGE.fullmatch(text)
    return found is not None and None not in to_range(text)[: 2 if found["to_day"] else 1]


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _MONTHS[month], int(day))
    except ValueError:
        return None


def is_time(text: str) -> bool:
    """Whether a whole line has the form of a time, `HH:MM`."""
    return len(text) <= 5 and _TIME.fullmatch(text) is not None


def to_time(text: str) -> time | None:
    """The time a line `HH:MM` names; None where no clock shows it."""
    found = _TIME.fullmatch(text)
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def to_moment(text: str) -> datetime | None:
    """Day and time of `MONTH DAY, YEAR, HH:MM`."""
    head, _, tail = text.rpartition(", ")
    day, clock = to_day(head), to_time(tail)
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock)
