"""Files that are written whole or not at all."""

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EISDIR, ENOENT
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A binary file that appears under `path` when the block ends, complete, or not at all when it raises.

    Written beside it under a temporary name and moved into place; a link is followed, an existing file keeps its mode,
    and a pipe or device is written to as it is. A name that ends in `.gz` is compressed, without a time stamp, so that
    equal content gives equal bytes.

    Raises:
        OSError: the file cannot be written; the error names `path`.
    """
    target = Path(path).resolve()
    if target.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
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


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
