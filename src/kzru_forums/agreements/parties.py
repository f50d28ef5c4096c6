"""The parties: as named in the phrase, as subjects of its verb, or those of the event."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kzru_forums.agreements.discourse import Context
from kzru_forums.agreements.lexicon import ADOPTING, BLOC_PARTS, BLOCS, KINDS, STRIKING, says
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.facts.countries import country_code, country_of_adjective, is_country
from kzru_forums.facts.states import states_in
from kzru_forums.model import Party
from kzru_forums.text import MONTHS

_PAIR = re.compile(r"([A-Z]\w{2,})[-–]([A-Z]\w{2,})")
_SIGNS = ADOPTING | STRIKING | {"bound"}
_RUSSIA = re.compile(r"Russia|Our |our (?<=\bour )")


@lru_cache(maxsize=1024)
def party(name: str) -> Party:
    """A party as named, with the code of the state in its name."""
    return Party(name=name, country=country_code(name))


def event_parties(context: Context) -> tuple[Party, ...]:
    """The parties of the event itself, Russia first; empty if no foreign party takes part.

    The title decides, then the lead, then the roles of the speakers; in the last two only a head of state or
    government, a minister or a pair of states counts.
    """
    return _event_parties(context.title, context.lead, context.roles)


@lru_cache(maxsize=8)
def _event_parties(title: str, lead: tuple[str, ...], roles: tuple[str, ...]) -> tuple[Party, ...]:
    states = dict.fromkeys(states_in(title))
    if states.keys() <= {"Russia"}:
        if bloc := _bloc(title, lead):
            return (Party(name=bloc),)
        states = _states_of(lead) or _states_of(roles)
    states.pop("Russia", None)
    return tuple(map(party, ["Russia", *states])) if states else ()


def _states_of(texts: tuple[str, ...]) -> dict[str, None]:
    """The foreign states that texts name together with an office, or in a pair."""
    found = {state: None for text in texts if says(text, "office") for state in states_in(text)}
    return found if found.keys() - {"Russia"} else {}


@lru_cache(maxsize=8)
def _bloc(title: str, lead: tuple[str, ...]) -> str | None:
    """The organisation of states that meets."""
    heading = " ".join(("", title, *lead))
    # Most headings name none.
    if not any(map(heading.__contains__, BLOC_PARTS)):
        return None
    return next((name for name in BLOCS if says(heading, f"bloc: {name}")), None)


def worded_parties(sentence: Sentence, first: int, head: int, last: int, context: Context) -> tuple[Party, ...]:
    """The parties named in the phrase itself: `between A and B`, `with A`, `of A and B`, `Russian-Chinese`."""
    for index in range(head + 1, last):
        word = sentence.lower[index]
        opens = index == head + 1
        if word in ("between", "among") or (opens and word in ("of", "by")):
            names = listed_names(sentence, index + 1, last)
            if says(" ".join(names).lower(), "ours"):
                return event_parties(context)
            together = word in ("between", "among") and any(map(_is_name, names))
            if together or (names and all(map(is_country, names))):
                return tuple(map(party, names))
        if word == "with" and (opens or not subject_names(sentence, first, context)):
            names = list(filter(_may_sign, listed_names(sentence, index + 1, last)))
            if names:
                return _with(names, sentence, first, context)
    return _paired(sentence, first, head)


def _paired(sentence: Sentence, first: int, head: int) -> tuple[Party, ...]:
    """The parties named in the modifiers: `Russian-Chinese`, `Rosneft–Total`."""
    if not any(word[0].isupper() for word in sentence.words[first:head]):
        return ()
    states = states_in(sentence.slice(first, head))
    if len(states) > 1:
        return tuple(map(party, states))
    if sentence.words[head][0].isupper():
        return ()
    pair = next((match for word in sentence.words[first:head] if (match := _PAIR.fullmatch(word))), None)
    return tuple(map(party, pair.groups())) if pair else ()


def clause_parties(sentence: Sentence, first: int, last: int, context: Context) -> tuple[Party, ...]:
    """The parties named in the clause after the phrase: `signed with A`, `reached by A and B`, `between A and B`."""
    for index in range(last, min(last + 9, len(sentence))):
        if sentence.kinds[index] in ("mark", "comma"):
            return ()
        word = sentence.lower[index]
        if word in ("between", "with", "by"):
            names = listed_names(sentence, index + 1, min(index + 20, len(sentence)))
            names = list(_organisations(filter(_is_name, names), context))
            if word == "with":
                return _with(names, sentence, first, context) if names else ()
            return tuple(map(party, names)) if len(names) > 1 else ()
    return ()


def _is_name(name: str) -> bool:
    """Whether a party contains a capital letter: `Rosneft`, `Russian regions`."""
    return any(word[0].isupper() for word in name.split())


def _may_sign(name: str) -> bool:
    """Whether the words after `with` can be a party: a name or a plural: `with the mills`, not `with pleasure`."""
    return _is_name(name) or (name.endswith("s") and not name.endswith("ss"))


def _with(names: list[str], sentence: Sentence, first: int, context: Context) -> tuple[Party, ...]:
    """The speaker's own side and its partners."""
    own = subject_names(sentence, first, context) or _own_side(context, abroad=any(map(is_country, names)))
    others = tuple(map(party, dict.fromkeys(names)))
    codes = {other.country for other in others} - {None}
    return (*(side for side in map(party, own) if side not in others and side.country not in codes), *others)


def _own_side(context: Context, *, abroad: bool) -> tuple[str, ...]:
    """The side of the speaker: the bloc that meets, a state, or the organisation in the role; otherwise Russia."""
    if bloc := _bloc(context.title, context.lead):
        return (bloc.split()[0],)
    states = states_in(context.role) if context.role else ()
    if states:
        return states[:1]
    return ("Russia",) if abroad or event_parties(context) else own_organisation(context)


