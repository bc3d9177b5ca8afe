"""Official text files as they come: encoding, separator, decimal mark and dates are found and said, never assumed.

A ZIP is read as the text file that it holds.  Nothing is held in memory but a buffer, however long the file.
"""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any, Final

from data.intake.faults import Fault

Line = tuple[int, list[str]]
"""Line of the file, counted from 1 with the header, and its cells."""

_SEPARATORS: Final = {";": "« ; »", ",": "« , »", "\t": "tabulation", "|": "« | »"}
_CHUNK: Final = 1 << 20
_SAMPLE: Final = 200
_UNDATED_ZIP: Final = date(1980, 1, 1)
_OF_ZIP: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)

_COMMA: Final = re.compile(r"-?[\d\s]+,\d+")
_POINT: Final = re.compile(r"-?\d+\.\d+")
_FRENCH_DAY: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{4}\b.*")
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\b.*")


class UnreadableFileError(Exception):
    """The file cannot be read further; ``fault`` says where and what to do."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


@dataclass
class TextFile:
    """A file of separated cells, open: its rows are read once, in order.

    Attributes:
        name: for faults: « dossier_complet.zip », never its folder.
        said: how it is read, one French piece each, for ``Incoming.said``.
        rows: every row under the header, blank ones left out; raises ``UnreadableFileError`` where reading breaks.
        faults: rows set aside because they have not as many cells as the header, known once ``rows`` is spent.
        inside: file of the ZIP that is read; empty outside a ZIP.
        packed: day written in the ZIP for that file, if any.
    """

    name: str
    encoding: str
    separator: str
    header: list[str]
    said: list[str]
    rows: Iterator[Line] = field(default_factory=lambda: iter(()))
    faults: list[Fault] = field(default_factory=list)
    inside: str = ""
    packed: date | None = None


@contextmanager
def open_text(
    path: Path, *, progress: Callable[[int], None] | None = None, member: str = "", ragged: bool = False
) -> Iterator[TextFile]:
    """Opens a text file, or the one that a ZIP holds, whatever its encoding and separator.

    Args:
        path: the file.
        progress: told the bytes of ``path`` read so far.
        member: pattern that the name of the wanted file of a ZIP matches, when it holds several.
        ragged: rows may have fewer or more cells than the first one.

    Raises:
        UnreadableFileError: the file is missing, is a broken ZIP, or holds no text.
    """
    name = path.name
    try:
        encoding = _encoding(path, member)
        with _opened(path, member, progress) as (stream, inside, packed):
            text = io.TextIOWrapper(stream, encoding=encoding, newline="")
            separator, first = _first_line(text)
            reader = csv.reader(chain([first], text), delimiter=separator, strict=True)
            file = TextFile(name, encoding, separator, [], [], inside=inside, packed=packed)
            file.header = [cell.strip() for cell in next(reader, [])]
            rows = _rows(reader, file, ragged=ragged)
            sample = list(islice(rows, _SAMPLE))
            file.said = _told(file, sample)
            file.rows = chain(sample, rows)
            if not any(file.header):
                raise _unreadable(name, 1, "une ligne d’en-tête", "reprendre le fichier chez le producteur")
            yield file
    except OSError as error:
        raise _unreadable(name, 0, "un fichier lisible", f"vérifier son chemin ({error.strerror})") from error
    except UnicodeDecodeError as error:
        remedy = f"l’enregistrer en « CSV UTF-8 » (octet {error.object[error.start]:#04x} illisible)"
        raise _unreadable(name, 0, "un texte en UTF-8 ou en Windows-1252", remedy) from error
    except _OF_ZIP as error:
        raise _unreadable(name, 0, "un ZIP entier", "le télécharger de nouveau : il est coupé ou abîmé") from error


def looks_like(path: Path, recognise: Callable[[list[str]], bool], *, member: str = "") -> bool:
    """Whether the first row of a file is the wanted one; False when it cannot be read."""
    try:
        with _opened(path, member, None) as (stream, _, _):
            head = stream.read(_CHUNK // 16)
        text = head.decode("utf-8-sig" if _is_utf8(head) else "cp1252", errors="replace")
        separator, first = _first_line(io.StringIO(text, newline=""))
        return recognise([cell.strip() for cell in next(csv.reader([first], delimiter=separator), [])])
    except (OSError, UnreadableFileError, csv.Error, *_OF_ZIP):
        return False


def _unreadable(name: str, line: int, expected: str, remedy: str) -> UnreadableFileError:
    return UnreadableFileError(Fault(name, line, "", "", expected, remedy))


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _encoding(path: Path, member: str) -> str:
    """Found on the whole file: the first accent of a national file may stand after millions of rows."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _opened(path, member, None) as (stream, _, _):
        start = stream.read(_CHUNK)
        chunk = start
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = stream.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            if b"\0" in start:
                raise _unreadable(path.name, 0, "un fichier de texte", "choisir le CSV du producteur") from None
            return "cp1252"
    return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"


