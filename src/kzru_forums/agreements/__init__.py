"""Mentions of documents that parties conclude together: a grammar in the open, without model or download."""

from kzru_forums.agreements.discourse import Context, Found, Memory
from kzru_forums.agreements.find import find_agreements
from kzru_forums.agreements.lexicon import MONTHS, NUMBER_WORDS
from kzru_forums.agreements.nouns import HEADS, is_plural_head
from kzru_forums.agreements.stems import paragraphs_with_hits

__all__ = [
    "HEADS",
    "MONTHS",
    "NUMBER_WORDS",
    "Context",
    "Found",
    "Memory",
    "find_agreements",
    "is_plural_head",
    "paragraphs_with_hits",
]
