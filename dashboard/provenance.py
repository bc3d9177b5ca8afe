"""From facts to the source line under a chart."""

from typing import Final

import pandas as pd

from components.block import Source
from data.engine import Reader
from data.queries.sources import sources_select

FACT: Final = ("source_id", "statut", "illustratif", "connu_le")
"""Columns that tell where a figure comes from."""


def sources(read: Reader, *frames: pd.DataFrame) -> tuple[Source, ...]:
    """One line per source and status met in ``frames``; ``connu_le`` is the latest of its facts.

    Args:
        read: the reader.
        frames: facts with columns ``source_id``, ``statut``, ``illustratif``, ``connu_le``.
    """
    facts = pd.concat([frame[list(FACT)] for frame in frames]).dropna(subset=["source_id"])
    if facts.empty:
        return ()
    met = facts.groupby(["source_id", "statut", "illustratif"], sort=False)["connu_le"].max().reset_index()
    known = read(sources_select(sorted(set(met["source_id"]))))[["id", "producteur", "titre", "millesime"]]
    lines = met.merge(known, left_on="source_id", right_on="id").to_dict("records")
    return tuple(
        Source(
            id=line["source_id"],
            producteur=line["producteur"],
            titre=line["titre"],
            millesime=line["millesime"] if isinstance(line["millesime"], str) else None,
            connu_le=line["connu_le"],
            statut=line["statut"],
            illustratif=bool(line["illustratif"]),
        )
        for line in lines
    )
