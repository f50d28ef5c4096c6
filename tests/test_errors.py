"""Problems: every code with its severity and its place; the sentences of problems and exceptions."""

import inspect
import pickle
from pathlib import Path

import pytest

from kzru_forums import (
    DataError,
    KzruForumsError,
    Limits,
    Problem,
    ProblemCode,
    Severity,
    Span,
    TranscriptError,
    UnsupportedSchemaError,
    from_json,
    iter_events,
    iter_readings,
    loads,
    parse,
)
from pages import FOOT, HEAD, PUTIN, TITLE, page

BODY = f"{PUTIN}: Good evening."

PLACED: dict[ProblemCode, tuple[str | bytes, int, int, str]] = {
    ProblemCode.NOT_A_TRANSCRIPT: ("A list of looms\nand of wool\n", 1, 1, "A list of looms\nand of wool"),
    ProblemCode.LOOKS_LIKE_A_PATH: ("looms/pavlodar.txt", 1, 1, "looms/pavlodar.txt"),
    ProblemCode.UNKNOWN_BLOCK: (page(BODY, foot=FOOT.replace("Text", "  A loom\nText")), 12, 3, "A loom"),
    ProblemCode.MISSING_TITLE: (f"Events\nMay 9, 2013\n{BODY}\n{FOOT}", 2, 1, "May 9, 2013"),
    ProblemCode.MISSING_DATE: (f"Events\n  {TITLE}\n{BODY}\n{FOOT}", 2, 3, TITLE),
    ProblemCode.MISSING_START: (page(BODY).removeprefix("Events\n"), 1, 1, TITLE),
    ProblemCode.MISSING_END: (page(BODY).removesuffix("Text version\n"), 11, 44, ""),
    ProblemCode.MISSING_FOOTER: (HEAD + BODY, 6, 50, ""),
    ProblemCode.INVALID_DATE: (page(BODY).replace("September 19, 2012\n", "May 32, 2013\n"), 3, 1, "May 32, 2013"),
    ProblemCode.INVALID_TIME: (page(BODY).replace("18:00", "  24:60"), 4, 3, "24:60"),
    ProblemCode.UNDECODABLE_BYTES: (page(BODY).encode().replace(b"Good", b"G\xff\xfed"), 6, 38, "\ufffd\ufffd"),
    ProblemCode.REPAIRED: (page(f"**{BODY}**"), 6, 1, ""),
    ProblemCode.UNREAD_LABELS: (page("~ " + BODY, "~ " + BODY), 6, 1, ""),
    ProblemCode.OTHER_LANGUAGE: (page("Ткачи говорили о станках и о шерсти. " * 9), 1, 1, "Events"),
}
"""For each code a source that has the problem, and where: line, column, text."""


@pytest.mark.parametrize("code", PLACED)
def test_a_problem_tells_where_it_stands(code: ProblemCode) -> None:
    source, line, column, text = PLACED[code]
    reading = parse(source)
    (problem,) = (problem for problem in reading.problems if problem.code is code)
    assert (problem.line, problem.column) == (line, column)
    assert problem.span
    assert reading.text[problem.span.start : problem.span.end] == text
    assert problem.text == text[:200]


def test_lines_are_counted_whatever_ends_them() -> None:
    source = PLACED[ProblemCode.INVALID_TIME][0]
    assert isinstance(source, str)
    for ending in ("\r\n", "\r"):
        (problem,) = parse(source.replace("\n", ending)).problems
        assert (problem.line, problem.column) == (4, 3)


def test_content_beyond_the_limit_is_one_problem() -> None:
    text = page(BODY)
    (problem,) = parse(text, limits=Limits(characters=100)).problems
    assert problem.code is ProblemCode.LIMIT_EXCEEDED
    assert problem.span == Span(start=0, end=len(text))
    assert problem.text == text[:200]


def test_a_file_that_cannot_be_opened_is_a_problem_without_a_place(tmp_path: Path) -> None:
    (problem,) = next(iter_readings(tmp_path / "none.txt")).problems
    assert (problem.code, problem.line, problem.span) == (ProblemCode.UNREADABLE_FILE, None, None)


WARNINGS = {
    ProblemCode.MISSING_START,
    ProblemCode.MISSING_END,
    ProblemCode.MISSING_FOOTER,
    ProblemCode.INVALID_TIME,
    ProblemCode.REPAIRED,
}


@pytest.mark.parametrize("code", PLACED)
def test_a_code_is_an_error_or_a_warning(code: ProblemCode) -> None:
    expected = Severity.WARNING if code in WARNINGS else Severity.ERROR
    assert code.severity is expected
    assert {problem.severity for problem in parse(PLACED[code][0]).problems if problem.code is code} == {expected}


