"""Every word list of the grammar: word classes, head nouns, acts, and the words that single rules look for.

A word has one class, which says what it may do in a noun phrase. English leaves much open (`plan`, `support`, `signed`),
so a class is a first guess that the rules weigh by the neighbouring words. There is no dictionary: closed lists of words
that decide, and endings.
"""

from functools import lru_cache
from typing import Literal

from attrs import frozen

from kzru_forums.model import AgreementKind as Kind

Word = Literal[
    "noun",  # whatever no list and no ending claims
    "name",  # the same with a capital
    "adjective",
    "number",
    "owner",  # a possessive: `Russia’s`, `countries’`
    "article",
    "determiner",
    "preposition",
    "and",  # also `or`, `&`
    "comma",
    "adverb",
    "past",  # a past form or participle
    "gerund",
    "verb",
    "auxiliary",
    "pronoun",
    "relative",
    "subordinator",
    "opening",
    "closing",
    "dash",
    "quote",
    "mark",  # every other punctuation mark
]
"""Class of a word or punctuation mark."""
Act = Literal[
    "sign",  # it comes into being: sign, adopt, exchange
    "reach",  # parties come to it: reach, arrive at
    "prepare",  # it is on its way: draft, negotiate, propose
    "use",  # it exists: implement, violate, extend, under, the anniversary of
]
"""What a word says happens to a document."""


def words(text: str) -> frozenset[str]:
    """A set of words written as running text, which is easier to read and to maintain than a list."""
    return frozenset(text.split())


def forms(verb: str) -> tuple[str, str, str, str]:
    """The regular forms of a verb.

    Examples:
        >>> forms("ratify")
        ('ratify', 'ratifies', 'ratified', 'ratifying')
    """
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    ending = "es" if verb.endswith(("ss", "sh", "ch", "x", "o")) else "s"
    return verb, verb + ending, f"{verb}ed", f"{verb}ing"


# ---- Months and numbers

MONTHS = tuple("january february march april may june july august september october november december".split())
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
} | {"fifteenth": 15, "twentieth": 20, "twenty-fifth": 25, "thirtieth": 30, "fortieth": 40, "fiftieth": 50}
CURRENCIES = {
    **{"$": "USD", "us dollar": "USD", "dollar": "USD", "€": "EUR", "euro": "EUR", "£": "GBP", "pound": "GBP"},
    **{"ruble": "RUB", "rouble": "RUB", "tenge": "KZT", "yuan": "CNY", "yen": "JPY"},
}

# ---- Head nouns


@frozen
class Head:
    """A head noun."""

    noun: str
    """The name under which the gates know it."""
    kind: Kind
    plural: bool


_HEADS = (
    ("agreement", Kind.AGREEMENT, "agreement FTA", "agreements FTAs"),
    ("accord", Kind.AGREEMENT, "accord", "accords"),
    ("deal", Kind.CONTRACT, "deal", "deals"),
    ("treaty", Kind.TREATY, "treaty pact", "treaties pacts"),
    ("convention", Kind.CONVENTION, "convention", "conventions"),
    ("declaration", Kind.DECLARATION, "declaration", "declarations"),
    ("statement", Kind.STATEMENT, "statement", "statements"),
    ("communiqué", Kind.STATEMENT, "communiqué communique", "communiqués communiques"),
    ("memorandum", Kind.MEMORANDUM, "memorandum", "memorandums memoranda"),
    ("protocol", Kind.PROTOCOL, "protocol", "protocols"),
    ("contract", Kind.CONTRACT, "contract", "contracts"),
    ("programme", Kind.PROGRAMME, "programme program", "programmes programs"),
    ("roadmap", Kind.PROGRAMME, "roadmap", "roadmaps"),
    ("map", Kind.PROGRAMME, "map", "maps"),
    ("plan", Kind.PROGRAMME, "plan", "plans"),
    ("document", Kind.OTHER, "document", "documents"),
    ("charter", Kind.OTHER, "charter", "charters"),
    ("concept", Kind.OTHER, "concept", "concepts"),
    ("act", Kind.OTHER, "act", "acts"),
    ("letter", Kind.OTHER, "letter", "letters"),
    ("measures", Kind.PACKAGE, "", "measures"),
    ("legal base", Kind.PACKAGE, "base basis framework foundation", "bases frameworks foundations"),
    # Documents that are known by their initials.
    ("initials", Kind.PROGRAMME, "JCPOA", ""),
    ("initials", Kind.TREATY, "START NPT CTBT INF", ""),
    ("memorandum", Kind.MEMORANDUM, "MoU MOU", "MoUs MOUs"),
)
"""Name for the gates, kind, singular forms and plural forms; initials are known only in capitals."""

