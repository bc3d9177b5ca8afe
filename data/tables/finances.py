"""Budget lines, their funders, and grants outside the programmes, of the State or of a local authority."""

from sqlalchemy import CheckConstraint, Column, Integer, String, Table, UniqueConstraint

from data.tables.base import amount, choice, fact_columns, identity, key, label, metadata, reference
from data.vocabulary import (
    AUTORISATIONS,
    DEVISES,
    DOCUMENTS_REALISE,
    DOCUMENTS_VOTE,
    ETAPES,
    MOUVEMENTS,
    ORIGINES_FONDS,
    SECTIONS,
    SENS_BUDGET,
    TAUX_FRANC,
    TEMPORALITES,
    TYPES_FINANCEUR,
)

_VOTE = ", ".join(f"'{code}'" for code in DOCUMENTS_VOTE)
_REALISE = ", ".join(f"'{code}'" for code in DOCUMENTS_REALISE)

financeur = Table(
    "financeur",
    metadata,
    key("Code lisible."),
    choice("type", TYPES_FINANCEUR, "Un acteur, ou un groupe dont les parts ne sont pas connues."),
    label("nom", "Nom affiché."),
    Column("ordre", Integer, nullable=False, comment="Ordre d’affichage."),
    reference("source_id", "source", "Source."),
    comment="Financeurs ; un groupe sans parts reste un bloc « non ventilé ».",
)

financeur_membre = Table(
    "financeur_membre",
    metadata,
    Column("id", Integer, primary_key=True, comment="Numéro."),
    reference("financeur_id", "financeur", "Financeur."),
    reference("acteur_id", "acteur", "Acteur qui en fait partie."),
    UniqueConstraint("financeur_id", "acteur_id"),
    comment="Acteurs d’un financeur ; jamais de part inventée.",
)

ligne_budget = Table(
    "ligne_budget",
    metadata,
    key("Code lisible."),
    reference("programme_id", "programme", "Programme."),
    reference("axe_id", "axe", "Axe ; vide si la source ne ventile pas.", nullable=True),
    reference("action_id", "action", "Action ; vide si la source ne ventile pas.", nullable=True),
    reference("financeur_id", "financeur", "Financeur ou groupe de financeurs.", nullable=True),
    reference("territoire_id", "territoire", "Territoire qui porte la ligne."),
    label("objet", "Objet de la ligne."),
    choice("temporalite", TEMPORALITES, "Un exercice, un montant annuel sans exercice, un total, ou non précisé."),
    Column("exercice", Integer, nullable=True, comment="Exercice budgétaire."),
    choice("sens", SENS_BUDGET, "Dépense ou recette."),
    choice("section", SECTIONS, "Section ; vide si non précisée.", nullable=True),
    choice("etape", ETAPES, "Étape de l’échelle, de l’annonce au paiement."),
    Column(
        "document",
        String,
        nullable=True,
        comment="Document budgétaire : BP, BS, DM pour un vote ; CA, CFU pour un réalisé.",
    ),
    choice("autorisation", AUTORISATIONS, "Autorisation de programme ou crédit de paiement.", nullable=True),
    choice("mouvement", MOUVEMENTS, "Réel ou ordre.", nullable=True),
    choice("origine_fonds", ORIGINES_FONDS, "Fonds publics, privés ou mêlés."),
    amount("montant", "Montant en euros ; vide si non chiffré."),
    amount("montant_origine", "Montant dans la monnaie de la source."),
    choice("devise_origine", DEVISES, "Monnaie de la source."),
    *fact_columns(),
    CheckConstraint("(temporalite = 'exercice') = (exercice IS NOT NULL)", name="exercice_present"),
    CheckConstraint(
        "document IS NULL"
        f" OR (etape = 'vote' AND document IN ({_VOTE}))"
        f" OR (etape = 'realise' AND document IN ({_REALISE}))",
        name="document_etape",
    ),
    CheckConstraint("(montant IS NULL) = (montant_origine IS NULL)", name="montants_ensemble"),
    CheckConstraint(
        "montant IS NULL"
        " OR (devise_origine = 'EUR' AND montant = montant_origine)"
        f" OR (devise_origine = 'FRF' AND abs(montant * {TAUX_FRANC} - montant_origine) < 7)",
        name="conversion",
    ),
    info=identity(
        "programme_id",
        "axe_id",
        "action_id",
        "financeur_id",
        "territoire_id",
        "objet",
        "temporalite",
        "exercice",
        "sens",
        "section",
        "etape",
        "document",
        "autorisation",
        "mouvement",
        "origine_fonds",
        "auteur_id",
    ),
    comment="Lignes de budget ; les étapes, les exercices et les totaux ne s’additionnent pas entre eux.",
)

subvention = Table(
    "subvention",
    metadata,
    key("Code lisible, propre à chaque version d’un dossier."),
    label(
        "dispositif", "Dispositif d’aide : « Fonds vert » pour l’État, ou le nom qu’une collectivité donne à ses aides."
    ),
    label("dossier", "Numéro du dossier dans le dispositif, le même d’une version à l’autre."),
    Column("annee", Integer, nullable=False, comment="Année du dispositif, ou de la convention."),
    Column(
        "axe_dispositif",
        Integer,
        nullable=False,
        comment="Axe propre au dispositif, sans lien avec ceux des programmes.",
    ),
    label("demarche", "Démarche du dispositif."),
    label("projet", "Nom du projet."),
    label("beneficiaire", "Bénéficiaire principal."),
    Column("siren", String, nullable=True, comment="SIREN du bénéficiaire."),
    reference("territoire_id", "territoire", "EPCI de rattachement."),
    label("commune", "Commune telle que la source la nomme.", nullable=True),
    amount("montant", "Montant engagé ou accordé, en euros ; la part du bénéficiaire si l’aide en a plusieurs."),
    *fact_columns(),
    info=identity(
        "dispositif",
        "dossier",
    ),
    comment="Subventions hors programmes, de l’État ou d’une collectivité : un bloc à part, jamais dans « par axe ».",
)
