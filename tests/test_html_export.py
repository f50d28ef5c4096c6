"""HTML to look at: one page per event, an index, nothing that is run or loaded, and every word of the event."""

import gzip
import io
import re
from datetime import date, datetime
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import kzru_forums
from kzru_forums import Event, EventKind, Forum, ForumStatus, Note, NoteKind, Photo, Related, Speaker, SpeakerKind
from kzru_forums.formats import html
from kzru_forums.model import Agreement, AgreementKind, AgreementStatus, Party, Statement
from kzru_forums.testing import events
from kzru_forums.text import slug, statement_id

ATTACK = '<script>alert("x")</script>&amp;'
PAGE = """\
Events
Talks on looms
They met by the river.
November 11, 2013
10:00
Yekaterinburg
Guests walked to the mill.
* * *
Beginning of the talks
Mayor of Omsk Ivan Loomov: Colleagues,
The mill stands. (Applause.) The memorandum on looms will be (Laughter.) signed next year.
(He sits.)
Question: Who paid?
Aida Bekova (retranslated): We did. The memorandum on looms will be signed next year.
See also
A visit to the mill
November 10 − 11, 2013
Geography
Omsk Region
Topics
Industry
Publication status
Published in section: News
Publication date: November 11, 2013, 12:00
Text version
"""
(TALKS,) = kzru_forums.loads(PAGE)
VOID = {"meta", "link", "br"}


