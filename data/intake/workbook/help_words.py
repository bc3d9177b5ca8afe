"""The words of the help sheet: how to fill, for the one who fills."""

from typing import Final

Entry = tuple[str, str]

SECTIONS: Final[tuple[tuple[str, tuple[Entry, ...]], ...]] = (
    (
        "Remplir",
        (
            (
                "Une ligne, un fait",
                (
                    "Chaque ligne dit une chose, qui l’affirme, quand, et dans quelle source. La première ligne à "
                    "remplir est donc souvent celle de la source, dans la feuille « Sources »."
                ),
            ),
            (
                "Colonnes foncées",
                (
                    "À tête bleu foncé, la colonne est obligatoire : une cellule vide s’y teinte d’orange dès que "
                    "la ligne est commencée. À tête bleu clair, laisser vide ce que la source ne dit pas."
                ),
            ),
            (
                "Listes",
                (
                    "Une flèche propose les valeurs possibles. Les noms sont suivis d’un code entre crochets : "
                    "c’est lui qui compte. Pour désigner une ligne ajoutée dans une autre feuille, écrire son "
                    "identifiant."
                ),
            ),
            (
                "Identifiant",
                (
                    "Un nom court, sans espace ni accent, qui ne change plus : « ti-2019-bp-2024-fonderie ». Deux "
                    "lignes d’une feuille n’ont jamais le même."
                ),
            ),
            (
                "Dates",
                "AAAA, AAAA-MM ou AAAA-MM-JJ : seulement la précision de la source. Un mois connu reste un mois.",
            ),
            (
                "Nombres",
                (
                    "Des chiffres seuls, l’unité est dans le titre : 12000, ni « 12 k€ » ni « environ 12000 ». La "
                    "virgule et les espaces sont compris."
                ),
            ),
            (
                "Vos notes",
                (
                    "La première colonne est libre et n’est pas lue. Une ligne où elle dit « exemple » est "
                    "ignorée en entier."
                ),
            ),
            (
                "Ce que dit une colonne",
                (
                    "Passer la souris sur son titre. Le nom technique, en gris dessous, est celui que le contrôle "
                    "emploie : ne pas l’effacer. Les colonnes peuvent être déplacées ou masquées, pas retirées."
                ),
            ),
        ),
    ),
    (
        "Le statut",
        (
            (
                "constate",
                "La source a compté ou vu : un compte administratif, une enquête, un procès-verbal.",
            ),
            (
                "declare",
                "Quelqu’un l’affirme, sans que la source montre comment il le sait.",
            ),
            (
                "prevision",
                "Attendu, pas encore arrivé : un rythme, un calendrier.",
            ),
            (
                "objectif",
                "Voulu : une cible, un engagement.",
            ),
            (
                "illustratif",
                "Inventé, pour la seule base de démonstration. Jamais dans une base de faits.",
            ),
            (
                "Contesté",
                "« oui » si la source elle-même, ou un autre acteur, dispute ce fait. Il reste affiché, avec ce mot.",
            ),
        ),
    ),
    (
        "Les deux dates",
        (
            (
                "Connu le",
                (
                    "Quand le fait a été public ou dit : la date de la délibération, de l’article, du compte. "
                    "C’est vous qui l’écrivez."
                ),
            ),
            (
                "Chargé le",
                (
                    "Quand le fait est entré dans la base. Vigie l’écrit à la publication : cette colonne n’est "
                    "pas dans le classeur."
                ),
            ),
            (
                "À quoi elles servent",
                "La première dit ce que l’on savait tel jour ; la seconde montre qu’un fait a été ajouté après coup.",
            ),
        ),
    ),
    (
        "Le qualificatif",
        (
            (
                "Environ, plus de…",
                (
                    "La réserve de la source, mot pour mot : « environ », « une quarantaine », « plus de ». Elle "
                    "reste à l’écran, devant le chiffre."
                ),
            ),
        ),
    ),
    (
        "Corriger",
        (
            (
                "Un chiffre a changé",
                (
                    "Garder l’identifiant, écrire la nouvelle valeur, sa date « Connu le », sa source et son "
                    "passage. C’est une nouvelle version ; l’ancienne reste dans la base, avec sa date."
                ),
            ),
            (
                "Une ligne de trop",
                (
                    "Effacer une ligne du classeur n’efface rien de la base : ce qui est publié reste. Une "
                    "publication entière s’annule : .venv/bin/python -m data revenir, puis le numéro de celle à "
                    "retrouver."
                ),
            ),
            (
                "Une ligne copiée",
                "Lui donner un identifiant nouveau : deux lignes du même nom sont une faute.",
            ),
            (
                "Ce qui ne change pas",
                (
                    "Un identifiant nomme toujours le même fait : changer son programme, ou l’objet ou l’exercice "
                    "d’un budget, demande une autre ligne, avec un autre identifiant."
                ),
            ),
            (
                "Ce qui n’a qu’une version",
                (
                    "Une source, un acteur, un financeur ou un groupe, une série déjà publiés ne se réécrivent pas : "
                    "en ajouter un autre. Tout le reste se corrige, l’intitulé d’une action ou la date d’un comité "
                    "aussi."
                ),
            ),
        ),
    ),
    (
        "À ne jamais faire",
        (
            (
                "Écrire zéro pour « inconnu »",
                "Une valeur inconnue est une cellule vide : elle s’affiche « non renseigné ».",
            ),
            (
                "Inventer un jour",
                "Si la source dit « juin 2015 », écrire 2015-06.",
            ),
            (
                "Répartir une somme",
                "Un montant commun à deux financeurs reste un montant commun : créer un groupe, sans parts.",
            ),
            (
                "Additionner",
                "Ni les étapes (voté et mandaté), ni deux programmes, ni un PETR et ses EPCI.",
            ),
            (
                "Convertir sans le dire",
                (
                    "Un montant en francs garde ses francs : « Montant dans la source » et « FRF » ; le montant "
                    "en euros est à côté."
                ),
            ),
            (
                "Nommer un particulier",
                (
                    "Une personne se désigne par sa fonction ; par son nom, seulement si la source la cite dans "
                    "son rôle public."
                ),
            ),
            (
                "Fusionner des cellules",
                (
                    "Ni ajouter de colonne ou de feuille : le contrôle refuse ce qu’il ne connaît pas, pour ne "
                    "rien perdre."
                ),
            ),
        ),
    ),
    (
        "Vérifier, publier",
        (
            (
                "Vérifier",
                (
                    ".venv/bin/python -m data verifier classeur.xlsx : toutes les fautes en une fois, avec la "
                    "feuille, la ligne, ce qui est lu, ce qui est attendu et comment corriger. Avec "
                    "--rapport fautes.xlsx, une copie annotée du classeur. Rien n’est écrit dans la base."
                ),
            ),
            (
                "Publier",
                (
                    ".venv/bin/python -m data publier classeur.xlsx : tout ou rien. Une faute, et la base reste "
                    "comme elle était."
                ),
            ),
        ),
    ),
)
