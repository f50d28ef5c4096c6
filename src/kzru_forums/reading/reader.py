"""Reads one source: its text → the pieces of its pages → events, in a `Reading` with everything that was found."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from attrs import evolve, field, frozen

from kzru_forums.containers import RefusedError, TooLargeError
from kzru_forums.encodings import Decoded, check_encoding
from kzru_forums.errors import Problem, ProblemCode, Report, Severity, TranscriptError
from kzru_forums.events.assemble import assemble
from kzru_forums.events.checks import check
from kzru_forums.events.known import UNKNOWN, Known, is_event_page, known_of
from kzru_forums.files import DEFAULT_LIMITS, Limits
from kzru_forums.model import Event, Layout, Source, Span
from kzru_forums.pages import forms, html, openings, page, plain, text_version
from kzru_forums.pages.blocks import Block, BlockKind, Piece
from kzru_forums.pages.layout import layout_of_copy, sniff
from kzru_forums.patterns import regex
from kzru_forums.reading.content import Content, checksum, opened, page_limit, refusal
from kzru_forums.text import to_day

_Part = tuple[list[Piece], list[int | None] | None]
"""The pieces of a page, and for an event page the statement that each belongs to."""


@frozen(kw_only=True, eq=False)
class Reading:
    """The result of reading one source: its events and its problems."""

    events: tuple[Event, ...] = field(repr=lambda events: f"<{len(events)}>")
    """The events, in order."""
    problems: tuple[Problem, ...]
    """All deviations from the format, in the order of the text."""
    text: str = field(repr=lambda text: f"<{len(text)} characters>")
    """The text that spans refer to: the decoded source, or for HTML its rendering as page text."""
    source: Source
    """Name, layout and checksum of the source."""
    _parts: tuple[_Part, ...] = field(repr=False)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """How each part of the text was read.

        The blocks cover `text` in order, without gaps or overlaps. White space and line breaks belong to the preceding
        block, or at the very beginning to the first block.
        """
        return tuple(_tiles(self.text, self._parts))

    def raise_for_errors(self) -> "Reading":
        """Make a lenient reading strict: raise if any problem is an error, otherwise return the reading.

        Raises:
            TranscriptError: there is an error. The exception contains all problems.

        Examples:
            >>> import kzru_forums
            >>> kzru_forums.parse("Nothing to see here.").raise_for_errors()
            Traceback (most recent call last):
            ...
            kzru_forums.errors.TranscriptError: 1:1: error: ...
        """
        raise_if_errors(self.problems)
        return self


def raise_if_errors(problems: tuple[Problem, ...]) -> None:
    """Raise all problems if any of them is an error."""
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise TranscriptError(problems)


def _tiles(text: str, parts: Iterable[_Part]) -> Iterator[Block]:
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


@frozen
class Options:
    """The options of all readers, including defaults."""

    known: Known
    encoding: str | None
    agreements: bool
    limits: Limits


def options_of(
    known: Known | None = None, encoding: str | None = None, agreements: bool = True, limits: Limits | None = None
) -> Options:
    """Create the options of a reader and check them.

    Raises:
        TypeError: an option has the wrong type.
        LookupError: there is no such encoding.
    """
    for name, value, kinds in (
        ("known", known, (Known, type(None))),
        ("encoding", encoding, (str, type(None))),
        ("agreements", agreements, (bool,)),
        ("limits", limits, (Limits, type(None))),
    ):
        if not isinstance(value, kinds):
            raise TypeError(f"{name} must be of type {kinds[0].__name__}, not {type(value).__name__}")
    if encoding is not None:
        check_encoding(encoding)
    return Options(known or UNKNOWN, encoding, agreements, limits or DEFAULT_LIMITS)


def read_content(content: str | bytes, name: str | None, options: Options) -> Reading:
    """The reading of one source."""
    if isinstance(content, bytes | bytearray | memoryview):
        content = bytes(content)
    elif not isinstance(content, str):
        raise TypeError(f"expected str or bytes, not {type(content).__name__}; for a path or file use load() or read()")
    try:
        found = opened(content, options.encoding, options.limits)
    except RefusedError as error:
        return unreadable(name or "", error)
    text = found.decoded.text
    report = Report(text, name)
    layout = sniff(text)
    if layout is Layout.HTML and text is content and len(text) <= options.limits.html_characters:
        content = text.encode("utf-8", "surrogatepass")  # Its checksum and its parser both need it.
        if _SURROGATE not in content:  # The parser takes none.
            found = found._replace(encoded=content)
    source = Source(name=name, layout=layout, sha256=checksum(content))
    if why := refusal(text, layout, options.limits, is_path=name is None and text is content):
        report.add(*why)
        return not_read(source, report.problems, text)
    if found.url and not options.known.url:
        options = evolve(options, known=evolve(options.known, url=found.url))
    return _reading(found, source, report, options)


_SURROGATE = b"\xed"
"""The first byte of a surrogate, and of few other characters."""


def unreadable(name: str | None, error: Exception) -> Reading:
    """The reading of a source that cannot be read."""
    report = Report("", name)
    report.add(*reason(error))
    return without_text(name, report.problems)


def reason(error: Exception) -> tuple[ProblemCode, str]:
    """Why a source cannot be read."""
    code = ProblemCode.LIMIT_EXCEEDED if isinstance(error, TooLargeError) else ProblemCode.UNREADABLE_FILE
    return code, f"cannot be read: {error.strerror or error}" if isinstance(error, OSError) else str(error)


def without_text(name: str | None, problems: Iterable[Problem]) -> Reading:
    """The reading of a source without any text."""
    return not_read(Source(name=name, layout=Layout.PAGE, sha256=checksum(b"")), problems)


def not_read(source: Source, problems: Iterable[Problem], text: str = "") -> Reading:
    """The reading of a source that is refused as a whole."""
    parts = (([Piece(BlockKind.UNKNOWN, "", 0, len(text))], None),) if text else ()
    return Reading(events=(), problems=tuple(problems), text=text, source=source, parts=parts)


class _Pages(NamedTuple):
    """The pages of a source, before they are assembled to events."""

    text: str
    """The text that spans refer to in the end."""
    read: str
    """The text that the pieces are cut from."""
    pages: list[list[Piece]]
    source: Source
    form: forms.Restored | None = None
    """How the text was repaired, if it was."""

    def source_start(self, at: int) -> int:
        """Offset in `text` of an offset in `read`."""
        return self.form.draft.source_start(at) if self.form else at


def _reading(content: Content, source: Source, report: Report, options: Options) -> Reading:
    found = _pages(content, source, report, options)
    form, pages = found.form, found.pages
    known = known_of(pages, _with_front_matter(options.known, form), report)
    front = forms.front_pieces(form) if form else []
    events: list[Event] = []
    parts: list[_Part] = []
    for index, pieces in enumerate(pages):
        owners: list[int | None] | None = None
        if is_event_page(pieces):
            event, owners = assemble(pieces, found.source, found.read, known, agreements=options.agreements)
            check(event, pieces, known, report)
            events.append(form.draft.placed_event(event) if form else event)
        if form:
            part = form.draft.placed_pieces(pieces, owners, front, is_last=index == len(pages) - 1)
            front = []
        else:
            part = pieces, owners
        parts.append(part)
    report.place(None)
    if not events and not report.problems:
        what = "only lines of the site around one" if parts else "nothing: the source is empty"
        report.add(ProblemCode.NOT_A_TRANSCRIPT, f"expected an event page, found {what}", 0, 0)
    if events and not any(event.statements for event in events):
        _check_labels(found, report)
    _check_encoding(content.decoded, found.text, source.layout, report)
    problems = sorted(report.problems, key=lambda problem: problem.span.start if problem.span else 0)
    return Reading(
        events=tuple(events), problems=tuple(problems), text=found.text, source=found.source, parts=tuple(parts)
    )


_READERS = {Layout.PAGE: page, Layout.TEXT_VERSION: text_version, Layout.PLAIN: plain}


def _pages(content: Content, source: Source, report: Report, options: Options) -> _Pages:
    """The pieces of each page of a text."""
    text = content.decoded.text
    if source.layout is Layout.HTML:
        is_page = bool(options.known.title or options.known.date)
        rendered, pages = html.read(text, report, options.limits, is_page=is_page, encoded=content.encoded)
        return _Pages(rendered, rendered, pages, source)
    form = forms.restored(text, report)
    restored = form.draft.text
    if form.traits:
        layout = sniff(restored)
        source = evolve(source, layout=Layout.PLAIN if layout is Layout.HTML else layout, traits=form.traits)
        report.place(form.draft.source_span)
    pages = list(_READERS[source.layout].read(restored, report, form.lines, page_limit(source.layout, options.limits)))
    if not form.traits:  # A text of the same length as the source; only the line breaks may differ.
        return _Pages(text, restored, pages, source)
    return _Pages(text, restored, forms.without_guessed_title(form, pages), source, form)


def _with_front_matter(known: Known, form: forms.Restored | None) -> Known:
    """The known facts of a page, with those stated in its front matter."""
    facts = {fact.kind: fact.text for fact in form.facts} if form else {}
    if not facts:
        return known
    return evolve(
        known,
        title=facts.get(BlockKind.TITLE) or known.title,
        date=to_day(facts.get(BlockKind.DATE, "")) or known.date,
        url=facts.get(BlockKind.LINK) or known.url,
    )


def _check_labels(found: _Pages, report: Report) -> None:
    """Report lines that look like labels in a text without statements."""
    text, traits = found.text, found.source.traits
    is_whole = layout_of_copy(found.read) is not None
    places = forms.lines_like_labels(text)
    if ("one-line" in traits or ("glued" in traits and "\n" not in text.strip())) and ": " in text:
        message = "no statement was found in a text without line breaks, although it may contain some"
        report.add(ProblemCode.UNREAD_LABELS, message, 0, 0)
    elif "markdown" in traits and (bold := forms.bold_labels(text)):
        message = "bold words before a colon look like a label, but no statement was read"
        report.add(ProblemCode.UNREAD_LABELS, message, bold[0], bold[0])
    elif len(places) > 1:
        message = f"{len(places)} lines look like labels, but no statement was read; the first one is here"
        report.add(ProblemCode.UNREAD_LABELS, message, places[0], places[0])
    elif (names := openings.colonless(found.read)) and not (is_whole and _may_be_entry(names)):
        number = f"{len(names)} names" if len(names) > 1 else "a name"
        message = f"{number} without a colon may be labels, but no statement was read; the first one is here"
        at = found.source_start(names[0].start)
        report.add(ProblemCode.UNREAD_LABELS, message, at, at)
    elif len(spoken := forms.spoken_lines(found.read)) > (_MOST_SPOKEN if is_whole else 1):
        message = f"{len(spoken)} paragraphs begin like speech, but nothing says who speaks: were the labels lost?"
        at = found.source_start(spoken[0])
        report.add(ProblemCode.UNREAD_LABELS, message, at, at)


def _may_be_entry(names: list[openings.Colonless]) -> bool:
    """Whether a name may be an entry of a list or a caption: one alone, before a dash or the end of a sentence."""
    return len(names) == 1 and names[0].mark in _AFTER_ENTRIES


_AFTER_ENTRIES = frozenset("–—.;")
_MOST_SPOKEN = 2
"""Maximum number of beginnings of speech on a whole page without labels: an address has a greeting too."""
_FEWEST_LOST = 3
"""Minimum number of words with a lost apostrophe."""
_LOST = regex(r"(?<![^\s\"'(])[A-Za-z-]+(?P<lost>\?)s\s")
"""A word with a question mark in place of its apostrophe; an address has more than letters before it."""


def _check_encoding(decoded: Decoded, text: str, layout: Layout, report: Report) -> None:
    """Report an encoding that was guessed, and bytes that are invalid in it."""
    if decoded.guessed:
        message = f"read as {decoded.encoding}, which was guessed from the text; pass the encoding to be sure"
        report.add(ProblemCode.ENCODING_GUESSED, message, 0, 0)
    if text.isascii() and text.count("?s") >= _FEWEST_LOST and len(lost := list(_LOST.finditer(text))) >= _FEWEST_LOST:
        at = lost[0].start("lost")
        message = "question marks inside words: characters were lost when the text was converted"
        report.add(ProblemCode.UNDECODABLE_BYTES, message, at, at + 1)
    if not decoded.bad:
        return
    first = f" ({decoded.bad_bytes})" if decoded.bad_bytes else ""
    more = f" in {decoded.bad} places" if decoded.bad > 1 else ""
    message = f"bytes that are invalid in {decoded.encoding.upper()}{first}, replaced by U+FFFD{more}"
    if layout is not Layout.HTML:
        report.add(ProblemCode.UNDECODABLE_BYTES, message, *decoded.first_bad)
    elif (at := text.find("\ufffd")) >= 0:
        report.add(ProblemCode.UNDECODABLE_BYTES, message, at, at + 1)
    else:
        report.add(ProblemCode.UNDECODABLE_BYTES, f"{message}; no event contains them", 0, 0, severity=Severity.WARNING)
