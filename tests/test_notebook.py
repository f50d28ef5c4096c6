"""What a notebook shows for records."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

import kzru_forums
from kzru_forums import Event, Exchange, Forum, ForumStatus, Money, Note, NoteKind, Party
from kzru_forums.corpus import Corpus, Document, Person
from kzru_forums.notebook import (
    Listing,
    agreement_html,
    corpus_html,
    document_html,
    event_html,
    exchange_html,
    forum_html,
    hits_html,
    person_html,
    statement_html,
)
from kzru_forums.testing import events, forums

SAMPLE = kzru_forums.loads((files("kzru_forums") / "data" / "sample_page.txt").read_bytes())[0]
ATTACK = '<script>alert("x")</script>&amp;'
TAGS = {"a", "br", "div", "mark", "p", "span", "strong", "table", "tbody", "td", "th", "thead", "tr"}
STYLES = {"text-align: right", "text-align: left", "text-align: left; white-space: nowrap", "opacity: 0.6"}


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
        names = [name for name, _ in attrs]
        assert names in ([], ["style"], ["href"])
        assert "style" not in names or dict(attrs)["style"] in STYLES
        assert "href" not in names or (dict(attrs)["href"] or "").startswith("http")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def exchanges_of(event: Event) -> list[Exchange]:
    """The event taken for one exchange, if somebody says something."""
    asks, answers = event.statements[:1], event.statements[1:]
    return [Exchange(asks=asks, answers=answers, asker=asks[0].speaker.name)] if asks else []


def everything(event: Event, forum: Forum) -> Iterator[str]:
    """What a notebook shows of an event and all its parts, of a forum, and of lists of them."""
    corpus = Corpus([event])
    hits = corpus.search(re.compile(r".{1,9}", re.DOTALL))
    yield from (event_html(event), forum_html(forum), corpus_html([event, event], 2), hits_html(hits))
    yield from map(statement_html, event.statements)
    yield from map(agreement_html, event.agreements)
    yield from map(exchange_html, exchanges_of(event))
    yield from map(person_html, corpus.people)
    yield from map(document_html, corpus.documents)
    for records in (
        *([event], [forum], event.statements, event.agreements, corpus.people, corpus.documents, hits),
        exchanges_of(event),
    ):
        yield Listing(records)._repr_html_()


def shown(event: Event, forum: Forum) -> str:
    """The text of everything, with every tag closed and known."""
    text = ""
    for html in everything(event, forum):
        read = Reader(html)
        assert read.tags <= TAGS
        assert not read.open
        text += read.text
    return text


@settings(max_examples=25, deadline=None)
@given(events(), forums())
def test_no_text_of_a_record_becomes_markup(event: Event, forum: Forum) -> None:
    assert shown(event, forum)


def with_first(event: Event, **changes: Any) -> Event:
    return evolve(event, statements=(evolve(event.statements[0], **changes), *event.statements[1:]))


SPEAKER = SAMPLE.statements[0].speaker
AGREEMENT = evolve(
    SAMPLE.agreements[0],
    count=3,
    value=Money(amount=Decimal(1200), currency="USD"),
    at_least=True,
    parties=(Party(name="Omsk"), Party(name="Pavlodar")),
)


@pytest.mark.parametrize(
    "event",
    [
        evolve(SAMPLE, title=ATTACK),
        evolve(SAMPLE, place=ATTACK),
        with_first(SAMPLE, paragraphs=(ATTACK,), notes=()),
        with_first(SAMPLE, notes=(Note(kind=NoteKind.ACTION, text=ATTACK, paragraph=0),)),
        with_first(SAMPLE, speaker=evolve(SPEAKER, name=ATTACK)),
        with_first(SAMPLE, speaker=evolve(SPEAKER, role=ATTACK)),
        with_first(SAMPLE, delivery=ATTACK),
        evolve(SAMPLE, agreements=(evolve(AGREEMENT, title=ATTACK),)),
        evolve(SAMPLE, agreements=(evolve(AGREEMENT, sentence=ATTACK),)),
        evolve(SAMPLE, agreements=(evolve(AGREEMENT, parties=(Party(name=ATTACK),)),)),
        evolve(SAMPLE, narration=(ATTACK,)),
    ],
    ids=["title", "place", "text", "note", "name", "role", "delivery", "agreement", "sentence", "party", "narration"],
)
def test_markup_in_an_event_is_shown_as_text(event: Event) -> None:
    assert "<script" not in "".join(everything(event, kzru_forums.edition(9)))
    assert "<script>" in shown(event, kzru_forums.edition(9))


@pytest.mark.parametrize("field", ["series", "city", "theme"])
def test_markup_in_a_forum_is_shown_as_text(field: str) -> None:
    changes: Any = {field: ATTACK}
    forum = evolve(kzru_forums.edition(9), **changes)
    assert "<script" not in forum_html(forum)
    assert ATTACK in Reader(forum_html(forum)).text


def test_an_event_says_who_spoke_how_much() -> None:
    assert 'Vladimir Putin</td><td style="text-align: right">98</td>' in event_html(SAMPLE)


def test_numbers_and_their_headings_are_to_the_right() -> None:
    html = event_html(SAMPLE)
    assert '<th style="text-align: left">speaker</th><th style="text-align: right">words</th>' in html


def test_an_event_has_its_kind_day_place_and_edition() -> None:
    assert "forum · September 19, 2012 · Pavlodar · edition 9 of the forum" in event_html(SAMPLE)


def test_an_event_lists_its_agreements() -> None:
    text = Reader(event_html(evolve(SAMPLE, agreements=(AGREEMENT,)))).text
    assert f"{AGREEMENT.status}{AGREEMENT.kind}{AGREEMENT.title}" in text
    assert "Omsk, Pavlodar" in text


def test_the_title_of_an_event_is_a_link_to_its_page() -> None:
    address = 'http://en.kremlin.ru/events/president/news/1?a="b'
    link = '<a href="http://en.kremlin.ru/events/president/news/1?a=&quot;b">'
    event = evolve(SAMPLE, url=address)
    assert event_html(event).startswith(f"<div><p><strong>{link}")
    assert link in Listing([event])._repr_html_()
    assert link in hits_html(Corpus([event]).search("omsk"))


def test_an_address_that_a_browser_would_run_is_no_link() -> None:
    assert "href" not in event_html(evolve(SAMPLE, url="javascript:alert(1)"))


def test_a_long_statement_is_cut() -> None:
    long = evolve(SAMPLE, statements=(evolve(SAMPLE.statements[0], paragraphs=("loom " * 50,)),))
    assert f"{('loom ' * 18).rstrip()} …</td>" in event_html(long)


def test_a_long_table_is_cut_and_says_so() -> None:
    html = corpus_html([SAMPLE] * 30, 2)
    assert html.count("<tr>") == 13
    assert "… and 18 more" in html


def test_an_event_without_a_title_shows_its_id() -> None:
    assert "<strong>ev-x</strong>" in event_html(Event(id="ev-x", title=""))


def test_a_year_without_a_forum_has_no_number() -> None:
    text = Reader(forum_html(Forum(year=2020, status=ForumStatus.NOT_HELD))).text
    assert "edition" not in text
    assert "not held" in text


def test_a_forum_lists_its_events() -> None:
    (forum,) = kzru_forums.group([SAMPLE])
    assert SAMPLE.title in forum_html(forum)


def test_a_corpus_has_its_first_and_last_day() -> None:
    later = evolve(SAMPLE, date=SAMPLE.date and SAMPLE.date.replace(year=2013))
    assert "<br>September 19, 2012 – September 19, 2013</p>" in corpus_html([SAMPLE, later], 2)


def test_a_statement_shows_its_speaker_and_its_words_with_notes_faint() -> None:
    page = "Events\nTalks\nMay 9, 2013\nMayor of Omsk Ivan Loomov: Good. (Applause.) Day.\n(He sits.)\nQuestion: Hm?\n"
    first, second = kzru_forums.loads(page)[0].statements
    assert statement_html(first) == (
        "<div><p><strong>Ivan Loomov</strong><br>Mayor of Omsk · speech 0 · 2 words</p>"
        '<p>Good. <span style="opacity: 0.6">(Applause.)</span> Day.</p>'
        '<p><span style="opacity: 0.6">(He sits.)</span></p></div>'
    )
    assert "<strong>Question</strong><br>question 1 · 1 word</p>" in statement_html(second)


@pytest.mark.parametrize(("count", "rest"), [(6, ""), (7, "… and 1 more paragraph"), (9, "… and 3 more paragraphs")])
def test_a_very_long_statement_is_cut_and_says_so(count: int, rest: str) -> None:
    long = evolve(SAMPLE.statements[0], paragraphs=("Loom.",) * count, notes=(), delivery=None)
    assert Reader(statement_html(long)).text.partition("words")[2] == "Loom." * 6 + rest


def test_an_agreement_shows_its_facts_and_marks_itself_in_its_sentence() -> None:
    html = agreement_html(evolve(AGREEMENT, title="memorandum", sentence="The memorandum is signed.", statement=2))
    assert "<p>The <mark>memorandum</mark> is signed.</p>" in html
    text = Reader(html).text
    for fact in ("partiesOmsk, Pavlodar", "documentsat least 3", "valueat least 1,200 USD", "statement2"):
        assert fact in text
    exact = agreement_html(evolve(AGREEMENT, count=None, value=None, at_least=False, statement=None))
    assert all(f'left">{name}<' not in exact for name in ("documents", "value", "statement"))
    assert "<td" + ' style="text-align: left">3</td>' in agreement_html(evolve(AGREEMENT, at_least=False))


@pytest.mark.parametrize(
    ("amount", "shown"), [("1.3E+9", "1,300,000,000"), ("1300.0", "1,300"), ("1300.50", "1,300.50"), ("0.5", "0.5")]
)
def test_an_amount_is_written_out(amount: str, shown: str) -> None:
    html = agreement_html(evolve(AGREEMENT, at_least=False, value=Money(amount=Decimal(amount), currency="USD")))
    assert f">{shown} USD<" in html


def test_a_date_is_not_broken() -> None:
    assert '<td style="text-align: left; white-space: nowrap">2012-09-19</td>' in Listing([SAMPLE])._repr_html_()


def test_an_exchange_shows_who_asks_and_who_answers() -> None:
    page = "Events\nTalks\nMay 9, 2013\nQuestion: When?\nIvan Loomov: Soon.\nQuestion: Really?\n"
    asks, answer, again = kzru_forums.loads(page)[0].statements
    exchange = Exchange(asks=(asks, again), answers=(answer,), asker=None)
    text = Reader(exchange_html(exchange)).text
    assert text.startswith("somebody asks")
    assert "asks0Question1When?answers1Ivan Loomov1Soon.asks2Question1Really?" in text
    assert Reader(Listing([exchange])._repr_html_()).text.endswith("0When?Ivan Loomov1")


def test_a_person_shows_names_offices_and_roles() -> None:
    person = Corpus([SAMPLE]).person("Vladimir Putin")
    text = Reader(person_html(evolve(person, aliases=("Valdimir Putin",), site_person_ids=(5,)))).text
    assert text.startswith("Vladimir Putinidvladimir-putinother namesValdimir Putinsite's number5WikidataQ7747")
    assert "officefromto" in text
    assert "President of Russia2012-09-192012-09-191" in text


def test_a_document_shows_every_mention() -> None:
    (document, *_) = Corpus([SAMPLE]).documents
    text = Reader(document_html(evolve(document, is_set=True))).text
    assert text.startswith(f"{document.title}{document.kind} · {document.status} · several documents")
    assert text.endswith(SAMPLE.id)
    assert "several" not in document_html(evolve(document, is_set=False))


def test_hits_show_their_words_in_context() -> None:
    hits = Corpus([SAMPLE]).search("omsk")
    assert hits_html(hits).count("<mark>Omsk</mark>") == len(hits) == 1
    assert hits_html(hits).startswith("<div><p><strong>1 hit</strong></p><table>")
    assert hits_html(()) == "<div><p><strong>0 hits</strong></p></div>"


def test_a_list_of_forums_is_a_table() -> None:
    text = Reader(Listing(kzru_forums.editions())._repr_html_()).text
    assert text.startswith("no.yearcitycountrythemestatusevents")
    assert "92012PavlodarKZInnovation cooperationheld0" in text
    assert "2020" not in Listing([Forum(year=2021, status=ForumStatus.NOT_HELD)])._repr_html_()


def test_a_list_has_as_many_rows_as_one_wants() -> None:
    assert "… and 1 more" in Listing([SAMPLE] * 101)._repr_html_()
    assert "… and 3 more" in Listing([SAMPLE] * 5, rows=2)._repr_html_()
    assert Listing(iter(())).records == ()
    assert Listing(())._repr_html_() == "<div><p>nothing to list</p></div>"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ("text", "expected records, not str"),
        (5, "expected records, not int"),
        ([5], "expected records of one class .*, not int"),
        ([SAMPLE, kzru_forums.edition(9)], "not Event and Forum"),
    ],
)
def test_a_list_is_of_records_of_one_class(wrong: Any, error: str) -> None:
    with pytest.raises(TypeError, match=error):
        Listing(wrong)


def test_a_person_without_a_role_is_listed() -> None:
    person = Person(id="ivan-loomov", name="Ivan Loomov")
    assert Reader(Listing([person])._repr_html_()).text.endswith("ivan-loomovIvan Loomov0")


def test_records_show_themselves() -> None:
    corpus = Corpus([SAMPLE])
    hits = corpus.search("omsk")
    (document, *_) = corpus.documents
    assert isinstance(document, Document)
    (exchange,) = exchanges_of(SAMPLE)
    for record, html in (
        (SAMPLE, event_html(SAMPLE)),
        (SAMPLE.statements[0], statement_html(SAMPLE.statements[0])),
        (SAMPLE.agreements[0], agreement_html(SAMPLE.agreements[0])),
        (kzru_forums.edition(9), forum_html(kzru_forums.edition(9))),
        (corpus, corpus_html(corpus.events, len(corpus.people))),
        (exchange, exchange_html(exchange)),
        (corpus.people[0], person_html(corpus.people[0])),
        (document, document_html(document)),
        (hits, hits_html(hits)),
        (hits[0], hits_html(hits)),
    ):
        assert record._repr_html_() == html
