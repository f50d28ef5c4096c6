"""Speed of reading as ratios against references, all in one run.

    python tests/measure_speed.py [FOLDER] [--rounds N] [--profile page|html]

FOLDER holds `page/`, `text_version/` and `html/`; without it `../shared/corpus` or `$KZRU_CORPUS/corpus` is taken. Each
figure is the best of N rounds over all pages. References that are not installed are left out.
"""

import argparse
import cProfile
import gc
import importlib.util
import pstats
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

import kzru_forums
from compare_layouts import corpus


def best(work: Callable[[], object], rounds: int) -> float:
    """Processor seconds of the fastest of some rounds."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def each(work: Callable[[str], object], sources: Sequence[str]) -> Callable[[], object]:
    """Work on every source."""

    def run() -> None:
        for source in sources:
            work(source)

    return run


def select(html: str) -> object:
    """Bare selectolax: parse, and select title, time, place and all paragraph text."""
    tree = LexborHTMLParser(html)
    place = tree.css_first(".read__place")
    title, day = tree.css_first("h1.entry-title"), tree.css_first("time.read__published")
    paragraphs = [node.text() for node in tree.css(".read__internal_content p")]
    return title and title.text(), day and day.attributes.get("datetime"), place and place.text(), paragraphs


def extractors() -> Iterable[tuple[str, Callable[[str], object]]]:
    """General extractors, where they are installed."""
    if importlib.util.find_spec("trafilatura"):
        import trafilatura  # noqa: PLC0415 - a reference that need not be there

        yield "trafilatura.extract", trafilatura.extract
    if importlib.util.find_spec("bs4"):
        import bs4  # noqa: PLC0415 - a reference that need not be there

        yield "BeautifulSoup with lxml", lambda html: bs4.BeautifulSoup(html, "lxml").get_text()


def read(folder: Path, layout: str) -> list[str]:
    """All pages of a layout."""
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted((folder / layout).iterdir())]


without_agreements = partial(kzru_forums.parse, agreements=False)
"""Reading without the search for agreements."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=corpus())
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--profile", choices=["page", "text_version", "html"])
    chosen = options.parse_args()
    for layout in ("page", "text_version"):
        pages = read(chosen.folder, layout)
        mine = each(kzru_forums.parse, pages)
        mine()
        seconds, lines = best(mine, chosen.rounds), best(each(str.splitlines, pages), chosen.rounds)
        plain = best(each(without_agreements, pages), chosen.rounds)
        size = sum(map(len, pages))
        print(
            f"{layout}: {len(pages) / seconds:.0f} pages/s, {size / seconds / 1e6:.1f} million characters/s,"
            f" 1/{seconds / lines:.0f} of str.splitlines (without agreements 1/{plain / lines:.0f});"
            f" with agreements {seconds / plain:.2f} times as long as without"
        )
    pages = read(chosen.folder, "html")
    mine = each(kzru_forums.parse, pages)
    mine()
    seconds = best(mine, chosen.rounds)
    plain = best(each(without_agreements, pages), chosen.rounds)
    bare = best(each(select, pages), chosen.rounds)
    print(
        f"html: {len(pages) / seconds:.0f} pages/s, {bare / seconds:.2f} of bare selectolax"
        f" (without agreements {bare / plain:.2f}); with agreements {seconds / plain:.2f} times as long as without"
    )
    for name, extract in extractors():
        print(f"html: {best(each(extract, pages), 1) / seconds:.1f} times as fast as {name}")
    if chosen.profile:
        sources = read(chosen.folder, chosen.profile)
        with cProfile.Profile() as profile:
            each(kzru_forums.parse, sources)()
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
