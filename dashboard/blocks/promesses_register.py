"""The register at a day: promises with their states, their proofs, where else they are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from components.block import FACT
from components.facts import joined
from components.formats import is_missing
from components.promesses import Entry
from components.wording import promesses as wording
from dashboard.plans import Row, rows_of
from data.engine import Reader
from data.model import promesses as model
from data.queries import promesses as queries


@dataclass(frozen=True, slots=True)
class Register:
    """Promises of some programmes, in the order of the register; proofs; the same promises made elsewhere.

    ``by_promise`` holds the proofs again, by the promise that they prove.
    """

    today: date
    promises: pd.DataFrame
    proofs: pd.DataFrame
    repeated: pd.DataFrame
    by_promise: Mapping[str, Sequence[Row]]

    def kept(self, programmes: Sequence[str], etats: Sequence[str]) -> "Register":
        """The same with the promises of some programmes, and of some states when any is given."""
        chosen = self.promises["programme_id"].isin(programmes)
        if etats:
            chosen &= self.promises["etat"].isin(etats)
        return replace(self, promises=self.promises[chosen])

    def proofs_of(self, promise: Row) -> Sequence[Row]:
        """Proofs of a promise, oldest first."""
        return self.by_promise.get(str(promise["id"]), ())

    def elements(self, promise: Row) -> tuple[int, int] | None:
        """How many elements of a promise are documented, over how many."""
        told = [(str(proof["portee"]), _whole(proof["nombre"])) for proof in self.proofs_of(promise)]
        return model.documented(_whole(promise["attendu"]), told)

    def due(self, promise: Row) -> str:
        """When a promise is due, in words."""
        dated = isinstance(promise["echeance"], str)
        return wording.due(promise, passed=dated and model.passed(promise["echeance"], self.today))

    def also(self, promise: Row) -> list[tuple[str, str]]:
        """Ids and names of the other programmes that make a promise."""
        rows = rows_of(self.repeated[self.repeated["promesse_id"] == promise["id"]])
        return [(str(row["programme_id"]), str(row["programme"])) for row in rows]

    def entry(self, promise: Row) -> Entry:
        """A promise as the register shows it."""
        state = wording.state(str(promise["etat"]), self.elements(promise))
        return Entry(
            promise, self.proofs_of(promise), self.also(promise), self.due(promise), state, self.facts(promise)
        )

    def facts(self, promise: Row) -> str:
        """What names a promise and its proofs for whoever asks where they come from."""
        return joined(row[FACT] for row in (promise, *self.proofs_of(promise)))

    @property
    def counts(self) -> dict[str, int]:
        """Number of promises in each state; intentions and horizons are no promises."""
        found = model.promised(self.promises)["etat"].value_counts()
        return {str(etat): int(count) for etat, count in found.items()}

    @property
    def apart(self) -> dict[str, int]:
        """Number of intentions and of horizons."""
        found = self.promises.loc[self.promises["nature"] != "promesse", "etat"].value_counts()
        return {str(etat): int(count) for etat, count in found.items()}


def _whole(value: object) -> int | None:
    return None if is_missing(value) else int(str(value))


def register(read: Reader, programmes: Sequence[str], today: date) -> Register:
    """Read the register of some programmes at a day."""
    found = model.states(read(queries.promesses_select(programmes)), today)
    ranks = [(row["programme_ordre"], *model.register_rank(str(row["numero"]))) for row in rows_of(found)]
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    proofs = read(queries.preuves_select(programmes))
    by_promise: dict[str, list[Row]] = {}
    for row in rows_of(proofs):
        by_promise.setdefault(str(row["promesse_id"]), []).append(row)
    return Register(
        today,
        found.iloc[order].reset_index(drop=True),
        proofs,
        read(queries.recurrences_select(programmes)),
        by_promise,
    )
