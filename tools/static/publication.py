"""Put what was built in place while applications run: each keeps the files that it listed as it started."""

import shutil
import time
from pathlib import Path

KEPT = 5


def draft(target: Path) -> Path:
    """Return a new empty folder to build in, where a published version stays."""
    path = target.with_name(f"{target.name}.versions") / str(time.time_ns())
    path.mkdir(parents=True)
    return path


def publish(version: Path, target: Path) -> None:
    """Make the target a link to the folder that ``draft`` gave, and forget all but the last few.

    An application follows the link once, as it starts: what it serves stays whole while others are published.
    """
    versions = version.parent
    link = version.with_name(f"{version.name}.link")
    # Relative, so that the project can be moved.
    link.symlink_to(version.relative_to(target.parent))
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    link.replace(target)
    for old in sorted(versions.iterdir())[:-KEPT]:
        shutil.rmtree(old)
