"""What a place's economy is made of: gross value added and enterprises by industry, each with its share of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from evidence.errors import EvidenceError
from evidence.indicators.aggregate import SMALL_SHARE, Figure, ended_sentence
from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import read_breakdown
from evidence.places.areas import Area
from evidence.productivity.cells import Array, Cells, table_by_year

GVA, ENTERPRISES, NAMES = "gva-by-industry", "enterprises-by-industry", "industries-gva"
UK = "K02000001"
IMPUTED = "68IMP"  # owner-occupiers' imputed rental, a part of real estate
REAL_ESTATE = "L (68)"
PRODUCTION, CONSTRUCTION, SERVICES = "A-E", "F (41-43)", "G-T"
# The totals of the table, with the first letters of the industries that they are made of.
SECTIONS = {PRODUCTION: "ABCDE", SERVICES: "GHIJKLMNOPQRST"}
ALL = "Total"  # of enterprises
ROUNDING = 2.5  # the most by which a count rounded to 5 is off
BENCHMARKS = frozenset({"uk", "country"})  # too large for a few districts' cells to matter


@dataclass(frozen=True, slots=True)
class Industry:
    """One industry of a place: its figure (£ million or enterprises) and its share of the place's whole, as a part of 1.

    `at_most` is how much more of it may lie in cells of districts that are not available; only a benchmark has any.
    """

    code: str
    name: str
    figure: Figure
    share: float | None
    at_most: float = 0.0


@dataclass(frozen=True, slots=True)
class Together:
    """Industries that are not known one by one, and what they come to together: their section's total less the others."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    value: float
    share: float


