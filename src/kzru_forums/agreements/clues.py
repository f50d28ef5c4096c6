"""Clues to the status of a document: the word that states what is done with it, its tense, and the time it refers to.

The nearest word decides: a participle or relative clause after the phrase (`the agreements signed today`), or else the
verb or noun before it (`implementation of …`), or else the main verb after it.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kzru_forums.agreements import lexicon as lex
from kzru_forums.agreements.details import MONTH, named_date, relative_date
from kzru_forums.agreements.discourse import Context
from kzru_forums.agreements.lexicon import ACTS, DIRECT, HEADS, KINDS, NOMINAL, WORDS, Act, says
from kzru_forums.agreements.phrase import opens_clause
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.model import EventKind
from kzru_forums.text import MONTHS

Tense = Literal["done", "ahead", "now", "open"]
"""The time at which the act of a clue takes place.

`now` are present and progressive forms; `open` are gerunds and nouns, which have no tense of their own.
"""
Time = Literal["here", "past"]
"""The time that adverbs and dates around a phrase refer to: this event, or the past."""
HERE: Time = "here"
PAST: Time = "past"


_MAY_ACT = frozenset(ACTS.keys() | lex.WITH_PREPOSITION.keys())
_FARTHEST = 16
_LISTED = HEADS.keys() | {"including"}
_ANY_MONTH = re.compile(f" (?:{MONTH})")
_OTHER_CLAUSE = re.compile(r"[;:]|, (?:what|how|but|because|while|whereas|although|so|and (?:we|i|it|they|he))\b")
_NEXT_CLAUSE = re.compile(r",(?! (?:which|that)\b)")
_MAIN = (
    r" (?:but|because|while|whereas|although|so|where|and (?:we|i|it|they|he|our|the|last|this|in|next|today|now))\b"
)
_NEXT_MAIN_CLAUSE = re.compile(rf":|–|,(?:{_MAIN}|(?: thereby| thus)? \w+ing\b)|{_MAIN}")


class Clue(NamedTuple):
    """A word that states what is done with a document."""

    act: Act
    tense: Tense
    place: int
    adnominal: bool = False
    """Whether it belongs to a participle or relative clause of the phrase."""


def find_clue(sentence: Sentence, first: int, last: int, taken: Sequence[tuple[int, int]]) -> Clue | None:
    """The word that states what is done with the document of a phrase; `taken` are the mentions before it."""
    behind, before = _adnominal(sentence, last), _before(sentence, first, taken)
    if behind and behind.act in ("sign", "reach"):
        if before and before.act == "prepare" and _ends_talks(sentence, before, last, behind):
            return before
        return before if before and before.act == "use" and not _is_timed(sentence, behind) else behind
    if begins_clause(sentence, first, last):
        return _main_verb(sentence, first, last)
    if before and sentence.kinds[first - 1] == "comma":
        # Another clause may have ended.
        return _main_verb(sentence, first, last) or before
    return before or behind or _main_verb(sentence, first, last)


def begins_clause(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the phrase is the subject of another clause: `…, and a treaty is our aim`."""
    index = first - (sentence.kinds[first - 1] == "article")
    return index > 1 and sentence.lower[index - 2 : index] == [",", "and"] and sentence.kinds[last] == "auxiliary"


def _is_timed(sentence: Sentence, clue: Clue) -> bool:
    """Whether a date or an adverb of time follows a participle: `signed today`, `signed in 2014`."""
    after = sentence.lower[clue.place - 2 : clue.place + 6]
    return any(word in MONTHS or word in _TIME_WORDS or lex.is_year(word) for word in after)


_TIME_WORDS = frozenset(
    "today just yesterday last this here recently earlier ago following during noon morning moment minutes".split()
)


def _ends_talks(sentence: Sentence, before: Clue, last: int, behind: Clue) -> bool:
    """`Talks on an agreement concluded`: the talks are concluded, not the agreement."""
    lower = sentence.lower
    return lower[before.place] in ("talks", "negotiations") and lower[last : behind.place + 1] == ["concluded"]


