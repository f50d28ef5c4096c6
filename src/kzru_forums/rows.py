"""`iter_rows`: events from tables with one page per row and facts about it in other columns."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import date, datetime, time
from functools import lru_cache, partial
from itertools import chain

from attrs import evolve

from kzru_forums.containers import COLUMNS, RefusedError, TooLargeError, column_name
from kzru_forums.encodings import decoded
from kzru_forums.errors import Problem, ProblemCode, Report, Severity
from kzru_forums.events.known import Known
from kzru_forums.files import Limits, name_of
from kzru_forums.model import Event
from kzru_forums.pages.forms import lines_like_labels
from kzru_forums.reading.reader import Options, options_of
from kzru_forums.reading.tasks import Task, events_of, refused_task
from kzru_forums.row_sources import BadRow, OpenedTable, Row, RowSource, TableError, TooLongError, opened_table
from kzru_forums.text import ANY_DAY, day_of, normal, to_time
from kzru_forums.workers import Workers, check_workers

_Chosen = Mapping[str, tuple[str, ...]]
"""The columns that contain each fact, in order of preference."""
_Choose = Callable[[tuple[str, ...]], _Chosen]
"""Determines the columns for each fact among those of a row."""


def iter_rows(
    source: RowSource,
    *,
    columns: Mapping[str, str | None] | None = None,
    on_problem: Callable[[Problem], object] | None = None,
    known: Known | None = None,
    encoding: str | None = None,
    agreements: bool = True,
    limits: Limits | None = None,
    workers: Workers = 1,
) -> Iterator[Event]:
    """Yield the events of a table with one page per row, in order, in constant memory.

    The text of a page may be in any form that `parse` reads, including HTML. Other columns contain facts that fill in
    what the text lacks, see `Known`. Common column names are recognised: `text`, `content`, `body`, `transcript`,
    `article_text` and others for the text; `title`, `headline`; `date`, `published`, `raw_date`; `time`; `place`,
    `location`; `url`, `link`; `lang`, `language`. Every problem names its row, counted from 1 without the header.

    Args:
        source: a CSV, TSV, JSON, JSON Lines or Parquet file (a path, or a file opened in binary mode), optionally
            compressed with gzip; a data frame of pandas, polars, pyarrow or another library supported by narwhals; an
            Arrow stream; or any iterable of mappings.
        columns: the columns of the table by their content: `text`, `title`, `date`, `time`, `place`, `url` or
            `language`; for example `{"text": "words", "date": None}`, where None means that there is no such column.
        on_problem: called with each problem; reading continues with the next row. Without it, reading is strict.
        known: facts for rows that lack them.
        encoding: encoding of a file, see `parse`. By default it is detected.
        agreements: whether to look for agreements.
        limits: see `parse`.
        workers: number of processes that share the work, see `iter_readings`. Rows are taken from the table here.

    Raises:
        TranscriptError: without `on_problem`, at the first row with an error, or if the table itself cannot be read.
        OSError: the file cannot be opened.
        TypeError: `source` is none of these, or an option has the wrong type.
        ValueError: a key of `columns` is not one of these words.
        LookupError: there is no such encoding.

    Examples:
        >>> import kzru_forums
        >>> row = {"headline": "Looms", "date": "2012-09-19", "content": "Vladimir Putin: Good afternoon."}
        >>> [event.id for event in kzru_forums.iter_rows([row])]
        ['ev-2012-09-19-looms']
    """
    check_workers(workers)
    options = options_of(known, encoding, agreements, limits)
    yield from events_of(row_tasks(source, columns or {}, options), on_problem, workers)


def row_tasks(source: RowSource, columns: Mapping[str, str | None], options: Options) -> Iterator[Task]:
    """Yield a task for each row; if the rest of a table cannot be read, the last task reports it."""
    _check_columns(columns)
    name = name_of(source) or ""
    number = 0
    with ExitStack() as stack:
        try:
            table = opened_table(source, options.encoding, options.limits, stack)
            # Most rows of a table have the same columns.
            choose = lru_cache(_MOST_KNOWN)(partial(_chosen, columns))
            chosen = choose(tuple(table.columns))
            for row in table.rows({*chain.from_iterable(chosen.values())}):
                number += 1
                task = _row_task(row, _named(name, number), choose, options)
                yield _with_warnings(task, table, chosen, columns) if number == 1 else task
            if not number:
                raise TableError("the table has no rows")
        except (TableError, RefusedError) as error:
            where = _named(name, number + 1) if number else name
            is_beyond = isinstance(error, TooLongError | TooLargeError)
            code = ProblemCode.LIMIT_EXCEEDED if is_beyond else ProblemCode.UNREADABLE_FILE
            yield refused_task(where, code, str(error), options)


def _named(name: str, number: int) -> str:
    """The name of a row in problems and as the source of an event."""
    return f"{name}, row {number}" if name else f"row {number}"


def _with_warnings(task: Task, table: OpenedTable, chosen: _Chosen, columns: Mapping[str, str | None]) -> Task:
    """The task of the first row, with the problems of the table as a whole."""
    report = Report("", task.name)
    if table.guessed:
        message = f"the table is read as {table.guessed}, which was guessed from the text; pass the encoding to be sure"
        report.add(ProblemCode.ENCODING_GUESSED, message)
    texts = [repr(name) for name in chosen["text"] if "html" not in column_name(name)]
    if "text" not in columns and len(texts) > 1:
        first, *others = texts
        message = f"several columns may hold the text: {first} is read, {', '.join(others)} only where it is empty"
        report.add(ProblemCode.AMBIGUOUS_COLUMN, f'{message}; choose with columns={{"text": …}}')
    speaker = next((name for name in table.columns if column_name(name) in _SPEAKER), None)
    if speaker and isinstance(task.content, str) and not lines_like_labels(task.content):
        message = f"the column {speaker!r} is not used, and the text of the first row has no labels: one row per turn?"
        report.add(ProblemCode.UNREAD_LABELS, f"{message} Expected one page per row", severity=Severity.WARNING)
    return evolve(task, problems=(*report.problems, *task.problems))


_MOST_KNOWN = 1000
"""Number of different sets of columns whose facts are remembered."""
_SPEAKER = frozenset({"speaker", "speakername", "speaker_name"})


def _check_columns(columns: Mapping[str, str | None]) -> None:
    if not isinstance(columns, Mapping):
        raise TypeError(f"columns must be a mapping, not {type(columns).__name__}")
    for fact in columns:
        if fact not in COLUMNS:
            raise ValueError(f"columns must be keyed by {', '.join(COLUMNS)}, not {fact!r}")


def _chosen(columns: Mapping[str, str | None], names: tuple[str, ...]) -> _Chosen:
    """The columns of a row with these columns.

    Raises:
        TableError: a column named by the caller is missing, or there is no text column.
    """
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(column_name(name), name)
    found: dict[str, tuple[str, ...]] = {}
    for fact, usual in COLUMNS.items():
        if fact not in columns:
            found[fact] = tuple(by_name[name] for name in usual if name in by_name)
        elif (column := columns[fact]) is None:
            found[fact] = ()
        elif column in names:
            found[fact] = (column,)
        else:
            raise TableError(f"no column {column!r} for {fact}; the table has {_listed(names)}")
    if not found["text"]:
        raise TableError(_no_text(names))
    return found


def _no_text(names: Collection[str]) -> str:
    if "schema_version" in names:
        return "this is JSON that kzru_forums wrote: read it with from_json() or read_jsonl()"
    return f"no column with the text of a page (such as text, content or body); the table has {_listed(names)}"


_MOST_LISTED = 30


def _listed(names: Collection[str]) -> str:
    names_shown = [repr(name[:40]) for name in names][:_MOST_LISTED]
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return ", ".join(names_shown) + more if names_shown else "no columns"


def _row_task(row: Row | BadRow, name: str, choose: _Choose, options: Options) -> Task:
    """The task of one row."""
    if isinstance(row, BadRow):
        return refused_task(name, ProblemCode.INVALID_RECORD, row.message, options)
    try:  # Rows of JSON may have other columns than the first row.
        chosen = choose(tuple(filter(_is_name, row)))
    except TableError as error:
        return refused_task(name, ProblemCode.INVALID_RECORD, str(error), options)
    text = _first(row, chosen["text"])
    if not isinstance(text, str | bytes):
        message = f"expected the text of a page, found {type(text).__name__}"
        return refused_task(name, ProblemCode.INVALID_RECORD, message, options)
    if len(text) > options.limits.cell:
        message = f"{len(text)} characters in a cell, more than the limit of {options.limits.cell} (cell)"
        return refused_task(name, ProblemCode.LIMIT_EXCEEDED, message, options)
    report = Report("", name)
    known = _known(row, chosen, options.known, report)
    return Task(name, _raw(text), evolve(options, known=known, encoding=None), tuple(report.problems))


def _is_name(key: object) -> bool:
    """Whether a key of a mapping is a column name."""
    return isinstance(key, str)


def _first(row: Row, columns: tuple[str, ...]) -> object:
    """The first cell that is not empty; an empty string if all are."""
    cells = (row.get(column) for column in columns)
    return next((cell for cell in cells if not _is_missing(cell)), "")


def _is_missing(cell: object) -> bool:
    """Whether a cell is empty, including the missing values of pandas."""
    is_nan = isinstance(cell, float) and cell != cell
    return (
        cell is None
        or (isinstance(cell, str | bytes) and not cell)
        or is_nan
        or type(cell).__name__ in ("NAType", "NaTType")
    )


_ESCAPED = re.compile("[\udc80-\udcff]")


def _raw(text: str | bytes) -> str | bytes:
    """A text, or its bytes if they are not UTF-8, because each row is decoded separately."""
    if isinstance(text, str) and not text.isascii() and _ESCAPED.search(text):
        return text.encode("utf-8", "surrogateescape")
    return text


def _known(row: Row, chosen: _Chosen, known: Known, report: Report) -> Known:
    """The facts of a row."""
    day, clock = _moment(_first(row, chosen["date"]), report)
    return Known(
        title=_words(_first(row, chosen["title"])) or known.title,
        date=day or known.date,
        time=_clock(_first(row, chosen["time"])) or clock or known.time,
        place=_words(_first(row, chosen["place"])) or known.place,
        url=_words(_first(row, chosen["url"])) or known.url,
        language=_language(_words(_first(row, chosen["language"]))) or known.language,
    )


def _language(words: str) -> str | None:
    """The tag of a language, which may be given by its English name; None for anything else."""
    return words if _LANGUAGE.fullmatch(words) else _LANGUAGES.get(words.casefold())


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LANGUAGES = {"english": "en", "russian": "ru", "kazakh": "kk"}


def _words(value: object) -> str:
    """The normalised text of a cell."""
    raw = _raw(value) if isinstance(value, str) else str(value)
    if isinstance(raw, bytes):
        with suppress(RefusedError):
            return normal(decoded(raw).text.replace("\n", " "))
    return normal(str(raw).replace("\n", " "))


_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? ", re.IGNORECASE)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})\Z")
_TIME_OF_DAY = re.compile(
    r"(?:[T,\s]+(?:at )?(?P<clock>[0-9]{1,2}:[0-9]{2})(?::[0-9.]{2,9})?\s?(?P<zone>z|utc|gmt|[+-][0-9:]{4,5})?)?",
    re.IGNORECASE,
)


def _moment(value: object, report: Report) -> tuple[date | None, time | None]:
    """The date and time in a cell; unreadable or ambiguous values are reported as warnings."""
    if isinstance(value, datetime):
        return value.date(), None if value.tzinfo else _or_none(value.time())
    if isinstance(value, date):
        return value, None
    words = _words(value)
    text = _COMPACT.sub(r"\1-\2-\3", _WEEKDAY.sub("", words, count=1))
    match = ANY_DAY.match(text)
    clock = _TIME_OF_DAY.fullmatch(text, match.end()) if match else None
    if match and clock and (day := day_of(match)):
        return day, None if clock["zone"] else _clock(clock["clock"])
    if words:
        message = f"expected a date, found {words[:40]!r}: it is ignored"
        report.add(ProblemCode.INVALID_DATE, message, severity=Severity.WARNING)
    return None, None


def _or_none(clock: time) -> time | None:
    """The time, or None for midnight, which usually means that there is only a date."""
    return clock.replace(second=0, microsecond=0) if clock != time() else None


_SECONDS = re.compile(r"(?<=[0-9]:[0-9]{2}):[0-9.]{2,9}\Z")


def _clock(value: object) -> time | None:
    """The time in a cell such as `18:00` or `18:00:00`."""
    clock = value if isinstance(value, time) else to_time(_SECONDS.sub("", _words(value)))
    return _or_none(clock) if clock else None
