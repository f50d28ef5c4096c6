"""What is known of names of people wherever they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.speakers.names import (
    are_two_given_names,
    country_led,
    leaves_out_given_names,
    likeness,
    may_stand_for,
    turned,
)

FULL = ["Ivan", "Pavlovich", "Loomov"]


@pytest.mark.parametrize(
    ("role", "country"),
    [
        ("President of Russia", "Russia"),
        ("Acting President of the Russian Federation", "Russian Federation"),
        ("PRESIDENT OF KAZAKHSTAN", "KAZAKHSTAN"),
        ("former President of Russia", None),
        ("Vice President of Turkey", None),
        ("President", None),
        ("", None),
    ],
)
def test_the_office_of_a_president_tells_the_country(role: str, country: str | None) -> None:
    assert country_led(role) == country


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("", []),
        ("Loomov", []),
        ("Loomov Ivan", ["Ivan Loomov"]),
        ("van der Berg Jan", ["der Berg Jan van", "Berg Jan van der", "Jan van der Berg"]),
        ("A B C D E", ["B C D E A", "C D E A B", "D E A B C"]),
    ],
)
def test_a_persons_tag_begins_with_a_family_name_of_up_to_three_words(tag: str, names: list[str]) -> None:
    assert list(turned(tag)) == names


@pytest.mark.parametrize(
    "short", ["Loomov", "Ivan Loomov", "Pavlovich Loomov", "I. Loomov", "I Loomov", "P. Loomov", "I. P. Loomov"]
)
def test_a_name_without_some_given_names_keeps_their_order_and_the_family_name(short: str) -> None:
    assert leaves_out_given_names(short.split(), FULL)


@pytest.mark.parametrize(
    "short",
    ["Ivan", "Ivan Pavlovich", "Ivan Pavlovich Loomov", "P. I. Loomov", "S. Loomov", "Iv. Loomov", "I. I. P. Loomov"],
)
def test_otherwise_a_name_is_not_short_for_another(short: str) -> None:
    assert not leaves_out_given_names(short.split(), FULL)


def test_a_family_name_alone_is_not_short_for_itself() -> None:
    assert not leaves_out_given_names(["Loomov"], ["Loomov"])


@pytest.mark.parametrize(("word", "stands"), [("Ivan", True), ("I.", True), ("I", True), ("Iv.", False), ("P.", False)])
def test_a_word_stands_for_itself_and_an_initial_for_every_word_it_begins(word: str, *, stands: bool) -> None:
    assert may_stand_for(word, "Ivan") is stands


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("", "", 1), ("a", "", 0), ("loom", "loam", 0.75), ("loomov", "loomo", 10 / 11), ("ab", "ba", 0.5)],
)
def test_likeness_is_the_share_of_letters_in_common(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == pytest.approx(alike)


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [("Maria", "Marina", True), ("Natalia", "Natalya", False), ("Sergey", "Sergei", False), ("Loomov", "Maria", False)],
)
def test_two_given_names_are_two_unless_they_are_ways_of_writing_one(one: str, other: str, two: bool) -> None:
    assert are_two_given_names(one, other) is two


@given(st.text(), st.text())
def test_likeness_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1
