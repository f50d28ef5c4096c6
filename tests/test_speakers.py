"""Labels of one event -> Speakers."""

from datetime import date

import pytest

from kzru_forums.model import Speaker, SpeakerKind, StatementKind
from kzru_forums.speakers.resolve import resolve, speaker_id

DAY = date(2012, 9, 19)
IN_2010 = date(2010, 9, 7)
HANDOVER = date(2019, 3, 20)


def speakers(*labels: str, day: date | None = DAY, persons: tuple[str, ...] = ()) -> list[Speaker]:
    return [said.speaker for said in resolve(labels, "ev-x", persons=persons, day=day)]


def name(label: str, *, day: date | None = DAY) -> tuple[str | None, str | None]:
    """Name and rule of a single label."""
    (found,) = speakers(label, day=day)
    return found.name, found.resolved_by


def test_a_name_in_full_resolves_itself() -> None:
    assert name("Mill owner Ivan Loomov") == ("Ivan Loomov", "label")


@pytest.mark.parametrize(
    "label",
    [
        "President of Russia Valdimir Putin",
        "President of Russia Vladimir Vladimirovich",
        "President of Russia",
        "Acting President of Russia",
    ],
)
def test_the_office_and_the_day_tell_the_president_of_russia(label: str) -> None:
    assert name(label) == ("Vladimir Putin", "head-of-state")


@pytest.mark.parametrize(
    "label",
    [
        "President of Kazakhstan",
        "President of the Republic of Kazakhstan",
        "President of Kazakhtan",
        "President of Kazakhten",
        "President of Kazakhstan Nursultan Abishevich",
        "President of Kazakhstan Nursultan Abishevich Nazarbayev",
        "President of Kazakhstan Nursultan Nazarbaev",
        "PRESIDENT OF KAZAKHSTAN",
    ],
)
def test_the_office_and_the_day_tell_the_president_of_kazakhstan(label: str) -> None:
    assert name(label) == ("Nursultan Nazarbayev", "head-of-state")


def test_a_missing_family_name_is_the_one_of_the_day() -> None:
    assert name("President of Russia Dmitry Anatolyevich", day=IN_2010) == ("Dmitry Medvedev", "head-of-state")


def test_a_bare_office_means_another_person_on_another_day() -> None:
    assert name("President of Russia", day=IN_2010) == ("Dmitry Medvedev", "head-of-state")


def test_a_name_in_broken_capitals_is_the_label_itself() -> None:
    (found,) = speakers("President OF RUSSIA VLADIMIR PUTIN")
    assert (found.name, found.country, found.wikidata) == ("Vladimir Putin", "RU", "Q7747")


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("President of Kazakhstan", HANDOVER),
        ("President of Kazakhstan", None),
        ("President of Kazakhstan", date(1985, 1, 1)),
        ("President of Ruritania", DAY),
        ("President of the Academy", DAY),
        ("Prime Minister of Russia", DAY),
    ],
)
def test_an_office_that_does_not_tell_one_person_stays_unnamed(label: str, day: date | None) -> None:
    (found,) = speakers(label, day=day)
    assert (found.name, found.kind, found.role, found.resolved_by) == (None, SpeakerKind.UNNAMED, label, "no-name")


def test_another_person_in_the_office_keeps_the_printed_name() -> None:
    assert name("President of Russia Ivan Loomov") == ("Ivan Loomov", "label")


def test_a_short_label_means_the_person_introduced_before() -> None:
    first, second = speakers("Mill owner Ivan Loomov", "Ivan Loomov")
    assert first == second
    assert first.role == "Mill owner"


def test_a_short_label_may_come_first() -> None:
    first, second = speakers("Ivan Loomov", "Mill owner Ivan Loomov")
    assert first == second


def test_the_fullest_role_of_the_event_is_kept() -> None:
    labels = ("Engineer Ivan Loomov", "Engineer and Chairman of the Mill Board Ivan Loomov", "Ivan Loomov")
    assert {found.role for found in speakers(*labels)} == {"Engineer and Chairman of the Mill Board"}


@pytest.mark.parametrize(
    "short", ["I. Loomov", "Ivan Loomov", "I. P. Loomov", "I P Loomov", "Ivan P. Loomov", "Loomov"]
)
def test_initials_and_missing_given_names_are_filled(short: str) -> None:
    full, brief = speakers("Mill owner Ivan Pavlovich Loomov", short)
    assert brief == full
    assert brief.name == "Ivan Pavlovich Loomov"
    assert brief.resolved_by == "short-name"


