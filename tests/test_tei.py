"""TEI: valid for its consumers, the same words, no text that breaks it."""

import io
import re
import weakref
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import kzru_forums
from kzru_forums import licence, testing
from kzru_forums.formats import tei
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
from tei_consumers import ID, PARLA_CLARIN_ELEMENTS, TEI, complaints, dangling, included, missing, schemas

NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EV = "ev-2012-09-19-talks"
AIDA = Speaker(
    id="aida-bekova",
    name="Aida Bekova",
    kind=SpeakerKind.PERSON,
    role="Akim of Pavlodar Region",
    place="Pavlodar",
    country="KZ",
    wikidata="Q1",
    site_person_id=17,
)
NOBODY = Speaker(id=f"{EV}.s0001.speaker", kind=SpeakerKind.UNNAMED)
HALL = Speaker(id=f"{EV}.s0002.speaker", kind=SpeakerKind.GROUP)
NOTE = Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0, offset=5)
OTHER_KINDS = tuple(
    Note(kind=kind, text=f"({kind})", paragraph=1) for kind in NoteKind if kind is not NoteKind.APPLAUSE
)
SAID = Statement(
    position=0,
    label="Akim of Pavlodar Region Aida Bekova (retranslated, to the hall)",
    speaker=AIDA,
    delivery="retranslated",
    addressee="to the hall",
    paragraphs=("Good (Applause.) day.", "Here is the plan."),
    notes=(NOTE, *OTHER_KINDS),
)
AGREED = Agreement(
    title="a contract",
    kind=AgreementKind.CONTRACT,
    status=AgreementStatus.SIGNED,
    date="2012-09",
    parties=(Party(name="Kazakhstan", country="KZ"), Party(name="a works in Omsk")),
    count=2,
    value=Money(amount=Decimal("1500000.50"), currency="USD"),
    sentence="A contract was signed.",
    statement=0,
)
PHOTO = Photo(caption="A bridge.", number=1, count=2)
RELATED = Related(
    heading="See also",
    title="The bridge",
    date=date(2012, 9, 17),
    ends_on=date(2012, 9, 18),
    url="http://example.org/bridge",
    page_number=5,
)
EVENT = Event(
    id=EV,
    kind=EventKind.TALKS,
    title="Talks on a “bridge” & a ferry",
    lead=("They met.",),
    date=date(2012, 9, 19),
    time=time(18, 0),
    place="Pavlodar",
    edition=9,
    narration=("It rained.",),
    headings=("Beginning of the talks",),
    statements=(
        SAID,
        Statement(position=1, label="Question", speaker=NOBODY, kind=StatementKind.QUESTION, paragraphs=("When?",)),
        Statement(position=2, label="Audience", speaker=HALL, kind=StatementKind.REMARK, paragraphs=("Soon!",)),
    ),
    agreements=(AGREED, attrs.evolve(AGREED, at_least=True, statement=None)),
    photos=(PHOTO, Photo(caption="A ferry.", shown=False)),
    pull_quotes=("Here is the plan.",),
    related=(RELATED, Related(heading="See also", title="The ferry", date=date(2012, 9, 18))),
    geography=("Kazakhstan",),
    geography_codes=("KZ",),
    topics=("Transport",),
    persons=("Bekova Aida",),
    sections=("News", "Transcripts"),
    published=datetime(2012, 9, 19, 19, 40),
    url="http://example.org/talks",
    page_number=4,
    abridged=True,
)
VISIT = Event(
    id="ev-2013-05-09-visit",
    title="Visit",
    date=date(2013, 5, 9),
    language="ru",
    statements=(
        Statement(
            position=0,
            label="Aida Bekova",
            speaker=attrs.evolve(AIDA, role="Minister", place=None),
            paragraphs=("Yes.",),
        ),
    ),
)
FORUM = Forum(
    number=9,
    year=2012,
    status=ForumStatus.HELD,
    city="Pavlodar",
    city_today="Pavlodar",
    region="KZ-PAV",
    country="KZ",
    theme="Innovation",
    starts_on=date(2012, 9, 18),
    ends_on=date(2012, 9, 19),
    plenary_on=date(2012, 9, 19),
    format=ForumFormat.IN_PERSON,
    sources=("http://example.org/forum",),
    uncertain=("starts_on",),
    events=(EVENT,),
)
EMPTY = Event(id="ev", title="")
CHANGED: dict[str, object] = {
    "Event.id": "ev-2012-09-19-other",
    "Event.kind": EventKind.VISIT,
    "Event.title": "Other",
    "Event.lead": ("They left.",),
    "Event.date": date(2012, 9, 20),
    "Event.time": None,
    "Event.place": None,
    "Event.edition": 10,
    "Event.language": "kk",
    "Event.narration": ("It snowed.",),
    "Event.headings": (),
    "Event.statements": (SAID,),
    "Event.agreements": (),
    "Event.photos": (PHOTO,),
    "Event.pull_quotes": (),
    "Event.related": (RELATED,),
    "Event.geography": ("Russia",),
    "Event.geography_codes": (),
    "Event.topics": ("Rivers",),
    "Event.persons": (),
    "Event.sections": ("News",),
    "Event.published": None,
    "Event.url": None,
    "Event.page_number": 40,
    "Event.abridged": False,
    "Statement.position": 7,
    "Statement.label": "Aida Bekova",
    "Statement.speaker": NOBODY,
    "Statement.kind": StatementKind.REPLY,
    "Statement.delivery": None,
    "Statement.addressee": None,
    "Statement.paragraphs": ("Good (Applause.) day.", "Here is no plan."),
    "Statement.notes": (NOTE,),
    "Speaker.id": "aida-b",
    "Speaker.name": "Aida B.",
    "Speaker.kind": SpeakerKind.GROUP,
    "Speaker.role": None,
    "Speaker.place": None,
    "Speaker.country": "RU",
    "Speaker.wikidata": None,
    "Speaker.site_person_id": None,
    "Note.kind": NoteKind.ACTION,
    "Note.text": "(Applause",
    "Note.paragraph": 1,
    "Note.offset": None,
    "Agreement.title": "a treaty",
    "Agreement.kind": AgreementKind.TREATY,
    "Agreement.status": AgreementStatus.PLANNED,
    "Agreement.date": "2012",
    "Agreement.parties": (),
    "Agreement.count": None,
    "Agreement.value": None,
    "Agreement.at_least": True,
    "Agreement.sentence": "It was signed.",
    "Agreement.statement": 1,
    "Party.name": "Kazakhstan itself",
    "Party.country": None,
    "Money.amount": Decimal(2),
    "Money.currency": "KZT",
    "Photo.caption": "",
    "Photo.number": None,
    "Photo.count": None,
    "Photo.shown": False,
    "Related.heading": "Additional",
    "Related.title": "The ferry",
    "Related.date": None,
    "Related.ends_on": None,
    "Related.url": None,
    "Related.page_number": None,
    "Forum.number": None,
    "Forum.series": "Another forum",
    "Forum.year": 2013,
    "Forum.status": ForumStatus.PLANNED,
    "Forum.city": None,
    "Forum.city_today": None,
    "Forum.region": None,
    "Forum.country": None,
    "Forum.theme": None,
    "Forum.starts_on": None,
    "Forum.ends_on": None,
    "Forum.plenary_on": None,
    "Forum.format": None,
    "Forum.sources": (),
    "Forum.uncertain": (),
    "Forum.events": (VISIT,),
}
"""For every field another value than that of the records above."""
TRACES: dict[str, object] = {
    "Event.span": Span(start=0, end=1),
    "Event.source": Source(layout=Layout.PAGE, sha256="0" * 64),
    "Statement.span": Span(start=0, end=1),
    "Speaker.resolved_by": "label",
    "Agreement.rule": "head",
    "Agreement.span": Span(start=0, end=1),
}
"""The same for fields that tell where a value came from."""
WHERE: dict[str, Callable[[Any], Forum]] = {
    "Forum": lambda forum: forum,
    "Event": lambda event: attrs.evolve(FORUM, events=(event,)),
    "Statement": lambda said: in_event(statements=(said, *EVENT.statements[1:])),
    "Speaker": lambda speaker: in_event(statements=(attrs.evolve(SAID, speaker=speaker), *EVENT.statements[1:])),
    "Note": lambda note: in_event(statements=(attrs.evolve(SAID, notes=(note, *OTHER_KINDS)), *EVENT.statements[1:])),
    "Agreement": lambda agreement: in_event(agreements=(agreement,)),
    "Party": lambda party: in_event(agreements=(attrs.evolve(AGREED, parties=(party,)),)),
    "Money": lambda money: in_event(agreements=(attrs.evolve(AGREED, value=money),)),
    "Photo": lambda photo: in_event(photos=(photo,)),
    "Related": lambda related: in_event(related=(related,)),
}
"""For each class a forum that holds a value of it."""
PLAIN: dict[str, attrs.AttrsInstance] = {
    "Forum": FORUM,
    "Event": EVENT,
    "Statement": SAID,
    "Speaker": AIDA,
    "Note": NOTE,
    "Agreement": AGREED,
    "Party": AGREED.parties[0],
    "Money": Money(amount=Decimal("1500000.50"), currency="USD"),
    "Photo": PHOTO,
    "Related": RELATED,
}


