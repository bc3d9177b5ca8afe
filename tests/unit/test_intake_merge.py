"""What a publication adds: nothing twice, nothing overwritten, a revision beside what it revises."""

from datetime import date, datetime
from typing import Any

import pytest

from data.intake.cells import Row, TypedData, Values
from data.intake.faults import Place
from data.intake.merge import family, merged

BEFORE = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001  the column is UTC without saying so
NOW = datetime(2026, 11, 22, 6, 0)  # noqa: DTZ001
FACT: Values = {
    "statut": "constate",
    "tient_lieu_de": None,
    "conteste": False,
    "auteur_id": "insee",
    "connu_le": "2025",
    "connu_au_plus_tard": date(2025, 12, 31),
    "charge_le": BEFORE,
    "qualificatif": None,
    "source_id": "s",
    "passage": "p",
}
OBSERVATION: Values = {
    "id": 7,
    "serie_id": "creations",
    "perimetre_id": "amiens",
    "secteur_id": None,
    "forme_juridique": None,
    "cluster_id": None,
    "periode": "2025",
    "annee": 2025,
    "valeur": 100.0,
    "drapeau": None,
    "unites": None,
    "part_premiere": None,
    **FACT,
}
SUIVI: Values = {
    "id": "suivi-1",
    "action_id": "action-1",
    "observe_le": "2026-01",
    "etat": "en_cours",
    "pilote_id": None,
    "elu_referent_id": None,
    "debut_prevu": None,
    "echeance": None,
    "terminee_le": None,
    "avancement": 10,
    "indicateur": None,
    "meteo": None,
    "meteo_auteur_id": None,
    "prochaine_etape": None,
    "commentaire": None,
    **FACT,
}
AXE: Values = {"id": "ti-1", "programme_id": "ti", "numero": 1, "nom": "Attirer", **FACT}
ACTEUR: Values = {
    "id": "insee",
    "type": "organisme",
    "nom": "Insee",
    "fonction": None,
    "variantes": None,
    "source_id": "s",
}


def here(values: Values, **changes: Any) -> Row:
    return Row(Place("déjà dans la base", 0), {**values, **changes})


def told(values: Values, line: int = 2, **changes: Any) -> Row:
    clock = {"charge_le": NOW} if "charge_le" in values else {}
    return Row(Place("essai.csv", line), {**values, **clock, **changes})


def merge(table: str, current: list[Row], *rows: Row):
    return merged({table: current}, TypedData(rows={table: list(rows)}))


@pytest.mark.parametrize(
    ("table", "values"), [("observation", OBSERVATION), ("suivi_action", SUIVI), ("acteur", ACTEUR)]
)
def test_a_known_row_told_again_adds_nothing(table: str, values: Values):
    found = merge(table, [here(values)], told(values))
    assert (found.count(), found.known, found.faults, found.warnings) == ({}, {table: 1}, [], [])


@pytest.mark.parametrize(
    ("table", "values"), [("observation", OBSERVATION), ("suivi_action", SUIVI), ("acteur", ACTEUR)]
)
def test_a_row_told_by_two_files_is_added_once(table: str, values: Values):
    found = merge(table, [], told(values, 2), told(values, 9))
    assert (found.count(), found.known, found.faults) == ({table: 1}, {table: 1}, [])


def test_a_new_row_of_a_numbered_table_takes_the_next_number():
    found = merge("observation", [here(OBSERVATION)], told(OBSERVATION, id=1, periode="2026", annee=2026))
    assert [row.values["id"] for row in found.added["observation"]] == [8]
    assert found.revised == {}


def test_a_revised_value_is_one_more_row_with_its_own_clocks():
    revised = told(OBSERVATION, valeur=120.0, connu_le="2026", connu_au_plus_tard=date(2026, 11, 22))
    found = merge("observation", [here(OBSERVATION)], revised)
    (row,) = found.added["observation"]
    assert (row.values["id"], row.values["valeur"], row.values["charge_le"]) == (8, 120.0, NOW)
    assert (found.revised, found.warnings) == ({"observation": 1}, [])


def test_the_same_value_published_later_is_no_revision():
    later = told(OBSERVATION, connu_le="2026", connu_au_plus_tard=date(2026, 11, 22))
    assert merge("observation", [here(OBSERVATION)], later).count() == {}


