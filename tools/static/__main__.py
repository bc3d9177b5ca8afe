"""Command line: `python -m tools.static`."""

import os
import shutil
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from tools.setup import stamp
from tools.setup.console import say, warn
from tools.static import PACKAGES
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
    # Dash puts the date of their installation in the addresses of the exported files.
    specs = [find_spec(package) for package in PACKAGES]
    dates = [str(Path(spec.origin).stat().st_mtime) for spec in specs if spec and spec.origin]
    return stamp.digest([*files, *locks], *map(str, files), *dates)


def build(target: Path) -> None:
    """Write the whole folder.

    Raises:
        BuildError: a file is missing or was refused.
    """
    # Imported here because a build that is up to date must cost nothing.
    from tools.static import bundles, components, compression, suites  # noqa: PLC0415

    bundles.write_bundles(ASSETS, NODE_MODULES, target / "assets")
    application = suites.application()
    exported = list(components.export(application, target))
    bundles.write_dash((target / address for address in components.opening_scripts(application)), target / "assets")
    for path in (target / "assets").iterdir():
        os.utime(path, (FIXED_DATE, FIXED_DATE))
    compression.compress_all([*(target / "assets").iterdir(), *exported], CACHE)


def replace(new: Path, target: Path) -> None:
    """Put the new folder in place of the old one, which stays whole until the last moment."""
    old = target.with_name(f"{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    """Build the folder unless nothing changed; return 1 if it cannot be built."""
    value = inputs()
    if TARGET.is_dir() and stamp.is_current(STAMP, value):
        return 0
    say("Préparation des fichiers du navigateur (build/static)")
    start = time.perf_counter()
    new = TARGET.with_name(f"{TARGET.name}.{os.getpid()}")
    shutil.rmtree(new, ignore_errors=True)
    try:
        build(new)
        replace(new, TARGET)
    except BuildError as error:
        warn(str(error))
        return 1
    finally:
        shutil.rmtree(new, ignore_errors=True)
    stamp.write(STAMP, value)
    say(f"Fichiers du navigateur prêts en {time.perf_counter() - start:.1f}\u202fs".replace(".", ","))
    return 0


if __name__ == "__main__":
    sys.exit(main())
