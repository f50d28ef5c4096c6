"""How far the phrase of a mention reaches: the noun phrase, not the keyword and not the sentence."""

import pytest

from agreements_helpers import marked, plain
from kzru_forums.agreements.lexicon import classify, forms
from kzru_forums.agreements.sentences import Sentence, sentences_with_hits

LEFT = """
    We have signed a ⟨new and very important treaty⟩.
    We have signed an ⟨oil, gas and power agreement⟩.
    We discussed a ⟨trade and investment agreement⟩.
    We discussed ⟨our trade and investment agreements⟩.
    Here are ⟨ten trade and investment agreements⟩.
    They praised the ⟨bilateral, trilateral and multilateral agreements⟩.
    They praised ⟨extremely ambitious agreements⟩.
    We value the ⟨just signed Declaration on the Steppe⟩.
    We value the ⟨recently signed treaty⟩.
    We value the ⟨signed treaty⟩.
    They have recently signed ⟨treaties⟩.
    We praise the ⟨2011 Declaration on Rivers⟩.
    In 2011 ⟨treaties⟩ were signed.
    On May 7 ⟨treaties⟩ were signed.
    Last year ⟨treaties⟩ were signed.
    It follows from ⟨that treaty⟩.
    They said that ⟨treaties⟩ help.
    They keep ⟨all our treaties⟩.
    ⟨Both these treaties⟩ help.
    ⟨More than 20 contracts⟩ were signed.
    ⟨At least twenty contracts⟩ were signed.
    ⟨Around 40 joint agreements⟩ were signed.
    We will sign ⟨another ten intergovernmental agreements⟩.
    We signed ⟨a whole package of bilateral documents⟩.
    We signed ⟨a very big package of bilateral documents⟩.
    We have read the ⟨package of documents⟩ signed at the talks twice.
    We signed ⟨a number of the documents⟩ at the talks.
    Russia keeps to ⟨Kazakhstan’s agreement with China⟩.
    The ⟨countries’ agreements⟩ help.
    The ⟨United Nations Law of the Sea Convention⟩ helps.
    The ⟨Steppe and River Pact⟩ helps, like the ⟨treaty⟩.
    We are implementing ⟨agreements⟩.
    They met by implementing ⟨treaties⟩.
    They welcome the ⟨resulting treaty⟩.
    The text of the trade and ⟨treaty⟩.
    It names the rivers, and ⟨treaties⟩ too.
    It lists 25 vessels, and ⟨binding contracts⟩ cover them.
    ⟨Signed contracts⟩ bind.
    The Secretary of the ⟨Steppe Treaty⟩ spoke.
    The rivers of the ⟨Steppe Treaty⟩ run dry.
    We heard ⟨some news-worthy agreements⟩ praised.
    ⟨Two, three agreements⟩ would do.
    We signed a ⟨programme for 2018–2022⟩ and ⟨other documents⟩ today.
    It names mills, and oil and ⟨gas agreements⟩.
    It names mills, and oil, ⟨gas agreements⟩.
    wool, oil, ⟨gas agreements⟩ help.
"""
RIGHT = """
    We signed the ⟨Treaty between Kazakhstan and Russia on Friendship, Trade and Mutual Assistance⟩, and went home.
    We signed the ⟨Treaty on Friendship, Cooperation and Mutual Assistance⟩, and the founding of a bank was marked.
    We signed an ⟨agreement on gas⟩ and a ⟨memorandum on forests⟩.
    We signed an ⟨agreement on gas⟩ and ⟨other documents⟩ today.
    We signed an ⟨agreement on gas, oil and water⟩.
    We signed an ⟨agreement on gas, oil, and water⟩ today.
    We signed an ⟨agreement on gas⟩, oil came later.
    We signed an ⟨agreement on gas⟩ and the parliament will ratify it.
    The ⟨agreement on gas and oil⟩ will help.
    The ⟨agreement on gas⟩ helps the farmers.
    The ⟨agreement with Iran⟩ currently helps.
    The ⟨agreement with Iran⟩ creates jobs.
    The ⟨agreement with Iran⟩ which we signed helps.
    The ⟨agreement with Iran⟩ signed today helps.
    We recall an ⟨agreement on mutually beneficial work⟩.
    We recall an ⟨agreement on refined oil⟩.
    We recall an ⟨agreement on simplified and cheap visas⟩.
    We recall an ⟨agreement on oil and refined products⟩.
    We recall an ⟨agreement on oil and highly refined products⟩.
    We recall an ⟨agreement on oil⟩ and signed it.
    We recall an ⟨agreement on building bridges and repairing roads⟩.
    We recall an ⟨agreement on bridges⟩ and repairing roads is next.
    We recall an ⟨agreement on trade and on investment⟩.
    We recall an ⟨agreement on trade⟩ and in fact it works.
    We recall an ⟨agreement to build and operate a dam⟩.
    We recall an ⟨agreement on the farms and the mills⟩.
    We recall an ⟨agreement on trade⟩ and the mills.
    We recall the ⟨protocol on Kazakhstan writing off debts⟩.
    We recall a ⟨protocol to the treaty⟩.
    We recall ⟨agreements⟩ to develop trade.
    We have a ⟨contract⟩ to the letter.
    We recall ⟨agreements to trade⟩.
    We recall the ⟨treaty of July 6, 1998⟩, a good one.
    We recall the ⟨agreement (FTA) between Russia and Vietnam⟩.
    We recall the ⟨agreement with the akimats (local governments) of the region⟩.
    We recall the ⟨agreement with the akimats⟩ (local governments).
    We recall the ⟨agreement⟩ (a very long remark that stands in one bracket and goes on and on and on).
    We recall an ⟨important agreement – on trade –⟩ now.
    We recall an ⟨important agreement – on trade⟩.
    We recall the ⟨agreement⟩ “which never closes.
    We recall the ⟨Agreement on the “Silk Road” route⟩.
    There are ⟨contracts worth more than $2 billion⟩.
    There are ⟨contracts worth a total of 3 million euros⟩.
    There are ⟨contracts⟩ with pleasure.
    We saw ⟨contracts⟩ on Monday.
    We saw ⟨contracts⟩ on which all rests.
    We saw ⟨contracts⟩ on it.
    We signed an ⟨agreement with Iran⟩ and Turkey will help.
    We met. We signed a ⟨treaty⟩. We left.
    We saw ⟨contracts⟩ for the first time.
    We saw ⟨contracts⟩ on behalf of the mill.
    We saw the ⟨agreements⟩ in the presence of all.
    We saw ⟨agreements in trade⟩.
    We saw the ⟨agreements⟩ in Omsk.
    We saw the ⟨agreements⟩ at the mill.
    We adopted a ⟨joint statement by the two ministries on trade⟩.
    We adopted an ⟨agreement⟩ by vote.
    We recall an ⟨agreement on trade⟩ during the visit.
    We recall an ⟨agreement on trade⟩ the day after.
    We recall an ⟨agreement on all the farms⟩.
    We recall the ⟨Agreement on Raising the Dam⟩.
    We recall the ⟨Action Plan to Build the Dam with Kazakhstan⟩.
    We signed ⟨agreements and memorandums⟩.
    We signed ⟨agreements, contracts and memorandums⟩.
    We signed ⟨agreements⟩, and ⟨contracts⟩ followed.
    We signed ⟨a package of agreements and commercial contracts⟩.
    We signed ⟨agreements⟩ and went home.
    The ⟨agreement on the use of water⟩ by farms helps.
    We recall an ⟨agreement on the next steps and the last word⟩.
    We recall an ⟨agreement on trade⟩ and next year we will meet.
    The ⟨treaty on the rules of the road and the rail⟩ helps.
    The ⟨treaty on the rules of the road⟩ and the programme helps.
"""


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


