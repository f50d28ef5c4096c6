"""Labels mended: broken capitals and glued words (quirk 5 of docs/format.md)."""

import re

from kzru_forums.facts.countries import country_at_start

INITIAL = re.compile(r"(?:[^\W\d_]\.-?){1,3}")
ROMAN = re.compile(r"[IVX]{1,5}")
SMALL = frozenset(
    "a al an and as at bin by de del der di dos du el for from in la le of on or the to via with von van".split()
)
"""Words that ordinary capitals leave small."""
_SHOUTED = frozenset({"OF", "AND", "THE", "FOR", "IN"})
_SHOUTED_ENDING = re.compile(r"(?<=[’'])S\b")
_GLUE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_GLUED_OF = re.compile(r"\b([A-Z][^\W\d_]{3,})of (?=[A-Z])")


def is_acronym(token: str) -> bool:
    """Whether a word is capitals alone, and neither initials nor a number."""
    return len(token) > 1 and token.isupper() and not INITIAL.fullmatch(token) and not ROMAN.fullmatch(token)


def ordinary_capitals(label: str) -> str:
    """Broken capitals mended: `President OF RUSSIA VLADIMIR PUTIN`, `Speaker of The Moscow City Duma`, `Russia’S`.

    Words are changed only in a label that shows the damage; acronyms stay in labels whose other words are ordinary.
    """
    words = label.split(" ")
    shouted = [word for word in words if not word.startswith("(") and is_acronym(word.strip(","))]
    broken = not _SHOUTED.isdisjoint(words)
    if broken or (shouted and words[-1] in shouted and len(words) <= 3 and len(words[-1]) > 3):
        known = [] if broken else words[:-2]
        words = [word if word in known else _capitalised(word) for word in words]
    mended = " ".join(word.lower() if index and word == "The" else word for index, word in enumerate(words))
    mended = _SHOUTED_ENDING.sub("s", mended)
    return mended[:1].upper() + mended[1:] if mended[:1].islower() and len(words) > 1 else mended


def _capitalised(word: str) -> str:
    if word.lower() in SMALL:
        return word.lower()
    return "-".join(part[:1] + part[1:].lower() if part.isupper() else part for part in word.split("-"))


def unglued(label: str) -> str:
    """Glue undone: `VladimirPutin` where the label is that one word, `Al Khalifaof Bahrain` before a country."""
    if " " not in label and len(parts := _GLUE.split(label)) == 2 and min(map(len, parts)) >= 3:
        return f"{parts[0]} {parts[1].capitalize()}"
    found = _GLUED_OF.search(label)
    if found and country_at_start(label[found.end() :]):
        return f"{label[: found.end(1)]} of {label[found.end() :]}"
    return label
