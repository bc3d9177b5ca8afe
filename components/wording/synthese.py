"""Sentences of the Synthèse."""

from collections.abc import Mapping, Sequence
from typing import Final

from components import formats as f
from components.formats import NBSP, NNBSP
from components.wording import bilan
from components.wording.ruptures import CAUSES, Cut, before_refused, change_refused, refused

TITLE: Final = "Synthèse"
NOT_CONCERNED: Final = "sans objet"
NOT_COMPUTABLE: Final = "non calculable"
EXPLORE_CREATIONS: Final = "Voir les créations"
EXPLORE_CLUSTERS: Final = "Voir les clusters"
EXPLORE_EMPLOI: Final = "Voir l’emploi"
EXPLORE_RIVALS: Final = "Voir les chiffres rivaux"
EXPLORE_BUDGET: Final = "Voir le budget"
EXPLORE_PLAN: Final = "Voir le plan"
EXPLORE_PROMISES: Final = "Voir les promesses"

CREATIONS_TITLE: Final = "Créations d’entreprises"
UNEMPLOYMENT_TITLE: Final = "Taux de chômage localisé"
JOBS_TITLE: Final = "Emplois créés"
BUDGET: Final = "Budget"
BUDGET_TITLE: Final = "Budget par axe"
PLAN_TITLE: Final = "Plan d’actions"
PROMISES_TITLE: Final = "Promesses échues sans preuve"

PROMISE_STATES: Final[Mapping[str, str]] = {
    "tenue": "tenue",
    "tenue_en_partie": "tenue en partie",
    "contestee": "contestée",
    "non_datable": "non datable",
    "non_mesurable": "non mesurable",
    "a_echoir": "à échoir",
}
FLOWS: Final[Mapping[str, str]] = {
    "flux": "flux",
    "stock": "cumul",
    "taux": "taux",
    "non_precise": "flux ou cumul non précisé",
}


def where(places: Sequence[str], total: int) -> str:
    """« à Amiens Métropole », « à Amiens Métropole et dans le Saint-Quentinois », « dans les 5 EPCI suivis »."""
    if not places:
        return "sans EPCI suivi"
    if len(places) == total and total > 1:
        return f"dans les {f.number(total)} EPCI suivis"
    return f.listed(list(places)) if len(places) <= 2 else f"dans {f.number(len(places))} EPCI"  # noqa: PLR2004  a list of three is a crowd


def message(
    created: float | None, year: int | None, share: float | None, unset: int, unassessed: int, *, contested: bool
) -> str:
    """The sentence of the page: what is known best, then what is not.

    Args:
        created: enterprises created; None when not computable.
        year: of the creations; None when none is known.
        share: of individual enterprises, in percent.
        unset: actions without a state in the plans that run.
        unassessed: plans that are over without a whole assessment.
        contested: rival claims stand about the jobs of the clusters.
    """
    if year is None:
        head = "Créations d’entreprises non renseignées"
    elif created is None:
        head = f"Créations d’entreprises {year} non calculables"
    else:
        alone = f", dont {f.percent(share, 0)} individuelles" if share is not None else ""
        head = f"{f.number(created)} entreprises créées en {year}{alone}"
    tails = []
    if contested:
        tails.append("l’emploi des clusters reste contesté")
    if unset:
        tails.append(f"{f.counted(unset, 'action')} {'attend' if unset == 1 else 'attendent'} un état")
    if unassessed:
        tails.append(bilan.tail(unassessed))
    return f"{head}{NNBSP}; {f.listed(tails)}" if tails else head


def lead(where_text: str, today: str) -> str:
    """What the page covers."""
    return f"Ce que l’on sait {where_text}, au {today}."


def trend_period(first: str, last: str, before: Sequence[Cut] = ()) -> str:
    """« 2022 à 2025 », under a small trend; ``before`` is the break that stops it."""
    period = f"{f.partial_date(first)} à {f.partial_date(last)}"
    return f"{period}, {CAUSES[before[0][0]]} avant" if before else period


