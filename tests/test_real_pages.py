"""Real pages, in both text layouts: they read strictly, tile and read back."""

from collections import Counter
from pathlib import Path

import pytest

from kzru_forums import DataError, Layout, Problem, Reading, Severity, dumps, parse, read


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, list[Reading]]:
    """Every page of the corpus in both text layouts."""
    folders = [shared / "corpus" / layout for layout in ("page", "text_version")]
    return {folder.name: [read(path) for path in sorted(folder.glob("*.txt"))] for folder in folders}


@pytest.fixture(params=["page", "text_version"])
def readings(request: pytest.FixtureRequest, corpus: dict[str, list[Reading]]) -> list[Reading]:
    """Every page of the corpus in one layout."""
    return corpus[request.param]


def errors(reading: Reading) -> list[Problem]:
    return [problem for problem in reading.problems if problem.severity is Severity.ERROR]


def share(flags: list[bool]) -> float:
    return sum(flags) / len(flags)


def test_pages_load_strictly(readings: list[Reading]) -> None:
    assert share([not errors(reading) for reading in readings]) >= 0.99


def test_a_page_is_one_event(readings: list[Reading]) -> None:
    assert Counter(len(reading.events) for reading in readings) == {1: len(readings)}


def test_pages_are_known_by_their_layout(corpus: dict[str, list[Reading]]) -> None:
    assert {reading.source.layout for reading in corpus["page"]} == {Layout.PAGE}
    assert {reading.source.layout for reading in corpus["text_version"]} == {Layout.TEXT_VERSION}


def test_events_have_a_title_and_a_date(readings: list[Reading]) -> None:
    assert all(event.title and event.date for reading in readings for event in reading.events)


def test_blocks_cover_every_page(readings: list[Reading]) -> None:
    for reading in readings:
        ends = [0, *(block.span.end for block in reading.blocks)]
        assert [block.span.start for block in reading.blocks] == ends[:-1], reading.source.name
        assert ends[-1] == len(reading.text), reading.source.name


def carried(reading: Reading) -> bool:
    """Whether page text carries the events of a page, and gives the same events again."""
    try:
        return parse(dumps(reading.events)).events == reading.events
    except DataError:
        return False


def test_events_of_page_text_read_back(corpus: dict[str, list[Reading]]) -> None:
    assert share([carried(reading) for reading in corpus["page"]]) >= 0.99


def test_the_seeds_read_strictly(shared: Path) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    assert seeds
    for path in seeds:
        assert not errors(read(path)), path.name


def test_the_seeds_are_twelve_pages(shared: Path) -> None:
    assert sum(len(read(path).events) for path in (shared / "seeds").glob("*.txt")) == 12
