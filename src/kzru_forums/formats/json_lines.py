"""JSON Lines: one envelope per line, written and read record by record."""

import gzip
import os
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import IO, Any, overload

from kzru_forums.errors import DataError, Problem, ProblemCode
from kzru_forums.files import DEFAULT_LIMITS, Limits, PathOrFile, possible
from kzru_forums.formats.json_documents import from_json, to_json
from kzru_forums.model import Event, Forum
from kzru_forums.writing import text_to

_BROKEN_STREAM = (EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError)
_FAULTS_NAMED = 10
"""Maximum number of errors in the message of a problem."""
_CHARACTERS_QUOTED = 200
"""Maximum length of the quoted line in a problem."""


def write_jsonl(events: Iterable[Event | Forum], target: PathOrFile) -> None:
    """Write records as JSON Lines, one envelope per line, in constant memory.

    A path is written completely or not at all: the lines go to a temporary file next to it, which replaces it at the
    end. A path that ends in `.gz` is compressed. An open file receives each line at once, as text or UTF-8, and stays
    open.

    Args:
        events: events or forums; any iterable, read once.
        target: a path, or a file open for writing.

    Raises:
        DataError: an integer has more digits than Python writes.
        TypeError: an argument has the wrong type.
        OSError: the file cannot be written.

    Examples:
        >>> import io, kzru_forums
        >>> file = io.StringIO()
        >>> kzru_forums.write_jsonl([kzru_forums.Event(id="ev-talks", title="Talks")], file)
        >>> len(file.getvalue().splitlines())
        1
    """
    if not isinstance(events, Iterable):
        raise TypeError(f"write_jsonl expects an iterable of events or forums, not {type(events).__name__}")
    write_lines(map(line_of, events), target)


def line_of(record: Event | Forum) -> str:
    """A record as a line of JSON Lines.

    Raises:
        DataError: an integer has more digits than Python writes.
        TypeError: `record` is something else.
    """
    if not isinstance(record, Event | Forum):
        raise TypeError(f"write_jsonl expects events or forums, not {type(record).__name__}")
    return to_json(record) + "\n"


def write_lines(lines: Iterable[str], target: PathOrFile) -> None:
    """Write lines made by `line_of` one by one; see `write_jsonl`."""
    with text_to(target) as write:
        for line in lines:
            write(line)


@overload
def read_jsonl(
    source: PathOrFile,
    cls: None = None,
    *,
    on_problem: Callable[[Problem], object] | None = None,
    limits: Limits | None = None,
) -> Iterator[Event | Forum]: ...
@overload
def read_jsonl(
    source: PathOrFile,
    cls: type[Event],
    *,
    on_problem: Callable[[Problem], object] | None = None,
    limits: Limits | None = None,
) -> Iterator[Event]: ...
@overload
def read_jsonl(
    source: PathOrFile,
    cls: type[Forum],
    *,
    on_problem: Callable[[Problem], object] | None = None,
    limits: Limits | None = None,
) -> Iterator[Forum]: ...
def read_jsonl(
    source: PathOrFile,
    cls: type[Event] | type[Forum] | None = None,
    *,
    on_problem: Callable[[Problem], object] | None = None,
    limits: Limits | None = None,
) -> Iterator[Event] | Iterator[Forum] | Iterator[Event | Forum]:
    """Read JSON Lines record by record, in constant memory.

    Blank lines are skipped; a line that contains a list yields its records one by one. The file is opened when the
    first record is requested, and closed after the last.

    Args:
        source: a path (compressed if it ends in `.gz`), or a file open for reading, text or binary, which stays open.
        cls: `Event` or `Forum` to reject lines of the other type.
        on_problem: called with a `Problem`, which states the line, for every line without a valid record; reading
            continues. Without it, the first such line raises.
        limits: a line beyond `bytes` (for a text file: `characters`) is an error, and is not kept in memory. By default
            `Limits()`.

    Raises:
        DataError: a line does not contain a valid record and `on_problem` is None; the paths begin with the line.
        TypeError: an argument has the wrong type.
        OSError: the file cannot be read.

    Examples:
        >>> import io, kzru_forums
        >>> problems = []
        >>> list(kzru_forums.read_jsonl(io.StringIO("{broken"), on_problem=problems.append))
        []
        >>> problems[0].line
        1
    """
    is_file = hasattr(source, "read") and (hasattr(source, "readline") or hasattr(source, "__iter__"))
    if not isinstance(source, str | os.PathLike) and not is_file:
        raise TypeError(f"read_jsonl expects a path or an open file, not {type(source).__name__}")
    if limits is not None and not isinstance(limits, Limits):
        raise TypeError(f"limits must be of type Limits, not {type(limits).__name__}")
    if on_problem is not None and not callable(on_problem):
        raise TypeError(f"on_problem takes a function, not {type(on_problem).__name__}")
    return _records(source, cls, on_problem, limits or DEFAULT_LIMITS)


