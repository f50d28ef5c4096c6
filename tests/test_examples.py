"""Every example of the README and the documentation is run, each page from top to bottom in a folder of its own."""

import doctest
import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import kzru_forums

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?P<language>\w+)[^\n]*\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
FOLDER = "folder.md#make-a-folder"
"""What the pages link to that need the folder `pages`."""


def blocks(page: Path, *languages: str) -> Iterator[tuple[int, str]]:
    """Fenced blocks of some languages with the index of their first line of code, counted from 0."""
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        if found["language"] in languages:
            yield text.count("\n", 0, found.start("code")), found["code"]


def having(*languages: str) -> list[Path]:
    return [page for page in PAGES if any(blocks(page, *languages))]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def desk(page: Path, place: Path) -> None:
    """Make `sample.txt` unless the page says how, and `pages` where it sends its reader to the page that says how."""
    text = page.read_text(encoding="utf-8")
    sample = (files("kzru_forums") / "data" / "sample_page.txt").read_bytes()
    if "$ kzru-forums sample > sample.txt" not in text:
        (place / "sample.txt").write_bytes(sample)
    if FOLDER in text:
        (place / "pages").mkdir()
        (place / "pages" / "sample.txt").write_bytes(sample)


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
    for line, code in blocks(page, "python", "console"):
        if code.startswith("$ "):
            run_commands(code, page, line)
        elif ">>> " in code:
            run_session(code, names, page, line)
        else:
            exec(compile("\n" * line + code, str(page), "exec"), names)  # noqa: S102 - the project's own documentation


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


def test_the_readme_has_examples_in_python() -> None:
    assert ROOT / "README.md" in having("python")
