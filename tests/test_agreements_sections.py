"""Whole sentences as each section of a page has them: what is a mention there, and where the document stands."""

import pytest

from agreements_helpers import ASKED, CEREMONY, OPENING, TALKS, TITLE, TOLD, marked, mentions, plain
from kzru_forums import AgreementStatus, EventKind
from kzru_forums.agreements.discourse import Context, Printed, Section, section_of

SIGNED, PLANNED, CONCLUDED, MENTIONED = (
    AgreementStatus.SIGNED,
    AgreementStatus.PLANNED,
    AgreementStatus.CONCLUDED,
    AgreementStatus.MENTIONED,
)
CASES: list[tuple[Context, str, tuple[AgreementStatus, ...]]] = [
    (
        TOLD,
        "⟨A number of documents⟩ were signed following the talks, including a ⟨memorandum on wool⟩, an ⟨agreement on dyes between the Ministry of Mills and the Ministry of Looms⟩, and a ⟨programme of cooperation in weaving for 2018–2020⟩.",
        (
            SIGNED,
            SIGNED,
            SIGNED,
            SIGNED,
        ),
    ),
    (
        TOLD,
        "In the presence of the two presidents, the sides exchanged a ⟨protocol on looms⟩, a ⟨contract for the supply of spindles⟩, and a ⟨roadmap on wool⟩.",
        (
            SIGNED,
            SIGNED,
            SIGNED,
        ),
    ),
    (
        TOLD,
        "A ⟨memorandum of understanding on flax⟩, an ⟨agreement between Northern Mills and Southern Looms on joint dyeing⟩, and a ⟨plan of cooperation between the two ministries of weaving⟩ were also signed.",
        (
            SIGNED,
            SIGNED,
            SIGNED,
        ),
    ),
    (
        TOLD,
        "Also signed were an ⟨agreement on flax⟩ and a ⟨memorandum on dyes⟩.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (
        TOLD,
        "Among the ⟨documents⟩ signed is a ⟨Joint Declaration on Weaving⟩.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (TOLD, "The heads of state also discussed the implementation of the ⟨Steppe agreements⟩.", (CONCLUDED,)),
    (TOLD, "The meeting ended in the signing of a ⟨joint statement⟩.", (SIGNED,)),
    (TOLD, "The visit concluded with a ceremony of signing ⟨bilateral documents⟩.", (SIGNED,)),
    (TOLD, "The presidents attended the signing of the ⟨Treaty on Wool between Russia and Kazakhstan⟩.", (SIGNED,)),
    (TOLD, "⟨Several documents⟩ are expected to be signed following the talks.", (PLANNED,)),
    (TOLD, "The programme of the visit includes talks and the signing of ⟨several bilateral documents⟩.", (SIGNED,)),
    (TOLD, "It is planned to sign ⟨a number of bilateral documents⟩.", (PLANNED,)),
    (TOLD, "The sides discussed preparations for the signing of a ⟨free trade agreement⟩.", (PLANNED,)),
    (TOLD, "Russia and Kazakhstan are bound by the ⟨1998 Declaration of Eternal Friendship⟩.", (CONCLUDED,)),
    (
        TOLD,
        "The heads of state adopted a ⟨Joint Statement on Wool⟩ and approved the ⟨Action Plan for 2018–2020⟩.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (
        TOLD,
        "Ivan Loomov and the Governor signed an ⟨agreement on cooperation between the company and the region⟩.",
        (SIGNED,),
    ),
    (TOLD, "In particular, ⟨agreements⟩ were reached on supplies of wool.", (SIGNED,)),
    (TOLD, "⟨Agreement on mutual protection of investments in weaving⟩;", (SIGNED,)),
    (
        TOLD,
        "⟨Memorandum between the Ministry of Mills, the Ministry of Looms and the Agency for Spindles on cooperation in carding, spinning, and dyeing⟩.",
        (SIGNED,),
    ),
    (
        TALKS,
        "Today we sign the ⟨Pact on Wool⟩. It took years. The ⟨new pact⟩ will help our mills.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (
        TALKS,
        "We have just signed a ⟨Joint Declaration on Weaving⟩. The ⟨declaration⟩ sets out our plans. The implementation of ⟨this document⟩ will take years.",
        (
            SIGNED,
            SIGNED,
            SIGNED,
        ),
    ),
    (
        TALKS,
        "As a result of our talks, ⟨a solid package of documents⟩ has been signed. ⟨These agreements⟩ cover trade and looms.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (TALKS, "The ⟨agreement between our mills⟩, signed in May last year, is working well.", (CONCLUDED,)),
    (TALKS, "At the May summit in Omsk the ⟨treaty on flax⟩ was signed.", (CONCLUDED,)),
    (TALKS, "We keep to the ⟨1972 treaty on dyes⟩.", (CONCLUDED,)),
    (
        TALKS,
        "The papers were long in the making, but the ⟨contracts on looms⟩ were finalised and then signed.",
        (SIGNED,),
    ),
    (TALKS, "The ⟨documents⟩ were not only prepared but also signed today.", (SIGNED,)),
    (TALKS, "The recent signing of the ⟨agreement on flax⟩ opened new markets.", (CONCLUDED,)),
    (TALKS, "The signing of the ⟨agreement on flax⟩ has been postponed until next year.", (PLANNED,)),
    (TALKS, "We plan to sign the ⟨agreement on flax⟩ during the next visit.", (PLANNED,)),
    (TALKS, "We agreed to speed up work on a ⟨free trade agreement⟩.", (PLANNED,)),
    (TALKS, "Our companies have signed ⟨contracts worth $2 billion⟩.", (SIGNED,)),
    (TALKS, "A ⟨contract on building a mill⟩ was signed in our presence.", (SIGNED,)),
    (TALKS, "I would also like to mention the ⟨intergovernmental agreement on cooperation in dyeing⟩.", (SIGNED,)),
    (TALKS, "The ⟨agreements⟩ we have reached today will be implemented.", (SIGNED,)),
    (TALKS, "The ⟨agreements⟩ reached at the Omsk meeting last autumn are being fulfilled.", (CONCLUDED,)),
    (TALKS, "We have stressed that there is no alternative to the ⟨Steppe Agreements⟩.", (CONCLUDED,)),
    (TALKS, "The parties must comply with the terms of the ⟨Steppe Treaty⟩.", (CONCLUDED,)),
    (TALKS, "We exchanged views on the ⟨peace treaty⟩ issue.", (PLANNED,)),
    (TALKS, "I hope that ⟨this agreement⟩ will be signed before the end of the year.", (PLANNED,)),
    (TALKS, "We have agreed that the ⟨agreement on visas⟩ will be drafted in the near future.", (PLANNED,)),
    (TALKS, "The ⟨joint statement⟩ we adopted reflects our common view.", (SIGNED,)),
    (TALKS, "⟨Another document⟩ that was signed today concerns spindles.", (SIGNED,)),
    (TALKS, "You have seen that our ministers signed ⟨a number of agreements⟩.", (SIGNED,)),
    (TALKS, "The signing of ⟨these documents⟩ marks a new stage in our relations.", (SIGNED,)),
    (TALKS, "It provides for a ⟨new agreement⟩ to be signed this year.", (PLANNED,)),
    (TALKS, "We have signed a ⟨memorandum on flax⟩, and last year our trade grew by a tenth.", (SIGNED,)),
    (OPENING, "Let us sign the papers and ⟨documents on wool⟩.", (SIGNED,)),
    (OPENING, "Now I propose signing the ⟨documents⟩.", (SIGNED,)),
    (OPENING, "After the talks we will sign a ⟨joint declaration⟩.", (SIGNED,)),
    (OPENING, "Our governments have signed an ⟨agreement on flax⟩.", (CONCLUDED,)),
    (OPENING, "An ⟨agreement on flax⟩ has been signed, and it is working.", (CONCLUDED,)),
    (OPENING, "We have just signed an ⟨agreement on flax⟩.", (SIGNED,)),
    (OPENING, "Today, you signed a ⟨contract with Northern Mills⟩.", (SIGNED,)),
    (OPENING, "We hope to sign the ⟨agreement on flax⟩ today.", (PLANNED,)),
    (OPENING, "We should conclude an ⟨agreement on flax⟩.", (PLANNED,)),
    (OPENING, "Last year you and I signed the ⟨Treaty on Alliance⟩.", (CONCLUDED,)),
    (OPENING, "The ⟨Agreement on Flax⟩ has been ratified by our parliament.", (CONCLUDED,)),
    (OPENING, "The ⟨Agreement on Flax⟩ has been submitted for ratification.", (CONCLUDED,)),
    (OPENING, "We are ready to sign a ⟨contract for 20 looms⟩.", (PLANNED,)),
    (OPENING, "The ⟨contract for looms⟩ expires next year.", (CONCLUDED,)),
    (OPENING, "We are negotiating a ⟨new contract for looms⟩.", (PLANNED,)),
    (OPENING, "I suggest that we discuss the ⟨agreement on flax⟩, which is being finalised.", (PLANNED,)),
    (OPENING, "Negotiations on the ⟨agreement on flax⟩ are coming to an end.", (PLANNED,)),
    (OPENING, "The ⟨agreement on flax⟩ will be signed in September.", (PLANNED,)),
    (OPENING, "The ⟨documents⟩ prepared for signing today are very important.", (SIGNED,)),
    (OPENING, "Tomorrow we will sign ⟨a number of agreements⟩.", (PLANNED,)),
    (OPENING, "We have a solid legal base and ⟨more than 200 treaties and agreements⟩.", (CONCLUDED,)),
    (OPENING, "Thank you for signing the ⟨agreement⟩.", (CONCLUDED,)),
    (OPENING, "Under the ⟨contract⟩, the mill must deliver 20 looms.", (CONCLUDED,)),
    (OPENING, "If we sign the ⟨contract⟩, we will build a mill.", (PLANNED,)),
    (ASKED, "We have signed an ⟨agreement with them⟩, and they broke it.", (CONCLUDED,)),
    (ASKED, "Today we signed a ⟨contract⟩.", (SIGNED,)),
    (ASKED, "Will you sign the ⟨treaty⟩?", (PLANNED,)),
    (ASKED, "Do you plan to extend the ⟨treaty on spindles⟩?", (CONCLUDED,)),
    (ASKED, "We are ready to extend the ⟨Treaty on Spindles⟩.", (CONCLUDED,)),
    (ASKED, "They withdrew from the ⟨treaty⟩.", (CONCLUDED,)),
    (ASKED, "There is the ⟨JCPOA⟩, and everybody should keep to it.", (CONCLUDED,)),
    (ASKED, "They never signed the ⟨agreement⟩.", (MENTIONED,)),
    (CEREMONY, "The ⟨agreement⟩ signed today is a milestone.", (SIGNED,)),
    (CEREMONY, "We have signed a ⟨contract for 20 looms⟩.", (SIGNED,)),
    (TITLE, "⟨Agreement between the regions of Russia and Kazakhstan⟩ has been signed", (SIGNED,)),
    (TITLE, "⟨Joint Statement by the Presidents of Russia and Kazakhstan on Wool⟩", (SIGNED,)),
    (TITLE, "Signing of the ⟨Treaty on Wool⟩", (SIGNED,)),
    (TITLE, "Meeting on the implementation of the ⟨Treaty on Wool⟩", (CONCLUDED,)),
    (TITLE, "Law on ratification of the ⟨Agreement on Wool⟩", (CONCLUDED,)),
    (TITLE, "⟨Russian-Kazakhstani documents⟩ signed", (SIGNED,)),
    (
        TOLD,
        "Following the Russian-Kazakhstani talks, the two countries signed a ⟨Joint Declaration on the Further Development of Strategic Partnership in Weaving⟩, as well as ⟨a number of intergovernmental and interdepartmental agreements⟩.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (TOLD, "The ⟨agreements⟩ concern cooperation in the textile industry, transport, and space.", (SIGNED,)),
    (
        TOLD,
        "Ivan Loomov and Oleg Spindle signed the ⟨Memorandum of Cooperation⟩ in the presence of the heads of state.",
        (SIGNED,),
    ),
    (
        TOLD,
        "A ⟨contract⟩ was also signed between Northern Mills and the National Loom Company for the supply of 20 looms.",
        (SIGNED,),
    ),
    (
        TOLD,
        "The leaders of the member states approved the Strategy for Weaving until 2025 and signed ⟨a number of documents⟩.",
        (SIGNED,),
    ),
    (
        TOLD,
        "The Supreme Council meeting participants signed the ⟨Treaty on the Customs Code of the Weaving Union⟩.",
        (SIGNED,),
    ),
    (
        TOLD,
        "The two leaders discussed the state of bilateral relations and ways to implement the ⟨agreements⟩ reached during the previous talks in Omsk in May.",
        (CONCLUDED,),
    ),
    (TOLD, "During the visit, the parties plan to sign ⟨a number of bilateral documents⟩.", (PLANNED,)),
    (TOLD, "The ministers signed an ⟨additional protocol to the Agreement on Wool of March 12, 1998⟩.", (SIGNED,)),
    (
        TOLD,
        "An ⟨intergovernmental agreement on establishing cultural centres⟩ is to be signed following the talks.",
        (PLANNED,),
    ),
    (
        TOLD,
        "On May 20, Russia and Kazakhstan exchanged instruments of ratification for the ⟨treaty on extradition⟩.",
        (CONCLUDED,),
    ),
    (
        TOLD,
        "Vladimir Loomov and Askar Spindle made statements for the press and signed the ⟨Declaration on Wool⟩.",
        (SIGNED,),
    ),
    (
        TOLD,
        "A ⟨cooperation agreement⟩ was signed at the ceremony by Ivan Loomov, CEO of Northern Mills, and Oleg Flax, Governor of Omsk Region.",
        (SIGNED,),
    ),
    (TOLD, "⟨Protocol on amendments to the Agreement on the Legal Status of Workers⟩;", (SIGNED,)),
    (TOLD, "– ⟨agreement on cooperation in tourism⟩;", (SIGNED,)),
    (
        TOLD,
        "⟨Agreement between the Government of the Russian Federation and the Government of the Republic of Kazakhstan on cooperation in the fields of culture, education, science, youth affairs, sport and tourism⟩.",
        (SIGNED,),
    ),
    (TOLD, "The President of Russia noted the importance of the ⟨agreement on wool⟩ signed earlier.", (CONCLUDED,)),
    (TOLD, "The main outcome of the summit was the adoption of the ⟨Omsk Declaration⟩.", (SIGNED,)),
    (
        TOLD,
        "In line with the ⟨Treaty on Allied Relations⟩, the two states hold consultations every year.",
        (CONCLUDED,),
    ),
    (
        TALKS,
        "Mr President, ladies and gentlemen, ⟨a substantial package of intergovernmental and corporate agreements⟩ has been signed following our talks.",
        (SIGNED,),
    ),
    (
        TALKS,
        "The ⟨joint statement⟩ that we have just adopted reflects our shared approaches to the key international issues.",
        (SIGNED,),
    ),
    (TALKS, "In the ⟨joint declaration⟩ adopted following the talks, we set out our priorities.", (SIGNED,)),
    (TALKS, "I am sure that the ⟨agreements⟩ signed today will give a boost to trade.", (SIGNED,)),
    (TALKS, "We intend to draw up a ⟨programme for cooperation in weaving⟩.", (PLANNED,)),
    (
        TALKS,
        "We are interested in concluding an ⟨agreement on a free trade zone with the Weaving Union⟩ as soon as possible.",
        (PLANNED,),
    ),
    (TALKS, "An ⟨intergovernmental agreement on building the mill⟩ was signed back in 2010.", (CONCLUDED,)),
    (
        TALKS,
        "The construction of the mill is progressing in accordance with the ⟨intergovernmental agreement of November 18, 2009⟩.",
        (CONCLUDED,),
    ),
    (TALKS, "A ⟨memorandum on cooperation between our sovereign funds⟩, which was signed today, will help.", (SIGNED,)),
    (
        TALKS,
        "We attach great importance to the implementation of the ⟨agreements⟩ we reached in Omsk last September.",
        (CONCLUDED,),
    ),
    (
        TALKS,
        "Among the ⟨agreements⟩ signed today I would like to single out the ⟨agreement on the supply of spindles⟩.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (TALKS, "Work is under way on a ⟨long-term contract for the supply of wool⟩.", (PLANNED,)),
    (TALKS, "It has been agreed to prepare a ⟨roadmap for joint work⟩ in the coming months.", (PLANNED,)),
    (TALKS, "This is what the ⟨Joint Declaration⟩ we signed today is about.", (SIGNED,)),
    (
        TALKS,
        "The parties confirmed their commitment to the ⟨Convention on the Legal Status of the Inland Sea⟩.",
        (CONCLUDED,),
    ),
    (TALKS, "We hope the ⟨new agreement with the Weaving Union⟩ will enter into force soon.", (CONCLUDED,)),
    (TALKS, "As for the ⟨Basic Treaty⟩, its 20th anniversary will be celebrated next year.", (CONCLUDED,)),
    (TALKS, "Our experts are finalising the text of the ⟨agreement on visas⟩.", (PLANNED,)),
    (TALKS, "Preparations are being completed for signing the ⟨agreement on visas⟩.", (PLANNED,)),
    (TALKS, "We have also agreed to sign a ⟨memorandum on spindles⟩ in the near future.", (PLANNED,)),
    (TALKS, "Trade has grown by a tenth since the ⟨free trade agreement⟩ came into force.", (CONCLUDED,)),
    (TALKS, "⟨Today’s agreements⟩ open new prospects.", (SIGNED,)),
    (
        TALKS,
        "⟨Several documents⟩ have been signed in the course of the visit, among them a ⟨memorandum on flax⟩.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (
        TALKS,
        "Northern Mills and the National Loom Company have agreed on a ⟨contract⟩ that will be signed in June.",
        (PLANNED,),
    ),
    (
        TALKS,
        "The ⟨agreement⟩ that the foreign ministers signed in our presence provides for visa-free travel.",
        (SIGNED,),
    ),
    (TALKS, "In 2016, our countries signed a ⟨protocol on wool⟩.", (CONCLUDED,)),
    (TALKS, "Earlier, a ⟨memorandum⟩ was signed on building looms.", (CONCLUDED,)),
    (TALKS, "We welcome the adoption of a ⟨joint action plan for 2018–2020⟩.", (SIGNED,)),
    (TALKS, "We discussed the possibility of concluding a ⟨contract for looms⟩.", (PLANNED,)),
    (
        OPENING,
        "Colleagues, today we will adopt the ⟨Omsk Declaration⟩ and sign ⟨several agreements⟩.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (
        OPENING,
        "I am pleased to note that the ⟨Agreement on Allied Relations⟩, which we signed in 2013, is being successfully implemented.",
        (CONCLUDED,),
    ),
    (OPENING, "Following today’s meeting, we are going to adopt a ⟨joint communiqué⟩.", (SIGNED,)),
    (OPENING, "We have signed ⟨contracts for the next ten years⟩.", (CONCLUDED,)),
    (
        OPENING,
        "Mr President, this year marks the 25th anniversary of the ⟨Treaty on Friendship and Cooperation⟩.",
        (CONCLUDED,),
    ),
    (OPENING, "The ⟨draft agreement⟩ has been approved by the governments and can be signed.", (PLANNED,)),
    (OPENING, "I propose that we proceed to the signing of the ⟨documents⟩.", (SIGNED,)),
    (OPENING, "We will now proceed to the signing of ⟨documents⟩.", (SIGNED,)),
    (OPENING, "The ⟨agreements⟩ that will be signed today are the result of much work.", (SIGNED,)),
    (OPENING, "I know that a ⟨contract⟩ is to be signed tomorrow at the forum.", (PLANNED,)),
    (OPENING, "The ⟨Treaty on the Weaving Union⟩ has created a common market.", (CONCLUDED,)),
    (OPENING, "The regions have ⟨over 200 cooperation agreements⟩.", (CONCLUDED,)),
    (OPENING, "We reached an ⟨agreement on wool prices⟩.", (CONCLUDED,)),
    (
        OPENING,
        "The ⟨free trade agreement between the Weaving Union and Vietnam⟩ entered into force in October.",
        (CONCLUDED,),
    ),
    (OPENING, "Under the ⟨programme of economic cooperation until 2020⟩, we are building two mills.", (CONCLUDED,)),
    (OPENING, "The ⟨agreement with Northern Mills⟩ is valid until 2028.", (CONCLUDED,)),
    (OPENING, "There are plans to sign an ⟨agreement between our regions⟩.", (PLANNED,)),
    (ASKED, "The ⟨Steppe Agreements⟩ must be fully implemented.", (CONCLUDED,)),
    (ASKED, "The ⟨contract⟩ expires in 2019, and we are ready to sign a new one.", (CONCLUDED,)),
    (ASKED, "We are discussing a ⟨peace treaty⟩, but it will take time.", (PLANNED,)),
    (
        ASKED,
        "As you know, we signed ⟨several agreements⟩ today, including a ⟨contract for looms⟩.",
        (
            SIGNED,
            SIGNED,
        ),
    ),
    (ASKED, "If the United States withdraws from the ⟨treaty⟩, we will respond.", (CONCLUDED,)),
    (ASKED, "Who will sign the ⟨contract for the transit of wool⟩?", (PLANNED,)),
    (ASKED, "They want to revise the ⟨agreement⟩.", (CONCLUDED,)),
    (ASKED, "We need a ⟨comprehensive agreement on flax⟩.", (PLANNED,)),
    (ASKED, "I do not rule out that we will conclude ⟨such agreements⟩.", (PLANNED,)),
    (ASKED, "We have not signed a ⟨peace treaty with our neighbours⟩.", (PLANNED,)),
    (ASKED, "Is the ⟨Nuclear Weavers Treaty⟩ still in effect?", (CONCLUDED,)),
    (
        ASKED,
        "The ⟨1956 Declaration⟩ says that a ⟨peace treaty⟩ must be signed first.",
        (
            CONCLUDED,
            PLANNED,
        ),
    ),
    (CEREMONY, "Today, we sign the ⟨Treaty on the accession of the Republic of Looms to our union⟩.", (SIGNED,)),
    (CEREMONY, "The ⟨treaty⟩ we are about to sign is historic.", (SIGNED,)),
    (CEREMONY, "I congratulate you on the signing of ⟨this treaty⟩.", (SIGNED,)),
]


@pytest.mark.parametrize(("context", "expected", "statuses"), CASES)
def test_a_sentence_is_read_as_its_section_means_it(
    context: Context, expected: str, statuses: tuple[AgreementStatus, ...]
) -> None:
    text = plain(expected)
    assert marked(text, context) == expected
    assert tuple(found.status for found in mentions(text, context)) == statuses


@pytest.mark.parametrize(
    ("printed", "kind", "asked", "section"),
    [
        ("title", EventKind.TALKS, False, "title"),
        ("note", EventKind.TALKS, True, "note"),
        ("narration", EventKind.TALKS, False, "narration"),
        ("narration", EventKind.CONVERSATION, False, "article"),
        ("narration", EventKind.ARTICLE, False, "article"),
        ("speech", EventKind.PRESS_STATEMENTS, False, "press"),
        ("speech", EventKind.PRESS_CONFERENCE, True, "answers"),
        ("speech", EventKind.INTERVIEW, False, "answers"),
        ("speech", EventKind.CEREMONY, False, "ceremony"),
        ("speech", EventKind.MEETING, False, "opening"),
        ("speech", EventKind.MEETING, True, "answers"),
    ],
)
def test_a_section_follows_from_print_kind_and_questions(
    printed: Printed, kind: EventKind, asked: bool, section: Section
) -> None:
    assert section_of(printed, kind, asked=asked) == section
