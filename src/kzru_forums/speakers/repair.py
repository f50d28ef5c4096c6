"""Repair of wrong capitals and missing spaces in labels (quirk 5 of docs/format.md)."""

from kzru_forums.facts.countries import country_at_start, is_country
from kzru_forums.facts.given_names import is_family_name_first, is_given_name
from kzru_forums.patterns import regex
from kzru_forums.speakers.names import PARTICLES, ROMAN
from kzru_forums.speakers.words import ACRONYMS, BODIES, bare, is_office, is_role_word

INITIAL = regex(r"(?:[^\W\d_]\.-?){1,3}")
_SMALL = frozenset("a an and as at by for from in of on or the to via with".split()) | PARTICLES
_SHOUTED_LINKS = frozenset({"OF", "AND", "THE", "FOR", "IN"})
_TITLED_LINKS = frozenset({"Of", "The", "And", "For"})
_SHOUTED_ENDING = regex(r"(?<=[’'])S\b")
_SPOILT_ACRONYMS = {word.capitalize(): word for word in ACRONYMS if len(word) > 3}
CORRECTED = frozenset(_SPOILT_ACRONYMS) | _TITLED_LINKS
"""Capitalised words that are printed otherwise when capitals are correct."""
_CAPITALS = regex(r"[^\W\d_a-zß-öø-ÿ]{2}")
_GLUE = regex(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_GLUED_OFFICE = regex(r"\b([A-Z]{3})([A-Z][a-zß-öø-ÿ]+)\b")
_GLUED_OF = regex(r"\b([A-Z][^\W\d_]{3,})of (?=[A-Z])")
_GLUED_MARK = regex(r"[),](?=[^\W\d_])|[’']s(?=\d)")
_GLUED_INITIALS = regex(r"(?<![^\s(])((?:[A-Z]\.){1,3})(?=[A-Z][^\W\d_A-Z][\w’'-]*)")
_COMMA_BEFORE_ENDING = regex(r",(?=\s(?:[JS]r|[JS]nr)\.?(?:,|\s?\(|\Z))")
_LONGEST_BODY = 6
"""Words of the name of a public body that are looked at."""
_LEAST = 3
"""Minimum number of letters in each part of a glued word."""


def is_shouted(word: str) -> bool:
    """Whether a word is in capitals and is neither initials nor a Roman numeral."""
    return len(word) > 1 and word.isupper() and not INITIAL.fullmatch(word) and not ROMAN.fullmatch(word)


def repaired(label: str) -> str:
    """Restore missing spaces and ordinary capitals in a label; undamaged labels are unchanged.

    Examples:
        >>> repaired("President OF RUSSIA VLADIMIR PUTIN"), repaired("Head of the Mill FactionIvan Loomov")
        ('President of Russia Vladimir Putin', 'Head of the Mill Faction Ivan Loomov')
    """
    return ordinary_capitals(unglued(label))


def ordinary_capitals(label: str) -> str:
    """Correct wrong capitals in a label: `President OF RUSSIA`, `Speaker of The Mill Assembly`, `Russia’S`."""
    words = label.split(" ")
    if _CAPITALS.search(label) and any(map(is_shouted, words)):
        words = _without_shouting(words)
    if not _TITLED_LINKS.isdisjoint(words[1:]):
        words = _with_small_links(words)
    words = [_SPOILT_ACRONYMS.get(word, word) for word in words]
    fixed = " ".join(words)
    if "’S" in fixed or "'S" in fixed:
        fixed = _SHOUTED_ENDING.sub("s", fixed)
    return fixed[:1].upper() + fixed[1:] if fixed[:1].islower() and len(words) > 1 else fixed


def _with_small_links(words: list[str]) -> list[str]:
    """Words with links in small letters where their capitals are damage; those that begin a proper name stay.

    A capital in `Of` is damage, and so are those of all other links beside it; `And` and `For` are damaged after an
    office, `The` before a public body (`Chairman of The Mill Committee`, but `Editor of The Steppe Courier`).
    """
    is_broken = "Of" in words[1:]
    return [
        word.lower() if index and word in _TITLED_LINKS and (is_broken or _is_damaged(words, index)) else word
        for index, word in enumerate(words)
    ]


def _is_damaged(words: list[str], index: int) -> bool:
    """Whether the capital of a link is damage although `Of` has none."""
    if words[index] != "The":
        return is_office(words[index - 1])
    following = words[index + 1 : index + 1 + _LONGEST_BODY]
    end = next((place for place, word in enumerate(following) if not word[:1].isupper()), len(following))
    return words[index - 1] == "of" and not BODIES.isdisjoint(map(bare, following[:end]))


def _without_shouting(words: list[str]) -> list[str]:
    """Replace words in capitals by ordinary capitalisation if the capitals are damage; abbreviations are kept."""
    if not _SHOUTED_LINKS.isdisjoint(words) or (len(words) == 1 and len(words[0]) > _LEAST and words[0].isalpha()):
        return [_capitalised(word) for word in words]
    shouted = [is_shouted(word.strip(",")) and word.strip(",") not in ACRONYMS for word in words]
    begin = _shouted_name(words, shouted)
    if begin is None:
        return words
    return [
        _capitalised(word) if shouted[index] and (index >= begin or _is_known(word)) else word
        for index, word in enumerate(words)
    ]


def _shouted_name(words: list[str], shouted: list[bool]) -> int | None:
    """Index of the first word of a name in capitals: a word after a given name, or a given name before such a word."""
    for index in range(1, len(words)):
        if shouted[index] and "," not in words[index - 1]:
            before = words[index - 1]
            opens = is_family_name_first(before) and before.isupper()
            if opens or is_given_name(before) or INITIAL.fullmatch(before):
                return index - before.isupper()
    alone = len(words) == 2 and words[0].istitle() and shouted[1] and len(words[1]) > _LEAST
    return 1 if alone and not is_role_word(words[0]) else None


def _is_known(word: str) -> bool:
    return is_role_word(word.strip(",")) or is_country(word.strip(",")) or is_given_name(word)


def _capitalised(word: str) -> str:
    if word.lower() in _SMALL:
        return word.lower()
    if word.strip("(),") in ACRONYMS:
        return word
    return "-".join(part[:1] + part[1:].lower() if part.isupper() else part for part in word.split("-"))


def unglued(label: str) -> str:
    """A label with its glue undone: `VladimirPutin`, `FactionIvan Loomov`, `I.Loomov`, `Al Khalifaof Bahrain`.

    The comma before `Jr.` is left out too: it parts no role from the name.
    """
    if "." in label:
        label = _GLUED_INITIALS.sub(r"\1 ", label)
    label = _GLUED_MARK.sub(r"\g<0> ", label)
    if "," in label:
        label = _COMMA_BEFORE_ENDING.sub("", label)
    if _GLUE.search(label) or _GLUED_OFFICE.search(label):
        words = label.split(" ")
        label = " ".join(_parted(word, alone=len(words) == 1) for word in words)
    match = _GLUED_OF.search(label)
    if match and country_at_start(label[match.end() :]):
        return f"{label[: match.end(1)]} of {label[match.end() :]}"
    return label


def _parted(word: str, *, alone: bool) -> str:
    """Split a glued word if its first part ends an office or its second part is a given name."""
    if glued := _GLUED_OFFICE.fullmatch(word):
        return f"{glued[1]} {glued[2]}" if is_office(glued[1]) and is_given_name(glued[2]) else word
    parts = _GLUE.split(word)
    if len(parts) != 2 or min(map(len, parts)) < _LEAST:
        return word
    first, second = parts
    whole = second.capitalize() if second.isupper() else second
    if alone or is_office(first) or (len(first) > _LEAST and (is_given_name(second) or is_role_word(first))):
        return f"{first} {whole}" if alone or is_given_name(second) or second[1:].islower() else word
    return word
