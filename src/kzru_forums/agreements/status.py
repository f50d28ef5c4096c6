"""Where a document stands, by tense, adverbs, dates, the documents named before and who speaks.

Rules are tried in order; each has a name and answers with a status or with None.
"""

import re
from collections.abc import Callable
from functools import cached_property

from attrs import define, field

from kzru_forums.agreements.clues import (
    OCCASIONS,
    PRESS,
    Clue,
    Place,
    Tense,
    Time,
    dated_time,
    find_clue,
    is_before,
    time_of,
)
from kzru_forums.agreements.discourse import Context, Found
from kzru_forums.agreements.inflection import words
from kzru_forums.agreements.lexicon import DETERMINER, NUMBER, POINTING
from kzru_forums.agreements.nouns import HEADS
from kzru_forums.agreements.parties import event_parties
from kzru_forums.agreements.verbs import Act
from kzru_forums.agreements.when import named_date
from kzru_forums.model import AgreementKind, EventKind
from kzru_forums.model import AgreementStatus as Status

_WINDOW = 170
_TOLD = frozenset((EventKind.VISIT, EventKind.CEREMONY, EventKind.FORUM))
_JOINT = frozenset((AgreementKind.STATEMENT, AgreementKind.DECLARATION))
_NEXT_CLAUSE = re.compile(r",(?! (?:which|that)\b)")
_OTHER_CLAUSE = re.compile(r"[;:]|, (?:what|how|but|because|while|whereas|although|so)\b")
_HABIT = re.compile(
    r"\b(?:tradition|traditionally|usual|usually|always|often|every year|annually|as a rule|customarily|sometimes"
    r"|such visits|easier)\b"
)
_CONDITION = re.compile(r"\b(?:once|if|when|until|before|as soon as|after) (?:[\w’-]+ ){0,5}\Z")
_HEDGE = re.compile(r"\b(?:expect|plan|hope|intend|decision|decide|ready|would like|want|prepare|need|propose)\w*\b")
_CEREMONY = re.compile(
    r"\b(?:witness|oversaw|oversee|attend|saw|see|seen|ceremony|took part|followed by|culminat|concluded with)\w*\b"
)
_AFTER = re.compile(r"\b(?:after|following|since|upon|by|through|with|anniversary of) (?:the )?\Z")
_DENIED = re.compile(
    r"\b(?:not|no|never|cannot|\w+n’t|refus\w+|impossible|pointless)\b(?! (?:yet|only|just)\b)[^,;:]{0,30}\Z"
)
_UNREAL = re.compile(r"\b(?:could|would|should|might) have \Z")
_NOT = words("not never haven’t hasn’t didn’t wasn’t weren’t")
_AMONG = re.compile(
    r"\b(?:among (?:them|these|others?)|including|include|includes|included|in particular|namely|such as)\b"
    r"|:(?: the| an?)? \Z"
)
_JOINED = re.compile(r",?(?: and| or| as well as)(?: the| an?)? \Z")
_JOINED_IN_LIST = re.compile(r",(?: the| an?)? \Z")
_FORCE = re.compile(
    r"\A[^.;]{0,40}?\b(?:ent(?:er|ers|ered|ering)|c(?:ame|omes?|oming)|take|took|put) (?:in|into) (?:force|effect)\b"
)
_PENDING = re.compile(
    r"\A(?: [\w’-]+){0,9}? (?:ready (?:for|to)|close to|nearing|in (?:the (?:works|pipeline|making)|progress)|not yet"
    r"|(?:are|do|will) (?:you|we|they) (?:\w+ )?(?:plan|intend|hope|expect|prepare|sign|conclude)\w*"
    r"|(?:on|to) (?:the|our) agenda|under (?:discussion|consideration|preparation|way|negotiation)"
    r"|at (?:the|its) (?:final |last )?stage"
    r"|being (?:drafted|prepared|negotiated|finali[sz]ed|developed|coordinated|discussed))\b"
)
_IRREALIS = re.compile(
    r"\b(?:would(?! like)|could|should|must|may|might|if|unless|interested in|look(?:ing)? for|needs?|wants?|postpone"
    r"|focus|access to|opportunit\w+|without|introduction of|offer\w*|not (?:even )?have)\b|\?"
)
_KNOWN = words("recent current existing latest previous")
"""Adjectives of documents that there are."""
_CLAUSE = re.compile(r"[,;:–]")
_NOTED = re.compile(
    r"\b(?:note|highlight|single out|mention|emphasi[sz]e|point out|draw (?:your )?attention to)\b[^,;:]*\Z"
)
_LATER = re.compile(r"\b(?:tomorrow|soon|next (?:week|month|year)|later|by the end of|in the near future)\b")
_FIRST_PERSON = re.compile(r"\b(?:we|our|i)\b")


