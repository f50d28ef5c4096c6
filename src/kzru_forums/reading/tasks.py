"""Sources to be read, in this process or another, and what is kept of each reading."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from os import PathLike
from typing import Generic, TypeVar

from attrs import evolve, frozen

from kzru_forums.containers import TooLargeError
from kzru_forums.errors import Problem, ProblemCode, Report
from kzru_forums.files import PathOrFile, Paths, content_in, content_of, name_of, open_all
from kzru_forums.model import Event
from kzru_forums.reading.reader import Options, Reading, raise_if_errors, read_content, reason, unreadable, without_text
from kzru_forums.workers import Workers, in_order


@frozen
class Task:
    """A source to be read, in this process or another; the task and its result can be pickled."""

    name: str | None
    content: str | bytes | None
    """None if the source cannot be read; `problems` state the reason."""
    options: Options
    problems: tuple[Problem, ...] = ()
    """Problems found before the text is read."""


def weight(task: Task) -> int:
    """Approximate size of a task in bytes."""
    return len(task.content or "")


def open_task(source: PathOrFile, options: Options) -> Task:
    """The task of a path or an open file.

    Raises:
        OSError: the file cannot be opened.
        TypeError: `source` is neither.
    """
    if not isinstance(source, str | PathLike) and not hasattr(source, "read"):
        kind = type(source).__name__
        raise TypeError(f"expected a path or an open file, not {kind}; for text use parse() or loads()")
    name = name_of(source)
    try:
        if isinstance(source, str | PathLike):
            return Task(name, content_of(source, options.limits), options)
        return Task(name, content_in(source, options.limits), options)
    except TooLargeError as error:
        return refused_task(name or "", *reason(error), options)


def file_tasks(paths: Paths, exclude: str | Iterable[str], options: Options) -> Iterator[Task]:
    """Yield a task for each file, even if it cannot be opened."""
    for name, content in open_all(paths, options.limits, exclude):
        if isinstance(content, bytes):
            yield Task(name, content, options)
        else:
            yield refused_task(name, *reason(content), options)


def refused_task(name: str, code: ProblemCode, message: str, options: Options) -> Task:
    """The task for a source that cannot be read."""
    report = Report("", name)
    report.add(code, message)
    return Task(name, None, options, tuple(report.problems))


def read_task(task: Task) -> Reading:
    """The reading of a source, which may be one of many: a missing extra is a problem of those that need it."""
    try:
        return task_reading(task)
    except ImportError as error:
        return unreadable(task.name, error)


def task_reading(task: Task) -> Reading:
    """The reading of a source.

    Raises:
        ImportError: an extra is missing.
    """
    if task.content is None:
        return without_text(task.name, task.problems)
    reading = read_content(task.content, task.name, task.options)
    return evolve(reading, problems=(*task.problems, *reading.problems)) if task.problems else reading


T = TypeVar("T")


@frozen
class Outcome(Generic[T]):
    """The part of a reading that is kept when its text is no longer needed."""

    name: str | None
    """Name of the source."""
    problems: tuple[Problem, ...]
    events: tuple[T, ...]
    """What was made of each event."""
    statements: int
    """Number of statements in all events."""


def outcome(make: Callable[[Event], T], reading: Reading) -> Outcome[T]:
    """The part of a reading that is kept when its text is no longer needed.

    Args:
        make: called with each event.
        reading: the reading.
    """
    statements = sum(len(event.statements) for event in reading.events)
    return Outcome(reading.source.name, reading.problems, tuple(map(make, reading.events)), statements)


def read_events(make: Callable[[Event], T], task: Task) -> Outcome[T]:
    """Read a source and apply `make` to each event; with `functools.partial`, this can run in another process."""
    return outcome(make, read_task(task))


def unchanged(event: Event) -> Event:
    """The event itself, if nothing is to be made of it."""
    return event


def events_of(
    tasks: Iterable[Task], on_problem: Callable[[Problem], object] | None, workers: Workers
) -> Iterator[Event]:
    """Yield the events of many sources: strict if there is no `on_problem`, otherwise it is called with each problem.

    Raises:
        TranscriptError: without `on_problem`, at the first source with an error.
        TypeError: `on_problem` cannot be called.
    """
    if on_problem is not None and not callable(on_problem):
        raise TypeError(f"on_problem takes a function, not {type(on_problem).__name__}")
    for outcome in in_order(partial(read_events, unchanged), tasks, workers, weight=weight):
        if on_problem is None:
            raise_if_errors(outcome.problems)
        else:
            for problem in outcome.problems:
                on_problem(problem)
        yield from outcome.events
