"""JSON and JSON Lines: what is written comes back, and nothing else is accepted."""

import gc
import gzip
import io
import json
import re
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kzru_forums import Limits, editions, iter_events, iter_rows, load, parse, read_people, testing, writing
from kzru_forums.errors import DataError, Problem, ProblemCode, Severity, UnsupportedSchemaError
from kzru_forums.formats import json as json_module
from kzru_forums.formats import json_records, json_text
from kzru_forums.formats.json import events_from_json, from_json, read_jsonl, to_json, write, write_jsonl
from kzru_forums.model import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    Event,
    Forum,
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
)

AIDA = Speaker(id="aida-bekova", name="Aida Bekova", kind=SpeakerKind.PERSON, resolved_by="label")
SAID = (
    Statement(position=0, label="Aida Bekova", speaker=AIDA, paragraphs=("Good.",), span=Span(start=40, end=58)),
    Statement(
        position=1,
        label="Aida Bekova",
        speaker=AIDA,
        notes=(Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0),),
    ),
)
AGREED = Agreement(
    title="a contract",
    kind=AgreementKind.CONTRACT,
    status=AgreementStatus.SIGNED,
    parties=(Party(name="Kazakhstan", country="KZ"),),
    value=Money(amount=Decimal("1500000.50"), currency="USD"),
    sentence="A contract was signed.",
)
EVENT = Event(
    id="ev-2012-09-19-talks",
    title="Talks on a “bridge”",
    date=date(2012, 9, 19),
    time=time(18, 0),
    statements=SAID,
    agreements=(AGREED,),
    photos=(Photo(caption="A bridge.", number=1, count=2),),
    related=(Related(heading="See also", title="The bridge", date=date(2012, 9, 18)),),
    published=datetime(2012, 9, 19, 19, 40),
    source=Source(name="talks.txt", layout=Layout.PAGE, traits=("wrapped",), sha256="0" * 64),
)
FORUM = Forum(number=9, year=2012, status=ForumStatus.HELD, starts_on=date(2012, 9, 19), events=(EVENT,))


@contextmanager
def without_orjson() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_orjson", lambda: None)
        yield


def whole(record: attrs.AttrsInstance) -> dict[str, Any]:
    """Every field of a record, also those that do not count for equality."""
    return attrs.asdict(record)


def envelope(data: object, kind: str = "event", version: str = "1.1") -> str:
    return json.dumps({"schema_version": version, "type": kind, "data": data}, ensure_ascii=False)


def plain(record: Event | Forum = EVENT) -> Any:
    return json.loads(to_json(record))["data"]


def holding(**parts: Any) -> Event:
    return Event(id="ev", title="", **parts)


def faults(text: str | bytes) -> tuple[tuple[str, str], ...]:
    with pytest.raises(DataError) as caught:
        from_json(text)
    return caught.value.errors


PARTS: dict[str, st.SearchStrategy[Event]] = {
    "span": testing.spans().map(lambda part: holding(span=part)),
    "source": testing.sources().map(lambda part: holding(source=part)),
    "photo": testing.photos().map(lambda part: holding(photos=[part])),
    "related": testing.related().map(lambda part: holding(related=[part])),
    "agreement": testing.agreements().map(lambda part: holding(agreements=[part])),
    "statement": testing.statements().map(lambda part: holding(statements=[part])),
    "event": testing.events(),
}
"""An event that holds one part, because a whole event leaves Hypothesis little room for any one of them."""


@pytest.mark.parametrize("part", PARTS)
@given(data=st.data())
def test_every_record_comes_back_with_all_its_fields(part: str, data: st.DataObject) -> None:
    event = data.draw(PARTS[part])
    again = from_json(to_json(event), cls=Event)
    assert again == event
    assert isinstance(again, Event)
    assert whole(again) == whole(event)


@given(testing.forums(), testing.events())
def test_forums_and_lists_come_back_with_all_their_fields(forum: Forum, event: Event) -> None:
    again = from_json(to_json(forum), cls=Forum)
    assert isinstance(again, Forum)
    assert whole(again) == whole(forum)
    assert from_json(to_json([forum, forum])) == from_json(to_json((forum, forum))) == [forum, forum]
    assert from_json(to_json([event, event])) == from_json(to_json((event, event))) == [event, event]


def test_events_are_a_list_whether_a_document_holds_one_or_several() -> None:
    assert events_from_json(to_json(EVENT)) == events_from_json(to_json([EVENT]).encode()) == [EVENT]
    assert events_from_json(to_json([])) == []
    with pytest.raises(DataError, match=r"^type: expected one of event, events, not the string 'forum'$"):
        events_from_json(to_json(FORUM))


@given(testing.events(), st.sampled_from([None, 0, 1, 2, 4]))
def test_the_same_record_gives_the_same_text_with_and_without_orjson(event: Event, indent: int | None) -> None:
    text = to_json(event, indent=indent)
    assert to_json(attrs.evolve(event), indent=indent) == text
    with without_orjson():
        assert to_json(event, indent=indent) == text
        assert from_json(text) == event
    assert from_json(text.encode()) == event


def test_every_character_is_written_alike_with_and_without_orjson() -> None:
    everything = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x110000)]))
    event = holding(place=everything)
    text = to_json(event)
    with without_orjson():
        assert to_json(event) == text
    assert from_json(text) == event


def test_without_the_extra_orjson_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "orjson", None)
    assert json_text._orjson.__wrapped__() is None  # noqa: SLF001


