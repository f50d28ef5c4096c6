"""What the tests of the command line share: pages, and a shell that runs it in this process."""

import io
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from attrs import frozen

from kzru_forums import cli

SAMPLE = (files("kzru_forums") / "data" / "sample_page.txt").read_text(encoding="utf-8")
PARTIAL = "Events\nA short visit\nMay 9, 2013\nVladimir Putin: Good afternoon.\n"
TABLE = 'title,date,url,content\nLooms,2012-09-19,/d/4711,"Vladimir Putin: Good afternoon.\n\nQuestion: Why?"\n'
UNDATED = "Events\nA visit without a day\nVladimir Putin: Good afternoon.\n"


@frozen
class Shell:
    """Runs the command line; made of fixtures of pytest."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        """Status, standard output and standard error."""
        status = cli.main([str(argument) for argument in arguments])
        return status, *self.capsys.readouterr()

    def stopped(self, *arguments: str, status: int) -> str:
        """What is printed before the program is ended by its parser."""
        with pytest.raises(SystemExit, match=str(status)):
            cli.main(arguments)
        return "".join(self.capsys.readouterr())

    def page(self, name: str, text: str) -> Path:
        """A file with a text."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def feed(self, text: str) -> None:
        """Put a text on standard input."""
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    def terminal(self, *streams: str) -> None:
        """Make streams a terminal that knows colours."""
        self.monkeypatch.setenv("TERM", "xterm")
        for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS"):
            self.monkeypatch.delenv(name, raising=False)
        for name in streams:
            self.monkeypatch.setattr(getattr(sys, name), "isatty", lambda: True)

    def without(self, library: str, user: str) -> None:
        """Make a library one that is not installed; `user` is the module that imports it."""
        self.monkeypatch.delitem(sys.modules, user, raising=False)
        self.monkeypatch.setitem(sys.modules, library, None)
