"""Speed and memory of JSON, in one run beside pydantic models of the same shape.

    python tests/measure_json.py [--rounds N] [--lines N]

Dumps and loads the real pages of `../shared/corpus` or `$KZRU_CORPUS/corpus`, a document a page; without them, copies
of the sample page. A figure is the processor time of the fastest of N rounds, and every round has fresh objects,
because a string that has been dumped once is dumped faster the next time. Before that, so many events are written and
read as JSON Lines, each way in a process of its own, and the most memory that it ever took is printed beside that for
a tenth of them.

pydantic is no requirement of the tests: `pip install "pydantic>=2"`.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache, reduce
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from operator import or_
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, get_args
from unittest.mock import patch

import attrs

import kzru_forums
from compare_layouts import corpus
from kzru_forums import Event, from_json, to_json
from kzru_forums.formats import json_text
from kzru_forums.formats.schema import is_optional, is_tuple


class Way(NamedTuple):
    """A way to dump and to load."""

    name: str
    dump: Callable[[Any], object]
    load: Callable[[Any], object]
    records: Callable[[], Sequence[object]]
    """Fresh records to dump."""
    texts: Callable[[], Sequence[object]]
    """Fresh texts to load."""
    setting: Callable[[], AbstractContextManager[object]] = nullcontext


def sample_event() -> Event:
    text = (files("kzru_forums") / "data" / "sample_page.txt").read_text(encoding="utf-8")
    return kzru_forums.loads(text)[0]


def real_events() -> list[Event]:
    """The real pages, or copies of the sample page."""
    folder = corpus() / "html"
    return list(kzru_forums.iter_events(folder)) if folder.is_dir() else [sample_event()] * 100


def without_orjson() -> AbstractContextManager[object]:
    return patch.object(json_text, "_orjson", return_value=None)


def loader(load: Callable[[Any], object], texts: Sequence[str]) -> Callable[[], Sequence[object]]:
    """What makes the same objects anew; `json` makes ours, because with orjson the strings have been dumped already."""

    def make() -> Sequence[object]:
        with without_orjson():
            return [load(text) for text in anew(texts)]

    return make


def anew(texts: Sequence[str]) -> Sequence[str]:
    return [text.encode().decode() for text in texts]


def ways(texts: Sequence[str]) -> Iterator[Way]:
    """What is compared; pydantic is the last where it is installed."""
    events, fresh = loader(from_json, texts), lambda: anew(texts)
    if json_text._orjson():
        yield Way(f"kzru_forums with orjson {version('orjson')}", to_json, from_json, events, fresh)
    yield Way("kzru_forums with json", to_json, from_json, events, fresh, without_orjson)
    yield Way("json alone, no records", as_text, json.loads, loader(json.loads, texts), fresh)
    try:
        load = model_of(import_module("pydantic")).model_validate_json
    except ImportError:
        return
    bare = [as_text(json.loads(text)["data"]) for text in texts]
    name = f"pydantic {version('pydantic')}"
    yield Way(name, lambda record: record.model_dump_json(), load, loader(load, bare), lambda: anew(bare))


def as_text(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def model_of(pydantic: Any) -> Any:
    """The pydantic model of the shape of `Event`, as strict as `from_json`."""
    config = pydantic.ConfigDict(frozen=True, extra="forbid", strict=True)

    @cache
    def made(cls: type) -> Any:
        fields: dict[str, Any] = {field.name: (typed(field.type), ...) for field in attrs.fields(cls)}
        return pydantic.create_model(cls.__name__, __config__=config, **fields)

    def typed(hint: Any) -> Any:
        if is_tuple(hint):
            return tuple[(typed(get_args(hint)[0]), ...)]  # type: ignore[misc]
        if is_optional(hint):
            return reduce(or_, map(typed, get_args(hint)))
        return made(hint) if attrs.has(hint) else hint

    return made(Event)


def seconds(work: Callable[[Any], object], values: Sequence[object]) -> float:
    """Processor seconds of working on every value."""
    gc.collect()
    start = time.process_time()
    for value in values:
        work(value)
    return time.process_time() - start


def fastest(several: Sequence[Way], rounds: int) -> dict[str, tuple[float, float]]:
    """Seconds for dumping and loading; the ways take turns, so that a slow moment of the machine meets them all."""
    times: dict[str, list[tuple[float, float]]] = {way.name: [] for way in several}
    for _ in range(rounds):
        for way in several:
            with way.setting():
                times[way.name].append((seconds(way.dump, way.records()), seconds(way.load, way.texts())))
    return {name: (min(dump for dump, _ in each), min(load for _, load in each)) for name, each in times.items()}


def report_speed(rounds: int) -> None:
    texts = [*map(to_json, real_events())]
    print(
        f"{len(texts)} documents, {sum(map(len, texts)) / 1e6:.1f} million characters; milliseconds, and times pydantic"
    )
    times = fastest([*ways(texts)], rounds)
    last = [*times][-1]
    compared = last.startswith("pydantic")
    for name, row in times.items():
        ratios = [f"{mine / other:6.2f}" if compared else "" for mine, other in zip(row, times[last], strict=True)]
        print(f"{name:34} dump{row[0] * 1e3:7.1f}{ratios[0]}   load{row[1] * 1e3:7.1f}{ratios[1]}")
    if not compared:
        print('pydantic is not installed: pip install "pydantic>=2"')


def write_lines(path: Path, count: int) -> None:
    """Variations of the sample event, which are made as they are written."""
    event = sample_event()
    kzru_forums.write_jsonl((varied(event, number) for number in range(count)), path)


def varied(event: Event, number: int) -> Event:
    """The event with another number and other speakers."""
    speakers = {speaker: attrs.evolve(speaker, site_person_id=number) for speaker in event.speakers}
    said = tuple(attrs.evolve(each, speaker=speakers[each.speaker]) for each in event.statements)
    return attrs.evolve(event, id=f"{event.id}-{number}", page_number=number, statements=said)


def read_lines(path: Path, count: int) -> None:
    assert sum(isinstance(event, Event) for event in kzru_forums.read_jsonl(path)) == count


STEPS: dict[str, Callable[[Path, int], None]] = {"write": write_lines, "read": read_lines}


def report_memory(count: int) -> None:
    """Each step in a process of its own, because the most memory never falls, and a process takes over its parent's."""
    with TemporaryDirectory() as folder:
        for ending in ("jsonl", "jsonl.gz"):
            for step in STEPS:
                few, many = (
                    memory(step, Path(folder, f"{number}.{ending}"), number) for number in (count // 10, count)
                )
                print(f"{step} {ending:9}{few:7.1f} MB for {count // 10} events{many:7.1f} MB for {count}")


def memory(step: str, path: Path, count: int) -> float:
    command = [sys.executable, __file__, "--step", step, str(path), str(count)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--lines", type=int, default=100_000, metavar="N", help="0 leaves JSON Lines out")
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step, path, count = options.step
        STEPS[step](Path(path), int(count))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    if options.lines:
        report_memory(options.lines)
    report_speed(options.rounds)


if __name__ == "__main__":
    main()
