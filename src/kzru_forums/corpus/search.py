r"""Full-text search in the statements and narration of a corpus, with an SQLite FTS5 index in memory.

The unit of search is a statement; lead and narration form one more unit per event. Words, phrases, `AND`, `OR`, `NOT`,
`NEAR`, prefixes and the ranking are those of [FTS5](https://www.sqlite.org/fts5.html#full_text_query_syntax). Regular
expressions are matched in Python. Words are not stemmed: `union` does not find `unions`, but `union*` does.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from itertools import accumulate

from attrs import frozen

from kzru_forums.model import Event, EventKind, Span, Speaker, Statement, StatementKind
from kzru_forums.text import first_day, last_day

_BETWEEN = "\n\n"
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Marks around matches; Unicode reserves these characters for internal use."""
_BREAK = "\n\ue000\n"
"""Separator of paragraphs in the index. FTS5 treats U+E000 as a word, so a phrase never spans two paragraphs."""
_CLEAN = {0: " "} | {ord(mark): " " for mark in (_OPEN, _CLOSE, "\ue000")} | dict.fromkeys(range(0xD800, 0xE000), " ")
"""Characters that the index cannot contain, replaced one by one, so that offsets are preserved."""

TOKENIZER = "unicode61 remove_diacritics 2"
"""How FTS5 splits text into words: letters and digits of any script; case and accents are ignored."""
_TABLES = f"""
    CREATE VIRTUAL TABLE words USING fts5(text, tokenize="{TOKENIZER}");
    CREATE TABLE places (
        id INTEGER PRIMARY KEY, day TEXT, event_kind TEXT, statement_kind TEXT, person TEXT
    );
"""
_FILTER = """
    (:since IS NULL OR day >= :since) AND (:until IS NULL OR day <= :until)
    AND (:event_kind IS NULL OR event_kind = :event_kind)
    AND (:statement_kind IS NULL OR statement_kind = :statement_kind)
    AND (:person IS NULL OR person = :person)
"""
_PLACES = f"SELECT id FROM places WHERE {_FILTER} ORDER BY id"  # noqa: S608 - a constant
_WORDS = f"""
    SELECT id FROM words JOIN places ON id = words.rowid
    WHERE words MATCH :query AND {_FILTER} ORDER BY words.rank, id LIMIT :limit
"""  # noqa: S608 - a constant
_MARKED = f"""
    SELECT rowid, highlight(words, 0, '{_OPEN}', '{_CLOSE}') FROM words WHERE words MATCH ? AND +rowid IN
"""  # noqa: S608 - a constant
"""The plus sign keeps SQLite from evaluating the query once more for every row."""


