"""The grammar of speaker labels."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzru_forums.facts.given_names import given_names
from kzru_forums.model import SpeakerKind, StatementKind
from kzru_forums.speakers.brackets import closed
from kzru_forums.speakers.labels import (
    LONGEST_LABEL,
    Label,
    Shape,
    is_appointment,
    looks_like,
    parse,
)
from kzru_forums.speakers.tokens import is_place, is_plain_name
from kzru_forums.speakers.words import (
    ACRONYMS,
    CLERGY_AND_ROYALTY,
    FAMILY_NAMES,
    FIELDS,
    NOT_NAMES,
    OFFICES,
    ORGANISATIONS,
    SENTENCE_OPENERS,
    SENTENCE_WORDS,
    is_office,
    is_role_word,
)

FULL = """
    His Holiness Patriarch Kirill
    Director Ivan Loomov, of the mill
    President of Russia Vladimir Putin
    Minister of Looms Ivan Loomov
    Mill Director Jörg Weißmüller
    President of Kazakhstan Nursultan Nazarbayev (retranslated)
    Head of the Weavers’ Union (WFX) Ivan Loomov
    president of the Weavers’ Federation Ivan Loomov
    King Abdullah II of Jordan
    Metropolitan Korniliy
    Sergeant Loomov
    Mayor of Uralsk I. P. Loomov
    President of Vietnam Nguyen Thi Bich
    Question
    Question from Perm Territory
    Remark (in German)
    Audience
"""
NAME = """
    Ivan Loomov
    Ivan Loomov (in German)
    Kassym-Jomart Tokayev
    Ursula von der Weide
    I. Loomov
    Ivan Loomov, reporter at a weekly
    Ivan, Omsk
    VladimirPutin
    Jean-Claude D’Artagnan
"""
OFFICE = """
    President
    Minister of Defence
    Chairman of the Central Bank
    Rector
    Chief Executive Officer
    Museum guide
    His Holiness
    Students of the mill
    Audience members
"""
WORD = """
    Ivan
    Uralsk
    Anna, dyer of wool
    Carpet dyer
    Ministers
"""
NONE = """
    Let me say this
    I will say this
    Secondly, what I said about wool
    The mill has three looms
    He asked me
    What matters
    I
    Holiness of his mill
    question
    40 looms
    “Mill”
    (Applause)
    Thank you. Next
    And the looms
    With the weavers
    the old mill
    Attention, please!
    https
    …
    Attention
    Email
    Press contact
    2018
    II
    Part II
    Key results
    Good morning
    To quote the poet Ivan Loomov
    According to Ivan Loomov
    Mr Loomov
    Members of the Board
    Another question
    Yesterday evening somebody quietly mentioned the aforementioned Ivan Loomov
    Quite early somebody quietly mentioned old dusty wooden Ivan Loomov
    Ivan Loomov: wool
    Hello Ivan Loomov
    Photo Ivan Loomov
    Good evening Ivan Loomov
    Question from the hall was
    B
    X Y Z
