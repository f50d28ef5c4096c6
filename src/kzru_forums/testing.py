"""Hypothesis strategies for all records, for events as they are read from pages, and for raw pages.

`events()`, `speakers()` and so on generate any valid value of a class, including unusual characters, but no surrogates,
which no file can contain. `page_events()` and `raw_pages()` are built from the parts of a page, in invented words.
Needs the extra `testing`.

Examples:
    >>> from hypothesis import given, settings
    >>> from kzru_forums import from_json, to_json
    >>> @settings(max_examples=5, deadline=None, database=None)
    ... @given(events())
    ... def test_json_keeps_an_event(event):
    ...     assert from_json(to_json(event)) == event
    >>> test_json_keeps_an_event()
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import count, cycle, islice
from typing import Any, TypeVar, get_args

import attrs

from kzru_forums.errors import needing
from kzru_forums.formats.schema import is_optional, is_tuple, without_null
from kzru_forums.model import (
    Agreement,
    Event,
    EventKind,
    Forum,
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
from kzru_forums.text import event_id, printed_day, slug, statement_id

with needing("hypothesis", "testing", __name__):
    from hypothesis import strategies as st

_BEGINNINGS = (
    *("The border regions", "Our “bridge” to Omsk", "Neighbours’ trade", "A joint laboratory", "The 2,500 students"),
    *("Long-term plans", "The IX harvest festival", "Every railway", "Water and energy", "Kazakhstan’s market"),
)
_ENDINGS = (
    *("opened last year", "grew by 12.5 percent", "needed steady work – and patience", "surprised all of us"),
    *("met in Pavlodar", "crossed the river twice a week", "deserved a new machine works", "came to stay, I hope"),
    *("made us sign the treaty on water", "led to the memorandum on harvests, signed in 2010"),
)
_PHRASES = tuple(f"{beginning} {ending}" for beginning in _BEGINNINGS for ending in _ENDINGS)
_TITLES = (
    ("Forum of riverside towns", EventKind.FORUM),
    ("Talks on transit", EventKind.TALKS),
    ("Meeting with governors of border regions", EventKind.MEETING),
    ("Press statements following the talks", EventKind.PRESS_STATEMENTS),
    ("Visit to a tractor works", EventKind.VISIT),
)
_PLACES = ("Pavlodar", "Uralsk, Kazakhstan", "The Kremlin, Moscow", "Ust-Kamenogorsk")
_PEOPLE = (
    ("President of Kazakhstan", "Daulet Zharkynov", "KZ"),
    ("President of Russia", "Matvei Listratov", "RU"),
    ("Minister of Energy", "Oksana Veretennikova", None),
    ("Governor of Omsk Region", "Yegor Pustovalov", None),
    ("Akim of Pavlodar Region", "Saule Ermekova", None),
)
_UNNAMED = (
    ("Question", StatementKind.QUESTION),
    ("Reply", StatementKind.REPLY),
    ("Remark", StatementKind.REMARK),
    ("Response", StatementKind.REPLY),
)
_DELIVERIES = ("retranslated", "in German", "translated from Russian")
_DIRECTIONS = (
    ("(Applause.)", NoteKind.APPLAUSE),
    ("(Laughter.)", NoteKind.LAUGHTER),
    ("(Minute of silence.)", NoteKind.SILENCE),
)
_INSERTIONS = (*_DIRECTIONS, ("[Deputy Prime Minister]", NoteKind.INSERTION))
_ALONE = (*_DIRECTIONS, ("<…>", NoteKind.OMISSION))
_BOXES = ("See also", "Additional")
_TAGS = {
    "Geography": ("Kazakhstan", "Omsk Region", "Pavlodar"),
    "Topics": ("Regions", "Foreign policy", "Energy"),
    "Persons": ("Zharkynov Daulet", "Veretennikova Oksana"),
}
_SECTIONS = ("News", "Transcripts", "Trips")
_ODD_LABELS = (
    *("Zhanar, Uralsk", "Bekzat Ilyasov, reporter at a local paper", "President OF RUSSIA MATVEI LISTRATOV"),
    *("DauletZharkynov", "President of Kazakhtan Daulet Zharkynov", "President of Russia Matvei", "Audience", "Photo"),
    *("Question from Omsk Region", "Response from the hall", "Director of the Institute (Omsk) Lev Tarasov"),
)
_ODD_LINES = (
    *("Friends,", "Colleagues,", "Let me say this: the bridge is open.", "Minister of Energy: Oksana Veretennikova."),
    *("(Applause.)", "(The video plays.)", "[Deputy Prime Minister] spoke next.", "<…>", "<...>", "‹…›"),
    *("* * *", "***", "*  *  *", "* * *\u00a0", "Beginning of meeting with governors", "At the session. Photo: TASS"),
)


T = TypeVar("T")
_Record = TypeVar("_Record", bound=attrs.AttrsInstance)

_MOST = 2
"""Maximum number of items in a tuple, because nested records grow quickly."""
_SINGLE: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    int: st.integers(min_value=0),
    bool: st.booleans(),
    date: st.dates(),
    time: st.times(),
    datetime: st.datetimes(),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
}


def _values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value for the type of a field."""
    if is_optional(hint):
        return st.none() | _values(without_null(hint))
    if is_tuple(hint):
        return _tuples(_values(get_args(hint)[0]))
    if hint is Span:
        return spans()
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return _SINGLE[hint] if hint in _SINGLE else _records(hint)


