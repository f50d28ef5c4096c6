"""Page text: the layout of a copied page.

What page text cannot hold is left out: url, geography codes, language, link targets, the site's person numbers, a
gallery's other captions, details of speakers that the labels do not print, agreements, spans and sources. Elements that
cannot stay in place are moved: the first photograph to the head, the others and pull quotes after the first paragraph,
link boxes to the end, headings before the statements; the order within each kind is kept.

If an event would read back differently, `dumps` raises an error that names the field.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from attrs import evolve

from kzru_forums.display import statement_lines
from kzru_forums.errors import DataError, Severity
from kzru_forums.files import PathOrFile
from kzru_forums.formats.shared import events_in
from kzru_forums.model import Event, EventKind, Forum, Photo, Related, Statement
from kzru_forums.pages.furniture import ENGLISH
from kzru_forums.reading import parse
from kzru_forums.text import ANNOUNCED, printed_day, printed_range
from kzru_forums.writing import text_to

_SEPARATOR = "* * *"
_OMISSION = "<…>"


def lines_of(event: Event) -> Iterator[str]:
    """Yield the lines of an event's page."""
    yield ENGLISH.first
    yield event.title
    yield from event.lead
    if event.date:
        yield (ANNOUNCED if event.kind is EventKind.ANNOUNCEMENT else "") + printed_day(event.date)
    if event.time:
        yield f"{event.time:%H:%M}"
    if event.place is not None:
        yield event.place
    at_head, inside = _placed(event)
    yield from _photos(at_head)
    yield from event.narration
    if event.abridged and not any(_omits(statement) for statement in event.statements):
        yield _SEPARATOR
        yield _OMISSION
    yield from _transcript(event, [*event.pull_quotes, *_photos(inside)])
    yield from _boxes(event.related)
    yield from _foot(event)


def _omits(statement: Statement) -> bool:
    return any(note.offset is None and note.text == _OMISSION for note in statement.notes)


def _photos(photos: Sequence[Photo]) -> Iterator[str]:
    for photo in photos:
        if photo.number is not None and photo.count is not None:
            yield f"{photo.number} of {photo.count}"
        yield photo.caption or _SEPARATOR


def _placed(event: Event) -> tuple[Sequence[Photo], Sequence[Photo]]:
    """Split the photographs into those above the text and those after the first paragraph.

    The split keeps equal captions separate.

    A counter without a caption goes above the text, where a separator prevents the next line from being read as its
    caption.
    """
    displayed = [photo for photo in event.photos if photo.shown]
    bare = max((index for index, photo in enumerate(displayed) if not photo.caption), default=0)
    head = bare + 1 if event.statements else len(displayed)
    return displayed[:head], displayed[head:]


def _transcript(event: Event, inserts: Sequence[str]) -> Iterator[str]:
    headings = list(event.headings)
    if event.statements and event.narration and not headings:
        yield _SEPARATOR
    for statement in event.statements:
        if headings:
            yield _SEPARATOR
            yield headings.pop(0)
        lines = list(_statement(statement))
        yield from lines[:1]
        if statement.position == 0:
            yield from inserts
        yield from lines[1:]
    if not event.statements:
        yield from inserts
    yield from headings


def _statement(statement: Statement) -> Iterator[str]:
    """Yield the label with the first paragraph, then one line per paragraph and per note on a line of its own."""
    lines = statement_lines(statement, notes=True)
    yield f"{statement.label}: {lines[0]}" if lines else f"{statement.label}:"
    yield from lines[1:]


def _boxes(related: Iterable[Related]) -> Iterator[str]:
    """Yield link boxes. Only the first entry of a box may lack a date, so an entry without a date begins a new box."""
    for heading, entries in groupby(related, key=lambda entry: entry.heading):
        first = True
        for entry in entries:
            if first or entry.date is None:
                yield heading
            first = False
            yield entry.title
            if entry.date:
                yield printed_range(entry.date, entry.ends_on)


def _foot(event: Event) -> Iterator[str]:
    for heading, tags in zip(ENGLISH.tags, (event.geography, event.topics, event.persons), strict=True):
        if tags:
            yield heading
            yield from tags
    yield ENGLISH.status
    if event.sections:
        yield f"{ENGLISH.section}{'s' * (len(event.sections) > 1)}: {', '.join(event.sections)}"
    if event.published:
        yield f"{ENGLISH.published} {printed_day(event.published)}, {event.published:%H:%M}"
    if event.page_number is not None:
        yield f"{ENGLISH.link} en.kremlin.ru/d/{event.page_number}"
    yield ENGLISH.last


