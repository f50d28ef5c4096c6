"""Labels whose colon is missing."""

import pytest

from kzru_forums.speakers.labels import LONGEST_LABEL
from kzru_forums.speakers.unmarked import end_of_unmarked_label

LABELS = {"Ivan Loomov", "Mill owner Ivan Loomov", "Ivan Loomov (in German)", "Weaver"}


@pytest.mark.parametrize(
    ("paragraph", "label"),
    [
        ("Anna Loomova (retranslated)Good evening.", "Anna Loomova (retranslated)"),
        ("Anna Loomova (retranslated) Good evening.", "Anna Loomova (retranslated)"),
        ("Anna Loomova (retranslated) “Good evening.", "Anna Loomova (retranslated)"),
        ("Mayor of Omsk Anna Loomova (to the weavers) Good evening.", "Mayor of Omsk Anna Loomova (to the weavers)"),
        ("Ivan Loomov Good evening.", "Ivan Loomov"),
        ("Ivan LoomovGood evening.", "Ivan Loomov"),
        ("Ivan Loomov – Good evening.", "Ivan Loomov"),
        ("Mill owner Ivan Loomov Good evening.", "Mill owner Ivan Loomov"),
    ],
)
def test_a_bracket_or_a_label_printed_elsewhere_opens_a_statement(paragraph: str, label: str) -> None:
    end = end_of_unmarked_label(paragraph, LABELS)
    assert paragraph[:end] == label


@pytest.mark.parametrize(
    "paragraph",
    [
        "Anna Loomova (retranslated) spoke next.",
        "Anna Loomova (left) Good evening.",
        "Good evening (retranslated) Dear friends.",
        "Ivan Loomov opened the mill.",
        "Ivan Loomov Foundation opened the mill.",
        "Ivan Loomov Pyotr Loomov and others.",
        "Ivan Loomov",
        "Anna Loomova Good evening.",
        "The mill (in German) Opens.",
        "",
    ],
)
def test_otherwise_a_paragraph_opens_with_no_label(paragraph: str) -> None:
    assert end_of_unmarked_label(paragraph, LABELS) == 0


def test_without_labels_only_a_bracket_tells() -> None:
    assert end_of_unmarked_label("Ivan Loomov Good evening.") == 0


def test_a_label_is_looked_for_as_far_as_labels_reach() -> None:
    long = "Weaver " * LONGEST_LABEL + "(retranslated)Good evening."
    assert end_of_unmarked_label(long, {long}) == 0
