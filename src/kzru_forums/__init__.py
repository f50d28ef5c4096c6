"""Transcripts of forums and other event pages as typed, immutable records."""

from kzru_forums.blocks import Block, BlockKind
from kzru_forums.corpus import Corpus
from kzru_forums.documents import Document, Mention
from kzru_forums.dumping import dump, dumps
from kzru_forums.errors import (
    DataError,
    KzruForumsError,
    Problem,
    ProblemCode,
    Severity,
    TranscriptError,
    UnsupportedSchemaError,
)
from kzru_forums.forums import edition, editions, group
from kzru_forums.jsonio import from_json, read_jsonl, to_json, write_jsonl
from kzru_forums.known import KnownPerson, Office, read_people
from kzru_forums.limits import Limits
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
from kzru_forums.people import Decision, Person, Role, Rule
from kzru_forums.schema import json_schema
from kzru_forums.search import Hit
from kzru_forums.transcript import Reading, iter_events, iter_readings, load, loads, parse, read

__all__ = [
    "Agreement",
    "AgreementKind",
    "AgreementStatus",
    "Block",
    "BlockKind",
    "Corpus",
    "DataError",
    "Decision",
    "Document",
    "Event",
    "EventKind",
    "Forum",
    "ForumFormat",
    "ForumStatus",
    "Hit",
    "KnownPerson",
    "KzruForumsError",
    "Layout",
    "Limits",
    "Mention",
    "Money",
    "Note",
    "NoteKind",
    "Office",
    "Party",
    "Person",
    "Photo",
    "Problem",
    "ProblemCode",
    "Reading",
    "Related",
    "Role",
    "Rule",
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
    "from_json",
    "group",
    "iter_events",
    "iter_readings",
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
