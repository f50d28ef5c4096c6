"""Arguments that are not what a function takes, told in one wording."""


def check_number(name: str, value: object, least: int = 0) -> None:
    """Refuse an argument that is no whole number, or a smaller one than `least`.

    Raises:
        TypeError: it is no whole number; True and False are none.
        ValueError: it is too small.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} takes a whole number, not {type(value).__name__}")
    if value < least:
        raise ValueError(f"{name} takes a whole number from {least} on, not {value}")
