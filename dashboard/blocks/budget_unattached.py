"""What a budget holds that no rule ties to the programme: apart, in no total."""

import pandas as pd

from components.block import FACT, Block, Table
from components.wording import budget as wording
from components.wording import budget_parts as parts_wording
from dashboard.blocks.budget_scope import Known, scope_words
from dashboard.blocks.budget_words import columns, facts_of
from dashboard.provenance import sources
from data.engine import Reader
from data.model.budget_ladder import phase
from data.model.budget_unattached import Apart, unattached


def _row(apart: Apart, known: Known) -> dict[str, object]:
    return {
        "perimetre": scope_words(apart.scope, apart.lines, phase(apart.scope.exercice, known.told)),
        "territoire": apart.lines[0].territoire,
        "etape": wording.stage(apart.etape, apart.compte, apart.nature),
        "montant": apart.montant,
        "lignes": len(apart.lines),
        FACT: facts_of(apart.lines),
    }


def _words(apart: Apart) -> str:
    scope = apart.scope
    return wording.described(apart.montant, apart.etape, scope.temporalite, scope.exercice, apart.nature)


def unattached_block(read: Reader, known: Known) -> tuple[Block, ...]:
    """Amounts by period, territory and stage, and where to add a rule; nothing when every line is tied."""
    found = unattached(known.selection.kept)
    if not found:
        return ()
    first = found[0]
    lines = [line for apart in found for line in apart.lines]
    frame = pd.DataFrame([_row(apart, known) for apart in found]).astype({"montant": "float64"})
    words = columns(parts_wording.UNATTACHED_COLUMNS)
    return (
        Block(
            "non-rattache",
            parts_wording.SUBJECT_UNATTACHED,
            parts_wording.unattached_message(_words(first), len(first.lines), len(found) - 1),
            table=Table(frame, words, parts_wording.UNATTACHED_CAPTION, records=True),
            sources=sources(read, known.facts(lines)),
            limits=(parts_wording.KEPT_APART, parts_wording.WITHOUT_ORDER),
            wide=True,
        ),
    )
