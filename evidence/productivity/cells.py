"""Tables by industry as arrays: a place's districts in one year, a row a district and a column an industry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import read_breakdown

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Figures of districts by industry in one year; NaN where a cell is not available."""

    districts: tuple[str, ...]
    columns: Mapping[str, int]
    values: Array

    def of(self, *codes: str) -> Array:
        """The columns of these industries."""
        return self.values[:, [self.columns[code] for code in codes]]

    def column(self, code: str) -> Array:
        """One industry over the districts."""
        return self.values[:, self.columns[code]]

    def total(self, *codes: str) -> float:
        """The sum of what is known of these industries."""
        return float(np.nansum(self.of(*codes)))

    def without(self, *codes: str) -> tuple[str, ...]:
        """The districts that lack any of these industries."""
        gone = np.isnan(self.of(*codes)).any(axis=1)
        return tuple(self.districts[i] for i in np.flatnonzero(gone))

    def less(self, taken: Array, codes: Sequence[str]) -> Cells:
        """The same with something taken out of each of these industries."""
        values = self.values.copy()
        values[:, [self.columns[code] for code in codes]] -= taken[:, None]
        return replace(self, values=values)


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """A whole table: years, districts, industries."""

    years: tuple[int, ...]
    areas: Mapping[str, int]
    columns: Mapping[str, int]
    values: Array

    def cells(self, year: int, districts: tuple[str, ...]) -> Cells:
        """The rows of these districts in a year; each must be in the table."""
        rows = [self.areas[code] for code in districts]
        return Cells(districts, self.columns, self.values[self.years.index(year)][rows])


@lru_cache(maxsize=8)
def table_by_year(base: EvidenceBase, slug: str) -> Cube:
    """A table by area, category and year; raises EvidenceError for a table that is not there."""
    read = read_breakdown(base.folder, slug)
    years = sorted(name for name in read.columns if name not in ("area_code", "category"))
    areas = {code: i for i, code in enumerate(dict.fromkeys(read["area_code"]))}
    columns = {code: i for i, code in enumerate(dict.fromkeys(read["category"]))}
    values = np.full((len(years), len(areas), len(columns)), np.nan)
    row, column = read["area_code"].map(areas).to_numpy(), read["category"].map(columns).to_numpy()
    values[:, row, column] = read[years].to_numpy(dtype=float).T
    return Cube(tuple(int(year) for year in years), areas, columns, values)
