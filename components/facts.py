"""References to facts: « observation:12 », several joined by « + », the rule that makes one figure of them around."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

JOIN: Final = "+"
MOST: Final = 24
"""Facts that a reference names; it counts the others."""
FRAGMENT: Final = "#fait="

SUM: Final = "somme"
RANGE: Final = "etendue"
RUNNING: Final = "cumul"
COUNT: Final = "compte"
SHARE: Final = "part"
PER_THOUSAND: Final = "pour-1000"
INDEX: Final = "indice"
CHANGE: Final = "evolution"
GAP: Final = "ecart"
BAND: Final = "bande"
COST: Final = "cout-emploi"
RULE: Final = "regle"
"""Rules that make a figure of facts; what each one does is said in components.wording.provenance."""

# With or without room around the sign.
_JOINED: Final = re.compile(r" ?\+ ?")
_MAX_LENGTH: Final = 6000
_RULED: Final = re.compile(r"([a-z0-9-]{1,24})\((.*)\)")
_FACT: Final = re.compile(r"([a-z_]{1,40}):([^\s()+#\x00-\x1f\x7f]{1,160})")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reference names: ``(table, key)`` of each fact, ``others`` that it only counts, ``rule`` or « »."""

    named: tuple[tuple[str, str], ...]
    others: int = 0
    rule: str = ""

    @property
    def count(self) -> int:
        """How many facts make the figure."""
        return len(self.named) + self.others


def parse(text: object) -> Facts | None:
    """Read a reference; None when it names no fact."""
    if not isinstance(text, str) or len(text) > _MAX_LENGTH:
        return None
    ruled = _RULED.fullmatch(text)
    rule, inside = (ruled[1], ruled[2]) if ruled else ("", text)
    parts = _JOINED.split(inside)
    others = parts.pop() if len(parts) > 1 and re.fullmatch("[0-9]{1,6}", parts[-1], re.ASCII) else "0"
    found = [_FACT.fullmatch(part) for part in parts]
    named = tuple((one[1], one[2]) for one in found if one is not None)
    return Facts(named, int(others), rule) if named and len(named) == len(found) else None


def joined(references: Iterable[object], rule: str = "") -> str:
    """One reference of several, each fact once, in order; empty when none of them names a fact.

    Args:
        references: each a reference, whatever its own rule, or nothing.
        rule: that makes the figure of those facts, when it is one.
    """
    read = [known for known in map(parse, references) if known is not None]
    facts = list(dict.fromkeys(f"{table}:{key}" for known in read for table, key in known.named))
    others = sum(known.others for known in read) + max(len(facts) - MOST, 0)
    inside = JOIN.join([*facts[:MOST], *([str(others)] if others else [])])
    alone = rule == SUM and len(facts) == 1 and not others
    return f"{rule}({inside})" if facts and rule and not alone else inside


def href(reference: str) -> str:
    """Address of the panel of a reference, on the page where one is."""
    return f"{FRAGMENT}{quote(reference, safe='+:@~()._-')}"
