"""The noun phrase around a head noun: where it begins and where it ends.

To the left, words are added until one that cannot be part of a noun phrase. To the right, a preposition begins a
complement. Inside it, a verb ends the phrase; if the verb belongs to a new clause, the phrase ends before the comma or
`and` that began the clause. Both scans are bounded.
"""

from collections.abc import Callable, Mapping

from kzru_forums.agreements import lexicon as lex
from kzru_forums.agreements.lexicon import HEADS, KINDS, WORDS, Word, is_plural_head, is_year
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.text import MONTHS

_COUNTED = frozenset("treaty memorandum protocol convention declaration document paper contract accord deal".split())
"""Nouns that need an article in the singular, so that `that` before them is a determiner."""
_LONGEST_LEFT = 16
_LONGEST_RIGHT = 110
_SELDOM = frozenset(
    "legal base,plan,act,letter,measures,concept,package,arrangement,partnership,appeal,annex,paper".split(",")
)
"""Head nouns that usually have another meaning."""
_ADDED = frozenset(("plan", "appeal", "annex"))
"""Those that are documents if an article precedes them in a list."""
_COUNTING = frozenset(("of", "several", "many", "numerous", "various"))
"""What counts documents of several kinds together."""
_DOCUMENTS = WORDS["collectives"] | HEADS.keys()


def bounds(sentence: Sentence, head: int, lowest: int = 0) -> tuple[int, int]:
    """Index of the first word (at least `lowest`) and end index (exclusive) of the phrase around word `head`."""
    first = _left_edge(sentence, head, lowest)
    return first, _right_edge(sentence, head, first)


# ---- To the left


def _left_edge(sentence: Sentence, head: int, lowest: int) -> int:
    kinds, lower = sentence.kinds, sentence.lower
    first = head
    lowest = max(lowest, head - _LONGEST_LEFT)
    while first > lowest and _modifies(sentence, first, head):
        first -= 1
        if kinds[first] == "determiner":
            first -= lower[first - 1] in ("all", "both")
            break
    while kinds[first] in ("comma", "and"):
        first += 1
    first = _quantity(sentence, _named_after(sentence, first, head))
    return max(lowest, _all_of(sentence, _collective(sentence, first)))


def _modifies(sentence: Sentence, first: int, head: int) -> bool:
    """Whether the word before `first` belongs to the phrase from `first` to `head`."""
    kind = sentence.kinds[first - 1]
    if kind in ("name", "adjective", "owner"):
        return True
    rule = _MODIFIERS.get(kind)
    return rule is not None and rule(sentence, first, head)


def _noun_modifies(sentence: Sentence, first: int, _: int) -> bool:
    """`gas contract`, but not `last year contracts`, `we remember contracts` nor `Russia needs new contracts`."""
    if sentence.lower[first - 1] in WORDS["verbs and nouns"] and sentence.kinds[first] in ("adjective", "number"):
        return False
    subject = "modals" if sentence.kinds[first - 2] == "auxiliary" else "subjects"
    return sentence.lower[first - 2] not in WORDS[subject] and sentence.lower[first - 1] not in WORDS["times"]


def _number_modifies(sentence: Sentence, first: int, _: int) -> bool:
    """`27 contracts`, `the 2011 declaration`, but not `in 2011 contracts` nor `on July 7 documents`."""
    if first > 1 and sentence.lower[first - 2] in MONTHS:
        # `The February 21 agreement`.
        return sentence.kinds[first - 3] in ("article", "determiner")
    return not (is_year(sentence.words[first - 1]) and sentence.kinds[first - 2] == "preposition")


def _determiner_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`our treaty`, `under that treaty`, but not `said that treaties`."""
    if sentence.lower[first - 1] != "that":
        return True
    before, noun = sentence.kinds[first - 2], HEADS[sentence.lower[head]]
    counted = first == head and noun.noun in _COUNTED
    # `Where was that agreement?`
    asked = before == "auxiliary" and sentence.kinds[head + 1] not in KINDS["predicates"]
    return (counted or asked or before in ("preposition", "mark", "verb")) and not noun.plural


def past_is_modifier(sentence: Sentence, index: int) -> bool:
    """Whether the past form at `index` modifies a noun after it: `the signed treaty`, but not `has signed treaties`."""
    before = sentence.kinds[index - 1]
    if before == "adverb":
        return sentence.kinds[index - 2] in KINDS["openers"] or sentence.kinds[index - 2] == "preposition"
    return before in KINDS["openers"] or before in ("preposition", "adjective", "gerund") or index == 0


def _adverb_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`extremely ambitious treaties`, `two more treaties`, `the just signed treaty`, not `have already signed …`."""
    before = sentence.kinds[first - 2]
    if sentence.kinds[first] == "past":
        return before in KINDS["openers"] or before == "preposition"
    if sentence.lower[first - 1] == "more" and before == "number":
        return True
    return sentence.kinds[first] == "adjective" and first < head


