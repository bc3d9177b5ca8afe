"""Action plans and their dated follow-up; clusters, members and the maturity hypothesis."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, UniqueConstraint

from data.migrations.schema_2.columns import amount, choice, fact_columns, key, label, partial_date, reference
from data.migrations.schema_2.vocabulary import ETATS_ACTION, METEOS, SCENARIOS


def action() -> None:
    op.create_table(
        "action",
        key("Code lisible, repris dans l’adresse de la page."),
        reference("programme_id", "programme", "Programme."),
        reference("axe_id", "axe", "Axe."),
        Column("numero", Integer, nullable=False, comment="Rang dans l’axe ; le document ne numérote pas, Vigie si."),
        label("nom", "Intitulé, gardé comme dans le document."),
        label("precisions", "Ce que le document ajoute, en termes courts.", nullable=True),
        *fact_columns(),
        UniqueConstraint("axe_id", "numero"),
        comment="Actions d’un plan d’actions.",
    )


def suivi_action() -> None:
    op.create_table(
        "suivi_action",
        key("Code lisible."),
        reference("action_id", "action", "Action."),
        partial_date("observe_le", "Date de l’observation.", nullable=False),
        choice("etat", ETATS_ACTION, "État constaté ; le retard est calculé.", nullable=True),
        reference("pilote_id", "acteur", "Pilote.", nullable=True),
        reference("elu_referent_id", "acteur", "Élu référent.", nullable=True),
        partial_date("debut_prevu", "Début prévu."),
        partial_date("echeance", "Échéance."),
        partial_date("terminee_le", "Date de fin constatée."),
        Column(
            "avancement",
            Integer,
            CheckConstraint("avancement BETWEEN 0 AND 100", name="avancement_borne"),
            nullable=True,
            comment="Avancement en %, si la collectivité le donne.",
        ),
        label("indicateur", "Indicateur de résultat.", nullable=True),
        choice("meteo", METEOS, "Appréciation donnée par une fonction nommée.", nullable=True),
        reference("meteo_auteur_id", "acteur", "Qui donne la météo.", nullable=True),
        label("prochaine_etape", "Prochaine étape.", nullable=True),
        label("commentaire", "Commentaire.", nullable=True),
        *fact_columns(),
        CheckConstraint("(meteo IS NULL) = (meteo_auteur_id IS NULL)", name="meteo_signee"),
        CheckConstraint("terminee_le IS NULL OR etat = 'realisee'", name="terminee_realisee"),
        comment="Suivi daté des actions : chaque ligne est l’état complet connu ce jour-là.",
    )


def action_territoire() -> None:
    op.create_table(
        "action_territoire",
        Column("id", Integer, primary_key=True, comment="Numéro."),
        reference("action_id", "action", "Action."),
        reference("territoire_id", "territoire", "EPCI concerné."),
        *fact_columns(),
        UniqueConstraint("action_id", "territoire_id"),
        comment="EPCI concernés par une action, quand la collectivité les distingue.",
    )


def cluster() -> None:
    op.create_table(
        "cluster",
        key("Code lisible."),
        reference("programme_id", "programme", "Programme."),
        label("nom", "Nom."),
        reference("secteur_id", "secteur", "Filière."),
        label("thematiques", "Thématiques données par la source.", nullable=True),
        partial_date("ouvert_le", "Ouverture, si connue."),
        Column("ordre", Integer, nullable=False, comment="Ordre d’affichage."),
        *fact_columns(),
        comment="Clusters.",
    )


def cluster_membre() -> None:
    op.create_table(
        "cluster_membre",
        Column("id", Integer, primary_key=True, comment="Numéro."),
        reference("programme_id", "programme", "Programme du cluster."),
        reference("cluster_id", "cluster", "Cluster ; vide si la source ne dit pas lequel.", nullable=True),
        reference("acteur_id", "acteur", "Membre."),
        partial_date("debut", "Entrée, si connue."),
        partial_date("fin", "Sortie, si connue."),
        *fact_columns(),
        comment="Membres nommés par les sources.",
    )


def origine_maturite() -> None:
    op.create_table(
        "origine_maturite",
        key("Code lisible, clé d’URL « origine »."),
        reference("programme_id", "programme", "Programme."),
        partial_date("date_origine", "Origine de la courbe.", nullable=False),
        label("libelle", "Ce que cette date désigne."),
        Column("ordre", Integer, nullable=False, comment="Ordre d’affichage."),
        *fact_columns(),
        comment="Origines possibles de la courbe de maturité : le lecteur choisit.",
    )


def parametre_maturite() -> None:
    op.create_table(
        "parametre_maturite",
        key("Code lisible."),
        reference("programme_id", "programme", "Programme."),
        reference("cluster_id", "cluster", "Cluster ; vide pour les clusters ensemble.", nullable=True),
        choice("scenario", SCENARIOS, "Bord de la bande."),
        amount("rythme", "Rythme de croisière, en emplois par an."),
        amount("age_maturite", "Âge de pleine maturité, en années."),
        *fact_columns(),
        CheckConstraint("rythme > 0 AND age_maturite > 0", name="positifs"),
        comment="Paramètres de la bande de maturité ; la forme de la montée est une hypothèse de Vigie.",
    )
