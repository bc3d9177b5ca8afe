"""Words of the clusters' members: how many, who, since when, named by which source."""

import re
from collections.abc import Mapping
from typing import Final

from components.block import Kind
from components.formats import NBSP, NNBSP, alone, counted, euros_short, is_missing, number, partial_date
from components.wording.clusters import Row
from components.wording.grammar import agreed, in_words, on_date, raised
from components.wording.shell import status

SUBJECT_MEMBERS: Final = "Membres des clusters"
SUBJECT_NAMED: Final = "Membres nommés par les sources"
NO_MEMBER_COUNT: Final = "Aucun nombre de membres n’est connu"
MEMBERS_CAPTION: Final = "Clusters et nombre de membres de chacun"
NAMED_CAPTION: Final = "Membres que les sources nomment, cluster par cluster"
APART: Final = "Sans cluster précisé"
APART_NOTE: Final = "La source les dit membres sans dire de quel cluster."
NAMED_ASKED: Final = (
    f"À fournir par la direction des clusters{NNBSP}: la liste des membres de chaque cluster, avec leur date d’entrée "
    "et, s’ils sont partis, de sortie."
)
NAMED_LIMIT: Final = (
    "Seuls les membres qu’une source nomme sont listés, à la date où on l’a su. Un membre de deux clusters figure dans "
    "les deux et n’est compté qu’une fois."
)
PRESENT: Final = "●"
GONE: Final = "○"
NAMED_COLUMNS: Final[Mapping[str, str]] = {
    "cluster": "Cluster",
    "nom": "Membre",
    "debut": "Entrée",
    "fin": "Sortie",
    "connu_le": "Connu le",
    "source": "Nommé par",
    "statut": "Statut",
}

_INSIDE_QUALIFIER: Final = re.compile(r"\bun(e)? \w+aine\b", re.IGNORECASE)
_VOWEL: Final = re.compile(r"[aeiouyéèêâîôûh]", re.IGNORECASE)


def qualified(row: Row) -> str:
    """A count with its reserve: « une quarantaine d’entreprises membres », « plus de 300 membres »."""
    reserve = "" if is_missing(row["qualificatif"]) else str(row["qualificatif"])
    if not _INSIDE_QUALIFIER.search(reserve):
        return f"{reserve} {number(alone(row['valeur']))} {row['unite']}".strip()
    if reserve.endswith(" de") and _VOWEL.match(row["unite"]):
        return f"{reserve[:-1]}’{row['unite']}"
    return f"{reserve} {row['unite']}"


def members_message(row: Row, known: int, clusters: int) -> str:
    """Message of the members: the total in the words of the source, and how many clusters have a count."""
    if known == 0:
        detail = "aucun nombre par cluster" if clusters > 1 else "nombre non renseigné pour celui-ci"
    elif known == clusters:
        detail = "nombre connu pour chacun" if clusters > 1 else "nombre connu pour celui-ci"
    else:
        detail = f"nombre connu pour {known} sur {counted(clusters, 'cluster')}"
    return f"{raised(qualified(row))} pour tous les clusters ensemble, {detail}"


def members_limit(row: Row) -> str:
    """Another wording of the same count, with its date."""
    where = "" if is_missing(row["precision_perimetre"]) else f" ({row['precision_perimetre']})"
    return f"{raised(qualified(row))} {on_date(row['connu_le'])}{where}, selon {row['producteur']}."


def announced(programme: str, known: str) -> str:
    """Header of the column of what a programme announced."""
    return f"Décrit par une source publiée {on_date(known)} ({programme})"


def member_columns(announcement: Row | None, *, themes: bool) -> tuple[tuple[str, str, Kind], ...]:
    """Columns of the table of members: name, header, kind."""
    columns: list[tuple[str, str, Kind]] = [("nom", "Cluster", "texte")]
    if themes:
        columns.append(("thematiques", "Thématiques", "texte"))
    if announcement is not None:
        columns.append(("annonce", announced(announcement["programme"], announcement["connu_le"]), "texte"))
    return (*columns, ("membres", "Membres", "nombre"))


def renamed(row: Row) -> str:
    """A sector that changed its name between two sources."""
    return (
        f"Nom changé{NNBSP}: «{NBSP}{row['ancien']}{NBSP}» {on_date(row['connu_le'])} ({row['programme']}), "
        f"«{NBSP}{row['nouveau']}{NBSP}» {on_date(row['depuis'])}. Vigie les suit comme une seule filière."
    )


def private_money(row: Row) -> str:
    """Private money that a source mentions and that no page counts."""
    reserve = "" if is_missing(row["qualificatif"]) else f"{row['qualificatif']} "
    amount = "non chiffré" if is_missing(row["valeur"]) else f"{reserve}{euros_short(alone(row['valeur']))}"
    standing = status(row["statut"], illustrative=bool(row["illustratif"])).lower()
    return (
        f"{row['libelle']} ({amount}, {standing}, {partial_date(row['connu_le'])}){NNBSP}: "
        "argent privé, compté nulle part dans ce tableau de bord."
    )


def named_message(present: int, gone: int, claimed: Row | None) -> str:
    """Message of the named members: how many are known by name of how many claimed, and how many left."""
    counted_words = raised(in_words(present)) if present > 1 else "Un seul"
    start = f"{counted_words} {agreed(present, 'membre nommé', 'membres nommés')}" if present else "Aucun membre nommé"
    whole = "" if claimed is None else f" sur {_in_source_words(claimed)}"
    left = f", {number(gone)} {agreed(gone, 'parti', 'partis')}" if gone else ""
    return f"{start}{whole}{left}"


def _in_source_words(row: Row) -> str:
    words = qualified(row)
    exact = words == f"{number(alone(row['valeur']))} {row['unite']}"
    return number(alone(row["valeur"])) if exact else f"«{NBSP}{words}{NBSP}»"


def section_note(named: int, counted_row: Row | None) -> str:
    """Under the name of a cluster: how many members are counted, how many are named."""
    known = "nombre de membres non renseigné"
    if counted_row is not None and not is_missing(counted_row["membres"]):
        when = partial_date(str(counted_row["periode"])[:4])
        standing = status(str(counted_row["statut"]), illustrative=bool(counted_row["illustratif"])).lower()
        known = f"{counted(int(counted_row['membres']), 'membre')} fin {when} ({standing})"
    told = f"{number(named)} {agreed(named, 'nommé', 'nommés')}" if named else "aucun nommé"
    return f"{known} · {told}"


def presence(row: Row) -> str:
    """« depuis 2018 », « de 2018 à 2023, parti », « entrée non renseignée »."""
    start, end = row["debut"], row["fin"]
    if is_missing(end):
        return "entrée non renseignée" if is_missing(start) else f"depuis {partial_date(start)}"
    until = f"jusqu’à {partial_date(end)}" if is_missing(start) else f"de {partial_date(start)} à {partial_date(end)}"
    return f"{until}{', parti' if row['parti'] else ''}"


def named_by(row: Row) -> str:
    """Which source names members, and when one knew it."""
    standing = status(str(row["statut"]), illustrative=bool(row["illustratif"])).lower()
    return f"{row['producteur']}, {standing}, connu {on_date(row['connu_le'])}"
