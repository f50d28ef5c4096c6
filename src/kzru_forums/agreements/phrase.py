"""A noun phrase around a head noun, before it is known to be a mention, and what the rules ask of it."""

import re
from functools import cached_property

from attrs import define, field

from kzru_forums.agreements.discourse import Context, Found, Memory
from kzru_forums.agreements.inflection import words
from kzru_forums.agreements.lexicon import ARTICLE, NUMBER, POINTING, is_year
from kzru_forums.agreements.nouns import Head
from kzru_forums.agreements.parties import event_parties
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.agreements.states import states_in

_TWO_SIDED = words(
    """joint bilateral trilateral tripartite quadrilateral multilateral intergovernmental inter-governmental interstate
    inter-state interregional inter-regional interdepartmental interagency inter-agency interministerial
    inter-ministerial intercorporate inter-corporate cross-border partnership cooperation mutual allied integration"""
)
_TOGETHER = words("cooperation partnership interaction between")
_ONE_SIDED = words(
    """state federal national presidential government governmental regional municipal local domestic target targeted
    development investment armament arms procurement nuclear missile election electoral television tv school
    educational training research budget social housing relocation pilot cultural concert festival business internal
    party company’s corporate country’s our"""
)
_NOT_ONE_SIDED = words("joint bilateral trilateral interregional intergovernmental partnership cooperation")
_ABROAD = re.compile(
    r"\b(?:BRICS|SCO|EAEU|CIS|CSTO|G20|G8|G7|APEC|ASEAN|OPEC|EU|UN|Eurasian Economic|European Union|summit"
    r"|(?:our|both|two|three) (?:countries|states|nations)|heads of (?:state|delegation|government)|leaders of)\b"
)


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
    before: str
    """The end of what the paragraph says before the sentence."""
    context: Context
    memory: Memory
    modifiers: frozenset[str] = field(init=False)
    """The words before the head, in lower case."""

    @modifiers.default
    def _modifiers(self) -> frozenset[str]:
        return frozenset(self.sentence.lower[self.first : self.place])

    @property
    def complement(self) -> list[str]:
        """The words behind the head, in lower case."""
        return self.sentence.lower[self.place + 1 : self.last]

    @property
    def word_before_head(self) -> str:
        """The word before the head, in lower case; empty where the sentence begins with the head."""
        return self.sentence.lower[self.place - 1] if self.place else ""

    @property
    def article(self) -> str:
        """The article before the phrase, empty where there is none."""
        return self.sentence.lower[self.first - 1] if self.sentence.kind_before(self.first) is ARTICLE else ""

    @property
    def named(self) -> bool:
        """Whether the head is written as a name: `the Treaty on …`."""
        return self.place > 0 and self.sentence.words[self.place][0].isupper()

    @property
    def bare(self) -> bool:
        """Whether no modifier stands before the head."""
        return self.first == self.place

    @property
    def complemented(self) -> bool:
        """Whether something follows the head in the phrase."""
        return self.last > self.place + 1

    @property
    def points(self) -> bool:
        """Whether the phrase begins with a pointing word: `this`, `these`."""
        return self.sentence.lower[self.first] in POINTING

    @property
    def counted(self) -> bool:
        """Whether a number stands before the head."""
        sentence, places = self.sentence, range(self.first, self.place)
        return any(sentence.kinds[place] is NUMBER and not is_year(sentence.words[place]) for place in places)

    @cached_property
    def international(self) -> bool:
        """Whether the event brings states together, or the sentence speaks of some."""
        text = self.sentence.text
        if event_parties(self.context) or _ABROAD.search(text):
            return True
        return any(state != "Russia" for state in states_in(text))

    @cached_property
    def two_sided(self) -> bool:
        """Whether modifiers or complement tell of two parties."""
        if not self.modifiers.isdisjoint(_TWO_SIDED) or not _TOGETHER.isdisjoint(self.complement):
            return True
        joined = any("-" in word or "–" in word for word in self.modifiers)
        return joined and len(states_in(self.sentence.slice(self.first, self.place))) > 1

    @property
    def one_sided(self) -> bool:
        """Whether the modifiers tell of one state, company or body."""
        return not self.modifiers.isdisjoint(_ONE_SIDED) and self.modifiers.isdisjoint(_NOT_ONE_SIDED)

    def near(self, wanted: frozenset[str], left: int = 9, right: int = 9) -> bool:
        """Whether one of the wanted words stands closely before or behind the phrase."""
        lower = self.sentence.lower
        before = lower[max(0, self.first - left) : self.first]
        return not wanted.isdisjoint(before) or not wanted.isdisjoint(lower[self.last : self.last + right])

    def antecedent(self, paragraphs: int) -> Found | None:
        """The last mention in this and the `paragraphs` before it."""
        memory = self.memory
        if memory.found and memory.paragraphs - memory.read_at[-1] <= paragraphs:
            return memory.found[-1]
        return None

    @property
    def known(self) -> bool:
        """Whether a document of the same sort was mentioned before."""
        return any(found.kind is self.head.kind for found in self.memory.found[-20:])

    @property
    def shape(self) -> str:
        """The name of the rule for a noun that is a document by itself."""
        if self.points:
            return "pointing"
        if self.named:
            return "named"
        if self.counted:
            return "counted"
        return "described" if self.complemented or not self.bare else "bare"
