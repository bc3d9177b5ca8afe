"""A pytest plugin that breaks one rule of the product on purpose, in memory: `pytest -p tests.mutants`, VIGIE_MUTANT=….

A test of a trap is worth something only if it fails once the rule it guards is gone.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Final

import pytest

VARIABLE: Final = "VIGIE_MUTANT"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One rule taken away.

    Attributes:
        trap: number of the trap that the rule guards (docs/pieges.md).
        module: where the rule is written.
        rule: its text there, found once.
        broken: what stands in its place.
        tests: file whose tests of that trap must fail.
    """

    trap: int
    module: str
    rule: str
    broken: str
    tests: str


MUTANTS: Final = {
    "claims-add-up": Mutant(
        1,
        "data.model.affirmations",
        'raise RivalClaimsError("une affirmation ne s’additionne, ne se moyenne ni ne se multiplie")',
        "return sum(each.number if isinstance(each, Said) else each for each in _operands)",
        "tests/unit/test_affirmations.py",
    ),
    "verdict-before-five-years": Mutant(
        2,
        "data.model.maturite",
        '("age", value.moment < moment(verdict_date(origine)))',
        '("age", False)',
        "tests/unit/test_clusters_bande.py",
    ),
    "two-points-become-a-target": Mutant(
        5,
        "components.figures.rates",
        "    figure.update_yaxes(zeroline=True",
        "    figure.add_hline(y=2)\n    figure.update_yaxes(zeroline=True",
        "tests/unit/test_emploi_figures.py",
    ),
    "francs-read-as-euros": Mutant(
        7,
        "components.wording.budget_parts",
        'if montant is None or devise in (None, "EUR"):',
        'if montant is None or devise in (None, "EUR", "FRF"):',
        "tests/unit/test_budget_screen.py",
    ),
    "a-change-crosses-a-break": Mutant(
        10,
        "data.model.evolution",
        "        if refusal is not None:\n            return refusal\n",
        "",
        "tests/unit/test_creations_evolution.py",
    ),
    "a-petr-is-added-to-its-epci": Mutant(
        12,
        "data.model.territoires",
        "if len(kinds) > 1 or twice or (len(territoires) > 1 and not kinds <= PARTS):",
        "if twice:",
        "tests/unit/test_territoires_sums.py",
    ),
    "absent-from-a-vote-abstains": Mutant(
        16,
        "data.model.votes",
        '((1, "presents_ou_representes"), (-1, "sans_prendre_part"))',
        '((1, "presents_ou_representes"),)',
        "tests/unit/test_votes.py",
    ),
    "about-forty-becomes-forty": Mutant(
        21,
        "components.wording.clusters_members",
        'reserve = "" if is_missing(row["qualificatif"]) else str(row["qualificatif"])',
        'reserve = ""',
        "tests/unit/test_clusters_figures.py",
    ),
}
"""Rules taken away, by name."""


class _Loader(SourceFileLoader):
    def __init__(self, spec: ModuleSpec, mutant: Mutant) -> None:
        super().__init__(spec.name, str(spec.origin))
        self._mutant = mutant

    def exec_module(self, module: ModuleType) -> None:
        """Run the module as it would be without the rule; neither read nor write compiled code."""
        source = self.get_data(self.path).decode()
        if source.count(self._mutant.rule) != 1:
            raise AssertionError(f"{self._mutant.module} no longer holds this rule once: {self._mutant.rule}")
        code = compile(source.replace(self._mutant.rule, self._mutant.broken), self.path, "exec", dont_inherit=True)
        exec(code, module.__dict__)


@dataclass(frozen=True, slots=True)
class _Finder(MetaPathFinder):
    mutant: Mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The broken module in place of the real one; nothing for any other."""
        spec = PathFinder.find_spec(fullname, path, target) if fullname == self.mutant.module else None
        if spec is not None:
            spec.loader = _Loader(spec, self.mutant)
        return spec


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Break the rule that the environment names, before anything imports it."""
    mutant = MUTANTS[os.environ[VARIABLE]]
    if mutant.module in sys.modules:
        raise AssertionError(f"{mutant.module} is already imported: too late to break it")
    sys.meta_path.insert(0, _Finder(mutant))
