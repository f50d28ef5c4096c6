"""Containers of pages (gzip, zip, MHTML), and detection of other files, with advice on what to do with them.

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

ZIP = b"PK\x03\x04"
_NO_MEMBERS = b"PK\x05\x06"
"""The beginning of an empty zip file."""
GZIP = b"\x1f\x8b"
PARQUET = b"PAR1"

_SAVE = "save the page as HTML or text"
_UNPACK = "unpack it first"
_ROWS = "iter_rows() reads pages from the rows of tables"
_A_TABLE = f"read it into a data frame; {_ROWS}"
_SIGNATURES = (
    (0, b"%PDF-", "a PDF file", _SAVE),
    (0, b"{\\rtf", "an RTF document", _SAVE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document (.doc, .xls, .ppt)", _SAVE),
    (0, b"\x89PNG\r\n", "an image (PNG)", _SAVE),
    (0, b"\xff\xd8\xff", "an image (JPEG)", _SAVE),
    (0, b"GIF8", "an image (GIF)", _SAVE),
    (0, b"II*\0", "an image (TIFF)", _SAVE),
    (0, b"MM\0*", "an image (TIFF)", _SAVE),
    (8, b"WEBP", "an image (WebP)", _SAVE),
    (8, b"WAVE", "a sound file (WAV)", _SAVE),
    (0, b"ID3", "a sound file (MP3)", _SAVE),
    (0, b"OggS", "a sound or video file (Ogg)", _SAVE),
    (4, b"ftyp", "a video", _SAVE),
    (0, b"bplist00", "a web archive of Safari", _SAVE),
    (0, b"WARC/", "a web archive (WARC)", _SAVE),
    (0, b"SQLite format 3\0", "an SQLite database", _A_TABLE),
    (0, PARQUET, "a Parquet file", _ROWS),
    (0, b"ARROW1", "an Arrow file", _A_TABLE),
    (0, b"BZh", "a bzip2 file", _UNPACK),
    (0, b"\xfd7zXZ\0", "an xz file", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard file", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
)
"""Signatures: offset, bytes, the kind of file, and what to do with it."""
_OFFICE = (
    ("word/", "an office document (.docx)", _SAVE),
    ("xl/", "an Excel file (.xlsx)", _A_TABLE),
    ("ppt/", "an office document (.pptx)", _SAVE),
    ("META-INF/container.xml", "an e-book (EPUB)", _SAVE),
    ("META-INF/manifest.xml", "an office document (OpenDocument)", _SAVE),
)
"""Beginnings of member names that identify an office document."""
NOT_TEXT = f"not text, but a binary file of an unknown kind: {_SAVE}"
PAGES_IN_ZIP = "a zip file: iter_events() and iter_readings() read the pages in it"


class RefusedError(Exception):
    """Content without a page; the message states what it is and what to do."""


class TooLargeError(RefusedError):
    """Content that exceeds a limit; the message names the limit."""


def too_large(size: int | None, longest: int) -> TooLargeError:
    """The error for content with more bytes than a limit allows; `size` is None if the size is unknown."""
    found = f"{size} bytes" if size is not None else "content"
    return TooLargeError(f"{found}, more than the limit of {longest} (bytes)")


def what_it_is(content: bytes) -> str | None:
    """Description of non-text content and what to do with it; None if it may be text."""
    for offset, magic, name, advice in _SIGNATURES:
        if content.startswith(magic, offset):
            return f"{name}: {advice}"
    return PAGES_IN_ZIP if content.startswith((ZIP, _NO_MEMBERS)) else None


def bounded(file: IO[bytes] | gzip.GzipFile, longest: int, chunk: int = 1 << 16) -> bytes:
    """Read all of an open file.

    Raises:
        TooLargeError: there are more bytes than `longest`.
    """
    content = io.BytesIO()  # Keeps a single copy; joining a list of parts would need two.
    while part := file.read(chunk):
        content.write(part)
        if content.tell() > longest:
            raise too_large(None, longest)
    return content.getvalue()


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
        raise RefusedError(f"a gzip file in a gzip file: {_UNPACK}")
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
            raise RefusedError(f"an encrypted zip file: {_UNPACK}")
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
    at = end.rfind(_NO_MEMBERS)
    directory = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    at = end.rfind(b"PK\x06\x06")
    if directory == 0xFFFFFFFF and at >= 0:
        directory = int.from_bytes(end[at + 40 : at + 48], "little")
    if min(directory, size) > most * _MEMBER:
        raise TooLargeError(f"a zip file with more members than the limit of {most} (members)")
    file.seek(0)


_CHUNK = 1 << 14
_WHOLE_BLOCKS = (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
"""Compression methods for which `zipfile` decompresses everything that it has read, regardless of the result's size."""
_FEW = 32
"""Number of bytes to read at a time for these; for bzip2, they can expand to 45 MB."""


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


