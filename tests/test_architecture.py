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
FOUNDATIONS = {"text", "model", "errors", "dates", "limits", "files", "folders", "_data", "licence", "vocabulary"}
LAYERS = [
    FOUNDATIONS,
    {"countries", "heads", "names", "notes", "blocks", "reports", "_wire"},
    {"mending"},
    {"labels"},
    {"readers", "speakers", "forums", "kinds", "agreements"},
    {"assemble", "checks"},
    {"transcript"},
    {"dumping"},
    {"corpus"},
    {"cli"},
    {"__main__"},
]
"""A module imports from the layers before its own, and from its own."""
READING = next(index for index, names in enumerate(LAYERS) if "transcript" in names) + 1
"""Number of the layers it takes to read; above them parts may come and go."""
WRITERS = {"page_text", "reading_text", "jsonio", "tables", "tei", "convokit", "plots", "notebook", "schema"}
"""They import the foundations, helpers that begin with an underscore, and nothing that reads."""
APART = {"__init__", "sources", "testing"}
"""The façade, the opener of files, and the strategies, which belong to no layer."""
BY_METHODS = {"model": {"reading_text", "notebook"}, "corpus": {"notebook"}}
"""Writers that methods of the records hand themselves to, imported when they are called."""
EXTRAS = {"hypothesis", "lxml", "matplotlib", "orjson", "pandas", "polars", "pyarrow", "rich", "selectolax"}


def part(path: Path) -> str:
    """The part of the package a module belongs to: its package below the root, or itself."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The parts of the package a module imports, wherever in it the import stands."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "kzru_forums":
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kzru_forums."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found.update(alias.name.split(".")[1] for alias in node.names if alias.name.startswith("kzru_forums."))
    return found - {part(path)} - BY_METHODS.get(part(path), set())


def layer(name: str) -> int | None:
    return next((index for index, names in enumerate(LAYERS) if name in names), None)


@pytest.mark.parametrize("path", MODULES, ids=part)
def test_imports_point_one_way(path: Path) -> None:
    mine = layer(part(path))
    if mine is None:
        return
    above = {name for name in imported(path) if (layer(name) or 0) > mine}
    assert not above


def test_every_part_has_a_place() -> None:
    known = set().union(*LAYERS, WRITERS, APART)
    assert {name for name in map(part, MODULES) if not name.startswith("_")} <= known


def module(path: Path) -> str:
    """The name by which a module is imported."""
    return ".".join(("kzru_forums", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


def imported_modules(path: Path) -> set[str]:
    """The modules of the package that a module imports when it is loaded itself."""
    names = {module(other) for other in MODULES}
    body = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ImportFrom)]
    pairs = [(node.module or "", f"{node.module}.{alias.name}") for node in body for alias in node.names]
    return {whole if whole in names else home for home, whole in pairs} & names


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {module(path): imported_modules(path) - {"kzru_forums"} for path in MODULES}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("path", MODULES, ids=module)
def test_private_modules_stay_in_their_package(path: Path) -> None:
    for name in imported_modules(path):
        package, _, last = name.rpartition(".")
        assert not last.startswith("_") or f"{module(path)}.".startswith(f"{package}."), name


def is_for_writers(name: str) -> bool:
    """Whether writers may import a part: a foundation, or a helper of theirs."""
    return name in FOUNDATIONS | WRITERS or name.startswith("_")


@pytest.mark.parametrize("path", [path for path in MODULES if part(path) in WRITERS], ids=part)
def test_writers_import_nothing_that_reads(path: Path) -> None:
    assert not {name for name in imported(path) if not is_for_writers(name)}


@pytest.mark.parametrize("path", [path for path in MODULES if layer(part(path)) in range(READING)], ids=part)
def test_what_reads_is_made_of_known_parts(path: Path) -> None:
    assert not {
        name for name in imported(path) if layer(name) is None and not is_for_writers(name) and name not in APART
    }


def test_no_part_imports_itself_by_a_detour() -> None:
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        graph.setdefault(part(path), set()).update(imported(path))
    assert list(TopologicalSorter(graph).static_order())


def test_imports_are_absolute() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), path


def test_importing_the_package_loads_no_extra() -> None:
    code = "import sys, kzru_forums; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert "attrs" in loaded
    assert not EXTRAS & set(loaded)


def test_reading_page_text_loads_no_extra() -> None:
    code = (
        "import sys, kzru_forums; kzru_forums.parse('Events'); print(*{name.partition('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not EXTRAS & set(loaded)
