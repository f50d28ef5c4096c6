"""Forms: whatever happened to a page on its way here, the same turns are read, and blocks tile the source."""

import textwrap
from collections import Counter
from typing import SupportsIndex

import pytest
from hypothesis import given, settings

from kzru_forums import BlockKind, Layout, ProblemCode, Reading, Severity, loads, parse
from kzru_forums.errors import Report
from kzru_forums.pages import forms, one_line
from pages import FOOT, HEAD, NAZARBAYEV, PUTIN, page
from renderings import DAY, PLACE, RENDERINGS, TITLE, Turn, expected, pages
from renderings import page as invented

SPEECH = (f"{PUTIN}: Good evening.", f"{NAZARBAYEV}: Welcome to the mill.", "Vladimir Putin: Thank you.")
ABOVE = f"{TITLE}\n{DAY}\n{PLACE}\n"


def said(reading: Reading) -> list[tuple[str, str]]:
    (event,) = reading.events
    return [("".join(one.label.split()), "".join("".join(one.paragraphs).split())) for one in event.statements]


def traits(text: str) -> tuple[str, ...]:
    return parse(text).source.traits


def labels(text: str) -> list[str]:
    return [statement.label for event in parse(text).events for statement in event.statements]


def check_tiling(reading: Reading) -> None:
    at = 0
    for block in reading.blocks:
        assert block.span.start == at
        assert block.span.end > at
        at = block.span.end
    assert at == len(reading.text)


@pytest.mark.parametrize("form", RENDERINGS)
def test_the_same_turns_are_read_from_every_form(form: str) -> None:
    render, possible = RENDERINGS[form]
    met: Counter[str] = Counter()

    @settings(max_examples=25)
    @given(pages)
    def check(turns: tuple[Turn, ...]) -> None:
        text = render(turns)
        reading = parse(text)
        assert reading.text == text
        assert said(reading) == expected(turns)
        assert set(reading.source.traits) <= possible
        met.update(reading.source.traits)
        assert (reading.events[0].title, str(reading.events[0].date), reading.events[0].place) == (
            TITLE,
            "2012-09-19",
            PLACE,
        )
        check_tiling(reading)
        for statement in reading.events[0].statements:
            assert statement.span is not None
            assert text[statement.span.start : statement.span.end].strip("*_[# \n").startswith(statement.label[:5])

    check()
    assert set(met) == possible


@pytest.mark.parametrize("form", RENDERINGS)
def test_every_trait_is_one_warning(form: str) -> None:
    render, _ = RENDERINGS[form]

    @settings(max_examples=5)
    @given(pages)
    def check(turns: tuple[Turn, ...]) -> None:
        reading = parse(render(turns))
        repaired = [problem for problem in reading.problems if problem.code is ProblemCode.REPAIRED]
        assert len(repaired) == len(reading.source.traits)
        assert all(problem.severity is Severity.WARNING and problem.span for problem in repaired)
        assert all(any(f"[{trait}]" in problem.message for problem in repaired) for trait in reading.source.traits)

    check()


def test_a_copy_of_a_page_has_no_traits() -> None:
    text = page(*SPEECH, "* * *", "The guests left late.")
    assert forms.restored(text, Report(text)).traits == ()


CARDS = [
    f"{PUTIN}: One.\nMinister of Looms Ivan Loomov Loomov Ivan: Two.",
    f"{PUTIN}: One.\nMinister of Looms Ivan Loomov Loomov IvanDirector of the State Mill : Two.",
    f"{PUTIN}: One.\nMinister of Looms Ivan Loomov [Loomov Ivan] Loomov IvanDirector of the State Mill : Two.",
    f"{PUTIN}: One.\nMinister of Looms Ivan Loomov Loomov Ivan Loomov Ivan Director of the State Mill: Two.",
    f"{PUTIN}: One.\nMinister of Looms Ivan Loomov Deputy Minister of Spindles: Two.",
    f"{PUTIN}: One.\nMinister of Looms Ivan Loomov Minister of Looms Ivan Loomov: Two.",
    f"{PUTIN}:One.\nMinister of LoomsIvan LoomovLoomov IvanDirector of the State Mill:Two.",
    f"{PUTIN}: One.\nMinister of Looms Ivan Loomov Loomov Ivan CEO of Loom Works (LW) : Two.",
]


@pytest.mark.parametrize("body", CARDS)
def test_a_hover_card_is_no_part_of_a_label(body: str) -> None:
    text = ABOVE + body
    assert [" ".join(label.split()) for label in labels(text)] == [PUTIN, "Minister of Looms Ivan Loomov"]
    assert "hover-cards" in traits(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("I thank Ivan Loomov Loomov Ivan Director of the State Mill for it.", "I thank Ivan Loomov for it."),
        ("I thank Ivan Loomov Loomov Ivan , our guest.", "I thank Ivan Loomov, our guest."),
        ("I thank Mr Loomov Loomov IvanDirector of the State Mill , our guest.", "I thank Mr Loomov, our guest."),
        ("Ivan Loomov Loomov IvanPresident of Kazakhstanalso spoke.", "Ivan Loomov also spoke."),
        (
            "We met at the Loom Fair Background information Loom Fair in spring.",
            "We met at the Loom Fair in spring.",
        ),
        (
            "We met at the SLF Background information State Loom Fair (SLF) in spring.",
            "We met at the SLF in spring.",
        ),
        ("New York New York is a town.", "New York New York is a town."),
    ],
)
def test_a_hover_card_is_no_part_of_a_paragraph(text: str, read: str) -> None:
    (event,) = parse(f"{ABOVE}{PUTIN}: Good evening.\n{text}").events
    assert event.statements[0].paragraphs == ("Good evening.", read)


def test_a_hover_card_is_a_block_between_the_parts_of_its_paragraph() -> None:
    reading = parse(f"{ABOVE}{PUTIN}: I thank Ivan Loomov Loomov IvanDirector of the Mill for it.")
    found = [(block.kind, block.text, block.continues) for block in reading.blocks[-3:]]
    assert found == [
        (BlockKind.PARAGRAPH, "I thank Ivan Loomov", False),
        (BlockKind.HOVER_CARD, "Loomov IvanDirector of the Mill", False),
        (BlockKind.PARAGRAPH, "for it.", True),
    ]
    check_tiling(reading)


MARKDOWN = [
    (f"**{PUTIN}:** Good evening.", "Good evening."),
    (f"**{PUTIN}**: Good *evening*.", "Good evening."),
    (f"__{PUTIN}:__ Good _evening_.", "Good evening."),
    (f"**{PUTIN}:** See [the mill](http://example.org/mill_(old) 'A mill').", "See the mill."),
    (f"**{PUTIN}:** See [the mill][1].\n\n[1]: http://example.org", "See the mill."),
    (rf"**{PUTIN}:** Good \[kind\] evening\*.", "Good [kind] evening*."),
    (f"**{PUTIN}:** The 70^(th) mill.", "The 70th mill."),
    (f"**{PUTIN}:** The 70<sup>th</sup> mill&nbsp;here.", "The 70th mill here."),
    (f"**{PUTIN}:** A ~~silk~~ mill of 40 m^2.", "A silk mill of 40 m2."),
    (f"> **{PUTIN}:** Good evening.", "Good evening."),
    (f"| **{PUTIN}:** Good evening. |\n|:-----|", "Good evening."),
    (f"**{PUTIN}:** Good `evening.", "Good `evening."),
    (f"**{PUTIN}:** Good evening. ![A loom (old)](loom.jpg)", "Good evening."),
    (f"**{PUTIN}:** Good [evening.", "Good [evening."),
    (f"**{PUTIN}:** See ![A loom](a.jpg) ![A wheel](b.jpg) the mill.", "See the mill."),
    (f"**{PUTIN}:** See [the mill](loom) of [wool](wool.html).", "See [the mill](loom) of wool."),
    (f"**{PUTIN}:** A loom_of_wool _ and a * of silk.", "A loom_of_wool _ and a * of silk."),
    (f"**{PUTIN}:** &laquo;&#160;&ldquo;A &lt;&amp;&gt; B&rdquo;&hellip;&raquo;", "« “A <&> B”…»"),
    (f"**{PUTIN}:** &quot;A&#39;s&quot; &lsquo;B&rsquo; &ndash; &mdash; it", '"A\'s" ‘B’ – — it'),
    (
        f"**{PUTIN}:** One<div>Two</div>three<p>Four</p>Five<section>six</section>Seven",
        "One Two three Four Five six Seven",
    ),
]


@pytest.mark.parametrize(("body", "read"), MARKDOWN)
@pytest.mark.parametrize("title", [f"# {TITLE}", f"## {TITLE} ##", f"{TITLE}\n{'=' * 30}", f"{TITLE}\n{'-' * 30}"])
def test_markup_is_left_out(body: str, read: str, title: str) -> None:
    reading = parse(f"{title}\n\n{DAY}\n\n{PLACE}\n\n{body}\n")
    (event,) = reading.events
    assert (event.title, event.statements[0].label) == (TITLE, PUTIN)
    assert " ".join(event.statements[0].text.split()) == read
    check_tiling(reading)


