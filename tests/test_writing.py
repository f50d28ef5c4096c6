"""Files that are written whole or not at all."""

import gzip
import io
import os
import stat
import subprocess
import sys
import threading
from errno import EACCES, ENOSPC
from pathlib import Path
from typing import Any

import pytest

import kzru_forums
from interruptions import EXPORTS, content_of
from kzru_forums import formats, writing
from kzru_forums.writing import text_to, whole_file


def test_the_file_holds_what_was_written(tmp_path: Path) -> None:
    with whole_file(tmp_path / "page.txt") as file:
        file.write(b"looms")
    assert (tmp_path / "page.txt").read_bytes() == b"looms"


def test_nothing_stands_under_the_name_before_the_end(tmp_path: Path) -> None:
    with whole_file(tmp_path / "page.txt") as file:
        file.write(b"looms")
        assert not (tmp_path / "page.txt").exists()


def fail_to_write(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"looms")
        raise KeyError


def test_an_error_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        fail_to_write(tmp_path / "page.txt")
    assert not list(tmp_path.iterdir())


def test_an_error_leaves_an_older_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(b"old")
    with pytest.raises(KeyError):
        fail_to_write(tmp_path / "page.txt")
    assert (tmp_path / "page.txt").read_bytes() == b"old"


def test_a_folder_that_takes_no_file_is_an_error_that_names_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(dir: Path, prefix: str, suffix: str) -> tuple[int, str]:  # noqa: A002 - its name in `tempfile`
        raise PermissionError(EACCES, "Permission denied", f"{dir}/{prefix}0{suffix}")

    monkeypatch.setattr(writing, "mkstemp", refuse)
    with pytest.raises(PermissionError) as caught, whole_file(tmp_path / "page.txt"):
        pass
    assert caught.value.filename == str(tmp_path / "page.txt")
    assert not list(tmp_path.iterdir())


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(b"old")
    with whole_file(str(tmp_path / "page.txt")) as file:
        file.write(b"looms")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"looms"]


def test_a_missing_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "none" / "page.txt"):
        pass


def test_a_name_in_gz_is_compressed(tmp_path: Path) -> None:
    with whole_file(tmp_path / "page.txt.gz") as file:
        file.write(b"looms")
    assert gzip.decompress((tmp_path / "page.txt.gz").read_bytes()) == b"looms"


def test_equal_content_gives_equal_compressed_bytes(tmp_path: Path) -> None:
    for name in ("one.gz", "two.gz"):
        with whole_file(tmp_path / name) as file:
            file.write(b"looms")
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()


def test_the_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    with whole_file(tmp_path / "page.txt"):
        pass
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("other", "page.txt")]
    assert modes[0] == modes[1]


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with whole_file(pipe) as file:
            file.write(b"wool")
        assert os.read(reader, 10) == b"wool"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_link_is_followed_and_a_mode_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o600)
    link.symlink_to(real)
    with whole_file(link) as file:
        file.write(b"new")
    assert (link.is_symlink(), real.read_bytes(), real.stat().st_mode & 0o777) == (True, b"new", 0o600)


def test_a_folder_that_is_missing_or_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="none"), whole_file(tmp_path / "none" / "a.txt"):
        pass
    with pytest.raises(IsADirectoryError), whole_file(tmp_path):
        pass


def test_text_goes_to_a_path_and_to_files_of_text_and_of_bytes(tmp_path: Path) -> None:
    text, binary = io.StringIO(), io.BytesIO()
    for target in (text, binary, tmp_path / "page.txt"):
        with text_to(target) as write:
            write("Қостанай")
            write("\n")
    assert text.getvalue() == "Қостанай\n"
    assert binary.getvalue() == (tmp_path / "page.txt").read_bytes() == "Қостанай\n".encode()


def test_a_pipe_behind_standard_output_is_written_to(tmp_path: Path) -> None:
    code = "from kzru_forums.writing import whole_file\nwith whole_file('/dev/stdout') as file: file.write(b'wool')"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path)
    assert run.stdout == b"wool"


@pytest.mark.parametrize("form", formats.FORMATS.values(), ids=str)
@pytest.mark.parametrize("name", ["loop", "a\0b", "\ud800"])
def test_a_path_that_no_file_can_have_is_an_error_that_names_it(
    form: formats.Format, name: str, tmp_path: Path
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    target = f"{tmp_path}/{name}"
    with pytest.raises(OSError) as raised:  # noqa: PT011 - its file name is what matters
        form.write(kzru_forums.editions()[:1], target)
    assert raised.value.filename == target
    assert [path.is_symlink() for path in tmp_path.iterdir()] == [True]


def test_a_full_disk_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system says so when the file is written, and once more when it is closed."""

    class Full(writing._NamingFile):  # noqa: SLF001 - the system's part of it
        def write(self, _: Any, /) -> int:
            with writing._naming(self._shown):  # noqa: SLF001 - the same
                raise OSError(ENOSPC, "No space left on device")

        def close(self) -> None:
            super().close()
            raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "_NamingFile", Full)
    with pytest.raises(OSError, match="No space left") as raised, whole_file(tmp_path / "out.gz") as file:
        file.write(os.urandom(100_000))
    assert raised.value.filename == str(tmp_path / "out.gz")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no such device")
def test_a_full_device_is_named() -> None:
    with pytest.raises(OSError, match="'/dev/full'"), whole_file("/dev/full") as file:
        file.write(b"wool")


class Slow(io.RawIOBase):
    """A file that takes three bytes at a time, and at some time no more."""

    def __init__(self, most: int) -> None:
        self.content = b""
        self._most = most

    def writable(self) -> bool:
        return True

    def write(self, content: Any, /) -> int | None:
        part = bytes(content[: min(3, self._most - len(self.content))])
        self.content += part
        return len(part) or None


def test_a_file_without_a_buffer_gets_everything() -> None:
    slow = Slow(100)
    with text_to(slow) as write:  # type: ignore[arg-type]  # a binary file in all but its declared base
        write("looms and wool")
    assert slow.content == b"looms and wool"


def test_a_file_that_takes_no_more_is_an_error() -> None:
    with pytest.raises(BlockingIOError), text_to(Slow(5)) as write:  # type: ignore[arg-type]  # the same
        write("looms and wool")


def test_other_threads_write_files_too(tmp_path: Path) -> None:
    def write() -> None:
        with whole_file(tmp_path / "out") as file:
            file.write(b"wool")

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"wool"]


def test_of_two_programs_that_write_the_same_place_one_wins_whole(tmp_path: Path) -> None:
    code = """
import sys
import threading
from errno import EACCES, ENOSPC
from interruptions import EXPORTS
from pathlib import Path
for number in range(100):
    for kind, write in EXPORTS.items():
        write(Path(kind), sys.argv[1] * 1000)
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    programs = [
        subprocess.Popen([sys.executable, "-c", code, letter], cwd=tmp_path, env=environment) for letter in "ab"
    ]
    assert [program.wait() for program in programs] == [0, 0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    for kind in EXPORTS:
        assert content_of(tmp_path / kind) in ("a" * 1000, "b" * 1000)
