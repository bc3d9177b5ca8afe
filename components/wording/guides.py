"""« Comment lire cette page »: the steps of each page's guide, and the words of its panel."""

from typing import Final, NamedTuple

from components.formats import NBSP, NNBSP

READ_THIS_PAGE: Final = "Comment lire cette page"
INVITATION: Final = f"Première visite{NNBSP}: comment lire cette page{NNBSP}?"
ACCEPT: Final = f"Voir le guide · 2{NBSP}min"
REFUSE: Final = "Non merci"
STEP: Final = "Étape"
PREVIOUS: Final = "Précédent"
NEXT: Final = "Suivant"
FINISH: Final = "Terminer"
CLOSE: Final = "Fermer le guide"


class Step(NamedTuple):
    """What to look at, and how to read it.

    ``target`` is « titre », « filtres », « chiffres » (the cards), or « bloc-… » with the key of a block.
    """

    target: str
    title: str
    text: str


Guide = tuple[Step, ...]

SYNTHESE: Final[Guide] = (
    Step(
        "titre",
        "L’essentiel en une phrase",
        "Cette phrase est calculée à partir des données et change avec les territoires choisis. La ligne qui suit dit "
        f"le jour et les territoires dont on parle. Le filtre «{NBSP}Situation{NBSP}» ramène à un comité passé, ou à "
        "tout autre jour, avec ce que l’on savait alors.",
    ),
    Step(
        "chiffres",
        "Des chiffres, chacun avec ses réserves",
        f"À côté du chiffre, son unité et sa période{NNBSP}; au pied, son statut et sa source. Le signe{NBSP}ⓘ, ici et "
        "dans les tableaux, dit d’où il vient et donne la phrase à citer. Une carte hachurée veut dire que personne "
        f"n’a donné le chiffre{NNBSP}: ce n’est pas un zéro.",
    ),
    Step(
        "chiffres",
        "Trois signes appellent la prudence",
        f"▲{NBSP}donnée ancienne, ◆{NBSP}chiffres rivaux, ◇{NBSP}information absente. Deux chiffres rivaux sont donnés "
        "à égalité, avec qui les a dits et quand. Ils ne s’additionnent pas et leur moyenne ne veut rien dire.",
    ),
    Step(
        "bloc-depuis",
        "Ce qui a changé",
        "Ce bloc compare la situation montrée au dernier comité tenu avant elle, ou au jour choisi par le filtre "
        f"«{NBSP}Comparer à{NBSP}»{NNBSP}: d’abord les actions et leur argent, puis les promesses, les emplois, les "
        "statistiques. Un chiffre révisé montre ses deux valeurs.",
    ),
    Step(
        "bloc-orientations",
        "Ce qui est attendu du comité",
        f"Un comité oriente, une assemblée vote. «{NBSP}Inscrite{NBSP}»{NNBSP}: la demande figure dans un document. "
        f"«{NBSP}Règle{NBSP}»{NNBSP}: Vigie la propose parce qu’une information manque.",
    ),
    Step(
        "bloc-attention",
        "Ce qui mérite un regard",
        "Chaque point vient d’une règle écrite à côté de lui, pas d’un jugement. Un chiffre contesté ou sans date "
        f"appelle une clarification{NNBSP}: il ne déclenche jamais d’alerte.",
    ),
)

