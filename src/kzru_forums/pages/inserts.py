"""Captions and pull quotes, which the editors insert between paragraphs (quirks 3 and 4 of docs/format.md).

Neither is marked in page text, so they are recognised from the rest of the page. A caption is a phrase without a verb
whose words occur in the head of the page and in its labels; a pull quote repeats other paragraphs. The HTML reader does
not need this module, because markup identifies both.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter

from kzru_forums.pages.blocks import BlockKind
from kzru_forums.pages.items import Item
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import Shape, looks_like
from kzru_forums.speakers.words import is_role_word

_CREDIT = regex(r"(?:\A|[.!]\s+)Photos?\s*(?::|\b(?:by|courtesy|credit)\b)\s*\S[^.!?]{0,80}\Z")
_OPENING = regex(
    r"(?P<at>(?:With\b|(?:At|During)\b(?!.*, )))|"
    r"(?:(?:Before|After|Following)\b(?!.*, )|Participants (?:in|of|at)|Meeting|Visit(?:ing)?|\w+ing)\b"
)
_EVENT = (
    "meeting|talks|session|ceremony|forum|summit|conference|exhibition|reception|opening|parade|presentation|congress|"
    "council|gala|linkup|rally|match|event|review|consultations|conversation|concert|festival|lesson|service|dinner"
)
_EVENTS = regex(rf"\b(?:{_EVENT})s?\b", re.IGNORECASE)
_OCCASION = regex(
    rf" (during|prior to|before|after|following|ahead of|at(?= [^,.]{{0,90}}\b(?:{_EVENT})s?\b))"
    r" (?=(?:the |a |an )?\w)"
)
"""Words between people and the occasion in a caption."""
_POSITIONS = regex(
    r"\b(?:[Ff]rom (?:the )?(?:left|right)|[Ll]eft to right"
    r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ar) (?:from )?(?:the )?(?:left|right))\b"
    r"|\((?:[a-z]+ )?(?:left|right|cent(?:re|er))\)|, (?:[a-z]+ )?(?:left|right|cent(?:re|er))(?:,|\.\Z)"
)
"""Positions of people in a photograph."""
_FIRST_PERSON = frozenset("i we our my me us you your".split())
_OF_FIRST_PERSON = frozenset({" we ", " you ", " our "})
"""The matches of `_IN_MOST_SENTENCES` with a word of the first or second person."""
_LONGEST_CREDIT = 100
"""Characters from the word `Photo` to the end of a caption with a credit."""
_PHRASE = regex(r"(?:With|At|During|Before|After|Following|Ahead of|Prior to|On the sidelines of)\b")
_WORD = regex(r"[^\W_]+(?:[’'-][^\W_]+)*")
_QUOTES = '”“„«" '
# Hashes of four consecutive words; a collision would have to occur in most of a paragraph to cause an error.
_Grams = set[int]
_LONGEST_CAPTION = 300
_LONGEST_PULL_QUOTE = 900
_SHORTEST_PULL_QUOTE = 48
_PROBE = 40
_START = itemgetter(slice(1, _PROBE))
_END = itemgetter(slice(-_PROBE, None))
_TOO_COMMON = 6
_LONGEST_PAGE = 2_000_000
"""Characters of speech; the longest known page has 80,000."""
_COURTESY = regex(r"\b(?:[Tt]hank you|[Ww]elcome|[Gg]reet|[Cc]ongratulat|wish you)")
_IN_CAPTIONS = frozenset(
    """a aa an and at in on of for to the by with from via during before after following prior left right centre center
    foreground background first second third plenary expanded session meeting beginning end ceremony event part
    participants participant members member videoconference conference news press statement statements talks
    conversation visit visiting speech address interview opening closing photo tass ria novosti sputnik his her
    their up it informal joint working moderator as""".split()
)
_NEVER_IN_CAPTIONS = frozenset(
    """i also took take takes we you he she they our my your me us is are was were be am have has had will would can
    could should must do does did not mr ms mrs let this that these those there here thank thanks please yes no welcome
    good hello attended began chaired gave held made met said saw spoke told took visited went""".split()
)
_IN_MOST_SENTENCES = regex(" (?:is|we|you|our|will|are|was|have|this|would|also|has|be|were) ")
"""The words of `_NEVER_IN_CAPTIONS` that occur in most sentences, which are faster to find than all."""
_CAPTION, _LABEL, _HEADING = BlockKind.CAPTION, BlockKind.LABEL, BlockKind.HEADING
"""Members that loops compare: to look one up in its enumeration takes longer than to compare it."""
_AT_HEAD = frozenset({_CAPTION, BlockKind.COUNTER})


def mark_inserts(items: Sequence[Item], title: str, lead: Iterable[str], labels: Iterable[str]) -> None:
    """Mark insertions by the editors between paragraphs: captions and pull quotes."""
    _mark_captions(items, title, lead, labels)
    _mark_pull_quotes(items)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’s", "").replace("'s", ""))


def _mark_captions(items: Sequence[Item], title: str, lead: Iterable[str], labels: Iterable[str]) -> None:
    """Mark captions without a counter (quirk 3)."""
    head = [title, *lead, *[item.text for item in items if item.kind is _CAPTION]]
    printed = {text.rstrip(".") for text in head}
    above: dict[str, tuple[str, ...]] = {}
    for text in filter(None, printed):
        above[text[0]] = (*above.get(text[0], ()), text)
    short = [item for item in items if item.kind is None and len(item.text) <= _LONGEST_CAPTION]
    phrases = [item for item in short if _may_be_caption(item.text, above)]
    if not phrases:
        return
    headings = [item.text for item in items if item.kind is _HEADING]
    known = "\n".join((*head, *labels, *headings)).lower()
    first = next((index for index, item in enumerate(items) if item.kind not in _AT_HEAD), 0)
    for item in phrases:
        at_head = first < len(items) and item is items[first]
        if at_head and first and item.text == items[first - 1].text:
            continue  # A paragraph may repeat the caption above it (quirk 14).
        if _first_sentence(item.text) in printed or _is_caption(item.text, known, at_head):
            item.kind = BlockKind.CAPTION
            printed.add(_first_sentence(item.text))
            known = f"{known}\n{item.text.lower()}"
            first += at_head


def _may_be_caption(text: str, above: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a paragraph is a phrase without a verb or pronoun, or begins like text above it, given by its letter."""
    word = _IN_MOST_SENTENCES.search(text)
    if (
        not word
        and text[-1] == "."
        and text[0].isupper()
        and " " in text
        and _NEVER_IN_CAPTIONS.isdisjoint(text.lower().split())
    ):
        return True
    if text.startswith(above.get(text[0], ())) or _has_credit(text):
        return True
    return not (word and word[0] in _OF_FIRST_PERSON) and _gives_positions(text)


