"""The schema as it was when migrations began, from an empty base."""

from typing import Final

from data.migrations.schema_2 import actions, finances, mesures, programmes, references

revision = "2"
down_revision = None

BRINGS: Final = "les tables du schéma 2"

# Each table after those that it refers to.
_TABLES: Final = (
    references.base,
    mesures.indicateur,
    references.source,
    references.acteur,
    finances.financeur,
    references.nomenclature,
    references.territoire,
    references.appartenance,
    finances.financeur_membre,
    references.perimetre,
    programmes.programme,
    references.secteur,
    mesures.serie,
    finances.subvention,
    programmes.acte,
    programmes.action_engagee,
    mesures.affirmation,
    programmes.axe,
    actions.cluster,
    programmes.comite,
    programmes.fait,
    actions.origine_maturite,
    programmes.partenaire,
    programmes.priorite,
    programmes.promesse,
    mesures.rupture,
    actions.action,
    actions.cluster_membre,
    mesures.observation,
    programmes.orientation,
    actions.parametre_maturite,
    programmes.preuve,
    programmes.promesse_recurrence,
    programmes.siege,
    programmes.vote,
    actions.action_territoire,
    finances.ligne_budget,
    actions.suivi_action,
)


def upgrade() -> None:
    """Creates every table."""
    for create in _TABLES:
        create()
