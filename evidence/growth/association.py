"""Whether two scores go together: Pearson and Spearman with their intervals, and the test of "little correlation"."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh

import numpy as np
from scipy.stats import norm, pearsonr, spearmanr, t

from evidence.errors import EvidenceError
from evidence.growth.scores import Array

FEWEST_PAIRS = 4  # Fisher's interval divides by the square root of n - 3


@dataclass(frozen=True, slots=True)
class Correlation:
    """A coefficient with its 95 % interval, and the size from which it is told apart from none at 5 %."""

    value: float
    lower: float
    upper: float
    pairs: int
    critical: float

    @property
    def told_apart(self) -> bool:
        """Whether the coefficient differs from none at the 5 % level."""
        return abs(self.value) > self.critical


@dataclass(frozen=True, slots=True)
class Association:
    """Two scores over the areas that have both."""

    pearson: Correlation
    spearman: Correlation


def associated(first: Array, second: Array) -> Association:
    """How two scores go together over the areas that have both.

    Intervals by Fisher's transformation; for Spearman's coefficient with the variance of Bonett and Wright (2000),
    Psychometrika 65:23-28. Raises EvidenceError where fewer than four areas have both, or where one does not vary.
    """
    both = ~(np.isnan(first) | np.isnan(second))
    x, y = first[both], second[both]
    if x.size < FEWEST_PAIRS:
        raise EvidenceError(f"Only {x.size} areas have both scores; a correlation needs at least {FEWEST_PAIRS}.")
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        raise EvidenceError("One of the two scores is the same for every area, so there is no correlation to measure.")
    n = int(x.size)
    r, rho = float(pearsonr(x, y).statistic), float(spearmanr(x, y).statistic)
    limit = critical(n)
    return Association(
        _with_interval(r, sqrt(1 / (n - 3)), n, limit),
        _with_interval(rho, sqrt((1 + rho * rho / 2) / (n - 3)), n, limit),
    )


def critical(pairs: int) -> float:
    """The smallest coefficient that differs from none at 5 %, two-sided, for this many pairs: 0.2706 for 53."""
    quantile = float(t.ppf(0.975, pairs - 2))
    return quantile / sqrt(pairs - 2 + quantile * quantile)


def _with_interval(value: float, error: float, n: int, limit: float) -> Correlation:
    if abs(value) >= 1:
        return Correlation(value, value, value, n, limit)
    half = float(norm.ppf(0.975)) * error
    return Correlation(value, tanh(atanh(value) - half), tanh(atanh(value) + half), n, limit)
