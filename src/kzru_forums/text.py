"""Normalisation of strings, ids derived from them, and dates as the site prints them."""

import re
import unicodedata
from calendar import month_name, monthrange
from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from itertools import count

from kzru_forums.patterns import regex

BREAKS = regex(r"\r\n|\n|\r")
_BLANKS = regex("  +")
_DROPPED = ("\u200b", "\u00ad", "\ufeff")
FORMAT = "".join(map(chr, (*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))))
"""Characters without a width that only control how text is displayed; none is on a page of the site."""
INVISIBLE = f"{''.join(_DROPPED)}{FORMAT}"
SPACES = dict.fromkeys((*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
"""Spaces of other widths; each is replaced by one character, so offsets are preserved."""
_NORMAL = {**SPACES, **dict.fromkeys(map(ord, FORMAT))}
_TYPOGRAPHIC = frozenset("\u200b\u200e\u200f\u2009\u202f\ufeff‐‑–—−‘’‚“”„†‡•…‰‹›№€™ˆ˜")
# Follows a link without a space: closing punctuation, or an apostrophe with its suffix.
CLOSE = regex(r"[,:;!?)’\]]|\.(?!\.)|'(?:(?:s|t|re|ve|ll|d)\b|(?= ))")
_FOLDED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "đ": "d",
        "Đ": "D",
        "ə": "e",
        "Ə": "E",
    }
)
_NOT_IN_IDS = regex(r"[^a-z0-9]+")


def normal(text: str) -> str:
    r"""Normalise a line: collapse spaces, remove invisible characters, strip both ends.

    Examples:
        >>> normal(" Nur\u00adsultan\u00a0 Nazarbayev ")
        'Nursultan Nazarbayev'
    """
    if not text.isprintable():
        text = text.replace("\u00a0", " ").replace("\t", " ")
        for char in _DROPPED:
            if char in text:  # Much faster than a replacement that finds nothing.
                text = text.replace(char, "")
        if not text.isprintable():
            text = text.translate(_NORMAL)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return text.strip()


def is_typographic(sign: str) -> bool:
    """Whether a character is a Latin letter or sign beyond ASCII, or printed between English words."""
    return "\x80" <= sign < "\u0250" or sign in _TYPOGRAPHIC


def joined(first: str, second: str) -> str:
    """Join two lines that a hover card broke, with a space unless the second begins with closing punctuation."""
    if not first or not second or CLOSE.match(second):
        return first + second
    return f"{first} {second}"


def all_joined(lines: Sequence[str]) -> str:
    """Like `joined` for any number of lines, in linear time."""
    parts = list(lines[:1])
    for line in lines[1:]:
        parts += (line,) if CLOSE.match(line) else (" ", line)
    return "".join(parts)


def offsets_in(raw: str) -> list[int]:
    """Offsets in `raw` of each character of its normal form, and of the end."""
    offsets: list[int] = []
    at = 0
    for char in all_joined([words for line in BREAKS.split(raw) if (words := normal(line))]):
        while raw[at] != char and not (char == " " and raw[at].isspace()):
            at += 1
        offsets.append(at)
        at += 1
    return [*offsets, at]


def decomposed(text: str) -> str:
    """Separate accents from their letters, and replace letters that do not decompose by English ones.

    >>> decomposed("Łódź").isascii(), decomposed("Əliyev")
    (False, 'Eliyev')
    """
    return text if text.isascii() else unicodedata.normalize("NFKD", text.translate(_FOLDED))


def slug(text: str, longest: int = 60) -> str:
    """Lower-case ASCII letters and digits joined by hyphens, cut at a word boundary if longer than `longest`.

    >>> slug("Kassym-Jomart Tokayev’s visit")
    'kassym-jomart-tokayevs-visit'
    """
    plain = decomposed(text.replace("’", "").replace("'", ""))
    if not plain.isascii():
        plain = plain.encode("ascii", "ignore").decode()
    words = _NOT_IN_IDS.sub("-", plain.lower()).strip("-")
    if len(words) <= longest:
        return words
    cut = words[: longest + 1].rpartition("-")[0]
    return cut or words[:longest]


def event_id(day: date | None, title: str) -> str:
    """The id of an event, such as `ev-2012-09-19-ix-russia-kazakhstan-interregional-cooperation-forum`."""
    return "-".join(filter(None, ("ev", day.isoformat() if day else "", slug(title))))


def statement_id(event: str, position: int) -> str:
    """The id of a statement, `<event id>.s0007`: its 0-based position with at least four digits."""
    return f"{event}.s{position:04d}"