def test_the_wire_has_this_form() -> None:
    agreement = attrs.evolve(AGREED, parties=(), date="2013-11")
    event = attrs.evolve(EVENT, agreements=(agreement,), statements=SAID[:1], photos=(), related=())
    assert to_json(event) == (
        '{"schema_version":"1.1","type":"event","data":{"id":"ev-2012-09-19-talks","kind":"other",'
        '"title":"Talks on a “bridge”","lead":[],"date":"2012-09-19","time":"18:00","place":null,"edition":null,'
        '"language":"en","narration":[],"headings":[],"statements":[{"position":0,"label":"Aida Bekova","speaker":'
        '{"id":"aida-bekova","name":"Aida Bekova","kind":"person","role":null,"place":null,"country":null,'
        '"wikidata":null,"site_person_id":null,"resolved_by":"label"},"kind":"speech","delivery":null,"addressee":null,'
        '"paragraphs":["Good."],"notes":[],"span":{"start":40,"end":58}}],"agreements":[{"title":"a contract",'
        '"kind":"contract","status":"signed","date":"2013-11","parties":[],"count":null,'
        '"value":{"amount":"1500000.50","currency":"USD"},"at_least":false,"sentence":"A contract was signed.",'
        '"statement":null,"rule":null,"span":null}],"photos":[],"pull_quotes":[],"related":[],"geography":[],'
        '"geography_codes":[],"topics":[],"persons":[],"sections":[],"published":"2012-09-19T19:40","url":null,'
        '"page_number":null,"abridged":false,"span":null,"source":{"name":"talks.txt","layout":"page",'
        '"traits":["wrapped"],"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}}}'
    )


def test_indented_text_has_this_form() -> None:
    assert to_json([], indent=2) == '{\n  "schema_version": "1.1",\n  "type": "events",\n  "data": []\n}'


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (time(18, 0), "18:00"),
        (time(18, 0, 5), "18:00:05"),
        (time(18, 0, 0, 250), "18:00:00.000250"),
        (time(0, 0, fold=1), "00:00"),
    ],
)
def test_seconds_are_written_where_there_are_any(moment: time, text: str) -> None:
    event = holding(time=moment, published=datetime.combine(date(2012, 9, 19), moment))
    assert plain(event)["time"] == text
    assert plain(event)["published"] == f"2012-09-19T{text}"
    assert from_json(to_json(event)) == event


@pytest.mark.parametrize("amount", ["0", "-0", "0E-10", "1.50", "1E+30", "-12345678901234567890123456789.5"])
def test_decimals_keep_every_digit(amount: str) -> None:
    value = Money(amount=Decimal(amount), currency="KZT")
    again = from_json(to_json(holding(agreements=[attrs.evolve(AGREED, value=value)])), cls=Event)
    assert isinstance(again, Event)
    assert str(again.agreements[0].value and again.agreements[0].value.amount) == amount


@pytest.mark.parametrize("number", [2**63, 2**64, 10**4000])
def test_integers_of_any_size_come_back(number: int) -> None:
    event = holding(page_number=number)
    assert from_json(to_json(event)) == event


@pytest.mark.parametrize("indent", [None, 2, 4])
def test_lone_surrogates_are_written_as_escapes(indent: int | None) -> None:
    event = holding(place="a \ud800 b \udfff\\")
    text = to_json(event, indent=indent)
    assert r"a \ud800 b \udfff\\" in text.encode().decode()
    assert from_json(text) == event
    with without_orjson():
        assert to_json(event, indent=indent) == text


def test_speakers_that_are_equal_in_every_field_become_one_value() -> None:
    again = from_json(to_json(EVENT), cls=Event)
    assert isinstance(again, Event)
    assert again.statements[0].speaker is again.statements[1].speaker


def test_more_speakers_than_are_remembered_come_back_too() -> None:
    names = [f"Speaker {number}" for number in range(3000)]
    event = holding(statements=[attrs.evolve(SAID[0], speaker=attrs.evolve(AIDA, name=name)) for name in names])
    for _ in range(2):
        assert from_json(to_json(event)) == event


def test_numbers_that_are_equal_are_not_taken_for_one_another() -> None:
    def number(value: object) -> str:
        return envelope(
            changed(plain(holding(statements=SAID[:1])), "statements", 0, "speaker", "site_person_id", to=value)
        )

    assert from_json(number(1))
    expected = ("data.statements[0].speaker.site_person_id", "expected a non-negative integer or null, not {}")
    assert faults(number(True)) == ((expected[0], expected[1].format("true")),)
    assert faults(number(1.0)) == ((expected[0], expected[1].format("the number 1.0")),)


