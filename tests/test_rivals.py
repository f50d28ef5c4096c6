"""Two roles of one name in one event."""

import pytest

from kzru_forums import Problem, ProblemCode, Severity, parse
from kzru_forums.speakers.labels import parse as parts_of
from kzru_forums.speakers.rivals import rival_roles

MINISTER, WEAVER = "Minister of Looms Ivan Loomov", "Weaver Ivan Loomov"


def warnings(*labels: str) -> list[Problem]:
    body = "".join(f"{label}: The wool is dry.\n" for label in labels)
    reading = parse(f"Events\nTalks on wool\nMay 9, 2013\n{body}")
    return [problem for problem in reading.problems if problem.code is ProblemCode.AMBIGUOUS_PERSON]


@pytest.mark.parametrize(
    "labels",
    [
        (MINISTER, WEAVER),
        ("Ivan Loomov, weaver", "Ivan Loomov, governor"),
        ("Director of the Mill Ivan Loomov", "Colonel Ivan Loomov"),
        (MINISTER, "Minister of Looms and Wool Ivan Loomov", WEAVER),
    ],
)
def test_roles_without_a_common_office_are_rivals(labels: tuple[str, ...]) -> None:
    assert rival_roles(map(parts_of, labels))


@pytest.mark.parametrize(
    "labels",
    [
        (MINISTER, "Ivan Loomov"),
        (MINISTER, "Minister Ivan Loomov"),
        (MINISTER, "Minister of Wool Ivan Loomov"),
        (WEAVER, "Weaver and Governor Ivan Loomov"),
        (WEAVER, "Governor Pyotr Beltov"),
        ("Ivan Loomov, Steppe Courier", WEAVER),
    ],
)
def test_roles_of_one_office_or_one_within_the_other_are_none(labels: tuple[str, ...]) -> None:
    assert rival_roles(map(parts_of, labels)) is None


@pytest.mark.parametrize(("before", "expected"), [(28, True), (29, True), (30, False)])
def test_of_many_roles_the_first_thirty_are_compared(before: int, expected: bool) -> None:
    same = [f"Weaver of Mill {number} Ivan Loomov" for number in range(before)]
    assert bool(rival_roles(map(parts_of, [*same, "Governor Ivan Loomov"]))) is expected


def test_the_second_office_of_a_name_is_one_warning_at_its_statement() -> None:
    labels = (MINISTER, WEAVER, WEAVER, "Ivan Loomov", "Governor Pyotr Beltov")
    (problem,) = warnings(*labels)
    assert problem.severity is Severity.WARNING
    assert problem.message == "Ivan Loomov: printed as 'Minister of Looms' and as 'Weaver', perhaps two people"
    assert problem.line == 5


def test_one_office_is_no_warning() -> None:
    assert warnings(MINISTER, "Ivan Loomov", "Minister Ivan Loomov", "Governor Pyotr Beltov") == []
