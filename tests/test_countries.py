"""Names of states, their codes and adjectives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.facts.countries import country_at_start, country_code, country_of_adjective, is_country
from kzru_forums.facts.tables import rows

NAMES = [(name, row["code"] or None) for row in rows("countries.csv") for name in row["names"].split("|")]


def test_the_table_has_every_member_of_the_united_nations_and_both_observer_states() -> None:
    codes = [row["code"] for row in rows("countries.csv") if row["code"]]
    assert len(codes) == len(set(codes)) == 193 + 2
    assert {"VA", "PS"} < set(codes)


@pytest.mark.parametrize("column", ["names", "adjectives"])
def test_no_word_of_the_table_stands_for_two_states(column: str) -> None:
    words = [word.casefold() for row in rows("countries.csv") for word in row[column].split("|") if word]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kazakhstan", "KZ"),
        ("the Republic of Kazakhstan", "KZ"),
        ("The Gambia", "GM"),
        ("Kyrgyz Republic", "KG"),
        ("Türkiye", "TR"),
        ("Turkiye", "TR"),
        ("Czechia", "CZ"),
        ("South Korea", "KR"),
        ("DPRK", "KP"),
        ("UK", "GB"),
        ("US", "US"),
        ("People’s Republic of China", "CN"),
        ("People's Republic of China", "CN"),
        ("Republic of Côte d’Ivoire", "CI"),
        ("Guinea‑Bissau", "GW"),
        ("Trinidad & Tobago", "TT"),
        ("St. Lucia", "LC"),
        ("RUSSIA", "RU"),
        ("PRESIDENT", None),
        ("us", None),
        ("Abkhazia", None),
        ("South Ossetia", None),
        ("Korea", None),
        ("Siberia", None),
        ("", None),
    ],
)
def test_a_full_name_has_the_code_of_its_state(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_a_state_without_a_code_is_known_as_a_state() -> None:
    assert is_country("Republic of Abkhazia")
    assert not is_country("Tatarstan")


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_every_name_is_found_before_the_name_of_a_person(name: str, code: str | None) -> None:
    assert country_at_start(f"{name} Surname") == len(name)
    assert country_at_start(f"the {name}") == len(name) + 4
    assert country_code(name) == code


@pytest.mark.parametrize("name", [name for name, _ in NAMES])
def test_capitals_hide_no_name(name: str) -> None:
    assert country_at_start(f"{name.upper()} SURNAME") == len(name)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "the",
        "the Republic of Tatarstan",
        "Russian Railways",
        "Russia’s national team",
        "Georgia-born actor",
        "Russia–Kazakhstan Forum",
        "us and them",
    ],
)
def test_words_that_only_resemble_a_name_are_none(words: str) -> None:
    assert country_at_start(words) == 0


def test_the_longest_name_counts() -> None:
    assert country_at_start("Democratic Republic of the Congo and others") == len("Democratic Republic of the Congo")
    assert country_at_start("Niger and Nigeria") == len("Niger")


@given(st.text() | st.lists(st.sampled_from(["the", "Republic", "of", "Chad", "Mali", "-", "’s", "US"])).map(" ".join))
def test_what_is_found_at_the_start_is_a_name(words: str) -> None:
    length = country_at_start(words)
    assert not length or is_country(words[:length])


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Kazakhstani", "KZ"),
        ("Kazakh", "KZ"),
        ("russian", "RU"),
        ("Chinese", "CN"),
        ("South African", "ZA"),
        ("Korean", None),
        ("Abkhazian", None),
        ("Siberian", None),
    ],
)
def test_an_adjective_has_the_code_of_its_state(word: str, code: str | None) -> None:
    assert country_of_adjective(word) == code
