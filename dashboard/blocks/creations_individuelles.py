"""Share of individual enterprises on the creations page, by EPCI."""

from collections.abc import Sequence

import pandas as pd

from components import formats, theme
from components.block import FACT, Block, Table, TableColumn
from components.facts import SHARE, joined
from components.figures import bars as figures
from components.wording import creations as wording
from components.wording import creations_individuelles as share_wording
from dashboard.blocks.creations_perimetre import limits as constant_limits
from dashboard.blocks.creations_scope import Facts, Scope
from dashboard.provenance import sources
from data.engine import Reader
from data.model import evolution
from data.model.evolution import Points
from data.queries import creations as queries


def _share_rows(scope: Scope, facts: Facts, year: int) -> pd.DataFrame:
    """One row per EPCI, then their whole.

    Columns nom, couleur, individuelles, total, mesure (%), texte, repere, survol, fait.
    """
    parts, totals = Points.of(facts.individual), Points.of(facts.all_enterprises)
    lines: list[tuple[str, str, Sequence[str]]] = [(epci.nom, epci.couleur, [epci.id]) for epci in scope.epci]
    lines.append((share_wording.all_followed(len(scope.followed)), theme.COMPARED, scope.all_followed))
    records = []
    for name, colour, territoires in lines:
        part, total = parts.whole(year, territoires).value, totals.whole(year, territoires).value
        share = evolution.share(part, total)
        text, hover = formats.percent(share, 0), share_wording.hover_share(name, year, part, total)
        made = joined(
            [*_facts(facts.individual, year, territoires), *_facts(facts.all_enterprises, year, territoires)], SHARE
        )
        records.append((name, colour, part, total, share, text, hover, made))
    columns = ["nom", "couleur", "individuelles", "total", "mesure", "texte", "survol", FACT]
    frame = pd.DataFrame(records, columns=columns)
    return frame.astype({"individuelles": "float64", "total": "float64", "mesure": "float64"}).assign(
        repere=float("nan")
    )


def _facts(frame: pd.DataFrame, year: int, territoires: Sequence[str]) -> pd.Series:
    own = frame[(frame["annee"] == year) & frame["territoire_id"].isin(territoires)]
    return evolution.last_perimeters(own)[FACT]


def _sourced(scope: Scope, facts: Facts) -> list[pd.DataFrame]:
    if facts.constant is None:
        return [facts.individual, facts.all_enterprises]
    series = (queries.INDIVIDUELLES, queries.ENTREPRISES)
    return [facts.constant.behind(serie, scope.all_followed) for serie in series]


def _constant(scope: Scope, facts: Facts) -> list[str]:
    if facts.constant is None:
        return []
    return constant_limits(facts.constant, facts.individual, scope.followed, scope.today)


def individual_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """Share of individual enterprises among those created, by EPCI and in the whole, in the last year known."""
    years = [int(year) for year in facts.individual["annee"].unique()]
    known = [year for year in years if scope.first <= year <= scope.last]
    if not known:
        return Block(
            "individuelles",
            share_wording.TITLE_INDIVIDUAL,
            share_wording.NO_SHARE,
            void=share_wording.individual_void(years),
        )
    year = max(known)
    drawn = _share_rows(scope, facts, year)
    parts, totals = Points.of(facts.individual), Points.of(facts.all_enterprises)
    own = evolution.share(parts.whole(year, scope.territoires).value, totals.whole(year, scope.territoires).value)
    overall = float(drawn["mesure"].iloc[-1])
    compared = None if len(scope.epci) == len(scope.followed) or formats.is_missing(overall) else overall
    columns = (
        TableColumn("nom", wording.TERRITORY),
        TableColumn("total", wording.CREATED_ENTERPRISES, "nombre"),
        TableColumn("individuelles", share_wording.INDIVIDUAL, "nombre"),
        TableColumn("mesure", share_wording.SHARE, "pourcent"),
    )
    measured = [wording.NOT_MEASURED] if scope.measure != "nombre" else []
    return Block(
        key="individuelles",
        title=share_wording.TITLE_INDIVIDUAL,
        message=share_wording.individual_message(
            scope.where, year, own, wording.places([epci.lieu for epci in scope.followed], chosen=False), compared
        ),
        figure=figures.rows(drawn, evolution.HUNDRED, rest=True),
        table=Table(drawn, columns, wording.caption(share_wording.TITLE_INDIVIDUAL, year, year)),
        sources=sources(read, *_sourced(scope, facts)),
        limits=(*_constant(scope, facts), *facts.note(queries.INDIVIDUELLES), share_wording.NOT_RANKED, *measured),
        height=figures.rows_height(len(drawn)),
    )
