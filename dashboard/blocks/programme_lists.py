"""Lists of one programme, each counted apart: promises, axes, priorities, actions under way, partners, other facts."""

from collections.abc import Mapping, Sequence

import pandas as pd
from dash.development.base_component import Component

from components import programmes as bodies
from components import promesses as promise_bodies
from components.block import FACT, Block, Table, TableColumn
from components.formats import is_missing
from components.origin import marked
from components.records import Group, definitions, records
from components.wording import programme as wording
from components.wording import promesses as promise_wording
from dashboard.blocks.programme_fiche import Fiche, text
from dashboard.plans import Row, rows_of
from dashboard.provenance import FACT as PROVENANCE
from dashboard.provenance import sources
from data.engine import Reader
from data.queries import fiche_programme as queries
from data.queries.plan_actions import other_lists_select


def _table(frame: pd.DataFrame, columns: Mapping[str, str], caption: str) -> Table:
    found = (
        TableColumn(name, label, "date" if name.startswith("date_") else "texte") for name, label in columns.items()
    )
    return Table(frame, tuple(found), caption)


def promises_block(read: Reader, known: Fiche) -> Block:
    """Promises of the programme, then those of others that it makes again."""
    own = rows_of(known.own.promises)
    others = known.whole.repeated
    again = rows_of(others[others["programme_id"] == known.id])
    due = sum(row["etat"] == "echue_sans_preuve" for row in own)
    message = wording.promises_message(len(own), due, len(again)) if own or again else wording.NO_PROMISE
    if not own and not again:
        return Block("promesses", wording.SUBJECT_PROMISES, message, void=wording.promises_void(known.name))
    lines: list[Sequence[Component | str]] = []
    cells: list[dict[str, object]] = []
    for row in own:
        entry = known.own.entry(row)
        name = f"{row['numero']}, {row['libelle']}"
        lines.append([marked(name, entry.facts, name), entry.due, promise_bodies.mark(str(row["etat"]), entry.state)])
        cells.append({"promesse": name, "echeance": entry.due, "etat": entry.state, FACT: entry.facts})
    for row in again:
        name = wording.repeated(str(row["numero"]), str(row["libelle"]))
        states = known.whole.promises.set_index("id")["etat"]
        etat = str(states[row["promesse_id"]]) if row["promesse_id"] in states.index else "non_datable"
        words = promise_wording.state(etat)
        lines.append([marked(name, row[FACT], name), promise_wording.NO_DATE, promise_bodies.mark(etat, words)])
        cells.append({"promesse": name, "echeance": promise_wording.NO_DATE, "etat": words, FACT: row[FACT]})
    body = records(
        wording.PROMISES_CAPTION, tuple(wording.PROMISES_COLUMNS.values()), [Group(lines)], "serrees promesses-courtes"
    )
    facts = [frame[list(PROVENANCE)] for frame in (known.own.promises, pd.DataFrame(again, columns=others.columns))]
    return Block(
        "promesses",
        wording.SUBJECT_PROMISES,
        message,
        body=bodies.with_link(body, wording.REGISTER, f"/promesses?programme={known.id}"),
        table=_table(pd.DataFrame(cells), wording.PROMISES_COLUMNS, wording.PROMISES_CAPTION),
        sources=sources(read, *facts),
        limits=(promise_wording.WITHOUT_DAYS, promise_wording.PROOFS_FROM),
    )


def axes_block(read: Reader, known: Fiche) -> Block:
    """Axes with their actions; no total with the other lists of the document."""
    found = read(queries.axes_et_actions_select(known.id))
    if found.empty:
        return Block("axes", wording.SUBJECT_AXES, wording.NO_AXIS, void=wording.axes_void(known.name))
    planned = int(found["actions"].sum())
    notes = [str(words) for words in found["qualificatif"].dropna()]
    lists = rows_of(read(other_lists_select(known.id)))[0]
    apart = [wording.LISTS_APART] if lists["priorites"] or lists["actions_engagees"] else []
    columns = dict(wording.AXES_COLUMNS)
    if planned:
        body = records(
            wording.AXES_CAPTION,
            (columns["nom"], columns["actions"]),
            [Group([[_axe(row), str(row["actions"])] for row in rows_of(found)])],
            "serrees axes-programme",
        )
        shown = bodies.with_link(body, wording.PLAN, f"/plan-actions?programme={known.id}")
    else:
        columns.pop("actions")
        shown = bodies.numbered([(str(row["nom"]), None, row[FACT]) for row in rows_of(found)])
    return Block(
        "axes",
        wording.SUBJECT_AXES,
        wording.axes_message(len(found), planned),
        body=shown,
        table=_table(found.astype({"numero": "string", "actions": "string"}), columns, wording.AXES_CAPTION),
        sources=sources(read, found),
        limits=(*apart, *notes),
    )


