"""Where a document stands, by tense, adverbs, dates, the documents named before and who speaks.

The nearest word that tells what is done with the document decides: a participle or relative clause behind the phrase
(`the agreements signed today`), else the verb or noun before it (`implementation of …`), else the main verb behind it.
Rules are tried in order; each has a name.
"""

import re
from collections.abc import Callable
from datetime import date
from enum import IntEnum

from attrs import define, frozen

from kzru_forums.agreements.discourse import Context, Found
from kzru_forums.agreements.lexicon import Word
from kzru_forums.agreements.parties import event_parties
from kzru_forums.agreements.phrase import opens_clause
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.agreements.verbs import ACTS, DIRECT, NOMINAL, Act
from kzru_forums.model import AgreementKind, EventKind
from kzru_forums.model import AgreementStatus as Status

_WINDOW = 170
_FARTHEST = 16
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(_MONTHS)
_NOW = re.compile(
    r"\b(?:at (?:this|the|today’s) (?:forum|summit|meeting|talks|event)"
    r"|(?:during|following|after|as a result of|at the end of|at the conclusion of|on the sidelines of|within the framework of)"
    r" (?:the|this|our|these|today’s|their|my|your|his) (?:\w+ ){0,2}(?:forum|summit|meeting|talks|visit|event|consultations|negotiations|conversation)(?! (?:in|at|with|to|of) (?!the\b|this\b|our\b))"
    r"|in (?:our|the) presence|(?:as )?you (?:have )?(?:just )?(?:saw|seen|witnessed))\b"
)
_TODAY = re.compile(
    r"\b(?:today|today’s|right now|this (?:morning|afternoon|evening)|tonight|(?:signed|adopted|concluded|reached|made) here|a few minutes ago)\b"
)
_JUST = re.compile(r"\b(?:just|just now|as you (?:have )?s(?:aw|een)|you (?:have )?(?:saw|seen|witnessed))\b")
_THEN = re.compile(
    rf"\b(?:last (?:year|month|week|autumn|spring|summer|winter|time|{_MONTH})|(?:years?|months?|weeks?|decades?) (?:ago|earlier|back)|earlier|previously|recently"
    rf"|already|back (?:in|then)|since|over the (?:past|last)|in (?:recent|previous|past) years|for many years|at that time|at the time"
    rf"|(?:in|this) (?:early |late )?(?:{_MONTH})|yesterday|previous|(?:recent|last|previous) visit|is known)\b"
)
_YEAR = re.compile(rf"\b(?:({_MONTH})(?: (\d{{1,2}}),?)? )?((?:19|20)\d\d)\b")
_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})\b")
_MONTH_ALONE = re.compile(rf"\b(?:in|this|last|since) ({_MONTH})\b")
_NOTED = re.compile(
    r"\b(?:note|highlight|single out|mention|emphasi[sz]e|point out|draw (?:your )?attention to)\b[^,;:]*\Z"
)
_HEDGE = re.compile(r"\b(?:expect|plan|hope|intend|decision|decide|ready|would like|want|prepare|need|propose)\w*\b")
_CEREMONY = re.compile(
    r"\b(?:witness|oversaw|oversee|attend|saw|see|seen|ceremony|took part|followed by|culminat|concluded with)\w*\b"
)
_AFTER = re.compile(r"\b(?:after|following|since|upon|by|through|with) (?:the )?\Z")
_HABIT = re.compile(
    r"\b(?:tradition|traditionally|usual|usually|always|often|every year|annually|as a rule|customarily|sometimes|such visits|easier)\b"
)
_AMONG = re.compile(
    r"\b(?:among (?:them|these|others?)|including|include|includes|included|in particular|namely|such as)\b"
)
_CONDITION = re.compile(r"\b(?:once|if|when|until|before|as soon as|after) (?:[\w’-]+ ){0,5}\Z")
_PENDING = re.compile(
    r"\A(?: [\w’-]+){0,9}? (?:ready (?:for|to)|close to|nearing|under (?:discussion|consideration|preparation|way|negotiation)"
    r"|in the (?:works|pipeline|making)|at (?:the|its) (?:final |last )?stage|not yet|in progress|being (?:drafted|prepared|negotiated|finali[sz]ed|developed|coordinated|discussed))\b"
)
_IRREALIS = re.compile(
    r"\b(?:would(?! like)|could|should|must|may|might|if|unless|interested in|look(?:ing)? for|needs?|wants?|postpone|focus|access to|opportunit\w+|without)\b|\?"
)
_FORCE = re.compile(
    r"\A[^.;]{0,40}?\b(?:ent(?:er|ers|ered|ering)|c(?:ame|omes?|oming)|take|took|put) (?:in|into) (?:force|effect)\b"
)
_OBLIQUE = frozenset("in from by at under within through with beyond outside against despite without".split())
"""Prepositions that set a document apart from a verb of signing before it."""
_PREDICATES = frozenset((Word.AUXILIARY, Word.ADVERB, Word.VERB, Word.PAST))
_OPENS_RELATIVE = frozenset("that to our just already recently being currently".split())
_PASSIVE = frozenset("was were been be being is are".split())
_BOUNDARIES = frozenset((Word.MARK, Word.RELATIVE, Word.SUBORDINATOR))
_MODALS = frozenset("will would can could may might must should shall cannot we’ll i’ll they’ll won’t let’s".split())
_WAITING = frozenset("ready expected supposed going about due set planned prepared yet".split())
_PERFECT = frozenset("have has had having we’ve haven’t hasn’t hadn’t".split())
_PAST_MATRIX = frozenset("was were managed helped allowed succeeded".split())
_PRESS = frozenset((EventKind.PRESS_STATEMENTS, EventKind.PRESS_CONFERENCE))
_SIGNING_KINDS = frozenset((EventKind.VISIT, EventKind.CEREMONY, EventKind.FORUM))
_OCCASIONS = _PRESS | {EventKind.FORUM, EventKind.CEREMONY, EventKind.TALKS}


