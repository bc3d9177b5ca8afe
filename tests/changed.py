"""A base like another one but for what a test changes in it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data.engine import Reader, read_only_engine, reader


@contextmanager
def changed(base: Path, folder: Path, *statements: str) -> Iterator[Reader]:
    """Reader of a copy of ``base`` in ``folder``, after some SQL statements."""
    path = folder / "changee.sqlite"
    shutil.copy(base, path)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    engine = read_only_engine(f"sqlite:///{path}")
    yield reader(engine)
    engine.dispose()
