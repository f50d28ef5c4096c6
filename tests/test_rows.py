"""Tables of pages: one event per row, from every kind of table."""

import csv
import datetime
import gzip
import io
import json
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

from kzru_forums import (
    Event,
    Known,
    Limits,
    Problem,
    ProblemCode,
    Severity,
    TranscriptError,
    iter_rows,
    load,
    write_jsonl,
)
from kzru_forums.row_sources import RowSource
from pages import NAZARBAYEV, PUTIN, TITLE, page

Rows = list[dict[str, str]]
ROWS: Rows = [
    {
        "url": f"http://en.kremlin.ru/events/president/news/471{number}",
        "title": f"{TITLE} – “{word}”",
        "date": f"2012-09-1{number}",
        "location": "Pavlodar",
        "content": f"{PUTIN}: {word}, and é.\n\n{NAZARBAYEV}: Welcome, “friends”!",
    }
    for number, word in enumerate(("One", "Two", "Three"))
]
NO_TEXT = "no column with the text of a page (such as text, content or body); the table has "


def facts(events: Iterator[Event]) -> list[tuple[object, ...]]:
    return [
        (
            event.title,
            event.date,
            event.place,
            event.url,
            event.page_number,
            [(said.speaker.name, said.text) for said in event.statements],
        )
        for event in events
    ]


EXPECTED = facts(iter_rows(ROWS))


def heard(source: RowSource, **options: object) -> tuple[list[Event], list[str]]:
    """Events and problems, leniently."""
    problems: list[Problem] = []
    events = list(iter_rows(source, on_problem=problems.append, **options))  # type: ignore[arg-type]  # any option
    return events, [str(problem) for problem in problems]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def as_csv(rows: Rows, delimiter: str = ",") -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def as_parquet(rows: Rows) -> bytes:
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


def test_a_row_is_an_event_with_the_facts_of_its_columns() -> None:
    assert EXPECTED[1] == (
        f"{TITLE} – “Two”",
        datetime.date(2012, 9, 11),
        "Pavlodar",
        "http://en.kremlin.ru/events/president/news/4711",
        4711,
        [("Vladimir Putin", "Two, and é."), ("Nursultan Nazarbayev", "Welcome, “friends”!")],
    )


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_csv_file_has_any_usual_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = written(tmp_path / "rows.csv", as_csv(ROWS, delimiter))
    assert facts(iter_rows(path)) == facts(iter_rows(str(path))) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_csv_file_has_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    assert facts(iter_rows(written(tmp_path / "rows.csv", as_csv(ROWS), encoding))) == EXPECTED


def test_an_encoding_of_windows_is_one_warning(tmp_path: Path) -> None:
    events, problems = heard(written(tmp_path / "rows.csv", as_csv(ROWS), "cp1252"))
    assert facts(iter(events)) == EXPECTED
    message = "the table is read as cp1252, which was guessed from the text; pass the encoding to be sure"
    assert problems == [f"{tmp_path}/rows.csv, row 1: warning: {message} [encoding-guessed]"]
    assert heard(tmp_path / "rows.csv", encoding="cp1252")[1] == []


def test_rows_in_another_encoding_far_into_a_table_are_read(tmp_path: Path) -> None:
    many = [{"text": f"{PUTIN}: Looms {'hum ' * 900}", "title": "Looms", "date": "2012-09-19"}] * 90
    path = tmp_path / "rows.csv"
    path.write_bytes(as_csv(many).encode() + PUTIN.encode() + b": Caf\xe9,Caf\xe9,2012-09-19\r\n")
    events, problems = heard(path)
    assert (events[-1].title, events[-1].statements[0].text) == ("Café", "Café")
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}, row 91:1:1: warning: read as cp1252")


def test_a_csv_file_of_excel_names_its_delimiter(tmp_path: Path) -> None:
    assert facts(iter_rows(written(tmp_path / "rows.csv", "sep=;\n" + as_csv(ROWS, ";")))) == EXPECTED


def test_json_is_an_array_or_lines(tmp_path: Path) -> None:
    lines = "\n\n".join(json.dumps(row) for row in ROWS)
    for number, text in enumerate((json.dumps(ROWS), json.dumps(ROWS, indent=2), "\n " + json.dumps(ROWS), lines)):
        assert facts(iter_rows(written(tmp_path / f"{number}.json", text))) == EXPECTED


