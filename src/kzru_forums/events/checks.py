"""Checks of the facts on a page: invalid dates and times, other languages, contradictions."""

from collections.abc import Sequence

from kzru_forums.errors import ProblemCode, Report, Severity
from kzru_forums.events.known import Known, check_known
from kzru_forums.model import Event
from kzru_forums.pages.blocks import BlockKind, Piece
from kzru_forums.text import is_possible_range, to_day, to_moment, to_time


def check(event: Event, pieces: Sequence[Piece], known: Known, report: Report) -> None:
    """Report errors in the pieces of an event, and contradictions between the event and known facts."""
    check_known(event, known, report)
    for piece in pieces:
        if piece.kind in _CHECKED:
            _check(piece, report)
    if not event.language.startswith("en"):
        message = (
            f"expected a page in English, found language {event.language!r}: labels and roles may not be recognised"
        )
        report.add(ProblemCode.OTHER_LANGUAGE, message, pieces[0].start, pieces[0].end)


def _check(piece: Piece, report: Report) -> None:
    text, where = piece.text, (piece.start, piece.end)
    if piece.kind is BlockKind.DATE and to_day(text) is None:
        report.add(ProblemCode.INVALID_DATE, f"invalid date {text!r}", *where)
    elif piece.kind is BlockKind.TIME and to_time(text) is None:
        report.add(ProblemCode.INVALID_TIME, f"invalid time {text!r}", *where)
    elif piece.kind is BlockKind.PUBLISHED and to_moment(text.partition(":")[2].strip()) is None:
        message = f"expected a date like 'September 19, 2012, 18:00', found {text!r}"
        report.add(ProblemCode.INVALID_DATE, message, *where, severity=Severity.WARNING)
    elif piece.kind is BlockKind.RELATED_DATE and not is_possible_range(text):
        message = f"invalid date {text!r}"
        report.add(ProblemCode.INVALID_DATE, message, *where, severity=Severity.WARNING)


_CHECKED = frozenset({BlockKind.DATE, BlockKind.TIME, BlockKind.PUBLISHED, BlockKind.RELATED_DATE})
