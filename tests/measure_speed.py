"""Speed of reading and importing as ratios against references, all in one run.

    python tests/measure_speed.py [FOLDER] [--rounds N] [--against PATH] [--profile page|html]

FOLDER holds `page/`, `text_version/` and `html/`; without it `../shared/corpus` or `$KZRU_CORPUS/corpus` is taken. A
figure is the median processor time of N rounds over all pages; the rounds of everything that is compared take turns, so
that a machine that slows down slows all of them. `--against` adds another checkout of this project. References that are
not installed are left out.

The throughput of two workers is counted, because the cores may not be idle: the processor time of one process, divided
by half of the processor time that all three processes take for the same pages.
"""

import argparse
import cProfile
import gc
import importlib.util
import os
import pstats
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from selectolax.lexbor import LexborHTMLParser

from compare_layouts import corpus

HERE = Path(__file__).parents[1]
CHECKOUT = """
import gc, sys, time
from pathlib import Path
import kzru_forums
for line in sys.stdin:
    folder, rounds, agreements = line.rstrip("\\n").split("\\t")
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(folder).iterdir())]
    for _ in range(int(rounds)):
        gc.collect()
        start = time.process_time()
        for page in pages:
            kzru_forums.parse(page, agreements=agreements == "yes")
        seconds = time.process_time() - start
    print(seconds, flush=True)
"""
"""What reads in a checkout: each line names a folder, how often to read it, and whether with agreements."""
MANY = """
import resource, sys, kzru_forums
folder, workers = sys.argv[1:]
for _ in kzru_forums.iter_events([folder] * 10, on_problem=str, workers=int(workers)):
    pass
"""
"""Reads a folder ten times."""


