"""`kzru-forums` and `python -m kzru_forums`: the command line, from its start on."""

import sys

_INTERRUPTED = 130


def run() -> int:
    """Run the command line and return its exit status; Ctrl-C while it starts leaves no traceback either."""
    try:
        from kzru_forums.cli import main  # noqa: PLC0415 - loads everything, which takes time

        return main()
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    sys.exit(run())
