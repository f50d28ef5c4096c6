"""How pictures look: colours and what they mean, a canvas with a finding as its title, rows with their labels."""

import textwrap
from collections.abc import Iterable, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.transforms import ScaledTranslation

from kzru_forums import licence
from kzru_forums.model import AgreementStatus, Speaker

BLUE, GOLD, GREEN, GREY = "#0072B2", "#E69F00", "#009E73", "#808080"
WIDTH = 4.0
"""Inches: a column of print; on a phone the words are still as large as those around the picture."""
TITLE, TEXT, SMALL, FOOT = 11, 8.5, 7.5, 6.5
"""Sizes of letters, in points."""
NAME_LETTERS = 34
ROW = 0.36
"""Inches per row of words with a drawing below."""
_SPACE = 0.75
"""Inches for what the colours mean, and for the space between lines of text."""
_TITLE_LETTERS, _SMALL_LETTERS, _FOOT_LETTERS = 40, 62, 74
"""Letters on a line."""

COUNTRIES = {"RU": ("Russia", BLUE, "o"), "KZ": ("Kazakhstan", GOLD, "s")}
"""Name, colour and marker of a country: what somebody's country is, or that of a host."""
ELSEWHERE = ("elsewhere", GREEN, "D")
UNKNOWN = ("country unknown", GREY, "v")
STATUSES = {
    AgreementStatus.SIGNED: (GREEN, ""),
    AgreementStatus.CONCLUDED: (BLUE, "...."),
    AgreementStatus.PLANNED: (GOLD, "////"),
    AgreementStatus.MENTIONED: (GREY, "xxxx"),
}
"""Colour and hatching of an agreement."""


def look(country: str | None) -> tuple[str, str, str]:
    """Name, colour and marker that stand for a country."""
    return COUNTRIES.get(country, ELSEWHERE) if country else UNKNOWN


def country_of(speakers: Iterable[Speaker]) -> str | None:
    """The country that is known of somebody."""
    return next((speaker.country for speaker in speakers if speaker.country), None)


def counted(count: int, noun: str) -> str:
    """A number and its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def shortened(text: str, letters: int) -> str:
    """The text, cut between words if it is longer."""
    return textwrap.shorten(text, letters, placeholder=" …")


def percent(part: int, whole: int) -> str:
    """A share in whole percent; less than one is said so."""
    share = 100 * part / max(whole, 1)
    return f"{share:.0f}%" if share >= 0.5 or not part else "<1%"


def canvas(finding: str, about: str, height: float, *, attributed: bool = True) -> tuple[Figure, Axes]:
    """A figure with the finding as its title, a line on what it shows, and the source below.

    Args:
        finding: what the picture says, in a sentence.
        about: what is shown: event, day and place, or the range of a corpus.
        height: inches of the picture without these lines.
        attributed: whether the words come from pages, whose source and licence are to be named.
    """
    title, below = balanced(finding, _TITLE_LETTERS), textwrap.wrap(about, _SMALL_LETTERS)
    foot = textwrap.wrap(f"{licence.ATTRIBUTION}.", _FOOT_LETTERS) if attributed else []
    lines = (TITLE * len(title) + SMALL * len(below) + FOOT * len(foot)) * 1.35 / 72
    figure = Figure(figsize=(WIDTH, height + lines + _SPACE), layout="constrained")
    figure.set_layout_engine("constrained", h_pad=0.08, w_pad=0.06)
    figure.suptitle("\n".join(title), x=0.01, ha="left", fontsize=TITLE, fontweight="bold", parse_math=False)
    figure.supxlabel("\n".join(foot), x=0.01, ha="left", fontsize=FOOT)
    axes = figure.add_subplot()
    axes.set_title("\n".join(below), loc="left", fontsize=SMALL, parse_math=False)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=SMALL)
    axes.set_yticks([])
    return figure, axes


def balanced(text: str, letters: int) -> list[str]:
    """The text in as few lines as it needs, all about as long."""
    lines = textwrap.wrap(text, letters)
    for width in range(len(text) // max(len(lines), 1), letters):
        tried = textwrap.wrap(text, max(width, 1))
        if len(tried) == len(lines):
            return tried
    return lines


def rows(axes: Axes, labels: Sequence[tuple[str, str]]) -> None:
    """Write what each row is above it on the left, and its figures on the right.

    Row `n` has its words at `n` and its drawing below, from `n + 0.2` to `n + 0.75`.
    """
    axes.set_ylim(max(len(labels), 1), -0.4)
    place = axes.get_yaxis_transform()
    for row, (name, figures) in enumerate(labels):
        axes.text(0, row, name, transform=place, fontsize=TEXT, va="center_baseline", parse_math=False)
        axes.text(1, row, figures, transform=place, fontsize=SMALL, ha="right", va="center_baseline", parse_math=False)


def key(axes: Axes, patches: Sequence[Patch], *, below: float = 1) -> None:
    """What the colours mean, `below` letters under the picture; nothing if there is one colour only."""
    figure = axes.get_figure()
    if len(patches) > 1 and figure:
        axes.legend(
            handles=list(patches),
            loc="upper left",
            bbox_to_anchor=(0, 0),
            bbox_transform=axes.transAxes + ScaledTranslation(0, -below * SMALL / 72, figure.dpi_scale_trans),
            ncols=4,
            frameon=False,
            fontsize=SMALL,
            borderaxespad=0,
            borderpad=0,
            handlelength=0.9,
            handletextpad=0.4,
            columnspacing=1.2,
        )


def countries_key(countries: Iterable[str | None]) -> list[Patch]:
    """A patch per country that the picture shows, the best known first."""
    shown = {look(country) for country in countries}
    known = (*COUNTRIES.values(), ELSEWHERE, UNKNOWN)
    return [Patch(color=colour, label=name) for name, colour, marker in known if (name, colour, marker) in shown]
