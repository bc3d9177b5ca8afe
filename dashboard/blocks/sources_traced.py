"""What is known of the figures of the base: sourced, fresh, contested, missing, computed by a published method."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from components import theme
from components.block import Block, Source, Table, TableColumn
from components.figures import budget as bars
from components.formats import number
from components.wording import sources as wording
from data.model import tracabilite as model
from data.queries.tracabilite import FIGURES

# The base counts its own facts.
_COUNTED: Final = "constate"


def _segments(rank: int, measure: str, count: int, figures: int) -> list[dict[str, Any]]:
    """A share and what is left up to all figures."""
    name, rule = wording.MEASURES[measure]
    words = {"section": "", "libelle": name, "valeur": wording.of_figures(count, figures), "detail": rule}
    parts = ((0, count, theme.US), (count, figures - count, theme.REST))
    return [
        {"rang": rank, **words, "base": base, "montant": length, "motif": "plein", "couleur": colour, "survol": name}
        for base, length, colour in parts
    ]


def _table(rows: Sequence[Mapping[Any, Any]]) -> Table:
    lines = [
        [
            wording.ALL_FIGURES if row["genre"] is None else wording.GENRES[str(row["genre"])],
            number(row["chiffres"]),
            *(wording.of_figures(row[measure], row["chiffres"]) for measure in model.MEASURES),
        ]
        for row in rows
    ]
    columns = (
        TableColumn("genre", wording.GENRE_COLUMNS["genre"]),
        TableColumn("chiffres", wording.FIGURES),
        *(TableColumn(measure, wording.MEASURES[measure][0]) for measure in model.MEASURES),
    )
    return Table(pd.DataFrame(lines, columns=[one.name for one in columns]), columns, wording.TRACED_CAPTION)


def traced_block(facts: pd.DataFrame) -> Block:
    """Shares of the figures of the base.

    Args:
        facts: columns of ``tracabilite_select``.
    """
    rows = model.shares(facts, FIGURES).to_dict("records")
    whole = rows[-1]
    figures = int(whole["chiffres"])
    segments = [
        segment
        for rank, measure in enumerate(model.MEASURES)
        for segment in _segments(rank, measure, int(whole[measure]), figures)
    ]
    return Block(
        "tracabilite",
        wording.SUBJECT_TRACED,
        wording.traced_message(figures, int(whole["sources"]), int(whole["recents"])),
        bars=bars.rows(pd.DataFrame(segments)) if figures else None,
        table=_table(rows),
        sources=(Source("base", *wording.THIS_BASE, None, str(facts["connu_le"].max()), _COUNTED),),
        wide=True,
    )
