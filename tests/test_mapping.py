"""The mapping in the documentation tells of every field, and of nothing that is not there."""

import inspect
import re
from pathlib import Path

import attrs
import pytest

from kzru_forums import model
from tei_consumers import PARLA_CLARIN_ELEMENTS
from test_tei import CHANGED, TRACES

PAGE = Path(__file__).parents[1] / "docs" / "mapping.md"
ROWS = {
    field: cells
    for field, *cells in re.findall(
        r"^\| `(\w+\.\w+)` \| (.+) \| (.+) \| (.+) \| (.+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
}
"""For each field what stands under JSON, tables, ConvoKit, TEI and page text."""


def test_every_field_has_a_line() -> None:
    records = [cls for _, cls in inspect.getmembers(model, inspect.isclass) if attrs.has(cls)]
    assert set(ROWS) == {f"{cls.__name__}.{field.name}" for cls in records for field in attrs.fields(cls)}


def test_json_has_every_field_by_its_name() -> None:
    assert all(cells[0].startswith(f"`{field.partition('.')[2]}`") for field, cells in ROWS.items())


def test_every_column_of_the_tables_is_told() -> None:
    tables = pytest.importorskip("kzru_forums.formats.tables")
    columns = {f"{name}.{column}" for name, schema in tables.SCHEMAS.items() for column in schema.names}
    told = set(re.findall(r"`(\w+\.\w+)`", PAGE.read_text(encoding="utf-8"))) - set(ROWS)
    named = {column for column in told if column.partition(".")[0] in tables.SCHEMAS}
    joining = {f"{name}.event_id" for name in tables.SCHEMAS}
    assert named - columns == set()
    assert columns - named - joining == set()


def test_tei_lacks_what_its_tests_say() -> None:
    lacking = {field for field, cells in ROWS.items() if cells[3] == "–"}
    assert {field for field in lacking if field in CHANGED} == set()
    assert lacking == {*TRACES, *(field for field in ROWS if field.startswith(("Source.", "Span.")))}


def test_the_elements_of_tei_are_ones_that_are_written() -> None:
    paths = (re.split(r"//?", path) for cells in ROWS.values() for path in re.findall(r"`([^`]+)`", cells[3]))
    named = {re.split(r"[ @]", step)[0] for path in paths for step in path}
    assert {name for name in named if name} - {"type", "reason", "xml:id", "n", "ana", "to"} <= PARLA_CLARIN_ELEMENTS
