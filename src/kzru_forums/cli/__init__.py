"""The command line: `kzru-forums`, also `python -m kzru_forums`.

Thin: it opens what it is told to, calls the functions of the package and turns problems into lines and a status.
Extras are imported by what needs them, so that everything else starts quickly.
"""

import os
import sys
from collections.abc import Sequence

from kzru_forums.cli.convert import UsageError
from kzru_forums.cli.lines import Style
from kzru_forums.cli.parser import parser
from kzru_forums.cli.sources import FAILED
from kzru_forums.cli.terminal import plain

_INTERRUPTED, _BROKEN_PIPE = 130, 141  # what a shell reports for a program that SIGINT or SIGPIPE ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: what follows the name of the program; taken from `sys.argv` where it is None.

    Raises:
        SystemExit: after `--help` and `--version`, and with status 2 for wrong usage.
    """
    options = parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more when it ends, and would complain about the same pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (UsageError, ImportError) as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    return status


def _failed(message: str) -> int:
    plain(sys.stderr)([(f"kzru-forums: {message}", Style.PLAIN)])
    return FAILED
