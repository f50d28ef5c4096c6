"""The noun phrase around a head noun: how far it reaches to the left and to the right.

To the left stand modifiers, one word after the other, until something that no noun phrase holds.
To the right stand complements, each opened by a preposition. Inside a complement a verb ends the phrase; where
that verb belongs to a new clause, the phrase ends before the comma or `and` that opened the clause.
Every scan is bounded, so a sentence costs time in proportion to its length.
"""

from kzru_forums.agreements.lexicon import ADJECTIVE_GERUNDS, Word
from kzru_forums.agreements.nouns import HEADS
from kzru_forums.agreements.sentences import Sentence

_LONGEST_LEFT = 16
_LONGEST_RIGHT = 90

_COLLECTIVES = frozenset(
    "number package packages series set range variety block group raft dozens hundreds scores total".split()
)
_TIMES = frozenset("way year years month months week weeks time century decade decades day days moment".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_APPROXIMATE = frozenset("over around about approximately nearly almost exactly roughly some only another".split())
_OPENERS = frozenset((Word.ARTICLE, Word.DETERMINER, Word.NUMBER, Word.OWNER))
_SOLID = frozenset((Word.NOUN, Word.NAME, Word.NUMBER, Word.OWNER, Word.ADJECTIVE))
_NOUNS = frozenset((Word.NOUN, Word.NAME, Word.NUMBER))
_LISTED_WORDS = frozenset((Word.NOUN, Word.ADJECTIVE, Word.COMMA, Word.AND))
_LISTED_NAMES = frozenset((Word.NAME, Word.ADJECTIVE, Word.AND))
_CLAUSE = frozenset((Word.MARK, Word.DASH, Word.SUBORDINATOR, Word.RELATIVE, Word.COMMA))

_ALWAYS_OPEN = frozenset("of on between about regarding concerning marking among against worth dated totalling".split())
_INNER = frozenset(
    """of on between about regarding concerning among against with for in to under within from into through via across
    along towards toward without per until till over upon amid outside inside beyond off""".split()
)
_NEVER_IN = frozenset(
    """framework presence front order addition accordance connection fact particular general turn view line response return
    exchange place force effect question full part advance principle recent time my our his her their this that these
    which person practice future favour keeping parallel short spite case light all many""".split()
)
_NEVER_ON = frozenset("behalf sidelines margins basis part time condition board eve occasion top hand account".split())
_NEVER_WITH = frozenset(
    "view regard respect participation help support assistance due reference pleasure consideration account".split()
)
_NEVER_FOR = frozenset(
    "good example instance signing signature us me them you him sake that this now which approval ratification".split()
)
_NEVER_WITHIN = frozenset("framework".split())
_NEVER_UNDER = frozenset("construction way discussion consideration preparation development negotiation".split())
_NEVER_TO = frozenset("date us me them you him this that which be".split())
_BARRED = {
    "in": _NEVER_IN,
    "on": _NEVER_ON,
    "with": _NEVER_WITH,
    "for": _NEVER_FOR,
    "within": _NEVER_WITHIN,
    "under": _NEVER_UNDER,
    "to": _NEVER_TO,
}
_PURPOSES = frozenset("develop ensure promote help strengthen support further foster boost expand deepen".split())


def left_edge(sentence: Sentence, head: int, lowest: int = 0) -> int:
    """Index of the first word, not before `lowest`, of the phrase whose head is word `head`."""
    kinds = sentence.kinds
    first = head
    lowest = max(lowest, head - _LONGEST_LEFT)
    while first > lowest and _modifies(sentence, first, head):
        first -= 1
        if kinds[first] is Word.DETERMINER:
            if first and sentence.lower[first - 1] in ("all", "both"):
                first -= 1
            break
    while first < head and _cannot_open(sentence, first):
        first += 1
    return max(lowest, _collective(sentence, _quantity(sentence, _named_after(sentence, first, head))))


def _named_after(sentence: Sentence, first: int, head: int) -> int:
    """The phrase with a name that holds `of`: `Law of the Sea Convention`."""
    if first == head or sentence.kinds[first] is not Word.NAME or not sentence.words[head][0].isupper():
        return first
    of = first - 2 if sentence.kinds[first - 1] is Word.ARTICLE else first - 1
    if of < 1 or sentence.lower[of] != "of" or sentence.kinds[of - 1] is not Word.NAME:
        return first
    first = of - 1
    while first and sentence.kinds[first - 1] is Word.NAME:
        first -= 1
    return first


def _cannot_open(sentence: Sentence, first: int) -> bool:
    """Whether a phrase cannot begin with this word, given the next one."""
    kind = sentence.kinds[first]
    if kind is Word.ADVERB:
        return sentence.kinds[first + 1] not in (Word.ADJECTIVE, Word.PAST, Word.GERUND, Word.NUMBER, Word.ADVERB)
    return kind is Word.COMMA or kind is Word.AND


def _modifies(sentence: Sentence, first: int, head: int) -> bool:
    """Whether the word before `first` belongs to the phrase that reaches from `first` to `head`."""
    kind = sentence.kinds[first - 1]
    if kind in (Word.NAME, Word.ADJECTIVE, Word.OWNER):
        return True
    if kind is Word.NOUN:
        return sentence.lower[first - 1] not in _TIMES
    rule = _MODIFIERS.get(kind)
    return rule is not None and rule(sentence, first, head)


def _kind_at(sentence: Sentence, index: int) -> Word:
    return sentence.kinds[index] if index >= 0 else Word.MARK


def _number_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`27 contracts`, `the 2011 declaration`, but not `in 2011 contracts` nor `July 7 documents`."""
    before = _kind_at(sentence, first - 2)
    if before is Word.NAME and sentence.lower[first - 2] in _MONTHS:
        return False
    return not (is_year(sentence.words[first - 1]) and before is Word.PREPOSITION)


def _determiner_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`our treaty`; `that treaty` but not `said that treaties`; `no treaty` is none."""
    word = sentence.lower[first - 1]
    if word == "that":
        return not HEADS[sentence.lower[head]].plural and _kind_at(sentence, first - 2) in (Word.PREPOSITION, Word.MARK)
    return True


def _past_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`the signed treaty`, `the recently signed treaty`, but not `has signed treaties`."""
    before = _kind_at(sentence, first - 2)
    if before is Word.ADVERB:
        before = _kind_at(sentence, first - 3)
        return before in _OPENERS
    return before in _OPENERS or before in (Word.PREPOSITION, Word.ADJECTIVE) or (before is Word.MARK and first == 1)


def _gerund_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`the implementing treaty`, but not `by implementing treaties`."""
    return _kind_at(sentence, first - 2) in _OPENERS


def _adverb_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`extremely ambitious treaties`, `the just signed treaty`, but not `have already signed treaties`."""
    if sentence.kinds[first] is Word.PAST:
        return _kind_at(sentence, first - 2) in _OPENERS
    return sentence.kinds[first] is Word.ADJECTIVE and first < head


def _comma_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`new, very important treaty`; `an oil, gas and power treaty`."""
    if first == head:
        return False
    after, before = sentence.kinds[first], _kind_at(sentence, first - 2)
    if before is Word.ADJECTIVE and after in (Word.ADJECTIVE, Word.ADVERB, Word.PAST):
        return True
    return _enumerates(sentence, first, head)


def _and_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`new and important treaties`, `a trade and investment treaty`."""
    if first == head:
        return False
    if _kind_at(sentence, first - 2) is Word.ADJECTIVE:
        return True
    return _enumerates(sentence, first, head)


def _enumerates(sentence: Sentence, first: int, head: int) -> bool:
    """Whether `first` ends a list of modifiers that a determiner, a number or (one document) `a` opens."""
    named = sentence.words[head][0].isupper()
    allowed = _LISTED_NAMES if named else _LISTED_WORDS
    for index in range(first - 2, max(-1, first - 12), -1):
        kind = sentence.kinds[index]
        if kind is Word.NUMBER:
            return True
        if kind is Word.DETERMINER:
            return first == head - 1
        if kind is Word.ARTICLE:
            return named or not HEADS[sentence.lower[head]].plural
        if kind not in allowed or sentence.lower[index] in HEADS or sentence.lower[index].endswith("s"):
            return False
        if kind is Word.AND and sentence.kinds[index - 1] is Word.COMMA:
            return False
    return False


_MODIFIERS = {
    Word.NUMBER: _number_modifies,
    Word.DETERMINER: _determiner_modifies,
    Word.PAST: _past_modifies,
    Word.GERUND: _gerund_modifies,
    Word.ADVERB: _adverb_modifies,
    Word.COMMA: _comma_modifies,
    Word.AND: _and_modifies,
}


def is_year(word: str) -> bool:
    """Whether a word is a year of our time."""
    return len(word) == 4 and word.isascii() and word.isdecimal() and word[:2] in ("19", "20")


def _quantity(sentence: Sentence, first: int) -> int:
    """The phrase with what stands before its number: `more than 20`, `at least 20`, `another ten`."""
    if sentence.kinds[first] is not Word.NUMBER or first == 0:
        return first
    lower = sentence.lower
    two = " ".join(lower[max(0, first - 2) : first])
    if two in ("more than", "less than", "fewer than", "at least", "up to", "no fewer", "not less"):
        return first - 2
    if lower[max(0, first - 3) : first] == ["as", "many", "as"]:
        return first - 3
    return first - 1 if lower[first - 1] in _APPROXIMATE else first


def _collective(sentence: Sentence, first: int) -> int:
    """The phrase with the noun that counts it: `a whole package of …`, whose article stays."""
    lower, kinds = sentence.lower, sentence.kinds
    of = first - 1
    if of >= 1 and kinds[of] is Word.ARTICLE:
        of -= 1
    if of < 1 or lower[of] != "of" or lower[of - 1] not in _COLLECTIVES:
        return first
    first = of - 1
    while first and (kinds[first - 1] in (Word.ADJECTIVE, Word.NUMBER) or lower[first - 1] in ("very", "rather")):
        first -= 1
    if first and (kinds[first - 1] is Word.DETERMINER or lower[first - 1] == "a"):
        first -= 1
    return first


def opens_clause(sentence: Sentence, first: int) -> bool:
    """Whether no finite verb stands between the last clause boundary and word `first`: the phrase is a subject."""
    for index in range(first - 1, max(-1, first - 40), -1):
        kind = sentence.kinds[index]
        if kind in _CLAUSE or sentence.lower[index] == "that":
            return True
        if kind is Word.AUXILIARY or kind is Word.VERB:
            return False
        if kind is Word.PAST and not _past_modifies(sentence, index + 1, index + 1):
            return False
    return True


def right_edge(sentence: Sentence, head: int, first: int) -> int:
    """Index behind the last word of the phrase whose head is word `head`."""
    end = _joined_heads(sentence, head, "of" in sentence.lower[first:head])
    index = _behind_bracket(sentence, end)
    if sentence.kinds[index] is Word.DASH and sentence.lower[index + 1] == "on":
        closed = _scan(sentence, index + 2, opens_clause(sentence, first), "on")
        return closed + 1 if sentence.kinds[closed] is Word.DASH else closed
    if sentence.kinds[index] is Word.QUOTE or sentence.lower[index] == "no":
        return _quoted(sentence, index, end)
    if not _opens_complement(sentence, index, head, first):
        return end
    last = _scan(sentence, index + 1, opens_clause(sentence, first), sentence.lower[index])
    return last if last > index + 1 else end


def _joined_heads(sentence: Sentence, head: int, collective: bool) -> int:
    """Index behind `agreements and memorandums`, or behind the head alone.

    What `a package of` counts may have modifiers: `a package of agreements and commercial contracts`.
    """
    lower, kinds = sentence.lower, sentence.kinds
    end = head + 1
    if not HEADS[lower[head]].plural:
        return end
    index = end
    while kinds[index] is Word.COMMA and index + 1 < len(sentence) and _plural_head(lower[index + 1]):
        index += 2
    if kinds[index] is not Word.AND:
        return end
    last = index + 1
    while (
        collective and kinds[last] in (Word.ADJECTIVE, Word.NOUN) and last < index + 4 and not _plural_head(lower[last])
    ):
        last += 1
    return last + 1 if _plural_head(lower[last]) else end


def _plural_head(word: str) -> bool:
    head = HEADS.get(word)
    return head is not None and head.plural


def _behind_bracket(sentence: Sentence, index: int, longest: int = 12) -> int:
    """Index behind a short bracket that opens at `index`; `index` where there is none."""
    if sentence.kinds[index] is not Word.OPENING:
        return index
    for closing in range(index + 1, min(index + longest, len(sentence))):
        if sentence.kinds[closing] is Word.CLOSING:
            return closing + 1
    return index


def _quoted(sentence: Sentence, index: int, end: int) -> int:
    """Index behind a quoted title or a number that follows the head."""
    if sentence.lower[index] == "no":
        return index + 3 if sentence.words[index + 1] == "." and sentence.kinds[index + 2] is Word.NUMBER else end
    for closing in range(index + 2, min(index + 40, len(sentence))):
        if sentence.kinds[closing] is Word.QUOTE:
            return closing + 1
    return end


def _barred(sentence: Sentence, index: int) -> bool:
    """Whether the preposition at `index` opens an adjunct of time or manner: `on behalf`, `in the presence`."""
    lower = sentence.lower
    word = lower[index]
    after = lower[index + 1]
    if word == "on" and "Occasion" in sentence.words[index + 1 : index + 3]:
        return False
    if sentence.kinds[index + 1] is Word.ARTICLE or after in ("this", "our"):
        noun = lower[min(index + 2, len(sentence))]
    else:
        noun = after
    if word == "on":
        return noun in _NEVER_ON or after in _MONTHS or after in _WEEKDAYS or sentence.kinds[index + 1] is Word.PRONOUN
    if word == "for" and noun == "first":
        return lower[index + 3] == "time" if index + 3 < len(sentence) else False
    barred = _BARRED.get(word)
    return barred is not None and (noun in barred or after in barred)


def _opens_complement(sentence: Sentence, index: int, head: int, first: int) -> bool:
    """Whether the word at `index`, right behind the head, opens a complement of it."""
    word = sentence.lower[index]
    if word in ("of", "on", "with", "for", "in", "to") and _barred(sentence, index):
        return False
    if word in _ALWAYS_OPEN or word in ("with", "for"):
        return True
    after, kind = sentence.lower[index + 1], sentence.kinds[index + 1]
    if word == "in":
        return kind in (Word.NOUN, Word.ADJECTIVE) or after == "the"
    if word == "to":
        return _takes_to(sentence, index, head)
    if word == "by":
        return sentence.lower[head] in ("statement", "statements", "declaration", "communiqué")
    if word == "within":
        return True
    return False


def _takes_to(sentence: Sentence, index: int, head: int) -> bool:
    """`protocol to the treaty`, `programme to build …`, but not `signed agreements to develop …` (their purpose)."""
    lower = sentence.lower
    after = lower[index + 1]
    if sentence.kinds[index + 1] in (Word.ARTICLE, Word.DETERMINER):
        return any(word in HEADS for word in lower[index + 2 : index + 5])
    if after in ("be", "come", "us", "me", "which"):
        return False
    if sentence.kinds[index + 1] is Word.ADVERB:
        return False
    return not (HEADS[lower[head]].plural and after in _PURPOSES)


def _scan(sentence: Sentence, index: int, subject: bool, opener: str) -> int:
    """Index behind the last word of a complement whose first word is at `index`."""
    return _Complement(sentence, index, subject, opener).end


class _Complement:
    """One forward pass over a complement; `end` is the index behind its last word."""

    __slots__ = ("closed", "end", "index", "listed", "opener", "quoted", "retreat", "sentence", "start", "subject")

    def __init__(self, sentence: Sentence, index: int, subject: bool, opener: str) -> None:
        self.sentence = sentence
        self.start = self.index = self.end = index
        self.subject = subject
        self.opener = opener
        self.closed = False
        """Whether a list has been closed by `and`: what follows another comma is no part of it."""
        self.retreat: int | None = None
        """End of the phrase if the last conjunct turns out to be another clause."""
        self.listed = False
        """Whether a comma opened a list that no `and` has closed yet."""
        self.quoted = False
        self._run()

    def _run(self) -> None:
        kinds = self.sentence.kinds
        last = min(len(kinds) - 1, self.index + _LONGEST_RIGHT)
        while self.index < last:
            kind = kinds[self.index]
            if kind in _SOLID:
                self.index += 1
                self.end = self.index
            elif not self._step(kind):
                break
        if self.listed and self.retreat is not None:
            self.end = self.retreat

    def _step(self, kind: Word) -> bool:
        """Take one word that is no plain noun or adjective; False where the complement ends before it."""
        rule = _STEPS.get(kind)
        if rule is None or not rule(self):
            return False
        self.index += 1
        return True

    def before(self) -> Word:
        """Class of the word before the current one."""
        return self.sentence.kinds[self.index - 1]

    def fall_back(self) -> bool:
        """End the complement at a finite verb, without the conjunct that is the verb's subject."""
        if self.retreat is not None and not self.subject:
            self.end = self.retreat
            self.listed = False
        return False

    def article(self) -> bool:
        """An article behind a noun opens another phrase, unless the noun is a verb in a title (`on Raising the …`)."""
        lower = self.sentence.lower
        if self.before() not in _NOUNS or lower[self.index] in ("all", "both"):
            return True
        return lower[self.index - 2] == "to" or (self.before() is Word.NAME and lower[self.index - 1].endswith("ing"))

    def preposition(self) -> bool:
        word = self.sentence.lower[self.index]
        return word in _INNER and not _barred(self.sentence, self.index)

    def comma(self) -> bool:
        if self._date_comma():
            return True
        if not self._conjoins(self.index + 1, comma=True):
            return False
        if self.closed and not self.listed and self.sentence.kinds[self.index + 2] in (Word.ARTICLE, Word.DETERMINER):
            return False
        if not self.listed:
            self.retreat = self.end
        self.listed = True
        if self.sentence.kinds[self.index + 1] is Word.AND:
            self.listed, self.closed = False, True
            self.index += 1
        return True

    def _date_comma(self) -> bool:
        """`July 6, 1998`."""
        index = self.index
        sentence = self.sentence
        if is_year(sentence.words[index + 1]) and sentence.kinds[index - 1] is Word.NUMBER:
            self.index += 1
            self.end = self.index + 1
            return True
        return False

    def conjunction(self) -> bool:
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
        if comma and sentence.kinds[index] is Word.AND:
            index += 1
        kind, word = sentence.kinds[index], sentence.lower[index]
        if kind in (Word.PRONOUN, Word.RELATIVE, Word.SUBORDINATOR, Word.AUXILIARY, Word.MARK, Word.DASH, Word.VERB):
            return kind is Word.VERB and self.opener == "to" and not comma
        if kind is Word.PREPOSITION:
            return word == self.opener and not _barred(sentence, index)
        if kind is Word.ADVERB:
            return sentence.kinds[index + 1] in (Word.ADJECTIVE, Word.PAST)
        if kind is Word.PAST:
            behind = sentence.kinds[index + 1]
            return behind is Word.NOUN or (behind is Word.ADJECTIVE and not sentence.lower[index + 1].endswith("ing"))
        if word in ("that", "next", "last", "this", "later") or self._other_document(index):
            return False
        if kind is Word.GERUND:
            return self.sentence.kinds[self.start] in (Word.GERUND, Word.NOUN) and self._gerunds()
        if not comma and kind is Word.ARTICLE and self._bare():
            return False
        return not (
            comma and kind is Word.ARTICLE and self.opener == "of" and sentence.kinds[index - 1] is not Word.AND
        )

    def _gerunds(self) -> bool:
        """Whether a gerund has opened a conjunct of this complement before."""
        kinds, lower = self.sentence.kinds, self.sentence.lower
        opened = range(self.start, self.index)
        return any(
            lower[i].endswith("ing") and kinds[i - 1] in (Word.PREPOSITION, Word.COMMA, Word.AND) for i in opened
        )

    def _bare(self) -> bool:
        """Whether the last topic began without article and name, so that `and the …` is no part of it."""
        index = self.index
        while self.sentence.kinds[index] is not Word.PREPOSITION:
            index -= 1
        topic = self.sentence.lower[index] in ("on", "for")
        return topic and self.sentence.kinds[index + 1] not in (Word.ARTICLE, Word.DETERMINER, Word.NAME)

    def _other_document(self, index: int) -> bool:
        """Whether the conjunct at `index` is a document of its own: `… and a memorandum on …`."""
        sentence = self.sentence
        for place in range(index, min(index + 6, len(sentence))):
            word = sentence.lower[place]
            if word in HEADS and word not in ("base", "basis", "framework", "foundation", "plan", "plans", "package"):
                opened = sentence.kinds[index] in _OPENERS or place == index or sentence.lower[index] == "other"
                return opened or sentence.lower[place + 1] in ("on", "of", "between", "with", "for")
            if sentence.kinds[place] in (Word.PREPOSITION, Word.COMMA, Word.AND, Word.MARK):
                return False
        return False

    def adverb(self) -> bool:
        return self.before() not in _NOUNS and self.before() is not Word.OWNER

    def past(self) -> bool:
        """A participle before its noun goes on; behind a noun it ends the phrase."""
        before, after = self.before(), self.sentence.kinds[self.index + 1]
        if before in _NOUNS:
            if after in (Word.ARTICLE, Word.DETERMINER, Word.PRONOUN) or self.sentence.lower[self.index + 1] == "that":
                return self.fall_back()
            return False
        if after in (Word.NOUN, Word.ADJECTIVE, Word.NAME, Word.AND, Word.COMMA):
            return True
        return False

    def gerund(self) -> bool:
        before = self.before()
        if before in _NOUNS and self.sentence.lower[self.index] not in ADJECTIVE_GERUNDS:
            return before is Word.NAME and self.opener == "on" and self.end - self.start <= 3
        self.end = self.index + 1
        return True

    def verb(self) -> bool:
        """A verb form is a noun behind a determiner or adjective, an infinitive behind `to`, else a finite verb."""
        before = self.before()
        previous = self.sentence.lower[self.index - 1]
        if before in (Word.ARTICLE, Word.DETERMINER, Word.ADJECTIVE) or previous == "to" or before is Word.AND:
            self.end = self.index + 1
            return True
        if before is Word.PREPOSITION:
            self.end = self.index + 1
            return True
        return self.fall_back()

    def comparison(self) -> bool:
        """`worth more than $2 billion`."""
        return self.sentence.lower[self.index] == "than" and self.sentence.kinds[self.index + 1] is Word.NUMBER

    def auxiliary(self) -> bool:
        return self.fall_back()

    def bracket(self) -> bool:
        """A bracket is passed over where the complement goes on behind it."""
        behind = _behind_bracket(self.sentence, self.index)
        if behind == self.index:
            return False
        kind, word = self.sentence.kinds[behind], self.sentence.lower[behind]
        goes_on = (kind is Word.PREPOSITION and word in _INNER) or kind is Word.AND
        if goes_on:
            self.index = behind - 1
        return goes_on

    def quote(self) -> bool:
        self.quoted = not self.quoted
        if not self.quoted:
            self.end = self.index + 1
        elif self.before() in _NOUNS and self.sentence.kinds[self.index + 1] is Word.MARK:
            return False
        return True


_STEPS = {
    Word.ARTICLE: _Complement.article,
    Word.DETERMINER: _Complement.article,
    Word.PREPOSITION: _Complement.preposition,
    Word.COMMA: _Complement.comma,
    Word.AND: _Complement.conjunction,
    Word.ADVERB: _Complement.adverb,
    Word.PAST: _Complement.past,
    Word.GERUND: _Complement.gerund,
    Word.VERB: _Complement.verb,
    Word.AUXILIARY: _Complement.auxiliary,
    Word.OPENING: _Complement.bracket,
    Word.QUOTE: _Complement.quote,
    Word.SUBORDINATOR: _Complement.comparison,
}
