"""Speed and memory of JSON, in one run beside pydantic models of the same shape.

    python tests/measure_json.py [--rounds N] [--lines N]

Dumps and loads the real pages of `../shared/corpus` or `$KZRU_CORPUS/corpus`, one document a page; without them, copies
of the sample page. Each figure is the processor time of the fastest of N rounds, and the objects of each round are
fresh, because a string that has been dumped once is dumped faster. Then writes and reads so many events as JSON Lines,
and prints how the memory of the process grows. `--lines 0` leaves that out.

pydantic is no requirement of the tests: `pip install "pydantic>=2"`.
"""

import argparse
import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, reduce
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from operator import or_
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args
from unittest.mock import patch

import attrs

import kzru_forums
from compare_layouts import corpus
from kzru_forums import Event, jsonio
from kzru_forums._wire import field_types, is_optional, is_tuple

MILLION = 1_000_000
KINDS = {"dump": "to_json", "load": "from_json"}


def documents() -> tuple[str, list[str]]:
    """Where the documents come from, and the documents."""
    folder = corpus() / "html"
    if folder.is_dir():
        events = list(kzru_forums.iter_events(folder, on_problem=lambda _: None))
        return f"{len(events)} real pages", [*map(kzru_forums.to_json, events)]
    sample = (files("kzru_forums") / "data" / "sample_page.txt").read_text(encoding="utf-8")
    return "100 copies of the sample page", [kzru_forums.to_json(kzru_forums.loads(sample)[0])] * 100


def model_of(pydantic: Any) -> Any:
    """The pydantic model of the shape of `Event`, as strict as `from_json`."""
    config = pydantic.ConfigDict(frozen=True, extra="forbid", strict=True)

    @cache
    def made(cls: type) -> Any:
        fields = {name: (typed(hint), ...) for name, hint in field_types(cls).items()}
        return pydantic.create_model(cls.__name__, __config__=config, **fields)

    def typed(hint: Any) -> Any:
        if is_tuple(hint):
            return tuple[typed(get_args(hint)[0]), ...]  # type: ignore[misc]
        if is_optional(hint):
            return reduce(or_, map(typed, get_args(hint)))
        return made(hint) if attrs.has(hint) else hint

    return made(Event)


@contextmanager
def without_orjson() -> Iterator[None]:
    with patch.object(jsonio, "_orjson", return_value=None):
        yield


def best(work: Callable[[Any], object], fresh: Callable[[], Sequence[object]], rounds: int) -> float:
    """Processor seconds of the fastest round over objects that are made anew for each."""
    times = []
    for _ in range(rounds):
        values = fresh()
        gc.collect()
        start = time.process_time()
        for value in values:
            work(value)
        times.append(time.process_time() - start)
    return min(times)


def speeds(texts: list[str], rounds: int) -> Iterator[tuple[str, float, float]]:
    """What dumps and loads the documents, and its seconds for each."""
    raw = [text.encode() for text in texts]

    def new_texts() -> list[str]:
        return [*map(bytes.decode, raw)]

    def new_events() -> list[object]:
        with without_orjson():
            return [*map(kzru_forums.from_json, new_texts())]

    def ours() -> tuple[float, float]:
        return best(kzru_forums.to_json, new_events, rounds), best(kzru_forums.from_json, new_texts, rounds)  # type: ignore[arg-type]

    if jsonio._orjson():
        yield f"kzru_forums with orjson {version('orjson')}", *ours()
    with without_orjson():
        yield "kzru_forums with json", *ours()
    yield "json alone, no records", *best_json(new_texts, rounds)
    try:
        model = model_of(import_module("pydantic"))
    except ImportError:
        return
    datas = [json.dumps(json.loads(text)["data"], ensure_ascii=False, separators=(",", ":")).encode() for text in texts]

    def new_datas() -> list[str]:
        return [*map(bytes.decode, datas)]

    def new_models() -> list[object]:
        return [*map(model.model_validate_json, new_datas())]

    dumping = best(lambda record: record.model_dump_json(), new_models, rounds)
    yield f"pydantic {version('pydantic')}", dumping, best(model.model_validate_json, new_datas, rounds)


def best_json(new_texts: Callable[[], list[str]], rounds: int) -> tuple[float, float]:
    """The standard library on plain dictionaries."""

    def new_plain() -> list[object]:
        return [*map(json.loads, new_texts())]

    return best(lambda plain: json.dumps(plain, ensure_ascii=False), new_plain, rounds), best(json.loads, new_texts, rounds)


def report_speed(rounds: int) -> None:
    source, texts = documents()
    print(f"{source}, {sum(map(len, texts)) / MILLION:.1f} million characters; seconds, and times those of pydantic")
    rows = list(speeds(texts, rounds))
    name, *reference = rows[-1]
    for row in rows:
        columns = [f"{seconds:9.3f}{seconds / other:7.2f}" for seconds, other in zip(row[1:], reference, strict=True)]
        print(f"{row[0]:34} dump{columns[0]}   load{columns[1]}")
    if not name.startswith("pydantic"):
        print('pydantic is not installed: pip install "pydantic>=2"')