def _before(sentence: Sentence, first: int, taken: Sequence[tuple[int, int]]) -> Clue | None:
    """The nearest word before the phrase, in its clause, that is about documents; other mentions are skipped."""
    index = first - 1
    if index > 0 and sentence.kinds[index] == "article":
        index -= 1
    lower, kinds = sentence.lower, sentence.kinds
    nearest, oblique = index, index >= 0 and lower[index] in WORDS["oblique"]
    lowest = max(-1, index - _FARTHEST)
    if not taken and _MAY_ACT.isdisjoint(lower[lowest + 1 : index + 1]):
        return None
    while index > lowest:
        skipped = next((begin for begin, end in taken if begin <= index < end), None) if taken else None
        if skipped is not None:
            lowest = max(-1, lowest - (index - skipped))
            index = nearest = skipped - 1
            continue
        if kinds[index] in KINDS["clause ends"] or lower[index] == "that":
            return None
        act = _act(sentence, index) if lower[index] in _MAY_ACT else None
        if act is not None and not (oblique and act != "use") and _governs(sentence, index, nearest):
            return Clue(act, tense_at(sentence, index), index)
        index -= 1
    return None


def _governs(sentence: Sentence, index: int, nearest: int) -> bool:
    """Whether the word at `index` can refer to a phrase that begins after word `nearest`."""
    word, between = sentence.lower[index], sentence.kinds[index + 1 : nearest + 1]
    if word in DIRECT or word in lex.OF_DEALS:
        return nearest == index
    if word in WORDS["come"]:
        return nearest == index + 1
    if word.startswith("exchang"):
        return "preposition" not in between or sentence.lower[index + 1] == "of"
    if word in WORDS["develop"]:
        return nearest == index and sentence.lower[index + 1] in ("a", "an")
    if word in NOMINAL and ACTS[word] == "prepare":
        close = nearest - index <= 5 and "comma" not in sentence.kinds[index : nearest + 1]
        return close and (nearest == index or not WORDS["about"].isdisjoint(sentence.lower[index + 1 : nearest + 1]))
    if word in NOMINAL and ACTS[word] == "use" and not KINDS["predicates"].isdisjoint(between):
        return False
    passive = sentence.kinds[index] == "past" and index > 0 and sentence.lower[index - 1] in WORDS["passive"]
    if passive and ACTS.get(word) == "use":
        # `They are being implemented, and new treaties …`.
        return sentence.kinds[nearest] not in ("and", "comma")
    return not passive or sentence.lower[nearest] in ("including", "includes")


def _act(sentence: Sentence, index: int) -> Act | None:
    """The act that the word at `index` expresses; some words only count with a preposition: `work on`, `come to`."""
    word = sentence.lower[index]
    joined = lex.WITH_PREPOSITION.get(word)
    if word == "talks" and sentence.kinds[index - 1] == "pronoun":
        # `Everyone talks of the treaty.`
        return None
    if joined is None:
        return ACTS.get(word)
    if word == "under":
        return "prepare" if sentence.lower[index + 1] in joined[1] else "use"
    behind = index + 1
    while sentence.kinds[behind] == "adverb":
        behind += 1
    act, prepositions = joined
    fits = sentence.lower[behind] in prepositions and sentence.lower[behind + 1] not in ("force", "effect")
    return act if fits else None