@pytest.mark.parametrize(
    "separator", ["* * *", "***", r"\* \* \*", f"**{PUTIN.replace(' ', chr(160))}:** Good evening."]
)
def test_a_paragraph_that_is_a_link_is_no_narration_below_the_head(separator: str) -> None:
    link = "[The old mill opens again](http://example.org/a)"
    (event,) = parse(f"[{TITLE}](http://example.org/1)\n\n{DAY}\n\n{separator}\n\n{link}\n\nSo.\n").events
    assert event.title == TITLE
    assert [*event.narration, *(text for one in event.statements for text in one.paragraphs)][-1:] == ["So."]
    assert "mill" not in str(event)


def test_a_box_of_markdown_holds_links_and_dates() -> None:
    link, other = "[The old mill opens again](http://example.org/a)", "[The new mill opens too](http://example.org/b)"
    text = f"# {TITLE}\n\n{DAY}\n\n**{PUTIN}:** One.\n\n"
    (event,) = parse(f"{text}See also\n\n{link}\n\nMay 9, 2012\n\n{other}\n\nMay 9, 2012\n\nTwo.\n\n{link}\n").events
    assert [one.title for one in event.related] == ["The old mill opens again", "The new mill opens too"]
    assert event.statements[0].paragraphs == ("One.", "Two.")


@pytest.mark.parametrize(
    ("body", "paragraphs", "narration"),
    [
        ("A line that is far longer.\n---\n\nLooms hum.", ("A line that is far longer.",), ("Looms hum.",)),
        ("A line.\n-----\n\nLooms hum.", ("A line.", "Looms hum."), ()),
        ("* Looms.\n* Wool.\n\nThey hum.", ("Looms.", "Wool.", "They hum."), ()),
    ],
)
def test_dashes_part_and_underline_and_stars_make_lists(
    body: str, paragraphs: tuple[str, ...], narration: tuple[str, ...]
) -> None:
    (event,) = parse(f"# {TITLE}\n\n{DAY}\n\n**{PUTIN}:** Good evening.\n\n{body}\n").events
    assert (event.statements[0].paragraphs, event.narration) == (("Good evening.", *paragraphs), narration)


def test_definitions_and_notes_of_markdown_are_no_speech() -> None:
    text = f"# {TITLE}\n\n{DAY}\n\n**{PUTIN}:** Looms[^1] hum.\n\n[1]: http://example.org\n\n[^1]: Old ones.\n"
    reading = parse(text)
    assert "[1]: http://example.org" in [one.text for one in reading.blocks if one.kind is BlockKind.INTERFACE]
    assert "Old ones" not in " ".join(reading.events[0].statements[0].paragraphs)


def test_a_single_link_is_a_sign_of_markdown() -> None:
    (event,) = parse(f"{ABOVE}{PUTIN}: See [the mill](http://example.org) today.").events
    assert event.statements[0].text == "See the mill today."


FRONT = (
    '---\ntitle: "{title}"\nhostname: example.org\nurl: http://en.kremlin.ru/events/president/news/16511\n'
    "date: 2012-09-19\n---\n"
)


def test_front_matter_states_facts() -> None:
    text = FRONT.format(title=TITLE) + f"\nThe looms were old.\n\n**{PUTIN}:** Good evening.\n"
    (event,) = loads(text)
    assert (event.title, str(event.date), event.page_number) == (TITLE, "2012-09-19", 16511)
    assert event.url == "http://en.kremlin.ru/events/president/news/16511"
    assert event.narration == ("The looms were old.",)
    reading = parse(text)
    check_tiling(reading)
    title = next(block for block in reading.blocks if block.kind is BlockKind.TITLE)
    assert text[title.span.start :].startswith(TITLE)


@pytest.mark.parametrize("key", ["url", "source", "link", "permalink", "canonical"])
@pytest.mark.parametrize("day", ["2012-09-19T18:00:00", "19 September 2012"])
def test_front_matter_has_several_spellings(key: str, day: str) -> None:
    url = "http://en.kremlin.ru/events/president/news/16511"
    (event,) = parse(f"\ufeff---\ndate: {day}\n{key}: {url}\n---\n\n**{PUTIN}:** Good evening.\n").events
    assert (event.url, str(event.date)) == (url, "2012-09-19")


def test_a_page_knows_its_facts_better_than_front_matter() -> None:
    (event,) = loads(
        FRONT.format(title="Another title") + f"\n# {TITLE}\n\nMay 9, 2013\n\n**{PUTIN}:** Good evening.\n"
    )
    assert (event.title, str(event.date)) == (TITLE, "2013-05-09")


def test_a_first_line_is_no_title_if_front_matter_states_another() -> None:
    text = FRONT.format(title=TITLE) + f"\nBeginning of the meeting\n\n**{PUTIN}:** Good evening.\n"
    (event,) = loads(text)
    assert (event.title, event.narration) == (TITLE, ("Beginning of the meeting",))


def test_a_paragraph_that_is_a_link_is_no_speech() -> None:
    text = f"# {TITLE}\n\n{DAY}\n\n**{PUTIN}:** One.\n\n[A meeting with other weavers](123.html)\n\nTwo."
    (event,) = parse(text).events
    assert event.statements[0].paragraphs == ("One.", "Two.")


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085", "\v", "\f"])
def test_lines_end_at_any_line_break(separator: str) -> None:
    text = page(*SPEECH).replace("\n", separator)
    reading = parse(text)
    assert len(reading.events[0].statements) == 3
    assert reading.source.traits == ()
    check_tiling(reading)


@pytest.mark.parametrize(
    ("line", "day", "time", "place"),
    [
        ("9 May 2023", "2023-05-09", None, None),
        ("2023-05-09", "2023-05-09", None, None),
        ("2023-05-09T18:00", "2023-05-09", "18:00:00", None),
        ("09.05.2023", "2023-05-09", None, None),
        ("May 9th, 2023", "2023-05-09", None, None),
        ("Tuesday, 9 May 2023", "2023-05-09", None, None),
        ("Published: May 9, 2023 18:00", "2023-05-09", "18:00:00", None),
        ("May 9, 2023 - 18:00 - The Kremlin, Moscow", "2023-05-09", "18:00:00", "The Kremlin, Moscow"),
        ("May 9, 2023 | 18:00 | Omsk", "2023-05-09", "18:00:00", "Omsk"),
        ("Moscow, May 9, 2023", "2023-05-09", None, "Moscow"),
        ("Sept. 9, 2023 at 8:30", "2023-09-09", "08:30:00", None),
    ],
)
def test_a_date_line_has_many_spellings(line: str, day: str, time: str | None, place: str | None) -> None:
    reading = parse(f"A meeting on looms\n{line}\n{PUTIN}: Good evening.")
    (event,) = reading.events
    assert (event.title, str(event.date), event.place) == ("A meeting on looms", day, place)
    assert (event.time and str(event.time)) == time
    assert reading.source.layout is Layout.PLAIN
    check_tiling(reading)


@pytest.mark.parametrize(
    "line",
    [
        "5/9/2023",
        "May 35, 2023 was fine",
        "Looms of May 9, 2023.",
        "2023-13-09",
        "12",
        "May 9, 2023 is a day",
        "May 9, 2023 - it was late",
        "Moscow, May 9, 2023, Omsk",
    ],
)
def test_other_lines_are_no_date_lines(line: str) -> None:
    (event,) = parse(f"A meeting on looms\n{line}\n{PUTIN}: Good evening.").events
    assert event.date is None


def test_a_lead_may_stand_between_a_title_and_its_date() -> None:
    text = f"A meeting on looms\nThe weavers met in the evening.\n9 May 2023\n{PUTIN}: Good evening."
    (event,) = loads(text)
    assert (event.title, event.lead) == ("A meeting on looms", ("The weavers met in the evening.",))


def test_a_title_may_follow_its_date() -> None:
    (event,) = parse(f"9 May 2023\nBy Ivan Loomov\nA meeting on looms\n{PUTIN}: Good evening.").events
    assert (event.title, str(event.date)) == ("A meeting on looms", "2023-05-09")


def test_paragraphs_alone_have_neither_title_nor_date() -> None:
    reading = parse(f"The looms were old.\n{PUTIN}: Good evening.")
    assert [problem.code for problem in reading.problems] == [ProblemCode.MISSING_TITLE, ProblemCode.MISSING_DATE]
    assert reading.events[0].narration == ("The looms were old.",)


def test_a_title_is_found_without_a_date() -> None:
    reading = parse(f"A meeting on looms\n\n{PUTIN}: Good evening.")
    assert [problem.code for problem in reading.problems] == [ProblemCode.MISSING_DATE]
    assert reading.events[0].title == "A meeting on looms"


def test_a_date_alone_has_no_title() -> None:
    reading = parse(f"9 May 2023\n{PUTIN}: Good evening.\nIt is late.")
    assert [problem.code for problem in reading.problems] == [ProblemCode.MISSING_TITLE]


def test_a_republished_copy_has_lines_that_are_no_speech() -> None:
    text = (
        f"A meeting on looms\nBy Ivan Loomov\nShare\n9 May 2023\nSource: Kremlin.ru\n{PUTIN}: Good evening.\n"
        "It is late.\nTags: looms, wool\nFacebook\nTwitter\nhttp://example.org/looms\n"
    )
    reading = parse(text)
    (event,) = reading.events
    assert (event.title, event.lead, event.narration) == ("A meeting on looms", (), ())
    assert event.statements[0].paragraphs == ("Good evening.", "It is late.")
    assert sum(block.kind is BlockKind.INTERFACE for block in reading.blocks) == 7
    check_tiling(reading)


