"""Looking things up in a corpus, and what it makes of any events and of the real ones."""

from datetime import date, datetime
from pathlib import Path

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from corpus_events import DAY, apart, corpus_of, event, speaker
from kzru_forums import Event, Problem, ProblemCode, Speaker, SpeakerKind, TranscriptError, iter_events
from kzru_forums.corpus import Corpus
from kzru_forums.testing import events

SAFONOV = speaker("Oleg Safonov", "Mayor of Uralsk")
BELOV = speaker("Ivan Belov")
FIRST = event(SAFONOV, "Question", BELOV, SAFONOV)
SECOND = event(speaker("Oleg Safonoz", "Mayor of Uralsk"), day=date(2014, 1, 1), title="A visit")
UNDATED = event(BELOV, day=None, title="A greeting")
CORPUS = Corpus([UNDATED, SECOND, FIRST])


def test_events_come_by_date_and_those_without_one_last() -> None:
    assert list(CORPUS) == list(CORPUS.events) == [FIRST, SECOND, UNDATED]
    assert len(CORPUS) == 3
    assert repr(CORPUS) == "<Corpus of 3 events and 2 people>"


def test_a_corpus_takes_an_iterator_and_none_at_all() -> None:
    assert Corpus(iter([FIRST])).events == (FIRST,)
    assert (Corpus([]).people, Corpus([]).decisions, Corpus([]).problems, Corpus([]).forums) == ((), (), (), ())


def test_a_corpus_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        CORPUS.people = ()  # type: ignore[misc]


@pytest.mark.parametrize("given", [FIRST, "pages", b"pages", ["pages"], [None], 5, None])
def test_something_else_than_events_is_a_type_error(given: object) -> None:
    with pytest.raises(TypeError, match="expected events, "):
        Corpus(given)  # type: ignore[arg-type]


def test_people_who_are_not_known_people_are_a_type_error() -> None:
    with pytest.raises(TypeError, match="expected people as `read_people` returns them, found str"):
        Corpus([FIRST], known=["Oleg Safonov"])  # type: ignore[list-item]


@pytest.mark.parametrize(
    "who",
    [
        "oleg-safonov",
        "Oleg Safonov",
        "OLEG SAFONOV",
        "Oleg Safonoz",
        "oleg-safonoz",
        SAFONOV,
        CORPUS.person("oleg-safonov"),
    ],
)
def test_a_person_is_found_by_id_name_alias_speaker_or_record(who: str | Speaker) -> None:
    assert CORPUS.person(who).id == "oleg-safonov"
    assert CORPUS.events_of(who) == (FIRST, SECOND)
    assert [said.position for said in CORPUS.statements_by(who)] == [0, 3, 0]
    assert [said.position for said in CORPUS.statements_by(who, event=FIRST)] == [0, 3]
    assert CORPUS.statements_by(who, event=UNDATED.id) == ()
    assert CORPUS.words_by(who, event=FIRST) == 16


def test_nobody_of_a_name_is_a_lookup_error_that_helps() -> None:
    with pytest.raises(LookupError, match="called 'Oleg Safanov'; did you mean 'Oleg Safonov'"):
        CORPUS.person("Oleg Safanov")
    with pytest.raises(LookupError, match=r"\Ano person in this corpus is called 'Q'\Z"):
        CORPUS.person("Q")
    with pytest.raises(LookupError, match="called 'zhanar-ermekova'"):
        CORPUS.events_of(corpus_of(speaker("Zhanar Ermekova")).people[0])


def test_a_part_of_names_is_a_lookup_error_that_gives_their_ids() -> None:
    with pytest.raises(LookupError, match=r"called 'SAFONOV'; people whose names contain it: oleg-safonov\Z"):
        CORPUS.person("SAFONOV")
    cousins = [f"{name} Belov" for name in ("Anton", "Boris", "Denis", "Gleb", "Ivan", "Oleg", "Yury")]
    clan = Corpus([event(*map(speaker, cousins))])
    with pytest.raises(
        LookupError, match=r"contain it: anton-belov, boris-belov, denis-belov, [\w-]+, [\w-]+ and 2 more\Z"
    ):
        clan.person("Belov")


