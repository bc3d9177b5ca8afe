"""Who the members of the clusters are: how many, and those that a source names, since when."""

from datetime import date
from typing import Final

import pandas as pd

from components.block import FACT, Block, Table, TableColumn
from components.facts import joined
from components.members import Section, members
from components.wording import clusters_members as wording
from components.wording.shell import status
from dashboard.provenance import sources
from data.engine import Reader
from data.model import filieres, membres
from data.model.lecture_clusters import Lecture, Row, as_row, as_rows
from data.queries import clusters as queries
from data.queries.affirmations import affirmations_select

_NAMED: Final = tuple(
    TableColumn(name, label, "date" if name in {"debut", "fin", "connu_le"} else "texte")
    for name, label in wording.NAMED_COLUMNS.items()
)


def _programme(known: Lecture) -> str:
    return str(known.clusters["programme_id"].iloc[0])


def _totals(read: Reader, known: Lecture) -> pd.DataFrame:
    return read(affirmations_select([queries.MEMBRES], programme=_programme(known)))


def _counts(read: Reader, known: Lecture) -> pd.DataFrame:
    return filieres.last_counts(known.chosen, read(queries.observations_select(_programme(known), queries.MEMBRES)))


def members_block(read: Reader, known: Lecture) -> Block:
    """Members by cluster: the total in the words of the source, « non renseigné » where no count is known."""
    totals, counts = _totals(read, known), _counts(read, known)
    money = read(affirmations_select([queries.ARGENT_PRIVE], programme=_programme(known)))
    announced = filieres.announced(known.chosen, read(queries.annonces_select()))
    frame = (
        known.chosen[["id", "fait", "nom", "filiere", "thematiques"]]
        .merge(counts, on="id", suffixes=("", "_compte"))
        .merge(announced, on="id", how="left", suffixes=("", "_annonce"))
    )
    # The row shows what the cluster is, how many members are counted, what had been announced.
    told = frame[[FACT, f"{FACT}_compte", f"{FACT}_annonce"]].to_numpy()
    frame[FACT] = [joined(facts) for facts in told]
    columns = wording.member_columns(
        None if announced.empty else as_row(announced.iloc[0]), themes=bool(frame["thematiques"].notna().any())
    )
    known_counts = int(frame["membres"].notna().sum())
    message = (
        wording.members_message(as_row(totals.iloc[-1]), known_counts, len(frame))
        if len(totals)
        else wording.NO_MEMBER_COUNT
    )
    limits = [wording.members_limit(row) for row in as_rows(totals)]
    limits += [wording.renamed(row) for row in as_rows(filieres.renamed(announced, known.chosen))]
    limits += [wording.private_money(row) for row in as_rows(money)]
    used = [part for part in (known.chosen, totals, announced, counts.dropna(subset=["source_id"])) if len(part)]
    return Block(
        "membres",
        wording.SUBJECT_MEMBERS,
        message,
        table=Table(frame, tuple(TableColumn(*column) for column in columns), wording.MEMBERS_CAPTION),
        sources=sources(read, *used),
        limits=tuple(limits),
        wide=True,
    )


def named_block(read: Reader, known: Lecture, day: date) -> Block:
    """Members that the sources name, cluster by cluster, those whose cluster is not told kept apart.

    Args:
        read: the reader.
        known: what the page knows.
        day: on which one is a member or has left.
    """
    every = membres.memberships(read(queries.membres_select(_programme(known))), day)
    unplaced = every["cluster_id"].isna()
    shown = every[unplaced | every["cluster_id"].isin(known.chosen["id"])]
    totals = _totals(read, known)
    claimed = as_row(totals.iloc[-1]) if len(totals) and known.ensemble else None
    message = wording.named_message(*membres.counts(shown), claimed)
    if shown.empty:
        return Block("membres-nommes", wording.SUBJECT_NAMED, message, void=wording.NAMED_ASKED, wide=True)
    counts = {str(row["id"]): row for row in as_rows(_counts(read, known))}
    names = dict(zip(known.chosen["id"], known.chosen["nom"], strict=True))
    sections = [
        _section(str(name), as_rows(shown[shown["cluster_id"] == key]), counts[str(key)]) for key, name in names.items()
    ]
    if unplaced.any():
        sections.append(
            Section(wording.APART, wording.APART_NOTE, as_rows(shown[shown["cluster_id"].isna()]), apart=True)
        )
    rows = as_rows(shown)
    table = shown.assign(
        cluster=[names.get(key, wording.APART) for key in shown["cluster_id"]],
        source=shown["producteur"],
        statut=[status(str(row["statut"]), illustrative=bool(row["illustratif"])) for row in rows],
    )
    return Block(
        "membres-nommes",
        wording.SUBJECT_NAMED,
        message,
        body=members(sections),
        table=Table(table, _NAMED, wording.NAMED_CAPTION),
        sources=sources(read, shown),
        limits=(wording.NAMED_LIMIT,),
        wide=True,
    )


def _section(name: str, rows: list[Row], counted: Row) -> Section:
    return Section(name, wording.section_note(sum(not row["parti"] for row in rows), counted), rows)