def test_menus_above_and_below_a_page_are_interface() -> None:
    above = "President of Russia\nStructure\nVideos and Photos\nDocuments\nContacts\nSearch\n"
    below = "Share\nFacebook\nTwitter\nOfficial Website of the President of Russia:\nSend\n"
    reading = parse(above + page(*SPEECH) + below)
    assert [problem.severity for problem in reading.problems if problem.severity is Severity.ERROR] == []
    (event,) = reading.events
    assert len(event.statements) == 3
    check_tiling(reading)


@pytest.mark.parametrize(
    "text",
    [
        f"Events\n{TITLE}\n{DAY}\n» {PUTIN}: Good evening.\n» {NAZARBAYEV}: Welcome.\n",
        f"Events\n{TITLE}\n{DAY}\n~ {PUTIN}: Good evening.\n~ {NAZARBAYEV}: Welcome.\n",
    ],
)
def test_lines_that_look_like_labels_are_an_error_if_no_statement_is_read(text: str) -> None:
    reading = parse(text)
    assert not reading.events[0].statements
    assert ProblemCode.UNREAD_LABELS in {problem.code for problem in reading.problems}


BROKEN = """Minister of Culture
Ivan Loomov
: Two looms hum, and they hum together with
the spindles of
Pavlodar
, a town.
"""


@pytest.mark.parametrize(
    "body",
    [
        f"President of Russia\nVladimir\nPutin\n: One loom hums.\n{BROKEN}Question:\nWhy?\n",
        f"{PUTIN}:\nOne loom hums.\n{BROKEN}Question:\nWhy?\n",
    ],
)
def test_lines_broken_at_tags_are_joined(body: str) -> None:
    reading = parse(f"{TITLE}\n{DAY}\n{PLACE}\n{body}")
    assert said(reading) == [
        ("".join(PUTIN.split()), "Oneloomhums."),
        ("MinisterofCultureIvanLoomov", "Twoloomshum,andtheyhumtogetherwiththespindlesofPavlodar,atown."),
        ("Question", "Why?"),
    ]
    assert "node-lines" in reading.source.traits
    check_tiling(reading)


MILL = (
    "Minister of Culture Ivan Loomov",
    ("Two looms hum, and they hum together with the spindles of Pavlodar, a town.",),
)
NODES = [
    ("of the Mill\nIvan Loomov: Yes.", [MILL, ("of the Mill Ivan Loomov", ("Yes.",))]),
    ("Director of\nthe State Mill\nIvan Loomov: Yes.", [MILL, ("Director of the State Mill Ivan Loomov", ("Yes.",))]),
    (
        "Minister of Wool\nMinister of Wool Ivan Loomov: Yes.",
        [MILL, ("Minister of Wool Minister of Wool Ivan Loomov", ("Yes.",))],
    ),
    (
        f"Director of the Mill\nof {', '.join(['Wool'] * 80)}\nIvan Loomov: Yes.",
        [
            (MILL[0], (*MILL[1], f"Director of the Mill of {', '.join(['Wool'] * 80)}")),
            ("Ivan Loomov", ("Yes.",)),
        ],
    ),
    ("Speech by the Director\nIvan Loomov: Yes.", [MILL, ("Ivan Loomov", ("Yes.",))]),
    (
        "Deputy Prime Minister\nMinister of Looms Ivan Loomov: Yes.",
        [(MILL[0], (*MILL[1], "Deputy Prime Minister")), ("Minister of Looms Ivan Loomov", ("Yes.",))],
    ),
]


@pytest.mark.parametrize(("lines", "statements"), NODES)
def test_a_line_above_a_label_belongs_to_it_if_it_is_its_role(
    lines: str, statements: list[tuple[str, tuple[str, ...]]]
) -> None:
    reading = parse(f"{ABOVE}{PUTIN}:\nOne loom hums.\n{BROKEN}{lines}\nQuestion:\nWhy?\n")
    first, *others, last = [(one.label, one.paragraphs) for one in reading.events[0].statements]
    assert (first, last) == ((PUTIN, ("One loom hums.",)), ("Question", ("Why?",)))
    assert others == statements
    check_tiling(reading)


def test_lines_broken_inside_sentences_are_joined() -> None:
    body = (
        "President of Russia Vladimir\nPutin: Good evening to all of you here, and I am glad that the looms\n"
        "of this old mill are running. I have come to see\nhow they work.\nThank you.\n"
    )
    (event,) = parse(f"{TITLE}\n{DAY}\n{PLACE}\n{body}").events
    assert event.statements[0].label == PUTIN
    assert len(event.statements[0].paragraphs) == 2


def test_a_broken_title_is_joined() -> None:
    text = f"Plenary session of the Forum of\nLooms and Spindles\nMay 9, 2023\n18:00\nOmsk\n{PUTIN}: One loom hums."
    (event,) = parse(text).events
    assert event.title == "Plenary session of the Forum of Looms and Spindles"
    assert traits(text) == ("wrapped",)


def test_one_line_is_cut_at_what_the_page_prints_on_lines_of_its_own() -> None:
    text = " ".join(page(*SPEECH, "See also", "The mill opens", "May 9, 2012", "Welcome again.", "<…>").split("\n"))
    (event,) = parse(text).events
    assert (event.title, str(event.date), event.place) == (TITLE, "2012-09-19", PLACE)
    assert [one.label for one in event.statements] == [PUTIN, NAZARBAYEV, "Vladimir Putin"]
    assert [related.title for related in event.related] == ["The mill opens"]
    assert event.abridged
    assert (event.geography, event.sections) == (("Kazakhstan",), ("News",))


def test_one_line_is_cut_between_title_and_lead() -> None:
    for lead in ("Vladimir Putin met with weavers.", "The President looked at looms.", "On Loom Day, he came."):
        text = f"Events A long meeting on looms {lead} May 9, 2023 18:00 Omsk {' '.join(SPEECH)}"
        (event,) = parse(text).events
        assert (event.title, event.lead) == ("A long meeting on looms", (lead,))


def head(lead: str = "", time: str = "18:00", place: str = "Omsk", title: str = "Meeting on old looms") -> str:
    return "".join(f"{line}\n" for line in ("Events", title, lead, "May 9, 2023", time, place) if line)


CARPET = "A carpet is a letter that a whole village writes with its hands over one long and patient winter."
BOX = ("See also", "The mill opens", "May 9, 2012", "Looms hum", "May 10, 2012", "So it is.")
BRIEFED = "Governor of Omsk Region Ivan Loomov briefed the President on looms."
PAGES = [
    *(page(*SPEECH, head=head(place=place)) for place in ("Kremlin, Moscow", "Grand Kremlin Palace, Moscow")),
    *(page(*SPEECH, head=head(place=place)) for place in ("Loomtown", "Loom Mill, Omsk", "Omsk, Loom Island", "")),
    *(page(*SPEECH, head=head(time="", place=place)) for place in ("Omsk", "Loomtown", "")),
    page("* * *", *SPEECH, head=head(place="Loomtown")),
    page("Looms were shown.", *SPEECH, head=head(place="")),
    page(*SPEECH, head=head("Prime Minister of Italy Paolo Tessitore is in Omsk on a working visit.")),
    page(*SPEECH, head=head(BRIEFED, title="Vladimir Putin met with weavers")),
    page(*SPEECH, head=head("Ahead of the meeting, looms were shown. The looms hummed.")),
    page(*SPEECH, head=head("Vladimir\u00a0Putin met with weavers. The President looked at looms.")),
    page(*SPEECH, "I do. Ivan Loomov, 17:45 is early.", "Ivan Loomov: 5 looms hum."),
    page(SPEECH[0], "Ivan Loomov: Yes.", "Vladimir Putin: That was not Ivan Loomov: No. It was not."),
    page(*SPEECH, *BOX[:-1], *BOX, "Ivan Loomov: It was May 10, 2012 then."),
    page(*SPEECH, head=head(place="Loomtown Loom")),
    page(*SPEECH, "Topics of the day are looms. It is late.", foot="Topics\nLooms\nPersons\nLoomov Ivan\n" + FOOT[21:]),
    page(*SPEECH, foot="Topics\nLooms\nPublished in section: News\nPublication date: May 9, 2023, 19:40\n"),
    page(*SPEECH, foot="Topics\nLooms\nPublication date: May 9, 2023, 19:40\nDirect link: en.kremlin.ru/d/16511\n"),
    page("1 of 3", "With Governor of St. Petersburg Ivan Loomov.", "2 of 3", "At the mill.", *SPEECH),
    page("1 of 2", "With young dyers.", "The guests came to the mill in the evening.", head=head(place="")),
    page(SPEECH[0], "5 of 8", "At the mill.", "The looms are running.", *SPEECH[1:]),
    page(SPEECH[0], CARPET, CARPET, *SPEECH[1:]),
    page(f"{SPEECH[0]} I thank you. I thank you. We won 2 of 3 Loom Prizes. They are 2 of 3 Loom Prizes.", *SPEECH[1:]),
    page(f"{PUTIN}: Looms hum{', and looms hum' * 20} (Applause) Ivan Loomov: Yes.".replace(") ", ")\n")),
]


