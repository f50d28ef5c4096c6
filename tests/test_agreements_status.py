"""Where a document stands: the rules of status, each by its name."""

from datetime import date

import pytest
from attrs import evolve

from agreements_helpers import ASKED, CEREMONY, DAY, MEETING, NOTE, OPENING, TALKS, TITLE, TOLD, mentions, rule_of
from kzru_forums.agreements.clues import Tense, tense_at
from kzru_forums.agreements.discourse import Context, Memory
from kzru_forums.agreements.sentences import Sentence
from kzru_forums.agreements.status import STATUS
from kzru_forums.model import AgreementStatus, EventKind

CONCLUDED, PLANNED, SIGNED, MENTIONED = (
    AgreementStatus.CONCLUDED,
    AgreementStatus.PLANNED,
    AgreementStatus.SIGNED,
    AgreementStatus.MENTIONED,
)
FORUM = Context(date=DAY, title="Forum of regions", kind=EventKind.FORUM)
VISIT = Context(date=DAY, title="Visit to a mill", kind=EventKind.VISIT, section="narration")
CALL = evolve(TOLD, kind=EventKind.CONVERSATION, section="article")
TOLD_AT_HOME = evolve(TOLD, title="Working meeting with a governor", kind=EventKind.MEETING, roles=())

CASES = [
    # habit
    (TALKS, "It is a tradition to sign agreements.", "habit", MENTIONED),
    (TALKS, "Such visits usually bring agreements.", "habit", MENTIONED),
    # signed-now
    (TALKS, "Today we signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "We have just signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "On July 4, 2017 we signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "On July 4 we signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "Following the talks, we signed an agreement on wool.", "signed-now", SIGNED),
    (TALKS, "An agreement on wool was signed in our presence.", "signed-now", SIGNED),
    (TALKS, "The agreements that have just been signed help.", "signed-now", SIGNED),
    (TOLD, "Following the talks, a package of documents was signed.", "signed-now", SIGNED),
    (FORUM, "Several mills signed contracts at the forum.", "signed-now", SIGNED),
    # signed-then
    (MEETING, "I met them yesterday and we signed a contract.", "signed-then", CONCLUDED),
    (TALKS, "Last year we signed an agreement on wool.", "signed-then", CONCLUDED),
    (TALKS, "In May 2014 we signed an agreement on wool.", "signed-then", CONCLUDED),
    (TALKS, "On June 12 we signed an agreement on wool.", "signed-then", CONCLUDED),
    (TALKS, "In March we signed an agreement on wool.", "signed-then", CONCLUDED),
    (TALKS, "The agreement signed in 2014 helps.", "signed-then", CONCLUDED),
    (TALKS, "We keep the agreement, which we signed in 2014.", "signed-then", CONCLUDED),
    (TALKS, "The agreements on wool reached then help.", "signed-then", CONCLUDED),
    (TALKS, "We have already signed an agreement on wool.", "signed-then", CONCLUDED),
    # dated
    (TALKS, "We came to an agreement on wool in 1998.", "dated", CONCLUDED),
    (TALKS, "We spoke about the 1998 joint statement.", "dated", CONCLUDED),
    # note
    (NOTE, "(The sides sign documents.)", "note", SIGNED),
    # sign-today
    (TALKS, "We will sign an agreement on wool today.", "sign-today", SIGNED),
    (TALKS, "Today we are signing an agreement on wool.", "sign-today", SIGNED),
    (TALKS, "The forum will see the signing today of 27 contracts.", "sign-today", SIGNED),
    (MEETING, "The forum will see the signing today of 27 contracts.", "sign-today", SIGNED),
    (MEETING, "We will sign a contract today.", "sign-today", SIGNED),
    (TALKS, "Let us sign an agreement on wool.", "sign-today", SIGNED),
    (CEREMONY, "The treaty we are about to sign is long.", "sign-today", SIGNED),
    (OPENING, "Documents were prepared for signing today.", "sign-today", SIGNED),
    # pending
    (TALKS, "A declaration on wool is being developed.", "pending", PLANNED),
    (TALKS, "An agreement on wool is ready for signing.", "pending", PLANNED),
    (TALKS, "An agreement on wool is still under discussion.", "pending", PLANNED),
    (TALKS, "An agreement on wool should be put on the agenda.", "pending", PLANNED),
    (TALKS, "What other agreements are you planning to make?", "pending", PLANNED),
    # if-signed
    (MEETING, "Once the contract is signed, we will build.", "if-signed", PLANNED),
    # peace
    (ASKED, "We exchanged views on the peace treaty issue.", "peace", PLANNED),
    (ASKED, "We have not signed a peace treaty with our neighbours.", "peace", PLANNED),
    (ASKED, "They signed the peace treaty.", "done", CONCLUDED),
    # denied
    (MEETING, "It makes no sense to sign an agreement on wool.", "denied", MENTIONED),
    (MEETING, "They could have signed a contract.", "denied", MENTIONED),
    (MEETING, "They have not signed a contract.", "denied", MENTIONED),
    (TALKS, "The agreement on wool has not been signed yet.", "denied", PLANNED),
    (MEETING, "It makes no sense to seek agreements.", "denied", MENTIONED),
    # signing
    (TOLD, "The presidents witnessed the signing of a contract.", "signing", SIGNED),
    (MEETING, "I attended the signing of a contract.", "signing", CONCLUDED),
    (MEETING, "Two years passed after the signing of the contract.", "signing", CONCLUDED),
    (MEETING, "The signing of a contract is our task.", "signing", PLANNED),
    (TALKS, "It is the tenth anniversary of the signing of the contract.", "signing", CONCLUDED),
    (MEETING, "Signing this contract took years.", "signing", CONCLUDED),
    (MEETING, "Thank you for signing the agreement on wool.", "signing", CONCLUDED),
    (TALKS, "We welcome the adoption of a joint action plan for wool.", "signing", SIGNED),
    (TALKS, "It was the signing of the agreement on wool.", "signing", SIGNED),
    (TITLE, "Possibility of signing the agreement on wool", "signing", PLANNED),
    # sign-ahead
    (TALKS, "They are expected to sign 40 contracts today.", "sign-ahead", PLANNED),
    (TALKS, "We will sign an agreement on wool at the forum tomorrow.", "sign-ahead", PLANNED),
    (TALKS, "We hope to sign an agreement on wool.", "sign-ahead", PLANNED),
    (TALKS, "An agreement on wool is being signed.", "sign-ahead", PLANNED),
    (MEETING, "Work under the contracts goes on, new contracts are being signed.", "in-use", CONCLUDED),
    # exists
    (MEETING, "We talked of the contracts that the ministry signs.", "exists", CONCLUDED),
    (TALKS, "The agreements being reached help.", "exists", CONCLUDED),
    # draft
    (TALKS, "We read the draft agreement.", "draft", PLANNED),
    # sign-today
    (TALKS, "Then we adopt the declaration on wool.", "sign-today", SIGNED),
    (TALKS, "We have just finalised the agreement on wool.", "sign-today", SIGNED),
    # report
    (TOLD, "The presidents signed an agreement on wool.", "report", SIGNED),
    (TOLD, "The documents signed include a protocol on wool.", "report", SIGNED),
    (VISIT, "The mill signed an agreement on wool.", "report", SIGNED),
    (TOLD_AT_HOME, "The region signed an agreement on wool.", "report", SIGNED),
    # statement
    (TALKS, "As we already said, we signed an agreement on wool.", "statement", SIGNED),
    (TALKS, "We signed an agreement on wool.", "statement", SIGNED),
    (TALKS, "I praise the agreements we reached.", "statement", SIGNED),
    (TALKS, "We came to an agreement on wool.", "statement", SIGNED),
    (TALKS, "We entered into an agreement on wool.", "statement", SIGNED),
    # done
    (MEETING, "Several mills signed contracts at the forum.", "done", CONCLUDED),
    (MEETING, "Today we ask, what contracts have been signed?", "done", CONCLUDED),
    (FORUM, "We signed an agreement on wool.", "done", CONCLUDED),
    (FORUM, "Many agreements on wool were signed.", "done", CONCLUDED),
    (MEETING, "We have signed an agreement on wool.", "done", CONCLUDED),
    (CALL, "The parties signed an agreement on wool.", "done", CONCLUDED),
    (TOLD, "They praised the agreements reached.", "done", CONCLUDED),
    (TOLD_AT_HOME, "Prices fell thanks to the agreement signed with the mills.", "done", CONCLUDED),
    (ASKED, "We signed an agreement on wool.", "done", CONCLUDED),
    (MEETING, "We were the last to sign the treaty.", "done", CONCLUDED),
    (TALKS, "We praise the agreement on wool reached by Iran and Iraq.", "done", CONCLUDED),
    (TALKS, "It took years before the contract was signed.", "done", CONCLUDED),
    (ASKED, "The agreements on wool reached at this meeting help.", "done", CONCLUDED),
    # prepared
    (TALKS, "We are drafting an agreement on wool.", "prepared", PLANNED),
    (TALKS, "We are working on an agreement on wool.", "prepared", PLANNED),
    (TALKS, "An agreement on wool was drafted and sent out.", "prepared", PLANNED),
    (TALKS, "Our ministries worked today on 30 agreements.", "prepared", PLANNED),
    (TALKS, "We are developing an agreement on wool.", "prepared", PLANNED),
    (TALKS, "Talks on an agreement on wool go on.", "prepared", PLANNED),
    (TALKS, "We want an agreement on wool.", "prepared", PLANNED),
    (TALKS, "An agreement on wool was prepared for signing.", "prepared", PLANNED),
    (TALKS, "Ten agreements, as well as contracts, have been prepared.", "prepared", PLANNED),
    (TALKS, "They praised one of the agreements prepared by us.", "prepared", PLANNED),
    (TALKS, "We agreed to draw up an agreement on wool.", "prepared", PLANNED),
    (TALKS, "Talks on an agreement on wool concluded in May.", "prepared", PLANNED),
    (TALKS, "The agreement on wool at the mill in Omsk was drafted.", "prepared", PLANNED),
    # in-use
    (TALKS, "We trade under an agreement on wool.", "in-use", CONCLUDED),
    (TALKS, "We praise the implementation of our agreements.", "in-use", CONCLUDED),
    (TALKS, "The agreement on wool will enter into force soon.", "in-use", CONCLUDED),
    (TALKS, "An agreement on wool expires in May.", "in-use", CONCLUDED),
    (TALKS, "It is defined in the treaties we have signed.", "in-use", CONCLUDED),
    (TALKS, "We fixed prices in line with the agreement on wool.", "in-use", CONCLUDED),
    (TALKS, "We go on implementing the Joint Statement on Wool.", "in-use", CONCLUDED),
    # fruit
    (TALKS, "It is in our joint statement.", "fruit", SIGNED),
    (ASKED, "It is in the final document.", "fruit", SIGNED),
    # issue
    (ASKED, "We spoke about the visa agreement issue.", "issue", PLANNED),
    # wished
    (MEETING, "We are moving towards a treaty on wool.", "wished", PLANNED),
    (MEETING, "A treaty on wool is our next goal.", "wished", PLANNED),
    # awaited
    (MEETING, "Is there any progress on the visa agreement?", "awaited", PLANNED),
    (MEETING, "We have been waiting for the treaty on wool.", "awaited", PLANNED),
    # pending
    (MEETING, "The treaty on wool is still with the lawyers.", "pending", PLANNED),
    (MEETING, "A protocol on wool will be the next step.", "pending", PLANNED),
    (MEETING, "The memorandum on wool has been postponed.", "pending", PLANNED),
    (MEETING, "The contract for looms is a matter of weeks.", "pending", PLANNED),
    # terms
    (MEETING, "We agreed on the parameters of a contract.", "terms", PLANNED),
    # generic
    (MEETING, "We should look for contracts.", "generic", MENTIONED),
    (MEETING, "Do you have contracts?", "generic", MENTIONED),
    (MEETING, "Mills should be interested in contracts with Omsk.", "generic", MENTIONED),
    (MEETING, "We do not even have a treaty.", "generic", MENTIONED),
    (MEETING, "We do not have any agreements.", "generic", MENTIONED),
    # here
    (TALKS, "Today’s success is the agreement on wool.", "here", SIGNED),
    (ASKED, "Today’s agreements open new prospects.", "here", SIGNED),
    # noted
    (TALKS, "I would like to note the agreement on wool.", "noted", SIGNED),
    # well-known
    (TALKS, "There is no alternative to the Steppe Agreements.", "well-known", CONCLUDED),
    (TOLD, "They spoke of the JCPOA and of no other treaty.", "well-known", CONCLUDED),
    (MEETING, "Everyone talks of the Steppe Agreements.", "well-known", CONCLUDED),
    # title
    (TITLE, "Joint Statement by the Presidents of Russia and Kazakhstan", "title", SIGNED),
    # narration
    (TOLD, "The parties discussed the agreement on wool.", "narration", CONCLUDED),
    (TOLD, "Agreement on mutual protection of mills;", "narration", SIGNED),
    # speech
    (MEETING, "We develop our treaty on wool.", "speech", CONCLUDED),
    (TALKS, "When it comes to trade, we have an agreement on wool.", "speech", CONCLUDED),
    (TALKS, "The agreement on wool helped us, we drafted rules.", "speech", CONCLUDED),
    (MEETING, "The agreement on wool helped – a mill was drafted.", "speech", CONCLUDED),
    (MEETING, "The agreement on wool – a mill was drafted.", "speech", CONCLUDED),
    (TALKS, "It is in the joint statement by Iran and Iraq.", "speech", CONCLUDED),
    (MEETING, "You named recent contracts, could you go on?", "speech", CONCLUDED),
    (MEETING, "We have contracts, and we could go on.", "speech", CONCLUDED),
    (MEETING, "Could you send the contract?", "speech", CONCLUDED),
    (MEETING, "Could you send two contracts?", "speech", CONCLUDED),
    (MEETING, "We have contracts.", "speech", CONCLUDED),
    (TALKS, "Negotiations, contracts and prices matter.", "speech", CONCLUDED),
    (TALKS, "We had drafted the plans in the memorandum.", "speech", CONCLUDED),
    (TALKS, "The work is based on the agreement on wool.", "speech", CONCLUDED),
    (TALKS, "The bank was founded when the agreement on wool was new.", "speech", CONCLUDED),
    (TALKS, "They said they want that the agreement on wool lives.", "speech", CONCLUDED),
    (TALKS, "The agreement on wool that they want is good.", "speech", CONCLUDED),
    (TALKS, "An agreement on wool that we draft is good.", "speech", CONCLUDED),
    (TALKS, "The agreement on wool, which we like, is good.", "speech", CONCLUDED),
    (TALKS, "The agreement on wool, long awaited, is good.", "speech", CONCLUDED),
    (TALKS, "The agreement on wool signals growth.", "speech", CONCLUDED),
]
WITH_OTHERS = {"as-before", "listed", "press", "ceremony", "member"}
"""Rules that look at the mentions before: they have tests of their own."""


