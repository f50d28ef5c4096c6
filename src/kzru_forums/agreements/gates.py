"""Which head nouns mean a document that parties conclude together: a gate a noun, each passed by a named rule.

A gate answers with the name of the rule that lets the phrase pass, or with None. Nouns that always mean such a
document (treaty) have a low gate, nouns of many uses (programme, document) a high one: they need two parties in
their modifiers or complements, a verb of signing nearby, or a document that they point back to.
"""

import re
from collections.abc import Callable
from functools import cache, cached_property

from attrs import define

from kzru_forums.agreements.discourse import Context, Found, Memory
from kzru_forums.agreements.lexicon import COPULAS, POINTING, Word
from kzru_forums.agreements.nouns import Head
from kzru_forums.agreements.parties import event_parties, states_in
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.model import AgreementKind


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TWO_SIDED = _words(
    """joint bilateral trilateral tripartite quadrilateral multilateral intergovernmental inter-governmental interstate
    inter-state interregional inter-regional interdepartmental interagency inter-agency interministerial
    inter-ministerial intercorporate inter-corporate bilaterally cross-border russia-asean partnership cooperation
    mutual allied eurasian union integration"""
)
_BETWEEN_SIDES = _words(
    """bilateral trilateral intergovernmental inter-governmental interstate interregional inter-regional partnership
    cooperation"""
)
_ONE_SIDED = _words(
    """state federal national presidential government governmental regional municipal local domestic target targeted
    development investment armament arms procurement nuclear missile election electoral television tv school
    educational training research federal budget social housing relocation pilot cultural concert festival business
    internal party company’s corporate country’s our"""
)
_SIGN = _words("sign signs signed signing exchanged exchange initialled initialed")
_ADOPT = _SIGN | _words(
    "adopt adopts adopted adopting adoption approve approved approving approval conclude concluded concluding endorsed"
)
_PREPARE = _words(
    "finalised finalized drafted prepared negotiated drafting preparing finalising negotiating draft prepare"
)
_REACH = _words("reach reached reaching reaches achieve achieved arrive arrived come came coming find found")
_ABROAD = re.compile(
    r"\b(?:BRICS|SCO|EAEU|CIS|CSTO|G20|G8|G7|APEC|ASEAN|OPEC|EU|UN|Eurasian Economic|European Union|summit"
    r"|(?:our|both|two|three) (?:countries|states|nations)|heads of (?:state|delegation|government)|leaders of)\b"
)
_CONSENT = _words("nod nods nodded nodding by mutual")
_NOT_CONCLUDED = {
    "agreement": _words(
        "cartel anti-competitive anticompetitive user gentlemen’s gentleman’s tacit lease rental credit licence license"
    ),
    "contract": _words("social marriage employment labour labor rental prenuptial"),
    "declaration": _words("income tax customs property political politicised politicized loud conversion"),
    "protocol": _words(
        "security medical clinical treatment safety diplomatic state health sanitary event test medicine"
    ),
    "charter": _words("company corporate united-russia party"),
    "document": _words(
        """regulatory legislative archival archive authentic official lost personal identity digital design project
        policy legal normative strategic guideline financial electronic supporting original secret classified fake
        paper internal necessary"""
    ),
}
_USED_AS_MODIFIER = _words(
    """soldier soldiers service serviceman servicemen servicewoman personnel troops worker workers work system sum price
    prices obligations obligation commitments commitment terms term organisation organization centre center market
    manufacturer manufacturers portfolio mechanism mechanisms discipline law relations partner partners holder holders
    flow turnover management process procedure procedures flight flights airline airlines member members participants
    signatories negotiations talks value basis volume volumes hall killer text director criteria items point points
    tour tours school schools agreement agreements parties structure framework conditions conference signing package
    documents document framework format group groups bank event events area areas room network networks
    implementation countries states state killing army units"""
)
_STRONG_HEADS = _words("agreement treaty memorandum contract convention pact accord fta")


