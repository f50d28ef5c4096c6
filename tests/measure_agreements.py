"""Score the agreements found on the annotated real pages.

    python tests/measure_agreements.py [SHARED]

SHARED is the folder with `corpus/`, `seeds/` and `tools/`; without it `$KZRU_CORPUS` or `../shared`. Prints, for the
pages the grammar was written with, for every third page, which was set aside before the first rule, for both together
and for the seeds: precision, recall and F1 of the spans (strict: they share half their union; lenient: a fifth), how
often kind and status are right where the span is, and how many of the annotated dates, parties, counts and values are.
"""

import argparse
import importlib.util
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import TypedDict

import kzru_forums
from kzru_forums import Agreement


class Mention(TypedDict):
    """An annotated mention."""

    file: str
    start: int
    end: int
    certain: bool
    date: str | None
    parties: list[str]
    count: int | None
    value: dict[str, int | str] | None


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
    if mention["date"] is not None:
        answers["date"] = hit.date == mention["date"]
    if mention["parties"]:
        answers["parties"] = {party.name for party in hit.parties} == set(mention["parties"])
    if mention["count"] is not None:
        answers["count"] = hit.count == mention["count"]
    if mention["value"] is not None:
        worth = Decimal(mention["value"]["amount"]), mention["value"]["currency"]
        answers["value"] = hit.value is not None and (hit.value.amount, hit.value.currency) == worth
    return answers


def facts(
    gold: Gold, folder: Path, share: Callable[[tuple[int, int], tuple[int, int]], float]
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


def part(gold: Gold, pages: Iterable[str]) -> Gold:
    """The annotation of some of its pages."""
    kept = list(pages)
    return {"pages": kept, "mentions": [mention for mention in gold["mentions"] if mention["file"] in kept]}


def report(name: str, gold: Gold, folder: Path, script: ModuleType) -> None:
    """Print the scores of one set of pages."""
    certain = sum(mention["certain"] for mention in gold["mentions"])
    print(f"{name}: {len(gold['pages'])} pages, {certain} certain mentions")
    for measure, least in (("strict", 0.5), ("lenient", 0.2)):
        scores = script.score(gold, folder, predict, least)
        print(f"  {measure:8}" + " ".join(f"{key} {value:.3f}" for key, value in scores.items()))
    answers = facts(gold, folder, script.share)
    print("  facts   " + ", ".join(f"{key} {sum(each)} of {len(each)}" for key, each in answers.items()))


def parts(gold: Gold) -> Sequence[tuple[str, Gold]]:
    """The pages the grammar was written with, those set aside, and all."""
    pages = sorted(gold["pages"])
    aside = pages[2::3]
    return (
        ("written with", part(gold, (page for page in pages if page not in aside))),
        ("set aside", part(gold, aside)),
        ("together", gold),
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", nargs="?", type=Path, default=shared())
    folder = options.parse_args().shared
    script = scorer(folder)
    corpus: Gold = json.loads((folder / "corpus" / "agreements.json").read_text(encoding="utf-8"))
    for name, gold in parts(corpus):
        report(name, gold, folder / "corpus" / "page", script)
    seeds: Gold = json.loads((folder / "seeds" / "agreements.json").read_text(encoding="utf-8"))
    report("seeds", seeds, folder / "seeds", script)


if __name__ == "__main__":
    main()
