"""The sheets of the workbook: one subject each, their columns taken from the schema so that they cannot drift."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Select, Table, select

from data.intake.files import file_columns
from data.queries.clusters import EMPLOIS, MEMBRES
from data.schema import metadata
from data.tables.mesures import observation, serie
from data.vocabulary import ILLUSTRATIF, STATUTS

HELP: Final = "Aide"
LISTS: Final = "Listes"
MARKS: Final = "À corriger"
OURS: Final = frozenset({HELP, LISTS, MARKS})
"""Sheets that bring nothing in."""

NOTE: Final = "repere"
"""First column of each sheet, free for notes; no table has it."""
EXAMPLE: Final = "exemple"
"""What that column says on the line that shows how to fill, and that is not read."""

INDICATORS: Final = (EMPLOIS, MEMBRES)
"""What only the territory counts; every other series comes from its producer."""

_PROOF: Final = (
    "statut",
    "tient_lieu_de",
    "conteste",
    "auteur_id",
    "connu_le",
    "source_id",
    "passage",
    "qualificatif",
)


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        title: as it stands on its tab.
        name: of its table.
        purpose: what one line is, in one sentence.
        lead: columns that come first, in the order in which one knows them; the others follow as in the schema.
        of_reference: True for what facts point to, kept after the facts.
    """

    title: str
    name: str
    purpose: str
    lead: tuple[str, ...] = ()
    of_reference: bool = False

    @property
    def table(self) -> Table:
        """Its table."""
        return metadata.tables[self.name]

    @property
    def is_fact(self) -> bool:
        """True when its lines carry the columns of proof."""
        return "charge_le" in self.table.c

    def columns(self) -> list[Column[Any]]:
        """All that a file of the table may hold: what leads, the rest, the proof."""
        names = file_columns(self.table)
        proof = [name for name in _PROOF if self.is_fact]
        rest = [name for name in names if name not in self.lead and name not in proof]
        return [self.table.c[name] for name in (*self.lead, *rest, *proof)]

    def rows(self) -> Select[Any]:
        """What the base holds for it."""
        query = select(self.table).order_by(*self.table.primary_key)
        if self.name == serie.name:
            return query.where(serie.c.indicateur_id.in_(INDICATORS))
        if self.name == observation.name:
            counted = select(serie.c.id).where(serie.c.indicateur_id.in_(INDICATORS))
            return query.where(observation.c.serie_id.in_(counted))
        return query


SHEETS: Final = (
    Sheet(
        "Lignes de budget",
        "ligne_budget",
        "Une ligne par montant : un objet, une étape, un document, un exercice. Les étapes ne s’additionnent pas.",
        (
            "id",
            "programme_id",
            "axe_id",
            "action_id",
            "territoire_id",
            "financeur_id",
            "objet",
            "etape",
            "document",
            "temporalite",
            "exercice",
            "montant",
            "montant_origine",
            "devise_origine",
        ),
    ),
    Sheet("Actions", "action", "Une ligne par action du plan, avec l’intitulé du document."),
    Sheet(
        "Suivi des actions",
        "suivi_action",
        "Une ligne par action et par date : l’état complet ce jour-là. Le retard est calculé, il ne s’écrit pas.",
    ),
    Sheet(
        "Chiffres des clusters",
        "observation",
        "Une ligne par cluster et par période : emplois créés, nombre de membres. Les séries de l’Insee n’y sont pas.",
        ("serie_id", "cluster_id", "perimetre_id", "periode", "annee", "valeur", "unites", "part_premiere"),
    ),
    Sheet(
        "Membres des clusters",
        "cluster_membre",
        "Une ligne par membre nommé par une source.",
        ("programme_id", "cluster_id", "acteur_id"),
    ),
    Sheet(
        "Affirmations",
        "affirmation",
        "Une ligne par chiffre avancé par quelqu’un. Deux affirmations rivales font deux lignes, jamais une moyenne.",
    ),
    Sheet("Promesses", "promesse", "Une ligne par engagement public. Une intention n’est pas une promesse."),
    Sheet("Preuves", "preuve", "Une ligne par fait qui montre qu’une promesse est tenue, en tout ou partie."),
    Sheet("Comités", "comite", "Une ligne par instance ou par séance, prévue ou tenue."),
    Sheet("Orientations", "orientation", "Une ligne par orientation demandée au comité, ou donnée par lui."),
    Sheet(
        "Diaporama",
        "ecran",
        "Une ligne par écran montré au comité, dans l’ordre. Un écran qui n’est plus montré est retiré, pas effacé.",
        ("id", "programme_id", "comite_id", "ordre", "adresse", "titre", "parole", "retire"),
    ),
    Sheet(
        "Sources",
        "source",
        "Une ligne par document ou jeu de données. Tout fait en cite une : commencer par elle.",
        of_reference=True,
    ),
    Sheet(
        "Acteurs",
        "acteur",
        "Une ligne par organisme, fonction ou personne citée dans son rôle public.",
        of_reference=True,
    ),
    Sheet("Financeurs", "financeur", "Une ligne par financeur, seul ou en groupe.", of_reference=True),
    Sheet(
        "Groupes de financeurs",
        "financeur_membre",
        "Une ligne par acteur d’un groupe dont les parts ne sont pas connues.",
        of_reference=True,
    ),
    Sheet(
        "Séries des clusters",
        "serie",
        "Une ligne par façon de compter. Une autre définition, un autre champ : une autre série.",
        of_reference=True,
    ),
    Sheet(
        "Ruptures",
        "rupture",
        "Une ligne par changement qui empêche de comparer avant et après : périmètre, champ, nomenclature, millésime.",
        ("id", "territoire_id", "serie_id", "a_partir_de", "cause", "libelle"),
        of_reference=True,
    ),
)


def sheet_of(title: str) -> Sheet | None:
    """The sheet that bears this title."""
    return next((sheet for sheet in SHEETS if sheet.title == title), None)


def is_required(column: Column[Any]) -> bool:
    """True when an empty cell is a fault whatever the rest of the line says."""
    return not column.nullable and column.server_default is None


def target_of(column: Column[Any]) -> str | None:
    """Table that a reference points to."""
    return next((key.column.table.name for key in column.foreign_keys), None)


def statuses(*, invented: bool) -> tuple[str, ...]:
    """Statuses that a base accepts: one for invented facts, the others for sourced ones."""
    return tuple(status for status in STATUTS if (status == ILLUSTRATIF) == invented)
