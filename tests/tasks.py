"""Work for other processes, in a module that is imported quickly."""

import os
import sys
import time


def double(number: int) -> int:
    return 2 * number


def halve(number: int) -> int:
    """Halve an even number; print a note, which must not get among the results."""
    sys.stdout.write("halved")
    if number % 2:
        raise LookupError(number)
    return number // 2


def process_of(_: object) -> int:
    return os.getpid()


def end(number: int) -> int:
    os._exit(number)


def slowly(number: int) -> int:
    time.sleep(0.01)
    return number
