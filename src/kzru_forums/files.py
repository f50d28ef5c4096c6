"""Sources of pages: paths, folders and zip files, and limits on their size.

A path that matches no file is an error, so that a typing error is not mistaken for a folder without events.
"""

import os
import re
from collections.abc import Iterable, Iterator
from errno import EINVAL, EISDIR, ENOENT
from fnmatch import fnmatch
from glob import glob, has_magic
from os import PathLike, fspath
from pathlib import Path
from typing import IO, TYPE_CHECKING

from attrs import fields, frozen

from kzru_forums.containers import PAGES_IN_ZIP, UNPACK, ZIP, RefusedError, bounded, too_large, what_it_is
from kzru_forums.patterns import regex
from kzru_forums.text import check_number

# Modules that only archives and writing need are imported there, because most programs read plain files.
if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo


@frozen(kw_only=True)
class Limits:
    """Limits on the size and nesting of a source.

    Content that exceeds a limit is reported as a problem that names the limit, and is not read even in part. Sizes are
    checked before anything is read or unpacked.

    Raises:
        TypeError: a limit is not an integer.
        ValueError: a limit is negative.
    """

    characters: int = 64_000_000
    """Characters of a decoded source."""
    nesting: int = 600
    """Depth of open tags in HTML: in head and articles if these can be separated from the page, otherwise in all."""
    tags: int = 100_000
    """Tags in the same parts, opening and closing."""
    attributes: int = 1_000
    """Attributes of one tag of HTML; the time that the parser takes grows with their square."""
    html_characters: int = 3_000_000
    """Characters of HTML."""
    page_characters: int = 24_000_000
    """Characters of one page in text."""
    plain_characters: int = 2_000_000
    """Characters of a text without the first line, the date and the foot of a page, which therefore is one page; the
    longest page of the site is a tenth as long."""
    lines: int = 1_000_000
    """Lines of a text, which may contain many pages."""
    bytes: int = 64_000_000
    """Bytes of a file, of a member of a zip file, and of an unpacked gzip file."""
    members: int = 100_000
    """Members of a zip file."""
    cell: int = 5_000_000
    """Characters of a table cell, and of a row that is a line or an object of JSON."""

    def __attrs_post_init__(self) -> None:
        """Check that all limits are integers of at least 0."""
        for limit in fields(Limits):
            check_number(limit.name, getattr(self, limit.name))


DEFAULT_LIMITS = Limits()

Paths = str | PathLike[str] | Iterable[str | PathLike[str]]
"""One or more paths."""
PathOrFile = str | os.PathLike[str] | IO[str] | IO[bytes]
"""A path, or an open file in text or binary mode."""
_Opened = tuple[str, bytes | OSError | RefusedError]
"""The name of a file with its content, or the reason why it cannot be read."""

