"""Words of the clusters' page: the curve, the places of a value and what stands in the way of a verdict."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.formats import NBSP, NNBSP, counted, listed, number, partial_date
from components.wording.shell import STATUTS as _STATUTS
from components.wording.shell import status as _status

Row = Mapping[Any, Any]

TITLE: Final = "Clusters et emploi"
NAV: Final = "Clusters"
ORIGINE: Final = "Origine de la courbe"
CLUSTER: Final = "Cluster"
CLAIM: Final = "Chiffre avancé"
STATUTS: Final = _STATUTS
STATUT_MARKS: Final[Mapping[str, str]] = {
    "constate": "●",
    "declare": "○",
    "prevision": "◇",
    "objectif": "◎",
}
EDGES: Final[Mapping[str, str]] = {"lent": "Bord lent", "rapide": "Bord rapide"}

PLACES: Final[Mapping[str, str]] = {
    "tres_en_dessous": "très en dessous",
    "en_dessous": "en dessous",
    "dans": "dans la bande",
    "au_dessus": "au-dessus",
}
_IN_FULL: Final[Mapping[str, str]] = {
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
    "age": "trop tôt (cluster de moins de cinq ans)",
}
_TITLE_OBSTACLES: Final = ("periode", "relayee", "contestee", "statut")
_PARTICIPLES: Final[Mapping[str, str]] = {"constate": "constatés", "declare": "déclarés", "prevision": "prévus"}

SUBJECT_CURVE: Final = "Emplois cumulés et courbe de maturité"
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


def plural_emplois(value: float) -> str:
    """« 24 emplois »."""
    return counted(round(value), "emploi")


def between(low: float, high: float) -> str:
    """« 10 à 40 »."""
    return f"{number(low)} à {number(high)}"


def _expected(row: Row) -> str:
    return between(row["bas"], row["haut"])


def _since(row: Row) -> str:
    return f"depuis {partial_date(row['date_origine'])}"


def years(age: float) -> str:
    """« 2 ans », « 5,5 ans »."""
    decimals = 0 if abs(age - round(age)) < 0.05 else 1  # noqa: PLR2004  what one decimal can show
    return f"{number(age, decimals)}{NBSP}an{'s' if abs(age) >= 2 else ''}"  # noqa: PLR2004  French plural


def on_date(partial: str) -> str:
    """« en 2020 », « en janv. 2020 », « le 3 mars 2015 »."""
    return f"{'le' if partial.count('-') == 2 else 'en'} {partial_date(partial)}"  # noqa: PLR2004  year, month and day


def value_date(row: Row) -> str:
    """When a value holds: a claim at the date it was told, a count at the end of its year."""
    return on_date(str(row["date_valeur"])) if row["nature"] == "affirmation" else value_date_alone(row)


def value_date_alone(row: Row) -> str:
    """The same in a cell: « janv. 2020 », « fin 2025 »."""
    text = partial_date(str(row["date_valeur"]))
    return text if row["nature"] == "affirmation" else f"fin {text}"


def place_words(row: Row) -> str:
    """« Dans la bande attendue (90 à 350) »."""
    words = _IN_FULL[str(row["place"])]
    return f"{words[0].upper()}{words[1:]} ({_expected(row)})"


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


def all_clusters(count: int) -> str:
    """What the filter shows when nothing is chosen."""
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
    return f"{plural_emplois(row['valeur'])}, {value_date(row)}<br>{status(row)}"


def point_label(row: Row) -> str:
    """A known value named above the plot, in two short lines."""
    mark = STATUT_MARKS[str(row["statut"])]
    if row["nature"] == "affirmation":
        contested = ", contesté" if row["conteste"] else ""
        standing = _status(str(row["statut"]), illustrative=bool(row["illustratif"])).lower()
        return (
            f"{mark} {plural_emplois(row['valeur'])}, connus {value_date(row)}<br>"
            f"à titre indicatif{NNBSP}: {standing}{contested}"
        )
    counted_as = _PARTICIPLES[str(row["statut"])]
    return f"{mark} {plural_emplois(row['valeur'])} {counted_as}<br>en tout, {value_date(row)}"


def expected_hover(row: Row) -> str:
    """The band at the age of a value."""
    return f"D{_since(row)[1:]}, à {years(row['age'])}<br>{_expected(row)} emplois attendus"


def expected_label(row: Row) -> str:
    """Name of a row of places."""
    return f"D{_since(row)[1:]}, à {years(row['age'])}{NNBSP}: {_expected(row)} attendus"


def place_label(row: Row) -> str:
    """Where the value lies: « 24 : dans la bande »."""
    when = "" if row["nature"] == "affirmation" else f" ({value_date(row)})"
    return f"{number(row['valeur'])}{when}{NNBSP}: {PLACES[row['place']]}"


def obstacles(keys: Sequence[str]) -> str:
    """« sans période, relayé par un tiers et contesté »."""
    return listed([_OBSTACLES[key] for key in _OBSTACLES if key in keys])


def verdict_message(row: Row, cluster_names: Sequence[str]) -> str:
    """Title of the page when a value may be judged; ``cluster_names`` is empty when it counts all the clusters."""
    when, counted_as = value_date(row), _PARTICIPLES[str(row["statut"])]
    start = f"{listed(cluster_names)}, {when}" if cluster_names else f"{when[0].upper()}{when[1:]}"
    return (
        f"{start}, {plural_emplois(row['valeur'])} {counted_as} {_since(row)}{NNBSP}: "
        f"{_IN_FULL[row['place']]} ({_expected(row)})"
    )


def no_verdict_message(row: Row) -> str:
    """Title of the page when the only value cannot be judged; the youth of the cluster is said last, and only alone."""
    known = [key for key in row["obstacles"] if key in _TITLE_OBSTACLES]
    why = f"est {obstacles(known)}" if known else "vient trop tôt, avant cinq ans"
    return (
        f"Pas de verdict possible sur les clusters{NNBSP}: le chiffre de {plural_emplois(row['valeur'])} "
        f"({value_date_alone(row)}) {why}"
    )


def nothing_known_message(cluster_names: Sequence[str]) -> str:
    """Title of the page when no number of jobs is known."""
    return f"Aucun emploi compté pour {listed(cluster_names)}{NNBSP}: pas de verdict possible"


def uncounted_message(origine: str, missing: Sequence[int]) -> str:
    """Why the count since the origin cannot be made."""
    whole = list(missing) == list(range(missing[0], missing[-1] + 1)) and len(missing) > 2  # noqa: PLR2004  a span
    listed_years = f"{missing[0]} à {missing[-1]}" if whole else listed([str(year) for year in missing])
    return f"Cumul non calculable depuis {partial_date(origine)}{NNBSP}: il manque {listed_years}"


def place_sentence(rows: Sequence[Row]) -> str:
    """« dans la bande si l’on compte depuis 2018 (10 à 40 attendus), très en dessous depuis 2014 (90 à 350) »."""
    first, *others = rows
    text = f"{PLACES[first['place']]} si l’on compte {_since(first)} ({_expected(first)} attendus)"
    return ", ".join([text, *(f"{PLACES[row['place']]} {_since(row)} ({_expected(row)})" for row in others)])


def lead(rows: Sequence[Row], verdict_date: str) -> str:
    """Under the title: where the value would lie from each origin, and when a verdict becomes possible."""
    when = value_date(rows[0])
    return (
        f"À titre indicatif, {plural_emplois(rows[0]['valeur'])} {when}{NNBSP}: {place_sentence(rows)}. "
        f"Verdict possible à partir de {partial_date(verdict_date)}, pour une valeur datée et non contestée."
    )


def curve_message(row: Row) -> str:
    """Message of the curve for the value that it shows."""
    start = f"D{_since(row)[1:]}, on attendrait {_expected(row)} emplois à {years(row['age'])}{NNBSP}: "
    if row["jugee"]:
        return f"{start}les {number(row['valeur'])} comptés sont {_IN_FULL[row['place']]}"
    return f"{start}{number(row['valeur'])} serait {PLACES[row['place']]}, à titre indicatif"


def band_message(low: float, high: float, age: float, origine: str) -> str:
    """Message of the curve when no value is known."""
    start = f"Depuis {partial_date(origine)}, on attend {between(low, high)} emplois à {years(age)}"
    return f"{start}{NNBSP}; aucun cumul connu"


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


def places_message(rows: Sequence[Row], uncounted: Sequence[str]) -> str:
    """Message of the rows of places; ``uncounted`` are the origins from which the value cannot be counted."""
    same_value = len({row["valeur"] for row in rows}) == 1
    value = number(rows[0]["valeur"]) if same_value else "Le cumul"
    parts = [f"{PLACES[row['place']]} {_since(row)}" for row in rows]
    parts += [f"non calculable depuis {partial_date(origine)}" for origine in uncounted]
    if len(parts) > 1 and len({row["place"] for row in rows}) == 1 and not uncounted:
        mood = "est" if all(row["jugee"] for row in rows) else "serait"
        return f"{value} {mood} {PLACES[rows[0]['place']]}, quelle que soit l’origine retenue"
    # Without a verdict, a screenshot of the title alone must not read as one.
    told = f"{value}{NNBSP}:" if all(row["jugee"] for row in rows) else f"{value} serait, à titre indicatif,"
    return f"{told} {listed(parts)}"


def nothing_to_place(cluster_names: Sequence[str]) -> str:
    """Message of the places when the claims do not speak of the chosen clusters."""
    return f"Rien à placer pour {listed(cluster_names)}"


def no_band_title(cluster_names: Sequence[str]) -> str:
    """Title of the page when the chosen clusters have no band."""
    subject = "de ce cluster" if len(cluster_names) == 1 else "de chacun de ces clusters"
    start = f"Pas de verdict possible pour {listed(cluster_names)}"
    return f"{start}{NNBSP}: il manque le rythme et l’âge de maturité {subject}"


def counted_without_band(value: float, when: str) -> str:
    """Message of the curve when jobs are counted but no band is known."""
    return f"{plural_emplois(value)}, {when}{NNBSP}; bande non calculable"
