"""Terms of programmes and of what they promise: natures, acts, votes, proofs."""

from collections.abc import Mapping
from typing import Final

from components.formats import NNBSP
from components.wording.term import Term

PROGRAMMES: Final[Mapping[str, Term]] = {
    "abstention": Term(
        "Abstention, ne pas prendre part",
        f"Qui s’abstient vote, ni pour ni contre. Qui ne prend pas part au vote n’est pas votant{NNBSP}: les deux ne "
        "se confondent pas.",
        ("abstention", "ne pas prendre part au vote"),
    ),
    "contrat": Term(
        "Contrat", "Engagements signés entre parties, pour une durée. Un protocole qui le prépare n’en est pas un."
    ),
    "horizon": Term(
        "Horizon", "Année visée par une vision, sans échéance qui engage. Un horizon passé ne fait pas un retard."
    ),
    "intention": Term(
        "Intention", "Ce que l’on envisage ou souhaite. Elle est au registre, hors du compte des promesses."
    ),
    "pacte": Term("Pacte", "Engagements politiques qu’une assemblée adopte. Il n’ouvre par lui-même aucun crédit."),
    "portee": Term(
        "Portée d’un acte",
        f"Ce que l’acte autorise vraiment, et pas plus{NNBSP}: autoriser à signer n’est ni signer, ni financer.",
        labels=("Ce qu’il autorise",),
    ),
    "preuve": Term(
        "Preuve",
        "Acte ou document daté qui montre qu’une promesse est tenue, en entier ou en partie.",
        labels=("Preuve",),
    ),
    "protocole": Term(
        "Protocole",
        "Accord sur des axes ou une méthode, qui prépare la suite. Ce n’est ni un contrat, ni un plan d’actions voté.",
    ),
    "quorum": Term(
        "Quorum",
        "Nombre de membres qui doivent siéger pour que l’assemblée délibère. Un membre seulement représenté n’y compte "
        "pas.",
        ("quorum",),
    ),
    "recurrente": Term(
        "Promesse répétée",
        "La même promesse faite dans plusieurs programmes. Elle est comptée une fois, les autres formes y renvoient.",
        ("promesse répétée",),
    ),
    "seance_documentee": Term(
        "Séance documentée",
        "Séance qu’une source date. Une séance peut avoir eu lieu sans que les sources lues le disent.",
        ("séance documentée", "séances documentées"),
        ("Séances documentées",),
    ),
}
