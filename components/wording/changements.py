"""Sentences of what changed between two situations."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from components import formats as f
from components.formats import NBSP, NNBSP
from components.wording import budget
from components.wording.claims import with_unit
from components.wording.grammar import agreed, in_words, lowered, of_date, on_date
from components.wording.programme_acts import STATES as ACTS
from components.wording.shell import STATES, STATUTS, beside

COMPARE: Final = "Comparer à"
LAST_MEETING: Final = "Dernier comité"
SINCE_LAST: Final = "Depuis le dernier comité"
BETWEEN: Final = "Entre deux situations"
CHANGE: Final = "Ce qui a changé"
KNOWN: Final = "Connu"
NO_FACT: Final = "calculé"
LATE: Final = "ajouté après coup"
NO_MEETING: Final = f"Aucun comité daté{NNBSP}: choisissez à quoi comparer"
NO_MEETING_VOID: Final = (
    "Aucune source connue à cette date ne dit quand un comité de pilotage s’est tenu avant elle. À fournir par le "
    f"secrétariat du comité. En attendant, le filtre «{NBSP}{COMPARE}{NBSP}» compare à tout autre jour."
)
ORDER: Final = (
    "Dans l’ordre de ce qu’un comité peut orienter, jamais du pourcentage. Un retard est calculé au jour de chaque "
    "situation. Un chiffre révisé garde ses deux valeurs."
)
LATE_RULE: Final = (
    f"«{NBSP}Ajouté après coup{NBSP}»{NNBSP}: daté d’avant la première situation, mais entré dans la base après elle."
)
_NAMED: Final = 3
_PROMISE_STATES: Final[Mapping[str, str]] = {
    "tenue": "tenue",
    "tenue_en_partie": "tenue en partie",
    "echue_sans_preuve": "échue sans preuve",
    "contestee": "contestée",
    "non_datable": "non datable",
    "non_mesurable": "non mesurable",
    "a_echoir": "à échoir",
}
Told = Mapping[str, Any]


def title(before: date | None, *, chosen: bool) -> str:
    """Subject of the block."""
    return BETWEEN if chosen and before is not None else SINCE_LAST


def message(before: date, meeting: str | None, count: int) -> str:
    """« 12 changements depuis le comité du 21 mai 2026 », « Rien n’a changé depuis le 3 mars 2015 »."""
    since = f"le comité {of_date(meeting)}" if meeting is not None else f"le {f.partial_date(before.isoformat())}"
    return f"{f.counted(count, 'changement')} depuis {since}" if count else f"Rien n’a changé depuis {since}"


def not_before(before: date, after: date) -> str:
    """What is said of a comparison with the same day, or with a later one."""
    return (
        f"Le {f.partial_date(before.isoformat())} n’est pas avant le {f.partial_date(after.isoformat())}, la situation "
        f"montrée. Choisissez un jour plus ancien avec le filtre «{NBSP}{COMPARE}{NBSP}»."
    )


NOT_BEFORE: Final = "La comparaison demande un jour plus ancien"


def a_year_before(day: date) -> str:
    """Link to a comparison that is always possible."""
    return f"Comparer au {f.partial_date(day.isoformat())}, un an plus tôt"


def rest_caption(subject: str) -> str:
    """Name of the table of what is folded: two regions of one page never have the same."""
    return f"{subject}, suite"


def others(count: int) -> str:
    """What unfolds the sentences after the first ones."""
    return f"Voir {'l’autre changement' if count == 1 else f'les {f.number(count)} autres changements'}"


def _quoted(text: str) -> str:
    return f"«{NBSP}{text}{NBSP}»"


def _some(names: Sequence[str]) -> str:
    shown = list(names[:_NAMED])
    rest = len(names) - len(shown)
    return f.listed([*shown, f"{f.number(rest)} {agreed(rest, 'autre', 'autres')}"] if rest else shown)


def _state(subject: str, told: Told) -> str:
    states = {name: words.lower() for name, words in STATES.items()}
    doubt = " (suivi contesté)" if told["conteste"] else ""
    now = states[told["apres"]]
    if told["avant"] == "non_renseignee":
        return f"Premier état connu, {now}{doubt}{NNBSP}: {subject}"
    return f"De {_quoted(states[told['avant']])} à {_quoted(now)}{doubt}{NNBSP}: {subject}"


def _late(subject: str, told: Told) -> str:
    return f"Devenue en retard, échéance {f.partial_date(told['echeance'])}{NNBSP}: {subject}"


def _money(subject: str, told: Told) -> str:
    stages = []
    for total, former in told["etapes"]:
        amount = f.euros_short(total.montant)
        words = " ".join([*total.approximations, amount, budget.stage_of(total.montant, total.etape)])
        if total.nature != "fait":
            words += f" ({STATUTS[total.nature].lower()})"
        stages.append(words if former is None else f"{words} au lieu de {f.euros_short(former)}")
    first = told["etapes"][0][0]
    scope = first.scope
    carrier = None if scope.niveau == "epci" else first.lines[0].territoire
    period = lowered(budget.period(scope.temporalite, scope.exercice))
    where = budget.scope(period, scope.sens, scope.regime, scope.fonds, carrier)
    revised = told["revisees"]
    lines = f" ({f.counted(revised, 'ligne révisée', 'lignes révisées')})" if revised else ""
    return f"{subject}, {where}{NNBSP}: {f.listed(stages)}{lines}"


def _act(subject: str, told: Told) -> str:
    when = "" if told["date_acte"] is None else f" {on_date(told['date_acte'])}"
    was = "" if told["avant"] is None else f", auparavant {ACTS[told['avant']][0]}"
    return f"Acte de {_quoted(told['organe'])}{when}, {ACTS[told['etat']][0]}{was}{NNBSP}: {subject}"


def _actions(subject: str, told: Told) -> str:
    names = told["noms"]
    head = f"{in_words(len(names)).capitalize()} {agreed(len(names), 'action nouvelle', 'actions nouvelles')}"
    return f"{head}, {subject}{NNBSP}: {_some(names)}"


def _orientation(subject: str, told: Told) -> str:
    asked = "" if told["demande"] is None else f", en réponse à {_quoted(told['demande'])}"
    return f"Orientation donnée{NNBSP}: {subject}{asked}"


def _promise(subject: str, told: Told) -> str:
    now, before = _PROMISE_STATES[told["apres"]], _PROMISE_STATES[told["avant"]]
    due = f" {on_date(told['echeance'])}" if told["apres"] == "echue_sans_preuve" else ""
    was = "" if told["apres"] == "echue_sans_preuve" else f", {before} auparavant"
    return f"Promesse {told['numero']} {now}{due}{was}{NNBSP}: {subject}"


def _promises(subject: str, told: Told) -> str:
    labels = told["libelles"]
    head = f"{in_words(len(labels)).capitalize()} {agreed(len(labels), 'promesse nouvelle', 'promesses nouvelles')}"
    return f"{head}, {subject}{NNBSP}: {_some(labels)}"


def _standing(told: Told) -> str:
    """« , prévision », « , contesté »: what must stay beside a figure that is not an established one."""
    words = beside(told["statut"], contested=bool(told.get("conteste")))
    return f", {words}" if words else ""


def _status(statut: str) -> str:
    return STATUTS[statut].lower()


def _claim(subject: str, told: Told) -> str:
    doubt = _standing(told)
    reserve = "" if told["qualificatif"] is None else f" ({told['qualificatif']})"
    if told["avant"] is not None:
        former = told["avant"]
        was = (
            with_unit(former)
            if former["statut"] == told["statut"]
            else f"{with_unit(former)} ({_status(former['statut'])})"
        )
        change = f"{with_unit(told)} au lieu de {was}"
        return f"Chiffre avancé révisé par {_quoted(told['auteur'])}{doubt}{NNBSP}: {subject}, {change}{reserve}"
    return f"Nouveau chiffre avancé par {_quoted(told['auteur'])}{doubt}{NNBSP}: {subject}, {with_unit(told)}{reserve}"


def _members(subject: str, told: Told) -> str:
    names = told["membres"]
    count = len(names)
    singular, plural = ("membre sorti", "membres sortis") if told["sortis"] else ("nouveau membre", "nouveaux membres")
    where = f" du cluster {_quoted(subject)}" if subject else " des clusters"
    return f"{f.counted(count, singular, plural)}{where}{NNBSP}: {_some(names)}"


def _value(value: float, unit: str) -> str:
    if unit == "%":
        return f.percent(value)
    return f.number(value, 0 if float(value).is_integer() else 1)


def _statistic(subject: str, told: Told) -> str:
    when = f.partial_date(told["periode"])
    unit = told["unite"]
    if "valeurs" not in told:
        now, before = (_value(told[name], unit) for name in ("valeur", "avant"))
        if told["statut"] != told["statut_avant"]:
            now, before = f"{now} ({_status(told['statut'])})", f"{before} ({_status(told['statut_avant'])})"
        values = f"{now} au lieu de {before}"
        return f"Chiffre révisé, {subject}, {told['lieu']}, {when}{_standing(told)}{NNBSP}: {values}"
    named = [f"{place} {_value(value, unit)}" for place, value in told["valeurs"]]
    others_ = told["autres_periodes"]
    more = f" (et {f.counted(others_, 'période')} avant)" if others_ else ""
    return f"{subject}, {when}{_standing(told)}{NNBSP}: {_some(named)}{more}"


_WORDS: Final[Mapping[str, Callable[[str, Told], str]]] = {
    "etat": _state,
    "retard": _late,
    "argent": _money,
    "programme": lambda subject, _told: f"Programme désormais connu{NNBSP}: {subject}",
    "acte": _act,
    "action": _actions,
    "orientation": _orientation,
    "promesse": _promise,
    "promesses": _promises,
    "emplois": _statistic,
    "affirmation": _claim,
    "membre": _members,
    "statistique": _statistic,
}


KINDS: Final = tuple(_WORDS)


def sentence(kind: str, subject: str, told: Told, *, late: bool) -> str:
    """What changed, in one sentence.

    Args:
        kind: one of ``data.model.changements.KINDS``.
        subject: name of what changed.
        told: what that kind of change says.
        late: added afterwards.
    """
    return f"{_WORDS[kind](subject, told)}{f' – {LATE}' if late else ''}"
