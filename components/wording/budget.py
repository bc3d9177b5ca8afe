"""Words of the budget page: what an amount is, what is known of a programme, what is missing and who could say it."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import NBSP, NNBSP, counted, euros, euros_short, listed, number
from components.wording.shell import STATUTS

TITLE: Final = "Budget"
NAV: Final = "Budget"
EXERCICE: Final = "Exercice"
ALL_EXERCICES: Final = "Tous les exercices"
COLON: Final = f"{NNBSP}:"
SEMICOLON: Final = f"{NNBSP};"
NONE: Final = "–"
NO_LINE: Final = "aucune ligne"
NOT_KNOWN: Final = "non renseigné"

STAGES: Final[Mapping[str, str]] = {
    "annonce": "Annoncé",
    "vote": "Voté",
    "engage": "Engagé",
    "mandate": "Mandaté",
    "paye": "Payé",
    "realise": "Réalisé",
}
_NOUNS: Final[Mapping[str, str]] = {
    "annonce": "l’annonce",
    "vote": "le vote",
    "engage": "l’engagement",
    "mandate": "le mandatement",
    "paye": "le paiement",
}
_VOTES: Final[Mapping[str, str]] = {"BP+DM": "budget et décisions modificatives", "BS": "budget supplémentaire"}
_STANDINGS: Final[Mapping[str, str]] = {
    "dernier_clos": "dernier exercice clos",
    "en_cours": "en cours",
    "a_venir": "à venir",
}
_SENTENCE_STANDINGS: Final[Mapping[str, str]] = {
    "dernier_clos": "dernier exercice clos",
    "en_cours": "exercice en cours",
    "a_venir": "exercice à venir",
}
_TYPES: Final[Mapping[str, str]] = {
    "region": "à l’échelle de la région",
    "departement": "à l’échelle du département",
    "zone_emploi": "à l’échelle de la zone d’emploi",
}
# French plural starts at two; « 1,3 Md€ » is singular.
_PLURAL: Final = 2
_BILLION: Final = 1_000_000_000
_MILLION: Final = 1_000_000

_LEAD: Final = f"Un programme à la fois{COLON} les montants de deux programmes ne s’additionnent pas."
SUBJECT_LADDER: Final = "De l’annonce au paiement"
LADDER_CAPTION: Final = "Montants par étape"
LADDER_COLUMNS: Final[Mapping[str, str]] = {
    "perimetre": "Période et champ",
    "etape": "Étape",
    "montant": "Montant",
    "precision": "Précision",
    "chiffrees": "Lignes chiffrées",
    "taux": "Taux",
}
STAGES_APART: Final = f"Les étapes ne s’additionnent pas{COLON} le même argent passe de l’une à l’autre."
MORE_SCOPES: Final = f"Le graphique montre deux périodes au plus{SEMICOLON} le tableau les donne toutes."


def stage(etape: str, compte: str = "", nature: str = "fait") -> str:
    """« Voté, budget supplémentaire », « Annoncé, prévision »."""
    extra = [_VOTES[compte]] if compte == "BS" else []
    extra += [] if nature == "fait" else [STATUTS[nature].lower()]
    return ", ".join([STAGES[etape], *extra])


def composition(compte: str) -> str:
    """What a vote holds, in words; empty when its documents are not known."""
    return _VOTES.get(compte, "")


def amount(
    montant: float | None, approximations: Sequence[str] = (), temporalite: str | None = None, nature: str = "fait"
) -> str:
    """« 718 798 € », « environ 1 M€ (prévision) », « 700 000 € par an », « montant non chiffré »."""
    if montant is None:
        return "montant non chiffré"
    words = [*approximations, euros_short(montant), *(["par an"] if temporalite == "annuel" else [])]
    words += [] if nature == "fait" else [f"({STATUTS[nature].lower()})"]
    return " ".join(words)


def stage_of(montant: float | None, etape: str) -> str:
    """« votés », « annoncé »: a stage that agrees with its amount."""
    unit = next((one for one in (_BILLION, _MILLION) if abs(montant or 0.0) >= one), 1)
    return f"{STAGES[etape].lower()}{'s' if abs(montant or 0.0) / unit >= _PLURAL else ''}"


def stage_and_period(montant: float | None, etape: str, temporalite: str, exercice: int | None) -> str:
    """« votés en 2025 », « annoncés par an »: what follows the amount of a card."""
    words = stage_of(montant, etape)
    if temporalite == "exercice":
        return f"{words} {'pour' if etape == 'annonce' else 'en'}{NBSP}{exercice}"
    return {"annuel": f"{words} par an", "total": f"{words} au total"}.get(
        temporalite, f"{words}, annuel ou total non précisé"
    )


def period(temporalite: str, exercice: int | None, standing: str = "") -> str:
    """Period of a line or of a total, for a table or a heading: « Exercice 2026 (en cours) »."""
    if temporalite == "exercice":
        words = _STANDINGS.get(standing)
        return f"Exercice{NBSP}{exercice}{f' ({words})' if words else ''}"
    return {"annuel": "Par an, sans exercice", "total": "Total", "non_precise": "Période non précisée"}[temporalite]


def described(
    montant: float | None,
    etape: str,
    temporalite: str,
    exercice: int | None,
    nature: str = "fait",
    approximations: Sequence[str] = (),
) -> str:
    """« 718 798 € annoncés pour 2001 », « environ 1 M€ annoncé (prévision), annuel ou total non précisé »."""
    text = f"{amount(montant, approximations, temporalite)} {stage_of(montant, etape)}"
    if nature != "fait":
        text += f" ({STATUTS[nature].lower()})"
    if temporalite == "exercice":
        return f"{text} {'pour' if etape == 'annonce' else 'en'}{NBSP}{exercice}"
    return text + {"annuel": "", "total": " au total", "non_precise": ", annuel ou total non précisé"}[temporalite]


def scope(period_words: str, sens: str, regime: str, fonds: str, carrier: str | None) -> str:
    """What a total covers: « Exercice 2025, autorisations pluriannuelles »."""
    extra = [
        *(["recettes"] if sens == "recette" else []),
        *(["autorisations pluriannuelles"] if regime == "autorisations" else []),
        *(["fonds privés"] if fonds == "prive" else []),
        *([carrier] if carrier else []),
    ]
    return ", ".join([period_words, *extra])


def precision(approximations: Sequence[str], temporalite: str, nature: str = "fait") -> str:
    """What must be read with an amount in a table: « environ », « par an », « prévision »."""
    words = [
        *approximations,
        *(["par an"] if temporalite == "annuel" else []),
        *(["annuel ou total non précisé"] if temporalite == "non_precise" else []),
        *([] if nature == "fait" else [STATUTS[nature].lower()]),
    ]
    return ", ".join(words) or NONE


def quantified(known: int, whole: int) -> str:
    """« 2 sur 3 »."""
    return f"{number(known)} sur {number(whole)}"


def waiting(remainder: float) -> str:
    """Money that waits, in the only words that are true of it."""
    return f"{euros_short(remainder)} {stage_of(remainder, 'vote')} non {stage_of(remainder, 'mandate')}"


def _unknown(stages: Sequence[str]) -> str:
    if not stages:
        return ""
    verb = "n’est pas renseigné" if len(stages) == 1 else "ne sont pas renseignés"
    return f"{listed([_NOUNS[stage_] for stage_ in stages])} {verb}"


def message(
    programme: str,
    reference: str,
    rate_words: str | None,
    remainder: float | None,
    missing: Sequence[str],
    exercice: int | None = None,
) -> str:
    """The page in one sentence: the amount, then how far it went, else what is not known of it."""
    tail = ""
    if rate_words and remainder is not None and remainder >= 0:
        tail = f"{SEMICOLON} {rate_words} est mandaté, {waiting(remainder)}"
    elif missing:
        tail = f"{SEMICOLON} {_unknown(missing)}{f' pour{NBSP}{exercice}' if exercice else ''}"
    return f"{programme}{COLON} {reference}{tail}"


def standing_of(words: str, standing: str | None) -> str:
    """« 4,78 M€ votés en 2026, exercice en cours »."""
    said = _SENTENCE_STANDINGS.get(standing or "")
    return f"{words}, {said}" if said else words


def in_progress(exercice: int, told: str) -> str:
    """What an exercise that is not over may still become."""
    return f"Exercice {exercice} en cours{COLON} situation au {told}, les montants changeront."


def lead(reservations: Sequence[str]) -> str:
    """What must be known before reading any amount."""
    if not reservations:
        return _LEAD
    plural = "Réserves" if len(reservations) > 1 else "Réserve"
    return f"{_LEAD} {plural} de la source{COLON} {f'{SEMICOLON} '.join(reservations)}."


def place(territories: Sequence[str], expected: int) -> str:
    """« Chauny-Tergnier-La Fère, 1 EPCI sur 4 »."""
    return f"{listed(territories)}, {len(territories)}{NBSP}EPCI sur {expected}"


def nothing(programme: str, exercice: int | None, territories: Sequence[str]) -> str:
    """Message of a page without any amount for the choices made."""
    where = f" pour {listed(territories)}" if territories else ""
    when = f" pour l’exercice {exercice}" if exercice else ""
    return f"{programme}{COLON} aucun montant renseigné{where}{when}"


def not_concerned(programme: str, territories: Sequence[str]) -> str:
    """Message when the chosen EPCI are outside the programme."""
    return f"{programme}{COLON} ce programme ne concerne pas {listed(territories, 'ni')}"


def only_wider(programme: str, territory: str) -> str:
    """Message when the only amounts are those of a larger territory."""
    return f"{programme}{COLON} montant connu pour une autre échelle ({territory}), sans part par EPCI"


def at_place(words: str, territories: Sequence[str]) -> str:
    """An amount and the EPCI that it is known for."""
    return f"{words} ({listed(territories)})" if territories else words


def at_scale(words: str, territory: str, territory_type: str) -> str:
    """An amount and the territory that it is known for."""
    scale = "à l’échelle nationale" if territory_type == "pays" else _TYPES.get(territory_type, "")
    return f"{words} ({', '.join(part for part in (territory, scale) if part)})"


NO_PROGRAMME: Final = "Aucun programme n’est renseigné"


def supplier(territory: str, territory_type: str, members: int) -> str:
    """Who holds the missing figures."""
    if territory_type == "epci":
        return f"la direction des finances ({territory})"
    if members:
        return f"les directions des finances des {members}{NBSP}EPCI membres"
    return "le service de l’État qui conduit le programme"


def coverage(known: Sequence[str], expected: int) -> str:
    """« Connu pour 1 EPCI sur 4 : Chauny-Tergnier-La Fère »."""
    return f"Connu pour {len(known)}{NBSP}EPCI sur {expected}{COLON} {listed(known)}."


def not_split(words: Sequence[str]) -> str:
    """Amounts that no EPCI can claim."""
    return f"Non ventilé par EPCI, hors de cette sélection{COLON} {f'{SEMICOLON} '.join(words)}."


def undated(words: Sequence[str], exercice: int) -> str:
    """Amounts without an exercise, while one is chosen."""
    return f"Sans exercice, hors de la sélection {exercice}{COLON} {f'{SEMICOLON} '.join(words)}."


def wider(words: Sequence[str]) -> str:
    """Amounts of a larger territory, said but not drawn."""
    return f"Connu à une autre échelle, non montré comme celui d’un EPCI{COLON} {f'{SEMICOLON} '.join(words)}."


def partial(names: Sequence[str]) -> str:
    """Chosen EPCI outside the programme."""
    return f"{listed(names)}{COLON} hors de ce programme."


def unquantified(scope_words: str, objects: Sequence[str]) -> str:
    """Lines without an amount."""
    return f"{scope_words}{COLON} {listed([name[:1].lower() + name[1:] for name in objects])}, non chiffré."


def ladder_message(
    known: int, reference: str, rate_words: str | None, remainder: float | None, exercice: int | None = None
) -> str:
    """How much of the ladder is known, of the exercise that the page speaks of first."""
    if rate_words and remainder is not None and remainder >= 0:
        when = f" en{NBSP}{exercice}" if exercice else ""
        return f"Voté non mandaté{when}{COLON} {euros_short(remainder)}{SEMICOLON} {rate_words} est mandaté"
    if known == 1:
        return f"Une seule étape connue sur cinq{COLON} {reference}"
    return f"{counted(known, 'étape connue', 'étapes connues')} sur cinq{COLON} {reference}"


def hover(label: str, montant: float | None, extra: Sequence[str]) -> str:
    """Hover text of a bar."""
    value = NOT_KNOWN if montant is None else euros(montant)
    return "\n".join([label, value, *(part for part in extra if part and part != NONE)])
