"""Containers that hold pages, and files that hold none."""

import gzip
import io
import struct
import zipfile
from collections.abc import Callable
from email.encoders import encode_base64, encode_quopri
from email.message import Message
from pathlib import Path

import pytest

from kzru_forums import (
    Limits,
    ProblemCode,
    Reading,
    TranscriptError,
    iter_events,
    iter_readings,
    load,
    loads,
    parse,
    read,
    to_json,
)
from kzru_forums.containers import bounded, too_large
from pages import PUTIN, page

TEXT = page(f"{PUTIN}: Good evening – “looms”.")
EVENTS = loads(TEXT)
URL = "http://en.kremlin.ru/events/president/news/4711"
HTML = f"""<h1 class="entry-title">Looms</h1><time class="read__published">May 9, 2013</time>
<div class="read__internal_content"><p><b>{PUTIN}:</b> Good evening – “looms”.</p></div>"""
SAID = "Good evening – “looms”."


def only(reading: Reading) -> tuple[ProblemCode, str]:
    """Code and message of the one problem of a reading without events."""
    (problem,) = reading.problems
    assert reading.events == ()
    return problem.code, problem.message


def part(content: bytes, kind: str, encode: Callable[[Message], None] = encode_quopri, location: str = "") -> Message:
    made = Message()
    made["Content-Type"] = kind
    if location:
        made["Content-Location"] = location
    made.set_payload(content)
    encode(made)
    return made


def mhtml(*parts: Message, location: str = URL) -> bytes:
    whole = Message()
    whole["From"] = "<Saved by Blink>"
    if location:
        whole["Snapshot-Content-Location"] = location
    whole["MIME-Version"] = "1.0"
    whole["Content-Type"] = 'multipart/related; type="text/html"; boundary="b"'
    whole.set_payload(list(parts))
    return whole.as_bytes()


@pytest.mark.parametrize("encode", [encode_quopri, encode_base64])
def test_mhtml_is_read(encode: Callable[[Message], None]) -> None:
    (event,) = loads(mhtml(part(HTML.encode(), "text/html", encode), part(b"a { color: red }", "text/css")))
    assert (event.statements[0].text, event.url, event.page_number) == (SAID, URL, 4711)


def test_mhtml_is_read_from_text_and_from_files(tmp_path: Path) -> None:
    content = mhtml(part(HTML.encode(), "text/html"))
    path = tmp_path / "page.mhtml"
    path.write_bytes(content)
    for events in (loads(content.decode()), load(path), list(iter_events(tmp_path)), load(io.BytesIO(content))):
        assert [event.statements[0].text for event in events] == [SAID]


def test_the_page_of_mhtml_is_the_part_that_was_saved() -> None:
    other = part(b"<p>An advertisement</p>", "text/html", location="http://example.org/frame")
    saved = part(HTML.encode(), "text/html", location=URL)
    assert loads(mhtml(other, saved))[0].title == "Looms"
    assert loads(mhtml(saved, other, location=""))[0].url == URL


def test_the_charset_of_a_part_is_honoured() -> None:
    content = mhtml(part(HTML.encode("cp1252"), 'text/html; charset="windows-1252"'))
    assert loads(content)[0].statements[0].text == SAID
    assert parse(content).problems == ()


def test_the_page_wins_over_the_address_of_the_container() -> None:
    head = '<head><meta property="og:url" content="http://en.kremlin.ru/events/president/news/815"></head>'
    (event,) = loads(mhtml(part(f"<html>{head}{HTML}</html>".encode(), "text/html")))
    assert event.page_number == 815


def test_an_e_mail_with_the_page_is_read() -> None:
    content = b"Subject: looms\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + HTML.encode()
    assert loads(content)[0].statements[0].text == SAID


@pytest.mark.parametrize(
    "content",
    [
        mhtml(part(b"looms", "text/plain")),
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
    ],
)
def test_mhtml_without_a_page_is_one_problem(content: bytes) -> None:
    code, message = only(parse(content))
    assert (code, message) == (
        ProblemCode.UNREADABLE_FILE,
        "an MHTML file or e-mail without a page in HTML: save the page as HTML or text",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: x; boundary=c\n" * 30,
        b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + b"Content-Type: message/rfc822\n\n" * 3_000,
    ],
)
def test_parts_in_parts_do_not_end_in_a_traceback(content: bytes) -> None:
    assert only(parse(content))[0] is ProblemCode.UNREADABLE_FILE


