"""Files and folders that are written completely or not at all.

An export is written next to its target under a temporary name that ends in `.part`, and then replaces the target in one
step. An error, Ctrl-C, or a signal that ends the program removes what was written so far. If the program is killed
without notice (SIGKILL, a power failure), the earlier export stays in place, with a `.part` next to it.
"""

import ctypes
import gzip
import io
import os
import shutil
import signal
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from errno import EBUSY, EDQUOT, EEXIST, EFBIG, EINVAL, EISDIR, ELOOP, ENOENT, ENOSPC, ENOSYS, ENOTEMPTY, ENOTSUP
from functools import cache
from itertools import count
from os import PathLike
from pathlib import Path
from tempfile import mkdtemp, mkstemp
from types import FrameType
from typing import IO, Any

from kzru_forums.files import PathOrFile, possible, resolved
from kzru_forums.text import UniqueNames

FULL = (ENOSPC, EDQUOT, EFBIG)
"""Error codes of the system if there is no room; only writing raises them."""


@contextmanager
def text_to(target: PathOrFile) -> Iterator[Callable[[str], object]]:
    """Yield a function that writes UTF-8 text to a path or an open file.

    A path is written completely or not at all; an open file stays open.

    Raises:
        OSError: the file cannot be written; the error names a path.
        TypeError: `target` is neither a path nor an open file.
    """
    if isinstance(target, str | PathLike):
        with whole_file(target) as file:
            yield lambda text: file.write(text.encode())
    elif hasattr(target, "write"):
        yield _writer(target)
    else:
        raise TypeError(f"expected a path or an open file, not {type(target).__name__}")


def _writer(file: IO[str] | IO[bytes]) -> Callable[[str], object]:
    """A function that writes text to an open file in text or binary mode."""
    write: Callable[..., object] = file.write
    if isinstance(file, io.RawIOBase):
        return lambda text: _write_all(file, text.encode())
    try:
        write("")
    except TypeError:
        return lambda text: write(text.encode())
    return write


def _write_all(file: io.RawIOBase, content: bytes) -> None:
    """Write to an unbuffered file, which may accept only part of the bytes at a time."""
    left = memoryview(content)
    while left:
        written = file.write(left)
        if written is None:
            raise BlockingIOError("the file accepts no more bytes for now; open it in blocking mode")
        left = left[written:]


class _NamingFile(io.FileIO):
    """A file whose errors name the path given by the user, because the system names no path if a write fails."""

    def __init__(self, path: str | PathLike[str], shown: str | PathLike[str]) -> None:
        super().__init__(path, "wb")
        self._shown = str(shown)

    def write(self, content: Any, /) -> int:  # Its base class accepts any buffer.
        with _naming(self._shown):
            return super().write(content)


def _open(path: str | PathLike[str], shown: str | PathLike[str]) -> io.BufferedWriter:
    return io.BufferedWriter(_NamingFile(path, shown))


@contextmanager
def _naming(path: str | PathLike[str], temporary: str = "") -> Iterator[None]:
    """Name `path` in errors about a full disk, which have no path, and in errors about temporary names."""
    try:
        yield
    except OSError as error:
        named = error.filename
        if temporary and isinstance(named, str) and named.startswith(temporary):
            error.filename = f"{path}{named.removeprefix(temporary).partition(_NEW)[2]}"
        elif named is None and error.errno in FULL:
            error.filename = str(path)
        raise


_NEW = f"{os.sep}new"
"""Name of the new folder inside a temporary one."""


def _temporary_names(target: Path) -> str:
    """Prefix of the paths of temporary files and folders for a target."""
    return str(target.with_name(f".{target.name}."))


@contextmanager
def whole_file(path: str | PathLike[str]) -> Iterator[IO[bytes]]:
    """A binary file that appears at `path` when the block ends, or not at all if the block raises.

    Links are followed, an existing file keeps its mode, and pipes and devices are written to directly. A file whose
    name ends in `.gz` is compressed, without a time stamp, so that equal content gives equal bytes.

    Raises:
        OSError: the file cannot be written; the error names `path`.
    """
    if is_stream(path):
        with _open(path, path) as stream:
            yield stream
        return
    with whole_path(path) as part, _open(part, path) as file:
        if resolved(path).suffix == ".gz":
            with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
                yield packed  # type: ignore[misc]  # GzipFile is a binary file in all but its base class
        else:
            yield file


