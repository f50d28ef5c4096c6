"""Which nouns are mentions of a document, by which rule, and of what kind."""

import pytest
from attrs import evolve

from agreements_helpers import CEREMONY, MEETING, TALKS, marked, mentions, plain, rule_of
from kzru_forums import parse
from kzru_forums.agreements.discourse import Context, Memory
from kzru_forums.agreements.lexicon import ACTS, HEADS, classify
from kzru_forums.agreements.sentences import hits_in, paragraphs_with_hits
from kzru_forums.model import AgreementKind, EventKind

FOUND = {
    "named": [
        "We value the ⟨Treaty on Wool⟩.",
        "We value the ⟨Paris Accord⟩ more than a ⟨treaty on wool⟩.",
        "We value the ⟨Steppe Convention⟩.",
        "We value the ⟨Steppe Protocol⟩.",
        "We value the ⟨UN Charter⟩.",
        "We value the ⟨Charter of the United Nations⟩.",
        "We signed a ⟨Joint Declaration⟩.",
        "We keep to the ⟨2015 Weaving Concept⟩.",
        "The negotiations on an ⟨FTA⟩ go on, not on ⟨any other agreement⟩.",
    ],
    "described": [
        "We value the ⟨treaty on wool⟩.",
        "We value the ⟨recent agreement with Iran⟩.",
        "You mentioned the alliance, or ⟨recent agreement with Iran⟩.",
        "They reached an ⟨agreement on wool⟩.",
        "We recalled the ⟨Paris accords⟩.",
        "We signed a ⟨convention on wool⟩.",
        "The ⟨climate convention⟩ helps.",
        "We passed a ⟨joint declaration⟩.",
        "We read the ⟨declaration on wool⟩.",
        "We passed a ⟨joint statement⟩.",
        "There was a ⟨secret protocol⟩.",
        "There is a ⟨protocol on wool⟩.",
        "We keep to the ⟨Omsk protocol⟩.",
        "One may quote the ⟨Omsk statement of 2014⟩.",
        "They issued an ⟨appeal to the weavers⟩.",
        "The ⟨treaty on the basis of relations with Iran⟩ helps.",
        "A ⟨trade treaty from Omsk to Tomsk⟩ is near.",
        "The ⟨memorandum between us, the mills and the region⟩ is old.",
    ],
    "bare": [
        "They signed a ⟨contract⟩.",
        "They signed a ⟨protocol⟩.",
        "They adopted a ⟨declaration⟩.",
        "They adopted a ⟨communiqué⟩.",
        "The ⟨agreement⟩ helps.",
        "An ⟨arrangement⟩ reached in May helps.",
    ],
    "counted": ["They signed ⟨two treaties⟩."],
    "pointing": [
        "They keep to ⟨this agreement⟩.",
        "They keep to ⟨such agreements⟩.",
        "Where was ⟨that agreement⟩ in May?",
    ],
    "deal": [
        "They extended the ⟨OPEC deal⟩.",
        "They left the ⟨nuclear deal⟩.",
        "We want ⟨Russian-American deal⟩.",
        "They signed ⟨deals⟩.",
        "They signed a ⟨deal⟩.",
        "Is a ⟨deal on looms⟩ what we want?",
        "Nobody broke ⟨that deal⟩.",
    ],
    "adopted-statement": ["They adopted a ⟨statement on wool⟩."],
    "two-sided-programme": [
        "We have a ⟨programme of cooperation with Kazakhstan⟩.",
        "We have a ⟨partnership programme⟩.",
        "We have a ⟨joint wool programme⟩.",
        "We have a ⟨Russian–Kazakh programme⟩.",
    ],
    "signed-programme": ["We signed a ⟨programme to build a canal⟩."],
    "programme-of-years": ["We work on the ⟨space programme for 2018–2022⟩."],
    "roadmap": ["We keep to the ⟨roadmap⟩.", "We keep to the ⟨road map⟩ and to the ⟨treaty on wool⟩."],
    "cooperation-plan": ["We keep to the ⟨cooperation plan⟩."],
    "signed-plan": ["We signed a ⟨plan of action for wool⟩. We keep the ⟨treaty on wool⟩."],
    "action-plan": [
        "We approved an ⟨action plan⟩.",
        "We keep to a ⟨bilateral action plan⟩.",
        "We keep to the ⟨Action Plan for the Steppe⟩.",
    ],
    "two-sided-document": ["We keep ⟨bilateral documents⟩.", "We keep ⟨documents on cooperation⟩."],
    "signed-document": [
        "They signed ⟨documents⟩.",
        "We praise ⟨today’s documents⟩.",
        "It is in the ⟨final document⟩.",
        "⟨Thirty-seven documents⟩ lay on the table.",
        "There are ⟨one hundred and nine documents⟩ now.",
        "The talks brought ⟨a score of documents⟩.",
        "The ⟨May document⟩ says so.",
        "We signed the ⟨following documents⟩.",
        "They are in the ⟨Omsk package⟩.",
    ],
    "prepared-document": ["A ⟨document on wool⟩ is being drafted.", "A ⟨high-level document⟩ was drafted."],
    "adopted-documents": [
        "⟨Documents⟩ that fight the spread of weeds in all the fields of both countries were adopted."
    ],
    "document-with": ["We read the ⟨document with Singapore⟩."],
    "legal-base": ["We have a ⟨solid contractual base⟩.", "We have a ⟨treaty and legal framework⟩."],
}
NOT_FOUND = """
    They reached agreement on wool.
    They reached an agreement.
    They acted by agreement with us.
    They nodded their agreement.
    There is no agreement.
    It is a treaty of friends.
    It was really a treaty of friends.
    It is the largest treaty.
    We keep treaty obligations.
    The contract soldiers came.
    The Steppe Treaty Organisation’s members met.
    They found a national accord.
    They did a great deal.
    They did a great deal for the gas trade.
    They deal with wool.
    The bank deals with wool.
    They made a statement.
    Before the signing she made a statement.
    The statement was a sign of trust.
    They made loud declarations.
    They made declarations.
    They read such declarations.
    The protocol of the visit was short.
    The security protocol was kept.
    The congress is a convention.
    They read this convention.
    The user agreement is long.
    The labour contract is long.
    The state programme helps.
    The state programme on trade helps.
    We drew a map.
    We have a plan.
    We keep documents.
    They lost the documents.
    These documents are old.
    The documents are old.
    We took a charter flight.
    The base is solid.
    The national action plan helps.
    We approved the plan.
    The declaration of income is due.
    The declaration of war came late.
    The programme of the concert was long.
    No treaties.
    My brother serves under contract.
    They had an unwritten agreement.
    It says more than any protocol.
    They exchanged instruments of ratification.
"""
SIGNED = sorted(word for word, act in ACTS.items() if act == "sign" and classify(word) == "past")
OF_OTHER_NOUNS = {
    "published": "We published a ⟨joint declaration⟩.",  # Archives publish documents that nobody concludes.
    "circulated": "We circulated a ⟨joint declaration⟩.",
    "released": "We released a ⟨joint declaration⟩.",
    "struck": "We struck a ⟨deal⟩.",  # Documents are not struck.
}
"""Verbs of signing that do not tell of every noun, with a noun that is found beside them."""
OTHERWISE = {
    "package": "They signed the ⟨package⟩.",
    "annex": "There is an ⟨annex to the treaty on wool⟩.",
    "annexes": "There are ⟨annexes to the treaty on wool⟩.",
    "addendum": "There is an ⟨addendum to the treaty on wool⟩.",
    "addenda": "There are ⟨addenda to the treaty on wool⟩.",
    "addendums": "There are ⟨addendums to the treaty on wool⟩.",
    "appendix": "There is an ⟨appendix to the treaty on wool⟩.",
    "appendices": "There are ⟨appendices to the treaty on wool⟩.",
    "draft": "We read the ⟨Treaty on Wool⟩. The ⟨draft⟩ is long.",
    "appeal": "They adopted an ⟨appeal to the weavers⟩.",
    "appeals": "They adopted ⟨appeals to the weavers⟩.",
    "address": "They adopted an ⟨address to the weavers⟩.",
    "Measures": "The ⟨Package of Measures for Wool⟩ is a document.",
    "Act": "They recalled the ⟨Final Act⟩. It is no treaty.",
    "letter": "They signed a ⟨letter of intent⟩. It is no treaty.",
    "letters": "They signed ⟨letters of intent⟩. It is no treaty.",
    # Of one side, or of no document at all, unless their modifiers say more.
    "map": "They signed a ⟨road map on cooperation⟩. It is no treaty.",
    "maps": "They signed ⟨road maps on cooperation⟩. It is no treaty.",
    "plan": "They signed an ⟨action plan on cooperation⟩.",
    "plans": "They signed ⟨action plans on cooperation⟩.",
    "base": "They signed a ⟨contractual base⟩.",
    "bases": "They signed ⟨contractual bases⟩.",
    "basis": "They signed a ⟨contractual basis⟩.",
    "framework": "They signed a ⟨contractual framework⟩.",
    "frameworks": "They signed ⟨contractual frameworks⟩.",
    "foundation": "They signed a ⟨contractual foundation⟩.",
    "foundations": "They signed ⟨contractual foundations⟩.",
}
"""Head nouns that are no mention in a plain sentence, with one in which they are."""


