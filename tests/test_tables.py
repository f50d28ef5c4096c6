"""Tables: what stands in them, that they join, and that pandas, polars and DuckDB read what is written."""

import csv
import gc
import importlib
import json
import re
import weakref
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import duckdb
import polars
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from kzru_forums import DataError, editions, licence, testing, to_json
from kzru_forums.formats import columns as _columns
from kzru_forums.formats import tables
from kzru_forums.model import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    Event,
    EventKind,
    Forum,
    ForumFormat,
    ForumStatus,
    Layout,
    Money,
    Note,
    NoteKind,
    Party,
    Photo,
    Related,
    Source,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementKind,
)

pandas: Any = importlib.import_module("pandas")

Writer = Callable[[Sequence[Event | Forum], Path], None]
write_parquet = tables.write
write_csv = partial(tables.write, format="csv")
WRITERS: tuple[Writer, ...] = (write_parquet, write_csv)
NAMES = ("forums", "events", "speakers", "statements", "agreements", "notes", "exchanges")

AIDA = Speaker(
    id="aida-bekova",
    name="Aida Bekova",
    kind=SpeakerKind.PERSON,
    role="Akim of Uralsk",
    place="Uralsk",
    country="KZ",
    wikidata="Q1",
    site_person_id=7,
    resolved_by="label",
)
NOBODY = Speaker(id="ev-1.s0001.speaker", kind=SpeakerKind.UNNAMED)
TALKS = Event(
    id="ev-1",
    kind=EventKind.TALKS,
    title="Talks",
    lead=("The akim spoke.",),
    date=date(2012, 9, 19),
    time=time(18, 0),
    place="Pavlodar",
    edition=9,
    narration=("It rained.", "Then it stopped."),
    headings=("Beginning of talks",),
    statements=(
        Statement(
            position=0,
            label="Akim of Uralsk Aida Bekova (in Kazakh)",
            speaker=AIDA,
            delivery="in Kazakh",
            paragraphs=("Friends, (Applause.) welcome.", "Let us begin."),
            notes=(
                Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0, offset=9),
                Note(kind=NoteKind.OMISSION, text="<…>", paragraph=2),
            ),
            span=Span(start=40, end=120),
        ),
        Statement(
            position=1,
            label="Question",
            speaker=NOBODY,
            kind=StatementKind.QUESTION,
            addressee="to the akim",
            paragraphs=("When?",),
        ),
    ),
    agreements=(
        Agreement(
            title="memorandum on grain",
            kind=AgreementKind.MEMORANDUM,
            status=AgreementStatus.SIGNED,
            date="2012-09",
            parties=(Party(name="Kazakhstan", country="KZ"), Party(name="a mill")),
            count=2,
            value=Money(amount=Decimal("1.5E+6"), currency="KZT"),
            at_least=True,
            sentence="They signed a memorandum on grain.",
            statement=1,
            rule="noun",
            span=Span(start=50, end=69),
        ),
        Agreement(
            title="protocol", kind=AgreementKind.PROTOCOL, status=AgreementStatus.MENTIONED, sentence="A protocol."
        ),
    ),
    photos=(Photo(caption="On the stage.", number=1, count=2),),
    pull_quotes=("Let us begin.",),
    related=(Related(heading="See also", title="A visit", date=date(2012, 9, 18), ends_on=date(2012, 9, 19)),),
    geography=("Kazakhstan",),
    geography_codes=("KZ",),
    topics=("Regions",),
    persons=("Bekova Aida",),
    sections=("News", "Transcripts"),
    published=datetime(2012, 9, 19, 19, 40),
    url="http://example.org/1",
    page_number=1,
    abridged=True,
    span=Span(start=0, end=200),
    source=Source(name="page.txt", layout=Layout.PAGE, sha256="ab"),
)
FORUM = Forum(
    number=9,
    series="Forum",
    year=2012,
    status=ForumStatus.HELD,
    city="Pavlodar",
    city_today="Pavlodar",
    region="KZ-55",
    country="KZ",
    theme="Innovation",
    starts_on=date(2012, 9, 17),
    ends_on=date(2012, 9, 19),
    plenary_on=date(2012, 9, 19),
    format=ForumFormat.IN_PERSON,
    sources=("a", "b"),
    uncertain=("theme",),
    events=(TALKS,),
)


