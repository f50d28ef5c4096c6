"""Labels without a colon, recognised by a bracket or because the page prints the same label elsewhere.

`Ivan Loomov (retranslated)Good evening.` begins a statement although the colon is missing. Only the part of a paragraph
that may be a label is examined. The readers decide whether a statement may begin there.
"""

from collections.abc import Collection

from kzru_forums.facts.given_names import is_given_name
from kzru_forums.patterns import regex
from kzru_forums.speakers.labels import LONGEST_LABEL, Shape, parse
from kzru_forums.speakers.words import is_role_word

_BRACKETED = regex(r"(?P<label>[^:()]{1,160}\([^:()]{1,80}\))\s*(?=[^\s\w]?[^\W\d_a-zß-öø-ÿ])")
_WORD_END = regex(r"(?<=[\w).])(?=\W|\Z)|(?<=[^\W\d_A-Z])(?=[A-Z])")
_OPENS_SPEECH = regex(r"(?P<mark>\s+[–—-]\s+|\s+|)[“\"«(<…]?(?P<word>[^\W\d_a-zß-öø-ÿ][\w’'-]*)")


def end_of_unmarked_label(paragraph: str, labels: Collection[str] = ()) -> int:
    """End offset of a label without a colon at the beginning of a paragraph; 0 if there is none.

    Args:
        paragraph: a paragraph in normal form.
        labels: the labels that the page prints with a colon, preferably as a set.

    Returns:
        The end of the label (exclusive). The text of the statement follows, after spaces or a dash.

    Examples:
        >>> end_of_unmarked_label("Ivan Loomov (retranslated)Good evening.")
        26
        >>> end_of_unmarked_label("Ivan Loomov Good evening.", {"Ivan Loomov"})
        11
        >>> end_of_unmarked_label("Ivan Loomov opened the mill.", {"Ivan Loomov"})
        0
    """
    match = _BRACKETED.match(paragraph, 0, LONGEST_LABEL + 2)
    if match and _has_name_and_delivery(match["label"]):
        return match.end("label")
    return _end_of_repeated(paragraph, labels) if labels else 0


def _has_name_and_delivery(label: str) -> bool:
    parts = parse(label)
    return parts.shape >= Shape.NAME and bool(parts.name) and bool(parts.delivery or parts.addressee)


def _end_of_repeated(paragraph: str, labels: Collection[str]) -> int:
    """End of the longest known label at the beginning of a paragraph that a sentence follows; 0 if there is none."""
    ends = [
        end.start() for end in _WORD_END.finditer(paragraph, 0, LONGEST_LABEL + 1) if paragraph[: end.start()] in labels
    ]
    if not ends:
        return 0
    match = _OPENS_SPEECH.match(paragraph, ends[-1])
    # After a name, a lower-case word continues a sentence, and a word from the tables continues a name or office.
    return ends[-1] if match and not (is_role_word(match["word"]) or is_given_name(match["word"])) else 0
