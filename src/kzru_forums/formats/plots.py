"""Records -> pictures: the forum through the years, who spoke how much, a meeting as a strip of turns.

Needs the extra `plots`. Every function makes a new matplotlib `Figure` and touches no state of pyplot: save it with
`figure.savefig(…)` or show it in a notebook. Text and background follow the style in force (`matplotlib.rc_context`).
Colours are those of Okabe and Ito, which colour-blind people tell apart, and never tell alone: shape, hatching or
words say the same in grey print. Words of the records are drawn as they are: no `$…$` in them is taken for a formula.
"""

import textwrap
from collections.abc import Iterable, Sequence

from kzru_forums.errors import explain

try:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.ticker import MaxNLocator, StrMethodFormatter
except ModuleNotFoundError as error:
    explain(error, "matplotlib", "plots", __name__)

from kzru_forums import licence
from kzru_forums.model import Event, Forum, ForumStatus, Statement, StatementKind
from kzru_forums.text import check_number, printed_day

_BLUE, _ORANGE, _GREEN, _PINK, _GREY = "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#808080"
_SMALL = "small"
_WIDTH = 7.2
"""Inches: a page of A4 or Letter between its margins."""
_ROW = 0.27
"""Inches a row of text."""
_TITLE_LETTERS, _NAME_LETTERS, _THEME_LETTERS, _FOOT_LETTERS = 84, 34, 66, 110
_COUNTRIES = {"RU": ("Russia", "o", _BLUE, "white"), "KZ": ("Kazakhstan", "s", _ORANGE, "black")}
"""Name, marker, colour, and the colour of the number in the marker."""
_ELSEWHERE = ("elsewhere", "D", _GREY, "white")
_KINDS = {
    StatementKind.SPEECH: (_BLUE, ""),
    StatementKind.QUESTION: (_ORANGE, "////"),
    StatementKind.REPLY: (_GREEN, "...."),
    StatementKind.REMARK: (_PINK, "xxxx"),
}
"""Colour and hatching of a statement."""
_YEAR_AT, _NUMBER_AT, _CITY_AT, _THEME_AT = 0.0, 0.085, 0.12, 0.33
"""Where the columns of the years begin, in widths of the picture."""
_NO_NAME = "without a name"


def forum_years(forums: Iterable[Forum]) -> Figure:
    """The forum through the years, one line a forum: year, number in the colour of the host country, city, theme.

    Planned forums have a hollow marker; a theme that is only probable is in italics.

    Args:
        forums: the forums, drawn from top to bottom as they come: `kzru_forums.editions()`.

    Raises:
        TypeError: `forums` holds something else.
        ValueError: there is no forum.

    Examples:
        >>> import kzru_forums
        >>> figure = forum_years(kzru_forums.editions())
        >>> figure.get_axes()[0].texts[0].get_text()
        '2003'
    """
    rows = _checked(forums)
    figure = Figure(figsize=(_WIDTH, _ROW * (len(rows) + 2)), layout="constrained")
    axes = figure.add_subplot()
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for row, forum in enumerate(rows):
        _draw_forum(axes, row, forum)
    axes.legend(
        handles=_keys(rows),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=4,
        frameon=False,
        fontsize=_SMALL,
        borderaxespad=0,
        handletextpad=0.2,
    )
    return figure


def words_by_speaker(event: Event, *, most: int = 20) -> Figure:
    r"""Who spoke how much at an event: a bar a speaker, most words on top.

    Speakers without a name share one hatched bar.

    Args:
        event: the event.
        most: how many bars there are; those who spoke less share one more.

    Raises:
        TypeError: `event` is no `Event`, or `most` no whole number.
        ValueError: `most` is not positive.

    Examples:
        >>> import kzru_forums
        >>> page = "Events\nA visit\nMay 9, 2013\nMayor Ivan Loomov: Good afternoon.\nVladimir Putin: Good.\n"
        >>> figure = words_by_speaker(kzru_forums.parse(page).events[0])
        >>> [label.get_text() for label in figure.get_axes()[0].get_yticklabels()]
        ['Ivan Loomov', 'Vladimir Putin']
    """
    lanes = _lanes(event, most)
    figure, axes = _canvas(event, list(lanes))
    words = [sum(said.words for said in statements) for statements in lanes.values()]
    hatches = ["////" if name == _NO_NAME else "" for name in lanes]
    bars = axes.barh(range(len(lanes)), words, color=_BLUE, edgecolor="white", hatch=hatches, height=0.7)
    axes.bar_label(bars, labels=[f"{count:,}" for count in words], padding=3, fontsize=_SMALL)
    axes.margins(x=0.1)
    return figure


def turns(event: Event, *, most: int = 20) -> Figure:
    r"""An event as a strip of turns: a lane a speaker, a block a statement, as wide as its words, from left to right.

    Blocks of questions, replies and remarks have a colour and a hatching of their own.
    Speakers without a name share one lane.

    Args:
        event: the event.
        most: how many lanes there are, for those with most words; the others share one more.

    Raises:
        TypeError: `event` is no `Event`, or `most` no whole number.
        ValueError: `most` is not positive.

    Examples:
        >>> import kzru_forums
        >>> page = "Events\nA visit\nMay 9, 2013\nMayor Ivan Loomov: Good afternoon.\nQuestion: When?\n"
        >>> figure = turns(kzru_forums.parse(page).events[0])
        >>> [label.get_text() for label in figure.get_axes()[0].get_yticklabels()]
        ['Ivan Loomov', 'without a name']
    """
    lanes = _lanes(event, most)
    lane_of = {said.position: lane for lane, statements in enumerate(lanes.values()) for said in statements}
    figure, axes = _canvas(event, list(lanes))
    start = 0
    for said in event.statements:
        colour, hatch = _KINDS[said.kind]
        lane = lane_of[said.position]
        # The line around it lets a statement of a word or none be seen.
        axes.barh(lane, said.words, left=start, height=0.7, color=colour, hatch=hatch, edgecolor="white", linewidth=0.5)
        axes.vlines(start, lane - 0.35, lane + 0.35, color=colour, linewidth=0.8)
        start += said.words
    kinds = [kind for kind in _KINDS if any(said.kind is kind for said in event.statements)]
    if len(kinds) > 1:
        keys = [
            Patch(facecolor=_KINDS[kind][0], hatch=_KINDS[kind][1], edgecolor="white", label=kind) for kind in kinds
        ]
        axes.legend(
            handles=keys, loc="lower right", bbox_to_anchor=(1, 1), ncols=len(keys), frameon=False, fontsize=_SMALL
        )
    axes.set_xlim(0, max(start, 1))
    return figure


