"""Who the parties are: as worded in the phrase, as subjects of its verb, or as the event has it."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kzru_forums._data import rows
from kzru_forums.agreements.discourse import Context
from kzru_forums.agreements.lexicon import Word
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.countries import country_code, country_of_adjective, is_country
from kzru_forums.model import Party

_WORDS = re.compile(r"[\w’']+")
_BLOCS = (
    (re.compile(r"\bEurasian Economic|\bEAEU\b|\bEurAsEC\b"), "EAEU member states"),
    (re.compile(r"\bCIS\b|Commonwealth of Independent States"), "CIS countries"),
    (re.compile(r"\bCSTO\b|Collective Security Treaty"), "CSTO member states"),
    (re.compile(r"\bSCO\b|Shanghai Cooperation"), "SCO member states"),
    (re.compile(r"\bBRICS\b"), "BRICS countries"),
)
_SIGNS = frozenset("sign signs signed signing exchanged concluded adopted initialled".split())
_NAMEABLE = frozenset((Word.NAME, Word.NOUN, Word.ADJECTIVE, Word.OWNER, Word.NUMBER, Word.DETERMINER))
_INSIDE_NAMES = frozenset(("of", "for"))


@cache
def _short_names() -> dict[str, str]:
    """The usual name of a state by its code."""
    return {row["code"]: row["names"].split("|")[0] for row in rows("countries.csv") if row["code"]}


def _state(name: str) -> str | None:
    """The usual name of the state that a name or an adjective stands for."""
    code = country_code(name) or country_of_adjective(name)
    if code:
        return _short_names()[code]
    return name if is_country(name) else None


@lru_cache(maxsize=256)
def states_in(text: str) -> tuple[str, ...]:
    """The states that a short text names, by noun or adjective, in order, by their usual names.

    >>> states_in("Russian-Chinese talks in the Kyrgyz Republic")
    ('Russia', 'China', 'Kyrgyzstan')
    """
    words = _WORDS.findall(text)
    found: dict[str, None] = {}
    index = 0
    while index < len(words):
        size, state = _longest_state(words, index)
        if state:
            found[state] = None
        index += size
    return tuple(found)


def _longest_state(words: list[str], index: int) -> tuple[int, str | None]:
    """How many words from `index` name a state, and which; one word and None where they do not."""
    if words[index][0].isupper():
        for size in range(min(5, len(words) - index), 0, -1):
            name = " ".join(words[index : index + size])
            state = _state(name.removesuffix("’s").removesuffix("'s"))
            if state:
                return size, state
    return 1, None


def party(name: str) -> Party:
    """A party as worded, with the code of the state that the words name."""
    return Party(name=name, country=country_code(name))


@lru_cache(maxsize=8)
def event_parties(context: Context) -> tuple[Party, ...]:
    """The parties of the event itself, Russia first; none where nothing foreign takes part.

    The title decides, then the lead, then the roles of the speakers.
    """
    for text in (context.title, " ".join(context.lead), "; ".join(context.roles)):
        bloc = next((name for pattern, name in _BLOCS if pattern.search(text)), None)
        states = [state for state in states_in(text) if state != "Russia"]
        if bloc and not states:
            return (Party(name=bloc),)
        if states:
            return tuple(party(name) for name in ["Russia", *states])
    return ()


def worded_parties(sentence: Sentence, first: int, head: int, end: int, context: Context) -> tuple[Party, ...]:
    """The parties that the phrase itself words: `between A and B`, `with A`, `Russian-Chinese`, `of A and B`."""
    lower = sentence.lower
    for index in range(head + 1, end):
        word = lower[index]
        if word in ("between", "among") or (word == "of" and index == head + 1) or (word == "by" and index == head + 1):
            names = _listed(sentence, index + 1, end)
            if names and (word in ("between", "among") or all(map(is_country, names))):
                return tuple(map(party, names))
        if word == "with":
            names = _listed(sentence, index + 1, end)
            if names:
                own = _own_side(sentence, first, context)
                return tuple(map(party, [*own, *names]))
    adjectives = states_in(sentence.slice(first, head)) if head > first else ()
    return tuple(map(party, adjectives)) if len(adjectives) > 1 else ()


def _listed(sentence: Sentence, index: int, end: int) -> list[str]:
    """The names of a list that begins at `index`."""
    names: list[str] = []
    begin = index
    while index <= end:
        kind = sentence.kinds[index] if index < end else Word.MARK
        inside = kind in _NAMEABLE or (kind is Word.PREPOSITION and sentence.lower[index] in _INSIDE_NAMES)
        if inside or kind is Word.ARTICLE:
            index += 1
            continue
        name = _name(sentence, begin, index)
        if name:
            names.append(name)
        if kind is not Word.AND and kind is not Word.COMMA:
            break
        index += 1
        begin = index
    return names


def _name(sentence: Sentence, begin: int, end: int) -> str:
    """The words of a name without a leading article."""
    while begin < end and sentence.kinds[begin] in (Word.ARTICLE, Word.AND, Word.COMMA):
        begin += 1
    return sentence.slice(begin, end)


def _own_side(sentence: Sentence, first: int, context: Context) -> tuple[str, ...]:
    """Who concludes it with somebody else: the subject of the verb, else the speaker's state, else Russia."""
    subjects = subject_names(sentence, first, context)
    if subjects:
        return subjects
    states = states_in(context.role) if context.role else ()
    return states[:1] or ("Russia",)


def subject_names(sentence: Sentence, first: int, context: Context) -> tuple[str, ...]:
    """The companies, bodies or states that are subjects of the verb of signing before word `first`."""
    verb = next((i for i in range(first - 1, max(-1, first - 14), -1) if sentence.lower[i] in _SIGNS), None)
    if verb is None:
        return ()
    names: list[str] = []
    index = verb - 1
    while index >= 0 and sentence.kinds[index] in (Word.AUXILIARY, Word.ADVERB):
        index -= 1
    last = index + 1
    while index >= 0 and (sentence.kinds[index] in _NAMEABLE or sentence.kinds[index] in (Word.AND, Word.ARTICLE)):
        index -= 1
    run: list[str] = []
    for place in range(index + 1, last):
        if sentence.kinds[place] is Word.NAME:
            run.append(sentence.words[place])
        elif run:
            names.append(" ".join(run))
            run = []
    if run:
        names.append(" ".join(run))
    return tuple(name for name in names if _is_party(name, context))


def _is_party(name: str, context: Context) -> bool:
    """Whether a capitalised subject is not a person of the event."""
    known: Iterable[str] = (*context.names, context.title, *context.lead)
    return not any(name in text for text in known) and not name.startswith(("Mr", "President", "Vladimir Putin"))
