"""Level, gap and rank: how a place stands on one indicator, and how sure that is."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from scipy.stats import rankdata

from evidence.analysis.findings import NO_TEST, AreaSet, Finding, Interval, goodness
from evidence.analysis.intervals import WILSON, contains, difference_interval, interval_of
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure, ended_sentence, figure_of, periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator

BENCHMARK_TEST = (
    "The place's 95% interval is compared with the comparator's figure: similar where the interval contains it "
    "(OHID Fingertips' rule for a benchmark)."
)
PART_TEST = (
    "The comparator is part of the place: similar where the comparator's 95% interval contains the place's figure."
)
PAIR_TEST = "Similar where the 95% interval of the difference (square-and-add, Newcombe 1998) contains zero."
WILSON_CAVEAT = (
    "The interval is Wilson's for the size of the cohort: it says how much a figure for this many people moves by chance. "
    "The count itself is of everyone, not a sample."
)
MODELLED_CAVEAT = (
    "The parts' figures are weighted by a base that is only near to the right one, so the result is an approximation."
)
COMBINED_CAVEAT = "The interval is combined from the parts' intervals, taken as independent."

RECENT = 6  # periods that are looked through for the latest one that most areas have


@lru_cache(maxsize=65_536)
def latest_period(base: EvidenceBase, slug: str, area_code: str) -> str | None:
    """The latest period with a value for this area; None where there is none."""
    return next((p for p in reversed(periods_of(base, slug)) if figure_of(base, slug, area_code, period=p).known), None)


@lru_cache(maxsize=4096)
def latest_for(base: EvidenceBase, slug: str, codes: tuple[str, ...]) -> str:
    """The latest period in which at least half as many of these areas have a value as in their best recent period.

    Where none of them ever has one: the latest period of the indicator. Raises EvidenceError for an empty indicator.
    """
    periods = periods_of(base, slug)
    if not periods:
        raise EvidenceError(f"{base.indicator(slug).name} has no figures.")
    counts = {p: sum(f.known for f in figures_over(base, slug, codes, p)) for p in periods[-RECENT:]}
    most = max(counts.values())
    return next((p for p in reversed(counts) if most and counts[p] * 2 >= most), periods[-1])


def latest_for_geography(base: EvidenceBase, slug: str, geography: str) -> str:
    """`latest_for` the areas of a geography."""
    return latest_for(base, slug, tuple(area.code for area in base.areas_of(geography)))


@lru_cache(maxsize=4096)
def figures_over(base: EvidenceBase, slug: str, codes: tuple[str, ...], period: str) -> tuple[Figure, ...]:
    """The figures of several areas for one period, in the order given; refused ones carry their reason."""
    return tuple(figure_of(base, slug, code, period=period) for code in codes)


def figure_for(base: EvidenceBase, slug: str, area_code: str, period: str | None) -> Figure:
    """The figure of an area for a period, or for its latest period where none is given.

    Raises EvidenceError for an area that has ended and been succeeded, naming its successor, unless a period is given.
    """
    area = base.area(area_code)
    if period is None and area.successors:
        raise EvidenceError(ended_sentence(base, area) + " Ask for that area, or give a period from before.")
    chosen = period or latest_period(base, slug, area_code) or (periods_of(base, slug) or ("",))[-1]
    if not chosen:
        raise EvidenceError(f"{base.indicator(slug).name} has no figures.")
    return figure_of(base, slug, area_code, period=chosen)


def caveats_of(indicator: Indicator, *figures: Figure, interval: Interval | None = None) -> tuple[str, ...]:
    """What a reader must know of these figures: notes on how they came about, then the indicator's own caveats."""
    notes = [note for figure in figures for note in figure.notes]
    if any(figure.modelled for figure in figures):
        notes.append(MODELLED_CAVEAT)
    if interval and interval.kind == WILSON:
        notes.append(WILSON_CAVEAT)
    if interval and interval.kind == "combined":
        notes.append(COMBINED_CAVEAT)
    return tuple(dict.fromkeys((*notes, *indicator.caveats)))


