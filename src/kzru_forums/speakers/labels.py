"""The grammar of speaker labels: what a label looks like and what its parts are.

`looks_like` judges the words before a colon by their shape alone; whether the page supports it is for the readers.
`take_apart` splits a label into name, role, delivery, addressee and place (quirks 5 to 7 of docs/format.md). A name
is found from its right end: capitalised words that are no word of an office or an organisation. Where role and name
meet without a mark between them (`President of Transneft Nikolai Tokarev`), the names the page gives elsewhere, the
table of countries, particles and initials decide; failing these, a name has two words.
"""

import re
from collections.abc import Collection, Iterable
from enum import IntEnum
from functools import cache, lru_cache

from attrs import evolve, frozen

from kzru_forums.facts.countries import country_at_start, country_code, is_country
from kzru_forums.facts.tables import lines
from kzru_forums.model import SpeakerKind, StatementKind
from kzru_forums.speakers.mending import INITIAL, ROMAN, SMALL, is_acronym, ordinary_capitals, unglued
from kzru_forums.speakers.names import PARTICLES
from kzru_forums.speakers.words import ONE, SEVERAL, is_office, is_role_word

LONGEST_LABEL = 240
"""Characters before a colon beyond which nothing is a label."""


class Shape(IntEnum):
    """How much the words before a colon look like a label."""

    NONE = 0
    """A sentence, or anything else that is no label."""
    WORD = 1
    """One capitalised word: a first name, or the beginning of a sentence."""
    OFFICE = 2
    """An office without a name."""
    NAME = 3
    """A name without a role, or with one behind it."""
    FULL = 4
    """Role and name, or one of the words for unnamed speakers."""


@frozen(kw_only=True)
class Label:
    """A label taken apart."""

    kind: SpeakerKind
    name: str | None = None
    role: str | None = None
    delivery: str | None = None
    addressee: str | None = None
    place: str | None = None
    statement: StatementKind = StatementKind.SPEECH


_UNNAMED = re.compile(
    rf"(?P<word>{'|'.join(sorted(ONE | SEVERAL, key=len, reverse=True))})"
    r"(?:\s+from\s+(?P<place>[^\s().:;!?][^().:;!?]{0,80}?))?(?:\s*\((?P<bracket>[^()]{0,120})\))?",
    re.IGNORECASE,
)

_LINKING = frozenset("of the and at for in to de north south east west new northern southern eastern western".split())
_ADDRESSES = frozenset({"Mr", "Ms", "Mrs", "Madam", "Comrade", "Dear"})
_SEES = frozenset(
    "archbishop ayatollah bishop cardinal catholicos emir grand king metropolitan pope patriarch prince princess queen"
    " sheikh sultan sheik".split()
)
_NOT_IN_LABELS = re.compile(
    r"\bI\b(?= )|\b(?:[Ww]e|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]his|[Tt]hese|[Tt]hat|[Tt]hose|[Tt]here|[Hh]ere|[Ii]s|"
    r"am|are|was|were|be|been|will|would|shall|should|can|could|may|might|must|have|has|had|do|does|did|not|no|my|our|your|"
    r"his|its|their|say|said|says|ask|asked|tell|told|like|want|think|know|let|see|what|when|how|why|if|but|than|"
    r"because|so|also|just|now|then|once|again|following|as\s+follows|need|give|given|Mr|Ms|Mrs|"
    r"[Ff]irstly|[Ss]econdly)\b|\A(?:And|But|So|If|As|For|With|At|In|On|Let|After|Before|During)\b"
    r"|(?<!\b[A-Z])(?<!\b(?:St|Dr|Sr|Jr|Lt))\.\s+[^\s.]|[!?…;“”\"]|https?$"
)
_TOKEN = re.compile(r"\([^()]*\)?|[^\s(),]+|,")
_NAME_WORD = re.compile(
    r"(?:(?:al|el|ad|ar|as|ash|at|az|an|ul|d|O|D)[-’'])?[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-’'‑.][^\W\d_]+)*\.?"
)
_DELIVERY = re.compile(
    r"(?:re-?)?translat|interpret|transcript|\bin [A-Z]\w+$|^in (?:the )?[\w ]*language$|speak|\bvia\b"
    r"|\bby (?:video|telephone|phone)|video|on (?:the )?(?:phone|screen)|"
    r"read(?:s|ing)|unofficial|quiet|aside|sing(?:s|ing)",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"(?:to|answering|address(?:ing|es)?|turn(?:ing|s) to|(?:responding|replying|speaking|talking) to)\b",
    re.IGNORECASE,
)
_END_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*\Z")
_PLACE = re.compile(r"(?:the )?[A-Z][^,()]*\Z")
_REGION = re.compile(r"\b(?:Region|Territory|Republic|District|City|Area|Oblast|Krai)\Z")