LAYOUTS: dict[str, Callable[[str], str | bytes]] = {
    "bytes": str.encode,
    "a byte order mark": lambda text: "\ufeff" + text,
    "bytes with a byte order mark": lambda text: text.encode("utf-8-sig"),
    "a last line end": lambda text: text + "\n",
    "blanks in front": lambda text: " \n" + text,
    "ASCII and blanks": lambda text: json.dumps(json.loads(text)),
    "keys in another order": lambda text: json.dumps(json.loads(text), sort_keys=True),
    "indented by 2": lambda text: json.dumps(json.loads(text), indent=2, ensure_ascii=False),
    "indented by 4": lambda text: json.dumps(json.loads(text), indent=4),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_of_a_document_does_not_matter(layout: str) -> None:
    assert from_json(LAYOUTS[layout](to_json(EVENT))) == EVENT
    with without_orjson():
        assert from_json(LAYOUTS[layout](to_json(EVENT))) == EVENT


def changed(data: Any, *path: str | int, to: object) -> Any:
    """The data with one value replaced in place."""
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return data


NUMBER = "a non-negative integer"
A_DECIMAL = "a decimal number in a string such as '150000.50'"
KINDS = (
    "one of forum, talks, meeting, press_statements, press_conference, interview, speech, ceremony, visit, "
    "conversation, article, greeting, announcement, other"
)
SPOKEN = "statements[0].speaker"
FAULTS: list[tuple[str, object, str]] = [
    ("title", 5, "a string, not the integer 5"),
    ("title", None, "a string, not null"),
    ("title", False, "a string, not false"),
    ("title", 1.5, "a string, not the number 1.5"),
    ("title", [], "a string, not an array"),
    ("title", {}, "a string, not an object"),
    ("title", 2**64, "a string, not an integer beyond 64 bits"),
    ("title", float("nan"), "a string, not NaN, which is not JSON"),
    ("id", None, "an id of Latin letters, digits, '.', '_' and '-' such as 'abai-kunanbaev', not null"),
    ("place", 5, "a string or null, not the integer 5"),
    ("edition", float("-inf"), f"{NUMBER} or null, not -Infinity, which is not JSON"),
    ("edition", "9", f"{NUMBER} or null, not the string '9'"),
    ("edition", "9" * 50, f"{NUMBER} or null, not the string '{'9' * 39}…'"),
    ("edition", 9.0, f"{NUMBER} or null, not the number 9.0"),
    ("edition", -1, f"{NUMBER} or null, not the integer -1"),
    ("edition", True, f"{NUMBER} or null, not true"),
    ("statements[0].position", -1, f"{NUMBER}, not the integer -1"),
    ("statements[1].notes[0].offset", "3", f"{NUMBER} or null, not the string '3'"),
    ("abridged", 1, "true or false, not the integer 1"),
    ("abridged", None, "true or false, not null"),
    ("lead", "abc", "an array, not the string 'abc'"),
    ("lead", None, "an array, not null"),
    ("statements", {}, "an array, not an object"),
    ("kind", None, f"{KINDS}, not null"),
    ("kind", "Talks", f"{KINDS}, not the string 'Talks'"),
    ("statements[0]", "Good.", "an object, not the string 'Good.'"),
    (SPOKEN, None, "an object, not null"),
    (SPOKEN, ["Aida"], "an object, not an array"),
    (f"{SPOKEN}.name", ["Aida"], "a string or null, not an array"),
    ("agreements[0].value.amount", 5, f"{A_DECIMAL}, not the integer 5"),
]
WRONG_TEXTS: list[tuple[str, str, str]] = [
    ("id", "|1st|a b|a/b|ä|a\n", "an id of Latin letters, digits, '.', '_' and '-' such as 'abai-kunanbaev'"),
    (f"{SPOKEN}.wikidata", "7747", "a Wikidata item such as 'Q7747' or null"),
    ("agreements[0].parties[0].country", "KAZ", "a code of two capitals such as 'KZ' or null"),
    ("agreements[0].value.currency", "usd", "a code of three capitals such as 'KZT'"),
    ("agreements[0].value.amount", "NaN|Infinity|1_000| 1|1,5|.5|1e5|٣|1E+100000000", A_DECIMAL),
    (
        "agreements[0].date",
        "2013-1|2013-13|2013-11-32|2013-02-30|13|November 2013|",
        "a day, month or year such as '2012-09-19', '2012-09' or '2012' or null",
    ),
    (
        "date",
        "2012-02-30|20120919|2012-W38-3|2012-9-19|٢٠١٢-٠٩-١٩|2012-09-19T18:00|0000-01-01",
        "a date such as '2012-09-19' or null",
    ),
    (
        "time",
        "24:00|18|1800|18:60|18:00:60|18:00:00.5|18:00Z|18:00+03:00|6 pm|18:00\n",
        "a time such as '18:00' or null",
    ),
    (
        "published",
        "2012-09-19 18:00|2012-09-19|2012-09-19T18:00:00Z|2012-02-30T18:00",
        "a date and time such as '2012-09-19T18:00' or null",
    ),
]
FAULTS += [
    (path, text, f"{what}, not the string {text!r}") for path, texts, what in WRONG_TEXTS for text in texts.split("|")
]


@pytest.mark.parametrize(("path", "value", "message"), FAULTS)
def test_a_wrong_value_is_named_in_plain_words(path: str, value: object, message: str) -> None:
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]
    text = envelope(changed(plain(), *steps, to=value))
    assert faults(text) == ((f"data.{path}", f"expected {message}"),)
    with without_orjson():
        assert faults(text) == ((f"data.{path}", f"expected {message}"),)


def test_items_and_spans_are_checked() -> None:
    data = changed(plain(), "lead", to=["Good.", None])
    changed(data, "statements", 0, "span", "end", to=3)
    assert faults(envelope(data)) == (
        ("data.lead[1]", "expected a string, not null"),
        ("data.statements[0].span", "a span needs 0 <= start <= end, not 40 and 3"),
    )


def test_all_faults_of_a_document_are_named_at_once_in_order() -> None:
    data = [plain(), plain()]
    del data[0]["title"]
    data[0]["tittle"] = ""
    data[0]["odd key @ it"] = data[0]["x" * 41] = data[0]["\ud800"] = 1
    changed(data, 0, "statements", 1, "kind", to="spech")
    changed(data, 0, "statements", 0, "span", to={"start": 5, "end": 2})
    changed(data, 0, "lead", to="abc")
    changed(data, 1, "photos", 0, to=None)
    data[1]["statements"][0] |= {"position": -1, "speaker": None}
    assert faults(envelope(data, "events")) == (
        ("data[0].title", "missing key"),
        ("data[0].lead", "expected an array, not the string 'abc'"),
        ("data[0].statements[0].span", "a span needs 0 <= start <= end, not 5 and 2"),
        ("data[0].statements[1].kind", "expected one of speech, question, reply, remark, not the string 'spech'"),
        ('data[0]["odd key @ it"]', "unknown key"),
        ("data[0].tittle", "unknown key"),
        (f'data[0]["{"x" * 40}"]', "unknown key"),
        ('data[0]["\\ud800"]', "unknown key"),
        ("data[1].statements[0].position", "expected a non-negative integer, not the integer -1"),
        ("data[1].statements[0].speaker", "expected an object, not null"),
        ("data[1].photos[0]", "expected an object, not null"),
    )


def test_a_repeated_key_is_a_fault_wherever_it_stands() -> None:
    text = to_json(EVENT)
    for key, path in {'"position":0': "data.statements[0].position", '"id":"ev-2012-09-19-talks"': "data.id"}.items():
        assert faults(text.replace(key, f"{key},{key}", 1)) == ((path, "repeated key"),)
        both = text.replace(key, f"{key},{key}", 1).replace('"label":"Aida Bekova"', '"label":5', 1)
        assert {*faults(both)} == {
            (path, "repeated key"),
            ("data.statements[0].label", "expected a string, not the integer 5"),
        }
    assert faults(text.replace('"type"', '"type":"forum","type"')) == (("type", "repeated key"),)


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Event)])
def test_every_key_is_required(field: str) -> None:
    data = plain()
    del data[field]
    assert faults(envelope(data)) == ((f"data.{field}", "missing key"),)