@frozen(kw_only=True, eq=False, repr=False)
class Hit:
    """A statement, or the lead and narration of an event, that matches a search.

    Where it matches is looked up when it is asked for, because that takes much longer than finding the statement.
    """

    event: Event
    """The event."""
    statement: Statement | None
    """The statement; None for lead and narration."""
    _find: Callable[[], Iterable[Span]]

    @cached_property
    def text(self) -> str:
        """The searched text: `Statement.text`, or the paragraphs of lead and narration, joined with blank lines."""
        return _BETWEEN.join(_paragraphs(self.event, self.statement))

    @cached_property
    def places(self) -> tuple[Span, ...]:
        """Positions of the matches in `text`, in order: at least one, without overlaps."""
        return tuple(self._find())

    def _values(self) -> tuple[Event, Statement | None, tuple[Span, ...]]:
        return self.event, self.statement, self.places

    def __eq__(self, other: object) -> bool:
        """Whether the other is a hit in the same statement at the same places."""
        return self._values() == other._values() if isinstance(other, Hit) else NotImplemented

    def __hash__(self) -> int:
        """The hash of all values."""
        return hash(self._values())

    def __repr__(self) -> str:
        """The statement and the number of matches."""
        position = self.statement and self.statement.position
        counts = f"text=<{len(self.text)}>, places=<{len(self.places)}>"
        return f"Hit(event={self.event.id!r}, statement={position!r}, {counts})"

    def __reduce__(self) -> tuple[Callable[..., "Hit"], tuple[object, ...]]:
        """Pickle the values, without the index."""
        return _hit_at, self._values()

    @property
    def date(self) -> date | None:
        """The day of the event."""
        return self.event.date

    @property
    def speaker(self) -> Speaker | None:
        """The speaker; None for lead and narration."""
        return self.statement.speaker if self.statement else None

    @property
    def matches(self) -> tuple[str, ...]:
        """The matches, as printed."""
        return tuple(self.text[place.start : place.end] for place in self.places)

    def snippet(self, width: int = 80, *, before: str = "", after: str = "") -> str:
        """The matches in their context, on one line.

        Args:
            width: approximate number of characters; words are not broken.
            before: string to insert before each match, such as `<b>`.
            after: string to insert after each match.

        Raises:
            ValueError: `width` is not positive.
        """
        return "".join(f"{before}{text}{after}" if match else text for text, match in self.pieces(width))

    def pieces(self, width: int) -> list[tuple[str, bool]]:
        """The pieces of `snippet(width)`, each with whether it is a match."""
        if width < 1:
            raise ValueError(f"expected a positive width, not {width}")
        start, end = _window(self.text, self.places, width)
        pieces = [("…" if start else "", False)]
        at = start
        for place in self.places:
            if at <= place.start < end:
                pieces += [(self.text[at : place.start], False), (self.text[place.start : place.end], True)]
                at = place.end
        pieces += [(self.text[at:end], False), ("…" if end < len(self.text) else "", False)]
        return [(" ".join(text.split("\n\n")), match) for text, match in pieces if text]

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import hits_html  # noqa: PLC0415 - needed in notebooks alone

        return hits_html([self])


def _hit_at(event: Event, statement: Statement | None, places: tuple[Span, ...]) -> Hit:
    return Hit(event=event, statement=statement, find=places.__iter__)


