"""Files that hold pages: paths, globs, folders and zip files, opened one at a time.

A path that means no file at all gives one error, so that a mistake in it is not taken for a folder without events.
"""

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from errno import EISDIR, ENOENT
from fnmatch import fnmatch
from glob import glob, has_magic
from lzma import LZMAError
from os import PathLike, fspath
from pathlib import Path

_ENDINGS = (".txt", ".html", ".htm")
_NO_PAGES = f"no file in it ends in {', '.join(_ENDINGS[:-1])} or {_ENDINGS[-1]}"
_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_SHOWN = 60
_NOT_FETCHED = "nothing is downloaded; save the page and give the name of the file"
ZIP = b"PK\x03\x04"


def bytes_of(path: str | PathLike[str]) -> bytes:
    """The bytes of one file; errors say what else was probably meant.

    Raises:
        OSError: the file cannot be opened.
    """
    name = fspath(path)
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
        if _ADDRESS.match(name):
            raise FileNotFoundError(ENOENT, _NOT_FETCHED, shown) from None
        if not name or any(char in name for char in "\0\r\n"):
            raise FileNotFoundError(ENOENT, "no such file; for a text use loads() or parse()", shown) from None
        if isinstance(error, IsADirectoryError):
            message = "a folder; iter_events() and iter_readings() read the pages in it"
            raise IsADirectoryError(EISDIR, message, name) from None
        raise


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
        names = list(_files(fspath(path)))
        for name in names:
            yield from _open(name, longest)
        if not names:
            yield fspath(path), OSError(_nothing(fspath(path)))


def count_pages(path: str) -> int:
    """How many pages `open_all` gives for a path; a file that cannot be opened is one."""
    return sum(map(_count, _files(path))) or 1


def would_read(path: str, target: Path) -> bool:
    """Whether `open_all` opens `target` for a path, or will once that file is there."""
    return any(_holds(match, target) for match in _matches(path)) or (
        # The folder that a file stands in may itself be yet to come.
        _is_pattern(path) and (_would_match(path, target) or _would_match(path, target.parent))
    )


def _holds(path: str, target: Path) -> bool:
    """Whether a path is that of a file, or of a folder in which it is a page."""
    if not _is_name(path):
        return False
    if Path(path).is_dir():
        return target.suffix.lower() in _ENDINGS and target.resolve().is_relative_to(Path(path).resolve())
    return Path(path).exists() and target.exists() and target.samefile(path)


def _would_match(pattern: str, target: Path) -> bool:
    above, name = os.path.split(pattern)
    folders = [Path(folder).resolve() for folder in _matches(os.path.join(os.curdir, above))]  # noqa: PTH118 - a Path would lose the dot
    if name == "**":
        return any(target.resolve().is_relative_to(folder) for folder in folders)
    return fnmatch(target.name, name) and target.parent.resolve() in folders


def _count(path: str) -> int:
    if not Path(path).is_file():  # a pipe gives its bytes only once
        return 1
    try:
        with Path(path).open("rb") as file:
            if file.read(len(ZIP)) != ZIP:
                return 1
            with zipfile.ZipFile(file) as archive:
                return len(_pages(archive)) or 1
    except (OSError, zipfile.BadZipFile):
        return 1


def _is_name(path: str) -> bool:
    """Whether a file can have such a path."""
    return bool(path) and "\0" not in path


def _is_pattern(path: str) -> bool:
    """Whether a path is a pattern, and not an address or the path of a file that look like one."""
    return _is_name(path) and has_magic(path) and not _ADDRESS.match(path) and not Path(path).exists()


def _matches(path: str) -> list[str]:
    """What a pattern matches, in order; any other path is itself."""
    if not _is_pattern(path):
        return [path]
    return sorted(glob(path, recursive=True))  # noqa: PTH207 - pathlib's glob takes no absolute pattern


def _files(path: str) -> Iterator[str]:
    """The files a path means: those a pattern matches, those in a folder, or itself."""
    for match in _matches(path):
        if _is_name(match) and Path(match).is_dir():
            pages = (file for file in Path(match).rglob("*") if file.suffix.lower() in _ENDINGS and file.is_file())
            yield from map(str, sorted(pages))
        else:
            yield match


def _nothing(path: str) -> str:
    """Why a path means no file."""
    return _NO_PAGES if _matches(path) else "nothing matches the pattern"


def _open(path: str, longest: int) -> Iterator[tuple[str, bytes | OSError]]:
    if not _is_name(path):
        yield path, OSError(f"no file has the name {path!r}")
        return
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        yield path, OSError(_NOT_FETCHED) if _ADDRESS.match(path) else error
        return
    if content.startswith(ZIP):
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
        pages = _pages(archive)
        for member in pages:
            yield f"{path}/{member.filename}", _unpacked(archive, member, longest)
        if not pages:
            yield path, OSError(_NO_PAGES)


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
