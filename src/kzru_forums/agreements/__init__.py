"""Mentions of documents that parties conclude together: an open grammar, without model or download."""

from kzru_forums.agreements.discourse import Paragraph
from kzru_forums.agreements.find import find_agreements

__all__ = ["Paragraph", "find_agreements"]
