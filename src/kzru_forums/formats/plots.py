"""Pictures of records, each with its finding as the title.

Needs the extra `plots`. There are pictures of the forum (editions, hosts and themes), of an event (words per speaker,
and the order of speakers), and of a corpus (words by speaker and year, who answers whom, and agreements by forum and
status).

Colours stand for countries, or for the status of an agreement; the palette is safe for colour-blind readers, and
hatching, markers or words carry the same information in greyscale. The pictures are as wide as a printed column and
readable on a phone.

Every function returns a new matplotlib `Figure` without using pyplot: save it with `figure.savefig(…)`, or display it
in a notebook. Text and background follow the current style (`matplotlib.rc_context`). Text from records is drawn
literally: `$…$` is not a formula.
"""

import io
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from kzru_forums.errors import needing

with needing("matplotlib", "plots", __name__):
    import matplotlib as mpl
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

from kzru_forums.corpus import Corpus
from kzru_forums.display import counted
from kzru_forums.files import PathOrFile
from kzru_forums.formats import plots_style as style
from kzru_forums.formats.plots_corpus import agreements_by_forum, who_answers_whom, words_by_year
from kzru_forums.formats.plots_event import turns, words_by_speaker
from kzru_forums.formats.shared import flattened
from kzru_forums.model import Event, Forum, ForumStatus
from kzru_forums.writing import text_to, whole_file

__all__ = [
    "agreements_by_forum",
    "forum_years",
    "turns",
    "who_answers_whom",
    "words_by_speaker",
    "words_by_year",
    "write",
]

_ROW = 0.44
"""Inches per forum."""
_THEME_LETTERS = 56


def write(
    records: Iterable[Event | Forum], target: PathOrFile, *, picture: str = "", file_format: str | None = None
) -> None:
    """Write one picture of the records.

    Args:
        records: events, or forums with their events; all are kept in memory.
        target: a path, or an open file.
        picture: `"turns"` or `"words"` for one event, `"years"`, `"answers"` or `"agreements"` for many, `"forum"`
            for the forum; by default `"turns"` if there is one event, `"forum"` if there is none, else `"years"`.
        file_format: `"svg"`, `"png"`, `"pdf"` …; by default determined by the extension of the path, otherwise `"svg"`.

    Raises:
        OSError: the target cannot be written.
        TypeError: an argument has the wrong type.
        ValueError: there is no such picture or format, or nothing to draw.
    """
    figure = _picture(list(flattened(records)), picture)
    if isinstance(target, str | os.PathLike):
        made = _saved(figure, file_format or Path(str(target).removesuffix(".gz")).suffix[1:] or "svg")
        with whole_file(target) as file:
            file.write(made)
    elif (file_format or "svg") == "svg":
        with text_to(target) as put:
            put(_saved(figure, "svg").decode())
    else:
        _binary(target).write(_saved(figure, file_format or ""))


def _binary(target: IO[str] | IO[bytes]) -> IO[bytes]:
    """A binary file: the open file itself, or the buffer of a text file such as standard output."""
    if not hasattr(target, "write"):
        raise TypeError(f"expected a path or an open file, not {type(target).__name__}")
    below = getattr(target, "buffer", None)
    return below or target  # type: ignore[return-value]  # a text file without a buffer rejects bytes itself


def _picture(records: Sequence[Event | Forum], name: str) -> Figure:
    events = [record for record in records if isinstance(record, Event)]
    forums = [record for record in records if isinstance(record, Forum)]
    if not name:
        return _usual(events, forums)
    if name == "forum":
        return forum_years(forums)
    if name in _OF_CORPUS:
        return _OF_CORPUS[name](Corpus(events))
    if name not in _OF_EVENT:
        known = ", ".join((*_OF_EVENT, *_OF_CORPUS))
        raise ValueError(f"there is no picture {name!r}: use {known} or forum")
    if len(events) != 1:
        raise ValueError(f"the picture {name!r} needs one event, not {len(events)}")
    return _OF_EVENT[name](events[0])


def _usual(events: Sequence[Event], forums: Sequence[Forum]) -> Figure:
    """The default picture for the records; raises if there is nothing to draw."""
    if len(events) == 1:
        return turns(events[0])
    try:
        return words_by_year(Corpus(events)) if events else forum_years(forums)
    except ValueError as error:
        return style.canvas(str(error).capitalize(), "", 0)[0]


_OF_EVENT = {"turns": turns, "words": words_by_speaker}
_OF_CORPUS = {"years": words_by_year, "answers": who_answers_whom, "agreements": agreements_by_forum}


