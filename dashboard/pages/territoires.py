"""The followed territories, each with its portrait."""

from typing import Final

import pandas as pd

from components.block import FACT, Block, Table, TableColumn, View
from components.territoires import portraits
from components.wording import guides_territoires as guides
from components.wording import territoires as wording
from dashboard.epci import followed_epci
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.provenance import sources
from dashboard.situation import first_of
from data.engine import Reader
from data.model.portrait import POPULATION, last_values
from data.queries import known_from
from data.queries.portrait import valeurs_select


def view(read: Reader, _filters: Filters) -> View:
    """A link to each portrait, with the population of each territory."""
    followed = followed_epci(read)
    if not followed:
        return View(message=wording.NO_EPCI, lead=wording.NO_EPCI_ADVICE)
    last = last_values(read(valeurs_select([epci.id for epci in followed])))
    people = last[last["indicateur_id"] == POPULATION].drop_duplicates("territoire_id", keep="last")
    counted = people.set_index("territoire_id")[["valeur", FACT]].to_dict("index")
    told = [(epci, counted.get(epci.id, {"valeur": None, FACT: ""})) for epci in followed]
    entries = [(epci.siren, epci.nom, epci.couleur, one["valeur"], one[FACT]) for epci, one in told]
    frame = pd.DataFrame(
        {
            "territoire": [epci.nom for epci in followed],
            "population": pd.array([one["valeur"] for _, one in told], dtype="Float64"),
            FACT: [one[FACT] for _, one in told],
        }
    )
    return View(
        message=wording.list_message(len(followed)),
        blocks=(
            Block(
                "liste",
                wording.SUBJECT_LIST,
                wording.NOT_RANKED,
                body=portraits(entries),
                table=Table(
                    frame,
                    (
                        TableColumn("territoire", wording.COLUMNS["territoire"]),
                        TableColumn("population", wording.COLUMNS["population"], "nombre"),
                    ),
                    wording.CAPTIONS["liste"],
                ),
                sources=sources(read, people) if len(people) else (),
                wide=True,
            ),
        ),
    )


PAGE: Final = Page(
    key="territoires",
    path="/territoires",
    title=wording.TITLE,
    nav=wording.NAV,
    view=view,
    guide=guides.TERRITOIRES,
    known_from=first_of(lambda _filters: known_from.anything_select()),
)
