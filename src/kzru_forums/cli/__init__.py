"""The command line: `kzru-forums`, also `python -m kzru_forums`.

It opens the given sources, calls the functions of the package, and converts problems to messages and an exit status.
Extras are imported only where they are needed, so that other commands start quickly.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress

from kzru_forums.cli.convert import UsageError
from kzru_forums.cli.lines import Style
from kzru_forums.cli.parser import parser
from kzru_forums.cli.sources import FAILED
from kzru_forums.cli.terminal import STANDARD_OUTPUT, drop_output, plain, sound_streams
from kzru_forums.writing import FULL

_INTERRUPTED, _BROKEN_PIPE = 130, 141  # The status that a shell reports for a program ended by SIGINT or SIGPIPE.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: the command-line arguments; None means `sys.argv[1:]`.

    Raises:
        SystemExit: after `--help` and `--version`, and with status 2 for wrong usage.
    """
    with sound_streams():
        try:
            return _status(arguments)
        except BrokenPipeError:
            drop_output()
            return _BROKEN_PIPE
        except KeyboardInterrupt:
            return _INTERRUPTED
        except (UsageError, ImportError) as error:
            return _failed(str(error))
        except OSError as error:
            drop_output()
            # Files name themselves, so a full disk without a name is that of standard output.
            name = error.filename or (STANDARD_OUTPUT if error.errno in FULL else "")
            return _failed(f"{name}: {error.strerror}" if name else str(error))


def _status(arguments: Sequence[str] | None) -> int:
    """Carry a command out. Whatever it ends with, standard output is complete, or an error says that it is not."""
    try:
        options = parser().parse_args(arguments)
        status: int = options.run(options)
        return status
    finally:
        sys.stdout.flush()


def _failed(message: str) -> int:
    with suppress(OSError):  # nobody is left to report to
        plain(sys.stderr)([(f"kzru-forums: {message}", Style.PLAIN)])
    return FAILED
