"""Whether a text may be English, judged by the share of common words."""

from collections.abc import Iterable

from kzru_forums.patterns import regex

_WORD = regex(r"[^\W\d_]+")
_ENGLISH = frozenset("a and are as at be by for have i in is it of on our that the this to we will with you".split())
_OTHER = frozenset(
    # German, French, Spanish, Italian, Portuguese, Polish and Turkish, as far as English has no such word.
    """und der das dem den ist nicht wir ein eine mit auf für auch sich von zu
    le la les et est dans que pour une des du nous vous qui pas sur ce
    el los las y en para por una con es lo del nosotros
    il di che è per non sono della anche gli e o os do da não com uma
    się nie jest na że w ve bir bu için ile""".split()
)
_SAMPLE = 2000
"""Characters that are looked at."""
_EVERY = 300
"""Characters for each `the` of a text that is certainly English, at most."""
_FEWEST_LETTERS = 40
_FEWEST_OTHER = 5
"""Words of another language that a sample must have."""
_MANY_WORDS = 60
"""Different words of a sample that has at least one of those that no English text does without."""
_LAST_LATIN = "\u024f"


def is_english(texts: Iterable[str]) -> bool:
    """Whether texts may be English; short texts count as English.

    Examples:
        >>> is_english(["Das ist der neue Webstuhl, und wir sind nicht mit ihm zufrieden."])
        False
        >>> is_english(["This is the new loom."]), is_english(["Looms!"])
        (True, True)
    """
    sample = _sample(texts)
    if _EVERY * sample.count(" the ") > len(sample):
        return True  # nearly all pages need no closer look
    sample = sample.lower()
    words = _WORD.findall(sample)
    letters = len("".join(words))
    if letters < _FEWEST_LETTERS:
        return True
    if not sample.isascii() and 2 * sum(len(word) for word in words if word[0] > _LAST_LATIN) > letters:
        return False
    english = sum(map(_ENGLISH.__contains__, words))
    other = sum(map(_OTHER.__contains__, words))
    if other >= _FEWEST_OTHER and other > 2 * english:
        return False
    return english > 0 or len(set(words)) < _MANY_WORDS


def _sample(texts: Iterable[str]) -> str:
    parts: list[str] = []
    length = 0
    for text in texts:
        parts.append(text[: _SAMPLE - length])
        length += len(parts[-1]) + 1
        if length >= _SAMPLE:
            break
    return " ".join(parts)