class Tense(IntEnum):
    """When the act of a clue takes place."""

    DONE = 1
    AHEAD = 2
    NOW = 3
    """Present and progressive forms."""
    OPEN = 4
    """Gerunds and nouns, which have no tense of their own."""


@frozen
class Clue:
    """A word that tells what is done with the document."""

    act: Act
    tense: Tense
    place: int
    adnominal: bool = False
    """Whether it stands in a participle or relative clause of the phrase."""


@define
class Setting:
    """A mention and everything the status rules look at."""

    sentence: Sentence
    first: int
    last: int
    context: Context
    kind: AgreementKind
    antecedent: Found | None
    """The mention that the phrase points back to, where it does."""
    namesake: Found | None
    """An earlier mention of the event in the same words."""
    previous: Found | None
    """The mention before it in the paragraph."""
    taken: tuple[tuple[int, int], ...]
    """Places of the mentions before it in the sentence."""
    clue: Clue | None = None
    left: str = ""
    right: str = ""
    when: str | None = None
    """`now`, `then`, `soon` or None: what the adverbs and dates around the phrase say."""


Rule = Callable[[Setting], Status | None]


def status_of(setting: Setting) -> tuple[str, Status]:
    """The status of a mention and the name of the rule that tells it."""
    _look_around(setting)
    for name, rule in RULES:
        status = rule(setting)
        if status is not None:
            return name, status
    return "otherwise", Status.CONCLUDED


def _look_around(setting: Setting) -> None:
    sentence = setting.sentence
    begin, end = sentence.begin(setting.first), sentence.end(setting.last - 1)
    setting.left = sentence.text[max(0, begin - _WINDOW) : begin].lower()
    setting.right = re.split(r"[(;]", sentence.text[end : end + _WINDOW].lower(), maxsplit=1)[0]
    setting.clue = _clue(setting)
    left, right = setting.left, setting.right
    if setting.clue is not None and setting.clue.adnominal:
        left, right = "", re.split(r",(?! (?:which|that)\b)", right, maxsplit=1)[0]
    setting.when = _when(left, right, setting.context)


def _clue(setting: Setting) -> Clue | None:
    adnominal, before = _adnominal(setting), _before(setting)
    if adnominal and adnominal.act in (Act.SIGN, Act.REACH):
        used = before is not None and before.act is Act.USE and not _when("", setting.right, setting.context)
        return before if used else adnominal
    return before or adnominal or _main_verb(setting)


