"""Sectors of the clusters across sources: the same sector may change its name, its code does not."""

import unicodedata
from typing import Final

import pandas as pd

from data.model.points import OBSERVED

_ANNOUNCED: Final = ["id", "programme", "annonce", "contenu", "statut", "illustratif", "connu_le", "source_id", "fait"]


def plain(text: str) -> str:
    """Lower case without accents: « Énergie » → « energie »."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def by_name(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` in the order of its column ``nom`` without accents nor case: engines do not sort text alike."""
    return frame.sort_values("nom", key=lambda names: names.map(lambda name: plain(str(name))), kind="stable")


def announced(clusters: pd.DataFrame, annonces: pd.DataFrame) -> pd.DataFrame:
    """What was first announced for the sector of each cluster.

    Args:
        clusters: columns id, secteur_code.
        annonces: columns programme, libelle, contenu (the sector as the source names it), statut, illustratif,
            connu_le, source_id, fait.

    Returns:
        Columns id (of the cluster), programme, annonce, contenu, statut, illustratif, connu_le, source_id, fait.
    """
    keyed = annonces.assign(secteur_code=[plain(str(text)) for text in annonces["contenu"]]).rename(
        columns={"libelle": "annonce"}
    )
    first = keyed.drop_duplicates("secteur_code")
    return clusters[["id", "secteur_code"]].merge(first, on="secteur_code")[_ANNOUNCED]


def renamed(found: pd.DataFrame, clusters: pd.DataFrame) -> pd.DataFrame:
    """Sectors that bear another name today.  Columns: ancien, programme, connu_le, nouveau, depuis."""
    today = clusters[["id", "nom", "connu_le"]].rename(columns={"nom": "nouveau", "connu_le": "depuis"})
    both = found.rename(columns={"contenu": "ancien"}).merge(today, on="id")
    changed = [plain(str(old)) != plain(str(new)) for old, new in zip(both["ancien"], both["nouveau"], strict=True)]
    return both.loc[changed, ["ancien", "programme", "connu_le", "nouveau", "depuis"]]


def last_counts(clusters: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Last count of each cluster that somebody made or declared, not one that is expected; missing without any.

    Args:
        clusters: column id.
        observations: columns cluster_id, periode, valeur, statut, illustratif, connu_le, source_id, fait.

    Returns:
        Columns id, membres, periode, statut, illustratif, connu_le, source_id, fait.
    """
    known = (
        observations[observations["statut"].isin(OBSERVED)]
        .dropna(subset=["cluster_id", "valeur"])
        .sort_values("periode")
        .drop_duplicates("cluster_id", keep="last")
    )
    kept = known.rename(columns={"cluster_id": "id", "valeur": "membres"})[
        ["id", "membres", "periode", "statut", "illustratif", "connu_le", "source_id", "fait"]
    ]
    return clusters[["id"]].merge(kept.astype({"id": clusters["id"].dtype}), on="id", how="left")