@cache
def _records(cls: type[_Record]) -> st.SearchStrategy[_Record]:
    """Any value of a record class, with a value for every field."""
    return st.builds(cls, **{field.name: _field(field) for field in attrs.fields(cls)})


def _field(field: "attrs.Attribute[Any]") -> st.SearchStrategy[Any]:
    """Any value for a field; some strings are ids or codes."""
    if "code" not in field.metadata:
        return _values(field.type)
    code = field.metadata["code"]
    strings = st.from_regex(code.pattern, fullmatch=True).filter(code.fits)
    return st.none() | strings if is_optional(field.type) else strings


def spans() -> st.SearchStrategy[Span]:
    """Any `Span`."""
    ends = st.tuples(st.integers(min_value=0), st.integers(min_value=0)).map(sorted)
    return ends.map(lambda pair: Span(start=pair[0], end=pair[1]))


def sources() -> st.SearchStrategy[Source]:
    """Any `Source`."""
    return _records(Source)


def photos() -> st.SearchStrategy[Photo]:
    """Any `Photo`."""
    return _records(Photo)


def related() -> st.SearchStrategy[Related]:
    """Any `Related`."""
    return _records(Related)


def notes() -> st.SearchStrategy[Note]:
    """Any `Note`; paragraph and offset may be out of range."""
    return _records(Note)


def parties() -> st.SearchStrategy[Party]:
    """Any `Party`."""
    return _records(Party)


def money() -> st.SearchStrategy[Money]:
    """Any `Money`."""
    return _records(Money)


def agreements() -> st.SearchStrategy[Agreement]:
    """Any `Agreement`."""
    return _records(Agreement)


def speakers() -> st.SearchStrategy[Speaker]:
    """Any `Speaker`."""
    return _records(Speaker)


def statements() -> st.SearchStrategy[Statement]:
    """Any `Statement`."""
    return _records(Statement)


def events() -> st.SearchStrategy[Event]:
    """Any `Event`; its parts need not be consistent."""
    return _records(Event)


def forums() -> st.SearchStrategy[Forum]:
    """Any `Forum`; its parts need not be consistent."""
    return _records(Forum)


_DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
_TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


def _tuples(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=_MOST).map(tuple)


def _some(values: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=len(values), unique=True).map(tuple)


def _cycled(start: int, step: int) -> Iterator[str]:
    """Yield sentences without repetition until all have been used, because repeated lines may be pull quotes."""
    marks = cycle("..!.?")
    return (_PHRASES[(start + index * step) % len(_PHRASES)] + next(marks) for index in count())


_FRESH = st.builds(_cycled, st.integers(0, len(_PHRASES) - 1), st.sampled_from([9, 11, 13, 17, 19]))


@st.composite
def _prose(draw: st.DrawFn, fresh: Iterator[str]) -> tuple[str, ...]:
    """Paragraphs that are not speech."""
    sizes = draw(st.lists(st.integers(1, 3), max_size=_MOST))
    return tuple(" ".join(islice(fresh, size)) for size in sizes)


