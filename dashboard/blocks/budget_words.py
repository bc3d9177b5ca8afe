"""What the blocks of a programme's money share: columns, what is missing, what the choices leave out."""

from collections.abc import Mapping, Sequence

from components.block import Block, TableColumn
from components.wording import budget as wording
from dashboard.blocks.budget_scope import Known, line_words, nearest
from dashboard.provenance import sources
from data.engine import Reader
from data.model.budget import Line, reservations


def columns(labels: Mapping[str, str]) -> tuple[TableColumn, ...]:
    """Columns of a table; amounts are euros, shares percents, the rest words."""
    return tuple(
        TableColumn(name, label, "euros" if name == "montant" else "pourcent" if name == "part" else "texte")
        for name, label in labels.items()
    )


def void_block(read: Reader, known: Known) -> Block:
    """In place of the ladder and the split: what is missing, who should supply it, what is known nearby."""
    missing = wording.NO_AMOUNT_HERE if known.lines else wording.NO_AMOUNT
    missing = wording.NO_EPCI_AMOUNT if known.wider else missing
    if known.not_concerned:
        members = [name for _, name in known.programme.epci]
        return Block("echelle", wording.SUBJECT_LADDER, wording.OUTSIDE, void=wording.concerns(members), wide=True)
    words, lines = nearest(known)
    if not known.lines and known.others:
        words = (wording.other_programmes(known.others),)
    return Block(
        "echelle",
        wording.SUBJECT_LADDER,
        missing,
        void=wording.void(missing, known.programme.supplier, words),
        sources=sources(read, known.facts(lines)),
        limits=common_limits(known, lines),
        wide=True,
    )


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
    return (*limits, *(wording.reservation(words) for words in reservations(others)))