HEADS = {
    form: Head(noun, kind, bool(plural))
    for noun, kind, *numbers in _HEADS
    for plural, forms_of_number in enumerate(numbers)
    for form in forms_of_number.split()
}
_INITIALS = frozenset(form for form in HEADS if form[0].isupper())


def is_plural_head(word: str) -> bool:
    """Whether a word is a head noun in the plural."""
    head = HEADS.get(word)
    return head is not None and head.plural


def lowered(word: str) -> str:
    """A word in lower case; initials that name a document stay as they are."""
    return word if word in _INITIALS else word.lower()


# ---- What is done with documents

DIRECT = frozenset(
    form for verb in "want need seek plan expect promise offer invite propose suggest".split() for form in forms(verb)
)
"""Verbs that say something of a document only if it is their own object."""
_SIGN = words("sign exchange initial ink seal formalise formalize")
"""What is done only with documents of several: these verbs reveal such a document whatever its noun is."""
_ADOPT = words("adopt approve conclude endorse")
"""What one side may also do alone."""
_STRIKE = words("strike struck")
"""What is done with deals and agreements, but not with documents."""
SIGNING_VERBS = _SIGN | _ADOPT
_ACT_VERBS: dict[Act, frozenset[str]] = {
    # Documents of several are published as well as others, so the verb says nothing of the noun.
    "sign": SIGNING_VERBS | words("publish"),
    "reach": words("reach achieve arrive secure attain"),
    "prepare": words("develop draft prepare negotiate finalise finalize elaborate formulate coordinate"),
    "use": words(
        """implement fulfil fulfill execute comply abide observe honour honor violate withdraw extend revise renew
        ratify adhere terminate suspend preserve destroy undermine follow keep respect uphold update expire operate
        apply enforce denounce join maintain modify amend reference celebrate commemorate mark"""
    ),
}
_ACT_NOUNS: dict[Act, frozenset[str]] = {
    "sign": words("signing signature conclusion adoption approval exchange"),
    "prepare": words(
        """drafting preparation preparations negotiation negotiations talks prospects prospect possibility
        possibilities idea proposal proposals initiative"""
    ),
    "use": words(
        """implementation fulfilment fulfillment execution compliance observance violation violations withdrawal
        extension revision renewal ratification adherence termination anniversary provisions provision terms spirit
        letter framework accordance basis line conformity obligations commitments commitment article articles clause
        clauses signatories participants guarantors force under pursuant according enshrined defined stipulated
        envisaged bound entry spite guided part parameters requirements within goals principles results conditions"""
    ),
}
_DOUBLED = words("initialled initialling")
ACTS: dict[str, Act] = {
    **dict.fromkeys(DIRECT, "prepare"),
    **{form: act for act, verbs in _ACT_VERBS.items() for verb in verbs for form in forms(verb)},
    **{noun: act for act, nouns in _ACT_NOUNS.items() for noun in nouns},
    **dict.fromkeys(_DOUBLED | _STRIKE, "sign"),
    **dict.fromkeys(words("broke kept withdrew withdrawn broken"), "use"),
    "sought": "prepare",
}
"""What a word says of a document."""
# `Following the talks` says nothing of what is followed.
del ACTS["following"]
_RATHER_NOUNS = words("exchanges initial ink inks seal seals strike")
"""Forms of verbs of signing that are mostly something else: `at the initial stage`, `cultural exchanges`."""
SIGNING = frozenset(form for verb in _SIGN for form in forms(verb)) - _RATHER_NOUNS | _DOUBLED
"""Forms of verbs that reveal by themselves that a document is one of several."""
ADOPTING = SIGNING | {form for verb in _ADOPT for form in forms(verb)}
"""The same with the verbs that reveal it only of some nouns, or at talks."""
STRIKING = SIGNING | _STRIKE - _RATHER_NOUNS
"""The same as `SIGNING` with what is done with deals."""
STEMS_OF_SIGNING = frozenset(verb.removesuffix("e") for verb in SIGNING_VERBS | STRIKING - SIGNING)
"""The beginnings of all these forms."""
NOMINAL = frozenset(noun for nouns in _ACT_NOUNS.values() for noun in nouns)
"""The nouns and prepositions among the acts, which have no tense."""
COME = words("come comes came coming")
DEVELOP = words("develop develops developed developing")
WITH_PREPOSITION: dict[str, tuple[Act, frozenset[str]]] = {
    **dict.fromkeys(words("work works worked working"), ("prepare", words("on out towards"))),
    **dict.fromkeys(words("draw draws drew drawn drawing"), ("prepare", words("up"))),
    **dict.fromkeys(COME, ("reach", words("to"))),
    "under": ("prepare", words("way discussion consideration preparation negotiation development")),
    **dict.fromkeys(words("enter enters entered entering"), ("sign", words("into"))),
}
"""Words that say something of a document only with a preposition: `work on`, `come to`."""

