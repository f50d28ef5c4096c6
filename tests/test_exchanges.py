"""Who asks and who answers: the fifteen guidelines by invented examples, the rules, and what always holds."""

import datetime
import json
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import measure_exchanges
from kzru_forums import Corpus, Event, EventKind, Speaker, SpeakerKind, Statement, StatementKind
from kzru_forums.exchanges import Exchange, exchanges
from kzru_forums.exchanges.phrases import is_press, name_given
from kzru_forums.exchanges.reader import RULES, Reader
from kzru_forums.exchanges.roles import Roles
from kzru_forums.exchanges.turns import Turn

KINDS = {
    "Question": StatementKind.QUESTION,
    "Remark": StatementKind.REMARK,
    "Response": StatementKind.REPLY,
    "Audience": StatementKind.SPEECH,
}
"""Labels without a name."""
ROLES = {
    "Anna Lind": "TV anchor, moderator",
    "Pavel Orlov": "correspondent of The Lamp",
    "Hanna Dyer": "former President of Dyeland",
    "Zhan Weaver": "President of Spindleland",
}
ANNOTATED = Path(__file__).parent / "exchanges.json"
Shape = tuple[list[int], list[int]]


def speaker(label: str, position: int) -> Speaker:
    if label in KINDS:
        kind = SpeakerKind.GROUP if label == "Audience" else SpeakerKind.UNNAMED
        return Speaker(id=f"ev-looms.s{position:04}.speaker", kind=kind)
    name = "Ivan Loomov" if label == "P" else label
    country = {"Ivan Loomov": "KZ", "Zhan Weaver": "XK", "Hanna Dyer": "XK"}.get(name)
    return Speaker(
        id=name.lower().replace(" ", "-"), name=name, kind=SpeakerKind.PERSON, role=ROLES.get(name), country=country
    )


def event(script: str, kind: EventKind = EventKind.OTHER) -> Event:
    """An event from lines `label: words`; `P` is the main speaker, a bar parts paragraphs."""
    statements = []
    for position, line in enumerate(filter(None, map(str.strip, script.splitlines()))):
        label, _, text = line.partition(":")
        statements.append(
            Statement(
                position=position,
                label=label,
                speaker=speaker(label, position),
                kind=KINDS.get(label, StatementKind.SPEECH),
                paragraphs=tuple(filter(None, text.strip().split(" | "))),
            )
        )
    return Event(id="ev-looms", title="Looms", kind=kind, statements=tuple(statements))


def shapes(script: str, kind: EventKind = EventKind.OTHER) -> list[Shape]:
    return [
        ([ask.position for ask in exchange.asks], [answer.position for answer in exchange.answers])
        for exchange in event(script, kind).exchanges
    ]


SESSION = """
    Question: Will the mill open in May?
    P: It will open in June, when the river is high and the looms have been oiled.
"""
"""Positions 0 and 1 of a session in which people have come to ask."""

