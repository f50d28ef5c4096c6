"""`kzru-forums show`: pages as a person would like to read them in a terminal."""

from argparse import Namespace

from kzru_forums.cli._desk import desk
from kzru_forums.cli._page import page_lines
from kzru_forums.cli._sources import Sources
from kzru_forums.cli._terminal import for_people, terminal_width
from kzru_forums.pages.blocks import Block, BlockKind
from kzru_forums.reading import Reading

_BETWEEN = frozenset({BlockKind.NARRATION, BlockKind.HEADING})


def run(options: Namespace) -> int:
    """Print the events of the files, and return the status."""
    paint, width = for_people(), options.width or terminal_width()
    with desk() as place:
        sources = Sources(options.files, place)
        several = False
        for reading in sources.sound():
            for event, between in zip(reading.events, _between(reading), strict=True):
                if several:
                    paint([])
                several = True
                for line in page_lines(event, between, width, notes=not options.no_notes):
                    paint(line)
    return sources.status


def _between(reading: Reading) -> list[list[Block]]:
    """Narration and headings of each event, which tell where they stand among the statements."""
    found: list[list[Block]] = [[] for _ in reading.events]
    for block in reading.blocks:
        if block.event is not None and block.kind in _BETWEEN:
            found[block.event].append(block)
    return found
