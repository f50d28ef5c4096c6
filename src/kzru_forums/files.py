"""Files that are written whole or not at all."""

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A binary file that appears under `path` when the block ends, complete, or not at all when it raises.

    Written beside it under a temporary name and moved into place. A name that ends in `.gz` is compressed, without a
    time stamp, so that equal content gives equal bytes.
    """
    target = Path(path)
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", suffix=".part", delete=False) as part:
        try:
            if target.suffix == ".gz":
                with gzip.GzipFile(filename="", fileobj=part, mode="wb", mtime=0) as packed:
                    yield packed  # type: ignore[misc]  # GzipFile is a binary file in all but its declared base
            else:
                yield part
            part.close()
            written = Path(part.name)
            written.chmod(0o666 & ~_umask())
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