DOCUMENTS: list[tuple[str | bytes, tuple[tuple[str, str], ...]]] = [
    ("null", (("", "expected an object, not null"),)),
    ("[]", (("", "expected an object, not an array"),)),
    ('{"schema_version": "1.1", "type": "event"}', (("data", "missing key"),)),
    ("{}", (("schema_version", "missing key"), ("type", "missing key"), ("data", "missing key"))),
    (
        '{"schema_version": 1.1, "type": "page", "data": [], "note": ""}',
        (
            ("schema_version", "expected a string, not the number 1.1"),
            ("note", "unknown key"),
            ("type", "expected one of event, events, forum, forums, not the string 'page'"),
        ),
    ),
    (
        '{"schema_version": "1", "type": ["event"]}',
        (
            ("type", "expected a string, not an array"),
            ("data", "missing key"),
            ("schema_version", "expected a version such as '1.1', not the string '1'"),
        ),
    ),
    (envelope([], "page"), (("type", "expected one of event, events, forum, forums, not the string 'page'"),)),
    *(
        (
            envelope([], "events", version),
            (("schema_version", f"expected a version such as '1.1', not the string {version!r}"),),
        )
        for version in ("1.00", "01.0", "1.0.0", "1.0\n", "1.-1", "1.\u0661", "1.1000000000")
    ),
    (envelope([], "event"), (("data", "expected an object, not an array"),)),
    (envelope({}, "events"), (("data", "expected an array, not an object"),)),
    (b"\xff\xfe", (("", "not UTF-8: byte 0xff at offset 0"),)),
    (b'{"a": "\xed\xa0\x80"}', (("", "not UTF-8: byte 0xed at offset 7"),)),
]


