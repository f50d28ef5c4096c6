"""What the paragraphs of a page's body are: labels, captions, pull quotes, headings, notes, narration, speech.

The text layouts do not mark these; the page itself testifies (FORMAT.md section 1, quirks 3 to 10). A first pass looks
at the words before each colon and at short paragraphs, a second lets the evidence of the whole page decide: labels that
repeat, names given in full elsewhere, words of the title that make a caption, sentences that stand twice. The last pass
walks through the body with one state, whether somebody is speaking, and yields the pieces.
The HTML reader knows most kinds from the markup and joins in at the last pass.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kzru_forums.blocks import BlockKind, Facts, Piece
from kzru_forums.labels import LONGEST_LABEL, Shape, is_appointment, is_role_word, looks_like
from kzru_forums.text import joined

_OPEN_ENDED = re.compile(r"(?:[\w\]%’'–—-]|(?<![.!?…])[)”“\"])\Z")
_CREDIT = re.compile(r"(?:\APhotos?|[.!]\s+Photos?)\s*:?\s*\S[^.!?]{0,80}\Z|\APhotos? by \S[^.!?]{0,80}\Z")
_SEPARATOR = re.compile(r"(?:\*\s*){3,}|_{3,}|-{3,}")
_OMISSION = re.compile(r"[<‹〈«\[(]\s*(?:…|\.\s*\.\s*\.)\s*[>›〉»\])]")
_HEADING = re.compile(
    r"(?:(?:Beginning|Opening|Excerpts?|Extracts?|Fragments?|Transcript|Speech(?:es)?|Address(?:es)?|(?:Opening|Concluding|Closing|Introductory|Final) "
    r"\w+|Remarks|Conversation|Press statements?|Statements?|Answers?|Meeting|Videoconference|Ceremony|Conclusion|"
    r"Joint|Greetings?|News conference|Press conference|Reply|Replies|Interview|Toast|Part [0-9IVX]+|Continuation|Discussion)\b)"
)
_OWN_HEADING = re.compile(r"(?:Beginning|Excerpts?|Extracts?|Fragments?|Transcript|Speech|Conversation|(?:Opening )?[Rr]emarks) (?!.*\. )")
_CAPTION_OPENING = re.compile(r"(?P<at>(?:With\b|(?:At|During)\b(?!.*, )))|(?:(?:Before|After|Following)\b(?!.*, )|Participants (?:in|of|at)|Meeting|Visit(?:ing)?|\w+ing)\b")
_OCCASION = re.compile(r",? (during|prior to|before|after) (?=(?:the |a |an )?\w)")
_NOTE = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)[.:]?|\[[^\[\]]*\][.:]?|<[^<>]{1,60}>")
_BARE_DIRECTION = re.compile(
    r"(?:The )?(?:(?:National|State) )*[Aa]nthems? [^.!?]*\b(?:is|are|was|were) (?:played|performed|sung)\.|"
    r"\(?To be continued\.?\)?\.?|(?:The )?\w+ (?:is|are) (?:shown|screened|played)\.|(?:Applause|Laughter|A minute of silence)\.?"
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”“\"’)]*\s+")
_QUOTES = "”“„«\""
_UNQUOTES = "”“»\""
_LONGEST_CAPTION = 300
_LONGEST_PULL_QUOTE = 900
_SHORTEST_PULL_QUOTE = 48
_PROBE = 40
_TOO_COMMON = 6
_COURTESY = re.compile(r"\b(?:[Tt]hank you|[Ww]elcome|[Gg]reet|[Cc]ongratulat|wish you)")
_IN_CAPTIONS = frozenset(
    """a aa an and at in on of for to the by with from via during before after following prior left right centre center
    foreground background first second third plenary expanded session meeting beginning end ceremony event part
    participants participant members member videoconference conference news press statement statements talks
    conversation visit visiting speech address interview opening closing photo tass ria novosti sputnik held his her
    their up it informal joint working moderator as""".split()
)
_NEVER_IN_CAPTIONS = frozenset(
    """i also took take takes we you he she they our my your me us is are was were be am have has had will would can could should must do
    does did not mr ms mrs let this that these those there here thank thanks please yes no welcome good hello""".split()
)


class Item:
    """A paragraph of the body on its way to become a piece; `kind` is None until something is known."""

    __slots__ = ("colon", "end", "facts", "kind", "start", "text")

    def __init__(self, kind: BlockKind | None, text: str, start: int, end: int, facts: Facts | None = None) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.facts = facts
        self.colon = -1
        """Offset of the colon in `text` where this is a label with its first paragraph."""

    @property
    def head(self) -> str:
        """The words before the first colon, empty where it is too far away."""
        colon = self.text.find(":", 0, LONGEST_LABEL)
        return self.text[:colon].rstrip() if colon > 0 else ""


def continues(last: str, line: str) -> bool:
    """Whether `line` goes on with the line before it, which a hover card broke (quirk 2)."""
    first = line[0]
    if first.isupper() or first.isdigit():
        return False
    if first in ",.:;?!)’']":
        return True
    if not _OPEN_ENDED.search(last):
        return False
    return first.islower() or (first in "(–—-" and not _is_direction(line))


def _is_direction(line: str) -> bool:
    """Whether a whole line is a stage direction, `(Applause.)`, not the end of a broken line, `(left)`."""
    return line[0] == "(" and line[-1] == ")" and line[1:2].isupper()


def join(item: Item, line: str, end: int) -> None:
    """Add a line that a hover card broke off to its paragraph."""
    item.text = joined(item.text, line)
    item.end = end


def mark(line: str) -> BlockKind | None:
    """Whether a line is a separator or the omission mark, in any of their spacings (quirk 17)."""
    if line[0] in "*_-" and len(line) <= 40 and _SEPARATOR.fullmatch(line):
        return BlockKind.SEPARATOR
    return BlockKind.OMISSION if len(line) <= 9 and _OMISSION.fullmatch(line) else None


def classify(items: Sequence[Item], persons: Iterable[str]) -> set[str]:
    """Mark labels and headings; returns the labels. `persons` are the tags at the foot.

    Items that stay without a kind are speech or narration: `pieces` knows which.
    """
    labels = _mark_labels(items, persons)
    _mark_headings(items)
    return labels


def mark_repeated_labels(items: Sequence[Item]) -> None:
    """Mark labels in plain type on a page that prints the same labels in bold elsewhere."""
    bold = {item.head for item in items if item.kind is BlockKind.LABEL}
    for item in items:
        if item.kind is None and item.head in bold:
            item.kind, item.colon = BlockKind.LABEL, item.text.index(":")


def mark_inserts(items: Sequence[Item], title: str, lead: Iterable[str], labels: Iterable[str]) -> None:
    """Mark what the editors of a page put between its paragraphs: captions and pull quotes."""
    _mark_captions(items, title, lead, labels)
    _mark_pull_quotes(items)


def _mark_labels(items: Sequence[Item], persons: Iterable[str]) -> set[str]:
    """Mark the items that open with a label; returns the labels."""
    heads = [(item, head) for item in items if item.kind is None and (head := item.head)]
    shapes = {head: looks_like(head) for _, head in heads}
    times = Counter(head for _, head in heads)
    known = {word for head, shape in shapes.items() if shape >= Shape.NAME for word in head.split()}
    known.update(word for tag in persons for word in tag.split())
    labels = set()
    for item, head in heads:
        shape = shapes[head]
        rest = item.text[len(head) :].lstrip(" :")
        if shape is Shape.WORD and (times[head] > 1 or head in known):
            shape = Shape.NAME
        if shape is Shape.OFFICE and not rest[:1].isupper() and times[head] == 1:
            continue
        if shape >= Shape.OFFICE and not (times[head] == 1 and is_appointment(head, rest)):
            item.kind, item.colon = BlockKind.LABEL, item.text.index(":")
            labels.add(head)
    return labels


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’s", "").replace("'s", ""))


def _mark_captions(items: Sequence[Item], title: str, lead: Iterable[str], labels: Iterable[str]) -> None:
    """Mark captions that stand without a counter (quirk 3)."""
    head = [title, *lead, *(item.text for item in items if item.kind is BlockKind.CAPTION)]
    printed = {text.rstrip(".") for text in head}
    headings = (item.text for item in items if item.kind is BlockKind.HEADING)
    known = {word for text in (*head, *labels, *headings) for word in _words(text)}
    at_head = True
    for item in items:
        if item.kind is None and len(item.text) <= _LONGEST_CAPTION:
            if _first_sentence(item.text) in printed or _is_caption(item.text, known, at_head):
                item.kind = BlockKind.CAPTION
                printed.add(_first_sentence(item.text))
                known.update(_words(item.text))
        at_head = at_head and item.kind in (BlockKind.CAPTION, BlockKind.COUNTER)


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".")


def _is_caption(text: str, known: set[str], at_head: bool) -> bool:
    """Whether a short paragraph is a caption: a phrase without a verb, made of words the page's head and labels know.

    Names and other capitalised words count as known where the phrase opens like a caption.
    """
    if "Photo" in text and _CREDIT.search(text):
        return True
    first, blank, _ = text.partition(" ")
    if text[-1] != "." or not blank or not text[0].isupper() or first.lower() in _NEVER_IN_CAPTIONS:
        return False
    words = _words(text)
    if not _NEVER_IN_CAPTIONS.isdisjoint(words):
        return False
    opens = _CAPTION_OPENING.match(text)
    if at_head and text.startswith("With ") and len(words) <= 30:
        return True
    telling = [word for word in words if word not in _IN_CAPTIONS]
    strange = [word for word in telling if word not in known]
    if opens:
        printed = set(_WORD.findall(text[1:]))
        strange = [word for word in strange if word in printed and not is_role_word(word)]
        if any(word.endswith("ed") for word in strange):
            return False
        return len(words) > 2 and len(strange) <= len(telling) // (4 if opens["at"] else 8)
    return len(telling) > 2 and len(strange) <= len(telling) // 10 or _shows_people(text)


def _shows_people(text: str) -> bool:
    """Whether a phrase names people and the occasion they are shown at (`…, right, during the talks.`)."""
    people, occasion, _ = _OCCASION.split(text, maxsplit=1) if _OCCASION.search(text) else (text, "", "")
    first = re.split(r",? and |, (?:left|right|centre)\b| \((?:left|right|centre)", people)[0].strip(" ,.")
    return bool(occasion) and looks_like(first) >= Shape.OFFICE


def _mark_pull_quotes(items: Sequence[Item]) -> None:
    """Mark paragraphs that repeat sentences of other ones (quirk 4)."""
    first = next((index for index, item in enumerate(items) if item.kind is BlockKind.LABEL), 0)
    spoken = [item for item in items[first:] if item.kind in (None, BlockKind.LABEL)]
    if _sentences_recur(spoken):
        for item in _repeating(spoken):
            item.kind = BlockKind.PULL_QUOTE
    for item in items:
        if item.kind is None and item.text[0] == "”" and item.text[-1] == "“":
            item.kind = BlockKind.PULL_QUOTE


def _spoken_text(item: Item) -> str:
    return item.text[item.colon + 1 :].strip(_QUOTES + " ")


def _sentences_recur(items: Iterable[Item]) -> bool:
    """Whether the beginning or end of a long sentence stands in two paragraphs: a cheap look before a thorough one."""
    seen: set[str] = set()
    for item in items:
        mine: set[str] = set()
        for sentence in _spoken_text(item).split(". "):
            if len(sentence) >= _SHORTEST_PULL_QUOTE:
                mine.update((sentence[:_PROBE], sentence[-_PROBE:]))
        if not mine.isdisjoint(seen):
            return True
        seen |= mine
    return False


def _repeating(items: Sequence[Item]) -> Iterator[Item]:
    """Paragraphs most of whose words, four by four, stand in other ones too, and which are the copy, not the speech.

    The copy is the one in quotation marks, or drawn from several paragraphs, or the shorter one, or the first.
    """
    grams = [_fours(_spoken_text(item)) for item in items]
    places: dict[tuple[str, ...], list[int]] = {}
    for index, mine in enumerate(grams):
        for gram in mine:
            places.setdefault(gram, []).append(index)
    ranks: dict[int, tuple[bool, bool, int, int]] = {}
    shares: dict[int, Counter[int]] = {}
    for index, item in enumerate(items):
        if not _may_be_pull_quote(item):
            continue
        common = [gram for gram in grams[index] if 1 < len(places[gram]) <= _TOO_COMMON]
        if len(common) >= 0.6 * len(grams[index]) > 3:
            shares[index] = Counter(other for gram in common for other in places[gram] if other != index)
            drawn = sum(times >= 0.08 * len(grams[index]) for times in shares[index].values())
            ranks[index] = (item.text[0] not in _QUOTES, drawn < 2, len(grams[index]), index)
    taken: set[int] = set()
    for index in sorted(ranks, key=ranks.__getitem__):
        sources = {other for other in shares[index] if other not in taken}
        left = sum(not sources.isdisjoint(places[gram]) for gram in grams[index])
        if left >= 0.6 * len(grams[index]):
            taken.add(index)
            yield items[index]


def _may_be_pull_quote(item: Item) -> bool:
    text = item.text
    return (
        item.kind is None
        and _SHORTEST_PULL_QUOTE <= len(text) <= _LONGEST_PULL_QUOTE
        and text[-1] in ".!…“”\""
        and _COURTESY.search(text) is None
    )


def _fours(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def _mark_headings(items: Sequence[Item]) -> None:
    """Mark phrases that stand before a label and behind a separator, or open like a heading.

    A full stop is no part of a heading, but some have one: there only where narration or a separator goes before.
    """
    following: BlockKind | None = None
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item.kind is None and following is BlockKind.LABEL and len(item.text) <= _LONGEST_CAPTION:
            before = items[index - 1].kind if index else BlockKind.CAPTION
            if _is_heading(item.text, before):
                item.kind = BlockKind.HEADING
        if item.kind is not BlockKind.OMISSION:
            following = item.kind


def _is_heading(text: str, before: BlockKind | None) -> bool:
    if text[-1] in "!?…,;:)”“":
        return False
    if text[-1] == ".":
        quiet = _NEVER_IN_CAPTIONS.isdisjoint(_words(text))
        return before in (None, BlockKind.SEPARATOR) and quiet and _OWN_HEADING.match(text) is not None
    return before is BlockKind.SEPARATOR or _HEADING.match(text) is not None


def pieces(text: str, items: Iterable[Item]) -> Iterator[Piece]:
    """The pieces of a body: labels apart from what follows them, and speech apart from narration (quirk 15)."""
    speaking = False
    for item in items:
        if item.kind is BlockKind.LABEL:
            speaking = True
            yield from _label(text, item)
        elif item.kind is None:
            yield Piece(_kind(item.text, speaking), item.text, item.start, item.end, item.facts)
        else:
            speaking = speaking and item.kind not in (BlockKind.SEPARATOR, BlockKind.HEADING)
            yield Piece(item.kind, item.text, item.start, item.end, item.facts)


def _kind(text: str, speaking: bool) -> BlockKind:
    if not speaking:
        return BlockKind.NARRATION
    if mark(text) is BlockKind.OMISSION:
        return BlockKind.OMISSION
    if text[0] in "([<" and _NOTE.fullmatch(text):
        return BlockKind.NOTE
    return BlockKind.NOTE if len(text) < 100 and _BARE_DIRECTION.fullmatch(text) else BlockKind.PARAGRAPH


def _label(text: str, item: Item) -> Iterator[Piece]:
    """A label with its colon, and the first paragraph where there is one."""
    behind = text.index(":", item.start) + 1
    yield Piece(BlockKind.LABEL, item.text[: item.colon].rstrip(), item.start, behind, item.facts)
    rest = item.text[item.colon + 1 :].lstrip()
    if rest:
        start = behind
        while text[start].isspace() or text[start] in "\u200b\u00ad\ufeff":
            start += 1
        yield Piece(_kind(rest, speaking=True), rest, start, item.end)


def is_heading_like(line: str) -> bool:
    """Whether a line opens as headings inside a transcript do."""
    return _HEADING.match(line) is not None
