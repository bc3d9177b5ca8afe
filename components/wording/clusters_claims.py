"""Words of the rival claims and of the members."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from components.block import Kind
from components.formats import NBSP, NNBSP, counted, euros_short, is_missing, listed, number, partial_date
from components.wording.clusters import STATUT_MARKS, Row, on_date
from components.wording.clusters_limits import lower_first, who
from components.wording.shell import CONTESTED, status

SUBJECT_CLAIMS: Final = "Chiffres avancés sur l’emploi"
SUBJECT_MEMBERS: Final = "Membres des clusters"
NO_CLAIM: Final = (
    f"Aucun chiffre n’a été avancé. À fournir par la direction des clusters{NNBSP}: emplois créés, période, périmètre "
    "et mode de comptage."
)
ASK: Final = f"À demander{NNBSP}:"
ASKED: Final[Mapping[str, str]] = {
    "periode": "la période que le chiffre couvre",
    "flux_stock": "s’il compte une année ou tout depuis l’origine",
    "perimetre": "les entreprises et les clusters qu’il compte",
    "methode": "la façon de compter un emploi créé",
}
FLUX_STOCK: Final[Mapping[str, str]] = {
    "flux": "flux, par période",
    "stock": "cumul ou stock, à une date",
    "taux": "taux",
    "non_precise": "flux ou cumul non précisé",
}
WHO: Final = "Qui"
WHEN: Final = "Quand"
COUNT: Final = "Flux ou cumul"
PERIOD: Final = "Période"
PERIMETER: Final = "Périmètre"
SOURCE: Final = "Source"
RESERVE: Final = "Réserve"
NOT_FILTERED: Final = (
    f"Le choix d’un cluster ne change pas ces chiffres{NNBSP}: la source ne les répartit pas entre les clusters."
)
FILTER_NOTICE: Final = (
    "Le choix d’un cluster ne concerne ni les chiffres avancés sur l’emploi ni le nombre total de membres"
    f"{NNBSP}: la source les donne pour tous les clusters ensemble."
)
NO_MEMBER_COUNT: Final = "Aucun nombre de membres n’est connu"
NEVER_MIXED: Final = "Ces chiffres ne sont ni additionnés, ni moyennés, ni multipliés par un nombre d’années."

NO_CLAIM_MESSAGE: Final = "Aucun chiffre avancé sur l’emploi"
CLAIMS_CAPTION: Final = (
    "Chiffres avancés sur les emplois des clusters, avec leur auteur, leur date et ce qu’ils ne disent pas"
)
MEMBERS_CAPTION: Final = "Clusters et nombre de membres de chacun"
COLUMNS: Final[Mapping[str, str]] = {
    "libelle": "Affirmation",
    "chiffre": "Chiffre",
    "unite": "Unité",
    "qui": WHO,
    "quand": WHEN,
    "compte": COUNT,
    "periode": PERIOD,
    "perimetre": PERIMETER,
    "reserve": RESERVE,
    "statut": "Statut",
    "source": SOURCE,
}

_COUNTS: Final[Mapping[int, str]] = {2: "Deux", 3: "Trois", 4: "Quatre", 5: "Cinq", 6: "Six"}
_INSIDE_QUALIFIER: Final = re.compile(r"\bun(e)? \w+aine\b", re.IGNORECASE)
_VOWEL: Final = re.compile(r"[aeiouyéèêâîôûh]", re.IGNORECASE)


def claim_value(row: Row) -> str:
    """The figure of a claim, as large as any other: « 24 », « 50 à 100 », « non chiffré »."""
    if not is_missing(row["valeur"]):
        return number(row["valeur"])
    if not is_missing(row["valeur_min"]):
        return f"{number(row['valeur_min'])} à {number(row['valeur_max'])}"
    return "non chiffré"


def claim_author(row: Row) -> str:
    """Who says it, and through whom it is known."""
    author = who(row["auteur"], row["fonction"])
    if is_missing(row["relais"]):
        return author
    return f"{who(row['relais'], row['relais_fonction'])}, qui relaie «{NBSP}{lower_first(row['auteur'])}{NBSP}»"


def claim_status(row: Row) -> str:
    """« ○ Déclaré · contesté »: shape and word, the same as on the chart."""
    contested = f" · {CONTESTED}" if row["conteste"] else ""
    relayed = "" if is_missing(row["relais"]) else " · relayé"
    words = status(row["statut"], illustrative=bool(row["illustratif"]))
    return f"{STATUT_MARKS[row['statut']]} {words}{contested}{relayed}"


def claim_date(row: Row) -> str:
    """When the claim became known: the fact itself has no other date."""
    return f"connu {on_date(row['connu_le'])}"


def claim_source(row: Row) -> str:
    """Producer and passage."""
    return f"{row['producteur']}, {row['passage']}"


def claim_cells(row: Row) -> Mapping[str, object]:
    """A claim as the cells of ``COLUMNS``: what the card says, in a table."""
    return {
        "libelle": row["libelle"],
        "chiffre": claim_value(row),
        "unite": row["unite"],
        "qui": claim_author(row),
        "quand": claim_date(row),
        "compte": FLUX_STOCK[row["flux_stock"]],
        "periode": row["periode"],
        "perimetre": None if is_missing(row["precision_perimetre"]) else row["precision_perimetre"],
        "reserve": None if is_missing(row["qualificatif"]) else row["qualificatif"],
        "statut": claim_status(row),
        "source": claim_source(row),
    }


def claims_message(count: int) -> str:
    """Message of the card."""
    if count == 1:
        return "Un seul chiffre est avancé, que rien ne recoupe"
    start = f"{_COUNTS.get(count, number(count))} chiffres qui ne comptent pas la même chose"
    return f"{start}{NNBSP}: ils ne s’additionnent pas"


def asked(keys: Sequence[str]) -> str:
    """What would have to be asked to compare the claims."""
    return f"{listed([ASKED[key] for key in ASKED if key in keys])}."


def qualified(row: Row) -> str:
    """A count with its reserve: « une quarantaine d’entreprises membres », « plus de 300 membres »."""
    reserve = "" if is_missing(row["qualificatif"]) else str(row["qualificatif"])
    if not _INSIDE_QUALIFIER.search(reserve):
        return f"{reserve} {number(row['valeur'])} {row['unite']}".strip()
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
    return f"{_upper_first(qualified(row))} pour tous les clusters ensemble, {detail}"


def members_limit(row: Row) -> str:
    """Another wording of the same count, with its date."""
    where = "" if is_missing(row["precision_perimetre"]) else f" ({row['precision_perimetre']})"
    return f"{_upper_first(qualified(row))} {on_date(row['connu_le'])}{where}, selon {row['producteur']}."


def named_members(names: Sequence[str]) -> str:
    """Members that the source names without saying to which cluster they belong."""
    return f"Membres nommés par la source, sans dire de quel cluster{NNBSP}: {listed(names)}."


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


def named_in(cluster: str, names: Sequence[str]) -> str:
    """Members that the source gives to one cluster."""
    return f"Membres nommés, {cluster}{NNBSP}: {listed(names)}."


def renamed(row: Row) -> str:
    """A sector that changed its name between two sources."""
    return (
        f"Nom changé{NNBSP}: «{NBSP}{row['ancien']}{NBSP}» {on_date(row['connu_le'])} ({row['programme']}), "
        f"«{NBSP}{row['nouveau']}{NBSP}» {on_date(row['depuis'])}. Vigie les suit comme une seule filière."
    )


def private_money(row: Row) -> str:
    """Private money that a source mentions and that no page counts."""
    reserve = "" if is_missing(row["qualificatif"]) else f"{row['qualificatif']} "
    amount = "non chiffré" if is_missing(row["valeur"]) else f"{reserve}{euros_short(row['valeur'])}"
    standing = status(row["statut"], illustrative=bool(row["illustratif"])).lower()
    return (
        f"{row['libelle']} ({amount}, {standing}, {partial_date(row['connu_le'])}){NNBSP}: "
        "argent privé, compté nulle part dans ce tableau de bord."
    )


def _upper_first(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


def scope(programme: str, place: str, others: Sequence[str] = ()) -> str:
    """Whose clusters the page shows, the filter that does not concern it, and whose clusters it does not show."""
    start = f"{programme}{NNBSP}: {place} seulement. Le choix d’un autre territoire ne change pas cette page."
    if not others:
        return start
    return f"{start} Programme à clusters le plus récent{NNBSP}; non montré ici{NNBSP}: {listed(others)}."
