"""What a notebook shows for records."""

from html.parser import HTMLParser
from importlib.resources import files

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import kzru_forums
from kzru_forums import Event, Forum, ForumStatus
from kzru_forums.display import corpus_html, event_html, forum_html
from kzru_forums.testing import events, forums

SAMPLE = kzru_forums.loads((files("kzru_forums") / "data" / "sample_page.txt").read_bytes())[0]
ATTACK = '<script>alert("x")</script>&amp;'
TAGS = {"div", "p", "strong", "br", "table", "thead", "tbody", "tr", "th", "td"}


class Reader(HTMLParser):
    """The tags and the text of HTML, and whether every tag is closed in turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert attrs in ([], [("style", "text-align: right")], [("style", "text-align: left")])
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(max_examples=50, deadline=None)
@given(events(), forums(), st.integers(0, 3))
def test_no_text_of_a_record_becomes_markup(event: Event, forum: Forum, people: int) -> None:
    for html in (event_html(event), forum_html(forum), corpus_html([event, event], people)):
        shown = Reader(html)
        assert shown.tags <= TAGS
        assert not shown.open


@pytest.mark.parametrize(
    "event",
    [
        evolve(SAMPLE, title=ATTACK),
        evolve(SAMPLE, place=ATTACK),
        evolve(SAMPLE, statements=(evolve(SAMPLE.statements[0], paragraphs=(ATTACK,)),)),
        evolve(
            SAMPLE,
            statements=(evolve(SAMPLE.statements[0], speaker=evolve(SAMPLE.statements[0].speaker, name=ATTACK)),),
        ),
    ],
    ids=["title", "place", "paragraph", "name"],
)
def test_markup_in_an_event_is_shown_as_text(event: Event) -> None:
    html = event_html(event)
    assert "<script" not in html
    assert ATTACK in Reader(html).text


@pytest.mark.parametrize(
    "forum",
    [
        evolve(kzru_forums.edition(9), series=ATTACK),
        evolve(kzru_forums.edition(9), city=ATTACK),
        evolve(kzru_forums.edition(9), theme=ATTACK),
    ],
    ids=["series", "city", "theme"],
)
def test_markup_in_a_forum_is_shown_as_text(forum: Forum) -> None:
    assert ATTACK in Reader(forum_html(forum)).text


def test_an_event_tells_who_spoke_how_much() -> None:
    assert 'Vladimir Putin</td><td style="text-align: right">98</td>' in event_html(SAMPLE)


def test_an_event_tells_its_kind_day_place_and_edition() -> None:
    assert "forum · September 19, 2012 · Pavlodar · edition 9 of the forum" in event_html(SAMPLE)


def test_a_long_statement_is_cut() -> None:
    long = evolve(SAMPLE, statements=(evolve(SAMPLE.statements[0], paragraphs=("loom " * 50,)),))
    assert f"{('loom ' * 18).rstrip()} …</td>" in event_html(long)


def test_a_long_table_is_cut_and_says_so() -> None:
    shown = corpus_html([SAMPLE] * 30, 2)
    assert shown.count("<tr>") == 13
    assert "… and 18 more" in shown


def test_an_event_without_a_title_shows_its_id() -> None:
    assert "<strong>ev-x</strong>" in event_html(Event(id="ev-x", title=""))


def test_a_year_without_a_forum_has_no_number() -> None:
    shown = Reader(forum_html(Forum(year=2020, status=ForumStatus.NOT_HELD))).text
    assert "edition" not in shown
    assert "not held" in shown


def test_a_forum_lists_its_events() -> None:
    (forum,) = kzru_forums.group([SAMPLE])
    assert SAMPLE.title in forum_html(forum)


def test_a_corpus_tells_its_first_and_last_day() -> None:
    later = evolve(SAMPLE, date=SAMPLE.date and SAMPLE.date.replace(year=2013))
    assert "<br>September 19, 2012 – September 19, 2013</p>" in corpus_html([SAMPLE, later], 2)


def test_records_show_themselves() -> None:
    forum = kzru_forums.edition(9)
    corpus = kzru_forums.Corpus([SAMPLE])
    assert SAMPLE._repr_html_() == event_html(SAMPLE)
    assert forum._repr_html_() == forum_html(forum)
    assert corpus._repr_html_() == corpus_html(corpus.events, len(corpus.people))
