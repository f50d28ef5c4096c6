"""A table that determines which phrases are mentions of a document that parties conclude.

Nouns that always mean such a document (treaty) have few rows. Nouns with many uses (programme, document) have more:
they require two parties in their modifiers or complements, a verb of signing nearby, or a document that they point back
to.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from kzru_forums.agreements import lexicon as lex
from kzru_forums.agreements.discourse import Memory
from kzru_forums.agreements.lexicon import HEADS, KINDS, WORDS, is_year
from kzru_forums.agreements.mention import Mention
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.facts.states import states_in
from kzru_forums.text import MONTHS


class Gate(NamedTuple):
    """A row of the table."""

    nouns: str
    """The head nouns it applies to, in words; empty for all."""
    name: str | None
    """Name of the rule if the phrase is a mention; None if it is not. `shape` stands for the shape of the phrase."""
    condition: Callable[[Mention], object]
    """Condition under which the row applies."""
    abroad: bool = False
    """Whether it applies only if states or signatories meet, or the sentence mentions states."""


Abroad = partial(Gate, abroad=True)


_PAIR = re.compile(r"[-–](?=[A-Z\d])")
"""Within a pair of states, or a span of years."""
_NO_DEAL = frozenset("great good big real".split())
_BEFORE_VERB = ("noun", "name", "past")
_TO_PROTOCOL, _OF_INTENT = WORDS["amending"] | {"to", "on", "between"}, ["of", "intent"]
_ADOPTED, _AGREED = frozenset(("adopted",)), frozenset(("agreed",))
_SIDES = WORDS["two sided"] | WORDS["together"] | lex.ADOPT
_ANY_DOCUMENT = (
    _SIDES | WORDS["drafting"] | WORDS["of meetings"] | WORDS["collectives"] | {*MONTHS, "agreed", "following", "on"}
) | {"today’s", "with"}
_NEEDS = {
    "programme": _SIDES | {"agreed"},
    "plan": _SIDES | {"action", "agreed"},
    "statement": _SIDES | WORDS["of meetings"] | {*MONTHS, "today’s", "draft", "the", "intent"},
    "document": _ANY_DOCUMENT,
    "paper": _ANY_DOCUMENT,
    "arrangement": lex.ADOPT | {"reached", "on", "between", "with"},
    "partnership": WORDS["regional"] | lex.SIGNING,
    "appeal": _SIDES | {"issued"},
    "legal base": WORDS["contractual"],
    "concept": lex.ADOPT | WORDS["two sided"] | WORDS["together"],
}
"""Nouns with many uses, and the words of which a sentence must hold one if it does not continue a list."""


def is_possible(noun: str, sentence: Sentence, memory: Memory) -> bool:
    """A quick check before the phrase is looked at: whether the sentence has any word that the rows of a noun need.

    They also accept a noun that was mentioned before, and an item of a list.
    """
    needed = _NEEDS.get(noun)
    if needed is None or not needed.isdisjoint(sentence.lower) or noun in memory.nouns:
        return True
    vague = noun in ("document", "paper")
    if (vague or noun == "concept") and "number" in sentence.kinds:
        return True
    if memory.known and (vague or "auxiliary" not in sentence.kinds):
        return True
    return sentence.kinds[0] == "dash" or _PAIR.search(sentence.text) is not None


# ---- Phrases that are never mentions


def _only_modifies(m: Mention) -> bool:
    """`treaty obligations`, `treaty and legal framework`, `contract soldiers`: the noun only modifies another one."""
    if m.complemented or m.head.plural:
        return False
    legal = m.sentence.lower[m.last : m.last + 2] == ["and", "legal"]
    after = m.after.removesuffix("’s").removesuffix("’")
    return legal or after in WORDS["modified"] or (m.bare and after in WORDS["modified alone"])


def _is_predicate(m: Mention) -> bool:
    """`it is a treaty that …` describes something else; `there was a secret treaty` does not."""
    sentence = m.sentence
    best = m.article == "the" and sentence.lower[m.first].endswith("est")
    if m.article not in ("a", "an") and not best:
        return False
    index = m.first - 2
    while index > 0 and sentence.kinds[index] == "adverb":
        index -= 1
    # `Is a treaty possible?` is a question.
    if index < 1 or sentence.lower[index] not in WORDS["copulas"]:
        return False
    subject = sentence.lower[:index]
    # `Also signed was a treaty` puts the verb first; `there will be a treaty` has no other subject.
    signed = "sign" in (lex.ACTS.get(subject[0]), lex.ACTS.get(subject[-1]))
    return not signed and "there" not in subject[-3:] and WORDS["results"].isdisjoint(subject)


def _is_something_else(m: Mention) -> bool:
    """`labour contract`, `user agreement`."""
    excluded = lex.EXCLUDED.get(m.head.noun, frozenset())
    owned = m.head.noun == "charter" and not excluded.isdisjoint(m.complement[1:3])
    return owned or not (m.two_sided or m.modifiers.isdisjoint(excluded))


# ---- Conditions of single nouns


def _is_consent(m: Mention) -> bool:
    """`reached agreement`, `by agreement with`, `reach an agreement`: there is no written document."""
    lower, kinds = m.sentence.lower, m.sentence.kinds
    if m.head.plural or m.named or m.points or (m.complemented and {"dash"}.issuperset(kinds[: m.first])):
        return False
    nodded = m.near(WORDS["consent"], 4, 0) and not m.complemented and not m.article
    if nodded or lower[m.last : m.last + 2] in (["in", "principle"], ["by", "word"]):
        return True
    reached = m.near(WORDS["reaching"], 4, 0)
    if m.article or m.counted or kinds[m.first] in ("determiner", "owner"):
        return m.bare and m.article == "an" and reached and m.opener != "on"
    return reached or (m.bare and not (m.complemented and m.near(lex.ADOPT, 4, 4)))


def _is_traded(m: Mention) -> bool:
    """`the nuclear deal`, `the OPEC deal`, `a deal with Russia`, `the deal on grain`."""
    if m.has(*WORDS["traded"]) or (m.article and m.opener == "on"):
        return True
    if m.article and m.opener == "with" and any(w[0].isupper() for w in m.sentence.words[m.place + 2 : m.place + 4]):
        return True
    if m.head.plural or m.bare:
        return False
    kinds, states = m.sentence.kinds[m.first : m.place], states_in(m.sentence.slice(m.first, m.place))
    if m.article:
        return "name" in kinds or bool(states) or (m.article == "the" and kinds[-1] == "noun")
    return len(states) > 1


def _is_repeated(m: Mention) -> bool:
    """`the plan`, `this statement`: the noun alone, after a mention with the same noun."""
    one = m.antecedent if m.modifiers <= WORDS["empty"] else None
    return one is not None and one.head == m.head


def _has_place(m: Mention) -> bool:
    """`the Geneva Statement`, `the Geneva statement of 2014`."""
    told = m.named or any(map(is_year, m.complement))
    return told and m.article == "the" and m.opens_with_name


def _is_adopted(m: Mention) -> bool:
    """Whether a verb of adoption precedes, or a list of documents."""
    return m.near(lex.ADOPT, 16, 4) or m.joined


def _is_put_down(m: Mention) -> bool:
    """A declaration on something, not one of war or income."""
    return m.complemented and not m.head.plural and m.complement[1] not in WORDS["declared alone"]


def _for_years(m: Mention) -> bool:
    """`programme for 2018–2022`; `the 2018–2022 Wool Programme, which we will adopt`."""
    years = m.complement[1:3] if m.opener == "for" else m.modifiers if m.named and m.near(lex.ADOPT, 6, 9) else ()
    return any(word[:2] == "20" and len(word) > 6 for word in years)


def _between(m: Mention) -> bool:
    """Whether the words of a programme show that it is between two sides."""
    between = "between" in m.complement and m.opener != "to"
    return between or m.has(*lex.BETWEEN_SIDES) or "with" in m.complement


def _says_more(m: Mention) -> bool:
    """Whether there is more evidence than `our joint programme` that a programme has two sides."""
    return m.two_sided and (m.complemented or not m.modifiers <= {"our", "joint", "common", "this"})


def _is_of_occasion(m: Mention) -> bool:
    """`programme of the visit`."""
    return not WORDS["occasions"].isdisjoint(m.complement[1:3])


def _is_of_signatories(m: Mention) -> bool:
    """`the programme that we signed with the mill`."""
    return m.after in ("that", "which", "we") and m.near(lex.ADOPT | _AGREED, 0, 5)


def _same_programme(m: Mention) -> bool:
    """Whether the same words named a programme that was accepted before."""
    noun, content = m.sentence.lower[m.place], {w for w in (*m.modifiers, *m.complement) if len(w) > 4}
    return any(noun in one.words and (m.points or not content.isdisjoint(one.words)) for one in m.memory.programmes())


def _of_cooperation(m: Mention) -> bool:
    """`cooperation plan`, `plan of joint work`, but not `joint plans`."""
    return m.word_before_head == "cooperation" or not WORDS["together"].isdisjoint(m.complement[1:3])


def _is_action(m: Mention) -> bool:
    """`action plan`, `plan of action`, `Joint Plan`."""
    action = m.word_before_head == "action" or (m.opener == "of" and "action" in m.complement[1:3])
    return action or (m.named and m.word_before_head == "joint")


def _is_prepared(m: Mention) -> bool:
    """Whether a verb of adoption is close by, or if more than the noun identifies the document, one of drafting."""
    drafted = m.told_apart and (m.near(lex.ADOPT) or m.near(WORDS["drafting"], 6, 6))
    return drafted or m.near(lex.ADOPT, 4, 4)


def _is_in_work(m: Mention) -> bool:
    """`they work on a new document`."""
    new = (m.article != "the" or m.complemented) and not m.points
    return new and m.clue is not None and m.clue.act == "prepare"


def _is_meant(m: Mention) -> object:
    """`this document`, `the document`, shortly after a mention, which may be in the previous paragraph."""
    if m.points:
        return m.first >= m.place - 1 and m.memory.latest(1) is not None
    used = m.clue is not None and m.clue.act == "use"
    signed = (used or m.near(lex.SIGNING, 0, 4)) and m.memory.latest(4) is not None
    if m.article == "the" and not m.bare and m.modifiers <= WORDS["same"]:
        return m.memory.latest(1) is not None
    return m.bare and m.article == "the" and (signed or (m.international and m.memory.latest(2) is not None))


def _is_item(m: Mention) -> bool:
    """An item of a printed list: `– programme of cooperation in weaving;`."""
    opened = all(kind in ("dash", "article", "mark") for kind in m.sentence.kinds[: m.first])
    return m.section == "narration" and opened and m.complemented and m.last >= len(m.sentence) - 1


GATES = (
    Gate("", None, _only_modifies),
    Gate("", None, _is_predicate),
    # `No agreement`: there is no document.
    Gate("", None, lambda m: m.sentence.lower[m.first - 1] == "no" and not m.named),
    Gate("", None, _is_something_else),
    Gate("initials", "initials", lambda m: m.after not in HEADS),
    # What somebody serves or is hired under.
    Gate("contract", None, lambda m: m.shape == "bare" and not m.head.plural and m.kind_before == "preposition"),
    Gate("contract", None, lambda m: not (m.together or WORDS["labour"].isdisjoint(m.sentence.lower))),
    # Documents by themselves.
    Gate("treaty communiqué memorandum contract", "shape", lambda _: True),
    # A document, not consent.
    Gate("agreement", None, _is_consent),
    Gate("agreement", "shape", lambda _: True),
    Gate("accord", "shape", lambda m: m.head.plural or m.determined or (m.article and (m.told_apart or m.antecedent))),
    Abroad("arrangement letter statement programme plan roadmap", "shape", _is_item),
    Gate(
        "arrangement",
        "shape",
        lambda m: m.after == "reached" or (m.told_apart and (m.named or m.near(lex.ADOPT, 6, 6))),
    ),
    Abroad("arrangement", "shape", lambda m: m.opener in ("on", "between", "with") and not m.head.plural),
    # Not `a great deal`, `the law deals with …`.
    Gate("deal", None, lambda m: m.opener == "with" and m.bare and m.kind_before in _BEFORE_VERB),
    Gate("deal", "deal", _is_traded),
    Gate("deal", "deal", lambda m: m.near(lex.STRIKING, 6, 6) and (m.article or m.determined or m.head.plural)),
    Abroad("deal", "deal", lambda m: (m.points or m.article) and not m.head.plural and not m.has(*_NO_DEAL)),
    Gate("deal", "known-deal", lambda m: not m.head.plural and m.definite and m.antecedent is not None),
    Gate("deal", "known-deal", lambda m: m.points and m.memory.latest(1)),
    # On something, not a gathering of people.
    Gate("convention", "shape", lambda m: m.named or m.opener in ("on", "against", "for") or (m.points and m.is_known)),
    Gate("convention", "shape", lambda m: not m.modifiers <= WORDS["empty"]),
    # One that several adopt, not one that somebody makes.
    Gate("statement", None, lambda m: m.has("press")),
    Gate("declaration statement", "shape", lambda m: m.two_sided or m.has("draft", "today’s", *WORDS["of meetings"])),
    Gate("declaration", "shape", lambda m: m.named),
    Gate("declaration", "pointing", lambda m: m.points and m.is_known),
    Gate("declaration", None, lambda m: m.points),
    Gate("declaration", "shape", _is_put_down),
    Abroad("declaration", "shape", lambda m: m.near(lex.ADOPT)),
    Gate("declaration", "shape", lambda m: m.article and m.is_known),
    Gate("statement", "shape", lambda m: m.has("joint", *MONTHS) or _has_place(m)),
    Abroad("statement", "adopted-statement", lambda m: not m.head.plural and m.near(lex.ADOPTED_PAST, 4, 4)),
    Abroad("statement", "adopted-statement", lambda m: m.opener == "on" and (m.named or (m.joined and _is_adopted(m)))),
    # Not the rules of ceremony or hygiene.
    Gate("protocol", "shape", lambda m: m.named or m.near(lex.SIGNING) or (m.points and m.is_known)),
    Gate("protocol", "shape", lambda m: m.after == "to" or m.opener in _TO_PROTOCOL or m.complement[:2] == _OF_INTENT),
    Gate("protocol", "shape", lambda m: m.has(*WORDS["added"]) or (m.article == "the" and m.opens_with_name)),
    Gate("protocol", None, lambda m: m.has("any") or _is_of_occasion(m)),
    Abroad("protocol", "shape", lambda m: m.told_apart or m.article == "a"),
    # Of two sides: by its words, because it was signed, for a span of years at talks, or known before.
    Gate("programme roadmap map", None, lambda m: m.one_sided and not _between(m)),
    Gate("programme", None, _is_of_occasion),
    Gate("programme", "two-sided-programme", lambda m: _says_more(m) and _between(m)),
    Abroad("programme", "two-sided-programme", _says_more),
    Abroad("programme", "signed-programme", lambda m: m.complemented and m.near(lex.ADOPT, 6, 6)),
    Abroad("programme", "signed-programme", lambda m: m.article and not m.bare and m.near(lex.SIGNING, 3, 0)),
    Gate("programme plan", "signed-programme", _is_of_signatories),
    Abroad("programme concept plan", "programme-of-years", _for_years),
    Gate("programme", "known-programme", lambda m: _same_programme(m) and (_between(m) or m.international)),
    Gate("map", None, lambda m: m.word_before_head != "road"),
    Gate("roadmap map", "roadmap", lambda m: m.international or m.two_sided),
    Abroad("plan", "cooperation-plan", _of_cooperation),
    Gate("plan", None, lambda m: m.one_sided),
    Abroad("plan", "signed-plan", lambda m: m.complemented and not m.head.plural and m.near(lex.ADOPT, 3, 3)),
    Gate("plan", "action-plan", lambda m: _is_action(m) and m.two_sided),
    Gate("plan", "cooperation-plan", lambda m: m.two_sided and _between(m)),
    Abroad("plan", "action-plan", lambda m: _is_action(m) and (m.named or _is_adopted(m))),
    # Of two sides, signed or prepared at talks, or pointing back to a mention.
    # Instruments of ratification, the Instrument in Support of Exchanges.
    Gate("paper", None, lambda m: m.named or m.opener == "of" or m.sentence.kinds[m.last] in KINDS["modifiable"]),
    # What is written on.
    Gate("paper", None, lambda m: not (m.head.plural or m.article or m.definite or m.counted)),
    Gate("framework partnership", None, lambda m: m.after in HEADS),
    Gate("document paper", "two-sided-document", lambda m: (m.two_sided and not m.points) or _has_place(m)),
    Gate("document", "signed-document", lambda m: m.counted and m.near(lex.ADOPT)),
    Gate("document paper", "signed-document", lambda m: m.has(*WORDS["of meetings"])),
    Abroad("document paper", "signed-document", lambda m: m.near(lex.SIGNING) or "today’s" in m.complement),
    Abroad("document paper", "signed-document", lambda m: not m.points and m.has("signed", "today’s", "following")),
    # `Eight documents`, `a score of documents`, `the May document`.
    Abroad(
        "document paper", "signed-document", lambda m: m.head.plural and (m.counted or m.has(*WORDS["collectives"]))
    ),
    Abroad("document paper", "signed-document", lambda m: m.definite and m.has(*MONTHS)),
    Abroad("document paper", "prepared-document", lambda m: not m.points and _is_prepared(m)),
    Abroad("document paper", "prepared-document", lambda m: m.has(*WORDS["drafting"]) or _is_in_work(m)),
    Abroad("document paper", "adopted-documents", lambda m: m.head.plural and m.near(_ADOPTED, 9, 16)),
    Gate("document paper", "document-with", lambda m: m.opener == "with" and m.sentence.kinds[m.place + 2] == "name"),
    Abroad("document", "described", lambda m: m.opener == "on" and m.article and not m.head.plural),
    Abroad("document", "described", lambda m: m.article == "the" and not m.bare and m.memory.latest(2)),
    Abroad("document paper", "agreed-document", lambda m: not m.points and m.near(_AGREED, 5, 0)),
    Gate("document paper", "pointing", _is_meant),
    Abroad("document paper", "pointing", lambda m: m.head.plural and m.has("other") and m.memory.latest(1)),
    Gate("convention declaration statement protocol programme plan map concept charter", "pointing", _is_repeated),
    # A part of a document, or added to it.
    Gate("annex", "shape", lambda m: m.opener == "to" and any(word in HEADS for word in m.complement)),
    Gate("annex", "shape", lambda m: (m.determined or m.opener == "on") and m.memory.latest(1)),
    # Written as names, or signed at talks.
    Gate("charter", "named", lambda m: (m.two_sided and m.complemented) or (m.named and m.told_apart)),
    Gate("package", None, lambda m: m.sentence.lower[m.place + 1] == "of"),
    Gate("package", "pointing", lambda m: m.points and m.memory.latest(1)),
    Gate("package", "signed-document", lambda m: m.definite and (m.opens_with_name or m.near(lex.SIGNING, 3, 4))),
    Gate("concept", "named", lambda m: m.complemented and (m.two_sided or m.joined)),
    Abroad("concept", "named", lambda m: m.named and m.article == "the" and any(map(is_year, m.modifiers))),
    Abroad("concept", "signed-document", lambda m: m.told_apart and m.near(lex.ADOPT, 6, 6)),
    Gate("framework", "named", lambda m: m.told_apart and (m.article == "the" or m.near(lex.SIGNING, 3, 0))),
    Gate("partnership", "named", lambda m: m.has(*WORDS["regional"]) and not m.has("strategic")),
    Abroad("partnership", "named", lambda m: m.complemented and m.near(lex.SIGNING, 3, 1)),
    Abroad("appeal", "shape", lambda m: m.has("joint") or (m.opener == "to" and m.near(lex.ADOPT | {"issued"}, 6, 12))),
    Gate("act", "named", lambda m: m.named and m.word_before_head in ("final", "founding", "concluding")),
    Gate("letter statement", "shape", lambda m: m.complement[:2] == _OF_INTENT),
    Gate("measures", "named", lambda m: m.named and m.has("package", "complex")),
    # All the documents between two sides.
    Gate("legal base", "legal-base", lambda m: m.has(*WORDS["contractual"])),
)
"""Rows are tried in order; the first whose condition holds applies. A phrase without such a row is not a mention."""

_BY_NOUN = {
    head.noun: [row for row in GATES if not row.nouns or head.noun == row.nouns or head.noun in row.nouns.split()]
    for head in HEADS.values()
}


def gate(m: Mention) -> str | None:
    """The name of the rule that makes the phrase a mention; None if it is not."""
    for _, name, condition, abroad in _BY_NOUN[m.head.noun]:
        if condition(m) and (not abroad or m.together):
            return m.shape if name == "shape" else name
    return None
