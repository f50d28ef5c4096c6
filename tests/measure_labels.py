"""Measure how labels are parsed: known ones, with half of the knowledge taken away, and recombined ones.

    python tests/measure_labels.py [FOLDER] [--show N] [--recombined N] [--seed N]

FOLDER holds `labels.json` (every label of the real pages, parsed by hand) and `page/`; without it `../shared/corpus` or
`$KZRU_CORPUS/corpus` is taken. Known labels prove little, because rules were written with them in sight. So three more
figures are printed:

- half of the tables: the pages are split in two, every word of the tables that occurs in labels of the one half alone
  is taken out (as are given names that were listed for this project), and the labels of that half are parsed;
- recombined: the role of one label with the name of another, in the ways labels put them together;
- invented: the labels of `labels_invented.txt`, people made up, in patterns that pages print.
"""

import argparse
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kzru_forums.facts import given_names
from kzru_forums.facts.tables import lines
from kzru_forums.speakers import brackets, labels, parts, repair, tokens, words

TABLES = (
    *("OFFICES", "RANKS", "CLERGY_AND_ROYALTY", "ORGANISATIONS", "TAKE_A_NAME", "FAMILY_NAMES", "OF_MANY", "ACRONYMS"),
    *("NOT_NAMES", "FIELDS", "GIVEN_OFFICES", "LEGAL_FORMS", "_IRREGULAR_PLURALS"),
)
MODULES = (labels, parts, brackets, repair, tokens)
"""Modules that use the tables."""

FIELDS = ("kind", "name", "role", "delivery", "addressee", "place")
KINDS = {"p": "person", "u": "unnamed", "g": "group", "n": "none"}


class Expected(NamedTuple):
    """A label and its parts, as somebody parsed them by hand."""

    label: str
    kind: str
    name: str | None = None
    role: str | None = None
    delivery: str | None = None
    addressee: str | None = None
    place: str | None = None


