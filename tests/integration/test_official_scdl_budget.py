"""SCDL budget: what was voted and carried out, tied by the rules of the territory; nothing lost, nothing twice."""

import csv
import json
import tracemalloc
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from components.block import View
from dashboard.filters import Filters
from dashboard.page import effective
from dashboard.pages.budget import PAGE
from data.engine import read_only_engine, reader
from data.intake.official.scdl_budget import SCDL_BUDGET
from data.intake.official.scdl_budget_lines import UNATTACHED
from data.intake.official.scdl_layouts import BUDGET
from data.model.budget import lines_of
from data.queries.budget import lignes_select, programmes_select
from data.tables.finances import ligne_budget
from data.tables.references import source
from data.vocabulary import SANS_REGLE
from tests.official_files import OPENDATA, Bench, told

SIRET = "20007189200018"
COLUMNS = [field["name"] for field in BUDGET["fields"]]
SIDECAR = """connu_le = "2026-04-10"
programme = "ti-2019"
auteur_id = "ca-saint-quentinois"
"""
RULES = """
[[regle]]
fonction = "61*"
axe = "ti-2019-1"

[[regle]]
operation = ["4702", "Friche*"]
axe = "ti-2019-3"
financeur = "etat"
"""


def line(fonction: str, montant: str, **changes: str) -> dict[str, str]:
    cells = {
        "BGT_NATDEC": "budget primitif",
        "BGT_ANNEE": "2026",
        "BGT_SIRET": SIRET,
        "BGT_NOM": "CA du Saint-Quentinois",
        "BGT_CONTNAT": "65748",
        "BGT_CONTNAT_LABEL": "Subventions",
        "BGT_NATURE": "65",
        "BGT_NATURE_LABEL": "Autres charges de gestion courante",
        "BGT_FONCTION": fonction,
        "BGT_FONCTION_LABEL": f"Fonction {fonction} d'essai",
        "BGT_SECTION": "fonctionnement",
        "BGT_OPBUDG": "réel",
        "BGT_CODRD": "dépense",
        "BGT_MTPREV": montant,
    }
    return {**cells, **changes}


BP = [
    line("61", "100 000,50"),
    line("61", "20 000,00", BGT_CONTNAT="6218"),
    line("632", "5000"),
    line("", "7000", BGT_OPERATION="4702", BGT_SECTION="investissement"),
    line("", "127000,50", BGT_CODRD="recette", BGT_NATURE="73", BGT_NATURE_LABEL="Impôts et taxes"),
    line("01", "3000", BGT_OPBUDG="ordre"),
]


def as_outturn(rows: list[dict[str, str]], nature: str, share: Decimal) -> list[dict[str, str]]:
    def amount(row: dict[str, str]) -> str:
        return str(Decimal(row["BGT_MTPREV"].replace(" ", "").replace(",", ".")) * share)

    return [{**row, "BGT_NATDEC": nature, "BGT_MTREAL": amount(row)} for row in rows]


def written(folder: Path, name: str, rows: list[dict[str, str]], toml: str | None, encoding: str = "utf-8") -> Path:
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";", restval="")
        writer.writeheader()
        writer.writerows(rows)
    if toml is not None:
        path.with_name(f"{name}.toml").write_text(toml, encoding="utf-8")
    return path


@pytest.fixture
def bench(base_sqlite: Path, tmp_path: Path) -> Bench:
    return Bench.on(base_sqlite, tmp_path)


def shown(bench: Bench, programme: str = "ti-2019") -> dict[tuple[str | None, str, str, str], Decimal]:
    """Sums of the lines that the Budget page would read, by axis, sense, stage and document."""
    engine = read_only_engine(f"sqlite:///{bench.path}")
    lines = lines_of(reader(engine)(lignes_select(programme)))
    engine.dispose()
    sums: dict[tuple[str | None, str, str, str], Decimal] = defaultdict(Decimal)
    for one in lines:
        if one.document and one.montant is not None:
            sums[one.axe_id, one.sens, one.etape, one.document] += Decimal(str(one.montant))
    return {key: value for key, value in sums.items() if value}


