"""Which budget lines may be added, and which attempts to count an euro twice are refused."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.plans import budget_words
from data.model import budget_ladder as ladder
from data.model.budget import Line, Scope, Selection, exclusions, lines_of, reservations, totals
from data.model.budget_parts import axes_ladders, funders_ladders
from data.model.budget_unattached import unattached
from data.model.reserves import approximation, parts
from data.vocabulary import SANS_REGLE

BASE = Line(
    id="l1",
    programme_id="p",
    axe_id="a1",
    axe="Axe un",
    action_id=None,
    financeur_id="etat",
    financeur="État",
    financeur_type="acteur",
    territoire_id="epci:248000531",
    territoire_type="epci",
    territoire_code="248000531",
    territoire="Amiens Métropole",
    objet="Objet",
    temporalite="exercice",
    exercice=2025,
    sens="depense",
    section="fonctionnement",
    etape="vote",
    document="BP",
    autorisation=None,
    mouvement="reel",
    origine_fonds="public",
    montant=100.0,
    montant_origine=100.0,
    devise_origine="EUR",
    statut="constate",
    conteste=False,
    qualificatif=None,
    auteur_id="amiens-metropole",
    connu_le="2025",
    fait="ligne_budget:l1",
)


def line(identifier: str, **changes: object) -> Line:
    return replace(BASE, id=identifier, **changes)  # type: ignore[arg-type]


def amounts(*lines: Line) -> list[float | None]:
    return [total.montant for total in totals(lines)]


def test_a_budget_and_its_amendments_are_one_vote():
    assert amounts(line("a"), line("b", document="DM", montant=-30.0), line("c", document="DM", montant=5.0)) == [75.0]


def test_what_no_rule_ties_to_the_programme_enters_no_total_and_stands_apart():
    loose = {"qualificatif": f"{SANS_REGLE}\u202f; de nouveau dite ici", "axe_id": None}
    lines = (
        line("a"),
        line("sans", montant=40.0, **loose),
        line("sans-dm", document="DM", montant=-5.0, **loose),
        line("sans-ordre", mouvement="ordre", montant=7.0, **loose),
        line("sans-rien", montant=0.0, **loose),
        line("ailleurs", document="DM", montant=3.0, territoire_id="epci:200071892", **loose),
        line("recettes", sens="recette", montant=9.0, **loose),
    )
    assert amounts(*lines) == [100.0]
    assert set(exclusions(lines).values()) == {"sans_regle"}
    assert totals(lines)[0].coverage == {("a1", "epci:248000531")}
    assert [(one.scope.sens, one.montant, len(one.lines)) for one in unattached(lines)] == [
        ("depense", 35.0, 2),
        ("depense", 3.0, 1),
        ("recette", 9.0, 1),
    ]
    assert reservations(lines) == ("de nouveau dite ici",)


def test_a_supplementary_budget_is_never_added_to_the_vote():
    assert amounts(line("a"), line("b", document="BS", montant=40.0)) == [100.0, 40.0]


def test_a_vote_of_unknown_document_is_not_added_to_a_budget():
    assert sorted(filter(None, amounts(line("a"), line("b", document=None, montant=100.0)))) == [100.0, 100.0]


def test_amendments_without_their_budget_have_no_total():
    (total,) = totals([line("a", document="DM", montant=10.0)])
    assert total.montant is None
    assert total.without_budget == ("Amiens Métropole",)
    assert not total.complete


@pytest.mark.parametrize(
    "changes",
    [
        {"etape": "mandate", "document": None},
        {"etape": "realise", "document": "CA"},
        {"exercice": 2024},
        {"temporalite": "annuel", "exercice": None},
        {"temporalite": "total", "exercice": None},
        {"temporalite": "non_precise", "exercice": None},
        {"sens": "recette"},
        {"autorisation": "AP"},
        {"autorisation": "AE"},
        {"origine_fonds": "prive"},
        {"statut": "prevision"},
        {"statut": "objectif"},
        {"programme_id": "autre"},
        {"territoire_id": "petr:coeur", "territoire_type": "petr"},
    ],
)
def test_lines_that_differ_in_scope_or_stage_are_never_added(changes):
    assert amounts(line("a"), line("b", **changes)) == [100.0, 100.0]


@pytest.mark.parametrize(
    "changes",
    [
        {"axe_id": "a2"},
        {"financeur_id": "region"},
        {"section": "investissement"},
        {"autorisation": "CP"},
        {"statut": "declare"},
        {"territoire_id": "epci:200071892", "territoire_code": "200071892"},
    ],
)
def test_lines_of_one_scope_are_added(changes):
    assert amounts(line("a"), line("b", **changes)) == [200.0]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"conteste": True}, "conteste"),
        ({"mouvement": "ordre"}, "ordre"),
        ({"territoire_id": "pays:FR", "territoire_type": "pays"}, "echelle"),
        ({"territoire_id": "region:32", "territoire_type": "region"}, "echelle"),
    ],
)
def test_some_lines_enter_no_total(changes, reason):
    lines = [line("a"), line("b", **changes)]
    assert exclusions(lines) == {"b": reason}
    assert amounts(*lines) == [100.0]


def test_a_single_financial_account_replaces_the_administrative_one():
    accounts = [
        line("ca", etape="realise", document="CA", montant=90.0),
        line("cfu", etape="realise", document="CFU", montant=91.0),
    ]
    assert exclusions(accounts) == {"ca": "remplace"}
    assert amounts(*accounts) == [91.0]
    assert exclusions([accounts[0], replace(accounts[1], exercice=2024)]) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"sens": "recette"},
        {"section": "investissement"},
        {"axe_id": "a2"},
        {"financeur_id": "region"},
        {"autorisation": "AP"},
        {"origine_fonds": "prive"},
        {"territoire_id": "epci:1"},
        {"conteste": True},
        {"mouvement": "ordre"},
        {"montant": None},
    ],
)
def test_an_account_of_something_else_or_left_out_of_totals_replaces_nothing(changes):
    old = line("ca", etape="realise", document="CA", montant=90.0)
    new = line("cfu", etape="realise", document="CFU", **{"montant": 91.0, **changes})
    assert "ca" not in exclusions([old, new])
    assert 90.0 in [amount for total in totals([old, new]) for amount in (item.montant for item in total.lines)]


def test_an_account_that_does_not_split_replaces_each_part_of_the_other():
    parts_of_it = [line(f"ca-{axe}", etape="realise", document="CA", axe_id=axe) for axe in ("a1", "a2")]
    whole = line("cfu", etape="realise", document="CFU", axe_id=None, montant=201.0)
    assert exclusions([*parts_of_it, whole]) == {"ca-a1": "remplace", "ca-a2": "remplace"}
    assert amounts(*parts_of_it, whole) == [201.0]


def test_one_line_told_by_two_authors_is_counted_once():
    first = line("a", etape="annonce", document=None)
    again = replace(first, id="b", auteur_id="etat", montant=120.0, connu_le="2026-01")
    assert exclusions([first, again]) == {"a": "autre_auteur"}
    assert amounts(first, again) == [120.0]
    disputed = replace(again, conteste=True)
    assert exclusions([first, disputed]) == {"b": "conteste"}
    assert amounts(first, disputed) == [100.0]
    assert exclusions([first, replace(again, montant=None)]) == {"b": "autre_auteur"}
    assert exclusions([first, replace(again, action_id="autre-action")]) == {}
    assert exclusions([line("c", document="DM"), line("d", document="DM", auteur_id="etat")]) == {}


def test_a_missing_amount_is_never_zero():
    (total,) = totals([line("a", montant=None), line("b", montant=None)])
    assert total.montant is None
    (partly,) = totals([line("a", montant=None), line("b")])
    assert (partly.montant, len(partly.quantified), partly.complete) == (100.0, 1, False)


def mandated(*changes: dict[str, object]) -> ladder.Rate | None:
    lines = [line(f"l{rank}", **change) for rank, change in enumerate(changes)]
    return ladder.rate(totals(lines), "mandate", "vote")


def test_a_rate_is_told_for_one_scope_and_gives_what_waits():
    rate = mandated({}, {"etape": "mandate", "document": None, "montant": 48.0})
    assert rate is not None
    assert (rate.percent, rate.remainder, rate.refusal, rate.approximate) == (48.0, 52.0, None, False)


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ([{"etape": "mandate", "document": None, "montant": 48.0}, {"montant": None}], "incomplet"),
        ([{"etape": "mandate", "document": None, "montant": None}], "incomplet"),
        ([{"etape": "mandate", "document": None, "axe_id": "a2"}], "couverture"),
        ([{"etape": "mandate", "document": None, "territoire_id": "epci:1"}], "couverture"),
        ([{"etape": "mandate", "document": None}, {"document": "BS"}], "supplementaire"),
        ([{"etape": "mandate", "document": None}, {"financeur_id": "region"}], "financeurs"),
        ([{"etape": "mandate", "document": None, "financeur_id": "region"}], "financeurs"),
        ([{"etape": "mandate", "document": None}, {"section": "investissement"}], "sections"),
    ],
)
def test_a_rate_is_refused_with_its_reason(others, reason):
    rate = mandated({}, *others)
    assert rate is not None
    assert (rate.percent, rate.remainder, rate.refusal) == (None, None, reason)


def test_a_stage_told_whole_covers_every_funder_and_section_of_the_other():
    rate = mandated({}, {"financeur_id": "region"}, {"etape": "mandate", "financeur_id": None, "section": None})
    assert rate is not None
    assert (rate.percent, rate.refusal) == (50.0, None)


def test_a_rate_over_nothing_is_refused():
    rate = mandated({"montant": 0.0}, {"etape": "mandate", "document": None, "montant": 1.0})
    assert rate is not None
    assert rate.refusal == "nul"


def test_two_exercises_give_no_rate():
    found = totals([line("a"), line("b", etape="mandate", document=None, exercice=2024)])
    assert [ladder.rates(ladder.of_scope(found, scope)) for scope in ladder.scopes(found)] == [(), ()]


@pytest.mark.parametrize(
    "change", [{"exercice": 2024}, {"temporalite": "annuel", "exercice": None}, {"autorisation": "AP"}]
)
def test_a_stage_whose_base_has_another_scope_says_which(change):
    found = totals([line("a", **change), line("b", etape="mandate", document=None)])
    (spent,) = (total for total in found if total.etape == "mandate")
    (voted,) = (total for total in found if total.etape == "vote")
    assert ladder.without_base(spent, found) == ladder.WithoutBase("vote", (voted.scope,))


def test_a_stage_whose_base_nobody_tells_says_so_and_one_with_its_base_says_nothing():
    alone = totals([line("a", etape="mandate", document=None)])
    assert ladder.without_base(alone[0], alone) == ladder.WithoutBase("vote", ())
    both = totals([line("a"), line("b", etape="mandate", document=None)])
    assert [ladder.without_base(total, both) for total in both if total.etape == "mandate"] == [None]
    assert ladder.without_base(totals([line("a", etape="annonce", document=None)])[0], both) is None


def test_the_reference_is_the_vote_of_the_last_closed_exercise():
    found = totals(
        [
            line("old", exercice=2024, montant=1.0),
            line("said", etape="annonce", document=None, montant=2.0),
            line("vote", montant=3.0),
            line("paid", etape="paye", document=None, montant=4.0),
            line("income", sens="recette", montant=5.0),
            line("ap", autorisation="AP", montant=6.0),
        ]
    )
    reference = ladder.reference(found, "2026-03")
    assert reference is not None
    assert (reference.etape, reference.scope.exercice, reference.montant) == ("vote", 2025, 3.0)
    assert ladder.reference([], "2026") is None
    assert ladder.missing_stages(ladder.of_scope(found, reference.scope)) == ("engage", "mandate")


@pytest.mark.parametrize(
    ("told", "exercice", "standing"),
    [
        ("2027-01-31", 2026, "clos"),
        ("2026-09-15", 2025, "dernier_clos"),
        ("2025-09-15", 2024, "dernier_clos"),
        ("2023", 2024, "a_venir"),
        (None, 2026, None),
    ],
)
def test_an_exercise_in_progress_comes_after_the_closed_ones(told, exercice, standing):
    found = totals([line(str(year), exercice=year) for year in (2024, 2025, 2026)])
    reference = ladder.reference(found, told)
    assert reference is not None
    assert reference.scope.exercice == exercice
    assert ladder.standing(found, reference.scope, told) == standing


def test_an_exercise_is_a_calendar_year_and_a_vintage_is_its_last_day():
    assert ladder.phase(2025, "2026-01-01") == "clos"
    assert ladder.phase(2025, "2025-12-31") == ladder.phase(2025, "2025") == "en_cours"
    assert ladder.phase(None, "2025") is ladder.phase(2025, None) is None


@pytest.mark.parametrize(("told", "pair"), [("2026-09", (2025, 2026)), ("2027-02", (2026, 2025)), (None, (2026, 2025))])
def test_an_exercise_is_read_beside_the_one_in_progress_else_the_former(told, pair):
    found = totals([line(str(year), exercice=year) for year in (2023, 2025, 2026)] + [line("in", sens="recette")])
    reference = ladder.reference(found, told)
    assert reference is not None
    second = ladder.beside(found, reference.scope, told)
    assert second is not None
    assert (reference.scope.exercice, second.exercice) == pair


def test_without_another_exercise_another_kind_of_money_is_read_beside():
    found = totals([line("a"), line("b", sens="recette")])
    reference = ladder.reference(found, "2026")
    assert reference is not None
    second = ladder.beside(found, reference.scope, "2026")
    assert second is not None
    assert second.sens == "recette"
    assert ladder.beside(totals([line("a")]), reference.scope, "2026") is None


def test_unquantified_lines_are_no_reference():
    assert ladder.reference(totals([line("a", montant=None)]), "2026") is None


def test_parts_add_up_to_their_total_in_both_readings():
    (total,) = totals(
        [
            line("a"),
            line("b", axe_id="a2", axe="Axe deux", financeur_id="g", financeur_type="groupe", montant=30.0),
            line("c", axe_id=None, axe=None, financeur_id=None, financeur=None, montant=7.0),
        ]
    )
    funders = ladder.by_funder(total)
    axes = ladder.by_axis(total, [("a1", "Axe un"), ("a2", "Axe deux"), ("a3", "Axe trois")])
    assert [part.montant for part in funders] == [100.0, 30.0, 7.0]
    assert [part.group for part in funders] == [False, True, False]
    assert [(part.id, part.montant) for part in axes] == [("a1", 100.0), ("a2", 30.0), ("a3", None), (None, 7.0)]
    assert sum(part.montant or 0 for part in funders) == sum(part.montant or 0 for part in axes) == total.montant


def test_each_axis_and_funder_has_its_own_ladder_and_its_own_rates():
    spent = {"etape": "mandate", "document": None}
    lines = [
        line("a", montant=100.0),
        line("b", axe_id="a2", financeur_id="region", montant=300.0),
        line("c", **spent, montant=50.0),
        line("d", **spent, axe_id="a2", financeur_id="region", montant=30.0),
        line("e", **spent, axe_id=None, financeur_id="region", montant=7.0),
    ]
    inside = totals(lines)
    assert ladder.rates(inside)[0].refusal == "couverture"
    axes = axes_ladders(inside, [("a1", "Axe un"), ("a2", "Axe deux"), ("a3", "Axe trois")])
    assert [(one.id, [rate.percent for rate in one.rates]) for one in axes] == [
        ("a1", [50.0]),
        ("a2", [10.0]),
        ("a3", []),
        (None, []),
    ]
    funders = {one.id: one for one in funders_ladders(inside)}
    assert [rate.percent for rate in funders["etat"].rates] == [50.0]
    # Money that no axis names: what this funder voted and what it paid do not cover the same.
    assert [rate.refusal for rate in funders["region"].rates] == ["couverture"]
    for told in (axes, tuple(funders.values())):
        whole = sum(total.montant or 0.0 for one in told for total in one.totals if total.etape == "mandate")
        assert whole == 87.0


def test_choices_sort_lines_and_lose_none():
    lines = [
        line("kept"),
        line("other-epci", territoire_id="epci:1", territoire_code="1"),
        line("group", territoire_id="ti:x", territoire_type="territoire_industrie", territoire_code="x"),
        line("old", exercice=2024),
        line("yearly", temporalite="annuel", exercice=None),
    ]
    chosen = Selection.of(lines, ("248000531",), 2025)
    assert [item.id for item in chosen.kept] == ["kept"]
    assert [item.id for item in chosen.elsewhere] == ["other-epci"]
    assert [item.id for item in chosen.unsplit] == ["group"]
    assert [item.id for item in chosen.other_years] == ["old"]
    assert [item.id for item in chosen.undated] == ["yearly"]
    assert len(Selection.of(lines, (), None).kept) == len(lines)


@pytest.mark.piege(21)
def test_qualifiers_stay_with_the_amount():
    words = "environ ; annuel ou total, la source ne le dit pas"
    assert parts(words) == ("environ", "annuel ou total, la source ne le dit pas")
    assert parts(words.replace(" ;", "\u202f;")) == parts(words)
    assert approximation(words) == "environ"
    assert approximation("environnement") is None
    assert approximation(None) is None
    (total,) = totals([line("a", qualificatif=words), line("b", axe_id="a2", qualificatif="plus de")])
    assert total.approximations == ("environ", "plus de")
    assert reservations(total.lines) == ("annuel ou total, la source ne le dit pas",)
    rate = mandated({"qualificatif": "environ"}, {"etape": "mandate", "document": None, "montant": 50.0})
    assert rate is not None
    assert rate.approximate


def test_lines_of_a_frame_lose_their_missing_cells():
    values = {name: [getattr(BASE, name)] for name in Line.__dataclass_fields__}
    frame = pd.DataFrame(values).assign(exercice=pd.array([None], dtype="Int64"), montant=[float("nan")], ignored=[1])
    (found,) = lines_of(frame)
    assert (found.exercice, found.montant, found.document) == (None, None, "BP")
    assert lines_of(frame.iloc[:0]) == ()


def test_scopes_read_from_the_last_exercise_to_the_vaguest():
    vague = Scope.of(line("v", temporalite="non_precise", exercice=None))
    old = Scope.of(line("o", exercice=2024))
    last = Scope.of(line("l"))
    assert sorted([vague, old, last], key=lambda scope: scope.rank) == [last, old, vague]


def test_the_budget_of_an_action_is_its_last_vote_and_never_a_sum_of_years_or_stages():
    lines = (line("a"), line("b", exercice=2024, montant=40.0), line("c", etape="mandate", document=None, montant=60.0))
    assert budget_words(lines, "2026") == "100\u202f€ votés en\u00a02025"
    assert budget_words((line("a", montant=None),), "2026") == "non chiffré"
    assert budget_words((), "2026") is None
