"""Lists of words: how they are written down here, and the regular forms of verbs."""


def words(text: str) -> frozenset[str]:
    """A set of words written as running text, which is easier to read and to keep than a list."""
    return frozenset(text.split())


def forms(verb: str) -> tuple[str, str, str, str]:
    """The regular forms of a verb.

    Examples:
        >>> forms("ratify")
        ('ratify', 'ratifies', 'ratified', 'ratifying')
    """
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    ending = "es" if verb.endswith(("ss", "sh", "ch", "x", "o")) else "s"
    return verb, verb + ending, f"{verb}ed", f"{verb}ing"
