"""Command line: `python -m tools.static`."""

import os
import shutil
import sys
import time
from pathlib import Path

from tools.setup import stamp
from tools.setup.console import say, warn
from tools.static import publication
from tools.static.esbuild import BuildError

ASSETS = Path("assets")
NODE_MODULES = Path("node_modules")
TARGET = Path("build/static")
CACHE = Path("build/cache/compression")
STAMP = Path("build/static.built")
BUILDER = Path(__file__).parent
FIXED_DATE = 1_577_836_800  # 2020-01-01: a hashed name says it all, and Dash adds the date to the address


def inputs() -> str:
    """Return the checksum of everything that the result depends on."""
    files = sorted(path for path in (*ASSETS.rglob("*"), *BUILDER.glob("*.py")) if path.is_file())
    locks = [Path("package-lock.json"), Path("requirements/runtime.lock")]
    return stamp.digest([*files, *locks], *map(str, files))


def build(target: Path) -> None:
    """Write the whole folder.

    Raises:
        BuildError: a file is missing or was refused.
    """
    # Imported here because a build that is up to date must cost nothing.
    from tools.static import bundles, components, compression, suites  # noqa: PLC0415

    bundles.write_bundles(ASSETS, NODE_MODULES, target / "assets")
    bundles.write_dash(components.contents(suites.application()), target / "assets")
    for path in (target / "assets").iterdir():
        os.utime(path, (FIXED_DATE, FIXED_DATE))
    compression.compress_all((target / "assets").iterdir(), CACHE)


def main() -> int:
    """Build the folder unless nothing changed; return 1 if it cannot be built."""
    value = inputs()
    if TARGET.is_dir() and stamp.is_current(STAMP, value):
        return 0
    say("Préparation des fichiers du navigateur (build/static)")
    start = time.perf_counter()
    version = publication.draft(TARGET)
    try:
        build(version)
    except BuildError as error:
        warn(str(error))
        shutil.rmtree(version)
        return 1
    publication.publish(version, TARGET)
    stamp.write(STAMP, value)
    say(f"Fichiers du navigateur prêts en {time.perf_counter() - start:.1f}\u202fs".replace(".", ","))
    return 0


if __name__ == "__main__":
    sys.exit(main())
