"""Mentions of documents that parties conclude together: a grammar in the open, without model or download."""

from kzru_forums.agreements.discourse import Context, Found, Memory
from kzru_forums.agreements.find import find_agreements
from kzru_forums.agreements.stems import paragraphs_with_hits

__all__ = ["Context", "Found", "Memory", "find_agreements", "paragraphs_with_hits"]