def test_every_euro_of_the_document_is_in_the_base_once(bench: Bench, tmp_path: Path):
    before = bench.count(ligne_budget)
    path = written(tmp_path, "bp-2026.csv", BP, SIDECAR + RULES, "cp1252")
    incoming = bench.read(SCDL_BUDGET, path)
    assert (incoming.read, incoming.kept) == (6, 6)
    assert {"Windows-1252", "séparateur « ; »", "décimales à la virgule"} <= set(incoming.said)
    merge = bench.publish(SCDL_BUDGET, path)
    assert merge.count() == {"source": 1, "ligne_budget": 5}
    assert bench.count(ligne_budget) == before + 5
    assert shown(bench) == {
        ("ti-2019-1", "depense", "vote", "BP"): Decimal("120000.5"),
        ("ti-2019-3", "depense", "vote", "BP"): Decimal(7000),
        (None, "depense", "vote", "BP"): Decimal(8000),
        (None, "recette", "vote", "BP"): Decimal("127000.5"),
    }


def test_what_no_rule_takes_is_one_visible_line_and_a_warning(bench: Bench, tmp_path: Path):
    incoming = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + RULES))
    loose = [row.cells for row in incoming.rows["ligne_budget"] if not row.cells["axe_id"]]
    assert all(cells["objet"] == UNATTACHED[cells["sens"]] and cells["qualificatif"] == SANS_REGLE for cells in loose)
    assert sorted((c["sens"], c["mouvement"], c["montant"]) for c in loose) == [
        ("depense", "ordre", "3000"),
        ("depense", "reel", "5000"),
        ("recette", "reel", "127000.5"),
    ]
    said = [fault.seen for fault in incoming.warnings if "une règle" in fault.expected]
    assert [text.split(",")[0] for text in said] == ["chapitre 73", "fonction 632", "fonction 01"]


def budget_page(bench: Bench) -> View:
    """What the Budget page shows of the programme."""
    engine = read_only_engine(f"sqlite:///{bench.path}")
    read = reader(engine)
    filters, _ = effective(Filters(programme="ti-2019", annee=2026), PAGE.controls(read))
    view = PAGE.view(read, filters)
    engine.dispose()
    return view


def table(view: View, key: str) -> pd.DataFrame:
    (found,) = (block.table for block in view.blocks if block.key == key)
    assert found is not None
    return found.frame


def test_what_no_rule_takes_stands_apart_on_the_page_and_enters_no_total(bench: Bench, tmp_path: Path):
    bench.publish(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + RULES))
    outturn = as_outturn(BP, "compte administratif", Decimal("0.5"))
    toml = (SIDECAR + RULES).replace("2026-04-10", "2026-11-01")
    bench.publish(SCDL_BUDGET, written(tmp_path, "ca.csv", outturn, toml))
    view = budget_page(bench)
    ladder = table(view, "echelle").dropna(subset=["montant"])
    assert list(zip(ladder["etape"], ladder["montant"], strict=True)) == [("Voté", 127000.5), ("Réalisé", 63500.25)]
    assert any("50,0\u202f% du voté" in text for text in ladder["taux"])
    split = table(view, "repartition")
    assert "Non ventilé par axe" not in set(split["nom"])
    assert split.loc[split["lecture"] == "Par axe", "montant"].sum() == 127000.5
    apart = table(view, "non-rattache")
    assert [tuple(row) for row in apart[["etape", "montant", "lignes"]].itertuples(index=False)] == [
        ("Voté", 5000.0, 1),
        ("Réalisé", 2500.0, 1),
        ("Voté", 127000.5, 1),
        ("Réalisé", 63500.25, 1),
    ]
    (block,) = (block for block in view.blocks if block.key == "non-rattache")
    assert block.message == (
        "Aucune règle ne relie au programme 5\u202f000\u202f€ votés en\u00a02026 (1\u00a0ligne)"
        "\u202f; 3\u00a0autres montants à part"
    )
    assert any("par une règle, ou les dire hors programme" in limit for limit in block.limits)
    lines = table(view, "lignes")
    loose = lines[lines["objet"].str.startswith("Non rattaché")]
    assert set(loose["compte"]) == {"non\u202f: non rattaché au programme"}
    assert SANS_REGLE not in (view.lead or "")