def sentence_with(noun: str) -> str:
    """A plain sentence on the signing of a document."""
    article = "" if HEADS[noun].plural else "an " if noun[0] in "aeiouFM" else "a "
    return f"They signed {article}⟨{noun} on cooperation⟩."


@pytest.mark.parametrize("noun", HEADS)
def test_every_head_noun_is_sought_and_passes_its_gate(noun: str) -> None:
    expected = OTHERWISE.get(noun, sentence_with(noun))
    assert noun in (expected if noun[0].isupper() else expected.lower())
    assert hits_in(plain(expected))
    assert marked(plain(expected)) == expected


@pytest.mark.parametrize("noun", OTHERWISE)
def test_a_head_noun_that_needs_more_is_no_mention_in_a_plain_sentence(noun: str) -> None:
    assert mentions(plain(sentence_with(noun))) == []


@pytest.mark.parametrize("verb", sorted(set(SIGNED) - OF_OTHER_NOUNS.keys()))
def test_every_verb_of_signing_tells_of_documents(verb: str) -> None:
    assert marked(f"Russia and Kazakhstan {verb} 20 documents.") == f"Russia and Kazakhstan {verb} ⟨20 documents⟩."


@pytest.mark.parametrize(("verb", "expected"), OF_OTHER_NOUNS.items())
def test_a_verb_of_signing_that_needs_more_tells_of_no_documents(verb: str, expected: str) -> None:
    assert verb in SIGNED
    assert marked(plain(expected)) == expected
    assert mentions(f"Russia and Kazakhstan {verb} documents.") == []