@contextmanager
def whole_path(path: str | PathLike[str]) -> Iterator[Path]:
    """A temporary file next to `path` that replaces it when the block ends, or is removed if the block raises.

    Links are followed, and an existing file keeps its mode.

    Raises:
        OSError: the file cannot be created; the error names `path`.
    """
    target = _place(path)
    part: Path | None = None
    with _orderly_end(), _naming(path, _temporary_names(target)):
        try:
            with _undisturbed():
                part = _temporary_file(target)
            yield part
            with _undisturbed():
                part.chmod(_mode(target))
                part.replace(target)
        except BaseException:
            with _undisturbed():
                if part is not None:
                    part.unlink(missing_ok=True)
            raise


def _temporary_file(target: Path) -> Path:
    descriptor, name = mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    os.close(descriptor)
    return Path(name)


def _mode(target: Path) -> int:
    """The mode of an existing file, or the default mode of a new one."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return 0o666 & ~_umask()


def is_stream(path: str | PathLike[str]) -> bool:
    """Whether the path is a device or a pipe."""
    named = Path(path)  # Not resolved, because a pipe at /dev/stdout has no other name.
    return named.exists() and not named.is_file() and not named.is_dir()


def _place(path: str | PathLike[str]) -> Path:
    """The path with links resolved, in a folder that exists."""
    _refuse_loop(path)
    target = resolved(path)
    if target.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path))
    return target


def _refuse_loop(path: str | PathLike[str]) -> None:
    """Reject a path that no file can have, and a link that points to itself."""
    try:
        possible(path).stat()
    except OSError as error:
        if error.errno in (EINVAL, ELOOP):
            raise


def _umask() -> int:
    """The umask of the process, which can be read only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


_MARK = b"kzru_forums"
_HEAD = 4096
"""Number of bytes at the beginning of a file that are searched for the mark."""


@contextmanager
def whole_folder(path: str | PathLike[str], ours: Collection[str], signed: str) -> Iterator[Path]:
    """A folder that appears at `path` when the block ends, or not at all if the block raises.

    Only an empty folder or an earlier export at `path` is replaced. On Linux, the new folder and the earlier one are
    exchanged in one step; elsewhere the earlier one is moved away first, and moved back if the new one cannot replace
    it.

    Args:
        path: the folder.
        ours: glob patterns that match every name in an earlier export.
        signed: name of the file in an export that names this package near its beginning.

    Raises:
        FileExistsError: `path` is a file, the current folder, or a folder that contains other files.
        OSError: the folder cannot be written; the error names `path` or a file in it.
        TypeError: `path` is not a path.
    """
    if not isinstance(path, str | PathLike):
        raise TypeError(f"expected the path of a folder, not {type(path).__name__}")
    _refuse_loop(path)
    target = resolved(path)
    _refuse_others(target, ours, signed)
    part: str | None = None
    with _orderly_end(), _naming(path, _temporary_names(target)):
        try:
            with _undisturbed():
                part = mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
                new = Path(f"{part}{_NEW}")
                new.mkdir()
            yield new
            _refuse_others(target, ours, signed)  # Checked again, because files may have been added in the meantime.
            with _undisturbed():
                _take_place(new, target)
                _remove(part, target)
                part = None
        except BaseException:
            with _undisturbed():
                _remove(part, target)
            raise


def _remove(part: str | None, target: Path) -> None:
    """Remove the temporary folder, if any, unless it contains an earlier export that could not be moved back."""
    if part is not None and (target.exists() or not any(Path(part).glob(f"{_EARLIER}*"))):
        shutil.rmtree(part, ignore_errors=True)


_EARLIER = "earlier-"
_TRIES = 100


def _take_place(new: Path, target: Path) -> None:
    """Move a new folder to its place; if several processes do so at the same time, the last one stays."""
    for number in count():  # pragma: no branch - it never ends by itself
        try:
            if not target.exists():
                new.rename(target)
            elif not _exchanged(new, target):
                _replace(new, target, new.with_name(f"{_EARLIER}{number}"))
        except OSError as error:
            # Another process was faster: its folder exists now, or was moved away.
            if error.errno not in (ENOTEMPTY, EEXIST, ENOENT) or number >= _TRIES:
                raise
        else:
            return


