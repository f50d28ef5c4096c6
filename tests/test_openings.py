"""Marks at labels, labels without a colon, and what is reported of labels that nobody knows."""

import textwrap

import pytest

from kzru_forums import Problem, ProblemCode, Reading, Severity, TranscriptError, loads, parse
from kzru_forums.pages import openings

HEAD = "Talks in the mill\nMay 9, 2013\nMoscow\n\n"
TWO = [("Ivan Loomov", "One."), ("Petr Loomov", "Two.")]


def said(reading: Reading) -> list[tuple[str, str]]:
    (event,) = reading.events
    return [(one.label, one.text) for one in event.statements]


def unread(text: str) -> list[Problem]:
    return [problem for problem in parse(text).problems if problem.code is ProblemCode.UNREAD_LABELS]


@pytest.mark.parametrize(
    "body",
    [
        "1. Ivan Loomov: One.\n\n2. Petr Loomov: Two.",
        "1) Ivan Loomov: One.\n2) Petr Loomov: Two.",
        "1. **Ivan Loomov:** One.\n2. **Petr Loomov:** Two.",
        "– Ivan Loomov: One.\n\n— Petr Loomov: Two.",
        "- Ivan Loomov: One.\n\n- Petr Loomov: Two.",
        "Ivan Loomov: One.\n\n– Petr Loomov: Two.",
        "Ivan Loomov: One.\n\n> Petr Loomov: Two.",
        "[Ivan Loomov]: One.\n\n(Petr Loomov): Two.",
        "[Ivan Loomov:] One.\n\n«Petr Loomov:» Two.",
        '“Ivan Loomov”: One.\n\n"Petr Loomov": Two.',
        "'''Ivan Loomov:''' One.\n\n'''Petr Loomov''': Two.",
        "Ivan Loomov\uff1aOne.\n\nPetr Loomov\uff1a Two.",
    ],
)
def test_marks_at_labels_are_no_part_of_them(body: str) -> None:
    reading = parse(HEAD + body)
    assert said(reading) == TWO
    assert reading.source.traits == ("markdown",)
    assert "".join(reading.text[block.span.start : block.span.end] for block in reading.blocks) == HEAD + body


def test_a_mail_that_is_quoted_as_a_whole_is_read() -> None:
    text = "".join(f"> {line}\n" for line in f"{HEAD}Ivan Loomov: One.\n\nPetr Loomov: Two.".split("\n"))
    assert said(parse(text)) == TWO
    assert parse(text).events[0].place == "Moscow"


@pytest.mark.parametrize(
    "line",
    [
        "“Ivan Loomov: the weaver.”",
        "(Addressing Ivan Loomov): Go.",
        "– the looms: two of them.",
        "> a thread with no name",
        "[Ivan Loomov",
        "1. Spindles, and what they do: they turn.",
    ],
)
def test_other_marks_stay(line: str) -> None:
    assert said(parse(f"{HEAD}Ivan Loomov: One.\n\n{line}")) == [("Ivan Loomov", f"One.\n\n{line}")]


def test_questions_and_answers_in_short() -> None:
    event = parse(f"{HEAD}Q: Why?\n\nA: So.\n\nQ: And?\n\nA: Yes.").events[0]
    assert [one.kind for one in event.statements] == ["question", "reply"] * 2
    assert {one.speaker.name for one in event.statements} == {None}
    choices = f"{HEAD}Ivan Loomov: Choose.\n\nA: Wool.\n\nB: Silk."
    assert said(parse(choices)) == [("Ivan Loomov", "Choose.\n\nA: Wool.\n\nB: Silk.")]


def test_a_polite_title_before_a_family_name_is_a_label_if_the_page_supports_it() -> None:
    body = "Ivan Loomov: One.\n\nMr Loomov: Two.\n\nMs Weaver: Three.\n\nMs Weaver: Four.\n\nMr Spindle: Five."
    statements = parse(HEAD + body).events[0].statements
    assert [one.label for one in statements] == ["Ivan Loomov", "Mr Loomov", "Ms Weaver", "Ms Weaver"]
    assert [one.speaker.name for one in statements[:2]] == ["Ivan Loomov"] * 2


@pytest.mark.parametrize("mark", ["\t", " — ", " – "])
def test_a_dash_or_a_tab_is_a_colon_if_names_repeat_before_it(mark: str) -> None:
    body = "\n\n".join(f"{name}{mark}{words}" for name, words in [*TWO, TWO[0]])
    assert said(parse(HEAD + body)) == [*TWO, TWO[0]]


def test_names_alone_on_their_lines_are_labels_if_one_repeats() -> None:
    body = "\n\n".join(f"{name}\n\n{words}" for name, words in [*TWO, TWO[0]])
    reading = parse(f"Talks\nMay 9, 2013\n\n{body}")
    assert (said(reading), reading.events[0].place) == ([*TWO, TWO[0]], None)


