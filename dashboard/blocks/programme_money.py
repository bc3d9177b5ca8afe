"""Money of one programme: its own lines with their stage, francs converted, funders without shares left together."""

from dataclasses import replace
from typing import Final

from components import programmes as bodies
from components.block import Block, Way
from components.render import table
from components.wording import budget_parts as parts_wording
from components.wording import programme as wording
from dashboard.blocks.budget_lines import lines_block, recent_sums
from dashboard.blocks.budget_scope import Known, total_words
from dashboard.blocks.programme_fiche import Fiche
from data.engine import Reader
from data.queries.budget import financeur_membres_select
from data.vocabulary import TAUX_FRANC

_EURO: Final = "EUR"
_GROUP: Final = "groupe"


def _groups(read: Reader, budget: Known) -> list[str]:
    """Funders that pay together without shares, with their names."""
    members: dict[str, list[str]] = {}
    for item in read(financeur_membres_select(budget.programme.id)).itertuples():
        members.setdefault(str(item.financeur_id), []).append(str(item.acteur))
    groups = {
        str(line.financeur_id): str(line.financeur)
        for line in budget.selection.kept
        if line.financeur_type == _GROUP and line.montant is not None
    }
    return [wording.group(name, members[key]) for key, name in groups.items() if key in members]


def _francs(budget: Known) -> list[str]:
    converted = any(line.devise_origine != _EURO and line.montant is not None for line in budget.selection.kept)
    return [parts_wording.conversion(TAUX_FRANC)] if converted else []


def money_block(read: Reader, known: Fiche) -> Block:
    """Lines of this programme alone, as the budget page tells them; what is missing when there are none."""
    budget = known.budget
    link = f"/budget?programme={known.id}"
    if budget is None or not budget.selection.kept:
        supplier = "" if budget is None else budget.programme.supplier
        return Block(
            "argent",
            wording.SUBJECT_MONEY,
            wording.NO_AMOUNT.capitalize(),
            void=wording.money_void(known.name, supplier),
            ways=(Way(wording.SEE_BUDGET, link),),
        )
    lines = lines_block(read, budget)
    reference = budget.reference
    words = None if reference is None else total_words(reference)
    # Line by line, the budget page says it already.
    shown = recent_sums(budget) or lines.table
    return replace(
        lines,
        key="argent",
        title=wording.SUBJECT_MONEY,
        message=wording.money_message(words, lines.message),
        body=None if shown is None else bodies.with_link(table(shown), wording.SEE_BUDGET, link),
        table=shown,
        limits=(*_groups(read, budget), *_francs(budget), *lines.limits),
    )


def quantified(known: Fiche) -> bool:
    """True when one line of the programme has an amount."""
    return known.budget is not None and any(line.montant is not None for line in known.budget.lines)