class Page(NamedTuple):
    """The page in an MHTML file."""

    content: bytes
    encoding: str | None
    """Encoding stated in the headers."""
    url: str | None
    """Address from which it was saved."""


_HEADERS = 8192
_MOST_PARTS_OF_PARTS = 20


def is_mhtml(content: bytes) -> bool:
    """Whether content begins with the headers of an MHTML file or of an e-mail."""
    head = content[:_HEADERS].lstrip()
    names = [line.partition(b":")[0].lower() for line in head.splitlines()[:40] if b":" in line]
    first = head.partition(b":")[0]
    return first.replace(b"-", b"").isalpha() and b"mime-version" in names and b"content-type" in names


def page_in_mhtml(content: bytes) -> Page:
    """The page in an MHTML file.

    Raises:
        RefusedError: there is no page.
    """
    if content.count(b"boundary=") > _MOST_PARTS_OF_PARTS:
        raise RefusedError(f"an MHTML file with too many parts in parts: {_SAVE}")
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
        raise RefusedError(f"an MHTML file or e-mail without a page in HTML: {_SAVE}")
    return Page(body, page.get_content_charset(), url or _header(page, "Content-Location"))


_PAGES = ("text/html", "application/xhtml+xml")


def _header(part: Message, name: str) -> str | None:
    value = part.get(name)
    return "".join(str(value).split()) or None if value is not None else None


COLUMNS = {
    "text": (
        *("text", "content", "body", "transcript", "article_text", "full_text", "article_body", "page_text"),
        *("raw_text", "text_content", "html", "raw_html", "content_html", "page_html"),
    ),
    "title": ("title", "headline", "page_title"),
    "date": ("date", "event_date", "published", "raw_date", "date_published", "published_at", "pubdate", "datetime"),
    "time": ("time", "event_time"),
    "place": ("place", "location", "venue"),
    "url": ("url", "link", "page_url", "source_url", "permalink", "href"),
    "language": ("language", "lang"),
}
"""Common column names in tables of pages, the most specific first."""
DELIMITERS = (",", "\t", ";", "|")
_LONGEST_NAME = 40
_LOOKED_AT = 1000


def column_name(name: str) -> str:
    """Normalise a column name for comparison: lower case, with words joined by `_`.

    >>> column_name(" Article-Text")
    'article_text'
    """
    return "_".join("".join(char if char.isalnum() else " " for char in name.casefold()).split())


def delimiter_of(header: str) -> str:
    """The delimiter of a table: the one that splits its header line into the most columns."""
    return max(DELIMITERS, key=header.count)


def what_data_it_is(text: str) -> str | None:
    """Description of a text with data instead of a page, and the function that reads it; None for other text."""
    head = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n")
    if head[:1] in ("{", "["):
        inner = head[1:].lstrip("[{ \t\r\n")
        if inner.startswith('"') and '":' in inner.replace(" ", "") and (head[0] == "{" or "{" in head):
            if '"schema_version"' in head:
                return "JSON of this package: from_json() and read_jsonl() read it"
            return f"JSON: {_ROWS}"
    header = head.partition("\n")[0]
    if header[:1] == "<" or not any(delimiter in header for delimiter in DELIMITERS):
        return None
    names = {column_name(name) for name in header.split(delimiter_of(header)) if len(name) < _LONGEST_NAME}
    known = {fact for fact, usual in COLUMNS.items() if not names.isdisjoint(usual)}
    return f"a table: {_ROWS}" if len(known) > 1 and "text" in known else None
