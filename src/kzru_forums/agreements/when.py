"""The date of a document: day, month or year, as ISO 8601."""

import re
from datetime import date, datetime
from functools import lru_cache

from dateutil.parser import ParserError, parse
from dateutil.relativedelta import relativedelta

from kzru_forums.agreements.lexicon import NUMBER_WORDS

_MONTH = r"January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS = {name.lower(): number for number, name in enumerate(_MONTH.split("|"), 1)}
_DAY = re.compile(rf"\b(?:(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} (?:{_MONTH}),? \d{{4}})\b")
_DAY_OF_YEAR = re.compile(rf"\b(?:on|of) ({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}})")
_MONTH_YEAR = re.compile(rf"\b({_MONTH}),? (?:of )?((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:in|of|since|back in|dated|from) ((?:19|20)\d\d)\b")
_LAST = re.compile(
    rf"\b(last|this(?: past)?) ({_MONTH}|year|month|week|spring|summer|autumn|fall|winter)\b", re.IGNORECASE
)
_MONTH_OF_LAST = re.compile(rf"\bin ({_MONTH})(?: of)? (last|this) year\b")
_MONTH_ALONE = re.compile(rf"\bin ({_MONTH})\b(?! (?:\d|of|last|this))")
_AGO = re.compile(r"\b(\w+|\d+) (year|month|week|day)s? ago\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\byesterday\b", re.IGNORECASE)
_ANNIVERSARY = re.compile(
    r"\b(\d+)(?:st|nd|rd|th) anniversary\b|\b(\w+) anniversary\b|\b(\d+) years (?:since|of)\b", re.IGNORECASE
)
_ORDINALS = {
    word: number
    for number, word in enumerate("zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split())
} | {"fifteenth": 15, "twentieth": 20, "twenty-fifth": 25, "thirtieth": 30, "fortieth": 40, "fiftieth": 50}


@lru_cache(maxsize=512)
def _day(words: str) -> str | None:
    """A free date that names day, month and year, which dateutil must not have to guess."""
    try:
        return parse(words, default=datetime(2000, 1, 1)).date().isoformat()
    except (ParserError, OverflowError):
        return None


def named_date(text: str) -> str | None:
    """The date that a text names in full: day, else month, else year.

    >>> named_date("the treaty of May 25, 1992"), named_date("in March 2015"), named_date("no date")
    ('1992-05-25', '2015-03', None)
    """
    if match := _DAY.search(text):
        return _day(match[0])
    if match := _MONTH_YEAR.search(text):
        return f"{match[2]}-{_MONTHS[match[1].lower()]:02}"
    if match := _YEAR.search(text):
        return match[1]
    return None


def relative_date(text: str, day: date) -> str | None:
    """The date that a text gives relative to the day of the event.

    >>> relative_date("last year", date(2018, 5, 3)), relative_date("two years ago", date(2018, 5, 3))
    ('2017', '2016')
    """
    if match := _MONTH_OF_LAST.search(text):
        year = day.year - (match[2].lower() == "last")
        return f"{year}-{_MONTHS[match[1].lower()]:02}"
    if match := _LAST.search(text):
        return _last(match[1].lower(), match[2].lower(), day)
    if match := _AGO.search(text):
        return _ago(match[1].lower(), match[2].lower(), day)
    if _YESTERDAY.search(text):
        return (day - relativedelta(days=1)).isoformat()
    if match := _MONTH_ALONE.search(text):
        month = _MONTHS[match[1].lower()]
        return f"{day.year - (month > day.month)}-{month:02}"
    if match := _DAY_OF_YEAR.search(text):
        return _last_such_day(match[1], int(match[2]), day)
    return None


def _last(which: str, unit: str, day: date) -> str | None:
    """`last year`, `last month`, `last September`, `this July`."""
    if unit == "year":
        return str(day.year - 1) if which == "last" else None
    if unit == "month":
        return (day - relativedelta(months=1)).isoformat()[:7] if which == "last" else None
    if unit in _MONTHS:
        year = day.year if _MONTHS[unit] < day.month or which != "last" else day.year - 1
        return f"{year}-{_MONTHS[unit]:02}"
    return None


def _ago(number: str, unit: str, day: date) -> str | None:
    """`two years ago`."""
    many = NUMBER_WORDS.get(number) or (
        int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
    )
    many = 1 if number in ("a", "one") else many
    if not many or many >= day.year:
        return None
    if unit == "year":
        return str(day.year - many)
    if unit == "month":
        return (day - relativedelta(months=many)).isoformat()[:7]
    return (day - relativedelta(weeks=many) if unit == "week" else day - relativedelta(days=many)).isoformat()


def _last_such_day(month: str, number: int, day: date) -> str | None:
    """The latest such day that is not after the event."""
    for year in (day.year, day.year - 1):
        try:
            found = date(year, _MONTHS[month.lower()], number)
        except ValueError:
            continue
        if found <= day:
            return found.isoformat()
    return None


def anniversary_year(text: str, day: date) -> str | None:
    """The year whose anniversary a text marks.

    >>> anniversary_year("the 25th anniversary of the treaty", date(2017, 6, 1))
    '1992'
    """
    if match := _ANNIVERSARY.search(text):
        digits = match[1] or match[3]
        years = int(digits) if digits and len(digits) < 4 else _ORDINALS.get((match[2] or "").lower(), 0)
        if 0 < years < day.year - 1000:
            return str(day.year - years)
    return None
