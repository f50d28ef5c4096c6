"""Labels and headings in a body without markup (quirks 5, 6 and 9 of docs/format.md).

The words before each colon are judged by their shape. If the shape is not conclusive, repeated labels, complete names
elsewhere on the page and the persons tags decide.
"""

from collections.abc import Iterable, Mapping, Sequence

from kzru_forums.model import StatementKind
from kzru_forums.pages.blocks import BlockKind
from kzru_forums.pages.inserts import is_quiet, names_event
from kzru_forums.pages.items import Item
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import LONGEST_LABEL, Shape, is_appointment, looks_like, parse
from kzru_forums.speakers.unmarked import end_of_unmarked_label

_HEADING = regex(
    r"(?:Beginning|Excerpts?|Extracts?|Fragments?|Transcript|Speech(?:es)?|Address(?:es)?|Remarks|Conversation|"
    r"(?:Opening|Concluding|Closing|Introductory|Final) \w+|(?:Press )?[Ss]tatements?|Answers?|Meeting|Videoconference|"
    r"Ceremony|Conclusion|Joint|Greetings?|(?:News|Press) conference|Reply|Replies|Interview|Toast|Part [0-9IVX]+|"
    r"Continuation|Discussion)\b"
)
_OWN_HEADING = regex(
    r"(?:Beginning|Excerpts?|Extracts?|Fragments?|Transcript|Speech|Conversation|(?:Opening )?[Rr]emarks) (?!.*\. )"
)
_POLITE = regex(r"(?:Mr|Mrs|Ms|Miss)\.? [^\W\d_a-z][\w’'-]+")
_LABEL, _OMISSION = BlockKind.LABEL, BlockKind.OMISSION
_NAME, _WORD, _OFFICE = Shape.NAME, Shape.WORD, Shape.OFFICE
"""Members that loops compare: to look one up in its enumeration takes longer than to compare it."""
_LONGEST_HEADING = 300
_LONGEST_BRACKET = 160


def classify(items: Sequence[Item], persons: Iterable[str]) -> set[str]:
    """Mark labels and headings; return the labels. `persons` are the tags at the end of the page.

    Items without a kind are speech or narration; `pieces` determines which.
    """
    labels = _mark_labels(items, persons)
    _mark_headings(items)
    return labels


def mark_repeated_labels(items: Sequence[Item]) -> None:
    """Mark labels in plain type if the page prints the same labels in bold elsewhere."""
    bold = {item.head for item in items if item.kind is _LABEL}
    for item in items:
        if item.kind is None and ":" in item.text and ((head := item.head) in bold or looks_like(head) >= _NAME):
            item.kind, item.colon = _LABEL, item.text.index(":")


def _mark_labels(items: Sequence[Item], persons: Iterable[str]) -> set[str]:
    """Mark the items that begin with a label; return the labels."""
    heads = [
        (item, colon, item.text[:colon].rstrip())
        for item in items
        if item.kind is None and (colon := item.text.find(":", 0, LONGEST_LABEL)) > 0
    ]
    times: dict[str, int] = {}  # A Counter of so few takes longer.
    for _, _, head in heads:
        times[head] = times.get(head, 0) + 1
    shapes = {head: _shape(head) for head in times}
    if "A" in shapes and not any(parse(head).statement is StatementKind.QUESTION for head in shapes):
        shapes["A"] = Shape.NONE  # the first of several choices
    known = _known_words(shapes, persons) if Shape.WORD in shapes.values() else frozenset()
    labels = set()
    for item, colon, head in heads:
        shape = shapes[head]
        if shape is _WORD and (times[head] > 1 or _family_name(head) in known):
            shape = _NAME
        if shape >= _NAME or (shape is _OFFICE and _is_office(head, item.text, times[head])):
            item.kind, item.colon = _LABEL, colon
            labels.add(head)
    if labels:
        _mark_unmarked(items, labels)
    return labels


def _shape(head: str) -> Shape:
    """The shape of a label; a polite title before a family name adds nothing to it."""
    return Shape.WORD if head[0] == "M" and _POLITE.fullmatch(head) else looks_like(head)


def _family_name(head: str) -> str:
    return head.rpartition(" ")[2] if _POLITE.fullmatch(head) else head


def _mark_unmarked(items: Sequence[Item], labels: set[str]) -> None:
    """Mark labels without a colon below the first label, recognised by a bracket or by another label."""
    openings = tuple(labels)
    letters = {label[0] for label in labels}
    first = next(index for index, item in enumerate(items) if item.kind is _LABEL)
    for item in [item for item in items[first:] if item.kind is None]:
        text = item.text
        is_repeated = text[0] in letters and text.startswith(openings)
        may_be = is_repeated or ("(" in text and text.find("(", 0, _LONGEST_BRACKET) >= 0)
        if may_be and (end := end_of_unmarked_label(text, labels if is_repeated else ())):
            item.kind, item.colon, item.has_colon = _LABEL, end, False


def _known_words(shapes: Mapping[str, Shape], persons: Iterable[str]) -> set[str]:
    """The words of the complete names on the page."""
    names = [head for head, shape in shapes.items() if shape >= _NAME]
    return {word for name in (*names, *persons) for word in name.split()}


def _is_office(head: str, text: str, times: int) -> bool:
    """Whether an office before a colon is a label: it is repeated, or capitalised and not in a list of appointments."""
    rest = text[len(head) :].lstrip(" :")
    return times > 1 or (rest[:1].isupper() and not is_appointment(head, rest))


def _mark_headings(items: Sequence[Item]) -> None:
    """Mark phrases between a separator and a label, and phrases that begin like a heading.

    Headings usually have no full stop. A phrase with a full stop is a heading only after narration or a separator.
    """
    for label in [index for index, item in enumerate(items) if item.kind is _LABEL]:
        index = label - 1
        while index >= 0 and items[index].kind is _OMISSION:
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
    if before is BlockKind.SEPARATOR or _HEADING.match(text) is not None:
        return True
    return text[0].isupper() and text.count(" ") > 1 and ":" not in text and names_event(text) and is_quiet(text)


def is_heading_like(line: str) -> bool:
    """Whether a line begins like the headings inside transcripts."""
    return _HEADING.match(line) is not None
