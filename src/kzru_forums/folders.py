"""Folders that are written whole or not at all."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_MARK = b"kzru_forums"
_HEAD = 4096
"""Bytes at the beginning of a file in which the mark is looked for."""


@contextmanager
def whole_folder(path: str | os.PathLike[str], ours: Collection[str], signed: str) -> Iterator[Path]:
    """A folder that appears under `path` when the block ends, complete, or not at all when it raises.

    Written beside it under a temporary name and moved into place. An empty folder or an earlier export under `path` is
    replaced, and nothing else is.

    Args:
        path: the folder.
        ours: glob patterns; every name in an earlier export matches one.
        signed: name of the file of every export that names this package near its beginning.

    Raises:
        FileExistsError: `path` is a file, the current folder, or a folder that holds something else.
        TypeError: `path` is no path.
    """
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"expected the path of a folder, not {type(path).__name__}")
    target = Path(path).resolve()
    if target.exists():
        _refuse_others(target, ours, signed)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.", suffix=".part") as part:
        new, old = Path(part, "new"), Path(part, "old")
        new.mkdir()
        yield new
        if target.exists():
            target.rename(old)
        try:
            new.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise


def _refuse_others(target: Path, ours: Collection[str], signed: str) -> None:
    if not target.is_dir():
        raise FileExistsError(f"{target} is a file; an export needs a folder")
    if target.samefile("."):
        raise FileExistsError(f"{target} is the current folder, which cannot be replaced; name a folder in it")
    names = sorted(target.glob("*"))
    others = [found.name for found in names if not any(found.match(pattern) for pattern in ours)]
    if others:
        raise FileExistsError(f"{target} holds {others[0]!r}, which is no file of this export; it is left as it is")
    if names and not _is_signed(target / signed):
        raise FileExistsError(
            f"{target} holds files, and no {signed!r} says that they are an export; it is left as it is"
        )


def _is_signed(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return _MARK in stream.read(_HEAD)
