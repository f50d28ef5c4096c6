"""The records: what they accept, what they show, what makes them equal."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
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
    Forum,
    ForumStatus,
    Layout,
    Money,
    Note,
    NoteKind,
    Party,
    Photo,
    Related,
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


SPAN = Span(start=1, end=2)
MONEY = Money(amount=Decimal(5), currency="KZT")
PARTY = Party(name="Kazakhstan", country="KZ")
AGREEMENT = Agreement(
    title="a treaty", kind=AgreementKind.TREATY, status=AgreementStatus.SIGNED, sentence="They signed a treaty."
)
FORUM = Forum(year=2012, status=ForumStatus.HELD)
SAMPLES: list[object] = [
    SPAN,
    Source(layout=Layout.PAGE, sha256="0" * 64),
    Photo(),
    Related(heading="See also", title="A bridge"),
    Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0),
    PARTY,
    MONEY,
    AGREEMENT,
    AIDA,
    said(0, AIDA),
    event(),
    FORUM,
]
AN_ID = "an id of Latin letters, digits, '.', '_' and '-' such as 'abai-kunanbaev'"


NO_IDS = ("", "1st", "a/b", "ä", "a\n")
NO_OFFSET = "without a UTC offset, not "
NOON = datetime(2012, 9, 19, 12, tzinfo=UTC)


class Label(str):
    __slots__ = ()


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


WRONG: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"title": 5}, TypeError, "Event.title: expected str, not 5"),
    ({"title": Label("x")}, TypeError, "Event.title: expected str, not 'x'"),
    ({"place": b"Omsk"}, TypeError, "Event.place: expected str | None, not b'Omsk'"),
    ({"id": "my talks"}, ValueError, f"Event.id: expected {AN_ID}, not 'my talks'"),
    *(({"id": text}, ValueError, f"Event.id: expected {AN_ID}, not {text!r}") for text in NO_IDS),
    ({"edition": -1}, ValueError, "Event.edition: expected a non-negative integer, not -1"),
    ({"edition": True}, TypeError, "Event.edition: expected int | None, not True"),
    ({"abridged": 1}, TypeError, "Event.abridged: expected bool, not 1"),
    ({"kind": "talks"}, TypeError, "Event.kind: expected EventKind, not 'talks'"),
    ({"kind": None}, TypeError, "Event.kind: expected EventKind, not None"),
    (
        {"date": datetime(2012, 9, 19)},
        TypeError,
        "Event.date: expected datetime.date | None, not datetime.datetime(2012, 9, 19, 0, 0)",
    ),
    ({"time": time(18, tzinfo=UTC)}, ValueError, f"Event.time: expected a time {NO_OFFSET}{time(18, tzinfo=UTC)!r}"),
    ({"published": NOON}, ValueError, f"Event.published: expected a date and time {NO_OFFSET}{NOON!r}"),
    ({"lead": ("a", None)}, TypeError, "Event.lead: expected items of type str, not None"),
    ({"photos": ({},)}, TypeError, "Event.photos: expected items of type Photo, not {}"),
    ({"span": 5}, TypeError, "Event.span: expected Span | None, not 5"),
]


@pytest.mark.parametrize(("fields", "error", "message"), WRONG)
def test_a_wrong_value_is_refused_with_its_field(fields: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        attrs.evolve(event(), **fields)
    assert str(caught.value) == message


@pytest.mark.parametrize("record", SAMPLES, ids=lambda record: type(record).__name__)
def test_every_field_of_every_record_is_checked(record: Any) -> None:
    for field in attrs.fields(type(record)):
        wrong = (object(),) if isinstance(getattr(record, field.name), tuple) else object()
        with pytest.raises(TypeError, match=rf"a span needs two integers|\.{field.name}: expected "):
            attrs.evolve(record, **{field.name: wrong})


def test_there_is_a_sample_of_every_record() -> None:
    assert [*map(type, SAMPLES)] == RECORDS


CODES: list[tuple[Any, str, Any]] = [
    (MONEY, "currency", "usd"),
    (PARTY, "country", "KAZ"),
    (AIDA, "country", "kz"),
    (AIDA, "wikidata", "7747"),
    (AIDA, "id", "aida bekova"),
    (FORUM, "region", "PAV"),
    (FORUM, "country", "K"),
    *(
        (AGREEMENT, "date", text)
        for text in ("2013-1", "2013-13", "2013-11-32", "2013-02-30", "0000", "13", "November 2013", "")
    ),
    *((MONEY, "amount", Decimal(text)) for text in ("NaN", "Infinity", "1E+100000000", "1E-100000000")),
]


@pytest.mark.parametrize(("record", "field", "value"), CODES)
def test_codes_amounts_and_partial_dates_have_their_form(record: Any, field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=rf"^{type(record).__name__}\.{field}: expected "):
        attrs.evolve(record, **{field: value})


@pytest.mark.parametrize("text", ["0", "-1.50", "1E+99999999", "1E-99999999"])
def test_an_amount_may_be_any_number(text: str) -> None:
    assert attrs.evolve(MONEY, amount=Decimal(text)).amount == Decimal(text)


def test_a_span_may_be_empty() -> None:
    assert Span(start=0, end=0).end == 0


@pytest.mark.parametrize(("start", "end"), [("a", 3), (0, None), (False, 1), (0, 1.0)])
def test_a_span_needs_numbers(start: Any, end: Any) -> None:
    with pytest.raises(TypeError, match=f"a span needs two integers, not {start!r} and {end!r}"):
        Span(start=start, end=end)


def test_the_repr_of_an_event_counts_its_parts() -> None:
    shown = repr(attrs.evolve(event(said(0, AIDA, "Words. " * 50)), title="Talks " * 30))
    assert "statements=<1>, agreements=(), " in shown
    assert f"title='{('Talks ' * 30)[:57]}…', " in shown
    assert "Words" not in shown


def test_the_repr_of_a_statement_names_its_speaker() -> None:
    assert "speaker='Aida Bekova', " in repr(said(0, AIDA))
    assert "speaker='ev.s0003', " in repr(said(3, nobody(3)))


def test_the_repr_leaves_out_where_a_value_came_from() -> None:
    source = Source(layout=Layout.PAGE, sha256="0" * 64)
    assert "span=" not in repr(attrs.evolve(event(), span=Span(start=0, end=9)))
    assert "source=" not in repr(attrs.evolve(event(), source=source))
    assert "resolved_by=" not in repr(attrs.evolve(AIDA, resolved_by="label"))


def test_short_strings_are_shown_whole() -> None:
    assert repr(Photo(caption="A bridge.")) == "Photo(caption='A bridge.', number=None, count=None, shown=True)"


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


def test_the_statements_of_a_speaker_are_found_by_speaker_id_or_name() -> None:
    statements = (said(0, AIDA, "One."), said(1, LEV, "Two."), said(2, AIDA, "Three."))
    for wanted in (AIDA, "aida-bekova", "Aida Bekova"):
        assert event(*statements).statements_by(wanted) == (statements[0], statements[2])
    assert event(*statements).statements_by("Nobody") == ()
    with pytest.raises(TypeError, match="expected a Speaker, an id or a name, not int"):
        event().statements_by(5)  # type: ignore[arg-type]
