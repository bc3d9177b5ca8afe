"""What stands beside the rates of the Emploi page: EPCI without a rate, the promise in words, the other measure."""

from dataclasses import replace

import pandas as pd

from components.block import FACT, Block, Table, TableColumn, Way
from components.facts import COUNT, joined
from components.wording import emploi as rates_wording
from components.wording import emploi_contexte as wording
from components.wording.shell import CONTESTED, status
from dashboard.blocks.emploi_scope import Facts, Scope, measured
from dashboard.provenance import sources
from data.engine import Reader
from data.model.dates import last_day, parts
from data.model.evolution import last_perimeters
from data.model.periodes import quarter_of
from data.queries import emploi
from data.queries.territoires import communes_of_zones_select


def epci_block(read: Reader, scope: Scope) -> Block:
    """No rate exists for an EPCI: the zones that hold its communes, most communes first, and how many."""
    totals = scope.held.groupby("siren")["communes"].sum()
    shares: dict[tuple[str, str], list[str]] = {}
    ordered = scope.held.sort_values("communes", ascending=False, kind="stable")
    for row in ordered.to_dict("records"):
        told = wording.zone_share(str(row["epci"]), int(row["communes"]), int(totals[row["siren"]]))
        shares.setdefault((str(row["zone"]), str(row["nom_zone"])), []).append(told)
    if not shares:
        return Block("epci", wording.EPCI_TITLE, wording.EPCI_MESSAGE, void=wording.EPCI_VOID)
    links = read(communes_of_zones_select([epci.siren for epci in scope.epci]))
    counted = links[links["genre"] == "zone_emploi"].groupby("zone")[FACT]
    facts = {str(code): joined(own, COUNT) for code, own in counted}
    ways = tuple(
        Way(
            name,
            f"/emploi{replace(scope.filters, zone=code).to_query(('epci', 'zone'))}",
            wording.zone_shares(told),
            facts[code],
        )
        for (code, name), told in shares.items()
    )
    return Block(
        "epci",
        wording.EPCI_TITLE,
        wording.EPCI_MESSAGE,
        ways=ways,
        sources=sources(read, links),
        limits=(wording.NEAREST,),
    )


def _moments(known: str, due: object, last: str) -> list[str]:
    """Quarters that a promise asks to look at: when it was known, when it is due, the last one known.

    A year alone says no quarter in which a promise was known; a due year ends with its last quarter.
    """
    dated = [known] if parts(known)[1] is not None else []
    dated += [due] if isinstance(due, str) else []
    return sorted({last, *(period for period in (quarter_of(last_day(one)) for one in dated) if period <= last)})


def _promise_rows(scope: Scope, facts: Facts) -> list[tuple[str, str, str, str, str | None, str]]:
    """What was promised, what was claimed, what is computed: (words, figure, when, nature, known, facts)."""
    rows: list[tuple[str, str, str, str, str | None, str]] = []
    for row in facts.promises.to_dict("records"):
        figure = wording.TARGET_IN_WORDS if row["mesurable"] else wording.NO_TARGET
        rows.append(
            (
                row["libelle"],
                figure,
                wording.due(row["echeance"]),
                wording.state(row["etat"]),
                row["connu_le"],
                row["fait"],
            )
        )
    for row in facts.claims.to_dict("records"):
        standing = status(row["statut"], illustrative=bool(row["illustratif"]))
        figure, nature = wording.claimed(row), f"{standing}, {CONTESTED}" if row["conteste"] else standing
        said = wording.said_by(row["libelle"], row["nom_court"])
        rows.append((said, figure, row["periode"], nature, row["connu_le"], row["fait"]))
    return [*rows, *_computed_rows(scope, facts)]