@pytest.mark.parametrize(("text", "errors"), DOCUMENTS)
def test_a_document_of_another_form_is_refused(text: str | bytes, errors: tuple[tuple[str, str], ...]) -> None:
    assert faults(text) == errors


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "line 1, column 1"),
        ('{\n  "a": 1,\n  b\n}', "line 3, column 3"),
        ('{"a": "\n"}', "line 1, column 8"),
        ("{} {}", "line 1, column 4"),
    ],
)
def test_what_is_not_json_is_located(text: str, where: str) -> None:
    ((path, message),) = faults(text)
    assert path == ""
    assert re.fullmatch(rf"not JSON: .+ at {where}", message)


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"schema_version":"1.1","type":"event","data":['])
def test_deep_nesting_is_a_fault_of_the_document(opening: str) -> None:
    ((path, message),) = faults(opening * 100_000)
    assert (path, message.partition(" at line")[0]) == ("", "nested too deeply")


def test_nesting_that_can_be_read_is_an_ordinary_fault() -> None:
    nested = json.loads("[" * 300 + "]" * 300)
    assert faults(envelope(changed(plain(), "place", to=nested))) == (
        ("data.place", "expected a string or null, not an array"),
    )


def test_an_integer_of_more_digits_than_python_reads_is_a_fault() -> None:
    ((path, message),) = faults(to_json(EVENT).replace('"page_number":null', f'"page_number":{"9" * 5000}'))
    assert path == ""
    assert "4300 digits" in message


def test_an_unknown_major_version_is_not_read() -> None:
    with pytest.raises(UnsupportedSchemaError) as caught:
        from_json(envelope(None, "unheard-of", version="2.0"))
    assert caught.value.errors == (
        ("schema_version", "version 2.0 cannot be read; this version of the package reads 1.x"),
    )


def test_a_newer_minor_version_is_read_where_it_holds_nothing_new() -> None:
    assert from_json(envelope(plain(), version="1.7")) == EVENT


def test_a_newer_minor_version_with_something_new_is_unsupported() -> None:
    with pytest.raises(UnsupportedSchemaError) as caught:
        from_json(envelope({**plain(), "mood": "good"}, version="1.7"))
    newer = "version 1.7 is newer than 1.1, the newest this version of the package reads"
    assert caught.value.errors == (("schema_version", newer), ("data.mood", "unknown key"))


def old(record: Event | Forum, kind: str, *, many: bool = False) -> str:
    """A document of version 1.0, in which sources have no traits."""
    data = plain(record)
    for event in data["events"] if isinstance(record, Forum) else [data]:
        del event["source"]["traits"]
    return envelope([data] if many else data, kind, version="1.0")


def test_documents_of_version_1_0_are_read() -> None:
    assert EVENT.source
    event = attrs.evolve(EVENT, source=attrs.evolve(EVENT.source, traits=()))
    forum = attrs.evolve(FORUM, events=(event,))
    for record, kind in ((event, "event"), (forum, "forum")):
        again = from_json(old(record, kind))
        assert not isinstance(again, list)
        assert whole(again) == whole(record)
        assert from_json(old(record, f"{kind}s", many=True)) == [record]
    assert from_json(envelope(plain(holding()), version="1.0")) == holding()


def test_traits_are_required_from_version_1_1_on() -> None:
    assert faults(old(EVENT, "event").replace('"1.0"', '"1.1"')) == (("data.source.traits", "missing key"),)


OLD_FAULTS: list[tuple[object, str, str]] = [
    (5, "events", "data"),
    ([5], "events", "data[0]"),
    (changed(plain(), "source", to=5), "event", "data.source"),
    ([], "forum", "data"),
    ([5], "forums", "data[0]"),
    (changed(plain(FORUM), "events", to=5), "forum", "data.events"),
]


@pytest.mark.parametrize(("data", "kind", "faulty"), OLD_FAULTS)
def test_faults_of_older_documents_are_named_too(data: object, kind: str, faulty: str) -> None:
    assert [path for path, _ in faults(envelope(data, kind, version="1.0"))] == [faulty]


def test_a_version_of_the_future_upgrades_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def add_url(kind: str, data: Any) -> None:
        assert kind == "event"
        data["url"] = "https://example.org/"

    def move_url(_: str, data: Any) -> None:
        data["url"] += "d/1"

    monkeypatch.setattr(json_module, "_MIGRATIONS", (add_url, move_url))
    data = plain()
    for version, url in (("1.0", "https://example.org/d/1"), ("1.1", "x:d/1"), ("1.2", "x:")):
        data["url"] = "x:"
        assert from_json(envelope(data, version=version)) == attrs.evolve(EVENT, url=url)


def test_cls_refuses_documents_of_the_other_class() -> None:
    assert from_json(to_json([EVENT]), cls=Event) == [EVENT]
    assert from_json(to_json([FORUM]), cls=Forum) == [FORUM]
    with pytest.raises(DataError) as caught:
        from_json(to_json(FORUM), cls=Event)
    assert caught.value.errors == (("type", "expected one of event, events, not the string 'forum'"),)


ODD_NAMES = ["Владимир Иванов", "Ә", "山田", "7th Graders", "2", "—", "José Núñez", "_x"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_page_in_any_script_has_ids_that_can_be_written(name: str) -> None:
    text = (
        f"Events\n{name}\nMay 9, 2013\n{name}: Good.\nPresident of Russia {name}: Good.\nQuestion from {name}: Good?\n"
    )
    read = parse(text)
    assert read.events
    assert from_json(to_json(read.events)) == list(read.events)


@given(testing.raw_pages())
def test_whatever_is_read_can_be_written(text: str) -> None:
    events = list(parse(text).events)
    assert from_json(to_json(events)) == events


def test_every_real_page_in_every_layout_comes_back(shared: Path) -> None:
    sources = [*(shared / "corpus" / layout for layout in ("page", "text_version", "html")), shared / "seeds"]
    events = list(iter_events(sources, on_problem=lambda _: None))
    assert len(events) > 900
    assert not [event.id for event in events if from_json(to_json(event)) != event]


MISUSES: list[tuple[Callable[[], object], str]] = [
    (lambda: from_json(Path("a.json")), "from_json expects the text of a document as str or bytes, not PosixPath"),  # type: ignore[call-overload]
    (lambda: from_json("", cls=Speaker), "cls must be Event, Forum or None, not <class"),  # type: ignore[arg-type]
    (lambda: from_json("", cls=[]), r"cls must be Event, Forum or None, not \[\]"),  # type: ignore[call-overload]
    (lambda: to_json(AIDA), "to_json expects an Event, a Forum, or a list or tuple of them, not Speaker"),  # type: ignore[arg-type]
    (lambda: to_json(iter([EVENT])), "to_json expects .+, not list_iterator"),  # type: ignore[arg-type]
    (lambda: to_json([EVENT, FORUM]), "to_json expects .+, not a sequence of Event, Forum"),  # type: ignore[arg-type]
    (lambda: to_json(EVENT, indent="  "), "indent must be an integer, not str"),  # type: ignore[arg-type]
    (lambda: to_json(EVENT, indent=True), "indent must be an integer, not bool"),
    (lambda: write_jsonl(EVENT, io.StringIO()), "write_jsonl expects an iterable of events or forums, not Event"),  # type: ignore[arg-type]
    (lambda: write_jsonl([], None), "expected a path or an open file, not NoneType"),  # type: ignore[arg-type]
    (lambda: write_jsonl(["x"], io.StringIO()), "write_jsonl expects events or forums, not str"),  # type: ignore[list-item]
    (lambda: read_jsonl(b"{}"), "read_jsonl expects a path or an open file, not bytes"),  # type: ignore[call-overload]
]


@pytest.mark.parametrize(("misuse", "message"), MISUSES)
def test_a_wrong_argument_is_a_type_error_that_says_what_to_pass(misuse: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        misuse()


def test_an_indent_is_not_negative() -> None:
    with pytest.raises(ValueError, match="indent must be at least 0, not -1"):
        to_json(EVENT, indent=-1)


def test_an_integer_of_more_digits_than_python_writes_is_a_fault_of_the_record() -> None:
    with pytest.raises(DataError, match="4300 digits"):
        to_json(holding(page_number=10**5000))


# Whatever is done to a document, the quick converter, the detailed one and the way without orjson agree


def outcome(read: Callable[[], Any]) -> object:
    try:
        return whole(read())
    except DataError as error:
        return type(error), error.errors


def paths(value: Any, *above: str | int) -> Iterator[tuple[str | int, ...]]:
    for step, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield (*above, step)
        yield from paths(inner, *above, step)


PLACES = list(paths(plain()))
VALUES: list[object] = [None, True, 0, 1, -1, 1.0, 2**70, "", "1", "other", "18:00", "2012-09-19", [], ["a"], [[]], {}]
JUNK: st.SearchStrategy[object] = st.sampled_from(VALUES).map(deepcopy)


@given(st.lists(st.tuples(st.sampled_from(PLACES), JUNK), min_size=1, max_size=3))
@example([(("statements", 0, "position"), True)])
def test_all_ways_of_reading_agree_on_damaged_data(changes: list[tuple[tuple[str | int, ...], object]]) -> None:
    data = plain()
    for steps, value in changes:
        try:
            changed(data, *steps, to=value)
        except (LookupError, TypeError):
            continue  # an earlier change took the place away
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    text = f'{{"schema_version":"1.1","type":"event","data":{text}}}'
    quick = outcome(lambda: from_json(text))
    with without_orjson():
        assert outcome(lambda: from_json(text)) == quick
    detailed = json_records.converter(detailed=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_records, "converter", lambda **_: detailed)
        assert outcome(lambda: from_json(text)) == quick


@given(st.data())
def test_all_ways_of_reading_agree_on_damaged_text(data: st.DataObject) -> None:
    text = to_json(EVENT)
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(text)))
        stray = data.draw(
            st.sampled_from([*'{}[]",:\\ -1.eNn', '"id":1,', "\t", "\n", "\x0c", "\ufeff", "\\ud800", "//", "1.0"])
        )
        text = text[:at] + stray + text[at + data.draw(st.integers(0, 2)) :]
    fast = outcome(lambda: from_json(text))
    with without_orjson():
        assert outcome(lambda: from_json(text)) == fast
    assert outcome(lambda: from_json(text.encode())) == fast


# JSON Lines


@pytest.mark.parametrize("name", ["events.jsonl", "events.jsonl.gz"])
def test_lines_written_to_a_path_come_back(tmp_path: Path, name: str) -> None:
    write_jsonl(iter([EVENT, holding()]), tmp_path / name)
    assert list(read_jsonl(tmp_path / name)) == [EVENT, holding()]
    assert list(read_jsonl(str(tmp_path / name), cls=Event)) == [EVENT, holding()]


def test_each_line_is_one_envelope() -> None:
    stream = io.StringIO()
    write_jsonl([EVENT, FORUM], stream)
    assert stream.getvalue() == f"{to_json(EVENT)}\n{to_json(FORUM)}\n"


def test_a_document_is_written_to_a_path_or_an_open_file(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write(iter([EVENT, holding()]), stream)
    write([FORUM], tmp_path / "forums.json", indent=2)
    assert stream.getvalue().decode() == to_json([EVENT, holding()]) + "\n"
    assert (tmp_path / "forums.json").read_text(encoding="utf-8") == to_json([FORUM], indent=2) + "\n"


def test_a_compressed_file_has_the_same_bytes_every_time(tmp_path: Path) -> None:
    for name in ("a.gz", "b.gz"):
        write_jsonl([EVENT], tmp_path / name)
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()).decode() == to_json(EVENT) + "\n"


def test_open_files_take_text_or_bytes_and_stay_open() -> None:
    text, binary = io.StringIO(), io.BytesIO()
    for stream in (text, binary):
        write_jsonl([EVENT], stream)
        stream.seek(0)
        assert list(read_jsonl(stream)) == [EVENT]
        assert not stream.closed


def test_a_path_is_left_alone_when_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text("before")
    with pytest.raises(DataError, match="4300 digits"):
        write_jsonl([EVENT, holding(page_number=10**5000)], tmp_path / "events.jsonl")
    with pytest.raises(DataError, match="4300 digits"):
        write([EVENT, holding(page_number=10**5000)], tmp_path / "events.jsonl")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def test_reading_takes_one_line_at_a_time() -> None:
    stream = io.BytesIO(f"{to_json(EVENT)}\n".encode() * 3)
    records = read_jsonl(stream)
    for number in range(3):
        assert stream.tell() == number * len(stream.getvalue()) // 3
        assert next(records) == EVENT


class Lines:
    """A file of so many equal lines that are never there at once."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.read = None

    def __iter__(self) -> Iterator[str]:
        return (f"{to_json(EVENT)}\n" for _ in range(self._count))


def peak(work: Callable[[], object]) -> int:
    """The most bytes that some work takes."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_reading_and_writing_take_less_memory_than_the_lines(tmp_path: Path) -> None:
    def read(count: int) -> None:
        lines: Any = Lines(count)
        assert sum(1 for _ in read_jsonl(lines)) == count

    def write(count: int) -> None:
        write_jsonl((attrs.evolve(EVENT, page_number=number) for number in range(count)), tmp_path / "events.jsonl.gz")

    for work in (read, write):
        work(1)
        assert peak(partial(work, 1000)) < 1000 * len(to_json(EVENT)) / 3


def test_writing_takes_one_record_at_a_time() -> None:
    stream = io.StringIO()
    written = []

    def events() -> Iterator[Event]:
        for _ in range(3):
            written.append(stream.getvalue().count("\n"))
            yield EVENT

    write_jsonl(events(), stream)
    assert written == [0, 1, 2]


def test_blank_lines_are_skipped_and_lists_give_their_records() -> None:
    text = f"\ufeff{to_json(EVENT)}\r\n\n  \n{to_json([EVENT, holding()])}\n{to_json([])}"
    assert list(read_jsonl(io.BytesIO(text.encode()))) == [EVENT, EVENT, holding()]


def problems_of(source: Any, **options: Any) -> tuple[list[Event | Forum], list[Problem]]:
    problems: list[Problem] = []
    return list(read_jsonl(source, on_problem=problems.append, **options)), problems


def test_a_broken_line_is_a_problem_and_the_rest_goes_on() -> None:
    records, problems = problems_of(io.StringIO(f"{to_json(EVENT)}\n{{broken\n{to_json(FORUM)}\n{{}}\n"))
    assert records == [EVENT, FORUM]
    assert [problem.line for problem in problems] == [2, 4]
    assert problems[1] == Problem(
        code=ProblemCode.INVALID_RECORD,
        severity=Severity.ERROR,
        message="schema_version: missing key; type: missing key; data: missing key",
        line=4,
        text="{}\n",
    )


def test_a_problem_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"\xff" * 300)
    with path.open("rb") as stream:
        for source in (path, str(path), stream):
            _, (problem,) = problems_of(source)
            assert problem.source == str(path)
            assert problem.text == "\ufffd" * 200


