"""What a publication adds to a base: new facts, new versions of known ones, and nothing that is already there.

Nothing is overwritten.  A fact told again with other words is a new version under a key of its own, with its own two
clocks; the queries keep the last one (``data.queries.latest``).  A row told again alike changes nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, Table, select

from data.intake.cells import Row, TypedData, Values
from data.intake.clocks import ranking, surely_after
from data.intake.faults import Fault, Place, fault_at
from data.intake.files import OF_THE_BASE, numbers_its_rows
from data.intake.merge_words import TOLD, Revision, not_a_version, one_fact_twice, one_key_twice, revision, shown
from data.schema import metadata
from data.tables.base import OWN_KEY, identity_columns

_VERSION: Final = re.compile(r"~(\d+)$")
_WHERE: Final = frozenset({"source_id", "passage"})
Key = tuple[object, ...]


@dataclass
class Merge:
    """Rows to add, by table, and what became of the others."""

    added: dict[str, list[Row]] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    revised: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def count(self) -> dict[str, int]:
        """Rows added, by table, tables without any left out."""
        return {name: len(rows) for name, rows in self.added.items() if rows}


def rows_of_base(connection: Connection, name: str) -> dict[str, list[Row]]:
    """Every row of the base that files fill, by table, in the order of the keys.

    Args:
        connection: to the base.
        name: of the base, for the place of its rows in faults.
    """
    found: dict[str, list[Row]] = {}
    for table in metadata.sorted_tables:
        if table.name in OF_THE_BASE:
            continue
        records = connection.execute(select(table).order_by(*table.primary_key)).mappings()
        found[table.name] = [Row(Place(name, 0, table.name), dict(record)) for record in records]
    return found


def merged(current: Mapping[str, list[Row]], incoming: TypedData) -> Merge:
    """What ``incoming`` adds to ``current``.

    Args:
        current: rows of the base, by table.
        incoming: typed rows of the files; keys of numbered tables are given anew.
    """
    merge = Merge()
    for table in metadata.sorted_tables:
        rows = incoming.rows.get(table.name)
        if rows:
            add = _add_numbered if numbers_its_rows(table) else _add_keyed
            add(table, current.get(table.name, []), rows, merge)
    return merge


def _content(table: Table, values: Values) -> Key:
    """All that a row says, its own key and the clocks of this base left out."""
    return tuple(values[column.name] for column in table.columns if column.name not in TOLD)


def _without_date(table: Table, values: Values) -> Key:
    """What a later edition confirms when it says it again: an observation alike is no revision, whoever repeats it."""
    left_out = TOLD | {"connu_le"} | (_WHERE if "serie_id" in identity_columns(table) else frozenset())
    return tuple(values[column.name] for column in table.columns if column.name not in left_out)


def fact_of(table: Table, values: Values) -> Key | None:
    """What names the fact that a row is a version of; None in a table that has one version of each."""
    names = identity_columns(table)
    if names == (OWN_KEY,):
        return (family(str(values["id"])),)
    return tuple(values[name] for name in names) if names else None


def last_version(rows: Sequence[Row]) -> Row:
    """The version of one fact that is shown, as ``data.queries.latest`` keeps it."""
    rank = ranking(row.values for row in rows)
    return max(rows, key=lambda row: rank(row.values))


def _add_numbered(table: Table, current: list[Row], rows: list[Row], merge: Merge) -> None:
    """Tables whose key means nothing: a row is known by what it says."""
    said = {_content(table, row.values) for row in current}
    versions = _byfact_of(table, current)
    last_words = {_content(table, last_version(known).values) for known in versions.values()}
    told = {
        (row.place.file, fact_of(table, row.values), row.values.get("connu_le")): row
        for row in rows
        if _content(table, row.values) in last_words
    }
    number = max((int(str(row.values["id"])) for row in current), default=0)
    for row in rows:
        identity = fact_of(table, row.values)
        earlier = versions.get(identity, []) if identity is not None else []
        content = _content(table, row.values)
        last = last_version(earlier).values if earlier else None
        unchanged = last is not None and _without_date(table, last) == _without_date(table, row.values)
        if content in said or unchanged:
            merge.known[table.name] = merge.known.get(table.name, 0) + 1
            merge.warnings.extend(_superseded(table, row, earlier, rows))
            continue
        said.add(content)
        if identity is not None:
            other = told.setdefault((row.place.file, identity, row.values.get("connu_le")), row)
            if other is not row:
                merge.faults.append(one_fact_twice(table, row, other.place))
                continue
        number += 1
        new = Row(row.place, {**row.values, "id": number})
        if earlier:
            merge.revised[table.name] = merge.revised.get(table.name, 0) + 1
            merge.revisions.append(revision(table, new, last_version(earlier)))
            merge.warnings.extend(_late(table, new, earlier))
        if identity is not None:
            versions.setdefault(identity, []).append(new)
        merge.added.setdefault(table.name, []).append(new)


def _byfact_of(table: Table, rows: list[Row]) -> dict[Key | None, list[Row]]:
    found: dict[Key | None, list[Row]] = {}
    for row in rows:
        identity = fact_of(table, row.values)
        if identity is not None:
            found.setdefault(identity, []).append(row)
    return found


def family(key: str) -> str:
    """Key of the first version of a fact: « plie-2001-etat » of « plie-2001-etat~2 »."""
    return _VERSION.sub("", key)


def _add_keyed(table: Table, current: list[Row], rows: list[Row], merge: Merge) -> None:
    """Tables with a readable key: the same key names the same fact, its versions are told apart by a number."""
    versions: dict[str, list[Row]] = {}
    for row in current:
        versions.setdefault(family(str(row.values["id"])), []).append(row)
    told: dict[object, Row] = {}
    facts = _byfact_of(table, current)
    contents = {_content(table, row.values) for row in current}
    copied = {(row.place.file, row.values["id"]): row.place for row in rows if _content(table, row.values) in contents}
    for row in rows:
        key = family(str(row.values["id"]))
        earlier = versions.setdefault(key, [])
        content = _content(table, row.values)
        if any(_content(table, one.values) == content for one in earlier):
            merge.known[table.name] = merge.known.get(table.name, 0) + 1
            merge.warnings.extend(_superseded(table, row, earlier, rows))
            continue
        # A line copied in an export, whose key was left: taken for a revision, it would hide the figure it copies.
        other = copied.get((row.place.file, row.values["id"]), told.setdefault(row.values["id"], row).place)
        if other != row.place:
            merge.faults.append(one_key_twice(row, other))
            continue
        faults = list(not_a_version(table, row, _last_known(table, earlier))) if earlier else []
        if faults:
            merge.faults.extend(faults)
            continue
        new = Row(row.place, {**row.values, "id": _next_key(key, earlier)}) if earlier else row
        same = facts.setdefault(fact_of(table, row.values), []) if identity_columns(table) else []
        if not earlier:
            told_twice = any(one.place.line and one.values["connu_le"] == new.values["connu_le"] for one in same)
            (merge.faults if told_twice else merge.warnings).extend(_takes_the_place(new, same))
        if same:
            merge.revised[table.name] = merge.revised.get(table.name, 0) + 1
            merge.revisions.append(revision(table, new, last_version(same)))
            merge.warnings.extend(_late(table, new, same))
        earlier.append(new)
        same.append(new)
        merge.added.setdefault(table.name, []).append(new)


def _takes_the_place(new: Row, same: list[Row]) -> Iterator[Fault]:
    """Two keys for one fact: the screen keeps one of them, and that is rarely meant."""
    if same:
        key = last_version(same).values["id"]
        expected = f"un fait que la base ne connaît pas : « {key} » dit déjà le même, celui-ci en devient une version"
        remedy = f"rien si c’est voulu ; sinon, distinguer l’objet ou l’auteur des deux lignes de « {key} »"
        yield fault_at(new.place, "id", str(new.values["id"]), expected, remedy)


def _next_key(key: str, earlier: list[Row]) -> str:
    numbers = [int(told[1]) for row in earlier if (told := _VERSION.search(str(row.values["id"])))]
    return f"{key}~{max([1, *numbers]) + 1}"


def _last_known(table: Table, rows: list[Row]) -> Row:
    return last_version(rows) if "charge_le" in table.c else rows[-1]


def _superseded(table: Table, row: Row, versions: Sequence[Row], rows: Sequence[Row]) -> Iterator[Fault]:
    """A former version told again, as recent as the one that is shown: whoever wants it back must be told it is not."""
    if "connu_le" not in table.c or not versions:
        return
    last = last_version(versions)
    shown, told = _without_date(table, last.values), _without_date(table, row.values)
    if shown == told or surely_after(str(last.values["connu_le"]), str(row.values["connu_le"])):
        return
    # The files tell both: an old edition beside the new one.
    if any(_content(table, one.values) == _content(table, last.values) for one in rows):
        return
    names = [column.name for column in table.columns if last.values[column.name] != row.values[column.name]]
    changed = [name for name in names if name not in TOLD]
    expected = f"{_listed(last, changed)}, que la base montre : ceci est une version d’avant, que rien n’ajoute"
    remedy = "rien si c’est un ancien fichier ; pour la rétablir, la redire avec sa date « connu le » du jour"
    yield fault_at(row.place, ", ".join(changed), _listed(row, changed), expected, remedy)


def _listed(row: Row, names: Sequence[str]) -> str:
    # A figure by cluster may be secret, and warnings stay in the journal.
    if row.values.get("cluster_id") is not None:
        return "une autre version"
    return ", ".join(f"« {shown(row.values[name])} »" for name in names)


def _late(table: Table, new: Row, earlier: Sequence[Row]) -> Iterator[Fault]:
    """A version older than the one that is shown stays behind it: true, and worth a word."""
    if "connu_au_plus_tard" not in table.c:
        return
    last = last_version([*earlier, new])
    if last is not new:
        expected = f"une date d’au moins {shown(last.values['connu_le'])}, celle de la version montrée"
        remedy = "rien si la source est plus ancienne : la version montrée reste la plus récente"
        yield fault_at(new.place, "connu_le", shown(new.values["connu_le"]), expected, remedy)