def test_a_speaker_without_a_name_is_nobody() -> None:
    with pytest.raises(LookupError, match=r"called 'ev-2013-05-07-talks-on-rail\.s0001\.speaker'"):
        CORPUS.person(FIRST.statements[1].speaker)


def test_a_name_of_two_people_is_a_lookup_error_that_gives_their_ids() -> None:
    twins = [speaker("Ivan Belov", number=number) for number in (12, 99)]
    corpus = corpus_of(*twins)
    with pytest.raises(LookupError, match="'Ivan Belov' may be ivan-belov-12 or ivan-belov-99"):
        corpus.person("Ivan Belov")
    with pytest.raises(LookupError, match="may be"):
        corpus.person(BELOV)
    assert corpus.person(twins[1]).id == "ivan-belov-99"


def test_something_else_than_a_person_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="expected a person, a speaker, an id or a name, not int"):
        CORPUS.person(12)  # type: ignore[arg-type]


def test_who_says_a_statement_is_told_by_the_event() -> None:
    assert CORPUS.person_of(FIRST, FIRST.statements[3]) == CORPUS.person("Oleg Safonov")
    assert CORPUS.person_of(FIRST.id, SAFONOV) == CORPUS.person("Oleg Safonov")
    assert CORPUS.person_of(FIRST, FIRST.statements[1]) is None
    with pytest.raises(TypeError, match="expected a statement or a speaker, not int"):
        CORPUS.person_of(FIRST, 0)  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="'oleg-safonov' does not speak at 'ev-a-greeting'"):
        CORPUS.person_of(UNDATED, SAFONOV)


def test_an_event_is_found_by_its_id() -> None:
    assert CORPUS.event(FIRST.id) == FIRST
    with pytest.raises(
        LookupError, match="no event has the id 'ev-2013-05-07-talks-on-rails'; did you mean 'ev-2013-05-07-talks"
    ):
        CORPUS.event(f"{FIRST.id}s")
    with pytest.raises(TypeError, match="expected an event or its id, not int"):
        CORPUS.event(5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, (FIRST, SECOND)),
        (DAY, DAY, (FIRST,)),
        (date(2013, 5, 8), None, (SECOND,)),
        (None, date(2013, 12, 31), (FIRST,)),
        (date(2015, 1, 1), date(2016, 1, 1), ()),
    ],
)
def test_events_between_two_days_both_included(start: date | None, end: date | None, found: tuple[Event, ...]) -> None:
    assert CORPUS.between(start, end) == found


def test_days_that_are_none_or_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="expected start before end"):
        CORPUS.between(date(2014, 1, 1), DAY)
    with pytest.raises(TypeError, match="expected a date or a string like '2012-09-19', not int"):
        CORPUS.between(20130507)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not datetime"):
        CORPUS.between(end=datetime(2013, 5, 7))
    for wrong in ("2013-13", "May 2013", "2013-02-30", ""):
        with pytest.raises(ValueError, match="expected a date like '2012', '2012-09' or '2012-09-19'"):
            CORPUS.between(wrong)


def test_statements_of_a_corpus_come_in_order() -> None:
    every = [statement for event in CORPUS for statement in event.statements]
    assert list(CORPUS.statements()) == every
    assert len(every) == 6


def test_statements_can_be_of_one_speaker_one_kind_and_some_days() -> None:
    assert CORPUS.statements(speaker="Oleg Safonov") == CORPUS.statements_by("oleg-safonov")
    (question,) = CORPUS.statements(kind="question")
    assert question is FIRST.statements[1]
    assert CORPUS.statements(speaker=BELOV, since="2013", until="2013") == (FIRST.statements[2],)
    assert CORPUS.statements(until="2013") == FIRST.statements
    assert CORPUS.statements(kind="remark") == ()


def test_statements_refuse_what_is_nobody_or_no_kind() -> None:
    with pytest.raises(LookupError, match="no person in this corpus is called 'Nobody'"):
        CORPUS.statements(speaker="Nobody")
    with pytest.raises(ValueError, match="'shout' is not a valid StatementKind"):
        CORPUS.statements(kind="shout")
    with pytest.raises(ValueError, match="expected start before end"):
        CORPUS.statements(since="2014", until="2013")


