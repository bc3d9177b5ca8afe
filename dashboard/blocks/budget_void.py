"""In place of the ladder and the split: what is missing, who should supply it, what is known nearby, where to go."""

from typing import Final

from components.block import Block, Way
from components.wording import budget as wording
from components.wording import budget_void as void_wording
from dashboard.blocks.budget_scope import Known, Programme, nearest, programme_of, total_words
from dashboard.blocks.budget_words import common_limits
from dashboard.provenance import sources
from data.engine import Reader
from data.model import budget_ladder as ladder
from data.model.budget import Selection, lines_of, totals
from data.queries.budget import lignes_select, programmes_select

_PATH: Final = "/budget"
# A value that no filter offers: the link then leaves that choice out.
_ALL: Final = "tous"


def _address(programme: str, *dropped: str) -> str:
    """The budget of a programme; a link keeps the reader's choices, but for the ``dropped`` ones."""
    return "&".join([f"{_PATH}?programme={programme}", *(f"{key}={_ALL}" for key in dropped)])


def _amount(known: Known, epci: tuple[str, ...], annee: int | None) -> str | None:
    """What the page would say of its own programme for other choices."""
    reference = ladder.reference(totals(Selection.of(known.lines, epci, annee).kept), known.told)
    return None if reference is None else total_words(reference)


def _wider_choices(known: Known) -> list[Way]:
    """The same programme with fewer choices, when that shows an amount: one choice less, else both."""
    epci, annee = tuple(siren for siren, _ in known.chosen), known.annee
    programme = known.programme
    ways = []
    if epci and (words := _amount(known, (), annee)):
        ways.append(Way(void_wording.all_epci(programme.nom, annee), _address(programme.id, "epci"), words))
    if annee is not None and not known.not_concerned and (words := _amount(known, epci, None)):
        ways.append(Way(void_wording.all_exercices(programme.nom), _address(programme.id, "annee"), words))
    if not ways and epci and annee is not None and (words := _amount(known, (), None)):
        ways.append(Way(void_wording.everything(programme.nom), _address(programme.id, "epci", "annee"), words))
    return ways


def _told_of(read: Reader, programme: Programme, epci: tuple[str, ...], told: str | None) -> str | None:
    kept = Selection.of(lines_of(read(lignes_select(programme.id))), epci, None).kept
    reference = ladder.reference(totals(kept), told)
    return None if reference is None else total_words(reference)


def _other_programmes(read: Reader, known: Known) -> list[Way]:
    """Programmes of the chosen EPCI, else of those of this one: first those that have an amount for them."""
    here = {siren for siren, _ in known.chosen or known.programme.epci}
    dropped = () if known.annee is None else ("annee",)
    quantified: list[Way] = []
    silent: list[Way] = []
    for _, row in read(programmes_select()).iterrows():
        other = programme_of(read, row)
        concerned = {siren for siren, _ in other.epci}
        if other.id == known.programme.id or not concerned & (here or concerned):
            continue
        words = _told_of(read, other, tuple(siren for siren, _ in known.chosen), known.told)
        named = known.chosen_names if row["chiffrees"] else ()
        way = Way(other.nom, _address(other.id, *dropped), words or void_wording.silent(named))
        (silent if words is None else quantified).append(way)
    return [*quantified, *(silent if known.chosen else ())]


def _not_concerned(read: Reader, known: Known) -> Block:
    others = _other_programmes(read, known)
    members = [name for _, name in known.programme.epci]
    return Block(
        "echelle",
        wording.SUBJECT_LADDER,
        void_wording.outside(known.chosen_names),
        void=void_wording.concerns(known.programme.nom, members, ways=bool(others)),
        ways=(*others, *_wider_choices(known)),
        wide=True,
    )


def void_block(read: Reader, known: Known) -> Block:
    """What to say and where to lead when the choices leave no amount that may be drawn."""
    if known.not_concerned:
        return _not_concerned(read, known)
    missing = void_wording.NO_AMOUNT_HERE if known.lines else void_wording.no_amount(known.programme.nom)
    missing = void_wording.NO_EPCI_AMOUNT if known.wider else missing
    words, lines = nearest(known)
    ways = (*_wider_choices(known), *_other_programmes(read, known))
    return Block(
        "echelle",
        wording.SUBJECT_LADDER,
        missing,
        void=void_wording.void(known.programme.supplier, words, ways=bool(ways)),
        ways=ways,
        sources=sources(read, known.facts(lines)),
        limits=common_limits(known, lines),
        wide=True,
    )


def no_grant_ways(*, without_epci: bool, without_annee: bool, without_both: bool) -> tuple[Way, ...]:
    """Choices to leave out for the block of grants, among those that then show a project."""
    found = []
    if without_annee:
        found.append(Way(void_wording.ALL_EXERCICES, f"{_PATH}?annee={_ALL}"))
    if without_epci:
        found.append(Way(void_wording.ALL_EPCI, f"{_PATH}?epci={_ALL}"))
    if without_both and not found:
        found.append(Way(void_wording.ALL_GRANTS, f"{_PATH}?epci={_ALL}&annee={_ALL}"))
    return tuple(found)
