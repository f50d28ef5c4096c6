"""Which head nouns mean a document that parties conclude together: a gate a noun, each passed by a named rule.

A gate answers with the name of the rule that lets the phrase pass, or with None. Nouns that always mean such a
document (treaty) have a low gate, nouns of many uses (programme, document) a high one: they need two parties in
their modifiers or complements, a verb of signing nearby, or a document that they point back to.
"""

from collections.abc import Callable

from kzru_forums.agreements.inflection import words
from kzru_forums.agreements.lexicon import ADVERB, COPULAS, DETERMINER, NAME, OWNER
from kzru_forums.agreements.nouns import HEADS
from kzru_forums.agreements.phrase import Phrase
from kzru_forums.agreements.states import states_in
from kzru_forums.agreements.verbs import ADOPTING, SIGNING, STRIKING

_BETWEEN_SIDES = words(
    """bilateral trilateral intergovernmental inter-governmental interstate interregional inter-regional partnership
    cooperation"""
)
_ADOPT = ADOPTING | words("adoption approval")
_PREPARE = words(
    "finalised finalized drafted prepared negotiated drafting preparing finalising negotiating draft prepare"
)
_REACH = words("reach reached reaching reaches achieve achieved arrive arrived come came coming find found")
_CONSENT = words("nod nods nodded nodding by mutual")
_DECLARED_ALONE = words("income war independence love property assets")
_DRAWN_UP = words("un international climate change")
_ADDED = words("additional supplementary loan secret")
_TRADED = words("nuclear trade free-trade gas grain arms commercial opec+")
_VAGUE = words("our joint common this")
_OUTCOME = words("signed today’s")
_FINAL = words("final outcome")
_CONTRACTUAL = words("contractual treaty contract treaty-legal")
_EXCLUDED = {
    "agreement": words(
        "cartel anti-competitive anticompetitive user gentlemen’s gentleman’s tacit lease rental credit licence license"
    ),
    "contract": words("social marriage employment labour labor rental prenuptial"),
    "declaration": words("income tax customs property political politicised politicized loud conversion"),
    "protocol": words(
        "security medical clinical treatment safety diplomatic state health sanitary event test medicine"
    ),
    "charter": words("company corporate party"),
    "document": words(
        """regulatory legislative archival archive authentic official lost personal identity digital design project
        policy legal normative strategic guideline financial electronic supporting original secret classified fake
        paper internal necessary"""
    ),
}
"""By noun, modifiers that make it something else: a user agreement, a labour contract."""
_MODIFIED = words(
    """soldier soldiers service serviceman servicemen servicewoman personnel troops worker workers work system sum price
    prices obligations obligation commitments commitment terms term organisation organization centre center market
    manufacturer manufacturers portfolio mechanism mechanisms discipline law relations partner partners holder holders
    flow turnover management process procedure procedures flight flights airline airlines member members participants
    signatories negotiations talks value basis volume volumes hall killer text director criteria items point points
    tour tours school schools agreement agreements parties structure framework conditions conference signing package
    documents document format group groups bank event events area areas room network networks implementation countries
    states state killing army units"""
)
"""Nouns that a head noun only modifies: contract soldiers, treaty obligations."""


def gate(phrase: Phrase) -> str | None:
    """The name of the rule that makes the phrase a mention, None where it is none."""
    noun = phrase.head.noun
    if _only_modifies(phrase) or _is_predicate(phrase) or _is_denied(phrase):
        return None
    if not phrase.modifiers.isdisjoint(_EXCLUDED.get(noun, frozenset())):
        return None
    return _GATES[noun](phrase)


def _only_modifies(phrase: Phrase) -> bool:
    """`treaty obligations`, `contract soldiers`: the noun only modifies another one."""
    if phrase.complemented or phrase.head.plural:
        return False
    behind = phrase.sentence.lower[phrase.last : phrase.last + 3]
    if behind[:2] == ["and", "legal"] and behind[2] in HEADS:
        return True
    return phrase.sentence.lower[phrase.last].removesuffix("’s").removesuffix("’") in _MODIFIED


def _is_predicate(phrase: Phrase) -> bool:
    """`it is a treaty that …`: says what something else is; but `there was a secret treaty` does not."""
    sentence = phrase.sentence
    best = phrase.article == "the" and sentence.lower[phrase.first].endswith("est")
    if phrase.article not in ("a", "an") and not best:
        return False
    index = phrase.first - 2
    while index > 0 and sentence.kinds[index] is ADVERB:
        index -= 1
    return index >= 0 and sentence.lower[index] in COPULAS and sentence.lower[max(0, index - 1)] != "there"