@define(slots=False)
class Phrase:
    """A noun phrase around a head noun, before it is known to be a mention."""

    sentence: Sentence
    head: Head
    place: int
    """Index of the head noun."""
    first: int
    last: int
    """Index behind the last word."""
    context: Context
    memory: Memory

    @cached_property
    def modifiers(self) -> frozenset[str]:
        """The words before the head, in lower case."""
        return frozenset(self.sentence.lower[self.first : self.place])

    @cached_property
    def complement(self) -> list[str]:
        """The words behind the head, in lower case."""
        return self.sentence.lower[self.place + 1 : self.last]

    @property
    def named(self) -> bool:
        """Whether the head is written as a name: `the Treaty on …`."""
        return self.sentence.words[self.place][0].isupper() and self.place > 0

    @property
    def articled(self) -> bool:
        """Whether an article stands before the phrase."""
        return self.first > 0 and self.sentence.kinds[self.first - 1] is Word.ARTICLE

    @property
    def points(self) -> bool:
        """Whether the phrase begins with `this`, `these` …"""
        return self.sentence.lower[self.first] in POINTING

    @property
    def complemented(self) -> bool:
        """Whether something follows the head in the phrase."""
        return self.last > self.place + 1

    @cached_property
    def international(self) -> bool:
        """Whether the event brings states together, or the sentence names a foreign one."""
        text = self.sentence.text
        if event_parties(self.context) or _ABROAD.search(text):
            return True
        return any(state != "Russia" for state in states_in(text))

    def near(self, words: frozenset[str], left: int = 9, right: int = 9) -> bool:
        """Whether one of `words` stands closely before or behind the phrase."""
        lower = self.sentence.lower
        before = lower[max(0, self.first - left) : self.first]
        return not words.isdisjoint(before) or not words.isdisjoint(lower[self.last : self.last + right])

    @cached_property
    def two_sided(self) -> bool:
        """Whether modifiers or complement tell of two parties."""
        if not self.modifiers.isdisjoint(_TWO_SIDED):
            return True
        if not _words("cooperation partnership interaction between").isdisjoint(self.complement):
            return True
        return any("-" in word or "–" in word for word in self.modifiers) and self._pair()

    def _pair(self) -> bool:
        return len(states_in(self.sentence.slice(self.first, self.place))) > 1

    def antecedent(self, paragraphs: int = 2) -> Found | None:
        """The last mention in this and the `paragraphs` before it."""
        memory = self.memory
        if memory.found and memory.paragraphs - memory.read_at[-1] <= paragraphs:
            return memory.found[-1]
        return None


Gate = Callable[[Phrase], str | None]


def gate(phrase: Phrase) -> str | None:
    """The name of the rule that makes the phrase a mention, None where it is none."""
    noun = phrase.head.noun
    if _is_modifier(phrase) or _is_predicate(phrase):
        return None
    if not phrase.named and phrase.first and phrase.sentence.lower[phrase.first - 1] == "no":
        return None
    if not phrase.modifiers.isdisjoint(_NOT_CONCLUDED.get(noun, frozenset())):
        return None
    return _GATES[noun](phrase)


def _is_modifier(phrase: Phrase) -> bool:
    """`treaty obligations`, `contract soldiers`: the noun only modifies another one."""
    if phrase.last > phrase.place + 1:
        return False
    after = phrase.sentence.lower[phrase.last].removesuffix("’s").removesuffix("’")
    return after in _USED_AS_MODIFIER and not phrase.head.plural


def _is_predicate(phrase: Phrase) -> bool:
    """`it is a treaty that …`: says what something else is."""
    sentence, before = phrase.sentence, phrase.first - 1
    if before < 1 or sentence.kinds[before] is not Word.ARTICLE:
        return False
    if sentence.lower[before] == "the" and not sentence.lower[phrase.first].endswith("est"):
        return False
    index = before - 1
    while index > 0 and sentence.kinds[index] is Word.ADVERB:
        index -= 1
    return sentence.lower[index] in COPULAS and not (index and sentence.lower[index - 1] == "there")