class Hits(tuple[Hit, ...]):
    """The hits of a search: a tuple that notebooks display as keywords in context."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        """HTML for notebooks, with all text escaped."""
        from kzru_forums.notebook import hits_html  # noqa: PLC0415 - needed in notebooks alone

        return hits_html(self)


def _window(text: str, places: Sequence[Span], width: int) -> tuple[int, int]:
    """The first range of about `width` characters with the most matches, ending between words."""
    best, most, last = 0, 0, 0
    for first in range(len(places)):
        last = max(last, first)
        while last < len(places) and places[last].end - places[first].start <= width:
            last += 1
        if last - first > most:
            best, most = first, last - first
    start, end = places[best].start, places[best + max(most, 1) - 1].end
    room = max(0, width - (end - start)) // 2
    return _between_words(text, start - room, start), _between_words(text, end + room, end)


def _between_words(text: str, wanted: int, match: int) -> int:
    """The offset between words that is nearest to `wanted`, towards the match at `match`."""
    if not 0 < wanted < len(text):
        return min(max(wanted, 0), len(text))
    step = 1 if wanted < match else -1
    while wanted != match and not (text[wanted - 1].isspace() ^ text[wanted].isspace()):
        wanted += step
    while wanted != match and text[wanted if step > 0 else wanted - 1].isspace():
        wanted += step
    return wanted


Filter = Mapping[str, str | None]
"""The values that SQL compares units with; None means no restriction."""


def filter_by(
    *,
    person: str | None,
    kind: EventKind | StatementKind | str | None,
    since: date | str | None,
    until: date | str | None,
) -> Filter:
    """The filter for the units of a person (by id), of a kind of event or statement, and of a period.

    Raises:
        TypeError: a value is of the wrong type.
        ValueError: there is no such kind or day.
    """
    wanted = kind_named(kind) if kind is not None else None
    first, last = first_day(since), last_day(until)
    if first and last and last < first:
        raise ValueError(f"expected since before until, not {since} and {until}")
    return {
        "person": person,
        "event_kind": str(wanted) if isinstance(wanted, EventKind) else None,
        "statement_kind": str(wanted) if isinstance(wanted, StatementKind) else None,
        "since": first.isoformat() if first else None,
        "until": last.isoformat() if last else None,
    }


def kind_named(kind: object) -> EventKind | StatementKind:
    """The kind of statement or event with this name; `"speech"`, which exists for both, means the kind of statement.

    Raises:
        TypeError: `kind` is not a kind or its name.
        ValueError: there is no such kind.

    Examples:
        >>> kind_named("question")
        <StatementKind.QUESTION: 'question'>
    """
    if isinstance(kind, EventKind | StatementKind):
        return kind
    if not isinstance(kind, str):
        raise TypeError(f"expected a kind of event or statement, not {type(kind).__name__}")
    for kinds in (StatementKind, EventKind):
        with suppress(ValueError):
            return kinds(kind)
    known = ", ".join(dict.fromkeys([*StatementKind, *EventKind]))
    raise ValueError(f"there is no kind {kind!r}; the kinds are {known}")


class Index:
    """A search index of the units of a corpus."""

    def __init__(self, units: Iterable[tuple[Event, Statement | None, str | None]]) -> None:
        """Build the index.

        Args:
            units: event, statement (None for lead and narration), and id of the person who speaks.

        Raises:
            ImportError: the SQLite that Python uses has no FTS5.
        """
        self._units: list[tuple[Event, Statement | None]] = []
        self._sql = sqlite3.connect(":memory:", check_same_thread=False)
        try:
            self._sql.executescript(_TABLES)
        except sqlite3.OperationalError as error:
            raise ImportError(f"search needs FTS5, which this SQLite ({sqlite3.sqlite_version}) lacks") from error
        with self._sql:
            for event, statement, person in units:
                self._add(event, statement, person)

    def _add(self, event: Event, statement: Statement | None, person: str | None) -> None:
        self._units.append((event, statement))
        text = _BREAK.join(paragraph.translate(_CLEAN) for paragraph in _paragraphs(event, statement))
        place = (
            len(self._units),
            event.date and event.date.isoformat(),
            event.kind,
            statement and statement.kind,
            person,
        )
        self._sql.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (place[0], text))
        self._sql.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?)", place)

    def search(self, what: str | re.Pattern[str], only: Filter, limit: int | None = None) -> Hits:
        """The units that match, best first; for a regular expression, in order.

        Raises:
            TypeError: `what` is neither a string nor a compiled pattern for strings.
            ValueError: the query is empty or malformed.
        """
        if isinstance(what, re.Pattern) and isinstance(what.pattern, str):
            found = self._by_pattern(what, only)
            return Hits(hit for _, hit in zip(range(len(self._units) if limit is None else limit), found, strict=False))
        if not isinstance(what, str):
            raise TypeError(f"expected a query string or a compiled pattern, not {type(what).__name__}")
        words = query(what)
        given = {"query": words, "limit": -1 if limit is None else limit, **only}
        try:
            rows = self._sql.execute(_WORDS, given).fetchall()
        except sqlite3.OperationalError as error:
            reason = str(error).removeprefix("fts5: ")
            advice = f"{reason}; put words with punctuation in double quotes"
            raise ValueError(f"cannot read the query {what!r}: {_ENDS_EARLY.get(reason, advice)}") from None
        marks = _Marks(self._sql, words, [number for (number,) in rows])
        return Hits(self._hit(number, partial(marks.places, number)) for (number,) in rows)

    def _by_pattern(self, pattern: re.Pattern[str], only: Filter) -> Iterator[Hit]:
        for (number,) in self._sql.execute(_PLACES, only).fetchall():
            event, statement = self._units[number - 1]
            if places := list(_matches(pattern, _paragraphs(event, statement))):
                yield self._hit(number, places.__iter__)

    def _hit(self, number: int, find: Callable[[], Iterable[Span]]) -> Hit:
        event, statement = self._units[number - 1]
        return Hit(event=event, statement=statement, find=find)


_ENDS_EARLY = {
    'syntax error near ""': "something is missing at its end",
    "unterminated string": "a quotation mark is open",
}
_FIRST_MARKED, _MOST_MARKED = 100, 20_000


class _Marks:
    """Where the units that a query found match it, looked up for ever more of them at once as they are asked for."""

    def __init__(self, sql: sqlite3.Connection, query: str, numbers: list[int]) -> None:
        self._sql = sql
        self._query = query
        self._numbers = numbers
        self._marked: dict[int, str] = {}
        """The text of the first units with marks around the matches."""

    def places(self, number: int) -> Iterator[Span]:
        """The matches in a unit."""
        while number not in self._marked:
            known = len(self._marked)
            batch = self._numbers[known : known + min(3 * known + _FIRST_MARKED, _MOST_MARKED)]
            self._marked.update(self._sql.execute(f"{_MARKED} ({','.join(map(str, batch))})", (self._query,)))
        return _places(self._marked[number])


def _paragraphs(event: Event, statement: Statement | None) -> tuple[str, ...]:
    return statement.paragraphs if statement else (*event.lead, *event.narration)


def _matches(pattern: re.Pattern[str], paragraphs: Sequence[str]) -> Iterator[Span]:
    """Positions of matches in the paragraphs, joined with blank lines; empty matches are left out."""
    starts = accumulate((len(paragraph) + len(_BETWEEN) for paragraph in paragraphs), initial=0)
    for start, paragraph in zip(starts, paragraphs, strict=False):
        for match in pattern.finditer(paragraph):
            if match[0]:
                yield Span(start=start + match.start(), end=start + match.end())


def _places(marked: str) -> Iterator[Span]:
    """Positions between the marks, as offsets in the text without the marks."""
    at = 0
    for piece in marked.replace(_BREAK, _BETWEEN).split(_OPEN):
        match, closed, rest = piece.partition(_CLOSE)
        if closed:
            yield Span(start=at, end=at + len(match))
        at += len(match) + len(rest)


_PIECE = re.compile(r'"(?:[^"]|"")*"?|[()]|[^\s()"]+')
_PLAIN = re.compile(r"[\w^*+:{}\x80-\U0010ffff]+")
_CLOCK = re.compile(r"\d:\d")


def query(what: str) -> str:
    """Convert a query to FTS5 syntax: words with punctuation, such as `Russia-Kazakhstan` or `10:30`, become phrases.

    Raises:
        ValueError: the query contains no words or begins with an asterisk.

    Examples:
        >>> query('Russia-Kazakhstan AND (forum* OR "customs union")')
        '"Russia-Kazakhstan" AND ( forum* OR "customs union" )'
    """
    what = what.translate(_CLEAN)
    if not any(map(str.isalnum, what)):
        raise ValueError(f"expected words to search for, not {what!r}")
    if what.lstrip().startswith("*"):
        raise ValueError(f"a query cannot begin with an asterisk: {what!r}; use a regular expression instead")
    distances = "," if "NEAR" in what else ""
    return " ".join(_as_phrase(piece, distances) for piece in _PIECE.findall(what))


def _as_phrase(piece: str, plain: str) -> str:
    if piece[0] == '"' or piece in "()" or not any(map(str.isalnum, piece)):
        return piece
    if _PLAIN.fullmatch(piece.rstrip(plain)) and not _CLOCK.search(piece):
        return piece
    if piece[0] == "-":
        raise ValueError(f"a query cannot exclude a word with a hyphen: {piece!r}; write NOT {piece[1:]}")
    prefix = "*" if piece.endswith("*") else ""
    return f'"{piece.removesuffix("*")}"{prefix}'
