"""The line that shows how to fill each sheet: invented, marked as such, and never read."""

from collections.abc import Mapping
from typing import Final

from data.intake.workbook.sheets import Sheet

_PROOF: Final = {
    "statut": "constate",
    "conteste": "non",
    "auteur_id": "Communauté d’exemple [communaute-exemple]",
    "connu_le": "2024-04-11",
    "source_id": "Délibération d’exemple [deliberation-exemple]",
    "passage": "page 12, tableau 3",
}
_PROGRAMME: Final = {"programme_id": "Programme d’exemple [programme-exemple]"}

EXAMPLES: Final[Mapping[str, Mapping[str, object]]] = {
    "ligne_budget": {
        **_PROGRAMME,
        "id": "exemple-fonderie-bp-2024",
        "axe_id": "Axe d’exemple [programme-exemple-1]",
        "territoire_id": "EPCI d’exemple [epci:exemple]",
        "financeur_id": "Communauté d’exemple [communaute-exemple]",
        "objet": "Réhabilitation d’une fonderie",
        "etape": "vote",
        "document": "BP",
        "temporalite": "exercice",
        "exercice": 2024,
        "montant": 120000.0,
        "montant_origine": 120000.0,
        "devise_origine": "EUR",
        "sens": "depense",
        "section": "investissement",
        "mouvement": "reel",
        "origine_fonds": "public",
    },
    "action": {
        **_PROGRAMME,
        "id": "exemple-1-1",
        "axe_id": "Axe d’exemple [programme-exemple-1]",
        "numero": 1,
        "nom": "Intitulé, gardé comme dans le document",
        "statut": "objectif",
    },
    "suivi_action": {
        "id": "exemple-1-1-2024-06",
        "action_id": "Action d’exemple [exemple-1-1]",
        "observe_le": "2024-06-14",
        "etat": "en_cours",
        "pilote_id": "Direction d’exemple [direction-exemple]",
        "debut_prevu": "2024-01",
        "echeance": "2025",
        "avancement": 40,
        "meteo": "variable",
        "meteo_auteur_id": "Direction d’exemple [direction-exemple]",
        "prochaine_etape": "Choix du maître d’œuvre",
        "statut": "declare",
    },
    "observation": {
        "serie_id": "Emplois créés, enquête d’exemple [emplois-exemple]",
        "cluster_id": "Cluster d’exemple [cluster-exemple]",
        "perimetre_id": "EPCI d’exemple, 39 communes [epci:exemple@2024]",
        "periode": "2023",
        "annee": 2023,
        "valeur": 12.0,
        "unites": 5,
        "part_premiere": 40,
    },
    "cluster_membre": {
        **_PROGRAMME,
        "cluster_id": "Cluster d’exemple [cluster-exemple]",
        "acteur_id": "Société d’exemple [societe-exemple]",
        "debut": "2022-09",
    },
    "affirmation": {
        **_PROGRAMME,
        "id": "exemple-emplois-annonces",
        "indicateur_id": "Emplois des clusters [emplois_clusters]",
        "perimetre_id": "EPCI d’exemple, 39 communes [epci:exemple@2024]",
        "libelle": "Emplois annoncés par an à maturité",
        "valeur_min": 50.0,
        "valeur_max": 100.0,
        "unite": "emplois par an",
        "flux_stock": "flux",
        "periode": "non précisée",
        "periode_precisee": "non",
        "statut": "prevision",
        "qualificatif": "environ",
    },
    "promesse": {
        **_PROGRAMME,
        "id": "exemple-promesse",
        "numero": "P99",
        "nature": "promesse",
        "libelle": "Signer trois conventions",
        "echeance": "2024-12",
        "mesurable": "oui",
        "attendu": 3,
        "statut": "objectif",
    },
    "preuve": {
        "id": "exemple-preuve",
        "promesse_id": "P99, Signer trois conventions [exemple-promesse]",
        "portee": "partielle",
        "nombre": 1,
        "libelle": "Une convention signée sur trois",
        "date_preuve": "2024-06-20",
    },
    "comite": {
        **_PROGRAMME,
        "id": "exemple-copil-2024",
        "type": "copil",
        "nom": "Comité de pilotage de 2024",
        "date_seance": "2024-11-22",
        "etat": "tenu",
    },
    "orientation": {
        **_PROGRAMME,
        "id": "exemple-orientation",
        "comite_id": "Comité de pilotage de 2024 [exemple-copil-2024]",
        "sens": "demandee",
        "libelle": "Prolonger l’action d’un an",
        "ordre": 1,
        "statut": "declare",
    },
    "ecran": {
        **_PROGRAMME,
        "id": "exemple-ecran-budget",
        "comite_id": "Comité de pilotage de 2024 [exemple-copil-2024]",
        "ordre": 1,
        "adresse": "/budget?programme=programme-exemple",
        "titre": "Où est l’argent",
        "parole": "Rappeler que les montants votés ne sont pas tous payés.",
        "retire": "non",
        "statut": "declare",
    },
    "source": {
        "id": "deliberation-exemple",
        "type": "document",
        "titre": "Délibération du 11 avril 2024",
        "producteur": "Communauté d’exemple",
        "publiee_le": "2024-04-11",
        "consultee_le": "2024-05-02",
    },
    "acteur": {
        "id": "communaute-exemple",
        "type": "organisme",
        "nom": "Communauté d’exemple",
        "source_id": "Délibération d’exemple [deliberation-exemple]",
    },
    "financeur": {
        "id": "communaute-exemple",
        "type": "acteur",
        "nom": "Communauté d’exemple",
        "ordre": 90,
        "source_id": "Délibération d’exemple [deliberation-exemple]",
    },
    "financeur_membre": {
        "financeur_id": "État et communauté d’exemple [etat-communaute-exemple]",
        "acteur_id": "Communauté d’exemple [communaute-exemple]",
    },
    "serie": {
        "id": "emplois-exemple",
        "indicateur_id": "Emplois des clusters [emplois_clusters]",
        "libelle": "Emplois créés, enquête d’exemple",
        "champ": "Entreprises membres ayant répondu",
        "source_id": "Délibération d’exemple [deliberation-exemple]",
    },
    "rupture": {
        "id": "exemple-2024",
        "territoire_id": "EPCI d’exemple [epci:exemple]",
        "a_partir_de": "2024",
        "cause": "perimetre",
        "libelle": "39 communes à partir de 2024 contre 38 auparavant",
    },
}


def example(sheet: Sheet, *, invented: bool) -> dict[str, object]:
    """Values of the example line by column."""
    values: dict[str, object] = {**(_PROOF if sheet.is_fact else {}), **EXAMPLES[sheet.name]}
    if invented and sheet.is_fact:
        values["tient_lieu_de"], values["statut"] = values["statut"], "illustratif"
    return values
