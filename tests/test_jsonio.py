"""JSON and JSON Lines: what is written comes back, and nothing else is taken."""

import gzip
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kzru_forums import jsonio, testing
from kzru_forums._wire import _converter
from kzru_forums.errors import DataError, Problem, ProblemCode, Severity, UnsupportedSchemaError
from kzru_forums.jsonio import from_json, read_jsonl, to_json, write_jsonl
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
EVENT = Event(
    id="ev-2012-09-19-talks",
    title="Talks on a “bridge”",
    date=date(2012, 9, 19),
    time=time(18, 0),
    statements=[
        Statement(position=0, label="Aida Bekova", speaker=AIDA, paragraphs=("Good.",), span=Span(start=40, end=58)),
        Statement(
            position=1,
            label="Aida Bekova",
            speaker=AIDA,
            notes=[Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0)],
        ),
    ],
    agreements=[
        Agreement(
            title="a contract",
            kind=AgreementKind.CONTRACT,
            status=AgreementStatus.SIGNED,
            parties=[Party(name="Kazakhstan", country="KZ")],
            value=Money(amount=Decimal("1500000.50"), currency="USD"),
            sentence="A contract was signed.",
        )
    ],
    photos=[Photo(caption="A bridge.", number=1, count=2)],
    related=[Related(heading="See also", title="The bridge", date=date(2012, 9, 18))],
    published=datetime(2012, 9, 19, 19, 40),
    source=Source(name="talks.txt", layout=Layout.PAGE, sha256="0" * 64),
)
FORUM = Forum(number=9, year=2012, status=ForumStatus.HELD, starts_on=date(2012, 9, 19), events=(EVENT,))


@contextmanager
def without_orjson() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonio, "_orjson", lambda: None)
        yield


def whole(record: attrs.AttrsInstance) -> dict[str, Any]:
    """Every field of a record, also those that do not count for equality."""
    return attrs.asdict(record)


def envelope(data: object, kind: str = "event", version: str = "1.0") -> str:
    return json.dumps({"schema_version": version, "type": kind, "data": data}, ensure_ascii=False)


def plain(record: Event | Forum = EVENT) -> Any:
    return json.loads(to_json(record))["data"]


def holding(**parts: Any) -> Event:
    return Event(id="ev", title="", **parts)


def faults(text: str | bytes) -> tuple[tuple[str, str], ...]:
    with pytest.raises(DataError) as caught:
        from_json(text)
    return caught.value.errors


# The law


PARTS: dict[str, st.SearchStrategy[Event]] = {
    "span": testing.spans().map(lambda part: holding(span=part)),
    "source": testing.sources().map(lambda part: holding(source=part)),
    "photo": testing.photos().map(lambda part: holding(photos=[part])),
    "related": testing.related().map(lambda part: holding(related=[part])),
    "agreement": testing.agreements().map(lambda part: holding(agreements=[part])),
    "statement": testing.statements().map(lambda part: holding(statements=[part])),
}