@pytest.mark.parametrize("text", ["At the initial stage we read documents.", "After the exchanges we read 20 deals."])
def test_a_noun_that_is_a_form_of_a_verb_of_signing_tells_of_no_documents(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(("rule", "expected"), [(rule, text) for rule, texts in FOUND.items() for text in texts])
def test_a_mention_is_found_by_its_rule(rule: str, expected: str) -> None:
    text = plain(expected)
    assert marked(text) == expected
    assert rule_of(mentions(text)[0])[0] == rule


@pytest.mark.parametrize("text", [line.strip() for line in NOT_FOUND.strip().splitlines()])
def test_what_is_no_document_of_several_is_no_mention(text: str) -> None:
    assert marked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "We signed documents.",
        "We have a joint programme.",
        "We have an inter-agency programme.",
        "We keep to the roadmap.",
        "They adopted a statement on wool.",
        "These documents are old.",
    ],
)
def test_where_no_states_meet_a_noun_of_many_uses_is_no_mention(text: str) -> None:
    assert marked(text, MEETING) == text


@pytest.mark.parametrize(
    "expected",
    [
        "We signed ⟨documents⟩ in China.",
        "We signed ⟨documents⟩ at the BRICS summit.",
        "⟨Twenty documents⟩ were signed.",
        "We have a ⟨programme of partnership with the mills⟩.",
    ],
)
def test_a_sentence_that_speaks_of_states_is_enough(expected: str) -> None:
    assert marked(plain(expected), MEETING) == expected


def test_a_document_points_back_to_the_one_before_it() -> None:
    first, second = mentions("We value the Treaty on Wool. This document helps.")
    assert (second.title, second.kind, rule_of(second)[0]) == ("This document", AgreementKind.TREATY, "pointing")
    assert second.parties == first.parties


def test_the_document_points_back_as_far_as_two_paragraphs() -> None:
    memory = Memory()
    assert [
        found.title for found in mentions("We read the Treaty on Wool. Yes, the document is long.", memory=memory)
    ] == [
        *("Treaty on Wool", "document"),
    ]
    assert len(mentions("Yes, the document is long.", memory=memory)) == 1
    memory.paragraph += 2
    assert mentions("Yes, the document is long.", memory=memory) == []


def test_the_document_that_opens_a_paragraph_points_to_the_paragraph_before() -> None:
    memory = Memory()
    mentions("We read the Treaty on Wool.", memory=memory)
    assert [found.title for found in mentions("The document is long.", memory=memory)] == ["document"]
    memory.paragraph += 1
    memory.paragraph += 1
    assert mentions("The document is long.", memory=memory) == []


