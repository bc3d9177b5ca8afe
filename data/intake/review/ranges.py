"""Values that their indicator does not allow, or that leap from one period to the next."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from data.intake.cells import Row
from data.intake.review.breaks import broken, measures
from data.intake.review.candidate import Candidate, Finding, blocks, warns
from data.model.vraisemblance import AMOUNT_FACTOR, FACTOR, amount_leaps, bounds, is_whole, leaps
from data.tables.base import identity_columns
from data.tables.finances import ligne_budget

_AMENDING: Final = "DM"
_EURO: Final = "EUR"
_NOISE: Final = 1e-6


def implausible_observations(candidate: Candidate) -> Iterator[Finding]:
    """Observations out of bounds, halves of what has none, leaps.

    What a producer publishes is taken as it is: its importer only warns of a value that cannot be.
    """
    for row in candidate.new("observation"):
        indicator = _indicator(candidate, row)
        if indicator is not None and row.values["valeur"] is not None and not candidate.is_official(row):
            yield from _out_of_bounds(row, indicator)
    yield from _leaps(candidate)


def implausible_claims(candidate: Candidate) -> Iterator[Finding]:
    """Claims out of bounds: somebody may well have said it, so it never blocks."""
    for row in candidate.new("affirmation"):
        values = row.values
        counted = candidate.value("indicateur", values["indicateur_id"], "unite_compte")
        allowed = bounds(str(values["unite"]), str(values["flux_stock"]), str(counted))
        for name in ("valeur", "valeur_min", "valeur_max"):
            value = values[name]
            if isinstance(value, float) and not allowed.hold(value):
                remedy = "rien si c’est bien ce que dit la source ; sinon, corriger la valeur ou son unité"
                yield warns(row, name, f"{value:.15g}", _between(allowed.low, allowed.high), remedy)


def implausible_amounts(candidate: Candidate) -> Iterator[Finding]:
    """Negative amounts, and amounts that leap from one exercise to the next for the same line.

    The lines of an official budget are left to their importer, which compares them posting by posting.
    """
    names = [name for name in identity_columns(ligne_budget) if name not in ("exercice", "auteur_id")]
    years: dict[tuple[Any, ...], dict[int, Row]] = {}
    for row in candidate.standing("ligne_budget"):
        exercice = row.values["exercice"]
        if isinstance(exercice, int) and row.values["document"] != _AMENDING and not row.values["conteste"]:
            years.setdefault(tuple(row.values[name] for name in names), {})[exercice] = row
    for row in candidate.new("ligne_budget"):
        montant = row.values["montant"]
        if candidate.is_official(row) or not isinstance(montant, int | float):
            continue
        if montant < 0 and row.values["document"] != _AMENDING:
            remedy = "rien si c’est une annulation ; sinon, retirer le signe, « sens » dit déjà dépense ou recette"
            yield warns(row, "montant", f"{montant:.15g}", "un montant positif", remedy)
    for lines in years.values():
        for exercice, row in lines.items():
            earlier = lines.get(exercice - 1)
            if earlier is not None:
                yield from _amount_leap(candidate, earlier, row)


def uncertain_points(candidate: Candidate) -> Iterator[Finding]:
    """Amounts with a third decimal: « 1.234 » is perhaps one thousand two hundred and thirty-four.

    It warns: no rule tells a point of thousands from one of decimals, and no price has thousandths of a euro.
    """
    for table in ("ligne_budget", "subvention"):
        for row in candidate.new(table):
            montant = row.values["montant"]
            # Francs converted have as many decimals as the rate gives them.
            foreign = row.values.get("devise_origine") not in (None, _EURO)
            if foreign or not isinstance(montant, float) or abs(round(montant * 100) - montant * 100) < _NOISE:
                continue
            remedy = "écrire les milliers sans point (1234) ; rien si la source donne des fractions de centime"
            yield warns(row, "montant", f"{montant:.15g}", "un montant au centime, deux décimales au plus", remedy)


def _indicator(candidate: Candidate, row: Row) -> Row | None:
    serie = candidate.keyed("serie").get(str(row.values["serie_id"]))
    return None if serie is None else candidate.keyed("indicateur").get(str(serie.values["indicateur_id"]))


def _out_of_bounds(row: Row, indicator: Row) -> Iterator[Finding]:
    unite, nature, counted = (str(indicator.values[name]) for name in ("unite", "nature", "unite_compte"))
    value = float(str(row.values["valeur"]))
    allowed = bounds(unite, nature, counted)
    if not allowed.hold(value):
        expected = f"{_between(allowed.low, allowed.high)} ({unite})"
        if allowed.certain:
            yield blocks(row, "valeur", _seen(row), expected, "corriger la valeur d’après la source")
        else:
            yield warns(row, "valeur", _seen(row), expected, "rien si c’est un solde ; sinon, corriger la valeur")
    elif is_whole(unite, counted) and not value.is_integer():
        remedy = "écrire le nombre entier, sans point ni espace entre les milliers ; rien si la source l’estime"
        yield warns(row, "valeur", _seen(row), f"un nombre entier ({unite})", remedy)


def _leaps(candidate: Candidate) -> Iterator[Finding]:
    for measure, periods in measures(candidate).items():
        ordered = sorted(periods)
        for before, after in pairwise(ordered):
            # Another perimeter or a break explains the leap.
            for perimetre in periods[before].keys() & periods[after].keys():
                earlier, later = periods[before][perimetre], periods[after][perimetre]
                row, other = (later, earlier) if candidate.is_new(later) else (earlier, later)
                if not candidate.is_new(row) or broken(candidate, measure, before, after):
                    continue
                indicator = _indicator(candidate, row)
                if indicator is not None and _is_leap(earlier, later, indicator):
                    yield _leap(row, other)


def _is_leap(earlier: Row, later: Row, indicator: Row) -> bool:
    before, value = (float(str(row.values["valeur"])) for row in (earlier, later))
    return leaps(before, value, str(indicator.values["unite"]), str(indicator.values["nature"]))


def _leap(row: Row, other: Row) -> Finding:
    known = f" ({_seen(other)})" if _seen(other) else ""
    expected = f"moins de {FACTOR} fois d’écart avec la période {other.values['periode']}{known}"
    remedy = "vérifier l’unité, le point décimal, et qu’un 0 n’est pas écrit pour une valeur inconnue"
    return warns(row, "valeur", _seen(row), expected, remedy)


def _seen(row: Row) -> str:
    # A figure by cluster may be secret, and warnings stay in the journal.
    return "" if row.values["cluster_id"] else f"{float(str(row.values['valeur'])):.15g}"


def _amount_leap(candidate: Candidate, earlier: Row, later: Row) -> Iterator[Finding]:
    row, other = (later, earlier) if candidate.is_new(later) else (earlier, later)
    amounts = [one.values["montant"] for one in (earlier, later)]
    if not candidate.is_new(row) or candidate.is_official(row) or None in amounts:
        return
    if amount_leaps(float(str(amounts[0])), float(str(amounts[1]))):
        seen, known = (f"{float(str(one.values['montant'])):.15g}" for one in (row, other))
        expected = f"moins de {AMOUNT_FACTOR} fois d’écart avec l’exercice {other.values['exercice']} ({known} €)"
        remedy = "vérifier l’unité (euros, milliers d’euros) et le montant ; rien si la source le dit bien"
        yield warns(row, "montant", seen, expected, remedy)


def _between(low: float | None, high: float | None) -> str:
    if high is None:
        return f"une valeur d’au moins {low:g}"
    return f"une valeur de {low:g} à {high:g}"
