"""Events and forums as one SQLite database with full-text search. Needs only Python's own sqlite3.

The tables and columns are those of `kzru_forums.formats.tables`, with the same limits. In addition, the database has

- keys, foreign keys and indices, so that joins are fast;
- `agreement_parties` and `exchange_turns`: the parties of agreements and the statements of exchanges, one per row,
  instead of lists. Other lists are JSON arrays, which SQLite reads with `json_each` and Datasette with facets;
- `statements_fts`: an FTS5 index of the text of statements. Triggers keep it up to date if statements are changed;
- views: `speeches` joins statements with speaker, event and forum, `agreements_with_evidence` agreements with their
  parties, statement and event, and `questions_and_answers` each answer with its question;
- `licence`: the licence and the attribution of the pages.

Dates and times are ISO 8601 text (`2012-09-19`, `18:00:00`, `2012-09-19 19:40:00`), which SQLite's own date functions
understand; booleans are 0 and 1. An amount is exact, or empty if neither an integer nor a double can represent it.

`forums` contains the forums among the records and those that their events belong to. An event of an edition that is
neither among the records nor known to this package does not refer to any row.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from errno import EIO, ENOSPC
from pathlib import Path
from typing import Any

import attrs
from attrs import evolve

from kzru_forums import licence
from kzru_forums.corpus.search import TOKENIZER
from kzru_forums.errors import DataError
from kzru_forums.facts.editions import editions
from kzru_forums.files import possible, resolved
from kzru_forums.formats.columns import ORIGINS, TABLES, Column, Row, Table, columns_of, rows
from kzru_forums.formats.shared import flattened
from kzru_forums.model import Event, Forum, Party, Statement
from kzru_forums.text import statement_id
from kzru_forums.writing import is_stream, whole_file, whole_path

_ROWS = 1000
_LIMIT = 2**63
_BESIDE = ("-journal", "-wal")
"""Suffixes of the files in which SQLite keeps changes that are not yet in the database."""
_TYPES: Mapping[type, str] = {int: "INTEGER", bool: "INTEGER", Decimal: "NUMERIC"}

_Cell = str | int | float | None
_PARTIES = Table(
    name="agreement_parties",
    about="a party to an agreement",
    key=("event_id", "agreement", "position"),
    joins={"agreements": ("event_id", "agreement")},
    columns=(
        Column("event_id", str, "The event"),
        Column("agreement", int, "Position of the agreement in the event, 0-based"),
        Column("position", int, "Number of the party in the agreement, 0-based"),
        *columns_of(Party),
    ),
)
_TURNS = Table(
    name="exchange_turns",
    about="a statement that asks or answers in an exchange",
    key=("event_id", "exchange", "position"),
    joins={"exchanges": ("event_id", "exchange"), "statements": ("doc_id",)},
    columns=(
        Column("event_id", str, "The event"),
        Column("exchange", int, "Position of the exchange in the event, 0-based"),
        Column("position", int, "Number of the statement in the exchange, 0-based"),
        Column("doc_id", str, "The statement"),
        Column("asks", bool, "True if it asks, and false if it answers"),
        Column("replies_to", str, "The statement that it answers"),
    ),
)
_ELSEWHERE = {("agreements", "parties"), ("exchanges", "asks"), ("exchanges", "answers")}
"""Columns that become separate tables here."""
_INDEXED = (
    *(("events", column) for column in ("date", "kind", "edition")),
    *(("speakers", column) for column in ("speaker_id", "name")),
    *(("statements", column) for column in ("event_id, speaker_id", "speaker_id", "kind")),
    *(("agreements", column) for column in ("doc_id", "status", "kind")),
    *(("notes", column) for column in ("event_id", "kind")),
    ("agreement_parties", "name"),
    ("exchanges", "asker"),
    ("exchange_turns", "doc_id"),
)
_SEARCH = f"""
CREATE VIRTUAL TABLE statements_fts USING fts5(text, content="statements", tokenize="{TOKENIZER}");
INSERT INTO statements_fts(statements_fts) VALUES ('rebuild');
CREATE TRIGGER statements_inserted AFTER INSERT ON statements BEGIN
  INSERT INTO statements_fts(rowid, text) VALUES (new.rowid, new.text);
