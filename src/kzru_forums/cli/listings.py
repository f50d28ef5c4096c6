"""Commands that print a list: editions, problems, and the files that are part of the package."""

from argparse import Namespace
from calendar import month_abbr
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from kzru_forums.cli.lines import Line, Style, cells, fitted, hung
from kzru_forums.cli.sources import DONE, MOST_PRINTED, Sources, rest_of
from kzru_forums.cli.terminal import desk, for_data, for_people, terminal_width
from kzru_forums.errors import Severity
from kzru_forums.facts.editions import editions, years
from kzru_forums.facts.tables import SAMPLE_PAGE, sample_pages, text
from kzru_forums.formats.json import to_json
from kzru_forums.formats.schema import schema_text
from kzru_forums.model import Forum, ForumFormat, ForumStatus
from kzru_forums.writing import whole_file

_HEADINGS = ("No.", "Year", "Days", "City", "Country", "Format", "Status")
_BEFORE_CITY = 3
_GAP = "  "
_THEME = 30
"""Minimum width in cells for a separate theme column."""
_FORMATS = {
    ForumFormat.IN_PERSON: "in person",
    ForumFormat.VIDEOCONFERENCE: "by video",
    ForumFormat.MIXED: "mixed",
    None: "",
}


def print_editions(options: Namespace) -> int:
    """Print the editions and return the exit status."""
    if options.json:
        for_data().write(to_json(list(editions()), indent=2) + "\n")
        return DONE
    paint = for_people()
    for line in table(options.width or terminal_width()):
        paint(line)
    return DONE


def table(width: int) -> Iterator[Line]:
    """The lines of the table: the theme is in the last column, or on the next line if there is no room."""
    rows = [(forum, _row(forum)) for forum in editions()]
    widths = [max(map(cells, column)) for column in zip(_HEADINGS, *(row for _, row in rows), strict=True)]
    beside = width - sum(widths) - len(_GAP) * len(widths) >= _THEME
    yield [(_aligned(_HEADINGS, widths) + ("Theme" if beside else ""), Style.HEADING)]
    below: Line = [(_aligned([""] * _BEFORE_CITY, widths[:_BEFORE_CITY]), Style.PLAIN)]
    for forum, row in rows:
        facts: Line = [(_aligned(row, widths), Style.PLAIN)]
        theme = [(_marked(forum, "theme", forum.theme or ""), Style.LEAD)]
        if not beside:
            yield facts
        if beside or forum.theme:
            yield from hung(facts if beside else below, theme, width)
    yield []
    yield from hung([], [(_legend(), Style.FAINT)], width)


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(fitted(cell, width) + _GAP for cell, width in zip(row, widths, strict=True))


def _row(forum: Forum) -> tuple[str, ...]:
    today = f" ({forum.city_today})" if forum.city_today != forum.city else ""
    return (
        f"{forum.number:3}",
        str(forum.year),
        _days(forum),
        f"{forum.city or ''}{today}",
        forum.country or "",
        _FORMATS[forum.format],
        forum.status.replace("_", " "),
    )


def _days(forum: Forum) -> str:
    """`Sep 18?–19`: first and last day, or the day of the plenary session if these are unknown."""
    if not forum.starts_on:
        return _marked(forum, "plenary_on", _day(forum.plenary_on)) if forum.plenary_on else ""
    first, last = forum.starts_on, forum.ends_on or forum.starts_on
    days = _marked(forum, "starts_on", _day(first))
    if first == last:
        return days
    return f"{days}–{last.day if first.month == last.month else _day(last)}"


def _day(day: date) -> str:
    return f"{month_abbr[day.month]} {day.day}"


def _marked(forum: Forum, field: str, text: str) -> str:
    """The value of a field, with a question mark if it is uncertain."""
    return f"{text}?" if field in forum.uncertain else text


def _legend() -> str:
    without = [str(forum.year) for forum in years() if forum.status is ForumStatus.NOT_HELD]
    return f"? only probable. No forum was held in {' and '.join(without)}."


def print_sample(options: Namespace) -> int:
    """Print the sample page, or write all pages of the sample into a folder."""
    if options.output is None:
        for_data().write(text(SAMPLE_PAGE))
    else:
        _write_pages(sample_pages(), Path(options.output))
    return DONE


def _write_pages(pages: Mapping[str, str], folder: Path) -> None:
    """Write pages into a folder, which may exist and contain other files.

    Raises:
        FileExistsError: one of the files exists with other content; nothing is written.
    """
    contents = {folder / name: page.encode() for name, page in pages.items()}
    for path, content in contents.items():
        if path.exists() and path.read_bytes() != content:
            raise FileExistsError(f"{path} exists with other content; choose another folder")
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in contents.items():
        with whole_file(path) as file:
            file.write(content)


def print_schema(_: Namespace) -> int:
    """Print the JSON Schema."""
    for_data().write(schema_text())
    return DONE


_STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}


def print_problems(options: Namespace) -> int:
    """Print the problems of the files and return the exit status."""
    with desk(options.files, bar=not options.quiet) as place:
        sources = Sources(options.files, place, limits=options.allow, strict=options.strict, exclude=options.exclude)
        paint = place.out()
        for reading in sources.readings():
            for problem in reading.problems[:MOST_PRINTED]:
                paint([(str(problem), _STYLES[problem.severity])])
            for remark in rest_of(reading.problems):
                paint([(remark, Style.PLAIN)])
    if not options.quiet:
        sources.summarise()
    return sources.status
