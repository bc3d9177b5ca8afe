"""``python -m data``: the write path, apart from the application."""

import sys

from data.intake.cli import main

if __name__ == "__main__":
    sys.exit(main())
