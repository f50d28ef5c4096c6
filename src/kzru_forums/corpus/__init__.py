"""A corpus of events, with the people in them, their documents, and the links between them."""

from kzru_forums.corpus.corpus import Corpus
from kzru_forums.corpus.documents import Document, Mention
from kzru_forums.corpus.known import KnownPerson, Office, read_people
from kzru_forums.corpus.names import Decision, Rule
from kzru_forums.corpus.people import Person, Role
from kzru_forums.corpus.search import Hit

__all__ = [
    "Corpus",
    "Decision",
    "Document",
    "Hit",
    "KnownPerson",
    "Mention",
    "Office",
    "Person",
    "Role",
    "Rule",
    "read_people",
]
