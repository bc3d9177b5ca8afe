"""What the budget page knows once its filters are applied: the programme, its lines, and the totals they allow."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.wording import budget as wording
from dashboard.filters import Filters
from data.engine import Reader
from data.model import budget_ladder as ladder
from data.model.budget import Line, Scope, Selection, Total, lines_of, totals
from data.queries import budget as queries
from data.queries.territoires import epci_suivis_select, membres_select


@dataclass(frozen=True, slots=True)
class Programme:
    """The chosen programme and the territory that carries it."""

    id: str
    nom: str
    territoire_type: str
    territoire_code: str
    territoire: str
    members: tuple[tuple[str, str], ...]

    @property
    def epci(self) -> tuple[tuple[str, str], ...]:
        """SIREN and name of the EPCI concerned; empty when the programme is not an EPCI's nor a group's."""
        return ((self.territoire_code, self.territoire),) if self.territoire_type == "epci" else self.members

    @property
    def supplier(self) -> str:
        """Who holds the missing figures."""
        return wording.supplier(self.territoire, self.territoire_type, len(self.members))


@dataclass(frozen=True, slots=True)
class Known:
    """Facts of the page."""

    programme: Programme
    frame: pd.DataFrame
    lines: tuple[Line, ...]
    selection: Selection
    totals: tuple[Total, ...]
    axes: tuple[tuple[str, str], ...]
    chosen: tuple[tuple[str, str], ...]
    annee: int | None
    told: str | None

    @property
    def reference(self) -> Total | None:
        """The total that the page speaks of first."""
        return ladder.reference(self.totals, self.told)

    @property
    def chosen_names(self) -> tuple[str, ...]:
        """Names of the chosen EPCI."""
        return tuple(name for _, name in self.chosen)

    @property
    def outside(self) -> tuple[str, ...]:
        """Names of the chosen EPCI that the programme does not concern."""
        concerned = {siren for siren, _ in self.programme.epci}
        return tuple(name for siren, name in self.chosen if siren not in concerned) if concerned else ()

    @property
    def not_concerned(self) -> bool:
        """True when the programme concerns none of the chosen EPCI."""
        return bool(self.chosen) and len(self.outside) == len(self.chosen)

    @property
    def expected(self) -> tuple[str, ...]:
        """Names of the EPCI whose lines would make the picture whole."""
        sirens = {siren for siren, _ in self.chosen}
        return tuple(name for siren, name in self.programme.epci if not sirens or siren in sirens)

    @property
    def wider(self) -> tuple[Line, ...]:
        """Kept or unsplit lines of a larger territory: said, never drawn."""
        return tuple(line for line in (*self.selection.kept, *self.selection.unsplit) if line.wider)

    @property
    def said(self) -> tuple[Line, ...]:
        """Lines whose reservations open the page: those of the reference, else all that the filters keep."""
        return self.selection.kept if self.reference is None else self.reference.lines

    def facts(self, lines: Sequence[Line]) -> pd.DataFrame:
        """Rows of the frame behind some lines, for their sources."""
        return self.frame[self.frame["id"].isin([line.id for line in lines])]


def programme_of(read: Reader, row: pd.Series) -> Programme:
    """A row of ``programmes_select``, with the EPCI that it concerns."""
    members: tuple[tuple[str, str], ...] = ()
    if row["territoire_type"] not in ("epci", "pays", "region", "departement"):
        found = read(membres_select(str(row["territoire_id"]), "epci")).drop_duplicates("code")
        members = tuple((str(item.code), str(item.nom_court)) for item in found.itertuples())
    return Programme(
        id=str(row["id"]),
        nom=str(row["nom_court"]),
        territoire_type=str(row["territoire_type"]),
        territoire_code=str(row["territoire_code"]),
        territoire=str(row["territoire"]),
        members=members,
    )


def last_told(read: Reader) -> str | None:
    """Date to which the budget lines of the database go; None when it has none."""
    last = read(queries.derniere_ligne_select())["connu_le"]
    return None if last.empty else str(last.iloc[0])


def read_known(read: Reader, filters: Filters) -> Known | None:
    """Everything for the filters; None when the database holds no programme."""
    programmes = read(queries.programmes_select())
    rows = programmes[programmes["id"] == filters.programme]
    if rows.empty:
        return None
    row = rows.iloc[0]
    frame = read(queries.lignes_select(str(row["id"])))
    lines = lines_of(frame)
    selection = Selection.of(lines, filters.epci, filters.annee)
    axes = read(queries.axes_select(str(row["id"])))
    names = {str(item.siren): str(item.nom_court) for item in read(epci_suivis_select()).itertuples()}
    return Known(
        programme=programme_of(read, row),
        frame=frame,
        lines=lines,
        selection=selection,
        totals=totals(selection.kept),
        axes=tuple((str(item.id), str(item.nom)) for item in axes.itertuples()),
        chosen=tuple((siren, names[siren]) for siren in filters.epci if siren in names),
        annee=filters.annee,
        told=last_told(read),
    )


def total_words(total: Total) -> str:
    """A total in words: amount, stage, period, status when it is no fact."""
    scope = total.scope
    return wording.described(
        total.montant, total.etape, scope.temporalite, scope.exercice, total.nature, total.approximations
    )


def line_words(line: Line) -> str:
    """A line in words, with its territory when it is larger than an EPCI."""
    words = wording.described(
        line.montant, line.etape, line.temporalite, line.exercice, line.nature, line.approximations
    )
    if line.wider:
        return wording.at_scale(words, line.territoire, line.territoire_type)
    return words if line.territoire_type == "epci" else wording.at_place(words, (line.territoire,))


def scope_words(scope: Scope, lines: Sequence[Line], standing: ladder.Standing | None) -> str:
    """What a total covers, with the group that carries it when it is not an EPCI, and where its exercise stands."""
    carrier = None if scope.niveau == "epci" else next((line.territoire for line in lines), None)
    when = wording.period(scope.temporalite, scope.exercice, standing or "")
    return wording.scope(when, scope.sens, scope.regime, scope.fonds, carrier)


def nearest(known: Known) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """What is known next to choices that leave nothing: other exercises, no exercise, other EPCI, other scales.

    Returns the words and the lines behind them.
    """
    selection = known.selection
    years = sorted({line.exercice for line in selection.other_years if line.exercice is not None})
    close = min(years, key=lambda year: abs(year - (known.annee or year)), default=None)
    near = [line for line in selection.other_years if line.exercice == close]
    others = (*near, *selection.undated, *selection.elsewhere, *selection.unsplit)
    found = [total for total in totals(others) if total.montant is not None]
    words = [wording.at_place(total_words(total), _places(total, known)) for total in found]
    far = [line for line in (*others, *selection.kept) if line.wider]
    said = dict.fromkeys([*words, *(line_words(line) for line in far)])
    return tuple(said), (*(line for total in found for line in total.lines), *far)


def _places(total: Total, known: Known) -> tuple[str, ...]:
    """Territories of a total, when the programme has several."""
    return tuple(dict.fromkeys(line.territoire for line in total.lines)) if len(known.programme.epci) != 1 else ()
