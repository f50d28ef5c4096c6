"""Where a document stands: a table of rows, by tense, time, the documents named before, and the section of the page."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kzru_forums.agreements import lexicon as lex
from kzru_forums.agreements import parties
from kzru_forums.agreements.clues import Clue, dated_time
from kzru_forums.agreements.discourse import PRESS, Known
from kzru_forums.agreements.mention import Mention
from kzru_forums.model import AgreementKind, EventKind
from kzru_forums.model import AgreementStatus as Status

SIGNED, PLANNED, CONCLUDED, MENTIONED = Status.SIGNED, Status.PLANNED, Status.CONCLUDED, Status.MENTIONED
_JOINT = frozenset((AgreementKind.STATEMENT, AgreementKind.DECLARATION))
_TELLING = frozenset((EventKind.VISIT, EventKind.CEREMONY, EventKind.FORUM))
_REPORTS = ("title", "narration", "note")
_HABIT = re.compile(
    r"\b(?:tradition|traditionally|usual|usually|every year|annually|as a rule|customarily|such visits)\b"
)
_CONDITION = re.compile(r"\b(?:once|if|when|until|before|as soon as|after) (?:[\w’-]+ ){0,5}\Z")
_HEDGE = re.compile(
    r"\b(?:expect|plan|hope|intend|decision|decide|ready|would like|want|prepare|need|propose to|should|could|may|might"
    r"|possib|aim)\w*\b"
)
_LET_US = re.compile(r"\b(?:let us|let’s|let me|(?:i )?(?:propose|suggest|invite|ask)(?: \w+){0,3}|(?:proceed|move on|go on|turn) to(?: the)?) (?:now |to )?\w+(?: [\w’]+){0,4} \Z")
_LATER = re.compile(
    r"\b(?:tomorrow|soon|next (?:week|month|year|time|meeting|summit)|later|by the end of|in the (?:near|immediate|coming))\b"
)
_SIGNED_LONG_AGO = re.compile(r"\b(?:since|anniversary of|before|until) (?:the )?\Z")
_SIGNED_BEFORE = re.compile(r"\b(?:after|following|upon|by|through|with|(?:thank|congratulat|grateful|welcome|praise|appreciat)\w*[^,;]{0,30}) (?:the )?\Z")
_SIGNED_AFTER = re.compile(
    r"\A[^.;]*?\b(?:(?:has|have) \w+ed|took place|was held|became|marked|opened|created|gave|made|took|required|was)\b"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|cannot|\w+n’t|refus\w+|impossible|pointless)\b(?! (?:yet|only|just|doubt|less|secret|accident|rule out|exclude)\b)[^,;:]{0,30}\Z"
)
_UNREAL = re.compile(r"\b(?:could|would|should|might) have \Z")
_FORCE = re.compile(
    r"\A[^.;]{0,40}?\b(?:ent(?:er|ers|ered|ering)|c(?:ame|omes?|oming)|take|took|put) (?:in|into) (?:force|effect)\b"
)
_PENDING = re.compile(
    r"\A,?(?: [\w’-]+){0,9}? (?:ready (?:for|to)|close to|nearing|in (?:the (?:works|pipeline|making)|progress)|not yet"
    r"|(?:are|do|will) (?:you|we|they) (?:\w+ )?(?:plan|intend|hope|expect|prepare|sign|conclude)\w*"
    r"|(?:on|to) (?:the|our) agenda|under (?:discussion|consideration|preparation|way|negotiation)"
    r"|at (?:the|its) (?:final |last )?stage|will (?:be ready|emerge|result|follow|appear)|(?:should|can|could) (?:\w+ ){0,3}emerge"
    r"|(?:is|are|have been|has been|was|were) (?:\w+ )?(?:ready|approved|agreed upon|coordinated)(?! by)"
    r"|(?:that|which) (?:we|you|they) (?:had |have )?plan\w*"
    r"|being (?:drafted|prepared|negotiated|finali[sz]ed|developed|coordinated|discussed|concluded))\b"
)
_IRREALIS = re.compile(
    r"\b(?:would(?! like)|could|should|must|may|might|if|unless|interested in|look(?:ing)? for|needs?|wants?|postpone"
    r"|focus|access to|opportunit\w+|without|introduction of|offer\w*|not (?:even )?have)\b|\?"
)
_CLAUSE = re.compile(r"[,;:–]")
_NOTED = re.compile(
    r"\b(?:note|highlight|single out|mention|emphasi[sz]e|point out|draw (?:your )?attention to)\b[^,;:]*\Z"
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|i)\b")
_DISCUSSED = lex.words("discuss discussed discussing issue issues question situation regarding about")


class Rule(NamedTuple):
    """A row of the table."""

    name: str
    condition: Callable[[Mention], object]
    """When the row decides."""
    result: Status | Callable[[Mention], Status]
    """The status, or how it follows from another mention."""


# ---- What the table asks


def _comes(m: Mention, *tenses: str) -> Clue | None:
    """The clue, if it says that the document comes into being, in one of these tenses."""
    clue = m.clue
    return clue if clue and clue.act in ("sign", "reach") and (not tenses or clue.tense in tenses) else None


def _used(m: Mention) -> bool:
    """`under …`, `implementation of …`: what is used exists."""
    return m.clue is not None and m.clue.act == "use"


def _is_habit(m: Mention) -> bool:
    """`it is a tradition to sign …`, `such visits usually bring agreements`."""
    free = m.clue is None or (_comes(m) and m.clue.tense != "done")
    return bool(free) and _HABIT.search(f"{m.left} {m.right}") is not None


def _dated_before(m: Mention) -> bool:
    """`the 1972 treaty`: the date that the phrase names is before the event."""
    day = m.context.date
    return bool(m.dated and day and m.dated < day.isoformat()[: len(m.dated)])


def _inherits(m: Mention) -> bool:
    """A document keeps its status in every later mention, unless a verb says that it has come further since."""
    one, clue = m.antecedent, m.clue
    if one is None:
        return False
    status = one.agreement.status
    if clue is None or clue.act == "use" or clue.tense == "open":
        return clue is None or clue.act != "prepare" or status is not CONCLUDED
    if clue.act == "prepare":
        return status is not CONCLUDED or clue.tense == "done"
    return status is (SIGNED if clue.tense == "done" else status) and (status is not CONCLUDED or clue.tense == "done")


def _denied(m: Mention) -> bool:
    """`it makes no sense to sign …`, `could have signed`, `was not signed`."""
    clue = m.clue
    if clue is None or clue.act == "use":
        return False
    lower = m.sentence.lower
    if clue.tense in ("ahead", "open"):
        begin = m.sentence.begin(min(clue.place, m.first))
        before = m.sentence.text[max(0, begin - 40) : begin].lower()
        return bool(_DENIED.search(before) or (clue.tense == "ahead" and _UNREAL.search(before)))
    helpers = lower[max(0, clue.place - 4) : clue.place]
    only = "only" in helpers or "just" in helpers
    return clue.tense == "done" and not only and not lex.NOT.isdisjoint(helpers)


def _not_yet(m: Mention) -> bool:
    """`has not been signed yet`."""
    place = m.clue.place if m.clue else m.last
    return _denied(m) and ("yet" in m.sentence.lower[max(0, place - 4) : place] or " yet" in m.right)


def _signed_here(m: Mention) -> bool:
    """`which we will sign today`, `let us sign the papers`: ahead of the words, not of the event; hedges do not count."""
    clue = m.clue
    if clue is None or clue.act not in ("sign", "prepare") or m.past:
        return False
    if clue.act == "prepare":
        return m.here and " for signing" in m.right
    if _HEDGE.search(m.left[-90:]) or _HEDGE.search(m.right[:60]) or _LATER.search(m.left) or _LATER.search(m.right):
        return False
    if clue.tense == "open":
        return (m.here and _is_event(m, clue)) or _LET_US.search(m.left) is not None
    if clue.tense == "done" or (_reports(m) and clue.tense == "ahead" and "today" not in f"{m.left}{m.right}"):
        return False
    if m.sentence.lower[max(0, clue.place - 2) : clue.place] == ["about", "to"]:
        return True
    return m.here or _LET_US.search(m.left) is not None or _is_tied(m, clue)


def _is_event(m: Mention, clue: Clue) -> bool:
    """`the signing of …` itself, and not what comes before it: `the issue of signing`."""
    return lex.TO_COME.isdisjoint(m.sentence.lower[max(0, clue.place - 4) : clue.place])


def _is_pending(m: Mention) -> bool:
    """`is ready for signing`, `under discussion`; of a document in use, only what a relative clause says of it."""
    used = m.clue is not None and m.clue.act == "use" and m.clue.place < m.first
    if _comes(m, "done"):
        return False
    return _PENDING.match(m.right) is not None and (not used or m.right.startswith((" that ", " which ", ", which ")))


def _is_tied(m: Mention, clue: Clue) -> bool:
    """Whether a plain future speaks of documents that lie on the table: `we will sign the documents`."""
    if clue.tense != "ahead" or m.context.section == "answers" or m.context.kind is EventKind.SPEECH:
        return False
    helpers = m.sentence.lower[max(0, clue.place - 3) : clue.place]
    return m.article == "the" and not m.complemented and ("will" in helpers or "we’ll" in helpers)


def _is_signing(m: Mention) -> bool:
    """`the signing of …`: its time comes from what governs it."""
    return _comes(m, "open") is not None


def _is_told_signing(m: Mention) -> bool:
    """A report or a statement to the press speaks of the signing at its event, unless it is put off or hoped for."""
    clue = m.clue
    if clue is None or not _is_signing(m) or not _of_event(m):
        return False
    hoped = _HEDGE.search(m.left[-90:]) or _LATER.search(m.left) or _LATER.search(m.right)
    return not hoped and _is_event(m, clue) and "will" not in m.right[:60]


def _is_over(m: Mention) -> bool:
    """`signing this contract took years`; a title `Signing of the …`."""
    return m.context.section == "title" or (m.points and m.clue is not None and _is_event(m, m.clue))


def _before_signing(m: Mention) -> str:
    """What precedes the noun for signing, in lower case."""
    begin = m.sentence.begin(m.clue.place) if m.clue else 0
    return m.sentence.text[max(0, begin - 50) : begin].lower()


def _is_witnessed(m: Mention) -> bool:
    """`witnessed the signing of …`, `ended in the signing of …`, `the signing of … took place`."""
    if not _is_signing(m) or m.clue is None:
        return False
    lower = m.sentence.lower
    around = lower[max(0, m.clue.place - 10) : m.first]
    if not lex.CEREMONY.isdisjoint(around) and lex.TO_PREPARE.isdisjoint(around):
        return True
    return _is_event(m, m.clue) and not m.clue.adnominal and _SIGNED_AFTER.search(m.right) is not None


def _reports(m: Mention) -> bool:
    """Whether title, lead, narration or a stage direction reports the event."""
    return m.context.section in _REPORTS


def _of_event(m: Mention) -> bool:
    """Whether its section speaks of what was signed at the event."""
    return m.context.section in ("press", "ceremony") or _reports(m)


def _told(m: Mention) -> bool:
    """A report says what was signed here; what was signed by the way belongs to talks."""
    clue = _comes(m)
    if clue is None or not _reports(m) or clue.tense == "ahead":
        return False
    abroad = bool(parties.event_parties(m.context))
    if clue.adnominal:
        return clue.act == "sign" and (abroad or m.context.kind in _TELLING or m.context.section == "title")
    return abroad or m.context.kind in _TELLING or clue.act == "sign"


def _reported(m: Mention) -> bool:
    """A statement to the press, or a speech at a ceremony, says what was signed before it."""
    clue = _comes(m)
    if clue is None or m.context.section not in ("press", "ceremony") or m.elsewhere or _CONDITION.search(m.left):
        return False
    if m.sentence_abroad:
        return False
    near = m.left[-50:] + (m.right[:50] if clue.adnominal else "")
    return m.context.section == "press" or _FIRST_PERSON.search(near) is not None


def _is_fruit(m: Mention) -> bool:
    """A joint statement or declaration named to the press is one of the talks; so is a final document, in answers too."""
    final = m.context.kind in PRESS and "final" in m.modifiers
    if not final and (m.kind not in _JOINT or m.context.section != "press"):
        return False
    return not m.elsewhere and not m.past and not dated_time(m.title.lower(), m.context)


def _is_generic(m: Mention) -> bool:
    """Documents that only might be, of no particular name: `we should look for contracts`."""
    named = any(word[0].isupper() for word in m.sentence.words[max(1, m.first) : m.place + 1])
    if m.definite or named or m.counted or not m.modifiers.isdisjoint(lex.KNOWN):
        return False
    near = f"{_CLAUSE.split(m.left[-70:])[-1]} … {m.right[:70] if '?' in m.right else _CLAUSE.split(m.right[:70])[0]}"
    return _IRREALIS.search(near) is not None


def _is_issue(m: Mention) -> bool:
    """`the peace treaty issue`: still under negotiation."""
    return not m.head.plural and m.near(lex.PENDING_ISSUES, 3, 1) and not m.complemented and not m.well_known


def _of(known: Known | None) -> Status:
    """The status of another mention."""
    return known.agreement.status if known else CONCLUDED


STATUS = (
    Rule("habit", _is_habit, MENTIONED),
    # The verb of the document says when.
    Rule("signed-now", lambda m: _comes(m, "done") and m.here and not _denied(m), SIGNED),
    Rule("signed-then", lambda m: _comes(m, "done", "now", "open") and m.past and not _denied(m), CONCLUDED),
    Rule("dated", _dated_before, CONCLUDED),
    Rule("note", lambda m: m.context.section == "note", SIGNED),
    Rule("sign-today", _signed_here, SIGNED),
    # One document has one status.
    Rule("as-before", _inherits, lambda m: _of(m.antecedent)),
    # What is to come, here or elsewhere.
    Rule("pending", _is_pending, PLANNED),
    Rule("if-signed", lambda m: _comes(m, "now") and _CONDITION.search(m.left), PLANNED),
    Rule("issue", lambda m: "peace" in m.modifiers and (_denied(m) or not _comes(m, "done")) and not _used(m), PLANNED),
    Rule("denied", _not_yet, PLANNED),
    Rule("denied", _denied, MENTIONED),
    Rule("signing", lambda m: _is_witnessed(m) and (_of_event(m) or m.here), SIGNED),
    Rule("signing", _is_witnessed, CONCLUDED),
    Rule("signing", lambda m: _is_signing(m) and _SIGNED_LONG_AGO.search(_before_signing(m)), CONCLUDED),
    Rule("signing", lambda m: _is_signing(m) and _of_event(m) and _SIGNED_BEFORE.search(_before_signing(m)), SIGNED),
    Rule("signing", lambda m: _is_signing(m) and _SIGNED_BEFORE.search(_before_signing(m)), CONCLUDED),
    Rule("signing", lambda m: _is_told_signing(m), SIGNED),
    Rule("signing", lambda m: _is_signing(m) and not _is_over(m), PLANNED),
    Rule("sign-ahead", lambda m: _comes(m, "ahead"), PLANNED),
    Rule("sign-ahead", lambda m: _comes(m, "now") and not _exists(m), PLANNED),
    Rule("exists", lambda m: _comes(m, "now"), CONCLUDED),
    Rule("draft", lambda m: not m.modifiers.isdisjoint(lex.PROSPECTIVE), PLANNED),
    # Without more, the section says whether what was signed was signed here.
    Rule("told", _told, SIGNED),
    Rule("reported", _reported, SIGNED),
    Rule("done", _comes, CONCLUDED),
    # No verb of signing.
    Rule("prepared", lambda m: m.clue and m.clue.act == "prepare" and not _FORCE.search(m.right), PLANNED),
    Rule("listed", lambda m: m.joined, lambda m: _of(m.previous)),
    Rule("in-use", lambda m: _used(m) or _FORCE.search(m.right), CONCLUDED),
    Rule("fruit", _is_fruit, SIGNED),
    Rule("issue", _is_issue, PLANNED),
    Rule("generic", _is_generic, MENTIONED),
    Rule("here", lambda m: "today’s" in m.modifiers, SIGNED),
    Rule("here", lambda m: m.here and m.context.section in ("press", *_REPORTS), SIGNED),
    Rule("noted", lambda m: m.context.section == "press" and not m.past and _NOTED.search(m.left), SIGNED),
    # What each section speaks of without more.
    Rule("well-known", lambda m: m.well_known, CONCLUDED),
    Rule("title", lambda m: m.context.section == "title", SIGNED),
    Rule("narration", lambda m: m.context.section == "narration" and m.near(_DISCUSSED, 6, 0), CONCLUDED),
    Rule("narration", lambda m: m.context.section == "narration", SIGNED),
    Rule("press", lambda m: m.context.section == "press" and m.memory.signs and m.kind is AgreementKind.PACKAGE, SIGNED),
    Rule("ceremony", lambda m: m.context.section == "ceremony" and m.memory.signs and m.definite, SIGNED),
    Rule("speech", lambda m: True, CONCLUDED),
)
"""Rows are tried in order; the first whose condition holds decides."""


def _exists(m: Mention) -> bool:
    """Contracts `that they sign` or that `are signed` exist, unlike those that are `being signed`."""
    clue = m.clue
    if clue is None or clue.place < m.last:
        return False
    lower = m.sentence.lower
    being = clue.act == "sign" and "being" in lower[max(0, clue.place - 2) : clue.place]
    return not being and not lower[clue.place].endswith("ing")


def status_of(m: Mention) -> tuple[str, Status]:
    """The name of the row that decides, and the status."""
    name, result = next((row.name, row.result) for row in STATUS if row.condition(m))
    return name, result if isinstance(result, Status) else result(m)
