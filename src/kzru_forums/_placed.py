"""Notes of a statement in their places: alone between paragraphs, or inside one."""

from collections.abc import Iterator

from kzru_forums.model import Note, Statement

Paragraph = list[str | Note]
"""Pieces of a paragraph in order; together, notes by their text, they are the paragraph."""


def placed(statement: Statement) -> Iterator[Note | Paragraph]:
    """The paragraphs and the notes that are in none, in order.

    A note that does not stand where it says, which no reader makes, comes behind the paragraph it names.
    """
    last = len(statement.paragraphs)
    alone: list[list[Note]] = [[] for _ in range(last + 1)]
    inside: list[list[Note]] = [[] for _ in range(last + 1)]
    for note in statement.notes:
        place = min(max(note.paragraph, 0), last)
        (alone if note.offset is None or place == last else inside)[place].append(note)
    for index, paragraph in enumerate(statement.paragraphs):
        yield from alone[index]
        pieces, misplaced = _pieces(paragraph, inside[index])
        yield pieces
        yield from misplaced
    yield from alone[last]


def _pieces(paragraph: str, notes: list[Note]) -> tuple[Paragraph, list[Note]]:
    pieces: Paragraph = []
    misplaced = []
    at = 0
    for note in notes:
        offset = note.offset or 0
        if offset >= at and paragraph.startswith(note.text, offset):
            pieces += [paragraph[at:offset], note]
            at = offset + len(note.text)
        else:
            misplaced.append(note)
    return [*pieces, paragraph[at:]], misplaced


def whole(paragraph: Paragraph) -> str:
    """The text of a paragraph, notes inside it included."""
    return "".join(piece.text if isinstance(piece, Note) else piece for piece in paragraph)