def in_event(**parts: Any) -> Forum:
    return attrs.evolve(FORUM, events=(attrs.evolve(EVENT, **parts),))


def saying(*paragraphs: str, notes: tuple[Note, ...] = ()) -> Event:
    said = Statement(position=0, label="Aida Bekova", speaker=AIDA, paragraphs=paragraphs, notes=notes)
    return Event(id=EV, title="Talks", statements=(said,))


def document(event: Event) -> etree._Element:
    return etree.fromstring(tei.to_tei(event).encode())


def corpus(*records: Event | Forum) -> etree._Element:
    return etree.fromstring(corpus_text(*records).encode())


def corpus_text(*records: Event | Forum) -> str:
    stream = io.StringIO()
    tei.write(records, stream)
    return stream.getvalue()


def found(root: etree._Element, path: str) -> list[etree._Element]:
    """Elements by a path whose names have the prefix `t`."""
    return root.findall(path, {"t": TEI.strip("{}")})


def words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def segments(root: etree._Element) -> list[str]:
    return [words(element) for element in found(root, ".//t:seg")]


def ids(root: etree._Element) -> list[str]:
    return [str(element.get(ID)) for element in root.iter() if element.get(ID) is not None]


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    """Everything that can be written, of everything that can be in it."""
    sample = kzru_forums.loads((files("kzru_forums") / "data" / "sample_page.txt").read_bytes())
    for name, event in (("rich", EVENT), ("visit", VISIT), ("empty", EMPTY), ("sample", sample[0])):
        tei.write([event], tmp_path / f"{name}.xml")
    records: list[Event | Forum] = [FORUM, *kzru_forums.editions(), EVENT, VISIT, EMPTY, *sample]
    tei.write(records, tmp_path / "one.xml")
    tei.write(records, tmp_path / "folder")
    (tmp_path / "included.xml").write_bytes(etree.tostring(included(tmp_path / "folder" / "corpus.xml")))
    return [*tmp_path.glob("*.xml"), *(tmp_path / "folder").glob("ev*.xml")]


