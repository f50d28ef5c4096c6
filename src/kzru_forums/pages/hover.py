"""Hover cards: remains of the hidden cards of linked names and terms in converted pages.

On the site, a linked name has a card that repeats the name, family name first, and gives the post held when the page
was saved: `Nursultan Nazarbayev` becomes `Nursultan Nazarbayev Nazarbayev Nursultan President of Kazakhstan`, with or
without spaces and the post, and with the text of the image, which repeats the name. A card is recognised by this
structure, never by the person. The card of a term begins with `Background information` and repeats the term.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kzru_forums.facts.countries import country_of_adjective, is_country
from kzru_forums.pages.blocks import BlockKind
from kzru_forums.pages.draft import Edit
from kzru_forums.pages.furniture import ENGLISH, TERM_CARD
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import Shape, looks_like
from kzru_forums.speakers.names import PARTICLES
from kzru_forums.speakers.words import is_office, is_role_word
from kzru_forums.text import CLOSE

_UPPER = "A-Z\u00c0-\u00de\u0100-\u0130\u0139-\u017d\u018f\u0410-\u042f"
_NAME_WORD = rf"[^\W\d_]{{1,30}}(?:[’'-][^\W\d_]{{1,30}}){{0,3}}(?=[\s\[’'a{_UPPER}])"
_REPEATED = regex(
    rf"(?P<family>[a{_UPPER}](?:(?<!a)|l-[{_UPPER}]){_NAME_WORD}(?:[ \n]{_NAME_WORD}){{0,3}}?)"
    r"(?:[’']s?)?(?P<gap>[\s\[]{0,40})(?P<again>(?P=family))(?![a-zß-öø-ÿ])"
)
"""A name, or the family name at its end, followed by the same words again.

For speed, it begins with a set of letters, and the letter after a name is checked before the rest.
"""
_TWICE = regex(r" ([A-Z])(?=[a-z]+ \1)([a-z]+) \1\2")
_BEGINNING = 1500
_MOST_TAGS = 12
_FOOT = 2000
_GLUE = regex(r"(?<=[a-zß-öø-ÿ])(?=[A-Z])|(?<=[A-Z.][A-Z])(?=[A-Z][a-z])")
_WORD = regex(r"[^\s,;:!?()\[\]]+")
_LINKING = frozenset("of the and for to at de la – - &".split())
_ADDRESSES = frozenset({"Mr", "Ms", "Mrs", "Dr", "Madam"})
_FOLLOWING = frozenset(
    """a also am and answered are as asked at attended been but can chaired could delivered did discussed expressed for
    gave greeted had has have he held her his in informed is it made met not noted on opened participated replied
    reported said say says she spoke stressed that their they thanked told took visited was were who will with would
    about briefed congratulated emphasised in presented proposed described""".split()
)
"""Words that may follow the card of a name in running text, with or without a space."""
_LONGEST_CARD = 240
_BLANKS = regex(r"[\s\[\]]+")
_IN_BRACKETS = regex(r" ?\([A-Z]{2,8}\)")
_ACRONYM = regex(r"[^\n.;:!?]{2,90}?\([A-Z][A-Za-z]{1,9}\)")


class _Card(NamedTuple):
    """A card: the end of the linked words, and the end of the card."""

    name: tuple[str, ...]
    anchor_end: int
    names_end: int
    """End of the name that the card repeats."""
    end: int
    """End of the card."""
    is_certain: bool
    """Whether there is evidence for the end of the post besides its words."""


def may_have_cards(text: str) -> bool:
    """Whether a name may be followed by the same name, or the text contains the heading of a term's card."""
    return TERM_CARD in text or _REPEATED.search(text.replace("\u00a0", " ")) is not None


def may_be_copied(text: str) -> bool:
    """A quick check for cards in what looks like a copy from a browser: a name twice near its beginning, or a tag."""
    if _TWICE.search(text, 0, _BEGINNING):
        return True
    begin = text.rfind(f"\n{ENGLISH.persons}\n", max(0, len(text) - _FOOT))
    tags = text[begin + len(ENGLISH.persons) + 2 :].split("\n", _MOST_TAGS)[:-1] if begin >= 0 else []
    # A tag gives the family name first, which is rare elsewhere.
    return any(" " in tag and text.find(tag, 0, begin) >= 0 and _follows_family(tag, text) for tag in tags)


def _follows_family(tag: str, text: str) -> bool:
    """Whether a family name is followed by the complete name, family name first."""
    family = tag.partition(" ")[0]
    return any(f"{family}{gap}{tag}" in text for gap in (" ", "", "\n"))


