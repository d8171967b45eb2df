"""The figure of an area: published where it is published, otherwise combined from its parts by the indicator's rule.

Rates are combined from counts or by the right weight, never averaged; a missing part refuses the figure unless it
holds under 1 % of the weight, and is then named. A published figure always wins over a derived one.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator, parse_computed_from
from evidence.indicators.observations import Observation
from evidence.indicators.periods import parse_period, period_text, span_text
from evidence.places.areas import Area

SMALL_SHARE = 0.01  # parts that hold less of the weight than this may be missing
OLDEST_WEIGHT = 3  # years that an approximate rule's weights may be older than the figures
# Sizes that say how much of an area a missing part is, where the indicator's own weight is not known for it.
FALLBACK_SIZE = "population"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number for one area and period, with everything a reader needs to trust it; or the reason why there is none."""

    indicator: str
    area_code: str
    period: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    denominator: float | None = None
    status: str = ""
    origin: str = "published"  # or "derived"
    modelled: bool = False
    coverage: float | None = 1.0  # share of the weight that the figure covers
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""  # why there is no value

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class _Part:
    code: str
    figure: Figure
    weight: float | None


def figure_of(base: EvidenceBase, slug: str, area_code: str, *, period: str) -> Figure:
    """The figure of an area for a period, published or derived; where there is none, a figure with the reason.

    Raises EvidenceError only for an unknown area or indicator.
    """
    indicator, area = base.indicator(slug), base.area(area_code)
    observation = base.observed(slug).get(period, {}).get(area_code)
    if observation is not None:
        return _published(indicator, area, period, observation)
    if area.successors:
        return _refused(indicator, area, period, ended_sentence(base, area))
    return _from_twin(base, indicator, area, period) or derived_figure(base, slug, area_code, period=period)


def derived_figure(base: EvidenceBase, slug: str, area_code: str, *, period: str) -> Figure:
    """The figure that this area's parts make, whether or not one is published for the area itself."""
    indicator, area = base.indicator(slug), base.area(area_code)
    computed = parse_computed_from(indicator.computed_from)
    own_part = area.code in parts_within(base, area.code, indicator.parts)
    if computed and own_part:
        return _computed(base, indicator, area, period, *computed)
    if not computed and not base.observed(slug).get(period):
        return _refused(indicator, area, period, _no_period(base, indicator, period))
    if problem := _not_combinable(base, indicator, area):
        return _refused(indicator, area, period, problem)
    return _combined(base, indicator, area, period)


def ended_sentence(base: EvidenceBase, area: Area) -> str:
    """That an area has ended, when, and what followed."""
    followers = " and ".join(f"{base.areas[code].name} ({code})" for code in area.successors)
    when = f" on {area.end.day} {area.end:%B %Y}" if area.end else ""
    return f"{area.name} ({area.code}) ended{when}; it was followed by {followers}."


def _published(indicator: Indicator, area: Area, period: str, seen: Observation) -> Figure:
    reason = f"{indicator.source.publisher} marks the figure of {area.name} for {period_text(period)} as suppressed or unavailable."
    return Figure(
        indicator=indicator.slug,
        area_code=area.code,
        period=period,
        value=seen.value,
        lower=seen.lower,
        upper=seen.upper,
        denominator=seen.denominator,
        status=seen.status,
        reason="" if seen.value is not None else reason,
        coverage=1.0 if seen.value is not None else None,
    )


def _refused(indicator: Indicator, area: Area, period: str, reason: str, missing: tuple[str, ...] = ()) -> Figure:
    return Figure(
        indicator.slug,
        area.code,
        period,
        None,
        status="x",
        origin="derived",
        coverage=None,
        missing=missing,
        reason=reason,
    )


