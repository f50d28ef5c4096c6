"""`python -m kzru_forums`: the command line."""

import sys

from kzru_forums.cli import main

if __name__ == "__main__":  # pragma: no branch - imported by nobody
    sys.exit(main())
