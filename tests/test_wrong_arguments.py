"""Arguments of the wrong type, and files that are none: a clear error, raised before anything is read."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kzru_forums import events_from_json, iter_events, iter_readings, iter_rows, load, parse, read, read_jsonl, to_json
from kzru_forums.formats import json
from pages import PUTIN, page

TEXT = page(f"{PUTIN}: Wool.")


class Reads:
    """A file whose `read` returns these values, and then nothing."""

    def __init__(self, *parts: object) -> None:
        self._parts = iter(parts)

    def read(self, _: int = -1) -> object:
        return next(self._parts, "")


@pytest.mark.parametrize("function", [load, read])
@pytest.mark.parametrize(
    ("parts", "error", "message"),
    [
        ((5,), TypeError, "expected a file whose read() returns text or bytes, not int"),
        (("wool", b"yarn"), TypeError, "expected a file of text or of bytes; read() returned str and then bytes"),
        ((None,), BlockingIOError, "the file has no more content for now; open it in blocking mode"),
        (("wool", None), BlockingIOError, "the file has no more content for now; open it in blocking mode"),
    ],
    ids=["integers", "text and bytes", "nothing yet", "not all yet"],
)
def test_a_file_gives_text_or_bytes(
    function: Callable[[Any], object], parts: tuple[object, ...], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as raised:
        function(Reads(*parts))
    assert str(raised.value) == message


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "utf-8\0", "nonsense", "", "base64", "rot13"])
def test_an_encoding_that_no_text_has_is_a_lookup_error(name: str) -> None:
    with pytest.raises(LookupError, match=r"encoding"):
        parse(TEXT.encode(), encoding=name)


@pytest.mark.parametrize("name", ["utf-8", "cp1251", "utf-16", "utf-7", "koi8-r", "cp037"])
def test_bytes_in_an_encoding_are_read_even_if_they_are_in_another(name: str) -> None:
    assert parse("Ж “wool”".encode() + b"\xff\x00\xd8", encoding=name).problems


@pytest.mark.parametrize("exclude", [5, None, [5], ["*.md", None], [b"*.md"]])
def test_exclude_takes_patterns(exclude: Any) -> None:
    with pytest.raises(TypeError, match=r"^exclude must be a pattern or several patterns, not \w+$"):
        list(iter_readings("pages", exclude=exclude))


def test_an_open_file_is_not_a_list_of_paths() -> None:
    with pytest.raises(TypeError, match="expected a path or several paths, not StringIO"):
        list(iter_events(io.StringIO(TEXT)))


@pytest.mark.parametrize("source", [None, 5, Reads()])
def test_json_lines_come_from_a_path_or_a_file(source: Any) -> None:
    with pytest.raises(TypeError, match=r"^read_jsonl expects a path or an open file, not \w+$"):
        read_jsonl(source)


def test_lines_of_json_are_text_or_bytes() -> None:
    class Lines(Reads):
        def __iter__(self) -> Iterator[object]:
            return iter([5])

    with pytest.raises(TypeError, match="expected lines of text or bytes, not int"):
        list(read_jsonl(Lines()))  # type: ignore[call-overload]


def test_on_problem_takes_a_function() -> None:
    with pytest.raises(TypeError, match="on_problem takes a function, not int"):
        read_jsonl(io.StringIO(), on_problem=5)  # type: ignore[call-overload]


def test_records_are_an_iterable(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="expected an iterable of events or forums, not NoneType"):
        json.write(None, tmp_path / "events.json")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    json.write(iter(parse(TEXT).events), tmp_path / "events.json")
    assert events_from_json((tmp_path / "events.json").read_text()) == list(parse(TEXT).events)
    assert (tmp_path / "events.json").read_text() == to_json(list(parse(TEXT).events)) + "\n"


def test_columns_are_a_mapping() -> None:
    with pytest.raises(TypeError, match="columns must be a mapping, not list"):
        list(iter_rows([{"text": TEXT}], columns=["text"]))  # type: ignore[arg-type]
