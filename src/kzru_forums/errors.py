"""Problems of sources and documents: `Problem`, the exceptions, and `Report`, which collects problems."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from attrs import field, frozen

from kzru_forums.model import Span
from kzru_forums.text import BREAKS


class Severity(StrEnum):
    """How serious a problem is: an error makes `load` and `loads` raise, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class ProblemCode(StrEnum):
    """What is wrong. Codes are API; the wording of messages is not."""

    NOT_A_TRANSCRIPT = "not-a-transcript"
    """Nothing in the source looks like an event page. Error."""
    LOOKS_LIKE_A_PATH = "looks-like-a-path"
    """A one-line text that is probably a file name. Error."""
    UNKNOWN_BLOCK = "unknown-block"
    """Text that no rule of the format knows. Error; outside the body of HTML, a warning."""
    LIMIT_EXCEEDED = "limit-exceeded"
    """Content that exceeds one of the `Limits` and was not read. Error."""
    MISSING_TITLE = "missing-title"
    """No title was found. Error."""
    MISSING_DATE = "missing-date"
    """No date line was found. Error."""
    MISSING_START = "missing-start"
    """The page does not begin with its first line, `Events`: a partial copy. Warning."""
    MISSING_END = "missing-end"
    """The page does not end with its last line: a partial copy. Warning."""
    MISSING_FOOTER = "missing-footer"
    """The publication status is missing: a partial copy. Warning."""
    MISSING_BODY = "missing-body"
    """HTML without the element that holds the body. Warning."""
    OTHER_LANGUAGE = "other-language"
    """A page in a language other than English, which the rules do not cover. Error; a warning if it is stated."""
    INVALID_DATE = "invalid-date"
    """A date line contains an invalid date. Error; a warning in a link box or a publication date."""
    INVALID_TIME = "invalid-time"
    """A time line contains an invalid time. Warning."""
    REPAIRED = "repaired"
    """Damage to the text, such as Markdown or broken lines, was repaired; one problem per trait. Warning."""
    UNREAD_LABELS = "unread-labels"
    """Several lines look like labels of statements but were not read as such. Error; a warning if others were read."""
    UNDECODABLE_BYTES = "undecodable-bytes"
    """Bytes that are invalid in the encoding, replaced by U+FFFD. Error; a warning if no event contains them."""
    AMBIGUOUS_COLUMN = "ambiguous-column"
    """Several columns of a table may contain the text of a page. Warning."""
    ENCODING_GUESSED = "encoding-guessed"
    """The encoding was guessed from the text alone. Warning."""
    CONTRADICTION = "contradiction"
    """The page contradicts a fact given as `Known`. Warning."""
    NOT_AN_EVENT_PAGE = "not-an-event-page"
    """A page of the site that is not about one event: a list, photographs, videos. Error."""
    INVALID_RECORD = "invalid-record"
    """A line of JSON Lines that does not contain a valid record. Error."""
    ROLE_DISAGREES = "role-disagrees"
    """A printed role that contradicts the table of offices on that day. Warning."""
    AMBIGUOUS_PERSON = "ambiguous-person"
    """A name that may refer to two people. Warning."""
    UNREADABLE_FILE = "unreadable-file"
    """A file that cannot be opened or is not text, or a path without any pages. Error."""

    @property
    def severity(self) -> Severity:
        """Severity of problems with this code, apart from the exceptions in the docstring of the code."""
        return Severity.ERROR if self in _ERRORS else Severity.WARNING


_ERRORS = frozenset(
    {
        ProblemCode.NOT_A_TRANSCRIPT,
        ProblemCode.NOT_AN_EVENT_PAGE,
        ProblemCode.UNDECODABLE_BYTES,
        ProblemCode.LOOKS_LIKE_A_PATH,
        ProblemCode.UNKNOWN_BLOCK,
        ProblemCode.LIMIT_EXCEEDED,
        ProblemCode.MISSING_TITLE,
        ProblemCode.MISSING_DATE,
        ProblemCode.INVALID_DATE,
        ProblemCode.UNREAD_LABELS,
        ProblemCode.OTHER_LANGUAGE,
        ProblemCode.INVALID_RECORD,
        ProblemCode.UNREADABLE_FILE,
    }
)


