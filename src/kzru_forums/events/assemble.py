"""Assembles an Event from the pieces of one page, with the help of the modules that interpret them.

The module does not depend on the layout. It makes one pass over the pieces with an explicit state, and builds the
frozen event at the end.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import define, evolve, field

from kzru_forums.events import notes
from kzru_forums.events.kinds import event_kind
from kzru_forums.events.known import UNKNOWN, Known, language_of, url_of
from kzru_forums.facts.editions import edition_of
from kzru_forums.model import (
    Agreement,
    Event,
    EventKind,
    Note,
    NoteKind,
    Photo,
    Related,
    Source,
    Span,
    Statement,
)
from kzru_forums.pages.blocks import BlockKind, Facts, Piece
from kzru_forums.patterns import regex
from kzru_forums.speakers import resolve as speakers
from kzru_forums.text import ANNOUNCED, event_id, to_day, to_moment, to_range, to_time

if TYPE_CHECKING:
    from kzru_forums.agreements.discourse import Printed

_ICONS = regex("[\ue000-\uf8ff]+")
_CYRILLIC = regex("[\u0400-\u04ff]")
_SAMPLE = 400
_NUMBER = regex(r"/d/([0-9]{1,9})\b")
# Looking up the member of an enumeration takes longer than adding a paragraph.
_LABEL, _PARAGRAPH, _NARRATION = BlockKind.LABEL, BlockKind.PARAGRAPH, BlockKind.NARRATION


@define
class _StatementDraft:
    """A statement under construction."""

    label: str
    start: int
    end: int
    paragraphs: list[str] = field(factory=list)
    notes: list[Note] = field(factory=list)


@define
class _Draft:
    """Everything collected from the pieces of a page so far."""

    texts: dict[BlockKind, list[str]] = field(factory=lambda: defaultdict(list))
    statements: list[_StatementDraft] = field(factory=list)
    photos: list[Photo] = field(factory=list)
    related: list[Related] = field(factory=list)
    tags: dict[str, list[str]] = field(factory=dict)
    codes: list[str] = field(factory=list)
    counter: tuple[int, int] | None = None
    gallery: int | None = None
    box: str = ""
    tag_list: list[str] = field(factory=list)
    url: str | None = None
    number: int | None = None
    language: str | None = None
    opening: int = 0
    """Number of paragraphs of narration before the first statement."""
    numbers: dict[str, int] = field(factory=dict)
    """The site's numbers of persons, by label or by persons tag."""
    speaking: int | None = None
    """Position of the statement that is being continued; None outside statements."""

    def first(self, kind: BlockKind) -> str:
        """The first text of a kind; empty if there is none."""
        texts = self.texts[kind]
        return texts[0] if texts else ""


def assemble(
    pieces: Sequence[Piece], source: Source, text: str, known: Known = UNKNOWN, *, agreements: bool = True
) -> tuple[Event, list[int | None]]:
    """Assemble the event of a page; also return the position of the statement that each piece belongs to.

    Args:
        pieces: the pieces, in order.
        source: the source of the page.
        text: the text that contains the pieces.
        known: facts that fill in what the page lacks.
        agreements: whether to look for agreements.
    """
    draft = _Draft()
    owners = _collect(draft, pieces)
    event = _event(draft, pieces, source, known)
    del draft  # It takes half as much memory as a huge page.
    mentions = _agreements(event, pieces, owners, text) if agreements else ()
    return evolve(event, agreements=mentions) if mentions else event, owners


def _collect(draft: _Draft, pieces: Sequence[Piece]) -> list[int | None]:
    """Add all pieces to the draft; return the position of the statement that each piece belongs to."""
    owners: list[int | None] = []
    statements, texts = draft.statements, draft.texts
    for piece in pieces:
        kind, text, start, end, facts, _ = piece
        if kind is _PARAGRAPH:
            statement = statements[-1]
            if "(" in text or "[" in text or "<" in text:  # Few paragraphs contain notes.
                statement.notes += notes.notes_in(text, len(statement.paragraphs))
            statement.paragraphs.append(text)
            statement.end = end
            owners.append(draft.speaking)
        elif kind is _LABEL:
            draft.speaking = len(statements)
            owners.append(draft.speaking)
            if not statements:
                draft.opening = len(draft.texts[_NARRATION])
            statements.append(_StatementDraft(text, start, end))
            if facts and facts.number:
                draft.numbers[text] = facts.number
        elif kind in _ADD:
            owners.append(_ADD[kind](draft, piece))
        else:
            texts[kind].append(text)
            owners.append(None)
    return owners


