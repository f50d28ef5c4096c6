"""The grammar of speaker labels: what a label looks like and what its parts are.

`parse` reads a label once, into name, role, delivery, addressee, place and kind; its shape, how much it looks like a
label at all, follows from these parts (quirks 5 to 7 of docs/format.md). `looks_like` is that shape for the words before
a colon. Whether the page supports it is for the readers.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from functools import lru_cache

from attrs import evolve, field, frozen

from kzru_forums.facts.countries import country_code
from kzru_forums.facts.given_names import is_family_name_first, is_given_name
from kzru_forums.model import SpeakerKind, StatementKind
from kzru_forums.speakers.names import PARTICLES
from kzru_forums.speakers.repair import INITIAL, ROMAN, is_shouted, repaired
from kzru_forums.speakers.tokens import begins_name, is_link, is_name_word, is_place, is_whole_name, names_office, tokens_of
from kzru_forums.speakers.words import (
    CLERGY_AND_ROYALTY,
    FIELDS,
    GIVEN_OFFICES,
    NOT_NAMES,
    ONE,
    SEVERAL,
    WHICH,
    bare,
    is_office,
    is_role_word,
    is_several,
)

LONGEST_LABEL = 240
"""Characters before a colon beyond which nothing is a label."""


class Shape(IntEnum):
    """How much the words before a colon look like a label."""

    NONE = 0
    """A sentence, a contact field, or anything else that is not a label."""
    WORD = 1
    """One capitalised word: a first name, or the beginning of a sentence."""
    OFFICE = 2
    """An office without a name."""
    NAME = 3
    """A name without a role, or with one after it."""
    FULL = 4
    """Role and name, or one of the words for unnamed speakers."""


@frozen(kw_only=True)
class Label:
    """The parts of a label."""

    kind: SpeakerKind
    name: str | None = None
    role: str | None = None
    delivery: str | None = None
    addressee: str | None = None
    place: str | None = None
    statement: StatementKind = StatementKind.SPEECH
    shape: Shape = field(default=Shape.NONE, eq=False)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_UNNAMED = re.compile(
    rf"(?:(?P<which>{_any_of(WHICH)})\s+)?(?P<word>{_any_of(ONE | SEVERAL)})(?:\s+(?:No\.?\s*|#\s*)?[0-9]{{1,3}})?"
    r"(?:\s+(?:from|by)\s+(?P<source>[^\s().:;!?][^().:;!?]{0,120}?))?(?:\s*\((?P<bracket>[^()]{0,120})\)?)?",
    re.IGNORECASE,
)
_SPOKEN = frozenset(
    word for word, kind in (ONE | SEVERAL).items() if kind is not StatementKind.SPEECH
) | {"voice", "voices"}
"""Words for what is said, not for who says it."""

_ADDRESSES = frozenset({"Mr", "Ms", "Mrs", "Madam", "Comrade", "Dear"})
_NOT_IN_LABELS = re.compile(
    r"\bI\b(?= )|\b(?:[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]his|[Tt]hese|[Tt]hat|[Tt]hose|[Tt]here|[Hh]ere|[Ii]s|"
    r"am|are|was|were|be|been|will|would|shall|should|can|could|may|might|must|have|has|had|do|does|did|not|no|my|our|your|"
    r"his|its|their|say|said|says|ask|asked|tell|told|like|want|think|know|let|see|what|when|how|why|if|but|than|"
    r"because|so|also|just|now|then|once|again|following|as\s+follows|need|give|given|wrote|writes|Mr|Ms|Mrs|"
    r"[Ff]irstly|[Ss]econdly)\b|\A(?:And|But|So|If|As|For|With|At|In|On|Let|After|Before|During|According|Dear|Thanks?|Please|Listen|Remember|Imagine)\b|\ATo [a-z]"
    r"|(?<!\b[A-Z])(?<!\b(?:St|Dr|Sr|Jr|Lt))(?<!\bProf)(?<!\bNo)\.\s+[^\s.]|[!?…;“”\"]|https?$"
)
_DELIVERY = re.compile(
    r"(?:re-?)?translat|interpret|transcript|\bin [A-Z]\w+$|^in (?:the )?[\w ]*language$|speak|\bvia\b"
    r"|\bby (?:video|telephone|phone)|video|on (?:the )?(?:phone|screen)|"
    r"read(?:s|ing)|unofficial|quiet|aside|sing(?:s|ing)|(?:through|with) (?:an? )?interpreter|remotely|online",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"(?:to|answering|address(?:ing|es)?|turn(?:ing|s) to|(?:responding|replying|speaking|talking) to)\b",
    re.IGNORECASE,
)
_END_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*\Z")
_OPEN_BRACKET = re.compile(r"\s*\(([^()]*)\Z")
_STRAY_BRACKET = re.compile(r"\)(?=[^(]*\Z)")
_BARE_DELIVERY = re.compile(r"\s+((?:re-?)?translated(?: from \w+)?)\)\Z")
_DASH = re.compile(r"\s+[–—-]\s+")
_PLACE = re.compile(r"(?:the )?[A-Z][^,()]*\Z")
_AND = re.compile(r"\s+(?:and|&)\s+")
_MOST_UNKNOWN = 4
"""Words in small letters that no table has, beyond which words before a name are a sentence if no office is there."""


def looks_like(head: str, known: frozenset[str] = frozenset()) -> Shape:
    """How much `head`, the words before a colon, looks like a label; `known` are names that the page gives elsewhere."""
    return parse(head, known).shape


@lru_cache(maxsize=16384)
def parse(label: str, known: frozenset[str] = frozenset()) -> Label:
    """The parts of a label and its shape.

    Args:
        label: the words before a colon. Any text has parts; one that is not a label has `Shape.NONE`.
        known: whole names that the page gives elsewhere.

    Examples:
        >>> label = parse("President of the United States Donald Trump (retranslated)")
        >>> label.name, label.role, label.delivery, label.shape
        ('Donald Trump', 'President of the United States', 'retranslated', <Shape.FULL: 4>)
    """
    if found := _UNNAMED.fullmatch(label):
        return _unnamed(found, known)
    rest, parts = _brackets(repaired(_closed(label)), known)
    tokens = tokens_of(rest)
    if not tokens:
        return evolve(parts, kind=SpeakerKind.UNNAMED, role=parts.role)
    found_parts = _named(rest, tokens, parts, known) or _nameless(rest, tokens, parts)
    return evolve(found_parts, shape=_shape(rest, tokens, found_parts, known))


def _closed(label: str) -> str:
    """A label whose last bracket is closed and whose stray closing bracket is gone."""
    if label.count("(") > label.count(")") and (found := _OPEN_BRACKET.search(label)):
        if _DELIVERY.search(found[1]) or _ADDRESSEE.match(found[1]) or is_place(found[1].strip()):
            return f"{label})"
        first, _, others = found[1].partition(" ")
        return f"{label[: found.start()]} ({first}) {others}".rstrip()
    if label.count(")") > label.count("("):
        if found := _BARE_DELIVERY.search(label):
            return f"{label[: found.start()]} ({found[1]})"
        return _STRAY_BRACKET.sub("", label, count=1)
    return label


def _unnamed(found: re.Match[str], known: frozenset[str]) -> Label:
    """The parts of a label that is a word for unnamed speakers, with where they are from."""
    word = found["word"].lower()
    several = word in SEVERAL
    kind = SpeakerKind.GROUP if several else SpeakerKind.UNNAMED
    shape = Shape.FULL if found[0][:1].isupper() else Shape.NONE
    parts = Label(kind=kind, statement=(SEVERAL | ONE)[word], shape=shape)
    if found["bracket"]:
        inside = found["bracket"].strip()
        told = _with_bracket(parts, inside)
        parts = _from(parts, inside, known) if told is parts else told
    if found["source"]:
        parts = _from(parts, found["source"], known)
    which = found["which"]
    if which and word not in _SPOKEN and parts.name is None:
        return evolve(parts, role=_joined((f"{which} {found['word']}", parts.role)))
    return parts


def _from(parts: Label, source: str, known: frozenset[str]) -> Label:
    """What the words behind `Question from` say: a person, a place or a role; a hall or an audience is none of them."""
    tokens = tokens_of(source)
    begin = begins_name(tokens, known) if len(tokens) > 1 and not is_place(source) else len(tokens)
    if begin < len(tokens) and (is_given_name(tokens[begin]) or " ".join(tokens[begin:]) in known):
        role = _joined((_spelled(source, tokens[:begin]), parts.role))
        return evolve(parts, kind=SpeakerKind.PERSON, name=" ".join(tokens[begin:]), role=role)
    if source[:1].isupper() and not names_office(tokens):
        return evolve(parts, place=source)
    if country_code(source) or is_place(source):
        return evolve(parts, place=source.removeprefix("the "))
    return evolve(parts, role=_joined((parts.role, source))) if names_office(tokens) else parts


def _joined(parts: Iterable[str | None]) -> str | None:
    return ", ".join(part for part in parts if part) or None


def _brackets(label: str, known: frozenset[str]) -> tuple[str, Label]:
    """The label without the brackets at its end, and what they say."""
    parts = Label(kind=SpeakerKind.PERSON)
    while found := _END_BRACKET.search(label):
        rest = label[: found.start()]
        told = _with_bracket(parts, found[1].strip())
        if told is parts:
            told = _behind_name(parts, rest, found[1].strip(), known)
        if told is parts:
            break
        label, parts = rest, told
    return label, parts


def _behind_name(parts: Label, rest: str, inside: str, known: frozenset[str]) -> Label:
    """What a bracket behind a name says: where the person is from, or a role; `parts` itself if it is elsewhere."""
    tokens = tokens_of(rest)
    first, comma, _ = _segments(tokens)
    begin = _begin(tokens, known)
    alone = len(tokens) == 1 and is_name_word(tokens[0])
    if not inside or (comma and is_whole_name(first, known)) or (begin == len(tokens) and not alone):
        return parts
    if _is_holy(tokens) and re.fullmatch(r"[A-Z][^\W\d_]+", inside) and not is_place(inside):
        return parts  # the family name of a clergyman is no role
    if (begin == 0 or alone) and (is_place(inside) or _may_be_place(inside)):
        return evolve(parts, place=inside)
    return evolve(parts, role=_joined((parts.role, inside)))


def _may_be_place(text: str) -> bool:
    """Whether a bracket behind a bare name may be a place the table does not know: no acronym, no word of an office."""
    return _PLACE.match(text) is not None and not text.isupper() and not any(map(is_role_word, tokens_of(text)))


def _with_bracket(parts: Label, inside: str) -> Label:
    """What a bracket says of delivery or addressee; `parts` itself if it says neither."""
    if _DELIVERY.search(inside) and not _ADDRESSEE.match(inside):
        return evolve(parts, delivery=inside)
    if _ADDRESSEE.match(inside):
        return evolve(parts, addressee=inside)
    return parts


def _is_holy(tokens: Sequence[str]) -> bool:
    return any(bare(token) in CLERGY_AND_ROYALTY for token in tokens)


def _begin(tokens: Sequence[str], known: Collection[str]) -> int:
    return begins_name(tokens, known, holy=_is_holy(tokens))


def _named(rest: str, tokens: Sequence[str], parts: Label, known: frozenset[str]) -> Label | None:
    """The parts of a label that names a person; None for any other label."""
    if _names_two(rest, known):
        return evolve(parts, kind=SpeakerKind.GROUP)
    name, role, place = _name_and_role(rest, tokens, known)
    if not name:
        return None
    return evolve(parts, name=name, role=_joined((role, parts.role)), place=place or parts.place)


def _names_two(rest: str, known: frozenset[str]) -> bool:
    """Whether two whole names are joined by `and`."""
    sides = _AND.split(rest)
    return len(sides) == 2 and all(is_whole_name(tokens_of(side), known) for side in sides)


def _name_and_role(rest: str, tokens: Sequence[str], known: frozenset[str]) -> tuple[str | None, str | None, str | None]:
    """Name, role and place of a label without the brackets at its end."""
    first, comma, _ = _segments(tokens)
    head, _, behind = rest.partition(",")
    if not comma and (dash := _DASH.search(rest)) and is_whole_name(tokens_of(rest[: dash.start()]), known):
        head, behind = rest[: dash.start()], rest[dash.end() :]
        first, comma = tokens_of(head), True
    if enclosed := _enclosed(first):
        name, role = enclosed
        return name, _joined((role, behind.strip())), None
    begin = _begin(tokens, known)
    if begin < len(tokens) and not (comma and _is_first(first, tokens, begin, known)):
        return _name(tokens[begin:]), _spelled(rest, tokens[:begin]), None
    begin = _begin(first, known)
    if comma and (begin < len(first) or (len(first) == 1 and is_name_word(first[0]))):
        begin = begin if begin < len(first) else 0
        name_tokens, bracket = _without_bracket(first[begin:])
        role, place = _behind(behind.strip(), name_tokens, has_role=bool(begin))
        return _name(name_tokens), _joined((_spelled(head, first[:begin]), bracket, role)), place
    if comma and first and first[-1][0] == "(":
        return _name_and_role_before_bracket(first, behind, known)
    if len(tokens) == 1 and is_name_word(tokens[0]):
        return _name(tokens), None, None
    return None, None, None


def _name_and_role_before_bracket(
    first: Sequence[str], behind: str, known: frozenset[str]
) -> tuple[str | None, str | None, str | None]:
    """Name, role and place where a bracket follows the name and a comma the bracket."""
    begin = _begin(first[:-1], known)
    if begin == len(first) - 1:
        return None, None, None
    role = _joined((" ".join(first[:begin]), first[-1].strip("()"), behind.strip()))
    return _name(first[begin:-1]), role, None


def _without_bracket(tokens: Sequence[str]) -> tuple[list[str], str | None]:
    """The words of a name without a bracket at their end, and what is in it."""
    if tokens[-1][0] == "(":
        return list(tokens[:-1]), tokens[-1].strip("()")
    return list(tokens), None


def _is_first(first: Sequence[str], tokens: Sequence[str], begin: int, known: frozenset[str]) -> bool:
    """Whether the name is before the first comma although one seems to end the label (`Ivan Loomov, Loom Sons`)."""
    if is_whole_name(first, known):
        return True
    own = _begin(first, known)
    return own < len(first) and is_given_name(first[own]) and not is_given_name(tokens[begin])


def _segments(tokens: Sequence[str]) -> tuple[list[str], bool, list[str]]:
    """The words before and behind the first comma, and whether there is one."""
    if "," not in tokens:
        return list(tokens), False, []
    comma = list(tokens).index(",")
    return list(tokens[:comma]), True, list(tokens[comma + 1 :])


def _name(tokens: Sequence[str]) -> str:
    """A name in ordinary capitals."""
    return " ".join(
        token.capitalize()
        if token.isupper() and len(token) > 1 and not INITIAL.fullmatch(token) and not (index and ROMAN.fullmatch(token))
        else token
        for index, token in enumerate(tokens)
    )


def _spelled(text: str, tokens: Sequence[str]) -> str | None:
    """The part of `text` that holds the first tokens, as printed."""
    position = 0
    for token in tokens:
        position = text.index(token, position) + len(token)
    return text[:position].strip(" ,–—-") or None


def _behind(text: str, name: Sequence[str], *, has_role: bool) -> tuple[str | None, str | None]:
    """Role and place from what follows a name and a comma: a bare place is a place, anything else a role.

    After a first name alone any capitalised word is a place, as callers give it (`Dmitry, Moscow`).
    """
    words = tokens_of(text)
    calls_in = (
        len(name) == 1 and 0 < len(words) <= 2 and all(word[0].isupper() and not is_role_word(word) for word in words)
    )
    if not has_role and (is_place(text) or calls_in):
        return None, text
    return text or None, None


def _enclosed(tokens: Sequence[str]) -> tuple[str, str] | None:
    """Name and role where title and see enclose the name (`King Abdullah II of Jordan`), or a title stands before it.

    Offices that are no titles enclose a name only together with a country (`President Ivan Loomov of Jordan`).
    """
    titles = [index for index, token in enumerate(tokens) if bare(token) in CLERGY_AND_ROYALTY]
    if titles:
        begin = titles[-1] + 1
    else:
        begin = next((index + 1 for index, token in enumerate(tokens) if is_office(token)), 0)
    if not begin or begin == len(tokens) or not is_name_word(tokens[begin]):
        return None
    end = begin + 1
    while end < len(tokens) and (is_name_word(tokens[end]) or tokens[end] in PARTICLES or ROMAN.fullmatch(tokens[end])):
        end += 1
    if tokens[end : end + 1] == ["of"]:
        see = " ".join(tokens[end + 1 :])
        if titles or (end - begin > 1 and is_place(see)):
            return _name(tokens[begin:end]), " ".join((*tokens[:begin], *tokens[end:]))
    if not titles or len(tokens) - begin > 2 or tokens[-1][0] != "(":
        return _title_alone(tokens, titles)
    return f"{_name(tokens[begin:-1])} {tokens[-1]}", " ".join(tokens[:begin])


def _title_alone(tokens: Sequence[str], titles: Sequence[int]) -> tuple[str, str] | None:
    """Title and one name, without a see: `Metropolitan Korniliy`."""
    if titles and titles[-1] == len(tokens) - 2 and is_name_word(tokens[-1]):
        if len(tokens) == 2 and bare(tokens[0]) in GIVEN_OFFICES and not is_given_name(tokens[1]):
            return None  # King Loomov
        return _name(tokens[-1:]), " ".join(tokens[:-1])
    return None


def _nameless(rest: str, tokens: Sequence[str], parts: Label) -> Label:
    """The parts of a label that names nobody: an office, or people of one sort."""
    kind = SpeakerKind.GROUP if _is_plural(tokens) else SpeakerKind.UNNAMED
    return evolve(parts, kind=kind, role=_joined((rest, parts.role)))


def _is_plural(tokens: Sequence[str]) -> bool:
    """Whether the head of a phrase, its last word before a link or a comma, names several people."""
    end = next((index for index, token in enumerate(tokens) if token in ("of", "from", "in", "at", "for", ",")), None)
    return bool(tokens[:end]) and is_several(tokens[:end][-1])


def _shape(rest: str, tokens: Sequence[str], parts: Label, known: Collection[str]) -> Shape:
    """How much a label looks like one, by its parts."""
    if not rest[0].isalpha() or _NOT_IN_LABELS.search(rest) or _is_field(rest, tokens, parts):
        return Shape.NONE
    if any(not _may_be_in_label(token) for token in tokens):
        return Shape.NONE
    if parts.name and len(tokens) == 1:
        return Shape.NAME if rest in known or " " in parts.name or "." in parts.name else Shape.WORD
    if parts.name:
        return _shape_of_name(rest, tokens, parts)
    if parts.kind is SpeakerKind.GROUP and not parts.role:
        return Shape.FULL
    is_phrase = all(
        is_role_word(token) or token[0].isupper() or token == "," or is_several(token) for token in tokens
    )
    has_head = names_office(tokens) if parts.kind is SpeakerKind.UNNAMED else _are_present(tokens)
    return Shape.OFFICE if is_phrase and has_head and tokens[0][0].isupper() else Shape.NONE


def _are_present(tokens: Sequence[str]) -> bool:
    """Whether several people are those who are at an event: labels of others are more often lists."""
    return bare(tokens[0]) in SEVERAL or "audience" in map(bare, tokens)


def _shape_of_name(rest: str, tokens: Sequence[str], parts: Label) -> Shape:
    """The shape of a label of several words with a name."""
    before = tokens[: len(tokens_of(rest[: _where(rest, parts.name or "")]))]
    if not before:
        is_role_after = "," in tokens and len(tokens_of(parts.name or "")) == 1 and not parts.place
        return Shape.WORD if is_role_after and not names_office(tokens) else Shape.NAME
    if names_office(before) or _is_holy(tokens):
        return Shape.FULL
    first = (parts.name or "").split(" ")[0]
    telling = any(map(_is_telling, before)) or is_given_name(first) or is_family_name_first(first) or "." in first
    unknown = sum(token[0].islower() and not is_role_word(token) for token in before)
    return Shape.FULL if telling and unknown <= _MOST_UNKNOWN else Shape.NONE


def _is_telling(token: str) -> bool:
    """Whether a word before a name makes a role of the words there."""
    return is_role_word(token) or is_shouted(token)


def _where(rest: str, name: str) -> int:
    """Offset of a name in its label, in any capitals."""
    return max(rest.lower().find(name.lower()), 0)


def _may_be_in_label(token: str) -> bool:
    return token == "," or token[0] in "([“" or token[0].isalnum() or token[0] in "–-—&№#+/’'"


def _is_field(rest: str, tokens: Sequence[str], parts: Label) -> bool:
    """Whether words are a contact or form field, a number, or the beginning of a sentence."""
    first, last = tokens[0].lower(), bare(tokens[-1])
    named_first = parts.name is not None and rest.startswith(parts.name)
    if first in NOT_NAMES and not named_first and not any(_is_telling(token) and not is_link(token) for token in tokens[1:]):
        return True
    if last in FIELDS and len(tokens) <= 3:
        return True
    return all(ROMAN.fullmatch(token) or len(token) == 1 or token.isdigit() for token in tokens)


def is_appointment(head: str, rest: str) -> bool:
    """Whether a line is an entry of a list of appointments: an office before the colon, a bare name after it."""
    if looks_like(head) is not Shape.OFFICE:
        return False
    tokens = tokens_of(rest.rstrip(".; "))
    return 1 < len(tokens) <= 6 and is_whole_name(tokens) and tokens[0] not in _ADDRESSES
