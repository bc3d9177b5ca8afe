"""Claims, the only way to read them: their numbers leave the database as ``Said``, which nothing adds nor averages."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Dialect, Float, FromClause, Label, Select, select, type_coerce
from sqlalchemy.types import TypeDecorator

from data.model.affirmations import Said
from data.queries.latest import fact_key, latest
from data.queries.standing import standing
from data.tables.mesures import affirmation, indicateur
from data.tables.references import acteur, perimetre, source, territoire

NUMBERS: Final = ("valeur", "valeur_min", "valeur_max")
"""Columns of a claim that hold its number."""


class SaidType(TypeDecorator[Said]):
    """A number that somebody claims, out of reach of arithmetic as soon as it is read."""

    impl = Float
    cache_ok = True

    def process_result_value(self, value: float | None, dialect: Dialect) -> Said | None:
        """The number as ``Said``; missing stays missing."""
        del dialect
        return None if value is None else Said(float(value))


def numbers(known: FromClause) -> list[Label[Said]]:
    """Columns of ``NUMBERS`` of some claims, each out of reach of arithmetic."""
    return [type_coerce(known.c[name], SaidType()).label(name) for name in NUMBERS]


def affirmations_select(
    indicateurs: Sequence[str] | None = None,
    *,
    programme: str | None = None,
    territoires: Sequence[str] | None = None,
) -> Select[Any]:
    """Claims in their last version, rival ones side by side: only the same words of the same author replace a claim.

    Args:
        indicateurs: what the claims are about; None for anything.
        programme: only those made about a programme; None for any.
        territoires: only those about these territories; None for all.

    Returns:
        Columns: id, fait, indicateur_id, indicateur, territoire_id, nom_court, libelle, precision_perimetre, valeur,
        valeur_min, valeur_max (``Said``), unite, flux_stock, periode, periode_precisee, qualificatif, auteur, fonction,
        relais, relais_fonction, statut, illustratif, conteste, connu_le, source_id, producteur, passage.
    """
    criteria: list[ColumnElement[bool]] = []
    if indicateurs is not None:
        criteria.append(affirmation.c.indicateur_id.in_(indicateurs))
    if programme is not None:
        criteria.append(affirmation.c.programme_id == programme)
    known = latest(affirmation, *criteria)
    relais = acteur.alias("relais")
    statement = (
        select(
            known.c.id,
            fact_key(affirmation, known),
            known.c.indicateur_id,
            indicateur.c.libelle.label("indicateur"),
            perimetre.c.territoire_id,
            territoire.c.nom_court,
            known.c.libelle,
            known.c.precision_perimetre,
            *numbers(known),
            known.c.unite,
            known.c.flux_stock,
            known.c.periode,
            known.c.periode_precisee,
            known.c.qualificatif,
            acteur.c.nom.label("auteur"),
            acteur.c.fonction,
            relais.c.nom.label("relais"),
            relais.c.fonction.label("relais_fonction"),
            *standing(known),
            known.c.conteste,
            known.c.connu_le,
            known.c.source_id,
            source.c.producteur,
            known.c.passage,
        )
        .join(indicateur, indicateur.c.id == known.c.indicateur_id)
        .join(perimetre, perimetre.c.id == known.c.perimetre_id)
        .join(territoire, territoire.c.id == perimetre.c.territoire_id)
        .join(acteur, acteur.c.id == known.c.auteur_id)
        .join(relais, relais.c.id == known.c.relais_id, isouter=True)
        .join(source, source.c.id == known.c.source_id)
        .order_by(known.c.connu_au_plus_tard, known.c.valeur_min.nulls_first(), known.c.id)
    )
    return statement if territoires is None else statement.where(territoire.c.id.in_(territoires))
