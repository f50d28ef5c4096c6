"""Export the real pages to every format and read each export with those that consume it.

    python tests/check_exports.py [FORMAT ...]

The pages are `corpus/html` and the seeds of `../shared` or `$KZRU_CORPUS`. What a consumer finds is compared with the
events: the text of every statement, and numbers of everything else. Prints a line a consumer; the status is 1 where
something differs or a consumer is not installed.

To add a format, write a function as those in `CHECKS`: it writes the events into a folder that is there and empty, and
yields for each consumer its name and what it finds, under the names that `expected` has.
"""

import argparse
import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, redirect_stdout
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from lxml import etree

import kzru_forums
import tei_consumers
from compare_layouts import corpus
from kzru_forums import DataError, Event, Note, Statement
from kzru_forums.display import statement_parts, whole
from kzru_forums.formats import FORMATS, tei

Found = dict[str, int | list[str]]
"""Numbers, and texts of statements in order."""
Check = Callable[[list[Event], Path], Iterator[tuple[str, Found]]]


def real_events() -> list[Event]:
    folder = corpus()
    sources = [folder / "html", *sorted((folder.parent / "seeds").glob("*.txt"))]
    return list(kzru_forums.iter_events(sources, on_problem=lambda _: None))


def expected(events: list[Event]) -> Found:
    """What a consumer should find."""
    said = [statement for event in events for statement in event.statements]
    return {
        "events": len(events),
        "spoken": sum(bool(event.statements) for event in events),
        "statements": [text for event in events for text in texts(event)],
        "speakers": sum(len(event.speakers) for event in events),
        "words": sum(statement.words for statement in said),
        "agreements": sum(len(event.agreements) for event in events),
        "notes": sum(len(statement.notes) for statement in said),
        "broken": 0,
    }


def check_json(events: list[Event], folder: Path) -> Iterator[tuple[str, Found]]:
    path = folder / "events.json"
    path.write_text(kzru_forums.to_json(events), encoding="utf-8")
    yield "json", in_objects(json.loads(path.read_bytes())["data"])
    yield "kzru_forums", {"broken": int(kzru_forums.from_json(path.read_bytes()) != events)}


def check_jsonl(events: list[Event], folder: Path) -> Iterator[tuple[str, Found]]:
    path = folder / "events.jsonl.gz"
    kzru_forums.write_jsonl(events, path)
    duckdb = import_module("duckdb")
    lines = duckdb.sql(f"SELECT json->'data' FROM read_ndjson_objects('{path}')").fetchall()  # noqa: S608
    yield named("duckdb"), in_objects([json.loads(line) for (line,) in lines])
    yield "kzru_forums", {"broken": int(list(kzru_forums.read_jsonl(path, Event)) != events)}


def in_objects(events: list[Any]) -> Found:
    said = [statement for event in events for statement in event["statements"]]
    return {
        "events": len(events),
        "statements": ["\n\n".join(statement["paragraphs"]) for statement in said],
        "speakers": sum(len({statement["speaker"]["id"] for statement in event["statements"]}) for event in events),
        "agreements": sum(len(event["agreements"]) for event in events),
        "notes": sum(len(statement["notes"]) for statement in said),
    }


def check_page_text(events: list[Event], folder: Path) -> Iterator[tuple[str, Found]]:
    """What page text cannot carry is refused, and broken here."""
    carried = [event for event in events if can_be_page_text(event)]
    path = folder / "events.txt"
    kzru_forums.dump(carried, path)
    again = kzru_forums.read(path).events
    broken = len(events) - len(carried) + ([*map(texts, again)] != [*map(texts, carried)])
    yield "kzru_forums", {"events": len(again), "broken": broken}


def texts(event: Event) -> list[str]:
    return [said.text for said in event.statements]


def can_be_page_text(event: Event) -> bool:
    try:
        kzru_forums.dumps(event)
    except DataError:
        return False
    return True


def check_parquet(events: list[Event], folder: Path) -> Iterator[tuple[str, Found]]:
    FORMATS["parquet"].write(events, folder)
    pandas, polars = import_module("pandas"), import_module("polars")
    yield named("pandas"), in_tables(lambda table: pandas.read_parquet(folder / f"{table}.parquet").to_dict("list"))
    yield named("polars"), in_tables(lambda table: polars.read_parquet(folder / f"{table}.parquet").to_dict())
    yield named("duckdb"), in_tables(lambda table: by_duckdb(folder / f"{table}.parquet"))