def _before(setting: Setting) -> Clue | None:
    """The nearest word before the phrase, in its clause, that tells of documents."""
    sentence = setting.sentence
    index = setting.first - 1
    if index > 0 and sentence.kinds[index] is Word.ARTICLE:
        index -= 1
    nearest, oblique = index, index >= 0 and sentence.lower[index] in _OBLIQUE
    lowest = max(-1, index - _FARTHEST)
    while index > lowest:
        skipped = next((first for first, last in setting.taken if first <= index < last), None)
        if skipped is not None:
            lowest -= index - skipped
            nearest -= index - skipped
            index = skipped - 1
            continue
        if sentence.kinds[index] in _BOUNDARIES or sentence.lower[index] == "that":
            return None
        act = _act(sentence, index)
        if act is not None and not (oblique and act is not Act.USE) and _governs(sentence, index, nearest):
            return Clue(act, _tense(sentence, index), index)
        index -= 1
    return None


def _governs(sentence: Sentence, index: int, nearest: int) -> bool:
    """Whether the word at `index` can speak of a phrase that begins behind word `nearest`."""
    word = sentence.lower[index]
    if word in DIRECT:
        return nearest == index
    if word in NOMINAL and ACTS[word] is Act.PREPARE:
        return nearest - index <= 5 and Word.COMMA not in sentence.kinds[index : nearest + 1]
    return not (sentence.kinds[index] is Word.PAST and sentence.lower[index - 1] in _PASSIVE)


def _act(sentence: Sentence, index: int) -> Act | None:
    """What the word at `index` says of a document; `work` only where one works on it."""
    word = sentence.lower[index]
    if word in ("work", "works", "worked", "working"):
        return Act.PREPARE if {"on", "out", "towards"} & set(sentence.lower[index + 1 : index + 4]) else None
    if word == "developing" or (word == "developed" and sentence.lower[index - 1] == "being"):
        return Act.PREPARE
    return ACTS.get(word)


def _adnominal(setting: Setting) -> Clue | None:
    """A participle or a relative clause behind the phrase: `signed today`, `that we signed`, `to be signed`."""
    sentence = setting.sentence
    index = setting.last
    comma = sentence.kinds[index] is Word.COMMA
    if comma:
        index += 1
        if sentence.lower[index] not in ("which", "signed", "adopted", "concluded"):
            return None
    opens = (
        sentence.kinds[index] in (Word.PAST, Word.RELATIVE, Word.PRONOUN) or sentence.lower[index] in _OPENS_RELATIVE
    )
    if not opens:
        return None
    for place in range(index, min(index + 9, len(sentence))):
        if sentence.kinds[place] is Word.MARK or (place > index and sentence.kinds[place] is Word.COMMA):
            return None
        act = _act(sentence, place)
        if act is not None and sentence.lower[place] not in DIRECT and not (comma and act is not Act.SIGN):
            if sentence.kinds[place] is Word.PAST or act is not Act.PREPARE:
                return Clue(act, _tense(sentence, place), place, adnominal=True)
            return None
    return None


def _main_verb(setting: Setting) -> Clue | None:
    """The verb behind the phrase whose subject the phrase is; only a passive one tells how a document comes to be."""
    sentence = setting.sentence
    index = setting.last
    coordinated = sentence.kinds[index] is Word.AND or sentence.lower[index + 1 : index + 3] == ["as", "well"]
    if sentence.kinds[index] not in _PREDICATES and not (coordinated and opens_clause(sentence, setting.first)):
        return None
    for place in range(index, min(index + 16, len(sentence))):
        if sentence.kinds[place] is Word.MARK:
            return None
        act = _act(sentence, place)
        if act is Act.USE or (act is not None and sentence.kinds[place] is Word.PAST and place > index):
            return Clue(act, _tense(sentence, place), place)
    return None


def _tense(sentence: Sentence, place: int) -> Tense:
    """The tense of the verb at `place`, by its form and the words before it."""
    lower = sentence.lower
    word = lower[place]
    helpers = []
    index = place - 1
    while index >= 0 and len(helpers) < 4 and sentence.kinds[index] in (Word.AUXILIARY, Word.ADVERB):
        helpers.append(lower[index])
        index -= 1
    if not _MODALS.isdisjoint(helpers):
        return Tense.AHEAD
    if index >= 0 and lower[index] in ("to", "let"):
        matrix = lower[max(0, index - 7) : index]
        return Tense.AHEAD if _PAST_MATRIX.isdisjoint(matrix) or not _WAITING.isdisjoint(matrix) else Tense.DONE
    if not _PERFECT.isdisjoint(helpers):
        return Tense.DONE
    if word.endswith("ing"):
        return (
            Tense.NOW
            if {"is", "are", "am", "being", "we’re", "i’m"} & set(helpers)
            else Tense.DONE
            if {"was", "were"} & set(helpers)
            else Tense.OPEN
        )
    if sentence.kinds[place] is Word.PAST:
        return Tense.NOW if "being" in helpers or {"is", "are"} & set(helpers) else Tense.DONE
    return Tense.OPEN if word in NOMINAL else Tense.NOW