@pytest.mark.parametrize(
    "body",
    [
        "Ivan Loomov\n\nOne.\n\nPetr Loomov\n\nTwo.",
        "Ivan Loomov — One.\n\nPetr Loomov — Two.",
        "Ivan Loomov — One.\n\nIvan Loomov — Two." + "\n\nThe looms stood still." * 9,
    ],
)
def test_names_without_a_colon_are_an_error_if_it_is_not_certain_what_they_are(body: str) -> None:
    (problem,) = unread(HEAD + body)
    assert (problem.severity, problem.line) == (Severity.ERROR, 5)
    assert "2 names without a colon" in problem.message


@pytest.mark.parametrize("body", ["Ivan Loomov — One.", "Ivan Loomov, weaver\n\nOne.", "May 9, 2013 — One.\n\nLooms."])
def test_one_name_is_no_problem(body: str) -> None:
    assert openings.colonless(HEAD + body) == []
    assert openings.with_colons(f"{body}\n\nTopics\nIvan Loomov — One.") == []


def test_paragraphs_that_begin_like_statements_are_reported() -> None:
    body = "Ivan Loomov: One.\n\nThe Great Loom: Two.\n\nThe Red Loom: Three."
    (problem,) = unread(HEAD + body)
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith("2 paragraphs begin like statements")
    assert problem.message.endswith("'The Great Loom:'")
    (problem,) = unread(f"{HEAD}The Great Loom: Two.\n\nThe Red Loom: Three.")
    assert problem.severity is Severity.ERROR
    assert not unread(f"{HEAD}Ivan Loomov: One.\n\nThe Great Loom: Two.\n\nAnd so on: three.")


GERMAN = "Das ist der neue Webstuhl, und wir sind nicht mit dem alten zufrieden, der auf dem Hof ist."
OTHER = " ".join(f"wazu{one}{other}" for one in "abcdefghi" for other in "abcdefgh")


