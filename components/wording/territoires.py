"""Sentences of the portraits of territories."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components import formats as f
from components.formats import NNBSP
from components.wording.claims import as_said, before, figures
from components.wording.grammar import agreed
from components.wording.shell import CONTESTED, status

Row = Mapping[Any, Any]

NAV: Final = "Territoires"
TITLE: Final = "Territoires"
PORTRAIT: Final = "Portrait d’un territoire"
SUBJECT_LIST: Final = "Territoires suivis"
SUBJECT_COMPARED: Final = "Pour 1\u202f000 habitants"
SUBJECT_VALUES: Final = "Ce que l’on sait de ce territoire"
SUBJECT_LARGER: Final = "Connu seulement plus largement"
SUBJECT_TOLD: Final = "Chiffres avancés sur ce territoire"
SUBJECT_MEMBERS: Final = "Communes et périmètres"
SUBJECT_AROUND: Final = "Ce dont il fait partie"
SUBJECT_PROGRAMMES: Final = "Programmes"
POPULATION: Final = "Habitants"
COMMUNES: Final = "Communes"
CREATIONS: Final = "Créations d’entreprises"
UNEMPLOYMENT: Final = "Chômage"
NO_EPCI: Final = "Aucun territoire n’est suivi dans cette base"
NO_EPCI_ADVICE: Final = "Marquez «\u202fsuivi\u202f» les intercommunalités à montrer, puis reconstruisez la base."
NOTHING_COMPARED: Final = "Aucune valeur pour 1\u202f000 habitants n’est comparable avec un autre territoire suivi"
COMPARED_VOID: Final = (
    "Il faut une population et, pour au moins deux territoires, un même indicateur, un même champ et une même période."
)
NOTHING_KNOWN: Final = "Aucun indicateur n’est connu à cette échelle"
NOTHING_KNOWN_VOID: Final = "Les producteurs ne publient rien pour ce territoire dans les séries de cette base."
NOTHING_LARGER: Final = "Rien n’est connu seulement à une échelle plus large"
NOTHING_TOLD: Final = "Personne n’a avancé de chiffre sur ce territoire"
NOTHING_AROUND: Final = "Aucune appartenance n’est connue"
NOTHING_AROUND_VOID: Final = (
    "L’appartenance à un PETR, à un Territoire d’industrie, à une zone d’emploi vient des fichiers officiels."
)
NO_MEMBERS: Final = "Les communes de ce territoire ne sont pas connues à cette date"
NO_MEMBERS_VOID: Final = "Le découpage administratif donne les communes de chaque intercommunalité."
NO_PROGRAMME: Final = "Aucun programme connu ne porte sur ce territoire"
NO_POPULATION: Final = "population non renseignée"
INHABITANT: Final = "habitant"
NOT_RANKED: Final = "Les territoires gardent leur ordre habituel\u202f: ce n’est pas un classement."
SAME_FIELD: Final = (
    "Même indicateur, même champ, même période pour tous\u202f; la population est celle de l’année indiquée."
)
LARGER_LIMIT: Final = "Une valeur d’une zone, d’un département ou d’un pays n’est jamais celle de l’intercommunalité."
TOLD_LIMIT: Final = (
    "Chiffres dits par quelqu’un, jamais additionnés ni ramenés à une série\u202f: chacun garde ses réserves."
)
PERIMETER_LIMIT: Final = "Deux périmètres ne se comparent pas sans rupture\u202f: le nombre de communes a changé."
PETR_LIMIT: Final = "Un PETR ou un Territoire d’industrie ne s’ajoute pas à ses intercommunalités."

COLUMNS: Final[Mapping[str, str]] = {
    "indicateur": "Indicateur",
    "valeur": "Valeur",
    "periode": "Période",
    "champ": "Champ",
    "pour_mille": "Pour 1\u202f000 habitants",
    "population_de": "Population de",
    "perimetre": "Périmètre",
    "statut": "Statut",
    "territoire": "Territoire",
    "echelle": "Échelle",
    "libelle": "Ce qui est dit",
    "auteur": "Par qui",
    "connu_le": "Connu le",
    "nom": "Commune",
    "population": "Habitants",
    "debut": "Depuis",
    "fin": "Jusqu’à",
    "communes": "De ses communes",
    "type": "Nature",
    "programme": "Programme",
    "porte_par": "Porté par",
}
CAPTIONS: Final[Mapping[str, str]] = {
    "comparaison": "Valeurs pour 1\u202f000 habitants des territoires suivis",
    "indicateurs": "Dernière valeur connue de chaque indicateur",
    "plus-large": "Dernière valeur, à l’échelle la plus proche où elle est connue",
    "avances": "Chiffres avancés, du plus récent au plus ancien",
    "membres": "Communes, par nom, avec leur nombre d’habitants",
    "autour": "Ensembles dont le territoire fait partie",
    "programmes": "Programmes du territoire et de ses ensembles",
    "liste": "Territoires suivis",
}
SCALES: Final[Mapping[str, str]] = {
    "commune": "Commune",
    "epci": "Intercommunalité",
    "petr": "PETR",
    "territoire_industrie": "Territoire d’industrie",
    "zone_emploi": "Zone d’emploi",
    "departement": "Département",
    "region": "Région",
    "pays": "France",
}


def statut(row: Row) -> str:
    """Status of a fact as a cell says it: « prévision », « illustratif (prévision) », « déclaré, contesté »."""
    told = status(str(row["statut"]), illustrative=bool(row["illustratif"])).lower()
    return f"{told}, {CONTESTED}" if row["conteste"] else told


def message(name: str, communes: int | None, people: float | None, year: str | None) -> str:
    """Title of a portrait: « Amiens Métropole : 39 communes, 184 392 habitants (2026) »."""
    known = []
    if communes is not None:
        known.append(f.counted(communes, "commune"))
    if people is not None:
        known.append(f"{f.counted(int(people), 'habitant')} ({f.partial_date(year)})")
    return (
        f"{name}{NNBSP}: {', '.join(known)}"
        if known
        else f"{name}{NNBSP}: ni communes ni population connues à cette date"
    )


_NAMED: Final = ("territoire_industrie", "departement")


def lead(around: Sequence[tuple[str, str]]) -> str | None:
    """What the territory belongs to: type and short name of each."""
    names = [f"{SCALES[kind]} {name}" if kind in _NAMED else name for kind, name in around]
    return f"Fait partie de{NNBSP}: {f.listed(names)}." if names else None


def list_message(count: int) -> str:
    """Title of the list of portraits."""
    return f"{f.counted(count, 'territoire')} {agreed(count, 'suivi', 'suivis')}, un portrait d’une page pour chacun"


def value(amount: object, unit: str) -> str:
    """A value with its unit: « 8,3 % », « 2 655 entreprises »; a noun may go under its number, for cells are narrow."""
    if f.is_missing(amount):
        return f.MISSING
    number = float(str(amount))
    if unit == "%":
        return f.percent(number)
    return f"{f.number(number, 0 if number == int(number) else 1)} {unit}"


def at_scale(name: str, kind: str) -> str:
    """A territory with its scale, unless its name says it: « Zone d’Amiens », « Somme (département) »."""
    return f"{name} ({SCALES[kind].lower()})" if kind in ("departement", "region") else name


def inhabitants(count: object) -> str:
    """Inhabitants of a commune, beside its name."""
    return NO_POPULATION if f.is_missing(count) else f.number(float(str(count)))


def left(end: str) -> str:
    """A commune that is a member no more."""
    return f"jusqu’à {f.partial_date(end)}"


def told_value(row: Row) -> str:
    """What a claim says: its figure and unit, then the words that qualify it."""
    amount = figures(row) if f.is_missing(row["valeur"]) and f.is_missing(row["valeur_min"]) else as_said(row)
    kept = f.is_missing(row["qualificatif"]) or before(row) is not None
    return amount if kept else f"{amount} ({row['qualificatif']})"


def hover(row: Row) -> str:
    """A point of the strips."""
    rate = f"{f.number(row['pour_mille'], 1)} pour 1{NNBSP}000 habitants"
    return f"{row['territoire']}<br>{row['indicateur']}, {f.partial_date(str(row['periode']))}{NNBSP}: {rate}"


def compared_message(name: str, rows: Sequence[Row]) -> str:
    """What the strips say of the first indicator: the territory between the lowest and the highest, never its rank."""
    first = rows[0]["indicateur"]
    same = [row for row in rows if row["indicateur"] == first]
    own = next((row for row in same if row["propre"]), None)
    low, high = min(row["pour_mille"] for row in same), max(row["pour_mille"] for row in same)
    spread = f"de {f.number(low, 1)} à {f.number(high, 1)} dans les territoires suivis"
    when = f.partial_date(str(same[0]["periode"]))
    if own is None:
        return f"{first} ({when}){NNBSP}: {spread}, non renseigné pour {name}"
    return f"{first} ({when}){NNBSP}: {f.number(own['pour_mille'], 1)} pour 1{NNBSP}000 habitants, {spread}"


def values_message(count: int) -> str:
    """Message of the table of indicators."""
    return f"{f.counted(count, 'indicateur')} {agreed(count, 'connu', 'connus')} à cette échelle"


def larger_message(indicators: Sequence[str]) -> str:
    """Message of what is known at a larger scale only."""
    shown = f.listed([name[:1].lower() + name[1:] for name in indicators])
    count = f.counted(len(indicators), "indicateur")
    return f"{count} {agreed(len(indicators), 'connu', 'connus')} plus largement seulement{NNBSP}: {shown}"


def told_message(count: int) -> str:
    """Message of the claims."""
    beside = agreed(count, "avancé, à lire avec son auteur et sa date", "avancés, à lire avec leur auteur et leur date")
    return f"{f.counted(count, 'chiffre')} {beside}"


def members_message(present: int, perimeters: Sequence[str]) -> str:
    """Message of the communes, with the perimeters that the sources tell."""
    now = f"{f.counted(present, 'commune')} aujourd’hui"
    return f"{now}{NNBSP}; périmètres connus{NNBSP}: {f.listed(list(perimeters))}" if perimeters else now


def around_message(count: int) -> str:
    """Message of what contains the territory."""
    return f"{f.counted(count, 'ensemble')} {agreed(count, 'connu', 'connus')}"


def programmes_message(own: int, others: int) -> str:
    """Message of the programmes."""
    carried = (
        f"{f.counted(own, 'programme')} {agreed(own, 'porté', 'portés')} par ce territoire"
        if own
        else "Aucun programme porté par ce territoire"
    )
    return f"{carried}, {f.number(others)} par un ensemble dont il fait partie" if others else carried


def communes_of(count: object, total: int) -> str:
    """« 39 sur 39 »; a direct membership has no such number."""
    return "tout le territoire" if f.is_missing(count) else f"{f.number(float(str(count)))} sur {f.number(total)}"


def period(start: object, end: object) -> str:
    """« 2019-2022 », « depuis 2019 », « dates non renseignées »."""
    first = None if f.is_missing(start) else f.partial_date(str(start))
    last = None if f.is_missing(end) else f.partial_date(str(end))
    if first and last:
        return f"de {first} à {last}"
    if first:
        return f"depuis {first}"
    return f"jusqu’à {last}" if last else "dates non renseignées"


def per_thousand_unit(year: object) -> str:
    """Unit of the card of creations."""
    return f"pour 1{NNBSP}000 habitants en {f.partial_date(str(year))}"


def known_larger(place: str, scale: str) -> str:
    """What a greyed card says under a value of a larger territory."""
    return f"{SCALES[scale]} seulement{NNBSP}: {place}"
