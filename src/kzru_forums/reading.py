"""Reading sources: strict (`load`, `loads`) and tolerant (`read`, `parse`), one or many."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from os import PathLike, fspath

from attrs import evolve, field, frozen

from kzru_forums.errors import Problem, ProblemCode, Report, Severity, TranscriptError
from kzru_forums.events.assemble import assemble
from kzru_forums.events.checks import check
from kzru_forums.files import DEFAULT_LIMITS, ZIP, Limits, PathOrFile, bytes_of, open_all
from kzru_forums.model import Event, Layout, Source, Span
from kzru_forums.pages import forms, html, page, plain, text_version
from kzru_forums.pages.blocks import Block, BlockKind, Piece
from kzru_forums.pages.layout import sniff

_PATH = re.compile(
    r"\S[^\r\n]{0,250}\.(?:txt|text|html?|xhtml|zip|json|jsonl|gz)|(?:[A-Za-z]:\\|\.{0,2}/)\S[^\r\n]{0,250}", re.I
)
_BAD_BYTES = re.compile("[\udc80-\udcff]+")
_MOST_BYTES = 4
"""Bytes of a character in UTF-8, at most."""
_PACKED = {
    b"\x1f\x8b": "a gzip file: unpack it first",
    ZIP: "a zip file: iter_events() and iter_readings() read the pages in it",
}
_REPLACED = re.compile("\ufffd+")
_NO_PAGE = frozenset({BlockKind.UNKNOWN, BlockKind.INTERFACE})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@frozen(kw_only=True, eq=False)
class Reading:
    """What was read from one source, and what could not be."""

    events: tuple[Event, ...] = field(repr=lambda events: f"<{len(events)}>")
    """The events, in order."""
    problems: tuple[Problem, ...]
    """Everything that is not as the format has it, in order of the text."""
    text: str = field(repr=lambda text: f"<{len(text)} characters>")
    """What spans point into: the decoded source, or for HTML its page-text rendering."""
    source: Source
    """Name, layout and checksum of the source."""
    _parts: tuple[tuple[list[Piece], list[int | None] | None], ...] = field(repr=False)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Where each piece of the text went.

        The blocks tile `text`: in order, without gap or overlap, from 0 to its end. White space and line breaks belong
        to the block before them, at the very beginning to the first one.
        """
        return tuple(_tiles(self.text, self._parts))


def _tiles(text: str, parts: Iterable[tuple[list[Piece], list[int | None] | None]]) -> Iterator[Block]:
    flat: list[tuple[Piece, int | None, int | None]] = []
    events = 0
    for pieces, owners in parts:
        event = None if owners is None else events
        events += owners is not None
        flat.extend((piece, event, owner) for piece, owner in zip(pieces, owners or [None] * len(pieces), strict=True))
    if not flat:
        if text:
            yield Block(kind=BlockKind.BLANK, text="", span=Span(start=0, end=len(text)))
        return
    starts = [0, *(piece.start for piece, _, _ in flat[1:]), len(text)]
    for index, (piece, event, statement) in enumerate(flat):
        span = Span(start=starts[index], end=starts[index + 1])
        yield Block(
            kind=piece.kind, text=piece.text, span=span, event=event, statement=statement, continues=piece.continues
        )


