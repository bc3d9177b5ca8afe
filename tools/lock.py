"""Refresh the lists of packages and of their hashes: `python -m tools.lock`."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path("requirements")
# The oldest Python that the locks must serve.
PYTHON = "3.11"
# No address in the lists: each site installs from the registry that it trusts.
COMMON = (
    "--universal",
    "--python-version",
    PYTHON,
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--quiet",
)
RUNTIME = FOLDER / "runtime.lock"
# In this order: the development list keeps the versions of the list that is in service.
ARGUMENTS: dict[Path, tuple[str, ...]] = {
    RUNTIME: ("pyproject.toml",),
    FOLDER / "dev.lock": ("pyproject.toml", "--group", "dev", "--constraints", str(RUNTIME)),
    FOLDER / "node.lock": ("--group", "node"),
    FOLDER / "locker.lock": ("--group", "lock"),
}


def compile_command(lock: Path, *, upgrade: bool) -> list[str]:
    """Return the command that writes one lock."""
    options = (*COMMON, *(("--upgrade",) if upgrade else ()))
    return [sys.executable, "-m", "uv", "pip", "compile", *options, *ARGUMENTS[lock], "--output-file", str(lock)]


def main(arguments: list[str]) -> int:
    """Write every lock; `--upgrade` takes the newest versions that pyproject.toml allows."""
    for lock in ARGUMENTS:
        print(f"» {lock}", flush=True)
        subprocess.run(compile_command(lock, upgrade="--upgrade" in arguments), check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
