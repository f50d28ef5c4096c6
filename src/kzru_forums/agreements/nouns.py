"""The head nouns of agreements: one table, singular and plural."""

from attrs import frozen

from kzru_forums.model import AgreementKind as Kind


@frozen
class Head:
    """A head noun."""

    noun: str
    """The name of the gate that its phrases must pass."""
    kind: Kind
    plural: bool


_TABLE = (
    ("agreement", "agreement", "agreements", Kind.AGREEMENT),
    ("agreement", "fta", "ftas", Kind.AGREEMENT),
    ("accord", "accord", "accords", Kind.AGREEMENT),
    ("deal", "deal", "deals", Kind.CONTRACT),
    ("treaty", "treaty", "treaties", Kind.TREATY),
    ("treaty", "pact", "pacts", Kind.TREATY),
    ("convention", "convention", "conventions", Kind.CONVENTION),
    ("declaration", "declaration", "declarations", Kind.DECLARATION),
    ("statement", "statement", "statements", Kind.STATEMENT),
    ("communiqué", "communiqué", "communiqués", Kind.STATEMENT),
    ("communiqué", "communique", "communiques", Kind.STATEMENT),
    ("memorandum", "memorandum", "memorandums", Kind.MEMORANDUM),
    ("memorandum", "memorandum", "memoranda", Kind.MEMORANDUM),
    ("protocol", "protocol", "protocols", Kind.PROTOCOL),
    ("contract", "contract", "contracts", Kind.CONTRACT),
    ("programme", "programme", "programmes", Kind.PROGRAMME),
    ("programme", "program", "programs", Kind.PROGRAMME),
    ("roadmap", "roadmap", "roadmaps", Kind.PROGRAMME),
    ("map", "map", "maps", Kind.PROGRAMME),
    ("plan", "plan", "plans", Kind.PROGRAMME),
    ("document", "document", "documents", Kind.OTHER),
    ("charter", "charter", "charters", Kind.OTHER),
    ("legal base", "base", "bases", Kind.PACKAGE),
    ("legal base", "basis", "bases", Kind.PACKAGE),
    ("legal base", "framework", "frameworks", Kind.PACKAGE),
    ("legal base", "foundation", "foundations", Kind.PACKAGE),
)

HEADS: dict[str, Head] = {}
for _noun, _one, _more, _kind in _TABLE:
    HEADS[_one] = Head(_noun, _kind, plural=False)
    HEADS[_more] = Head(_noun, _kind, plural=True)


def is_plural_head(word: str) -> bool:
    """Whether a word in lower case is a head noun in the plural."""
    head = HEADS.get(word)
    return head is not None and head.plural
