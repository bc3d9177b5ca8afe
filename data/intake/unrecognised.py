"""Why a file was not read, as far as its name and its first bytes tell, and what to do about it."""

import zipfile
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple

_LOCKS: Final = ("~$", ".~lock.")
"""What Excel and LibreOffice put beside a workbook while it is open."""
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK"
_OPENDOCUMENT: Final = "mimetype"
_EXCEL: Final = "xl/workbook.xml"
_SPREADSHEETS: Final = frozenset({".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".numbers"})
_SAVE_AS: Final = "l’ouvrir dans un tableur et l’enregistrer au format « Classeur Excel (.xlsx) »"


class Reason(NamedTuple):
    """What was expected, and how to mend."""

    expected: str
    remedy: str


def absent(path: Path) -> Reason:
    """Why there is no file at ``path``."""
    if path.is_dir():
        return Reason("un fichier, et non un dossier", "donner le chemin d’un fichier de ce dossier")
    if not path.parent.is_dir():
        return Reason("un fichier qui existe", f"corriger son chemin : le dossier « {path.parent} » n’existe pas")
    near = get_close_matches(path.name, [one.name for one in path.parent.iterdir() if one.is_file()], n=1)
    hint = f" ; « {near[0]} » est dans ce dossier" if near else ""
    return Reason("un fichier qui existe", f"corriger son chemin{hint}")


def reason(path: Path) -> Reason | None:
    """Why nobody recognises the file; None when its form says nothing of it."""
    found = (judge(path) for judge in _JUDGES)
    return next((one for one in found if one is not None), None)


def _lock(path: Path) -> Reason | None:
    if not path.name.startswith(_LOCKS):
        return None
    remedy = "donner le classeur lui-même, du même nom sans ce début, après l’avoir enregistré et fermé"
    return Reason("un classeur, et non le fichier qu’un tableur pose à côté de celui qu’il tient ouvert", remedy)


def _empty(path: Path) -> Reason | None:
    if path.stat().st_size:
        return None
    return Reason("un fichier qui n’est pas vide", "l’enregistrer ou le télécharger de nouveau")


def _old_excel(path: Path) -> Reason | None:
    if _head(path, len(_OLE)) != _OLE:
        return None
    if _ENCRYPTED in path.read_bytes():
        return Reason("un classeur sans mot de passe", "l’enregistrer sans mot de passe, au format .xlsx")
    remedy = f"{_SAVE_AS} ; s’il vient d’un producteur, lui rendre son nom en .xls ou le télécharger de nouveau, entier"
    return Reason("un classeur .xlsx, et non l’ancien format d’Excel", remedy)


def _zip(path: Path) -> Reason | None:
    if _head(path, len(_ZIP)) != _ZIP:
        return None
    try:
        with zipfile.ZipFile(path) as content:
            names = set(content.namelist())
    except (zipfile.BadZipFile, OSError):
        return Reason("un fichier entier", "il est coupé ou abîmé : l’enregistrer ou le télécharger de nouveau")
    if _EXCEL in names and path.suffix.lower() != ".xlsx":
        return Reason("un nom en .xlsx", f"{_SAVE_AS}, ou le renommer s’il l’est déjà")
    if _EXCEL in names:
        remedy = "recopier ses lignes, feuille par feuille, dans un classeur fait par « modele » ou « exporter »"
        return Reason("le classeur de Vigie, ou celui d’un producteur tel qu’il est publié", remedy)
    return Reason("un classeur .xlsx", _SAVE_AS) if _OPENDOCUMENT in names else None


def _spreadsheet_by_name(path: Path) -> Reason | None:
    return Reason("un classeur .xlsx", _SAVE_AS) if path.suffix.lower() in _SPREADSHEETS else None


def _head(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


_JUDGES: Final[tuple[Callable[[Path], Reason | None], ...]] = (_lock, _empty, _old_excel, _zip, _spreadsheet_by_name)
