"""Pieces of HTML pages, announcements, and pages that are not about one event."""

import datetime
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from kzru_forums import (
    BlockKind,
    EventKind,
    ProblemCode,
    Severity,
    TranscriptError,
    dumps,
    iter_events,
    iter_readings,
    loads,
    parse,
)
from pages import FOOT, PUTIN, page

SPOKEN = f"<p><b>{PUTIN}:</b> Good evening.</p>\n<p>The looms hum.</p>\n<p><b>Question:</b> Why?</p>"
SAID = [(PUTIN, ("Good evening.", "The looms hum.")), ("Question", ("Why?",))]
BODY = f'<div class="entry-content e-content read__internal_content">{SPOKEN}</div>'
TITLE = '<h1 class="entry-title">Looms</h1>'
DATE = '<time class="read__published" datetime="2012-09-19">September 19, 2012</time>'
NO_HEAD = {ProblemCode.MISSING_TITLE, ProblemCode.MISSING_DATE}


def said(source: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(made.label, made.paragraphs) for event in parse(source).events for made in event.statements]


def codes(source: str) -> set[ProblemCode]:
    return {problem.code for problem in parse(source).problems}


PIECES = {
    "body": BODY,
    "bare paragraphs": SPOKEN,
    "div": f"<div>{SPOKEN}</div>",
    "loose": f"<b>{PUTIN}:</b> Good evening.<br>The looms hum.<br><br><strong>Question:</strong> Why?",
    "capitals": SPOKEN.replace("p>", "P>").replace("b>", "STRONG>"),
    "comment before it": f"<!-- saved -->\n{SPOKEN}",
    "plain labels": SPOKEN.replace("<b>", "").replace("</b>", ""),
    "prettified": SPOKEN.replace("<b>", "\n <b>\n  ").replace("</b>", "\n </b>\n ").replace("<p>", "<p>\n "),
    "table": f"<table><tr><td>{SPOKEN}</td></tr></table>",
}


@pytest.mark.parametrize("source", PIECES.values(), ids=PIECES)
def test_a_piece_without_a_head_is_an_event_that_lacks_it(source: str) -> None:
    assert said(source) == SAID
    assert codes(source) == NO_HEAD


ARTICLES = {
    "article": f"<article>{TITLE}{DATE}{BODY}</article>",
    "heading": f"<h1>Looms</h1>{DATE}{SPOKEN}",
    "header": f'<article><header><h1>Looms</h1><time datetime="2012-09-19">yesterday</time></header>{SPOKEN}</article>',
    "no body element": f"<html><head><title>x</title></head><body><main>{TITLE}{DATE}{SPOKEN}</main></body></html>",
    "microformats": f'<div class="h-entry"><b class="p-name">Looms</b>{DATE}<p class="e-content">{SPOKEN}</p></div>',
}


@pytest.mark.parametrize("source", ARTICLES.values(), ids=ARTICLES)
def test_an_article_that_was_written_anew_is_whole(source: str) -> None:
    (event,) = loads(source)
    assert (event.title, event.date) == ("Looms", datetime.date(2012, 9, 19))
    assert said(source) == SAID
    assert event.narration == ()


def test_lead_time_and_place_of_a_piece_are_read_once() -> None:
    lead = '<div class="read__lead"><p>The mill was warm.</p></div>'
    meta = f'{DATE}<div class="read__time">18:00</div><div class="read__place">Omsk</div>'
    source = f'<div class="read"><h1>Looms</h1>{lead}{meta}<p>Weavers came.</p>{SPOKEN}</div>'
    (event,) = loads(source)
    assert loads(source.replace("read__place", "p-location")) == [event]
    assert (event.lead, event.time, event.place) == (("The mill was warm.",), datetime.time(18), "Omsk")
    assert event.narration == ("Weavers came.",)


@pytest.mark.parametrize(
    "other",
    [
        f'<p>Words</p><time datetime="2013-01-01">x</time>{SPOKEN}',
        f'<blockquote>Words<time datetime="2013-01-01">x</time></blockquote>{SPOKEN}',
        f'<div class="read__cut"><time datetime="2013-01-01">x</time></div>{SPOKEN}',
        f'<time datetime="soon">x</time>{SPOKEN}',
    ],
)
def test_a_time_of_something_else_is_not_the_date(other: str) -> None:
    assert parse(other).events[0].date is None


