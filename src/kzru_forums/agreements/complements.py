"""The noun phrase around a head noun, to the right: joined heads and complements.

A complement is opened by a preposition. Inside it a verb ends the phrase; where that verb belongs to a new clause, the
phrase ends before the comma or `and` that opened the clause. The scan goes forward once and is bounded.
"""

from collections.abc import Callable

from kzru_forums.agreements.inflection import words
from kzru_forums.agreements.lexicon import (
    ADJECTIVE,
    ADJECTIVE_GERUNDS,
    ADVERB,
    AND,
    ARTICLE,
    AUXILIARY,
    CLOSING,
    COMMA,
    DASH,
    DETERMINER,
    GERUND,
    MARK,
    MONTHS,
    NAME,
    NOUN,
    NUMBER,
    OPENING,
    OWNER,
    PAST,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    SUBORDINATOR,
    VERB,
    Word,
    is_year,
)
from kzru_forums.agreements.modifiers import OPENERS, opens_clause
from kzru_forums.agreements.nouns import HEADS, is_plural_head
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.agreements.verbs import ACTS

_LONGEST = 90
_SOLID = frozenset((NOUN, NAME, NUMBER, OWNER, ADJECTIVE))
_NOUNS = frozenset((NOUN, NAME, NUMBER))
_CLAUSE = frozenset((PRONOUN, RELATIVE, SUBORDINATOR, AUXILIARY, MARK, DASH))
_ENDS_CONJUNCT = frozenset((PREPOSITION, COMMA, AND, MARK))
_OBJECTS = frozenset((ARTICLE, DETERMINER, PRONOUN))
_ALWAYS_OPEN = words(
    "of on between with for about regarding concerning marking among against worth dated totalling within"
)
_INNER = words(
    """of on between about regarding concerning among against with for in to under within from into through via across
    along towards toward without per until till over upon amid outside inside beyond off"""
)
_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_ADJUNCTS = {
    "in": words(
        """framework presence front order addition accordance connection fact particular general turn view line
        response return exchange place force effect question full part advance principle recent time my our his her
        their this that these which person practice future favour keeping parallel short spite case light all many"""
    ),
    "on": _WEEKDAYS.union(
        MONTHS, words("behalf sidelines margins basis part time condition board eve top hand account")
    ),
    "with": words(
        """view regard respect participation help support assistance due reference pleasure consideration account"""
    ),
    "for": words(
        "good example instance signing signature us me them you him sake that this now which approval ratification"
    ),
    "within": words("framework"),
    "under": words("construction way discussion consideration preparation development negotiation"),
    "to": words("date us me them you him this that which be come"),
}
"""By preposition, the words behind it (or behind its article) that make it an adjunct of time or manner."""
_PURPOSES = words("develop ensure promote help strengthen support further foster boost expand deepen")
_DECLARED = words("statement statements declaration declarations communiqué")
_OTHER_TIMES = words("that next last this later")


def right_edge(sentence: Sentence, head: int, first: int) -> int:
    """Index behind the last word of the phrase that reaches from word `first` over its head to the right."""
    end = _joined_heads(sentence, head, collective="of" in sentence.lower[first:head])
    index = _behind_bracket(sentence, end)
    if sentence.kinds[index] is DASH and sentence.lower[index + 1] == "on":
        last = _Complement(sentence, index + 1, subject=opens_clause(sentence, first)).end
        return last + (sentence.kinds[last] is DASH)
    if sentence.kinds[index] is QUOTE:
        return _behind_quote(sentence, index, end)
    if not _opens_complement(sentence, index, head):
        return end
    last = _Complement(sentence, index, subject=opens_clause(sentence, first)).end
    return last if last > index + 1 else end


