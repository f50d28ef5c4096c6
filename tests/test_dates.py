"""Dates and times as the site prints them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.text import (
    date_and_rest,
    is_day,
    is_possible_range,
    is_range,
    is_time,
    printed_day,
    printed_days,
    printed_range,
    to_day,
    to_moment,
    to_range,
    to_time,
)


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("May 9, 2012", True),
        ("May 30 − June 1, 2012", True),
        ("May 9−10, 2012", True),
        ("May 32, 2012", False),
        ("May 9−32, 2012", False),
        ("in May", False),
    ],
)
def test_a_range_is_possible_where_calendars_have_its_days(text: str, possible: bool) -> None:
    assert is_possible_range(text) is possible


@pytest.mark.parametrize("line", ["May 9, 2013", "September 19, 2012", "February 31, 2012", "May 09, 2013"])
def test_a_line_has_the_form_of_a_day(line: str) -> None:
    assert is_day(line)


@pytest.mark.parametrize(
    "line",
    [
        "May 9",
        "9 May 2013",
        "Maybe 9, 2013",
        "May 9, 2013.",
        "May 9, 2013\n",
        "May 9, 13",
        "may 9, 2013",
        "May ٩, 2013",
        "",
    ],
)
def test_a_line_has_not_the_form_of_a_day(line: str) -> None:
    assert not is_day(line)


@given(st.dates())
def test_a_printed_day_reads_back(day: date) -> None:
    assert to_day(printed_day(day)) == day


@given(st.tuples(st.dates(), st.dates()).map(sorted))
def test_a_printed_range_reads_back(days: list[date]) -> None:
    first, last = days
    assert to_range(printed_range(first, last)) == (first, last)
    assert to_range(printed_range(first)) == (first, None)


@pytest.mark.parametrize(
    ("first", "last", "line"),
    [
        (date(2010, 6, 10), None, "June 10, 2010"),
        (date(2010, 6, 10), date(2010, 6, 11), "June 10 − 11, 2010"),
        (date(2010, 6, 10), date(2010, 7, 1), "June 10 − July 1, 2010"),
        (date(2010, 12, 31), date(2011, 1, 1), "December 31, 2010 − January 1, 2011"),
    ],
)
def test_a_range_repeats_neither_month_nor_year(first: date, last: date | None, line: str) -> None:
    assert printed_range(first, last) == line


def test_days_in_full_are_one_day_or_two() -> None:
    first, last = date(2010, 6, 10), date(2010, 6, 11)
    assert printed_days(first, last) == "June 10, 2010 – June 11, 2010"
    assert printed_days(first, first) == printed_days(first, None) == printed_days(first) == "June 10, 2010"
    assert printed_days(None, None) == ""


@pytest.mark.parametrize("line", ["February 30, 2012", "May 0, 2013", "May 9, 0000", "a fine day"])
def test_no_calendar_has_such_a_day(line: str) -> None:
    assert to_day(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("May 9, 2013", ("May 9, 2013", "")),
        ("May 9, 2013, Pavlodar", ("May 9, 2013", "Pavlodar")),
        ("May 9, 2013, The Kremlin, Moscow", ("May 9, 2013", "The Kremlin, Moscow")),
        ("May 9, 2013 was fine", None),
        ("Mayors met", None),
        ("On May 9, 2013, we met", None),
    ],
)
def test_a_date_line_is_a_day_and_a_place(line: str, expected: tuple[str, str] | None) -> None:
    assert date_and_rest(line) == expected


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("May 9, 2013", date(2013, 5, 9), None),
        ("June 10 − 11, 2010", date(2010, 6, 10), date(2010, 6, 11)),
        ("June 10-11, 2010", date(2010, 6, 10), date(2010, 6, 11)),
        ("June 10 – July 1, 2010", date(2010, 6, 10), date(2010, 7, 1)),
        ("December 31, 2010 − January 1, 2011", date(2010, 12, 31), date(2011, 1, 1)),
    ],
)
def test_a_range_has_a_first_and_a_last_day(line: str, first: date, last: date | None) -> None:
    assert is_range(line)
    assert to_range(line) == (first, last)


@pytest.mark.parametrize("line", ["June 10 − 11", "10 − 11 June 2010", "Junior weavers", "June 10 and 11, 2010"])
def test_a_line_is_no_range(line: str) -> None:
    assert not is_range(line)
    assert to_range(line) == (None, None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("June 31, 2010", (None, None)),
        ("June 10 − 31, 2010", (date(2010, 6, 10), None)),
        ("June 31 − July 2, 2010", (None, date(2010, 7, 2))),
    ],
)
def test_a_range_keeps_the_day_that_exists(line: str, expected: tuple[date | None, date | None]) -> None:
    assert to_range(line) == expected


@pytest.mark.parametrize(("line", "expected"), [("18:00", time(18, 0)), ("9:05", time(9, 5)), ("00:00", time(0, 0))])
def test_a_time_reads(line: str, expected: time) -> None:
    assert is_time(line)
    assert to_time(line) == expected


@pytest.mark.parametrize("line", ["25:00", "18:60", "24:00"])
def test_no_clock_shows_such_a_time(line: str) -> None:
    assert is_time(line)
    assert to_time(line) is None


@pytest.mark.parametrize("line", ["18:0", "18.00", "1800", "18:00 h", "", "18:00\n"])
def test_a_line_is_no_time(line: str) -> None:
    assert not is_time(line)
    assert to_time(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("September 19, 2012, 19:40", datetime(2012, 9, 19, 19, 40)),
        ("September 31, 2012, 19:40", None),
        ("September 19, 2012, 25:40", None),
        ("September 19, 2012", None),
        ("", None),
    ],
)
def test_a_moment_is_a_day_and_a_time(line: str, expected: datetime | None) -> None:
    assert to_moment(line) == expected
