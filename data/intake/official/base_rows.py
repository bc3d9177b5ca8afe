"""What the base already knows, as the importers of the State and of local authorities need it."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sqlalchemy import Table, select

from data.engine import Reader
from data.queries.latest import latest
from data.schema import metadata
from data.tables.actions import action
from data.tables.base import identity_columns
from data.tables.programmes import axe
from data.tables.references import appartenance

_NOT_ALNUM: Final = re.compile(r"[^A-Z0-9]+")
_SAINTS: Final = {"ST": "SAINT", "STE": "SAINTE"}


@dataclass(frozen=True)
class Known:
    """Rows of the base, read when they are asked for."""

    read: Reader

    def ids(self, table: str) -> frozenset[str]:
        """Keys of a table; of a fact, the one that its versions share."""
        return frozenset(self._ids(table))

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All the rows of a table, every version of a fact among them; missing cells as None."""
        return self._records(select(metadata.tables[table]))

    @cached_property
    def territories(self) -> dict[str, dict[str, Any]]:
        """Territories by key: type, code, nom, nom_court, ordre."""
        return {row["id"]: row for row in self.rows("territoire")}

    @cached_property
    def memberships(self) -> list[dict[str, Any]]:
        """Last version of each membership."""
        return self._last(appartenance)

    def members(self, type_ensemble: str, type_membre: str) -> dict[str, set[str]]:
        """Present members of each territory of a type."""
        found: dict[str, set[str]] = {}
        for link in self.memberships:
            member, whole = link["membre_id"], link["ensemble_id"]
            wanted = whole.startswith(f"{type_ensemble}:") and member.startswith(f"{type_membre}:")
            if wanted and link["fin"] is None:
                found.setdefault(whole, set()).add(member)
        return found

    @cached_property
    def epci_of_commune(self) -> dict[str, str]:
        """Present EPCI of each commune: « commune:80021 » → « epci:248000531 »."""
        return {member: epci for epci, members in self.members("epci", "commune").items() for member in members}

    @cached_property
    def programme_of_axe(self) -> dict[str, str]:
        """Programme of each axis."""
        return {row["id"]: row["programme_id"] for row in self._last(axe)}

    @cached_property
    def programme_of_action(self) -> dict[str, str]:
        """Programme of each action."""
        return {row["id"]: row["programme_id"] for row in self._last(action)}

    @cached_property
    def axe_of_action(self) -> dict[str, str]:
        """Axis of each action, in its last version."""
        return {row["id"]: row["axe_id"] for row in self._last(action)}

    def _ids(self, table: str) -> Iterable[str]:
        held = metadata.tables[table]
        known = latest(held) if identity_columns(held) else held
        return [str(key) for key in self.read(select(known.c.id))["id"]]

    def _last(self, table: Table) -> list[dict[str, Any]]:
        return self._records(select(latest(table)))

    def _records(self, statement: Any) -> list[dict[str, Any]]:  # noqa: ANN401  any Select
        frame = self.read(statement).astype(object)
        return [{str(k): v for k, v in row.items()} for row in frame.where(frame.notna(), None).to_dict("records")]


def folded(text: str) -> str:
    """Text without accents or case, all the rest kept."""
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).casefold()


def plain(name: str) -> str:
    """Name without accents, case or punctuation: « Saint-Quentin » and « ST QUENTIN » are the same."""
    return " ".join(_SAINTS.get(word, word) for word in _NOT_ALNUM.sub(" ", folded(name).upper()).split())
