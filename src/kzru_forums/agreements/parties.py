"""Who the parties are: as worded in the phrase, as subjects of its verb, or as the event has it."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kzru_forums._data import rows
from kzru_forums.agreements.discourse import Context
from kzru_forums.agreements.lexicon import Word
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.countries import country_code, country_of_adjective, is_country
from kzru_forums.model import EventKind, Party

_WORDS = re.compile(r"[\w’']+")
_BLOCS = (
    (re.compile(r"\bEurasian Economic|\bEAEU\b|\bEurAsEC\b"), "EAEU member states"),
    (re.compile(r"\bCIS\b|Commonwealth of Independent States"), "CIS countries"),
    (re.compile(r"\bCSTO\b|Collective Security Treaty"), "CSTO member states"),
    (re.compile(r"\bSCO\b|Shanghai Cooperation"), "SCO member states"),
    (re.compile(r"\bBRICS\b"), "BRICS countries"),
)
_TALKED = frozenset((EventKind.INTERVIEW, EventKind.ARTICLE, EventKind.PRESS_CONFERENCE, EventKind.CONVERSATION))
"""Kinds of event whose tags tell whom they are about, where title and lead do not."""
_FOREIGN = re.compile(
    r"\b(?:President|Chancellor|King|Emir|Sultan|Crown Prince|Prime Minister|Minister|Premier|Vice-President|Speaker|Leader)\b"
    r"|\b(?:bilateral|heads of state|interstate|talks)\b|[A-Z]\w+[-–][A-Z]\w+ "
)
_PAIR = re.compile(r"([A-Z]\w{2,})[-–]([A-Z]\w{2,})")
_OURS = re.compile(
    r"\b(?:our|the|both|two|three) (?:\w+ )?(?:countries|states|nations|peoples)\b|\A(?:our|both|two|three) (?:countries|states|nations)"
)
_ORGANISATION = re.compile(
    r"(?:[\w ]*?(?:CEO|President|Chairman|Head|Director|Director General|Governor|Chief Executive Officer)(?: \w+)? (?:of|–|-) (?:the )?([A-Z][\w ’&-]+)"
    r"|([A-Z][\w ’&-]+?) (?:CEO|President|Chairman|Head|Director|Governor))"
)
_OFFICES = frozenset(
    """president prime foreign federal vice chancellor minister defence king communist defense deputy first state
    interior economy finance national embassy ambassador tv""".split()
)
_SIGNS = frozenset("sign signs signed signing exchanged concluded adopted initialled".split())
_SUBJECTS = frozenset(
    (Word.NAME, Word.NOUN, Word.ADJECTIVE, Word.NUMBER, Word.OWNER, Word.AND, Word.ARTICLE, Word.COMMA)
)
_NAMEABLE = frozenset((Word.NAME, Word.NOUN, Word.ADJECTIVE, Word.OWNER, Word.NUMBER, Word.DETERMINER))


@cache
def _short_names() -> dict[str, str]:
    """The usual name of a state by its code."""
    return {row["code"]: row["names"].split("|")[0] for row in rows("countries.csv") if row["code"]}


@cache
def _first_words() -> frozenset[str]:
    """The first words of all names and adjectives of states, in lower case."""
    names = (name for row in rows("countries.csv") for name in f"{row['names']}|{row['adjectives']}".split("|") if name)
    return frozenset(name.replace("-", " ").split()[0].lower() for name in names)


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
    word = words[index]
    if word[0].isupper() and word.lower().removesuffix("’s").removesuffix("'s") in _first_words():
        for size in range(min(5, len(words) - index), 0, -1):
            name = " ".join(words[index : index + size])
            state = _state(name.removesuffix("’s").removesuffix("'s"))
            if state and not _is_given_name(name, words[index + size : index + size + 1]):
                return size, state
    return 1, None


def _is_given_name(word: str, following: list[str]) -> bool:
    """Whether an adjective is a person's name: it stands before a capitalised word that is no office."""
    if not following or not following[0][0].isupper() or is_country(word):
        return False
    return following[0].lower() not in _OFFICES and country_of_adjective(following[0]) is None


