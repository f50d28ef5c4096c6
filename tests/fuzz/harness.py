"""Fuzzing, guided by coverage.

    pip install atheris
    python tests/fuzz/harness.py FOLDER tests/fuzz/seeds -max_total_time=60 -timeout=20 -rss_limit_mb=2000

The options are those of libFuzzer. New inputs go to FOLDER; one that fails is written as `crash-…` and ends the run
with an error. The first byte chooses the reader; the rest is what is read.
"""

import sys
from pathlib import Path


def main() -> None:
    """Hand the reader over to libFuzzer."""
    import atheris  # noqa: PLC0415 - for Linux, and for this command alone

    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    with atheris.instrument_imports(include=["kzru_forums"]):
        from fuzz.checks import check  # noqa: PLC0415 - what is imported here is instrumented

        check(b"\0<html><article><h1 class='entry-title'>Looms</h1></article>")  # loads what is imported later

    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
