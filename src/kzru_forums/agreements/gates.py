"""Which head nouns mean a document that parties conclude together: a gate a noun, each passed by a named rule."""

from collections.abc import Callable

from attrs import define

from kzru_forums.agreements.discourse import Context, Memory
from kzru_forums.agreements.lexicon import COPULAS, POINTING, Word
from kzru_forums.agreements.nouns import Head
from kzru_forums.agreements.parties import event_parties, states_in
from kzru_forums.agreements.sentences import Sentence


@define
class Phrase:
    """A noun phrase around a head noun, before it is known to be a mention."""

    sentence: Sentence
    head: Head
    place: int
    """Index of the head noun."""
    first: int
    last: int
    """Index behind the last word."""
    context: Context
    memory: Memory
    modifiers: frozenset[str]

    @property
    def named(self) -> bool:
        """Whether the head is written as a name: `the Treaty on …`."""
        return self.sentence.words[self.place][0].isupper() and self.place > 0

    @property
    def after(self) -> str:
        """The word behind the head."""
        return self.sentence.lower[self.place + 1]

    @property
    def complemented(self) -> bool:
        """Whether something follows the head in the phrase."""
        return self.last > self.place + 1

    @property
    def before(self) -> str:
        """The word before the phrase."""
        return self.sentence.lower[self.first - 1] if self.first else ""

    @property
    def articled(self) -> bool:
        """Whether an article was dropped."""
        return self.first > 0 and self.sentence.kinds[self.first - 1] is Word.ARTICLE

    @property
    def points(self) -> bool:
        """Whether the phrase begins with `this`, `these` …"""
        return self.sentence.lower[self.first] in POINTING