@define
class Setting:
    """A mention and everything that the status rules look at."""

    place: Place
    context: Context
    kind: AgreementKind
    antecedent: Found | None
    """The mention that the phrase points back to, where it does."""
    namesake: Found | None
    """An earlier mention of the event in the same words."""
    previous: Found | None
    """The mention before it in the paragraph."""
    elsewhere: bool
    """Whether the words around it name a state as a party that takes no part in the event."""
    left: str = field(init=False)
    """What stands before the phrase, in lower case."""
    right: str = field(init=False)
    """What stands behind the phrase up to a bracket or semicolon, in lower case."""
    clue: Clue | None = field(init=False)
    """The word that tells what is done with the document."""

    @left.default
    def _left(self) -> str:
        begin = self.place.sentence.begin(self.place.first)
        return self.place.sentence.text[max(0, begin - _WINDOW) : begin].lower()

    @right.default
    def _right(self) -> str:
        end = self.place.sentence.end(self.place.last - 1)
        return self.place.sentence.text[end : end + _WINDOW].lower().partition("(")[0].partition(";")[0]

    @clue.default
    def _clue(self) -> Clue | None:
        return find_clue(self.place, self.right, self.context)

    @property
    def title(self) -> str:
        """The phrase, in lower case."""
        return self.place.sentence.slice(self.place.first, self.place.last).lower()

    @cached_property
    def time(self) -> Time | None:
        """What adverbs and dates speak of: those of the clause behind the phrase, where that tells of the document."""
        if self.clue is not None and self.clue.adnominal:
            found = time_of("", _NEXT_CLAUSE.split(self.right, maxsplit=1)[0], self.context)
        else:
            found = time_of(_OTHER_CLAUSE.split(self.left)[-1], self.right, self.context)
        return Time.PAST if found is None and is_before(self.place, self.clue) else found

    @cached_property
    def listed(self) -> Found | None:
        """The mention it is counted among: by `among them`, `including` or a colon."""
        return self.previous if self.previous and _AMONG.search(self.between) else None

    @cached_property
    def between(self) -> str:
        """What stands before the phrase in its sentence, up to the mention before it, in lower case."""
        sentence = self.place.sentence
        begin = sentence.begin(self.place.first)
        behind = self.previous.end - sentence.start if self.previous else 0
        return sentence.text[max(behind, begin - _WINDOW, 0) : begin].lower()

    @property
    def dated(self) -> str | None:
        """The date that the phrase names, where that cannot be the date of a document named inside it."""
        lower, first, last = self.place.sentence.lower, self.place.head + 1, self.place.last
        return None if any(word in HEADS for word in lower[first:last]) else named_date(self.title)

    @property
    def pointing(self) -> bool:
        """Whether the phrase points to a document that is known: `this agreement`."""
        return self.place.sentence.lower[self.place.first] in POINTING

    @property
    def drafted(self) -> bool:
        """Whether the phrase itself speaks of a draft."""
        return "draft" in self.place.sentence.lower[self.place.first : self.place.last]

    @property
    def opening(self) -> bool:
        """Whether somebody makes an opening statement to the press."""
        return self.context.kind in PRESS and not self.context.asked


def status_of(setting: Setting) -> tuple[str, Status]:
    """The status of a mention and the name of the rule that tells it."""
    clue = setting.clue
    if clue is not None and clue.act in (Act.SIGN, Act.REACH):
        for name, coming in COMING.items():
            status = coming(setting, clue)
            if status is not None:
                return name, status
        return "done", Status.CONCLUDED
    for name, standing in STANDING.items():
        status = standing(setting)
        if status is not None:
            return name, status
    return "otherwise", Status.CONCLUDED


def _custom(s: Setting, clue: Clue) -> Status | None:
    """`it is a tradition to sign …`: what is done at every such event."""
    return Status.MENTIONED if clue.tense is not Tense.DONE and _HABIT.search(f"{s.left} {s.right}") else None


