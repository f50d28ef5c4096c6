"""Folders that are written whole or not at all."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def whole_folder(path: str | os.PathLike[str], ours: Collection[str]) -> Iterator[Path]:
    """A folder that appears under `path` when the block ends, complete, or not at all when it raises.

    Written beside it under a temporary name and moved into place. An earlier export under `path` is replaced, and
    nothing else is: every name in the folder must match one of the glob patterns in `ours`.

    Raises:
        FileExistsError: `path` is a file, or a folder that holds something else.
    """
    target = Path(path).resolve()
    _refuse_others(target, ours)
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


def _refuse_others(target: Path, ours: Collection[str]) -> None:
    if target.exists() and not target.is_dir():
        raise FileExistsError(f"{target} is a file; an export needs a folder")
    others = sorted(found.name for found in target.glob("*") if not any(found.match(pattern) for pattern in ours))
    if others:
        raise FileExistsError(f"{target} holds {others[0]!r}, which is no file of this export; it is left as it is")
