"""One total, by funder then by axis."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from components import theme
from components.block import FACT, Block, Table
from components.figures import budget as figures
from components.wording import budget as wording
from components.wording import budget_parts as parts_wording
from dashboard.blocks.budget_scope import Known
from dashboard.blocks.budget_words import columns, facts_of
from dashboard.provenance import sources
from data.engine import Reader
from data.model import budget_ladder as ladder
from data.model.budget import Total
from data.queries.budget import financeur_membres_select
from data.vocabulary import TAUX_FRANC

_FULL: Final = 100


def _part_row(part: ladder.Part, total: Total, reading: str, name: str, members: Sequence[str]) -> dict[str, Any]:
    whole = total.montant
    share = None if not (part.montant and whole and total.complete) else _FULL * part.montant / whole
    # An axis paid by a group is still one axis: only what the reading itself leaves unsplit is hatched.
    shared = part.id is None or (part.group and reading == parts_wording.BY_FUNDER)
    origin = {line.devise_origine for line in part.lines}
    amounts = [line.montant_origine for line in part.lines]
    same = sum(value or 0.0 for value in amounts) if len(origin) == 1 and None not in amounts else None
    approximations = total.approximations if part.montant is not None else ()
    value = (
        wording.NOT_KNOWN
        if part.montant is None
        else wording.amount(part.montant, approximations, total.scope.temporalite)
    )
    return {
        "lecture": reading,
        "nom": name,
        "membres": " + ".join(members) if part.group and members else wording.NONE,
        "montant": part.montant,
        "precision": wording.precision(approximations, total.scope.temporalite, total.nature)
        if part.montant is not None
        else wording.NONE,
        "part": share,
        "origine": parts_wording.original(same, next(iter(origin), None)),
        "valeur": value,
        "motif": "manquant" if part.montant is None else "hachure" if shared else "plein",
        FACT: facts_of(part.lines),
    }


def _split_rows(known: Known, total: Total, members: dict[str, list[str]]) -> list[dict[str, Any]]:
    rows = []
    for part in ladder.by_funder(total):
        name = part.nom or parts_wording.NO_FUNDER
        row = _part_row(part, total, parts_wording.BY_FUNDER, name, members.get(part.id or "", []))
        rows.append({**row, "couleur": theme.SOFT})
    for rank, part in enumerate(ladder.by_axis(total, known.axes)):
        row = _part_row(part, total, parts_wording.BY_AXIS, part.nom or parts_wording.NO_AXIS, [])
        colour = theme.SOFT if part.id is None else theme.AXES[rank % len(theme.AXES)]
        rows.append({**row, "couleur": colour})
    return rows


def _share(part: ladder.Part, total: Total) -> float | None:
    if part.montant is None or not total.montant or not total.complete or total.approximations:
        return None
    return _FULL * part.montant / total.montant


def _split_message(known: Known, total: Total) -> str:
    funder = ladder.by_funder(total)[0]
    axes = [part for part in ladder.by_axis(total, known.axes) if part.id is not None and part.montant is not None]
    first = max(axes, key=lambda part: part.montant or 0.0, default=None)
    return parts_wording.split_message(
        wording.amount(total.montant, total.approximations, total.scope.temporalite),
        (funder.nom or parts_wording.NO_FUNDER, _share(funder, total), funder.group),
        None if first is None else (str(first.nom), _share(first, total)),
    )


def split_block(read: Reader, known: Known, total: Total) -> Block:
    """One total, by funder then by axis; what no one splits is hatched."""
    members: dict[str, list[str]] = {}
    for item in read(financeur_membres_select(known.programme.id)).itertuples():
        members.setdefault(str(item.financeur_id), []).append(str(item.acteur))
    rows = _split_rows(known, total, members)
    table = pd.DataFrame(rows).astype({"montant": "float64", "part": "float64"})
    drawn = table.assign(rang=range(len(rows)), section=table["lecture"], libelle=table["nom"], detail="", base=0.0)
    drawn["survol"] = [wording.hover(str(row["nom"]), row["montant"], [str(row["origine"])]) for row in rows]
    scope = total.scope
    period = wording.period(scope.temporalite, scope.exercice)
    split_axes = any(part.id is not None and part.montant is not None for part in ladder.by_axis(total, known.axes))
    ask = () if split_axes else (parts_wording.ask_axes(known.programme.supplier),)
    francs = any(line.devise_origine == "FRF" for line in total.lines)
    conversion = (parts_wording.conversion(TAUX_FRANC),) if francs else ()
    stage = wording.stage(total.etape, total.compte, total.nature)
    return Block(
        "repartition",
        parts_wording.SUBJECT,
        _split_message(known, total),
        bars=figures.rows(drawn),
        table=Table(table, columns(parts_wording.COLUMNS), parts_wording.CAPTION),
        sources=sources(read, known.facts(total.lines)),
        limits=(
            parts_wording.TWICE,
            parts_wording.split_of(stage, period),
            parts_wording.HATCHED,
            *ask,
            *conversion,
        ),
    )
