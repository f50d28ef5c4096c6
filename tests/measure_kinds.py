"""Measure how the kinds of the real events are told, also by the words that one half of them supports.

    python tests/measure_kinds.py [FOLDER] [--show N]

FOLDER holds `kinds.json` and `gold/`; without it `../shared/corpus` or `$KZRU_CORPUS/corpus` is taken. The rules have
been written with all titles in sight, so the second figure is the one to look at: the events are split in two, every
word of the tables that only the titles and leads of one half have is taken out, and the kinds of that half are told.
"""

import argparse
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kzru_forums.events import kinds


class Titled(NamedTuple):
    """An event, as far as its kind is concerned."""

    page: str
    kind: str
    title: str
    lead: Sequence[str]


def events(corpus: Path) -> list[Titled]:
    """The events whose kind is known."""
    by_page = json.loads((corpus / "kinds.json").read_text(encoding="utf-8"))
    found = []
    for page, kind in by_page.items():
        path = corpus / "gold" / f"{page}.json"
        if path.is_file():
            gold = json.loads(path.read_text(encoding="utf-8"))
            found.append(Titled(page, kind, gold["title"], gold["lead"]))
    return found


def words_of(sample: Sequence[Titled]) -> str:
    """The titles and leads of events, in small letters."""
    return " ".join(" ".join((row.title, *row.lead)).lower() for row in sample)


def report(name: str, sample: Sequence[Titled], show: int) -> None:
    """Print the share of events whose kind is right."""
    wrong = [(row, kind) for row in sample if (kind := str(kinds.event_kind(row.title, row.lead))) != row.kind]
    print(f"{name:34} {len(sample):6}  {1 - len(wrong) / len(sample):.4f}")
    for row, kind in wrong[:show]:
        print(f"    {row.page} {row.title}: {row.kind}, told as {kind}")


def without(half: Sequence[Titled], other: Sequence[Titled], name: str, show: int) -> None:
    """Score one half while the words that it alone supports are missing."""
    own, others = words_of(half), words_of(other)
    nouns, verbs, pattern = kinds._NOUN_KINDS, kinds._VERB_KINDS, kinds._WORD
    taken = {
        word
        for word in (*nouns, *verbs)
        if re.search(rf"\b{re.escape(word)}\b", own) and not re.search(rf"\b{re.escape(word)}\b", others)
    }
    try:
        kinds._NOUN_KINDS = {word: kind for word, kind in nouns.items() if word not in taken}
        kinds._VERB_KINDS = {word: kind for word, kind in verbs.items() if word not in taken}
        kinds._WORD = kinds.words_pattern((*kinds._NOUN_KINDS, *kinds._VERB_KINDS))
        report(name, half, show)
    finally:
        kinds._NOUN_KINDS, kinds._VERB_KINDS, kinds._WORD = nouns, verbs, pattern


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    corpus = Path(os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared") / "corpus"
    options.add_argument("folder", nargs="?", type=Path, default=corpus)
    options.add_argument("--show", type=int, default=0, help="print up to N mistakes of each half")
    chosen = options.parse_args()
    sample = sorted(events(chosen.folder), key=lambda row: int(row.page))
    report("known", sample, chosen.show)
    without(sample[::2], sample[1::2], "half of the words, 1st half", chosen.show)
    without(sample[1::2], sample[::2], "half of the words, 2nd half", chosen.show)


if __name__ == "__main__":
    main()
