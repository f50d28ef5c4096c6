"""The status of a document: a table by the act, the time, earlier mentions and the section."""

import re
from collections.abc import Callable
from typing import NamedTuple, cast

from kzru_forums.agreements import parties
from kzru_forums.agreements.clues import Clue, dated_time
from kzru_forums.agreements.discourse import PRESS, Known
from kzru_forums.agreements.lexicon import ADOPTED_PAST, DAYS, PUBLISHING, WORDS, says
from kzru_forums.agreements.mention import Mention
from kzru_forums.model import AgreementKind as Kind
from kzru_forums.model import AgreementStatus as Status
from kzru_forums.model import EventKind

SIGNED, PLANNED, CONCLUDED, MENTIONED = Status.SIGNED, Status.PLANNED, Status.CONCLUDED, Status.MENTIONED
_STAGES = {"done": "signed", "now": "present", "ahead": "ahead", "open": "signing"}
_JOINT, _PACKAGE = (Kind.STATEMENT, Kind.DECLARATION), Kind.PACKAGE
_TELLING = frozenset((EventKind.VISIT, EventKind.CEREMONY, EventKind.FORUM))
_NEW = frozenset("new further additional supplementary".split())
_FINISHED = frozenset("finalised finalized completed finished agreed".split())
_CLAUSE = re.compile(r"[,;:–]")


class Rule(NamedTuple):
    """A row of the table."""

    name: str
    stages: str
    """The stages to which it applies, in words."""
    condition: Callable[[Mention], object]
    """Condition under which the row applies."""
    result: Status | Callable[[Mention], Status]
    """The status, or the function that derives it from another mention."""


# ---- The verb and its time


def _always(_: Mention) -> bool:
    """The row applies to all mentions that reach it."""
    return True


def _stage(m: Mention) -> str:
    """The stage that the clue indicates: one of `_ANY`."""
    clue = m.clue
    if clue is None:
        return "silent"
    agreed = m.sentence.lower[clue.place - 1 : clue.place + 1] == ["been", "agreed"] and not clue.adnominal
    if agreed and ADOPTED_PAST.isdisjoint(m.sentence.lower[clue.place : clue.place + 12]):
        # `The treaty has been agreed upon`, but not signed.
        return "prepared"
    if clue.act in ("sign", "reach"):
        return _STAGES[clue.tense]
    return "prepared" if clue.act == "prepare" else "used"


def _clue(m: Mention) -> Clue:
    """The clue of a mention whose stage implies that it has one."""
    return cast("Clue", m.clue)


def _act(m: Mention) -> str:
    """The word of the clue, in lower case."""
    return m.sentence.lower[_clue(m).place]


def _is_under_way(m: Mention) -> bool:
    """`that is being signed`, `that they are signing`."""
    clue = _clue(m)
    return clue.act == "sign" and not {"being", "signing"}.isdisjoint(m.sentence.lower[m.last : clue.place + 1])


def _denied(m: Mention) -> bool:
    """`it makes no sense to sign …`, `could have signed`, `was not signed`."""
    clue, lower = _clue(m), m.sentence.lower
    if clue.tense in ("ahead", "open"):
        begin = m.sentence.begin(min(clue.place, m.first))
        before = f" {m.sentence.text[max(0, begin - 40) : begin].lower()}"
        return bool(says(before, "denied") or (clue.tense == "ahead" and says(before, "unreal perfect")))
    helpers = lower[max(0, clue.place - 4) : clue.place]
    only = "only" in helpers or "just" in helpers
    return clue.tense == "done" and not only and not WORDS["not"].isdisjoint(helpers)


def _not_yet(m: Mention) -> bool:
    """`has not been signed yet`."""
    place = _clue(m).place
    return _denied(m) and ("yet" in m.sentence.lower[max(0, place - 4) : place] or " yet" in m.right)