BUDGET: Final[Guide] = (
    Step(
        "filtres",
        "Un programme à la fois",
        "Les montants de deux programmes ne s’additionnent pas, car un même euro peut figurer dans les deux. "
        "Choisissez le programme, les territoires et l’exercice, c’est-à-dire l’année budgétaire.",
    ),
    Step(
        "bloc-echelle",
        "Cinq étapes, un même argent",
        "Annoncé dans un document, voté par une assemblée, engagé par un contrat, mandaté pour paiement, payé. Ne les "
        f"additionnez pas{NNBSP}: l’argent passe de l’une à l’autre. Le dernier exercice clos vient d’abord, puis "
        f"l’exercice en cours. Hachures grises{NNBSP}: étape non renseignée.",
    ),
    Step(
        "bloc-repartition",
        "Deux lectures d’un même total",
        f"Par financeur, puis par axe. «{NBSP}Parts non précisées{NBSP}»{NNBSP}: plusieurs financeurs paient ensemble "
        f"et la source ne dit pas combien chacun. «{NBSP}Non ventilé{NBSP}»{NNBSP}: le montant est connu, sa "
        "répartition ne l’est pas.",
    ),
    Step(
        "bloc-cout-emploi",
        "Un coût par emploi, ou ce qu’il manque",
        "Vigie divise l’argent mandaté ou payé par les emplois comptés la même année, pour le même périmètre. Si un "
        "terme manque, elle dit lequel et qui peut le fournir. Ce quotient ne prouve aucune cause.",
    ),
    Step(
        "bloc-lignes",
        "Le détail, ligne à ligne",
        "Chaque ligne garde sa période, son étape et ses réserves. Un montant par an, un total et un montant sans "
        "période restent séparés. La dernière colonne dit si la ligne entre dans les totaux.",
    ),
    Step(
        "bloc-hors-programmes",
        "Les aides hors programmes, à part",
        f"Le Fonds vert, comme toute aide listée ici, n’appartient à aucun des programmes{NNBSP}: il a ses propres "
        "axes et ses propres bénéficiaires. Ce bloc ne suit pas le filtre Programme et n’est jamais ajouté au reste.",
    ),
)

CLUSTERS: Final[Guide] = (
    Step(
        "titre",
        "Le verdict, ou pourquoi il n’y en a pas",
        "La phrase dit si les emplois connus sont dans ce que l’on attendait. Sans période, sans auteur direct ou "
        "contesté, un chiffre est montré à titre indicatif et ne donne aucun verdict.",
    ),
    Step(
        "filtres",
        "De quand compter, et comment",
        "L’âge des clusters dépend de la date d’où l’on compte, et les sources en donnent plusieurs. Changez "
        f"l’origine{NNBSP}: le même chiffre peut passer de la bande à très en dessous. Comptez tout depuis l’origine, "
        "ou année par année.",
    ),
    Step(
        "bloc-courbe",
        "La bande et les points",
        "La bande pâle va des emplois attendus au plus lent à ceux attendus au plus vite. Sa forme est une hypothèse "
        f"de Vigie. Rond plein{NNBSP}: constaté{NNBSP}; rond creux{NNBSP}: déclaré{NNBSP}; losange{NNBSP}: prévu. "
        f"Trait tireté{NNBSP}: verdict possible à partir de là.",
    ),
    Step(
        "bloc-theses",
        "Les chiffres rivaux côte à côte",
        "À taille égale, avec qui l’a dit, quand, ce qu’il compte et d’où il devient vérifiable. À côté, ce qu’il "
        "faudrait pour que deux d’entre eux soient vrais ensemble, d’après ce que chacun dit et tait.",
    ),
    Step(
        "bloc-places",
        "Le même chiffre, selon l’origine",
        "Chaque ligne compare le chiffre à sa propre date, jamais à aujourd’hui. Le rectangle est ce que l’on "
        "attendait à cet âge, le rond est le chiffre avancé. Creux, il reste indicatif.",
    ),
    Step(
        "bloc-membres-nommes",
        "Qui est membre, depuis quand",
        "Les membres qu’une source nomme, cluster par cluster, avec leur entrée, leur sortie et la date où on l’a su. "
        "Ceux dont on ne connaît pas le cluster sont à part. Le nombre nommé est rapporté au nombre annoncé.",
    ),
)