def test_a_budget_without_a_rule_is_no_amount_of_the_programme(bench: Bench, tmp_path: Path):
    def quantified() -> int:
        engine = read_only_engine(f"sqlite:///{bench.path}")
        found = reader(engine)(programmes_select()).set_index("id")["chiffrees"]
        engine.dispose()
        return int(found["ti-2019"])

    before = quantified()
    bench.publish(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR))
    assert quantified() == before
    view = budget_page(bench)
    assert view.blocks[0].void
    assert table(view, "non-rattache")["montant"].sum() == 132000.5 + 127000.5


def test_a_line_that_a_new_rule_takes_leaves_what_stands_apart(bench: Bench, tmp_path: Path):
    bench.publish(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + RULES))
    more = '[[regle]]\nfonction = "632"\naxe = "ti-2019-2"\n[[regle]]\nsens = "recette"\naxe = "ti-2019-2"\n'
    bench.publish(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + RULES + more))
    view = budget_page(bench)
    assert "non-rattache" not in {block.key for block in view.blocks}
    assert "Non ventilé par axe" not in set(table(view, "repartition")["nom"])


def test_more_unattached_than_attached_is_told(bench: Bench, tmp_path: Path):
    said = [fault.seen for fault in bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR)).warnings]
    assert said.count("0,00\u202f€ rattachés, 135\u202f000,50\u202f€ non rattachés") == 1
    attached = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + RULES)).warnings
    assert not any("rattachés" in fault.seen for fault in attached)


def test_the_same_file_twice_changes_nothing(bench: Bench, tmp_path: Path):
    path = written(tmp_path, "bp.csv", BP, SIDECAR + RULES)
    bench.publish(SCDL_BUDGET, path)
    assert bench.publish(SCDL_BUDGET, path).count() == {}


def test_a_new_rule_moves_the_money_and_counts_it_once(bench: Bench, tmp_path: Path):
    path = written(tmp_path, "bp.csv", BP, SIDECAR + RULES)
    bench.publish(SCDL_BUDGET, path)
    total = sum(shown(bench).values())
    more = '[[regle]]\nfonction = "632"\naxe = "ti-2019-2"\n'
    for rules in (RULES + more, RULES, RULES + more, RULES):
        merge = bench.publish(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + rules))
        assert merge.count() != {}
        sums = shown(bench)
        assert sum(sums.values()) == total
        assert sums.get(("ti-2019-2", "depense", "vote", "BP"), 0) == (5000 if more in rules else 0)
        assert sums[None, "depense", "vote", "BP"] == (3000 if more in rules else 8000)


def test_a_rule_may_put_lines_outside_the_programmes_and_says_how_much(bench: Bench, tmp_path: Path):
    bench.publish(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + RULES))
    away = '[[regle]]\nfonction = ["632", "01", ""]\noperation = ""\nhors_programme = true\n'
    path = written(tmp_path, "bp.csv", BP, SIDECAR + RULES + away)
    assert any("hors programme 8\u202f000,00\u202f€" in text for text in bench.read(SCDL_BUDGET, path).said)
    bench.publish(SCDL_BUDGET, path)
    assert {axe for axe, *_ in shown(bench)} == {"ti-2019-1", "ti-2019-3"}