def _is_name_word(token: str) -> bool:
    if INITIAL.fullmatch(token) or ROMAN.fullmatch(token):
        return True
    return bool(_NAME_WORD.fullmatch(token)) and not is_role_word(token) and not is_acronym(token)


def _is_name(tokens: list[str]) -> bool:
    """Whether words are a whole name: two to six name words, particles between them allowed."""
    if not tokens or not _is_name_word(tokens[0]) or not _is_name_word(tokens[-1]):
        return False
    proper = [token for token in tokens if token not in PARTICLES]
    return len(proper) >= 2 and len(tokens) <= 6 and all(map(_is_name_word, proper))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _name_run(tokens: list[str]) -> int:
    """Index of the first token of the longest run of name words at the end."""
    start = len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if _is_name_word(token):
            start = index
        elif token not in PARTICLES:
            break
    return start


@lru_cache(maxsize=8192)
def looks_like(head: str, known: frozenset[str] = frozenset()) -> Shape:
    """How much `head`, the words before a colon, looks like a label; `known` are names the page gives elsewhere."""
    found = _UNNAMED.fullmatch(head)
    if found:
        return Shape.FULL if head[:1].isupper() else Shape.NONE
    inner = _without_brackets(unglued(ordinary_capitals(head)))
    if not inner or not inner[0].isalpha() or _NOT_IN_LABELS.search(inner):
        return Shape.NONE
    tokens = _tokens(inner)
    if len(tokens) == 1:
        return _shape_of_word(tokens[0], known)
    if _enclosed(inner):
        return Shape.FULL
    if any(not _may_stand_in_label(token) for token in tokens):
        return Shape.NONE
    return _shape_of_words(tokens, known)


def _without_brackets(head: str) -> str:
    while found := _END_BRACKET.search(head):
        head = head[: found.start()]
    return head


def _shape_of_word(token: str, known: Collection[str]) -> Shape:
    if token in known:
        return Shape.NAME
    if is_office(token) and token[0].isupper():
        return Shape.OFFICE
    return Shape.WORD if _is_name_word(token) else Shape.NONE


def _may_stand_in_label(token: str) -> bool:
    return token == "," or token[0] in "(“" or token[0].isalnum() or token[0] in "–-—&№#+’'"


def _shape_of_words(tokens: list[str], known: Collection[str]) -> Shape:
    first, comma, behind = _segments(tokens)
    start = _name_start(tokens, known)
    if start == 0 or (comma and _is_whole_name(first, known)):
        return Shape.NAME
    has_office = any(map(is_office, tokens))
    if start < len(tokens) and (has_office or _role_like(tokens[:start])):
        return Shape.FULL
    if comma and _name_start(first, known) < len(first):
        return Shape.NAME
    if comma and len(first) == 1 and _is_name_word(first[0]):
        return Shape.NAME if is_place(" ".join(behind)) else Shape.WORD
    if has_office and all(is_role_word(token) or token[0].isupper() or token == "," for token in tokens):
        return Shape.OFFICE
    return Shape.NONE


def _segments(tokens: list[str]) -> tuple[list[str], bool, list[str]]:
    """The words before and behind the first comma, and whether there is one."""
    if "," not in tokens:
        return tokens, False, []
    comma = tokens.index(",")
    return tokens[:comma], True, tokens[comma + 1 :]


def _role_like(tokens: list[str]) -> bool:
    """Words before a name that may be a role although no office is among them (`national bandy team`, `NTV`)."""
    return len(tokens) <= 12 and any(map(is_role_word, tokens)) and tokens[-1] not in SMALL


