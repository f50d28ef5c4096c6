"""How processor time grows with the size of an input."""

import gc
import math
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

HIGHEST_EXPONENT = 1.35
SHORTEST = 0.02
"""Seconds below which the clock decides, not the input."""
LONGEST = 0.15
"""Seconds that the largest size of an input takes, about, unless all of it is quicker."""
REPEATS, TRIES = 2, 4


class Growth(NamedTuple):
    """Processor time at a quarter of a size and at the size."""

    size: int
    first: float
    second: float

    @property
    def exponent(self) -> float:
        """How time grows with size: 1 is linear, 2 is quadratic; 0 is too quick to be measured."""
        return math.log(self.second / self.first, 4) if self.second >= SHORTEST else 0.0

    @property
    def holds(self) -> bool:
        """Whether time is linear, or nearly so."""
        return self.exponent <= HIGHEST_EXPONENT

    def __str__(self) -> str:
        return f"{self.first:9.3f} {self.second:9.3f} {self.exponent:9.2f}"


HEADER = f"{'s at n/4':>9} {'s at n':>9} {'exponent':>9}"


def seconds(work: Callable[[], object]) -> float:
    """Processor time that something takes if nothing is remembered from earlier inputs."""
    forget()
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def forget() -> None:
    """Empty the caches of limited size. Those without a limit hold tables of the package, which it reads once."""
    for name, module in list(sys.modules.items()):
        if name.startswith("kzru_forums"):
            for function in vars(module).values():
                if isinstance(function, type(forgotten)) and function.cache_parameters()["maxsize"]:
                    function.cache_clear()


@lru_cache
def forgotten() -> None:
    """A function with a cache, whose type has no public name."""


def growth(time_at: Callable[[int], float], most: int, longest: float = LONGEST, *, least: int = 8) -> Growth:
    """Find a size that takes about a given time, and measure there and at a quarter of it.

    Each time is the least of several, because other programs make a time longer, never shorter. For the same reason, a
    growth that is too high is measured again, several times.

    Args:
        time_at: the processor time at a size.
        most: the largest size to try.
        longest: the time for the largest size, in seconds.
        least: the smallest size that shows how time grows.
    """
    size = max(least, most // 256)
    time_at(size)  # reads the tables of the package
    while (found := time_at(size)) < longest / 4 and size < most:
        size = min(most, 4 * size)
    estimate = int(min(most, size * longest / max(found, longest / 4)))
    size = max(least, estimate // 8 * 8)  # An odd number of lines may be read differently.
    tries = (measured(time_at, size) for _ in range(TRIES))
    lowest = next(tries)
    for again in tries:
        if lowest.holds:
            break
        lowest = min(lowest, again, key=lambda one: one.exponent)
    return lowest


def measured(time_at: Callable[[int], float], size: int) -> Growth:
    """Measure at a size and at a quarter of it, in turns: a machine that is busy meanwhile is so for both."""
    times = [(time_at(size // 4), time_at(size)) for _ in range(REPEATS)]
    return Growth(size, min(first for first, _ in times), min(second for _, second in times))