@pytest.mark.parametrize("words", [GERMAN, "Ткачи говорили о станках и о шерсти, и станки стояли.", OTHER])
def test_a_text_in_another_language_is_an_error(words: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        loads(f"{HEAD}Ivan Loomov: {words}")
    assert [one.code for one in caught.value.problems if one.severity is Severity.ERROR] == [ProblemCode.OTHER_LANGUAGE]


def test_a_long_english_text_is_judged_by_its_beginning() -> None:
    assert loads(f"{HEAD}Ivan Loomov: " + "\n\n".join(["The looms are of wood and they turn. " * 60] * 3 + [GERMAN]))


@pytest.mark.parametrize("second", ["<p>Petr Loomov: Two.</p>", "<p>Petr Loomov<b>:</b> Two.</p>"])
def test_html_with_a_bold_label_has_others_in_plain_type(second: str) -> None:
    pytest.importorskip("selectolax")
    text = f"<html><body><h1>Talks</h1><p><b>Ivan Loomov:</b> One.</p>{second}<p>Question: Why?</p></body></html>"
    assert said(parse(text)) == [*TWO, ("Question", "Why?")]


def test_a_label_broken_below_the_date_is_no_place() -> None:
    reading = parse("Talks\nMay 9, 2013\nPresident of Russia\nIvan Loomov: One.\nPetr Loomov: Two.")
    assert said(reading) == [("President of Russia Ivan Loomov", "One."), TWO[1]]
    assert reading.events[0].place is None


def test_a_footnote_of_markdown_is_a_note() -> None:
    text = (
        "# Talks\n\nMay 9, 2013\n\n**Ivan Loomov:** One.[^1]\n\n**Petr Loomov:** Two.\n\n[^1]: These looms are old.\n"
    )
    (event,) = parse(text).events
    assert [one.text for one in event.statements] == ["One.[1]", "Two."]
    assert "These looms are old." in event.statements[1].notes[0].text
    linked = parse(text.replace("old", "[old](http://looms.example/)")).events[0]
    assert not any("looms" in note.text for one in linked.statements for note in one.notes)


def test_a_fragment_of_html_has_its_date_in_the_first_paragraph() -> None:
    pytest.importorskip("selectolax")
    (event,) = loads("<h1>Looms</h1><p>May 9, 2013</p><p><b>Ivan Loomov:</b> One.</p><p><b>Petr Loomov:</b> Two.</p>")
    assert (str(event.date), event.narration) == ("2013-05-09", ())


def test_a_heading_above_the_first_label_of_a_wrapped_text_is_no_part_of_it() -> None:
    heading = "Opening remarks at the meeting of weavers and spinners of all the mills"
    words = "The looms of this mill are of wood and they turn all day long. " * 6
    lines = [
        line
        for paragraph in (heading, f"Ivan Loomov: {words}", f"Petr Loomov: {words}")
        for line in textwrap.wrap(paragraph, 72)
    ]
    reading = parse("Talks in the mill\nMay 9, 2013\nMoscow\n" + "\n".join(lines))
    assert "wrapped" in reading.source.traits
    assert [label for label, _ in said(reading)] == ["Ivan Loomov", "Petr Loomov"]


@pytest.mark.parametrize("words", ["– 5 degrees today.", "- 12.5 percent.", "– $3 million.", "— .5 of a thread."])
def test_a_dash_before_a_number_is_a_minus(words: str) -> None:
    assert said(parse(f"{HEAD}Ivan Loomov: {words}\nPetr Loomov: Yes.")) == [
        ("Ivan Loomov", words),
        ("Petr Loomov", "Yes."),
    ]


@pytest.mark.parametrize("words", ["So.", "“So”.", "(Laughs.) So."])
def test_a_dash_before_words_opens_them(words: str) -> None:
    assert said(parse(f"{HEAD}Ivan Loomov: – {words}\nPetr Loomov: Yes."))[0] == ("Ivan Loomov", words)


TASKS = ("Weave wool.", "Spin silk.", "Dye yarn.", "Mend looms.", "Sell carpets.", "Rest.", "Begin again.")


def words_of(text: str) -> str:
    return "\n".join(block.text for block in parse(text).blocks)


@pytest.mark.parametrize("form", ["{}. {}", "{}) {}", "({}) {}", "{} {}", "[{}] {}"])
@pytest.mark.parametrize("first", [1, 2001, 12])
def test_numbers_in_speech_stay(form: str, first: int) -> None:
    listed = [form.format(number, words) for number, words in enumerate(TASKS, first)]
    text = "\n".join((f"{HEAD}Ivan Loomov: Our tasks are these.", *listed, "Petr Loomov: I see."))
    assert [line for line in listed if line not in words_of(text)] == []
    narrated = "\n".join((f"{HEAD}The weavers decided:", *listed))
    assert [line for line in listed if line not in words_of(narrated)] == []


def test_dashes_of_a_list_in_speech_stay() -> None:
    listed = [f"- {words}" for words in TASKS]
    text = "\n".join((f"{HEAD}Ivan Loomov: Our tasks are these.", *listed, "Petr Loomov: I see."))
    assert [line for line in listed if line not in words_of(text)] == []


@pytest.mark.parametrize("blank", ["", "\n"])
def test_only_numbers_in_the_order_of_the_lines_are_no_text(blank: str) -> None:
    lines = ["Talks in the mill", "May 9, 2013", "Moscow", "Ivan Loomov: One.", "Two hum.", "Petr Loomov: Yes.", "No."]
    text = f"\n{blank}".join(f"{number} {line}" for number, line in enumerate(lines, 1))
    assert said(parse(f"{text}\n1950 was a year of looms.")) == [
        ("Ivan Loomov", "One.\n\nTwo hum."),
        ("Petr Loomov", "Yes.\n\nNo.\n\n1950 was a year of looms."),
    ]


@pytest.mark.parametrize("fence", [":::", "::: note", "::::: {.mill #loom}", "::: mill :::"])
def test_a_fence_is_markup_and_a_line_of_words_behind_colons_is_not(fence: str) -> None:
    text = f"# Talks\n\nMay 9, 2013\n\n**Ivan Loomov:** One.\n\n{fence}\nTwo.\n:::\n\n::: Petr Loomov said yes\n"
    assert fence not in words_of(text).replace("::: Petr", "")
    assert "Petr Loomov said yes" in words_of(text)


@pytest.mark.parametrize(
    "body",
    [
        "Mr.Loomov: We went to St.Petersburg.\nMr.Spindle: It is fine.\nMr.Loomov: Yes.\nMr.Spindle: No.",
        "Ivan Loomov: We know Dr.Yarn, Prof.Weft, Gen.Warp, Mrs.Wool and Capt.Silk of the mill. Yes.",
        "Ivan Loomov: We wove.It is so.\nThey wove.We spun.\nPetr Loomov: No.It is not.\nIvan Loomov: Yes.Why?\nSo.",
    ],
)
def test_a_text_with_breaks_or_abbreviations_is_not_glued(body: str) -> None:
    reading = parse(HEAD + body)
    assert "glued" not in {*reading.source.traits}
    assert [block.text for block in reading.blocks if block.text in ("Mr.", "We went to St.", "We wove.")] == []


def test_abbreviations_do_not_end_the_paragraphs_of_a_glued_text() -> None:
    spoken = "We went to St.Petersburg.It was late.We saw Prof.Weft.He weaves.We thanked him."
    reading = parse(f"Ivan Loomov: {spoken}Petr Loomov: Yes.")
    assert [text for one in reading.events[0].statements for text in one.paragraphs] == [
        "We went to St.Petersburg.",
        "It was late.",
        "We saw Prof.Weft.",
        "He weaves.",
        "We thanked him.",
        "Yes.",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "We know |x|, |y|, |z| and |w|.",
        "Here they are.\nMill | Looms | Wool | Silk\nOmsk | 5 | 7 | 9\nTver | 2 | 4 | 6\nPerm | 1 | 3 | 8",
    ],
)
def test_bars_in_speech_stay(words: str) -> None:
    reading = parse(f"{HEAD}Ivan Loomov: {words}\nPetr Loomov: Yes.")
    assert said(reading)[0][1].replace("\n\n", "\n") == words
    assert reading.source.traits == ()


