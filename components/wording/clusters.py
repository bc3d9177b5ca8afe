"""Words of the clusters' curve: filters, dates, places, names of what is drawn."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NBSP, NNBSP, alone, counted, listed, number, partial_date
from components.wording.claims import before
from components.wording.grammar import on_date
from components.wording.shell import STATUT_MARKS
from components.wording.shell import STATUTS as _STATUTS
from components.wording.shell import status as _status

Row = Mapping[Any, Any]

TITLE: Final = "Clusters et emploi"
NAV: Final = "Clusters"
ORIGINE: Final = "Origine de la courbe"
CLUSTER: Final = "Cluster"
VUE: Final = "Compter"
VUES: Final[Mapping[str, str]] = {"cumul": "Emplois cumulés", "an": "Emplois par an"}
LATEST_ORIGIN: Final = "La plus récente de chaque programme"
CLAIM: Final = "Chiffre avancé"
STATUTS: Final = _STATUTS
EDGES: Final[Mapping[str, str]] = {"lent": "Bord lent", "rapide": "Bord rapide"}

PLACES: Final[Mapping[str, str]] = {
    "tres_en_dessous": "très en dessous",
    "en_dessous": "en dessous",
    "dans": "dans la bande",
    "au_dessus": "au-dessus",
}
IN_FULL: Final[Mapping[str, str]] = {
    "tres_en_dessous": "très en dessous de la bande attendue",
    "en_dessous": "en dessous de la bande attendue",
    "dans": "dans la bande attendue",
    "au_dessus": "au-dessus de la bande attendue",
}
_OBSTACLES: Final[Mapping[str, str]] = {
    "periode": "sans période",
    "flux_stock": "sans dire s’il s’agit d’un flux ou d’un cumul",
    "relayee": "relayé par un tiers",
    "contestee": "contesté",
    "statut": "prévu et non constaté",
    "origine": "compté depuis une autre origine",
    "age": "trop tôt (cluster de moins de cinq ans)",
}
PARTICIPLES: Final[Mapping[str, str]] = {"constate": "constatés", "declare": "déclarés", "prevision": "prévus"}

SUBJECT_CURVE: Final[Mapping[str, str]] = {
    "cumul": "Emplois cumulés et courbe de maturité",
    "an": "Emplois par an et courbe de maturité",
}
PER_YEAR: Final = " par an"
SUBJECT_PLACES: Final = "Le même chiffre selon l’origine"
NO_CLUSTER: Final = "Aucun cluster n’est enregistré"
NO_CLUSTER_ADVICE: Final = (
    f"La base ne contient aucun cluster ou aucune origine. À fournir par le service économique{NNBSP}: leur nom, leur "
    "filière, leur date de départ et la source qui les donne."
)
EMPLOIS_DEMANDES: Final = (
    f"À fournir par la direction des clusters{NNBSP}: emplois créés chaque année, cluster par cluster, avec leur mode "
    "de comptage."
)


def plural_emplois(value: Any) -> str:  # noqa: ANN401  a count, or a claim
    """« 24 emplois »."""
    return counted(round(alone(value)), "emploi")


def jobs(row: Row) -> str:
    """« 24 emplois », « moins de 90 emplois »: a value with the reserve of its source."""
    reserve = before(row)
    return f"{f'{reserve} ' if reserve else ''}{plural_emplois(row['valeur'])}"


def between(low: float, high: float) -> str:
    """« 10 à 40 »."""
    return f"{number(low)} à {number(high)}"


def expected(row: Row) -> str:
    """« 10 à 40 », « 8 à 30 par an »: a flow keeps its « par an »."""
    return f"{between(row['bas'], row['haut'])}{PER_YEAR if row['vue'] == 'an' else ''}"


def since(row: Row) -> str:
    """« depuis 2018 »."""
    return f"depuis {partial_date(row['date_origine'])}"


def years(age: float) -> str:
    """« 2 ans », « 5,5 ans »."""
    decimals = 0 if abs(age - round(age)) < 0.05 else 1  # noqa: PLR2004  what one decimal can show
    return f"{number(age, decimals)}{NBSP}an{'s' if abs(age) >= 2 else ''}"  # noqa: PLR2004  French plural


def value_date(row: Row) -> str:
    """When a value holds: a total at the end of what it covers, or on the day it was told; a year is itself."""
    return value_date_alone(row) if row["fin"] else on_date(str(row["date_valeur"]))


def value_date_alone(row: Row) -> str:
    """The same in a cell: « janv. 2020 », « fin 2025 »."""
    text = partial_date(str(row["date_valeur"]))
    return f"fin {text}" if row["fin"] else text


def place_words(row: Row) -> str:
    """« Dans la bande attendue (90 à 350) »."""
    words = IN_FULL[str(row["place"])]
    return f"{words[0].upper()}{words[1:]} ({expected(row)})"


def status(row: Row) -> str:
    """« Déclaré, contesté, relayé »."""
    marks = [
        _status(row["statut"], illustrative=bool(row["illustratif"])),
        *(["contesté"] if row["conteste"] else []),
        *(["relayé"] if row["relayee"] else []),
    ]
    return ", ".join(marks)


def origin_choice(date_origine: str, libelle: str) -> str:
    """Words of one origin in the filter: « 2018 · mise en service »."""
    return f"{partial_date(date_origine)} · {libelle[0].lower()}{libelle[1:]}"


def all_clusters(count: int | None) -> str:
    """What the filter shows when nothing is chosen; without a count when several programmes have clusters."""
    if count is None:
        return "Tous les clusters du programme"
    return f"Les {count} clusters ensemble" if count > 1 else "Le cluster"


def edge_label(scenario: str, rythme: float, age: float) -> str:
    """Name of an edge, in three short lines for the right margin."""
    return f"{EDGES[scenario]}<br>{number(rythme)} par an<br>dès {years(age)}"


def summed_edge_label(scenario: str) -> str:
    """Name of an edge made of several clusters, each with its own parameters."""
    return f"{EDGES[scenario]}<br>clusters<br>additionnés"


def verdict_label(verdict_date: str) -> str:
    """Words of the dashed line."""
    return f"verdict possible<br>à partir de {partial_date(verdict_date)}"


def band_hover(row: Row) -> str:
    """Expected jobs of one year, cumulated then yearly."""
    return (
        f"{number(row['moment'] // 1).replace(NNBSP, '')}, à {years(row['age'])}<br>"
        f"{between(row['bas'], row['haut'])} emplois attendus en tout<br>"
        f"rythme attendu{NNBSP}: {between(row['rythme_bas'], row['rythme_haut'])} par an"
    )


def point_hover(row: Row) -> str:
    """A known value with its date and status."""
    flow = " dans l’année" if row["vue"] == "an" else ""
    return f"{jobs(row)}{flow}, {value_date(row)}<br>{status(row)}"


def break_label(cause: str) -> str:
    """Name of a dotted line: a break of the series."""
    return f"┊ {cause}<br>rupture de série"


def point_label(row: Row) -> str:
    """A known value named above the plot, in two short lines: its shape, its words, what it is worth."""
    mark = STATUT_MARKS[str(row["statut"])]
    if row["nature"] == "affirmation":
        contested = ", contesté" if row["conteste"] else ""
        standing = _status(str(row["statut"]), illustrative=bool(row["illustratif"])).lower()
        return f"{mark} {jobs(row)}, à titre indicatif<br>{value_date_alone(row)}{NNBSP}: {standing}{contested}"
    counted_as = PARTICIPLES[str(row["statut"])]
    what = "dans l’année" if row["vue"] == "an" else "en tout"
    return f"{mark} {plural_emplois(row['valeur'])} {counted_as}<br>{what}, {value_date(row)}"


def expected_hover(row: Row) -> str:
    """The band at the age of a value."""
    return f"D{since(row)[1:]}, à {years(row['age'])}<br>{expected(row)} emplois attendus"


def expected_label(row: Row) -> str:
    """Name of a row of places."""
    words = expected(row) if row["vue"] == "an" else f"{expected(row)} attendus"
    return f"D{since(row)[1:]}, à {years(row['age'])}{NNBSP}: {words}"


def place_label(row: Row) -> str:
    """Where the value lies, in two short lines: « ○ moins de 90 déclarés », « dans la bande »."""
    when = f", {value_date(row)}" if row["nature"] == "observation" else ""
    reserve = before(row)
    value = f"{f'{reserve} ' if reserve else ''}{number(alone(row['valeur']))}"
    plural = PARTICIPLES[str(row["statut"])]
    told = plural if alone(row["valeur"]) >= 2 else plural.removesuffix("s")  # noqa: PLR2004  French plural
    return f"{STATUT_MARKS[str(row['statut'])]} {value} {told}{when}<br>{PLACES[row['place']]}"


def obstacles(keys: Sequence[str]) -> str:
    """« sans période, relayé par un tiers et contesté »."""
    return listed([_OBSTACLES[key] for key in _OBSTACLES if key in keys])


def curve_message(row: Row) -> str:
    """Message of the curve for the value that it shows."""
    jobs = "emplois par an" if row["vue"] == "an" else "emplois"
    start = f"D{since(row)[1:]}, on attendrait {between(row['bas'], row['haut'])} {jobs} à {years(row['age'])}{NNBSP}: "
    if row["jugee"]:
        return f"{start}les {number(alone(row['valeur']))} comptés sont {IN_FULL[row['place']]}"
    return f"{start}{number(alone(row['valeur']))} serait {PLACES[row['place']]}, à titre indicatif"


def band_message(low: float, high: float, age: float, origine: str, vue: str) -> str:
    """Message of the curve when no value is known."""
    jobs, unknown = ("emplois par an", "compte annuel") if vue == "an" else ("emplois", "cumul")
    start = f"Depuis {partial_date(origine)}, on attend {between(low, high)} {jobs} à {years(age)}"
    return f"{start}{NNBSP}; aucun {unknown} connu"


def no_band_message(cluster_names: Sequence[str]) -> str:
    """Message of the curve when a cluster has no parameters."""
    subject = "ce cluster" if len(cluster_names) == 1 else "ces clusters"
    return f"Bande non calculable pour {subject}, et aucun emploi compté"


def no_band_void(cluster_names: Sequence[str], known: str) -> str:
    """What is missing, who should supply it, and the nearest thing that is known."""
    return (
        f"{listed(cluster_names)}{NNBSP}: non calculable, il manque le rythme de croisière et l’âge de maturité. "
        f"À fournir par la direction des clusters. {known}"
    )


def known_together(low: float, high: float) -> str:
    """The nearest thing known when one cluster has no band."""
    return (
        f"Ce qui est connu{NNBSP}: {between(low, high)} emplois par an en rythme de croisière, pour tous les clusters "
        "ensemble."
    )
