"""Command line: ``python -m bench``, after ``make prepare``.  Prints the tables of ``docs/performance.md``."""

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from playwright.sync_api import Browser

from bench import report, startup, weight
from bench.browser import Sample, sample
from bench.errors import BenchError
from bench.measures import TARGETS, Measure, Summary
from bench.subjects import Ground, Subject, all_served, ground
from tools.chromium import ChromiumMissingError, chromium
from tools.local_server import ServerError

_REPETITIONS: Final = 10
_WARM_UPS: Final = 2
_KILO: Final = 1000

Samples = dict[str, list[Sample]]


def _sampled(browser: Browser, subjects: Sequence[Subject], on: Ground) -> Samples:
    """Every repetition goes through the three pages, so that what else the machine does weighs on each alike."""
    samples: Samples = defaultdict(list)
    warm_ups, counted = on.starts[:_WARM_UPS], on.starts[_WARM_UPS:]
    for start in warm_ups:
        for subject in subjects:
            sample(browser, subject, start)
    for rank, start in enumerate(counted, start=1):
        for subject in subjects:
            samples[subject.key].append(sample(browser, subject, start))
        print(f"répétition {rank} sur {len(counted)}", file=sys.stderr)
    return samples


def _measures(samples: Samples) -> list[Measure]:
    fields = (
        ("premiere-ko", "Première page, à froid", "ko", "first_bytes", _KILO),
        ("premiere-ms", "Ouvrir la page, jusqu’au dernier graphique peint", "ms", "first", 1),
        ("filtre-ms", "Choisir un EPCI, jusqu’au dernier graphique repeint", "ms", "filtered", 1),
        ("filtre-inedit-ms", "L’ajouter à d’autres, combinaison jamais demandée", "ms", "fresh", 1),
        ("filtre-ko", "Choisir un EPCI", "ko", "filtered_bytes", _KILO),
    )
    return [
        Measure(
            key,
            label,
            "ko" if unit == "ko" else "ms",
            {page: Summary.of([getattr(one, field) / scale for one in many]) for page, many in samples.items()},
        )
        for key, label, unit, field, scale in fields
    ]


def _alone(key: str, label: str, unit: str, values: Sequence[float]) -> Measure:
    return Measure(key, label, "s" if unit == "s" else "ko", {"vigie": Summary.of(values)})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Mesure la légèreté de la page Créations.")
    parser.add_argument("--repetitions", type=int, default=_REPETITIONS, help=f"par défaut, {_REPETITIONS}")
    parser.add_argument("--sans-demarrage", action="store_true", help="ne mesure pas «\u202fmake run\u202f»")
    return parser.parse_args()


def main() -> int:
    """Measure everything and print the tables; 1 when a measure cannot be made, whatever the targets."""
    options = _options()
    loads = [os.getloadavg()[0]]
    try:
        on = ground(_WARM_UPS + options.repetitions)
        with all_served(on) as subjects, chromium() as browser:
            measures = _measures(_sampled(browser, subjects, on))
            loads.append(os.getloadavg()[0])
            url = subjects[-1].url.removesuffix("/creations")
            others = [weight.reached(browser, url, page) / _KILO for page in weight.in_navigation()]
        # Each page is weighed once: the range is that of the pages, and the target must be held by the heaviest.
        measures.append(_alone("autre-page-ko", "Page suivante, la plus lourde", "ko", [max(others)]))
        if not options.sans_demarrage:
            measures.append(
                _alone(
                    "demarrage-s", "Second «\u202fmake run\u202f», jusqu’à la première réponse", "s", startup.seconds()
                )
            )
    except (BenchError, ChromiumMissingError, ServerError) as error:
        print(error, file=sys.stderr)
        return 1
    print(
        report.conditions(loads, os.cpu_count() or 1),
        report.measures_table(measures),
        report.targets_table(TARGETS, measures),
        sep="\n\n",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
