"""Words of the curve's limits and tables: who gives an origin or an edge, what each column holds."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import NBSP, NNBSP, is_missing, number, partial_date
from components.wording.clusters import EDGES, PLACES, Row, between, years
from components.wording.shell import status

HYPOTHESIS: Final = (
    f"Hypothèse de Vigie{NNBSP}: le rythme annuel monte en ligne droite de 0 à l’origine jusqu’au rythme de croisière "
    f"à l’âge de maturité, puis reste constant. Les durées et les rythmes viennent de la source{NNBSP}; cette forme "
    "est de Vigie."
)
AT_OWN_DATE: Final = (
    "Une valeur est placée à sa propre date, comme si elle comptait tous les emplois créés depuis l’origine. Un point "
    "seul ne permet de tracer aucune courbe."
)
RULE_OF_VERDICT: Final = (
    "Un verdict demande une valeur datée, ni contestée ni relayée, dont on sait si elle est un flux ou un cumul, et un "
    "cluster d’au moins cinq ans."
)
EXPECTED: Final = "Attendu"
NO_OBSTACLE: Final = "aucun"
PLACES_CAPTION: Final = "Place de chaque valeur connue dans la bande, selon l’origine retenue"
COLUMNS: Final[Mapping[str, str]] = {
    "date": "Date",
    "age": "Âge (ans)",
    "bas": "Attendu, bord lent",
    "haut": "Attendu, bord rapide",
    "rythme_bas": "Rythme par an, bord lent",
    "rythme_haut": "Rythme par an, bord rapide",
    "valeur": "Emplois connus",
    "etat": "Nature",
    "origine": "Origine",
    "lecture": "Lecture",
    "obstacles": "Ce qui empêche un verdict",
    "verdict_possible": "Verdict possible",
}


def origin_limit(row: Row) -> str:
    """Who gives an origin, and with what reserve."""
    reserve = "" if is_missing(row["qualificatif"]) else f" («{NBSP}{row['qualificatif']}{NBSP}»)"
    origin = f"Origine {partial_date(row['date_origine'])}, {lower_first(row['libelle'])}"
    return f"{origin}{reserve}{NNBSP}: {who(row['auteur'], row['fonction'])}."


def parameter_limit(rows: Sequence[Row]) -> str:
    """Who gives the parameters of the band, and with what reserve."""
    parts = [
        f"{lower_first(EDGES[row['scenario']])} {number(row['rythme'])} par an, maturité à {years(row['age_maturite'])}"
        for row in rows
    ]
    first = rows[0]
    reserve = "" if is_missing(first["qualificatif"]) else f" ({first['qualificatif']})"
    author = who(first["auteur"], first["fonction"])
    standing = status(str(first["statut"]), illustrative=bool(first["illustratif"]))
    return f"{standing} de {author}{NNBSP}: {f'{NNBSP}; '.join(parts)}{reserve}."


def age_limit(row: Row) -> str:
    """One wording of the age of maturity; the sources have more than one."""
    reserve = "" if is_missing(row["qualificatif"]) else f" («{NBSP}{row['qualificatif']}{NBSP}»)"
    return (
        f"{row['libelle']}{NNBSP}: {between(row['valeur_min'], row['valeur_max'])} {row['unite']}{reserve}, "
        f"selon {who(row['auteur'], row['fonction'])}."
    )


def who(name: str, function: object) -> str:
    """« François-Xavier Level, directeur d’Amiens Cluster en 2020 »."""
    return name if is_missing(function) else f"{name}, {lower_first(str(function))}"


def lower_first(text: str) -> str:
    """For a name in the middle of a sentence."""
    # A name such as « CCI » keeps its capitals.
    return text if re.match(r"[A-ZÉÈÀ]{2}", text) else f"{text[0].lower()}{text[1:]}"


def curve_caption(origine: str) -> str:
    """Caption of the table of the curve."""
    return f"Emplois cumulés attendus et connus depuis {partial_date(origine)}"


def start_of_year(moment: float) -> str:
    """Date of a row of the band: the year alone when the origin is at its beginning."""
    year, month = int(moment), round((moment % 1) * 12) + 1
    return str(year) if month == 1 else partial_date(f"{year}-{month:02d}")


def from_date(partial: str) -> str:
    """« à partir de 2023 »."""
    return f"à partir de {partial_date(partial)}"


def place_cell(row: Row) -> str:
    """Place with what it is worth: a verdict or an indication."""
    return f"{PLACES[row['place']]}, {'verdict' if row['jugee'] else 'à titre indicatif'}"
