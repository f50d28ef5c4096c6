"""Type: what bold and leaning letters say of a paragraph: a label, a heading, or neither."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kzru_forums.pages.addresses import person_in
from kzru_forums.pages.blocks import BlockKind
from kzru_forums.pages.items import Item
from kzru_forums.speakers.labels import Shape, looks_like

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BOLD = frozenset({"b", "strong"})
_LEANING = frozenset({"i", "em"})


def mark_by_type(item: Item, paragraph: "LexborNode") -> None:
    """Mark a paragraph whose bold beginning and a colon make a label, or which is bold or leaning as a whole."""
    first = paragraph.child
    while first is not None and first.is_text_node:
        first = None if first.next is None or first.text().strip() else first.next
    if first is None:
        return
    head = item.head
    if head and _is_bold_to_colon(paragraph, first, head) and looks_like(head) is not Shape.NONE:
        item.kind, item.colon = BlockKind.LABEL, item.text.index(":")
        item.facts = person_in(paragraph, head)
    elif all(bold or leaning for _, bold, leaning in _runs(paragraph)):
        is_note = item.text[0] in "([" and item.text[-1] in ").]"
        item.kind = None if is_note else BlockKind.HEADING


def _runs(paragraph: "LexborNode") -> Iterator[tuple[str, bool, bool]]:
    """The text of a paragraph with its type: whether bold, whether leaning."""
    known: dict[int, tuple[bool, bool]] = {}
    for node in paragraph.traverse(include_text=True):
        if node.tag == "-text":
            text = node.text()
            if text.strip():
                yield text, *_type_in(node.parent, known)


def _type_in(node: "LexborNode | None", known: dict[int, tuple[bool, bool]]) -> tuple[bool, bool]:
    """Whether text in a node is bold and whether it leans; `known` remembers it, so that no node is looked at twice."""
    passed: list[LexborNode] = []
    while node is not None and node.tag != "p" and node.mem_id not in known:
        passed.append(node)
        node = node.parent
    bold, leaning = known.get(node.mem_id, (False, False)) if node is not None else (False, False)
    for below in reversed(passed):
        bold, leaning = bold or below.tag in _BOLD, leaning or below.tag in _LEANING
        known[below.mem_id] = bold, leaning
    return bold, leaning


def _is_bold_to_colon(paragraph: "LexborNode", first: "LexborNode", head: str) -> bool:
    """Whether everything before the first colon is bold, brackets and what stands in them apart.

    `first` is the first node in the paragraph that is not blank: of nearly all labels it is the whole.
    """
    bold_text = first.text() if first.tag in _BOLD else ""
    if ":" in bold_text or bold_text.strip() == head:
        return True
    depth, bold_letters = 0, 0
    for text, bold, _ in _runs(paragraph):
        for char in text:
            if char == ":":
                return bold_letters > 0
            if char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
            elif not char.isspace() and not bold and depth <= 0 and char not in ",.\u200b\u00ad":
                return False
            bold_letters += bold
    return False  # pragma: no cover - the head of an item ends at a colon