def _computed_rows(scope: Scope, facts: Facts) -> list[tuple[str, str, str, str, str | None, str]]:
    rows = []
    country = facts.rates.country
    wanted: dict[tuple[str, str], None] = {}
    for row in facts.promises.to_dict("records"):
        known = facts.rates.periods((emploi.ZONES, f"zone_emploi:{row['zone']}"))
        for period in _moments(str(row["connu_le"]), row["echeance"], known[-1]) if known else []:
            wanted.setdefault((str(row["zone"]), period))
    for code, period in sorted(wanted):
        zone = next(one for one in scope.zones if one.code == code)
        gap = facts.rates.gap((emploi.ZONES, zone.id), period)
        figure = wording.computed_points(gap.difference, rates_wording.reason(gap.reason or "inconnu"))
        lines = [(emploi.ZONES, zone.id), *([facts.rates.national] if facts.rates.national is not None else [])]
        made = pd.concat([measured(facts, line, [period]) for line in lines])
        known_at = str(made["connu_le"].max()) if len(made) else None
        words = wording.computed(zone.nom_court, country)
        rows.append((words, figure, period, wording.COMPUTED, known_at, joined(made["fait"])))
    return rows


def promise_block(read: Reader, scope: Scope, facts: Facts) -> Block | None:
    """The promise in words and dates, and what the series says at these; no target.  None without a promise."""
    if facts.promises.empty:
        return None
    names = ("dit", "chiffre", "quand", "nature", "connu", FACT)
    frame = pd.DataFrame(_promise_rows(scope, facts), columns=list(names))
    frame["quand"] = [wording.when(one) for one in frame["quand"]]
    columns = (
        TableColumn("dit", wording.SAID),
        TableColumn("chiffre", wording.FIGURE),
        TableColumn("quand", wording.WHEN),
        TableColumn("nature", wording.NATURE),
        TableColumn("connu", wording.KNOWN, "date"),
    )
    claims = [wording.starting_gap(wording.claimed(row)) for row in facts.claims.to_dict("records")]
    places = [epci.nom for epci in scope.epci if epci.siren in set(facts.promises["siren"])]
    return Block(
        key="promesse",
        title=wording.PROMISE_TITLE,
        message=wording.promise_message(len(facts.promises), measurable=bool(facts.promises["mesurable"].any())),
        table=Table(frame, columns, wording.PROMISE_TITLE, records=True),
        sources=sources(read, facts.promises, facts.claims),
        limits=(wording.NO_LINE, *claims, *(wording.not_the_zone(place) for place in places)),
    )


def bit_block(read: Reader, scope: Scope, facts: Facts) -> Block:
    """The national rate in the sense of the ILO, apart: one row a year, its four quarters."""
    known = last_perimeters(scope.within(facts.bit).dropna(subset=["valeur"]), "periode")
    if known.empty:
        return Block("bit", wording.BIT_TITLE, wording.BIT_TITLE, void=wording.BIT_VOID)
    last = known.sort_values("periode").iloc[-1]
    quarters = known.assign(trimestre=known["periode"].str[-2:])
    wide = quarters.pivot(index="annee", columns="trimestre", values="valeur").reindex(columns=list(wording.QUARTERS))
    wide = wide.sort_index(ascending=False)
    frame = wide.reset_index().assign(
        annee=[str(year) for year in wide.index],
        **{FACT: quarters.groupby("annee")["fait"].apply(joined).reindex(wide.index).tolist()},
    )
    columns = (
        TableColumn("annee", wording.YEAR),
        *(TableColumn(name, name, "pourcent") for name in wording.QUARTERS),
    )
    flags = {
        rates_wording.flag_words(flag): sorted(own["periode"])
        for flag, own in known.dropna(subset=["drapeau"]).groupby("drapeau")
    }
    years = int(known["annee"].min()), int(known["annee"].max())
    return Block(
        key="bit",
        title=wording.BIT_TITLE,
        message=wording.bit_message(str(last["nom_court"]), str(last["periode"]), float(last["valeur"])),
        table=Table(frame, columns, wording.bit_caption(*years)),
        sources=sources(read, known),
        limits=(wording.BIT_RULE, *facts.definition(emploi.BIT), *wording.flags(flags), *facts.note(emploi.BIT)),
    )
