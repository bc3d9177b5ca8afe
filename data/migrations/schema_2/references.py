"""What facts point to: the database itself, sources, actors, territories, nomenclatures."""

from alembic import op
from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Integer,
    String,
    UniqueConstraint,
)

from data.migrations.schema_2.columns import choice, fact_columns, flag, key, label, partial_date, reference
from data.migrations.schema_2.vocabulary import NATURES_BASE, TEINTES, TYPES_ACTEUR, TYPES_SOURCE, TYPES_TERRITOIRE


def base() -> None:
    op.create_table(
        "base",
        Column(
            "id",
            Integer,
            CheckConstraint("id = 1", name="ligne_unique"),
            primary_key=True,
            comment="Toujours 1 : une ligne.",
        ),
        Column(
            "version_schema",
            Integer,
            nullable=False,
            comment="Version du schéma, comparée par l’application à l’ouverture.",
        ),
        choice("nature", NATURES_BASE, "Faits sourcés ou démonstration fictive."),
        Column("construite_le", DateTime, nullable=False, comment="Date de construction (UTC)."),
        label("empreinte", "SHA-256 des fichiers de données qui ont servi à la construire."),
        comment="Carte d’identité de la base : une seule ligne.",
    )


def source() -> None:
    op.create_table(
        "source",
        key("Code lisible de la source."),
        choice("type", TYPES_SOURCE, "Document lu ou jeu de données."),
        label("titre", "Titre du document ou du jeu de données."),
        label("producteur", "Organisme qui publie."),
        label("jeu", "Identifiant du jeu de données chez le producteur.", nullable=True),
        label("millesime", "Millésime ou mise à jour.", nullable=True),
        partial_date("publiee_le", "Date de publication, si la source la donne."),
        label("licence", "Licence ou conditions de réutilisation ; vide si la source n’en dit rien.", nullable=True),
        label("copie", "Copie publique par laquelle les données sont parvenues.", nullable=True),
        label("periodicite", "Rythme de mise à jour chez le producteur.", nullable=True),
        label("reserves", "Limites d’emploi à garder en tête.", nullable=True),
        Column("consultee_le", Date, nullable=False, comment="Date de lecture de la source."),
        comment="Sources : tout fait en cite une.",
    )


def acteur() -> None:
    op.create_table(
        "acteur",
        key("Code lisible, stable quelle que soit l’orthographe du nom."),
        choice("type", TYPES_ACTEUR, "Personne citée dans son rôle public, organisme, fonction ou collectif."),
        label("nom", "Nom affiché."),
        label("fonction", "Fonction au nom de laquelle l’acteur s’exprime.", nullable=True),
        label("variantes", "Autres orthographes lues dans les sources, séparées par « ; ».", nullable=True),
        reference("source_id", "source", "Source où l’acteur est cité."),
        comment="Personnes, organismes et fonctions : les noms dérivent, les identifiants non.",
    )


def territoire() -> None:
    op.create_table(
        "territoire",
        key("Type et code : « epci:248000531 »."),
        choice("type", TYPES_TERRITOIRE, "Nature du territoire."),
        Column(
            "code", String, nullable=False, comment="Code officiel dans son type (Insee, SIREN, ANCT), ou code lisible."
        ),
        label("nom", "Nom complet."),
        label("nom_court", "Nom pour les graphiques et les filtres."),
        label("lieu", "Nom court après sa préposition : « dans le Saint-Quentinois ».", nullable=True),
        Column(
            "couleur",
            Integer,
            CheckConstraint(f"couleur BETWEEN 1 AND {TEINTES}", name="couleur_bornee"),
            nullable=True,
            comment="Rang dans la palette, le même sur toutes les pages ; vide pour un gris de comparaison.",
        ),
        flag("suivi", "Vrai si le tableau de bord le suit (proposé dans les filtres)."),
        Column("ordre", Integer, nullable=False, comment="Ordre d’affichage, fixe sur toutes les pages."),
        reference("source_id", "source", "Source du code et du nom."),
        UniqueConstraint("type", "code"),
        CheckConstraint("id = type || ':' || code", name="id_type_code"),
        comment="Territoires : les codes sont typés, car ils se recouvrent d’un type à l’autre.",
    )


def perimetre() -> None:
    op.create_table(
        "perimetre",
        key("Code lisible : « epci:248000531@2015 »."),
        reference("territoire_id", "territoire", "Territoire dont c’est un périmètre."),
        label("libelle", "Composition à cette date : « 33 communes (2015) »."),
        Column("nb_communes", Integer, nullable=True, comment="Nombre de communes, si connu."),
        partial_date("debut", "Début de validité."),
        partial_date("fin", "Fin de validité."),
        reference("source_id", "source", "Source de la composition."),
        label("passage", "Place dans la source."),
        comment="Périmètres datés d’un territoire : deux périmètres différents ne se comparent pas sans rupture.",
    )


def appartenance() -> None:
    op.create_table(
        "appartenance",
        Column("id", Integer, primary_key=True, comment="Numéro."),
        reference("membre_id", "territoire", "Territoire membre."),
        reference("ensemble_id", "territoire", "Territoire qui le contient."),
        partial_date("debut", "Début de l’appartenance, si connu."),
        partial_date("fin", "Fin de l’appartenance, si connue."),
        *fact_columns(),
        CheckConstraint("membre_id <> ensemble_id", name="pas_soi_meme"),
        UniqueConstraint("membre_id", "ensemble_id", "debut", "connu_le", "charge_le"),
        comment="Appartenances datées : commune à EPCI, EPCI à PETR ou à Territoire d’industrie, "
        "commune à zone d’emploi…",
    )


def nomenclature() -> None:
    op.create_table(
        "nomenclature",
        key("Code de la nomenclature."),
        label("libelle", "Nom."),
        label("note", "Ce qu’elle couvre, ce qu’elle exclut.", nullable=True),
        reference("source_id", "source", "Source."),
        comment="Nomenclatures tenues séparées : A10, A17, filières des clusters, secteurs prioritaires de 2001…",
    )


def secteur() -> None:
    op.create_table(
        "secteur",
        key("Nomenclature et code : « a10:BE »."),
        reference("nomenclature_id", "nomenclature", "Nomenclature."),
        Column("code", String, nullable=False, comment="Code dans la nomenclature ; « _T » pour l’ensemble."),
        label("libelle", "Nom."),
        Column("ordre", Integer, nullable=False, comment="Ordre d’affichage."),
        UniqueConstraint("nomenclature_id", "code"),
        CheckConstraint("id = nomenclature_id || ':' || code", name="id_nomenclature_code"),
        comment="Secteurs économiques, chacun dans sa nomenclature.",
    )