EXAMPLES: list[tuple[str, str, list[Shape]]] = [
    ("1 one matter, one exchange", SESSION, [([0], [1])]),
    ("2 a label asks without a mark", "Question: About the price of yarn.\nP: It falls.", [([0], [1])]),
    ("2 a request asks", "Olga Rey: Please describe how the lottery works.\nP: Anyone may enter.", [([0], [1])]),
    (
        "2 a journalist with a name asks",
        "Pavel Orlov: I would like to know whether the dyers get a pension.\nP: They do, from this year on.",
        [([0], [1])],
    ),
    ("3 a rhetorical question opens nothing", "P: And who paid for the dam? The farmers did.\nOlga Rey: True.", []),
    ("3 a quoted question opens nothing", "P: They asked, “Where are your looms?” That hurt.\nOlga Rey: So.", []),
    (
        "3 a moderator reads out a question",
        "Anna Lind: Here is a text message: “When will yarn be cheaper?”\nP: Next spring, I am told by the mills.",
        [([0], [1])],
    ),
    ("3 greetings open nothing", "Question: Good afternoon.\nP: Good afternoon.", []),
    (
        "4 a hand-over is in no exchange",
        "Anna Lind: We have the weavers of Loomsk on the line.\nOlga Rey: Hello. Will the mill stay open?\nP: It will.",
        [([1], [2])],
    ),
    ("4 running the event asks nothing", "Anna Lind: Mr Orlov, would you like to speak?\nP: Gladly, about yarn.", []),
    ("4 no picture is a matter", "Question: Mr President, may we take a picture with you?\nP: Of course.", []),
    (
        "4 a question of substance asks",
        "Anna Lind: Mr Loomov, does your port charge such fees too?\nP: It does not, and never will.",
        [([0], [1])],
    ),
    (
        "5 a remark that presses joins",
        SESSION + "Remark: You said the opposite in January.\nP: I did not, I said nothing about it.",
        [([0, 2], [1, 3])],
    ),
    (
        "6 a new matter opens a new exchange",
        "Question: Do you skate?\nP: Badly.\nQuestion: Who taught you chess?\nP: An aunt.",
        [([0], [1]), ([2], [3])],
    ),
    (
        "6 several questions in one turn are one exchange",
        "Question: Who weaves? And who dyes?\nP: The north weaves, and the south dyes.",
        [([0], [1])],
    ),
    ("7 a question that needs the one before joins", SESSION + "Question: Since when?\nP: May.", [([0, 2], [1, 3])]),
    (
        "7 the same subject may be a new matter",
        SESSION + "Question: May I go on with the same subject: what about Peru?\nP: Peru has its own looms.",
        [([0], [1]), ([2], [3])],
    ),
    (
        "8 an introduction opens the exchange",
        SESSION + "Olga Rey: I work at a dye house.\nP: A big one?\nOlga Rey: Yes; will indigo be dearer?\nP: Hardly.",
        [([0], [1]), ([2, 4], [5])],
    ),
    (
        "8 a greeting does not",
        SESSION + "Olga Rey: Good afternoon.\nP: Good afternoon.\nOlga Rey: Will indigo be dearer?\nP: Hardly.",
        [([0], [1]), ([4], [5])],
    ),
    (
        "9 signs of listening are in neither list",
        SESSION + "Remark: I see.\nP: Go ahead.\nQuestion: Is the dye house safe?\nP: It is.",
        [([0], [1]), ([4], [5])],
    ),
    (
        "9 a counter-question does not answer",
        "Question: What is the best loom?\nP: Of which year?\nQuestion: Of this year.\nP: The flat one.",
        [([0, 2], [3])],
    ),
    (
        "9 who asks is no matter",
        "Question: Will there be more dye?\nP: What is your name?\nRemark: Olga.\nP: There will be, Olga.",
        [([0], [3])],
    ),
    (
        "10 a reply that specifies joins",
        "Question: Will you repair the lighthouse?\nP: Which one is it?\nRemark: The northern one.\nP: This summer.",
        [([0, 2], [3])],
    ),
    (
        "10 a reply about the asker does not",
        "Question: Is the hall too small?\nP: How often do you go?\nQuestion: I never counted.\nP: It will grow.",
        [([0], [3])],
    ),
    (
        "11 a premise that is corrected is answered",
        "Question: The zoo is sold.\nP: It has been leased.\nQuestion: Who feeds the bears, then?\nP: The tenant.",
        [([0, 2], [1, 3])],
    ),
    (
        "12 two presidents answer",
        "Question: Will both of you go?\nZhan Weaver: Yes, in the spring.\nP: So will I.",
        [([0], [1, 2])],
    ),
    (
        "12 an answer goes on after an interruption",
        SESSION + "Question: When does the ferry leave?\nP: The ferry leaves…\nRemark: At noon.\n"
        "P: At one, and it carries lorries too.",
        [([0], [1]), ([2], [3, 5])],
    ),
    (
        "12 somebody called in answers",
        "Question: How long is it?\nP: Let us ask the digger. Mr Rey, please.\nIgor Rey: Forty miles.\nP: So long.",
        [([0], [1, 2, 3])],
    ),
    ("12 a reply with such a label answers", "Question: Do you spin?\nResponse: We do.", [([0], [1])]),
    ("13 the main speaker asks", "P: When did you join the club?\nOlga Rey: In June.", [([0], [1])]),
    (
        "13 he asks in a session too",
        SESSION
        + "Remark: We have a club of young dyers.\nP: What do you do there?\nRemark: We dye and weave for the poor.",
        [([0], [1]), ([3], [4])],
    ),
    ("13 a wish in a report asks nothing", "P: Keep an eye on the yarn.\nOlga Rey: I will, Mr President.", []),
    (
        "13 a plea in a session asks",
        SESSION + "Olga Rey: We do not know where to dry our yarn.\nP: We will build a drying house by the river.",
        [([0], [1]), ([2], [3])],
    ),
]


@pytest.mark.parametrize(("script", "expected"), [row[1:] for row in EXAMPLES], ids=[row[0] for row in EXAMPLES])
def test_guidelines(script: str, expected: list[Shape]) -> None:
    assert shapes(script) == expected


