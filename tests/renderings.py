"""An invented page, and the forms in which people hold it.

A page is a head and turns of several paragraphs; a person's name may carry a hidden card, as linked names do on the
site.
Each rendering is what a converter, a scraper or a copy makes of the same page.
"""

import textwrap
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

TITLE = "Meeting with weavers of Pavlodar"
DAY, CLOCK, PLACE = "September 19, 2012", "18:00", "Pavlodar"
LEAD = "Vladimir Putin met with weavers and looked at old looms."


class Who(NamedTuple):
    """Somebody who speaks: role, given and family name, and the post on the hidden card."""

    role: str
    given: str
    family: str
    post: str

    @property
    def label(self) -> str:
        return " ".join(filter(None, (self.role, self.given, self.family)))

    @property
    def card(self) -> str:
        return f"{self.family} {self.given}"


class Turn(NamedTuple):
    """What somebody says."""

    who: Who
    paragraphs: tuple[str, ...]
    linked: bool
    """Whether the name in the label is a link with a hidden card."""


PEOPLE = (
    Who("President of Russia", "Vladimir", "Putin", ""),
    Who("President of Kazakhstan", "Nursultan", "Nazarbayev", "First President of Kazakhstan"),
    Who("Minister of Culture", "Ivan", "Loomov", "Deputy Chairman of the Government"),
    Who("Governor of Pavlodar Region", "Anna", "Spindlova", ""),
    Who("President of Turkey", "Recep Tayyip", "Erdogan", "President of Turkey"),
)
_WORDS = """looms weavers spindles carpets wool silk threads mills towns rivers evenings mornings songs wheels winters
    patterns colours markets horses bridges gardens letters stories lamps bells roads fields children neighbours guests
    hum sing rest travel last grow shine wait return begin follow cross answer gather open turn remember carry
    slowly together again often quietly early late everywhere gladly soon""".split()
"""Words of sentences that nobody has said; no two sentences share four of them in a row."""


def _sentence(random: Random) -> str:
    words = random.sample(_WORDS, random.randint(6, 14))
    return f"{words[0].capitalize()} {' '.join(words[1:])}{random.choice('.?!')}"


def _turn(random: Random, who: Who) -> Turn:
    paragraphs = (" ".join(_sentence(random) for _ in range(random.randint(1, 4))) for _ in range(random.randint(1, 3)))
    return Turn(who, tuple(paragraphs), bool(who.post) and random.random() < 0.6)


def page(seed: int) -> tuple[Turn, ...]:
    """The turns of a page: at least three, by at least two people; one of them has a hidden card."""
    random = Random(seed)  # noqa: S311 - a page is no secret
    first, second, *more = random.sample(PEOPLE, len(PEOPLE))
    people = [first, second, *random.choices((first, second, *more), k=random.randint(1, 4))]
    turns = [_turn(random, who) for who in people]
    linked = random.choice([who for who in PEOPLE if who.post])
    return (*turns, _turn(random, linked)._replace(linked=True))


pages = st.integers(0, 1_000_000).map(page)


def expected(turns: tuple[Turn, ...]) -> list[tuple[str, str]]:
    """What every form says: labels and texts without white space."""
    return [("".join(turn.who.label.split()), "".join("".join(turn.paragraphs).split())) for turn in turns]


def _label(turn: Turn, card: Callable[[Who], str]) -> str:
    return f"{turn.who.label}{card(turn.who) if turn.linked else ''}"


def _paragraphs(turns: tuple[Turn, ...], label: Callable[[Turn], str], gap: str = " ") -> Iterator[str]:
    for turn in turns:
        first, *others = turn.paragraphs
        yield f"{label(turn)}:{gap}{first}"
        yield from others


HEAD = (TITLE, LEAD, DAY, CLOCK, PLACE)


def _flat(turns: tuple[Turn, ...]) -> list[str]:
    """Paragraphs with the cards of linked names in them."""
    return list(_paragraphs(turns, lambda turn: _label(turn, lambda who: f" {who.card}{who.post} ")))


def _bare(turns: tuple[Turn, ...]) -> list[str]:
    return list(_paragraphs(turns, lambda turn: turn.who.label))


def _markdown(turns: tuple[Turn, ...]) -> list[str]:
    lines = [f"# {TITLE}", LEAD, DAY, CLOCK, f"__{PLACE}", "![With weavers.](http://static.example.org/loom.jpg)"]
    return lines + [
        f"**{line.partition(':')[0]}:**{line.partition(':')[2]}" if ":" in line else line for line in _bare(turns)
    ]


def _linked_markdown(turns: tuple[Turn, ...]) -> list[str]:
    def label(turn: Turn) -> str:
        who = turn.who
        if not turn.linked:
            return f"**{who.label}**"
        image = f"![{who.card}](http://static.example.org/who.jpg)"
        name = f"[{who.given} {who.family} __ {image} {who.card}{who.post} ](http://example.org/persons/1/events)"
        return f"**{who.role} {name}**"

    return [f"# {TITLE}", LEAD, DAY, CLOCK, PLACE, *_paragraphs(turns, label)]


def _wrapped(lines: list[str], width: int) -> str:
    filled = (textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in lines)
    return "\n\n".join(filled)


def _nodes(turns: tuple[Turn, ...]) -> Iterator[str]:
    for turn in turns:
        who = turn.who
        if turn.linked:
            yield from filter(None, (who.role, f"{who.given} {who.family}", who.card, who.post, ":"))
        else:
            yield f"{who.label}:"
        yield from turn.paragraphs


RENDERINGS: dict[str, tuple[Callable[[tuple[Turn, ...]], str], frozenset[str]]] = {
    "head and paragraphs": (lambda turns: "\n".join((*HEAD, *_bare(turns))), frozenset()),
    "paragraphs with cards": (lambda turns: "\n".join((*HEAD, *_flat(turns))), frozenset({"hover-cards"})),
    "glued": (
        lambda turns: "\n".join(
            (*HEAD, *_paragraphs(turns, lambda turn: _label(turn, lambda who: f"{who.card}{who.post}"), gap=""))
        ),
        frozenset({"glued", "hover-cards"}),
    ),
    "spaced": (
        lambda turns: "\n".join(
            (*HEAD, *_paragraphs(turns, lambda turn: _label(turn, lambda who: f" {who.card} {who.post} ")))
        ),
        frozenset({"hover-cards"}),
    ),
    "Markdown": (lambda turns: "\n\n".join(_markdown(turns)), frozenset({"markdown"})),
    "Markdown with links": (
        lambda turns: "\n\n".join(_linked_markdown(turns)),
        frozenset({"markdown", "hover-cards"}),
    ),
    "Markdown, wrapped": (lambda turns: _wrapped(_markdown(turns), 72), frozenset({"markdown", "wrapped"})),
    "wrapped": (lambda turns: _wrapped([*HEAD, *_bare(turns)], 72), frozenset({"wrapped"})),
    "wrapped with cards": (lambda turns: _wrapped([*HEAD, *_flat(turns)], 66), frozenset({"wrapped", "hover-cards"})),
    "line per node": (lambda turns: "\n".join((*HEAD, *_nodes(turns))), frozenset({"node-lines", "hover-cards"})),
    "one line": (lambda turns: " ".join(("Events", *HEAD, *_bare(turns))), frozenset({"one-line"})),
    "time codes": (
        lambda turns: "\n".join(
            (*HEAD, *(f"[00:{at:02}:00] {line}" if ":" in line else line for at, line in enumerate(_bare(turns))))
        ),
        frozenset({"timecodes"}),
    ),
}
"""A form, how a page looks in it, and the traits that may be found."""
