"""Clues to the state of a document: the word that tells what is done with it, its tense, and the time it speaks of.

The nearest word decides: a participle or relative clause behind the phrase (`the agreements signed today`), else the
verb or noun before it (`implementation of …`), else the main verb behind it.
"""

import re
from enum import IntEnum, StrEnum

from attrs import frozen

from kzru_forums.agreements.discourse import Context
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
)
from kzru_forums.agreements.modifiers import opens_clause
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.agreements.verbs import ACTS, DIRECT, NOMINAL, Act
from kzru_forums.model import EventKind

_FARTHEST = 16
PRESS = frozenset((EventKind.PRESS_STATEMENTS, EventKind.PRESS_CONFERENCE))
OCCASIONS = PRESS | {EventKind.FORUM, EventKind.CEREMONY, EventKind.TALKS}
"""Kinds of event at which documents are signed."""

_MONTH = "|".join(MONTHS)
_TODAY = (
    "today",
    "right now",
    "this morning",
    "this afternoon",
    "this evening",
    "tonight",
    "a few minutes ago",
    "signed here",
    "adopted here",
    "concluded here",
    "reached here",
    "made here",
)
_JUST = re.compile(r"\b(?:just|you (?:have )?(?:just )?(?:saw|seen|witnessed))\b")
_HERE = re.compile(
    r"\b(?:at (?:this|the|today’s) (?:forum|summit|meeting|talks|event)"
    r"|(?:during|following|after|as a result of|at the end of|at the conclusion of|on the sidelines of"
    r"|within the framework of) (?:the|this|our|these|today’s|their|my|your|his) (?:\w+ ){0,2}"
    r"(?:forum|summit|meeting|talks|visit|event|consultations|negotiations|conversation)"
    r"(?! (?:in|at|with|to|of) (?!the\b|this\b|our\b))"
    r"|in (?:our|the) presence)\b"
)
_THEN = re.compile(
    rf"\b(?:last (?:year|month|week|autumn|spring|summer|winter|time|{_MONTH})"
    r"|(?:years?|months?|weeks?|decades?) (?:ago|earlier|back)|back (?:in|then)"
    r"|over the (?:past|last)|in (?:recent|previous|past) years|for many years|at that time|at the time|yesterday"
    rf"|(?:in|this) (?:early |late )?(?:{_MONTH})|(?:recent|last|previous) visit)\b"
)
_BEFORE = words("earlier previously recently already since previous")
"""Adverbs of the past that speak of a document only where they stand by its verb."""
_BEFORE_BEHIND = _BEFORE | words("then there before")
"""Those that do so only behind it: `reached then`."""
_YEAR = re.compile(r"(?<!\w)(?:19|20)[0-9][0-9](?!\w)")
_MONTH_BEFORE = re.compile(rf"\b({_MONTH})(?: ([0-9]{{1,2}}),?)? \Z")
_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})\b")
_MONTH_ALONE = re.compile(rf"\b(?:in|this|last|since) ({_MONTH})\b")

_OBLIQUE = words("in from by at under within through with beyond outside against despite without")
"""Prepositions that set a document apart from a verb of signing before it."""
_ADVERBIAL = words("under within part according line basis framework")
"""What tells of a document only where it stands before it."""
_DEVELOP = words("develop develops developed developing")
"""Verbs that tell of a new document only: `develop a roadmap`, not `develop our treaty`."""
_COME = words("come comes came coming")
_FORCE = words("force effect")
_WITH_PREPOSITION = {
    **dict.fromkeys(words("work works worked working"), (Act.PREPARE, words("on out towards"))),
    **dict.fromkeys(words("draw draws drew drawn drawing"), (Act.PREPARE, words("up"))),
    **dict.fromkeys(_COME, (Act.REACH, words("to"))),
    **dict.fromkeys(words("enter enters entered entering"), (Act.SIGN, words("into"))),
}
_OPENS_RELATIVE = words("that to our just already recently being currently")
_PASSIVE = words("was were been be being is are")
_MODALS = words("will would can could may might must should shall cannot we’ll i’ll they’ll won’t let’s")
_PERFECT = words("have has had having we’ve haven’t hasn’t hadn’t")
_PRESENT_BE = words("is are am being we’re i’m")
_PAST_MATRIX = words("was were managed helped allowed succeeded")
_WAITING = words("ready expected supposed going about due set planned prepared yet")
_BOUNDARIES = frozenset((MARK, RELATIVE, SUBORDINATOR))
_PREDICATES = frozenset((AUXILIARY, ADVERB, VERB, PAST))
_ADVERBIALS = frozenset((PREPOSITION, ARTICLE, DETERMINER, ADJECTIVE, NUMBER, OWNER, NOUN, NAME))
"""What may stand between a phrase and its verb: `the agreement on wool at the mill in Omsk was signed`."""
_RELATIVES = frozenset((PAST, RELATIVE, PRONOUN))


