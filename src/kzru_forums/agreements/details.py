"""Dates, counts and values of a document."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from dateutil.parser import ParserError, parse
from dateutil.relativedelta import relativedelta

from kzru_forums.agreements.lexicon import CURRENCIES, NUMBERS, is_year, says
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.model import Money
from kzru_forums.text import MONTHS, ORDINALS

MONTH = "|".join(MONTHS)
_ORDINALS = ORDINALS | {"fortieth": 40, "fiftieth": 50}
_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6}
_TEN, _THOUSAND = 10, 1000
_UNITS = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_MONEY = re.compile(
    r"(?P<sign>[$€£] ?)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,4})?)"
    r"(?:[ -](?P<unit>thousand|million|billion|trillion)\b)?"
    r"(?: (?P<name>us dollar|dollar|euro|pound|ro?uble|tenge|yuan|yen)s?\b)?",
    re.IGNORECASE | re.ASCII,
)
# dateutil fills in missing parts from today and is slow, so it only gets text with day, month and year.
_DAY = re.compile(
    rf"\b(?:(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}} (?:{MONTH}),? \d{{4}})\b", re.I | re.A
)
_MONTH_YEAR = re.compile(rf"\b({MONTH}),? (?:of )?((?:19|20)\d\d)\b", re.I | re.A)
_YEAR = re.compile(r"\b(?:in|of|since|dated|from|back as) ((?:19|20)\d\d)\b", re.I | re.A)
_DAY_AND_MONTH = re.compile(rf"\b(?:on|of|this|the) ({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}})", re.I | re.A)
_MONTH_OF_YEAR = re.compile(rf"\bin ({MONTH})(?: of)? (last|this) year\b", re.I | re.A)
_WHICH = r"in|last|this(?: past)?|(?:at|after|during) (?:the|our)"
_MONTH_ALONE = re.compile(rf"\b({_WHICH}) ({MONTH})\b(?! (?:\d|of|last|this))", re.I | re.A)
_LAST = re.compile(r"\blast (year|month)\b", re.I | re.A)
_DAY_LAST_YEAR = re.compile(rf"\b({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? last year\b", re.I | re.A)
_AGO = re.compile(r"\b(\w+) (year|month|week|day)s? ago\b", re.I | re.A)


def money_in(text: str) -> tuple[Money, bool] | None:
    """The value stated in a text, and whether it is a lower bound.

    Examples:
        >>> money_in("worth a total of more than $2 billion")
        (Money(amount=Decimal('2000000000'), currency='USD'), True)
    """
    # Faster than the pattern, and most mentions state no value.
    if "worth" not in text and "total" not in text and "valued" not in text and "tune of" not in text:
        return None
    worth = says(text, "worth")
    if worth is None:
        return None
    for match in _MONEY.finditer(text, worth.end(), worth.end() + 80):
        currency = (match["sign"] or match["name"] or "").strip().lower()
        if currency:
            amount = Decimal(match["number"].replace(",", "")) * _UNITS[(match["unit"] or "").lower()]
            at_least = says(text[worth.start() : match.start()], "at least") is not None
            return Money(amount=amount, currency=CURRENCIES[currency]), at_least
    return None


def count_in(sentence: Sentence, first: int, head: int) -> tuple[int | None, bool]:
    """The number of documents given by the modifiers, and whether it is a lower bound."""
    for index in range(first, head):
        if sentence.kinds[index] != "number" or is_year(sentence.words[index]):
            continue
        is_vague = sentence.lower[index] in _MULTIPLES and "several" in sentence.lower[first:index]
        number = 0 if is_vague else _spelled(sentence.lower[index:head])
        return number or None, bool(number) and says(sentence.slice(first, index), "at least") is not None
    return None, False


def _spelled(words: list[str]) -> int:
    """The number at the beginning of some words: `1,200`, `one hundred and nine`; 0 if there is none."""
    total = part = 0
    for word in words:
        number = _number(word.replace(",", ""), longest=9)
        if word in _MULTIPLES:
            part = max(part, 1) * _MULTIPLES[word]
            if part >= _THOUSAND:
                total, part = total + part, 0
        elif number and (part % 100 == 0 or (part % 10 == 0 and number < _TEN)):
            part += number
        elif word != "and" or part % 100:
            break
    return total + part


def _number(word: str, longest: int) -> int:
    """The number expressed by a word or figures; 0 if there is none."""
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) <= longest else 0
    return NUMBERS.get(word, 0)


@lru_cache(maxsize=512)
def _free_date(text: str) -> str | None:
    """A date in any spelling that names day, month and year."""
    try:
        return parse(text, default=datetime(2000, 1, 1)).date().isoformat()
    except (ParserError, OverflowError):
        return None


def _number_of(month: str) -> int:
    return MONTHS.index(month.lower()) + 1


def named_date(text: str) -> str | None:
    """The absolute date in a text: day, or else month, or else year.

    Examples:
        >>> named_date("the treaty of May 25, 1992"), named_date("in March 2015"), named_date("no date")
        ('1992-05-25', '2015-03', None)
    """
    if "19" not in text and "20" not in text:
        return None
    if match := _DAY.search(text):
        return _free_date(match[0])
    if match := _MONTH_YEAR.search(text):
        return f"{match[2]}-{_number_of(match[1]):02}"
    match = _YEAR.search(text)
    return match[1] if match else None


def relative_date(text: str, day: date) -> str | None:
    """The date in a text that is relative to the day of the event.

    Examples:
        >>> relative_date("last year", date(2018, 5, 3)), relative_date("two months ago", date(2018, 5, 3))
        ('2017', '2018-03')
    """
    if day.year < 2:  # There is no earlier year.
        return None
    if match := _DAY_LAST_YEAR.search(text):
        return _latest_day(_number_of(match[1]), int(match[2]), date(day.year - 1, 12, 31))
    if match := _MONTH_OF_YEAR.search(text):
        return f"{day.year - (match[2].lower() == 'last'):04}-{_number_of(match[1]):02}"
    if match := _MONTH_ALONE.search(text):
        return _latest_month(_number_of(match[2]), day, match[1].lower())
    if match := _LAST.search(text):
        return _before(day, match[1].lower(), 1)
    if match := _AGO.search(text):
        return _before(day, match[2].lower(), _many(match[1].lower()))
    if "yesterday" in text.lower():
        return _before(day, "day", 1)
    match = _DAY_AND_MONTH.search(text)
    return _latest_day(_number_of(match[1]), int(match[2]), day) if match else None


def _many(word: str) -> int:
    """The number of years or days expressed by a word or figures; 0 if there is none."""
    return 1 if word in ("a", "an") else _number(word, longest=3)


def _before(day: date, unit: str, many: int) -> str | None:
    """The date that is this number of years, months, weeks or days earlier, as precise as its unit."""
    if not 0 < many < day.year - 1:
        return None
    deltas = {"year": relativedelta(years=many), "month": relativedelta(months=many), "week": relativedelta(weeks=many)}
    found: date = day - deltas.get(unit, relativedelta(days=many))
    return found.isoformat()[: {"year": 4, "month": 7}.get(unit, 10)]


def _latest_month(month: int, day: date, which: str) -> str:
    """The latest month of that name that is not after the event; `last May` is not the month of the event."""
    year_before = month > day.month - (which == "last") and not which.startswith("this")
    return f"{day.year - year_before:04}-{month:02}"


def _latest_day(month: int, number: int, day: date) -> str | None:
    """The latest such day that is not after the event."""
    for year in (day.year, day.year - 1):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found <= day:
            return found.isoformat()
    return None


def anniversary_year(text: str, day: date) -> str | None:
    """The year whose anniversary a text marks.

    Examples:
        >>> anniversary_year("the 25th anniversary of the treaty", date(2017, 6, 1))
        '1992'
    """
    marked = "anniversary" in text or " years " in text or "turn" in text
    match = says(text, "anniversary") if marked else None
    if match is None:
        return None
    ordinal = match[2]
    years = _ORDINALS.get(ordinal.lower(), 0) if ordinal else _many((match[1] or match[3] or match[4]).lower())
    return str(day.year - years) if 0 < years < day.year - 1000 else None
