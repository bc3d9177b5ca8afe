"""Thirty faults of twenty kinds in one workbook: all are found, and nothing else; the marked copy shows each."""

import hashlib
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from data.engine import Reader
from data.intake.faults import InvalidDataError
from data.intake.workbook import look
from data.intake.workbook.mark import MARKER, write_marked_copy
from data.intake.workbook.sheets import MARKS, SHEETS
from data.intake.workbook.write import write_export
from data.tables.references import acteur
from tests.workbooks import Hand, Verified, verify

PROOF: Final = {
    "statut": "declare",
    "conteste": "non",
    "auteur_id": "amiens-metropole",
    "connu_le": "2026-03",
    "source_id": "pacte-2015",
    "passage": "page 2",
}
LINE: Final = {
    **PROOF,
    "programme_id": "pacte-2014",
    "territoire_id": "epci:248000531",
    "objet": "Portail des créateurs",
    "temporalite": "exercice",
    "exercice": 2025,
    "sens": "depense",
    "etape": "vote",
    "document": "BP",
    "origine_fonds": "public",
    "montant": 12000,
    "montant_origine": 12000,
    "devise_origine": "EUR",
}
CLAIM: Final = {
    **PROOF,
    "indicateur_id": "emplois_clusters",
    "programme_id": "amiens-cluster",
    "perimetre_id": "epci:248000531@2026",
    "libelle": "Emplois annoncés",
    "valeur": 12,
    "unite": "emplois",
    "flux_stock": "stock",
    "periode": "2025",
    "periode_precisee": "oui",
}
MEETING: Final = {**PROOF, "programme_id": "ti-2019", "type": "copil", "nom": "Comité de 2026", "etat": "tenu"}
FOLLOW_UP: Final = {**PROOF, "action_id": "ti-2019-1-1", "observe_le": "2026-03-12", "etat": "en_cours"}
PROOF_OF: Final = {**PROOF, "promesse_id": "promesse-02", "portee": "partielle", "libelle": "Convention avec la CCI"}
SOURCE: Final = {"type": "document", "titre": "Rapport", "producteur": "Amiens Métropole", "consultee_le": "2026-04-02"}
ACTOR: Final = {"type": "organisme", "nom": "Agence", "source_id": "pacte-2015"}


class Planted(NamedTuple):
    """A fault put in a workbook, and words that its report must have."""

    kind: str
    table: str
    line: int
    column: str
    words: str


