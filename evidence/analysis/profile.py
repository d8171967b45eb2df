"""A place profile: every indicator of a place against its comparators, its peers and its own past."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evidence.analysis.comparators import default_comparators, neighbours_of, peer_geography, peers
from evidence.analysis.compare import figures_over, gap, gap_to_neighbours, level, rank
from evidence.analysis.findings import AreaSet, Finding
from evidence.analysis.trend import change, history, trend, usual_start
from evidence.analysis.young_people import TOGETHER, not_known_bounds
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import ended_sentence
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import PROFILED, THEMES, Indicator
from evidence.places.areas import Area


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of a profile. `spread` holds the values of the set that `rank` is in, ascending, the place's own too."""

    indicator: Indicator
    level: Finding
    gaps: tuple[Finding, ...]
    neighbours: Finding | None
    rank: Finding | None
    change: Finding
    trend: Finding
    spread: tuple[float, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the row."""
        optional = tuple(f for f in (self.neighbours, self.rank) if f is not None)
        return (self.level, *self.gaps, *optional, self.change, self.trend)

    @property
    def from_best(self) -> float | None:
        """Its rank counted from the best, as a share of those ranked: 0.1 is within the best tenth.

        None where it is not ranked or neither way is better.
        """
        if self.rank is None or self.rank.value is None or not self.indicator.polarity:
            return None
        place = self.rank.value if self.indicator.polarity > 0 else self.rank.numbers["from_lowest"]
        return place / self.rank.numbers["of"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Every indicator of a place by theme; `without` are the indicators that have no figure, with the reason."""

    area: Area
    comparators: tuple[str, ...]
    rows: tuple[Row, ...]
    without: tuple[Finding, ...]
    young_people: Finding

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the profile, in the order of its rows."""
        bounds = (self.young_people,) if self.young_people.value is not None else ()
        return (*(f for row in self.rows for f in row.findings), *bounds, *self.without)

    def row(self, slug: str) -> Row | None:
        """The row of an indicator, None where the place has no figure for it."""
        return next((row for row in self.rows if row.indicator.slug == slug), None)


def profile_of(
    base: EvidenceBase,
    area_code: str,
    *,
    comparators: Sequence[str] | None = None,
    model: str = "global",
    slugs: Collection[str] | None = None,
) -> Profile:
    """The profile of a place: indicators shown in profiles, by theme, or those of them that are named.

    Comparators are area codes (by default the country, region and UK that hold the place); statistical neighbours are
    added where ONS publishes them. Raises EvidenceError for an area that has ended and been succeeded.
    """
    area = base.area(area_code)
    if area.successors:
        raise EvidenceError(ended_sentence(base, area) + " Ask for the profile of that area.")
    against = tuple(comparators) if comparators is not None else default_comparators(base, area_code)
    for code in against:
        base.area(code)
    held = (i for i in base.indicators.values() if i.role in PROFILED)
    shown = sorted((i for i in held if slugs is None or i.slug in slugs), key=_order)
    rows = [_row(base, indicator.slug, area_code, against, model) for indicator in shown]
    return Profile(
        area=area,
        comparators=against,
        rows=tuple(row for row in rows if isinstance(row, Row)),
        without=tuple(row for row in rows if isinstance(row, Finding)),
        young_people=not_known_bounds(base, area_code)
        if TOGETHER in base.indicators
        else Finding("not known", TOGETHER, area_code, "", None),
    )


def _order(indicator: Indicator) -> tuple[int, int, str]:
    return THEMES.index(indicator.theme), indicator.role != "headline", indicator.name


@lru_cache(maxsize=20_000)
def _row(base: EvidenceBase, slug: str, area_code: str, against: tuple[str, ...], model: str) -> Row | Finding:
    here = level(base, slug, area_code)
    if here.value is None:
        return here
    indicator = base.indicator(slug)
    among = peer_set(base, area_code, indicator)
    ranked = rank(base, slug, area_code, among, period=here.period) if among else None
    return Row(
        indicator=indicator,
        level=here,
        gaps=tuple(gap(base, slug, area_code, code, period=here.period) for code in against),
        neighbours=_to_neighbours(base, slug, area_code, model, here.period),
        rank=ranked if ranked and ranked.value is not None else None,
        change=_recent_change(base, slug, area_code),
        trend=trend(base, slug, area_code),
        spread=spread_of(base, slug, area_code, among, here.period),
    )


def peer_set(base: EvidenceBase, area_code: str, indicator: Indicator) -> AreaSet | None:
    """The set that a place is ranked in for an indicator; None for a group, which is one of no kind."""
    geography = peer_geography(base, area_code, indicator)
    return peers(base, area_code, geography) if geography else None


def spread_of(base: EvidenceBase, slug: str, area_code: str, among: AreaSet | None, period: str) -> tuple[float, ...]:
    """The known values of a set and of the place itself, ascending."""
    codes = among.codes if among else ()
    if area_code not in codes:
        codes = (area_code, *codes)
    return tuple(sorted(f.value for f in figures_over(base, slug, codes, period) if f.value is not None))


def _to_neighbours(base: EvidenceBase, slug: str, area_code: str, model: str, period: str) -> Finding | None:
    try:
        near = neighbours_of(base, area_code, model)
    except EvidenceError:
        return None
    found = gap_to_neighbours(base, slug, area_code, near, period=period)
    return found if found.value is not None else None


def _recent_change(base: EvidenceBase, slug: str, area_code: str) -> Finding:
    known = [f.period for f in history(base, slug, area_code)]
    return change(base, slug, area_code, since=usual_start(known), until=known[-1])
