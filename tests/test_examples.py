"""Every example of the README and the documentation is run, block after block, beside a fresh sample page."""

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


def blocks(page: Path, language: str) -> Iterator[tuple[int, str]]:
    """Fenced blocks of a language with the index of their first line of code, counted from 0."""
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        if found["language"] == language:
            yield text.count("\n", 0, found.start("code")), found["code"]


def having(language: str) -> list[Path]:
    return [page for page in PAGES if any(blocks(page, language))]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `sample.txt` and `pages/sample.txt`, where the examples are run."""
    sample = (files("kzru_forums") / "data" / "sample_page.txt").read_bytes()
    (tmp_path / "pages").mkdir()
    for place in ("sample.txt", "pages/sample.txt"):
        (tmp_path / place).write_bytes(sample)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_session(code: str, names: dict[str, object], page: Path, line: int) -> None:
    """Run a block of `>>>` prompts and compare what it shows."""
    session = doctest.DocTestParser().get_doctest(code, names, name(page), str(page), line)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(session, out=report.append, clear_globs=False)
    names.update(session.globs)
    assert not runner.failures, "".join(report)


@pytest.mark.parametrize("page", having("python"), ids=name)
def test_python_examples_do_what_they_show(page: Path) -> None:
    names: dict[str, object] = {"__name__": "example"}
    for line, code in blocks(page, "python"):
        if ">>> " in code:
            run_session(code, names, page, line)
        else:
            exec(compile("\n" * line + code, str(page), "exec"), names)  # noqa: S102 - the project's own documentation


def commands(code: str) -> Iterator[tuple[str, str]]:
    """`$ command` lines, each with the output that is shown below it."""
    for part in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


@pytest.mark.skipif(not shutil.which("bash"), reason="the examples are written for a POSIX shell")
@pytest.mark.parametrize("page", having("console"), ids=name)
def test_command_line_examples_show_what_they_print(page: Path) -> None:
    place = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    for line, code in blocks(page, "console"):
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