# ---- Word classes

POINTING = words("this these that those such")
COPULAS = words("is are was were be been become becomes became remain remains it’s that’s isn’t wasn’t")
_OTHER_VERBS = words(
    """accelerate agree aim allow announce ask attend become begin believe boost break bring build call cancel change
    compile complete confirm consider consist contain continue contribute cover create declare define demonstrate
    describe deserve determine differ discuss emphasise enable ensure enter envisage envision establish examine exist
    expand express facilitate find foster get give go guarantee help hope ignore imply improve include intend interpret
    introduce involve issue know launch lift make mean mention need note open outline oversee pave present proceed
    produce promote protect prove provide pursue put read reaffirm receive reflect regulate reject relate remain require
    resume review revoke say see send serve show simplify speak stipulate strengthen study submit support take tell
    think underpin want welcome witness write come seek expect propose suggest"""
)
_VERBS_AND_NOUNS = words(
    """aim aims boost break breaks call calls change changes cover covers draft drafts exchange exchanges help
    hope hopes issue issues launch lift means need needs note notes open present presents read review reviews
    set sets show shows study studies support supports welcome witness complete initial build abide find finds
    mentions attend get know respect reference references mark marks update updates secure ink inks seal seals"""
)
_PAST_FORMS = words(
    """made held met gave given took taken brought laid set led found saw seen got began begun kept built ran fell grew
    grown won stood meant said told spoke spoken went gone came become became knew known thought sent written wrote
    drawn drew broke broken put done felt sought withdrew withdrawn bound paid left lost spent understood undertaken
    submitted submitting agreed fulfilled struck underway"""
)
ADJECTIVE_GERUNDS = words(
    """existing corresponding operating ongoing binding working remaining outstanding upcoming resulting underlying
    far-reaching long-standing longstanding wide-ranging leading emerging forthcoming standing developing governing
    overarching"""
)
_NOUNS = words(
    """meeting building banking engineering financing funding housing lending manufacturing mining planning processing
    shipping training trading understanding pricing outsourcing fishing farming shipbuilding timing ruling hearing
    spending undertaking beginning opening drilling monitoring marketing programming peacekeeping proceeding thing
    morning evening king string spring wing beijing ceiling filing learning parking refining sporting sightseeing
    twinning agreement agreements document government parliament development investment settlement environment moment
    statement department president event management assessment agent element equipment movement consent proposal goal
    approval arrival metal capital hospital material potential individual festival terminal journal summary
    anniversary boundary library secretary territory history factory directory laboratory victory category traffic
    public clinic music topic fabric republic logic initiative objective representative directive executive
    perspective motive archive native refinement payment commitment treatment employment instrument segment content
    extent student patient incident participant grant plant restaurant variant accident percent client intent talent
    tenant warrant achievement armament engagement involvement improvement establishment disarmament enforcement
    deployment shipment procurement appointment requirement family supply reply assembly italy july ally monopoly"""
)
_ADJECTIVES = words(
    """new old big great major minor key main basic joint common large small long short broad wide full whole final
    free good solid special single separate specific concrete important extensive fundamental first second third next
    last previous current recent future early draft interim double triple relevant appropriate real true strong complex
    direct due fair firm high historic large-scale low much mutual necessary open own parallel past present private
    quick rich safe secret serious significant simple so-called substantial top total unique universal useful valuable
    vast vital well-known interstate interagency corporate adequate other several many numerous various few certain
    same similar modern daily friendly only"""
)
_ADVERBS = words(
    """no today yesterday tomorrow now here already also still just then later earlier again too only even not
    always often sometimes indeed perhaps maybe almost ever well quite rather really together ago alone alike anyway
    nevertheless altogether apart away back forward further once right tonight soon very most more truly newly highly
    less least equally nearly monday tuesday wednesday thursday friday saturday sunday"""
)
_AUXILIARIES = words(
    """is are was were am be been being has have had having will would can could may might must should shall do does
    did cannot don’t didn’t isn’t aren’t wasn’t weren’t can’t won’t hasn’t haven’t doesn’t wouldn’t ought we’ve we’ll
    it’s that’s i’d i’m we’re they’re there’s let’s i’ll i’ve you’ll you’ve you’re he’ll he’s she’s they’ll they’ve
    it’ll who’s what’s here’s"""
)
_SUBORDINATORS = words(
    """because while if although though unless whether so thus hence however therefore but yet than nor whereas
    moreover furthermore meanwhile otherwise instead especially particularly including notwithstanding let please"""
)
_PRONOUNS = words(
    """i we they he she it you them us him me themselves ourselves itself himself who someone somebody everyone
    everybody nobody anyone nothing everything something there"""
)
_PREPOSITIONS = words(
    """of on between with for in to under by within from at as into through via across along against among amid
    towards toward without about regarding concerning marking upon per until till throughout during after before since
    following over above below beyond behind besides despite except off onto out outside inside plus worth dated
    totalling around aboard"""
)
_DETERMINERS = words("our their its his her my your this these that those such another some any all both each every")
_ADJECTIVE_ENDINGS = tuple("al ic ive ary ory ous able ible ful ant ent ian ish ese term less ern".split())
_MARKS: dict[str, Word] = {
    **dict.fromkeys("([", "opening"),
    **dict.fromkeys(")]", "closing"),
    **dict.fromkeys("–—-−", "dash"),
    **dict.fromkeys("“”\"«»‘’'", "quote"),
    **dict.fromkeys("$€£", "number"),
    **dict.fromkeys("%+", "noun"),
    **{",": "comma", "&": "and"},
}
_VERBS = _OTHER_VERBS.union(*_ACT_VERBS.values())
# A word of several lists has the class of the last one.
_CLASSES: tuple[tuple[Word, frozenset[str]], ...] = (
    ("adjective", _ADJECTIVES),
    ("verb", frozenset(form for verb in _VERBS for form in forms(verb)[:2]) - _VERBS_AND_NOUNS),
    ("past", _PAST_FORMS),
    ("noun", _NOUNS),
    ("adjective", ADJECTIVE_GERUNDS),
    ("adverb", _ADVERBS),
    ("auxiliary", _AUXILIARIES),
    ("subordinator", _SUBORDINATORS),
    ("relative", words("which who whom whose where when why how what whereby wherein")),
    ("pronoun", _PRONOUNS),
    ("preposition", _PREPOSITIONS),
    ("number", frozenset(NUMBER_WORDS)),
    ("determiner", _DETERMINERS),
    ("article", words("a an the")),
    ("and", words("and or")),
)
_CLASS_OF = {word: kind for kind, members in _CLASSES for word in members}