@pytest.mark.skipif(bool(missing()), reason=missing() or "")
@pytest.mark.parametrize("schema", schemas(), ids=lambda schema: schema.stem)
def test_every_export_is_valid(exports: list[Path], schema: Path) -> None:
    assert complaints(schema, exports) == []


@pytest.mark.skipif(bool(missing()), reason=missing() or "")
@pytest.mark.parametrize("schema", schemas(), ids=lambda schema: schema.stem)
def test_a_schema_refuses_what_is_not_valid(tmp_path: Path, schema: Path) -> None:
    wrong = tmp_path / "wrong.xml"
    wrong.write_text(tei.to_tei(EVENT).replace("<seg>", '<seg xml:id="aida-bekova">'), encoding="utf-8")
    assert complaints(schema, [wrong])


def test_every_element_is_one_that_parla_clarin_selects(exports: list[Path]) -> None:
    used = {etree.QName(element).localname for path in exports for element in etree.parse(str(path)).iter(f"{TEI}*")}
    assert used == PARLA_CLARIN_ELEMENTS


def test_pyparlaclarin_reads_every_statement() -> None:
    read = pytest.importorskip("pyparlaclarin.read")
    root = corpus(EVENT, VISIT)
    spoken = list(read.speeches_with_name(root, return_ids=True))
    assert [name for _, name in spoken] == [f"{EV}.s0000", f"{EV}.s0001", f"{EV}.s0002", "ev-2013-05-09-visit.s0000"]
    assert [text.strip() for text, _ in spoken[1:]] == ["When?", "Soon!", "Yes."]
    assert len(list(read.speeches_with_name(root, name="aida-bekova"))) == 2


