"""How deep the tags of HTML are nested, told before a parser sees them.

Nesting is what makes HTML parsers explode: open formatting tags are opened anew in every paragraph that follows, and
their number multiplies. One pass over the tags counts open elements, and what reopening formatting elements would cost.
"""

import re
from collections.abc import Iterable
from itertools import accumulate

from kzru_forums.limits import Limits

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*")
_VOID = "area base br col embed frame hr img input keygen link meta param source track wbr"
# Elements that end where the next of their kind begins: a page that never closes them is not nested.
_SELF_CLOSING = "p li dt dd tr td th thead tbody tfoot option optgroup html head body"
_FORMATTING = "a b big code em font i nobr s small strike strong tt u"
_WINDOW = 1 << 16
_REMEMBERED, _WORD = 1_000, 20


class _Steps(dict[str, int]):
    """By how much a tag, `<name` or `</name`, changes the number of open elements."""

    def __init__(self, names: Iterable[str], step: int, other: int) -> None:
        super().__init__({f"{slash}{name}": sign * step for name in names for slash, sign in (("<", 1), ("</", -1))})
        self._other = other

    def __missing__(self, tag: str) -> int:
        known = tag.lower()
        step = self[known] if known != tag else -self._other if tag[1] == "/" else self._other
        if len(self) < _REMEMBERED and len(tag) <= _WORD:
            self[tag] = step
        return step


_DEPTH = _Steps((_VOID + " " + _SELF_CLOSING).split(), 0, 1)
_OPEN_TYPE = _Steps(_FORMATTING.split(), 1, 0)


def too_deep(text: str, limits: Limits) -> int | None:
    """Offset of a stretch in which tags open beyond the limits; None where all is within them."""
    tags = text.count("<")
    if tags <= limits.nesting or tags - text.count("</") <= limits.nesting:
        return None  # fewer tags open in all than may be open at once
    depth = open_type = cost = tags = start = 0
    while start < len(text):
        end = text.find("<", start + _WINDOW)
        end = len(text) if end < 0 else end
        found = _TAG.findall(text, start, end)
        depths = [depth, *accumulate(map(_DEPTH.__getitem__, found), initial=depth)]
        types = [open_type, *accumulate(map(_OPEN_TYPE.__getitem__, found), initial=open_type)]
        tags, cost = tags + len(found), cost + sum(types)
        # Closing tags that close nothing must not hide what opens behind them.
        if max(depths) - min(0, *depths) > limits.nesting or cost > limits.html_characters or tags > limits.tags:
            return start
        depth, open_type, start = max(0, depths[-1]), max(0, types[-1]), end
    return None
