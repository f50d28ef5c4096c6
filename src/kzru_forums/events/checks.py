"""Checks of the facts on a page: invalid dates and times, other languages, contradictions."""

from collections.abc import Callable, Sequence

from kzru_forums.errors import ProblemCode, Report, Severity
from kzru_forums.events.known import Known, check_known
from kzru_forums.events.language import is_english
from kzru_forums.model import Event, Statement
from kzru_forums.pages.blocks import BlockKind, Piece
from kzru_forums.pages.openings import may_be_label
from kzru_forums.speakers.labels import parse
from kzru_forums.speakers.rivals import rival_roles
from kzru_forums.text import is_possible_range, to_day, to_moment, to_time


def check(event: Event, pieces: Sequence[Piece], known: Known, report: Report) -> None:
    """Report errors in the pieces of an event, and contradictions between the event and known facts."""
    check_known(event, known, report)
    for piece in [piece for piece in pieces if piece[0] in _CHECKS]:
        _CHECKS[piece.kind](piece, report)
    unread = _unread(pieces)
    if len(unread) >= _FEWEST_LABELS:  # A single one proves nothing.
        _report_unread(unread, report, has_statements=bool(event.statements))
    words = (piece.text for piece in pieces if piece.kind in _WORDS)
    if not (event.language.startswith("en") and is_english(words)):
        _report_language(event, pieces, known, report)
    _check_roles(event, report)


def _report_language(event: Event, pieces: Sequence[Piece], known: Known, report: Report) -> None:
    """Report a language whose labels are not known: a warning if the page or the user states it, otherwise an error."""
    stated = {known.language, *(piece.facts.language for piece in pieces[:1] if piece.facts)}
    if event.language in stated and not event.language.startswith("en"):
        found, severity = f"found language {event.language!r}", Severity.WARNING
    else:
        found, severity = "found a text in another language", Severity.ERROR
    message = f"expected a page in English, {found}: labels and roles may not be recognised"
    report.add(ProblemCode.OTHER_LANGUAGE, message, pieces[0].start, pieces[0].end, severity=severity)


def _unread(pieces: Sequence[Piece]) -> list[Piece]:
    """Paragraphs that begin like a label; the paragraph after a label, and the first piece of a page, do not count."""
    colons = [place for place, piece in enumerate(pieces) if ":" in piece[1] and piece[0] in _WORDS]
    return [
        pieces[place]
        for place in colons
        if place and pieces[place - 1].kind is not _LABEL and may_be_label(pieces[place].text)
    ]


def _report_unread(unread: Sequence[Piece], report: Report, *, has_statements: bool) -> None:
    """Report paragraphs that look like separate statements."""
    first = unread[0]
    message = (
        f"{len(unread)} paragraphs begin like statements, but their labels were not recognised; the first one begins"
        f" {first.text.partition(':')[0] + ':'!r}"
    )
    severity = Severity.WARNING if has_statements else Severity.ERROR
    report.add(ProblemCode.UNREAD_LABELS, message, first.start, first.end, severity=severity)


_LABEL = BlockKind.LABEL
_WORDS = frozenset({BlockKind.PARAGRAPH, BlockKind.NARRATION})
"""Kinds of speech and narration."""
_FEWEST_LABELS = 2


def _check_roles(event: Event, report: Report) -> None:
    """Report a name with two roles that may belong to two people; the speaker has the more complete role."""
    labels: dict[str, Statement] = {}
    for statement in event.statements:
        labels.setdefault(statement.label, statement)
    by_name: dict[str, list[Statement]] = {}
    for label, statement in labels.items():
        if statement.speaker.name and label != statement.speaker.name:  # A name alone has no role.
            by_name.setdefault(statement.speaker.name, []).append(statement)
    for name, first in by_name.items():
        if len(first) > 1 and (rivals := rival_roles(parse(statement.label) for statement in first)):
            message = f"{name}: printed as {rivals[0]!r} and as {rivals[1]!r}, perhaps two people"
            span = next(statement.span for statement in first if parse(statement.label).role == rivals[1])
            report.add(ProblemCode.AMBIGUOUS_PERSON, message, *((span.start, span.end) if span else ()))


def _check_date(piece: Piece, report: Report) -> None:
    if to_day(piece.text) is None:
        report.add(ProblemCode.INVALID_DATE, f"invalid date {piece.text!r}", piece.start, piece.end)


def _check_time(piece: Piece, report: Report) -> None:
    if to_time(piece.text) is None:
        report.add(ProblemCode.INVALID_TIME, f"invalid time {piece.text!r}", piece.start, piece.end)


def _check_published(piece: Piece, report: Report) -> None:
    if to_moment(piece.text.partition(":")[2].strip()) is None:
        message = f"expected a date like 'September 19, 2012, 18:00', found {piece.text!r}"
        report.add(ProblemCode.INVALID_DATE, message, piece.start, piece.end, severity=Severity.WARNING)


def _check_range(piece: Piece, report: Report) -> None:
    if not is_possible_range(piece.text):
        message = f"invalid date {piece.text!r}"
        report.add(ProblemCode.INVALID_DATE, message, piece.start, piece.end, severity=Severity.WARNING)


_CHECKS: dict[BlockKind, Callable[[Piece, Report], None]] = {
    BlockKind.DATE: _check_date,
    BlockKind.TIME: _check_time,
    BlockKind.PUBLISHED: _check_published,
    BlockKind.RELATED_DATE: _check_range,
}