def test_a_document_far_behind_is_not_pointed_to() -> None:
    memory = Memory()
    mentions("We value the Treaty on Wool.", memory=memory)
    for _ in range(9):
        memory.paragraph += 1
    assert mentions("This document helps.", memory=memory) == []
    assert mentions("The treaty helps.", memory=memory)[0].kind is AgreementKind.TREATY


def test_a_treaty_points_back_over_other_documents() -> None:
    found = mentions("In 1999 we signed the Treaty on Wool. We keep a contract. We keep to the treaty.")
    assert [(each.title, each.date) for each in found] == [
        *(("Treaty on Wool", "1999"), ("contract", None), ("treaty", "1999")),
    ]


def test_a_programme_once_known_is_known_again() -> None:
    text = "We have a programme of cooperation on canals. The programme on canals helps. This programme helps."
    assert [rule_of(found)[0] for found in mentions(text)] == [
        *("two-sided-programme", "known-programme", "known-programme"),
    ]
    assert len(mentions("We have a programme of cooperation. The programme on wool helps.")) == 1


@pytest.mark.parametrize("noun", ["convention", "declaration", "protocol"])
def test_a_sort_of_document_once_known_is_known_again(noun: str) -> None:
    assert len(mentions(f"We keep the {noun.capitalize()} on Wool. This {noun} helps.")) == 2


def test_the_declaration_needs_another_before_it() -> None:
    assert len(mentions("We keep the Declaration on Wool. The declaration helps.")) == 2
    assert mentions("The declaration helps.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We signed a document on wool.", AgreementKind.OTHER),
        ("We signed documents.", AgreementKind.PACKAGE),
        ("We signed a package of agreements.", AgreementKind.PACKAGE),
        ("We signed agreements and memorandums.", AgreementKind.PACKAGE),
        ("We signed treaties and pacts.", AgreementKind.TREATY),
        ("We signed agreements on wool.", AgreementKind.AGREEMENT),
        ("They left the nuclear deal.", AgreementKind.AGREEMENT),
        ("They signed deals.", AgreementKind.CONTRACT),
        ("They adopted a communique on the treaty.", AgreementKind.STATEMENT),
    ],
)
def test_the_kind_is_that_of_the_head(text: str, kind: AgreementKind) -> None:
    assert mentions(text)[0].kind is kind


def test_a_similar_document_is_of_the_kind_of_the_one_before() -> None:
    assert mentions("We signed an agreement with Serbia. Talks on a similar document with Iran go on.")[1].kind is (
        AgreementKind.AGREEMENT
    )


def test_a_document_that_points_to_a_package_is_of_no_kind() -> None:
    assert mentions("We signed a package of agreements. This document helps.")[1].kind is AgreementKind.OTHER


def test_without_a_stem_there_is_no_mention() -> None:
    assert paragraphs_with_hits(["We met.", "A chance."]) == {}
    assert mentions("We met.") == []


@pytest.mark.parametrize(
    "text",
    [
        *"Agreements Contract Treaty treaties Document Declaration memoranda Convention convention".split(),
        *"Protocol roadmap Charter charter Accords communiqué pact programme Programs Statement JCPOA Concept".split(),
        *("action plan", "Action Plan", "Joint Plan", "a deal", "road map"),
    ],
)
def test_a_noun_is_a_hit_in_any_form(text: str) -> None:
    assert len(hits_in(text)) == 1


@pytest.mark.parametrize(
    "text", ["ideal", "explanation", "cements", "carry", "social", "map", "starter", "impact", "compact"]
)
def test_a_few_letters_of_a_noun_are_no_hit(text: str) -> None:
    assert hits_in(text) == []


def test_hits_are_told_by_paragraph() -> None:
    found = paragraphs_with_hits(["A treaty and a programme.", "We met.", "treaty"])
    assert found == {0: [3, 18], 2: [1]}


def test_rare_nouns_and_initials_are_sought_alone() -> None:
    for sentence in ("They keep the ⟨Steppe Accord⟩.", "They keep to the ⟨NPT⟩.", "They left the ⟨NAFTA⟩."):
        assert marked(plain(sentence)) == sentence


def test_a_title_that_names_a_visit_has_no_parties_without_a_foreign_state() -> None:
    context = Context(title="Visit to a mill", kind=EventKind.VISIT)
    assert mentions("We keep the treaty on wool.", context)[0].parties == ()


