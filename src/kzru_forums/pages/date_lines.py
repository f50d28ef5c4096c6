"""Date lines in any common spelling, as on other sites that republish pages."""

import re
from typing import NamedTuple

from kzru_forums.patterns import regex
from kzru_forums.text import ANY_DAY, day_of

_WEEKDAY = regex(r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )", re.IGNORECASE)
_DATE_LABEL = regex(r"(?:Published|Posted|Date|Dated|Released|Event date|Issued|Created)(?: on| at)?:? ", re.IGNORECASE)
_PARTS = regex(r" ?[,|·•/] ?| [-–—] | at ")
_CLOCK = regex(
    r"(?P<time>[0-9]{1,2}:[0-9]{2})(?::[0-9]{2})?(?: ?(?:MSK|hrs?|h|GMT|UTC|Moscow time)(?:[+-]?[0-9:]*)?)?",
    re.IGNORECASE,
)
_LONGEST_DATE_LINE = 110
_LONGEST_PLACE = 60


class DateLine(NamedTuple):
    """Day, time and place on a line: each with its offset in the line, or None."""

    day: tuple[str, int]
    time: tuple[str, int] | None = None
    place: tuple[str, int] | None = None


def date_line(text: str) -> DateLine | None:
    """Parse a line that consists of a day in any common spelling, with or without time and place.

    All-numeric dates are recognised only if they are unambiguous: `2023-05-09` and `09.05.2023`, but never `5/9/2023`.

    Examples:
        >>> from kzru_forums.pages.date_lines import date_line
        >>> date_line("May 9, 2023 - 18:00 - The Kremlin, Moscow").place
        ('The Kremlin, Moscow', 22)
        >>> date_line("Moscow, 9 May 2023").day
        ('9 May 2023', 8)
    """
    if len(text) > _LONGEST_DATE_LINE or not any(char.isdigit() for char in text):
        return None
    found = ANY_DAY.search(text)
    if not found or day_of(found) is None:
        return None
    before = _before_day(text[: found.start()])
    rest = text[found.end() :]
    parted = _PARTS.match(rest) or (rest[:1] == " " and _CLOCK.match(rest, 1)) or rest[:1] == "T"
    if before is None or (rest.strip() and not parted):
        return None
    time, place = _time_and_place(rest, found.end())
    if (place is None and rest.strip(" -–—|,·•/") and not time) or (before and place):
        return None
    return DateLine((found[0], found.start()), time, before or place)


def _before_day(text: str) -> tuple[str, int] | tuple[()] | None:
    """The place before a day; an empty tuple if there is nothing, None if there is other text."""
    label = _DATE_LABEL.match(text)
    begin = label.end() if label else 0
    place = _WEEKDAY.sub("", text[begin:]).strip(" ,-–—|")
    if not place:
        return ()
    return (place, text.index(place)) if _may_be_place(place) else None


def _time_and_place(rest: str, offset: int) -> tuple[tuple[str, int] | None, tuple[str, int] | None]:
    """The time and place that follow a day."""
    time = None
    at = 0
    clock = re.search(r"(?<![0-9:])" + _CLOCK.pattern, rest, re.IGNORECASE)
    if clock and rest[: clock.start()].strip(" -–—|,·•/T").lower() in ("", "at"):
        time = clock["time"], offset + clock.start("time")
        at = clock.end()
    place = rest[at:].strip(" -–—|,·•/.")
    if not place or not _may_be_place(place):
        return time, None
    return time, (place, offset + rest.index(place, at))


def _may_be_place(text: str) -> bool:
    return (
        text[0].isupper()
        and len(text) <= _LONGEST_PLACE
        and text[-1] not in ".!?:;"
        and not re.search(r"[.!?:;] |[0-9]{3}", text)
    )