def plant(hand: Hand) -> list[Planted]:
    """Thirty faults, each in a line of its own, in lines of the base and in new ones."""
    planted: list[Planted] = []

    def new(kind: str, table: str, column: str, words: str, values: dict[str, object]) -> None:
        keyed = {} if "id" in values else {"id": f"essai-{len(planted)}"}
        # Another object a line, so that only what is planted is wrong.
        told = {"objet": f"Objet {len(planted)}"} if table == "ligne_budget" else {}
        planted.append(Planted(kind, table, hand.add(table, **{**keyed, **values, **told}), column, words))

    def spoil(kind: str, table: str, key: str, column: str, words: str, **values: object) -> None:
        line = hand.change(table, hand.line(table, "id", key), **values)
        planted.append(Planted(kind, table, line, column, words))

    new("liste", "comite", "etat", "prevu, tenu", {**MEETING, "etat": "terminé"})
    spoil("liste", "affirmation", "population-2015", "statut", "« constate »", statut="constaté")
    new("vide", "preuve", "passage", "ne peut pas être vide", {**PROOF_OF, "passage": None})
    spoil("vide", "source", "pacte-2015", "producteur", "ne peut pas être vide", producteur=None)
    new("vide", "acteur", "nom", "ne peut pas être vide", {**ACTOR, "nom": "  "})
    spoil("date", "affirmation", "communes-2015", "connu_le", "un jour qui existe", connu_le="31/02/2015")
    new("date", "source", "consultee_le", "AAAA-MM-JJ", {**SOURCE, "consultee_le": "hier"})
    spoil("date", "promesse", "promesse-03", "echeance", "AAAA-MM", echeance="fin 2016")
    new("nombre", "ligne_budget", "montant", "un nombre", {**LINE, "montant": "douze mille"})
    new("nombre", "preuve", "nombre", "un nombre entier", {**PROOF_OF, "nombre": 1.5})
    new("unité", "ligne_budget", "montant_origine", "ni unité", {**LINE, "montant_origine": "12 k€"})
    new("unité", "suivi_action", "avancement", "un nombre entier", {**FOLLOW_UP, "avancement": "40 %"})
    hand.add("acteur", **ACTOR, id="agence")
    new("clé en double", "acteur", "id", "une seule ligne par identifiant", {**ACTOR, "id": "agence", "nom": "Autre"})
    hand.add("ligne_budget", **LINE, id="portail-2025")
    new("clé en double", "ligne_budget", "id", "une seule ligne", {**LINE, "id": "portail-2025"})
    new("référence", "comite", "auteur_id", "« amiens-metropole »", {**MEETING, "auteur_id": "amiens-metropol"})
    spoil(
        "référence", "affirmation", "population-2000", "source_id", "« fiche-ville-2001 »", source_id="fiche-vile-2001"
    )
    spoil(
        "franc et euro",
        "ligne_budget",
        "contrat-ville-2001-etat",
        "montant, montant_origine, devise_origine",
        "6,55957",
        montant=1000000,
    )
    new(
        "franc et euro",
        "ligne_budget",
        "montant, montant_origine, devise_origine",
        "sont égaux",
        {**LINE, "montant": 11000},
    )
    new("étape et document", "ligne_budget", "etape, document", "BP, BS, DM", {**LINE, "document": "CA"})
    new(
        "temporalité",
        "ligne_budget",
        "temporalite, exercice",
        "un exercice si la temporalité",
        {**LINE, "exercice": None},
    )
    new("temporalité", "ligne_budget", "temporalite, exercice", "un exercice si", {**LINE, "temporalite": "total"})
    new("date à venir", "ligne_budget", "connu_le", "n’est pas après", {**LINE, "connu_le": "2031"})
    new("date à venir", "comite", "connu_le", "n’est pas après", {**MEETING, "connu_le": "12/12/2026"})
    new(
        "fourchette inversée",
        "affirmation",
        "valeur_min, valeur_max",
        "n’est pas au-dessus",
        {**CLAIM, "valeur": None, "valeur_min": 100, "valeur_max": 50},
    )
    new(
        "nature de la base",
        "preuve",
        "statut",
        "autre que « illustratif »",
        {**PROOF_OF, "statut": "illustratif", "tient_lieu_de": "declare"},
    )
    new("météo sans auteur", "suivi_action", "meteo, meteo_auteur_id", "a un auteur", {**FOLLOW_UP, "meteo": "beau"})
    new("formule", "ligne_budget", "montant", "une formule déjà calculée", {**LINE, "montant": "=M5*2"})
    new("pourcentage", "affirmation", "valeur", "sans format de pourcentage", {**CLAIM, "valeur": 0.36})
    hand.cell("affirmation", planted[-1].line, "valeur").number_format = "0%"
    spoil(
        "clé d’un autre fait",
        "ligne_budget",
        "pacte-2014-fonctionnement",
        "objet",
        "nomme déjà un autre fait",
        objet="Fonctionnement du portail",
    )

    page, header = hand.page("promesse"), hand.layout("promesse")
    page.cell(header.line, page.max_column + 1).value = "priorite"
    planted.append(Planted("colonne inconnue", "promesse", header.line, "priorite", "une colonne parmi"))
    return planted


@pytest.fixture(scope="module")
def spoilt(read: Reader, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Planted]]:
    path = tmp_path_factory.mktemp("classeur") / "classeur.xlsx"
    write_export(read, path)
    hand = Hand(path)
    planted = plant(hand)
    hand.save()
    return path, planted