def test_the_message_of_a_problem_names_the_first_ten_faults() -> None:
    _, (problem,) = problems_of(io.StringIO(envelope({str(number): 0 for number in range(12)}, "forum")))
    assert problem.message.count(";") == 10
    assert problem.message.endswith("; and 18 more")


def test_cls_makes_records_of_the_other_class_problems() -> None:
    records, (problem,) = problems_of(io.StringIO(f"{to_json(FORUM)}\n{to_json(EVENT)}\n"), cls=Event)
    assert records == [EVENT]
    assert problem.message == "type: expected one of event, events, not the string 'forum'"


@pytest.mark.parametrize(
    ("line", "error", "message"),
    [
        ("{}", DataError, "line 2, schema_version: missing key\nline 2, type: missing key\nline 2, data: missing key"),
        ("[", DataError, "line 2: not JSON: Expecting value at line 1, column 2"),
        (
            envelope(None, version="2.0"),
            UnsupportedSchemaError,
            "line 2, schema_version: version 2.0 cannot be read; this version of the package reads 1.x",
        ),
    ],
)
def test_without_on_problem_the_first_broken_line_raises(line: str, error: type[DataError], message: str) -> None:
    records = read_jsonl(io.StringIO(f"{to_json(EVENT)}\n{line}"))
    assert next(records) == EVENT
    with pytest.raises(error) as caught:
        next(records)
    assert str(caught.value) == message


def test_a_compressed_file_that_breaks_off_is_a_problem_behind_what_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl.gz"
    write_jsonl([EVENT], path)
    path.write_bytes(path.read_bytes()[:-4])
    records, (problem,) = problems_of(path)
    assert records == [EVENT]
    assert problem.line == 2
    assert problem.message.startswith("nothing can be read from here on: ")
    with pytest.raises(DataError, match=r"^line 2: nothing can be read"):
        list(read_jsonl(path))


