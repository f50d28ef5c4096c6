"""Standard output and standard error: in colour on a terminal if rich is installed, otherwise as plain text."""

import codecs
import io
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EBADF
from functools import partial
from typing import IO, NamedTuple

from kzru_forums.cli.lines import Line, Painter, Style, safe
from kzru_forums.files import count_pages

NARROWEST = 40
"""Minimum line width in cells, however narrow the terminal is."""
WIDEST = 120
"""Maximum line width in cells by default, because longer lines are hard to read."""
_ASCII = dict(zip("–—−─·█▌×’‘“”„«»‹›", "-----##x''" + 5 * '"' + "<>", strict=True)) | {"…": "..."}
_PLAINER = "kzru_forums.plainer"


STANDARD_OUTPUT = "standard output"


class _ClosedOutput(io.TextIOBase):
    """Standard output of a program that was started without one: output is lost, and `flush` reports it."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self._lost = False

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        self._lost = self._lost or bool(text)
        return len(text)

    def flush(self) -> None:
        if self._lost:
            raise OSError(EBADF, os.strerror(EBADF), STANDARD_OUTPUT)


@contextmanager
def sound_streams() -> Iterator[None]:
    """Streams that lose nothing silently while the block runs.

    Python leaves a closed stream out (None), and without a buffer (`python -u`) it ignores that a file took only a part
    of the text.
    """
    before = sys.stdout, sys.stderr
    if sys.stdout is None:
        sys.stdout = _ClosedOutput()
    elif isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        file = io.FileIO(sys.stdout.fileno(), "w", closefd=False)
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(file), encoding=sys.stdout.encoding, errors=sys.stdout.errors, line_buffering=True
        )
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def drop_output() -> None:
    """Let what is left of standard output go nowhere: the interpreter would try once more at its end, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):  # a stream that is not a file of the system
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def terminal_width() -> int:
    """The width at which to break lines: that of the terminal or of `COLUMNS`, or 80, up to `WIDEST`."""
    return max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST))


def for_data() -> IO[str]:
    """Standard output for data: UTF-8, regardless of the terminal."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    return sys.stdout


def for_people() -> Painter:
    """Standard output for people, in colour on a terminal."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
        stream.reconfigure(encoding=stream.encoding if chosen else "utf-8", errors=_PLAINER, newline="\n")
    if stream.isatty() or os.environ.get("FORCE_COLOR"):
        try:
            from kzru_forums.cli.colours import painter  # noqa: PLC0415 - an extra, and slow to load
        except ImportError:
            pass
        else:
            return painter(stream)
    return plain(stream)


def plain(stream: IO[str]) -> Painter:
    """Create a painter that prints lines as plain text."""
    return partial(_write, stream)


def _write(stream: IO[str], line: Line) -> None:
    stream.write("".join(safe(text) for text, _ in line).rstrip() + "\n")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Replace characters that an encoding lacks by the nearest ones in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_ASCII.get(char) or _base(char) or "?" for char in text), error.end


def _base(char: str) -> str:
    return unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()


codecs.register_error(_PLAINER, _plainer)


STANDARD = "-"
"""Standard input or standard output."""


class Desk(NamedTuple):
    """The output streams of a command."""

    err: Painter
    """Standard error."""
    advance: Callable[[], object]
    """Function to call after each file."""
    above: Painter | None = None
    """Prints lines above the progress bar, if the bar and standard output share a terminal."""

    def out(self) -> Painter:
        """Standard output, for people."""
        return self.above or for_people()

    def complain(self, message: str) -> None:
        """Print a line to standard error."""
        self.err([(message, Style.PLAIN)])


@contextmanager
def desk(names: Sequence[str] = (), *, bar: bool = False) -> Iterator[Desk]:
    """Create a desk, with a progress bar on standard error if that is a terminal and `names` are several files.

    Args:
        names: the files that will be read, as the user gave them.
        bar: whether to display a progress bar at all.
    """
    if bar and sys.stderr.isatty() and (total := _count(names)) > 1:
        try:
            from kzru_forums.cli.colours import progress  # noqa: PLC0415 - an extra, and slow to load
        except ImportError:
            pass
        else:
            with progress(sys.stderr, total) as (above, advance):
                yield Desk(above, advance, above if sys.stdout.isatty() else None)
            return
    yield Desk(plain(sys.stderr), lambda: None)


def _count(names: Sequence[str]) -> int:
    """Number of files that `iter_readings` would read."""
    return sum(1 if name == STANDARD else count_pages(name) for name in names)
