"""The site's text version: every part of the layout as a page in invented words."""

from datetime import date

import pytest

from kzru_forums import Block, BlockKind, Event, Layout, NoteKind, ProblemCode, loads, parse
from pages import PUTIN, TITLE

INTERFACE = "View settings\n\nFont size:\n\nSite colours:\n\nImages\n\nSettings\n\n"
SITE = "Official website of the President of Russia\n\n"
SECTION = "Transcripts   /\n\n"
DATED = "September 19, 2012, Pavlodar"


def copy(*body: str, interface: str = INTERFACE + SITE, section: str = SECTION, dated: str = DATED) -> str:
    """A text version with the given paragraphs."""
    return "\n\n".join((f"{interface}{section}{TITLE}", dated, *body, dated)) + "\n"


def event(text: str) -> Event:
    """The event of a text version that has to read strictly and without warnings."""
    reading = parse(text)
    assert reading.source.layout is Layout.TEXT_VERSION
    assert not reading.problems
    (found,) = loads(text)
    return found


def of_kind(text: str, kind: BlockKind) -> list[Block]:
    return [block for block in parse(text).blocks if block.kind is kind]


def test_the_head_gives_section_title_date_and_place() -> None:
    found = event(copy("The mill opened in spring."))
    assert (found.sections, found.title) == (("Transcripts",), TITLE)
    assert (found.date, found.place) == (date(2012, 9, 19), "Pavlodar")


def test_the_section_may_be_in_russian() -> None:
    assert event(copy(section="Документ   /\n\n").replace(DATED, f"{DATED}\n\nThe mill.", 1)).sections == ("Документ",)


def test_the_date_line_may_lack_its_place() -> None:
    found = event(copy("The mill opened in spring.", dated="September 19, 2012"))
    assert (found.date, found.place) == (date(2012, 9, 19), None)


def test_a_place_may_have_commas() -> None:
    assert (
        event(copy("The mill opened.", dated="September 19, 2012, The Kremlin, Moscow")).place == "The Kremlin, Moscow"
    )


def test_a_title_may_take_several_lines() -> None:
    assert event(copy("The mill opened.").replace(TITLE, "Meeting with weavers\nof Pavlodar")).title == TITLE


@pytest.mark.parametrize("interface", ["", SITE, INTERFACE, INTERFACE + SITE, "Special version\n\n" + SITE])
def test_interface_lines_may_be_missing(interface: str) -> None:
    assert event(copy("The mill opened.", interface=interface)).narration == ("The mill opened.",)


def test_interface_lines_are_no_content() -> None:
    texts = [block.text for block in of_kind(copy("The mill opened."), BlockKind.INTERFACE)]
    assert texts == [*INTERFACE.split("\n\n")[:-1], SITE.strip()]


def test_paragraphs_before_the_first_label_are_narration() -> None:
    found = event(copy("The mill opened in spring.", "* * *", f"{PUTIN}: Good evening."))
    assert (found.lead, found.narration) == ((), ("The mill opened in spring.",))


def test_a_label_opens_a_statement_and_the_lines_below_are_its_paragraphs() -> None:
    (said,) = event(copy(f"{PUTIN}: Good evening.", "The looms are running.")).statements
    assert (said.label, said.paragraphs) == (PUTIN, ("Good evening.", "The looms are running."))


def test_the_date_line_at_the_end_is_no_speech() -> None:
    text = copy(f"{PUTIN}: Good evening.")
    assert event(text).statements[0].paragraphs == ("Good evening.",)
    assert [block.text for block in of_kind(text, BlockKind.END)] == [DATED]


def test_a_heading_stands_between_separator_and_label() -> None:
    found = event(copy("* * *", "Beginning of meeting with weavers", f"{PUTIN}: Good evening."))
    assert found.headings == ("Beginning of meeting with weavers",)


def test_the_omission_mark_abridges_the_event() -> None:
    found = event(copy(f"{PUTIN}: Good evening.", "<…>", "Let us go on."))
    assert (found.abridged, found.statements[0].notes[0].kind) == (True, NoteKind.OMISSION)


