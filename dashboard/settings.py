"""Frozen settings; the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

ROOT: Final = Path(__file__).resolve().parent.parent
DEFAULT_DATABASE_URL: Final = f"sqlite:///{ROOT / 'build' / 'vigie.sqlite'}"


def _prefix(value: str) -> str:
    """``vigie`` or ``/vigie`` → ``/vigie/``; empty → ``/``."""
    inner = value.strip().strip("/")
    return f"/{inner}/" if inner else "/"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a deployment may choose."""

    database_url: str = DEFAULT_DATABASE_URL
    url_prefix: str = "/"
    static_root: Path = ROOT / "build" / "static"
    log_level: str = "INFO"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the ``VIGIE_*`` variables that the README lists."""
        default = cls()
        return cls(
            database_url=environment.get("VIGIE_DATABASE_URL") or default.database_url,
            url_prefix=_prefix(environment.get("VIGIE_PREFIXE_URL", "")),
            static_root=Path(environment.get("VIGIE_FICHIERS_STATIQUES") or default.static_root),
            log_level=(environment.get("VIGIE_NIVEAU_JOURNAL") or default.log_level).upper(),
        )
