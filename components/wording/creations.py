"""Words of the creations page.  Enterprises and establishments are two counts: each sentence says which."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from components.formats import MISSING, NBSP, NNBSP, counted, is_missing, listed, number, partial_date
from components.wording.ruptures import Cut, apart, change_refused, why

TITLE: Final = "Créations d’entreprises"
NAV: Final = "Créations"
LEAD: Final = (
    f"Entreprises par EPCI et établissements par zone d’emploi sont deux comptes{NNBSP}: "
    f"une entreprise peut avoir plusieurs établissements, et une zone n’est pas un EPCI. Ils ne s’additionnent pas."
)

OWN_ZONE: Final = "Celle du territoire"
MEASURE: Final = "Mesure"
MEASURES: Final[Mapping[str, str]] = {
    "nombre": "Nombre par an",
    "pour-1000": f"Pour 1{NNBSP}000 habitants",
    "indice": f"Indice, première année{NBSP}= 100",
}

_IN_TITLES: Final[Mapping[str, str]] = {"pour-1000": f", pour 1{NNBSP}000 habitants", "indice": ", indice 100"}

TITLE_ENTERPRISES: Final = "Entreprises, par EPCI"
TITLE_DEPARTMENTS: Final = "Entreprises, par département"

ENTERPRISES: Final = "entreprises"
YEAR: Final = "Année"
TERRITORY: Final = "Territoire"
CREATED_ENTERPRISES: Final = "Entreprises créées"
POPULATION: Final = "Habitants"

WITHOUT_SECTORS: Final = f"Tous secteurs{NNBSP}: aucun secteur n’est publié par EPCI."
NOT_MEASURED: Final = "La mesure choisie ne concerne pas ce graphique."
NO_BASE: Final = "Indice non calculable là où la première année manque ou n’est pas comparable."
ONE_YEAR: Final = f"Indice{NNBSP}: il faut au moins deux années. Le graphique montre des nombres."

# French plural starts at two.
_PLURAL: Final = 2


class Parts(Protocol):
    """A sum and how many of its parts are known."""

    @property
    def value(self) -> float | None:
        """The sum; None when a part is missing."""

    @property
    def known(self) -> int:
        """Parts known."""

    @property
    def expected(self) -> int:
        """Parts expected."""


def places(epci: Sequence[str], *, chosen: bool) -> str:
    """Where: one EPCI by its name with its preposition, several by their number."""
    if len(epci) == 1:
        return epci[0]
    return f"dans les {len(epci)}{NBSP}EPCI {'choisis' if chosen else 'suivis'}"


def created_in(where: str) -> str:
    """« entreprises créées à Amiens Métropole »."""
    return f"{ENTERPRISES} créées {where}"


def uncapitalised(name: str) -> str:
    """« zone d’emploi d’Amiens » inside a sentence."""
    return f"{name[:1].lower()}{name[1:]}"


def created(value: float, noun: str, participle: str) -> str:
    """« 2 655 entreprises créées »."""
    return f"{counted(round(value), noun)} {_agreed(value, participle)}"


def _agreed(value: float, word: str) -> str:
    return word if abs(value) < _PLURAL else f"{word}s"


def difference(value: float, since: int) -> str:
    """« 149 de plus qu’en 2024 », « 10 de moins qu’en 2024 », « autant qu’en 2024 »."""
    if round(value) == 0:
        return f"autant qu’en {since}"
    return f"{number(abs(value))} de {'plus' if value > 0 else 'moins'} qu’en {since}"


def message(where: str, year: int, whole: Parts, change: tuple[int, float | Sequence[Cut]] | None) -> str:
    """Message of the page for the last year known by EPCI; ``change``: since when, and what was gained or why not."""
    if whole.value is None:
        known = f"{whole.known} EPCI sur {whole.expected} {_agreed(whole.known, 'renseigné')}"
        return f"Total de {year} non calculable {where}{NNBSP}: {known}"
    sentence = f"{created(whole.value, 'entreprise', 'créée')} en {year} {where}"
    if change is None:
        return sentence
    since, gained = change
    told = difference(gained, since) if isinstance(gained, int | float) else change_refused(f"{since}", gained)
    return f"{sentence}, {told}"


def no_epci_year(first: int, last: int, known: Sequence[int]) -> str:
    """Message when the chosen years hold nothing by EPCI."""
    span = f"en {first}" if first == last else f"de {first} à {last}"
    offered = f"{NNBSP}: elles le sont de {known[0]} à {known[-1]}" if known else ""
    return f"Les créations d’entreprises ne sont pas connues par EPCI {span}{offered}"


def from_to(where: str, first: int, last: int, before: float, now: float) -> str:
    """What one line shows."""
    return f"De {created(before, 'entreprise', 'créée')} en {first} à {number(now)} en {last} {where}"


def titled(title: str, measure: str) -> str:
    """Subject of a chart with its measure, unless it counts."""
    return f"{title}{_IN_TITLES.get(measure, '')}"


def end_label(value: float, name: str, decimals: int, year: str | None) -> str:
    """Words at the end of a line: « 159 Est de la Somme », « 128 en 2021 Rives d’Ormelette » when it stopped early."""
    return f"{number(value, decimals)}{'' if year is None else f' en{NBSP}{year}'} {name}".strip()


def based(name: str, base: int) -> str:
    """Name of a line whose index starts anew: « Haute Somme (base 2022) »."""
    return f"{name} (base{NBSP}{base})".strip()


def trend(changes: Sequence[tuple[str, float | Sequence[Cut] | None]], since: int, year: int) -> str:
    """What several lines show, without ranking: how many rise, which fall.

    Args:
        changes: places with their preposition, and what was gained, the breaks that refuse it, or None.
        since: first year.
        year: last year.
    """
    known = [(name, gained) for name, gained in changes if isinstance(gained, int | float)]
    others = [(name, gained) for name, gained in changes if not isinstance(gained, int | float)]
    if not known:
        cuts = others[0][1]
        alone = f"non calculable{NNBSP}: {why(cuts)}" if cuts else "non calculable"
        told = alone if len(others) == 1 else apart(others).removeprefix(f"{NNBSP}; ")
        return f"Évolution de {since} à {year} {told}"
    up = [name for name, gained in known if gained > 0]
    down = [name for name, gained in known if gained < 0]
    same = [name for name, gained in known if gained == 0]
    every = len(up) == len(changes) > 1
    where = f"les {len(up)}{NBSP}EPCI" if every else f"{len(up)}{NBSP}EPCI sur{NBSP}{len(changes)}"
    parts = [f"augmentent dans {where}"] if up else []
    parts += [f"diminuent {listed(down)}"] if down else []
    parts += [f"sont égales {listed(same)}"] if same else []
    return f"De {since} à {year}, les créations d’entreprises {listed(parts)}{apart(others)}"


def extent(
    measure: str,
    year: int,
    base: int,
    values: Sequence[tuple[str, float]],
    unknown: Sequence[tuple[str, Sequence[Cut] | None]] = (),
) -> str:
    """What the lines show for a measure that compares.

    Args:
        measure: its code.
        year: last year.
        base: first year of the index.
        values: (place, value), ascending: the lowest and the highest are told.
        unknown: places for which it is not computable, and the breaks that refuse it (None: a value is missing).
    """
    if measure == "indice":
        subject, decimals = f"{_base(base, year)} les créations d’entreprises sont à l’indice", 0
    else:
        subject, decimals = f"En {year}, créations d’entreprises pour 1{NNBSP}000 habitants{NNBSP}:", 1
    bounds = [f"{number(value, decimals)} {where}" for where, value in (*values[:1], *values[1:][-1:])]
    between = ", les autres entre les deux" if len(values) > len(bounds) else ""
    return f"{subject} {listed(bounds)}{between}{apart(unknown)}"


def _base(base: int, year: int) -> str:
    return f"Base 100 en {base}{NNBSP}: en {year},"


def index_message(subject: str, base: int, year: int, value: float | None, before: Sequence[str]) -> str:
    """What one line of an index shows.

    Args:
        subject: « établissements créés dans la zone d’emploi d’Amiens ».
        base: first year of the last run of comparable years.
        year: last year.
        value: the index; None when it is not known.
        before: causes of the break that opened that run, none for the first one.
    """
    said = f"indice {number(value)}" if value is not None else f"indice {MISSING}"
    former = f"{NNBSP}; avant {base}, {listed(before)}" if before else ""
    return f"{_base(base, year)} {said} pour les {subject}{former}"


def level(where: str, year: int, value: float | None) -> str:
    """Message of a chart that holds one year."""
    return (
        f"{created(value, 'entreprise', 'créée')} en {year} {where}"
        if value is not None
        else f"Total de {year} non calculable"
    )


def enterprises_void(first: int, last: int) -> str:
    """Why nothing can be shown by EPCI nor by département."""
    return (
        f"Aucune création d’entreprise connue de {first} à {last}, ni par EPCI, ni par département. "
        f"À fournir{NNBSP}: le fichier SIDE de l’Insee."
    )


def departments_message(rows: Sequence[tuple[str, float, float]], first: int, last: int) -> str:
    """What the départements' chart shows: (name, first value, last value)."""
    values = [f"{name}, {number(before)} en {first} et {number(now)} en {last}" for name, before, now in rows]
    return f"Par département, l’échelle la plus proche{NNBSP}: {f'{NNBSP}; '.join(values)}"


