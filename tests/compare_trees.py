"""Compare what two checkouts of this project read from the real pages, byte by byte.

    python tests/compare_trees.py OLD NEW [--show N] [--ignore KEY,KEY]

OLD and NEW are folders of checkouts (each with `src/kzru_forums`). Every real page in all three layouts, and the
seeds, are read by each of them in a process of its own; JSON, problems and blocks are compared. Real pages are those of
`../shared` or `$KZRU_CORPUS`. `--ignore` names keys of JSON or blocks that are left out on both sides, for changes that
are intended. Exits with 1 if anything differs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from itertools import zip_longest
from pathlib import Path

DUMP = """
import json, sys
from pathlib import Path
import kzru_forums as kf

def dumped(path):
    reading = kf.read(path)
    return {
        "file": f"{path.parent.name}/{path.name}",
        "json": json.loads(kf.to_json(list(reading.events)))["data"],
        "problems": [[p.code, p.severity, p.message, p.line, p.column, p.text] for p in reading.problems],
        "blocks": [[b.kind, b.text, b.span.start, b.span.end, b.event, b.statement] for b in reading.blocks],
        "text": reading.text,
    }

target, *paths = sys.argv[1:]
with open(target, "w", encoding="utf-8") as file:
    for path in map(Path, Path(paths[0]).read_text(encoding="utf-8").split("\\n")):
        file.write(json.dumps(dumped(path), ensure_ascii=False) + "\\n")
"""
"""What each checkout runs: one line of JSON per page."""


def pages() -> list[Path]:
    """All real pages in all layouts, then the seeds."""
    shared = Path(os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared").resolve()
    found = [path for layout in ("page", "text_version", "html") for path in (shared / "corpus" / layout).iterdir()]
    return [*sorted(found, key=lambda path: (path.parent.name, int(path.stem))), *sorted(shared.glob("seeds/*.txt"))]


def dump(tree: Path, listing: Path, target: Path) -> None:
    """Let a checkout write what it reads."""
    environment = {**os.environ, "PYTHONPATH": str(tree.resolve() / "src")}
    subprocess.run([sys.executable, "-c", DUMP, str(target), str(listing)], check=True, env=environment)


def without(value: object, ignored: set[str]) -> object:
    """A JSON value without the keys to ignore."""
    if isinstance(value, dict):
        return {key: without(inner, ignored) for key, inner in value.items() if key not in ignored}
    return [without(inner, ignored) for inner in value] if isinstance(value, list) else value


def difference(old: object, new: object, path: str = "") -> str:
    """Where two JSON values first differ; empty if they are equal."""
    if isinstance(old, dict) and isinstance(new, dict):
        pairs = [(f"{path}.{key}", old.get(key), new.get(key)) for key in {**old, **new}]
    elif isinstance(old, list) and isinstance(new, list):
        pairs = [(f"{path}[{index}]", one, other) for index, (one, other) in enumerate(zip_longest(old, new))]
    else:
        return "" if old == new else f"{path}: {str(old)[:100]!r} | {str(new)[:100]!r}"
    return next((found for name, one, other in pairs if (found := difference(one, other, name))), "")


def compared(one: str, other: str, ignored: set[str]) -> str:
    """Where what two checkouts read from a page first differs; empty if it does not."""
    return difference(without(json.loads(one), ignored), without(json.loads(other), ignored))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("old", type=Path)
    options.add_argument("new", type=Path)
    options.add_argument("--show", type=int, default=10, help="print up to N pages that differ")
    options.add_argument("--ignore", default="", help="keys to leave out, separated by commas")
    given = options.parse_args()
    ignored = set(given.ignore.split(","))
    with tempfile.TemporaryDirectory() as folder:
        listing, old, new = (Path(folder, name) for name in ("pages", "old", "new"))
        listing.write_text("\n".join(map(str, pages())), encoding="utf-8")
        dump(given.old, listing, old)
        dump(given.new, listing, new)
        total = differing = 0
        with old.open(encoding="utf-8") as before, new.open(encoding="utf-8") as after:
            for one, other in zip(before, after, strict=True):
                total += 1
                found = "" if one == other else compared(one, other, ignored)
                differing += bool(found)
                if found and differing <= given.show:
                    print(f"{json.loads(one)['file']}{found}")
    print(f"{total - differing} of {total} sources read the same")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main())
