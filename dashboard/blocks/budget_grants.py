"""State money outside the programmes: a block apart, with its own axes and beneficiaries."""

from typing import Final

import pandas as pd

from components import theme
from components.block import Block, Table
from components.figures import budget as figures
from components.wording import budget_grants as wording
from dashboard.blocks.budget_words import columns
from dashboard.filters import Filters
from dashboard.provenance import sources
from data.engine import Reader
from data.queries.budget import POPULATION, subventions_select
from data.queries.observations import observations_select

_KEY: Final = "hors-programmes"


def _groups(grants: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums of grants.  Columns: ``by``, projets, beneficiaires, montant."""
    return grants.groupby(by, sort=False, as_index=False).agg(
        projets=("id", "count"), beneficiaires=("beneficiaire", "nunique"), montant=("montant", "sum")
    )


def _colours(grants: pd.DataFrame) -> dict[int, str]:
    axes = sorted({int(axis) for axis in grants["axe_dispositif"]})
    return {axis: theme.AXES[rank % len(theme.AXES)] for rank, axis in enumerate(axes)}


def _drawn(groups: pd.DataFrame, colours: dict[int, str]) -> pd.DataFrame:
    """What every chart of grants shares; ``axe_dispositif`` gives the colour."""
    return groups.assign(
        couleur=[colours[int(axis)] for axis in groups["axe_dispositif"]],
        motif="plein",
        axe=[wording.axis(int(axis)) for axis in groups["axe_dispositif"]],
    )


def _by_territory(grants: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """One row of bars per territory, in its usual order, one segment per axis of the scheme."""
    colours = _colours(grants)
    frame = _drawn(_groups(grants, ["territoire_id", "territoire", "axe_dispositif"]), colours)
    ranks = {name: rank for rank, name in enumerate(dict.fromkeys(frame["territoire_id"]))}
    whole = frame.groupby("territoire_id")[["montant", "projets"]].sum()
    inhabitants = people.groupby("territoire_id")["valeur"].last().to_dict()
    return frame.assign(
        rang=frame["territoire_id"].map(ranks),
        section="",
        libelle=frame["territoire"],
        valeur=[wording.total(float(whole["montant"][key])) for key in frame["territoire_id"]],
        detail=[
            wording.detail(int(whole["projets"][key]), float(whole["montant"][key]), inhabitants.get(key))
            for key in frame["territoire_id"]
        ],
        base=frame.groupby("territoire_id")["montant"].cumsum() - frame["montant"],
        survol=[
            wording.hover(str(row.territoire), str(row.axe), float(str(row.montant)), int(str(row.projets)))
            for row in frame.itertuples()
        ],
    )


def _by_scheme(grants: pd.DataFrame) -> pd.DataFrame:
    """One bar per kind of project of a single territory, by axis of the scheme."""
    frame = _drawn(_groups(grants.sort_values("axe_dispositif"), ["axe_dispositif", "demarche"]), _colours(grants))
    return frame.assign(
        rang=range(len(frame)),
        section=frame["axe"],
        libelle=frame["demarche"],
        valeur=[wording.total(float(amount)) for amount in frame["montant"]],
        detail=[wording.detail(int(count), 0, None) for count in frame["projets"]],
        base=0.0,
        survol=[
            wording.hover(str(row.demarche), str(row.axe), float(str(row.montant)), int(str(row.projets)))
            for row in frame.itertuples()
        ],
    )


def grants_block(read: Reader, filters: Filters) -> Block:
    """Grants of the chosen (else followed) EPCI and year."""
    every = read(subventions_select())
    years = sorted({int(year) for year in every["annee"]})
    dated = every if filters.annee is None else every[every["annee"] == filters.annee]
    here = dated["siren"].isin(filters.epci) if filters.epci else dated["suivi"].astype(bool)
    grants = dated[here].reset_index(drop=True)
    name = str(every["dispositif"].iloc[0]) if not every.empty else wording.SUBJECT
    if grants.empty:
        return Block(
            _KEY, wording.SUBJECT, wording.nothing(name), void=wording.void(years), limits=(wording.APART,), wide=True
        )
    territories = [str(territory) for territory in dict.fromkeys(grants["territoire"])]
    single = len(territories) == 1
    people = read(
        observations_select((POPULATION,), territoires=[str(item) for item in dict.fromkeys(grants["territoire_id"])])
    )
    drawn = _by_scheme(grants) if single else _by_territory(grants, people)
    rest = dated[~here]
    limits = [wording.APART]
    if not single:
        limits.append(wording.NOT_RANKED)
        if not people.empty:
            limits.append(wording.population(str(people["annee"].max())))
    if not filters.epci and not rest.empty:
        names = [str(item) for item in dict.fromkeys(rest["territoire"])]
        limits.append(wording.left_out(len(rest), float(rest["montant"].sum()), names))
    legend = () if single else [(wording.legend(axis), colour) for axis, colour in _colours(grants).items()]
    facts = [grants] if single else [grants, people]
    return Block(
        _KEY,
        wording.SUBJECT,
        wording.message(
            wording.name(name, sorted({int(year) for year in grants["annee"]})),
            float(grants["montant"].sum()),
            len(grants),
            territories,
            chosen=bool(filters.epci),
        ),
        figure=figures.rows(drawn, legend),
        height=figures.rows_height(drawn, legend),
        table=Table(
            drawn,
            columns(wording.COLUMNS_ONE if single else wording.COLUMNS),
            wording.CAPTION_ONE if single else wording.CAPTION,
        ),
        sources=sources(read, *facts),
        limits=(*limits, wording.COMMUNES),
        wide=True,
    )
