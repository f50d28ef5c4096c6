"""Readings of one page, ids, and links between pages."""

from datetime import date, time
from itertools import permutations

import pytest
from attrs import evolve

from corpus_events import DAY, event, only, speaker
from kzru_forums import Event, Layout, Photo, Related, Source, Span
from kzru_forums.corpus import Corpus
from kzru_forums.corpus.pages import merged, same_page

SAFONOV = speaker("Oleg Safonov")
BELOV = speaker("Ivan Belov")
TALKS = event(SAFONOV, BELOV, SAFONOV)


def source(layout: Layout = Layout.PAGE, name: str = "talks.txt", sha256: str = "ab") -> Source:
    return Source(name=name, layout=layout, sha256=sha256)


TEXT = evolve(TALKS, source=source(Layout.TEXT_VERSION))
PAGE = evolve(TALKS, time=time(15, 0), topics=("Rail",), source=source(sha256="cd"))
HTML = evolve(
    TALKS,
    page_number=4711,
    url="http://en.kremlin.ru/events/president/news/4711",
    time=time(15, 0),
    geography_codes=("KZ",),
    source=source(Layout.HTML, "talks.html", "ef"),
)


@pytest.mark.parametrize("given", list(permutations([TEXT, PAGE, HTML])))
def test_readings_of_one_page_are_one_event_with_all_their_sources(given: tuple[Event, ...]) -> None:
    corpus = Corpus(given)
    (talks,) = corpus.events
    assert talks == evolve(HTML, topics=("Rail",))
    assert corpus.readings(talks) == (HTML, PAGE, TEXT)
    assert corpus.sources(talks) == (HTML.source, PAGE.source, TEXT.source)
    assert len(corpus.statements_by("Oleg Safonov")) == 2


@pytest.mark.parametrize("layout", Layout)
def test_two_readings_in_any_layout_are_one_event(layout: Layout) -> None:
    ones, others = (evolve(TALKS, source=source(layout, sha256=sha256)) for sha256 in ("ab", "cd"))
    assert len(Corpus([ones, others]).events) == 1


def test_a_plain_reading_is_the_poorest_of_one_page() -> None:
    plain = evolve(TALKS, source=source(Layout.PLAIN, sha256="gh"))
    assert merged([plain, TEXT]).source == TEXT.source


def test_a_source_that_comes_twice_is_told_once() -> None:
    corpus = Corpus([PAGE, PAGE, TALKS])
    assert corpus.sources(corpus.events[0]) == (PAGE.source,)
    assert len(corpus.readings(corpus.events[0])) == 3


def test_the_reading_with_most_speech_is_the_event() -> None:
    partial = evolve(HTML, statements=HTML.statements[:1], abridged=True)
    joined = merged([partial, PAGE])
    assert joined == evolve(
        PAGE, page_number=4711, url=HTML.url, geography_codes=("KZ",), abridged=True, source=PAGE.source
    )


def test_nothing_of_the_richest_reading_is_replaced() -> None:
    other = evolve(PAGE, time=time(16, 0), photos=(Photo(caption="At the talks."),))
    assert merged([HTML, other]).time == time(15, 0)
    assert merged([HTML]) is HTML
    assert merged([TALKS, evolve(TALKS)]) == TALKS


def test_no_reading_is_no_event() -> None:
    with pytest.raises(ValueError, match="at least one reading"):
        merged([])


def pages(*readings: Event) -> int:
    return len(same_page(readings))


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({"title": "Talks on Rail."}, 1),
        ({"title": "Talks on water"}, 2),
        ({"title": ""}, 2),
        ({"date": date(2013, 5, 8)}, 2),
        ({"date": None}, 2),
        ({"time": time(16, 0)}, 2),
        ({"time": None}, 1),
        ({"language": "ru"}, 2),
        ({"page_number": 4712}, 1),
        ({"statements": ()}, 1),
        ({"statements": event("Question", title="Other words").statements}, 2),
        ({"statements": TALKS.statements[:1]}, 1),
        ({"statements": (), "narration": ("An account of the talks.",)}, 2),
    ],
)
def test_date_and_title_make_one_page_unless_something_speaks_against(change: dict[str, object], count: int) -> None:
    assert pages(PAGE, evolve(PAGE, **change)) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other", ["https://www.en.kremlin.ru/talks/?print=1", "//en.kremlin.ru/talks", "EN.kremlin.ru/talks"]
)
def test_one_address_makes_one_page_whatever_the_title(other: str) -> None:
    assert pages(evolve(TALKS, url="http://en.kremlin.ru/talks"), evolve(TALKS, url=other, title="Rail")) == 1
    assert pages(evolve(TALKS, url="http://en.kremlin.ru/water"), evolve(TALKS, url=other, title="Rail")) == 2


