"""What an event is made of: facts that several parts of a page tell together."""

from datetime import date

import pytest

from kzru_forums import EventKind, NoteKind, Photo, ProblemCode, Related, loads, parse
from pages import FOOT, HEAD, PUTIN, TITLE, event, page

NEUTRAL = HEAD.replace(TITLE, "Looms")
NINTH = "The IX Russia–Kazakhstan Interregional Cooperation Forum takes place."
HELD = "Vladimir Putin held talks with weavers."


@pytest.mark.parametrize(
    ("body", "edition"),
    [
        ([NINTH], 9),
        ([NINTH, "* * *", f"{PUTIN}: Wool."], 9),
        ([f"{PUTIN}: Wool.", "* * *", NINTH], None),
        (["Looms hum.", "* * *", f"{PUTIN}: Wool.", "* * *", NINTH], None),
    ],
)
def test_the_edition_is_named_before_anybody_speaks(body: list[str], edition: int | None) -> None:
    assert event(*body, head=NEUTRAL).edition == edition


@pytest.mark.parametrize(
    ("lead", "body", "kind"),
    [
        ("", ["Looms hum."], EventKind.OTHER),
        ("", [HELD], EventKind.TALKS),
        ("", ["Looms hum.", HELD], EventKind.OTHER),
        ("Looms hum.\n", [HELD], EventKind.OTHER),
        (f"{HELD}\n", ["Looms hum."], EventKind.TALKS),
    ],
)
def test_the_kind_is_told_by_the_lead_or_by_the_first_paragraph(lead: str, body: list[str], kind: EventKind) -> None:
    assert event(*body, head=NEUTRAL.replace("September", f"{lead}September")).kind is kind


def test_agreements_are_found_in_every_part_that_has_text() -> None:
    head = HEAD.replace(TITLE, "Signing of a memorandum on jute").replace(
        "September", "The protocol on hemp was signed.\nSeptember", 1
    )
    text = page(
        "Vladimir Putin and Nursultan Nazarbayev signed an Agreement on Wool.",
        "* * *",
        f"{PUTIN}: We will sign a treaty on silk.",
        "(The agreement on flax is signed.)",
        head=head,
    )
    (found,) = loads(text)
    assert [(one.title, str(one.status), one.statement) for one in found.agreements] == [
        ("memorandum on jute", "signed", None),
        ("protocol on hemp", "signed", None),
        ("Agreement on Wool", "signed", None),
        ("treaty on silk", "planned", 0),
        ("agreement on flax", "signed", 0),
    ]
    assert [text[one.span.start : one.span.end] for one in found.agreements if one.span] == [
        one.title for one in found.agreements
    ]
    assert parse(text, agreements=False).events[0].agreements == ()


RUSSIAN = "Ткацкий станок снова работает"


def test_a_sentence_means_what_it_means_in_its_part_of_the_page() -> None:
    signed = "A contract on building a mill was signed in our presence."
    for body, status in (
        ([signed], "signed"),
        ([f"{PUTIN}: Good evening.", signed], "signed"),
        (["Question: Why?", f"{PUTIN}: {signed}"], "concluded"),
    ):
        assert [str(one.status) for one in event(*body).agreements] == [status]


@pytest.mark.parametrize(
    ("title", "language"),
    [
        *(("А б в г д е", "ru"), (RUSSIAN, "ru"), ("Абвгд loom", "ru"), ("Абвг loom", "en"), ("Абвг looms", "en")),
        *(("Looms hum", "en"), ("Café", "en")),
    ],
)
def test_the_language_is_russian_if_most_letters_are(title: str, language: str) -> None:
    assert parse(page(head=HEAD.replace(TITLE, title))).events[0].language == language


@pytest.mark.parametrize(
    "text",
    [
        page(head=HEAD.replace(TITLE, f"X\n{RUSSIAN}")),
        page(RUSSIAN, head=HEAD.replace(TITLE, "X")),
        page(f"Question: {RUSSIAN}", head=HEAD.replace(TITLE, "X")),
    ],
    ids=["lead", "narration", "speech"],
)
def test_the_language_is_told_by_all_parts_of_the_text(text: str) -> None:
    assert parse(text).events[0].language == "ru"