def _adnominal(sentence: Sentence, index: int) -> Clue | None:
    """A participle or a relative clause after the phrase: `signed today`, `that we signed`, `to be signed`."""
    comma = sentence.kinds[index] == "comma"
    if comma:
        index += 1
        if sentence.lower[index] != "which" and not _is_signed(sentence, index):
            return None
    if sentence.lower[index] in ("when", "where", "why", "how", "what"):
        return None
    if sentence.kinds[index] not in KINDS["relatives"] and sentence.lower[index] not in WORDS["opens relative"]:
        return None
    for place in range(index, min(index + 9, len(sentence))):
        if sentence.kinds[place] == "mark" or (place > index and sentence.kinds[place] in ("comma", "dash")):
            return None
        act = _act(sentence, place)
        if act is None or sentence.lower[place] in DIRECT or (comma and act != "sign"):
            continue
        if act != "use" and _is_of_another(sentence, index, place):
            return None
        stated = sentence.kinds[place] == "past" or sentence.lower[place - 1] in WORDS["present be"]
        if act == "prepare" and not stated:
            return None
        return Clue(act, tense_at(sentence, place), place, adnominal=True)
    return None


def _is_of_another(sentence: Sentence, index: int, place: int) -> bool:
    """Whether an active verb after `that made it possible to` or `aimed at` has another object than the document."""
    lower, kinds = sentence.lower, sentence.kinds
    subject = lower[index] in ("that", "which") and kinds[index + 1] in ("verb", "past", "auxiliary")
    doer = subject or (kinds[index] == "past" and place > index)
    return doer and kinds[place] != "past" and lower[place - 1] != "for" and lower[place] not in NOMINAL - {"signing"}