def test_a_file_that_is_not_compressed_is_a_problem_at_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "events.gz"
    path.write_text(to_json(EVENT))
    records, (problem,) = problems_of(path)
    assert records == []
    assert problem.line == 1


def test_a_text_file_of_another_encoding_is_a_problem() -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"\xff\n"), encoding="utf-8")
    _, (problem,) = problems_of(stream)
    assert problem.message.startswith("nothing can be read from here on: 'utf-8' codec")


def test_a_missing_file_is_an_os_error_at_the_first_record(tmp_path: Path) -> None:
    records = read_jsonl(tmp_path / "none.jsonl")
    with pytest.raises(FileNotFoundError):
        next(records)


@pytest.mark.parametrize("name", ["lines.jsonl", "lines.jsonl.gz"])
def test_a_line_beyond_the_limit_is_refused_and_the_next_is_read(tmp_path: Path, name: str) -> None:
    path, (one, two) = tmp_path / name, editions()[:2]
    short = len(to_json(two).encode())
    with writing.whole_file(path) as file:
        file.write(f"{to_json(two)}\n{to_json(one)}{' ' * 3_000_000}\n{to_json(two)}".encode())
    problems: list[Problem] = []
    limits = Limits(bytes=short + 1, characters=0)
    assert list(read_jsonl(path, on_problem=problems.append, limits=limits)) == [two, two]
    assert [(problem.code, problem.line, problem.message) for problem in problems] == [
        (ProblemCode.LIMIT_EXCEEDED, 2, f"a line of more than {short + 1} bytes, which is the limit (bytes)")
    ]


def test_characters_limit_a_line_of_a_text_file() -> None:
    lines = io.StringIO(f"{to_json(editions()[0])}\n")
    with pytest.raises(DataError, match=r"the limit \(characters\)"):
        list(read_jsonl(lines, limits=Limits(bytes=0, characters=20)))


def test_limits_of_another_type_are_refused_at_once() -> None:
    with pytest.raises(TypeError, match="limits must be of type Limits, not int"):
        read_jsonl(io.StringIO(), limits=20)  # type: ignore[call-overload]


