"""The tables under `data/`: read where they are needed, never at import."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def lines(table: str) -> list[str]:
    """The lines of a table, in the order of the file."""
    return (files("kzru_forums") / "data" / table).read_text(encoding="utf-8").splitlines()


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table as dictionaries, in the order of the file; an empty cell is an empty string."""
    text = (files("kzru_forums") / "data" / table).read_text(encoding="utf-8")
    return csv.DictReader(text.split("\n"))
