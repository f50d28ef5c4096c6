"""Folders that are written whole or not at all."""

from pathlib import Path

import pytest

from kzru_forums.folders import whole_folder

OURS = ("*.csv", "README.txt")


def write(folder: Path, *names: str) -> None:
    with whole_folder(folder, OURS) as new:
        for name in names:
            (new / name).write_text(name, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_appears_complete(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "out", OURS) as new:
        (new / "a.csv").touch()
        assert not (tmp_path / "out").exists()
    assert names(tmp_path / "out") == ["a.csv"]
    assert names(tmp_path) == ["out"]


def test_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "out", "a.csv", "README.txt")
    write(tmp_path / "out", "b.csv")
    assert names(tmp_path / "out") == ["b.csv"]
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", "a.csv")
    assert names(tmp_path / "out") == ["a.csv"]


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole_folder(tmp_path / "out", OURS) as new:
        (tmp_path / "no such file").rename(new / "a.csv")
    assert names(tmp_path) == []


def test_an_earlier_export_stays_when_writing_fails(tmp_path: Path) -> None:
    write(tmp_path / "out", "a.csv")
    with pytest.raises(KeyError), whole_folder(tmp_path / "out", OURS):
        raise KeyError
    assert names(tmp_path / "out") == ["a.csv"]


def test_an_earlier_export_stays_when_the_new_one_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "out", "a.csv")
    fail_to_move(monkeypatch)
    with pytest.raises(PermissionError):
        write(tmp_path / "out", "b.csv")
    assert names(tmp_path / "out") == ["a.csv"]


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
    assert names(tmp_path / "there") == ["a.csv"]


def test_a_folder_without_a_parent_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write(tmp_path / "no" / "out", "a.csv")
