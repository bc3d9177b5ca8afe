"""The lines, one by one; when they are many, first their sums by period, territory and stage."""

from dataclasses import replace
from typing import Final

import pandas as pd
from dash.development.base_component import Component

from components.block import FACT, Block, Table, TableColumn
from components.facts import joined
from components.unfolded_table import summary_and_rows
from components.wording import budget as wording
from components.wording import budget_parts as parts_wording
from dashboard.blocks.budget_scope import Known, scope_words
from dashboard.blocks.budget_words import columns, conversion_limit, facts_of
from dashboard.provenance import sources
from data.engine import Reader
from data.model.budget import Line, Scope, exclusions, totals
from data.model.budget_ladder import phase

_MAX_LINES: Final = 14
# Rows of the summary that show at once; the periods that follow are folded, whole.
_MAX_ROWS: Final = 8


def _line_row(line: Line, exclusion: str | None) -> dict[str, object]:
    return {
        "objet": line.objet,
        "periode": wording.period(line.temporalite, line.exercice),
        "territoire": line.territoire,
        "axe": line.axe or parts_wording.NO_AXIS,
        "financeur": line.financeur or wording.NOT_KNOWN,
        "etape": parts_wording.stage_of(line.etape, line.document, line.section),
        "montant": line.montant,
        "precision": wording.precision(line.approximations, line.temporalite, line.nature),
        "origine": parts_wording.original(line.montant_origine, line.devise_origine),
        "compte": parts_wording.counted_in(exclusion, quantified=line.montant is not None),
        FACT: line.fait,
    }


def _summary(known: Known) -> Table:
    """Sums of the lines that may be added: a row per period, scope and territory, a column per stage."""
    rows: dict[tuple[Scope, str, str], dict[str, object]] = {}
    stages: dict[str, None] = {}
    for territory in dict.fromkeys(line.territoire_id for line in known.selection.kept):
        for total in totals([line for line in known.selection.kept if line.territoire_id == territory]):
            stage = wording.stage(total.etape, total.compte, total.nature)
            precision = wording.precision(total.approximations, total.scope.temporalite)
            cells = rows.setdefault((total.scope, territory, precision), {"precision": precision, FACT: ""})
            cells |= {
                FACT: joined([cells[FACT], facts_of(total.lines)]),
                "perimetre": scope_words(total.scope, total.lines, phase(total.scope.exercice, known.told)),
                "territoire": total.lines[0].territoire,
                stage: total.montant,
            }
            stages[stage] = None
    ordered = [cells for _, cells in sorted(rows.items(), key=lambda item: item[0][0].rank)]
    ranks = {name: rank for rank, name in enumerate(wording.STAGES.values())}
    names = sorted(stages, key=lambda name: ranks[name.split(",")[0]])
    frame = pd.DataFrame(ordered, columns=[*parts_wording.SUMMARY_COLUMNS, *names, FACT])
    frame = frame.astype(dict.fromkeys(names, "float64"))
    amounts = tuple(TableColumn(name, name, "euros") for name in names)
    words = columns(parts_wording.SUMMARY_COLUMNS)
    return Table(frame, (*words, *amounts), parts_wording.SUMMARY_CAPTION, records=True)


def _recent(summary: Table) -> tuple[Table, Table | None]:
    """The summary in two: the periods that one reads at once, then the others; None when there are none."""
    periods = summary.frame["perimetre"]
    cut = next((rank for rank in range(_MAX_ROWS, len(periods)) if periods[rank] != periods[rank - 1]), None)
    if cut is None:
        return _part(summary, summary.frame), None
    older = replace(summary, caption=parts_wording.OLDER_CAPTION)
    return _part(summary, summary.frame.iloc[:cut]), _part(older, summary.frame.iloc[cut:])


def _says(column: TableColumn, rows: pd.DataFrame) -> bool:
    """True unless every row lacks that stage, or needs no precision."""
    cells = rows[column.name]
    return bool(cells.notna().any()) if column.kind == "euros" else bool((cells != wording.NONE).any())


def _part(summary: Table, rows: pd.DataFrame) -> Table:
    """Some rows of the summary, without the columns that say nothing of them."""
    return replace(summary, frame=rows, columns=tuple(column for column in summary.columns if _says(column, rows)))


def recent_sums(known: Known) -> Table | None:
    """The sums that one reads at once; None when the lines themselves are few enough to be read."""
    return _recent(_summary(known))[0] if len(known.selection.kept) > _MAX_LINES else None


def _folded(summary: Table, lines: Table) -> Component:
    recent, older = _recent(summary)
    folded = [] if older is None else [(parts_wording.older_periods(older.frame["perimetre"].nunique()), older)]
    return summary_and_rows(recent, [*folded, (parts_wording.all_lines(len(lines.frame)), lines)])


def lines_block(read: Reader, known: Known) -> Block:
    """Every line kept by the filters (there is one at least), its period, and whether it enters a total."""
    kept = known.selection.kept
    left_out = exclusions(kept)
    frame = pd.DataFrame([_line_row(line, left_out.get(line.id)) for line in kept]).astype({"montant": "float64"})
    table = Table(frame, columns(parts_wording.LINES_COLUMNS), parts_wording.LINES_CAPTION)
    many = len(kept) > _MAX_LINES
    return Block(
        "lignes",
        parts_wording.SUBJECT_LINES,
        parts_wording.lines_message(
            len(kept),
            sum(line.montant is not None for line in kept),
            list(dict.fromkeys(frame["periode"])),
            list(dict.fromkeys(frame["territoire"])),
        ),
        body=_folded(_summary(known), table) if many else None,
        table=table,
        sources=sources(read, known.facts(kept)),
        limits=(*conversion_limit(kept), parts_wording.NEVER_ADDED),
        wide=True,
    )
