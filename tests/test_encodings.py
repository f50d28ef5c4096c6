"""Encodings: marks, declarations, UTF-8, and what only the text gives away."""

import codecs

import pytest

from kzru_forums import Problem, ProblemCode, Severity, TranscriptError, loads, parse
from kzru_forums.containers import RefusedError
from kzru_forums.encodings import decoded, stream_encoding, usual
from pages import NAZARBAYEV, PUTIN, page

TEXT = page(f"{PUTIN}: Good evening – “looms” and René’s wool.", f"{NAZARBAYEV}: Welcome… to the café!")
EVENTS = loads(TEXT)
PLAIN = "Владимир Путин: Добрый вечер, ткачи! Станки гудят, и шерсть хороша, и погода.\n" * 3
RUSSIAN = "Владимир Путин: Добрый вечер, ткачи! Станки гудят – и шерсть хороша, и погода, и № 5.\n" * 3
HTML = f"""<html><head><meta charset="CHARSET"></head><h1 class="entry-title">Looms</h1>
<time class="read__published">May 9, 2013</time>
<div class="read__internal_content"><p><b>{PUTIN}:</b> René’s wool – “good”.</p></div></html>"""


def codes(source: bytes, encoding: str | None = None) -> list[ProblemCode]:
    return [problem.code for problem in parse(source, encoding=encoding).problems]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_the_encoding(mark: bytes, encoding: str) -> None:
    assert loads(mark + TEXT.encode(encoding)) == EVENTS
    assert codes(mark + TEXT.encode(encoding)) == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_with_a_warning(encoding: str) -> None:
    assert loads(TEXT.encode(encoding)) == EVENTS
    assert codes(TEXT.encode(encoding)) == [ProblemCode.ENCODING_GUESSED]


def test_windows_1252_is_recognised_with_a_warning() -> None:
    reading = parse(TEXT.encode("cp1252"))
    assert list(reading.events) == EVENTS
    (problem,) = reading.problems
    message = "read as cp1252, which was guessed from the text; pass the encoding to be sure"
    assert str(problem) == f"1:1: warning: {message} [encoding-guessed]"


def test_windows_1251_is_recognised() -> None:
    assert decoded(RUSSIAN.encode("cp1251"))[:3] == (RUSSIAN, "cp1251", True)


def test_a_name_in_cyrillic_letters_on_an_english_page_is_recognised() -> None:
    text = TEXT.replace("René’s", "Ткачи’s").replace("café", "wool")
    assert decoded(text.encode("cp1251"))[:3] == (text, "cp1251", True)


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "mac-cyrillic"])
def test_other_cyrillic_encodings_are_not_guessed(encoding: str) -> None:
    content = PLAIN.encode(encoding)
    assert decoded(content).bad > 0
    assert decoded(content, encoding).text == PLAIN


@pytest.mark.parametrize("encoding", ["mac-roman", "cp850", "cp437"])
def test_other_latin_encodings_are_not_guessed(encoding: str) -> None:
    text = "Café déjà vu, Zoë’s naïve façade, the “looms” of Besançon – hum.\n".replace("“", "«").replace("”", "»")
    content = text.replace("’", "'").replace("–", "-").encode(encoding)
    assert (decoded(content).encoding, decoded(content).guessed) == ("utf-8", False)
    assert decoded(content).bad > 0


def test_quotation_marks_of_mac_os_are_not_letters() -> None:
    content = "“Looms – hum”, said Ivan. “Wool’s dear.”".encode("mac-roman")
    assert decoded(content).bad > 0


def test_damaged_utf_8_stays_utf_8() -> None:
    content = TEXT.encode() + b"\xe2\x80 \xff"
    reading = parse(content)
    assert "René’s wool" in reading.text
    (problem,) = (problem for problem in reading.problems if problem.code is ProblemCode.UNDECODABLE_BYTES)
    assert problem.severity is Severity.ERROR
    assert problem.message == "bytes that are invalid in UTF-8 (E2 80), replaced by U+FFFD in 2 places"
    with pytest.raises(TranscriptError):
        loads(content)


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "ISO-8859-1", "latin1", "us-ascii"])
def test_a_declared_charset_is_honoured_as_browsers_do(charset: str) -> None:
    content = HTML.replace("CHARSET", charset).encode("cp1252")
    (event,) = loads(content)
    assert event.statements[0].text == "René’s wool – “good”."
    assert codes(content) == []


def test_a_declared_cyrillic_charset_is_honoured() -> None:
    for charset in ("windows-1251", "koi8-r", "iso-8859-5"):
        content = HTML.replace("CHARSET", charset).replace("René’s wool – “good”.", "Ткачи.").encode(charset)
        assert parse(content).events[0].statements[0].text == "Ткачи."


def test_an_xml_declaration_is_honoured() -> None:
    head = '<?xml version="1.0" encoding="windows-1252"?>'
    assert parse((head + HTML).encode("cp1252")).events[0].statements[0].text == "René’s wool – “good”."


