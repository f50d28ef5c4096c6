"""Splits paragraphs into the sentences that can contain a mention, and these into words.

Every text is first searched for parts of head nouns. Only sentences that contain one are split into words.
"""

import re
from bisect import bisect
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import cast

from kzru_forums.agreements.lexicon import PARTS_OF_HEADS, Word, class_at_start, classify, lowered

_TEXTS = tuple(part for part in PARTS_OF_HEADS if "(" not in part)
_PATTERNS = tuple(re.compile(part) for part in PARTS_OF_HEADS if "(" in part)
_LONGEST = 4000
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}[A-Za-z]?|[\w’‑–/-]+(?:[.,]\d+)*\+?|\S")
_END = re.compile(
    r"""([.!?…](?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|No|vs)\.)(?<!\b(?:Mrs|Nos|Gen|Art|[ap]\.m|i\.e|e\.g)\.)(?<!\bProf\.)
    [\"”’)\]]{0,3})\s+(?=[\"“‘(\[«]?[A-Z0-9])""",
    re.VERBOSE,
)
"""The end of a sentence and the following spaces: punctuation (not of an abbreviation) before a capital or figure."""


def hits_in(text: str) -> list[int]:
    """Offsets of parts of head nouns in a normalised text, in order; without any, the text contains no mention.

    Examples:
        >>> hits_in("They met. They signed a treaty.")
        [25]
    """
    found = [match.start() for pattern in _PATTERNS for match in pattern.finditer(text)]
    for part in _TEXTS:
        place = text.find(part)
        while place >= 0:
            found.append(place)
            place = text.find(part, place + 1)
    return sorted(found)


def paragraphs_with_hits(paragraphs: Sequence[str]) -> dict[int, list[int]]:
    """The hits by index of the paragraph, in order.

    All paragraphs are searched as one text: a few long searches cost far less than many short ones.
    """
    found: dict[int, list[int]] = {}
    places = hits_in("\n".join(paragraphs))
    if places:
        starts = [0, *accumulate(map((1).__add__, map(len, paragraphs)))]
        for place in places:
            index = bisect(starts, place) - 1
            found.setdefault(index, []).append(place - starts[index])
    return found


def sentences_with_hits(text: str, hits: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of every sentence of a paragraph that has a hit, and whether it is only about programmes.

    The spaces between sentences belong to none.

    Examples:
        >>> list(sentences_with_hits("Mr Adams left. They signed a treaty!", [31]))
        [(15, 36, False)]
    """
    index = start = 0
    while index < len(hits):
        place = hits[index]
        farthest = min(place + _LONGEST + 100, len(text))
        # Of the ends before the hit, only the last one is kept.
        before, after = deque(_END.finditer(text, start, place + 1), maxlen=1), _END.search(text, place, farthest)
        start = before[0].end() if before else start
        start, end = _cut(text, start, after.end(1) if after else farthest, place)
        programmes = True
        while index < len(hits) and hits[index] < end:
            programmes = programmes and text.startswith("gram", hits[index])
            index += 1
        yield start, end, programmes
        start = end + text.startswith(" ", end)


def _cut(text: str, start: int, end: int, place: int) -> tuple[int, int]:
    """Start and end of a sentence, or of the part around `place` if it is too long: every mention contains it."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = start + _LONGEST if blank < 0 else blank
        if place < cut:
            return start, cut
        start = cut + (blank >= 0)
    return start, end


class _Tokens(dict[str, tuple[str | int, ...]]):
    """A cache of the words between two blanks: of each its spelling, lower case, class, and distance to the next.

    Texts repeat words, so most sentences are built from the cache.
    """

    def __missing__(self, chunk: str) -> tuple[str | int, ...]:
        if len(self) > _MOST_CHUNKS:
            self.clear()
        words = _TOKEN.findall(chunk)
        rows = [(word, lowered(word), classify(word), len(word)) for word in words]
        found = tuple(chain.from_iterable(rows))
        found = (*found[:-1], len(words[-1]) + 1)
        if len(chunk) <= _LONGEST_CHUNK:
            self[chunk] = found
        return found


_MOST_CHUNKS = 1 << 15
_LONGEST_CHUNK = 64
tokens_of = _Tokens().__getitem__
"""The words of a text without blanks."""


class Sentence:
    """The words of one sentence in normal form: spelling, lower case and class, in parallel lists.

    The lists end with a full stop that is not in the text, so that a word always has one to its right, and the first
    word has it at index -1 to its left.
    Apostrophes are typographic in all three.
    """

    __slots__ = ("_starts", "_steps", "kinds", "lower", "start", "text", "words")

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.start = start
        flat = [*chain.from_iterable(map(tokens_of, text.replace("'", "’").split())), ".", ".", "mark"]
        self.words = cast("list[str]", flat[::4])
        self.lower = cast("list[str]", flat[1::4])
        self.kinds = cast("list[Word]", flat[2::4])
        self._steps = cast("list[int]", flat[3::4])
        self._starts: list[int] = []
        if text and self.words[0][0].isupper():
            self.kinds[0] = class_at_start(self.words[0].lower())

    def begin(self, index: int) -> int:
        """Offset in the sentence of the first character of word `index`."""
        if not self._starts:
            self._starts = list(accumulate(self._steps, initial=0))
        return self._starts[index]

    def end(self, index: int) -> int:
        """End offset (exclusive) in the sentence of word `index`."""
        return self.begin(index) + len(self.words[index])

    def __len__(self) -> int:
        """Number of words, without the full stop that ends the lists."""
        return len(self.words) - 1

    def slice(self, first: int, last: int) -> str:
        """The text from word `first` up to but not including word `last`."""
        return self.text[self.begin(first) : self.end(last - 1)] if last > first else ""