def party(name: str) -> Party:
    """A party as worded, with the code of the state that the words name."""
    return Party(name=name, country=country_code(name))


def event_parties(context: Context) -> tuple[Party, ...]:
    """The parties of the event itself, Russia first; none where nothing foreign takes part.

    The title decides, then the lead, then the roles of the speakers; in the last two only a head of state or
    government, a minister or a pair of states counts.
    """
    tags = context.geography if context.kind in _TALKED else ()
    return _event_parties(context.title, context.lead, context.roles, tags)


@lru_cache(maxsize=8)
def _event_parties(
    title: str, lead: tuple[str, ...], roles: tuple[str, ...], tags: tuple[str, ...]
) -> tuple[Party, ...]:
    for text in (title, " ".join(lead), "; ".join(roles)):
        states = [state for state in states_in(text) if state != "Russia"]
        if states and (text is title or _FOREIGN.search(text)):
            return tuple(party(name) for name in ["Russia", *states])
        bloc = _bloc(title, lead)
        if bloc:
            return (Party(name=bloc),)
    tagged = [state for tag in tags for state in states_in(tag) if state != "Russia"]
    return tuple(party(name) for name in ["Russia", *tagged]) if 0 < len(tagged) <= 3 else ()


@lru_cache(maxsize=8)
def _bloc(title: str, lead: tuple[str, ...]) -> str | None:
    """The organisation of states that meets."""
    heading = f"{title} {' '.join(lead)}"
    return next((name for pattern, name in _BLOCS if pattern.search(heading)), None)


def worded_parties(sentence: Sentence, first: int, head: int, end: int, context: Context) -> tuple[Party, ...]:
    """The parties that the phrase itself words: `between A and B`, `with A`, `Russian-Chinese`, `of A and B`."""
    lower = sentence.lower
    for index in range(head + 1, end):
        word = lower[index]
        opens = index == head + 1
        if word in ("between", "among") or (opens and word in ("of", "by")):
            names = _listed(sentence, index + 1, end)
            if _OURS.search(" ".join(names).lower()):
                return event_parties(context)
            if word in ("between", "among") and any(map(_names_somebody, names)):
                return tuple(map(party, names))
            if names and all(map(is_country, names)):
                return tuple(map(party, names))
        if word == "with" and (opens or not subject_names(sentence, first, context)):
            names = _listed(sentence, index + 1, end)
            if names:
                return _with(names, sentence, first, context)
    adjectives = states_in(sentence.slice(first, head)) if head > first else ()
    if len(adjectives) > 1:
        return tuple(map(party, adjectives))
    pair = next((match for word in sentence.words[first:head] if (match := _PAIR.fullmatch(word))), None)
    return tuple(map(party, pair.groups())) if pair else ()


def clause_parties(sentence: Sentence, first: int, end: int, context: Context) -> tuple[Party, ...]:
    """The parties that the clause words behind the phrase: `signed with A`, `reached by A and B`, `between A and B`."""
    for index in range(end, min(end + 9, len(sentence))):
        if sentence.kinds[index] in (Word.MARK, Word.COMMA):
            return ()
        word = sentence.lower[index]
        if word in ("between", "with", "by"):
            names = _listed(sentence, index + 1, min(index + 20, len(sentence)))
            names = [name for name in names if _names_somebody(name) and _is_party(name, context)]
            if not names or (word != "with" and len(names) < 2):
                return ()
            return _with(names, sentence, first, context) if word == "with" else tuple(map(party, names))
    return ()


def _names_somebody(name: str) -> bool:
    """Whether a name holds a capital: `Rosneft`, `Russian regions`."""
    return any(word[0].isupper() for word in name.split())


