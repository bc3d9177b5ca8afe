"""A publication adds what files say, whole or not at all, and can be undone; the same on both engines."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from data.intake.build import build
from data.intake.faults import InvalidDataError
from data.intake.publish import go_back, prepare, publish
from data.intake.targets import UnreachableBaseError, UnusableTargetError, target_url
from data.queries.latest import latest
from data.tables.actions import suivi_action
from data.tables.journal import publication
from data.tables.mesures import observation
from tests.conftest import BUILT
from tests.published import FOLLOW_UP, NEXT_DAY, fingerprint, journal, quarter, rows, write_csv

NEW_QUARTER = observation.c.periode == "2026-T3"


def known(url: str, situation: date | None = None) -> list[float]:
    """What is shown of the new quarter, as it was known at a date."""
    shown = latest(observation, NEW_QUARTER)
    asked = select(shown.c.valeur)
    return [value for (value,) in rows(url, asked if situation is None else asked.params(situation=situation))]


def test_a_publication_adds_rows_and_an_entry(writable_base: str, tmp_path: Path):
    before = fingerprint(writable_base)
    path = quarter(tmp_path)
    report = publish(writable_base, [path], "Claire", now=NEXT_DAY)
    assert (report.number, report.added, report.known) == (2, {"observation": 1}, {})
    assert report.empreinte == fingerprint(writable_base) != before
    assert known(writable_base) == [8.5]
    ((clock, loaded),) = rows(
        writable_base, select(observation.c.connu_au_plus_tard, observation.c.charge_le).where(NEW_QUARTER)
    )
    assert (clock, loaded) == (date(2026, 11, 23), datetime(2026, 11, 23, 6, 0))  # noqa: DTZ001
    first, second = rows(writable_base, select(publication).order_by(publication.c.id))
    assert first[1] == "construction"
    entry = dict(zip(publication.c.keys(), second, strict=True))
    assert (entry["geste"], entry["auteur"], json.loads(entry["ajouts"])) == (
        "publication",
        "Claire",
        {"observation": 1},
    )
    (file,) = json.loads(entry["fichiers"])
    assert (file["nom"], file["octets"], len(file["sha256"])) == ("observation/chomage.csv", path.stat().st_size, 64)


def test_the_same_file_again_is_no_publication(writable_base: str, tmp_path: Path):
    path = quarter(tmp_path)
    publish(writable_base, [path], "Claire")
    after = fingerprint(writable_base)
    report = publish(writable_base, [path], "Claire")
    assert (report.number, report.added, report.known) == (None, {}, {"observation": 1})
    assert (fingerprint(writable_base), len(journal(writable_base))) == (after, 2)


def test_a_revision_leaves_past_situations_true_and_a_late_word_behind(writable_base: str, tmp_path: Path):
    publish(writable_base, [quarter(tmp_path)], "Claire", now=NEXT_DAY)
    spring = datetime(2027, 3, 5, 6, 0)  # noqa: DTZ001  taken as UTC
    revised = publish(writable_base, [quarter(tmp_path, valeur="8.7", connu_le="2027-02")], "Claire", now=spring)
    assert revised.revised == {"observation": 1}
    assert known(writable_base) == [8.7]
    assert known(writable_base, date(2026, 12, 31)) == [8.5]
    # Found later in an older document: it was known before, and was not loaded before.
    late = publish(writable_base, [quarter(tmp_path, valeur="8.4", connu_le="2026-10")], "Claire", now=spring)
    assert [warning.column for warning in late.warnings] == ["connu_le"]
    assert known(writable_base) == [8.7]
    assert known(writable_base, date(2026, 11, 1)) == [8.4]
    loads = rows(writable_base, select(observation.c.valeur, observation.c.charge_le).where(NEW_QUARTER))
    assert {value: loaded.year for value, loaded in loads} == {8.5: 2026, 8.7: 2027, 8.4: 2027}
    kept = json.loads(rows(writable_base, select(publication.c.avertissements).where(publication.c.id == 4))[0][0])
    assert [warning["colonne"] for warning in kept] == ["connu_le"]


@pytest.mark.parametrize(
    ("told", "shown", "late"),
    [
        ([("2026", "2026-11-25"), ("2026-06-15", "2026-12-02")], 1, False),
        ([("2026-06-15", "2026-07-01"), ("2026", "2026-12-02")], 1, False),
        ([("2026-06", "2026-07-10"), ("2026-05-31", "2026-07-11")], 0, True),
        ([("2026-06-01", "2026-06-02"), ("2026", "2026-11-25"), ("2026-03-01", "2026-12-02")], 1, True),
    ],
)
def test_a_revision_is_shown_unless_it_is_surely_older_than_what_is_known(
    writable_base: str, tmp_path: Path, told: list[tuple[str, str]], shown: int, late: bool
):
    for rank, (connu_le, loaded) in enumerate(told):
        path = quarter(tmp_path, valeur=f"{rank}.0", connu_le=connu_le)
        report = publish(writable_base, [path], "Claire", now=datetime.fromisoformat(f"{loaded}T06:00:00"))
    assert [warning.column for warning in report.warnings] == (["connu_le"] if late else [])
    assert known(writable_base) == [float(shown)]
    again = quarter(tmp_path, valeur=f"{shown}.0", connu_le="2027-01")
    assert publish(writable_base, [again], "Claire", now=datetime(2027, 2, 1, tzinfo=UTC)).number is None


def test_a_day_told_after_its_year_is_known_from_that_day(writable_base: str, tmp_path: Path):
    for valeur, connu_le, loaded in (("1.0", "2026", "2026-11-25"), ("2.0", "2026-06-15", "2026-12-02")):
        path = quarter(tmp_path, valeur=valeur, connu_le=connu_le)
        publish(writable_base, [path], "Claire", now=datetime.fromisoformat(f"{loaded}T06:00:00"))
    assert known(writable_base, date(2026, 6, 14)) == []
    assert known(writable_base, date(2026, 6, 15)) == [2.0]
    assert known(writable_base, date(2026, 11, 25)) == [2.0]
    kept = rows(writable_base, select(observation.c.connu_le, observation.c.connu_au_plus_tard).where(NEW_QUARTER))
    assert sorted(kept) == [("2026", date(2026, 11, 25)), ("2026-06-15", date(2026, 6, 15))]


def test_a_keyed_fact_told_again_keeps_both_words(writable_base: str, tmp_path: Path):
    publish(writable_base, [write_csv(tmp_path / "suivi_action.csv", FOLLOW_UP)], "Claire")
    changed = {**FOLLOW_UP, "avancement": "60", "connu_le": "2026-11"}
    publish(writable_base, [write_csv(tmp_path / "suivi_action.csv", changed)], "Claire")
    found = rows(writable_base, select(suivi_action.c.id, suivi_action.c.avancement).order_by(suivi_action.c.id))
    assert found == [("suivi-1-1", 40), ("suivi-1-1~2", 60)]


def test_the_faults_of_all_the_files_come_together_in_reading_order_and_nothing_changes(
    writable_base: str, tmp_path: Path
):
    before = fingerprint(writable_base)
    files = [
        quarter(tmp_path, valeur="huit", perimetre_id="zone_emploi:3202@actuel"),
        write_csv(
            tmp_path / "suivi_action.csv",
            {**FOLLOW_UP, "etat": "en cour"},
            {**FOLLOW_UP, "id": "b", "action_id": "ti-2019-1-99"},
            {**FOLLOW_UP, "id": "c", "statut": "illustratif"},
        ),
        tmp_path / "absent.csv",
    ]
    (tmp_path / "inconnu.bin").write_bytes(b"\0")
    with pytest.raises(InvalidDataError) as caught:
        publish(writable_base, [*files, tmp_path / "inconnu.bin"], "Claire")
    told = [(fault.file, fault.line, fault.column) for fault in caught.value.faults]
    assert told == sorted(told)
    assert {
        ("absent.csv", 0, ""),
        ("inconnu.bin", 0, ""),
        ("observation/chomage.csv", 2, "valeur"),
        ("suivi_action.csv", 2, "etat"),
        ("suivi_action.csv", 3, "action_id"),
        ("suivi_action.csv", 4, "statut"),
    } <= set(told)
    assert (fingerprint(writable_base), journal(writable_base)) == (before, [(1, "construction")])


def test_a_sum_that_the_addition_breaks_is_a_fault(writable_base: str, tmp_path: Path):
    commune = {
        "serie_id": "creations-entreprises-communes",
        "perimetre_id": "epci:248000531@2026",
        "periode": "2025",
        "annee": "2025",
        "valeur": "2656",
        "statut": "constate",
        "auteur_id": "insee",
    }
    ((connu_le, source),) = rows(
        writable_base,
        select(observation.c.connu_le, observation.c.source_id).where(
            observation.c.serie_id == commune["serie_id"],
            observation.c.perimetre_id == commune["perimetre_id"],
            observation.c.periode == "2025",
        ),
    )
    row = {**commune, "connu_le": connu_le, "source_id": source, "passage": "essai"}
    _, prepared = prepare(writable_base, [write_csv(tmp_path / "observation.csv", row)], now=NEXT_DAY)
    (fault,) = prepared.faults
    assert (fault.file, fault.line, fault.column) == ("observation.csv", 2, "valeur")
    assert "communes 2655, EPCI 2656" in fault.seen


def test_a_commune_that_leaves_is_counted_out_once_its_membership_ends(writable_base: str, tmp_path: Path):
    """A membership that ends is a new version: the former one no longer counts."""
    link = {
        "membre_id": "commune:02001",
        "ensemble_id": "epci:200071785",
        "fin": "2026-12-31",
        "statut": "constate",
        "auteur_id": "etalab",
        "connu_le": "2026-11",
        "source_id": "etalab-decoupage-2026",
        "passage": "epci, membres",
    }
    _, prepared = prepare(writable_base, [write_csv(tmp_path / "appartenance.csv", link)], now=NEXT_DAY)
    told = [(fault.file, fault.line, fault.column, fault.seen) for fault in prepared.faults]
    seen = "epci:200071785@2026\u202f: 48 communes annoncées, 47 rattachées"
    assert told == [("appartenance.csv", 2, "membre_id", seen)]


def test_a_dry_run_tells_and_changes_nothing(writable_base: str, tmp_path: Path):
    before = fingerprint(writable_base)
    report = publish(writable_base, [quarter(tmp_path)], "Claire", dry_run=True)
    assert (report.number, report.added, report.empreinte) == (None, {"observation": 1}, "")
    assert (fingerprint(writable_base), journal(writable_base)) == (before, [(1, "construction")])


def test_going_back_brings_the_facts_back_and_keeps_the_journal(writable_base: str, tmp_path: Path):
    states = [fingerprint(writable_base)]
    for value in ("8.5", "8.6"):
        publish(writable_base, [quarter(tmp_path, valeur=value)], "Claire")
        states.append(fingerprint(writable_base))
    assert go_back(writable_base, 1, "Claire", dry_run=True).number is None
    assert fingerprint(writable_base) == states[2]
    assert go_back(writable_base, 1, "Claire").number == 4
    assert (fingerprint(writable_base), known(writable_base)) == (states[0], [])
    # A return can itself be undone.
    assert go_back(writable_base, 3, "Paul").number == 5
    assert (fingerprint(writable_base), known(writable_base)) == (states[2], [8.6])
    assert go_back(writable_base, 3, "Paul").number is None
    assert journal(writable_base) == [
        (1, "construction"),
        (2, "publication"),
        (3, "publication"),
        (4, "retour"),
        (5, "retour"),
    ]
    assert rows(writable_base, select(publication.c.retour_a).where(publication.c.id > 3)) == [(1,), (3,)]


def test_a_return_to_what_is_not_there_is_refused(writable_base: str, tmp_path: Path):
    publish(writable_base, [quarter(tmp_path)], "Claire")
    with pytest.raises(UnusableTargetError, match="pas de publication 9"):
        go_back(writable_base, 9, "Claire")


def test_old_archives_give_way_and_their_return_is_refused(
    writable_base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("data.intake.archives.FILES_KEPT", 2)
    monkeypatch.setattr("data.intake.archives.SCHEMAS_KEPT", 2)
    for value in ("8.5", "8.6", "8.7"):
        publish(writable_base, [quarter(tmp_path, valeur=value)], "Claire")
    with pytest.raises(UnusableTargetError, match=r"restent.*2, 3"):
        go_back(writable_base, 1, "Claire")
    assert go_back(writable_base, 2, "Claire").number == 5


def test_a_construction_does_not_leave_publications_behind_unless_told_to(writable_base: str, tmp_path: Path):
    publish(writable_base, [quarter(tmp_path)], "Claire")
    published = fingerprint(writable_base)
    with pytest.raises(UnusableTargetError, match="--abandonner-les-publications"):
        build(writable_base, now=BUILT)
    assert fingerprint(writable_base) == published
    build(writable_base, now=BUILT, abandon=True)
    assert journal(writable_base) == [(1, "construction"), (2, "publication"), (3, "construction")]
    assert known(writable_base) == []
    # What was left behind is still in the archives.
    go_back(writable_base, 2, "Claire")
    assert fingerprint(writable_base) == published


def test_a_base_that_only_files_made_is_made_again_at_will_and_its_journal_goes_on(writable_base: str, tmp_path: Path):
    build(writable_base, now=BUILT)
    build(writable_base, now=BUILT)
    assert journal(writable_base) == [(1, "construction"), (2, "construction"), (3, "construction")]
    assert publish(writable_base, [quarter(tmp_path)], "Claire").number == 4


def test_a_base_of_another_schema_hands_its_journal_down_to_the_one_that_replaces_it(writable_base: str):
    engine = create_engine(target_url(writable_base))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL search_path TO vigie"))
        connection.execute(text("UPDATE base SET version_schema = version_schema - 1"))
        connection.execute(text("ALTER TABLE publication DROP COLUMN retour_a"))
    engine.dispose()
    build(writable_base, now=BUILT)
    assert journal(writable_base) == [(1, "construction"), (2, "construction")]


def test_both_engines_say_the_same_fingerprint(base_sqlite: Path, writable_base: str):
    assert fingerprint(writable_base) == fingerprint(f"sqlite:///{base_sqlite}")


def test_nothing_is_published_where_there_is_no_base(tmp_path: Path):
    with pytest.raises(UnreachableBaseError):
        publish(f"sqlite:///{tmp_path}/absente.sqlite", [quarter(tmp_path)], "Claire")
    assert not (tmp_path / "absente.sqlite").exists()


def test_a_base_of_another_version_is_left_alone(writable_base: str, tmp_path: Path):
    engine = create_engine(target_url(writable_base))
    schema = "" if engine.dialect.name == "sqlite" else "vigie."
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {schema}base SET version_schema = 1"))
    engine.dispose()
    with pytest.raises(UnreachableBaseError, match="schéma 1"):
        publish(writable_base, [quarter(tmp_path)], "Claire")
