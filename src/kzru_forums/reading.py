"""Functions that read sources: strict (`load`, `loads`) and lenient (`read`, `parse`), one or many."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import chain
from os import PathLike, fspath
from typing import Generic, NamedTuple, TypeVar

from attrs import evolve, field, frozen

from kzru_forums.containers import (
    GZIP,
    RefusedError,
    TooLargeError,
    is_mhtml,
    too_large,
    what_data_it_is,
    what_it_is,
)
from kzru_forums.encodings import UTF_8, Decoded, check_encoding, decoded
from kzru_forums.errors import Problem, ProblemCode, Report, Severity, TranscriptError
from kzru_forums.events.assemble import assemble
from kzru_forums.events.checks import check
from kzru_forums.events.known import UNKNOWN, Known, is_event_page, known_of
from kzru_forums.files import DEFAULT_LIMITS, Limits, PathOrFile, content_in, content_of, open_all
from kzru_forums.model import Event, Layout, Source, Span
from kzru_forums.pages import forms, html, openings, page, plain, text_version
from kzru_forums.pages.blocks import Block, BlockKind, Piece, too_long
from kzru_forums.pages.furniture import ENGLISH
from kzru_forums.pages.layout import sniff
from kzru_forums.patterns import regex
from kzru_forums.text import to_day
from kzru_forums.workers import Workers, check_workers, in_order

_PATH = regex(
    r"\S[^\r\n]{0,250}\.(?:txt|text|x?html?|mht|mhtml|zip|csv|tsv|parquet|json|jsonl|gz)|(?:[A-Za-z]:\\|\.{0,2}/)\S[^\r\n]{0,250}",
    re.IGNORECASE,
)


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
    _parts: tuple[tuple[list[Piece], list[int | None] | None], ...] = field(repr=False)

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
        _raise_for_errors(self.problems)
        return self


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


def parse(
    source: str | bytes,
    *,
    known: Known | None = None,
    encoding: str | None = None,
    agreements: bool = True,
    limits: Limits | None = None,
) -> Reading:
    r"""Read a text or the bytes of a file, leniently.

    Never raises because of content: anything that cannot be read is a `Problem`. The source may contain several pages.
    The layout is detected from the content. Bytes may be text in any common encoding, an MHTML file, or either of these
    compressed with gzip; for any other file, the only problem states what the file is and what to do.

    Args:
        source: the text, or the bytes of a file.
        known: facts about the page that fill in what it lacks. The page takes precedence, and a contradiction is a
            warning.
        encoding: encoding of the bytes. By default it is determined by a byte order mark or the HTML, else UTF-8, else
            Windows-1252 or Windows-1251 (with a warning) if the result is plausible text. Ignored for a `str`.
        agreements: whether to look for agreements, which takes about half of the time.
        limits: content that exceeds them is not read, and is reported as a problem. By default `Limits()`.

    Raises:
        TypeError: `source` is neither `str` nor `bytes`, or an option has the wrong type.
        LookupError: there is no such encoding.

    Examples:
        >>> import kzru_forums
        >>> reading = kzru_forums.parse("Events\nA meeting\nMay 9, 2013\nVladimir Putin: Good afternoon.\n")
        >>> reading.events[0].statements[0].speaker.name
        'Vladimir Putin'
        >>> [str(problem.code) for problem in reading.problems]
        ['missing-footer']
    """
    return read_content(source, None, options_of(known, encoding, agreements, limits))


def read(
    source: PathOrFile,
    *,
    known: Known | None = None,
    encoding: str | None = None,
    agreements: bool = True,
    limits: Limits | None = None,
) -> Reading:
    """Read a file, leniently: `parse` for a path or an open file.

    Args:
        source: a path, or a file open for reading, text or binary, which stays open.
        known: facts about the page, see `parse`.
        encoding: encoding of the file, see `parse`.
        agreements: whether to look for agreements.
        limits: see `parse`.

    Raises:
        OSError: the file cannot be opened.
        TypeError: `source` is neither a path nor an open file, or an option has the wrong type.
        LookupError: there is no such encoding.

    Examples:
        >>> import kzru_forums
        >>> from importlib.resources import files
        >>> kzru_forums.read(files("kzru_forums") / "data/sample_page.txt", agreements=False).events[0].agreements
        ()
    """
    task = open_task(source, options_of(known, encoding, agreements, limits))
    if task.content is None:
        return _without_text(task.name, task.problems)
    return read_content(task.content, task.name, task.options)


def open_task(source: PathOrFile, options: Options) -> "Task":
    """The task of a path or an open file.

    Raises:
        OSError: the file cannot be opened.
        TypeError: `source` is neither.
    """
    is_path = isinstance(source, str | PathLike)
    if not is_path and not hasattr(source, "read"):
        raise TypeError(
            f"expected a path or an open file, not {type(source).__name__}; for text use parse() or loads()"
        )
    named = fspath(source) if isinstance(source, str | PathLike) else getattr(source, "name", None)
    name = named if isinstance(named, str) else None
    try:
        if isinstance(source, str | PathLike):
            return Task(name, content_of(source, options.limits), options)
        return Task(name, content_in(source, options.limits), options)
    except TooLargeError as error:
        return refused_task(name or "", *_reason(error), options)


def loads(
    source: str | bytes,
    *,
    known: Known | None = None,
    encoding: str | None = None,
    agreements: bool = True,
    limits: Limits | None = None,
) -> list[Event]:
    """Read a text or the bytes of a file, strictly.

    Args:
        source: the text, or the bytes of a file.
        known: facts about the page, see `parse`.
        encoding: encoding of the bytes, see `parse`.
        agreements: whether to look for agreements.
        limits: see `parse`.

    Raises:
        TranscriptError: there is an error, for example: nothing looks like a transcript, a page has no date, no rule
            recognises some text, or content exceeds a limit. The exception contains all problems. Warnings do not
            raise.
        TypeError: `source` is neither `str` nor `bytes`, or an option has the wrong type.
        LookupError: there is no such encoding.

    Examples:
        >>> import kzru_forums
        >>> kzru_forums.loads("Nothing to see here.")
        Traceback (most recent call last):
        ...
        kzru_forums.errors.TranscriptError: 1:1: error: ...
    """
    reading = parse(source, known=known, encoding=encoding, agreements=agreements, limits=limits)
    return list(reading.raise_for_errors().events)


def load(
    source: PathOrFile,
    *,
    known: Known | None = None,
    encoding: str | None = None,
    agreements: bool = True,
    limits: Limits | None = None,
) -> list[Event]:
    """Read a file, strictly: `loads` for a path or an open file.

    Args:
        source: a path, or a file open for reading, text or binary, which stays open.
        known: facts about the page, see `parse`.
        encoding: encoding of the file, see `parse`.
        agreements: whether to look for agreements.
        limits: see `parse`.

    Raises:
        TranscriptError: there is an error, see `loads`.
        OSError: the file cannot be opened.
        TypeError: `source` is neither a path nor an open file, or an option has the wrong type.
        LookupError: there is no such encoding.

    Examples:
        >>> import kzru_forums
        >>> from importlib.resources import files
        >>> [event.id for event in kzru_forums.load(files("kzru_forums") / "data/sample_page.txt")]
        ['ev-2012-09-19-plenary-session-of-the-9th-russia-kazakhstan-interregional']
    """
    reading = read(source, known=known, encoding=encoding, agreements=agreements, limits=limits)
    return list(reading.raise_for_errors().events)


def iter_readings(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    exclude: str | Iterable[str] = (),
    known: Known | None = None,
    encoding: str | None = None,
    agreements: bool = True,
    limits: Limits | None = None,
    workers: Workers = 1,
) -> Iterator[Reading]:
    """Read many files, leniently, one at a time.

    For a file that cannot be read, or a path without any pages, the reading has no events and one problem.

    Args:
        paths: one or more files, folders, zip files or glob patterns. In folders (including subfolders) and zip files,
            pages are read in order of their names; pages are files that end in `.txt`, `.md`, `.html`, `.htm`,
            `.xhtml`, `.mhtml` or `.mht`, or in one of these and `.gz`.
        exclude: one or more glob patterns of files to skip, such as `*photos*`. They are matched against the name of a
            file and against its path.
        known: facts about every page, see `parse`.
        encoding: encoding of every file, see `parse`.
        agreements: whether to look for agreements.
        limits: see `parse`.
        workers: number of processes that share the work, or `"auto"` for as many as there are cores once there is
            enough work. Files are opened here and a few dozen ahead; the result is the same for any number.

    Raises:
        TypeError: `paths` are not paths, or an option has the wrong type.
        LookupError: there is no such encoding.

    Examples:
        >>> import kzru_forums
        >>> from importlib.resources import files
        >>> paths = [files("kzru_forums") / "data/sample_page.txt", "missing.txt", "photos.txt"]
        >>> for reading in kzru_forums.iter_readings(paths, exclude="*photos*"):
        ...     print(len(reading.events), [str(problem.code) for problem in reading.problems])
        1 []
        0 ['unreadable-file']
    """
    check_workers(workers)
    options = options_of(known, encoding, agreements, limits)
    yield from in_order(read_task, file_tasks(paths, exclude, options), workers, weight=weight)


def iter_events(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    on_problem: Callable[[Problem], object] | None = None,
    exclude: str | Iterable[str] = (),
    known: Known | None = None,
    encoding: str | None = None,
    agreements: bool = True,
    limits: Limits | None = None,
    workers: Workers = 1,
) -> Iterator[Event]:
    """The events of many files, in order, in constant memory.

    Args:
        paths: files, folders, zip files or glob patterns, see `iter_readings`.
        on_problem: called with each problem; reading always continues. Without it, reading is strict.
        exclude: glob patterns of files to skip, see `iter_readings`.
        known: facts about every page, see `parse`.
        encoding: encoding of every file, see `parse`.
        agreements: whether to look for agreements.
        limits: see `parse`.
        workers: number of processes that share the work, see `iter_readings`.

    Raises:
        TranscriptError: without `on_problem`, at the first source with an error.
        TypeError: `paths` are not paths, or an option has the wrong type.
        LookupError: there is no such encoding.

    Examples:
        >>> import kzru_forums
        >>> from importlib.resources import files
        >>> [str(event.date) for event in kzru_forums.iter_events(files("kzru_forums") / "data/sample_page.txt")]
        ['2012-09-19']
    """
    check_workers(workers)
    options = options_of(known, encoding, agreements, limits)
    yield from events_of(file_tasks(paths, exclude, options), on_problem, workers)


def events_of(
    tasks: Iterable["Task"], on_problem: Callable[[Problem], object] | None, workers: Workers
) -> Iterator[Event]:
    """Yield the events of many sources: strict if there is no `on_problem`, otherwise it is called with each problem.

    Raises:
        TranscriptError: without `on_problem`, at the first source with an error.
        TypeError: `on_problem` cannot be called.
    """
    if on_problem is not None and not callable(on_problem):
        raise TypeError(f"on_problem takes a function, not {type(on_problem).__name__}")
    for outcome in in_order(partial(read_events, unchanged), tasks, workers, weight=weight):
        if on_problem is None:
            _raise_for_errors(outcome.problems)
        else:
            for problem in outcome.problems:
                on_problem(problem)
        yield from outcome.events


def _raise_for_errors(problems: tuple[Problem, ...]) -> None:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise TranscriptError(problems)


@frozen
class Task:
    """A source to be read, in this process or another; the task and its result can be pickled."""

    name: str | None
    content: str | bytes | None
    """None if the source cannot be read; `problems` state the reason."""
    options: Options
    problems: tuple[Problem, ...] = ()
    """Problems found before the text is read."""


def weight(task: Task) -> int:
    """Approximate size of a task in bytes."""
    return len(task.content or "")


def file_tasks(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]], exclude: str | Iterable[str], options: Options
) -> Iterator[Task]:
    """Yield a task for each file, even if it cannot be opened."""
    for name, content in open_all(paths, options.limits, exclude):
        if isinstance(content, bytes):
            yield Task(name, content, options)
        else:
            yield refused_task(name, *_reason(content), options)


def refused_task(name: str, code: ProblemCode, message: str, options: Options) -> Task:
    """The task for a source that cannot be read."""
    report = Report("", name)
    report.add(code, message)
    return Task(name, None, options, tuple(report.problems))


def read_task(task: Task) -> Reading:
    """The reading of a source."""
    if task.content is None:
        return _without_text(task.name, task.problems)
    try:
        reading = read_content(task.content, task.name, task.options)
    except ImportError as error:  # one page in HTML does not keep the others from being read
        return _unreadable(task.name, error)
    return evolve(reading, problems=(*task.problems, *reading.problems)) if task.problems else reading


T = TypeVar("T")


@frozen
class Outcome(Generic[T]):
    """The part of a reading that is kept when its text is no longer needed."""

    name: str | None
    """Name of the source."""
    problems: tuple[Problem, ...]
    events: tuple[T, ...]
    """What was made of each event."""
    statements: int
    """Number of statements in all events."""


def outcome(make: Callable[[Event], T], reading: Reading) -> Outcome[T]:
    """The part of a reading that is kept when its text is no longer needed.

    Args:
        make: called with each event.
        reading: the reading.
    """
    statements = sum(len(event.statements) for event in reading.events)
    return Outcome(reading.source.name, reading.problems, tuple(map(make, reading.events)), statements)


def read_events(make: Callable[[Event], T], task: Task) -> Outcome[T]:
    """Read a source and apply `make` to each event; with `functools.partial`, this can run in another process."""
    return outcome(make, read_task(task))


def unchanged(event: Event) -> Event:
    """The event itself, if nothing is to be made of it."""
    return event


def _without_text(name: str | None, problems: tuple[Problem, ...]) -> Reading:
    source = Source(name=name, layout=Layout.PAGE, sha256=checksum(b""))
    return Reading(events=(), problems=problems, text="", source=source, parts=())


def _reason(error: Exception) -> tuple[ProblemCode, str]:
    """Why a source cannot be read."""
    code = ProblemCode.LIMIT_EXCEEDED if isinstance(error, TooLargeError) else ProblemCode.UNREADABLE_FILE
    return code, f"cannot be read: {error.strerror or error}" if isinstance(error, OSError) else str(error)


def _unreadable(name: str | None, error: Exception) -> Reading:
    report = Report("", name)
    report.add(*_reason(error))
    return _without_text(name, tuple(report.problems))


def checksum(content: str | bytes) -> str:
    """The SHA-256 of a source, in hexadecimal; a text is encoded part by part, which saves a copy of it."""
    from hashlib import sha256  # noqa: PLC0415 - loads OpenSSL

    if isinstance(content, bytes):
        return sha256(content).hexdigest()
    digest = sha256()
    for start in range(0, len(content), _PART):
        digest.update(content[start : start + _PART].encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


_PART = 1 << 20
"""Characters that are encoded at a time."""


class _Opened(NamedTuple):
    """The text of a source, taken out of its containers."""

    decoded: Decoded
    url: str | None = None
    """Address of the page, if a container states it."""
    encoded: bytes | None = None
    """The text in UTF-8, if it was read from that."""


def read_content(content: str | bytes, name: str | None, options: Options) -> Reading:
    """The reading of one source."""
    if isinstance(content, bytes | bytearray | memoryview):
        content = bytes(content)
    elif not isinstance(content, str):
        raise TypeError(f"expected str or bytes, not {type(content).__name__}; for a path or file use load() or read()")
    try:
        opened = _opened(content, options)
    except RefusedError as error:
        return _unreadable(name or "", error)
    text = opened.decoded.text
    report = Report(text, name)
    layout = sniff(text)
    if layout is Layout.HTML and text is content and len(text) <= options.limits.html_characters:
        content, opened = _encoded(text, opened)
    source = Source(name=name, layout=layout, sha256=checksum(content))
    refusal = _refusal(text, options.limits, is_path=name is None and text is content)
    if refusal := refusal or _too_long_for(source.layout, text, options.limits):
        report.add(*refusal)
        return _unread(text, source, report)
    if opened.url and not options.known.url:
        options = evolve(options, known=evolve(options.known, url=opened.url))
    return _reading(opened, source, report, options)


def _encoded(text: str, opened: _Opened) -> tuple[bytes, _Opened]:
    """HTML in UTF-8, which its checksum and its parser both need; the parser takes no surrogates."""
    raw = text.encode("utf-8", "surrogatepass")
    return raw, opened if _SURROGATE in raw else opened._replace(encoded=raw)


_SURROGATE = b"\xed"
"""The first byte of a surrogate, and of few other characters."""


def _opened(content: str | bytes, options: Options) -> _Opened:
    """The text of a source.

    Raises:
        RefusedError: it contains no text or exceeds a limit.
    """
    if isinstance(content, str):
        if not is_mhtml(content):
            return _Opened(Decoded(content, ""))
        content = content.encode("utf-8", "replace")
    if len(content) > options.limits.bytes:
        raise too_large(len(content), options.limits.bytes)
    if content.startswith(GZIP):
        from kzru_forums.archives import gunzipped  # noqa: PLC0415 - few sources are compressed

        content = gunzipped(content, options.limits.bytes)
    if refusal := what_it_is(content):
        raise RefusedError(refusal)
    if len(content) > _MOST_BYTES * options.limits.html_characters and _is_html(content):
        most = options.limits.html_characters
        message = f"{len(content)} bytes of HTML, more than the limit of {most} characters (html_characters)"
        raise TooLargeError(message)
    if is_mhtml(content):
        from kzru_forums.archives import page_in_mhtml  # noqa: PLC0415 - few sources are MHTML

        page_saved = page_in_mhtml(content)
        return _Opened(decoded(page_saved.content, options.encoding, page_saved.encoding), page_saved.url)
    text = decoded(content, options.encoding)
    return _Opened(text, encoded=content.removeprefix(BOM_UTF8) if text.encoding == UTF_8 and not text.bad else None)


_HEAD = 8192
_MOST_BYTES = 4
"""Maximum number of bytes per character."""


def _is_html(content: bytes) -> bool:
    return sniff(content[:_HEAD].decode("utf-8", "replace")) is Layout.HTML


_LIMIT = ProblemCode.LIMIT_EXCEEDED
_Refusal = tuple[ProblemCode, str, int, int]
"""Why a text is not read at all: a problem with its place."""


def _refusal(text: str, limits: Limits, *, is_path: bool) -> _Refusal | None:
    """The reason why a text is not read at all, if there is one."""
    if len(text) > limits.characters:
        message = f"{len(text)} characters, more than the limit of {limits.characters} (characters)"
        return ProblemCode.LIMIT_EXCEEDED, message, 0, len(text)
    if is_path and len(text) < _LONGEST_PATH and _PATH.fullmatch(text.strip()):
        message = f"{text.strip()!r} looks like a path; use load() or read() for paths"
        return ProblemCode.LOOKS_LIKE_A_PATH, message, 0, len(text)
    if data := what_data_it_is(text):
        return ProblemCode.NOT_A_TRANSCRIPT, data, 0, len(text)
    return None


_LONGEST_PATH = 256


def _too_long_for(layout: Layout, text: str, limits: Limits) -> _Refusal | None:
    """Why and where a text has too many lines, or is mostly one page that is too long. HTML has other limits."""
    if layout is Layout.HTML:
        return None
    count = sum(map(text.count, "\n\r" + forms.BREAKS)) - text.count("\r\n") if len(text) > limits.lines else 0
    if count > limits.lines:
        message = f"{count} lines, more than the limit of {limits.lines} (lines)"
        return _LIMIT, message, 0, len(text)
    if layout is Layout.PLAIN:
        most = limits.plain_characters
        is_within = len(text) <= most
        return None if is_within else (_LIMIT, too_long(len(text), most, "plain_characters"), 0, len(text))
    start, end = _longest_stretch(layout, text, limits.page_characters)
    if 2 * (end - start) <= len(text):  # Its other pages are read, and this one is refused on its own.
        return None
    return _LIMIT, too_long(end - start, limits.page_characters), start, end


_BOUNDARIES = {
    Layout.PAGE: regex(f"{ENGLISH.first}|{ENGLISH.last}|{ENGLISH.published}|{ENGLISH.link}"),
    Layout.TEXT_VERSION: regex("(?:19|20)[0-9]{2}"),
}
"""What every page contains near its beginning or at its end: words of the site, or the year."""


def _longest_stretch(layout: Layout, text: str, longest: int) -> tuple[int, int]:
    """The longest part of a text that is certainly one page, if it is longer than a page can be."""
    if len(text) <= 2 * longest:  # Two boundaries may belong to two pages.
        return 0, 0
    before, found = 0, (0, 0)
    for place in chain((match.start() for match in _BOUNDARIES[layout].finditer(text)), (len(text),)):
        if place - before > max(2 * longest, found[1] - found[0]):
            found = before, place
        before = place
    return found


def _unread(text: str, source: Source, report: Report) -> Reading:
    parts = (([Piece(BlockKind.UNKNOWN, "", 0, len(text))], None),) if text else ()
    return Reading(events=(), problems=tuple(report.problems), text=text, source=source, parts=parts)


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


def _reading(opened: _Opened, source: Source, report: Report, options: Options) -> Reading:
    found = _pages(opened, source, report, options)
    form, pages = found.form, found.pages
    known = known_of(pages, _with_front_matter(options.known, form), report)
    front = forms.front_pieces(form) if form else []
    events: list[Event] = []
    parts: list[tuple[list[Piece], list[int | None] | None]] = []
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
    _check_encoding(opened.decoded, found.text, source.layout, report)
    problems = sorted(report.problems, key=lambda problem: problem.span.start if problem.span else 0)
    return Reading(
        events=tuple(events), problems=tuple(problems), text=found.text, source=found.source, parts=tuple(parts)
    )


_READERS = {Layout.PAGE: page, Layout.TEXT_VERSION: text_version, Layout.PLAIN: plain}


def _pages(opened: _Opened, source: Source, report: Report, options: Options) -> _Pages:
    """The pieces of each page of a text."""
    text = opened.decoded.text
    if source.layout is Layout.HTML:
        is_page = bool(options.known.title or options.known.date)
        rendered, pages = html.read(text, report, options.limits, is_page=is_page, encoded=opened.encoded)
        return _Pages(rendered, rendered, pages, source)
    form = forms.restored(text, report)
    restored = form.draft.text
    if form.traits:
        layout = sniff(restored)
        source = evolve(source, layout=Layout.PLAIN if layout is Layout.HTML else layout, traits=form.traits)
        report.place(form.draft.source_span)
    pages = list(_READERS[source.layout].read(restored, report, form.lines, _longest(source, options)))
    if not form.traits:  # A text of the same length as the source; only the line breaks may differ.
        return _Pages(text, restored, pages, source)
    return _Pages(text, restored, forms.without_guessed_title(form, pages), source, form)


def _longest(source: Source, options: Options) -> int:
    """The limit for one page."""
    limits = options.limits
    return limits.plain_characters if source.layout is Layout.PLAIN else limits.page_characters


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
    places = forms.lines_like_labels(text)
    if "one-line" in traits and ": " in text:
        message = "no statement was found in a text without line breaks, although it may contain some"
        report.add(ProblemCode.UNREAD_LABELS, message, 0, 0)
    elif "markdown" in traits and (bold := forms.bold_labels(text)):
        message = "bold words before a colon look like a label, but no statement was read"
        report.add(ProblemCode.UNREAD_LABELS, message, bold[0], bold[0])
    elif len(places) > 1:
        message = f"{len(places)} lines look like labels, but no statement was read; the first one is here"
        report.add(ProblemCode.UNREAD_LABELS, message, places[0], places[0])
    elif names := openings.colonless(found.read):
        number = f"{len(names)} names" if len(names) > 1 else "a name"
        message = f"{number} without a colon may be labels, but no statement was read; the first one is here"
        at = names[0].start if found.form is None else found.form.draft.source_start(names[0].start)
        report.add(ProblemCode.UNREAD_LABELS, message, at, at)
    elif len(spoken := forms.spoken_lines(found.read)) > 1:
        message = f"{len(spoken)} paragraphs begin like speech, but nothing says who speaks: were the labels lost?"
        at = spoken[0] if found.form is None else found.form.draft.source_start(spoken[0])
        report.add(ProblemCode.UNREAD_LABELS, message, at, at)


_FEWEST_LOST = 3


def _check_encoding(content: Decoded, text: str, layout: Layout, report: Report) -> None:
    """Report an encoding that was guessed, and bytes that are invalid in it."""
    if content.guessed:
        message = f"read as {content.encoding}, which was guessed from the text; pass the encoding to be sure"
        report.add(ProblemCode.ENCODING_GUESSED, message, 0, 0)
    if text.isascii() and text.count("?s ") >= _FEWEST_LOST:
        at = text.find("?s ")
        message = "question marks inside words: characters were lost when the text was converted"
        report.add(ProblemCode.UNDECODABLE_BYTES, message, at, at + 1)
    if not content.bad:
        return
    first = f" ({content.bad_bytes})" if content.bad_bytes else ""
    more = f" in {content.bad} places" if content.bad > 1 else ""
    message = f"bytes that are invalid in {content.encoding.upper()}{first}, replaced by U+FFFD{more}"
    if layout is not Layout.HTML:
        report.add(ProblemCode.UNDECODABLE_BYTES, message, *content.first_bad)
    elif (at := text.find("\ufffd")) >= 0:
        report.add(ProblemCode.UNDECODABLE_BYTES, message, at, at + 1)
    else:
        report.add(ProblemCode.UNDECODABLE_BYTES, f"{message}; no event contains them", 0, 0, severity=Severity.WARNING)
