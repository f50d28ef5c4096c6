"""Labels and headings without markup, on pages in invented words: what decides if the shape of a label does not."""

import pytest

from kzru_forums.speakers.labels import LONGEST_LABEL
from pages import FOOT, PUTIN, event

OPENING = f"{PUTIN}: Good evening."
TAGGED = FOOT.replace("Publication status", "Persons\nLoomov Ivan\nPublication status", 1)


def labels(*body: str, foot: str = FOOT) -> list[str]:
    """The labels below the first one."""
    return [statement.label for statement in event(OPENING, *body, foot=foot).statements[1:]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (["Mr Loomov: Good."], []),
        (["Mr Loomov: Good.", "Ms Loomova: Good.", "Mr Loomov: Good."], ["Mr Loomov", "Mr Loomov"]),
        (["Ivan Loomov: Good.", "Mr Loomov: Good.", "Ms Spindle: Good."], ["Ivan Loomov", "Mr Loomov"]),
        (["Ivan Loomov: Good.", "Mr Loomov of the mill: Good."], ["Ivan Loomov"]),
        (["Ivan Loomov: Good.", "Loomov: Good.", "Spindle: Good."], ["Ivan Loomov", "Loomov"]),
    ],
)
def test_a_family_name_is_a_label_if_it_is_repeated_or_printed_in_full(body: list[str], expected: list[str]) -> None:
    assert labels(*body) == expected


@pytest.mark.parametrize("label", ["Mr Loomov", "Loomov"])
def test_a_family_name_is_a_label_if_a_persons_tag_has_it(label: str) -> None:
    assert labels(f"{label}: Good.", foot=TAGGED) == [label]
    assert labels(f"{label}: Good.", "Mrs Spindle: Good.", foot=TAGGED) == [label]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (["Q: Why?", "A: Wool."], ["Q", "A"]),
        (["Question: Why?", "A: Wool."], ["Question", "A"]),
        (["There is a choice.", "A: Wool.", "B: Silk.", "A: Wool again."], []),
    ],
)
def test_the_letter_a_answers_a_question_and_is_otherwise_a_choice(body: list[str], expected: list[str]) -> None:
    assert labels(*body) == expected


@pytest.mark.parametrize(
    ("body", "is_label"),
    [
        (["Director of the Mill: Quiet! Wool is warm."], True),
        (["Director of the Mill: wool is warm."], False),
        (["Director of the Mill: wool is warm.", "Director of the Mill: silk is not."], True),
        (["Director of the Mill: Ivan Loomov"], False),
    ],
)
def test_an_office_is_a_label_if_a_sentence_follows_or_if_it_is_repeated(body: list[str], is_label: bool) -> None:
    assert bool(labels(*body)) is is_label


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Anna Loomova (retranslated) Good evening.", ["Anna Loomova (retranslated)"]),
        ("Anna Loomova Good evening.", []),
        ("(Applause.) Anna Loomova (retranslated) Good evening.", []),
        ("Vladimir Putin (retranslated) Good evening.", ["Vladimir Putin (retranslated)"]),
    ],
)
def test_a_bracket_replaces_the_colon(paragraph: str, expected: list[str]) -> None:
    assert labels(paragraph) == expected


@pytest.mark.parametrize(("length", "is_label"), [(240, True), (241, False)])
def test_a_label_is_at_most_240_characters_long(length: int, is_label: bool) -> None:
    assert LONGEST_LABEL == 240
    label = f"Director of {'the Mill, Minister of ' * 9} the Loom"
    label = f"{label} {'L' * (length - len(label) - 13)} Ivan Loomov"
    assert len(label) == length
    assert bool(labels(f"{label}: Good.")) is is_label


def test_a_paragraph_may_begin_with_a_colon() -> None:
    found = event(OPENING, "* * *", ": Wool.", "And silk.")
    assert found.narration == (": Wool.", "And silk.")


def headings(*body: str) -> tuple[str, ...]:
    """The headings before the second statement."""
    return event(OPENING, *body, "Question: Why?").headings


@pytest.mark.parametrize(
    ("body", "is_heading"),
    [
        (["* * *", "On wool"], True),
        (["* * *", "On wool,"], False),
        (["* * *", "On wool?"], False),
        (["* * *", "On wool:"], False),
        (["* * *", "On wool", "<…>"], True),
        (["* * *", "Beginning of the talks on wool."], True),
        (["Beginning of the talks on wool."], False),
        (["* * *", "Wool is warm."], False),
        (["* * *", "We spin wool"], True),
        (["On wool"], False),
        (["Talks on wool"], True),
        (["Talks on"], False),
        (["talks on wool"], False),
        (["Talks on wool: part"], False),
        (["We hold talks on wool"], False),
        (["Meeting"], True),
        (["* * *", f"On {'wool and ' * 33}".ljust(300, "s")], True),
        (["* * *", f"On {'wool and ' * 33}".ljust(301, "s")], False),
    ],
)
def test_a_phrase_before_a_label_is_a_heading_below_a_separator_or_by_its_words(
    body: list[str], is_heading: bool
) -> None:
    assert bool(headings(*body)) is is_heading
    assert len(event(OPENING, *body, "Question: Why?").statements) == 2


def test_a_heading_may_be_the_first_line_of_the_body() -> None:
    found = event("Talks on wool", OPENING)
    assert (found.headings, found.narration) == (("Talks on wool",), ())
    assert event("Beginning of the talks on wool.", OPENING).narration == ("Beginning of the talks on wool.",)