@pytest.mark.parametrize("text", PAGES)
def test_one_line_is_read_like_the_lines_of_a_page(text: str) -> None:
    lines, flat = parse(text), parse(text.replace("\n", " "))
    (one,), (other,) = lines.events, flat.events
    assert said(flat) == said(lines)
    assert len(flat.blocks) <= len(lines.blocks)
    assert other.related == one.related
    assert (other.title, other.lead, other.date, other.time, other.place) == (
        one.title,
        one.lead,
        one.date,
        one.time,
        one.place,
    )
    assert (other.photos, other.pull_quotes, other.narration) == (one.photos, one.pull_quotes, one.narration)
    assert (other.topics, other.persons, other.sections, other.published) == (
        one.topics,
        one.persons,
        one.sections,
        one.published,
    )


def test_lines_of_one_length_are_no_line() -> None:
    assert parse("\n".join(f"{label} {CARPET}" for label in SPEECH)).source.traits == ()


def test_text_stays_with_the_speaker_before_it_if_a_cut_is_not_certain() -> None:
    text = f"{TITLE} {DAY} {PLACE} {PUTIN}: Good evening. I say this: Looms hum. {NAZARBAYEV}: Welcome."
    reading = parse(text)
    assert len(reading.events[0].statements) == 2
    (problem,) = (problem for problem in reading.problems if problem.code is ProblemCode.REPAIRED)
    assert "check where speakers change" in problem.message


@pytest.mark.parametrize(
    "line", ["[00:00:05] {}: One.", "(12:30) {}: One.", "12:30 {}: One.", "{} [00:05]: One.", "{}: (00:05) One."]
)
def test_time_codes_are_no_part_of_labels(line: str) -> None:
    text = f"{ABOVE}{line.format(PUTIN)}\n[00:07]\n{line.format(NAZARBAYEV)}"
    reading = parse(text)
    assert [(one.label, one.text) for one in reading.events[0].statements] == [(PUTIN, "One."), (NAZARBAYEV, "One.")]
    assert reading.source.traits == ("timecodes",)
    check_tiling(reading)


def test_times_in_speech_are_no_time_codes() -> None:
    assert traits(f"{ABOVE}{PUTIN}: Good evening.\n(12:30) is a time.") == ()


def test_words_run_together_are_separated_where_a_role_is_known() -> None:
    body = "President of RussiaVladimir Putin:Good evening.\nHead of the Loom FactionIvan Loomov(retranslated):Two."
    text = ABOVE + body
    assert labels(text) == [PUTIN, "Head of the Loom Faction Ivan Loomov (retranslated)"]
    assert traits(text) == ("glued",)


def test_a_capital_letter_inside_a_name_is_no_missing_space() -> None:
    text = f"{ABOVE}{PUTIN}:Good evening.\nIvan McLoomov:Two.\nVladimir Putin: Three."
    assert labels(text) == [PUTIN, "Ivan McLoomov", "Vladimir Putin"]
    assert traits(text) == ("glued",)


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ("Deputy Prime Minister\nMinister Ivan Loomov:", "Deputy Prime Minister Minister Ivan Loomov"),
        ("Prime Minister\nMinister Ivan\nLoomov\n:", "Prime Minister Minister Ivan Loomov"),
        ("Head of Wool\nHead Ivan Loomov\n:", "Head of Wool Head Ivan Loomov"),
        (
            "Governor of Kazakhstan\nKazakhstan Weaver Ivan Loomov:",
            "Governor of Kazakhstan Kazakhstan Weaver Ivan Loomov",
        ),
        ("Minister of Wool\nIvan\nLoomov:", "Minister of Wool Ivan Loomov"),
        ("Ivan\nLoomov:", "Ivan Loomov"),
    ],
)
@pytest.mark.parametrize("colon", [":", "\n:"])
def test_no_word_of_a_label_broken_at_tags_is_lost(lines: str, label: str, colon: str) -> None:
    others = f"Vladimir\nPutin{colon}\nGood.\nIvan\nLoomov{colon}\n"
    text = f"{HEAD}The mill hums.\n{lines}\nWool hums\nand\nhums.\n{others}Yes.\n{FOOT}"
    assert labels(text) == [label, "Vladimir Putin", "Ivan Loomov"]
    assert "node-lines" in traits(text)
    assert "hover-cards" not in traits(text)


@pytest.mark.parametrize("name", ["Mr Minister", "Mrs Minister"])
def test_a_family_name_may_be_the_word_of_an_office_below_a_form_of_address(name: str) -> None:
    text = page(f"{PUTIN}: I thank {name} Minister IvanGovernor of Omsk for the wool.")
    assert "hover-cards" in traits(text)


def test_the_foot_of_a_page_may_be_broken_at_tags() -> None:
    foot = FOOT.replace("Published in section: News", "Published in sections:\nNews\n,\nTranscripts")
    text = HEAD + f"{PUTIN}:\nOne.\nQuestion:\nWhy?\n" + foot
    assert loads(text)[0].sections == ("News", "Transcripts")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("President Xi Jinping Xi Jinping President of China was here.", "President Xi Jinping was here."),
        ("I thank Sergey Loomov Loomov Sergei , our guest.", "I thank Sergey Loomov, our guest."),
        ("I thank Mr Loomov Loomov IvanDirector of the Mill , our guest.", "I thank Mr Loomov, our guest."),
        ("I thank Mr Loomov Loomov Ivanwho came.", "I thank Mr Loomov who came."),
        ("I thank MinisterIvan LoomovLoomov Ivan, our guest.", "I thank Minister Ivan Loomov, our guest."),
        ("Ivan Loomov Loomov IvanMinister of Tradetold us so.", "Ivan Loomov told us so."),
        ("Ivan Loomov Loomov IvanDirector of DOM.RFalso came.", "Ivan Loomov also came."),
        ("Ivan Loomov Loomov IvanPresident of Kazakhstanis here.", "Ivan Loomov is here."),
        ("I met Ivan Loomov Loomov IvanDirector of the Mill. It was late.", "I met Ivan Loomov. It was late."),
        ("Ivan Loomov Loomov Ivan Minister of Defence, Emergencies and Trade came.", "Ivan Loomov came."),
        ("Ivan Loomov Loomov IvanDirector of the Mill\u00a0in Omsk came.", "Ivan Loomov in Omsk came."),
        ("The Loom Fair’s Background information Loom Fair hall is old.", "The Loom Fair’s hall is old."),
        ("Prince Ali Al Loom Al Loom Ali , our guest.", "Prince Ali Al Loom, our guest."),
        ("I thank Ivan Loomov Loomov Iva, our guest.", "I thank Ivan Loomov, our guest."),
        ("I thank Ivan Loomov Loomov IvanDirector of the Mill", "I thank Ivan Loomov"),
        ("Ivan Loomov Loomov IvanPresident of Kazakhstansaw it.", "Ivan Loomov saw it."),
    ],
)
def test_a_card_ends_where_the_sentence_goes_on(text: str, read: str) -> None:
    (event,) = parse(f"{ABOVE}{PUTIN}: Good evening.\n{text}").events
    assert event.statements[0].paragraphs == ("Good evening.", read)


def test_the_post_on_one_card_says_where_another_card_of_the_person_ends() -> None:
    card = "Ivan Loomov Loomov Ivan Head of Something Unheard Of"
    (event,) = parse(f"{ABOVE}{PUTIN}: I thank {card} Gladly.\nMinister {card}: Thank you.").events
    assert event.statements[0].text == "I thank Ivan Loomov Gladly."


def test_a_post_may_name_a_person_who_has_a_card_too() -> None:
    card = "Ivan Loomov Loomov Ivan Head of the State Mill near Anna Spindlova Spindlova Anna"
    text = f"{ABOVE}{PUTIN}: I thank {card} Gladly.\nMinister {card}: Thank you."
    reading = parse(text)
    assert [(one.label, one.text) for one in reading.events[0].statements] == [
        (PUTIN, "I thank Ivan Loomov Gladly."),
        ("Minister Ivan Loomov", "Thank you."),
    ]
    check_tiling(reading)


def test_a_second_post_in_brackets_is_part_of_a_label() -> None:
    label = "Minister of Looms Ivan Loomov (Deputy Minister of Spindles)"
    text = f"{ABOVE}{PUTIN}: One.\n{label}: Two."
    assert labels(text) == [PUTIN, label]
    assert traits(text) == ()


def test_a_page_may_begin_with_the_words_above_the_card_of_a_term() -> None:
    text = f"Background information Loom Fair\n{ABOVE}{PUTIN}: Good evening."
    reading = parse(text)
    assert (reading.events[0].title, reading.source.traits) == ("Background information Loom Fair", ())


def test_a_card_of_a_term_without_a_term_ends_with_its_line() -> None:
    (event,) = parse(f"{ABOVE}{PUTIN}: The old wheel\nBackground information\nA machine of wood\nhums.").events
    assert "machine" not in event.statements[0].text


@pytest.mark.parametrize(
    "card", ["Ivan Loomov Loomov IvanDirector of the Mill", "Anna Spindlova Spindlova AnnaDirector"]
)
def test_cards_are_found_in_what_looks_like_a_copy_of_a_page(card: str) -> None:
    foot = "Persons\nSpindlova Anna\n" + FOOT.partition("Kazakhstan\n")[2]
    text = page(f"{PUTIN}: Good evening.", f"I thank {card} , our guest.", foot=foot)
    assert traits(text) == ("hover-cards",)


