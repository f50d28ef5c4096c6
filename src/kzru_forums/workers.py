"""Distribution of work to several processes, with results in order.

A worker is a fresh interpreter that reads pickles from its standard input and writes pickles to its standard output. It
never imports the caller's main module, so a script needs no `if __name__ == "__main__":`, a notebook works like a
script, and all systems behave alike. It runs in its own session, so Ctrl-C reaches only the caller, and it ends when
its input ends, so it never outlives its caller.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import IO, TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar, cast

# Modules needed only for several processes are imported when these are started, because one process is the usual case.
if TYPE_CHECKING:
    from concurrent.futures import Future
    from subprocess import Popen

T = TypeVar("T")
R = TypeVar("R")

Workers = int | Literal["auto"]
"""Number of processes; `"auto"` uses all cores as soon as there is enough work."""

_ITEMS = 16
"""Maximum number of items in a chunk."""
_WEIGHT = 1 << 20
"""Weight at which a chunk is complete."""
_AHEAD = 2
"""Number of chunks per worker that are submitted ahead of the results, which limits memory use."""
_PATIENCE = 0.5
"""Seconds of work after which `"auto"` starts processes; starting one takes about half as long."""
_MOST = 8
"""Maximum number of processes that `"auto"` starts; more would wait for the process that distributes the work."""
_START = (
    "import sys; sys.path[:] = sys.argv[1:];"
    " from kzru_forums.workers import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"
)
"""The code that a worker runs; it uses the caller's module search path."""


def check_workers(workers: object) -> None:
    """Raise an error unless `workers` is a valid number of processes.

    Raises:
        TypeError: `workers` is neither an integer nor a string.
        ValueError: it is below 1, or a string other than `"auto"`.
    """
    if not isinstance(workers, int | str) or isinstance(workers, bool):
        raise TypeError(f"workers must be an integer or 'auto', not {type(workers).__name__}")
    if workers != "auto" and (isinstance(workers, str) or workers < 1):
        raise ValueError(f"workers must be 1 or more, or 'auto', not {workers!r}")


def cores() -> int:
    """Number of processor cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # Missing on Windows and macOS.
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def in_order(
    work: Callable[[T], R], items: Iterable[T], workers: Workers = 1, *, weight: Callable[[T], int] = lambda _: 1
) -> Iterator[R]:
    """Yield the results of `work` for each item, in order, like `map`.

    An exception, even one raised by `items`, is raised where `map` would raise it: after the results of the preceding
    items. Items are taken from `items` in this process, a few chunks ahead of the results. A single chunk is processed
    here, and so is everything if no interpreter can be started, as in a frozen program.

    Args:
        work: a function that can be pickled, like its results.
        items: the items; they must be picklable if there are several workers.
        workers: number of processes.
        weight: returns the approximate size of an item in bytes; large items make small chunks.

    Raises:
        ChildProcessError: a worker ended before its work was done, for example because memory ran out.
    """
    left = iter(items)
    if workers == "auto":
        yield from _until_it_pays(work, left)
    if _number(workers) == 1:
        yield from map(work, left)
        return
    chunks = _chunks(left, weight)
    first, second = next(chunks, _Chunk([])), next(chunks, None)
    if second is None:
        yield from map(work, first.items)
        _raise(first.error)
    else:
        yield from _shared(work, chain([first, second], chunks), _number(workers))


def _number(workers: Workers) -> int:
    """The number of processes to start."""
    if getattr(sys, "frozen", False) or not sys.executable:
        return 1
    return min(cores(), _MOST) if workers == "auto" else workers


def _until_it_pays(work: Callable[[T], R], items: Iterator[T]) -> Iterator[R]:
    """Yield the first results, computed in this process, until there was enough work to share."""
    from time import perf_counter  # noqa: PLC0415 - see above

    spent = 0.0
    for item in items:
        begin = perf_counter()
        result = work(item)
        spent += perf_counter() - begin
        yield result
        if spent > _PATIENCE:
            return


class _Chunk(NamedTuple, Generic[T]):
    """A group of items to process, or of results."""

    items: list[T]
    error: Exception | None = None
    """The exception raised after the last of them."""


def _raise(error: Exception | None) -> None:
    if error is not None:
        raise error


def _chunks(items: Iterator[T], weight: Callable[[T], int]) -> Iterator[_Chunk[T]]:
    """Yield the items in chunks; an exception comes with the items collected so far, even if there are none."""
    chunk: list[T] = []
    load = 0
    try:
        for item in items:
            chunk.append(item)
            load += weight(item)
            if len(chunk) >= _ITEMS or load >= _WEIGHT:
                yield _Chunk(chunk)
                chunk, load = [], 0
    except Exception as error:  # noqa: BLE001 - raised when its turn comes
        yield _Chunk(chunk, error)
    else:
        if chunk:
            yield _Chunk(chunk)


def _shared(work: Callable[[T], R], chunks: Iterable[_Chunk[T]], count: int) -> Iterator[R]:
    """Yield the results of chunks processed by several processes."""
    pool = _Pool(count)
    pending: deque[tuple[Future[_Chunk[R]], Exception | None]] = deque()
    try:
        for chunk in chunks:
            pending.append((pool.submit(work, chunk.items), chunk.error))
            if len(pending) > _AHEAD * count:
                yield from _results(*pending.popleft())
        while pending:
            yield from _results(*pending.popleft())
    finally:
        pool.close()


def _results(future: "Future[_Chunk[R]]", error: Exception | None) -> Iterator[R]:
    done = future.result()
    yield from done.items
    _raise(done.error)
    _raise(error)


class _Pool:
    """Processes, each with a thread that waits for it. They are started on demand."""

    def __init__(self, count: int) -> None:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - see above

        self._threads = ThreadPoolExecutor(count)
        self._idle: deque[_Process] = deque()
        self._all: list[_Process] = []

    def submit(self, work: Callable[[T], R], items: list[T]) -> "Future[_Chunk[R]]":
        """Let a process work on some items."""
        return self._threads.submit(self._ask, work, items)

    def _ask(self, work: Callable[[T], R], items: list[T]) -> _Chunk[R]:
        process = self._free()
        done = process.ask(work, items)
        self._idle.append(process)
        return done

    def _free(self) -> "_Process":
        """An idle process; there are at most as many as threads."""
        try:
            return self._idle.pop()
        except IndexError:
            process = _Process()
            self._all.append(process)
            return process

    def close(self) -> None:
        """End all processes, even if they are busy."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.end()
        self._threads.shutdown()  # A thread may have started another one.
        for process in self._all:
            process.end()
            process.close()