"""


def rows(table: str) -> list[str]:
    return [line.strip() for line in table.strip().split("\n")]


@pytest.mark.parametrize(
    ("head", "shape"),
    [
        (head, shape)
        for shape, table in zip(Shape, (NONE, WORD, OFFICE, NAME, FULL), strict=True)
        for head in rows(table)
    ],
)
def test_the_words_before_a_colon_have_a_shape(head: str, shape: Shape) -> None:
    assert looks_like(head) is shape


def test_a_single_word_is_a_name_where_the_page_knows_it() -> None:
    assert looks_like("Galina", frozenset({"Galina"})) is Shape.NAME


def test_title_and_see_enclose_a_name_and_nothing_else() -> None:
    assert parse("King of the looms of Omsk").name is None


INVENTED = Path(__file__).with_name("labels_invented.txt")
KINDS = {"p": "person", "u": "unnamed", "g": "group"}


def invented() -> list[list[str]]:
    """The rows of the list of invented labels, each with seven cells."""
    lines = INVENTED.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line and line[0] != "#"]
    return [row + [""] * (7 - len(row)) for row in cells]


@pytest.mark.parametrize("row", invented(), ids=lambda row: row[0])
def test_an_invented_label_has_the_parts_its_list_says(row: list[str]) -> None:
    label, kind, *parts = row
    found = parse(label)
    if kind == "n":
        assert found.shape <= Shape.WORD
    else:
        assert (str(found.kind), *(_text(found, part) for part in PARTS)) == (KINDS[kind], *parts)
        assert found.shape is not Shape.NONE


PARTS = ("name", "role", "delivery", "addressee", "place")


def _text(label: Label, part: str) -> str:
    return getattr(label, part) or ""


@given(st.text(max_size=LONGEST_LABEL))
def test_any_words_have_a_shape_and_parts(head: str) -> None:
    assert looks_like(head) is parse(head).shape
    assert parse(head).kind in SpeakerKind


def person(name: str, role: str | None = None, **more: str) -> Label:
    return Label(kind=SpeakerKind.PERSON, name=name, role=role, **more)  # type: ignore[arg-type]  # strings alone


def unnamed(kind: SpeakerKind = SpeakerKind.UNNAMED, **more: object) -> Label:
    return Label(kind=kind, **more)  # type: ignore[arg-type]  # fields of several types


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Vladimir Putin", person("Vladimir Putin")),
        ("President of Russia Vladimir Putin", person("Vladimir Putin", "President of Russia")),
        ("President OF RUSSIA VLADIMIR PUTIN", person("Vladimir Putin", "President of Russia")),
        ("Speaker of The Mill Assembly Ivan Loomov", person("Ivan Loomov", "Speaker of the Mill Assembly")),
        ("chairman of the Weavers’S Union Ivan Loomov", person("Ivan Loomov", "Chairman of the Weavers’s Union")),
        ("VladimirPutin", person("Vladimir Putin")),
        ("Ivan LOOMOV", person("Ivan Loomov")),
        (
            "Minister of Looms, Carpets and Wool Ivan Loomov",
            person("Ivan Loomov", "Minister of Looms, Carpets and Wool"),
        ),
        ("President of Vietnam Nguyen Thi Bich", person("Nguyen Thi Bich", "President of Vietnam")),
        ("Director of Mayak Ivan Loomov", person("Ivan Loomov", "Director of Mayak")),
        (
            "Mayor of Uralsk I. P. Loomov",
            person("I. P. Loomov", "Mayor of Uralsk"),
        ),
        ("Director of Mayak Anna von der Weide", person("Anna von der Weide", "Director of Mayak")),
        ("Director of Mayak Salim bin Said Khan", person("Salim bin Said Khan", "Director of Mayak")),
        ("Director of Mayak Ivan P. Loomov", person("Ivan P. Loomov", "Director of Mayak")),
        ("Chancellor Ursula von der Weide", person("Ursula von der Weide", "Chancellor")),
        ("Crown Prince Mohammed bin Salim", person("Mohammed bin Salim", "Crown Prince")),
        ("Sergeant Loomov", person("Loomov", "Sergeant")),
        ("Galina", person("Galina")),
        ("King Abdullah II of Jordan", person("Abdullah II", "King of Jordan")),
        ("King of Bahrain Hamad bin Isa Al Khalifa", person("Hamad bin Isa Al Khalifa", "King of Bahrain")),
        ("King Hamad bin Isa Al Khalifaof Bahrain", person("Hamad bin Isa Al Khalifa", "King of Bahrain")),
        ("Metropolitan Korniliy", person("Korniliy", "Metropolitan")),
        ("Metropolitan Korniliy of Moscow", person("Korniliy", "Metropolitan of Moscow")),
        ("Ivan Loomov, reporter at a weekly", person("Ivan Loomov", "reporter at a weekly")),
        ("Ivan Loomov, weaver (wool)", person("Ivan Loomov", "weaver (wool)")),
        ("Mill Owner Ivan Loomov, Uralsk", person("Ivan Loomov", "Mill Owner, Uralsk")),
        ("Galina, Omsk", person("Galina", place="Omsk")),
        ("Ivan Loomov, Omsk Region", person("Ivan Loomov", place="Omsk Region")),
        ("Ivan Loomov (Moscow)", person("Ivan Loomov", place="Moscow")),
        ("Ivan Loomov (Marines)", person("Ivan Loomov", "Marines")),
        (
            "Ivan Loomov (WFX)",
            person("Ivan Loomov", "WFX"),
        ),
        ("Director of the Mill (Omsk) Ivan Loomov", person("Ivan Loomov", "Director of the Mill (Omsk)")),
        ("Ivan Loomov (in German)", person("Ivan Loomov", delivery="in German")),
        ("Ivan Loomov (retranslated)", person("Ivan Loomov", delivery="retranslated")),
        ("Ivan Loomov (via video link)", person("Ivan Loomov", delivery="via video link")),
        ("Ivan Loomov (to the weavers)", person("Ivan Loomov", addressee="to the weavers")),
        ("Ivan Loomov (answering a question)", person("Ivan Loomov", addressee="answering a question")),
        (
            "Ivan Loomov (to the weavers) (in German)",
            person("Ivan Loomov", addressee="to the weavers", delivery="in German"),
        ),
        (
            "Ivan Loomov, Head of the Union of Anna Loomova",
            person("Ivan Loomov", "Head of the Union of Anna Loomova"),
        ),
        ("Ivan Loomov, Friend Anna Loomova", person("Ivan Loomov", "Friend Anna Loomova")),
        ("Weaver Ivan Loomov, Loom Sons", person("Ivan Loomov", "Weaver, Loom Sons")),
        ("Ivan Loomov (WFX), weaver", person("Ivan Loomov", "WFX, weaver")),
        ("Ivan Loomov (Loom Works, Omsk), weaver", person("Ivan Loomov", "Loom Works, Omsk, weaver")),
        (
            "Director [of the Mill, Omsk] Ivan Loomov, Uralsk",
            person("Ivan Loomov", "Director [of the Mill, Omsk], Uralsk"),
        ),
        ("Ivan Loomov,", person("Ivan Loomov")),
        ("Sergei Kirov", person("Sergei Kirov")),
        ("King Loomov", person("King Loomov")),
        ("Deputy Minister King Loomov", person("King Loomov", "Deputy Minister")),
        ("Crown Prince Loomov", person("Loomov", "Crown Prince")),
        ("King Salman", person("Salman", "King")),
        ("Mayor of Omsk Loomov", person("Loomov", "Mayor of Omsk")),
        ("Mayor of Mayak Greater Loomsk", unnamed(role="Mayor of Mayak Greater Loomsk")),
        ("Director of Mayak Qadnan Z. Loomov", person("Z. Loomov", "Director of Mayak Qadnan")),
        ("Director Qadnan Z. Loomov", person("Qadnan Z. Loomov", "Director")),
        ("Ivan Anna Oleg Pavel Pyotr Igor Loomov", person("Igor Loomov", "Ivan Anna Oleg Pavel Pyotr")),
        ("Mayor of Vladimir Kirov", unnamed(role="Mayor of Vladimir Kirov")),
        ("Ivan al", unnamed(role="Ivan al")),
        ("Robert Loomov Jr.", person("Robert Loomov Jr.")),
        ("Archbishop Tikhon (Loomov)", person("Tikhon (Loomov)", "Archbishop")),
        ("President Ivan Loomov of Jordan", person("Ivan Loomov", "President of Jordan")),
        ("Ivan Loomov (TASS, retranslated)", person("Ivan Loomov", "TASS", delivery="retranslated")),
        ("Minister of Looms, Carpets", unnamed(role="Minister of Looms, Carpets")),
        ("", unnamed()),
        ("(retranslated)", unnamed(delivery="retranslated")),
        ("Email", unnamed(role="Email")),
        ("Ivan Loomov and Anna Loomova", unnamed(SpeakerKind.GROUP)),
        ("Question from a student", unnamed(statement=StatementKind.QUESTION, role="a student")),
        ("Question from student Ivan Loomov", person("Ivan Loomov", "student", statement="question")),
        ("Question (Interfax)", unnamed(statement=StatementKind.QUESTION, place="Interfax")),
        ("Question 12", unnamed(statement=StatementKind.QUESTION)),
        ("Young woman", unnamed(role="Young woman")),
        ("Female voice", unnamed()),
        ("Question", unnamed(statement=StatementKind.QUESTION)),
        ("Questions", unnamed(SpeakerKind.GROUP, statement=StatementKind.QUESTION)),
        ("Reply", unnamed(statement=StatementKind.REPLY)),
        ("Remarks", unnamed(SpeakerKind.GROUP, statement=StatementKind.REMARK)),
        ("Audience", unnamed(SpeakerKind.GROUP)),
        ("Moderator", unnamed()),
        ("Question from Perm Territory", unnamed(statement=StatementKind.QUESTION, place="Perm Territory")),
        ("Question from the United States", unnamed(statement=StatementKind.QUESTION, place="United States")),
        ("Response from the hall", unnamed(statement=StatementKind.REPLY)),
        ("Question (in German)", unnamed(statement=StatementKind.QUESTION, delivery="in German")),
        ("Remark (to the weavers)", unnamed(statement=StatementKind.REMARK, addressee="to the weavers")),
        ("President of Kazakhstan", unnamed(role="President of Kazakhstan")),
        ("Chairman of the Mill", unnamed(role="Chairman of the Mill")),
    ],
)
def test_a_label_is_taken_apart(label: str, parts: Label) -> None:
    assert parse(label) == parts


@pytest.mark.parametrize(
    ("label", "whole"),
    [
        ("Ivan Loomov (retranslated", "Ivan Loomov (retranslated)"),
        ("Ivan Loomov (Omsk", "Ivan Loomov (Omsk)"),
        ("Head of the Union (WFX Ivan Loomov", "Head of the Union (WFX) Ivan Loomov"),
        ("Head of the Union (WFX", "Head of the Union (WFX)"),
        ("Ivan Loomov retranslated)", "Ivan Loomov (retranslated)"),
        ("Ivan Loomov)", "Ivan Loomov"),
        ("Ivan Loomov (WFX)", "Ivan Loomov (WFX)"),
        ("(Ivan) Loomov (", "(Ivan) Loomov ()"),
        ("((a) b", "((a) b"),
    ],
)
def test_a_bracket_is_closed(label: str, whole: str) -> None:
    assert closed(label) == whole


def test_a_known_name_that_is_not_at_the_end_decides_nothing() -> None:
    known = frozenset({"Abai Bekov"})
    assert parse("Director of Mayak Ivan Loomov", known) == person("Ivan Loomov", "Director of Mayak")


def test_a_name_the_page_gives_elsewhere_ends_the_role() -> None:
    known = frozenset({"Abai Bekov"})
    assert parse("Director of Uralsk Mayak Abai Bekov", known) == person("Abai Bekov", "Director of Uralsk Mayak")


def test_a_longer_name_the_page_gives_elsewhere_is_kept_whole() -> None:
    known = frozenset({"Ivan Pavel Loomov"})
    assert parse("Director of Mayak Ivan Pavel Loomov", known) == person("Ivan Pavel Loomov", "Director of Mayak")


@pytest.mark.parametrize(
    ("head", "rest", "expected"),
    [
        ("Minister of Defence", "Ivan Loomov.", True),
        ("Minister of Defence", "Ivan Loomov;", True),
        ("Minister of Defence", "Mr Loomov spoke first.", False),
        ("Minister of Defence", "Good evening.", False),
        ("Minister of Defence", "Mr Loomov.", False),
        ("Minister of Defence Ivan Loomov", "Pyotr Bridgin.", False),
    ],
)
def test_an_office_before_a_bare_name_is_an_appointment(head: str, rest: str, expected: bool) -> None:
    assert is_appointment(head, rest) is expected


@pytest.mark.parametrize("phrase", ["Moscow", "Kazakhstan", "the United States", "Omsk Region", "Perm Territory"])
def test_a_phrase_is_a_place(phrase: str) -> None:
    assert is_place(phrase)


@pytest.mark.parametrize("phrase", ["reporter", "TASS", "Marines", "an old mill"])
def test_a_phrase_is_no_place(phrase: str) -> None:
    assert not is_place(phrase)


@pytest.mark.parametrize("word", ["minister", "President", "CEO", "Prof.", "Deputy-Director", "Vice-Akim"])
def test_a_word_names_an_office(word: str) -> None:
    assert is_office(word)
    assert is_role_word(word)


@pytest.mark.parametrize("word", ["Ministry", "of", "Weavers’", "Russia’s", "(WFX)", "“Mayak”", "Weavers", "Italian"])
def test_a_word_stands_in_organisations(word: str) -> None:
    assert not is_office(word)
    assert is_role_word(word)


@pytest.mark.parametrize("word", ["Loomov", "Ivan", "Anne-Marie", "II", "German"])
def test_a_word_stands_in_names(word: str) -> None:
    assert not is_role_word(word)


@pytest.mark.parametrize("word", ["of", "from", "in", "at", "for", "with"])
def test_what_follows_the_head_does_not_make_a_group_a_person(word: str) -> None:
    assert parse(f"Weavers {word} the mill").kind is SpeakerKind.GROUP
    assert parse(f"Weaver {word} the mills").kind is SpeakerKind.UNNAMED


@pytest.mark.parametrize(
    ("label", "shape"),
    [
        ("Vladimir Putin and Nursultan Nazarbayev", Shape.FULL),  # two names, no role
        ("Spun yarn Ivan Loomov", Shape.FULL),  # a given name
        ("Spun yarn I. Loomov", Shape.FULL),  # an initial
        ("Spun wool NTV Zzyx Loomov", Shape.FULL),  # a company right before the name
        ("Spun NTV yarn Zzyx Loomov", Shape.WORD),  # and not
        ("Spun yarn Zzyx Loomov", Shape.WORD),
        ("Spun wool yarn loom silk Ivan Loomov", Shape.FULL),  # four unknown words behind the first
        ("Spun wool yarn loom silk flax Ivan Loomov", Shape.NONE),  # five are a sentence
        ("Spun Wool Yarn Loom Silk Flax Jute Ivan Loomov", Shape.FULL),  # but not if they are names
        ("Loomov, wool", Shape.WORD),
        ("Ivan Loomov, wool", Shape.NAME),
        ("Loom yarn weavers", Shape.WORD),
        ("Wool loom yarn weavers", Shape.NONE),
        ("Director of the Mill, Omsk", Shape.OFFICE),
        ("Wool hums. Ivan Loomov", Shape.NONE),
        ("Director Ivan Loomov. Wool", Shape.NONE),
        ("Director Ivan Loomov https", Shape.NONE),
        ("Director Ivan Loomov http", Shape.NONE),
        ("Loomov, https", Shape.NONE),
        ("Director Email", Shape.NONE),
        ("Mill Director Email", Shape.NONE),
        ("Contact director Ivan Loomov", Shape.FULL),
        ("Contact from Zzyx Loomov", Shape.NONE),
    ],
)
def test_shapes(label: str, shape: Shape) -> None:
    assert parse(label).shape is shape


@pytest.mark.parametrize(
    ("source", "place"),
    [("Loomville", "Loomville"), ("Sofia", "Sofia"), ("the Netherlands", "Netherlands"), ("New York", "New York")],
)
def test_a_question_is_from_a_place_even_if_it_is_also_a_given_name(source: str, place: str) -> None:
    label = parse(f"Question from {source}")
    assert (label.kind, label.name, label.place) == (SpeakerKind.UNNAMED, None, place)


@pytest.mark.parametrize(
    ("rest", "is_entry"),
    [
        ("Ivan Loomov", True),
        ("Ivan Petrovich Loomov;", True),
        ("Loomov", False),
        ("Mr Loomov", False),
        ("Mrs Anna Loomova", False),
        ("Ms Loomova", False),
        ("Madam Loomova", False),
        ("Dear Ivan Loomov", False),
        ("Ivan Loomov will weave", False),
        ("Ivan Anna Oleg Boris Pavel Yuri Loomov", False),
    ],
)
def test_an_entry_of_a_list_of_appointments_is_a_bare_name(rest: str, is_entry: bool) -> None:
    assert is_appointment("Director of the Mill", rest) is is_entry
    assert not is_appointment("Ivan Loomov", rest)


def test_words_in_capitals_after_an_open_bracket_are_no_label() -> None:
    assert looks_like("(LOOM") is looks_like("(ABC") is Shape.NONE


def test_a_plain_name_is_read_as_the_whole_grammar_reads_it() -> None:
    tables = SENTENCE_WORDS | SENTENCE_OPENERS | FIELDS | NOT_NAMES | OFFICES | ORGANISATIONS | CLERGY_AND_ROYALTY
    others = {*map(str.capitalize, tables | FAMILY_NAMES), *ACRONYMS, *"Of The Jordan Russia Roof Xhttp Loomov".split()}
    words = sorted(others | {word.capitalize() for word in sorted(given_names())[::100]})
    plain = 0
    for word in words:
        for label in (f"Ivan {word}", f"{word} Loomov", f"{word} Ivan", f"{word} {word}"):
            whole = parse(label, frozenset({"Nobody Here"}))  # With known names, no label is plain.
            assert (parse(label), parse(label).shape) == (whole, whole.shape), label
            pair = label.split(" ")
            plain += is_plain_name(pair[0], pair[1])
    assert plain > 500


def test_a_phrase_that_begins_with_a_preposition_is_nobody_s_plural() -> None:
    assert parse("in the mill of weavers").kind is SpeakerKind.UNNAMED
    assert parse("weavers of the mill").kind is SpeakerKind.GROUP
