"""Word classes of the agreement grammar: closed lists and endings, no dictionary.

A word has one class, which says what it may do in a noun phrase. English leaves much open (`plan`, `support`,
`signed`), so a class is a first guess and `phrase` weighs it by the neighbours. Lists hold words that decide.
"""

from enum import IntEnum
from functools import lru_cache

from kzru_forums.agreements.inflection import forms, words
from kzru_forums.agreements.verbs import SIGNING_VERBS


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


# Names of their own: an attribute of an enumeration takes four times as long to look up, and these are looked up often.
NOUN = Word.NOUN
NAME = Word.NAME
ADJECTIVE = Word.ADJECTIVE
NUMBER = Word.NUMBER
OWNER = Word.OWNER
ARTICLE = Word.ARTICLE
DETERMINER = Word.DETERMINER
PREPOSITION = Word.PREPOSITION
AND = Word.AND
COMMA = Word.COMMA
ADVERB = Word.ADVERB
PAST = Word.PAST
GERUND = Word.GERUND
VERB = Word.VERB
AUXILIARY = Word.AUXILIARY
PRONOUN = Word.PRONOUN
RELATIVE = Word.RELATIVE
SUBORDINATOR = Word.SUBORDINATOR
OPENING = Word.OPENING
CLOSING = Word.CLOSING
DASH = Word.DASH
QUOTE = Word.QUOTE
MARK = Word.MARK

POINTING = words("this these that those such")
COPULAS = words("is are was were be been become becomes became remain remains it’s that’s isn’t wasn’t")
MONTHS = tuple("january february march april may june july august september october november december".split())
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}