def _comma_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`new, very important treaty`; `an oil, gas and power treaty`."""
    if first == head:
        return False
    after = sentence.kinds[first] in ("adjective", "adverb", "past")
    return (after and sentence.kinds[first - 2] == "adjective") or _enumerates(sentence, first, head)


def _and_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`new and important treaties`, `a trade and investment treaty`, `the Astana and Sochi agreements`."""
    before = sentence.kinds[first - 2]
    if sentence.kinds[first] == "number" == before:
        # `One hundred and nine contracts`.
        return True
    if first == head or before == "comma":
        return False
    if before == "name" and sentence.kinds[first] == "name" and is_plural_head(sentence.lower[head]):
        return sentence.kinds[first - 3] == "article"
    return before == "adjective" or _enumerates(sentence, first, head)


def _enumerates(sentence: Sentence, first: int, head: int) -> bool:
    """Whether `first` ends a list of modifiers that begins with an article, a determiner or a number."""
    named = sentence.words[head][0].isupper()
    allowed = KINDS["listed names"] if named else KINDS["listed words"]
    things = False
    for index in range(first - 2, max(-1, first - 12), -1):
        kind, word = sentence.kinds[index], sentence.lower[index]
        if kind == "number":
            return not things
        if kind == "determiner":
            return first == head - 1 and sentence.kinds[index + 1] != "comma"
        if kind == "article":
            return named or not is_plural_head(sentence.lower[head])
        if kind not in allowed or (word in HEADS and word != "treaty" and HEADS[word].noun not in _SELDOM):
            return False
        things = things or (word.endswith("s") and kind == "noun")
    return False


_MODIFIERS: Mapping[Word, Callable[[Sentence, int, int], bool]] = {
    "noun": _noun_modifies,
    "number": _number_modifies,
    # `the guarantee agreement`.
    # `The following contracts`.
    "preposition": lambda s, first, _: s.lower[first - 1] == "following" and s.kinds[first - 2] == "article",
    "verb": lambda sentence, first, _: sentence.kinds[first - 2] in ("article", "determiner"),
    "determiner": _determiner_modifies,
    "past": lambda sentence, first, _: past_is_modifier(sentence, first - 1),
    # `the implementing treaty`, but not `by implementing treaties`.
    "gerund": lambda sentence, first, _: sentence.kinds[first - 2] in KINDS["openers"],
    "adverb": _adverb_modifies,
    "comma": _comma_modifies,
    "and": _and_modifies,
}


def _named_after(sentence: Sentence, first: int, head: int) -> int:
    """The start of a phrase with `of` in its name: `Law of the Sea Convention`, not `President of the Convention`."""
    words, lower = sentence.words, sentence.lower
    if first == head or sentence.kinds[first] != "name" or not words[head][0].isupper():
        return first
    of = first - 2 if sentence.kinds[first - 1] == "article" else first - 1
    if of < 1 or lower[of] != "of" or sentence.kinds[of - 1] != "name" or lower[of - 1] in WORDS["holders"]:
        return first
    first = of - 1
    while sentence.kinds[first - 1] == "name":
        first -= 1
    return first


def _quantity(sentence: Sentence, first: int) -> int:
    """The start of the phrase including words before its number: `more than 20`, `at least 20`, `another ten`."""
    if sentence.kinds[first] != "number" or first == 0:
        return first
    lower = sentence.lower
    first -= lower[first - 1 : first + 1] == ["a", "dozen"]
    if lower[max(0, first - 3) : first] == ["as", "many", "as"]:
        return first - 3
    if first > 1 and f"{lower[first - 2]}+{lower[first - 1]}" in WORDS["more than"]:
        return first - 2
    return first - 1 if lower[first - 1] in WORDS["approximate"] else first


