"""What holds for every paragraph, whatever it says."""

import sys
from datetime import date
from types import FrameType

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from agreements_helpers import MEETING, TALKS, TOLD, mentions
from kzru_forums.agreements import Memory, find_agreements
from kzru_forums.agreements.lexicon import Word
from kzru_forums.agreements.nouns import HEADS
from kzru_forums.agreements.sentences import Sentence, tokens_of
from kzru_forums.agreements.verbs import ACTS

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
CONTEXTS = st.sampled_from([TALKS, MEETING, TOLD, evolve(TALKS, date=None), evolve(MEETING, date=date(1, 1, 1))])


@given(PARAGRAPHS, CONTEXTS)
def test_a_title_is_what_stands_between_its_offsets(text: str, context: object) -> None:
    assert isinstance(context, type(TALKS))
    behind = 0
    for found in find_agreements(text, context, Memory()):
        assert text[found.start : found.end] == found.title
        assert found.start >= behind
        assert found.title
        assert found.title in found.sentence
        assert found.sentence in text
        behind = found.end


@given(PARAGRAPHS)
def test_the_same_paragraph_gives_the_same_mentions(text: str) -> None:
    assert mentions(text) == mentions(text)


@given(st.lists(PARAGRAPHS, max_size=4))
def test_a_memory_never_changes_what_is_named(texts: list[str]) -> None:
    memory = Memory()
    for text in texts:
        with_memory = {found.title for found in find_agreements(text, TALKS, memory)}
        assert {found.title for found in mentions(text)} <= with_memory


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
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    mentions(unit * 100)
    assert calls(unit * 2000) < 11 * calls(unit * 200)


def test_no_mention_carries_a_sentence_without_end() -> None:
    assert max(len(found.sentence) for found in mentions("the treaty on wool and " * 2000)) <= 4000


def test_the_words_seen_so_far_are_forgotten_in_time() -> None:
    for number in range(40_000):
        tokens_of(f"word{number}")
    owner = getattr(tokens_of, "__self__", None)
    assert isinstance(owner, dict)
    assert len(owner) < 40_000
    assert tokens_of("word" * 1000) == (["word" * 1000], ["word" * 1000], [Word.NOUN])
    assert "word" * 1000 not in owner
