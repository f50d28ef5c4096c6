"""Folders that are written whole or not at all."""

from functools import partial
from pathlib import Path

import pytest

from kzru_forums.files import whole_folder

SIGNED = "README.txt"
whole = partial(whole_folder, ours=("*.csv", SIGNED), signed=SIGNED)


def write(folder: Path, *names: str) -> None:
    with whole(folder) as new:
        for name in (*names, SIGNED):
            (new / name).write_text(f"{name}, made by kzru_forums", encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


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
    with pytest.raises(PermissionError):
        write(tmp_path / "out", "b.csv")
    assert names(tmp_path / "out") == [SIGNED, "a.csv"]


def test_nothing_is_left_when_a_new_folder_cannot_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_to_move(monkeypatch)
    with pytest.raises(PermissionError):
        write(tmp_path / "out", "a.csv")
    assert names(tmp_path) == []


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
    with pytest.raises(FileExistsError, match=rf"out holds '{other}', which is no file of this export"):
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
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "no" / "out", "a.csv")


@pytest.mark.parametrize("content", [None, "my notes on trade", f"{'x' * 4096} kzru_forums"])
def test_a_folder_that_only_looks_like_an_export_is_left_alone(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.csv").touch()
    if content is not None:
        (tmp_path / "out" / SIGNED).write_text(content, encoding="utf-8")
    before = names(tmp_path / "out")
    with pytest.raises(FileExistsError, match=r"no 'README\.txt' says that they are an export"):
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
