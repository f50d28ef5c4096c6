"""Facts known from elsewhere fill what a page lacks, and the page's own facts win."""

import datetime
from collections.abc import Callable

import pytest

from kzru_forums import BlockKind, Event, Known, Problem, ProblemCode, TranscriptError, loads, parse
from pages import FOOT, HEAD, NAZARBAYEV, PUTIN, TITLE, page

BODY = f"{PUTIN}: Good evening.\n{NAZARBAYEV}: Welcome to the mill.\n"
URL = "http://en.kremlin.ru/events/president/news/4711"
KNOWN = Known(
    title=TITLE, date=datetime.date(2012, 9, 19), time=datetime.time(18), place="Pavlodar", url=URL, language="en"
)


def facts(event: Event) -> tuple[object, ...]:
    return event.title, event.date, event.time, event.place, event.url, event.page_number, event.language


def contradictions(source: str, known: Known) -> list[str]:
    found = [problem for problem in parse(source, known=known).problems if problem.code is ProblemCode.CONTRADICTION]
    assert all(problem.severity == "warning" for problem in found)
    return [problem.message for problem in found]


def test_a_body_becomes_a_complete_event() -> None:
    (event,) = loads(BODY, known=KNOWN)
    assert facts(event) == (TITLE, KNOWN.date, KNOWN.time, "Pavlodar", URL, 4711, "en")
    assert [said.speaker.name for said in event.statements] == ["Vladimir Putin", "Nursultan Nazarbayev"]


def test_its_id_is_that_of_the_whole_page() -> None:
    (whole,) = loads(HEAD + BODY + FOOT)
    (event,) = loads(BODY, known=KNOWN)
    assert (event.id, event.kind, event.edition) == (whole.id, whole.kind, whole.edition)


def test_what_is_known_is_not_missing() -> None:
    assert parse(BODY, known=KNOWN).problems == ()
    codes = {problem.code for problem in parse(BODY, known=Known(title=TITLE)).problems}
    assert codes & {ProblemCode.MISSING_TITLE, ProblemCode.MISSING_DATE} == {ProblemCode.MISSING_DATE}


def test_a_partial_copy_of_a_whole_page_stays_one() -> None:
    assert [problem.code for problem in parse(HEAD + BODY, known=KNOWN).problems] == [ProblemCode.MISSING_FOOTER]


def test_the_facts_of_the_page_win() -> None:
    other = Known(
        title="Looms", date=datetime.date(2011, 9, 15), time=datetime.time(9), place="Omsk", language="ru", url=URL
    )
    text = page(BODY.strip())
    (event,) = loads(text, known=other)
    assert facts(event)[:4] == facts(loads(text)[0])[:4]
    assert contradictions(text, other) == [
        f"the page has the title {TITLE!r}, but 'Looms' was given",
        "the page has the date '2012-09-19', but '2011-09-15' was given",
        "the page has the time '18:00:00', but '09:00:00' was given",
        "the page has the place 'Pavlodar', but 'Omsk' was given",
    ]


@pytest.mark.parametrize(
    "known",
    [
        KNOWN,
        Known(title=TITLE.upper()),
        Known(title=f"“{TITLE}”"),
        Known(title=f" {TITLE}.\n"),
        Known(place="pavlodar"),
        Known(language="en-GB"),
        Known(),
    ],
)
def test_other_spellings_are_no_contradiction(known: Known) -> None:
    assert contradictions(page(BODY.strip()), known) == []


def test_an_address_of_another_page_is_a_contradiction_and_not_used() -> None:
    text = page(BODY.strip(), foot=FOOT.replace("Text version", "Direct link: en.kremlin.ru/d/815\nText version"))
    (event,) = loads(text, known=KNOWN)
    assert (event.url, event.page_number) == (None, 815)
    assert contradictions(text, KNOWN) == ["the page has the page number '815', but '4711' was given"]


def test_an_address_of_the_same_page_is_used() -> None:
    text = page(BODY.strip(), foot=FOOT.replace("Text version", "Direct link: en.kremlin.ru/d/4711\nText version"))
    (event,) = loads(text, known=KNOWN)
    assert (event.url, event.page_number) == (URL, 4711)


