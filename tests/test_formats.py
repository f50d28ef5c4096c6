"""The table of formats, and the contract that every module in it keeps."""

import inspect
import io
import os
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kzru_forums import formats
from kzru_forums.errors import DataError
from kzru_forums.formats import FORMATS, Format, Target, named_by
from kzru_forums.model import Event
from shell import SAMPLE, Shell
from test_architecture import loaded_by

EVENT = Event(id="ev-talks", title="Talks")
ROWS = pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)


def broken() -> Iterator[Event]:
    yield EVENT
    raise OSError("the disk is gone")


def target(form: Format, folder: Path) -> Path:
    return folder / f"out{form.endings[0] if form.endings else ''}"


@ROWS
def test_write_takes_records_a_target_and_keywords_with_defaults(form: Format) -> None:
    write = import_module(f".{form.module}", "kzru_forums.formats").write
    records, _, *options = inspect.signature(write).parameters.values()
    assert str(records.annotation).endswith("Iterable[kzru_forums.model.Event | kzru_forums.model.Forum]")
    assert {option.kind for option in options} <= {inspect.Parameter.KEYWORD_ONLY}
    assert inspect.Parameter.empty not in {option.default for option in options}
    assert {*form.fixed, *form.options} <= {option.name for option in options}


@ROWS
def test_nothing_appears_if_the_records_break_off(form: Format, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="the disk is gone"):
        form.write(broken(), target(form, tmp_path), **{name: print for name in form.options if name == "on_refused"})
    assert list(tmp_path.iterdir()) == []


@ROWS
def test_what_is_not_a_record_is_refused(form: Format, tmp_path: Path) -> None:
    wrong: Any = ["page"]
    with pytest.raises(TypeError, match=r"events or forums, not str|an Event, a Forum, .*, not a sequence of str"):
        form.write(wrong, target(form, tmp_path))
    assert list(tmp_path.iterdir()) == []


@ROWS
def test_a_format_that_takes_open_files_leaves_them_open(form: Format) -> None:
    stream = io.BytesIO()
    if Target.STREAM in form.targets:
        form.write([], stream)
        assert not stream.closed
    else:
        with pytest.raises(TypeError, match=r"expected (the|a) path"):
            form.write([], stream)


def test_the_table_alone_loads_no_format() -> None:
    loaded_by("import kzru_forums.formats, sys; assert 'kzru_forums.formats.tei' not in sys.modules")


MODULES = sorted({form.module for form in FORMATS.values()})


@pytest.mark.parametrize("name", MODULES)
def test_a_format_is_reached_without_an_import_of_its_own(name: str) -> None:
    loaded_by(f"import kzru_forums as kf; assert kf.formats.{name}.__name__ == 'kzru_forums.formats.{name}'")


def test_the_formats_have_public_names_alone() -> None:
    assert set(dir(formats)) == {"FORMATS", "Format", "Target", "named_by", *MODULES}
    assert all(hasattr(formats, name) for name in dir(formats))
    with pytest.raises(AttributeError, match=r"module 'kzru_forums\.formats' has no attribute 'titles'"):
        getattr(formats, "titles")  # noqa: B009 - a type checker knows that there is none


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.json", "json"), ("A.NDJSON.GZ", "jsonl"), ("a.tei", "tei"), ("a.txt.gz", "text"), ("a.gz", None), ("a", None)],
)
def test_an_ending_names_a_format(name: str, format: str | None) -> None:  # noqa: A002 - as in the table
    found = named_by(Path(name))
    assert (found and found.name) == format


@pytest.mark.parametrize(
    ("name", "path", "folder"),
    [
        ("csv", "out", True),
        ("csv", "out.csv", True),
        ("tei", "out", True),
        ("tei", "a.XML.gz", False),
        ("json", "out", False),
    ],
)
def test_a_name_says_whether_it_is_a_folder(name: str, path: str, folder: bool) -> None:
    assert FORMATS[name].is_folder(path) is folder


@pytest.mark.skipif(not Path(os.devnull).exists(), reason="this system has no null device")
def test_a_device_is_no_folder() -> None:
    assert not FORMATS["csv"].is_folder(os.devnull)


def test_a_new_format_is_a_row(shell: Shell) -> None:
    """The command line writes a format that only the table knows."""

    def write(records: Any, path: str) -> None:
        Path(path).write_text(" ".join(record.title for record in records), encoding="utf-8")

    row = Format(name="titles", module="titles", about="titles", endings=(".tt",), targets=(Target.FILE,), forums=False)
    shell.monkeypatch.setitem(
        sys.modules, "kzru_forums.formats.titles", type("titles", (), {"write": staticmethod(write)})
    )
    shell.monkeypatch.setitem(FORMATS, "titles", row)
    page, out = shell.page("a.txt", SAMPLE), shell.folder / "out.tt"
    assert shell.run("convert", page, "-o", out) == (0, "", "")
    assert out.read_text(encoding="utf-8").startswith("Plenary session")
    complaint = "kzru-forums: the output is a file; use -o FILE\n"
    assert shell.run("convert", page, "--to", "titles") == (2, "", complaint)


def test_page_text_names_what_it_refuses() -> None:
    odd = Event(id="ev-odd", title="Odd", date=date(2013, 5, 9), headings=("",))
    fine = Event(id="ev-fine", title="Fine", date=date(2013, 5, 9))
    with pytest.raises(DataError) as caught:
        FORMATS["text"].write([fine, odd], io.StringIO())
    assert [path for path, _ in caught.value.errors] == ["events[1].headings"]


def test_page_text_leaves_out_what_it_refuses() -> None:
    refused: list[Event] = []
    stream = io.StringIO()
    FORMATS["text"].write([EVENT], stream, on_refused=lambda event, _: refused.append(event))
    assert (refused, stream.getvalue()) == ([EVENT], "")