def test_a_json_array_longer_than_a_part_is_read(tmp_path: Path) -> None:
    rows = [{**ROWS[0], "content": f"{PUTIN}: {'Looms hum. ' * 4_000}{number}"} for number in range(9)]
    events = list(iter_rows(written(tmp_path / "rows.json", json.dumps(rows))))
    assert [event.statements[0].text[-1] for event in events] == list("012345678")


def test_a_json_array_longer_than_a_cell_may_be_is_read(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.json", json.dumps(ROWS * 200))
    assert len(list(iter_rows(path, limits=Limits(cell=1_000), agreements=False))) == 600


@pytest.mark.parametrize("short", range(3))
def test_a_part_of_json_may_end_anywhere(tmp_path: Path, short: int) -> None:
    row = {**ROWS[0], "content": f"{PUTIN}: Looms."}
    words = "." * (65_535 - short - len(json.dumps(row)))
    text = json.dumps([{**row, "content": row["content"] + words}, ROWS[1]])
    assert text[65_535 - short] == "}"
    assert len(list(iter_rows(written(tmp_path / "rows.json", text)))) == 2


def test_a_long_header_is_read(tmp_path: Path) -> None:
    more = ",".join(f"column{number}" for number in range(9_000))
    cells = "," * 9_000
    path = written(tmp_path / "rows.csv", f"text,{more}\nVladimir Putin: Looms.{cells}\n")
    assert len(heard(path)[0]) == 1


def test_parquet_is_read(tmp_path: Path) -> None:
    (tmp_path / "rows.parquet").write_bytes(as_parquet(ROWS))
    assert facts(iter_rows(tmp_path / "rows.parquet")) == EXPECTED


@pytest.mark.parametrize(
    "content",
    [as_csv(ROWS).encode(), json.dumps(ROWS).encode(), as_parquet(ROWS)],
    ids=["CSV", "JSON", "Parquet"],
)
def test_gzip_and_open_files_are_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rows.gz").write_bytes(gzip.compress(content))
    assert facts(iter_rows(tmp_path / "rows.gz")) == EXPECTED
    with (tmp_path / "rows.gz").open("rb") as file:
        assert facts(iter_rows(file)) == EXPECTED
        assert not file.closed
    assert facts(iter_rows(io.BytesIO(content))) == EXPECTED


FRAMES: dict[str, Callable[[Rows], RowSource]] = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "polars, lazy": lambda rows: pl.DataFrame(rows).lazy(),
    "Arrow": pa.Table.from_pylist,
    "Arrow, stream": lambda rows: pa.Table.from_pylist(rows).to_reader(),
    "iterator": iter,
    "tuple": tuple,
}


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_frames_and_iterables_are_read(make: Callable[[Rows], RowSource]) -> None:
    assert facts(iter_rows(make(ROWS))) == EXPECTED


@pytest.mark.parametrize("make", FRAMES.values(), ids=FRAMES)
def test_empty_cells_of_frames_are_not_known(make: Callable[[Rows], RowSource]) -> None:
    rows = [{**ROWS[0]}, {**ROWS[1], "date": None, "url": None, "location": None}]
    events, problems = heard(make(rows))  # type: ignore[arg-type]  # on purpose
    assert (events[1].date, events[1].url, events[1].place) == (None, None, None)
    assert [problem for problem in problems if "contradiction" in problem or "not used" in problem] == []


def test_missing_values_of_pandas_are_not_known() -> None:
    frame = pd.DataFrame(ROWS).astype("string")
    frame["date"] = pd.to_datetime(frame["date"])
    frame.loc[1, ["date", "url", "location"]] = None
    found = facts(iter(heard(frame)[0]))
    assert found[0] == EXPECTED[0]
    assert found[1][1:5] == (None, None, None, None)


@pytest.mark.parametrize("text", ["text", "content", "body", "transcript", "article_text", "Article Text", " TEXT "])
@pytest.mark.parametrize("title", ["title", "headline", "Headline"])
def test_usual_names_of_columns_are_recognised(text: str, title: str) -> None:
    (event,) = iter_rows([{text: f"{PUTIN}: Looms.", title: "Looms", "raw_date": "2012-09-19", "link": "/d/4711"}])
    assert (event.title, event.page_number, len(event.statements)) == ("Looms", 4711, 1)


