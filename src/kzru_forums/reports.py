"""Report: the problems a reader comes upon, told where they stand."""

from bisect import bisect_right

from kzru_forums.errors import Problem, ProblemCode, Severity
from kzru_forums.model import Span
from kzru_forums.text import BREAKS

_SHOWN = 200


class Report:
    """Collects the problems of one source."""

    def __init__(self, text: str, name: str | None = None) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._name = name
        self._starts: list[int] | None = None

    def add(
        self,
        code: ProblemCode,
        message: str,
        start: int | None = None,
        end: int | None = None,
        *,
        severity: Severity | None = None,
    ) -> None:
        """Note a problem, with line and column where it is known where it stands.

        Its severity is that of its code where none is given.
        """
        line = column = span = None
        if start is not None:
            line, column = self._place(start)
            span = Span(start=start, end=start if end is None else end)
        severity = severity or code.severity
        shown = self._text[span.start : min(span.end, span.start + _SHOWN)] if span else ""
        self.problems.append(
            Problem(
                code=code,
                severity=severity,
                message=message,
                line=line,
                column=column,
                span=span,
                text=shown,
                source=self._name,
            )
        )

    def keep_one(self, code: ProblemCode) -> None:
        """Drop all problems of a code but the first: of a source that is no page, one tells enough."""
        first = next((problem for problem in self.problems if problem.code is code), None)
        self.problems = [problem for problem in self.problems if problem.code is not code or problem is first]

    def move(self, text: str) -> None:
        """From here on offsets are those of another text, such as the rendering of the source."""
        self._text, self._starts = text, None

    def _place(self, offset: int) -> tuple[int, int]:
        if offset == 0:
            return 1, 1
        if self._starts is None:
            self._starts = [0, *(found.end() for found in BREAKS.finditer(self._text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