def _dated_before(m: Mention) -> bool:
    """`the 1972 treaty`: the date in the phrase is before the event."""
    day = m.context.date
    if m.dated is None and m.definite and not m.memory.signs:
        return dated_time(f" {m.title.lower()}", m.context) == "past"
    return bool(m.dated and day and m.dated < day.isoformat()[: len(m.dated)])


def _is_hoped(m: Mention) -> bool:
    """Whether the words around it express hope, a plan or a delay."""
    adnominal = m.clue is not None and m.clue.adnominal and m.after != "to"
    return bool((not adnominal and says(m.left[-90:], "hedge")) or says(f"{m.left} … {m.right}", "later"))


def _signed_here(m: Mention) -> bool:
    """`which we will sign today`, `let us sign the papers`: later than the words, but at this event and not a hope."""
    clue = _clue(m)
    if clue.act == "prepare":
        finished = clue.tense == "done" and _act(m) in _FINISHED
        return m.here and (finished or " for signing today" in m.right or m.right.startswith(" for today"))
    if clue.act != "sign" or m.past or _is_hoped(m) or says(m.right[:60], "hedge"):
        return False
    if clue.tense == "ahead" and m.context.reports and "today" not in f"{m.left}{m.right}":
        return False
    if clue.tense == "open":
        return (m.here and _is_event(m)) or _is_called_for(m)
    about_to = m.sentence.lower[max(0, clue.place - 2) : clue.place] == ["about", "to"]
    stated = clue.tense == "now" and m.definite and m.sentence.lower[clue.place - 1] == "we" and m.section != "answers"
    stated = stated and not says(m.left, "condition")
    about_to = about_to and (m.context.of_event or (m.international and m.section != "answers"))
    return stated or about_to or m.here or _is_called_for(m) or _is_tied(m)


def _is_called_for(m: Mention) -> bool:
    """`let us sign the papers`, but not `conclude such agreements everywhere`."""
    return "such" not in m.modifiers and says(m.left, "let us") is not None


def _is_tied(m: Mention) -> bool:
    """Whether a plain future refers to documents that are on the table: `we will sign the documents`."""
    clue = _clue(m)
    helpers = m.sentence.lower[max(0, clue.place - 3) : clue.place]
    plain = m.article == "the" and not m.complemented and ("will" in helpers or "we’ll" in helpers)
    return plain and m.section != "answers" and m.context.kind is not EventKind.SPEECH


# ---- The signing of …


def _is_event(m: Mention) -> bool:
    """`the signing of …` itself, not what precedes it: `the issue of signing`."""
    place = _clue(m).place
    return WORDS["to come"].isdisjoint(m.sentence.lower[max(0, place - 4) : place])


def _before_signing(m: Mention) -> str:
    """The text before the noun for signing, in lower case."""
    begin = m.sentence.begin(_clue(m).place)
    return f" {m.sentence.text[max(0, begin - 50) : begin].lower()}"


def _is_witnessed(m: Mention) -> bool:
    """`witnessed the signing of …`, `ended in the signing of …`, `the signing of … took place`."""
    clue = _clue(m)
    around, lower = range(max(0, clue.place - 10), m.first), m.sentence.lower
    seen = [index for index in around if lower[index] in WORDS["ceremony"]]
    if seen and WORDS["to prepare"].isdisjoint(lower[max(0, seen[-1] - 3) : m.first]):
        return True
    return _is_event(m) and not clue.adnominal and says(m.right, "signing done") is not None


def _is_told_signing(m: Mention) -> bool:
    """A report or a statement to the press is about the signing at its event, unless it is a hope or a delay."""
    return m.context.of_event and not _is_hoped(m) and _is_event(m) and "will" not in m.right[:60]


def _is_over(m: Mention) -> bool:
    """`signing this contract took years`; a title `Signing of the …`."""
    return _is_event(m) and (m.section == "title" or m.points)


# ---- Other mentions, other words


