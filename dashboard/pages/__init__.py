"""The one registration of pages, in the order of the navigation."""

from typing import Final

from dashboard.page import Page
from dashboard.pages import (
    action,
    budget,
    clusters,
    creations,
    emploi,
    plan_actions,
    programme,
    programmes,
    promesses,
    sources,
    synthese,
    territoire,
    territoires,
)

PAGES: Final[tuple[Page, ...]] = (
    synthese.PAGE,
    budget.PAGE,
    clusters.PAGE,
    creations.PAGE,
    emploi.PAGE,
    plan_actions.PAGE,
    action.PAGE,
    promesses.PAGE,
    programmes.PAGE,
    programme.PAGE,
    territoires.PAGE,
    territoire.PAGE,
    sources.PAGE,
)
