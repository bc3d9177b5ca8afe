"""Members of a territory as a list gives them, against those of the base: who enters, who leaves, what that breaks."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from data.intake.faults import Fault, Place
from data.intake.files import RawRow, file_columns
from data.intake.incoming import Incoming
from data.intake.official.base_rows import Known
from data.model.dates import first_day, parts
from data.tables.references import appartenance

_CAUSE: Final = "perimetre"


@dataclass(frozen=True)
class Listed:
    """What a list says of one territory.

    Attributes:
        place: where it is written.
        ensemble: the territory.
        members: keys of its members, all known to the base or added with the list.
        kind: type of these members.
        common: columns of proof of the memberships.
        debut: since when this composition holds; empty when the list does not say.
    """

    place: Place
    ensemble: str
    members: Set[str]
    kind: str
    common: Mapping[str, str]
    debut: str = ""


def offer_members(incoming: Incoming, listed: Listed, known: Known) -> bool:
    """Adds the members that enter, closes the membership of those that leave.  True when the composition changes.

    A member that stays is not told again.  Nobody says since when the first known members were there.
    """
    present = known.members(listed.ensemble.split(":")[0], listed.kind).get(listed.ensemble, set())
    entering, leaving = listed.members - present, present - listed.members
    told = [link for link in known.memberships if link["ensemble_id"] == listed.ensemble]
    before = {link["membre_id"] for link in told}
    # Whoever left once and came back has two memberships: the one without an end is closed.
    still = {link["membre_id"]: link for link in told if link["fin"] is None}
    for member in sorted(entering):
        entered = listed.debut if present or member in before else ""
        cells = {"membre_id": member, "ensemble_id": listed.ensemble, "debut": entered, **listed.common}
        incoming.add("appartenance", RawRow(listed.place, cells))
    for member in sorted(leaving):
        if listed.debut:
            link = {name: _text(still[member][name]) for name in file_columns(appartenance)}
            cells = {**link, **listed.common, "fin": day_before(listed.debut)}
            incoming.add("appartenance", RawRow(listed.place, cells))
    changed = bool(present) and bool(entering or leaving)
    if changed:
        _tell(incoming, listed, known, entering, leaving)
    return changed


def day_before(debut: str) -> str:
    """Last moment before a date, with its precision: « 2025-12-31 » of « 2026-01-01 », « 2025 » of « 2026 »."""
    year, month, day = parts(debut)
    if day is None and month is None:
        return str(year - 1)
    last = first_day(debut) - timedelta(days=1)
    return last.isoformat() if day is not None else last.isoformat()[:7]


def _tell(incoming: Incoming, listed: Listed, known: Known, entering: Set[str], leaving: Set[str]) -> None:
    change = [f"entrée : {_names(known, entering)}"] if entering else []
    change += [f"sortie : {_names(known, leaving)}"] if leaving else []
    name = (known.territories.get(listed.ensemble) or {}).get("nom", listed.ensemble)
    where = (listed.place.file, listed.place.line)
    seen = f"{name}, {' ; '.join(change)}"
    if leaving and not listed.debut:
        remedy = 'écrire dans le fichier .toml depuis quand cette liste vaut : debut = "AAAA-MM-JJ"'
        expected = "la date de cette sortie, sans laquelle l’appartenance reste ouverte"
        incoming.warnings.append(Fault(*where, "", seen, expected, remedy))
    if not _has_break(known, listed):
        expected = f"une ligne de « rupture » pour ce territoire, cause « {_CAUSE} »"
        since = listed.debut or "la date du changement"
        remedy = f"l’ajouter à partir de {since} : sans elle, des périmètres différents seraient comparés"
        incoming.warnings.append(Fault(*where, "", seen, expected, remedy))


def _has_break(known: Known, listed: Listed) -> bool:
    """A break of perimeter in the year of the change or later."""
    since = listed.debut[:4]
    return any(
        row["territoire_id"] == listed.ensemble and row["cause"] == _CAUSE and str(row["a_partir_de"])[:4] >= since
        for row in known.rows("rupture")
        if since
    )


def _names(known: Known, keys: Set[str]) -> str:
    return ", ".join(sorted(str((known.territories.get(key) or {}).get("nom", key)) for key in keys))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "" if value is None else str(value)
