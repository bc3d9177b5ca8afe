"""A fact in words, whatever its table: what it is about, its value, its date, its place."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from components.formats import NBSP, NNBSP, number, partial_date
from components.wording.budget import period
from components.wording.budget_parts import stage_of
from components.wording.claims import FLUX_STOCK
from components.wording.ruptures import CAUSES
from components.wording.shell import STATES
from components.wording.told import NO_PERIOD, Told, dated, exact

Row = Mapping[Any, Any]

_YEARLY: Final = "par an"
_KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    "acte": {
        "deliberation": "Délibération",
        "signature": "Signature",
        "convention": "Convention",
        "avis": "Avis",
        "autre": "Acte",
    },
    "comite": {
        "copil": "Comité de pilotage",
        "cotech": "Comité technique",
        "comite_suivi": "Comité de suivi",
        "conseil": "Conseil",
    },
    "partenaire": {
        "pilote": "Pilote",
        "signataire": "Signataire",
        "partenaire": "Partenaire",
        "beneficiaire": "Bénéficiaire",
        "soutien_scientifique": "Soutien scientifique",
    },
    "orientation": {"demandee": "Orientation demandée au comité", "donnee": "Orientation donnée par le comité"},
    "promesse": {"promesse": "Promesse", "intention": "Intention", "horizon": "Horizon"},
}
_EDGES: Final[Mapping[str, str]] = {"lent": "bord lent", "rapide": "bord rapide"}
_UNSPECIFIED: Final = "annuel ou total non précisé par la source"
_UNDATED: Final = "période affirmée sans date"


def _between(start: object, end: object) -> str | None:
    words = [f"{word} {partial_date(str(one))}" for word, one in (("de", start), ("à", end)) if isinstance(one, str)]
    return " ".join(words) or None


def _quoted(text: object) -> str:
    return f"«{NNBSP}{text}{NNBSP}»"


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part not in (None, ""))


def _place(name: object, detail: object) -> str:
    """A territory and what its perimeter is made of, said once when both say the same."""
    if detail is None or str(detail).casefold() == str(name).casefold():
        return str(name)
    return f"{name}, {detail}"


def _observation(row: Row) -> Told:
    when, at = dated(row["periode"])
    unit = str(row["unite_indicateur"])
    yearly = row["nature"] == "flux" and len(str(row["periode"])) == len("2025") and _YEARLY not in unit
    unit = f"{unit} {_YEARLY}" if yearly else unit
    secret = bool(row["secret"])
    value = None if secret else row["valeur"]
    sector = None if str(row["secteur_id"]).endswith(":_T") else row["secteur"]
    subject = _joined(row["indicateur"], sector, row["cluster"], row["forme_juridique"])
    return Told(
        subject,
        None if value is None else exact(value),
        unit,
        when,
        at,
        _place(row["territoire"], row["perimetre"]),
        f"{row['definition']} Champ{NNBSP}: {row['champ']}.",
        () if row["drapeau"] is None else (str(row["drapeau"]),),
        value,
        f"{row['indicateur']}|{row['nature']}|{unit}|{row['periode']}" if row["nature"] != "taux" else "",
        secret,
    )


def _affirmation(row: Row) -> Told:
    value = None if row["valeur"] is None else exact(row["valeur"])
    if value is None and row["valeur_min"] is not None:
        value = f"{exact(row['valeur_min'])} à {exact(row['valeur_max'])}"
    when, at = dated(row["periode"])
    notes = [FLUX_STOCK["non_precise"]] if row["flux_stock"] == "non_precise" else []
    notes += [] if row["periode_precisee"] or row["periode"] == NO_PERIOD else [_UNDATED]
    return Told(
        str(row["libelle"]),
        value,
        str(row["unite"]),
        when,
        at,
        _place(row["territoire"], row["precision_perimetre"] or row["perimetre"]),
        str(row["definition"]),
        tuple(notes),
    )


def _ligne_budget(row: Row) -> Told:
    stage = stage_of(row["etape"], row["document"], row["section"])
    words = period(row["temporalite"], row["exercice"])
    yearly = row["temporalite"] == "annuel"
    notes = [_UNSPECIFIED] if row["temporalite"] == "non_precise" else []
    if row["devise_origine"] == "FRF" and row["montant_origine"] is not None:
        rate = f"1{NNBSP}€ = {number(row['taux_franc'], 5)}{NNBSP}F"
        notes.append(f"{exact(row['montant_origine'])}{NBSP}francs dans la source, convertis au taux officiel, {rate}")
    dated = {"exercice": f"pour {row['exercice']}", "total": "au total"}.get(row["temporalite"], "")
    return Told(
        _joined(row["objet"], row["axe"], row["financeur"]),
        None if row["montant"] is None else exact(row["montant"]),
        f"€ {_YEARLY}" if yearly else "€",
        words,
        _joined(dated, stage.lower() if stage.isalpha() else f"{stage[:1].lower()}{stage[1:]}"),
        str(row["territoire"]),
        _joined(f"Étape{NNBSP}: {stage}", row["autorisation"], {"recette": "recette"}.get(row["sens"])),
        tuple(notes),
        row["montant"],
        _joined("euros", row["sens"], row["temporalite"], row["exercice"], row["etape"]),
    )


def _subvention(row: Row) -> Told:
    return Told(
        str(row["projet"]),
        None if row["montant"] is None else exact(row["montant"]),
        "€",
        str(row["annee"]),
        f"en {row['annee']}",
        _joined(row["territoire"], row["commune"]),
        _joined(row["dispositif"], row["demarche"], f"bénéficiaire{NNBSP}: {row['beneficiaire']}"),
        amount=row["montant"],
        measure=_joined("euros", row["dispositif"], row["annee"]),
    )


def _suivi_action(row: Row) -> Told:
    when, at = dated(row["observe_le"])
    details = {
        "pilote": row["pilote"],
        "échéance": None if row["echeance"] is None else partial_date(row["echeance"]),
        "avancement": None if row["avancement"] is None else f"{row['avancement']}{NNBSP}%",
        "météo": None if row["meteo"] is None else f"{row['meteo']}, donnée par {row['meteo_auteur']}",
        "prochaine étape": row["prochaine_etape"],
        "commentaire": row["commentaire"],
    }
    notes = tuple(f"{name}{NNBSP}: {text}" for name, text in details.items() if text is not None)
    state = None if row["etat"] is None else STATES[row["etat"]]
    return Told(f"État de l’action {_quoted(row['action'])}", state, when=when, at=at, notes=notes)


def _vote(row: Row) -> Told:
    names = {"pour": "pour", "contre": "contre", "abstentions": "abstentions", "votants": "votants"}
    counts = [f"{number(row[key])}{NBSP}{word}" for key, word in names.items() if row[key] is not None]
    value = ", ".join(counts) or ("unanimité déclarée" if row["unanimite"] else None)
    return Told("Vote", value, place=str(row["acte"]))


def _parametre(row: Row) -> Told:
    subject = _joined("Bande de maturité", _EDGES[row["scenario"]], row["cluster"])
    rhythm = f"{exact(row['rythme'])}{NBSP}emplois {_YEARLY}"
    value = f"{rhythm}, pleine maturité à {exact(row['age_maturite'])}{NBSP}ans"
    return Told(subject, value, place=str(row["programme"]))


def _fait(row: Row) -> Told:
    when, at = dated(row["date_fait"])
    value = row["libelle"] if row["contenu"] is None else f"{row['libelle']}{NNBSP}: {row['contenu']}"
    return Told(str(row["theme"]).capitalize(), value, when=when, at=at, place=str(row["territoire"]))


def _acte(row: Row) -> Told:
    when, at = dated(row["date_acte"])
    subject = _joined(_KINDS["acte"][row["type"]], row["numero"])
    return Told(subject, str(row["objet"]), when=when, at=at, place=str(row["organe"]), definition=row["portee"])


def _promesse(row: Row) -> Told:
    when, at = dated(row["echeance"])
    notes = tuple(str(words) for words in (row.get("etat_calcule"), row["echeance_note"]) if words is not None)
    subject = f"{_KINDS['promesse'][row['nature']]} {row['numero']}"
    place = str(row["programme"])
    return Told(subject, str(row["libelle"]), when=when, at=at and f"échéance {at}", place=place, notes=notes)


def _siege(row: Row) -> Told:
    seats = f"{row['nombre']}{NBSP}{'sièges' if row['nombre'] > 1 else 'siège'}"
    return Told(str(row["comite"]), f"{seats}{NNBSP}: {row['fonction']}", place=row["territoire"])


def _dated(subject: str, value: object, date: object, place: object = None) -> Told:
    when, at = dated(date)
    return Told(
        subject, None if value is None else str(value), when=when, at=at, place=None if place is None else str(place)
    )


_WRITERS: Final[Mapping[str, Callable[[Row], Told]]] = {
    "observation": _observation,
    "affirmation": _affirmation,
    "ligne_budget": _ligne_budget,
    "subvention": _subvention,
    "suivi_action": _suivi_action,
    "vote": _vote,
    "parametre_maturite": _parametre,
    "fait": _fait,
    "acte": _acte,
    "promesse": _promesse,
    "siege": _siege,
    "action": lambda row: _dated(_joined("Action", row["axe"]), row["nom"], None, row["programme"]),
    "axe": lambda row: _dated(f"Axe {row['numero']}", row["nom"], None, row["programme"]),
    "priorite": lambda row: _dated(f"Priorité {row['numero']}", row["nom"], None, row["programme"]),
    "action_engagee": lambda row: _dated(
        "Action déjà engagée", row["nom"], None, row["territoire"] or row["programme"]
    ),
    "action_territoire": lambda row: _dated("EPCI concerné par une action", row["action"], None, row["territoire"]),
    "appartenance": lambda row: Told(
        "Appartenance", f"{row['membre']} fait partie de {row['ensemble']}", when=_between(row["debut"], row["fin"])
    ),
    "cluster": lambda row: _dated(_joined("Cluster", row["secteur"]), row["nom"], row["ouvert_le"], row["programme"]),
    "cluster_membre": lambda row: Told(
        _joined("Membre", row["cluster"] or "de cluster"),
        str(row["acteur"]),
        when=_between(row["debut"], row["fin"]),
        place=str(row["programme"]),
    ),
    "comite": lambda row: _dated(
        _KINDS["comite"][row["type"]], _joined(row["nom"], row["frequence"]), row["date_seance"], row["programme"]
    ),
    "ecran": lambda row: _dated("Écran du comité", row["titre"] or row["adresse"], None, row["programme"]),
    "orientation": lambda row: _dated(
        _KINDS["orientation"][row["sens"]], row["libelle"], None, row["comite"] or row["programme"]
    ),
    "origine_maturite": lambda row: _dated(
        "Origine de la courbe de maturité", row["libelle"], row["date_origine"], row["programme"]
    ),
    "partenaire": lambda row: _dated(_KINDS["partenaire"][row["role"]], row["acteur"], None, row["programme"]),
    "preuve": lambda row: _dated(f"Preuve de {_quoted(row['promesse'])}", row["libelle"], row["date_preuve"]),
    "programme": lambda row: Told(
        "Programme", str(row["nom"]), when=_between(row["debut"], row["fin"]), place=str(row["territoire"])
    ),
    "promesse_recurrence": lambda row: _dated("Promesse répétée", row["libelle"], None, row["programme"]),
    "rupture": lambda row: _dated(
        _joined("Rupture de série", CAUSES[row["cause"]]), row["libelle"], row["a_partir_de"], row["territoire"]
    ),
}


def told(table: str, row: Row) -> Told:
    """A fact in words.

    Args:
        table: name of its table.
        row: columns of ``data.queries.provenance.versions_select``, None where a value is missing.
    """
    return _WRITERS[table](row)
