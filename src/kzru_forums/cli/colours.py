"""Colours and the progress bar, based on rich, which is imported only if they are visible."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from kzru_forums.cli.lines import Line, Painter, Style, safe

_LOOKS = {
    Style.PLAIN: "",
    Style.TITLE: "bold",
    Style.HEADING: "bold",
    Style.LABEL: "bold cyan",
    Style.LEAD: "italic",
    Style.NOTE: "dim italic",
    Style.FAINT: "dim",
    Style.MATCH: "bold black on yellow",
    Style.BAR: "cyan",
    Style.ERROR: "red",
    Style.WARNING: "yellow",
}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Ignore it: the command line reports a closed pipe by its own exit status."""
        raise BrokenPipeError


def painter(stream: IO[str]) -> Painter:
    """Create a painter that prints lines in colour."""
    return partial(_paint, _Console(file=stream))


def _paint(console: Console, line: Line) -> None:
    # Text is used literally; rich would search a string for markup, emoji codes and words to highlight.
    console.print(Text.assemble(*((safe(text), _LOOKS[style]) for text, style in line)), soft_wrap=True)


@contextmanager
def progress(stream: IO[str], total: int) -> Iterator[tuple[Painter, Callable[[], object]]]:
    """A progress bar that disappears at the end: yields a painter for lines above it, and its advance function."""
    console = _Console(file=stream)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("files"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield partial(_paint, console), partial(bar.advance, bar.add_task("reading", total=total))
