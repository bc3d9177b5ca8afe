"""The examples of the guide are files that the importers accept."""

import re
import tomllib
from pathlib import Path

import pytest

from data.engine import Reader
from data.intake.official import IMPORTERS
from data.intake.official.base_rows import Known
from data.intake.official.mapping import read_rules
from data.intake.official.scdl_budget import GRAMMAR as BUDGET_GRAMMAR
from data.intake.official.scdl_budget import OPTIONAL as BUDGET_OPTIONAL
from data.intake.official.scdl_budget import WANTED as BUDGET_WANTED
from data.intake.official.scdl_subventions import GRAMMAR, OPTIONAL, WANTED
from data.intake.official.sidecar import read_sidecar

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "alimenter-scdl.md").read_text(encoding="utf-8")
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


def test_a_layout_known_by_its_description_says_so():
    doubtful = {
        importer.key for importer in IMPORTERS if "non vérifié" in importer.layout.replace("vérifiée", "vérifié")
    }
    assert {"scdl-budget", "scdl-subventions", "decoupage-administratif"} <= doubtful
    assert "fonds-vert" not in doubtful


def test_importers_have_their_own_keys():
    keys = [importer.key for importer in IMPORTERS]
    assert len(set(keys)) == len(keys)