@pytest.mark.parametrize(("known", "language"), [("kk", "kk"), ("en", "ru"), (None, "ru")])
def test_a_text_in_other_letters_is_not_english(known: str | None, language: str) -> None:
    reading = parse("Ткачи говорили о станках и о шерсти.", known=Known(title="Ткачи", language=known))
    assert reading.events[0].language == language
    assert ProblemCode.OTHER_LANGUAGE in [problem.code for problem in reading.problems]


def test_a_page_may_be_narration_alone() -> None:
    (event,) = loads("Friends,\n\nThe looms hum again.\n", known=KNOWN)
    assert (event.narration, event.statements) == (("Friends,", "The looms hum again."), ())


def test_words_alone_are_no_page() -> None:
    for known in (None, Known(place="Omsk"), Known(url=URL)):
        with pytest.raises(TranscriptError):
            loads("The looms hum again.", known=known)


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_nothing_is_no_page_whatever_is_known(text: str) -> None:
    assert [problem.code for problem in parse(text, known=KNOWN).problems] == [ProblemCode.NOT_A_TRANSCRIPT]


def test_first_paragraphs_that_repeat_a_fact_are_that_fact() -> None:
    reading = parse(f"{TITLE}\nPavlodar\n18:00\nThe mill was warm.\nPavlodar\n{BODY}", known=KNOWN)
    kinds = [block.kind for block in reading.blocks][:5]
    assert kinds == [BlockKind.TITLE, BlockKind.PLACE, BlockKind.TIME, BlockKind.NARRATION, BlockKind.NARRATION]
    assert reading.events[0].narration == ("The mill was warm.", "Pavlodar")


def test_the_blocks_of_a_completed_page_tile_its_text() -> None:
    reading = parse("Friends,\n\nThe looms hum again.\n", known=KNOWN)
    assert "".join(reading.text[block.span.start : block.span.end] for block in reading.blocks) == reading.text


def test_facts_of_one_page_are_not_used_for_several() -> None:
    text = page(BODY.strip()) * 2
    assert contradictions(text, KNOWN) == ["the source contains 2 pages, so facts about one page are not used"]
    assert [event.url for event in loads(text, known=KNOWN)] == [None, None]


def test_html_is_completed_too() -> None:
    (event,) = loads(f"<p><b>{PUTIN}:</b> Good evening.</p>", known=KNOWN)
    assert facts(event)[:4] == (TITLE, KNOWN.date, KNOWN.time, "Pavlodar")
    (greeting,) = loads("<div><p>Friends,</p><p>The looms hum again.</p></div>", known=KNOWN)
    assert greeting.narration == ("Friends,", "The looms hum again.")


def test_of_a_moment_the_day_is_taken() -> None:
    assert Known(date=datetime.datetime(2012, 9, 19, 18)).date == datetime.date(2012, 9, 19)


@pytest.mark.parametrize("empty", ["", " ", "\n", "\u00a0"])
def test_an_empty_text_is_not_known(empty: str) -> None:
    assert Known(title=empty, place=empty, url=empty, language=empty) == Known()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Known(title=5), "title must be a str, not int"),  # type: ignore[arg-type]  # on purpose
        (lambda: Known(date="2012-09-19"), "date must be a datetime.date, not str"),  # type: ignore[arg-type]  # on purpose
        (lambda: Known(time="18:00"), "time must be a datetime.time, not str"),  # type: ignore[arg-type]  # on purpose
        (lambda: parse(BODY, known=TITLE), "known must be of type Known, not str"),  # type: ignore[arg-type]  # on purpose
        (lambda: parse(BODY, agreements=1), "agreements must be of type bool, not int"),  # type: ignore[arg-type]  # on purpose
        (lambda: parse(BODY, encoding=5), "encoding must be of type str, not int"),  # type: ignore[arg-type]  # on purpose
    ],
)
def test_a_wrong_type_is_told(make: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError, match=f"^{message}$"):
        make()


def test_a_strict_reading_of_a_contradiction_does_not_raise() -> None:
    heard: tuple[Problem, ...] = parse(page(BODY.strip()), known=Known(place="Omsk")).raise_for_errors().problems
    assert [problem.code for problem in heard] == [ProblemCode.CONTRADICTION]


def test_a_page_may_be_its_title_alone() -> None:
    (event,) = loads(f"{TITLE}\nPavlodar\n", known=KNOWN)
    assert (event.title, event.place, event.narration) == (TITLE, "Pavlodar", ())