def parse(source: str | bytes, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    r"""Read a text or the bytes of a file, tolerantly.

    Never raises on content: what cannot be read is a `Problem`. Several pages may follow one another. The layout is
    told by the content. Bytes are decoded as UTF-8 (or UTF-16 with a byte order mark); bytes that are not are replaced,
    with a problem for each run.

    Args:
        source: the text, or the bytes of a file.
        limits: content beyond them is refused, with a problem.

    Raises:
        TypeError: `source` is neither `str` nor `bytes`, or `limits` are no `Limits`.

    Examples:
        >>> import kzru_forums
        >>> reading = kzru_forums.parse("Events\nA meeting\nMay 9, 2013\nVladimir Putin: Good afternoon.\n")
        >>> reading.events[0].statements[0].speaker.name
        'Vladimir Putin'
        >>> [str(problem.code) for problem in reading.problems]
        ['missing-footer']
    """
    return _read(source, None, limits)


def read(source: PathOrFile, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a file, tolerantly: `parse` for a path or an open file.

    Args:
        source: a path, or an open file of text or bytes, which stays open.
        limits: as `parse` takes them.

    Raises:
        OSError: the file cannot be opened.
        TypeError: `source` is neither a path nor an open file, or `limits` are no `Limits`.
    """
    if isinstance(source, str | PathLike):
        return _read(bytes_of(source), fspath(source), limits)
    if not hasattr(source, "read"):
        raise TypeError(
            f"expected a path or an open file, not {type(source).__name__}; for a text use parse() or loads()"
        )
    name = getattr(source, "name", None)
    return _read(source.read(), name if isinstance(name, str) else None, limits)


def loads(source: str | bytes, *, limits: Limits = DEFAULT_LIMITS) -> list[Event]:
    """Read a text or the bytes of a file, strictly.

    Args:
        source: the text, or the bytes of a file.
        limits: as `parse` takes them.

    Raises:
        TranscriptError: something is an error: nothing looks like a transcript, a page has no date, some text is known
            to no rule, or content is beyond `limits`. It carries all problems; warnings do not raise.
        TypeError: `source` is neither `str` nor `bytes`, or `limits` are no `Limits`.

    Examples:
        >>> import kzru_forums
        >>> kzru_forums.loads("Nothing to see here.")
        Traceback (most recent call last):
        ...
        kzru_forums.errors.TranscriptError: 1:1: error: ...
    """
    return _strict(parse(source, limits=limits))


def load(source: PathOrFile, *, limits: Limits = DEFAULT_LIMITS) -> list[Event]:
    """Read a file, strictly: `loads` for a path or an open file.

    Args:
        source: as `read` takes it.
        limits: as `parse` takes them.

    Raises:
        TranscriptError: see `loads`.
        OSError: the file cannot be opened.
        TypeError: `source` is neither a path nor an open file, or `limits` are no `Limits`.
    """
    return _strict(read(source, limits=limits))


def iter_readings(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]], *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Reading]:
    """Read many files, tolerantly, one at a time.

    Args:
        paths: files, folders (their `.txt`, `.html` and `.htm` files, deep, in order of their names), zip files
            (the same of their members) or glob patterns; or one of these.
        limits: beyond which content is refused.

    A file that cannot be opened, and a path that means no page, is a reading without events and with one problem.

    Raises:
        TypeError: `paths` are no paths, or `limits` are no `Limits`.
    """
    _check_limits(limits)
    for name, content in open_all(paths, _MOST_BYTES * limits.characters):
        if isinstance(content, OSError):
            yield _unreadable(name, f"cannot be read: {content.strerror or content}")
            continue
        try:
            yield _read(content, name, limits)
        except ImportError as error:  # one page in HTML does not keep the others from being read
            yield _unreadable(name, str(error))


def _unreadable(name: str, message: str) -> Reading:
    report = Report("", name)
    report.add(ProblemCode.UNREADABLE_FILE, message)
    source = Source(name=name, layout=Layout.PAGE, sha256=sha256(b"").hexdigest())
    return Reading(events=(), problems=tuple(report.problems), text="", source=source, parts=())


def iter_events(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    on_problem: Callable[[Problem], object] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Event]:
    """The events of many files, in order, in constant memory.

    Args:
        paths: as `iter_readings` takes them.
        on_problem: called with every problem; reading goes on whatever it is. Without it reading is strict.
        limits: beyond which content is refused.

    Raises:
        TranscriptError: without `on_problem`, at the first source with an error.
        TypeError: `paths` are no paths, or `limits` are no `Limits`.
    """
    for reading in iter_readings(paths, limits=limits):
        if on_problem is None:
            yield from _strict(reading)
        else:
            for problem in reading.problems:
                on_problem(problem)
            yield from reading.events


def _strict(reading: Reading) -> list[Event]:
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        raise TranscriptError(reading.problems)
    return list(reading.events)


def _check_limits(limits: object) -> None:
    if not isinstance(limits, Limits):
        raise TypeError(f"limits takes Limits(...), not {type(limits).__name__}")


def _read(content: str | bytes, name: str | None, limits: Limits) -> Reading:
    _check_limits(limits)
    bad: Iterable[tuple[int, int, str]]
    if isinstance(content, bytes):
        for beginning, packed in _PACKED.items():
            if content.startswith(beginning):
                return _unreadable(name or "", packed)
    if isinstance(content, str):
        digest, text, bad = sha256(content.encode("utf-8", "surrogatepass")), content, ()
    elif isinstance(content, bytes | bytearray | memoryview):
        digest = sha256(content)
        text, bad = _decoded(bytes(content))
    else:
        raise TypeError(f"expected str or bytes, not {type(content).__name__}; for a path or file use load() or read()")
    report = Report(text, name)
    for start, end, message in bad:
        report.add(ProblemCode.UNDECODABLE_BYTES, message, start, end)
    layout = sniff(text)
    source = Source(name=name, layout=layout, sha256=digest.hexdigest())
    if len(text) > limits.characters:
        report.add(
            ProblemCode.LIMIT_EXCEEDED,
            f"{len(text)} characters, more than the limit of {limits.characters}",
            0,
            len(text),
        )
        whole = Piece(BlockKind.UNKNOWN, "", 0, len(text))
        return Reading(events=(), problems=tuple(report.problems), text=text, source=source, parts=(([whole], None),))
    if name is None and isinstance(content, str) and len(text) < 256 and _PATH.fullmatch(text.strip()):
        report.add(
            ProblemCode.LOOKS_LIKE_A_PATH,
            f"{text.strip()!r} looks like a path; load() and read() take paths",
            0,
            len(text),
        )
    return _reading(text, source, report, limits)


def _decoded(content: bytes) -> tuple[str, Iterable[tuple[int, int, str]]]:
    """The text of a file; where characters replace bytes that are none of its encoding, and what to say of them."""
    if content[:2] in _UTF16:
        text = content.decode("utf-16", "replace")
        return text, ((*found.span(), "not UTF-16, replaced by U+FFFD") for found in _REPLACED.finditer(text))
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        escaped = content.decode("utf-8", "surrogateescape")
        text = _BAD_BYTES.sub(lambda found: "\ufffd" * len(found[0]), escaped)
        return text, ((*found.span(), _bad_bytes(found[0])) for found in _BAD_BYTES.finditer(escaped))


def _bad_bytes(escaped: str) -> str:
    shown = " ".join(f"{ord(char) - 0xDC00:02X}" for char in escaped[:8])
    return f"bytes that are not UTF-8 ({shown}{' …' if len(escaped) > 8 else ''}), replaced by U+FFFD"


_Parts = list[tuple[list[Piece], list[int | None] | None]]


def _reading(text: str, source: Source, report: Report, limits: Limits) -> Reading:
    if source.layout is Layout.HTML:
        text, pages = html.read(text, report, limits)
        return _assembled(text, text, source, report, pages)
    form = forms.restored(text, report)
    if form.traits:
        return _restored(form, source, report)
    # Of the same length as the source: only line breaks may be others.
    pages = _READERS[source.layout].read(form.draft.text, report, form.lines)
    return _assembled(text, form.draft.text, source, report, pages)


def _assembled(text: str, read_text: str, source: Source, report: Report, pages: Iterable[list[Piece]]) -> Reading:
    """The reading of a source whose pieces point into the text itself."""
    events: list[Event] = []
    parts: _Parts = []
    for pieces in pages:
        if all(piece.kind in _NO_PAGE for piece in pieces):
            parts.append((pieces, None))
            continue
        event, owners = assemble(pieces, source, read_text)
        check(event, pieces, report)
        events.append(event)
        parts.append((pieces, owners))
    return _finished(text, source, report, events, parts)


def _restored(form: forms.Restored, source: Source, report: Report) -> Reading:
    """The reading of a source whose text was restored: spans point into the source all the same."""
    draft = form.draft
    layout = sniff(draft.text)
    source = evolve(source, layout=Layout.PLAIN if layout is Layout.HTML else layout, traits=form.traits)
    report.place(draft.source_span)
    pages = list(_READERS[source.layout].read(draft.text, report, form.lines))
    events: list[Event] = []
    parts: _Parts = []
    front = forms.front_pieces(form)
    for index, page_pieces in enumerate(pages):
        stated = forms.stated(form, page_pieces, report) if not events else []
        pieces = forms.without_contradiction(page_pieces, stated)
        owners: list[int | None] = [None] * len(pieces)
        is_event = any(piece.kind not in _NO_PAGE for piece in pieces)
        if is_event:
            event, owners = assemble([*stated, *pieces], source, draft.text)
            owners = owners[len(stated) :]
            check(event, [*stated, *pieces], report)
            events.append(draft.placed_event(event))
        placed, owners = draft.placed_pieces(pieces, owners, is_last=index == len(pages) - 1)
        parts.append(([*front, *placed], [*[None] * len(front), *owners] if is_event else None))
        front = []
    report.place(None)
    return _finished(draft.source, source, report, events, parts)


def _finished(text: str, source: Source, report: Report, events: Sequence[Event], parts: _Parts) -> Reading:
    """The reading of a source, with the problems that concern it as a whole."""
    if not parts:
        report.add(ProblemCode.NOT_A_TRANSCRIPT, "expected an event page, found nothing: the source is empty", 0, 0)
    if not events and any(problem.code is ProblemCode.NOT_A_TRANSCRIPT for problem in report.problems):
        report.keep_one(ProblemCode.UNDECODABLE_BYTES)
    if events and not any(event.statements for event in events):
        _check_labels(text, report)
    problems = sorted(report.problems, key=lambda problem: problem.span.start if problem.span else 0)
    return Reading(events=tuple(events), problems=tuple(problems), text=text, source=source, parts=tuple(parts))


def _check_labels(text: str, report: Report) -> None:
    """Report lines that look like labels, in a text in which no statement was found."""
    places = forms.lines_like_labels(text)
    if len(places) > 1:
        message = f"{len(places)} lines look like labels, but no statement was read; the first one is here"
        report.add(ProblemCode.UNREAD_LABELS, message, places[0], places[0])


_READERS = {Layout.PAGE: page, Layout.TEXT_VERSION: text_version, Layout.PLAIN: plain}
