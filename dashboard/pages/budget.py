"""Budget: one programme's money from announced to paid, who pays for what, what a job costs; grants apart."""

from typing import Final

from components.block import Block, View
from components.controls import Choice, Control
from components.wording import budget as wording
from components.wording import choices as shared
from components.wording import guides
from dashboard.blocks.budget_cost import cost_block
from dashboard.blocks.budget_grants import grants_block
from dashboard.blocks.budget_ladder import ladder_block, mandated
from dashboard.blocks.budget_lines import lines_block
from dashboard.blocks.budget_scope import Known, read_known, total_words
from dashboard.blocks.budget_split import split_block
from dashboard.blocks.budget_stages import stages_block
from dashboard.blocks.budget_unattached import unattached_block
from dashboard.blocks.budget_void import void_block
from dashboard.choices import epci_control, most_recent
from dashboard.filters import Filters
from dashboard.page import Page
from dashboard.situation import first_of
from data.engine import Reader
from data.model import budget_ladder as ladder
from data.model.budget import Total, reservations
from data.queries import known_from
from data.queries.budget import exercices_select, programmes_select

# Not a year: read as no choice, which is every exercise.
_ALL: Final = "tous"


def controls(read: Reader) -> tuple[Control, ...]:
    """Programme (by default the most recent one that has an amount), territories, exercise."""
    programmes = read(programmes_select())
    choices = tuple(Choice(str(row.id), str(row.nom_court)) for row in programmes.itertuples())
    quantified = programmes[programmes["chiffrees"] > 0]
    default = most_recent(programmes if quantified.empty else quantified)
    years = tuple(Choice(str(year), str(year)) for year in read(exercices_select())["annee"])
    return (
        Control("programme", shared.PROGRAMME, choices, default=default),
        epci_control(read),
        Control("annee", wording.EXERCICE, (Choice(_ALL, wording.ALL_EXERCICES), *years), default=_ALL),
    )


def _placed(known: Known, reference: Total) -> str:
    """The amount in words, with its EPCI when others of the programme are silent."""
    words = total_words(reference)
    held = tuple(dict.fromkeys(line.territoire for line in reference.quantified))
    if reference.scope.niveau != "epci" or len(held) >= len(known.expected):
        return words
    return wording.at_place(words, (wording.place(held, len(known.expected)),))


def _message(known: Known) -> str:
    name = known.programme.nom
    reference = known.reference
    chosen = [label for _, label in known.chosen]
    if reference is None:
        if known.not_concerned:
            return wording.not_concerned(name, known.outside)
        if known.wider:
            return wording.only_wider(name, known.wider[0].territoire)
        return wording.nothing(name, known.annee, chosen)
    inside = ladder.of_scope(known.totals, reference.scope)
    rate_words, remainder = mandated(inside)
    missing = ladder.missing_stages(inside)
    standing = ladder.standing(known.totals, reference.scope, known.told)
    words = wording.standing_of(_placed(known, reference), standing)
    return wording.message(name, words, rate_words, remainder, missing, reference.scope.exercice)


def _programme_blocks(read: Reader, known: Known) -> tuple[Block, ...]:
    reference = known.reference
    apart = unattached_block(read, known)
    lines = (lines_block(read, known),) if known.selection.kept else ()
    cost = cost_block(read, known)
    if reference is None:
        return (void_block(read, known), *cost, *apart, *lines)
    stages = stages_block(read, known, reference)
    return (ladder_block(read, known, reference), split_block(read, known, reference), *stages, *cost, *apart, *lines)


def view(read: Reader, filters: Filters) -> View:
    """Message, then the ladder, the split, what no rule ties to the programme, the lines, and the grants outside."""
    known = read_known(read, filters)
    if known is None:
        return View(message=wording.NO_PROGRAMME, blocks=(grants_block(read, filters),))
    outside = (wording.partial(known.outside),) if known.outside and len(known.outside) < len(known.chosen) else ()
    return View(
        message=_message(known),
        lead=wording.lead(reservations(known.said)),
        notices=outside,
        blocks=(*_programme_blocks(read, known), grants_block(read, filters)),
    )


PAGE = Page(
    key="budget",
    path="/budget",
    title=wording.TITLE,
    nav=wording.NAV,
    view=view,
    controls=controls,
    filters=("programme", "epci", "annee"),
    guide=guides.BUDGET,
    apart=True,
    known_from=first_of(lambda _filters: known_from.budget_select()),
)