@pytest.mark.parametrize("printed", ["Ivan P. Loomov", "Ivan P Loomov"])
def test_a_fuller_name_is_no_misprint_of_the_shorter_one(printed: str) -> None:
    first, second = speakers("Mill owner Ivan Loomov", printed)
    assert first == second
    assert (first.name, first.role, first.resolved_by) == (printed, "Mill owner", "short-name")


@pytest.mark.parametrize(
    ("labels", "people"),
    [
        (("Mill owner Ivan Loomov", "Mr. Loomov", "Mr Loomov", "Loomov"), ["Ivan Loomov"]),
        (("Irina Loomova", "Mrs Loomova", "Mrs. Loomova"), ["Irina Loomova"]),
        (("Irina Loomova", "Ms Loomova"), ["Irina Loomova"]),
        (("Irina Loomova", "Miss Loomova"), ["Irina Loomova"]),
        (("Mr Loom", "Loom"), ["Loom"]),
        (("Mr Ivan Loom", "Ivan Loom"), ["Ivan Loom"]),
        (("Mr Loom", "Mrs Loom"), ["Mr Loom", "Mrs Loom"]),
        (("Mr Loom", "Mrs Loom", "Mill owner Ivan Loom"), ["Mr Loom", "Mrs Loom", "Ivan Loom"]),
        (("Mr Loom", "Mrs Loom", "Loom"), ["Mr Loom", "Mrs Loom", "Loom"]),
        (("Mr", "Mr Loom", "Ivan Loom"), ["Mr", "Ivan Loom"]),
    ],
)
def test_a_polite_title_is_no_given_name(labels: tuple[str, ...], people: list[str]) -> None:
    for order in (labels, labels[::-1]):
        assert {one.name for one in speakers(*order)} == {*people}


def test_what_is_printed_behind_a_comma_is_no_part_of_a_name_the_page_knows() -> None:
    found = speakers("Ivan Loomov, mill owner", "Ivan Loomov, mill owner (in German)")
    assert {(one.name, one.role) for one in found} == {("Ivan Loomov", "mill owner")}


def test_an_initial_that_fits_two_people_is_neither() -> None:
    found = speakers("Mill owner Ivan Loomov", "Engineer Igor Loomov", "I. Loomov")
    assert [one.name for one in found] == ["Ivan Loomov", "Igor Loomov", "I. Loomov"]


def test_a_family_name_means_the_person_whatever_other_short_forms_there_are() -> None:
    found = speakers("Director Ivan Loomov", "I. Loomov", "Loomov")
    assert [one.name for one in found] == ["Ivan Loomov"] * 3


def test_another_initial_is_another_person() -> None:
    first, second = speakers("Mill owner Ivan Loomov", "P. Loomov")
    assert first != second


def test_a_misprint_means_the_person_introduced() -> None:
    full, misprint = speakers("Mill owner Svetlana Loomova", "Svetlana Lomova")
    assert misprint == full
    assert misprint.resolved_by == "misprint"


def test_two_introduced_people_of_similar_names_are_two() -> None:
    first, second = speakers("Mill owner Svetlana Loomova", "Engineer Svetlana Lomova")
    assert first != second


def test_a_similar_name_without_a_common_word_is_another_person() -> None:
    first, second = speakers("Mill owner Svetlana Loomova", "Svetlama Lomova")
    assert first != second


def test_a_first_name_that_many_share_stays_alone() -> None:
    labels = [f"Engineer Ivan Loomov{letter}" for letter in "abcdefghij"]
    assert speakers(*labels, "Ivan")[-1].name == "Ivan"


def test_a_tag_tells_where_a_name_begins() -> None:
    (found,) = speakers("Director of Uralsk Mayak Abai Bekov", persons=("Bekov Abai",))
    assert (found.name, found.role) == ("Abai Bekov", "Director of Uralsk Mayak")


def test_a_tag_tells_where_a_name_begins_behind_an_unknown_trade() -> None:
    (found,) = speakers("Dyer Abai Bekov", persons=("Bekov Abai",))
    assert (found.name, found.role) == ("Abai Bekov", "Dyer")