@st.composite
def _speech(draw: st.DrawFn, fresh: Iterator[str]) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Paragraphs of a statement with its notes in order: inside paragraphs, or on lines of their own after one."""
    texts: list[str] = []
    noted: list[Note] = []
    for index in range(draw(st.integers(1, 3))):
        text = next(fresh)
        for bracket, kind in draw(st.lists(st.sampled_from(_INSERTIONS), max_size=_MOST)):
            noted.append(Note(kind=kind, text=bracket, paragraph=index, offset=len(text) + 1))
            text = f"{text} {bracket} {next(fresh)}"
        texts.append(text)
        for bracket, kind in draw(st.lists(st.sampled_from(_ALONE), max_size=1)):
            noted.append(Note(kind=kind, text=bracket, paragraph=index + 1))
    return tuple(texts), tuple(noted)


@st.composite
def _page_statement(draw: st.DrawFn, event: str, position: int, met: set[str], fresh: Iterator[str]) -> Statement:
    """A statement by one of `_PEOPLE`, introduced at first mention, or by an unnamed speaker."""
    delivery = None
    if draw(st.booleans()):
        role, name, country = draw(st.sampled_from(_PEOPLE))
        label, kind = name if name in met else f"{role} {name}", StatementKind.SPEECH
        met.add(name)
        speaker = Speaker(id=slug(name), name=name, kind=SpeakerKind.PERSON, role=role, country=country)
        delivery = draw(st.none() | st.sampled_from(_DELIVERIES))
    else:
        label, kind = draw(st.sampled_from(_UNNAMED))
        speaker = Speaker(id=f"{statement_id(event, position)}.speaker", kind=SpeakerKind.UNNAMED)
    paragraphs, noted = draw(_speech(fresh))
    return Statement(
        position=position,
        label=f"{label} ({delivery})" if delivery else label,
        speaker=speaker,
        kind=kind,
        delivery=delivery,
        paragraphs=paragraphs,
        notes=noted,
    )


@st.composite
def _page_photos(draw: st.DrawFn) -> tuple[Photo, ...]:
    """At most one photograph, with its counter, without which a caption looks like narration."""
    number = draw(st.integers(1, 9))
    caption = f"At the {draw(st.sampled_from(('plenary session', 'opening of a bridge')))}."
    photo = Photo(caption=caption, number=number, count=draw(st.integers(number, 9)))
    return draw(st.sampled_from(((), (photo,))))


@st.composite
def _page_related(draw: st.DrawFn, fresh: Iterator[str]) -> Related:
    first, last = draw(st.tuples(_DAYS, _DAYS).map(sorted))
    return Related(
        heading=draw(st.sampled_from(_BOXES)),
        title=next(fresh)[:-1],
        date=first,
        ends_on=last if last != first and draw(st.booleans()) else None,
    )


@st.composite
def page_events(draw: st.DrawFn) -> Event:
    """An `Event` as it is read from a page: normalised single-line strings and consistent parts.

    Agreements, edition, spans and source are empty; ids, kinds and speakers agree with the page. `dumps` accepts nearly
    all of these events; it refuses some in which sentences repeat, because one of them would be read as a pull quote.
    """
    day, (title, kind) = draw(_DAYS), draw(st.sampled_from(_TITLES))
    identity, met, fresh = event_id(day, title), set[str](), draw(_FRESH)
    statements = tuple(
        draw(_page_statement(identity, position, met, fresh)) for position in range(draw(st.integers(0, 4)))
    )
    omitted = any(note.kind is NoteKind.OMISSION for statement in statements for note in statement.notes)
    long = [text for statement in statements for text in statement.paragraphs if "(" in text]
    return Event(
        id=identity,
        kind=kind,
        title=title,
        lead=draw(_prose(fresh)),
        date=day,
        time=draw(_TIMES),
        place=draw(st.none() | st.sampled_from(_PLACES)),
        narration=draw(_prose(fresh)),
        headings=draw(_some(["Excerpts from transcript of the session"])) if statements else (),
        statements=statements,
        photos=draw(_page_photos()),
        pull_quotes=draw(_some([f"”{long[-1].partition(' (')[0]}“"])) if long else (),
        related=draw(_tuples(_page_related(fresh))),
        geography=draw(_some(_TAGS["Geography"])),
        topics=draw(_some(_TAGS["Topics"])),
        persons=draw(_some(_TAGS["Persons"])),
        sections=draw(_some(_SECTIONS)),
        published=draw(st.none() | st.builds(datetime.combine, _DAYS, _TIMES)),
        page_number=draw(st.none() | st.integers(1, 99999)),
        abridged=omitted or draw(st.booleans()),
    )


_SENTENCES = st.builds(str.__add__, st.sampled_from(_PHRASES), st.sampled_from(".!?"))
_PARAGRAPHS = st.lists(_SENTENCES, min_size=1, max_size=3).map(" ".join)
_DAYS_PRINTED = (
    _DAYS.map(printed_day)
    | st.builds("{} − {}, 2010".format, st.sampled_from(["June 10", "May 31"]), st.integers(1, 31))
    | st.just("February 30, 2012")
)


def _joined(parts: Sequence[str]) -> str:
    return "\n".join(filter(None, parts))


def _in_order(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """The parts one below the other, with some of them missing now and then."""
    return st.tuples(*(st.just("") | part | part | part for part in parts)).map(_joined)


def _several(part: st.SearchStrategy[str], least: int = 0, most: int = _MOST) -> st.SearchStrategy[str]:
    return st.lists(part, min_size=least, max_size=most).map(_joined)


def _labels() -> st.SearchStrategy[str]:
    """Labels as printed on pages: with a role, a bracket, missing spaces, wrong capitals, or without a name."""
    plain = st.sampled_from([label for role, name, _ in _PEOPLE for label in (name, f"{role} {name}")])
    brackets = st.sampled_from([*_DELIVERIES, "to the governor", "answering"])
    unnamed = st.sampled_from([label for label, _ in _UNNAMED])
    return plain | plain | unnamed | st.builds("{} ({})".format, plain, brackets) | st.sampled_from(_ODD_LABELS)


def _passages() -> st.SearchStrategy[str]:
    """Statements and the lines in them; a hover card may break the line after a link."""
    openings = st.sampled_from(["{}: {}"] * 5 + ["{}\n: {}", "{}:", "{} :{}"])
    opening = st.builds(str.format, openings, _labels(), _PARAGRAPHS)
    broken = st.builds("{} of the\nCustoms Union\n, as well as {}".format, st.sampled_from(_PHRASES), _SENTENCES)
    quote = _SENTENCES.map("”{}“".format)
    return st.one_of(opening, opening, opening, _PARAGRAPHS, broken, quote, st.sampled_from(_ODD_LINES))


def _galleries() -> st.SearchStrategy[str]:
    counters = st.builds("{} of {}".format, st.integers(0, 9), st.integers(0, 9))
    return _in_order(counters, _SENTENCES | st.sampled_from(["With the governors.", _TITLES[0][0]]))


def _boxes() -> st.SearchStrategy[str]:
    entries = _several(_in_order(st.sampled_from(_PHRASES), _DAYS_PRINTED))
    return st.builds("{}\n{}".format, st.sampled_from(_BOXES), entries)


def _heads() -> st.SearchStrategy[str]:
    titles = st.sampled_from([title for title, _ in _TITLES]) | st.sampled_from(_PHRASES)
    times = _TIMES.map("{:%H:%M}".format) | st.just("25:61")
    lead, narration = _several(_PARAGRAPHS), _several(_PARAGRAPHS)
    places = st.sampled_from(_PLACES)
    return _in_order(st.just("Events"), titles, lead, _DAYS_PRINTED, times, places, _galleries(), narration)


def _feet() -> st.SearchStrategy[str]:
    tags = [_in_order(st.just(heading), _some(values).map(_joined)) for heading, values in _TAGS.items()]
    sections = st.sampled_from(["Published in section: News", "Published in sections: News, Transcripts"])
    published = st.builds("Publication date: {}, {:%H:%M}".format, _DAYS_PRINTED, _TIMES)
    status, link, end = map(st.just, ("Publication status", "Direct link: en.kremlin.ru/d/12345", "Text version"))
    return _in_order(*tags, status, sections, published, link, end)


@cache
def _pages() -> st.SearchStrategy[list[str]]:
    passages = _passages()
    body = _several(st.one_of(passages, passages, passages, _galleries(), _boxes()), least=2, most=8)
    return st.lists(st.tuples(_heads(), body, _feet()).map(_joined), min_size=1, max_size=2)


@st.composite
def _damaged(draw: st.DrawFn, text: str) -> str:
    """A text with lines lost, doubled, swapped, joined, or from elsewhere."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines)))
        before, here, behind = lines[:at], lines[at : at + 2], lines[at + 2 :]
        stray = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
        now = draw(st.sampled_from([here[1:], here * 2, here[::-1], ["".join(here)], [stray, *here]]))
        lines = draw(st.sampled_from([[*before, *now, *behind]] * 8 + [before, behind]))
    return "\n".join(lines)


@st.composite
def raw_pages(draw: st.DrawFn) -> str:
    """Text of one or two pages, built from the parts of the format in unusual combinations, and damaged.

    Anything may be missing, misplaced or repeated; a page may begin on the last line of the previous one.
    """
    text = draw(_damaged(draw(st.sampled_from(["\n", ""])).join(draw(_pages()))))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\n\n"]))) + draw(st.sampled_from(["", "\n"]))


@st.composite
def harmless_damage(draw: st.DrawFn, text: str) -> str:
    """The same page as `text`, with typical changes that lose no information.

    These are a byte order mark, other line endings, trailing spaces, double spaces, no-break spaces, and a missing or
    additional final line break.
    """
    lines = text.removesuffix("\n").split("\n")
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        blank = draw(st.sampled_from(["\u00a0", "  ", " \u00a0"]))
        lines[at] = draw(st.sampled_from([lines[at].replace(" ", blank), f"{lines[at]}{blank}"]))
    mark, end = draw(st.sampled_from(["", "\ufeff"])), draw(st.sampled_from(["\n", "\r\n"]))
    return mark + end.join(lines) + draw(st.sampled_from(["", end, end * 2]))
