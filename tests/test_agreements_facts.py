"""Dates, parties, counts and values of a mention."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from agreements_helpers import DAY, MEETING, mentions
from kzru_forums.agreements.details import anniversary_year, money_in, named_date, relative_date
from kzru_forums.agreements.discourse import Context
from kzru_forums.agreements.parties import event_parties
from kzru_forums.facts.states import states_in
from kzru_forums.model import EventKind, Money, Party


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the treaty of May 25, 1992", "1992-05-25"),
        ("the treaty of 25 May 1992", "1992-05-25"),
        ("the treaty of May 25th, 1992", "1992-05-25"),
        ("in March 2015", "2015-03"),
        ("in 1998", "1998"),
        ("of May 45, 1992", None),
        ("07.11.2019", None),
        ("1998 mills", None),
    ],
)
def test_a_date_is_read_only_where_nothing_must_be_guessed(text: str, expected: str | None) -> None:
    assert named_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("last year", "2016"),
        ("last month", "2017-06"),
        ("in May last year", "2016-05"),
        ("in May this year", "2017-05"),
        ("last September", "2016-09"),
        ("last July", "2016-07"),
        ("this May", "2017-05"),
        ("in September", "2016-09"),
        ("in March", "2017-03"),
        ("two years ago", "2015"),
        ("3 months ago", "2017-04"),
        ("a week ago", "2017-06-27"),
        ("ten days ago", "2017-06-24"),
        ("many years ago", None),
        ("yesterday", "2017-07-03"),
        ("on June 12", "2017-06-12"),
        ("on December 12", "2016-12-12"),
        ("on February 29", "2016-02-29"),
        ("on February 30", None),
        ("on December 10 last year", "2016-12-10"),
        ("long before", None),
    ],
)
def test_a_relative_date_is_reckoned_from_the_event(text: str, expected: str | None) -> None:
    assert relative_date(text, DAY) == expected


def test_no_year_comes_before_the_first() -> None:
    assert relative_date("in May last year", date(1, 5, 3)) is None
    assert relative_date("in May last year", date(2, 5, 3)) == "0001-05"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 25th anniversary of the treaty", "1992"),
        ("the tenth anniversary of the treaty", "2007"),
        ("25 years since the treaty", "1992"),
        ("in the three years since the treaty", "2014"),
        ("the treaty, which turns 25 in May", "1992"),
        ("the next anniversary of the treaty", None),
        ("no jubilee", None),
    ],
)
def test_an_anniversary_tells_the_year(text: str, expected: str | None) -> None:
    assert anniversary_year(text, DAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Today we signed a treaty on wool.", "2017-07-04"),
        ("We will sign a treaty on wool.", None),
        ("In May 2014 we signed a treaty on wool.", "2014-05"),
        ("Two years ago we signed a treaty on wool.", "2015"),
        ("We keep to the treaty on wool of May 25, 1992.", "1992-05-25"),
        ("We keep to the 1992 treaty on wool.", "1992"),
        ("This is the 25th anniversary of the treaty on wool.", "1992"),
        ("We mark the 25th anniversary of the signing of the treaty on wool since then.", "1992"),
        ("In 2016 we traded under a treaty on wool.", None),
        ("We praise a treaty on wool.", None),
        ("We keep to the treaty on wool, which marks its tenth anniversary this year.", "2007"),
        ("Last year’s joint action plan helped.", "2016"),
        ("As far back as 2005, we signed a treaty on wool.", "2005"),
        ("Yesterday we signed a treaty on mills in 2017.", "2017-07-03"),
        ("Last year we signed documents on wool, including a treaty on mills.", "2016"),
        ("We drafted the treaty, it came into force in 2014.", None),
        ("We worked on a treaty of 1998.", "1998"),
    ],
)
def test_a_date_is_that_of_the_document_not_of_what_is_done_with_it(text: str, expected: str | None) -> None:
    assert mentions(text)[-1].date == expected


def test_without_a_day_only_full_dates_are_read() -> None:
    undated = evolve(MEETING, date=None)
    assert mentions("In May 2014 we signed a contract.", undated)[0].date == "2014-05"
    assert mentions("Last year we signed a contract.", undated)[0].date is None
    assert mentions("It is the 5th anniversary of the contract.", undated)[0].date is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("worth $2 billion", (Decimal(2_000_000_000), "USD", False)),
        ("worth more than $1.5 million", (Decimal(1_500_000), "USD", True)),
        ("for a total of 300 million rubles", (Decimal(300_000_000), "RUB", False)),
        ("worth over 1,250 euros", (Decimal(1250), "EUR", True)),
        ("totalling 3 US dollars", (Decimal(3), "USD", False)),
        ("worth the wait", None),
        ("worth 3 sheep", None),
        ("in total $3", None),
        ("$3 billion", None),
    ],
)
def test_a_value_is_an_amount_that_something_is_worth(text: str, expected: tuple[Decimal, str, bool] | None) -> None:
    found = money_in(text)
    assert (found and (found[0].amount, found[0].currency, found[1])) == expected


@pytest.mark.parametrize(
    ("text", "count", "at_least"),
    [
        ("one hundred and nine agreements", 109, False),
        ("two hundred thousand contracts", 200_000, False),
        ("one hundred and nine thousand contracts", 109_000, False),
        ("twenty five contracts", 25, False),
        ("two dozen contracts", 24, False),
        ("five million contracts", 5_000_000, False),
        ("several dozen contracts", None, False),
        ("2.5 thousand contracts", None, False),
        ("two thousand five hundred contracts", 2500, False),
        ("thirty-seven documents", 37, False),
        ("We signed 27 contracts.", 27, False),
        ("We signed twelve contracts.", 12, False),
        ("We signed more than 1,200 contracts.", 1200, True),
        ("We signed at least ten contracts.", 10, True),
        ("We signed the 2011 contracts.", None, False),
        ("We signed 1234567890123 contracts.", None, False),
        ("We signed contracts.", None, False),
    ],
)
def test_a_count_is_a_number_before_the_head(text: str, count: int | None, at_least: bool) -> None:
    found = mentions(text)[0]
    assert (found.count, found.at_least) == (count, at_least)


def test_a_value_stands_in_the_phrase_or_soon_behind_it() -> None:
    found = mentions("We signed 20 contracts in Omsk worth a total of over $2 billion.")[0]
    assert (found.count, found.value, found.at_least) == (
        20,
        Money(amount=Decimal(2_000_000_000), currency="USD"),
        True,
    )


PARTIES = [
    ("the treaty between the Republic of Kazakhstan and Russia", ["Republic of Kazakhstan", "Russia"]),
    ("a treaty between our countries", ["Russia", "Kazakhstan"]),
    ("a treaty between the two countries’ mills", ["Russia", "Kazakhstan"]),
    ("a treaty between mills and farms", ["Russia", "Kazakhstan"]),
    ("contracts between Russian and Kazakh regions", ["Russian regions", "Kazakh regions"]),
    ("an agreement with Iran", ["Russia", "Iran"]),
    ("an agreement with Iran and the mills of Omsk", ["Russia", "Iran", "mills of Omsk"]),
    ("a Joint Statement of Iran and Iraq on wool", ["Iran", "Iraq"]),
    ("a joint statement by Iran and Iraq", ["Iran", "Iraq"]),
    ("the Russian-Turkish memorandum", ["Russia", "Turkey"]),
    ("the Rosneft–Total contract", ["Rosneft", "Total"]),
    ("the Ivanov–Petrov Treaty", []),
    ("the treaty with the Russian Federation", ["Russian Federation"]),
    ("the treaty", ["Russia", "Kazakhstan"]),
    ("the Kyoto Protocol", []),
    ("the contract reached by Rosneft and Total", ["Rosneft", "Total"]),
    ("the contract signed between Rosneft and Total", ["Rosneft", "Total"]),
    ("the contract signed by Rosneft", ["Russia", "Kazakhstan"]),
    ("the contract signed by Rosneft CEO Ivan Petrov and Head of Total Petr Ivanov", ["Rosneft", "Total"]),
    ("the contract signed by President of Iran and Head of Total", ["Iran", "Total"]),
    ("the Omsk agreements", []),
    ("contracts with access to mills", ["Russia", "Kazakhstan"]),
    ("the contract we signed with Belarus", ["Russia", "Belarus"]),
    ("the contract we signed with pleasure", ["Russia", "Kazakhstan"]),
    ("the contract, as you know, with Belarus", ["Russia", "Kazakhstan"]),
    ("the treaty on trade with growing mills", ["Russia", "Kazakhstan"]),
]


@pytest.mark.parametrize(("phrase", "expected"), PARTIES)
def test_parties_are_as_worded_else_those_of_the_event(phrase: str, expected: list[str]) -> None:
    assert [party.name for party in mentions(f"We remember {phrase}.")[0].parties] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rosneft and Total signed a contract.", ["Rosneft", "Total"]),
        ("Rosneft and Total inked a contract.", ["Rosneft", "Total"]),
        ("Rosneft and Total struck a deal.", ["Rosneft", "Total"]),
        ("Rosneft has recently signed a contract with Total.", ["Rosneft", "Total"]),
        ("The Bank of Omsk signed a contract.", ["Bank of Omsk"]),
        ("The heads of Rosneft and of Total have just signed a contract.", ["Rosneft", "Total"]),
        ("Ivan Ivanov signed a contract.", ["Russia", "Kazakhstan"]),
        ("President Ivanov signed a contract.", ["Russia", "Kazakhstan"]),
        ("We signed a contract.", ["Russia", "Kazakhstan"]),
        ("Our Russian friends signed a contract.", ["Russia", "Kazakhstan"]),
        ("In May 2014, Rosneft signed a contract.", ["Rosneft"]),
        ("After talks in Omsk, Rosneft and Total signed a contract.", ["Rosneft", "Total"]),
        ("After talks in Omsk Rosneft signed a contract.", ["Omsk Rosneft"]),
        ("Iran and Iraq are bound by a treaty.", ["Iran", "Iraq"]),
        (
            "They saw the signing by Rosneft CEO Ivan Ivanov and Total CEO Petr Petrov of a contract.",
            ["Rosneft", "Total"],
        ),
        ("Russian and Kazakh regions carry out 40 contracts.", ["Russian regions", "Kazakh regions"]),
        ("Our and Kazakh regions carry out 40 contracts.", ["Russia", "Kazakhstan"]),
    ],
)
def test_the_subjects_of_signing_are_parties_unless_they_are_persons(text: str, expected: list[str]) -> None:
    assert [party.name for party in mentions(text)[0].parties] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We signed a contract.", ["Northern Rail"]),
        ("We signed a contract with the mills.", ["Northern Rail", "mills"]),
        ("We signed a contract with Iran.", ["Russia", "Iran"]),
        ("They signed a contract.", []),
    ],
)
def test_at_home_the_speaker_speaks_for_an_organisation(text: str, expected: list[str]) -> None:
    assert [party.name for party in mentions(text, MEETING)[0].parties] == expected


def test_what_is_listed_has_the_parties_of_what_it_is_listed_under() -> None:
    found = mentions("I note the contracts between Rosneft and Total, including a contract on oil.")
    assert found[1].parties == found[0].parties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our ties with Iran rest on a treaty.", ["Russia", "Iran"]),
        ("Our ties with Iran grow. They rest on the agreements reached.", ["Russia", "Iran"]),
        ("Our ties with Iran rest on our Treaty on Wool.", ["Russia", "Iran"]),
        ("Our ties with Iran rest on the Treaty on Wool.", []),
        ("Our ties with Iran and Iraq rest on a treaty.", []),
        ("Russia praises BRICS. A treaty helps.", ["BRICS"]),
        ("Iran left a treaty.", []),
        ("Russia is large. Iran left a treaty.", ["Russia", "Iran"]),
        ("Russia is large. A treaty helps.", []),
    ],
)
def test_elsewhere_the_one_state_that_a_paragraph_is_about_is_a_party(text: str, expected: list[str]) -> None:
    reception = Context(date=DAY, title="Reception", kind=EventKind.CEREMONY)
    assert [party.name for party in mentions(text, reception)[0].parties] == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Head of the Omsk Region", ["Omsk Region"]),
        ("President of Russia", []),
        ("weaver", []),
        (None, []),
    ],
)
def test_a_role_names_the_organisation(role: str | None, expected: list[str]) -> None:
    assert [
        party.name for party in mentions("We signed a contract.", evolve(MEETING, role=role))[0].parties
    ] == expected


def test_parties_that_are_states_have_a_code() -> None:
    assert mentions("We keep the treaty between Kazakhstan and Rosneft.")[0].parties == (
        Party(name="Kazakhstan", country="KZ"),
        Party(name="Rosneft"),
    )


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (Context(title="Russian-Chinese talks"), ["Russia", "China"]),
        (
            Context(title="Meeting", lead=("Ivan Ivanov met with President of Iran Hassan Rouhani.",)),
            ["Russia", "Iran"],
        ),
        (Context(title="Meeting", lead=("The exhibition came from Iran.",)), []),
        (Context(title="Meeting", roles=("President of Russia", "President of Iran")), ["Russia", "Iran"]),
        (Context(title="Meeting of CIS heads of state"), ["CIS countries"]),
        (Context(title="Meeting with German Gref"), []),
        (Context(title="Visit to a mill", kind=EventKind.VISIT), []),
    ],
)
def test_the_parties_of_an_event_follow_from_title_lead_and_roles(context: Context, expected: list[str]) -> None:
    assert [party.name for party in event_parties(context)] == expected


def test_a_bloc_concludes_with_others_as_itself() -> None:
    context = Context(date=date(2019, 5, 29), title="Meeting of the Supreme Eurasian Economic Council")
    assert [party.name for party in mentions("We recall the treaty with Serbia.", context)[0].parties] == [
        "EAEU",
        "Serbia",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the People's Republic of China and Russia’s regions", ("China", "Russia")),
        ("South Ossetia", ("South Ossetia",)),
        ("a Russian mill", ("Russia",)),
        ("the United Mills", ()),
        ("German Chancellor and German Gref", ("Germany",)),
        ("no capital", ()),
    ],
)
def test_states_are_found_by_noun_and_adjective(text: str, expected: tuple[str, ...]) -> None:
    assert states_in(text) == expected
