"""Every component id, once."""

from typing import Final

URL: Final = "adresse"
STATE: Final = "etat"
HOME: Final = "accueil"
CONTENT: Final = "contenu"
ANNOUNCE: Final = "annonce"
NEWS: Final = "nouvelles"


def nav_link(page_key: str) -> str:
    """Link of a page in the navigation."""
    return f"nav-{page_key}"


def view(page_key: str) -> str:
    """Container of what a filter change replaces; it says that an answer is awaited."""
    return f"vue-{page_key}"


def tree(page_key: str) -> str:
    """What that container shows."""
    return f"arbre-{page_key}"


def page_state(page_key: str) -> str:
    """What a filter change tells the frame; inside the page, so that opening it does not fire its filters."""
    return f"etat-{page_key}"


def control(page_key: str, filter_key: str) -> str:
    """Filter of a page."""
    return f"filtre-{page_key}-{filter_key}"


def filters_line(page_key: str) -> str:
    """Line that says what every filter of a page is set to."""
    return f"filtres-{page_key}"
