"""Export formats: one module per format, and the table of them, `FORMATS`.

Every module in `FORMATS` has a function of the same contract:

    write(records: Iterable[Event | Forum], target, **options) -> None

- `records` are events, or forums with their events; any iterable, which is read once, as it is written. A forum counts
  as itself and as its events. If two events have the same id, the second one gets another (`-2` is appended).
- `target` is a path, or an open file, which stays open. A file or folder at a path is complete or does not appear at
  all. A text file whose name ends in `.gz` is compressed. The row of a format says which targets it takes.
- `options` are keywords, and have defaults. The row of a format names them.
- Errors: `TypeError` for an argument of another type, `ValueError` for an option that has no such value, `DataError`
  for a record that the format cannot hold, `OSError` if nothing can be written there, `ImportError` naming the extra
  that is missing.

A module is imported when its format is first written. The command line and everything else know the formats from this
table alone, so a new export is a new module and a new row.

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

from attrs import field, frozen

from kzru_forums.files import PathOrFile
from kzru_forums.model import Event, Forum
from kzru_forums.writing import is_stream


class Target(Enum):
    """What a format can be written to."""

    STREAM = "an open file, standard output, a pipe"
    FILE = "the path of a file"
    FOLDER = "the path of a folder"


_TEXT_FILE = (Target.STREAM, Target.FILE)


@frozen(kw_only=True)
class Format:
    """A row of `FORMATS`."""

    name: str
    """What the format is called."""
    module: str
    """Its module, relative to this package."""
    about: str
    """What is written, in a few words."""
    endings: tuple[str, ...] = ()
    """Endings of file names; the first is the usual one."""
    targets: tuple[Target, ...] = _TEXT_FILE
    """What it can be written to."""
    fixed: Mapping[str, object] = field(factory=dict)
    """Options of the module's `write` that make this format out of several of the module."""
    options: tuple[str, ...] = ()
    """Other options of the module's `write`."""
    part_of: str = ""
    """The module's function that makes the part of one event, as text, if parts do not depend on each other."""
    parts: str = ""
    """The module's function that writes an iterable of parts to a target."""
    forums: bool = True
    """Whether it holds the facts of forums beside their events."""
    readme: str = ""
    """Name of the file in a folder that might be mistaken for a page."""
    extra: str = ""
    """The extra it needs."""

    def write(self, records: Iterable[Event | Forum], target: PathOrFile, **options: object) -> None:
        """Write records; see the contract above."""
        import_module(f".{self.module}", __name__).write(records, target, **self.fixed, **options)

    def part(self) -> Callable[[Event], str]:
        """What makes the part of one event, possibly in another process: it can be pickled."""
        made: Callable[[Event], str] = getattr(import_module(f".{self.module}", __name__), self.part_of)
        return made

    def write_parts(self, parts: Iterable[str], target: PathOrFile) -> None:
        """Write what `part` made of events; the result is that of `write` without other options."""
        getattr(import_module(f".{self.module}", __name__), self.parts)(parts, target)

    def is_folder(self, target: PathOrFile) -> bool:
        """Whether a target is written as a folder: if the format has no other, or by the ending of its name."""
        if Target.FOLDER not in self.targets or not isinstance(target, str | os.PathLike) or is_stream(target):
            return False
        return Target.FILE not in self.targets or not self.has_ending(target)

    def has_ending(self, path: str | os.PathLike[str]) -> bool:
        """Whether a path has an ending of this format; that of text may be followed by `.gz`."""
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
    Format(
        name="csv",
        module="tables",
        about="a folder of tables that join: forums, events, speakers, statements, agreements, notes, exchanges",
        targets=(Target.FOLDER,),
        fixed={"format": "csv"},
        readme="README.txt",
        extra="tables",
    ),
    Format(
        name="parquet",
        module="tables",
        about="the same tables as Parquet",
        targets=(Target.FOLDER,),
        fixed={"format": "parquet"},
        readme="README.txt",
        extra="tables",
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
        about="XML after Parla-CLARIN: one file if OUT ends in .xml or .tei, else a folder with a file per event",
        endings=(".xml", ".tei"),
        targets=(*_TEXT_FILE, Target.FOLDER),
    ),
    Format(
        name="html",
        module="html",
        about="pages to look at: one file if OUT ends in .html, else a folder with an index and a page per event",
        endings=(".html", ".htm"),
        targets=(*_TEXT_FILE, Target.FOLDER),
        readme="index.html",
        extra="html",
    ),
    *(
        Format(
            name=name,
            module="plots",
            about=f"a picture as {name.upper()}: who speaks when, of one event; words by speaker and year, of several",
            endings=(f".{name}",),
            fixed={"file_format": name},
            options=("picture",),
            extra="plots",
        )
        for name in ("svg", "png")
    ),
    Format(
        name="text",
        module="page_text",
        about="page text, as copying a page gives it",
        endings=(".txt",),
        options=("on_refused",),
        forums=False,
    ),
)
FORMATS: dict[str, Format] = {row.name: row for row in _ROWS}
"""Every format by its name."""


def named_by(path: str | os.PathLike[str]) -> Format | None:
    """The format whose ending a path has.

    Examples:
        >>> format = named_by("events.jsonl.gz")
        >>> format and format.name
        'jsonl'
    """
    return next((row for row in FORMATS.values() if row.has_ending(Path(path))), None)
