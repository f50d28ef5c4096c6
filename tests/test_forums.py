"""Editions, the edition of an event, events by edition."""

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.facts.editions import edition, edition_of, editions, group, years
from kzru_forums.model import Event, Forum, ForumFormat, ForumStatus

PAVLODAR = date(2012, 9, 19)
NAME = "Russia-Kazakhstan Interregional Cooperation Forum"


def event(number: int | None, day: date | None = None, at: time | None = None, title: str = "") -> Event:
    return Event(id=f"ev-{title}", title=title, date=day, time=at, edition=number)


def test_the_editions_are_numbered_without_a_gap_and_the_last_is_planned() -> None:
    assert [forum.number for forum in editions()] == list(range(1, 23))
    assert {forum.status for forum in editions()[:-1]} == {ForumStatus.HELD}
    assert editions()[-1].status is ForumStatus.PLANNED


def test_years_without_a_forum_have_no_number_and_are_no_editions() -> None:
    assert [forum.year for forum in years() if forum.number is None] == [2004, 2020]
    assert all(forum.status is ForumStatus.NOT_HELD for forum in years() if forum.number is None)


def test_every_edition_has_sources_and_no_events() -> None:
    assert all(forum.sources and all(forum.sources) and not forum.events for forum in years())


def test_only_facts_that_are_probable_are_named_as_uncertain() -> None:
    assert edition(12).uncertain == ("starts_on", "theme")
    assert edition(16).uncertain == ()
    assert edition(22).theme is None
    assert edition(22).uncertain == ()


def test_an_edition_carries_its_facts() -> None:
    forum = edition(18)
    assert (forum.year, forum.city, forum.region, forum.country) == (2022, "Orenburg", "RU-ORE", "RU")
    assert forum.plenary_on == date(2022, 11, 28)
    assert forum.format is ForumFormat.MIXED


@pytest.mark.parametrize("number", [0, -1, 23])
def test_an_unknown_edition_is_refused_with_what_is_known(number: int) -> None:
    with pytest.raises(LookupError, match=f"there is no edition {number}; editions are 1 to 22"):
        edition(number)


@pytest.mark.parametrize("number", ["18", 18.0, True, None])
def test_a_number_that_is_no_int_is_refused(number: int) -> None:
    with pytest.raises(TypeError, match="expected the number of an edition as an int"):
        edition(number)


@pytest.mark.parametrize(
    ("day", "title", "number"),
    [
        (date(2003, 4, 15), "Speech at the Forum of Border Regions", 1),
        (date(2005, 5, 17), "Remarks at a meeting with the heads of Russian and Kazakh border regions", 2),
        (date(2006, 10, 3), "Third Forum of Leaders of Border Regions of Russia and the Republic of Kazakhstan", 3),
        (date(2007, 10, 4), "Opening of the Fourth Forum of Heads of Border Regions", 4),
        (date(2007, 10, 4), "Russian-Kazakhstani Border Regions’ Forum", 4),
        (date(2008, 9, 22), "V Russia–Kazakhstan Forum on Inter-Regional Cooperation", 5),
        (date(2009, 9, 11), "6th Interregional and Cross-Border Cooperation Forum", 6),
        (date(2010, 9, 7), "Russia-Kazakhstan Regional Cooperation Forum", 7),
        (date(2011, 9, 15), "VIII Kazakhstan-Russia Interregional Forum", 8),
        (date(2013, 11, 11), "10th anniversary Interregional Forum", 10),
        (date(2015, 9, 16), "Forum of Regions of Russia and Kazakhstan", 12),
        (date(2016, 10, 4), "Press statements after the 13th edition of the Interregional Cooperation Forum", 13),
        (date(2019, 11, 7), f"XVI {NAME}", 16),
        (date(2023, 11, 9), f"Nineteenth {NAME}", 19),
        (date(2024, 11, 27), "Twentieth Interregional Cooperation Forum between Russia and Kazakhstan", 20),
        (date(2025, 11, 12), "Plenary session of the twenty-first Russia - Kazakhstan forum", 21),
        (date(2026, 10, 1), f"22nd {NAME}", 22),
    ],
)
def test_a_title_that_names_the_forum_belongs_to_the_edition_of_its_day(day: date, title: str, number: int) -> None:
    assert edition_of(title, (), (), day) == number
    assert edition_of(title.upper(), (), (), day) == number


@pytest.mark.parametrize(
    "title",
    [
        "Russian-Kazakhstani talks",
        "Russian-Kazakhstani Business Forum",
        "Russia-Kazakhstan Forum of Young Scientists",
        "Russian-Ukrainian Interregional Forum",
        "Ukraine–Russia Interregional Forum",
        "Forum of Border Regions of Russia and Ukraine",
        "Forum of Border Regions of Russia and the Republic of Belarus.",
        "Forum of Regions of Russia and Belarus",
        "Meeting with heads of regions",
    ],
)
def test_another_event_of_the_same_day_stays_out(title: str) -> None:
    assert edition_of(title, (), (), PAVLODAR) is None


