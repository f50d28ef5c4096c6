"""`kzru-forums show` and `kzru-forums editions`, run in this process."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kzru_forums
from kzru_forums import Event, Forum, ForumStatus, testing
from kzru_forums.cli import listings as _editions
from kzru_forums.cli.lines import Line, Style, broken, cells, fitted, safe
from kzru_forums.cli.show import page_lines
from shell import PARTIAL, UNDATED, Shell

FOOT = "Publication status\nPublished in section: News\nPublication date: May 9, 2013, 12:00\nText version\n"
PAGE = (
    "Events\nTalks on a bridge across the river Irtysh, between two towns\nWho crosses it was the question.\n"
    "November 11, 2013\n10:00\nYekaterinburg\n"
    "The guests of the 10th Russia-Kazakhstan Interregional Cooperation Forum walked to the middle.\n"
    "* * *\nBeginning of the talks\n"
    "Aida Bekova: Colleagues,\nThe bridge stands. (Applause.) [Laughing] It does, and the memorandum on bridges will be"
    " signed next year. The memorandum on bridges will be signed next year.\n"
    "Question: Who paid?\nQuestion: And who walks?\nAida Bekova: You.\n(Laughter.)\n"
    "* * *\nThen it rained.\n"
    "See also\nThe bridge before the talks, in all its length and beauty and with its lamps\nNovember 10 − 11, 2013\n"
    + FOOT
)
SHOWN = """\
Talks on a bridge across the river Irtysh, between two towns
────────────────────────────────────────────────────────────
November 11, 2013, 10:00 · Yekaterinburg
talks · edition 10 of the Russia–Kazakhstan Interregional
Cooperation Forum

Who crosses it was the question.

Who speaks
  Aida Bekova        26   84%  ████████████▌
  Question × 2        5   16%  ██▌

The guests of the 10th Russia-Kazakhstan Interregional
Cooperation Forum walked to the middle.

Beginning of the talks
──────────────────────

Aida Bekova:
    Colleagues,

    The bridge stands. (Applause.) [Laughing] It does, and
    the memorandum on bridges will be signed next year. The
    memorandum on bridges will be signed next year.

Question:
    Who paid?

Question:
    And who walks?

Aida Bekova:
    You.

    (Laughter.)

Then it rained.

Documents mentioned
  planned    memorandum   memorandum on bridges × 2

See also
  The bridge before the talks, in all its length and beauty
  and with its lamps (November 10, 2013 – November 11, 2013)