def test_no_line_is_broken_by_a_link() -> None:
    (said,) = event(copy(f"{PUTIN}: Three tasks", "first, the looms,", "then the wool.")).statements
    assert said.paragraphs == ("Three tasks", "first, the looms,", "then the wool.")


def test_no_break_spaces_are_folded() -> None:
    found = event(copy("President of\u00a0Russia Vladimir\u00a0Putin: Good\u00a0evening."))
    assert (found.statements[0].label, found.statements[0].text) == (PUTIN, "Good evening.")


def test_date_and_place_share_a_line_and_tile_it() -> None:
    text = copy("The mill opened.")
    (day,), (place,) = of_kind(text, BlockKind.DATE), of_kind(text, BlockKind.PLACE)
    assert text[day.span.start : day.span.end] == "September 19, 2012, "
    assert text[place.span.start : place.span.end].strip() == "Pavlodar"


def test_the_place_is_found_where_blanks_are_doubled() -> None:
    text = copy("The mill opened.", dated="September 19, 2012, The  Kremlin")
    (place,) = of_kind(text, BlockKind.PLACE)
    assert text[place.span.start : place.span.end].strip() == "The  Kremlin"


def test_several_text_versions_in_one_source_are_told_apart() -> None:
    found = loads(copy(f"{PUTIN}: One.") + copy(f"{PUTIN}: Two."))
    assert [one.statements[0].text for one in found] == ["One.", "Two."]


def test_text_versions_without_interface_lines_are_told_apart() -> None:
    found = loads(copy(f"{PUTIN}: One.", interface="") + copy(f"{PUTIN}: Two.", interface=""))
    assert [(one.sections, one.statements[0].text) for one in found] == [
        (("Transcripts",), "One."),
        (("Transcripts",), "Two."),
    ]


def test_copies_without_their_last_lines_are_told_apart_by_interface_lines() -> None:
    text = copy(f"{PUTIN}: Good evening.").removesuffix(f"{DATED}\n")
    assert [one.statements[0].text for one in loads(text * 2)] == ["Good evening."] * 2


@pytest.mark.parametrize(
    "ending",
    ["\r\n", "\r"],
)
def test_lines_may_end_as_on_other_systems(ending: str) -> None:
    text = copy(f"{PUTIN}: Good evening.")
    assert loads(text.replace("\n", ending)) == loads(text)


def test_a_copy_without_its_last_line_is_read_with_a_warning() -> None:
    text = copy(f"{PUTIN}: Good evening.").removesuffix(f"{DATED}\n")
    assert loads(text)[0].statements[0].text == "Good evening."
    assert [problem.code for problem in parse(text).problems] == [ProblemCode.MISSING_END]


def test_a_page_may_end_with_its_head() -> None:
    assert event(copy()).narration == ()


def test_a_copy_without_its_date_line_is_an_error() -> None:
    text = copy(f"{PUTIN}: Good evening.").replace(f"{DATED}\n", "")
    codes = [problem.code for problem in parse(text).problems]
    assert codes == [ProblemCode.MISSING_TITLE, ProblemCode.MISSING_DATE, ProblemCode.MISSING_END]


def test_a_copy_of_the_interface_alone_has_no_title() -> None:
    reading = parse(INTERFACE + SITE)
    assert [problem.code for problem in reading.problems][:1] == [ProblemCode.MISSING_TITLE]


def test_a_day_that_no_calendar_has_is_an_error() -> None:
    reading = parse(copy("The mill opened.").replace("September 19", "September 31"))
    assert [(problem.code, problem.line) for problem in reading.problems] == [(ProblemCode.INVALID_DATE, 17)]


def test_page_text_with_the_name_of_the_site_above_it_is_page_text() -> None:
    reading = parse(f"{SITE}Events\n{TITLE}\nSeptember 19, 2012\n{PUTIN}: Good evening.\nText version\n")
    assert reading.source.layout is Layout.PAGE


