"""Whole sentences as each section of a page has them: what is a mention there, and where the document stands."""

from pathlib import Path

import pytest

from agreements_helpers import ASKED, CEREMONY, MEETING, OPENING, TALKS, TITLE, TOLD, marked, mentions, plain
from kzru_forums import EventKind
from kzru_forums.agreements.discourse import Printed, Section, section_of

CONTEXTS = {
    "narration": TOLD,
    "press": TALKS,
    "opening": OPENING,
    "answers": ASKED,
    "ceremony": CEREMONY,
    "meeting": MEETING,
    "title": TITLE,
}
CASES = [
    line.split(" | ")
    for line in Path(__file__).with_name("agreements_cases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
"""Section, status of each mention, and the sentence with its mentions in angle brackets."""


def test_every_section_has_cases() -> None:
    assert {section for section, _, _ in CASES} == CONTEXTS.keys()
    assert len(CASES) > 150


@pytest.mark.parametrize(("section", "statuses", "expected"), CASES)
def test_a_sentence_is_read_as_its_section_means_it(section: str, statuses: str, expected: str) -> None:
    text = plain(expected)
    assert marked(text, CONTEXTS[section]) == expected
    assert [str(found.status) for found in mentions(text, CONTEXTS[section])] == statuses.split()


@pytest.mark.parametrize(
    ("printed", "kind", "asked", "section"),
    [
        ("title", EventKind.TALKS, False, "title"),
        ("note", EventKind.TALKS, True, "note"),
        ("narration", EventKind.TALKS, False, "narration"),
        ("narration", EventKind.CONVERSATION, False, "article"),
        ("narration", EventKind.ARTICLE, False, "article"),
        ("speech", EventKind.PRESS_STATEMENTS, False, "press"),
        ("speech", EventKind.PRESS_CONFERENCE, True, "answers"),
        ("speech", EventKind.INTERVIEW, False, "answers"),
        ("speech", EventKind.CEREMONY, False, "ceremony"),
        ("speech", EventKind.MEETING, False, "opening"),
        ("speech", EventKind.MEETING, True, "answers"),
    ],
)
def test_a_section_follows_from_print_kind_and_questions(
    printed: Printed, kind: EventKind, asked: bool, section: Section
) -> None:
    assert section_of(printed, kind, asked=asked) == section
