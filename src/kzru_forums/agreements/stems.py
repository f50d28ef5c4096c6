"""Which paragraphs and sentences can hold a mention: a search for parts of head nouns, before any word is looked at."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from operator import itemgetter

from kzru_forums.agreements.sentences import sentence_bounds
from kzru_forums.agreements.verbs import STEMS_OF_SIGNING

Hit = tuple[int, bool]
"""Where in a text a part of a head noun stands, and whether the noun is a strong one."""

# Every text is searched for all of these. A pattern that begins with one plain letter, and looks at what stands before
# it afterwards, finds many nouns in less time than it takes to search for two. A group marks the weak nouns, which
# rarely mean a document of several.
_PATTERNS = (
    re.compile(r"c(?:t(?<=ontract)|laration(?<=eclaration)|ol(?<=rotocol)|ords(?<=ccords)|onvention|harter)"),
    re.compile(r"C(?:onvention|harter)"),
    re.compile(r"m(?:ent(?:(?<=greement)|(?<=ocument)|((?<=tatement)))|orand(?<=emorand)|ap(?<=oadmap)|((?<=rogram)))"),
    re.compile(r"l(?:an(?<=tion [pP]lan)|((?<= deal)))"),
    re.compile(r"y(?<=reaty)"),
)
_STEMS = ("reaties", "é")
"""Nouns whose letters are all frequent, and a letter of communiqué that is found faster than more of it."""
_RARE_STEMS = ("oad map", "lan of", " Accord", " Pact", "ommunique", "FTA")
"""Parts of rare nouns, which are sought only in paragraphs that hold another one."""
_SUPPORTING = (
    *("artite", "artnership", "arms", "an? [A-Z]", "cross-", "etween", "gas", "grain", "lateral", "llied", "nter"),
    *("ntegration", "oint", "operation", "ommercial", "rade", "the [A-Z]", "utual", "uclear", "20[0-9][0-9]", "OPEC"),
    *("-[A-Z]", "–[A-Z]"),
    # The first letter may be a capital; what is left of a short verb stands in many words.
    *(stem[1:] for stem in STEMS_OF_SIGNING if len(stem) > 4),
    *(rf"{stem[1:]}(?<=\b[{stem[0].upper()}{stem[0]}]{stem[1:]})" for stem in STEMS_OF_SIGNING if len(stem) <= 4),
)
"""What some gate asks of a weak noun."""


def _one_of(parts: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the parts, grouped by first letters, which is quicker to search for."""
    groups = groupby(sorted(parts), key=itemgetter(0))
    return re.compile("|".join(f"{letter}(?:{'|'.join(part[1:] for part in group)})" for letter, group in groups))


_SUPPORT = _one_of(_SUPPORTING)


def hits_in(text: str) -> list[Hit]:
    """The parts of head nouns that a text in normal form holds, in order: without one no mention is sought in it.

    Examples:
        >>> hits_in("They met. They signed a treaty.")
        [(29, True)]
    """
    hits = [(match.start(), not match.lastindex) for pattern in _PATTERNS for match in pattern.finditer(text)]
    hits += _places(text, _STEMS)
    hits.sort()
    return hits


def _places(text: str, stems: Sequence[str]) -> list[Hit]:
    """Where stems of strong nouns stand."""
    hits = []
    for stem in stems:
        place = text.find(stem)
        while place >= 0:
            hits.append((place, True))
            place = text.find(stem, place + 1)
    return hits


def paragraphs_with_hits(paragraphs: Sequence[str]) -> dict[int, list[Hit]]:
    """The hits of every paragraph that has one, by its index, in order.

    All paragraphs are searched as one text: a few long searches cost far less than many short ones.
    """
    found: dict[int, list[Hit]] = {}
    hits = hits_in("\n".join(paragraphs))
    if hits:
        starts = list(accumulate([len(paragraph) + 1 for paragraph in paragraphs], initial=0))
        for place, strong in hits:
            index = bisect_right(starts, place) - 1
            found.setdefault(index, []).append((place - starts[index], strong))
    return found


def sentences_with_hits(text: str, hits: Sequence[Hit]) -> dict[tuple[int, int], bool]:
    """Start and end of every sentence of a paragraph that has a hit, and whether it has one of a strong noun."""
    rare = _places(text, [stem for stem in _RARE_STEMS if stem in text])
    found: dict[tuple[int, int], bool] = {}
    bounds = sentence_bounds(text)
    start, end = next(bounds)
    for place, strong in sorted((*hits, *rare)) if rare else hits:
        while place >= end:
            start, end = next(bounds)
        # A stem may begin with the blank between two sentences.
        if place >= start:
            found[start, end] = strong or found.get((start, end), False)
    return found


def is_supported(sentence: str) -> bool:
    """Whether a sentence that holds weak nouns alone can hold a mention by itself."""
    return _SUPPORT.search(sentence) is not None