def _if_signed(s: Setting, clue: Clue) -> Status | None:
    """`once the contract is signed`."""
    return Status.PLANNED if clue.tense is Tense.NOW and _CONDITION.search(s.left) else None


def _signed_then(s: Setting, clue: Clue) -> Status | None:
    """`signed last year`."""
    return Status.CONCLUDED if clue.tense is not Tense.AHEAD and s.time is Time.PAST else None


def _signed_now(s: Setting, clue: Clue) -> Status | None:
    """`have just signed`."""
    return Status.SIGNED if clue.tense is Tense.DONE and s.time is Time.HERE else None


def _sign_today(s: Setting, clue: Clue) -> Status | None:
    """`which we will sign today`: ahead of the words, not of the event; but not what is only expected."""
    if clue.act is not Act.SIGN or s.time is not Time.HERE:
        return None
    if clue.tense is Tense.AHEAD and s.context.spoken and s.context.kind is EventKind.MEETING:
        return None
    if clue.tense is Tense.AHEAD and _LATER.search(s.right):
        return None
    seen = clue.tense in (Tense.AHEAD, Tense.NOW) or _CEREMONY.search(s.left) is not None
    return None if not seen or _HEDGE.search(s.left) or _HEDGE.search(s.right) else Status.SIGNED


def _signing(s: Setting, clue: Clue) -> Status | None:
    """`witnessed the signing of …` is done, `after signing …` was done before, other signing is to come."""
    if clue.tense is not Tense.OPEN or s.antecedent is not None or s.pointing:
        return None
    if _CEREMONY.search(s.left):
        here = not s.context.spoken or s.time is Time.HERE or s.context.kind in OCCASIONS
        return Status.SIGNED if here else Status.CONCLUDED
    begin = s.place.sentence.begin(clue.place)
    before = s.place.sentence.text[max(0, begin - 30) : begin].lower()
    return Status.CONCLUDED if _AFTER.search(before) else Status.PLANNED


def _denied(s: Setting, clue: Clue) -> Status | None:
    """`it makes no sense to sign …`, `could have signed`: what is not going to be done; `not yet` tells of a plan."""
    begin = s.place.sentence.begin(min(clue.place, s.place.first))
    before = s.place.sentence.text[max(0, begin - 40) : begin].lower()
    if clue.tense is Tense.AHEAD:
        return Status.MENTIONED if _DENIED.search(before) or _UNREAL.search(before) else None
    helpers = s.place.sentence.lower[max(0, clue.place - 4) : clue.place]
    if clue.tense is not Tense.DONE or _NOT.isdisjoint(helpers):
        return None
    return Status.PLANNED if "yet" in helpers or " yet" in s.right else Status.MENTIONED


def _sign_ahead(s: Setting, clue: Clue) -> Status | None:
    """`will sign`, `is being signed`; but contracts `that they sign` or that `are signed` exist."""
    if clue.tense not in (Tense.AHEAD, Tense.NOW):
        return None
    lower = s.place.sentence.lower
    being = clue.act is Act.SIGN and "being" in lower[max(0, clue.place - 2) : clue.place]
    under_way = being or lower[clue.place].endswith("ing")
    exists = clue.tense is Tense.NOW and clue.place >= s.place.last and not under_way
    return Status.CONCLUDED if exists else Status.PLANNED


def _signed_draft(s: Setting, _: Clue) -> Status | None:
    """`a draft treaty`."""
    return Status.PLANNED if s.drafted else None


def _told(s: Setting, clue: Clue) -> Status | None:
    """Lead and narration tell what was signed here; what was signed by the way belongs to talks."""
    if s.context.spoken or s.context.kind is EventKind.CONVERSATION:
        return None
    if clue.adnominal:
        return Status.SIGNED if clue.act is Act.SIGN and event_parties(s.context) else None
    return Status.SIGNED if event_parties(s.context) or s.context.kind in _TOLD else None


def _reported(s: Setting, clue: Clue) -> Status | None:
    """Opening statements to the press tell what was signed at the talks before; elsewhere `we` must have signed."""
    if s.context.asked or s.elsewhere or s.context.kind not in OCCASIONS:
        return None
    if _CONDITION.search(s.left) or (s.dated and s.context.date and s.dated < s.context.date.isoformat()):
        return None
    near = s.left[-50:] + (s.right[:50] if clue.adnominal else "")
    return Status.SIGNED if s.context.kind in PRESS or _FIRST_PERSON.search(near) else None


