"""Print the table of `docs/robustness.md`: what was tried, and how often something did not hold.

    python tests/measure_robustness.py [PART …] [--quick] [--inputs N] [--seconds N] [--steps N] [--longest SECONDS]
        [--mutants N] [--seed N]

Parts: text, html, json, tables, archives, fuzz, signals, disk, growth, memory, mutants; by default all of them.
`--inputs` of each kind are damaged, the fuzzer runs for `--seconds`, a signal arrives at every `--steps`th step, the
largest size of each hostile text takes about `--longest` seconds, and `--mutants` of each module are tried. `--quick`
sets all of them to numbers that give the whole table in a few minutes. Exits with 1 if anything did not hold; fewer
than 85% of mutants killed are a failure if there are at least 100.
"""

import argparse
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import measure_corpus_growth
import measure_growth
import measure_limits
import measure_memory
import mutate
from fuzz.checks import check_reading
from growth import HIGHEST_EXPONENT, LONGEST, Growth
from kzru_forums import Problem, iter_readings, iter_rows, read_jsonl
from test_cli_output import START, UNBUFFERED, WAYS, printed, small_files

HERE = Path(__file__).parent
SEEDS = {path.name: path.read_bytes()[1:] for path in sorted(HERE.joinpath("fuzz", "seeds").iterdir())}
TEXTS = ("page", "text_version", "markdown", "wrapped")
PAGES = ("article", "served", "mhtml")
TABLES = ("csv", "json_rows", "jsonl_rows")
SLOW = 5.0
"""Seconds after which an input counts as a failure."""
PIECES = [
    *(b"<", b">", b'"', b"'", b"\0", b"\xff", b"\n", b"\r", b"\t", b"(", b"[", b":", b"**", b"{", b"}", b",", b"1e999"),
    *(b"\xe2\x80\xa8", b"\xc2\xa0", b"&#0;", b"<p>", b"</div>", b"<!--"),
    *(b"Question:", b"Vladimir Putin:", b"Events\n"),
]
Row = tuple[str, int, int, str]
"""What was tried, how often, how often it did not hold, and a remark."""


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Content that was cut, doubled, overwritten or mixed at a few places."""
    for _ in range(chance.randint(1, 6)):
        at, other = (chance.randrange(len(content) + 1) for _ in "ab")
        first, last = sorted((at, other))
        content = chance.choice(
            [
                content[:first] + content[last:],
                content[:last] + content[first:],
                content[:at] + chance.choice(PIECES) * chance.choice([1, 1, 1, 50]) + content[at:],
                content[:at] + chance.randbytes(chance.randint(1, 4)) + content[at + 2 :],
                content[first:last] + content[:first] + content[last:],
            ]
        )[:50_000]
    return content


def holds(work: Callable[[bytes], object], content: bytes) -> bool:
    """Whether reading raises nothing and is quick."""
    begin = time.process_time()
    try:
        work(content)
    except Exception as error:  # noqa: BLE001 - any is a failure, which is printed
        print(f"{type(error).__name__}: {error}: {content[:200]!r}", file=sys.stderr)
        return False
    return time.process_time() - begin < SLOW


def of_inputs(what: str, names: tuple[str, ...], work: Callable[[bytes], object], options: argparse.Namespace) -> Row:
    """Damage seeds, and read them."""
    chance = random.Random(options.seed)  # noqa: S311 - a sample, not a secret
    failed = 0
    for _ in range(options.inputs):
        failed += not holds(work, damaged(SEEDS[chance.choice(names)], chance))
    return what, options.inputs, failed, "an exception, gaps between blocks, a silent failure, or more than 5 s"


def read_lines(content: bytes) -> None:
    """Read JSON Lines to the end."""
    problems: list[Problem] = []
    list(read_jsonl(io.BytesIO(content), on_problem=problems.append))


def read_table(content: bytes) -> None:
    """Read a table to the end."""
    problems: list[Problem] = []
    list(iter_rows(io.BytesIO(content), on_problem=problems.append))


def archive(method: int) -> bytes:
    """A zip file of two pages."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        made.writestr("a.txt", SEEDS["page"])
        made.writestr("b.html", SEEDS["article"])
    return file.getvalue()


