"""French typography and French words: what is wrong in a text that a reader reads."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

NBSP: Final = "\u00a0"
NNBSP: Final = "\u202f"
# What stands for a value that is only known when the sentence is said; it behaves as a letter.
VALUE: Final = "\ue000"

_RULES: Final[dict[str, re.Pattern[str]]] = {
    "apostrophe droite": re.compile(r"'"),
    "guillemet droit": re.compile(r'"'),
    "guillemet anglais": re.compile(r"[“”„]"),
    "points de suspension en trois signes": re.compile(r"\.\.\."),
    "espace fine insécable attendue avant « ; ! ? »": re.compile(rf"[^\s!?…(][;!?]|[ {NBSP}\n][;!?]|^[;!?]."),
    "espace fine insécable attendue avant « % € »": re.compile(rf"[\d{VALUE}][%€]|[ {NBSP}\n][%€]"),
    "espace insécable attendue avant « : »": re.compile(r"[^\s]:(?=\s|$)|[ \n]:"),
    "espace insécable attendue après « « »": re.compile(rf"«(?![{NBSP}{NNBSP}])"),
    "espace insécable attendue avant « » »": re.compile(rf"(?<![{NBSP}{NNBSP}])»"),
    "milliers attendus en groupes séparés d’une espace fine": re.compile(rf"\d[ {NBSP}.]\d{{3}}(?!\d)"),
    "milliers attendus en groupes": re.compile(r"(?<![\w.,/@-])[1-9]\d{4,}(?![\w-])"),
    "deux espaces": re.compile(r"  "),
    "espace avant une virgule ou un point": re.compile(rf"[ {NBSP}{NNBSP}][,.](?=\s|$)"),
}
# Words of interfaces, none of which is also French as it is written here.
_ENGLISH: Final = re.compile(
    r"\b(?:loading|updating|error|select|search|clear|close|next|previous|more|less|download|upload|dashboard|settings|"
    r"show|hide|all|none|yes|no data|please|click|undo|redo|reset|save|cancel|open|toggle|zoom in|zoom out|autoscale|"
    r"share|reload|retry|warning|failed|success|help|back|home|menu item|trace|undefined|nan|null|true|false)\b",
    re.IGNORECASE,
)


def faults(text: str) -> list[str]:
    """What is wrong in a text; an empty list when nothing is."""
    found = [f"{name} : {_around(text, seen)}" for name, rule in _RULES.items() if (seen := rule.search(text))]
    english = _ENGLISH.search(text)
    return [*found, f"mot anglais : {_around(text, english)}"] if english else found


def _around(text: str, seen: re.Match[str]) -> str:
    return repr(text[max(0, seen.start() - 30) : seen.end() + 30])


def constants(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string that a module says: values inside a sentence become ``VALUE``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unread = _unread(tree)
    for node in ast.walk(tree):
        if id(node) in unread:
            continue
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_part(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _unread(tree: ast.AST) -> set[int]:
    """Docstrings, patterns, keys of mappings, and the pieces of sentences that are read whole."""
    hidden: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            hidden.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            hidden.update(id(part) for part in node.values)
            hidden.update(id(inner) for part in node.values for inner in ast.walk(part) if _is_format(inner))
        elif isinstance(node, ast.Dict | ast.Subscript):
            keys = node.keys if isinstance(node, ast.Dict) else [node.slice]
            hidden.update(id(key) for key in keys if key is not None)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            hidden.update(id(part) for part in ast.walk(node))
    return hidden


def _is_format(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr)


_NAMED: Final = {"NNBSP": NNBSP, "NBSP": NBSP, "COLON": f"{NNBSP}:", "SEMICOLON": f"{NNBSP};"}


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    if isinstance(part, ast.FormattedValue):
        return _NAMED.get(ast.unparse(part.value).removeprefix("f."), VALUE)
    return VALUE
