"""Closed lists of the database.  Each one is enforced by a CHECK and documented in ``docs/schema.md``."""

from typing import Final

ILLUSTRATIF: Final = "illustratif"
STATUTS_REELS: Final = ("constate", "declare", "prevision", "objectif")
"""What a fact may be, from the surest to the least sure."""
STATUTS: Final = (*STATUTS_REELS, ILLUSTRATIF)
SOURCEE: Final = "sourcee"
DEMONSTRATION: Final = "demonstration"
NATURES_BASE: Final = (SOURCEE, DEMONSTRATION)
TYPES_SOURCE: Final = ("document", "jeu_de_donnees")
TYPES_ACTEUR: Final = ("personne", "organisme", "fonction", "collectif")
TYPES_TERRITOIRE: Final = (
    "commune",
    "epci",
    "petr",
    "territoire_industrie",
    "zone_emploi",
    "departement",
    "region",
    "pays",
    "secteur_communautaire",
    "quartier",
    "site",
)
TOUS_SECTEURS: Final = "_T"
"""Code of the whole in a nomenclature of sectors."""
NATURES_INDICATEUR: Final = ("flux", "stock", "taux")
FLUX_STOCK: Final = ("flux", "stock", "taux", "non_precise")
UNITES_COMPTE: Final = ("entreprise", "etablissement", "emploi", "personne", "part", "commune", "autre")
EMPLOIS_CLUSTERS: Final = "emplois_clusters"
MEMBRES_CLUSTERS: Final = "membres_clusters"
"""Indicators that the territory alone counts."""
SENS_FAVORABLE: Final = ("hausse", "baisse", "neutre")
CAUSES_RUPTURE: Final = ("perimetre", "champ", "nomenclature", "millesime")
TEMPORALITES: Final = ("exercice", "annuel", "total", "non_precise")
SENS_BUDGET: Final = ("depense", "recette")
SECTIONS: Final = ("fonctionnement", "investissement")
ETAPES: Final = ("annonce", "vote", "engage", "mandate", "paye", "realise")
DOCUMENTS_VOTE: Final = ("BP", "BS", "DM")
DOCUMENTS_MODIFICATIFS: Final = ("BS", "DM")
DOCUMENTS_REALISE: Final = ("CA", "CFU")
AUTORISATIONS: Final = ("AP", "CP", "AE")
MOUVEMENTS: Final = ("reel", "ordre")
ORIGINES_FONDS: Final = ("public", "prive", "mixte")
EURO: Final = "EUR"
FRANCS: Final = "FRF"
DEVISES: Final = (EURO, FRANCS)
SANS_REGLE: Final = "aucune règle ne dit que ces lignes concernent ce programme"
"""Reservation of a budget line that no rule of its territory ties to the programme: it enters no total."""
DISPOSITIF_FONDS_VERT: Final = "Fonds vert"
AIDES_ENGAGEES: Final = (DISPOSITIF_FONDS_VERT,)
"""Schemes whose source gives what the State committed (montant_engage); the others give what was awarded."""
TYPES_FINANCEUR: Final = ("acteur", "groupe")
NATURES_PROGRAMME: Final = ("pacte", "protocole", "contrat", "dispositif", "programme_national")
ROLES_PARTENAIRE: Final = ("pilote", "signataire", "partenaire", "beneficiaire", "soutien_scientifique")
TYPES_ACTE: Final = ("deliberation", "signature", "convention", "avis", "autre")
ETATS_ACTE: Final = ("adopte", "signe", "non_signe", "en_cours_de_signature", "non_renseigne")
TYPES_COMITE: Final = ("copil", "cotech", "comite_suivi", "conseil")
ETATS_COMITE: Final = ("prevu", "tenu", "annonce_sans_date")
ETATS_ACTION: Final = ("a_venir", "en_cours", "realisee", "bloquee")
METEOS: Final = ("beau", "variable", "orage")
SCENARIOS: Final = ("lent", "rapide")
NATURES_PROMESSE: Final = ("promesse", "intention", "horizon")
PORTEES_PREUVE: Final = ("complete", "partielle")
SENS_ORIENTATION: Final = ("demandee", "donnee")

TEINTES: Final = 8
"""Colours that territories may have."""

TAUX_FRANC: Final = 6.55957
"""Francs for one euro, Council Regulation (EC) No 2866/98."""

GESTES: Final = ("construction", "publication", "retour", "migration")
"""What changes a base."""

CALCUL: Final = "vigie"
"""Actor that speaks for the figures that Vigie computes from those of a producer, by a rule that it publishes."""