class Checkout:
    """A checkout of this project, read with in a process of its own."""

    def __init__(self, root: Path) -> None:
        self.environment = os.environ | {"PYTHONPATH": str(root / "src")}
        self._process = subprocess.Popen(
            [sys.executable, "-c", CHECKOUT],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def seconds(self, folder: Path, rounds: int = 1, *, agreements: bool) -> float:
        """Processor seconds of the last of some rounds."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{folder}\t{rounds}\t{'yes' if agreements else 'no'}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


def seconds_of(work: Callable[[str], object], sources: Sequence[str]) -> float:
    """Processor seconds of work on every source."""
    gc.collect()
    start = time.process_time()
    for source in sources:
        work(source)
    return time.process_time() - start


def in_turns(works: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median seconds of each work, after rounds in which all of them take turns."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(work())
    return {name: median(taken) for name, taken in times.items()}


def select(html: str) -> object:
    """Bare selectolax: parse, and select title, time, place and all paragraph text."""
    tree = LexborHTMLParser(html)
    place = tree.css_first(".read__place")
    title, day = tree.css_first("h1.entry-title"), tree.css_first("time.read__published")
    paragraphs = [node.text() for node in tree.css(".read__internal_content p")]
    return title and title.text(), day and day.attributes.get("datetime"), place and place.text(), paragraphs


LABEL = re.compile(r"((?:[A-Z][\w.’'-]*(?: and| of| the|,)? ?){1,14}):\s+(.*)", re.DOTALL)
DIRECTION = re.compile(r"\((?:Applause|Laughter|[A-Z][^()]{0,60})\.?\)")


def script(html: str) -> list[dict[str, object]]:
    """What somebody writes in half an hour: selectolax, and a pattern for labels."""
    tree = LexborHTMLParser(html)
    article = tree.css_first("article") or tree.body
    title, day = tree.css_first("h1.entry-title"), tree.css_first("time.read__published")
    turns: list[dict[str, object]] = []
    if article is None:
        return turns
    for node in article.css(".read__internal_content p"):
        text = " ".join(node.text().replace("\xa0", " ").split())
        if not text:
            continue
        found = LABEL.match(text)
        if found:
            role, _, name = found[1].rpartition(" ")
            turns.append({"label": found[1], "role": role, "name": name, "paragraphs": [found[2]]})
        elif turns and isinstance(paragraphs := turns[-1]["paragraphs"], list):
            paragraphs.append(text)
        else:
            turns.append({"label": "", "paragraphs": [text]})
    for turn in turns:
        spoken = "\n".join(turn["paragraphs"]) if isinstance(turn["paragraphs"], list) else ""
        turn["notes"] = DIRECTION.findall(spoken)
        turn["words"] = len(DIRECTION.sub("", spoken).split())
        turn["title"] = title.text() if title else None
        turn["day"] = day.attributes.get("datetime") if day else None
    return turns


def extractors() -> Iterator[tuple[str, Callable[[str], object]]]:
    """General extractors, where they are installed."""
    if importlib.util.find_spec("trafilatura"):
        import trafilatura  # noqa: PLC0415 - a reference that need not be there

        yield "trafilatura.extract", trafilatura.extract
    if importlib.util.find_spec("bs4"):
        import bs4  # noqa: PLC0415 - a reference that need not be there

        yield "BeautifulSoup with lxml", lambda html: bs4.BeautifulSoup(html, "lxml").get_text()


def read(folder: Path) -> list[str]:
    """All pages of a folder."""
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.iterdir())]


def readers(checkouts: Mapping[str, Checkout], folder: Path) -> dict[str, Callable[[], float]]:
    """What reads a folder, without agreements and with them, in each checkout."""
    works: dict[str, Callable[[], float]] = {}
    for name, checkout in checkouts.items():
        for agreements in (False, True):
            checkout.seconds(folder, 2, agreements=agreements)  # pages read before, as in a long run
            works[f"{name}{' with agreements' if agreements else ''}"] = partial(
                checkout.seconds, folder, agreements=agreements
            )
    return works


def measure_text(checkouts: Mapping[str, Checkout], folder: Path, rounds: int) -> None:
    pages = read(folder)
    lines = partial(seconds_of, str.splitlines, pages)
    works = {**readers(checkouts, folder), "splitlines": lambda: sum(lines() for _ in range(10)) / 10}
    taken = in_turns(works, rounds)
    for name, seconds in islice(taken.items(), len(works) - 1):
        print(
            f"{folder.name:12}  {name:22} 1/{seconds / taken['splitlines']:.1f} of str.splitlines,"
            f" {len(pages) / seconds:.0f} pages/s"
        )


def measure_html(checkouts: Mapping[str, Checkout], folder: Path, rounds: int) -> None:
    pages = read(folder)
    works = readers(checkouts, folder)
    mine = len(works)
    works |= {"selectolax": partial(seconds_of, select, pages), "a short script": partial(seconds_of, script, pages)}
    taken = in_turns(works, rounds)
    for name, seconds in islice(taken.items(), mine):
        print(
            f"{folder.name:12}  {name:22} {taken['selectolax'] / seconds:.3f} of bare selectolax,"
            f" {taken['a short script'] / seconds:.2f} of a short script, {len(pages) / seconds:.0f} pages/s"
        )
    for name, extract in extractors():
        seconds = seconds_of(extract, pages)
        print(f"{folder.name:12}  {name:22} takes {seconds / taken['here']:.1f} times as long as here")


def processor_seconds(checkout: Checkout, code: str, *arguments: str) -> float:
    """Processor seconds of an interpreter that runs some code, and of the processes it starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code, *arguments], env=checkout.environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_import(checkouts: Mapping[str, Checkout], rounds: int) -> None:
    here = next(iter(checkouts.values()))
    works: dict[str, Callable[[], float]] = {"nothing": partial(processor_seconds, here, "pass")}
    works |= {name: partial(processor_seconds, checkout, "import kzru_forums") for name, checkout in checkouts.items()}
    for work in works.values():
        work()  # compiles what is not compiled yet
    taken = in_turns(works, rounds)
    for name in checkouts:
        print(f"import        {name:22} {taken[name] / taken['nothing']:.1f} times a bare interpreter's start")


def measure_workers(checkout: Checkout, folder: Path, rounds: int) -> None:
    works = {f"{count}": partial(processor_seconds, checkout, MANY, str(folder), f"{count}") for count in (1, 2)}
    taken = in_turns(works, rounds)
    print(
        f"{folder.name:12}  two workers            {2 * taken['1'] / taken['2']:.2f} times the throughput of one,"
        " start included"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=corpus())
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--against", type=Path, help="another checkout")
    options.add_argument("--profile", choices=["page", "text_version", "html"])
    chosen = options.parse_args()
    # Without this an import would compile its source every time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with ExitStack() as stack:
        roots = {"here": HERE} | ({"there": chosen.against} if chosen.against else {})
        checkouts = {name: stack.enter_context(closing(Checkout(root))) for name, root in roots.items()}
        for layout in ("page", "text_version"):
            measure_text(checkouts, chosen.folder / layout, chosen.rounds)
        measure_html(checkouts, chosen.folder / "html", chosen.rounds)
        measure_import(checkouts, 2 * chosen.rounds)
        for layout in ("page", "html"):
            measure_workers(checkouts["here"], chosen.folder / layout, 3)
    if chosen.profile:
        print_profile(chosen.folder / chosen.profile)


def print_profile(folder: Path) -> None:
    import kzru_forums  # noqa: PLC0415 - the figures above are those of other processes

    sources = read(folder)
    with cProfile.Profile() as profile:
        for source in sources:
            kzru_forums.parse(source)
    pstats.Stats(profile).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    main()