def test_a_page_that_begins_with_a_label_is_no_mail() -> None:
    assert parse(f"{PUTIN}: MIME-Version: 1.0 and Content-Type: looms").events


@pytest.mark.parametrize("content", [TEXT.encode(), HTML.encode(), TEXT.encode("utf-16"), TEXT.encode("cp1252")])
def test_gzip_is_read_by_all_readers(tmp_path: Path, content: bytes) -> None:
    expected = [event.statements for event in loads(content)]
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(content))
    assert [event.statements for event in loads(path.read_bytes())] == expected
    assert [event.statements for event in load(path)] == expected
    assert [event.statements for event in iter_events(tmp_path)] == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(TEXT.encode())[:-20], "a damaged gzip file: Compressed file ended"),
        (b"\x1f\x8b", "a damaged gzip file: "),
        (b"\x1f\x8bloom and wool", "a damaged gzip file: "),
        (gzip.compress(TEXT.encode()) + b"wool", "a damaged gzip file: "),
        (gzip.compress(gzip.compress(b"wool")), "a gzip file in a gzip file: unpack it first"),
        (gzip.compress(b"%PDF-1.7"), "a PDF file: save the page as HTML or text"),
    ],
    ids=range(6),
)
def test_a_gzip_file_that_holds_no_page_is_one_problem(content: bytes, message: str) -> None:
    code, found = only(parse(content))
    assert code is ProblemCode.UNREADABLE_FILE
    assert found.startswith(message)


def test_a_gzip_file_is_unpacked_up_to_the_limit() -> None:
    content = gzip.compress(b"\n" * 1_000_000)
    assert only(parse(content, limits=Limits(bytes=999_999))) == (
        ProblemCode.LIMIT_EXCEEDED,
        "content, more than the limit of 999999 (bytes)",
    )


BINARY = {
    b"%PDF-1.7\n\xe2\xe3": "a PDF file: save the page as HTML or text",
    b"\x89PNG\r\n\x1a\n": "an image (PNG): save the page as HTML or text",
    b"\xff\xd8\xff\xe0\0\x10JFIF": "an image (JPEG): save the page as HTML or text",
    b"RIFF\0\0\0\0WEBPVP8 ": "an image (WebP): save the page as HTML or text",
    b"\0\0\0 ftypisom": "a video: save the page as HTML or text",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an office document (.doc, .xls, .ppt): save the page as HTML or text",
    b"{\\rtf1\\ansi": "an RTF document: save the page as HTML or text",
    b"PAR1\x15\x04": "a Parquet file: iter_rows() reads pages from the rows of tables",
    b"BZh91AY": "a bzip2 file: unpack it first",
    b"looms".ljust(257, b"\0") + b"ustar": "a tar archive: unpack it first",
    bytes(range(256)): "not text, but a binary file of an unknown kind: save the page as HTML or text",
}


