"""JSON and JSON Lines: records in an envelope that states the version of the schema and their type."""

from collections.abc import Iterable, Sequence

from kzru_forums.files import PathOrFile
from kzru_forums.formats.json_documents import events_from_json, from_json, kind_of, part_of, to_json
from kzru_forums.formats.json_lines import line_of, read_jsonl, write_jsonl, write_lines
from kzru_forums.formats.json_records import to_plain
from kzru_forums.formats.json_text import written
from kzru_forums.formats.schema import VERSION
from kzru_forums.model import Event, Forum
from kzru_forums.writing import text_to

__all__ = [
    "events_from_json",
    "from_json",
    "line_of",
    "part_of",
    "read_jsonl",
    "to_json",
    "to_plain",
    "write",
    "write_document",
    "write_jsonl",
    "write_lines",
]


def write(
    records: Iterable[Event | Forum], target: PathOrFile, *, indent: int | None = None, lines: bool = False
) -> None:
    r"""Write events or forums as one JSON document or as JSON Lines.

    Args:
        records: only events or only forums, all of which are kept in memory; for JSON Lines, any records, one by one.
        target: a path, which is written completely or not at all, or a file open for writing, which stays open.
        indent: number of spaces per level of the document; None writes one line.
        lines: True for JSON Lines, like `write_jsonl`.

    Raises:
        DataError: an integer has more digits than Python writes.
        TypeError: an argument has the wrong type.
        ValueError: `indent` is negative.
        OSError: the file cannot be written.

    Examples:
        >>> import io, kzru_forums
        >>> file = io.StringIO()
        >>> write([kzru_forums.Event(id="ev-talks", title="Talks")], file)
        >>> file.getvalue() == kzru_forums.to_json([kzru_forums.Event(id="ev-talks", title="Talks")]) + "\n"
        True
    """
    if lines:
        write_jsonl(records, target)
        return
    if not isinstance(records, Iterable):
        raise TypeError(f"expected an iterable of events or forums, not {type(records).__name__}")
    if indent is not None:
        text = to_json([*records], indent=indent)  # type: ignore[arg-type]  # to_json refuses a mixture
        with text_to(target) as write_text:
            write_text(text + "\n")
        return
    first, parts = None, []
    for record in records:  # a record takes much less memory as text
        first = record if first is None else first
        kind = kind_of([first, record])
        parts.append(part_of(record).encode())
    _write_document(kind if parts else "events", parts, target)


def write_document(parts: Iterable[str], target: PathOrFile) -> None:
    """Write a document of events from their parts; nothing is written if a part fails."""
    _write_document("events", [part.encode() for part in parts], target)


def _write_document(kind: str, parts: Sequence[bytes], target: PathOrFile) -> None:
    head, tail = written({"schema_version": VERSION, "type": kind, "data": []}, None).rsplit("]", 1)
    with text_to(target) as write_text:
        write_text(head)
        for number, part in enumerate(parts):
            write_text(f",{part.decode()}" if number else part.decode())
        write_text(f"]{tail}\n")
