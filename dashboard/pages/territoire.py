"""Portrait of one territory, on one page: its members, every indicator, and what is only known more widely."""

from typing import Final

from components.block import View
from components.wording import guides_territoires as guides
from components.wording import territoires as wording
from dashboard.blocks import portrait
from dashboard.blocks.portrait_cards import cards
from dashboard.blocks.portrait_known import read_known
from dashboard.days import day
from dashboard.filters import Filters
from dashboard.page import NotFoundError, Page
from dashboard.situation import first_of
from data.engine import Reader
from data.model.portrait import POPULATION
from data.queries import known_from
from data.queries.portrait import territoire_select


def view(read: Reader, filters: Filters) -> View:
    """The portrait of a followed EPCI.

    Raises:
        NotFoundError: no EPCI has that code.
    """
    found = read(territoire_select(f"epci:{filters.territoire}"))
    if found.empty:
        raise NotFoundError(filters.territoire)
    known = read_known(read, found.to_dict("records")[0])
    people = known.own[known.own["indicateur_id"] == POPULATION].tail(1)
    return View(
        message=wording.message(
            known.name,
            len(known.present) or None,
            None if people.empty else float(people["valeur"].iloc[0]),
            None if people.empty else str(people["periode"].iloc[0]),
        ),
        lead=wording.lead(known.belongs(day(filters))),
        cards=cards(known),
        blocks=(
            portrait.compared_block(known),
            portrait.values_block(known),
            portrait.larger_block(known),
            portrait.programmes_block(known),
            portrait.around_block(known),
            portrait.members_block(known),
            portrait.told_block(known),
        ),
    )


PAGE: Final = Page(
    key="territoire",
    path="/territoires/<territoire>",
    title=wording.PORTRAIT,
    parent="territoires",
    filters=("territoire",),
    view=view,
    guide=guides.TERRITOIRE,
    known_from=first_of(lambda _filters: known_from.anything_select()),
)
