"""Pictures of records: what is in them, read from the figures and not from their pixels."""

import io
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import pytest
from attrs import evolve
from hypothesis import given, settings
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import kzru_forums
from kzru_forums import Corpus, Event, Forum, ForumStatus, Speaker, SpeakerKind, Statement, StatementKind
from kzru_forums.formats import plots
from kzru_forums.formats.plots_style import BLUE, GOLD, GREY, balanced, percent
from kzru_forums.model import Agreement, AgreementKind, AgreementStatus
from kzru_forums.testing import page_events
from kzru_forums.text import slug

SAMPLE = kzru_forums.loads((files("kzru_forums") / "data" / "sample_page.txt").read_bytes())[0]
SPEAKERS = ["Vladimir Putin", "Nursultan Nazarbayev", "speakers without a name"]


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.get_axes()[0].texts]


def finding(figure: Figure) -> str:
    return " ".join(figure.get_suptitle().split())


def about(figure: Figure) -> str:
    return " ".join(figure.get_axes()[0].get_title(loc="left").split())


def lanes(figure: Figure) -> list[str]:
    """What is written on the left of the rows."""
    return texts(figure)[::2]


def figures(figure: Figure) -> list[str]:
    """What is written on the right of the rows."""
    return texts(figure)[1::2]


def keys(figure: Figure) -> list[str]:
    legend = figure.get_axes()[0].get_legend()
    return [text.get_text() for text in legend.get_texts()] if legend else []


def bars(figure: Figure) -> list[Rectangle]:
    containers = figure.get_axes()[0].containers
    return [cast(Rectangle, patch) for bar in containers for patch in cast(BarContainer, bar)]


def blocks(figure: Figure) -> list[tuple[int, int, int]]:
    """Row, start and width of each bar."""
    return [(int(bar.get_y()), round(bar.get_x()), round(bar.get_width())) for bar in bars(figure)]


def colours(figure: Figure) -> list[str]:
    return [to_hex(bar.get_facecolor()).upper() for bar in bars(figure)]


def drawn(figure: Figure) -> bytes:
    target = io.BytesIO()
    figure.savefig(target, format="svg")
    return target.getvalue()


def speaking(*names: str | None, words: int = 3, **changes: Any) -> Event:
    """An event at which each of the names says a few words."""
    statements = [
        Statement(
            position=position,
            label=name or "Question",
            speaker=Speaker(
                id=slug(name or "") or f"ev.{position}",
                name=name,
                kind=SpeakerKind.PERSON if name else SpeakerKind.UNNAMED,
            ),
            paragraphs=("loom " * words,),
        )
        for position, name in enumerate(names)
    ]
    return evolve(Event(id="ev-looms", title="Talks on looms", statements=tuple(statements)), **changes)


def test_the_years_show_every_edition_with_city_and_theme() -> None:
    shown = [" ".join(text.split()) for text in texts(plots.forum_years(kzru_forums.editions()))]
    for forum in kzru_forums.editions():
        assert {str(forum.year), str(forum.number), forum.city, forum.theme or ""} <= set(shown)


def test_the_years_say_how_many_forums_there_were_and_where() -> None:
    ninth, tenth, planned = kzru_forums.edition(9), kzru_forums.edition(10), kzru_forums.edition(22)
    assert finding(plots.forum_years([ninth, tenth])) == "2 forums from 2012 to 2013: 1 in Kazakhstan and 1 in Russia"
    assert finding(plots.forum_years([ninth, planned])) == "1 forum in 2012: 1 in Kazakhstan"
    assert finding(plots.forum_years([planned])) == "No forum has been held yet"


def test_host_countries_differ_in_marker_and_colour() -> None:
    figure = plots.forum_years([kzru_forums.edition(9), kzru_forums.edition(10)])
    kazakhstan, russia = figure.get_axes()[0].lines
    assert kazakhstan.get_marker() != russia.get_marker()
    assert (to_hex(kazakhstan.get_color()).upper(), to_hex(russia.get_color()).upper()) == (GOLD, BLUE)
    assert keys(figure) == ["Kazakhstan", "Russia"]


