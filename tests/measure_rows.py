"""How well rows of tables are read, measured on the real pages as tables of every format; and the memory it takes.

    python tests/measure_rows.py [CORPUS] [--rows N] [--every N] [--show N]

CORPUS is a folder with `html/` and `gold/`; without it `../shared/corpus` or `$KZRU_CORPUS/corpus` is taken. Each page
becomes a row with the columns url, title, date, location and content: the text of its paragraphs, hover cards removed.
Prints, for each format, the number of events, F1 of the turns, and in how many rows title, date, place and page number
are right. `--rows N` reads a CSV file of N invented rows and prints the peak memory every tenth of the way.
"""

import argparse
import csv
import json
import re
import resource
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
from attrs import define
from pyarrow import parquet
from selectolax.lexbor import LexborHTMLParser

from compare_layouts import corpus
from kzru_forums import Event, Problem, iter_rows
from kzru_forums.row_sources import RowSource

MISLEADING = {17108, 17125, 57212, 57692, 62639, 62693}
"""Pages whose markup is wrong about who speaks, as in the scoring scripts."""
_BLANKS = re.compile("[\\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")


def squeezed(text: str | None) -> str:
    """A text without white space and zero-width characters."""
    return _BLANKS.sub("", text or "")


def row_of(html: str, number: int, gold: dict[str, str]) -> dict[str, str]:
    """A page as a row, the way scrapers make it."""
    tree = LexborHTMLParser(html)
    for card in tree.css(".read__tooltip, .tooltip_person, .tooltip_term"):
        card.decompose()
    texts = [" ".join(node.text().split()) for node in tree.css(".read__internal_content p")]
    return {
        "url": f"http://en.kremlin.ru/events/president/news/{number}",
        "title": gold["title"],
        "date": gold["date"],
        "location": gold["place"],
        "content": "\n".join(filter(None, texts)),
    }


def turn(label: str, paragraphs: Iterable[str]) -> tuple[str, str]:
    """What a turn is known by: its label and how it begins."""
    said = [text for text in paragraphs if not (text.startswith("(") and text.endswith(")")) and text != "<…>"]
    return squeezed(label).lower(), squeezed("".join(said))[:30]


@define
class Tally:
    """What was counted for one format."""

    events: int = 0
    hit: int = 0
    read: int = 0
    true: int = 0
    title: int = 0
    date: int = 0
    place: int = 0
    number: int = 0

    def add(self, event: Event, row: dict[str, str], gold: dict[str, object]) -> None:
        """Compare an event with what the row and the gold file say."""
        self.events += 1
        self.title += squeezed(event.title) == squeezed(row["title"])
        self.date += (event.date.isoformat() if event.date else "") == row["date"]
        self.place += squeezed(event.place) == squeezed(row["location"])
        self.number += row["url"].endswith(f"/{event.page_number}")
        statements = gold["statements"]
        assert isinstance(statements, list)
        found = Counter(turn(said.label, said.paragraphs) for said in event.statements)
        wanted = Counter(turn(said["label"], said["paragraphs"]) for said in statements)
        self.hit += (found & wanted).total()
        self.read += found.total()
        self.true += wanted.total()

    def __str__(self) -> str:
        """The figures as columns of a table."""
        f1 = 2 * self.hit / max(1, self.read + self.true)
        return f"{self.events:7}  {f1:.4f}  {self.title:5}  {self.date:5}  {self.place:5}  {self.number:5}"


def sources(rows: list[dict[str, str]], folder: Path) -> Iterator[tuple[str, RowSource]]:
    """The rows as tables of every format."""
    with (folder / "pages.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "pages.jsonl").write_text(lines, encoding="utf-8")
    (folder / "pages.json").write_text(json.dumps(rows), encoding="utf-8")
    table = pa.Table.from_pylist(rows)
    parquet.write_table(table, folder / "pages.parquet")
    yield "CSV", folder / "pages.csv"
    yield "JSON Lines", folder / "pages.jsonl"
    yield "JSON", folder / "pages.json"
    yield "Parquet", folder / "pages.parquet"
    yield "pandas", pd.DataFrame(rows)
    yield "polars", pl.DataFrame(rows)
    yield "Arrow", table


def measure_formats(folder: Path, every: int, show: int) -> None:
    """Print the table of formats."""
    golds = {int(path.stem): json.loads(path.read_text(encoding="utf-8")) for path in (folder / "gold").iterdir()}
    numbers = sorted(golds)[::every]
    pages = {number: (folder / "html" / f"{number}.html").read_text(encoding="utf-8") for number in numbers}
    rows = [row_of(pages[number], number, golds[number]) for number in numbers]
    print(f"{len(rows)} rows\nformat       events  turns   title  date   place  number")
    with tempfile.TemporaryDirectory() as made:
        for name, source in sources(rows, Path(made)):
            problems: list[Problem] = []
            tally = Tally()
            for event in iter_rows(source, on_problem=problems.append, agreements=False):
                index = numbers.index(event.page_number or 0)
                if numbers[index] not in MISLEADING:
                    tally.add(event, rows[index], golds[numbers[index]])
            print(f"{name:11} {tally}   problems: {dict(Counter(str(problem.code) for problem in problems))}")
            for problem in problems[:show]:
                print("   ", problem)


def measure_memory(count: int) -> None:
    """Print the peak memory while a long CSV file is read."""
    words = "President of Russia Vladimir Putin: " + "The looms of Pavlodar hum all day long. " * 100
    with tempfile.TemporaryDirectory() as made:
        path = Path(made, "rows.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("url", "title", "date", "content"))
            for number in range(count):
                writer.writerow((f"http://en.kremlin.ru/d/{number + 1}", f"Looms {number}", "2012-09-19", words))
        print(f"{path.stat().st_size / 1e6:.0f} MB of CSV")
        step: Callable[[int], bool] = lambda number: number % max(1, count // 10) == 0  # noqa: E731 - one line is enough
        for number, _ in enumerate(iter_rows(path, agreements=False), 1):
            if step(number):
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(f"{number:8} rows: peak {peak:.0f} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", nargs="?", type=Path, default=corpus())
    options.add_argument("--every", type=int, default=1, help="only every Nth page")
    options.add_argument("--rows", type=int, default=0, help="measure memory with so many rows instead")
    options.add_argument("--show", type=int, default=0, help="print up to N problems per format")
    chosen = options.parse_args()
    if chosen.rows:
        measure_memory(chosen.rows)
    else:
        measure_formats(chosen.corpus, chosen.every, chosen.show)


if __name__ == "__main__":
    main()
