"""Reading HTML: what only markup knows, odd markup, and that no text is lost."""

import datetime
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.etree import _Element

import kzru_forums
from kzru_forums import BlockKind, Event, Layout, Limits, ProblemCode, Severity
from kzru_forums.pages.parsing import ATTRIBUTE, too_deep, too_many_attributes

CARD = (
    '<span class="read__tooltip tooltip_person hidden"><span class="tooltip_title">Petrov Ivan</span>'
    '<span class="tooltip_description_dark">Minister of Something Later</span></span>'
)


def person(number: int, name: str) -> str:
    return f'<a href="http://en.kremlin.ru/catalog/persons/{number}/events" class="person_tag">{name}{CARD}</a>'


def article(body: str, *, title: str = "Meeting on rivers", lead: str = "", number: int = 4711) -> str:
    return (
        f'<article class="read__in hentry" id="event-{number}"><a class="read__categ">Events</a>'
        f'<h1 class="entry-title p-name">{title}</h1><div class="read__lead entry-summary">{lead}</div>'
        '<div class="read__meta"><time class="read__published" datetime="2014-03-05">March 5, 2014</time>'
        '<div class="read__time">14:30</div><div class="read__place p-location"><i></i>Omsk</div>'
        '<meta itemprop="inLanguage" content="en"/></div>'
        f'<div class="entry-content read__internal_content">{body}</div></article>'
    )


FOOT = (
    '<div class="read__bottommeta"><div class="read__tags"><div class="read__tagscol"><h3>Geography</h3><ul><li>'
    '<a href="http://en.kremlin.ru/catalog/countries/KZ/events"><i></i>Kazakhstan</a></li></ul></div>'
    '<div class="read__tagscol"><h3>Topics</h3><ul><li><a>Water </a></li></ul></div>'
    '<div class="read__tagscol"><h3>Persons</h3><ul><li><a href="/catalog/persons/77/events">Petrov Ivan</a></li>'
    '<li class="read__tagsmore"><a>3 more</a></li></ul></div></div>'
    '<div class="read__status"><h3>Publication status</h3>'
    "<p>Published in sections: <a>News</a>, <a>Transcripts</a><br/> </p>"
    "<p> Publication date:   <time>March 5, 2014, 14:30</time> </p>"
    '<p class="print_link_wrap"> Direct link: <a class="print_link" href="http://en.kremlin.ru/d/4711">'
    'en.kremlin.ru/d/4711</a></p><p><a class="text_version_link">Text version</a></p></div></div>'
)
GALLERY = (
    '<div class="slider"><div class="slide" data-cycle-desc="The river at dawn."><div data-text="x"></div></div>'
    '<div class="slide starting-slide" data-cycle-desc="The river at noon."></div></div>'
)
BOX = (
    '<div class="read__cut"><div class="cut"><h3 class="cut__title">See also</h3><div class="cut__description">'
    '<a href="4712.html" class="cut__item">Visit to the lock</a><div class="cut__date">March 4, 2014</div>'
    '</div></div></div><div class="read__cut"><h3 class="cut__title">See also</h3><div class="cut__description">'
    '<a href="http://en.kremlin.ru/d/99" class="cut__item">News of the canal</a></div></div>'
)
SPEECH = (
    f"<p><b>Minister of Rivers {person(77, 'Ivan Petrov')}:</b> Water is low.</p><p>It will rise.</p>"
    "<p><b>Question</b>: When?</p><p><b>Ivan Petrov</b><i> (in Kazakh</i>): In May.</p>"
)


def event(source: str) -> Event:
    (found,) = kzru_forums.loads(source)
    return found


def test_head_is_read_from_microformats() -> None:
    found = event(article("<p>Nothing was said.</p>", lead="Rain.<div><p>A lead.</p>Snow.<p>And more.</p></div>"))
    lead = ("Rain.", "A lead.", "Snow.", "And more.")
    assert (found.title, found.lead, found.place) == ("Meeting on rivers", lead, "Omsk")
    assert (found.date, found.time) == (datetime.date(2014, 3, 5), datetime.time(14, 30))


def test_bold_beginning_and_colon_make_a_label() -> None:
    found = event(article(SPEECH))
    assert [said.label for said in found.statements] == [
        "Minister of Rivers Ivan Petrov",
        "Question",
        "Ivan Petrov (in Kazakh)",
    ]
    assert found.statements[0].paragraphs == ("Water is low.", "It will rise.")
    assert found.statements[2].delivery == "in Kazakh"


def test_label_in_two_bold_pieces_is_one_label() -> None:
    found = event(article("<p><b>Vera</b> <b>Sokolova</b>: Good.</p>"))
    assert found.statements[0].speaker.name == "Vera Sokolova"


def test_text_between_paragraphs_is_a_paragraph_of_its_own() -> None:
    found = event(article("The river <i>rose</i>.<p>It fell.</p>Then it stood.<p>\u200b</p>"))
    assert found.narration == ("The river rose.", "It fell.", "Then it stood.")


def test_separator_in_a_paragraph_is_no_text() -> None:
    found = event(article("<p>The river rose.</p><p>* * *</p><p>It fell.</p>"))
    assert found.narration == ("The river rose.", "It fell.")


def test_plain_beginning_is_no_label_where_others_are_bold() -> None:
    plain = (
        *("River Commission: it met.", "<i>River</i> <b>Commission</b>: it met.", "<i>Museum guide:</i> Wool.</i>"),
        *("Museum <b>guide</b>: Wool.", "<i>Museum</i> <b>guide</b>: Wool."),
        "<b>Director</b> (deaf) of the Mill: Wool.",
    )
    found = event(article(SPEECH + "".join(f"<p>{words}</p>" for words in plain)))
    assert [said.label for said in found.statements] == [said.label for said in event(article(SPEECH)).statements]
    assert [words.partition(":")[0] for words in found.statements[2].paragraphs[1:]] == [
        *("River Commission", "River Commission", "Museum guide", "Museum guide", "Museum guide"),
        "Director (deaf) of the Mill",
    ]


def test_what_is_in_brackets_in_a_label_need_not_be_bold() -> None:
    (said,) = event(article("<p> <b>Carpet dyer</b> (in Kazakh): No.</p>")).statements
    assert (said.label, said.delivery) == ("Carpet dyer (in Kazakh)", "in Kazakh")


