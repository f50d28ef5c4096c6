"""The grammar of speaker labels: how to recognise a label and split it into its parts.

`parse` splits a label into name, role, delivery, addressee, place and kind. These parts determine its shape, which
states how much the text looks like a label (quirks 5 to 7 of docs/format.md). `looks_like` returns the shape of the
words before a colon. The readers check it against the rest of the page.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from attrs import evolve, field, frozen

from kzru_forums.facts.countries import country_code
from kzru_forums.facts.given_names import is_family_name_first, is_given_name
from kzru_forums.model import SpeakerKind, StatementKind
from kzru_forums.patterns import regex
from kzru_forums.speakers.brackets import closed, details_of, without_brackets
from kzru_forums.speakers.names import ROMAN
from kzru_forums.speakers.parts import is_holy, joined, named_in, names_two
from kzru_forums.speakers.repair import CORRECTED, INITIAL, is_shouted, repaired
from kzru_forums.speakers.tokens import is_link, is_place, is_plain_name, is_whole_name, names_office, tokens_of
from kzru_forums.speakers.words import (
    CLERGY_AND_ROYALTY,
    FIELDS,
    HONORIFICS,
    NOT_NAMES,
    ONE,
    SENTENCE_OPENERS,
    SENTENCE_WORDS,
    SEVERAL,
    WHICH,
    bare,
    is_role_word,
    is_several,
    may_be_trade,
)

LONGEST_LABEL = 240
"""Longest label in characters; longer texts before a colon are not labels."""


class Shape(IntEnum):
    """How much the words before a colon look like a label."""

    NONE = 0
    """A sentence, a contact field, or any other text that is not a label."""
    WORD = 1
    """Words that are a label only if the page confirms it: a single word, a trade or an unknown name."""
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


_UNNAMED = regex(
    rf"(?:(?P<which>{_any_of(WHICH)})\s+)?(?P<word>{_any_of(ONE | SEVERAL)})(?:\s+(?:No\.?\s*|#\s*)?[0-9]{{1,3}})?"
    r"(?:\s+(?:from|by)\s+(?P<source>[^\s().:;!?][^().:;!?]{0,120}?))?(?:\s*\((?P<bracket>[^()]{0,120})\)?)?",
    re.IGNORECASE,
)
_SPOKEN = frozenset({"voice", "voices"}) | {
    word for word, kind in (ONE | SEVERAL).items() if kind is not StatementKind.SPEECH
}
"""Words for a kind of statement, not for its speaker."""

_ADDRESSES = frozenset({"Mr", "Ms", "Mrs", "Madam"})
_NOT_IN_LABELS = regex(
    r"\ATo [a-z]|\A(?:\w+ ){0,3}(?:[Mm]eetings?|[Tt]alks|[Gg]reetings?|[Cc]ongratulations|[Cc]ondolences|[Ii]nterview|"
    r"[Cc]onversation|[Cc]onference|[Ss]peech|[Aa]ddress|[Ss]tatements?|[Vv]isit) (?:with|to|between|following)\b"
    r"|\A[A-Z]\w+(?:ing|ed) (?:by|the|to|with)\b|\((?:left|right|cent(?:re|er))\b|[!?…;“”\"]|https?$"
)
"""Words that name an event, that describe a person's place in a picture, or that are part of a sentence."""
_SENTENCE_END = regex(r"(?<!\b[A-Z])(?<!\b(?:St|Dr|Sr|Jr|Lt|No|Co))(?<!\b(?:Inc|Ltd))(?<!\b(?:Corp|Prof))\.\s+[^\s.]")
_TWO_WORDS = regex(r"([A-Z][a-z]+)(?<!of) ([A-Z][a-z]+)(?<!http)(?<!https)")
_WITH_RULES = frozenset(map(str.lower, SENTENCE_WORDS | SENTENCE_OPENERS | FIELDS | CLERGY_AND_ROYALTY | CORRECTED))
"""Words in lower case for which a label has rules of its own."""
_ENDS_HEAD = frozenset({"of", "from", "in", "at", "for", "with", ","})
"""Words that follow the head of a phrase."""

_MOST_IN_TRADE = 3
"""Maximum number of words in an unknown trade or group of people."""
_MOST_UNKNOWN = 4
"""Number of unknown lower-case words above which the words before a name are a sentence, unless there is an office."""


