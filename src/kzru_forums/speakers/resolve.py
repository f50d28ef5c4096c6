"""Speakers for the labels of one event: which labels refer to the same person, and what the page says about them.

Each rule that identifies a speaker has a name, which is stored in `Speaker.resolved_by`:

- `label`: the complete name is printed;
- `short-name`: the label contains part of a name that another label gives in full;
- `misprint`: a name without a role differs by a misprint from one that was introduced with a role;
- `head-of-state`: the name is missing, damaged, or printed with initials or the patronymic, and the office and the date
  determine the head of state;
- `no-name`: the label contains no name.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from kzru_forums.facts.countries import country_code, country_of_adjective
from kzru_forums.facts.heads import HeadOfState, heads_on
from kzru_forums.model import Speaker, SpeakerKind, StatementKind
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import Label, Shape, parse
from kzru_forums.speakers.names import (
    are_two_given_names,
    country_led,
    generation,
    leaves_out_given_names,
    likeness,
    turned,
    without_generation,
)
from kzru_forums.speakers.presidents import head_named, may_be_name_of
from kzru_forums.text import slug, statement_id

_STATE_OFFICE = regex(
    r"(?:\w+ )*(?:President|Prime Minister|Premier|Chancellor|King|Queen|Prince|Emir|Sultan|Minister(?: of [\w ]+?)?|"
    r"Prime Minister [\w ]+?) of (?P<country>[^,]+)"
)
_NAME = Shape.NAME
_ALIKE = 0.84
"""Minimum similarity of two spellings of one name."""


class Attribution(NamedTuple):
    """The speaker of a statement, and the details in its label."""

    speaker: Speaker
    kind: StatementKind
    delivery: str | None
    addressee: str | None


@lru_cache(maxsize=4096)
def speaker_id(name: str) -> str:
    """The id of a person, derived from the name alone: `vladimir-putin`, or a checksum without Latin letters."""
    words = slug(name, longest=80)
    if words[:1].isalpha():
        return words
    return f"p-{words or format(crc32(name.encode('utf-8', 'surrogatepass')), '08x')}"


def resolve(
    labels: Sequence[str],
    event: str,
    *,
    persons: Sequence[str] = (),
    day: date | None = None,
    numbers: Mapping[str, int] | None = None,
) -> list[Attribution]:
    """Determine the speaker of each statement of an event.

    Args:
        labels: the labels in order of the statements.
        event: id of the event, from which the ids of unnamed speakers are derived.
        persons: the persons tags at the end of the page, family name first.
        day: date of the event, which determines who held an office.
        numbers: the site's numbers of persons, by label or by persons tag, if the markup contains them.
    """
    tagged = {form: tag for tag in persons for form in turned(tag)}
    taken = {label: parse(label) for label in dict.fromkeys(labels)}
    if names := dict.fromkeys((*tagged, *_whole_names(taken, tagged))):
        known = _by_last_word(names)
        taken = {
            label: parts if label == parts.name and label in names else _parsed(label, parts, known)
            for label, parts in taken.items()
        }
    people = _people(taken, day, tagged, numbers or {})
    return [
        people.get(label) or _attribution(_nameless(taken[label], event, position), taken[label])
        for position, label in enumerate(labels)
    ]


def _attribution(speaker: Speaker, parts: Label) -> Attribution:
    return Attribution(speaker, parts.statement, parts.delivery, parts.addressee)


def _whole_names(labels: Mapping[str, Label], tagged: Collection[str]) -> Iterator[str]:
    """Yield names that the page prints alone: labels without a role that do not end in a name from the persons tags."""
    for label, parts in labels.items():
        if parts.shape is _NAME and "," not in label and "(" not in label:
            words = label.split() if tagged else ()
            if not any(" ".join(words[begin:]) in tagged for begin in range(1, len(words))):
                yield label


def _parsed(label: str, parts: Label, known: Mapping[str, Sequence[str]]) -> Label:
    """The parts of a label, parsed again if the page knows a longer name in it, or another one."""
    names = _names_in(label, known)
    return parts if not names or parts.name == max(names, key=len) else parse(label, names)


def _by_last_word(names: Iterable[str]) -> dict[str, list[str]]:
    by_word: dict[str, list[str]] = {}
    for name in names:
        by_word.setdefault(name.rpartition(" ")[2], []).append(name)
    return by_word


def _names_in(label: str, by_word: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The known names that occur in a label: only these, so that the result can be cached for other pages."""
    words = by_word.keys() & label.replace(",", " ").replace("(", " ").split()
    return frozenset([name for word in words for name in by_word[word][:_MANY] if name in label])


def _nameless(parts: Label, event: str, position: int) -> Speaker:
    return Speaker(
        id=f"{statement_id(event, position)}.speaker",
        kind=parts.kind,
        role=parts.role,
        place=parts.place,
        country=_country_of(parts.role),
        resolved_by="no-name",
    )