def _collective(sentence: Sentence, first: int) -> int:
    """The start of the phrase including the noun that counts it: `a whole package of …`, with its article."""
    lower, kinds = sentence.lower, sentence.kinds
    of = first - 2 if sentence.kinds[first - 1] == "article" else first - 1
    if of < 1 or lower[of] != "of" or lower[of - 1] not in WORDS["collectives"]:
        return first
    first = of - 1
    while kinds[first - 1] in ("adjective", "number", "name") or lower[first - 1] in ("very", "rather"):
        first -= 1
    return first - (kinds[first - 1] == "determiner" or lower[first - 1] == "a")


def _all_of(sentence: Sentence, first: int) -> int:
    """The start of the phrase including `nearly all the`, `all of the`, `some of these`, `both the`."""
    lower, at = sentence.lower, first
    determined = sentence.kinds[first] == "determiner"
    if not determined and (not at or lower[at - 1] != "the"):
        return first
    at -= not determined
    of = at > 0 and lower[at - 1] == "of"
    at -= of
    if not at or lower[at - 1] not in (WORDS["parts"] if of else ("all", "both")) or lower[at - 2] == "above":
        return first
    return at - 2 if at > 1 and lower[at - 2] in WORDS["approximate"] else at - 1


def opens_clause(sentence: Sentence, first: int) -> bool:
    """Whether there is no finite verb between the last clause boundary and word `first`: the phrase is a subject."""
    for index in range(first - 1, max(-1, first - 40), -1):
        kind = sentence.kinds[index]
        if kind in KINDS["boundaries"] or sentence.lower[index] == "that":
            return True
        if kind in ("auxiliary", "verb") or (kind == "past" and not past_is_modifier(sentence, index)):
            return False
    return True


# ---- To the right


def _right_edge(sentence: Sentence, head: int, first: int) -> int:
    kinds = sentence.kinds
    end = _joined_heads(sentence, head, collective=not _COUNTING.isdisjoint(sentence.lower[first:head]))
    index = _behind_bracket(sentence, end)
    if kinds[index] == "dash" and sentence.lower[index + 1] == "on":
        last = _Complement(sentence, index + 1, first).end
        return last + (kinds[last] == "dash")
    if kinds[index] == "quote":
        # `Agreement “On Trade in Wool”`.
        near = range(
            index + 2, min(index + 40, len(sentence)) if sentence.begin(index) > sentence.end(index - 1) else 0
        )
        return next((closing + 1 for closing in near if kinds[closing] == "quote"), end)
    if not _opens_complement(sentence, index, head):
        return end
    if kinds[index + 1] == "pronoun" and sentence.lower[index] in ("with", "to"):
        return index + 2
    if sentence.lower[index] == "of" and _is_time(sentence, index + 1):
        return index + 3
    last = _Complement(sentence, index, first).end
    return last if last > index + 1 else end


def _joined_heads(sentence: Sentence, head: int, *, collective: bool) -> int:
    """Index after `agreements and memorandums`, or after the head alone.

    The nouns after `a package of` and `several` may have modifiers: `a package of agreements and commercial contracts`.
    """
    lower, kinds = sentence.lower, sentence.kinds
    end = head + 1
    if not is_plural_head(lower[head]):
        return end
    index = end
    while kinds[index] in ("comma", "and") and index < end + 12:
        last = index + 1
        while collective and kinds[last] in ("adjective", "noun") and last < index + 4 and lower[last] not in HEADS:
            last += 1
        if not is_plural_head(lower[last]) or kinds[index] == "and":
            return last + 1 if is_plural_head(lower[last]) else end
        index = last + 1
    return end


def _behind_bracket(sentence: Sentence, index: int, longest: int = 12) -> int:
    """Index after a short bracket that begins at `index`; `index` if there is none."""
    if sentence.kinds[index] == "opening":
        for closing in range(index + 1, min(index + longest, len(sentence))):
            if sentence.kinds[closing] == "closing":
                return closing + 1
    return index


