"""« D’où vient ce chiffre ? »: the words of the panel, and the sentence that one may quote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from components import facts
from components.formats import MISSING, NBSP, NNBSP, counted, listed, partial_date
from components.wording.claims import who
from components.wording.grammar import lowered, on_date
from components.wording.shell import CONTESTED, STATUTS, status
from components.wording.told import Told, exact

Row = Mapping[Any, Any]

QUESTION: Final = f"D’où vient ce chiffre{NNBSP}?"
CLOSE: Final = "Fermer"
WAITING: Final = "Recherche de la source…"
UNREACHABLE: Final = (
    f"Le serveur n’a pas répondu{NNBSP}: la source n’est pas affichée. Fermez ce volet et demandez-la à nouveau."
)
COPY: Final = "Copier la phrase à citer"
COPIED: Final = "Phrase copiée"
NOT_COPIED: Final = f"Le navigateur refuse la copie{NNBSP}: la phrase est sélectionnée."
CITE: Final = "Phrase à citer"
NOT_QUOTED: Final = "Ce chiffre ne se cite pas tel quel"

DEFINITION: Final = "Définition"
AUTHOR: Final = "Qui l’affirme"
WHEN: Final = "Date du fait"
KNOWN: Final = "Connu le"
LOADED: Final = "Chargé le"
SOURCE: Final = "Source"
PASSAGE: Final = "Place dans la source"
LICENCE: Final = "Licence"
PERIMETER: Final = "Périmètre"
RESERVE: Final = "Réserve"
NOTE: Final = "À lire avec"
UNDATED: Final = "non datée par la source"
NO_LICENCE: Final = "non renseignée par la source"
SOURCE_DETAIL: Final = "Tout savoir de cette source"

PARTS: Final = "Les faits, un par un"
RIVALS: Final = "Ce que d’autres avancent sur le même sujet"
NO_RIVAL: Final = "Aucune autre valeur avancée dans cette base."
VERSIONS: Final = "Valeurs antérieures du même fait"
NO_VERSION: Final = f"Aucune révision{NNBSP}: c’est la seule valeur chargée à ce jour."
SCOPE: Final = "Ce que montrait la page"
PAGE: Final = "Page"
FILTERS: Final = "Filtres"
SITUATION: Final = "Situation"
ALL_KNOWN: Final = "tout ce qui est connu aujourd’hui"

ILLUSTRATIVE: Final = f"Valeur fictive, de démonstration{NNBSP}: elle n’engage personne et ne se cite pas."
UNSOURCED: Final = f"Aucune source nommée{NNBSP}: un chiffre sans source ne se cite pas."
VALUELESS: Final = f"La source ne donne pas de valeur{NNBSP}: il n’y a rien à citer."
MASKED: Final = (
    f"Secret statistique{NNBSP}: ce chiffre, ou un autre qu’il ferait deviner, parle de moins de trois entreprises ou "
    "d’une seule qui en fait l’essentiel, ou rien n’assure du contraire."
)
COMPUTED: Final = f"Chiffre calculé par Vigie{NNBSP}: citez les faits qui le composent, chacun avec sa source."
SEVERAL: Final = f"Plusieurs chiffres{NNBSP}: ouvrez celui que vous voulez citer."

MALFORMED: Final = (
    f"Cette adresse ne désigne aucun fait{NNBSP}: elle est peut-être incomplète. Fermez ce volet et ouvrez-le depuis "
    "un chiffre de la page."
)
GONE: Final = (
    f"Ce fait n’est plus dans la base{NNBSP}: il a été retiré, ou la base a été reconstruite depuis que cette adresse "
    "a été copiée."
)

# Inside the sentence of a rule: what is done, then why it may be.
RULES: Final[Mapping[str, str]] = {
    facts.SUM: "Somme de faits qui se comptent de la même façon, calculée par Vigie.",
    facts.RANGE: "Le plus bas et le plus haut de ces valeurs. Elles ne sont ni additionnées ni moyennées.",
    facts.RUNNING: f"Cumul depuis l’origine choisie{NNBSP}: la somme des années, jusqu’à la dernière connue.",
    facts.COUNT: "Nombre de fiches qui remplissent une condition, compté par Vigie sur ces faits.",
    facts.SHARE: f"Part en pourcentage{NNBSP}: un nombre rapporté à un autre, du même territoire et de la même année.",
    facts.PER_THOUSAND: f"Nombre rapporté à 1{NNBSP}000 habitants du même périmètre.",
    facts.INDEX: f"Indice{NNBSP}: chaque valeur est rapportée à celle de la première année comparable, qui vaut 100.",
    facts.CHANGE: "Évolution entre deux années comparables, qu’aucune rupture ne sépare.",
    facts.GAP: f"Écart en points{NNBSP}: taux du territoire moins taux national du même trimestre, de la même mesure.",
    facts.BAND: "Bande calculée par l’hypothèse de maturité, dont ces paramètres sont les seuls chiffres donnés.",
    facts.COST: (
        "Argent mandaté ou payé d’un exercice, divisé par les emplois de la même année, du même programme et du même "
        f"périmètre{NNBSP}: un quotient, qui ne dit pas que cet argent a créé ces emplois."
    ),
    facts.RULE: "Ce que dit la ligne est calculé par une règle de Vigie à partir de ces faits.",
}
_TOGETHER: Final = "Cette ligne réunit plusieurs faits, qui ne font pas un seul chiffre."


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind a fact, in words: its standing, its author, its two clocks, its source."""

    statut: str
    illustratif: bool
    conteste: bool
    author: str
    known: str
    loaded: str
    producer: str | None
    title: str | None
    passage: str | None
    reserves: tuple[str, ...] = ()
    relayed: bool = False

    @property
    def status(self) -> str:
        """« Prévision », « Illustratif (déclaré) »."""
        return status(self.statut, illustrative=self.illustratif)


