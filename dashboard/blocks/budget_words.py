"""What the blocks of a programme's money share: columns, what the choices leave out."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.block import Kind, TableColumn
from components.facts import SUM, joined
from components.wording import budget as wording
from components.wording import budget_parts as parts
from dashboard.blocks.budget_scope import Known, line_words
from data.model.budget import Line, reservations
from data.vocabulary import FRANCS, TAUX_FRANC

_KINDS: Final[Mapping[str, Kind]] = {"montant": "euros", "part": "pourcent", "lignes": "nombre"}


def columns(labels: Mapping[str, str]) -> tuple[TableColumn, ...]:
    """Columns of a table; amounts are euros, shares percents, lines a count, the rest words."""
    return tuple(TableColumn(name, label, _KINDS.get(name, "texte")) for name, label in labels.items())


def facts_of(lines: Sequence[Line]) -> str:
    """Reference of the lines that make an amount: those that have one, or all when none does."""
    quantified = [line for line in lines if line.montant is not None]
    return joined((line.fait for line in quantified or lines), SUM)


def original_of(lines: Sequence[Line]) -> tuple[float | None, str | None]:
    """Sum of lines in the currency of their source, and that currency; nothing when it is not the same for all."""
    quantified = [line for line in lines if line.montant_origine is not None]
    currencies = {line.devise_origine for line in quantified}
    if len(currencies) != 1:
        return None, None
    return sum(line.montant_origine or 0.0 for line in quantified), currencies.pop()


def francs_words(lines: Sequence[Line]) -> str:
    """What the source gives in francs, and the rate that made euros of them; empty for euros."""
    montant, devise = original_of(lines)
    return parts.converted(montant, TAUX_FRANC) if devise == FRANCS and montant is not None else ""


def conversion_limit(lines: Sequence[Line]) -> tuple[str, ...]:
    """How francs became euros, when one of the lines is told in francs."""
    return (parts.conversion(TAUX_FRANC),) if any(line.devise_origine == FRANCS for line in lines) else ()


def common_limits(known: Known, lines: Sequence[Line]) -> tuple[str, ...]:
    """Coverage, what the choices leave out, what is known elsewhere, reservations that the page has not yet given."""
    limits = []
    reference = known.reference
    if reference is not None and reference.scope.niveau == "epci" and len(known.expected) > 1:
        held = tuple(dict.fromkeys(line.territoire for line in reference.lines if line.montant is not None))
        limits.append(wording.coverage(held, len(known.expected)))
    grouped = [line for line in known.selection.unsplit if not line.wider]
    if grouped:
        limits.append(wording.not_split([line_words(line) for line in grouped]))
    if known.selection.undated and known.annee is not None and reference is not None:
        limits.append(wording.undated([line_words(line) for line in known.selection.undated], known.annee))
    if known.wider and reference is not None:
        limits.append(wording.wider([line_words(line) for line in known.wider]))
    others = [line for line in lines if line not in known.said]
    return (*limits, *(parts.reservation(words) for words in reservations(others)))
