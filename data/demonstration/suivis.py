"""Dated follow-up of the actions: what each visit found, completed by what the action's record says once."""

from collections.abc import Mapping
from typing import Final

from data.demonstration.rows import DataFile, Row, repere

_OF_RECORD: Final = ("pilote_id", "elu_referent_id", "debut_prevu", "indicateur", "auteur_id", "source_id")
_OF_VISIT: Final = ("etat", "avancement", "terminee_le", "meteo", "prochaine_etape", "commentaire")


def follow_up_files() -> list[DataFile]:
    """Every visit as a complete state: a follow-up replaces the one before."""
    records = {row["action_id"]: row for row in repere("fiches")}
    rows = [_visit(records[visit["action_id"]], visit) for visit in repere("suivis")]
    return [DataFile("suivi_action", "suivis", rows)]


def _visit(record: Mapping[str, str], visit: Mapping[str, str]) -> Row:
    action, day, known = visit["action_id"], visit["observe_le"], visit["connu_le"]
    return {
        "id": f"{action}@{day}-revise" if known else f"{action}@{day}",
        "action_id": action,
        "observe_le": day,
        "echeance": visit["echeance"] or record["echeance"],
        "meteo_auteur_id": record["meteo_auteur_id"] if visit["meteo"] else None,
        **{name: record[name] for name in _OF_RECORD},
        **{name: visit[name] for name in _OF_VISIT},
        "connu_le": known or day,
        "passage": f"action {'.'.join(action.rsplit('-', 2)[1:])}",
    }
