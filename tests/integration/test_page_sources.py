"""The page of sources: everything that the facts cite, counted from the database itself."""

from datetime import date
from html import unescape

from sqlalchemy import func, select

from components.block import Block
from components.formats import number
from components.static_html import to_html
from dashboard.filters import Filters
from dashboard.pages import sources as page
from data.engine import Reader
from data.queries.base import identity
from data.queries.latest import at
from data.queries.sources import sources_select
from data.queries.tracabilite import FACT_TABLES, tracabilite_select
from data.schema import metadata
from data.vocabulary import CALCUL


def _blocks(read: Reader) -> dict[str, Block]:
    return {block.key: block for block in page.view(read, Filters()).blocks}


def test_every_fact_is_counted_once(read: Reader):
    facts = read(tracabilite_select(date(2026, 1, 1)))
    for name in FACT_TABLES:
        rows = read(select(func.count().label("n")).select_from(metadata.tables[name]))["n"].iloc[0]
        assert facts.loc[facts["genre"] == name, "faits"].sum() == rows, name


def test_every_source_is_listed_with_its_facts(read: Reader):
    block = _blocks(read)["sources"]
    assert block.table is not None
    frame = block.table.frame
    assert set(frame["id"]) == set(read(sources_select())["id"])
    assert (frame["faits"] > 0).all(), "une source que rien ne cite est une erreur de saisie"
    html = to_html(block.body)
    for source_id in frame["id"]:
        assert f'id="source-{source_id}"' in html
    assert "licence non renseignée" in html


def test_a_past_situation_lists_only_the_sources_of_what_was_known(read: Reader):
    then = date(2015, 12, 31)
    view = page.view(at(read, then), Filters(situation=then))
    table = next(block for block in view.blocks if block.key == "sources").table
    assert table is not None
    assert (table.frame["faits"] > 0).all()
    assert len(table.frame) == 3
    assert ", 3\u00a0sources" in view.message


def test_figures_of_the_base_are_traced_by_kind_and_in_all(read: Reader):
    block = _blocks(read)["tracabilite"]
    assert block.table is not None
    rows = block.table.frame.set_index("genre")
    names = {
        "Observations statistiques": "observation",
        "Lignes de budget": "ligne_budget",
        "Aides hors programmes": "subvention",
    }
    for label, name in names.items():
        table = metadata.tables[name]
        total = int(read(select(func.count().label("n")).select_from(table))["n"].iloc[0])
        assert rows.loc[label, "sources"] == f"{number(total)} sur {number(total)}, 100\u202f%"
    vigie = metadata.tables["observation"].c.auteur_id == CALCUL
    computed = int(read(select(func.count().label("n")).where(vigie))["n"].iloc[0])
    assert str(rows.loc["Observations statistiques", "calcules"]).startswith(f"{computed} sur ")
    assert str(rows.loc["Lignes de budget", "calcules"]).startswith("4 sur "), "les quatre lignes en francs"
    assert "sont sourcés" in block.message
    assert to_html(block.bars).count('class="barre"') == 5


def test_no_made_up_figure_is_sourced(read_demonstration: Reader):
    block = _blocks(read_demonstration)["tracabilite"]
    assert block.message.startswith("0\u00a0chiffre sur ")


def test_contested_facts_are_those_of_the_documents(read: Reader):
    block = _blocks(read)["statuts"]
    assert block.table is not None
    assert int(block.table.frame["contestes"].sum()) == 3
    assert abs(float(block.table.frame["part"].sum()) - 100) < 1e-9
    assert "illustratif" not in set(block.table.frame["statut"].str.lower())


def test_what_is_empty_is_said(read: Reader):
    block = _blocks(read)["genres"]
    assert "suivi des actions" in block.message
    assert "orientations" in block.message
    assert block.table is not None
    rows = block.table.frame.set_index("genre")
    assert rows.loc["Suivi des actions", "faits"] == "aucun"
    assert rows.loc["Lignes de budget", "sans_valeur"] == "1"
    assert rows.loc["Promesses", "sans_valeur"] == "sans objet"


def test_the_hypothesis_of_maturity_is_called_one(read: Reader):
    html = to_html(_blocks(read)["methode"].body)
    assert "50 à 100 emplois par an" in html
    assert "5 à 10 ans" in html
    assert "hypothèse de Vigie" in html


def test_the_database_says_who_it_is_and_accessibility_is_not_claimed(read: Reader):
    html = to_html(_blocks(read)["base"].body)
    assert identity(read).empreinte[:12] in html
    assert identity(read).empreinte not in html
    assert "Non conforme, non auditée" in html


def test_every_indicator_is_defined(read: Reader):
    block = _blocks(read)["definitions"]
    assert block.table is not None
    assert block.table.frame.notna().all(axis=None)
    assert len(block.table.frame) == len(read(select(metadata.tables["indicateur"])))


def test_nothing_is_lost_behind_a_fold(read: Reader):
    bodies = {key: to_html(block.body) for key, block in _blocks(read).items() if block.body is not None}
    assert {key for key, html in bodies.items() if "<details" in html} == {
        "genres",
        "sources",
        "methode",
        "glossaire",
        "definitions",
    }
    table = _blocks(read)["sources"].table
    assert table is not None
    told = unescape(bodies["sources"])
    assert [words for words in (*table.frame["titre"], *table.frame["reserves"].dropna()) if words not in told] == []
