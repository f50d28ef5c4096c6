"""What a sentence is read against: the event, the speaker, and the documents named before it."""

from datetime import date

from attrs import define, evolve, field, frozen

from kzru_forums.model import AgreementKind, AgreementStatus, EventKind, Money, Party


@frozen(kw_only=True)
class Context:
    """The event a paragraph belongs to, and who speaks it."""

    date: "date | None" = None
    """The day of the event."""
    title: str = ""
    lead: tuple[str, ...] = ()
    kind: EventKind = EventKind.OTHER
    roles: tuple[str, ...] = ()
    """What the labels say of the speakers of the event."""
    names: tuple[str, ...] = ()
    """Names of the speakers and of the persons tagged: they sign, but are no parties."""
    spoken: bool = True
    """False for lead and narration."""
    asked: bool = False
    """Whether the questions have begun, with this paragraph or before it: it is no opening statement."""
    role: str | None = None
    """Role of the speaker, None where none is printed or nobody speaks."""

    def told(self, *, spoken: bool, asked: bool, role: str | None) -> "Context":
        """The same event where somebody else speaks, or nobody."""
        if (spoken, asked, role) == (self.spoken, self.asked, self.role):
            return self
        return evolve(self, spoken=spoken, asked=asked, role=role)


@frozen(kw_only=True)
class Found:
    """A mention of an agreement in a paragraph: an `Agreement` with places in the paragraph."""

    title: str
    kind: AgreementKind
    status: AgreementStatus
    date: str | None = None
    parties: tuple[Party, ...] = ()
    count: int | None = None
    value: Money | None = None
    at_least: bool = False
    sentence: str
    rule: str
    start: int
    """Offset of the title in the paragraph."""
    end: int
    """Offset behind the title in the paragraph."""


@define
class Memory:
    """The mentions of an event so far, for phrases that point back (`this document`).

    One object an event; it changes with every paragraph that is read.
    """

    found: list[Found] = field(factory=list)
    paragraphs: int = 0
    """Number of paragraphs read."""
    read_at: list[int] = field(factory=list)
    """For each mention, the number of its paragraph."""
    titles: dict[str, Found] = field(factory=dict)
    """The last mention of each title in lower case."""
    programmes: list[Found] = field(factory=list)
    """The mentions of programmes, which others may repeat."""

    def skip(self, paragraphs: int = 1) -> None:
        """Count paragraphs, also those that hold no mention."""
        self.paragraphs += paragraphs

    def add(self, mention: Found) -> None:
        """Keep a mention."""
        self.found.append(mention)
        self.read_at.append(self.paragraphs)
        self.titles[mention.title.lower()] = mention
        if mention.kind is AgreementKind.PROGRAMME:
            self.programmes.append(mention)
