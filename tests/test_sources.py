"""Many files: paths, globs, folders and zip files."""

import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kzru_forums import Limits, Problem, ProblemCode, TranscriptError, iter_events, iter_readings
from kzru_forums.files import would_read
from pages import PUTIN, page

BROKEN = page(f"{PUTIN}: Good evening.").replace("September 19, 2012\n", "")


def named(word: str) -> str:
    return page(f"{PUTIN}: {word}.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages in a folder and below it, beside files that are none."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "b.txt").write_text(named("B"))
    (tmp_path / "a.TXT").write_text(named("A"))
    (tmp_path / "deep" / "c.txt").write_text(named("C"))
    (tmp_path / "deep" / "notes.rst").write_text("no page")
    (tmp_path / "d.txt").mkdir()
    return tmp_path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pages:
        pages.writestr("b.txt", named("B") * 20)
        pages.writestr("deep/a.txt", named("A"))
        pages.writestr("notes.rst", "no page")
    return path


def words(paths: object) -> list[str]:
    return [event.statements[0].text for event in iter_events(paths)]  # type: ignore[arg-type]  # any sort of path


def names(paths: object) -> list[str | None]:
    return [reading.source.name for reading in iter_readings(paths)]  # type: ignore[arg-type]  # any sort of path


def test_files_are_read_in_the_order_given(folder: Path) -> None:
    assert words([folder / "b.txt", str(folder / "a.TXT")]) == ["B.", "A."]


@pytest.mark.parametrize("make", [Path, str])
def test_a_single_path_is_enough(folder: Path, make: type) -> None:
    assert words(make(folder / "b.txt")) == ["B."]


def test_the_name_of_a_source_is_the_path_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert names("b.txt") == ["b.txt"]


def test_a_folder_gives_its_pages_deep_and_in_order_of_their_names(folder: Path) -> None:
    assert words(folder) == ["A.", "B.", "C."]


def test_a_glob_gives_what_it_matches_in_order_of_the_names(folder: Path) -> None:
    assert words(f"{folder}/[ab].*") == ["A.", "B."]


def test_a_glob_goes_deep(folder: Path) -> None:
    assert words(f"{folder}/**/c.txt") == ["C."]


def test_a_glob_may_match_folders(folder: Path) -> None:
    assert words(f"{folder}/dee*") == ["C."]


def test_a_file_whose_name_is_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "[ab].txt").write_text(named("A"))
    (tmp_path / "a.txt").write_text(named("B"))
    assert words(tmp_path / "[ab].txt") == ["A."]


def test_a_zip_file_gives_its_pages_in_order_of_their_names(archive: Path) -> None:
    assert names(archive) == [f"{archive}/b.txt", f"{archive}/deep/a.txt"]


def test_a_zip_file_is_known_by_its_content(archive: Path) -> None:
    assert len(names(archive.rename(archive.with_suffix(".pages")))) == 2


def problems(path: object) -> list[tuple[ProblemCode, str | None]]:
    found = [problem for reading in iter_readings(path) for problem in reading.problems]  # type: ignore[arg-type]
    return [(problem.code, problem.source) for problem in found]


@pytest.mark.parametrize("name", ["none.txt", "none/*.txt", "no\u0442e"])
def test_a_missing_file_is_a_reading_with_a_problem(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name)
    assert problems(path) == [(ProblemCode.UNREADABLE_FILE, path)]


def test_a_path_that_no_file_can_have_is_a_problem() -> None:
    assert problems("a\0b.txt") == [(ProblemCode.UNREADABLE_FILE, "a\0b.txt")]


def test_an_empty_path_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert problems("") == [(ProblemCode.UNREADABLE_FILE, "")]


def test_a_missing_file_says_why() -> None:
    (problem,) = next(iter_readings("none.txt")).problems
    assert str(problem) == "none.txt: error: cannot be read: No such file or directory [unreadable-file]"


def test_an_address_is_not_fetched() -> None:
    (problem,) = next(iter_readings("https://example.org/events?page=[1]")).problems
    assert (problem.code, problem.source) == (ProblemCode.UNREADABLE_FILE, "https://example.org/events?page=[1]")
    assert "nothing is downloaded; save the page" in problem.message


def test_a_pattern_that_matches_nothing_says_so(tmp_path: Path) -> None:
    (problem,) = next(iter_readings(f"{tmp_path}/*.txt")).problems
    assert problem.code is ProblemCode.UNREADABLE_FILE
    assert "nothing matches the pattern" in problem.message


@pytest.mark.parametrize("path", [".", "*", "pages.zip"])
def test_what_holds_no_page_is_told_which_endings_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deep").mkdir()
    with zipfile.ZipFile("pages.zip", "w") as archive:
        archive.writestr("notes.rst", "no page")
    if path == "*":
        Path("pages.zip").unlink()
    (problem,) = [problem for reading in iter_readings(path) for problem in reading.problems]
    assert (problem.code, problem.source) == (ProblemCode.UNREADABLE_FILE, path)
    assert "no file in it ends in .txt, .md, .html, .htm, .xhtml, .mhtml or .mht" in problem.message


