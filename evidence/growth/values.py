"""The values of measures for many areas: at their latest period, and at both ends of a span in constant prices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import hypot

from evidence.analysis.compare import RECENT, figures_over
from evidence.analysis.intervals import interval_of
from evidence.analysis.prices import gdp_deflator, uprated
from evidence.errors import EvidenceError
from evidence.growth.framework import FEWEST, Framework, Measure
from evidence.indicators.aggregate import Figure, periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import parse_period


@dataclass(frozen=True, slots=True)
class Valued:
    """A measure of one area: the value, half of its 95 % interval (None where none is known), and what it rests on."""

    value: float | None
    half: float | None
    figures: tuple[Figure, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A measure over a set of areas in one period; `prices_of` is the year whose prices money is in, None for its own."""

    measure: Measure
    period: str
    values: tuple[Valued, ...]  # in the order of the areas
    prices_of: int | None = None


@lru_cache(maxsize=2048)
def column(base: EvidenceBase, measure: Measure, codes: tuple[str, ...], period: str) -> Column:
    """A measure's values for these areas in a period, as published or combined; a missing part makes a missing value."""
    parts = {slug: figures_over(base, slug, codes, period) for slug in measure.indicators}
    values = tuple(
        _valued(base, measure, {slug: figures[place] for slug, figures in parts.items()}) for place in range(len(codes))
    )
    return Column(measure, period, values)


def held_framework(
    base: EvidenceBase, framework: Framework, codes: tuple[str, ...]
) -> tuple[Framework, dict[str, str]]:
    """The framework with those measures of level that at least half of these areas have, and the others with the reason.

    A ratio of two medians is published for districts and cannot be combined: it is scored among districts and left out
    among Local Enterprise Partnerships, for all of them. Raises EvidenceError where a dimension is left with one measure.
    """
    held = {key: _latest(base, framework.measures[key], codes) for key in framework.used("level")}
    unheld = {
        key: f"{framework.measures[key].name}: not held for at least half of the {len(codes)} areas of this set, so it is scored for none of them."
        for key, taken in held.items()
        if taken is None or 2 * _known(taken) < len(codes)
    }
    for dimension in framework.dimensions:
        left = [key for key in dimension.level if key not in unheld]
        if len(left) < FEWEST:
            lacking = next(key for key in dimension.level if key in unheld)
            raise EvidenceError(
                f"{framework.measures[lacking].name}: no figure for most of these {len(codes)} areas, so {dimension.name.lower()} "
                "cannot be scored among them. The walk's figures are held for England: choose a place or a set in England."
            )
    kept = tuple(
        replace(
            d, level=tuple(k for k in d.level if k not in unheld), change=tuple(k for k in d.change if k not in unheld)
        )
        for d in framework.dimensions
    )
    return replace(framework, dimensions=kept), unheld


def latest_columns(base: EvidenceBase, framework: Framework, codes: tuple[str, ...]) -> dict[str, Column]:
    """The measures of the level set at the latest period that these areas have values for.

    As `compare.latest_for`: the latest in which at least half as many have one as in their best recent period, so that an
    early figure of one area does not empty the set; and at least half of the set where any recent period has as many, so
    that early figures do not leave the measure out. Raises EvidenceError where none has any.
    """
    found = {}
    for key in framework.used("level"):
        measure = framework.measures[key]
        taken = _latest(base, measure, codes)
        if taken is None:
            raise EvidenceError(f"{measure.name}: no figure for any of these {len(codes)} areas in any recent period.")
        found[key] = taken
    return found


def _latest(base: EvidenceBase, measure: Measure, codes: tuple[str, ...]) -> Column | None:
    periods = _periods(base, measure)[-RECENT:]
    newest = column(base, measure, codes, periods[-1]) if periods else None
    if newest and 2 * _known(newest) >= len(codes):  # whatever earlier periods have, this is enough
        return newest
    recent = [column(base, measure, codes, period) for period in periods]
    most = max(map(_known, recent), default=0)
    enough = len(codes) if 2 * most >= len(codes) else most
    return next((taken for taken in reversed(recent) if most and 2 * _known(taken) >= enough), None)


