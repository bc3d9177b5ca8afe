"""One action of a plan: what is known of it, its dated follow-up, its money."""

from typing import Final

import pandas as pd
from dash import dcc
from dash.development.base_component import Component

from components import plan_actions as bodies
from components.block import FACT, Block, Table, TableColumn, View
from components.figures import budget as figures
from components.formats import partial_date
from components.origin import marked
from components.records import Content, Group, definitions, records
from components.wording import action as wording
from components.wording import bilan, guides
from components.wording import plan_actions as plan_wording
from components.wording import plan_actions_requests as asking
from dashboard.blocks.budget_ladder import ladder_rows
from dashboard.blocks.budget_scope import total_words
from dashboard.days import day
from dashboard.filters import Filters
from dashboard.page import NotFoundError, Page
from dashboard.plans import Plan, Row, budget_words, plan, rows_of
from dashboard.provenance import sources
from dashboard.situation import first_of
from data.engine import Reader
from data.model import actions as model
from data.model import budget_ladder as ladder
from data.model.budget import totals
from data.queries import known_from
from data.queries import plan_actions as queries


def _plan_href(known: Plan) -> str:
    return f"/plan-actions?programme={known.programme['id']}"


def _rank(row: Row) -> str:
    return plan_wording.number_in_plan(int(row["axe_numero"]), int(row["numero"]))


def _supplier(known: Plan, subject: str) -> str:
    return asking.supplier(subject, known.technical, known.pair, len(known.members))


def _record(read: Reader, known: Plan, action: Row) -> Block:
    lines = known.lines.get(str(action["id"]), ())
    shares = known.shares.loc[known.shares["action_id"] == action["id"], "nom_court"]
    end = known.ended_on
    champs = model.BILAN if known.over else model.CHAMPS
    missing = [champ for champ in champs if model.is_void(known.actions, champ)[_place(known, action)]]
    words: list[tuple[str, str | None]] = [
        (wording.PLAN, str(known.programme["nom_court"])),
        (wording.AXE, plan_wording.axe_title(action)),
        (wording.PRECISIONS, wording.field("precisions", action["precisions"])),
        (wording.EPCI, ", ".join(shares) or wording.NOT_SPLIT),
        (wording.STATE, plan_wording.ETATS[str(action["etat"])][0]),
        (wording.LATE, wording.lateness(action, over=known.over)),
        (wording.METEO, wording.meteo(action)),
        *((label, wording.field(name, action[name])) for name, label in wording.FIELDS.items()),
        (plan_wording.CHAMPS["budget"], budget_words(lines, known.told)),
        (wording.PLACE, str(action["passage"])),
    ]
    drawn: dict[str, Content] = dict(words)
    drawn[wording.PLAN] = dcc.Link(str(known.programme["nom_court"]), href=_plan_href(known))
    drawn[wording.STATE] = marked(bodies.mark(str(action["etat"])), action[FACT], wording.STATE)
    return Block(
        "fiche",
        wording.SUBJECT_RECORD,
        wording.record_message(missing) if end is None else bilan.record_message(missing, end),
        body=definitions(list(drawn.items())),
        table=Table(
            pd.DataFrame(words, columns=["terme", "valeur"]).assign(fait=action[FACT]),
            (TableColumn("terme", wording.TERM), TableColumn("valeur", wording.VALUE)),
            wording.RECORD_CAPTION,
        ),
        sources=sources(read, known.actions.loc[[_place(known, action)]]),
        limits=(plan_wording.NUMBERING,),
    )


def _place(known: Plan, action: Row) -> int:
    return int(known.actions.index[known.actions["id"] == action["id"]][0])