def asked(query: str) -> duckdb.DuckDBPyRelation:
    """What DuckDB answers."""
    answer = duckdb.sql(query)
    assert answer is not None
    return answer


def about(field: "pa.Field[Any]") -> str:
    """What a column says it holds."""
    return (field.metadata or {}).get(b"about", b"").decode()


def rows(table: str, *records: Event | Forum) -> list[dict[str, Any]]:
    return tables.to_tables(records)[table].to_pylist()


def saying(*texts: str, **fields: Any) -> Event:
    """An event at which Aida says each text, which is her label too."""
    said = (
        Statement(position=position, label=text, speaker=AIDA, paragraphs=(text,))
        for position, text in enumerate(texts)
    )
    return Event(id="ev-2", title="Words", statements=tuple(said), **fields)


def test_a_forum_is_a_row_with_all_its_fields() -> None:
    (row,) = rows("forums", FORUM)
    assert row == {
        "edition": 9,
        **{name: getattr(FORUM, name) for name in attrs.fields_dict(Forum) if name not in ("number", "events")},
        "sources": ["a", "b"],
        "uncertain": ["theme"],
    }


def test_an_event_is_a_row_with_all_its_fields() -> None:
    (row,) = rows("events", TALKS)
    elsewhere = ("id", "statements", "agreements", "span", "source")
    fields = {name: getattr(TALKS, name) for name in attrs.fields_dict(Event) if name not in elsewhere}
    assert row == {
        "event_id": "ev-1",
        **{name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()},
        "photos": [{"caption": "On the stage.", "number": 1, "count": 2, "shown": True}],
        "related": [
            {
                "heading": "See also",
                "title": "A visit",
                "date": date(2012, 9, 18),
                "ends_on": date(2012, 9, 19),
                "url": None,
                "page_number": None,
            }
        ],
        "span_start": 0,
        "span_end": 200,
        "source_name": "page.txt",
        "source_layout": "page",
        "source_traits": [],
        "source_sha256": "ab",
    }


def test_a_speaker_is_a_row_an_event() -> None:
    named, unnamed = rows("speakers", TALKS)
    assert named == {
        "event_id": "ev-1",
        "speaker_id": "aida-bekova",
        **{name: getattr(AIDA, name) for name in attrs.fields_dict(Speaker) if name != "id"},
    }
    assert (unnamed["speaker_id"], unnamed["name"], unnamed["kind"]) == ("ev-1.s0001.speaker", None, "unnamed")


def test_a_statement_is_a_row_with_all_its_fields() -> None:
    first, second = rows("statements", TALKS)
    assert first == {
        "doc_id": "ev-1.s0000",
        "text": "Friends, (Applause.) welcome.\n\nLet us begin.",
        "event_id": "ev-1",
        "position": 0,
        "speaker_id": "aida-bekova",
        "label": "Akim of Uralsk Aida Bekova (in Kazakh)",
        "kind": "speech",
        "delivery": "in Kazakh",
        "addressee": None,
        "words": 5,
        "span_start": 40,
        "span_end": 120,
    }
    assert (second["kind"], second["addressee"], second["span_start"]) == ("question", "to the akim", None)


def test_statements_begin_with_doc_id_and_text() -> None:
    assert tables.SCHEMAS["statements"].names[:2] == ["doc_id", "text"]


def test_an_agreement_is_a_row_with_all_its_fields() -> None:
    first, second = rows("agreements", TALKS)
    assert first == {
        "event_id": "ev-1",
        "position": 0,
        "doc_id": "ev-1.s0001",
        "title": "memorandum on grain",
        "kind": "memorandum",
        "status": "signed",
        "date": "2012-09",
        "parties": [{"name": "Kazakhstan", "country": "KZ"}, {"name": "a mill", "country": None}],
        "count": 2,
        "value": Decimal(1500000),
        "currency": "KZT",
        "at_least": True,
        "sentence": "They signed a memorandum on grain.",
        "rule": "noun",
        "span_start": 50,
        "span_end": 69,
    }
    assert (second["position"], second["doc_id"], second["value"], second["currency"]) == (1, None, None, None)


def test_a_note_is_a_row_with_all_its_fields() -> None:
    assert rows("notes", TALKS) == [
        {
            "doc_id": "ev-1.s0000",
            "position": 0,
            "event_id": "ev-1",
            "kind": "applause",
            "text": "(Applause.)",
            "paragraph": 0,
            "paragraph_offset": 9,
        },
        {
            "doc_id": "ev-1.s0000",
            "position": 1,
            "event_id": "ev-1",
            "kind": "omission",
            "text": "<…>",
            "paragraph": 2,
            "paragraph_offset": None,
        },
    ]