def check_csv(events: list[Event], folder: Path) -> Iterator[tuple[str, Found]]:
    FORMATS["csv"].write(events, folder)
    pandas, polars = import_module("pandas"), import_module("polars")
    yield (
        named("pandas"),
        in_tables(lambda table: pandas.read_csv(folder / f"{table}.csv", keep_default_na=False).to_dict("list")),
    )
    yield named("polars"), in_tables(lambda table: polars.read_csv(folder / f"{table}.csv").to_dict())
    yield named("duckdb"), in_tables(lambda table: by_duckdb(folder / f"{table}.csv"))


def check_sqlite(events: list[Event], folder: Path) -> Iterator[tuple[str, Found]]:
    path = folder / "events.db"
    FORMATS["sqlite"].write(events, path)
    with closing(sqlite3.connect(path)) as database:

        def columns(table: str) -> dict[str, list[Any]]:
            cursor = database.execute(f"SELECT * FROM {table}")  # noqa: S608 - our names
            names = [name for name, *_ in cursor.description]
            return dict(zip(names, map(list, zip(*cursor, strict=True)), strict=True))

        found = in_tables(columns)
        broken = len(database.execute("PRAGMA foreign_key_check").fetchall())
        (speeches,) = database.execute("SELECT count(*) FROM speeches").fetchone()
        indexed = database.execute(
            "SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'the OR a'"
        ).fetchone()
        spoken = sum(1 for text in columns("statements")["text"] if re.search(r"\b(?:the|a)\b", text, re.IGNORECASE))
        broken += (speeches != len(columns("statements")["text"])) + (indexed != (spoken,))
    yield f"sqlite3 {sqlite3.sqlite_version}", {**found, "broken": broken}


def by_duckdb(path: Path) -> Any:
    duckdb = import_module("duckdb")
    return {name: column.tolist() for name, column in duckdb.sql(f"FROM '{path}'").fetchnumpy().items()}


def in_tables(read: Callable[[str], Any]) -> Found:
    """What stands in the tables; rows that join nothing are broken."""
    events, speakers, said, agreements, notes = map(read, ("events", "speakers", "statements", "agreements", "notes"))
    people = set(zip(speakers["event_id"], speakers["speaker_id"], strict=True))
    speaking = list(zip(said["event_id"], said["speaker_id"], strict=True))
    ids, documents = set(events["event_id"]), set(said["doc_id"])
    mentions = [key for key in agreements["doc_id"] if isinstance(key, str) and key]  # empty outside statements
    broken = [
        *(key for key in speaking if key not in people),
        *(key for key in speakers["event_id"] if key not in ids),
        *(key for key in [*notes["doc_id"], *mentions] if key not in documents),
    ]
    return {
        "events": len(ids),
        "statements": [re.sub(r"\A'(?='*[=+\-@＝＋－＠\t\r\n])", "", text) for text in said["text"]],
        "speakers": len(people),
        "words": int(sum(said["words"])),
        "agreements": len(agreements["title"]),
        "notes": len(notes["text"]),
        "broken": len(broken),
    }


def check_convokit(events: list[Event], folder: Path) -> Iterator[tuple[str, Found]]:
    FORMATS["convokit"].write(events, folder)
    # ConvoKit keeps its settings in the home folder.
    with patch.dict(os.environ, HOME=str(folder.parent), USERPROFILE=str(folder.parent)), redirect_stdout(None):
        loaded = import_module("convokit").Corpus(str(folder))
    whole = [conversation.check_integrity(verbose=False) for conversation in loaded.iter_conversations()]
    ordered = [
        said.text
        for conversation in loaded.iter_conversations()
        for said in conversation.get_chronological_utterance_list()
    ]
    metas = [conversation.meta for conversation in loaded.iter_conversations()]
    yield (
        named("convokit"),
        {
            "spoken": len(whole),
            "statements": ordered,
            "speakers": sum(len(meta["speakers"]) for meta in metas),
            "words": sum(said.meta["words"] for said in loaded.iter_utterances()),
            "notes": sum(len(said.meta["notes"]) for said in loaded.iter_utterances()),
            "broken": whole.count(False),
        },
    )


