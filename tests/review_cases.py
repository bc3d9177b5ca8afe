"""Cases that no column shows by itself, planted in a workbook and in files of our tables, on the demonstration base."""

from pathlib import Path
from typing import Final, NamedTuple

from data.intake.workbook.sheets import SHEETS
from tests.published import write_csv
from tests.workbooks import Hand

PROOF: Final = {"statut": "illustratif", "tient_lieu_de": "constate", "conteste": "non", "connu_le": "2026-05"}
JOBS: Final = {
    **PROOF,
    "serie_id": "emplois-clusters",
    "unites": 12,
    "part_premiere": 30,
    "auteur_id": "brumevent-clusters",
    "source_id": "clusters-enquete-2025",
    "passage": "ENQ-EMPLOIS",
}
LINE: Final = {
    **PROOF,
    "programme_id": "ti-2019-2022",
    "territoire_id": "epci:999000106",
    "temporalite": "exercice",
    "exercice": 2021,
    "sens": "depense",
    "section": "fonctionnement",
    "etape": "vote",
    "document": "BP",
    "mouvement": "reel",
    "origine_fonds": "public",
    "devise_origine": "EUR",
    "auteur_id": "finances-epci",
    "source_id": "ti-comptes",
    "passage": "tableau 4",
}
CLAIM: Final = {
    **PROOF,
    "id": "essai-part",
    "indicateur_id": "emplois_clusters",
    "programme_id": "brumevent-clusters",
    "perimetre_id": "epci:999000101@2018",
    "libelle": "Part des membres satisfaits",
    "valeur": 140,
    "unite": "%",
    "flux_stock": "taux",
    "periode": "2025",
    "auteur_id": "brumevent-clusters",
    "source_id": "clusters-enquete-2025",
    "passage": "page 3",
}
STATISTICS: Final = {"statut": "illustratif", "tient_lieu_de": "constate", "auteur_id": "institut-statistique"}
UNEMPLOYMENT: Final = {
    **STATISTICS,
    "serie_id": "chomage-ze",
    "perimetre_id": "zone_emploi:9981@actuel",
    "periode": "2026-T3",
    "annee": "2026",
    "valeur": "120",
    "connu_le": "2026-10",
    "source_id": "chomage-2026-t2",
    "passage": "CHOM-ZE",
}
SEAT: Final = {
    "comite_id": "ti-2019-2022-copil",
    "fonction": "Total des sièges",
    "nombre": "6",
    "statut": "illustratif",
    "tient_lieu_de": "declare",
    "auteur_id": "parties-ti-2019",
    "connu_le": "2026-05",
    "source_id": "ti-protocole-2019",
    "passage": "article 7",
}
GRANT: Final = {
    **{name: value for name, value in PROOF.items() if name != "conteste"},
    "id": "equipement-rural:EQ-2023-900",
    "dispositif": "Soutien à l’équipement rural",
    "dossier": "EQ-2023-900",
    "annee": "2023",
    "axe_dispositif": "1",
    "demarche": "Maisons de services",
    "projet": "Maison de services du plateau",
    "beneficiaire": "PETR Cœur de Sarvane",
    "territoire_id": "petr:coeur-de-sarvane",
    "montant": "152000",
    "auteur_id": "etat",
    "source_id": "soutien-rural",
    "passage": "dossier EQ-2023-900",
}


class Planted(NamedTuple):
    """A case, and words that its report must have."""

    table: str
    line: int
    column: str
    words: str
    blocking: bool
    file: str = "classeur.xlsx"


