"""Files that hold pages: paths, globs, folders and zip files, opened one at a time."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from lzma import LZMAError
from os import PathLike, fspath
from pathlib import Path

_ENDINGS = (".txt", ".html", ".htm")
_ZIP = b"PK\x03\x04"


def open_all(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]], longest: int
) -> Iterator[tuple[str, bytes | OSError]]:
    """Name and content of each file, in order; an error in place of the content where a file cannot be opened.

    Members of zip files of more than `longest` bytes are not unpacked.
    """
    given: object = paths
    if isinstance(given, bytes) or not isinstance(given, Iterable | PathLike):
        raise TypeError(f"expected a path or several paths, not {type(given).__name__}")
    for path in [paths] if isinstance(paths, str | PathLike) else paths:
        if not isinstance(path, str | PathLike):
            raise TypeError(f"expected a path, not {type(path).__name__}")
        for name in _expanded(fspath(path)):
            yield from _open(name, longest)


def count_pages(path: str) -> int:
    """How many pages `open_all` gives for a path; a file that cannot be opened is one."""
    return sum(map(_count, _expanded(path)))


def _count(path: str) -> int:
    if not Path(path).is_file():  # a pipe gives its bytes only once
        return 1
    try:
        with Path(path).open("rb") as file:
            if file.read(len(_ZIP)) != _ZIP:
                return 1
            with zipfile.ZipFile(file) as archive:
                return len(_pages(archive))
    except (OSError, zipfile.BadZipFile):
        return 1


def _expanded(path: str) -> Iterator[str]:
    """The files a path means: those a pattern matches, those in a folder, or itself."""
    if not path or "\0" in path:
        yield path
    elif has_magic(path) and not Path(path).exists():
        matches = sorted(glob(path, recursive=True))  # noqa: PTH207 - pathlib's glob takes no absolute pattern
        for match in matches:
            yield from _expanded(match)
        if not matches:
            yield path
    elif Path(path).is_dir():
        yield from (
            str(file) for file in sorted(Path(path).rglob("*")) if file.suffix.lower() in _ENDINGS and file.is_file()
        )
    else:
        yield path


def _open(path: str, longest: int) -> Iterator[tuple[str, bytes | OSError]]:
    if not path or "\0" in path:
        yield path, OSError(f"no file has the name {path!r}")
        return
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        yield path, error
        return
    if content.startswith(_ZIP):
        yield from _members(path, longest)
    else:
        yield path, content


def _members(path: str, longest: int) -> Iterator[tuple[str, bytes | OSError]]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        yield path, OSError(f"not a readable zip file: {error}")
        return
    with archive:
        for member in _pages(archive):
            yield f"{path}/{member.filename}", _unpacked(archive, member, longest)


def _pages(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members that are pages, in the order of their names."""
    pages = [member for member in archive.infolist() if member.filename.lower().endswith(_ENDINGS)]
    return sorted(pages, key=lambda member: member.filename)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, longest: int) -> bytes | OSError:
    if member.file_size > longest:
        return OSError(f"{member.file_size} bytes when unpacked, more than the limit allows")
    try:
        return archive.read(member)
    except (OSError, zipfile.BadZipFile, zlib.error, LZMAError, RuntimeError, NotImplementedError, EOFError) as error:
        return OSError(f"cannot be unpacked: {error}")
