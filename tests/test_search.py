"""Search in a corpus: queries, filters, places, snippets."""

import copy
import pickle
import re
import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus_events import event, speaker
from kzru_forums import Event, EventKind, Span, StatementKind
from kzru_forums.corpus import Corpus
from kzru_forums.corpus.search import Hit, Hits, query
from kzru_forums.formats import sqlite
from kzru_forums.testing import page_events
from kzru_forums.text import statement_id

IVAN, OLEG = speaker("Ivan Loomov"), speaker("Oleg Spindlin")


def speaking(said: str, *, day: date | None = date(2013, 5, 7), **changes: Any) -> Event:
    """An event at which Ivan Loomov says this; its paragraphs are parted by a bar."""
    made = event(IVAN, day=day, title=f"Talks on {said[:20]}")
    return evolve(made, statements=(evolve(made.statements[0], paragraphs=tuple(said.split("|"))),), **changes)


LOOMS = speaking("The looms of Omsk are new.|All looms hum in Kazakhstan’s mills.", kind=EventKind.FORUM)
SPINDLES = speaking("Spindles cross the Russia-Kazakhstan border at 10:30.", day=date(2014, 9, 30))
CAFE = evolve(
    event(OLEG, "Question", day=date(2015, 1, 1), title="A visit"),
    lead=("At the Café Loom.",),
    narration=("Spindles were shown.",),
)
CAFE = evolve(CAFE, statements=(CAFE.statements[0], evolve(CAFE.statements[1], kind=StatementKind.QUESTION)))
UNDATED = speaking("An old loom.", day=None)
CORPUS = Corpus([LOOMS, SPINDLES, CAFE, UNDATED])


def found(what: str | re.Pattern[str], **filters: Any) -> list[tuple[str, ...]]:
    """The matches of each hit, in the order of the events."""
    order = [one.id for one in CORPUS.events]
    return [hit.matches for hit in sorted(CORPUS.search(what, **filters), key=lambda hit: order.index(hit.event.id))]


@pytest.mark.parametrize(
    ("what", "matches"),
    [
        ("looms", [("looms", "looms")]),
        ("LOOMS omsk", [("looms", "Omsk", "looms")]),
        ("loom*", [("looms", "looms"), ("Loom",), ("loom",)]),
        ("cafe", [("Café",)]),
        ('"all looms"', [("All looms",)]),
        ('"new all"', []),
        ("omsk OR border", [("Omsk",), ("border",)]),
        ("loom* NOT hum", [("Loom",), ("loom",)]),
        ("spindles NOT (border OR mills)", [("Spindles",)]),
        ("NEAR(looms omsk, 2)", [("looms", "Omsk")]),
        ("NEAR(looms mills, 1)", []),
        ("russia-kazakhstan", [("Russia-Kazakhstan",)]),
        ("russia-kaz*", [("Russia-Kazakhstan",)]),
        ("10:30", [("10:30",)]),
        ("mills.", [("mills",)]),
        ("kazakhstan's mills", [("Kazakhstan’s", "mills")]),
        ("looms –", [("looms", "looms")]),
        ("steam", []),
        (re.compile(r"[Ll]ooms?\b"), [("looms", "looms"), ("Loom",), ("loom",)]),
        (re.compile(r"new.+All", re.DOTALL), []),
        (re.compile("x*"), []),
    ],
)
def test_a_query_finds_statements_and_narration(what: str | re.Pattern[str], matches: list[tuple[str, ...]]) -> None:
    assert found(what) == matches


def test_a_hit_has_event_statement_day_speaker_and_places() -> None:
    (hit,) = CORPUS.search("omsk")
    assert (hit.event, hit.statement, hit.date, hit.speaker) == (LOOMS, LOOMS.statements[0], LOOMS.date, IVAN)
    assert (hit.text, hit.places) == (LOOMS.statements[0].text, (Span(start=13, end=17),))
    assert repr(hit) == "Hit(event='ev-2013-05-07-talks-on-the-looms-of-omsk-ar', statement=0, text=<64>, places=<1>)"