def level(base: EvidenceBase, slug: str, area_code: str, *, period: str | None = None) -> Finding:
    """The level of an indicator in a place, for a period or the latest one."""
    indicator = base.indicator(slug)
    figure = figure_for(base, slug, area_code, period)
    interval = interval_of(figure, indicator.unit)
    derived = (
        f"Derived: {indicator.combines.words}." if figure.origin == "derived" and figure.known else "As published."
    )
    return Finding(
        kind="level",
        indicator=slug,
        area_code=area_code,
        period=figure.period,
        value=figure.value,
        interval=interval,
        figures=(figure,),
        method=derived if figure.known else "",
        caveats=caveats_of(indicator, figure, interval=interval),
        reason=figure.reason,
    )


def gap(base: EvidenceBase, slug: str, area_code: str, comparator: str, *, period: str | None = None) -> Finding:
    """The difference between a place and a comparator in the same period: place minus comparator.

    Where one contains the other, the two are no independent estimates: the interval of the smaller is held against the
    figure of the larger. Any other pair is tested by the interval of the difference; no test without an interval.
    """
    indicator = base.indicator(slug)
    own = figure_for(base, slug, area_code, period)
    other = figure_of(base, slug, comparator, period=own.period)
    if own.value is None or other.value is None:
        return Finding(
            "gap",
            slug,
            area_code,
            own.period,
            None,
            against=comparator,
            figures=(own, other),
            reason=own.reason or other.reason,
        )
    a, b = interval_of(own, indicator.unit), interval_of(other, indicator.unit)
    mine, theirs = set(base.members.get(area_code, ())), set(base.members.get(comparator, ()))
    nested = -1 if mine < theirs else 1 if theirs and theirs < mine else 0
    judgement, spread, method = _judge(own.value, a, other.value, b, nested=nested, decimals=indicator.decimals)
    direction = {"higher": 1, "above": 1, "lower": -1, "below": -1}.get(judgement, 0)
    numbers = {"place": own.value, "comparator": other.value}
    if other.value:
        numbers["relative"] = own.value / other.value - 1
    return Finding(
        kind="gap",
        indicator=slug,
        area_code=area_code,
        period=own.period,
        value=own.value - other.value,
        against=comparator,
        interval=spread,
        judgement=judgement,
        good=goodness(indicator.polarity, direction),
        numbers=numbers,
        figures=(own, other),
        method=method,
        caveats=caveats_of(indicator, own, other, interval=a),
    )


def _judge(
    own: float, a: Interval | None, other: float, b: Interval | None, *, nested: int, decimals: int
) -> tuple[str, Interval | None, str]:
    """The judgement of a difference, the interval of the difference where there is one, and the method in words.

    `nested` is -1 where the place lies inside the comparator, 1 where it contains it, 0 otherwise.
    """
    if a and (nested < 0 or not b):
        spread, method = Interval(a.lower - other, a.upper - other, "difference"), BENCHMARK_TEST
    elif b and nested > 0:
        spread, method = Interval(own - b.upper, own - b.lower, "difference"), PART_TEST
    elif a and b:
        spread, method = difference_interval(own, a, other, b), PAIR_TEST
    else:
        rounded = round(own, decimals) - round(other, decimals)
        return ("above" if rounded > 0 else "below" if rounded < 0 else "same"), None, NO_TEST
    if contains(spread, 0):
        return "similar", spread, method
    return ("higher" if own > other else "lower"), spread, method


