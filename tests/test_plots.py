"""Pictures of records: what stands in them, read from the figures and not from their pixels."""

import subprocess
import sys
from importlib.resources import files
from io import BytesIO
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
from kzru_forums import Event, Forum, ForumStatus, Speaker, SpeakerKind, Statement, StatementKind
from kzru_forums.formats import plots
from kzru_forums.testing import page_events
from kzru_forums.text import slug

SAMPLE = kzru_forums.loads((files("kzru_forums") / "data" / "sample_page.txt").read_bytes())[0]
SPEAKERS = ["Vladimir Putin", "Nursultan Nazarbayev", "without a name"]


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.get_axes()[0].texts]


def lanes(figure: Figure) -> list[str]:
    return [label.get_text() for label in figure.get_axes()[0].get_yticklabels()]


def keys(figure: Figure) -> list[str]:
    legend = figure.get_axes()[0].get_legend()
    return [text.get_text() for text in legend.get_texts()] if legend else []


def blocks(figure: Figure) -> list[tuple[int, int, int]]:
    """Lane, start and width of each block."""
    bars = [cast(Rectangle, patch) for bar in figure.get_axes()[0].containers for patch in cast(BarContainer, bar)]
    return [(round(bar.get_y() + 0.35), round(bar.get_x()), round(bar.get_width())) for bar in bars]


def drawn(figure: Figure) -> bytes:
    target = BytesIO()
    figure.savefig(target, format="svg")
    return target.getvalue()


