"""Word classes of the agreement grammar: closed lists and endings, no dictionary.

A word has one class, which says what it may do in a noun phrase. English leaves much open (`plan`, `support`,
`signed`), so a class is a first guess and `phrase` weighs it by the neighbours. Lists hold words that decide.
"""

from enum import IntEnum
from functools import lru_cache


class Word(IntEnum):
    """Class of a word or of a punctuation mark."""

    NOUN = 0
    """Whatever no list and no ending claims."""
    NAME = 1
    """The same with a capital."""
    ADJECTIVE = 2
    NUMBER = 3
    OWNER = 4
    """A possessive: `Russia’s`, `countries’`."""
    ARTICLE = 5
    DETERMINER = 6
    PREPOSITION = 7
    AND = 8
    """`and`, `or`, `&`."""
    COMMA = 9
    ADVERB = 10
    PAST = 11
    """A past form or participle."""
    GERUND = 12
    VERB = 13
    AUXILIARY = 14
    PRONOUN = 15
    RELATIVE = 16
    SUBORDINATOR = 17
    OPENING = 18
    CLOSING = 19
    DASH = 20
    QUOTE = 21
    MARK = 22
    """Every other punctuation mark."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words("a an the")
DETERMINERS = _words("our their its his her my your this these that those such another some any all both each every")
POINTING = _words("this these that those such")
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
PREPOSITIONS = _words(
    """of on between with for in to under by within from at as into through via across along against among amid
    towards toward without about regarding concerning marking upon per until till throughout during after before since
    following over above below beyond behind besides despite except off onto out outside inside plus worth dated
    totalling around aboard"""
)
PRONOUNS = _words(
    """i we they he she it you them us him me themselves ourselves itself himself who someone somebody everyone
    everybody nobody anyone nothing everything something there"""
)
RELATIVES = _words("which who whom whose where when why how what whereby wherein")
SUBORDINATORS = _words(
    """because while if although though unless whether so thus hence however therefore but yet than nor whereas
    moreover furthermore meanwhile otherwise instead especially particularly including notwithstanding let please"""
)
ADVERBS = _words(
    """no today yesterday tomorrow now here already also still just then later earlier again too only even not
    always often sometimes indeed perhaps maybe almost ever well quite rather really together ago alone alike anyway
    nevertheless altogether apart away back forward further once right tonight soon very most more truly newly highly
    less equally nearly monday tuesday wednesday thursday friday saturday sunday"""
)
AUXILIARIES = _words(
    """is are was were am be been being has have had having will would can could may might must should shall do does
    did cannot don’t didn’t isn’t aren’t wasn’t weren’t can’t won’t hasn’t haven’t doesn’t wouldn’t ought we’ve we’ll
    it’s that’s i’d i’m we’re they’re there’s let’s"""
)
COPULAS = _words("is are was were be been become becomes became remain remains it’s that’s isn’t wasn’t")

_REGULAR = """
abide accelerate achieve adhere adopt agree aim allow amend announce apply approve ask attend become begin believe
boost break bring build call cancel change come compile complete comply conclude confirm consider consist contain
continue contribute coordinate cover create declare define demonstrate denounce describe deserve destroy determine
develop differ discuss draft elaborate emphasise enable endorse ensure enter envisage envision establish examine
exchange exist execute expand expect expire express extend facilitate finalise finalize find follow formalise formulate
foster fulfil fulfill get give go guarantee help honour hope ignore implement imply improve include initial intend
interpret introduce involve issue join keep know launch lift maintain make mean mention modify need negotiate note
observe open operate outline oversee pave preserve prepare present proceed produce promote propose protect prove
provide publish pursue put ratify reach read reaffirm receive reflect regulate reject relate remain renew require
resume review revise revoke say see seek send serve show sign simplify speak stipulate strengthen study submit suggest
support suspend take tell terminate think undermine underpin uphold violate want welcome withdraw witness write
"""
_IRREGULAR = _words(
    """made held met gave given took taken brought laid set led found saw seen got began begun kept built ran fell grew
    grown won stood meant said told spoke spoken went gone came become became knew known thought sent written wrote
    drawn drew broke broken put done felt sought withdrew withdrawn bound paid left lost spent understood undertaken
    submitted submitting agreed fulfilled underway"""
)
_NOUNS_TOO = _words(
    """aim aims boost break breaks call calls change changes cover covers draft drafts exchange exchanges help
    hope hopes issue issues launch lift means need needs note notes open present presents read review reviews
    set sets show shows study studies support supports welcome witness complete initial build abide find finds
    means start starts mentions address attend get know"""
)
_NOUN_GERUNDS = _words(
    """meeting building banking engineering financing funding housing lending manufacturing mining planning processing
    shipping training trading understanding engineering pricing outsourcing fishing farming shipbuilding timing ruling
    hearing being spending undertaking beginning opening drilling monitoring marketing programming peacekeeping
    proceeding thing something anything nothing everything morning evening sibling king string spring wing
    beijing ceiling filing learning parking refining sporting sightseeing twinning"""
)
ADJECTIVE_GERUNDS = _words(
    """existing corresponding relevant operating ongoing binding working remaining outstanding upcoming following
    resulting underlying far-reaching long-standing longstanding wide-ranging leading emerging forthcoming standing
    developing appropriate governing overarching"""
)
_ADJECTIVE_ENDINGS = (
    "al",
    "ic",
    "ive",
    "ary",
    "ory",
    "ous",
    "able",
    "ible",
    "ful",
    "ant",
    "ent",
    "ian",
    "ish",
    "ese",
    "term",
    "lateral",
    "less",
    "ern",
)
_NOT_ADJECTIVES = _words(
    """agreement agreements document government parliament development investment settlement environment moment
    statement department president event management assessment agent document element equipment movement consent
    proposal goal approval arrival metal capital hospital material potential individual festival terminal journal
    summary anniversary boundary library secretary territory history factory directory laboratory victory category
    traffic public clinic music topic fabric republic logic initiative objective representative directive executive
    perspective motive archive native table variable cable refinement payment commitment treatment employment
    instrument implement segment content extent student patient incident participant grant plant restaurant variant
    accident percent client intent talent tenant warrant achievement armament engagement involvement improvement
    establishment disarmament enforcement deployment shipment procurement appointment parliament requirement"""
)
_SHORT_ADJECTIVES = _words(
    """new old big great major minor key main basic joint common large small long short broad wide full whole final
    free good solid special single separate specific concrete important extensive fundamental first second third next
    last previous current recent future early draft interim multi-billion big-ticket several double triple good-neighbourly
    relevant appropriate real true strong complex direct due fair firm further high historic large-scale long-term low
    other several many numerous various few certain same similar own mid-term medium-term modern much mutual necessary open own parallel past present private public quick recent
    rich safe secret serious significant simple so-called substantial top total unique universal useful
    valuable vast vital well-known inter-governmental interstate interagency inter-agency inter-state corporate separate private adequate"""
)
_NOT_ADVERBS = _words("family supply reply assembly italy july ally monopoly anomaly only early daily friendly weekly")
_MARKS = {
    ",": Word.COMMA,
    "(": Word.OPENING,
    "[": Word.OPENING,
    ")": Word.CLOSING,
    "]": Word.CLOSING,
    "–": Word.DASH,
    "—": Word.DASH,
    "-": Word.DASH,
    "−": Word.DASH,
    "&": Word.AND,
    "“": Word.QUOTE,
    "”": Word.QUOTE,
    '"': Word.QUOTE,
    "«": Word.QUOTE,
    "»": Word.QUOTE,
    "‘": Word.QUOTE,
    "’": Word.QUOTE,
    "'": Word.QUOTE,
    "$": Word.NUMBER,
    "€": Word.NUMBER,
    "£": Word.NUMBER,
    "%": Word.NOUN,
    "+": Word.NOUN,
}


def forms(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb.

    >>> forms("ratify")
    ('ratify', 'ratifies', 'ratified', 'ratifying')
    """
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    plural = "es" if verb.endswith(("ss", "sh", "ch", "x", "o")) else "s"
    return verb, verb + plural, f"{verb}ed", f"{verb}ing"


