"""Notes inside speech."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.events.notes import is_note, kind_of, notes_in
from kzru_forums.model import NoteKind


@pytest.mark.parametrize(
    ("bracket", "kind"),
    [
        ("(Applause.)", NoteKind.APPLAUSE),
        ("(Prolonged applause.)", NoteKind.APPLAUSE),
        ("(A standing ovation.)", NoteKind.APPLAUSE),
        ("(Laughs.)", NoteKind.LAUGHTER),
        ("(Smiling.)", NoteKind.LAUGHTER),
        ("(Minute of silence.)", NoteKind.SILENCE),
        ("(Pauses.)", NoteKind.SILENCE),
        ("(The loom is switched on.)", NoteKind.ACTION),
        ("(addressing the weavers)", NoteKind.ACTION),
        ("[of the mill]", NoteKind.INSERTION),
        ("[…]", NoteKind.OMISSION),
        ("<…>", NoteKind.OMISSION),
        ("<...>", NoteKind.OMISSION),
        ("(all of them)", NoteKind.OTHER),
        ("(Then everybody in the mill began to talk about the looms and about wool.)", NoteKind.SUMMARY),
        ("(Then the weavers in the hall began a long and loud applause for the mill.)", NoteKind.SUMMARY),
    ],
)
def test_a_bracket_has_a_kind(bracket: str, kind: NoteKind) -> None:
    assert kind_of(bracket) is kind


def test_a_bracket_alone_on_a_line_is_an_action_whatever_it_says() -> None:
    assert kind_of("(all of them)", alone=True) is NoteKind.ACTION


@pytest.mark.parametrize(
    "bracket", ["(The video plays.)", "(Really!)", "(And so on…)", "(pause)", "(shows a loom)", "[the]", "<…>"]
)
def test_a_bracket_is_a_note(bracket: str) -> None:
    assert is_note(bracket)


@pytest.mark.parametrize("bracket", ["(all of them)", "(40 percent)", "(WFX)", "(Weavers’ Union)", "(and so on.)"])
def test_a_bracket_is_the_speakers_own(bracket: str) -> None:
    assert not is_note(bracket)


def test_notes_are_found_in_order_with_their_offsets() -> None:
    found = notes_in("We thank you. (Applause.) The looms (ten) of [Ivan] Loomov <…> run.", 3)
    assert [(note.text, note.offset) for note in found] == [("(Applause.)", 14), ("[Ivan]", 45), ("<…>", 59)]
    assert {note.paragraph for note in found} == {3}


@pytest.mark.parametrize(
    "paragraph", ["No brackets at all.", "(open", "[open", "<open", "()", "a (b (c) d", "x < y > z"]
)
def test_what_is_no_bracket_is_no_note(paragraph: str) -> None:
    assert not notes_in(paragraph, 0)


@given(st.text(st.sampled_from("([<…>]). Aab")))
def test_a_note_stands_where_its_offset_says(paragraph: str) -> None:
    for note in notes_in(paragraph, 0):
        assert note.offset is not None
        assert paragraph[note.offset :].startswith(note.text)