def test_columns_can_be_named() -> None:
    row = {"words": f"{PUTIN}: Looms.", "name": "Looms", "day": "2012-09-19", "where": "Omsk", "text": "Wool"}
    (event,) = iter_rows([row], columns={"text": "words", "title": "name", "date": "day", "place": "where"})
    assert (event.title, str(event.date), event.place, event.statements[0].text) == (
        "Looms",
        "2012-09-19",
        "Omsk",
        "Looms.",
    )


def test_a_column_can_be_left_out() -> None:
    (event,) = iter_rows([{**ROWS[0]}], columns={"place": None})
    assert event.place is None


def test_the_first_column_that_is_not_empty_counts() -> None:
    rows = [{"content": "", "body": f"{PUTIN}: Looms.", "title": "Looms", "date": "", "published": "2012-09-19"}]
    (event,) = iter_rows(rows)
    assert (str(event.date), event.statements[0].text) == ("2012-09-19", "Looms.")


def test_facts_for_all_rows_fill_what_a_row_lacks() -> None:
    rows = [{**ROWS[0], "location": ""}, ROWS[1]]
    events = list(iter_rows(rows, known=Known(place="Omsk", language="en")))
    assert [event.place for event in events] == ["Omsk", "Pavlodar"]


@pytest.mark.parametrize(
    ("cell", "day", "clock"),
    [
        ("2012-09-19", "2012-09-19", None),
        ("2012-09-19T18:00:00", "2012-09-19", "18:00:00"),
        ("2012-09-19 18:05", "2012-09-19", "18:05:00"),
        ("2012-09-19T00:00:00", "2012-09-19", None),
        ("2012-09-19T18:00:00Z", "2012-09-19", None),
        ("2012-09-19T18:00:00.000+03:00", "2012-09-19", None),
        ("2012/09/19", "2012-09-19", None),
        ("20120919", "2012-09-19", None),
        ("September 19, 2012", "2012-09-19", None),
        ("September 19, 2012, 18:00", "2012-09-19", "18:00:00"),
        ("Wednesday, September 19th, 2012", "2012-09-19", None),
        ("19 September 2012", "2012-09-19", None),
        ("Wed, 19 Sep 2012 18:00:00 GMT", "2012-09-19", None),
        ("19.09.2012", "2012-09-19", None),
        (datetime.date(2012, 9, 19), "2012-09-19", None),
        (datetime.datetime(2012, 9, 19, 18, 0, 5), "2012-09-19", "18:00:00"),
        (datetime.datetime(2012, 9, 19, 18, tzinfo=datetime.UTC), "2012-09-19", None),
        (datetime.datetime(2012, 9, 19), "2012-09-19", None),
    ],
)
def test_dates_come_in_any_usual_spelling(cell: object, day: str, clock: str | None) -> None:
    (event,) = iter_rows([{"text": f"{PUTIN}: Looms.", "title": "Looms", "date": cell}])
    assert (str(event.date), event.time and str(event.time)) == (day, clock)


@pytest.mark.parametrize("cell", ["5/9/2012", "next week", "2012", "May 35, 2012", "32.01.2012", 1348063200])
def test_a_date_that_cannot_be_read_is_a_warning(cell: object) -> None:
    events, problems = heard([{"text": f"{PUTIN}: Looms.", "title": "Looms", "date": cell}])
    assert events[0].date is None
    assert problems[0] == f"row 1: warning: expected a date, found {str(cell)!r}: it is ignored [invalid-date]"


@pytest.mark.parametrize(
    ("cell", "clock"), [("18:00", "18:00:00"), ("9:05:30", "09:05:00"), ("", None), ("noon", None)]
)
def test_a_time_has_a_column_of_its_own(cell: str, clock: str | None) -> None:
    (event,) = iter_rows([{"text": f"{PUTIN}: Looms.", "title": "Looms", "date": "2012-09-19", "time": cell}])
    assert (event.time and str(event.time)) == clock


def test_a_time_may_be_a_value() -> None:
    row = {"text": f"{PUTIN}: Looms.", "title": "Looms", "date": "2012-09-19", "time": datetime.time(18)}
    (event,) = iter_rows([row])
    assert event.time == datetime.time(18)


@pytest.mark.parametrize(("cell", "language"), [("en-GB", "en-GB"), ("English", "en"), ("Kazakh", "kk"), ("?", "en")])
def test_a_language_is_a_tag_or_a_name(cell: str, language: str) -> None:
    events, _ = heard([{"text": f"{PUTIN}: Looms.", "title": "Looms", "date": "2012-09-19", "lang": cell}])
    assert events[0].language == language