def _from_twin(base: EvidenceBase, indicator: Indicator, area: Area, period: str) -> Figure | None:
    """The published figure of another area with exactly the same districts, if there is one."""
    for twin in base.twins.get(base.members.get(area.code, ()), ()) or _group_twins(base, area):
        seen = base.observed(indicator.slug).get(period, {}).get(twin)
        if twin != area.code and seen is not None and seen.value is not None:
            figure = _published(indicator, area, period, seen)
            other = base.areas[twin]
            note = f"Published for {other.name} ({_kind(other)}, {twin}), which has exactly the same districts."
            return replace(figure, notes=(note,))
    return None


def _group_twins(base: EvidenceBase, area: Area) -> tuple[str, ...]:
    """Areas with exactly a group's districts (a group is not in the base's own list of twins)."""
    if "group" not in area.geographies:
        return ()
    own = base.members[area.code]
    return tuple(code for code, districts in base.members.items() if districts == own and code != area.code)


def _kind(area: Area) -> str:
    return "LEP" if area.geography == "lep" else area.geography.replace("-", " ")


def _no_period(base: EvidenceBase, indicator: Indicator, period: str) -> str:
    known = sorted(base.observed(indicator.slug))
    return (
        f"{indicator.name} has no figures for {period_text(period)}; it has {span_text(known[0], known[-1])}."
        if known
        else f"{indicator.name} has no figures."
    )


def _not_combinable(base: EvidenceBase, indicator: Indicator, area: Area) -> str:
    """Why this indicator cannot be combined for this area at all, or an empty text."""
    publisher = indicator.source.publisher
    if not base.members.get(area.code):
        return f"The table held from {publisher} has no figure for {area.name}, and its districts are not on record."
    if indicator.parts == "county-or-unitary" and (split := split_counties(base, area.code)):
        names = ", ".join(base.areas[code].name for code in split)
        inside = "is part of" if "district" in area.geographies else "holds only part of"
        return (
            f"{indicator.name} is published for counties and unitary authorities only; {area.name} {inside} {names}, "
            "and a county's figure is not spread over its districts."
        )
    if area.code in parts_within(base, area.code, indicator.parts):
        return f"The table held from {publisher} has no figure for {area.name} in this period."
    if indicator.combines.rule == "never":
        return f"The table held from {publisher} has no figure for {area.name}, and it cannot be worked out from its parts."
    return ""


def split_counties(base: EvidenceBase, area_code: str) -> tuple[str, ...]:
    """Counties and unitary authorities that have districts both inside and outside an area."""
    own = set(base.members.get(area_code, ()))
    uppers = {base.upper_tier[district] for district in own}
    return tuple(sorted(upper for upper in uppers if not own.issuperset(base.members[upper])))


def parts_within(base: EvidenceBase, area_code: str, level: str) -> tuple[str, ...]:
    """The districts, or the counties and unitary authorities, that an area is made of."""
    districts = base.members.get(area_code, ())
    if level == "district":
        return districts
    return tuple(sorted({base.upper_tier[district] for district in districts}))


