"""Compare the three readings of every real page by the law *one reading*.

    python tests/compare_layouts.py [FOLDER] [--show N]

FOLDER holds `page/`, `text_version/` and `html/`; without it `../shared/corpus` or `$KZRU_CORPUS/corpus` is taken.
Prints for each pair of layouts, and for all three, the share of pages on which statements and agreements are equal,
and where they first differ on the others.
"""

import argparse
import os
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import kzru_forums
from kzru_forums import Event

ENDINGS = {"page": "txt", "text_version": "txt", "html": "html"}


def corpus() -> Path:
    """Folder of the real pages."""
    return Path(os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared") / "corpus"


def told(event: Event) -> list[tuple[object, ...]]:
    """What every layout of a page tells alike."""
    said = [(s.label, s.kind, s.paragraphs, s.speaker.name) for s in event.statements]
    return [*said, *((a.title, a.kind, a.status) for a in event.agreements)]


def readings(folder: Path) -> Iterator[tuple[str, dict[str, list[tuple[object, ...]]]]]:
    """Number of each page and what each layout tells."""
    for page in sorted((folder / "page").glob("*.txt"), key=lambda path: int(path.stem)):
        yield (
            page.stem,
            {
                layout: [
                    fact
                    for event in kzru_forums.read(folder / layout / f"{page.stem}.{ending}").events
                    for fact in told(event)
                ]
                for layout, ending in ENDINGS.items()
            },
        )


def first_difference(one: list[tuple[object, ...]], other: list[tuple[object, ...]]) -> str:
    """The first fact that differs, or how many there are."""
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            return f"{str(mine)[:110]} | {str(theirs)[:110]}"
    return f"{len(one)} | {len(other)} facts"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=corpus())
    options.add_argument("--show", type=int, default=20, help="print up to N pages that differ")
    chosen = options.parse_args()
    pages = list(readings(chosen.folder))
    equal = dict.fromkeys(combinations(ENDINGS, 2), 0)
    different = []
    for number, by_layout in pages:
        unlike = [pair for pair in equal if by_layout[pair[0]] != by_layout[pair[1]]]
        for pair in equal:
            equal[pair] += pair not in unlike
        if unlike:
            one, other = unlike[0]
            different.append(f"{number}: {one} and {other}: {first_difference(by_layout[one], by_layout[other])}")
    for (one, other), count in equal.items():
        print(f"{one} = {other}: {count} of {len(pages)} pages ({count / len(pages):.3f})")
    alike = len(pages) - len(different)
    print(f"all three: {alike} of {len(pages)} pages ({alike / len(pages):.3f})")
    for line in different[: chosen.show]:
        print("  ", line)


if __name__ == "__main__":
    main()