def hover_cards(text: str) -> list[Edit]:
    """Edits that remove the hover cards of a text."""
    posts: dict[tuple[str, ...], str] = {}
    cards = list(_cards(text))
    for card in cards:
        post = " ".join(text[card.names_end : card.end].split())
        if card.is_certain and len(post) > len(posts.get(card.name, "")):
            posts[card.name] = post
    edits, done = [], 0
    for card in cards:
        if card.anchor_end < done:
            continue
        end = card.end if card.is_certain else _known_end(text, card, posts.get(card.name, ""))
        if (seam := _seam(text, card)) is not None and seam >= done:
            edits.append(Edit(seam, seam, " "))
        edits.append(_removed(text, card.anchor_end, end))
        done = edits[-1].end
    return sorted([*edits, *_terms(text, edits)])


def _seam(text: str, card: _Card) -> int | None:
    """Offset at which the linked name is joined to the word before it; None if it is not."""
    start = card.anchor_end
    for word in reversed([*card.name[1:], card.name[0]]):
        start = text.rfind(word, max(0, start - len(word) - 2), start)
        if start < 0:
            return None
    return start if start and text[start - 1].isalnum() else None


def _removed(text: str, start: int, end: int) -> Edit:
    """The edit that removes a card and keeps the spacing between the linked words and the following text."""
    after = end
    while after < len(text) and text[after] in " \u00a0\t\n" and after - end < 40:
        after += 1
    behind = text[after : after + 3]
    if CLOSE.match(behind):
        return Edit(start, after, "", BlockKind.HOVER_CARD)
    gap = text[end:after]
    if "\n" in gap and not behind[:1].islower():
        return Edit(start, end, "", BlockKind.HOVER_CARD)
    return Edit(start, after, " " if behind else "", BlockKind.HOVER_CARD)


def _cards(text: str) -> Iterator[_Card]:
    plain = text.replace("\u00a0", " ")
    at = 0
    while found := _REPEATED.search(plain, at):
        names_end, name = _names_end(text, found) or (0, ())
        if not names_end:
            at = found.start() + 1
            while at < len(text) and text[at - 1 : at + 1].isalpha():
                at += 1
            continue
        end, is_certain = _post_end(text, names_end)
        yield _Card(name, found.end("family"), names_end, end, is_certain)
        at = end


def _names_end(text: str, found: re.Match[str]) -> tuple[int, tuple[str, ...]] | None:
    """The end of the name in a card, and its words; None if the words are repeated by chance."""
    family = tuple(found["family"].split())
    end = found.end()
    given = _given_before(text, found.start())
    follows = _words_at(text, end, 4)
    for size in range(min(len(given), len(follows)), 0, -1):
        mine, theirs = given[-size:], [word for word, _ in follows[:size]]
        if all(_alike(one, other) for one, other in zip(mine, theirs, strict=True)):
            end = follows[size - 1][1] - _overlap(mine[-1], theirs[-1])
            return _repeated_end(text, end, (*family, *mine)), (*family, *mine)
    before = given[-1:] or [""]
    is_alone = before[0].rstrip(".") in _ADDRESSES or not (before[0][:1].isupper() or _is_no_name(family[0]))
    if len(family) == 1 and follows and is_alone:
        word, stop = follows[0]
        given_name = _first_name(word)
        if given_name:
            end = stop - (len(word) - len(given_name))
            return _repeated_end(text, end, (*family, given_name)), (*family, given_name)
    if len(family) > 1 and not any(map(is_role_word, family)) and all(word[0].isupper() for word in family):
        end = _repeated_end(text, end, family)
        return (end, family) if _post_end(text, end)[0] > end or text[end : end + 2].lstrip()[:1] == ":" else None
    return None


def _is_no_name(word: str) -> bool:
    """Whether a word that is repeated ends one role, or one sentence, and begins the next."""
    return is_role_word(word) or is_country(word)


def _alike(one: str, other: str) -> bool:
    """Whether a given name is repeated, possibly joined to other words or with a slightly different spelling."""
    if other.startswith(one):
        return True
    shared, other = 0, _GLUE.split(other)[0]
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= 3 and abs(len(one) - len(other)) <= 2


def _overlap(name: str, word: str) -> int:
    """Length of the part of a word that is joined to the name at its beginning."""
    return len(word) - len(name if word.startswith(name) else _GLUE.split(word)[0])


