"""People of users: their file, and what a corpus makes of it."""

import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO, Any

import pytest

from corpus_events import DAY, apart, corpus_of, decision, event, names, only, rules, speaker
from kzru_forums import DataError
from kzru_forums.corpus import Corpus
from kzru_forums.corpus.known import KnownPerson, Office, read_people
from kzru_forums.corpus.names import Rule

CSV = """\
id,name,aliases,site_person_ids,wikidata,office,starts_on,ends_on
safonov, Oleg Safonov ,Oleh Safonov|O. Safonov,12|15,Q42,Governor of Omsk Region,2010-01-01,2014-12-31

safonov,Oleg Safonov,Oleg Safonoff,12,,Minister of Energy,2015-01-01,
,Zhanar Ermekova,,,,,,
"""
SAFONOV = KnownPerson(
    id="safonov",
    name="Oleg Safonov",
    aliases=("Oleh Safonov", "O. Safonov", "Oleg Safonoff"),
    site_person_ids=(12, 15),
    wikidata="Q42",
    offices=(
        Office(title="Governor of Omsk Region", starts_on=date(2010, 1, 1), ends_on=date(2014, 12, 31)),
        Office(title="Minister of Energy", starts_on=date(2015, 1, 1)),
    ),
)
ERMEKOVA = KnownPerson(id="zhanar-ermekova", name="Zhanar Ermekova")
JSON: list[dict[str, Any]] = [
    {
        "id": "safonov",
        "name": "Oleg Safonov",
        "aliases": ["Oleh Safonov", "O. Safonov", "Oleg Safonoff"],
        "site_person_ids": [12, 15],
        "wikidata": "Q42",
        "offices": [
            {"title": "Governor of Omsk Region", "starts_on": "2010-01-01", "ends_on": "2014-12-31"},
            {"title": "Minister of Energy", "starts_on": "2015-01-01", "ends_on": None},
        ],
    },
    {"name": "Zhanar Ermekova", "wikidata": None},
]


def test_csv_and_json_tell_the_same() -> None:
    assert read_people(StringIO(CSV)) == read_people(StringIO(json.dumps(JSON))) == (SAFONOV, ERMEKOVA)


@pytest.mark.parametrize("content", ["\ufeff" + CSV, CSV.replace("\n", "\r\n"), "\ufeff" + json.dumps(JSON)])
def test_a_mark_at_the_start_and_other_line_ends_change_nothing(content: str, tmp_path: Path) -> None:
    path = tmp_path / "people"
    path.write_bytes(content.encode())
    assert read_people(path) == read_people(str(path)) == read_people(BytesIO(content.encode())) == (SAFONOV, ERMEKOVA)


