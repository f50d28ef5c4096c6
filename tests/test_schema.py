"""The JSON Schema: what it accepts is read, what it refuses is not, up to what a schema cannot tell."""

import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import reduce
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis_jsonschema
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import utils
from jsonschema import Draft202012Validator, FormatChecker

from kzru_forums import DataError, Event, Forum, editions, from_json, iter_events, model, testing, to_json
from kzru_forums.formats import schema
from kzru_forums.formats.schema import VERSION, json_schema
from schema_builder import built
from test_json import FORUM

SCHEMA: dict[str, Any] = built()
DEFINITIONS: dict[str, Any] = SCHEMA["$defs"]
RECORDS = [name for name, definition in DEFINITIONS.items() if definition["type"] == "object"]
VALIDATOR = Draft202012Validator(SCHEMA)
BEYOND = re.compile(
    r"a span needs .*"
    r"|expected a date.*, not the string '\d{4}-\d\d-\d\d.*'"  # no such day
    r"|expected a non-negative integer.*, not the number .*"  # 1.0
    r"|version 1\.\d+ is newer .*"  # stands before any other fault of such a document
    r"|expected .*, not the string '.*\\n'",  # for Python's `re`, `$` stands before a last line end too
    re.DOTALL,
)
"""Faults that the schema cannot tell, and the last one that it tells to every other language."""


class Many:
    """`many` as hypothesis-jsonschema 0.23.1 uses it; hypothesis has since made it a context that is iterated.

    Goes when a release of hypothesis-jsonschema no longer calls `more`.
    """

    def __init__(self, data: Any, **sizes: Any) -> None:
        self._many = utils.many(data, **sizes)
        self._left = iter(self._many.__enter__())
        self.reject = self._many.reject

    def more(self) -> bool:
        for _ in self._left:
            return True
        self._many.__exit__(None, None, None)
        return False


@pytest.fixture(autouse=True, scope="module")
def _many() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if not hasattr(utils.many, "more"):
            patch.setattr("hypothesis_jsonschema._from_schema.cu", SimpleNamespace(many=Many))
        yield


PLACES: dict[str, tuple[str | int, ...]] = {
    "Forum": (),
    "Event": ("events", 0),
    "Statement": ("events", 0, "statements", 1),
    "Speaker": ("events", 0, "statements", 1, "speaker"),
    "Note": ("events", 0, "statements", 1, "notes", 0),
    "Span": ("events", 0, "statements", 0, "span"),
    "Agreement": ("events", 0, "agreements", 0),
    "Party": ("events", 0, "agreements", 0, "parties", 0),
    "Money": ("events", 0, "agreements", 0, "value"),
    "Photo": ("events", 0, "photos", 0),
    "Related": ("events", 0, "related", 0),
    "Source": ("events", 0, "source"),
}
"""Where `FORUM` holds a value of each record."""


def document(record: Event | Forum | list[Event] | list[Forum] = FORUM) -> Any:
    return json.loads(to_json(record))


def at(data: Any, place: Iterable[str | int]) -> Any:
    return reduce(lambda inner, step: inner[step], place, data)


def faults(found: object) -> list[str] | None:
    """What `from_json` refuses; None where it reads the document."""
    try:
        from_json(json.dumps(found))
    except DataError as error:
        return [message for _, message in error.errors]
    return None


def agree(found: object) -> None:
    """Assert that the schema and `from_json` judge a document alike, up to what a schema cannot tell."""
    refused = faults(found)
    if VALIDATOR.is_valid(found):
        assert all(BEYOND.fullmatch(message) for message in refused or ())
    else:
        assert refused


def test_the_schema_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]


def test_the_shipped_file_is_the_schema() -> None:
    path = Path(schema.__file__).parents[1] / "data" / f"schema-{VERSION}.json"
    text = json.dumps(built(), indent=2, ensure_ascii=False) + "\n"
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path} was not there and has been written")
    assert path.read_text(encoding="utf-8") == text, "remove the file and run this test, which writes it"


