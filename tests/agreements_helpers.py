"""What the agreement tests share: reading one paragraph, and marking mentions in it."""

from datetime import date

from kzru_forums.agreements import Context, Found, Memory, find_agreements
from kzru_forums.model import EventKind

DAY = date(2017, 7, 4)
TALKS = Context(
    date=DAY,
    title="Press statements following talks between Russia and Kazakhstan",
    kind=EventKind.PRESS_STATEMENTS,
    roles=("President of Russia", "President of Kazakhstan"),
    names=("Ivan Ivanov",),
    role="President of Russia",
)
MEETING = Context(
    date=DAY,
    title="Working meeting with the head of a company",
    kind=EventKind.MEETING,
    roles=("President of Russia", "Northern Rail CEO"),
    role="Northern Rail CEO",
)
TOLD = Context(date=DAY, title=TALKS.title, kind=EventKind.TALKS, spoken=False)


def mentions(text: str, context: Context = TALKS, memory: Memory | None = None) -> list[Found]:
    """The mentions of one paragraph."""
    return list(find_agreements(text, context, memory))


def marked(text: str, context: Context = TALKS) -> str:
    """The paragraph with its mentions in angle brackets."""
    for found in reversed(mentions(text, context)):
        text = f"{text[: found.start]}⟨{text[found.start : found.end]}⟩{text[found.end :]}"
    return text


def plain(text: str) -> str:
    """A paragraph without the angle brackets that mark its mentions."""
    return text.replace("⟨", "").replace("⟩", "")