class _Named(NamedTuple):
    """A label that refers to a person: the name, and the rule that determined it."""

    parts: Label
    name: str
    rule: str


def _people(
    taken: Mapping[str, Label], day: date | None, tags: Mapping[str, str], numbers: Mapping[str, int]
) -> dict[str, Attribution]:
    """The attribution of each label that contains a name or an office held by only one person."""
    heads = heads_on(day) if day else ()
    meant = _heads_meant(taken.values(), heads)
    named = {label: found for label, parts in taken.items() if (found := _name_of(parts, heads, meant))}
    whole = _same_person(named.values())
    groups: dict[str, list[str]] = {}
    for label, found in named.items():
        groups.setdefault(whole.get(found.name, found.name), []).append(label)
    people = {}
    for name, group in groups.items():
        keys = (*group, tags.get(name, "")) if numbers else ()
        number = next((numbers[key] for key in keys if key in numbers), None)
        speaker = _person(name, [named[label] for label in group], heads, number)
        for label in group:
            people[label] = _attribution(speaker, taken[label])
    return people


def _heads_meant(labels: Collection[Label], heads: Sequence[HeadOfState]) -> dict[str, HeadOfState]:
    """The heads of state that names with initials or a patronymic refer to.

    Names that are printed with a role that no head of state has are left out.
    """
    names = {parts.name: None for parts in labels if parts.name}
    meant = {name: head for name in names if (head := head_named(name, names, heads))}
    if meant:
        for parts in labels:
            if parts.name in meant and _is_other_role(parts.role):
                del meant[parts.name]
    return meant


def _is_other_role(role: str | None) -> bool:
    """Whether a role is printed and is no state office, so that somebody of a president's name is somebody else."""
    return role is not None and not any(
        _STATE_OFFICE.fullmatch(part) or part in ("President", "Prime Minister") for part in role.split(", ")
    )


def _name_of(parts: Label, heads: Sequence[HeadOfState], meant: Mapping[str, HeadOfState]) -> _Named | None:
    """The name a label stands for: a head of state by office and day or by the name, or the name as printed.

    Args:
        parts: the parts of the label.
        heads: the heads of state on the day.
        meant: the heads of state that short names of the page refer to.
    """
    head = _head_for_office(parts, heads) or meant.get(parts.name or "")
    if head and parts.name != head.name:
        return _Named(parts, head.name, "head-of-state")
    return _Named(parts, parts.name, "label") if parts.name else None


def _head_for_office(parts: Label, heads: Iterable[HeadOfState]) -> HeadOfState | None:
    """The head of state that an office refers to, if the name is missing, lacks the family name or is misprinted."""
    country = country_led(parts.role) if parts.role else None
    if not country or parts.kind is SpeakerKind.GROUP:
        return None
    holders = [head for head in heads if _is_country(country, head.country)]
    if parts.name is None:
        return holders[0] if len(holders) == 1 else None
    return next((head for head in holders if _may_mean(parts.name, head)), None)


@lru_cache(maxsize=1024)
def _is_country(printed: str, code: str) -> bool:
    """Whether a printed name is that of a country, or a misprint of Russia or Kazakhstan."""
    found = country_code(printed)
    if found or not printed[:1].isupper():
        return found == code
    own = {"RU": "Russia", "KZ": "Kazakhstan"}[code]
    return _are_alike(printed, own)


def _may_mean(name: str, head: HeadOfState) -> bool:
    if name in (head.name, f"{head.given_name} {head.patronymic}") or may_be_name_of(name, head):
        return True
    return not generation(name.split()) and _are_alike(name, head.name)


def _are_alike(one: str, other: str) -> bool:
    return likeness(one.lower(), other.lower()) >= _ALIKE


def _person(name: str, labels: Sequence[_Named], heads: Iterable[HeadOfState], number: int | None) -> Speaker:
    role, place, rank = "", None, 0
    for parts, printed, rule in labels:
        role = max(role, parts.role or "", key=len)
        place = place or parts.place
        rank = max(rank, _RULES.index(rule if printed == name else _rule(printed, name)))
    head = next((head for head in heads if head.name == name), None)
    country, wikidata = (head.country, head.wikidata) if head else (_country_of(role), None)
    return _speaker(name, role or None, place or None, country, wikidata, number, _RULES[rank])


@lru_cache(maxsize=4096)
def _speaker(
    name: str,
    role: str | None,
    place: str | None,
    country: str | None,
    wikidata: str | None,
    number: int | None,
    rule: str,
) -> Speaker:
    """The speaker with these facts; events share it if they state the same."""
    return Speaker(
        id=speaker_id(name),
        name=name,
        kind=SpeakerKind.PERSON,
        role=role,
        place=place,
        country=country,
        wikidata=wikidata,
        site_person_id=number,
        resolved_by=rule,
    )


