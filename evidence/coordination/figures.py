"""Figures of activities as they are compared: as printed, and money also in the prices of one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.analysis.prices import uprated
from evidence.coordination.activities import RESULTS, Activity, ActivityFigure

PRICES_OF = 2024  # the latest year of the deflator that is held


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of an activity beside what it is worth in the prices of `price_year`; None where it is no money.

    `why_not` says why an amount could not be uprated.
    """

    activity: Activity
    figure: ActivityFigure
    price_year: int
    uprated: float | None
    uprated_to: float | None  # the upper end of a range
    why_not: str = ""


def compared(
    activities: Iterable[Activity], deflator: Mapping[int, float], *, price_year: int = PRICES_OF
) -> tuple[Compared, ...]:
    """The outcomes and costs of these activities, in their order; never in the order of their size.

    What they count differs (jobs found, jobs supported, people helped; a programme's cost or everyone's), so a ranking
    would compare what is not comparable.
    """
    return tuple(
        _compared(a, figure, deflator, price_year)
        for a in activities
        for figure in a.figures
        if figure.measures in RESULTS
    )


def _compared(activity: Activity, figure: ActivityFigure, deflator: Mapping[int, float], year: int) -> Compared:
    if not figure.is_money or figure.price_year is None:
        return Compared(activity, figure, year, None, None)
    if figure.price_year not in deflator:
        why = (
            f"The price index that is held runs from {min(deflator)} to {max(deflator)}, so this amount stays in prices "
            f"of {figure.price_year}."
        )
        return Compared(activity, figure, year, None, None, why)
    now, upper = (
        None if amount is None else uprated(amount, deflator, from_year=figure.price_year, to_year=year)
        for amount in (figure.value, figure.to)
    )
    return Compared(activity, figure, year, now, upper)