def test_places_count_the_blank_line_between_paragraphs() -> None:
    (hit,) = CORPUS.search("hum")
    assert hit.text[hit.places[0].start - 6 : hit.places[0].end] == "looms hum"
    assert CORPUS.search(re.compile("hum")) == (hit,)


def test_lead_and_narration_are_one_hit_without_a_statement() -> None:
    (hit,) = CORPUS.search("cafe AND spindles")
    assert (hit.statement, hit.speaker, hit.date) == (None, None, CAFE.date)
    assert hit.text == "At the Café Loom.\n\nSpindles were shown."
    assert repr(hit).startswith("Hit(event='ev-2015-01-01-a-visit', statement=None, ")


def test_the_best_match_comes_first_and_a_limit_keeps_it() -> None:
    hits = CORPUS.search("loom*")
    assert CORPUS.search("loom*", limit=1) == hits[:1]
    assert CORPUS.search(re.compile("[Ll]oom"), limit=2) == CORPUS.search(re.compile("[Ll]oom"))[:2]
    assert CORPUS.search("loom*", limit=0) == CORPUS.search(re.compile("[Ll]oom"), limit=0) == ()
    more = speaking("Looms, looms, looms.", day=date(2016, 1, 1))
    assert Corpus([LOOMS, more]).search("looms")[0].event == more


@pytest.mark.parametrize(
    ("filters", "days"),
    [
        ({"speaker": "Ivan Loomov"}, [2013, None]),
        ({"speaker": "Loomov", "since": "2013"}, [2013]),
        ({"speaker": CORPUS.person("oleg-spindlin")}, []),
        ({"speaker": IVAN}, [2013, None]),
        ({"kind": "forum"}, [2013]),
        ({"kind": EventKind.OTHER}, [2015, None]),
        ({"kind": StatementKind.SPEECH}, [2013, None]),
        ({"kind": "speech", "until": date(2013, 5, 7)}, [2013]),
        ({"kind": EventKind.SPEECH}, []),
        ({"kind": "question"}, []),
        ({"since": "2014"}, [2015]),
        ({"since": "2013-05"}, [2013, 2015]),
        ({"since": "2013-05-08"}, [2015]),
        ({"since": date(2013, 5, 7), "until": date(2013, 5, 7)}, [2013]),
        ({"until": "2013"}, [2013]),
        ({"until": "2013-05"}, [2013]),
        ({"until": "2013-04"}, []),
        ({"until": "2015-01"}, [2013, 2015]),
    ],
)
@pytest.mark.parametrize("what", ["loom*", re.compile("loom", re.IGNORECASE)])
def test_filters_narrow_a_search(what: str | re.Pattern[str], filters: Any, days: list[int | None]) -> None:
    hits = CORPUS.search(what, **filters)
    assert sorted(hit.date.year if hit.date else 9999 for hit in hits) == [day or 9999 for day in days]


