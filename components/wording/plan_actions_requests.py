"""Words of what is asked of a committee: the requests, who prepares them, what binds the plan."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NNBSP, counted, is_missing, listed, number, partial_date
from components.wording.grammar import in_words, lowered
from components.wording.plan_actions import NO_FREQUENCY, SUPPLIER, some_actions

Row = Mapping[Any, Any]

NOTHING_ASKED: Final = "Aucun point à orienter dans ce plan"
PERIMETER: Final = (
    f"Compte de ce seul plan, un point par sorte de manque ou de blocage. La Synthèse compte autrement{NNBSP}: tous "
    "les programmes des territoires choisis, une demande par sujet."
)
COMPLETE: Final = (
    f"Toutes les actions ont un état, un pilote, un élu référent, une échéance, un budget et un indicateur{NNBSP}; "
    "aucune n’est en retard ni bloquée."
)
POINT: Final = "Point à orienter"
PREPARED_BY: Final = "À préparer par"
_ASKED: Final[Mapping[str, str]] = {
    "en_retard": "Dire la suite à donner pour {actions}, en retard sur l’échéance",
    "bloquee": "Proposer une issue pour {actions}, au point mort",
    "etat": "Faire établir l’état pour {actions}",
    "pilote": "Désigner un pilote pour {actions}",
    "elu_referent": "Désigner un élu référent pour {actions}",
    "echeance": "Fixer une échéance pour {actions}",
    "budget": "Faire chiffrer un budget pour {actions}",
    "indicateur": "Choisir un indicateur de résultat pour {actions}",
}
_BY_PAIR: Final = ("pilote", "elu_referent", "bloquee", "en_retard", "non_realisee")
_TECHNICAL: Final = "Comité technique"
_PAIR: Final = "Binôme de pilotage"
_LEADER: Final = "Pilote du programme"
_ACT_STATES: Final[Mapping[str, str]] = {
    "adopte": "adopté",
    "signe": "signé",
    "non_signe": "non signé dans l’exemplaire lu",
    "en_cours_de_signature": "en cours de signature",
    "non_renseigne": "état non renseigné",
}


def supplier(subject: str, technical: str | None, pair: Sequence[str], members: int) -> str:
    """Who can supply or prepare: the technical committee, the pair that leads, or the EPCI for money."""
    if subject == "budget":
        return f"Les {in_words(members)} EPCI du plan" if members > 1 else _LEADER
    if subject in _BY_PAIR:
        return f"{_PAIR}{NNBSP}: {listed([lowered(name) for name in pair])}" if pair else _LEADER
    return technical or _LEADER


def short_supplier(subject: str, technical: str | None, pair: Sequence[str], members: int) -> str:
    """The same in a narrow cell: the bodies without their names."""
    full = supplier(subject, technical, pair, members)
    if full == technical:
        return _TECHNICAL
    return _PAIR if subject in _BY_PAIR and pair else full


def pair_note(pair: Sequence[str]) -> str | None:
    """Who the pair is."""
    return f"{_PAIR}{NNBSP}: {listed([lowered(name) for name in pair])}." if pair else None


def requests_message(points: Sequence[str]) -> str:
    """How many points of this plan, and the first one."""
    if not points:
        return NOTHING_ASKED
    first = lowered(points[0])
    if len(points) == 1:
        return f"Un point à orienter dans ce plan{NNBSP}: {first}"
    count = in_words(len(points)).capitalize()
    return f"{count} points à orienter dans ce plan, à commencer par celui-ci{NNBSP}: {first}"


def supplied_by(who: str) -> str:
    """« À fournir par : … »."""
    return f"{SUPPLIER}{NNBSP}: {lowered(who)}"


def prepared_by(who: str) -> str:
    """« À préparer par : … »: nothing says that it is ready."""
    return f"{PREPARED_BY}{NNBSP}: {lowered(who)}"


def request(subject: str, count: int, total: int) -> str:
    """« Désigner un pilote pour les onze actions »."""
    return _ASKED[subject].format(actions=some_actions(count, total))


WAITING: Final = "Déjà demandé, sans réponse"


def recorded(row: Row) -> str:
    """An orientation that waits for an answer."""
    return f"{row['libelle']} (demandée, {partial_date(row['connu_le'])})"


def settled_label(count: int) -> str:
    """Label of the orientations of past committees, folded."""
    return counted(count, "orientation déjà donnée", "orientations déjà données")


def settled(asked: Row, given: Row) -> str:
    """« 2 avr. 2024, choisir le site → 23 avr. 2024, installer l’atelier à Sarvane »."""
    answer = f"{given['libelle']} (donnée, {partial_date(given['connu_le'])})"
    return answer if asked is given else f"{recorded(asked)}{NNBSP}→ {answer}"


def frequency(steering: Sequence[Row]) -> str | None:
    """What the text says of how often the steering committee meets."""
    if not steering:
        return None
    given = [str(row["frequence"]) for row in steering if not is_missing(row["frequence"])]
    return f"Fréquence du comité de pilotage selon le texte{NNBSP}: {given[0]}." if given else NO_FREQUENCY


def seats(rows: Sequence[Row]) -> str | None:
    """Seats of the committee by territory; what is not an EPCI is told apart."""
    if not rows:
        return None
    total = sum(int(row["nombre"]) for row in rows)
    places = [f"{row['territoire']} {number(row['nombre'])}" for row in rows]
    others = [str(row["territoire"]) for row in rows if row["territoire_type"] != "epci"]
    apart = f" {listed(others)} y siège sans être un EPCI de plus." if others else ""
    return f"Comité de pilotage{NNBSP}: {counted(total, 'siège')} d’élus ({', '.join(places)}).{apart}"


def act(row: Row) -> str:
    """What an act decided, by which vote, and what it allows: a protocol is neither a contract nor a plan."""
    scope = "" if is_missing(row["portee"]) else f" {row['portee']}"
    when = "" if is_missing(row["date_acte"]) else f" le {partial_date(row['date_acte'])}"
    if is_missing(row["pour"]):
        return f"{row['objet']}{NNBSP}: {_ACT_STATES[str(row['etat'])]}{when}.{scope}"
    votes = f"{number(row['pour'])} voix pour et {counted(int(row['abstentions']), 'abstention')}"
    room = f"{number(row['votants'])} votants, {number(row['sieges'])} sièges, quorum de {number(row['quorum'])} sièges"
    return f"{row['objet']}{NNBSP}: délibération adoptée{when} par {votes} ({room}).{scope}"
