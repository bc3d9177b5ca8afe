"""Sources and method: what is cited, how complete the database is, the rules, the definitions."""

from datetime import date, timedelta
from typing import Final

import pandas as pd

from components import sources as bodies
from components.block import Block, Kind, Table, TableColumn, View
from components.formats import number
from components.records import definitions
from components.terms import glossary_rows
from components.wording import guides, method
from components.wording import sources as wording
from components.wording import terms as terms_wording
from components.wording.shell import status
from dashboard.blocks.sources_traced import traced_block
from dashboard.days import day
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.plans import rows_of
from dashboard.situation import first_of
from data.engine import Reader
from data.model import tracabilite as model
from data.queries import known_from
from data.queries import tracabilite as queries
from data.queries.base import identity
from data.queries.sources import sources_select

_A_YEAR: Final = timedelta(days=365)
_KINDS: Final[dict[str, Kind]] = {
    "faits": "nombre",
    "contestes": "nombre",
    "recents": "nombre",
    "part": "pourcent",
    "publiee_le": "date",
    "consultee_le": "date",
    "connu_le": "date",
}


def _columns(labels: dict[str, str]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(name, label, _KINDS.get(name, "texte")) for name, label in labels.items())


def _statuts(facts: pd.DataFrame, since: str) -> Block:
    frame = model.by_statut(facts)
    total, contested, recent = (int(frame[name].sum()) for name in ("faits", "contestes", "recents"))
    return Block(
        "statuts",
        wording.SUBJECT_STATUTS,
        wording.statuts_message(total, contested),
        table=Table(
            frame.assign(statut=[status(row["statut"], illustrative=row["illustratif"]) for row in rows_of(frame)]),
            _columns(dict(wording.STATUT_COLUMNS)),
            wording.STATUT_CAPTION,
        ),
        limits=(wording.recent_note(since, recent, total),),
    )


def _genres(facts: pd.DataFrame) -> Block:
    frame = model.by_genre(facts, queries.FACT_TABLES)
    empty = [wording.GENRES[str(genre)] for genre in frame.loc[frame["faits"] == 0, "genre"]]
    rows = rows_of(frame)
    # A kind that carries no figure cannot lack a value.
    valueless = [number(row["sans_valeur"]) if row["chiffres"] else wording.NO_FIGURE for row in rows]
    counts = [number(row["faits"]) if row["faits"] else wording.NONE for row in rows]
    table = frame.assign(genre=frame["genre"].map(dict(wording.GENRES)), faits=counts, sans_valeur=valueless)
    drawn = [
        (wording.GENRES[str(row["genre"])], wording.genre_count(row["faits"], row["chiffres"], row["sans_valeur"]))
        for row in rows
    ]
    return Block(
        "genres",
        wording.SUBJECT_GENRES,
        wording.genres_message(empty, int(frame["chiffres"].sum()), int(frame["sans_valeur"].sum())),
        body=bodies.genres(drawn),
        table=Table(
            table,
            tuple(TableColumn(name, label) for name, label in wording.GENRE_COLUMNS.items()),
            wording.GENRE_CAPTION,
        ),
        wide=True,
    )


def _cited(read: Reader, facts: pd.DataFrame, situation: date | None) -> pd.DataFrame:
    """Sources with what cites them; at a past situation, those that a fact known then cites."""
    found = model.by_source(read(sources_select()), facts)
    return found if situation is None else found[found["faits"] > 0]


def _sources(frame: pd.DataFrame) -> Block:
    kinds = frame["type"].value_counts()
    read_on = [str(day)[:10] for day in frame["consultee_le"]]
    return Block(
        "sources",
        wording.SUBJECT_SOURCES,
        wording.sources_message(
            int(kinds.get("document", 0)), int(kinds.get("jeu_de_donnees", 0)), int(frame["licence"].isna().sum())
        ),
        body=bodies.sources(rows_of(frame)),
        table=Table(frame.assign(consultee_le=read_on), _columns(dict(wording.SOURCE_TABLE)), wording.SOURCE_CAPTION),
        limits=(wording.NEXT_UPDATE,),
        wide=True,
    )


def _pairs(pairs: tuple[tuple[str, str], ...], term: str, words: str, caption: str) -> Table:
    frame = pd.DataFrame(pairs, columns=["terme", "valeur"])
    return Table(frame, (TableColumn("terme", term), TableColumn("valeur", words)), caption)


def _method(read: Reader) -> Block:
    return Block(
        "methode",
        wording.SUBJECT_METHOD,
        method.MESSAGE,
        body=bodies.method_body(rows_of(read(queries.hypotheses_select()))),
        table=_pairs(method.RULES, method.RULE, method.MEANING, method.CAPTION),
        wide=True,
    )


def _glossary() -> Block:
    pairs = tuple((name, meaning) for _key, name, meaning in glossary_rows())
    return Block(
        "glossaire",
        terms_wording.SUBJECT,
        terms_wording.message(len(pairs)),
        body=bodies.terms(),
        table=_pairs(pairs, terms_wording.TERM, terms_wording.MEANING, terms_wording.CAPTION),
        wide=True,
    )


def _definitions(read: Reader) -> Block:
    frame = read(queries.indicateurs_select())
    labelled = frame.assign(
        nature=frame["nature"].map(dict(wording.NATURES)), unite_compte=frame["unite_compte"].map(dict(wording.COUNTED))
    )
    return Block(
        "definitions",
        wording.SUBJECT_DEFINITIONS,
        wording.definitions_message(len(frame)),
        body=bodies.indicators(rows_of(labelled)),
        table=Table(labelled, _columns(dict(wording.DEFINITION_COLUMNS)), wording.DEFINITION_CAPTION),
        wide=True,
    )


def _left_out() -> Block:
    return Block(
        "exclus",
        wording.SUBJECT_LEFT_OUT,
        method.LEFT_OUT_MESSAGE,
        body=definitions(method.LEFT_OUT),
        table=_pairs(method.LEFT_OUT, method.LEFT_OUT_WHAT, method.LEFT_OUT_WHY, method.LEFT_OUT_CAPTION),
        wide=True,
    )


def _database(read: Reader) -> Block:
    known = identity(read)
    built = known.construite_le.date().isoformat()
    terms = wording.database_terms(built, known.empreinte)
    return Block(
        "base",
        wording.SUBJECT_DATABASE,
        wording.database_message(known.nature, built),
        body=definitions(terms),
        table=_pairs(terms, wording.TERM, wording.VALUE, wording.DATABASE_CAPTION),
    )


def view(read: Reader, filters: Filters) -> View:
    """Everything that the figures rest on."""
    since = day(filters) - _A_YEAR
    facts = read(queries.tracabilite_select(since))
    if facts.empty:
        return View(message=wording.NO_SOURCE, lead=wording.NO_SOURCE_ADVICE)
    cited = _cited(read, facts, filters.situation)
    return View(
        wording.message(len(cited), int(facts["faits"].sum())),
        lead=wording.lead(str(facts["connu_le"].max())),
        outline=True,
        blocks=(
            traced_block(facts),
            _statuts(facts, since.isoformat()),
            _database(read),
            _genres(facts),
            _sources(cited),
            _method(read),
            _glossary(),
            _definitions(read),
            _left_out(),
        ),
    )


PAGE: Final = Page(
    key="sources",
    path="/sources",
    title=wording.TITLE,
    nav=wording.NAV,
    view=view,
    guide=guides.SOURCES,
    apart=True,
    known_from=first_of(lambda _filters: known_from.anything_select()),
)
