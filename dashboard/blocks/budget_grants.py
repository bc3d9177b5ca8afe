"""Grants outside the programmes, whoever gives them: a block apart, with its own axes and beneficiaries."""

from typing import Final

import pandas as pd

from components import theme
from components.block import FACT, Block, Table, TableColumn
from components.facts import SUM, joined
from components.figures import budget as figures
from components.formats import is_missing, listed
from components.wording import budget_grants as wording
from dashboard.blocks.budget_void import no_grant_ways
from dashboard.blocks.budget_words import columns
from dashboard.filters import Filters
from dashboard.provenance import sources
from data.engine import Reader
from data.model.territoires import EPCI, additive, kind
from data.queries.budget import subventions_select

Axis = tuple[str, int]

_KEY: Final = "hors-programmes"


def _sum(grants: pd.DataFrame) -> float | None:
    """Sum of the known amounts in euros; None, never 0, when none is known."""
    additive(tuple(dict.fromkeys(grants["territoire_id"])))
    return float(grants["montant"].sum()) if grants["montant"].notna().any() else None


def _added(facts: pd.Series) -> str:
    return joined(facts, SUM)


def _groups(grants: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums of grants.  Columns: ``by``, projets, chiffres (projects with an amount), beneficiaires, fait, montant."""
    groups = grants.groupby(by, sort=False)
    return (
        groups["montant"]
        .sum(min_count=1)
        .reset_index()
        .merge(
            groups.agg(
                projets=("id", "count"),
                chiffres=("montant", "count"),
                beneficiaires=("beneficiaire", "nunique"),
                fait=(FACT, _added),
            ).reset_index(),
            on=by,
        )
    )


def _keys(frame: pd.DataFrame) -> list[Axis]:
    return [(str(name), int(axis)) for name, axis in zip(frame["dispositif"], frame["axe_dispositif"], strict=True)]


def _colours(grants: pd.DataFrame) -> dict[Axis, str]:
    """A colour for each axis of each scheme: axis 1 of one is not axis 1 of another, nor of a programme."""
    colours = {}
    for rank, (name, part) in enumerate(_schemes(grants)):
        shades = theme.SCHEMES[rank % len(theme.SCHEMES)]
        for place, axis in enumerate(sorted({axis for _, axis in _keys(part)})):
            colours[name, axis] = shades[place % len(shades)]
    return colours


def _drawn(groups: pd.DataFrame, colours: dict[Axis, str]) -> pd.DataFrame:
    """What every chart of grants shares; the scheme and its axis give the colour."""
    return groups.assign(
        couleur=[colours[key] for key in _keys(groups)],
        motif=["manquant" if missing else "plein" for missing in groups["montant"].isna()],
        axe=[wording.axis(axis) for _, axis in _keys(groups)],
    )


def _amount(value: object) -> float | None:
    return None if is_missing(value) else float(str(value))


def _hovers(frame: pd.DataFrame, label: str) -> list[str]:
    return [
        wording.hover(str(row[label]), str(row["axe"]), _amount(row["montant"]), row["projets"], row["chiffres"])
        for row in frame.to_dict("records")
    ]


def _by_territory(grants: pd.DataFrame) -> pd.DataFrame:
    """One row of bars per scheme and territory, in its usual order, one segment per axis of the scheme."""
    by = ["dispositif", "territoire_id"]
    ordered = grants.sort_values("dispositif", kind="stable")
    frame = _drawn(_groups(ordered, [*by, "territoire", "axe_dispositif"]), _colours(grants))
    ranks = {key: rank for rank, key in enumerate(dict.fromkeys(_places(frame)))}
    whole = frame.groupby(by)[["montant", "projets", "chiffres"]].sum(min_count=1)
    several = frame["dispositif"].nunique() > 1
    return frame.assign(
        rang=[ranks[key] for key in _places(frame)],
        section=frame["dispositif"] if several else "",
        libelle=frame["territoire"],
        valeur=[wording.total(_amount(whole["montant"][key])) for key in _places(frame)],
        detail=[wording.detail(int(whole["projets"][key]), int(whole["chiffres"][key])) for key in _places(frame)],
        base=frame.groupby(by)["montant"].cumsum() - frame["montant"],
        survol=_hovers(frame, "territoire"),
    )


def _places(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["dispositif"], frame["territoire_id"], strict=True))


def _by_scheme(grants: pd.DataFrame) -> pd.DataFrame:
    """One bar per kind of project of a single territory, by axis of the scheme."""
    ordered = grants.sort_values(["dispositif", "axe_dispositif"], kind="stable")
    frame = _drawn(_groups(ordered, ["dispositif", "axe_dispositif", "demarche"]), _colours(grants))
    several = frame["dispositif"].nunique() > 1
    rows = frame.to_dict("records")
    return frame.assign(
        rang=range(len(frame)),
        section=[wording.axis_of(str(row["dispositif"]), row["axe"]) if several else row["axe"] for row in rows],
        libelle=frame["demarche"],
        valeur=[wording.total(_amount(row["montant"])) for row in rows],
        detail=[wording.detail(row["projets"], row["chiffres"]) for row in rows],
        base=0.0,
        survol=_hovers(frame, "demarche"),
    )


def _shown(drawn: pd.DataFrame) -> pd.DataFrame:
    """Rows for the chart: beside a known part of a bar, an unknown one has no place; its words count it."""
    known = drawn["montant"].notna()
    return drawn[known | ~known.groupby(drawn["rang"]).transform("any")]


def _schemes(grants: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return [(str(name), part) for name, part in grants.groupby("dispositif")]


def _title(name: str, grants: pd.DataFrame) -> str:
    return wording.name(name, sorted({int(year) for year in grants["annee"]}))


def _message(grants: pd.DataFrame, *, chosen: bool) -> str:
    """One sum per scheme: two schemes are never added."""
    return wording.together(
        [
            wording.message(
                _title(name, part),
                _sum(part),
                len(part),
                int(part["montant"].count()),
                [str(territory) for territory in dict.fromkeys(part["territoire"])],
                chosen=chosen,
                committed=bool(part["engage"].all()),
            )
            for name, part in _schemes(grants)
        ]
    )


def _left_out(rest: pd.DataFrame) -> list[str]:
    several = rest["dispositif"].nunique() > 1
    kinds = rest["territoire_id"].map(kind)
    return [
        wording.left_out(
            len(part),
            _sum(part),
            [str(item) for item in dict.fromkeys(part["territoire"])],
            name if several else None,
        )
        for _, alike in rest.groupby(kinds, sort=False)
        for name, part in _schemes(alike)
    ]


def _columns(grants: pd.DataFrame, *, single: bool, several: bool) -> tuple[TableColumn, ...]:
    amount = wording.amount_label({bool(one) for one in grants["engage"]})
    labels = {**(wording.COLUMNS_ONE if single else wording.COLUMNS), "montant": amount}
    return columns({**wording.SCHEME_COLUMN, **labels} if several else labels)


def _place(grants: pd.DataFrame, epci: tuple[str, ...]) -> pd.Series:
    """True for the grants of the chosen EPCI, else of the followed ones."""
    own = grants["siren"].isin(epci) if epci else grants["suivi"].astype(bool)
    # A group of EPCI may be followed too: its grants are told beside theirs, never with them.
    return own & (grants["territoire_id"].map(kind) == EPCI)


def grants_block(read: Reader, filters: Filters) -> Block:
    """Grants of the chosen (else followed) EPCI and year."""
    every = read(subventions_select())
    years = sorted({int(year) for year in every["annee"]})
    dated = every if filters.annee is None else every[every["annee"] == filters.annee]
    here = _place(dated, filters.epci)
    grants = dated[here].reset_index(drop=True)
    if grants.empty:
        schemes = [name for name, _ in _schemes(every)]
        name = listed(schemes) if schemes else wording.SUBJECT
        return Block(
            _KEY,
            wording.SUBJECT,
            wording.nothing(name, anywhere=every.empty),
            void=wording.void(years),
            ways=no_grant_ways(
                without_epci=bool(_place(dated, ()).any()),
                without_annee=bool(_place(every, filters.epci).any()),
                without_both=bool(_place(every, ()).any()),
            ),
            limits=(wording.APART,),
            wide=True,
        )
    territories = [str(territory) for territory in dict.fromkeys(grants["territoire"])]
    single = len(territories) == 1
    several = grants["dispositif"].nunique() > 1
    drawn = _by_scheme(grants) if single else _by_territory(grants)
    rest = dated[~here]
    limits = [wording.APART]
    if not single:
        limits.append(wording.NOT_RANKED)
    if not filters.epci and not rest.empty:
        limits += _left_out(rest)
    colours = _colours(grants)
    legend = (
        ()
        if single
        else [(wording.legend(scheme, axis, several=several), colours[scheme, axis]) for scheme, axis in colours]
    )
    return Block(
        _KEY,
        wording.SUBJECT,
        _message(grants, chosen=bool(filters.epci)),
        bars=figures.rows(_shown(drawn), legend),
        table=Table(
            drawn,
            _columns(grants, single=single, several=several),
            wording.CAPTION_ONE if single else wording.CAPTION,
        ),
        sources=sources(read, grants),
        limits=(*limits, wording.AWARDED, wording.COMMUNES),
        wide=True,
    )