def test_pyparlaclarin_reads_dates_and_paragraphs() -> None:
    read = pytest.importorskip("pyparlaclarin.read")
    root = document(EVENT)
    assert read.get_dates(root) == [EVENT.date]
    assert {"It rained.", "Here is the plan.", "When?"} <= set(read.paragraph_iterator(root))
    assert [who for _, who in read.speech_iterator(root)] == [f"#{speaker.id}" for speaker in EVENT.speakers]


@given(testing.events() | st.text(st.characters()).map(saying))
def test_any_event_makes_well_formed_xml(event: Event) -> None:
    root = document(event)
    kept = [
        NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
        for said in event.statements
        for text in said.paragraphs
    ]
    assert segments(root) == kept


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(testing.forums() | testing.events(), max_size=2))
def test_any_records_make_a_well_formed_corpus(records: list[Event | Forum]) -> None:
    events = sum(len(record.events) if isinstance(record, Forum) else 1 for record in records)
    assert len(list(corpus(*records).iter(f"{TEI}TEI"))) == events


ODD_IDS = st.sampled_from(
    ["a", "a-2", "a.b", "a.s0000", "a.a0000", "a.s0001.speaker", "a.", "_.", "event.talks", "corpus"]
)


@given(st.lists(st.tuples(ODD_IDS, st.lists(st.tuples(ODD_IDS, st.integers(0, 1)), max_size=3)), max_size=3))
def test_no_two_elements_share_an_id(given_ids: list[tuple[str, list[tuple[str, int]]]]) -> None:
    """The parser refuses a document in which they do."""
    events = [
        Event(
            id=name,
            title="",
            statements=tuple(
                Statement(position=position, label="", speaker=Speaker(id=who, kind=SpeakerKind.PERSON))
                for who, position in speakers
            ),
            agreements=(AGREED,),
        )
        for name, speakers in given_ids
    ]
    root = corpus(FORUM, *events)
    assert not dangling(root)
    assert len(found(root, ".//t:u")) == len(EVENT.statements) + sum(len(event.statements) for event in events)
    for event in events:
        assert not dangling(document(event))


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_replaced(char: str) -> None:
    root = document(saying(f"a{char}b"))
    assert segments(root) == ["a\ufffdb"]
    assert "replaced by U+FFFD" in words(found(root, ".//t:normalization")[0])


@pytest.mark.parametrize(
    "text", ["< & > ]]> \" '", "шалом \u05e9\u05dc\u05d5\u05dd \u202eabc", "\t x  y \n", "\U0001f30d\x85"]
)
def test_a_character_that_xml_can_hold_is_kept(text: str) -> None:
    event = attrs.evolve(saying(text), title=text, url=text)
    root = document(event)
    assert segments(root) == [text]
    assert words(found(root, ".//t:head")[0]) == text


def test_ten_thousand_statements_come_out() -> None:
    said = tuple(attrs.evolve(SAID, position=position, notes=()) for position in range(10_000))
    root = document(attrs.evolve(EVENT, statements=said))
    assert len(found(root, ".//t:u")) == 10_000
    assert len(set(ids(root))) == len(ids(root))


def test_a_note_inside_a_paragraph_is_an_element_in_its_place() -> None:
    segment = found(document(EVENT), ".//t:seg")[0]
    assert words(segment) == "Good (Applause.) day."
    assert [(child.tag, child.get("type"), words(child), child.tail) for child in segment] == [
        (f"{TEI}kinesic", "applause", "(Applause.)", " day.")
    ]


