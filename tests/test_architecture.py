"""Imports point one way, and an import loads no extra."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import kzru_forums

ROOT = Path(kzru_forums.__file__).parent
MODULES = sorted(path for path in ROOT.rglob("*.py") if "__pycache__" not in path.parts)
LAYERS = [
    {"licence", "patterns", "workers"},
    {"text"},
    {"display"},
    {"notebook"},
    {"exchanges"},
    {"model"},
    {"errors"},
    {"containers"},
    {"archives"},
    {"encodings", "files", "facts"},
    {"writing"},
    {"speakers", "agreements"},
    {"pages"},
    {"events"},
    {"reading"},
    {"row_sources", "corpus"},
    {"rows"},
    {"formats"},
    {"testing"},
    {"cli"},
    {"__init__"},
    {"__main__"},
]
"""The parts of the package, each a module or a folder: a part imports from the layers above its own."""
EXTRAS = {
    *("hypothesis", "jinja2", "lxml", "matplotlib", "narwhals", "orjson", "pandas", "polars", "pyarrow", "rich"),
    "selectolax",
}


def part(name: str) -> str:
    """The part a module belongs to, by the module's full name."""
    return name.split(".")[1] if "." in name else "__init__"


def module(path: Path) -> str:
    """The name by which a module is imported."""
    return ".".join(("kzru_forums", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


NAMES = {module(path) for path in MODULES}


def is_for_type_checkers(node: ast.AST) -> bool:
    """Whether code is what type checkers alone read."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def walk(node: ast.AST) -> list[ast.AST]:
    """All nodes below one, without what type checkers alone read."""
    below = [child for child in ast.iter_child_nodes(node) if not is_for_type_checkers(child)]
    return [*below, *(inner for child in below for inner in walk(child))]


def imported(path: Path) -> set[str]:
    """The modules of the package that a module imports, wherever in it the import is."""
    found = set[str]()
    for node in walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "kzru_forums":
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in NAMES else node.module or "")
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names if alias.name.partition(".")[0] == "kzru_forums")
    return found


def layer(name: str) -> int:
    return next(index for index, parts in enumerate(LAYERS) if part(name) in parts)


def test_every_part_has_a_layer() -> None:
    assert set(map(part, NAMES)) - set().union(*LAYERS) == set()


def is_below(importer: str, name: str) -> bool:
    """Whether a module may import another: of a layer above its own, or of its own part."""
    return layer(name) < layer(importer) or part(name) == part(importer)


DEFERRED = {
    ("kzru_forums.model", "kzru_forums.display"),
    ("kzru_forums.model", "kzru_forums.exchanges"),
    # Nothing is gained by loading a writer of files before somebody looks at a package's version.
    ("kzru_forums.cli.parser", "kzru_forums"),
}


@pytest.mark.parametrize("path", MODULES, ids=module)
def test_imports_point_one_way(path: Path) -> None:
    mine = module(path)
    wrong = {name for name in imported(path) if not is_below(mine, name) and (mine, name) not in DEFERRED}
    assert wrong == set()


def test_there_is_no_cycle() -> None:
    graph = {module(path): imported(path) - {module(path)} for path in MODULES}
    graph["kzru_forums.cli.parser"] = graph["kzru_forums.cli.parser"] - {"kzru_forums"}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("path", MODULES, ids=module)
def test_private_modules_stay_in_their_package(path: Path) -> None:
    for name in imported(path):
        package, _, last = name.rpartition(".")
        assert not last.startswith("_") or f"{module(path)}.".startswith(f"{package}."), name


def test_imports_are_absolute() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), path


def loaded_by(code: str) -> set[str]:
    """The packages that are loaded when a fresh interpreter has run some code."""
    return {name.partition(".")[0] for name in modules_loaded_by(code)}


def modules_loaded_by(code: str) -> set[str]:
    """The modules that are loaded when a fresh interpreter has run some code."""
    code += "; import sys; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


def test_importing_the_package_loads_no_extra() -> None:
    loaded = loaded_by("from kzru_forums import *")
    assert "attrs" in loaded
    assert not EXTRAS & loaded


def test_importing_the_package_alone_loads_nothing_else() -> None:
    assert "attrs" not in loaded_by("import kzru_forums")


@pytest.mark.parametrize("name", ["corpus", "formats", "testing"])
def test_a_part_is_imported_when_it_is_first_used(name: str) -> None:
    part = f"kzru_forums.{name}"
    assert part not in modules_loaded_by("import kzru_forums; kzru_forums.parse")
    assert part in modules_loaded_by(f"import kzru_forums; kzru_forums.{name}")


def test_reading_page_text_loads_no_extra() -> None:
    assert not EXTRAS & loaded_by("import kzru_forums; kzru_forums.parse('Events')")


SLOW = {
    "csv",
    "difflib",
    "email.parser",
    "gzip",
    "hashlib",
    "importlib.resources",
    "json",
    "subprocess",
    "tempfile",
    "zipfile",
}
"""Modules of the standard library that take long to load, and that few programs need."""


def test_reading_loads_what_it_needs_alone() -> None:
    loaded = modules_loaded_by("import kzru_forums; kzru_forums.parse")
    assert not SLOW & loaded
    assert {name for name in loaded if part(name) in ("agreements", "corpus", "exchanges", "formats", "rows")} == set()


def test_importing_the_package_compiles_no_pattern() -> None:
    loaded = modules_loaded_by("import kzru_forums; kzru_forums.parse") & NAMES - {"kzru_forums.patterns"}
    assert len(loaded) > 20
    hasty = [module(path) for path in MODULES if module(path) in loaded and "re.compile(" in path.read_text("utf-8")]
    assert hasty == []


def test_reading_without_agreements_loads_nothing_of_the_grammar() -> None:
    read = "import kzru_forums; page = 'Events\\nLooms\\nMay 9, 2013\\nVladimir Putin: We signed an agreement.'"
    without = modules_loaded_by(f"{read}; kzru_forums.parse(page, agreements=False)")
    assert {name for name in without if part(name) == "agreements"} == set()
    assert "kzru_forums.agreements.find" in modules_loaded_by(f"{read}; kzru_forums.parse(page)")
