"""`kzru-forums stats`: the numbers of events, statements, words and so on in a set of pages."""

import csv
import json
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO

from attrs import asdict, frozen

from kzru_forums.cli.lines import Line, Style, cells, fitted
from kzru_forums.cli.sources import Sources
from kzru_forums.cli.terminal import desk, for_data, for_people, terminal_width
from kzru_forums.corpus import Corpus
from kzru_forums.model import Event

_MOST = 10
"""Number of speakers in the readable table; CSV and JSON list all."""


@frozen(kw_only=True)
class Figures:
    """The numbers for a group of events."""

    events: int
    """Number of events."""
    statements: int
    """Number of statements."""
    words: int
    """Number of words spoken."""
    people: int
    """Number of people with a name who speak."""
    forums: int
    """Number of editions of the forum that the events belong to."""
    agreements: int
    """Number of mentions of agreements."""


Group = tuple[str, str, Figures]
"""The property that groups events (`year`), its value (`2012`), and the numbers."""


def groups(corpus: Corpus) -> Iterator[Group]:
    """Yield the numbers for all events, then by year, by kind and by speaker."""
    yield "all", "", _figures(corpus, corpus.events)
    yield from _by("year", lambda event: str(event.date.year) if event.date else "", corpus)
    yield from _by("kind", lambda event: event.kind.value, corpus)
    names = Counter(person.name for person in corpus.people)
    for person in sorted(corpus.people, key=lambda person: -corpus.words_by(person)):
        name = person.name if names[person.name] == 1 else f"{person.name} ({person.id})"
        yield "speaker", name, _of_person(corpus, person.id)


def _by(name: str, key: Callable[[Event], str], corpus: Corpus) -> Iterator[Group]:
    found: dict[str, list[Event]] = {}
    for event in corpus.events:
        found.setdefault(key(event), []).append(event)
    for value, events in sorted(found.items()):
        yield name, value, _figures(corpus, events)


def _figures(corpus: Corpus, events: Sequence[Event]) -> Figures:
    people = {
        person.id for event in events for speaker in event.speakers if (person := corpus.person_of(event, speaker))
    }
    return Figures(
        events=len(events),
        statements=sum(len(event.statements) for event in events),
        words=sum(statement.words for event in events for statement in event.statements),
        people=len(people),
        forums=len({event.edition for event in events} - {None}),
        agreements=sum(len(event.agreements) for event in events),
    )


def _of_person(corpus: Corpus, person: str) -> Figures:
    """The numbers for the statements of a person and the agreements mentioned in them."""
    events = corpus.events_of(person)
    positions = {
        (event.id, spoken.position) for event in events for spoken in corpus.statements_by(person, event=event)
    }
    return Figures(
        events=len(events),
        statements=len(positions),
        words=corpus.words_by(person),
        people=1,
        forums=len({event.edition for event in events} - {None}),
        agreements=sum((event.id, found.statement) in positions for event in events for found in event.agreements),
    )


_COLUMNS = tuple(Figures.__annotations__)
Problems = Sequence[tuple[str, str, int]]
"""Code, severity and number of problems, the most frequent first."""


def run(options: Namespace) -> int:
    """Print the numbers for the files and return the exit status."""
    with desk(options.files, bar=not options.quiet) as place:
        sources = Sources(options.files, place, limits=options.allow)
        corpus = Corpus(event for reading in sources.sound() for event in reading.events)
    problems = [(code.value, severity.value, count) for (code, severity), count in sources.problems.most_common()]
    if options.to:
        _WRITERS[options.to](groups(corpus), problems, for_data())
        return sources.status
    paint = for_people()
    for line in _lines(list(groups(corpus)), problems, options.width or terminal_width()):
        paint(line)
    return sources.status


def _csv(found: Iterable[Group], problems: Problems, target: IO[str]) -> None:
    table = csv.writer(target, lineterminator="\n")
    table.writerow(("by", "value", *_COLUMNS, "problems"))
    table.writerows((name, value, *asdict(figures).values(), "") for name, value, figures in found)
    table.writerows(("problem", code, *[""] * len(_COLUMNS), count) for code, _, count in problems)


def _json(found: Iterable[Group], problems: Problems, target: IO[str]) -> None:
    made: dict[str, object] = {}
    listed: dict[str, list[dict[str, object]]] = {"year": [], "kind": [], "speaker": []}
    for name, value, figures in found:
        if name in listed:
            listed[name].append({name: value or None, **asdict(figures)})
        else:
            made[name] = asdict(figures)
    made |= {f"by_{name}": rows for name, rows in listed.items()}
    made["problems"] = [{"code": code, "severity": severity, "count": count} for code, severity, count in problems]
    json.dump(made, target, ensure_ascii=False, indent=2)
    target.write("\n")


_WRITERS = {"csv": _csv, "json": _json}

_HEADINGS = {"year": "Year", "kind": "Kind", "speaker": "Speaker"}
_GAP = "  "
_LEAST = 12
"""Minimum number of cells for names."""


def _lines(found: Sequence[Group], problems: Problems, width: int) -> Iterator[Line]:
    """The totals, tables by year, by kind and by the most frequent speakers, and the problems."""
    yield [(_sentence(found[0][2]), Style.TITLE)]
    for name, heading in _HEADINGS.items():
        rows = [(value or "no date", figures) for by, value, figures in found if by == name]
        visible = rows[:_MOST] if name == "speaker" else rows
        if visible:
            yield []
            yield from _table(heading, visible, width, without={"speaker": ("people", "forums")}.get(name, ()))
        if len(visible) < len(rows):
            yield [(f"and {len(rows) - len(visible):,} more; --to csv lists all", Style.FAINT)]
    if problems:
        yield []
        yield [("Problems", Style.HEADING)]
    for code, severity, count in problems:
        style = Style.ERROR if severity == "error" else Style.WARNING
        yield [(f"{count:>7,}{_GAP}", Style.PLAIN), (f"{severity:7}", style), (f"{_GAP}{code}", Style.PLAIN)]


def _sentence(figures: Figures) -> str:
    return ", ".join(f"{count:,} {name if count != 1 else _ONE[name]}" for name, count in asdict(figures).items())


_ONE = {name: name.removesuffix("s") for name in _COLUMNS} | {"people": "person"}


def _table(heading: str, rows: Sequence[tuple[str, Figures]], width: int, *, without: Sequence[str]) -> Iterator[Line]:
    """A table with names on the left, numbers on the right, and as many columns as fit the width."""
    numbers = {name: [f"{getattr(figures, name):,}" for _, figures in rows] for name in _COLUMNS if name not in without}
    sizes = {name: max(map(len, (name, *column))) + len(_GAP) for name, column in numbers.items()}
    while sum(sizes.values()) + _LEAST > width:
        sizes.popitem()
    names = min(max(map(cells, (heading, *(name for name, _ in rows)))), width - sum(sizes.values()))
    yield [(fitted(heading, names) + "".join(f"{name:>{size}}" for name, size in sizes.items()), Style.HEADING)]
    for row, (name, _) in enumerate(rows):
        figures = "".join(f"{numbers[column][row]:>{size}}" for column, size in sizes.items())
        yield [(fitted(name, names), Style.LABEL), (figures, Style.PLAIN)]