END;
CREATE TRIGGER statements_deleted AFTER DELETE ON statements BEGIN
  INSERT INTO statements_fts(statements_fts, rowid, text) VALUES ('delete', old.rowid, old.text);
END;
CREATE TRIGGER statements_updated AFTER UPDATE ON statements BEGIN
  INSERT INTO statements_fts(statements_fts, rowid, text) VALUES ('delete', old.rowid, old.text);
  INSERT INTO statements_fts(rowid, text) VALUES (new.rowid, new.text);
END;
"""  # noqa: S608 - the tokenizer is ours
_FIRST = ("event_date", "speaker_name", "speaker_role", "event_title", "text", "words", "kind", "label")
"""The first columns of `speeches`."""
_SPEECHES = ",\n  ".join(
    f'{ORIGINS[name][0]}."{ORIGINS[name][1]}" AS {name}' for name in dict.fromkeys((*_FIRST, *ORIGINS))
)
_VIEWS = f"""
CREATE VIEW speeches AS SELECT
  {_SPEECHES},
  statements.rowid AS statement_rowid
FROM statements
JOIN speakers USING (event_id, speaker_id)
JOIN events ON events.event_id = statements.event_id
LEFT JOIN forums ON forums.edition = events.edition;
CREATE VIEW agreements_with_evidence AS SELECT
  events.date AS event_date,
  agreements.status,
  agreements.kind,
  agreements.title,
  (SELECT group_concat(name, '; ') FROM (
    SELECT name FROM agreement_parties AS parties
    WHERE parties.event_id = agreements.event_id AND parties.agreement = agreements.position
    ORDER BY parties.position)) AS parties,
  agreements.date,
  agreements.sentence,
  speakers.name AS speaker_name,
  speakers.role AS speaker_role,
  events.title AS event_title,
  events.edition,
  forums.year AS forum_year,
  forums.city AS forum_city,
  agreements.count,
  agreements.value,
  agreements.currency,
  agreements.at_least,
  events.url AS event_url,
  agreements.event_id,
  agreements.position,
  agreements.doc_id,
  statements.text AS statement_text,
  agreements.rule,
  agreements.span_start,
  agreements.span_end
FROM agreements
JOIN events USING (event_id)
LEFT JOIN statements USING (doc_id)
LEFT JOIN speakers ON speakers.event_id = statements.event_id AND speakers.speaker_id = statements.speaker_id
LEFT JOIN forums ON forums.edition = events.edition;
CREATE VIEW questions_and_answers AS SELECT
  events.date AS event_date,
  exchanges.asker,
  questions.text AS question,
  speakers.name AS answered_by,
  answers.text AS answer,
  events.title AS event_title,
  events.url AS event_url,
  exchanges.event_id,
  exchanges.position AS exchange,
  questions.doc_id AS question_doc_id,
  answers.doc_id AS answer_doc_id
