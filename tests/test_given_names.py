"""Given names, and family names that are printed first."""

import pytest

from kzru_forums.facts.given_names import given_names, is_family_name_first, is_given_name


@pytest.mark.parametrize(
    "word",
    [
        *("Ivan", "IVAN", "ivan", "Sergei", "Sergey", "Yelena", "Elena", "Aleksandr", "Jörg", "Øyvind", "Łukasz"),
        *("Kassym-Jomart", "Jean-Claude", "Ivan-Pekka", "Fareed", "Mahmood", "Zhomart", "Christian", "Art", "Jordan"),
        *("Nursultan", "Recep", "Narendra", "Shinzo", "Moshe", "Wojciech"),
    ],
)
def test_a_word_is_a_given_name_in_any_case_and_usual_spelling(word: str) -> None:
    assert is_given_name(word)


@pytest.mark.parametrize("word", ["", "Ministry", "Loomov", "Line", "Gala", "Mir", "Loom-Ivan", "-Ivan", "…"])
def test_other_words_are_no_given_names(word: str) -> None:
    assert not is_given_name(word)


@pytest.mark.parametrize(("word", "first"), [("Xi", True), ("NGUYEN", True), ("Kim", True), ("Loomov", False)])
def test_some_family_names_are_printed_first(word: str, first: bool) -> None:
    assert is_family_name_first(word) is first


def test_the_table_has_small_letters_without_accents_alone() -> None:
    assert len(given_names()) > 10_000
    assert all(name == name.lower() and name.isascii() and len(name) > 1 for name in given_names())
