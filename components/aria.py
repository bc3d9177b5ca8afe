"""Attributes that Python's keyword syntax cannot write."""

from typing import Any, Final

SILENT: Final[dict[str, Any]] = {"aria-hidden": "true"}
"""For what words beside it already say; to spread into a component."""


def aria(**values: str) -> dict[str, Any]:
    """Attributes of assistive technologies, without their prefix."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """Attributes that scripts read, without their prefix."""
    return {f"data-{name}": value for name, value in values.items()}


def labelled(name: str) -> dict[str, Any]:
    """Name given to assistive technologies, to spread into a component."""
    return {"aria-label": name}


def polite() -> dict[str, Any]:
    """Live region announced when the reader pauses."""
    return {"aria-live": "polite"}


def expanded(*, unfolded: bool) -> dict[str, Any]:
    """State of a button that folds what follows it."""
    return {"aria-expanded": "true" if unfolded else "false"}


def column_name(name: str) -> dict[str, Any]:
    """Name of its column, that a cell shows beside its value where rows stand as records."""
    return {"data-libelle": name}
