"""The records: Forum, Event, Speaker, Statement, Agreement and their small parts.

All classes are frozen, slotted and keyword-only, all sequences are tuples, and all vocabularies are `StrEnum`s.
Validators check types, ids and codes when a record is created (TypeError, ValueError), so an invalid record cannot
exist. The classes do not depend on any file format. Fields that state where a value came from (`span`, `source`,
`resolved_by`, `rule`) are excluded from equality.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import partial
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin

from attrs import Attribute, field, frozen

from kzru_forums.patterns import regex

if TYPE_CHECKING:
    from kzru_forums.exchanges import Exchange

T = TypeVar("T")

_WORD = regex(r"\w+(?:[-’'‑]\w+)*")


def count_words(text: str) -> int:
    """Number of words in `text`: runs of letters and digits, with inner hyphens and apostrophes."""
    return sum(1 for _ in _WORD.finditer(text))


def _tuple(values: Iterable[T]) -> tuple[T, ...]:
    """Convert any iterable except a string to a tuple, so that a record stays immutable and hashable."""
    if isinstance(values, tuple):
        return values
    if isinstance(values, str | bytes):
        raise TypeError(f"expected a sequence of values, not the single string {values[:40]!r}")
    if not isinstance(values, Iterable):
        raise TypeError(f"expected a sequence of values, not {values!r}")
    return tuple(values)


def _brief(value: object) -> str:
    """`repr` of a value that may be a whole speech: long strings are truncated, tuples are replaced by their length."""
    if isinstance(value, tuple):
        return f"<{len(value)}>" if value else "()"
    if isinstance(value, str) and len(value) > 60:
        return repr(value[:57] + "…")
    return repr(value)


class _Code(NamedTuple):
    """The required form of a string."""

    pattern: str
    """Regular expression with the same meaning in Python and JSON Schema."""
    what: str
    exists: Callable[[str], object] | None = None
    """Whether such a value exists, if the pattern cannot decide it."""

    @property
    def fits(self) -> Callable[[str], object]:
        """Whether a string has the form."""
        matches, exists = regex(self.pattern).fullmatch, self.exists
        return matches if exists is None else lambda text: matches(text) and exists(text)


def _is_in_calendar(text: str) -> bool:
    """Whether a day, month or year in ISO 8601 exists."""
    try:
        return bool(datetime.date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False


_ID = _Code("[A-Za-z_][A-Za-z0-9._-]*", "an id of Latin letters, digits, '.', '_' and '-' such as 'abai-kunanbaev'")
_COUNTRY = _Code("[A-Z]{2}", "a code of two capitals such as 'KZ'")
_CURRENCY = _Code("[A-Z]{3}", "a code of three capitals such as 'KZT'")
_REGION = _Code("[A-Z]{2}-[A-Z0-9]{1,3}", "a code of a region such as 'KZ-PAV'")
_WIKIDATA = _Code("Q[1-9][0-9]*", "a Wikidata item such as 'Q7747'")
_PARTIAL_DATE = _Code(
    "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?",
    "a day, month or year such as '2012-09-19', '2012-09' or '2012'",
    _is_in_calendar,
)
_RULES: Mapping[type, tuple[Callable[[Any], object], str]] = {
    int: (lambda number: number >= 0, "a non-negative integer"),
    Decimal: (lambda amount: amount.is_finite() and abs(amount.adjusted()) < 10**8, "a finite number"),
    datetime.time: (lambda time: time.tzinfo is None, "a time without a UTC offset"),
    datetime.datetime: (lambda moment: moment.tzinfo is None, "a date and time without a UTC offset"),
}
"""Further conditions on values by type: a predicate and its description."""


def _validated(_: type, fields: list["Attribute[Any]"]) -> list["Attribute[Any]"]:
    """Give every field a validator for its type, and for its code if it has one."""
    return [each.evolve(validator=_validator(each.type, each.metadata.get("code"))) for each in fields]


def _validator(hint: Any, code: _Code | None) -> Callable[[object, "Attribute[Any]", Any], None]:
    """A validator that accepts exact types only: True is not an integer, and a datetime is not a date."""
    kinds = get_args(hint) or (hint,)
    kind, optional = kinds[0], kinds[-1] is NoneType
    rule = (code.fits, code.what) if code else _RULES.get(kind)

    def check(record: object, attribute: "Attribute[Any]", value: Any) -> None:
        if type(value) is not kind and not (value is None and optional):
            raise TypeError(_unfit(record, attribute, hint, value))
        if rule and value is not None and not rule[0](value):
            raise ValueError(_unfit(record, attribute, rule[1], value))

    def check_items(record: object, attribute: "Attribute[Any]", values: tuple[Any, ...]) -> None:
        for value in values:
            if type(value) is not kind:
                raise TypeError(_unfit(record, attribute, f"items of type {kind.__name__}", value))

    return check_items if get_origin(hint) is tuple else check


def _unfit(record: object, attribute: "Attribute[Any]", wanted: object, value: object) -> str:
    wanted = wanted.__name__ if isinstance(wanted, type) else str(wanted).replace(f"{__name__}.", "")
    return f"{type(record).__name__}.{attribute.name}: expected {wanted}, not {_brief(value)}"


_text = partial(field, repr=_brief)
_many = partial(field, default=(), converter=_tuple, repr=_brief)
_trace = partial(field, default=None, eq=False, repr=False)
_country = partial(field, default=None, metadata={"code": _COUNTRY})


class EventKind(StrEnum):
    """The kind of event that a page reports."""

    FORUM = "forum"
    TALKS = "talks"
    MEETING = "meeting"
    PRESS_STATEMENTS = "press_statements"
    PRESS_CONFERENCE = "press_conference"
    INTERVIEW = "interview"
    SPEECH = "speech"
    CEREMONY = "ceremony"
    VISIT = "visit"
    CONVERSATION = "conversation"
    ARTICLE = "article"
    GREETING = "greeting"
    ANNOUNCEMENT = "announcement"
    OTHER = "other"


class StatementKind(StrEnum):
    """The kind of a statement according to its label."""

    SPEECH = "speech"
    QUESTION = "question"
    REPLY = "reply"
    REMARK = "remark"


class SpeakerKind(StrEnum):
    """Whether a label names a person, several people, or one person without a name."""

    PERSON = "person"
    GROUP = "group"
    UNNAMED = "unnamed"


class ForumStatus(StrEnum):
    """Whether an edition of the forum took place."""

    HELD = "held"
    PLANNED = "planned"
    NOT_HELD = "not_held"


class ForumFormat(StrEnum):
    """How the heads of state took part in an edition of the forum."""

    IN_PERSON = "in_person"
    VIDEOCONFERENCE = "videoconference"
    MIXED = "mixed"


class AgreementKind(StrEnum):
    """The kind of document that is mentioned."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    CONVENTION = "convention"
    DECLARATION = "declaration"
    STATEMENT = "statement"
    MEMORANDUM = "memorandum"
    PROTOCOL = "protocol"
    CONTRACT = "contract"
    PROGRAMME = "programme"
    PACKAGE = "package"
    OTHER = "other"


