"""How to read the list of territories and a portrait."""

from typing import Final

from components.formats import NNBSP
from components.wording.guides import Guide, Step

TERRITOIRES: Final[Guide] = (
    Step(
        "bloc-liste",
        "Un portrait d’une page",
        "Chaque nom ouvre le portrait d’une intercommunalité, qui s’imprime. Les territoires gardent partout le même "
        "ordre et la même couleur.",
    ),
    Step(
        "bloc-liste",
        "La population est datée",
        "Le nombre d’habitants est le dernier connu. Il sert de dénominateur aux comparaisons de chaque portrait.",
    ),
    Step(
        "titre",
        "Des territoires suivis, pas tous",
        "D’autres intercommunalités servent aux comptes d’une zone sans être suivies ici.",
    ),
    Step(
        "titre",
        "Lire un portrait ancien",
        "La situation choisie vaut aussi ici. Un découpage connu depuis 2026 n’apparaît pas dans une situation plus "
        "ancienne.",
    ),
)

TERRITOIRE: Final[Guide] = (
    Step(
        "chiffres",
        "Trois chiffres, et leur échelle",
        "Quand un chiffre n’existe pas pour l’intercommunalité, la carte donne celui de l’échelle la plus proche et "
        "dit laquelle.",
    ),
    Step(
        "bloc-comparaison",
        "Comparer sans classer",
        f"Le point plein est ce territoire, les autres sont creux. Tous sont rapportés à 1{NNBSP}000 habitants, même "
        "champ et même période. Leur ordre n’est pas un rang.",
    ),
    Step(
        "bloc-plus-large",
        "Ce que l’on ne sait que plus largement",
        "Le chômage, par exemple, n’est calculé que par zone d’emploi. Cette valeur n’est jamais celle de "
        "l’intercommunalité.",
    ),
    Step(
        "bloc-membres",
        "Les communes, à leur date",
        "La liste est celle d’aujourd’hui. Les périmètres plus anciens sont ceux que les sources donnent, avec leur "
        "nombre de communes.",
    ),
)
