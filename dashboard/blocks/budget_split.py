"""One total, by funder then by axis."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from components import theme
from components.block import FACT, Block, Table
from components.figures import budget as figures
from components.wording import budget as wording
from components.wording import budget_parts as parts_wording
from components.wording import budget_stages as stages_wording
from dashboard.blocks.budget_scope import Known
from dashboard.blocks.budget_words import columns, conversion_limit, facts_of, francs_words, original_of
from dashboard.provenance import sources
from data.engine import Reader
from data.model import budget_ladder as ladder
from data.model.budget import LADDER, Total
from data.queries.budget import financeur_membres_select

_FULL: Final = 100


def _part_row(part: ladder.Part, total: Total, reading: str, name: str, members: Sequence[str]) -> dict[str, Any]:
    whole = total.montant
    share = None if not (part.montant and whole and total.complete) else _FULL * part.montant / whole
    # An axis paid by a group is still one axis: only what the reading itself leaves unsplit is hatched.
    shared = part.id is None or (part.group and reading == parts_wording.BY_FUNDER)
    original, currency = original_of(part.lines)
    approximations = total.approximations if part.montant is not None else ()
    value = (
        wording.NOT_KNOWN
        if part.montant is None
        else wording.amount(part.montant, approximations, total.scope.temporalite, total.nature)
    )
    return {
        "lecture": reading,
        "nom": name,
        "ventilation": _unsplit(part, reading, members),
        "montant": part.montant,
        "precision": wording.precision(approximations, total.scope.temporalite, total.nature)
        if part.montant is not None
        else wording.NONE,
        "part": share,
        "origine": parts_wording.original(original, currency),
        "detail": francs_words(part.lines),
        "valeur": value,
        "motif": "manquant" if part.montant is None else "hachure" if shared else "plein",
        FACT: facts_of(part.lines),
    }


def _unsplit(part: ladder.Part, reading: str, members: Sequence[str]) -> str:
    """What the table says of a part that nobody splits: between whom, or that no line names an axis or a funder."""
    if part.group and reading == parts_wording.BY_FUNDER:
        return parts_wording.unsplit(members)
    return parts_wording.unsplit(()) if part.id is None else wording.NONE


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
        wording.amount(total.montant, total.approximations, total.scope.temporalite, total.nature),
        (funder.nom or parts_wording.NO_FUNDER, _share(funder, total), funder.group),
        None if first is None else (str(first.nom), _share(first, total)),
    )


def _one_stage(known: Known, total: Total) -> tuple[str, ...]:
    """What the page says in place of the stages by axis and by funder when one alone is known."""
    missing = ladder.missing_stages(ladder.of_scope(known.totals, total.scope))
    if len(missing) < len(LADDER) - 1 or total.etape not in LADDER:
        return ()
    return (stages_wording.one_stage(total.etape, missing, known.programme.supplier),)


def split_block(read: Reader, known: Known, total: Total) -> Block:
    """One total, by funder then by axis; what no one splits is hatched."""
    members: dict[str, list[str]] = {}
    for item in read(financeur_membres_select(known.programme.id)).itertuples():
        members.setdefault(str(item.financeur_id), []).append(str(item.acteur))
    rows = _split_rows(known, total, members)
    table = pd.DataFrame(rows).astype({"montant": "float64", "part": "float64"})
    drawn = table.assign(rang=range(len(rows)), section=table["lecture"], libelle=table["nom"], base=0.0)
    drawn["survol"] = [
        wording.hover(str(row["nom"]), row["montant"], [str(row["precision"]), str(row["origine"])]) for row in rows
    ]
    scope = total.scope
    period = wording.period(scope.temporalite, scope.exercice)
    split_axes = any(part.id is not None and part.montant is not None for part in ladder.by_axis(total, known.axes))
    ask = () if split_axes else (parts_wording.ask_axes(known.programme.supplier),)
    stage = wording.stage(total.etape, total.compte, total.nature)
    return Block(
        "repartition",
        parts_wording.SUBJECT,
        _split_message(known, total),
        bars=figures.rows(drawn),
        table=Table(table, columns(parts_wording.COLUMNS), parts_wording.CAPTION),
        sources=sources(read, known.facts(total.lines)),
        limits=(
            # What a pattern means is read beside it: it may not wait behind a fold.
            *parts_wording.hatched(set(table["motif"])),
            parts_wording.TWICE,
            parts_wording.split_of(stage, period),
            *ask,
            *_one_stage(known, total),
            *conversion_limit(total.lines),
        ),
    )
