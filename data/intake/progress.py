"""A progress bar while a file is read; nothing where nobody watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from data.intake.incoming import Progress


@contextmanager
def reading_bar(path: Path) -> Iterator[Progress]:
    """Bar on the error output, by bytes read; silent when that output is no terminal."""
    size = path.stat().st_size
    # Told to stay silent by None, tqdm asks the output itself.
    with tqdm(total=size, desc=path.name, unit="o", unit_scale=True, disable=None, leave=False) as bar:

        def progress(read: int) -> None:
            bar.update(min(read, size) - bar.n)

        yield progress