def test_notes_side_by_side_keep_the_blank_between_them() -> None:
    text = "(Laughter.) (Applause.)"
    laughter = Note(kind=NoteKind.LAUGHTER, text="(Laughter.)", paragraph=0, offset=0)
    applause = Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0, offset=12)
    assert segments(document(saying(text, notes=(laughter, applause)))) == [text]


def test_each_kind_of_note_has_an_encoding_of_its_own() -> None:
    utterance = found(document(EVENT), ".//t:u")[0]
    encodings = [
        (child.tag, child.get("type"), child.get("reason")) for child in utterance.iter() if child.tag != f"{TEI}desc"
    ]
    noted = [encoding for encoding in encodings if encoding[1] or encoding[2]]
    assert len(set(noted)) == len(noted) == len(NoteKind)


def test_a_note_alone_stands_between_paragraphs() -> None:
    pause = Note(kind=NoteKind.SILENCE, text="(Pause.)", paragraph=1)
    utterance = found(document(saying("One.", "Two.", notes=(pause,))), ".//t:u")[0]
    assert [etree.QName(child).localname for child in utterance] == ["seg", "incident", "seg"]


@pytest.mark.parametrize("offset", [3, 99])
def test_a_note_that_is_not_where_it_says_follows_the_paragraph(offset: int) -> None:
    astray = attrs.evolve(NOTE, offset=offset)
    utterance = found(document(saying("Good (Applause.) day.", "Next.", notes=(astray,))), ".//t:u")[0]
    assert [etree.QName(child).localname for child in utterance] == ["seg", "kinesic", "seg"]


def test_a_note_beyond_the_last_paragraph_comes_last() -> None:
    astray = attrs.evolve(NOTE, paragraph=9, offset=None)
    utterance = found(document(saying("Good day.", notes=(astray,))), ".//t:u")[0]
    assert [etree.QName(child).localname for child in utterance] == ["seg", "kinesic"]


def test_the_label_stands_before_the_utterance() -> None:
    debate = found(document(EVENT), ".//t:u")[0].getparent()
    assert debate is not None
    assert [(child.get("type"), words(child)) for child in debate.findall(f"{TEI}note")][:3] == [
        ("speaker", SAID.label),
        ("delivery", "retranslated"),
        ("addressee", "to the hall"),
    ]


def test_ids_are_those_of_the_records() -> None:
    root = document(EVENT)
    assert root.get(ID) == EV
    assert [element.get(ID) for element in found(root, ".//t:u")] == [f"{EV}.s0000", f"{EV}.s0001", f"{EV}.s0002"]
    people = [*found(root, ".//t:person"), *found(root, ".//t:personGrp")]
    assert [element.get(ID) for element in people] == [AIDA.id, NOBODY.id, HALL.id]


@pytest.mark.parametrize("make", [document, corpus], ids=["document", "corpus"])
def test_every_pointer_has_an_aim(make: Callable[[Event], etree._Element]) -> None:
    root = make(EVENT)
    assert not dangling(root)
    assert len(set(ids(root))) == len(ids(root))


def test_an_agreement_points_to_its_statement() -> None:
    inside, outside = found(document(EVENT), ".//t:item")
    assert inside.get("corresp") == f"#{EV}.s0000"
    assert outside.get("corresp") is None


@pytest.mark.parametrize("day", ["2013", "2013-11", "2013-11-11"])
def test_the_date_of_an_agreement_may_be_a_year_or_a_month(day: str) -> None:
    event = attrs.evolve(EVENT, agreements=(attrs.evolve(AGREED, date=day),))
    (stated,) = found(document(event), ".//t:item/t:date")
    assert (stated.text, stated.get("when")) == (day, day)


def test_a_lower_bound_is_no_value() -> None:
    event = attrs.evolve(EVENT, agreements=(attrs.evolve(AGREED, at_least=True),))
    numbers = [(number.get("value"), number.get("atLeast")) for number in found(document(event), ".//t:item//t:num")]
    assert numbers == [(None, "2"), (None, "1500000.50")]


def test_a_related_page_with_a_last_day_alone_keeps_it() -> None:
    event = attrs.evolve(EVENT, related=(attrs.evolve(RELATED, date=None),))
    assert [dict(day.attrib) for day in found(document(event), ".//t:listBibl//t:date")] == [{"to": "2012-09-18"}]


