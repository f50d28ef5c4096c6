"""Sources read one after another, with the exit status and a summary."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from errno import EBADF
from functools import partial
from typing import IO, TypeVar

from attrs import define, field

from kzru_forums.cli.terminal import STANDARD, Desk
from kzru_forums.display import counted
from kzru_forums.errors import Problem, ProblemCode, Severity
from kzru_forums.files import Limits
from kzru_forums.model import Event
from kzru_forums.reading.reader import Options, Reading, options_of, reason
from kzru_forums.reading.tasks import (
    Outcome,
    Task,
    file_tasks,
    open_task,
    outcome,
    read_events,
    read_task,
    refused_task,
    unchanged,
    weight,
)
from kzru_forums.workers import Workers, in_order

T = TypeVar("T")

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
    limits: Sequence[tuple[str, int]] = ()
    """Limits other than the default ones, by name."""
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
        for reading in map(read_task, self._tasks()):
            if self._judge(outcome(unchanged, reading)) < FAILED:
                yield reading

    def made(self, make: Callable[[Event], T], workers: Workers) -> Iterator[T]:
        """What becomes of each event, made where it is read; errors are reported on standard error.

        Args:
            make: called with each event, possibly in another process, so it can be pickled.
            workers: number of processes that share the work.
        """
        for found in in_order(partial(read_events, make), self._tasks(), workers, weight=weight):
            if self._judge(found) < FAILED:
                self._report_errors(found.problems)
                yield from found.events

    def _tasks(self) -> Iterator[Task]:
        """What is to be read, counted."""
        options = options_of(limits=Limits(**dict(self.limits)))
        for name in self.names:
            if is_table(name):
                self.files += 1
                yield from self._row_tasks(name, options)
                self.desk.advance()
                continue
            is_standard = name == STANDARD
            tasks = [open_task(_standard_input(), options)] if is_standard else file_tasks(name, self.exclude, options)
            for task in tasks:
                self.files += 1
                yield task
                self.desk.advance()

    def _row_tasks(self, name: str, options: Options) -> Iterator[Task]:
        from kzru_forums.rows import row_tasks  # noqa: PLC0415 - tables alone need it

        try:
            for task in row_tasks(name, self.columns, options):
                self.rows += task.name != name  # a table that cannot be read is not a row
                yield task
        except OSError as error:
            yield refused_task(name, *reason(error), options)

    def _judge(self, reading: Outcome[T]) -> int:
        status = DONE
        for problem in reading.problems:
            if problem.code is ProblemCode.UNREADABLE_FILE:
                self.report(problem)
                status = FAILED
            elif self.strict or problem.severity is Severity.ERROR:
                status = max(status, PROBLEMS)
            self.problems[problem.code, problem.severity] += 1
        if not reading.events and any(problem.severity is Severity.ERROR for problem in reading.problems):
            self.unread.append(reading.name or "standard input")
        self.events += len(reading.events)
        self.statements += reading.statements
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
            self._report_errors(reading.problems)
            yield reading

    def _report_errors(self, problems: Iterable[Problem]) -> None:
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        for problem in errors[:MOST_PRINTED]:
            self.report(problem)
        for remark in rest_of(errors):
            self.desk.complain(remark)

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


def _standard_input() -> IO[bytes]:
    if sys.stdin is None:
        raise OSError(EBADF, os.strerror(EBADF), "standard input")
    return sys.stdin.buffer


MOST_PRINTED = 200
"""Maximum number of problems of one source that are printed; the others are counted."""


def rest_of(problems: Sequence[Problem]) -> Iterator[str]:
    """A line that counts the problems of a source that are not printed, if there are any."""
    codes = Counter(problem.code for problem in problems[MOST_PRINTED:])
    if codes:
        name = f"{problems[0].source}: " if problems[0].source else ""
        counts = ", ".join(f"{count:,} {code}" for code, count in codes.most_common())
        yield f"{name}{counted(codes.total(), 'more problem')}: {counts}"


_MOST_NAMED = 10
_TABLES = (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet")


def is_table(name: str) -> bool:
    """Whether a name is that of a table of pages."""
    return name.lower().removesuffix(".gz").endswith(_TABLES) and not any(char in name for char in "*?[")
