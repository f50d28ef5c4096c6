"""Invented pages with their mentions of agreements, and how many of the mentions are found."""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

import kzru_forums

STATUS = {"s": "signed", "p": "planned", "c": "concluded", "m": "mentioned", "?": None}
"""First letter of a mark to its status; None: the mention counts for nobody."""

_ASIDE = {*range(91, 101), *range(186, 271)}
"""Numbers of the pages for whose mistakes no rule was written; the others belong to development."""

Mention = tuple[int, int, str | None]
"""Start, end and status of a mention."""


@frozen
class Invented:
    """One page, its mentions, and whether it was set aside when the rules were written."""

    number: int
    text: str
    mentions: list[Mention]

    @property
    def aside(self) -> bool:
        """Whether only the figures of the page were looked at."""
        return self.number in _ASIDE


@frozen
class Score:
    """What was found on some pages: mentions with their status, mentions missed, and phrases that are none."""

    hits: int
    right: int
    missed: list[str] = field(repr=False)
    false: list[str] = field(repr=False)
    wrong: list[str] = field(repr=False)

    @property
    def f1(self) -> float:
        """Balance of precision and recall."""
        return 2 * self.hits / (2 * self.hits + len(self.missed) + len(self.false))

    @property
    def status(self) -> float:
        """Share of the hits whose status is right."""
        return self.right / self.hits


def unmarked(number: int, marked: str) -> Invented:
    """A page without its marks, and the mentions that they marked."""
    pieces: list[str] = []
    mentions: list[Mention] = []
    at = last = 0
    for mark in re.finditer(r"⟨(.)\|([^⟩]*)⟩", marked):
        before = marked[last : mark.start()]
        at += len(before)
        mentions.append((at, at + len(mark[2]), STATUS[mark[1]]))
        pieces += [before, mark[2]]
        at += len(mark[2])
        last = mark.end()
    return Invented(number, "".join([*pieces, marked[last:]]), mentions)


def invented() -> Iterator[Invented]:
    """The pages of `agreements_pages.txt`."""
    text = Path(__file__).with_name("agreements_pages.txt").read_text(encoding="utf-8")
    _, *pages = re.split(r"^=== (\d+)\n", text, flags=re.MULTILINE)
    for number, page in zip(pages[::2], pages[1::2], strict=True):
        yield unmarked(int(number), page)


def share(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def around(page: Invented, start: int, end: int) -> str:
    """A phrase with its surroundings, for a person to read."""
    text = page.text
    shown = f"{text[max(0, start - 90) : start]}⟨{text[start:end]}⟩{text[end : end + 70]}"
    return f"{page.number}: {shown}".replace("\n", " ¶ ")


def score(pages: list[Invented], least: float = 0.5) -> Score:
    """Compare what is found with the marks; two spans are the same if they share `least` of their union."""
    hits = right = 0
    missed: list[str] = []
    false: list[str] = []
    wrong: list[str] = []
    for page in pages:
        found = [each for event in kzru_forums.parse(page.text).events for each in event.agreements]
        spans = [(each.span.start, each.span.end) if each.span else (0, 0) for each in found]
        used: set[int] = set()
        for start, end, status in page.mentions:
            enough = least if status else 1e-9
            near = [number for number, span in enumerate(spans) if share((start, end), span) >= enough]
            used.update(near)
            if status and near:
                hits += 1
                agrees = any(found[number].status == status for number in near)
                right += agrees
                if not agrees:
                    first = found[near[0]]
                    wrong.append(f"{status}, not {first.status} [{first.rule}] {around(page, start, end)}")
            elif status:
                missed.append(around(page, start, end))
        false += [around(page, *span) for number, span in enumerate(spans) if number not in used]
    return Score(hits, right, missed, false, wrong)
