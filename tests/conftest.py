"""Fixtures that several test modules share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the real pages: `KZRU_CORPUS`, or `../shared` beside the project."""
    folder = Path(os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip(f"real pages are not at {folder}; set KZRU_CORPUS to the folder that holds corpus/ and seeds/")
    return folder