def test_a_text_version_copied_from_its_title_on_is_known_by_its_date_line() -> None:
    found = parse(copy(f"{PUTIN}: Good evening.", interface="", section="")).events[0]
    assert (found.title, found.date, found.place) == (TITLE, date(2012, 9, 19), "Pavlodar")


HEAD = INTERFACE + SITE + SECTION


def kinds_and_texts(text: str) -> list[tuple[BlockKind, str]]:
    """The blocks of a text version below its interface lines and its section."""
    return [
        (block.kind, block.text)
        for block in parse(text).blocks
        if block.kind not in (BlockKind.INTERFACE, BlockKind.SECTION)
    ]


DATE_AND_PLACE = [(BlockKind.DATE, "September 19, 2012"), (BlockKind.PLACE, "Pavlodar")]


def test_a_head_alone_has_no_end() -> None:
    text = f"{HEAD}{TITLE}\n\n{DATED}\n"
    assert kinds_and_texts(text) == [(BlockKind.TITLE, TITLE), *DATE_AND_PLACE]
    (problem,) = parse(text).problems
    assert (problem.code, problem.message[-15:]) == (ProblemCode.MISSING_END, "a partial copy?")


@pytest.mark.parametrize("lines", [["The mill opened."], ["The mill opened", "It hummed"], ["The mill!", "It hums"]])
def test_a_date_line_below_sentences_is_the_one_at_the_end(lines: list[str]) -> None:
    text = HEAD + "\n\n".join([*lines, DATED]) + "\n"
    assert kinds_and_texts(text) == [*[(BlockKind.NARRATION, line) for line in lines], *DATE_AND_PLACE]
    assert [problem.code for problem in parse(text).problems] == [ProblemCode.MISSING_TITLE]
    assert parse(text).events[0].date == date(2012, 9, 19)


@pytest.mark.parametrize("line", ["* * *", "<…>", f"{PUTIN}: Good evening."])
def test_what_opens_a_body_ends_the_head(line: str) -> None:
    text = f"{HEAD}{TITLE}\n\n{line}\n\n{DATED}\n\nThe mill opened.\n\n{DATED}\n"
    assert BlockKind.TITLE not in dict(kinds_and_texts(text))
    assert parse(text).events[0].date == date(2012, 9, 19)


def test_a_title_may_begin_like_a_label() -> None:
    title = f"{PUTIN}: ten years of the mill"
    assert event(copy("The mill opened.").replace(TITLE, title)).title == title


def test_a_date_line_without_a_title_is_the_date() -> None:
    text = f"{HEAD}{DATED}\n\nThe mill opened.\n\n{DATED}\n"
    assert kinds_and_texts(text) == [*DATE_AND_PLACE, (BlockKind.NARRATION, "The mill opened."), (BlockKind.END, DATED)]
    assert [problem.code for problem in parse(text).problems] == [ProblemCode.MISSING_TITLE]


def test_a_line_with_a_slash_at_its_end_opens_no_page() -> None:
    assert event(copy("The mill opened.", "Looms /", "Spindles.")).narration == (
        "The mill opened.",
        "Looms /",
        "Spindles.",
    )


def test_interface_lines_below_the_section_open_no_page() -> None:
    text = copy("The mill opened.", interface="", section=SECTION + INTERFACE)
    assert len(parse(text).events) == 1


@pytest.mark.parametrize("interface", ["", SITE, INTERFACE + SITE])
def test_each_page_ends_with_its_own_date_line(interface: str) -> None:
    """Also below a page that lacks it, where interface lines open the next."""
    words = ["One.", "Two.", "Three.", "Four."]
    whole = "".join(copy(word, "And more.", interface=interface) for word in words)
    pages = [(word, "And more.") for word in words]
    assert [one.narration for one in loads(copy("Zero.") + whole)] == [("Zero.",), *pages]
    cut = copy("Zero.").removesuffix(f"{DATED}\n") + INTERFACE
    assert [one.narration for one in parse(cut + whole).events] == [("Zero.",), *pages]


