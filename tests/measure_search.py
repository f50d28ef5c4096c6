"""Whether search, the SQLite database and the tables agree on a folder of pages, and how long a search takes.

    python tests/measure_search.py PAGES

Prints the numbers of events, statements and agreements in each of the three, the statements that 22 queries find by
`Corpus.search` and in the database, and the seconds of each search among ten times as many events, the first apart.
Leads and narration, which the database does not index, are left out of the comparison.
"""

import sqlite3
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve

from kzru_forums import Corpus, Event, iter_events
from kzru_forums.corpus.search import Hits
from kzru_forums.formats import sqlite, tables
from kzru_forums.text import statement_id

QUERIES = (
    *("kazakhstan", "kazakh*", '"interregional cooperation"', "cooperation forum", "energy OR gas", "gas NOT oil"),
    *("NEAR(trade turnover, 3)", '"billion"', "agree*", "roads AND bridges", "nuclear", "water", "customs", "border*"),
    *(
        '"thank you"',
        "orenburg OR omsk OR pavlodar",
        "treaty NOT signed",
        "question*",
        "2012",
        "(culture OR sport) AND youth",
        "the",
        "a* OR t*",
    ),
)
MANY = 10


def stored(path: Path, query: str) -> set[str]:
    """The statements that the database finds."""
    found = "SELECT statements.doc_id FROM statements_fts JOIN statements ON statements.rowid = statements_fts.rowid "
    with sqlite3.connect(path) as database:
        return {row[0] for row in database.execute(f"{found} WHERE statements_fts MATCH ?", (query,))}


def said(hits: Hits) -> set[str]:
    """The ids of the statements among hits."""
    return {statement_id(hit.event.id, hit.statement.position) for hit in hits if hit.statement}


def compare(corpus: Corpus, folder: Path) -> int:
    """Print counts and queries, and return how many queries differ."""
    sqlite.write(corpus.events, folder / "all.db")
    made = tables.to_tables(corpus.events)
    with sqlite3.connect(folder / "all.db") as database:
        for name in ("events", "statements", "agreements"):
            here = {
                "corpus": len(corpus) if name == "events" else sum(len(getattr(event, name)) for event in corpus),
                "tables": made[name].num_rows,
                "sqlite": database.execute(f"SELECT count(*) FROM {name}").fetchone()[0],  # noqa: S608 - a constant
            }
            print(f"{name:12}", *(f"{key} {count:,}" for key, count in here.items()), sep="  ")
    differing = 0
    for query in QUERIES:
        found, kept = said(corpus.search(query)), stored(folder / "all.db", query)
        differing += found != kept
        print(f"{query:40}{len(found):7,}{len(kept):7,}  {'same' if found == kept else 'DIFFERENT'}")
    return differing


def clock(events: tuple[Event, ...]) -> None:
    """Print how long searches take among many events."""
    copies = [
        evolve(event, id=f"{event.id}-{number}", title=f"{event.title} {number}", url=None, page_number=None, span=None)
        for number in range(MANY)
        for event in events
    ]
    corpus = Corpus(copies)
    start = time.perf_counter()
    corpus.search("first")
    print(f"{len(corpus):,} events: first search {time.perf_counter() - start:.2f} s")
    found, shown = (0.0, ""), (0.0, "")
    for query in QUERIES:
        start = time.perf_counter()
        hits = corpus.search(query)
        found = max(found, (time.perf_counter() - start, query))
        places = sum(len(hit.places) for hit in hits)
        shown = max(shown, (time.perf_counter() - start, f"{query}: {places:,} matches in {len(hits):,} units"))
    print(f"slowest of {len(QUERIES)} queries: {found[0]:.3f} s, {found[1]}")
    print(f"slowest with the places of all matches: {shown[0]:.3f} s, {shown[1]}")


def main(folder: str) -> int:
    """Compare and measure."""
    corpus = Corpus(iter_events(folder, on_problem=lambda _: None))
    with TemporaryDirectory() as temporary:
        differing = compare(corpus, Path(temporary))
    clock(corpus.events)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