def test_reading_a_folder_without_pages_strictly_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"no file in it ends in \.txt"):
        list(iter_events(tmp_path))


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("b.txt", "b.txt"),
        ("b.txt", "deep/../b.txt"),
        (".", "b.txt"),
        (".", "new.HTML"),
        (".", "new.txt.gz"),
        (".", "new.mht"),
        (".", "deep/new.txt"),
        (".", "new/README.txt"),
        ("deep/notes.rst", "deep/notes.rst"),
        ("*.txt", "b.txt"),
        ("*.txt", "new.txt"),
        ("deep/*", "deep/new.json"),
        ("*", "new/README.txt"),
        ("d*", "deep/new.txt"),
        ("**/c.txt", "c.txt"),
        ("**/c.txt", "deep/c.txt"),
        ("**", "deep/new.json"),
    ],
)
def test_what_is_read_now_or_next_time_is_known(
    folder: Path, monkeypatch: pytest.MonkeyPatch, path: str, target: str
) -> None:
    monkeypatch.chdir(folder)
    assert would_read(path, Path(target))
    place = Path(target)
    place.parent.mkdir(exist_ok=True)
    place.touch()
    assert place.resolve() in {Path(name or "").resolve() for name in names(path)}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("b.txt", "new.txt"),
        (".", "new.json"),
        (".", "new.json.gz"),
        (".", "../new.txt"),
        ("deep", "new.txt"),
        ("*.txt", "new.html"),
        ("*.txt", "deep/new.txt"),
        ("deep/*.txt", "new.txt"),
        ("none.txt", "none.txt"),
        ("", "new.txt"),
        ("a\0b", "new.txt"),
    ],
)
def test_what_is_not_read_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch, path: str, target: str) -> None:
    monkeypatch.chdir(folder)
    assert not would_read(path, Path(target))


def test_reading_goes_on_behind_a_missing_file(folder: Path) -> None:
    assert [len(reading.events) for reading in iter_readings([folder / "none.txt", folder / "b.txt"])] == [0, 1]


def test_a_zip_file_cut_short_is_a_problem(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-30])
    assert problems(archive) == [(ProblemCode.UNREADABLE_FILE, str(archive))]


def test_a_member_with_a_wrong_checksum_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as pages:
        pages.writestr("a.txt", named("A"))
    path.write_bytes(path.read_bytes().replace(b"Good", b"Bad!").replace(b": A.", b": B."))
    assert problems(path) == [(ProblemCode.UNREADABLE_FILE, f"{path}/a.txt")]


def test_a_member_that_cannot_be_unpacked_is_a_problem(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[40:60] = b"\xff" * 20
    archive.write_bytes(content)
    (found,) = problems(archive)
    assert found[0] is ProblemCode.UNREADABLE_FILE
    assert str(found[1]).startswith(f"{archive}/")


def test_a_member_beyond_the_limit_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pages:
        pages.writestr("a.txt", "\n" * 10_000)
        pages.writestr("b.txt", named("B"))
    readings = list(iter_readings(path, limits=Limits(bytes=1_000)))
    assert [reading.problems[0].code for reading in readings if reading.problems] == [ProblemCode.LIMIT_EXCEEDED]
    assert [len(reading.events) for reading in readings] == [0, 1]


def test_a_page_in_html_without_its_extra_does_not_keep_others_from_being_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    (folder / "0.html").write_text("<html><h1 class='entry-title'>A</h1>")
    first, *others = iter_readings(folder)
    assert "kzru-forums[html]" in first.problems[0].message
    assert sum(len(reading.events) for reading in others) > 0


def test_events_come_strictly_without_a_listener(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BROKEN)
    with pytest.raises(TranscriptError) as caught:
        list(iter_events(tmp_path))
    assert {problem.code for problem in caught.value.problems} == {ProblemCode.MISSING_DATE}


def test_a_listener_hears_every_problem_and_reading_goes_on(folder: Path) -> None:
    (folder / "a.TXT").write_text(BROKEN)
    heard: list[Problem] = []
    found = list(iter_events([folder / "none.txt", folder], on_problem=heard.append))
    assert [event.statements[0].text for event in found] == ["Good evening.", "B.", "C."]
    assert [problem.code for problem in heard] == [ProblemCode.UNREADABLE_FILE, ProblemCode.MISSING_DATE]


def test_a_file_is_opened_when_its_turn_comes(folder: Path) -> None:
    readings = iter_readings([folder / "b.txt", folder / "a.TXT"])
    next(readings)
    (folder / "a.TXT").write_text(named("later"))
    assert next(readings).events[0].statements[0].text == "later."


def test_paths_may_come_from_an_iterator(folder: Path) -> None:
    def paths() -> Iterator[os.PathLike[str]]:
        yield folder / "b.txt"

    assert words(paths()) == ["B."]


@pytest.mark.parametrize("wrong", [5, None, b"a.txt", [5]])
def test_a_wrong_type_is_told_what_to_pass(wrong: object) -> None:
    with pytest.raises(TypeError, match="path"):
        list(iter_readings(wrong))  # type: ignore[arg-type]  # on purpose


def test_a_zip_file_in_a_zip_file_is_to_be_unpacked(archive: Path) -> None:
    inner = archive.read_bytes()
    with zipfile.ZipFile(archive, "a") as pages:
        pages.writestr("inner.txt", inner)
    readings = list(iter_readings(archive))
    assert [len(reading.events) for reading in readings] == [20, 1, 0]
    assert [problem.message for problem in readings[-1].problems] == ["a zip file in a zip file: unpack it first"]