def test_every_rule_has_a_case() -> None:
    assert {rule.name for rule in STATUS} == {rule for _, _, rule, _ in CASES} | WITH_OTHERS


@pytest.mark.parametrize(("context", "text", "rule", "status"), CASES)
def test_the_status_is_told_by_its_rule(context: Context, text: str, rule: str, status: AgreementStatus) -> None:
    found = mentions(text, context)[0]
    assert (rule_of(found)[1], found.status) == (rule, status)


@pytest.mark.parametrize(
    ("before", "text", "rule"),
    [
        ("Today, we will sign a package of documents.", "The agreements on wool matter.", "member"),
        ("Today, we will sign a package of documents.", "I recall the May agreements on wool.", "speech"),
        ("Today, we will sign a contract.", "The agreements on wool matter.", "speech"),
        ("We plan to sign a package of documents.", "The agreements on wool matter.", "speech"),
        ("Today, we will sign a package of documents.", "The agreements with France matter.", "speech"),
    ],
)
def test_what_belongs_to_a_set_that_is_signed_here_is_signed(before: str, text: str, rule: str) -> None:
    found = mentions(f"{before} {text}", OPENING)[-1]
    assert (rule_of(found)[1], found.status) == (rule, SIGNED if rule == "member" else CONCLUDED)


