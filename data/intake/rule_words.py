"""The rules of the schema in French, for the one who mends a line; a rule without words is shown as it is written."""

from typing import Final

from data.vocabulary import DOCUMENTS_REALISE, DOCUMENTS_VOTE, TAUX_FRANC

RULES: Final = {
    "exercice_present": "un exercice si la temporalité est « exercice », et seulement dans ce cas",
    "document_etape": (
        f"{', '.join(DOCUMENTS_VOTE)} pour l’étape « vote », {', '.join(DOCUMENTS_REALISE)} pour « realise », "
        "aucun document pour les autres étapes"
    ),
    "montants_ensemble": "le montant en euros et le montant de la source sont donnés ensemble, ou vides ensemble",
    "conversion": (
        "en euros (EUR), les deux montants sont égaux ; en francs (FRF), le montant en euros multiplié par "
        f"{str(TAUX_FRANC).replace('.', ',')} donne celui de la source, à 7 francs près"
    ),
    "tient_lieu_de_illustratif": "« tient lieu de » est rempli pour un fait illustratif, et seulement pour lui",
    "seances_positives": "un nombre de séances par an d’au moins 1, ou rien",
    "unites_positives": "un nombre d’entreprises, ou rien",
    "part_premiere_bornee": "une part de 0 à 100 %",
    "adresse_de_page": "une adresse de page de Vigie, qui commence par « / »",
    "meteo_signee": "une météo a un auteur, et un auteur de météo a donné une météo",
    "terminee_realisee": "une date de fin n’existe que pour une action à l’état « realisee »",
    "avancement_borne": "un avancement de 0 à 100",
    "annee_periode": "l’année est celle par laquelle la période commence",
    "fourchette_complete": "une fourchette a ses deux bornes",
    "valeur_ou_fourchette": "une valeur, ou une fourchette, pas les deux",
    "fourchette_ordonnee": "le bas de la fourchette n’est pas au-dessus du haut",
    "nombre_positif": "au moins un siège",
    "positifs": "un rythme et un âge au-dessus de zéro",
    "portee": "une série ou un territoire, pour dire ce que la rupture touche",
    "pas_soi_meme": "un territoire ne fait pas partie de lui-même",
    "presences": "présents, suppléants et représentés font les présents ou représentés",
    "sieges": "les présents ou représentés et les absents font les conseillers en exercice",
    "votants": "les votants sont les présents ou représentés, moins ceux qui ne prennent pas part au vote",
    "suffrages": "les voix pour, contre et les abstentions font les votants",
    "id_type_code": "l’identifiant est le type, deux-points, puis le code",
    "id_nomenclature_code": "l’identifiant est la nomenclature, deux-points, puis le code",
    "couleur_bornee": "un rang de la palette",
}
