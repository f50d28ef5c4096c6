"""The data shown in the HTML of an event: lanes of speakers, turns, and texts with notes and agreements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from attrs import define, field, fields, frozen

from kzru_forums.display import (
    Paragraph,
    counted,
    names_of,
    side_by_side,
    speaker_or_label,
    statement_parts,
    web_address,
    whole,
)
from kzru_forums.model import Agreement, Event, Forum, Note, Related, Statement
from kzru_forums.text import UniqueNames, printed_day, printed_days, statement_id

_SERIES = fields(Forum).series.default
COLOURS = 8
"""Number of speaker colours in the style sheet; speakers with fewer words share another one."""
LANES = 12
"""Maximum number of speaker rows; the others share one more."""
_WIDTH = 1000
"""Width of a lane in units of its drawing."""
_THINNEST = 1.5
"""Width of a statement without words."""


@frozen
class Ids:
    """The ids of an event, its statements and its agreements, unique within a document."""

    event: str
    statements: tuple[str, ...]
    agreements: tuple[str, ...]

    @classmethod
    def of(cls, event: Event, names: UniqueNames) -> "Ids":
        """The ids of the records, unless they are already in use."""
        own = names.new(event.id)
        statements = (names.new(statement_id(own, statement.position)) for statement in event.statements)
        agreements = (names.new(f"{own}.a{index:04d}") for index in range(len(event.agreements)))
        return cls(own, tuple(statements), tuple(agreements))


@define
class Mention:
    """An agreement in the list of an event, and the place where its text is highlighted."""

    id: str
    title: str
    status: str
    kind: str
    facts: str
    date: str
    sentence: str
    statement: int | None
    placed: bool = False
    """Whether its words have been found and highlighted."""

    @property
    def href(self) -> str:
        """Link to the highlighted words, if there are any."""
        return f"#{self.id}" if self.placed else ""


@frozen
class Fragment:
    """A piece of text with one style."""

    text: str
    note: bool = False
    sentence: bool = False
    mention: Mention | None = None
    opens: bool = False
    """Whether the words of the mention begin here."""


@frozen
class Part:
    """A paragraph, or a note on a line of its own."""

    pieces: tuple[Fragment, ...]


@frozen
class Turn:
    """A statement."""

    id: str
    position: int
    name: str
    facts: str
    kind: str
    colour: str
    parts: tuple[Part, ...]


@frozen
class Bar:
    """A statement in the lane of its speaker."""

    id: str
    start: float
    width: float


@frozen
class Lane:
    """A row of the picture of who speaks when."""

    name: str
    role: str
    words: str
    colour: str
    blocks: tuple[Bar, ...]


@frozen
class Link:
    """An entry of a link box."""

    title: str
    url: str
    days: str


@define
class View:
    """An event as displayed by its template."""

    id: str
    event: Event
    kind: str
    day: str
    url: str
    words: str
    headings: str
    lanes: list[Lane]
    agreements: list[list[Mention]]
    """Mentions with the same words and facts are grouped."""
    lead: list[Part] = field(factory=list)
    narration: list[Part] = field(factory=list)
    turns: list[Turn] = field(factory=list)
    captions: list[str] = field(factory=list)
    related: list[tuple[str, list[Link]]] = field(factory=list)
    tags: list[tuple[str, str]] = field(factory=list)


def view(event: Event, ids: Ids) -> View:
    """The view of an event with these ids."""
    colours = _colours(event)
    mentions = [_mention(one, own) for one, own in zip(event.agreements, ids.agreements, strict=True)]
    made = View(
        id=ids.event,
        event=event,
        kind=_occasion(event),
        day=printed_days(event.date),
        url=web_address(event.url),
        words=counted(sum(statement.words for statement in event.statements), "word"),
        headings=" · ".join(dict.fromkeys(event.headings)),
        lanes=_lanes(event, ids, colours),
        agreements=_alike(mentions),
    )
    outside_statements = [mention for mention in mentions if mention.statement is None]
    made.lead = [_part([paragraph], outside_statements) for paragraph in event.lead]
    made.narration = [_part([paragraph], outside_statements) for paragraph in event.narration]
    by_statement: dict[int | None, list[Mention]] = {}
    for mention in mentions:
        by_statement.setdefault(mention.statement, []).append(mention)
    made.turns = [
        _turn(statement, own, colours[_voice(statement)], by_statement.get(statement.position, []))
        for statement, own in zip(event.statements, ids.statements, strict=True)
    ]
    made.captions = list(dict.fromkeys(photo.caption for photo in event.photos if photo.caption))
    made.related = [(name, [*map(_link, box)]) for name, box in groupby(event.related, key=lambda one: one.heading)]
    made.tags = [(name, " · ".join(values)) for name, values in _tags(event) if values]
    return made


def _occasion(event: Event) -> str:
    kind = event.kind.replace("_", " ")
    return kind if event.edition is None else f"{kind} · edition {event.edition} of the {_SERIES}"


def _tags(event: Event) -> Iterator[tuple[str, Sequence[str]]]:
    yield from (("Geography", event.geography), ("Topics", event.topics), ("Persons", event.persons))
    yield "Published", [f"{printed_day(event.published)}, {event.published:%H:%M}"] if event.published else []
    yield "Sections", event.sections


def _link(entry: Related) -> Link:
    return Link(entry.title, web_address(entry.url), printed_days(entry.date, entry.ends_on))


def _mention(agreement: Agreement, own: str) -> Mention:
    return Mention(
        id=own,
        title=agreement.title,
        status=agreement.status,
        kind=agreement.kind,
        facts=side_by_side(agreement.kind, names_of(agreement.parties)),
        date=agreement.date or "",
        sentence=agreement.sentence,
        statement=agreement.statement,
    )


def _alike(mentions: Iterable[Mention]) -> list[list[Mention]]:
    found: dict[tuple[str, ...], list[Mention]] = {}
    for one in mentions:
        found.setdefault((one.title.casefold(), one.status, one.facts, one.date), []).append(one)
    return list(found.values())


def _voice(statement: Statement) -> tuple[str, str]:
    """Key of a lane: the speaker, or the label of unnamed speakers."""
    speaker = statement.speaker
    return (speaker.id, speaker.name) if speaker.name else ("", statement.label)


def _colours(event: Event) -> dict[tuple[str, str], str]:
    """The colour of each voice, most words first; unnamed voices share a colour."""
    words = Counter[tuple[str, str]]()
    for statement in event.statements:
        words[_voice(statement)] += statement.words
    ranked = [voice for voice, _ in words.most_common()]
    named = [voice for voice in ranked if voice[0]][:COLOURS]
    own = {voice: f"c{index}" for index, voice in enumerate(named)}
    return {voice: own.get(voice, "other") for voice in ranked}


def _lanes(event: Event, ids: Ids, colours: dict[tuple[str, str], str]) -> list[Lane]:
    """One lane per voice, most words first."""
    total = max(1, sum(statement.words for statement in event.statements))
    starts = accumulate((statement.words for statement in event.statements), initial=0)
    spoken: dict[tuple[str, str], list[tuple[Statement, Bar]]] = {voice: [] for voice in colours}
    for statement, own, start in zip(event.statements, ids.statements, starts, strict=False):
        width = max(_WIDTH * statement.words / total, _THINNEST)
        at = min(_WIDTH * start / total, _WIDTH - width)
        spoken[_voice(statement)].append((statement, Bar(own, round(at, 2), round(width, 2))))
    voices = list(spoken)
    last = LANES if len(voices) > LANES + 1 else len(voices)
    lanes = [_lane(voice, colours[voice], spoken[voice]) for voice in voices[:last]]
    if voices[last:]:
        rest = [turn for voice in voices[last:] for turn in spoken[voice]]
        lanes.append(_lane(("", f"{len(voices) - last} others"), "other", rest))
    return lanes


def _lane(voice: tuple[str, str], colour: str, spoken: Sequence[tuple[Statement, Bar]]) -> Lane:
    words = counted(sum(statement.words for statement, _ in spoken), "word")
    turns = counted(len(spoken), "turn")
    role = spoken[0][0].speaker.role or "" if voice[0] else ""
    return Lane(voice[1] or "(no label)", role, f"{words} · {turns}", colour, tuple(block for _, block in spoken))


def _turn(statement: Statement, own: str, colour: str, mentions: list[Mention]) -> Turn:
    name = speaker_or_label(statement) or "(no label)"
    role = statement.speaker.role if statement.speaker.name else None
    facts = side_by_side(role, statement.delivery, statement.addressee and f"to {statement.addressee}")
    parts = [
        _part(part, mentions) if isinstance(part, list) else Part((Fragment(part.text, note=True),))
        for part in statement_parts(statement)
    ]
    return Turn(own, statement.position, name, facts, statement.kind, colour, tuple(parts))


Stretch = tuple[int, int]


def _part(paragraph: Paragraph, mentions: Iterable[Mention]) -> Part:
    """Split a paragraph into pieces: inside or outside notes, sentences that mention an agreement, and the mentions."""
    text = whole(paragraph)
    ends = list(accumulate(len(piece if isinstance(piece, str) else piece.text) for piece in paragraph))
    notes = [
        (start, end) for start, end, piece in zip([0, *ends], ends, paragraph, strict=False) if isinstance(piece, Note)
    ]
    sentences: list[Stretch] = []
    words: dict[Stretch, Mention] = {}
    for mention in mentions:
        if not mention.placed and (found := _find(mention, text, words)):
            mention.placed = True
            sentences.append(found[0])
            words[found[1]] = mention
    cuts = sorted({0, len(text)}.union(*notes, *sentences, *words))
    return Part(
        tuple(
            Fragment(
                text[start:end],
                note=_covered(start, notes),
                sentence=_covered(start, sentences),
                mention=(own := next((one for stretch, one in words.items() if _covered(start, [stretch])), None)),
                opens=own is not None and any(first == start for first, _ in words),
            )
            for start, end in pairwise(cuts)
        )
    )


def _find(mention: Mention, text: str, taken: Iterable[Stretch]) -> tuple[Stretch, Stretch] | None:
    """The sentence of a mention, and its words that belong to no other mention; None if they are not in the text."""
    begins = {start for start, _ in taken}
    start = text.find(mention.sentence) if mention.sentence and mention.title else -1
    while start >= 0:
        end = start + len(mention.sentence)
        at = text.find(mention.title, start, end)
        while at >= 0:
            if at not in begins:
                return (start, end), (at, at + len(mention.title))
            at = text.find(mention.title, at + 1, end)
        start = text.find(mention.sentence, end)
    return None


def _covered(place: int, stretches: Iterable[Stretch]) -> bool:
    return any(start <= place < end for start, end in stretches)