@dataclass(frozen=True, slots=True)
class Structure:
    """A place's industries in the order of the classification; they partition the whole.

    `hidden` is the share of the whole that lies in cells not available, `missing` the districts with such cells.
    `rounding` is the most by which a count of enterprises can be off. `imputed_rental` is of GVA only, and `imputed` says
    whether it is counted.
    """

    table: str
    unit: str
    area_code: str
    year: int
    total: Figure
    industries: tuple[Industry, ...]
    together: tuple[Together, ...] = ()
    missing: tuple[str, ...] = ()
    hidden: float = 0.0
    rounding: float = 0.0
    imputed_rental: Figure | None = None
    imputed: bool = True

    @property
    def complete(self) -> bool:
        """Whether the figure of every industry is known."""
        return all(industry.figure.known for industry in self.industries)

    @property
    def largest(self) -> tuple[Industry, ...]:
        """The industries that are known, the largest first."""
        known = [industry for industry in self.industries if industry.figure.value is not None]
        return tuple(sorted(known, key=lambda industry: (-(industry.figure.value or 0.0), industry.code)))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure that the structure rests on: the whole, then the industries."""
        return (self.total, *(industry.figure for industry in self.industries))

    def industry(self, code: str) -> Industry:
        """The industry of a code; raises EvidenceError that lists the codes."""
        found = next((industry for industry in self.industries if industry.code == code), None)
        if found is None:
            codes = ", ".join(industry.code for industry in self.industries)
            raise EvidenceError(f"There is no industry {code!r} in {self.table}; known: {codes}.")
        return found


@lru_cache(maxsize=8)
def gva_industries(base: EvidenceBase) -> Mapping[str, str]:
    """The industries that partition GVA, code to name in the order of the classification: no totals, no part of another."""
    read = read_breakdown(base.folder, NAMES)
    names = dict(zip(read["industry_code"], read["industry"], strict=True))
    return {code: name for code, name in names.items() if code not in (*SECTIONS, IMPUTED)}


@lru_cache(maxsize=8)
def enterprise_industries(base: EvidenceBase) -> Mapping[str, str]:
    """The industries that partition enterprises, code in the table to name, in the order of the classification."""
    return {code: code.split(" : ", 1)[-1] for code in sorted(table_by_year(base, ENTERPRISES).columns) if code != ALL}


def years_of(base: EvidenceBase, table: str = GVA) -> tuple[int, ...]:
    """The years that a table by industry holds, the first first."""
    return table_by_year(base, table).years


def gva_structure(base: EvidenceBase, area_code: str, year: int | None = None, *, imputed: bool = True) -> Structure:
    """GVA by industry of a place in £ million of the year's own prices, its districts added up, each once.

    An industry that is not available for a district is not known for a place that holds the district, and is said with
    the others of its section. Only the UK and a country, where such cells hold under 1 % of the whole, are added up
    without them. Without `imputed`, owner-occupiers' imputed rental is taken out of real estate and of the whole.
    Raises EvidenceError for a year that is not held, for a place without districts and where a whole is not known.
    """
    return _gva_structure(base, area_code, _chosen(base, GVA, year), imputed)


@lru_cache(maxsize=4096)
def _gva_structure(base: EvidenceBase, area_code: str, chosen: int, imputed: bool) -> Structure:
    area = base.area(area_code)
    cells = _cells(base, area, GVA, base.members.get(area.code, ()), chosen)
    # A whole that is not known cannot be shared out.
    _refuse_unknown(base, area, cells, (*SECTIONS, CONSTRUCTION))
    rental = _rental(base, area, chosen, cells)
    if not imputed:
        cells = _without_rental(base, area, cells)
    names = gva_industries(base)
    at_most, spare = _hidden(cells, tuple(names))
    whole = cells.total(*SECTIONS, CONSTRUCTION)
    hidden = spare / whole if whole else 0.0
    benchmark = bool(area.geographies & BENCHMARKS) and hidden < SMALL_SHARE
    figures = {
        code: _figure(area, chosen, cells, code, base, name, benchmark, at_most[code]) for code, name in names.items()
    }
    missing = cells.without(*names)
    # Where every industry is known the whole is their sum, so that shares add up to 1 in spite of rounding.
    total = whole if missing else sum(f.value or 0.0 for f in figures.values())
    return Structure(
        table=GVA,
        unit="£ million",
        area_code=area.code,
        year=chosen,
        total=_made(area, GVA, chosen, total, published=False),
        industries=tuple(
            Industry(code, names[code], f, _share(f.value, total), at_most[code] if benchmark else 0.0)
            for code, f in figures.items()
        ),
        together=() if benchmark else _together(cells, names, figures, total),
        missing=missing,
        hidden=hidden,
        imputed_rental=rental,
        imputed=imputed,
    )


@lru_cache(maxsize=4096)
def enterprise_structure(base: EvidenceBase, area_code: str, year: int | None = None) -> Structure:
    """Enterprises by industry of a place: the published row where there is one, otherwise its districts added up.

    Every published count is rounded to 5, so a sum of n rows is off by at most 2.5 n. Raises EvidenceError for a year
    that is not held and for a place without a row or districts.
    """
    area, chosen = base.area(area_code), _chosen(base, ENTERPRISES, year)
    published = area.code in table_by_year(base, ENTERPRISES).areas
    rows = (area.code,) if published else base.members.get(area.code, ())
    cells = _cells(base, area, ENTERPRISES, rows, chosen)
    names = enterprise_industries(base)
    _refuse_unknown(base, area, cells, (*names, ALL))
    total = cells.total(ALL)
    counts = {code: cells.total(code) for code in names}
    return Structure(
        table=ENTERPRISES,
        unit="enterprises",
        area_code=area.code,
        year=chosen,
        total=_made(area, ENTERPRISES, chosen, total, published=published),
        industries=tuple(
            Industry(
                code,
                name,
                _made(area, ENTERPRISES, chosen, counts[code], published=published),
                _share(counts[code], total),
            )
            for code, name in names.items()
        ),
        rounding=ROUNDING * len(rows),
    )


def _chosen(base: EvidenceBase, table: str, year: int | None) -> int:
    years = years_of(base, table)
    if year is not None and year not in years:
        raise EvidenceError(f"{table} holds the years {years[0]} to {years[-1]}; {year} was asked for.")
    return years[-1] if year is None else year


def _cells(base: EvidenceBase, area: Area, table: str, rows: tuple[str, ...], year: int) -> Cells:
    """The rows of a place's parts."""
    if area.successors:
        raise EvidenceError(ended_sentence(base, area) + " Ask for that area.")
    if not rows:
        raise EvidenceError(f"The districts of {area.name} are not on record, so its industries cannot be added up.")
    found = table_by_year(base, table)
    if absent := [base.areas[code].name for code in rows if code not in found.areas]:
        raise EvidenceError(
            f"{table} has no row for {', '.join(absent)}, so the industries of {area.name} are not known."
        )
    return found.cells(year, rows)