def faults(source: str | IO[bytes]) -> list[tuple[str, str]]:
    with pytest.raises(DataError) as caught:
        read_people(StringIO(source) if isinstance(source, str) else source)
    return list(caught.value.errors)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ("line 1", "expected a header with name and others of")),
        ("id,office\n", ("line 1", "expected a header")),
        ("name,birthday\n", ("line 1", "expected a header")),
        ("name,name\n", ("line 1", "expected a header")),
        ("name;office\nOleg Safonov;Mayor\n", ("line 1", "expected a header")),
        ("name,id\nOleg Safonov\n", ("line 2", "expected 2 cells, found 1")),
        ("name,id\n,safonov\n", ("line 2, name", "expected a text")),
        ("name,id\nOleg Safonov,Oleg S\n", ("line 2, id", "expected lower-case letters")),
        ("name,wikidata\nOleg Safonov,42\n", ("line 2, wikidata", "expected an item such as Q42, not '42'")),
        ("name,site_person_ids\nOleg Safonov,12|x\n", ("line 2, site_person_ids", "expected a number, not 'x'")),
        ("name,starts_on\nOleg Safonov,2010-01-01\n", ("line 2, title", "expected a text")),
        ("name,office,starts_on\nA B,Mayor,1 May\n", ("line 2, starts_on", "expected a day such as 2019-03-20")),
        ("name,office,starts_on\nA B,Mayor,2010-02-30\n", ("line 2, starts_on", "expected a day")),
        (
            "name,office,starts_on,ends_on\nA B,Mayor,2010-02-03,2009-01-01\n",
            ("line 2, ends_on", "2009-01-01 is before"),
        ),
        ("name,id\nA B,ab\nA C,ab\n", ("line 3, name", "'ab' is 'A B' in line 2")),
        ("name,wikidata\nA B,Q1\nA B,Q2\n", ("line 3, wikidata", "'a-b' is Q1 in line 2")),
        ("name,wikidata\nA B,Q1\nA C,Q1\n", ("line 3", "Q1 belongs to 'a-b' too")),
        ("name,site_person_ids\nA B,1\nA C,1\n", ("line 3", "1 belongs to 'a-b' too")),
        ("name\n" + "x" * 200_000, ("line 2", "field larger than field limit")),
        ("[", ("", "not valid JSON")),
        ("[" * 100_000, ("", "not valid JSON")),
        ('{"name": "A B"}', ("", "expected a list of people, not an object")),
        ("[1]", ("[0]", "expected an object, not a number")),
        ("[true]", ("[0]", "expected an object, not true or false")),
        ("[{}]", ("[0].name", "expected a text")),
        ('[{"name": null}]', ("[0].name", "expected a text")),
        ('[{"name": "A B", "born": 1}]', ("[0].born", "unknown; known are id, name")),
        ('[{"name": "A B", "id": 5}]', ("[0].id", "expected lower-case letters, digits, dots and hyphens, not 5")),
        ('[{"name": "A B", "aliases": "AB"}]', ("[0].aliases", "expected a list, not a text")),
        ('[{"name": "A B", "aliases": [1, " "]}]', ("[0].aliases", "expected a text, not 1")),
        ('[{"name": "A B", "site_person_ids": [true]}]', ("[0].site_person_ids", "expected a number, not True")),
        ('[{"name": "A B", "offices": [null]}]', ("[0].offices[0]", "expected an object, not null")),
        ('[{"name": "A B", "offices": [{}]}]', ("[0].offices[0].title", "expected a text")),
        ('[{"name": "A B", "offices": [{"title": "X", "ends_on": 5}]}]', ("[0].offices[0].ends_on", "expected a day")),
        ('[{"name": "A B"}, {"name": "A B"}]', ("[1].id", "'a-b' is the id of [0] too")),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_place(text: str, fault: tuple[str, str]) -> None:
    where, message = faults(text)[0]
    assert where == fault[0]
    assert message.startswith(fault[1])


def test_all_faults_are_told_at_once() -> None:
    assert [where for where, _ in faults("name,id,wikidata\n,X,1\nOleg Safonov,X,1\n")] == [
        *("line 2, name", "line 2, id", "line 2, wikidata"),
        *("line 3, id", "line 3, wikidata"),
    ]


def test_bytes_that_are_not_utf_8_are_a_fault() -> None:
    assert faults(BytesIO("name\nОлег\n".encode("cp1251"))) == [
        ("", "expected UTF-8, found an invalid byte at offset 5")
    ]


def test_a_source_that_is_neither_path_nor_file_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="expected a path or an open file, not int"):
        read_people(5)  # type: ignore[arg-type]


def test_a_path_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_people(tmp_path / "people.csv")


def test_aliases_join_names_that_have_nothing_in_common() -> None:
    known = [KnownPerson(id="safonov", name="Oleg Safonov", aliases=("The Admiral", "Олег Сафонов"))]
    corpus = corpus_of(speaker("Oleg Safonov"), speaker("the Admiral"), speaker("Олег Сафонов"), known=known)
    assert only(corpus).id == "safonov"
    assert set(rules(corpus)) == {Rule.KNOWN}


def test_a_person_of_the_file_has_its_name_numbers_and_offices() -> None:
    person = only(corpus_of(speaker("Oleg Safonoff", number=15), known=[SAFONOV]))
    assert (person.id, person.name) == ("safonov", "Oleg Safonov")
    assert person.site_person_ids == (12, 15)
    assert person.offices == SAFONOV.offices
    assert person.wikidata == "Q42"
    assert person.aliases == ("O. Safonov", "Oleg Safonoff", "Oleh Safonov")


