"""Pieces of one page -> Event: collects what the pieces say and asks the modules that know what it means.

Knows no layout. One pass over the pieces with an explicit state; the frozen event is built once, at the end.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
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


@define
class _Said:
    """A statement on its way."""

    label: str
    start: int
    end: int
    paragraphs: list[str] = field(factory=list)
    notes: list[Note] = field(factory=list)


@define
class _Draft:
    """What the pieces of a page have said so far."""

    texts: dict[BlockKind, list[str]] = field(factory=lambda: defaultdict(list))
    said: list[_Said] = field(factory=list)
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
    """Position of the statement that goes on, None where nobody speaks."""

    def first(self, kind: BlockKind) -> str:
        """The first text of a kind, empty where there is none."""
        return next(iter(self.texts[kind]), "")


def assemble(
    pieces: Sequence[Piece], source: Source, text: str, known: Known = UNKNOWN, *, agreements: bool = True
) -> tuple[Event, list[int | None]]:
    """The event that the pieces of a page make, and for each piece the position of its statement.

    Args:
        pieces: the pieces, in order.
        source: where they were read from.
        text: what the pieces are cut from.
        known: facts that fill what the page lacks.
        agreements: whether to look for agreements.
    """
    draft = _Draft()
    owners = [_ADD[piece.kind](draft, piece) for piece in pieces]
    event = _event(draft, pieces, source, known)
    mentions = _agreements(event, pieces, owners, text) if agreements else ()
    return evolve(event, agreements=mentions) if mentions else event, owners


def _add_text(draft: _Draft, piece: Piece) -> None:
    draft.texts[piece.kind].append(piece.text)


def _add_closing(draft: _Draft, piece: Piece) -> None:
    draft.texts[piece.kind].append(piece.text)
    draft.speaking = None


def _add_label(draft: _Draft, piece: Piece) -> int:
    _, text, start, end, facts, _ = piece
    position = len(draft.said)
    if not position:
        draft.opening = len(draft.texts[BlockKind.NARRATION])
    draft.said.append(_Said(text, start, end))
    draft.speaking = position
    if facts and facts.number:
        draft.numbers[text] = facts.number
    return position


def _add_paragraph(draft: _Draft, piece: Piece) -> int | None:
    said, text = draft.said[-1], piece.text
    said.notes += notes.notes_in(text, len(said.paragraphs))
    said.paragraphs.append(text)
    said.end = piece.end
    return draft.speaking


def _add_note(draft: _Draft, piece: Piece) -> int | None:
    said = draft.said[-1]
    said.notes.append(Note(kind=notes.kind_of(piece.text, alone=True), text=piece.text, paragraph=len(said.paragraphs)))
    said.end = piece.end
    return draft.speaking


def _add_omission(draft: _Draft, piece: Piece) -> int | None:
    draft.texts[BlockKind.OMISSION].append(piece.text)
    if draft.speaking is not None:
        said = draft.said[-1]
        said.notes.append(Note(kind=NoteKind.OMISSION, text=piece.text, paragraph=len(said.paragraphs)))
        said.end = piece.end
    return draft.speaking


def _add_counter(draft: _Draft, piece: Piece) -> None:
    _close_gallery(draft)
    number, _, count = piece.text.partition(" of ")
    draft.counter, draft.gallery = (int(number), int(count)), int(count)


def _close_gallery(draft: _Draft) -> None:
    """A counter without a caption is a photograph all the same."""
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
    found = _NUMBER.search(piece.text)
    if found:
        draft.number = int(found[1])


def _add_start(draft: _Draft, piece: Piece) -> None:
    if piece.facts:
        draft.url, draft.number, draft.language = piece.facts.url, piece.facts.number, piece.facts.language


# What a piece of each kind adds to the draft; returns the position of the statement it belongs to, if any.
_ADD: dict[BlockKind, Callable[[_Draft, Piece], int | None]] = {
    **dict.fromkeys(BlockKind, _add_text),
    **dict.fromkeys((BlockKind.SEPARATOR, BlockKind.HEADING, BlockKind.STATUS), _add_closing),
    BlockKind.START: _add_start,
    BlockKind.LABEL: _add_label,
    BlockKind.PARAGRAPH: _add_paragraph,
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
    day = to_day(draft.first(BlockKind.DATE)) or known.date
    is_announced = draft.first(BlockKind.DATE).startswith(ANNOUNCED)
    name = event_id(day, title)
    lead, narration = draft.texts[BlockKind.LEAD], draft.texts[BlockKind.NARRATION]
    opening = narration[: draft.opening] if draft.said else narration
    published = draft.first(BlockKind.PUBLISHED).partition(":")[2].strip()
    persons = tuple(draft.tags.get("Persons", ()))
    url = url_of(draft.url, draft.number, known)
    return Event(
        id=name,
        kind=EventKind.ANNOUNCEMENT if is_announced else event_kind(title, lead or narration[:1]),
        title=title,
        lead=tuple(lead),
        date=day,
        time=to_time(draft.first(BlockKind.TIME)) or known.time,
        place=draft.first(BlockKind.PLACE) or known.place,
        language=language_of(draft.language, _language(title, lead, narration, draft.said), known),
        edition=edition_of(title, lead, opening, day),
        narration=tuple(narration),
        headings=tuple(draft.texts[BlockKind.HEADING]),
        statements=tuple(_statements(draft, name, persons, day)),
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
    """The mentions in title, lead, narration, stage directions and speech, in order."""
    # Its grammar takes time to load.
    from kzru_forums.agreements import Paragraph, find_agreements  # noqa: PLC0415

    places = [place for place, piece in enumerate(pieces) if piece.kind in _MENTIONING]

    def paragraph_at(index: int) -> Paragraph:
        piece = pieces[places[index]]
        return Paragraph(piece.text, _MENTIONING[piece.kind], piece.start, piece.end, owners[places[index]])

    return find_agreements(event, [pieces[place].text for place in places], paragraph_at, text)


def _language(title: str, lead: Sequence[str], narration: Sequence[str], said: Sequence[_Said]) -> str:
    """Russian where most letters at the beginning are Cyrillic, else English: the site has no other languages."""
    sample = " ".join((title, *lead[:1], *narration[:1], *(said[0].paragraphs[:1] if said else ())))[:_SAMPLE]
    return "ru" if 2 * len(_CYRILLIC.findall(sample)) > len(sample) - sample.count(" ") else "en"


def _listed(line: str) -> tuple[str, ...]:
    """The values behind a colon; icons of the site's own font (private use characters) are no part of them."""
    values = _ICONS.sub("", line.partition(":")[2]).split(",")
    return tuple(value.strip() for value in values if value.strip())


def _statements(draft: _Draft, event: str, persons: Sequence[str], day: date | None) -> Iterator[Statement]:
    labels = [said.label for said in draft.said]
    resolved = speakers.resolve(labels, event, persons=persons, day=day, numbers=draft.numbers)
    for position, (said, who) in enumerate(zip(draft.said, resolved, strict=True)):
        yield Statement(
            position=position,
            label=said.label,
            speaker=who.speaker,
            kind=who.kind,
            delivery=who.delivery,
            addressee=who.addressee,
            paragraphs=tuple(said.paragraphs),
            notes=tuple(said.notes),
            span=Span(start=said.start, end=said.end),
        )