def test_a_planned_forum_has_a_hollow_marker() -> None:
    figure = plots.forum_years([kzru_forums.edition(22)])
    assert figure.get_axes()[0].lines[0].get_markerfacecolor() == "none"
    assert "planned" in keys(figure)


def test_a_theme_that_is_only_probable_is_in_italics() -> None:
    figure = plots.forum_years([kzru_forums.edition(5), kzru_forums.edition(6)])
    style = {text.get_text(): text.get_fontstyle() for text in figure.get_axes()[0].texts}
    assert style[kzru_forums.edition(5).theme or ""] == "normal"
    assert style[kzru_forums.edition(6).theme or ""] == "italic"
    assert about(figure).endswith("themes in italics are uncertain")
    assert "italics" not in about(plots.forum_years([kzru_forums.edition(5)]))


def test_a_year_without_a_forum_says_so_and_has_no_marker() -> None:
    figure = plots.forum_years([Forum(year=2020, status=ForumStatus.NOT_HELD)])
    assert texts(figure) == ["2020", "not held", ""]
    assert not figure.get_axes()[0].lines
    assert keys(figure) == []
    assert texts(plots.forum_years([Forum(year=2030, status=ForumStatus.PLANNED)]))[1] == ""


def test_a_forum_in_another_country_has_a_marker_of_its_own() -> None:
    assert keys(plots.forum_years([evolve(kzru_forums.edition(9), country="MN")])) == ["elsewhere"]


def test_a_long_theme_is_cut() -> None:
    theme = texts(plots.forum_years([evolve(kzru_forums.edition(9), theme="loom " * 50)]))[-1]
    assert theme.endswith("loom …")
    assert len(theme.splitlines()) == 2


def test_years_without_a_forum_are_no_picture() -> None:
    with pytest.raises(ValueError, match="no forum"):
        plots.forum_years([])


@pytest.mark.parametrize(("wrong", "name"), [([SAMPLE], "Event"), (kzru_forums.edition(9), "Forum"), (5, "int")])
def test_years_are_made_of_forums(wrong: Any, name: str) -> None:
    with pytest.raises(TypeError, match=f"expected forums, not {name}"):
        plots.forum_years(wrong)


def test_a_bar_is_as_long_as_the_words_of_its_speaker() -> None:
    figure = plots.words_by_speaker(SAMPLE)
    assert finding(figure) == "Vladimir Putin speaks 58% of the words"
    assert lanes(figure) == SPEAKERS
    assert figures(figure) == ["98 words, 58%", "61 words, 36%", "11 words, 6%"]
    assert [width for _, _, width in blocks(figure)] == [98, 61, 11]


def test_bars_and_blocks_have_the_colour_of_the_country() -> None:
    assert colours(plots.words_by_speaker(SAMPLE)) == [BLUE, GOLD, GREY]
    assert set(colours(plots.turns(SAMPLE))) == {BLUE, GOLD, GREY}
    assert keys(plots.words_by_speaker(SAMPLE)) == ["Russia", "Kazakhstan", "country unknown"]


def test_most_words_may_be_those_of_people_without_a_name() -> None:
    figure = plots.words_by_speaker(speaking(None, None, "Ivan"))
    assert finding(figure) == "Speakers without a name speak 67% of the words"


def test_a_share_of_less_than_one_percent_is_said_so() -> None:
    assert [percent(1, 1000), percent(0, 1000), percent(0, 0), percent(999, 1000)] == ["<1%", "0%", "0%", "100%"]


def test_turns_follow_one_another_in_the_lanes_of_their_speakers() -> None:
    figure = plots.turns(SAMPLE)
    assert finding(figure) == "Five turns; the longest is by Vladimir Putin, 83 words"
    assert lanes(figure) == SPEAKERS
    assert figures(figure) == ["2 turns, 98 words", "2 turns, 61 words", "1 turn, 11 words"]
    assert blocks(figure) == [(1, 0, 56), (0, 56, 83), (2, 139, 11), (0, 150, 15), (1, 165, 5)]
    assert [label.get_text() for label in figure.get_axes()[0].get_xticklabels()] == ["beginning", "170 words"]


def test_many_turns_are_a_number_and_one_is_one() -> None:
    assert finding(plots.turns(speaking(*["Ivan"] * 12))).startswith("12 turns; the longest is by Ivan, 3 words")
    assert finding(plots.turns(speaking(None))) == "One turn; the longest is by somebody without a name, 3 words"