@pytest.fixture(scope="module")
def found(spoilt: tuple[Path, list[Planted]], base_sqlite: Path) -> Verified:
    return verify(spoilt[0], base_sqlite)


@pytest.fixture(scope="module")
def marked(spoilt: tuple[Path, list[Planted]], found: Verified) -> Path:
    target = spoilt[0].with_name("annote.xlsx")
    write_marked_copy(spoilt[0], found.faults, target)
    return target


def _where(table: str) -> str:
    return next(sheet.title for sheet in SHEETS if sheet.name == table)


def test_all_planted_faults_are_found_and_nothing_else(spoilt, found):
    planted = spoilt[1]
    assert len(planted) == 30
    assert len({one.kind for one in planted}) >= 15
    expected = sorted((_where(one.table), one.line, one.column) for one in planted)
    assert sorted((fault.sheet, fault.line, fault.column) for fault in found.faults) == expected


def test_each_report_says_where_what_is_expected_and_how_to_mend(spoilt, found):
    report = str(InvalidDataError(found.faults)).splitlines()
    assert len(report) == 30
    told = {(fault.sheet, fault.line, fault.column): str(fault) for fault in found.faults}
    for one in spoilt[1]:
        line = told[_where(one.table), one.line, one.column]
        assert line in report
        assert line.startswith(f"classeur.xlsx, feuille « {_where(one.table)} », ligne {one.line}, ")
        assert one.words in line.replace("\u202f", " "), one.kind
        assert "À faire :" in line.replace("\u202f", " ")


def test_what_is_right_beside_the_faults_is_still_read(found, read):
    # Every other line of the export is known; the only additions are rows that a rule of the schema refuses.
    assert found.merge.known["acteur"] == len(read(select(acteur)))
    assert found.merge.known["promesse"] == 14
    assert found.merge.revised == {"affirmation": 1, "ligne_budget": 1}


def test_the_marked_copy_colours_and_comments_the_faulty_cells_and_no_other(spoilt, marked):
    hand = Hand(marked)
    expected: dict[tuple[str, str], str] = {}
    for one in spoilt[1]:
        for name in one.column.split(", "):
            expected[_where(one.table), hand.cell(one.table, one.line, name).coordinate] = one.words
    shown = {
        (page.title, cell.coordinate): (cell.fill.fgColor.rgb, cell.comment.text.replace("\u202f", " "))
        for page in hand.book.worksheets
        for cells in page.iter_rows()
        for cell in cells
        if cell.comment is not None and cell.comment.author == MARKER
    }
    assert set(shown) == set(expected)
    # Nothing covers the colour of a missing value.
    assert [rule for page in hand.book.worksheets for rule in page.conditional_formatting] == []
    for place, (colour, text) in shown.items():
        assert colour == f"00{look.BLOCKED_TINT}"
        assert expected[place] in text


def test_the_marked_copy_begins_with_the_list_of_faults_and_links_to_them(marked, found):
    book = load_workbook(marked)
    page = book.worksheets[0]
    assert (page.title, page["A1"].value) == (MARKS, "30 fautes à corriger")
    listed = [row for row in page.iter_rows(min_row=5) if row[0].value]
    assert len(listed) == 30
    ranks: list[object] = [*book.sheetnames]
    told = [(row[1].value, row[2].value, row[5].value) for row in listed]
    assert sorted(told) == sorted((fault.sheet, fault.line, fault.expected) for fault in found.faults)
    # In the order of the tabs, which is the order in which one mends.
    assert [place[0] for place in told] == sorted((place[0] for place in told), key=ranks.index)
    for row in listed:
        assert row[1].hyperlink is not None
        title, _, coordinate = str(row[1].hyperlink.location).rpartition("!")
        comment = book[title.strip("'")][coordinate].comment
        assert comment is not None
        assert comment.author == MARKER


