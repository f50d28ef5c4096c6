"""Word classes, head nouns, acts, and the words for individual rules, all listed in `data/agreement_words.txt`.

A word has one class, which determines its function in a noun phrase. Many English words are ambiguous (`plan`,
`support`, `signed`), so a class is a first guess that the rules check against the neighbouring words. There is no
dictionary, only closed lists of decisive words, and endings.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, cast

from attrs import frozen

from kzru_forums.facts.tables import lines, rows
from kzru_forums.model import AgreementKind as Kind
from kzru_forums.patterns import regex
from kzru_forums.text import MONTHS, NUMBER_WORDS

Word = str
"""Class of a word or punctuation mark: noun, name, adjective, number, owner, article, determiner, preposition, and,
comma, adverb, past, gerund, verb, auxiliary, pronoun, relative, subordinator, opening, closing, dash, quote, mark.

A `noun` is any word that is in no list and has no known ending, a `name` the same with a capital; an `owner` is a
possessive (`Russia’s`); `and` is also `or` and `&`; a `past` form may be a participle; `mark` is every other
punctuation mark.
"""
Act = Literal["sign", "reach", "prepare", "use"]
"""The act that a word expresses about a document.

`sign`: it comes into being (sign, adopt, exchange); `reach`: parties come to it (reach, arrive at); `prepare`: it is on
its way (draft, negotiate, propose); `use`: it exists (implement, violate, extend, under, the anniversary of).
"""


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


def _forms_of(verbs: frozenset[str]) -> frozenset[str]:
    """All regular forms of some verbs."""
    return frozenset(form for verb in verbs for form in forms(verb))


def _present_of(verbs: frozenset[str]) -> frozenset[str]:
    """Their present forms."""
    return frozenset(form for verb in verbs for form in forms(verb)[:2])


def _sections(table: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the lines of each list of a data file."""
    for section in "\n".join(line for line in lines(table) if line[:1] != "#").split("\n[")[1:]:
        name, *rest = filter(None, section.split("\n"))
        yield name.rstrip("]"), rest


WORDS = {name: frozenset(" ".join(rest).split()) for name, rest in _sections("agreement_words.txt")}
"""The lists of the file by name; the file describes each."""


def _family(name: str) -> dict[str, frozenset[str]]:
    """The lists whose names begin with this word and a colon, by the rest of the name, in the order of the file."""
    return {key.partition(": ")[2]: members for key, members in WORDS.items() if key.startswith(f"{name}: ")}


KINDS = _family("kinds")
"""Sets of word classes that the rules for phrases ask for."""

_EVENT = "(?:forum|summit|meeting|talks|visit|event|consultations|negotiations|conversation|ceremony|session|gala)"


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    """The phrases of a list in their frame."""
    frame = phrases.pop(0).removeprefix("frame: ") if phrases[0].startswith("frame: ") else r" (?:{})\b"
    joined = frame.replace("{}", "|".join(phrases))
    return regex(joined.replace("EVENT", _EVENT).replace("MONTH", f"(?:{'|'.join(MONTHS)})"))


_LISTS = dict(_sections("agreement_phrases.txt"))
PARTS_OF_HEADS = _LISTS.pop("parts of head nouns")
BLOCS = [name.removeprefix("bloc: ") for name in _LISTS if name.startswith("bloc: ")]
"""The organisations of states that meet."""
BLOC_PARTS = [phrase.removesuffix(r"\b") for name in BLOCS for phrase in _LISTS[f"bloc: {name}"][1:]]
"""Texts, one of which occurs wherever one of them is named."""
_PHRASES = {name: _pattern(phrases) for name, phrases in _LISTS.items()}


def says(text: str, name: str) -> re.Match[str] | None:
    """The first match of a phrase of the named list in a text, which begins with a blank, as most phrases do."""
    return _PHRASES[name].search(text)


_CURRENCIES = """$=USD us dollar=USD dollar=USD €=EUR euro=EUR £=GBP pound=GBP ruble=RUB rouble=RUB tenge=KZT
    yuan=CNY yen=JPY"""
CURRENCIES = {name.strip(): code for name, code in re.findall(r"([^=]+)=([A-Z]{3})", _CURRENCIES)}

# ---- Head nouns


@frozen
class Head:
    """A head noun."""

    noun: str
    """The name that the gates use."""
    kind: Kind
    plural: bool

    @property
    def vague(self) -> bool:
        """Whether it means a document of any kind."""
        return self.noun in ("document", "paper")


NUMBERS = NUMBER_WORDS | {
    f"{ten}-{one}": NUMBER_WORDS[ten] + NUMBER_WORDS[one]
    for ten in "twenty thirty forty fifty sixty seventy eighty ninety".split()
    for one in "one two three four five six seven eight nine".split()
}
"""Number words and their values."""
HEADS = {
    form: Head(row["noun"], Kind(row["kind"]), number == "plural")
    for row in rows("agreement_nouns.csv")
    for number in ("singular", "plural")
    for form in row[number].split()
}
"""Head nouns by their forms; nouns with a capital are only recognised in that form."""
_CAPITALS = frozenset(form for form in HEADS if form[0].isupper())


def is_plural_head(word: str) -> bool:
    """Whether a word is a head noun in the plural."""
    head = HEADS.get(word)
    return head is not None and head.plural