def test_utf_8_is_utf_8_whatever_is_declared() -> None:
    content = HTML.replace("CHARSET", "windows-1252").encode()
    (event,) = loads(content)
    assert event.statements[0].text == "René’s wool – “good”."
    assert codes(content) == [ProblemCode.ENCODING_GUESSED]


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "none", "rot13", "unicode_escape", "x" * 50, "%%"])
def test_a_declaration_that_cannot_be_true_is_ignored(charset: str) -> None:
    content = HTML.replace("CHARSET", charset).encode("cp1252")
    assert loads(content)[0].statements[0].text == "René’s wool – “good”."
    assert codes(content) == [ProblemCode.ENCODING_GUESSED]


def test_a_declared_multi_byte_charset_is_honoured() -> None:
    content = HTML.replace("CHARSET", "gb2312").replace("René’s wool – “good”.", "织机").encode("gb18030")
    assert parse(content).events[0].statements[0].text == "织机"


def test_bytes_that_a_declared_charset_does_not_have_are_an_error() -> None:
    content = HTML.replace("CHARSET", "windows-1252").replace("good", "g\x81d").encode("cp1252", "replace")
    content = content.replace(b"g?d", b"g\x81d\x8dx")
    assert codes(content) == [ProblemCode.UNDECODABLE_BYTES]
    assert parse(content).events[0].statements[0].text == "René’s wool – “g\ufffdd\ufffdx”."


def test_the_caller_overrules_everything() -> None:
    content = HTML.replace("CHARSET", "windows-1251").encode("cp1252")
    assert loads(content, encoding="cp1252")[0].statements[0].text == "René’s wool – “good”."
    assert codes(content, "cp1252") == []
    assert loads(TEXT.encode("cp1252"), encoding="Windows-1252") == EVENTS


def test_the_caller_may_be_wrong() -> None:
    assert codes(TEXT.encode("cp1252"), "utf-8") == [ProblemCode.UNDECODABLE_BYTES]
    assert codes(TEXT.encode("utf-8"), "ascii") == [ProblemCode.UNDECODABLE_BYTES]
    assert loads(codecs.BOM_UTF8 + TEXT.encode(), encoding="utf-8") == EVENTS


@pytest.mark.parametrize("name", ["none", "rot13", "hex", ""])
def test_an_encoding_that_is_none_is_an_error(name: str) -> None:
    with pytest.raises(LookupError):
        parse(b"Events", encoding=name)
    with pytest.raises(LookupError):
        parse("Events", encoding=name)


def test_a_text_is_taken_as_it_is() -> None:
    assert loads(TEXT, encoding="cp1251") == EVENTS


@pytest.mark.parametrize("content", [bytes(range(256)) * 9, b"looms\0\0\0", b"\x01\x02"])
def test_what_is_not_text_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError, match="not text, but a binary file of an unknown kind: save the page"):
        decoded(content)
    with pytest.raises(RefusedError):
        stream_encoding(content)


@pytest.mark.parametrize("text", [TEXT, "looms\n\f\x1b[1mwool\x1a"])
def test_what_is_text_is_not_refused(text: str) -> None:
    assert decoded(text.encode()).text == text


def test_few_bytes_are_enough() -> None:
    assert decoded(b"").text == ""
    assert decoded(b"a").text == "a"
    assert decoded(b"\x93a\x94")[:3] == ("“a”", "cp1252", True)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TEXT.encode(), ("utf-8", False)),
        (TEXT.encode()[: TEXT.encode().index("–".encode()) + 1], ("utf-8", False)),
        (codecs.BOM_UTF8 + b"a", ("utf-8-sig", False)),
        (TEXT.encode("utf-16"), ("utf-16", False)),
        (TEXT.encode("utf-16-le")[:-1], ("utf-16-le", True)),
        (TEXT.encode("cp1252"), ("cp1252", True)),
        (RUSSIAN.encode("cp1251"), ("cp1251", True)),
        (PLAIN.encode("koi8-r"), ("utf-8", False)),
    ],
)
def test_the_encoding_of_a_longer_file_is_told_by_its_beginning(content: bytes, expected: tuple[str, bool]) -> None:
    assert stream_encoding(content) == expected


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("UTF8", "utf-8"), ("cp1251", "cp1251"), ("latin-1", "cp1252"), ("utf-16le", "utf-8"), ("\0", None), (None, None)],
)
def test_a_declared_name_is_a_codec(declared: str | None, codec: str | None) -> None:
    assert usual(declared) == codec


def test_the_place_of_bad_bytes_is_told() -> None:
    problems: tuple[Problem, ...] = parse(
        b"Events\nA visit\nMay 9, 2013\nLooms \xff\xfe\xff\n" + "é".encode() * 9
    ).problems
    (problem,) = (problem for problem in problems if problem.code is ProblemCode.UNDECODABLE_BYTES)
    assert (problem.line, problem.column, problem.text) == (4, 7, "\ufffd\ufffd\ufffd")


def test_what_is_ascii_is_in_any_declared_encoding() -> None:
    content = b'<meta charset="windows-1251"><p>Looms</p>'
    assert (decoded(content).encoding, decoded(content).guessed) == ("cp1251", False)


def test_a_byte_that_windows_1252_does_not_have_is_not_guessed_away() -> None:
    content = "“Looms” – hum.\n".encode("cp1252") * 20 + b"\x81"
    assert (decoded(content).encoding, decoded(content).bad) == ("utf-8", 61)