def _is_adjunct(sentence: Sentence, index: int) -> bool:
    """Whether the preposition at `index` begins an adjunct of time or manner: `on behalf`, `in the near future`."""
    lower, kinds = sentence.lower, sentence.kinds
    word, after = lower[index], lower[index + 1]
    noun = index + 1
    if kinds[noun] == "article" or after in ("this", "our"):
        noun += 1
        noun += lower[noun + 1 : noun + 2] in (["future"], ["dimension"])
    if word == "for" and (lower[noun] == "first" or kinds[noun] == "number"):
        # `For the first time`, `for three years`.
        return not WORDS["times"].isdisjoint(lower[noun + 1 : noun + 3]) or "time" in lower[index + 2 : index + 5]
    if sentence.words[noun][0].isupper() and lower[noun] not in lex.DAYS:
        # `The Treaty on the Basis of …`.
        return False
    while word == "with" and (kinds[noun] == "adjective" or lower[noun] == "all"):
        # `With our own hands`, `with all due respect`.
        noun += 1
    if lower[noun : noun + 3] == ["basis", "of", "relations"]:
        return False
    adjuncts = lex.ADJUNCTS.get(word)
    return adjuncts is not None and (lower[noun] in adjuncts or after in adjuncts)


def _opens_complement(sentence: Sentence, index: int, head: int) -> bool:
    """Whether the word at `index`, directly after the head, begins a complement of it."""
    if sentence.lower[index] in WORDS["amending"]:
        return sentence.kinds[index + 1] in ("article", "determiner", "name")
    if sentence.kinds[index] != "preposition" or _is_adjunct(sentence, index):
        return False
    word, kind = sentence.lower[index], sentence.kinds[index + 1]
    if word == "in":
        return kind in ("noun", "adjective") or sentence.lower[index + 1] == "the"
    if word == "to":
        return _takes_to(sentence, index, head)
    if word == "from":
        # `From Lisbon to Vladivostok`.
        return kind == "name" and sentence.lower[index + 2] == "to"
    if word == "by":
        return sentence.lower[head] in WORDS["declared"]
    return kind == "number" if word == "until" else word in WORDS["always open"]


def _takes_to(sentence: Sentence, index: int, head: int) -> bool:
    """`protocol to the treaty`, `programme to build …`, but not `treaty to sign`, `agreements to develop …`."""
    after, kind = sentence.lower[index + 1], sentence.kinds[index + 1]
    if HEADS[sentence.lower[head]].noun == "appeal":
        return True
    if kind in ("article", "determiner"):
        heads = (HEADS[word] for word in sentence.lower[index + 2 : index + 5] if word in HEADS)
        return any(each.noun not in _SELDOM for each in heads)
    return after not in lex.ADOPT and not (is_plural_head(sentence.lower[head]) and after in WORDS["purposes"])


def _is_time(sentence: Sentence, index: int) -> bool:
    """`last year` after a phrase is not part of it."""
    return sentence.lower[index] in WORDS["other times"] and sentence.lower[index + 1] in WORDS["times"]