class Tense(IntEnum):
    """When the act of a clue takes place."""

    DONE = 1
    AHEAD = 2
    NOW = 3
    """Present and progressive forms."""
    OPEN = 4
    """Gerunds and nouns, which have no tense of their own."""


class Time(StrEnum):
    """What adverbs and dates around a phrase speak of."""

    HERE = "here"
    """This event."""
    PAST = "past"


@frozen
class Clue:
    """A word that tells what is done with a document."""

    act: Act
    tense: Tense
    place: int
    adnominal: bool = False
    """Whether it stands in a participle or relative clause of the phrase."""


@frozen
class Place:
    """A phrase in its sentence."""

    sentence: Sentence
    first: int
    head: int
    last: int
    """Index behind its last word."""
    taken: tuple[tuple[int, int], ...]
    """Places of the mentions before it in the sentence."""


def find_clue(place: Place, right: str, context: Context) -> Clue | None:
    """The word that tells what is done with the document; `right` is the text behind the phrase."""
    adnominal, before = _adnominal(place), _before(place)
    if adnominal and adnominal.act in (Act.SIGN, Act.REACH):
        if before and before.act is Act.PREPARE and _ends_talks(place, before, adnominal):
            return before
        used = before is not None and before.act is Act.USE and time_of("", right, context) is None
        return before if used else adnominal
    return before or adnominal or _main_verb(place)


def _ends_talks(at: Place, before: Clue, behind: Clue) -> bool:
    """`Talks on an agreement concluded`: what is concluded are the talks."""
    lower = at.sentence.lower
    return lower[before.place] in ("talks", "negotiations") and lower[at.last : behind.place + 1] == ["concluded"]


def _before(at: Place) -> Clue | None:
    """The nearest word before the phrase, in its clause, that tells of documents; other mentions are passed over."""
    sentence = at.sentence
    index = at.first - 1
    if index > 0 and sentence.kinds[index] is ARTICLE:
        index -= 1
    nearest, oblique = index, index >= 0 and sentence.lower[index] in _OBLIQUE
    lowest = max(-1, index - _FARTHEST)
    while index > lowest:
        skipped = next((first for first, last in at.taken if first <= index < last), None) if at.taken else None
        if skipped is not None:
            lowest = max(-1, lowest - (index - skipped))
            index = nearest = skipped - 1
            continue
        if sentence.kinds[index] in _BOUNDARIES or sentence.lower[index] == "that":
            return None
        act = _act(sentence, index)
        if act is not None and not (oblique and act is not Act.USE) and _governs(sentence, index, nearest):
            return Clue(act, tense_at(sentence, index), index)
        index -= 1
    return None


def _governs(sentence: Sentence, index: int, nearest: int) -> bool:
    """Whether the word at `index` can speak of a phrase that begins behind word `nearest`."""
    word = sentence.lower[index]
    if word in DIRECT:
        return nearest == index
    if word in _COME:
        return nearest == index + 1
    if word in _DEVELOP:
        return nearest == index and sentence.lower[index + 1] in ("a", "an")
    if word in NOMINAL and ACTS[word] is Act.PREPARE:
        return nearest - index <= 5 and COMMA not in sentence.kinds[index : nearest + 1]
    passive = sentence.kinds[index] is PAST and index > 0 and sentence.lower[index - 1] in _PASSIVE
    return not passive or ACTS.get(word) is Act.USE


def _act(sentence: Sentence, index: int) -> Act | None:
    """What the word at `index` says of a document; some words only with a preposition: `work on`, `come to`."""
    word = sentence.lower[index]
    joined = _WITH_PREPOSITION.get(word)
    if joined is None:
        return ACTS.get(word)
    behind = index + 1
    while sentence.kinds[behind] is ADVERB:
        behind += 1
    act, prepositions = joined
    return act if sentence.lower[behind] in prepositions and sentence.lower[behind + 1] not in _FORCE else None


def _adnominal(at: Place) -> Clue | None:
    """A participle or a relative clause behind the phrase: `signed today`, `that we signed`, `to be signed`."""
    sentence, index = at.sentence, at.last
    comma = sentence.kinds[index] is COMMA
    if comma:
        index += 1
        if sentence.lower[index] != "which" and not _is_signed(sentence, index):
            return None
    if sentence.kinds[index] not in _RELATIVES and sentence.lower[index] not in _OPENS_RELATIVE:
        return None
    for place in range(index, min(index + 9, len(sentence))):
        if sentence.kinds[place] is MARK or (place > index and sentence.kinds[place] in (COMMA, DASH)):
            return None
        act = _act(sentence, place)
        if act is None or sentence.lower[place] in DIRECT or (comma and act is not Act.SIGN):
            continue
        if act is Act.PREPARE and sentence.kinds[place] is not PAST:
            return None
        return Clue(act, tense_at(sentence, place), place, adnominal=True)
    return None


