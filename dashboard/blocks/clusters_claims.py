"""What is claimed about the clusters' jobs, side by side, and who their members are."""

from typing import Final

import pandas as pd

from components.block import Block, Table, TableColumn
from components.rival_claims import rival_claims
from components.wording import clusters_claims as wording
from dashboard.provenance import sources
from data.engine import Reader
from data.model import bande, filieres
from data.model.lecture_clusters import Lecture, as_row, as_rows
from data.queries import clusters as queries

_COLUMNS: Final = tuple(TableColumn(name, label) for name, label in wording.COLUMNS.items())


def claims_block(read: Reader, known: Lecture) -> Block:
    """Rival claims at equal size, and what would have to be asked."""
    rows = as_rows(known.jobs)
    if not rows:
        return Block("theses", wording.SUBJECT_CLAIMS, wording.NO_CLAIM_MESSAGE, void=wording.NO_CLAIM)
    frame = pd.DataFrame([wording.claim_cells(row) for row in rows])
    asked = wording.asked(bande.unsaid(known.jobs))
    unfiltered = () if known.ensemble else (wording.NOT_FILTERED,)
    return Block(
        "theses",
        wording.SUBJECT_CLAIMS,
        wording.claims_message(len(rows)),
        body=rival_claims(rows, asked),
        table=Table(frame, _COLUMNS, wording.CLAIMS_CAPTION),
        sources=sources(read, known.jobs),
        limits=(*unfiltered, wording.NEVER_MIXED),
    )


def members_block(read: Reader, known: Lecture) -> Block:
    """Members by cluster: the total in the words of the source, « non renseigné » where no count is known."""
    programme_id = str(known.clusters["programme_id"].iloc[0])
    totals = read(queries.affirmations_select(programme_id, [queries.MEMBRES]))
    named = filieres.by_name(read(queries.membres_nommes_select(programme_id)))
    money = read(queries.affirmations_select(programme_id, [queries.ARGENT_PRIVE]))
    announced = filieres.announced(known.chosen, read(queries.annonces_select()))
    counts = filieres.last_counts(known.chosen, read(queries.observations_select(programme_id, queries.MEMBRES)))
    frame = (
        known.chosen[["id", "nom", "filiere", "thematiques"]]
        .merge(counts, on="id")
        .merge(announced, on="id", how="left")
    )
    columns = wording.member_columns(
        None if announced.empty else as_row(announced.iloc[0]), themes=bool(frame["thematiques"].notna().any())
    )
    known_counts = int(frame["membres"].notna().sum())
    message = (
        wording.members_message(as_row(totals.iloc[-1]), known_counts, len(frame))
        if len(totals)
        else wording.NO_MEMBER_COUNT
    )
    scattered = named[named["cluster_id"].isna()]
    limits = [wording.named_members(list(scattered["nom"]))] if len(scattered) else []
    for cluster in known.chosen.itertuples():
        own = list(named.loc[named["cluster_id"] == cluster.id, "nom"])
        limits += [wording.named_in(str(cluster.nom), own)] if own else []
    limits += [wording.members_limit(row) for row in as_rows(totals)]
    limits += [wording.renamed(row) for row in as_rows(filieres.renamed(announced, known.chosen))]
    limits += [wording.private_money(row) for row in as_rows(money)]
    used = [part for part in (known.chosen, totals, named, announced, counts.dropna(subset=["source_id"])) if len(part)]
    return Block(
        "membres",
        wording.SUBJECT_MEMBERS,
        message,
        table=Table(frame, tuple(TableColumn(*column) for column in columns), wording.MEMBERS_CAPTION),
        sources=sources(read, *used),
        limits=tuple(limits),
    )