def _habit(s: Setting) -> Status | None:
    """`such visits usually bring agreements`."""
    return Status.MENTIONED if s.clue is None and _HABIT.search(f"{s.left} {s.right}") else None


def _prepared(s: Setting) -> Status | None:
    """`is being drafted`, `talks on …`, `a draft treaty`."""
    clue = s.clue
    if clue is not None and clue.act is Act.PREPARE and not _FORCE.search(s.right):
        return _denied(s, clue) or Status.PLANNED
    return Status.PLANNED if s.drafted else None


def _as_before(s: Setting) -> Status | None:
    """`this document`: as the one it points back to."""
    return s.antecedent.status if s.antecedent is not None else None


def _listed(s: Setting) -> Status | None:
    """As the documents it is counted among, or joined with by no more than `and`, behind a colon by a comma."""
    if s.previous is None:
        return None
    joined = _JOINED.match(s.between) or (":" in s.left and _JOINED_IN_LIST.match(s.between))
    return s.previous.status if s.listed or joined else None


def _fruit(s: Setting) -> Status | None:
    """A joint statement or declaration named in a statement to the press is the one of the talks before.

    So is a final document, in answers too.
    """
    final = s.context.kind in PRESS and "final" in s.place.sentence.lower[s.place.first : s.place.head]
    if not final and (s.kind not in _JOINT or not s.opening):
        return None
    if s.elsewhere or s.time is Time.PAST:
        return None
    return None if dated_time(s.title, s.context) else Status.SIGNED


def _repeated(s: Setting) -> Status | None:
    """As before, in the same words."""
    return s.namesake.status if s.namesake is not None else None


def _in_use(s: Setting) -> Status | None:
    """`under …`, `implementation of …`, `has entered into force`."""
    used = s.clue is not None and s.clue.act is Act.USE
    return Status.CONCLUDED if used or _FORCE.search(s.right) else None


def _pending(s: Setting) -> Status | None:
    """`is ready for signing`, `is under discussion`."""
    return Status.PLANNED if _PENDING.match(s.right) else None


def _generic(s: Setting) -> Status | None:
    """Documents that only might be, of no particular name: `we should look for contracts`."""
    sentence, first, last = s.place.sentence, s.place.first, s.place.head + 1
    determined = sentence.kinds[first] is DETERMINER and sentence.lower[first] != "any"
    definite = determined or (first > 0 and sentence.lower[first - 1] == "the")
    named = any(word[0].isupper() for word in sentence.words[max(1, first) : last])
    if definite or named or NUMBER in sentence.kinds[first:last]:
        return None
    if not _KNOWN.isdisjoint(sentence.lower[first:last]):
        return None
    near = f"{_CLAUSE.split(s.left[-70:])[-1]} … {s.right[:70] if '?' in s.right else _CLAUSE.split(s.right[:70])[0]}"
    return Status.MENTIONED if _IRREALIS.search(near) else None


def _noted(s: Setting) -> Status | None:
    """What opening statements to the press point out, without saying when it was signed."""
    told = s.opening and s.clue is None and s.time is not Time.PAST
    return Status.SIGNED if told and _NOTED.search(s.left) else None


def _here(s: Setting) -> Status | None:
    """What an opening statement or a narration connects with this event by an adverb alone."""
    return Status.SIGNED if s.time is Time.HERE and (s.opening or not s.context.spoken) else None


COMING: dict[str, Callable[[Setting, Clue], Status | None]] = {
    "habit": _custom,
    "if-signed": _if_signed,
    "denied": _denied,
    "signed-then": _signed_then,
    "signed-now": _signed_now,
    "sign-today": _sign_today,
    "signing": _signing,
    "sign-ahead": _sign_ahead,
    "prepared": _signed_draft,
    "told": _told,
    "reported": _reported,
}
"""The rules for a document that, by its clue, comes to be; where none answers, it is `done`."""
STANDING: dict[str, Callable[[Setting], Status | None]] = {
    "prepared": _prepared,
    "as-before": _as_before,
    "listed": _listed,
    "repeated": _repeated,
    "in-use": _in_use,
    "fruit": _fruit,
    "pending": _pending,
    "habit": _habit,
    "generic": _generic,
    "noted": _noted,
    "here": _here,
}
"""The rules for every other document."""