def _is_signed(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` is a past form of a verb of signing."""
    return sentence.kinds[index] == "past" and ACTS.get(sentence.lower[index]) == "sign"


def _main_verb(sentence: Sentence, first: int, last: int) -> Clue | None:
    """The verb whose subject the phrase is; only a passive verb describes what is done with a document."""
    index, kinds = last, sentence.kinds
    if kinds[index] in ("preposition", "opening"):
        while (
            kinds[index] in KINDS["adverbials"] or kinds[index - 1 : index + 1] == ["preposition", "pronoun"]
        ) and index < last + 9:
            index += 1
    if kinds[index] not in KINDS["predicates"]:
        if not opens_clause(sentence, first):
            return None
        if kinds[index] != "and" and sentence.lower[index + 1 : index + 3] != ["as", "well"]:
            verbs = (place for place in range(index, len(sentence)) if kinds[place] in ("auxiliary", "mark"))
            verb = next(verbs, index)
            # A list continues: `a treaty, including annexes, a protocol and a plan were signed`.
            index = verb if not _LISTED.isdisjoint(sentence.lower[index:verb]) else len(sentence)
    for place in range(index, min(index + 16, len(sentence))):
        if kinds[place] == "mark":
            return None
        act = None if sentence.lower[place] in WORDS["adverbial"] else _act(sentence, place)
        helpers = sentence.lower[max(index, place - 3) : place]
        passive = kinds[place] == "past" and not WORDS["passive"].isdisjoint(helpers)
        if act == "use" or (act is not None and passive):
            return _furthest(sentence, Clue(act, tense_at(sentence, place), place))
        # The phrase has another verb.
        if kinds[place] == "dash" or (act is None and kinds[place] in ("verb", "past")):
            return None
    return None


def _furthest(sentence: Sentence, clue: Clue) -> Clue:
    """The verb of signing that is coordinated with another verb: `were finalised and then signed`."""
    last = clue.place + 10 if clue.act == "prepare" else 0
    signed = (index for index in range(clue.place + 2, min(last, len(sentence))) if _is_signed(sentence, index))
    index = next(signed, 0)
    # Only adverbs come between `and` and the verb.
    joined = index - 1
    while sentence.kinds[joined] == "adverb":
        joined -= 1
    if not index or sentence.lower[joined] not in ("and", "but"):
        return clue
    return Clue("sign", clue.tense if clue.tense != "open" else "done", index)


def tense_at(sentence: Sentence, place: int) -> Tense:
    """The tense of the verb at `place`, by its form and the words before it."""
    lower = sentence.lower
    if lower[place] == "names" and place > 1:
        # `Put their names to a treaty`.
        place -= 2
    index = place - 1
    while index >= 0 and place - index <= 4 and sentence.kinds[index] in ("auxiliary", "adverb"):
        index -= 1
    if sentence.kinds[index] == "pronoun" and index and sentence.kinds[index - 1] == "auxiliary":
        # `Did we sign …?`
        index -= 2
    helpers = frozenset(lower[index + 1 : place])
    if not WORDS["modals"].isdisjoint(helpers):
        return "ahead"
    if index >= 0 and lower[index] in ("to", "let"):
        matrix = frozenset(lower[max(0, index - 7) : index])
        done = not WORDS["past matrix"].isdisjoint(matrix) and WORDS["waiting"].isdisjoint(matrix)
        return "done" if done else "ahead"
    if not WORDS["perfect"].isdisjoint(helpers):
        return "done"
    # `Will the treaty be signed?`, `we count on signing …`.
    hoped = index > 0 and sentence.kinds[index] == "preposition" and lower[index - 1] in WORDS["hedges"]
    if "be" in helpers or (hoped and lower[place].endswith("ing")):
        return "ahead"
    present = not WORDS["present be"].isdisjoint(helpers)
    if lower[place].endswith("ing"):
        past: Tense = "done" if "was" in helpers or "were" in helpers else "open"
        return "now" if present else past
    if sentence.kinds[place] == "past":
        return "now" if present else "done"
    return "open" if lower[place] in NOMINAL else "now"


def time_of(
    sentence: Sentence, phrase: tuple[int, int], clue: Clue | None, around: tuple[str, str], context: Context
) -> Time | None:
    """Whether the words `around` a phrase, in lower case, refer to this event or to the past.

    Only words of its own clause count; if a participle or relative clause after it is about the document, only that
    clause.
    """
    left, right = around
    if clue is not None and clue.adnominal:
        left, right = "", _NEXT_CLAUSE.split(right.removeprefix(","), maxsplit=1)[0]
    else:
        left, right = _OTHER_CLAUSE.split(left)[-1], _NEXT_MAIN_CLAUSE.split(right, maxsplit=1)[0]
    lower = sentence.lower
    verb = lower[max(0, clue.place - 3) : clue.place] if clue else []
    just = ("just" in verb and "not" not in verb) or "just" in lower[phrase[0] : phrase[0] + 2]
    found = HERE if just else _time_in(left, right, clue, context)
    if found is None and _is_before(lower, phrase, clue):
        return PAST
    return found


def _time_in(left: str, right: str, clue: Clue | None, context: Context) -> Time | None:
    """The time that adverbs, dates and occasions refer to."""
    both = f" {left} … {right}"
    if says(both, "today") and not (clue and clue.adnominal and dated_time(right[:30], context) == PAST):
        return HERE
    if dated := dated_time(left, context) or dated_time(right, context):
        return dated
    if context.section not in ("answers", "article") and (match := says(both, "here")):
        # `At the forum` is not the same occasion as a meeting after it.
        own = context.kind in (EventKind.FORUM, EventKind.CEREMONY)
        if own or match[1] is None or match[1] in context.title.lower():
            return HERE
    return PAST if says(both, "then") else None


def _is_before(lower: Sequence[str], phrase: tuple[int, int], clue: Clue | None) -> bool:
    """Whether an adverb of the past is next to the verb of the document, or to the document if it has none."""
    first, last = (clue.place, clue.place + 1) if clue else phrase
    near = [lower[0], *lower[max(0, first - 3) : first]]
    if not WORDS["before"].isdisjoint(near):
        return True
    return not lex.BEFORE_BEHIND.isdisjoint(lower[last : last + 2])


def dated_time(text: str, context: Context) -> Time | None:
    """Whether a text in lower case names the day of the event, or a date before it."""
    day = context.date
    if day is None or not (_ANY_MONTH.search(text) or "19" in text or "20" in text):
        return None
    found, today = named_date(text) or relative_date(text, day), day.isoformat()
    if found is None or (found != today and today.startswith(found)):
        return None
    return HERE if found == today else PAST if found < today else None
