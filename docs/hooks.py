"""Hooks of mkdocs: what the site needs that no page can hold.

Pictures are drawn when the site is built, from what the package ships: each twice, for light and for dark pages, with a
transparent ground. Examples with prompts are marked as such, so that prompts and output look different from code.
"""

import re
from collections.abc import Callable
from importlib.resources import files as shipped
from io import BytesIO

import matplotlib as mpl
from matplotlib.figure import Figure
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import kzru_forums
from kzru_forums import plots

_INKS = {"light": "#1f2328", "dark": "#e3e6ec"}
_EXAMPLE = re.compile(r"^```python$(?=\n>>> )", re.MULTILINE)
_OF_TEXT = ("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color")


def _drawings() -> dict[str, Callable[[], Figure]]:
    (sample,) = kzru_forums.loads((shipped("kzru_forums") / "data" / "sample_page.txt").read_bytes())
    return {
        "forum-years": lambda: plots.forum_years(kzru_forums.editions()),
        "words-by-speaker": lambda: plots.words_by_speaker(sample),
        "turns": lambda: plots.turns(sample),
    }


def _svg(draw: Callable[[], Figure], ink: str) -> bytes:
    target = BytesIO()
    # The same ids and no date: the same bytes from every build.
    with mpl.rc_context(dict.fromkeys(_OF_TEXT, ink) | {"svg.hashsalt": "kzru-forums"}):
        draw().savefig(target, format="svg", transparent=True, metadata={"Date": None})
    return target.getvalue()


def on_files(files: Files, /, *, config: MkDocsConfig) -> Files:
    """Add the pictures to the files of the site."""
    for name, draw in _drawings().items():
        for ground, ink in _INKS.items():
            files.append(File.generated(config, f"figures/{name}-{ground}.svg", content=_svg(draw, ink)))
    return files


def on_page_markdown(markdown: str, /, **_: object) -> str:
    """Name the language of examples with prompts as the highlighter does."""
    return _EXAMPLE.sub("```pycon", markdown)
