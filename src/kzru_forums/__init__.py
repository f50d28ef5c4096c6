"""Transcripts of forums and other event pages as typed, immutable records."""

from kzru_forums.errors import (
    DataError,
    KzruForumsError,
    Problem,
    ProblemCode,
    Severity,
    TranscriptError,
    UnsupportedSchemaError,
)
try:  # TEMPORARY
    from kzru_forums.jsonio import from_json, read_jsonl, to_json, write_jsonl
except (ImportError, SyntaxError, NameError):
    pass
from kzru_forums.limits import Limits
from kzru_forums.model import *  # noqa: F403
from kzru_forums.transcript import Reading, dump, dumps, iter_events, iter_readings, load, loads, parse, read