def _when(left: str, right: str, context: Context) -> str | None:
    """Whether the words around a phrase speak of this event, of the past or of the near future."""
    if _TODAY.search(left) or _TODAY.search(right):
        return "now"
    occasion = not context.spoken or context.kind in _OCCASIONS
    if occasion and (_JUST.search(left) or _JUST.search(right)):
        return "now"
    day = context.date
    if day:
        for text in (left, right):
            if dated := _dated(text, day):
                return dated
    if occasion and (_NOW.search(left) or _NOW.search(right)):
        return "now"
    if _THEN.search(left) or _THEN.search(right):
        return "then"
    return None


def _dated(text: str, day: date) -> str | None:
    """Whether a text names a date, and on which side of the event it lies."""
    for match in _YEAR.finditer(text):
        year = int(match[3])
        if year != day.year:
            return "then" if year < day.year else None
        if match[1] and (_MONTHS.index(match[1]) + 1, int(match[2] or 31)) < (day.month, day.day):
            return "then"
        if match[1] and match[2]:
            return "now" if _MONTHS.index(match[1]) + 1 == day.month and int(match[2]) == day.day else None
    for match in _DAY.finditer(text):
        same = _MONTHS.index(match[1]) + 1 == day.month and int(match[2]) == day.day
        return "now" if same else "then"
    month = _MONTH_ALONE.search(text)
    return "then" if month and _MONTHS.index(month[1]) + 1 != day.month else None


def _habitual(s: Setting) -> Status | None:
    """What is done at every such event."""
    clue = s.clue
    vague = clue is None or clue.tense is not Tense.DONE
    return (
        Status.MENTIONED
        if vague and _HABIT.search(f"{s.left} {s.right}") and (clue is None or clue.act in (Act.SIGN, Act.REACH))
        else None
    )


def _comes(s: Setting) -> Clue | None:
    """The clue, where it says that the document comes to be."""
    return s.clue if s.clue is not None and s.clue.act in (Act.SIGN, Act.REACH) else None


def _if_signed(s: Setting) -> Status | None:
    """`once the contract is signed`."""
    clue = _comes(s)
    return Status.PLANNED if clue and clue.tense is Tense.NOW and _CONDITION.search(s.left) else None


def _signed_then(s: Setting) -> Status | None:
    clue = _comes(s)
    return Status.CONCLUDED if clue and clue.tense is not Tense.AHEAD and s.when == "then" else None


def _signed_now(s: Setting) -> Status | None:
    clue = _comes(s)
    return Status.SIGNED if clue and clue.tense is Tense.DONE and s.when == "now" else None


def _sign_today(s: Setting) -> Status | None:
    """`which we will sign today`: ahead of the words, not of the event; but not what is only expected."""
    clue = _comes(s)
    seen = clue is not None and (clue.tense in (Tense.AHEAD, Tense.NOW) or _CEREMONY.search(s.left) is not None)
    before = s.context.spoken and s.context.kind is EventKind.MEETING
    if clue and clue.tense is Tense.AHEAD and before:
        return None
    if clue and clue.act is Act.SIGN and s.when == "now" and seen:
        return None if _HEDGE.search(s.left) or _HEDGE.search(s.right) else Status.SIGNED
    return None


def _witnessed(s: Setting) -> Status | None:
    """`the presidents witnessed the signing of`."""
    clue = _comes(s)
    if clue and clue.tense is Tense.OPEN and s.antecedent is None:
        if _CEREMONY.search(s.left):
            return (
                Status.SIGNED
                if not s.context.spoken or s.when == "now" or s.context.kind in _OCCASIONS
                else Status.CONCLUDED
            )
        begin = s.sentence.begin(clue.place)
        before = s.sentence.text[max(0, begin - 20) : begin].lower()
        return Status.CONCLUDED if _AFTER.search(before) else Status.PLANNED
    return None


def _sign_ahead(s: Setting) -> Status | None:
    clue = _comes(s)
    if clue and clue.tense is Tense.NOW and clue.place >= s.last and not s.sentence.lower[clue.place].endswith("ing"):
        return Status.CONCLUDED
    return Status.PLANNED if clue and clue.tense in (Tense.AHEAD, Tense.NOW) else None


