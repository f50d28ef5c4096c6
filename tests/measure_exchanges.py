"""Score the exchanges found on annotated real pages.

    python tests/measure_exchanges.py [ANNOTATIONS ...] [--pages SHARED] [--list PAGE ...]

Without arguments it scores `tests/exchanges.json`: the pages the rules were written with, and the pages set aside for
validation. Other files of the same format are scored after it, each as one set. SHARED is the folder with `corpus/`;
the default is `$KZRU_CORPUS` or `../shared`.

Scored are the turns that ask, and the links: pairs of an answer and the last asking turn before it in the same
exchange. Turns and links of exchanges that are not certain count neither for nor against. Two simple rules are scored
on the same pages for comparison. Two further columns say how often an exchange begins where the annotation begins
one, and how often the name of the asker is right where it does.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypedDict

from attrs import define, field

import kzru_forums
from kzru_forums import Event


class Annotated(TypedDict):
    """An annotated exchange."""

    asks: list[int]
    answers: list[int]
    asker: str | None
    certain: bool


class Page(TypedDict, total=False):
    """An annotated page."""

    page: int
    set: str
    upto: int | None
    exchanges: list[Annotated]


Found = list[tuple[list[int], list[int], str | None]]
"""Asking positions, answering positions and asker of each exchange."""
Link = tuple[int, int]


def by_rules(event: Event) -> Found:
    """The exchanges of the library."""
    return [
        ([ask.position for ask in exchange.asks], [answer.position for answer in exchange.answers], exchange.asker)
        for exchange in event.exchanges
    ]


def by_label(event: Event) -> Found:
    """A label that begins with `Question` asks; the next turn by another speaker answers."""
    return _next_answers(event, [turn.label.startswith("Question") for turn in event.statements])


def by_mark(event: Event) -> Found:
    """A question mark in the last paragraph of anyone but the most talkative speaker asks."""
    words: dict[str, int] = {}
    for turn in event.statements:
        words[turn.speaker.id] = words.get(turn.speaker.id, 0) + turn.words
    most = max(words, key=lambda speaker: words[speaker], default="")
    return _next_answers(
        event, [turn.speaker.id != most and "?" in "".join(turn.paragraphs[-1:]) for turn in event.statements]
    )


def _next_answers(event: Event, asks: list[bool]) -> Found:
    found: Found = []
    for turn, asking in zip(event.statements, asks, strict=True):
        if asking:
            after = event.statements[turn.position + 1 : turn.position + 2]
            answers = [reply.position for reply in after if reply.speaker != turn.speaker]
            found.append(([turn.position], answers, turn.speaker.name))
    return found


def links(asks: Iterable[int], answers: Iterable[int]) -> Iterator[Link]:
    """Each answer with the last asking turn before it."""
    asks = list(asks)
    for answer in answers:
        before = [ask for ask in asks if ask < answer]
        if before:
            yield max(before), answer


@define
class Tally:
    """Right, found and annotated items."""

    right: int = 0
    found: int = 0
    annotated: int = 0

    def add(self, found: set[object], annotated: set[object]) -> None:
        self.right += len(found & annotated)
        self.found += len(found)
        self.annotated += len(annotated)

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.annotated if self.annotated else 0.0
        f1 = 2 * self.right / (self.found + self.annotated) if self.found + self.annotated else 0.0
        return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({self.right}/{self.annotated})"


@define
class Score:
    """What is counted over several pages."""

    asks: Tally = field(factory=Tally)
    links: Tally = field(factory=Tally)
    openings: Tally = field(factory=Tally)
    names: int = 0
    named: int = 0

    def add(self, page: Page, found: Found) -> tuple[set[object], set[object]]:
        """Count a page; returns the items that are too many and those that are missing."""
        upto = page.get("upto") or 10**9
        cut = [([a for a in asks if a < upto], [b for b in answers if b < upto], who) for asks, answers, who in found]
        certain = [one for one in page["exchanges"] if one["certain"]]
        doubtful = [one for one in page["exchanges"] if not one["certain"]]
        open_asks = {ask for one in doubtful for ask in one["asks"]}
        open_answers = {answer for one in doubtful for answer in one["answers"]}
        gold_asks: set[object] = {ask for one in certain for ask in one["asks"]}
        gold_links: set[object] = {link for one in certain for link in links(one["asks"], one["answers"])}
        found_asks: set[object] = {ask for asks, _, _ in cut for ask in asks if ask not in open_asks}
        found_links: set[object] = {
            (ask, answer)
            for asks, answers, _ in cut
            for ask, answer in links(asks, answers)
            if ask not in open_asks and answer not in open_answers
        }
        self.asks.add(found_asks, gold_asks)
        self.links.add(found_links, gold_links)
        openings = {asks[0]: who for asks, _, who in cut if asks and asks[0] not in open_asks}
        expected = {one["asks"][0]: one["asker"] for one in certain}
        self.openings.add(set(openings), set(expected))
        self.named += len(openings.keys() & expected.keys())
        self.names += sum(openings[ask] == expected[ask] for ask in openings.keys() & expected.keys())
        return (found_asks - gold_asks) | (found_links - gold_links), (gold_asks - found_asks) | (
            gold_links - found_links
        ) | {f"begins {ask}" for ask in set(expected) ^ set(openings)}

    def __str__(self) -> str:
        return f"asks {self.asks}   links {self.links}   begins {self.openings}   asker {self.names}/{self.named}"


RULES: dict[str, Callable[[Event], Found]] = {
    "label is Question": by_label,
    "question mark": by_mark,
    "library": by_rules,
}


def report(name: str, pages: list[Page], corpus: Path, listed: list[int]) -> None:
    """Print the figures of a set, and the mistakes of the listed pages."""
    read = [(page, kzru_forums.read(corpus / "html" / f"{page['page']}.html").events[0]) for page in pages]
    print(f"{name}: {len(pages)} pages, {sum(len(page['exchanges']) for page in pages)} exchanges")
    for rule, find in RULES.items():
        score = Score()
        for page, event in read:
            extra, missing = score.add(page, find(event))
            if rule == "library" and page["page"] in listed and (extra or missing):
                print(f"    {page['page']} too many {sorted(map(str, extra))} missing {sorted(map(str, missing))}")
        print(f"  {rule:18} {score}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("annotations", nargs="*", type=Path)
    parser.add_argument("--pages", type=Path, default=os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared")
    parser.add_argument("--list", nargs="*", type=int, default=[])
    arguments = parser.parse_args()
    corpus = Path(arguments.pages) / "corpus"
    own: list[Page] = json.loads((Path(__file__).parent / "exchanges.json").read_text("utf-8"))
    for name in ("development", "validation"):
        report(name, [page for page in own if page["set"] == name], corpus, arguments.list)
    for path in arguments.annotations:
        report(path.name, json.loads(path.read_text("utf-8")), corpus, arguments.list)


if __name__ == "__main__":
    main()