def lowered(word: str) -> str:
    """A word in lower case, except for head nouns that are recognised only with a capital."""
    return word if word in _CAPITALS else word.lower()


# ---- What is done with documents

_OF_SEVERAL, _OF_ONE, OF_DEALS = WORDS["only of documents of several"], WORDS["also of one side"], WORDS["of deals"]
SIGNING_VERBS = _OF_SEVERAL | _OF_ONE
_ACT_VERBS = _family("verbs")
_ACT_VERBS["sign"] |= SIGNING_VERBS
DIRECT = _forms_of(WORDS["direct"])
NOMINAL = frozenset[str]().union(*_family("nouns").values())
"""The nouns and prepositions among the acts, which have no tense."""
_ACTS: tuple[Act, ...] = ("sign", "reach", "prepare", "use")
ACTS: dict[str, Act] = dict.fromkeys(DIRECT, "prepare")
"""The act that a word expresses about a document."""
for _act in _ACTS:
    _words = _forms_of(_ACT_VERBS[_act]).union(_family("nouns").get(_act, ()), _family("forms").get(_act, ()))
    ACTS.update(dict.fromkeys(_words, _act))
PUBLISHING = _forms_of(WORDS["verbs: sign"])
"""Forms of verbs that may also follow the signing."""
_DOUBLED = frozenset(("initialled", "initialling"))
SIGNING = _forms_of(_OF_SEVERAL) - WORDS["rather nouns"] | _DOUBLED
"""Forms of verbs that on their own show that a document has several parties."""
ADOPTING = SIGNING | _forms_of(_OF_ONE)
"""The same, with verbs that show it only for some nouns or at talks."""
STRIKING = SIGNING | OF_DEALS - WORDS["rather nouns"]
"""The same as `SIGNING`, with verbs used for deals."""
WITH_PREPOSITION = {
    word: (cast("Act", name.split()[0]), frozenset(name.split()[1:]))
    for name, members in _family("before").items()
    for word in members
}
"""Words that express an act only together with the next word: `work on`, `come to`, `under discussion`."""

# ---- Word classes

_VERBS = _present_of(WORDS["other verbs"].union(*_ACT_VERBS.values())) - WORDS["verbs and nouns"]
_CLASSES = {
    "adjective": frozenset[str](),
    "verb": _VERBS,
    **_family("class"),
    "number": frozenset({*NUMBERS, "hundred", "thousand"}),
}
"""A word of several lists has the class of the last one."""
_CLASS_OF = {word: name.split()[0] for name, members in _CLASSES.items() for word in members}
_ADJECTIVE_ENDINGS = tuple("al ic ive ary ory ous able ible ful ant ent ian ish ese term less ern".split())
_MARKS = {mark: kind for kind, marks in _family("marks").items() for mark in marks}


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
    # The month, and `OPEC Plus`.
    listed = None if word in ("May", "Plus") else _CLASS_OF.get(lower)
    if listed is not None:
        return "name" if listed == "noun" and first.isupper() else listed
    if lower.endswith(("’s", "s’")):
        return "owner"
    return _by_ending(lower, capital=first.isupper())


@lru_cache(maxsize=4096)
def class_at_start(lower: str) -> Word:
    """The class of a word that is capitalised only because it begins a sentence; `lower` is the word in lower case."""
    kind = classify(lower)
    return "name" if kind == "noun" else kind


def _by_ending(lower: str, *, capital: bool) -> Word:
    """The class of a word that is not in any list."""
    if "-" in lower and not lower.startswith(("re-", "co-")):
        return "adjective"
    if lower.endswith("ed") and len(lower) > 4:
        return "name" if capital else "past"
    if lower.endswith("ing") and len(lower) > 5:
        return "name" if capital else "gerund"
    if lower.endswith("ly") and len(lower) > 4:
        return "adverb"
    if lower.endswith(_ADJECTIVE_ENDINGS):
        return "adjective"
    return "name" if capital else "noun"


def is_year(word: str) -> bool:
    """Whether a word is a recent year.

    Examples:
        >>> is_year("2018"), is_year("2,018")
        (True, False)
    """
    return len(word) == 4 and word.isascii() and word.isdecimal() and word[:2] in ("19", "20")


# ---- What single rules look for; the file says what each list is

NO_MODIFIERS = ACTS.keys() | _forms_of(WORDS["other verbs"])
ADJECTIVE_GERUNDS = WORDS["class: adjective gerund"]
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split()).union(MONTHS)
ADJUNCTS = _family("adjuncts")
ADJUNCTS["on"] |= DAYS
EXCLUDED = _family("excluded")
BETWEEN_SIDES = WORDS["not one sided"] - {"joint"} | {"inter-governmental", "interstate", "inter-regional"}
ADOPT = ADOPTING | {"adoption", "approval"}
ADOPTED_PAST = frozenset(word for word in SIGNING if word.endswith("ed")) | {"adopt", "adopted"}
"""Past forms only: `the statement was a sign of trust`, `before the signing she made a statement`."""


def is_sided(text: str) -> bool:
    """Whether a text holds part of a word, one of which occurs with any programme of several sides."""
    return any(map(text.__contains__, WORDS["parts of sided"]))


BEFORE_BEHIND = WORDS["before"] | {"then", "there", "before"}
"""Words that refer to the past only after a verb too: `reached then`."""