def _joined_heads(sentence: Sentence, head: int, *, collective: bool) -> int:
    """Index behind `agreements and memorandums`, or behind the head alone.

    What `a package of` counts may have modifiers: `a package of agreements and commercial contracts`.
    """
    lower, kinds = sentence.lower, sentence.kinds
    end = head + 1
    if not is_plural_head(lower[head]):
        return end
    index = end
    while kinds[index] is COMMA and is_plural_head(lower[index + 1]) and index < end + 12:
        index += 2
    if kinds[index] is not AND:
        return end
    last = index + 1
    while collective and kinds[last] in (ADJECTIVE, NOUN) and last < index + 4 and lower[last] not in HEADS:
        last += 1
    return last + 1 if is_plural_head(lower[last]) else end


def _behind_bracket(sentence: Sentence, index: int, longest: int = 12) -> int:
    """Index behind a short bracket that opens at `index`; `index` where there is none."""
    if sentence.kinds[index] is OPENING:
        for closing in range(index + 1, min(index + longest, len(sentence))):
            if sentence.kinds[closing] is CLOSING:
                return closing + 1
    return index


def _behind_quote(sentence: Sentence, index: int, end: int) -> int:
    """Index behind a quoted title that opens at `index`; `end` where it does not close."""
    for closing in range(index + 2, min(index + 40, len(sentence))):
        if sentence.kinds[closing] is QUOTE:
            return closing + 1
    return end


def _is_adjunct(sentence: Sentence, index: int) -> bool:
    """Whether the preposition at `index` opens an adjunct of time or manner: `on behalf`, `in the presence`."""
    lower = sentence.lower
    word, after = lower[index], lower[index + 1]
    if word == "on" and sentence.kinds[index + 1] is PRONOUN:
        return True
    determined = sentence.kinds[index + 1] is ARTICLE or after in ("this", "our")
    noun = lower[index + 2] if determined else after
    if word == "for" and noun == "first":
        return "time" in lower[index + 2 : index + 5]
    adjuncts = _ADJUNCTS.get(word)
    return adjuncts is not None and (noun in adjuncts or after in adjuncts)


def _opens_complement(sentence: Sentence, index: int, head: int) -> bool:
    """Whether the word at `index`, right behind the head, opens a complement of it."""
    word = sentence.lower[index]
    if sentence.kinds[index] is not PREPOSITION or _is_adjunct(sentence, index):
        return False
    if word == "in":
        return sentence.kinds[index + 1] in (NOUN, ADJECTIVE) or sentence.lower[index + 1] == "the"
    if word == "to":
        return _takes_to(sentence, index, head)
    if word == "by":
        return sentence.lower[head] in _DECLARED
    return word in _ALWAYS_OPEN


def _takes_to(sentence: Sentence, index: int, head: int) -> bool:
    """`protocol to the treaty`, `programme to build …`, but not `signed agreements to develop …` (their purpose)."""
    after, kind = sentence.lower[index + 1], sentence.kinds[index + 1]
    if kind in (ARTICLE, DETERMINER):
        return any(word in HEADS for word in sentence.lower[index + 2 : index + 5])
    return kind is not ADVERB and not (is_plural_head(sentence.lower[head]) and after in _PURPOSES)