def read_archive(content: bytes, folder: str) -> None:
    """Read a zip file.

    Raises:
        AssertionError: it gives no reading, or more than it has members.
    """
    path = Path(folder, "pages.zip")
    path.write_bytes(content)
    readings = list(iter_readings(path))
    assert 1 <= len(readings) <= 3, f"{len(readings)} readings"


def archives(options: argparse.Namespace) -> Row:
    """Damage zip files: headers and directory more often than what is in them."""
    chance = random.Random(options.seed)  # noqa: S311 - a sample, not a secret
    failed, tried = 0, max(1, options.inputs // 4)
    methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    made = [archive(method) for method in methods]
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(tried):
            content = bytearray(chance.choice(made))
            for _ in range(chance.randint(1, 4)):
                at = chance.choice([range(40), range(-180, 0), range(len(content))])
                content[chance.choice(at)] = chance.choice([0, 1, 127, 255, chance.randrange(256)])
            cut = chance.choice([len(content), len(content), chance.randrange(len(content))])
            failed += not holds(partial(read_archive, folder=folder), bytes(content[:cut]))
    return "damaged archives", tried, failed, "an exception, no reading, or more than 5 s"


def signals(options: argparse.Namespace) -> Iterator[Row]:
    """Interrupt exports at every step, or at every few."""
    every = "every step" if options.steps == 1 else f"one step in {options.steps}"
    for kind, number, *more in (
        ("file", "SIGINT"),
        ("file", "SIGTERM"),
        ("folder", "SIGINT"),
        ("folder", "SIGTERM"),
        ("folder", "SIGTERM", "two-steps"),
    ):
        command = [sys.executable, str(HERE / "interruptions.py"), kind, number, str(options.steps), *more]
        left = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        failed = sum(content not in ("old", "new") or bool(others) for _, content, others in left)
        how = ", without an exchange in one step" if more else ""
        yield (
            f"{number} at {every} of writing a {kind}{how}",
            len(left),
            failed,
            "neither version complete, or temporary files left",
        )


def disk(_: argparse.Namespace) -> Iterator[Row]:
    """Let the disk be full at several sizes, for every format and for standard output."""
    tried = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        page, place = Path(folder, "page.txt"), Path(folder, "there")
        page.write_bytes(SEEDS["page"])
        place.mkdir()
        for name, target in WAYS.items():
            for size in (0, 1, 100, 700):
                command = [*START, "convert", str(page), "-o", str(place / target), "--to", name]
                run = subprocess.run(
                    command,
                    preexec_fn=partial(small_files, size),
                    capture_output=True,
                    check=False,
                    text=True,
                )
                named = run.stderr.startswith(f"kzru-forums: {place / target}: ")
                tried += 1
                failed += run.returncode != 2 or not named or any(place.iterdir())
    yield "a full disk, every format", tried, failed, "status 0, a traceback, no file name, or temporary files left"
    tried = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for start in (START, UNBUFFERED):
            for command_name in ("sample", "schema", "editions", "--help"):
                for size in (0, 1, 100, 700):
                    status, complaint = printed(start, command_name, Path(folder, "out"), partial(small_files, size))
                    tried += 1
                    failed += (status, complaint) != (2, "kzru-forums: standard output: File too large\n")
    yield "standard output cut off", tried, failed, "status 0 or a traceback"


def fuzz(options: argparse.Namespace) -> Row:
    """Let the fuzzer run for a while, in a process of its own."""
    if find_spec("atheris") is None:
        return "fuzzing guided by coverage", 0, 0, "atheris is not installed"
    with tempfile.TemporaryDirectory() as folder:
        limits = [f"-max_total_time={options.seconds}", f"-seed={options.seed + 1}", "-timeout=20"]
        command = [sys.executable, str(HERE / "fuzz" / "harness.py"), folder, str(HERE / "fuzz" / "seeds"), *limits]
        run = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    runs = re.findall(r"^(?:#|Done )(\d+)", run.stderr, re.MULTILINE)
    return "fuzzing guided by coverage", int(runs[-1]), int(run.returncode != 0), "a failure ends the run"


def exponents(what: str, names: Iterable[str], growth_of: Callable[[str, float], Growth], longest: float) -> Row:
    """How time grows from a quarter of the size of an input to its whole."""
    found = {name: growth_of(name, longest) for name in names}
    worst = max(found, key=lambda name: found[name].exponent)
    failed = sum(not one.holds for one in found.values())
    remark = f"exponents over {HIGHEST_EXPONENT}; the largest: {found[worst].exponent:.2f} ({worst})"
    return what, len(found), failed, remark


def growth(options: argparse.Namespace) -> Iterator[Row]:
    """How time grows for hostile texts and for corpora of hostile events."""
    texts, corpora = measure_growth, measure_corpus_growth
    yield exponents("growth of the time for hostile texts", texts.TEXTS, texts.growth_of, options.longest)
    yield exponents("growth of the time for corpora", corpora.CORPORA, corpora.growth_of, options.longest)


MOST_TIMES = 8.0
"""Memory that reading or writing may take, as a multiple of the text."""


def memory(_: argparse.Namespace) -> Iterator[Row]:
    """Peak memory for what is refused, and memory of reading and writing as a multiple of the text."""
    peaks = {}
    for name, make in measure_limits.INPUTS.items():
        with tempfile.TemporaryDirectory() as folder:
            peaks[name], _seconds, _problems = measure_limits.measured(make, Path(folder, name))
    worst = max(peaks, key=lambda name: peaks[name])
    failed = sum(peak >= measure_limits.HIGHEST for peak in peaks.values())
    remark = f"peaks of {measure_limits.HIGHEST} MB and more; the largest: {peaks[worst]:.0f} MB ({worst})"
    yield "input beyond a limit", len(peaks), failed, remark
    times = {name: measure_memory.times(name) for name in measure_memory.CASES}
    worst = max(times, key=lambda name: times[name])
    failed = sum(found > MOST_TIMES for found in times.values())
    remark = f"more than {MOST_TIMES:g} times the text; the most: {times[worst]:.1f} ({worst})"
    yield "memory of reading and writing", len(times), failed, remark


LEAST_KILLED = 0.85


def mutants(options: argparse.Namespace) -> Iterator[Row]:
    """What mutation testing finds, in a process that has not imported the package. A small sample fails nothing."""
    for module in mutate.TESTS if options.mutants else ():
        command = [sys.executable, mutate.__file__, module, f"--mutants={options.mutants}", f"--seed={options.seed}"]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        tried, killed, excused = map(int, re.findall(r"(\d+) (?:mutants|killed|equivalent)", printed.splitlines()[-1]))
        share = mutate.Outcome(tried, killed, excused).share
        remark = f"under {LEAST_KILLED:.0%} killed: {killed}, {excused} with a reason, {share:.1%}"
        yield f"mutants of `{module}`", tried, tried >= 100 and share < LEAST_KILLED, remark


PARTS: dict[str, Callable[[argparse.Namespace], Row | Iterator[Row]]] = {
    "text": partial(of_inputs, "mutated text", TEXTS, check_reading),
    "html": partial(of_inputs, "damaged HTML", PAGES, check_reading),
    "json": partial(of_inputs, "mutated JSON Lines", ("lines",), read_lines),
    "tables": partial(of_inputs, "mutated tables", TABLES, read_table),
    "archives": archives,
    "fuzz": fuzz,
    "signals": signals,
    "disk": disk,
    "growth": growth,
    "memory": memory,
    "mutants": mutants,
}


SIZES = {
    "inputs": (1_000, 100),
    "seconds": (30, 10),
    "steps": (1, 10),
    "longest": (LONGEST, 0.05),
    "mutants": (200, 5),
}
"""The size of each part, and the size for a quick run."""


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parts", nargs="*", default=list(PARTS), metavar="PART")
    for name, (usual, _) in SIZES.items():
        options.add_argument(f"--{name}", type=type(usual), default=usual)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--seed", type=int, default=0)
    if options.parse_args().quick:
        options.set_defaults(**{name: quick for name, (_, quick) in SIZES.items()})
    chosen = options.parse_args()
    failed = 0
    print("| what | tried | failed | what counts as a failure |\n| --- | ---: | ---: | --- |", flush=True)
    for part in chosen.parts:
        found = PARTS[part](chosen)
        for what, tried, bad, remark in [found] if isinstance(found, tuple) else found:
            failed += bad
            print(f"| {what} | {tried:,} | {bad:,} | {remark} |", flush=True)
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
