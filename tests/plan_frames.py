"""A made-up follow-up of the real plan: late, blocked, done, contested, judged, twice observed."""

import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert, update

from data.tables.actions import action_territoire, suivi_action
from data.tables.finances import ligne_budget
from data.tables.programmes import programme

_AUTHOR = "president-ca-chauny-tergnier-la-fere"
_FACT: Mapping[str, Any] = {
    "statut": "illustratif",
    "tient_lieu_de": "declare",
    "conteste": False,
    "auteur_id": _AUTHOR,
    "connu_le": "2026-09",
    "connu_au_plus_tard": date(2026, 9, 30),
    "charge_le": datetime(2026, 10, 1),  # noqa: DTZ001  the column is UTC without saying so
    "qualificatif": None,
    "source_id": "territoire-industrie-2019",
    "passage": "essai",
}


def _followed(rank: str, observe_le: str, etat: str, **more: Any) -> dict[str, Any]:
    columns = {column.name: None for column in suivi_action.columns}
    key = f"{rank}-{observe_le}"
    action_id = f"ti-2019-{rank}"
    return {**columns, **_FACT, "id": key, "action_id": action_id, "observe_le": observe_le, "etat": etat, **more}


FOLLOWED = [
    _followed("1-1", "2026-01", "en_cours", echeance="2026-08", pilote_id=_AUTHOR),
    _followed("1-1", "2026-09-01", "realisee", echeance="2026-08", terminee_le="2026-08-15", pilote_id=_AUTHOR),
    _followed("1-2", "2026-09", "en_cours", echeance="2020", pilote_id=_AUTHOR, prochaine_etape="Salon des métiers"),
    _followed("1-3", "2026-09", "bloquee", echeance="2099-06"),
    _followed("1-4", "2026-09", "a_venir", echeance="2099", meteo="orage", meteo_auteur_id=_AUTHOR, avancement=5),
    _followed("2-1", "2026-09", "en_cours", echeance="2020", conteste=True),
]


def follow(base: Path, copy: Path, fin: str | None = "2099") -> Path:
    """Copy ``base`` to ``copy`` and add a follow-up, one budget line and one EPCI of an action.

    Args:
        base: the sourced facts.
        copy: the file to write.
        fin: end of the plan, which runs by default; None when no source gives one.
    """
    shutil.copyfile(base, copy)
    engine = create_engine(f"sqlite:///{copy}")
    line = {
        **_FACT,
        "id": "essai",
        "programme_id": "ti-2019",
        "action_id": "ti-2019-1-2",
        "territoire_id": "epci:200071892",
        "objet": "Salon",
        "temporalite": "exercice",
        "exercice": 2026,
        "sens": "depense",
        "etape": "vote",
        "document": "BP",
        "origine_fonds": "public",
        "montant": 120000.0,
        "montant_origine": 120000.0,
        "devise_origine": "EUR",
    }
    with engine.begin() as connection:
        connection.execute(update(programme).where(programme.c.id == "ti-2019").values(fin=fin))
        connection.execute(insert(suivi_action), FOLLOWED)
        connection.execute(insert(ligne_budget), line)
        connection.execute(
            insert(action_territoire), {**_FACT, "action_id": "ti-2019-1-1", "territoire_id": "epci:200071892"}
        )
    engine.dispose()
    return copy
