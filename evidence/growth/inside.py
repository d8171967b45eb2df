"""Inside a place: how far its districts lie apart, and how much of a country's inequality lies within areas like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from evidence.analysis.compare import figures_over
from evidence.errors import EvidenceError
from evidence.growth.scores import Array
from evidence.indicators.aggregate import Figure, periods_of
from evidence.indicators.base import EvidenceBase

POPULATION = "population"
# Amounts per head: only of these does a district's share of the whole follow from its figure and its people.
PER_HEAD = ("gdhi-per-head", "gdp-per-head")
FEWEST_DISTRICTS = 2


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a place's districts lie apart on an indicator.

    `figures` are the districts' from the highest value; `cv` is the population-weighted coefficient of variation (the
    standard deviation as a share of the mean); `theil` Theil's T between the districts, for amounts per head only.
    """

    indicator: str
    area_code: str
    period: str
    figures: tuple[Figure, ...]
    cv: float
    theil: float | None

    @property
    def highest(self) -> Figure:
        """The district with the highest value."""
        return self.figures[0]

    @property
    def lowest(self) -> Figure:
        """The district with the lowest value."""
        return self.figures[-1]


@dataclass(frozen=True, slots=True)
class Decomposed:
    """Theil's T of all districts of a set of areas: what lies between the areas, and what within them."""

    total: float
    between: float
    within: float

    @property
    def share_within(self) -> float:
        """How much of the inequality lies within the areas, as a share of 1; nothing where there is none at all."""
        return self.within / self.total if self.total else 0.0


def spread(base: EvidenceBase, slug: str, area_code: str) -> Spread | None:
    """How far the districts of a place lie apart, at the latest period that each of them has a figure for.

    None where no period has; raises EvidenceError where the place is one district.
    """
    districts = base.members.get(area_code, ())
    if len(districts) < FEWEST_DISTRICTS:
        raise EvidenceError(f"{base.area(area_code).name} is one district, so nothing can be said of its parts.")
    for period in reversed(periods_of(base, slug)):
        figures = figures_over(base, slug, districts, period)
        people = _people(base, districts, period)
        if people is not None and all(f.value is not None for f in figures):
            values = np.array([f.value for f in figures], dtype=float)
            ordered = tuple(sorted(figures, key=lambda f: (-(f.value or 0.0), f.area_code)))
            t = theil(values, people) if slug in PER_HEAD else None
            return Spread(slug, area_code, period, ordered, weighted_cv(values, people), t)
    return None


def weighted_cv(values: Array, weights: Array) -> float:
    """The weighted coefficient of variation, as a share of the weighted mean; 0 where all values are equal."""
    mean = float(np.average(values, weights=weights))
    if mean == 0:
        raise EvidenceError("A coefficient of variation has no meaning where the mean is nothing.")
    variance = float(np.average((values - mean) ** 2, weights=weights))
    return sqrt(variance) / mean


def theil(values: Array, people: Array) -> float:
    """Theil's T of an amount per head between areas: the sum of each area's share of the amount times the logarithm of
    its value over the mean; 0 where all are equal. Theil (1967), Economics and Information Theory, chapter 4.
    """
    if (values <= 0).any():
        raise EvidenceError("Theil's measure needs amounts above nothing.")
    if np.ptp(values) == 0:
        return 0.0  # the mean of equal values can differ from them by rounding
    mean = np.average(values, weights=people)
    shares = values * people / (values * people).sum()
    return float((shares * np.log(values / mean)).sum())


def decomposed(groups: Sequence[tuple[Array, Array]]) -> Decomposed:
    """Theil's T of the parts of several groups (values and people of each), split into between and within the groups.

    The two add up to the total exactly.
    """
    values = np.concatenate([v for v, _ in groups])
    people = np.concatenate([p for _, p in groups])
    total = theil(values, people)
    means = np.array([np.average(v, weights=p) for v, p in groups])
    # Rounding must not leave less than nothing within.
    between = min(theil(means, np.array([p.sum() for _, p in groups])), total)
    return Decomposed(total, between, total - between)


def within_regions(base: EvidenceBase, slug: str, country: str) -> Decomposed:
    """How much of the inequality between a country's districts lies within its regions, at the latest period of all."""
    regions = [a.code for a in base.areas_of("region") if set(base.members[a.code]) <= set(base.members[country])]
    for period in reversed(periods_of(base, slug)):
        groups = [_group(base, slug, base.members[code], period) for code in regions]
        if groups and all(group is not None for group in groups):
            return decomposed([group for group in groups if group is not None])
    raise EvidenceError(
        f"{base.indicator(slug).name}: no period has a figure for every district of {base.area(country).name}."
    )


def _group(base: EvidenceBase, slug: str, districts: Sequence[str], period: str) -> tuple[Array, Array] | None:
    figures = figures_over(base, slug, tuple(districts), period)
    people = _people(base, districts, period)
    if people is None or any(f.value is None for f in figures):
        return None
    return np.array([f.value for f in figures], dtype=float), people


def _people(base: EvidenceBase, districts: Sequence[str], period: str) -> Array | None:
    """The population of districts in a period's year; the latest year before it where there is none; None where unknown."""
    known = [p for p in periods_of(base, POPULATION) if p[:4] <= period[:4]]
    if not known:
        return None
    found = figures_over(base, POPULATION, tuple(districts), known[-1])
    return None if any(f.value is None for f in found) else np.array([f.value for f in found], dtype=float)