ONE_LINE = [
    ("Vladimir Putin: One loom hums. Question: Why? Vladimir Putin: It hums, and it has hummed for a year. " * 2, 6),
    (f"{DAY} A rest. {PUTIN}: One loom hums here. {NAZARBAYEV}: Two looms hum. See also the other mills. I do.", 2),
    (f"Events {TITLE} {DAY} 18:00 Loomtown {PUTIN}: One loom hums. {NAZARBAYEV}: Two looms hum in it.", 2),
    (f"Events {TITLE} {DAY} 18:00 loomtown {PUTIN}: One loom hums. {NAZARBAYEV}: Two looms hum in it.", 2),
    (f"Events {TITLE} {DAY} {PUTIN}: I am. Ivan Loomov: Why? Ivan Loomov: Oh. {PUTIN}: I was not Ivan Loomov: No?", 5),
    (f"Events {TITLE} {DAY} * * * Speech at the meeting with weavers {PUTIN}: One loom hums in the mill.", 1),
    (f"Events {TITLE} {DAY} * * * Speech at the meeting with weavers Ivan Loomov: One loom hums in the mill.", 1),
    (f"Events {TITLE} {DAY} {PUTIN}: It is 17:45 now, and the score is 2:1. Minister St. Ivan Loomov: Yes, it is.", 2),
]


@pytest.mark.parametrize(("text", "number"), ONE_LINE)
def test_labels_are_found_on_one_line(text: str, number: int) -> None:
    reading = parse(text)
    assert len(reading.events[0].statements) == number
    assert reading.source.traits == ("one-line",)
    check_tiling(reading)


def test_a_box_on_one_line_needs_the_title_and_the_date_of_a_page() -> None:
    text = (
        f"Events {TITLE} {DAY} 18:00 Omsk {PUTIN}: One loom hums. See also The other mills. They hum."
        " See also Looms and See also Spindles May 9, 2012 So it is."
    )
    reading = parse(text)
    (event,) = reading.events
    assert [related.title for related in event.related] == ["Looms and See also Spindles"]
    assert event.statements[0].paragraphs == ("One loom hums. See also The other mills. They hum.", "So it is.")
    check_tiling(reading)


def test_a_lead_on_one_line_may_begin_with_a_role() -> None:
    title = "Meeting with Minister of Culture Ivan Loomov"
    for lead in ("Minister of Culture Ivan Loomov reported on looms.", "Vladimir Putin met with Ivan Loomov."):
        text = f"Events {title} {lead} {DAY} 18:00 Omsk {' '.join(SPEECH)}"
        (event,) = parse(text).events
        assert (event.title, event.lead) == (title, (lead,))


def test_a_title_on_one_line_may_be_a_sentence() -> None:
    text = f"Events Vladimir Putin opened a mill Vladimir Putin opened a mill in Omsk. {DAY} {' '.join(SPEECH)}"
    (event,) = parse(text).events
    assert (event.title, event.lead) == ("Vladimir Putin opened a mill", ("Vladimir Putin opened a mill in Omsk.",))


def test_captions_and_pull_quotes_on_one_line_are_no_speech() -> None:
    quote = "The looms of this old mill hum all day long and all night long."
    text = (
        f"Events {TITLE} {DAY} 18:00 {PLACE} {PUTIN}: Good evening. {quote} We know it. At a meeting with weavers. "
        f"”{quote}“ {NAZARBAYEV}: Welcome. “I do,” he said. Vladimir Putin: So be it."
    )
    (event,) = parse(text).events
    assert event.pull_quotes == (f"”{quote}“",)
    assert [photo.caption for photo in event.photos] == ["At a meeting with weavers."]


def test_bold_words_before_a_colon_are_an_error_if_no_statement_is_read() -> None:
    text = f"# {TITLE}\n\n{DAY}\n\n**and so it was said, as we all know, by them:** Looms hum.\n"
    assert ProblemCode.UNREAD_LABELS in {problem.code for problem in parse(text).problems}


def test_one_line_without_a_statement_is_an_error() -> None:
    text = (
        f"Events {TITLE} {DAY} 18:00 {PLACE} Thus it was said: looms hum, and wool is warm, and so it shall be always."
    )
    assert ProblemCode.UNREAD_LABELS in {problem.code for problem in parse(text).problems}


WRAPPED = (
    "Good evening to all the weavers of this\nold mill. It is a pleasure to see you at\n"
    "work on looms like these ones in spring."
)


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (f"Vladimir Putin: {WRAPPED}\nThank you.\nIvan Loomov: We thank you as well.", 2),
        (f"Vladimir Putin: {WRAPPED}\n\nThank you all for it.\n\nWe shall see.", 3),
    ],
)
def test_wrapped_text_needs_no_blank_lines(body: str, paragraphs: int) -> None:
    (event,) = parse(f"{ABOVE}{body}").events
    assert len(event.statements[0].paragraphs) == paragraphs
    assert "\n" not in event.statements[0].text.replace("\n\n", "")


COLUMN = 46
LONG = "Good evening to all of the weavers of this old mill. It is a pleasure to see you at work on looms like these."
OVER = "The mill hums in spring and in all autumns."
"""A line with so little room behind it that no other word fits."""
LOOMOV = "President of Omsk Ivan Loomov"
TWO_LINES = "Director of the Mill of Omsk, Chief Weaver and Minister of Looms Ivan Loomov"

DEPUTY = "Deputy Director of the State Mill of Looms Ivan Loomov"

ASKED = "And so he was asked by all of the weavers what\nhe thinks of it, and to this he then answered\n"


def filled(*paragraphs: str) -> str:
    """Paragraphs wrapped at a column, without blank lines between them."""
    return "".join(f"{textwrap.fill(paragraph, COLUMN, break_on_hyphens=False)}\n" for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("above", "below", "label"),
    [
        (OVER, f"{LOOMOV}\n: Yes.", LOOMOV),
        (OVER, f"{LOOMOV}\n(retranslated): Yes.", f"{LOOMOV} (retranslated)"),
        ("Speech at the new mill of looms and spindles and yarn in Pavlodar, by the river", f"{LOOMOV}: Yes.", LOOMOV),
        ("With Director of the Mill Petr Spindler, spring", f"{LOOMOV}: Yes.", LOOMOV),
        ("", f"{TWO_LINES}: Yes.", TWO_LINES),
        ("", f"{DEPUTY}: Yes.", DEPUTY),
    ],
    ids=["colon below", "bracket below", "heading of two lines", "caption", "label of two lines", "name below"],
)
def test_a_label_in_wrapped_text_begins_a_line(above: str, below: str, label: str) -> None:
    text = f"{ABOVE}{filled(f'{PUTIN}: {LONG}', LONG, above)}{filled(*below.splitlines())}{filled(LONG)}"
    assert "wrapped" in traits(text)
    assert labels(text) == [PUTIN, label]


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        (
            f"{ASKED}Ivan Loomov: Yes.\n",
            2,
        ),
        ("Enough of it is said here.\nwe think\nso it is.\n", 3),
        (f"{PUTIN}: Yes.\n{FOOT}", 1),
    ],
)
def test_wrapped_text_is_joined_where_a_line_is_full_or_open(body: str, paragraphs: int) -> None:
    (event,) = parse(f"{HEAD}{filled(f'{PUTIN}: {LONG}')}{body}").events
    assert len(event.statements[0].paragraphs) == paragraphs
    assert event.title == TITLE
    assert event.sections == (("News",) if FOOT in body else ())


def test_narrow_lines_are_not_wrapped() -> None:
    narrow = "Ivan Loomov: Looms hum\nHere in Omsk we say\nWool is warm now\nSilk is thin too\n"
    assert traits(f"Wool and silk\nMay 9, 2012\nOmsk\n{narrow}") == ()


@pytest.mark.parametrize(
    ("nodes", "read"),
    [
        ("I see the\nIvan Loomov\n(director) of old.", "I see the Ivan Loomov (director) of old."),
        ("It is the\n5\nth mill of 2012\nand\nIvan Loomov\n.", "It is the 5th mill of 2012 and Ivan Loomov."),
        (
            "He and\nIvan Loomov\n, our guest, meet\nAnna Spindlova\n.",
            "He and Ivan Loomov, our guest, meet Anna Spindlova.",
        ),
    ],
)
def test_nodes_of_a_sentence_are_joined(nodes: str, read: str) -> None:
    role = "Adviser to the President"
    (event,) = parse(f"{ABOVE}{PUTIN}:\n{nodes}\n{role}\nIvan Loomov\n:\nYes.\n{NAZARBAYEV}:\nNo.\n").events
    assert (event.title, event.place) == (TITLE, PLACE)
    assert event.statements[0].text == read
    assert event.statements[1].label == f"{role} Ivan Loomov"


def test_wrapped_text_may_be_indented_below_a_menu() -> None:
    text = f"{ABOVE}{filled(f'{PUTIN}: {LONG}')}\n{filled(f'{NAZARBAYEV}: {LONG}', LONG.upper())}"
    reading = parse("  * Structure\n  * Videos\n\n" + textwrap.indent(text, "     "))
    assert said(reading) == said(parse(text))


def test_a_wrapped_title_is_below_the_name_of_the_section() -> None:
    (event,) = parse(f"Events\nForum of the\nLooms and Spindles\n{DAY}\n{PLACE}\n{PUTIN}: Good evening.").events
    assert event.title == "Forum of the Looms and Spindles"


def test_a_role_and_its_name_are_one_label_below_a_date_that_comes_first() -> None:
    assert labels(f"{DAY}\nDirector of the Mill\nIvan Loomov: Good evening.\nLooms hum.") == [
        "Director of the Mill Ivan Loomov"
    ]