_BASE_FORMS = frozenset(form for verb in _REGULAR.split() for form in forms(verb)[:2]) - _NOUNS_TOO
_LISTS: dict[str, Word] = {}
for _class, _members in (
    (Word.ADJECTIVE, _SHORT_ADJECTIVES),
    (Word.VERB, _BASE_FORMS),
    (Word.PAST, _IRREGULAR),
    (Word.NOUN, _NOT_ADJECTIVES | _NOUN_GERUNDS | _NOT_ADVERBS),
    (Word.ADJECTIVE, ADJECTIVE_GERUNDS),
    (Word.ADVERB, ADVERBS),
    (Word.AUXILIARY, AUXILIARIES),
    (Word.SUBORDINATOR, SUBORDINATORS),
    (Word.RELATIVE, RELATIVES),
    (Word.PRONOUN, PRONOUNS),
    (Word.PREPOSITION, PREPOSITIONS),
    (Word.NUMBER, frozenset(NUMBER_WORDS)),
    (Word.DETERMINER, DETERMINERS),
    (Word.ARTICLE, ARTICLES),
    (Word.AND, _words("and or")),
):
    _LISTS.update(dict.fromkeys(_members, _class))


@lru_cache(maxsize=1 << 14)
def word_class(word: str) -> Word:
    """The class of a word as it stands in the text, or of a punctuation mark.

    >>> [word_class(word).name for word in ("the", "Kazakhstan", "bilateral", "signed", "27")]
    ['ARTICLE', 'NAME', 'ADJECTIVE', 'PAST', 'NUMBER']
    """
    first = word[0]
    if not first.isalnum():
        return _MARKS.get(word, Word.MARK)
    if first.isdigit():
        return Word.NUMBER
    lower = word.lower().replace("'", "’")
    if word != "May" and (listed := _LISTS.get(lower)) is not None:
        return Word.NAME if listed == Word.NOUN and first.isupper() else listed
    if lower.endswith(("’s", "s’")):
        return Word.OWNER
    return _by_ending(lower, first.isupper())


def _by_ending(lower: str, capital: bool) -> Word:
    """The class of a word that no list names."""
    if lower.endswith("ed") and len(lower) > 4:
        return Word.NAME if capital else Word.PAST
    if lower.endswith("ing") and len(lower) > 5:
        return Word.NAME if capital else Word.GERUND
    if lower.endswith("ly") and len(lower) > 4:
        return Word.ADVERB
    if lower.endswith(_ADJECTIVE_ENDINGS) or "-" in lower:
        return Word.ADJECTIVE
    return Word.NAME if capital else Word.NOUN