def test_a_tag_tells_where_a_name_begins_behind_an_unknown_organisation() -> None:
    found = speakers("Loomprom Abai Bekov", "Loomprom Abai Bekov (in German)", persons=("Bekov Abai",))
    assert [(one.name, one.role) for one in found] == [("Abai Bekov", "Loomprom")] * 2


def test_a_name_near_several_others_is_no_misprint() -> None:
    endings = "bdgkmn"
    found = speakers("Mill owner Ivan Looma", *(f"Ivan Loom{end}" for end in endings))
    assert len({one.name for one in found}) == len(endings) + 1


def test_near_given_names_are_two_peoples() -> None:
    first, second = speakers("Mill owner Marina Loomova", "Maria Loomova")
    assert first != second


def test_ways_of_writing_one_given_name_are_one_persons() -> None:
    first, second = speakers("Mill owner Natalia Loomova", "Natalya Loomova")
    assert first == second


SENIOR, JUNIOR = "Ivan Loomov Sr.", "Ivan Loomov Jr."


@pytest.mark.parametrize(
    ("labels", "people"),
    [
        (("Governor Ivan Loomov", JUNIOR, SENIOR), ["Ivan Loomov", JUNIOR, SENIOR]),
        (("Governor Ivan Loomov", JUNIOR), ["Ivan Loomov", JUNIOR]),
        (("Ivan Loomov", JUNIOR), ["Ivan Loomov", JUNIOR]),
        ((f"Governor {JUNIOR}", "Ivan Loomov"), [JUNIOR, JUNIOR]),
        ((f"Governor {JUNIOR}", "I. Loomov", "Loomov"), [JUNIOR] * 3),
        (("Governor Ivan Loomov", "Ivan Loomov, Jr."), ["Ivan Loomov", JUNIOR]),
        (("Governor Ivan Loomov", "Ivan Loomov Jnr."), ["Ivan Loomov", "Ivan Loomov Jnr."]),
        ((f"Governor {JUNIOR}", "Engineer Ivan Loomov"), [JUNIOR, "Ivan Loomov"]),
        ((f"Governor {JUNIOR}", "I. Loomov Sr."), [JUNIOR, "I. Loomov Sr."]),
        ((f"Governor {JUNIOR}", "Ivan Loomov Junior"), [JUNIOR, JUNIOR]),
        ((f"Governor {JUNIOR}", "Ivan Lomov Jr."), [JUNIOR, JUNIOR]),
        (("Governor Ivan Loomov II", "Ivan Loomov III"), ["Ivan Loomov II", "Ivan Loomov III"]),
        (("Governor Ivan Loomov II", "Loomov"), ["Ivan Loomov II"] * 2),
    ],
)
def test_what_follows_a_name_sets_generations_apart(labels: tuple[str, ...], people: list[str]) -> None:
    for order in (labels, labels[::-1]):
        found = dict(zip(order, speakers(*order), strict=True))
        assert {found[label].name for label in labels} == {*people}
        assert len({one.id for one in found.values()}) == len({*people})


def test_a_role_is_not_printed_for_another_generation() -> None:
    assert [one.role for one in speakers("Governor Ivan Loomov", JUNIOR)] == ["Governor", None]


def test_a_name_ends_in_no_full_stop() -> None:
    assert [one.name for one in speakers("Ivan Loomov.", "Pyotr Beltov Jr.")] == ["Ivan Loomov", "Pyotr Beltov Jr."]


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("V. Putin", DAY),
        ("V.V. Putin", DAY),
        ("V. V. Putin", DAY),
        ("Vladimir V. Putin", DAY),
        ("Vladimir Vladimirovich Putin", DAY),
        ("Vladimir Vladimirovich Putin", IN_2010),
        ("V.V. Putin", IN_2010),
        ("Prime Minister V.V. Putin", IN_2010),
        ("President of Russia V. Putin", DAY),
        ("President V. Putin", DAY),
        ("Chairman of the Mill Board, President V. Putin", DAY),
        ("VLADIMIR VLADIMIROVICH PUTIN", DAY),
    ],
)
def test_initials_and_patronymic_tell_a_head_of_state(label: str, day: date) -> None:
    (found,) = speakers(label, day=day)
    assert (found.id, found.resolved_by) == ("vladimir-putin", "head-of-state")


def test_a_name_may_be_a_misprint_of_the_head_of_state_of_these_initials() -> None:
    assert [one.name for one in speakers("V. Putin", "Vladimir Puttin")] == ["Vladimir Putin"] * 2


