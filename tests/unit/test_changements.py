"""What changed between two situations: each kind of change, its two values, its weight, what was added afterwards."""

from datetime import date
from typing import Any

import pandas as pd

from components.formats import NBSP, NNBSP
from components.wording import changements as wording
from data.model import changements as rules
from data.model.budget import Line, totals

SINCE = date(2026, 5, 21)


def _said(changes: list[rules.Change]) -> list[str]:
    return [wording.sentence(one.kind, one.subject, one.told, late=one.late) for one in changes]


def _action(key: str, etat: str = "en_cours", retard: str = "dans_les_temps", **more: Any) -> dict[str, Any]:
    return {
        "id": key,
        "nom": f"Action {key}",
        "inscrite_le": "2023-06-29",
        "etat": etat,
        "retard": retard,
        "echeance": "2026-06-30",
        "observe_le": "2026-09-15",
        "conteste": False,
        "fait": f"suivi_action:{key}",
        "connu_le": "2026-09-15",
        **more,
    }


def test_a_state_that_moves_says_where_from_and_the_blocked_come_first():
    before = pd.DataFrame([_action("1", "a_venir"), _action("2"), _action("3", "non_renseignee", fait=None)])
    after = pd.DataFrame([_action("1"), _action("2", "bloquee", conteste=True), _action("3", "realisee")])
    changes = rules.of_actions(before, after, "Plan", SINCE)
    assert _said(changes) == [
        f"De «{NBSP}en cours{NBSP}» à «{NBSP}bloquée{NBSP}» (suivi contesté){NNBSP}: Action 2",
        f"Premier état connu, réalisée{NNBSP}: Action 3",
        f"De «{NBSP}à venir{NBSP}» à «{NBSP}en cours{NBSP}»{NNBSP}: Action 1",
    ]
    assert changes[0].faits == ("suivi_action:2",)


def test_an_action_that_the_calendar_made_late_is_told_and_one_that_was_late_already_is_not():
    before = pd.DataFrame([_action("1"), _action("2", retard="en_retard")])
    after = pd.DataFrame([_action("1", retard="en_retard"), _action("2", retard="en_retard")])
    (late,) = rules.of_actions(before, after, "Plan", SINCE)
    assert _said([late]) == [f"Devenue en retard, échéance 30{NBSP}juin{NBSP}2026{NNBSP}: Action 1"]
    assert late.connu_le is None


def test_new_actions_are_one_sentence_a_plan():
    after = pd.DataFrame([_action(key) for key in "12345"])
    (new,) = rules.of_actions(after.iloc[:1], after, "Plan", SINCE)
    assert _said([new])[0].startswith(f"Quatre actions nouvelles, Plan{NNBSP}: Action 2, Action 3, Action 4 et 1 autre")
    assert len(new.faits) == 4


def test_what_was_dated_before_and_loaded_after_was_added_afterwards():
    before = pd.DataFrame([_action("1", "a_venir")])
    changes = rules.of_actions(before, pd.DataFrame([_action("1", connu_le="2026-03")]), "Plan", SINCE)
    assert changes[0].late
    assert _said(changes)[0].endswith("Action 1 – ajouté après coup")
    assert not rules.of_actions(before, pd.DataFrame([_action("1", connu_le="2026")]), "Plan", SINCE)[0].late


def _line(key: str, montant: float, **more: Any) -> Line:
    told: dict[str, Any] = {
        "id": key,
        "programme_id": "p",
        "axe_id": "p-1",
        "axe": "Axe",
        "action_id": None,
        "financeur_id": None,
        "financeur": None,
        "financeur_type": None,
        "territoire_id": "epci:1",
        "territoire_type": "epci",
        "territoire_code": "1",
        "territoire": "Un",
        "objet": "Objet",
        "temporalite": "exercice",
        "exercice": 2025,
        "sens": "depense",
        "section": None,
        "etape": "vote",
        "document": "BP",
        "autorisation": None,
        "mouvement": None,
        "origine_fonds": "public",
        "montant": montant,
        "montant_origine": montant,
        "devise_origine": "EUR",
        "statut": "constate",
        "conteste": False,
        "qualificatif": None,
        "auteur_id": "a",
        "connu_le": "2026-06-30",
        "fait": f"ligne_budget:{key}",
        "cle": key.rstrip("b"),
    }
    return Line(**(told | more))


def test_money_tells_the_stages_of_an_exercise_together_and_a_revised_line_keeps_both_amounts():
    before = totals([_line("1", 100_000)])
    revised = [_line("1b", 120_000), _line("2", 50_000, etape="paye", document=None)]
    (change,) = rules.of_totals(before, totals(revised), "Pacte", SINCE)
    stages = f"120{NNBSP}000{NNBSP}€ votés au lieu de 100{NNBSP}000{NNBSP}€ et 50{NNBSP}000{NNBSP}€ payés"
    assert _said([change]) == [f"Pacte, exercice{NBSP}2025{NNBSP}: {stages} (1{NBSP}ligne révisée)"]
    assert set(change.faits) == {"ligne_budget:1b", "ligne_budget:2"}
    assert rules.of_totals(before, before, "Pacte", SINCE) == []


