"""Insee, BDM: the CSV export of series known by their idBank, in either of its two shapes.

One series stands in a column, under lines « Libellé », « idBank », « Dernière mise à jour », « Période »; several stand
in rows, with the periods as header and a row of codes under each.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.engine import Reader
from data.intake.faults import Fault, Place, fault_at
from data.intake.french_cells import french_date
from data.intake.incoming import Importer, Incoming, Progress
from data.intake.official.insee_base import Base, known, last_values
from data.intake.official.insee_editions import DataSet, Dated, edition
from data.intake.official.insee_observations import Told, add_observations, reading, status, unreadable
from data.intake.official.melodi import read_text
from data.intake.official.text_files import Line, TextFile, looks_like

LABEL: Final = "Insee, séries de la BDM (export CSV)"

_TITLE: Final = "Libellé"
_BANK: Final = "idBank"
_UPDATED: Final = "Dernière mise à jour"
_PERIOD_WORD: Final = "Période"
_PERIOD: Final = re.compile(r"\d{4}(?:-(?:T[1-4]|\d{2}))?")
_MEMBER: Final = r"valeurs"
_DATA_SETS: Final = {
    "chomage": DataSet("insee-chomage-localise", "Taux de chômage localisés : région et France (BDM)", "trimestrielle"),
    "bit": DataSet("insee-chomage-bit", "Taux de chômage au sens du BIT, France hors Mayotte (BDM)", "trimestrielle"),
}
"""By the first word of the key of the series."""
_ANY: Final = DataSet("insee-bdm", "Séries de la banque de données macroéconomiques (BDM)", "")


@dataclass(frozen=True)
class _Value:
    """A value of the export: line and column, series, period, text and code."""

    line: int
    column: str
    bank: str
    period: str
    text: str
    code: str


def _read(path: Path, read: Reader, progress: Progress) -> Incoming:
    def fill(file: TextFile, incoming: Incoming) -> None:
        lines: list[Line] = [(1, file.header), *((line, [cell.strip() for cell in row]) for line, row in file.rows)]
        updated, values = _in_rows(lines) if _BANK in file.header else _in_columns(lines)
        base = known(read)
        unknown = sorted(set(updated) - set(base.banks))
        if not set(updated) & set(base.banks):
            expected = "un idBank parmi " + ", ".join(sorted(base.banks))
            remedy = "choisir l’une de ces séries sur le site de l’Insee"
            incoming.faults.append(Fault(path.name, 2, _BANK, ", ".join(unknown)[:200], expected, remedy))
            return
        if unknown:
            incoming.said.append(f"séries hors de la base, laissées : {', '.join(unknown)}")
        _add(path, read, base, updated, values, incoming)

    return read_text(path, LABEL, progress, fill, member=_MEMBER, ragged=True)


def _add(
    path: Path, read: Reader, base: Base, updated: dict[str, str], values: list[_Value], incoming: Incoming
) -> None:
    incoming.read = len(values)
    kept = [value for value in values if value.bank in base.banks]
    incoming.kept = len(kept)
    before = last_values(read, {serie_id for serie_id, _ in base.banks.values()})
    for (data_set, told_on), banks in _editions(base, updated).items():
        day = french_date(told_on)
        dates = [Dated(day, f"la ligne « {_UPDATED} »", published=True)] if day else []
        dated = edition(path, base, incoming, data_set, f"BDM {', '.join(banks)}", day or "", dates)
        told = [one for bank in banks for one in _told(kept, bank, base.banks[bank], incoming)]
        if dated is not None:
            add_observations(incoming, told, dated, before, rate=True)


def _editions(base: Base, updated: dict[str, str]) -> dict[tuple[DataSet, str], list[str]]:
    """Series by data set and day of update: those updated together share a source."""
    found: dict[tuple[DataSet, str], list[str]] = {}
    for bank, told_on in updated.items():
        if bank in base.banks:
            measured = base.banks[bank][0].partition("-")[0]
            found.setdefault((_DATA_SETS.get(measured, _ANY), told_on), []).append(bank)
    return found


def _told(values: list[_Value], bank: str, measured: tuple[str, str], incoming: Incoming) -> Iterator[Told]:
    for one in (value for value in values if value.bank == bank):
        place, found = Place(incoming.file, one.line), reading(one.text)
        if not _PERIOD.fullmatch(one.period):
            expected = "une période AAAA, AAAA-TN ou AAAA-MM"
            incoming.faults.append(fault_at(place, _PERIOD_WORD, one.period, expected, "revoir la ligne"))
        elif found is None:
            incoming.faults.append(unreadable(place, one.column, one.text))
        elif found[0] or status(one.code) or found[1]:
            fact = (*measured, "", "", one.period)
            yield Told(place, one.column, fact, found[0], status(one.code) or found[1], f"série {bank}")


def _in_columns(lines: list[Line]) -> tuple[dict[str, str], list[_Value]]:
    """Series in columns: a column of values, and one of codes when there are."""
    heads = {row[0]: row for _, row in lines if row and row[0] in {_TITLE, _BANK, _UPDATED, _PERIOD_WORD}}
    banks = {rank: bank for rank, bank in enumerate(heads.get(_BANK, [])) if rank and bank}
    dates = heads.get(_UPDATED, [])
    updated = {bank: dates[rank] if rank < len(dates) else "" for rank, bank in banks.items()}
    values = [
        _Value(line, bank, bank, row[0], row[rank], _code_beside(row, rank, banks))
        for line, row in lines
        if row and row[0] not in heads
        for rank, bank in banks.items()
        if rank < len(row)
    ]
    return updated, values


def _code_beside(row: list[str], rank: int, banks: dict[int, str]) -> str:
    return row[rank + 1] if rank + 1 < len(row) and rank + 1 not in banks else ""


def _in_rows(lines: list[Line]) -> tuple[dict[str, str], list[_Value]]:
    """Series in rows, the codes of each in the row under it."""
    header = lines[0][1]
    bank_at = header.index(_BANK)
    date_at = header.index(_UPDATED) if _UPDATED in header else None
    periods = {rank: name for rank, name in enumerate(header) if name[:4].isdigit()}
    updated: dict[str, str] = {}
    values: list[_Value] = []
    for (line, row), (_, under) in zip(lines[1:], [*lines[2:], (0, [])], strict=True):
        if len(row) <= bank_at or not row[bank_at]:
            continue
        bank = row[bank_at]
        updated[bank] = row[date_at] if date_at is not None else ""
        codes = under if under and (len(under) <= bank_at or not under[bank_at]) else []
        values.extend(
            _Value(line, period, bank, period, row[rank], codes[rank] if rank < len(codes) else "")
            for rank, period in periods.items()
            if rank < len(row)
        )
    return updated, values


INSEE_BDM: Final = Importer(
    key="insee-bdm",
    label=LABEL,
    layout="CSV ou ZIP de la BDM (« valeurs_trimestrielles.csv »), séparateur « ; » : lignes Libellé, idBank, Dernière "
    "mise à jour, Période, puis une période par ligne ; ou une série par ligne, ses codes dessous.",
    recognises=lambda path: looks_like(path, lambda header: header[:1] == [_TITLE], member=_MEMBER),
    read=_read,
    checked_on=(
        "trois séries de l’export du 20 décembre 2023, une par ligne (373 valeurs), la forme en colonne ne l’étant pas"
    ),
)
