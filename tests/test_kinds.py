"""What sort of occasion a title names."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.events.kinds import _NOUN_KINDS, _NOUNS, _VERB_KINDS, _VERBS, event_kind
from kzru_forums.model import EventKind

TITLES = {
    EventKind.MEETING: """
        Meeting with President of Ruritania
        Working meeting with Minister of Weather
        Beginning of Meeting with Members of the Academy
        Excerpts from transcript of meeting on harvests
        Expanded meeting of the Ministry Board
        Council Presidium meeting on roads
        Law enforcement agencies meeting
        Joint meeting of the Council and the Forum Organising Committee
        Meeting following the congress opening
        The President met with winners of the award
        Session of the Council of Heads of State
        Anniversary session of the Weavers’ Council
        Session of the Ruritanian-Kazakhstani Intergovernmental Commission
        Presidential Council for Libraries
        Ruritania summit
        Videoconference meeting on floods
    """,
    EventKind.TALKS: """
        Talks with President of Ruritania
        Ruritanian-Kazakhstani talks
        The President had talks with his guest
    """,
    EventKind.FORUM: """
        IX Ruritania-Kazakhstan Cooperation Forum
        20th anniversary Russia–Kazakhstan Interregional Cooperation Forum
        20th anniversary Russia — Kazakhstan Interregional Cooperation Forum
        Gala Award Festival Forum
        Plenary session of the Weavers’ Council
        Forum – closing of the exhibition
        Plenary session of the Railway Congress
        Energy Week Forum plenary session
        Conference of court chairmen
        Youth: An Image panel session
        Rivers and Lakes: A Dialogue international forum
        The President took part in the forum
    """,
    EventKind.PRESS_STATEMENTS: """
        Press statements following talks with President of Ruritania
        Press Statement Following the Forum
        Statements for the press following a meeting
        Statement following the summit
        Joint press statements
    """,
    EventKind.PRESS_CONFERENCE: """
        Joint news conference with President of Ruritania
        Press statements and answers to journalists’ questions
        Answers to media questions
        Reply to a question
        Answer to a question after the ceremony
        The President answered journalists’ questions
        The President’s annual press conference
        Direct Line with the President
    """,
    EventKind.INTERVIEW: """
        Interview to a newspaper
        Interview with a television channel
        On support of the arts (interview to an agency)
        Meetings and talks (agency interview)
    """,
    EventKind.SPEECH: """
        Speech at a meeting of the Board
        Opening remarks at the Forum
        New Year Address to the Nation
        The President addressed a rally
        Statement by the President
    """,
    EventKind.CEREMONY: """
        Opening of a bridge
        Festival of Youth opening ceremony
        Forum opening
        Launch of the second stage of a pipeline
        Championships open in Kazan
        Presenting Order of Merit
        Presentation of foreign ambassadors’ letters of credence
        Monument to a writer unveiled
        Gala evening marking a holiday
        Reception to honour graduates
        Military parade
        The President attends keel-laying ceremony for ships
        The President received honorary doctorate at a university
        On Harvest Day the President presented medals
        Treaty on friendship signed
    """,
    EventKind.VISIT: """
        Visit to a plant
        Visiting a university
        Working trip to Ruritania
        Inspection of a bridge
        State visit to Ruritania, Interregional Forum
        The President visited the opening of the museum
    """,
    EventKind.CONVERSATION: """
        Telephone conversation with President of Ruritania
        Video linkup with a crew
        Videoconference with a hospital
        Conference call with regional heads
        The President spoke by telephone with his colleague
    """,
    EventKind.ARTICLE: "Article by the President for a newspaper",
    EventKind.GREETING: """
        Greetings to participants in the forum
        Congratulations on a holiday
        The President wished the actor a happy birthday
        Vladimir congratulated workers of the plant
    """,
    EventKind.OTHER: """
        Executive Order on awarding prizes
        Executive Order awarding state decorations
        Law on meetings
        All news about the visit to Ruritania
        Winners of national awards
        Law ratifying the agreement signed
        Joint Statement by the presidents
        Motorway suspended
    """,
}


@pytest.mark.parametrize(
    ("title", "kind"), [(title.strip(), kind) for kind, rows in TITLES.items() for title in rows.strip().split("\n")]
)
def test_the_head_word_of_the_title_decides(title: str, kind: EventKind) -> None:
    assert event_kind(title) is kind
    assert event_kind(title.upper(), ["He visited a plant."] if kind is not EventKind.OTHER else ()) is kind


def test_every_kind_has_a_title_here() -> None:
    assert set(TITLES) == set(EventKind) - {EventKind.ANNOUNCEMENT}  # the date line says it, not the title


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        (["Before the visit to Ruritania, an article by the President was published."], EventKind.ARTICLE),
        (["The President took part, via videoconference, in the congress."], EventKind.FORUM),
        (["The leaders discussed trade."], EventKind.MEETING),
        (["It was cold.", "The President toured a museum."], EventKind.VISIT),
        (["It was cold."], EventKind.OTHER),
        ([], EventKind.OTHER),
    ],
)
def test_the_lead_decides_where_the_title_names_no_kind(lead: list[str], kind: EventKind) -> None:
    assert event_kind("Ruritania and its neighbours", lead) is kind


def test_no_word_of_the_table_has_two_kinds() -> None:
    words = Counter(
        " ".join(word.split()) for table in (_NOUNS, _VERBS) for row in table.values() for word in row.split(",")
    )
    assert {word: count for word, count in words.items() if count > 1} == {}


@pytest.mark.parametrize(("word", "kind"), [*_NOUN_KINDS.items(), *_VERB_KINDS.items()])
def test_every_word_of_the_table_is_found(word: str, kind: EventKind) -> None:
    assert event_kind(f"Ruritania {word}") is kind


@given(st.text(), st.lists(st.text()))
def test_any_words_have_a_kind(title: str, lead: list[str]) -> None:
    assert event_kind(title, lead) in EventKind
