"""Indicators, statistical series and their breaks, and claims kept apart so that no total can mix them."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table, func

from data.tables.base import amount, choice, fact_columns, flag, identity, key, label, metadata, partial_date, reference
from data.vocabulary import CAUSES_RUPTURE, FLUX_STOCK, NATURES_INDICATEUR, SENS_FAVORABLE, UNITES_COMPTE

indicateur = Table(
    "indicateur",
    metadata,
    key("Code lisible."),
    label("libelle", "Nom."),
    label("definition", "Définition."),
    label("unite", "Unité affichée."),
    choice("nature", NATURES_INDICATEUR, "Un flux garde sa période, un stock sa date."),
    choice("unite_compte", UNITES_COMPTE, "Ce qui est compté : une entreprise n’est pas un établissement."),
    choice("sens_favorable", SENS_FAVORABLE, "Sens d’une bonne nouvelle."),
    comment="Indicateurs et leurs définitions.",
)

serie = Table(
    "serie",
    metadata,
    key("Code lisible."),
    reference("indicateur_id", "indicateur", "Indicateur."),
    label("libelle", "Nom de la série."),
    label("champ", "Champ : ce que la série couvre. Deux champs différents ne se comparent pas."),
    reference("nomenclature_id", "nomenclature", "Nomenclature des secteurs, s’il y en a.", nullable=True),
    reference("source_id", "source", "Source de la série."),
    label("code_producteur", "Code de la série chez le producteur.", nullable=True),
    label("note", "Limites.", nullable=True),
    comment="Séries statistiques : un indicateur, un champ, un producteur, un millésime.",
)

rupture = Table(
    "rupture",
    metadata,
    key("Code lisible."),
    reference("serie_id", "serie", "Série touchée ; vide si toutes celles du territoire.", nullable=True),
    reference("territoire_id", "territoire", "Territoire touché ; vide si tous.", nullable=True),
    partial_date("a_partir_de", "Première période d’après la rupture.", nullable=False),
    choice("cause", CAUSES_RUPTURE, "Cause : aucun taux d’évolution ne la traverse."),
    label("libelle", "Explication affichée."),
    *fact_columns(),
    CheckConstraint("serie_id IS NOT NULL OR territoire_id IS NOT NULL", name="portee"),
    info=identity(
        "serie_id",
        "territoire_id",
        "a_partir_de",
        "cause",
    ),
    comment="Ruptures de série.",
)

observation = Table(
    "observation",
    metadata,
    Column("id", Integer, primary_key=True, comment="Numéro."),
    reference("serie_id", "serie", "Série."),
    reference("perimetre_id", "perimetre", "Périmètre mesuré."),
    reference("secteur_id", "secteur", "Secteur ; vide si la série n’en distingue pas.", nullable=True),
    Column("forme_juridique", String, nullable=True, comment="Forme juridique Insee ; vide pour l’ensemble."),
    reference("cluster_id", "cluster", "Cluster mesuré.", nullable=True),
    Column("periode", String, nullable=False, comment="Période mesurée : 2025, 2025-T3, 2025-12-31."),
    Column("annee", Integer, nullable=False, comment="Année de la période."),
    amount("valeur", "Valeur ; vide si le producteur ne la donne pas."),
    label("drapeau", "Drapeau du producteur (secret, fusion, estimation).", nullable=True),
    *fact_columns(),
    Column(
        "unites",
        Integer,
        CheckConstraint("unites >= 0", name="unites_positives"),
        nullable=True,
        comment="Entreprises que la valeur réunit, quand la collectivité la compte elle-même.",
    ),
    Column(
        "part_premiere",
        Integer,
        CheckConstraint("part_premiere BETWEEN 0 AND 100", name="part_premiere_bornee"),
        nullable=True,
        comment="Part de la première de ces entreprises dans la valeur, en %.",
    ),
    CheckConstraint("substr(periode, 1, 4) = CAST(annee AS VARCHAR(4))", name="annee_periode"),
    info=identity(
        "serie_id",
        "perimetre_id",
        "secteur_id",
        "forme_juridique",
        "cluster_id",
        "periode",
    ),
    comment="Observations des séries ; une révision est une nouvelle ligne.",
)
Index(
    "uq_observation_fait",
    observation.c.serie_id,
    observation.c.perimetre_id,
    func.coalesce(observation.c.secteur_id, ""),
    func.coalesce(observation.c.forme_juridique, ""),
    func.coalesce(observation.c.cluster_id, ""),
    observation.c.periode,
    observation.c.connu_le,
    observation.c.charge_le,
    unique=True,
)

affirmation = Table(
    "affirmation",
    metadata,
    key("Code lisible."),
    reference("indicateur_id", "indicateur", "Indicateur dont il est question."),
    reference("programme_id", "programme", "Programme.", nullable=True),
    reference("perimetre_id", "perimetre", "Périmètre déclaré."),
    label("libelle", "Ce qui est affirmé, en termes courts."),
    label("precision_perimetre", "Ce que la source dit, ou ne dit pas, du périmètre.", nullable=True),
    amount("valeur", "Valeur ; vide si non chiffré ou si c’est une fourchette."),
    amount("valeur_min", "Bas de la fourchette."),
    amount("valeur_max", "Haut de la fourchette."),
    label("unite", "Unité, « par an » compris."),
    choice("flux_stock", FLUX_STOCK, "Flux, stock ou non précisé."),
    label("periode", "Période affirmée, en termes courts."),
    flag("periode_precisee", "Vrai si la source date la période affirmée ; sans date, aucun verdict."),
    reference("relais_id", "acteur", "Acteur qui relaie le chiffre d’un autre.", nullable=True),
    *fact_columns(),
    CheckConstraint("(valeur_min IS NULL) = (valeur_max IS NULL)", name="fourchette_complete"),
    CheckConstraint("valeur IS NULL OR valeur_min IS NULL", name="valeur_ou_fourchette"),
    CheckConstraint("valeur_min IS NULL OR valeur_min <= valeur_max", name="fourchette_ordonnee"),
    info=identity(
        "indicateur_id",
        "programme_id",
        "perimetre_id",
        "auteur_id",
        "relais_id",
        "libelle",
        "periode",
    ),
    comment="Affirmations : jamais additionnées ni moyennées, montrées côte à côte.",
)