def _known(taken: Column) -> int:
    return sum(v.value is not None for v in taken.values)


def change_columns(
    base: EvidenceBase, framework: Framework, codes: tuple[str, ...], years: tuple[int, int]
) -> tuple[dict[str, Column], dict[str, Column]]:
    """The measures of the change set in the first and in the last year of a span, money in prices of the last year.

    Raises EvidenceError where a measure is not held for a year, naming the years that all of them have.
    """
    deflator = gdp_deflator(base)
    ends: list[dict[str, Column]] = []
    for year in years:
        columns = {}
        for key in framework.used("change"):
            measure = framework.measures[key]
            period = next((p for p in _periods(base, measure) if parse_period(p).start.year == year), None)
            if period is None:
                known = years_of(base, framework)
                raise EvidenceError(
                    f"{measure.name} has no figures for {year}; a change can run between years from {known[0]} to {known[-1]}."
                )
            taken = column(base, measure, codes, period)
            if measure.money:
                factor = uprated(1.0, deflator, from_year=year, to_year=years[1])
                taken = Column(measure, period, tuple(_scaled(v, factor) for v in taken.values), years[1])
            columns[key] = taken
        ends.append(columns)
    return ends[0], ends[1]


def years_of(base: EvidenceBase, framework: Framework) -> tuple[int, ...]:
    """The years in which every measure of the change set has figures, and the deflator a price level."""
    held = [
        {parse_period(p).start.year for p in _periods(base, framework.measures[key])}
        for key in framework.used("change")
    ]
    years = tuple(sorted(set.intersection(*held, set(gdp_deflator(base)))))
    if not years:
        raise EvidenceError("No year has figures of every measure whose change is scored, so no change can be scored.")
    return years


def _periods(base: EvidenceBase, measure: Measure) -> tuple[str, ...]:
    """The periods that every part of a measure has."""
    shared = set.intersection(*(set(periods_of(base, slug)) for slug in measure.indicators))
    return tuple(sorted(shared))


def _valued(base: EvidenceBase, measure: Measure, parts: dict[str, Figure]) -> Valued:
    figures = tuple(parts.values())
    missing = next((f for f in figures if f.value is None), None)
    if missing is not None:
        return Valued(None, None, figures, missing.reason)
    first = parts[measure.first]
    half = _half(base, first)
    value = first.value or 0.0
    if measure.over:
        below = parts[measure.over].value
        if not below:
            return Valued(None, None, figures, f"{measure.name} would divide by nothing.")
        return Valued(value / below * measure.scale, None, figures)
    if measure.less:
        other = _half(base, parts[measure.less])
        both = None if half is None or other is None else hypot(half, other)
        return Valued(value - (parts[measure.less].value or 0.0), both, figures)
    return Valued(value, half, figures)


def _half(base: EvidenceBase, figure: Figure) -> float | None:
    interval = interval_of(figure, base.indicator(figure.indicator).unit)
    return None if interval is None else (interval.upper - interval.lower) / 2


def _scaled(valued: Valued, factor: float) -> Valued:
    if valued.value is None:
        return valued
    half = None if valued.half is None else valued.half * factor
    return Valued(valued.value * factor, half, valued.figures)


def limits(measure: Measure, valued: Valued) -> tuple[float, float] | None:
    """Both ends of the 95 % interval of a value, None where none is known.

    Those of the figure itself where the measure is one indicator: a share's interval is not as wide below as above.
    """
    if valued.value is None or valued.half is None:
        return None
    figure = valued.figures[0]
    if not measure.less and figure.value == valued.value and (own := interval_of(figure, measure.unit)):
        return own.lower, own.upper
    return valued.value - valued.half, valued.value + valued.half