def test_numbers_of_the_file_join_whatever_the_names_and_one_another() -> None:
    corpus = corpus_of(speaker("Feodor", number=12), speaker("Olga Belova", number=15), known=[SAFONOV])
    assert only(corpus).id == "safonov"


def test_people_of_the_file_who_do_not_speak_are_not_in_the_corpus() -> None:
    assert corpus_of(speaker("Ivan Belov"), known=[SAFONOV]).people == corpus_of(speaker("Ivan Belov")).people


def test_a_name_with_another_number_is_not_the_person_of_the_file() -> None:
    corpus = corpus_of(speaker("Oleg Safonov"), speaker("Oleg Safonov", number=99), known=[SAFONOV])
    assert [person.id for person in corpus.people] == ["oleg-safonov", "safonov"]
    other = corpus_of(speaker("Oleg Safonov"), speaker("Oleg Safonov", wikidata="Q99"), known=[SAFONOV])
    assert len(other.people) == 2


ELDER = KnownPerson(
    id="belov-elder", name="Ivan Belov", offices=(Office(title="Mayor of Uralsk", ends_on=date(2013, 12, 31)),)
)
YOUNGER = KnownPerson(
    id="belov-younger", name="Ivan Belov", offices=(Office(title="Mayor of Uralsk", starts_on=date(2014, 1, 1)),)
)


def test_namesakes_of_the_file_are_told_apart_by_office_and_day() -> None:
    mayor = speaker("Ivan Belov", "Uralsk Mayor")
    events = [event(mayor, day=date(2013, 1, 1)), event(mayor, day=date(2015, 1, 1))]
    corpus = Corpus(events, known=[ELDER, YOUNGER])
    assert [corpus.person_of(one, mayor) for one in corpus] == list(corpus.people)
    assert [person.id for person in corpus.people] == ["belov-elder", "belov-younger"]
    assert decision(corpus).rule is Rule.KNOWN
    assert corpus.problems == ()


def test_a_namesake_who_may_be_either_is_neither_and_is_reported() -> None:
    corpus = Corpus([event(speaker("Ivan Belov"), day=None), *apart(speaker("Ivan Belov"))], known=[ELDER, YOUNGER])
    assert [person.id for person in corpus.people] == ["ivan-belov"]
    (problem,) = corpus.problems
    assert problem.message == "ivan-belov: may be belov-elder or belov-younger"


def test_two_people_of_the_file_stay_apart_though_a_rule_would_join_them() -> None:
    known = [KnownPerson(id="a", name="Oleg Safonov"), KnownPerson(id="b", name="Oleg Safronov")]
    mayors = [speaker(name, "Mayor of Uralsk") for name in ("Oleg Safonov", "Oleg Safronov", "Oleg Safnov")]
    assert names(corpus_of(*mayors[:2], known=known)) == [{"Oleg Safonov"}, {"Oleg Safronov"}]
    between = Corpus([event(mayors[2], title="A visit", day=DAY), *apart(*mayors[:2])], known=known)
    assert names(between) == [{"Oleg Safnov"}, {"Oleg Safonov"}, {"Oleg Safronov"}]


def test_an_id_of_the_file_is_kept_and_a_namesake_gets_another() -> None:
    known = [KnownPerson(id="oleg-safonov", name="Oleg Safonov", site_person_ids=(12,))]
    corpus = corpus_of(speaker("Oleg Safonov", number=12), speaker("Oleg Safonov", number=99), known=known)
    assert [person.id for person in corpus.people] == ["oleg-safonov", "oleg-safonov-99"]


def test_a_name_without_letters_is_nobodys_alias() -> None:
    known = [KnownPerson(id="safonov", name="Oleg Safonov", aliases=("?",))]
    assert len(corpus_of(speaker("Oleg Safonov"), speaker("!"), known=known).people) == 2