@pytest.mark.parametrize(
    ("filters", "error", "message"),
    [
        ({"speaker": "Nobody"}, LookupError, "no person in this corpus is called 'Nobody'"),
        ({"speaker": ""}, LookupError, "no person"),
        ({"speaker": evolve(IVAN, name=None)}, LookupError, "no person"),
        ({"speaker": 5}, TypeError, "expected a person, a speaker, an id or a name, not int"),
        (
            {"kind": "party"},
            ValueError,
            "there is no kind 'party'; the kinds are speech, question, reply, remark, forum, ",
        ),
        ({"kind": 5}, TypeError, "expected a kind of event or statement, not int"),
        ({"since": "May"}, ValueError, "not 'May'"),
        ({"since": "2013-13"}, ValueError, "not '2013-13'"),
        ({"since": "0000"}, ValueError, "not '0000'"),
        ({"until": "2013-02-30"}, ValueError, "not '2013-02-30'"),
        ({"until": 2013}, TypeError, "expected a date or a string like '2012-09-19', not int"),
        ({"until": datetime(2013, 5, 7)}, TypeError, "not datetime"),
        ({"since": "2014", "until": "2013"}, ValueError, "expected since before until, not 2014 and 2013"),
        ({"limit": -1}, ValueError, "limit must be"),
        ({"limit": "x"}, TypeError, "limit must be"),
    ],
)
def test_a_filter_that_means_nothing_is_refused(filters: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        CORPUS.search("loom", **filters)


def test_part_of_a_name_that_two_people_have_means_nobody() -> None:
    corpus = Corpus([event(IVAN, speaker("Anna Loomov"))])
    with pytest.raises(LookupError, match="people whose names contain it: anna-loomov, ivan-loomov"):
        corpus.search("words", speaker="Loomov")


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("", "expected words to search for, not ''"),
        (' –"" ', "expected words to search for"),
        ("*loom", "a query cannot begin with an asterisk: '*loom'"),
        ("-loom mill", "a query cannot exclude a word with a hyphen: '-loom'; write NOT loom"),
        ('"loom', "cannot read the query '\"loom': a quotation mark is open"),
        ("(loom", "cannot read the query '(loom': something is missing at its end"),
        ("loom AND", "something is missing at its end"),
        ("speaker:Loomov", "no such column: speaker"),
        ("NEAR(loom mill, x)", "expected integer"),
    ],
)
def test_a_malformed_query_is_refused(what: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        CORPUS.search(what)


@pytest.mark.parametrize("what", [5, None, re.compile(b"loom")])
def test_a_query_is_text_or_a_pattern_of_text(what: Any) -> None:
    with pytest.raises(TypeError, match="expected a query string or a compiled pattern"):
        CORPUS.search(what)


@given(st.text(alphabet='loms "()*-+^:{},.ANDORTE\ud800\x00\ue000–é', max_size=20))
@settings(max_examples=50)
@example('"')
@example("{")
@example("NEAR")
def test_a_query_is_answered_or_refused(what: str) -> None:
    try:
        hits = CORPUS.search(what)
    except ValueError as error:
        assert str(error).startswith(("expected words", "cannot read", "a query cannot"))  # noqa: PT017 - either is right
    else:
        assert all(hit.matches for hit in hits)


def test_a_phrase_of_signs_is_kept() -> None:
    assert query('"a-b" OR c.d* NOT (e)') == '"a-b" OR "c.d"* NOT ( e )'


def test_every_word_of_any_event_is_found_where_it_is() -> None:
    met = 0

    @given(st.lists(page_events(), min_size=1, max_size=3))
    @settings(max_examples=10)
    def check(many: list[Event]) -> None:
        nonlocal met
        corpus = Corpus(many)
        for hit in corpus.search(re.compile(r"(?<!\S)[a-z]{3,}(?!\S)")):
            met += 1
            word = hit.matches[0]
            again = {(one.event.id, one.statement): one for one in corpus.search(f'"{word}"')}
            assert hit.places[0] in again[hit.event.id, hit.statement].places
            assert {match.casefold() for one in again.values() for match in one.matches} == {word}

    check()
    assert met


def test_what_the_index_cannot_hold_does_not_move_a_place() -> None:
    odd = speaking("\ud800\x00\ue000\ufdd0\ufdd1 loom")
    (hit,) = Corpus([odd]).search("loom")
    assert hit.places == (Span(start=6, end=10),)
    assert hit.text == "\ud800\x00\ue000\ufdd0\ufdd1 loom"


LONG = speaking("Yarn " * 30 + "loom thread loom. " + "Wool " * 30 + "loom|Next paragraph")


@pytest.mark.parametrize(
    ("width", "snippet"),
    [
        (1, "…[loom]…"),
        (16, "…[loom] thread [loom]…"),
        (30, "…Yarn [loom] thread [loom]. Wool…"),
        (39, "…Yarn Yarn [loom] thread [loom]. Wool Wool…"),
    ],
)
def test_a_snippet_shows_the_stretch_with_most_matches_in_whole_words(width: int, snippet: str) -> None:
    (hit,) = Corpus([LONG]).search("loom")
    assert hit.snippet(width, before="[", after="]") == snippet


def test_a_snippet_of_everything_has_no_ellipsis_and_no_line_break() -> None:
    (hit,) = Corpus([LONG]).search("next")
    assert hit.snippet(1000, before="<b>", after="</b>").endswith("Wool loom <b>Next</b> paragraph")
    assert hit.snippet(1000).startswith("Yarn Yarn")


def test_a_snippet_has_a_positive_width() -> None:
    (hit,) = CORPUS.search("omsk")
    with pytest.raises(ValueError, match="expected a positive width, not 0"):
        hit.snippet(0)


@given(st.text(alphabet="ab \n", min_size=1, max_size=60), st.integers(1, 40))
def test_a_snippet_is_a_piece_of_the_text_with_its_match(text: str, width: int) -> None:
    hits = Corpus([speaking(text.replace("\n", " ") + " a")]).search(re.compile("a"))
    (hit,) = hits
    shown = hit.snippet(width)
    assert shown.strip("…") in hit.text
    assert any(match for _, match in hit.pieces(width))
    assert len(shown) <= max(width, 1) + 2


def test_hits_are_a_tuple() -> None:
    hits = CORPUS.search("loom*")
    assert isinstance(hits, Hits)
    assert isinstance(hits, tuple)
    assert {type(hit) for hit in hits} == {Hit}


def test_the_places_of_many_hits_are_those_of_each_statement() -> None:
    said = [f"Loom {number}. {'The loom hums. ' * (number % 7)}".strip() for number in range(700)]
    corpus = Corpus(speaking(text, day=date(2001 + number % 20, 1, 1)) for number, text in enumerate(said))
    hits = corpus.search("loom")
    assert len(hits) == 700
    for hit in hits[::-1]:  # the last first: the places are looked up in the order of the hits
        assert hit.matches == tuple(re.findall("[Ll]oom", hit.text))
    assert len({len(hit.places) for hit in hits}) == 7


def test_the_first_hit_has_the_same_places_with_a_limit() -> None:
    assert [hit.places for hit in CORPUS.search("loom*", limit=1)] == [CORPUS.search("loom*")[0].places]


def test_hits_are_equal_if_statement_and_places_are() -> None:
    (hit,), (same,), (other,) = CORPUS.search("hum"), CORPUS.search(re.compile("hum")), CORPUS.search("omsk")
    assert (hit, hash(hit)) == (same, hash(same))
    assert hit != other
    assert hit != "hum"
    assert pickle.loads(pickle.dumps(hit)) == hit  # noqa: S301 - its own


def test_a_corpus_that_has_been_searched_can_be_copied() -> None:
    searched = Corpus([LOOMS])
    assert searched.search("omsk")
    assert pickle.loads(pickle.dumps(searched)).search("omsk") == searched.search("omsk")  # noqa: S301 - its own
    assert copy.deepcopy(searched).search("omsk") == searched.search("omsk")


def test_without_fts5_search_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    class Connection:
        def executescript(self, _: str) -> None:
            raise sqlite3.OperationalError("no such module: fts5")

    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: Connection())
    with pytest.raises(ImportError, match="search needs FTS5"):
        Corpus([LOOMS]).search("omsk")


@pytest.mark.parametrize("what", ["loom*", '"all looms"', "omsk OR border", "loom* NOT hum", "cafe", "words"])
def test_the_database_finds_the_same_statements(what: str, tmp_path: Path) -> None:
    sqlite.write(CORPUS.events, tmp_path / "all.db")
    find = "SELECT doc_id FROM statements JOIN statements_fts ON statements_fts.rowid = statements.rowid"
    database = sqlite3.connect(tmp_path / "all.db")
    stored = {row[0] for row in database.execute(f"{find} WHERE statements_fts MATCH ?", (what,))}
    database.close()
    hits = CORPUS.search(what)
    assert stored == {statement_id(hit.event.id, hit.statement.position) for hit in hits if hit.statement}
