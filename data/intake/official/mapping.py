"""The rules that tie the lines of a file to what only the territory knows: its axes, its funders, its own territories.

They are written in TOML, in ``<file>.toml`` or in a file that it names (``correspondance``), shared by several years:

    [[regle]]
    fonction = "6*"
    axe = "ti-2019-1"

Criteria of one rule hold together; a list of patterns is a choice.  Patterns are those of file names: ``*``, ``?``,
``[1-3]``, ``[!2]``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from data.intake.faults import Fault
from data.intake.official.base_rows import Known, folded
from data.intake.official.sidecar import Sidecar, near_remedy, read_toml

RULES: Final = "regle"
SHARED: Final = "correspondance"
OUT: Final = "hors_programme"

TABLES: Final = {
    "programme": "programme",
    "axe": "axe",
    "action": "action",
    "financeur": "financeur",
    "territoire": "territoire",
    "auteur_id": "acteur",
}
"""Table where the value of each target must be."""


@dataclass(frozen=True)
class Rule:
    """One rule: where it is written, what a line must be, and what is then said of it."""

    file: str
    number: int
    line: int
    criteria: Mapping[str, tuple[str, ...]]
    targets: Mapping[str, str]

    def matches(self, values: Mapping[str, str]) -> bool:
        """Whether a line is of this rule; neither case nor accents count."""
        return all(
            any(fnmatchcase(folded(values.get(name, "")), pattern) for pattern in patterns)
            for name, patterns in self.criteria.items()
        )

    def __str__(self) -> str:
        return f"règle {self.number} ({self.file}, ligne {self.line})"


@dataclass(frozen=True)
class Grammar:
    """What the rules of a layout may speak of.

    Attributes:
        criteria: names that a rule may test.
        targets: names that a rule may set.
        numbers: targets that are whole numbers.
    """

    criteria: Sequence[str]
    targets: Sequence[str]
    numbers: frozenset[str] = frozenset()


@dataclass
class Mapped:
    """Rule of each line, and the lines that two rules claim, told once for each pair of rules."""

    rules: Sequence[Rule]
    disputed: dict[tuple[int, ...], list[tuple[int, str]]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def rule(self, line: int, values: Mapping[str, str], said: Callable[[], str]) -> Rule | None:
        """The rule of a line, if any; a line that several claim has none."""
        found = [rule for rule in self.rules if rule.matches(values)]
        self.used.update(rule.number for rule in found)
        if len(found) > 1:
            self.disputed.setdefault(tuple(rule.number for rule in found), []).append((line, said()))
        return found[0] if len(found) == 1 else None

    def faults(self, file: str) -> Iterable[Fault]:
        """One fault for each set of rules that claim the same lines."""
        by_number = {rule.number: rule for rule in self.rules}
        for numbers, lines in self.disputed.items():
            line, seen = lines[0]
            more = f" et {len(lines) - 1} autres lignes" if len(lines) > 1 else ""
            claims = ", ".join(str(by_number[number]) for number in numbers)
            yield Fault(file, line, "", f"{seen}{more}", "une seule règle par ligne", f"préciser l’une de : {claims}")

    def idle(self) -> Iterable[Fault]:
        """Rules that took no line: a mistyped pattern is not seen otherwise."""
        for rule in self.rules:
            if rule.number not in self.used:
                seen = ", ".join(f"{name} = {' ou '.join(patterns)}" for name, patterns in rule.criteria.items())
                expected = f"une ligne au moins du fichier pour la règle {rule.number}"
                yield Fault(
                    rule.file, rule.line, RULES, seen, expected, "rien si ce fichier n’en a pas, sinon corriger"
                )


def read_rules(path: Path, side: Sidecar, grammar: Grammar, known: Known) -> tuple[Rule, ...]:
    """Rules of the sidecar of ``path``, those of the shared file first; faults go to ``side``."""
    rules = list(_shared_rules(path, side, grammar, known))
    rules += _rules(side, side.values, grammar, known, first=len(rules) + 1)
    return tuple(rules)


def check_reference(side: Sidecar, key: str, value: str, known: Known, *, line: int | None = None) -> bool:
    """Whether the base knows what a key names; a fault with the nearest name otherwise."""
    table = TABLES[key]
    ids = known.ids(table)
    if value in ids:
        return True
    expected = f"un identifiant de la table « {table} »"
    remedy = near_remedy(value, ids, "l’ajouter d’abord à la base ou corriger")
    side.fault(key, value, expected, remedy, line=side.line(key, value) if line is None else line)
    return False


def _shared_rules(path: Path, side: Sidecar, grammar: Grammar, known: Known) -> list[Rule]:
    name = side.said(SHARED)
    if not name:
        return []
    shared = Sidecar(name)
    content = read_toml(path.parent / name, shared)
    if content is None:
        expected = "un fichier de règles placé dans le même dossier"
        side.fault(SHARED, name, expected, "corriger le nom ou y déposer ce fichier", line=side.line(SHARED))
        return []
    for key in content:
        if key != RULES:
            shared.fault(
                key, key, f"des règles [[{RULES}]] seulement", "déplacer cette clé à côté du fichier de données"
            )
    found = _rules(shared, content, grammar, known, first=1)
    side.faults.extend(shared.faults)
    return found


def _rules(side: Sidecar, content: Mapping[str, Any], grammar: Grammar, known: Known, first: int) -> list[Rule]:
    written = content.get(RULES, [])
    if not isinstance(written, list) or not all(isinstance(one, dict) for one in written):
        side.fault(RULES, "", f"des rubriques [[{RULES}]]", f"écrire [[{RULES}]] entre doubles crochets")
        return []
    lines = [number for number, text in enumerate(side.text.splitlines(), 1) if text.strip().startswith(f"[[{RULES}]]")]
    places = lines if len(lines) == len(written) else [0] * len(written)
    rules = [
        _rule(side, one, grammar, known, number, line)
        for number, (one, line) in enumerate(zip(written, places, strict=True), start=first)
    ]
    return [rule for rule in rules if rule is not None]


def _rule(side: Sidecar, one: Mapping[str, Any], grammar: Grammar, known: Known, number: int, line: int) -> Rule | None:
    before = len(side.faults)
    criteria = {name: _patterns(value) for name, value in one.items() if name in grammar.criteria}
    targets = {name: _target(value) for name, value in one.items() if name in grammar.targets}
    names = [*grammar.criteria, *grammar.targets]
    for name in one:
        if name not in names:
            remedy = near_remedy(name, names, "la retirer")
            side.fault(name, name, "une clé parmi " + ", ".join(names), remedy, line=side.line(name, after=line))
    if not criteria or not all(criteria.values()):
        expected = "un critère au moins parmi " + ", ".join(grammar.criteria)
        side.fault(RULES, f"règle {number}", expected, 'écrire par exemple : fonction = "6*"', line=line)
    if not targets:
        expected = "ce à quoi la règle relie : " + ", ".join(grammar.targets)
        side.fault(RULES, f"règle {number}", expected, 'écrire par exemple : axe = "…"', line=line)
    for name, value in targets.items():
        _check_target(side, name, value, grammar, known, line)
    _check_agreement(side, targets, known, number, line)
    return Rule(side.name, number, line, criteria, targets) if len(side.faults) == before else None


def _check_target(side: Sidecar, name: str, value: str, grammar: Grammar, known: Known, line: int) -> None:
    where = side.line(name, value, after=line)
    if name in TABLES:
        check_reference(side, name, value, known, line=where)
    elif name in grammar.numbers and not value.isdigit():
        side.fault(name, value, "un nombre entier", "l’écrire en chiffres", line=where)
    elif name == OUT and value != "oui":
        side.fault(name, value, "true", "écrire hors_programme = true, ou retirer la clé", line=where)


def _check_agreement(side: Sidecar, targets: Mapping[str, str], known: Known, number: int, line: int) -> None:
    if OUT in targets and len(targets) > 1:
        side.fault(OUT, f"règle {number}", "rien d’autre à côté de hors_programme", "garder l’un ou l’autre", line=line)
    programme = targets.get("programme")
    for name, programmes in (("axe", known.programme_of_axe), ("action", known.programme_of_action)):
        owner = programmes.get(targets.get(name, ""))
        if programme and owner and owner != programme:
            expected = f"un identifiant du programme « {programme} », que la même règle nomme"
            remedy = f'écrire programme = "{owner}" ou retirer cette ligne'
            side.fault(name, targets[name], expected, remedy, line=side.line(name, targets[name], after=line))


def _patterns(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(folded(str(one)) for one in values if isinstance(one, str | int) and not isinstance(one, bool))


def _target(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(value)
