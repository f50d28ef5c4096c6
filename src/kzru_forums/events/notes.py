"""Notes inside statements: stage directions, editors' insertions and omissions (quirk 8 of docs/format.md)."""

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
    """The notes inside the paragraph with this index."""
    return [
        Note(kind=kind_of(match[0]), text=match[0], paragraph=index, offset=match.start())
        for match in _BRACKETS.finditer(paragraph)
        if is_note(match[0])
    ]


def is_note(bracket: str) -> bool:
    """Whether a bracket inside speech is a note, and not part of the speaker's own sentence.

    Square brackets are always the editors'. Round brackets are a note if they contain a complete sentence, `(The video
    plays.)`, or begin with a word for a stage direction.
    """
    if bracket[0] != "(":
        return True
    inside = bracket[1:-1].strip()
    return (inside[:1].isupper() and inside[-1:] in ".!…") or _DIRECTION.match(
        inside[:1].lower() + inside[1:]
    ) is not None


def kind_of(bracket: str, *, alone: bool = False) -> NoteKind:
    """The kind of note that a bracket contains."""
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