class Planter:
    """Plants cases in a workbook."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.cases: list[Planted] = []

    def jobs(self, cluster: str, perimetre: str, year: int, value: float, **changes: object) -> int:
        told = {"cluster_id": cluster, "perimetre_id": perimetre, "periode": str(year), "annee": year, "valeur": value}
        return self.hand.add("observation", **{**JOBS, **told, **changes})

    def money(self, objet: str, montant: float, **changes: object) -> int:
        key = f"essai-{self.hand.page('ligne_budget').max_row}"
        told = {"id": key, "objet": objet, "montant": montant, "montant_origine": montant}
        return self.hand.add("ligne_budget", **{**LINE, **told, **changes})

    def case(self, table: str, line: int, column: str, words: str, *, blocking: bool = False) -> None:
        self.cases.append(Planted(table, line, column, words, blocking))


def plant_figures(planter: Planter) -> None:
    """Secrecy, territories within others, perimeters, ranges."""
    own, petr = "epci:999000101@2018", "petr:coeur-de-sarvane@2017"
    members = {"serie_id": "membres-clusters"}
    unsaid = planter.jobs("cluster-sante", own, 2017, 1, unites=None, part_premiere=None)
    planter.case("observation", unsaid, "unites", "au moins 3 entreprises réunies")
    unshared = planter.jobs("cluster-numerique", own, 2017, 1, part_premiere=None)
    planter.case("observation", unshared, "part_premiere", "sous 85 % de la valeur")
    planter.jobs("cluster-energie", own, 2016, 7, unites=None, part_premiere=49)
    pair = planter.jobs("cluster-sante", own, 2016, 2, unites=2, part_premiere=50)
    planter.case("observation", pair, "unites", "au moins 3 entreprises réunies")
    held = planter.jobs("cluster-sante", own, 2015, 3, unites=6, part_premiere=85)
    planter.case("observation", held, "part_premiere", "sous 85 % de la valeur")
    planter.jobs("cluster-sante", own, 2014, 3, unites=3, part_premiere=84)
    whole = planter.jobs("cluster-numerique", petr, 2025, 30)
    planter.jobs("cluster-numerique", "epci:999000104@2018", 2025, 20)
    planter.case("observation", whole, "perimetre_id", "un total les compterait deux fois")
    twice = planter.jobs("cluster-energie", petr, 2025, 9)
    planter.jobs("cluster-energie", "epci:999000105@2018", 2025, 9)
    planter.case("observation", twice, "perimetre_id, valeur", "une seule fois ce fait", blocking=True)
    planter.jobs("cluster-energie", "epci:999000106@2018", 2024, 5)
    moved = planter.jobs("cluster-energie", "epci:999000106@2022", 2025, 6)
    planter.case("observation", moved, "perimetre_id", "une rupture entre 2024 et 2025", blocking=True)
    negative = planter.jobs("cluster-energie", own, 2017, -3, **members, periode="2017-12-31")
    planter.case("observation", negative, "valeur", "d’au moins 0", blocking=True)
    leap = planter.jobs("cluster-energie", own, 2028, 900, tient_lieu_de="prevision")
    planter.case("observation", leap, "valeur", "moins de 10 fois d’écart avec la période 2027")
    claim = planter.hand.add("affirmation", **CLAIM)
    planter.case("affirmation", claim, "valeur", "de 0 à 100")


def plant_money(planter: Planter) -> None:
    """A PETR over its EPCI, stages of the ladder, amounts, totals."""
    animation = {"exercice": 2022, "territoire_id": "epci:999000104"}
    beside = planter.money("Animation du Territoire d’industrie", 5000, **animation)
    planter.case("ligne_budget", beside, "territoire_id", "« ti-2019-2022-petr », déjà dans la base")
    animation["territoire_id"] = "epci:999000105"
    again = planter.money("Animation du Territoire d’industrie", 38000, **animation)
    planter.case("ligne_budget", again, "territoire_id, montant", "une seule fois ce fait", blocking=True)
    known = planter.hand.line("ligne_budget", "id", "recrutement-sarvanois-2019-6-realise-ca")
    names = [column.name for column in next(sheet for sheet in SHEETS if sheet.name == "ligne_budget").columns()]
    cells = {name: planter.hand.cell("ligne_budget", known, name).value for name in names}
    account = planter.hand.add("ligne_budget", **{**cells, "id": "essai-cfu", "document": "CFU"})
    planter.case("ligne_budget", account, "document", "un seul compte pour l’exercice 2019")
    misnamed = planter.money("Étude", 800, document=None, passage="compte administratif 2021, page 3")
    planter.case("ligne_budget", misnamed, "etape", "la ligne cite « compte administratif »")
    copied = planter.money("Navette", 1234.56)
    planter.money("Navette", 1234.56, etape="realise", document="CA")
    planter.case("ligne_budget", copied, "etape, montant", "lu à la même place")
    pointed = planter.money("Étude de marché", 1.234)
    planter.case("ligne_budget", pointed, "montant", "deux décimales au plus")
    negative = planter.money("Remise", -500)
    planter.case("ligne_budget", negative, "montant", "un montant positif")
    planter.money("Atelier", 20, exercice=2020)
    leap = planter.money("Atelier", 20000)
    planter.case("ligne_budget", leap, "montant", "moins de 100 fois d’écart avec l’exercice 2020 (20 €)")
    for part, (axe, montant) in {"Volet A": ("1", 600), "Volet B": ("2", 300)}.items():
        planter.money(part, montant, axe_id=f"ti-2019-2022-{axe}", source_id="ti-comites")
    total = planter.money("Total du programme", 1000, source_id="ti-comites")
    planter.case("ligne_budget", total, "objet, montant", "dit 1000, ses parties font 900", blocking=True)
    for part, (axe, montant) in {"Volet C": ("1", 500), "Volet D": ("2", 400)}.items():
        planter.money(part, montant, axe_id=f"ti-2019-2022-{axe}", source_id="ti-suivi-2019")
    unsaid = planter.money("Enveloppe", 900, source_id="ti-suivi-2019")
    planter.case("ligne_budget", unsaid, "montant", "qui n’est pas la somme d’autres")
    operation = {"etape": "annonce", "document": None}
    whole = planter.money("Chantier", 100, **operation, temporalite="total", exercice=None)
    planter.money("Chantier", 80, **operation, exercice=2020)
    planter.money("Chantier", 60, **operation)
    planter.case("ligne_budget", whole, "temporalite, montant", "d’au moins la somme de ses exercices (140)")


def files_of(folder: Path) -> tuple[list[Path], list[Planted]]:
    """Files of our tables, with their cases: what the workbook does not hold."""
    epci = {**STATISTICS, "connu_le": "2026-06-30", "periode": "2025", "annee": "2025"}
    figures = [
        UNEMPLOYMENT,
        {**epci, "serie_id": "creations-entreprises-communes", "perimetre_id": "epci:999000101@2018"},
        {**epci, "serie_id": "creations-etablissements-ze-a10", "perimetre_id": "zone_emploi:9981@actuel"},
        {**epci, "serie_id": "creations-entreprises-communes", "perimetre_id": "epci:999000103@2018"},
    ]
    figures[1] |= {"valeur": "2949", "source_id": "creations-2025", "passage": "essai"}
    figures[2] |= {"valeur": "4467", "source_id": "etablissements-ze-2025", "passage": "essai", "secteur_id": "a10:_T"}
    figures[3] |= {"valeur": "412.5", "source_id": "creations-2025", "passage": "essai", "connu_le": "2026-07"}
    files = [
        write_csv(folder / "observation.csv", *figures),
        write_csv(folder / "siege.csv", SEAT),
        write_csv(folder / "subvention.csv", GRANT),
    ]
    cases = [
        Planted("", 2, "valeur", "de 0 à 100 (%)", blocking=True, file="observation.csv"),
        Planted("", 2, "valeur", "moins de 10 fois", blocking=False, file="observation.csv"),
        Planted("", 3, "valeur", "communes 2948, EPCI 2949", blocking=True, file="observation.csv"),
        Planted("", 4, "valeur", "secteurs 4466, ensemble 4467", blocking=True, file="observation.csv"),
        Planted("", 5, "valeur", "un nombre entier", blocking=False, file="observation.csv"),
        Planted("", 2, "fonction, nombre", "total 6, sièges", blocking=True, file="siege.csv"),
        Planted("", 2, "territoire_id, montant", "une seule fois ce fait", blocking=True, file="subvention.csv"),
    ]
    return files, cases
