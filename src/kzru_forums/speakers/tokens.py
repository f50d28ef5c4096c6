"""The words of a label, their possible roles, and the word at which a name begins.

If there is no punctuation between role and name (`President of Transneft Nikolai Tokarev`), every word at which the
name could begin gets a weight. It depends on the preceding word, on the word itself, and on the number of words in the
name. The weights are in tables. No decision depends on a single word: `Jordan` is a country in `King of Jordan` and a
given name in `Coach Jordan Loomov`.
"""

from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum, auto
from functools import cache, lru_cache

from kzru_forums.facts.countries import country_at_start, country_of_adjective, is_country, may_open_country
from kzru_forums.facts.given_names import is_family_name_first, is_given_name
from kzru_forums.facts.tables import lines
from kzru_forums.patterns import regex
from kzru_forums.speakers import words
from kzru_forums.speakers.names import ENDINGS, PARTICLES, ROMAN
from kzru_forums.speakers.repair import INITIAL, is_shouted
from kzru_forums.speakers.words import bare, is_office, is_role_word, may_be_trade

_TOKEN = regex(r"\([^()]*\)?|\[[^\[\]]*\]?|[“\"«][^“”\"«»]{0,80}[”\"»]|[^\s(),\[\]]+|,|[)\]]")
_NAME_WORD = regex(
    r"(?:(?:al|el|ad|ar|as|ash|at|az|an|ul|d|O|D)[-’'])?[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-’'‑.][^\W\d_]+)*\.?"
)
_LINKS = frozenset("of the and at for in to from with under on by near & – — - / +".split())
_COMPASS = frozenset("north south east west new northern southern eastern western upper lower greater".split())
_REGION = regex(r"\b(?:Region|Territory|Republic|District|City|Area|Oblast|Krai|Province|County)\Z")
_SMALL_FAMILY_NAMES = frozenset("an do ha he long no so son song sun to".split())
"""Family names printed first that are also English words."""
_MOST_WORDS = 6
"""Maximum number of words in a name."""


class Mark(IntEnum):
    """The possible role of a word in a label."""

    START = auto()
    """No word: precedes the first word."""
    COMMA = auto()
    LINK = auto()
    """A small word that cannot end a role."""
    LOWER = auto()
    """Any other word in lower case."""
    OFFICE = auto()
    RANK = auto()
    ORGANISATION = auto()
    TAKES_A_NAME = auto()
    """A word for an organisation that may be followed by a proper name."""
    OTHER_ROLE = auto()
    """A bracket, a quotation, a possessive, a number or an abbreviation."""
    PLACE = auto()
    """A word from the name of a country, a region or a city."""
    GIVEN = auto()
    FAMILY_FIRST = auto()
    """A family name printed before the given name."""
    INITIAL = auto()
    NUMERAL = auto()
    """A Roman numeral or another suffix of a name."""
    PARTICLE = auto()
    GIVEN_OR_ROLE = auto()
    """A word for organisations that is also a given name (`Christian`)."""
    GIVEN_OR_OFFICE = auto()
    """An office that is also a given name (`Dean`)."""
    NAME = auto()
    """Any other capitalised word."""
    NOT_NAME = auto()
    """A capitalised word that cannot begin a name."""


