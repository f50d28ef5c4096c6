"""Export formats: one module per format, and the table `FORMATS`.

Every module in `FORMATS` has a function with the same contract:

    write(records: Iterable[Event | Forum], target, **options) -> None

- `records` are events, or forums with their events; any iterable, which is read once while writing. A forum provides
  both itself and its events. If two events have the same id, `-2` is appended to the second.
- `target` is a path, or an open file, which stays open. A file or folder is written completely or not at all. A text
  file whose name ends in `.gz` is compressed. The row of a format lists the targets it accepts.
- `options` are keyword arguments with defaults. The row of a format lists them.
- Errors: `TypeError` for an argument of the wrong type, `ValueError` for an invalid option, `DataError` for a record
  that the format cannot hold, `OSError` if the target cannot be written, `ImportError` with the name of the missing
  extra.

A module is imported when its format is first used. The command line and all other code use only this table, so a new
format needs just a new module and a new row.

Examples:
    >>> import io, kzru_forums
    >>> file = io.StringIO()
    >>> FORMATS["jsonl"].write(kzru_forums.editions()[:2], file)
    >>> len(file.getvalue().splitlines())
    2
"""

import os
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field, frozen

from kzru_forums.files import PathOrFile
from kzru_forums.model import Event, Forum
from kzru_forums.writing import is_stream

if TYPE_CHECKING:
    from kzru_forums.formats import convokit as convokit
    from kzru_forums.formats import html as html
    from kzru_forums.formats import json as json
    from kzru_forums.formats import page_text as page_text
    from kzru_forums.formats import plots as plots
    from kzru_forums.formats import sqlite as sqlite
    from kzru_forums.formats import tables as tables
    from kzru_forums.formats import tei as tei


class Target(Enum):
    """The kinds of targets of a format."""

    STREAM = "an open file, standard output, a pipe"
    FILE = "the path of a file"
    FOLDER = "the path of a folder"


_TEXT_FILE = (Target.STREAM, Target.FILE)


@frozen(kw_only=True)
class Format:
    """A row of `FORMATS`."""

    name: str
    """Name of the format."""
    module: str
    """Its module, relative to this package."""
    about: str
    """Short description of the output."""
    endings: tuple[str, ...] = ()
    """File extensions; the first is the usual one."""
    targets: tuple[Target, ...] = _TEXT_FILE
    """The targets it can be written to."""
    fixed: Mapping[str, object] = field(factory=dict)
    """Fixed options of the module's `write`, for modules that provide several formats."""
    options: tuple[str, ...] = ()
    """Other options of the module's `write`."""
    part_of: str = ""
    """The module's function that makes the part of one event, as text, if parts do not depend on each other."""
    parts: str = ""
    """The module's function that writes an iterable of parts to a target."""
    forums: bool = True
    """Whether it stores the facts of forums in addition to their events."""
    binary: bool = False
    """Whether the output consists of bytes instead of text."""
    readme: str = ""
    """Name of the file in a folder that could be mistaken for a page."""
    extra: str = ""
    """The extra it needs."""

    def write(self, records: Iterable[Event | Forum], target: PathOrFile, **options: object) -> None:
        """Write records; see the contract above."""
        import_module(f".{self.module}", __name__).write(records, target, **self.fixed, **options)

    def part(self) -> Callable[[Event], str]:
        """The function that makes the part of one event; it can be pickled, so that another process can run it."""
        made: Callable[[Event], str] = getattr(import_module(f".{self.module}", __name__), self.part_of)
        return made

    def write_parts(self, parts: Iterable[str], target: PathOrFile) -> None:
        """Write parts made by `part`; the result is the same as that of `write` without other options."""
        getattr(import_module(f".{self.module}", __name__), self.parts)(parts, target)

    def is_folder(self, target: PathOrFile) -> bool:
        """Whether a target is written as a folder, according to the format or to the extension."""
        if Target.FOLDER not in self.targets or not isinstance(target, str | os.PathLike) or is_stream(target):
            return False
        return Target.FILE not in self.targets or not self.has_ending(target)

    def has_ending(self, path: str | os.PathLike[str]) -> bool:
        """Whether a path has an extension of this format; for text formats, `.gz` may follow."""
        name = str(path).lower().removesuffix(".gz" if Target.STREAM in self.targets else "")
        return bool(self.endings) and name.endswith(self.endings)


_ROWS = (
    Format(
        name="json",
        module="json",
        about="one document",
        endings=(".json",),
        options=("indent",),
        part_of="part_of",
        parts="write_document",
        forums=False,
    ),
    Format(
        name="jsonl",
        module="json",
        about="JSON Lines, one event per line",
        endings=(".jsonl", ".ndjson"),
        fixed={"lines": True},
        part_of="line_of",
        parts="write_lines",
        forums=False,
    ),
    *(
        Format(
            name=name,
            module="tables",
            about=about,
            targets=(Target.FOLDER,),
            fixed={"format": name},
            readme="README.txt",
            extra="tables",
        )
        for name, about in (
            ("csv", "a folder of joinable tables: forums, events, speakers, statements, agreements, notes, exchanges"),
            ("parquet", "the same tables as Parquet"),
        )
    ),
    Format(
        name="sqlite",
        module="sqlite",
        about="the same tables as an SQLite database with full-text search",
        endings=(".db", ".sqlite"),
        targets=(Target.FILE,),
    ),
    Format(
        name="convokit",
        module="convokit",
        about="a corpus folder that ConvoKit loads",
        targets=(Target.FOLDER,),
        readme="README.txt",
    ),
    Format(
        name="tei",
        module="tei",
        about="Parla-CLARIN XML: one file if OUT ends in .xml or .tei, else a folder with a file per event",
        endings=(".xml", ".tei"),
        targets=(*_TEXT_FILE, Target.FOLDER),
    ),
    Format(
        name="html",
        module="html",
        about="web pages: one file if OUT ends in .html, else a folder with an index and a page per event",
        endings=(".html", ".htm"),
        targets=(*_TEXT_FILE, Target.FOLDER),
        readme="index.html",
        extra="html",
    ),
    *(
        Format(
            name=name,
            module="plots",
            about=f"a picture ({name.upper()}): who speaks when, for one event; words by speaker and year, for several",
            endings=(f".{name}",),
            binary=name == "png",
            fixed={"file_format": name},
            options=("picture",),
            extra="plots",
        )
        for name in ("svg", "png")
    ),
    Format(
        name="text",
        module="page_text",
        about="page text, the layout of a copied page",
        endings=(".txt",),
        options=("on_refused",),
        forums=False,
    ),
)
FORMATS: dict[str, Format] = {row.name: row for row in _ROWS}
"""All formats by name."""


def named_by(path: str | os.PathLike[str]) -> Format | None:
    """The format that matches the extension of a path.

    Examples:
        >>> format = named_by("events.jsonl.gz")
        >>> format and format.name
        'jsonl'
    """
    return next((row for row in FORMATS.values() if row.has_ending(Path(path))), None)


if not TYPE_CHECKING:  # pragma: no branch - type checkers read the imports above

    def __getattr__(name: str) -> object:
        """The module of a format, which is imported when it is first used."""
        if name not in {row.module for row in _ROWS}:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f".{name}", __name__)


def __dir__() -> list[str]:
    """The public names, including the modules that are not imported yet."""
    return sorted({"FORMATS", "Format", "Target", "named_by", *(row.module for row in _ROWS)})
