"""`kzru-forums sample` and `kzru-forums schema`: what comes with the package."""

from argparse import Namespace

from kzru_forums.cli._sources import DONE
from kzru_forums.cli._terminal import for_data
from kzru_forums.facts.tables import text
from kzru_forums.schema import schema_text


def print_sample(_: Namespace) -> int:
    """Print the sample page."""
    for_data().write(text("sample_page.txt"))
    return DONE


def print_schema(_: Namespace) -> int:
    """Print the JSON Schema."""
    for_data().write(schema_text())
    return DONE
