"""The database: what is in it, that it joins and searches, and that Datasette serves it."""

import asyncio
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, nullcontext
from datetime import date
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums import DataError, editions, licence, testing
from kzru_forums.formats import sqlite, tables
from kzru_forums.model import Event, Forum, Money
from shell import SAMPLE, Shell
from test_tables import FORUM, TALKS, counted, interview, saying

NAMES = ("forums", "events", "speakers", "statements", "agreements", "notes", "exchanges")
ELSEWHERE = {("agreements", "parties"), ("exchanges", "asks"), ("exchanges", "answers")}
VISIT = attrs.evolve(saying("The customs union works.", "A loom, a spindle and a café."), date=date(2013, 5, 9))
RECORDS: list[Event | Forum] = [FORUM, VISIT]


def written(folder: Path, *records: Event | Forum) -> Path:
    sqlite.write(records, folder / "events.db")
    return folder / "events.db"


def asked(path: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query, values).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return written(tmp_path, *RECORDS)


def test_every_table_has_the_columns_of_the_others_in_their_order(database: Path) -> None:
    for table in NAMES:
        columns = [name for _, name, *_ in asked(database, f"PRAGMA table_info({table})")]
        assert columns == [name for name in tables.SCHEMAS[table].names if (table, name) not in ELSEWHERE]


def test_cells_are_those_of_the_other_tables(database: Path) -> None:
    for table, made in tables.to_tables(RECORDS).items():
        names = [name for name in made.column_names if (table, name) not in ELSEWHERE]
        found = asked(database, f"SELECT {', '.join(names)} FROM {table}")  # noqa: S608
        assert found == [tuple(plain(row[name]) for name in names) for row in made.to_pylist()], table