def test_plain_label_that_repeats_a_bold_one_is_a_label() -> None:
    found = event(article("<p><b>Museum guide</b>: Good.</p><p>Museum guide: Indeed.</p><p>Director: And.</p>"))
    assert [said.label for said in found.statements] == ["Museum guide", "Museum guide"]


def test_plain_label_with_a_name_is_a_label() -> None:
    found = event(article("<p><b>Museum guide</b>: Good.</p><p>Vera Sokolova: Indeed.</p>"))
    assert [said.label for said in found.statements] == ["Museum guide", "Vera Sokolova"]


def test_page_without_bold_labels_is_read_as_text_is() -> None:
    found = event(article("<p>Minister of Rivers Ivan Petrov: Water is low.</p><p>Question: When?</p>"))
    assert [said.label for said in found.statements] == ["Minister of Rivers Ivan Petrov", "Question"]


def test_a_family_name_is_a_label_where_the_persons_tags_have_it() -> None:
    body = "<p>Petrov: Water is low.</p><p>It will rise.</p>"
    assert [said.label for said in event(article(body + FOOT)).statements] == ["Petrov"]
    assert event(article(body + FOOT.replace("Petrov Ivan", "Loomov Ivan"))).statements == ()


def test_hover_card_is_never_evidence_for_a_role() -> None:
    found = event(article(f"<p><b>{person(77, 'Ivan Petrov')}</b>: Water is low.</p>"))
    assert found.statements[0].speaker.role is None
    assert "Later" not in kzru_forums.parse(article(SPEECH)).text


def test_person_number_comes_from_the_link_in_the_label() -> None:
    assert event(article(SPEECH)).statements[2].speaker.site_person_id == 77


def test_person_number_comes_from_the_persons_tag_too() -> None:
    found = event(article(f"<p><b>Ivan Petrov</b>: Water is low.</p>{FOOT}"))
    assert found.statements[0].speaker.site_person_id == 77


def test_foot_is_read() -> None:
    found = event(article(SPEECH + FOOT))
    assert (found.geography, found.geography_codes, found.topics) == (("Kazakhstan",), ("KZ",), ("Water",))
    assert (found.persons, found.sections) == (("Petrov Ivan",), ("News", "Transcripts"))
    assert found.published == datetime.datetime(2014, 3, 5, 14, 30)


def test_page_number_and_address_are_known() -> None:
    found = event(article(SPEECH + FOOT))
    assert (found.page_number, found.url) == (4711, "http://en.kremlin.ru/d/4711")


def test_address_of_the_page_itself_wins_over_its_direct_link() -> None:
    address = "http://en.kremlin.ru/events/president/news/4711"
    found = event(
        f'<html><head><meta property="og:url" content="{address}"/></head><body>{article(SPEECH + FOOT)}</body>'
    )
    assert (found.page_number, found.url) == (4711, address)


def test_gallery_keeps_its_other_captions() -> None:
    photos = event(article(GALLERY + SPEECH)).photos
    assert [(photo.caption, photo.number, photo.count, photo.shown) for photo in photos] == [
        ("The river at noon.", 2, 2, True),
        ("The river at dawn.", 1, 2, False),
    ]


def test_single_photo_has_a_caption_without_a_number() -> None:
    media = '<div class="media"><figure><img/></figure><span class="media__title">The lock.</span></div>'
    (photo,) = event(article(media + SPEECH)).photos
    assert (photo.caption, photo.number) == ("The lock.", None)


def test_link_box_has_targets() -> None:
    related = event(article(SPEECH + BOX + FOOT)).related
    assert [(entry.title, entry.date, entry.page_number) for entry in related] == [
        ("Visit to the lock", datetime.date(2014, 3, 4), 4712),
        ("News of the canal", None, 99),
    ]


def test_link_box_inside_a_statement_does_not_end_it() -> None:
    found = event(article(f"<p><b>Vera Sokolova</b>: Good.</p>{BOX}<p>Very good.</p>"))
    assert found.statements[0].paragraphs == ("Good.", "Very good.")


def test_quotation_block_is_a_pull_quote() -> None:
    found = event(article(f"{SPEECH}<blockquote><p>Water is low.</p></blockquote>"))
    assert found.pull_quotes == ("Water is low.",)


@pytest.mark.parametrize(
    "markup",
    [
        *("<b>Beginning of the meeting</b>", "<i><b>Beginning</b> of the meeting</i>"),
        "<em>Beginning</em> <strong>of the meeting</strong>",
    ],
)
def test_paragraph_in_bold_or_italics_is_a_heading(markup: str) -> None:
    found = event(article(f"<p>A boat came.</p><p>{markup}</p>{SPEECH}"))
    assert (found.headings, found.narration) == (("Beginning of the meeting",), ("A boat came.",))


def test_a_heading_may_have_a_full_stop_or_begin_in_brackets() -> None:
    found = event(article(f"<p><i>Questions.</i></p><p><b>(Part) two</b></p><p><i>(Applause.)</i></p>{SPEECH}"))
    assert (found.headings, found.narration) == (("Questions.", "(Part) two"), ("(Applause.)",))


def test_stage_direction_in_italics_is_a_note() -> None:
    found = event(article(f"{SPEECH}<p><i>(A minute of silence.)</i></p>"))
    assert found.statements[-1].notes[-1].text == "(A minute of silence.)"


def test_line_break_in_a_paragraph_begins_another_one() -> None:
    assert event(article("<p>One.<br/>Two.</p>")).narration == ("One.", "Two.")
    (said,) = event(article("<p><b>Vera Sokolova:</b> One.<br/>River Commission: it met.<br/>Three.</p>")).statements
    assert said.paragraphs == ("One.", "River Commission: it met.", "Three.")


def test_line_break_in_a_title_a_place_or_a_link_is_a_space() -> None:
    page = article(SPEECH + BOX.replace("Visit to", "Visit<br/>to"), title="Meeting<br/>on rivers")
    found = event(page.replace("Omsk", "Omsk<br/>Region"))
    assert (found.title, found.place) == ("Meeting on rivers", "Omsk Region")
    assert found.related[0].title == "Visit to the lock"


def test_text_outside_paragraphs_is_kept() -> None:
    found = event(
        article("Loose <em>words</em>.<div><p>In a box.</p></div><ul><li>A point</li></ul><span><p>Odd.</p></span>")
    )
    assert found.narration == ("Loose words.", "In a box.", "A point", "Odd.")


