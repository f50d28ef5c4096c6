"""The Hypothesis strategies: that they make what they say, and all of it."""

import re
from collections.abc import Callable
from typing import TypeVar

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from kzru_forums import model, testing
from kzru_forums.model import Event, EventKind, NoteKind
from kzru_forums.text import event_id, normal

STRATEGIES: dict[type, Callable[[], st.SearchStrategy[object]]] = {
    model.Agreement: testing.agreements,
    model.Event: testing.events,
    model.Forum: testing.forums,
    model.Money: testing.money,
    model.Note: testing.notes,
    model.Party: testing.parties,
    model.Photo: testing.photos,
    model.Related: testing.related,
    model.Source: testing.sources,
    model.Span: testing.spans,
    model.Speaker: testing.speakers,
    model.Statement: testing.statements,
}
T = TypeVar("T")


def can_make(strategy: st.SearchStrategy[T], wanted: Callable[[T], bool]) -> bool:
    """Whether one of many values of a strategy is a wanted one."""
    try:
        find(
            strategy,
            wanted,
            settings=settings(max_examples=5000, database=None, deadline=None, phases=[Phase.generate]),
        )
    except NoSuchExample:
        return False
    return True


def test_every_record_has_a_strategy() -> None:
    assert set(STRATEGIES) == {kind for kind in vars(model).values() if attrs.has(kind)}


@pytest.mark.parametrize("kind", STRATEGIES)
@given(data=st.data())
def test_a_strategy_makes_records_of_its_class(kind: type, data: st.DataObject) -> None:
    assert type(data.draw(STRATEGIES[kind]())) is kind


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Event)])
def test_every_field_takes_more_than_its_default(field: str) -> None:
    default = getattr(Event(id="ev", title=""), field)
    assert can_make(testing.events(), lambda event: bool(getattr(event, field) != default))


@pytest.mark.parametrize("odd", [lambda text: not text.isprintable(), lambda text: not text.isascii()])
def test_strings_hold_odd_characters(odd: Callable[[str], bool]) -> None:
    assert can_make(testing.parties(), lambda party: odd(party.name))


@given(testing.events())
def test_strings_can_be_encoded(event: Event) -> None:
    assert repr(attrs.asdict(event)).encode()


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    return [text for inner in value for text in strings(inner)] if isinstance(value, list) else []


@given(testing.page_events())
def test_strings_of_page_events_are_single_lines_in_normal_form(event: Event) -> None:
    texts = strings(attrs.asdict(event))
    assert [normal(text) for text in texts] == texts
    assert not any("\n" in text for text in texts)


@given(testing.page_events())
def test_the_parts_of_page_events_fit_one_another(event: Event) -> None:
    assert event.id == event_id(event.date, event.title)
    assert [said.position for said in event.statements] == list(range(len(event.statements)))
    for said in event.statements:
        for note in said.notes:
            if note.offset is None:
                assert 0 < note.paragraph <= len(said.paragraphs)
            else:
                assert said.paragraphs[note.paragraph].startswith(note.text, note.offset)
    omitted = any(note.kind is NoteKind.OMISSION for said in event.statements for note in said.notes)
    assert event.abridged or not omitted


@given(testing.page_events())
def test_page_events_have_one_speaker_value_a_person(event: Event) -> None:
    named = [speaker for speaker in event.speakers if speaker.name]
    assert len({speaker.id for speaker in named}) == len(named)


IN_PAGES = {
    "a page that begins on the last line of another": r"Text versionEvents\n",
    "a page without its first line": r"\A(?!Events).{20}",
    "a statement": r"\n[A-Z][\w ]+: [A-Z]",
    "a statement without a name": r"\nQuestion: ",
    "a label broken by a hover card": r"\w\n: ",
    "a label with a bracket": r"\w \(retranslated\): ",
    "a link box": r"\n(?:See also|Additional)\n",
    "a counter": r"\n\d of \d\n",
    "a separator": r"\n\*(?: +\*){2}\n",
    "an omission": r"\n<(?:…|\.{3})>\n",
    "a pull quote": r"\n”.+“\n",
    "a day that no calendar has": r"February 30",
    "other line ends": r"\r\n",
    "a character of no page": r"[^\u0000-\uffff]",
    "nothing": r"\A\Z",
}


def test_raw_pages_hold_all_parts_of_the_format_and_damage() -> None:
    missing = dict(IN_PAGES)

    @settings(max_examples=500, database=None, deadline=None, derandomize=True)
    @given(testing.raw_pages())
    def look(text: str) -> None:
        for what in [what for what, pattern in missing.items() if re.search(pattern, text)]:
            del missing[what]

    look()
    assert not missing


PAGE = "Events\nTalks on transit\nMay 9, 2013\n10:00\nOmsk\nMatvei Listratov: A bridge is a bridge.\nText version\n"


@given(testing.harmless_damage(PAGE))
def test_harmless_damage_leaves_lines_and_words_alone(text: str) -> None:
    lines = text.removeprefix("\ufeff").rstrip("\r\n").split("\n")
    assert [line.split() for line in lines] == [line.split() for line in PAGE.split("\n")[:-1]]


@pytest.mark.parametrize("mark", ["\ufeff", "\r\n", "\u00a0", "  ", "\n\n"])
def test_harmless_damage_is_damage(mark: str) -> None:
    assert can_make(testing.harmless_damage(PAGE), lambda text: mark in text)


def test_harmless_damage_may_take_the_last_line_end() -> None:
    assert can_make(testing.harmless_damage(PAGE), lambda text: text.endswith("version"))


@pytest.mark.parametrize("kind", [EventKind.FORUM, EventKind.VISIT])
def test_page_events_are_of_several_kinds(kind: EventKind) -> None:
    assert can_make(testing.page_events(), lambda event: event.kind is kind)


@pytest.mark.parametrize(
    "field", ["lead", "place", "narration", "headings", "photos", "pull_quotes", "related", "published", "page_number"]
)
def test_page_events_have_fields_that_may_be_empty(field: str) -> None:
    assert can_make(testing.page_events(), lambda event: bool(getattr(event, field)))
    assert can_make(testing.page_events(), lambda event: not getattr(event, field))
