"""Roles by date, offices of tables, and where pages disagree with them."""

from datetime import date

import pytest
from attrs import evolve

from corpus_events import DAY, corpus_of, event, only, speaker
from kzru_forums import Layout, Severity, Source, Speaker
from kzru_forums.corpus import Corpus
from kzru_forums.corpus.known import KnownPerson, Office

HEAD = "Dmitry Medvedev"
GOVERNOR = Office(title="Governor of Omsk Region", starts_on=date(2010, 1, 1), ends_on=date(2014, 12, 31))


def seen(*roles: tuple[str | None, date | None]) -> Corpus:
    """A person under these roles on these days."""
    return Corpus(
        event(speaker("Oleg Safonov", role), day=day, title=f"Talks {index}") for index, (role, day) in enumerate(roles)
    )


def test_a_role_has_the_days_of_the_first_and_the_last_event_that_prints_it() -> None:
    person = only(
        seen(
            ("Uralsk Mayor", date(2013, 5, 7)),
            ("Governor", date(2015, 1, 1)),
            ("Mayor of Uralsk", date(2010, 2, 3)),
            ("Mayor of Uralsk", None),
            (None, date(2019, 1, 1)),
        )
    )
    assert [(role.title, str(role.first), str(role.last), role.events) for role in person.roles] == [
        ("Mayor of Uralsk", "2010-02-03", "2013-05-07", 3),
        ("Governor", "2015-01-01", "2015-01-01", 1),
    ]
    assert [role.title for role in person.roles_on(date(2012, 1, 1))] == ["Mayor of Uralsk"]
    assert person.roles_on(date(2014, 1, 1)) == ()


def test_a_role_of_events_without_a_date_is_seen_on_no_day() -> None:
    (role,) = only(seen(("Mayor of Uralsk", None))).roles
    assert (role.first, role.last, role.events) == (None, None, 1)
    assert not role.seen_on(DAY)


def test_a_head_of_state_has_the_terms_of_the_table() -> None:
    person = only(corpus_of(speaker(HEAD)))
    assert [(office.title, str(office.starts_on)) for office in person.offices] == [
        ("President of Russia", "2008-05-07")
    ]
    assert person.offices_on(date(2010, 1, 1)) == person.offices
    assert person.offices_on(date(2013, 1, 1)) == ()


def test_a_namesake_of_a_head_of_state_with_an_item_of_their_own_has_no_terms() -> None:
    assert only(corpus_of(speaker(HEAD, wikidata="Q1"))).offices == ()


def at(day: date, who: Speaker, *known: KnownPerson) -> Corpus:
    return Corpus([event(who, day=day)], known=known)


@pytest.mark.parametrize(
    ("name", "role", "day"),
    [
        (HEAD, "President of Russia", date(2010, 1, 1)),
        ("Dmitri Medvedev", "Acting President of the Russian Federation, Chairman", date(2012, 5, 7)),
        (HEAD, "Prime Minister", date(2013, 1, 1)),
        ("Oleg Safonov", "former President of Russia", date(2010, 1, 1)),
        ("Oleg Safonov", "President of Belarus", date(2010, 1, 1)),
        ("Oleg Safonov", "President of Russia", date(1950, 1, 1)),
        ("Oleg Safonov", None, date(2010, 1, 1)),
    ],
)
def test_a_role_that_no_table_contradicts_is_no_problem(name: str, role: str | None, day: date) -> None:
    assert at(day, speaker(name, role)).problems == ()


def test_a_role_that_somebody_else_has_by_the_table_is_a_problem_and_stays() -> None:
    page = event(speaker("Oleg Safonov", "President of Russia"), day=date(2010, 1, 1))
    corpus = Corpus([evolve(page, source=Source(name="safonov.txt", layout=Layout.PAGE, sha256=""))])
    (problem,) = corpus.problems
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith(
        "ev-2010-01-01-talks-on-rail: Oleg Safonov: 'President of Russia' is the office of"
    )
    assert problem.message.endswith("Dmitry Medvedev on 2010-01-01")
    assert (problem.text, problem.source) == ("Oleg Safonov", "safonov.txt")
    assert only(corpus).roles[0].title == "President of Russia"


def test_on_a_day_that_two_people_share_an_office_a_third_is_told_both() -> None:
    (problem,) = at(date(2012, 5, 7), speaker("Oleg Safonov", "President of Russia")).problems
    assert "Dmitry Medvedev and Vladimir Putin" in problem.message


SAFONOV = KnownPerson(id="safonov", name="Oleg Safonov", offices=(GOVERNOR,))
BELOV = KnownPerson(id="belov", name="Ivan Belov")


@pytest.mark.parametrize(
    ("name", "day", "message"),
    [
        ("Oleg Safonov", date(2013, 1, 1), None),
        ("Ivan Belov", date(2013, 1, 1), "'Omsk Region Governor' is the office of Oleg Safonov on 2013-01-01"),
        ("Ivan Belov", date(2018, 1, 1), None),
        (
            "Oleg Safonov",
            date(2018, 1, 1),
            "'Omsk Region Governor' is held 2010-01-01 to 2014-12-31, not on 2018-01-01",
        ),
    ],
)
def test_a_users_table_of_offices_is_compared_with_the_roles(name: str, day: date, message: str | None) -> None:
    corpus = at(day, speaker(name, "Omsk Region Governor"), SAFONOV, BELOV)
    assert [problem.message.partition(": ")[2].partition(": ")[2] for problem in corpus.problems] == (
        [message] if message else []
    )


def test_a_term_without_days_is_printed_open() -> None:
    endless = KnownPerson(id="safonov", name="Oleg Safonov", offices=(evolve(GOVERNOR, starts_on=None),))
    (problem,) = at(date(2018, 1, 1), speaker("Oleg Safonov", "Governor of Omsk Region"), endless).problems
    assert "held … to 2014-12-31" in problem.message


def test_an_event_without_a_date_contradicts_nothing() -> None:
    assert Corpus([event(speaker("Oleg Safonov", "President of Russia"), day=None)]).problems == ()
