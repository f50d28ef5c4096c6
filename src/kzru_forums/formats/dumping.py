"""Writing page text, read back and compared: what would read differently is an error, not a page."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter

from attrs import evolve

from kzru_forums.errors import DataError, Severity
from kzru_forums.files import PathOrFile, text_to
from kzru_forums.formats import page_text
from kzru_forums.model import Event
from kzru_forums.reading import parse

_FAULT = "page text cannot carry it: it would read back differently"


def dumps(events: Event | Iterable[Event]) -> str:
    r"""Page text of one event or several.

    Carried are: title, lead, date, time, place, narration, headings, label, paragraphs and notes of the statements,
    captions and counters of photos that are shown, pull quotes, heading, title and dates of related pages, geography,
    topics, persons, sections, published, page number and abridged. `page_text` says what is left out and what is moved.

    Raises:
        DataError: a field would read back differently (a paragraph that looks like a label, say); it names each.
        TypeError: something is no `Event`.

    Examples:
        >>> import kzru_forums
        >>> event = kzru_forums.parse("Events\nA meeting\nMay 9, 2013\nVladimir Putin: Good afternoon.\n").events[0]
        >>> kzru_forums.loads(kzru_forums.dumps(event)) == [event]
        True
    """
    given = [events] if isinstance(events, Event) else events
    if not isinstance(given, Iterable):
        raise TypeError(f"expected events, not {type(given).__name__}")
    pages, faults = [], []
    for index, event in enumerate(given):
        if not isinstance(event, Event):
            raise TypeError(f"expected events, not {type(event).__name__}")
        pages.append(_page(event))
        faults += [(f"events[{index}]{name and '.'}{name}", _FAULT) for name in _faults(event, pages[-1])]
    if faults:
        raise DataError(faults)
    return "".join(pages)


def dump(events: Event | Iterable[Event], target: PathOrFile) -> None:
    """Write page text to a path, whole or not at all, or to an open file of text or bytes.

    Raises:
        DataError: see `dumps`.
        OSError: the file cannot be written.
        TypeError: something is no `Event`, or `target` is neither a path nor an open file.
    """
    with text_to(target) as write:
        write(dumps(events))


def _page(event: Event) -> str:
    return "\n".join(page_text.lines_of(event)) + "\n"


def _faults(event: Event, page: str) -> Iterator[str]:
    """Names of the fields that read back differently, or not at all; an empty one for what they do together."""
    reading = parse(page)
    strict = not any(problem.severity is Severity.ERROR for problem in reading.problems)
    if strict and len(reading.events) == 1 and _is_text(page):
        yield from _differences(event, reading.events[0])
    else:
        yield from list(_torn(event)) or [""]


def _differences(event: Event, again: Event) -> Iterator[str]:
    """Names of the fields page text should carry that read back differently."""
    return (name for name, carried in _CARRIED.items() if carried(event) != carried(again))


def _torn(event: Event) -> Iterator[str]:
    """Names of the fields that tear a page apart: each is tried alone, on a page with nothing else."""
    plain = Event(id="ev", title="A page", date=date(2000, 1, 1))
    for name in _CARRIED:
        alone = evolve(plain, **{name: getattr(event, name)})
        page = _page(alone)
        reading = parse(page)
        whole = len(reading.events) == 1 and not any(p.severity is Severity.ERROR for p in reading.problems)
        if not whole or not _is_text(page):
            yield name


def _is_text(page: str) -> bool:
    """Whether a file can hold a text: it has no lone surrogates."""
    try:
        page.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


_CARRIED: dict[str, Callable[[Event], object]] = {
    **{
        name: attrgetter(name)
        for name in (
            *("title", "lead", "date", "time", "place", "narration", "headings", "pull_quotes", "geography", "topics"),
            *("persons", "sections", "published", "page_number", "abridged"),
        )
    },
    "statements": lambda event: [(said.position, said.label, said.paragraphs, said.notes) for said in event.statements],
    "photos": lambda event: [photo for photo in event.photos if photo.shown],
    "related": lambda event: [(entry.heading, entry.title, entry.date, entry.ends_on) for entry in event.related],
}
