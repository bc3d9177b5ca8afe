"""``<file>.toml`` beside a file: what its layout has no column for, said by the person who publishes it."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from data.intake.faults import Fault
from data.intake.french_cells import french_date

_SOURCE_TEXTS: Final = ("titre", "producteur", "jeu", "millesime", "publiee_le", "licence", "periodicite", "reserves")
DATES: Final = ("connu_le", "publiee_le", "consultee_le")
_OF_THE_SOURCE: Final = ("source_id", *_SOURCE_TEXTS, "consultee_le")


@dataclass(frozen=True)
class Wanted:
    """A key that must be there: what it says, and a line that shows how to write it."""

    key: str
    meaning: str
    example: str


CONNU_LE: Final = Wanted(
    "connu_le", "la date à laquelle ces chiffres ont été rendus publics", 'connu_le = "2026-04-10"'
)


@dataclass
class Sidecar:
    """The values of the file, by key, and the faults met; ``name`` is the one that the person sees."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    faults: list[Fault] = field(default_factory=list)

    def said(self, key: str) -> str:
        """Text of a key; empty when it is not there.  A date or a year may be written without quotes."""
        text = _as_text(self.values.get(key, ""))
        return french_date(text) or text if key in DATES else text

    def line(self, key: str, value: object = None, *, after: int = 0) -> int:
        """Line where a key is written (with that value, when given), counted from 1; 0 when it is not found."""
        wanted = rf"^\s*\"?{re.escape(key)}\"?\s*=" + ("" if value is None else rf".*{re.escape(str(value))}")
        for number, line in enumerate(self.text.splitlines(), start=1):
            if number > after and re.search(wanted, line):
                return number
        return 0

    def fault(self, key: str, seen: str, expected: str, remedy: str, *, line: int | None = None) -> None:
        """Add a fault of this file."""
        where = self.line(key) if line is None else line
        self.faults.append(Fault(self.name, where, key, seen, expected, remedy))


def read_sidecar(path: Path, wanted: Sequence[Wanted], optional: Iterable[str] = ()) -> Sidecar:
    """Reads the file beside ``path``.

    Args:
        path: the official file.
        wanted: keys that must be there.
        optional: other keys that may be there, besides those that describe the source.
    """
    beside = path.with_name(f"{path.name}.toml")
    side = Sidecar(beside.name)
    content = read_toml(beside, side)
    if content is None:
        side.faults.append(_missing(path, beside, wanted))
    if side.faults or content is None:
        # Unreadable, it lacks every key: none of them is worth a fault of its own.
        return side
    side.values = content
    known = [*(one.key for one in wanted), *optional, *_OF_THE_SOURCE]
    for key in content:
        if key not in known:
            side.fault(key, key, "une clé parmi " + ", ".join(known), near_remedy(key, known, "retirer cette ligne"))
    for one in wanted:
        if content.get(one.key, "") in ("", {}, []):
            side.fault(one.key, "", one.meaning, f"écrire, par exemple : {one.example}")
    for key in DATES:
        if isinstance(content.get(key), str | int | date):
            check_date(side, key, side.said(key))
    return side


def _missing(path: Path, beside: Path, wanted: Sequence[Wanted]) -> Fault:
    """The file is not there, or under a name that a text editor gave it."""
    expected = f"ce fichier, à côté de « {path.name} », qui dise " + ", ".join(one.meaning for one in wanted)
    remedy = "l’écrire, une ligne par clé, par exemple : " + " ; ".join(one.example for one in wanted)
    for misnamed in (beside.with_name(f"{beside.name}.txt"), path.with_suffix(".toml")):
        if misnamed.exists():
            remedy = f"renommer « {misnamed.name} » en « {beside.name} »"
    return Fault(beside.name, 0, "", "", expected, remedy)


def read_toml(path: Path, side: Sidecar) -> dict[str, Any] | None:
    """Content of a TOML file, its text kept in ``side``; None when there is no such file."""
    try:
        side.text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(side.text)
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        side.faults.append(Fault(side.name, 0, "", "", "un fichier en UTF-8", "l’enregistrer de nouveau en UTF-8"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        expected = 'des lignes « clé = "valeur" » (TOML)'
        remedy = "revoir cette ligne : un signe égal, des guillemets droits, des crochets fermés"
        side.faults.append(Fault(side.name, int(found[1]) if found else 0, "", "", expected, remedy))
    return {}


def check_date(side: Sidecar, key: str, text: str) -> None:
    """A fault when the text is no date of known precision."""
    if text and french_date(text) is None:
        side.fault(key, text, "AAAA, AAAA-MM ou AAAA-MM-JJ, un jour qui existe", "corriger la date")


def near_remedy(value: str, known: Iterable[str], otherwise: str) -> str:
    """How to mend an unknown name: the nearest one, if any."""
    near = get_close_matches(value, list(known), n=1)
    return f"écrire « {near[0]} » si c’est ce qui est voulu, sinon {otherwise}" if near else otherwise


def source_cells(side: Sidecar, defaults: Mapping[str, str]) -> dict[str, str]:
    """Cells of the row of ``source``: what the sidecar says, else ``defaults``; read today when it does not say."""
    cells = {"type": "jeu_de_donnees", "consultee_le": datetime.now(UTC).date().isoformat(), **defaults}
    told = {key: side.said(key) for key in (*_SOURCE_TEXTS, "consultee_le") if side.said(key)}
    return {**cells, **told, "id": side.said("source_id") or defaults["id"]}


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | int) else ""


def actor_cells(key: str, name: str, source_id: str) -> dict[str, str]:
    """Cells of the row of ``acteur`` of a producer that the base does not know yet."""
    return {"id": key, "type": "organisme", "nom": name, "source_id": source_id}
