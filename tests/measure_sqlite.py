"""How long a database of many statements takes, beside Parquet, and how much memory.

    python tests/measure_sqlite.py [STATEMENTS]

Writes invented events, each run in a process of its own. Exchanges are not looked for: that takes the same time for
every format, and much longer than writing. Prints processor seconds of Parquet, of the database, and of the part of it
that is the full-text index; the ratio of the database without that part to Parquet, which is to be at most 1.5; and the
most memory for a tenth of the statements and for all of them, which is to be about the same.
"""

import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from kzru_forums.formats import FORMATS
from kzru_forums.formats.columns import Row, rows
from kzru_forums.model import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    Event,
    Forum,
    Note,
    NoteKind,
    Party,
    Speaker,
    SpeakerKind,
    Statement,
)

STATEMENTS = 100_000
IN_EVENT = 20
WORDS = [f"{first}{second}" for first in ("loom", "spind", "thread", "weav", "card") for second in "aeiou" * 20]


def events(statements: int) -> Iterator[Event]:
    """Events of the size that real ones have: 20 statements of 140 words, 2 agreements, a note in every eighth."""
    chance = random.Random(1)  # noqa: S311 - equal events in every run
    for number in range(statements // IN_EVENT):
        name = f"ev-{number:06}"
        people = [
            Speaker(id=f"speaker-{chance.randrange(999)}", name="Ivan Loomov", kind=SpeakerKind.PERSON, role="Weaver")
            for _ in range(3)
        ]
        yield Event(
            id=name,
            title=" ".join(chance.choices(WORDS, k=8)),
            date=date(2000, 1, 1) + timedelta(days=number % 9000),
            place="Omsk",
            topics=("Looms", "Spindles"),
            statements=tuple(statement(position, chance, people) for position in range(IN_EVENT)),
            agreements=tuple(agreement(position, chance) for position in range(2)),
        )


def statement(position: int, chance: random.Random, people: list[Speaker]) -> Statement:
    paragraphs = tuple(" ".join(chance.choices(WORDS, k=70)) for _ in range(2))
    notes = (Note(kind=NoteKind.APPLAUSE, text="(Applause.)", paragraph=2),) if position % 8 == 0 else ()
    speaker = chance.choice(list({one.id: one for one in people}.values()))
    return Statement(position=position, label="Ivan Loomov", speaker=speaker, paragraphs=paragraphs, notes=notes)


def agreement(position: int, chance: random.Random) -> Agreement:
    return Agreement(
        title="agreement on looms",
        kind=AgreementKind.AGREEMENT,
        status=AgreementStatus.SIGNED,
        parties=(Party(name="Russia", country="RU"), Party(name="Kazakhstan", country="KZ")),
        sentence=" ".join(chance.choices(WORDS, k=20)),
        statement=position,
    )


def _without_exchanges(record: Event | Forum, **_: object) -> Iterator[tuple[str, Row]]:
    return rows(record, exchanges=False)


def report(form: str, statements: int, folder: str) -> None:
    """Write once, and print processor seconds and the most memory in MB; in a process of its own."""
    target = Path(folder, f"{form}.db")
    FORMATS[form].write([], target)  # what is imported is not measured
    import_module(f"kzru_forums.formats.{FORMATS[form].module}").rows = _without_exchanges  # type: ignore[attr-defined]
    start = time.process_time()
    FORMATS[form].write(events(statements), target)
    seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(form: str, statements: int, folder: str) -> tuple[float, float]:
    run = [sys.executable, __file__, "--report", form, str(statements), folder]
    seconds, memory = map(float, subprocess.run(run, check=True, capture_output=True, text=True).stdout.split())
    return seconds, memory


def making(statements: int) -> float:
    start = time.process_time()
    for _ in events(statements):
        pass
    return time.process_time() - start


def index_seconds(path: Path) -> float:
    """What making the full-text index once more takes."""
    database = sqlite3.connect(path)
    start = time.process_time()
    with database:
        database.execute("INSERT INTO statements_fts(statements_fts) VALUES ('rebuild')")
    database.close()
    return time.process_time() - start


def main() -> int:
    if sys.argv[1:2] == ["--report"]:
        report(sys.argv[2], int(sys.argv[3]), sys.argv[4])
        return 0
    statements = int(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS
    with TemporaryDirectory() as folder:
        own = making(statements)
        parquet, _ = measured("parquet", statements, folder)
        database, memory = measured("sqlite", statements, folder)
        _, small = measured("sqlite", statements // 10, folder)
        measured("sqlite", statements, folder)
        index = index_seconds(Path(folder, "sqlite.db"))
    ratio = (database - own - index) / (parquet - own)
    print(f"{statements:,} statements, processor seconds without the {own:.1f} s of making the events")
    print(f"Parquet {parquet - own:.2f} s, SQLite {database - own:.2f} s, of which the full-text index {index:.2f} s")
    print(f"SQLite without the index / Parquet: {ratio:.2f} (at most 1.5)")
    print(f"most memory: {memory:.0f} MB; for a tenth of the statements {small:.0f} MB")
    return 0 if ratio <= 1.5 else 1


if __name__ == "__main__":
    sys.exit(main())