@pytest.mark.parametrize(("content", "message"), BINARY.items(), ids=BINARY.values())
def test_a_file_that_is_no_page_says_what_it_is_and_what_to_do(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(content)
    for reading in (parse(content), read(path), *iter_readings(tmp_path)):
        assert only(reading) == (ProblemCode.UNREADABLE_FILE, message)
    with pytest.raises(TranscriptError) as caught:
        load(path)
    assert str(caught.value) == f"{path}: error: {message} [unreadable-file]"


def packed(*names: str, content: str = TEXT, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of pages."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_file_is_read_whatever_packed_it(tmp_path: Path, method: int) -> None:
    (tmp_path / "a.zip").write_bytes(packed("a.txt", method=method))
    assert len(list(iter_events(tmp_path / "a.zip"))) == 1


@pytest.mark.parametrize("content", [packed("a.txt"), packed()], ids=["page", "nothing"])
def test_load_of_a_zip_file_points_to_iter_events(content: bytes) -> None:
    assert only(parse(content)) == (
        ProblemCode.UNREADABLE_FILE,
        "a zip file: iter_events() and iter_readings() read the pages in it",
    )


def with_entry(content: bytes, offset: int, form: str, value: int) -> bytes:
    """A zip file with a field of each entry of its directory changed."""
    changed = bytearray(content)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into(form, changed, at + offset, value)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


DAMAGED = {
    "version": with_entry(packed("a.txt", "b.txt"), 6, "<B", 255),
    "encrypted": with_entry(packed("a.txt", "b.txt"), 8, "<H", 1),
    "end": packed("a.txt", "b.txt")[:-30],
    "beginning": packed("a.txt")[:40],
    "directory": packed("a.txt").replace(b"PK\x01\x02", b"PK\x01\x03"),
    "size of the directory": packed("a.txt")[:-10] + b"\xff\xff\xff\x7f" + packed("a.txt")[-6:],
    "place of the directory": packed("a.txt")[:-6] + b"\xff\xff\xff\x7f" + packed("a.txt")[-2:],
    "method": with_entry(packed("a.txt"), 10, "<H", 77),
    "size": with_entry(packed("a.txt"), 24, "<I", 10),
    "packed size": with_entry(packed("a.txt"), 20, "<I", 10),
    "place": with_entry(packed("a.txt"), 42, "<I", 0x7FFFFFFF),
    "name": with_entry(with_entry(packed("ab.txt"), 8, "<H", 0x800), 46, "<H", 0xFFFF),
    "Word": packed("word/document.xml"),
    "OpenDocument": packed("META-INF/manifest.xml"),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_zip_file_is_one_reading_with_one_problem(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    (tmp_path / "b.txt").write_text(TEXT)
    damaged, sound = iter_readings([tmp_path / "a.zip", tmp_path / "b.txt"])
    code, message = only(damaged)
    assert code is ProblemCode.UNREADABLE_FILE
    assert "Traceback" not in message
    assert len(sound.events) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (DAMAGED["encrypted"], "an encrypted zip file: unpack it first"),
        (DAMAGED["Word"], "an office document (.docx): save the page as HTML or text"),
        (packed("xl/a.xml"), "an Excel file (.xlsx): read it into a data frame; iter_rows() reads pages from the rows"),
    ],
    ids=range(3),
)
def test_a_zip_file_says_what_it_is(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert only(next(iter_readings(tmp_path / "a.zip")))[1].startswith(message)


def test_a_member_that_unpacks_to_more_than_it_says_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(with_entry(packed("a.txt", content="\n" * 100_000), 24, "<I", 500))
    (reading,) = iter_readings(tmp_path / "a.zip", limits=Limits(bytes=1_000))
    assert only(reading)[0] is ProblemCode.UNREADABLE_FILE


def test_a_directory_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed(*(f"{number:0100}.txt" for number in range(40)), content=""))
    (reading,) = iter_readings(path, limits=Limits(members=10))
    assert only(reading) == (ProblemCode.LIMIT_EXCEEDED, "a zip file with more members than the limit of 10 (members)")
    assert len(list(iter_readings(path, limits=Limits(members=100)))) == 40


@pytest.mark.parametrize("name", ["page.txt", "page.txt.gz"])
def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(TEXT.encode()) if name.endswith(".gz") else TEXT.encode())
    size = path.stat().st_size
    limits = Limits(bytes=size - 1)
    expected = (ProblemCode.LIMIT_EXCEEDED, f"{size} bytes, more than the limit of {size - 1} (bytes)")
    assert only(read(path, limits=limits)) == expected
    assert only(next(iter_readings(path, limits=limits))) == expected
    with path.open("rb") as file:
        assert only(read(file, limits=limits))[0] is ProblemCode.LIMIT_EXCEEDED
    assert only(parse(path.read_bytes(), limits=limits)) == expected


def test_an_open_file_of_text_has_a_limit_of_characters() -> None:
    limits = Limits(bytes=10, characters=10)
    assert only(read(io.StringIO(TEXT), limits=limits))[0] is ProblemCode.LIMIT_EXCEEDED
    assert read(io.StringIO(""), limits=limits).text == ""


def test_long_html_is_not_decoded() -> None:
    content = b"<p>" + b"looms \x93wool\x94 \xff\xfe\xff\n" * 1_000
    message = "17003 bytes of HTML, more than the limit of 4000 characters (html_characters)"
    assert only(parse(content, limits=Limits(html_characters=4_000))) == (ProblemCode.LIMIT_EXCEEDED, message)


def test_a_device_without_end_is_a_problem() -> None:
    assert only(read("/dev/zero", limits=Limits(bytes=1_000_000)))[0] is ProblemCode.LIMIT_EXCEEDED


def test_what_is_read_in_parts_is_whole() -> None:
    assert bounded(io.BytesIO(b"looms"), 5, 2) == b"looms"
    assert str(too_large(7, 5)) == "7 bytes, more than the limit of 5 (bytes)"


DATA = {
    "url,title,text\na,b,c\n": "a table: iter_rows() reads pages from the rows of tables",
    '"Title";"Article Text"\n"a";"b"\n': "a table: iter_rows() reads pages from the rows of tables",
    "\ufeffdate\tcontent\n": "a table: iter_rows() reads pages from the rows of tables",
    '[{"title": "a", "text": "b"}]': "JSON: iter_rows() reads pages from the rows of tables",
    '{"title": "a"}\n{"title": "b"}\n': "JSON: iter_rows() reads pages from the rows of tables",
    to_json(EVENTS): "JSON of this package: from_json() and read_jsonl() read it",
    to_json(EVENTS[0], indent=2): "JSON of this package: from_json() and read_jsonl() read it",
}


@pytest.mark.parametrize(("text", "message"), DATA.items(), ids=range(len(DATA)))
def test_data_in_place_of_a_page_points_to_its_reader(text: str, message: str) -> None:
    for source in (text, text.encode()):
        reading = parse(source)
        assert only(reading) == (ProblemCode.NOT_A_TRANSCRIPT, message)
        assert "".join(reading.text[block.span.start : block.span.end] for block in reading.blocks) == reading.text


@pytest.mark.parametrize(
    "text", [TEXT, "[Applause] text, title", '{looms} "text": wool', "The title, the text and the date\n", "[[1, 2]]"]
)
def test_a_page_is_no_data(text: str) -> None:
    messages = [problem.message for problem in parse(text).problems]
    assert [message for message in messages if "iter_rows" in message or "from_json" in message] == []


def test_the_directory_of_a_very_large_zip_file_has_its_size_elsewhere(tmp_path: Path) -> None:
    record = b"PK\x06\x06" + bytes(36) + struct.pack("<Q", 5_000) + bytes(8)
    end = b"PK\x05\x06" + bytes(8) + b"\xff" * 8 + bytes(2)
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + bytes(6_000) + record + end)
    (reading,) = iter_readings(tmp_path / "a.zip", limits=Limits(members=10))
    assert only(reading)[0] is ProblemCode.LIMIT_EXCEEDED


@pytest.mark.parametrize(
    ("begin", "name"),
    [
        ("h1. Meeting with weavers", "Textile"),
        ("h2(#meeting). Meeting with weavers", "Textile"),
        ("#+TITLE: Meeting with weavers", "Org"),
        ("* Meeting with weavers\n  :PROPERTIES:\n  :CUSTOM_ID: meeting\n  :END:", "Org"),
        ("\\hypertarget{meeting}{%\n\\section{Meeting with weavers}", "LaTeX"),
        ("\\documentclass{article}", "LaTeX"),
    ],
)
def test_other_markup_is_refused_by_its_name(begin: str, name: str) -> None:
    text = f"{begin}\n\nSeptember 19, 2012\n\n*President of Russia Ivan Loomov:* Good evening.\n"
    message = f"{name} markup: convert it to Markdown or HTML first (pandoc does)"
    reading = parse(text)
    assert not reading.events
    assert [(problem.code, problem.message) for problem in reading.problems] == [
        (ProblemCode.NOT_A_TRANSCRIPT, message)
    ]


def test_a_list_item_is_no_org() -> None:
    assert parse("* Meeting with weavers\n\nSeptember 19, 2012\n\n* Ivan Loomov: Good evening.\n").events