def _with(names: list[str], sentence: Sentence, first: int, context: Context) -> tuple[Party, ...]:
    """One's own side and those it concludes a document with."""
    own = subject_names(sentence, first, context) or own_side(context, abroad=any(map(is_country, names)))
    return tuple(map(party, dict.fromkeys([*own, *names])))


def _listed(sentence: Sentence, index: int, end: int) -> list[str]:
    """The names of a list that begins at `index`; `Russian and Kazakh regions` are two."""
    names: list[str] = []
    begin = index
    while index <= end:
        kind = sentence.kinds[index] if index < end else Word.MARK
        inside = kind in _NAMEABLE or (kind is Word.PREPOSITION and sentence.lower[index] == "of")
        if inside or (kind is Word.ARTICLE and (index == begin or sentence.lower[index - 1] == "of")):
            index += 1
            continue
        name = _name(sentence, begin, index)
        if name:
            names.append(name)
        if kind is not Word.AND and kind is not Word.COMMA:
            break
        index += 1
        begin = index
    return _completed(names)


def _completed(names: list[str]) -> list[str]:
    """`Russian` and `Kazakh regions` -> `Russian regions`, `Kazakh regions`."""
    noun = names[-1].rpartition(" ")[2] if names else ""
    if len(names) < 2 or not noun.islower():
        return names
    return [f"{name} {noun}" if country_of_adjective(name) else name for name in names]


def _name(sentence: Sentence, begin: int, end: int) -> str:
    """The words of a name without a leading article."""
    while begin < end and sentence.kinds[begin] in (Word.ARTICLE, Word.AND, Word.COMMA):
        begin += 1
    return sentence.slice(begin, end)


def own_side(context: Context, *, abroad: bool) -> tuple[str, ...]:
    """Whom the speaker speaks for: a state, the organisation of the role, or the bloc that meets; else Russia."""
    bloc = _bloc(context.title, context.lead)
    if bloc:
        return (bloc.split()[0],)
    states = states_in(context.role) if context.role else ()
    if states:
        return states[:1]
    if abroad or event_parties(context):
        return ("Russia",)
    organisation = _ORGANISATION.match(context.role or "")
    return (organisation[1] or organisation[2],) if organisation else ()


def subject_names(sentence: Sentence, first: int, context: Context) -> tuple[str, ...]:
    """The companies, bodies or states that are subjects of the verb of signing before word `first`."""
    verb = next((i for i in range(first - 1, max(-1, first - 12), -1) if sentence.lower[i] in _SIGNS), None)
    if verb is None:
        return ()
    last = verb
    while last and sentence.kinds[last - 1] in (Word.AUXILIARY, Word.ADVERB, Word.DASH):
        last -= 1
    begin = last
    while begin and (sentence.kinds[begin - 1] in _SUBJECTS or sentence.lower[begin - 1] == "of"):
        begin -= 1
    return tuple(name for name in _capital_runs(sentence, begin, last) if _is_party(name, context))


def _capital_runs(sentence: Sentence, begin: int, end: int) -> list[str]:
    """Runs of capitalised words, `of` and `the` inside them included."""
    names: list[str] = []
    index = begin
    while index < end:
        if not sentence.words[index][0].isupper() or (index == begin and sentence.kinds[index] is Word.ARTICLE):
            index += 1
            continue
        last = index + 1
        while last < end and (sentence.words[last][0].isupper() or sentence.lower[last : last + 1] == ["of"]):
            last += 1
        while sentence.lower[last - 1] == "of":
            last -= 1
        name = sentence.slice(index, last)
        if sentence.kinds[last - 1] is not Word.ADJECTIVE or is_country(name):
            names.append(name)
        index = last
    return names


def _is_party(name: str, context: Context) -> bool:
    """Whether a capitalised subject is not a person of the event."""
    known: Iterable[str] = (*context.names, context.title, *context.lead)
    person = any(name in text for text in known) and not is_country(name)
    return not person and not name.startswith(("Mr", "President", "Vladimir Putin", "In ", "Today", "Prime Minister"))
