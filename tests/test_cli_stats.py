"""`kzru-forums stats`: numbers of a folder of pages."""

import csv
import io
import json

from shell import PARTIAL, SAMPLE, UNDATED, Shell

PAGE = """\
Events
Talks on looms
May {}, 2013
Ivan Loomov: Two words. The memorandum on looms will be signed next year.
Question: When?
Text version
"""
FORUM = """\
Events
9th Russia-Kazakhstan Interregional Cooperation Forum
September 19, 2012
Vladimir Putin: Good afternoon.
Text version
"""
SHOWN = """\
3 events, 4 statements, 16 words, 2 people, 1 forum, 1 agreement

Year  events  statements  words  people  forums  agreements
2012       1           1      2       1       1           0
2013       2           3     14       2       0           1

Kind   events  statements  words  people  forums  agreements
forum       1           1      2       1       1           0
talks       1           2     12       1       0           1
visit       1           1      2       1       0           0

Speaker         events  statements  words  agreements
Ivan Loomov          1           1     11           1
Vladimir Putin       2           2      4           0
"""


def pages(shell: Shell) -> str:
    shell.page("pages/a.txt", PAGE.format(7))
    shell.page("pages/b.txt", FORUM)
    return str(shell.page("pages/c.txt", PARTIAL).parent)


def test_events_are_counted_by_year_kind_and_speaker(shell: Shell) -> None:
    status, printed, complaint = shell.run("stats", pages(shell))
    assert (status, complaint) == (0, "")
    tables, _, problems = printed.partition("\nProblems\n")
    assert tables == SHOWN
    assert "warning  missing-footer\n" in problems


def test_csv_has_a_row_per_group(shell: Shell) -> None:
    status, printed, _ = shell.run("stats", pages(shell), "--to", "csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert status == 0
    assert rows[0] | {"by": "all", "value": "", "events": "3", "words": "16", "problems": ""} == rows[0]
    assert [(row["by"], row["value"], row["words"]) for row in rows[1:]][:7] == [
        ("year", "2012", "2"),
        ("year", "2013", "14"),
        ("kind", "forum", "2"),
        ("kind", "talks", "12"),
        ("kind", "visit", "2"),
        ("speaker", "Ivan Loomov", "11"),
        ("speaker", "Vladimir Putin", "4"),
    ]
    assert {row["by"] for row in rows[8:]} == {"problem"}
    assert {row["value"]: row["problems"] for row in rows[8:]}["missing-footer"] == "3"


def test_json_has_the_same_numbers(shell: Shell) -> None:
    made = json.loads(shell.run("stats", pages(shell), "--to", "json")[1])
    assert list(made) == ["all", "by_year", "by_kind", "by_speaker", "problems"]
    assert made["all"] == {"events": 3, "statements": 4, "words": 16, "people": 2, "forums": 1, "agreements": 1}
    assert [row["year"] for row in made["by_year"]] == ["2012", "2013"]
    assert {"code": "missing-footer", "severity": "warning", "count": 3} in made["problems"]


def test_an_event_without_a_day_is_counted_and_its_error_sets_the_status(shell: Shell) -> None:
    page = shell.page("bad.txt", UNDATED)
    status, printed, _ = shell.run("stats", page)
    assert status == 1
    assert "\nno date       1           1      2       1       0           0\n" in printed
    assert "      1  error    missing-date\n" in printed
    assert json.loads(shell.run("stats", page, "--to", "json")[1])["by_year"][0]["year"] is None


def test_a_folder_without_pages_has_no_tables(shell: Shell) -> None:
    status, printed, complaint = shell.run("stats", shell.folder)
    assert status == 2
    assert printed.startswith("0 events, 0 statements, 0 words, 0 people, 0 forums, 0 agreements\n\nProblems\n")
    assert "unreadable-file" in complaint


def test_a_narrow_terminal_has_fewer_columns(shell: Shell) -> None:
    _, printed, _ = shell.run("stats", pages(shell), "--width", "40")
    assert "\nYear  events  statements  words\n" in printed
    assert max(map(len, printed.splitlines()[1:])) <= 64


def test_the_most_frequent_speakers_are_listed(shell: Shell) -> None:
    names = "Aman Bek Dos Ermek Gani Isa Kair Marat Nur Oral Sat Tem".split()
    said = "".join(f"Aida {name}ova: {'Good. ' * count}\n" for count, name in enumerate(names, 1))
    page = shell.page("many.txt", f"Events\nTalks\nMay 9, 2013\n{said}Text version\n")
    table = shell.run("stats", page)[1].partition("\nSpeaker")[2]
    assert "\nand 2 more; --to csv lists all\n" in table
    assert [line.split()[1] for line in table.splitlines()[1:11]] == [f"{name}ova" for name in reversed(names[2:])]


def test_two_people_of_one_name_are_told_apart_by_their_ids(shell: Shell) -> None:
    html = (
        "<html><body><article><h1 class='entry-title'>Talks {day}</h1><time class='read__published'>May {day}, 2013"
        "</time><div class='read__internal_content'><p><b><a href='/catalog/persons/{day}/events'>Aida Bekova</a>:</b>"
        " Good day.</p></div></article></body></html>"
    )
    shell.page("pages/a.html", html.format(day=7))
    folder = shell.page("pages/b.html", html.format(day=8)).parent
    rows = list(csv.DictReader(io.StringIO(shell.run("stats", folder, "--to", "csv")[1])))
    speakers = [row["value"] for row in rows if row["by"] == "speaker"]
    assert speakers == ["Aida Bekova (aida-bekova-7)", "Aida Bekova (aida-bekova-8)"]


def test_pages_without_problems_have_no_such_list(shell: Shell) -> None:
    status, printed, _ = shell.run("stats", shell.page("sample.txt", SAMPLE))
    assert status == 0
    assert "Problems" not in printed


def test_files_with_errors_are_named(shell: Shell) -> None:
    bad = shell.page("bad.txt", UNDATED)
    status, _, complaints = shell.run("stats", shell.page("good.txt", PARTIAL), bad)
    assert status == 1
    assert [line.partition(":")[0] for line in complaints.splitlines()] == [str(bad)]
    assert "[missing-date]" in complaints