def classify(word: str) -> Word:
    """The class of a word as printed, or of a punctuation mark.

    Examples:
        >>> [classify(word) for word in ("the", "Kazakhstan", "bilateral", "signed", "27")]
        ['article', 'name', 'adjective', 'past', 'number']
    """
    first = word[0]
    if not first.isalnum():
        return _MARKS.get(word, "mark")
    if first.isdigit():
        return "number"
    lower = word.lower()
    # The month, not the verb.
    listed = None if word == "May" else _CLASS_OF.get(lower)
    if listed is not None:
        return "name" if listed == "noun" and first.isupper() else listed
    if lower.endswith(("’s", "s’")):
        return "owner"
    return _by_ending(lower, capital=first.isupper())


@lru_cache(maxsize=4096)
def class_at_start(lower: str) -> Word:
    """The class of a word whose capital only marks the beginning of a sentence; `lower` is the word in lower case."""
    kind = classify(lower)
    return "name" if kind == "noun" else kind


def _by_ending(lower: str, *, capital: bool) -> Word:
    """The class of a word that no list holds."""
    if lower.endswith("ed") and len(lower) > 4:
        return "name" if capital else "past"
    if lower.endswith("ing") and len(lower) > 5:
        return "name" if capital else "gerund"
    if lower.endswith("ly") and len(lower) > 4:
        return "adverb"
    if lower.endswith(_ADJECTIVE_ENDINGS) or "-" in lower:
        return "adjective"
    return "name" if capital else "noun"