def test_a_set_two_paragraphs_before_is_no_longer_spoken_of() -> None:
    memory = Memory()
    mentions("Today, we will sign a package of documents.", OPENING, memory)
    mentions("We talked about wool.", OPENING, memory)
    assert rule_of(mentions("The agreements on wool matter.", OPENING, memory)[0])[1] == "speech"


def test_what_is_pointed_to_keeps_its_status() -> None:
    found = mentions("An agreement on wool is being drafted. Once the agreement comes, we will act.")
    assert (rule_of(found[1])[1], found[1].status) == ("as-before", PLANNED)


@pytest.mark.parametrize(
    ("context", "text", "status"),
    [
        (TALKS, "The Treaty on Wool is being drafted. The Treaty on Wool helps.", PLANNED),
        (TALKS, "Today we signed the Treaty on Wool. The new treaty will help.", SIGNED),
        (TALKS, "Today we signed the General Agreement on Wool. We spoke of a new general agreement.", SIGNED),
        (TALKS, "Today we signed the Treaty on Wool. We praise those who prepared this treaty.", SIGNED),
        (TALKS, "We signed a package of agreements today. These agreements help.", SIGNED),
        (ASKED, "They left the nuclear deal. The deal was good.", CONCLUDED),
        (ASKED, "We want to sign a new contract. As for transit, the contract remains in effect.", CONCLUDED),
        (ASKED, "We want to sign a new contract. Once the contract comes into force, we will act.", PLANNED),
        (TALKS, "We keep to the Treaty on Wool. We are preparing to amend this treaty.", CONCLUDED),
        (TALKS, "The declaration was prepared: a Joint Declaration on Wool. Today we signed the declaration.", SIGNED),
        (TALKS, "A contract on wool is being drafted. It was said that the contract was signed.", SIGNED),
    ],
)
def test_a_document_keeps_its_status_until_a_verb_says_more(
    context: Context, text: str, status: AgreementStatus
) -> None:
    assert mentions(text, context)[-1].status is status