def test_position_is_listed_once_and_in_order() -> None:
    found = shapes(SESSION * 3)
    assert found == [([0], [1]), ([2], [3]), ([4], [5])]


# --- the asker


@pytest.mark.parametrize(
    ("script", "asker"),
    [
        ("Olga Rey: Do you weave?\nP: I do.", "Olga Rey"),
        ("Question: Do you weave?\nP: I do.", None),
        ("Question: Harbour News, good afternoon. Do you weave?\nP: I do.", None),
        ("Question: My name is Olga Rey, Loomsk. Do you weave?\nP: I do.", "Olga Rey"),
        ("Anna Lind: A text message: “I am Igor Dyer, do you weave?”\nP: I do, every Sunday at home.", "Anna Lind"),
        ("P: Do you weave?\nRemark: Every day.", "Ivan Loomov"),
    ],
)
def test_asker_is_whoever_opens_the_exchange(script: str, asker: str | None) -> None:
    assert [exchange.asker for exchange in event(script).exchanges] == [asker]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Dmitry, and I weave.", "Dmitry"),
        ("This is Olga Rey from Loomsk.", "Olga Rey"),
        ("I’m Jean-Luc O'Dye, hello.", "Jean-Luc O'Dye"),
        ("This is Harbour News, hello.", None),
        ("I am Mill Television, so to speak.", None),
        ("I am glad to be here, Ivan.", None),
        ("", None),
    ],
)
def test_name_is_given(text: str, name: str | None) -> None:
    assert name_given(text) == name


# --- roles


@pytest.mark.parametrize(
    ("role", "press"),
    [
        ("Editor-in-Chief of The Lamp", True),
        ("The Lamp newspaper", True),
        ("moderator of the session", True),
        ("Director General of Loom TV channel", False),
        ("Minister of Looms", False),
        ("", False),
    ],
)
def test_those_who_run_an_outlet_are_not_press(role: str, press: bool) -> None:
    assert is_press(role) == press


def roles(script: str, kind: EventKind = EventKind.OTHER) -> Roles:
    return Roles.of([Turn(statement=statement) for statement in event(script, kind).statements], kind)


TALK = "Igor Rey: How many looms are there?\nOlga Rey: There are nine hundred looms and a mill.\n"


def test_most_talkative_speaker_and_heads_of_state_answer() -> None:
    assert roles(TALK + "Zhan Weaver: Fine.").principals == {"olga-rey", "zhan-weaver"}


def test_guests_at_a_press_conference_who_speak_at_length_answer_too() -> None:
    script = TALK + "Igor Rey: Nine hundred is a good number for us all."
    assert roles(script, EventKind.PRESS_CONFERENCE).principals == {"olga-rey", "igor-rey"}
    assert roles(TALK, EventKind.PRESS_CONFERENCE).principals == {"olga-rey"}


def test_people_have_come_to_ask_when_the_principal_is_questioned() -> None:
    assert not roles(TALK * 2).session
    assert roles(TALK * 3).session
    assert not roles(TALK * 2 + "Pavel Weaver: Do you?\nIgor Rey: I do.\n" * 3).session
    assert not roles(TALK * 3 + "Olga Rey: And what do you think?\nIgor Rey: Fine.\n" * 2).session


def test_interviewers_face_the_principal() -> None:
    assert roles(TALK, EventKind.INTERVIEW).interviewers == {"igor-rey"}
    assert roles(TALK).interviewers == frozenset()


def test_former_heads_of_state_are_guests() -> None:
    assert roles(TALK + "Hanna Dyer: Fine.").principals == {"olga-rey"}


def test_event_without_statements_has_no_exchanges() -> None:
    assert event("").exchanges == ()
    assert roles("") == Roles(principals=frozenset(), session=False, interviewers=frozenset())


# --- the table

