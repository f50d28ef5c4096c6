"""Facts about a page that are known from elsewhere. They fill in what the page lacks; the page takes precedence."""

import datetime
from collections.abc import Callable, Iterable, Iterator

from attrs import Attribute, field, frozen

from kzru_forums.errors import ProblemCode, Report
from kzru_forums.model import Event
from kzru_forums.pages.blocks import BlockKind, Piece
from kzru_forums.pages.markup import page_number
from kzru_forums.text import normal, to_time


def _tidy(value: str | None) -> str | None:
    """The normal form of a text, or None if it is empty; values of other types are left to the validator."""
    return (normal(value.replace("\n", " ")) or None) if isinstance(value, str) else value


def _day(value: datetime.date | None) -> datetime.date | None:
    return value.date() if isinstance(value, datetime.datetime) else value


def _is_text(_: "Known", attribute: "Attribute[str | None]", value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{attribute.name} must be a str, not {type(value).__name__}")


def _is_day(_: "Known", attribute: "Attribute[datetime.date | None]", value: object) -> None:
    if value is not None and not isinstance(value, datetime.date):
        raise TypeError(f"{attribute.name} must be a datetime.date, not {type(value).__name__}")


def _is_clock(_: "Known", attribute: "Attribute[datetime.time | None]", value: object) -> None:
    if value is not None and not isinstance(value, datetime.time):
        raise TypeError(f"{attribute.name} must be a datetime.time, not {type(value).__name__}")


@frozen(kw_only=True)
class Known:
    """Facts about a page that you know from elsewhere, such as the other columns of a table.

    They fill in what the page does not state. If the page contradicts them, the page takes precedence, and a warning
    with the code `contradiction` is reported. Strings are normalised; an empty string counts as None.

    Raises:
        TypeError: a value has the wrong type.

    Examples:
        >>> import datetime, kzru_forums
        >>> known = kzru_forums.Known(title="Looms of Pavlodar", date=datetime.date(2012, 9, 19))
        >>> (event,) = kzru_forums.loads("Vladimir Putin: Good afternoon.", known=known)
        >>> event.id
        'ev-2012-09-19-looms-of-pavlodar'
    """

    title: str | None = field(default=None, converter=_tidy, validator=_is_text)
    """Title of the event."""
    date: datetime.date | None = field(default=None, converter=_day, validator=_is_day)
    """Date of the event; only the date part of a `datetime.datetime` is used."""
    time: datetime.time | None = field(default=None, validator=_is_clock)
    """Time of day in Moscow, as on the site."""
    place: str | None = field(default=None, converter=_tidy, validator=_is_text)
    """Place of the event."""
    url: str | None = field(default=None, converter=_tidy, validator=_is_text)
    """Address of the page, which determines `Event.url` and `Event.page_number`."""
    language: str | None = field(default=None, converter=_tidy, validator=_is_text)
    """Language of the page, as a BCP 47 tag such as `en`."""

    @property
    def page_number(self) -> int | None:
        """The site's number of the page, taken from `url`."""
        return page_number(self.url or "")


UNKNOWN = Known()
"""No known facts."""


def url_of(url: str | None, number: int | None, known: Known) -> str | None:
    """The address of a page: its own, or the known one unless its number contradicts the printed number."""
    if url or (number and known.page_number and number != known.page_number):
        return url
    return known.url


def language_of(stated: str | None, guessed: str, known: Known) -> str:
    """The language of a page: from its markup, or the known one unless its script contradicts the text."""
    if stated:
        return stated
    is_other = guessed != "en" and (known.language or "").startswith("en")
    return guessed if is_other or not known.language else known.language


def known_of(pages: list[list[Piece]], known: Known, report: Report) -> Known:
    """The known facts, if there is exactly one event page among some pages; that page is completed in place.

    A page that is only text is narration if its title or date is known. First paragraphs that repeat a known fact are
    treated as that fact. Problems about missing facts that are known are removed.
    """
    if known == UNKNOWN:
        return known
    found = [index for index, pieces in enumerate(pages) if is_event_page(pieces)]
    if (
        not found
        and len(pages) == 1
        and (known.title or known.date)
        and report.take_back({ProblemCode.NOT_A_TRANSCRIPT})
    ):
        pages[0] = [piece._replace(kind=BlockKind.NARRATION) if piece.text else piece for piece in pages[0]]
        found = [0] if is_event_page(pages[0]) else []
    if len(found) != 1:
        if found:
            message = f"the source contains {len(found)} pages, so facts about one page are not used"
            report.add(ProblemCode.CONTRADICTION, message, 0, 0)
        return UNKNOWN
    pages[found[0]] = _with_known_kinds(pages[found[0]], known)
    codes = {code for code, fact in _MISSING if fact(known)}
    if report.take_back(codes) and known.title and known.date:
        report.take_back(_PARTIAL)  # A body without its page was expected.
    return known


def is_event_page(pieces: Iterable[Piece]) -> bool:
    """Whether pieces belong to an event."""
    return any(piece.kind not in _NO_PAGE for piece in pieces)


_NO_PAGE = frozenset({BlockKind.UNKNOWN, BlockKind.INTERFACE})
_MISSING: tuple[tuple[ProblemCode, Callable[[Known], object]], ...] = (
    (ProblemCode.MISSING_TITLE, lambda known: known.title),
    (ProblemCode.MISSING_DATE, lambda known: known.date),
)
_PARTIAL = frozenset(
    {ProblemCode.MISSING_START, ProblemCode.MISSING_END, ProblemCode.MISSING_FOOTER, ProblemCode.MISSING_BODY}
)


def _with_known_kinds(pieces: list[Piece], known: Known) -> list[Piece]:
    """The pieces of a page; paragraphs at its beginning that repeat a known title, place or time get that kind."""
    texts = {BlockKind.TITLE: known.title, BlockKind.PLACE: known.place}
    kinds = {_letters(text): kind for kind, text in texts.items() if text}
    present = {piece.kind for piece in pieces}
    found = list(pieces)
    for index, piece in enumerate(pieces):
        if piece.kind in _BEFORE:
            continue
        is_time = piece.kind is BlockKind.NARRATION and known.time and to_time(piece.text) == known.time
        kind = BlockKind.TIME if is_time else kinds.get(_letters(piece.text))
        if piece.kind is not BlockKind.NARRATION or kind is None or kind in present:
            break
        present.add(kind)
        found[index] = piece._replace(kind=kind)
    return found


_BEFORE = frozenset({BlockKind.START, BlockKind.INTERFACE, BlockKind.SECTION, BlockKind.TITLE, BlockKind.DATE})
"""Blocks that may precede a paragraph with a known fact."""


def check_known(event: Event, known: Known, report: Report) -> None:
    """Report each known fact that the page contradicts."""
    if known is UNKNOWN:
        return
    start = event.span.start if event.span else 0
    for name, stated, given in _differences(event, known):
        message = f"the page has the {name} {stated!r}, but {given!r} was given"
        report.add(ProblemCode.CONTRADICTION, message, start, start)


def _differences(event: Event, known: Known) -> Iterator[tuple[str, str, str]]:
    for name, same in _COMPARED:
        stated, given = getattr(event, name), getattr(known, name)
        if stated and given and same(stated) != same(given):
            yield name.replace("_", " "), str(stated), str(given)


def _letters(text: str) -> str:
    """A text without case, spaces, quotation marks and other punctuation, which differ between copies."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _same(value: object) -> object:
    return value


def _primary(language: str) -> str:
    return language.partition("-")[0].casefold()


_COMPARED: Iterable[tuple[str, Callable[..., object]]] = (
    ("title", _letters),
    ("date", _same),
    ("time", _same),
    ("place", _letters),
    ("page_number", _same),
    ("language", _primary),
)
"""The facts to compare, with their keys. Addresses vary in many ways, so only the number of the page is compared."""