def test_a_value_that_comes_back_after_a_revision_is_a_version():
    versions = [here(OBSERVATION), here(OBSERVATION, id=8, valeur=120.0, charge_le=NOW)]
    back = told(OBSERVATION, connu_le="2026", connu_au_plus_tard=date(2026, 11, 22))
    assert merge("observation", versions, back).count() == {"observation": 1}


@pytest.mark.parametrize(
    ("table", "values", "column", "changed"),
    [("observation", OBSERVATION, "valeur", 120.0), ("suivi_action", SUIVI, "avancement", 20)],
)
def test_a_former_version_told_again_is_not_brought_back_in_silence(
    table: str, values: Values, column: str, changed: float
):
    later = "suivi-1~2" if table == "suivi_action" else 8
    versions = [here(values), here(values, id=later, charge_le=NOW, **{column: changed})]
    found = merge(table, versions, told(values))
    assert (found.count(), found.known) == ({}, {table: 1})
    (warning,) = found.warnings
    assert (warning.column, warning.line) == (column, 2)
    assert f"{changed:g}" in warning.expected
    if table == "observation":
        # A figure by cluster may be secret, and warnings stay in the journal.
        of_cluster = [here(row.values, cluster_id="sante") for row in versions]
        (warning,) = merge(table, of_cluster, told(values, cluster_id="sante")).warnings
        assert (f"{changed:g}" in str(warning), f"{values[column]:g}" in str(warning)) == (False, False)
    # An old edition given beside the new one, or one that is surely older, asks for nothing.
    assert merge(table, versions, told(values), told(values, 3, **{column: changed})).warnings == []
    newer = here(values, id=later, charge_le=NOW, connu_le="2026-11", **{column: changed})
    assert merge(table, [here(values), newer], told(values)).warnings == []


def test_a_late_addition_is_added_and_said_to_be_late():
    old = told(OBSERVATION, valeur=90.0, connu_le="2024", connu_au_plus_tard=date(2024, 12, 31))
    found = merge("observation", [here(OBSERVATION)], old)
    assert found.count() == {"observation": 1}
    (warning,) = found.warnings
    assert (warning.column, warning.seen, warning.line) == ("connu_le", "2024", 2)
    assert "2025" in warning.expected


def test_a_changed_row_under_its_key_is_a_version_under_a_numbered_key():
    first = merge("suivi_action", [here(SUIVI)], told(SUIVI, avancement=20))
    assert [row.values["id"] for row in first.added["suivi_action"]] == ["suivi-1~2"]
    both = [here(SUIVI), here(SUIVI, id="suivi-1~2", avancement=20)]
    again = merge("suivi_action", both, told(SUIVI, avancement=30))
    assert [row.values["id"] for row in again.added["suivi_action"]] == ["suivi-1~3"]
    assert family("suivi-1~3") == "suivi-1"


def test_every_version_told_again_under_its_own_key_adds_nothing():
    both = [here(SUIVI), here(SUIVI, id="suivi-1~2", avancement=20)]
    found = merge("suivi_action", both, told(SUIVI, 2), told(SUIVI, 3, id="suivi-1~2", avancement=20))
    assert (found.count(), found.faults) == ({}, [])


def test_every_version_of_another_base_is_added_under_its_own_key():
    found = merge("suivi_action", [], told(SUIVI, 2), told(SUIVI, 3, id="suivi-1~2", avancement=20))
    assert [row.values["id"] for row in found.added["suivi_action"]] == ["suivi-1", "suivi-1~2"]
    assert (found.faults, found.warnings) == ([], [])


def test_a_key_that_names_another_fact_is_refused():
    found = merge("suivi_action", [here(SUIVI)], told(SUIVI, action_id="action-2"))
    (fault,) = found.faults
    assert (fault.column, fault.seen, found.count()) == ("action_id", "action-2", {})
    assert "action-1" in fault.expected


def test_a_fact_that_its_own_key_names_is_revised_whatever_changes_in_it():
    found = merge("axe", [here(AXE)], told(AXE, nom="Attirer et garder", numero=2))
    (row,) = found.added["axe"]
    assert (row.values["id"], row.values["nom"], row.values["numero"]) == ("ti-1~2", "Attirer et garder", 2)
    assert (found.revised, found.faults, found.warnings) == ({"axe": 1}, [], [])


