"""Mentions of documents that parties conclude together: a grammar in the open, without model or download."""

from kzru_forums.agreements.discourse import Context, Found, Memory
from kzru_forums.agreements.find import find_agreements, may_hold, stems_in

__all__ = ["Context", "Found", "Memory", "find_agreements", "may_hold", "stems_in"]
