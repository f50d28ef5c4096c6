"""The ConvoKit corpus: what its files hold, and that ConvoKit loads them."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzru_forums import editions, licence, testing, to_json
from kzru_forums.formats import convokit
from kzru_forums.model import (
    Event,
    EventKind,
    Forum,
    ForumStatus,
    Layout,
    Note,
    NoteKind,
    Source,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementKind,
)
from test_examples import blocks, run_session

PAGE = Path(__file__).parents[1] / "docs" / "convokit.md"
Load = Callable[[Path], Any]

AKIM = Speaker(id="aida-bekova", name="Aida Bekova", kind=SpeakerKind.PERSON, role="Akim of Uralsk", country="KZ")
MINISTER = attrs.evolve(AKIM, role="Minister of Energy", place="Astana", country=None, site_person_id=7)
NOBODY = Speaker(id="ev-talks.s0001.speaker", kind=SpeakerKind.UNNAMED, place="Omsk")
TALKS = Event(
    id="ev-talks",
    kind=EventKind.TALKS,
    title="Talks",
    date=date(2012, 9, 19),
    time=time(18, 0),
    edition=9,
    narration=("It rained.",),
    statements=(
        Statement(
            position=0,
            label="Akim of Uralsk Aida Bekova",
            speaker=AKIM,
            paragraphs=("Welcome. (Applause.)", "Let us begin."),
            notes=(Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=0, offset=9),),
            span=Span(start=0, end=40),
        ),
        Statement(
            position=1,
            label="Question from Omsk",
            speaker=NOBODY,
            kind=StatementKind.QUESTION,
            addressee="to the akim",
            paragraphs=("“When?” \u05e9\u05dc\u05d5\u05dd \x01\ud800",),
        ),
        Statement(position=2, label="Aida Bekova", speaker=AKIM, paragraphs=()),
    ),
    published=datetime(2012, 9, 19, 19, 40),
    source=Source(name="page.txt", layout=Layout.PAGE, sha256="ab"),
)
MEETING = Event(
    id="ev-meeting",
    title="Meeting",
    date=date(2014, 1, 2),
    statements=(Statement(position=0, label="Aida Bekova", speaker=MINISTER, paragraphs=("Hello.",)),),
)
GREETING = Event(id="ev-greeting", title="Greeting", narration=("All the best.",))
FORUM = Forum(number=9, year=2012, status=ForumStatus.HELD, city="Pavlodar", events=(TALKS,))
RECORDS: tuple[Event | Forum, ...] = (FORUM, MEETING, GREETING)


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="ascii"))


def utterances(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "utterances.jsonl").read_text(encoding="ascii").splitlines()]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    convokit.write(RECORDS, tmp_path / "corpus")
    return tmp_path / "corpus"


def test_statements_are_utterances_in_order(corpus: Path) -> None:
    assert [(said["id"], said["conversation_id"], said["speaker"], said["text"]) for said in utterances(corpus)] == [
        ("ev-talks.s0000", "ev-talks", "aida-bekova", "Welcome. (Applause.)\n\nLet us begin."),
        ("ev-talks.s0001", "ev-talks", "ev-talks.s0001.speaker", "“When?” \u05e9\u05dc\u05d5\u05dd \x01\ud800"),
        ("ev-talks.s0002", "ev-talks", "aida-bekova", ""),
        ("ev-meeting.s0000", "ev-meeting", "aida-bekova", "Hello."),
    ]


def test_an_utterance_replies_to_the_one_before_it(corpus: Path) -> None:
    assert [said["reply-to"] for said in utterances(corpus)] == [None, "ev-talks.s0000", "ev-talks.s0001", None]


def test_an_answer_replies_to_its_question(tmp_path: Path) -> None:
    asker = Speaker(id="ev-talks.s0000.speaker", kind=SpeakerKind.UNNAMED)
    lines = [("Do you weave?", asker), ("I do, every day…", AKIM), ("Since when?", asker), ("Since May.", AKIM)]
    said = tuple(
        Statement(
            position=at,
            label=speaker.name or "Question",
            speaker=speaker,
            kind=StatementKind.SPEECH if speaker.name else StatementKind.QUESTION,
            paragraphs=(text,),
        )
        for at, (text, speaker) in enumerate([("Good afternoon.", AKIM), *lines, ("And I dye.", AKIM)])
    )
    convokit.write([attrs.evolve(TALKS, statements=said, agreements=())], tmp_path / "corpus")
    found = [(u["reply-to"], u["meta"]["exchange"], u["meta"]["asks"]) for u in utterances(tmp_path / "corpus")]
    assert found == [
        (None, None, None),
        ("ev-talks.s0000", 0, True),
        ("ev-talks.s0001", 0, False),
        ("ev-talks.s0002", 0, True),
        ("ev-talks.s0003", 0, False),
        ("ev-talks.s0003", 0, False),
    ]


def test_a_timestamp_is_the_printed_day_and_time_and_the_position(corpus: Path) -> None:
    evening, midnight = 1348077600, 1388620800  # 2012-09-19T18:00Z and 2014-01-02T00:00Z
    assert [said["timestamp"] for said in utterances(corpus)] == [evening, evening + 1, evening + 2, midnight]


def test_without_a_day_a_timestamp_is_the_position(tmp_path: Path) -> None:
    convokit.write([attrs.evolve(TALKS, date=None)], tmp_path / "corpus")
    assert [said["timestamp"] for said in utterances(tmp_path / "corpus")] == [0, 1, 2]


def test_fields_of_a_statement_are_metadata_of_its_utterance(corpus: Path) -> None:
    first, second, *_ = (said["meta"] for said in utterances(corpus))
    assert first == {
        "position": 0,
        "label": "Akim of Uralsk Aida Bekova",
        "kind": "speech",
        "delivery": None,
        "addressee": None,
        "notes": [{"kind": "applause", "text": "(Applause.)", "paragraph": 0, "offset": 9}],
        "span": {"start": 0, "end": 40},
        "role": "Akim of Uralsk",
        "place": None,
        "words": 4,
        "exchange": None,
        "asks": None,
    }
    assert (second["kind"], second["addressee"], second["place"]) == ("question", "to the akim", "Omsk")


def test_fields_of_an_event_are_metadata_of_its_conversation_as_in_json(corpus: Path) -> None:
    meta = read(corpus, "conversations.json")["ev-talks"]["meta"]
    plain = json.loads(to_json(TALKS))["data"]
    assert meta.pop("speakers") == [plain["statements"][0]["speaker"], plain["statements"][1]["speaker"]]
    del plain["id"], plain["statements"]
    assert meta == plain


def test_a_speaker_has_what_is_known_from_all_events(corpus: Path) -> None:
    assert read(corpus, "speakers.json")["aida-bekova"]["meta"] == {
        "name": "Aida Bekova",
        "kind": "person",
        "country": "KZ",
        "wikidata": None,
        "site_person_id": 7,
        "roles": ["Akim of Uralsk", "Minister of Energy"],
        "places": ["Astana"],
    }


def test_forums_and_licence_are_metadata_of_the_corpus(corpus: Path) -> None:
    meta = read(corpus, "corpus.json")
    assert {key: meta[key] for key in licence.METADATA} == licence.METADATA
    plain = json.loads(to_json(FORUM))["data"]
    del plain["events"]
    assert meta["forums"] == [plain]
    assert (corpus / "README.txt").read_text(encoding="utf-8").endswith(licence.TEXT)


def test_an_event_in_which_nobody_speaks_is_left_out(corpus: Path) -> None:
    assert [*read(corpus, "conversations.json")] == ["ev-talks", "ev-meeting"]


def test_the_index_names_the_types_of_metadata(corpus: Path) -> None:
    index = read(corpus, "index.json")
    assert index["utterances-index"]["words"] == ["<class 'int'>"]
    assert index["speakers-index"] == {
        "name": ["<class 'str'>"],
        "kind": ["<class 'str'>"],
        "country": ["<class 'str'>"],
        "wikidata": [],
        "site_person_id": ["<class 'int'>"],
        "roles": ["<class 'list'>"],
        "places": ["<class 'list'>"],
    }
    assert index["conversations-index"]["abridged"] == ["<class 'bool'>"]
    assert index["conversations-index"]["span"] == []
    assert (index["overall-index"]["forums"], index["vectors"]) == (["<class 'list'>"], [])


def test_equal_records_make_equal_bytes(corpus: Path, tmp_path: Path) -> None:
    convokit.write(RECORDS, tmp_path / "again")
    for path in corpus.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_an_earlier_corpus_is_replaced(corpus: Path) -> None:
    convokit.write([MEETING], corpus)
    assert len(utterances(corpus)) == 1


def test_a_corpus_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def breaking() -> Iterator[Event]:
        yield TALKS
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        convokit.write(breaking(), tmp_path / "corpus")
    assert not list(tmp_path.iterdir())


def test_a_single_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="expected an iterable of events or forums, not Event"):
        convokit.write(TALKS, tmp_path / "corpus")  # type: ignore[arg-type]


@given(testing.events() | testing.forums())
def test_any_record_goes_into_a_corpus(record: Event | Forum) -> None:
    with TemporaryDirectory() as folder:
        convokit.write([record], folder)
        events = record.events if isinstance(record, Forum) else [record]
        assert len(utterances(Path(folder))) == sum(len(event.statements) for event in events)


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Load]:
    """ConvoKit's own loader; ConvoKit keeps its settings in the home folder, so it gets another one."""
    real = pytest.importorskip(
        "convokit", reason="ConvoKit is not installed: pip install --no-deps convokit brings it beside the extra `test`"
    )
    home = str(tmp_path_factory.mktemp("home"))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE"):
            patch.setenv(name, home)
        yield lambda folder: real.Corpus(str(folder))