# Members as variables, because looking one up in its class takes ten times longer.
_START, _COMMA, _LINK, _LOWER, _OFFICE, _RANK, _ORGANISATION, _TAKES_A_NAME, _OTHER_ROLE, _PLACE, *_OTHERS = Mark
_GIVEN, _FAMILY_FIRST, _INITIAL, _NUMERAL, _PARTICLE, _GIVEN_OR_ROLE, _GIVEN_OR_OFFICE, _NAME, _NOT_NAME = _OTHERS
_IN_NAMES = {
    *(_GIVEN, _FAMILY_FIRST, _INITIAL, _NUMERAL, _PARTICLE, _NAME),
    *(_GIVEN_OR_ROLE, _GIVEN_OR_OFFICE),
}
_BEFORE = {
    _START: 4.0,
    _OFFICE: 4.0,
    _RANK: 4.0,
    _GIVEN_OR_OFFICE: 4.0,
    _PLACE: 3.0,
    _ORGANISATION: 2.5,
    _GIVEN_OR_ROLE: 2.5,
    _OTHER_ROLE: 2.5,
    _LOWER: 2.0,
    _COMMA: 2.0,
    _TAKES_A_NAME: 0.5,
    _NAME: 0.0,
    _NOT_NAME: 0.0,
    _NUMERAL: 0.0,
    _FAMILY_FIRST: -3.0,
    _GIVEN: -2.0,
    _INITIAL: -4.0,
    _PARTICLE: -5.0,
}
"""Weight contributed by the preceding word; no name begins after a link."""
_FIRST = {
    _GIVEN: 3.0,
    _FAMILY_FIRST: 2.5,
    _INITIAL: 2.0,
    _GIVEN_OR_ROLE: 1.5,
    _NAME: 0.0,
    _GIVEN_OR_OFFICE: -4.0,
}
"""Weight contributed by the first word of a name; other words cannot begin one."""
_KNOWN = (_GIVEN, _FAMILY_FIRST, _INITIAL)
"""Marks of words that are known to begin names."""
_ENDS_OFFICE = (_ORGANISATION, _TAKES_A_NAME, _PLACE, _OTHER_ROLE, _LOWER)
"""Marks of words that can end the description of an office."""
_LENGTHS = (0.0, -4.0, 1.0, 0.5, 0.0, -1.0, -2.0)
"""Weight by the number of words in the name, not counting particles and numerals."""
_ALONE = -6.0
"""Weight of a single-word name that does not follow an office."""
_LEAST_WEIGHT = 1.0


def tokens_of(text: str) -> list[str]:
    """The words of a label, with commas and brackets as separate tokens."""
    return _TOKEN.findall(text)


@cache
def _places() -> frozenset[str]:
    return frozenset(lines("places.txt"))


@cache
def _words_of_places() -> dict[str, int]:
    """For the first word of each region or city, the maximum number of words in such names."""
    longest: dict[str, int] = {}
    for place in _places():
        first = place.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), place.count(" ") + 1)
    return longest


def is_place(text: str) -> bool:
    """Whether a phrase is a country, or a region or city from the table."""
    plain = text.removeprefix("the ")
    if plain in _places() or is_country(plain):
        return True
    return _REGION.search(plain) is not None and not names_office(tokens_of(plain))


def is_name_word(token: str) -> bool:
    """Whether a word has the form of part of a name and is not in a table of other words."""
    return bool(_NAME_WORD.fullmatch(token)) and not is_role_word(token) and not is_shouted(token)


def marks_of(tokens: Sequence[str]) -> list[Mark]:
    """The possible role of each word of a label."""
    marks = [_mark(token) for token in tokens]
    for index, token in enumerate(tokens):
        if marks[index] is not _PLACE and _may_open_place(token):
            for place in range(index, index + _place_at(tokens, marks, index)):
                marks[place] = _PLACE
    for index in range(1, len(tokens)):
        if _is_family_name(tokens, marks, index):
            marks[index] = _NAME
    return marks


@lru_cache(maxsize=16384)
def _mark(token: str) -> Mark:
    """The possible role of a word without its context."""
    low = bare(token)
    if token == ",":
        return _COMMA
    if token in _LINKS or (low in _LINKS and low not in PARTICLES and low not in _SMALL_FAMILY_NAMES):
        return _LINK
    if low in PARTICLES:
        return _PARTICLE
    if low in words.LEGAL_FORMS:
        return _OTHER_ROLE
    if INITIAL.fullmatch(token) or (len(token) == 1 and token.isupper()):
        return _INITIAL
    if low in ENDINGS:
        return _NUMERAL
    if not token[0].isupper():
        return _mark_of_lower(token, low)
    if low in _SMALL_FAMILY_NAMES:
        return _FAMILY_FIRST
    if low in words.NOT_NAMES:
        return _NOT_NAME
    return _mark_of_capitalised(token, low)


def _mark_of_lower(token: str, low: str) -> Mark:
    if low in words.OFFICES:
        return _OFFICE
    if low in words.TAKE_A_NAME:
        return _TAKES_A_NAME
    if low in words.ORGANISATIONS or is_role_word(token):
        return _ORGANISATION if token[0].isalpha() else _OTHER_ROLE
    if _NAME_WORD.fullmatch(token):  # al-Assad
        return _NAME
    return _LOWER if token[0].isalpha() else _OTHER_ROLE