def test_the_original_is_left_as_it_is(spoilt, found, tmp_path):
    before = hashlib.sha256(spoilt[0].read_bytes()).hexdigest()
    write_marked_copy(spoilt[0], found.faults, tmp_path / "copie.xlsx")
    assert hashlib.sha256(spoilt[0].read_bytes()).hexdigest() == before
    with pytest.raises(ValueError, match="lui-même"):
        write_marked_copy(spoilt[0], found.faults, spoilt[0])


def test_the_marked_copy_can_be_verified_mended_and_marked_again(base_sqlite, marked, found, tmp_path):
    again = verify(marked, base_sqlite)
    assert [(fault.sheet, fault.line, fault.column, fault.seen) for fault in again.faults] == [
        (fault.sheet, fault.line, fault.column, fault.seen) for fault in found.faults
    ]
    hand = Hand(marked)
    line = hand.line("promesse", "id", "promesse-03")
    hand.change("promesse", line, echeance="2015")
    hand.path = tmp_path / "corrige.xlsx"
    mended = verify(hand.save(), base_sqlite)
    assert len(mended.faults) == 29
    target = tmp_path / "corrige-encore.xlsx"
    write_marked_copy(hand.path, mended.faults, target)
    last = Hand(target)
    assert last.book.sheetnames.count(MARKS) == 1
    assert last.book[MARKS]["A1"].value == "29 fautes à corriger"
    cell = last.cell("promesse", line, "echeance")
    assert cell.comment is None
    assert cell.fill.fill_type is None


def test_faults_of_form_are_told_with_their_place(base_sqlite, read, tmp_path):
    """Merged cells, a second column of the same name, a sheet of one's own, a column without a name."""
    path = tmp_path / "classeur.xlsx"
    write_export(read, path)
    hand = Hand(path)
    first = hand.line("acteur", "id", "alain-gest")
    hand.page("acteur").merge_cells(f"D{first}:D{first + 1}")
    comites = hand.page("comite")
    comites.cell(hand.layout("comite").line, comites.max_column + 1).value = "nom"
    hand.book.create_sheet("Ligne de budget")["A1"] = "brouillon"
    sources = hand.page("source")
    sources.cell(sources.max_row, sources.max_column + 2).value = "à relire"
    found = verify(hand.save(), base_sqlite)
    told = {(fault.sheet, fault.line): fault for fault in found.faults}
    assert set(told) == {
        ("Acteurs", first),
        ("Comités", hand.layout("comite").line),
        ("Ligne de budget", 0),
        ("Sources", hand.layout("source").line),
    }
    assert "« Lignes de budget »" in told["Ligne de budget", 0].remedy.replace("\u202f", " ")
    # What refers to a line kept out is no second fault.
    assert "acteur" in found.incoming.partly_read
    target = tmp_path / "copie.xlsx"
    write_marked_copy(path, found.faults, target)
    assert len([row for row in load_workbook(target)[MARKS].iter_rows(min_row=5) if row[0].value]) == 4


def test_warnings_are_shown_apart(spoilt, found, tmp_path):
    target = tmp_path / "copie.xlsx"
    write_marked_copy(spoilt[0], [], target, warnings=found.faults[:2])
    page = load_workbook(target)[MARKS]
    assert page["A1"].value == "Rien à corriger"
    assert [page.cell(line, 1).value for line in (5, 6, 7)] == ["○ à relire", "○ à relire", None]


def test_a_stray_cell_at_the_bottom_of_a_sheet_is_told_without_walking_to_it(base_sqlite, read, tmp_path):
    path = tmp_path / "classeur.xlsx"
    write_export(read, path)
    hand = Hand(path)
    hand.page("acteur").cell(1_048_576, 2).value = " "
    found = verify(hand.save(), base_sqlite)
    assert [(fault.sheet, fault.line) for fault in found.faults] == [("Acteurs", 0)]
    write_marked_copy(path, found.faults, tmp_path / "copie.xlsx")
    assert load_workbook(tmp_path / "copie.xlsx")[MARKS]["A1"].value == "1 faute à corriger"


