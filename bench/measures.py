"""Medians, ratios and targets: the arithmetic of the measures, without a browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

Unit = Literal["ms", "ko", "s"]


@dataclass(frozen=True, slots=True)
class Summary:
    """Median, smallest and largest of some repetitions."""

    median: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float]) -> "Summary":
        """Summarise at least one value."""
        return cls(median(values), min(values), max(values), len(values))


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing measured: ``values`` by page; the application’s key is ``vigie``."""

    key: str
    label: str
    unit: Unit
    values: Mapping[str, Summary]

    def value(self) -> float:
        """Median of the application."""
        return self.values["vigie"].median

    def ratio(self, reference: str) -> float:
        """Median of the application over that of another page."""
        return self.value() / self.values[reference].median


@dataclass(frozen=True, slots=True)
class Target:
    """What must be true of a measure: at most ``limit``, in its unit or as a ratio to ``reference``."""

    measure: str
    limit: float
    reference: str | None = None

    def reached(self, measure: Measure) -> float:
        """Value that is compared to the limit."""
        return measure.value() if self.reference is None else measure.ratio(self.reference)

    def held(self, measure: Measure) -> bool:
        """Whether the target is met."""
        return self.reached(measure) <= self.limit


TARGETS: Final = (
    Target("premiere-ko", 700),
    Target("premiere-ms", 0.5, "tutoriel"),
    Target("premiere-ms", 1.6, "statique"),
    Target("filtre-ms", 0.5, "tutoriel"),
    Target("filtre-ms", 1.6, "statique"),
    Target("autre-page-ko", 40),
    Target("demarrage-s", 5),
)