def _first_name(word: str) -> str:
    """The given name at the beginning of a word that is joined to a post or another word; empty for other words."""
    word = next((word[:cut] for cut in range(3, len(word) - 1) if word[cut:] in _FOLLOWING), word)
    for index in range(2, len(word)):
        if word[index].isupper() and word[index - 1].islower() and is_role_word(word[index:]):
            word = word[:index]
            break
    plain = word.replace("-", "").replace("’", "")
    return word if plain.isalpha() and word[0].isupper() and len(word) > 1 and not is_role_word(word) else ""


def _given_before(text: str, start: int) -> list[str]:
    """Up to three words of a name directly before an offset."""
    words = text[max(0, start - 80) : start].rsplit("\n\n", maxsplit=1)[-1].rsplit(None, 4)
    given: list[str] = []
    for raw in reversed(words[-4:]):
        word = re.split(r"[\](\[“\"]", raw)[-1]
        parts = _GLUE.split(word)
        names = [part for part in parts if part and not is_office(part) and (part[0].isupper() or part in PARTICLES)]
        if not names or word[-1] in ",;:!?)":
            break
        given[:0] = names if len(names) == len(parts) else names[-1:]
        if len(parts) > 1:
            break
    return given


def _words_at(text: str, start: int, number: int) -> list[tuple[str, int]]:
    """The next words and their ends, up to a bracket or the end of a sentence."""
    found: list[tuple[str, int]] = []
    at = start
    while len(found) < number:
        while at < len(text) and text[at].isspace() and at - start < 300:
            at += 1
        word = _WORD.match(text, at, at + 60)
        if not word:
            break
        found.append((word[0], word.end()))
        at = word.end()
    return found


def _repeated_end(text: str, end: int, name: tuple[str, ...]) -> int:
    """The end of the last repetition of the name; the text of the image precedes the card."""
    pattern = regex(r"[\s\]\[]{0,40}" + r"\s+".join(map(re.escape, name)))
    while again := pattern.match(text, end):
        end = again.end()
    return end + 1 if text[end : end + 1] == "]" else end


def _post_end(text: str, start: int) -> tuple[int, bool]:
    """The end of the post after the name in a card, and whether that is certain."""
    is_glued = start < len(text) and text[start].isupper()
    begin = start
    while begin < len(text) and text[begin] in " \u00a0\t\n" and begin - start < 40:
        begin += 1
    rest = text[begin : begin + _LONGEST_CARD]
    if not rest or not rest[0].isupper():
        return start, True
    if text[start] == "\n":
        line = rest.partition("\n")[0].rstrip()
        is_post = _is_post(line) and line[-1] not in ".!?:"
        return (begin + len(line), True) if is_post else (start, True)
    label = _label_rest(rest)
    if label and _is_post(label):
        acronym = _IN_BRACKETS.match(rest, len(label))
        return begin + (acronym.end() if acronym else len(label)), True
    length = _post_length(rest)
    if not length or not (is_glued or _is_post(rest[:length])):
        return start, not is_glued
    return begin + length, False


def _is_post(words: str) -> bool:
    """Whether words are a post: they include an office, or all of them occur in offices and organisations."""
    tokens = [token.strip(",()") for token in words.split()]
    return any(is_office(token) for token in tokens if token) or (
        len(tokens) <= 12 and sum(is_role_word(token) for token in tokens if token) * 2 >= len(tokens)
    )


def _label_rest(rest: str) -> str:
    """The words up to the colon or bracket that ends a label; empty if a sentence continues."""
    colon = rest.find(":")
    if colon < 0:
        return ""
    if "\n" in rest[:colon].rstrip():
        return ""
    words = re.split(r"\s?\(", rest[:colon], maxsplit=1)[0].rstrip()
    strange = sum(
        not (token[0].isupper() or token[0].isdigit() or token in _LINKING or is_role_word(token))
        for token in words.split()
    )
    is_label = not re.search(r"[.!?;]\s|, [a-z]|\u00a0", words) and strange <= len(words.split()) // 6
    return words if is_label and not _FOLLOWING & set(words.split()) - _LINKING else ""


def _post_length(rest: str) -> int:
    """Length of the post at the beginning of a text: words of offices and names of bodies up to any other word."""
    end = last = 0
    for found in _WORD.finditer(rest):
        word = found[0]
        between = rest[end : found.start()]
        if end and not _goes_on(between, rest, found):
            break
        if "\n" in between or "\u00a0" in between:  # cards contain only plain spaces
            break
        stripped = word.rstrip(".")
        glued = _glued_length(word)
        if glued:
            return found.start() + glued
        if word in _LINKING:
            end = found.end()
        elif word[0].isupper() or is_role_word(word) or word[0].isdigit():
            end = last = found.start() + len(stripped)
            if stripped != word and found.end() < len(rest) and rest[found.end()].isspace():
                break
        else:
            break
    return last