def rule(name: str) -> str:
    """What makes a figure of several facts."""
    return RULES.get(name, _TOGETHER)


def made_of(count: int, *, one_figure: bool) -> str:
    """Of how many facts a figure, or a row of several, is made."""
    words = counted(count, "fait")
    return f"Un chiffre tiré de {words}" if one_figure else f"Une ligne qui réunit {words}"


def listed_parts(count: int, named: int) -> str:
    """Heading of the facts, and how many of them are listed."""
    return PARTS if named == count else f"{PARTS}{NNBSP}: les {named} premiers sur {count}"


def qualified(fact: Told, word: str | None) -> Told:
    """The same with the word that the source puts before its figure: « environ », « plus de »."""
    return fact if word is None or fact.value is None else replace(fact, value=f"{word} {fact.value}")


def proof(row: Row, reserves: Sequence[str]) -> Proof:
    """What stands behind a row of ``versions_select``."""
    relay = row.get("relais")
    # The relay alone knows the author: what that author is, it is the relay who says it.
    author = f"{row['auteur']}, selon {relay}" if relay else who(row["auteur"], row["auteur_fonction"])
    return Proof(
        statut=row["statut"],
        illustratif=bool(row["illustratif"]),
        conteste=bool(row["conteste"]),
        author=author,
        relayed=bool(relay),
        known=str(row["connu_le"]),
        loaded=str(row["charge_le"])[:10],
        producer=row["producteur"],
        title=row["titre"],
        passage=row["passage"],
        reserves=tuple(reserves),
    )


def computed_state(state: str, day: str) -> str:
    """« échue sans preuve au 26 nov. 2026, calculé par Vigie »."""
    return f"{lowered(state)} au {partial_date(day)}, calculé par Vigie"


def refusal(fact: Told, known: Proof) -> str | None:
    """Why a fact may not be quoted; None when it may."""
    if known.illustratif:
        return ILLUSTRATIVE
    if not known.producer or not known.title:
        return UNSOURCED
    if fact.secret:
        return MASKED
    return None if fact.value is not None else VALUELESS


def _quoted(fact: Told, said: Sequence[str], source: str, known: str, situation: str | None) -> str:
    where = f", {fact.place}" if fact.place else ""
    when = f", {fact.at}" if fact.at else ""
    placed = "" if situation is None else f", situation au {partial_date(situation)}"
    return (
        f"{fact.subject}{where}{NNBSP}: {fact.full_value}{when} ({f'{NNBSP}; '.join(said)}). "
        f"Source{NNBSP}: {source}, connu {on_date(known)}{placed}."
    )


