"""Brotli and gzip forms beside each file, kept from one build to the next."""

import gzip
import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

TEXT_EXTENSIONS = frozenset({".css", ".ico", ".js", ".json", ".svg", ".txt"})
# As in WhiteNoise's own command: a form that spares less than this is not worth a second file.
WORTHWHILE = 0.95
FORMS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda content: bytes(brotli.compress(content, quality=11)),
    # A date in the header would make two builds of the same file differ.
    ".gz": lambda content: gzip.compress(content, 9, mtime=0),
}


def compressed(content: bytes, extension: str, cache: Path) -> Path:
    """Return the file of the cache that holds the compressed form, made if needed."""
    path = cache / f"{hashlib.sha256(content).hexdigest()}{extension}"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f"{extension}.{os.getpid()}")
        unfinished.write_bytes(FORMS[extension](content))
        unfinished.replace(path)
    return path


def write_form(path: Path, extension: str, cache: Path) -> None:
    """Write one compressed form beside a file, with the file's date, if it is worth it."""
    content = path.read_bytes()
    form = compressed(content, extension, cache)
    if form.stat().st_size < WORTHWHILE * len(content):
        target = path.with_name(path.name + extension)
        shutil.copyfile(form, target)
        date = path.stat().st_mtime
        os.utime(target, (date, date))


def compress_all(paths: Iterable[Path], cache: Path) -> None:
    """Write the compressed forms of every text file, on all processors."""
    texts = [path for path in paths if path.suffix in TEXT_EXTENSIONS]
    # The longest first, so that the last one does not keep a single processor busy.
    texts.sort(key=lambda path: path.stat().st_size, reverse=True)
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        tasks = [pool.submit(write_form, path, extension, cache) for path in texts for extension in FORMS]
        for task in tasks:
            task.result()