def _is_denied(phrase: Phrase) -> bool:
    """`no agreement`: there is none."""
    return not phrase.named and phrase.first > 0 and phrase.sentence.lower[phrase.first - 1] == "no"


def _always(phrase: Phrase) -> str | None:
    """Treaties, contracts and memorandums are documents by themselves."""
    return phrase.shape


def _agreement(phrase: Phrase) -> str | None:
    """A document, not consent: `reached agreement`, `by agreement with`, `reach an agreement`."""
    if phrase.head.plural or phrase.named or phrase.points:
        return phrase.shape
    if phrase.near(_CONSENT, 4, 0):
        return None
    reached = phrase.near(_REACH, 4, 0)
    determined = phrase.article or phrase.sentence.kinds[phrase.first] is DETERMINER or phrase.counted
    if not determined and OWNER not in phrase.sentence.kinds[phrase.first : phrase.place]:
        return phrase.shape if not phrase.bare and "with" in phrase.complement and not reached else None
    if phrase.bare and phrase.article == "an" and reached and phrase.complement[:1] != ["on"]:
        return None
    return phrase.shape


def _accord(phrase: Phrase) -> str | None:
    """`the Paris Accord`, not `national accord`."""
    if phrase.named and not phrase.bare and phrase.word_before_head != "national":
        return "named"
    return phrase.shape if phrase.head.plural else None


def _deal(phrase: Phrase) -> str | None:
    """`the OPEC deal`, `signed deals`, not `a great deal`."""
    if not phrase.modifiers.isdisjoint(_TRADED):
        return "deal"
    if not phrase.bare and not phrase.head.plural:
        states = states_in(phrase.sentence.slice(phrase.first, phrase.place))
        named = NAME in phrase.sentence.kinds[phrase.first : phrase.place] or states
        if named and (phrase.article or len(states) > 1):
            return "deal"
    return "deal" if phrase.near(STRIKING, 6, 6) and (phrase.article or phrase.head.plural) else None


def _convention(phrase: Phrase) -> str | None:
    """A convention on something, not one of people."""
    if phrase.named or "on" in phrase.complement or (phrase.points and phrase.known):
        return phrase.shape
    return None if phrase.modifiers.isdisjoint(_DRAWN_UP) else "described"


def _declaration(phrase: Phrase) -> str | None:
    """A declaration that several adopt, not one that somebody makes."""
    if phrase.named or phrase.two_sided:
        return phrase.shape
    if phrase.points:
        return "pointing" if phrase.known else None
    if phrase.complemented and not phrase.head.plural:
        return None if phrase.complement[1] in _DECLARED_ALONE else phrase.shape
    return phrase.shape if phrase.near(_ADOPT) or (phrase.article and phrase.known) else None


def _statement(phrase: Phrase) -> str | None:
    """A joint statement, or one that was adopted; not one that somebody makes."""
    if "joint" in phrase.modifiers:
        return phrase.shape
    adopted = not phrase.head.plural and phrase.near(_ADOPTED_STATEMENT, 4, 4)
    return "adopted-statement" if adopted and phrase.international else None


_ADOPTED_STATEMENT = words("adopt adopted").union(word for word in SIGNING if word.endswith("ed"))
"""Past forms only: `the statement was a sign of trust`, `before the signing she made a statement`."""


def _protocol(phrase: Phrase) -> str | None:
    """A document, not the rules of ceremony or hygiene."""
    if phrase.named or phrase.near(SIGNING) or (phrase.points and phrase.known):
        return phrase.shape
    if not phrase.modifiers.isdisjoint(_ADDED) or phrase.complement[:1] in (["to"], ["on"], ["between"]):
        return phrase.shape
    return None


def _programme(phrase: Phrase) -> str | None:
    """A programme of two sides: by its words, because it was signed, for a span of years at talks, or known before."""
    if phrase.one_sided:
        return None
    between = not phrase.modifiers.isdisjoint(_BETWEEN_SIDES) or "with" in phrase.complement
    if phrase.two_sided and (phrase.complemented or not phrase.modifiers <= _VAGUE):
        return "two-sided-programme" if between or phrase.international else None
    if phrase.complemented and phrase.near(_ADOPT, 6, 6) and phrase.international:
        return "signed-programme"
    if _for_years(phrase.complement) and phrase.international:
        return "programme-of-years"
    return "known-programme" if _same_programme(phrase) and (between or phrase.international) else None