def _checked(forums: Iterable[Forum]) -> list[Forum]:
    if not isinstance(forums, Iterable):
        raise TypeError(f"expected forums, not {type(forums).__name__}")
    rows = list(forums)
    for forum in rows:
        if not isinstance(forum, Forum):
            raise TypeError(f"expected forums, not {type(forum).__name__}")
    if not rows:
        raise ValueError("there is no forum to draw")
    return rows


def _draw_forum(axes: Axes, row: int, forum: Forum) -> None:
    _, marker, colour, ink = _COUNTRIES.get(forum.country or "", _ELSEWHERE)
    held = forum.status is ForumStatus.HELD
    _write(axes, _YEAR_AT, row, str(forum.year))
    if forum.number is not None:
        fill = colour if held else "none"
        axes.plot(_NUMBER_AT, row, marker, markersize=15, color=colour, markerfacecolor=fill, clip_on=False)
        axes.text(
            *(_NUMBER_AT, row, str(forum.number)),
            color=ink if held else None,
            fontsize=_SMALL,
            ha="center",
            va="center_baseline",
        )
    _write(axes, _CITY_AT, row, forum.city or ("not held" if forum.status is ForumStatus.NOT_HELD else ""))
    theme = textwrap.shorten(forum.theme or "", _THEME_LETTERS, placeholder=" …")
    _write(axes, _THEME_AT, row, theme, italic="theme" in forum.uncertain)


def _write(axes: Axes, column: float, row: int, text: str, *, italic: bool = False) -> None:
    style = "italic" if italic else "normal"
    axes.text(column, row, text, va="center_baseline", fontsize=9, fontstyle=style, parse_math=False)


def _keys(forums: Sequence[Forum]) -> list[Line2D]:
    """The legend: the countries there are, then planned forums, then themes in italics."""
    places = dict.fromkeys(
        _COUNTRIES.get(forum.country or "", _ELSEWHERE) for forum in forums if forum.number is not None
    )
    keys = [_key(name, marker, colour, colour) for name, marker, colour, _ in places]
    if any(forum.status is not ForumStatus.HELD and forum.number is not None for forum in forums):
        keys.append(_key("planned", "o", _GREY, "none"))
    if any("theme" in forum.uncertain for forum in forums):
        keys.append(_key("theme in italics: only probable", "", _GREY, "none"))
    return keys


def _key(label: str, marker: str, colour: str, fill: str) -> Line2D:
    return Line2D([], [], marker=marker, color=colour, markerfacecolor=fill, linestyle="", markersize=9, label=label)


def _lanes(event: Event, most: int) -> dict[str, list[Statement]]:
    """The statements of each speaker, most words first; beyond `most`, those of all others together."""
    if not isinstance(event, Event):
        raise TypeError(f"expected an Event, not {type(event).__name__}")
    check_number("most", most, least=1)
    spoken: dict[tuple[str, str], list[Statement]] = {}
    for said in event.statements:
        name = said.speaker.name
        spoken.setdefault((said.speaker.id, name) if name else ("", _NO_NAME), []).append(said)
    ranked = sorted(spoken.items(), key=lambda item: -sum(said.words for said in item[1]))
    lanes: dict[str, list[Statement]] = {}
    for (identity, name), statements in ranked[:most]:
        shown = textwrap.shorten(name, _NAME_LETTERS, placeholder=" …")
        lanes[shown if shown not in lanes else f"{shown} ({identity})"] = statements
    rest = [statements for _, statements in ranked[most:]]
    if rest:
        lanes[f"{len(rest)} more"] = [said for statements in rest for said in statements]
    return lanes


def _canvas(event: Event, lanes: Sequence[str]) -> tuple[Figure, Axes]:
    """A figure with a row a lane, the event as its title and the source as its foot."""
    heading = textwrap.wrap(event.title, _TITLE_LETTERS)
    when = ", ".join(part for part in (event.date and printed_day(event.date), event.place) if part)
    figure = Figure(figsize=(_WIDTH, _ROW * (max(len(lanes), 1) + len(heading)) + 1.5), layout="constrained")
    figure.suptitle("\n".join([*heading, when]), x=0.01, ha="left", fontsize="medium", parse_math=False)
    figure.supxlabel(textwrap.fill(f"{licence.ATTRIBUTION}.", _FOOT_LETTERS), x=0.01, ha="left", fontsize="x-small")
    axes = figure.add_subplot()
    axes.set_yticks(range(len(lanes)), lanes, parse_math=False)
    axes.set_ylim(max(len(lanes), 1) - 0.4, -0.6)
    axes.set_xlabel("words" if lanes else "nobody speaks")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    return figure, axes