def test_one_number_makes_one_page_in_one_language() -> None:
    assert pages(HTML, evolve(HTML, url=None)) == 1
    assert pages(HTML, evolve(HTML, title="Rail", url=None)) == 1
    assert pages(HTML, evolve(HTML, language="ru", title="Rail", url=None)) == 2


def test_two_numbers_make_two_pages_of_one_title() -> None:
    assert pages(HTML, evolve(HTML, page_number=4712, url=None)) == 2


def test_one_place_in_one_file_makes_one_page() -> None:
    untitled = evolve(TALKS, title="", date=None, source=source(), span=Span(start=0, end=9))
    assert pages(untitled, evolve(untitled, source=source(name="copy.txt"))) == 1
    assert pages(untitled, evolve(untitled, span=Span(start=9, end=18))) == 2
    assert pages(untitled, evolve(untitled, span=None)) == 2


def test_a_reading_without_number_is_of_the_page_it_shares_most_with() -> None:
    other = evolve(HTML, page_number=4712, url=None, statements=event(SAFONOV, BELOV, title="Rail").statements)
    found = same_page([HTML, PAGE, other])
    assert sorted(map(len, found)) == [1, 2]
    assert [HTML, PAGE] in found


def test_a_reading_without_number_that_fits_two_pages_alike_stays_alone() -> None:
    twin = evolve(HTML, page_number=4712, url=None)
    assert pages(HTML, twin, PAGE) == 3
    assert pages(HTML, twin, evolve(PAGE, time=time(9, 0))) == 3


EMPTY = evolve(PAGE, statements=(), time=None)


def test_a_reading_without_words_is_of_the_only_page_it_may_be_of() -> None:
    other = evolve(PAGE, time=time(18, 0), statements=event("Question", title="Other words").statements)
    assert pages(PAGE, EMPTY) == 1
    assert pages(EMPTY, EMPTY) == 1
    assert pages(EMPTY, evolve(EMPTY, time=time(9, 0))) == 1
    assert pages(PAGE, other, EMPTY) == 3
    assert pages(PAGE, other, evolve(EMPTY, time=time(18, 0))) == 2
    assert pages(PAGE, evolve(EMPTY, language="ru")) == 2
    assert pages(evolve(EMPTY, page_number=4711), PAGE) == 1
    assert pages(evolve(EMPTY, page_number=4711), evolve(EMPTY, page_number=4712), PAGE) == 3


def test_many_readings_of_one_title_with_words_in_common_are_one_page() -> None:
    spoken = [evolve(TALKS, lead=(f"Word {number}.",), source=source(sha256=str(number))) for number in range(60)]
    assert pages(*spoken) == 1
    numbered = [evolve(one, page_number=number) for number, one in enumerate(spoken, 1)]
    assert pages(*numbered) == 60
    assert pages(*numbered, evolve(TALKS, lead=("Word 7.",))) == 60


def test_two_pages_of_one_day_and_title_get_ids_that_differ_in_any_order() -> None:
    one = evolve(event("Question", SAFONOV), page_number=1)
    other = evolve(event("Reply", BELOV), page_number=2)
    taken = evolve(event(SAFONOV, title="Water"), id=f"{one.id}-2")
    for given in permutations([one, other, taken]):
        corpus = Corpus(given)
        ids = [page.id for page in corpus]
        assert sorted(ids) == [one.id, f"{one.id}-2", f"{one.id}-3"]
        second = corpus.event(f"{one.id}-3")
        assert second.statements[0].speaker.id == f"{one.id}-3.s0000.speaker"
        assert second.statements[1].speaker == BELOV
        assert corpus.events_of("Ivan Belov") == (second,)
        assert corpus.readings(second) == (other,)


def test_an_id_that_is_not_made_of_the_events_is_left_alone() -> None:
    nameless = evolve(TALKS.statements[0].speaker, name=None, id="somebody")
    page = evolve(TALKS, statements=(evolve(TALKS.statements[0], speaker=nameless),), page_number=2)
    corpus = Corpus([evolve(TALKS, page_number=1), page])
    assert corpus.events[1].statements[0].speaker.id == "somebody"


