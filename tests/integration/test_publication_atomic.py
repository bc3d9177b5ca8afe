"""Whatever happens to a publication, and whoever else publishes: the old state or the new one, whole."""

import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from data.intake.archives import CURRENT
from data.intake.cli import main
from data.intake.commands.parser import BUSY, OK, UNREACHABLE
from data.intake.swap import successor
from data.intake.targets import target_url
from tests.published import fingerprint, journal, quarter

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20

PUBLISHES = """
import sys
from data.intake.cli import main
sys.exit(main(sys.argv[1:], {}))
"""


def publish_and_leave(url: str, file: Path, said: Path) -> None:
    """What a forked process runs: a publication, whose faults go to a file."""
    with (
        said.open("w") as faults,
        Path(os.devnull).open("w") as nowhere,
        redirect_stderr(faults),
        redirect_stdout(nowhere),
    ):
        code = main(["publier", str(file), "--vers", url, "--par", "essai"], {})
    sys.exit(code)


class Publisher:
    """A process forked from one that has imported all, so that it publishes from its first moment."""

    def __init__(self, url: str, file: Path) -> None:
        self._said = file.with_suffix(".dit")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self._process = context.Process(target=publish_and_leave, args=(url, file, self._said))
        self._process.start()

    def kill(self) -> None:
        """As ``kill -9`` does."""
        self._process.kill()

    def finish(self) -> tuple[int | None, str]:
        """How it ended, and what it said of it."""
        self._process.join(120)
        return self._process.exitcode, self._said.read_text() if self._said.exists() else ""


@contextmanager
def held(url: str) -> Iterator[None]:
    """A publication that lasts as long as the block, and fails."""
    with suppress(ZeroDivisionError), successor(target_url(url), of=CURRENT):
        yield
        raise ZeroDivisionError


def left_beside(url: str) -> set[str]:
    """Names beside an SQLite base, other than itself."""
    path = Path(str(target_url(url).database))
    return {other.name for other in path.parent.iterdir()} - {path.name}


def time_of_a_publication(url: str, file: Path) -> float:
    start = time.monotonic()
    assert Publisher(url, file).finish() == (OK, "")
    return time.monotonic() - start


def test_a_publisher_killed_at_any_moment_leaves_a_whole_state(writable_base: str, tmp_path: Path):
    # The first one may have to start the fork server too.
    lasts = [time_of_a_publication(writable_base, quarter(tmp_path, valeur=value)) for value in ("8.0", "8.1")][-1]
    moments = random.Random(2026)
    interrupted = 0
    after, entries = fingerprint(writable_base), len(journal(writable_base))
    for kill in range(KILLS):
        before = after
        publisher = Publisher(writable_base, quarter(tmp_path, valeur=f"9.{kill}1"))
        time.sleep(moments.uniform(0, lasts))
        publisher.kill()
        assert publisher.finish()[0] in {OK, -signal.SIGKILL}
        # Checks that the base, its journal and its rows agree.
        after = fingerprint(writable_base)
        published = len(journal(writable_base)) - entries
        assert published == (after != before)
        entries += published
        interrupted += not published
    time_of_a_publication(writable_base, quarter(tmp_path, valeur="7.0"))
    if writable_base.startswith("sqlite"):
        assert left_beside(writable_base) == {"vigie.sqlite.archives"}
    assert interrupted > 0


@pytest.mark.parametrize("limit", [100_000, 1_000_000, 4_000_000])
def test_a_disk_that_fills_up_leaves_the_old_state(base_sqlite: Path, tmp_path: Path, limit: int):
    path = tmp_path / "base" / "vigie.sqlite"
    path.parent.mkdir()
    shutil.copy(base_sqlite, path)
    assert limit < path.stat().st_size
    url = f"sqlite:///{path}"
    before = path.read_bytes()
    command = [sys.executable, "-c", PUBLISHES, "publier", str(quarter(tmp_path)), "--vers", url]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == UNREACHABLE, done.stderr
    assert "Rien n’a été changé" in done.stderr
    assert path.read_bytes() == before
    assert left_beside(url) == set()


def test_two_publishers_at_once_both_publish_one_after_the_other(writable_base: str, tmp_path: Path):
    files = [quarter(tmp_path / name, periode=f"2026-{name}") for name in ("T1", "T2", "T3")]
    together = [Publisher(writable_base, file) for file in files]
    assert [publisher.finish() for publisher in together] == [(OK, "")] * 3
    assert [number for number, _ in journal(writable_base)] == [1, 2, 3, 4]
    fingerprint(writable_base)


@pytest.mark.parametrize("seconds", ["0", "1"])
def test_a_publisher_that_waited_enough_is_refused(
    writable_base: str, tmp_path: Path, seconds: str, capsys: pytest.CaptureFixture[str]
):
    command = ["publier", str(quarter(tmp_path)), "--vers", writable_base]
    with held(writable_base):
        assert main([*command, "--attente", seconds], {}) == BUSY
    assert "une autre publication tient cette base" in capsys.readouterr().err
    assert journal(writable_base) == [(1, "construction")]
    assert main(command, {}) == OK


def test_the_base_keeps_its_owner_and_its_rights(base_sqlite: Path, tmp_path: Path):
    path = tmp_path / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    path.chmod(0o640)
    assert main(["publier", str(quarter(tmp_path)), "--vers", f"sqlite:///{path}"], {}) == OK
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_to_the_base_still_leads_to_it(base_sqlite: Path, tmp_path: Path):
    path, link = tmp_path / "vraie.sqlite", tmp_path / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    link.symlink_to(path)
    assert main(["publier", str(quarter(tmp_path)), "--vers", f"sqlite:///{link}"], {}) == OK
    assert link.is_symlink()
    assert len(journal(f"sqlite:///{path}")) == 2


def test_archives_without_hard_links_are_copies(base_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError

    path = tmp_path / "vigie.sqlite"
    shutil.copy(base_sqlite, path)
    before = path.read_bytes()
    monkeypatch.setattr(os, "link", refuse)
    assert main(["publier", str(quarter(tmp_path)), "--vers", f"sqlite:///{path}"], {}) == OK
    (kept,) = (tmp_path / "vigie.sqlite.archives").iterdir()
    assert kept.read_bytes() == before


@pytest.mark.postgresql
def test_the_reader_reads_the_new_state_and_never_the_archives(postgresql_admin: str, tmp_path: Path):
    from data.intake.build import build
    from data.intake.roles import create_roles
    from tests.conftest import BUILT, new_database

    with new_database(postgresql_admin) as address:
        url = address.render_as_string(hide_password=False)
        owner = create_engine(target_url(url), poolclass=NullPool)
        with owner.begin() as connection:
            create_roles(connection, "vigie")
        build(url, now=BUILT)
        assert main(["publier", str(quarter(tmp_path)), "--vers", url], {}) == OK
        reading = create_engine(target_url(url).set(username="vigie_lecture"), poolclass=NullPool)
        with reading.connect() as connection:
            assert connection.scalar(text("SELECT max(id) FROM publication")) == 2
            rights = "SELECT has_schema_privilege('vigie_archive_1', 'USAGE')"
            assert connection.scalar(text(rights)) is False
        for engine in (owner, reading):
            engine.dispose()