def _saved(figure: Figure, file_format: str) -> bytes:
    """The picture as bytes; the same figure always gives the same bytes."""
    target = io.BytesIO()
    dated = {"svg": "Date", "pdf": "CreationDate"}.get(file_format)
    with mpl.rc_context({"svg.hashsalt": "kzru-forums", "savefig.dpi": 200}):
        figure.savefig(target, format=file_format, metadata={dated: None} if dated else None)
    return target.getvalue()


def forum_years(forums: Iterable[Forum]) -> Figure:
    """The editions of the forum by year: number in the colour of the host country, city and theme.

    Planned forums have a hollow marker; uncertain themes are in italics.

    Args:
        forums: the forums, in order from top to bottom, such as `kzru_forums.editions()`.

    Raises:
        TypeError: `forums` contains anything but forums.
        ValueError: there are no forums.

    Examples:
        >>> import kzru_forums
        >>> figure = forum_years(kzru_forums.editions())
        >>> figure.get_axes()[0].texts[0].get_text()
        '2003'
    """
    drawn = _checked(forums)
    about = "Year, number of the edition, host city and theme"
    if any("theme" in forum.uncertain for forum in drawn):
        about += "; themes in italics are uncertain"
    figure, axes = style.canvas(_hosts(drawn), about, _ROW * len(drawn), attributed=False)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.set_ylim(len(drawn) - 0.4, -0.6)
    for row, forum in enumerate(drawn):
        _draw_forum(axes, row, forum)
    _forums_key(axes, drawn)
    return figure


def _checked(forums: Iterable[Forum]) -> list[Forum]:
    if not isinstance(forums, Iterable):
        raise TypeError(f"expected forums, not {type(forums).__name__}")
    drawn = list(forums)
    for forum in drawn:
        if not isinstance(forum, Forum):
            raise TypeError(f"expected forums, not {type(forum).__name__}")
    if not drawn:
        raise ValueError("there is no forum to draw")
    return drawn


def _hosts(forums: Sequence[Forum]) -> str:
    """The number of forums and their countries."""
    held = [forum for forum in forums if forum.status is ForumStatus.HELD]
    if not held:
        return "No forum has been held yet"
    first, last = min(forum.year for forum in held), max(forum.year for forum in held)
    hosts = Counter(style.look(forum.country)[0] for forum in held)
    where = " and ".join(f"{count} in {name}" for name, count in hosts.most_common())
    years = f"in {first}" if first == last else f"from {first} to {last}"
    return f"{counted(len(held), 'forum')} {years}: {where}"


def _draw_forum(axes: Axes, row: int, forum: Forum) -> None:
    _, colour, marker = _host(forum)
    held = forum.status is ForumStatus.HELD
    axes.text(0, row, str(forum.year), va="center_baseline", fontsize=style.TEXT)
    if forum.number is not None:
        fill = colour if held else "none"
        axes.plot(0.14, row, marker, markersize=14, color=colour, markerfacecolor=fill, clip_on=False)
        ink = ("black" if forum.country == "KZ" else "white") if held else None
        axes.text(0.14, row, str(forum.number), color=ink, fontsize=style.SMALL, ha="center", va="center_baseline")
    city = forum.city or ("not held" if forum.status is ForumStatus.NOT_HELD else "")
    theme = "\n".join(style.balanced(style.shortened(forum.theme or "", 2 * _THEME_LETTERS), _THEME_LETTERS))
    slant = "italic" if "theme" in forum.uncertain else "normal"
    lines = len(theme.splitlines())
    axes.text(
        0.2, row - 0.16 * lines, style.drawable(city), va="center_baseline", fontsize=style.TEXT, parse_math=False
    )
    axes.text(
        *(0.2, row + 0.3 - 0.08 * lines, theme),
        va="center",
        fontsize=style.SMALL - 0.5,
        fontstyle=slant,
        alpha=0.75,
        linespacing=1.0,
        parse_math=False,
    )


def _host(forum: Forum) -> tuple[str, str, str]:
    return style.COUNTRIES.get(forum.country or "", style.ELSEWHERE)


def _forums_key(axes: Axes, forums: Sequence[Forum]) -> None:
    numbered = [forum for forum in forums if forum.number is not None]
    marks = [_mark(name, colour, marker, colour) for name, colour, marker in dict.fromkeys(map(_host, numbered))]
    if any(forum.status is not ForumStatus.HELD for forum in numbered):
        marks.append(_mark("planned", style.GREY, "o", "none"))
    axes.legend(
        handles=marks,
        loc="upper left",
        bbox_to_anchor=(-0.02, 0),
        ncols=4,
        frameon=False,
        fontsize=style.SMALL,
        handletextpad=0.2,
    )


def _mark(label: str, colour: str, marker: str, fill: str) -> Line2D:
    return Line2D([], [], marker=marker, color=colour, markerfacecolor=fill, linestyle="", markersize=8, label=label)
