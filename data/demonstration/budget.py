"""Budget lines from announced to paid: an envelope loses a little at each stage, recent years have fewer stages."""

from collections.abc import Iterator, Mapping
from typing import Final

from data.demonstration.rows import DataFile, Row, between, repere, variation

_HUNDRED: Final = 100
_KEPT: Final[Mapping[str, tuple[float, float]]] = {
    "vote": (0.93, 0.99),
    "engage": (0.86, 0.97),
    "mandate": (0.82, 0.94),
    "paye": (0.94, 0.99),
}
"""Share of the stage before that reaches each stage, at worst and at best."""
_SLOW: Final = {2019: 0.72, 2020: 0.81, 2021: 0.93, 2023: 0.78}
"""What slowed the commitments of a year: a late start, a closed spring."""
_LAST_YEAR: Final = {"annonce": 2026, "vote": 2026, "engage": 2026, "mandate": 2025, "paye": 2024, "realise": 2024}
"""Last exercise known at each stage in the autumn of 2026."""
_KNOWN: Final = {
    "annonce": (0, "01-20"),
    "vote": (0, "04-10"),
    "engage": (1, "01-31"),
    "mandate": (1, "02-28"),
    "paye": (1, "03-31"),
    "realise": (1, "06-25"),
}
"""Years after the exercise, and day, when each stage is known."""
_AMENDED: Final = "11-18"
_NOT_AMENDED: Final = 2026
_UNDER_WAY: Final = (2026, "engage", "2026-09-15")
_AMENDED_ABOVE: Final = 0.35
_AMENDMENT: Final = 0.04
# A mandated amount that the accounts corrected some months later.
_REVISED: Final = ("recrutement-sarvanois", 2021, "mandate", "2022-09-30")
_REVISION: Final = 0.97
_LEDGERS: Final = {
    "annonce": "Annonce du programme",
    "engage": "Engagements",
    "mandate": "Mandats",
    "paye": "Paiements",
}


def budget_files() -> list[DataFile]:
    """Lines of every envelope, exercise by exercise."""
    lines = [line for envelope in repere("enveloppes") for line in _lines(envelope)]
    return [DataFile("ligne_budget", "enveloppes", lines)]


def _lines(envelope: Mapping[str, str]) -> Iterator[Row]:
    announced = dict(part.split(":") for part in envelope["annonces"].split())
    for rank, (name, amount) in enumerate(announced.items()):
        year = int(name)
        amounts = _ladder(envelope, year, float(amount))
        qualifier = envelope["qualificatif"] if rank == 0 else None
        for stage, document, value in _stages(envelope["id"], year, amounts):
            line = _line(envelope, year, stage, document, value)
            yield {**line, "qualificatif": qualifier if stage == "annonce" else None}
            if (envelope["id"], year, stage) == _REVISED[:3]:
                revised = _rounded(value * _REVISION)
                yield {
                    **line,
                    "id": f"{line['id']}-revise",
                    "montant": revised,
                    "montant_origine": revised,
                    "connu_le": _REVISED[3],
                    "qualificatif": None,
                }


def _ladder(envelope: Mapping[str, str], year: int, announced: float) -> dict[str, float]:
    """Amount of each stage known for ``year``; each one is below the one before."""
    amounts = {"annonce": announced}
    amount = announced
    for stage, (worst, best) in _KEPT.items():
        amount *= between(worst, best, (variation(envelope["id"], year, stage) + 1) / 2)
        if stage == "engage":
            amount *= float(envelope["execution"]) * _SLOW.get(year, 1)
        amounts[stage] = _rounded(amount)
    # An account tells what was mandated.
    amounts["realise"] = amounts["mandate"]
    return {stage: value for stage, value in amounts.items() if year <= _LAST_YEAR[stage]}


def _stages(envelope: str, year: int, amounts: Mapping[str, float]) -> Iterator[tuple[str, str | None, float]]:
    """Stage, budget document and amount of each line; an amended vote is two lines."""
    for stage, amount in amounts.items():
        if stage == "realise":
            yield stage, "CA", amount
        elif stage == "vote":
            moved = _rounded(amount * _AMENDMENT * variation(envelope, year, "DM"))
            amended = moved and year < _NOT_AMENDED and abs(variation(envelope, year, "amended")) > _AMENDED_ABOVE
            yield stage, "BP", amount - moved if amended else amount
            if amended:
                yield stage, "DM", moved
        else:
            yield stage, None, amount


def _line(envelope: Mapping[str, str], year: int, stage: str, document: str | None, amount: float) -> dict[str, object]:
    later, day = _KNOWN[stage]
    known = f"{year + later}-{_AMENDED if document == 'DM' else day}"
    if (year, stage) == _UNDER_WAY[:2]:
        known = _UNDER_WAY[2]
    announced = stage == "annonce"
    rank = 1 + list(_KNOWN).index(stage)
    kept = ("programme_id", "axe_id", "action_id", "financeur_id", "territoire_id", "objet", "section")
    return {
        # The rank keeps the order of the ladder wherever lines are read by id.
        "id": "-".join([envelope["id"], str(year), str(rank), stage, *([document.lower()] if document else [])]),
        **{name: envelope[name] for name in kept},
        "exercice": year,
        "etape": stage,
        "document": document,
        "montant": amount,
        "montant_origine": amount,
        "tient_lieu_de": "declare" if announced else "constate",
        "auteur_id": envelope["financeur_id"] if announced and _alone(envelope) else "finances-epci",
        "connu_le": known,
        "passage": f"{document or _LEDGERS[stage]} {year}",
    }


def _alone(envelope: Mapping[str, str]) -> bool:
    """True when one actor pays, and hence announces."""
    return envelope["financeur_id"] != "friche-cofinanceurs"


def _rounded(amount: float) -> int:
    return round(amount / _HUNDRED) * _HUNDRED
