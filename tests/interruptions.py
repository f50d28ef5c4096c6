"""Interrupt an export at each of its steps, and say what is left.

    python tests/interruptions.py file|folder SIGNAL [EVERY [two-steps]]

Runs the export in a child process per step, where a step is a line of `kzru_forums.writing`, and sends it the signal
just before that line; with EVERY, only at every so many steps. Prints what was left each time as JSON: `[status,
content, others]`, where the status is that of the process (negative: the signal that ended it), the content is "old" or
"new" or something else, and others are the names of what lies beside the export.
"""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from kzru_forums import writing

MARK = "README.txt"
FINISHED = 0
INTERRUPTED = 1


class Left(NamedTuple):
    """What is left of an export that was interrupted."""

    status: int
    content: str
    others: list[str]


def write_file(path: Path, words: str) -> None:
    """Write a file."""
    with writing.whole_file(path) as file:
        file.write(words.encode())


def write_folder(path: Path, words: str) -> None:
    """Write a folder of two files."""
    with writing.whole_folder(path, (MARK, "words.txt"), MARK) as folder:
        Path(folder, MARK).write_text("kzru_forums", encoding="utf-8")
        Path(folder, "words.txt").write_text(words, encoding="utf-8")


EXPORTS = {"file": write_file, "folder": write_folder}


def content_of(path: Path) -> str:
    """What an export holds; for a folder only if both files are there."""
    if path.is_file():
        return path.read_text(encoding="utf-8")
    if not path.exists():
        return "nothing"
    names = sorted(file.name for file in path.iterdir())
    words = Path(path, "words.txt")
    return words.read_text(encoding="utf-8") if names == [MARK, "words.txt"] else f"only {names}"


def stop_at(step: int, number: int) -> None:
    """Send this process a signal before that line of the module."""
    left = step

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if frame.f_code.co_filename != writing.__file__:
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), number)
        return trace

    sys.settrace(trace)


def run(kind: str, folder: Path, step: int, number: int) -> Left:
    """Write an export over an earlier one, and interrupt it."""
    path = folder / "out"
    EXPORTS[kind](path, "old")
    child = os.fork()
    if not child:
        status = INTERRUPTED
        try:
            stop_at(step, number)
            EXPORTS[kind](path, "new")
            status = FINISHED
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Left(status, content_of(path), [other.name for other in folder.iterdir() if other.name != "out"])


def outcomes(kind: str, number: int, every: int) -> Iterator[Left]:
    """What is left for each step, until one is beyond the last."""
    for step in count(1, every):
        with tempfile.TemporaryDirectory() as folder:
            left = run(kind, Path(folder), step, number)
        if left.status == FINISHED:
            return
        yield left


def main() -> None:
    """Print the outcomes."""
    kind, name, *more = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what runs in the background ignore it
    if more[1:]:
        writing._renameat2 = lambda: None  # type: ignore[assignment]  # noqa: SLF001 - a system without it
    json.dump(list(outcomes(kind, signal.Signals[name], int(more[0]) if more else 1)), sys.stdout)


if __name__ == "__main__":
    main()