def _has_credit(text: str) -> bool:
    """Whether a paragraph ends with the credit of a photograph."""
    return "Photo" in text[-_LONGEST_CREDIT:] and _CREDIT.search(text) is not None


def _gives_positions(text: str) -> bool:
    """Whether a paragraph gives positions of people in a photograph: `(left)`, `From left: …`."""
    if not ("left" in text or "right" in text or "cent" in text):
        return False
    is_phrase = text[0].isupper() and text[-1] not in "?!:;," and _FIRST_PERSON.isdisjoint(text.lower().split())
    return is_phrase and _POSITIONS.search(text) is not None


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".")


def _is_caption(text: str, known: str, at_head: bool) -> bool:
    """Whether a phrase is a caption: it describes a photo, or its words occur in the head of the page and in labels.

    Names and other capitalised words count as known if the phrase begins like a caption.
    """
    if _has_credit(text) or _gives_positions(text):
        return True
    words = _words(text)
    if text[-1] != "." or not _NEVER_IN_CAPTIONS.isdisjoint(words):
        return False
    opens = _OPENING.match(text)
    if at_head and text.startswith("With ") and len(words) <= 30:
        return True
    telling = [word for word in words if word not in _IN_CAPTIONS]
    if opens:
        printed = set(_WORD.findall(text[1:]))
        strange = [word for word in _unknown(telling, known) if word in printed and not is_role_word(word)]
        if any(word.endswith("ed") for word in strange):
            return False
        return len(words) > 2 and len(strange) <= len(telling) // (4 if opens["at"] else 8)
    return (len(telling) > 2 and _are_known(telling, known)) or _shows_people(text) or _is_phrases(text)


def _are_known(words: Sequence[str], text: str) -> bool:
    """Whether nearly all words occur in a text."""
    most = len(words) // 10
    # Most phrases have words that do not even occur inside another one, which is faster to find out.
    strange = islice((word for word in words if word not in text), most + 1)
    return len(list(strange)) <= most and len(_unknown(words, text)) <= most


def _unknown(words: Iterable[str], text: str) -> list[str]:
    known = set(_words(text))
    return [word for word in words if word not in known]


def _shows_people(text: str) -> bool:
    """Whether a phrase names people and an occasion (`…, right, during the talks.`)."""
    found = _OCCASION.search(text)
    if not found:
        return False
    people = text[: found.start()].removesuffix(",")
    first = re.split(r",? and |, (?:left|right|centre)\b| \((?:left|right|centre)", people)[0].strip(" ,.")
    least = Shape.NAME if found[1] == "at" else Shape.OFFICE
    return looks_like(first) >= least or looks_like(people) >= Shape.NAME


def _is_phrases(text: str) -> bool:
    """Whether a paragraph of several sentences consists only of people and occasions."""
    sentences = text.rstrip(".").split(". ")
    return len(sentences) > 1 and all(
        _PHRASE.match(sentence) or looks_like(sentence) >= Shape.NAME or _shows_people(f"{sentence}.")
        for sentence in sentences
    )