def _for_years(complement: list[str]) -> bool:
    """`for 2018–2022`."""
    return complement[:1] == ["for"] and any(word[:2] == "20" and len(word) > 6 for word in complement[1:3])


def _same_programme(phrase: Phrase) -> bool:
    """Whether the same words named a programme that passed before."""
    content = {word for word in (*phrase.modifiers, *phrase.complement) if len(word) > 4}
    noun = phrase.sentence.lower[phrase.place]
    for found in phrase.memory.programmes[-30:]:
        named = found.title.lower().split()
        if noun in named and (phrase.points or not content.isdisjoint(named)):
            return True
    return False


def _roadmap(phrase: Phrase) -> str | None:
    """A roadmap at talks, or of two sides."""
    return "roadmap" if not phrase.one_sided and (phrase.international or phrase.two_sided) else None


def _map(phrase: Phrase) -> str | None:
    """`road map`."""
    return _roadmap(phrase) if phrase.word_before_head == "road" else None


def _plan(phrase: Phrase) -> str | None:
    """An action plan, a cooperation plan, a plan that was signed at talks."""
    if not phrase.head.plural:
        if phrase.word_before_head == "cooperation" and phrase.international:
            return "cooperation-plan"
        if phrase.complemented and phrase.near(SIGNING, 6, 6) and phrase.international:
            return "signed-plan"
    action = phrase.word_before_head == "action" or phrase.complement[:2] == ["of", "action"]
    if not action or phrase.one_sided:
        return None
    joint = phrase.two_sided or (phrase.named and phrase.international)
    return "action-plan" if joint or (phrase.international and phrase.near(_ADOPT)) else None


def _document(phrase: Phrase) -> str | None:
    """Documents of two sides, documents signed or prepared at talks, and what points back to a mention."""
    if phrase.two_sided and not phrase.points:
        return "two-sided-document"
    if (phrase.counted and phrase.near(SIGNING)) or not phrase.modifiers.isdisjoint(_FINAL):
        return "signed-document"
    if phrase.international and (rule := _at_talks(phrase)):
        return rule
    if phrase.complement[:1] == ["with"] and phrase.sentence.kinds[phrase.place + 2] is NAME:
        return "document-with"
    if phrase.points:
        return "pointing" if phrase.first >= phrase.place - 1 and phrase.antecedent(1) else None
    # `The document` that opens a sentence may be that of the paragraph before.
    points = phrase.international and phrase.bare and phrase.article == "the"
    return "pointing" if points and phrase.antecedent(int(phrase.first == 1)) else None


def _at_talks(phrase: Phrase) -> str | None:
    """Documents where states come together."""
    if phrase.near(SIGNING) or not (phrase.points or phrase.modifiers.isdisjoint(_OUTCOME)):
        return "signed-document"
    described = (phrase.complemented or not phrase.bare) and not phrase.points
    if described and (phrase.near(_ADOPT) or phrase.near(_PREPARE, 6, 6)):
        return "prepared-document"
    return "adopted-documents" if phrase.head.plural and phrase.near(words("adopted"), 9, 16) else None


def _charter(phrase: Phrase) -> str | None:
    """`the UN Charter`, not `charter flights`."""
    return "named" if phrase.named and (phrase.complemented or not phrase.bare) else None


def _legal_base(phrase: Phrase) -> str | None:
    """`our contractual framework`: all the documents between two sides."""
    return None if phrase.modifiers.isdisjoint(_CONTRACTUAL) else "legal-base"


_GATES: dict[str, Callable[[Phrase], str | None]] = {
    "agreement": _agreement,
    "accord": _accord,
    "deal": _deal,
    "treaty": _always,
    "convention": _convention,
    "declaration": _declaration,
    "statement": _statement,
    "communiqué": _always,
    "memorandum": _always,
    "protocol": _protocol,
    "contract": _always,
    "programme": _programme,
    "roadmap": _roadmap,
    "map": _map,
    "plan": _plan,
    "document": _document,
    "charter": _charter,
    "legal base": _legal_base,
}
