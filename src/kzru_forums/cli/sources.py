"""Sources read one after the other, the status they deserve, and what there is to tell of them in the end."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import define, field

from kzru_forums.cli.terminal import STANDARD, Desk
from kzru_forums.errors import Problem, ProblemCode, Severity
from kzru_forums.model import Event
from kzru_forums.reading import Reading, iter_readings, read

DONE, PROBLEMS, FAILED = 0, 1, 2


@define
class Sources:
    """Sources read one after the other."""

    names: Iterable[str]
    """Paths as `iter_readings` takes them, or `-`."""
    desk: Desk
    """Where to tell what is wrong."""
    strict: bool = False
    """Whether warnings count as errors."""
    status: int = DONE
    """The worst that was met so far."""
    files: int = 0
    events: int = 0
    statements: int = 0
    problems: Counter[tuple[ProblemCode, Severity]] = field(factory=Counter)

    def readings(self) -> Iterator[Reading]:
        """Each reading; what cannot be opened is told on standard error and left out."""
        for name in self.names:
            for reading in [read(sys.stdin.buffer)] if name == STANDARD else iter_readings(name):
                if self._judge(reading) < FAILED:
                    yield reading
                self.desk.advance()

    def _judge(self, reading: Reading) -> int:
        status = DONE
        for problem in reading.problems:
            if problem.code is ProblemCode.UNREADABLE_FILE:
                self.tell(problem)
                status = FAILED
            elif self.strict or problem.severity is Severity.ERROR:
                status = max(status, PROBLEMS)
            self.problems[problem.code, problem.severity] += 1
        self.files += 1
        self.events += len(reading.events)
        self.statements += sum(len(event.statements) for event in reading.events)
        self.status = max(self.status, status)
        return status

    def fail(self, message: str, status: int = FAILED) -> None:
        """Tell on standard error what cannot be done."""
        self.desk.complain(f"kzru-forums: {message}")
        self.status = max(self.status, status)

    def tell(self, problem: Problem) -> None:
        """Tell a problem on standard error."""
        self.desk.complain(str(problem))

    def sound(self) -> Iterator[Reading]:
        """Each reading, its errors told on standard error."""
        for reading in self.readings():
            for problem in reading.problems:
                if problem.severity is Severity.ERROR:
                    self.tell(problem)
            yield reading

    def events_of_all(self) -> Iterator[Event]:
        """The events of each reading; errors are told on standard error."""
        for reading in self.sound():
            yield from reading.events

    def summarise(self, *outcome: str) -> None:
        """Tell on standard error what was read and what came of it; nothing where it was a single file."""
        if self.files > 1:
            for line in (*self._summary(), *outcome):
                self.desk.complain(line)

    def _summary(self) -> Iterator[str]:
        total = self.problems.total()
        counts = [counted(self.files, "file"), counted(self.events, "event"), counted(self.statements, "statement")]
        yield f"{', '.join(counts)}, {counted(total, 'problem') if total else 'no problems'}"
        width = max((len(code) for code, _ in self.problems), default=0)
        for (code, severity), count in self.problems.most_common():
            yield f"  {code:{width}}  {counted(count, severity)}"


def counted(count: int, noun: str, nouns: str = "") -> str:
    """A number and its noun, in the plural (`nouns`, or `noun` with an s) unless the number is 1."""
    return f"{count:,} {noun if count == 1 else nouns or f'{noun}s'}"
