"""The files under `data/`, read on demand and never at import."""

from collections.abc import Iterator

SAMPLE_PAGE = "sample_page.txt"
"""The page that the first examples use."""


def text(name: str) -> str:
    """The text of a data file."""
    from importlib.resources import files  # noqa: PLC0415 - slow to load

    return (files("kzru_forums") / "data" / name).read_text(encoding="utf-8")


def sample_pages() -> dict[str, str]:
    """The pages of the sample by file name, in order: six events of one forum, in six forms."""
    from importlib.resources import files  # noqa: PLC0415 - slow to load

    folder = files("kzru_forums") / "data" / "sample"
    pages = {page.name: page.read_text(encoding="utf-8") for page in folder.iterdir()}
    pages["2-plenary-session.txt"] = text(SAMPLE_PAGE)
    return dict(sorted(pages.items()))


def lines(table: str) -> list[str]:
    """The lines of a table."""
    return text(table).splitlines()


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table as dictionaries; an empty cell is an empty string."""
    from csv import DictReader  # noqa: PLC0415 - slow to load

    return DictReader(text(table).split("\n"))
