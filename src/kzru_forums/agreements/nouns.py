"""The head nouns of agreements: one table, singular and plural."""

from attrs import frozen

from kzru_forums.model import AgreementKind as Kind


@frozen
class Head:
    """A head noun."""

    noun: str
    """Its singular, which names the gate it must pass."""
    kind: Kind
    plural: bool = False


_TABLE = (
    ("agreement", "agreements", Kind.AGREEMENT),
    ("accord", "accords", Kind.AGREEMENT),
    ("pact", "pacts", Kind.TREATY),
    ("treaty", "treaties", Kind.TREATY),
    ("convention", "conventions", Kind.CONVENTION),
    ("declaration", "declarations", Kind.DECLARATION),
    ("statement", "statements", Kind.STATEMENT),
    ("communiqué", "communiqués", Kind.STATEMENT),
    ("communique", "communiques", Kind.STATEMENT),
    ("memorandum", "memorandums", Kind.MEMORANDUM),
    ("memorandum", "memoranda", Kind.MEMORANDUM),
    ("protocol", "protocols", Kind.PROTOCOL),
    ("contract", "contracts", Kind.CONTRACT),
    ("deal", "deals", Kind.CONTRACT),
    ("programme", "programmes", Kind.PROGRAMME),
    ("programme", "program", Kind.PROGRAMME),
    ("roadmap", "roadmaps", Kind.PROGRAMME),
    ("map", "maps", Kind.PROGRAMME),
    ("plan", "plans", Kind.PROGRAMME),
    ("document", "documents", Kind.OTHER),
    ("charter", "charters", Kind.OTHER),
    ("package", "packages", Kind.PACKAGE),
    ("base", "bases", Kind.PACKAGE),
    ("basis", "foundations", Kind.PACKAGE),
    ("framework", "frameworks", Kind.PACKAGE),
    ("foundation", "foundations", Kind.PACKAGE),
    ("fta", "ftas", Kind.AGREEMENT),
)

HEADS: dict[str, Head] = {}
for _one, _more, _kind in _TABLE:
    HEADS.setdefault(_one, Head(_one, _kind))
    HEADS.setdefault(_more, Head(_one, _kind, True))
HEADS["program"] = Head("programme", Kind.PROGRAMME)
HEADS["programs"] = Head("programme", Kind.PROGRAMME, True)
