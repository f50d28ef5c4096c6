"""Characters that arrived as codes, in the wrong encoding or apart from their word: the same turns are read."""

import html
import json
import re
from collections.abc import Callable

import pytest

from kzru_forums import ProblemCode, Severity, parse
from kzru_forums.pages import characters
from pages import FOOT, HEAD, NAZARBAYEV, PUTIN

LINES = (
    f"{PUTIN}: Good evening – and “welcome”, weavers. The mill’s looms hum, hum and hum…",
    "Wool, yarn and Pëtr’s “old spindles” — they’re all\u00a0here, and we haven’t one to spare.",
    f"{NAZARBAYEV} (in Kazakh): Thank you, friends, for the ‘silk’, the wool and (of course) the yarn.",
    "Question: Why, sir?",
)
PAGE = HEAD.removeprefix("Events\n") + "\n".join(LINES) + f"\n{FOOT}"


def plain(text: str) -> str:
    return re.sub(r"\s", "", text.translate(dict(zip(map(ord, "“”‘’"), "\"\"''", strict=True))))


def said(text: str | bytes) -> list[tuple[str, str]]:
    (event,) = parse(text).events
    return [(one.label, plain(one.text)) for one in event.statements]


def misread(text: str, codec: str) -> str:
    chars = (bytes([byte]).decode(codec, "replace") for byte in text.encode())
    return "".join(char.replace("\ufffd", chr(byte)) for char, byte in zip(chars, text.encode(), strict=True))


def numeric(text: str) -> str:
    return html.escape(text).encode("ascii", "xmlcharrefreplace").decode()


def tokenised(text: str) -> str:
    text = re.sub(r"([,.:?…”])(?=\s|$)", r" \1 ", text)
    text = text.replace("“", "`` ").replace(" ” ", " '' ").replace("(", "-LRB- ").replace(")", " -RRB-")
    return "\n".join(" ".join(re.sub(r"(’(?:s|re)|n’t)\b", r" \1", line).split()) for line in text.split("\n"))


DAMAGE: dict[str, Callable[[str], str]] = {
    "UTF-8 as Windows-1252": lambda text: misread(text, "cp1252"),
    "UTF-8 as Latin-1": lambda text: misread(text, "latin-1"),
    "UTF-8 as Windows-1252, twice": lambda text: misread(misread(text, "cp1252"), "cp1252"),
    "UTF-8 as Windows-1251": lambda text: misread(text.replace("ë", "e"), "cp1251"),
    "UTF-8 as Mac Roman": lambda text: misread(text, "mac_roman"),
    "UTF-8 as Windows-1252, bytes lost": lambda text: misread(text, "cp1252").replace("\x9d", ""),
    "numeric entities": numeric,
    "named entities": lambda text: numeric(text).replace("&#8217;", "&rsquo;").replace("&#160;", "&nbsp;"),
    "entities escaped again": lambda text: html.escape(numeric(text)),
    "a string of JSON": json.dumps,
    "the inside of a string": lambda text: json.dumps(text)[1:-1],
    "a string of Python": lambda text: repr(text.replace("’", "'")),
    "a list of Python": lambda text: repr(text.split("\n")),
    "a list of JSON": lambda text: json.dumps(text.split("\n")),
    "characters without width": lambda text: re.sub("(?<=[a-z])(?=[a-z]{2}:?)", "\u200d\u2060\u00ad", text),
    "direction marks": lambda text: "\n".join(f"\u2068{line}\u2069" for line in text.split("\n")),
    "other spaces": lambda text: text.replace(" ", "\u202f").replace("and\u202f", "and\u2009"),
    "tokenised": tokenised,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_characters_are_restored(damage: str) -> None:
    text = DAMAGE[damage](PAGE)
    assert text != PAGE
    expected = said(PAGE)
    if damage == "UTF-8 as Windows-1251":
        expected = [(label, words.replace("ë", "e")) for label, words in expected]
    assert said(text) == expected
    assert parse(text).text == text


@pytest.mark.parametrize("damage", [damage for damage in DAMAGE if damage != "other spaces"])
def test_a_repair_of_characters_is_reported(damage: str) -> None:
    problems = parse(DAMAGE[damage](PAGE)).problems
    assert ProblemCode.REPAIRED in {problem.code for problem in problems}
    assert all(problem.severity is Severity.WARNING for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "Wool costs €5, â la carte, in São Loom and at 5 Ä.",
        "Looms & Co; R&D; &loom; hum.",
        "The path is C:\\new\\looms and \\d800.",
        "One , two and three, four, five, six, seven.",
    ],
)
def test_other_characters_stay(text: str) -> None:
    statement = parse(f"{HEAD}{PUTIN}: {text}\n{FOOT}").events[0].statements[0]
    assert statement.text == text.replace("One ,", "One ,")


def test_a_lone_surrogate_stays_a_code() -> None:
    assert characters.escapes(r"a\n\n\n\ud800") == [(1, 3, "\n", None), (3, 5, "\n", None), (5, 7, "\n", None)]


def test_strings_that_are_not_all_of_a_text_are_no_list() -> None:
    assert characters.escapes("['One.', two]") == []
    assert characters.escapes('"One," he said.') == []


def test_bytes_that_are_no_sign_of_a_page_stay() -> None:
    assert characters.misread("â€” Ð° í\u00a0\u0080 â€") == [(0, 3, "—", None), (11, 13, "”", None)]


def test_signs_of_windows_1252_that_were_read_twice_stay_visible() -> None:
    seen = ("We don\u00c2\u0092t weave \u00c2\u0096 we spin.", "I don\u00c2\u2019t \u00c2\u2013 no.")
    text = f"{HEAD}{PUTIN}: {seen[0]}\n{NAZARBAYEV}: {seen[1]}\n{FOOT}"
    first, second = parse(text).events[0].statements
    assert (first.text, second.text) == ("We don’t weave – we spin.", "I don’t – no.")


@pytest.mark.parametrize("breaks", ["", "\n"])
def test_names_of_folders_are_no_line_breaks(breaks: str) -> None:
    words = "Open C:\\new\\table, C:\\next\\red, \\\\mill\\nets and D:\\notes\\r1." + breaks
    assert words.count("\\n") > 3
    text = f"Looms\nMay 9, 2013\n{PUTIN}: {words} {words} {words}".replace("\n\n", "\n")
    (event,) = parse(text).events
    assert event.statements[0].paragraphs[0].startswith(words.strip())
    assert characters.escapes(text) == []


def test_question_marks_inside_words_are_lost_characters() -> None:
    text = f"{HEAD}{PUTIN}: It?s wool, it?s yarn, it?s silk.\n{FOOT}"
    (problem,) = (one for one in parse(text).problems if one.severity is Severity.ERROR)
    assert problem.code is ProblemCode.UNDECODABLE_BYTES