@pytest.mark.parametrize("below", ['<time datetime="2012-09-19">19/9</time>', "<p>September 19, 2012</p>"])
def test_the_date_is_looked_for_below_an_empty_one(below: str) -> None:
    (event,) = loads(f'<h1>Looms</h1><time class="read__published"></time>{below}{SPOKEN}')
    assert event.date == datetime.date(2012, 9, 19)


def test_several_headings_are_no_title() -> None:
    reading = parse(f"<h1>Looms</h1><h1>Spindles</h1>{SPOKEN}")
    assert (reading.events[0].title, reading.events[0].narration) == ("", ("Looms", "Spindles"))


def test_menus_of_a_piece_are_interface() -> None:
    source = f"<nav><a>Home</a><br><a>Looms</a></nav>{SPOKEN}<footer>All rights</footer>"
    reading = parse(source)
    assert said(source) == SAID
    texts = [block.text for block in reading.blocks if block.kind is BlockKind.INTERFACE]
    assert texts == ["Home", "Looms", "All rights"]


def test_the_menus_around_a_body_element_are_not_read() -> None:
    source = f"<html><nav>Home</nav><p>Subscribe</p>{BODY}<footer>All rights</footer></html>"
    assert said(source) == SAID
    assert "Subscribe" not in parse(source).text


def test_a_label_after_a_line_break_in_a_paragraph_is_one() -> None:
    source = f"<p><b>{PUTIN}:</b> Good<br>evening.<br/><br><b>Question:</b> Why?</p><p><b>Reply</b>: Wool.</p>"
    assert said(source) == [(PUTIN, ("Good", "evening.")), ("Question", ("Why?",)), ("Reply", ("Wool.",))]


@pytest.mark.parametrize(
    "source",
    [
        "<html><frameset><frame></frameset></html>",
        "<p>Looms</p>",
        "<div></div>",
        "<p>",
        "<h1>Looms</h1><p>Wool</p>",
        "<nav>Ivan Loomov: hello</nav>",
    ],
)
def test_html_that_speaks_for_no_page_is_none(source: str) -> None:
    assert codes(source) == {ProblemCode.NOT_A_TRANSCRIPT}
    assert parse(source).text == source


def test_an_empty_body_element_is_none() -> None:
    assert codes('<div class="read__internal_content"> </div>') == {ProblemCode.NOT_A_TRANSCRIPT}


def test_the_site_s_own_body_without_labels_is_an_event() -> None:
    reading = parse('<div class="read__internal_content"><p>Friends,</p></div>')
    assert reading.events[0].narration == ("Friends,",)


@pytest.mark.parametrize(
    "declaration", ['<?xml version="1.0" encoding="utf-8"?>\n<html>', '<html xmlns="http://www.w3.org/1999/xhtml">']
)
def test_empty_elements_of_xhtml_are_closed(declaration: str) -> None:
    body = BODY.replace("Good", '<i/>Good<a name="a" /> <br/>').replace("<p>The", '<script src="a"/><p>The')
    source = f"{declaration}<head><meta charset='utf-8'/></head><body>{TITLE}{DATE}{body}</body></html>"
    assert said(source) == [(PUTIN, ("Good", "evening.", "The looms hum.")), SAID[1]]
    assert BlockKind.HEADING not in [block.kind for block in parse(source).blocks]
    assert said(source.replace("hum.", "hum.<div/>So"))[0][1] == ("Good", "evening.", "The looms hum.", "So")


def test_lines_broken_between_tags_are_joined_as_the_words_were() -> None:
    tags = "<p><b>|Question|</b>|:|The|<a>|10|<sup>|th|</sup>|loom|</a>|, (|<i>|left|</i>|).</p>"
    assert said(f"<div>{tags}</div>".replace("|", "\n ")) == [("Question", ("The 10th loom, (left).",))]


