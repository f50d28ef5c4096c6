"""Heads of state by date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.facts.heads import head_of_state, heads, heads_on


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("RU", date(2003, 4, 15), "Vladimir Putin"),
        ("RU", date(2008, 9, 22), "Dmitry Medvedev"),
        ("RU", date(2012, 9, 19), "Vladimir Putin"),
        ("KZ", date(2012, 9, 19), "Nursultan Nazarbayev"),
        ("KZ", date(2019, 3, 21), "Kassym-Jomart Tokayev"),
        ("KZ", date(2025, 11, 12), "Kassym-Jomart Tokayev"),
    ],
)
def test_the_head_of_state_is_who_held_the_office_that_day(country: str, day: date, name: str) -> None:
    head = head_of_state(country, day)
    assert head is not None
    assert (head.name, head.country) == (name, country)


@pytest.mark.parametrize(
    ("country", "day", "names"),
    [
        ("RU", date(2008, 5, 7), ["Vladimir Putin", "Dmitry Medvedev"]),
        ("RU", date(2012, 5, 7), ["Dmitry Medvedev", "Vladimir Putin"]),
        ("KZ", date(2019, 3, 20), ["Nursultan Nazarbayev", "Kassym-Jomart Tokayev"]),
    ],
)
def test_on_the_day_of_a_handover_both_held_the_office_and_none_is_chosen(
    country: str, day: date, names: list[str]
) -> None:
    assert [head.name for head in heads_on(day) if head.country == country] == names
    assert head_of_state(country, day) is None


@pytest.mark.parametrize(("country", "day"), [("RU", date(2000, 5, 7)), ("KZ", date(2019, 6, 12))])
def test_somebody_whose_next_term_begins_is_named_once_with_the_new_term(country: str, day: date) -> None:
    head = head_of_state(country, day)
    assert head is not None
    assert (head.starts_on, head.acting) == (day, False)


def test_nobody_is_named_before_the_table_begins_or_for_another_country() -> None:
    assert heads_on(date(1989, 1, 1)) == ()
    assert head_of_state("RU", date(1999, 12, 30)) is None
    assert head_of_state("BY", date(2012, 9, 19)) is None


def test_what_the_table_does_not_say_stays_empty() -> None:
    assert [head.wikidata for head in heads() if head.country == "KZ"] == [None] * 4
    assert [head.acting for head in heads() if head.country == "KZ"] == [False, False, None, False]


def test_each_term_begins_on_the_day_the_one_before_it_ends() -> None:
    for country in ("KZ", "RU"):
        terms = [head for head in heads() if head.country == country]
        assert [term.ends_on for term in terms] == [*(term.starts_on for term in terms[1:]), None]


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_day_without_a_handover_has_one_head_of_state_a_country(day: date) -> None:
    handover = any(head.starts_on == day for head in heads())
    assert handover or [head.country for head in heads_on(day)] == ["KZ", "RU"]
