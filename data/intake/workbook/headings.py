"""Names of the columns as a person reads them; the technical names stand under them."""

from typing import Final

from sqlalchemy import Column

from data.intake.workbook.sheets import NOTE

_OF_ONE_TABLE: Final = {
    "action.numero": "Rang dans l’axe",
    "promesse.numero": "Numéro (P1…)",
    "orientation.sens": "Demandée ou donnée",
    "ecran.adresse": "Page montrée",
    "ecran.ordre": "Rang dans le diaporama",
    "ecran.titre": "Titre de l’écran",
    "orientation.libelle": "Orientation",
    "promesse.libelle": "Ce qui est promis",
    "preuve.libelle": "Ce qui est prouvé",
    "affirmation.libelle": "Ce qui est affirmé",
    "serie.libelle": "Nom de la série",
    "rupture.libelle": "Explication affichée",
    "suivi_action.etat": "État constaté",
    "comite.etat": "État de la séance",
    "comite.nom": "Nom de l’instance",
    "action.nom": "Intitulé",
    "cluster_membre.debut": "Entrée",
    "cluster_membre.fin": "Sortie",
    "cluster_membre.acteur_id": "Membre",
    "suivi_action.indicateur": "Indicateur de résultat",
    "affirmation.perimetre_id": "Périmètre déclaré",
}

_OF_ALL: Final = {
    NOTE: "Vos notes",
    "a_partir_de": "Première période d’après",
    "acte_id": "Acte",
    "acteur_id": "Acteur",
    "action_id": "Action",
    "adresse": "Adresse",
    "annee": "Année",
    "attendu": "Nombre promis",
    "auteur_id": "Qui l’affirme",
    "autorisation": "AP, CP ou AE",
    "avancement": "Avancement (%)",
    "axe_id": "Axe",
    "cause": "Cause",
    "champ": "Champ couvert",
    "cluster_id": "Cluster",
    "code_producteur": "Code du producteur",
    "comite_id": "Séance",
    "commentaire": "Commentaire",
    "connu_le": "Connu le",
    "consultee_le": "Lue le",
    "conteste": "Contesté",
    "copie": "Copie publique",
    "date_preuve": "Date du fait prouvé",
    "date_seance": "Date de la séance",
    "debut_prevu": "Début prévu",
    "devise_origine": "Monnaie de la source",
    "document": "Document",
    "drapeau": "Drapeau",
    "echeance": "Échéance",
    "echeance_calculee": "Échéance calculée",
    "echeance_note": "Ce que dit la source de l’échéance",
    "elu_referent_id": "Élu référent",
    "etape": "Étape",
    "exercice": "Exercice",
    "financeur_id": "Financeur",
    "flux_stock": "Flux ou stock",
    "fonction": "Fonction",
    "forme_juridique": "Forme juridique",
    "frequence": "Fréquence exigée",
    "id": "Identifiant",
    "indicateur_id": "Indicateur",
    "jeu": "Jeu de données",
    "licence": "Licence",
    "mesurable": "Cible chiffrée",
    "meteo": "Météo",
    "meteo_auteur_id": "Qui donne la météo",
    "millesime": "Millésime",
    "montant": "Montant (€)",
    "montant_origine": "Montant dans la source",
    "mouvement": "Réel ou ordre",
    "nature": "Nature",
    "nom": "Nom",
    "nombre": "Nombre prouvé",
    "nomenclature_id": "Nomenclature",
    "note": "Limites",
    "objet": "Objet",
    "observe_le": "Observé le",
    "ordre": "Ordre d’affichage",
    "origine_fonds": "Origine des fonds",
    "parole": "À dire",
    "part_premiere": "Part de la première (%)",
    "passage": "Place dans la source",
    "perimetre_id": "Périmètre",
    "periode": "Période",
    "periode_precisee": "Période datée",
    "periodicite": "Périodicité",
    "pilote_id": "Pilote",
    "portee": "Portée",
    "precision_perimetre": "Précision du périmètre",
    "precisions": "Précisions",
    "prochaine_etape": "Prochaine étape",
    "producteur": "Producteur",
    "programme_id": "Programme",
    "promesse_id": "Promesse",
    "publiee_le": "Publiée le",
    "qualificatif": "Qualificatif",
    "relais_id": "Relayé par",
    "repond_a_id": "Répond à",
    "reserves": "Réserves",
    "retire": "Retiré",
    "seances_par_an": "Séances par an exigées",
    "secteur_id": "Secteur",
    "section": "Section",
    "sens": "Dépense ou recette",
    "serie_id": "Série",
    "source_id": "Source",
    "statut": "Statut",
    "temporalite": "Temporalité",
    "terminee_le": "Terminée le",
    "territoire_id": "Territoire",
    "tient_lieu_de": "Tient lieu de",
    "titre": "Titre",
    "type": "Type",
    "unite": "Unité",
    "unites": "Entreprises réunies",
    "valeur": "Valeur",
    "valeur_max": "Haut de la fourchette",
    "valeur_min": "Bas de la fourchette",
    "variantes": "Autres orthographes",
}


_IN_A_CELL: Final = {"Vrai si": "« oui » si", "Première horloge : quand": "Quand"}
"""Words of the schema, and what they mean in a cell."""


def heading(column: "Column[object]") -> str:
    """French name of a column.

    Raises:
        KeyError: a new column has none yet.
    """
    return _OF_ONE_TABLE.get(f"{column.table.name}.{column.name}") or _OF_ALL[column.name]


def note_heading() -> str:
    """French name of the column of notes."""
    return _OF_ALL[NOTE]


def help_of(column: "Column[object]") -> str:
    """What the schema says of a column, in the words of the one who fills a cell of it."""
    told = column.comment or ""
    for words, meant in _IN_A_CELL.items():
        told = told.replace(words, meant)
    return told
