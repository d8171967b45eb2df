"""Shift-share: how much of a place's growth goes with the nation, with its mix of industries, and with neither."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evidence import wording
from evidence.analysis.prices import gdp_deflator, uprated
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.productivity.industry import UK, Structure, gva_structure

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """The parts of growth by industry, in the unit of the data; each of the three columns adds up to a part of the change.

    `national` + `mix` + `regional` is the change of each industry. `competitive` + `allocation` is its `regional` part,
    but for the industries in `unsplit` (numbered in the order given), which started at nothing and are in neither.
    """

    national: Array
    mix: Array
    regional: Array
    competitive: Array
    allocation: Array
    unsplit: tuple[int, ...]

    @property
    def totals(self) -> tuple[float, float, float]:
        """National, mix and regional part of the whole change."""
        return float(self.national.sum()), float(self.mix.sum()), float(self.regional.sum())

    @property
    def esteban(self) -> tuple[float, float]:
        """The regional part split into the competitive and the allocation effect."""
        return float(self.competitive.sum()), float(self.allocation.sum())


@dataclass(frozen=True, slots=True)
class Row:
    """One industry in £ million of the last year's prices; growth rates as parts of 1, None where it started at nothing."""

    code: str
    name: str
    first: float
    last: float
    growth: float | None
    reference_growth: float
    national: float
    mix: float
    regional: float


@dataclass(frozen=True, slots=True)
class ShiftShare:
    """Growth of GVA between two years in prices of the last: the whole change and its parts, in £ million.

    Growth rates are parts of 1. `left_out` names industries that started at nothing: their change is all in `regional`,
    and none of it in `competitive` and `allocation`. The structures are of the place and the reference at both ends.
    """

    area_code: str
    first: int
    last: int
    start: float
    change: float
    growth: float
    reference_growth: float
    national: float
    mix: float
    regional: float
    competitive: float
    allocation: float
    rows: tuple[Row, ...]
    left_out: tuple[str, ...]
    place: tuple[Structure, Structure]
    reference: tuple[Structure, Structure]


def components(local_first: Array, local_last: Array, reference_first: Array, reference_last: Array) -> Components:
    """The classical parts (Dunn 1960) by industry, and the split of the regional part by Esteban-Marquillas (1972).

    National r0 G, mix r0 (g - G), regional r0 (r - g), with G and g the reference's growth in all and by industry.
    Competitive h (r - g) with h = R0 n0 / N0, the size that an industry would have with the reference's mix; allocation is
    the rest. An industry that starts at nothing (or below) has no growth rate: its change is regional, and is not split.
    Raises EvidenceError for arrays of different lengths, missing values, and a reference without one of the industries.
    """
    arrays = local_first, local_last, reference_first, reference_last
    if len({len(a) for a in arrays}) != 1 or not len(local_first):
        raise EvidenceError("Shift-share needs the same industries four times: both areas at both ends.")
    if any(np.isnan(a).any() for a in arrays):
        raise EvidenceError("Shift-share needs every industry at both ends; one is missing.")
    if (reference_first <= 0).any():
        raise EvidenceError("Shift-share needs a reference in which every industry starts above nothing.")
    whole = float(reference_first.sum())
    overall = float(reference_last.sum()) / whole - 1
    by_industry = reference_last / reference_first - 1
    started = local_first > 0
    base = np.where(started, local_first, 0.0)
    national, mix = base * overall, base * (by_industry - overall)
    regional = local_last - local_first - base * by_industry
    size = float(local_first.sum()) * reference_first / whole
    competitive = np.where(started, size * regional / np.where(started, local_first, 1.0), 0.0)
    allocation = np.where(started, regional - competitive, 0.0)
    unsplit = tuple(int(i) for i in np.flatnonzero(~started))
    return Components(national, mix, regional, competitive, allocation, unsplit)


def shift_share(base: EvidenceBase, area_code: str, first: int, last: int, *, imputed: bool = True) -> ShiftShare:
    """The growth of a place's GVA between two years, split against the UK; all in prices of the last year.

    One price level, the GDP deflator, is used for every industry, so a change of an industry's own prices against others
    stays in. Raises EvidenceError where the years are in the wrong order or not held, and where the place holds a
    district whose industries are not all available, naming both.
    """
    if first >= last:
        raise EvidenceError(f"Shift-share needs a first year before the last; given {first} and {last}.")
    place = _ends(base, area_code, first, last, imputed=imputed)
    reference = _ends(base, UK, first, last, imputed=imputed)
    _refuse_gaps(base, place)
    factor = uprated(1.0, gdp_deflator(base), from_year=first, to_year=last)
    local, nation = _values(place, factor), _values(reference, factor)
    parts = components(*local, *nation)
    start, change = float(local[0].sum()), float(local[1].sum() - local[0].sum())
    if start <= 0:
        raise EvidenceError(f"{base.area(area_code).name} had no value added in {first}, so its growth has no parts.")
    names = [industry.name for industry in place[0].industries]
    national, mix, regional = parts.totals
    competitive, allocation = parts.esteban
    return ShiftShare(
        area_code=place[0].area_code,
        first=first,
        last=last,
        start=start,
        change=change,
        growth=change / start,
        reference_growth=float(nation[1].sum() - nation[0].sum()) / float(nation[0].sum()),
        national=national,
        mix=mix,
        regional=regional,
        competitive=competitive,
        allocation=allocation,
        rows=_rows(place[0], parts, local, nation),
        left_out=tuple(names[i] for i in parts.unsplit),
        place=place,
        reference=reference,
    )


def _ends(base: EvidenceBase, area_code: str, first: int, last: int, *, imputed: bool) -> tuple[Structure, Structure]:
    one, two = (gva_structure(base, area_code, year, imputed=imputed) for year in (first, last))
    return one, two


def _refuse_gaps(base: EvidenceBase, place: tuple[Structure, Structure]) -> None:
    for structure in place:
        if gone := [industry for industry in structure.industries if not industry.figure.known]:
            codes = dict.fromkeys(code for industry in gone for code in industry.figure.missing)
            districts = wording.listed([wording.place(base.areas[code]) for code in codes])
            names = "; ".join(industry.name.replace(";", ",") for industry in gone)
            raise EvidenceError(
                f"The growth of {wording.place(base.area(structure.area_code))} cannot be split by industry: these are not "
                f"available for {districts}: {names}."
            )


def _values(ends: tuple[Structure, Structure], factor: float) -> tuple[Array, Array]:
    """The industries at both ends, the first in prices of the last."""
    first, last = (np.array([i.figure.value for i in end.industries], dtype=float) for end in ends)
    return first * factor, last


def _rows(
    place: Structure, parts: Components, local: tuple[Array, Array], nation: tuple[Array, Array]
) -> tuple[Row, ...]:
    return tuple(
        Row(
            industry.code,
            industry.name,
            float(local[0][i]),
            float(local[1][i]),
            float(local[1][i] / local[0][i] - 1) if i not in parts.unsplit else None,
            float(nation[1][i] / nation[0][i] - 1),
            float(parts.national[i]),
            float(parts.mix[i]),
            float(parts.regional[i]),
        )
        for i, industry in enumerate(place.industries)
    )
