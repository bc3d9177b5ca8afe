"""The two PostgreSQL roles: one that only reads, for the application, and one that owns the base, for publications.

``steps`` is all that is done, whether ``python -m data roles`` runs it or an administrator reads it first.
"""

# ruff: noqa: S608  what is put together here is names of ours, never a value

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from psycopg import sql
from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from psycopg import Connection as PsycopgConnection

READER: Final = "vigie_lecture"
WRITER: Final = "vigie_ecriture"
STATEMENT_TIMEOUT: Final = "5s"
OWNED: Final = "^vigie(_nouveau|_archive_.*)?$"
"""Names of the schemas of Vigie: the one that is read, the next one, those that were replaced."""

_SETTINGS: Final = {
    READER: {
        "default_transaction_read_only": "on",
        "statement_timeout": STATEMENT_TIMEOUT,
        "search_path": "vigie",
    },
    WRITER: {
        # A publisher that is cut off must not keep the next one waiting.
        "idle_in_transaction_session_timeout": "10min",
        "search_path": "vigie",
    },
}
_RIGHTS: Final = ("SUPERUSER", "CREATEDB", "CREATEROLE", "REPLICATION", "BYPASSRLS")


@dataclass(frozen=True, slots=True)
class Step:
    """Statements that go together, and their reason in French."""

    reason: str
    statements: tuple[str, ...]


def steps(schema: str) -> tuple[Step, ...]:
    """What gives both roles their settings and rights in the current database.

    Each can be run again.  They need the owner of the database, who may create roles, or a superuser.
    """
    return (
        Step("Les deux rôles : ils se connectent, et rien de plus.", (_roles(),)),
        *(Step(f"Réglages de {role}.", _settings(role)) for role in _SETTINGS),
        Step("Dans cette base : lire pour l’un, créer des schémas pour l’autre.", (_database(),)),
        Step(f"{WRITER} possède les schémas de Vigie, et eux seuls.", (_ownership(),)),
        Step(f"{READER} lit les tables du schéma {schema}, s’il existe déjà.", (_reading(schema),)),
    )


def script(schema: str) -> str:
    """The same statements, for an administrator who wants to read them first."""
    head = (
        "-- Rôles de Vigie, dans la base à laquelle psql est connecté : psql BASE --file=CE_FICHIER\n"
        "-- Compte : propriétaire de la base qui peut créer des rôles, ou administrateur. Peut être relancé.\n"
        f"-- Les mots de passe, ensuite, dans psql : \\password {READER} puis \\password {WRITER}\n"
        "\\set ON_ERROR_STOP on\nBEGIN;\n"
    )
    told = ("\n".join([f"\n-- {step.reason}", *step.statements, ""]) for step in steps(schema))
    return head + "".join(told) + "\nCOMMIT;\n"


def create_roles(connection: Connection, schema: str) -> tuple[str, ...]:
    """Creates both roles, or brings them back to their settings and rights.  The names of those that did not exist."""
    created = tuple(name for name in (READER, WRITER) if not role_exists(connection, name))
    for step in steps(schema):
        for statement in step.statements:
            connection.execute(text(statement))
    return created


def grant_reading(connection: Connection, schema: str) -> None:
    """Gives the reading role, if it exists, the right to read the tables of ``schema`` and nothing else there."""
    connection.execute(text(_reading(schema)))


def role_exists(connection: Connection, name: str = READER) -> bool:
    """True when the server knows the role."""
    return connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": name}) is not None


def set_password(connection: Connection, role: str, password: str) -> None:
    """Gives a password to a role."""
    driver = cast("PsycopgConnection[Any]", connection.connection.dbapi_connection)
    # Hashed here, so that neither the network nor the log of the server sees it in clear.
    hashed = driver.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    with driver.cursor() as cursor:
        cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed)))


def _settings(role: str) -> tuple[str, ...]:
    return tuple(f"ALTER ROLE {role} SET {name} TO '{value}';" for name, value in _SETTINGS[role].items())


def _block(body: str) -> str:
    return f"DO $$\n{body}\n$$;"


def _roles() -> str:
    held = " OR ".join(("rolsuper", "rolcreatedb", "rolcreaterole", "rolreplication", "rolbypassrls"))
    refused = " ".join(f"NO{right}" for right in _RIGHTS)
    # Taken back only from whom has them: the owner of a database may not so much as name some of these rights.
    return _block(
        f"""\
DECLARE
  nom text;
BEGIN
  FOREACH nom IN ARRAY ARRAY['{READER}', '{WRITER}'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = nom) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', nom);
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = nom AND NOT rolcanlogin) THEN
      EXECUTE format('ALTER ROLE %I LOGIN', nom);
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = nom
      AND ({held})) THEN
      EXECUTE format('ALTER ROLE %I {refused}', nom);
    END IF;
  END LOOP;
  -- Qui donne un schéma à un rôle doit en être membre, sauf un administrateur.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT {WRITER} TO %I', current_user);
  END IF;
END"""
    )


def _database() -> str:
    return _block(
        f"""\
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO {READER}, {WRITER}', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO {WRITER}', current_database());
  EXECUTE format('REVOKE CREATE ON DATABASE %I FROM {READER}', current_database());
  -- PostgreSQL laisse chacun créer des tables temporaires dans une base nouvelle ; une table est une écriture.
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC, {READER}, {WRITER}', current_database());
  -- Avant la version 15, le schéma public est ouvert à tous en écriture.
  IF to_regnamespace('public') IS NOT NULL AND has_schema_privilege('{READER}', 'public', 'CREATE') THEN
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
  END IF;
END"""
    )


def _ownership() -> str:
    return _block(
        f"""\
DECLARE
  cible record;
BEGIN
  FOR cible IN SELECT nspname AS nom FROM pg_namespace
    WHERE nspname ~ '{OWNED}' AND pg_get_userbyid(nspowner) <> '{WRITER}'
  LOOP
    EXECUTE format('ALTER SCHEMA %I OWNER TO {WRITER}', cible.nom);
  END LOOP;
  FOR cible IN SELECT n.nspname AS place, c.relname AS nom FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname ~ '{OWNED}' AND c.relkind = 'r' AND pg_get_userbyid(c.relowner) <> '{WRITER}'
  LOOP
    EXECUTE format('ALTER TABLE %I.%I OWNER TO {WRITER}', cible.place, cible.nom);
  END LOOP;
END"""
    )


def _reading(schema: str) -> str:
    return _block(
        f"""\
BEGIN
  IF to_regnamespace('{schema}') IS NOT NULL AND EXISTS (SELECT FROM pg_roles WHERE rolname = '{READER}') THEN
    REVOKE ALL ON SCHEMA {schema} FROM {READER};
    REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {READER};
    GRANT USAGE ON SCHEMA {schema} TO {READER};
    GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {READER};
  END IF;
END"""
    )