def in_order(corpus: Any, event: Event) -> list[tuple[str, str]]:
    """Speaker and text of a conversation in the order of the reply-to chain, of time and of the file, which agree."""
    conversation = corpus.get_conversation(event.id)
    assert conversation.check_integrity(verbose=False)
    orders = [
        [said.id for said in ordered]
        for ordered in (
            conversation.iter_utterances(),
            conversation.get_chronological_utterance_list(),
            conversation.traverse("preorder"),
        )
    ]
    assert orders[0] == orders[1] == orders[2]
    return [(said.speaker.id, said.text) for said in conversation.iter_utterances()]


def spoken(event: Event) -> list[tuple[str, str]]:
    return [(said.speaker.id, said.text) for said in event.statements]


def test_convokit_loads_conversations_that_are_whole_and_in_order(corpus: Path, load: Load) -> None:
    loaded = load(corpus)
    assert loaded.get_conversation_ids() == ["ev-talks", "ev-meeting"]
    for event in (TALKS, MEETING):
        assert in_order(loaded, event) == spoken(event)


def test_convokit_has_the_metadata(corpus: Path, load: Load) -> None:
    loaded = load(corpus)
    assert loaded.meta["attribution"] == licence.ATTRIBUTION
    assert loaded.get_conversation("ev-talks").meta["narration"] == ["It rained."]
    assert loaded.get_utterance("ev-talks.s0000").meta["role"] == "Akim of Uralsk"
    assert loaded.get_speaker("aida-bekova").meta["roles"] == ["Akim of Uralsk", "Minister of Energy"]


