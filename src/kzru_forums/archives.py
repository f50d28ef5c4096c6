"""Unpacks containers of pages: gzip, zip and MHTML. Imported only when needed.

Everything is unpacked up to a limit, so that a small file cannot exhaust the memory.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from lzma import LZMAError
from typing import IO, NamedTuple

from kzru_forums.containers import (
    A_TABLE,
    GZIP,
    NO_MEMBERS,
    SAVE,
    UNPACK,
    RefusedError,
    TooLargeError,
    bounded,
    too_large,
)

_OFFICE = (
    ("word/", "an office document (.docx)", SAVE),
    ("xl/", "an Excel file (.xlsx)", A_TABLE),
    ("ppt/", "an office document (.pptx)", SAVE),
    ("META-INF/container.xml", "an e-book (EPUB)", SAVE),
    ("META-INF/manifest.xml", "an office document (OpenDocument)", SAVE),
)
"""Beginnings of member names that identify an office document."""
BROKEN = (
    *(OSError, EOFError, RuntimeError, ValueError, LookupError, OverflowError, MemoryError),
    *(struct.error, zlib.error, zipfile.BadZipFile, LZMAError),
)
"""Exceptions of the standard library for damaged archives; NotImplementedError is a RuntimeError."""


def gunzipped(content: bytes, longest: int) -> bytes:
    """The content of a gzip file.

    Raises:
        RefusedError: it cannot be unpacked or exceeds the limit.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            unpacked = bounded(packed, longest)
    except BROKEN as error:
        raise RefusedError(f"a damaged gzip file: {error}") from None
    if unpacked.startswith(GZIP):
        raise RefusedError(f"a gzip file in a gzip file: {UNPACK}")
    return unpacked


@contextmanager
def zip_archive(file: IO[bytes], most: int) -> Iterator[zipfile.ZipFile]:
    """Open a zip file.

    Raises:
        RefusedError: it is damaged, encrypted, an office document, or has more members than `most`.
    """
    _check_directory(file, most)
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise RefusedError(f"a damaged zip file: {error}") from None
    with archive:
        members = archive.infolist()
        for beginning, name, advice in _OFFICE:
            if any(member.filename.startswith(beginning) for member in members):
                raise RefusedError(f"{name}: {advice}")
        if members and all(member.flag_bits & _ENCRYPTED for member in members if not member.is_dir()):
            raise RefusedError(f"an encrypted zip file: {UNPACK}")
        yield archive


_ENCRYPTED = 0x1
_END_OF_ZIP = 1 << 16
_MEMBER = 128
"""Average number of bytes per entry in the directory of a zip file, at most."""


def _check_directory(file: IO[bytes], most: int) -> None:
    """Check the size of the directory before it is read."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_OF_ZIP - 22))
    end = file.read()
    at = end.rfind(NO_MEMBERS)
    directory = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    at = end.rfind(b"PK\x06\x06")
    if directory == 0xFFFFFFFF and at >= 0:
        directory = int.from_bytes(end[at + 40 : at + 48], "little")
    if min(directory, size) > most * _MEMBER:
        raise TooLargeError(f"a zip file with more members than the limit of {most} (members)")
    file.seek(0)


_CHUNK = 1 << 14
_WHOLE_BLOCKS = (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
"""Compression methods for which `zipfile` decompresses all that it has read, regardless of the size."""
_FEW = 32
"""Number of bytes to read at a time for these; with bzip2 they can expand to 45 MB."""


def unzipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo, longest: int) -> bytes:
    """The content of a member.

    Raises:
        RefusedError: it cannot be unpacked or exceeds the limit.
    """
    if member.file_size > longest:
        raise too_large(member.file_size, longest)
    try:
        with archive.open(member) as packed:
            if member.compress_type in _WHOLE_BLOCKS:
                setattr(packed, "MIN_READ_SIZE", _FEW)  # noqa: B010 - the type of `open` does not have it
            return bounded(packed, longest, _FEW if member.compress_type in _WHOLE_BLOCKS else _CHUNK)
    except BROKEN as error:
        raise RefusedError(f"cannot be unpacked: {error}") from None


class SavedPage(NamedTuple):
    """The page in an MHTML file."""

    content: bytes
    encoding: str | None
    """Encoding stated in the headers."""
    url: str | None
    """Address from which it was saved."""


_MOST_PARTS_OF_PARTS = 20


def page_in_mhtml(content: bytes) -> SavedPage:
    """The page in an MHTML file.

    Raises:
        RefusedError: there is no page.
    """
    if content.count(b"boundary=") > _MOST_PARTS_OF_PARTS:
        raise RefusedError(f"an MHTML file with too many parts in parts: {SAVE}")
    try:
        message: Message = BytesParser().parsebytes(content.lstrip())
        pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
        url = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")
        page = next((part for part in pages if url and _header(part, "Content-Location") == url), None)
        page = page or next(iter(pages), None)
        body = page.get_payload(decode=True) if page else None
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise RefusedError(f"a damaged MHTML file: {error}") from None
    if page is None or not isinstance(body, bytes):
        raise RefusedError(f"an MHTML file or e-mail without a page in HTML: {SAVE}")
    return SavedPage(body, page.get_content_charset(), url or _header(page, "Content-Location"))


_PAGES = ("text/html", "application/xhtml+xml")


def _header(part: Message, name: str) -> str | None:
    value = part.get(name)
    return "".join(str(value).split()) or None if value is not None else None