_ENDINGS = (".txt", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht")
_GZ = ".gz"
_NO_PAGES = f"no file in it ends in {', '.join(_ENDINGS[:-1])} or {_ENDINGS[-1]}"
_ALL_EXCLUDED = "every page in it is excluded"
_ADDRESS = regex(r"(?:https?|ftp)://", re.IGNORECASE)
_SHOWN = 60
_NOT_FETCHED = "nothing is downloaded; save the page and pass the name of the file"


def possible(path: str | PathLike[str]) -> Path:
    """Create a path that a file can have.

    Raises:
        OSError: it contains a null byte or a surrogate; the error names it.
    """
    if not _is_possible(fspath(path)):
        raise OSError(EINVAL, "no file can have this name", fspath(path))
    return Path(path)


def resolved(path: str | PathLike[str]) -> Path:
    """A path without links. `Path.resolve` raises an error that is not an OSError if a link points to itself."""
    return Path(os.path.realpath(path))


def _is_possible(path: str) -> bool:
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def name_of(source: object) -> str | None:
    """The name of a path or of an open file; None if it has none."""
    name = fspath(source) if isinstance(source, str | PathLike) else getattr(source, "name", None)
    return name if isinstance(name, str) else None


def content_of(path: str | PathLike[str], limits: Limits) -> bytes:
    """The bytes of one file; errors suggest what was probably meant.

    Raises:
        OSError: the file cannot be opened.
        TooLargeError: it exceeds a limit.
    """
    name = fspath(path)
    try:
        return _bytes_in(name, limits)
    except OSError as error:
        check_path(name)
        if not name or any(char in name for char in "\0\r\n"):
            raise FileNotFoundError(ENOENT, "no such file; for text use loads() or parse()", _shortened(name)) from None
        if isinstance(error, IsADirectoryError):
            message = "a folder; iter_events() and iter_readings() read the pages in it"
            raise IsADirectoryError(EISDIR, message, name) from None
        raise


def check_path(path: str | PathLike[str]) -> None:
    """Raise an error for a URL.

    Raises:
        FileNotFoundError: the path is a URL.
    """
    if _ADDRESS.match(fspath(path)):
        raise FileNotFoundError(ENOENT, _NOT_FETCHED, _shortened(fspath(path))) from None


def _shortened(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


def _bytes_in(path: str, limits: Limits) -> bytes:
    """The bytes of one file; its size is checked before it is read."""
    with possible(path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > limits.bytes:
            raise too_large(size, limits.bytes)
        return bounded(file, limits.bytes)


def content_in(file: IO[str] | IO[bytes], limits: Limits) -> str | bytes:
    """The remaining content of an open file.

    Raises:
        BlockingIOError: the file has no more content for now.
        TooLargeError: it exceeds a limit.
        TypeError: it is not a file.
    """
    parts, left = list[str | bytes](), max(limits.bytes, limits.characters) + 1
    while left > 0:
        part = file.read(min(left, _PART))
        if part is None:
            raise BlockingIOError("the file has no more content for now; open it in blocking mode")
        if not isinstance(part, str | bytes):
            raise TypeError(f"expected a file whose read() returns text or bytes, not {type(part).__name__}")
        if parts and type(part) is not type(parts[0]):
            raise TypeError(
                f"expected a file of text or of bytes; read() returned {type(parts[0]).__name__} and then"
                f" {type(part).__name__}"
            )
        if not part:
            break
        parts.append(part)
        left -= len(part)
    if not parts or isinstance(parts[0], str):
        return "".join(parts)  # type: ignore[arg-type]  # all have one type
    content = b"".join(parts)  # type: ignore[arg-type]  # the same
    if len(content) > limits.bytes:
        raise too_large(None, limits.bytes)
    return content


_PART = 1 << 20


def open_all(paths: Paths, limits: Limits, exclude: str | Iterable[str] = ()) -> Iterator[_Opened]:
    """Yield name and content of each file, in order; for a file that cannot be read, an error instead of the content.

    Files whose name or path matches a pattern in `exclude` are skipped.
    """
    given: object = paths
    if isinstance(given, bytes) or hasattr(given, "read") or not isinstance(given, Iterable | PathLike):
        raise TypeError(f"expected a path or several paths, not {type(given).__name__}")
    patterns = patterns_of(exclude)
    for path in [paths] if isinstance(paths, str | PathLike) else paths:
        if not isinstance(path, str | PathLike):
            raise TypeError(f"expected a path, not {type(path).__name__}")
        yield from _open_one(fspath(path), limits, patterns)


def patterns_of(exclude: object) -> tuple[str, ...]:
    """One or more patterns as a tuple.

    Raises:
        TypeError: `exclude` is something else.
    """
    patterns = tuple(exclude) if isinstance(exclude, Iterable) and not isinstance(exclude, str | bytes) else (exclude,)
    for pattern in patterns:
        if not isinstance(pattern, str):
            raise TypeError(f"exclude must be a pattern or several patterns, not {type(pattern).__name__}")
    return patterns


def _open_one(path: str, limits: Limits, exclude: tuple[str, ...]) -> Iterator[_Opened]:
    names = list(_files(path))
    wanted = [name for name in names if not is_excluded(name, exclude)]
    for name in wanted:
        yield from _open(name, limits, exclude)
    if not names:
        yield path, OSError(_nothing(path))
    elif not wanted and names != [path]:
        yield path, OSError(_ALL_EXCLUDED)


def is_excluded(name: str, patterns: Iterable[str]) -> bool:
    """Whether a path, or its last part, matches a pattern such as `*photos*` or `old/*`."""
    whole = name.replace(os.sep, "/")
    last = whole.rpartition("/")[2]
    return any(
        fnmatch(last, pattern) or fnmatch(whole, pattern) or fnmatch(whole, f"*/{pattern}") for pattern in patterns
    )


def count_pages(path: str) -> int:
    """Number of pages that `open_all` yields for a path; a file that cannot be opened counts as one."""
    return sum(map(_count, _files(path))) or 1


def would_read(path: str, target: Path) -> bool:
    """Whether `open_all` opens `target` for a path, or will do so once that file exists."""
    return any(_holds(match, target) for match in _matches(path)) or (
        # The folder of a file may not exist yet.
        _is_pattern(path) and (_would_match(path, target) or _would_match(path, target.parent))
    )


def _is_page(name: str) -> bool:
    """Whether a name has the extension of a page, optionally compressed."""
    return name.lower().removesuffix(_GZ).endswith(_ENDINGS)


def _holds(path: str, target: Path) -> bool:
    """Whether a path is that of a file, or of a folder in which it is a page."""
    if not _is_name(path):
        return False
    if Path(path).is_dir():
        return _is_page(target.name) and resolved(target).is_relative_to(resolved(path))
    return Path(path).exists() and target.exists() and target.samefile(path)


def _would_match(pattern: str, target: Path) -> bool:
    above, name = os.path.split(pattern)
    folders = [resolved(folder) for folder in _matches(os.path.join(os.curdir, above))]  # noqa: PTH118 - a Path would lose the dot
    if name == "**":
        return any(resolved(target).is_relative_to(folder) for folder in folders)
    return fnmatch(target.name, name) and resolved(target.parent) in folders


def _count(path: str) -> int:
    try:
        if not _is_zip(path):
            return 1
        from kzru_forums.archives import zip_archive  # noqa: PLC0415 - see above

        with Path(path).open("rb") as file, zip_archive(file, DEFAULT_LIMITS.members) as archive:
            return len(_pages(archive)) or 1
    except (OSError, RefusedError):
        return 1


def _is_name(path: str) -> bool:
    """Whether a file can have such a path."""
    return bool(path) and _is_possible(path)


def _is_pattern(path: str) -> bool:
    """Whether a path is a pattern, and not an address or file path that looks like one."""
    return _is_name(path) and has_magic(path) and not _ADDRESS.match(path) and not Path(path).exists()


def _matches(path: str) -> list[str]:
    """The matches of a pattern, in order; any other path stands for itself."""
    if not _is_pattern(path):
        return [path]
    return sorted(glob(path, recursive=True))  # noqa: PTH207 - pathlib's glob takes no absolute pattern


def _files(path: str) -> Iterator[str]:
    """Yield the files for a path: the matches of a pattern, the pages in a folder, or the file itself."""
    for match in _matches(path):
        if _is_name(match) and Path(match).is_dir():
            pages = (file for file in Path(match).rglob("*") if _is_page(file.name) and file.is_file())
            yield from map(str, sorted(pages))
        else:
            yield match


def _nothing(path: str) -> str:
    """The reason why a path matches no file."""
    return _NO_PAGES if _matches(path) else "nothing matches the pattern"


def _open(path: str, limits: Limits, exclude: tuple[str, ...]) -> Iterator[_Opened]:
    if not _is_name(path):
        yield path, OSError(f"no file has the name {path!r}")
        return
    try:
        if _is_zip(path):
            yield from _members(path, limits, exclude)
        else:
            yield path, _bytes_in(path, limits)
    except (OSError, RefusedError) as error:
        yield path, OSError(_NOT_FETCHED) if _ADDRESS.match(path) else error


def _is_zip(path: str) -> bool:
    """Whether a file is a zip file; pipes are not checked, because they can be read only once."""
    if not Path(path).is_file():
        return False
    with Path(path).open("rb") as file:
        return what_it_is(file.read(len(ZIP))) == PAGES_IN_ZIP


def _members(path: str, limits: Limits, exclude: tuple[str, ...]) -> Iterator[_Opened]:
    from kzru_forums.archives import unzipped, zip_archive  # noqa: PLC0415 - see above

    with Path(path).open("rb") as file, zip_archive(file, limits.members) as archive:
        pages = _pages(archive)
        names = {member: f"{path}/{member.filename}" for member in pages}
        wanted = [member for member in pages if not is_excluded(names[member], exclude)]
        for member in wanted:
            try:
                content: bytes | RefusedError = _unpacked_once(unzipped(archive, member, limits.bytes))
            except RefusedError as error:
                content = error
            yield names[member], content
        if not wanted:
            yield path, OSError(_ALL_EXCLUDED if pages else _NO_PAGES)


def _unpacked_once(content: bytes) -> bytes:
    if content.startswith(ZIP):
        raise RefusedError(f"a zip file in a zip file: {UNPACK}")
    return content


def _pages(archive: "ZipFile") -> "list[ZipInfo]":
    """The members that are pages, in the order of their names."""
    pages = [member for member in archive.infolist() if _is_page(member.filename)]
    return sorted(pages, key=lambda member: member.filename)
