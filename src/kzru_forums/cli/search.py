"""`kzru-forums search`: searches the statements of pages and prints words in their context."""

import re
import sys
from argparse import Namespace
from collections.abc import Iterator

from kzru_forums.cli.convert import UsageError
from kzru_forums.cli.lines import Line, Style, Styled, hung
from kzru_forums.cli.sources import Sources
from kzru_forums.cli.terminal import desk, for_people, terminal_width
from kzru_forums.corpus import Corpus
from kzru_forums.corpus.search import Hit, Hits
from kzru_forums.display import counted, speaker_or_label
from kzru_forums.reading.tasks import unchanged

_INDENT: Line = [("    ", Style.PLAIN)]
_LINES = 2
"""Maximum number of text lines per hit."""


def run(options: Namespace) -> int:
    """Print the hits in the files and return the exit status."""
    what = _what(options)
    _search(Corpus([]), what, options)  # a wrong query is refused before many files are read
    with desk(options.files, bar=not options.quiet) as place:
        sources = Sources(options.files, place, limits=options.allow)
        corpus = Corpus(sources.made(unchanged, "auto"))
    hits = _search(corpus, what, options, speaker=options.speaker)
    paint, width = for_people(), options.width or terminal_width()
    for number, hit in enumerate(hits[: options.limit]):
        for line in _lines(hit, width, first=not number):
            paint(line)
    if not options.quiet:
        sys.stdout.flush()
        place.complain(_summary(hits, options.limit))
    return sources.status


def _what(options: Namespace) -> str | re.Pattern[str]:
    try:
        return re.compile(options.query, re.IGNORECASE) if options.regex else str(options.query)
    except re.error as error:
        raise UsageError(f"cannot read the regular expression {options.query!r}: {error}") from error


def _search(corpus: Corpus, what: str | re.Pattern[str], options: Namespace, speaker: str | None = None) -> Hits:
    try:
        return corpus.search(what, speaker=speaker, kind=options.kind, since=options.since, until=options.until)
    except (LookupError, ValueError) as error:
        raise UsageError(str(error)) from error


def _lines(hit: Hit, width: int, *, first: bool) -> Iterator[Line]:
    if not first:
        yield []
    yield from hung([], _head(hit), width)
    room = _LINES * (width - len(_INDENT[0][0]))
    pieces = [(text, Style.MATCH if match else Style.PLAIN) for text, match in hit.pieces(room)]
    yield from hung(_INDENT, pieces, width)


def _head(hit: Hit) -> Iterator[Styled]:
    yield f"{hit.date or 'no date'} · ", Style.FAINT
    if hit.statement:
        yield speaker_or_label(hit.statement), Style.LABEL
        yield f" [{hit.statement.position}] · ", Style.FAINT
    yield hit.event.title or hit.event.id, Style.PLAIN


def _summary(hits: Hits, limit: int | None) -> str:
    if not hits:
        return "nothing found"
    matches = sum(len(hit.places) for hit in hits)
    events = len({hit.event.id for hit in hits})
    found = f"{counted(matches, 'match', 'matches')} in {counted(len(hits), 'place')} of {counted(events, 'event')}"
    if limit is not None and limit < len(hits):
        printed = f"the first {limit:,} are" if limit else "none are"
        return f"{found}; {printed} printed, --limit all prints all"
    return found