def test_a_cell_may_hold_any_form() -> None:
    html = f"<div><p><b>{PUTIN}:</b> Good <i>evening</i>.</p></div>"
    rows: list[dict[str, object]] = [
        {**ROWS[0], "content": html},
        {**ROWS[0], "content": html.encode()},
        {**ROWS[0], "content": gzip.compress(html.encode())},
        {"content": page(f"{PUTIN}: Good evening.")},
        {**ROWS[0], "content": "Friends,\n\nGood evening."},
    ]
    events = list(iter_rows(rows))
    assert [event.statements[0].text for event in events[:4]] == ["Good evening."] * 4
    assert (events[3].title, events[4].narration) == (TITLE, ("Friends,", "Good evening."))


def test_every_problem_has_the_number_of_its_row(tmp_path: Path) -> None:
    rows = [ROWS[0], {**ROWS[1], "content": page("Looms")}, {**ROWS[2], "date": "", "title": ""}]
    path = written(tmp_path / "rows.csv", as_csv(rows))
    problems: list[Problem] = []
    assert len(list(iter_rows(path, on_problem=problems.append))) == 3
    assert {problem.source for problem in problems} == {f"{path}, row 2", f"{path}, row 3"}


def test_an_event_knows_its_row() -> None:
    assert [event.source and event.source.name for event in iter_rows(ROWS)] == ["row 1", "row 2", "row 3"]


def test_reading_is_strict_without_a_listener() -> None:
    events = iter_rows([ROWS[0], {**ROWS[1], "content": ""}, ROWS[2]])
    next(events)
    with pytest.raises(TranscriptError) as caught:
        next(events)
    (problem,) = caught.value.problems
    assert (problem.source, problem.code) == ("row 2", ProblemCode.NOT_A_TRANSCRIPT)


def test_with_a_listener_reading_goes_on_with_the_next_row() -> None:
    events, problems = heard([{**ROWS[0], "content": ""}, ROWS[1], {**ROWS[2], "content": " \n"}])
    assert facts(iter(events)) == EXPECTED[1:2]
    assert [problem.partition(":")[0] for problem in problems] == ["row 1", "row 3"]


def one_problem(source: RowSource, **options: object) -> tuple[str, Severity]:
    """Message and severity of the one problem of a table without events, as the strict reader raises it too."""
    problems: list[Problem] = []
    assert list(iter_rows(source, on_problem=problems.append, **options)) == []  # type: ignore[arg-type]  # any option
    (problem,) = problems
    if not isinstance(source, Iterator):
        with pytest.raises(TranscriptError) as caught:
            list(iter_rows(source, **options))  # type: ignore[arg-type]  # any option
        assert caught.value.problems == tuple(problems)
    return problem.message, problem.severity


EMPTY = "the table has no rows"


@pytest.mark.parametrize(
    "source", [[], iter([]), pd.DataFrame({"text": []}), pa.table({"text": pa.array([], "string")})]
)
def test_an_empty_table_is_one_error(source: RowSource) -> None:
    assert one_problem(source) == (EMPTY, Severity.ERROR)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a table, found nothing: the file is empty"),
        ("\n \n", "expected a table, found nothing: the file is empty"),
        ("url,text\n", EMPTY),
        ("[]", EMPTY),
        ("url,title\na,b\n", NO_TEXT + "'url', 'title'"),
        ("looms and wool\n", NO_TEXT + "'looms and wool'"),
        ('[{"url": "a", "title": "b"}]', NO_TEXT + "'url', 'title'"),
        ('{"a": 1}\n', NO_TEXT + "'a'"),
        ("{}\n", NO_TEXT + "no columns"),
        ("[1, 2]", "expected rows that are mappings from column to cell, found int"),
        ('{"text": "a"', "expected a JSON array or JSON Lines: Expecting ',' delimiter"),
        ('{\n"text": "a"\n}', "expected a JSON array or JSON Lines: Expecting property name enclosed in double quotes"),
        ('[{"text": ', "an incomplete JSON array: Expecting value"),
        ("[" * 100_000, "JSON that is nested too deeply"),
        ("%PDF-1.7", "a PDF file: save the page as HTML or text"),
        ("\x00\x01looms", "not text, but a binary file of an unknown kind: save the page as HTML or text"),
    ],
)
def test_a_file_that_is_no_table_of_pages_is_one_error(tmp_path: Path, text: str, message: str) -> None:
    assert one_problem(written(tmp_path / "rows", text)) == (message, Severity.ERROR)


