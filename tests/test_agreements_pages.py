"""Invented pages: how many of their mentions are found, and with which status."""

import pytest

from agreements_invented import invented, score, unmarked

PAGES = list(invented())


def test_a_page_without_its_marks_keeps_their_places() -> None:
    page = unmarked(1, "We keep the ⟨c|treaty⟩ and plan a ⟨p|pact⟩, or a ⟨?|talk⟩.")
    assert page.text == "We keep the treaty and plan a pact, or a talk."
    assert [(page.text[start:end], status) for start, end, status in page.mentions] == [
        ("treaty", "concluded"),
        ("pact", "planned"),
        ("talk", None),
    ]


@pytest.mark.parametrize(("aside", "f1", "status"), [(False, 0.95, 0.9), (True, 0.89, 0.83)])
def test_mentions_of_invented_pages_are_found(aside: bool, f1: float, status: float) -> None:
    found = score([page for page in PAGES if page.aside is aside])
    assert found.hits > 60
    assert found.f1 >= f1, found.missed + found.false
    assert found.status >= status, found.wrong
