"""The journal of the base: each publication, what it brought and from which files."""

from sqlalchemy import Column, DateTime, Integer, Table, Text

from data.tables.base import choice, label, metadata
from data.vocabulary import GESTES

publication = Table(
    "publication",
    metadata,
    Column(
        "id",
        Integer,
        primary_key=True,
        comment="Numéro, dans l’ordre du journal, qu’une nouvelle construction continue.",
    ),
    choice("geste", GESTES, "Ce qui a été fait."),
    Column("publiee_le", DateTime, nullable=False, comment="Quand (UTC)."),
    label("auteur", "Qui : nom du compte de la machine, ou nom donné à la commande."),
    Column("retour_a", Integer, nullable=True, comment="Publication dont l’état est rétabli, pour un retour."),
    Column("fichiers", Text, nullable=False, comment="Fichiers lus, en JSON : nom, nature, SHA-256, octets, lignes."),
    Column("ajouts", Text, nullable=False, comment="Lignes ajoutées par table, en JSON."),
    Column("avertissements", Text, nullable=False, comment="Avertissements acceptés, en JSON."),
    label("empreinte", "SHA-256 des lignes de la base après cette publication."),
    comment="Journal des publications : il ne perd aucune ligne, même quand on revient en arrière.",
)