FROM exchange_turns AS turns
JOIN exchanges ON exchanges.event_id = turns.event_id AND exchanges.position = turns.exchange
JOIN events ON events.event_id = turns.event_id
JOIN statements AS questions ON questions.doc_id = turns.replies_to
JOIN statements AS answers ON answers.doc_id = turns.doc_id
JOIN speakers ON speakers.event_id = answers.event_id AND speakers.speaker_id = answers.speaker_id;
"""  # noqa: S608 - the names are those of the columns


def _without_lists(table: Table) -> Table:
    """A table as it is in the database."""
    return evolve(table, columns=tuple(one for one in table.columns if (table.name, one.name) not in _ELSEWHERE))


_ALL = {table.name: table for table in (*map(_without_lists, TABLES.values()), _PARTIES, _TURNS)}


def _definition(table: Table) -> str:
    """The SQL statement that creates a table. SQLite keeps its comments, so the database is self-describing."""
    names = [f'"{column.name}" {_TYPES.get(column.kind, "TEXT")}' for column in table.columns]
    if table.key == ("edition",):  # A key of type INTEGER cannot be empty, as in years without an edition.
        names[0] = names[0].replace("INTEGER", "INT")
    constraints = [f"PRIMARY KEY ({', '.join(table.key)})"]
    for other, columns in table.joins.items():
        constraints.append(f"FOREIGN KEY ({', '.join(columns)}) REFERENCES {other} ({', '.join(_ALL[other].key)})")
    commas = [f"{text}," for text in [*names, *constraints[:-1]]] + constraints[-1:]
    abouts = [f" -- {column.about}" for column in table.columns] + [""] * len(constraints)
    body = "\n".join(f"  {text}{about}" for text, about in zip(commas, abouts, strict=True))
    return f"CREATE TABLE {table.name} ( -- A row is {table.about}\n{body}\n);"


def _amount(value: Decimal) -> int | float | None:
    """An amount as an equal number; None if there is none."""
    if value.adjusted() > 18:
        return None
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else None


def _json(values: Iterable[Any]) -> str:
    plain = [attrs.asdict(value, recurse=False) if attrs.has(type(value)) else value for value in values]
    return json.dumps(plain, ensure_ascii=False, default=str)


_CONVERTED: Mapping[type, Callable[[Any], _Cell]] = {
    bool: int,
    date: date.isoformat,
    time: time.isoformat,
    datetime: lambda value: value.isoformat(" "),
    Decimal: _amount,
}


def _converter(column: Column) -> Callable[[Any], _Cell] | None:
    """The function that converts values of a column for SQLite, if one is needed."""
    if column.many:
        return _json
    return str.__str__ if issubclass(column.kind, StrEnum) else _CONVERTED.get(column.kind)


def _held(cell: _Cell) -> _Cell:
    """The part of a cell that a database can hold: no integers beyond 64 bits, no lone surrogates."""
    if isinstance(cell, int):
        return cell if cell < _LIMIT else None
    return cell.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if isinstance(cell, str) else cell


class _Inserts:
    """Inserts the rows of one table in batches."""

    def __init__(self, database: sqlite3.Connection, table: Table) -> None:
        self._database = database
        self._table = table
        self._converters = [(index, made) for index, one in enumerate(table.columns) if (made := _converter(one))]
        marks = ", ".join("?" * len(table.columns))
        self._insert = f"INSERT INTO {table.name} VALUES ({marks})"  # noqa: S608 - our name
        self._waiting: list[list[Any]] = []

    def add(self, cells: list[Any]) -> None:
        """Add a row: its values in the order of the columns of the table."""
        for index, convert in self._converters:
            value = cells[index]
            if value is not None:
                cells[index] = convert(value)
        self._waiting.append(cells)
        if len(self._waiting) == _ROWS:
            self.flush()

    def flush(self) -> None:
        """Insert the pending rows.

        Raises:
            DataError: two rows have the same key.
        """
        if not self._waiting:
            return
        (last,) = self._database.execute(f"SELECT max(rowid) FROM {self._table.name}").fetchone()  # noqa: S608
        try:
            self._database.executemany(self._insert, self._waiting)
        except (OverflowError, UnicodeEncodeError):
            self._database.execute(f"DELETE FROM {self._table.name} WHERE rowid > ?", [last or 0])  # noqa: S608
            self._database.executemany(self._insert, [[*map(_held, cells)] for cells in self._waiting])
        self._waiting.clear()


def write(records: Iterable[Event | Forum], target: str | os.PathLike[str]) -> None:
    r"""Write a database, completely or not at all, in constant memory.

    An existing file is replaced. `NAME.metadata.json` for Datasette is written next to `NAME.db` unless it exists:

        datasette events.db -m events.metadata.json

    Args:
        records: events, or forums with their events; read once.
        target: the path of the file.

    Raises:
        DataError: two rows have the same key, such as two statements of an event with the same position.
        FileExistsError: the path is a device or a pipe, or a program is writing to the database there.
        ImportError: Python's SQLite lacks FTS5.
        OSError: the file cannot be written.
        TypeError: an argument has the wrong type.

    Examples:
        >>> import kzru_forums
        >>> from tempfile import TemporaryDirectory
        >>> page = "Events\nA visit\nMay 9, 2013\nVladimir Putin: Good afternoon.\n"
        >>> with TemporaryDirectory() as folder:
        ...     write(kzru_forums.parse(page).events, f"{folder}/events.db")
        ...     with closing(sqlite3.connect(f"{folder}/events.db")) as database:
        ...         print(*database.execute("SELECT speaker_name, event_date, words FROM speeches"))
        ('Vladimir Putin', '2013-05-09', 2)
    """
    if not isinstance(target, str | os.PathLike):
        raise TypeError(f"expected the path of a file, not {type(target).__name__}")
    parts = _with_forums(flattened(records))
    path = possible(target)
    _refuse_others(path)
    with whole_path(path) as part:
        with closing(sqlite3.connect(part, isolation_level=None)) as database:
            try:
                _fill(database, parts)
            except sqlite3.OperationalError as error:
                raise _as_our_own(error, path) from error
        _write_metadata(path)


def _as_our_own(error: sqlite3.OperationalError, path: Path) -> Exception:
    """Convert an SQLite error to one from the contract of formats: a missing part, or a file that cannot be written."""
    if "fts5" in str(error):
        return ImportError(f"{__name__} needs FTS5, which this SQLite ({sqlite3.sqlite_version}) lacks")
    is_full = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL  # the rest says what SQLite was doing
    return OSError(ENOSPC if is_full else EIO, str(error), str(path))


def _refuse_others(path: Path) -> None:
    """Reject targets that are not files, and databases whose pending changes SQLite would apply to the new one."""
    if is_stream(path):
        raise FileExistsError(f"{path} is a device or a pipe; a database needs a file")
    for ending in _BESIDE:
        if Path(f"{resolved(path)}{ending}").exists():
            raise FileExistsError(f"{path}{ending} exists: a program is writing to this database")


def _with_forums(records: Iterable[Event | Forum]) -> Iterator[Event | Forum]:
    """Yield the records, each forum once, and then the forums that events belong to.

    Raises:
        DataError: two forums are the same edition and differ.
    """
    forums: set[Forum] = set()
    missing: set[int | None] = set()
    for record in records:
        if isinstance(record, Event):
            missing.add(record.edition)
            yield record
        elif (forum := evolve(record, events=())) not in forums:
            if forum.number is not None and any(forum.number == other.number for other in forums):
                raise DataError([("forums.edition", f"two different forums have the edition {forum.number}")])
            forums.add(forum)
            yield forum
    missing -= {forum.number for forum in forums}
    yield from (forum for forum in editions() if forum.number in missing)


def _fill(database: sqlite3.Connection, records: Iterable[Event | Forum]) -> None:
    # The file is temporary until it is complete, so there is nothing to roll back to.
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("BEGIN")
    for table in _ALL.values():
        database.execute(_definition(table))
    inserts = {name: _Inserts(database, table) for name, table in _ALL.items()}
    try:
        for record in records:
            for name, row in rows(record):
                inserts[name].add(_ALL[name].cells(row))
                if name in _CHILDREN:
                    child, cells_of = _CHILDREN[name]
                    for cells in cells_of(row):
                        inserts[child].add(cells)
        for table_inserts in inserts.values():
            table_inserts.flush()
    except sqlite3.IntegrityError as error:
        raise DataError([("", str(error))]) from None
    for name, columns in _INDEXED:
        database.execute(f"CREATE INDEX {name}_{columns.replace(', ', '_')} ON {name} ({columns})")
    database.execute("CREATE TABLE licence (key TEXT PRIMARY KEY, value TEXT)")
    database.executemany("INSERT INTO licence VALUES (?, ?)", licence.METADATA.items())
    for statement in _statements(_VIEWS + _SEARCH):
        database.execute(statement)
    database.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script. `executescript` would commit before running them."""
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""