def test_lines_of_markdown_are_joined_only_inside_paragraphs() -> None:
    heading = "## Speech at the new mill of looms and spindles and of yarn in Pavlodar"
    body = f"**It is done.**\n**Ivan Loomov:** Yes.\n\n{heading}\n* One\n\nSo,  \nIt is.\n\nSo,\nIt was."
    (event,) = parse(f"# {TITLE}\n\n{DAY}\n\n**{PUTIN}:** I thank you.\n\n{body}").events
    assert [one.label for one in event.statements] == [PUTIN, "Ivan Loomov"]
    assert event.statements[1].paragraphs[-4:] == ("One", "So,", "It is.", "So, It was.")


@pytest.mark.parametrize(
    ("above", "label"),
    [
        (f"{DAY}\nPavlodar\n", PUTIN),
        (f"{DAY}\n\nPavlodar\n", PUTIN),
        (f"{DAY}\n18:00\nPavlodar\n", PUTIN),
        (f"{DAY}\n\n18:00\n\nDirector of the Mill,\n", f"Director of the Mill, {PUTIN}"),
    ],
)
def test_a_place_in_markdown_is_no_part_of_the_label_below_it(above: str, label: str) -> None:
    text = f"# {TITLE}\n\n{above}{PUTIN}: Good evening.\n\nLooms\nhum.\n\n**Ivan Loomov:** Yes.\n\nSo it is.\n"
    assert labels(text) == [label, "Ivan Loomov"]


def test_the_first_line_of_markdown_may_be_half_a_label() -> None:
    text = "President of Russia\nVladimir Putin: Good evening.\n\n**Ivan Loomov:** Looms\nhum.\n\nSo it is.\n"
    assert labels(text) == [PUTIN, "Ivan Loomov"]


@pytest.mark.parametrize(
    "body",
    [
        (f"{PUTIN}: He said this:", "Looms hum.", "and they sing.", f"{NAZARBAYEV}: Yes."),
        (f"{PUTIN}:", "Good evening.", f"{NAZARBAYEV}: Yes."),
        (f"{PUTIN}:", "We met the", "Weavers of Omsk."),
        (f"{PUTIN}: We sing:", "Wool,", "wool,", "Looms.", f"{NAZARBAYEV}: Yes."),
    ],
)
def test_lines_that_end_with_colons_are_not_all_broken_at_tags(body: tuple[str, ...]) -> None:
    assert traits(page(*body)) == ()


@pytest.mark.parametrize("label", ["Moderator", "Moderator of Looms"])
def test_a_line_below_an_open_one_opens_a_statement_if_its_label_lacks_nothing(label: str) -> None:
    above = "The mill hums in spring and in autumns, as we all\nknow, and the weavers said to us all, as ever so\n"
    text = (
        f"{ABOVE}{filled(f'{PUTIN}: {LONG}')}{above}{label}: Yes, this is so, as all of us have seen.\n{filled(LONG)}"
    )
    assert labels(text) == [PUTIN, label]


@pytest.mark.parametrize("below", ["Spindles of Omsk\n\n", ""])
def test_a_title_of_markdown_may_be_wrapped_but_not_with_a_date(below: str) -> None:
    title = "# Plenary session of the Forum of the Weavers of Looms, Wool and Silk"
    text = f"{title}\n{below}{DAY}\n\n**{PUTIN}:** Looms\nhum.\n\nSo it is.\n\nThey do.\n"
    (event,) = parse(text).events
    assert (event.title, str(event.date)) == (f"{title[2:]} {below}".strip(), "2012-09-19")


def test_a_heading_of_markdown_may_be_wrapped() -> None:
    title = "Plenary session of the Forum of Looms and Spindles of Two Countries and Their Regions"
    text = (
        f"# {title[:70]}\n{title[70:].lstrip()}\n\n{DAY}\n\n**{PUTIN}:** Good evening,\nfriends.\n\n* A list\n* too\n"
    )
    (event,) = parse(text).events
    assert event.title.replace(" ", "") == title.replace(" ", "")
    assert event.statements[0].paragraphs[0] == "Good evening, friends."


def test_blank_lines_part_paragraphs_whose_lines_are_broken_anywhere() -> None:
    body = (
        f"{PUTIN}: Good evening to all of you here in this\nmill of looms and of the wool of our\nsheep.\n\n"
        "I see them and\nthe Wool of\nOmsk.\n\n"
        "Question: Why do they\nhum?"
    )
    (event,) = parse(f"{TITLE}\n\n{DAY}\n\n{PLACE}\n\n{body}").events
    assert event.statements[0].paragraphs[1] == "I see them and the Wool of Omsk."


def test_front_matter_takes_what_it_can() -> None:
    text = f"---\ntitle: {TITLE}\ndate: someday\nurl: none\ntags:\n  - wool\n---\n\n**{PUTIN}:** Good evening.\n"
    reading = parse(text)
    assert (reading.events[0].title, reading.events[0].date, reading.events[0].url) == (TITLE, None, None)
    assert ProblemCode.MISSING_DATE in {problem.code for problem in reading.problems}


CUT_AT = "dates, labels and headings; check where speakers change"


def test_front_matter_is_blocks_of_its_facts_and_of_the_rest() -> None:
    url = "http://en.kremlin.ru/events/president/news/1"
    front = f"---\nlayout: page\ntitle: Old looms\nurl: {url}\nwool:\n  warm\n---\n"
    reading = parse(f"{front}\n**{PUTIN}:** Good evening.\n")
    assert [(block.kind, block.text) for block in reading.blocks[:5]] == [
        (BlockKind.INTERFACE, "--- layout: page title:"),
        (BlockKind.TITLE, "Old looms"),
        (BlockKind.INTERFACE, "url:"),
        (BlockKind.LINK, url),
        (BlockKind.INTERFACE, "wool: warm ---"),
    ]
    check_tiling(reading)
    (repaired,) = (problem for problem in reading.problems if problem.code is ProblemCode.REPAIRED)
    assert repaired.span is not None
    assert (repaired.message, repaired.span.start) == ("markup was removed in 3 places [markdown]", 0)


def test_a_first_line_is_no_title_if_the_front_matter_has_one() -> None:
    text = f"---\ntitle: Old looms\n---\n\nWeavers of Omsk\n\n**{PUTIN}:** Good evening.\n"
    (event,) = parse(text).events
    assert (event.title, event.narration) == ("Old looms", ("Weavers of Omsk",))
    assert [len(event.statements) for event in parse(f"{text}\n{page(SPEECH[0])}").events] == [1, 1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"# {TITLE}\n\n{DAY}\n\n{PUTIN}: Good evening.\n", "markup was removed in 1 place [markdown]"),
        (
            f"{ABOVE}{PUTIN}\n: Good evening.\n{NAZARBAYEV}\n: Welcome.\nIvan Loomov\n: Yes.\n",
            "lines broken at inline tags were joined in 3 places [node-lines]",
        ),
        (
            f"{ABOVE}{PUTIN}:\nI thank\nIvan Loomov\n, our guest.\n{NAZARBAYEV}:\nWelcome.\n",
            "lines broken at inline tags were joined in 1 place [node-lines]",
        ),
        (
            f"{TITLE}\n{DAY}\n{' '.join(SPEECH)} And this is all that there is to be said of looms.",
            f"text without line breaks was cut at {CUT_AT} in 2 places [one-line]",
        ),
        (f"{ABOVE}{CARDS[0]}", "hidden cards of linked names were left out in 1 place [hover-cards]"),
    ],
)
def test_what_was_undone_and_in_how_many_places_is_told(text: str, message: str) -> None:
    assert message in [problem.message for problem in parse(text).problems]


def test_lines_like_labels_are_found_behind_marks() -> None:
    text = "Weavers\n>> Ivan Loomov: Yes.\n* **Ivan Loomov**: No.\n12:30 Ivan Loomov: No.\nHe spoke: no."
    assert forms.lines_like_labels(text) == [text.index(line) for line in (">>", "* *", "12:")]


def test_stray_marks_stay_text() -> None:
    (event,) = parse(f"# {TITLE}\n\n{DAY}\n\n**{PUTIN}:** Good] evening # 5 #\n\n---\n\nLate.").events
    assert event.statements[0].text == "Good] evening # 5 #"
    assert event.narration == ("Late.",)


def turns(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.label, one.paragraphs) for event in parse(text).events for one in event.statements]


def errors(text: str) -> list[ProblemCode]:
    return [problem.code for problem in parse(text).problems if problem.severity is Severity.ERROR]


DIALOGUE = ((PUTIN, "Good evening, weavers."), ("Question", "Why do looms hum?"), ("Vladimir Putin", "They are old."))
MORE = (*DIALOGUE, ("Question", "And now?"), ("Vladimir Putin", "They hum."))


@pytest.mark.parametrize(
    "form",
    ["{}\t{}", "{} – {}", "{} | {}", "[{}] {}", "<{}> {}", "{}∶ {}", "{}:: {}", "{}: – {}"],
)
def test_other_marks_than_a_colon_part_a_label_from_its_text(form: str) -> None:
    text = ABOVE + "\n".join(form.format(*turn) for turn in MORE)
    assert turns(text) == [(label, (words,)) for label, words in MORE]