def interview() -> Event:
    asker = Speaker(id="ev-3.s0000.speaker", kind=SpeakerKind.UNNAMED)
    turns = (asker, "Ivan Loomov, Weekly: do you weave?"), (AIDA, "I do."), (asker, "Since when?"), (AIDA, "Since May.")
    return Event(
        id="ev-3",
        title="Answers to journalists’ questions",
        statements=tuple(
            Statement(
                position=position,
                label=speaker.name or "Question",
                speaker=speaker,
                kind=StatementKind.SPEECH if speaker.name else StatementKind.QUESTION,
                paragraphs=(text,),
            )
            for position, (speaker, text) in enumerate(turns)
        ),
    )


def test_an_exchange_is_a_row_with_its_statements() -> None:
    found = rows("exchanges", interview())
    assert found == [
        {
            "event_id": "ev-3",
            "position": number,
            "asker": exchange.asker,
            "asks": [f"ev-3.s{turn.position:04}" for turn in exchange.asks],
            "answers": [f"ev-3.s{turn.position:04}" for turn in exchange.answers],
        }
        for number, exchange in enumerate(interview().exchanges)
    ]
    assert found[0]["answers"]


def test_every_column_says_what_it_holds() -> None:
    for table in NAMES:
        assert all(about(field) for field in tables.SCHEMAS[table])


def test_every_schema_carries_licence_and_attribution() -> None:
    for table, schema in tables.SCHEMAS.items():
        assert schema.metadata == {key.encode(): value.encode() for key, value in licence.METADATA.items()}, table


def test_a_vocabulary_is_a_dictionary_of_all_its_words() -> None:
    kinds: Any = tables.to_tables([TALKS])["statements"]["kind"].chunk(0)
    assert kinds.dictionary.to_pylist() == [*StatementKind]


def test_all_batches_of_a_table_share_their_dictionaries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_ROWS", 1)
    kinds: list[Any] = [batch["kind"] for batch in tables.batches([TALKS, saying("Again.")])]
    assert [kind.dictionary for kind in kinds] == [kinds[0].dictionary] * 3


@given(st.lists(testing.page_events(), max_size=3))
def test_keys_are_unique_and_join(events: list[Event]) -> None:
    made = tables.to_tables([*events, *events])

    def keys(table: str, *columns: str) -> list[tuple[object, ...]]:
        return list(zip(*(made[table][column].to_pylist() for column in columns), strict=True))

    for table, *key in (
        ("exchanges", "event_id", "position"),
        ("events", "event_id"),
        ("speakers", "event_id", "speaker_id"),
        ("statements", "doc_id"),
        ("notes", "doc_id", "position"),
        ("agreements", "event_id", "position"),
    ):
        assert len(set(keys(table, *key))) == made[table].num_rows, table
    for table in ("speakers", "statements", "notes", "agreements"):
        assert set(keys(table, "event_id")) <= set(keys("events", "event_id"))
    assert set(keys("statements", "event_id", "speaker_id")) == set(keys("speakers", "event_id", "speaker_id"))
    assert set(keys("notes", "doc_id", "event_id")) <= set(keys("statements", "doc_id", "event_id"))


def test_an_agreement_joins_its_statement() -> None:
    made = tables.to_tables([TALKS, TALKS])
    assert set(made["agreements"]["doc_id"].to_pylist()) - {None} <= set(made["statements"]["doc_id"].to_pylist())


def test_events_join_their_forum() -> None:
    made = tables.to_tables([*editions(), TALKS])
    joined = made["events"].select(["edition", "title"]).join(made["forums"].select(["edition", "city"]), "edition")
    assert joined.to_pylist() == [{"edition": 9, "title": "Talks", "city": "Pavlodar"}]


def counted(*records: Event | Forum) -> dict[str, int]:
    events = [event for record in records for event in (record.events if isinstance(record, Forum) else [record])]
    said = [statement for event in events for statement in event.statements]
    return {
        "forums": sum(isinstance(record, Forum) for record in records),
        "events": len(events),
        "speakers": sum(len(event.speakers) for event in events),
        "statements": len(said),
        "agreements": sum(len(event.agreements) for event in events),
        "notes": sum(len(statement.notes) for statement in said),
        "exchanges": sum(len(event.exchanges) for event in events),
    }


