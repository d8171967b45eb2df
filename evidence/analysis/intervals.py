"""Intervals of figures and of differences between them."""

from __future__ import annotations

from math import sqrt

from scipy.stats import norm

from evidence.analysis.findings import Interval
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure

Z95 = float(norm.ppf(0.975))
WILSON = "Wilson"
PUBLISHED = "published"
COMBINED = "combined"


def wilson(count: float, total: float, *, z: float = Z95) -> tuple[float, float]:
    """Lower and upper limit of a proportion by Wilson's score method, as shares of 1.

    Eayres (2008), APHO Technical Briefing 3, formula for proportions. Raises EvidenceError where the count is negative
    or exceeds the total, or where the total is nothing.
    """
    if total <= 0 or not 0 <= count <= total:
        raise EvidenceError(
            f"A proportion needs 0 <= count <= total and a total above 0; given {count:g} of {total:g}."
        )
    share = count / total
    middle = share + z * z / (2 * total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    # Exact ends: rounding would leave the share itself just outside where the count is nothing or everything.
    return (middle - half) / scale if count else 0.0, (middle + half) / scale if count < total else 1.0


def interval_of(figure: Figure, unit: str) -> Interval | None:
    """The 95 % interval of a figure: published or combined from its parts', or Wilson's from the number of people
    that a percentage is based on; None where neither is known."""
    if figure.value is None:
        return None
    if figure.lower is not None and figure.upper is not None:
        return Interval(figure.lower, figure.upper, PUBLISHED if figure.origin == "published" else COMBINED)
    if unit == "%" and figure.denominator and 0 <= figure.value <= 100:
        low, high = wilson(round(figure.value / 100 * figure.denominator), round(figure.denominator))
        return Interval(100 * low, 100 * high, WILSON)
    return None


def difference_interval(first: float, a: Interval, second: float, b: Interval) -> Interval:
    """The 95 % interval of first - second for independent estimates.

    Square-and-add from the two intervals: Newcombe (1998), Statistics in Medicine 17:873-890, method 10; for other
    estimates the same form is MOVER, Zou and Donner (2008).
    """
    difference = first - second
    below = sqrt((first - a.lower) ** 2 + (b.upper - second) ** 2)
    above = sqrt((a.upper - first) ** 2 + (second - b.lower) ** 2)
    return Interval(difference - below, difference + above, "difference")


def contains(interval: Interval, value: float) -> bool:
    """Whether a value lies inside an interval, its ends included."""
    return interval.lower <= value <= interval.upper