def test_kinds_of_statements_differ_in_hatching() -> None:
    event = speaking("A", "B", "C", "D")
    statements = [evolve(one, kind=kind) for one, kind in zip(event.statements, StatementKind, strict=True)]
    figure = plots.turns(evolve(event, statements=tuple(statements)))
    assert len({bar.get_hatch() for bar in bars(figure)}) == 4
    assert keys(figure) == ["country unknown", "question", "reply", "remark"]


def test_one_colour_alone_needs_no_key() -> None:
    assert keys(plots.turns(speaking("A", "B"))) == []


@pytest.mark.parametrize("draw", [plots.words_by_speaker, plots.turns])
class TestPicturesOfAnEvent:
    def test_those_who_speak_less_share_a_lane(self, draw: Any) -> None:
        event = speaking("Ivan", "Ivan", "Pyotr", "Jörg")
        assert lanes(draw(event, most=1)) == ["Ivan", "2 more"]

    def test_speakers_without_a_name_share_a_lane(self, draw: Any) -> None:
        assert lanes(draw(speaking("Ivan", "Ivan", "Ivan", None, None))) == ["Ivan", "speakers without a name"]

    def test_two_people_of_one_name_have_a_lane_each(self, draw: Any) -> None:
        event = speaking("Ivan", "Pyotr")
        other = evolve(event.statements[1], speaker=evolve(event.statements[1].speaker, name="Ivan"))
        shown = lanes(draw(evolve(event, statements=(event.statements[0], other))))
        assert shown == ["Ivan (ivan)", "Ivan (pyotr)"]

    def test_an_event_at_which_nobody_speaks_has_an_empty_picture(self, draw: Any) -> None:
        figure = draw(Event(id="ev-silence", title="A minute of silence"))
        assert lanes(figure) == []
        assert finding(figure) == "Nobody speaks"
        assert drawn(figure)

    def test_statements_without_words_are_drawn(self, draw: Any) -> None:
        figure = draw(speaking("Ivan", "Pyotr", words=0))
        assert len(bars(figure)) == 2
        assert drawn(figure)

    def test_title_day_place_and_source_are_around_the_picture(self, draw: Any) -> None:
        figure = draw(SAMPLE)
        assert about(figure) == f"{SAMPLE.title} · September 19, 2012, Pavlodar · 170 words"
        assert "CC BY 4.0" in figure.get_supxlabel()

    def test_a_dollar_sign_is_no_formula(self, draw: Any) -> None:
        event = evolve(speaking("Ivan $x^2$", "Pyotr"), title="Worth $1 or $2", place="$\\alpha$")
        with mpl.rc_context({"svg.fonttype": "none"}):
            assert b"Worth $1 or $2" in drawn(draw(event))

    def test_what_is_no_event_is_refused(self, draw: Any) -> None:
        with pytest.raises(TypeError, match="expected an Event, not str"):
            draw("Talks")

    def test_a_picture_of_nobody_is_refused(self, draw: Any) -> None:
        with pytest.raises(ValueError, match="most must be at least 1, not 0"):
            draw(SAMPLE, most=0)

    def test_a_number_of_people_that_is_none_is_refused(self, draw: Any) -> None:
        with pytest.raises(TypeError, match="most must be an integer, not str"):
            draw(SAMPLE, most="x")


# --- a corpus -------------------------------------------------------------------------------------------------------

EARLY = speaking("Vladimir Putin", "Ivan Loomov", words=8, id="ev-early", date=date(2012, 5, 7))
LATE = speaking(
    "Ivan Loomov", "Ivan Loomov", "Pyotr Millman", None, id="ev-late", date=date(2014, 5, 7), title="More looms"
)
UNDATED = speaking("Jörg Yarn", id="ev-undated", title="Yarn")