class Reader(HTMLParser):
    """The ids, links and text of a document, and whether every tag is closed in turn."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(document)
        self.close()
        assert not self.open
        assert not {tag for tag, _ in self.tags} & {"script", "img", "iframe", "object", "form"}
        assert all(not name.startswith("on") for _, attrs in self.tags for name in attrs)
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += " " * (tag in {"dd", "li", "td", "th"})
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.tags if "id" in attrs]

    @property
    def links(self) -> list[str]:
        return [attrs["href"] or "" for tag, attrs in self.tags if tag == "a"]

    def dangling(self) -> set[str]:
        """Links to places of the document that are not there."""
        return {link for link in self.links if link.startswith("#")} - {f"#{name}" for name in self.ids}

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def document(*records: Event | Forum) -> str:
    file = io.StringIO()
    html.write(records, file)
    return file.getvalue()


def shown(*records: Event | Forum) -> Reader:
    return Reader(document(*records))


def saying(*said: tuple[str | None, str]) -> Event:
    """An event at which each name says a text; None is somebody without a name."""
    statements = [
        Statement(
            position=position,
            label=name or "Question",
            speaker=Speaker(
                id=slug(name or "") or f"ev-looms.s{position:04d}.speaker",
                name=name,
                kind=SpeakerKind.PERSON if name else SpeakerKind.UNNAMED,
            ),
            paragraphs=(text,),
        )
        for position, (name, text) in enumerate(said)
    ]
    return Event(id="ev-looms", title="Looms", date=date(2013, 5, 7), statements=tuple(statements))


def agreement(title: str, sentence: str, **changes: Any) -> Agreement:
    kind, status = AgreementKind.MEMORANDUM, AgreementStatus.SIGNED
    return evolve(Agreement(title=title, kind=kind, status=status, sentence=sentence), **changes)


def marked(*agreements: Agreement, text: str) -> str:
    """The paragraph of a statement whose event has these agreements."""
    event = saying(("Ivan Loomov", text))
    made = document(evolve(event, agreements=tuple(evolve(one, statement=0) for one in agreements)))
    (paragraph,) = re.findall(r"<p>(.*)</p>\n</section>", made)
    return re.sub(r' title="[^"]*"', "", paragraph)


def test_a_page_holds_everything_an_event_says() -> None:
    words = shown(TALKS).words
    for text in (
        *("talks", "Talks on looms", "November 11, 2013, 10:00 · Yekaterinburg", "They met by"),
        *("Guests walked to the mill.", "Beginning of the talks", "Ivan Loomov Mayor of Omsk 0 Colleagues,"),
        *("(He sits.)", "Question 1 Who paid?", "Aida Bekova retranslated 2 We did."),
        *("See also A visit to the mill November 10, 2013 – November 11, 2013", "Geography Omsk Region"),
        *("Topics Industry", "Published November 11, 2013, 12:00", "Sections News"),
        *("Source: the website of the President of Russia", "Creative Commons Attribution 4.0 International"),
    ):
        assert text in words, text


def test_an_event_of_a_forum_names_its_edition() -> None:
    series = "Russia–Kazakhstan Interregional Cooperation Forum"
    assert f"talks · edition 9 of the {series}" in shown(evolve(TALKS, edition=9)).words
    assert "edition" not in shown(TALKS).words


def test_statements_have_their_ids_and_every_link_leads_somewhere() -> None:
    page = shown(TALKS)
    for position in range(3):
        assert page.ids.count(statement_id(TALKS.id, position)) == 1
    assert page.dangling() == set()


def test_notes_are_dimmed_and_agreements_and_their_sentences_marked() -> None:
    made, status = document(TALKS), TALKS.agreements[0].status
    assert (
        'The mill stands. <span class="note">(Applause.)</span> <span class="sentence">The </span>'
        f'<mark class="{status}" id="{TALKS.id}.a0000" title="memorandum, {status}">memorandum on looms</mark>'
        '<span class="sentence"> will be </span><span class="note">(Laughter.)</span>'
        '<span class="sentence"> signed next year.</span></p>'
    ) in made
    assert '<p><span class="note">(He sits.)</span></p>' in made


def test_the_words_of_an_agreement_are_marked_once() -> None:
    text = "The pact on rail is old. The pact on rail is old. A pact."
    one = agreement("pact on rail", "The pact on rail is old.")
    assert marked(one, one, agreement("pact", "A pact."), text=text) == (
        '<span class="sentence">The </span><mark class="signed" id="ev-looms.a0000">pact on rail</mark>'
        '<span class="sentence"> is old.</span> '
        '<span class="sentence">The </span><mark class="signed" id="ev-looms.a0001">pact on rail</mark>'
        '<span class="sentence"> is old.</span> '
        '<span class="sentence">A </span><mark class="signed" id="ev-looms.a0002">pact</mark>'
        '<span class="sentence">.</span>'
    )


def test_two_agreements_of_a_sentence_are_both_marked() -> None:
    text = "A pact and a pact."
    assert marked(agreement("pact", text), agreement("pact", text), text=text).count("<mark") == 2


def test_an_agreement_that_is_not_in_the_text_is_listed_without_a_link() -> None:
    event = evolve(saying(("Ivan Loomov", "Good day.")), agreements=(agreement("pact", "A pact.", statement=0),))
    page = shown(event)
    assert "signed pact memorandum" in page.words
    assert page.dangling() == set()
    assert not any(tag == "mark" for tag, _ in page.tags)


def test_mentions_in_the_same_words_are_one_entry() -> None:
    text = "A pact. A pact."
    one = agreement("pact", "A pact.", statement=0, date="2013-05", parties=(Party(name="Omsk"),))
    page = shown(evolve(saying(("Ivan Loomov", text)), agreements=(one, one, one)))
    assert "signed pact memorandum · Omsk · 2013-05 · again 2, 3" in page.words
    assert "#ev-looms.a0001" in page.links


def test_agreements_in_lead_and_narration_are_marked_there() -> None:
    lead, told = agreement("pact", "A pact is near."), agreement("treaty", "A treaty was read.")
    event = evolve(
        saying(("Ivan Loomov", "A pact is near.")),
        lead=("A pact is near.",),
        narration=("A treaty was read.",),
        agreements=(lead, told),
    )
    made = document(event)
    assert made.count("<mark") == 2
    assert made.index('id="ev-looms.a0001"') < made.index('class="transcript"')


def test_speakers_have_colours_by_their_words_and_those_without_a_name_none() -> None:
    event = saying(("Aida Bekova", "One."), (None, "Three words more."), ("Ivan Loomov", "Two words."))
    made = document(event)
    assert [match[1] for match in re.finditer(r'<section class="turn (\w+) speech"', made)] == ["c1", "other", "c0"]
    lanes = re.findall(r'<li class="(\w+)">\n<span class="who"><a href="[^"]*">(.*?)</a>', made)
    assert lanes == [("other", "Question"), ("c0", "Ivan Loomov"), ("c1", "Aida Bekova")]


def test_lanes_show_when_somebody_speaks() -> None:
    made = document(saying(("Aida Bekova", "One."), ("Ivan Loomov", "One two three."), ("Aida Bekova", "")))
    blocks = re.findall(r'<rect x="([\d.]+)" width="([\d.]+)"', made)
    assert blocks == [
        ("250.0", "750.0"),
        ("0.0", "250.0"),
        ("998.5", "1.5"),
    ]
    assert "1 word · 2 turns" in Reader(made).words


def test_the_last_of_many_speakers_share_a_lane() -> None:
    names = [f"Aida {letter}ova" for letter in "ABCDEFGHIJKLMN"]
    words = shown(saying(*((name, "Good day.") for name in names))).words
    assert "Aida Lova 2 words · 1 turn 2 others 4 words · 2 turns" in words
    assert "others" not in shown(saying(*((name, "Good day.") for name in names[:13]))).words


def test_an_event_with_next_to_nothing_is_a_page() -> None:
    page = shown(Event(id="ev-x", title=""))
    assert page.words.startswith("ev-x Other ev-x no date Source:") or "ev-x no date" in page.words
    silent = evolve(saying((None, "")), statements=(evolve(saying((None, "")).statements[0], label=""),))
    assert "(no label)" in shown(silent).words


def test_an_address_is_a_link_only_on_the_web() -> None:
    evil, good = "javascript:alert(1)", "http://en.kremlin.ru/1?a=1&b=2"
    related = (Related(heading="See also", title="A", url=evil), Related(heading="See also", title="B", url=good))
    page = shown(evolve(TALKS, url=evil, related=related))
    assert evil not in page.links
    assert page.links.count(good) == 1
    assert good in shown(evolve(TALKS, url=good)).links


def test_captions_are_listed_once() -> None:
    photos = (Photo(caption="At the mill."), Photo(caption="At the mill."), Photo(caption=""))
    assert shown(evolve(TALKS, photos=photos)).words.count("At the mill.") == 1


@pytest.mark.parametrize(
    "event",
    [
        evolve(TALKS, title=ATTACK, lead=(ATTACK,), narration=(ATTACK,), headings=(ATTACK,), place=ATTACK),
        evolve(TALKS, topics=(ATTACK,), photos=(Photo(caption=ATTACK),), url=f"http://{ATTACK}"),
        evolve(TALKS, related=(Related(heading=ATTACK, title=ATTACK, url=f"http://{ATTACK}"),)),
        evolve(
            saying((ATTACK, ATTACK)),
            agreements=(agreement(ATTACK, ATTACK, statement=0, parties=(Party(name=ATTACK),)),),
        ),
        evolve(
            saying((None, ATTACK)),
            statements=(
                evolve(
                    saying((None, ATTACK)).statements[0],
                    label=ATTACK,
                    delivery=ATTACK,
                    addressee=ATTACK,
                    notes=(Note(kind=NoteKind.ACTION, text=ATTACK, paragraph=0),),
                ),
            ),
        ),
    ],
    ids=["head", "foot", "box", "agreement", "statement"],
)
def test_markup_in_a_record_is_shown_as_text(event: Event) -> None:
    for page in (document(event), document(event, TALKS)):
        assert "<script" not in page
        assert ATTACK in Reader(page).text


def test_what_html_cannot_hold_is_replaced() -> None:
    made = document(saying(("Ivan Loomov", "One\x00two\x1b\ud800three\tfour")))
    assert "One\ufffdtwo\ufffd\ufffdthree\tfour" in made


@settings(max_examples=20)
@given(st.lists(events(), max_size=3))
def test_any_events_are_a_document_without_dangling_links(many: list[Event]) -> None:
    assert shown(*many).dangling() == set()


def test_every_word_of_any_event_is_in_its_page() -> None:
    met = 0

    @settings(max_examples=20)
    @given(events())
    def check(event: Event) -> None:
        nonlocal met
        page = shown(event).text.translate({10: " ", 13: " "})
        for text in (*event.lead, *event.narration, *(one for said in event.statements for one in said.paragraphs)):
            met += 1
            assert text.replace("\r\n", "\n").translate(html._UNSHOWN | {10: " ", 13: " "}) in page  # noqa: SLF001

    check()
    assert met


# --- many events ----------------------------------------------------------------------------------------------------

FIRST = evolve(saying(("Ivan Loomov", "A pact."), ("Aida Bekova", "One.")), id="ev-first", edition=9)
FIRST = evolve(FIRST, agreements=(agreement("Pact on Looms", "A pact.", statement=0),), place="Omsk")
FIRST = evolve(FIRST, kind=EventKind.TALKS)
SECOND = evolve(saying(("Ivan Loomov", "Good day.")), id="ev-second", title="Spindles", date=date(2014, 1, 1))
UNDATED = Event(id="ev-undated", title="Yarn")
IVAN = evolve(SECOND.statements[0].speaker, role="Mayor of Omsk")
SECOND = evolve(SECOND, statements=(evolve(SECOND.statements[0], speaker=IVAN),))


def test_a_folder_has_an_index_and_a_page_per_event(tmp_path: Path) -> None:
    html.write([FIRST, SECOND, SECOND], tmp_path / "site")
    names = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "site").iterdir()}
    assert {*names} == {"index.html", "ev-first.html", "ev-second.html", "ev-second-2.html"}
    for name, text in names.items():
        page = Reader(text)
        assert page.dangling() == set()
        assert {link for link in page.links if not link.startswith(("#", "http"))} <= {*names}
        assert ("index.html" in page.links) is (name != "index.html")
    html.write([FIRST], str(tmp_path / "site"))
    assert not (tmp_path / "site" / "ev-second.html").exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match=r"mine\.txt"):
        html.write([FIRST], tmp_path)
    (tmp_path / "mine.txt").rename(tmp_path / "mine.html")
    with pytest.raises(FileExistsError, match=r"no 'index\.html' that marks an export"):
        html.write([FIRST], tmp_path)


def test_an_index_groups_events_by_forum_and_year() -> None:
    words = shown(SECOND, FIRST, UNDATED).words
    forum = words.index("Russia–Kazakhstan Interregional Cooperation Forum, edition 9: Pavlodar, 2012 Innovation")
    assert forum < words.index("2013-05-07 Looms talks · Omsk · 3 words by 2 speakers")
    assert words.index("2014 2014-01-01 Spindles 2 words by 1 speaker") < words.index("No date no date Yarn")
    assert words.startswith(
        "Transcripts of events Transcripts of events 3 events · 5 words · May 7, 2013 – January 1, 2014"
    )


def test_the_facts_of_a_forum_are_those_of_its_record() -> None:
    ninth = evolve(kzru_forums.edition(9), theme="Looms", events=(FIRST,))
    words = shown(ninth, SECOND).words
    assert "edition 9: Pavlodar, 2012 Looms" in words
    unknown = Forum(number=99, year=2050, status=ForumStatus.PLANNED, events=(evolve(FIRST, edition=99),))
    assert "edition 99: 2050 2013-05-07" in shown(unknown, SECOND).words
    assert "Forum, edition 98 2013-05-07" in shown(evolve(FIRST, edition=98), SECOND).words


def test_an_index_lists_people_with_roles_words_and_events() -> None:
    words = shown(FIRST, SECOND).words
    people = words[words.index("People Name") :]
    assert people.startswith(
        "People Name Words Events Ivan Loomov Mayor of Omsk 4 2013-05-07 Looms 2014-01-01 Spindles "
        "Aida Bekova 1 2013-05-07"
    )
    many = [evolve(SECOND, title=f"Spindles {number}") for number in range(4)]
    assert "4 events" in shown(*many).words.partition("People Name")[2].partition("Looms")[0]


def test_an_index_lists_documents_with_links_to_events() -> None:
    words = shown(FIRST, SECOND).words
    assert "Documents signed Pact on Looms memorandum · 2013-05-07 2013-05-07 Looms" in words
    assert "Documents" not in shown(SECOND, UNDATED).words
    assert "People" not in shown(UNDATED, evolve(UNDATED, id="ev-more")).words


def test_no_event_is_an_empty_index() -> None:
    assert "0 events · 0 words" in shown().words
    assert "Events" in shown(kzru_forums.edition(9)).words


def test_one_event_with_its_forum_is_a_page() -> None:
    assert document(evolve(kzru_forums.edition(9), events=(FIRST,))) == document(FIRST)


def test_a_file_may_be_compressed_and_a_stream_may_take_bytes(tmp_path: Path) -> None:
    html.write([TALKS], tmp_path / "talks.html.gz")
    file = io.BytesIO()
    html.write(iter([TALKS]), file)
    assert gzip.decompress((tmp_path / "talks.html.gz").read_bytes()) == file.getvalue() == document(TALKS).encode()


@pytest.mark.parametrize(("records", "target"), [([5], "x.html"), (5, "x.html"), ([TALKS], 5)])
def test_what_is_no_record_and_no_target_is_refused(records: Any, target: Any, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="expected"):
        html.write(records, tmp_path / target if isinstance(target, str) else target)
    assert not [*tmp_path.iterdir()]


def test_a_published_moment_is_shown() -> None:
    assert "Published May 9, 2013, 08:05" in shown(evolve(TALKS, published=datetime(2013, 5, 9, 8, 5))).words


def test_every_agreement_of_real_pages_is_marked(shared: Path) -> None:
    met = 0
    for event in kzru_forums.iter_events(sorted((shared / "corpus" / "page").glob("*.txt"))[::6], on_problem=id):
        page = shown(event)
        assert sum(tag == "mark" and "id" in attrs for tag, attrs in page.tags) == len(event.agreements)
        assert page.dangling() == set()
        met += len(event.agreements)
    assert met


def schemes() -> list[dict[str, str]]:
    """The colours on a light screen, on a dark one and on paper; a scheme says only what differs from the first."""
    style = (files("kzru_forums.formats") / "templates" / "style.css").read_text(encoding="utf-8")
    found = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    return [found[0] | scheme for scheme in found]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark", "print"])
def test_every_text_has_the_contrast_that_wcag_asks_for(scheme: dict[str, str]) -> None:
    inks = {"ink", "soft", "link", "other", "signed", "planned", "concluded", "mentioned", *(f"c{n}" for n in range(8))}
    low = {(ink, ground) for ink in inks for ground in ("paper", "tint") if contrast(scheme[ink], scheme[ground]) < 4.5}
    assert low == set()
    assert contrast(scheme["ink"], scheme["mark"]) > 7