def speaking(*names: str | None, words: int = 3) -> Event:
    """An event at which each of the names says a few words."""
    said = [
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
    return Event(id="ev-looms", title="Talks on looms", statements=tuple(said))


def test_the_years_show_every_edition_with_city_and_theme() -> None:
    shown = texts(plots.forum_years(kzru_forums.editions()))
    for forum in kzru_forums.editions():
        assert {str(forum.year), str(forum.number), forum.city, forum.theme or ""} <= set(shown)


def test_host_countries_differ_in_marker_and_colour() -> None:
    figure = plots.forum_years([kzru_forums.edition(9), kzru_forums.edition(10)])
    kazakhstan, russia = figure.get_axes()[0].lines
    assert kazakhstan.get_marker() != russia.get_marker()
    assert to_hex(kazakhstan.get_color()) != to_hex(russia.get_color())
    assert keys(figure)[:2] == ["Kazakhstan", "Russia"]


def test_a_planned_forum_has_a_hollow_marker() -> None:
    figure = plots.forum_years([kzru_forums.edition(22)])
    assert figure.get_axes()[0].lines[0].get_markerfacecolor() == "none"
    assert "planned" in keys(figure)


def test_a_theme_that_is_only_probable_is_in_italics() -> None:
    figure = plots.forum_years([kzru_forums.edition(5), kzru_forums.edition(6)])
    style = {text.get_text(): text.get_fontstyle() for text in figure.get_axes()[0].texts}
    assert style[kzru_forums.edition(5).theme or ""] == "normal"
    assert style[kzru_forums.edition(6).theme or ""] == "italic"
    assert keys(figure)[-1] == "theme in italics: only probable"


def test_a_year_without_a_forum_says_so_and_has_no_marker() -> None:
    figure = plots.forum_years([Forum(year=2020, status=ForumStatus.NOT_HELD)])
    assert texts(figure) == ["2020", "not held", ""]
    assert not figure.get_axes()[0].lines


def test_a_forum_in_another_country_has_a_marker_of_its_own() -> None:
    assert keys(plots.forum_years([evolve(kzru_forums.edition(9), country="MN")])) == ["elsewhere"]


def test_a_long_theme_is_cut() -> None:
    assert texts(plots.forum_years([evolve(kzru_forums.edition(9), theme="loom " * 50)]))[-1].endswith("loom …")


def test_years_without_a_forum_are_no_picture() -> None:
    with pytest.raises(ValueError, match="no forum"):
        plots.forum_years([])


@pytest.mark.parametrize(("wrong", "name"), [([SAMPLE], "Event"), (kzru_forums.edition(9), "Forum"), (5, "int")])
def test_years_are_made_of_forums(wrong: Any, name: str) -> None:
    with pytest.raises(TypeError, match=f"expected forums, not {name}"):
        plots.forum_years(wrong)


def test_a_bar_is_as_long_as_the_words_of_its_speaker() -> None:
    figure = plots.words_by_speaker(SAMPLE)
    assert lanes(figure) == SPEAKERS
    assert [width for _, _, width in blocks(figure)] == [98, 61, 11]
    assert texts(figure) == ["98", "61", "11"]


def test_turns_follow_one_another_in_the_lanes_of_their_speakers() -> None:
    figure = plots.turns(SAMPLE)
    assert lanes(figure) == SPEAKERS
    assert blocks(figure) == [(1, 0, 56), (0, 56, 83), (2, 139, 11), (0, 150, 15), (1, 165, 5)]


def test_kinds_of_statements_differ_in_colour_and_hatching() -> None:
    said = [
        evolve(one, kind=kind) for one, kind in zip(speaking("A", "B", "C", "D").statements, StatementKind, strict=True)
    ]
    figure = plots.turns(evolve(SAMPLE, statements=tuple(said)))
    bars = [cast(Rectangle, patch) for bar in figure.get_axes()[0].containers for patch in cast(BarContainer, bar)]
    assert len({(to_hex(bar.get_facecolor())) for bar in bars}) == len({bar.get_hatch() for bar in bars}) == 4
    assert keys(figure) == list(StatementKind)


def test_one_kind_alone_needs_no_legend() -> None:
    assert keys(plots.turns(speaking("A", "B"))) == []


@pytest.mark.parametrize("draw", [plots.words_by_speaker, plots.turns])
class TestPicturesOfAnEvent:
    def test_those_who_speak_less_share_a_lane(self, draw: Any) -> None:
        event = speaking("Ivan", "Ivan", "Pyotr", "Jörg")
        assert lanes(draw(event, most=1)) == ["Ivan", "2 more"]

    def test_speakers_without_a_name_share_a_lane(self, draw: Any) -> None:
        assert lanes(draw(speaking("Ivan", "Ivan", "Ivan", None, None))) == ["Ivan", "without a name"]

    def test_two_people_of_one_name_have_a_lane_each(self, draw: Any) -> None:
        event = speaking("Ivan", "Pyotr")
        other = evolve(event.statements[1], speaker=evolve(event.statements[1].speaker, name="Ivan"))
        assert lanes(draw(evolve(event, statements=(event.statements[0], other)))) == ["Ivan", "Ivan (pyotr)"]

    def test_an_event_at_which_nobody_speaks_has_an_empty_picture(self, draw: Any) -> None:
        figure = draw(Event(id="ev-silence", title="A minute of silence"))
        assert lanes(figure) == []
        assert figure.get_axes()[0].get_xlabel() == "nobody speaks"
        assert drawn(figure)

    def test_title_day_place_and_source_stand_around_the_picture(self, draw: Any) -> None:
        figure = draw(SAMPLE)
        assert figure.get_suptitle() == f"{SAMPLE.title}\nSeptember 19, 2012, Pavlodar"
        assert "CC BY 4.0" in figure.get_supxlabel()

    def test_a_dollar_sign_is_no_formula(self, draw: Any) -> None:
        event = evolve(speaking("Ivan $x^2$", "Pyotr"), title="Worth $1 or $2", place="$\\alpha$")
        with mpl.rc_context({"svg.fonttype": "none"}):
            assert b"Worth $1 or $2" in drawn(draw(event))

    def test_what_is_no_event_is_refused(self, draw: Any) -> None:
        with pytest.raises(TypeError, match="expected an Event, not str"):
            draw("Talks")

    def test_a_picture_of_nobody_is_refused(self, draw: Any) -> None:
        with pytest.raises(ValueError, match="most takes a whole number from 1 on, not 0"):
            draw(SAMPLE, most=0)

    def test_a_number_of_people_that_is_none_is_refused(self, draw: Any) -> None:
        with pytest.raises(TypeError, match="most takes a whole number, not str"):
            draw(SAMPLE, most="x")


@settings(max_examples=5, deadline=None)
@given(page_events())
def test_every_event_has_its_pictures(event: Event) -> None:
    assert drawn(plots.turns(event))
    assert drawn(plots.words_by_speaker(event))


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
