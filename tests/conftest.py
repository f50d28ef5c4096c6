"""Fixtures and settings that all test modules share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from shell import Shell

# Machines are shared, so there is no deadline. The suite tries few examples, the same ones at each run;
# HYPOTHESIS_PROFILE=hunt looks for new ones.
settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, max_examples=25
)
settings.register_profile("hunt", parent=settings.get_profile("suite"), derandomize=False, max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the real pages: `KZRU_CORPUS`, or `../shared` beside the project."""
    folder = Path(os.environ.get("KZRU_CORPUS") or Path(__file__).parents[2] / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip(f"real pages are not at {folder}; set KZRU_CORPUS to the folder that holds corpus/ and seeds/")
    return folder


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell that runs the command line."""
    return Shell(tmp_path, capsys, monkeypatch)