def test_vote_amendment_and_outturn_are_kept_apart(bench: Bench, tmp_path: Path):
    bench.publish(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + RULES))
    dm = [line("61", "-500", BGT_NATDEC="décision modificative")]
    for number in (1, 2):
        toml = f"decision_modificative = {number}\n{SIDECAR}{RULES}".replace("2026-04-10", f"2026-0{number + 5}-01")
        assert bench.publish(SCDL_BUDGET, written(tmp_path, f"dm{number}.csv", dm, toml)).count()["ligne_budget"] == 1
    for nature, share in (("compte administratif", Decimal("0.5")), ("compte financier unique", Decimal("0.25"))):
        toml = (SIDECAR + RULES).replace("2026-04-10", "2026-11-01")
        bench.publish(SCDL_BUDGET, written(tmp_path, f"{nature}.csv", as_outturn(BP, nature, share), toml))
    axis = {key[2:]: value for key, value in shown(bench).items() if key[0] == "ti-2019-1"}
    assert axis == {
        ("vote", "BP"): Decimal("120000.5"),
        ("vote", "DM"): Decimal(-1000),
        ("realise", "CA"): Decimal("60000.25"),
        ("realise", "CFU"): Decimal("30000.125"),
    }


def test_an_amending_decision_without_its_number_is_refused(bench: Bench, tmp_path: Path):
    dm = [line("61", "-500", BGT_NATDEC="décision modificative")]
    incoming = bench.read(SCDL_BUDGET, written(tmp_path, "dm.csv", dm, SIDECAR + RULES))
    assert told(incoming.faults) == [("dm.csv.toml", 0, "decision_modificative")]


def test_a_file_without_its_sidecar_says_what_to_write(bench: Bench, tmp_path: Path):
    (fault,) = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, None)).faults
    assert fault.file == "bp.csv.toml"
    assert 'connu_le = "2026-04-10"' in fault.remedy
    assert 'programme = "ti-2019"' in fault.remedy


def test_two_rules_for_one_line_are_told_once_with_both(bench: Bench, tmp_path: Path):
    toml = SIDECAR + RULES + '[[regle]]\ncompte = "65*"\naxe = "ti-2019-2"\n'
    (first, second) = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, toml)).faults
    assert (first.line, second.line) == (2, 5)
    assert "règle 1 (bp.csv.toml, ligne 5)" in first.remedy
    assert "règle 3 (bp.csv.toml, ligne 13)" in first.remedy


@pytest.mark.parametrize(
    ("rule", "line_told", "column", "near"),
    [
        ('fonction = "61"\naxe = "ti2019-1"', 7, "axe", "ti-2019-1"),
        ('fonction = "61"\nprogramme = "ti-2020"', 7, "programme", "ti-2019"),
        ('fonctions = "61"\naxe = "ti-2019-1"', 6, "fonctions", "fonction"),
        ('fonction = "61"\nprogramme = "plie-2001"\naxe = "ti-2019-1"', 8, "axe", "ti-2019"),
        ('axe = "ti-2019-1"', 5, "regle", "fonction"),
        ('fonction = "61"', 5, "regle", "axe"),
        ('fonction = "61"\naxe = "ti-2019-1"\nhors_programme = true', 5, "hors_programme", "l’un ou l’autre"),
    ],
)
def test_a_wrong_rule_is_told_at_its_line(
    bench: Bench, tmp_path: Path, rule: str, line_told: int, column: str, near: str
):
    path = written(tmp_path, "bp.csv", BP, f"{SIDECAR}\n[[regle]]\n{rule}\n")
    faults = bench.read(SCDL_BUDGET, path).faults
    assert ("bp.csv.toml", line_told, column) in told(faults)
    assert any(near in fault.remedy for fault in faults)


def test_accents_do_not_count_and_a_rule_that_takes_nothing_is_told(bench: Bench, tmp_path: Path):
    rule = '[[regle]]\nfonction = "61"\nsens = "Dépense"\naxe = "ti-2019-1"\n'
    lost = '[[regle]]\nfonction = "16"\naxe = "ti-2019-2"\n'
    incoming = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + rule + lost))
    assert [row.cells["montant"] for row in incoming.rows["ligne_budget"] if row.cells["axe_id"]] == ["120000.5"]
    (idle,) = [fault for fault in incoming.warnings if fault.file == "bp.csv.toml"]
    assert (idle.line, idle.seen) == (8, "fonction = 16")


