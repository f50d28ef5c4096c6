"""Measure who is taken for whom on the real pages, and how long a corpus takes to build.

    python tests/measure_corpus.py [FOLDER] [--pairs N] [--events N]

FOLDER holds `page/`, `text_version/` and `html/`; without it `../shared/corpus` or `$KZRU_CORPUS/corpus` is taken. For
each layout, and for HTML without its person numbers, prints how many people there are, whether every number of the
site is one person and every person one number, and the names taken for one. Then the aliases, the N closest pairs left
apart, and building time beside reading time for a corpus of N events, made of the pages with other days and names.
"""

import argparse
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations, islice
from pathlib import Path

from attrs import evolve

import kzru_forums
from kzru_forums import Event, Statement
from kzru_forums.corpus import Corpus
from kzru_forums.corpus.names import name_words, nearness

ENDINGS = {"html": "html", "page": "txt", "text_version": "txt"}


def folder() -> Path:
    """Folder of the real pages."""
    return Path(os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared") / "corpus"


def files(pages: Path, layout: str) -> list[Path]:
    """The files of a layout, in order of their numbers."""
    return sorted((pages / layout).glob(f"*.{ENDINGS[layout]}"), key=lambda path: int(path.stem))


def numberless(event: Event) -> Event:
    """The event as if its markup had no person numbers."""
    said = (evolve(one, speaker=evolve(one.speaker, site_person_id=None)) for one in event.statements)
    return evolve(event, statements=tuple(said))


def numbered(events: Sequence[Event]) -> dict[tuple[str, int], int]:
    """The site's number of who speaks, by event and statement, as the labels in HTML link to it."""
    return {
        (event.id, said.position): said.speaker.site_person_id
        for event in events
        for said in event.statements
        if said.speaker.site_person_id is not None
    }


def speakers(corpus: Corpus) -> Iterator[tuple[tuple[str, int], Statement, str]]:
    """Every statement of somebody with a name, and that person's id."""
    for event in corpus:
        for said in event.statements:
            if person := corpus.person_of(event, said):
                yield (event.id, said.position), said, person.id


def report(name: str, corpus: Corpus, numbers: dict[tuple[str, int], int]) -> None:
    """Print how people and numbers of the site fit."""
    by_number: dict[int, set[str]] = {}
    by_person: dict[str, set[int]] = {}
    for place, _, person_id in speakers(corpus):
        if place in numbers:
            by_number.setdefault(numbers[place], set()).add(person_id)
            by_person.setdefault(person_id, set()).add(numbers[place])
    met = sum(place in numbers for place, _, _ in speakers(corpus))
    one_id = sum(len(ids) == 1 for ids in by_number.values())
    one_number = sum(len(found) == 1 for found in by_person.values())
    print(f"{name}: {len(corpus)} events, {len(corpus.people)} people, {len(corpus.problems)} problems")
    print(f"  numbered statements found: {met} of {len(numbers)}")
    print(f"  numbers with one person: {one_id} of {len(by_number)}; people with one number: {one_number}")
    for pair in corpus.decisions:
        if pair.merged:
            print(f"  merged: {pair.one} = {pair.other} ({pair.rule}) {'; '.join(pair.evidence)}")


def closest(corpus: Corpus) -> list[tuple[float, str, str]]:
    """Every pair of people by the likeness of their nearest names, the nearest first."""
    names = [(person, [name_words(name) for name in (person.name, *person.aliases)]) for person in corpus.people]
    return sorted(
        (
            (max(nearness(a, b) for a in mine for b in theirs), one.name, other.name)
            for (one, mine), (other, theirs) in combinations(names, 2)
        ),
        reverse=True,
    )


def renamed(name: str, copy: int) -> str:
    """Another name for most people of a copy, so that a large corpus has many."""
    return name if copy % 3 == 0 else f"{name}{'aeiou'[copy % 5]}{'bdgklmnprst'[copy % 11]}{'vzdnlkr'[copy % 7]}o"


def copies(events: Sequence[Event]) -> Iterator[Event]:
    """The events again and again, on other days and with other people."""
    copy = 0
    while True:
        for event in events:
            day = event.date and event.date - timedelta(days=copy * 3)
            other = {
                speaker: evolve(speaker, name=speaker.name and renamed(speaker.name, copy))
                for speaker in event.speakers
            }
            said = tuple(evolve(one, speaker=other[one.speaker]) for one in event.statements)
            number = event.page_number and event.page_number + copy * 100_000
            related = event.related if copy == 0 else ()
            yield evolve(
                event,
                id=f"{event.id}-c{copy}",
                date=day,
                statements=said,
                url=None,
                page_number=number,
                related=related,
                span=None,
            )
        copy += 1


def time_build(pages: Path, count: int) -> None:
    """Print how long `count` events take to read, and a corpus of as many to build."""
    texts = [path.read_bytes() for path in files(pages, "page")]
    rounds = -(-count // len(texts))
    begun = time.perf_counter()
    events: list[Event] = []
    for _ in range(rounds):
        events = [event for text in texts for event in kzru_forums.parse(text).events]
    reading = (time.perf_counter() - begun) * count / (rounds * len(texts))
    many = list(islice(copies(events), count))
    begun = time.perf_counter()
    corpus = Corpus(many)
    building = time.perf_counter() - begun
    print(f"{count} events with {len(corpus.people)} people: read in {reading:.1f} s, built in {building:.1f} s")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=folder())
    options.add_argument("--pairs", type=int, default=40, help="closest pairs left apart to print")
    options.add_argument("--events", type=int, default=10_000, help="size of the corpus whose building is timed")
    chosen = options.parse_args()
    by_layout = {
        layout: list(kzru_forums.iter_events(files(chosen.folder, layout), on_problem=lambda _: None))
        for layout in ENDINGS
    }
    numbers = numbered(by_layout["html"])
    html = Corpus(by_layout["html"])
    report("html", html, numbers)
    report("html without its numbers", Corpus(map(numberless, by_layout["html"])), numbers)
    report("page", Corpus(by_layout["page"]), numbers)
    report("text_version", Corpus(by_layout["text_version"]), numbers)
    together = Corpus(event for events in by_layout.values() for event in events)
    report("all three at once", together, numbers)
    print("readings a page:", dict(Counter(len(together.readings(event)) for event in together)))
    aliases = Counter(len(person.aliases) for person in html.people)
    print("people by number of aliases:", dict(sorted(aliases.items())))
    rules = {frozenset((pair.one, pair.other)): pair.rule for pair in html.decisions if not pair.merged}
    print(f"the {chosen.pairs} closest pairs left apart:")
    for near, one, other in closest(html)[: chosen.pairs]:
        print(f"  {near:.3f} {one} | {other} ({rules.get(frozenset((one, other)), 'other names')})")
    time_build(chosen.folder, chosen.events)


if __name__ == "__main__":
    main()
