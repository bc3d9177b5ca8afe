"""Action plan: states by axis, what is asked of the committee, the actions, the voids."""

from dataclasses import replace
from typing import Final

import pandas as pd

from components import plan_actions as bodies
from components.block import FACT, Block, Source, Table, TableColumn, View
from components.controls import Choice, Control
from components.facts import COUNT, RULE, joined
from components.formats import is_missing
from components.wording import bilan, guides
from components.wording import choices as choices_wording
from components.wording import plan_actions as wording
from components.wording import plan_actions_requests as asking
from dashboard.choices import epci_control, most_recent
from dashboard.days import day
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.plans import Plan, budget_words, plan, rows_of
from dashboard.provenance import sources
from dashboard.situation import first_of
from data.engine import Reader
from data.model import actions as model
from data.queries import known_from
from data.queries import plan_actions as queries
from data.queries.programmes import programmes_of_epci_select

Cited = tuple[Source, ...]


def controls(read: Reader) -> tuple[Control, ...]:
    """Programme that has actions, the most recent one by default; followed EPCI."""
    found = read(queries.programmes_with_actions_select())
    choices = tuple(Choice(str(row.id), str(row.nom_court)) for row in found.itertuples())
    return Control("programme", choices_wording.PROGRAMME, choices, default=most_recent(found)), epci_control(read)


def _matrix(known: Plan, cited: Cited) -> Block:
    late, late_rule = (bilan.LATE, bilan.late_rule) if known.over else (wording.LATE, wording.late_rule)
    matrix = model.state_matrix(known.actions)
    facts = known.actions.groupby("axe_id")[FACT].agg(lambda own: joined(own, COUNT))
    matrix[FACT] = matrix["axe_id"].map(facts)
    rows = rows_of(matrix)
    table = matrix.assign(
        retard=[wording.late_cell(row) for row in rows], meteo=[wording.meteo_cell(row) for row in rows]
    )
    unknown = matrix["non_renseignee"] == matrix["actions"]
    # A state is not zero times reached where no state is known.
    observed = [etat for etat in model.ETATS if etat != model.UNKNOWN]
    table[observed] = table[observed].astype("Int64").mask(unknown)
    columns = (
        TableColumn("axe", wording.AXE),
        *(TableColumn(etat, wording.ETATS[etat][0].capitalize(), "nombre") for etat in model.ETATS),
        TableColumn("actions", wording.ACTIONS, "nombre"),
        TableColumn("retard", late),
        TableColumn("meteo", wording.METEO),
    )
    return Block(
        "matrice",
        wording.SUBJECT_MATRIX,
        wording.matrix_message(rows),
        body=bodies.matrix(rows, over=known.over),
        table=Table(table, columns, wording.MATRIX_CAPTION),
        sources=cited,
        limits=(late_rule(known.today.isoformat()), wording.METEO_RULE),
        wide=True,
    )


def _supplier(known: Plan, subject: str) -> str:
    return asking.supplier(subject, known.technical, known.pair, len(known.members))


def _short_supplier(known: Plan, subject: str) -> str:
    return asking.short_supplier(subject, known.technical, known.pair, len(known.members))


def _points(known: Plan) -> list[tuple[str, str]]:
    """What is asked about the plan, and who prepares it: steering while it runs, then an assessment."""
    asked = model.assessment(known.actions) if known.over else model.requests(known.actions)
    words, total = bilan.request if known.over else asking.request, len(known.actions)
    return [(words(subject, count, total), _supplier(known, subject)) for subject, count in asked]


def _requests(read: Reader, known: Plan, cited: Cited) -> Block:
    key = str(known.programme["id"])
    recorded = model.answers(read(queries.orientations_select(key)))
    waiting = [asking.recorded(asked) for asked, given in recorded if given is None]
    settled = [asking.settled(asked, given) for asked, given in recorded if given is not None]
    steering = rows_of(known.committees[known.committees["type"] == "copil"])
    points = _points(known)
    subject, complete, message = (
        (bilan.SUBJECT_REQUESTS, bilan.COMPLETE, bilan.requests_message)
        if known.over
        else (wording.SUBJECT_REQUESTS, asking.COMPLETE, asking.requests_message)
    )
    notes = (
        None if points or not recorded else complete,
        bilan.STEERING if known.over else None,
        asking.PERIMETER,
        asking.frequency(steering),
        asking.seats(rows_of(read(queries.sieges_select(key)))),
        wording.STEERING,
    )
    facts = joined(known.actions[FACT], RULE)
    frame = pd.DataFrame(points, columns=["point", "prepare_par"]).assign(fait=facts)
    columns = (TableColumn("point", asking.POINT), TableColumn("prepare_par", asking.PREPARED_BY))
    said = [(point, asking.prepared_by(who), facts) for point, who in points]
    return Block(
        "demandes",
        subject,
        message([point for point, _ in points]),
        body=bodies.requests(said, waiting, settled) if points or recorded else None,
        table=Table(frame, columns, wording.REQUESTS_CAPTION) if points else None,
        sources=cited,
        limits=tuple(note for note in notes if note),
        void=None if points or recorded else complete,
    )


