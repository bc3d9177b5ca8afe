"""What the database knows of one programme, gathered once, and the block that says what it is."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.block import FACT, Block, Table, TableColumn
from components.formats import is_missing, partial_date
from components.origin import marked
from components.records import Content, definitions
from components.wording import programme as wording
from components.wording import programmes as shared
from dashboard.blocks.budget_scope import Known, read_known
from dashboard.blocks.promesses_register import Register
from dashboard.filters import Filters
from dashboard.plans import Row
from dashboard.provenance import sources
from data.engine import Reader
from data.model.programmes import Standing, standing
from data.queries import fiche_programme as queries


@dataclass(frozen=True, slots=True)
class Fiche:
    """One programme at a day.

    ``register`` is that of every programme, ``own`` its own; ``budget`` is None when the base holds no programme.
    """

    row: Row
    today: date
    whole: Register
    own: Register
    committees: pd.DataFrame
    acts: pd.DataFrame
    budget: Known | None

    @property
    def id(self) -> str:
        """Its code."""
        return str(self.row["id"])

    @property
    def name(self) -> str:
        """Its short name."""
        return str(self.row["nom_court"])

    @property
    def debut(self) -> str | None:
        """Partial date of its start."""
        return text(self.row["debut"])

    @property
    def fin(self) -> str | None:
        """Partial date of its end."""
        return text(self.row["fin"])

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return standing(self.debut, self.fin, text(self.row["qualificatif"]), self.today)

    @property
    def standing_words(self) -> str:
        """The same in words."""
        return shared.standing(self.standing, self.debut, self.fin)


def text(value: object) -> str | None:
    """A cell that may be missing."""
    return None if is_missing(value) else str(value)


def fiche(read: Reader, row: Row, whole: Register, today: date) -> Fiche:
    """Gather a programme (a row of ``fiches_select``)."""
    key = str(row["id"])
    return Fiche(
        row=row,
        today=today,
        whole=whole,
        own=whole.kept([key], ()),
        committees=read(queries.comites_select(key)),
        acts=read(queries.actes_du_programme_select(key)),
        budget=read_known(read, Filters(programme=key)),
    )


def record_block(read: Reader, known: Fiche) -> Block:
    """What the programme is: nature, territory, dates, reserve and place in the source."""
    row = known.row
    nature = str(row["nature"])
    words: list[tuple[str, str | None]] = [
        (wording.NAME, str(row["nom"])),
        (wording.NATURE, shared.nature(nature)),
        (wording.MEANING, shared.MEANINGS[nature]),
        (wording.TERRITORY, str(row["territoire"])),
        (wording.START, None if known.debut is None else partial_date(known.debut)),
        (wording.END, None if known.fin is None else partial_date(known.fin)),
        (wording.STANDING, known.standing_words),
        (wording.RESERVATION, text(row["qualificatif"]) or wording.NO_RESERVATION),
        (wording.AUTHOR, str(row["auteur"])),
        (wording.PLACE, str(row["passage"])),
    ]
    frame = pd.DataFrame(words, columns=["terme", "valeur"])
    drawn: dict[str, Content] = dict(words)
    drawn[wording.NAME] = marked(str(row["nom"]), row[FACT], wording.NAME)
    return Block(
        "fiche",
        wording.SUBJECT_RECORD,
        wording.record_message(shared.NATURES[nature][0], known.standing_words),
        body=definitions(list(drawn.items())),
        table=Table(
            frame.assign(**{FACT: row[FACT]}),
            (TableColumn("terme", wording.TERM), TableColumn("valeur", wording.VALUE)),
            wording.RECORD_CAPTION,
        ),
        sources=sources(read, pd.DataFrame([row])),
        limits=(shared.RULE,),
    )