@pytest.mark.parametrize("code", ProblemCode)
def test_the_docstring_of_a_code_says_how_bad_it_is(code: ProblemCode) -> None:
    source = inspect.getsource(ProblemCode).partition(f'{code.name} = "')[2].splitlines()[1]
    assert code.severity.name.capitalize() in source


@pytest.mark.parametrize("code", [code for code in PLACED if code in WARNINGS])
def test_a_warning_does_not_raise(code: ProblemCode) -> None:
    assert len(loads(PLACED[code][0])) == 1


@pytest.mark.parametrize("code", [code for code in PLACED if code not in WARNINGS])
def test_an_error_raises_with_every_problem(code: ProblemCode) -> None:
    with pytest.raises(TranscriptError) as caught:
        loads(PLACED[code][0])
    assert caught.value.problems == parse(PLACED[code][0]).problems


def test_bad_bytes_are_one_problem_that_counts_them() -> None:
    (problem,) = parse(page(BODY).encode().replace(b"Good", b"\xff oo \xff")).problems
    assert (problem.code, problem.message) == (
        ProblemCode.UNDECODABLE_BYTES,
        "bytes that are invalid in UTF-8 (FF), replaced by U+FFFD in 2 places",
    )


def test_bad_bytes_of_utf_16_are_a_problem() -> None:
    content = page(BODY).encode("utf-16").replace("Good".encode("utf-16-le"), b"\x00\xd8" * 4)
    assert ProblemCode.UNDECODABLE_BYTES in [problem.code for problem in parse(content).problems]


@pytest.mark.parametrize("text", ["", " \n\u00a0\n", "\ufeff"])
def test_an_empty_source_is_no_transcript(text: str) -> None:
    (problem,) = parse(text).problems
    assert (problem.code, problem.line, problem.column) == (ProblemCode.NOT_A_TRANSCRIPT, 1, 1)


@pytest.mark.parametrize(
    "path", ["page.html", "./looms", "../a b.txt", "/looms/page", "C:\\looms\\page", "  page.txt\n"]
)
def test_one_line_that_looks_like_a_path_says_so(path: str) -> None:
    codes = [problem.code for problem in parse(path).problems]
    assert codes == [ProblemCode.LOOKS_LIKE_A_PATH]


@pytest.mark.parametrize(
    "text", ["looms and wool", "first.txt\nsecond.txt", "a loom / a mill", f"{PUTIN}: Good evening."]
)
def test_other_lines_do_not_look_like_a_path(text: str) -> None:
    assert ProblemCode.LOOKS_LIKE_A_PATH not in [problem.code for problem in parse(text).problems]


def test_problems_come_in_order_of_the_text() -> None:
    text = page(BODY).removeprefix("Events\n").replace("Text version\n", "A loom\n")
    places = [problem.span.start for problem in parse(text).problems if problem.span]
    assert places == sorted(places)


def test_a_publication_date_that_no_calendar_has_is_a_problem() -> None:
    assert parse(page(BODY, foot=FOOT.replace("September 19", "September 31"))).problems


def test_the_date_of_a_link_that_no_calendar_has_is_a_problem() -> None:
    assert parse(page(BODY, "See also", "The mill opens", "September 31, 2012")).problems


@pytest.mark.parametrize(
    ("code", "source", "message"),
    [
        (
            ProblemCode.NOT_A_TRANSCRIPT,
            "A loom",
            (
                "1:1: error: expected an event page: a line 'Events', a date like 'September 19, 2012', "
                "or a label with a colon; found 'A loom' [not-a-transcript]"
            ),
        ),
        (
            ProblemCode.NOT_A_TRANSCRIPT,
            "",
            "1:1: error: expected an event page, found nothing: the source is empty [not-a-transcript]",
        ),
        (
            ProblemCode.LOOKS_LIKE_A_PATH,
            "a.txt",
            "1:1: error: 'a.txt' looks like a path; use load() or read() for paths [looks-like-a-path]",
        ),
        (
            ProblemCode.MISSING_DATE,
            f"Events\n{TITLE}\n",
            (
                "2:1: error: expected a date line like 'September 19, 2012' below the title; "
                f"the page begins '{TITLE}' [missing-date]"
            ),
        ),
        (
            ProblemCode.INVALID_DATE,
            PLACED[ProblemCode.INVALID_DATE][0],
            "3:1: error: invalid date 'May 32, 2013' [invalid-date]",
        ),
        (
            ProblemCode.INVALID_TIME,
            PLACED[ProblemCode.INVALID_TIME][0],
            "4:3: warning: invalid time '24:60' [invalid-time]",
        ),
        (
            ProblemCode.UNDECODABLE_BYTES,
            PLACED[ProblemCode.UNDECODABLE_BYTES][0],
            "6:38: error: bytes that are invalid in UTF-8 (FF FE), replaced by U+FFFD [undecodable-bytes]",
        ),
        (
            ProblemCode.UNDECODABLE_BYTES,
            page(BODY).encode().replace(b"Good", b"\xff" * 9),
            (
                "6:37: error: bytes that are invalid in UTF-8 (FF FF FF FF FF FF FF FF …), "
                "replaced by U+FFFD [undecodable-bytes]"
            ),
        ),
    ],
)
def test_a_problem_is_a_sentence(code: ProblemCode, source: str | bytes, message: str) -> None:
    assert message in [str(problem) for problem in parse(source).problems if problem.code is code]