def _parties(row: Row) -> Iterator[list[Any]]:
    for position, party in enumerate(row.record.parties):
        yield [row.event.id, row.position, position, party.name, party.country]


def _turns(row: Row) -> Iterator[list[Any]]:
    turns: list[tuple[Statement, Statement | None]] = [(question, None) for question in row.record.asks]
    turns += [(answer, question) for question, answer in row.record.links]
    for position, (turn, question) in enumerate(sorted(turns, key=lambda pair: pair[0].position)):
        replies_to = question and statement_id(row.event.id, question.position)
        doc_id = statement_id(row.event.id, turn.position)
        yield [row.event.id, row.position, position, doc_id, question is None, replies_to]


_CHILDREN: Mapping[str, tuple[str, Callable[[Row], Iterator[list[Any]]]]] = {
    "agreements": (_PARTIES.name, _parties),
    "exchanges": (_TURNS.name, _turns),
}
"""For a table, the tables of its lists, and the cells of their rows."""


def _write_metadata(path: Path) -> None:
    target = path.with_suffix(".metadata.json")
    if not target.exists():
        with whole_file(target) as file:
            file.write(json.dumps(datasette_metadata(path.stem), indent=2, ensure_ascii=False).encode() + b"\n")


_FACETS: Mapping[str, list[str | dict[str, str]]] = {
    "forums": ["status", "country"],
    "events": ["kind", "edition", {"array": "topics"}],
    "speakers": ["kind", "country"],
    "statements": ["kind"],
    "agreements": ["status", "kind"],
    "notes": ["kind"],
    "agreement_parties": ["name", "country"],
    "exchanges": ["asker"],
    "exchange_turns": ["asks"],
    "questions_and_answers": ["asker", "answered_by"],
    "speeches": ["speaker_name", "event_kind", "kind"],
    "agreements_with_evidence": ["status", "kind"],
}
_LABELS = {"forums": "city", "events": "title", "speakers": "name", "agreements": "title"}
_QUERIES = {
    "search": {
        "title": "Search the statements",
        "description": "Words, phrases in quotation marks, AND, OR, NOT and prefix* find statements, best match first.",
        "sql": """\
SELECT snippet(statements_fts, 0, '[', ']', '…', 24) AS found, speaker_name, event_date, event_title, doc_id
FROM statements_fts JOIN speeches ON speeches.statement_rowid = statements_fts.rowid
WHERE statements_fts MATCH :query
ORDER BY rank""",
        "params": ["query"],
    },
    "words_per_speaker_and_year": {
        "title": "Words per speaker and year",
        "sql": """\
SELECT speaker_name, substr(event_date, 1, 4) AS year, sum(words) AS words, count(*) AS statements
FROM speeches WHERE speaker_name IS NOT NULL
GROUP BY speaker_name, year ORDER BY words DESC""",
    },
    "agreements_per_forum": {
        "title": "Agreements per forum and status",
        "sql": """\
SELECT edition, forum_year, forum_city, status, count(*) AS mentions
FROM agreements_with_evidence WHERE edition IS NOT NULL
GROUP BY edition, status ORDER BY edition""",
    },
}