@pytest.mark.parametrize("form", ["{}; {}", "{}. {}"])
def test_a_point_or_semicolon_is_too_little_to_tell_a_label(form: str) -> None:
    text = ABOVE + "\n".join(form.format(*turn) for turn in MORE)
    assert (turns(text), errors(text)) == ([], [ProblemCode.UNREAD_LABELS])


@pytest.mark.parametrize("form", ["{} | {}", "[{}] {}", "{}. {}"])
def test_labels_that_do_not_repeat_are_reported_where_they_have_no_colon(form: str) -> None:
    assert errors(ABOVE + form.format(*DIALOGUE[0])) == [ProblemCode.UNREAD_LABELS]


def test_a_table_of_speakers_and_texts_has_a_header() -> None:
    rows = "\n".join(f"| {label} | {words} |" for label, words in MORE)
    text = f"# {TITLE}\n\n{DAY}\n\n| Speaker | Text |\n| --- | --- |\n|  | Weavers came from Omsk. |\n{rows}\n"
    assert turns(text) == [(label, (words,)) for label, words in MORE]


def test_speech_whose_labels_were_lost_is_an_error() -> None:
    body = "Good evening, weavers.\nThank you, Mr President.\nColleagues, the looms hum."
    assert errors(ABOVE + body) == [ProblemCode.UNREAD_LABELS]
    assert errors(f"# {TITLE}\n\n{DAY}\n\n_{body.replace(chr(10), '_' + chr(10) * 2 + '_')}_") == [
        ProblemCode.UNREAD_LABELS
    ]


@pytest.mark.parametrize("form", ["{:4}  {}", "{}. {}", "[{}] {}", "({}) {}"])
def test_numbers_of_lines_are_no_text(form: str) -> None:
    lines = f"{ABOVE}{PUTIN}: One.\nTwo hum.\nThree hum.\nQuestion: Why?".split("\n")
    text = "\n".join(form.format(number, line) for number, line in enumerate(lines, 1))
    assert turns(text) == [(PUTIN, ("One.", "Two hum.", "Three hum.")), ("Question", ("Why?",))]


def test_dashes_before_most_lines_are_list_marks() -> None:
    text = f"{ABOVE}- {PUTIN}: One.\n- Two hum.\n- – Three.\n- Question: Why?"
    assert turns(text) == [(PUTIN, ("One.", "Two hum.", "– Three.")), ("Question", ("Why?",))]


GLUED = (
    f"Events{TITLE}Weavers met in the old mill.{DAY}18:00{PLACE}{PUTIN}:Good evening.The looms hum.* * *"
    f"{NAZARBAYEV}:Welcome to the mill.<…>Question:Why?See alsoThe other looms of OmskMay 9, 2012"
    "Vladimir Putin:They are old.GeographyKazakhstanPublication statusPublished in section: News"
    f"Publication date: {DAY}, 19:40Text version"
)


def test_paragraphs_without_anything_between_them_are_parted() -> None:
    reading = parse(GLUED)
    (event,) = reading.events
    assert (event.title, event.lead, str(event.date), event.place) == (
        TITLE,
        ("Weavers met in the old mill.",),
        "2012-09-19",
        PLACE,
    )
    assert [(one.label, one.paragraphs) for one in event.statements] == [
        (PUTIN, ("Good evening.", "The looms hum.")),
        (NAZARBAYEV, ("Welcome to the mill.",)),
        ("Question", ("Why?",)),
        ("Vladimir Putin", ("They are old.",)),
    ]
    assert (event.geography, event.related[0].title) == (("Kazakhstan",), "The other looms of Omsk")
    assert "glued" in reading.source.traits
    check_tiling(reading)


def test_glued_paragraphs_without_a_head_or_a_foot_are_parted() -> None:
    body = "The looms hum.They are old.Wool is warm.We know it.We do.Yes."
    assert turns(f"{PUTIN}: {body}{NAZARBAYEV}: Welcome.")[1] == (NAZARBAYEV, ("Welcome.",))


def test_a_bar_at_every_tag_is_a_line_break() -> None:
    text = f"{TITLE}|{DAY}|18:00|{PLACE}|{PUTIN}|:|Good evening.|The looms hum.|Question|:|Why?|Vladimir Putin|:|Oh.|"
    assert turns(text)[::2] == [(PUTIN, ("Good evening.", "The looms hum.")), ("Vladimir Putin", ("Oh.",))]
    assert "node-lines" in traits(text)


def test_a_few_long_lines_hold_several_turns_each() -> None:
    speech = "The looms of this old mill hum all day long. " * 20
    one = f"{PUTIN}: {speech}{NAZARBAYEV}: {speech}Vladimir\nPutin: {speech}"
    text = f"{one}\n{one}\n{one}\n{one}Question: Why?"
    assert [label for label, _ in turns(text)] == [*[PUTIN, NAZARBAYEV, "Vladimir Putin"] * 4, "Question"]


MAIL = "From: Ivan Loomov\nDate: Wed, Sep 19, 2012 at 6:00 PM\nSubject: Fwd: Looms\nTo: Anna Spindlova\n\n"


@pytest.mark.parametrize(
    "above",
    [
        MAIL,
        f"---------- Forwarded message ---------\n{MAIL}",
        "On Wed, Sep 19, 2012 at 6:00 PM, Ivan Loomov <loom@example.org> wrote:\n\n",
        f"Title: {TITLE}\n\nURL Source: http://example.org/d/1\n\nMarkdown Content:\n",
    ],
)
def test_the_fields_above_a_text_are_no_title(above: str) -> None:
    reading = parse(f"{above}{ABOVE}{PUTIN}: Good evening.\nQuestion: Why?\n")
    (event,) = reading.events
    assert (event.title, str(event.date), len(event.statements)) == (TITLE, "2012-09-19", 2)
    assert reading.source.traits == ("markdown",)
    check_tiling(reading)


def test_a_title_in_the_fields_is_the_title_of_a_text_without_one() -> None:
    (event,) = parse(f"Title: {TITLE}\nDate: {DAY}\n\n{PUTIN}: Good evening.\n").events
    assert (event.title, str(event.date)) == (TITLE, "2012-09-19")
    (event,) = parse(f"---\ntitle: {TITLE}\n---\nWeavers met.\n{DAY}\n{PUTIN}: Good evening.\n").events
    assert (event.title, event.lead) == (TITLE, ("Weavers met.",))


EDGES = {
    "browser": ("9/19/22, 6:00 PM\n{title}\nexample.org/looms\n{page}/{pages}\n{text}\f", 2),
    "around": ("9/19/22, 6:00 PM   {title}\n\n{text}\nhttps://example.org/looms   {page}/{pages}\n\f", 2),
    "words": ("{text}\nPage {page} of {pages}\n\n", 2),
    "numbers": ("{text}\n{page}\n\f", 2),
    "three numbers": ("{text}\n{page}\n", 3),
}


@pytest.mark.parametrize("edge", EDGES)
def test_what_is_printed_at_the_edges_of_pages_is_left_out(edge: str) -> None:
    form, pages_ = EDGES[edge]
    turns_ = invented(7)
    labelled = [
        f"{turn.who.label}: {words}" if not index else words
        for turn in turns_
        for index, words in enumerate(turn.paragraphs)
    ]
    speech = filled(*labelled).split("\n")
    size = len(speech) // pages_ + 1
    sheets = ["\n".join(speech[size * number : size * (number + 1)]) for number in range(pages_)]
    sheets[0] = ABOVE + sheets[0]
    text = "".join(
        form.format(title=TITLE, text=sheet, page=number, pages=pages_) for number, sheet in enumerate(sheets, 1)
    )
    reading = parse(text)
    assert said(reading) == expected(turns_)
    assert reading.events[0].title == TITLE
    check_tiling(reading)


def test_other_numbers_are_not_printed_at_edges() -> None:
    text = f"{ABOVE}{PUTIN}: One.\n2/3\n7\nTwo."
    assert turns(text) == [(PUTIN, ("One.", "2/3", "7", "Two."))]


def varied(sentence: str) -> str:
    """A sentence again and again, each time in another place of the line."""
    return " ".join(f"Now{' and now' * number} {sentence}" for number in range(14))


def words_in(text: str) -> str:
    return " ".join(block.text for block in parse(text).blocks)


def divided(text: str) -> str:
    """A text wrapped at a column, with long words divided at the ends of lines."""
    lines = [""]
    for word in text.split():
        room = COLUMN - len(lines[-1]) - 2
        if len(lines[-1]) + len(word) < COLUMN:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif len(word) > 8 and room > 3:
            lines[-1] += f" {word[:room]}-"
            lines.append(word[room:])
        else:
            lines.append(word)
    return "\n".join(lines)


def test_divided_words_are_rejoined_if_the_text_has_them_whole() -> None:
    words = varied(
        "Neighbours and spinners remember the carpentry of everything, and neighbourhoods remember machinery."
    )
    text = divided(words)
    assert text.count("-\n") > 3
    assert words_in(f"{ABOVE}{PUTIN}: Good evening, {text}").endswith(words)


def test_hyphens_of_words_stay() -> None:
    words = varied("the well-known weavers of the old mill like all the well-known looms of the well-known town.")
    text = textwrap.fill(words, COLUMN - 14)
    assert text.count("-\n") > 2
    assert words_in(f"{ABOVE}{PUTIN}: Good evening, {text}").endswith(words)


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE[:20]}\n{TITLE[21:]}\nVladimir Putin met with weavers of Pavlodar.\n",
        "Working meeting with Minister of Looms Ivan\nLoomov\nThe looms are old and hum.\n",
    ],
)
def test_a_title_is_not_joined_with_its_lead(head: str) -> None:
    (event,) = parse(f"{head}{DAY}\n{filled(f'{PUTIN}: {LONG}', LONG, f'{NAZARBAYEV}: {LONG}')}").events
    assert event.title in (TITLE, "Working meeting with Minister of Looms Ivan Loomov")
    assert len(event.lead) == 1


