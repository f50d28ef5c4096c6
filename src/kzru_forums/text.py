"""The normal form of strings, and ids made of them."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

BREAKS = re.compile(r"\r\n|\n|\r")
_BLANKS = re.compile("  +")
_DROPPED = ("\u200b", "\u00ad", "\ufeff")
# What follows a link without a blank: closing punctuation, and an apostrophe with what it adds to the word.
CLOSE = re.compile(r"[,:;!?)’\]]|\.(?!\.)|'(?:(?:s|t|re|ve|ll|d)\b|(?= ))")
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
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


def normal(text: str) -> str:
    r"""The normal form of a line: blanks folded, invisible characters dropped, ends stripped.

    Examples:
        >>> normal(" Nur\u00adsultan\u00a0 Nazarbayev ")
        'Nursultan Nazarbayev'
    """
    if not text.isprintable():
        text = text.replace("\u00a0", " ").replace("\t", " ")
        for char in _DROPPED:
            text = text.replace(char, "")
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return text.strip()


def joined(first: str, second: str) -> str:
    """Two lines that a hover card broke, as one: a blank between them, none before closing punctuation."""
    if not first or not second or CLOSE.match(second):
        return first + second
    return f"{first} {second}"


def all_joined(lines: Sequence[str]) -> str:
    """`joined` for any number of lines, in linear time."""
    parts = list(lines[:1])
    for line in lines[1:]:
        parts += (line,) if CLOSE.match(line) else (" ", line)
    return "".join(parts)


def offsets_in(raw: str) -> list[int]:
    """For each character of the normal form of `raw`, and for its end, where it stands in `raw` itself."""
    offsets: list[int] = []
    at = 0
    for char in all_joined([words for line in BREAKS.split(raw) if (words := normal(line))]):
        while raw[at] != char and not (char == " " and raw[at].isspace()):
            at += 1
        offsets.append(at)
        at += 1
    return [*offsets, at]


def decomposed(text: str) -> str:
    """A text with accents split off its letters, and letters that do not split written in those of English.

    >>> decomposed("Łódź").isascii(), decomposed("Əliyev")
    (False, 'Eliyev')
    """
    return unicodedata.normalize("NFKD", text.translate(_FOLDED))


def slug(text: str, longest: int = 60) -> str:
    """Lower-case ASCII letters and digits joined by hyphens, cut at a word where it is longer than `longest`.

    >>> slug("Kassym-Jomart Tokayev’s visit")
    'kassym-jomart-tokayevs-visit'
    """
    plain = decomposed(text.replace("’", "").replace("'", ""))
    words = _NOT_IN_IDS.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    if len(words) <= longest:
        return words
    cut = words[: longest + 1].rpartition("-")[0]
    return cut or words[:longest]


def event_id(day: date | None, title: str) -> str:
    """`ev-2012-09-19-ix-russia-kazakhstan-interregional-cooperation-forum`."""
    parts = ("ev", day.isoformat() if day else "", slug(title))
    return "-".join(part for part in parts if part)


def statement_id(event: str, position: int) -> str:
    """`<event id>.s0007`: position 0-based, at least four digits."""
    return f"{event}.s{position:04d}"
