"""Change and trend: how a place has moved, and whether the movement is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evidence.analysis.compare import caveats_of, figure_for
from evidence.analysis.findings import NO_TEST, Finding, goodness
from evidence.analysis.intervals import contains, difference_interval, interval_of
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure, figure_of, periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import not_overlapping, parse_period, years_between

POINTS = 5
SPAN = 5  # years that a change looks back over, where figures go back so far
# The months of England's restrictions, from the first lockdown (23 March 2020) to their end (19 July 2021).
RESTRICTIONS = (date(2020, 3, 1), date(2021, 7, 31))
THRESHOLD = 9.5495  # chi-squared with one degree of freedom at 99.8 %
METHOD = (
    "OHID Fingertips' rule: the last five points that do not overlap, chi-squared for trend at 99.8%, and the same "
    "direction when any one point is left out."
)
CURRENT_PRICES = "In the prices of each year: part of the change is inflation."


@dataclass(frozen=True, slots=True)
class Slope:
    """The outcome of a trend test: the statistic, and the direction of the slope (1, -1 or 0)."""

    chi_squared: float
    direction: int


def proportions_slope(counts: Sequence[float], totals: Sequence[float], times: Sequence[float]) -> Slope:
    """Chi-squared for a linear trend in proportions.

    chi2 = N (N sum(rt) - R sum(nt))^2 / (R (N - R) (N sum(n t^2) - (sum(nt))^2)); Armitage (1955). Zero where every
    count is nothing or everything.
    """
    r, n = sum(counts), sum(totals)
    rt = sum(c * t for c, t in zip(counts, times, strict=True))
    nt = sum(m * t for m, t in zip(totals, times, strict=True))
    ntt = sum(m * t * t for m, t in zip(totals, times, strict=True))
    lean = n * rt - r * nt
    below = r * (n - r) * (n * ntt - nt * nt)
    return Slope(n * lean * lean / below if below > 0 else 0.0, (lean > 0) - (lean < 0))


def intervals_slope(values: Sequence[float], errors: Sequence[float], times: Sequence[float]) -> Slope:
    """Chi-squared of a straight line fitted with weights 1/error^2: (slope / its error)^2.

    Raises EvidenceError where an error is nothing.
    """
    if min(errors) <= 0:
        raise EvidenceError("A trend test from intervals needs every interval to have a width.")
    weights = [1 / (e * e) for e in errors]
    total = sum(weights)
    centre = sum(w * t for w, t in zip(weights, times, strict=True)) / total
    spread = sum(w * (t - centre) ** 2 for w, t in zip(weights, times, strict=True))
    slope = sum(w * (t - centre) * v for w, t, v in zip(weights, times, values, strict=True)) / spread
    return Slope(slope * slope * spread, (slope > 0) - (slope < 0))


def history(base: EvidenceBase, slug: str, area_code: str) -> tuple[Figure, ...]:
    """Every figure of a place, oldest first; periods without a value are left out, never filled."""
    figures = (figure_of(base, slug, area_code, period=p) for p in periods_of(base, slug))
    return tuple(figure for figure in figures if figure.known)


def usual_start(known: Sequence[str]) -> str | None:
    """The period that the change to the latest of these known periods (oldest first) starts in; None where none fits.

    The earliest at most five years before the latest that does not overlap the months of pandemic restrictions in
    England, 23 March 2020 to 19 July 2021: pay of April 2020 and 2021 was furloughed, grades of 2019/20 and 2020/21
    were given by teachers and claims peaked, so a change from there tells of the pandemic more than of the place.
    Nor may it share months with the latest, as figures over three years do. Where no other is left: the earliest
    within the five years.
    """
    recent = [p for p in known[:-1] if years_between(p, known[-1]) <= SPAN]
    usual = (p for p in recent if not _under_restrictions(p) and not_overlapping((p, known[-1]))[0] == p)
    return next(usual, recent[0] if recent else None)


def _under_restrictions(text: str) -> bool:
    period, (first, last) = parse_period(text), RESTRICTIONS
    return period.start <= last and period.end >= first


def change(
    base: EvidenceBase, slug: str, area_code: str, *, since: str | None = None, until: str | None = None
) -> Finding:
    """The change between two periods, the first and the latest known by default; tested where both have intervals."""
    indicator = base.indicator(slug)
    last = figure_for(base, slug, area_code, until)
    known = [f.period for f in history(base, slug, area_code) if f.period < last.period]
    start = since or (known[0] if known else None)
    if last.value is None or start is None:
        reason = last.reason or f"{indicator.name} has one period only, so there is no change to tell."
        return Finding("change", slug, area_code, last.period, None, figures=(last,), reason=reason)
    first = figure_of(base, slug, area_code, period=start)
    if first.value is None:
        return Finding(
            "change", slug, area_code, last.period, None, against=start, figures=(first, last), reason=first.reason
        )
    a, b = interval_of(last, indicator.unit), interval_of(first, indicator.unit)
    spread = difference_interval(last.value, a, first.value, b) if a and b else None
    moved = round(last.value, indicator.decimals) - round(first.value, indicator.decimals)
    direction = (moved > 0) - (moved < 0)
    if spread:
        direction = 0 if contains(spread, 0) else direction
        judgement = {1: "increasing", -1: "decreasing", 0: "no significant change"}[direction]
    else:
        judgement = {1: "up", -1: "down", 0: "unchanged"}[direction]
    nominal = (CURRENT_PRICES,) if indicator.prices == "current" else ()
    numbers = {"first": first.value, "last": last.value, "years": years_between(start, last.period)}
    if first.value:
        numbers["relative"] = last.value / first.value - 1
    return Finding(
        kind="change",
        indicator=slug,
        area_code=area_code,
        period=last.period,
        value=last.value - first.value,
        against=start,
        interval=spread,
        judgement=judgement,
        good=goodness(indicator.polarity, direction),
        numbers=numbers,
        figures=(first, last),
        method="Similar where the 95% interval of the difference contains zero." if spread else NO_TEST,
        caveats=(*nominal, *caveats_of(indicator, first, last)),
    )


def trend(base: EvidenceBase, slug: str, area_code: str) -> Finding:
    """Whether the last five points rise or fall by more than chance; "cannot be calculated" says why where it cannot."""
    indicator = base.indicator(slug)
    known = {f.period: f for f in history(base, slug, area_code)}
    points = [known[p] for p in not_overlapping(known)[-POINTS:]] if known else []
    latest = points[-1].period if points else (periods_of(base, slug) or ("",))[-1]
    if reason := _no_test(points, indicator.unit):
        return Finding(
            "trend",
            slug,
            area_code,
            latest,
            None,
            judgement="cannot be calculated",
            figures=tuple(points),
            reason=reason,
        )
    whole = _slope(points)
    without_one = [_slope([p for p in points if p is not left_out]) for left_out in points]
    steady = whole.direction != 0 and all(slope.direction == whole.direction for slope in without_one)
    direction = whole.direction if steady and whole.chi_squared > THRESHOLD else 0
    return Finding(
        kind="trend",
        indicator=slug,
        area_code=area_code,
        period=latest,
        value=whole.chi_squared,
        against=points[0].period,
        judgement={1: "increasing", -1: "decreasing", 0: "no significant change"}[direction],
        good=goodness(indicator.polarity, direction),
        numbers={"chi_squared": whole.chi_squared, "points": float(POINTS)},
        figures=tuple(points),
        method=METHOD,
        caveats=caveats_of(indicator, *points),
    )


def _no_test(points: Sequence[Figure], unit: str) -> str:
    if len(points) < POINTS:
        return f"A trend needs {POINTS} points that do not overlap; there {'is' if len(points) == 1 else 'are'} {len(points)}."
    if not all(interval_of(p, unit) for p in points):
        return "Published without intervals, so no trend test is made."
    return ""


def _slope(points: Sequence[Figure]) -> Slope:
    values = [p.value or 0.0 for p in points]
    times = [years_between(points[0].period, p.period) for p in points]
    totals = [p.denominator or 0.0 for p in points]
    if all(totals):
        return proportions_slope([round(v / 100 * n) for v, n in zip(values, totals, strict=True)], totals, times)
    return intervals_slope(values, [((p.upper or 0.0) - (p.lower or 0.0)) / 3.92 for p in points], times)