def test_many_columns_are_not_all_listed() -> None:
    message, _ = one_problem([{f"c{number}": 1 for number in range(50)}])
    assert message.endswith("'c29' and 20 more")


def test_a_named_column_that_is_not_there_is_one_error() -> None:
    message, _ = one_problem(ROWS, columns={"text": "words"})
    assert message == "no column 'words' for text; the table has 'url', 'title', 'date', 'location', 'content'"


def test_a_broken_parquet_file_is_one_error(tmp_path: Path) -> None:
    whole = as_parquet(ROWS)
    for number, content in enumerate((whole[:-20], whole[:9] + b"\xff" * 99 + whole[108:], b"PAR1", b"PAR1" * 9)):
        (tmp_path / f"{number}").write_bytes(content)
        message, severity = one_problem(tmp_path / f"{number}")
        assert message.startswith("a damaged Parquet file: ")
        assert severity is Severity.ERROR
    (tmp_path / "rows.gz").write_bytes(gzip.compress(whole[:-20]))
    assert one_problem(tmp_path / "rows.gz")[0].startswith("a damaged Parquet file: ")


@pytest.mark.parametrize("cut", [5, 40, -30, -5])
def test_a_damaged_gzip_file_is_one_error(tmp_path: Path, cut: int) -> None:
    (tmp_path / "rows.gz").write_bytes(gzip.compress(as_csv(ROWS).encode())[:cut])
    problems = heard(tmp_path / "rows.gz")[1]
    assert len(problems) == 1
    assert "gzip" in problems[0] or "cannot be read" in problems[0] or "marker" in problems[0]


@pytest.mark.parametrize("make", [as_csv, json.dumps], ids=["CSV", "JSON"])
def test_a_gzip_file_damaged_far_in_is_read_up_to_there(tmp_path: Path, make: Callable[[Rows], str]) -> None:
    rows = [{**ROWS[0], "content": f"{PUTIN}: {number} {'looms ' * 3_000}"} for number in range(60)]
    (tmp_path / "rows.gz").write_bytes(gzip.compress(make(rows).encode())[:-30])
    events, problems = heard(tmp_path / "rows.gz", agreements=False)
    assert len(events) > 10
    assert len(problems) == 1
    assert "error: cannot be read: Compressed file ended" in problems[0]


def test_a_quotation_mark_that_is_not_closed_is_one_error(tmp_path: Path) -> None:
    cut = as_csv(ROWS)
    cut = cut[: cut.rindex('"')]
    events, problems = heard(written(tmp_path / "cut.csv", cut))
    assert len(events) == 2
    message = "an unclosed quotation mark, or a cell that exceeds the limit of 5000000 characters (cell)"
    assert problems == [f"{tmp_path}/cut.csv, row 3: error: {message} [unreadable-file]"]


def test_a_quotation_mark_inside_a_cell_is_one_error(tmp_path: Path) -> None:
    events, problems = heard(written(tmp_path / "rows.csv", 'text,title\n"a"b,c\n'))
    assert events == []
    assert problems[0].startswith(f"{tmp_path}/rows.csv: error: not a readable CSV file: ")


def test_a_row_with_other_cells_than_columns_is_one_problem(tmp_path: Path) -> None:
    events, problems = heard(
        written(
            tmp_path / "rows.csv", as_csv(ROWS[:1]) + "\na,b\n" + "a,b,c,d,e,f\n" + as_csv(ROWS[1:]).partition("\n")[2]
        )
    )
    assert len(events) == 3
    message = "error: expected 5 cells, one per column, found {} [invalid-record]"
    path = f"{tmp_path}/rows.csv"
    assert problems == [f"{path}, row 2: {message.format(2)}", f"{path}, row 3: {message.format(6)}"]


def test_a_line_that_is_not_json_is_one_problem(tmp_path: Path) -> None:
    lines = [json.dumps(ROWS[0]), '{"text": ', "[" * 100_000, "5", json.dumps(ROWS[1])]
    events, problems = heard(written(tmp_path / "rows.jsonl", "\n".join(lines)))
    assert facts(iter(events)) == EXPECTED[:2]
    assert [problem.partition("[")[0].partition("row ")[2] for problem in problems] == [
        "2: error: not JSON: Expecting value ",
        "3: error: not JSON: maximum recursion depth exceeded while decoding a JSON array from a unicode string ",
        "4: error: expected a mapping from column to cell, found int ",
    ]


