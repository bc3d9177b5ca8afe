"""Blocks of the portrait of a territory."""

import pandas as pd

from components import formats
from components.block import FACT, Block, Kind, Table, TableColumn
from components.facts import PER_THOUSAND, joined
from components.figures import territoires as figures
from components.territoires import communes
from components.wording import territoires as wording
from components.wording.claims import claim_author
from dashboard.blocks.portrait_known import Known
from dashboard.provenance import sources


def _columns(*columns: tuple[str, Kind]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(name, wording.COLUMNS[name], kind) for name, kind in columns)


def _table(frame: pd.DataFrame, key: str, *columns: tuple[str, Kind]) -> Table:
    names = [name for name, _ in columns]
    kept = [*names, FACT] if FACT in frame else names
    return Table(frame[kept], _columns(*columns), wording.CAPTIONS[key], records=True)


def _written(frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame.to_dict("records")
    return frame.assign(
        valeur=[wording.value(row["valeur"], str(row["unite"])) for row in rows],
        periode=[formats.partial_date(str(row["periode"])) for row in rows],
        statut=[wording.statut(row) for row in rows],
        echelle=[wording.at_scale(str(row["territoire"]), str(row["territoire_type"])) for row in rows],
    )


def compared_block(known: Known) -> Block:
    """Rates of the followed territories on one axis, none ranked."""
    frame = known.compared
    if frame.empty:
        return Block("comparaison", wording.SUBJECT_COMPARED, wording.NOTHING_COMPARED, void=wording.COMPARED_VOID)
    colours = {epci.id: epci.couleur for epci in known.followed}
    frame = frame.assign(
        propre=frame["territoire_id"] == known.row["id"],
        couleur=frame["territoire_id"].map(colours),
        fait=[joined(pair, PER_THOUSAND) for pair in frame[[FACT, "population_fait"]].to_numpy()],
    )
    table = frame.assign(
        periode=[formats.partial_date(str(one)) for one in frame["periode"]],
        population_de=[formats.partial_date(str(one)) for one in frame["population_de"]],
    )
    rows = [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]
    return Block(
        "comparaison",
        wording.SUBJECT_COMPARED,
        wording.compared_message(known.name, rows),
        figure=figures.strips(frame),
        table=_table(
            table,
            "comparaison",
            ("indicateur", "texte"),
            ("territoire", "texte"),
            ("pour_mille", "decimal"),
            ("periode", "texte"),
            ("population_de", "texte"),
        ),
        sources=sources(known.read, frame),
        limits=(wording.NOT_RANKED, wording.SAME_FIELD),
        height=figures.height(frame["indicateur"].nunique()),
    )


def values_block(known: Known) -> Block:
    """Every indicator known for the territory itself."""
    if known.own.empty:
        void = wording.NOTHING_KNOWN_VOID
        return Block("indicateurs", wording.SUBJECT_VALUES, wording.NOTHING_KNOWN, void=void)
    return Block(
        "indicateurs",
        wording.SUBJECT_VALUES,
        wording.values_message(known.own["indicateur_id"].nunique()),
        table=_table(
            _written(known.own),
            "indicateurs",
            ("indicateur", "texte"),
            ("valeur", "texte"),
            ("periode", "texte"),
            ("statut", "texte"),
        ),
        sources=sources(known.read, known.own),
    )


def larger_block(known: Known) -> Block:
    """What is known at a larger scale only, with that scale."""
    if known.larger.empty:
        return Block("plus-large", wording.SUBJECT_LARGER, wording.NOTHING_LARGER, limits=(wording.LARGER_LIMIT,))
    return Block(
        "plus-large",
        wording.SUBJECT_LARGER,
        wording.larger_message(list(dict.fromkeys(known.larger["indicateur"]))),
        table=_table(
            _written(known.larger),
            "plus-large",
            ("indicateur", "texte"),
            ("echelle", "texte"),
            ("valeur", "texte"),
            ("periode", "texte"),
        ),
        sources=sources(known.read, known.larger),
        limits=(wording.LARGER_LIMIT,),
    )


def told_block(known: Known) -> Block:
    """Figures that someone told of the territory."""
    if known.claims.empty:
        return Block("avances", wording.SUBJECT_TOLD, wording.NOTHING_TOLD)
    claims = known.claims.iloc[::-1]
    rows = claims.to_dict("records")
    frame = claims.assign(
        valeur=[wording.told_value(row) for row in rows],
        auteur=[claim_author(row) for row in rows],
        statut=[wording.statut(row) for row in rows],
    )
    return Block(
        "avances",
        wording.SUBJECT_TOLD,
        wording.told_message(len(frame)),
        table=_table(
            frame,
            "avances",
            ("libelle", "texte"),
            ("valeur", "texte"),
            ("periode", "texte"),
            ("auteur", "texte"),
            ("statut", "texte"),
            ("connu_le", "date"),
        ),
        sources=sources(known.read, known.claims),
        limits=(wording.TOLD_LIMIT,),
        wide=True,
    )


def members_block(known: Known) -> Block:
    """Communes by date, and the perimeters that the sources tell."""
    perimeters = [str(name) for name in known.perimeters.loc[known.perimeters["nb_communes"].notna(), "libelle"]]
    if known.communes.empty:
        return Block("membres", wording.SUBJECT_MEMBERS, wording.NO_MEMBERS, void=wording.NO_MEMBERS_VOID)
    rows = known.communes.to_dict("records")
    facts = [joined([row["population_fait"], row[FACT]]) for row in rows]
    entries = [
        (str(row["nom"]), row["population"], None if formats.is_missing(row["fin"]) else str(row["fin"]), fact)
        for row, fact in zip(rows, facts, strict=True)
    ]
    return Block(
        "membres",
        wording.SUBJECT_MEMBERS,
        wording.members_message(len(known.present), perimeters),
        body=communes(entries),
        table=_table(
            known.communes.assign(fait=facts),
            "membres",
            ("nom", "texte"),
            ("population", "nombre"),
            ("debut", "date"),
            ("fin", "date"),
        ),
        sources=sources(known.read, known.communes),
        limits=(wording.PERIMETER_LIMIT,) if len(perimeters) > 1 else (),
        wide=True,
    )


def around_block(known: Known) -> Block:
    """What contains the territory."""
    if known.around.empty:
        void = wording.NOTHING_AROUND_VOID
        return Block("autour", wording.SUBJECT_AROUND, wording.NOTHING_AROUND, void=void)
    total = len(known.present)
    frame = known.around.assign(
        territoire=known.around["nom_court"],
        type=[wording.SCALES.get(str(kind), str(kind)) for kind in known.around["type"]],
        communes=[wording.communes_of(count, total) for count in known.around["communes"]],
        periode=[
            wording.period(start, end) for start, end in zip(known.around["debut"], known.around["fin"], strict=True)
        ],
    )
    return Block(
        "autour",
        wording.SUBJECT_AROUND,
        wording.around_message(len(frame)),
        table=_table(
            frame, "autour", ("territoire", "texte"), ("type", "texte"), ("communes", "texte"), ("periode", "texte")
        ),
        sources=sources(known.read, known.around),
        limits=(wording.PETR_LIMIT,),
        wide=True,
    )


def programmes_block(known: Known) -> Block:
    """Programmes of the territory, then those of what contains it."""
    frame = known.programmes
    if frame.empty:
        return Block("programmes", wording.SUBJECT_PROGRAMMES, wording.NO_PROGRAMME)
    own = int((frame["territoire"] == known.name).sum())
    told = frame.assign(
        programme=frame["nom"],
        porte_par=frame["territoire"],
        periode=[wording.period(start, end) for start, end in zip(frame["debut"], frame["fin"], strict=True)],
    )
    return Block(
        "programmes",
        wording.SUBJECT_PROGRAMMES,
        wording.programmes_message(own, len(frame) - own),
        table=_table(told, "programmes", ("programme", "texte"), ("porte_par", "texte"), ("periode", "texte")),
        sources=sources(known.read, frame),
    )
