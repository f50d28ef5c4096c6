"""`kzru-forums sample` and `kzru-forums schema`: what comes with the package."""

import json
from argparse import Namespace
from importlib.resources import files

from kzru_forums.cli._sources import DONE
from kzru_forums.cli._terminal import for_data


def print_sample(_: Namespace) -> int:
    """Print the sample page."""
    for_data().write((files("kzru_forums") / "data" / "sample_page.txt").read_text(encoding="utf-8"))
    return DONE


def print_schema(_: Namespace) -> int:
    """Print the JSON Schema."""
    from kzru_forums.schema import json_schema  # noqa: PLC0415 - slow to load, and only this needs it

    for_data().write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
    return DONE
