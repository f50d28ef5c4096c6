"""Notes inside speech: stage directions, editors' insertions, omissions (quirk 8 of docs/format.md)."""

import re

from kzru_forums.model import Note, NoteKind
from kzru_forums.patterns import regex

_BRACKETS = regex(r"\([^()]{1,600}\)|\[[^\[\]]{1,600}\]|<(?:…|\.\.\.)>")
_LONGEST_DIRECTION = 8
_KINDS = (
    (NoteKind.APPLAUSE, regex(r"\b(?:applau\w+|ovation|clap\w*)", re.IGNORECASE)),
    (NoteKind.LAUGHTER, regex(r"\b(?:laugh\w*|smil\w+)", re.IGNORECASE)),
    (NoteKind.SILENCE, regex(r"\b(?:silence|pauses?)\b", re.IGNORECASE)),
)
_DIRECTION = regex(
    r"(?:prolonged |loud |general |stormy |brief )?"
    r"(?:applau\w+|laugh\w*|ovation|pause|silence|addressing|turn(?:ing|s)|"
    r"show(?:s|ing)?|point(?:s|ing)?|speak(?:s|ing)?|switch\w*|continues|read(?:s|ing)|in [A-Z][a-z]+)\b"
)


def notes_in(paragraph: str, index: int) -> list[Note]:
    """The notes inside a paragraph; `index` is its number in the statement."""
    if "(" not in paragraph and "[" not in paragraph and "<" not in paragraph:
        return []
    return [
        Note(kind=kind_of(found[0]), text=found[0], paragraph=index, offset=found.start())
        for found in _BRACKETS.finditer(paragraph)
        if is_note(found[0])
    ]


def is_note(bracket: str) -> bool:
    """Whether a bracket inside speech is a note, not a bracket the speaker's sentence has of its own.

    Square brackets are the editors'. Round ones are a note where they hold a whole sentence, `(The video plays.)`,
    or open with the word of a stage direction.
    """
    if bracket[0] != "(":
        return True
    inside = bracket[1:-1].strip()
    return (inside[:1].isupper() and inside[-1:] in ".!…") or _DIRECTION.match(
        inside[:1].lower() + inside[1:]
    ) is not None


def kind_of(bracket: str, *, alone: bool = False) -> NoteKind:
    """What sort of note a bracket is."""
    inside = bracket.strip("()[]<>.: ")
    if bracket[0] == "<" or inside in ("…", ""):
        return NoteKind.OMISSION
    if bracket[0] == "[":
        return NoteKind.INSERTION
    words = inside.count(" ") + 1
    for kind, pattern in _KINDS:
        if words <= _LONGEST_DIRECTION and pattern.search(inside):
            return kind
    if words > _LONGEST_DIRECTION:
        return NoteKind.SUMMARY
    return NoteKind.ACTION if is_note(bracket) or alone else NoteKind.OTHER
