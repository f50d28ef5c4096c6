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
from collections.abc import Callable, Collection, Container, Iterable, Iterator
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

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.annotated)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.annotated)
        return f"P {precision:.3f} R {recall:.3f} F1 {self.f1:.3f} ({self.right}/{self.annotated})"


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
        doubtful = [one for one in page["exchanges"] if not one["certain"]]
        no_asks = {ask for one in doubtful for ask in one["asks"]}
        no_answers = {answer for one in doubtful for answer in one["answers"]}
        asks: set[object] = {ask for one in found for ask in one[0] if ask < upto and ask not in no_asks}
        pairs: set[object] = {
            (ask, answer)
            for one in found
            for ask, answer in links(one[0], one[1])
            if answer < upto and ask not in no_asks and answer not in no_answers
        }
        certain = [one for one in page["exchanges"] if one["certain"]]
        right_asks: set[object] = {ask for one in certain for ask in one["asks"]}
        right_pairs: set[object] = {link for one in certain for link in links(one["asks"], one["answers"])}
        self.asks.add(asks, right_asks)
        self.links.add(pairs, right_pairs)
        begun = {one[0][0]: one[2] for one in found if one[0][0] in asks}
        begins = {one["asks"][0]: one["asker"] for one in certain}
        self.openings.add(set(begun), set(begins))
        self.named += len(begun.keys() & begins.keys())
        self.names += sum(begun[ask] == begins[ask] for ask in begun.keys() & begins.keys())
        return (asks | pairs) - right_asks - right_pairs, (right_asks | right_pairs) - asks - pairs

    def __str__(self) -> str:
        return f"asks {self.asks}   links {self.links}   begins {self.openings}   asker {self.names}/{self.named}"


def score(
    pages: Iterable[Page], corpus: Path, find: Callable[[Event], Found] = by_rules, listed: Container[int] = ()
) -> Score:
    """Score a rule on annotated pages, and print its mistakes on the listed ones."""
    total = Score()
    for page in pages:
        event = kzru_forums.read(corpus / "html" / f"{page['page']}.html").events[0]
        extra, missing = total.add(page, find(event))
        if page["page"] in listed:
            print(f"    {page['page']} too many {sorted(map(str, extra))} missing {sorted(map(str, missing))}")
    return total


def report(name: str, pages: Collection[Page], corpus: Path, listed: Container[int]) -> None:
    """Print the figures of a set."""
    print(f"{name}: {len(pages)} pages, {sum(len(page['exchanges']) for page in pages)} exchanges")
    print(f"  {'label is Question':18} {score(pages, corpus, by_label)}")
    print(f"  {'question mark':18} {score(pages, corpus, by_mark)}")
    print(f"  {'library':18} {score(pages, corpus, by_rules, listed)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("annotations", nargs="*", type=Path)
    parser.add_argument(
        "--pages", type=Path, default=os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared"
    )
    parser.add_argument("--list", nargs="*", type=int, default=[])
    arguments = parser.parse_args()
    corpus = Path(arguments.pages) / "corpus"
    own: list[Page] = json.loads((Path(__file__).parent / "exchanges.json").read_text("utf-8"))
    for name in ("development", "validation", "unseen"):
        report(name, [page for page in own if page["set"] == name], corpus, arguments.list)
    for path in arguments.annotations:
        report(path.name, json.loads(path.read_text("utf-8")), corpus, arguments.list)


if __name__ == "__main__":
    main()