def test_words_by_year_have_a_row_per_person_and_a_column_per_year() -> None:
    figure = plots.words_by_year(Corpus([EARLY, LATE, UNDATED]))
    assert lanes(figure) == ["Ivan Loomov", "Vladimir Putin", "Pyotr Millman"]
    assert figures(figure) == ["14 words, 8 in 2012", "8 words, all in 2012", "3 words, all in 2014"]
    columns = [(round(bar.get_x() + 0.4), round(bar.get_height(), 3)) for bar in bars(figure)]
    assert columns == [(2012, 0.5), (2014, 0.375), (2012, 0.5), (2014, 0.5)]
    assert finding(figure) == "Ivan Loomov speaks most, 14 words in 2 years"
    assert about(figure).endswith("each row on its own scale · 3 events, May 7, 2012 – May 7, 2014")
    assert drawn(figure)


def test_who_speaks_far_more_than_others_is_said() -> None:
    corpus = Corpus([EARLY, LATE])
    assert plots.words_by_year(corpus, most=1).get_suptitle().startswith("Ivan Loomov speaks most")
    much = speaking("Vladimir Putin", words=40, id="ev-much", date=date(2013, 5, 7), title="Much")
    shown = finding(plots.words_by_year(Corpus([EARLY, LATE, much])))
    assert shown == "Vladimir Putin speaks most, 48 words in 2 years: 3 times as many as Ivan Loomov"


def test_words_by_year_take_the_colour_of_the_country() -> None:
    (person,) = (one for one in Corpus([SAMPLE]).people if one.name == "Nursultan Nazarbayev")
    figure = plots.words_by_year(Corpus([SAMPLE]))
    assert colours(figure) == [BLUE, GOLD]
    assert keys(figure) == ["Russia", "Kazakhstan"]
    assert person.name in lanes(figure)


def test_long_ranges_of_years_have_fewer_labels() -> None:
    later = speaking("Ivan Loomov", id="ev-later", date=date(2050, 5, 7), title="Later")
    axes = plots.words_by_year(Corpus([EARLY, later])).get_axes()[0]
    assert [*axes.get_xticks()] == [*range(2012, 2051, 4)]


def test_nobody_at_an_event_with_a_date_is_no_picture() -> None:
    with pytest.raises(ValueError, match="nobody with a name speaks at an event with a date"):
        plots.words_by_year(Corpus([UNDATED]))
    with pytest.raises(ValueError, match="most must be at least 1"):
        plots.words_by_year(Corpus([EARLY]), most=0)


ASKED = kzru_forums.parse(
    "Events\nTalks on rail\nMay 9, 2013\nQuestion: When?\nVladimir Putin: Soon.\nQuestion: Who pays?\n"
    "Vladimir Putin: You do.\nAida Bekova: Mr President, will you come?\nVladimir Putin: I will.\n"
    "Vladimir Putin: Colleagues, what was sown this spring?\nReply: Rye.\n"
).events[0]


def test_who_answers_whom_has_a_row_per_pair() -> None:
    figure = plots.who_answers_whom(Corpus([ASKED]))
    assert dict(zip(lanes(figure), figures(figure), strict=True)) == {
        "Vladimir Putin answers people without a name": "1",
        "Vladimir Putin answers Aida Bekova": "1",
        "people without a name answer Vladimir Putin": "1",
    }
    assert finding(figure) == "Vladimir Putin answers in 67% of the exchanges"
    assert about(figure) == "3 exchanges in 1 event · May 9, 2013"
    assert colours(figure)[:2] == [BLUE, BLUE]
    assert keys(figure) == ["Russia", "country unknown"]
    assert len(lanes(plots.who_answers_whom(Corpus([ASKED]), most=1))) == 1
    assert drawn(figure)


def test_answers_at_an_event_without_a_date_are_drawn() -> None:
    figure = plots.who_answers_whom(Corpus([evolve(ASKED, date=None, statements=ASKED.statements[-2:])]))
    assert finding(figure) == "People without a name answer in 100% of the exchanges"
    assert about(figure) == "1 exchange in 1 event"


def test_where_nobody_answers_there_is_no_picture() -> None:
    with pytest.raises(ValueError, match="nobody answers anybody in the corpus"):
        plots.who_answers_whom(Corpus([EARLY]))
    with pytest.raises(ValueError, match="most must be"):
        plots.who_answers_whom(Corpus([ASKED]), most=0)


