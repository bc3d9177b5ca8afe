"""Where a base is: its address, and what is already there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, NullPool, create_engine, inspect, make_url, text
from sqlalchemy.exc import DatabaseError

from data.intake.journal import BROUGHT, CONSTRUCTION
from data.vocabulary import DEMONSTRATION

ROOT: Final = Path(__file__).resolve().parents[2]
SCHEMA: Final = "vigie"
_FILE: Final = "sqlite:///build/vigie.sqlite"


class UnusableTargetError(ValueError):
    """The address is not one where a base can be built."""


class UnreachableBaseError(UnusableTargetError):
    """There is no base there that this version can read."""


class BrokenBaseError(RuntimeError):
    """The engine refused the loaded base."""


def target_url(address: str) -> URL:
    """URL of the base; a relative SQLite path is taken from the root of the project.

    Raises:
        UnusableTargetError: neither an SQLite file nor a PostgreSQL database.
    """
    url = make_url(address)
    backend = url.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or not url.database or url.database == ":memory:":
        raise UnusableTargetError(f"adresse de base inutilisable : {shown(url)}")
    if url.host:
        raise UnusableTargetError(
            f"adresse de base inutilisable : {shown(url)} ; celle d’un fichier a trois barres : {_FILE}"
        )
    # A link would be replaced by the new file, and what it leads to would stay old.
    return url.set(drivername="sqlite", database=str((ROOT / url.database).resolve()), query={})


def shown(url: URL) -> str:
    """Address as one types it: without its password, nor the name of our driver."""
    return url.set(drivername=url.get_backend_name()).render_as_string()


def existing_version(url: URL) -> int | None:
    """Schema version of the base already there; None when there is none, 0 when it cannot be read."""
    found = _existing(url, "version_schema")
    return None if found is None else int(found or 0)


def refuse_another_nature(url: URL, nature: str) -> None:
    """Invented facts never take the place of sourced ones, nor the other way round, nor any of what is no base.

    Raises:
        UnusableTargetError: the base already there is of another nature, or what is there is no base of ours.
    """
    found = _existing(url, "nature")
    if found is None or found == nature:
        return
    if not found:
        raise UnusableTargetError(
            f"{shown(url)} porte autre chose qu’une base de Vigie, ou une base illisible, que rien ne "
            "remplace ; choisir une autre adresse avec --vers, ou déplacer d’abord ce qui est là"
        )
    if found == DEMONSTRATION:
        raise UnusableTargetError(
            f"{shown(url)} porte la base de démonstration, que des faits sourcés ne remplacent pas ; "
            "choisir une autre adresse avec --vers, ou effacer d’abord cette base"
        )
    raise UnusableTargetError(
        f"{shown(url)} porte la base des faits sourcés, que la démonstration ne remplace pas ; "
        "choisir une autre adresse avec --vers"
    )


@dataclass(frozen=True)
class Former:
    """What the journal of the base already there says.

    Attributes:
        version: of its schema.
        number: of its last publication, 0 when it has no journal.
        empreinte: of its rows.
        journalled: it holds more than constructions.
        abandoned: publications that a new construction would leave behind.
    """

    version: int
    number: int
    empreinte: str
    journalled: bool
    abandoned: tuple[int, ...]


def former_base(url: URL) -> Former | None:
    """The base already there; None when there is none, or none that can be read."""
    if not _existing(url, "version_schema"):
        return None
    with opened(url) as connection:
        version, empreinte = connection.execute(text("SELECT version_schema, empreinte FROM base")).one()
        gestures: list[tuple[int, str]] = []
        if inspect(connection).has_table("publication"):
            rows = connection.execute(text("SELECT id, geste FROM publication ORDER BY id"))
            gestures = [(int(number), str(gesture)) for number, gesture in rows]
    built = max((number for number, gesture in gestures if gesture == CONSTRUCTION), default=0)
    return Former(
        version=int(version),
        number=max((number for number, _ in gestures), default=0),
        empreinte=str(empreinte),
        journalled=any(gesture in BROUGHT for _, gesture in gestures),
        abandoned=tuple(number for number, gesture in gestures if gesture in BROUGHT and number > built),
    )


def refuse_to_abandon(former: Former | None) -> None:
    """A construction does not make publications disappear by mistake.

    Raises:
        UnusableTargetError: the base holds publications made after its construction.
    """
    if former is None or not former.abandoned:
        return
    numbers = ", ".join(str(number) for number in former.abandoned)
    raise UnusableTargetError(
        f"cette base porte des publications faites après sa construction (nº {numbers}), que les fichiers de "
        "data/sources ne contiennent pas ; pour la refaire sans elles, ajouter --abandonner-les-publications"
    )


@contextmanager
def opened(url: URL) -> Iterator[Connection]:
    """Connection to the base already there, to read it."""
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            if url.drivername != "sqlite":
                connection.execute(text(f"SET search_path TO {SCHEMA}"))
            yield connection
    finally:
        engine.dispose()


def _existing(url: URL, column: str) -> str | None:
    """A column of the identity of the base already there; None when there is none, empty when it cannot be read."""
    if url.drivername == "sqlite" and _is_empty(Path(str(url.database))):
        return None
    engine = create_engine(url, poolclass=NullPool)
    schema = None if url.drivername == "sqlite" else SCHEMA
    table = "base" if schema is None else f"{schema}.base"
    try:
        with engine.connect() as connection:
            if schema is not None and "base" not in (tables := inspect(connection).get_table_names(schema)):
                return "" if tables else None
            return str(connection.scalar(text(f"SELECT {column} FROM {table}")) or "")  # noqa: S608
    except DatabaseError:
        if schema is not None:
            raise
        return ""
    finally:
        engine.dispose()


def _is_empty(path: Path) -> bool:
    return not path.exists() or (path.is_file() and not path.stat().st_size)