def _mark_pull_quotes(items: Sequence[Item]) -> None:
    """Mark paragraphs that repeat sentences of other paragraphs (quirk 4)."""
    first = next((index for index, item in enumerate(items) if item.kind is _LABEL), 0)
    spoken = [item for item in items[first:] if item.kind is None or item.kind is _LABEL]
    # What is longer than any page is many pages that nothing parts, and a look at it would take much memory.
    if spoken and spoken[-1].end - spoken[0].start <= _LONGEST_PAGE:
        texts = [item.text[item.colon + 1 :].strip(_QUOTES) for item in spoken]
        recurring = _recurring(texts)
        if recurring and any(
            item.kind is None and _recurs(text, recurring) for item, text in zip(spoken, texts, strict=True)
        ):
            for item in _repeating(spoken, texts):
                item.kind = BlockKind.PULL_QUOTE
    for item in [item for item in items if item.text[0] == "”"]:
        if item.text[-1] == "“" and item.kind is None:
            item.kind = BlockKind.PULL_QUOTE


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in text.split(".") if len(sentence) >= _SHORTEST_PULL_QUOTE]


def _recurring(texts: Iterable[str]) -> set[str]:
    """The beginnings and ends of long sentences that occur more than once; few pages without pull quotes have any."""
    sentences = _sentences(" " + ". ".join(texts))
    probes = [*map(_START, sentences), *map(_END, sentences)]
    if len(set(probes)) == len(probes):
        return set()  # A start and an end are never equal, as they differ in length.
    return {probe for probe, times in Counter(probes).items() if times > 1}


def _recurs(text: str, recurring: Container[str]) -> bool:
    """Whether most of the long sentences in a paragraph occur more than once."""
    sentences = _sentences(f" {text}")
    known = sum(sentence[1:_PROBE] in recurring or sentence[-_PROBE:] in recurring for sentence in sentences)
    return 2 * known > len(sentences)


def _repeating(items: Sequence[Item], texts: Iterable[str]) -> Iterator[Item]:
    """Yield paragraphs that are copies: most of their sequences of four words occur in other paragraphs too.

    Of two such paragraphs, the copy is the one in quotation marks, or drawn from several paragraphs, or the shorter, or
    the first.
    """
    grams = [_fours(text) for text in texts]
    several = _in_several(grams)
    copies = [
        index
        for index, item in enumerate(items)
        if item.kind is None and _is_most(len(grams[index] & several), grams[index]) and _may_be_pull_quote(item.text)
    ]
    places = _places(grams, copies)
    taken: set[int] = set()
    for index in sorted(copies, key=lambda index: _rank(index, items[index], grams[index], places)):
        taken.add(index)
        left = sum(not taken.issuperset(places[gram]) for gram in grams[index])
        if _is_most(left, grams[index]):
            yield items[index]
        else:
            taken.remove(index)


def _in_several(grams: Iterable[_Grams]) -> _Grams:
    """The grams that occur in more than one paragraph."""
    seen: _Grams = set()
    several: _Grams = set()
    for mine in grams:
        several |= mine & seen
        seen |= mine
    return several


def _is_most(number: int, grams: _Grams) -> bool:
    return number >= 0.6 * len(grams) > 3


def _places(grams: Sequence[_Grams], copies: Iterable[int]) -> dict[int, list[int]]:
    """For the grams of possible copies, the paragraphs that contain them, as many as needed to distinguish them."""
    wanted = set().union(*(grams[copy] for copy in copies))
    places: dict[int, list[int]] = {gram: [] for gram in wanted}
    for index, mine in enumerate(grams):
        for gram in mine & wanted:
            if len(places[gram]) < _TOO_COMMON:
                places[gram].append(index)
    return places


def _rank(index: int, item: Item, grams: _Grams, places: Mapping[int, Sequence[int]]) -> tuple[bool, bool, int, int]:
    shared = Counter(other for gram in grams for other in places[gram] if other != index)
    drawn = sum(times >= 0.08 * len(grams) for times in shared.values())
    return item.text[0] not in _QUOTES, drawn < 2, len(grams), index


def _may_be_pull_quote(text: str) -> bool:
    return (
        _SHORTEST_PULL_QUOTE <= len(text) <= _LONGEST_PULL_QUOTE
        and text[-1] in '.!…“”"'
        and _COURTESY.search(text) is None
    )


def _fours(text: str) -> _Grams:
    words = text.lower().split()
    return set(map(hash, zip(words, words[1:], words[2:], words[3:], strict=False)))


def names_event(text: str) -> bool:
    """Whether a phrase contains a word for an event, such as a meeting or a ceremony."""
    return _EVENTS.search(text) is not None


def is_quiet(text: str) -> bool:
    """Whether a phrase contains none of the verbs and pronouns that occur in sentences but not in captions."""
    return _NEVER_IN_CAPTIONS.isdisjoint(_words(text))