def trend_words(first: str, last: str, ends: tuple[str, str], count: int, before: Sequence[Cut] = ()) -> str:
    """What a small trend shows: « De 2022 à 2025, 4 valeurs comparables sans interruption : de 3 996 à 4 440 »."""
    start, end = ("Du", "au") if "T" in first else ("De", "à")
    return (
        f"{start} {f.partial_date(first)} {end} {f.partial_date(last)}, {f.number(count)} valeurs comparables sans "
        f"interruption{NNBSP}: de {ends[0]} à {ends[1]}{before_refused(before)}"
    )


def trend_refused(cuts: Sequence[Cut]) -> str:
    """In the place of a small trend: « tendance non calculable : rupture de série (autre périmètre, 2025) »."""
    return f"tendance {refused(cuts)}"


def creations_context(change: float | Sequence[Cut] | None, since: int, per_thousand: float | None) -> str:
    """« +149 par rapport à 2024 · 14,4 pour 1 000 habitants »; ``change``: what was gained, or why it is refused."""
    parts = []
    if isinstance(change, int | float):
        parts.append(f"{f.signed(change)} par rapport à {since}")
    elif change is not None:
        parts.append(change_refused(f"{since}", change))
    if per_thousand is not None:
        parts.append(f"{f.number(per_thousand, 1)} pour 1{NNBSP}000 habitants (population de millésime non précisé)")
    return " · ".join(parts) or "aucune année comparable"


def missing_parts(known: int, expected: int) -> str:
    """« il manque 1 EPCI sur 4 »."""
    return f"il manque {f.number(expected - known)} EPCI sur {f.number(expected)}"


def in_year(year: int) -> str:
    """« en 2025 »."""
    return f"en {year}"


def range_of(low: float, high: float) -> str:
    """« 8,7 à 11,4 % », or one rate."""
    if low == high:
        return f.percent(low)
    return f"{f.number(low, 1)} à {f.percent(high)}"


def unemployment_unit(period: str, zones: int) -> str:
    """« T3 2023 », and that several zones do not make one rate."""
    quarter = f.partial_date(period)
    return quarter if zones == 1 else f"selon la zone, {quarter}"


NO_RATE: Final = "aucun trimestre commun aux zones d’emploi des territoires choisis"


def gaps(zones: Sequence[tuple[str, float | None, float | None]], country: str, national: float | None) -> str:
    """« Zone d’Amiens : +2,1 pts. Écart avec : France hors Mayotte (7,1 %) », when the rates compare.

    Args:
        zones: name, rate, gap in points; None when it cannot be computed.
        country: name of what zones are compared with.
        national: its rate.
    """
    if any(gap is None for _, _, gap in zones):
        return f"{', '.join(f'{zone} {f.percent(value)}' for zone, value, _ in zones)}, écart national non calculable"
    apart = " · ".join(f"{zone}{NNBSP}: {f.points(gap)}" for zone, _, gap in zones)
    return f"{apart}. Écart avec{NNBSP}: {country} ({f.percent(national)})"


def stale(months: int) -> str:
    """Mark of a figure older than a year."""
    return f"▲ donnée de {f.number(months)} mois"


def claim_unit(unit: str, flow: str, period: str) -> str:
    """« emplois, flux ou cumul non précisé, période non précisée »: the unknown stays on screen."""
    return f"{unit}, {FLOWS[flow]}, période {period}"


def rival(standing: str, text: str, qualifier: str | None) -> str:
    """« Thèse rivale, prévision : 50 à 100 emplois par an, … »: a forecast keeps its word."""
    tail = f", {qualifier}" if qualifier else ""
    return f"Thèse rivale, {standing.lower()}{NNBSP}: {text}{tail}"


def counted_unit(year: int, origin: str) -> str:
    """« emplois comptés depuis 2020, fin 2025 »."""
    return f"emplois comptés depuis {f.partial_date(origin)}, fin {year}"


def also_claimed(claims: Sequence[str]) -> str:
    """« Aussi avancés : 400 emplois (objectif), 50 à 100 emplois par an (prévision) »."""
    return f"Aussi avancés{NNBSP}: {', '.join(claims)}" if claims else ""