def test_a_renamed_sheet_is_given_its_name_back_and_an_empty_one_is_left_alone(base_sqlite, read, tmp_path):
    """Taken out as it was once advised, its lines would have been lost without a word."""
    path = tmp_path / "classeur.xlsx"
    write_export(read, path)
    hand = Hand(path)
    hand.page("acteur").title = "Nos partenaires"
    hand.book.create_sheet("Feuil1")
    hand.save()
    found = verify(path, base_sqlite)
    assert [(fault.sheet, fault.line) for fault in found.faults] == [("Nos partenaires", 0)]
    assert "lui rendre son nom, « Acteurs »" in found.faults[0].remedy.replace("\u202f", " ")


def test_every_fault_of_a_line_is_told_at_once(base_sqlite, read, tmp_path):
    """A value misread, one that the spreadsheet spoilt and a name unknown, in one line: all of them at one try."""
    path = tmp_path / "classeur.xlsx"
    write_export(read, path)
    hand = Hand(path)
    line = hand.add("suivi_action", id="suivi d’été", **{**FOLLOW_UP, "auteur_id": "personne", "etat": "fini"})
    hand.change("suivi_action", line, avancement=0.3)
    hand.cell("suivi_action", line, "avancement").number_format = "0%"
    found = verify(hand.save(), base_sqlite)
    assert {(fault.line, fault.column) for fault in found.faults} == {
        (line, "id"),
        (line, "auteur_id"),
        (line, "avancement"),
        (line, "etat"),
    }


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("programme_id", "Territoire d'industrie 2019-2022", "écrire « ti-2019 »"),
        ("programme_id", "Programme inconnu de la base", "aucune feuille n’en ajoute"),
        ("auteur_id", "Préfecture de région et ses services", "dans la feuille « Acteurs »"),
        ("source_id", "Rapport d’activité 2025", "écrire « rapport-2025 »"),
    ],
)
def test_a_reference_written_by_its_name_is_told_its_key(base_sqlite, read, tmp_path, column, value, words):
    """Names come from the base and from the lines added beside; what no sheet can add is not said to be addable."""
    path = tmp_path / "classeur.xlsx"
    write_export(read, path)
    hand = Hand(path)
    hand.add("source", id="rapport-2025", **{**SOURCE, "titre": "Rapport d’activité 2025"})
    line = hand.add("comite", id="essai", **{**MEETING, column: value})
    (fault,) = verify(hand.save(), base_sqlite).faults
    assert (fault.line, fault.column) == (line, column)
    assert words in fault.remedy.replace("\u202f", " ")


def test_what_is_known_before_it_happened_and_a_funder_that_is_nobody_are_warned_of(base_sqlite, read, tmp_path):
    path = tmp_path / "classeur.xlsx"
    write_export(read, path)
    hand = Hand(path)
    ended = hand.add("suivi_action", id="suivi-essai", **{**FOLLOW_UP, "etat": "realisee", "terminee_le": "2026-08"})
    held = hand.add("comite", id="seance-essai", **MEETING, date_seance="2026-04-02")
    hand.add("comite", id="seance-prevue", **{**MEETING, "etat": "prevu"}, date_seance="2027-04-02")
    hand.add("preuve", id="preuve-essai", **PROOF_OF, date_preuve="2026-03-31")
    funder = hand.add("financeur", id="region", type="acteur", nom="Région", ordre=9, source_id="pacte-2015")
    told = {(fault.sheet, fault.line, fault.column) for fault in verify(hand.save(), base_sqlite).warnings}
    assert told == {
        ("Suivi des actions", ended, "terminee_le"),
        ("Comités", held, "date_seance"),
        ("Financeurs", funder, "id"),
    }
