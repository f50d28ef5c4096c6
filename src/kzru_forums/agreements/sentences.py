"""Sentences of a paragraph, and the words of a sentence with their classes."""

import re

from kzru_forums.agreements.lexicon import Word, word_class

_LONGEST = 4000
_TOKEN = re.compile(r"[\w’‑–/-]+(?:[.,]\d+)*|\S")
_END = re.compile(r"[.!?…][\"”’)\]]{0,3}\s+(?=[\"“‘(\[«]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|vs|Gen|Prof|Art|[A-Z])|\b[ap]\.m|\bi\.e|\be\.g)\.\Z")


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence of a paragraph, without the blanks between them.

    Examples:
        >>> sentence_bounds("Mr Adams left. They stayed!")
        [(0, 14), (15, 27)]
    """
    bounds = []
    start = 0
    for match in _END.finditer(text):
        mark = match.start() + 1
        if text[mark - 1] == "." and _ABBREVIATION.search(text, max(start, mark - 6), mark):
            continue
        bounds.append((start, match.start() + len(match[0].rstrip())))
        start = match.end()
    bounds.append((start, len(text)))
    if len(text) <= _LONGEST:
        return bounds
    return [part for first, last in bounds for part in _cut(text, first, last)]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, or its parts where it is so long that it can be none: every mention carries its sentence."""
    parts = []
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = start + _LONGEST if blank < 0 else blank
        parts.append((start, cut))
        start = cut + (blank >= 0)
    return [*parts, (start, end)]


class Sentence:
    """The words of one sentence: spelling, lower case and class, in parallel lists.

    The lists end with a full stop that is not in the text, so that a word always has one to its right.
    Apostrophes are typographic in all three.
    """

    __slots__ = ("_plain", "_starts", "kinds", "lower", "start", "text", "words")

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.start = start
        self._plain = text.replace("'", "’")
        self._starts: list[int] = []
        self.words = _TOKEN.findall(self._plain)
        self.lower = list(map(str.lower, self.words))
        self.kinds = list(map(word_class, self.words))
        if self.words and self.words[0][0].isupper():
            first = word_class(self.lower[0])
            self.kinds[0] = Word.NAME if first is Word.NOUN else first
        self.words.append(".")
        self.lower.append(".")
        self.kinds.append(Word.MARK)

    def begin(self, index: int) -> int:
        """Offset in the sentence of the first character of word `index`."""
        starts = self._starts
        # Most sentences never need places, and those that do rarely need them all.
        while len(starts) <= index:
            behind = starts[-1] + len(self.words[len(starts) - 1]) if starts else 0
            starts.append(self._plain.find(self.words[len(starts)], behind))
        return starts[index]

    def end(self, index: int) -> int:
        """Offset in the sentence behind the last character of word `index`."""
        return self.begin(index) + len(self.words[index])

    def __len__(self) -> int:
        """Number of words, without the full stop that ends the lists."""
        return len(self.words) - 1

    def slice(self, first: int, last: int) -> str:
        """The text from word `first` up to, not including, word `last`."""
        return self.text[self.begin(first) : self.end(last - 1)] if last > first else ""

    def kind_before(self, index: int) -> Word:
        """Class of the word before word `index`; that of a mark where the sentence begins."""
        return self.kinds[index - 1] if index > 0 else Word.MARK