@pytest.mark.parametrize("expected", lines(LEFT) + lines(RIGHT))
def test_the_phrase_is_whole_and_no_more(expected: str) -> None:
    assert marked(plain(expected)) == expected


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Start and end of all sentences: every character that is not a blank is taken for a hit."""
    hits = [place for place, char in enumerate(text) if not char.isspace()]
    return [(start, end) for start, end, _ in sentences_with_hits(text, hits)]


def test_a_sentence_ends_where_the_next_begins_with_a_capital() -> None:
    assert sentence_bounds("Mr. Ivanov came at 5 p.m. on foot. They met! “Good,” he said.") == [
        (0, 34),
        (35, 44),
        (45, 61),
    ]


def test_a_sentence_too_long_to_be_one_is_cut_at_a_blank() -> None:
    text = "word " * 1000
    bounds = sentence_bounds(text)
    assert len(bounds) > 1
    assert all(text[start:end].split() == ["word"] * len(text[start:end].split()) for start, end in bounds)
    assert sum(text[start:end].count("word") for start, end in bounds) == 1000


def test_a_sentence_without_blanks_is_cut_all_the_same() -> None:
    assert sentence_bounds("x" * 9000) == [(0, 4000), (4000, 8000), (8000, 9000)]
    assert list(sentences_with_hits("x" * 9000, [8500])) == [(8000, 9000, False)]


def test_a_word_knows_its_place() -> None:
    sentence = Sentence("The countries' treaty – the treaty – holds.", 7)
    assert [sentence.slice(i, i + 1) for i in range(len(sentence))] == [
        *("The", "countries'", "treaty", "–", "the", "treaty", "–", "holds", "."),
    ]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("May", "name"),
        ("may", "auxiliary"),
        ("Russia’s", "owner"),
        ("Strengthening", "name"),
        ("strengthening", "gerund"),
        ("Signed", "name"),
        ("quickly", "adverb"),
        ("Russian-Kazakh", "adjective"),
        ("Convention", "name"),
        ("²", "number"),
        ("№", "mark"),
    ],
)
def test_a_word_has_the_class_of_its_list_or_its_ending(word: str, name: str) -> None:
    assert classify(word) == name


def test_regular_forms_follow_the_spelling() -> None:
    assert [forms(verb)[1] for verb in ("sign", "ratify", "employ", "pass", "approve", "go")] == [
        *("signs", "ratifies", "employs", "passes", "approves", "goes"),
    ]
