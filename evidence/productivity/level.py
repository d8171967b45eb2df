"""Output an hour in a place: level, rank, change, the gap to the UK and what closing it would come to in £ million."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from evidence.analysis.comparators import UK, peer_geography, peers
from evidence.analysis.compare import gap, level, rank
from evidence.analysis.findings import Finding
from evidence.analysis.prices import gdp_deflator, uprated
from evidence.analysis.trend import history
from evidence.indicators.aggregate import Figure, derived_figure, figure_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import parse_period
from evidence.places.areas import Area

PER_HOUR, SINGLE_YEAR = "gva-per-hour-worked", "gva-per-hour-worked-unsmoothed"
WEEKLY_HOURS, IMPLIED_HOURS = "hours-worked-per-week", "implied-hours-worked"
WEEKS = 52  # ONS's own: district output over 52 x weekly hours gives its unsmoothed output an hour within 0.03 %
MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours worked in a place in a year, in millions: published, or implied by output over output an hour."""

    millions: float | None
    published: bool
    figure: Figure
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """How far what we derive lies from what ONS publishes, over the combined authorities that it publishes for.

    Errors are derived / published - 1: the middle one with its sign, the lowest, the highest, and the largest without.
    """

    period: str
    compared: int
    middle: float
    lowest: float
    highest: float

    @property
    def largest(self) -> float:
        """The largest error, whichever its sign."""
        return max(abs(self.lowest), abs(self.highest))


@dataclass(frozen=True, slots=True)
class Errors:
    """How large the errors of what we derive are over every year and area that can be checked, whichever their sign."""

    compared: int
    middle: float
    largest: float


@dataclass(frozen=True, slots=True)
class Change:
    """The change of output an hour between two periods as a share: in the prices of each year, and deflated.

    `real` is by the UK's GDP deflator; the UK's own changes stand beside the place's, and its index (UK = 100) at both
    ends, which neither prices nor smoothing move. `single_years` is the deflated change of the figures that are not
    smoothed, where ONS publishes them.
    """

    first: Figure
    last: Figure
    uk_first: Figure
    uk_last: Figure
    nominal: float
    real: float
    uk_nominal: float | None
    uk_real: float | None
    single_years: float | None

    @property
    def indices(self) -> tuple[float, float] | None:
        """The place's index (UK = 100) at the start and at the end; None where the UK has no figure for either."""
        pairs = ((self.first, self.uk_first), (self.last, self.uk_last))
        first, last = (100 * (a.value / b.value) if a.value and b.value else None for a, b in pairs)
        return None if first is None or last is None else (first, last)


