"""Reading text: everything a person wants to read, in order, with or without the notes."""

import itertools
from datetime import date, time
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums import licence, parse, testing
from kzru_forums.display import to_text
from kzru_forums.model import Event, Note, NoteKind, Speaker, SpeakerKind, Statement
from kzru_forums.pages import wrapping
from kzru_forums.pages.blocks import BlockKind
from kzru_forums.pages.draft import Draft

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


ABOVE = "A meeting about looms\nMay 9, 2013\n"
STAMP = "9.5.2013, 12:00 A meeting about looms"
SHEETS = tuple(
    f"Good evening to all of the {who}, who spin the wool of the mill, {who} that hum and sing. All that the {who} know"
    f" of the river is in the books of the mill, and all of the {who} of the town have read of it. "
    for who in ("weavers", "dyers", "carders")
)


def words_of(text: str) -> list[str]:
    return [block.text for block in parse(text).blocks]


def printed(text: str) -> list[str]:
    """The blocks of a text that are printed at the edges of its pages."""
    return [block.text for block in parse(text).blocks if block.kind is BlockKind.INTERFACE]


@pytest.mark.parametrize(
    "speech",
    [
        "My list.\n1\nThe first task.\n2\nThe second.\n3\nThe third.",
        "They are\n1\nlooms\n2\nwool\n3\nyarn",
        "They are\n1\n{}\n2\n{}\n3\n{}".format(*SHEETS),
        "We count.\n1\n2\n3",
        "1/1",
        "1/2\nof the wool.\n2/2\nof the yarn.",
        "We won.\nTogether 1/1",
        "Two parts.\nWool 1/2\n{}\nYarn 2/2\n{}".format(*SHEETS),
    ],
)
def test_numbers_without_evidence_are_what_is_said(speech: str) -> None:
    (event,) = parse(f"{ABOVE}Ivan Loomov: {speech}\nBoris Yarn: Yes.").events
    assert [one.label for one in event.statements] == ["Ivan Loomov", "Boris Yarn"]
    assert "\n".join(event.statements[0].paragraphs).split() == speech.split()


def test_a_time_is_only_left_out_with_a_title_that_is_printed_again() -> None:
    text = f"{ABOVE}Ivan Loomov: One.\nPage 1/2\n9.5.2013 12:00 The war of looms ended.\nTwo.\nPage 2/2\n"
    assert "".join(parse(text).events[0].statements[0].paragraphs).count("The war of looms ended.") == 1
    assert printed(text) == ["Page 1/2", "Page 2/2"]
    text = "A meeting\n2013-05-09 12:00\nPage 1 of 1\nIvan Loomov: One.\n"
    assert "2013-05-09 12:00" not in printed(text)
    assert "2013-05-09 12:00" in " ".join(words_of(text))


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (f"http://x.y/z 1/2\n{STAMP}\n", ["http://x.y/z 1/2", STAMP]),
        (f"Page 1 of 2\n\n{STAMP}\n\n", ["Page 1 of 2", STAMP]),
    ],
)
def test_neighbours_at_the_edges_of_pages_are_blocks_of_their_own(between: str, expected: list[str]) -> None:
    last = between.partition("\n")[0].replace("1", "2", 1) if between[0] == "P" else "http://x.y/z 2/2"
    text = f"{ABOVE}Ivan Loomov: We spin the\n{between}wool.\n{last}\n"
    assert printed(text) == [*expected, last]
    assert parse(text).events[0].statements[0].paragraphs == ("We spin the wool.",)
    edits = wrapping.running_heads(Draft(text))
    assert len(edits) == 3
    assert all(one.end <= other.start for one, other in itertools.pairwise(edits))


@pytest.mark.parametrize("form", ["{}\n1\n{}and\n2\nwool. {}\n3\n", "1\n{}\n2\n{}and\n3\nwool. {}"])
def test_numbers_that_part_a_text_into_sheets_are_printed_at_edges(form: str) -> None:
    assert printed(form.format(*SHEETS)) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("between", "address"),
    [("A meeting about looms", ["x"]), ("", []), ("A meeting about looms\nAnd this.", []), ("Other words", [])],
)
def test_a_counter_below_a_time_needs_the_title(between: str, address: list[str]) -> None:
    text = f"9/19/22, 6:00 PM\n{between}\n1/1\n{ABOVE}Ivan Loomov: One.\n"
    assert bool(wrapping.running_heads(Draft(text))) == bool(address)
    far = f"9/19/22, 6:00 PM\n{SHEETS[0] * 4}\n1/1\n{ABOVE}Ivan Loomov: One.\n{SHEETS[0] * 4}"
    assert wrapping.running_heads(Draft(far)) == []


def test_hyphens_are_dropped_word_by_word() -> None:
    lines = (
        "Ivan Loomov: The mill of this town is well-",
        "known, and its looms are not at all old-",
        "fashioned. The machinery, and all of neigh-",
        "bours who like machinery in the long-",
        "term know that the mill and the machin-",
        "ery of it go on in the longterm of the",
        "neighbours, who come to see the mill.",
    )
    text = ABOVE + "\n".join(lines) + "\n"
    said = " ".join(parse(text).events[0].statements[0].paragraphs)
    assert "well-known" in said
    assert "old-fashioned" in said
    assert "the machinery of it" in said
    assert "all of neighbours who" in said


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Events\nGreetings to Ivan\nWeavers\n", "Greetings to Ivan"),
        ("Events\nGreetings to Minister of Looms Ivan\nWeavers\n", "Greetings to Minister of Looms Ivan"),
        ("Greetings to Ivan\nWeavers\n", "Greetings to Ivan"),
        ("Greetings to Minister of Looms Ivan\nLoomov\n", "Greetings to Minister of Looms Ivan Loomov"),
        ("Events\nGreetings to the\nweavers\n", "Greetings to the weavers"),
    ],
)
def test_a_given_name_ends_a_title_unless_an_office_precedes_it(head: str, title: str) -> None:
    (event,) = parse(f"{head}May 9, 2013\nIvan Loomov: Good evening.\nBoris Yarn: Yes.\n").events
    assert event.title == title
