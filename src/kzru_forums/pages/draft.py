"""A text under repair: edits to it, and the offset of each character in the source.

Each rule of `forms` returns edits. `Draft` applies them and tracks the offsets, so that rules are independent of one
another.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attrs import evolve

from kzru_forums.model import Event, Span
from kzru_forums.pages.blocks import BlockKind, Piece
from kzru_forums.text import all_joined, normal


class Edit(NamedTuple):
    """A range of the text and its replacement."""

    start: int
    end: int
    text: str = ""
    """The replacement."""
    kind: BlockKind | None = None
    """The kind of block that the range becomes; None for markup and white space, which join the preceding block."""


class Removed(NamedTuple):
    """A part of the source that the readers do not see."""

    kind: BlockKind
    start: int
    end: int


class Draft:
    """The text as seen by the readers."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source
        self.removed: list[Removed] = []
        """Parts of the source that are separate blocks, in no particular order."""
        self._offsets: Sequence[int] = range(len(source) + 1)
        self._taken = 0

    @property
    def is_changed(self) -> bool:
        """Whether any edit has been made."""
        return not isinstance(self._offsets, range)

    def edit(self, edits: Iterable[Edit]) -> None:
        """Apply edits, which must be in order and must not overlap."""
        text, old = self.text, self._offsets
        parts: list[str] = []
        offsets = array("q")
        done = 0
        for start, end, replacement, kind in edits:
            parts += (text[done:start], replacement)
            offsets.extend(old[done:start])
            offsets.extend([old[start]] * len(replacement))
            if kind is not None:
                self.removed.append(Removed(kind, old[start], old[end - 1] + 1))
            done = end
        offsets.extend(old[done:])
        self.text = "".join((*parts, text[done:]))
        self._offsets = offsets

    def source_start(self, offset: int) -> int:
        """The offset in the source of a character of the text."""
        return self._offsets[offset]

    def source_end(self, offset: int) -> int:
        """The end in the source of a range that ends at `offset` in the text."""
        return self._offsets[offset - 1] + 1 if offset else 0

    def source_span(self, span: Span) -> Span:
        """Convert a span of the text to a span of the source."""
        start = self.source_start(span.start)
        return Span(start=start, end=max(start, self.source_end(span.end)))

    def placed_event(self, event: Event) -> Event:
        """Convert the spans of an event to spans of the source."""
        return evolve(
            event,
            span=self._placed(event.span),
            statements=tuple(evolve(one, span=self._placed(one.span)) for one in event.statements),
            agreements=tuple(evolve(one, span=self._placed(one.span)) for one in event.agreements),
        )

    def _placed(self, span: Span | None) -> Span | None:
        return None if span is None else self.source_span(span)

    def placed_pieces(
        self, pieces: Sequence[Piece], owners: Sequence[int | None] | None, front: Sequence[Piece], *, is_last: bool
    ) -> tuple[list[Piece], list[int | None] | None]:
        """Pieces and their owners with offsets in the source, including the parts removed before and inside them.

        Call it once for each page, in order.

        Args:
            pieces: the pieces of the page, with offsets in the text.
            owners: the position of the statement of each piece; None for a page without an event.
            front: pieces with offsets in the source that precede those of the page.
            is_last: whether this is the last page, to which everything removed after it belongs.
        """
        placed: list[Piece] = list(front)
        placed_owners: list[int | None] = [None] * len(placed)
        for piece, owner in zip(pieces, owners or [None] * len(pieces), strict=True):
            before = self._removed_until(self.source_start(piece.start))
            inside = self._removed_until(self.source_end(piece.end))
            parts = list(self._parts(piece, inside))
            placed += [_as_piece(removed, self.source) for removed in before] + parts
            placed_owners += [None] * len(before) + [owner] * len(parts)
        rest = self._removed_until(len(self.source)) if is_last else []
        placed += [_as_piece(removed, self.source) for removed in rest]
        return placed, None if owners is None else placed_owners + [None] * len(rest)

    def _removed_until(self, end: int) -> list[Removed]:
        """The parts removed between the last call and an offset in the source."""
        first = self._taken
        if not first:
            self._drop_nested()
        while self._taken < len(self.removed) and self.removed[self._taken].start < end:
            self._taken += 1
        return self.removed[first : self._taken]

    def _drop_nested(self) -> None:
        """Sort the removed parts, and drop those contained in a longer one."""
        kept: list[Removed] = []
        for removed in sorted(self.removed, key=lambda one: (one.start, -one.end)):
            if not kept or removed.start >= kept[-1].end:
                kept.append(removed)
        self.removed = kept

    def _parts(self, piece: Piece, inside: Sequence[Removed]) -> Iterable[Piece]:
        """A piece, split at removed parts, and the removed parts."""
        if not inside:
            yield piece._replace(start=self.source_start(piece.start), end=self.source_end(piece.end))
            return
        at = piece.start
        for removed in inside:
            cut = bisect_left(self._offsets, removed.start)
            yield from self._part(piece, at, cut)
            yield _as_piece(removed, self.source)
            at = cut
        yield from self._part(piece, at, piece.end)

    def _part(self, piece: Piece, start: int, end: int) -> Iterable[Piece]:
        """The part of a piece between two offsets of the text, if it contains words or the colon of a label."""
        raw = self.text[start:end]
        words = all_joined([line for part in raw.split("\n") if (line := normal(part))])
        if not words:
            return
        start += len(raw) - len(raw.lstrip())
        end = start + len(raw.strip())
        if piece.kind is BlockKind.LABEL:
            words = words.removesuffix(":").rstrip()
        goes_on = piece.continues or start > piece.start
        yield piece._replace(text=words, start=self.source_start(start), end=self.source_end(end), continues=goes_on)


def _as_piece(removed: Removed, source: str) -> Piece:
    raw = source[removed.start : removed.end]
    words = all_joined([line for part in raw.split("\n") if (line := normal(part))])
    return Piece(removed.kind, words, removed.start, removed.end)
