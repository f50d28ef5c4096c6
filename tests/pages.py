"""Pages in invented words, for the tests of the readers."""

from kzru_forums import Event, Reading, Statement, loads, parse

TITLE = "Meeting with weavers of Pavlodar"
HEAD = f"Events\n{TITLE}\nSeptember 19, 2012\n18:00\nPavlodar\n"
FOOT = (
    "Geography\nKazakhstan\nPublication status\nPublished in section: News\n"
    "Publication date: September 19, 2012, 19:40\nText version\n"
)
PUTIN = "President of Russia Vladimir Putin"
NAZARBAYEV = "President of Kazakhstan Nursultan Nazarbayev"


def page(*body: str, head: str = HEAD, foot: str = FOOT) -> str:
    """A page with the given lines between its head and its foot."""
    return head + "".join(f"{line}\n" for line in body) + foot


def event(*body: str, head: str = HEAD, foot: str = FOOT) -> Event:
    """The event of such a page, which has to read strictly and without warnings."""
    reading = parse(page(*body, head=head, foot=foot))
    assert not reading.problems
    (found,) = loads(reading.text)
    return found


def speech(*body: str) -> Statement:
    """The one statement of such a page."""
    (said,) = event(*body).statements
    return said


def partial(text: str) -> Reading:
    """A tolerant reading of a partial copy that holds one event."""
    reading = parse(text)
    assert len(reading.events) == 1
    return reading
