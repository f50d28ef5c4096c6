"""Grouping by keys and by connected pairs."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def grouped(things: Iterable[T], trait: Callable[[T], object]) -> Iterator[list[T]]:
    """Yield the groups of at least two things with the same key; things whose key is None are left out."""
    groups: dict[object, list[T]] = {}
    for thing in things:
        if (key := trait(thing)) is not None:
            groups.setdefault(key, []).append(thing)
    return (group for group in groups.values() if len(group) > 1)


def components(pairs: Iterable[tuple[T, T]]) -> dict[T, T]:
    """Map each thing in `pairs` to the representative of its connected component."""
    above: dict[T, T] = {}

    def top(thing: T) -> T:
        while (parent := above.setdefault(thing, thing)) != thing:
            above[thing] = above[parent]
            thing = parent
        return thing

    for one, other in pairs:
        first, second = top(one), top(other)
        above[second] = first
    return {thing: top(thing) for thing in list(above)}