def test_scripts_and_styles_are_no_text() -> None:
    found = event(article("<p>One.</p><script>alert('two')</script><style>p { }</style>"))
    assert found.narration == ("One.",)


def test_date_in_another_language_is_taken_from_the_markup() -> None:
    found = kzru_forums.parse(article(SPEECH).replace("March 5, 2014<", "5 марта 2014 года<")).events[0]
    assert found.date == datetime.date(2014, 3, 5)


def test_another_language_is_a_problem() -> None:
    reading = kzru_forums.parse(article(SPEECH).replace('content="en"', 'content="ru"'))
    assert reading.events[0].language == "ru"
    assert [problem.code for problem in reading.problems] == [ProblemCode.OTHER_LANGUAGE]


def test_missing_date_is_an_error() -> None:
    source = re.sub(r"<time class.*?</time>", "", article(SPEECH))
    with pytest.raises(kzru_forums.TranscriptError) as caught:
        kzru_forums.loads(source)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == (
        ProblemCode.MISSING_DATE,
        "expected a date (time.read__published), found none",
    )


def test_missing_body_is_a_problem() -> None:
    reading = kzru_forums.parse(article(SPEECH).replace("read__internal_content", "something"))
    assert ProblemCode.MISSING_BODY in {problem.code for problem in reading.problems}


def test_other_html_is_no_transcript() -> None:
    with pytest.raises(kzru_forums.TranscriptError, match=r"h1\.entry-title"):
        kzru_forums.loads("<!doctype html><html><body><h1>Shop</h1></body></html>")


@pytest.mark.parametrize("tag", ["article", "div"])
def test_several_articles_are_several_events(tag: str) -> None:
    pages = article(SPEECH) + article(SPEECH, title="Meeting on lakes")
    found = kzru_forums.loads(f"<div><div>{pages}</div></div>".replace("article", tag))
    assert [(one.title, len(one.statements)) for one in found] == [("Meeting on rivers", 3), ("Meeting on lakes", 3)]


def test_several_articles_without_a_body_are_several_events() -> None:
    pages = "".join(f'<article><h1 class="entry-title">On {what}</h1></article>' for what in ("rivers", "lakes"))
    assert [one.title for one in kzru_forums.parse(f"<div><div>{pages}</div></div>").events] == [
        "On rivers",
        "On lakes",
    ]


def test_bytes_that_no_encoding_has_are_an_error_if_an_event_shows_them() -> None:
    page = article("<p>Caf\xe9, caf\xe9.</p>").encode()
    reading = kzru_forums.parse(page.replace("\xe9,".encode(), b"\xff,"))
    assert reading.events[0].narration == ("Caf\ufffd, caf\xe9.",)
    (problem,) = (problem for problem in reading.problems if problem.code is ProblemCode.UNDECODABLE_BYTES)
    assert problem.severity is Severity.ERROR
    assert problem.span
    assert reading.text[problem.span.start : problem.span.end] == "\ufffd"


def test_bytes_that_no_event_shows_are_a_warning() -> None:
    page = article("<p>Caf\xe9.</p><script>" + "\xe9" * 20 + "\xfe</script>").encode().replace("\xfe".encode(), b"\xff")
    reading = kzru_forums.parse(page)
    found = [problem.severity for problem in reading.problems if problem.code is ProblemCode.UNDECODABLE_BYTES]
    assert (reading.events[0].narration, found) == (("Caf\xe9.",), [Severity.WARNING])


def test_rendering_reads_as_the_page_does() -> None:
    reading = kzru_forums.parse(article(GALLERY + SPEECH + BOX + FOOT))
    (again,) = kzru_forums.loads(reading.text.replace("The river at dawn.\n", ""))
    assert [said.paragraphs for said in again.statements] == [said.paragraphs for said in reading.events[0].statements]


def test_spans_point_into_the_rendering() -> None:
    reading = kzru_forums.parse(article(SPEECH))
    said = reading.events[0].statements[0]
    assert said.span is not None
    assert reading.text[said.span.start : said.span.end].startswith("Minister of Rivers Ivan Petrov: Water")


def test_blocks_tile_the_rendering() -> None:
    reading = kzru_forums.parse(article(GALLERY + SPEECH + BOX + FOOT))
    ends = [0, *(block.span.end for block in reading.blocks)]
    assert [block.span.start for block in reading.blocks] == ends[:-1]
    assert ends[-1] == len(reading.text)


@pytest.mark.parametrize(
    "start", ["<!doctype html><html>", "<!-- saved --><html>", "\ufeff <html>", '<?xml version="1.0"?>\n<html>']
)
def test_html_is_told_by_its_beginning(start: str) -> None:
    assert kzru_forums.parse(start + article(SPEECH)).source.layout is Layout.HTML


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>" * 10_000,
        "<div>" * 10_000,
        "</div>" * 50_000 + "<div>" * 10_000,
        "<DIV>" * 10_000,
        "".join(f"<b id=x{index}>" for index in range(500)) + "<p>a" * 10_000,
        "<p>a</p>" * 100_000,
    ],
)
def test_nesting_is_refused_before_it_is_parsed(hostile: str) -> None:
    reading = kzru_forums.parse(f"<html>{article(hostile)}")
    assert [problem.code for problem in reading.problems] == [ProblemCode.LIMIT_EXCEEDED]
    assert [block.kind for block in reading.blocks] == [BlockKind.UNKNOWN]


@pytest.mark.parametrize("attribute", [" a{}", "/a{}", ' a{}="> "', "a{}='>'", " a{}=b", " a{} = ", ' a{}=">="'])
@pytest.mark.parametrize(("count", "is_refused"), [(995, False), (1_010, True)])
def test_attributes_of_one_tag_are_limited(attribute: str, count: int, is_refused: bool) -> None:
    tag = f"<p x=''{''.join(map(attribute.format, range(count)))}>"
    reading = kzru_forums.parse(served(article(f"{SPEECH}{tag}Wool.</p>")))
    refused = [problem for problem in reading.problems if problem.code is ProblemCode.LIMIT_EXCEEDED]
    assert bool(refused) is is_refused
    for problem in refused:
        assert "(attributes)" in problem.message
        assert problem.span is not None
        assert reading.text[problem.span.start :].startswith("<p x=")


