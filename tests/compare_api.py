"""Compare the public API with that of the last tag.

    python tests/compare_api.py [TAG]

Without TAG the last one before the commit at hand is taken. Prints every change that breaks a caller, one a line, and
ends with status 1 where there is one; without any tag there is nothing to compare, and the status is 0.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import griffe

ROOT = Path(__file__).parents[1]
PACKAGE = "kzru_forums"
MODULES = (
    *("corpus", "formats.convokit", "formats.html", "formats.plots", "formats.sqlite", "formats.tables", "formats.tei"),
    *("licence", "notebook", "testing"),
)
"""The submodules that are API; everything else is where the exported names happen to live."""


def last_tag() -> str | None:
    """The last tag before the commit at hand; None where there is none."""
    command = ["git", "-C", str(ROOT), "describe", "--tags", "--abbrev=0"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout.strip() or None


def public(package: griffe.Module) -> set[str]:
    """Paths of what is public: of the modules in `MODULES`, and of every export, where it lives and as exported."""
    names = [str(name) for name in package.exports or ()]
    homes = {package.members[name].canonical_path for name in names}
    return homes | {f"{package.path}.{name}" for name in (*names, *MODULES)}


def breaking(tag: str) -> list[str]:
    """What breaks a caller of the API of a tag, a line each."""
    before = griffe.load_git(PACKAGE, ref=tag, repo=ROOT, search_paths=["src"], resolve_aliases=True)
    now = griffe.load(PACKAGE, search_paths=[ROOT / "src"], resolve_aliases=True)
    if not isinstance(before, griffe.Module):
        raise TypeError(f"{PACKAGE} is no package at {tag}")
    paths = public(before)
    return [
        f"{change.obj.path}: {change.kind.value}"
        for change in griffe.find_breaking_changes(before, now)
        if any(f"{change.obj.path}.".startswith(f"{path}.") for path in paths)
    ]


def main() -> int:
    """Print what breaks and return the status."""
    options = argparse.ArgumentParser(description="Compare the public API with that of the last tag.")
    options.add_argument("tag", nargs="?", help="tag or commit to compare with")
    tag = options.parse_args().tag or last_tag()
    if tag is None:
        print("there is no tag to compare with")
        return 0
    found = breaking(tag)
    print(*found or [f"nothing breaks since {tag}"], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
