"""Attributes that Python's keyword syntax cannot write."""

from typing import Any


def labelled(name: str) -> dict[str, Any]:
    """Name given to assistive technologies, to spread into a component."""
    return {"aria-label": name}


def polite() -> dict[str, Any]:
    """Live region announced when the reader pauses."""
    return {"aria-live": "polite"}