@pytest.mark.parametrize("hidden", ['<script>a<b c="</script>{}"', '<!-- <b c=" -->{}"', "<title><b c='</title>{}'"])
def test_attributes_are_counted_where_a_script_or_comment_hides_the_tag(hidden: str) -> None:
    tag = f"<p{' a' * 1_010}>"
    assert too_many_attributes(hidden.format(tag).encode(), Limits()) == hidden.index("{}")


def test_attributes_are_counted_if_their_values_hold_tags() -> None:
    assert too_many_attributes(f"""<p{' a=">="' * 1_010}>""".encode(), Limits()) == 0


@given(st.text(alphabet="<p b='\">/\n", max_size=60), st.integers(0, 4))
def test_no_tag_with_many_attributes_is_overlooked(text: str, most: int) -> None:
    attributes, content = rb"<[a-z][^\s/>]*+%b{%d}" % (ATTRIBUTE, most + 1), text.encode()
    assert (too_many_attributes(content, Limits(attributes=most)) is not None) >= bool(re.search(attributes, content))


@pytest.mark.parametrize(
    "hostile", [b"<a", b"<a ", b"<a b='\"", b"<a b=", b"<a/", b"<a b=c<a", b"< a", b"<a " + b"b " * 999 + b">"]
)
def test_attributes_are_counted_in_linear_time(hostile: bytes) -> None:
    begin = time.process_time()
    too_many_attributes(hostile * (3_000_000 // len(hostile)), Limits())
    assert time.process_time() - begin < 5


def test_long_html_is_refused() -> None:
    reading = kzru_forums.parse(article(SPEECH), limits=Limits(html_characters=100))
    assert [problem.code for problem in reading.problems] == [ProblemCode.LIMIT_EXCEEDED]


def test_html_as_long_as_the_limit_is_read() -> None:
    page = article(SPEECH)
    for limit, is_read in ((len(page), True), (len(page) - 1, False)):
        assert bool(kzru_forums.parse(page, limits=Limits(html_characters=limit)).events) is is_read


def test_tags_nested_as_deep_as_the_limit_are_read() -> None:
    deep = b"<div>" * 20 + b"<p>" * 20
    assert (too_deep(deep, Limits(nesting=20)), too_deep(deep, Limits(nesting=19))) == (None, 0)
    flat = b"<p></p>" * 20
    assert (too_deep(flat, Limits(nesting=9, tags=40)), too_deep(flat, Limits(nesting=9, tags=39))) == (None, 0)


def test_type_that_is_never_closed_counts_for_each_tag_below_it() -> None:
    for typed, cost in ((b"<b><b><p></p><p></p>", 11), (b"<b><b></b><b><p></p>", 10)):  # 1 + 2 + 2 …, 1 + 2 + 1 + 2 …
        limits = [Limits(nesting=3, html_characters=characters) for characters in (cost, cost - 1)]
        assert [too_deep(typed, limit) for limit in limits] == [None, 0]


def test_page_that_closes_its_tags_is_not_deep() -> None:
    assert too_deep(b"<div><p><b>a</b></p></div>" * 3_000, Limits()) is None


def served(middle: str, *, behind: str = "", number: int = 4711) -> str:
    """A page as the site serves it: menus and scripts around the article."""
    address = f"http://en.kremlin.ru/events/president/news/{number}"
    return (
        f'<!doctype html><html lang="en"><head><title>A page</title><meta property="og:url" content="{address}"/>'
        "</head>"
        f"<body><ul><li><a>Menu</a></li></ul><div>{middle}</div>{behind}<script>if (1 < 2) go()</script></body></html>"
    )


@pytest.mark.parametrize(
    "odd",
    [
        served("<script>var a = '<b>'</script>" + article(SPEECH + FOOT)),
        served("<!-- a --><template><p>x</p></template>" + article(SPEECH + FOOT)),
        served(article(SPEECH + FOOT), behind="<article><p>Another text.</p></article>"),
        served(article(SPEECH + FOOT), behind="<p class='entry-title'>Not a title</p>"),
        served(article(SPEECH + FOOT)).replace("article", "section"),
        served(article(SPEECH + FOOT)).replace("</article>", ""),
        served(article(SPEECH + FOOT)).replace("<body>", "<body><article><h1>x</h1></article>"),
    ],
)
def test_what_stands_around_the_article_changes_nothing(odd: str) -> None:
    assert event(odd) == event(served(article(SPEECH + FOOT)))


def test_end_of_a_head_inside_a_script_ends_nothing() -> None:
    page = served(article(SPEECH + FOOT)).replace("<title>", "<script>write('</head>')</script><title>")
    assert event(page) == event(served(article(SPEECH + FOOT)))


def test_body_outside_the_article_is_read() -> None:
    page = served(
        "<article>A teaser.</article><div><h1 class='entry-title'>Meeting on rivers</h1>"
        "<time class='read__published' datetime='2014-03-05'></time><article>Another teaser.</article>"
        f"<div class='read__internal_content'>{SPEECH}</div></div>"
    )
    assert len(event(page).statements) == 3


def test_title_inside_an_article_that_has_one_makes_no_page() -> None:
    inner = article("<p>Inside.</p>", title="Another meeting")
    (found,) = kzru_forums.loads(served(article(f"<p>Before.</p>{inner}<p><h1 class='entry-title'>A title</h1></p>")))
    assert (found.title, found.page_number) == ("Meeting on rivers", 4711)
    assert {"Before.", "Inside."} <= set(found.narration)


def test_foot_may_stand_in_two_places() -> None:
    before, status = FOOT.split('<div class="read__status">')
    tags, status = f"{before}</div>", f'<div class="read__status">{status}'
    whole = event(article(SPEECH + FOOT))
    for inside, behind in ((status, tags), (tags, status)):
        found = event(article(SPEECH + inside).replace("</article>", f"{behind}</article>"))
        assert (found.topics, found.geography, found.sections) == (whole.topics, whole.geography, whole.sections)


def test_link_without_words_is_an_entry_of_its_box() -> None:
    empty = '<a class="cut__item" href="/d/55"><img></a><span class="cut__date">May 1, 2012</span>'
    one = '<a class="cut__item" href="/d/44">One</a>'
    found = event(article(f'<div class="read__cut">{one}{empty}</div>')).related
    assert [(entry.title, entry.page_number, entry.date) for entry in found] == [
        ("One", 44, None),
        ("", 55, datetime.date(2012, 5, 1)),
    ]


@pytest.mark.parametrize("opening", ["<!--", "<script>", "<textarea>", "<template>", "<style>"])
def test_an_article_that_is_hidden_is_not_read(opening: str) -> None:
    reading = kzru_forums.parse(served(opening + article(SPEECH)))
    assert [problem.code for problem in reading.problems] == [ProblemCode.NOT_A_TRANSCRIPT]


def test_title_outside_the_article_is_found() -> None:
    moved = '<h1 class="entry-title">Meeting on rivers</h1>'
    page = served(moved + article(SPEECH + FOOT).replace('<h1 class="entry-title p-name">Meeting on rivers</h1>', ""))
    assert event(page).title == "Meeting on rivers"


def test_tags_nested_too_deep_are_told_where_they_stand_in_the_page() -> None:
    page = served("<i>menu</i>" * 500 + article("<p>a</p>" * 20_000 + "<div>" * 10_000))
    (problem,) = kzru_forums.parse(page).problems
    assert problem.span is not None
    assert page.index("<p>a") < problem.span.start <= page.index("<div><div>")


@pytest.mark.parametrize("other", ["Events\nA visit\nMay 9, 2013\n", "A visit\n\nMay 9,\u00a02013, Omsk\n"])
def test_a_page_in_another_layout_behind_the_html_is_told(other: str) -> None:
    (problem,) = kzru_forums.parse(served(article(SPEECH + FOOT)) + "\n" + other).problems
    assert (problem.code, problem.span) == (ProblemCode.UNKNOWN_BLOCK, None)


def test_a_comment_behind_the_html_is_no_page() -> None:
    assert not kzru_forums.parse(served(article(SPEECH + FOOT)) + "\n<!-- saved on May 9, 2013 -->\n").problems


def test_pages_in_one_source_have_their_own_addresses() -> None:
    pages = served(article(SPEECH, number=4711)), served(article(SPEECH, number=4712), number=4712)
    assert [event.page_number for event in kzru_forums.loads("".join(pages))] == [4711, 4712]


@given(st.text(alphabet=st.sampled_from("<>/bpidvaul \n'\"=&;!-h1"), max_size=300))
def test_reading_html_never_raises(noise: str) -> None:
    kzru_forums.parse(f"<html>{article(noise)}{noise}")


def test_page_without_lead_place_or_foot_is_read() -> None:
    bare = re.sub(r'<div class="read__(?:lead|time|place).*?</div>', "", article(SPEECH))
    found = event(bare)
    assert (found.lead, found.time, found.place, found.sections) == ((), None, None, ())


def test_page_without_a_title_has_a_problem() -> None:
    reading = kzru_forums.parse(article(SPEECH, title=""))
    assert reading.events[0].title == ""
    assert ProblemCode.MISSING_TITLE in {problem.code for problem in reading.problems}


def test_gallery_without_captions_is_a_photo_without_one() -> None:
    (photo,) = event(article('<div class="slider"><div class="slide"></div></div>' + SPEECH)).photos
    assert (photo.caption, photo.number, photo.count) == ("", 1, 1)


def test_gallery_without_photographs_is_none() -> None:
    assert event(article('<div class="slider"></div>' + SPEECH)).photos == ()


def test_description_of_a_video_is_kept_but_not_shown() -> None:
    video = '<div class="media__container"><div class="video__description">The lock opens.</div></div>'
    (photo,) = event(article(video + SPEECH)).photos
    assert (photo.caption, photo.number, photo.shown) == ("The lock opens.", None, False)


def test_date_without_an_entry_dates_nothing() -> None:
    box = '<div class="read__cut"><h3 class="cut__title">See also</h3><div class="cut__date">March 4, 2014</div></div>'
    assert event(article(SPEECH + box)).related == ()


def test_foot_without_headings_or_values_is_empty() -> None:
    foot = (
        '<div class="read__bottommeta"><div class="read__tagscol"><ul><li> </li></ul></div>'
        '<div class="read__status"><p>Printed on paper</p><p> </p></div></div>'
    )
    found = event(article(SPEECH + foot))
    assert (found.geography, found.topics, found.persons, found.published) == ((), (), (), None)


def test_address_is_made_of_the_number_of_the_article() -> None:
    assert event(article(SPEECH, number=815)).url == "http://en.kremlin.ru/d/815"


def test_address_may_be_unknown() -> None:
    found = event(article(SPEECH + BOX).replace('id="event-4711"', ""))
    assert (found.url, found.page_number, found.related[0].url) == (None, None, "4712.html")


def test_canonical_address_of_the_site_is_taken() -> None:
    address = "http://en.kremlin.ru/events/president/news/99"
    head = f'<html><head><link rel="canonical" href="99.html"/><link rel="canonical" href="{address}"/></head>'
    assert event(f"{head}<body>{article(SPEECH)}</body>").url == address


def test_the_address_may_be_outside_of_the_head() -> None:
    address = "http://en.kremlin.ru/events/president/news/99"
    body = f'<body><p></p><meta property="og:url" content="{address}"/>{article(SPEECH)}</body>'
    assert event(f"<html>{body}").url == address
    head = '<head><link rel="canonical" href="http://en.kremlin.ru/d/98"/></head>'
    assert event(f"<html>{head}{body}").url == "http://en.kremlin.ru/d/98"
    assert event(f"<html>{head}<style></style>{body}").url == "http://en.kremlin.ru/d/98"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("4712.html", "http://en.kremlin.ru/d/4712"),
        ("/events/4712.html", "http://en.kremlin.ru/events/4712.html"),
        ("http://en.kremlin.ru/4712.html", "http://en.kremlin.ru/4712.html"),
    ],
)
def test_the_address_of_a_link_is_relative_to_the_page(link: str, url: str) -> None:
    entry = event(article(SPEECH + BOX.replace("4712.html", link) + FOOT)).related[0]
    assert (entry.url, entry.page_number) == (url, 4712)