@pytest.mark.parametrize(
    "text",
    [
        page(head=HEAD.replace(TITLE, f"X\nLooms hum.\n{3 * RUSSIAN}.")),
        page("Looms hum.", f"{3 * RUSSIAN}.", head=NEUTRAL),
        page("Question: Why?", f"{3 * RUSSIAN}.", head=NEUTRAL),
        page("Looms hum all day. " * 21 + 20 * RUSSIAN, head=NEUTRAL),
    ],
    ids=["lead", "narration", "speech", "end of a paragraph"],
)
def test_the_language_is_told_by_what_comes_first(text: str) -> None:
    assert parse(text).events[0].language == "en"


def test_a_copy_of_several_photographs_keeps_their_numbers() -> None:
    found = event("1 of 3", "Looms of the mill.", "2 of 3", "3 of 3", "Wool.", f"{PUTIN}: Good evening.", "1 of 2")
    assert found.photos == (
        Photo(caption="Looms of the mill.", number=1, count=3),
        Photo(number=2, count=3),
        Photo(caption="Wool.", number=3, count=3),
        Photo(number=1, count=2),
    )


def test_entries_of_link_boxes_belong_to_the_heading_above_them() -> None:
    boxes = ["See also", "Looms", "May 9, 2012", "Wool", "May 1 – 2, 2012", "Additional", "Silk"]
    assert event(f"{PUTIN}: Good evening.", *boxes).related == (
        Related(heading="See also", title="Looms", date=date(2012, 5, 9)),
        Related(heading="See also", title="Wool", date=date(2012, 5, 1), ends_on=date(2012, 5, 2)),
        Related(heading="Additional", title="Silk"),
    )


def test_the_span_of_an_event_reaches_from_its_first_line_to_its_last() -> None:
    one, other = parse(page() + page()).events
    assert one.span is not None
    assert other.span is not None
    assert (one.span.start, other.span.start, other.span.end) == (0, len(page()), 2 * len(page()) - 1)
    assert one.span.end in (len(page()) - 1, len(page()))


@pytest.mark.parametrize(
    ("line", "sections"),
    [
        ("Published in section: News", ("News",)),
        ("Published in sections: News, Transcripts", ("News", "Transcripts")),
        ("Published in sections: \ue003 News, , Transcripts,", ("News", "Transcripts")),
    ],
)
def test_sections_are_listed_after_the_colon(line: str, sections: tuple[str, ...]) -> None:
    assert event(foot=FOOT.replace("Published in section: News", line)).sections == sections


@pytest.mark.parametrize(("link", "number"), [("en.kremlin.ru/d/16511", 16511), ("en.kremlin.ru/x/16511", None)])
def test_the_number_of_a_page_is_in_its_direct_link(link: str, number: int | None) -> None:
    found = event(foot=FOOT.replace("Text version", f"Direct link: {link}\nText version"))
    assert found.page_number == number


@pytest.mark.parametrize("note", ["(laughter)", "[in German]", "<…>"])
def test_a_bracket_of_any_kind_is_a_note(note: str) -> None:
    (said,) = event(f"{PUTIN}: Good {note} evening.").statements
    assert [(one.text, one.paragraph) for one in said.notes] == [(note, 0)]


def test_notes_are_at_the_paragraph_that_they_follow() -> None:
    direction = event(f"{PUTIN}: Wool is warm.", "(wool)").statements[0].notes
    assert [note.kind for note in direction] == [NoteKind.ACTION]
    (said,) = event(
        f"{PUTIN}: Wool (laughter) is warm.", "Silk.", "(Applause.)", "Flax [in German] and felt.", "<…>"
    ).statements
    assert [(note.paragraph, note.text) for note in said.notes] == [
        (0, "(laughter)"),
        (2, "(Applause.)"),
        (2, "[in German]"),
        (3, "<…>"),
    ]
    assert said.paragraphs == ("Wool (laughter) is warm.", "Silk.", "Flax [in German] and felt.")


@pytest.mark.parametrize("closing", ["* * *", "Working talks on silk and felt"])
def test_what_closes_a_statement_ends_its_span(closing: str) -> None:
    text = page(f"{PUTIN}: Wool.", "Silk.", "<…>", closing, "Question: Why?")
    (first, second) = loads(text)[0].statements
    assert first.span is not None
    assert text[first.span.start : first.span.end].strip().endswith("<…>")
    assert second.label == "Question"
    assert [block.statement for block in parse(text).blocks if str(block.kind) in ("separator", "heading")] == [None]
    assert ProblemCode.UNKNOWN_BLOCK not in {problem.code for problem in parse(text).problems}
