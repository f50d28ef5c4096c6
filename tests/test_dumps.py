"""dump and dumps: page text out, as it reads back."""

import io
from datetime import date, datetime, time
from pathlib import Path

import pytest
from attrs import evolve

from kzru_forums import (
    DataError,
    Event,
    Note,
    NoteKind,
    Photo,
    Related,
    Speaker,
    SpeakerKind,
    Statement,
    dump,
    dumps,
    load,
    loads,
)
from pages import FOOT, NAZARBAYEV, PUTIN, TITLE, event, page

SPEAKER = Speaker(id="vladimir-putin", name="Vladimir Putin", kind=SpeakerKind.PERSON)


def made(**fields: object) -> Event:
    """An event with a title, a date and one statement, and the given fields."""
    given: dict[str, object] = {
        "id": "ev-2012-09-19-looms",
        "title": "Looms",
        "date": date(2012, 9, 19),
        "statements": (said("Good evening."),),
        **fields,
    }
    return Event(**given)  # type: ignore[arg-type]  # fields of several types


def said(*paragraphs: str, label: str = PUTIN, position: int = 0, notes: tuple[Note, ...] = ()) -> Statement:
    return Statement(position=position, label=label, speaker=SPEAKER, paragraphs=paragraphs, notes=notes)


def test_a_page_is_written_as_it_was_read() -> None:
    text = page("The mill opened in spring.", "* * *", f"{PUTIN}: Good evening.", "The looms are running.")
    assert dumps(loads(text)) == text


def test_one_separator_stands_between_narration_and_a_heading() -> None:
    whole = made(narration=("The mill opened in spring.",), headings=("Beginning of meeting with weavers",))
    assert dumps(whole).count("* * *") == 1
    assert loads(dumps(whole))[0].headings == whole.headings


def test_every_part_of_a_page_is_carried() -> None:
    whole = made(
        lead=("Weavers spoke.",),
        time=time(18, 0),
        place="Pavlodar",
        narration=("The mill opened in spring.",),
        headings=("Beginning of meeting with weavers",),
        photos=(Photo(caption="Looms at work", number=1, count=2), Photo(number=2, count=2)),
        pull_quotes=("”A carpet is a letter.“",),
        related=(Related(heading="See also", title="The mill opens", date=date(2012, 5, 9)),),
        geography=("Kazakhstan",),
        topics=("Regions",),
        persons=("Loomov Ivan",),
        sections=("News", "Transcripts"),
        published=datetime(2012, 9, 19, 19, 40),
        page_number=16511,
    )
    (again,) = loads(dumps(whole))
    for name in (
        *("title", "lead", "date", "time", "place", "narration", "headings", "photos", "pull_quotes", "related"),
        *("geography", "topics", "persons", "sections", "published", "page_number"),
    ):
        assert getattr(again, name) == getattr(whole, name), name


def test_several_events_are_pages_one_after_the_other() -> None:
    first, second = event(f"{PUTIN}: One."), event(f"{NAZARBAYEV}: Two.")
    assert loads(dumps([first, second])) == [first, second]


def test_no_events_are_an_empty_text() -> None:
    assert dumps([]) == ""


def test_a_generator_of_events_is_taken() -> None:
    assert loads(dumps(made() for _ in range(2))) == loads(dumps([made(), made()]))


def test_days_of_related_pages_are_written_as_the_site_does() -> None:
    fair = Related(heading="See also", title="A loom fair", date=date(2010, 6, 10), ends_on=date(2010, 6, 11))
    assert "\nSee also\nA loom fair\nJune 10 − 11, 2010\n" in dumps(made(related=(fair,)))


def test_a_related_page_without_a_date_opens_a_box_of_its_own() -> None:
    entries = tuple(Related(heading="See also", title=f"Loom {number}") for number in ("one", "two"))
    assert dumps(made(related=entries)).count("See also") == 2


def test_notes_alone_on_a_line_stand_where_they_stood() -> None:
    notes = (
        Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0),
        Note(kind=NoteKind.OMISSION, text="<…>", paragraph=1),
    )
    text = dumps(made(statements=(said("One.", "Two.", notes=notes),), abridged=True))
    assert f"{PUTIN}: (Applause.)\nOne.\n<…>\nTwo.\n" in text


def test_a_statement_without_words_is_a_label_alone() -> None:
    assert f"\n{PUTIN}:\n" in dumps(made(statements=(said(),)))


def test_an_omission_outside_speech_is_carried() -> None:
    assert loads(dumps(made(abridged=True)))[0].abridged


