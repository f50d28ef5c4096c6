"""Where a document stands, by tense, adverbs, dates, the documents named before and who speaks.

The rules are tried in order; each has a name. They look at the words close to the phrase in its own sentence.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from kzru_forums.agreements.discourse import Context, Found
from kzru_forums.model import AgreementStatus as Status
from kzru_forums.model import EventKind

WINDOW = 170
_VERB = r"sign(?:s|ed|ing)?|conclud(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|approv(?:e|ed|ing)|exchang(?:e|ed|ing)|endors(?:e|ed|ing)|initial(?:led|ed)|publish(?:ed)?|reach(?:ed|ing)?"
_DONE = r"signed|concluded|adopted|approved|exchanged|endorsed|initialled|inked|published|reached|made|sealed"
_NOW = re.compile(
    r"\b(?:today|just|now|here|this morning|tonight|at th(?:is|e) (?:forum|summit|meeting|talks|visit|event)"
    r"|(?:during|following|after|as a result of|at the end of|at the conclusion of|on the sidelines of|on completion of|within the framework of)"
    r" (?:the|this|our|these|today’s|their|my|your|his) (?:\w+ )?(?:forum|summit|meeting|talks|visit|event|consultations|negotiations|conversation)"
    r"|in (?:our|the) presence|in the presence of|as you (?:have )?(?:just )?s(?:aw|een)|you (?:have )?(?:just )?(?:saw|witnessed))\b"
)
_THEN = re.compile(
    r"\b(?:last (?:year|month|week|autumn|spring|summer|winter|january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|(?:\w+ )?(?:years?|months?|weeks?) ago|earlier|previously|recently|(?:already|long) (?:been )?(?:signed|concluded)|back in|since"
    r"|in (?:19|20)\d\d|(?:january|february|march|april|may|june|july|august|september|october|november|december) (?:\d{1,2}, )?(?:of )?(?:19|20)\d\d"
    r"|over the (?:past|last)|in recent years|in previous years|for many years|at that time|back then|during (?:your|my|his|the president’s) (?:recent |last |previous )?visit to"
    r"|previous|this (?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
_FUTURE_LEFT = re.compile(
    r"\b(?:will(?: also| soon| be)?|shall|plan(?:s|ned|ning)? to|intends? to|going to|expect(?:s|ed)? to|would like to|hopes? (?:to|that)"
    r"|ready to|need(?:s)? to|propos(?:e|ed|ing)(?: to)?|suggest(?:ed|ing)?|should|must|can|could|would|may|might|wants? to|able to|possib(?:le|ility) (?:to|of)|prospects? (?:of|for)"
    r"|about to|let us|agreed to|decision to|instructed to|invite|aim(?:s|ed)? (?:to|at)|in order to|continue)\s(?:\w+\s){0,3}?"
    rf"(?:to )?(?:{_VERB}|draft|prepare|finali[sz]e|complete|work out|negotiate|develop|see|have|make|draw up|launch|secure|achieve)\s[^.;]{{0,60}}\Z"
)
_DRAFT_LEFT = re.compile(
    r"\b(?:draft(?:ing|ed|s)?|prepar(?:e|es|ed|ing|ation)(?: of| for)?|work(?:ing|ed|s)?(?: \w+)? (?:on|out|towards)|negotiat(?:e|es|ed|ing|ions?)(?: on| of)?|talks (?:on|about|for|regarding|over)"
    r"|finali[sz](?:e|ed|ing|ation)(?: of)?|elaborat(?:e|ed|ing)|drawing up|draw up|conclusion of|concluding|conclude|towards?|prospects? (?:of|for)|possibility of|idea of|prepared for signing"
    r"|new talks|developing|is (?:currently )?preparing|sign(?:ing)? of|to sign|seek)\s(?:\w+\s){0,3}\Z"
)
_DRAFT_RIGHT = re.compile(
    r"\A[^.;]{0,40}?\b(?:(?:is|are|was|were|has been|have been|being)(?: also| now| currently| still| already| being)* (?:drafted|prepared|finali[sz]ed|negotiated|developed|worked|elaborated|coordinated)"
    r"|prepared for signing|ready (?:to be signed|for signing)|to be (?:signed|concluded|adopted|approved)|(?:will|would|could|should|can|may|must|might|is to|are to) (?:also |soon |then )?be (?:signed|concluded|adopted|approved|ready|reached|finali[sz]ed)"
    r"|(?:is|are) (?:nearing|close to|about to|in the works|under (?:discussion|consideration|preparation|negotiation))|(?:is|are) being (?:drafted|prepared|concluded|signed|negotiated|discussed|developed)|we will (?:sign|reach)|that will be)\b"
)
_DONE_LEFT = re.compile(rf"\b(?:{_DONE}|the signing(?: ceremony)? (?:today )?(?:of|by [^.;]{{0,80}} of)|signing(?: today)? of|signing|exchanged?|witnessed|adoption of)\s[^.;]{{0,90}}\Z")
_DONE_RIGHT = re.compile(
    rf"\A[^.;]{{0,30}}?\b(?:(?:was|were|has been|have been|had been|has|have)?(?: also| just| already| recently)* ?(?:{_DONE})|we (?:have )?(?:just )?(?:{_DONE}|conclude|sign))\b"
)
_PERFECT_PASSIVE = re.compile(r"\A[^.;]{0,20}?\b(?:has|have) (?:already |also )?been (?:signed|concluded|adopted)\b")
_IN_FORCE_LEFT = re.compile(
    r"\b(?:under|in (?:accordance|line|compliance|conformity) with|on the basis of|based on|within (?:the framework|the terms) of|in the framework of|as part of|pursuant to|according to"
    r"|implement(?:s|ed|ing|ation)?(?: of)?|carry(?:ing)? out|complian(?:ce|t) with|compl(?:y|ies|ied|ying) with|fulfil(?:s|led|ling|ment)?(?: of)?|honou?r(?:s|ed|ing)?|execut(?:e|ed|ing|ion)(?: of)?|abid(?:e|es|ed|ing) by"
    r"|provisions of|terms of|spirit (?:and letter )?of|letter of|ratification of|anniversary of|withdr(?:ew|aw|awal|awn|awing)s? from|extend(?:ing)?|extension of|violat(?:e|es|ed|ing|ion)s?(?: of)?|destroyed|dismantling of"
    r"|adher(?:e|es|ed|ing|ence) to|guided by|revis(?:e|ing|ion)(?: of)?|renew(?:ed|ing|al)?(?: of)?|bound by|commit(?:ted|ment|ments) (?:to|under)|obligations under|enshrined in|stipulated (?:in|by)|envisaged (?:in|by)|provided (?:in|for by)"
    r"|laid down in|defined (?:in|by)|reflected in|set out in|results of|success of|parties to|principles of|goals of|consistent with|contrary to|in force|we have|has|had|there is|there are|operating under|preserve)\s(?:\w+\s){0,4}\Z"
)
_IN_FORCE_RIGHT = re.compile(
    r"\A[^.;]{0,60}?\b(?:ent(?:er|ers|ered|ering) into (?:force|effect)|c(?:ame|omes?|oming) into (?:force|effect)|in (?:force|effect)|(?:is|are) (?:valid|working|operating|functioning|being implemented|observed|fulfilled|being carried out)"
    r"|expir(?:e|es|ed|ing)|has been (?:implemented|ratified|in)|have been (?:implemented|ratified|in)|was ratified|provid(?:e|es|ed) for|stipulat|envisag|contains?|has (?:eased|helped|allowed|already)|continues? to|remains?)\b"
)
_HABIT = re.compile(r"\b(?:tradition(?:ally)?|usual(?:ly)?|always|often|every year|annually|as a rule|customar\w+|such visits|easier to|tend to|sometimes)\b")
_SIGNING_EVENTS = frozenset((EventKind.PRESS_STATEMENTS, EventKind.PRESS_CONFERENCE, EventKind.FORUM, EventKind.CEREMONY))


class Setting(NamedTuple):
    """What the status rules look at, all in lower case."""

    left: str
    """The sentence up to the phrase."""
    title: str
    right: str
    """The sentence behind the phrase."""
    context: Context
    antecedent: Found | None
    """The mention that the phrase points back to, where it does."""
    definite: bool
    """Whether the phrase begins with an article `the`, a possessive or a pointing word."""

    @property
    def both(self) -> str:
        """What stands around the phrase."""
        return f"{self.left} … {self.right}"

    @property
    def now(self) -> bool:
        """Whether the sentence speaks of this event."""
        return _NOW.search(self.left) is not None or _NOW.search(self.right) is not None or "just signed" in self.title

    @property
    def then(self) -> bool:
        """Whether the sentence speaks of the past."""
        return _THEN.search(self.left) is not None or _THEN.search(self.right) is not None

    @property
    def done(self) -> bool:
        """Whether a verb of signing governs the phrase."""
        return _DONE_LEFT.search(self.left) is not None or _DONE_RIGHT.match(self.right) is not None

    @property
    def ahead(self) -> bool:
        """Whether the words say that the document is still to come."""
        return _FUTURE_LEFT.search(self.left) is not None or _DRAFT_LEFT.search(self.left) is not None or _DRAFT_RIGHT.match(self.right) is not None


Rule = Callable[[Setting], Status | None]


def _habitual(s: Setting) -> Status | None:
    return Status.MENTIONED if _HABIT.search(s.both) else None


def _signed_now(s: Setting) -> Status | None:
    return Status.SIGNED if s.done and s.now and not s.then and not s.ahead else None


def _sign_today(s: Setting) -> Status | None:
    """`the forum will see the signing today of …`: ahead of the words, not of the event."""
    if not re.search(r"\b(?:today|at this forum|at the forum|just)\b", s.both) or re.search(r"\b(?:expected|decision to|would like|prepared for|hope)\b", s.both):
        return None
    near = re.search(r"\b(?:will (?:also )?sign|are signing|signing today|we sign|will be signed)\b", s.both)
    return Status.SIGNED if near else None


def _ahead(s: Setting) -> Status | None:
    return Status.PLANNED if s.ahead and not re.search(r"\b(?:ent(?:er|ers) into force)\b", s.right) else None


def _signed_then(s: Setting) -> Status | None:
    return Status.CONCLUDED if s.done and s.then else None


def _pointed(s: Setting) -> Status | None:
    return s.antecedent.status if s.antecedent is not None else None


def _in_force(s: Setting) -> Status | None:
    if _IN_FORCE_LEFT.search(s.left) or _IN_FORCE_RIGHT.match(s.right):
        return Status.CONCLUDED
    return None


def _told(s: Setting) -> Status | None:
    """Lead and narration tell what was signed here."""
    return Status.SIGNED if s.done and not s.context.spoken else None


def _reported(s: Setting) -> Status | None:
    """Statements to the press after talks tell what was signed at them."""
    if s.done and s.context.kind in _SIGNING_EVENTS and not _PERFECT_PASSIVE.match(s.right):
        return Status.SIGNED
    return None


def _done(s: Setting) -> Status | None:
    return Status.CONCLUDED if s.done else None


def _past_alone(s: Setting) -> Status | None:
    return Status.CONCLUDED if s.then else None


def _named_here(s: Setting) -> Status | None:
    """What statements to the press name without a verb."""
    return Status.SIGNED if s.context.kind in _SIGNING_EVENTS and s.now else None


def _otherwise(s: Setting) -> Status | None:
    return Status.CONCLUDED


RULES: tuple[tuple[str, Rule], ...] = (
    ("habit", _habitual),
    ("sign-today", _sign_today),
    ("signed-now", _signed_now),
    ("signed-then", _signed_then),
    ("ahead", _ahead),
    ("as-before", _pointed),
    ("in-force", _in_force),
    ("told", _told),
    ("reported", _reported),
    ("done", _done),
    ("past", _past_alone),
    ("here", _named_here),
    ("otherwise", _otherwise),
)


def status_of(setting: Setting) -> tuple[str, Status]:
    """The status of a mention and the name of the rule that tells it."""
    for name, rule in RULES:
        status = rule(setting)
        if status is not None:
            return name, status
    raise AssertionError("the last rule always answers")