def _agreement(phrase: Phrase) -> str | None:
    if phrase.head.plural or phrase.named or phrase.points:
        return _shape(phrase)
    sentence, first = phrase.sentence, phrase.first
    if phrase.near(_CONSENT, 4, 0):
        return None
    if not phrase.articled and sentence.kinds[first] is not Word.DETERMINER and not _counted(phrase):
        return (
            _shape(phrase)
            if first < phrase.place and "with" in phrase.complement and not phrase.near(_REACH, 4, 0)
            else None
        )
    bare = first == phrase.place and not phrase.complement[:1] == ["on"]
    if bare and phrase.articled and sentence.lower[first - 1] == "an" and phrase.near(_REACH, 4, 0):
        return None
    return _shape(phrase)


def _counted(phrase: Phrase) -> bool:
    return any(phrase.sentence.kinds[i] in (Word.NUMBER, Word.OWNER) for i in range(phrase.first, phrase.place))


def _shape(phrase: Phrase) -> str:
    """The name of the rule for a noun that always means a document, by the shape of the phrase."""
    if phrase.points:
        return "pointing"
    if phrase.named:
        return "named"
    if any(phrase.sentence.kinds[i] is Word.NUMBER for i in range(phrase.first, phrase.place)):
        return "counted"
    return "described" if phrase.complemented or phrase.first < phrase.place else "bare"


def _accord(phrase: Phrase) -> str | None:
    lower = phrase.sentence.lower
    if phrase.named and phrase.first < phrase.place and lower[phrase.place - 1] != "national":
        return "named"
    return _shape(phrase) if phrase.head.plural else None


def _convention(phrase: Phrase) -> str | None:
    if phrase.named or "on" in phrase.complement or (phrase.points and _known(phrase)):
        return _shape(phrase)
    return "described" if phrase.modifiers & _words("international un climate change") else None


def _declaration(phrase: Phrase) -> str | None:
    if phrase.named or phrase.two_sided:
        return _shape(phrase)
    if phrase.points:
        return "pointing" if _known(phrase) else None
    if phrase.complemented and not phrase.complement[1:2] == ["war"] and not phrase.head.plural:
        return _shape(phrase)
    return _shape(phrase) if phrase.near(_ADOPT) or (phrase.articled and _known(phrase)) else None


def _known(phrase: Phrase) -> bool:
    """Whether a document of the same sort was mentioned before."""
    return any(found.kind is phrase.head.kind for found in phrase.memory.found[-20:])


def _statement(phrase: Phrase) -> str | None:
    if phrase.head.noun.startswith("communiqu") or "joint" in phrase.modifiers:
        return _shape(phrase)
    adopted = phrase.international and not phrase.head.plural and phrase.near(_words("adopt adopted signed"), 4, 4)
    return "adopted-statement" if adopted else None


def _protocol(phrase: Phrase) -> str | None:
    if phrase.named or phrase.near(_SIGN) or (phrase.points and _known(phrase)):
        return _shape(phrase)
    if phrase.modifiers & _words("additional supplementary loan secret") or {"to", "on", "between"} & set(
        phrase.complement[:1]
    ):
        return _shape(phrase)
    return None


def _deal(phrase: Phrase) -> str | None:
    if phrase.modifiers & _words("opec opec+ nuclear iran iranian trade free-trade gas grain commercial"):
        return "deal"
    if phrase.near(_SIGN, 6, 6) and (phrase.articled or phrase.head.plural):
        return "deal"
    return None


def _programme(phrase: Phrase) -> str | None:
    if _one_sided(phrase):
        return None
    if not phrase.international and not phrase.modifiers & _BETWEEN_SIDES and "with" not in phrase.complement:
        return None
    if phrase.two_sided and (phrase.complemented or phrase.modifiers - {"our", "joint", "common", "this"}):
        return "two-sided-programme"
    if phrase.international and phrase.complemented and phrase.near(_ADOPT, 6, 6):
        return "signed-programme"
    if phrase.international and _planned_years(phrase):
        return "programme-of-years"
    return "known-programme" if _same_programme(phrase) else None


def _one_sided(phrase: Phrase) -> bool:
    two_sided = _words("joint bilateral trilateral interregional intergovernmental partnership cooperation")
    return not phrase.modifiers.isdisjoint(_ONE_SIDED) and phrase.modifiers.isdisjoint(two_sided)