def test_initials_may_be_those_of_a_hyphened_given_name() -> None:
    found = speakers("K.-J. Tokayev", "K. Tokayev", day=date(2022, 2, 10))
    assert {one.id for one in found} == {"kassym-jomart-tokayev"}


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("P. Putin", DAY),
        ("V.P. Putin", DAY),
        ("V. Putin", IN_2010),
        ("Vladimir Petrovich Putin", DAY),
        ("Weaver V. Putin", DAY),
        ("Weaver Vladimir Vladimirovich Putin", DAY),
        ("Putin", DAY),
        ("V. Loomov", DAY),
    ],
)
def test_other_initials_patronymics_and_roles_are_other_peoples(label: str, day: date) -> None:
    (found,) = speakers(label, day=day)
    assert found.resolved_by == "label"
    assert found.id != "vladimir-putin"


@pytest.mark.parametrize("other", ["Weaver Viktor Putin", "Viktor Putin", "Weaver V. Putin"])
def test_initials_that_fit_somebody_else_on_the_page_are_no_presidents(other: str) -> None:
    for labels in ((other, "V. Putin"), ("V. Putin", other)):
        assert "vladimir-putin" not in {one.id for one in speakers(*labels)}


def test_unnamed_speakers_are_never_the_same() -> None:
    first, second = speakers("Question", "Question")
    assert (first.id, second.id) == ("ev-x.s0000.speaker", "ev-x.s0001.speaker")


def test_a_group_has_no_name() -> None:
    (found,) = speakers("Audience")
    assert (found.kind, found.name) == (SpeakerKind.GROUP, None)


def test_the_kind_of_a_statement_follows_its_label() -> None:
    kinds = [said.kind for said in resolve(["Question", "Ivan Loomov", "Replies", "Comment"], "ev-x")]
    assert kinds == [StatementKind.QUESTION, StatementKind.SPEECH, StatementKind.REPLY, StatementKind.REMARK]


def test_brackets_belong_to_the_statement_and_not_to_the_speaker() -> None:
    first, second = resolve(["Ivan Loomov (in German)", "Ivan Loomov (to the weavers)"], "ev-x")
    assert (first.delivery, second.addressee) == ("in German", "to the weavers")
    assert first.speaker == second.speaker


def test_a_place_in_one_label_is_the_place_of_the_person() -> None:
    first, second = speakers("Ivan Loomov (Moscow)", "Ivan Loomov")
    assert (first.place, second.place) == ("Moscow", "Moscow")


@pytest.mark.parametrize(
    ("label", "country"),
    [
        ("President of Turkey Mehmet Dokuma", "TR"),
        ("Prime Minister of Italy Paolo Tessitore", "IT"),
        ("King Abdullah II of Jordan", "JO"),
        ("Chairman of the Mill Board, President of Turkey Mehmet Dokuma", "TR"),
        ("Federal Chancellor of Germany Ute Weber", "DE"),
        ("Italian Prime Minister Paolo Tessitore", "IT"),
        ("Minister of Foreign Affairs of Turkey Mehmet Dokuma", "TR"),
        ("Mill owner Ivan Loomov", None),
        ("Weaver of Turkey Mehmet Dokuma", None),
    ],
)
def test_a_state_office_tells_the_country(label: str, country: str | None) -> None:
    assert speakers(label)[0].country == country


def test_an_unnamed_office_has_its_country_too() -> None:
    assert speakers("President of Turkey")[0].country == "TR"


def test_the_number_of_a_person_comes_from_a_label_or_a_tag() -> None:
    labels, tags = ["Mill owner Ivan Loomov", "Engineer Abai Bekov"], ["Bekov Abai"]
    found = resolve(labels, "ev-x", persons=tags, numbers={"Mill owner Ivan Loomov": 11, "Bekov Abai": 12})
    assert [said.speaker.site_person_id for said in found] == [11, 12]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Vladimir Putin", "vladimir-putin"),
        ("Jörg Weißmüller", "jorg-weissmuller"),
        ("50 Cent", "p-50-cent"),
        ("A. Loomov", "a-loomov"),
    ],
)
def test_the_id_of_a_person_is_made_of_the_name_alone(printed: str, expected: str) -> None:
    assert speaker_id(printed) == expected


def test_names_without_latin_letters_have_ids_of_their_own() -> None:
    assert speaker_id("Иван").startswith("p-")
    assert speaker_id("Иван") != speaker_id("Пётр")
