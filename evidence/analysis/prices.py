"""Prices: an amount of money of one year in the prices of another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import read_breakdown


@lru_cache(maxsize=8)
def gdp_deflator(base: EvidenceBase) -> Mapping[int, float]:
    """The UK's GDP deflator by calendar year, 2024 = 100 (HM Treasury)."""
    table = read_breakdown(base.folder, "gdp-deflator")
    return dict(zip(table["year"].astype(int), table["index_2024_100"].astype(float), strict=True))


def uprated(amount: float, deflator: Mapping[int, float], *, from_year: int, to_year: int) -> float:
    """An amount of money of `from_year` in the prices of `to_year`: multiplied by the ratio of the two price levels.

    Raises EvidenceError where the deflator does not reach a year.
    """
    for year in (from_year, to_year):
        if year not in deflator:
            raise EvidenceError(
                f"The GDP deflator that is held runs from {min(deflator)} to {max(deflator)}, so an amount of {from_year} "
                f"cannot be given in prices of {to_year}."
            )
    return amount * deflator[to_year] / deflator[from_year]