def test_amending_decisions_alike_in_everything_are_two_acts():
    before = [_line("1", 100_000), _line("2", 10_000, document="DM"), _line("3", 20_000, document="DM")]
    (change,) = rules.of_totals(totals(before), totals([*before, _line("4", 5_000, document="DM")]), "Pacte", SINCE)
    assert change.told["revisees"] == 0
    assert change.faits == ("ligne_budget:4",)


def test_money_that_may_not_be_added_stays_apart_in_two_sentences():
    lines = [_line("1", 1000), _line("2", 500, origine_fonds="prive"), _line("3", 70, territoire_id="petr:x")]
    lines[2] = _line("3", 70, territoire_id="petr:x", territoire_type="petr", territoire="Le pôle")
    said = _said(rules.of_totals((), totals(lines), "Pacte", SINCE))
    assert len(said) == 3
    assert any("fonds privés" in one for one in said)
    assert any("Le pôle" in one for one in said)


def _promise(key: str, etat: str, **more: Any) -> dict[str, Any]:
    told = {"id": key, "numero": f"P{key}", "libelle": f"Promesse {key}", "etat": etat, "echeance": "2026-06-30"}
    return {**told, "programme": "Pacte", "fait": f"promesse:{key}", "connu_le": "2026-06-30", **more}


def test_promises_kept_or_become_due_and_the_due_ones_first():
    before = pd.DataFrame([_promise("1", "a_echoir"), _promise("2", "a_echoir"), _promise("9", "intention")])
    after = pd.DataFrame(
        [
            _promise("1", "tenue"),
            _promise("2", "echue_sans_preuve"),
            _promise("3", "a_echoir"),
            _promise("8", "horizon"),
            _promise("9", "tenue"),
        ]
    )
    assert _said(rules.of_promises(before, after, SINCE)) == [
        f"Promesse P2 échue sans preuve le 30{NBSP}juin{NBSP}2026{NNBSP}: Promesse 2",
        f"Promesse P1 tenue, à échoir auparavant{NNBSP}: Promesse 1",
        f"Deux promesses nouvelles, Pacte{NNBSP}: P3 Promesse 3 et P9 Promesse 9",
    ]


def _claim(key: str, valeur: float | None, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"libelle": "Emplois", "valeur": valeur, "valeur_min": None, "valeur_max": None}
    told |= {"unite": "emplois", "qualificatif": None, "auteur": "Une élue", "cle": key, "fait": f"affirmation:{key}"}
    return {**told, "statut": "declare", "conteste": False, "connu_le": "2026-09", **more}


def test_a_claim_is_revised_by_its_author_alone_and_a_rival_is_a_new_one():
    before = pd.DataFrame([_claim("a", 24.0)])
    rival = _claim("b", None, valeur_min=50.0, valeur_max=100.0, statut="prevision", conteste=True, auteur="Un autre")
    after = pd.DataFrame([_claim("a", 60.0), rival])
    assert _said(rules.of_claims(before, after, SINCE)) == [
        f"Chiffre avancé révisé par «{NBSP}Une élue{NBSP}»{NNBSP}: Emplois, 60 emplois au lieu de 24 emplois",
        f"Nouveau chiffre avancé par «{NBSP}Un autre{NBSP}», prévision, contesté{NNBSP}: Emplois, 50 à 100 emplois",
    ]
    assert rules.of_claims(before, before, SINCE) == []
    expected = pd.DataFrame([_claim("a", 24.0, statut="prevision")])
    assert _said(rules.of_claims(expected, after.iloc[:1], SINCE))[0].endswith("au lieu de 24 emplois (prévision)")


def test_members_in_and_out():
    def member(key: str, fin: str | None) -> dict[str, Any]:
        told = {"membre": f"M{key}", "cluster": "Énergie", "fin": fin, "cle": key, "fait": f"cluster_membre:{key}"}
        return {**told, "connu_le": "2026-09"}

    before = pd.DataFrame([member("1", None), member("2", None), member("4", "2020")])
    leaving = [member("1", "2026-08"), member("2", "2026-12"), member("4", "2020")]
    after = pd.DataFrame([*leaving, member("3", None), member("5", "2027")])
    assert _said(rules.of_members(before, after, SINCE, date(2026, 9, 30))) == [
        f"1{NBSP}membre sorti du cluster «{NBSP}Énergie{NBSP}»{NNBSP}: M1",
        f"2{NBSP}nouveaux membres du cluster «{NBSP}Énergie{NBSP}»{NNBSP}: M3 et M5",
    ]
    # Told in advance, it is out once its day has passed.
    assert _said(rules.of_members(after, after, date(2026, 9, 30), date(2027, 1, 2))) == [
        f"1{NBSP}membre sorti du cluster «{NBSP}Énergie{NBSP}»{NNBSP}: M2",
    ]


