"""Labels whose colon is missing: a bracket, or a label that the page prints elsewhere, gives them away.

`Ivan Loomov (retranslated)Good evening.` opens a statement although no colon says so. A paragraph is looked at only as
far as a label may reach. Whether a statement may open there is for the readers.
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
    """Offset at which a label without a colon ends that a paragraph opens with; 0 where it opens with none.

    Args:
        paragraph: a paragraph in normal form.
        labels: the labels that the page prints with a colon. A set is fastest.

    Returns:
        The end of the label, exclusive; the words of the statement follow it, after blanks or a dash.

    Examples:
        >>> end_of_unmarked_label("Ivan Loomov (retranslated)Good evening.")
        26
        >>> end_of_unmarked_label("Ivan Loomov Good evening.", {"Ivan Loomov"})
        11
        >>> end_of_unmarked_label("Ivan Loomov opened the mill.", {"Ivan Loomov"})
        0
    """
    found = _BRACKETED.match(paragraph, 0, LONGEST_LABEL + 2)
    if found and _has_name_and_delivery(found["label"]):
        return found.end("label")
    return _end_of_repeated(paragraph, labels) if labels else 0


def _has_name_and_delivery(label: str) -> bool:
    parts = parse(label)
    return parts.shape >= Shape.NAME and bool(parts.name) and bool(parts.delivery or parts.addressee)


def _end_of_repeated(paragraph: str, labels: Collection[str]) -> int:
    """The end of the longest known label that the paragraph opens with and that a sentence follows; 0 without one."""
    ends = [
        end.start() for end in _WORD_END.finditer(paragraph, 0, LONGEST_LABEL + 1) if paragraph[: end.start()] in labels
    ]
    if not ends:
        return 0
    found = _OPENS_SPEECH.match(paragraph, ends[-1])
    # After a name, a sentence continues in small letters, and a longer name or office with a word of the tables.
    return ends[-1] if found and not (is_role_word(found["word"]) or is_given_name(found["word"])) else 0