class AgreementStatus(StrEnum):
    """Status of a document, as seen from the event that mentions it."""

    SIGNED = "signed"
    """Signed or adopted at this event."""
    PLANNED = "planned"
    """To be concluded in the future."""
    CONCLUDED = "concluded"
    """Concluded before this event, whether or not in effect."""
    MENTIONED = "mentioned"
    """The text does not state a status."""


class NoteKind(StrEnum):
    """The kind of note that the editors inserted into a statement."""

    APPLAUSE = "applause"
    LAUGHTER = "laughter"
    SILENCE = "silence"
    ACTION = "action"
    INSERTION = "insertion"
    OMISSION = "omission"
    SUMMARY = "summary"
    OTHER = "other"


class Layout(StrEnum):
    """The layout a page was read from."""

    PAGE = "page"
    TEXT_VERSION = "text_version"
    HTML = "html"
    PLAIN = "plain"


def _not_before_start(span: "Span", _: object, end: int) -> None:
    start = span.start
    if type(start) is not int or type(end) is not int:
        raise TypeError(f"a span needs two integers, not {start!r} and {end!r}")
    if not 0 <= start <= end:
        raise ValueError(f"a span needs 0 <= start <= end, not {start} and {end}")


@frozen(kw_only=True)
class Span:
    """A range of characters in `Reading.text`.

    Raises:
        TypeError: start or end is not an integer.
        ValueError: unless 0 <= start <= end.
    """

    start: int
    """Offset of the first character, 0-based."""
    end: int = field(validator=_not_before_start)
    """End offset (exclusive)."""