_MONTHS = {name: number for number, name in enumerate(month_name) if name}
MONTHS = tuple(name.lower() for name in _MONTHS)
"""Names of the months, January first, in lower case."""
_MONTH = "|".join(_MONTHS)
RANGE = regex(
    rf"(?P<month>{_MONTH}) (?P<day>[0-9]{{1,2}})(?:, (?P<year>[0-9]{{4}}))?"
    rf"(?: ?[-\u2010-\u2015\u2212] ?(?:(?P<to_month>{_MONTH}) )?(?P<to_day>[0-9]{{1,2}}))?"
    rf"(?(year)(?:, (?P<to_year>[0-9]{{4}}))?|, (?P<last_year>[0-9]{{4}}))"
)
DAY = regex(rf"({_MONTH}) ([0-9]{{1,2}}), ([0-9]{{4}})")
"""A day as the site prints it."""
_MONTHS_IN_SHORT = "|".join(sorted({*_MONTHS, *(name[:3] for name in _MONTHS), "Sept"}, key=len, reverse=True))
ANY_DAY = regex(
    rf"(?P<month>{_MONTHS_IN_SHORT})\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})"
    rf"|(?P<day_first>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month_next>{_MONTHS_IN_SHORT})\.?,?"
    r" (?P<year_last>[0-9]{4})"
    r"|(?P<iso_year>[0-9]{4})[-/](?P<iso_month>[0-9]{1,2})[-/](?P<iso_day>[0-9]{1,2})"
    r"|(?P<dotted_day>[0-9]{1,2})\.(?P<dotted_month>[0-9]{1,2})\.(?P<dotted_year>[0-9]{4})",
    re.IGNORECASE,
)
"""A day in any common spelling; all-numeric spellings only if they are unambiguous."""
_SHORT = frozenset(name[:3] for name in _MONTHS)
_TIME = regex(r"([0-9]{1,2}):([0-9]{2})")


ANNOUNCED = "Announcement, "
"""Prefix of the date line of an announcement."""


def is_day(text: str) -> bool:
    """Whether a whole line has the form of a day, `MONTH DAY, YEAR`, optionally with the prefix of an announcement."""
    text = text.removeprefix(ANNOUNCED)
    return text[:3] in _SHORT and DAY.fullmatch(text) is not None


def day_of(match: re.Match[str]) -> date | None:
    """The day that a match of `ANY_DAY` means; None if the date is invalid."""
    year = match["year"] or match["year_last"] or match["iso_year"] or match["dotted_year"]
    day = match["day"] or match["day_first"] or match["iso_day"] or match["dotted_day"]
    number = match["iso_month"] or match["dotted_month"]
    name = (match["month"] or match["month_next"] or "")[:3].capitalize()
    month = int(number) if number else next(value for key, value in _MONTHS.items() if key.startswith(name))
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def date_and_rest(text: str) -> tuple[str, str] | None:
    """Day and place of a line `MONTH DAY, YEAR[, PLACE]`, as printed; None for any other line."""
    begin = len(ANNOUNCED) if text.startswith(ANNOUNCED) else 0
    match = DAY.match(text, begin) if text[begin : begin + 3] in _SHORT else None
    if not match:
        return None
    rest = text[match.end() :]
    if rest and not rest.startswith(", "):
        return None
    return text[: match.end()], rest[2:]


def printed_day(day: date) -> str:
    """A day as the site prints it, `MONTH DAY, YEAR`."""
    return f"{month_name[day.month]} {day.day}, {day.year:04d}"


def printed_range(first: date, last: date | None = None) -> str:
    """A range of days as the site prints it, without repeating month or year; a single day if `last` is None."""
    if last is None:
        return printed_day(first)
    if first.year != last.year:
        return f"{printed_day(first)} − {printed_day(last)}"
    if first.month != last.month:
        return f"{month_name[first.month]} {first.day} − {printed_day(last)}"
    return f"{month_name[first.month]} {first.day} − {last.day}, {last.year:04d}"


def printed_days(*days: date | None) -> str:
    """A readable range with both days in full; a single day if they are equal or one is None."""
    return " – ".join(dict.fromkeys(printed_day(day) for day in days if day))


def is_range(text: str) -> bool:
    """Whether a whole line has the form of a day or of a range of days."""
    return text[:3] in _SHORT and RANGE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def to_day(text: str) -> date | None:
    """The day that a line `MONTH DAY, YEAR` names, also in another common spelling; None if the date is invalid."""
    text = text.removeprefix(ANNOUNCED)
    match = DAY.fullmatch(text)
    if match:
        return _date(match[3], match[1], match[2])
    other = ANY_DAY.fullmatch(text)
    return day_of(other) if other else None