class _Complement:
    """One forward pass over a complement; `end` is the index after its last word."""

    __slots__ = ("end", "first", "index", "listed", "opener", "quoted", "retreat", "sentence", "start")

    def __init__(self, sentence: Sentence, preposition: int, first: int) -> None:
        self.sentence = sentence
        self.opener = sentence.lower[preposition]
        self.first = first
        self.start = self.index = self.end = preposition + 1
        self.retreat: int | None = None
        """End of the phrase if the last conjunct turns out to be another clause."""
        self.listed = False
        """Whether a comma began a list that has not been closed by `and`."""
        self.quoted = False
        self._run()

    def _run(self) -> None:
        kinds = self.sentence.kinds
        last = min(len(kinds) - 1, self.index + _LONGEST_RIGHT)
        while self.index < last:
            kind = kinds[self.index]
            if kind in KINDS["solid"] and not _is_time(self.sentence, self.index):
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
        """Continue with the current word as the last one so far."""
        self.end = self.index + 1
        return True

    def fall_back(self) -> bool:
        """End the complement at a finite verb, without the conjunct that is its subject if the whole phrase is not."""
        if self.retreat is not None and not opens_clause(self.sentence, self.first):
            self.end = self.retreat
            self.listed = False
        return False

    def article(self) -> bool:
        """An article after a noun begins another phrase, unless the noun is a verb in a title (`on Raising the …`)."""
        lower = self.sentence.lower
        if self.before not in KINDS["nouns"] or lower[self.index] in ("all", "both"):
            return True
        if lower[self.index : self.index + 2] == ["such", "as"]:
            self.index += 1
            return True
        doing = lower[self.index - 1].endswith("ing")
        after_preposition = self.sentence.kinds[self.index - 2] == "preposition"
        return lower[self.index - 2] == "to" or (doing and (self.before == "name" or after_preposition))

    def preposition(self) -> bool:
        """Most prepositions continue the phrase; that of an adjunct or a place ends it, except in `to build … at`."""
        if self.opener == "to" and self.sentence.lower[self.index] == "at":
            return self.sentence.kinds[self.index + 2] == "name"
        return self.sentence.lower[self.index] in WORDS["inner"] and not _is_adjunct(self.sentence, self.index)

    def comma(self) -> bool:
        """A comma continues the phrase before a year or another member of a list."""
        after = self.index + 1
        if is_year(self.sentence.words[after]) and self.before == "number":
            self.index += 1
            return self.take()
        if self.sentence.lower[after : after + 3] == ["as", "well", "as"]:
            return self._adds(after + 3)
        if not self._conjoins(after, comma=True):
            return False
        if not self.listed:
            self.retreat = self.end
        self.listed = True
        return True

    def _adds(self, index: int) -> bool:
        """`as well as` before `index` adds another member to a list, unless that is a document or another clause."""
        kind = self.sentence.kinds[index]
        # `The Treaty on Wool, as well as the history of wool`.
        left_name = self.before == "name" and not self.sentence.words[index + (kind == "article")][0].isupper()
        thing = not left_name and (kind in KINDS["solid"] or kind == "article")
        again = kind == "preposition" and self.sentence.lower[index] in self.sentence.lower[self.start - 1 : self.index]
        if not (again or thing) or not _DOCUMENTS.isdisjoint(self.sentence.lower[index : index + 5]):
            return False
        self.index = index - 1
        self.listed = False
        return True

    def conjunction(self) -> bool:
        """`and` continues the phrase before another member of a list, and closes the list."""
        if not self._conjoins(self.index + 1, comma=False):
            return False
        if self.listed:
            self.listed = False
        else:
            self.retreat = self.end
        return True

    def _conjoins(self, index: int, *, comma: bool) -> bool:
        """Whether the words from `index` can continue the list."""
        sentence = self.sentence
        if comma and sentence.kinds[index] == "and":
            index += 1
        kind, word = sentence.kinds[index], sentence.lower[index]
        if kind in KINDS["clause"] or word in WORDS["other times"]:
            return False
        rule = _CONJUNCTS.get(kind)
        if rule is not None:
            return rule(self, index, comma)
        after = sentence.lower[index + 1]
        if self._is_document(index) or (kind == "article" and after in WORDS["collectives"] | WORDS["other matters"]):
            return False
        if kind == "article" and comma:
            return self.opener != "of" or sentence.kinds[index - 1] == "and"
        # An article closes a list.
        return kind != "article" or self.listed or not self._bare()

    def gerund_conjoins(self, index: int, _: bool) -> bool:
        """`on building and operating`: only if a gerund began an earlier conjunct, in a list, or before `of`."""
        kinds, lower = self.sentence.kinds, self.sentence.lower
        if lower[index + 1] == "of" or (self.listed and (kinds[index - 1] == "and" or kinds[index + 1] == "noun")):
            return True
        places = range(self.start, self.index)
        return any(lower[i].endswith("ing") and kinds[i - 1] in KINDS["ends conjunct"] for i in places)

    def _bare(self) -> bool:
        """Whether the last topic began without article or name, so that `and the …` is not part of it."""
        kinds = self.sentence.kinds
        index = self.index
        while kinds[index] != "preposition":
            index -= 1
        topic = self.sentence.lower[index] in ("on", "for")
        return topic and kinds[index + 1] not in ("article", "determiner", "name")

    def _is_document(self, index: int) -> bool:
        """Whether the conjunct at `index` is a separate document: `… and a memorandum on …`."""
        lower, kinds = self.sentence.lower, self.sentence.kinds
        named = kinds[index : index + 2] == ["article", "name"] and lower[index + 2 : index + 3] == ["on"]
        if named and self.opener != "between":
            return True
        for place in range(index, min(index + 6, len(self.sentence))):
            head = HEADS.get(lower[place])
            named = self.sentence.words[place][0].isupper() and kinds[index] == "article"
            sure = named or lower[place + 1 : place + 3] == ["of", "intent"]
            if head and (sure or head.noun not in _SELDOM or (head.noun in _ADDED and kinds[index] == "article")):
                opened = kinds[index] in KINDS["openers"] or place == index or lower[index] in WORDS["contentless"]
                return opened or lower[place + 1] in ("on", "of", "between", "with", "for", "in")
            if kinds[place] in KINDS["ends conjunct"]:
                return False
        return False

    def adverb(self) -> bool:
        """An adverb after a noun belongs to the verb, except in `to work together on …`."""
        together = self.opener == "to" and self.sentence.kinds[self.index + 1] == "preposition"
        return together or (self.before not in KINDS["nouns"] and self.before != "owner")

    def past(self) -> bool:
        """A participle continues the phrase before its noun; after a noun it ends the phrase."""
        after = self.sentence.kinds[self.index + 1]
        if self.sentence.lower[self.index - 1] == "to":
            # `To put into effect`.
            return self.take()
        if self.before in KINDS["nouns"]:
            return self.fall_back() if after in KINDS["objects"] else False
        return after in KINDS["solid"] or after in ("and", "comma")

    def gerund(self) -> bool:
        """A gerund begins a topic; after a noun it ends the phrase, except in `on Russia building …`."""
        noun = self.sentence.kinds[self.index + 1] in ("comma", "and", "mark")
        if noun or self.before not in KINDS["nouns"] or self.sentence.lower[self.index] in lex.ADJECTIVE_GERUNDS:
            # `Flour milling, dyeing`.
            return self.take()
        return self.before == "name" and self.opener == "on" and self.end - self.start <= 3

    def verb(self) -> bool:
        """After a noun, a verb form is a finite verb; elsewhere it is a noun or an infinitive."""
        finite = self.before in KINDS["nouns"] or self.before in ("owner", "closing", "quote", "adverb")
        return self.fall_back() if finite and self.sentence.lower[self.index - 1] != "to" else self.take()

    def bracket(self) -> bool:
        """A bracket is skipped if the complement continues after it."""
        behind = _behind_bracket(self.sentence, self.index)
        kind = self.sentence.kinds[behind]
        inner = kind == "preposition" and self.sentence.lower[behind] in WORDS["inner"]
        if behind == self.index or not (inner or kind == "and" or (kind == "comma" and (self.listed))):
            return False
        self.index = behind - 1
        return True

    def quote(self) -> bool:
        """A quotation inside the complement is part of it if it is closed."""
        self.quoted = not self.quoted
        return True if self.quoted else self.take()