MORE = """
    Anna Lind: Good afternoon. Let us begin with yarn. Do you spin?
    P: I do, and I like it very much.
    Anna Lind: Yes.
    P: It calms me…
    Anna Lind: Like a river.
    P: Like a river in winter, yes.
    Anna Lind: But the yarn is thin, they say all over Loomsk.
    P: It is thick enough for a sail.
    Anna Lind: Thank you.
    P: Thank you.
    Anna Lind: President Weaver.
    Zhan Weaver: We spin too, mostly wool.
    Anna Lind: Olga has a question. Olga, go ahead.
    Olga Rey: We ask you for help with the roof of the mill.
    P: You will have a new roof.
    Anna Lind: Igor, how is the weather?
    Igor Rey: Wet and cold.
    Anna Lind: Will children train in the new hall?
    Igor Rey: Train?
    Anna Lind: To train and to play there every day.
    P: They will.
"""
INTERVIEW = """
    Igor Rey: You have a reputation for weaving at night.
    P: At night it is quiet, and the loom sings.
    Igor Rey: Your neighbours complain about that singing.
    P: Do you know my neighbours?
    Igor Rey: No.
    P: They are deaf, all of them.
    Igor Rey: And are you?
    P: What?
    Igor Rey: Deaf, I mean, from all these looms.
    P: Not yet, and I hope to stay well.
"""


def taken_for(script: str, kind: EventKind = EventKind.OTHER) -> list[str]:
    turns = [Turn(statement=statement) for statement in event(script, kind).statements]
    reader = Reader(turns=turns, roles=Roles.of(turns, kind))
    reader.read()
    return reader.taken_for


def test_moderated_session() -> None:
    assert shapes(MORE) == [
        ([0, 6], [1, 3, 5, 7, 11]),
        ([13], [14]),
        ([15], [16]),
        ([17, 18, 19], [20]),
    ]


def test_interview() -> None:
    assert shapes(INTERVIEW, EventKind.INTERVIEW) == [([0], [1]), ([2, 6, 8], [5, 9])]


def test_every_rule_decides_a_turn() -> None:
    met = Counter(name for _, script, _ in EXAMPLES for name in taken_for(script))
    met.update(taken_for(MORE))
    met.update(taken_for(INTERVIEW, EventKind.INTERVIEW))
    assert [name for name, _, _ in RULES if not met[name]] == []


# --- what always holds

WORDS = (
    *("Yes.", "I see.", "Thank you.", "Good afternoon.", "Go ahead, please.", "Which one?", "What is your name?"),
    *("Will the mill open in May?", "Do you spin?", "Since when?", "May we take a picture?", "Hello. Who weaves?"),
    *("I would like to know about yarn.", "But the yarn is thin.", "You said the opposite.", "We ask you for help."),
    *("It opens in June, when the river is high.", "The looms sing…", "In the north.", "Olga, you have the floor."),
    *("", "(Applause.)", "(", "[", "?", "…", "“", "President Weaver.", "My name is Olga."),
)
LABELS = ("P", "P", "Zhan Weaver", "Anna Lind", "Olga Rey", "Question", "Question", "Remark", "Audience")
LINES = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(WORDS)), min_size=8, max_size=30)
EVENTS = st.builds(lambda lines, kind: event("\n".join(map(": ".join, lines)), kind), LINES, st.sampled_from(EventKind))


def test_positions_are_those_of_turns_once_each() -> None:
    met = 0

    @given(EVENTS)
    def check(made: Event) -> None:
        nonlocal met
        found = made.exchanges
        listed = [turn for exchange in found for turn in (*exchange.asks, *exchange.answers)]
        assert all(made.statements[turn.position] is turn for turn in listed)
        assert len({turn.position for turn in listed}) == len(listed)
        met += len(listed) > 4

    check()
    assert met > 3


def test_asks_and_answers_are_in_order() -> None:
    met = 0

    @given(EVENTS)
    def check(made: Event) -> None:
        nonlocal met
        firsts = []
        for exchange in made.exchanges:
            asks, answers = ([turn.position for turn in turns] for turns in (exchange.asks, exchange.answers))
            assert asks
            assert asks == sorted(asks)
            assert answers == sorted(answers)
            assert all(asks[0] < answer for answer in answers)
            firsts.append(asks[0])
            met += len(asks) > 1 and len(answers) > 1
        assert firsts == sorted(firsts)

    check()
    assert met > 3


def test_links_point_back() -> None:
    met = 0

    @given(EVENTS)
    def check(made: Event) -> None:
        nonlocal met
        for exchange in made.exchanges:
            assert [answer for _, answer in exchange.links] == [*exchange.answers]
            for ask, answer in exchange.links:
                between = [turn for turn in exchange.asks if ask.position < turn.position < answer.position]
                assert ask in exchange.asks
                assert between == []
                met += 1

    check()
    assert met > 10


def test_part_of_an_event_has_exchanges_too() -> None:
    """Positions then have gaps, and the first is not 0."""
    whole = event("P: Welcome.\n" + SESSION + "Remark: You said the opposite.\nP: I never did, believe me.")
    part = attrs.evolve(whole, statements=whole.statements[1:])
    assert [exchange.links for exchange in part.exchanges] == [exchange.links for exchange in whole.exchanges]