def is_appointment(head: str, rest: str) -> bool:
    """Whether a line is an entry of a list of appointments: an office before the colon, a bare name behind it."""
    if looks_like(head) is not Shape.OFFICE:
        return False
    tokens = _tokens(rest.rstrip(".; "))
    return len(tokens) <= 6 and _is_name(tokens) and tokens[0] not in _ADDRESSES


@lru_cache(maxsize=8192)
def take_apart(label: str, known: frozenset[str] = frozenset()) -> Label:
    """The parts of a label; `known` are whole names that the page gives elsewhere."""
    found = _UNNAMED.fullmatch(label)
    if found:
        return _unnamed(found)
    rest, parts = _brackets(unglued(ordinary_capitals(label)), known)
    tokens = _tokens(rest)
    name, role, place = _name_and_role(rest, tokens, known)
    if name is None:
        return evolve(parts, kind=SpeakerKind.UNNAMED, role=_role((role or "", parts.role)), place=parts.place)
    return evolve(
        parts, kind=SpeakerKind.PERSON, name=name, role=_role((role or "", parts.role)), place=place or parts.place
    )


def _unnamed(found: re.Match[str]) -> Label:
    word = found["word"].lower()
    several = word in SEVERAL
    parts = Label(kind=SpeakerKind.GROUP if several else SpeakerKind.UNNAMED, statement=(SEVERAL | ONE)[word])
    parts = _with_bracket(parts, found["bracket"]) if found["bracket"] else parts
    place = found["place"]
    if place and place[:1].isupper():
        return evolve(parts, place=place)
    return evolve(parts, place=place.removeprefix("the ") if place and country_code(place) else parts.place)


def _role(parts: Iterable[str | None]) -> str | None:
    return ", ".join(part for part in parts if part) or None


def _brackets(label: str, known: frozenset[str]) -> tuple[str, Label]:
    """The label without the brackets at its end, and what they say."""
    parts = Label(kind=SpeakerKind.PERSON)
    while found := _END_BRACKET.search(label):
        rest = label[: found.start()]
        told = _with_bracket(parts, found[1])
        if told is parts:
            told = _behind_name(parts, _tokens(rest), found[1].strip(), known)
        if told is parts:
            break
        label, parts = rest, told
    return label, parts


def _behind_name(parts: Label, tokens: list[str], inside: str, known: frozenset[str]) -> Label:
    """What a bracket behind a name says: where the person is from, or a role; `parts` where it stands elsewhere."""
    first, comma, _ = _segments(tokens)
    start = _name_start(tokens, known)
    alone = len(tokens) == 1 and _is_name_word(tokens[0])
    if not inside or (comma and _is_whole_name(first, known)) or (start == len(tokens) and not alone):
        return parts
    bare = start == 0 or alone
    if bare and (is_place(inside) or _may_be_place(inside)):
        return evolve(parts, place=inside)
    return evolve(parts, role=_role((parts.role, inside)))


def _may_be_place(text: str) -> bool:
    """Whether a bracket behind a bare name may be a place the table does not know: no acronym, no word of an office."""
    return _PLACE.match(text) is not None and not text.isupper() and not any(map(is_role_word, _tokens(text)))


def _with_bracket(parts: Label, inside: str) -> Label:
    """What a bracket says of delivery or addressee; `parts` itself where it says neither."""
    inside = inside.strip()
    if _DELIVERY.search(inside) and not _ADDRESSEE.match(inside):
        return evolve(parts, delivery=inside)
    if _ADDRESSEE.match(inside):
        return evolve(parts, addressee=inside)
    return parts


def _name_and_role(rest: str, tokens: list[str], known: frozenset[str]) -> tuple[str | None, str | None, str | None]:
    """Name, role and place of a label without its closing brackets."""
    if enclosed := _enclosed(rest):
        return *enclosed, None
    first, comma, _ = _segments(tokens)
    start = _name_start(tokens, known)
    if start < len(tokens) and not (comma and _is_whole_name(first, known)):
        return " ".join(tokens[start:]), _spelled(rest, tokens[:start]), None
    begin = _name_start(first, known)
    if comma and (begin < len(first) or (len(first) == 1 and _is_name_word(first[0]))):
        begin = begin if begin < len(first) else 0
        head, _, behind = rest.partition(",")
        role, place = _behind(behind.strip(), first[begin:], bool(begin))
        return " ".join(first[begin:]), _role((_spelled(head, first[:begin]), role)), place
    if len(tokens) == 1 and _is_name_word(tokens[0]):
        return tokens[0], None, None
    return None, rest, None