class _Process:
    """A worker process."""

    def __init__(self) -> None:
        import pickle  # noqa: PLC0415 - see above
        import subprocess  # noqa: PLC0415 - see above

        self._pickle = pickle
        self._process: Popen[bytes] = subprocess.Popen(  # noqa: S603 - this interpreter, and code from above
            [sys.executable, "-P", "-c", _START, *map(str, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # The same on Windows.
        )
        self._input, self._output = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)

    def ask(self, work: Callable[[T], R], items: list[T]) -> _Chunk[R]:
        """The results of the process for some items.

        Raises:
            ChildProcessError: the process ended.
        """
        try:
            self._send((work, items))
            done: _Chunk[R] = self._pickle.load(self._output)
        except (OSError, EOFError, self._pickle.UnpicklingError):
            self.end()
            message = f"a worker process ended with status {self._process.wait()}; try fewer workers, or workers=1"
            raise ChildProcessError(message) from None
        return done

    def _send(self, message: object) -> None:
        # Pickled first, so that an unpicklable object does not leave half a message.
        self._input.write(self._pickle.dumps(message, self._pickle.HIGHEST_PROTOCOL))
        self._input.flush()

    def end(self) -> None:
        self._process.kill()

    def close(self) -> None:
        """Clean up after an ended process."""
        self._process.wait()
        self._output.close()
        with suppress(OSError):  # The input that it did not read.
            self._input.close()


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """The main loop of a worker: process requests until the input ends.

    Args:
        requests: pickles of a function and the items to call it with.
        answers: file for the pickled results. Anything that the work prints goes to standard error.
    """
    import pickle  # noqa: PLC0415 - see above
    from contextlib import redirect_stdout  # noqa: PLC0415 - see above

    with redirect_stdout(sys.stderr):
        while True:
            try:
                work, items = pickle.load(requests)  # noqa: S301 - from the process that started this one
            except EOFError:
                return
            pickle.dump(_done(work, items), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()


def _done(work: Callable[[T], R], items: Iterable[T]) -> _Chunk[R]:
    """The results up to the first exception."""
    results: list[R] = []
    try:
        for item in items:
            results.append(work(item))  # noqa: PERF401 - those before an exception are wanted
    except Exception as error:  # noqa: BLE001 - raised where the results are wanted
        from traceback import format_exception  # noqa: PLC0415 - see above

        error.add_note(f"In a worker process:\n{''.join(format_exception(error))}")
        return _Chunk(results, error)
    return _Chunk(results)