_ARTICLES = words("a an the")
_DETERMINERS = words("our their its his her my your this these that those such another some any all both each every")
_PREPOSITIONS = words(
    """of on between with for in to under by within from at as into through via across along against among amid
    towards toward without about regarding concerning marking upon per until till throughout during after before since
    following over above below beyond behind besides despite except off onto out outside inside plus worth dated
    totalling around aboard"""
)
_PRONOUNS = words(
    """i we they he she it you them us him me themselves ourselves itself himself who someone somebody everyone
    everybody nobody anyone nothing everything something there"""
)
_RELATIVES = words("which who whom whose where when why how what whereby wherein")
_SUBORDINATORS = words(
    """because while if although though unless whether so thus hence however therefore but yet than nor whereas
    moreover furthermore meanwhile otherwise instead especially particularly including notwithstanding let please"""
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
_REGULAR_VERBS = words(
    """abide accelerate achieve adhere agree aim allow amend announce apply ask attend become begin
    believe boost break bring build call cancel change come compile complete comply confirm consider consist
    contain continue contribute coordinate cover create declare define demonstrate denounce describe deserve destroy
    determine develop differ discuss draft elaborate emphasise enable ensure enter envisage envision establish
    examine exist execute expand expect expire express extend facilitate finalise finalize find follow
    formulate foster fulfil fulfill get give go guarantee help honour hope ignore implement imply improve
    include intend interpret introduce involve issue join keep know launch lift maintain make mean mention
    modify need negotiate note observe open operate outline oversee pave preserve prepare present proceed produce
    promote propose protect prove provide publish pursue put ratify reach read reaffirm receive reflect regulate reject
    relate remain renew require resume review revise revoke say see seek send serve show simplify speak stipulate
    strengthen study submit suggest support suspend take tell terminate think undermine underpin uphold violate want
    welcome withdraw witness write"""
)
_IRREGULAR_VERBS = words(
    """made held met gave given took taken brought laid set led found saw seen got began begun kept built ran fell grew
    grown won stood meant said told spoke spoken went gone came become became knew known thought sent written wrote
    drawn drew broke broken put done felt sought withdrew withdrawn bound paid left lost spent understood undertaken
    submitted submitting agreed fulfilled struck underway"""
)
_VERBS_AND_NOUNS = words(
    """aim aims boost break breaks call calls change changes cover covers draft drafts exchange exchanges help
    hope hopes issue issues launch lift means need needs note notes open present presents read review reviews
    set sets show shows study studies support supports welcome witness complete initial build abide find finds
    mentions attend get know"""
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
ADJECTIVE_GERUNDS = words(
    """existing corresponding operating ongoing binding working remaining outstanding upcoming resulting underlying
    far-reaching long-standing longstanding wide-ranging leading emerging forthcoming standing developing governing
    overarching"""
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
_ADJECTIVE_ENDINGS = tuple("al ic ive ary ory ous able ible ful ant ent ian ish ese term less ern".split())
_MARKS = {
    **dict.fromkeys("([", OPENING),
    **dict.fromkeys(")]", CLOSING),
    **dict.fromkeys("–—-−", DASH),
    **dict.fromkeys("“”\"«»‘’'", QUOTE),
    **dict.fromkeys("$€£", NUMBER),
    **dict.fromkeys("%+", NOUN),
    ",": COMMA,
    "&": AND,
}


_VERBS = _REGULAR_VERBS | SIGNING_VERBS
_PRESENT_FORMS = frozenset(form for verb in _VERBS for form in forms(verb)[:2]) - _VERBS_AND_NOUNS
_LISTED: dict[str, Word] = {}
# A word of several lists has the class of the last one.
for _class, _members in (
    (ADJECTIVE, _ADJECTIVES),
    (VERB, _PRESENT_FORMS),
    (PAST, _IRREGULAR_VERBS),
    (NOUN, _NOUNS),
    (ADJECTIVE, ADJECTIVE_GERUNDS),
    (ADVERB, _ADVERBS),
    (AUXILIARY, _AUXILIARIES),
    (SUBORDINATOR, _SUBORDINATORS),
    (RELATIVE, _RELATIVES),
    (PRONOUN, _PRONOUNS),
    (PREPOSITION, _PREPOSITIONS),
    (NUMBER, frozenset(NUMBER_WORDS)),
    (DETERMINER, _DETERMINERS),
    (ARTICLE, _ARTICLES),
    (AND, words("and or")),
):
    _LISTED.update(dict.fromkeys(_members, _class))


def classify(word: str) -> Word:
    """The class of a word as it stands in the text, or of a punctuation mark.

    Examples:
        >>> [classify(word).name for word in ("the", "Kazakhstan", "bilateral", "signed", "27")]
        ['ARTICLE', 'NAME', 'ADJECTIVE', 'PAST', 'NUMBER']
    """
    first = word[0]
    if not first.isalnum():
        return _MARKS.get(word, MARK)
    if first.isdigit():
        return NUMBER
    lower = word.lower()
    # The month, not the verb.
    listed = None if word == "May" else _LISTED.get(lower)
    if listed is not None:
        return NAME if listed is NOUN and first.isupper() else listed
    if lower.endswith(("’s", "s’")):
        return OWNER
    return _by_ending(lower, capital=first.isupper())


@lru_cache(maxsize=4096)
def class_at_start(lower: str) -> Word:
    """The class of a word whose capital only tells that a sentence begins; `lower` is the word in lower case."""
    kind = classify(lower)
    return NAME if kind is NOUN else kind


def _by_ending(lower: str, *, capital: bool) -> Word:
    """The class of a word that no list holds."""
    plain = NAME if capital else NOUN
    if lower.endswith("ed") and len(lower) > 4:
        return NAME if capital else PAST
    if lower.endswith("ing") and len(lower) > 5:
        return NAME if capital else GERUND
    if lower.endswith("ly") and len(lower) > 4:
        return ADVERB
    return ADJECTIVE if lower.endswith(_ADJECTIVE_ENDINGS) or "-" in lower else plain


def is_year(word: str) -> bool:
    """Whether a word is a year of our time.

    Examples:
        >>> is_year("2018"), is_year("2,018")
        (True, False)
    """
    return len(word) == 4 and word.isascii() and word.isdecimal() and word[:2] in ("19", "20")