def test_but_not_given_to_another_programme():
    found = merge("axe", [here(AXE)], told(AXE, programme_id="autre"))
    (fault,) = found.faults
    assert (found.count(), fault.column, fault.seen) == ({}, "programme_id", "autre")
    assert "ti" in fault.expected


def test_a_row_that_has_no_versions_does_not_change():
    (fault,) = merge("acteur", [here(ACTEUR)], told(ACTEUR, nom="INSEE")).faults
    assert (fault.column, fault.seen) == ("nom", "INSEE")
    assert "Insee" in fault.expected


def test_one_key_told_twice_otherwise_is_refused():
    found = merge("suivi_action", [], told(SUIVI, 2), told(SUIVI, 3, avancement=20))
    (fault,) = found.faults
    assert fault.line == 3
    assert "ligne 2" in fault.remedy


def test_a_new_key_for_a_known_fact_is_a_version_and_is_said():
    found = merge("suivi_action", [here(SUIVI)], told(SUIVI, id="autre", avancement=20))
    assert (found.count(), found.revised, found.faults) == ({"suivi_action": 1}, {"suivi_action": 1}, [])
    (warning,) = found.warnings
    assert "suivi-1" in warning.expected


def test_two_new_keys_for_one_fact_would_hide_one_and_are_refused():
    found = merge("suivi_action", [], told(SUIVI, 2), told(SUIVI, 3, id="autre", avancement=20))
    (fault,) = found.faults
    assert (fault.line, fault.seen) == (3, "autre")


@pytest.mark.parametrize("copy_first", [False, True])
def test_a_known_line_copied_under_its_key_is_no_revision(copy_first: bool):
    """Whoever copies a line of an export and forgets its key would hide the figure of the first."""
    lines = [told(SUIVI, 2), told(SUIVI, 3, avancement=20)]
    found = merge("suivi_action", [here(SUIVI)], *(reversed(lines) if copy_first else lines))
    (fault,) = found.faults
    assert (found.count(), fault.line, fault.column) == ({}, 3, "id")
    assert "ligne 2" in fault.remedy


def test_two_exports_of_which_one_was_revised_go_together():
    other = Row(Place("autre.csv", 3), {**SUIVI, "charge_le": NOW, "avancement": 20})
    found = merge("suivi_action", [here(SUIVI)], told(SUIVI, 2), other)
    assert (found.count(), found.faults) == ({"suivi_action": 1}, [])


@pytest.mark.parametrize("known", [[], [here(OBSERVATION)]])
def test_a_figure_copied_with_another_value_is_no_revision(known: list[Row]):
    found = merge("observation", known, told(OBSERVATION, 2), told(OBSERVATION, 3, valeur=120.0))
    (fault,) = found.faults
    assert (fault.line, fault.column) == (3, "serie_id, perimetre_id, periode")
    assert "ligne 2" in fault.remedy


def test_a_figure_revised_in_its_line_beside_its_older_version_is_a_version():
    versions = [here(OBSERVATION), here(OBSERVATION, id=8, valeur=120.0, charge_le=NOW)]
    found = merge("observation", versions, told(OBSERVATION, 2), told(OBSERVATION, 3, valeur=130.0))
    assert (found.count(), found.faults) == ({"observation": 1}, [])


def test_a_figure_told_again_at_a_later_date_under_its_line_is_a_version():
    later = told(OBSERVATION, 3, valeur=120.0, connu_le="2026", connu_au_plus_tard=date(2026, 11, 22))
    found = merge("observation", [here(OBSERVATION)], told(OBSERVATION, 2), later)
    assert (found.count(), found.revised, found.faults) == ({"observation": 1}, {"observation": 1}, [])


def test_a_revision_is_told_with_each_word_that_it_changes():
    found = merge("observation", [here(OBSERVATION)], told(OBSERVATION, 5, valeur=120.5, qualificatif="environ"))
    (revision,) = found.revisions
    assert revision.place.line == 5
    assert revision.changes == (("valeur", "100", "120.5"), ("qualificatif", "vide", "environ"))
    (again,) = merge("suivi_action", [here(SUIVI)], told(SUIVI, avancement=20)).revisions
    assert again.changes == (("avancement", "10", "20"),)
    of_cluster = here(OBSERVATION, cluster_id="sante")
    (secret,) = merge("observation", [of_cluster], told(of_cluster.values, valeur=120.5)).revisions
    assert secret.changes == (("valeur", "", ""),)
