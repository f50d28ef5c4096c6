"""Where a document stands: the rules of status, each by its name."""

from datetime import date

import pytest
from attrs import evolve

from agreements_helpers import DAY, MEETING, TALKS, TOLD, mentions
from kzru_forums.agreements import Context, Memory
from kzru_forums.agreements.clues import Tense, tense_at
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.model import AgreementStatus, EventKind

CONCLUDED, PLANNED, SIGNED, MENTIONED = (
    AgreementStatus.CONCLUDED,
    AgreementStatus.PLANNED,
    AgreementStatus.SIGNED,
    AgreementStatus.MENTIONED,
)
FORUM = Context(date=DAY, title="Forum of regions", kind=EventKind.FORUM)
VISIT = Context(date=DAY, title="Visit to a mill", kind=EventKind.VISIT, spoken=False)
CALL = evolve(TOLD, kind=EventKind.CONVERSATION)
TOLD_AT_HOME = evolve(TOLD, title="Working meeting with a governor", kind=EventKind.MEETING, roles=())

CASES = [
    # habit
    (TALKS, "It is a tradition to sign agreements.", "habit", MENTIONED),
    (TALKS, "Such visits usually bring agreements.", "habit", MENTIONED),
    # if-signed
    (MEETING, "Once the contract is signed, we will build.", "if-signed", PLANNED),
    # denied
    (MEETING, "It makes no sense to sign an agreement on wool.", "denied", MENTIONED),
    (MEETING, "They could have signed a contract.", "denied", MENTIONED),
    (MEETING, "They have not signed a contract.", "denied", MENTIONED),
    (TALKS, "The agreement on wool has not been signed yet.", "denied", PLANNED),
    (MEETING, "It makes no sense to seek agreements.", "prepared", MENTIONED),
    # signed-then
    (TALKS, "Last year we signed an agreement on wool.", "signed-then", CONCLUDED),
    (TALKS, "In May 2014 we signed an agreement on wool.", "signed-then", CONCLUDED),
    (TALKS, "On June 12 we signed an agreement on wool.", "signed-then", CONCLUDED),
    (TALKS, "In March we signed an agreement on wool.", "signed-then", CONCLUDED),
    (TALKS, "The agreement signed in 2014 helps.", "signed-then", CONCLUDED),
    (TALKS, "We keep the agreement, which we signed in 2014.", "signed-then", CONCLUDED),
    (TALKS, "The agreements on wool reached then help.", "signed-then", CONCLUDED),
    (TALKS, "We have already signed an agreement on wool.", "signed-then", CONCLUDED),
    # adverbs of another verb, another clause
    (TALKS, "As we already said, we signed an agreement on wool.", "reported", SIGNED),
    (MEETING, "Today we ask, what contracts have been signed?", "done", CONCLUDED),
    # signed-now
    (TALKS, "Today we signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "We have just signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "On July 4, 2017 we signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "On July 4 we signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "Following the talks, we signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "An agreement on wool was signed in our presence.", "signed-now", SIGNED),
    (TALKS, "The agreements that have just been signed help.", "signed-now", SIGNED),
    (TOLD, "Following the talks, a package of documents was signed.", "signed-now", SIGNED),
    # sign-today
    (TALKS, "We will sign an agreement on wool today.", "sign-today", SIGNED),
    (TALKS, "Today we are signing an agreement on wool.", "sign-today", SIGNED),
    (TALKS, "The forum will see the signing today of 27 contracts.", "sign-today", SIGNED),
    (MEETING, "The forum will see the signing today of 27 contracts.", "sign-today", SIGNED),
    # not sign-today: only expected, or told before a meeting
    (TALKS, "They are expected to sign 40 contracts today.", "sign-ahead", PLANNED),
    (MEETING, "We will sign a contract today.", "sign-ahead", PLANNED),
    (TALKS, "We will sign an agreement on wool at the forum tomorrow.", "sign-ahead", PLANNED),
    # signing
    (TOLD, "The presidents witnessed the signing of a contract.", "signing", SIGNED),
    (MEETING, "I attended the signing of a contract.", "signing", CONCLUDED),
    (MEETING, "Two years passed after the signing of the contract.", "signing", CONCLUDED),
    (MEETING, "The signing of a contract is our task.", "signing", PLANNED),
    (TALKS, "It is the tenth anniversary of the signing of the contract.", "signing", CONCLUDED),
    (MEETING, "Signing this contract took years.", "done", CONCLUDED),
    # sign-ahead
    (TALKS, "We hope to sign an agreement on wool.", "sign-ahead", PLANNED),
    (TALKS, "An agreement on wool is being signed.", "sign-ahead", PLANNED),
    (TALKS, "Let us sign an agreement on wool.", "sign-ahead", PLANNED),
    (MEETING, "We talked of the contracts that the ministry signs.", "sign-ahead", CONCLUDED),
    # prepared
    (TALKS, "We are drafting an agreement on wool.", "prepared", PLANNED),
    (TALKS, "We are working on an agreement on wool.", "prepared", PLANNED),
    (TALKS, "Our ministries worked today on 30 agreements.", "prepared", PLANNED),
    (TALKS, "We are developing an agreement on wool.", "prepared", PLANNED),
    (MEETING, "We develop our treaty on wool.", "otherwise", CONCLUDED),
    (TALKS, "When it comes to trade, we have an agreement on wool.", "otherwise", CONCLUDED),
    (TALKS, "The agreement on wool helped us, we drafted rules.", "otherwise", CONCLUDED),
    (TALKS, "A declaration on wool is being developed.", "prepared", PLANNED),
    (TALKS, "Talks on an agreement on wool go on.", "prepared", PLANNED),
    (TALKS, "We read the draft agreement.", "prepared", PLANNED),
    (TALKS, "We want an agreement on wool.", "prepared", PLANNED),
    (TALKS, "An agreement on wool was prepared for signing.", "prepared", PLANNED),
    (TALKS, "Ten agreements, as well as contracts, have been prepared.", "prepared", PLANNED),
    (TALKS, "They praised one of the agreements prepared by us.", "prepared", PLANNED),
    (TALKS, "We agreed to draw up an agreement on wool.", "prepared", PLANNED),
    (TALKS, "Talks on an agreement on wool concluded in May.", "prepared", PLANNED),
    (TALKS, "The agreement on wool at the mill in Omsk was drafted.", "prepared", PLANNED),
    (MEETING, "The agreement on wool helped – a mill was drafted.", "otherwise", CONCLUDED),
    (MEETING, "The agreement on wool – a mill was drafted.", "otherwise", CONCLUDED),
    # told
    (TOLD, "The presidents signed an agreement on wool.", "told", SIGNED),
    (TOLD, "The documents signed include a protocol on wool.", "told", SIGNED),
    (VISIT, "The mill signed an agreement on wool.", "told", SIGNED),
    # reported
    (TALKS, "We signed an agreement on wool.", "reported", SIGNED),
    (TALKS, "I praise the agreements we reached.", "reported", SIGNED),
    (TALKS, "We came to an agreement on wool.", "reported", SIGNED),
    (TALKS, "We entered into an agreement on wool.", "reported", SIGNED),
    (FORUM, "We signed an agreement on wool.", "reported", SIGNED),
    # done
    (FORUM, "Many agreements on wool were signed.", "done", CONCLUDED),
    (MEETING, "We have signed an agreement on wool.", "done", CONCLUDED),
    (CALL, "The parties signed an agreement on wool.", "done", CONCLUDED),
    (TOLD, "They praised the agreements reached.", "done", CONCLUDED),
    (TOLD_AT_HOME, "The region signed an agreement on wool.", "done", CONCLUDED),
    (TOLD_AT_HOME, "Prices fell thanks to the agreement signed with the mills.", "done", CONCLUDED),
    (evolve(TALKS, asked=True), "We signed an agreement on wool.", "done", CONCLUDED),
    (MEETING, "We were the last to sign the treaty.", "done", CONCLUDED),
    (TALKS, "We praise the agreement on wool reached by Iran and Iraq.", "done", CONCLUDED),
    (TALKS, "It took years before the contract was signed.", "done", CONCLUDED),
    (TALKS, "We came to an agreement on wool in 1998.", "done", CONCLUDED),
    (TALKS, "The agreements being reached help.", "sign-ahead", CONCLUDED),
    (evolve(TALKS, asked=True), "The agreements on wool reached at this meeting help.", "done", CONCLUDED),
    # in-use
    (TALKS, "We trade under an agreement on wool.", "in-use", CONCLUDED),
    (TALKS, "We praise the implementation of our agreements.", "in-use", CONCLUDED),
    (TALKS, "The agreement on wool will enter into force soon.", "in-use", CONCLUDED),
    (TALKS, "An agreement on wool expires in May.", "in-use", CONCLUDED),
    (TALKS, "It is defined in the treaties we have signed.", "in-use", CONCLUDED),
    (TALKS, "We fixed prices in line with the agreement on wool.", "in-use", CONCLUDED),
    # fruit
    (TALKS, "It is in our joint statement.", "fruit", SIGNED),
    (evolve(TALKS, asked=True), "It is in the final document.", "fruit", SIGNED),
    # in use or of others, no fruit
    (TALKS, "We go on implementing the Joint Statement on Wool.", "in-use", CONCLUDED),
    (TALKS, "It is in the joint statement by Iran and Iraq.", "otherwise", CONCLUDED),
    # noted
    (TALKS, "I would like to note the agreement on wool.", "noted", SIGNED),
    # here
    (TALKS, "Today’s success is the agreement on wool.", "here", SIGNED),
    # pending
    (TALKS, "An agreement on wool is ready for signing.", "pending", PLANNED),
    (TALKS, "An agreement on wool is still under discussion.", "pending", PLANNED),
    (TALKS, "An agreement on wool should be put on the agenda.", "pending", PLANNED),
    (TALKS, "What other agreements are you planning to make?", "pending", PLANNED),
    # generic
    (MEETING, "We should look for contracts.", "generic", MENTIONED),
    (MEETING, "Do you have contracts?", "generic", MENTIONED),
    (MEETING, "Mills should be interested in contracts with Omsk.", "generic", MENTIONED),
    (MEETING, "We do not even have a treaty.", "generic", MENTIONED),
    (MEETING, "We do not have any agreements.", "generic", MENTIONED),
    # otherwise
    (MEETING, "You named recent contracts, could you go on?", "otherwise", CONCLUDED),
    (MEETING, "We have contracts, and we could go on.", "otherwise", CONCLUDED),
    (MEETING, "Could you send the contract?", "otherwise", CONCLUDED),
    (MEETING, "Could you send two contracts?", "otherwise", CONCLUDED),
    (MEETING, "We have contracts.", "otherwise", CONCLUDED),
    (TALKS, "We spoke about the 1998 joint statement.", "otherwise", CONCLUDED),
    (TALKS, "Negotiations, contracts and prices matter.", "otherwise", CONCLUDED),
    (TALKS, "We had drafted the plans in the memorandum.", "otherwise", CONCLUDED),
    (TALKS, "The work is based on the agreement on wool.", "otherwise", CONCLUDED),
    (TALKS, "The bank was founded when the agreement on wool was new.", "otherwise", CONCLUDED),
    (TALKS, "They said they want that the agreement on wool lives.", "otherwise", CONCLUDED),
    (TALKS, "The agreement on wool that they want is good.", "otherwise", CONCLUDED),
    (TALKS, "An agreement on wool that we draft is good.", "otherwise", CONCLUDED),
    (TALKS, "The agreement on wool, which we like, is good.", "otherwise", CONCLUDED),
    (TALKS, "The agreement on wool, long awaited, is good.", "otherwise", CONCLUDED),
    (TALKS, "The agreement on wool signals growth.", "otherwise", CONCLUDED),
]


@pytest.mark.parametrize(("context", "text", "rule", "status"), CASES)
def test_the_status_is_told_by_its_rule(context: Context, text: str, rule: str, status: AgreementStatus) -> None:
    found = mentions(text, context)[0]
    assert (found.rule.split("/")[1], found.status) == (rule, status)


def test_what_is_pointed_to_keeps_its_status() -> None:
    found = mentions("An agreement on wool is being drafted. Once the agreement comes, we will act.")
    assert (found[1].rule.split("/")[1], found[1].status) == ("as-before", PLANNED)


def test_what_is_named_again_keeps_its_status() -> None:
    found = mentions("The Treaty on Wool is being drafted. The Treaty on Wool helps.")
    assert (found[1].rule.split("/")[1], found[1].status) == ("repeated", PLANNED)


def test_documents_of_one_sentence_share_their_verb() -> None:
    found = mentions(
        "Today we signed a treaty on wool, a protocol on oil and a memorandum on implementing trade rules."
    )
    assert [each.status for each in found] == [SIGNED] * 3


def test_what_is_listed_has_the_status_of_what_it_is_listed_under() -> None:
    found = mentions("Following the talks, documents were signed. Among them are two contracts.", TOLD)
    assert (found[1].rule.split("/")[1], found[1].status) == ("listed", SIGNED)


@pytest.mark.parametrize(
    "text",
    [
        "We plan to sign several documents on wool: the treaty on mills, the agreements on trade.",
        "Ten agreements on wool, as well as commercial contracts, have been prepared.",
        "A treaty on wool is being drafted. The treaty is long. It includes a contract on mills.",
    ],
)
def test_what_is_counted_or_joined_shares_the_status(text: str) -> None:
    assert {each.status for each in mentions(text)} == {PLANNED}


def test_a_comma_alone_joins_nothing() -> None:
    found = mentions(
        "An agreement on wool is being drafted. A new treaty on trade is drafted, the contract on oil helps."
    )
    assert [each.status for each in found] == [PLANNED, PLANNED, CONCLUDED]


def test_a_name_cut_short_keeps_its_status() -> None:
    found = mentions("They adopted a joint statement on wool. The Joint Statement says so.", TOLD)
    assert (found[1].rule.split("/")[1], found[1].status, found[1].date) == ("as-before", SIGNED, "2017-07-04")


def test_other_words_point_to_nothing() -> None:
    found = mentions("They adopted a joint statement on wool. They praised the old statement adopted in May.", TOLD)
    assert found[1].status is CONCLUDED


def test_without_a_day_no_date_is_past() -> None:
    undated = evolve(TALKS, date=None)
    found = mentions("In 2014 we signed an agreement on wool.", undated)[0]
    assert (found.status, found.date) == (SIGNED, None)


def test_a_future_year_is_not_the_past() -> None:
    assert mentions("We signed an agreement on wool for 2025.")[0].status is SIGNED


def test_the_month_of_the_event_is_not_the_past() -> None:
    assert mentions("In July we signed an agreement on wool.")[0].status is CONCLUDED
    assert mentions("This July 4 we signed an agreement on wool.")[0].status is SIGNED


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("We signed", Tense.DONE),
        ("We have signed", Tense.DONE),
        ("We will soon sign", Tense.AHEAD),
        ("We hope to sign", Tense.AHEAD),
        ("We managed to sign", Tense.DONE),
        ("We were ready to sign", Tense.AHEAD),
        ("We are signing", Tense.NOW),
        ("We were signing", Tense.DONE),
        ("By signing", Tense.OPEN),
        ("It is signed", Tense.NOW),
        ("We sign", Tense.NOW),
        ("The adoption", Tense.OPEN),
    ],
)
def test_the_tense_is_that_of_the_form_and_its_helpers(text: str, tense: Tense) -> None:
    sentence = Sentence(text)
    assert tense_at(sentence, len(sentence) - 1) is tense


def test_a_memory_is_not_needed() -> None:
    assert mentions("We signed an agreement on wool.", TALKS, None) == mentions(
        "We signed an agreement on wool.", TALKS, Memory()
    )


def test_the_day_of_the_event_may_be_any_day() -> None:
    old = evolve(TALKS, date=date(1, 1, 1))
    assert mentions("Last year we signed a contract, two weeks ago.", old)[0].date is None
