"""What the database knows of one action plan, gathered once for the plan's page and for its actions'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from components.block import FACT
from components.facts import joined
from components.wording import plan_actions as wording
from dashboard.blocks.budget_scope import last_told, total_words
from data.engine import Reader
from data.model import actions as model
from data.model import budget_ladder as ladder
from data.model.budget import Line, lines_of, totals
from data.model.programmes import ended_on
from data.queries import plan_actions as queries
from data.queries.budget import lignes_select
from data.queries.fiche_programme import comites_select
from data.queries.territoires import membres_select

Row = Mapping[Any, Any]


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Rows as mappings."""
    return list(frame.to_dict("records"))


@dataclass(frozen=True, slots=True)
class Plan:
    """An action plan.

    ``actions`` are those of ``followed``, whole or restricted; ``budgets`` the lines of the programme, ``lines``
    those of each action; ``today`` is the day for which the plan is read.
    """

    programme: Row
    today: date
    members: pd.DataFrame
    actions: pd.DataFrame
    suivis: pd.DataFrame
    budgets: pd.DataFrame
    lines: Mapping[str, tuple[Line, ...]]
    told: str | None
    shares: pd.DataFrame
    technical: str | None
    pair: tuple[str, ...]
    committees: pd.DataFrame

    @property
    def ended_on(self) -> str | None:
        """Partial date of the end of a plan that is over; None while it runs, or when no source gives an end."""
        return ended_on(self.programme["fin"], self.today)

    @property
    def over(self) -> bool:
        """True when the plan is assessed rather than steered."""
        return self.ended_on is not None

    @property
    def unset(self) -> int:
        """Actions whose last follow-up gives no state, or without a follow-up."""
        return int((self.actions["etat"] == model.UNKNOWN).sum())

    @property
    def stateless(self) -> list[Row]:
        """Those actions."""
        return rows_of(self.actions[self.actions["etat"] == model.UNKNOWN])

    @property
    def member_names(self) -> list[str]:
        """Short names of the EPCI of the plan."""
        return [str(name) for name in self.members["nom_court"]]

    @property
    def facts(self) -> tuple[pd.DataFrame, ...]:
        """Frames that the sources of the plan's figures come from."""
        ids = set(self.actions["id"])
        attached = self.budgets[self.budgets["action_id"].isin(ids)]
        return self.actions, self.suivis[self.suivis["action_id"].isin(ids)], attached


def budget_words(lines: Sequence[Line], told: str | None) -> str | None:
    """The vote of the last closed exercise of an action, else what is nearest to it; None without a line.

    Args:
        lines: those of the action.
        told: date to which the budget lines of the database go.
    """
    reference = ladder.reference(totals(lines), told)
    if reference is not None:
        return total_words(reference)
    return wording.UNQUANTIFIED if lines else None


def _followed(actions: pd.DataFrame, suivis: pd.DataFrame, budgets: pd.DataFrame, today: date) -> pd.DataFrame:
    """Actions as they stand, with what says so: the action itself, its last follow-up, its budget lines."""
    found = model.followed(actions, suivis, budgets, today)
    last = model.last_snapshots(suivis)[FACT]
    lines = budgets.groupby("action_id")[FACT].agg(joined)
    facts = [joined([own, last.get(key), lines.get(key)]) for own, key in zip(found[FACT], found["id"], strict=True)]
    return found.assign(**{FACT: pd.Series(facts, index=found.index, dtype="object")})


def _members(read: Reader, programme: Row) -> pd.DataFrame:
    place = str(programme["territoire_id"])
    return read(
        queries.epci_of_territoire_select(place)
        if programme["territoire_type"] == "epci"
        else membres_select(place, "epci")
    )


def plan(read: Reader, programme: Row, today: date) -> Plan:
    """Gather the plan of ``programme`` (a row of ``programmes_with_actions_select``)."""
    key = str(programme["id"])
    suivis, budgets = read(queries.suivis_select(key)), read(lignes_select(key))
    committees = read(comites_select(key))
    technical = committees.loc[committees["type"] == "cotech", "nom"]
    return Plan(
        programme=programme,
        today=today,
        members=_members(read, programme),
        actions=_followed(read(queries.actions_select(key)), suivis, budgets, today),
        suivis=suivis,
        budgets=budgets,
        lines={str(action): lines_of(part) for action, part in budgets.groupby("action_id")},
        told=last_told(read),
        shares=read(queries.action_epci_select(key)),
        technical=str(technical.iloc[0]) if len(technical) else None,
        pair=tuple(str(name) for name in read(queries.pilotes_select(key))["nom"]),
        committees=committees,
    )
