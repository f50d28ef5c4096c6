"""`read_batches`: parts of a collection, read anywhere, make up the table that one process makes of the whole."""

import pickle
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import polars
import pyarrow as pa
import pytest
from distributed import Client, LocalCluster

from kzru_forums import Problem, TranscriptError, iter_events, iter_rows
from kzru_forums.formats.tables import SCHEMAS, plain_schema, read_batches, speeches, to_tables

ROWS = [
    {"headline": f"Loom {number}", "date": f"2013-05-{number:02}", "text": "Vladimir Putin: Yes.\nQuestion: Why?"}
    for number in range(1, 8)
]
TABLES = ["events", "speakers", "statements", "agreements", "notes", "exchanges"]


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    """Pages as a crawler leaves them."""
    made = []
    for number in range(1, 8):
        path = tmp_path / f"{number}.txt"
        words = "We signed the Agreement on Looms today. (Applause.)\nQuestion: Why?\nVladimir Putin: Because."
        page = f"Events\nLoom {number}\nMay {number}, 2013\nVladimir Putin: {words}\n"
        path.write_text(page, encoding="utf-8")
        made.append(str(path))
    return made


def table_of(part: list[str], table: str) -> pa.Table:
    """What a machine makes of a part."""
    return whole(read_batches(part, table), table)


def whole(batches: Iterator[pa.RecordBatch], table: str = "statements") -> pa.Table:
    return pa.Table.from_batches(batches, SCHEMAS[table])


@pytest.mark.parametrize("table", TABLES)
def test_parts_make_up_the_whole(paths: list[str], table: str) -> None:
    parts = (batch for start in range(0, 7, 3) for batch in read_batches(paths[start : start + 3], table))
    expected = to_tables(iter_events(paths))[table]
    assert expected.num_rows > 1
    assert whole(parts, table).equals(expected)


@pytest.fixture
def client() -> Iterator[Client]:
    """Two processes that Dask gives work to."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,  # type: ignore[no-untyped-call]
        Client(cluster) as found,  # type: ignore[no-untyped-call]  # neither has types
    ):
        yield found


def test_dask_makes_the_whole_of_parts(paths: list[str], client: Client) -> None:
    parts = [paths[start : start + 2] for start in range(0, 7, 2)]
    assert len(client.scheduler_info()["workers"]) == 2
    expected = to_tables(iter_events(paths))
    for table in ("events", "statements"):
        read = client.map(partial(table_of, table=table), parts)
        found = client.gather(read)  # type: ignore[no-untyped-call]  # as above
        assert pa.concat_tables(found).equals(expected[table])


def test_speeches_are_a_table_too(paths: list[str]) -> None:
    made = pa.Table.from_batches(read_batches(paths, "speeches"))
    assert made.equals(speeches(iter_events(paths)))


@pytest.mark.parametrize(
    "part",
    [
        ROWS,
        iter(ROWS),
        pa.Table.from_pylist(ROWS),
        pa.RecordBatch.from_pylist(ROWS),
        iter(pa.Table.from_pylist(ROWS).to_batches(max_chunksize=3)),
        polars.DataFrame(ROWS),
    ],
    ids=["list", "iterator", "Arrow table", "batch", "batches", "polars"],
)
def test_a_part_may_hold_rows(part: Any) -> None:
    assert whole(read_batches(part)).equals(to_tables(iter_rows(ROWS))["statements"])


def test_a_part_may_be_one_path(paths: list[str]) -> None:
    (folder,) = {Path(path).parent for path in paths}
    assert whole(read_batches(folder)).equals(whole(read_batches(iter(paths))))


@pytest.mark.parametrize(
    "part",
    [[], iter(()), pa.table({"text": []}), pa.RecordBatch.from_pydict({"text": []}), polars.DataFrame({"text": []})],
    ids=["list", "iterator", "Arrow table", "batch", "polars"],
)
def test_a_part_may_be_empty(part: Any) -> None:
    assert list(read_batches(part)) == []


def test_columns_and_problems_are_those_of_rows() -> None:
    problems: list[Problem] = []
    rows = [{"words": "Vladimir Putin: Yes.", "headline": "Looms"}]
    assert whole(read_batches(rows, columns={"text": "words"}, on_problem=problems.append)).num_rows == 1
    assert {problem.source for problem in problems} == {"row 1"}
    with pytest.raises(TranscriptError, match="expected a date"):
        list(read_batches(rows, columns={"text": "words"}))


def test_vocabularies_can_be_strings(paths: list[str]) -> None:
    (batch,) = read_batches(paths, dictionaries=False)
    assert batch.schema.equals(plain_schema(SCHEMAS["statements"]), check_metadata=True)
    assert set(batch.column("kind").to_pylist()) == {"speech", "question"}
    assert not any(pa.types.is_dictionary(field.type) for field in batch.schema)


def test_an_unknown_table_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="there is no table 'words'; the tables are forums, events"):
        read_batches([], "words")


def test_the_function_can_be_sent_to_another_machine(paths: list[str]) -> None:
    read = pickle.loads(pickle.dumps(partial(read_batches, table="events")))  # noqa: S301 - from this line
    assert whole(read(paths), "events").num_rows == 7
