"""Files that are written whole or not at all, and what else text is written to."""

import gzip
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EISDIR, ENOENT
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

PathOrFile = str | os.PathLike[str] | IO[str] | IO[bytes]
"""A path, or an open file of text or bytes."""


@contextmanager
def text_to(target: PathOrFile) -> Iterator[Callable[[str], object]]:
    """What writes text, as UTF-8, to a path, whole or not at all, or to an open file, which stays open.

    Raises:
        OSError: the file cannot be written.
        TypeError: `target` is neither.
    """
    if isinstance(target, str | os.PathLike):
        with whole_file(target) as file:
            yield lambda text: file.write(text.encode())
    elif hasattr(target, "write"):
        yield _writer(target.write)
    else:
        raise TypeError(f"expected a path or an open file, not {type(target).__name__}")


def _writer(write: Callable[..., object]) -> Callable[[str], object]:
    """What writes text to an open file, which itself tells whether it takes text or bytes."""
    try:
        write("")
    except TypeError:
        return lambda text: write(text.encode())
    return write


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A binary file that appears under `path` when the block ends, complete, or not at all when it raises.

    Written beside it under a temporary name and moved into place; a link is followed, an existing file keeps its mode,
    and a pipe or device is written to as it is. A name that ends in `.gz` is compressed, without a time stamp, so that
    equal content gives equal bytes.

    Raises:
        OSError: the file cannot be written; the error names `path`.
    """
    if is_stream(path):
        with Path(path).open("wb") as stream:
            yield stream
        return
    target = _place(path)
    mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", suffix=".part", delete=False) as part:
        try:
            if target.suffix == ".gz":
                with gzip.GzipFile(filename="", fileobj=part, mode="wb", mtime=0) as packed:
                    yield packed  # type: ignore[misc]  # GzipFile is a binary file in all but its declared base
            else:
                yield part
            part.close()
            written = Path(part.name)
            written.chmod(mode)
            written.replace(target)
        except BaseException:
            part.close()
            Path(part.name).unlink(missing_ok=True)
            raise


def is_stream(path: str | os.PathLike[str]) -> bool:
    """Whether a device or a pipe has this name."""
    named = Path(path)  # not resolved: a pipe behind /dev/stdout has no other name
    return named.exists() and not named.is_file() and not named.is_dir()


def _place(path: str | os.PathLike[str]) -> Path:
    """Where the file goes: behind links, and into a folder that is there."""
    target = Path(path).resolve()
    if target.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path))
    return target


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