_FAULT = "page text cannot represent it: it would read back differently"


def write(
    records: Iterable[Event | Forum],
    target: PathOrFile,
    *,
    on_refused: Callable[[Event, DataError], object] | None = None,
) -> None:
    """Write the page text of events one by one, including the events of forums.

    Args:
        records: events, or forums with their events; read once.
        target: a path, written completely or not at all, or a file open for writing, text (in UTF-8) or binary.
        on_refused: called with each event that would read back differently and the error that names its fields; the
            event is left out. By default nothing is written to a path if there is such an event.

    Raises:
        DataError: an event would read back differently; see `dumps`.
        OSError: the file cannot be written.
        TypeError: an argument has the wrong type.
    """
    refused: list[tuple[str, str]] = []
    with text_to(target) as put:
        for index, event in enumerate(events_in(records)):
            page, faults = _checked(event, index)
            if not faults:
                put(page)
            elif on_refused:
                on_refused(event, DataError(faults))
            else:
                refused += faults
        if refused:
            raise DataError(refused)


def dumps(events: Event | Iterable[Event]) -> str:
    r"""Page text of one event or several.

    It contains title, lead, date, time, place, narration, headings, label, paragraphs and notes of the statements,
    captions and counters of displayed photos, pull quotes, heading, title and dates of related pages, geography,
    topics, persons, sections, published, page number and abridged. `page_text` lists what is left out and what moves.

    Raises:
        DataError: a field would read back differently, such as a paragraph that looks like a label; the error names
            each field.
        TypeError: an argument is not an `Event`.

    Examples:
        >>> import kzru_forums
        >>> event = kzru_forums.parse("Events\nA meeting\nMay 9, 2013\nVladimir Putin: Good afternoon.\n").events[0]
        >>> kzru_forums.loads(kzru_forums.dumps(event)) == [event]
        True
    """
    given = [events] if isinstance(events, Event) else events
    if not isinstance(given, Iterable):
        raise TypeError(f"expected events, not {type(given).__name__}")
    pages, refused = [], []
    for index, event in enumerate(given):
        if not isinstance(event, Event):
            raise TypeError(f"expected events, not {type(event).__name__}")
        page, faults = _checked(event, index)
        pages.append(page)
        refused += faults
    if refused:
        raise DataError(refused)
    return "".join(pages)


def dump(events: Event | Iterable[Event], target: PathOrFile) -> None:
    """Write page text to a path, completely or not at all, or to an open file in text or binary mode.

    Raises:
        DataError: see `dumps`; nothing is written.
        OSError: the file cannot be written.
        TypeError: an argument is not an `Event`, or `target` is neither a path nor an open file.
    """
    with text_to(target) as put:
        put(dumps(events))


def _checked(event: Event, index: int) -> tuple[str, list[tuple[str, str]]]:
    """The page of an event, and its fields that would read back differently."""
    page = _page(event)
    return page, [(f"events[{index}]{name and '.'}{name}", _FAULT) for name in _faults(event, page)]


def _page(event: Event) -> str:
    return "\n".join(lines_of(event)) + "\n"


def _faults(event: Event, page: str) -> Iterator[str]:
    """Yield the fields that read back differently or not at all; an empty name if several fields cause it together."""
    if again := _read_back(page):
        yield from (name for name, carried in _CARRIED.items() if carried(event) != carried(again))
    else:
        yield from list(_torn(event)) or [""]


def _read_back(page: str) -> Event | None:
    """The event of a page; None if the page has errors or is not exactly one."""
    reading = parse(page, agreements=False)
    if len(reading.events) != 1 or any(problem.severity is Severity.ERROR for problem in reading.problems):
        return None
    return reading.events[0] if _is_text(page) else None


def _torn(event: Event) -> Iterator[str]:
    """Yield the names of fields that break a page apart: each is tested alone on an otherwise empty page."""
    plain = Event(id="ev", title="A page", date=date(2000, 1, 1))
    for name in _CARRIED:
        if not _read_back(_page(evolve(plain, **{name: getattr(event, name)}))):
            yield name


def _is_text(page: str) -> bool:
    """Whether a file can contain the text: it has no lone surrogates."""
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
    "statements": lambda event: [
        (statement.position, statement.label, statement.paragraphs, statement.notes) for statement in event.statements
    ],
    "photos": lambda event: [photo for photo in event.photos if photo.shown],
    "related": lambda event: [(entry.heading, entry.title, entry.date, entry.ends_on) for entry in event.related],
}