@pytest.mark.parametrize(
    ("context", "text", "rule"),
    [
        (TALKS, "Today we signed a contract. There are bilateral documents on looms too.", "press"),
        (CEREMONY, "Today we sign the General Agreement. The three-year agreement is long.", "ceremony"),
    ],
)
def test_where_something_was_signed_other_documents_were_too(context: Context, text: str, rule: str) -> None:
    found = mentions(text, context)[-1]
    assert (rule_of(found)[1], found.status) == (rule, SIGNED)


def test_a_document_named_at_the_head_of_the_page_is_meant_far_below() -> None:
    memory = Memory()
    first = mentions("General Agreement between the mills and the looms for 2018 has been signed", TITLE, memory)
    memory.paragraph += 40
    (last,) = mentions("The agreement is long.", CEREMONY, memory)
    assert (last.status, last.parties) == (SIGNED, first[0].parties)


def test_documents_of_one_sentence_share_their_verb() -> None:
    found = mentions(
        "Today we signed a treaty on wool, a protocol on oil and a memorandum on implementing trade rules."
    )
    assert [each.status for each in found] == [SIGNED] * 3


def test_what_is_listed_has_the_status_of_what_it_is_listed_under() -> None:
    found = mentions("Following the talks, documents were signed. Among them are two contracts.", TOLD)
    assert (rule_of(found[1])[1], found[1].status) == ("listed", SIGNED)


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
    assert (rule_of(found[1])[1], found[1].status, found[1].date) == ("as-before", SIGNED, "2017-07-04")


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
        ("We signed", "done"),
        ("We have signed", "done"),
        ("We will soon sign", "ahead"),
        ("We hope to sign", "ahead"),
        ("We managed to sign", "done"),
        ("We were ready to sign", "ahead"),
        ("We are signing", "now"),
        ("We were signing", "done"),
        ("By signing", "open"),
        ("It is signed", "now"),
        ("We sign", "now"),
        ("The adoption", "open"),
    ],
)
def test_the_tense_is_that_of_the_form_and_its_helpers(text: str, tense: Tense) -> None:
    sentence = Sentence(text)
    assert tense_at(sentence, len(sentence) - 1) == tense


def test_a_memory_is_not_needed() -> None:
    assert mentions("We signed an agreement on wool.", TALKS, None) == mentions(
        "We signed an agreement on wool.", TALKS, Memory()
    )


def test_the_day_of_the_event_may_be_any_day() -> None:
    old = evolve(TALKS, date=date(1, 1, 1))
    assert mentions("Last year we signed a contract, two weeks ago.", old)[0].date is None
