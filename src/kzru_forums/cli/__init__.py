"""The command line: `kzru-forums`, also `python -m kzru_forums`.

Thin: it opens what it is told to, calls the functions of the package and turns problems into lines and a status.
Extras are imported by what needs them, so that everything else starts quickly.
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

_INTERRUPTED, _BROKEN_PIPE = 130, 141  # what a shell reports for a program that SIGINT or SIGPIPE ended


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    Args:
        arguments: what follows the name of the program; taken from `sys.argv` where it is None.

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
    with suppress(OSError):  # nobody is left to be told
        plain(sys.stderr)([(f"kzru-forums: {message}", Style.PLAIN)])
    return FAILED
