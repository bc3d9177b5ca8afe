"""The two layouts of the « socle commun des données locales » that are read here, as table schemas.

Names, types and rules of the columns are those of the standard (SCDL budget 0.8.3, SCDL subventions 2.1.1); the
sentences are ours.  ``forme`` says a pattern in words.
"""

from typing import Any, Final

Field = dict[str, Any]

_FOURTEEN_DIGITS: Final = "quatorze chiffres d’un seul tenant (SIRET)"


def _field(name: str, kind: str, description: str, **constraints: Any) -> Field:  # noqa: ANN401  a rule of any type
    field: Field = {"name": name, "type": kind, "description": description}
    return {**field, "constraints": constraints} if constraints else field


def _text(name: str, description: str, *, required: bool = False, **constraints: Any) -> Field:  # noqa: ANN401  idem
    return _field(name, "string", description, **({"required": True} if required else {}), **constraints)


def _patterned(name: str, description: str, pattern: str, form: str, *, required: bool = False) -> Field:
    return {**_text(name, description, required=required, pattern=pattern), "forme": form}


def _code(name: str, description: str, *, required: bool) -> Field:
    return _text(name, description, required=required, minLength=1, maxLength=9)


BUDGET: Final[Field] = {
    "name": "scdl-budget",
    "title": "Budget d’une collectivité ou d’un établissement public local (SCDL 0.8.3)",
    "missingValues": [""],
    "fields": [
        _text(
            "BGT_NATDEC",
            "Étape : ce qui est voté, ou ce qui a été réalisé. Le compte financier unique n’est pas dans la liste "
            "de la version 0.8.3 : il tient lieu de compte administratif et est lu de même.",
            required=True,
            enum=[
                "budget primitif",
                "budget supplémentaire",
                "décision modificative",
                "compte administratif",
                "compte financier unique",
            ],
        ),
        _field("BGT_ANNEE", "year", "Exercice.", required=True),
        _patterned("BGT_SIRET", "Établissement qui porte le budget.", r"^\d{14}$", _FOURTEEN_DIGITS, required=True),
        _text("BGT_NOM", "Nom de cet établissement.", required=True),
        _code("BGT_CONTNAT", "Compte ou article.", required=True),
        _text("BGT_CONTNAT_LABEL", "Nom du compte.", required=True),
        _code("BGT_NATURE", "Chapitre par nature.", required=True),
        _text("BGT_NATURE_LABEL", "Nom du chapitre.", required=True),
        _code("BGT_FONCTION", "Fonction : à quoi sert la dépense.", required=False),
        _text("BGT_FONCTION_LABEL", "Nom de la fonction."),
        _text("BGT_OPERATION", "Opération votée, par son numéro ou son nom."),
        _text("BGT_SECTION", "Section.", required=True, enum=["investissement", "fonctionnement"]),
        _text("BGT_OPBUDG", "Mouvement réel ou d’ordre.", required=True, enum=["réel", "ordre"]),
        _text("BGT_CODRD", "Sens.", required=True, enum=["recette", "dépense"]),
        _field("BGT_MTREAL", "number", "Montant réalisé, en euros."),
        _field("BGT_MTBUDGPREC", "number", "Montant du budget précédent."),
        _field("BGT_MTRARPREC", "number", "Restes à réaliser de l’exercice précédent."),
        _field("BGT_MTPROPNOUV", "number", "Montant proposé, qui n’est pas un vote."),
        _field("BGT_MTPREV", "number", "Montant voté, en euros."),
        _field("BGT_CREDOUV", "number", "Crédits ouverts."),
        _field("BGT_MTRAR3112", "number", "Restes à réaliser à la fin de l’exercice."),
        _text("BGT_ARTSPE", "Article spécialisé ou non.", enum=["non spécialisé", "spécialisé"]),
    ],
}

SUBVENTIONS: Final[Field] = {
    "name": "scdl-subventions",
    "title": "Subventions accordées par une collectivité (SCDL 2.1.1)",
    "missingValues": [""],
    "fields": [
        _text("nomAttribuant", "Qui accorde.", required=True),
        _patterned("idAttribuant", "SIRET de qui accorde.", r"^\d{14}$", _FOURTEEN_DIGITS, required=True),
        _field("dateConvention", "date", "Jour de la convention.", required=True),
        _text("referenceDecision", "Numéro de la décision chez qui accorde."),
        _text("nomBeneficiaire", "Qui reçoit.", required=True),
        _text("idBeneficiaire", "SIRET de qui reçoit."),
        _patterned(
            "rnaBeneficiaire", "Numéro de l’association qui reçoit.", r"^W\d{9}$", "« W » puis neuf chiffres (RNA)"
        ),
        _text("objet", "Ce que la subvention aide.", required=True, maxLength=256),
        _field("montant", "number", "Montant en euros, avant partage entre bénéficiaires.", required=True),
        _text(
            "nature",
            "En argent, en nature, ou les deux.",
            required=True,
            enum=[
                "aide en numéraire",
                "aide en nature",
                "aide en numéraire;aide en nature",
                "aide en nature;aide en numéraire",
            ],
        ),
        _text("conditionsVersement", "Comment elle est versée.", required=True, maxLength=256),
        _patterned(
            "datesPeriodeVersement",
            "Jour ou période du versement.",
            r"^[0-9]{4}\-[0-9]{2}\-[0-9]{2}(\/[0-9]{4}\-[0-9]{2}\-[0-9]{2})?$",
            "AAAA-MM-JJ, ou AAAA-MM-JJ/AAAA-MM-JJ pour une période",
            required=True,
        ),
        _text("idRAE", "Numéro de l’aide au répertoire des aides aux entreprises.", maxLength=5),
        {
            **_field("notificationUE", "boolean", "Aide notifiée à l’Union européenne.", required=True),
            "trueValues": ["oui"],
            "falseValues": ["non"],
        },
        _field(
            "pourcentageSubvention",
            "number",
            "Part du montant qui revient à ce bénéficiaire, de 0,01 à 1.",
            required=True,
            minimum=0.01,
            maximum=1,
        ),
        _text("dispositifAide", "Dispositif d’aide."),
    ],
}
