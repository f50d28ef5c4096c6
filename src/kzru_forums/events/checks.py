"""Checks of the facts on a page: invalid dates and times, other languages, contradictions."""

from collections.abc import Sequence
from itertools import pairwise

from kzru_forums.errors import ProblemCode, Report, Severity
from kzru_forums.events.known import Known, check_known
from kzru_forums.events.language import is_english
from kzru_forums.model import Event, Speaker, Statement
from kzru_forums.pages.blocks import BlockKind, Piece
from kzru_forums.pages.openings import may_be_label
from kzru_forums.speakers.labels import parse
from kzru_forums.speakers.rivals import rival_roles
from kzru_forums.text import is_possible_range, to_day, to_moment, to_time


def check(event: Event, pieces: Sequence[Piece], known: Known, report: Report) -> None:
    """Report errors in the pieces of an event, and contradictions between the event and known facts."""
    check_known(event, known, report)
    for piece in pieces:
        if piece.kind in _CHECKED:
            _check(piece, report)
    _check_paragraphs(pieces, report, has_statements=bool(event.statements))
    _check_language(event, pieces, known, report)
    _check_roles(event, report)


def _check_language(event: Event, pieces: Sequence[Piece], known: Known, report: Report) -> None:
    """Report a language whose labels are not known: a warning if the page or the user states it, otherwise an error."""
    stated = {known.language, *(piece.facts.language for piece in pieces[:1] if piece.facts)}
    if event.language in stated and not event.language.startswith("en"):
        found, severity = f"found language {event.language!r}", Severity.WARNING
    elif not event.language.startswith("en") or not is_english(piece.text for piece in pieces if piece.kind in _WORDS):
        found, severity = "found a text in another language", Severity.ERROR
    else:
        return
    message = f"expected a page in English, {found}: labels and roles may not be recognised"
    report.add(ProblemCode.OTHER_LANGUAGE, message, pieces[0].start, pieces[0].end, severity=severity)


def _check_paragraphs(pieces: Sequence[Piece], report: Report, *, has_statements: bool) -> None:
    """Report paragraphs that look like separate statements, if there are several; a single one proves nothing."""
    unread = [
        piece
        for before, piece in pairwise(pieces)
        if piece.kind in _WORDS and before.kind is not BlockKind.LABEL and may_be_label(piece.text)
    ]
    if len(unread) < _FEWEST_LABELS:
        return
    first = unread[0]
    message = (
        f"{len(unread)} paragraphs begin like statements, but their labels were not recognised; the first one begins"
        f" {first.text.partition(':')[0] + ':'!r}"
    )
    severity = Severity.WARNING if has_statements else Severity.ERROR
    report.add(ProblemCode.UNREAD_LABELS, message, first.start, first.end, severity=severity)


_WORDS = frozenset({BlockKind.PARAGRAPH, BlockKind.NARRATION})
"""Kinds of speech and narration."""
_FEWEST_LABELS = 2


def _check_roles(event: Event, report: Report) -> None:
    """Report a name with two roles that may belong to two people; the speaker has the more complete role."""
    labels: dict[Speaker, dict[str, Statement]] = {}
    for said in event.statements:
        if said.speaker.role:
            labels.setdefault(said.speaker, {}).setdefault(said.label, said)
    for speaker, printed in labels.items():
        if len(printed) > 1 and (rivals := rival_roles(map(parse, printed))):
            message = f"{speaker.name}: printed as {rivals[0]!r} and as {rivals[1]!r}, perhaps two people"
            span = next(said.span for label, said in printed.items() if parse(label).role == rivals[1])
            report.add(ProblemCode.AMBIGUOUS_PERSON, message, *((span.start, span.end) if span else ()))


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