@frozen(kw_only=True, field_transformer=_validated)
class Source:
    """Where an event was read from."""

    name: str | None = None
    """File name or path as given; None for a text passed directly."""
    layout: Layout
    """The layout that was detected."""
    traits: tuple[str, ...] = _many()
    """Changes that the text went through before it was read, such as `markdown` or `wrapped`."""
    sha256: str
    """Hexadecimal SHA-256 of the source: of its bytes, or of the text encoded as UTF-8."""


@frozen(kw_only=True, field_transformer=_validated)
class Photo:
    """A photograph or video of the page, identified by its caption."""

    caption: str = _text(default="")
    """The caption as printed; empty where none is printed."""
    number: int | None = None
    """Position in its gallery, counted from 1, if the page prints a counter."""
    count: int | None = None
    """Number of photographs in the gallery, if the page prints a counter."""
    shown: bool = True
    """False for the other photographs of a gallery and for descriptions of videos, which only HTML contains."""


@frozen(kw_only=True, field_transformer=_validated)
class Related:
    """An entry of a link box."""

    heading: str
    """Heading of the box: `See also` or `Additional`."""
    title: str = _text()
    """Title of the linked page."""
    date: datetime.date | None = None
    """Its date, or the first day of a range; None if no date is printed."""
    ends_on: datetime.date | None = None
    """Last day, if the box prints a range."""
    url: str | None = None
    """Link target (HTML only)."""
    page_number: int | None = None
    """The site's number of the linked page (HTML only)."""


@frozen(kw_only=True, field_transformer=_validated)
class Note:
    """A stage direction, an editors' insertion or an omission inside a statement."""

    kind: NoteKind
    """Kind of note."""
    text: str = _text()
    """The note as printed, with its brackets."""
    paragraph: int
    """Index of the paragraph that contains it; for a note on a line of its own, the number of paragraphs before it."""
    offset: int | None = None
    """Character offset in that paragraph, 0-based; None for a note on a line of its own."""


@frozen(kw_only=True, field_transformer=_validated)
class Party:
    """A party to an agreement."""

    name: str
    """The party as worded."""
    country: str | None = _country()
    """ISO 3166-1 alpha-2 code, if the party is a state."""


@frozen(kw_only=True, field_transformer=_validated)
class Money:
    """An amount of money."""

    amount: Decimal
    """The amount in whole units of the currency."""
    currency: str = field(metadata={"code": _CURRENCY})
    """ISO 4217 code."""


@frozen(kw_only=True, field_transformer=_validated)
class Agreement:
    """A mention of a document that parties conclude. The record describes the mention, not the document itself."""

    title: str = _text()
    """The noun phrase as worded."""
    kind: AgreementKind
    """Kind of document."""
    status: AgreementStatus
    """Status of the document, as seen from the event."""
    date: str | None = field(default=None, metadata={"code": _PARTIAL_DATE})
    """Day, month or year of the document in ISO 8601 (`2013-11-11`, `2013-11`, `2013`)."""
    parties: tuple[Party, ...] = _many()
    """The parties, as far as they are named or follow from the event."""
    count: int | None = None
    """Number of documents, if the mention states it."""
    value: Money | None = None
    """Value of the documents, if the mention states it."""
    at_least: bool = False
    """True if count or value is a lower bound (`more than 200`)."""
    sentence: str = _text()
    """The sentence that contains the mention, verbatim."""
    statement: int | None = None
    """Position of the statement that contains it; None for lead and narration."""
    rule: str | None = _trace()
    """Name of the rule that found it. Ignored in comparisons."""
    span: Span | None = _trace()
    """Position of the title in `Reading.text`. Ignored in comparisons."""

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import agreement_html  # noqa: PLC0415 - needed in notebooks alone

        return agreement_html(self)