def _history(read: Reader, known: Plan, action: Row) -> Block:
    suivis = known.suivis[known.suivis["action_id"] == action["id"]].iloc[::-1]
    if suivis.empty:
        who, end = _supplier(known, "etat"), known.ended_on
        void = wording.history_void(who) if end is None else bilan.history_void(who, end)
        return Block("suivi", wording.SUBJECT_HISTORY, wording.history_message(0, None), void=void)
    lines = []
    for row in rows_of(suivis):
        etat = row["etat"] if isinstance(row["etat"], str) else model.UNKNOWN
        known_fields = [wording.field(name, row[name]) for name in ("pilote", "echeance")]
        observed = partial_date(str(row["observe_le"]))
        lines.append(
            [
                marked(observed, row[FACT], observed),
                bodies.mark(etat),
                *known_fields,
                wording.meteo(row),
                wording.field("", row["prochaine_etape"]),
            ]
        )
    frame = suivis.assign(meteo=[wording.meteo(row) for row in rows_of(suivis)])
    names = ("observe_le", "etat", "pilote", "echeance", "meteo", "prochaine_etape")
    columns = tuple(
        TableColumn(name, label, "date" if name in ("observe_le", "echeance") else "texte")
        for name, label in zip(names, wording.HISTORY_COLUMNS, strict=True)
    )
    return Block(
        "suivi",
        wording.SUBJECT_HISTORY,
        wording.history_message(len(suivis), str(suivis["observe_le"].iloc[0])),
        body=records(wording.HISTORY_CAPTION, wording.HISTORY_COLUMNS, [Group(lines)]),
        table=Table(frame, columns, wording.HISTORY_CAPTION),
        sources=sources(read, suivis),
        limits=(plan_wording.METEO_RULE,),
        wide=True,
    )


def _budget(read: Reader, known: Plan, action: Row) -> Block:
    own = known.budgets[known.budgets["action_id"] == action["id"]]
    message = wording.budget_message(len(own))
    if own.empty:
        elsewhere = int(known.budgets["action_id"].isna().sum())
        void = wording.budget_void(_supplier(known, "budget"), elsewhere, over=known.over)
        return Block("budget", wording.SUBJECT_BUDGET, message, void=void)
    frame = own.assign(etape=own["etape"].map(plan_wording.ETAPES), exercice=own["exercice"].astype("string"))
    columns = tuple(
        TableColumn(name, label, "euros" if name == "montant" else "texte")
        for name, label in wording.BUDGET_COLUMNS.items()
    )
    lines = Table(frame, columns, wording.BUDGET_CAPTION)
    found = totals(known.lines[str(action["id"])])
    reference = ladder.reference(found, known.told)
    cited = sources(read, own)
    if reference is None or len(own) == 1:
        return Block("budget", wording.SUBJECT_BUDGET, message, table=lines, sources=cited)
    drawn, _ = ladder_rows(found, reference, known.told)
    return Block(
        "budget",
        wording.SUBJECT_BUDGET,
        wording.budget_message(len(own), total_words(reference)),
        bars=figures.rows(drawn),
        table=lines,
        sources=cited,
        limits=(wording.NEVER_ADDED,),
    )


def _neighbours(known: Plan, action: Row) -> Component:
    rows = rows_of(known.actions)
    place = [row["id"] for row in rows].index(action["id"])
    links = [(wording.WHOLE_PLAN, _plan_href(known))]
    if place > 0:
        before = rows[place - 1]
        links.append((wording.previous(_rank(before)), bodies.action_href(str(before["id"]))))
    if place + 1 < len(rows):
        after = rows[place + 1]
        links.append((wording.following(_rank(after)), bodies.action_href(str(after["id"]))))
    return bodies.neighbours(links, wording.NEIGHBOURS)


def view(read: Reader, filters: Filters) -> View:
    """Everything known of one action.

    Raises:
        NotFoundError: no action of a known programme and axis has that id.
    """
    owner = read(queries.programme_of_action_select(filters.action or ""))
    if owner.empty:
        raise NotFoundError(filters.action)
    programmes = read(queries.programmes_with_actions_select())
    owners = rows_of(programmes[programmes["id"] == owner["programme_id"].iloc[0]])
    if not owners:
        raise NotFoundError(filters.action)
    programme = owners[0]
    known = plan(read, programme, day(filters))
    action = next((row for row in rows_of(known.actions) if row["id"] == filters.action), None)
    if action is None:
        raise NotFoundError(filters.action)
    record, history, budget = (build(read, known, action) for build in (_record, _history, _budget))
    return View(
        str(action["nom"]),
        lead=wording.lead(str(programme["nom_court"]), str(action["axe"]), _rank(action), known.ended_on),
        blocks=(record, budget, history) if history.wide else (record, history, budget),
        extra=(_neighbours(known, action),),
    )


PAGE: Final = Page(
    key="action",
    path="/plan-actions/<action>",
    title=wording.TITLE,
    parent="plan-actions",
    filters=("action",),
    view=view,
    guide=guides.ACTION,
    known_from=first_of(lambda filters: known_from.action_select(str(filters.action))),
)
