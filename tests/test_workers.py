"""Several processes give what one gives: the same results, in the same order, with the same exceptions."""

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

import kzru_forums
from kzru_forums import Corpus, Event, Problem, TranscriptError, workers
from kzru_forums.cli import sources
from kzru_forums.workers import Workers, check_workers, cores, in_order, serve
from shell import Shell
from tasks import double, end, halve, process_of

TESTS = Path(__file__).parent
MANY = 3 * workers._ITEMS + 5  # noqa: SLF001 - so that there are several chunks, the last of them not full


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers find this module as they find every other."""
    monkeypatch.syspath_prepend(TESTS)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of more pages than fit into a chunk, some of them with problems."""
    for number in range(MANY):
        foot = "" if number % 5 else "Publication status\n"
        page = f"Events\nLoom number {number}\nMay {number % 28 + 1}, 2013\nVladimir Putin: Good afternoon.\n{foot}"
        (tmp_path / f"{number:03}.txt").write_text("nothing" if number % 11 == 7 else page, encoding="utf-8")
    return tmp_path


def taken_until(results: Iterator[int], error: type[Exception]) -> tuple[list[int], Exception]:
    """The results before an exception, and the exception."""
    taken: list[int] = []
    with pytest.raises(error) as caught:
        taken.extend(results)  # what came before stays in the list
    return taken, caught.value


@pytest.mark.parametrize("many", [0, 1, workers._ITEMS, workers._ITEMS + 1, MANY])  # noqa: SLF001 - the limits of a chunk
def test_results_are_those_of_map(many: int) -> None:
    assert list(in_order(double, range(many), 2)) == list(map(double, range(many)))


def test_other_processes_do_the_work() -> None:
    done = set(in_order(process_of, range(20 * MANY), 2))
    assert os.getpid() not in done
    assert 1 <= len(done) <= 2


def test_a_single_chunk_is_worked_on_here() -> None:
    assert set(in_order(process_of, range(workers._ITEMS), 2)) == {os.getpid()}  # noqa: SLF001 - as above


def test_heavy_items_make_small_chunks() -> None:
    done = in_order(process_of, range(2), 2, weight=lambda _: 1 << 20)
    assert os.getpid() not in set(done)


def test_a_frozen_program_does_everything_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert set(in_order(process_of, range(MANY), 2)) == {os.getpid()}


@pytest.mark.parametrize("count", [1, 2])
def test_an_exception_comes_after_the_results_before_it(count: int) -> None:
    numbers = [*range(0, 2 * MANY, 2), 7, 8]
    taken, error = taken_until(in_order(halve, numbers, count), LookupError)
    assert taken == list(range(MANY))
    assert error.args == (7,)


def test_an_exception_shows_where_the_worker_raised_it() -> None:
    _, error = taken_until(in_order(halve, [*range(0, 2 * MANY, 2), 7], 2), LookupError)
    assert "in halve" in error.__notes__[0]


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("many", [0, 3, workers._ITEMS, MANY])  # noqa: SLF001 - as above
def test_an_exception_of_the_items_comes_after_their_results(count: int, many: int) -> None:
    def items() -> Iterator[int]:
        yield from range(many)
        raise OSError("no more")

    taken, _ = taken_until(in_order(double, items(), count), OSError)
    assert taken == list(map(double, range(many)))


def test_a_worker_that_ends_is_an_error() -> None:
    with pytest.raises(ChildProcessError, match="status 3; try fewer workers"):
        list(in_order(end, [3] * MANY, 2))


def test_items_are_taken_a_few_chunks_ahead() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100 * MANY):
            taken.append(number)
            yield number

    results = in_order(double, items(), 2)
    next(results)
    assert 0 < len(taken) < 8 * workers._ITEMS  # noqa: SLF001 - as above
    del results


def test_nothing_is_left_of_results_that_are_not_taken() -> None:
    before = threading.active_count()
    results = in_order(process_of, range(100 * MANY), 2)
    worker = next(results)
    del results
    assert threading.active_count() == before
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


@pytest.mark.parametrize("wrong", [0, -1, "all"])
def test_a_number_of_workers_is_one_at_least(wrong: Workers) -> None:
    with pytest.raises(ValueError, match=f"workers must be 1 or more, or 'auto', not {wrong!r}"):
        check_workers(wrong)


@pytest.mark.parametrize("wrong", [None, 2.0, True])
def test_a_number_of_workers_is_an_integer(wrong: object) -> None:
    with pytest.raises(TypeError, match="workers must be an integer or 'auto', not"):
        check_workers(wrong)


def test_auto_does_a_little_work_here() -> None:
    assert set(in_order(process_of, range(MANY), "auto")) == {os.getpid()}


@pytest.mark.parametrize("count", [1, 2, 100])
def test_auto_shares_more_work_among_the_cores(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 0)
    monkeypatch.setattr(workers, "_MOST", 2)
    monkeypatch.setattr(workers, "cores", lambda: count)
    done = list(in_order(process_of, range(MANY), "auto"))
    assert done[0] == os.getpid()
    assert (os.getpid() in done[1:]) == (count == 1)


def test_cores_are_counted_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == 1


