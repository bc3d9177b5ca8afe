"""Rows held to a table schema: frictionless judges the cells, the faults are told in French with their own place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

from frictionless import Schema

from data.intake.faults import Fault
from data.intake.french_cells import french_date, number
from data.intake.incoming import Incoming, Progress
from data.intake.official.sidecar import near_remedy
from data.intake.official.text_files import TextFile, UnreadableFileError, open_text

Descriptor = Mapping[str, Any]
CellReader = Callable[[str], tuple[Any, Mapping[str, str] | None]]

_REMEMBERED: Final = 1024
"""Cells of one column whose judgement is kept."""

_TYPES: Final = {
    "number": ("un nombre", "l’écrire en chiffres, avec un seul signe décimal et sans unité"),
    "year": ("une année AAAA", "l’écrire en quatre chiffres"),
    "date": ("un jour AAAA-MM-JJ qui existe", "corriger la date"),
    "boolean": ("oui ou non", "écrire l’un des deux"),
}


@dataclass(frozen=True)
class Checked:
    """A row that keeps to the schema: its line, the text of its cells as read, and their values."""

    line: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]


def checked_rows(path: Path, layout: "Layout", incoming: Incoming, progress: Progress) -> Iterator[Checked]:
    """Rows of a file that keep to its schema; its faults, its count and how it was read go to ``incoming``."""
    try:
        with open_text(path, progress=progress) as file:
            incoming.faults.extend(layout.header_faults(file))
            if not incoming.faults:
                for row in layout.rows(file, incoming.faults):
                    incoming.read += 1
                    yield row
            strays = (f"colonne « {name} » laissée de côté" for name in layout.stray_columns(file))
            incoming.said = [*file.said, *strays]
    except UnreadableFileError as error:
        incoming.faults.append(error.fault)


class Layout:
    """A published table schema, ready to judge the rows of a file."""

    def __init__(self, descriptor: Descriptor) -> None:
        self._fields: dict[str, Descriptor] = {field["name"]: field for field in descriptor["fields"]}
        schema = Schema.from_descriptor(dict(descriptor))
        readers: dict[str, CellReader] = schema.create_cell_readers()  # type: ignore[no-untyped-call]
        # Most cells of a file repeat those of other lines.
        self._read = {
            name: lru_cache(_REMEMBERED)(partial(_judged, self._fields[name]["type"], read))
            for name, read in readers.items()
        }

    @property
    def names(self) -> list[str]:
        """Columns of the schema, in its order."""
        return list(self._fields)

    def recognises(self, header: list[str]) -> bool:
        """Whether nearly all the wanted columns are in a first row."""
        wanted = {name for name in self._fields if self._required(name)}
        return len(wanted - set(header)) <= 1

    def header_faults(self, file: TextFile) -> Iterator[Fault]:
        """Columns that lack, stand twice, or are of no schema."""
        for name in self._fields:
            if self._required(name) and name not in file.header:
                strays = get_close_matches(name, [n for n in file.header if n not in self._fields], n=1)
                remedy = f"renommer ainsi la colonne « {strays[0]} »" if strays else "ajouter cette colonne"
                yield Fault(file.name, 1, name, "", f"la colonne « {name} », exigée par le schéma", remedy)
        for name in dict.fromkeys(file.header):
            if name and file.header.count(name) > 1:
                yield Fault(file.name, 1, name, name, "une seule fois chaque colonne", "retirer la colonne en double")

    def stray_columns(self, file: TextFile) -> list[str]:
        """Columns that the schema does not know: they are left out, and that is said."""
        return [name for name in file.header if name and name not in self._fields]

    def rows(self, file: TextFile, faults: list[Fault]) -> Iterator[Checked]:
        """Rows that keep to the schema; the others are listed in ``faults``."""
        for line, cells in file.rows:
            texts = {name: cell.strip() for name, cell in zip(file.header, cells, strict=True) if name in self._fields}
            found = len(faults)
            values = {name: self._value(file.name, line, name, texts.get(name, ""), faults) for name in self._fields}
            if len(faults) == found:
                yield Checked(line, texts, values)
        faults.extend(file.faults)

    def _required(self, name: str) -> bool:
        return bool(self._fields[name].get("constraints", {}).get("required"))

    def _value(self, file: str, line: int, name: str, text: str, faults: list[Fault]) -> Any:  # noqa: ANN401  a cell
        field = self._fields[name]
        value, broken = self._read[name](text)
        if broken:
            expected, remedy = _EXPLAINED[broken](field, text)
            faults.append(Fault(file, line, name, text, expected, remedy))
        return value


def _judged(kind: str, read: CellReader, text: str) -> tuple[Any, str]:
    """Value of a cell, and the first rule that it breaks."""
    value, notes = read(_as_standard(kind, text))
    return value, next(iter(notes or ()), "")


def _as_standard(kind: str, text: str) -> str:
    """A French number or day as the standard writes it: frictionless knows one form a file."""
    if kind == "number":
        return number(text) or text
    return french_date(text) or text if kind == "date" else text


def _of_type(field: Descriptor, _text: str) -> tuple[str, str]:
    return _TYPES.get(field["type"], ("un texte", "corriger la valeur"))


def _of_enum(field: Descriptor, text: str) -> tuple[str, str]:
    choices = field["constraints"]["enum"]
    expected = "une valeur parmi " + ", ".join(f"« {choice} »" for choice in choices)
    return expected, near_remedy(text, choices, "choisir dans cette liste")


def _of_bound(field: Descriptor, _text: str) -> tuple[str, str]:
    bounds = field["constraints"]
    return f"un nombre entre {bounds['minimum']} et {bounds['maximum']}", "corriger la valeur, sans signe %"


_Explained = Callable[[Descriptor, str], tuple[str, str]]

_EXPLAINED: Final[Mapping[str, _Explained]] = {
    "type": _of_type,
    "required": lambda *_: ("une valeur, exigée par le schéma", "la renseigner d’après le logiciel d’origine"),
    "enum": _of_enum,
    "minimum": _of_bound,
    "maximum": _of_bound,
    "minLength": lambda field, _: (
        f"{field['constraints']['minLength']} caractère au moins",
        "renseigner la valeur",
    ),
    "maxLength": lambda field, _: (
        f"{field['constraints']['maxLength']} caractères au plus",
        "raccourcir le texte",
    ),
    "pattern": lambda field, _: (field["forme"], "corriger la valeur, sans espace"),
}