def test_a_corpus_is_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Events\nTalks\nMay 9, 2013\nIvan Belov: Hello.\n", encoding="utf-8")
    assert [person.name for person in Corpus.from_paths(tmp_path).people] == ["Ivan Belov"]
    (tmp_path / "b.txt").write_text("nothing to see", encoding="utf-8")
    with pytest.raises(TranscriptError):
        Corpus.from_paths(tmp_path)
    problems: list[Problem] = []
    assert len(Corpus.from_paths(tmp_path, on_problem=problems.append)) == 1
    assert ProblemCode.NOT_A_TRANSCRIPT in {problem.code for problem in problems}
    (event,) = Corpus.from_paths(tmp_path, exclude="b.txt", agreements=False, encoding="utf-8")
    assert event.title == "Talks"


def test_what_hears_of_problems_can_be_called(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="on_problem takes a function, not int"):
        Corpus.from_paths(tmp_path, on_problem=5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [("2013", "2013", (FIRST,)), ("2013-05-08", None, (SECOND,)), (None, "2013-05", (FIRST,)), ("2015", "2016-02", ())],
)
def test_a_day_may_be_a_year_or_a_month(since: str | None, until: str | None, found: tuple[Event, ...]) -> None:
    assert CORPUS.between(since, until) == found


def test_forums_hold_the_events_of_their_edition() -> None:
    forum = evolve(FIRST, edition=9)
    (ninth,) = Corpus([forum, SECOND]).forums
    assert (ninth.number, ninth.events) == (9, (forum,))


@given(st.lists(events(), max_size=4))
def test_any_events_make_a_corpus(found: list[Event]) -> None:
    corpus = Corpus(found)
    assert sum(len(corpus.readings(one)) for one in corpus) == len(found)
    assert len({one.id for one in corpus}) == len(corpus)
    assert Corpus(reversed(found)).people == corpus.people
    assert all(corpus.events_of(person) for person in corpus.people)
    assert isinstance(corpus.decisions, tuple)
    assert isinstance(corpus.problems, tuple)


def site_numbers(corpus: Corpus, wanted: dict[tuple[str, int], int]) -> tuple[dict[int, set[str]], dict[str, set[int]]]:
    """The people behind each number of the site, and the numbers of each person."""
    people: dict[int, set[str]] = {}
    numbers: dict[str, set[int]] = {}
    for one in corpus:
        for said in one.statements:
            if number := wanted.get((one.id, said.position)):
                person = corpus.person_of(one, said)
                people.setdefault(number, set()).add(person.id if person else "")
                numbers.setdefault(person.id if person else "", set()).add(number)
    return people, numbers


def without_numbers(one: Event) -> Event:
    said = (evolve(said, speaker=evolve(said.speaker, site_person_id=None)) for said in one.statements)
    return evolve(one, statements=tuple(said))


@pytest.fixture(scope="module")
def html(shared: Path) -> list[Event]:
    """The real pages, as their HTML tells them."""
    return list(iter_events(shared / "corpus/html", on_problem=lambda _: None))


def test_every_number_of_the_real_pages_is_one_person_with_and_without_the_numbers(html: list[Event]) -> None:
    wanted = {
        (one.id, said.position): said.speaker.site_person_id
        for one in html
        for said in one.statements
        if said.speaker.site_person_id
    }
    assert len(set(wanted.values())) > 80
    for corpus in (Corpus(html), Corpus(map(without_numbers, html))):
        people, numbers = site_numbers(corpus, wanted)
        assert set(people) == set(wanted.values())
        assert all(len(ids) == 1 for ids in people.values())
        assert all(len(found) == 1 for found in numbers.values())


@pytest.mark.parametrize("layout", ["page", "text_version"])
def test_every_real_page_is_recognised_in_another_layout(shared: Path, html: list[Event], layout: str) -> None:
    text = list(iter_events(shared / "corpus" / layout, on_problem=lambda _: None))
    corpus = Corpus([*text, *html])
    assert [len(corpus.readings(one)) for one in corpus] == [2] * len(html)


def test_people_of_an_event_of_one_are_those_of_each() -> None:
    talks = apart(SAFONOV, BELOV)
    assert {person.id for person in Corpus(talks).people} == {SAFONOV.id, BELOV.id}


def test_a_person_of_a_kind_that_is_no_person_is_nobody() -> None:
    group = Speaker(id="hall", name="Voices", kind=SpeakerKind.GROUP)
    assert Corpus([event(group)]).people == ()