def _reserves(words: Sequence[str]) -> list[str]:
    told = list(dict.fromkeys(words))
    name = "réserve" if len(told) == 1 else "réserves"
    return [f"{name} de la source{NNBSP}: {', '.join(told)}"] if told else []


def sentence(fact: Told, known: Proof, situation: str | None = None) -> str:
    """One sentence with value, date, perimeter, status and source, that loses no reserve.

    Args:
        fact: that may be quoted (``refusal``).
        known: what stands behind it.
        situation: day at which the page is placed, ISO; None for today.
    """
    contested = [CONTESTED] if known.conteste else []
    said = [STATUTS[known.statut].lower(), *contested, *fact.notes, *_reserves(known.reserves)]
    author = lowered(known.author) if known.relayed else known.author
    told_by = "" if author.lower() == str(known.producer).lower() else f"{author}, dans "
    place = f", {known.passage}" if known.passage else ""
    source = f"{told_by}{known.producer}, «{NBSP}{known.title}{NBSP}»{place}"
    return _quoted(fact, said, source, known.known, situation)


def added(parts: Sequence[Told]) -> Told | None:
    """The sum of facts that count the same thing at the same time; None when one of them may not be added."""
    amounts = [part.amount for part in parts if part.amount is not None]
    measures = {part.measure for part in parts}
    if len(amounts) != len(parts) or len(measures) != 1 or "" in measures:
        return None
    subjects = list(dict.fromkeys(part.subject for part in parts))
    places = list(dict.fromkeys(part.place for part in parts if part.place))
    return replace(
        parts[0],
        subject=subjects[0] if len(subjects) == 1 else f"Somme de {counted(len(parts), 'fait')}",
        value=exact(sum(amounts)),
        # A perimeter has commas of its own.
        place=f"{NNBSP}; ".join(places) or None,
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
    )


def total_sentence(fact: Told, proofs: Sequence[Proof], situation: str | None = None) -> str:
    """The sentence of a sum: every status and every source of its parts, and that Vigie added them."""
    statuts = dict.fromkeys(STATUTS[one.statut].lower() for one in proofs)
    contested = [CONTESTED] if any(one.conteste for one in proofs) else []
    reserves = _reserves([word for one in proofs for word in one.reserves])
    made = f"somme de {counted(len(proofs), 'fait')} calculée par Vigie"
    sources = dict.fromkeys(f"{one.producer}, «{NBSP}{one.title}{NBSP}»" for one in proofs)
    said = [made, listed(list(statuts)), *contested, *fact.notes, *reserves]
    return _quoted(fact, said, listed(list(sources)), max(one.known for one in proofs), situation)


def unknown_then(situation: str) -> str:
    """A fact that was not known at the situation of the page."""
    day = partial_date(situation)
    return f"Au {day}, ce fait n’était pas encore connu{NNBSP}: la page est placée à cette situation."


def situation(day: str | None) -> str:
    """At which day the page is placed."""
    return ALL_KNOWN if day is None else f"ce qui était connu au {partial_date(day)}"


def revised(before: str, after: str) -> str:
    """A value and the one that replaced it: « 1 034 → 1 050 »."""
    return f"{before} → {after}" if before != after else f"{before}, inchangé"


def version_dates(known: str, loaded: str) -> str:
    """The two clocks of a version."""
    return f"connu {on_date(known)}, chargé {on_date(loaded)}"


def clock(day: str) -> str:
    """A clock of a fact, with the only precision that is known."""
    words = partial_date(day)
    return words if len(day) == len("2020-01-31") else f"{words}, jour non précisé"


def rival(fact: Told, known: Proof) -> str:
    """Who claims another value, when and on what."""
    words = [known.status, *([CONTESTED] if known.conteste else []), *fact.notes]
    parts = [known.author, fact.when, f"connu {on_date(known.known)}", ", ".join(words)]
    return " · ".join(part for part in parts if part)


def source_words(row: Row) -> str:
    """« Insee, « Dossier complet », 2025 »."""
    return ", ".join(str(part) for part in (row["producteur"], row["titre"], row["millesime"]) if part)


def missing(value: str | None) -> str:
    """A value, or « non renseigné »."""
    return MISSING if value is None else value