def datasette_metadata(name: str) -> dict[str, Any]:
    """The metadata of a database for Datasette: source, licence, descriptions of columns, facets, and queries.

    Args:
        name: the name of the database in Datasette: its file name without the extension.

    Examples:
        >>> datasette_metadata("events")["license"]
        'Creative Commons Attribution 4.0 International'
    """
    tables: dict[str, dict[str, Any]] = {
        table.name: {
            "description": f"A row is {table.about}.",
            "columns": {column.name: column.about.replace("`", "") for column in table.columns},
        }
        for table in _ALL.values()
    }
    tables["speeches"] = {
        "description": "Statements joined with their speaker, event and forum.",
        "fts_table": "statements_fts",
        "fts_pk": "statement_rowid",
        "sort": "event_date",
    }
    tables["agreements_with_evidence"] = {
        "description": "Agreements with their parties, the sentence and statement that mention them, and their event.",
        "sort": "event_date",
    }
    tables["questions_and_answers"] = {
        "description": "Answers with their questions; unanswered questions are not included.",
        "sort": "event_date",
    }
    for name_of_table, facets in _FACETS.items():
        tables[name_of_table]["facets"] = facets
    for name_of_table, column in _LABELS.items():
        tables[name_of_table]["label_column"] = column
    return {
        "title": "Event pages with transcripts",
        "description": licence.CHANGES,
        "license": licence.NAME,
        "license_url": licence.URL,
        "source": licence.SOURCE,
        "source_url": licence.SOURCE_URL,
        "about": "kzru_forums",
        "databases": {name: {"tables": tables, "queries": _QUERIES}},
    }