def test_another_name_in_brackets_is_no_mention_of_its_own() -> None:
    assert marked("They keep the Treaty on Wool (Wool Treaty) and the Oil Treaty (an oil treaty of old) today.") == (
        "They keep the ⟨Treaty on Wool⟩ (Wool Treaty) and the ⟨Oil Treaty⟩ (an ⟨oil treaty of old⟩) today."
    )


def test_talks_are_no_memory_of_one_another() -> None:
    assert mentions("This document helps.", TALKS) == []


def test_an_event_without_a_noun_has_no_agreements() -> None:
    (event,) = parse("Events\nWe met\nJuly 4, 2017\nIvan Loomov: Good.\nText version\n").events
    assert event.agreements == ()


@pytest.mark.parametrize(
    "expected",
    [
        "The ⟨Concept of Cooperation in Weaving between Russia and Kazakhstan⟩ was adopted.",
        "We signed the ⟨Concept for the Growth of Trade⟩.",
        "The ⟨Package of Measures for Wool⟩, a document of 2015, holds.",
        "They left the ⟨ABM Treaty⟩ and the ⟨INF Treaty⟩.",
        "We spoke of the ⟨New START Treaty⟩.",
        "Do you want a ⟨deal with Iran⟩?",
        "They left the ⟨OPEC deal⟩. Will you keep the ⟨deal⟩?",
        "We signed a ⟨Joint Statement on Wool⟩. ⟨This statement⟩ is long.",
        "We approved a ⟨road map⟩. The ⟨road map⟩ is long.",
        "It is in the ⟨UN Charter⟩.",
        "We approved a ⟨plan of joint action for 2018–2020⟩ and a ⟨treaty⟩.",
        "The ⟨agreement between the Mills, the Looms Agency, and the Spindle Fund on joint dyeing⟩ was signed.",
        "We signed an ⟨agreement with them⟩.",
        "We signed a ⟨contract on building a mill⟩.",
        "We signed the ⟨agreement on the supply of 20 looms worth $2 billion⟩.",
        "⟨All these agreements⟩ matter, and ⟨nearly all the documents on wool⟩ were signed.",
        "⟨All of the agreements⟩ matter.",
        "In all, ⟨27 documents⟩ were signed.",
        "We will sign ⟨agreements with Iran⟩ in the near future.",
        "They signed the ⟨agreement with Mills S.p.A and the Looms Fund on trade⟩.",
        "The United Nations adopted the ⟨Law of the Sea Convention⟩.",
        "We adopted the ⟨Programme of Economic Cooperation until 2020⟩ and a number of decisions.",
        "A ⟨programme of joint action in culture⟩ has been drafted.",
        "The two ministries signed a ⟨plan of cooperation for 2018⟩.",
        "The ⟨OPEC Plus agreement⟩ is working.",
        "The ⟨deal on grain⟩ was extended.",
        "We made a ⟨deal with Northern Mills⟩.",
        "The ⟨Astana and Sochi agreements⟩ must be observed.",
        "We signed ⟨two more documents⟩ and ⟨over a dozen contracts⟩.",
        "The ⟨Partnership and Cooperation Agreement with the European Union⟩ expired.",
    ],
)
def test_titles_and_names_are_mentions_as_a_whole(expected: str) -> None:
    assert marked(plain(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "There is an agreement in principle.",
        "The programme of the visit is long.",
        "They adopted a package of measures.",
    ],
)
def test_other_senses_of_a_noun_are_no_mentions(text: str) -> None:
    assert marked(text) == text


@pytest.mark.parametrize("noun", ["agreement", "agreements", "final agreements"])
def test_a_noun_alone_means_nothing_far_behind(noun: str) -> None:
    memory = Memory()
    mentions("Today we signed the Final Agreement on Wool and the Final Agreement on Flax.", memory=memory)
    memory.paragraph += 9
    (found,) = mentions(f"The {noun} helps us.", memory=memory)
    assert rule_of(found)[1] != "as-before"


@pytest.mark.parametrize(
    "expected",
    [
        "We expect to sign ⟨agreement on flax⟩ soon.",
        "Trade grows under ⟨intergovernmental agreement of 2008⟩.",
    ],
)
def test_an_agreement_without_an_article_is_a_document_if_it_is_signed_or_described(expected: str) -> None:
    assert marked(plain(expected)) == expected


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        (CEREMONY, "Today we signed a ⟨contract⟩. We adopted the ⟨documents⟩ without delay."),
        (evolve(CEREMONY, section="note"), "(They sign ⟨documents⟩.)"),
    ],
)
def test_documents_signed_at_the_event_need_no_states(context: Context, expected: str) -> None:
    assert marked(plain(expected), context) == expected
