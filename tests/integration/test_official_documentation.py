"""The examples of the guide are files that the importers accept."""

import re
import tomllib
from pathlib import Path

import pytest

from data.engine import Reader
from data.intake.cli import main
from data.intake.official import IMPORTERS
from data.intake.official.base_rows import Known
from data.intake.official.mapping import read_rules
from data.intake.official.scdl_budget import GRAMMAR as BUDGET_GRAMMAR
from data.intake.official.scdl_budget import OPTIONAL as BUDGET_OPTIONAL
from data.intake.official.scdl_budget import WANTED as BUDGET_WANTED
from data.intake.official.scdl_subventions import GRAMMAR, OPTIONAL, WANTED
from data.intake.official.sidecar import read_sidecar

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "alimenter-scdl.md").read_text(encoding="utf-8")
UNCHECKED = "non vérifié sur un fichier officiel"
EXAMPLES = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_of_the_guide_has_no_fault(text: str, read: Reader, tmp_path: Path):
    grant = "dispositif" in tomllib.loads(text)
    wanted, optional, grammar = (
        (WANTED, OPTIONAL, GRAMMAR) if grant else (BUDGET_WANTED, BUDGET_OPTIONAL, BUDGET_GRAMMAR)
    )
    (tmp_path / "fichier.csv.toml").write_text(text, encoding="utf-8")
    side = read_sidecar(tmp_path / "fichier.csv", wanted, optional)
    rules = read_rules(tmp_path / "fichier.csv", side, grammar, Known(read))
    assert [str(fault) for fault in side.faults] == []
    assert len(rules) == text.count("[[regle]]")


def test_the_guide_explains_every_key_and_criterion():
    for name in (*BUDGET_OPTIONAL, *BUDGET_GRAMMAR.criteria, *BUDGET_GRAMMAR.targets, *OPTIONAL, *GRAMMAR.criteria):
        assert name in GUIDE, name


@pytest.mark.parametrize("command", ["verifier", "publier"])
def test_the_help_says_of_each_layout_whether_it_was_checked_on_an_official_file(
    command: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit):
        main([command, "--aide"])
    said = " ".join(capsys.readouterr().out.replace("\u202f", " ").split())
    for importer in IMPORTERS:
        own = said.partition(f"{importer.key}: ")[2].partition(importer.standing.replace("\u202f", " "))
        assert own[1], importer.key
        assert " ".join(importer.label.split()) in own[0]


def test_the_layouts_known_by_their_description_only():
    assert {importer.key for importer in IMPORTERS if importer.checked_on is None} == {
        "insee-side",
        "insee-flores",
        "insee-dossier-complet",
        "scdl-budget",
        "scdl-subventions",
        "decoupage-administratif",
    }
    assert all(importer.checked_on or importer.standing == UNCHECKED for importer in IMPORTERS)
    assert not any("vérifié" in importer.layout for importer in IMPORTERS)


def test_the_guide_of_insee_files_says_of_each_what_the_importer_says():
    guide = (DOCS / "alimenter-officiel.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row for row in guide.splitlines() if row.startswith("| `insee-")}
    assert set(rows) == {importer.key for importer in IMPORTERS if importer.key.startswith("insee-")}
    for importer in IMPORTERS:
        if importer.key in rows:
            assert importer.standing in rows[importer.key]


def test_importers_have_their_own_keys():
    keys = [importer.key for importer in IMPORTERS]
    assert len(set(keys)) == len(keys)
