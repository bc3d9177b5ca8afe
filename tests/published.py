"""Files to publish, and what a base holds, for the tests of publication."""

import csv
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select, text

from data.intake.seal import rows_fingerprint
from data.intake.targets import opened, target_url
from data.tables.journal import publication

NEXT_DAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

UNEMPLOYMENT: Mapping[str, str] = {
    "serie_id": "chomage-ze",
    "perimetre_id": "zone_emploi:3202@actuel",
    "periode": "2026-T3",
    "annee": "2026",
    "valeur": "8.5",
    "statut": "constate",
    "auteur_id": "insee",
    "connu_le": "2026-11",
    "source_id": "insee-chomage-zones-2023-t3",
    "passage": "feuille txcho_ze",
}
"""A quarter that no file gives yet."""

FOLLOW_UP: Mapping[str, str] = {
    "id": "suivi-1-1",
    "action_id": "ti-2019-1-1",
    "observe_le": "2026-10",
    "etat": "en_cours",
    "avancement": "40",
    "statut": "declare",
    "auteur_id": "parties-protocole-ti",
    "connu_le": "2026-10",
    "source_id": "territoire-industrie-2019",
    "passage": "essai",
}


def write_csv(path: Path, *rows: Mapping[str, str]) -> Path:
    """A file of ``data/sources``: its folder, or its own name, is that of a table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def quarter(folder: Path, **changes: str) -> Path:
    """A file with one more quarter of unemployment."""
    return write_csv(folder / "observation" / "chomage.csv", {**UNEMPLOYMENT, **changes})


def rows(url: str, statement: Select[Any]) -> list[tuple[Any, ...]]:
    """What a query finds in the base."""
    with opened(target_url(url)) as connection:
        return [tuple(row) for row in connection.execute(statement)]


def journal(url: str) -> list[tuple[int, str]]:
    """Number and gesture of each row of the journal."""
    found = rows(url, select(publication.c.id, publication.c.geste).order_by(publication.c.id))
    return [(int(number), str(gesture)) for number, gesture in found]


def fingerprint(url: str) -> str:
    """Fingerprint of the rows, which must be the one that the base and its journal say."""
    with opened(target_url(url)) as connection:
        found = rows_fingerprint(connection)
        assert connection.scalar(text("SELECT empreinte FROM base")) == found
        last = select(publication.c.empreinte).where(
            publication.c.id == select(func.max(publication.c.id)).scalar_subquery()
        )
        assert connection.scalar(last) == found
    return found
