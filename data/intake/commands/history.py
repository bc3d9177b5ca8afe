"""``journal``, ``revenir`` and ``etat``: what the base went through, and where it stands."""

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import func, select

from data.intake.commands.parser import (
    FAULTY,
    OK,
    Commands,
    FrenchParser,
    add_author,
    add_command,
    add_dry_run,
    add_origin,
    add_target,
    url_of,
)
from data.intake.commands.telling import counted
from data.intake.faults import Fault
from data.intake.files import OF_THE_BASE
from data.intake.journal import account, warning_of
from data.intake.publish import go_back, no_publication, readable
from data.intake.seal import rows_fingerprint
from data.intake.targets import opened
from data.queries.base import identity_select
from data.queries.journal import fraicheur_select, publications_select
from data.schema import metadata


def add(commands: "Commands[FrenchParser]") -> None:
    """Adds the three commands."""
    journal = add_command(
        commands,
        "journal",
        "Montre les publications, la dernière d’abord ; ou une seule, avec ses avertissements en toutes lettres.",
        _journal,
    )
    journal.add_argument("numero", metavar="N", type=int, nargs="?", help="numéro de la seule publication à montrer")
    add_origin(journal)
    revenir = add_command(
        commands,
        "revenir",
        "Rétablit les faits tels qu’ils étaient après une publication ; le journal garde tout.",
        _revenir,
    )
    revenir.add_argument("numero", metavar="NUMÉRO", type=int, help="numéro de la publication dont l’état est rétabli")
    add_target(revenir)
    add_author(revenir)
    add_dry_run(revenir)
    etat = add_command(
        commands,
        "etat",
        "Montre la base : identité, lignes par table, fraîcheur de chaque source ; sort avec 1 si ses lignes ne sont "
        "plus celles de la dernière publication.",
        _etat,
    )
    add_origin(etat)


def _journal(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    with opened(readable(url_of(asked, environment))) as connection:
        entries = [dict(row) for row in connection.execute(publications_select()).mappings()]
    if asked.numero is not None:
        found = next((entry for entry in entries if entry["id"] == asked.numero), None)
        if found is None:
            raise no_publication(asked.numero)
        print("\n".join([*_entry(found), *(f"  ! {warning}" for warning in _warnings(found))]))
        return OK
    for entry in entries:
        print("\n".join(_entry(entry)))
    if not entries:
        print("Le journal est vide.")
    return OK


def _warnings(entry: Mapping[str, Any]) -> list[Fault]:
    return [warning_of(told) for told in json.loads(entry["avertissements"])]


def _entry(entry: Mapping[str, Any]) -> Iterator[str]:
    back = f" à l’état nº {entry['retour_a']}" if entry["retour_a"] else ""
    moment = f"{entry['publiee_le']:%Y-%m-%d %H:%M:%S} UTC"
    yield f"nº {entry['id']} : {entry['geste']}{back}, le {moment}, par {entry['auteur']}"
    for file in json.loads(entry["fichiers"]):
        yield f"  {file['nom']} ({file['nature']}), {file['octets']} octets, SHA-256 {file['sha256'] or 'non lu'}"
    added = {name: rows for name, rows in json.loads(entry["ajouts"]).items() if rows}
    if added:
        yield "  lignes ajoutées : " + ", ".join(f"{name} {rows}" for name, rows in added.items())
    warnings = _warnings(entry)
    if warnings:
        plural = "s" if len(warnings) > 1 else ""
        yield f"  {counted(len(warnings), 'avertissement')} accepté{plural} (les lire : journal {entry['id']})"
    yield f"  empreinte {entry['empreinte']}"


def _revenir(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    report = go_back(url_of(asked, environment), asked.numero, asked.par or account(), dry_run=asked.dry_run)
    if report.number is not None:
        print(f"Retour à l’état nº {asked.numero} : publication nº {report.number} ({report.address})")
        print(f"Empreinte des données : {report.empreinte}")
    elif report.found:
        print(f"À blanc, rien n’a été écrit ; l’état nº {asked.numero} peut être rétabli : {report.address}")
    else:
        print(f"La base est déjà dans l’état nº {asked.numero} : rien n’a été changé.")
    return OK


def _etat(asked: argparse.Namespace, environment: Mapping[str, str]) -> int:
    with opened(readable(url_of(asked, environment))) as connection:
        known = connection.execute(identity_select()).one()
        last = connection.execute(publications_select()).mappings().first()
        rows = {
            name: connection.scalar(select(func.count()).select_from(metadata.tables[name])) or 0
            for name in sorted(metadata.tables.keys() - OF_THE_BASE)
        }
        sources = connection.execute(fraicheur_select()).all()
        untouched = rows_fingerprint(connection) == known.empreinte
    nature = "démonstration, faits inventés" if known.nature == "demonstration" else "faits sourcés"
    print(f"Nature : {nature}")
    print(f"Version du schéma : {known.version_schema}")
    print(f"Construite le : {known.construite_le:%Y-%m-%d %H:%M:%S} UTC")
    if last:
        print(f"Dernière publication : nº {last['id']}, {last['geste']}, le {last['publiee_le']:%Y-%m-%d %H:%M:%S} UTC")
    print(f"Empreinte des données : {known.empreinte}")
    print(
        "Lignes conformes à cette empreinte : " + ("oui" if untouched else "NON, la base a été modifiée hors de Vigie")
    )
    print(f"\nLignes par table ({sum(rows.values())}) :")
    for name, count in rows.items():
        print(f"  {name} : {count}")
    print("\nFraîcheur des sources (dernier fait connu ; dernier chargement ; rythme du producteur) :")
    for source in sources:
        loaded = f"{source.charge_le:%Y-%m-%d}" if source.charge_le else "aucun fait"
        rhythm = source.periodicite or "non renseigné"
        print(
            f"  {source.id} : {source.connu_le or 'aucun fait'} ; {loaded} ; {rhythm} ({counted(source.faits, 'fait')})"
        )
    return OK if untouched else FAULTY