def test_language_may_stand_at_the_root() -> None:
    bare = article(SPEECH).replace('<meta itemprop="inLanguage" content="en"/>', "")
    assert kzru_forums.parse(f'<html lang="de"><body>{bare}</body></html>').events[0].language == "de"


def test_date_that_says_nothing_is_an_error() -> None:
    source = article(SPEECH).replace("March 5, 2014<", "someday<").replace('datetime="2014-03-05"', "")
    assert ProblemCode.INVALID_DATE in {problem.code for problem in kzru_forums.parse(source).problems}


def test_title_alone_is_an_event_without_a_body() -> None:
    reading = kzru_forums.parse('<div><h1 class="entry-title">Meeting on rivers</h1></div>')
    assert (reading.events[0].title, reading.events[0].statements) == ("Meeting on rivers", ())


def test_article_is_told_by_its_body_where_its_element_is_missing() -> None:
    source = '<section><h1 class="entry-title">A</h1><div class="read__internal_content"><p>B.</p></div></section>'
    assert kzru_forums.parse(source).events[0].narration == ("B.",)


def test_bold_words_without_a_colon_are_no_label() -> None:
    found = event(article("<p><b>Water</b> is low: very low.</p><p><b>Low</b> water</p><p><b>(</b>a) b</p><p> </p>"))
    assert found.statements == ()


