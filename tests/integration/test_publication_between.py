"""Another publication comes in while files are being judged: they are read again against what it left."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from data.intake.publish import publish
from data.intake.swap import successor
from data.queries.latest import latest
from data.tables.finances import ligne_budget
from tests.integration.test_official_scdl_budget import BP, SIDECAR, written
from tests.published import NEXT_DAY, rows

SUCCESSOR = "data.intake.publish.successor"
FIRST = '\n[[regle]]\nfonction = "61*"\naxe = "ti-2019-1"\n'
SECOND = '\n[[regle]]\nfonction = "61*"\naxe = "ti-2019-3"\n'


def test_the_money_of_a_document_is_counted_once_whoever_came_in_between(
    writable_base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the two has its own rules: the second must empty the lines that the first has just written."""
    ours, theirs = tmp_path / "nous", tmp_path / "eux"
    for folder in (ours, theirs):
        folder.mkdir()
    file = written(ours, "bp.csv", BP, SIDECAR + SECOND)
    other = written(theirs, "bp.csv", BP, SIDECAR + FIRST)

    def after_another(*arguments: Any, **options: Any) -> AbstractContextManager[Connection]:
        monkeypatch.setattr(SUCCESSOR, successor)
        publish(writable_base, [other], "eux", now=NEXT_DAY)
        return successor(*arguments, **options)

    monkeypatch.setattr(SUCCESSOR, after_another)
    report = publish(writable_base, [file], "nous", now=NEXT_DAY)
    assert report.number == 3
    line = latest(ligne_budget)
    asked = select(line.c.axe_id, func.sum(line.c.montant)).where(line.c.id.like("budget-%"), line.c.montant > 0)
    told = dict(rows(writable_base, asked.where(line.c.axe_id.is_not(None)).group_by(line.c.axe_id)))
    assert told == {"ti-2019-3": 120000.5}