def _refuse_unknown(base: EvidenceBase, area: Area, cells: Cells, codes: tuple[str, ...]) -> None:
    if gone := cells.without(*codes):
        names = ", ".join(base.areas[code].name for code in gone)
        raise EvidenceError(f"The totals of {names} are not available, so the industries of {area.name} have no whole.")


def _rental(base: EvidenceBase, area: Area, year: int, cells: Cells) -> Figure:
    """Owner-occupiers' imputed rental; it lies inside real estate, so an unavailable cell holds no more than that does."""
    at_most = float(np.nansum(cells.column(REAL_ESTATE)[np.isnan(cells.column(IMPUTED))]))
    benchmark = bool(area.geographies & BENCHMARKS)
    return _figure(area, year, cells, IMPUTED, base, "Owner-occupiers' imputed rental", benchmark, at_most)


def _without_rental(base: EvidenceBase, area: Area, cells: Cells) -> Cells:
    """The cells with imputed rental taken out; a benchmark keeps what it cannot tell."""
    gone = cells.without(IMPUTED)
    if gone and not area.geographies & BENCHMARKS:
        names = ", ".join(base.areas[code].name for code in gone)
        raise EvidenceError(
            f"Owner-occupiers' imputed rental is not available for {names}, so the industries of {area.name} cannot be given "
            "without it."
        )
    return cells.less(np.nan_to_num(cells.column(IMPUTED)), (REAL_ESTATE, SERVICES))


def _section(code: str) -> str:
    return next((total for total, letters in SECTIONS.items() if code[0] in letters), CONSTRUCTION)


def _hidden(cells: Cells, codes: tuple[str, ...]) -> tuple[Mapping[str, float], float]:
    """The most that each industry's unavailable cells can hold, and what they hold together: totals less what is known."""
    at_most, spare = dict.fromkeys(codes, 0.0), 0.0
    for section in SECTIONS:
        inside = [code for code in codes if _section(code) == section]
        known = cells.of(*inside)
        gone = np.isnan(known)
        left: Array = np.where(gone.any(axis=1), cells.column(section) - np.nansum(known, axis=1), 0.0).clip(min=0.0)
        spare += float(left.sum())
        at_most |= {code: float(left[gone[:, i]].sum()) for i, code in enumerate(inside)}
    return at_most, spare


def _together(
    cells: Cells, names: Mapping[str, str], figures: Mapping[str, Figure], total: float
) -> tuple[Together, ...]:
    found = []
    for section in SECTIONS:
        inside = [code for code in names if _section(code) == section]
        gone = tuple(code for code in inside if not figures[code].known)
        if gone:
            value = cells.total(section) - sum(figures[code].value or 0.0 for code in inside)
            found.append(Together(gone, tuple(names[code] for code in gone), value, value / total))
    return tuple(found)


def _figure(
    area: Area,
    year: int,
    cells: Cells,
    code: str,
    base: EvidenceBase,
    name: str,
    benchmark: bool,
    at_most: float,
) -> Figure:
    """The sum of an industry over a place's districts; without a value, and with the reason, where a cell is missing."""
    missing = cells.without(code)
    published = cells.districts == (area.code,)
    if not missing or benchmark:
        value = cells.total(code)
        covered = value / (value + at_most) if at_most else 1.0
        return _made(area, GVA, year, value, published=published, missing=missing, coverage=covered)
    names = ", ".join(base.areas[district].name for district in missing)
    reason = f"{name} is not available for {names}."
    return _made(area, GVA, year, None, published=published, missing=missing, coverage=None, reason=reason)


def _made(area: Area, table: str, year: int, value: float | None, *, published: bool, **more: Any) -> Figure:
    origin = "published" if published else "derived"
    status = "x" if value is None else "" if published else "d"
    return Figure(table, area.code, f"{year}-01-01/P1Y", value, status=status, origin=origin, **more)


def _share(value: float | None, total: float) -> float | None:
    return None if value is None or not total else value / total
