"""`python -m kzru_forums`: the command line."""

import sys

from kzru_forums.cli import main

sys.exit(main())