def _list(read: Reader, known: Plan, cited: Cited) -> Block:
    rows = rows_of(known.actions)
    authors = set(known.actions["meteo_auteur"].dropna())
    judge = str(*authors) if len(authors) == 1 else None
    missing = {champ: int(model.is_void(known.actions, champ).sum()) for champ in model.CHAMPS}
    key = str(known.programme["id"])
    lists = rows_of(read(queries.other_lists_select(key)))[0]
    acts = rows_of(read(queries.actes_select(key)))
    binding = [asking.act(row) for row in acts if row["type"] == "signature" or not is_missing(row["pour"])]
    notes = (
        None if judge is None else wording.one_judge(judge),
        wording.other_lists(int(lists["priorites"]), int(lists["actions_engagees"])),
        *binding,
        wording.NUMBERING,
    )
    amounts = {str(row["id"]): budget_words(known.lines.get(str(row["id"]), ()), known.told) for row in rows}
    frame = known.actions.assign(
        rang=[wording.number_in_plan(int(row["axe_numero"]), int(row["numero"])) for row in rows],
        etat=[wording.ETATS[str(row["etat"])][0] for row in rows],
        budget=known.actions["id"].map(amounts),
    )
    names = dict(
        zip(
            ("etat", "pilote", "elu_referent", "echeance", "budget", "meteo", "prochaine_etape"),
            wording.LIST_COLUMNS[1:],
            strict=True,
        )
    )
    columns = (
        TableColumn("axe", wording.AXE),
        TableColumn("rang", wording.RANK),
        TableColumn("nom", wording.LIST_COLUMNS[0]),
        *(TableColumn(name, label, "date" if name == "echeance" else "texte") for name, label in names.items()),
    )
    return Block(
        "actions",
        wording.SUBJECT_LIST,
        wording.list_message(missing, len(rows)),
        body=bodies.actions(rows, amounts, judge, over=known.over),
        table=Table(frame, columns, wording.LIST_CAPTION),
        sources=cited,
        limits=tuple(note for note in notes if note),
        wide=True,
    )


def _voids(known: Plan, cited: Cited) -> Block:
    """What is missing by axis; of a plan that is over, first what its assessment needs, then what its steering had."""
    asked, past = (model.BILAN, bilan.STEERED) if known.over else (model.CHAMPS, {})
    voids = model.voids(known.actions, (*asked, *past))
    fields = {**wording.CHAMPS, **bilan.CHAMPS, **past} if known.over else wording.CHAMPS
    axes = voids.drop_duplicates("axe_id")
    lines = []
    for champ, part in voids.groupby("champ", sort=False):
        cells = [wording.void_cell(row["manquants"], row["actions"]) for row in rows_of(part)]
        whole = wording.void_cell(int(part["manquants"].sum()), int(part["actions"].sum()))
        lines.append((str(champ), fields[str(champ)], _short_supplier(known, str(champ)), [*cells, whole]))
    keys = ["champ", *(str(key) for key in axes["axe_id"]), "ensemble", "par"]
    names = [str(name) for name in axes["axe"]]
    labels = (wording.MISSING, *names, wording.WHOLE, wording.SUPPLIER)
    facts = joined(known.actions[FACT], COUNT)
    frame = pd.DataFrame([[name, *cells, who] for _, name, who, cells in lines], columns=keys).assign(fait=facts)
    expected = voids[voids["champ"].isin(asked)]
    groups = [
        (title, [(name, asking.supplied_by(who), cells) for champ, name, who, cells in lines if champ in members])
        for title, members in ((bilan.EXPECTED if past else None, asked), (bilan.PAST, past))
        if members
    ]
    return Block(
        "vides",
        bilan.SUBJECT_VOIDS if known.over else wording.SUBJECT_VOIDS,
        wording.voids_message(int(expected["manquants"].sum()), int(expected["actions"].sum()), over=known.over),
        body=bodies.voids(names, groups, facts),
        table=Table(
            frame,
            tuple(TableColumn(key, label) for key, label in zip(keys, labels, strict=True)),
            wording.VOIDS_CAPTION,
        ),
        sources=cited,
        limits=tuple(note for note in (asking.pair_note(known.pair), wording.SUPPLIER_RULE) if note),
    )