def _is_signed(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` is a past form of a verb of signing."""
    return sentence.kinds[index] is PAST and ACTS.get(sentence.lower[index]) is Act.SIGN


def _main_verb(at: Place) -> Clue | None:
    """The verb behind the phrase whose subject the phrase is; only a passive one tells how a document comes to be."""
    sentence, index = at.sentence, at.last
    if sentence.kinds[index] is PREPOSITION:
        while sentence.kinds[index] in _ADVERBIALS and index < at.last + 9:
            index += 1
    coordinated = sentence.kinds[index] is AND or sentence.lower[index + 1 : index + 3] == ["as", "well"]
    if sentence.kinds[index] not in _PREDICATES and not (coordinated and opens_clause(sentence, at.first)):
        return None
    for place in range(index, min(index + 16, len(sentence))):
        if sentence.kinds[place] is MARK:
            return None
        act = None if sentence.lower[place] in _ADVERBIAL else _act(sentence, place)
        passive = sentence.kinds[place] is PAST and not _PASSIVE.isdisjoint(
            sentence.lower[max(index, place - 3) : place]
        )
        if act is Act.USE or (act is not None and passive):
            return Clue(act, tense_at(sentence, place), place)
        # The verb of the phrase is another one.
        if sentence.kinds[place] is DASH or (act is None and sentence.kinds[place] in (VERB, PAST)):
            return None
    return None


def tense_at(sentence: Sentence, place: int) -> Tense:
    """The tense of the verb at `place`, by its form and the words before it."""
    lower = sentence.lower
    index = place - 1
    while index >= 0 and place - index <= 4 and sentence.kinds[index] in (AUXILIARY, ADVERB):
        index -= 1
    helpers = frozenset(lower[index + 1 : place])
    if _MODALS & helpers:
        return Tense.AHEAD
    if index >= 0 and lower[index] in ("to", "let"):
        matrix = frozenset(lower[max(0, index - 7) : index])
        return Tense.DONE if _PAST_MATRIX & matrix and not _WAITING & matrix else Tense.AHEAD
    if _PERFECT & helpers:
        return Tense.DONE
    if lower[place].endswith("ing"):
        past = Tense.DONE if helpers & {"was", "were"} else Tense.OPEN
        return Tense.NOW if _PRESENT_BE & helpers else past
    if sentence.kinds[place] is PAST:
        return Tense.NOW if _PRESENT_BE & helpers else Tense.DONE
    return Tense.OPEN if lower[place] in NOMINAL else Tense.NOW


def is_before(at: Place, clue: Clue | None) -> bool:
    """Whether an adverb of the past stands by the verb of the document, or by the document where it has none."""
    lower = at.sentence.lower
    first, last = (clue.place, clue.place + 1) if clue else (at.first, at.last)
    return not _BEFORE.isdisjoint(lower[max(0, first - 3) : first]) or not _BEFORE_BEHIND.isdisjoint(
        lower[last : last + 2]
    )


def time_of(left: str, right: str, context: Context) -> Time | None:
    """Whether the words around a phrase, in lower case, speak of this event or of the past.

    In the words of a speaker, `just` and `following the talks` mean this event only on occasions at which one signs.
    """
    both = f"{left} … {right}"
    if _holds(both, _TODAY):
        return Time.HERE
    occasion = not context.spoken or context.kind in OCCASIONS
    if occasion and _JUST.search(both):
        return Time.HERE
    if dated := dated_time(left, context) or dated_time(right, context):
        return dated
    if occasion and not context.asked and _HERE.search(both):
        return Time.HERE
    return Time.PAST if _THEN.search(both) else None


def _holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text holds one of the words."""
    for word in words:  # noqa: SIM110 - the loop costs half of what `any` does
        if word in text:
            return True
    return False


def dated_time(text: str, context: Context) -> Time | None:
    """Whether a text in lower case names the day of the event, or a date before it."""
    day = context.date
    if day is None:
        return None
    if ("19" in text or "20" in text) and (match := _YEAR.search(text)):
        before = _MONTH_BEFORE.search(text, 0, match.start())
        month = MONTHS.index(before[1]) + 1 if before else 12
        named = int(match[0]), month, int(before[2] or 31) if before else 31
        if named < (day.year, day.month, day.day):
            return Time.PAST
        return Time.HERE if before and before[2] and named == (day.year, day.month, day.day) else None
    if not _holds(text, MONTHS):
        return None
    if match := _DAY.search(text):
        same = (MONTHS.index(match[1]) + 1, int(match[2])) == (day.month, day.day)
        return Time.HERE if same else Time.PAST
    alone = _MONTH_ALONE.search(text)
    return Time.PAST if alone and MONTHS.index(alone[1]) + 1 != day.month else None
