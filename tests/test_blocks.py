"""Blocks: what each stretch of a page is, and which event and statement it belongs to."""

import pytest

from kzru_forums import Block, BlockKind, Limits, Span, parse
from pages import FOOT, HEAD, PUTIN, TITLE, page

WHOLE = page(
    "1 of 2",
    "The looms of the mill",
    "The mill opened in spring.",
    "* * *",
    "Beginning of meeting with weavers",
    f"{PUTIN}: Good evening.",
    "(Applause.)",
    "See also",
    "The mill opens",
    "May 9, 2012",
    "The looms are running.",
    "<…>",
    head=HEAD.replace("September", "Weavers spoke.\nSeptember", 1),
    foot=FOOT.replace("Text version", "Direct link: en.kremlin.ru/d/16511\nText version"),
)
KINDS = """
    start title lead date time place counter caption narration separator heading label paragraph note box related_title
    related_date paragraph omission tags tag status sections published link end
""".split()


def blocks(text: str) -> tuple[Block, ...]:
    return parse(text).blocks


def test_every_part_of_a_page_is_a_kind_of_block() -> None:
    assert [block.kind.value for block in blocks(WHOLE)] == KINDS


def test_no_block_continues_another_unless_something_is_between_them() -> None:
    assert not any(block.continues for block in blocks(WHOLE))


def test_the_spans_of_blocks_hold_their_text_and_the_white_space_behind_it() -> None:
    for block in blocks(WHOLE):
        found = WHOLE[block.span.start : block.span.end]
        assert found.rstrip() == (f"{block.text}:" if block.kind is BlockKind.LABEL else block.text)


def test_a_pull_quote_is_a_block_of_its_own() -> None:
    quote = "”A carpet is a letter.“"
    assert [
        block.text for block in blocks(page(f"{PUTIN}: Friends.", quote)) if block.kind is BlockKind.PULL_QUOTE
    ] == [quote]


def test_blocks_of_speech_know_their_statement() -> None:
    text = page("<…>", f"{PUTIN}: One.", "Two.", "(Applause.)", "1 of 2", "A loom", "Three.", "<…>", "Question: Four?")
    owned = [(block.text, block.statement) for block in blocks(text) if block.statement is not None]
    assert owned == [
        *((PUTIN, 0), ("One.", 0), ("Two.", 0), ("(Applause.)", 0), ("Three.", 0), ("<…>", 0)),
        *(("Question", 1), ("Four?", 1)),
    ]


def test_blocks_know_their_event() -> None:
    found = blocks(page() + page())
    assert [block.event for block in found if block.kind is BlockKind.TITLE] == [0, 1]
    assert {block.event for block in found} == {0, 1}


def test_unknown_blocks_belong_to_no_event() -> None:
    first, *rest = blocks("My notes\n" + page())
    assert (first.kind, first.event, first.statement) == (BlockKind.UNKNOWN, None, None)
    assert {block.event for block in rest} == {0}


def test_white_space_before_the_first_page_belongs_to_its_first_block() -> None:
    first = blocks("\n \n" + WHOLE)[0]
    assert (first.kind, first.span.start) == (BlockKind.START, 0)


def test_white_space_alone_is_one_blank_block() -> None:
    assert blocks(" \n\n") == (Block(kind=BlockKind.BLANK, text="", span=Span(start=0, end=3)),)


def test_an_empty_text_has_no_blocks() -> None:
    assert blocks("") == ()


def test_content_beyond_the_limit_is_one_unknown_block() -> None:
    (only,) = parse(WHOLE, limits=Limits(characters=10)).blocks
    assert (only.kind, only.span) == (BlockKind.UNKNOWN, Span(start=0, end=len(WHOLE)))


@pytest.mark.parametrize("first", [PUTIN, "Vladimir Putin"])
def test_the_block_of_a_label_ends_behind_its_colon(first: str) -> None:
    text = page(f"{first}\u00a0: \u200bGood evening.")
    label, paragraph = (block for block in blocks(text) if block.statement == 0)
    assert text[label.span.start : label.span.end].startswith(f"{first}\u00a0:")
    assert text[paragraph.span.start : paragraph.span.end].rstrip("\n").endswith("Good evening.")


def test_the_block_of_a_broken_label_spans_both_lines() -> None:
    text = page(PUTIN, ": Good evening.")
    label = next(block for block in blocks(text) if block.kind is BlockKind.LABEL)
    assert (label.text, text[label.span.start : label.span.end]) == (PUTIN, f"{PUTIN}\n: ")


def test_the_span_of_a_statement_reaches_over_what_stands_inside() -> None:
    reading = parse(page(f"{PUTIN}: One.", "1 of 2", "A loom", "Two."))
    span = reading.events[0].statements[0].span
    assert span
    assert reading.text[span.start : span.end] == f"{PUTIN}: One.\n1 of 2\nA loom\nTwo."


def test_a_long_block_is_shown_in_short() -> None:
    shown = repr(Block(kind=BlockKind.PARAGRAPH, text="word " * 20, span=Span(start=0, end=99)))
    assert "word word" in shown
    assert len(shown) < 200


def test_a_short_block_is_shown_whole() -> None:
    assert repr(TITLE) in repr(Block(kind=BlockKind.TITLE, text=TITLE, span=Span(start=0, end=32)))