def test_rules_may_be_shared_by_several_years(bench: Bench, tmp_path: Path):
    (tmp_path / "regles.toml").write_text(RULES, encoding="utf-8")
    alone = bench.read(SCDL_BUDGET, written(tmp_path, "a.csv", BP, SIDECAR + RULES))
    shared = bench.read(SCDL_BUDGET, written(tmp_path, "b.csv", BP, 'correspondance = "regles.toml"\n' + SIDECAR))
    amounts = [[row.cells["montant"] for row in one.rows["ligne_budget"]] for one in (alone, shared)]
    assert amounts[0] == amounts[1]
    lost = bench.read(SCDL_BUDGET, written(tmp_path, "c.csv", BP, 'correspondance = "autres.toml"\n' + SIDECAR))
    assert told(lost.faults) == [("c.csv.toml", 1, "correspondance")]


def test_cells_are_judged_by_the_schema_and_told_in_french(bench: Bench, tmp_path: Path):
    wrong = [
        line("61", "cent"),
        line("61", "1", BGT_SIRET="123"),
        line("61", "1", BGT_NATDEC="Budget primitif"),
        line("61", "1", BGT_NOM=""),
        line("61", "1", BGT_ANNEE="26"),
        line("6123456789", "1"),
    ]
    faults = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", wrong, SIDECAR + RULES)).faults
    assert [(fault.line, fault.column, fault.seen) for fault in faults] == [
        (2, "BGT_MTPREV", "cent"),
        (3, "BGT_SIRET", "123"),
        (4, "BGT_NATDEC", "Budget primitif"),
        (5, "BGT_NOM", ""),
        (6, "BGT_ANNEE", "26"),
        (7, "BGT_FONCTION", "6123456789"),
    ]
    assert "« budget primitif »" in faults[2].remedy


def test_a_missing_column_is_told_with_the_one_that_looks_like_it(bench: Bench, tmp_path: Path):
    path = written(tmp_path, "bp.csv", BP, SIDECAR + RULES)
    path.write_text(path.read_text(encoding="utf-8").replace("BGT_SECTION", "BGT_SECTIONS"), encoding="utf-8")
    (fault,) = bench.read(SCDL_BUDGET, path).faults
    assert "BGT_SECTIONS" in fault.remedy


def test_a_body_that_the_base_does_not_know_is_refused_unless_the_sidecar_names_it(bench: Bench, tmp_path: Path):
    abroad = [{**row, "BGT_SIRET": "24590042800013"} for row in BP]
    (fault,) = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", abroad, SIDECAR + RULES)).faults
    assert (fault.column, fault.seen) == ("BGT_SIRET", "245900428")
    named = SIDECAR + 'territoire = "petr:coeur-des-hauts-de-france"\n' + RULES
    rows = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", abroad, named)).rows["ligne_budget"]
    assert {row.cells["territoire_id"] for row in rows} == {"petr:coeur-des-hauts-de-france"}


def test_one_territory_is_not_given_to_the_budgets_of_several_bodies(bench: Bench, tmp_path: Path):
    several = [{**row, "BGT_SIRET": siret} for row in BP for siret in ("24590042800013", "20005374200017")]
    toml = 'territoire = "petr:coeur-des-hauts-de-france"\n' + SIDECAR
    (fault,) = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", several, toml)).faults
    assert (fault.line, fault.column, fault.seen) == (1, "territoire", "200053742, 245900428")


def test_an_annexed_budget_must_be_named(bench: Bench, tmp_path: Path):
    bench.publish(SCDL_BUDGET, written(tmp_path, "bp.csv", BP, SIDECAR + RULES))
    annexed = [{**row, "BGT_SIRET": SIRET[:9] + "00026"} for row in BP]
    faults = bench.read(SCDL_BUDGET, written(tmp_path, "annexe.csv", annexed, SIDECAR + RULES)).faults
    assert len(faults) == 5
    assert "budget = " in faults[0].remedy
    named = 'budget = "Budget annexe Zones d\'activités"\n' + SIDECAR + RULES
    bench.publish(SCDL_BUDGET, written(tmp_path, "annexe.csv", annexed, named))
    assert shown(bench)["ti-2019-1", "depense", "vote", "BP"] == Decimal(240001)


