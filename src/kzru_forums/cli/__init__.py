"""The command line: `kzru-forums`, also `python -m kzru_forums`.

It opens the given sources, calls the functions of the package, and converts problems to messages and an exit status.
Extras are imported only where they are needed, so that other commands start quickly.
"""

import os
import sys
from collections.abc import Sequence

from kzru_forums.cli.convert import UsageError
from kzru_forums.cli.lines import Style
from kzru_forums.cli.parser import parser
from kzru_forums.cli.sources import FAILED
from kzru_forums.cli.terminal import plain

_INTERRUPTED, _BROKEN_PIPE = 130, 141  # The status that a shell reports for a program ended by SIGINT or SIGPIPE.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: the command-line arguments; None means `sys.argv[1:]`.

    Raises:
        SystemExit: after `--help` and `--version`, and with status 2 for wrong usage.
    """
    options = parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes again on exit, and would complain about the same pipe.
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
