"""Sentences of a paragraph, and the words of a sentence with their classes."""

import re
from collections.abc import Iterator

from kzru_forums.agreements.lexicon import MARK, Word, class_at_start, classify

_LONGEST = 4000
_TOKEN = re.compile(r"[\w’‑–/-]+(?:[.,]\d+)*|\S")
_END = re.compile(
    r"""([.!?…](?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|No|vs)\.)(?<!\b(?:Mrs|Nos|Gen|Art|[ap]\.m|i\.e|e\.g)\.)(?<!\bProf\.)
    [\"”’)\]]{0,3})\s+(?=[\"“‘(\[«]?[A-Z0-9])""",
    re.VERBOSE,
)
"""The end of a sentence and the blanks behind it: a mark that is no abbreviation's, before a capital or a figure."""


def sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence of a paragraph, without the blanks between them.

    Examples:
        >>> list(sentence_bounds("Mr Adams left. They stayed!"))
        [(0, 14), (15, 27)]
    """
    start = 0
    for match in _END.finditer(text):
        yield from _cut(text, start, match.end(1))
        start = match.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or its parts where it is so long that it can be none: every mention carries its sentence."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = start + _LONGEST if blank < 0 else blank
        yield start, cut
        start = cut + (blank >= 0)
    yield start, end


class _Tokens(dict[str, tuple[list[str], list[str], list[Word]]]):
    """Spelling, lower case and class of the words between two blanks, for all that were seen so far.

    Texts repeat their words: most sentences are put together without a look at their letters.
    """

    def __missing__(self, chunk: str) -> tuple[list[str], list[str], list[Word]]:
        if len(self) > _MOST_CHUNKS:
            self.clear()
        words = _TOKEN.findall(chunk)
        found = words, list(map(str.lower, words)), list(map(classify, words))
        if len(chunk) <= _LONGEST_CHUNK:
            self[chunk] = found
        return found


_MOST_CHUNKS = 1 << 15
_LONGEST_CHUNK = 64
tokens_of = _Tokens().__getitem__
"""The words of a text without blanks."""


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
        words: list[str] = []
        lower: list[str] = []
        kinds: list[Word] = []
        for chunk in map(tokens_of, self._plain.split()):
            words += chunk[0]
            lower += chunk[1]
            kinds += chunk[2]
        if words and words[0][0].isupper():
            kinds[0] = class_at_start(lower[0])
        words.append(".")
        lower.append(".")
        kinds.append(MARK)
        self.words, self.lower, self.kinds = words, lower, kinds

    def begin(self, index: int) -> int:
        """Offset in the sentence of the first character of word `index`."""
        if len(self._starts) <= index:
            self._locate(index)
        return self._starts[index]

    def _locate(self, index: int) -> None:
        """Find the places up to word `index`: most sentences need none, and few need them all."""
        starts, find = self._starts, self._plain.find
        behind = starts[-1] + len(self.words[len(starts) - 1]) if starts else 0
        for word in self.words[len(starts) : index + 1]:
            place = find(word, behind)
            starts.append(place)
            behind = place + len(word)

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
        return self.kinds[index - 1] if index > 0 else MARK
