"""The noun phrase around a head noun, to the left: modifiers, numbers and what counts the documents.

Words are taken one after the other until something that no noun phrase holds. The scan is bounded.
"""

from kzru_forums.agreements.inflection import words
from kzru_forums.agreements.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    ARTICLE,
    AUXILIARY,
    COMMA,
    DASH,
    DETERMINER,
    GERUND,
    MARK,
    MONTHS,
    NAME,
    NOUN,
    NUMBER,
    OWNER,
    PAST,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    VERB,
    is_year,
)
from kzru_forums.agreements.nouns import HEADS, is_plural_head
from kzru_forums.agreements.sentences import Sentence

_LONGEST = 16
_COLLECTIVES = words("number package packages series set range variety block group raft dozens hundreds scores total")
_TIMES = words("way year years month months week weeks time century decade decades day days moment")
_MODALS = words("will would can could may might must should shall cannot")
_HOLDERS = words("president chairman secretary general head director minister depositary conference party parties")
_APPROXIMATE = words("over around about approximately nearly almost exactly roughly some only another")
_MORE_THAN = words("more+than less+than fewer+than at+least up+to no+fewer not+less")
OPENERS = frozenset((ARTICLE, DETERMINER, NUMBER, OWNER))
_DESCRIBED = frozenset((ADJECTIVE, PAST, GERUND, NUMBER, ADVERB))
_LISTED_WORDS = frozenset((NOUN, ADJECTIVE, COMMA, AND))
_LISTED_NAMES = frozenset((NAME, ADJECTIVE, AND))
_BOUNDARIES = frozenset((MARK, DASH, SUBORDINATOR, RELATIVE, COMMA))


def left_edge(sentence: Sentence, head: int, lowest: int = 0) -> int:
    """Index of the first word, not before `lowest`, of the phrase whose head is word `head`."""
    first = head
    lowest = max(lowest, head - _LONGEST)
    while first > lowest and _modifies(sentence, first, head):
        first -= 1
        if sentence.kinds[first] is DETERMINER:
            first -= first > 0 and sentence.lower[first - 1] in ("all", "both")
            break
    while first < head and _cannot_open(sentence, first):
        first += 1
    return max(lowest, _collective(sentence, _quantity(sentence, _named_after(sentence, first, head))))


def _cannot_open(sentence: Sentence, first: int) -> bool:
    """Whether a phrase cannot begin with this word, given the next one."""
    kind = sentence.kinds[first]
    if kind is ADVERB:
        return sentence.kinds[first + 1] not in _DESCRIBED
    return kind is COMMA or kind is AND


def _modifies(sentence: Sentence, first: int, head: int) -> bool:
    """Whether the word before `first` belongs to the phrase that reaches from `first` to `head`."""
    kind = sentence.kinds[first - 1]
    if kind in (NAME, ADJECTIVE, OWNER):
        return True
    rule = _MODIFIERS.get(kind)
    return rule is not None and rule(sentence, first, head)


def _noun_modifies(sentence: Sentence, first: int, _: int) -> bool:
    """`gas contract`, but not `last year contracts` nor `we remember contracts`."""
    before = sentence.kind_before(first - 1)
    verb = before is PRONOUN or (before is AUXILIARY and sentence.lower[first - 2] in _MODALS)
    return not verb and sentence.lower[first - 1] not in _TIMES


def _number_modifies(sentence: Sentence, first: int, _: int) -> bool:
    """`27 contracts`, `the 2011 declaration`, but not `in 2011 contracts` nor `on July 7 documents`."""
    if first > 1 and sentence.lower[first - 2] in MONTHS:
        return False
    return not (is_year(sentence.words[first - 1]) and sentence.kind_before(first - 1) is PREPOSITION)


def _determiner_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`our treaty`, `under that treaty`, but not `said that treaties`."""
    if sentence.lower[first - 1] != "that":
        return True
    return not is_plural_head(sentence.lower[head]) and sentence.kind_before(first - 1) in (PREPOSITION, MARK)


def _past_modifies(sentence: Sentence, first: int, _: int) -> bool:
    """`the signed treaty`, `the recently signed treaty`, but not `has signed treaties`."""
    before = sentence.kind_before(first - 1)
    if before is ADVERB:
        return sentence.kind_before(first - 2) in OPENERS
    return before in OPENERS or before in (PREPOSITION, ADJECTIVE) or first == 1


def past_is_modifier(sentence: Sentence, index: int) -> bool:
    """Whether the past form at `index` modifies a noun behind it, and is no finite verb."""
    return _past_modifies(sentence, index + 1, index + 1)


def _gerund_modifies(sentence: Sentence, first: int, _: int) -> bool:
    """`the implementing treaty`, but not `by implementing treaties`."""
    return sentence.kind_before(first - 1) in OPENERS


def _adverb_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`extremely ambitious treaties`, `the just signed treaty`, but not `have already signed treaties`."""
    if sentence.kinds[first] is PAST:
        return sentence.kind_before(first - 1) in OPENERS
    return sentence.kinds[first] is ADJECTIVE and first < head


