"""Command line: `python3 -m tools.setup [--dev]`."""

import argparse
import sys

from tools.setup import browser, node, postgresql, python_env
from tools.setup.console import SetupError, warn


def main() -> int:
    """Install what is missing; return 1 if something cannot be had."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.setup", description="Installe ce qui manque.")
    parser.add_argument("--dev", action="store_true", help="installe aussi les outils d’essai et de contrôle")
    with_dev: bool = parser.parse_args().dev
    try:
        python_env.ensure_python_packages(with_dev=with_dev)
        node.ensure_browser_files()
        if with_dev:
            browser.ensure_chromium()
            postgresql.ensure_postgresql()
    except SetupError as error:
        warn(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
