"""Where a command puts its lines, and the progress bar between them."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from kzru_forums.cli._terminal import Painter, Style, for_people, plain
from kzru_forums.sources import count_pages

STANDARD = "-"
"""Standard input or standard output."""


class Desk(NamedTuple):
    """Where a command puts its lines."""

    err: Painter
    """Standard error."""
    advance: Callable[[], object]
    """To be called after each file."""
    above: Painter | None = None
    """Puts lines above the bar, where bar and standard output share a terminal."""

    def out(self) -> Painter:
        """Standard output, for people."""
        return self.above or for_people()

    def complain(self, message: str) -> None:
        """Put a line on standard error."""
        self.err([(message, Style.PLAIN)])


@contextmanager
def desk(names: Sequence[str] = (), *, bar: bool = False) -> Iterator[Desk]:
    """A desk; with a progress bar on standard error where that is a terminal and `names` are several files.

    Args:
        names: the files that will be read, as the user gave them.
        bar: False for none in any case.
    """
    if bar and sys.stderr.isatty() and (total := _count(names)) > 1:
        try:
            from kzru_forums.cli._rich import progress  # noqa: PLC0415 - an extra, and slow to load
        except ImportError:
            pass
        else:
            with progress(sys.stderr, total) as (above, advance):
                yield Desk(above, advance, above if sys.stdout.isatty() else None)
            return
    yield Desk(plain(sys.stderr), lambda: None)


def _count(names: Sequence[str]) -> int:
    """Number of files that `iter_readings` will read."""
    return sum(1 if name == STANDARD else count_pages(name) for name in names)
