"""Terms of public money: the stages of a euro, and how budgets name them."""

from collections.abc import Mapping
from typing import Final

from components.formats import NNBSP
from components.wording.term import Term

MONEY: Final[Mapping[str, Term]] = {
    "annonce": Term(
        "Annoncé",
        "Montant dit dans un document ou un discours. Il peut précéder tout vote et ne prouve aucune dépense.",
    ),
    "ap": Term(
        "AP, AE",
        f"Autorisation de programme ou d’engagement{NNBSP}: plafond sur plusieurs années. Ce n’est pas le crédit d’un "
        "exercice.",
        ("AP", "AE", "autorisation de programme"),
    ),
    "attribue": Term(
        "Attribué",
        "Montant d’une aide accordée par une décision ou une convention, avant tout versement. Une collectivité publie "
        "ce montant, pas ce qu’elle a payé.",
    ),
    "bp": Term(
        "BP, BS, DM",
        f"Budget primitif, budget supplémentaire, décision modificative{NNBSP}: ce qu’une assemblée vote, au départ "
        "puis en cours d’année.",
        ("BP", "BS", "DM", "budget primitif", "décision modificative", "budget supplémentaire"),
    ),
    "ca": Term(
        "CA, CFU",
        f"Compte administratif, compte financier unique{NNBSP}: ce qui a été réalisé dans l’année, arrêté après sa "
        "clôture.",
        ("compte administratif", "compte financier unique", "CFU"),
    ),
    "cout_emploi": Term(
        "Coût par emploi",
        "Argent mandaté ou payé d’un exercice, divisé par les emplois comptés la même année, pour le même "
        "programme et le même périmètre. Il ne dit pas que l’un a créé les autres.",
        ("coût par emploi",),
    ),
    "cp": Term(
        "Crédits de paiement (CP)",
        "Somme qui peut être payée dans l’année sur une autorisation qui en couvre plusieurs.",
        ("crédit de paiement", "CP"),
    ),
    "engage": Term("Engagé", f"Crédit réservé par une obligation prise{NNBSP}: contrat signé, subvention attribuée."),
    "etape": Term(
        "Étape",
        f"Où en est l’argent{NNBSP}: annoncé, voté, engagé, mandaté, payé. Le même euro passe de l’une à l’autre.",
        ("étape budgétaire", "les étapes"),
        ("Étape",),
    ),
    "exercice": Term("Exercice", "Année budgétaire d’une collectivité, du 1er janvier au 31 décembre.", ("exercice",)),
    "financeur": Term(
        "Financeur",
        "Qui paie. Quand plusieurs financeurs sont cités sans leurs parts, ils restent ensemble, sans partage inventé.",
        ("financeur",),
    ),
    "fonds_vert": Term(
        "Fonds vert",
        "Argent de l’État pour la transition écologique, hors des programmes suivis, avec ses propres axes.",
        ("Fonds vert",),
    ),
    "mandate": Term("Mandaté", "Dépense que la collectivité a demandé au comptable public de payer."),
    "non_ventile": Term(
        "Non ventilé",
        "Montant connu dont la répartition ne l’est pas. Aucune clé de partage n’est inventée.",
        ("non ventilé", "non ventilée"),
    ),
    "paye": Term("Payé", "Somme versée par le comptable public."),
    "vote": Term("Voté", "Crédit ouvert par une assemblée, au budget primitif ou en cours d’année."),
    "vote_non_mandate": Term(
        "Voté non mandaté",
        f"Crédit ouvert dont le paiement n’a pas été demandé{NNBSP}: de l’argent qui attend.",
        ("voté non mandaté",),
    ),
}
