"""Labels and headings in a body without markup: the page itself testifies (quirks 5, 6 and 9 of docs/format.md).

The words before each colon are judged by their shape; labels that repeat, names given in full elsewhere and the persons
tags at the foot decide where the shape leaves it open.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kzru_forums.pages.blocks import BlockKind
from kzru_forums.pages.inserts import is_quiet
from kzru_forums.pages.items import Item
from kzru_forums.speakers.labels import Shape, is_appointment, looks_like

_HEADING = re.compile(
    r"(?:Beginning|Excerpts?|Extracts?|Fragments?|Transcript|Speech(?:es)?|Address(?:es)?|Remarks|Conversation|"
    r"(?:Opening|Concluding|Closing|Introductory|Final) \w+|(?:Press )?[Ss]tatements?|Answers?|Meeting|Videoconference|"
    r"Ceremony|Conclusion|Joint|Greetings?|(?:News|Press) conference|Reply|Replies|Interview|Toast|Part [0-9IVX]+|"
    r"Continuation|Discussion)\b"
)
_OWN_HEADING = re.compile(
    r"(?:Beginning|Excerpts?|Extracts?|Fragments?|Transcript|Speech|Conversation|(?:Opening )?[Rr]emarks) (?!.*\. )"
)
_LONGEST_HEADING = 300


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


def _mark_labels(items: Sequence[Item], persons: Iterable[str]) -> set[str]:
    """Mark the items that open with a label; returns the labels."""
    heads = [(item, head) for item in items if item.kind is None and ":" in item.text and (head := item.head)]
    times = Counter([head for _, head in heads])
    shapes = {head: looks_like(head) for head in times}
    known = _known_words(shapes, persons) if Shape.WORD in shapes.values() else frozenset()
    labels = set()
    for item, head in heads:
        shape = shapes[head]
        if shape is Shape.WORD and (times[head] > 1 or head in known):
            shape = Shape.NAME
        if shape >= Shape.NAME or (shape is Shape.OFFICE and _is_office(head, item.text, times[head])):
            item.kind, item.colon = BlockKind.LABEL, item.text.index(":")
            labels.add(head)
    return labels


def _known_words(shapes: Mapping[str, Shape], persons: Iterable[str]) -> set[str]:
    """The words of the names that the page gives in full."""
    names = [head for head, shape in shapes.items() if shape >= Shape.NAME]
    return {word for name in (*names, *persons) for word in name.split()}


def _is_office(head: str, text: str, times: int) -> bool:
    """Whether an office before a colon speaks: it does so again, or with a capital and no list of appointments."""
    rest = text[len(head) :].lstrip(" :")
    return times > 1 or (rest[:1].isupper() and not is_appointment(head, rest))


def _mark_headings(items: Sequence[Item]) -> None:
    """Mark phrases that stand before a label and behind a separator, or open like a heading.

    A full stop is no part of a heading, but some have one: there only where narration or a separator goes before.
    """
    for label in [index for index, item in enumerate(items) if item.kind is BlockKind.LABEL]:
        index = label - 1
        while index >= 0 and items[index].kind is BlockKind.OMISSION:
            index -= 1
        if index >= 0 and items[index].kind is None and len(items[index].text) <= _LONGEST_HEADING:
            before = items[index - 1].kind if index else BlockKind.CAPTION
            if _is_heading(items[index].text, before):
                items[index].kind = BlockKind.HEADING


def _is_heading(text: str, before: BlockKind | None) -> bool:
    if text[-1] in "!?…,;:)”“":
        return False
    if text[-1] == ".":
        return before in (None, BlockKind.SEPARATOR) and _OWN_HEADING.match(text) is not None and is_quiet(text)
    return before is BlockKind.SEPARATOR or _HEADING.match(text) is not None


def is_heading_like(line: str) -> bool:
    """Whether a line opens as headings inside a transcript do."""
    return _HEADING.match(line) is not None
