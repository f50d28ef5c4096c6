"""Typed, immutable records of forum transcripts and other event pages."""

import importlib as _importlib
import typing as _typing

if _typing.TYPE_CHECKING:
    from kzru_forums import corpus as corpus
    from kzru_forums import formats as formats
    from kzru_forums import testing as testing
    from kzru_forums.corpus import (
        Corpus,
        Document,
        KnownPerson,
        Mention,
        Person,
        read_people,
    )
    from kzru_forums.errors import (
        DataError,
        KzruForumsError,
        Problem,
        ProblemCode,
        Severity,
        TranscriptError,
        UnsupportedSchemaError,
    )
    from kzru_forums.events.known import Known
    from kzru_forums.exchanges import Exchange
    from kzru_forums.facts.editions import edition, editions, group
    from kzru_forums.files import Limits
    from kzru_forums.formats.json import events_from_json, from_json, read_jsonl, to_json, write_jsonl
    from kzru_forums.formats.page_text import dump, dumps
    from kzru_forums.formats.schema import json_schema
    from kzru_forums.model import (
        Agreement,
        AgreementKind,
        AgreementStatus,
        Event,
        EventKind,
        Forum,
        ForumFormat,
        ForumStatus,
        Layout,
        Money,
        Note,
        NoteKind,
        Party,
        Photo,
        Related,
        Source,
        Span,
        Speaker,
        SpeakerKind,
        Statement,
        StatementKind,
    )
    from kzru_forums.pages.blocks import Block, BlockKind
    from kzru_forums.reading import Reading, iter_events, iter_readings, load, loads, parse, read
    from kzru_forums.rows import iter_rows

    __version__: str
    """Version of the package."""

__all__ = [
    "Agreement",
    "AgreementKind",
    "AgreementStatus",
    "Block",
    "BlockKind",
    "Corpus",
    "DataError",
    "Document",
    "Event",
    "EventKind",
    "Exchange",
    "Forum",
    "ForumFormat",
    "ForumStatus",
    "Known",
    "KnownPerson",
    "KzruForumsError",
    "Layout",
    "Limits",
    "Mention",
    "Money",
    "Note",
    "NoteKind",
    "Party",
    "Person",
    "Photo",
    "Problem",
    "ProblemCode",
    "Reading",
    "Related",
    "Severity",
    "Source",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Statement",
    "StatementKind",
    "TranscriptError",
    "UnsupportedSchemaError",
    "dump",
    "dumps",
    "edition",
    "editions",
    "events_from_json",
    "from_json",
    "group",
    "iter_events",
    "iter_readings",
    "iter_rows",
    "json_schema",
    "load",
    "loads",
    "parse",
    "read",
    "read_jsonl",
    "read_people",
    "to_json",
    "write_jsonl",
]

_NAMES = {
    "errors": "DataError KzruForumsError Problem ProblemCode Severity TranscriptError UnsupportedSchemaError",
    "events.known": "Known",
    "facts.editions": "edition editions group",
    "files": "Limits",
    "formats.json": "events_from_json from_json read_jsonl to_json write_jsonl",
    "model": "Agreement AgreementKind AgreementStatus Event EventKind Forum ForumFormat ForumStatus"
    " Layout Money Note NoteKind Party Photo Related Source Span Speaker SpeakerKind Statement StatementKind",
    "pages.blocks": "Block BlockKind",
    "reading": "Reading iter_events iter_readings load loads parse read",
    "corpus": "Corpus Document KnownPerson Mention Person read_people",
    "exchanges": "Exchange",
    "formats.page_text": "dump dumps",
    "formats.schema": "json_schema",
    "rows": "iter_rows",
}
"""The public names by module. Each is imported when it is first used, so that a program starts at once."""
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}
_PARTS = ("corpus", "formats", "testing")
"""Parts with names of their own, such as `kzru_forums.formats.tables`; imported in the same way."""


if not _typing.TYPE_CHECKING:  # pragma: no branch - type checkers read the imports above

    def __getattr__(name: str) -> object:
        """A public name, which is imported when it is first used, or the version of the package."""
        if name == "__version__":
            value: object = _importlib.import_module("importlib.metadata").version("kzru-forums")
        elif name in _PARTS:
            value = _importlib.import_module(f"{__name__}.{name}")
        elif name in _HOME:
            value = getattr(_importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, including those that are not imported yet."""
    return list(__all__)