def gap_to_neighbours(
    base: EvidenceBase, slug: str, area_code: str, among: AreaSet, *, period: str | None = None
) -> Finding:
    """The difference between a place and the middle (median) of its neighbours, and its rank among them.

    The median is a place's own figure (or midway between two), not an average of rates; no test is made.
    """
    ranked = rank(base, slug, area_code, among, period=period)
    if ranked.value is None:
        return Finding("gap", slug, area_code, ranked.period, None, against=among.name, reason=ranked.reason)
    indicator = base.indicator(slug)
    own = ranked.figures[0]
    others = sorted(
        f.value
        for f in figures_over(base, slug, among.codes, own.period)
        if f.value is not None and f.area_code != area_code
    )
    middle = (others[(len(others) - 1) // 2] + others[len(others) // 2]) / 2
    assert own.value is not None
    judgement, _, _ = _judge(own.value, None, middle, None, nested=0, decimals=indicator.decimals)
    direction = {"above": 1, "below": -1}.get(judgement, 0)
    numbers = {"place": own.value, "comparator": middle, "neighbours": float(len(others)), "rank": ranked.value}
    if middle:
        numbers["relative"] = own.value / middle - 1
    return Finding(
        kind="gap",
        indicator=slug,
        area_code=area_code,
        period=own.period,
        value=own.value - middle,
        against=among.name,
        judgement=judgement,
        good=goodness(indicator.polarity, direction),
        numbers=numbers,
        figures=(own,),
        method=f"Compared with the median of the {len(others)} neighbours that have a figure; no test is made against a median.",
        caveats=caveats_of(indicator, own),
    )


def rank(base: EvidenceBase, slug: str, area_code: str, among: AreaSet, *, period: str | None = None) -> Finding:
    """The rank of a place in a stated set, 1 for the highest value; the place is added to the set where it is not in it.

    Areas without a figure are not ranked. Ties at the published decimals share the better rank. The fifth (quintile) is
    ceil(5 x rank / n) counted from the best (from the highest where neither direction is good), as DfE's dashboard does.
    """
    indicator = base.indicator(slug)
    own = figure_for(base, slug, area_code, period)
    if own.value is None:
        return Finding("rank", slug, area_code, own.period, None, against=among.name, reason=own.reason)
    codes = among.codes if area_code in among.codes else (area_code, *among.codes)
    figures = {f.area_code: f for f in figures_over(base, slug, codes, own.period) if f.value is not None}
    if len(figures) < 2:
        reason = f"No other of the {among.name} has a figure for {indicator.name} in this period."
        return Finding("rank", slug, area_code, own.period, None, against=among.name, figures=(own,), reason=reason)
    rounded = {code: round(f.value or 0, indicator.decimals) for code, f in figures.items()}
    ranks = dict(zip(rounded, rankdata([-v for v in rounded.values()], method="min").astype(int).tolist(), strict=True))
    lowest = dict(zip(rounded, rankdata(list(rounded.values()), method="min").astype(int).tolist(), strict=True))
    best_first = lowest if indicator.polarity < 0 else ranks
    of = len(figures)
    numbers = {
        "of": float(of),
        "ties": float(sum(v == rounded[area_code] for v in rounded.values()) - 1),
        "from_lowest": float(lowest[area_code]),
        "without_figure": float(len(codes) - of),
    }
    if of >= 5:
        numbers["quintile"] = float(ceil(5 * best_first[area_code] / of))
    if alike := _alike(indicator, own, figures):
        numbers["similar"] = float(alike - 1)
    return Finding(
        kind="rank",
        indicator=slug,
        area_code=area_code,
        period=own.period,
        value=float(ranks[area_code]),
        against=among.name,
        numbers=numbers,
        figures=(own,),
        method="Ranked from the highest value; ties at the published decimals share a rank; areas without a figure are not ranked.",
        caveats=caveats_of(indicator, own),
    )


def _alike(indicator: Indicator, own: Figure, figures: dict[str, Figure]) -> int:
    """How many areas of the set, the place included, cannot be told apart from it; 0 where intervals are not known."""
    mine = interval_of(own, indicator.unit)
    if mine is None or own.value is None:
        return 0
    count = 0
    for figure in figures.values():
        theirs = interval_of(figure, indicator.unit)
        if (
            theirs
            and figure.value is not None
            and contains(difference_interval(own.value, mine, figure.value, theirs), 0)
        ):
            count += 1
    return count
