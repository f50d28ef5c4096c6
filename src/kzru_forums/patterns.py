"""Regular expressions that are compiled on first use.

Compiling takes a third of the time that importing this package would take, and hardly a page needs all of them.
"""

import re
from typing import AnyStr, Generic, cast

_METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


class _Regex(Generic[AnyStr]):
    """Stands for a compiled regular expression. Its methods are those of `re.Pattern`, which its slots hold later."""

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
    """A regular expression that is compiled when it is first used; nothing else differs for those who call its methods.

    Examples:
        >>> regex(r"loom(s?)").sub("mill", "looms")
        'mill'
    """
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))
