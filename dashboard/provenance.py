"""From facts to the source line under a chart."""

from dataclasses import fields

import pandas as pd

from components.block import Source
from data.engine import Reader
from data.queries.sources import sources_select


def sources(read: Reader, *frames: pd.DataFrame) -> tuple[Source, ...]:
    """One line per source and status met in ``frames``; ``connu_le`` is the latest of its facts.

    Args:
        read: the reader.
        frames: facts with columns ``source_id``, ``statut``, ``connu_le``.
    """
    facts = pd.concat([frame[["source_id", "statut", "connu_le"]] for frame in frames]).dropna(subset=["source_id"])
    if facts.empty:
        return ()
    met = facts.groupby(["source_id", "statut"], sort=False)["connu_le"].max().reset_index()
    known = read(sources_select(sorted(set(met["source_id"]))))[["id", "producteur", "titre", "millesime"]]
    lines = met.merge(known, left_on="source_id", right_on="id").to_dict("records")
    names = [field.name for field in fields(Source) if field.name != "passage"]
    return tuple(Source(**{name: _text(line[name]) for name in names}) for line in lines)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