@lru_cache(maxsize=4096)
def to_range(text: str) -> tuple[date | None, date | None]:
    """First and last day of a range; the last is None for a single day."""
    match = RANGE.fullmatch(text)
    if not match:
        return None, None
    last_year = match["to_year"] or match["last_year"] or match["year"]
    first = _date(match["year"] or last_year, match["month"], match["day"])
    if not match["to_day"]:
        return first, None
    return first, _date(last_year, match["to_month"] or match["month"], match["to_day"])


def is_possible_range(text: str) -> bool:
    """Whether a day or range has the form that the site prints and all its dates are valid."""
    match = RANGE.fullmatch(text)
    return match is not None and None not in to_range(text)[: 2 if match["to_day"] else 1]


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _MONTHS[month], int(day))
    except ValueError:
        return None


def is_time(text: str) -> bool:
    """Whether a whole line has the form of a time, `HH:MM`."""
    return len(text) <= 5 and _TIME.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def to_time(text: str) -> time | None:
    """The time that a line `HH:MM` names; None if it is invalid."""
    match = _TIME.fullmatch(text)
    try:
        return time(int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


def to_moment(text: str) -> datetime | None:
    """The day and time of `MONTH DAY, YEAR, HH:MM`; None if either is missing or invalid."""
    head, _, tail = text.rpartition(", ")
    day, clock = to_day(head), to_time(tail)
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock)


_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
ORDINALS = {word: number for number, word in enumerate(_UNITS + _TEENS, 1)} | {
    word: tens + number
    for stem, tens in (("twent", 20), ("thirt", 30))
    for number, word in enumerate([f"{stem}ieth", *(f"{stem}y-{unit}" for unit in _UNITS)])
}
"""Ordinals in words, up to `thirty-ninth`, with their numbers."""
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_ROMAN = {"i": 1, "v": 5, "x": 10}


def ordinal_number(printed: str | None) -> int | None:
    """The number of an ordinal: a word, digits with a suffix, or a Roman numeral up to 39; None for None.

    Examples:
        >>> ordinal_number("ninth"), ordinal_number("10th"), ordinal_number("XIV")
        (9, 10, 14)
    """
    if printed is None:
        return None
    word = printed.lower()
    if word in ORDINALS:
        return ORDINALS[word]
    if word[0].isdigit():
        return int(word[:-2])
    digits = [_ROMAN[letter] for letter in word]
    return sum(-one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True))


_PERIOD = regex(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(period: date | str | None) -> date | None:
    """The first day of a period: of a date, or of a year, month or day in ISO 8601; None for None.

    Raises:
        TypeError: the period is neither a date nor a string.
        ValueError: it is not a valid year, month or day.

    Examples:
        >>> first_day("2012-09"), last_day("2012-09")
        (datetime.date(2012, 9, 1), datetime.date(2012, 9, 30))
    """
    return None if period is None else _days_of(period)[0]


def last_day(period: date | str | None) -> date | None:
    """The last day of a period; takes the same values as `first_day`."""
    return None if period is None else _days_of(period)[1]


def _days_of(period: date | str) -> tuple[date, date]:
    if isinstance(period, date) and not isinstance(period, datetime):
        return period, period
    if not isinstance(period, str):
        raise TypeError(f"expected a date or a string like '2012-09-19', not {type(period).__name__}")
    match = _PERIOD.fullmatch(period)
    try:
        if not match:
            raise ValueError
        year, month, day = (int(part) if part else 0 for part in match.groups())
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, first if day else date(year, last_month, monthrange(year, last_month)[1])
    except ValueError:
        raise ValueError(f"expected a date like '2012', '2012-09' or '2012-09-19', not {period!r}") from None


def free_id(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or if that is taken, the first of `wanted-2`, `wanted-3` … that is free."""
    return next(name for name in _numbered(wanted) if name not in taken)


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"{wanted}-{number}" for number in count(2))


class UniqueNames:
    """Hands out unique names, in linear time even if the same name is requested many times."""

    def __init__(self, *given: str) -> None:
        self._given = set(given)
        self._left: dict[str, Iterator[str]] = {}

    def new(self, wanted: str) -> str:
        """`wanted`, with a number appended if it was handed out before."""
        name = wanted
        if name in self._given:
            left = self._left.setdefault(wanted, _numbered(wanted))
            name = next(name for name in left if name not in self._given)
        self._given.add(name)
        return name


def check_number(name: str, value: object, least: int = 0) -> None:
    """Raise an error unless an argument is an integer of at least `least`.

    Raises:
        TypeError: it is not an integer; booleans do not count.
        ValueError: it is too small.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, not {value}")
