"""Reading text: everything a person wants to read, in order, with or without the notes."""

from datetime import date, time
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums import licence, testing
from kzru_forums.display import to_text
from kzru_forums.model import Event, Note, NoteKind, Speaker, SpeakerKind, Statement

AIDA = Speaker(id="aida-bekova", name="Aida Bekova", kind=SpeakerKind.PERSON)
SAID = Statement(
    position=0,
    label="Akim of Pavlodar Region Aida Bekova",
    speaker=AIDA,
    paragraphs=("Good day. (Applause.) Welcome.", "Here is the plan."),
    notes=(
        Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0, offset=10),
        Note(kind=NoteKind.SILENCE, text="(Pause.)", paragraph=1),
    ),
)
EVENT = Event(
    id="ev-2012-09-19-talks",
    title="Talks on a bridge",
    lead=("They met.",),
    date=date(2012, 9, 19),
    time=time(18, 0),
    place="Pavlodar",
    narration=("It rained.",),
    headings=("Beginning of the talks",),
    statements=(SAID,),
)


def speech(paragraph: str, *brackets: str) -> str:
    """What is left of a paragraph without its notes."""
    notes = tuple(
        Note(kind=NoteKind.OTHER, text=bracket, paragraph=0, offset=paragraph.index(bracket)) for bracket in brackets
    )
    said = attrs.evolve(SAID, label="Aida Bekova", paragraphs=(paragraph,), notes=notes)
    text = to_text(Event(id="ev", title="", statements=(said,)), notes=False)
    return text.removeprefix("Aida Bekova:").partition("\n")[0].removeprefix(" ")


def test_a_text_goes_from_the_title_to_the_source() -> None:
    assert to_text(EVENT) == (
        "Talks on a bridge\n\n"
        "September 19, 2012, 18:00, Pavlodar\n\n"
        "They met.\n\n"
        "It rained.\n\n"
        "Beginning of the talks\n\n"
        "Akim of Pavlodar Region Aida Bekova: Good day. (Applause.) Welcome.\n\n"
        "(Pause.)\n\n"
        "Here is the plan.\n\n"
        f"{licence.ATTRIBUTION}\n"
    )


def test_without_notes_only_words_are_left() -> None:
    text = to_text(EVENT, notes=False)
    assert "Aida Bekova: Good day. Welcome.\n\nHere is the plan.\n" in text
    assert "(" not in text.removesuffix(f"{licence.ATTRIBUTION}\n")


@pytest.mark.parametrize(
    ("paragraph", "brackets", "words"),
    [
        ("Omsk [Region] and more", ["[Region]"], "Omsk and more"),
        ("Omsk [Region], and more", ["[Region]"], "Omsk, and more"),
        ("Omsk[Region] and more", ["[Region]"], "Omsk and more"),
        ("[W]hat now?", ["[W]"], "hat now?"),
        ("(Laughter.) Yes.", ["(Laughter.)"], "Yes."),
        ("Yes. (Laughter.)", ["(Laughter.)"], "Yes."),
        ("Yes. (Laughter.) (Applause.) Thank you.", ["(Laughter.)", "(Applause.)"], "Yes. Thank you."),
        ("Yes (a)(b)no", ["(a)", "(b)"], "Yes no"),
        ("(Laughter.)", ["(Laughter.)"], ""),
        ("(Laughter.) (Applause.)", ["(Laughter.)", "(Applause.)"], ""),
    ],
)
def test_a_note_leaves_no_gap(paragraph: str, brackets: list[str], words: str) -> None:
    assert speech(paragraph, *brackets) == words


def test_whoever_says_nothing_is_still_named() -> None:
    silent = attrs.evolve(SAID, paragraphs=(), notes=())
    assert "Akim of Pavlodar Region Aida Bekova:\n" in to_text(attrs.evolve(EVENT, statements=(silent,)))


def test_a_note_may_be_all_that_is_said() -> None:
    applause = attrs.evolve(SAID, paragraphs=(), notes=(Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0),))
    event = attrs.evolve(EVENT, statements=(applause,))
    assert "Bekova: (Applause.)\n" in to_text(event)
    assert "Bekova:\n" in to_text(event, notes=False)


def test_what_an_event_lacks_leaves_no_blank_line() -> None:
    assert to_text(Event(id="ev", title="A greeting")) == f"A greeting\n\n{licence.ATTRIBUTION}\n"


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({"time": None, "place": None}, "September 19, 2012"),
        ({"date": None}, "18:00, Pavlodar"),
        ({"place": ""}, "September 19, 2012, 18:00"),
    ],
)
def test_the_second_line_tells_what_is_known(parts: dict[str, Any], line: str) -> None:
    assert to_text(attrs.evolve(EVENT, **parts)).split("\n\n")[1] == line


@given(testing.page_events(), st.integers(20, 100))
def test_wrapping_changes_nothing_but_line_breaks(event: Event, width: int) -> None:
    wrapped, whole = (text.replace("\n\n", "¶") for text in (to_text(event, width=width), to_text(event)))
    assert wrapped.replace("\n", " ") == whole.replace("\n", " ")
    assert all(len(line) <= width or " " not in line for part in wrapped.split("¶") for line in part.split("\n"))


@given(testing.page_events())
def test_every_word_and_every_note_can_be_read(event: Event) -> None:
    text = to_text(event)
    at = 0
    for said in event.statements:
        for wanted in (f"{said.label}:", *said.paragraphs):
            at = text.index(wanted, at)
    assert all(note.text in text for said in event.statements for note in said.notes)


@given(testing.events(), st.booleans(), st.none() | st.integers(1, 80))
def test_any_event_has_a_text(event: Event, notes: bool, width: int | None) -> None:
    assert to_text(event, notes=notes, width=width).endswith("\n")


def test_a_line_has_some_width() -> None:
    with pytest.raises(ValueError, match="width must be at least 1, not 0"):
        to_text(EVENT, width=0)
    wrong: Any = "x"
    with pytest.raises(TypeError, match="width must be an integer, not str"):
        EVENT.to_text(width=wrong)


def test_a_note_that_is_not_at_its_offset_comes_after_its_paragraph() -> None:
    note = Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0, offset=3)
    event = attrs.evolve(
        EVENT, statements=(attrs.evolve(EVENT.statements[0], paragraphs=("Good day.", "Sit."), notes=(note,)),)
    )
    assert "Good day.\n\n(Applause.)\n\nSit.\n" in to_text(event)
