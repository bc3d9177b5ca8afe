"""Programmes, their axes and priorities, who takes part, acts and votes, committees, orientations, promises."""

from sqlalchemy import CheckConstraint, Column, Integer, String, Table, Text, UniqueConstraint

from data.tables.base import (
    OWN_KEY,
    choice,
    fact_columns,
    flag,
    identity,
    key,
    label,
    metadata,
    partial_date,
    reference,
)
from data.vocabulary import (
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

programme = Table(
    "programme",
    metadata,
    key("Code lisible."),
    label("nom", "Nom complet, comme dans le document."),
    label("nom_court", "Nom pour les filtres."),
    choice("nature", NATURES_PROGRAMME, "Pacte, protocole, contrat : trois choses différentes."),
    reference("territoire_id", "territoire", "Territoire du programme."),
    partial_date("debut", "Début."),
    partial_date("fin", "Fin ou horizon."),
    Column("ordre", Integer, nullable=False, comment="Ordre d’affichage."),
    *fact_columns(),
    info=identity(OWN_KEY),
    comment="Programmes : deux programmes ne s’additionnent jamais.",
)

axe = Table(
    "axe",
    metadata,
    key("Programme et numéro."),
    reference("programme_id", "programme", "Programme."),
    Column("numero", Integer, nullable=False, comment="Rang dans le document."),
    label("nom", "Nom, gardé comme dans le document."),
    *fact_columns(),
    UniqueConstraint("programme_id", "numero", "charge_le"),
    info=identity(OWN_KEY),
    comment="Axes d’un programme.",
)

priorite = Table(
    "priorite",
    metadata,
    key("Code lisible."),
    reference("programme_id", "programme", "Programme."),
    Column("numero", Integer, nullable=False, comment="Rang dans le document."),
    label("nom", "Intitulé, gardé comme dans le document."),
    *fact_columns(),
    UniqueConstraint("programme_id", "numero", "charge_le"),
    info=identity(OWN_KEY),
    comment="Priorités communes d’un programme : ce ne sont pas des actions.",
)

action_engagee = Table(
    "action_engagee",
    metadata,
    key("Code lisible."),
    reference("programme_id", "programme", "Programme dont le document la cite."),
    Column("numero", Integer, nullable=False, comment="Rang dans le document."),
    label("nom", "Objet, en termes courts."),
    reference("territoire_id", "territoire", "Territoire concerné ; vide si plusieurs.", nullable=True),
    *fact_columns(),
    UniqueConstraint("programme_id", "numero", "charge_le"),
    info=identity(OWN_KEY),
    comment="Actions déjà engagées au moment du document : hors du plan d’actions.",
)

partenaire = Table(
    "partenaire",
    metadata,
    Column("id", Integer, primary_key=True, comment="Numéro."),
    reference("programme_id", "programme", "Programme."),
    reference("acteur_id", "acteur", "Partenaire."),
    choice("role", ROLES_PARTENAIRE, "Rôle."),
    *fact_columns(),
    UniqueConstraint("programme_id", "acteur_id", "role", "charge_le"),
    info=identity("programme_id", "acteur_id", "role"),
    comment="Partenaires des programmes.",
)

acte = Table(
    "acte",
    metadata,
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
    info=identity(OWN_KEY),
    comment="Délibérations, signatures, conventions.",
)

vote = Table(
    "vote",
    metadata,
    key("Code lisible."),
    reference("acte_id", "acte", "Acte voté."),
    Column("sieges", Integer, nullable=True, comment="Conseillers en exercice."),
    Column("quorum", Integer, nullable=True, comment="Quorum."),
    Column("presents", Integer, nullable=True, comment="Titulaires présents."),
    Column("suppleants", Integer, nullable=True, comment="Suppléants présents."),
    Column("representes", Integer, nullable=True, comment="Excusés représentés."),
    Column("absents", Integer, nullable=True, comment="Absents."),
    Column("presents_ou_representes", Integer, nullable=True, comment="Présents ou représentés, suppléants compris."),
    Column(
        "sans_prendre_part", Integer, nullable=True, comment="Ne prennent pas part au vote : ce n’est pas s’abstenir."
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
    info=identity("acte_id"),
    comment="Arithmétique des votes, vérifiée par la base.",
)

comite = Table(
    "comite",
    metadata,
    key("Code lisible."),
    reference("programme_id", "programme", "Programme."),
    choice("type", TYPES_COMITE, "Instance."),
    label("nom", "Nom de l’instance ou de la séance."),
    partial_date("date_seance", "Date de la séance ; vide si la source n’en donne pas."),
    choice("etat", ETATS_COMITE, "État de la séance."),
    label("frequence", "Fréquence que le texte exige ; vide s’il n’en fixe pas.", nullable=True),
    *fact_columns(),
    Column(
        "seances_par_an",
        Integer,
        CheckConstraint("seances_par_an > 0", name="seances_positives"),
        nullable=True,
        comment="Nombre minimal de séances par an que le texte exige ; vide s’il n’en fixe pas.",
    ),
    info=identity(OWN_KEY),
    comment="Instances et séances : un comité de pilotage oriente, une assemblée vote.",
)

siege = Table(
    "siege",
    metadata,
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
    info=identity("comite_id", "territoire_id", "fonction"),
    comment="Composition des instances, par fonction.",
)

orientation = Table(
    "orientation",
    metadata,
    key("Code lisible."),
    reference("programme_id", "programme", "Programme."),
    reference("comite_id", "comite", "Séance où l’orientation est demandée ou donnée.", nullable=True),
    choice("sens", SENS_ORIENTATION, "Demandée au comité ou donnée par lui."),
    label("libelle", "Orientation."),
    reference("repond_a_id", "orientation", "Orientation demandée à laquelle celle-ci répond.", nullable=True),
    Column("ordre", Integer, nullable=False, comment="Rang."),
    *fact_columns(),
    info=identity(OWN_KEY),
    comment="Orientations demandées au comité et données par lui.",
)

promesse = Table(
    "promesse",
    metadata,
    key("Code lisible."),
    Column("numero", String, nullable=False, comment="Numéro du registre : P1…"),
    reference("programme_id", "programme", "Programme."),
    choice("nature", NATURES_PROMESSE, "Une intention ou un horizon n’est pas une promesse."),
    label("libelle", "Ce qui est promis."),
    partial_date("echeance", "Échéance ; vide si non datable."),
    label("echeance_note", "Ce que la source dit de l’échéance.", nullable=True),
    flag("echeance_calculee", "Vrai si l’échéance est calculée par Vigie, la source n’en fixant pas."),
    reference(
        "indicateur_id", "indicateur", "Indicateur que la promesse veut faire bouger, s’il y en a un.", nullable=True
    ),
    flag("mesurable", "Vrai si la promesse porte une cible chiffrée."),
    Column(
        "attendu", Integer, nullable=True, comment="Nombre d’éléments promis, s’il est connu (conventions, clusters…)."
    ),
    *fact_columns(),
    UniqueConstraint("numero", "charge_le"),
    info=identity(OWN_KEY),
    comment="Registre des promesses.",
)

promesse_recurrence = Table(
    "promesse_recurrence",
    metadata,
    Column("id", Integer, primary_key=True, comment="Numéro."),
    reference("promesse_id", "promesse", "Promesse."),
    reference("programme_id", "programme", "Autre programme où la même promesse figure."),
    label("libelle", "Forme qu’elle y prend."),
    *fact_columns(),
    info=identity("promesse_id", "programme_id"),
    comment="Promesses faites plusieurs fois.",
)

preuve = Table(
    "preuve",
    metadata,
    key("Code lisible."),
    reference("promesse_id", "promesse", "Promesse."),
    reference("acte_id", "acte", "Acte qui le prouve.", nullable=True),
    choice("portee", PORTEES_PREUVE, "Prouve toute la promesse ou une partie."),
    Column("nombre", Integer, nullable=True, comment="Nombre d’éléments prouvés."),
    label("libelle", "Ce qui est prouvé."),
    partial_date("date_preuve", "Date du fait prouvé."),
    *fact_columns(),
    info=identity(OWN_KEY),
    comment="Preuves des promesses.",
)

fait = Table(
    "fait",
    metadata,
    key("Code lisible."),
    reference("programme_id", "programme", "Programme.", nullable=True),
    reference("territoire_id", "territoire", "Territoire concerné."),
    label("theme", "Thème."),
    label("libelle", "Ce qui est dit, en termes courts."),
    label("contenu", "Valeur en clair, quand ce n’est pas une mesure.", nullable=True),
    partial_date("date_fait", "Date du fait, distincte de la date où il est connu."),
    *fact_columns(),
    info=identity(OWN_KEY),
    comment="Faits qualitatifs et dates : dispositifs, zones, instances, créations.",
)

ecran = Table(
    "ecran",
    metadata,
    key("Code lisible."),
    reference("programme_id", "programme", "Programme dont le comité voit ces écrans."),
    reference("comite_id", "comite", "Séance ; vide pour toutes.", nullable=True),
    Column("ordre", Integer, nullable=False, comment="Rang dans le diaporama."),
    label("titre", "Titre de l’écran ; vide pour celui de la page.", nullable=True),
    Column(
        "adresse",
        Text,
        CheckConstraint("adresse LIKE '/%'", name="adresse_de_page"),
        nullable=False,
        comment="Page montrée, avec ses filtres : /budget?programme=…",
    ),
    label("parole", "Ce que l’on dira devant cet écran ; jamais projeté.", nullable=True),
    flag("retire", "Vrai si l’écran n’est plus montré."),
    *fact_columns(),
    info=identity(OWN_KEY),
    comment="Diaporama du comité : ses écrans, dans l’ordre.",
)
