"""« Comment lire cette page »: promises, the list of programmes, one programme."""

from typing import Final

from components.formats import NBSP, NNBSP
from components.wording.guides import Guide, Step

PROMESSES: Final[Guide] = (
    Step(
        "titre",
        "Des états calculés, pas des notes",
        "La phrase compte les promesses par état. Un état vient d’une échéance et de preuves, jamais d’un avis. Une "
        "intention et un horizon sont au registre sans être des promesses.",
    ),
    Step(
        "bloc-etats",
        "Chaque état a sa règle",
        f"«{NBSP}Échue sans preuve{NBSP}»{NNBSP}: la date est passée et aucune source lue ne prouve rien. Une preuve "
        f"peut exister ailleurs. «{NBSP}Non datable{NBSP}»{NNBSP}: sans date, ni en retard ni à l’heure.",
    ),
    Step(
        "bloc-registre",
        "Qui, quand, avec quelle preuve",
        "Chaque promesse garde son auteur et sa place dans la source. Une date que la source ne fixe pas et que Vigie "
        "calcule est dite calculée. Aucun retard n’est compté en jours.",
    ),
    Step(
        "bloc-repetees",
        "La même promesse, plusieurs fois",
        "Une promesse reprise d’un programme à l’autre est comptée une fois. Ce bloc montre les formes qu’elle a "
        "prises, de la plus ancienne à la plus récente.",
    ),
    Step(
        "bloc-cibles",
        "Baisser, mais jusqu’où",
        "Une promesse peut viser un indicateur sans chiffre à atteindre. Un écart de départ n’est pas une cible"
        f"{NNBSP}: la série est montrée sur sa page, sans ligne de cible.",
    ),
)

PROGRAMMES: Final[Guide] = (
    Step(
        "titre",
        "Combien de programmes, et où ils en sont",
        "Un programme est terminé quand le dernier jour de sa fin est passé. Sans fin connue, il est tenu pour en "
        "cours et la page le dit. Un horizon n’est pas un terme.",
    ),
    Step(
        "bloc-programmes",
        "Ce que l’on sait de chacun",
        "Le nom ouvre la page du programme. Les nombres disent ce que les documents lus donnent. Rien ne s’additionne "
        "d’un programme à l’autre, surtout pas l’argent.",
    ),
    Step(
        "bloc-natures",
        "Pacte, protocole, contrat",
        "Trois choses différentes. Un vote qui autorise à signer un protocole ne vaut ni contrat, ni budget, ni plan "
        "d’actions.",
    ),
    Step(
        "titre",
        "D’où viennent ces nombres",
        "Chaque ligne du tableau ouvre ce qui la prouve. Un programme dont on sait peu est un document qui dit peu"
        f"{NNBSP}: rien n’est complété.",
    ),
)

PROGRAMME: Final[Guide] = (
    Step(
        "titre",
        "L’essentiel du programme",
        "La phrase dit où en est le programme et ce que l’on n’a pas pu établir. L’adresse est la sienne"
        f"{NNBSP}: le lien copié ouvre la même page.",
    ),
    Step(
        "bloc-actes",
        "Ce qu’un acte autorise vraiment",
        "Chaque acte est montré avec sa portée, et pas plus. Autoriser à signer n’est pas signer. Un exemplaire sans "
        "signature ne prouve pas que le texte n’a pas été signé.",
    ),
    Step(
        "bloc-votes",
        "Le compte, refait",
        "Vigie refait le calcul de la salle, des sièges aux votants, puis celui des voix. Les deux doivent se "
        "rejoindre. Ne pas prendre part au vote n’est pas s’abstenir.",
    ),
    Step(
        "bloc-seances",
        "Les séances, année par année",
        "Ce que le texte demande, en face des séances qu’un document date. Une séance peut avoir eu lieu sans être "
        "documentée ici. Un texte qui ne fixe aucune fréquence n’est en défaut de rien.",
    ),
    Step(
        "bloc-axes",
        "Des listes qui ne s’additionnent pas",
        "Axes, priorités communes, actions déjà engagées et plan d’actions sont des listes différentes du même "
        "document, qui se recoupent. Aucun total n’en est fait.",
    ),
    Step(
        "bloc-argent",
        "L’argent de ce seul programme",
        "Chaque montant garde son étape, sa période et ses réserves. Les francs sont convertis, l’original reste "
        "écrit. Un financement commun sans parts connues reste un seul bloc.",
    ),
)
