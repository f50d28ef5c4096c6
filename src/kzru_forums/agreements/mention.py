"""A noun phrase in its sentence, with all the features used by the tables of rules."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from kzru_forums.agreements import details, parties
from kzru_forums.agreements import lexicon as lex
from kzru_forums.agreements.clues import HERE, Clue, Time, begins_clause, find_clue, time_of
from kzru_forums.agreements.discourse import Context, Known, Memory, telling_words
from kzru_forums.agreements.lexicon import HEADS, WORDS, Head, is_plural_head, is_year, says
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.facts.states import states_in
from kzru_forums.model import AgreementKind as Kind
from kzru_forums.model import AgreementStatus as Status
from kzru_forums.model import Party

_WINDOW = 170
_HEAD_OF_PAGE = 3
"""Paragraphs, the title among them, that say what an event is about."""
_JOINED = re.compile(r",?(?: and| or| as well as|, together with)(?: also)?(?: the| an?)? \Z")
_JOINED_IN_LIST = re.compile(r"[,;](?: and)?(?: the| an?)? \Z")


if TYPE_CHECKING:
    feature = cached_property
else:

    class feature(cached_property):  # noqa: N801 - a decorator, like `property`
        """A property that is computed once, without the lock of its base, which Python 3.12 drops."""

        def __get__(self, mention, owner=None):  # noqa: D105
            value = mention.__dict__[self.attrname] = self.func(mention)
            return value


class Mention:
    """A noun phrase around a head noun; what is not cheap is computed on demand."""

    def __init__(
        self,
        sentence: Sentence,
        head: Head,
        places: tuple[int, int, int],
        before: str,
        context: Context,
        memory: Memory,
    ) -> None:
        """`places` are the indices of the head noun, of the first word and after the last word."""
        lower, kinds, (place, first, last) = sentence.lower, sentence.kinds, places
        self.sentence, self.head, self.context, self.memory = sentence, head, context, memory
        self.place, self.first, self.last = places
        self.taken: tuple[tuple[int, int], ...] = ()
        """First index and end index (exclusive) of each earlier mention in the sentence."""
        self.before = before
        """The end of the paragraph's text before the sentence."""
        self.section = context.section
        """The section of the page."""
        self.modifiers = frozenset(lower[first:place])
        """The words before the head, in lower case."""
        self.complement = lower[place + 1 : last]
        """The words after the head, in lower case."""
        self.after = lower[last]
        """The word after the phrase, in lower case."""
        self.opener = lower[place + 1] if last > place + 1 else ""
        """The word after the head if it begins a complement, in lower case; otherwise empty."""
        self.word_before_head = lower[place - 1] if place else ""
        """The word before the head, in lower case; empty if the sentence begins with the head."""
        self.bare, self.complemented = first == place, last > place + 1
        """Whether no modifier precedes the head, and whether there are words after the head."""
        self.told_apart = self.complemented or not self.bare
        """Whether the document is identified by more than the noun, including `this accord`."""
        self.named = place > 0 and sentence.words[place][0].isupper()
        """Whether the head is written as a name: `the Treaty on …`."""
        self.points = lower[first] in WORDS["pointing"]
        """Whether the phrase begins with a pointing word: `this`, `these`."""
        self.kind_before, self.opens_with_name = kinds[first - 1], kinds[first] == "name"
        """Class of the word before the phrase, and whether its first word is a name."""
        self.article = lower[first - 1] if kinds[first - 1] == "article" else "the" if "the" in self.modifiers else ""
        """The article before the phrase or at its beginning; empty if there is none."""
        self.determined = kinds[first] == "determiner" and not self.bare
        """Whether the phrase begins with a determiner: `our treaty`, `this treaty`."""
        self.definite = self.article == "the" or (self.determined and lower[first] not in ("any", "some"))
        """Whether the phrase refers to a known document: `the treaty`, `our treaty`."""

    # ---- The words of the phrase

    def has(self, *words: str) -> bool:
        """Whether one of the words is a modifier."""
        return not self.modifiers.isdisjoint(words)

    @property
    def counted(self) -> bool:
        """Whether a number precedes the head."""
        sentence, places = self.sentence, range(self.first, self.place)
        return any(sentence.kinds[place] == "number" and not is_year(sentence.words[place]) for place in places)

    @property
    def shape(self) -> str:
        """The name of the rule for a noun that always means a document."""
        if self.points:
            return "pointing"
        if self.named:
            return "named"
        if self.counted:
            return "counted"
        return "described" if self.complemented or not self.bare else "bare"

    @feature
    def title(self) -> str:
        """The phrase as printed."""
        return self.sentence.slice(self.first, self.last)

    @property
    def kind(self) -> Kind:
        """The kind of the head noun; a mixed set is a package, and `this document` has the kind of its antecedent."""
        if not self.modifiers.isdisjoint(("package", "packages")) or self._joins_kinds():
            return Kind.PACKAGE
        if self.head.noun == "deal" and not self.head.plural:
            return Kind.AGREEMENT
        if not self.head.vague:
            return self.head.kind
        if self.head.plural:
            return Kind.PACKAGE
        meant = self.antecedent
        if meant is None and not self.modifiers.isdisjoint(("similar", "same")):
            meant = self.memory.latest(2)
        return meant.agreement.kind if meant and meant.agreement.kind is not Kind.PACKAGE else Kind.OTHER

    def _joins_kinds(self) -> bool:
        """Whether heads of several kinds are joined: `agreements and memorandums`."""
        joined = self.complement[:5]
        if joined[:1] not in (["and"], ["or"], [","]):
            return False
        return any(is_plural_head(word) and HEADS[word].kind is not self.head.kind for word in joined)

    # ---- Who concludes it

    @feature
    def international(self) -> bool:
        """Whether the event brings states together, or the sentence mentions some."""
        text = self.sentence.text
        if parties.event_parties(self.context) or says(f" {text} … {self.context.title}", "abroad"):
            return True
        return any(state != "Russia" for state in states_in(text))

    @property
    def together(self) -> bool:
        """Whether states meet, something was signed at the event, or the sentence mentions states."""
        return self.memory.signs or self.section == "note" or self.international

    @feature
    def two_sided(self) -> bool:
        """Whether modifiers or complement name two parties."""
        if not self.modifiers.isdisjoint(WORDS["two sided"]) or not WORDS["together"].isdisjoint(self.complement):
            return True
        joined = any("-" in word or "–" in word for word in self.modifiers)
        return joined and len(states_in(self.sentence.slice(self.first, self.place))) > 1

    @property
    def one_sided(self) -> bool:
        """Whether the modifiers name a single state, company or body."""
        return not self.modifiers.isdisjoint(WORDS["one sided"]) and self.modifiers.isdisjoint(WORDS["not one sided"])

    @feature
    def worded(self) -> tuple[Party, ...]:
        """The parties named in the phrase or in the clause after it."""
        sentence, first, last, context = self.sentence, self.first, self.last, self.context
        named = parties.worded_parties(sentence, first, self.place, last, context)
        return named or parties.clause_parties(sentence, first, last, context)

    @property
    def speaks_of_others(self) -> bool:
        """Whether the sentence names only states that do not take part in the event."""
        here = {one.country for one in parties.event_parties(self.context)}
        named = {parties.party(state).country for state in states_in(self.sentence.text)}
        return bool(here and named) and here.isdisjoint(named)

    # ---- The words around it

    def near(self, wanted: frozenset[str], left: int = 9, right: int = 9) -> bool:
        """Whether one of the wanted words is close before or after the phrase."""
        lower = self.sentence.lower
        before = lower[max(0, self.first - left) : self.first]
        return not wanted.isdisjoint(before) or not wanted.isdisjoint(lower[self.last : self.last + right])

    @feature
    def left(self) -> str:
        """The text before the phrase, in lower case."""
        begin = self.sentence.begin(self.first)
        return f" {self.sentence.text[max(0, begin - _WINDOW) : begin].lower()}"

    @feature
    def right(self) -> str:
        """The text after the phrase up to a bracket or semicolon, in lower case."""
        end = self.sentence.end(self.last - 1)
        return self.sentence.text[end : end + _WINDOW].lower().partition("(")[0].partition(";")[0]

    @feature
    def clue(self) -> Clue | None:
        """The word that states what is done with the document."""
        return find_clue(self.sentence, self.first, self.last, self.taken)

    @feature
    def time(self) -> Time | None:
        """The time that adverbs and dates refer to: this event or the past."""
        return time_of(self.sentence, (self.first, self.last), self.clue, (self.left, self.right), self.context)

    @property
    def here(self) -> bool:
        """Whether the words around it refer to this event."""
        return self.time == HERE

    @property
    def past(self) -> bool:
        """Whether the words around it refer to the past."""
        return self.time == "past"

    @feature
    def dated(self) -> str | None:
        """The date of the document in the phrase: `the 1972 treaty`, `the agreement of May 5, 1998`."""
        lower, words = self.sentence.lower, self.sentence.words
        year = next((word for word in words[self.first : self.place] if is_year(word)), None)
        if year or any(word in HEADS for word in self.complement):
            return year
        for index in range(self.place + 1, self.last):
            after = self.sentence.kinds[index + 1]
            if lower[index] in ("of", "in", "dated", "from", "since") and after in ("name", "number"):
                return details.named_date(f"of {self.sentence.slice(index + 1, self.last)}")
        return None

    # ---- The documents named before

    @feature
    def previous(self) -> Known | None:
        """The mention before it in the paragraph."""
        return self.memory.latest(0)

    @feature
    def between(self) -> str:
        """The text of the sentence between the previous mention and the phrase, in lower case."""
        begin = self.sentence.begin(self.first)
        behind = self.previous.end - self.sentence.start if self.previous else 0
        return self.sentence.text[max(behind, begin - _WINDOW, 0) : begin].lower()

    @feature
    def listed(self) -> Known | None:
        """The mention of a set that includes it, introduced by `among them`, `including` or a colon."""
        return self.previous if self.previous and says(self.between, "among") else None

    @property
    def joined(self) -> bool:
        """Whether it is part of the previous mention, or joined to it only by `and`."""
        if begins_clause(self.sentence, self.first, self.last):
            return False
        in_list = (":" in self.left or self.section == "narration") and _JOINED_IN_LIST.match(self.between)
        return bool(self.listed or _JOINED.match(self.between) or in_list)

    @property
    def is_known(self) -> bool:
        """Whether a document of the same kind was mentioned before."""
        return any(one.agreement.kind is self.head.kind for one in self.memory.known[-20:])

    @property
    def well_known(self) -> bool:
        """Whether the phrase is the short name of a document that needs no description: `the Minsk agreements`."""
        names = (index for index in range(self.first, self.place) if self.sentence.kinds[index] == "name")
        short = self.head.noun == "initials" or (next(names, None) is not None and not self.complemented)
        return short and not self.two_sided and self.article != "a"

    @feature
    def antecedent(self) -> Known | None:
        """The mention of the same document before this one, if there is one."""
        if not self.memory.known or not self.modifiers.isdisjoint(WORDS["contentless"]):
            return None
        return self._namesake() or self._pointed_to()

    def _namesake(self) -> Known | None:
        """A mention with the same words, if there are more than the noun."""
        words = telling_words(self.sentence.lower[self.first : self.last])
        if len(words) < 2 or (self.head.plural and not self.well_known):
            return None
        return self.memory.titles.get(words)

    def _pointed_to(self) -> Known | None:
        """The mention that `this treaty`, `the treaty`, `this document`, `the new General Agreement` refers to."""
        modifiers = self.modifiers - WORDS["empty"]
        if self.complemented or not self.definite:
            described = modifiers and self.article and not self.complemented
            return self._described(modifiers, Status.SIGNED) if described else None
        if not self.points and self.sentence.kinds[self.last] == "past" and self.after in lex.ACTS:
            return None
        if modifiers:
            return None if self.counted else self._described(modifiers)
        if self.head.vague:
            near = [one for one in self.memory.known[-12:] if self.memory.paragraph - one.paragraph <= 2]
            sets = [one for one in near if one.head.plural] if self.head.plural else near
            return next(reversed(sets or near), None)
        for one in reversed(self.memory.known[-12:]):
            if self.memory.paragraph - one.paragraph <= 6 and self._may_mean(one):
                return one
        return self._only()

    def _may_mean(self, one: Known) -> bool:
        """Whether the noun alone can refer to another mention."""
        if self.head.noun == "deal":
            return one.agreement.kind in (Kind.AGREEMENT, Kind.CONTRACT)
        agreed = one.head.vague and (self.clue is None or self.clue.act != "use")
        whole = one.agreement.kind is Kind.PACKAGE or agreed
        return one.agreement.kind is self.head.kind or (self.points and self.head.plural and whole)

    def _described(self, modifiers: frozenset[str], status: Status | None = None) -> Known | None:
        """The mention of the same kind whose words `the joint statement` repeats."""
        if self.head.plural and not self.well_known:
            return None
        for one in reversed(self.memory.known[-30:]):
            fits = self._may_mean(one) and one.words.issuperset(modifiers)
            if fits and one.agreement.status is (status or one.agreement.status):
                return one
        return None

    def _only(self) -> Known | None:
        """The only document of its kind in the event, if it is named at the head of the page."""
        if self.head.plural:
            return None
        alike = {one.words: one for one in self.memory.known if self._may_mean(one)}
        only = next(iter(alike.values())) if len(alike) == 1 else None
        return only if only and only.paragraph <= _HEAD_OF_PAGE else None