def _scope(read: Reader, known: Plan, chosen: tuple[str, ...]) -> tuple[Plan, list[str], list[str], tuple[str, ...]]:
    """The plan restricted to the chosen EPCI, the names inside and outside it, and what must be said."""
    names = {choice.value: choice.label for choice in epci_control(read).choices}
    inside = [siren for siren in chosen if siren in set(known.members["code"])]
    outside = [names[siren] for siren in chosen if siren not in inside]
    own = [names[siren] for siren in inside]
    notices = []
    if outside and inside:
        notices.append(wording.outside_notice(outside))
    if inside:
        unsplit = int((~known.actions["id"].isin(known.shares["action_id"])).sum())
        if unsplit:
            notices.append(wording.unsplit_notice(unsplit, len(known.actions), own))
    restricted = replace(known, actions=model.concerned(known.actions, known.shares, inside))
    return restricted, own, outside, tuple(notices)


def _elsewhere(read: Reader, whole: Plan, epci: tuple[str, ...], names: list[str]) -> View:
    others = read(programmes_of_epci_select(epci))
    programmes = [str(name) for name in others["nom_court"].drop_duplicates()]
    choices = read(queries.programmes_with_actions_select())
    planned = [str(name) for name in choices["nom_court"] if name in programmes]
    void = Block(
        "ailleurs",
        wording.SUBJECT_ELSEWHERE,
        wording.elsewhere_message(names, planned),
        void=wording.elsewhere_void(programmes, planned),
        wide=True,
    )
    lead = wording.outside_lead(str(whole.programme["nom_court"]), whole.member_names)
    return View(wording.outside_message(names), lead=lead, blocks=(void,))


def _no_action(whole: Plan, names: list[str], notices: tuple[str, ...]) -> View:
    """Members of the plan to which it gives no action."""
    void = Block(
        "sans-action",
        wording.SUBJECT_LIST,
        wording.no_action_message(names),
        void=wording.no_action_void(len(whole.actions), _supplier(whole, "etat")),
        wide=True,
    )
    lead = wording.outside_lead(str(whole.programme["nom_court"]), whole.member_names)
    return View(wording.no_action_message(names), lead=lead, blocks=(void,), notices=notices)


def _message(known: Plan) -> str:
    states, total = known.actions, len(known.actions)
    if known.ended_on is not None:
        return bilan.message(int((states["etat"] == "realisee").sum()), known.unset, total, known.ended_on)
    return wording.message(total - known.unset, int((states["retard"] == "en_retard").sum()), total)


def view(read: Reader, filters: Filters) -> View:
    """The plan of one programme, for all its EPCI or for some."""
    programmes = read(queries.programmes_with_actions_select())
    wanted = rows_of(programmes[programmes["id"] == filters.programme])
    if not wanted:
        return View(message=wording.NO_PLAN, lead=wording.NO_PLAN_ADVICE)
    whole = plan(read, wanted[0], day(filters))
    known, inside, outside, notices = _scope(read, whole, filters.epci)
    if outside and not inside:
        return _elsewhere(read, whole, filters.epci, outside)
    if known.actions.empty:
        return _no_action(whole, inside, notices)
    states = known.actions
    cited = sources(read, *known.facts)
    return View(
        _message(known),
        lead=wording.lead(str(whole.programme["nom"]), states["axe_id"].nunique(), len(states), whole.member_names),
        blocks=(
            _matrix(known, cited),
            _requests(read, known, cited),
            _voids(known, cited),
            _list(read, known, cited),
        ),
        notices=notices,
    )


PAGE: Final = Page(
    key="plan-actions",
    path="/plan-actions",
    title=wording.TITLE,
    nav=wording.NAV,
    controls=controls,
    filters=("programme", "epci"),
    view=view,
    guide=guides.PLAN,
    apart=True,
    known_from=first_of(lambda _filters: known_from.actions_select()),
)
