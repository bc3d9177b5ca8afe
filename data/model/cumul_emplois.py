"""Jobs of each year, cluster by cluster, into a cumulated count that never skips a missing nor a masked part."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Final

import pandas as pd

FACTS: Final = "+"
"""Between the facts that make one figure together, as components.facts reads them."""
STATUTS: Final = ("constate", "declare", "prevision")
"""From the strongest to the weakest; objectives are not counted."""

COLUMNS: Final = (
    "annee",
    "valeur",
    "cumul",
    "statut",
    "illustratif",
    "conteste",
    "clusters_renseignes",
    "secret",
    "connu_le",
    "source_id",
    "fait",
)
_YEARLY: Final = tuple(name for name in COLUMNS if name != "cumul")

_Row = dict[Hashable, Any]


def _one_value(rows: list[_Row]) -> _Row:
    """The strongest of rival values of one cluster and year; values that disagree at equal strength are contested."""
    best = min(STATUTS.index(row["statut"]) for row in rows)
    strongest = sorted((row for row in rows if row["statut"] == STATUTS[best]), key=lambda row: str(row["connu_le"]))
    disagree = len({row["valeur"] for row in strongest if not row["secret"]}) > 1
    return {**strongest[-1], "conteste": disagree or any(row["conteste"] for row in strongest)}


def _parts(rows: list[_Row], clusters: Sequence[str], *, ensemble: bool) -> tuple[list[_Row], int]:
    """Rows to add up for one year and how many clusters they cover; a count of the whole wins over its parts."""
    together = [row for row in rows if not isinstance(row["cluster_id"], str)]
    if ensemble and together:
        return [_one_value(together)], len(clusters)
    own = [[row for row in rows if row["cluster_id"] == cluster] for cluster in clusters]
    found = [_one_value(candidates) for candidates in own if candidates]
    return found, len(found)


def joined(facts: Iterable[str]) -> str:
    """Names of the facts that make a figure, each once; those of its parts are already joined."""
    return FACTS.join(dict.fromkeys(one for fact in facts for one in fact.split(FACTS)))


def yearly(observations: pd.DataFrame, clusters: Sequence[str], *, ensemble: bool) -> pd.DataFrame:
    """Jobs of each known year for ``clusters``.

    Args:
        observations: columns cluster_id (missing for the clusters together), annee, valeur, secret (True when masked),
            statut, illustratif, conteste, connu_le, source_id, fait.
        clusters: ids of the clusters asked for.
        ensemble: True when ``clusters`` are all of them, so that a count of the whole may be used.

    Returns:
        Columns annee, valeur (jobs; missing when a cluster is missing or masked), statut (the weakest), illustratif,
        conteste, clusters_renseignes (masked ones too), secret (True when a part is masked), connu_le, source_id, fait;
        one row a year, in order.
    """
    told = observations["valeur"].notna() | observations["secret"]
    known = observations[observations["statut"].isin(STATUTS) & told]
    by_year: dict[int, list[_Row]] = {}
    for row in known.to_dict("records"):
        by_year.setdefault(int(row["annee"]), []).append(row)
    rows = []
    for annee in sorted(by_year):
        parts, covered = _parts(by_year[annee], clusters, ensemble=ensemble)
        if not parts:
            continue
        last = max(parts, key=lambda part: str(part["connu_le"]))
        masked = any(part["secret"] for part in parts)
        whole = covered == len(clusters) and not masked
        rows.append(
            {
                "annee": annee,
                "valeur": sum(float(part["valeur"]) for part in parts) if whole else None,
                "statut": max((part["statut"] for part in parts), key=STATUTS.index),
                "illustratif": any(part["illustratif"] for part in parts),
                "conteste": any(part["conteste"] for part in parts),
                "clusters_renseignes": covered,
                "secret": masked,
                "connu_le": last["connu_le"],
                "source_id": last["source_id"],
                "fait": joined(str(part["fait"]) for part in parts),
            }
        )
    return pd.DataFrame(rows, columns=list(_YEARLY)).astype(
        {
            "annee": int,
            "valeur": float,
            "illustratif": bool,
            "conteste": bool,
            "secret": bool,
        }
    )


def cumulated(annees: pd.DataFrame, origine_annee: int) -> pd.DataFrame:
    """Cumulated jobs at the end of each year since ``origine_annee``, up to the first year with a part not told.

    A cumulated count is only as strong as its weakest year.

    Args:
        annees: columns of ``yearly``.
        origine_annee: year of the origin, whole.

    Returns:
        ``COLUMNS``; empty when the very first year is missing.
    """
    by_year = {int(row["annee"]): row for row in annees.to_dict("records") if pd.notna(row["valeur"])}
    rows: list[_Row] = []
    total, weakest, illustrative, contested, annee = 0.0, STATUTS[0], False, False, origine_annee
    facts: list[str] = []
    while annee in by_year:
        row = by_year[annee]
        total += float(row["valeur"])
        weakest = max(weakest, str(row["statut"]), key=STATUTS.index)
        illustrative = illustrative or bool(row["illustratif"])
        contested = contested or bool(row["conteste"])
        facts.append(str(row["fait"]))
        rows.append(
            {
                **row,
                "cumul": total,
                "statut": weakest,
                "illustratif": illustrative,
                "conteste": contested,
                "fait": joined(facts),
            }
        )
        annee += 1
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"annee": int, "cumul": float, "illustratif": bool, "conteste": bool, "secret": bool}
    )


def missing_years(annees: pd.DataFrame, origine_annee: int) -> tuple[int, ...]:
    """Years since the origin without a complete value, up to the last year known; empty when nothing is known."""
    if annees.empty:
        return ()
    complete = {int(annee) for annee in annees.loc[annees["valeur"].notna(), "annee"]}
    last = max(int(annee) for annee in annees["annee"])
    return tuple(annee for annee in range(origine_annee, last + 1) if annee not in complete)


def masked_years(annees: pd.DataFrame, origine_annee: int) -> tuple[int, ...]:
    """Those of ``missing_years`` of which a part is known and masked by statistical secrecy."""
    hidden = {int(annee) for annee in annees.loc[annees["secret"], "annee"]}
    return tuple(annee for annee in missing_years(annees, origine_annee) if annee in hidden)