def test_rows_of_json_may_differ() -> None:
    rows = [ROWS[0], {"title": "Looms", "body": f"{PUTIN}: Two, and é.", "date": "2012-09-19"}, {"title": "Looms"}]
    events, problems = heard(rows)
    assert [event.statements[0].text for event in events] == ["One, and é.", "Two, and é."]
    assert problems == [f"row 3: error: {NO_TEXT}'title' [invalid-record]"]
    assert heard([{"text": "a"}, {"text": f"{PUTIN}: Looms.", "title": "Looms"}])[0][0].title == "Looms"
    (named,) = heard(rows[:2], columns={"text": "content"})[1]
    assert named == "row 2: error: no column 'content' for text; the table has 'title', 'body', 'date' [invalid-record]"


@pytest.mark.parametrize("cell", [5, 5.5, ["text"], {"text": "a"}, True])
def test_a_cell_that_is_no_text_is_one_problem(cell: object) -> None:
    rows: list[dict[str, object]] = [{**ROWS[0], "content": cell}, {**ROWS[1]}]
    events, problems = heard(rows)
    assert len(events) == 1
    kind = type(cell).__name__
    assert problems == [f"row 1: error: expected the text of a page, found {kind} [invalid-record]"]


def test_a_huge_cell_is_one_problem() -> None:
    rows = [{**ROWS[0], "content": "looms\n" * 9_000_000}, ROWS[1]]
    events, problems = heard(rows)
    assert len(events) == 1
    message = "54000000 characters in a cell, more than the limit of 5000000 (cell)"
    assert problems == [f"row 1: error: {message} [limit-exceeded]"]


@pytest.mark.parametrize("text", ["text\n" + "a" * 200, "a" * 200, '[{"text": "' + "a" * 200_000])
def test_a_line_without_end_is_one_problem(tmp_path: Path, text: str) -> None:
    message, _ = one_problem(written(tmp_path / "rows", text), limits=Limits(cell=100))
    assert "the limit of 100 characters (cell)" in message


