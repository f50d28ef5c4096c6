"""Every example of the README and the documentation is run, each page from top to bottom in a folder of its own.

Recipes of the cookbook start from its first section alone, so that readers can try them in any order.

An example that needs a package that is not among the extras follows a comment `<!-- needs: package -->`. It is run by
itself, and skipped if the package is not installed.
"""

import doctest
import importlib
import inspect
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

import kzru_forums
from kzru_forums.facts.tables import sample_pages

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COOKBOOK = ROOT / "docs" / "cookbook.md"
BLOCK = re.compile(
    r"(?:^<!-- needs: (?P<needs>[\w ]+) -->\n\n?)?^```(?P<language>\w+)[^\n]*\n(?P<code>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
FORUM = "kzru-forums sample -o forum"
"""The command that makes the folder `forum`, which a page shows or names as what it needs."""


class Example(NamedTuple):
    """A fenced block."""

    page: Path
    line: int
    code: str
    needs: tuple[str, ...]

    def __str__(self) -> str:
        """Where the first line of the code is, as an editor counts."""
        return f"{name(self.page)}:{self.line + 1}"


def examples(page: Path, *languages: str) -> Iterator[Example]:
    """Fenced blocks of some languages."""
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        if found["language"] in languages:
            line = text.count("\n", 0, found.start("code"))
            yield Example(page, line, found["code"], tuple((found["needs"] or "").split()))


def blocks(page: Path, *languages: str) -> Iterator[tuple[int, str]]:
    """Blocks that need no other package, with the index of their first line of code, counted from 0."""
    for example in examples(page, *languages):
        if not example.needs:
            yield example.line, example.code


def having(*languages: str) -> list[Path]:
    return [page for page in PAGES if any(blocks(page, *languages))]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def desk(page: Path, place: Path, *, alone: bool = False) -> None:
    """Make what the examples need: `sample.txt` and `forum`, unless the page runs the command that does.

    An example that is run alone has everything.
    """
    text = page.read_text(encoding="utf-8")
    sample = (files("kzru_forums") / "data" / "sample_page.txt").read_bytes()
    if "$ kzru-forums sample > sample.txt" not in text:
        (place / "sample.txt").write_bytes(sample)
    if FORUM in text and (alone or f"$ {FORUM}" not in text):
        (place / "forum").mkdir()
        for file, content in sample_pages().items():
            (place / "forum" / file).write_text(content, encoding="utf-8")


def run_session(code: str, names: dict[str, object], page: Path, line: int) -> None:
    """Run a block of `>>>` prompts and compare what it shows."""
    session = doctest.DocTestParser().get_doctest(code, names, name(page), str(page), line)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(session, out=report.append, clear_globs=False)
    names.update(session.globs)
    assert not runner.failures, "".join(report)


def commands(code: str) -> Iterator[tuple[str, str]]:
    """`$ command` lines, each with the output that is shown below it."""
    for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def run_commands(code: str, page: Path, line: int) -> None:
    """Run a block of `$` prompts in a shell and compare what it shows."""
    place = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    for command, shown in commands(code):
        run = subprocess.run(
            ["bash", "-c", command],  # noqa: S607 - whichever bash the reader has
            env=os.environ | {"PATH": place},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        printed = run.stdout + run.stderr
        fits = doctest.OutputChecker().check_output(shown, printed, FLAGS)
        assert fits, f"{name(page)}:{line + 1}: $ {command}\nshows:\n{shown}\nprints:\n{printed}"


@pytest.mark.parametrize("page", having("python", "console"), ids=name)
def test_examples_do_what_they_show(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if page in having("console") and not shutil.which("bash"):
        pytest.skip("the commands are written for a POSIX shell")
    monkeypatch.chdir(tmp_path)
    desk(page, tmp_path)
    names: dict[str, object] = {"__name__": "example"}
    shared, last = names, 0
    for line, code in blocks(page, "python", "console"):
        if page == COOKBOOK and (recipe := recipe_at(line)) != last:
            names, last = dict(shared), recipe
        run(code, names, page, line)


def recipe_at(line: int) -> int:
    """Number of the recipe of the cookbook that a line belongs to; 0 for what all recipes share."""
    lines = COOKBOOK.read_text(encoding="utf-8").split("\n")[:line]
    return sum(text.startswith("### ") for text in lines)


def test_recipes_of_the_cookbook_do_not_need_one_another() -> None:
    """The test of the examples starts each recipe with the names of the first section; it must have met many."""
    numbers = [recipe_at(line) for line, _ in blocks(COOKBOOK, "python", "console")]
    assert numbers[0] == 0
    assert len(set(numbers)) > 20


def run(code: str, names: dict[str, object], page: Path, line: int) -> None:
    """Run a block, whatever it is written in."""
    if code.startswith("$ "):
        run_commands(code, page, line)
    elif ">>> " in code:
        run_session(code, names, page, line)
    else:
        exec(compile("\n" * line + code, str(page), "exec"), names)  # noqa: S102 - the project's own documentation


WITH_OTHERS = [example for page in PAGES for example in examples(page, "python") if example.needs]


@pytest.mark.filterwarnings("ignore")  # other packages have warnings of their own
@pytest.mark.parametrize("example", WITH_OTHERS, ids=str)
def test_examples_with_other_packages_do_what_they_show(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in example.needs:
        pytest.importorskip(package, reason=f"{example} needs {package}, which is not among the extras")
    monkeypatch.chdir(tmp_path)
    desk(example.page, tmp_path, alone=True)
    run(example.code, {"__name__": "example"}, example.page, example.line)


def documented_objects() -> Iterator[tuple[str, str]]:
    """Name and docstring of everything that the reference shows, and of what is in it."""
    shown = re.findall(
        r"^::: kzru_forums\.(\w+)$", "\n".join(page.read_text(encoding="utf-8") for page in PAGES), re.MULTILINE
    )
    for name in shown:
        found = getattr(kzru_forums, name, None) or importlib.import_module(f"kzru_forums.{name}")
        for test in doctest.DocTestFinder(exclude_empty=False).find(found, name):
            yield test.name, test.docstring or ""


def test_examples_in_docstrings_stand_under_their_heading() -> None:
    """Without the heading `Examples:` the reference shows them as quotations, their lines run together."""
    bare = [name for name, docstring in documented_objects() if ">>>" in docstring.partition("Examples:")[0]]
    assert not bare


DIRECTIVE = re.compile(r"^::: (?P<name>kzru_forums[\w.]*)\n(?: {4}options:\n(?P<options>(?: {6}.*\n)+))?", re.MULTILINE)


def shown_on(page: Path) -> Iterator[tuple[str, object]]:
    """Functions, methods and properties that the reference shows on a page, by name."""
    for found in DIRECTIVE.finditer(page.read_text(encoding="utf-8") + "\n"):
        members = re.search(r"members: \[(.*)\]", found["options"] or "")
        parent, _, last = found["name"].rpartition(".")
        try:
            shown = importlib.import_module(found["name"])
        except ImportError:
            yield from callables(last, getattr(importlib.import_module(parent), last))
            continue
        wanted = members[1].split(", ") if members else [name for name in vars(shown) if not name.startswith("_")]
        for name in wanted:
            if getattr(vars(shown)[name], "__module__", "") == shown.__name__:
                yield from callables(name, vars(shown)[name])


def callables(name: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, type):
        for part, method in vars(value).items():
            if not part.startswith("_") and (callable(method) or isinstance(method, (property, classmethod))):
                yield f"{name}.{part}", method
    elif callable(value):
        yield name, value


def test_everything_that_can_be_called_has_an_example() -> None:
    """An example is in the docstring, or on the page of the reference that shows the docstring."""
    bare = []
    count = 0
    for page in PAGES:
        used = "\n".join(code for _, code in blocks(page, "python"))
        for name, value in shown_on(page):
            count += 1
            last = name.rpartition(".")[2]
            if ">>>" not in (inspect.getdoc(value) or "") and not re.search(rf"\b{last}\b", used):
                bare.append(f"{page.name}: {name}")
    assert count > 70
    assert bare == []


def test_the_readme_has_examples_in_python() -> None:
    assert ROOT / "README.md" in having("python")