@lru_cache(maxsize=4096)
def looks_like(head: str, known: frozenset[str] = frozenset()) -> Shape:
    """How much the words before a colon look like a label; `known` are names found elsewhere on the page."""
    words = head.partition("(")[0].split(" ")
    if not SENTENCE_WORDS.isdisjoint(words) and HONORIFICS.isdisjoint(words):
        return Shape.NONE  # The most frequent words before a colon do not need to be parsed.
    return parse(head, known).shape


@lru_cache(maxsize=16384)
def parse(label: str, known: frozenset[str] = frozenset()) -> Label:
    """The parts of a label and its shape.

    Args:
        label: the words before a colon. Text that is not a label has `Shape.NONE`.
        known: complete names found elsewhere on the page.

    Examples:
        >>> label = parse("President of the United States Donald Trump (retranslated)")
        >>> label.name, label.role, label.delivery, label.shape
        ('Donald Trump', 'President of the United States', 'retranslated', <Shape.FULL: 4>)
    """
    if match := _UNNAMED.fullmatch(label):
        return _unnamed(match, known)
    if not known and (pair := _TWO_WORDS.fullmatch(label)) and _is_plain_name(*pair.groups()):
        return Label(kind=SpeakerKind.PERSON, name=label, shape=Shape.NAME)
    text, details = without_brackets(repaired(closed(label)), known)
    tokens = tokens_of(text)
    kind, name, role, place = SpeakerKind.UNNAMED, None, None, details.place
    if names_two(text, known):
        kind = SpeakerKind.GROUP
    elif tokens and (named := named_in(text, tokens, known)):
        kind, name, role, place = SpeakerKind.PERSON, named.name, named.role, named.place or details.place
    elif tokens:
        kind = SpeakerKind.GROUP if _names_several(tokens) else SpeakerKind.UNNAMED
        role = text
    role = joined((role, details.role))
    return Label(
        kind=kind,
        name=name,
        role=role,
        delivery=details.delivery,
        addressee=details.addressee,
        place=place,
        shape=_shape(text, tokens, _Parts(kind, name, role, place), known) if tokens else Shape.NONE,
    )


def _is_plain_name(first: str, last: str) -> bool:
    """Whether two words are a label of the commonest form, `Ivan Loomov`, to which no other rule applies."""
    return is_plain_name(first, last) and not (first.lower() in _WITH_RULES or last.lower() in _WITH_RULES)


def _unnamed(match: re.Match[str], known: Collection[str]) -> Label:
    """The parts of a label for an unnamed speaker, and where the speaker is from."""
    word = match["word"].lower()
    kind = SpeakerKind.GROUP if word in SEVERAL else SpeakerKind.UNNAMED
    shape = Shape.FULL if match[0][0].isupper() else Shape.NONE
    parts = Label(kind=kind, statement=(SEVERAL | ONE)[word], shape=shape)
    if inside := (match["bracket"] or "").strip():
        details = details_of(inside)
        parts = (
            evolve(parts, delivery=details.delivery, addressee=details.addressee)
            if details
            else _from(parts, inside, known)
        )
    if match["source"]:
        parts = _from(parts, match["source"], known)
    if match["which"] and word not in _SPOKEN and parts.name is None:
        return evolve(parts, role=joined((f"{match['which']} {match['word']}", parts.role)))
    return parts


def _from(parts: Label, source: str, known: Collection[str]) -> Label:
    """Parse what follows `Question from`: a person, a place or a role, but not words such as hall or audience."""
    tokens = tokens_of(source)
    named = named_in(source, tokens, known) if len(tokens) > 1 and not is_place(source) else None
    if named and (_is_known_to_open(named.name) or named.name in known):
        role, place = joined((named.role, parts.role)), named.place
        return evolve(parts, kind=SpeakerKind.PERSON, name=named.name, role=role, place=place)
    if names_office(tokens):
        return evolve(parts, role=joined((parts.role, source)))
    if source[0].isupper() or country_code(source) or is_place(source):
        return evolve(parts, place=source if source[0].isupper() else source.removeprefix("the "))
    return parts


def _names_several(tokens: Sequence[str]) -> bool:
    """Whether the head of a phrase, its last word before a preposition or a comma, is plural."""
    end = next((index for index, token in enumerate(tokens) if token in _ENDS_HEAD), len(tokens))
    return end > 0 and is_several(tokens[end - 1])


class _Parts(NamedTuple):
    """The parts of a label that determine its shape."""

    kind: SpeakerKind
    name: str | None
    role: str | None
    place: str | None