def test_blanks_before_the_bold_beginning_do_not_matter() -> None:
    assert event(article("<p> <b>Vera Sokolova</b>: Good.</p>")).statements[0].label == "Vera Sokolova"


def test_link_in_a_label_to_something_else_is_no_person() -> None:
    found = event(article('<p><b><a href="/catalog/glossary">Ivan</a> Petrov</b>: Water is low.</p>'))
    assert found.statements[0].speaker.site_person_id is None


def test_link_behind_the_label_is_not_the_speaker() -> None:
    found = event(article(f"<p><b>Vera Sokolova</b>: I met {person(77, 'Ivan Petrov')}.</p>"))
    assert found.statements[0].speaker.site_person_id is None


def test_names_of_tags_that_nobody_knows_are_counted_but_not_remembered() -> None:
    assert too_deep(b"<%b>" % (b"x" * 40) * 700, Limits()) == 0


def test_missing_parser_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    with pytest.raises(ImportError, match=r"^reading HTML needs .*kzru-forums\[html\]"):
        kzru_forums.parse(article(SPEECH))


def squeeze(text: str) -> str:
    return re.sub(r"\s+|[\u200b\u00ad]", "", text)


def article_texts(source: bytes) -> list[str]:
    """The texts of a page's article as lxml sees them, without what is hidden on the page."""
    root = lxml_html.document_fromstring(source.decode("utf-8", "replace"))
    (article,) = root.iter("article")
    hidden = {"read__tooltip", "read__tagsmore"}
    return [squeeze(text) for text in visible_texts(article, hidden)]


def visible_texts(node: _Element, hidden: set[str]) -> Iterator[str]:
    """The texts in a node, those of hidden elements left out, what follows these not."""
    if hidden.isdisjoint(node.get("class", "").split()):
        yield node.text or ""
        for child in node.iterchildren("*"):
            yield from visible_texts(child, hidden)
            yield child.tail or ""


def test_independent_extraction_finds_nothing_that_the_rendering_lacks(shared: Path) -> None:
    pages = sorted((shared / "corpus" / "html").glob("*.html"))
    assert pages
    for page in pages:
        content = page.read_bytes()
        reading = kzru_forums.parse(content)
        rendered = squeeze(reading.text)
        lacking = [text for text in article_texts(content) if text not in rendered]
        assert not lacking, (page.name, lacking[:5])
        unknown = [block.text for block in reading.blocks if block.kind is BlockKind.UNKNOWN]
        assert not unknown, (page.name, unknown[:5])


def unknown(source: str) -> list[str]:
    """The unknown blocks of a page; each has a warning, and the page is read all the same."""
    reading = kzru_forums.parse(source)
    assert reading.events[0].statements
    blocks = [block for block in reading.blocks if block.kind is BlockKind.UNKNOWN]
    spans = [problem.span for problem in reading.problems if problem.code is ProblemCode.UNKNOWN_BLOCK]
    assert {problem.severity for problem in reading.problems} <= {Severity.WARNING}
    assert all(any(span.start <= block.span.start < span.end for span in spans if span) for block in blocks)
    return [block.text for block in blocks]


MEDIA = '<div class="media"><span class="media__title">The lock.</span>{}</div>'
LINKS = '<div class="read__cut"><h3 class="cut__title">See also</h3><a class="cut__item" href="/d/44">One</a>{}</div>'


@pytest.mark.parametrize("insert", [GALLERY[:-6] + "{}</div>", MEDIA, LINKS])
def test_paragraphs_in_inserts_are_read(insert: str) -> None:
    found = event(article(insert.format(f"<div>{SPEECH}</div>") + "<p>It rained.</p>"))
    assert found == event(article(insert.format("") + SPEECH + "<p>It rained.</p>"))
    assert len(found.statements) == 3


@pytest.mark.parametrize("insert", [GALLERY[:-6] + "{}</div>", MEDIA, LINKS])
def test_other_text_in_inserts_is_unknown(insert: str) -> None:
    odd = "Loose <i>words</i><div>and <b>more</b></div><span>of them</span>"
    assert unknown(article(SPEECH + insert.format(odd))) == ["Loose words", "and more", "of them"]


def test_a_second_date_of_an_entry_is_unknown() -> None:
    dates = '<div class="cut__date">March 4, 2014</div><div class="cut__date">March 3, 2014</div>'
    page = article(SPEECH + LINKS.format(dates))
    assert unknown(page) == ["March 3, 2014"]
    assert event(page).related[0].date == datetime.date(2014, 3, 4)


@pytest.mark.parametrize("insert", [GALLERY[:-6] + "{}</div>", MEDIA, LINKS])
def test_quotation_blocks_in_inserts_are_pull_quotes(insert: str) -> None:
    quotes = "<blockquote>Water <i>is</i> low.</blockquote><blockquote><p>It rose.</p><p>It fell.</p></blockquote>"
    page = article(insert.format(quotes) + SPEECH)
    assert texts_of(page, BlockKind.PULL_QUOTE) == ["Water is low.", "It rose.", "It fell."]
    assert event(page) == event(article(insert.format("") + SPEECH + quotes))