def _is_whole_name(tokens: list[str], known: Collection[str]) -> bool:
    return _is_name(tokens) or " ".join(tokens) in known


def _name_start(tokens: list[str], known: Collection[str]) -> int:
    """Index of the first word of the name at the end of a label; their number where no name stands there.

    One word is a name behind an office (`Major Makolkin`) or where the page knows it.
    """
    start = _name_run(tokens)
    run = tokens[start:]
    for index in range(len(run) - 1):
        if " ".join(run[index:]) in known:
            return start + index
    if start and (tokens[start - 1].lower() in _LINKING or tokens[start - 1] in "–-&"):
        start = _behind_organisation(tokens, start)
        run = tokens[start:]
    if _is_whole_name(run, known) or (start and len(run) == 1 and is_office(tokens[start - 1])):
        return start
    return len(tokens)


def _behind_organisation(tokens: list[str], start: int) -> int:
    """Where the name begins when the run before it holds the end of an organisation or country (`of Vietnam …`)."""
    run = tokens[start:]
    words = len(" ".join(run)[: country_at_start(" ".join(run))].split())
    if 0 < words < len(run):
        return start + words
    begin = len(run) - 2
    if begin > 0 and INITIAL.fullmatch(run[begin]) and INITIAL.fullmatch(run[begin - 1]):
        return start + begin - 1
    while begin > 0 and (
        run[begin].lower() in PARTICLES or INITIAL.fullmatch(run[begin]) or ROMAN.fullmatch(run[begin + 1])
    ):
        begin -= 1
    while begin > 1 and run[begin - 1].lower() in PARTICLES:
        begin -= 2
    return start + max(begin, 0)


def _spelled(text: str, tokens: list[str]) -> str | None:
    """The stretch of `text` that holds the first tokens, as printed."""
    if not tokens:
        return None
    position = 0
    for token in tokens:
        position = text.index(token, position) + len(token)
    return text[:position].strip(" ,") or None


def _behind(text: str, name: list[str], has_role: bool) -> tuple[str | None, str | None]:
    """Role and place from what stands behind a name and a comma: a bare place is a place, anything else a role.

    Behind a first name alone any capitalised word is a place, as callers give it (`Dmitry, Moscow`).
    """
    words = _tokens(text)
    calls_in = (
        len(name) == 1 and len(words) <= 2 and all(word[0].isupper() and not is_role_word(word) for word in words)
    )
    if not has_role and (is_place(text) or calls_in):
        return None, text
    return text, None


@cache
def _places() -> frozenset[str]:
    return frozenset(lines("places.txt"))


def is_place(text: str) -> bool:
    """Whether a phrase is a country, a region or a city of the table."""
    bare = text.removeprefix("the ")
    return bare in _places() or is_country(bare) or _REGION.search(bare) is not None


def _enclosed(rest: str) -> tuple[str, str] | None:
    """Name and role of clergy and royalty whose title and see enclose the name (`King Abdullah II of Jordan`)."""
    words = rest.split()
    titles = [index for index, word in enumerate(words) if word.lower() in _SEES]
    if not titles or "of" not in words[titles[-1] + 2 :]:
        return _title_alone(words, titles)
    begin = titles[-1] + 1
    end = words.index("of", begin + 1) if "of" in words[begin + 1 :] else len(words)
    inside = words[begin:end]
    if not inside or not all(_is_name_word(word) or word in PARTICLES for word in inside):
        return None
    return " ".join(inside), " ".join(words[:begin] + words[end:])


def _title_alone(words: list[str], titles: list[int]) -> tuple[str, str] | None:
    """Title and one name, without a see: `Metropolitan Korniliy`."""
    if titles and titles[-1] == len(words) - 2 and _is_name_word(words[-1]):
        return words[-1], " ".join(words[:-1])
    return None
