"""Labels of one event -> Speakers: which labels mean the same person, and what the page prints of them."""

import re
from collections.abc import Iterable, Sequence
from zlib import crc32

from attrs import evolve, frozen

from kzru_forums.labels import Label, Shape, looks_like, take_apart
from kzru_forums.model import Speaker, SpeakerKind, StatementKind
from kzru_forums.text import slug, statement_id

_INITIAL = re.compile(r"[^\W\d_]\.")


@frozen(kw_only=True)
class Said:
    """Who says a statement, and what its label tells of it."""

    speaker: Speaker
    kind: StatementKind
    delivery: str | None
    addressee: str | None


def speaker_id(name: str) -> str:
    """Id of a person, of the name alone: `vladimir-putin`; a checksum where the name has no Latin letters."""
    words = slug(name, longest=80)
    if words[:1].isalpha():
        return words
    return f"p-{words or format(crc32(name.encode()), '08x')}"


def resolve(labels: Sequence[str], event: str, persons: Iterable[str] = ()) -> list[Said]:
    """Who says each statement of an event.

    Args:
        labels: the labels in order of the statements.
        event: id of the event; unnamed speakers take their ids from it.
        persons: the persons tags at the foot, family name first.
    """
    known = frozenset(_whole_names(labels, persons))
    taken = {label: take_apart(label, known) for label in dict.fromkeys(labels)}
    people = _people(taken)
    return [
        Said(
            speaker=people[label] if taken[label].name else _nameless(taken[label], event, position),
            kind=taken[label].statement,
            delivery=taken[label].delivery,
            addressee=taken[label].addressee,
        )
        for position, label in enumerate(labels)
    ]


def _whole_names(labels: Iterable[str], persons: Iterable[str]) -> Iterable[str]:
    """Names the page prints alone: labels without a role, and the persons tags turned round."""
    for label in dict.fromkeys(labels):
        if looks_like(label) is Shape.NAME and "," not in label and "(" not in label:
            yield label
    for tag in persons:
        words = tag.split()
        for cut in range(1, min(len(words), 4)):
            yield " ".join(words[cut:] + words[:cut])


def _nameless(parts: Label, event: str, position: int) -> Speaker:
    return Speaker(
        id=f"{statement_id(event, position)}.speaker",
        kind=parts.kind,
        role=parts.role,
        place=parts.place,
        resolved_by="no-name",
    )


def _people(taken: dict[str, Label]) -> dict[str, Speaker]:
    """The speaker behind each label that prints a name."""
    named = {label: parts.name for label, parts in taken.items() if parts.name}
    whole = _same_person(dict.fromkeys(named.values()))
    groups: dict[str, list[str]] = {}
    for label, name in named.items():
        groups.setdefault(whole[name], []).append(label)
    return {label: speaker for name, group in groups.items() for speaker in [_person(name, [taken[x] for x in group])] for label in group}


def _person(name: str, labels: Sequence[Label]) -> Speaker:
    roles = [parts.role for parts in labels if parts.role]
    return Speaker(
        id=speaker_id(name),
        name=name,
        kind=SpeakerKind.PERSON,
        role=max(roles, key=len, default=None),
        place=next((parts.place for parts in labels if parts.place), None),
        resolved_by="label" if len({parts.name for parts in labels}) == 1 else "short-name",
    )


def _same_person(names: Iterable[str]) -> dict[str, str]:
    """For each name of a page the fullest form of it, where exactly one fits."""
    forms = list(names)
    by_word: dict[str, list[str]] = {}
    for name in forms:
        for word in set(name.split()):
            by_word.setdefault(word, []).append(name)
    return {name: _fullest(name, by_word) for name in forms}


def _fullest(name: str, by_word: dict[str, list[str]]) -> str:
    words = name.split()
    fuller = [
        other
        for other in by_word.get(words[-1], ()) if len(words) > 1 or len(by_word[words[-1]]) <= 8
        if other != name and _is_short_for(words, other.split())
    ]
    return fuller[0] if len(fuller) == 1 else name


def _is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name is the other with words left out or given names cut to initials (`A. Voronin`)."""
    if len(short) == 1:
        return len(full) > 1 and short[0] in (full[0], full[-1])
    if short[-1] != full[-1] or len(short) > len(full):
        return False
    given = iter(full[:-1])
    return all(any(_fits(word, other) for other in given) for word in short[:-1])


def _fits(word: str, other: str) -> bool:
    return word == other or (_INITIAL.fullmatch(word) is not None and word[0] == other[0])