def test_inserts_in_inserts_are_read() -> None:
    found = event(article(MEDIA.format(BOX) + SPEECH))
    assert [entry.title for entry in found.related] == ["Visit to the lock", "News of the canal"]
    assert found.photos[0].caption == "The lock."


def test_a_date_of_a_link_box_without_an_entry_is_unknown() -> None:
    box = '<div class="read__cut"><h3 class="cut__title">See also</h3><div class="cut__date">March 4, 2014</div></div>'
    assert unknown(article(SPEECH + box)) == ["March 4, 2014"]


@pytest.mark.parametrize("words", ["Words between", "<p>Words between</p>", "<div><span>Words</span> between</div>"])
def test_text_between_head_and_body_is_unknown(words: str) -> None:
    page = article(SPEECH + FOOT).replace('<div class="entry-content', f'{words}<div class="entry-content')
    assert unknown(page) == ["Words between"]
    assert event(page) == event(article(SPEECH + FOOT))


@pytest.mark.parametrize("page", [article(SPEECH + FOOT), served(article(SPEECH + FOOT))])
@pytest.mark.parametrize("words", ["Words after", "<p>Words after</p>", "<div><p>Words</p> after</div>"])
def test_text_after_the_body_and_after_the_article_is_unknown(page: str, words: str) -> None:
    for odd in (page.replace("</article>", f"{words}</article>"), page.replace("</article>", f"</article>{words}")):
        assert squeeze("".join(unknown(odd))) == "Wordsafter"
        assert event(odd) == event(page)


@pytest.mark.parametrize("page", [article(SPEECH + FOOT), served(article(SPEECH + FOOT))])
@pytest.mark.parametrize(
    "other", ["<article><p>Another text.</p></article>", "<article><h2>Another</h2> text.</article>"]
)
def test_a_second_article_without_a_title_is_unknown(page: str, other: str) -> None:
    for odd in (page.replace("<article", f"{other}<article"), page.replace("</article>", f"</article>{other}")):
        assert squeeze("".join(unknown(odd))) == "Anothertext."
        assert event(odd) == event(page)


def test_what_is_around_a_page_is_not_part_of_it() -> None:
    around = "<nav>Menu</nav><!-- a --><script>go()</script><style>a</style><template>b</template><header>Foot</header>"
    assert unknown(article(SPEECH + FOOT) + around) == []


def test_other_columns_and_paragraphs_of_the_foot_are_unknown() -> None:
    foot = FOOT.replace("<h3>Geography</h3>", "<h3>Geography</h3><h3>Seas</h3>").replace(
        '<div class="read__status">', '<div class="read__status">Stray <b>words</b>'
    )
    assert unknown(article(SPEECH + foot)) == ["Seas", "Stray words"]


def texts_of(source: str, *kinds: BlockKind) -> list[str]:
    return [block.text for block in kzru_forums.parse(source).blocks if block.kind in kinds]


def test_a_body_that_is_the_article_is_read_once() -> None:
    page = article(SPEECH).replace('class="read__in hentry"', 'class="hentry read__internal_content"')
    page = page.replace('class="entry-content read__internal_content"', "")
    assert texts_of(page, BlockKind.LABEL) == texts_of(article(SPEECH), BlockKind.LABEL)
    assert "Water is low." in texts_of(page, BlockKind.PARAGRAPH)
    assert not texts_of(page, BlockKind.UNKNOWN)


@pytest.mark.parametrize(
    "unclosed",
    [
        '<div class="read__lead">Water.',
        '<div class="slider"><div class="slide" data-cycle-desc="A river.">',
        '<div class="read__cut">',
        '<div class="read__bottommeta">',
        '<span class="read__time">14:30',
    ],
)
def test_a_body_inside_an_element_that_is_not_closed_is_read(unclosed: str) -> None:
    page = article(SPEECH).replace('<div class="read__lead entry-summary"></div>', "").replace("14:30</div>", "</div>")
    page = page.replace('<div class="entry-content', unclosed + '<div class="entry-content')
    assert event(page).statements == event(article(SPEECH)).statements


@pytest.mark.parametrize("name", ["slider", "media", "read__cut", "read__bottommeta", "read__tagscol"])
def test_inserts_may_be_nested_deeply(name: str) -> None:
    depth = 500
    page = article(f"{SPEECH}{f'<div class={name}>' * depth}Words{'</div>' * depth}")
    assert unknown(page) == ["Words"]


def test_the_foot_inside_a_gallery_that_is_not_closed_is_read() -> None:
    page = article(f'{SPEECH}<div class="slider"><div class="slide" data-cycle-desc="A river."></div>{FOOT}')
    assert event(page).topics == ("Water",)
    assert not texts_of(page, BlockKind.UNKNOWN)


@pytest.mark.parametrize("body", ["<div>Water.</div>Fish.", "Water.<div>Fish.</div>", "<ul><li>Water.<li>Fish.</ul>"])
def test_a_block_separates_loose_text(body: str) -> None:
    assert texts_of(article(body), BlockKind.NARRATION) == ["Water.", "Fish."]


HTML_BLOCKS = (
    "address article aside center dd details div dl fieldset figure footer form h2 header li main ol section ul"
)


@pytest.mark.parametrize("tag", HTML_BLOCKS.split())
def test_a_block_of_any_kind_separates_loose_text(tag: str) -> None:
    assert texts_of(article(f"Water.<{tag}>Fish.</{tag}>"), BlockKind.NARRATION) == ["Water.", "Fish."]


def test_the_foot_may_be_above_the_text() -> None:
    assert event(article(FOOT + SPEECH)) == event(article(SPEECH + FOOT))


def test_problems_of_the_head_are_at_the_beginning() -> None:
    page = article(SPEECH).replace("<h1", "<h5").replace("</h1", "</h5").replace("entry-title p-name", "")
    (problem,) = kzru_forums.parse(page).problems
    assert (problem.code, problem.span) == (ProblemCode.MISSING_TITLE, kzru_forums.Span(start=0, end=len("Events")))


def test_refused_html_is_one_block() -> None:
    page = "<html><body><p>Wool.</p></body></html>"
    (block,) = kzru_forums.parse(page).blocks
    assert (block.kind, block.span) == (BlockKind.UNKNOWN, kzru_forums.Span(start=0, end=len(page)))