def test_the_identifier_states_the_version_that_is_written() -> None:
    assert SCHEMA["$id"] == f"https://kzru-forums.example/schema-{document()['schema_version']}.json"


def test_every_schema_is_another_object() -> None:
    json_schema().clear()
    assert json_schema() == SCHEMA


def test_every_record_and_vocabulary_has_a_definition() -> None:
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and kind.__module__ == model.__name__]
    assert {*DEFINITIONS} == {kind.__name__ for kind in kinds if not kind.__name__.startswith("_")}
    assert {*RECORDS} == {*PLACES}


def test_everything_has_its_docstring_as_description() -> None:
    for name, definition in DEFINITIONS.items():
        first = str(getattr(model, name).__doc__).partition("\n")[0]
        assert definition["description"].startswith(first), name
        assert all(part.get("description") for part in definition.get("properties", {}).values()), name
    assert DEFINITIONS["Event"]["properties"]["place"]["description"] == (
        "The place as printed; often missing, and for a videoconference not the host city."
    )


def test_descriptions_are_in_terms_of_json() -> None:
    texts = [definition["description"] for definition in DEFINITIONS.values()]
    texts += [part["description"] for name in RECORDS for part in DEFINITIONS[name]["properties"].values()]
    assert not [text for text in texts if re.search(r"\bNone\b|\bTrue\b|\bFalse\b|Raises|equality|\n|  ", text)]


def test_the_words_of_a_vocabulary_are_described_where_they_are_documented() -> None:
    assert "`planned`: To be concluded in the future." in DEFINITIONS["AgreementStatus"]["description"]


def test_every_real_page_is_a_valid_document(shared: Path) -> None:
    # Each page in one of its layouts: other tests make sure that it is the same event in all of them.
    layouts = ("page", "text_version", "html")
    paths = [
        path
        for number, layout in enumerate(layouts)
        for path in sorted((shared / "corpus" / layout).iterdir())[number :: len(layouts)]
    ]
    events = list(iter_events([*paths, shared / "seeds"], on_problem=lambda _: None))
    assert len(events) > 300
    assert not [event.id for event in events if not VALIDATOR.is_valid(document(event))]
    VALIDATOR.validate(document(events[:10]))


def test_every_edition_is_a_valid_document() -> None:
    VALIDATOR.validate(document([*editions()]))


@given(testing.events() | testing.forums() | st.lists(testing.events(), max_size=2))
def test_whatever_is_written_is_a_valid_document(record: Event | Forum | list[Event]) -> None:
    VALIDATOR.validate(document(record))


def shallow(name: str) -> Any:
    """The definition of a record, with the records inside it fixed to those of `FORUM`: all at once take minutes."""
    definition = deepcopy(DEFINITIONS[name])
    value = at(document()["data"], PLACES[name])
    for field, part in definition["properties"].items():
        definition["properties"][field] = fixed(part, value[field])
    return definition


def fixed(part: Any, value: Any) -> Any:
    """A schema whose references to vocabularies are written out, and those to records fixed to one value."""
    if part.get("type") == "array" and "$ref" in part["items"]:
        return {"type": "array", "maxItems": 2, "items": fixed(part["items"], value[0])}
    if "anyOf" in part:
        return {"anyOf": [fixed(choice, value) for choice in part["anyOf"]]}
    name = part.get("$ref", "").rpartition("/")[2]
    return {"const": value} if name in RECORDS else DEFINITIONS.get(name, part)


ACCEPTED = {name: hypothesis_jsonschema.from_schema(shallow(name)) for name in RECORDS}


@pytest.mark.parametrize("name", RECORDS)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_what_the_schema_accepts_is_read(name: str, data: st.DataObject) -> None:
    found = put(document(), ("data", *PLACES[name]), data.draw(ACCEPTED[name]))
    VALIDATOR.validate(found)
    agree(found)