def test_bars_part_a_page_on_one_line_at_its_date() -> None:
    nodes = (
        "Talks in the mill",
        "May 9, 2013",
        "18:00",
        "Moscow",
        "The looms hum.",
        "Wool is warm.",
        "So it is.",
        "Yes.",
    )
    (event,) = parse(" | ".join((*nodes, ""))).events
    assert (event.title, str(event.date), event.place) == ("Talks in the mill", "2013-05-09", "Moscow")


FOOT = "\n\nPublication status\nPublished in section: News\nPublication date: May 9, 2013, 19:40\nText version\n"
NARRATED = [
    "Ivan Loomov. Born in 1950.\nFinished school.\nIvan Loomov. Awarded twice.",
    "1 of 2\nVladimir Putin. Photo by the mill.\nThe weavers met.\nVladimir Putin. Photo by the mill.\nThe looms hum.",
    "Ivan Loomov | Photo of our mill.\nPetr Loomov | Photo of our mill.\nIvan Loomov | Photo of our mill.",
    "Ivan Loomov; Anna Weft.\nIvan Loomov; Boris Yarn.",
    "Ivan Loomov | Weaver | Moscow\nPetr Loomov | Do we weave? | Omsk\nIvan Loomov | We dye. | Tver",
    "Ivan Loomov | Weaver.\nPetr Loomov | Spinner of wool.\nIvan Loomov | Dyer.",
    "[Ivan Loomov] In the mill.\n[Petr Loomov] At the wheel.\n[Ivan Loomov] In the yard.",
    "Minister of Looms Ivan Loomov – Chairman of the commission.\nThe commission met.",
    "President of Russia Vladimir Putin. Photo archive.\nThe weavers met.",
    "President of Russia Vladimir Putin | Looms of the World\nThe weavers met.",
]


@pytest.mark.parametrize("body", NARRATED)
@pytest.mark.parametrize("foot", ["", FOOT])
def test_names_before_other_marks_are_no_labels_without_speech(body: str, foot: str) -> None:
    text = f"{HEAD}{body}{foot}"
    assert (said(parse(text)), unread(text)) == ([], [])


@pytest.mark.parametrize("mark", ["\t", " — ", " | "])
def test_one_name_that_repeats_is_no_dialogue(mark: str) -> None:
    assert (
        said(parse(f"{HEAD}Ivan Loomov{mark}We weave.\n\nMinister Ivan Loomov{mark}We spin.\n\nIvan Loomov{mark}So."))
        == []
    )


def test_few_words_of_speech_behind_many_names_are_an_error() -> None:
    lines = [f"{name} Loomov | Mill of the town." for name in ("Ivan", "Petr", "Anna", "Ivan", "Petr")]
    text = HEAD + "\n".join((*lines, "Ivan Loomov | We weave."))
    assert (said(parse(text)), [one.severity for one in unread(text)]) == ([], [Severity.ERROR])


def test_a_few_names_among_many_lines_are_an_error() -> None:
    body = (
        "\n\n".join(f"{name} — {words}" for name, words in [*TWO, TWO[0]]) + "\n \n\u00a0\nThe looms stood still." * 13
    )
    assert (said(parse(HEAD + body)), [one.severity for one in unread(HEAD + body)]) == ([], [Severity.ERROR])


def test_a_text_with_colons_has_no_labels_without_them() -> None:
    lines = "\n".join(f"{name} — {words}" for name, words in [*TWO, TWO[0]])
    assert len(openings.colonless(HEAD + lines)) == 3
    assert openings.colonless(f"{HEAD}{lines}\nAnna Weft: Three.") == []


def test_a_few_missing_spaces_in_a_long_text_are_no_ends_of_paragraphs() -> None:
    words = "One.Two hum.Three sing.Four weave.Five spin. " + "The looms hum all day long. " * 120
    reading = parse(f"Ivan Loomov: {words}")
    assert reading.events[0].statements[0].text.startswith("One.Two hum.Three sing.Four weave.Five spin.")
    assert "glued" not in reading.source.traits