def test_blocks_of_a_body_continue_nothing() -> None:
    blocks = kzru_forums.parse(article(f"<p>It rained.</p>{SPEECH}<p>(Applause.)</p>{FOOT}")).blocks
    assert not any(block.continues for block in blocks)


@pytest.mark.parametrize(
    ("text", "is_note"),
    [
        ("To be continued.", True),
        ("The national anthem of the mill is played.", True),
        (f"The national anthem of {'the old mill ' * 4}and its {'w' * 6} is played.", True),
        (f"The national anthem of {'the old mill ' * 4}and its {'w' * 7} is played.", False),  # over 100 characters
        (f"The national anthem of {'the old mill, ' * 9}is played.", False),
    ],
)
def test_a_short_line_about_what_happens_is_a_note(text: str, is_note: bool) -> None:
    page = article(f"<p><b>Ivan Loomov</b>: Good.</p><p>{text}</p>")
    assert texts_of(page, BlockKind.NOTE) == [text] * is_note


@pytest.mark.parametrize("dash", [" – ", " ", "", " - ", ": ", ":"])
def test_a_statement_with_or_without_a_colon_begins_with_its_first_word(dash: str) -> None:
    page = article(f"<p>Ivan Loomov: Good.</p><p>Ivan Loomov{dash}Quiet looms hum.</p>")
    assert [said.text for said in event(page).statements] == ["Good.", "Quiet looms hum."]
    reading = kzru_forums.parse(page)
    block = next(block for block in reading.blocks if block.text == "Quiet looms hum.")
    assert reading.text[block.span.start : block.span.end].strip() == block.text


@pytest.mark.parametrize("space", ["&#13;", "&#12;", "\f", "&#9;", "&nbsp;", "\n \n"])
def test_any_space_is_one_space(space: str) -> None:
    assert texts_of(article(f"<p>Water{space}is low.</p>"), BlockKind.NARRATION) == ["Water is low."]


def test_another_category_than_events_is_unknown() -> None:
    assert unknown(article(SPEECH).replace(">Events<", ">Trips<")) == ["Trips"]


@pytest.mark.parametrize(
    ("line", "is_unknown"),
    [
        ("Report on looms, PDF, 1.2 MB", True),
        ("Loom.docx (DOCX 340 KB)", True),
        ("pdf, 2 Mb", True),
        ("He asked for the PDF.", False),
        ("The archive holds 3 MB", False),
        ("PDF, 1.2 MB of it", False),
    ],
)
def test_format_and_size_of_an_attachment_are_not_said_by_anybody(line: str, is_unknown: bool) -> None:
    page = article(f"{SPEECH}<div><a href='loom.pdf'>{line}</a></div>")
    assert unknown(page) == [line] * is_unknown
    assert (line in event(page).statements[-1].paragraphs) is not is_unknown


def test_paragraphs_with_what_was_read_are_not_read_twice() -> None:
    box = LINKS.format('<p>Also <a class="cut__item" href="/d/45">Two</a> here</p>')
    assert unknown(article(SPEECH + box)) == ["Also", "here"]
    assert [entry.title for entry in event(article(SPEECH + box)).related] == ["One", "Two"]


WORD = st.integers(10_000, 99_999).map("<!-- a -->word{}".format)
PLACES = st.sampled_from(["slider", "media", "read__cut", "cut", "read__tags", "read__status", "read__meta", "odd", ""])
TAGS = st.sampled_from("p div span a h3 li ul b i blockquote section figure figcaption td em".split())


def element(tag: str, name: str, parts: list[str]) -> str:
    return f'<{tag} class="{name}">{" ".join(parts)}</{tag}>'


TREES = st.recursive(
    WORD,
    lambda below: st.builds(
        lambda tag, name, parts: f'<{tag} class="{name}">{" ".join(parts)}</{tag}>',
        TAGS,
        PLACES,
        st.lists(below, max_size=4),
    ),
    max_leaves=12,
)


@given(TREES, TREES, TREES, TREES)
def test_no_word_of_any_article_is_lost(between: str, body: str, below: str, after: str) -> None:
    page = article(f"{SPEECH}{body}{FOOT}").replace('<div class="entry-content', f'{between}<div class="entry-content')
    page = page.replace("</article>", f"{below}</article>{after}")
    text = kzru_forums.parse(page).text
    assert [word for word in re.findall(r"word\d+", page) if word not in text] == []


PLAIN_CARD = "Loomov IvanDirector of the Mill"


@pytest.mark.parametrize(
    ("head", "lines", "cards"),
    [
        ("<h1>Looms</h1>", [f"Boris Yarn: I thank Ivan Loomov {PLAIN_CARD} for it."], [PLAIN_CARD]),
        ("<h1>Looms</h1>", [f"Boris Yarn: I thank MinisterIvan Loomov{PLAIN_CARD}, our guest."], [PLAIN_CARD]),
        (
            f"<p>Looms of Ivan Loomov {PLAIN_CARD}</p>",
            [f"Minister of Looms Ivan Loomov {PLAIN_CARD}: Yes."],
            [PLAIN_CARD, PLAIN_CARD],
        ),
        ("<h1>Looms</h1>", ["Boris Yarn: I thank Ivan Loomov for it."], []),
        ("<h1>Looms</h1>", ["Boris Yarn: I thank Ivan Loomov", "Loomov Ivan", "for it."], []),
    ],
)
def test_hover_cards_without_a_class_are_blocks_and_reported(head: str, lines: list[str], cards: list[str]) -> None:
    said = "".join(f"<p>{line}</p>" for line in lines)
    reading = kzru_forums.parse(f"{head}<p>September 19, 2012</p>{said}<p>Anna Weft: Yes.</p>")
    found = [block for block in reading.blocks if block.kind is BlockKind.HOVER_CARD]
    assert [block.text for block in found] == cards
    others = " ".join(block.text for block in reading.blocks if block.kind is not BlockKind.HOVER_CARD)
    assert ("Loomov Ivan" in others) == (not cards and len(lines) > 1)
    where = {0: [], 1: ["in 1 place"], 2: ["in 2 places"]}[len(cards)]
    repaired = [problem for problem in reading.problems if problem.code is ProblemCode.REPAIRED]
    assert [problem.message.partition("left out ")[2] for problem in repaired] == where
    assert all(problem.severity is Severity.WARNING for problem in repaired)
    assert len(reading.events[0].statements) == 2