def _inherits(m: Mention) -> bool:
    """A document keeps its status in later mentions, unless a verb states that it has advanced."""
    one, clue = m.antecedent, m.clue
    if one is None:
        return False
    status = one.agreement.status
    if status in (PLANNED, MENTIONED) and says(m.right, "in force"):
        return False
    if clue is None or clue.act == "use" or _act(m) in PUBLISHING or (clue.tense == "done" and _denied(m)):
        return True
    if clue.act == "prepare":
        return clue.tense == "done" or status is not CONCLUDED
    return status is SIGNED if clue.tense == "done" else clue.tense == "open" or status is not CONCLUDED


def _of(known: Known | None) -> Status:
    """The status of another mention."""
    return known.agreement.status if known else CONCLUDED


def _told(m: Mention) -> bool:
    """A report states what was signed here; documents mentioned in passing belong to talks."""
    clue = _clue(m)
    telling = bool(parties.event_parties(m.context)) or m.context.kind in _TELLING
    if clue.adnominal:
        return clue.act == "sign" and (telling or m.section == "title")
    return telling or clue.act == "sign"


def _reported(m: Mention) -> bool:
    """A statement to the press, or a speech at a ceremony, is about what was signed before it."""
    near = m.right[:50] if _clue(m).adnominal else m.left[-50:]
    ours = says(near, "first person") or (m.section == "press" and not m.speaks_of_others)
    return bool(ours and m.context.of_event and not says(m.left, "condition"))


def _is_fruit(m: Mention) -> bool:
    """A joint statement or declaration announced to the press comes from the talks, and so does any final document."""
    final = m.context.kind in PRESS and "final" in m.modifiers
    if not final and (m.kind not in _JOINT or m.section != "press"):
        return False
    return not m.speaks_of_others and not m.past and not dated_time(f" {m.title.lower()}", m.context)


def _is_pending(m: Mention) -> bool:
    """`is ready for signing`, `under discussion`; for a document in use, only if a relative clause states it."""
    pending = says(m.right, "pending")
    if not pending or not m.modifiers.isdisjoint(WORDS["known"]):
        return False
    # What is scheduled to enter into force exists.
    if m.right[pending.end() :].startswith((" to enter ", " to come ", " to take effect", " into force")):
        return False
    used = m.clue is not None and m.clue.act == "use" and m.clue.place < m.first
    return not used or m.right.startswith((" that ", " which ", ", which "))


def _is_generic(m: Mention) -> bool:
    """Hypothetical documents without a name: `we should look for contracts`."""
    named = any(word[0].isupper() for word in m.sentence.words[max(1, m.first) : m.place + 1])
    if m.definite or named or m.counted or m.past or not m.modifiers.isdisjoint(WORDS["known"]):
        return False
    near = f"{_CLAUSE.split(m.left[-70:])[-1]} … {m.right[:70] if '?' in m.right else _CLAUSE.split(m.right[:70])[0]}"
    return says(near, "unreal") is not None


def _is_single(m: Mention) -> bool:
    """One document that is not described further, nor well known."""
    return not m.head.plural and not m.complemented and not m.well_known


def _is_wished(m: Mention) -> bool:
    """`we have in mind a treaty on wool`, `will lead to contracts`."""
    if m.definite or m.well_known:
        return False
    return bool(says(m.left[-60:], "wished") or says(m.right, "aim"))


def _tells(m: Mention) -> bool:
    """Whether the section is a statement to the press, or a speech after the words that something is signed here."""
    return m.section == "press" or (m.memory.signs and m.section in ("opening", "ceremony"))


def _is_member(m: Mention) -> bool:
    """`The agreements on wool matter to us`, soon after a set of documents that is signed here."""
    if (
        not _tells(m)
        or m.past
        or m.speaks_of_others
        or not (m.complemented or (m.head.plural and (m.definite or m.article or m.has("a"))))
    ):
        return False
    near = [one for one in m.memory.known[-6:] if m.memory.paragraph - one.paragraph <= 1]
    sets = any(one.head.plural or one.agreement.kind is _PACKAGE for one in near)
    return sets and m.modifiers.isdisjoint(DAYS) and all(one.agreement.status is SIGNED for one in near)