def other_clusters(programmes: Sequence[str]) -> str:
    """« Clusters non comptés ici : … »: two programmes are never read as one."""
    return f"Clusters non comptés ici{NNBSP}: {f.listed(list(programmes))}" if programmes else ""


def rivals_mark(count: int) -> str:
    """« ◆ 2 thèses »."""
    return f"◆ {f.counted(count, 'chiffre rival', 'chiffres rivaux')}"


def not_concerned(programme: str) -> str:
    """A programme that covers none of the chosen EPCI."""
    return f"{programme} ne concerne pas les territoires choisis"


def known_amounts(items: Sequence[str]) -> str:
    """« Connus, non ventilés : … »."""
    return f"Connu, non ventilé{NNBSP}: {f.listed(list(items))}" if items else "Aucun montant connu"


def amount(value: str, qualifier: str | None, programme: str, place: str, beside: str, *, yearly: bool) -> str:
    """« environ 1 M€, prévision (Pacte, Amiens Métropole) », « 700 000 € par an (Territoire d’industrie, Chauny…) »."""
    head = f"{qualifier} {value}" if qualifier else value
    return f"{head}{' par an' if yearly else ''}{f', {beside}' if beside else ''} ({programme}, {place})"


def budget_context(rate_words: str | None, remainder: float | None, axes: int, all_axes: int) -> str:
    """« 66,2 % du voté est mandaté, 1,2 M€ votés non mandatés · 4 axes dotés sur 4 »."""
    parts = []
    if rate_words and remainder is not None and remainder >= 0:
        parts.append(f"{rate_words} est mandaté, {f.euros_short(remainder)} en attente")
    parts.append(f"{f.counted(axes, 'axe doté', 'axes dotés')} sur {f.number(all_axes)}")
    return " · ".join(parts)


def states(counts: Mapping[str, int]) -> str:
    """« 5 en cours · 1 bloquée · 3 à venir · 1 sans état », the done ones being the figure of the card."""
    words = {"en_cours": "en cours", "bloquee": "bloquée", "a_venir": "à venir", "non_renseignee": "sans état"}
    return " · ".join(
        f"{f.number(counts[etat])}{NBSP}{'bloquées' if etat == 'bloquee' and counts[etat] > 1 else name}"
        for etat, name in words.items()
        if counts[etat]
    )


def plan_done(total: int) -> str:
    """« réalisées sur 14 »."""
    return f"réalisées sur {f.number(total)}"


def late(count: int) -> str:
    """Mark of late actions."""
    return f"▲ {f.number(count)} en retard"


def plan_unit(total: int) -> str:
    """« sur 11 renseignées »."""
    return f"sur {f.number(total)} renseignées"


def axes(counts: Sequence[tuple[str, int]]) -> str:
    """« 4 Attirer · 2 Recruter »."""
    return " · ".join(f"{f.number(count)}{NBSP}{name}" for name, count in counts)


def without_state(count: int) -> str:
    """« ◇ 11 sans état »."""
    return f"◇ {f.number(count)} sans état"


def promises_unit(total: int) -> str:
    """« sur 14 promesses »."""
    return f"sur {f.counted(total, 'promesse')}, hors intentions"


def promises_context(counts: Mapping[str, int]) -> str:
    """« 1 tenue · 1 tenue en partie · 8 non datables »."""
    return " · ".join(
        f"{f.number(counts[state])}{NBSP}{_plural(words, counts[state])}"
        for state, words in PROMISE_STATES.items()
        if counts.get(state)
    )


def _plural(words: str, count: int) -> str:
    if count < 2 or words == "à échoir":  # noqa: PLR2004  French plural
        return words
    first, *rest = words.split(" ")
    return " ".join([f"{first}s", *rest]) if first != "non" else f"non {rest[0]}s"


PLAN_NAME: Final = "Le plan d’actions"


def register(documents: int) -> str:
    """« Registre, 4 documents »."""
    return f"Registre, {f.counted(documents, 'document')}"