@pytest.mark.parametrize("draw", [plots.words_by_year, plots.agreements_by_forum, plots.who_answers_whom])
def test_a_picture_of_a_corpus_needs_one(draw: Any) -> None:
    with pytest.raises(TypeError, match="expected a Corpus, not list"):
        draw([EARLY])


def agreeing(edition: int, *mentions: tuple[str, str]) -> Event:
    """An event of a forum that mentions agreements: title and status of each."""
    agreements = tuple(
        Agreement(title=title, kind=AgreementKind.MEMORANDUM, status=AgreementStatus(status), sentence=f"A {title}.")
        for title, status in mentions
    )
    day = date(2000 + edition, 5, 7)
    return evolve(speaking("Ivan Loomov"), id=f"ev-{edition}", date=day, edition=edition, agreements=agreements)


NINTH = agreeing(
    *(9, ("memorandum on looms", "signed"), ("memorandum on looms", "planned")),
    *(("memorandum on mills", "signed"), ("memorandum on yarn", "mentioned")),
)
TENTH = agreeing(10, ("memorandum on spindles", "planned"))


def test_agreements_have_a_row_per_forum_and_a_bar_per_status() -> None:
    figure = plots.agreements_by_forum(Corpus([NINTH, TENTH, EARLY]))
    rows = figure.get_axes()[0].texts[:4]
    assert [text.get_text() for text in rows] == ["2012 Pavlodar", "3 documents", "2013 Yekaterinburg", "1 document"]
    assert blocks(figure) == [(0, 0, 2), (0, 2, 1), (1, 0, 1)]
    assert texts(figure)[4:] == ["2", "1", "1"]
    assert keys(figure) == ["signed", "planned", "mentioned"]
    assert len({bar.get_hatch() for bar in bars(figure)}) == 3
    assert finding(figure) == "2 documents were signed at the forum of Pavlodar in 2012"
    assert drawn(figure)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([TENTH], "1 planned document was mentioned at the forum of Yekaterinburg in 2013"),
        (
            [agreeing(9, ("memorandum on yarn", "concluded"))],
            "1 earlier document was mentioned at the forum of Pavlodar in 2012",
        ),
        (
            [agreeing(9, ("memorandum on yarn", "signed")), agreeing(10, ("memorandum on mills", "signed"))],
            "1 document each was signed at the forums of Pavlodar in 2012 and Yekaterinburg in 2013",
        ),
        ([agreeing(9)], "The events of the forums mention no agreements"),
    ],
)
def test_the_forum_with_most_documents_is_the_finding(events: list[Event], expected: str) -> None:
    assert finding(plots.agreements_by_forum(Corpus(events))) == expected


def test_events_of_no_forum_are_no_picture_of_agreements() -> None:
    with pytest.raises(ValueError, match="no event of the corpus belongs to an edition of the forum"):
        plots.agreements_by_forum(Corpus([EARLY]))


# --- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "picture", "expected"),
    [
        ([SAMPLE], "", "Five turns"),
        ([SAMPLE], "words", "Vladimir Putin speaks 58%"),
        ([kzru_forums.edition(9)], "", "1 forum in 2012"),
        ([evolve(kzru_forums.edition(9), events=(SAMPLE,))], "forum", "1 forum in 2012"),
        ([EARLY, LATE], "", "Ivan Loomov speaks most"),
        ([], "", "There is no forum to draw"),
        ([UNDATED, evolve(UNDATED, id="ev-again", title="Wool")], "", "Nobody with a name speaks"),
        ([NINTH, TENTH], "agreements", "2 documents were signed"),
        ([ASKED], "answers", "Vladimir Putin answers"),
    ],
)
def test_the_records_decide_which_picture_is_written(records: Any, picture: str, expected: str) -> None:
    file = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none"}):
        plots.write(iter(records), file, picture=picture)
    assert expected in file.getvalue()


@pytest.mark.parametrize(
    ("name", "begin"), [("a.svg", b"<?xml"), ("a.png", b"\x89PNG"), ("a.pdf", b"%PDF"), ("a", b"<?xml")]
)
def test_the_ending_of_a_path_is_the_format(name: str, begin: bytes, tmp_path: Path) -> None:
    plots.write([SAMPLE], tmp_path / name)
    plots.write([SAMPLE], str(tmp_path / "again"), file_format=Path(name).suffix[1:] or "svg")
    assert (tmp_path / name).read_bytes().startswith(begin)
    assert (tmp_path / "again").read_bytes() == (tmp_path / name).read_bytes()


