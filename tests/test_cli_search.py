"""`kzru-forums search`: hits for people, in their context."""

import re

import pytest

from shell import PARTIAL, UNDATED, Shell

PAGE = (
    "Events\nTalks on looms\nThe looms stood still.\nMay {}, 2013\nIvan Loomov: Colleagues,\n"
    + "The yarn is long. " * 12
    + "Every loom in Omsk will hum again. "
    + "The yarn is long. " * 12
    + "\nQuestion: Which loom?\nText version\n"
)
SHOWN = """\
2013-05-07 · Question [1] · Talks on looms
    Which loom?

2013-05-07 · Ivan Loomov [0] · Talks on looms
    …is long. The yarn is long. The yarn is long. Every loom
    in Omsk will hum again. The yarn is long. The yarn is…
"""


def searched(shell: Shell, *arguments: str) -> tuple[int, str, str]:
    return shell.run("search", *arguments, shell.page("page.txt", PAGE.format(7)), "--width", "60")


def test_hits_are_printed_in_their_context(shell: Shell) -> None:
    assert searched(shell, "loom") == (0, SHOWN, "2 matches in 2 places of 1 event\n")


def test_lead_and_narration_have_no_speaker(shell: Shell) -> None:
    _, printed, summary = searched(shell, '"looms stood"')
    assert printed == "2013-05-07 · Talks on looms\n    The looms stood still.\n"
    assert summary == "1 match in 1 place of 1 event\n"


def test_matches_are_highlighted_on_a_terminal(shell: Shell) -> None:
    shell.terminal("stdout")
    assert "Which \x1b[1;30;43mloom\x1b[0m?" in searched(shell, "loom* NOT omsk")[1]


def test_only_some_hits_are_shown_and_the_rest_is_counted(shell: Shell) -> None:
    _, printed, summary = searched(shell, "loom", "--limit", "1")
    assert SHOWN.startswith(printed)
    assert summary == "2 matches in 2 places of 1 event; the first 1 are printed, --limit all prints all\n"
    assert searched(shell, "loom", "--limit", "all")[1] == SHOWN
    _, printed, summary = searched(shell, "loom", "--limit", "0")
    assert printed == ""
    assert summary == "2 matches in 2 places of 1 event; none are printed, --limit all prints all\n"


def test_quiet_leaves_the_summary_out(shell: Shell) -> None:
    assert searched(shell, "loom", "-q") == (0, SHOWN, "")


def test_nothing_found_says_so(shell: Shell) -> None:
    assert searched(shell, "steam") == (0, "", "nothing found\n")


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--speaker", "Loomov"], 1),
        (["--kind", "question"], 1),
        (["--kind", "talks"], 2),
        (["--since", "2013-06"], 0),
        (["--until", "2013-05-07"], 2),
    ],
)
def test_filters_narrow_the_search(shell: Shell, options: list[str], count: int) -> None:
    assert searched(shell, "loom", *options)[1].count("2013-05-07") == count


def test_a_regular_expression_is_matched(shell: Shell) -> None:
    assert searched(shell, r"which l(o+)m\b", "--regex")[1] == SHOWN.partition("\n\n")[0] + "\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["(loom"], "cannot read the query '(loom': "),
        (["(", "--regex"], "cannot read the regular expression '(': "),
        (["loom", "--speaker", "Nobody"], "no person in this corpus is called 'Nobody'"),
        (["loom", "--since", "May"], "expected a date like '2012', '2012-09' or '2012-09-19', not 'May'"),
        (["loom", "--kind", "party"], "there is no kind 'party'"),
        ([""], "expected words to search for, not ''"),
    ],
)
def test_what_cannot_be_searched_for_is_wrong_usage(shell: Shell, arguments: list[str], message: str) -> None:
    status, printed, complaint = searched(shell, *arguments)
    assert (status, printed) == (2, "")
    assert complaint.startswith(f"kzru-forums: {message}")


@pytest.mark.parametrize(
    "arguments", [["(loom"], ["(", "--regex"], ["loom", "--since", "May"], ["loom", "--kind=party"]]
)
def test_wrong_usage_is_told_before_anything_is_read(shell: Shell, arguments: list[str]) -> None:
    status, printed, complaint = shell.run("search", *arguments, "missing.txt")
    assert (status, printed, complaint.count("\n")) == (2, "", 1)
    assert "missing.txt" not in complaint


def test_a_limit_is_a_number(shell: Shell) -> None:
    assert "expected an integer of at least 0, not 'x'" in shell.stopped(
        "search", "loom", "page.txt", "--limit=x", status=2
    )


def test_a_page_with_an_error_is_searched_and_told(shell: Shell) -> None:
    status, printed, complaint = shell.run("search", "afternoon", shell.page("bad.txt", UNDATED))
    assert status == 1
    assert printed.startswith("no date · Vladimir Putin [0] · A visit without a day\n")
    assert re.search(r"bad\.txt:.*missing-date", complaint)


def test_several_files_are_one_corpus(shell: Shell) -> None:
    folder = shell.page("pages/a.txt", PARTIAL).parent
    shell.page("pages/b.txt", PAGE.format(8))
    assert shell.run("search", "loom OR afternoon", folder)[2] == "3 matches in 3 places of 2 events\n"


def test_a_limit_of_many_digits_is_refused(shell: Shell) -> None:
    printed = shell.stopped("search", "--limit", "1" * 5_000, "looms", "page.txt", status=2)
    assert f"expected an integer of at least 0 and at most 18 digits, not '{'1' * 36}'" in printed
