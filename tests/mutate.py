"""Mutation testing: change a module in one place at a time, and see whether a test notices.

    python tests/mutate.py MODULE … [--mutants N] [--seed N]

Takes a seeded sample of the places in a module (`pages/items` or `pages.items`) where an operator, a number, a text, a
condition, a call or a returned value can be changed, and for each runs the tests that execute the line, in a process of
its own. Prints each survivor, and the share of mutants that were killed. A test that hangs kills its mutant too.

`tests/equivalent_mutants.txt` lists mutants that no test can notice, each with the reason: a line with the module, the
text before, the text after and, unless it is so everywhere in the module, a part of the line of the source; and a line
with the reason. They count neither as killed nor as survivors.
"""

import argparse
import ast
import compileall
import copy
import multiprocessing
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import cache_from_source
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import cattrs  # noqa: F401 - what the tests need is imported once
import hypothesis  # noqa: F401
import pytest
from coverage import CoverageData
from selectolax import lexbor  # noqa: F401

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "kzru_forums"
TESTS = {
    "pages/page": "page blocks body",
    "pages/items": "body page blocks html text_version",
    "pages/body": "body page unmarked html",
    "pages/html": "html html_pieces blocks",
    "pages/markup": "html html_pieces",
    "pages/parsing": "html html_pieces",
    "pages/text_version": "text_version blocks",
    "pages/forms": "forms openings blocks reading",
    "pages/inserts": "page body blocks",
    "pages/markdown": "forms openings reading",
    "pages/one_line": "forms reading",
    "pages/wrapping": "forms openings reading",
    "speakers/resolve": "speakers rivals page",
    "speakers/labels": "labels repair speakers body page",
    "events/assemble": "assemble page text_version known notes blocks html",
}
"""The test modules of a module; those that do not exist are left out."""
SECONDS = 90
"""After so long a test hangs."""
COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


class Mutant(NamedTuple):
    """A module that was changed in one place."""

    line: int
    before: str
    after: str
    source: str
    context: str = ""
    """The line before it was changed."""