def folder() -> Path:
    """Folder of the real pages."""
    return Path(os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared") / "corpus"


def known_labels(corpus: Path) -> list[Expected]:
    """The labels of the real pages that are certain and free of misprints."""
    rows = json.loads((corpus / "labels.json").read_text(encoding="utf-8"))
    return [
        Expected(row["label"], *(row[field] for field in FIELDS))
        for row in rows
        if row["certain"] and not row["misprint"]
    ]


def invented_labels() -> list[Expected]:
    """The labels of the list beside this file."""
    path = Path(__file__).with_name("labels_invented.txt")
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    cells = [[cell.strip() or None for cell in row.split("|")] for row in rows]
    return [Expected(row[0] or "", KINDS[row[1] or "p"], *row[2:]) for row in cells]


def squeezed(text: str | None) -> str:
    """A text without white space and capitals, as the scoring script compares labels."""
    return re.sub(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+", "", text or "").lower()


def parsed(label: str) -> dict[str, str]:
    """The parts of a label as they are compared; what is no label at all is of kind `none`."""
    found = labels.parse(label)
    parts = {field: squeezed(getattr(found, field)) for field in FIELDS[1:]}
    return {"kind": "none" if found.shape is labels.Shape.NONE else str(found.kind), **parts}


def wrong_fields(expected: Expected) -> list[str]:
    """The fields that a label is parsed wrongly in; a label that is none has no others."""
    got = parsed(expected.label)
    if expected.kind == "none":
        return [] if labels.parse(expected.label).shape <= labels.Shape.WORD else ["kind"]
    return [
        field
        for field in FIELDS
        if got[field] != (expected.kind if field == "kind" else squeezed(getattr(expected, field)))
    ]


def report(name: str, sample: Sequence[Expected], show: int) -> None:
    """Print the share of labels that each field is right in."""
    mistakes = [(expected, wrong) for expected in sample if (wrong := wrong_fields(expected))]
    counts = Counter(field for _, wrong in mistakes for field in wrong)
    figures = "  ".join(f"{field} {1 - counts[field] / len(sample):.4f}" for field in FIELDS)
    print(f"{name:34} {len(sample):6}  {figures}")
    for expected, wrong in mistakes[:show]:
        print(f"    {', '.join(wrong)}: {expected.label} -> {labels.parse(expected.label)}")


def forget() -> None:
    """Empty every cache that holds what a table says."""
    for module in (words, tokens, labels, repair, given_names):
        for value in vars(module).values():
            if callable(getattr(value, "cache_clear", None)) and value is not given_names._table:
                value.cache_clear()


@lru_cache(maxsize=1)
def own_given_names() -> frozenset[str]:
    """Given names that were listed for this project, as against those of outside sources."""
    own, outside = set[str](), set[str]()
    section = own
    for line in lines("given_names.txt"):
        if line.startswith("#"):
            section = outside if line.endswith("from Faker") else own
        else:
            section.update(line.lower().split())
    return frozenset(own - outside)


def words_of(sample: Iterable[Expected]) -> set[str]:
    """The words of labels in small letters, also the parts of those with a hyphen."""
    found = {word for row in sample for word in re.findall(r"[\w’'.-]+", row.label.lower())}
    return {part for word in found for part in (word, word.strip("."), *word.split("-"))}


def without(taken: set[str], sample: Sequence[Expected], name: str, show: int) -> None:
    """Score labels while some words are missing from the tables."""
    kept = {table: getattr(words, table) for table in TABLES}
    names = given_names._table("given_names.txt")
    look_up = given_names._table
    try:
        for table, old in kept.items():
            setattr(words, table, frozenset(word for word in old if word.lower() not in taken))
        for table in TABLES:
            for module in MODULES:
                if hasattr(module, table):
                    setattr(module, table, getattr(words, table))
        fewer = names - (taken & own_given_names())
        given_names._table = lambda file: fewer if file == "given_names.txt" else look_up(file)  # type: ignore[assignment]
        forget()
        report(name, sample, show)
    finally:
        for table, old in kept.items():
            for module in (words, *MODULES):
                if hasattr(module, table):
                    setattr(module, table, old)
        given_names._table = look_up
        forget()


def halves(corpus: Path, sample: Sequence[Expected]) -> tuple[list[Expected], list[Expected]]:
    """The labels by the half of the pages they are on; one that both halves print is in both."""
    pages = sorted((corpus / "gold").glob("*.json"))
    printed: list[set[str]] = [set(), set()]
    for index, page in enumerate(pages):
        statements = json.loads(page.read_text(encoding="utf-8"))["statements"]
        printed[index % 2].update(squeezed(statement["label"]) for statement in statements)
    first, second = ([row for row in sample if squeezed(row.label) in half] for half in printed)
    return first, second


def recombined(sample: Sequence[Expected], count: int, seed: int) -> Iterator[Expected]:
    """Labels made of the role of one label and the name of another."""
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    roles = sorted({row.role for row in sample if row.role and row.name and row.label.startswith(row.role + " ")})
    names = sorted({row.name for row in sample if row.name and len(row.name.split()) > 1 and "(" not in row.name})
    deliveries = sorted({row.delivery for row in sample if row.delivery})
    for _ in range(count):
        role, name = draw.choice(roles), draw.choice(names)
        delivery = draw.choice(deliveries) if draw.random() < 0.2 else None
        after = "," not in role and draw.random() < 0.1
        label = f"{name}, {role}" if after else f"{role} {name}"
        yield Expected(f"{label} ({delivery})" if delivery else label, "person", name, role, delivery)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=folder())
    options.add_argument("--show", type=int, default=0, help="print up to N mistakes of each sample")
    options.add_argument("--recombined", type=int, default=5000, help="number of recombined labels")
    options.add_argument("--seed", type=int, default=1, help="seed of the recombined labels")
    chosen = options.parse_args()
    known, invented = known_labels(chosen.folder), invented_labels()
    report("known", known, chosen.show)
    first, second = halves(chosen.folder, known)
    for name, half, other in (("half of the tables, 1st half", first, second), ("2nd half", second, first)):
        without(words_of(half) - words_of(other), half, name, chosen.show)
    report("recombined", list(recombined(known, chosen.recombined, chosen.seed)), chosen.show)
    mixed = [*known, *(row for row in invented if row.role and row.label.startswith(f"{row.role} "))]
    report("recombined with invented ones", list(recombined(mixed, chosen.recombined, chosen.seed)), chosen.show)
    report("invented", invented, chosen.show)


if __name__ == "__main__":
    main()