@frozen(kw_only=True)
class Problem:
    """Something in a source that does not match the format."""

    code: ProblemCode
    """What is wrong."""
    severity: Severity
    """Error or warning."""
    message: str
    """A message for people: what was expected and what was found."""
    line: int | None = None
    """Line in `Reading.text`, counted from 1."""
    column: int | None = None
    """Column in that line in characters, counted from 1."""
    span: Span | None = None
    """Position in `Reading.text`."""
    text: str = field(default="", repr=False)
    """The text in question, at most its first 200 characters."""
    source: str | None = None
    """Name of the source, if it has one."""

    def __str__(self) -> str:
        """`name:line:column: severity: message [code]`, without the parts that are unknown."""
        where = [str(part) for part in (self.source or None, self.line, self.column) if part is not None]
        return f"{':'.join(where)}{': ' if where else ''}{self.severity}: {self.message} [{self.code}]"


class KzruForumsError(Exception):
    """Base class of all exceptions that this package raises because of content."""


class TranscriptError(KzruForumsError, ValueError):
    """A source cannot be read strictly.

    Attributes:
        problems: every problem of the source, errors and warnings, in order (`tuple[Problem, ...]`).
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        errors = [problem for problem in self.problems if problem.severity is Severity.ERROR] or list(self.problems)
        more = f"\n… and {len(errors) - 10} more" if len(errors) > 10 else ""
        super().__init__("\n".join(map(str, errors[:10])) + more)

    def __reduce__(self) -> tuple[type["TranscriptError"], tuple[tuple[Problem, ...]]]:
        """Pickle the attributes, not the message."""
        return type(self), (self.problems,)


class DataError(KzruForumsError, ValueError):
    """A document or a record does not have the expected structure.

    Attributes:
        errors: `(path, message)` of every error, e.g. `("data.statements[3].label", "expected a string")`
            (`tuple[tuple[str, str], ...]`).
    """

    def __init__(self, errors: Iterable[tuple[str, str]]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(f"{path}: {message}" if path else message for path, message in self.errors))

    def __reduce__(self) -> tuple[type["DataError"], tuple[tuple[tuple[str, str], ...]]]:
        """Pickle the attributes, not the message."""
        return type(self), (self.errors,)


class UnsupportedSchemaError(DataError):
    """A document states a schema version that this version of the package cannot read."""


_EXCERPT = 200


class Report:
    """Collects the problems of one source."""

    def __init__(self, text: str, name: str | None = None) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._name = name
        self._starts: list[int] | None = None
        self._to_source: Callable[[Span], Span] | None = None

    def add(
        self,
        code: ProblemCode,
        message: str,
        start: int | None = None,
        end: int | None = None,
        *,
        severity: Severity | None = None,
    ) -> None:
        """Record a problem, with line and column if its position is known.

        If no severity is given, it has that of its code.
        """
        line = column = span = None
        if start is not None:
            span = Span(start=start, end=start if end is None else end)
            span = self._to_source(span) if self._to_source else span
            line, column = self._place(span.start)
        severity = severity or code.severity
        excerpt = self._text[span.start : min(span.end, span.start + _EXCERPT)] if span else ""
        self.problems.append(
            Problem(
                code=code,
                severity=severity,
                message=message,
                line=line,
                column=column,
                span=span,
                text=excerpt,
                source=self._name,
            )
        )

    def take_back(self, codes: Collection[ProblemCode]) -> bool:
        """Remove all problems with these codes; return whether there were any."""
        kept = [problem for problem in self.problems if problem.code not in codes]
        dropped = len(kept) < len(self.problems)
        self.problems = kept
        return dropped

    def place(self, to_source: Callable[[Span], Span] | None) -> None:
        """Treat spans added from now on as spans of a repaired text, which `to_source` maps to the source."""
        self._to_source = to_source

    def move(self, text: str) -> None:
        """Treat offsets added from now on as offsets in another text, such as the rendering of the source."""
        self._text, self._starts = text, None

    def _place(self, offset: int) -> tuple[int, int]:
        if offset == 0:
            return 1, 1
        if self._starts is None:
            self._starts = [0, *(match.end() for match in BREAKS.finditer(self._text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@contextmanager
def needing(package: str, extra: str, what: str) -> Iterator[None]:
    """Name the extra if the block cannot import a package; other missing modules keep their own error.

    Args:
        package: the import name of the package.
        extra: the extra that installs it.
        what: the feature that needs it.

    Raises:
        ImportError: the package is missing.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != package:
            raise
        raise ImportError(f'{what} needs {package}: pip install "kzru-forums[{extra}]"', name=package) from error
