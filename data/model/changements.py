"""What changed between two situations of one base: what was known at each, compared.  Pure rules.

A fact that was already known at the former situation, and entered the base after it, is told as added afterwards.  A
revised figure keeps both values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, get_args

import pandas as pd

from data.model.actions import UNKNOWN
from data.model.budget import Line, Scope, Total
from data.model.dates import last_day

Kind = Literal[
    "etat",
    "retard",
    "argent",
    "programme",
    "acte",
    "action",
    "orientation",
    "promesse",
    "promesses",
    "emplois",
    "affirmation",
    "membre",
    "statistique",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""In the order of their weight for a committee: actions and their money, decisions, promises, jobs, the rest."""
_STATES: Final = ("bloquee", "realisee", "en_cours", "a_venir", UNKNOWN)
_LATE: Final = "en_retard"
_ASIDE: Final = ("intention", "horizon")
"""In the register, and no promise (data.model.promesses.promised)."""
_DUE: Final = "echue_sans_preuve"
_EXPECTED: Final = ("prevision", "objectif")
_BOUNDS: Final = ("valeur", "valeur_min", "valeur_max")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: its kind, its subject by its name, what the sentence needs, and the facts behind it.

    ``faits`` names them as the column ``fait`` of the queries does.  ``late``: added afterwards.  ``connu_le`` is the
    latest date of the facts; missing for what a rule computes from the calendar alone.
    """

    kind: Kind
    subject: str
    told: Mapping[str, Any]
    faits: tuple[str, ...] = ()
    connu_le: str | None = None
    late: bool = False


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object)
    records = plain.where(plain.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in records]


def _by(frame: pd.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    return {str(row[key]): row for row in _rows(frame)}


def _of(kind: Kind, subject: str, told: Mapping[str, Any], facts: Sequence[Row], since: date) -> Change:
    """A change made by facts with ``fait`` and ``connu_le``."""
    days = [str(row["connu_le"]) for row in facts if row["connu_le"]]
    return Change(
        kind,
        subject,
        told,
        tuple(str(row["fait"]) for row in facts if row["fait"]),
        max(days, key=last_day, default=None),
        late=bool(days) and all(last_day(day) <= since for day in days),
    )


def _added(before: pd.DataFrame, after: pd.DataFrame, key: str = "cle") -> list[dict[str, Any]]:
    known = set(before[key])
    return [row for row in _rows(after) if row[key] not in known]


def of_actions(before: pd.DataFrame, after: pd.DataFrame, programme: str, since: date) -> list[Change]:
    """States that moved, actions that became late, and actions that the plan did not have.

    A contested follow-up is told as contested; lateness is computed at each situation, for the day of each.

    Args:
        before: columns id, nom, inscrite_le (when the action was known), etat, retard, echeance, observe_le, conteste,
            then fait and connu_le of the follow-up (missing without one).
        after: idem.
        programme: name of the plan.
        since: the former situation.
    """
    former = _by(before, "id")
    rows = _rows(after)
    both = [(former[str(row["id"])], row) for row in rows if str(row["id"]) in former]
    moved = [
        _of(
            "etat",
            str(row["nom"]),
            {"avant": old["etat"], "apres": row["etat"], "observe_le": row["observe_le"], "conteste": row["conteste"]},
            [row],
            since,
        )
        for old, row in sorted(both, key=lambda pair: _STATES.index(pair[1]["etat"]))
        if row["etat"] != old["etat"]
    ]
    late = [
        Change("retard", str(row["nom"]), {"echeance": row["echeance"]}, (str(row["fait"]),) if row["fait"] else ())
        for old, row in both
        if row["retard"] == _LATE and old["retard"] != _LATE
    ]
    new = [row for row in rows if str(row["id"]) not in former]
    listed = {"noms": [str(row["nom"]) for row in new]}
    facts = [{"fait": f"action:{row['id']}", "connu_le": row["inscrite_le"]} for row in new]
    told = [_of("action", programme, listed, facts, since)]
    return [*moved, *late, *(told if new else [])]


def of_totals(before: Sequence[Total], after: Sequence[Total], programme: str, since: date) -> list[Change]:
    """Totals that are new or whose amount is no longer the same, one change for all the stages of a scope.

    Totals are those of ``data.model.budget.totals``: what may not be added is not, at either situation.

    Returns:
        Changes that tell ``etapes``: pairs of a total and its former amount (None for a new one); ``revisees``: how
        many lines kept their name and changed their amount.
    """
    former = {(total.scope, total.etape, total.compte, total.nature): total for total in before}
    moved: dict[Scope, list[tuple[Total, Total | None]]] = {}
    for total in after:
        old = former.get((total.scope, total.etape, total.compte, total.nature))
        if total.montant is not None and (old is None or old.montant != total.montant):
            moved.setdefault(total.scope, []).append((total, old))
    found = []
    for stages in moved.values():
        new, revised = zip(*(_lines(total, old) for total, old in stages), strict=True)
        facts = [
            {"fait": f"ligne_budget:{line.id}", "connu_le": line.connu_le}
            for lines in (*new, *revised)
            for line in lines
        ]
        told = {
            "etapes": [(total, None if old is None else old.montant) for total, old in stages],
            "revisees": sum(map(len, revised)),
        }
        found.append(_of("argent", programme, told, facts, since))
    return found


def _lines(total: Total, old: Total | None) -> tuple[list[Line], list[Line]]:
    """Lines of a total that were not in the former one, and those whose amount changed."""
    known = {} if old is None else {line.cle: line.montant for line in old.lines}
    new = [line for line in total.quantified if line.cle not in known]
    return new, [line for line in total.quantified if line.cle in known and known[line.cle] != line.montant]


def of_promises(before: pd.DataFrame, after: pd.DataFrame, since: date) -> list[Change]:
    """Promises whose state moved, by a proof or by the calendar, then the new ones, one change a programme.

    Args:
        before: columns id, numero, libelle, etat (``data.model.promesses.states``), echeance, programme (name), fait,
            connu_le; an intention or a horizon is no promise.
        after: idem.
        since: the former situation.
    """
    former = _by(before[~before["etat"].isin(_ASIDE)], "id")
    rows = [row for row in _rows(after) if row["etat"] not in _ASIDE]
    moved = [
        Change(
            "promesse",
            str(row["libelle"]),
            {name: row[name] for name in ("numero", "echeance")} | {"avant": old["etat"], "apres": row["etat"]},
            (str(row["fait"]),),
        )
        for row in rows
        if (old := former.get(str(row["id"]))) is not None and old["etat"] != row["etat"]
    ]
    new: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if str(row["id"]) not in former:
            new.setdefault(str(row["programme"]), []).append(row)
    fresh = [
        _of("promesses", name, {"libelles": [f"{row['numero']} {row['libelle']}" for row in some]}, some, since)
        for name, some in new.items()
    ]
    return [*sorted(moved, key=lambda one: one.told["apres"] != _DUE), *fresh]


def of_new(before: pd.DataFrame, after: pd.DataFrame, kind: Kind, subject: str, since: date) -> list[Change]:
    """Facts that were not known, one change each.

    Args:
        before: columns cle, fait, connu_le, ``subject``, and those that the sentence needs.
        after: idem.
        kind: of the changes.
        subject: column that names the fact.
        since: the former situation.
    """
    return [_of(kind, str(row[subject]), row, [row], since) for row in _added(before, after)]


def of_acts(before: pd.DataFrame, after: pd.DataFrame, since: date) -> list[Change]:
    """Acts that were not known, and those whose state moved: written is not signed.

    Args:
        before: columns objet, organe, date_acte, etat, cle, fait, connu_le.
        after: idem.
        since: the former situation.
    """
    former = _by(before, "cle")
    found = []
    for row in _rows(after):
        old = former.get(str(row["cle"]))
        if old is None or old["etat"] != row["etat"]:
            told = {**row, "avant": None if old is None else old["etat"]}
            found.append(_of("acte", str(row["objet"]), told, [row], since))
    return found


def of_claims(before: pd.DataFrame, after: pd.DataFrame, since: date) -> list[Change]:
    """New claims, and claims whose own author changed the figure; rival ones are never compared.

    Args:
        before: columns of ``affirmations_select`` (data.queries.changements).
        after: idem.
        since: the former situation.
    """
    former = _by(before, "cle")
    found = []
    for row in _rows(after):
        old = former.get(str(row["cle"]))
        if old is None or any(old[name] != row[name] for name in _BOUNDS):
            found.append(_of("affirmation", str(row["libelle"]), {**row, "avant": old}, [row], since))
    return found


def of_members(before: pd.DataFrame, after: pd.DataFrame, since: date, day: date) -> list[Change]:
    """Members that came in, members that went out, one change a cluster and a way; whoever is to leave is still there.

    Args:
        before: columns membre, cluster, fin, cle, fait, connu_le.
        after: idem.
        since: the former situation.
        day: the situation that is shown.
    """
    former = _by(before, "cle")
    moved: dict[tuple[bool, str | None], list[dict[str, Any]]] = {}
    for row in _rows(after):
        old = former.get(str(row["cle"]))
        out = _left(row, day)
        if (old is None and not out) or (old is not None and out and not _left(old, since)):
            # What the calendar alone moved was known already.
            same = old is not None and old["fait"] == row["fait"]
            moved.setdefault((out, row["cluster"]), []).append({**row, "connu_le": None} if same else row)
    return [
        _of("membre", str(where or ""), {"membres": [str(row["membre"]) for row in rows], "sortis": out}, rows, since)
        for (out, where), rows in moved.items()
    ]


def _left(row: Row, day: date) -> bool:
    return row["fin"] is not None and last_day(str(row["fin"])) < day


def of_values(before: pd.DataFrame, after: pd.DataFrame, kind: Kind, since: date) -> list[Change]:
    """New values, one change a series and a standing: its last new period in full; then revised ones, each with both.

    What was expected and is counted now is revised too, even when both agree.

    Args:
        before: columns serie_id, libelle, unite, lieu, periode, valeur, statut, conteste, cle, fait, connu_le; last
            period first.
        after: idem.
        kind: of the changes.
        since: the former situation.
    """
    former = _by(before, "cle")
    revised: list[Change] = []
    new: dict[tuple[str, str, bool], list[dict[str, Any]]] = {}
    for row in _rows(after):
        old = former.get(str(row["cle"]))
        if old is None:
            new.setdefault((str(row["serie_id"]), str(row["statut"]), bool(row["conteste"])), []).append(row)
        elif (old["valeur"], old["statut"]) != (row["valeur"], row["statut"]):
            told = {**row, "avant": old["valeur"], "statut_avant": old["statut"]}
            revised.append(_of(kind, str(row["libelle"]), told, [row], since))
    fresh = []  # What was counted before what is expected.
    for (_, statut, contested), rows in sorted(new.items(), key=lambda item: item[0][1] in _EXPECTED):
        last = [row for row in rows if row["periode"] == rows[0]["periode"]]
        told = {
            "periode": rows[0]["periode"],
            "unite": rows[0]["unite"],
            "statut": statut,
            "conteste": contested,
            "valeurs": [(str(row["lieu"]), row["valeur"]) for row in last],
            "autres_periodes": len({row["periode"] for row in rows}) - 1,
        }
        fresh.append(_of(kind, str(rows[0]["libelle"]), told, last, since))
    return [*fresh, *revised]


def ordered(changes: Sequence[Change]) -> list[Change]:
    """By weight of their kinds; changes of one kind keep their order."""
    return sorted(changes, key=lambda change: KINDS.index(change.kind))
