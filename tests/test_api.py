"""The API is what it says it is: every public name is exported once, described, and in the reference."""

import inspect
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import griffe
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

import kzru_forums
from compare_api import MODULES, PACKAGE, breaking

ROOT = Path(__file__).parents[1]
SOURCE = griffe.load(PACKAGE, search_paths=[ROOT / "src"], resolve_aliases=True)
EXAMPLE = re.compile(r"^\s*>>> ", re.MULTILINE)


def own_names(module: str) -> list[str]:
    """The public names that a submodule defines itself, its constants included, or that it exports alone."""
    if SOURCE[module].exports:
        return [str(name) for name in SOURCE[module].exports if name not in kzru_forums.__all__]
    return [
        name
        for name, member in SOURCE[module].members.items()
        if not (name.startswith("_") or member.is_alias or name == "T")
    ]


def public() -> Iterator[tuple[str, griffe.Object | griffe.Alias]]:
    """Every public name with what it stands for."""
    for name in kzru_forums.__all__:
        yield name, SOURCE[name]
    for module in MODULES:
        for name in own_names(module):
            yield f"{module}.{name}", SOURCE[f"{module}.{name}"]


def members(thing: griffe.Object | griffe.Alias) -> Iterator[griffe.Object | griffe.Alias]:
    """The public members that a class defines itself; those of a vocabulary are words and need no description."""
    found = thing.final_target if isinstance(thing, griffe.Alias) else thing
    if isinstance(found, griffe.Class) and "StrEnum" not in map(str, found.bases):
        yield from (one for name, one in found.members.items() if not name.startswith("_"))


def described(member: griffe.Object | griffe.Alias) -> bool:
    """Whether a member has a docstring, or stands under `Attributes:` in that of its class."""
    about = member.parent.docstring.value if member.parent and member.parent.docstring else ""
    return bool(member.docstring) or f"\n    {member.name}: " in about.partition("Attributes:")[2]


PUBLIC = dict(public())


def test_the_facade_lists_its_names_in_order() -> None:
    assert kzru_forums.__all__ == sorted(kzru_forums.__all__, key=lambda name: (name.islower(), name))


def test_every_listed_name_is_there() -> None:
    assert [name for name in kzru_forums.__all__ if not hasattr(kzru_forums, name)] == []


def test_nothing_has_two_public_names() -> None:
    homes = Counter(thing.canonical_path for thing in PUBLIC.values())
    assert [home for home, count in homes.items() if count > 1] == []


def test_nothing_that_is_imported_by_the_facade_is_left_unlisted() -> None:
    imported = {name for name, thing in inspect.getmembers(kzru_forums) if not inspect.ismodule(thing)}
    assert {name for name in imported if not name.startswith("_")} == set(kzru_forums.__all__)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_described(name: str) -> None:
    thing = PUBLIC[name]
    assert thing.docstring
    assert [member.path for member in members(thing) if not described(member)] == []


@pytest.mark.parametrize(
    "name", [name for name, thing in PUBLIC.items() if thing.is_function and not name.startswith("testing.")]
)
def test_every_public_function_has_an_example(name: str) -> None:
    """Of its own, or on a page. The strategies are many of a kind, and their module has one for all."""
    thing = PUBLIC[name]
    assert thing.docstring
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert EXAMPLE.search(thing.docstring.value) or re.search(rf"\b{thing.name}\(", pages)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built documentation."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder)))
    return folder


@pytest.fixture(scope="module")
def inventory(site: Path) -> set[str]:
    """The names that the built reference can be linked by."""
    data = (site / "objects.inv").read_bytes().split(b"\n", 4)[4]
    return {line.split(" ", 1)[0] for line in zlib.decompress(data).decode().splitlines()}


def test_every_public_name_is_in_the_built_reference(inventory: set[str]) -> None:
    shown = {name: thing.canonical_path for name, thing in PUBLIC.items()}
    assert [name for name, path in shown.items() if path not in inventory] == []
    fields = [member.canonical_path for thing in PUBLIC.values() for member in members(thing)]
    assert [path for path in fields if path not in inventory] == []


def test_the_site_serves_the_schema_and_links_it(site: Path) -> None:
    (served,) = site.glob("schema-*.json")
    assert json.loads(served.read_bytes()) == kzru_forums.json_schema()
    assert f'href="../../{served.name}"' in (site / "reference" / "jsonio" / "index.html").read_text(encoding="utf-8")


def test_the_reference_shows_nothing_private(inventory: set[str]) -> None:
    assert [name for name in inventory if re.search(r"\._(?!_)", name)] == []


def test_the_reference_shows_only_what_is_public(inventory: set[str]) -> None:
    """By the name of its home, by which it can be linked too. Types that signatures name may be shown beside them."""
    homes = tuple(f"{thing.canonical_path}." for thing in PUBLIC.values())
    ours = [SOURCE[name.removeprefix(f"{PACKAGE}.")] for name in inventory if name.startswith(f"{PACKAGE}.")]
    shown = {thing.canonical_path for thing in ours if not (thing.is_module or thing.is_attribute)}
    assert {path for path in shown if not f"{path}.".startswith(homes)} == set()


def test_the_page_on_compatibility_names_the_public_modules() -> None:
    page = (ROOT / "docs" / "compatibility.md").read_text(encoding="utf-8")
    listed = re.search(r"submodules (.*)\.$", page, re.MULTILINE)
    assert listed
    assert tuple(re.findall(r"`([\w.]+)`", listed[1])) == MODULES


def test_a_change_that_breaks_a_caller_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package before the change is the one at hand, and one more argument of `load` is what changed."""
    now = griffe.load(PACKAGE, search_paths=[ROOT / "src"], resolve_aliases=True)
    needed = griffe.Parameter("layout", kind=griffe.ParameterKind.positional_or_keyword)
    now["reading.load"].parameters.add(needed)
    now["text"].del_member("slug")
    monkeypatch.setattr(griffe, "load_git", lambda *_, **__: SOURCE)
    monkeypatch.setattr(griffe, "load", lambda *_, **__: now)
    assert breaking("v0.1.0") == ["kzru_forums.reading.load: Parameter was added as required"]


def test_the_version_is_that_of_the_installed_package() -> None:
    assert kzru_forums.__version__ == version("kzru-forums")


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Corpse"):
        _ = kzru_forums.Corpse  # type: ignore[attr-defined]  # on purpose
    assert dir(kzru_forums) == sorted(kzru_forums.__all__)
