"""The Hypothesis strategies: that they make what they say, and all of it."""

import importlib.util
import sys
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
    default = getattr(Event(id="", title=""), field)
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


FOUND_IN_PAGES: dict[str, Callable[[str], bool]] = {
    "a page that begins on the last line of another": lambda text: "Text versionEvents" in text,
    "a page without its first line": lambda text: len(text) > 200 and "Events" not in text,
    "a label broken by a hover card": lambda text: "\n: " in text,
    "an unnamed speaker": lambda text: "\nQuestion: " in text,
    "a link box": lambda text: "\nSee also\n" in text,
    "a counter": lambda text: "1 of 3" in text,
    "a separator": lambda text: "* * *" in text,
    "an omission": lambda text: "<…>" in text,
    "a pull quote": lambda text: "\n”" in text,
    "a day that no calendar has": lambda text: "February 30" in text,
    "other line ends": lambda text: "\r\n" in text,
    "a character of no page": lambda text: any(ord(char) > 0x10000 for char in text),
    "nothing": lambda text: text == "",
}


@pytest.mark.parametrize("what", FOUND_IN_PAGES)
def test_raw_pages_hold(what: str) -> None:
    assert can_make(testing.raw_pages(), FOUND_IN_PAGES[what])


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


def test_without_hypothesis_the_import_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    spec = importlib.util.find_spec("kzru_forums.testing")
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(ImportError, match=r"kzru-forums\[testing\]"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