def _comma_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`new, very important treaty`; `an oil, gas and power treaty`."""
    if first == head:
        return False
    after = sentence.kinds[first] in (ADJECTIVE, ADVERB, PAST)
    return (after and sentence.kind_before(first - 1) is ADJECTIVE) or _enumerates(sentence, first, head)


def _and_modifies(sentence: Sentence, first: int, head: int) -> bool:
    """`new and important treaties`, `a trade and investment treaty`."""
    before = sentence.kind_before(first - 1)
    if first == head or before is COMMA:
        return False
    return before is ADJECTIVE or _enumerates(sentence, first, head)


def _enumerates(sentence: Sentence, first: int, head: int) -> bool:
    """Whether `first` ends a list of modifiers that an article, a determiner or a number opens."""
    named = sentence.words[head][0].isupper()
    allowed = _LISTED_NAMES if named else _LISTED_WORDS
    things = False
    for index in range(first - 2, max(-1, first - 12), -1):
        kind, word = sentence.kinds[index], sentence.lower[index]
        if kind is NUMBER:
            return not things
        if kind is DETERMINER:
            return first == head - 1
        if kind is ARTICLE:
            return named or not is_plural_head(sentence.lower[head])
        if kind not in allowed or (word in HEADS and word != "treaty"):
            return False
        things = things or (word.endswith("s") and kind is NOUN)
        if kind is AND and sentence.kind_before(index) is COMMA:
            return False
    return False


_MODIFIERS = {
    NOUN: _noun_modifies,
    NUMBER: _number_modifies,
    DETERMINER: _determiner_modifies,
    PAST: _past_modifies,
    GERUND: _gerund_modifies,
    ADVERB: _adverb_modifies,
    COMMA: _comma_modifies,
    AND: _and_modifies,
}


def _named_after(sentence: Sentence, first: int, head: int) -> int:
    """The phrase with a name that holds `of`: `Law of the Sea Convention`."""
    if first == head or sentence.kinds[first] is not NAME or not sentence.words[head][0].isupper():
        return first
    of = first - 2 if sentence.kind_before(first) is ARTICLE else first - 1
    if of < 1 or sentence.lower[of] != "of" or sentence.kinds[of - 1] is not NAME:
        return first
    if sentence.lower[of - 1] in _HOLDERS:
        return first
    first = of - 1
    while sentence.kind_before(first) is NAME:
        first -= 1
    return first


def _quantity(sentence: Sentence, first: int) -> int:
    """The phrase with what stands before its number: `more than 20`, `at least 20`, `another ten`."""
    if sentence.kinds[first] is not NUMBER or first == 0:
        return first
    lower = sentence.lower
    if first > 1 and f"{lower[first - 2]}+{lower[first - 1]}" in _MORE_THAN:
        return first - 2
    if lower[max(0, first - 3) : first] == ["as", "many", "as"]:
        return first - 3
    return first - 1 if lower[first - 1] in _APPROXIMATE else first


def _collective(sentence: Sentence, first: int) -> int:
    """The phrase with the noun that counts it: `a whole package of …`, whose article stays."""
    lower, kinds = sentence.lower, sentence.kinds
    of = first - 2 if sentence.kind_before(first) is ARTICLE else first - 1
    if of < 1 or lower[of] != "of" or lower[of - 1] not in _COLLECTIVES:
        return first
    first = of - 1
    while first and (kinds[first - 1] in (ADJECTIVE, NUMBER) or lower[first - 1] in ("very", "rather")):
        first -= 1
    if first and (kinds[first - 1] is DETERMINER or lower[first - 1] == "a"):
        first -= 1
    return first


def opens_clause(sentence: Sentence, first: int) -> bool:
    """Whether no finite verb stands between the last clause boundary and word `first`: the phrase is a subject."""
    for index in range(first - 1, max(-1, first - 40), -1):
        kind = sentence.kinds[index]
        if kind in _BOUNDARIES or sentence.lower[index] == "that":
            return True
        if kind in (AUXILIARY, VERB) or (kind is PAST and not past_is_modifier(sentence, index)):
            return False
    return True