def put(found: Any, place: tuple[str | int, ...], value: object) -> Any:
    """The document with a value at a place, which may be a new key or the place behind the last item."""
    inner = at(found, place[:-1])
    if isinstance(inner, list) and place[-1] == len(inner):
        inner.append(value)
    else:
        inner[place[-1]] = value
    return found


def places(value: Any, *above: str | int) -> Iterator[tuple[str | int, ...]]:
    """Every place of a document, places for one more key or item included."""
    steps: list[str | int] = []
    if isinstance(value, dict):
        steps = [*value, "new"]
    elif isinstance(value, list):
        steps = [*range(len(value) + 1)]
    for step in steps:
        yield (*above, step)
        if step != "new" and step != len(value):
            yield from places(value[step], *above, step)


PLACED = list(places(document()))
MISSING = object()
TEXTS = """
0 -0 1 -1 1.5 1. .5 +1 1e5 1E5 1E+5 1E-99999999 1E+100000000 NaN ٣ 01 1_000
1.0 1.7 1.00 01.0 1.0.0 1. 2.0 0.9 1.1000000000
2012 2012-09 2012-09-19 2012-06-31 2012-02-29 2011-02-29 0000-01-01 2012-13-01 2012-00-10 2012-9-19 20120919 12012-09-19
00:00 18:00 24:00 18:60 18:00:59 18:00:60 18:00:00.5 18:00:00.500000 18:00Z 18:00+03:00 １８:００
2012-09-19T18:00 2012-09-19T18:00:01.000001 2012-06-31T18:00 2012-09-19T18:00Z 2012-09-19t18:00
KZ KAZ kz Q1 Q0 USD KZ-PAV ev-talks 1st a/b ü event events forum forums other speech Speech html held
""".split()
VALUES: st.SearchStrategy[object] = st.one_of(
    st.sampled_from(TEXTS),
    st.sampled_from([f"{text}\n" for text in TEXTS]),
    st.builds("{}{}".format, st.sampled_from(["", " ", "\ufeff"]), st.sampled_from(TEXTS)),
    st.sampled_from([None, True, False, 0, -1, 2**70, 1.0, -0.0, 1.5, 1e300, "", "\ud800", MISSING]),
    st.sampled_from([[], {}, [None], [[]], [{}], ["a"], {"start": 2, "end": 1}, {"start": -1, "end": 1}]),
    st.sampled_from(PLACED).map(lambda place: found_at(document(), place)),
)


def found_at(found: Any, place: Iterable[str | int]) -> object:
    try:
        return at(found, place)
    except LookupError:
        return MISSING


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PLACED), VALUES), min_size=1, max_size=3))
@example([(("data", "events", 0, "date"), "2012-06-31")])
@example([(("data", "events", 0, "time"), "18:00\n")])
@example([(("data", "number"), 1.0)])
@example([(("data", "events", 0, "statements", 0, "span"), {"start": 2, "end": 1})])
@example([(("type",), "events"), (("data",), [])])
@example([(("schema_version",), "1.7"), (("data", "events", 0, "date"), "2012-06-31")])
def test_the_schema_and_the_reader_agree_on_damaged_documents(
    changes: list[tuple[tuple[str | int, ...], object]],
) -> None:
    found = document()
    for place, value in changes:
        try:
            put(found, place, deepcopy(value))
            if value is MISSING:
                del at(found, place[:-1])[place[-1]]
        except (LookupError, TypeError):
            continue  # an earlier change took the place away
    agree(found)


DAYS = [("2012-02-29", True), ("2011-02-29", False), ("2012-06-31", False), ("0000-01-01", False)]


@pytest.mark.parametrize(("day", "there"), DAYS)
def test_a_validator_that_checks_formats_knows_the_calendar(day: str, there: bool) -> None:
    found = put(document(), ("data", "events", 0, "date"), day)
    assert VALIDATOR.is_valid(found)
    assert Draft202012Validator(SCHEMA, format_checker=FormatChecker(["date"])).is_valid(found) is there
    assert (faults(found) is None) is there
