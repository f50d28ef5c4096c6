"""The style of pictures: colours and their meaning, a canvas with a finding as its title, and labelled rows."""

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
"""Inches: a printed column; on a phone the text is as large as the text around the picture."""
TITLE, TEXT, SMALL, FOOT = 11, 8.5, 7.5, 6.5
"""Font sizes in points."""
NAME_LETTERS = 34
ROW = 0.36
"""Inches per row with a label and a drawing below it."""
_SPACE = 0.75
"""Inches for the colour key and the space between lines of text."""
_TITLE_LETTERS, _SMALL_LETTERS, _FOOT_LETTERS = 40, 62, 74
"""Letters per line."""

COUNTRIES = {"RU": ("Russia", BLUE, "o"), "KZ": ("Kazakhstan", GOLD, "s")}
"""Name, colour and marker of a speaker's or host's country."""
ELSEWHERE = ("elsewhere", GREEN, "D")
UNKNOWN = ("country unknown", GREY, "v")
STATUSES = {
    AgreementStatus.SIGNED: (GREEN, ""),
    AgreementStatus.CONCLUDED: (BLUE, "...."),
    AgreementStatus.PLANNED: (GOLD, "////"),
    AgreementStatus.MENTIONED: (GREY, "xxxx"),
}
"""Colour and hatching for the status of an agreement."""


def look(country: str | None) -> tuple[str, str, str]:
    """Name, colour and marker for a country."""
    return COUNTRIES.get(country, ELSEWHERE) if country else UNKNOWN


def country_of(speakers: Iterable[Speaker]) -> str | None:
    """The first known country among the speakers."""
    return next((speaker.country for speaker in speakers if speaker.country), None)


def shortened(text: str, letters: int = NAME_LETTERS) -> str:
    """The text, shortened at a word boundary if it is too long."""
    return textwrap.shorten(text, letters, placeholder=" …")


def percent(part: int, whole: int) -> str:
    """A share in integer percent; a share below one percent is stated as such."""
    share = 100 * part / max(whole, 1)
    return f"{share:.0f}%" if share >= 0.5 or not part else "<1%"


def canvas(finding: str, about: str, height: float, *, attributed: bool = True) -> tuple[Figure, Axes]:
    """Create a figure with the finding as its title, a line that describes it, and the source below.

    Args:
        finding: the finding of the picture, in one sentence.
        about: description: event, day and place, or the range of a corpus.
        height: height of the picture without these lines, in inches.
        attributed: whether to name the source and licence of the pages.
    """
    title, below = balanced(finding, _TITLE_LETTERS), textwrap.wrap(drawable(about), _SMALL_LETTERS)
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


def drawable(text: str) -> str:
    """The text with a question mark for each lone surrogate, which no font has and matplotlib refuses."""
    return text.encode("utf-8", "replace").decode()


def balanced(text: str, letters: int) -> list[str]:
    """Break the text into as few lines as possible, all of similar length."""
    text = drawable(text)
    lines = textwrap.wrap(text, letters)
    for width in range(len(text) // max(len(lines), 1), letters):
        tried = textwrap.wrap(text, max(width, 1))
        if len(tried) == len(lines):
            return tried
    return lines


def rows(axes: Axes, labels: Sequence[tuple[str, str]]) -> None:
    """Write the label of each row above it on the left, and its figures on the right.

    The text of row `n` is at `n`, and its drawing is below, from `n + 0.2` to `n + 0.75`.
    """
    axes.set_ylim(max(len(labels), 1), -0.4)
    place = axes.get_yaxis_transform()
    for row, (name, figures) in enumerate(labels):
        axes.text(0, row, drawable(name), transform=place, fontsize=TEXT, va="center_baseline", parse_math=False)
        axes.text(1, row, figures, transform=place, fontsize=SMALL, ha="right", va="center_baseline", parse_math=False)


def key(axes: Axes, patches: Sequence[Patch], *, below: float = 1) -> None:
    """Draw a colour key, `below` letters under the picture, unless there is only one colour."""
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
    """A patch per country in the picture, in the order of the table."""
    looks = {look(country) for country in countries}
    known = (*COUNTRIES.values(), ELSEWHERE, UNKNOWN)
    return [Patch(color=colour, label=name) for name, colour, marker in known if (name, colour, marker) in looks]
