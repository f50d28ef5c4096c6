"""Grouping by keys and by connected pairs."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T", bound=Hashable)


def by_key(things: Iterable[V], key: Callable[[V], K]) -> dict[K, list[V]]:
    """The things with each key, in their order."""
    groups: dict[K, list[V]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups


def grouped(things: Iterable[T], trait: Callable[[T], object]) -> Iterator[list[T]]:
    """Yield the groups of at least two things with the same key; things whose key is None are left out."""
    groups = by_key(things, trait)
    return (group for key, group in groups.items() if key is not None and len(group) > 1)


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
