"""Show that reading takes time in proportion to the text, also on texts nobody would write.

`python tests/measure_growth.py [SECONDS [PART]]` reads each text at a size that takes about SECONDS (0.15 by default),
at most at the size in its name, and at a quarter of it, and prints the processor time in seconds. An exponent near 1 is
linear. PART of a name selects texts.
"""

import sys
from collections.abc import Callable
from itertools import islice, product

from growth import HEADER, LONGEST, Growth, growth, seconds
from kzru_forums import parse
from pages import FOOT, HEAD, PUTIN, page

Make = Callable[[int], str]
MILLION = 1_000_000
SENTENCE = "A carpet is a letter that a village writes with its hands over one long winter. "
WHOLE = page(
    *("1 of 2", "Looms of the mill.", "The mill opened in spring.", "* * *", "Beginning of meeting with weavers"),
    f"{PUTIN}: Good evening.",
    *(f"{SENTENCE}The answer to question {number} is wool. (Applause.)" for number in range(20)),
    *("See also", "The mill opens", "May 9, 2012", "<…>", "Question: And the looms?", "Vladimir Putin: Soon."),
)


def inside(words: str) -> Make:
    """So many characters of the same words in the middle of a page."""
    return lambda size: page(f"{PUTIN}: Good evening.", words * (size // len(words)))


def lines(line: str) -> Make:
    """So many of the same line in the middle of a page."""
    return lambda count: page(f"{PUTIN}: Good evening.").replace(FOOT, (line + "\n") * count + FOOT)


def alone(line: str) -> Make:
    """So many of the same line and nothing else."""
    return lambda count: (line + "\n") * count


def names(count: int) -> list[str]:
    letters = product("abcdefghijklmnopqrstuvwxyz", repeat=5)
    return ["".join(word).capitalize() for word in islice(letters, count)]


def labels(shape: str) -> Make:
    """So many labels of people who all have another name."""
    return lambda count: page(*(shape.format(name) for name in names(count)))


def boilerplate(count: int) -> str:
    """Pairs of equal paragraphs that all begin with the same sentence."""
    words = names(14 * (count // 2))
    pairs = [" ".join(words[at : at + 14]) for at in range(0, len(words), 14)]
    return page(f"{PUTIN}: Good evening.", *(f"{SENTENCE}{pair}." for pair in pairs for _ in range(2)))


def continued(count: int) -> str:
    """A paragraph that hover cards broke so many times."""
    return page(f"{PUTIN}: We thank Loomov", *["and his sons"] * count)


def indented(size: int) -> str:
    """A page whose lines are indented more than any column is wide, but for those of its head."""
    line = " " * 400 + "The looms hum.\n"
    return HEAD + line * (size // len(line)) + FOOT


def article(words: str, opening: str = "") -> Make:
    """HTML with so many of the same elements in the body of an article."""
    head = '<html><article><h1 class="entry-title">Looms</h1><div class="read__internal_content">'
    return lambda count: f"{head}{opening}{words * count}</div></article>"


DATED = "A loom\nMay 9, 2013\nOmsk\nVladimir Putin: Good.\n"


def below(head: str, words: str) -> Make:
    """A head, and so many characters of the same words."""
    return lambda size: head + words * (size // len(words))


FORMS: dict[str, tuple[str, str]] = {
    "Markdown: opened brackets": ("# A loom\n\n**Vladimir Putin:** ", "["),
    "Markdown: half links": ("# A loom\n\n**Vladimir Putin:** ", "](a/"),
    "Markdown: stars": ("# A loom\n\n**Vladimir Putin:** ", "**a "),
    "Markdown: tags that never end": ("# A loom\n\n**Vladimir Putin:** ", "<div "),
    "Markdown: separators": ("# A loom\n\n**Vladimir Putin:** ", "\n* * *"),
    "Markdown: links alone on lines": ("# A loom\n\n**Vladimir Putin:** ", "\n\n[a b c d](e/f)"),
    "front matter without an end": ("---\n", "a: b\n"),
    "hover cards": (DATED, "Ivan Loomov Loomov Ivan Director of the Mill , "),
    "words with a capital": (DATED, "Aa Ab Ac Ad "),
    "posts without an end": (f"{DATED}Ivan Loomov Loomov Ivan ", "President of "),
    "cards of terms": (DATED, "Loom Background information Loom "),
    "line per node": (DATED, "Vladimir Putin\n:\nlooms\n,\nhum\n"),
    "roles on lines of their own": (f"{DATED}Vladimir Putin:\n", "President of\n"),
    "wrapped": (
        f"{DATED}\n",
        "looms hum all day and all night in the long\nevenings of the steppe without anybody\n\n",
    ),
    "one line": ("Events A loom May 9, 2013 Omsk ", "Vladimir Putin: Good. "),
    "one line of colons": ("Events A loom May 9, 2013 Omsk Vladimir Putin: ", ": "),
    "one line of link boxes": ("Events A loom May 9, 2013 Omsk Vladimir Putin: a. ", "See also A loom May 9, 2013 "),
    "one line of quotation marks": ("Events A loom May 9, 2013 Omsk Vladimir Putin: a. ", "” "),
    "glued labels": (DATED, "President of RussiaVladimir Putin:Good.\n"),
    "time codes": (DATED, "[00:00:01] Vladimir Putin: Good.\n"),
    "menus": (DATED, "Search\n"),
}
"""Forms: a head, and words that are repeated below it."""
TITLE = '<h1 class="entry-title">Looms</h1>'
TEXTS: dict[str, tuple[int, Make]] = {
    "20 MB of pages": (20 * MILLION, lambda size: WHOLE * (size // len(WHOLE))),
    "5 MB on one line": (5 * MILLION, inside(SENTENCE)),
    "5 MB of (": (5 * MILLION, inside("(")),
    "5 MB of <": (5 * MILLION, inside("<")),
    "5 MB of [": (5 * MILLION, inside("[")),
    "5 MB of * ": (5 * MILLION, inside("* ")),
    "5 MB of :": (5 * MILLION, inside(":")),
    "5 MB of (a) ": (5 * MILLION, inside("(a) ")),
    "5 MB of no-break spaces": (5 * MILLION, inside("\u00a0a")),
    "1 MB of agreements on one line": (MILLION, inside("We signed an agreement on wool. ")),
    "1 MB of the word agreement": (MILLION, inside("agreement ")),
    "a million labels": (MILLION, lines("Vladimir Putin: Good.")),
    "a million questions": (MILLION, lines("Question: Why?")),
    "200,000 labels of other people": (200_000, labels("Director {} Loomov: Good.")),
    "200,000 roles of one person": (200_000, labels("Weaver of {} Ivan Loomov: Good.")),
    "200,000 names of other people": (200_000, labels("Ivan {}: Good.")),
    "a million link boxes": (MILLION, lines("See also\nA loom\nMay 9, 2013")),
    "a million lines Events": (MILLION, alone("Events")),
    "a million lines Text version": (MILLION, alone("Text version")),
    "a million heads": (MILLION // 4, alone("Events\nA loom\nMay 9, 2013")),
    "a million brackets": (MILLION, lines("(Applause.)")),
    "a million counters": (MILLION, lines("1 of 2")),
    "a million captions": (MILLION, lines("1 of 2\nA loom")),
    "a million separators": (MILLION, lines("* * *")),
    "a million omission marks": (MILLION, lines("<…>")),
    "a million tags": (MILLION, lambda count: HEAD + "Persons\n" + "Loomov Ivan\n" * count),
    "a million stray lines": (MILLION, lambda count: HEAD + FOOT.removesuffix("Text version\n") + "A loom.\n" * count),
    "200,000 lines a hover card broke": (200_000, continued),
    "200,000 lines with a comma": (200_000, lines(",")),
    "20,000 paragraphs with boilerplate": (20_000, boilerplate),
    "HTML of 20,000 titles in an article": (20_000, article(f"{TITLE}<p>Wool.")),
    "HTML of 20,000 titles in a deep page": (20_000, lambda n: f"<html>{'<div>' * 300}{f'<p>{TITLE}</p>' * n}"),
    "HTML of 20,000 pages": (20_000, lambda count: "<html>" + article("<p>Wool.")(1) * count),
    "HTML of 40,000 pieces in a bold one": (40_000, article("<u>Wool</u>", "<p><b>" + "<span>" * 500)),
    "HTML of 10,000 link boxes": (10_000, article('<div class="read__cut"><a class="cut__item">Wool</a></div>')),
    "HTML of a tag with 900,000 attributes": (900_000, lambda n: article("")(1) + f"<p{' a' * n}>"),
    "HTML of tags with 1,000 attributes": (1_000, article("<p" + " a" * 1_000 + ">Wool.</p>")),
    "HTML of 30,000 odd elements": (30_000, article("<i>Wool</i>", '<div class="slider">')),
    "4 MB of lines beyond any column": (4 * MILLION, indented),
    "100 comments": (100, lambda count: "<!---->" * count),
    **{f"1 MB of {name}": (MILLION, below(*words)) for name, words in FORMS.items()},
}


def growth_of(name: str, longest: float = LONGEST) -> Growth:
    """How the time to read a text grows with its size."""
    most, make = TEXTS[name]

    def time_at(size: int) -> float:
        text = make(size)
        return seconds(lambda: parse(text))

    return growth(time_at, most, longest)


def main() -> None:
    longest = float(sys.argv[1]) if len(sys.argv) > 1 else LONGEST
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    print(f"{'text':42} {'MB':>6} {HEADER} {'s/MB':>6}")
    for name, (_, make) in TEXTS.items():
        if wanted in name:
            found = growth_of(name, longest)
            size = len(make(found.size)) / MILLION
            print(f"{name:42} {size:6.2f} {found} {found.second / size:6.2f}", flush=True)


if __name__ == "__main__":
    main()