def seconds(made: Event) -> float:
    start = time.process_time()
    exchanges(made)
    return time.process_time() - start


LONG: dict[str, Callable[[int], Event]] = {
    "turns": lambda size: event("Question: Do you spin, and do you dye?\nP: I do, and I like it.\n" * size),
    "interruptions": lambda size: event("Olga Rey: I work…\nP: Go on.\n" * size + SESSION),
    "sentences": lambda size: event("Question: " + "Who is it? I would like to. " * 4 * size + "\nP: Yes, " * size),
    "brackets": lambda size: event("Question: " + "([“(" * 40 * size),
    "blanks": lambda size: event("Question: a" + " " * 200 * size + "b? " + "may " * 20 * size),
    "paragraphs": lambda size: event("Question: " + " | ".join(["Thank you, thank you."] * 10 * size) + "\nP: Yes."),
}


@pytest.mark.parametrize("made", LONG.values(), ids=LONG)
def test_time_is_linear(made: Callable[[int], Event]) -> None:
    small, large = made(100), made(800)
    ratio = min(seconds(large) for _ in range(3)) / max(min(seconds(small) for _ in range(3)), 1e-4)
    assert ratio < 24, ratio


def test_exchange_is_immutable_and_equal_by_value() -> None:
    one, other = event(SESSION).exchanges, event(SESSION).exchanges
    assert one == other
    assert hash(one) == hash(other)
    assert isinstance(one[0], Exchange)


# --- many events


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    days = [datetime.date(2012, 9, 19), datetime.date(2013, 5, 7)]
    scripts = [
        "Olga Rey: Do you spin?\nP: I do, and well.",
        "Question: Do you dye?\nP: No.\nP: Do you?\nOlga Rey: Yes.",
    ]
    return Corpus(
        attrs.evolve(event(script), id=f"ev-{day}", date=day) for day, script in zip(days, scripts, strict=True)
    )


def found(pairs: tuple[tuple[Event, Exchange], ...]) -> list[tuple[str, str]]:
    return [(made.id, exchange.asks[0].text) for made, exchange in pairs]


FIRST, SECOND, THIRD = (
    ("ev-2012-09-19", "Do you spin?"),
    ("ev-2013-05-07", "Do you dye?"),
    ("ev-2013-05-07", "Do you?"),
)


def test_corpus_has_the_exchanges_of_all_events(corpus: Corpus) -> None:
    assert found(corpus.exchanges()) == [FIRST, SECOND, THIRD]


def test_corpus_finds_exchanges_by_person_and_day(corpus: Corpus) -> None:
    assert found(corpus.exchanges(asker="Olga Rey")) == [FIRST]
    assert found(corpus.exchanges(answerer="Ivan Loomov")) == [FIRST, SECOND]
    assert found(corpus.exchanges(asker="Ivan Loomov", answerer="Olga Rey")) == [THIRD]
    assert found(corpus.exchanges(since="2013")) == [SECOND, THIRD]
    assert found(corpus.exchanges(until="2012-09", answerer="Ivan Loomov")) == [FIRST]


def test_corpus_knows_nobody_of_another_name(corpus: Corpus) -> None:
    with pytest.raises(LookupError, match="Ivan Nobody"):
        corpus.exchanges(asker="Ivan Nobody")


# --- annotated pages


def annotated() -> list[measure_exchanges.Page]:
    pages: list[measure_exchanges.Page] = json.loads(ANNOTATED.read_text("utf-8"))
    return pages


def test_annotations_list_a_position_once_and_below_the_limit() -> None:
    for page in annotated():
        listed = [position for one in page["exchanges"] for position in (*one["asks"], *one["answers"])]
        assert len(listed) == len(set(listed)), page["page"]
        assert max(listed) < (page["upto"] or 1000), page["page"]
        assert all(one["asks"] == sorted(one["asks"]) for one in page["exchanges"]), page["page"]


@pytest.mark.parametrize(
    ("part", "asks", "links"), [("development", 0.98, 0.97), ("validation", 0.93, 0.92), ("unseen", 0.95, 0.91)]
)
def test_accuracy_on_annotated_pages(shared: Path, part: str, asks: float, links: float) -> None:
    score = measure_exchanges.score([page for page in annotated() if page["set"] == part], shared / "corpus")
    assert score.asks.f1 >= asks
    assert score.links.f1 >= links