def test_the_sentence_of_a_problem_leaves_out_what_is_not_known() -> None:
    problem = Problem(
        code=ProblemCode.UNREADABLE_FILE, severity=Severity.ERROR, message="cannot be read", source="a.txt"
    )
    assert str(problem) == "a.txt: error: cannot be read [unreadable-file]"
    nowhere = Problem(code=ProblemCode.INVALID_RECORD, severity=Severity.ERROR, message="no record")
    assert str(nowhere) == "error: no record [invalid-record]"


def made(count: int, severity: Severity) -> list[Problem]:
    return [Problem(code=ProblemCode.UNKNOWN_BLOCK, severity=severity, message=f"no {index}") for index in range(count)]


def test_a_transcript_error_shows_its_errors() -> None:
    error = TranscriptError([*made(1, Severity.WARNING), *made(2, Severity.ERROR)])
    assert str(error) == "error: no 0 [unknown-block]\nerror: no 1 [unknown-block]"
    assert len(error.problems) == 3


def test_a_transcript_error_shows_warnings_where_there_is_nothing_else() -> None:
    assert str(TranscriptError(made(1, Severity.WARNING))) == "warning: no 0 [unknown-block]"


def test_a_transcript_error_shows_ten_problems_and_counts_the_rest() -> None:
    assert str(TranscriptError(made(12, Severity.ERROR))).split("\n")[9:] == [
        "error: no 9 [unknown-block]",
        "… and 2 more",
    ]


def test_a_data_error_names_the_path_of_each_fault() -> None:
    error = DataError([("data.title", "expected a string"), ("", "expected an object")])
    assert str(error) == "data.title: expected a string\nexpected an object"
    assert error.errors == (("data.title", "expected a string"), ("", "expected an object"))


@pytest.mark.parametrize("error", [TranscriptError, DataError, UnsupportedSchemaError])
def test_every_error_is_a_value_error_of_this_package(error: type[Exception]) -> None:
    assert issubclass(error, KzruForumsError)
    assert issubclass(error, ValueError)


def test_an_unsupported_schema_is_a_data_error() -> None:
    assert issubclass(UnsupportedSchemaError, DataError)


def test_errors_survive_pickling() -> None:
    with pytest.raises(TranscriptError) as caught:
        loads("A loom")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert (type(again), again.problems, str(again)) == (TranscriptError, caught.value.problems, str(caught.value))
    fault = DataError([("data", "expected an object")])
    assert pickle.loads(pickle.dumps(fault)).errors == fault.errors  # noqa: S301 - our own


@pytest.mark.parametrize(("content", "told"), [(b"\x1f\x8b\x08", "gzip"), (b"PK\x03\x04", "iter_events")])
def test_packed_files_are_told_how_to_be_read(content: bytes, told: str) -> None:
    (problem,) = parse(content).problems
    assert told in problem.message


def test_a_page_may_begin_with_the_letters_of_a_zip_file() -> None:
    (event,) = parse(b"PKV chairman Ivan Loomov: The looms run.").events
    assert event.statements[0].label == "PKV chairman Ivan Loomov"


def test_binary_junk_has_one_problem_of_bytes() -> None:
    codes = [problem.code for problem in parse(b"\xff a \xfe b \xfd").problems]
    assert sorted(codes) == sorted([ProblemCode.UNDECODABLE_BYTES, ProblemCode.NOT_A_TRANSCRIPT])


@pytest.mark.parametrize("wrong", [5])
def test_limits_are_limits(wrong: object) -> None:
    with pytest.raises(TypeError, match="limits must be of type Limits, not int"):
        parse("A loom", limits=wrong)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(TypeError, match="limits must be of type Limits, not int"):
        next(iter_events("pages", limits=wrong))  # type: ignore[arg-type]  # on purpose


def test_a_limit_is_a_whole_number_that_is_not_negative() -> None:
    for wrong in ("5", True):
        with pytest.raises(TypeError, match=f"characters must be an integer, not {type(wrong).__name__}"):
            Limits(characters=wrong)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(ValueError, match="tags must be at least 0, not -1"):
        Limits(tags=-1)


def test_a_document_without_data_is_a_data_error() -> None:
    with pytest.raises(DataError) as caught:
        from_json('{"schema_version": "1.0", "type": "event"}')
    assert "data" in str(caught.value)
