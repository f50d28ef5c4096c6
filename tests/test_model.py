"""The records: what they accept, what they show, what makes them equal."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given

from kzru_forums import model, testing
from kzru_forums.model import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    Event,
    Layout,
    Note,
    NoteKind,
    Photo,
    Source,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementKind,
    count_words,
)

RECORDS = [kind for kind in vars(model).values() if attrs.has(kind)]
AIDA = Speaker(id="aida-bekova", name="Aida Bekova", kind=SpeakerKind.PERSON, role="Akim of Uralsk")
LEV = Speaker(id="lev-orlov", name="Lev Orlov", kind=SpeakerKind.PERSON)


def said(position: int, speaker: Speaker, *paragraphs: str, notes: tuple[Note, ...] = ()) -> Statement:
    return Statement(
        position=position, label=speaker.name or "Question", speaker=speaker, paragraphs=paragraphs, notes=notes
    )


def nobody(position: int) -> Speaker:
    return Speaker(id=f"ev.s{position:04d}", kind=SpeakerKind.UNNAMED)


def event(*statements: Statement) -> Event:
    return Event(id="ev-2012-09-19-talks", title="Talks", date=date(2012, 9, 19), statements=statements)


@pytest.mark.parametrize("kind", RECORDS)
def test_records_are_frozen_and_have_no_dict(kind: type) -> None:
    assert "__dict__" not in dir(kind)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(object.__new__(kind), attrs.fields(kind)[0].name, None)


@pytest.mark.parametrize("kind", RECORDS)
def test_records_take_keywords_only(kind: type) -> None:
    assert all(field.kw_only for field in attrs.fields(kind))


@given(testing.forums())
def test_records_are_hashable(forum: model.Forum) -> None:
    assert hash(forum) == hash(attrs.evolve(forum))


@pytest.mark.parametrize("values", [["a", "b"], ("a", "b"), iter("ab")])
def test_any_iterable_becomes_a_tuple(values: tuple[str, ...]) -> None:
    assert Event(id="ev", title="", lead=values).lead == ("a", "b")


@pytest.mark.parametrize("single", ["a speech", b"a speech"])
def test_a_string_is_not_taken_for_a_sequence(single: tuple[str, ...]) -> None:
    with pytest.raises(TypeError, match=r"expected a sequence of values, not the single string b?'a speech'"):
        Event(id="ev", title="", lead=single)


def test_what_is_no_sequence_is_told() -> None:
    with pytest.raises(TypeError, match="expected a sequence of values, not 5"):
        Event(id="ev", title="", lead=5)  # type: ignore[arg-type]  # on purpose


def test_the_message_about_a_string_does_not_print_a_speech() -> None:
    with pytest.raises(TypeError) as caught:
        Event(id="ev", title="", lead="long " * 100)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 110


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_a_span_does_not_end_before_it_starts(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"0 <= start <= end, not {start} and {end}"):
        Span(start=start, end=end)


def test_a_span_may_be_empty() -> None:
    assert Span(start=0, end=0).end == 0


@pytest.mark.parametrize(("start", "end"), [("a", 3), (0, None)])
def test_a_span_needs_numbers(start: Any, end: Any) -> None:
    with pytest.raises(TypeError, match=f"a span needs two whole numbers, not {start!r} and {end!r}"):
        Span(start=start, end=end)


def test_the_repr_of_an_event_counts_its_parts() -> None:
    shown = repr(attrs.evolve(event(said(0, AIDA, "Words. " * 50)), title="Talks " * 30))
    assert "statements=<1>, agreements=(), " in shown
    assert f"title='{('Talks ' * 30)[:57]}…', " in shown
    assert "Words" not in shown


def test_the_repr_of_a_statement_names_its_speaker() -> None:
    assert "speaker='Aida Bekova', " in repr(said(0, AIDA))
    assert "speaker='ev.s0003', " in repr(said(3, nobody(3)))


def test_the_repr_of_a_statement_shows_what_was_passed_for_a_speaker() -> None:
    wrong = Statement(position=0, label="Vladimir Putin", speaker="Putin")  # type: ignore[arg-type]  # on purpose
    assert "speaker='Putin', " in repr(wrong)


def test_the_repr_leaves_out_where_a_value_came_from() -> None:
    source = Source(layout=Layout.PAGE, sha256="0" * 64)
    assert "span=" not in repr(attrs.evolve(event(), span=Span(start=0, end=9)))
    assert "source=" not in repr(attrs.evolve(event(), source=source))
    assert "resolved_by=" not in repr(attrs.evolve(AIDA, resolved_by="label"))


def test_short_strings_are_shown_whole() -> None:
    assert repr(Photo(caption="A bridge.")) == "Photo(caption='A bridge.', number=None, count=None, shown=True)"


SPAN = Span(start=1, end=2)
AGREEMENT = Agreement(
    title="a treaty", kind=AgreementKind.TREATY, status=AgreementStatus.SIGNED, sentence="They signed a treaty."
)


TRACED: list[tuple[attrs.AttrsInstance, attrs.AttrsInstance]] = [
    (event(), attrs.evolve(event(), span=SPAN, source=Source(layout=Layout.HTML, sha256="f" * 64))),
    (said(0, AIDA), attrs.evolve(said(0, AIDA), span=SPAN)),
    (AIDA, attrs.evolve(AIDA, resolved_by="label")),
    (AGREEMENT, attrs.evolve(AGREEMENT, span=SPAN, rule="signed")),
]


@pytest.mark.parametrize(("record", "traced"), TRACED)
def test_where_a_value_came_from_does_not_count_for_equality(
    record: attrs.AttrsInstance, traced: attrs.AttrsInstance
) -> None:
    assert traced == record
    assert hash(traced) == hash(record)


@pytest.mark.parametrize("kind", RECORDS)
def test_only_where_a_value_came_from_does_not_count_for_equality(kind: type) -> None:
    traces = {
        field.name for record, _ in TRACED if type(record) is kind for field in attrs.fields(kind) if not field.eq
    }
    assert (
        {field.name for field in attrs.fields(kind) if not field.eq}
        == traces
        <= {"span", "source", "rule", "resolved_by"}
    )


@pytest.mark.parametrize(
    "changed",
    [
        attrs.evolve(event(), title="Other talks"),
        attrs.evolve(event(), edition=9),
        attrs.evolve(event(), narration=("A line.",)),
    ],
)
def test_everything_else_counts_for_equality(changed: Event) -> None:
    assert changed != event()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" – … !", 0),
        ("Good afternoon, friends.", 3),
        ("Ust-Kamenogorsk isn’t the world's 1st long‑term plan", 7),
        ("2,500", 2),
    ],
)
def test_words_are_runs_of_letters_and_digits_with_inner_marks(text: str, words: int) -> None:
    assert count_words(text) == words


def test_the_text_of_a_statement_joins_its_paragraphs_by_a_blank_line() -> None:
    assert said(0, AIDA, "Friends,", "Welcome.").text == "Friends,\n\nWelcome."


def test_notes_inside_a_paragraph_are_not_words_spoken() -> None:
    inside = Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0, offset=9)
    alone = Note(kind=NoteKind.ACTION, text="(The video plays.)", paragraph=1)
    assert said(0, AIDA, "Welcome. (Applause.)", notes=(inside, alone)).words == 1


def test_speakers_come_once_each_in_order_of_their_first_statement() -> None:
    assert event(said(0, LEV), said(1, AIDA), said(2, LEV)).speakers == (LEV, AIDA)


def test_the_text_of_an_event_leaves_out_statements_without_words() -> None:
    assert event(said(0, LEV, "Yes."), said(1, AIDA), said(2, LEV, "No.")).text == "Yes.\n\nNo."


def test_words_by_speaker_adds_up_most_first() -> None:
    assert list(
        event(said(0, LEV, "One."), said(1, AIDA, "One two."), said(2, LEV, "Two three.")).words_by_speaker().items()
    ) == [
        ("Lev Orlov", 3),
        ("Aida Bekova", 2),
    ]


def test_two_speakers_without_a_name_are_never_one_entry() -> None:
    words = event(said(0, nobody(0), "When?"), said(1, AIDA, "Soon."), said(2, nobody(2), "Where?")).words_by_speaker()
    assert words == {"Question [0]": 1, "Aida Bekova": 1, "Question [2]": 1}


def test_a_statement_is_a_speech_unless_its_label_says_otherwise() -> None:
    assert said(0, AIDA).kind is StatementKind.SPEECH


@pytest.mark.parametrize("make", [event, lambda: said(0, AIDA)])
def test_parts_are_empty_tuples_by_default(make: Callable[[], attrs.AttrsInstance]) -> None:
    many = [field.name for field in attrs.fields(type(make())) if field.default == ()]
    assert many
    assert all(getattr(make(), name) == () for name in many)


def test_to_text_is_the_reading_text() -> None:
    event = Event(id="ev-a", title="A visit", narration=("It rained.",))
    assert event.to_text(width=40).startswith("A visit\n\nIt rained.\n")