def plain(value: Any) -> Any:
    """A cell of an Arrow table as a database has it."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, str | int) else str(value)


def test_cells_have_real_types(database: Path) -> None:
    query = "SELECT typeof(date), typeof(edition), typeof(abridged), typeof(published), date FROM events"
    assert asked(database, query)[0] == ("text", "integer", "integer", "text", "2012-09-19")
    assert asked(database, "SELECT date(published), time FROM events LIMIT 1") == [("2012-09-19", "18:00:00")]


def test_parties_are_rows(database: Path) -> None:
    query = "SELECT parties.name, country, title FROM agreement_parties AS parties JOIN agreements USING (event_id)"
    where = " WHERE parties.agreement = agreements.position ORDER BY parties.position"
    assert asked(database, query + where) == [
        ("Kazakhstan", "KZ", "memorandum on grain"),
        ("a mill", None, "memorandum on grain"),
    ]


def test_turns_of_exchanges_are_rows_and_answers_have_their_question(tmp_path: Path) -> None:
    event = interview()
    path = written(tmp_path, event)
    turns = asked(path, "SELECT exchange, doc_id, asks, replies_to FROM exchange_turns ORDER BY exchange, position")
    assert {doc_id for _, doc_id, asks, _ in turns if asks} == {
        f"ev-3.s{turn.position:04}" for exchange in event.exchanges for turn in exchange.asks
    }
    found = asked(path, "SELECT question, answer, answered_by FROM questions_and_answers ORDER BY answer_doc_id")
    links = [link for exchange in event.exchanges for link in exchange.links]
    assert found == [(question.text, answer.text, "Aida Bekova") for question, answer in links]
    assert len(links) == 2


def test_lists_are_json_arrays(database: Path) -> None:
    query = "SELECT value FROM events, json_each(events.sections) WHERE event_id = 'ev-1'"
    assert asked(database, query) == [("News",), ("Transcripts",)]
    assert asked(database, "SELECT photos ->> '$[0].caption' FROM events LIMIT 1") == [("On the stage.",)]


def test_every_table_explains_its_columns(database: Path) -> None:
    (definition,) = asked(database, "SELECT sql FROM sqlite_master WHERE name = 'notes'")[0]
    assert '"paragraph_offset" INTEGER, -- Character offset' in definition


def test_the_licence_is_in_a_table(database: Path) -> None:
    assert dict(asked(database, "SELECT key, value FROM licence")) == licence.METADATA


def test_keys_are_keys_and_refer_to_rows(database: Path) -> None:
    assert asked(database, "PRAGMA foreign_key_check") == []
    assert asked(database, "PRAGMA integrity_check") == [("ok",)]
    targets = {row[2] for row in asked(database, "PRAGMA foreign_key_list(statements)")}
    assert targets == {"events", "speakers"}
    with closing(sqlite3.connect(database)) as changed:
        changed.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            changed.execute("INSERT INTO events (event_id, edition) VALUES ('ev-x', 77)")


def test_joins_find_their_rows_by_an_index(database: Path) -> None:
    for query in (
        "FROM statements WHERE speaker_id = 'a'",
        "FROM events WHERE date = 'a'",
        "FROM notes WHERE doc_id = 'a'",
    ):
        (plan,) = asked(database, f"EXPLAIN QUERY PLAN SELECT * {query}")
        assert "USING INDEX" in plan[-1]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("customs", 1),
        ('"customs union"', 1),
        ('"union customs"', 0),
        ("loom AND spindle", 1),
        ("loom OR customs", 2),
        ("loom NOT spindle", 0),
        ("spin*", 1),
        ("CAFE", 1),
    ],
)
def test_statements_are_found_by_their_words(database: Path, query: str, texts: int) -> None:
    found = asked(database, "SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?", query)
    assert len(found) == texts


def test_what_is_found_is_the_statement(database: Path) -> None:
    query = "SELECT statements.text FROM statements_fts JOIN statements ON statements.rowid = statements_fts.rowid"
    found = asked(database, f"{query} WHERE statements_fts MATCH 'customs'")
    assert found == [("The customs union works.",)]


def test_the_index_follows_changes(database: Path) -> None:
    with closing(sqlite3.connect(database)) as changed:
        changed.execute("UPDATE statements SET text = 'A shuttle.' WHERE text LIKE '%customs%'")
        changed.execute("DELETE FROM statements WHERE text LIKE '%spindle%'")
        changed.execute("INSERT INTO statements (doc_id, text) VALUES ('x', 'A reed.')")
        changed.execute("INSERT INTO statements_fts(statements_fts, rank) VALUES ('integrity-check', 1)")

        def count(word: str) -> Any:
            return changed.execute(
                "SELECT count(*) FROM statements_fts WHERE statements_fts MATCH ?", [word]
            ).fetchone()[0]

        assert [count(word) for word in ("customs", "spindle", "shuttle", "reed")] == [0, 0, 1, 1]


def test_speeches_is_the_joined_table(database: Path) -> None:
    made = tables.speeches(RECORDS)
    found = asked(database, f"SELECT {', '.join(made.column_names)} FROM speeches")  # noqa: S608
    assert sorted(found) == sorted(tuple(map(plain, row.values())) for row in made.to_pylist())


def test_agreements_have_their_evidence(database: Path) -> None:
    query = "SELECT title, parties, sentence, statement_text, speaker_name, event_title, forum_city FROM "
    first, second = asked(database, f"{query} agreements_with_evidence")
    sentence = "They signed a memorandum on grain."
    assert first == ("memorandum on grain", "Kazakhstan; a mill", sentence, "When?", None, "Talks", "Pavlodar")
    assert second == ("protocol", None, "A protocol.", None, None, "Talks", "Pavlodar")


def test_forums_of_events_are_added_and_no_forum_is_there_twice(tmp_path: Path) -> None:
    path = written(tmp_path, FORUM, attrs.evolve(FORUM, events=()), attrs.evolve(VISIT, edition=10))
    assert asked(path, "SELECT edition, city FROM forums") == [(9, "Pavlodar"), (10, "Yekaterinburg")]


def test_years_without_a_forum_have_no_edition(tmp_path: Path) -> None:
    from kzru_forums.facts.editions import years  # noqa: PLC0415 - for this test alone

    path = written(tmp_path, *years())
    without = [forum.year for forum in years() if forum.number is None]
    assert asked(path, "SELECT year FROM forums WHERE edition IS NULL ORDER BY year") == [(year,) for year in without]
    assert without


def test_an_edition_that_nobody_knows_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path, attrs.evolve(VISIT, edition=99))
    assert asked(path, "SELECT events.edition, city FROM events LEFT JOIN forums USING (edition)") == [(99, None)]


def test_two_forums_of_one_edition_must_be_equal(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="two different forums have the edition 9"):
        written(tmp_path, FORUM, *editions())


def test_two_rows_of_one_key_are_refused(tmp_path: Path) -> None:
    twice = attrs.evolve(VISIT, statements=(VISIT.statements[0],) * 2)
    with pytest.raises(DataError, match=r"UNIQUE constraint failed: statements\.doc_id"):
        written(tmp_path, twice)
    assert list(tmp_path.iterdir()) == []


@given(st.lists(testing.page_events(), max_size=2), testing.forums())
def test_any_events_of_pages_go_into_a_database(events: list[Event], forum: Forum) -> None:
    records: list[Event | Forum] = [*events, attrs.evolve(forum, events=tuple(events))]
    with TemporaryDirectory() as folder:
        path = written(Path(folder), *records)
        found = {table: asked(path, f"SELECT count(*) FROM {table}")[0][0] for table in NAMES}  # noqa: S608
    known = counted(*records)
    assert found.pop("forums") >= known.pop("forums")
    assert found == known


@given(testing.events())
def test_any_record_goes_into_a_database_or_names_its_key(event: Event) -> None:
    positions = [statement.position for statement in event.statements]
    people = {speaker.id for speaker in event.speakers}
    fits = len(set(positions)) == len(positions) and len(people) == len(event.speakers)
    with TemporaryDirectory() as folder, nullcontext() if fits else pytest.raises(DataError, match="UNIQUE constraint"):
        path = written(Path(folder), event)
        assert asked(path, "SELECT count(*) FROM statements") == [(len(event.statements),)]


def test_what_a_database_cannot_hold(tmp_path: Path) -> None:
    odd = attrs.evolve(saying("half \ud800 a character", "whole"), page_number=2**63)
    path = written(tmp_path, odd)
    assert asked(path, "SELECT text FROM statements") == [("half \ufffd\ufffd\ufffd a character",), ("whole",)]
    assert asked(path, "SELECT page_number FROM events") == [(None,)]
    assert asked(path, "SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'whole'") == [(1,)]


@pytest.mark.parametrize(
    ("amount", "number"),
    [("1.5E+6", 1_500_000), ("0.25", 0.25), ("0E-10", 0), ("1E+30", None), ("1E-400", None)],
)
def test_an_amount_is_exact_or_empty(tmp_path: Path, amount: str, number: float | None) -> None:
    worth = attrs.evolve(TALKS.agreements[0], value=Money(amount=Decimal(amount), currency="KZT"))
    path = written(tmp_path, attrs.evolve(TALKS, agreements=(worth,)))
    assert asked(path, "SELECT value, currency FROM agreements") == [(number, "KZT")]


def test_many_rows_are_inserted_in_parts(tmp_path: Path) -> None:
    path = written(tmp_path, saying(*map(str, range(2500))))
    assert asked(path, "SELECT count(*), count(DISTINCT text) FROM statements") == [(2500, 2500)]


def test_equal_records_make_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        sqlite.write(RECORDS, tmp_path / f"{name}.db")
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_an_earlier_database_is_replaced_and_its_metadata_kept(tmp_path: Path) -> None:
    path = written(tmp_path, *RECORDS)
    path.with_suffix(".metadata.json").write_text("mine", encoding="utf-8")
    written(tmp_path, VISIT)
    assert asked(path, "SELECT count(*) FROM events") == [(1,)]
    assert path.with_suffix(".metadata.json").read_text(encoding="utf-8") == "mine"


def test_a_database_that_is_being_changed_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, *RECORDS)
    with closing(sqlite3.connect(path)) as changed:
        changed.execute("DELETE FROM notes")
        with pytest.raises(FileExistsError, match="a program is writing to this database"):
            written(tmp_path, VISIT)
    assert asked(path, "SELECT count(*) FROM events") == [(2,)]


@pytest.mark.parametrize(
    ("script", "error", "message"),
    [
        ("CREATE VIRTUAL TABLE statements_fts USING fts5x(text);", ImportError, "needs FTS5"),
        ("PRAGMA max_page_count = 1; CREATE TABLE more (x);", OSError, r"database or disk is full: '.*/events\.db'"),
    ],
)
def test_what_sqlite_cannot_do_is_an_error_of_the_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, error: type[Exception], message: str
) -> None:
    monkeypatch.setattr(sqlite, "_SEARCH", script.replace("; ", ";\n"))
    with pytest.raises(error, match=message):
        written(tmp_path, *RECORDS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path(os.devnull).exists(), reason="this system has no null device")
def test_a_device_is_no_database() -> None:
    with pytest.raises(FileExistsError, match="is a device or a pipe"):
        sqlite.write([], os.devnull)


@pytest.mark.parametrize("name", ["all.db", "all.sqlite", "ALL.DB"])
def test_the_command_line_writes_it(shell: Shell, name: str) -> None:
    page, target = shell.page("a.txt", SAMPLE), shell.folder / name
    assert shell.run("convert", page, "-o", target) == (0, "", "")
    assert asked(target, "SELECT city, count(*) FROM events JOIN forums USING (edition)") == [("Pavlodar", 1)]
    complaint = "kzru-forums: the output is a file; use -o FILE\n"
    assert shell.run("convert", page, "--to", "sqlite") == (2, "", complaint)


def test_a_database_is_not_compressed(shell: Shell) -> None:
    status, _, complaint = shell.run("convert", shell.page("a.txt", SAMPLE), "-o", shell.folder / "all.db.gz")
    assert status == 2
    assert "no format has the extension .db" in complaint


def test_the_queries_of_the_metadata_run(database: Path) -> None:
    queries = json.loads(database.with_suffix(".metadata.json").read_bytes())["databases"]["events"]["queries"]
    found = {}
    with closing(sqlite3.connect(database)) as opened:
        for name, query in queries.items():
            found[name] = opened.execute(query["sql"], {"query": "customs"}).fetchall()
    assert found["search"] == [("The [customs] union works.", "Aida Bekova", "2013-05-09", "Words", "ev-2.s0000")]
    assert found["words_per_speaker_and_year"][0] == ("Aida Bekova", "2013", 11, 2)
    assert found["agreements_per_forum"] == [
        (9, 2012, "Pavlodar", "mentioned", 1),
        (9, 2012, "Pavlodar", "signed", 1),
    ]


def test_the_metadata_describes_every_column(database: Path) -> None:
    described = sqlite.datasette_metadata("events")["databases"]["events"]["tables"]
    for table in (*NAMES, "agreement_parties", "exchange_turns"):
        columns = [name for _, name, *_ in asked(database, f"PRAGMA table_info({table})")]
        assert [*described[table]["columns"]] == columns
        assert all(described[table]["columns"].values())


DATASETTE = pytest.mark.skipif(not find_spec("datasette"), reason="datasette is not installed")


@DATASETTE
@pytest.mark.filterwarnings("ignore")  # those of other packages
def test_datasette_serves_facets_search_and_licence(database: Path) -> None:
    metadata = json.loads(database.with_suffix(".metadata.json").read_bytes())
    served = import_module("datasette.app").Datasette([str(database)], metadata=metadata)

    async def get(path: str) -> Any:
        response = await served.client.get(path)
        assert response.status_code == 200, (path, response.text[:500])
        return response.json() if ".json" in path else response.text

    async def look() -> None:
        speeches = await get("/events/speeches.json?_shape=objects&_search=customs")
        assert [row["text"] for row in speeches["rows"]] == ["The customs union works."]
        kinds = await get("/events/events.json")
        facets = {
            name: [(one["value"], one["count"]) for one in facet["results"]]
            for name, facet in kinds["facet_results"].items()
        }
        assert sorted(facets["kind"]) == [("other", 1), ("talks", 1)]
        assert facets["topics"] == [("Regions", 1)]
        statements = await get("/events/statements?_search=spindle")
        assert "A loom, a spindle" in statements
        assert "The customs union works." not in statements
        for text in (licence.NAME, licence.URL, licence.SOURCE_URL):
            assert text in statements
        searched = await get("/events/search.json?query=loom&_shape=arrays")
        assert searched["rows"][0][0] == "A [loom], a spindle and a café."
        row = await get("/events/events/ev-1")
        assert "Pavlodar" in row

    asyncio.run(look())


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture
def site(database: Path) -> Iterator[str]:
    """The address of Datasette, serving the database in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    metadata = str(database.with_suffix(".metadata.json"))
    run = [sys.executable, "-m", "datasette", "serve", str(database), "-m", metadata, "-p", str(port)]
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                urlopen(f"{address}/-/versions.json").close()  # noqa: S310 - our own server
                break
            except OSError:
                time.sleep(0.05)
        yield address
        process.terminate()


@DATASETTE
@pytest.mark.skipif(not chromium(), reason="Chromium is not installed")
def test_a_browser_shows_facets_and_search(site: str, tmp_path: Path) -> None:
    def dom(path: str) -> str:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
        run = subprocess.run(
            [str(chromium()), *flags, f"{site}{path}"], check=True, capture_output=True, text=True, timeout=60
        )
        return run.stdout

    found = dom("/events/speeches?_search=customs")
    assert "1 row" in found
    assert re.search(r"<th[^>]*>\s*<a[^>]*>speaker_name", found)
    assert 'class="facet-info-total">' in found
    assert "Aida Bekova" in found
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in found