def _is_unrealised(m: Mention) -> bool:
    """`By signing new contracts, we will resolve this`: a means that is still to be used."""
    known = m.points or (m.definite and m.context.of_event) or m.here
    means = not known and says(_before_signing(m), "means")
    return bool(means and says(f" {m.left} {m.right[:90]}", "to be done"))


def _is_fresh(m: Mention) -> bool:
    """`The treaty on wool will help us`, `there is an accord on wool`, after words on a signing."""
    if m.section not in ("press", "opening") or not m.memory.signs or m.speaks_of_others or m.past:
        return False
    if m.article in ("a", "an"):
        return m.section == "press" and m.complemented
    return m.article == "the" and m.told_apart and not m.dated and says(m.right, "effect") is not None


# A verb states that it was signed, is being signed, will be signed; a noun of signing without a tense; it is being
# prepared; it is in use; no word states what is done with it.
_ANY = "signed present ahead signing prepared used silent"
_UNUSED = "present ahead signing prepared silent"
STATUS = (
    # `It is a tradition to sign …`, `such visits usually bring agreements`.
    Rule(
        "habit", "present ahead signing silent", lambda m: says(m.left + _CLAUSE.split(m.right)[0], "habit"), MENTIONED
    ),
    # The verb of the document says when.
    Rule("signed-now", "signed", lambda m: m.here and not _denied(m), SIGNED),
    Rule("signed-then", "signed present signing", lambda m: m.past and not _denied(m), CONCLUDED),
    Rule("dated", _ANY, _dated_before, CONCLUDED),
    Rule("note", _ANY, lambda m: m.section == "note", SIGNED),
    Rule("sign-today", "present ahead signing prepared", _signed_here, SIGNED),
    # `We are signing a treaty.`
    Rule("sign-today", "present", lambda m: _act(m) == "signing" and not _is_hoped(m), SIGNED),
    Rule("draft", _ANY, lambda m: m.sentence.lower[m.place] == "draft", PLANNED),
    # One document has only one status.
    Rule("as-before", _ANY, _inherits, lambda m: _of(m.antecedent)),
    # Documents to come, here or elsewhere.
    Rule("pending", f"{_UNUSED} used", _is_pending, PLANNED),
    Rule("if-signed", "present", lambda m: says(m.left, "condition"), PLANNED),
    # `The peace treaty`, but not `the Steppe peace accords`.
    Rule("peace", _UNUSED, lambda m: "peace" in m.modifiers and not m.head.plural, PLANNED),
    Rule("peace", "signed", lambda m: "peace" in m.modifiers and _denied(m), PLANNED),
    Rule("denied", "signed present ahead signing prepared", _not_yet, PLANNED),
    Rule("denied", "signed present ahead signing prepared", _denied, MENTIONED),
    Rule("signing", "signing", lambda m: _is_witnessed(m) and m.context.reports and " will " in m.left, PLANNED),
    Rule("signing", "signing", lambda m: _is_witnessed(m) and (m.context.of_event or m.here), SIGNED),
    Rule("signing", "signing", lambda m: _is_witnessed(m) and m.section == "opening" and " will " in m.left, SIGNED),
    Rule("signing", "signing", _is_witnessed, CONCLUDED),
    Rule("signing", "signing", lambda m: says(_before_signing(m), "since signing"), CONCLUDED),
    Rule("signing", "signing", _is_unrealised, PLANNED),
    Rule("signing", "signing", lambda m: m.context.of_event and says(_before_signing(m), "after signing"), SIGNED),
    Rule("signing", "signing", lambda m: says(_before_signing(m), "after signing"), CONCLUDED),
    Rule("signing", "signing", _is_told_signing, SIGNED),
    Rule("signing", "signing", lambda m: not _is_over(m), PLANNED),
    Rule("sign-ahead", "ahead", _always, PLANNED),
    Rule("title", "present", lambda m: m.section == "title", SIGNED),
    # Contracts `that they sign` or that `are signed` exist.
    Rule("exists", "present", lambda m: _clue(m).place >= m.last and not _is_under_way(m), CONCLUDED),
    Rule("sign-ahead", "present", _always, PLANNED),
    Rule("draft", _ANY, lambda m: not m.modifiers.isdisjoint(WORDS["prospective"]), PLANNED),
    # By default, the section determines whether a document was signed here.
    Rule("report", "signed signing", lambda m: m.context.reports and _told(m), SIGNED),
    Rule("statement", "signed signing", _reported, SIGNED),
    Rule("done", "signed signing", _always, CONCLUDED),
    # No verb of signing.
    Rule("prepared", "prepared", lambda m: not says(m.right, "to force"), PLANNED),
    Rule("listed", "prepared used silent", lambda m: m.joined, lambda m: _of(m.previous)),
    # `The terms of a contract` that does not exist yet; `the visa agreement issue`, still under negotiation.
    Rule("terms", "used", lambda m: m.article in ("a", "an") and _act(m) in WORDS["drafted"], PLANNED),
    Rule("in-use", "used", _always, CONCLUDED),
    Rule("in-use", "prepared silent", lambda m: says(m.right, "to force") or says(m.right, "in force"), CONCLUDED),
    Rule("here", "silent", lambda m: m.has("today’s") or "today’s" in m.complement, SIGNED),
    Rule("fruit", "silent", _is_fruit, SIGNED),
    # `The talks produced a treaty.`
    Rule("fruit", "silent", lambda m: not m.speaks_of_others and not m.past and says(m.left, "yielded"), SIGNED),
    Rule("issue", "silent", lambda m: m.near(WORDS["pending issues"], 3, 1) and _is_single(m), PLANNED),
    Rule("wished", "silent", _is_wished, PLANNED),
    Rule("awaited", "silent", lambda m: not m.head.plural and not m.points and says(m.left[-60:], "awaited"), PLANNED),
    Rule("generic", "silent", lambda m: _is_generic(m) and (m.has(*_NEW) or (m.article and m.complemented)), PLANNED),
    Rule("generic", "silent", _is_generic, MENTIONED),
    # `With this treaty we open a new page.`
    Rule("here", "silent", lambda m: m.section == "ceremony" and m.points, SIGNED),
    Rule("here", "silent", lambda m: "signed" in m.modifiers and (m.context.of_event or m.memory.signs), SIGNED),
    Rule("here", "silent", lambda m: m.here and (m.context.of_event or m.memory.signs or m.counted), SIGNED),
    Rule("noted", "silent", lambda m: _tells(m) and not m.past and says(m.left, "noted"), SIGNED),
    # The default for each section.
    Rule("well-known", "silent", lambda m: m.well_known, CONCLUDED),
    Rule("title", "silent", lambda m: m.section == "title", SIGNED),
    Rule("narration", "silent", lambda m: m.section == "narration" and m.near(WORDS["discussed"], 6, 0), CONCLUDED),
    Rule("narration", "silent", lambda m: m.section == "narration", SIGNED),
    Rule("press", "silent", lambda m: m.section == "press" and m.memory.signs and m.kind is _PACKAGE, SIGNED),
    Rule("press", "silent", _is_fresh, SIGNED),
    Rule("member", "silent", _is_member, SIGNED),
    Rule("ceremony", "silent", lambda m: m.section == "ceremony" and m.memory.signs and m.definite, SIGNED),
    Rule("speech", "silent", _always, CONCLUDED),
)
"""Rows are tried in order; the first whose stage fits and whose condition holds applies."""

_BY_STAGE = {
    stage: [(row.name, row.condition, row.result) for row in STATUS if stage in row.stages.split()]
    for stage in _ANY.split()
}


def status_of(m: Mention) -> tuple[str, Status]:
    """The name of the row that applies, and the status."""
    # The last row of every stage has no condition.
    name, result = next((name, result) for name, condition, result in _BY_STAGE[_stage(m)] if condition(m))
    return name, result if isinstance(result, Status) else result(m)