@frozen(kw_only=True, field_transformer=_validated)
class Speaker:
    """Somebody who speaks at an event: one value per person and event, shared by all their statements."""

    id: str = field(metadata={"code": _ID})
    """Readable and stable: derived from the name alone, or for unnamed speakers from the event and the statement."""
    name: str | None = None
    """The name in ordinary capitalisation; None if no name is printed."""
    kind: SpeakerKind
    """Person, group, or one unnamed speaker."""
    role: str | None = _text(default=None)
    """The printed description of who they are on that day, in the most complete form printed at the event."""
    place: str | None = None
    """Where they speak from or come from, if the label states it (`Question from Perm Territory`)."""
    country: str | None = _country()
    """ISO 3166-1 alpha-2 code, if known."""
    wikidata: str | None = field(default=None, metadata={"code": _WIKIDATA})
    """Wikidata item, if known (`Q7747`)."""
    site_person_id: int | None = None
    """The site's number of the person (HTML only)."""
    resolved_by: str | None = _trace()
    """Name of the rule that identified the speaker. Ignored in comparisons."""


@frozen(kw_only=True, field_transformer=_validated)
class Statement:
    """An uninterrupted turn of one speaker: a label and the paragraphs under it."""

    position: int
    """Number of the statement in its event, 0-based."""
    label: str = _text()
    """The label as printed, without its colon."""
    speaker: Speaker = field(repr=lambda speaker: repr(speaker.name or speaker.id))
    """The speaker. Never None."""
    kind: StatementKind = StatementKind.SPEECH
    """Depends on the label: `Question`, `Reply` and `Remark` have kinds of their own, everything else is a speech."""
    delivery: str | None = None
    """How the words were delivered, if the label states it (`in German`, `retranslated`)."""
    addressee: str | None = None
    """The person answered or addressed, if the label names one (`answering …`, `to …`)."""
    paragraphs: tuple[str, ...] = _many()
    """The paragraphs in normal form, including the notes inside them."""
    notes: tuple[Note, ...] = _many()
    """Stage directions, insertions and omissions, in order."""
    span: Span | None = _trace()
    """From the label to the last paragraph in `Reading.text`; may include link boxes and photographs.

    Ignored in comparisons.
    """

    @property
    def text(self) -> str:
        """The paragraphs, joined with blank lines."""
        return "\n\n".join(self.paragraphs)

    @property
    def words(self) -> int:
        """Number of words spoken: the words of the paragraphs, excluding the notes inside them."""
        noted = sum(count_words(note.text) for note in self.notes if note.offset is not None)
        return max(0, sum(map(count_words, self.paragraphs)) - noted)

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import statement_html  # noqa: PLC0415 - needed in notebooks alone

        return statement_html(self)


