"""load, loads, read and parse: what they take, what they give, what they refuse."""

import codecs
import io
from hashlib import sha256
from pathlib import Path

import pytest

from kzru_forums import (
    BlockKind,
    Layout,
    Limits,
    ProblemCode,
    Reading,
    Span,
    TranscriptError,
    load,
    loads,
    parse,
    read,
    to_json,
)
from pages import NAZARBAYEV, PUTIN, page
from test_text_version import copy

GOLDEN = Path(__file__).parent / "golden"
TEXT = page(f"{PUTIN}: Good evening.", f"{NAZARBAYEV}: Welcome – “welcome”!")
EVENTS = loads(TEXT)
VERSION = copy(f"{PUTIN}: Good evening.", f"{NAZARBAYEV}: Welcome – “welcome”!")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.mark.parametrize("source", sorted(GOLDEN.glob("*.txt")), ids=lambda source: source.stem)
def test_a_golden_page_reads_as_expected(source: Path) -> None:
    expected = source.with_suffix(".json")
    found = to_json(loads(source.read_bytes()), indent=2) + "\n"
    if not expected.exists():
        expected.write_text(found, encoding="utf-8")
        pytest.fail(f"{expected.name} was missing and has been written: read it and keep it if it is right")
    assert found == expected.read_text(encoding="utf-8")


def test_there_are_golden_pages() -> None:
    assert list(GOLDEN.glob("*.txt"))


def test_load_takes_a_path(path: Path) -> None:
    assert load(path) == load(str(path)) == EVENTS


def test_load_takes_an_open_file_of_bytes(path: Path) -> None:
    with path.open("rb") as file:
        assert load(file) == EVENTS