@pytest.mark.parametrize("bracket", ["()", "[]"])
def test_a_line_broken_after_an_opening_bracket_alone_is_joined(bracket: str) -> None:
    opening, closing = bracket[0], bracket[1]
    words = f"<p><b>Question:</b> The loom {opening}<i>\nleft</i>{closing} hums\n<u>well</u>.</p>"
    assert said(words) == [("Question", (f"The loom {opening}left{closing} hums well.",))]


def test_a_line_broken_before_a_comma_alone_is_joined() -> None:
    assert said("<p><b>Question:</b> The <u>loom</u>\n, which\nhums.</p>") == [("Question", ("The loom, which hums.",))]


ANNOUNCED = '<div class="announce_date">Announcement, December 14, 2012</div>'


def announcement(body: str = "<p>Weavers will meet.</p>") -> str:
    return f'<article>{TITLE}{ANNOUNCED}<div class="read__internal_content">{body}</div></article>'


def test_an_announcement_is_an_event_of_its_kind() -> None:
    (event,) = loads(announcement())
    assert (event.kind, event.date, event.narration) == (
        EventKind.ANNOUNCEMENT,
        datetime.date(2012, 12, 14),
        ("Weavers will meet.",),
    )


def test_an_announcement_in_other_layouts_is_one_too() -> None:
    text = page("Weavers will meet.", head="Events\nLooms\nAnnouncement, December 14, 2012\n18:00\nOmsk\n")
    plain = "News /\nLooms\nAnnouncement, December 14, 2012, Omsk\nWeavers will meet.\n"
    for source in (text, f"{plain}Announcement, December 14, 2012, Omsk\n"):
        (event,) = loads(source)
        assert (event.kind, event.title, event.date, event.place) == (
            EventKind.ANNOUNCEMENT,
            "Looms",
            datetime.date(2012, 12, 14),
            "Omsk",
        )
        assert loads(dumps(event))[0].kind is EventKind.ANNOUNCEMENT


def test_an_announcement_does_not_stop_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(announcement())
    (tmp_path / "b.html").write_text(ARTICLES["article"])
    assert [event.kind for event in iter_events(tmp_path)] == [EventKind.ANNOUNCEMENT, EventKind.OTHER]


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ('<meta property="og:url" content="http://en.kremlin.ru/events/president/news/4711/photos">', "photo"),
        ('<link rel="canonical" href="4711/videos.html">', "video"),
        ('<meta property="og:url" content="http://en.kremlin.ru/events/president/news/4711/audios/">', "audio"),
    ],
)
def test_the_pictures_of_an_event_are_one_brief_problem(head: str, what: str) -> None:
    (problem,) = parse(f"<html><head>{head}</head><body><article>{TITLE}{DATE}{BODY}</article></body></html>").problems
    assert str(problem) == f"1:1: error: the {what}s of an event, which is not its page [not-an-event-page]"


LINKS = "".join(f'<li><a href="/events/president/news/{number}">Looms</a></li>' for number in range(4711, 4719))
ENTRIES = '<div class="hentry h-entry"><h3><a href="/d/1">Looms</a></h3><p>Ivan Loomov: spoke.</p></div>' * 3


@pytest.mark.parametrize("source", [f"<html><body><ul>{LINKS}</ul></body></html>", f"<div>{ENTRIES}</div>"])
def test_a_list_of_events_is_one_brief_problem(source: str) -> None:
    (problem,) = parse(source).problems
    assert str(problem) == "1:1: error: a list of events, not the page of one [not-an-event-page]"


def test_a_page_with_links_to_events_is_one() -> None:
    assert parse(f"<html><ul>{LINKS}</ul><article>{TITLE}{DATE}{BODY}</article></html>").problems == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.html", "photos-1.html", "deep/b.html", "deep/photos.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLES["article"])
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("old/a.txt", page("Looms") + FOOT)
        archive.writestr("photos.txt", page("Looms"))
    return tmp_path


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        ((), ["a.html", "deep/b.html", "deep/photos.html", "photos-1.html"]),
        ("*photos*", ["a.html", "deep/b.html"]),
        ("photos.html", ["a.html", "deep/b.html", "photos-1.html"]),
        ("deep/*", ["a.html", "photos-1.html"]),
        (["a.*", "*/photos.html"], ["deep/b.html", "photos-1.html"]),
    ],
)
def test_files_can_be_left_out(folder: Path, exclude: str, left: list[str]) -> None:
    names = [reading.source.name for reading in iter_readings(folder, exclude=exclude)]
    assert names == [str(folder / name) for name in left]
    assert len(list(iter_events(folder, exclude=exclude))) == len(left)