def test_what_is_no_language_tag_is_undetermined() -> None:
    root = document(attrs.evolve(EVENT, language="no tag"))
    assert root.xpath("string(@xml:lang)") == "und"


def test_every_header_carries_licence_and_attribution() -> None:
    root = corpus(EVENT, VISIT)
    headers = found(root, ".//t:teiHeader")
    assert len(headers) == 3
    for header in headers:
        (availability,) = found(header, ".//t:availability")
        assert [element.get("target") for element in found(availability, ".//t:licence")] == [licence.URL]
        assert licence.ATTRIBUTION in [words(paragraph) for paragraph in found(availability, ".//t:p")]


def test_the_header_of_a_corpus_counts() -> None:
    extent = found(corpus(EVENT, VISIT), ".//t:extent")[0]
    assert {measure.get("unit"): measure.get("quantity") for measure in extent} == {
        "texts": "2",
        "speeches": "4",
        "words": "9",
    }


def test_a_person_stands_once_in_a_corpus_with_every_role() -> None:
    root = corpus(EVENT, VISIT)
    people = found(root, "t:teiHeader//t:person")
    assert [person.get(ID) for person in people] == [AIDA.id]
    assert [words(role) for role in found(people[0], ".//t:occupation")] == ["Akim of Pavlodar Region", "Minister"]


def test_an_event_of_a_corpus_tells_the_role_of_the_day() -> None:
    people = found(corpus(EVENT, VISIT), "t:TEI//t:person")
    told = [(person.get("sameAs"), [words(role) for role in found(person, ".//t:occupation")]) for person in people]
    assert told == [("#aida-bekova", ["Akim of Pavlodar Region"]), (None, []), ("#aida-bekova", ["Minister"])]


def test_a_corpus_knows_of_a_person_what_any_event_tells() -> None:
    bare = attrs.evolve(AIDA, country=None, wikidata=None, site_person_id=None, role=None)
    said = attrs.evolve(VISIT.statements[0], speaker=bare)
    (person,) = found(corpus(attrs.evolve(VISIT, statements=(said,)), EVENT), "t:teiHeader//t:person")
    assert [words(number) for number in found(person, ".//t:idno")] == ["https://www.wikidata.org/wiki/Q1", "17"]
    assert [country.get("key") for country in found(person, ".//t:country")] == ["KZ"]


def test_somebody_without_a_name_stays_in_their_event() -> None:
    root = corpus(EVENT, EVENT)
    unnamed = [person.get(ID) for person in found(root, "t:TEI//t:person") if person.get("role") == "unnamed"]
    assert unnamed == [f"{EV}.s0001.speaker", f"{EV}-2.s0001.speaker"]
    assert not dangling(root)


@pytest.mark.parametrize(("events", "language"), [([EVENT], "en"), ([EVENT, VISIT], "mul"), ([], "mul")])
def test_a_corpus_states_its_language(events: list[Event], language: str) -> None:
    assert corpus(*events).xpath("string(@xml:lang)") == language


def test_a_corpus_spans_the_days_of_its_events() -> None:
    (day, *_) = found(corpus(VISIT, EVENT, EMPTY), ".//t:sourceDesc//t:date")
    assert (day.get("from"), day.get("to")) == ("2012-09-19", "2013-05-09")


def test_two_forums_of_a_year_have_two_ids() -> None:
    settings = found(corpus(FORUM, FORUM), "t:teiHeader//t:setting")
    assert [setting.get(ID) for setting in settings] == ["forum.2012", "forum.2012-2"]


@pytest.mark.parametrize("field", CHANGED)
def test_every_field_reaches_the_document(field: str) -> None:
    assert changed(field, CHANGED[field]) != changed(field)


@pytest.mark.parametrize("field", TRACES)
def test_where_a_value_came_from_is_not_told(field: str) -> None:
    assert changed(field, TRACES[field]) == changed(field)


def changed(field: str, *value: object) -> str:
    """A corpus in which a field of one record has another value, where one is given."""
    name, _, attribute = field.partition(".")
    record: Any = PLAIN[name]
    return corpus_text(WHERE[name](attrs.evolve(record, **{attribute: value[0]}) if value else record))


