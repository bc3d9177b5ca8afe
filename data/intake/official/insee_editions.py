"""The edition of a data set that a file holds: since when it is known, and the source that its facts cite.

A file that does not tell its date is completed by a small file beside it, « <file>.toml »: ``connu_le``, and if need be
``source_id`` and ``passage``.  No date is ever made up.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from data.intake.faults import Fault, Place
from data.intake.files import RawRow
from data.intake.french_cells import french_date
from data.intake.incoming import Incoming
from data.intake.official.insee_base import Base

_KEYS: Final = ("connu_le", "source_id", "passage")
_LICENCE: Final = "Licence Ouverte 2.0"


@dataclass(frozen=True)
class DataSet:
    """What stays the same from one edition to the next.

    Attributes:
        stem: start of the key of its sources: « insee-flores ».
        title: French title.
        rhythm: « annuelle », « trimestrielle ».
    """

    stem: str
    title: str
    rhythm: str


@dataclass(frozen=True)
class Dated:
    """A date that the file tells, and where it was read, in French; ``published`` when it is the day of publication."""

    connu_le: str
    read_in: str
    published: bool = False


@dataclass(frozen=True)
class Edition:
    """Clock and source of the facts of a file; ``passage`` replaces that of the importer when it is given."""

    connu_le: str
    source_id: str
    passage: str = ""


def edition(
    path: Path,
    base: Base,
    incoming: Incoming,
    data_set: DataSet,
    name: str,
    vintage: str,
    dates: Sequence[Dated | None],
) -> Edition | None:
    """The edition that ``path`` holds; its source is added to ``incoming`` when the base has not got it.

    Args:
        path: file, beside which « <file>.toml » may stand.
        base: what is known.
        incoming: told how the date was found; receives the faults.
        data_set: what is published.
        name: of the data set or file at the producer, for ``source.jeu``.
        vintage: « 2025 », « 2025-T3 ».
        dates: those that the file tells, the best first.

    Returns:
        None when a fault prevents dating the file.
    """
    beside = _beside(path, base, incoming)
    if beside is None:
        return None
    written = beside.get("connu_le", "")
    told = [Dated(written, f"le fichier « {path.name}.toml »")] if written else []
    found = next((one for one in (*told, *dates) if one is not None), None)
    if found is None:
        incoming.faults.append(_undated(path))
        return None
    incoming.said.append(f"connu le {found.connu_le}, d’après {found.read_in}")
    source_id = beside.get("source_id") or _source_id(base, data_set, vintage, found)
    if source_id not in base.sources:
        incoming.add("source", _source(path.name, source_id, data_set, name, vintage, found))
    return Edition(found.connu_le, source_id, beside.get("passage", ""))


def _source_id(base: Base, data_set: DataSet, vintage: str, found: Dated) -> str:
    """Key of the source: that of the base published the same day, else the vintage tells it."""
    same = [key for key, day in base.sources.items() if key.startswith(f"{data_set.stem}-") and day == found.connu_le]
    return same[0] if same and found.published else f"{data_set.stem}-{vintage.lower()}"


def _undated(path: Path) -> Fault:
    remedy = f'écrire à côté un fichier « {path.name}.toml » avec une ligne connu_le = "AAAA-MM-JJ"'
    expected = "la date à laquelle ces chiffres ont été publiés, que ce fichier ne dit pas"
    return Fault(path.name, 0, "connu_le", "", expected, remedy)


def _beside(path: Path, base: Base, incoming: Incoming) -> dict[str, str] | None:
    beside = path.with_name(f"{path.name}.toml")
    if not beside.exists():
        return {}
    try:
        content = tomllib.loads(beside.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fault = Fault(beside.name, 0, "", "", "un fichier TOML lisible", f"corriger la syntaxe ({error})")
        incoming.faults.append(fault)
        return None
    faults = [
        Fault(beside.name, 0, key, str(value), "connu_le, source_id ou passage, entre guillemets", "corriger la ligne")
        for key, value in content.items()
        if key not in _KEYS or not isinstance(value, str | date) or not str(value).strip()
    ]
    given = {key: str(value).strip() for key, value in content.items()}
    if "connu_le" in given:
        day = french_date(given["connu_le"])
        if day is None:
            expected = "une date AAAA, AAAA-MM ou AAAA-MM-JJ"
            faults.append(Fault(beside.name, 0, "connu_le", given["connu_le"], expected, "corriger la date"))
        given["connu_le"] = day or ""
    if given.get("source_id", "") not in {"", *base.sources}:
        remedy = "retirer la ligne pour créer la source, ou donner l’identifiant d’une source de la base"
        faults.append(Fault(beside.name, 0, "source_id", given["source_id"], "une source de la base", remedy))
    incoming.faults.extend(faults)
    return None if faults else given


def _source(file: str, source_id: str, data_set: DataSet, name: str, vintage: str, found: Dated) -> RawRow:
    return RawRow(
        Place(file, 0),
        {
            "id": source_id,
            "type": "jeu_de_donnees",
            "titre": data_set.title,
            "producteur": "Insee",
            "jeu": name,
            "millesime": vintage,
            "publiee_le": found.connu_le if found.published else "",
            "licence": _LICENCE,
            "periodicite": data_set.rhythm,
            "reserves": f"Connu le {found.connu_le}, d’après {found.read_in}.",
            "consultee_le": datetime.now(UTC).date().isoformat(),
        },
    )
