"""Words of the curve's limits and tables: who gives an origin or an edge, what each column holds."""

from collections.abc import Mapping, Sequence
from typing import Final

from components.formats import NBSP, NNBSP, alone, is_missing, number, partial_date
from components.wording.claims import who
from components.wording.clusters import EDGES, PLACES, Row, between, years
from components.wording.grammar import lowered
from components.wording.shell import status

HYPOTHESIS: Final = (
    f"Hypothèse de Vigie{NNBSP}: le rythme annuel monte en ligne droite de 0 à l’origine jusqu’au rythme de croisière "
    f"à l’âge de maturité, puis reste constant. Les durées et les rythmes viennent de la source{NNBSP}; cette forme "
    "est de Vigie."
)
AT_OWN_DATE: Final[Mapping[str, str]] = {
    "cumul": "Une valeur est placée à sa propre date, comme si elle comptait tous les emplois créés depuis l’origine. "
    "Un point seul ne permet de tracer aucune courbe.",
    "an": "Une année est placée en son milieu. Un chiffre avancé qui ne dit pas s’il compte une année ou tout depuis "
    "l’origine est lu ici comme une année, celle qui finit quand il a été dit. Un point seul ne permet de tracer "
    "aucune courbe.",
}
RULE_OF_VERDICT: Final = (
    "Un verdict demande une valeur datée, ni contestée ni relayée, dont on sait si elle est un flux ou un cumul, "
    "comptée depuis la même origine, et un cluster d’au moins cinq ans. Sans l’un d’eux, ni verdict ni alerte"
    f"{NNBSP}: la valeur reste creuse, à titre indicatif."
)
SECRET_RULE: Final = (
    f"Secret statistique{NNBSP}: un nombre d’emplois qui porte sur moins de trois entreprises, ou dont une seule fait "
    f"85{NNBSP}% ou plus, n’est pas communiqué, ni celui dont on ne sait pas s’il est dans ce cas, ni le total "
    "dont une soustraction les donnerait."
)
EXPECTED: Final = "Attendu"
NO_OBSTACLE: Final = "aucun"
NOTHING_SAID: Final = "aucun"
PLACES_CAPTION: Final = "Place de chaque valeur connue dans la bande, selon l’origine retenue"
COLUMNS: Final[Mapping[str, str]] = {
    "date": "Date",
    "age": "Âge (ans)",
    "bas": "Attendu, bord lent",
    "haut": "Attendu, bord rapide",
    "rythme_bas": "Rythme par an, bord lent",
    "rythme_haut": "Rythme par an, bord rapide",
    "compte": "Emplois comptés",
    "avance": "Chiffre avancé",
    "etat": "Nature",
    "origine": "Origine",
    "lecture": "Lecture",
    "obstacles": "Ce qui empêche un verdict",
    "verdict_possible": "Verdict possible",
}


def origin_limit(row: Row) -> str:
    """Who gives an origin, and with what reserve."""
    reserve = "" if is_missing(row["qualificatif"]) else f" («{NBSP}{row['qualificatif']}{NBSP}»)"
    origin = f"Origine {partial_date(row['date_origine'])}, {lowered(row['libelle'])}"
    return f"{origin}{reserve}{NNBSP}: {who(row['auteur'], row['fonction'])}."


def parameter_limit(rows: Sequence[Row]) -> str:
    """Who gives the parameters of the band, and with what reserve."""
    parts = [
        f"{lowered(EDGES[row['scenario']])} {number(row['rythme'])} par an, maturité à {years(row['age_maturite'])}"
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
    ages = between(alone(row["valeur_min"]), alone(row["valeur_max"]))
    return f"{row['libelle']}{NNBSP}: {ages} {row['unite']}{reserve}, selon {who(row['auteur'], row['fonction'])}."


def curve_caption(origine: str, vue: str) -> str:
    """Caption of the table of the curve."""
    return f"{'Emplois par an' if vue == 'an' else 'Emplois cumulés'} attendus et connus depuis {partial_date(origine)}"


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


CUMULATED_ACROSS: Final = (
    f"Le cumul additionne ce qui est compté avant et après{NNBSP}; aucune évolution n’est calculée de part et d’autre."
)
