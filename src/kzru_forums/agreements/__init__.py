"""Mentions of documents that parties conclude, found by a grammar in tables; no model is downloaded."""

from kzru_forums.agreements.discourse import Paragraph
from kzru_forums.agreements.find import find_agreements

__all__ = ["Paragraph", "find_agreements"]