def test_what_is_beyond_a_limit_has_the_code_of_limits(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.csv", "text\n" + "a" * 200)
    packed = tmp_path / "rows.gz"
    packed.write_bytes(gzip.compress(as_parquet(ROWS)))
    for source in (path, packed):
        problems: list[Problem] = []
        assert not list(iter_rows(source, on_problem=problems.append, limits=Limits(cell=100, bytes=1_000)))
        assert [problem.code for problem in problems] == [ProblemCode.LIMIT_EXCEEDED]


def test_a_row_of_json_beyond_the_limit_is_one_error(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.json", json.dumps([ROWS[0], {"text": "a" * 200_000}]))
    events, problems = heard(path, limits=Limits(cell=1_000))
    assert len(events) == 1
    message = "broken JSON, or a row that exceeds the limit of 1000 characters (cell)"
    assert problems == [f"{path}, row 2: error: {message} [unreadable-file]"]


def test_bytes_that_a_named_encoding_does_not_have_are_one_error(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.csv", as_csv(ROWS))
    assert one_problem(path, encoding="ascii") == ("bytes that are invalid in ascii", Severity.ERROR)
    path = written(tmp_path / "rows.json", json.dumps([{"text": "a" * 70_000}] * 2, ensure_ascii=False)[:-9] + "é")
    assert heard(path, encoding="ascii")[1][-1].endswith("bytes that are invalid in ascii [unreadable-file]")


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(iter_rows(tmp_path / "none.csv"))


@pytest.mark.parametrize("wrong", [5, None, {"text": "a"}, b"text", bytearray(b"text")])
def test_a_wrong_type_is_told_what_to_pass(wrong: object) -> None:
    with pytest.raises(TypeError, match="expected a path, a data frame or an iterable of mappings, not"):
        list(iter_rows(wrong))  # type: ignore[arg-type]  # on purpose


def test_a_file_opened_for_text_is_told_what_to_pass() -> None:
    with pytest.raises(TypeError, match="opened in binary mode"):
        list(iter_rows(io.StringIO("text\na\n")))  # type: ignore[arg-type]  # on purpose


def test_a_fact_that_is_none_is_told_what_to_pass() -> None:
    with pytest.raises(
        ValueError, match="columns must be keyed by text, title, date, time, place, url, language, not 'words'"
    ):
        list(iter_rows(ROWS, columns={"words": "content"}))


def test_columns_of_one_name_are_one_error() -> None:
    frame = pd.DataFrame([["a", "b"]], columns=["text", "text"])
    message, severity = one_problem(frame)
    assert ("unique column names" in message, severity) == (True, Severity.ERROR)


def test_something_with_columns_that_is_no_frame_is_told_what_to_pass() -> None:
    class Thing:
        columns = ("text",)

    with pytest.raises(TypeError, match="not Thing"):
        list(iter_rows(Thing()))


@pytest.mark.parametrize(
    ("library", "source"),
    [
        ("narwhals", pd.DataFrame(ROWS)),
        ("pyarrow", io.BytesIO(as_parquet(ROWS))),
        ("pyarrow", pa.Table.from_pylist(ROWS).to_reader()),
    ],
    ids=["frame", "Parquet", "stream"],
)
def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, library: str, source: RowSource) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ImportError, match=rf'needs {library}: pip install "kzru-forums\[tables\]"'):
        list(iter_rows(source))


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = written(tmp_path / "rows.csv", as_csv([{**ROWS[0], "content": f"{PUTIN}: {'Looms. ' * 300}"}] * count))
        tracemalloc.start()
        assert sum(1 for _ in iter_rows(path, agreements=False)) == count
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(150)
    few, many = peak(150), peak(450)
    assert many < 1.5 * few


def test_an_abandoned_table_is_closed(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.csv", as_csv(ROWS))
    events = iter_rows(path)
    next(events)
    del events  # an open file would be a warning, which is an error here


def test_a_table_given_to_load_points_to_this_reader(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"a table: iter_rows\(\) reads pages from the rows of tables"):
        load(written(tmp_path / "rows.csv", as_csv(ROWS)))


def test_rows_may_all_have_columns_of_their_own() -> None:
    rows = [{**ROWS[0], f"more {number}": "a"} for number in range(1_200)]
    assert len(list(iter_rows(rows, agreements=False))) == 1_200


def test_a_mapping_may_have_keys_that_are_no_names() -> None:
    rows: list[dict[object, object]] = [{5: "a"}, {None: "a"}]
    for row, facts_of_row in zip(rows, ROWS, strict=False):
        row.update(facts_of_row)
    assert facts(iter_rows(rows)) == EXPECTED[:2]  # type: ignore[arg-type]  # on purpose


def test_the_limit_of_the_process_for_cells_is_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    target = tmp_path / "rows.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]))
        writer.writeheader()
        writer.writerow(ROWS[0] | {"content": f"{PUTIN}: {'Yarn. ' * 40_000}"})
    (event,) = iter_rows(target)
    assert len(event.text) > before
    assert csv.field_size_limit() == before


def messages(rows: Rows, **options: object) -> list[tuple[str, str, str]]:
    problems: list[Problem] = []
    assert list(iter_rows(rows, on_problem=problems.append, **options))  # type: ignore[arg-type]
    return [(str(problem.code), str(problem.severity), problem.message) for problem in problems]


def test_two_columns_of_text_are_a_warning() -> None:
    rows = [row | {"text": row["content"], "html": "<p>x</p>"} for row in ROWS]
    (found,) = messages(rows)
    assert found[:2] == ("ambiguous-column", "warning")
    assert found[2].startswith("several columns may hold the text: 'text' is read, 'content' only where it is empty")
    assert messages(rows, columns={"text": "content"}) == []


def test_one_row_per_turn_is_a_warning() -> None:
    turns = [
        {"title": TITLE, "date": "2012-09-19", "speaker": name, "text": "The looms hum."}
        for name in ("Vladimir Putin", "Ivan Loomov")
    ]
    assert [found[:2] for found in messages(turns)] == [("unread-labels", "warning")]
    assert messages([row | {"speaker": "Vladimir Putin"} for row in ROWS]) == []


def test_json_of_this_package_is_not_a_table_of_pages(tmp_path: Path) -> None:
    target = tmp_path / "events.jsonl"
    write_jsonl(iter_rows(ROWS), target)
    with pytest.raises(TranscriptError, match=r"read it with from_json\(\) or read_jsonl\(\)"):
        list(iter_rows(target))


def test_an_address_is_not_a_path() -> None:
    with pytest.raises(FileNotFoundError, match="nothing is downloaded"):
        list(iter_rows("http://example.org/pages.csv"))
