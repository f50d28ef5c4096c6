"""A typed script of a user passes the type checkers without a cast, and runs."""

import json
import subprocess
import sys
from pathlib import Path

import user_script

SCRIPT = Path(user_script.__file__)


def test_the_script_of_a_user_runs(tmp_path: Path) -> None:
    found = user_script.main(tmp_path)
    assert found["city"] == "Pavlodar"
    assert found["problems"] == []
    assert found["roles"] == ["President of Russia"]


def test_mypy_is_strict_about_the_script_and_content(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(SCRIPT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert run.stdout.startswith("Success"), run.stdout


def test_pyright_is_strict_about_the_script_and_content(tmp_path: Path) -> None:
    settings = {"include": [str(SCRIPT)], "typeCheckingMode": "strict", "pythonPath": sys.executable}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "basedpyright", "--project", str(tmp_path), "--pythonpath", sys.executable]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "0 errors" in run.stdout, run.stdout