def changed(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901 - a table of cases
    """What a node may be changed to."""
    made = copy.deepcopy(node)
    match made:
        case ast.Compare() if type(made.ops[0]) in COMPARE:
            made.ops[0] = COMPARE[type(made.ops[0])]()
            yield made
        case ast.BoolOp():
            made.op = ast.Or() if isinstance(made.op, ast.And) else ast.And()
            yield made
        case ast.BinOp() if type(made.op) in BINARY:
            made.op = BINARY[type(made.op)]()
            yield made
        case ast.UnaryOp(op=ast.Not()):
            yield made.operand
        case ast.If() | ast.IfExp() | ast.While():
            made.test = ast.UnaryOp(ast.Not(), made.test)
            yield made
        case ast.Return(value=ast.expr()) if not is_constant(made.value, None):
            made.value = ast.Constant(None)
            yield made
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
        case ast.Constant():
            yield from other_constants(made.value)
        case _:
            pass


def is_constant(node: ast.AST | None, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def other_constants(value: object) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"{value}Q")


def is_skipped(node: ast.AST) -> bool:
    """Whether nothing in a node changes what the program does: annotations, messages, docstrings, type checking."""
    return (
        (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr)
        or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        or (isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Literal")
    )


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Where a node is: its parent, the field, and the index in it."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "type_params"):
            continue
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not is_skipped(node):
                yield tree, name, index
                yield from places(node)


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    tree = ast.parse(source)
    lines = source.split("\n")
    for parent, name, index in list(places(tree)):
        node: Any = getattr(parent, name) if index is None else getattr(parent, name)[index]
        for other in changed(node):
            ast.copy_location(other, node)
            put(parent, name, index, other)
            text = ast.unparse(ast.fix_missing_locations(tree))
            put(parent, name, index, node)
            line = getattr(node, "lineno", getattr(parent, "lineno", 1))
            before, after = (ast.unparse(one).partition("\n")[0] for one in (node, other))
            yield Mutant(line, before, after, text, lines[line - 1])


def put(parent: ast.AST, name: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[index] = node


def test_files(module: str) -> list[str]:
    names = (f"tests/test_{name}.py" for name in TESTS.get(module, module.rpartition("/")[2]).split())
    return [name for name in names if Path(ROOT, name).exists()]


class Baseline(NamedTuple):
    """What the tests do before anything is changed."""

    tests: dict[int, set[str]]
    """The tests that execute a line. Lines that are executed at import have none of their own."""
    failing: list[str]
    """Tests that fail already, which say nothing about a mutant."""
    every: list[str]
    """Every test that executes the module, the fastest first."""

    def choices(self, line: int) -> Iterator[list[str]]:
        """The tests that are known to execute a line, and all others that execute the module; the fastest first."""
        found = self.tests.get(line, set())
        for among in (True, False):
            if chosen := [test for test in self.every if (test in found) is among]:
                yield chosen


def baseline(module: str, files: list[str]) -> Baseline:
    """Run the tests of a module once."""
    with tempfile.TemporaryDirectory() as folder:
        data_file = Path(folder, "coverage")
        config = Path(folder, "coveragerc")
        config.write_text("[run]\ndynamic_context = test_function\n", encoding="utf-8")
        source = Path(ROOT, "src", PACKAGE, f"{module}.py")
        command = ["coverage", "run", f"--rcfile={config}", f"--data-file={data_file}", f"--include={source}"]
        options = [*OPTIONS, "--durations=0"]
        output = run([sys.executable, "-m", *command, "-m", "pytest", *options, *files], ROOT / "src", 20 * SECONDS)
        data = CoverageData(str(data_file))
        data.read()
        found = data.contexts_by_lineno(str(source))
    failing = [line.split()[1] for line in output.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    seconds = durations(output)
    named = {node_id(name) for names in found.values() for name in names if is_test(name)}
    drawn = seconds.keys() - named
    tests = {
        line: {node_id(name) for name in names if is_test(name)} | (drawn if any(map(is_drawn, names)) else set())
        for line, names in found.items()
    }
    every = sorted(named | drawn, key=lambda test: (seconds[test], test))
    return Baseline(tests, failing, every)


def durations(output: str) -> Counter[str]:
    """How many hundredths of a second each test took."""
    found = Counter[str]()
    for seconds, test in re.findall(r"^([0-9.]+)s call +([^\[\s]+)", output, re.MULTILINE):
        found[test] += round(100 * float(seconds))
    return found


def is_test(context: str) -> bool:
    """Whether a context names a test."""
    return context.removeprefix("tests.").startswith("test_")


def is_drawn(context: str) -> bool:
    """Whether a context is Hypothesis, which does not tell for which test it runs a line."""
    return context.startswith("hypothesis.")


def node_id(context: str) -> str:
    """The id of a test: `test_page.test_a_title` is `tests/test_page.py::test_a_title`."""
    module, _, name = context.removeprefix("tests.").partition(".")
    return f"tests/{module}.py::{name}"


OPTIONS = ["-q", "-p", "no:cacheprovider", "-o", "addopts=", "-rf", "--assert=plain"]
OPTIONS += ["-p", "_hypothesis_pytestplugin", "--hypothesis-seed=0"]
ENVIRONMENT = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "KZRU_CORPUS": os.devnull}
"""Tests on real pages are skipped: they are slow, and a rule should have a test of its own."""


def run(command: list[str], source: Path, seconds: int) -> str:
    """What a command prints."""
    environment = os.environ | ENVIRONMENT | {"PYTHONPATH": str(source)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # What a fork compiles is compiled anew for each mutant.
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, check=False, text=True, timeout=seconds
    )
    return done.stdout


def is_killed(mutant: Mutant, module: str, tests: list[str], folder: Path) -> bool:
    """Whether one of the tests notices. They run in a fork of this process, which has imported what they need."""
    file = Path(folder, PACKAGE, f"{module}.py")
    file.write_text(mutant.source, encoding="utf-8")
    child = FORKING.Process(target=run_tests, args=(folder, tests))
    child.start()
    child.join(SECONDS)
    if child.is_alive():
        child.kill()
        child.join()
    return child.exitcode != 0


def run_tests(folder: Path, tests: list[str]) -> None:
    os.environ |= ENVIRONMENT | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    os.chdir(ROOT)
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    os._exit(pytest.main(["-x", *OPTIONS, *tests]))


FORKING = multiprocessing.get_context("fork")
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")


class Excuse(NamedTuple):
    """Why no test can notice a mutant."""

    before: str
    after: str
    within: str
    """What the line contains; nothing if it may be any line of the module."""
    reason: str

    def covers(self, mutant: Mutant) -> bool:
        """Whether this is what was changed."""
        return (self.before, self.after) == (mutant.before, mutant.after) and self.within in mutant.context


def equivalent(module: str) -> list[Excuse]:
    """The mutants of a module that no test can notice."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines() if EQUIVALENT.exists() else []
    found = []
    for entry, reason in pairwise(lines):
        if entry.startswith(f"{module}: "):
            change, _, within = entry.removeprefix(f"{module}: ").partition("  in  ")
            before, _, after = change.partition("  ->  ")
            found.append(Excuse(before, after, within, reason.strip()))
    return found


class Outcome(NamedTuple):
    """What became of the mutants of a module."""

    tried: int
    killed: int
    equivalent: int
    """Mutants that no test can notice; a reason is known."""

    @property
    def share(self) -> float:
        """The share of those killed of all that a test can notice."""
        return self.killed / max(self.tried - self.equivalent, 1)


def sample(module: str, count: int, seed: int) -> list[Mutant]:
    """A seeded sample of the mutants of a module."""
    found = list(mutants(Path(ROOT, "src", PACKAGE, f"{module}.py").read_text(encoding="utf-8")))
    return random.Random(seed).sample(found, min(count, len(found)))  # noqa: S311 - a sample, not a secret


def tried(module: str, count: int, seed: int, tell: Callable[[str], object] = print) -> Outcome:
    """Try mutants of a module, and tell of each survivor."""
    files = test_files(module)
    known, excuses = baseline(module, files), equivalent(module)
    left_out = [part for test in known.failing for part in ("--deselect", test)]
    killed = excused = 0
    chosen = sample(module, count, seed)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "src")
        shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(source, quiet=1)
        Path(cache_from_source(Path(source, PACKAGE, f"{module}.py"))).unlink()  # It would be older than the mutant.
        unchanged = Mutant(0, "", "", Path(source, PACKAGE, f"{module}.py").read_text(encoding="utf-8"))
        if is_killed(unchanged, module, [*known.every, *left_out], source):
            raise RuntimeError(f"the tests of {module} fail although nothing was changed")
        for mutant in chosen:
            if any(excuse.covers(mutant) for excuse in excuses):
                excused += 1
                continue
            # A test may execute a line only if no test before it has filled a cache: all are tried in the end.
            if any(is_killed(mutant, module, [*tests, *left_out], source) for tests in known.choices(mutant.line)):
                killed += 1
            else:
                tell(f"  {module}:{mutant.line}: {mutant.before}  ->  {mutant.after}")
    return Outcome(len(chosen), killed, excused)


def main() -> None:
    """Print what survives in each module."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("modules", nargs="*", default=list(TESTS))
    options.add_argument("--mutants", type=int, default=200)
    options.add_argument("--seed", type=int, default=0)
    chosen = options.parse_args()
    for name in chosen.modules:
        module = name.replace(".", "/")
        found = tried(module, chosen.mutants, chosen.seed, partial(print, flush=True))
        numbers = f"{found.tried:4} mutants {found.killed:4} killed {found.equivalent:3} equivalent"
        print(f"{module:24} {numbers} {found.share:6.1%}", flush=True)


if __name__ == "__main__":
    main()
