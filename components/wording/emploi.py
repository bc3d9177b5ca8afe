"""Words of the Emploi page: unemployment, its gap with the nation, and what does not compare."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from components.formats import MISSING, NBSP, NNBSP, is_missing, listed, number, partial_date, percent, points
from components.wording.grammar import in_quarter
from components.wording.ruptures import CAUSES, Cut, before_refused

TITLE: Final = "Emploi et chômage"
NAV: Final = "Emploi"
OWN_ZONES: Final = "Celles des territoires"
_LEAD: Final = (
    "Chômage localisé par zone d’emploi, département et région, postes salariés par zone d’emploi"
    f"{NNBSP}: rien de cela n’est publié par EPCI."
)

RATES_TITLE: Final = "Taux de chômage localisé, par trimestre"
GAP_TITLE: Final = "Écart avec le taux national, en points"
SCALES_TITLE: Final = "Dernier taux connu, à chaque échelle"
QUARTER: Final = "Trimestre"
TERRITORY: Final = "Territoire"
RATE: Final = "Taux"
NATIONAL: Final = "Taux national"
GAP: Final = "Écart"
FLAG: Final = "Drapeau"
UNFLAGGED: Final = "aucun"
OTHER_FIELD: Final = "autre champ"

_PLURAL: Final = 2
_PROVISIONAL: Final = "provisoire"
_FLAGS: Final[Mapping[str, str]] = {"p": _PROVISIONAL, _PROVISIONAL: _PROVISIONAL}

_REASONS: Final[Mapping[str, str]] = {
    "inconnu": MISSING,
    "mesure": f"non comparable{NNBSP}: autre mesure",
    "producteur": f"non comparable{NNBSP}: autre producteur",
    "champ": f"non comparable{NNBSP}: autre champ",
    "edition": f"non comparable{NNBSP}: autre millésime",
    "national_inconnu": f"non calculable{NNBSP}: il manque le taux national",
}
ROUNDED: Final = "Les taux sont publiés au dixième de point, l’écart l’est aussi."
REVISED: Final = (
    f"Un trimestre peut encore être révisé. Aucun des taux montrés n’est signalé «{NBSP}{_PROVISIONAL}{NBSP}» par la "
    "source."
)


def lead(last: str | None, age: int | None) -> str:
    """What the page covers, and the age of its last quarter when it is old.

    Args:
        last: last quarter known of the zones; None when there is none, or when the years chosen stop before it.
        age: in months, when the figure is old enough to say it.
    """
    if last is None or age is None:
        return _LEAD
    return f"{_LEAD} Dernier trimestre connu des zones{NNBSP}: {partial_date(last)}, il y a {number(age)} mois."


def _points(value: float) -> str:
    """« 1,8 point », « 2,1 points »: without a sign."""
    return f"{number(abs(value), 1)} point{'s' if round(abs(value), 1) >= _PLURAL else ''}"


def _beside(gap: float, country: str, national: float) -> str:
    reference = f"taux national ({country}, {percent(national)})"
    if round(gap, 1) == 0:
        return f"égal au {reference}"
    # No « au-dessus »: a title is cut at its hyphen.
    return f"{_points(gap)} de {'plus' if gap > 0 else 'moins'} que le {reference}"


def message(zone: str, period: str, rate: float, gap: float | None, country: str, national: float | None) -> str:
    """Message of the page for one zone.

    Args:
        zone: « zone d’emploi d’Amiens ».
        period: last quarter known.
        rate: in percent.
        gap: in points; None when it cannot be computed.
        country: what the national rate covers.
        national: national rate of the same quarter.
    """
    head = f"{_capital(in_quarter(period))}, le chômage de la {zone} est à {percent(rate)}"
    if gap is None or national is None:
        return f"{head}{NNBSP}; l’écart avec le taux national n’est pas calculable"
    return f"{head}, {_beside(gap, country, national)}"


def message_of_several(
    period: str, zones: Sequence[tuple[str, float, float | None]], country: str, national: float | None
) -> str:
    """Message of the page for several zones: (name, rate, gap), in their order."""
    low, high = (pick(zones, key=lambda zone: zone[1]) for pick in (min, max))
    bounds = f"de {percent(low[1])} ({_lowered(low[0])}) à {percent(high[1])} ({_lowered(high[0])})"
    head = f"{_capital(in_quarter(period))}, le chômage va {bounds}"
    if national is None or any(gap is None for _, _, gap in zones):
        return f"{head}{NNBSP}; l’écart avec le taux national n’est pas calculable"
    return f"{head}, contre {percent(national)} au niveau national ({country})"


def no_rate(places: Sequence[str], first: int, last: int) -> str:
    """Message of the page, or of a chart, without any rate in the years chosen."""
    span = f"en {first}" if first == last else f"de {first} à {last}"
    where = f", {listed(places)}" if places else ""
    return f"Taux de chômage localisé {span}{where}{NNBSP}: {MISSING}"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


Ends = tuple[str, tuple[str, float], tuple[str, float]]
"""Name of a line, then the first and the last (period, value) of its last comparable run."""


def _runs(lines: Sequence[Ends], write: Callable[[float], str]) -> tuple[str, list[str]]:
    """The time that all lines share (empty when they do not), and what each one did."""
    spans = {(since, until) for _, (since, _), (until, _) in lines}
    shared = len(spans) == 1
    told = []
    for name, (since, before), (until, now) in lines:
        if since == until:
            told.append(f"{_lowered(name)}, {write(now)} au {partial_date(until)}")
        elif shared and write(before) == write(now):
            told.append(f"{_lowered(name)} à {write(now)} aux deux dates")
        elif shared:
            told.append(f"{_lowered(name)} de {write(before)} à {write(now)}")
        else:
            ends = f"de {write(before)} au {partial_date(since)} à {write(now)} au {partial_date(until)}"
            told.append(f"{_lowered(name)} {ends}")
    since, until = next(iter(spans))
    head = f"Du {partial_date(since)} au {partial_date(until)}" if shared and since != until else ""
    return head, told


def from_to(lines: Sequence[Ends], cuts: Sequence[Cut] = ()) -> str:
    """What each rate did: « Du T1 2003 au T3 2023, zone d’Amiens de 9,5 % à 9,2 % »; ``cuts`` refuse what is before."""
    head, told = _runs(lines, percent)
    said = f"{listed(told)}{before_refused(cuts)}"
    return f"{head}, {said}" if head else _capital(said)


def gap_from_to(lines: Sequence[Ends], country: str, cuts: Sequence[Cut] = ()) -> str:
    """What each gap did: « Du T1 2014 au T3 2023, écart au taux national : zone d’Amiens de +2,0 pts à +1,8 pt »."""
    head, told = _runs(lines, points)
    subject = f"{head}, écart au" if head else "Écart au"
    return f"{subject} {_national(country)}{NNBSP}: {listed(told)}{before_refused(cuts)}"


def _national(country: str) -> str:
    return f"taux national ({country})" if country else "taux national"


def reason(code: str) -> str:
    """Why a gap is not computed, in a cell."""
    return _REASONS[code]


def reason_limit(code: str, names: Sequence[str], country: str, since: str | None, editions: tuple[str, str]) -> str:
    """Why gaps of some territories are not computed.

    Args:
        code: of ``reason``.
        names: territories.
        country: what the national rate covers.
        since: first quarter of the national series.
        editions: last quarter of the series of these territories, and of the national one.
    """
    head = f"{_capital(_REASONS[code])} ({listed(list(names))})"
    if code == "champ" and since is not None:
        return (
            f"{head}. Le taux localisé du champ «{NBSP}{country}{NBSP}» commence au {partial_date(since)}{NNBSP}: "
            "avant, l’écart n’est pas calculé. Ce n’est pas un écart nul."
        )
    if code == "edition":
        own, national = (partial_date(one) for one in editions)
        return (
            f"{head}. Série publiée jusqu’au {own}, série nationale jusqu’au {national}{NNBSP}: chaque publication "
            "révise toute la série, un écart entre deux millésimes mêlerait révisions et chômage."
        )
    return f"{head}."


def rule(country: str) -> str:
    """How gaps are computed."""
    return (
        f"Écart calculé par Vigie{NNBSP}: taux du territoire moins {_national(country)}, même trimestre, même "
        f"producteur, même mesure, même millésime. {ROUNDED}"
    )


def break_mark(start: str, cause: str, names: Sequence[str], nations: Sequence[str]) -> str:
    """Words of a break on a chart, with the lines that it touches.

    Args:
        start: first quarter after it.
        cause: its code.
        names: territories that it touches.
        nations: what the national rate covers before, then after, when it is the one that breaks.
    """
    lines = [f"{partial_date(start)}{NNBSP}: {CAUSES[cause]}"]
    lines += [f"{nations[0]} avant,", f"{nations[1]} après"] if nations else []
    lines += [f"aussi{NNBSP}: {listed(list(names))}" if nations else listed(list(names))] if names else []
    return "<br>".join(lines)


def break_limit(start: str, cause: str, names: Sequence[str], nations: Sequence[str], told: str) -> str:
    """The limit that tells a break; ``told`` is what the sources say of it."""
    touched = [*([f"taux national, {nations[0]} avant et {nations[1]} après"] if nations else []), *names]
    said = f"{NNBSP}: {_lowered(told).rstrip('.')}" if told else ""
    head = f"Rupture de série au {partial_date(start)} ({CAUSES[cause]}{NNBSP}; {f'{NNBSP}; '.join(touched)}){said}"
    return f"{head}. Aucune évolution n’est calculée de part et d’autre."


def uncompared(before: str) -> str:
    """Mark of a gap chart where the national series begins."""
    return f"Avant le {partial_date(before)}{NNBSP}:<br>non comparable, autre champ"


def other_field(name: str) -> str:
    """« France métropolitaine, autre champ »."""
    return f"{name}, {OTHER_FIELD}"


def other_edition(name: str) -> str:
    """« Somme, autre millésime »."""
    return f"{name}, autre millésime"


def end_label(value: str, name: str, when: str | None) -> str:
    """Words at the end of a line: « 9,2 % Zone d’Amiens », « 8,5 % au T3 2023 Région » when it stopped early."""
    return f"{value}{'' if when is None else f' au {when}'} {name}"


def hover(name: str, period: str, value: str, flag: object) -> str:
    """Words under the pointer."""
    said = "" if is_missing(flag) else f" ({flag_words(flag)})"
    return f"{name}, {partial_date(period)}{NNBSP}: {value}{said}"


def flag_words(flag: object) -> str:
    """Flag of the producer, in words when it is known: « provisoire »."""
    return _FLAGS.get(str(flag).casefold(), f"drapeau «{NBSP}{flag}{NBSP}» du producteur")


def flagged(flags: Mapping[str, Sequence[str]]) -> str:
    """The limit that tells which quarters carry a flag, by flag."""
    told = [
        f"{_capital(flag_words(flag))}{NNBSP}: {listed([partial_date(one) for one in periods])}"
        for flag, periods in flags.items()
    ]
    return f"{f'{NNBSP}; '.join(told)}, en rond creux. Tout trimestre peut être révisé."


def left_out(names: Sequence[str]) -> str:
    """Lines that the chart leaves to the table of scales, so that each keeps its name."""
    return f"Dans le tableau des échelles, pas sur le graphique{NNBSP}: {listed(list(names))}."


def left_out_of_gap(names: Sequence[str]) -> str:
    """Gaps that the chart leaves to its own table, so that each line keeps its name."""
    return f"Dans le tableau, pas sur le graphique{NNBSP}: {listed(list(names))}."


def scales_message(compared: int, others: Sequence[tuple[Sequence[str], str]], country: str) -> str:
    """How many territories compare with the nation, and why others do not: (names, reason)."""
    total = compared + sum(len(names) for names, _ in others)
    if compared == total:
        return f"Chaque échelle se compare au {_national(country)}, au même trimestre"
    known = f"{compared}{NBSP}taux sur{NBSP}{total}" if compared else "Aucun territoire ne"
    head = f"{known} se {'comparent' if compared > 1 else 'compare'} au {_national(country)}"
    told = [f"{_REASONS[code]} ({listed(list(names))})" for names, code in others]
    return f"{head}{NNBSP}; {f'{NNBSP}; '.join(told)}"


SCALES_RULE: Final = (
    "Chaque ligne est le dernier trimestre connu de son territoire dans la période choisie, face au taux national du "
    "même trimestre. Sans classement."
)


def caption(subject: str, first: str, last: str) -> str:
    """Caption of a table of quarters."""
    return f"{subject}, du {partial_date(first)} au {partial_date(last)}"


def rates_void(first: int, last: int, known: tuple[str, str] | None) -> str:
    """Why no rate is drawn; ``known`` are the first and last quarters of the base."""
    said = (
        f"Aucun taux de chômage localisé n’est connu pour ces territoires de {first} à {last}. À fournir{NNBSP}: les "
        "taux de chômage localisés de l’Insee."
    )
    if known is None:
        return said
    span = f"du {partial_date(known[0])} au {partial_date(known[1])}"
    return f"{said} La série va {span}{NNBSP}: étendez la période pour la voir."


def gap_void(first: int, last: int) -> str:
    """Why no gap is drawn when no quarter of the years chosen has both rates."""
    return (
        f"De {first} à {last}, aucun trimestre n’a à la fois un taux de ces territoires et un taux national. Étendez "
        "la période pour voir l’écart."
    )


def no_gap(code: str | None) -> str:
    """Message of the gap chart when no quarter compares."""
    return f"Écart avec le taux national, {_REASONS[code] if code else MISSING}"