def test_what_looks_odd_is_a_warning(bench: Bench, tmp_path: Path):
    bench.publish(SCDL_BUDGET, written(tmp_path, "bp25.csv", [{**one, "BGT_ANNEE": "2025"} for one in BP], SIDECAR))
    odd = [line("61", "-1"), line("62", "20000000"), line("62", ""), line("63", "1", BGT_SIRET="20007189200017")]
    warnings = bench.read(SCDL_BUDGET, written(tmp_path, "bp26.csv", odd, SIDECAR)).warnings
    expected = " | ".join(fault.expected for fault in warnings)
    assert "un montant positif" in expected
    assert "au plus 10 fois l’exercice précédent" in expected
    assert "en équilibre" in expected
    assert "un SIRET dont la clé est juste" in expected
    assert "le montant voté ou réalisé" in expected


def _peak(bench: Bench, path: Path) -> int:
    """Most bytes held while a file is read."""
    tracemalloc.start()
    try:
        assert bench.read(SCDL_BUDGET, path).faults == []
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_long_budget_is_not_held_in_memory(bench: Bench, tmp_path: Path):
    lines = [line(str(610 + rank % 9), f"{1000 + rank},50", BGT_CONTNAT=str(60000 + rank)) for rank in range(6000)]
    short, long = (written(tmp_path, f"{n}.csv", lines[:n], SIDECAR + RULES) for n in (600, 6000))
    _peak(bench, short)
    grown = _peak(bench, long) - _peak(bench, short)
    assert grown < 3_000_000


def test_several_documents_of_one_file_have_their_own_dates(bench: Bench, tmp_path: Path):
    both = [*BP, *({**one, "BGT_ANNEE": "2025"} for one in BP)]
    dates = '[connu_le]\n"2025 budget primitif" = "2025-04-03"\n'
    rest = SIDECAR.split("\n", 1)[1]
    (fault,) = bench.read(SCDL_BUDGET, written(tmp_path, "bp.csv", both, rest + dates)).faults
    assert '"2026 budget primitif" = "AAAA-MM-JJ"' in fault.remedy
    path = written(tmp_path, "bp.csv", both, rest + dates + '"2026 budget primitif" = 2026-04-10\n')
    rows = bench.read(SCDL_BUDGET, path).rows
    assert {(row.cells["exercice"], row.cells["connu_le"]) for row in rows["ligne_budget"]} == {
        ("2025", "2025-04-03"),
        ("2026", "2026-04-10"),
    }
    before = bench.count(source)
    bench.publish(SCDL_BUDGET, path)
    assert bench.count(source) == before + 2


def test_the_layout_is_recognised_and_no_other(tmp_path: Path):
    assert SCDL_BUDGET.recognises(written(tmp_path, "bp.csv", BP, None))
    other = tmp_path / "autre.csv"
    other.write_text("code;nom\n1;deux\n", encoding="utf-8")
    assert not SCDL_BUDGET.recognises(other)
    assert not SCDL_BUDGET.recognises(tmp_path / "absent.csv")


def test_the_descriptor_says_what_the_published_schema_says():
    path = OPENDATA / "schemas" / "budget.schema.json"
    if not path.exists():
        pytest.skip("le schéma SCDL budget publié n’est pas sur cette machine")
    official = {field["name"]: field for field in json.loads(path.read_text(encoding="utf-8"))["fields"]}
    official["BGT_NATDEC"]["constraints"]["enum"].append("compte financier unique")
    assert list(official) == COLUMNS
    for field in BUDGET["fields"]:
        published = official[field["name"]]
        rules = {key: value for key, value in published.get("constraints", {}).items() if value is not False}
        assert (field["type"], field.get("constraints", {})) == (published["type"], rules), field["name"]