def _planned_years(phrase: Phrase) -> bool:
    words = phrase.complement
    return len(words) > 1 and words[0] == "for" and any(word[:2] == "20" and len(word) > 6 for word in words[1:3])


def _same_programme(phrase: Phrase) -> bool:
    """Whether the same words named a programme that passed before."""
    content = {w for w in (*phrase.modifiers, *phrase.complement) if len(w) > 4}
    for found in phrase.memory.found[-30:]:
        if found.kind is AgreementKind.PROGRAMME:
            words = found.title.lower().split()
            if phrase.sentence.lower[phrase.place] in words and (phrase.points or content & set(words)):
                return True
    return False


def _roadmap(phrase: Phrase) -> str | None:
    if _one_sided(phrase) or not (phrase.international or phrase.two_sided):
        return None
    return "roadmap"


def _map(phrase: Phrase) -> str | None:
    return _roadmap(phrase) if phrase.sentence.lower[phrase.place - 1] == "road" else None


def _plan(phrase: Phrase) -> str | None:
    lower = phrase.sentence.lower
    action = lower[phrase.place - 1] == "action" or lower[phrase.place + 1 : phrase.place + 3] == ["of", "action"]
    if phrase.international and not phrase.head.plural and lower[phrase.place - 1] == "cooperation":
        return "cooperation-plan"
    if phrase.international and not phrase.head.plural and phrase.complemented and phrase.near(_SIGN, 6, 6):
        return "signed-plan"
    if not action or _one_sided(phrase):
        return None
    joint = phrase.two_sided or "joint" in phrase.modifiers or (phrase.named and phrase.international)
    return "action-plan" if joint or (phrase.international and phrase.near(_ADOPT)) else None


def _document(phrase: Phrase) -> str | None:
    two_sided = phrase.two_sided
    if two_sided and not phrase.points:
        return "two-sided-document"
    if _counted(phrase) and phrase.near(_SIGN):
        return "signed-document"
    if phrase.international:
        if phrase.near(_SIGN) or (phrase.modifiers & _words("signed final outcome today’s") and not phrase.points):
            return "signed-document"
        if (
            (phrase.complemented or phrase.modifiers)
            and not phrase.points
            and (phrase.near(_ADOPT) or phrase.near(_PREPARE, 6, 6))
        ):
            return "prepared-document"
        if phrase.head.plural and phrase.near(_words("adopted"), 9, 16):
            return "adopted-documents"
    if phrase.complement[:1] == ["with"] and phrase.sentence.kinds[phrase.place + 2] is Word.NAME:
        return "document-with"
    if phrase.points and phrase.first >= phrase.place - 1 and phrase.antecedent(1):
        return "pointing"
    the = phrase.first == phrase.place and phrase.articled and phrase.sentence.lower[phrase.first - 1] == "the"
    return "pointing" if the and phrase.international and phrase.antecedent(0) else None


def _charter(phrase: Phrase) -> str | None:
    return "named" if phrase.named and (phrase.first < phrase.place or phrase.complemented) else None


def _package(phrase: Phrase) -> str | None:
    """Only `Package of Measures`, a name; `package of documents` is a phrase of its second noun."""
    return None


def _legal_base(phrase: Phrase) -> str | None:
    return "legal-base" if phrase.modifiers & _words("contractual treaty contract treaty-legal") else None


def _always(phrase: Phrase) -> str | None:
    return _shape(phrase)


_GATES: dict[str, Gate] = {
    "agreement": _agreement,
    "accord": _accord,
    "pact": _always,
    "treaty": _always,
    "convention": _convention,
    "declaration": _declaration,
    "statement": _statement,
    "communiqué": _statement,
    "communique": _statement,
    "memorandum": _always,
    "protocol": _protocol,
    "contract": _always,
    "deal": _deal,
    "programme": _programme,
    "roadmap": _roadmap,
    "map": _map,
    "plan": _plan,
    "document": _document,
    "charter": _charter,
    "package": _package,
    "base": _legal_base,
    "basis": _legal_base,
    "framework": _legal_base,
    "foundation": _legal_base,
    "fta": _always,
}
