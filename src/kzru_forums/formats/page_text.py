"""Events -> page text: the layout that copying a page gives.

What page text cannot hold is left out: url, geography codes, language, link targets, the site's person numbers, a
gallery's other captions, everything the labels do not print of a speaker, agreements, spans and sources. What it cannot
hold in place is moved: the first photograph to the head, the others and pull quotes behind the first paragraph, link
boxes to the end, headings before the statements; the order within each kind stays.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kzru_forums.dates import printed_day, printed_range
from kzru_forums.model import Event, Photo, Related, Statement

_SEPARATOR = "* * *"
_OMISSION = "<…>"


def lines_of(event: Event) -> Iterator[str]:
    """The lines of an event's page."""
    yield "Events"
    yield event.title
    yield from event.lead
    if event.date:
        yield printed_day(event.date)
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
    """The photographs that go to the head and those behind the first paragraph, so that equal captions stay apart.

    A counter without a caption stands at the head, where a separator keeps it from taking the next line for one.
    """
    shown = [photo for photo in event.photos if photo.shown]
    bare = max((index for index, photo in enumerate(shown) if not photo.caption), default=0)
    head = bare + 1 if event.statements else len(shown)
    return shown[:head], shown[head:]


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
    """The label with what comes first, then a line for each paragraph and each note alone on a line."""
    content = list(statement.paragraphs)
    alone = [note for note in statement.notes if note.offset is None]
    for placed, note in enumerate(alone):
        content.insert(note.paragraph + placed, note.text)
    yield f"{statement.label}: {content[0]}" if content else f"{statement.label}:"
    yield from content[1:]


def _boxes(related: Iterable[Related]) -> Iterator[str]:
    """Link boxes: only the first entry of a box may lack its date, so an entry without one opens a box of its own."""
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
    for heading, tags in (("Geography", event.geography), ("Topics", event.topics), ("Persons", event.persons)):
        if tags:
            yield heading
            yield from tags
    yield "Publication status"
    if event.sections:
        yield f"Published in section{'s' * (len(event.sections) > 1)}: {', '.join(event.sections)}"
    if event.published:
        yield f"Publication date: {printed_day(event.published)}, {event.published:%H:%M}"
    if event.page_number is not None:
        yield f"Direct link: en.kremlin.ru/d/{event.page_number}"
    yield "Text version"