def _mark_of_capitalised(token: str, low: str) -> Mark:
    given = is_given_name(token)
    if low in words.OFFICES:
        if low in words.GIVEN_OFFICES:
            return _GIVEN_OR_OFFICE
        return _RANK if low in words.RANKS else _OFFICE
    if is_role_word(token):
        if given and low in words.ORGANISATIONS:
            return _GIVEN_OR_ROLE
        if low in words.TAKE_A_NAME:
            return _TAKES_A_NAME
        return _ORGANISATION if low in words.ORGANISATIONS else _OTHER_ROLE
    if is_family_name_first(token):
        return _FAMILY_FIRST
    if given and token not in words.ACRONYMS:
        return _GIVEN
    if ROMAN.fullmatch(token):
        return _NUMERAL
    if is_shouted(token) or not _NAME_WORD.fullmatch(token) or "." in token.rstrip("."):
        return _OTHER_ROLE
    return _NAME


@lru_cache(maxsize=16384)
def _may_open_place(token: str) -> bool:
    """Whether a word may begin the name of a country, a region or a city."""
    return token[0].isupper() and (token in _words_of_places() or may_open_country(token))


def _place_at(tokens: Sequence[str], marks: Sequence[Mark], index: int) -> int:
    """Number of words in the name of a country, region or city that begins here; 0 if there is none."""
    count = _country_at(tokens, index) or _city_at(tokens, index)
    if not count:
        return 0
    before = marks[index - 1] if index else _START
    end = index + count
    behind = marks[end] if end < len(marks) else None
    if count == 1 and marks[index] is _GIVEN:
        named = before is _LINK or tokens[index - 1] == "All" or behind in (_OFFICE, _RANK, _ORGANISATION)
        return int(named)
    if count == 1 and behind is None and before in (_GIVEN, _INITIAL) and index > 0:
        return 0 if index < 2 or marks[index - 2] is not _LINK else 1
    return count


def _country_at(tokens: Sequence[str], index: int) -> int:
    phrase = " ".join(tokens[index : index + 8])
    length = country_at_start(phrase)
    return phrase[:length].count(" ") + 1 if length else 0


def _city_at(tokens: Sequence[str], index: int) -> int:
    most = min(_words_of_places().get(tokens[index], 0), len(tokens) - index)
    return next((n for n in range(most, 0, -1) if " ".join(tokens[index : index + n]) in _places()), 0)


def _is_family_name(tokens: Sequence[str], marks: Sequence[Mark], index: int) -> bool:
    """Whether a word for an office or organisation is a family name: at the end, after a given name."""
    last = index == len(tokens) - 1 or marks[index + 1] in (_COMMA, _OTHER_ROLE)
    if not last or bare(tokens[index]) not in words.FAMILY_NAMES:
        return False
    before = marks[index - 2] if index > 1 else _START
    if marks[index - 1] in (_GIVEN_OR_ROLE, _GIVEN_OR_OFFICE):
        return before in (*_ENDS_OFFICE, _START, _OFFICE)
    return marks[index - 1] in (_GIVEN, _INITIAL) and before is not _LINK


def begins_name(tokens: Sequence[str], known: Collection[str] = (), *, holy: bool = False) -> int:
    """Index of the first word of the name at the end of a label; the number of words if there is none.

    Args:
        tokens: the words, without the brackets after the name.
        known: complete names found elsewhere on the page.
        holy: whether a single word may be the name, as for clergy and royalty.
    """
    end = len(tokens)
    if known:
        for index in range(end):
            if " ".join(tokens[index:]) in known:
                return index
    marks = marks_of(tokens)
    best, found = _LEAST_WEIGHT, end
    for index in _possible(marks):
        weight = _weight(tokens, marks, index, holy=holy)
        if weight >= best:
            best, found = weight, index
    return found


def _possible(marks: Sequence[Mark]) -> range:
    """Indices at which a name that extends to the end may begin, given its other words."""
    begin = len(marks)
    while begin and marks[begin - 1] in _IN_NAMES and len(marks) - begin <= _MOST_WORDS + 2:
        begin -= 1
    if marks and marks[-1] in (_PARTICLE, _GIVEN_OR_OFFICE, _GIVEN_OR_ROLE):
        return range(0)
    return range(begin, len(marks))