CREATIONS: Final[Guide] = (
    Step(
        "filtres",
        "Choisir, puis partager",
        "Territoires, secteurs, zone, années et façon de compter. Le titre, les graphiques et l’adresse suivent vos "
        f"choix{NNBSP}: le lien copié montre la même page. Un choix qui ne concerne pas un bloc y est signalé.",
    ),
    Step(
        "bloc-entreprises",
        "Des entreprises, par EPCI",
        f"Une création n’est pas un emploi. Le filtre Périmètre change le compte{NNBSP}: de l’époque, tel que publié, "
        "ou constant, la somme des communes d’aujourd’hui chaque année. Pour comparer des tailles différentes, "
        f"choisissez la mesure pour 1{NNBSP}000 habitants ou l’indice 100.",
    ),
    Step(
        "bloc-individuelles",
        "Une part, pas un classement",
        "La barre est la part des entreprises individuelles parmi les créations de l’année. Le nombre total d’où vient "
        "cette part est dans le tableau. L’ordre est celui des territoires, pas celui des résultats.",
    ),
    Step(
        "bloc-etablissements-zone",
        "Des établissements, par zone d’emploi",
        f"C’est un autre compte{NNBSP}: une entreprise peut avoir plusieurs établissements, et une zone d’emploi n’est "
        "pas un EPCI. Les limites disent quelles communes sont dans quelle zone.",
    ),
    Step(
        "bloc-etablissements-secteurs",
        "Les secteurs, à la seule échelle connue",
        f"L’Insee ne croise pas secteur et EPCI dans nos données{NNBSP}: l’échelle la plus proche est la zone. La "
        "barre est la dernière année, le trait vertical la première.",
    ),
)

EMPLOI: Final[Guide] = (
    Step(
        "filtres",
        "Une zone d’emploi, pas un EPCI",
        f"Le chômage n’est publié pour aucun EPCI{NNBSP}: choisissez vos territoires, la page montre la zone "
        "d’emploi où sont la plupart de leurs communes. Le filtre Zone d’emploi en montre une autre.",
    ),
    Step(
        "bloc-taux",
        "Des taux révisés, corrigés des saisons",
        f"Chaque courbe va jusqu’au dernier trimestre connu de sa série. Trait pointillé{NNBSP}: rupture, rien ne se "
        f"compare de part et d’autre. Rond creux{NNBSP}: valeur que la source signale provisoire.",
    ),
    Step(
        "bloc-ecart",
        "L’écart, et rien de plus",
        "Taux local moins taux national, à même trimestre, producteur, champ et millésime. Sur l’axe, zéro est le taux "
        f"national lui-même. Aucune cible n’est tracée{NNBSP}: une promesse y est une date, jamais un niveau.",
    ),
    Step(
        "bloc-echelles",
        "Ce qui ne se compare pas le dit",
        "Zone, département, région, chacun à son dernier trimestre. Si le millésime ou le champ diffère, la case dit "
        "pourquoi au lieu de donner un écart.",
    ),
    Step(
        "bloc-postes",
        "Les emplois, là où ils sont connus",
        "Les postes salariés sont comptés au 31 décembre par zone d’emploi, au total. Par secteur, seuls les "
        f"établissements sont publiés{NNBSP}: un établissement n’est pas un emploi.",
    ),
    Step(
        "bloc-bit",
        "Une autre mesure, à part",
        "Le taux au sens du BIT n’existe ici qu’à l’échelle nationale. Il ne prolonge pas le taux localisé et n’entre "
        "dans aucun écart.",
    ),
)