def _value(lieu: str, periode: str, valeur: float, statut: str = "constate", unite: str = "%") -> dict[str, Any]:
    told = {"serie_id": "chomage", "libelle": "Chômage", "unite": unite, "lieu": lieu, "periode": periode}
    key = f"{lieu}{periode}"
    more = {"valeur": valeur, "statut": statut, "conteste": False, "cle": key, "fait": f"observation:{key}"}
    return {**told, **more, "connu_le": "2026-09"}


def test_a_revised_statistic_shows_both_values_and_new_ones_their_last_period():
    before = pd.DataFrame([_value("Amiens", "2025-T4", 9.5)])
    after = pd.DataFrame(
        [
            _value("Amiens", "2027", 8.0, "prevision"),
            _value("Amiens", "2026-T2", 9.1),
            _value("Tergnier", "2026-T2", 11.0),
            _value("Amiens", "2026-T1", 9.3),
            _value("Amiens", "2025-T4", 9.4),
        ]
    )
    assert _said(rules.of_values(before, after, "statistique", SINCE)) == [
        f"Chômage, T2{NBSP}2026{NNBSP}: Amiens 9,1{NNBSP}% et Tergnier 11,0{NNBSP}% (et 1{NBSP}période avant)",
        f"Chômage, 2027, prévision{NNBSP}: Amiens 8,0{NNBSP}%",
        f"Chiffre révisé, Chômage, Amiens, T4{NBSP}2025{NNBSP}: 9,4{NNBSP}% au lieu de 9,5{NNBSP}%",
    ]


def test_what_was_expected_keeps_its_word_once_it_is_counted():
    before = pd.DataFrame([_value("Énergie", "2026", 34.0, "prevision", "emplois")])
    for count in (29.0, 34.0):
        after = pd.DataFrame([_value("Énergie", "2026", count, "constate", "emplois")])
        assert _said(rules.of_values(before, after, "emplois", SINCE)) == [
            f"Chiffre révisé, Chômage, Énergie, 2026{NNBSP}: {count:.0f} (constaté) au lieu de 34 (prévision)"
        ]


def test_a_new_value_that_is_contested_says_so_apart_from_the_others():
    after = pd.DataFrame([_value("Amiens", "2026-T2", 9.1), {**_value("Tergnier", "2026-T2", 11.0), "conteste": True}])
    assert _said(rules.of_values(after.iloc[:0], after, "statistique", SINCE)) == [
        f"Chômage, T2{NBSP}2026{NNBSP}: Amiens 9,1{NNBSP}%",
        f"Chômage, T2{NBSP}2026, contesté{NNBSP}: Tergnier 11,0{NNBSP}%",
    ]


def test_facts_that_were_not_known_are_told_once_each():
    told = {"libelle": "Attendre", "demande": "Que faire ?", "cle": "o", "fait": "orientation:o", "connu_le": "2026-06"}
    after = pd.DataFrame([told])
    (change,) = rules.of_new(after.iloc[:0], after, "orientation", "libelle", SINCE)
    assert _said([change])[0].startswith(f"Orientation donnée{NNBSP}: Attendre, en réponse à")
    assert rules.of_new(after, after, "orientation", "libelle", SINCE) == []


def _act(key: str, etat: str) -> dict[str, Any]:
    told = {"objet": f"Protocole {key}", "organe": "Les parties", "date_acte": None, "etat": etat}
    return {**told, "cle": key, "fait": f"acte:{key}", "connu_le": "2026-06"}


def test_an_act_says_whether_it_is_signed_and_a_signature_is_a_change():
    before = pd.DataFrame([_act("1", "non_signe"), _act("2", "adopte")])
    after = pd.DataFrame([_act("1", "signe"), _act("2", "adopte"), _act("3", "non_signe")])
    head = f"Acte de «{NBSP}Les parties{NBSP}»"
    assert _said(rules.of_acts(before, after, SINCE)) == [
        f"{head}, signé, auparavant non signé dans l’exemplaire lu{NNBSP}: Protocole 1",
        f"{head}, non signé dans l’exemplaire lu{NNBSP}: Protocole 3",
    ]


def test_the_weight_for_a_committee_and_not_the_size_orders():
    kinds: tuple[rules.Kind, ...] = ("statistique", "affirmation", "promesse", "argent", "retard", "etat", "emplois")
    changes = [rules.Change(kind, kind, {}) for kind in kinds]
    assert [one.kind for one in rules.ordered(changes)] == [
        "etat",
        "retard",
        "argent",
        "promesse",
        "emplois",
        "affirmation",
        "statistique",
    ]


def test_every_kind_has_its_sentence():
    assert set(rules.KINDS) == set(wording.KINDS)


def test_a_programme_that_becomes_known_is_not_said_to_be_new():
    assert wording.sentence("programme", "Amiens Cluster", {}, late=False) == (
        "Programme désormais connu\u202f: Amiens Cluster"
    )