_STEPS: Mapping[Word, Callable[[_Complement], bool]] = {
    # `Between us, the mills and the region`.
    "pronoun": lambda self: self.opener == "between" and self.take(),
    "article": _Complement.article,
    "determiner": _Complement.article,
    "preposition": _Complement.preposition,
    "comma": _Complement.comma,
    "and": _Complement.conjunction,
    "adverb": _Complement.adverb,
    "past": _Complement.past,
    "gerund": _Complement.gerund,
    "verb": _Complement.verb,
    "auxiliary": _Complement.fall_back,
    "opening": _Complement.bracket,
    "quote": _Complement.quote,
    # `worth more than $2 billion`.
    "subordinator": lambda self: self.sentence.lower[self.index] == "than",
}
_CONJUNCTS: Mapping[Word, Callable[[_Complement, int, bool], bool]] = {
    # `to build and operate`, `on steps to build and operate`.
    "verb": lambda self, _, comma: not comma and "to" in self.sentence.lower[self.start - 1 : self.index],
    # `on trade and on investment`.
    "preposition": lambda self, i, _: self.sentence.lower[i] == self.opener and not _is_adjunct(self.sentence, i),
    # `and highly skilled labour`.
    "adverb": lambda self, i, _: self.sentence.kinds[i + 1] in ("adjective", "past"),
    # `oil and refined products`, but not `and signed …`.
    "past": lambda self, i, _: self.sentence.lower[i].endswith("ed") and self.sentence.lower[i] not in lex.NO_MODIFIERS,
    "gerund": _Complement.gerund_conjoins,
}