@frozen(kw_only=True, field_transformer=_validated)
class Event:
    """One event page of the site: the facts about the event and the statements."""

    id: str = field(metadata={"code": _ID})
    """Readable, stable, and the same in every layout: `ev-`, the date and a slug of the title."""
    kind: EventKind = EventKind.OTHER
    """Kind of event."""
    title: str = _text()
    """The title; empty only if a partial copy was read leniently."""
    lead: tuple[str, ...] = _many()
    """Paragraphs between title and date."""
    date: datetime.date | None = None
    """The day of the event; None only if a partial copy was read leniently."""
    time: datetime.time | None = None
    """The time as printed (Moscow)."""
    place: str | None = None
    """The place as printed; often missing, and for a videoconference not the host city."""
    edition: int | None = None
    """Number of the forum edition that the event belongs to."""
    language: str = "en"
    """BCP 47 tag of the page's language."""
    narration: tuple[str, ...] = _many()
    """Paragraphs that are not speech."""
    headings: tuple[str, ...] = _many()
    """Headings inside the transcript (`Beginning of meeting with …`)."""
    statements: tuple[Statement, ...] = _many()
    """The statements, in order."""
    agreements: tuple[Agreement, ...] = _many()
    """Mentions of documents that parties conclude, in order."""
    photos: tuple[Photo, ...] = _many()
    """Photographs and videos, in order."""
    pull_quotes: tuple[str, ...] = _many()
    """Sentences highlighted by the editors; each repeats a sentence of a statement."""
    related: tuple[Related, ...] = _many()
    """Entries of the link boxes, in order."""
    geography: tuple[str, ...] = _many()
    """Tags: countries and regions."""
    geography_codes: tuple[str, ...] = _many()
    """The site's codes for the geography tags (HTML only), e.g. `KZ`."""
    topics: tuple[str, ...] = _many()
    """Tags: topics."""
    persons: tuple[str, ...] = _many()
    """Tags: persons, family name first as the site prints them."""
    sections: tuple[str, ...] = _many()
    """Sections of the site in which the page is published."""
    published: datetime.datetime | None = None
    """Publication date and time as printed (Moscow, no offset)."""
    url: str | None = None
    """Address of the page (HTML only)."""
    page_number: int | None = None
    """The site's number of the page, if the page contains it."""
    abridged: bool = False
    """True if the page contains the editors' omission mark `<…>`."""
    span: Span | None = _trace()
    """Position of the page in `Reading.text`. Ignored in comparisons."""
    source: Source | None = _trace()
    """Where the event was read from. Ignored in comparisons."""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who speaks, once each, in order of their first statement."""
        return tuple(dict.fromkeys(statement.speaker for statement in self.statements))

    @property
    def text(self) -> str:
        """The texts of all statements without labels, joined with blank lines."""
        return "\n\n".join(statement.text for statement in self.statements if statement.paragraphs)

    @property
    def exchanges(self) -> "tuple[Exchange, ...]":
        """Questions and their answers, in order; derived from the statements, see `kzru_forums.exchanges`."""
        from kzru_forums.exchanges import exchanges  # noqa: PLC0415 - loaded on first use

        return exchanges(self)

    def to_text(self, notes: bool = True, *, width: int | None = None) -> str:
        """The event as readable text: title, day and place, narration, and the statements under their labels.

        Args:
            notes: whether to include stage directions, insertions and omission marks.
            width: number of columns to wrap the text to; None puts each paragraph on one line.

        Raises:
            TypeError: `width` is not an integer.
            ValueError: `width` is not positive.
        """
        from kzru_forums.display import to_text  # noqa: PLC0415 - a writer, which imports this module

        return to_text(self, notes=notes, width=width)

    def statements_by(self, speaker: Speaker | str) -> tuple[Statement, ...]:
        """The statements of one speaker, in order; empty if they do not speak.

        Args:
            speaker: a speaker of this event, or the speaker's id or name.

        Raises:
            TypeError: `speaker` is neither a Speaker nor a string.
        """
        if not isinstance(speaker, Speaker | str):
            raise TypeError(f"expected a Speaker, an id or a name, not {type(speaker).__name__}")
        wanted = speaker.id if isinstance(speaker, Speaker) else speaker
        return tuple(each for each in self.statements if wanted in (each.speaker.id, each.speaker.name))

    def words_by_speaker(self) -> dict[str, int]:
        """Number of words spoken by each speaker, in descending order.

        Keys are names. Each statement of an unnamed speaker has its own entry, such as `Question [3]`, where 3 is the
        position of the statement, so that two unnamed people are never counted as one.
        """
        words: dict[str, int] = {}
        for statement in self.statements:
            key = statement.speaker.name or f"{statement.label} [{statement.position}]"
            words[key] = words.get(key, 0) + statement.words
        return dict(sorted(words.items(), key=lambda item: -item[1]))

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import event_html  # noqa: PLC0415 - a writer, which imports this module

        return event_html(self)


@frozen(kw_only=True, field_transformer=_validated)
class Forum:
    """One edition of the Russia–Kazakhstan Interregional Cooperation Forum, or a year without one."""

    number: int | None = None
    """Number of the edition; None for a year in which none was held."""
    series: str = "Russia–Kazakhstan Interregional Cooperation Forum"
    """Name of the series."""
    year: int
    """Year of the edition."""
    status: ForumStatus
    """Held, planned or not held."""
    city: str | None = None
    """Host city, as spelled on the site."""
    city_today: str | None = None
    """Current name of the host city."""
    region: str | None = field(default=None, metadata={"code": _REGION})
    """ISO 3166-2 code of the host region."""
    country: str | None = _country()
    """ISO 3166-1 alpha-2 code of the host country."""
    theme: str | None = None
    """Theme of the edition."""
    starts_on: datetime.date | None = None
    """First day."""
    ends_on: datetime.date | None = None
    """Last day."""
    plenary_on: datetime.date | None = None
    """Day of the plenary session with the heads of state."""
    format: ForumFormat | None = None
    """How the heads of state took part."""
    sources: tuple[str, ...] = _many()
    """Sources of the facts."""
    uncertain: tuple[str, ...] = _many()
    """Names of fields that are only probable."""
    events: tuple[Event, ...] = _many()
    """Events of this edition."""

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import forum_html  # noqa: PLC0415 - a writer, which imports this module

        return forum_html(self)
