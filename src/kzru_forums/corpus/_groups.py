"""Grouping things by a trait, and by pairs that belong together."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def grouped(things: Iterable[T], trait: Callable[[T], object]) -> Iterator[list[T]]:
    """The things that share a trait, where at least two do; a trait of None is none."""
    groups: dict[object, list[T]] = {}
    for thing in things:
        if (key := trait(thing)) is not None:
            groups.setdefault(key, []).append(thing)
    return (group for group in groups.values() if len(group) > 1)


def components(pairs: Iterable[tuple[T, T]]) -> dict[T, T]:
    """For everything in `pairs` one thing that stands for all it hangs together with."""
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
