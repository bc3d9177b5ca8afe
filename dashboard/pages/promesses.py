"""Promises: where each one stands and by which rule, the register, those made several times, those without a target."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from components import promesses as bodies
from components.block import FACT, Block, Source, Table, TableColumn, View, Way
from components.controls import Choice, Control
from components.facts import RULE, joined
from components.formats import alone, partial_date
from components.origin import marked
from components.records import Group, records
from components.wording import choices as shared
from components.wording import guides_programmes as guides
from components.wording import promesses as wording
from dashboard.blocks.promesses_register import Register, register
from dashboard.days import day
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.plans import Row, rows_of
from dashboard.provenance import FACT as PROVENANCE
from dashboard.provenance import sources
from dashboard.situation import first_of
from data.engine import Reader
from data.model.promesses import ETATS
from data.queries import known_from
from data.queries.affirmations import affirmations_select
from data.queries.emploi import ECART_DECLARE
from data.queries.fiche_programme import fiches_select

# No programme has that key: every programme is the default.
_ALL: Final = "tous"
_SERIES: Final = {
    "taux_chomage_localise": "/emploi",
    "emplois_clusters": "/clusters",
    "membres_clusters": "/clusters",
}
"""Page that shows the series of an indicator."""

Cited = tuple[Source, ...]


def controls(read: Reader) -> tuple[Control, ...]:
    """Programme, all of them by default; states, all of them by default."""
    programmes = tuple(Choice(str(row.id), str(row.nom_court)) for row in read(fiches_select()).itertuples())
    states = tuple(Choice(etat, wording.STATES[etat][1].capitalize()) for etat in ETATS)
    return (
        Control("programme", shared.PROGRAMME, (Choice(_ALL, wording.ALL_PROGRAMMES), *programmes), default=_ALL),
        Control("etat", wording.STATE, states, multiple=True, empty=wording.ALL_STATES),
    )


def _states(known: Register, chosen: tuple[str, ...], cited: Cited) -> Block:
    numbers = {
        etat: [str(numero) for numero in known.promises.loc[known.promises["etat"] == etat, "numero"]]
        for etat in ETATS
        if not chosen or etat in chosen
    }
    facts = {
        etat: joined((known.facts(row) for row in rows_of(known.promises[known.promises["etat"] == etat])), RULE)
        for etat in numbers
    }
    lines = [
        (wording.STATES[etat][0], len(found), ", ".join(found) or wording.NONE, wording.RULES[etat], facts[etat])
        for etat, found in numbers.items()
    ]
    names = ("etat", "nombre", "promesses", "regle")
    columns = tuple(
        TableColumn(name, label, "nombre" if name == "nombre" else "texte")
        for name, label in zip(names, wording.STATES_COLUMNS, strict=True)
    )
    return Block(
        "etats",
        wording.SUBJECT_STATES,
        wording.states_message(known.counts),
        body=bodies.states([(etat, found, facts[etat]) for etat, found in numbers.items()]),
        table=Table(pd.DataFrame(lines, columns=[*names, FACT]), columns, wording.STATES_CAPTION),
        sources=cited,
        limits=(wording.WITHOUT_DAYS, wording.APART, wording.PROOFS_FROM),
        wide=True,
    )


def _table_row(known: Register, promise: Row) -> dict[str, object]:
    proofs = [f"{wording.proof(row)} ({wording.proof_source(row)})" for row in known.proofs_of(promise)]
    return {
        "numero": promise["numero"],
        "programme": promise["programme"],
        "libelle": promise["libelle"],
        "qui": wording.author(promise),
        "place": wording.place(promise),
        "echeance_dite": known.due(promise),
        "echeance_note": promise["echeance_note"],
        "preuve": wording.SEPARATOR.join(proofs) or wording.NO_PROOF,
        "etat_dit": wording.state(str(promise["etat"]), known.elements(promise)),
        "aussi": ", ".join(name for _, name in known.also(promise)) or wording.NONE,
        FACT: known.facts(promise),
    }


def _register(known: Register, cited: Cited) -> Block:
    rows = rows_of(known.promises)
    groups: dict[tuple[str, str], list[bodies.Entry]] = {}
    for row in rows:
        groups.setdefault((str(row["programme_id"]), str(row["programme"])), []).append(known.entry(row))
    frame = pd.DataFrame([_table_row(known, row) for row in rows])
    return Block(
        "registre",
        wording.SUBJECT_REGISTER,
        wording.register_message(
            len(rows), int((known.promises["preuves"] > 0).sum()), int(known.promises["echeance"].isna().sum())
        ),
        body=bodies.register([(*programme, entries) for programme, entries in groups.items()]),
        table=Table(
            frame,
            tuple(TableColumn(name, label) for name, label in wording.TABLE_COLUMNS.items()),
            wording.REGISTER_CAPTION,
        ),
        sources=cited,
        limits=(wording.PEOPLE, wording.PROOFS_FROM),
        wide=True,
    )


def _forms(whole: Register, known: Register, programmes: Sequence[str], etats: Sequence[str]) -> pd.DataFrame:
    """Every form of the promises made several times that the choice concerns, oldest first.

    A promise concerns a chosen programme that makes it again; a chosen state is that of its own entry.
    """
    shown = set(known.promises["id"])
    names = ("programme_id", "numero", *wording.REPEATED_COLUMNS, *PROVENANCE, FACT)
    lines = []
    for key, others in whole.repeated.groupby("promesse_id", sort=False):
        again = not etats and others["programme_id"].isin(programmes).any()
        if key in shown or again:
            own = rows_of(whole.promises[whole.promises["id"] == key])
            forms = [{**row, "forme": row["libelle"]} for row in (*own, *rows_of(others))]
            lines += sorted(forms, key=lambda row: str(row["connu_le"]))
    return pd.DataFrame(lines, columns=list(dict.fromkeys(names)))


def _repeated(read: Reader, known: Register, forms: pd.DataFrame) -> Block:
    times = forms.groupby("numero", sort=False)["programme_id"].nunique()
    groups = [
        Group(
            [
                [
                    bodies.programme_link(str(row["programme_id"]), str(row["programme"])),
                    marked(str(row["forme"]), row[FACT], str(row["forme"])),
                    partial_date(str(row["connu_le"])),
                ]
                for row in rows_of(part)
            ],
            bodies.number_link(str(numero)) if numero in set(known.promises["numero"]) else str(numero),
        )
        for numero, part in forms.groupby("numero", sort=False)
    ]
    columns = tuple(
        TableColumn(name, label, "date" if name == "connu_le" else "texte")
        for name, label in wording.REPEATED_COLUMNS.items()
    )
    return Block(
        "repetees",
        wording.SUBJECT_REPEATED,
        wording.repeated_message([(str(numero), int(count)) for numero, count in times.items()]),
        body=records(wording.REPEATED_CAPTION, tuple(wording.REPEATED_COLUMNS.values()), groups, "serrees repetees"),
        table=Table(forms, columns, wording.REPEATED_CAPTION),
        sources=sources(read, forms),
        limits=(wording.REPEATED_NOTE,),
    )


def _targets(read: Reader, aimed: pd.DataFrame) -> Block:
    """Promises that would move an indicator without saying how far: what is missing, and where the series is."""
    gaps = {
        programme: read(affirmations_select((ECART_DECLARE,), programme=programme))
        for programme in dict.fromkeys(str(one) for one in aimed["programme_id"])
    }
    told = {programme: row for programme, frame in gaps.items() for row in rows_of(frame)}
    rows = rows_of(aimed)
    starts = [
        wording.gap(alone(told[row["programme_id"]]["valeur"]), str(told[row["programme_id"]]["libelle"]))
        if row["programme_id"] in told and row["indicateur_id"] == "taux_chomage_localise"
        else None
        for row in rows
    ]
    lines = [
        (
            row["libelle"],
            row["indicateur"],
            start,
            wording.NO_TARGET,
            joined([row[FACT], told[row["programme_id"]][FACT] if start else None]),
        )
        for row, start in zip(rows, starts, strict=True)
    ]
    ways = dict.fromkeys(str(row["indicateur_id"]) for row in rows if row["indicateur_id"] in _SERIES)
    return Block(
        "cibles",
        wording.SUBJECT_TARGETS,
        wording.targets_message(len(rows)),
        table=Table(
            pd.DataFrame(lines, columns=[*wording.TARGETS_COLUMNS, FACT]),
            tuple(TableColumn(name, label) for name, label in wording.TARGETS_COLUMNS.items()),
            wording.TARGETS_CAPTION,
        ),
        sources=sources(read, aimed, *gaps.values()),
        limits=tuple(wording.target_void(row, start) for row, start in zip(rows, starts, strict=True)),
        ways=tuple(Way(wording.SERIES[key][0], _SERIES[key], wording.SERIES[key][1]) for key in ways),
    )


def _alone(blocks: list[Block]) -> list[Block]:
    """A block without a neighbour takes the whole width."""
    return [replace(blocks[0], wide=True)] if len(blocks) == 1 else blocks


def view(read: Reader, filters: Filters) -> View:
    """The register for a programme and some states; every programme and every state by default."""
    today = day(filters)
    programmes = [str(key) for key in read(fiches_select())["id"]]
    chosen = [key for key in programmes if key == filters.programme] or programmes
    whole = register(read, programmes, today)
    if whole.promises.empty:
        return View(wording.NO_REGISTER, lead=wording.NO_REGISTER_ADVICE)
    known = whole.kept(chosen, filters.etat)
    forms = _forms(whole, known, chosen, filters.etat)
    again = [_repeated(read, known, forms)] if len(forms) else []
    if known.promises.empty:
        return View(wording.EMPTY, lead=wording.EMPTY_ADVICE, blocks=tuple(_alone(again)))
    cited = sources(read, known.promises, known.proofs[known.proofs["promesse_id"].isin(known.promises["id"])])
    aimed = known.promises[known.promises["etat"] == "non_mesurable"]
    targets = [_targets(read, aimed)] if len(aimed) else []
    return View(
        wording.message(known.counts) if known.counts else wording.apart_message(known.apart),
        lead=wording.lead(known.promises["source_id"].nunique(), known.apart, partial_date(today.isoformat())),
        blocks=(_states(known, filters.etat, cited), _register(known, cited), *_alone([*again, *targets])),
    )


PAGE: Final = Page(
    key="promesses",
    path="/promesses",
    title=wording.TITLE,
    nav=wording.NAV,
    controls=controls,
    filters=("programme", "etat"),
    view=view,
    guide=guides.PROMESSES,
    known_from=first_of(lambda _filters: known_from.promesses_select()),
)