def _weight(tokens: Sequence[str], marks: Sequence[Mark], index: int, *, holy: bool) -> float:
    """Weight of a name that begins at a word."""
    before = marks[index - 1] if index else _START
    first = marks[index]
    if before is _LINK or first not in _FIRST or (index and _wants_noun(tokens, marks, index - 1)):
        return -9.0
    name = marks[index:]
    proper = len(name) - name.count(_PARTICLE) - name.count(_NUMERAL)
    if proper > _MOST_WORDS:
        return -9.0
    whole = proper if proper > 1 or len(name) == 1 or not (holy or first is _GIVEN) else 2
    if before is _GIVEN and index > 1 and marks[index - 2] is _LINK and tokens[index - 2] != "and":
        before = _NAME  # Mayor of Milan
    weight = _BEFORE[before] + _first_weight(tokens, marks, index)
    if whole > 1:
        weight += _LENGTHS[whole]
    elif not holy and not _is_short_name(marks, index):
        weight += _LENGTHS[1] if _has_office(marks[:index]) else _ALONE
    if len(name) > 2 and first is _NAME:
        if name[1] is _PARTICLE:
            weight += 2.0
        elif (name[1] is _GIVEN and index) or (name[1] is _INITIAL and before in _ENDS_OFFICE):
            weight -= 1.5
    return weight


def _is_short_name(marks: Sequence[Mark], index: int) -> bool:
    """Whether a single word may be a name: after an office, or after a country that follows an office."""
    if not index:
        return False
    before = marks[index - 1]
    if before is _PLACE:
        return _has_office(marks[:index])
    return before in (_OFFICE, _RANK, _GIVEN_OR_OFFICE)


def _wants_noun(tokens: Sequence[str], marks: Sequence[Mark], index: int) -> bool:
    """Whether a word is an adjective that must be followed by its noun: `North` Ossetia, of `Iraqi` Kurdistan."""
    if tokens[index].lower() in _COMPASS:
        return True
    is_object = index > 0 and marks[index - 1] is _LINK and marks[index] is not _PLACE
    return is_object and country_of_adjective(tokens[index]) is not None


def _has_office(marks: Iterable[Mark]) -> bool:
    return any(mark in (_OFFICE, _RANK) for mark in marks)


def _first_weight(tokens: Sequence[str], marks: Sequence[Mark], index: int) -> float:
    first, token = marks[index], tokens[index]
    if first is _GIVEN_OR_OFFICE:
        alone = index == len(tokens) - 2 and marks[index + 1] is _NAME
        before = marks[index - 1] if index else _START
        ends = before in _ENDS_OFFICE or (before in (_START, _OFFICE) and bare(token) != "major")
        return 3.0 if alone and ends else _FIRST[first]
    if first is _FAMILY_FIRST and (index == len(tokens) - 1 or not _opens_name(tokens, marks, index)):
        return 0.0 if bare(token) not in _SMALL_FAMILY_NAMES else -9.0
    if first is _NAME and not token[0].isupper():
        return -2.0
    if first is _NAME and may_be_trade(token) and index < len(tokens) - 2 and marks[index + 1] in _KNOWN:
        return -3.0
    if first is _NAME and token.lower() in _COMPASS:
        return -3.0
    if first is _INITIAL and index and marks[index - 1] is _NAME:
        return 0.5
    return _FIRST[first]


def _opens_name(tokens: Sequence[str], marks: Sequence[Mark], index: int) -> bool:
    """Whether a family name printed first begins a name. If it is also a word, it must follow an office."""
    if bare(tokens[index]) not in _SMALL_FAMILY_NAMES:
        return True
    if index and marks[index - 1] not in (_COMMA, _NAME, _GIVEN):
        return True
    return all(map(is_family_name_first, tokens[index:])) or any("-" in token for token in tokens[index + 1 :])


def is_whole_name(tokens: Sequence[str], known: Collection[str] = ()) -> bool:
    """Whether the words are exactly one complete name."""
    return begins_name(tokens, known) == 0 and (len(tokens) > 1 or " ".join(tokens) in known)


def is_plain_name(first: str, last: str) -> bool:
    """Whether a word is a given name and the next one may only be the rest of the name, not a role or a place."""
    return (
        _mark(first) is _GIVEN
        and _mark(last) in (_NAME, _GIVEN)
        and not _may_open_place(first)
        and not _may_open_place(last)
    )


def is_link(token: str) -> bool:
    """Whether a word is a preposition or another small word that links others."""
    return token in _LINKS


def names_office(tokens: Sequence[str]) -> bool:
    """Whether the words include an office."""
    return any(map(is_office, tokens))