def test_members_of_a_zip_file_can_be_left_out(folder: Path) -> None:
    path = folder / "c.zip"
    assert [reading.source.name for reading in iter_readings(path, exclude="photos*")] == [f"{path}/old/a.txt"]


@pytest.mark.parametrize("source", ["", "*.html", "c.zip"])
def test_a_folder_of_which_nothing_is_left_is_a_problem(folder: Path, source: str) -> None:
    (reading,) = iter_readings(str(folder / source), exclude="*.[ht]*")
    (problem,) = reading.problems
    assert (problem.code, problem.message) == (
        ProblemCode.UNREADABLE_FILE,
        "cannot be read: every page in it is excluded",
    )


def test_a_file_that_is_named_can_be_left_out(folder: Path) -> None:
    assert list(iter_readings([folder / "a.html"], exclude="a.html")) == []


def test_a_piece_is_strict_about_its_head() -> None:
    with pytest.raises(TranscriptError):
        loads(BODY)


@pytest.mark.parametrize("source", [*PIECES.values(), *ARTICLES.values()], ids=[*PIECES, *ARTICLES])
def test_no_letter_of_a_piece_is_lost(source: str) -> None:
    def letters(text: str) -> Counter[str]:
        return Counter(char for char in text if char.isalnum())

    tree = LexborHTMLParser(source)
    assert tree.body is not None
    assert letters(tree.body.text()) - letters(parse(source).text) - letters("yesterday") == Counter()


def in_article(body: str) -> str:
    return f"<article>{TITLE}{DATE}{BODY.replace(SPOKEN, body)}</article>"


@pytest.mark.parametrize("twice", ["&amp;nbsp;", "&amp;#160;", "&amp;#xA0;", "&amp;amp;nbsp;"])
def test_signs_escaped_twice_are_read_with_a_warning(twice: str) -> None:
    source = in_article(SPOKEN.replace("Good evening", f"Good{twice}evening"))
    assert said(source) == SAID
    (problem,) = parse(source).problems
    assert (problem.code, problem.severity) == (ProblemCode.REPAIRED, Severity.WARNING)
    assert "'&amp;nbsp;', were read as the signs in 1 place" in problem.message


@pytest.mark.parametrize("once", ["Looms &amp; Spindles", "R&amp;D;", "&amp;c.", "&amp;looms;"])
def test_an_ampersand_alone_is_text(once: str) -> None:
    source = in_article(SPOKEN.replace("Good evening.", once))
    assert said(source)[0] == (PUTIN, (once.replace("&amp;", "&"), "The looms hum."))
    assert not codes(source)


def test_lines_of_a_paragraph_are_marked_like_paragraphs() -> None:
    lines = ["A boat came.", "* * *", "<b>Beginning of the meeting</b>", f"<b>{PUTIN}:</b> Good evening.", "&lt;…&gt;"]
    lines.append("<b>(Loud applause.)</b>")
    sources = f"<p>{'<br>'.join(lines)}</p>", "".join(f"<p>{line}</p>" for line in lines)
    broken, separate = ([block.kind for block in parse(in_article(source)).blocks] for source in sources)
    assert broken == separate
    assert {BlockKind.SEPARATOR, BlockKind.HEADING, BlockKind.LABEL, BlockKind.OMISSION, BlockKind.NOTE} <= {*broken}


def test_a_poem_in_italics_is_no_heading() -> None:
    source = f"<p><b>{PUTIN}:</b> I quote.</p><p><i>The looms<br>hum.</i></p><p>Thank you.</p>"
    assert said(in_article(source)) == [(PUTIN, ("I quote.", "The looms", "hum.", "Thank you."))]


