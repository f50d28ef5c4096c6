"""Score the agreements found on the annotated real pages.

    python tests/measure_agreements.py [SHARED]

SHARED is the folder with `corpus/`, `seeds/` and `tools/`; without it `$KZRU_CORPUS` or `../shared`. Prints the figures
of these sets of pages: those the rules were developed with; a third of the pages drawn by page number and set aside as
validation before the first rule, of which only figures were looked at; the test set, every second page of
`agreements_more`, which nobody read while the first rules were written: one half of it was read on 28 November and
belongs to development since, the other was never read; pages that two more readers annotated
(`agreements_annotated.json`, offsets only), half of them set aside in the same way; invented pages, ten of
which were set aside; and the seeds. The figures are precision, recall and
F1 of the spans (strict: they share half their union; lenient: a fifth), how often kind and status are right if the span
is, and how many of the annotated dates, parties, counts and values are right.
"""

import argparse
import importlib.util
import json
import os
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import NotRequired, TypedDict

import kzru_forums
from agreements_invented import invented, score
from kzru_forums import Agreement


class Mention(TypedDict):
    """An annotated mention."""

    file: str
    start: int
    end: int
    certain: bool
    date: NotRequired[str | None]
    parties: NotRequired[list[str] | None]
    count: NotRequired[int | None]
    value: NotRequired[dict[str, int | str] | None]


class Gold(TypedDict):
    """The annotated pages and their mentions."""

    pages: list[str]
    mentions: list[Mention]