def _add_closing(draft: _Draft, piece: Piece) -> None:
    draft.texts[piece.kind].append(piece.text)
    draft.speaking = None


def _add_note(draft: _Draft, piece: Piece) -> int | None:
    statement = draft.statements[-1]
    statement.notes.append(
        Note(kind=notes.kind_of(piece.text, alone=True), text=piece.text, paragraph=len(statement.paragraphs))
    )
    statement.end = piece.end
    return draft.speaking


def _add_omission(draft: _Draft, piece: Piece) -> int | None:
    draft.texts[BlockKind.OMISSION].append(piece.text)
    if draft.speaking is not None:
        statement = draft.statements[-1]
        statement.notes.append(Note(kind=NoteKind.OMISSION, text=piece.text, paragraph=len(statement.paragraphs)))
        statement.end = piece.end
    return draft.speaking


def _add_counter(draft: _Draft, piece: Piece) -> None:
    _close_gallery(draft)
    number, _, count = piece.text.partition(" of ")
    draft.counter, draft.gallery = (int(number), int(count)), int(count)


def _close_gallery(draft: _Draft) -> None:
    """Add a photograph for a counter without a caption."""
    if draft.counter:
        draft.photos.append(Photo(number=draft.counter[0], count=draft.counter[1]))
        draft.counter = None


def _add_caption(draft: _Draft, piece: Piece) -> None:
    if piece.facts and not piece.facts.shown:
        number = piece.facts.number
        draft.photos.append(
            Photo(caption=piece.text, number=number, count=draft.gallery if number else None, shown=False)
        )
        return
    number, count = draft.counter or (None, None)
    draft.photos.append(Photo(caption=piece.text, number=number, count=count))
    draft.counter = None


def _add_box(draft: _Draft, piece: Piece) -> None:
    draft.box = piece.text


def _add_related(draft: _Draft, piece: Piece) -> None:
    facts = piece.facts or Facts()
    draft.related.append(Related(heading=draft.box, title=piece.text, url=facts.url, page_number=facts.number))


def _add_related_date(draft: _Draft, piece: Piece) -> None:
    last = draft.related[-1]
    first, ends_on = to_range(piece.text)
    draft.related[-1] = Related(
        heading=last.heading, title=last.title, date=first, ends_on=ends_on, url=last.url, page_number=last.page_number
    )


def _add_tags(draft: _Draft, piece: Piece) -> None:
    draft.tag_list = draft.tags.setdefault(piece.text, [])


def _add_tag(draft: _Draft, piece: Piece) -> None:
    draft.tag_list.append(piece.text)
    if piece.facts and piece.facts.code:
        draft.codes.append(piece.facts.code)
    if piece.facts and piece.facts.number:
        draft.numbers[piece.text] = piece.facts.number


def _add_link(draft: _Draft, piece: Piece) -> None:
    match = _NUMBER.search(piece.text)
    if match:
        draft.number = int(match[1])


def _add_start(draft: _Draft, piece: Piece) -> None:
    if piece.facts:
        draft.url, draft.number, draft.language = piece.facts.url, piece.facts.number, piece.facts.language


# Functions that add a piece to the draft and return the position of its statement, if any. Other pieces are only text.
_ADD: dict[BlockKind, Callable[[_Draft, Piece], int | None]] = {
    **dict.fromkeys((BlockKind.SEPARATOR, BlockKind.HEADING, BlockKind.STATUS), _add_closing),
    BlockKind.START: _add_start,
    BlockKind.NOTE: _add_note,
    BlockKind.OMISSION: _add_omission,
    BlockKind.COUNTER: _add_counter,
    BlockKind.CAPTION: _add_caption,
    BlockKind.BOX: _add_box,
    BlockKind.RELATED_TITLE: _add_related,
    BlockKind.RELATED_DATE: _add_related_date,
    BlockKind.TAGS: _add_tags,
    BlockKind.TAG: _add_tag,
    BlockKind.LINK: _add_link,
}
_MENTIONING: dict[BlockKind, "Printed"] = {
    BlockKind.TITLE: "title",
    BlockKind.LEAD: "narration",
    BlockKind.NARRATION: "narration",
    BlockKind.NOTE: "note",
    BlockKind.PARAGRAPH: "speech",
}