def _prepared(s: Setting) -> Status | None:
    clue = s.clue
    if "draft" in s.sentence.lower[s.first : s.last]:
        return Status.PLANNED
    return Status.PLANNED if clue and clue.act is Act.PREPARE and not _FORCE.search(s.right) else None


def _told(s: Setting) -> Status | None:
    """Lead and narration tell what was signed here; an agreement signed by the way belongs to talks."""
    clue = _comes(s)
    if clue is None or s.context.spoken or s.context.kind is EventKind.CONVERSATION:
        return None
    if clue.adnominal:
        return Status.SIGNED if clue.act is Act.SIGN and event_parties(s.context) else None
    return Status.SIGNED if event_parties(s.context) or s.context.kind in _SIGNING_KINDS else None


def _reported(s: Setting) -> Status | None:
    """Opening statements to the press tell what was signed at the talks before; elsewhere `we` must have signed."""
    clue = _comes(s)
    if clue is None or s.context.asked or s.context.kind not in _OCCASIONS:
        return None
    if s.context.kind in _PRESS or re.search(r"\b(?:we|our|i)\b", s.left[-50:] + s.right[:50] * clue.adnominal):
        return Status.SIGNED
    return None


def _listed(s: Setting) -> Status | None:
    """`among them`, `including`: as the documents they are counted among."""
    found = s.previous
    return found.status if found is not None and _AMONG.search(s.left) else None


def _done(s: Setting) -> Status | None:
    return Status.CONCLUDED if _comes(s) else None


def _pointed(s: Setting) -> Status | None:
    return s.antecedent.status if s.antecedent is not None else None


def _used(s: Setting) -> Status | None:
    if _FORCE.search(s.right):
        return Status.CONCLUDED
    if s.clue and s.clue.act is Act.USE:
        return Status.CONCLUDED
    return None


def _pending(s: Setting) -> Status | None:
    """`is ready for signing`, `is under discussion`."""
    return Status.PLANNED if _PENDING.match(s.right) else None


def _generic(s: Setting) -> Status | None:
    """Documents that only might be, of no particular name: `we should look for contracts`."""
    sentence, first = s.sentence, s.first
    indefinite = sentence.kinds[first] is not Word.DETERMINER and (first == 0 or sentence.lower[first - 1] != "the")
    named = any(word[0].isupper() for word in sentence.words[max(1, first) : s.last])
    counted = Word.NUMBER in sentence.kinds[first : s.last]
    if (
        s.clue is None
        and indefinite
        and not named
        and not counted
        and _IRREALIS.search(f"{s.left[-70:]} … {s.right[:70]}")
    ):
        return Status.MENTIONED
    return None


def _repeated(s: Setting) -> Status | None:
    return s.namesake.status if s.namesake is not None else None


def _fruit(s: Setting) -> Status | None:
    """A joint statement or declaration named at a press statement is the one of the talks before."""
    title = s.sentence.slice(s.first, s.last)
    if s.context.date and _dated(title.lower(), s.context.date):
        return None
    joint = s.kind in (AgreementKind.STATEMENT, AgreementKind.DECLARATION)
    return Status.SIGNED if joint and s.context.kind in _PRESS and not s.context.asked and s.when != "then" else None


def _noted(s: Setting) -> Status | None:
    """What opening statements to the press point out, without saying when it was signed."""
    press = s.context.kind in _PRESS and not s.context.asked
    return Status.SIGNED if press and s.clue is None and s.when != "then" and _NOTED.search(s.left) else None


def _here(s: Setting) -> Status | None:
    press = s.context.kind in _PRESS and not s.context.asked
    return Status.SIGNED if s.when == "now" and (press or not s.context.spoken) else None


RULES: tuple[tuple[str, Rule], ...] = (
    ("habit", _habitual),
    ("if-signed", _if_signed),
    ("signed-then", _signed_then),
    ("signed-now", _signed_now),
    ("sign-today", _sign_today),
    ("witnessed", _witnessed),
    ("sign-ahead", _sign_ahead),
    ("prepared", _prepared),
    ("told", _told),
    ("reported", _reported),
    ("done", _done),
    ("as-before", _pointed),
    ("listed", _listed),
    ("fruit", _fruit),
    ("repeated", _repeated),
    ("in-use", _used),
    ("pending", _pending),
    ("generic", _generic),
    ("noted", _noted),
    ("here", _here),
)