@contextmanager
def _opened(
    path: Path, member: str, progress: Callable[[int], None] | None
) -> Iterator[tuple[IO[bytes], str, date | None]]:
    with path.open("rb") as raw:
        stream: IO[bytes] = raw if progress is None else io.BufferedReader(_Watched(raw, progress), _CHUNK)
        if not zipfile.is_zipfile(raw):
            if path.suffix.lower() == ".zip":
                raise zipfile.BadZipFile(path.name)
            raw.seek(0)
            yield stream, "", None
            return
        with zipfile.ZipFile(stream) as archive:
            entry = _entry(archive, path.name, member)
            packed = date(*entry.date_time[:3])
            with archive.open(entry) as inside:
                yield inside, entry.filename, packed if packed > _UNDATED_ZIP else None


def _entry(archive: zipfile.ZipFile, name: str, member: str) -> zipfile.ZipInfo:
    """The wanted file of a ZIP: the longest table, for the others describe it."""
    texts = [entry for entry in archive.infolist() if entry.filename.lower().endswith((".csv", ".txt"))]
    wanted = [entry for entry in texts if re.search(member, entry.filename, re.IGNORECASE)] or texts
    if not wanted:
        raise _unreadable(name, 0, "un ZIP qui contient un CSV", "choisir le téléchargement « CSV » du producteur")
    return max(wanted, key=lambda entry: entry.file_size)


class _Watched(io.RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, raw: IO[bytes], progress: Callable[[int], None]) -> None:
        self._raw = raw
        self._progress = progress

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  the buffer protocol has no type before Python 3.12
        content = self._raw.read(len(buffer))
        buffer[: len(content)] = content
        self._progress(self._raw.tell())
        return len(content)


def _first_line(text: io.TextIOBase) -> tuple[str, str]:
    first = text.readline()
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_SEPARATORS, key=bare.count), first


def _rows(reader: Any, file: TextFile, *, ragged: bool) -> Iterator[Line]:  # noqa: ANN401  csv hides its own type
    width, end = len(file.header), reader.line_num
    try:
        for cells in reader:
            line, end = end + 1, reader.line_num
            if len(cells) == width or (ragged and cells):
                yield line, cells
            elif any(cells):
                seen, expected = f"{len(cells)} cellules", f"{width} cellules, comme l’en-tête"
                file.faults.append(Fault(file.name, line, "", seen, expected, "revoir les séparateurs et guillemets"))
    except csv.Error as error:
        expected = f"des cellules séparées par {_SEPARATORS[file.separator]}"
        remedy = "revoir les guillemets de cette ligne, ou télécharger de nouveau le fichier s’il est coupé là"
        raise _unreadable(file.name, end + 1, expected, remedy) from error


def _told(file: TextFile, sample: list[Line]) -> list[str]:
    names = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 avec BOM", "cp1252": "Windows-1252"}
    said = [names[file.encoding], f"séparateur {_SEPARATORS[file.separator]}"]
    seen: Counter[str] = Counter()
    for _, cells in sample:
        for cell in cells:
            for label, pattern in _FORMS.items():
                seen[label] += bool(pattern.fullmatch(cell))
    said += [label for label in _FORMS if seen[label]]
    if file.inside:
        said.append(f"fichier « {Path(file.inside).name} » du ZIP")
    return said


_FORMS: Final = {
    "décimales à la virgule": _COMMA,
    "décimales au point": _POINT,
    "dates JJ/MM/AAAA": _FRENCH_DAY,
    "dates AAAA-MM-JJ": _ISO_DAY,
}