def is_year(word: str) -> bool:
    """Whether a word is a year of our time.

    Examples:
        >>> is_year("2018"), is_year("2,018")
        (True, False)
    """
    return len(word) == 4 and word.isascii() and word.isdecimal() and word[:2] in ("19", "20")


# ---- Where a phrase begins and ends

COLLECTIVES = words("number package packages series set range variety block group raft dozens hundreds scores total lots")
TIMES = words("way week weeks month months year years time century decade decades day days moment")
MODALS = words("will would can could may might must should shall cannot we’ll i’ll they’ll won’t let’s")
HOLDERS = words("president chairman secretary general head director minister depositary conference party parties")
APPROXIMATE = words("over around about approximately nearly almost exactly roughly some only another")
MORE_THAN = words("more+than less+than fewer+than at+least up+to no+fewer not+less")
ALWAYS_OPEN = words("of on between with for about regarding concerning marking among against worth dated within under")
"""Prepositions that open a complement unless they open an adjunct."""
INNER = words(
    """of on between about regarding concerning among against with for in to under within from into through via across
    along towards toward without per until till over upon amid outside inside beyond off worth"""
)
"""Prepositions that a complement may hold."""
DAYS = words("monday tuesday wednesday thursday friday saturday sunday").union(MONTHS)
ADJUNCTS = {
    "in": words(
        """framework presence front order addition accordance connection fact particular general turn view line
        response return exchange place force effect question full part advance principle recent time my our his her
        their this that these which person practice future favour keeping parallel short spite case light all many
        pipeline works making interests meantime coming"""
    ),
    "on": DAYS.union(
        words("behalf sidelines margins basis part time condition board eve top hand account occasion")
    ),
    "with": words(
        "view regard respect participation help support assistance due reference pleasure consideration account"
    ),
    "for": words(
        "good example instance signing signature us me them you him sake that this now which approval ratification"
    ),
    "within": words("framework dimension walls"),
    "under": words(
        """construction way discussion consideration preparation development negotiation control guidance leadership
        pressure supervision circumstances conditions no any such which"""
    ),
    "to": words("date us me them you him this that which be come"),
}
"""By preposition, the words after it (or after its article and adjectives) that make it an adjunct of time or manner."""
PURPOSES = words("develop ensure promote help strengthen support further foster boost expand deepen")
DECLARED = words("statement statements declaration declarations communiqué")
OTHER_TIMES = words("that next last this later")

# ---- Which phrases are mentions

