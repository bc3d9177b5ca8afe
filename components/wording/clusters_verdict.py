"""Verdict sentences of the clusters' page, from one origin or from each, and why there is none."""

from collections.abc import Sequence
from typing import Final

from components.formats import NNBSP, alone, listed, number, partial_date
from components.wording.clusters import (
    IN_FULL,
    PARTICIPLES,
    PLACES,
    Row,
    expected,
    jobs,
    obstacles,
    plural_emplois,
    since,
    value_date,
    value_date_alone,
)
from components.wording.grammar import raised

_TITLE_OBSTACLES: Final = ("periode", "relayee", "contestee", "statut", "origine")


def _as_a_year(row: Row) -> str:
    """What reading a claim as the jobs of one year supposes."""
    return ", s’il comptait une seule année" if row["vue"] == "an" and not row["flux_stock_connu"] else ""


def verdict_message(row: Row, cluster_names: Sequence[str]) -> str:
    """Title of the page when a value may be judged; ``cluster_names`` is empty when it counts all the clusters."""
    when, counted_as = value_date(row), PARTICIPLES[str(row["statut"])]
    start = f"{listed(cluster_names)}, {when}" if cluster_names else raised(when)
    origin = f"l’âge compté {since(row)}" if row["vue"] == "an" else since(row)
    return (
        f"{start}, {plural_emplois(row['valeur'])} {counted_as}{' dans l’année,' if row['vue'] == 'an' else ''} "
        f"{origin}{NNBSP}: {IN_FULL[row['place']]} ({expected(row)})"
    )


def no_verdict_message(row: Row) -> str:
    """Title of the page when the only value cannot be judged; the youth of the cluster is said last, and only alone."""
    known = [key for key in row["obstacles"] if key in _TITLE_OBSTACLES]
    why = f"est {obstacles(known)}" if known else "vient trop tôt, avant cinq ans"
    return f"Pas de verdict possible sur les clusters{NNBSP}: le chiffre de {jobs(row)} ({value_date_alone(row)}) {why}"


def nothing_known_message(cluster_names: Sequence[str]) -> str:
    """Title of the page when no number of jobs is known."""
    return f"Aucun emploi compté pour {listed(cluster_names)}{NNBSP}: pas de verdict possible"


def uncounted_message(origine: str, missing: Sequence[int]) -> str:
    """Why the count since the origin cannot be made."""
    return f"Cumul non calculable depuis {partial_date(origine)}{NNBSP}: il manque {_span(missing)}"


def _span(found: Sequence[int]) -> str:
    whole = list(found) == list(range(found[0], found[-1] + 1)) and len(found) > 2  # noqa: PLR2004  a span
    return f"{found[0]} à {found[-1]}" if whole else listed([str(year) for year in found])


def masked_message(origine: str, masked: Sequence[int]) -> str:
    """Why the count since the origin cannot be told: a part of it is secret."""
    return f"Cumul non communicable depuis {partial_date(origine)}{NNBSP}: secret statistique en {_span(masked)}"


def place_sentence(rows: Sequence[Row]) -> str:
    """« dans la bande si l’on compte depuis 2018 (10 à 40 attendus), très en dessous depuis 2014 (90 à 350) »."""
    first, *others = rows
    text = f"{PLACES[first['place']]} si l’on compte {since(first)} ({expected(first)} attendus)"
    return ", ".join([text, *(f"{PLACES[row['place']]} {since(row)} ({expected(row)})" for row in others)])


def lead(rows: Sequence[Row], verdict_date: str) -> str:
    """Under the title: where the value would lie from each origin, and when a verdict becomes possible."""
    first = rows[0]
    return (
        f"À titre indicatif, {jobs(first)} {value_date(first)}{_as_a_year(first)}{NNBSP}: "
        f"{place_sentence(rows)}. Verdict possible à partir de {partial_date(verdict_date)}, pour une valeur datée et "
        "non contestée."
    )


def situation(day: str) -> str:
    """What a reader placed in the past is told first."""
    return f"Situation au {partial_date(day)}{NNBSP}: seul ce qui était connu ce jour-là est lu."


def other_programme(programme: str) -> str:
    """A choice made for another programme."""
    return (
        f"L’origine ou le cluster choisi appartient à un autre programme que {programme}{NNBSP}: la page montre son "
        "origine la plus récente et tous ses clusters."
    )


def places_message(rows: Sequence[Row], uncounted: Sequence[str]) -> str:
    """Message of the rows of places; ``uncounted`` are the origins from which the value cannot be counted."""
    same_value = len({alone(row["valeur"]) for row in rows}) == 1
    value = number(alone(rows[0]["valeur"])) if same_value else "Le cumul compté"
    parts = [f"{PLACES[row['place']]} {since(row)}" for row in rows]
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
