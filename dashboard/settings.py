"""Frozen settings; the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from components.wording import settings as wording

ROOT: Final = Path(__file__).resolve().parent.parent
DEFAULT_DATABASE_URL: Final = f"sqlite:///{ROOT / 'build' / 'vigie.sqlite'}"


class SettingsError(SystemExit):
    """A variable of the environment cannot be used: the program ends with the sentence that says how to mend it."""


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not (value.isascii() and value.isdigit()):
        raise SettingsError(wording.not_a_number(name, value))
    return int(value)


def _database_url(environment: Mapping[str, str], default: str) -> str:
    url = environment.get("VIGIE_DATABASE_URL") or default
    scheme = url.partition(":")[0]
    if scheme.partition("+")[0] not in {"sqlite", "postgresql"}:
        raise SettingsError(wording.unknown_engine("VIGIE_DATABASE_URL", scheme))
    return url


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
    log_level: str = "WARNING"
    host: str = "127.0.0.1"
    port: int = 8050
    processes: int = 2
    threads: int = 4

    @property
    def address(self) -> str:
        """Where a browser of this machine finds the application."""
        visible = "127.0.0.1" if self.host in {"0.0.0.0", "[::]"} else self.host  # noqa: S104  compared, not listened to
        return f"http://{visible}:{self.port}{self.url_prefix}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the variables that the README lists.

        Raises:
            SettingsError: a value cannot be used; its message says which one and how to mend it.
        """
        default = cls()
        return cls(
            database_url=_database_url(environment, default.database_url),
            url_prefix=_prefix(environment.get("VIGIE_PREFIXE_URL", "")),
            static_root=Path(environment.get("VIGIE_FICHIERS_STATIQUES") or default.static_root),
            log_level=(environment.get("VIGIE_NIVEAU_JOURNAL") or default.log_level).upper(),
            host=environment.get("VIGIE_HOTE") or default.host,
            port=_number(environment, "PORT", default.port),
            processes=_number(environment, "VIGIE_PROCESSUS", default.processes),
            threads=_number(environment, "VIGIE_FILS", default.threads),
        )