def check_tei(events: list[Event], folder: Path) -> Iterator[tuple[str, Found]]:
    """One corpus of all events, a folder with a file an event, and that folder with its files included."""
    one, apart, joined = folder / "one.xml", folder / "apart", folder / "joined.xml"
    tei.write(events, one)
    tei.write(events, apart)
    joined.write_bytes(etree.tostring(tei_consumers.included(apart / "corpus.xml")))
    written = [one, joined, *apart.glob("ev*.xml")]
    for path in (one, joined):
        yield f"{named('lxml')}, {path.stem}", in_tei(etree.parse(str(path)).getroot())
    read = import_module("pyparlaclarin.read")
    spoken = list(read.speeches_with_name(etree.parse(str(one)).getroot()))
    heard = ["".join(text.split()) for text in spoken]
    broken = sum(text != want for text, want in zip(heard, map(aloud, said_in(events)), strict=True))
    yield named("pyparlaclarin"), {"broken": broken}
    if missing := tei_consumers.missing():
        raise ImportError(missing)
    for schema in tei_consumers.schemas():
        found = tei_consumers.complaints(schema, written)
        yield f"jing, {schema.name}", {"broken": len(tei_consumers.faulty(found))}


def said_in(events: Iterable[Event]) -> Iterator[Statement]:
    return (said for event in events for said in event.statements)


def aloud(said: Statement) -> str:
    """Everything between two labels, without blanks."""
    parts = (part.text if isinstance(part, Note) else whole(part) for part in statement_parts(said))
    return "".join("".join(parts).split())


def tag(name: str) -> str:
    return f"{tei_consumers.TEI}{name}"


def in_tei(root: etree._Element) -> Found:
    """What stands in a corpus; pointers to nothing, and elements that Parla-CLARIN lacks, are broken."""
    spoken = [list(event.iter(tag("u"))) for event in root.iter(tag("TEI"))]
    said = [utterance for utterances in spoken for utterance in utterances]
    people = [person for event in root.iter(tag("TEI")) for person in event.iter(tag("person"), tag("personGrp"))]
    measures = [measure for measure in root[0].iter(tag("measure")) if measure.get("unit") == "words"]
    used = {str(etree.QName(element).localname) for element in root.iter(tag("*"))}
    return {
        "events": len(spoken),
        "spoken": sum(map(bool, spoken)),
        "statements": [
            "\n\n".join("".join(map(str, segment.itertext())) for segment in utterance.iter(tag("seg")))
            for utterance in said
        ],
        "speakers": len(people),
        "words": int(measures[0].get("quantity") or -1),
        "agreements": sum(1 for _ in root.iter(tag("item"))),
        "notes": sum(1 for u in said for _ in u.iter(*map(tag, ("kinesic", "vocal", "incident", "gap", "note")))),
        "broken": len(tei_consumers.dangling(root)) + len(used - tei_consumers.PARLA_CLARIN_ELEMENTS),
    }


CHECKS: dict[str, Check] = {
    "json": check_json,
    "jsonl": check_jsonl,
    "page text": check_page_text,
    "parquet": check_parquet,
    "csv": check_csv,
    "sqlite": check_sqlite,
    "convokit": check_convokit,
    "tei": check_tei,
}


def named(package: str) -> str:
    return f"{package} {version(package)}"


def line(columns: Iterable[object]) -> str:
    first, second, *numbers = map(str, columns)
    return f"{first:10} {second:24}" + "".join(f"{number:>12}" for number in numbers)


def counts(found: Found) -> dict[str, int]:
    return {key: len(value) if isinstance(value, list) else value for key, value in found.items()}


def report(name: str, events: list[Event], want: Found) -> bool:
    """Print a line a consumer of the format; whether all found what they should."""
    good = True
    with TemporaryDirectory() as place:
        folder = Path(place, "export")
        folder.mkdir()
        start = time.perf_counter()
        try:
            for consumer, found in CHECKS[name](events, folder):
                wrong = [key for key, value in found.items() if value != want[key]]
                good = good and not wrong
                numbers = [counts(found).get(key, "") for key in want]
                size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
                seconds = time.perf_counter() - start
                print(line([name, consumer, *numbers, f"{size:.2f}", f"{seconds:.1f}", "WRONG" if wrong else "ok"]))
                start = time.perf_counter()
        except ImportError as error:
            print(line([name, f"not checked: {error}"]))
            return False
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(CHECKS)}; without any, all")
    formats = parser.parse_args().formats or [*CHECKS]
    events = real_events()
    want = expected(events)
    print(line(["format", "consumer", *want, "MB", "seconds", ""]))
    print(line(["", "(the events)", *counts(want).values()]))
    results = [report(name, events, want) for name in formats]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
