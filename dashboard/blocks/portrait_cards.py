"""Cards of the portrait of a territory: its own figures, and those that are only known more widely."""

from typing import Final

import pandas as pd

from components import formats
from components.block import FACT, KeyFigure
from components.facts import PER_THOUSAND, joined
from components.wording import territoires as wording
from components.wording.ruptures import why
from dashboard.blocks.portrait_known import Known
from dashboard.provenance import sources
from data.model import portrait as model

_RATE: Final = "taux_chomage_localise"
_CREATIONS: Final = "creations_entreprises"


def cards(known: Known) -> tuple[KeyFigure, ...]:
    """Population, creations for the territory itself; unemployment where it is known, with its scale."""
    return (
        _own_card(known, "population", wording.POPULATION, model.POPULATION, rate=False),
        _own_card(known, "creations", wording.CREATIONS, _CREATIONS, rate=True),
        _rate_card(known),
    )


def _producer(known: Known, frame: pd.DataFrame) -> str:
    return ", ".join(f"{one.producteur}, {formats.partial_date(one.connu_le)}" for one in sources(known.read, frame))


def _missing(key: str, title: str) -> KeyFigure:
    return KeyFigure(key, title, formats.MISSING, "", "", "", missing=True)


def _refused(key: str, title: str, row: pd.Series) -> KeyFigure:
    """A rate whose population is that of another perimeter."""
    unit = why([("perimetre", str(row["population_de"]), [])])
    context = wording.value(row["valeur"], str(row["unite"]))
    return KeyFigure(key, title, formats.NOT_COMPUTABLE, unit, context, "", missing=True, fait=str(row[FACT]))


def _own_card(known: Known, key: str, title: str, indicator: str, *, rate: bool) -> KeyFigure:
    found = known.own[known.own["indicateur_id"] == indicator].sort_values("periode").tail(1)
    column = "pour_mille" if rate else "valeur"
    row = None if found.empty else found.iloc[0]
    if row is None or formats.is_missing(row[column]):
        if rate and row is not None and row["autre_perimetre"]:
            return _refused(key, title, row)
        return _missing(key, title)
    whole = wording.value(row["valeur"], str(row["unite"]))
    return KeyFigure(
        key=key,
        title=title,
        value=formats.number(float(row[column]), 1 if rate else 0),
        unit=wording.per_thousand_unit(row["periode"]) if rate else formats.partial_date(str(row["periode"])),
        context=whole if rate else str(row["perimetre"]),
        source=_producer(known, found),
        statut=str(row["statut"]),
        illustratif=bool(row["illustratif"]),
        fait=joined([row[FACT], row["population_fait"]], PER_THOUSAND) if rate else str(row[FACT]),
    )


def _rate_card(known: Known) -> KeyFigure:
    measured = known.larger[known.larger["indicateur_id"] == _RATE]
    # What contains the territory comes with most of its communes first.
    order = {name: rank for rank, name in enumerate(known.around["id"])}
    found = measured.sort_values("territoire_id", key=lambda ids: ids.map(order), kind="stable").head(1)
    if found.empty:
        return _missing("chomage", wording.UNEMPLOYMENT)
    row = found.iloc[0]
    return KeyFigure(
        key="chomage",
        title=wording.UNEMPLOYMENT,
        value=formats.percent(float(row["valeur"])),
        unit=formats.partial_date(str(row["periode"])),
        context=wording.known_larger(str(row["territoire"]), str(row["territoire_type"])),
        source=_producer(known, found),
        statut=str(row["statut"]),
        illustratif=bool(row["illustratif"]),
        fait=str(row[FACT]),
    )