_RULES = ("label", "short-name", "misprint", "head-of-state")
"""The rules that give a name, the surest first."""


def _rule(printed: str, name: str) -> str:
    return "short-name" if _may_be_short_for(printed, name) else "misprint"


@lru_cache(maxsize=4096)
def _country_of(role: str | None) -> str | None:
    """The country of a state office, if the role names it."""
    for part in (role or "").split(", "):
        match = _STATE_OFFICE.fullmatch(part)
        code = country_code(match["country"]) if match else None
        first, _, rest = part.partition(" ")
        if not code and _STATE_OFFICE.fullmatch(f"{rest} of {first}"):
            code = country_of_adjective(first)
        if code:
            return code
    return None


def _same_person(named: Collection[_Named]) -> dict[str, str]:
    """Map each name on a page that is a short form or a misprint of another name to that other name."""
    forms = list({found.name: None for found in named})
    words = [word for name in forms for word in set(name.split())]
    if len(set(words)) == len(words):
        return {}  # On most pages no two names share a word.
    by_word: dict[str, list[str]] = {}
    for name in forms:
        for word in set(name.split()):
            by_word.setdefault(word, []).append(name)
    introduced = {found.name for found in named if found.parts.role or found.rule == "head-of-state"}
    misprints = {
        name: found for name in forms if name not in introduced and (found := _misprinted(name, by_word, introduced))
    }
    times = Counter(other for found in misprints.values() for other in found)
    whole: dict[str, str] = {}
    for name in sorted(forms, key=lambda name: (-len(" ".join(_without_polite(name))), _polite(name))):
        fuller = {whole.get(other, other) for other in _fuller(name, by_word, introduced)}
        if not fuller:
            near = [other for other in misprints.get(name, ()) if times[other] <= _MOST_MISPRINTS]
            fuller = {whole.get(other, other) for other in near}
        if len(fuller) == 1:
            whole[name] = fuller.pop()
    return whole


_POLITE = frozenset({"Mr", "Mrs", "Ms", "Miss"})
_MANY = 8
"""If more names than this share a word, short forms with that word are ambiguous."""


_MOST_MISPRINTS = 3
"""If more names than this are similar to an introduced name, none of them counts as its misprint."""


def _fuller(name: str, by_word: dict[str, list[str]], introduced: Container[str]) -> list[str]:
    """Names that `name` is short for; a given name alone is short for nobody's: a caller may share it with the host.

    A son's or a father's name is left without its `Jr.` only after it has been introduced. `Mr Loomov` is short for
    `Ivan Loomov`, unless there is a `Mrs Loomov` too: nothing says then which of them he is.
    """
    found = [
        other
        for other in _neighbours(name, by_word)
        if _may_be_short_for(name, other)
        and (not _leaves_out_only_generation(name, other) or (other in introduced and name not in introduced))
    ]
    titles = {_polite(other) for other in (name, *found)} - {""}
    return [other for other in found if not _polite(other)] if len(titles) < 2 else []


def _polite(name: str) -> str:
    """The polite title before a name, without its full stop."""
    first, blank, _ = name.partition(" ")
    return first.removesuffix(".") if blank and first.removesuffix(".") in _POLITE else ""


def _without_polite(name: str) -> list[str]:
    """The words of a name without a polite title before it."""
    return name.split()[bool(_polite(name)) :]


def _may_be_short_for(name: str, other: str) -> bool:
    """Whether one name may be short for another: given names or what sets generations apart are left out or cut."""
    short, full = _without_polite(name), _without_polite(other)
    if generation(short) not in ("", generation(full)):
        return False
    stem, whole = without_generation(short), without_generation(full)
    return stem == whole or leaves_out_given_names(stem, whole)


def _leaves_out_only_generation(name: str, other: str) -> bool:
    short, full = name.split(), other.split()
    return not generation(short) and short == without_generation(full)


def _misprinted(name: str, by_word: dict[str, list[str]], introduced: set[str]) -> list[str]:
    """Names introduced with a role that share a word with `name` and differ from it by a misprint in another word."""
    return [other for other in _neighbours(name, by_word) if other in introduced and _may_be_misprint(name, other)]


def _may_be_misprint(name: str, other: str) -> bool:
    if generation(name.split()) != generation(other.split()):
        return False
    if _may_be_short_for(other, name):
        return False  # What is printed in full is not a misprint of what is short for it.
    return _are_alike(name, other) and not are_two_given_names(name.partition(" ")[0], other.partition(" ")[0])


def _neighbours(name: str, by_word: dict[str, list[str]]) -> list[str]:
    """Other names that share a word with `name`, unless many names share that word."""
    others = {other for word in name.split() if len(by_word[word]) <= _MANY for other in by_word[word]}
    return sorted(others - {name})
