"""What the exports share: the records as they come, under ids that no two events share."""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.events.ids import renamed
from kzru_forums.formats import FORMATS
from kzru_forums.formats.shared import flattened
from kzru_forums.model import Event, Forum, ForumStatus, Speaker, SpeakerKind, Statement
from kzru_forums.text import UniqueNames, free_id
from kzru_forums.writing import FileNames

LEV = Speaker(id="lev-orlov", name="Lev Orlov", kind=SpeakerKind.PERSON)
NOBODY = Speaker(id="ev-talks.s0001.speaker", kind=SpeakerKind.UNNAMED)
TALKS = Event(
    id="ev-talks",
    title="Talks",
    statements=(
        Statement(position=0, label="Lev Orlov", speaker=LEV),
        Statement(position=1, label="Question", speaker=NOBODY),
    ),
)
FORUM = Forum(number=3, year=2006, status=ForumStatus.HELD, events=(TALKS,))


def test_a_forum_comes_before_its_events() -> None:
    visit = Event(id="ev-visit", title="Visit")
    assert list(flattened([visit, FORUM])) == [visit, FORUM, TALKS]


def test_events_of_one_id_are_numbered() -> None:
    assert [record.id for record in flattened([TALKS] * 3) if isinstance(record, Event)] == [
        "ev-talks",
        "ev-talks-2",
        "ev-talks-3",
    ]


def test_a_number_that_is_taken_is_left_out() -> None:
    ids = [record.id for record in events(TALKS, attrs.evolve(TALKS, id="ev-talks-2"), TALKS, TALKS)]
    assert ids == ["ev-talks", "ev-talks-2", "ev-talks-3", "ev-talks-4"]


def test_an_id_that_numbering_has_taken_is_numbered_itself() -> None:
    ids = [record.id for record in events(TALKS, TALKS, attrs.evolve(TALKS, id="ev-talks-2"))]
    assert ids == ["ev-talks", "ev-talks-2", "ev-talks-2-2"]


def events(*given: Event) -> Iterator[Event]:
    return (record for record in flattened(given) if isinstance(record, Event))


def test_unnamed_speakers_follow_the_id_of_their_event() -> None:
    again = list(events(TALKS, TALKS))[1]
    assert [speaker.id for speaker in again.speakers] == ["lev-orlov", "ev-talks-2.s0001.speaker"]


def test_a_speaker_whose_id_only_looks_alike_keeps_it() -> None:
    alike = [
        Speaker(id="ev-talks-next.s0000.speaker", kind=SpeakerKind.UNNAMED),
        Speaker(id="ev-talks", kind=SpeakerKind.UNNAMED),
        Speaker(id="ev-talks.s0000.speaker", name="Lev Orlov", kind=SpeakerKind.PERSON),
    ]
    said = tuple(Statement(position=place, label="Reply", speaker=speaker) for place, speaker in enumerate(alike))
    assert list(renamed(attrs.evolve(TALKS, statements=said), "ev-talks-2").speakers) == alike


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "b"])))
def test_names_are_given_out_once_and_are_the_first_that_are_free(wanted: list[str]) -> None:
    names, taken = UniqueNames("b"), {"b"}
    for name in wanted:
        expected = free_id(name, taken)
        assert names.new(name) == expected
        taken.add(expected)
    assert len(taken) == len(wanted) + 1


AWKWARD = (
    *("ev-talks", "EV-TALKS", "Ev-talks", "ev-talks-2", "CON", "con", "nul.b", "COM1", "lpt9.xml", "console"),
    *("index", "INDEX", "corpus", "Corpus", "a" * 300, f"{'a' * 299}b"),
)
"""Ids of events that are no names of files everywhere, or that are the same name somewhere."""
RESERVED = {"con", "prn", "aux", "nul"} | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}


@pytest.mark.parametrize("form", ["html", "tei"])
def test_the_files_of_a_folder_have_names_on_every_system(form: str, tmp_path: Path) -> None:
    many = [attrs.evolve(TALKS, id=name, statements=()) for name in AWKWARD]
    for _ in range(2):  # the second replaces the first, so each name is known as one of an export
        FORMATS[form].write(many, tmp_path / "out")
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    assert len(written) == len({name.casefold() for name in written}) == len(many) + 1
    assert not {name.partition(".")[0].casefold() for name in written} & RESERVED
    assert max(map(len, written)) < 255
    (whole,) = (text for name, text in written.items() if name in ("index.html", "corpus.xml"))
    assert set(re.findall(r'href="([^"#:]+\.\w+)"', whole)) == written.keys() - {"index.html", "corpus.xml"}


def test_names_of_files_are_ids_where_they_can_be() -> None:
    names = FileNames("index")
    assert [names.new(name) for name in ("ev-talks", "Talks", "ev-TALKS", "Index", "AUX.b", "auxiliary")] == [
        *("ev-talks", "Talks", "ev-TALKS-2", "Index-2", "ev-AUX.b", "auxiliary"),
    ]


def test_records_are_taken_as_they_come() -> None:
    def endless() -> Iterator[Event]:
        while True:
            yield TALKS

    assert next(iter(flattened(endless()))) == TALKS


def test_what_cannot_be_iterated_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="expected an iterable of events or forums, not Event"):
        flattened(TALKS)  # type: ignore[arg-type]


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError, match="expected events or forums, not str"):
        list(flattened("page"))  # type: ignore[arg-type]