def test_one_person_speaks_in_two_readings_though_only_one_has_the_number() -> None:
    numbered = evolve(HTML, statements=event(speaker("Oleg Safonov", number=12)).statements)
    texts = evolve(PAGE, statements=numbered.statements[:0])
    corpus = Corpus([evolve(texts, statements=event(SAFONOV).statements), numbered])
    assert only(corpus).site_person_ids == (12,)


def test_a_name_that_is_not_whole_is_one_person_in_two_readings() -> None:
    page = event(speaker("Dmitry"))
    corpus = Corpus([evolve(page, source=source()), evolve(page, source=source(Layout.HTML))])
    assert len(corpus.people) == 1


def entry(title: str = "Talks on rail", **fields: object) -> Related:
    return Related(heading="See also", title=title, **fields)  # type: ignore[arg-type]


VISIT = evolve(event(SAFONOV, title="A visit"), page_number=5, url="http://en.kremlin.ru/visit")
LINKED = Corpus([HTML, VISIT, event(BELOV, title="Talks on rail", day=date(2014, 1, 1))])


@pytest.mark.parametrize(
    ("link", "found"),
    [
        (entry(date=DAY), HTML.id),
        (entry("TALKS ON RAIL", date=DAY), HTML.id),
        (entry(date=date(2013, 5, 1), ends_on=date(2013, 5, 9)), HTML.id),
        (entry(date=date(2013, 5, 1), ends_on=date(2013, 5, 2)), None),
        (entry(date=date(2013, 5, 8)), None),
        (entry(), None),
        (entry("A visit"), VISIT.id),
        (entry("A walk"), None),
        (entry("Another title", page_number=4711), HTML.id),
        (entry("Another title", url="https://en.kremlin.ru/visit/"), VISIT.id),
        (entry("A visit", page_number=6), None),
        (entry(date=date(2014, 1, 1), page_number=6), "ev-2014-01-01-talks-on-rail"),
    ],
)
def test_a_link_is_found_by_number_address_or_title_and_date(link: Related, found: str | None) -> None:
    target = LINKED.target(link)
    assert (target and target.id) == found


def test_a_number_that_two_languages_share_is_told_by_the_title() -> None:
    russian = evolve(HTML, language="ru", title="Rail", id="ru", url=None)
    corpus = Corpus([HTML, russian])
    target = corpus.target(entry("Rail", page_number=4711))
    assert target is not None
    assert target.language == "ru"
    assert corpus.target(entry("Water", page_number=4711)) is None


def test_a_number_that_two_languages_share_is_told_by_the_date() -> None:
    russian = evolve(HTML, language="ru", date=None, id="ru", url=None)
    corpus = Corpus([HTML, russian])
    target = corpus.target(entry(page_number=4711, date=DAY))
    assert target is not None
    assert target.language == "en"
    assert corpus.target(entry(page_number=4711)) is None


def test_an_event_without_a_date_is_found_by_a_title_without_one() -> None:
    corpus = Corpus([event(SAFONOV, day=None)])
    assert corpus.target(entry()) == corpus.events[0]
    assert corpus.target(entry(date=DAY)) is None


def test_an_event_without_a_title_is_found_by_its_number_alone() -> None:
    untitled = evolve(HTML, title="")
    assert Corpus([untitled]).target(entry("", page_number=4711)) == untitled
    assert Corpus([untitled]).target(entry("", date=DAY)) is None


def test_links_go_both_ways() -> None:
    linking = evolve(VISIT, related=(entry(date=DAY), entry("A walk"), entry(page_number=4711)))
    corpus = Corpus([HTML, linking])
    assert corpus.linked_from(linking) == (corpus.event(HTML.id),)
    assert corpus.linking_to(HTML.id) == (corpus.event(VISIT.id),)
    assert corpus.linked_from(HTML.id) == ()


def test_a_title_in_other_letters_is_compared_by_its_words() -> None:
    russian = [event(SAFONOV, title=title) for title in ("Переговоры", "переговоры", "Визит")]
    assert pages(*(evolve(page, statements=()) for page in russian)) == 2


def test_what_is_no_entry_has_no_target() -> None:
    with pytest.raises(TypeError, match="expected an entry of a link box, not str"):
        Corpus([]).target("A visit")  # type: ignore[arg-type]