PANDOC = f"""::: {{.read__content}}
# {TITLE} {{#meeting .title}}

{DAY}

**{PUTIN}:** Good evening, [friends]{{.term}} of [wool](http://example.org/wool){{rel="tag"}}.

**President of Kazakhstan
<a href="http://example.org/persons/1" class="tag">Nursultan Nazarbayev</a>:** Welcome.
::: note
:::
:::
"""


def test_attributes_and_containers_of_pandoc_are_markup() -> None:
    assert turns(PANDOC) == [(PUTIN, ("Good evening, friends of wool.",)), (NAZARBAYEV, ("Welcome.",))]
    assert parse(PANDOC).events[0].title == TITLE


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ('<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', "rss"),
        ("<doc title='Looms'><main><p>Looms hum.</p></main></doc>", "doc"),
        ("<?xml version='1.0'?><!-- of looms --><loom:mill><p>Hum.</p></loom:mill>", "loom:mill"),
    ],
)
def test_xml_is_refused(text: str, root: str) -> None:
    (problem,) = parse(text).problems
    assert problem.code is ProblemCode.NOT_A_TRANSCRIPT
    assert f"({root})" in problem.message


SPUN = (
    "The looms of this old mill hum all day long, and the weavers know each of them by its sound. The wool comes from"
    " the hills, where the sheep graze until the first snow. Dyers work by the river, and their hands are blue. "
)
LONG_LINES = {
    "a place that is a given name": f"Vladimir Putin: {SPUN}\nQuestion: Why?",
    "one statement": f"Vladimir Putin: {SPUN}",
    "a town before a role": f"Moscow Mayor Ivan Loomov: {SPUN}\nQuestion: Why?",
    "a quoted label": f"Ivan Loomov: {SPUN}I read his words. Anna Weft: no wool. He wove, {SPUN}\nQuestion: Why?",
    "a heading of a box": f"Ivan Loomov: {SPUN}See also Table of mills May 8, 2013 and weep. So it is.\nQuestion: Why?",
    "a question to oneself": f"Ivan Loomov: {SPUN}You may ask. Question: why wool? It is warm.\nQuestion: Why?",
    "a sentence twice": f"Ivan Loomov: {SPUN}{CARPET} They hum. {CARPET} So it is.\nQuestion: Why?",
    "headings of a foot": f"Ivan Loomov: {SPUN}The Publication date is old. A Publication date is new.\nQuestion: Oh?",
}


@pytest.mark.parametrize("kind", LONG_LINES)
def test_a_long_line_that_begins_with_a_label_is_one_paragraph(kind: str) -> None:
    lines = LONG_LINES[kind].split("\n")
    (event,) = parse(f"{TITLE}\n{DAY}\n" + LONG_LINES[kind]).events
    assert [f"{one.label}: {one.text}" for one in event.statements] == [line.strip() for line in lines]
    assert (event.place, event.narration, event.related, event.pull_quotes) == (None, (), (), ())


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("", "Ivan Loomov"),
        ("Loomtown", "Ivan Loomov"),
        ("", "Vladimir Loomov"),
        ("Vladimir", "Ivan Loomov"),
        ("Vladimir", "Minister of Looms Ivan Loomov"),
        ("Loomtown", PUTIN),
    ],
)
def test_a_place_on_one_line_is_no_part_of_a_label(place: str, label: str) -> None:
    text = f"Events {TITLE} {DAY} {place} {label}: {SPUN}Question: Why? {label}: So."
    (event,) = parse(" ".join(text.split())).events
    assert (event.place, [one.label for one in event.statements]) == (place or None, [label, "Question", label])


def test_a_title_above_a_label_is_no_part_of_it() -> None:
    text = f"Story\nIvan Loomov: {SPUN}On May 8, 2013 we met. Question: Why? Ivan Loomov: So. Question: And?"
    assert labels(text) == ["Ivan Loomov", "Question", "Ivan Loomov", "Question"]
    (event,) = parse(f"{text} Ivan Loomov: No.\nQuestion: No?\nIvan Loomov: Yes.").events
    assert (event.title, len(event.statements)) == ("Story", 7)


def test_lines_without_labels_inside_are_paragraphs_beside_a_line_of_many_turns() -> None:
    long = f"{PUTIN}: {SPUN}{SPUN.replace('The', 'Their')}Question: Why? {NAZARBAYEV}: So. Question: And?"
    text = f"{ABOVE}{long}\n{CARPET} {CARPET} At the mill."
    assert turns(text)[-1] == ("Question", ("And?", f"{CARPET} {CARPET} At the mill."))


def test_headings_of_the_foot_in_speech_are_no_foot() -> None:
    words = "The Publication date is old. The Publication status of it, and the Direct link, are new, as we see."
    text = f"Events {TITLE} {DAY} {PLACE} {PUTIN}: {SPUN}{words} Question: Why?"
    statements = parse(text).events[0].statements
    assert [one.label for one in statements] == [PUTIN, "Question"]
    assert statements[0].text == f"{SPUN}{words}"


def test_each_cut_is_made_once() -> None:
    text = f"Events {TITLE} {DAY} 18:00 {PLACE} {' '.join(SPEECH)} {SPUN}"
    edits = one_line.cuts(text)
    assert len(edits) == len(set(edits)) == 7


def test_a_line_of_many_headings_of_the_foot_is_looked_at_once() -> None:
    def sliced(number: int) -> int:
        class Counted(str):
            def __getitem__(self, key: SupportsIndex | slice) -> str:
                found = super().__getitem__(key)
                lengths.append(len(found))
                return found

        lengths: list[int] = []
        one_line.is_one_line(Counted("x Publication status " * number))
        return sum(lengths)

    assert sliced(800) < 3 * sliced(400) + 1000


@pytest.mark.parametrize(
    "lines",
    [
        ("Mr Loomov, in his turn, thanked the weavers.", "Mr Spindle, for his part, spoke of looms."),
        ("Good afternoon, weavers.", "No, we do not forget the looms."),
        ("Minister of Looms Ivan Loomov – Chairman of the commission.",),
        ("President of Russia Vladimir Putin. Photo archive.",),
    ],
)
def test_a_whole_page_without_statements_may_tell_of_speech(lines: tuple[str, ...]) -> None:
    assert errors(page(*lines)) == []


def test_a_name_before_words_about_that_person_is_not_addressed() -> None:
    told = "Mr Loomov, in his turn, thanked the weavers.\nMs Spindle, for her part, spoke of looms."
    assert errors(ABOVE + told) == []
    assert errors(f"{ABOVE}Mr Loomov, I thank the weavers.\nMs Spindle, what do you say of looms?") == [
        ProblemCode.UNREAD_LABELS
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("Good afternoon, weavers.", "Thank you, Mr Loomov.", "Mr Spindle, what do you say of looms?"),
        (f"{PUTIN} | I thank the weavers.",),
        ("Ivan Loomov – The looms hum.", "Anna Spindle – They do."),
    ],
)
def test_on_a_whole_page_too_many_lost_labels_are_an_error(lines: tuple[str, ...]) -> None:
    assert errors(page(*lines)) == [ProblemCode.UNREAD_LABELS]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("https://x.example/?s wool ?s silk ?s flax", []),
        ("https://x.example/mill?s wool, https://x.example/loom?s wool, x.example/dye?s wool", []),
        ("The mill?s looms, the town?s wool.", []),
        ("The mill?s looms, the town?s wool and the mother-in-law?s (weaver?s) silk.", [ProblemCode.UNDECODABLE_BYTES]),
    ],
)
def test_question_marks_inside_words_are_lost_characters(words: str, codes: list[ProblemCode]) -> None:
    assert errors(f"{ABOVE}Ivan Loomov: Good evening.\n{words}") == codes


@pytest.mark.parametrize(
    "speakers",
    [
        (PUTIN, NAZARBAYEV),
        (PUTIN, "Ivan Loomov", PUTIN),
        ("Ivan Loomov", NAZARBAYEV),
        ("Ivan Loomov", "Question", "Ivan Loomov"),
    ],
)
def test_turns_on_a_line_below_the_head_are_parted_if_a_label_inside_is_certain(speakers: tuple[str, ...]) -> None:
    body = f"{' So. '.join(f'{speaker}: Looms hum.' for speaker in speakers)} {SPUN}"
    text = f"{TITLE}\n{DAY}\n18:00\n{PLACE}\n{body}\nQuestion: Why?\nQuestion: And?"
    assert labels(text) == [*speakers, "Question", "Question"]


def test_a_page_without_line_breaks_and_without_statements_is_an_error() -> None:
    body = "They spoke of looms.He asked: why wool?They saw silk.They left the mill.They came home."
    reading = parse(f"EventsMeeting with weaversMarch 29, 201614:15SochiIvan Loomov met the weavers.{body}")
    assert "glued" in reading.source.traits
    assert not any(event.statements for event in reading.events)
    assert ProblemCode.UNREAD_LABELS in {problem.code for problem in reading.problems}