def _records(
    source: PathOrFile, cls: Any, on_problem: Callable[[Problem], object] | None, limits: Limits
) -> Iterator[Any]:
    number = 0
    with closing(_lines(source, limits)) as lines:
        while True:
            number += 1
            line: str | bytes = ""
            code = ProblemCode.INVALID_RECORD
            try:
                line = next(lines)
                if not isinstance(line, str | bytes):
                    raise TypeError(f"expected lines of text or bytes, not {type(line).__name__}")
                if refusal := _too_long(line, limits):
                    code = ProblemCode.LIMIT_EXCEEDED
                    raise DataError([("", refusal)])
                found = [] if line.isspace() else from_json(line, cls)
            except StopIteration:
                return
            except DataError as error:
                if on_problem is None:
                    raise _on_line(error, number) from None
                on_problem(_problem(code, error, source, number, line))
            else:
                yield from found if isinstance(found, list) else [found]


def _lines(source: PathOrFile, limits: Limits) -> Generator[str | bytes, None, None]:
    try:
        if isinstance(source, str | os.PathLike):
            path = possible(source)
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
                yield from _lines_of(stream, limits)
        else:
            yield from _lines_of(source, limits) if hasattr(source, "readline") else source
    except _BROKEN_STREAM as error:
        raise DataError([("", f"nothing can be read from here on: {error}")]) from None


def _lines_of(file: IO[str] | IO[bytes] | gzip.GzipFile, limits: Limits) -> Iterator[str | bytes]:
    """The lines of a file; a line beyond the limit is cut off just after it."""
    most = max(limits.bytes, limits.characters) + 1
    while line := file.readline(most):
        yield line
        rest, asked = line, most
        while len(rest) == asked and rest[-1:] not in ("\n", b"\n"):
            rest, asked = file.readline(_PART), _PART


_PART = 1 << 20
"""Characters or bytes of a line beyond the limit that are skipped at a time."""


def _too_long(line: str | bytes, limits: Limits) -> str | None:
    """What is wrong with a line that is beyond the limit."""
    name = "characters" if isinstance(line, str) else "bytes"
    most: int = getattr(limits, name)
    return f"a line of more than {most} {name}, which is the limit ({name})" if len(line) > most else None


def _on_line(error: DataError, number: int) -> DataError:
    """The same error with the line at the beginning of its paths."""
    return type(error)((f"line {number}{', ' if path else ''}{path}", message) for path, message in error.errors)


def _problem(code: ProblemCode, error: DataError, source: PathOrFile, number: int, line: str | bytes) -> Problem:
    faults = [f"{path}: {message}" if path else message for path, message in error.errors[:_FAULTS_NAMED]]
    more = [f"and {len(error.errors) - _FAULTS_NAMED} more"] if len(error.errors) > _FAULTS_NAMED else []
    name = os.fspath(source) if isinstance(source, str | os.PathLike) else getattr(source, "name", None)
    return Problem(
        code=code,
        severity=code.severity,
        message="; ".join(faults + more),
        line=number,
        text=(line if isinstance(line, str) else line[: 4 * _CHARACTERS_QUOTED].decode(errors="replace"))[
            :_CHARACTERS_QUOTED
        ],
        source=name if isinstance(name, str) else None,
    )