def test_a_forum_of_several_states_with_kazakhstan_among_them_is_not_refused_for_the_others() -> None:
    words = "Interregional Forum of Russia and Kazakhstan. It was preceded by talks of Russia and Ukraine."
    assert edition_of(words, (), (), PAVLODAR) == 9


def test_lead_and_opening_narration_name_the_forum_as_well_as_the_title() -> None:
    assert edition_of("Meeting", ["It took place before the Interregional Forum."], (), PAVLODAR) == 9
    assert edition_of("Meeting", ["It was short."], ["Later comes the 9th Interregional Forum."], PAVLODAR) == 9
    assert edition_of("Meeting", (), ["It took place before the Interregional Forum."], PAVLODAR) == 9


def test_narration_far_from_the_opening_does_not_count() -> None:
    assert edition_of("Article", (), [*["Words."] * 9, f"And then there is the {NAME}."], PAVLODAR) is None


@pytest.mark.parametrize("day", [None, date(2012, 9, 17), date(2012, 9, 21), date(2004, 9, 19), date(2022, 8, 19)])
def test_a_day_of_no_edition_makes_none(day: date | None) -> None:
    assert edition_of(f"9th {NAME}", (), (), day) is None


@pytest.mark.parametrize("day", [date(2012, 9, 18), date(2012, 9, 20)])
def test_the_eve_and_the_day_after_fit(day: date) -> None:
    assert edition_of(f"9th {NAME}", (), (), day) == 9


def test_where_only_the_year_is_known_nothing_but_the_title_counts() -> None:
    day = date(2026, 2, 2)
    assert edition_of("Telephone conversation", [f"They spoke about the 22nd {NAME}."], ["The same."], day) is None
    assert edition_of(NAME, (), (), day) == 22


@pytest.mark.parametrize(
    ("title", "lead", "narration"),
    [
        (f"X {NAME}", (), ()),
        (f"10th {NAME}", [f"They took part in the IX {NAME}."], ()),
        (NAME, [f"They took part in the tenth {NAME}."], ()),
        (NAME, (), [f"They took part in the 10th {NAME}."]),
        ("Meeting", ["They met."], [f"They will take part in the 10th {NAME}."]),
    ],
)
def test_an_ordinal_of_another_edition_makes_none(title: str, lead: list[str], narration: list[str]) -> None:
    assert edition_of(title, lead, narration, PAVLODAR) is None


def test_another_edition_may_be_named_beside_the_one_that_is_meant() -> None:
    assert edition_of(NAME, ["They met."], [f"The 10th {NAME} will take place in Russia."], PAVLODAR) == 9
    assert edition_of("Meeting", [f"Between the 8th {NAME} and the 9th {NAME}, trade grew."], (), PAVLODAR) == 9


@pytest.mark.parametrize(
    "forum", [forum for forum in editions() if forum.plenary_on], ids=lambda forum: str(forum.number)
)
@pytest.mark.parametrize("pair", ["Russia-Kazakhstan", "Russian–Kazakhstani", "Kazakhstan‑Russia", "Russo - Kazakh"])
def test_digits_and_roman_numbers_mean_the_same(forum: Forum, pair: str) -> None:
    number = forum.number or 0
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    for ordinal in ("X" * (number // 10) + units[number % 10], f"{number}th"):
        title = f"Speech at the {ordinal} {pair} Interregional Cooperation Forum"
        assert edition_of(title, (), (), forum.plenary_on) == number
        assert edition_of(title, (), (), edition(number % 21 + 1).plenary_on) is None


@given(st.text(), st.lists(st.text()), st.dates())
def test_words_that_do_not_name_the_forum_belong_to_no_edition(title: str, lead: list[str], day: date) -> None:
    assert edition_of(title, lead, lead, day) is None


def test_group_gives_the_editions_their_events_in_order_of_time() -> None:
    late, early = event(9, PAVLODAR, time(18), "late"), event(9, PAVLODAR, time(16), "early")
    undated, other = event(9, title="undated"), event(5, date(2008, 9, 22))
    forums = group([undated, late, early, event(None, PAVLODAR), other, event(99)])
    assert [(forum.number, forum.events) for forum in forums] == [(5, (other,)), (9, (early, late, undated))]


def test_events_of_one_time_keep_their_order() -> None:
    events = [event(9, PAVLODAR, title=title) for title in "cab"]
    assert group(events)[0].events == tuple(events)


@pytest.mark.parametrize("wrong", [5, None, ["ev-1"], "ev-1"])
def test_grouping_what_is_no_event_says_so(wrong: Any) -> None:
    with pytest.raises(TypeError, match="group expects events"):
        group(wrong)


def test_grouping_nothing_gives_nothing() -> None:
    assert group([]) == []
    assert all(not forum.events for forum in editions())