def _axe(row: Row) -> Component | str:
    name = f"{row['numero']}. {row['nom']}"
    return marked(name, row[FACT], name)


def priorities_block(read: Reader, known: Fiche) -> Block | None:
    """Common priorities, when the document gives some."""
    found = read(queries.priorites_select(known.id))
    if found.empty:
        return None
    return Block(
        "priorites",
        wording.SUBJECT_PRIORITIES,
        wording.priorities_message(len(found)),
        body=bodies.numbered([(str(row["nom"]), None, row[FACT]) for row in rows_of(found)]),
        table=_table(found, wording.LIST_COLUMNS, wording.PRIORITIES_CAPTION),
        sources=sources(read, found),
        limits=(wording.LISTS_APART,),
    )


def engaged_block(read: Reader, known: Fiche) -> Block | None:
    """Actions already under way, when the document gives some."""
    found = read(queries.actions_engagees_select(known.id))
    if found.empty:
        return None
    frame = found.assign(territoire=found["territoire"].fillna(wording.SEVERAL))
    items = [(str(row["nom"]), str(row["territoire"]), str(row[FACT])) for row in rows_of(frame)]
    return Block(
        "engagees",
        wording.SUBJECT_ENGAGED,
        wording.engaged_message(len(found)),
        body=bodies.numbered(items),
        table=_table(frame, wording.ENGAGED_COLUMNS, wording.ENGAGED_CAPTION),
        sources=sources(read, found),
        limits=(wording.LISTS_APART,),
    )


def partners_block(read: Reader, known: Fiche) -> Block:
    """Who takes part, role by role."""
    found = read(queries.partenaires_select(known.id))
    if found.empty:
        return Block(
            "partenaires", wording.SUBJECT_PARTNERS, wording.NO_PARTNER, void=wording.partners_void(known.name)
        )
    ranks = {role: rank for rank, role in enumerate(wording.ROLES)}
    ordered = found.iloc[found["role"].map(ranks).argsort(kind="stable")]
    by_role: dict[str, list[Row]] = {}
    for row in rows_of(ordered):
        by_role.setdefault(str(row["role"]), []).append(row)
    pairs = [
        (
            wording.ROLES[role][len(rows) > 1],
            bodies.lines([marked(wording.partner(row), row[FACT], wording.partner(row)) for row in rows]),
        )
        for role, rows in by_role.items()
    ]
    frame = ordered.assign(
        role=[wording.ROLES[str(role)][0] for role in ordered["role"]],
        qualificatif=ordered["qualificatif"].fillna(wording.NO_RESERVATION),
    )
    return Block(
        "partenaires",
        wording.SUBJECT_PARTNERS,
        wording.partners_message({role: len(rows) for role, rows in by_role.items()}),
        body=definitions(pairs),
        table=_table(frame, wording.PARTNERS_COLUMNS, wording.PARTNERS_CAPTION),
        sources=sources(read, found),
    )


def facts_block(read: Reader, known: Fiche) -> Block | None:
    """Facts of the documents that are no measure, theme by theme."""
    found = read(queries.faits_select(known.id))
    if found.empty:
        return None
    themes = list(dict.fromkeys(str(theme) for theme in found["theme"]))
    groups = []
    for theme in themes:
        rows = rows_of(found[found["theme"] == theme])
        groups.append(Group([_fact(row) for row in rows], theme[:1].upper() + theme[1:]))
    frame = found.assign(contenu=found["contenu"].fillna(wording.NO_CONTENT))
    columns = tuple(wording.FACTS_COLUMNS.values())[1:]
    return Block(
        "faits",
        wording.SUBJECT_FACTS,
        wording.facts_message(len(found), themes),
        body=records(wording.FACTS_CAPTION, columns, groups, "faits-programme"),
        table=_table(frame, wording.FACTS_COLUMNS, wording.FACTS_CAPTION),
        sources=sources(read, found),
        limits=(wording.FACTS_LIMIT,) if found["libelle"].str.contains(wording.SECTOR, case=False).any() else (),
        wide=True,
    )


def _fact(row: Row) -> list[Component | str]:
    return [
        bodies.named(str(row["libelle"]), text(row["qualificatif"]), facts=row[FACT]),
        wording.NO_CONTENT if is_missing(row["contenu"]) else str(row["contenu"]),
        wording.fact_date(row["date_fait"]),
        str(row["territoire"]),
    ]