@pytest.mark.parametrize(("lines", "codes"), [(11, []), (12, [ProblemCode.MISSING_TITLE])])
def test_a_title_has_at_most_eleven_lines(lines: int, codes: list[ProblemCode]) -> None:
    text = copy("The mill opened.").replace(TITLE, "\n".join(["Wool"] * lines))
    assert [problem.code for problem in parse(text).problems] == codes


PLACELESS = "September 19, 2012"


def bare(*, title: str = TITLE, dated: str = DATED, closed: bool = True) -> str:
    """A page without interface lines and section, with or without the date line at its end."""
    body = (title, dated, f"{PUTIN}: Looms hum.", "Wool is good.", f"{PUTIN}: So is yarn.", "<…>")
    return "\n\n".join((*body, dated) if closed else body) + "\n\n"


@pytest.mark.parametrize("dated", [DATED, PLACELESS])
@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("first", ["", INTERFACE + SITE + SECTION])
@pytest.mark.parametrize("count", [2, 5, 20])
def test_pages_joined_without_interface_lines_are_separate(count: int, first: str, dated: str, *, closed: bool) -> None:
    days = [dated.replace("19", str(number // 2 + 1)) for number in range(count)]  # Two pages a day.
    days[-1] = days[-1].replace(PLACELESS, DATED)
    titles = [f"Meeting number {number} with weavers" for number in range(count)]
    pages = [bare(title=title, dated=day, closed=closed) for title, day in zip(titles, days, strict=True)]
    if not closed:
        pages[-1] = bare(title=titles[-1], dated=DATED, closed=False)
    reading = parse(first + "".join(pages))
    assert [found.title for found in reading.events] == titles
    assert [len(found.statements) for found in reading.events] == [2] * count
    assert {problem.code for problem in reading.problems} <= {ProblemCode.MISSING_END}
    assert len(reading.problems) == (0 if closed else count)


def test_a_bare_page_without_a_place_is_a_text_version() -> None:
    reading = parse(bare(dated=PLACELESS))
    assert (reading.source.layout, reading.problems) == (Layout.TEXT_VERSION, ())
    assert reading.events[0].statements[-1].paragraphs == ("So is yarn.",)


@pytest.mark.parametrize(
    "end",
    ["", "See also\nLooms of Omsk\nSeptember 19, 2012\n", f"{PUTIN}: On this day:\nSeptember 19, 2012\nwas windy.\n"],
)
def test_a_partial_page_without_a_place_is_not_a_text_version(end: str) -> None:
    assert parse(f"{TITLE}\nThe looms hum.\n{PLACELESS}\n{end}").source.layout is Layout.PAGE


@pytest.mark.parametrize("above", ["The mill hums.", "Wool:", "(Applause.)", "<…>", f"{PUTIN}: On"])
@pytest.mark.parametrize("line", ["May 9, 2013", "May 9, 2013, Omsk"])
def test_a_date_below_anything_but_a_title_begins_no_page(above: str, line: str) -> None:
    assert len(parse(copy("Looms.", "Wool.", above, line, "Yarn.")).events) == 1


def test_a_sentence_that_begins_with_a_date_begins_no_page() -> None:
    assert len(parse(copy("Looms.", "Wool", "May 9, 2013, is a day of wool.", "Yarn.")).events) == 1


def test_dates_in_a_body_part_nothing_if_the_page_ends_with_its_own() -> None:
    listed = "The first fair\nApril 15, 2003, Omsk\nThe second fair\nMay 17, 2005\n"
    dated = "July 4, 2017, Moscow\n"
    text = f"Events /\nTalks\n{dated}Vladimir Putin: Wool.\n{listed}Sergei Loomov: Yes.\n{dated}"
    assert [statement.label for statement in loads(text)[0].statements] == ["Vladimir Putin", "Sergei Loomov"]