"""
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _no_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)


def shown(shell: Shell, text: str, *options: str) -> str:
    status, printed, complaint = shell.run("show", shell.page("page.txt", text), *options)
    assert (status, complaint) == (0, "")
    return printed


def plain(lines: Iterable[Line]) -> list[str]:
    return ["".join(safe(text) for text, _ in line).rstrip() for line in lines]


def test_a_page_is_shown_for_reading(shell: Shell) -> None:
    assert shown(shell, PAGE, "--width", "60") == SHOWN


def test_notes_can_be_left_out(shell: Shell) -> None:
    printed = shown(shell, PAGE, "--no-notes")
    assert "    The bridge stands. It does, and the memorandum" in printed
    assert "Laugh" not in printed


def test_the_width_is_that_of_the_terminal(shell: Shell) -> None:
    shell.monkeypatch.setenv("COLUMNS", "50")
    assert max(map(cells, shown(shell, PAGE).splitlines())) in range(40, 51)


def test_lines_do_not_get_longer_than_what_is_easy_to_read(shell: Shell) -> None:
    shell.monkeypatch.setenv("COLUMNS", "300")
    assert max(map(cells, shown(shell, PAGE).splitlines())) in range(100, 121)


def test_a_width_beats_what_is_easy_to_read(shell: Shell) -> None:
    assert max(map(cells, shown(shell, PAGE, "--width", "200").splitlines())) > 120


@pytest.mark.parametrize("width", ["39", "-80", "wide", "٨٠"])
def test_a_width_is_a_number_that_is_large_enough(shell: Shell, width: str) -> None:
    complaint = shell.stopped("show", f"--width={width}", "page.txt", status=2)
    assert f"expected an integer of at least 40, not {width!r}" in complaint


def test_pages_are_set_apart_by_a_blank_line(shell: Shell) -> None:
    shell.page("pages/a.txt", PARTIAL)
    folder = shell.page("pages/b.txt", PARTIAL + PARTIAL).parent
    status, printed, complaint = shell.run("show", folder)
    assert (status, complaint) == (0, "")
    assert printed.count("\n\nA short visit\n─────────────\nMay 9, 2013\n") == 2


def test_a_page_with_errors_is_shown_as_far_as_it_is_read(shell: Shell) -> None:
    bad = shell.page("bad.txt", UNDATED)
    status, printed, complaint = shell.run("show", bad)
    assert status == 1
    assert "\nno date\n" in printed
    assert "\n    Good afternoon.\n" in printed
    assert complaint == f"{next(p for p in kzru_forums.read(bad).problems if p.code == 'missing-date')}\n"


def test_an_address_is_shown(shell: Shell) -> None:
    page = "<html><body><article><h1 class='entry-title'>Talks</h1><time class='read__published'>May 9, 2013</time>"
    address = "<meta property='og:url' content='http://en.kremlin.ru/events/president/news/1'>"
    html = page.replace("<body>", f"<head>{address}</head><body>") + (
        "<div class='read__internal_content'><p><b>Aida Bekova:</b> Good day.</p></div></article></body></html>"
    )
    assert "\nhttp://en.kremlin.ru/events/president/news/1\n" in shell.run("show", shell.page("a.html", html))[1]


def test_the_last_of_very_many_speakers_make_one_row(shell: Shell) -> None:
    said = "".join(
        f"Aida {name}ova: {'Good day. ' * 3}\n" for name in "Bek Tem Ser Kar Mar Sat Nur Bor Kas Tok Ome".split()
    )
    few = f"Aida Isova: One.\nAida Akova: {'One. ' * 2}\n"
    head = "Events\nTalks on a bridge\nMay 9, 2013\n"
    table = shown(shell, head + said + few + "Aida Usova: One.\n" + FOOT).partition("Who speaks\n")[2].splitlines()
    assert table[11].split()[:3] == ["Aida", "Akova", "2"]
    assert table[12].split()[:4] == ["2", "others", "2", "3%"]
    assert table[13] == ""
    assert "others" not in shown(shell, head + said + few + FOOT)


def test_few_words_among_many_have_a_row(shell: Shell) -> None:
    text = f"Events\nTalks\nMay 9, 2013\nAida Bekova: {'Good day. ' * 300}\nMarat Omarov: Yes.\n{FOOT}"
    assert "  Marat Omarov        1   <1%  ▌\n" in shown(shell, text)


def test_where_nobody_says_a_word_there_is_no_table(shell: Shell) -> None:
    assert "Who speaks" not in shown(shell, f"Events\nTalks\nMay 9, 2013\nThe river was quiet that day.\n{FOOT}")


def test_nothing_that_moves_a_terminal_gets_through(shell: Shell) -> None:
    evil = "\x1b[31mred\x1b[0m \x07bell \x9bcsi \u202etfel\u202c \u2028line"
    text = PAGE.replace("Who paid?", f"Who {evil}?").replace("across the river", f"{evil} river")
    printed = shown(shell, text.replace("Aida Bekova", "Aida \x1b]0;Bekova"))
    assert set(re.findall(r"[^\n]", printed)) == {char for char in printed if char.isprintable()}
    assert "�[31mred�[0m" in printed


def test_markup_of_rich_is_text_in_colour_too(shell: Shell) -> None:
    shell.terminal("stdout")
    printed = shown(shell, PAGE.replace("Who paid?", "[bold]Who[/bold] :smile: paid?"))
    assert "[bold]Who[/bold] :smile: paid?" in ESCAPE.sub("", printed)


def test_labels_are_in_colour_and_notes_dim_on_a_terminal(shell: Shell) -> None:
    shell.terminal("stdout")
    printed = shown(shell, PAGE)
    assert "\x1b[1;36mAida Bekova:\x1b[0m\n" in printed
    assert "The bridge stands. \x1b[2;3m(Applause.) [Laughing]\x1b[0m It does" in printed


def test_colours_change_nothing_but_colours(shell: Shell) -> None:
    shell.terminal("stdout")
    printed = shown(shell, PAGE, "--width", "60")
    assert "\x1b" in printed
    assert ESCAPE.sub("", printed) == SHOWN


def test_without_the_extra_a_terminal_gets_the_same_text(shell: Shell) -> None:
    shell.terminal("stdout")
    shell.without("rich.console", "kzru_forums.cli.colours")
    assert shown(shell, PAGE, "--width", "60") == SHOWN


def test_there_are_no_colours_where_the_user_wants_none(shell: Shell) -> None:
    shell.terminal("stdout")
    shell.monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", shown(shell, PAGE))


def test_there_are_colours_in_a_file_where_the_user_wants_them(shell: Shell) -> None:
    shell.monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;36mAida Bekova:" in shown(shell, PAGE)


def printed_in(encoding: str, *arguments: str) -> str:
    """What a terminal of another encoding gets."""
    command = [sys.executable, "-m", "kzru_forums", *arguments]
    run = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True, check=True)
    return run.stdout.decode(encoding)


def test_a_terminal_that_is_not_utf_8_gets_what_is_nearest(shell: Shell) -> None:
    text = PAGE.replace("Who paid?", "“Who’s Gül – Мы…”")
    printed = printed_in("ascii", "show", "--width=60", str(shell.page("a.txt", text)))
    assert '    "Who\'s Gul - ??..."\n' in printed
    assert "\n  Question x 2        6   19%  ###\n" in printed


def test_a_terminal_gets_the_characters_it_has(shell: Shell) -> None:
    printed = printed_in("latin-1", "show", str(shell.page("a.txt", PAGE)))
    assert "November 11, 2013, 10:00 · Yekaterinburg\n" in printed


@pytest.mark.parametrize(("text", "plainer"), [("“Gül” × 2", '"Gul" x 2'), ("Мы…", "??...")])
def test_characters_that_an_encoding_lacks_have_a_stand_in(text: str, plainer: str) -> None:
    assert text.encode("ascii", "kzru_forums.plainer").decode("ascii") == plainer


def test_what_is_not_encoding_is_not_made_plainer() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", "kzru_forums.plainer")


@given(testing.events(), st.booleans(), st.integers(40, 120))
def test_any_event_is_shown(event: Event, notes: bool, width: int) -> None:
    assert all(line.isprintable() for line in plain(page_lines(event, [], width, notes=notes)))


@given(st.lists(st.tuples(st.text(), st.sampled_from(Style))), st.integers(1, 40))
def test_lines_hold_every_word_and_fit(pieces: list[tuple[str, Style]], width: int) -> None:
    lines = ["".join(text for text, _ in line) for line in broken(pieces, width)]
    assert " ".join(lines).split() == "".join(text for text, _ in pieces).split()
    assert all(cells(line) <= width or len(line.split()) == 1 for line in lines)


@pytest.mark.parametrize(
    ("text", "taken"), [("Kazakhstan", 10), ("Қазақстан", 9), ("e\N{COMBINING ACUTE ACCENT}", 1), ("中国", 4)]
)
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str, taken: int) -> None:
    assert cells(text) == taken


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Aida", "Aida  "), ("Aida Bekova", "Aida …"), ("中国中国", "中国… "), ("a\tb\x07", "a b\ufffd  ")],
)
def test_a_text_is_fitted_into_a_column(text: str, shown: str) -> None:
    assert fitted(text, 6) == shown


def test_every_paragraph_of_real_pages_is_shown_in_lines_that_fit(shared: Path) -> None:
    for reading in kzru_forums.iter_readings(sorted((shared / "corpus" / "page").glob("*.txt"))[:40]):
        (event,) = reading.events
        between = [block for block in reading.blocks if block.kind in ("narration", "heading")]
        lines = plain(page_lines(event, between, 80))
        assert max(map(cells, lines)) <= 80
        words = " ".join(" ".join(lines).split())
        spoken = (paragraph for said in event.statements for paragraph in said.paragraphs)
        assert all(text in words for text in (*event.lead, *event.narration, *event.headings, *spoken))


def test_the_editions_are_a_table(shell: Shell) -> None:
    shell.monkeypatch.setenv("COLUMNS", "80")
    status, printed, complaint = shell.run("editions")
    assert (status, complaint) == (0, "")
    assert printed.startswith("No.  Year  Days        City                       Country  Format     Status\n")
    assert "\n  9  2012  Sep 19?     Pavlodar                   KZ       in person  held\n" in printed
    assert f"\n{'':23}Innovation cooperation\n" in printed
    assert "\n 22  2026              Omsk                       RU                  planned\n" in printed
    assert printed.endswith("\n\n? only probable. No forum was held in 2004 and 2020.\n")
    assert max(map(cells, printed.splitlines())) <= 80


def test_the_theme_has_a_column_where_there_is_room(shell: Shell) -> None:
    _, printed, _ = shell.run("editions", "--width", "120")
    assert "  Status   Theme\n" in printed
    assert "  in person  held     Energy cooperation?\n" in printed


def test_days_are_as_short_as_can_be(shell: Shell) -> None:
    first, last, plenary = date(2003, 9, 30), date(2003, 10, 1), date(2003, 9, 2)
    held = ForumStatus.HELD
    forums = (
        Forum(number=1, year=2003, status=held, starts_on=first, ends_on=last, uncertain=("starts_on",)),
        Forum(number=2, year=2003, status=held, plenary_on=plenary, uncertain=("plenary_on",)),
        Forum(number=3, year=2003, status=held, city="Here", city_today="There"),
    )
    shell.monkeypatch.setattr(_editions, "editions", lambda: forums)
    _, printed, _ = shell.run("editions", "--width", "60")
    for row in ("  1  2003  Sep 30?–Oct 1  ", "  2  2003  Sep 2?  ", "  3  2003                 Here (There)  "):
        assert f"\n{row}" in printed


def test_the_editions_are_json(shell: Shell) -> None:
    status, printed, complaint = shell.run("editions", "--json")
    assert (status, complaint) == (0, "")
    assert kzru_forums.from_json(printed) == list(kzru_forums.editions())