def shared() -> Path:
    """Folder of the real pages."""
    return Path(os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared")


def scorer(folder: Path) -> ModuleType:
    """The scoring script that comes with the pages."""
    spec = importlib.util.spec_from_file_location("score_agreements", folder / "tools" / "score_agreements.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scoring script under {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(text: str) -> Iterator[Agreement]:
    """The mentions of a page."""
    for event in kzru_forums.parse(text).events:
        yield from event.agreements


def bounds(mention: Agreement) -> tuple[int, int]:
    """Start and end of a mention in the text."""
    if mention.span is None:
        raise ValueError(f"{mention.title!r} has no span")
    return mention.span.start, mention.span.end


def predict(text: str) -> list[tuple[tuple[int, int], str, str]]:
    """What the scoring script asks for."""
    return [(bounds(mention), str(mention.kind), str(mention.status)) for mention in found(text)]


def right(mention: Mention, hit: Agreement) -> dict[str, bool]:
    """For each fact that is annotated, whether it was found."""
    answers: dict[str, bool] = {}
    if mention.get("date") is not None:
        answers["date"] = hit.date == mention.get("date")
    if parties := mention.get("parties"):
        answers["parties"] = {party.name for party in hit.parties} == set(parties)
    if mention.get("count") is not None:
        answers["count"] = hit.count == mention.get("count")
    if value := mention.get("value"):
        worth = Decimal(value["amount"]), value["currency"]
        answers["value"] = hit.value is not None and (hit.value.amount, hit.value.currency) == worth
    return answers


def facts(
    gold: Gold, folder: "Pages", share: Callable[[tuple[int, int], tuple[int, int]], float]
) -> Mapping[str, list[bool]]:
    """Whether each annotated fact of the certain mentions that were found is right."""
    answers = defaultdict[str, list[bool]](list)
    for page in gold["pages"]:
        hits = list(found((folder / page).read_text(encoding="utf-8")))
        for mention in gold["mentions"]:
            if mention["file"] != page or not mention["certain"]:
                continue
            span = mention["start"], mention["end"]
            best = max(hits, key=lambda hit: share(span, bounds(hit)), default=None)
            if best is not None and share(span, bounds(best)) >= 0.2:
                for name, answer in right(mention, best).items():
                    answers[name].append(answer)
    return answers


class Pages:
    """Annotated pages of several folders; looks like a folder to the scoring script."""

    def __init__(self, *folders: tuple[Path, Path]) -> None:
        """Pages by the files of their annotation and their folders."""
        self.paths: dict[str, Path] = {}
        self.mentions: list[Mention] = []
        for annotation, folder in folders:
            self.add(json.loads(annotation.read_text(encoding="utf-8")), folder)

    def add(self, gold: Gold, folder: Path) -> None:
        """Add annotated pages of a folder."""
        self.paths |= {page: folder / page for page in sorted(gold["pages"], key=number)}
        self.mentions += gold["mentions"]

    def __truediv__(self, page: str) -> Path:
        return self.paths[page]

    def part(self, wanted: Callable[[str], bool]) -> Gold:
        """The annotation of some of the pages."""
        kept = list(filter(wanted, self.paths))
        return {"pages": kept, "mentions": [mention for mention in self.mentions if mention["file"] in kept]}


def number(page: str) -> int:
    """The number of a page, by the name of its file."""
    return int(page.partition(".")[0].partition("_")[0])


def is_validation(page: str) -> bool:
    """Whether a page was set aside for validation: one in three, by its number alone."""
    return random.Random(f"agreements {number(page)}").random() < 1 / 3  # noqa: S311 - a draw, not a secret


def annotated_later(folder: Path) -> tuple[Pages, set[str]]:
    """The pages that two more readers annotated, and those that were set aside: every second one of each reader."""
    pages, aside = Pages(), set[str]()
    parts: list[Gold] = json.loads(Path(__file__).with_name("agreements_annotated.json").read_text(encoding="utf-8"))
    for part in parts:
        pages.add(part, folder)
        aside.update(sorted(part["pages"], key=number)[1::2])
    return pages, aside


def report(name: str, gold: Gold, folder: Pages, script: ModuleType) -> None:
    """Print the scores of one set of pages."""
    certain = sum(mention["certain"] for mention in gold["mentions"])
    print(f"{name}: {len(gold['pages'])} pages, {certain} certain mentions")
    for measure, least in (("strict", 0.5), ("lenient", 0.2)):
        scores = script.score(gold, folder, predict, least)
        print(f"  {measure:8}" + " ".join(f"{key} {value:.3f}" for key, value in scores.items()))
    answers = facts(gold, folder, script.share)
    print("  facts   " + ", ".join(f"{key} {sum(each)} of {len(each)}" for key, each in sorted(answers.items())))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", nargs="?", type=Path, default=shared())
    options.add_argument(
        "--no-test", action="store_true", help="leave out what was never read, while rules are being written"
    )
    chosen = options.parse_args()
    folder = chosen.shared
    script = scorer(folder)
    more = folder / "corpus" / "agreements_more"
    corpus = Pages(
        (folder / "corpus" / "agreements.json", folder / "corpus" / "page"), (more / "agreements.json", more / "page")
    )
    tests = sorted(json.loads((more / "agreements.json").read_text(encoding="utf-8"))["pages"], key=number)[1::2]
    read, unread = set(tests[::2]), set(tests[1::2])
    report("development", corpus.part(lambda page: page not in tests and not is_validation(page)), corpus, script)
    report("validation", corpus.part(lambda page: page not in tests and is_validation(page)), corpus, script)
    later, aside_later = annotated_later(folder / "corpus" / "page")
    report("new development", later.part(lambda page: page not in aside_later), later, script)
    report("test, read on 28 November", corpus.part(lambda page: page in read), corpus, script)
    if not chosen.no_test:
        report("test, unread", corpus.part(lambda page: page in unread), corpus, script)
        report("new test", later.part(lambda page: page in aside_later), later, script)
    for name, aside in (("invented", False), ("invented, set aside", True)):
        pages = [page for page in invented() if page.aside is aside]
        result = score(pages)
        mentions = result.hits + len(result.missed)
        print(f"{name}: {len(pages)} pages, {mentions} mentions")
        print(f"  strict  f1 {result.f1:.3f} status {result.status:.3f}")
    seeds = Pages((folder / "seeds" / "agreements.json", folder / "seeds"))
    report("seeds", seeds.part(lambda _: True), seeds, script)


if __name__ == "__main__":
    main()