def test_a_stream_takes_text_or_bytes() -> None:
    text, binary, image = io.StringIO(), io.BytesIO(), io.BytesIO()
    plots.write([SAMPLE], text)
    plots.write([SAMPLE], binary)
    plots.write([SAMPLE], image, file_format="png")
    assert text.getvalue().encode() == binary.getvalue()
    below = io.BytesIO()
    wrapped = io.TextIOWrapper(below)
    plots.write([SAMPLE], wrapped, file_format="png")
    assert below.getvalue() == image.getvalue()


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        (
            {"picture": "pie"},
            ValueError,
            "there is no picture 'pie': use turns, words, years, answers, agreements or forum",
        ),
        ({"picture": "turns", "records": [EARLY, LATE]}, ValueError, "the picture 'turns' needs one event, not 2"),
        ({"file_format": "xyz"}, ValueError, "xyz"),
        ({"records": [], "picture": "forum"}, ValueError, "there is no forum to draw"),
        ({"records": [5]}, TypeError, "expected events or forums, not int"),
        ({"target": 5}, TypeError, "expected a path or an open file, not int"),
        ({"target": 5, "file_format": "png"}, TypeError, "expected a path or an open file, not int"),
    ],
)
def test_what_cannot_be_drawn_is_refused(options: Any, error: type[Exception], message: str) -> None:
    records, target = options.pop("records", [SAMPLE]), options.pop("target", io.BytesIO())
    with pytest.raises(error, match=message):
        plots.write(records, target, **options)


# --- all ------------------------------------------------------------------------------------------------------------


@settings(max_examples=5, deadline=None)
@given(page_events())
def test_every_event_has_its_pictures(event: Event) -> None:
    assert drawn(plots.turns(event))
    assert drawn(plots.words_by_speaker(event))


def test_lines_of_a_title_are_about_as_long() -> None:
    assert balanced("loom " * 9, 40) == ["loom loom loom loom loom", "loom loom loom loom"]
    assert balanced("", 40) == []
    assert balanced("one two", 3) == ["one", "two"]


def test_text_takes_the_colour_of_the_style_in_force() -> None:
    with mpl.rc_context({"text.color": "#abcdef"}):
        figure = plots.forum_years([kzru_forums.edition(9)])
    assert figure.get_axes()[0].texts[0].get_color() == "#abcdef"


def test_pictures_leave_pyplot_alone() -> None:
    code = (
        "import sys, kzru_forums; from kzru_forums.formats import plots; plots.forum_years(kzru_forums.editions()); "
        "print('matplotlib.pyplot' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "False"


def test_letters_on_a_phone_are_not_small() -> None:
    figure = plots.turns(SAMPLE)
    pixels = 360 / (figure.get_figwidth() * 72)
    sizes = [float(text.get_fontsize()) * pixels for text in figure.get_axes()[0].texts]
    assert min(sizes) > 9


@pytest.mark.parametrize("name", ["svg", "png"])
def test_a_lone_surrogate_is_drawn_as_a_question_mark(name: str) -> None:
    speakers = {speaker: evolve(speaker, name=f"{speaker.name}\ud800") for speaker in SAMPLE.speakers}
    statements = tuple(evolve(statement, speaker=speakers[statement.speaker]) for statement in SAMPLE.statements)
    event = evolve(SAMPLE, title="Looms \ud800 hum", place="Omsk\ud800", statements=statements)
    target = io.BytesIO()
    plots.write([event], target, file_format=name)
    assert target.getvalue()
    assert "?" in plots.turns(event).get_suptitle() + "".join(
        text.get_text() for text in plots.turns(event).axes[0].texts
    )


def test_the_city_of_a_forum_may_have_a_lone_surrogate() -> None:
    figure = plots.forum_years([Forum(year=2012, status=ForumStatus.HELD, number=9, city="Omsk\ud800", theme="\ud800")])
    assert "Omsk?" in [text.get_text() for text in figure.axes[0].texts]