@pytest.mark.parametrize("path", ["a\0b", "\ud800"])
@pytest.mark.parametrize("read", [read_jsonl, load, iter_rows, read_people])
def test_a_path_that_no_file_can_have_is_an_error_of_the_system(read: Callable[[str], Any], path: str) -> None:
    with pytest.raises(OSError) as raised:  # noqa: PT011 - its file name is what matters
        list(read(path))
    assert raised.value.filename == path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What makes every document a long one, of parts of seven characters."""

    def begin() -> None:
        monkeypatch.setattr(json_module, "LONG", 0)
        monkeypatch.setattr(json_text, "_PART", 7)
        monkeypatch.setattr(json_module, "parsed", lambda _: pytest.fail("it was parsed as a whole"))

    return begin


def result(read: Callable[[], object]) -> object:
    try:
        return read()
    except DataError as error:
        return type(error), error.errors


ENVELOPE = '{{"schema_version":"1.1","type":"events","data":[{}]}}'
SEVERAL = [Event(id=f"ev-{number}", title='Wool “and” 🧵},{"id":"' * number) for number in range(3)]
SORTED = json.dumps(json.loads(to_json(SEVERAL)), sort_keys=True)


@pytest.mark.parametrize(
    "text",
    [
        to_json(SEVERAL),
        f"\ufeff{to_json(SEVERAL)}\n",
        to_json(SEVERAL, indent=2),
        to_json(EVENT),
        to_json([FORUM]),
        to_json([]),
        SORTED,
        json.dumps(json.loads(to_json(EVENT)), sort_keys=True, ensure_ascii=False),
        to_json(SEVERAL).replace("1.1", "1.0"),
    ],
    ids=["events", "mark", "indented", "event", "forums", "none", "sorted", "one sorted", "older"],
)
def test_a_long_document_is_read_record_by_record(steps: Callable[[], None], text: str) -> None:
    whole = from_json(text)
    steps()
    assert from_json(text) == from_json(text.encode()) == whole


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("]}", "]} x"),
        ("]}", "],}"),
        ("]}", "]"),
        ("[{", "[ {"),
        ('"events"', '"events","type":"events"'),
        ('"events"', '"forums"'),
        ('"events"', '"event"'),
        ('"events"', '"looms"'),
        ('"events"', "7"),
        ('"type"', '"kind"'),
        ('"schema_version"', '"version"'),
        ('"1.1"', '"2.0"'),
        ('"1.1"', '"1.7"'),
        ('"1.1"', '"one"'),
        ('"1.1"', "1"),
        ('"data"', '"records"'),
        ('"ev-1"', '"ev-1","id":"ev-1"'),
        ('"ev-1"', "01"),
        ('"ev-1"', "1.0"),
        ('"ev-1"', "NaN"),
        ('"ev-1"', '"e\\u0076-1"'),
        ('"ev-1"', '"e\\x"'),
        ('"ev-1"', '"e\n"'),
        ('"ev-1"', '"ev 1"'),
        ('},{"id":"ev-1"', '}{"id":"ev-1"'),
        ('},{"id":"ev-1"', '} ,{"id":"ev-1"'),
        ('},{"id":"ev-1"', '},\n\n{"id":"ev 1"'),
        ("[{", "3"),
    ],
)
def test_a_long_document_has_the_faults_of_a_short_one(steps: Callable[[], None], old: str, new: str) -> None:
    def shown(found: object) -> object:
        """The outcome; how Python words that something is not JSON differs from version to version."""
        return re.sub(r"(not JSON)[^(\[]*( at line)", r"\1\2", str(found))

    text = to_json([Event(id="ev-1", title="Looms"), Event(id="ev-1", title="Wool")])
    assert old in text
    text = text.replace(old, new, 1) if len(old) < 3 and old != "]}" else new.join(text.rsplit(old, 1))
    short = result(lambda: from_json(text))
    steps()
    assert shown(result(lambda: from_json(text))) == shown(short)
    assert shown(result(lambda: from_json(text.encode()))) == shown(short)


def test_a_long_document_that_is_not_utf_8_names_the_offset(steps: Callable[[], None]) -> None:
    raw = to_json(SEVERAL).encode()
    at = raw.index("”".encode()) + 1
    damaged = raw[:at] + b"\xff" + raw[at:]
    short = faults(damaged)
    steps()
    assert faults(damaged) == short


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 9, "expected an object, not an array"),
        ('"looms"', "expected an object, not the string 'looms'"),
        ("looms", "not JSON: Expecting value at line 1, column 1"),
        (ENVELOPE.format("[" * 20_000), "nested too deeply at line 1, column 49"),
        (ENVELOPE.format(f"\n{'9' * 5_000}")[:-2], "Exceeds the limit (4300 digits) for integer string conversion"),
        (ENVELOPE.format('"looms'), "not JSON: Unterminated string starting at at line 1, column 49"),
        (ENVELOPE.format("{}").replace('"data"', "data"), "not JSON: expected a key at line 1, column 41"),
        ('{"data":[]}', "missing key"),
        ("{}", "missing key"),
    ],
)
def test_faults_of_a_long_document_say_where(steps: Callable[[], None], text: str, message: str) -> None:
    steps()
    assert faults(text)[0][1].startswith(message)


@pytest.mark.parametrize(("key", "value"), [("type", "event"), ("schema_version", "1.0")])
def test_a_long_document_states_its_type_before_its_data_or_at_its_end(
    steps: Callable[[], None], key: str, value: str
) -> None:
    inner = {"schema_version": "1.1", "type": "events", key: value}
    text = json.dumps({"data": [], "schema_version": "1.1", "type": "events"})[:-1]
    text = f'{text}, "x": {json.dumps(inner)}}}'
    steps()
    assert [path for path, _ in faults(text)] == ["x", "data"]
    assert faults(text)[1][1] == "expected after schema_version and type in a document of this length"
    assert faults(text.replace('"x"', '"data"'))[0] == ("data", "repeated key")


def test_a_record_with_too_many_values_is_not_decoded(
    steps: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = json.dumps(plain())
    text = ENVELOPE.format(first + ",\n" + first[:-1] + ',"x":[' + "{}," * 4_000 + "0]}")
    steps()
    monkeypatch.setattr(json_text, "_MOST_VALUES", 300)
    ((_, fault),) = faults(text)
    assert re.fullmatch(r"expected a record, found more than \d{3} values in one at line 2, column 1", fault)


@pytest.mark.parametrize(
    "junk",
    ["{},", '{"a":0},', "[],", "1000,", '"ab",'],
    ids=["objects", "objects with a key", "arrays", "numbers", "strings"],
)
@pytest.mark.parametrize("where", ["records", "one record"])
def test_junk_in_an_envelope_takes_little_memory(junk: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "_MOST_VALUES", 20_000)
    monkeypatch.setattr(json_text, "_PART", 100_000)
    data = junk * (4_100_000 // len(junk)) + "0"
    text = ENVELOPE.format(data if where == "records" else f'{{"lead":[{data}]}}')
    found: list[tuple[tuple[str, str], ...]] = []
    assert peak(lambda: found.append(faults(text))) < 5 * len(text)
    first, last = found[0][0], found[0][-1]
    if where == "one record":
        assert re.fullmatch(
            r"expected a record, found more than 2\d,\d{3} values in one at line 1, column 49", first[1]
        )
    else:
        assert (first[0].partition(".")[0], last[1]) == ("data[0]", "only the first 1,000 errors are listed")


def test_brackets_in_a_text_are_not_values(steps: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    event = Event(id="ev", title=r"[{,\"[" * 400)
    steps()
    monkeypatch.setattr(json_text, "_MOST_VALUES", 300)
    assert from_json(to_json(event)) == event


EMPTY_STATEMENT = {"position": -1}


@pytest.mark.parametrize(
    "data",
    [
        ",".join(["{}"] * 2_000),
        json.dumps({"statements": [EMPTY_STATEMENT] * 2_000}),
        ",".join([json.dumps({"statements": [EMPTY_STATEMENT] * 40})] * 40),
        json.dumps({f"key{number}": 0 for number in range(2_000)}),
    ],
    ids=["events", "statements", "statements of many events", "unknown keys"],
)
def test_errors_are_listed_up_to_a_number(data: str) -> None:
    found = faults(ENVELOPE.format(data))
    listed = [path for path, _ in found if path.startswith(("data[0]", "data[1"))]
    assert len(found) == json_records.MOST_FAULTS + 1
    assert len(listed) > 20
    assert found[-1] == ("data", "only the first 1,000 errors are listed")


def test_errors_up_to_that_number_are_all_listed() -> None:
    one = len(faults(ENVELOPE.format("{}")))
    many = faults(ENVELOPE.format(",".join(["{}"] * (1_000 // one))))
    assert len(many) == 1_000 // one * one
    assert many[-1][0].startswith(f"data[{1_000 // one - 1}].")


@pytest.mark.parametrize(
    ("junk", "found"),
    [
        ("[" + "0," * 2_000_000 + "0]", "an array"),
        ("[" * 4_000_001, "an array"),
        (json.dumps("looms " * 700_000), "the"),
    ],
)
def test_a_long_document_without_an_envelope_is_refused(junk: str, found: str) -> None:
    ((path, message),) = faults(junk)
    assert (path, message.startswith(f"expected an object, not {found}")) == ("", True)
    assert faults(junk.encode()) == ((path, message),)


def test_a_long_document_may_state_its_version_last() -> None:
    event = json.loads(to_json(parse("Events\nA visit\nMay 9, 2013\nIvan Loomov: " + "Wool. " * 200_000).events[0]))
    assert from_json(json.dumps(dict(reversed(event.items())))) == from_json(json.dumps(event))


def test_a_record_may_have_many_values_if_they_are_long(
    steps: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    (event,) = parse("Events\nTalks\nMay 9, 2013\n" + "Ivan Loomov: Yes.\n" * 500).events
    steps()
    monkeypatch.setattr(json_text, "_PART", 100)
    monkeypatch.setattr(json_text, "_MOST_VALUES", 300)
    assert from_json(to_json(event)) == event