@given(testing.events() | testing.forums())
def test_any_record_goes_into_parquet(record: Event | Forum) -> None:
    with TemporaryDirectory() as folder:
        write_parquet([record], folder)
        found = {table: parquet.read_metadata(f"{folder}/{table}.parquet").num_rows for table in NAMES}
    assert found == counted(record)


@given(testing.events() | testing.forums())
def test_any_record_goes_into_csv(record: Event | Forum) -> None:
    with TemporaryDirectory() as folder:
        try:
            write_csv([record], folder)
        except DataError:
            assert "\\u0000" in to_json(record)
            return
        found = {table: len(cells(Path(folder), table)) for table in NAMES}
    assert found == counted(record)


def cells(folder: Path, table: str) -> list[dict[str, str]]:
    """A table in CSV as the standard library reads it."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ODD = st.text(st.sampled_from("\"\n\r,'=+-@;\x01\x0b\x1a\x85\u2028\ufeff\\ \tNA1\u200f\u05d0＝\xa0\u200b"), max_size=8)
ANY = st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), max_size=12)
FORMULA = re.compile(r"[\s\x00-\x1f=+\-@＝＋－＠\x7f-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
GUARDED = re.compile(rf"'+{FORMULA.pattern}")


def unguarded(text: str | None) -> str | None:
    """A text as it was before it was kept from being run as a formula."""
    return text[1:] if text is not None and GUARDED.match(text) else text


def by_csv(path: Path) -> list[str | None]:
    return [row["text"] for row in cells(path.parent, path.stem)]


def by_pandas(path: Path) -> list[str | None]:
    found: list[str | None] = pandas.read_csv(path, dtype=str, keep_default_na=False)["text"].tolist()
    return found


def by_polars(path: Path) -> list[str | None]:
    return polars.read_csv(path, infer_schema=False)["text"].to_list()


def by_duckdb(path: Path) -> list[str | None]:
    options = "header=true, all_varchar=true, allow_quoted_nulls=false, delim=',', quote='\"', escape='\"'"
    return [text for (text,) in asked(f"SELECT text FROM read_csv('{path}', {options})").fetchall()]  # noqa: S608


@given(st.lists(ODD | ANY, min_size=1, max_size=5))
def test_any_text_survives_csv_in_every_reader(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        write_csv([saying(*texts)], folder)
        for read in (by_csv, by_pandas, by_polars, by_duckdb):
            assert [*map(unguarded, read(Path(folder, "statements.csv")))] == texts, read


@given(st.lists(ODD, min_size=1, max_size=5))
def test_no_cell_of_csv_is_a_formula(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        write_csv([saying(*texts, place=texts[0])], folder)
        for table in NAMES:
            for row in cells(Path(folder), table):
                assert not any(FORMULA.match(cell) for cell in row.values())


@pytest.mark.parametrize(
    ("event", "path"), [(saying("a\0b"), "statements.text"), (saying("a", place="b\0"), "events.place")]
)
def test_a_null_character_is_refused(tmp_path: Path, event: Event, path: str) -> None:
    with pytest.raises(DataError, match="null character") as raised:
        write_csv([event], tmp_path / "out")
    assert raised.value.errors[0][0] == path
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("'=1", "''=1"),
        ("-5 degrees", "'-5 degrees"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        (" =1", "' =1"),
        ("\xa0+1", "'\xa0+1"),
        ("\ufeff-1", "'\ufeff-1"),
        ("\u200b@a", "'\u200b@a"),
        ("Ә=1", "Ә=1"),
    ],
)
def test_only_a_formula_gets_an_apostrophe(tmp_path: Path, text: str, cell: str) -> None:
    write_csv([saying(text)], tmp_path / "out")
    assert cells(tmp_path / "out", "statements")[0]["text"] == cell


def test_an_empty_text_and_no_text_differ_in_csv(tmp_path: Path) -> None:
    write_csv([saying(""), attrs.evolve(saying(), id="ev-3", place="")], tmp_path / "out")
    found = polars.read_csv(tmp_path / "out" / "events.csv", infer_schema=False)
    assert found["place"].to_list() == [None, ""]


def test_a_list_is_a_json_array_in_csv(tmp_path: Path) -> None:
    write_csv([TALKS], tmp_path / "out")
    (event,) = cells(tmp_path / "out", "events")
    assert json.loads(event["narration"]) == ["It rained.", "Then it stopped."]
    assert json.loads(event["photos"]) == [{"caption": "On the stage.", "number": 1, "count": 2, "shown": True}]
    assert json.loads(event["related"])[0]["date"] == "2012-09-18"


def sample_events() -> list[Event | Forum]:
    return [*editions(), TALKS, saying("One.", "Two.")]


@pytest.fixture
def parquets(tmp_path: Path) -> Path:
    write_parquet(sample_events(), tmp_path / "tables")
    return tmp_path / "tables"


@pytest.fixture
def csvs(tmp_path: Path) -> Path:
    write_csv(sample_events(), tmp_path / "tables")
    return tmp_path / "tables"


def test_parquet_is_read_as_it_was_made(parquets: Path) -> None:
    for table, made in tables.to_tables(sample_events()).items():
        assert parquet.read_table(parquets / f"{table}.parquet").to_pylist() == made.to_pylist(), table


def test_parquet_carries_the_licence(parquets: Path) -> None:
    for table in NAMES:
        metadata = parquet.read_schema(parquets / f"{table}.parquet").metadata
        assert metadata[b"attribution"].decode() == licence.ATTRIBUTION


def test_pandas_reads_parquet(parquets: Path) -> None:
    statements = pandas.read_parquet(parquets / "statements.parquet")
    speakers = pandas.read_parquet(parquets / "speakers.parquet")
    joined = statements.merge(speakers, on=["event_id", "speaker_id"], suffixes=("", "_of_speaker"))
    assert str(statements["kind"].dtype) == "category"
    assert joined.groupby("name")["words"].sum().to_dict() == {"Aida Bekova": 7}


def test_polars_reads_parquet(parquets: Path) -> None:
    events = polars.read_parquet(parquets / "events.parquet")
    assert events.schema["date"] == polars.Date
    assert events.schema["time"] == polars.Time
    assert events.schema["narration"] == polars.List(polars.String)
    forums = polars.read_parquet(parquets / "forums.parquet")
    assert events.join(forums, on="edition")["city"].to_list() == ["Pavlodar"]


def test_duckdb_reads_parquet(parquets: Path) -> None:
    found = asked(
        f"""
        SELECT title, value, currency, parties[1].name, text
        FROM '{parquets}/agreements.parquet' JOIN '{parquets}/statements.parquet' USING (doc_id)
        """  # noqa: S608
    )
    assert found.fetchall() == [("memorandum on grain", Decimal(1500000), "KZT", "Kazakhstan", "When?")]


def test_pandas_reads_csv(csvs: Path) -> None:
    events = pandas.read_csv(csvs / "events.csv", parse_dates=["date", "published"])
    assert events["published"][0] == datetime(2012, 9, 19, 19, 40)
    assert len(events.merge(pandas.read_csv(csvs / "statements.csv"), on="event_id")) == 4


def test_polars_reads_csv(csvs: Path) -> None:
    events = polars.read_csv(csvs / "events.csv", try_parse_dates=True)
    assert (events["date"][0], events["time"][0], events["abridged"][0]) == (date(2012, 9, 19), time(18), True)
    assert events.join(polars.read_csv(csvs / "statements.csv"), on="event_id").height == 4


def test_duckdb_reads_csv(csvs: Path) -> None:
    found = asked(
        f"""
        SELECT date, time, published, abridged, count(*)
        FROM '{csvs}/events.csv' JOIN '{csvs}/statements.csv' USING (event_id)
        WHERE edition = 9 GROUP BY ALL
        """  # noqa: S608
    )
    assert found.fetchall() == [(date(2012, 9, 19), time(18), datetime(2012, 9, 19, 19, 40), True, 2)]


@pytest.mark.parametrize("write", WRITERS)
def test_a_folder_explains_itself(tmp_path: Path, write: Writer) -> None:
    write([], tmp_path / "out")
    readme = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    assert readme.endswith(f"\n\n{licence.TEXT}")
    for schema in tables.SCHEMAS.values():
        assert all(re.search(rf"^  {name} ", readme, re.MULTILINE) for name in schema.names)


@pytest.mark.parametrize("write", WRITERS)
def test_tables_without_rows_have_their_columns(tmp_path: Path, write: Writer) -> None:
    write([], tmp_path / "out")
    (ending,) = {path.suffix for path in (tmp_path / "out").iterdir()} - {".txt"}
    for table in NAMES:
        found = asked(f"FROM '{tmp_path}/out/{table}{ending}'")
        assert (found.columns, found.fetchall()) == (tables.SCHEMAS[table].names, [])


@pytest.mark.parametrize("write", WRITERS)
def test_equal_records_make_equal_bytes(tmp_path: Path, write: Writer) -> None:
    for folder in ("one", "two"):
        write(sample_events(), tmp_path / folder)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("write", WRITERS)
def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path, write: Writer) -> None:
    def breaking() -> Iterator[Event]:
        yield TALKS
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        write(breaking(), tmp_path / "out")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("write", WRITERS)
def test_an_earlier_export_is_replaced(tmp_path: Path, write: Writer) -> None:
    write([TALKS, FORUM], tmp_path / "out")
    write([], tmp_path / "out")
    write([], tmp_path / "new")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()
    }


def test_csv_does_not_replace_parquet(parquets: Path) -> None:
    with pytest.raises(FileExistsError, match=r"agreements\.parquet"):
        write_csv([], parquets)


def test_one_event_may_have_ten_thousand_statements(tmp_path: Path) -> None:
    write_parquet([saying(*map(str, range(10_000)))], tmp_path / "out")
    write_csv([saying(*map(str, range(10_000)))], tmp_path / "csv")
    for path in (f"{tmp_path}/out/statements.parquet", f"{tmp_path}/csv/statements.csv"):
        assert asked(f"SELECT count(DISTINCT doc_id) FROM '{path}'").fetchall() == [(10_000,)]  # noqa: S608


def test_batches_are_made_as_the_records_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_ROWS", 3)

    def endless() -> Iterator[Event]:
        while True:
            yield saying("One.", "Two.")

    batch = next(iter(tables.batches(endless())))
    assert batch["text"].to_pylist() == ["One.", "Two.", "One."]
    assert batch.schema == tables.SCHEMAS["statements"]


def test_what_waits_for_a_batch_does_not_keep_events_in_memory() -> None:
    met: list[weakref.ref[Event]] = []

    def passing() -> Iterator[Event]:
        for _ in range(3):
            event = attrs.evolve(TALKS)
            met.append(weakref.ref(event))
            yield event
            del event
            gc.collect()
            assert sum(seen() is not None for seen in met) <= 1

    assert sum(batch.num_rows for batch in tables.batches(passing(), "notes")) == 6


def test_batches_of_every_table_can_be_had() -> None:
    for table, made in tables.to_tables([FORUM]).items():
        assert [batch.to_pylist() for batch in tables.batches([FORUM], table)] == [made.to_pylist()]


def test_a_number_beyond_64_bits_is_an_empty_cell() -> None:
    known = [attrs.evolve(TALKS, page_number=number) for number in (2**63 - 1, 2**63)]
    assert [row["page_number"] for row in rows("events", *known)] == [2**63 - 1, None]


@pytest.mark.parametrize("amount", ["1E+34", "0.00001", "-1E+400", "1E-400"])
def test_an_amount_that_no_currency_has_is_an_empty_cell(amount: str) -> None:
    worth = attrs.evolve(TALKS.agreements[0], value=Money(amount=Decimal(amount), currency="KZT"))
    (row,) = rows("agreements", attrs.evolve(TALKS, agreements=(worth,)))
    assert (row["value"], row["currency"]) == (None, "KZT")


@pytest.mark.parametrize("amount", ["0.0001", "9999999999999999999999999999999999.9999", "0E-10", "5E+33"])
def test_an_amount_is_exact(amount: str) -> None:
    odd = Money(amount=Decimal("1E+99"), currency="KZT")  # a neighbour that does not fit
    exact = Money(amount=Decimal(amount), currency="KZT")
    worth = tuple(attrs.evolve(TALKS.agreements[0], value=value) for value in (odd, exact))
    assert rows("agreements", attrs.evolve(TALKS, agreements=worth))[1]["value"] == Decimal(amount)


def test_a_lone_surrogate_is_replaced_wherever_it_stands() -> None:
    event = saying("\ud800", lead=("a\udfffb",), photos=(Photo(caption="\ud83d"),))
    assert [row["text"] for row in rows("statements", event)] == ["\ufffd"]
    (row,) = rows("events", event)
    assert (row["lead"], row["photos"][0]["caption"]) == (["a\ufffdb"], "\ufffd")


def test_an_unknown_format_is_an_error_that_names_the_formats(tmp_path: Path) -> None:
    wrong: Any = "xlsx"
    with pytest.raises(ValueError, match="no format 'xlsx' of tables; the formats are parquet, csv"):
        tables.write([], tmp_path / "out", format=wrong)


def test_an_unknown_table_is_an_error_that_names_the_tables() -> None:
    with pytest.raises(ValueError, match="no table 'turns'; the tables are forums, events, speakers, statements"):
        tables.batches([], "turns")


@pytest.mark.parametrize("take", [tables.batches, tables.to_tables])
def test_a_single_record_is_refused(take: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match="expected an iterable of events or forums, not Event"):
        take(TALKS)


def test_every_field_is_a_column_unless_it_is_a_table() -> None:
    """A field that is new in the model is a column without a change here."""
    columns = {column.path.split(".")[1] for column in _columns.TABLES["events"].columns}
    assert columns == {field.name for field in attrs.fields(Event)} - {"statements", "agreements"}


def test_speeches_joins_a_statement_with_its_speaker_event_and_forum() -> None:
    first, second = tables.speeches([FORUM]).to_pylist()
    assert first["text"] == "Friends, (Applause.) welcome.\n\nLet us begin."
    assert (first["speaker_id"], first["speaker_name"], first["speaker_role"]) == (
        "aida-bekova",
        "Aida Bekova",
        "Akim of Uralsk",
    )
    assert (first["event_title"], first["event_date"], first["event_topics"]) == (
        "Talks",
        date(2012, 9, 19),
        ["Regions"],
    )
    assert (first["event_span_end"], first["event_source_layout"], first["span_end"]) == (200, "page", 120)
    assert (first["edition"], first["forum_city"], first["forum_theme"]) == (9, "Pavlodar", "Innovation")
    assert (second["speaker_name"], second["event_id"], second["kind"]) == (None, "ev-1", "question")


def test_speeches_has_every_column_of_the_four_tables_but_those_of_the_page() -> None:
    joined = set(tables.speeches([]).column_names)
    assert {
        "doc_id",
        "words",
        *(f"speaker_{name}" for name in tables.SCHEMAS["speakers"].names if name not in ("event_id", "speaker_id")),
        *(f"forum_{name}" for name in tables.SCHEMAS["forums"].names if name != "edition"),
    } <= joined
    left_out = {name for name in tables.SCHEMAS["events"].names if not {name, f"event_{name}"} & joined}
    assert left_out == {"lead", "narration", "headings", "pull_quotes", "photos", "related"}


@pytest.mark.parametrize(("edition", "city"), [(9, "Pavlodar"), (99, None), (None, None)])
def test_speeches_knows_the_editions(edition: int | None, city: str | None) -> None:
    cities = tables.speeches([attrs.evolve(TALKS, edition=edition)])["forum_city"].to_pylist()
    assert cities == [city] * 2


def test_pandas_gets_types() -> None:
    frames = tables.to_pandas([*editions(), TALKS])
    assert [*frames] == [*NAMES]
    kinds = {name: str(kind) for name, kind in frames["events"].dtypes.items()}
    assert kinds["date"].startswith("datetime64")
    assert kinds["published"].startswith("datetime64")
    assert (kinds["edition"], kinds["abridged"], kinds["kind"]) == ("Int64", "boolean", "category")
    assert tables.to_pandas(tables.speeches([TALKS]))["event_date"].dt.year.tolist() == [2012, 2012]


def test_polars_gets_types() -> None:
    frames = tables.to_polars([*editions(), TALKS])
    assert [*frames] == [*NAMES]
    schema = frames["events"].schema
    assert [str(schema[name]) for name in ("date", "time", "edition", "topics")] == [
        "Date",
        "Time",
        "Int64",
        "List(String)",
    ]
    assert tables.to_polars(tables.speeches([TALKS]))["event_date"].dt.year().to_list() == [2012, 2012]


def test_column_names_are_no_reserved_words_of_sql() -> None:
    for table in _columns.TABLES.values():
        for column in table.columns:
            asked(f"SELECT {column.name} FROM (SELECT 1 AS x) AS t({column.name})")  # noqa: S608
