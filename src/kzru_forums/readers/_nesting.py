"""How deep the tags of HTML are nested, told before a parser sees them.

Nesting is what makes HTML parsers explode: open formatting tags are opened anew in every paragraph that follows, and
their number multiplies. One pass over the tags counts open elements, and what reopening formatting elements would cost.
"""

import re

from kzru_forums.limits import Limits

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset("area base br col embed frame hr img input keygen link meta param source track wbr".split())
# Elements that end where the next of their kind begins: a page that never closes them is not nested.
_SELF_CLOSING = frozenset("p li dt dd tr td th thead tbody tfoot option optgroup html head body".split())
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())


def too_deep(text: str, limits: Limits) -> int | None:
    """Offset of the first tag that opens beyond the limits; None where all is within them."""
    depth = formatting = cost = 0
    for found in _TAG.finditer(text):
        name = found[2].lower()
        if name in _VOID:
            continue
        step = -1 if found[1] else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        if name not in _SELF_CLOSING:
            depth = max(0, depth + step)
        cost += formatting
        if depth > limits.nesting or cost > limits.html_characters:
            return found.start()
    return None