def test_a_worker_answers_until_nothing_comes(capsys: pytest.CaptureFixture[str]) -> None:
    requests, answers = io.BytesIO(), io.BytesIO()
    for items in ([2, 4], [6, 7, 8]):
        pickle.dump((halve, items), requests)
    requests.seek(0)
    serve(requests, answers)
    answers.seek(0)
    whole, broken = pickle.load(answers), pickle.load(answers)  # noqa: S301 - from above
    assert whole == ([1, 2], None)
    assert broken.items == [3]
    assert isinstance(broken.error, LookupError)
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interruption_ends_workers_quietly() -> None:
    code = (
        "from tasks import slowly; from kzru_forums.workers import in_order\n"
        "for number in in_order(slowly, range(100_000), 2):\n"
        "    print(number, flush=True)\n"
    )
    paths = os.pathsep.join([str(TESTS), *sys.path])
    run = subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout
    run.stdout.readline()
    os.killpg(run.pid, signal.SIGINT)
    _, complaints = run.communicate(timeout=20)
    assert run.returncode == -signal.SIGINT
    assert complaints.count("Traceback") == 1  # that of the caller


def everything(folder: Path, count: Workers) -> tuple[list[Event], list[object], list[Problem]]:
    """Events with what is not compared, and problems."""
    problems: list[Problem] = []
    events = list(kzru_forums.iter_events(folder, on_problem=problems.append, workers=count))
    return events, [(event.source, event.span) for event in events], problems


def test_events_and_problems_are_the_same(pages: Path) -> None:
    alone, shared = everything(pages, 1), everything(pages, 2)
    assert shared == alone
    assert 0 < len(alone[0]) < MANY
    assert alone[2]


def test_strict_reading_stops_at_the_same_page(pages: Path) -> None:
    met: list[list[Event]] = [[], []]
    for events, count in zip(met, (1, 2), strict=True):
        with pytest.raises(TranscriptError, match="not-a-transcript"):
            events.extend(kzru_forums.iter_events(pages, workers=count))
    assert met[0] == met[1] != []


def test_readings_are_the_same(pages: Path) -> None:
    def shown(count: int) -> Sequence[object]:
        readings = kzru_forums.iter_readings(pages, workers=count)
        return [(found.events, found.problems, found.text, found.source, found.blocks) for found in readings]

    assert shown(2) == shown(1)


def test_rows_are_the_same() -> None:
    rows = [
        {"date": f"2013-05-{number % 40}", "text": f"Loom {number}\nVladimir Putin: Yes."} for number in range(MANY)
    ]
    problems: list[list[Problem]] = [[], []]
    alone, shared = (
        list(kzru_forums.iter_rows(rows, on_problem=met.append, workers=count))
        for count, met in zip((1, 2), problems, strict=True)
    )
    assert shared == alone
    assert problems[0] == problems[1] != []


def test_a_corpus_is_the_same(pages: Path) -> None:
    alone, shared = (Corpus.from_paths(pages, on_problem=str, workers=count) for count in (1, 2))
    assert (shared.events, shared.people) == (alone.events, alone.people)


def test_a_script_needs_no_guard(pages: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, kzru_forums\n"
        "print('once')\n"
        "print(len(list(kzru_forums.iter_events(sys.argv[1], on_problem=str, workers=2))))\n",
        encoding="utf-8",
    )
    run = subprocess.run([sys.executable, script, pages], check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["once", str(len(everything(pages, 1)[0]))]


@pytest.mark.parametrize(
    "read", [kzru_forums.iter_readings, kzru_forums.iter_events, partial(kzru_forums.iter_rows, [])]
)
def test_a_wrong_number_of_workers_is_refused(read: object) -> None:
    assert callable(read)
    with pytest.raises(ValueError, match="workers must be 1 or more"):
        list(read(workers=0) if isinstance(read, partial) else read([], workers=0))


@pytest.mark.parametrize("output", ["all.jsonl", "all.jsonl.gz", "all.json", "all.tei"])
def test_converted_files_are_the_same(shell: Shell, pages: Path, output: str) -> None:
    made = []
    for count in ("1", "2", "auto"):
        target = shell.folder / f"{count} {output}"
        status, _, said = shell.run("convert", pages, pages, "-o", target, "--workers", count)
        made.append((status, said, target.read_bytes().replace(f"{count} {output}".encode(), b"")))
    assert made[1] == made[2] == made[0]
    assert "not-a-transcript" in made[0][1]


def test_convert_shares_the_work_if_told(shell: Shell, pages: Path) -> None:
    shared = []

    def noted(_work: object, _items: object, count: Workers, **_: object) -> Iterator[object]:
        shared.append(count)
        return iter(())

    shell.monkeypatch.setattr(sources, "in_order", noted)
    for chosen in ([], ["--workers", "3"]):
        shell.run("convert", pages, *chosen, "-o", shell.folder / "out.jsonl")
    assert shared == ["auto", 3]


def test_convert_shares_the_work_of_all_arguments(shell: Shell, pages: Path) -> None:
    """A shell makes a list of files of a pattern."""
    status, alone, _ = shell.run("convert", *sorted(pages.iterdir()), "--to", "jsonl", "--workers", "1")
    assert shell.run("convert", *sorted(pages.iterdir()), "--to", "jsonl", "--workers", "2")[:2] == (status, alone)


def test_convert_refuses_no_workers(shell: Shell) -> None:
    assert "expected an integer of at least 1, not '0'" in shell.stopped("convert", "a.txt", "--workers", "0", status=2)
