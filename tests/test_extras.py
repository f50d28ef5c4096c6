"""Extras that are not installed are named, and no other failure is taken for that."""

import builtins
import importlib
import sys
from typing import Any

import pytest

EXTRAS = [
    ("formats.html", "html", "jinja2"),
    ("formats.plots", "plots", "matplotlib"),
    ("formats.tables", "tables", "pyarrow"),
    ("testing", "testing", "hypothesis"),
]


def import_where(failing: str, missing: str, module: str) -> None:
    """Import a module anew, where whatever is imported from `failing` says that `missing` is not there."""
    load = builtins.__import__

    def imported(name: str, *others: Any, **named: Any) -> Any:
        if name.partition(".")[0] == failing:
            raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)
        return load(name, *others, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, module, raising=False)
        patch.setattr(builtins, "__import__", imported)
        importlib.import_module(module)


@pytest.mark.parametrize(("module", "extra", "package"), EXTRAS)
def test_without_its_package_a_module_names_its_extra(module: str, extra: str, package: str) -> None:
    with pytest.raises(ImportError) as caught:
        import_where(package, package, f"kzru_forums.{module}")
    assert str(caught.value) == f'kzru_forums.{module} needs {package}: pip install "kzru-forums[{extra}]"'
    assert caught.value.name == package


@pytest.mark.parametrize(("module", "package"), [(module, package) for module, _, package in EXTRAS])
def test_a_package_that_lacks_another_is_not_taken_for_missing(module: str, package: str) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"^No module named 'its_own_need'$"):
        import_where(package, "its_own_need", f"kzru_forums.{module}")
