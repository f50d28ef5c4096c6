"""What a file is by its content: one that may hold pages, or one that holds none, and what to do with it."""

import io
from typing import IO, TYPE_CHECKING

from kzru_forums.patterns import regex

if TYPE_CHECKING:
    from gzip import GzipFile

ZIP = b"PK\x03\x04"
NO_MEMBERS = b"PK\x05\x06"
"""The beginning of an empty zip file."""
GZIP = b"\x1f\x8b"
PARQUET = b"PAR1"

SAVE = "save the page as HTML or text"
UNPACK = "unpack it first"
_ROWS = "iter_rows() reads pages from the rows of tables"
A_TABLE = f"read it into a data frame; {_ROWS}"
_SIGNATURES = (
    (0, b"%PDF-", "a PDF file", SAVE),
    (0, b"{\\rtf", "an RTF document", SAVE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document (.doc, .xls, .ppt)", SAVE),
    (0, b"\x89PNG\r\n", "an image (PNG)", SAVE),
    (0, b"\xff\xd8\xff", "an image (JPEG)", SAVE),
    (0, b"GIF8", "an image (GIF)", SAVE),
    (0, b"II*\0", "an image (TIFF)", SAVE),
    (0, b"MM\0*", "an image (TIFF)", SAVE),
    (8, b"WEBP", "an image (WebP)", SAVE),
    (8, b"WAVE", "a sound file (WAV)", SAVE),
    (0, b"ID3", "a sound file (MP3)", SAVE),
    (0, b"OggS", "a sound or video file (Ogg)", SAVE),
    (4, b"ftyp", "a video", SAVE),
    (0, b"bplist00", "a web archive of Safari", SAVE),
    (0, b"WARC/", "a web archive (WARC)", SAVE),
    (0, b"SQLite format 3\0", "an SQLite database", A_TABLE),
    (0, PARQUET, "a Parquet file", _ROWS),
    (0, b"ARROW1", "an Arrow file", A_TABLE),
    (0, b"BZh", "a bzip2 file", UNPACK),
    (0, b"\xfd7zXZ\0", "an xz file", UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard file", UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (0, b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (257, b"ustar", "a tar archive", UNPACK),
)
"""Signatures: offset, bytes, the kind of file, and what to do with it."""
NOT_TEXT = f"not text, but a binary file of an unknown kind: {SAVE}"
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
    return PAGES_IN_ZIP if content.startswith((ZIP, NO_MEMBERS)) else None


def bounded(file: "IO[bytes] | GzipFile", longest: int, chunk: int = 1 << 16) -> bytes:
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


_HEADERS = 8192


def is_mhtml(content: str | bytes) -> bool:
    """Whether content begins with the headers of an MHTML file or of an e-mail."""
    head = content[:_HEADERS]
    text = (head if isinstance(head, str) else head.decode("latin-1")).lstrip()
    if not text.partition(":")[0].replace("-", "").isalpha():
        return False  # Nearly all sources.
    names = [line.partition(":")[0].lower() for line in text.splitlines()[:40] if ":" in line]
    return "mime-version" in names and "content-type" in names


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


_XML = regex(
    r"(?P<declared><\?xml[^>]{0,300}>\s*)?(?:<!--[^>]{0,2000}-->\s*|<\?[^>]{0,300}>\s*){0,9}"
    r"<(?P<root>[A-Za-z][\w.:-]{0,40})(?=[\s/>])"
)
_XML_ROOTS = frozenset("doc feed opml rdf:rdf rss tei teicorpus urlset".split())
"""Roots of XML files that hold texts: of extractors, feeds and corpora."""
_HTML_ROOTS = frozenset("html html:html body article section main div".split())


def _xml_root(head: str) -> str:
    """The name of the root of an XML file that is not XHTML; empty for other text."""
    found = _XML.match(head) if head.startswith("<") else None
    root = found["root"].lower() if found else ""
    is_xml = root in _XML_ROOTS or (found and found["declared"] and root not in _HTML_ROOTS)
    return root if is_xml else ""


_MARKUPS = {
    "LaTeX": regex(r"\\(?:documentclass|usepackage|hypertarget|chapter|section)\b"),
    "Org": regex(r"#\+[A-Za-z_]+:|\*{1,6} [^\n]{1,300}\n\s*:PROPERTIES:"),
    "Textile": regex(r"h[1-6](?:\([^)\n]{0,300}\))?\. "),
}
"""How texts in markup other than Markdown and HTML begin."""


def what_data_it_is(text: str) -> str | None:
    """Description of a text that holds data or other markup in place of a page, and what reads it; otherwise None."""
    head = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n")
    if markup := next((name for name, beginning in _MARKUPS.items() if beginning.match(head)), None):
        return f"{markup} markup: convert it to Markdown or HTML first (pandoc does)"
    if head[:1] in ("{", "["):
        inner = head[1:].lstrip("[{ \t\r\n")
        if inner.startswith('"') and '":' in inner.replace(" ", "") and (head[0] == "{" or "{" in head):
            if '"schema_version"' in head:
                return "JSON of this package: from_json() and read_jsonl() read it"
            return f"JSON: {_ROWS}"
    if root := _xml_root(head):
        return f"an XML file ({root}): {SAVE}"
    header = head.partition("\n")[0]
    if header[:1] == "<" or not any(map(header.__contains__, DELIMITERS)):
        return None
    names = {column_name(name) for name in header.split(delimiter_of(header)) if len(name) < _LONGEST_NAME}
    known = {fact for fact, usual in COLUMNS.items() if not names.isdisjoint(usual)}
    return f"a table: {_ROWS}" if len(known) > 1 and "text" in known else None
