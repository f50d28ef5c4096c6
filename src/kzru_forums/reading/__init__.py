"""Functions that read sources: strict (`load`, `loads`) and lenient (`read`, `parse`), one or many."""

from collections.abc import Callable, Iterable, Iterator

from kzru_forums.errors import Problem
from kzru_forums.events.known import Known
from kzru_forums.files import Limits, PathOrFile, Paths
from kzru_forums.model import Event
from kzru_forums.reading.reader import Reading, options_of, read_content
from kzru_forums.reading.tasks import events_of, file_tasks, open_task, read_task, task_reading, weight
from kzru_forums.workers import Workers, check_workers, in_order

__all__ = ["Reading", "iter_events", "iter_readings", "load", "loads", "parse", "read"]


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
    return task_reading(open_task(source, options_of(known, encoding, agreements, limits)))


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
    paths: Paths,
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
    paths: Paths,
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
