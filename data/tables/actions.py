"""Action plans and their dated follow-up; clusters, members and the maturity hypothesis."""

from sqlalchemy import CheckConstraint, Column, Integer, Table, UniqueConstraint

from data.tables.base import (
    OWN_KEY,
    amount,
    choice,
    fact_columns,
    identity,
    key,
    label,
    metadata,
    partial_date,
    reference,
)
from data.vocabulary import ETATS_ACTION, METEOS, SCENARIOS

action = Table(
    "action",
    metadata,
    key("Code lisible, repris dans l’adresse de la page."),
    reference("programme_id", "programme", "Programme."),
    reference("axe_id", "axe", "Axe."),
    Column("numero", Integer, nullable=False, comment="Rang dans l’axe ; le document ne numérote pas, Vigie si."),
    label("nom", "Intitulé, gardé comme dans le document."),
    label("precisions", "Ce que le document ajoute, en termes courts.", nullable=True),
    *fact_columns(),
    UniqueConstraint("axe_id", "numero", "charge_le"),
    info=identity(OWN_KEY),
    comment="Actions d’un plan d’actions.",
)

suivi_action = Table(
    "suivi_action",
    metadata,
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
    info=identity(
        "action_id",
        "observe_le",
        "auteur_id",
    ),
    comment="Suivi daté des actions : chaque ligne est l’état complet connu ce jour-là.",
)

action_territoire = Table(
    "action_territoire",
    metadata,
    Column("id", Integer, primary_key=True, comment="Numéro."),
    reference("action_id", "action", "Action."),
    reference("territoire_id", "territoire", "EPCI concerné."),
    *fact_columns(),
    UniqueConstraint("action_id", "territoire_id", "charge_le"),
    info=identity("action_id", "territoire_id"),
    comment="EPCI concernés par une action, quand la collectivité les distingue.",
)

cluster = Table(
    "cluster",
    metadata,
    key("Code lisible."),
    reference("programme_id", "programme", "Programme."),
    label("nom", "Nom."),
    reference("secteur_id", "secteur", "Filière."),
    label("thematiques", "Thématiques données par la source.", nullable=True),
    partial_date("ouvert_le", "Ouverture, si connue."),
    Column("ordre", Integer, nullable=False, comment="Ordre d’affichage."),
    *fact_columns(),
    info=identity(OWN_KEY),
    comment="Clusters.",
)

cluster_membre = Table(
    "cluster_membre",
    metadata,
    Column("id", Integer, primary_key=True, comment="Numéro."),
    reference("programme_id", "programme", "Programme du cluster."),
    reference("cluster_id", "cluster", "Cluster ; vide si la source ne dit pas lequel.", nullable=True),
    reference("acteur_id", "acteur", "Membre."),
    partial_date("debut", "Entrée, si connue."),
    partial_date("fin", "Sortie, si connue."),
    *fact_columns(),
    info=identity(
        "programme_id",
        "acteur_id",
        "cluster_id",
    ),
    comment="Membres nommés par les sources.",
)

origine_maturite = Table(
    "origine_maturite",
    metadata,
    key("Code lisible, clé d’URL « origine »."),
    reference("programme_id", "programme", "Programme."),
    partial_date("date_origine", "Origine de la courbe.", nullable=False),
    label("libelle", "Ce que cette date désigne."),
    Column("ordre", Integer, nullable=False, comment="Ordre d’affichage."),
    *fact_columns(),
    info=identity(
        "programme_id",
        "libelle",
    ),
    comment="Origines possibles de la courbe de maturité : le lecteur choisit.",
)

parametre_maturite = Table(
    "parametre_maturite",
    metadata,
    key("Code lisible."),
    reference("programme_id", "programme", "Programme."),
    reference("cluster_id", "cluster", "Cluster ; vide pour les clusters ensemble.", nullable=True),
    choice("scenario", SCENARIOS, "Bord de la bande."),
    amount("rythme", "Rythme de croisière, en emplois par an."),
    amount("age_maturite", "Âge de pleine maturité, en années."),
    *fact_columns(),
    CheckConstraint("rythme > 0 AND age_maturite > 0", name="positifs"),
    info=identity(
        "programme_id",
        "cluster_id",
        "scenario",
    ),
    comment="Paramètres de la bande de maturité ; la forme de la montée est une hypothèse de Vigie.",
)