PLAN: Final[Guide] = (
    Step(
        "titre",
        "Où en est le plan",
        "La phrase compte les actions dont l’état est connu. La ligne qui suit donne le document, ses axes et ses "
        "territoires. Les noms des axes et des actions sont ceux du document.",
    ),
    Step(
        "bloc-matrice",
        "Le retard se calcule, la météo se juge",
        f"En retard{NNBSP}: échéance passée et action non réalisée, selon une règle. La météo est l’avis d’une "
        "fonction nommée, à une date. Les deux peuvent se contredire. Sans échéance ni état, le retard n’est pas "
        "calculable.",
    ),
    Step(
        "bloc-demandes",
        "Ce que le comité est appelé à orienter",
        "Chaque demande vient de ce qui manque ou de ce qui bloque, avec qui la prépare. Un comité oriente, il ne vote "
        "pas les crédits. À un programme terminé, Vigie ne demande plus qu’un bilan.",
    ),
    Step(
        "bloc-vides",
        "Les trous, et qui peut les combler",
        f"«{NBSP}4 sur 4{NBSP}»{NNBSP}: l’information manque pour les quatre actions de l’axe. Sous chaque ligne, "
        "qui peut la fournir, proposé par Vigie d’après le rôle que le document donne à chaque instance.",
    ),
    Step(
        "bloc-actions",
        "Action par action",
        f"Un signe, une couleur et un mot disent l’état{NNBSP}; une case hachurée dit que rien n’est connu. Le nom "
        "d’une action ouvre sa fiche, avec son suivi daté et son budget.",
    ),
)

ACTION: Final[Guide] = (
    Step(
        "bloc-fiche",
        "La fiche",
        f"Ce qui est écrit vient du document ou du dernier suivi. «{NBSP}Non renseigné{NBSP}» veut dire qu’aucune "
        "source lue ne le donne. La dernière ligne indique où vérifier dans le document.",
    ),
    Step(
        "bloc-suivi",
        "Le suivi, daté",
        "Chaque ligne est un état constaté un jour donné, du plus récent au plus ancien. La météo y est signée par une "
        f"fonction. Le retard n’y figure pas{NNBSP}: il se calcule à partir de l’échéance.",
    ),
    Step(
        "bloc-budget",
        "Le budget de l’action",
        "Seuls les montants que la source rattache à cette action sont ici. Un montant donné pour tout le plan n’est "
        "jamais réparti entre les actions sans document.",
    ),
    Step(
        "titre",
        "Partager cette fiche",
        f"L’adresse de la page est celle de l’action{NNBSP}: le lien copié ouvre la même fiche. En bas, les liens "
        "mènent à l’action d’avant, à celle d’après et au plan entier.",
    ),
)

SOURCES: Final[Guide] = (
    Step(
        "bloc-statuts",
        "De quelle nature sont les faits",
        f"Constaté{NNBSP}: mesuré ou établi par un acte. Déclaré{NNBSP}: dit par quelqu’un. Prévision et "
        f"objectif{NNBSP}: pas encore arrivés. Contesté s’ajoute à l’un d’eux quand quelqu’un met le fait en doute.",
    ),
    Step(
        "bloc-sources",
        "Deux dates à ne pas confondre",
        "Pour chaque source, le jour où ses faits ont été publics et celui où elle a été lue. Un fait ancien chargé "
        "hier reste un fait ancien. Dépliez une source pour lire aussi ce qu’elle ne permet pas.",
    ),
    Step(
        "bloc-methode",
        "Les règles du tableau de bord",
        f"Ces règles s’appliquent à toutes les pages. Les trois premières suffisent souvent{NNBSP}: un chiffre entier, "
        "le vide qui se voit, les chiffres rivaux à égalité.",
    ),
    Step(
        "bloc-glossaire",
        "Un mot inconnu",
        "Tous les termes sont expliqués ici, par ordre alphabétique. Sur les autres pages, un mot souligné de points "
        f"montre la même définition{NNBSP}: passez dessus, touchez-le ou atteignez-le au clavier.",
    ),
    Step(
        "bloc-base",
        "Parler des mêmes chiffres",
        "L’empreinte identifie les données. Deux personnes qui lisent la même empreinte voient les mêmes chiffres. Le "
        "bloc dit aussi où signaler un problème et l’état de l’accessibilité.",
    ),
)