@pytest.mark.parametrize("source", ["<p><i>Talks on looms</i><br></p>", "<p><br><em>Talks</em> <i>on looms</i></p>"])
def test_a_break_around_a_heading_adds_nothing(source: str) -> None:
    assert parse(in_article(source + SPOKEN)).events[0].headings == ("Talks on looms",)


@pytest.mark.parametrize("extra", ["\ud7a3", "\ud800", "\ufeff"])
def test_text_that_is_no_plain_utf_8_is_read(extra: str) -> None:
    source = in_article(SPOKEN + f"<p>Looms{extra}.</p>")
    assert said(source)[1][1][1:] == (f"Looms{extra if extra.isprintable() else ''}.",)


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
def test_bytes_are_read_like_their_text(before: bytes) -> None:
    source = in_article(SPOKEN)
    assert parse(before + source.encode()).events == parse(source).events


def test_speech_in_bold_below_its_label_in_one_paragraph_is_no_heading() -> None:
    bold = "<b>We spin.</b><br>Yarn.<br><b>Answers to questions</b>"
    (event,) = parse(f"<p><b>{PUTIN}:</b> Wool.<br>{bold}</p>").events
    assert event.statements[0].paragraphs == ("Wool.", "We spin.", "Yarn.")
    assert event.headings == ("Answers to questions",)


HEAD_LINES = ("September 19, 2012", "18:00", "Pavlodar")
FOOT_LINES = ("See also", "The other looms of Omsk", "May 9, 2012", *FOOT.strip().split("\n"))
LINES = ("Weavers met.", *HEAD_LINES, f"<b>{PUTIN}:</b> Good evening.", "The looms hum.", "<b>Question:</b> Why?")


@pytest.mark.parametrize(
    "form",
    [
        "<html><body><h1>Looms</h1>{}</body></html>",
        "<html><body><article><h1>Looms</h1>{}</article><footer>Posted in <a>Wool</a></footer></body></html>",
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Looms</h1>{}</body></html>',
        "<HTML><BODY><DIV class=WordSection1><H1>Looms</H1>{}</DIV></BODY></HTML>",
    ],
)
@pytest.mark.parametrize("tag", ["<p>{}</p>", "<div>{}</div>", "{}<br><br>", "<p class='c1'><span>{}</span></p>"])
def test_a_page_without_the_classes_of_the_site_has_its_head_and_foot(form: str, tag: str) -> None:
    body = "\n".join(tag.format(line) for line in (*LINES, *FOOT_LINES))
    reading = parse(form.format(body))
    (event,) = reading.events
    assert [(one.label, one.paragraphs) for one in event.statements] == SAID
    assert (event.title, event.lead, str(event.date), event.place) == (
        "Looms",
        ("Weavers met.",),
        "2012-09-19",
        "Pavlodar",
    )
    assert (event.geography, event.related[0].title) == (("Kazakhstan",), "The other looms of Omsk")
    assert not any(problem.severity is Severity.ERROR for problem in reading.problems)


def test_words_of_the_foot_above_speech_are_no_foot() -> None:
    lines = (*LINES, "Publication status", f"<b>{PUTIN}:</b> Late.")
    assert len(said(f"<h1>Looms</h1>{''.join(f'<p>{line}</p>' for line in lines)}")) == 3


def test_hover_cards_without_their_class_are_left_out() -> None:
    label = "Minister of Looms <a>Ivan Loomov<b> <i>Loomov Ivan</i><i>Director of the Mill</i></b></a>"
    source = f"<h1>Looms</h1><p>September 19, 2012</p>{SPOKEN}<p><b>{label}:</b> Thank you.</p>"
    assert said(source)[-1] == ("Minister of Looms Ivan Loomov", ("Thank you.",))


def test_names_of_xhtml_may_have_a_prefix() -> None:
    source = f"<html><body><h1>Looms</h1><p>September 19, 2012</p>{SPOKEN}</body></html>"
    prefixed = source.replace("</", "</html:").replace("<", "<html:").replace("<html:/html:", "</html:")
    assert said(prefixed) == SAID