@dataclass(frozen=True, slots=True)
class Output:
    """What an hour of work produces in a place, everything of one period.

    `index` is UK = 100. `gap` is the place minus the UK in £ an hour. `prize` is the gap times the hours worked in
    £ million a year, 0 where the place is level or above; `surplus` is what it then produces over the UK's average.
    All are None where there is no figure; `level.reason` then says why.
    """

    area: Area
    level: Finding
    gap: Finding
    index: float | None
    rank: Finding | None  # None where a place has no others of its kind
    change: Change | None
    hours: Hours
    prize: float | None
    surplus: float | None
    level_check: Check | None  # where the level is derived
    hours_check: Check | None  # where the hours are implied: in this period
    hours_errors: Errors | None  # where the hours are implied: over every period

    @property
    def published(self) -> bool:
        """Whether the level is a figure that ONS publishes, for the place or for one with exactly its districts."""
        return self.level.figures[0].origin == "published"

    @property
    def within_error(self) -> bool:
        """Whether the gap is smaller than the largest error of a derived level, so that its side is not known."""
        if self.level_check is None or self.level.value is None or self.gap.value is None:
            return False
        return abs(self.gap.value) <= self.level_check.largest * self.level.value

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that it rests on, each once."""
        change = self.change
        ends = (change.first, change.last, change.uk_first, change.uk_last) if change else ()
        return tuple(dict.fromkeys((*self.gap.figures, *ends, self.hours.figure)))


def output(base: EvidenceBase, area_code: str) -> Output:
    """What an hour of work produces in a place, at the latest period that it has a figure for."""
    area = base.area(area_code)
    here = level(base, PER_HOUR, area_code)
    apart = gap(base, PER_HOUR, area_code, UK, period=here.period)
    hours = hours_worked(base, area_code, here.period)
    difference = None if apart.value is None or hours.millions is None else -apart.value * hours.millions
    uk = apart.figures[-1].value
    derived = here.value is not None and here.figures[0].origin == "derived"
    implied = not hours.published and hours.millions is not None
    return Output(
        area=area,
        level=here,
        gap=apart,
        index=None if here.value is None or not uk else 100 * (here.value / uk),
        rank=_rank(base, area_code, here.period),
        change=change_since_first(base, area_code, here.period),
        hours=hours,
        prize=None if difference is None else max(0.0, difference),
        surplus=None if difference is None else max(0.0, -difference),
        level_check=level_check(base, here.period) if derived else None,
        hours_check=hours_check(base, here.period) if implied else None,
        hours_errors=hours_errors(base) if implied else None,
    )


def hours_worked(base: EvidenceBase, area_code: str, period: str) -> Hours:
    """The hours worked in a place in a year: 52 times the published weekly hours, or those that output implies."""
    weekly = figure_of(base, WEEKLY_HOURS, area_code, period=period)
    if weekly.value is not None:
        return Hours(weekly.value * WEEKS / MILLION, True, weekly)
    implied = figure_of(base, IMPLIED_HOURS, area_code, period=period)
    return Hours(implied.value, False, implied, implied.reason)


def change_since_first(base: EvidenceBase, area_code: str, until: str) -> Change | None:
    """The change of output an hour since the first period on record; None where a place has fewer than two."""
    known = [f for f in history(base, PER_HOUR, area_code) if f.period <= until]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    nominal = _grown(first, last)
    if nominal is None:
        return None
    start, end = (parse_period(f.period).start.year for f in (first, last))
    prices = uprated(1.0, gdp_deflator(base), from_year=start, to_year=end)
    uk = [figure_of(base, PER_HOUR, UK, period=f.period) for f in (first, last)]
    growths = {
        "uk": _grown(*uk),
        "single": _grown(*(figure_of(base, SINGLE_YEAR, area_code, period=f.period) for f in (first, last))),
    }
    real = {key: None if found is None else _deflated(found, prices) for key, found in growths.items()}
    return Change(
        first, last, uk[0], uk[1], nominal, _deflated(nominal, prices), growths["uk"], real["uk"], real["single"]
    )


@lru_cache(maxsize=64)
def hours_check(base: EvidenceBase, period: str) -> Check | None:
    """How far implied hours of a period lie from published ones; None where no area has both."""
    return _check(period, _hours_pairs(base, period))


@lru_cache(maxsize=8)
def hours_errors(base: EvidenceBase) -> Errors | None:
    """How large the errors of implied hours are over every year that hours are published for; None where there is none."""
    pairs = [pair for period in base.observed(WEEKLY_HOURS) for pair in _hours_pairs(base, period)]
    sizes = [abs(ours / theirs - 1) for theirs, ours in pairs]
    return Errors(len(sizes), median(sizes), max(sizes)) if sizes else None


@lru_cache(maxsize=64)
def level_check(base: EvidenceBase, period: str) -> Check | None:
    """How far our output an hour of a period lies from what ONS publishes; None where no area has both."""
    codes = _checked(base, PER_HOUR, period)
    ours = (derived_figure(base, PER_HOUR, code, period=period).value for code in codes)
    pairs = zip(codes.values(), ours, strict=True)
    return _check(period, [(theirs, own) for theirs, own in pairs if own is not None])


def _hours_pairs(base: EvidenceBase, period: str) -> list[tuple[float, float]]:
    """Published and implied hours of a year in millions, of each combined authority that has both."""
    weekly = _checked(base, WEEKLY_HOURS, period)
    ours = (figure_of(base, IMPLIED_HOURS, code, period=period).value for code in weekly)
    pairs = zip(weekly.values(), ours, strict=True)
    return [(hours * WEEKS / MILLION, own) for hours, own in pairs if own is not None]


def _checked(base: EvidenceBase, slug: str, period: str) -> dict[str, float]:
    """What is published of an indicator for combined authorities, by area; not what stands in for one of their twins."""
    seen = base.observed(slug).get(period, {})
    codes = (area.code for area in base.areas_of("combined-authority") if area.code in seen)
    return {code: value for code in codes if (value := seen[code].value)}


def _check(period: str, pairs: list[tuple[float, float]]) -> Check | None:
    errors = [ours / theirs - 1 for theirs, ours in pairs]
    return Check(period, len(errors), median(errors), min(errors), max(errors)) if errors else None


def _rank(base: EvidenceBase, area_code: str, period: str) -> Finding | None:
    geography = peer_geography(base, area_code, base.indicator(PER_HOUR))
    return rank(base, PER_HOUR, area_code, peers(base, area_code, geography), period=period) if geography else None


def _grown(first: Figure, last: Figure) -> float | None:
    return last.value / first.value - 1 if first.value and last.value is not None else None


def _deflated(nominal: float, prices: float) -> float:
    """A growth in current prices as one in constant prices; `prices` is the price level at the end over the start."""
    return (1 + nominal) / prices - 1
