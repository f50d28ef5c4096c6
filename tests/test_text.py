"""The normal form of strings, and ids made of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.text import decomposed, event_id, joined, normal, offsets_in, slug, statement_id


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("plain words", "plain words"),
        (" ends\t", "ends"),
        ("no\u00a0break", "no break"),
        ("doubled  and   trebled", "doubled and trebled"),
        ("tab\tand\u00a0 blanks", "tab and blanks"),
        ("zero\u200bwidth", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufeffmark", "mark"),
        ("a \u200b b", "a b"),
        ("“Quotes”, dashes – and … stay", "“Quotes”, dashes – and … stay"),
        ("\u200b \u00a0", ""),
        ("", ""),
    ],
)
def test_the_normal_form_folds_blanks_and_drops_what_is_invisible(raw: str, expected: str) -> None:
    assert normal(raw) == expected


@given(st.text())
def test_the_normal_form_of_a_normal_form_is_itself(raw: str) -> None:
    assert normal(normal(raw)) == normal(raw)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Customs Union", "has been", "Customs Union has been"),
        ("Mr Loomov", ", too", "Mr Loomov, too"),
        ("Mr Loomov", ": yes", "Mr Loomov: yes"),
        ("Mr Loomov", "’s loom", "Mr Loomov’s loom"),
        ("Mr Loomov", "'s loom", "Mr Loomov's loom"),
        ("Mr Loomov", "(left)", "Mr Loomov (left)"),
        ("Mr Loomov", "'Tis", "Mr Loomov 'Tis"),
        ("", "words", "words"),
        ("words", "", "words"),
    ],
)
def test_joined_lines_have_a_blank_unless_punctuation_closes(first: str, second: str, whole: str) -> None:
    assert joined(first, second) == whole


@pytest.mark.parametrize(
    ("raw", "start", "end", "found"),
    [
        ("the old mill", 4, 7, "old"),
        ("the \u00a0old  mill", 4, 12, "old  mill"),
        ("the o\u00adld mill", 4, 7, "o\u00adld"),
        ("the old\r\nmill", 4, 12, "old\r\nmill"),
        ("the old\n, grey mill", 4, 13, "old\n, grey"),
    ],
)
def test_a_stretch_of_the_normal_form_is_found_in_the_text(raw: str, start: int, end: int, found: str) -> None:
    offsets = offsets_in(raw)
    assert raw[offsets[start] : offsets[end - 1] + 1] == found


@given(st.text(st.sampled_from("ab \u00a0\u200b\u00ad\t")).filter(normal), st.data())
def test_what_is_found_has_the_same_normal_form(raw: str, data: st.DataObject) -> None:
    line = normal(raw)
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    offsets = offsets_in(raw)
    assert normal(raw[offsets[start] : offsets[end - 1] + 1]) == normal(line[start:end])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kassym-Jomart Tokayev’s visit", "kassym-jomart-tokayevs-visit"),
        ("Straße, Łódź, Ærø, Diyarbakır", "strasse-lodz-aero-diyarbakir"),
        ("ĐỘC lập", "doc-lap"),
        ("Əhməd Əliyev", "ehmed-eliyev"),
        ("…", ""),
        ("Казань", ""),
        ("a" * 70, "a" * 60),
        ("word " * 20, "-".join(["word"] * 12)),
    ],
)
def test_a_slug_has_ascii_letters_digits_and_hyphens(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["Straße, Łódź, Ærø, Diyarbakır", "Əhməd Əliyev", "ĐỘC lập"])
def test_a_slug_is_the_decomposed_text_without_its_accents(text: str) -> None:
    assert slug(text) == slug("".join(char for char in decomposed(text) if char.isascii()))


@given(st.text())
def test_a_slug_is_short_and_safe_everywhere(text: str) -> None:
    found = slug(text)
    assert len(found) <= 60
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert found == found.strip("-")


@pytest.mark.parametrize(
    ("day", "title", "expected"),
    [
        (date(2012, 9, 19), "IX Forum", "ev-2012-09-19-ix-forum"),
        (None, "IX Forum", "ev-ix-forum"),
        (date(2012, 9, 19), "", "ev-2012-09-19"),
        (None, "", "ev"),
    ],
)
def test_the_id_of_an_event_has_its_date_and_title(day: date | None, title: str, expected: str) -> None:
    assert event_id(day, title) == expected


@pytest.mark.parametrize(("position", "expected"), [(7, "ev-x.s0007"), (12345, "ev-x.s12345")])
def test_the_id_of_a_statement_has_at_least_four_digits(position: int, expected: str) -> None:
    assert statement_id("ev-x", position) == expected
