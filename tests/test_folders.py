"""Folders that are written whole or not at all."""

import ctypes
from errno import EACCES, EINVAL, ENOSPC, ENOTEMPTY
from functools import partial
from pathlib import Path

import pytest

from kzru_forums import writing
from kzru_forums.writing import whole_folder

SIGNED = "README.txt"
renameat2 = writing._renameat2.__wrapped__  # noqa: SLF001
whole = partial(whole_folder, ours=("*.csv", SIGNED), signed=SIGNED)


def write(folder: Path, *names: str) -> None:
    with whole(folder) as new:
        for name in (*names, SIGNED):
            (new / name).write_text(f"{name}, made by kzru_forums", encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(params=["in one step", "in two steps"], autouse=True)
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test of this module runs with and without the system's call that lets two folders change places."""
    if request.param == "in two steps":
        monkeypatch.setattr(writing, "_renameat2", lambda: None)


def test_a_folder_appears_complete(tmp_path: Path) -> None:
    with whole(tmp_path / "out") as new:
        (new / "a.csv").touch()
        assert not (tmp_path / "out").exists()
    assert names(tmp_path / "out") == ["a.csv"]
    assert names(tmp_path) == ["out"]


def test_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "out", "a.csv")
    write(tmp_path / "out", "b.csv")
    assert names(tmp_path / "out") == [SIGNED, "b.csv"]
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", "a.csv")
    assert names(tmp_path / "out") == [SIGNED, "a.csv"]


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole(tmp_path / "out") as new:
        (tmp_path / "no such file").rename(new / "a.csv")
    assert names(tmp_path) == []


def test_an_earlier_export_stays_when_writing_fails(tmp_path: Path) -> None:
    write(tmp_path / "out", "a.csv")
    with pytest.raises(KeyError), whole(tmp_path / "out"):
        raise KeyError
    assert names(tmp_path / "out") == [SIGNED, "a.csv"]


def test_an_earlier_export_stays_when_the_new_one_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "out", "a.csv")
    fail_to_move(monkeypatch)
    monkeypatch.setattr(writing, "_renameat2", lambda: lambda *_: -1)
    monkeypatch.setattr(ctypes, "get_errno", lambda: EINVAL)
    with pytest.raises(PermissionError):
        write(tmp_path / "out", "b.csv")
    assert names(tmp_path / "out") == [SIGNED, "a.csv"]


def test_nothing_is_left_when_a_new_folder_cannot_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_to_move(monkeypatch)
    with pytest.raises(PermissionError):
        write(tmp_path / "out", "a.csv")
    assert names(tmp_path) == []


def test_an_earlier_export_stays_when_the_folders_cannot_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "out", "a.csv")
    monkeypatch.setattr(writing, "_renameat2", lambda: lambda *_: -1)
    monkeypatch.setattr(ctypes, "get_errno", lambda: EACCES)
    with pytest.raises(PermissionError, match="out"):
        write(tmp_path / "out", "b.csv")
    assert names(tmp_path / "out") == [SIGNED, "a.csv"]
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("fault", [AttributeError, OSError, TypeError])
def test_a_system_without_that_call_moves_in_two_steps(fault: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def library(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(ctypes, "CDLL", library)
    assert renameat2() is None


def test_files_that_came_in_the_meantime_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "out", "a.csv")
    with pytest.raises(FileExistsError, match="out contains 'mine'"), whole(tmp_path / "out"):
        (tmp_path / "out" / "mine").touch()
    assert names(tmp_path / "out") == [SIGNED, "a.csv", "mine"]
    assert names(tmp_path) == ["out"]


def test_a_folder_that_appears_in_the_meantime_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if another process came first each time that this one looked whether the place is free."""
    exists = Path.exists

    def came_first(path: Path) -> bool:
        found = exists(path)
        if path.name == "out" and not found:
            path.mkdir()
            (path / SIGNED).write_text("kzru_forums", encoding="utf-8")
        return found

    monkeypatch.setattr(Path, "exists", came_first)
    write(tmp_path / "out", "a.csv")
    assert names(tmp_path / "out") == [SIGNED, "a.csv"]
    assert names(tmp_path) == ["out"]


def test_a_folder_that_is_always_taken_is_an_error_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(path: Path, _: Path) -> Path:
        raise OSError(ENOTEMPTY, "Directory not empty", str(path))

    monkeypatch.setattr(Path, "rename", taken)
    with pytest.raises(OSError, match=r"not empty: '.*/out'") as raised:
        write(tmp_path / "out", "a.csv")
    assert raised.value.filename == str(tmp_path / "out")
    assert names(tmp_path) == []


def test_an_earlier_export_that_cannot_be_moved_back_is_not_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "out", "a.csv")
    monkeypatch.setattr(writing, "_renameat2", lambda: None)
    rename = Path.rename

    def moved(path: Path, target: Path) -> Path:
        if target.name == "out":
            raise PermissionError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", moved)
    with pytest.raises(PermissionError):
        write(tmp_path / "out", "b.csv")
    (kept,) = tmp_path.rglob("a.csv")
    assert kept.parent.name == "earlier-0"


def fail_to_move(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moving a folder that is new fails, as where its place cannot be written."""
    rename = Path.rename

    def moved(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise PermissionError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", moved)


@pytest.mark.parametrize("other", ["notes.txt", ".hidden"])
def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, other: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / other).touch()
    with pytest.raises(FileExistsError, match=rf"out contains '{other}', which is not part of an export"):
        write(tmp_path / "out", "a.csv")
    assert names(tmp_path / "out") == [other]


def test_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="is a file"):
        write(tmp_path / "out", "a.csv")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "there")
    write(tmp_path / "out", "a.csv")
    assert (tmp_path / "out").is_symlink()
    assert names(tmp_path / "there") == [SIGNED, "a.csv"]


def test_a_folder_without_a_parent_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        write(tmp_path / "no" / "out", "a.csv")
    assert raised.value.filename == str(tmp_path / "no" / "out")


def test_errors_name_files_where_they_were_to_be(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised, whole(tmp_path / "out") as new:
        (new / "no" / "a.csv").touch()
    assert raised.value.filename == str(tmp_path / "out" / "no" / "a.csv")


def test_a_full_disk_is_an_error_that_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left") as raised, whole(tmp_path / "out"):
        raise OSError(ENOSPC, "No space left on device")
    assert raised.value.filename == str(tmp_path / "out")
    assert names(tmp_path) == []


@pytest.mark.parametrize("content", [None, "my notes on trade", f"{'x' * 4096} kzru_forums"])
def test_a_folder_that_only_looks_like_an_export_is_left_alone(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.csv").touch()
    if content is not None:
        (tmp_path / "out" / SIGNED).write_text(content, encoding="utf-8")
    before = names(tmp_path / "out")
    with pytest.raises(FileExistsError, match=r"no 'README\.txt' that marks an export"):
        write(tmp_path / "out", "b.csv")
    assert names(tmp_path / "out") == before


def test_the_current_folder_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (Path(), tmp_path):
        with pytest.raises(FileExistsError, match="is the current folder"):
            write(path, "a.csv")
    assert names(tmp_path) == []


def test_what_is_no_path_is_told() -> None:
    with pytest.raises(TypeError, match="expected the path of a folder, not NoneType"):
        write(None, "a.csv")  # type: ignore[arg-type]  # on purpose