def departments_limit(rows: Sequence[tuple[str, float, float]], first: int, last: int, vintage: str) -> str:
    """The départements beside the EPCI's chart, never joined to it."""
    values = [f"{name} {number(before)} en {first}, {number(now)} en {last}" for name, before, now in rows]
    return f"Départements, autre millésime ({vintage}), jamais raccordé{NNBSP}: {f'{NNBSP}; '.join(values)}."


def not_measurable(measure: str) -> tuple[str, str]:
    """Message and void of a measure that no value allows, counts being known."""
    name = f"{MEASURES[measure]}{NNBSP}: non calculable"
    nearest = f"La mesure «{NBSP}{MEASURES['nombre']}{NBSP}» est connue."
    if measure == "pour-1000":
        return (
            name,
            f"Il manque la population des EPCI. À fournir{NNBSP}: les populations légales de l’Insee. {nearest}",
        )
    return name, f"{NO_BASE} {nearest}"


def denominator(vintage: str) -> str:
    """The population by which counts are divided."""
    scope = f"population de l’EPCI, même périmètre, découpage {vintage}, la même pour toutes les années"
    return f"Dénominateur{NNBSP}: {scope}."


def declared(
    what: tuple[str, str],
    figure: str,
    said: tuple[str, str],
    remarks: tuple[str | None, str | None],
) -> str:
    """A declared figure, beside the curve and never on it.

    Args:
        what: territory and label.
        figure: with its unit.
        said: status in words, contested or not, date when it became known.
        remarks: what the source says of its scope, and its reserve.
    """
    standing, known = said
    head = f"Hors de la courbe, {standing.lower()}{NNBSP}: {what[0]}, {uncapitalised(what[1])}, {figure}"
    tail = f"{NNBSP}; ".join(part for part in remarks if part is not None and not is_missing(part))
    return f"{head} ({partial_date(known)}).{f' {tail[:1].upper()}{tail[1:]}.' if tail else ''}"


def hover(name: str, year: int, value: float | None, unit: str, decimals: int = 0) -> str:
    """Words under the pointer."""
    said = MISSING if is_missing(value) else f"{number(value, decimals)} {unit}"
    return f"{name}, {year}{NNBSP}: {said}"


def units(measure: str, base: object, noun: str) -> tuple[str, int]:
    """Unit of a measure under the pointer, and its decimals."""
    if measure == "pour-1000":
        return f"{noun} pour 1{NNBSP}000 habitants", 1
    if measure == "indice":
        return f"(indice, {base}{NBSP}= 100)", 0
    return noun, 0


def caption(subject: str, first: int, last: int) -> str:
    """Caption of a table."""
    return f"{subject}, {first}" if first == last else f"{subject}, de {first} à {last}"
