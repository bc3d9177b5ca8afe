"""Leads a base of an earlier schema to that of this code, its rows kept, and says what to do with any other version."""

from typing import Final

from sqlalchemy import URL

from data.intake import journal
from data.intake.archives import archives_of
from data.intake.seal import rows_fingerprint
from data.intake.swap import migrated_base
from data.intake.targets import UnreachableBaseError, UnusableTargetError, existing_version, opened, shown, target_url
from data.migrations.steps import FIRST, Step, steps, upgrade
from data.schema import SCHEMA_VERSION

COMMAND: Final = "python -m data migrer"


def migrate(url: str, dry_run: bool) -> str:  # noqa: FBT001
    """Migrates the base at ``url`` and says what was done; the base as it was is kept in the archives.

    Args:
        url: where the base is.
        dry_run: do it all, then leave the base as it was.

    Raises:
        UnusableTargetError: no base is there, or its schema cannot be led to this one; nothing was changed.
        BusyTargetError: another writer holds the base.
    """
    target = target_url(url)
    version = existing_version(target)
    address = shown(target)
    if version == SCHEMA_VERSION:
        return f"{address} est déjà au schéma {SCHEMA_VERSION} : rien à faire."
    if version is None:
        raise UnusableTargetError(f"aucune base à {address} ; la construire avec « python -m data construire »")
    if not FIRST <= version < SCHEMA_VERSION:
        raise UnusableTargetError(advice(version))
    done = steps(version)
    with migrated_base(target, version, trial=dry_run) as connection:
        upgrade(connection)
        # Its rows have other columns, hence another fingerprint.
        entry = journal.Entry(journal.MIGRATION, journal.account())
        journal.write(connection, entry, journal.moment_after(connection, None), rows_fingerprint(connection))
    return _told(address, version, done, None if dry_run else _former_state(target, version))


def refuse_another_version(url: URL) -> None:
    """For a command that adds to a base, or reads it: an absent base is not its matter.

    Raises:
        UnreachableBaseError: the base there is of another schema; the words say which command to run.
    """
    version = existing_version(url)
    if version is not None and version != SCHEMA_VERSION:
        raise UnreachableBaseError(advice(version))


def advice(version: int) -> str:
    """What to do with a base of another schema than this one; 0 is one that cannot be read."""
    if version > SCHEMA_VERSION:
        return (
            f"la base est du schéma {version}, plus récent que celui de cette version de Vigie ({SCHEMA_VERSION}) ; "
            "mettre à jour l’application"
        )
    if version >= FIRST:
        return f"la base est du schéma {version}, il faut le schéma {SCHEMA_VERSION} ; lancer « {COMMAND} »"
    if version:
        older = f"la base est du schéma {version}, antérieur aux migrations"
        return f"{older} ; la reconstruire avec « python -m data construire »"
    return (
        "ce qui est là n’est pas une base de Vigie, ou ne se lit pas ; le déplacer, puis construire la base avec "
        "« python -m data construire »"
    )


def _former_state(target: URL, version: int) -> str:
    with opened(target) as connection:
        kept = [archive for archive in archives_of(target, connection) if archive.version == version][-1]
    return f"schéma {kept.state.schema}" if kept.state.path is None else str(kept.state.path)


def _told(address: str, version: int, done: tuple[Step, ...], former: str | None) -> str:
    opening = "Essai réussi, rien n’a été changé" if former is None else "Base migrée"
    brought = [f"  schéma {step.version} : {step.brings}" for step in done]
    kept = [] if former is None else [f"L’ancienne base est gardée, telle quelle : {former}"]
    return "\n".join([f"{opening} : {address}, du schéma {version} au schéma {SCHEMA_VERSION}.", *brought, *kept])
