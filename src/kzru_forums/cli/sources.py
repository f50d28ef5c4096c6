"""Sources read one after another, with the exit status and a summary."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, field

from kzru_forums.cli.terminal import STANDARD, Desk
from kzru_forums.errors import Problem, ProblemCode, Severity
from kzru_forums.model import Event
from kzru_forums.reading import Reading, iter_readings, options_of, read, refused

DONE, PROBLEMS, FAILED = 0, 1, 2


@define
class Sources:
    """Sources read one after another."""

    names: Iterable[str]
    """Paths as for `iter_readings`, tables of pages, or `-`."""
    desk: Desk
    """Where to report problems."""
    strict: bool = False
    """Whether warnings count as errors."""
    exclude: Sequence[str] = ()
    """Patterns of files to skip."""
    columns: Mapping[str, str | None] = field(factory=dict)
    """Columns of tables, as for `iter_rows`."""
    status: int = DONE
    """The highest exit status so far."""
    files: int = 0
    rows: int = 0
    """Rows of tables."""
    events: int = 0
    refused: int = 0
    """Events that a format cannot represent."""
    statements: int = 0
    problems: Counter[tuple[ProblemCode, Severity]] = field(factory=Counter)
    unread: list[str] = field(factory=list)
    """Names of sources with an error and without an event."""

    def readings(self) -> Iterator[Reading]:
        """Yield each reading; a source that cannot be opened is reported on standard error and skipped."""
        for name in self.names:
            for reading in self._of(name):
                if self._judge(reading) < FAILED:
                    yield reading

    def _of(self, name: str) -> Iterator[Reading]:
        """Yield and count the readings of one name."""
        if is_table(name):
            self.files += 1
            yield from self._of_table(name)
            self.desk.advance()
            return
        for reading in [read(sys.stdin.buffer)] if name == STANDARD else iter_readings(name, exclude=self.exclude):
            self.files += 1
            yield reading
            self.desk.advance()

    def _of_table(self, name: str) -> Iterator[Reading]:
        from kzru_forums.rows import row_readings  # noqa: PLC0415 - tables alone need it

        try:
            for reading in row_readings(name, self.columns, options_of()):
                self.rows += reading.source.name != name  # A table that cannot be read is not a row.
                yield reading
        except OSError as error:
            yield refused(name, ProblemCode.UNREADABLE_FILE, f"cannot be read: {error.strerror or error}")

    def _judge(self, reading: Reading) -> int:
        status = DONE
        for problem in reading.problems:
            if problem.code is ProblemCode.UNREADABLE_FILE:
                self.report(problem)
                status = FAILED
            elif self.strict or problem.severity is Severity.ERROR:
                status = max(status, PROBLEMS)
            self.problems[problem.code, problem.severity] += 1
        if not reading.events and any(problem.severity is Severity.ERROR for problem in reading.problems):
            self.unread.append(reading.source.name or "standard input")
        self.events += len(reading.events)
        self.statements += sum(len(event.statements) for event in reading.events)
        self.status = max(self.status, status)
        return status

    def fail(self, message: str, status: int = FAILED) -> None:
        """Report a failure on standard error."""
        self.desk.complain(f"kzru-forums: {message}")
        self.status = max(self.status, status)

    def report(self, problem: Problem) -> None:
        """Report a problem on standard error."""
        self.desk.complain(str(problem))

    def sound(self) -> Iterator[Reading]:
        """Yield each reading; its errors are reported on standard error."""
        for reading in self.readings():
            for problem in reading.problems:
                if problem.severity is Severity.ERROR:
                    self.report(problem)
            yield reading

    def events_of_all(self) -> Iterator[Event]:
        """Yield the events of each reading; errors are reported on standard error."""
        for reading in self.sound():
            yield from reading.events

    def summarise(self, *outcome: str) -> None:
        """Report on standard error what was read, what was not read, and the outcome; nothing for a single page."""
        if self.files + self.rows > 1:
            for line in (*self._summary(), *outcome):
                self.desk.complain(line)

    def _summary(self) -> Iterator[str]:
        total = self.problems.total()
        counts = [counted(self.files, "file"), counted(self.events, "event"), counted(self.statements, "statement")]
        if self.rows:
            counts.insert(1, counted(self.rows, "row"))
        yield f"{', '.join(counts)}, {counted(total, 'problem') if total else 'no problems'}"
        width = max((len(code) for code, _ in self.problems), default=0)
        for (code, severity), count in self.problems.most_common():
            yield f"  {code:{width}}  {counted(count, severity)}"
        if self.unread:
            more = len(self.unread) - _MOST_NAMED
            names = ", ".join(self.unread[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
            yield f"not read: {names}"


_MOST_NAMED = 10
_TABLES = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet")


def is_table(name: str) -> bool:
    """Whether a name is that of a table of pages."""
    return name.lower().removesuffix(".gz").endswith(_TABLES) and not any(char in name for char in "*?[")


def counted(count: int, noun: str, nouns: str = "") -> str:
    """A number with its noun in the plural (`nouns`, or `noun` with an s), or in the singular if the number is 1."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"
