"""What the fuzzer checks, on the inputs that it begins with and on parts of them; fuzzing itself is a command."""

import zlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from fuzz.checks import READERS, check, check_reading

SEEDS = sorted(Path(__file__).with_name("fuzz").joinpath("seeds").iterdir())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_seeds_hold(seed: Path) -> None:
    content = seed.read_bytes()
    check(content)
    for cut in range(1, 8):
        at = len(content) * cut // 8
        check(content[:at])
        check(content[:1] + content[at:])
        noise = zlib.compress(content)[:cut]
        check(content[:at] + noise + content[at:])


def test_seeds_reach_every_reader() -> None:
    assert {seed.read_bytes()[0] for seed in SEEDS} == set(range(len(READERS)))


def test_nothing_at_all_holds() -> None:
    check(b"")


def test_the_check_notices_what_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = SimpleNamespace(text="Events", blocks=(), problems=(), events=())
    monkeypatch.setattr("fuzz.checks.parse", lambda _: reading)
    with pytest.raises(AssertionError, match="do not cover the text"):
        check_reading(b"")