TWO_SIDED = words(
    """joint bilateral trilateral tripartite quadrilateral multilateral intergovernmental inter-governmental interstate
    inter-state interregional inter-regional interdepartmental interagency inter-agency interministerial
    inter-ministerial intercorporate inter-corporate cross-border partnership cooperation mutual allied integration"""
)
TOGETHER = words("cooperation partnership interaction between")
ONE_SIDED = words(
    """state federal national presidential government governmental regional municipal local domestic target targeted
    development investment armament arms procurement nuclear missile election electoral television tv school
    educational training research budget social housing relocation pilot cultural concert festival business internal
    party company’s corporate country’s our"""
)
NOT_ONE_SIDED = words("joint bilateral trilateral interregional intergovernmental partnership cooperation")
BETWEEN_SIDES = NOT_ONE_SIDED - {"joint"} | words("inter-governmental interstate inter-regional")
ADOPT = ADOPTING | words("adoption approval")
DRAFTING = words(
    "finalised finalized drafted prepared negotiated drafting preparing finalising negotiating draft prepare"
)
REACHING = words("reach reached reaching reaches achieve achieved arrive arrived came come coming find found")
CONSENT = words("nod nods nodded nodding by mutual")
ADOPTED_PAST = frozenset(word for word in SIGNING if word.endswith("ed")) | words("adopt adopted")
"""Past forms only: `the statement was a sign of trust`, `before the signing she made a statement`."""
DECLARED_ALONE = words("income war independence love property assets")
ADDED = words("additional supplementary loan secret")
OCCASIONS = words("visit stay trip meeting event forum summit concert day ceremony")
"""What has a programme that is no document."""
TRADED = words("peace nuclear trade free-trade gas grain arms commercial opec+")
CONTRACTUAL = words("contractual treaty contract treaty-legal")
EXCLUDED = {
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
MODIFIED = words(
    """soldier soldiers service serviceman servicemen servicewoman personnel troops worker workers work system sum price
    prices obligations obligation commitments commitment terms term organisation organization centre center market
    manufacturer manufacturers portfolio mechanism mechanisms discipline law relations partner partners holder holders
    flow turnover management process procedure procedures flight flights airline airlines member members participants
    signatories negotiations talks value basis volume volumes hall killer text director criteria items point points
    tour tours school schools agreement agreements treaty deal parties structure framework conditions conference signing
    package documents document format group groups bank event events area areas room network networks implementation
    countries states state killing army units"""
)
"""Nouns that a head noun only modifies: contract soldiers, treaty obligations."""

# ---- What is done with a document

OBLIQUE = words("in from by at under within through with beyond outside against despite without")
"""Prepositions that set a document apart from a verb of signing before it."""
ADVERBIAL = words("under within part according line basis framework")
"""What says something of a document only if it stands before it."""
OPENS_RELATIVE = words("that to our just already recently being currently")
PASSIVE = words("was were been be being is are")
PERFECT = words("have has had having we’ve haven’t hasn’t hadn’t i’ve they’ve you’ve")
PRESENT_BE = words("is are am being we’re i’m they’re")
PAST_MATRIX = words("was were managed helped allowed succeeded")
WAITING = words("ready expected supposed going about due set planned prepared yet")
NOT = words("not never haven’t hasn’t didn’t wasn’t weren’t")
BEFORE = words("recent earlier previously recently already since previous")
"""Adverbs of the past that apply to a document only next to its verb."""
BEFORE_BEHIND = BEFORE | words("then there before")
"""Those that do so only after it: `reached then`."""
CEREMONY = words(
    """witness witnessed witnessing oversaw oversee attend attended attending saw see seen ceremony part followed
    culminated culminating ended ending concluded resulted resulting led crowned completed opened marked"""
)
"""What people do at a signing, or what a signing does: `ended in the signing of`."""
TO_COME = words("on issue possibility for before until preparations prepare preparing preparation ready plan hope discuss discussed")
"""What makes a signing one to come: `ready for the signing of`."""
TO_PREPARE = words("prepare preparing preparation preparations prepared plan plans planned")
PENDING_ISSUES = words("issue issues problem question topic talks negotiations")
PROSPECTIVE = words("draft prepared finalised finalized proposed possible potential future upcoming planned forthcoming")
"""Modifiers of documents that are on their way."""
ABOUT = words("on about for of regarding concerning over towards")
"""Prepositions by which talks, ideas and prospects say what they are about."""
DISCUSSED = words("discuss discussed discussing issue issues question situation regarding about")
KNOWN = words("recent current existing latest previous")
"""Adjectives of documents that exist."""
EMPTY = words(
    "the a an this that these those such our their its new joint same said important historic bilateral recent current existing"
)
"""Modifiers that do not tell one document from another."""
CONTENTLESS = words("another any other some similar more several")
"""Modifiers of a document that is not the one mentioned before."""
OFFICES = words(
    """president prime foreign federal vice chancellor minister defence king communist defense deputy first state
    interior economy finance national embassy ambassador tv"""
)
COMPANIES = words("companies corporations banks firms regions universities")
