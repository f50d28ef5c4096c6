"""`kzru-forums show`: displays pages in a terminal."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from attrs import fields

from kzru_forums.cli.lines import Line, Style, Styled, cells, fitted, hung
from kzru_forums.cli.sources import Sources
from kzru_forums.cli.terminal import desk, for_people, terminal_width
from kzru_forums.display import speaker_or_label, statement_parts, without_notes
from kzru_forums.model import Agreement, Event, Forum, Note, Related, Statement
from kzru_forums.pages.blocks import Block, BlockKind
from kzru_forums.reading import Reading
from kzru_forums.text import printed_day, printed_days

_SERIES = fields(Forum).series.default
_MARGIN: Line = [("  ", Style.PLAIN)]
_INDENT: Line = [("    ", Style.PLAIN)]
_MOST = 12
"""Maximum number of rows in the table of speakers."""
_BAR = 20
_FIGURES = 17
"""Number of cells for words and share in that table, including spaces."""


def page_lines(event: Event, between: Iterable[Block], width: int, *, notes: bool = True) -> Iterator[Line]:
    """Yield the lines of an event.

    Args:
        event: the event; its statements have spans.
        between: the blocks of its narration and headings.
        width: number of cells at which lines are broken.
        notes: whether to include stage directions, insertions and omission marks.
    """
    yield from _head(event, width)
    yield from _who_speaks(event.statements, width)
    yield from _body(event.statements, between, width, notes=notes)
    yield from _documents(event.agreements, width)
    for heading, entries in groupby(event.related, key=lambda entry: entry.heading):
        yield from _related(heading, entries, width)


def _text(text: str, width: int, style: Style = Style.PLAIN) -> Iterator[Line]:
    return hung([], [(text, style)], width)


def _section(heading: str) -> Iterator[Line]:
    yield []
    yield [(heading, Style.HEADING)]


def _underlined(text: str, width: int, style: Style) -> Iterator[Line]:
    lines = list(_text(text, width, style))
    yield from lines
    yield [("─" * max(sum(cells(part) for part, _ in line) for line in lines), Style.FAINT)]


def _head(event: Event, width: int) -> Iterator[Line]:
    yield from _underlined(event.title or "(no title)", width, Style.TITLE)
    for fact in _facts(event):
        yield from _text(fact, width, Style.FAINT)
    for paragraph in event.lead:
        yield []
        yield from _text(paragraph, width, Style.LEAD)


def _facts(event: Event) -> Iterator[str]:
    when = printed_day(event.date) if event.date else "no date"
    if event.time:
        when += f", {event.time:%H:%M}"
    yield f"{when} · {event.place}" if event.place else when
    kind = event.kind.replace("_", " ")
    yield kind if event.edition is None else f"{kind} · edition {event.edition} of the {_SERIES}"
    if event.url:
        yield event.url


def _who_speaks(statements: Sequence[Statement], width: int) -> Iterator[Line]:
    rows = _longest_first(statements)
    total = sum(words for _, words in rows)
    if total < 1:
        return
    yield from _section("Who speaks")
    bar = min(_BAR, width // 4)
    room = width - bar - _FIGURES - cells(_MARGIN[0][0])
    longest = min(max(cells(name) for name, _ in rows), room)
    for name, words in rows:
        share = words / total
        figures = f"  {words:>7,}  {_percent(share):>4}  "
        yield [*_MARGIN, (fitted(name, longest), Style.LABEL), (figures, Style.PLAIN), (_bar(share * bar), Style.BAR)]


def _longest_first(statements: Iterable[Statement]) -> list[tuple[str, int]]:
    """Speakers and their numbers of words, most words first.

    Unnamed speakers with the same label share a row, such as `Question × 3`; if there are many speakers, the last ones
    share a row.
    """
    words, unnamed = Counter[str](), Counter[str]()
    for statement in statements:
        name = speaker_or_label(statement)
        words[name] += statement.words
        unnamed[name] += statement.speaker.name is None
    rows = [(f"{name} × {unnamed[name]}" if unnamed[name] > 1 else name, count) for name, count in words.most_common()]
    others = rows[_MOST:]
    if len(others) > 1:
        rows[_MOST:] = [(f"{len(others)} others", sum(count for _, count in others))]
    return rows


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.005 or not share else "<1%"


def _bar(length: float) -> str:
    """A bar in steps of half a cell, at least half a cell for any speaker with words."""
    whole, half = divmod(max(round(2 * length), length > 0), 2)
    return "█" * whole + "▌" * half


def _body(statements: Iterable[Statement], between: Iterable[Block], width: int, *, notes: bool) -> Iterator[Line]:
    """Yield statements, narration and headings in the order of the page."""
    parts: list[Statement | Block] = [*between, *statements]
    for part in sorted(parts, key=lambda part: part.span.start if part.span else 0):
        yield []
        if isinstance(part, Statement):
            yield from _statement(part, width, notes=notes)
        elif part.kind is BlockKind.HEADING:
            yield from _underlined(part.text, width, Style.HEADING)
        else:
            yield from _text(part.text, width)


def _statement(statement: Statement, width: int, *, notes: bool) -> Iterator[Line]:
    yield from _text(f"{statement.label}:", width, Style.LABEL)
    for number, pieces in enumerate(_paragraphs(statement, notes=notes)):
        if number:
            yield []
        yield from hung(_INDENT, pieces, width)


def _paragraphs(statement: Statement, *, notes: bool) -> Iterator[list[Styled]]:
    """Yield the paragraphs of a statement with its notes, or the paragraphs without any notes."""
    for part in statement_parts(statement):
        if notes:
            pieces = [part] if isinstance(part, Note) else part
            yield [(one.text, Style.NOTE) if isinstance(one, Note) else (one, Style.PLAIN) for one in pieces]
        elif not isinstance(part, Note) and (text := without_notes(part)):
            yield [(text, Style.PLAIN)]


def _documents(agreements: Iterable[Agreement], width: int) -> Iterator[Line]:
    mentions = Counter((one.status, one.kind, one.title, one.date) for one in agreements)
    if mentions:
        yield from _section("Documents mentioned")
    for (status, kind, title, date), times in mentions.items():
        about = [f"({date})" if date else "", f"× {times}" if times > 1 else ""]
        head: Line = [*_MARGIN, (f"{status:9}  ", Style.LABEL), (f"{kind:11}  ", Style.FAINT)]
        yield from hung(head, [(title, Style.PLAIN), (f" {' '.join(about)}", Style.FAINT)], width)


def _related(heading: str, entries: Iterable[Related], width: int) -> Iterator[Line]:
    yield from _section(heading)
    for entry in entries:
        days = printed_days(entry.date, entry.ends_on)
        yield from hung(_MARGIN, [(entry.title, Style.PLAIN), (f" ({days})" if days else "", Style.FAINT)], width)


_BETWEEN = frozenset({BlockKind.NARRATION, BlockKind.HEADING})


def run(options: Namespace) -> int:
    """Print the events of the files and return the exit status."""
    paint, width = for_people(), options.width or terminal_width()
    with desk() as place:
        sources = Sources(options.files, place, limits=options.allow)
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
    """The blocks of narration and headings of each event; their spans determine their order among the statements."""
    found: list[list[Block]] = [[] for _ in reading.events]
    for block in reading.blocks:
        if block.event is not None and block.kind in _BETWEEN:
            found[block.event].append(block)
    return found
