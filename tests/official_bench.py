"""An official file against a base: read by its importer, typed and merged as a publication does."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, create_engine, event, insert, select

from data.engine import read_only_engine, reader
from data.intake.cells import TypedData, type_table
from data.intake.faults import Fault
from data.intake.files import RawData
from data.intake.incoming import Importer, Incoming
from data.intake.merge import Merge, merged, rows_of_base
from data.intake.rules import schema_faults
from data.schema import metadata

LOADED = datetime(2026, 11, 25, 6, 0)  # noqa: DTZ001  the column is UTC without saying so
OPENDATA = Path(__file__).resolve().parents[2] / "shared" / "opendata"


@dataclass
class Bench:
    """A copy of a base that tests may write in."""

    path: Path
    moment: datetime = LOADED

    @classmethod
    def on(cls, base: Path, folder: Path) -> "Bench":
        """A bench on a copy of ``base``."""
        return cls(Path(shutil.copy(base, folder / "banc.sqlite")))

    def read(self, importer: Importer, path: Path) -> Incoming:
        """What the importer makes of the file."""
        engine = read_only_engine(f"sqlite:///{self.path}")
        try:
            return importer.read(path, reader(engine), lambda _: None)
        finally:
            engine.dispose()

    def merge(self, incoming: Incoming) -> Merge:
        """What the file would add; the rows must be sound."""
        assert [str(fault) for fault in incoming.faults] == []
        typed = TypedData()
        raw = RawData(rows=incoming.rows)
        for table in metadata.sorted_tables:
            if table.name in incoming.rows:
                type_table(table, raw, self.moment, typed)
        with self._opened() as connection:
            merge = merged(rows_of_base(connection, "base"), typed)
        assert [str(fault) for fault in [*typed.faults, *merge.faults]] == []
        return merge

    def publish(self, importer: Importer, path: Path) -> Merge:
        """Adds what the file brings, then checks the rules of the schema on the tables that it touches."""
        merge = self.merge(self.read(importer, path))
        with self._opened() as connection:
            for table in metadata.sorted_tables:
                rows = merge.added.get(table.name)
                if rows:
                    connection.execute(insert(table), [row.values for row in rows])
            touched = {name: rows for name, rows in rows_of_base(connection, "base").items() if merge.added.get(name)}
        # References are held by the engine.
        checked = TypedData(rows=touched, partly_read=set(metadata.tables) - set(touched))
        assert [str(fault) for fault in schema_faults(checked, metadata)] == []
        self.moment = self.moment.replace(hour=self.moment.hour + 1)
        return merge

    def count(self, table: Table) -> int:
        """Rows of a table."""
        with self._opened() as connection:
            return len(connection.execute(select(table)).all())

    @contextmanager
    def _opened(self) -> Iterator[Connection]:
        engine = create_engine(f"sqlite:///{self.path}")
        event.listen(engine, "connect", lambda opened, _: opened.execute("PRAGMA foreign_keys=ON"))
        try:
            with engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()


def told(faults: list[Fault]) -> list[tuple[str, int, str]]:
    """Where faults are: file, line and column."""
    return [(fault.file, fault.line, fault.column) for fault in faults]
