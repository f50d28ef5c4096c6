"""Score the reading of real pages in many forms, on two halves of the pages.

    python tests/measure_forms.py [--every N] [--half 0|1] [--forms NAME,NAME] [--show N]

Half 0, the pages with an even index in the sorted list, is the one that rules may be written from; half 1 is set aside:
look at its figures, never at its mistakes. Renderings and scores are those of `forms.py` in the folder `tools` of the
shared data (`../shared` or `$KZRU_CORPUS`), which says what to install. Renderings are kept in a temporary folder, as
making them takes longer than reading them.
"""

import argparse
import hashlib
import importlib
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kzru_forums

SHARED = Path(os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared").resolve()
KEPT = Path(tempfile.gettempdir(), "kzru-forums-renderings")


def rendered(name: str, render: Any, page: int, html: str, soup: Any) -> str:
    """A page in a form; kept for the next time."""
    key = hashlib.sha256(html.encode()).hexdigest()[:12]
    path = KEPT / f"{page}-{key}-{re.sub(r'[^a-z0-9]+', '-', name)}.txt"
    if not path.exists():
        KEPT.mkdir(exist_ok=True)
        path.write_text(render(html, soup), encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def pages(forms: Any, half: int, every: int) -> Iterator[tuple[int, str, Any, Any]]:
    """Number, HTML, tree and gold of the pages of a half that carry statements."""
    found = list(forms.score.pages(SHARED / "corpus", "html", None))[half::2]
    for number, source, gold in found[::every]:
        if number not in forms.score.MISLEADING and gold["statements"]:
            html = source.decode("utf-8", "replace")
            yield number, html, forms.BeautifulSoup(html, "lxml"), gold


def measure(forms: Any, half: int, given: argparse.Namespace) -> None:
    wanted = [word.strip() for word in given.forms.split(",") if word.strip()]
    rows = {
        name: (render, has_facts, forms.Tally())
        for name, (render, has_facts) in forms.FORMS.items()
        if render and (not wanted or any(word in name for word in wanted))
    }
    for number, html, soup, gold in pages(forms, half, given.every):
        for name, (render, _, tally) in rows.items():
            reading = kzru_forums.parse(rendered(name, render, number, html, soup))
            tally.add(number, reading.events, gold)
            is_silent = not any(event.statements for event in reading.events)
            tally.silent += is_silent and not any(problem.severity == "error" for problem in reading.problems)
    print(f"half {half}{'':24} turns  whole  facts  silent  (pages: {next(iter(rows.values()))[2].pages})")
    for name, (_, has_facts, tally) in rows.items():
        facts = f"{tally.right / max(1, tally.pages):.3f}" if has_facts else "  -  "
        print(f"{name:30} {forms.f1(*tally.turns):.3f}  {forms.f1(*tally.whole):.3f}  {facts}  {tally.silent:6}")
        for mistake in tally.missed[: given.show if half == 0 else 0]:
            print("   ", str(mistake)[:200])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--every", type=int, default=1, help="only every Nth page of a half")
    options.add_argument("--half", type=int, choices=(0, 1), help="only one half")
    options.add_argument("--forms", default="", help="only forms whose name contains one of these words")
    options.add_argument("--show", type=int, default=0, help="print up to N mistakes per form of half 0")
    given = options.parse_args()
    sys.path.insert(0, str(SHARED / "tools"))
    forms = importlib.import_module("forms")
    for half in (0, 1) if given.half is None else (given.half,):
        measure(forms, half, given)


if __name__ == "__main__":
    main()
