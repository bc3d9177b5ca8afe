"""Programmes, their axes and priorities, who takes part, acts and votes, committees, orientations, promises."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, String, UniqueConstraint

from data.migrations.schema_2.columns import choice, fact_columns, flag, key, label, partial_date, reference
from data.migrations.schema_2.vocabulary import (
    ETATS_ACTE,
    ETATS_COMITE,
    NATURES_PROGRAMME,
    NATURES_PROMESSE,
    PORTEES_PREUVE,
    ROLES_PARTENAIRE,
    SENS_ORIENTATION,
    TYPES_ACTE,
    TYPES_COMITE,
)


def programme() -> None:
    op.create_table(
        "programme",
        key("Code lisible."),
        label("nom", "Nom complet, comme dans le document."),
        label("nom_court", "Nom pour les filtres."),
        choice("nature", NATURES_PROGRAMME, "Pacte, protocole, contrat : trois choses différentes."),
        reference("territoire_id", "territoire", "Territoire du programme."),
        partial_date("debut", "Début."),
        partial_date("fin", "Fin ou horizon."),
        Column("ordre", Integer, nullable=False, comment="Ordre d’affichage."),
        *fact_columns(),
        comment="Programmes : deux programmes ne s’additionnent jamais.",
    )


def axe() -> None:
    op.create_table(
        "axe",
        key("Programme et numéro."),
        reference("programme_id", "programme", "Programme."),
        Column("numero", Integer, nullable=False, comment="Rang dans le document."),
        label("nom", "Nom, gardé comme dans le document."),
        *fact_columns(),
        UniqueConstraint("programme_id", "numero"),
        comment="Axes d’un programme.",
    )


def priorite() -> None:
    op.create_table(
        "priorite",
        key("Code lisible."),
        reference("programme_id", "programme", "Programme."),
        Column("numero", Integer, nullable=False, comment="Rang dans le document."),
        label("nom", "Intitulé, gardé comme dans le document."),
        *fact_columns(),
        UniqueConstraint("programme_id", "numero"),
        comment="Priorités communes d’un programme : ce ne sont pas des actions.",
    )


def action_engagee() -> None:
    op.create_table(
        "action_engagee",
        key("Code lisible."),
        reference("programme_id", "programme", "Programme dont le document la cite."),
        Column("numero", Integer, nullable=False, comment="Rang dans le document."),
        label("nom", "Objet, en termes courts."),
        reference("territoire_id", "territoire", "Territoire concerné ; vide si plusieurs.", nullable=True),
        *fact_columns(),
        UniqueConstraint("programme_id", "numero"),
        comment="Actions déjà engagées au moment du document : hors du plan d’actions.",
    )


def partenaire() -> None:
    op.create_table(
        "partenaire",
        Column("id", Integer, primary_key=True, comment="Numéro."),
        reference("programme_id", "programme", "Programme."),
        reference("acteur_id", "acteur", "Partenaire."),
        choice("role", ROLES_PARTENAIRE, "Rôle."),
        *fact_columns(),
        UniqueConstraint("programme_id", "acteur_id", "role"),
        comment="Partenaires des programmes.",
    )


def acte() -> None:
    op.create_table(
        "acte",
        key("Code lisible."),
        reference("programme_id", "programme", "Programme."),
        choice("type", TYPES_ACTE, "Nature de l’acte."),
        reference("organe_id", "acteur", "Organe qui adopte ou signe."),
        label("numero", "Numéro de l’acte ; vide si la source l’omet.", nullable=True),
        partial_date("date_acte", "Date de l’acte."),
        label("objet", "Objet."),
        label("portee", "Ce que l’acte autorise vraiment, et pas plus.", nullable=True),
        choice("etat", ETATS_ACTE, "État connu."),
        *fact_columns(),
        comment="Délibérations, signatures, conventions.",
    )


def vote() -> None:
    op.create_table(
        "vote",
        key("Code lisible."),
        reference("acte_id", "acte", "Acte voté."),
        Column("sieges", Integer, nullable=True, comment="Conseillers en exercice."),
        Column("quorum", Integer, nullable=True, comment="Quorum."),
        Column("presents", Integer, nullable=True, comment="Titulaires présents."),
        Column("suppleants", Integer, nullable=True, comment="Suppléants présents."),
        Column("representes", Integer, nullable=True, comment="Excusés représentés."),
        Column("absents", Integer, nullable=True, comment="Absents."),
        Column(
            "presents_ou_representes", Integer, nullable=True, comment="Présents ou représentés, suppléants compris."
        ),
        Column(
            "sans_prendre_part",
            Integer,
            nullable=True,
            comment="Ne prennent pas part au vote : ce n’est pas s’abstenir.",
        ),
        Column("votants", Integer, nullable=True, comment="Votants."),
        Column("pour", Integer, nullable=True, comment="Voix pour."),
        Column("contre", Integer, nullable=True, comment="Voix contre ; vide si le procès-verbal n’en mentionne pas."),
        Column("abstentions", Integer, nullable=True, comment="Abstentions."),
        flag("unanimite", "Unanimité déclarée."),
        *fact_columns(),
        CheckConstraint("presents + suppleants + representes = presents_ou_representes", name="presences"),
        CheckConstraint("sieges = presents_ou_representes + absents", name="sieges"),
        CheckConstraint("votants = presents_ou_representes - sans_prendre_part", name="votants"),
        CheckConstraint("votants = pour + coalesce(contre, 0) + abstentions", name="suffrages"),
        comment="Arithmétique des votes, vérifiée par la base.",
    )


def comite() -> None:
    op.create_table(
        "comite",
        key("Code lisible."),
        reference("programme_id", "programme", "Programme."),
        choice("type", TYPES_COMITE, "Instance."),
        label("nom", "Nom de l’instance ou de la séance."),
        partial_date("date_seance", "Date de la séance ; vide si la source n’en donne pas."),
        choice("etat", ETATS_COMITE, "État de la séance."),
        label("frequence", "Fréquence que le texte exige ; vide s’il n’en fixe pas.", nullable=True),
        *fact_columns(),
        comment="Instances et séances : un comité de pilotage oriente, une assemblée vote.",
    )


def siege() -> None:
    op.create_table(
        "siege",
        Column("id", Integer, primary_key=True, comment="Numéro."),
        reference("comite_id", "comite", "Instance."),
        reference("territoire_id", "territoire", "Territoire représenté.", nullable=True),
        label("fonction", "Fonction qui siège."),
        Column(
            "nombre",
            Integer,
            CheckConstraint("nombre > 0", name="nombre_positif"),
            nullable=False,
            comment="Nombre de sièges.",
        ),
        *fact_columns(),
        comment="Composition des instances, par fonction.",
    )


def orientation() -> None:
    op.create_table(
        "orientation",
        key("Code lisible."),
        reference("programme_id", "programme", "Programme."),
        reference("comite_id", "comite", "Séance où l’orientation est demandée ou donnée.", nullable=True),
        choice("sens", SENS_ORIENTATION, "Demandée au comité ou donnée par lui."),
        label("libelle", "Orientation."),
        reference("repond_a_id", "orientation", "Orientation demandée à laquelle celle-ci répond.", nullable=True),
        Column("ordre", Integer, nullable=False, comment="Rang."),
        *fact_columns(),
        comment="Orientations demandées au comité et données par lui.",
    )


def promesse() -> None:
    op.create_table(
        "promesse",
        key("Code lisible."),
        Column("numero", String, nullable=False, unique=True, comment="Numéro du registre : P1…"),
        reference("programme_id", "programme", "Programme."),
        choice("nature", NATURES_PROMESSE, "Une intention ou un horizon n’est pas une promesse."),
        label("libelle", "Ce qui est promis."),
        partial_date("echeance", "Échéance ; vide si non datable."),
        label("echeance_note", "Ce que la source dit de l’échéance.", nullable=True),
        flag("echeance_calculee", "Vrai si l’échéance est calculée par Vigie, la source n’en fixant pas."),
        reference(
            "indicateur_id",
            "indicateur",
            "Indicateur que la promesse veut faire bouger, s’il y en a un.",
            nullable=True,
        ),
        flag("mesurable", "Vrai si la promesse porte une cible chiffrée."),
        Column(
            "attendu",
            Integer,
            nullable=True,
            comment="Nombre d’éléments promis, s’il est connu (conventions, clusters…).",
        ),
        *fact_columns(),
        comment="Registre des promesses.",
    )


def promesse_recurrence() -> None:
    op.create_table(
        "promesse_recurrence",
        Column("id", Integer, primary_key=True, comment="Numéro."),
        reference("promesse_id", "promesse", "Promesse."),
        reference("programme_id", "programme", "Autre programme où la même promesse figure."),
        label("libelle", "Forme qu’elle y prend."),
        *fact_columns(),
        comment="Promesses faites plusieurs fois.",
    )


def preuve() -> None:
    op.create_table(
        "preuve",
        key("Code lisible."),
        reference("promesse_id", "promesse", "Promesse."),
        reference("acte_id", "acte", "Acte qui le prouve.", nullable=True),
        choice("portee", PORTEES_PREUVE, "Prouve toute la promesse ou une partie."),
        Column("nombre", Integer, nullable=True, comment="Nombre d’éléments prouvés."),
        label("libelle", "Ce qui est prouvé."),
        partial_date("date_preuve", "Date du fait prouvé."),
        *fact_columns(),
        comment="Preuves des promesses.",
    )


def fait() -> None:
    op.create_table(
        "fait",
        key("Code lisible."),
        reference("programme_id", "programme", "Programme.", nullable=True),
        reference("territoire_id", "territoire", "Territoire concerné."),
        label("theme", "Thème."),
        label("libelle", "Ce qui est dit, en termes courts."),
        label("contenu", "Valeur en clair, quand ce n’est pas une mesure.", nullable=True),
        partial_date("date_fait", "Date du fait, distincte de la date où il est connu."),
        *fact_columns(),
        comment="Faits qualitatifs et dates : dispositifs, zones, instances, créations.",
    )