def _event(draft: _Draft, pieces: Sequence[Piece], source: Source, known: Known) -> Event:
    _close_gallery(draft)
    title = " ".join(draft.texts[BlockKind.TITLE]) or known.title or ""
    printed = draft.first(BlockKind.DATE)
    day = to_day(printed) or known.date
    name = event_id(day, title)
    lead, narration = draft.texts[BlockKind.LEAD], draft.texts[BlockKind.NARRATION]
    opening = narration[: draft.opening] if draft.statements else narration
    published = draft.first(BlockKind.PUBLISHED).partition(":")[2].strip()
    persons = tuple(draft.tags.get("Persons", ()))
    url = url_of(draft.url, draft.number, known)
    return Event(
        id=name,
        kind=EventKind.ANNOUNCEMENT if printed.startswith(ANNOUNCED) else event_kind(title, lead or narration[:1]),
        title=title,
        lead=tuple(lead),
        date=day,
        time=to_time(draft.first(BlockKind.TIME)) or known.time,
        place=draft.first(BlockKind.PLACE) or known.place,
        language=language_of(draft.language, _language(title, lead, narration, draft.statements), known),
        edition=edition_of(title, lead, opening, day),
        narration=tuple(narration),
        headings=tuple(draft.texts[BlockKind.HEADING]),
        statements=_statements(draft, name, persons, day),
        photos=tuple(draft.photos),
        pull_quotes=tuple(draft.texts[BlockKind.PULL_QUOTE]),
        related=tuple(draft.related),
        geography=tuple(draft.tags.get("Geography", ())),
        geography_codes=tuple(draft.codes),
        topics=tuple(draft.tags.get("Topics", ())),
        persons=persons,
        sections=_listed(draft.first(BlockKind.SECTIONS)) or tuple(draft.texts[BlockKind.SECTION]),
        published=to_moment(published),
        url=url,
        page_number=draft.number or known.page_number,
        abridged=bool(draft.texts[BlockKind.OMISSION]),
        span=Span(start=pieces[0].start, end=pieces[-1].end),
        source=source,
    )


def _agreements(
    event: Event, pieces: Sequence[Piece], owners: Sequence[int | None], text: str
) -> tuple[Agreement, ...]:
    """The mentions in title, lead, narration, stage directions and statements, in order."""
    # Loading the grammar takes time.
    from kzru_forums.agreements import Paragraph, find_agreements  # noqa: PLC0415

    places = [place for place, piece in enumerate(pieces) if piece.kind in _MENTIONING]

    def paragraph_at(index: int) -> Paragraph:
        piece = pieces[places[index]]
        return Paragraph(piece.text, _MENTIONING[piece.kind], piece.start, piece.end, owners[places[index]])

    return find_agreements(event, [pieces[place].text for place in places], paragraph_at, text)


def _language(title: str, lead: Sequence[str], narration: Sequence[str], statements: Sequence[_StatementDraft]) -> str:
    """Russian if most letters at the beginning are Cyrillic, otherwise English; the site has no other languages."""
    spoken = statements[0].paragraphs if statements else ()
    sample = " ".join((title, *lead[:1], *narration[:1], *spoken[:1]))[:_SAMPLE]
    if sample.isascii():
        return "en"
    return "ru" if 2 * len(_CYRILLIC.findall(sample)) > len(sample) - sample.count(" ") else "en"


def _listed(line: str) -> tuple[str, ...]:
    """The values after a colon, without the icons of the site's own font (private use characters)."""
    values = (line if line.isascii() else _ICONS.sub("", line)).partition(":")[2].split(",")
    return tuple([value.strip() for value in values if value.strip()])


def _statements(draft: _Draft, event: str, persons: Sequence[str], day: date | None) -> tuple[Statement, ...]:
    labels = [statement.label for statement in draft.statements]
    resolved = speakers.resolve(labels, event, persons=persons, day=day, numbers=draft.numbers)
    statements = [
        Statement(
            position=position,
            label=statement.label,
            speaker=speaker,
            kind=kind,
            delivery=delivery,
            addressee=addressee,
            paragraphs=tuple(statement.paragraphs),
            notes=tuple(statement.notes),
            span=Span(start=statement.start, end=statement.end),
        )
        for position, (statement, (speaker, kind, delivery, addressee)) in enumerate(
            zip(draft.statements, resolved, strict=True)
        )
    ]
    return tuple(statements)
