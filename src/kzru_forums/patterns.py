"""Regular expressions that are compiled on first use.

Compiling all of them would take a third of the import time of this package, and few pages need all of them.
"""

import re
from typing import AnyStr, Generic, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class _Regex(Generic[AnyStr]):
    """A regular expression that is compiled later. Its methods are those of `re.Pattern`."""

    __slots__ = (*_METHODS, "flags", "pattern")
    pattern: AnyStr
    flags: int

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        """Called for an empty slot."""
        if name not in _METHODS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression that is compiled on first use; its methods behave like those of `re.Pattern`.

    Examples:
        >>> regex(r"loom(s?)").sub("mill", "looms")
        'mill'
    """
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))