def topic_parties(text: str, before: str = "") -> tuple[Party, ...]:
    """Russia and the only foreign state named in a text, or the organisation of states named in it.

    Russia is included only if the text, or the text `before` it, mentions it.
    """
    states = [state for state in states_in(text) if state != "Russia"]
    if states:
        ours = len(states) == 1 and (_RUSSIA.search(text) or _RUSSIA.search(before))
        return (party("Russia"), party(states[0])) if ours else ()
    bloc = _bloc(text, ())
    return (party(bloc),) if bloc else ()


def sides_in(text: str) -> tuple[Party, ...]:
    """`Russian and Kazakh regions`."""
    match = says(f" {text}", "sides") if " and " in text else None
    if match is None or not (country_of_adjective(match[1]) and country_of_adjective(match[2])):
        return ()
    return party(f"{match[1]} {match[3]}"), party(f"{match[2]} {match[3]}")


def own_organisation(context: Context) -> tuple[str, ...]:
    """The organisation or region that the role of the speaker names, where it is not the state."""
    match = says(context.role or "", "organisation")
    name = (match[1] or match[2]) if match else None
    return () if name is None or is_country(name) else (name,)


def listed_names(sentence: Sentence, index: int, last: int) -> list[str]:
    """The names of a list that begins at `index`; `Russian and Kazakh regions` are two."""
    names: list[str] = []
    begin = index
    while True:
        kind = sentence.kinds[index] if index < last else "mark"
        of = index < last and sentence.lower[index] == "of"
        opens = index == begin or sentence.lower[index - 1] == "of"
        if of or kind in KINDS["nameable"] or (opens and kind == "article"):
            index += 1
            continue
        name = _name(sentence, begin, index)
        if name:
            names.append(name)
        if kind not in ("and", "comma"):
            return _completed(names)
        index += 1
        begin = index


def _name(sentence: Sentence, begin: int, end: int) -> str:
    """The words of a name without a leading article."""
    while begin < end and sentence.kinds[begin] in KINDS["before names"]:
        begin += 1
    return sentence.slice(begin, end)


def _completed(names: list[str]) -> list[str]:
    """`Russian` and `Kazakh regions` -> `Russian regions`, `Kazakh regions`."""
    noun = names[-1].rpartition(" ")[2] if names else ""
    if len(names) < 2 or not noun.islower():
        return names
    return [f"{name} {noun}" if country_of_adjective(name) else name for name in names]


def subject_names(sentence: Sentence, first: int, context: Context) -> tuple[str, ...]:
    """The companies, bodies or states that are subjects of the verb of signing before word `first`."""
    lower, kinds = sentence.lower, sentence.kinds
    if _SIGNS.isdisjoint(lower[max(0, first - 15) : first]):
        return ()
    verb = next(index for index in range(first - 1, -1, -1) if lower[index] in _SIGNS)
    if lower[verb : verb + 2] == ["signing", "by"]:
        return tuple(_organisations(listed_names(sentence, verb + 2, first), context))
    last = verb
    while last and kinds[last - 1] in KINDS["helpers"]:
        last -= 1
    begin = last
    while begin and last - begin < 24 and (kinds[begin - 1] in KINDS["subjects"] or lower[begin - 1] == "of"):
        begin -= 1
    if begin and kinds[begin - 1] == "preposition":
        begin = next((index for index in range(begin, last) if kinds[index] == "comma"), begin)
    return tuple(_organisations(_capital_runs(sentence, begin, last), context))


def _organisations(names: Iterable[str], context: Context) -> Iterator[str]:
    """Yield the names that are parties; persons are replaced by the organisation that they head."""
    for name in names:
        headed = _headed(name)
        if headed or _is_party(name, context):
            yield headed or name


def _headed(name: str) -> str | None:
    """The organisation in `Northern Rail CEO Ivan Ivanov`."""
    match = says(name, "organisation")
    if match is None or is_country(name):
        return None
    if match[2]:
        return match[2]
    words = match[1].split()
    return " ".join(words[:-2]) if len(words) > 2 else match[1]


def _capital_runs(sentence: Sentence, begin: int, end: int) -> list[str]:
    """Runs of capitalised words, including `of` inside them; adjectives alone are not names."""
    names: list[str] = []
    index = begin
    while index < end:
        last = index
        if sentence.kinds[index] == "article":
            index += 1
            continue
        while last < end and (sentence.words[last][0].isupper() or _joins(sentence, last, index, end)):
            last += 1
        name = sentence.slice(index, last)
        if name and _stands_alone(sentence, last - 1, name):
            names.append(name)
        index = max(last, index + 1)
    return names


def _joins(sentence: Sentence, of: int, first: int, end: int) -> bool:
    """Whether `of` is inside a run of capitalised words."""
    inside = first < of < end - 1 and sentence.lower[of] == "of"
    return inside and sentence.words[of + 1][0].isupper()


def _stands_alone(sentence: Sentence, last: int, name: str) -> bool:
    """Whether a run of capitalised words is more than a modifier of the following word."""
    modifies = sentence.kinds[last] == "adjective" and sentence.kinds[last + 1] in KINDS["modifiable"]
    return not modifies or is_country(name)


def _is_party(name: str, context: Context) -> bool:
    """Whether a capitalised name is not a person, an office or a word that begins a sentence."""
    known = any(name in text for text in (*context.names, context.title, *(text[:500] for text in context.lead)))
    opens = name.startswith(("Mr", "President", "In ", "Today", "Prime Minister"))
    return not opens and name.lower() not in MONTHS and (not known or is_country(name))