def _replace(new: Path, target: Path, earlier: Path) -> None:
    """Move a folder away and another to its place; move it back on failure."""
    target.rename(earlier)
    try:
        new.rename(target)
    except BaseException:
        with suppress(OSError):  # Another process has put its folder there.
            earlier.rename(target)
        raise


_AT_CURRENT_FOLDER, _EXCHANGE = -100, 2
_CANNOT_EXCHANGE = (ENOSYS, EINVAL, ENOTSUP, EBUSY)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; False if the system or file system does not support it."""
    rename = _renameat2()
    paths = (_AT_CURRENT_FOLDER, os.fsencode(one), _AT_CURRENT_FOLDER, os.fsencode(other))
    if rename is None:
        return False
    if rename(*paths, _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


@cache
def _renameat2() -> Callable[..., int] | None:
    """The function of the C library, if it has one (Linux)."""
    try:
        function: Callable[..., int] = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return None
    return function


_RESERVED = frozenset(
    {"aux", "con", "nul", "prn"} | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
"""Names of devices, which no file can have on Windows, in any case and with any ending."""
_LONGEST_NAME = 200


class FileNames:
    """Hands out names for the files of a folder: valid on every system, and unique also where case does not count."""

    def __init__(self, *taken: str) -> None:
        self._names = UniqueNames(*taken)

    def new(self, event: str) -> str:
        """The name of the file of an event, without its ending.

        It is the id, with `ev-` before a name that is reserved, cut if it is too long, and with a number appended if
        the name is taken.
        """
        name = (f"ev-{event}" if event.partition(".")[0].lower() in _RESERVED else event)[:_LONGEST_NAME]
        return name + self._names.new(name.lower())[len(name) :]


def _refuse_others(target: Path, ours: Collection[str], signed: str) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise FileExistsError(f"{target} is a file; an export needs a folder")
    if target.samefile("."):
        raise FileExistsError(f"{target} is the current folder, which cannot be replaced; name a folder in it")
    names = sorted(target.glob("*"))
    others = [found.name for found in names if not any(found.match(pattern) for pattern in ours)]
    if others:
        raise FileExistsError(f"{target} contains {others[0]!r}, which is not part of an export; nothing was changed")
    if names and not _is_signed(target / signed):
        raise FileExistsError(f"{target} contains files, but no {signed!r} that marks an export; nothing was changed")


def _is_signed(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return _MARK in stream.read(_HEAD)


_ENDING = tuple(
    number for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if (number := getattr(signal, name, None)) is not None
)
"""Signals that end a program immediately unless it handles them."""


class _EndedError(BaseException):
    """A signal that ends the program. Not an Exception, so that nothing handles it as an ordinary error."""


@contextmanager
def _orderly_end() -> Iterator[None]:
    """Turn a signal that would end the program immediately into an exception, and end the program after the block.

    Signals that the program handles itself are not affected. Only the main thread receives signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    met: list[int] = []
    cleaned_up, own = False, os.getpid()

    def end(number: int, _: FrameType | None) -> None:
        # A child process has nothing to clean up.
        if cleaned_up or os.getpid() != own:  # pragma: no cover - ends the process: tests run it in their children
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        met.append(number)
        raise _EndedError

    handled = [number for number in _ENDING if signal.getsignal(number) is signal.SIG_DFL]
    try:
        for number in handled:
            signal.signal(number, end)
        yield
        cleaned_up = True
    finally:
        try:
            for number in handled:
                signal.signal(number, signal.SIG_DFL)
        finally:
            for number in met:
                signal.signal(number, signal.SIG_DFL)
                signal.raise_signal(number)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Delay signals, including Ctrl-C, until the block has ended."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    before: dict[int, Any] = {}
    try:
        for number in (signal.SIGINT, *_ENDING):
            if signal.getsignal(number) not in (None, signal.SIG_IGN, signal.SIG_DFL):
                before[number] = signal.signal(number, lambda number, _: waiting.append(number))
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in waiting:
            signal.raise_signal(number)