def test_convokit_makes_data_frames(corpus: Path, load: Load) -> None:
    frame = load(corpus).get_utterances_dataframe()
    assert frame.groupby("speaker")["meta.words"].sum().to_dict() == {"aida-bekova": 5, "ev-talks.s0001.speaker": 2}


def test_convokit_would_write_the_same_files(corpus: Path, tmp_path: Path, load: Load) -> None:
    load(corpus).dump("dumped", base_path=str(tmp_path), force_version=1)
    for name in ("conversations.json", "speakers.json", "corpus.json", "index.json"):
        assert read(corpus, name) == read(tmp_path / "dumped", name), name
    assert utterances(corpus) == utterances(tmp_path / "dumped")


def test_convokit_loads_a_corpus_without_utterances(tmp_path: Path, load: Load) -> None:
    convokit.write([*editions(), GREETING], tmp_path / "corpus")
    assert load(tmp_path / "corpus").get_utterance_ids() == []


def test_convokit_loads_ten_thousand_statements(tmp_path: Path, load: Load) -> None:
    said = tuple(
        Statement(position=at, label="Aida Bekova", speaker=AKIM, paragraphs=(str(at),)) for at in range(10_000)
    )
    event = attrs.evolve(MEETING, statements=said)
    convokit.write([event], tmp_path / "corpus")
    conversation = load(tmp_path / "corpus").get_conversation(event.id)
    assert [said.text for said in conversation.get_chronological_utterance_list()] == [*map(str, range(10_000))]


@settings(max_examples=40)
@given(events=st.lists(testing.page_events(), max_size=3))
def test_convokit_loads_any_events_of_pages(events: list[Event], load: Load) -> None:
    with TemporaryDirectory() as folder:
        convokit.write([*events, *events], folder)
        loaded = load(Path(folder))
    said = sum(len(event.statements) for event in events)
    assert len(loaded.get_utterance_ids()) == 2 * said
    assert all(conversation.check_integrity(verbose=False) for conversation in loaded.iter_conversations())
    for event in {event.id: event for event in reversed(events) if event.statements}.values():
        assert in_order(loaded, event) == spoken(event)


def test_the_examples_of_the_documentation_run_in_convokit(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, load: Load
) -> None:
    """They are marked as `py`: examples marked as `python` must run where ConvoKit is not installed."""
    load(corpus)  # the first time, ConvoKit also prints what it makes in the home folder
    monkeypatch.chdir(corpus.parent)
    sample = (files("kzru_forums") / "data" / "sample_page.txt").read_bytes()
    Path("sample.txt").write_bytes(sample)
    shutil.rmtree(corpus)
    names: dict[str, object] = {}
    for language in ("python", "py"):
        for line, code in blocks(PAGE, language):
            run_session(code, names, PAGE, line)
