"""The dictionary of terms: shown on hover and focus where they occur, and all together in the glossary."""

from collections.abc import Mapping
from typing import Final

from components.formats import NNBSP, counted
from components.wording.term import Term
from components.wording.terms_money import MONEY
from components.wording.terms_programmes import PROGRAMMES

SUBJECT: Final = "Glossaire"
CAPTION: Final = "Termes du tableau de bord et leur définition"
TERM: Final = "Terme"
MEANING: Final = "Définition"

TERMS: Final[Mapping[str, Term]] = {
    **MONEY,
    **PROGRAMMES,
    "a10": Term(
        "A10, A17",
        "Listes de l’Insee en dix ou dix-sept grands secteurs. Un secteur n’a pas le même contour dans l’une et dans "
        "l’autre.",
        ("A10", "A17"),
    ),
    "avancement": Term(
        "Avancement", "Pourcentage que la collectivité donne. Vigie ne le calcule pas.", ("avancement",)
    ),
    "axe": Term(
        "Axe",
        "Grande partie d’un programme, nommée comme dans son document. Les axes de deux programmes ne se correspondent "
        "pas.",
        labels=("Axe",),
    ),
    "bande": Term(
        "Bande de maturité",
        "Emplois attendus à chaque âge des clusters, du plus lent au plus rapide. Durées et rythmes viennent de la "
        f"source{NNBSP}; la forme de la montée est une hypothèse de Vigie.",
        ("bande de maturité", "courbe de maturité", "dans la bande"),
        ("Attendu, bord lent",),
    ),
    "bit": Term(
        "Chômage au sens du BIT",
        "Mesure selon la définition du Bureau international du travail, ici nationale seulement. Elle ne se raccorde "
        "pas au taux localisé.",
        ("sens du BIT",),
    ),
    "charge_le": Term(
        "Chargé le", "Jour où un fait est entré dans cette base. Un fait ancien chargé hier reste ancien."
    ),
    "chiffre_avance": Term(
        "Chiffre avancé",
        "Chiffre dit par quelqu’un, montré avec son auteur et sa date. Il n’est ni additionné ni moyenné avec un "
        "autre.",
        ("chiffre avancé",),
    ),
    "chomage_localise": Term(
        "Taux de chômage localisé",
        "Part des chômeurs parmi les actifs d’une zone, estimée par l’Insee chaque trimestre. Il se compare au taux "
        "national du même champ.",
        ("taux de chômage localisé", "chômage localisé"),
    ),
    "cluster": Term(
        "Cluster",
        "Groupement d’entreprises, de laboratoires et d’écoles d’une même filière. Ce n’est pas un secteur "
        "statistique.",
        ("cluster",),
    ),
    "connu_le": Term(
        "Connu le",
        "Date à laquelle le fait a été public ou dit. Si la source ne donne qu’une année, aucun jour n’est inventé.",
        ("données connues",),
        ("Connu",),
    ),
    "constate": Term(
        "Constaté", "Mesuré par une statistique, ou établi par un acte.", ("constaté", "constatée"), ("Constatés",)
    ),
    "conteste": Term(
        "Contesté",
        "Un acteur, ou la source elle-même, met le fait en doute. Il ne déclenche ni verdict ni alerte.",
        ("contesté", "contestée"),
    ),
    "copil": Term(
        "COPIL",
        f"Comité de pilotage{NNBSP}: il oriente et suit un programme. Les crédits sont votés par les assemblées, pas "
        "par lui.",
        ("COPIL", "comité de pilotage"),
    ),
    "cotech": Term(
        "COTECH", f"Comité technique{NNBSP}: il prépare le comité de pilotage.", ("COTECH", "comité technique")
    ),
    "corrige_des_saisons": Term(
        "Corrigé des variations saisonnières",
        "Débarrassé de ce qui revient chaque année, comme l’emploi d’été, pour comparer deux trimestres voisins.",
        ("corrigé des variations saisonnières",),
    ),
    "creation": Term(
        "Création d’entreprise",
        "Pour l’Insee, une activité nouvelle, ou reprise après plus d’un an d’arrêt. Elle ne dit rien des emplois.",
        ("création d’entreprise",),
        ("Entreprises créées",),
    ),
    "declare": Term("Déclaré", "Dit par quelqu’un, sans vérification possible ici.", ("déclaré", "déclarée")),
    "ecart_national": Term(
        "Écart au taux national",
        f"Taux du territoire moins taux national, en points{NNBSP}: de 7 à 9{NNBSP}%, il y a 2 points. Calculé "
        "seulement à même trimestre, producteur, champ et millésime.",
        ("écart au taux national", "écart avec le taux national"),
    ),
    "echeance": Term("Échéance", "Date promise. Sans elle, aucun retard ne peut être calculé.", labels=("Échéance",)),
    "elu_referent": Term(
        "Élu référent", "Élu qui suit l’action et en répond. Le pilote, lui, la conduit.", ("élu référent",)
    ),
    "empreinte": Term(
        "Empreinte des données",
        "Suite de signes calculée sur les données. Même empreinte, mêmes chiffres.",
        ("empreinte",),
    ),
    "en_retard": Term(
        "En retard",
        f"Calculé{NNBSP}: échéance passée et action non réalisée. Sans échéance ou sans état, il n’est pas calculable.",
        ("en retard", "retard"),
    ),
    "entreprise_individuelle": Term(
        "Entreprise individuelle",
        "Entreprise au nom d’une personne, micro-entrepreneurs compris, par opposition à une société.",
        ("entreprise individuelle",),
        ("Dont individuelles", "Part des individuelles"),
    ),
    "epci": Term(
        "EPCI",
        f"Établissement public de coopération intercommunale{NNBSP}: communes réunies en communauté d’agglomération ou "
        "de communes.",
        ("EPCI",),
    ),
    "etablissement": Term(
        "Établissement",
        f"Lieu où une entreprise exerce{NNBSP}: magasin, atelier, bureau. Une entreprise peut en avoir plusieurs.",
        ("établissement",),
    ),
    "etat": Term(
        "État d’une action",
        "À venir, en cours, réalisée ou bloquée, observé à une date. Il ne se déduit pas de l’échéance.",
        labels=("État",),
    ),
    "filiere": Term("Filière", "Domaine d’un cluster. Ce n’est pas un secteur statistique.", ("filière",)),
    "flux": Term(
        "Flux",
        "Nombre compté sur une période, comme des emplois créés par an. Il ne s’ajoute pas à un cumul.",
        ("flux",),
    ),
    "france_hors_mayotte": Term(
        "France hors Mayotte",
        f"Champ des taux de chômage localisés de l’Insee{NNBSP}: une zone n’est comparée qu’au taux national du même "
        "champ.",
        ("France hors Mayotte",),
    ),
    "illustratif": Term("Illustratif", "Inventé pour montrer l’outil, jamais mêlé aux faits réels.", ("illustratif",)),
    "indice": Term(
        "Indice 100",
        f"La première année vaut 100{NNBSP}; 120 veut dire 20{NNBSP}% de plus. Il compare des évolutions, pas des "
        "tailles.",
        ("indice", "base 100"),
    ),
    "meteo": Term(
        "Météo", "Appréciation donnée par une fonction nommée, à une date. Elle n’est jamais calculée.", ("météo",)
    ),
    "millesime": Term(
        "Millésime",
        "Édition d’un jeu de données. Deux millésimes peuvent donner deux valeurs pour la même année.",
        ("millésime",),
    ),
    "nomenclature": Term(
        "Nomenclature", "Liste de secteurs. Deux nomenclatures ne se raccordent pas.", ("nomenclature",)
    ),
    "non_calculable": Term(
        "Non calculable",
        "Il manque une part, ou une règle interdit le calcul. Aucune valeur n’est supposée.",
        ("non calculable",),
    ),
    "non_datable": Term("Non datable", f"Promesse sans échéance{NNBSP}: ni en retard ni à l’heure.", ("non datable",)),
    "non_renseigne": Term(
        "Non renseigné",
        "Aucune source lue ne donne cette information. Ce n’est pas un zéro.",
        ("non renseigné", "non renseignée"),
    ),
    "objectif": Term("Objectif", "Visé par un programme. Ce n’est ni une mesure ni une prévision.", ("objectif",)),
    "orientation": Term(
        "Orientation", "Ce qui est demandé au comité, ou donné par lui. Ce n’est pas un vote.", ("orientation",)
    ),
    "origine": Term(
        "Origine de la courbe",
        "Date d’où l’on compte l’âge des clusters. Les sources en donnent plusieurs, le lecteur choisit.",
        ("origine de la courbe", "selon l’origine"),
    ),
    "perimetre": Term(
        "Périmètre",
        "Communes ou entreprises que le chiffre couvre. Quand il change, les valeurs ne se comparent plus.",
        ("périmètre",),
    ),
    "petr": Term(
        "PETR",
        f"Pôle d’équilibre territorial et rural{NNBSP}: il couvre plusieurs EPCI et ne s’ajoute pas à eux.",
        ("PETR",),
    ),
    "plie": Term("PLIE", "Plan local pour l’insertion et l’emploi.", ("PLIE",)),
    "poste_salarie": Term(
        "Poste salarié",
        "Emploi salarié dans un établissement, compté au 31 décembre à son lieu de travail. Une personne peut en avoir "
        "deux.",
        ("poste salarié",),
    ),
    "prevision": Term(
        "Prévision", "Attendu pour plus tard par son auteur. Elle n’est jamais ajoutée à du constaté.", ("prévision",)
    ),
    "promesse": Term(
        "Promesse",
        f"Engagement public, daté ou non. Une intention n’en est pas une{NNBSP}: elle est comptée à part.",
        ("promesse",),
    ),
    "provisoire": Term(
        "Provisoire",
        "Valeur que le producteur signale comme encore incomplète. Une valeur sans ce signe peut aussi être révisée.",
        ("provisoire",),
    ),
    "relaye": Term(
        "Relayé",
        "Chiffre répété par quelqu’un qui n’en est pas l’auteur. Il ne fonde aucun verdict.",
        ("relayé", "relayée"),
    ),
    "rupture": Term(
        "Rupture",
        "Le périmètre, le champ, la nomenclature ou le millésime change. Aucune évolution n’est calculée de part et "
        "d’autre.",
        ("rupture",),
    ),
    "rythme": Term(
        "Rythme de croisière",
        "Emplois créés par an une fois la pleine maturité atteinte, selon la source.",
        ("rythme de croisière",),
        ("Rythme par an, bord lent",),
    ),
    "secret": Term(
        "Secret statistique",
        f"Chiffre caché parce qu’il désignerait une entreprise{NNBSP}: moins de trois, ou une seule qui en fait "
        f"85{NNBSP}% ou plus, ou nombre inconnu. Il existe sans être publié, ni le total qui le donnerait.",
        ("secret statistique",),
    ),
    "side": Term(
        "SIDE",
        f"Système d’information sur la démographie d’entreprises, de l’Insee{NNBSP}: il compte les créations.",
        ("SIDE",),
    ),
    "situation": Term("Situation", "Ce qui était connu à une date donnée.", ("situation au",)),
    "statut": Term(
        "Statut",
        f"Nature de ce qui est affirmé{NNBSP}: constaté, déclaré, prévision, objectif. Contesté s’y ajoute.",
        labels=("Statut",),
    ),
    "stock": Term(
        "Stock, cumul",
        "Nombre compté à une date, ou depuis une origine. Cent emplois par an et cent en tout ne se comparent pas.",
        ("stock", "cumul"),
        ("Flux ou cumul",),
    ),
    "territoire_industrie": Term(
        "Territoire d’industrie",
        f"Programme national{NNBSP}: un binôme d’élu et d’industriel conduit un plan d’actions. Les générations 2019 "
        "et 2023 ont des périmètres différents.",
        ("Territoire d’industrie",),
    ),
    "verdict": Term(
        "Verdict",
        "Conclusion sur les emplois promis. Il demande une valeur datée, ni contestée ni relayée, et cinq ans d’âge.",
        ("verdict",),
        ("Verdict possible",),
    ),
    "zone_emploi": Term(
        "Zone d’emploi",
        "Espace où la plupart des actifs vivent et travaillent, dessiné par l’Insee en 2020. Ses limites ne sont pas "
        "celles d’un EPCI.",
        ("zone d’emploi",),
    ),
}


def message(count: int) -> str:
    """How many terms the glossary explains."""
    return f"{counted(count, 'terme')}, tels que les pages les emploient"