def _shape(text: str, tokens: Sequence[str], parts: _Parts, known: Collection[str]) -> Shape:
    """How much a label looks like one, judging by its parts."""
    if not text[0].isalpha() or _NOT_IN_LABELS.search(text) or not all(map(_may_be_in_label, tokens)):
        return Shape.NONE
    if _is_sentence(tokens):
        return Shape.NONE
    named_first = parts.name is not None and text.startswith(parts.name)
    sentence = text.partition(",")[0] if named_first else text
    if ("." in sentence and _SENTENCE_END.search(sentence)) or _is_field(tokens, named_first=named_first):
        return Shape.NONE
    if parts.name and len(tokens) == 1:
        return Shape.NAME if text in known else Shape.WORD
    if parts.name:
        return _shape_of_name(text, tokens, parts, parts.name)
    if parts.kind is SpeakerKind.GROUP and not parts.role:
        return Shape.FULL
    return _shape_of_office(tokens, parts)


def _shape_of_office(tokens: Sequence[str], parts: _Parts) -> Shape:
    """The shape of a label without a name."""
    has_head = names_office(tokens) if parts.kind is SpeakerKind.UNNAMED else _are_present(tokens)
    if has_head and tokens[0][0].isupper() and all(map(_is_of_phrase, tokens)):
        return Shape.OFFICE
    is_short = len(tokens) <= _MOST_IN_TRADE and all(map(str.islower, tokens[1:]))
    is_trade = len(tokens) > 1 and may_be_trade(tokens[-1])
    return Shape.WORD if is_short and (is_trade or is_several(tokens[-1])) else Shape.NONE


def _is_of_phrase(token: str) -> bool:
    """Whether a word may be part of an office in a label without a name."""
    return is_role_word(token) or token[0].isupper() or token == "," or is_several(token)


def _are_present(tokens: Sequence[str]) -> bool:
    """Whether a plural describes people who are present at an event; labels with other plurals are usually lists."""
    return bare(tokens[0]) in SEVERAL or "audience" in map(bare, tokens)


def _shape_of_name(text: str, tokens: Sequence[str], parts: _Parts, name: str) -> Shape:
    """The shape of a label of several words that contains a name."""
    before = tokens_of(text[: max(text.lower().find(name.lower()), 0)])
    if not before:
        is_unknown = "," in tokens and " " not in name and not parts.place and not names_office(tokens)
        return Shape.WORD if is_unknown else Shape.NAME
    if names_office(before) or is_holy(tokens):
        return Shape.FULL
    telling = _is_known_to_open(name) or INITIAL.match(name) or is_shouted(before[-1])
    unknown = sum(token[0].islower() and not is_role_word(token) for token in before)
    if unknown > _MOST_UNKNOWN:
        return Shape.NONE
    return Shape.FULL if telling else Shape.WORD


def _is_known_to_open(name: str) -> bool:
    """Whether a name begins with a word from the tables."""
    first = name.partition(" ")[0]
    return is_given_name(first) or is_family_name_first(first)


def _marks_role(token: str) -> bool:
    """Whether a word shows that the words before a name are a role."""
    return (is_role_word(token) and not is_link(token)) or is_shouted(token)


def _is_sentence(tokens: Sequence[str]) -> bool:
    """Whether the tokens include words that occur only in sentences; `His Holiness` is a title."""
    if tokens[0] in SENTENCE_OPENERS or tokens[0] == "I":
        return True
    found = [index for index, token in enumerate(tokens) if token in SENTENCE_WORDS]
    return any(tokens[index + 1 :] == [] or tokens[index + 1] not in HONORIFICS for index in found)


def _may_be_in_label(token: str) -> bool:
    return token == "," or token[0] in "([“–-—&№#+/’'" or token[0].isalnum()


def _is_field(tokens: Sequence[str], *, named_first: bool) -> bool:
    """Whether the tokens are a contact or form field, a number, or the beginning of a sentence."""
    if tokens[0].lower() in NOT_NAMES and not named_first:
        return not any(map(_marks_role, tokens[1:]))
    if bare(tokens[-1]) in FIELDS and len(tokens) <= 3:
        return True
    return all(ROMAN.fullmatch(token) or len(token) == 1 or token.isdigit() for token in tokens)


def is_appointment(head: str, rest: str) -> bool:
    """Whether a line is an entry of a list of appointments: an office before the colon, a bare name after it."""
    if looks_like(head) is not Shape.OFFICE:
        return False
    tokens = tokens_of(rest.rstrip(".; "))
    return 1 < len(tokens) <= 6 and is_whole_name(tokens) and tokens[0] not in _ADDRESSES
