"""``python -m microsite``: the command line, normally started by ``build.py``."""

import sys

from microsite.commands.cli import main

sys.exit(main(sys.argv[1:]))