def test_load_takes_an_open_file_of_text(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        assert load(file) == EVENTS


@pytest.mark.parametrize("source", [TEXT, TEXT.encode(), bytearray(TEXT.encode()), memoryview(TEXT.encode())])
def test_loads_takes_text_and_bytes(source: str | bytes) -> None:
    assert loads(source) == EVENTS


def test_the_tolerant_twins_give_the_same_events(path: Path) -> None:
    assert list(read(path).events) == list(parse(TEXT).events) == EVENTS


def test_a_source_has_the_name_of_its_path(path: Path) -> None:
    assert (read(path).source.name, read(str(path)).source.name) == (str(path), str(path))


def test_a_source_has_the_name_of_its_open_file(path: Path) -> None:
    with path.open("rb") as file:
        assert read(file).source.name == str(path)


@pytest.mark.parametrize("file", [io.StringIO(TEXT), io.BytesIO(TEXT.encode())])
def test_a_file_in_memory_has_no_name(file: io.StringIO | io.BytesIO) -> None:
    assert read(file).source.name is None


def test_a_file_opened_by_number_has_no_name(path: Path) -> None:
    with path.open("rb") as outer, open(outer.fileno(), "rb", closefd=False) as file:  # by number
        assert read(file).source.name is None


def test_problems_have_the_name_of_the_source(path: Path) -> None:
    path.write_text(TEXT.removeprefix("Events\n"))
    assert [problem.source for problem in read(path).problems] == [str(path)]


def test_the_checksum_is_that_of_the_bytes() -> None:
    assert parse(TEXT).source.sha256 == parse(TEXT.encode()).source.sha256 == sha256(TEXT.encode()).hexdigest()


def test_every_event_knows_its_source(path: Path) -> None:
    reading = read(path)
    assert reading.events[0].source == reading.source


@pytest.mark.parametrize(
    ("head", "layout"),
    [
        ("<!DOCTYPE html>", Layout.HTML),
        ("<?xml version='1.0'?>\n<!-- saved -->\n<!-- twice -->\n<html>", Layout.HTML),
        ("\ufeff  \n<html>", Layout.HTML),
        ("<…>\n", Layout.PLAIN),
        ("<!---->" * 100, Layout.PLAIN),
        ("Official website of the President of Russia\n", Layout.TEXT_VERSION),
        ("Transcripts \u00a0 /\n", Layout.TEXT_VERSION),
        ("The mill\nMay 9, 2013, Pavlodar\n", Layout.TEXT_VERSION),
        ("The mill\nMay 9, 2013\n", Layout.PAGE),
        ("The mill\nMay 9, 2013, was fine.\n", Layout.PAGE),
        ("Official website of the President of Russia\nEvents\n", Layout.PAGE),
        ("Select font Arial Times New Roman\n", Layout.TEXT_VERSION),
        ("The mill\n9 May 2013\n", Layout.PLAIN),
        ("The mill\nPublication status\n", Layout.PAGE),
    ],
)
def test_the_beginning_tells_the_layout(head: str, layout: Layout) -> None:
    assert parse(head).source.layout is layout


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_lines_may_end_as_on_other_systems(ending: str, last: str) -> None:
    assert loads((TEXT.removesuffix("\n") + last).replace("\n", ending)) == EVENTS


def test_the_layout_is_told_by_the_content(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TEXT)
    assert read(tmp_path / "page.html").source.layout is Layout.PAGE


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_bytes_may_be_utf_16_with_a_mark(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert loads(mark + TEXT.encode(encoding)) == EVENTS


def test_bytes_may_begin_with_a_byte_order_mark() -> None:
    assert loads(codecs.BOM_UTF8 + TEXT.encode()) == EVENTS


def test_bad_bytes_are_replaced_one_by_one() -> None:
    reading = parse(TEXT.encode().replace(b"Good", b"G\xff\xfed"))
    assert reading.events[0].statements[0].text == "G\ufffd\ufffdd evening."


def test_a_text_may_hold_surrogates() -> None:
    assert loads(TEXT.replace("Good", "G\ud800d"))[0].statements[0].text == "G\ud800d evening."


def test_loads_raises_on_what_is_no_transcript() -> None:
    with pytest.raises(TranscriptError) as caught:
        loads("A loom")
    assert [problem.code for problem in caught.value.problems] == [ProblemCode.NOT_A_TRANSCRIPT]


def test_the_text_of_a_reading_is_the_decoded_source() -> None:
    assert parse(TEXT.encode()).text == TEXT


def test_what_is_no_transcript_is_a_reading_without_events() -> None:
    reading = parse("A loom\nand wool\n")
    assert reading.events == ()
    assert [block.kind for block in reading.blocks] == [BlockKind.UNKNOWN] * 2


@pytest.mark.parametrize("function", [load, read])
@pytest.mark.parametrize("wrong", [None, 5, b"page.txt", ["page.txt"]])
def test_a_wrong_type_is_told_to_be_a_path(function: object, wrong: object) -> None:
    assert callable(function)
    with pytest.raises(
        TypeError, match=r"expected a path or an open file, not \w+; for text use parse\(\) or loads\(\)"
    ):
        function(wrong)


@pytest.mark.parametrize("function", [loads, parse])
@pytest.mark.parametrize("wrong", [None, 5, Path("page.txt"), ["text"], io.StringIO("text")])
def test_a_wrong_type_is_told_to_be_text(function: object, wrong: object) -> None:
    assert callable(function)
    with pytest.raises(TypeError, match=r"expected str or bytes, not \w+; for a path or file use load\(\) or read\(\)"):
        function(wrong)


@pytest.mark.parametrize("function", [load, read])
def test_a_missing_file_is_an_error_of_the_system(function: object, tmp_path: Path) -> None:
    assert callable(function)
    with pytest.raises(FileNotFoundError):
        function(tmp_path / "none.txt")


@pytest.mark.parametrize("text", [TEXT, "", "looms\0pavlodar", "looms\n" * 2_000])
def test_a_text_in_place_of_a_path_is_told_how_to_be_read(text: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"for text use loads\(\) or parse\(\)") as caught:
        load(text)
    assert len(str(caught.value)) < 200


def test_an_address_in_place_of_a_path_is_not_fetched() -> None:
    with pytest.raises(FileNotFoundError, match="nothing is downloaded"):
        load("http://en.kremlin.ru/events/president/news/4711")


def test_a_file_may_have_an_odd_name(tmp_path: Path) -> None:
    (tmp_path / "looms\nand spindles.txt").write_text(TEXT, encoding="utf-8")
    assert load(tmp_path / "looms\nand spindles.txt") == EVENTS


def test_a_folder_in_place_of_a_file_is_told_how_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match=r"iter_events\(\)"):
        load(tmp_path)


def test_content_up_to_the_limit_is_read() -> None:
    assert loads(TEXT, limits=Limits(characters=len(TEXT))) == EVENTS


def test_content_beyond_the_limit_is_refused_whole() -> None:
    reading = parse(TEXT, limits=Limits(characters=len(TEXT) - 1))
    assert (reading.events, reading.text) == ((), TEXT)


JUNK = "Looms hum: wool and yarn.\n" * 40


@pytest.mark.parametrize("junk", [JUNK, JUNK.replace("\n", " "), JUNK.replace(":", ""), f"{JUNK}<p>Wool.</p>\n"])
def test_a_text_without_furniture_is_one_page_and_has_a_limit_of_its_own(junk: str) -> None:
    within, beyond = (parse(junk, limits=Limits(plain_characters=len(junk) - less)) for less in (0, 1))
    assert ProblemCode.LIMIT_EXCEEDED not in {problem.code for problem in within.problems}
    assert [problem.code for problem in beyond.problems] == [ProblemCode.LIMIT_EXCEEDED]
    assert f"{len(junk)} characters" in beyond.problems[0].message
    assert f"{len(junk) - 1} (plain_characters)" in beyond.problems[0].message
    assert [(block.kind, block.event) for block in beyond.blocks] == [(BlockKind.UNKNOWN, None)]


@pytest.mark.parametrize("text", [TEXT, VERSION])
def test_a_page_in_a_joined_file_has_that_limit_of_its_own(text: str) -> None:
    junk = "Looms hum in the mill.\n\n" * 40
    long = text.replace(PUTIN, f"{junk}{PUTIN}", 1)
    assert len(long) > len(text)
    limits = Limits(page_characters=len(text))
    reading = parse(text * 3 + long + text * 3, limits=limits)
    assert [event.statements for event in reading.events] == [parse(text).events[0].statements] * 6
    (problem,) = [problem for problem in reading.problems if problem.code is ProblemCode.LIMIT_EXCEEDED]
    assert problem.span is not None
    assert problem.message.endswith(f" characters on one page, more than the limit of {len(text)} (page_characters)")
    assert junk in reading.text[problem.span.start : problem.span.end]
    assert next(block.span for block in reading.blocks if block.kind is BlockKind.UNKNOWN).start == problem.span.start


@pytest.mark.parametrize("text", [TEXT, VERSION])
def test_a_source_that_is_mostly_one_long_page_is_refused_before_it_is_split(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = f"{text}{text.replace('Vladimir Putin', 'Looms hum in the mill. ' * 2_000)}"
    monkeypatch.setattr("kzru_forums.pages.forms.restored", lambda *_: pytest.fail("it was read"))
    reading = parse(long, limits=Limits(page_characters=len(text)))
    assert [problem.code for problem in reading.problems] == [ProblemCode.LIMIT_EXCEEDED]
    assert [block.kind for block in reading.blocks] == [BlockKind.UNKNOWN]
    assert len(text) <= (reading.problems[0].span or Span(start=0, end=0)).start + 500 < len(long) // 2


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x85", "\v"])
def test_the_lines_of_a_text_have_a_limit(line_break: str) -> None:
    text = line_break.join(TEXT.splitlines())
    count = text.count(line_break)
    assert parse(text, limits=Limits(lines=count)).events
    (problem,) = parse(text, limits=Limits(lines=count - 1)).problems
    assert problem.message == f"{count} lines, more than the limit of {count - 1} (lines)"


@pytest.mark.parametrize("function", [loads, lambda text, limits: load(io.StringIO(text), limits=limits)])
def test_the_strict_functions_keep_to_the_limit(function: object) -> None:
    assert callable(function)
    with pytest.raises(TranscriptError):
        function(TEXT, limits=Limits(characters=10))


def test_a_reading_is_shown_in_short() -> None:
    assert "<1>" in repr(parse(TEXT))
    assert f"<{len(TEXT)} characters>" in repr(parse(TEXT))


def test_readings_are_compared_by_identity() -> None:
    reading: Reading = parse(TEXT)
    assert reading == reading  # what is claimed
    assert reading != parse(TEXT)
