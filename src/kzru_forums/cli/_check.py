"""`kzru-forums check`: the problems of pages, one a line."""

from argparse import Namespace

from kzru_forums.cli._desk import desk
from kzru_forums.cli._sources import Sources
from kzru_forums.cli._terminal import Style
from kzru_forums.errors import Severity

_STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}


def run(options: Namespace) -> int:
    """Print the problems of the files, and return the status."""
    with desk(options.files, bar=not options.quiet) as place:
        sources = Sources(options.files, place, strict=options.strict)
        paint = place.out()
        for reading in sources.readings():
            for problem in reading.problems:
                paint([(str(problem), _STYLES[problem.severity])])
    if not options.quiet:
        sources.summarise()
    return sources.status