def _goes_on(between: str, rest: str, word: re.Match[str]) -> bool:
    """Whether a post continues after the text between two of its words: after a comma, only in a list."""
    if not between.strip():
        return True
    behind = rest[word.start() : word.start() + 60].split()
    return between.strip() == "," and word[0][0].isupper() and "and" in behind[1:4] and not is_office(word[0])


def _glued_length(word: str) -> int:
    """Length of the last word of a post to which the next word of the sentence is joined; 0 if none is."""
    if is_role_word(word) or country_of_adjective(word):
        return 0
    for cut in range(len(word) - 2, 2, -1):
        known = is_role_word(word[:cut]) or is_country(word[:cut]) or word[cut - 2 : cut].isupper()
        if word[cut:] in _FOLLOWING and known:
            return cut
    for cut in range(len(word) - 3, 3, -1):
        if word[cut:].islower() and (is_country(word[:cut]) or is_role_word(word[:cut])):
            return cut
    return 0


def _known_end(text: str, card: _Card, post: str) -> int:
    """The end of a card whose post also occurs in another card on the page."""
    if not post:
        return card.end
    found = regex(r"\s*" + r"\s+".join(map(re.escape, post.split()))).match(text, card.names_end)
    return found.end() if found else card.end


def _terms(text: str, cards: list[Edit]) -> Iterator[Edit]:
    """Edits that remove the cards of terms: a heading, and the term again."""
    taken = {edit.start for edit in cards}
    at = text.find(TERM_CARD)
    while at >= 0:
        begin = at + len(TERM_CARD)
        while begin < len(text) and text[begin].isspace() and begin - at < 80:
            begin += 1
        start = at
        while start and text[start - 1].isspace():
            start -= 1
        end = _term_end(text, start, begin)
        if start not in taken and start:
            yield _removed(text, start, end)
        at = text.find(TERM_CARD, end)


def _term_end(text: str, anchor_end: int, begin: int) -> int:
    """The end of a term that repeats the linked words, or explains them with an acronym in brackets."""
    if found := _ACRONYM.match(text, begin):
        return found.end()
    linked = " ".join(text[max(0, anchor_end - 120) : anchor_end].split()).lower()
    linked = linked.removesuffix("’s").removesuffix("'s")
    term = text[begin : begin + 120].replace("\u00a0", " ").replace("\n", " ").lower()
    for length in range(min(len(linked), len(term)), 1, -1):
        if term.startswith(linked[-length:]):
            return begin + length
    line = text[begin : begin + 120].partition("\n")[0]
    return begin + (len(line.rstrip()) if len(line) < 120 else len(line.split()[0]))


def posts_in_labels(text: str) -> list[Edit]:
    """Edits that remove cards with only a post: `Minister of Looms Ivan Loomov Deputy Minister of Spindles: …`."""
    edits: list[Edit] = []
    at = 0
    for line in text.split("\n"):
        head = line[:_LONGEST_CARD].partition(":")[0]
        if len(head) < len(line) and (cut := _second_post(head)):
            end = len(head.partition(" (")[0].rstrip())
            if end > cut:
                edits.append(_removed(text, at + cut, at + end))
        elif len(head) < len(line) and (half := _half(re.split(r"\s?\(", head)[0].rstrip())):
            edits.append(_removed(text, at + half, at + len(re.split(r"\s?\(", head)[0].rstrip())))
        at += len(line) + 1
    return edits


def _half(head: str) -> int:
    """Length of a label that is followed by the same words once or twice; 0 for any other label."""
    squeezed = _BLANKS.sub("", head)
    for times in (2, 3):
        part, rest = divmod(len(squeezed), times)
        if not rest and part > 5 and squeezed == squeezed[:part] * times:
            return next(place for place in range(part, len(head)) if len(_BLANKS.sub("", head[:place])) == part)
    return 0


def _second_post(head: str) -> int:
    """Offset of a post that follows a role and a name without a comma; 0 if there is none."""
    if "," in head.partition(" (")[0]:
        return 0
    for word in re.finditer(r"(?<=[^\W\d_])(?:\s+|(?<=[a-z]))(?=[A-Z])", head):
        rest = head[word.end() :]
        first = rest.split()[0]
        if is_office(first) or first in ("Deputy", "First", "Presidential", "Federal", "State"):
            before = head[: word.start()]
            if looks_like(before) is Shape.FULL and looks_like(rest) is Shape.OFFICE:
                return word.start()
    return 0
