"""What holds for every paragraph and page, whatever it says. Properties count the cases that they met."""

import sys
from collections.abc import Callable
from functools import reduce
from types import FrameType

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from agreements_helpers import MEETING, TALKS, TOLD, mentions, span_of
from kzru_forums import Agreement, parse
from kzru_forums.agreements.discourse import Context, Memory
from kzru_forums.agreements.lexicon import ACTS, HEADS
from kzru_forums.agreements.sentences import Sentence, tokens_of
from kzru_forums.text import joined, normal

WORDS = st.sampled_from(
    [
        *HEADS,
        *(word.capitalize() for word in HEADS),
        *sorted(ACTS),
        *"the a this our and or , . ; – ( ) “ ” to of on with between in for by that which we is will".split(),
        *"have been Russia Kazakhstan Russian-Chinese Russia’s countries' new joint bilateral 27 2012 $2".split(),
        *"billion worth more than today last year May 25, 1992 anniversary quickly signed building ſ ² ’".split(),
        *"\u00a0 \u200b Mr. package number".split(" "),
    ]
)
PARAGRAPHS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)
CONTEXTS = st.sampled_from([TALKS, MEETING, TOLD, evolve(TALKS, date=None), evolve(TALKS, section="answers")])
DOCUMENTS = ("Treaty on Wool", "agreement between the mills, the looms and the dyers", "27 contracts worth $2 billion")
SENTENCES = st.sampled_from(
    [
        *(f"Today we signed the {document}." for document in DOCUMENTS),
        *(f"They spoke of wool – and of the {document}; nothing else." for document in DOCUMENTS),
        *(f"“We keep to the {document}”, he said." for document in DOCUMENTS),
        "We met. It was a good day.",
    ]
)


@given(PARAGRAPHS, CONTEXTS)
def test_a_title_is_the_text_between_its_offsets(text: str, context: Context) -> None:
    behind = 0
    for found in mentions(text, context):
        span = span_of(found)
        assert text[span.start : span.end] == found.title
        assert span.start >= behind
        assert found.title in found.sentence
        assert found.sentence in text
        behind = span.end


def page(lead: str, spoken: list[str], broken: str, end: str) -> str:
    """A page as it is copied, with blanks and line ends as `broken` and `end` have them."""
    text = (
        f"Events\nMeeting of weavers signed the Treaty on Dyes\n{lead}\nJuly 4, 2017\n18:00\nOmsk\n{lead}\n"
        f"Ivan Loomov: {' '.join(spoken)}\n(They sign a Treaty on Flax.)\n{lead}\nOleg Spindle: {spoken[0]}\n"
        "Text version\n"
    )
    return text.replace(" the ", broken).replace("\n", end)


def text_version(lead: str, spoken: list[str], broken: str, end: str) -> str:
    """The same in the site's plain layout."""
    text = (
        "Official website of the President of Russia\nTranscripts   /\nMeeting of weavers signed the Treaty on Dyes\n"
        f"July 4, 2017, Omsk\n\n{lead}\n\nIvan Loomov: {' '.join(spoken)}\n\n{lead}\n\nOleg Spindle: {spoken[0]}\n\n"
        "July 4, 2017, Omsk\n"
    )
    return text.replace(" the ", broken).replace("\n", end)


def html(lead: str, spoken: list[str], broken: str, end: str) -> str:
    """The same as served."""
    text = (
        '<html lang="en"><body><div class="hentry h-entry"><h1 class="entry-title p-name">Meeting of weavers signed the'
        f' Treaty on Dyes</h1><div class="read__lead">{lead}</div><time class="read__published" datetime="2017-07-04">'
        f'July 4, 2017</time><div class="read__internal_content"><p>{lead}</p><p><b>Ivan Loomov:</b>'
        f" {' '.join(spoken)}</p><p><b>Oleg Spindle:</b> {spoken[0]}</p></div></div></body></html>"
    )
    return text.replace(" the ", broken).replace("><", f">{end}<")


