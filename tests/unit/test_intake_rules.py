"""Rules of the schema, checked before anything is written."""

from data.intake.cells import Row, TypedData, Values
from data.intake.faults import Fault, Place
from data.intake.rules import schema_faults, unique_keys
from data.schema import metadata


def territoire(code: str, **changes: str) -> Values:
    values: Values = {
        "id": f"epci:{code}",
        "type": "epci",
        "code": code,
        "nom": code,
        "nom_court": code,
        "suivi": False,
        "ordre": 1,
        "source_id": "s",
    }
    return {**values, **changes}


def faults_of(*rows: Values, set_aside: set[str] | None = None) -> list[Fault]:
    placed = [Row(Place("territoire/essai.csv", line), row) for line, row in enumerate(rows, start=2)]
    data = TypedData(rows={"territoire": placed}, set_aside={"source": {"s"} if set_aside is None else set_aside})
    return schema_faults(data, metadata)


def test_sound_rows_have_no_fault() -> None:
    assert faults_of(territoire("1"), territoire("2")) == []


def test_a_repeated_key_points_to_the_other_row() -> None:
    faults = faults_of(territoire("1"), territoire("1"))
    assert {fault.column for fault in faults} == {"id", "type, code"}
    assert all(fault.line == 3 and "ligne 2" in fault.remedy for fault in faults)


def test_a_broken_reference_names_the_table_and_the_nearest_key() -> None:
    (fault,) = faults_of(territoire("1", source_id="sorce-2015"), set_aside={"source-2015"})
    assert (fault.line, fault.column, fault.seen) == (2, "source_id", "sorce-2015")
    assert "source" in fault.expected
    assert "source-2015" in fault.remedy


def test_a_row_set_aside_does_not_break_those_that_refer_to_it() -> None:
    assert faults_of(territoire("1"), set_aside={"s"}) == []


def test_a_table_not_wholly_read_does_not_break_those_that_refer_to_it() -> None:
    placed = [Row(Place("territoire/essai.csv", 2), territoire("1"))]
    assert schema_faults(TypedData(rows={"territoire": placed}, partly_read={"source"}), metadata) == []
    assert len(schema_faults(TypedData(rows={"territoire": placed}), metadata)) == 1


def test_a_check_of_the_schema_names_rule_columns_and_values() -> None:
    (fault,) = faults_of(territoire("1"), territoire("2", id="epci:3"))
    assert (fault.line, fault.column) == (3, "id, type, code")
    assert "id_type_code" in fault.expected
    assert "id = epci:3" in fault.seen


def test_a_unique_index_on_expressions_gives_its_columns() -> None:
    keys = unique_keys(metadata.tables["observation"])
    assert (
        "serie_id",
        "perimetre_id",
        "secteur_id",
        "forme_juridique",
        "cluster_id",
        "periode",
        "connu_le",
        "charge_le",
    ) in keys


def test_what_a_row_set_aside_refers_to_is_judged_with_its_own_fault() -> None:
    half = Row(Place("territoire/essai.csv", 2), {"id": "epci:1", "source_id": "sorce"})
    data = TypedData(half_read={"territoire": [half]}, set_aside={"source": {"s"}, "territoire": {"epci:1"}})
    (fault,) = schema_faults(data, metadata)
    assert (fault.line, fault.column, fault.seen) == (2, "source_id", "sorce")