def _parts_for(
    base: EvidenceBase, indicator: Indicator, area: Area, period: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts that figures of a period are published for, and notes on older areas that stand for present ones.

    Where a present part has no row, the areas that it was made from stand in if they lie wholly inside the area.
    """
    parts = parts_within(base, area.code, indicator.parts)
    seen = base.observed(indicator.slug).get(period, {})
    if indicator.computed_from or all(part in seen for part in parts):
        return parts, ()
    chosen: set[str] = set()
    stand_ins: set[str] = set()
    for part in parts:
        older = () if part in seen else _older_parts(base, indicator, part, set(parts), seen)
        chosen.update(older or (part,))
        stand_ins.update(older)
    if not stand_ins:
        return parts, ()
    names = ", ".join(sorted(base.areas[code].name for code in stand_ins))
    return tuple(sorted(chosen)), (
        f"For {period_text(period)} the figures of areas that have since ended are used: {names}.",
    )


def _older_parts(
    base: EvidenceBase, indicator: Indicator, part: str, inside: set[str], seen: Container[str]
) -> tuple[str, ...]:
    older = [code for code in base.predecessors.get(part, ()) if indicator.parts in base.areas[code].geographies]
    whole = all(code in seen and inside.issuperset(base.areas[code].successors) for code in older)
    return tuple(older) if older and whole else ()


def _computed(
    base: EvidenceBase, indicator: Indicator, area: Area, period: str, how: str, names: tuple[str, ...]
) -> Figure:
    """A computed indicator's figure for one of its parts: a quotient of two figures, or a figure's denominator."""
    made_of = [figure_of(base, name, area.code, period=period) for name in names]
    if how == "denominator":
        value = made_of[0].denominator
    else:
        above, below = made_of[0].value, made_of[1].value
        value = above / below if above is not None and below else None
    if value is None:
        why = next(
            (f.reason for f in made_of if f.reason),
            f"{indicator.name} is not known for {area.name} in {period_text(period)}.",
        )
        return _refused(indicator, area, period, why)
    return Figure(indicator.slug, area.code, period, value, status="d", origin="derived")


@lru_cache(maxsize=8192)  # the same areas are what many places are compared with, and a trend asks again
def _combined(base: EvidenceBase, indicator: Indicator, area: Area, period: str) -> Figure:
    codes, notes = _parts_for(base, indicator, area, period)
    weigh, weight_notes = _weigher(base, indicator, period)
    figures = [figure_of(base, indicator.slug, code, period=period) for code in codes]
    parts = [_Part(figure.area_code, figure, weigh(figure)) for figure in figures]
    used = [part for part in parts if part.figure.known and part.weight is not None]
    missing = tuple(part.code for part in parts if not part.figure.known or part.weight is None)
    if not used:
        return _refused(indicator, area, period, _why_none(base, indicator, area, period, parts), missing)
    if not any(part.weight for part in used):
        reason = f"The weights of the parts of {area.name} for {indicator.name} add up to nothing, so no combined figure exists."
        return _refused(indicator, area, period, reason)
    coverage = _coverage(base, parts, used, period) if missing else 1.0
    if coverage is None or 1 - coverage >= SMALL_SHARE:
        return _refused(
            indicator, area, period, _why_refused(base, indicator, area, period, missing, coverage), missing
        )
    value, lower, upper, total = _combine(indicator, used)
    if missing:
        notes = (*notes, f"Without {_names(base, missing)}, which holds {1 - coverage:.1%} of the area.")
    return Figure(
        indicator=indicator.slug,
        area_code=area.code,
        period=period,
        value=value,
        lower=lower,
        upper=upper,
        denominator=total if indicator.combines.rule == "own denominator" else None,
        status="d",
        origin="derived",
        modelled=indicator.combines.rule == "approximate",
        coverage=coverage,
        missing=missing,
        notes=(*notes, *weight_notes),
    )


def _weigher(
    base: EvidenceBase, indicator: Indicator, period: str
) -> tuple[Callable[[Figure], float | None], tuple[str, ...]]:
    """How much each part's figure counts, and what a reader must know of the weights."""
    rule = indicator.combines
    if rule.rule == "sum":
        return (lambda _: 1.0), ()
    if rule.rule == "own denominator":
        return (lambda figure: figure.denominator), ()
    weight_period = weight_period_for(
        base, rule.weight, period, oldest=OLDEST_WEIGHT if rule.rule == "approximate" else 0
    )
    if weight_period is None:
        return (lambda _: None), ()
    name = base.indicator(rule.weight).name.lower()
    older = weight_period[:4] != period[:4]
    notes = (f"Weighted by {name} of {period_text(weight_period)}, the latest before the figures.",) if older else ()
    return (lambda figure: figure_of(base, rule.weight, figure.area_code, period=weight_period).value), notes


def weight_period_for(base: EvidenceBase, weight: str, period: str, *, oldest: int) -> str | None:
    """The period of a weight that goes with a period of figures: of the calendar year in which the figures' period
    starts, or else the latest before it by at most `oldest` years; None where there is none."""
    year = parse_period(period).start.year
    known = sorted(periods_of(base, weight), reverse=True)
    return next((p for p in known if year - oldest <= parse_period(p).start.year <= year), None)


def periods_of(base: EvidenceBase, slug: str) -> tuple[str, ...]:
    """The periods that an indicator has figures for, oldest first."""
    computed = parse_computed_from(base.indicator(slug).computed_from)
    if not computed:
        return tuple(sorted(base.observed(slug)))
    if computed[0] == "denominator":
        seen = base.observed(computed[1][0])
        return tuple(
            sorted(p for p, by_area in seen.items() if any(o.denominator is not None for o in by_area.values()))
        )
    return tuple(sorted(set(periods_of(base, computed[1][0])) & set(periods_of(base, computed[1][1]))))


def _coverage(base: EvidenceBase, parts: list[_Part], used: list[_Part], period: str) -> float | None:
    """The share of the weight that the used parts hold; by population where a missing part's own weight is not known."""
    weights = {part.code: part.weight for part in parts}
    indicator = base.indicator(parts[0].figure.indicator)
    if indicator.combines.rule == "sum" or any(weight is None for weight in weights.values()):
        sizes = (
            weight_period_for(base, FALLBACK_SIZE, period, oldest=OLDEST_WEIGHT)
            if FALLBACK_SIZE in base.indicators
            else None
        )
        if sizes is None:
            return None
        weights = {part.code: figure_of(base, FALLBACK_SIZE, part.code, period=sizes).value for part in parts}
    total = sum(weight for weight in weights.values() if weight is not None)
    if any(weight is None for weight in weights.values()) or not total:
        return None
    return sum(weights[part.code] or 0 for part in used) / total


def _combine(indicator: Indicator, parts: list[_Part]) -> tuple[float, float | None, float | None, float]:
    """Value, interval and total weight. The interval takes the parts' errors as independent: squares are added."""
    values = [part.figure.value or 0.0 for part in parts]
    weights = [part.weight or 0.0 for part in parts]
    total = sum(weights)
    if indicator.combines.rule == "sum":
        return sum(values), None, None, total
    value = sum(v * w for v, w in zip(values, weights, strict=True)) / total
    if any(part.figure.lower is None or part.figure.upper is None for part in parts):
        return value, None, None, total
    below = (
        sqrt(sum((w * (v - (p.figure.lower or 0))) ** 2 for v, w, p in zip(values, weights, parts, strict=True)))
        / total
    )
    above = (
        sqrt(sum((w * ((p.figure.upper or 0) - v)) ** 2 for v, w, p in zip(values, weights, parts, strict=True)))
        / total
    )
    return value, value - below, value + above, total


def _names(base: EvidenceBase, codes: tuple[str, ...], most: int = 6) -> str:
    names = [base.areas[code].name for code in codes[:most]]
    more = [f"{len(codes) - most} more"] if len(codes) > most else []
    listed = names + more
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1]


def _why_none(base: EvidenceBase, indicator: Indicator, area: Area, period: str, parts: list[_Part]) -> str:
    if any(part.figure.known for part in parts):
        weight = (
            "the numbers of people they are based on"
            if indicator.combines.rule == "own denominator"
            else (
                f"{base.indicator(indicator.combines.weight).name.lower()}" if indicator.combines.weight else "weights"
            )
        )
        return f"{indicator.name} of {area.name} would need {weight} for {period_text(period)}, which is not held."
    return f"No figure of {indicator.name} is held for any part of {area.name} in {period_text(period)}."


def _why_refused(
    base: EvidenceBase, indicator: Indicator, area: Area, period: str, missing: tuple[str, ...], coverage: float | None
) -> str:
    when = period_text(period)
    if coverage is None and len(missing) > 6:
        publisher = indicator.source.publisher
        return (
            f"The table held from {publisher} has no figure for {area.name} for {when}, "
            f"and {len(missing)} of its parts have none either."
        )
    share = "a share of the area that is not known" if coverage is None else f"{1 - coverage:.0%} of the area"
    verb = "is" if len(missing) == 1 else "are"
    return f"{_names(base, missing)} {verb} not available for {when} and would make up {share}, so no figure is given for {area.name}."