def test_no_field_is_forgotten() -> None:
    fields = {f"{name}.{field.name}" for name, record in PLAIN.items() for field in attrs.fields(type(record))}
    assert fields == {*CHANGED, *TRACES}


def test_a_path_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def broken() -> Iterator[Event]:
        yield EVENT
        raise KeyError

    for name in ("out.xml", "folder"):
        with pytest.raises(KeyError):
            tei.write(broken(), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_every_target_gets_the_same_text(tmp_path: Path) -> None:
    text, binary = io.StringIO(), io.BytesIO()
    for target in (text, binary, tmp_path / "out.xml", str(tmp_path / "again.xml"), tmp_path / "out.xml.gz"):
        tei.write([EVENT, VISIT], target)
    expected = corpus_text(EVENT, VISIT)
    assert text.getvalue() == expected
    assert binary.getvalue() == expected.encode()
    assert (tmp_path / "out.xml").read_bytes() == (tmp_path / "again.xml").read_bytes() == expected.encode()
    assert len(etree.parse(str(tmp_path / "out.xml.gz")).getroot()) == 3


def test_one_event_is_a_document_of_its_own(tmp_path: Path) -> None:
    tei.write([EVENT], tmp_path / "out.xml")
    assert (tmp_path / "out.xml").read_text(encoding="utf-8") == tei.to_tei(EVENT)


def test_events_are_let_go_when_they_are_written() -> None:
    alive: list[weakref.ref[Event]] = []

    def coming() -> Iterator[Event]:
        for number in range(5):
            event = attrs.evolve(EVENT, id=f"ev-{number}")
            alive.append(weakref.ref(event))
            yield event
            del event
            assert sum(reference() is not None for reference in alive) <= 2

    tei.write(coming(), io.StringIO())
    assert len(alive) == 5


def test_a_folder_has_a_file_an_event_and_a_corpus(tmp_path: Path) -> None:
    tei.write([EVENT, VISIT], tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["corpus.xml", f"{EV}.xml", f"{VISIT.id}.xml"]
    root = included(tmp_path / "out" / "corpus.xml")
    assert [element.get(ID) for element in found(root, ".//t:TEI")] == [EV, VISIT.id]
    assert not dangling(root)


def test_an_earlier_folder_is_replaced(tmp_path: Path) -> None:
    tei.write([EVENT], tmp_path / "out")
    tei.write([VISIT], tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["corpus.xml", f"{VISIT.id}.xml"]


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.xml").touch()
    with pytest.raises(FileExistsError, match=r"mine\.xml"):
        tei.write([EVENT], tmp_path)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("corpus", "ev-corpus-2.xml"),
        ("a.b", "ev-a_b.xml"),
        ("x" * 999, "ev-" + "x" * 197 + ".xml"),
        ("evening", "evening.xml"),
    ],
)
def test_an_id_that_cannot_name_a_file_here_makes_another_name(tmp_path: Path, name: str, file: str) -> None:
    tei.write([attrs.evolve(EMPTY, id=name)], tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(["corpus.xml", file])


def test_wrong_arguments_are_told() -> None:
    wrong: Any = "events"
    with pytest.raises(TypeError, match="to_tei expects an Event, not str; for several, use write"):
        tei.to_tei(wrong)
    with pytest.raises(TypeError, match="expected events or forums, not str"):
        tei.write(wrong, io.StringIO())
    with pytest.raises(TypeError, match="expected a path or an open file, not Event"):
        tei.write([EVENT], wrong_target())


def wrong_target() -> Any:
    return EVENT


@pytest.mark.skipif(bool(missing()), reason=missing() or "")
def test_every_page_of_the_seeds_is_valid_and_read_back(shared: Path, tmp_path: Path) -> None:
    events = list(kzru_forums.iter_events(str(shared / "seeds" / "*.txt"), on_problem=str))
    assert events
    for event in events:
        assert segments(document(event)) == [text for said in event.statements for text in said.paragraphs]
    tei.write(events, tmp_path / "seeds.xml")
    assert complaints(schemas()[-1], [tmp_path / "seeds.xml"]) == []
