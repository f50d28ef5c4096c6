"""Laws of reading and writing, as properties.

`KZRU_EXAMPLES=10000 python -m pytest tests/test_laws.py` hunts longer than the suite does.
"""

import os
from functools import reduce

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kzru_forums import DataError, Event, Layout, ProblemCode, Reading, dumps, loads, parse
from kzru_forums.testing import harmless_damage, page_events, raw_pages
from kzru_forums.text import joined, normal, printed_day
from pages import page

EXAMPLES = int(os.environ.get("KZRU_EXAMPLES", "40"))
law = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

ODD = st.text(st.sampled_from("\n\n\r:,.…()[]<>*”“'’\u200b\u00ad\ufeff\u00a0\u2028\x85\x1c\ud800 aAé9²"), max_size=60)
BODIES = st.lists(
    ODD | st.sampled_from(["Events", "Text version", "See also", "May 9, 2013", "Topics", "1 of 2"]), max_size=8
)
TEXTS = st.text() | raw_pages() | BODIES.map(lambda lines: page(*lines)) | ODD
SOURCES = TEXTS | st.binary() | raw_pages().map(str.encode)


def is_carried(event: Event) -> bool:
    """Whether page text can carry an event: a sentence whose words all stand in the lead may pass for a caption."""
    try:
        dumps(event)
    except DataError:
        return False
    return True


EVENTS = page_events().filter(is_carried)


def tiles(reading: Reading) -> bool:
    ends = [0, *(block.span.end for block in reading.blocks)]
    return [block.span.start for block in reading.blocks] == ends[:-1] and ends[-1] == len(reading.text)


@law
@given(SOURCES)
def test_blocks_cover_the_text_without_gap_or_overlap(source: str | bytes) -> None:
    assert tiles(parse(source))


@law
@given(st.lists(raw_pages(), min_size=2, max_size=3).map("".join))
def test_blocks_cover_several_pages_without_gap_or_overlap(text: str) -> None:
    assert tiles(parse(text))


@law
@given(TEXTS)
def test_the_text_of_a_block_stands_in_its_span(text: str) -> None:
    reading = parse(text)
    assume(reading.source.layout is not Layout.HTML)
    for block in reading.blocks:
        missing = set(normal(block.text)) - set(reading.text[block.span.start : block.span.end]) - {" "}
        assert not missing


@law
@given(SOURCES)
def test_problems_point_into_the_text(source: str | bytes) -> None:
    reading = parse(source)
    for problem in reading.problems:
        if problem.span is None:  # about the file as a whole
            assert problem.code in (ProblemCode.UNREADABLE_FILE, ProblemCode.ENCODING_GUESSED)
            continue
        assert problem.span.end <= len(reading.text)
        assert problem.line
        assert problem.column
        assert problem.text == reading.text[problem.span.start : problem.span.end][:200]


@law
@given(SOURCES)
def test_statements_stand_inside_their_event_in_order(source: str | bytes) -> None:
    for event in parse(source).events:
        assert event.span
        end = event.span.start
        for said in event.statements:
            assert said.span
            assert end <= said.span.start < said.span.end <= event.span.end
            end = said.span.end


@law
@given(SOURCES)
def test_notes_stand_where_they_say(source: str | bytes) -> None:
    for event in parse(source).events:
        for said in event.statements:
            for note in said.notes:
                if note.offset is None:
                    assert note.paragraph <= len(said.paragraphs)
                else:
                    assert said.paragraphs[note.paragraph].startswith(note.text, note.offset)


def printed(text: str) -> str:
    """The normal form of some lines, joined as a hover card's lines are."""
    return reduce(joined, map(normal, text.split("\n")))


def test_the_span_of_an_agreement_holds_its_title_and_nothing_else() -> None:
    met = 0

    @law
    @given(raw_pages())
    def law_of_spans(text: str) -> None:
        nonlocal met
        reading = parse(text)
        for agreement in (one for event in reading.events for one in event.agreements):
            met += 1
            assert agreement.span
            words = reading.text[agreement.span.start : agreement.span.end]
            assert printed(words) == agreement.title
            assert words[:1] == agreement.title[:1]
            assert words[-1:] == agreement.title[-1:]

    law_of_spans()
    assert met > EXAMPLES


@law
@given(EVENTS.flatmap(lambda event: st.tuples(st.just(event), harmless_damage(dumps(event)))))
def test_harmless_damage_changes_nothing(pair: tuple[Event, str]) -> None:
    event, damaged = pair
    reading = parse(damaged)
    assert reading.events == parse(dumps(event)).events
    assert not reading.problems


@law
@given(EVENTS)
def test_an_event_that_page_text_can_carry_reads_back(event: Event) -> None:
    (again,) = loads(dumps(event))
    for name in (
        *("id", "kind", "title", "lead", "date", "time", "place", "narration", "headings", "statements", "photos"),
        *(
            "pull_quotes",
            "related",
            "geography",
            "topics",
            "persons",
            "sections",
            "published",
            "page_number",
            "abridged",
        ),
    ):
        assert getattr(again, name) == getattr(event, name), name


@law
@given(st.lists(EVENTS, max_size=3))
def test_events_read_from_page_text_read_back(events: list[Event]) -> None:
    first = loads(dumps(events)) if events else []
    assert first == (loads(dumps(first)) if first else [])


@law
@given(raw_pages())
def test_whatever_was_read_reads_back_or_is_refused(text: str) -> None:
    reading = parse(text)
    assume(reading.source.layout is Layout.PAGE)
    for event in reading.events:
        try:
            written = dumps(event)
        except DataError:
            continue
        assert parse(written).events == (event,)


@law
@given(EVENTS)
def test_dumping_twice_gives_the_same_bytes(event: Event) -> None:
    once = dumps(event)
    assert dumps(loads(once)) == once


def text_version(event: Event) -> str:
    """The site's text version of an event."""
    assert event.date
    dated = ", ".join(filter(None, (printed_day(event.date), event.place)))
    body = [*event.lead, *event.narration]
    for said in event.statements:
        lines = list(said.paragraphs)
        for placed, note in enumerate(note for note in said.notes if note.offset is None):
            lines.insert(note.paragraph + placed, note.text)
        body += ["* * *", f"{said.label}: {lines[0]}", *lines[1:]]
    return "\n\n".join(
        ["Official website of the President of Russia", "News   /", event.title, dated, *body, dated, ""]
    )


@law
@given(EVENTS)
def test_both_text_layouts_of_a_page_are_read_alike(event: Event) -> None:
    (page_text,), (plain,) = loads(dumps(event)), loads(text_version(event))
    assert plain.source
    assert plain.source.layout is Layout.TEXT_VERSION
    assert [(said.label, said.kind, said.paragraphs, said.speaker.name) for said in plain.statements] == [
        (said.label, said.kind, said.paragraphs, said.speaker.name) for said in page_text.statements
    ]
    assert (plain.title, plain.date, plain.place) == (page_text.title, page_text.date, page_text.place)
    assert plain.narration == (*page_text.lead, *page_text.narration)


@pytest.mark.parametrize(
    "words", ["(", "<", "* ", ":", "[", "agreement ", "Vladimir Putin: ", "1 of 2\n", ",\n", "Events\n"]
)
def test_a_long_run_of_one_thing_is_read(words: str) -> None:
    assert tiles(parse(page(words * 300)))