def printed(text: str) -> str:
    """The normal form of some lines, joined as the lines that a hover card breaks."""
    return reduce(joined, map(normal, text.split("\n")))


@pytest.mark.parametrize("layout", [page, text_version, html])
def test_a_span_covers_the_words_of_its_title_and_no_more(layout: Callable[[str, list[str], str, str], str]) -> None:
    met: list[Agreement] = []

    @given(
        SENTENCES,
        st.lists(SENTENCES, min_size=1, max_size=4),
        st.sampled_from([" the ", "\u00a0the ", " the\u00a0 ", " t\u00adhe "]),
        st.sampled_from(["\n", "\r\n"]),
    )
    def law(lead: str, spoken: list[str], broken: str, end: str) -> None:
        reading = parse(layout(lead, spoken, broken, end))
        for event in reading.events:
            for found in event.agreements:
                span = span_of(found)
                covered = reading.text[span.start : span.end]
                assert printed(covered) == found.title
                assert covered == covered.strip("\n \u00a0\u00ad")
            met.extend(event.agreements)

    law()
    assert len(met) > 50
    assert len({span_of(found).start for found in met}) > 10
    assert {found.title for found in met} >= {"Treaty on Dyes", *DOCUMENTS}


def test_a_paragraph_of_a_page_gives_what_it_gives_alone() -> None:
    (event,) = parse(page("We met.", ["Today we signed the Treaty on Wool."], " the ", "\n")).events
    assert [(found.title, found.statement, str(found.status)) for found in event.agreements] == [
        ("Treaty on Dyes", None, "signed"),
        ("Treaty on Wool", 0, "signed"),
        ("Treaty on Flax", 0, "signed"),
        ("Treaty on Wool", 1, "signed"),
    ]


@given(PARAGRAPHS)
def test_the_same_paragraph_gives_the_same_mentions(text: str) -> None:
    assert mentions(text) == mentions(text)


@given(st.text(max_size=12))
def test_every_word_has_a_class(text: str) -> None:
    sentence = Sentence(text)
    assert len(sentence.words) == len(sentence.lower) == len(sentence.kinds)


def calls(text: str) -> int:
    """How many functions reading a paragraph calls: a measure of its work that no clock disturbs."""
    count = 0

    def counting(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        mentions(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "the treaty on wool and the contract with Iran, ",
        "agreements, ",
        "more than 20 contracts worth $2 billion and ",
        "the Treaty of the (Treaty “",
        "signed documents. ",
        "a treaty on wool; ",
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    mentions(unit * 100)
    assert calls(unit * 2000) < 11 * calls(unit * 200)


def test_work_grows_with_the_mentions_of_an_event_and_no_faster() -> None:
    def work(many: int) -> int:
        memory = Memory()
        return sum(calls_of("We keep to the treaty. This agreement helps. The General Agreement helps.", memory, many))

    assert work(400) < 11 * work(40)


def calls_of(text: str, memory: Memory, many: int) -> list[int]:
    """The function calls for each of many paragraphs of one event."""
    counts = []
    for _ in range(many):
        count = 0

        def counting(_frame: FrameType, event: str, _arg: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(counting)
        try:
            mentions(text, TALKS, memory)
        finally:
            sys.setprofile(None)
        counts.append(count)
    return counts


def test_no_mention_carries_a_sentence_without_end() -> None:
    assert max(len(found.sentence) for found in mentions("the treaty on wool and " * 2000)) <= 4000


def test_the_words_seen_so_far_are_forgotten_in_time() -> None:
    for number in range(40_000):
        tokens_of(f"word{number}")
    owner = getattr(tokens_of, "__self__", None)
    assert isinstance(owner, dict)
    assert len(owner) < 40_000
    assert tokens_of("word" * 1000) == ("word" * 1000, "word" * 1000, "noun", 4001)
    assert "word" * 1000 not in owner
