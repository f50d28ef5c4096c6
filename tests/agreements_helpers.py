"""What the agreement tests share: reading paragraphs in the sections of a page, and marking mentions in them."""

from datetime import date

from attrs import evolve

from kzru_forums import Agreement, EventKind, Span
from kzru_forums.agreements.discourse import Context, Memory, Paragraph
from kzru_forums.agreements.find import read_paragraph

DAY = date(2017, 7, 4)
TALKS = Context(
    date=DAY,
    title="Press statements following talks between Russia and Kazakhstan",
    kind=EventKind.PRESS_STATEMENTS,
    roles=("President of Russia", "President of Kazakhstan"),
    names=("Ivan Ivanov",),
    section="press",
    role="President of Russia",
)
ASKED = evolve(TALKS, section="answers")
TOLD = evolve(TALKS, kind=EventKind.TALKS, section="narration", role=None)
TITLE = evolve(TOLD, section="title")
NOTE = evolve(TOLD, section="note")
OPENING = evolve(TALKS, kind=EventKind.TALKS, section="opening")
CEREMONY = Context(date=DAY, title="Signing ceremony at a mill", kind=EventKind.CEREMONY, section="ceremony")
MEETING = Context(
    date=DAY,
    title="Working meeting with the head of a company",
    kind=EventKind.MEETING,
    roles=("President of Russia", "Northern Rail CEO"),
    role="Northern Rail CEO",
)


def mentions(text: str, context: Context = TALKS, memory: Memory | None = None) -> list[Agreement]:
    """The mentions of one paragraph; their spans are its offsets."""
    memory = Memory() if memory is None else memory
    memory.paragraph += 1
    return list(read_paragraph(Paragraph(text, "speech", 0, len(text)), context, memory, text))


def rule_of(found: Agreement) -> tuple[str, str]:
    """The names of the gate and of the status rule of a mention."""
    gate, _, status = (found.rule or "").partition("/")
    return gate, status


def span_of(found: Agreement) -> Span:
    """Where a mention appears in its paragraph."""
    assert found.span is not None
    return found.span


def marked(text: str, context: Context = TALKS) -> str:
    """The paragraph with its mentions in angle brackets."""
    for span in map(span_of, reversed(mentions(text, context))):
        text = f"{text[: span.start]}⟨{text[span.start : span.end]}⟩{text[span.end :]}"
    return text


def plain(text: str) -> str:
    """A paragraph without the angle brackets that mark its mentions."""
    return text.replace("⟨", "").replace("⟩", "")