class _Complement:
    """One forward pass over a complement; `end` is the index behind its last word."""

    __slots__ = ("closed", "end", "index", "listed", "opener", "quoted", "retreat", "sentence", "start", "subject")

    def __init__(self, sentence: Sentence, preposition: int, *, subject: bool) -> None:
        self.sentence = sentence
        self.opener = sentence.lower[preposition]
        self.start = self.index = self.end = preposition + 1
        self.subject = subject
        """Whether the phrase is the subject of its clause, so that the next verb is its own."""
        self.retreat: int | None = None
        """End of the phrase if the last conjunct turns out to be another clause."""
        self.listed = False
        """Whether a comma opened a list that no `and` has closed yet."""
        self.closed = False
        """Whether `and` has closed a list."""
        self.quoted = False
        self._run()

    def _run(self) -> None:
        kinds = self.sentence.kinds
        last = min(len(kinds) - 1, self.index + _LONGEST)
        while self.index < last:
            kind = kinds[self.index]
            if kind in _SOLID:
                self.index += 1
                self.end = self.index
                continue
            step = _STEPS.get(kind)
            if step is None or not step(self):
                break
            self.index += 1
        if self.listed and self.retreat is not None:
            self.end = self.retreat

    @property
    def before(self) -> Word:
        """Class of the word before the current one."""
        return self.sentence.kinds[self.index - 1]

    def take(self) -> bool:
        """Go on, with the current word as the last so far."""
        self.end = self.index + 1
        return True

    def fall_back(self) -> bool:
        """End the complement at a finite verb, without the conjunct that is the verb's subject."""
        if self.retreat is not None and not self.subject:
            self.end = self.retreat
            self.listed = False
        return False

    def article(self) -> bool:
        """An article behind a noun opens another phrase, unless the noun is a verb in a title (`on Raising the …`)."""
        lower = self.sentence.lower
        if self.before not in _NOUNS or lower[self.index] in ("all", "both"):
            return True
        return lower[self.index - 2] == "to" or (self.before is NAME and lower[self.index - 1].endswith("ing"))

    def preposition(self) -> bool:
        """Most prepositions go on; one of an adjunct ends the phrase."""
        return self.sentence.lower[self.index] in _INNER and not _is_adjunct(self.sentence, self.index)

    def comma(self) -> bool:
        """A comma goes on before a year and before another member of a list."""
        kinds = self.sentence.kinds
        if is_year(self.sentence.words[self.index + 1]) and self.before is NUMBER:
            self.index += 1
            return self.take()
        if not self._conjoins(self.index + 1, comma=True):
            return False
        if self.closed and not self.listed and kinds[self.index + 2] in (ARTICLE, DETERMINER):
            return False
        if not self.listed:
            self.retreat = self.end
        self.listed = True
        if kinds[self.index + 1] is AND:
            self.listed, self.closed = False, True
            self.index += 1
        return True

    def conjunction(self) -> bool:
        """`and` goes on before another member of a list, and closes it."""
        if not self._conjoins(self.index + 1, comma=False):
            return False
        if self.listed:
            self.listed, self.closed = False, True
        else:
            self.retreat = self.end
        return True

    def _conjoins(self, index: int, *, comma: bool) -> bool:
        """Whether the words from `index` can go on with the list."""
        sentence = self.sentence
        if comma and sentence.kinds[index] is AND:
            index += 1
        kind, word = sentence.kinds[index], sentence.lower[index]
        if kind in _CLAUSE or word in _OTHER_TIMES:
            return False
        rule = _CONJUNCTS.get(kind)
        if rule is not None:
            return rule(self, index, comma)
        if self._is_document(index):
            return False
        after_and = sentence.kinds[index - 1] is AND
        if kind is ARTICLE:
            return not (self._bare() if not comma else self.opener == "of" and not after_and)
        return True

    def verb_conjoins(self, _: int, comma: bool) -> bool:
        """`to build and operate`."""
        return self.opener == "to" and not comma

    def preposition_conjoins(self, index: int, _: bool) -> bool:
        """`on trade and on investment`."""
        return self.sentence.lower[index] == self.opener and not _is_adjunct(self.sentence, index)

    def adverb_conjoins(self, index: int, _: bool) -> bool:
        """`and highly skilled labour`."""
        return self.sentence.kinds[index + 1] in (ADJECTIVE, PAST)

    def past_conjoins(self, index: int, _: bool) -> bool:
        """`oil and refined products`, but not `and signed …`."""
        behind, word = self.sentence.kinds[index + 1], self.sentence.lower[index]
        if word in ACTS or not word.endswith("ed"):
            return False
        adjective = behind is ADJECTIVE and not self.sentence.lower[index + 1].endswith("ing")
        return behind is NOUN or adjective

    def gerund_conjoins(self, _index: int, _comma: bool) -> bool:
        """`on building and operating`: only where a gerund has opened a conjunct before."""
        kinds, lower = self.sentence.kinds, self.sentence.lower
        places = range(self.start, self.index)
        return any(lower[i].endswith("ing") and kinds[i - 1] in _ENDS_CONJUNCT for i in places)

    def _bare(self) -> bool:
        """Whether the last topic began without article and name, so that `and the …` is no part of it."""
        kinds = self.sentence.kinds
        index = self.index
        while kinds[index] is not PREPOSITION:
            index -= 1
        topic = self.sentence.lower[index] in ("on", "for")
        return topic and kinds[index + 1] not in (ARTICLE, DETERMINER, NAME)

    def _is_document(self, index: int) -> bool:
        """Whether the conjunct at `index` is a document of its own: `… and a memorandum on …`."""
        lower, kinds = self.sentence.lower, self.sentence.kinds
        for place in range(index, min(index + 6, len(self.sentence))):
            head = HEADS.get(lower[place])
            if head is not None and head.noun not in ("legal base", "plan"):
                opened = kinds[index] in OPENERS or place == index or lower[index] == "other"
                return opened or lower[place + 1] in ("on", "of", "between", "with", "for")
            if kinds[place] in _ENDS_CONJUNCT:
                return False
        return False

    def adverb(self) -> bool:
        """An adverb behind a noun belongs to the verb."""
        return self.before not in _NOUNS and self.before is not OWNER

    def past(self) -> bool:
        """A participle before its noun goes on; behind a noun it ends the phrase."""
        after = self.sentence.kinds[self.index + 1]
        if self.before in _NOUNS:
            return self.fall_back() if after in _OBJECTS else False
        return after in _SOLID or after in (AND, COMMA)

    def gerund(self) -> bool:
        """A gerund opens a topic; behind a noun it ends the phrase, but for `on Russia building …`."""
        if self.before not in _NOUNS or self.sentence.lower[self.index] in ADJECTIVE_GERUNDS:
            return self.take()
        return self.before is NAME and self.opener == "on" and self.end - self.start <= 3

    def verb(self) -> bool:
        """Behind a noun a verb form is a finite verb, elsewhere a noun or an infinitive."""
        finite = self.before in _NOUNS or self.before in (OWNER, CLOSING, QUOTE, ADVERB)
        return self.fall_back() if finite and self.sentence.lower[self.index - 1] != "to" else self.take()

    def comparison(self) -> bool:
        """`worth more than $2 billion`."""
        return self.sentence.lower[self.index] == "than" and self.sentence.kinds[self.index + 1] is NUMBER

    def bracket(self) -> bool:
        """A bracket is passed over where the complement goes on behind it."""
        behind = _behind_bracket(self.sentence, self.index)
        inner = self.sentence.kinds[behind] is PREPOSITION and self.sentence.lower[behind] in _INNER
        if behind == self.index or not (inner or self.sentence.kinds[behind] is AND):
            return False
        self.index = behind - 1
        return True

    def quote(self) -> bool:
        """A quotation inside the complement belongs to it once it is closed."""
        self.quoted = not self.quoted
        return True if self.quoted else self.take()


_STEPS: dict[Word, Callable[[_Complement], bool]] = {
    ARTICLE: _Complement.article,
    DETERMINER: _Complement.article,
    PREPOSITION: _Complement.preposition,
    COMMA: _Complement.comma,
    AND: _Complement.conjunction,
    ADVERB: _Complement.adverb,
    PAST: _Complement.past,
    GERUND: _Complement.gerund,
    VERB: _Complement.verb,
    AUXILIARY: _Complement.fall_back,
    OPENING: _Complement.bracket,
    QUOTE: _Complement.quote,
    SUBORDINATOR: _Complement.comparison,
}
_CONJUNCTS: dict[Word, Callable[[_Complement, int, bool], bool]] = {
    VERB: _Complement.verb_conjoins,
    PREPOSITION: _Complement.preposition_conjoins,
    ADVERB: _Complement.adverb_conjoins,
    PAST: _Complement.past_conjoins,
    GERUND: _Complement.gerund_conjoins,
}