@pytest.mark.parametrize(
    "left_out",
    [
        {"url": "https://example.org/16511"},
        {"geography_codes": ("KZ",)},
        {"language": "en-GB"},
        {"edition": 9},
        {"photos": (Photo(caption="Hidden", shown=False),)},
        {"related": (Related(heading="See also", title="A mill", url="https://example.org"),)},
    ],
)
def test_what_page_text_cannot_hold_is_left_out(left_out: dict[str, object]) -> None:
    assert "example" not in dumps(made(**left_out))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("title", {"title": "Looms\nof the mill"}),
        ("title", {"title": " Looms"}),
        ("title", {"title": "See also"}),
        ("lead", {"lead": ("September 18, 2012",)}),
        ("lead", {"lead": ("We met Mr Loomov", "and his sons.")}),
        ("time", {"time": time(18, 0, 30)}),
        ("place", {"place": "Here, they said."}),
        ("place", {"place": ""}),
        ("narration", {"narration": ("Vladimir Putin: Good evening.",)}),
        ("narration", {"narration": ("* * *",)}),
        ("headings", {"headings": ("We wove a carpet.",)}),
        ("statements", {"statements": (said("Good evening.", "Ivan Loomov: Welcome."),)}),
        ("statements", {"statements": (said("Good evening.", ""),)}),
        ("statements", {"statements": (said("Good evening.", "doubled  blanks"),)}),
        ("statements", {"statements": (said("Good evening.", position=1),)}),
        ("statements", {"statements": (said("Good evening.", label="so I said"),)}),
        ("statements", {"statements": (said("Good evening. (Applause.)"),)}),
        ("photos", {"photos": (Photo(caption="Looms", number=3, count=2),)}),
        ("pull_quotes", {"pull_quotes": ("A carpet is a letter.",)}),
        ("related", {"related": (Related(heading="Read more", title="A mill"),)}),
        ("geography", {"geography": ("Publication status",)}),
        ("topics", {"topics": ("",)}),
        ("persons", {"persons": ("Topics",)}),
        ("sections", {"sections": ("News, Transcripts",)}),
        ("published", {"published": datetime(2012, 9, 19, 19, 40, 30)}),
        ("abridged", {"statements": (said("One.", notes=(Note(kind=NoteKind.OMISSION, text="<…>", paragraph=1),)),)}),
    ],
)
def test_a_field_that_would_read_back_differently_is_named(name: str, fields: dict[str, object]) -> None:
    with pytest.raises(DataError) as caught:
        dumps([made(), made(**fields)])
    assert f"events[1].{name}" in [path for path, _ in caught.value.errors]


@pytest.mark.parametrize("name", ["topics", "persons"])
def test_a_field_that_tears_the_page_apart_is_named(name: str) -> None:
    with pytest.raises(DataError) as caught:
        dumps(made(**{name: ("Text version",)}))
    assert [path for path, _ in caught.value.errors] == [f"events[0].{name}"]


@pytest.mark.parametrize("missing", [{"title": ""}, {"date": None}])
def test_what_is_written_reads_strictly(missing: dict[str, object]) -> None:
    with pytest.raises(DataError):
        dumps(made(**missing))


def test_fields_that_tear_the_page_apart_together_are_refused() -> None:
    with pytest.raises(DataError):
        dumps(made(narration=("Publication date: May 9, 2012, 12:00",)))


def test_the_sentence_of_a_fault_is_plain() -> None:
    with pytest.raises(
        DataError, match=r"^events\[0\]\.place: page text cannot represent it: it would read back differently$"
    ):
        dumps(made(place=""))


def test_an_event_of_another_layout_keeps_what_it_can() -> None:
    read = event(f"{PUTIN}: Good evening.")
    assert loads(dumps(evolve(read, url="https://example.org/d/1", geography_codes=("KZ",)))) == [read]


def test_dump_writes_to_a_path(tmp_path: Path) -> None:
    read = event(f"{PUTIN}: Good evening – “welcome”.")
    dump(read, tmp_path / "page.txt")
    dump([read], str(tmp_path / "again.txt"))
    assert load(tmp_path / "page.txt") == load(tmp_path / "again.txt") == [read]


def test_dump_writes_to_an_open_text_file() -> None:
    target = io.StringIO()
    dump(event(), target)
    assert target.getvalue().endswith(FOOT)


def test_dump_leaves_no_file_where_it_raises(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        dump(made(place=""), tmp_path / "page.txt")
    assert not list(tmp_path.iterdir())


def test_the_same_events_give_the_same_bytes() -> None:
    read = event("1 of 2", TITLE, f"{PUTIN}: Good evening.")
    assert dumps(read) == dumps(loads(dumps(read)))


@pytest.mark.parametrize("wrong", ["text", ["text"], [made(), None]])
def test_something_that_is_no_event_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match=r"expected events, not (str|NoneType)"):
        dumps(wrong)  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize("wrong", [5, None])
def test_something_that_holds_no_events_is_told_what_to_pass(wrong: object) -> None:
    with pytest.raises(TypeError, match="expected events"):
        dumps(wrong)  # type: ignore[arg-type]  # on purpose


def test_a_wrong_target_is_told_what_to_pass() -> None:
    with pytest.raises(TypeError, match="expected a path or an open file"):
        dump([], 5)  # type: ignore[arg-type]  # on purpose


def test_a_surrogate_that_no_file_can_hold_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        dump(made(statements=(said("Good \ud800 evening."),)), tmp_path / "page.txt")


def test_the_faults_of_every_event_are_named() -> None:
    with pytest.raises(DataError) as caught:
        dumps([made(place=""), made(title="")])
    assert {path.partition(".")[0] for path, _ in caught.value.errors} == {"events[0]", "events[1]"}


def test_an_open_file_of_bytes_takes_page_text(tmp_path: Path) -> None:
    event_read = event(f"{PUTIN}: Good evening.")
    with (tmp_path / "page.txt").open("wb") as file:
        dump(event_read, file)
    assert (tmp_path / "page.txt").read_text(encoding="utf-8") == dumps(event_read)
